"""Links: which provisions of two witnesses correspond, how, and who says so."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from attrs import field, frozen

from treatydiff.errors import ModelError
from treatydiff.model.addresses import Address, ChangeAddress
from treatydiff.model.passages import check_characters


class Relation(StrEnum):
    """How a provision of the later text stands to the earlier: TEI ``link/@type``."""

    IDENTICAL = "identical"
    REWORDED = "reworded"
    SPLIT = "split"
    MERGED = "merged"
    PARALLEL = "parallel"
    """Corresponds by number or an editor's word; the words were not compared, as in two languages."""
    INSERTED = "inserted"
    OMITTED = "omitted"

    @property
    def inverse(self) -> Relation:
        """The same relation read in the other direction."""
        return _INVERSES.get(self, self)


_INVERSES = {
    Relation.SPLIT: Relation.MERGED,
    Relation.MERGED: Relation.SPLIT,
    Relation.INSERTED: Relation.OMITTED,
    Relation.OMITTED: Relation.INSERTED,
}


_RULES_INVERTED = {"split": "merge", "merge": "split"}

EDITED = "edited"
"""The rule of a link that an editor stated."""


class Flag(StrEnum):
    """What may be true of a link besides its relation: TEI ``link/@subtype``."""

    MOVED = "moved"
    RENUMBERED = "renumbered"
    REFERENCE = "reference"


_FLAGS = tuple(Flag)


def _addresses(values: Iterable[Address | str] | Address | str) -> tuple[Address, ...]:
    if isinstance(values, (Address, str)):
        values = (values,)
    return tuple([Address.parse(value) if isinstance(value, str) else value for value in values])


def _one_address(value: Address | str) -> Address:
    return _addresses(value)[0]


def _in_order(flags: Iterable[Flag]) -> tuple[Flag, ...]:
    if flags == ():  # as of most
        return ()
    given = frozenset(flags)
    return tuple([flag for flag in _FLAGS if flag in given])


def _thousandths(score: float) -> float:
    return round(score, 3)


@frozen
class Link:
    """One correspondence, n:m: TEI ``link`` with its ``certainty``.

    Attributes:
        earlier: addresses in the earlier text, in its order; strings are read as addresses,
            and one needs no list around it.
        later: the same for the later text.
        relation: how they stand to each other; comparison finds it anew from the texts.
        flags: moved, renumbered, reference, in this order.
        score: how alike, 0 to 1, rounded to thousandths; an editor's link has 1.
        rule: the rule that found it, or ``edited``.
        resp: who says so.
        cert: an editor's certainty: ``high``, ``medium``, ``low`` or empty.
        reason: why an editor says so, in words.
        words: of an editor's link, what each end read when he stated it, the earlier ends first, an empty text for
            an end of which nobody recorded it; empty where that is so of all.
        place: where an editor's link was read, as file, line and column, or empty; not compared.

    Raises:
        ModelError: a side is empty, a score is outside 0 to 1, or the words are not those of all ends.

    Example:
        >>> link = Link(["A/1"], ["B/1", "B/2"], relation=Relation.SPLIT)
        >>> str(link.address), link.inverse.relation.value
        ('A/1..B/1+B/2', 'merged')
    """

    earlier: tuple[Address, ...] = field(converter=_addresses)
    later: tuple[Address, ...] = field(converter=_addresses)
    relation: Relation = Relation.REWORDED
    flags: tuple[Flag, ...] = field(default=(), converter=_in_order)
    score: float = field(default=1.0, converter=_thousandths)
    rule: str = EDITED
    resp: str = ""
    cert: str = ""
    reason: str = ""
    words: tuple[str, ...] = ()
    place: str = field(default="", eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        if not self.earlier or not self.later:
            raise ModelError("found a link with one end", expected="an address on both sides at least")
        for side in (self.earlier, self.later):
            if len(side) > 1 and len({end.siglum for end in side}) > 1:
                raise ModelError(
                    f"found {' and '.join(map(str, side))} on one side of a link",
                    expected="one witness on each side",
                )
        said = (self.rule, self.resp, self.cert, self.reason, *self.words)
        if not "".join(said).isprintable():  # asked once for all, since links are many
            for text in said:
                check_characters(text, "a link")
        if self.words and len(self.words) != len(self.earlier) + len(self.later):
            raise ModelError(
                f"found the words of {len(self.words)} end(s) in the link {self.address}",
                expected=f"those of {len(self.earlier) + len(self.later)}",
            )
        if not 0 <= self.score <= 1:
            raise ModelError(f"found the score {self.score}", expected="0 to 1")

    @property
    def address(self) -> ChangeAddress:
        """What the link is cited by."""
        return ChangeAddress(self.earlier, self.later)

    @property
    def inverse(self) -> Link:
        """The same link read in the other direction."""
        return Link(
            self.later,
            self.earlier,
            self.relation.inverse,
            self.flags,
            self.score,
            _RULES_INVERTED.get(self.rule, self.rule),
            self.resp,
            self.cert,
            self.reason,
            (*self.words[len(self.earlier) :], *self.words[: len(self.earlier)]),
            self.place,
        )

    @property
    def of_clauses(self) -> bool:
        """Whether it joins clauses rather than provisions."""
        return self.earlier[0].clause is not None

    @property
    def edited(self) -> bool:
        """Whether an editor stated it."""
        return self.rule == EDITED

    @property
    def ends(self) -> tuple[Address, ...]:
        """The addresses of both sides, the earlier ones first."""
        return (*self.earlier, *self.later)

    @property
    def joined(self) -> tuple[Address, ...]:
        """The ends that stand together in a collation: of several clauses all, of several provisions the first."""
        return (*self.earlier, *self.later) if self.of_clauses else (self.earlier[0], self.later[0])


@frozen
class NoCounterpart:
    """An editor's word that nothing in another witness corresponds to a provision: TEI ``annotation``, classifying.

    Attributes:
        address: the provision or clause; a string is read as an address.
        witness: siglum of the witness in which nothing corresponds to it.
        resp: who says so.
        cert: how sure: ``high``, ``medium``, ``low`` or empty.
        reason: why, in words.
        words: what it read when the editor said so; empty where nobody recorded it.
        place: where this was read, as file, line and column, or empty; not compared.

    Raises:
        ModelError: a whole witness, or the witness itself.

    Example:
        >>> str(NoCounterpart("A/3", "B").address)
        'A/3'
    """

    address: Address = field(converter=_one_address)
    witness: str
    resp: str = ""
    cert: str = ""
    reason: str = ""
    words: str = ""
    place: str = field(default="", eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        if not self.address.steps or self.witness == self.address.siglum:
            raise ModelError(
                f"found {self.address} without counterpart in {self.witness}",
                expected="a provision, and the siglum of another witness",
            )
        for text in (self.witness, self.resp, self.cert, self.reason, self.words):
            check_characters(text, "an editor's decision")


EditedLink = Link | NoCounterpart
"""What an editor can say of the alignment of two witnesses."""
