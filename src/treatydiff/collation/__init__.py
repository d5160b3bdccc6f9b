"""Collation: any number of witnesses, aligned provision by provision and word by word.

One machinery serves every output: alignment links provisions, linked provisions form groups, and within a group
the words of all members are aligned into variation units. A comparison is such a collation of two.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from attrs import frozen

from treatydiff import collector
from treatydiff.alignment.edits import Edits, fitted, overruling
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
from treatydiff.model.edits import Misfit
from treatydiff.model.languages import in_two_languages
from treatydiff.model.links import EditedLink, Link, NoCounterpart
from treatydiff.model.witnesses import Witness

__all__ = [
    "Alignment",
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


@collector.waiting()
def collate(
    witnesses: Sequence[Witness],
    *,
    base: str | None = None,
    links: Sequence[EditedLink] = (),
    options: Options = Options(),  # noqa: B008 - a frozen value
) -> Collation:
    """Collate witnesses.

    Args:
        witnesses: one or more, each with a siglum of its own.
        base: siglum of the witness whose order and lemmata the apparatus follows; else the first.
        links: an editor's decisions, links and provisions without counterpart, which go before what is computed.
            One that does not fit the texts, because what it names is not there or reads otherwise than recorded,
            is not applied; `Collation.misfits` say so.
        options: what counts as the same word.

    Raises:
        ModelError: there is no witness, two have one siglum, or decisions contradict each other.
        UnknownError: the base is none of the witnesses.

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
    return assemble(texts, base=lead, alignment=link(texts, edited=links, options=options), options=options)


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


@frozen
class Alignment:
    """The alignment of each pair of witnesses, under an editor's decisions.

    Attributes:
        links: which provisions and clauses correspond, an editor's links among them.
        without_counterpart: what an editor says to have none.
        overruled: computed links that gave way.
        misfits: decisions that do not fit the texts.
    """

    links: tuple[Link, ...]
    without_counterpart: tuple[NoCounterpart, ...] = ()
    overruled: tuple[Link, ...] = ()
    misfits: tuple[Misfit, ...] = ()


def link(
    texts: Mapping[str, TokenizedWitness], *, edited: Sequence[EditedLink] = (), options: Options
) -> Alignment:
    """The alignment of each pair of witnesses, the one that stands first being the earlier.

    Texts in two languages are aligned by structure, words not compared.

    Raises:
        ModelError: an editor's decisions contradict each other.
    """
    by_clause = options.level is Level.CLAUSE
    edits, misfits = fitted(edited, texts, of_clauses=by_clause)
    links: list[Link] = []
    overruled: list[Link] = []
    for earlier, later in combinations(texts, 2):
        between = edits.between(earlier, later)
        if in_two_languages(texts[earlier].witness, texts[later].witness):
            # Imported here, since few comparisons are of two languages, and every start would wait for it.
            from treatydiff.alignment.translations import align_parallel, align_parallel_articles

            aligner = align_parallel if by_clause else align_parallel_articles
        else:
            aligner = align if by_clause else align_by_number
        found, gave_way = overruling(aligner, texts[earlier], texts[later], between)
        links += found
        overruled += gave_way
    return Alignment(tuple(links), edits.alone, tuple(overruled), misfits)


def assemble(
    texts: Mapping[str, TokenizedWitness], *, base: str = "", alignment: Alignment, options: Options
) -> Collation:
    """The collation of witnesses whose alignment is known; the base is the first where none is named."""
    lead = base or next(iter(texts))
    ordered = {lead: texts[lead]} | dict(texts)
    witnesses = tuple(text.witness for text in texts.values())
    apart = Edits(alone=alignment.without_counterpart).forbidden(texts)
    return Collation(
        witnesses,
        lead,
        alignment.links,
        groups(ordered, alignment.links, options, apart=apart),
        options,
        without_counterpart=alignment.without_counterpart,
        overruled=alignment.overruled,
        misfits=alignment.misfits,
    )
