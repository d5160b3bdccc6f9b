"""Edits: what an editor says of alignments, where it contradicts itself, and where it no longer fits the texts."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from treatydiff.errors import ModelError
from treatydiff.model.addresses import Address
from treatydiff.model.links import EditedLink, Link, NoCounterpart
from treatydiff.model.passages import check_characters


@frozen
class Misfit:
    """An editor's decision that was not applied, since it does not fit the texts.

    Attributes:
        edit: the decision, as stated.
        what: what does not fit, in words.

    Example:
        >>> print(Misfit(Link("A/1", "B/9"), "found nothing at B/9"))
        A/1..B/9: found nothing at B/9
        >>> print(Misfit(Link("A/1", "B/9", place="A-B.links.xml:7:3"), "found nothing at B/9"))
        A-B.links.xml:7:3: A/1..B/9: found nothing at B/9
    """

    edit: EditedLink
    what: str

    def __attrs_post_init__(self) -> None:
        check_characters(self.what, "a misfit")

    def __str__(self) -> str:
        place = f"{self.edit.place}: " if self.edit.place else ""
        return f"{place}{said(self.edit)}: {self.what}"


def said(edit: EditedLink) -> str:
    """A decision in short: the address of a link; what has no counterpart, and where.

    Example:
        >>> said(NoCounterpart("A/3", "B"))
        'A/3 without counterpart in B'
    """
    if isinstance(edit, Link):
        return str(edit.address)
    return f"{edit.address} without counterpart in {edit.witness}"


def sigla_of(edit: EditedLink) -> frozenset[str]:
    """The witnesses that a decision speaks of.

    Example:
        >>> sorted(sigla_of(NoCounterpart("A/3", "B")))
        ['A', 'B']
    """
    if isinstance(edit, Link):
        return frozenset(end.siglum for end in edit.ends)
    return frozenset((edit.address.siglum, edit.witness))


def check_sides(link: Link) -> None:
    """Refuse a link whose ends cannot correspond.

    Raises:
        ModelError: it joins a clause to a provision, places of one text, or whole texts.
    """
    if not all(end.steps for end in link.ends):
        raise ModelError(
            f"found the link {link.address}, which joins whole texts", expected="provisions or clauses"
        )
    if len({end.clause is None for end in link.ends}) > 1:
        raise ModelError(
            f"found the link {link.address}, which joins a clause to a provision",
            expected="clauses with clauses, or provisions with provisions",
        )
    if link.earlier[0].siglum == link.later[0].siglum:
        raise ModelError(f"found the link {link.address}, which joins places of one text", expected="two texts")


def contradiction(edits: Sequence[EditedLink]) -> tuple[int, str] | None:
    """The first decision that contradicts one before it, by its position, and how; ``None`` where none does.

    Two links of one pair of witnesses must not name one provision; nor may a link name what has no counterpart, or
    what stands in it; and nothing is said twice. Addresses are taken as they stand.

    Args:
        edits: of any pairs of witnesses.

    Example:
        >>> contradiction([Link("A/1", "B/1"), NoCounterpart("A/1", "B")])
        (1, 'found A/1 linked, and A/1 without counterpart in B')
    """
    linked: set[tuple[Address, str]] = set()
    linked_in: dict[tuple[Address, str], Address] = {}
    alone: set[tuple[Address, str]] = set()
    for position, edit in enumerate(edits):
        if isinstance(edit, NoCounterpart):
            if (edit.address, edit.witness) in alone:
                return position, f"found {said(edit)} twice"
            inner = linked_in.get((edit.address, edit.witness))
            if inner is not None:
                return position, f"found {inner} linked, and {said(edit)}"
            alone.add((edit.address, edit.witness))
            continue
        for end, other in ends(edit):
            if (end, other) in linked:
                return position, f"found {end} twice in edited links"
            linked.add((end, other))
            for place in end.around:
                linked_in.setdefault((place, other), end)
                if (place, other) in alone:
                    return position, f"found {end} linked, and {said(NoCounterpart(place, other))}"
    return None


def ends(link: Link) -> tuple[tuple[Address, str], ...]:
    """Both ends of a link, each address with the siglum of the witness on the other side."""
    here, there = link.earlier[0].siglum, link.later[0].siglum
    return tuple([(end, there) for end in link.earlier] + [(end, here) for end in link.later])
