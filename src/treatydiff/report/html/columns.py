"""Columns: a text as the synopsis sets it, item by item: what is printed over provisions, and clauses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import field, frozen, mutable

from treatydiff.collation import ClauseGroup, ProvisionGroup
from treatydiff.comparison import Change, Comparison
from treatydiff.comparison.extent import extent_of
from treatydiff.model.addresses import Address
from treatydiff.model.dossiers import Level
from treatydiff.model.links import Flag, Link, Relation
from treatydiff.model.provisions import Provision
from treatydiff.model.witnesses import Witness
from treatydiff.report.html.words import Marked, marked
from treatydiff.report.svg.bands import Join


@frozen
class Item:
    """One thing in a column.

    Attributes:
        opens: the provisions that begin here.
        clauses: its clauses: one; none under what is printed over a provision; all where words are not compared.
        titled: whether something is printed over the provisions that begin here.
    """

    opens: tuple[Address, ...]
    clauses: tuple[Address, ...]
    titled: bool = False

    @property
    def addresses(self) -> tuple[Address, ...]:
        """All that stands here."""
        return (*self.opens, *self.clauses)


def items(witness: Witness, *, whole: bool = False) -> tuple[Item, ...]:
    """A text as items.

    Args:
        witness: the text.
        whole: give each article or other outer provision as one item, where words are not compared.
    """
    return tuple(_whole(witness) if whole else _by_clause(witness))


def _by_clause(witness: Witness) -> Iterator[Item]:
    titled: list[Address] = []  # up to the last that has a line of its own
    untitled: list[Address] = []
    for address, provision in witness.addressed():
        untitled.append(address)
        if is_titled(provision):
            titled += untitled
            untitled = []
        for number in range(1, len(provision.clauses) + 1):
            if titled:
                yield Item(tuple(titled), (), titled=True)
                titled = []
            yield Item(tuple(untitled), (address.of_clause(number),))
            untitled = []
    if titled:
        yield Item(tuple(titled), (), titled=True)
    if untitled:
        yield Item(tuple(untitled), ())


def _whole(witness: Witness) -> Iterator[Item]:
    opened: list[Address] = []
    clauses: list[Address] = []
    for address, provision in witness.addressed():
        if clauses and not provision.about.inner:
            yield Item(tuple(opened), tuple(clauses), titled=True)
            opened, clauses = [], []
        opened.append(address)
        clauses += [address.of_clause(number) for number in range(1, len(provision.clauses) + 1)]
    if opened:
        yield Item(tuple(opened), tuple(clauses), titled=True)


def is_titled(provision: Provision) -> bool:
    """Whether a provision has a line of its own over it."""
    return not provision.about.inner or provision.label is not None or provision.heading is not None


@mutable
class Pair:
    """A comparison as the synopsis reads it: what is said at which address.

    Attributes:
        comparison: the comparison.
    """

    comparison: Comparison
    link_of: dict[Address, Link] = field(init=False)
    change_of: dict[Address, Change] = field(init=False)
    groups: dict[Address, ClauseGroup] = field(init=False)
    silent: frozenset[Address] = field(init=False)
    words: dict[Address, list[Marked]] = field(init=False)
    """The words that differ, by clause, or by provision where they are its title's."""

    def __attrs_post_init__(self) -> None:
        one = self.comparison
        self.link_of = {a: link for link in one.links for a in (*link.earlier, *link.later)}
        self.change_of = {a: c for c in one.changes for a in (*c.address.earlier, *c.address.later)}
        self.groups = {
            a: group
            for group in one.collation.clause_groups()
            for member in group.members
            for a in member.addresses
        }
        self.silent = frozenset(one.not_transmitted)
        self.words = {}
        headings = {
            a: group.heading
            for group in one.collation.walk()
            if isinstance(group, ProvisionGroup)
            for member in group.members
            for a in member.addresses
        }
        for change in one.changes:
            if change.link is None or not change.edits:
                continue
            first = change.address.earlier[0]
            units = self.groups[first].units if first in self.groups else headings.get(first, ())
            for witness, out in ((one.earlier, True), (one.later, False)):
                for address, words in marked(change, units, witness, out=out):
                    self.words.setdefault(address, []).append(words)

    @property
    def whole(self) -> bool:
        """Whether articles were linked and words not compared."""
        return self.comparison.collation.options.level is Level.ARTICLE

    def joins(self, left: Sequence[Item], right: Sequence[Item], column: int) -> Iterator[Join]:
        """What corresponds in two neighbouring columns.

        Args:
            left: the earlier text's items.
            right: the later text's.
            column: the left column.
        """
        places = [{a: n for n, item in enumerate(side) for a in item.addresses} for side in (left, right)]
        joined: set[tuple[int, int]] = set()
        for link in self.comparison.links:
            ends = link.earlier, link.later
            if not link.of_clauses:
                ends = ends[0][:1], ends[1][:1]
                if not (self.whole or _over(left[places[0][ends[0][0]]], right[places[1][ends[1][0]]])):
                    continue
            for a in ends[0]:
                for b in ends[1]:
                    here, there = places[0][a], places[1][b]
                    if (here, there) not in joined:
                        joined.add((here, there))
                        yield Join((column, here), (column + 1, there), moved=self.moved(link))

    def moved(self, link: Link) -> bool:
        """Whether what a link joins, or what it stands in, is out of order."""
        above = (self.link_of.get(place) for place in upwards(link.earlier[0]))
        return any(found is not None and Flag.MOVED in found.flags for found in above)

    def kept(self, link: Link) -> int:
        """How many of a hundred words of clauses both texts have."""
        return 100 - extent_of([self.groups[link.earlier[0]]]).per_cent

    def without(self, item: Item) -> Relation | None:
        """Inserted or omitted, where a text alone has an item; ``None`` where that is not said."""
        for address in item.addresses[::-1]:
            for place in upwards(address):
                change = self.change_of.get(place)
                if change is not None and change.link is None:
                    return change.relation
                if place in self.link_of:
                    break
        return None

    def untold(self, item: Item) -> bool:
        """Whether the other text says nothing about an item."""
        return any(place in self.silent for address in item.addresses for place in upwards(address))


def upwards(address: Address) -> Iterator[Address]:
    """An address and those of what it stands in, without the witness."""
    while address.steps:
        yield address
        address = address.parent


def _over(left: Item, right: Item) -> bool:
    """Whether both are what is printed over provisions: their clauses find each other by themselves."""
    return not left.clauses and not right.clauses


def pairs(comparisons: Sequence[Comparison]) -> Mapping[tuple[str, str], Pair]:
    """The comparisons by the sigla of their texts, each once."""
    return {(one.earlier.siglum, one.later.siglum): Pair(one) for one in comparisons}
