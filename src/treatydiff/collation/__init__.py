"""Collation: any number of witnesses, aligned provision by provision and word by word.

One machinery serves every output: alignment links provisions, linked provisions form groups, and within a group
the words of all members are aligned into variation units. A comparison is such a collation of two.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from treatydiff.alignment.provisions import align, align_by_number
from treatydiff.alignment.witnesses import TokenizedWitness
from treatydiff.collation.groups import groups
from treatydiff.collation.values import (
    ClauseGroup,
    Collation,
    Member,
    Options,
    ProvisionGroup,
    Reading,
    VariationUnit,
)
from treatydiff.errors import ModelError, UnknownError
from treatydiff.model.dossiers import Level
from treatydiff.model.links import Link
from treatydiff.model.witnesses import Witness

__all__ = [
    "ClauseGroup",
    "Collation",
    "Member",
    "Options",
    "ProvisionGroup",
    "Reading",
    "VariationUnit",
    "assemble",
    "collate",
    "link",
    "tokenized",
]


def collate(
    witnesses: Sequence[Witness],
    *,
    base: str | None = None,
    links: Sequence[Link] = (),
    options: Options = Options(),  # noqa: B008 - a frozen value
) -> Collation:
    """Collate witnesses.

    Args:
        witnesses: one or more, each with a siglum of its own.
        base: siglum of the witness whose order and lemmata the apparatus follows; else the first.
        links: an editor's links, which go before computed ones.
        options: what counts as the same word.

    Raises:
        ModelError: there is no witness, two have one siglum, or an edited link contradicts another.
        UnknownError: the base is none of the witnesses, or an edited link names what is not there.

    Example:
        >>> from treatydiff.model.provisions import Passage, Provision
        >>> a, b = (
        ...     Witness(siglum, (Provision("article", (Passage(text),)),))
        ...     for siglum, text in (("A", "It lasts five years."), ("B", "It lasts ten years."))
        ... )
        >>> group = next(collate([a, b]).clause_groups())
        >>> [[reading.text for reading in unit.readings] for unit in group.units]
        [['It lasts '], ['five ', 'ten '], ['years.']]
    """
    texts = tokenized(witnesses, options)
    lead = witnesses[0].siglum if base is None else base
    if lead not in texts:
        raise UnknownError(f"found no witness {lead} for the base", expected="one of " + ", ".join(texts))
    return assemble(texts, base=lead, links=link(texts, edited=links, options=options), options=options)


def tokenized(witnesses: Sequence[Witness], options: Options) -> dict[str, TokenizedWitness]:
    """The witnesses by siglum, in the order given, with their tokens.

    Raises:
        ModelError: there is no witness, or two have one siglum.
    """
    if not witnesses:
        raise ModelError("found no witness to collate", expected="one at least")
    for witness in witnesses:
        if not isinstance(witness, Witness):
            raise ModelError(
                f"found {witness!r:.60} where a witness is wanted", expected="a Witness", todo="use treatydiff.read"
            )
    texts = {witness.siglum: TokenizedWitness(witness, options.normalization) for witness in witnesses}
    if len(texts) < len(witnesses):
        twice = next(w.siglum for n, w in enumerate(witnesses) if w.siglum in {v.siglum for v in witnesses[:n]})
        raise ModelError(
            f"found two witnesses with the siglum {twice}", expected="a siglum for each", todo="rename one"
        )
    return texts


def link(
    texts: Mapping[str, TokenizedWitness], *, edited: Sequence[Link] = (), options: Options
) -> tuple[Link, ...]:
    """The alignment of each pair of witnesses, the one that stands first being the earlier.

    Raises:
        ModelError: an edited link contradicts another.
        UnknownError: an edited link names what is not there.
    """
    for stated in edited:
        for end in (*stated.earlier, *stated.later):
            if end.siglum not in texts:
                raise UnknownError(f"found no witness {end.siglum} for the edited link {stated.address}")
    aligner = align if options.level is Level.CLAUSE else align_by_number
    return tuple(
        found
        for earlier, later in combinations(texts, 2)
        for found in aligner(texts[earlier], texts[later], edited=_stated(edited, earlier, later))
    )


def assemble(
    texts: Mapping[str, TokenizedWitness], *, base: str = "", links: Sequence[Link], options: Options
) -> Collation:
    """The collation of witnesses whose alignment is known; the base is the first where none is named."""
    lead = base or next(iter(texts))
    ordered = {lead: texts[lead]} | dict(texts)
    witnesses = tuple(text.witness for text in texts.values())
    return Collation(witnesses, lead, tuple(links), groups(ordered, links, options), options)


def _stated(edited: Sequence[Link], earlier: str, later: str) -> list[Link]:
    """An editor's links of two witnesses, in their order, whichever way round they were stated."""
    either_way = [link if link.earlier[0].siglum == earlier else link.inverse for link in edited]
    return [link for link in either_way if (link.earlier[0].siglum, link.later[0].siglum) == (earlier, later)]
