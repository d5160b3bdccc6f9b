"""An editor's decisions: held against the texts, and applied before what is computed.

A decision that says what is computed anyway changes nothing but who says so; only the others are handed to the
aligner, and the alignment is made anew until it says all of them (own rule).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from attrs import evolve, frozen

from treatydiff.alignment.witnesses import TokenizedWitness
from treatydiff.errors import ModelError, TreatyDiffError
from treatydiff.model.addresses import Address
from treatydiff.model.edits import Misfit, check_sides, contradiction
from treatydiff.model.links import EDITED, EditedLink, Link, NoCounterpart

_SHOWN = 60


@frozen
class Edits:
    """Decisions that fit the texts, with addresses as these print them.

    Attributes:
        links: which provisions correspond, an editor says.
        alone: which have no counterpart.
    """

    links: tuple[Link, ...] = ()
    alone: tuple[NoCounterpart, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.links or self.alone)

    @property
    def inverse(self) -> Edits:
        """The same, links read in the other direction."""
        return Edits(tuple(link.inverse for link in self.links), self.alone)

    def between(self, earlier: str, later: str) -> Edits:
        """Those of two witnesses, in their order, whichever way round they were stated."""
        either_way = [link if link.earlier[0].siglum == earlier else link.inverse for link in self.links]
        pair = {(earlier, later), (later, earlier)}
        return Edits(
            tuple(x for x in either_way if (x.earlier[0].siglum, x.later[0].siglum) == (earlier, later)),
            tuple(one for one in self.alone if (one.address.siglum, one.witness) in pair),
        )

    def forbidden(self, texts: Mapping[str, TokenizedWitness]) -> dict[Address, set[str]]:
        """What has no counterpart, with all that stands in it, and in which witnesses."""
        found: dict[Address, set[str]] = {}
        for one in self.alone:
            for address in inside(one.address, texts[one.address.siglum]):
                found.setdefault(address, set()).add(one.witness)
        return found


def inside(place: Address, text: TokenizedWitness) -> Iterator[Address]:
    """A provision or clause and all that stands in it."""
    return (address for address in text.places if address.is_in(place))


def fitted(
    stated: Sequence[EditedLink], texts: Mapping[str, TokenizedWitness], *, of_clauses: bool = True
) -> tuple[Edits, tuple[Misfit, ...]]:
    """Decisions with addresses as printed and in text order, and those that no longer fit.

    Args:
        stated: what editors say of these witnesses.
        texts: the witnesses by siglum.
        of_clauses: whether clauses are linked at all.

    Raises:
        ModelError: a link joins a clause to a provision, or two places of one text; or decisions that fit
            contradict each other.
    """
    fit: list[EditedLink] = []
    misfits: list[Misfit] = []
    for edit in stated:
        places = edit.ends if isinstance(edit, Link) else (edit.address,)
        if isinstance(edit, Link):
            check_sides(edit)
        try:
            found = _found(edit, places, texts)
        except TreatyDiffError as error:
            misfits.append(Misfit(edit, error.what))
            continue
        unlike = next(_drifted(edit, found, texts), "")
        if not of_clauses and places[0].clause is not None:
            unlike = "clauses are not compared where articles alone are"
        if unlike:
            misfits.append(Misfit(edit, unlike))
        elif isinstance(edit, Link):
            fit.append(_in_text_order(edit, found, texts))
        else:
            fit.append(evolve(edit, address=found[0]))
    wrong = contradiction(fit)
    if wrong:
        raise ModelError(wrong[1], expected="decisions that agree", todo="take one of them back")
    links = tuple(edit for edit in fit if isinstance(edit, Link))
    return Edits(links, tuple(edit for edit in fit if isinstance(edit, NoCounterpart))), tuple(misfits)


def _found(
    edit: EditedLink, places: Sequence[Address], texts: Mapping[str, TokenizedWitness]
) -> tuple[Address, ...]:
    """The places as printed.

    Raises:
        UnknownError: one of them is not there.
        ModelError: a witness that it names takes no part.
    """
    sigla = [place.siglum for place in places] + ([edit.witness] if isinstance(edit, NoCounterpart) else [])
    for siglum in sigla:
        if siglum not in texts:
            raise ModelError(f"found no witness {siglum}")
    return tuple(texts[place.siglum].witness.resolve(place) for place in places)


def _drifted(edit: EditedLink, found: Sequence[Address], texts: Mapping[str, TokenizedWitness]) -> Iterator[str]:
    """How places read now that read otherwise when the decision was made."""
    recorded = edit.words if isinstance(edit, Link) else (edit.words,) if edit.words else ()
    for place, then in zip(found, recorded, strict=False):
        if not then:
            continue
        now = texts[place.siglum].witness.words_at(place)
        if now.split() != then.split():
            start = _before_difference(now, then)
            yield f"{place} reads {_shown(now, start)}, and read {_shown(then, start)} when this was decided"


def _before_difference(one: str, other: str) -> int:
    """How many words to leave out at the head, so that those that differ are shown: two before them stay."""
    pairs = zip(one.split(), other.split(), strict=False)
    same = next(
        (n for n, (here, there) in enumerate(pairs) if here != there), min(len(one.split()), len(other.split()))
    )
    short = max(len(" ".join(words.split())) for words in (one, other)) <= _SHOWN
    return 0 if short else max(0, same - 2)


def _shown(words: str, start: int) -> str:
    said = ("... " if start else "") + " ".join(words.split()[start:])
    return repr(said if len(said) <= _SHOWN else said[: _SHOWN - 3] + "...")


def _in_text_order(link: Link, found: Sequence[Address], texts: Mapping[str, TokenizedWitness]) -> Link:
    recorded = link.words or ("",) * len(found)
    ends = list(zip(found, recorded, strict=True))
    sides = [
        sorted(side, key=lambda end: texts[end[0].siglum].places[end[0]])
        for side in (ends[: len(link.earlier)], ends[len(link.earlier) :])
    ]
    words = tuple(said for side in sides for _, said in side) if link.words else ()
    ours, theirs = (tuple(address for address, _ in side) for side in sides)
    return evolve(link, earlier=ours, later=theirs, words=words, rule=EDITED)


class Aligner(Protocol):
    """What links the provisions of two witnesses, decisions of an editor first."""

    def __call__(self, earlier: TokenizedWitness, later: TokenizedWitness, *, edits: Edits) -> tuple[Link, ...]:
        """The links in the earlier text's order."""


def overruling(
    aligner: Aligner, earlier: TokenizedWitness, later: TokenizedWitness, edits: Edits
) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
    """The links of two witnesses under an editor's decisions, and the computed ones that gave way to these.

    Args:
        aligner: what computes links.
        earlier: the earlier text.
        later: the later text.
        edits: decisions of these two, in their order.
    """
    computed = links = aligner(earlier, later, edits=Edits())
    if not edits:
        return links, ()
    applied = Edits()
    texts = {text.witness.siglum: text for text in (earlier, later)}
    while unsaid := _unsaid(edits, links, texts):
        more = Edits(
            (*applied.links, *(link for link in unsaid.links if link not in applied.links)),
            (*applied.alone, *(one for one in unsaid.alone if one not in applied.alone)),
        )
        if more == applied:
            break
        applied = more
        links = aligner(earlier, later, edits=applied)
    said = {link.address for link in links}
    by_editor = {link.address: link for link in edits.links}
    stated = tuple(
        evolve(by_editor[link.address], relation=link.relation, flags=link.flags)
        if link.address in by_editor
        else link
        for link in links
    )
    return stated, tuple(link for link in computed if link.address not in said)


def _unsaid(edits: Edits, links: Sequence[Link], texts: Mapping[str, TokenizedWitness]) -> Edits:
    """The decisions that links do not say."""
    addresses = {link.address for link in links}
    forbidden = edits.forbidden(texts)
    against = {end for link in links for end in link.ends if end in forbidden}
    return Edits(
        tuple(link for link in edits.links if link.address not in addresses),
        tuple(one for one in edits.alone if any(end.is_in(one.address) for end in against)),
    )
