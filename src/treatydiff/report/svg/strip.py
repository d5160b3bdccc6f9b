"""Strip: a comparison as a row of cells, one a provision, each as full as the share of its words that differ."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from treatydiff.collation import ClauseGroup, ProvisionGroup
from treatydiff.comparison import Comparison
from treatydiff.comparison.extent import extent_of
from treatydiff.model.addresses import Address, ChangeAddress
from treatydiff.model.dossiers import Level
from treatydiff.model.links import Flag, Link, Relation
from treatydiff.model.provisions import Provision

FINEST = 200
"""Clauses up to which each has a cell of its own; of more, each article has one."""


@frozen
class StripCell:
    """One provision or clause.

    Attributes:
        place: where it stands: in the later text, else in the earlier.
        change: what its change or link is cited by, where it has a counterpart.
        relation: how it stands to the earlier text; ``None`` where one of the two says nothing about it.
        flags: moved, renumbered, reference.
        per_cent: how many of a hundred words differ, those of both texts together.
    """

    place: Address
    change: ChangeAddress | None
    relation: Relation | None
    flags: tuple[Flag, ...] = ()
    per_cent: int = 0


@frozen
class StripGroup:
    """The cells of one article or other outer provision.

    Attributes:
        label: its numbers, as "VI → 3"; its kind where it has none.
        cells: its cells, in the earlier text's order, what came in after what precedes it.
        relation: how it stands as a whole to the earlier text; ``None`` where it has no counterpart.
        flags: what else became of it as a whole: moved, renumbered.
    """

    label: str
    cells: tuple[StripCell, ...]
    relation: Relation | None = None
    flags: tuple[Flag, ...] = ()


def strip(comparison: Comparison, *, finest: int = FINEST) -> tuple[StripGroup, ...]:
    """The cells of a comparison.

    Args:
        comparison: two texts.
        finest: up to how many clauses each has a cell of its own.

    Example:
        >>> from treatydiff.comparison import compare
        >>> from treatydiff.model.numbers import Number
        >>> from treatydiff.model.passages import Passage
        >>> from treatydiff.model.witnesses import Witness
        >>> a, b = (
        ...     Witness(siglum, (Provision("article", (Passage(text),), number=Number("3")),))
        ...     for siglum, text in (("A", "It lasts five years."), ("B", "It lasts ten years."))
        ... )
        >>> (group,) = strip(compare(a, b))
        >>> group.label, [(cell.relation.value, cell.per_cent) for cell in group.cells]
        ('3', [('reworded', 25)])
    """
    reader = _Reader(comparison)
    by_clause = len(list(comparison.collation.clause_groups())) <= finest
    if comparison.collation.options.level is Level.ARTICLE:
        by_clause = False
    return tuple(reader.read(comparison.collation.groups, by_clause=by_clause))


class _Reader:
    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self.whole = comparison.collation.options.level is Level.ARTICLE
        self.link_of = {a: link for link in comparison.links for a in (*link.earlier, *link.later)}
        self.silent = frozenset(comparison.not_transmitted)

    def read(self, groups: tuple[ProvisionGroup | ClauseGroup, ...], *, by_clause: bool) -> Iterator[StripGroup]:
        """The groups of cells, outer provisions that only hold others giving none."""
        for group in groups:
            if isinstance(group, ClauseGroup):
                continue
            outer = [
                child
                for child in group.children
                if isinstance(child, ProvisionGroup) and not self._provision(child.address).about.inner
            ]
            if outer:
                yield from self.read(group.children, by_clause=by_clause)
                continue
            clauses = [inner for inner in group.walk() if isinstance(inner, ClauseGroup)]
            cells = [self._cell(inner, [inner]) for inner in clauses] if by_clause else [self._cell(group, clauses)]
            if cells:
                link = self._link(group)
                told = (link.relation, link.flags) if link is not None else (None, ())
                yield StripGroup(self._label(group), tuple(cells), *told)

    def _provision(self, address: Address) -> Provision:
        return self.comparison.collation.witness(address.siglum).provision(address)

    def _label(self, group: ProvisionGroup) -> str:
        numbers = []
        for member in group.members:
            provision = self._provision(member.addresses[0])
            step = member.addresses[0].steps[-1]
            numbers.append(str(provision.number) if provision.number else str(step))
        return " → ".join(dict.fromkeys(numbers))

    def _link(self, group: ProvisionGroup | ClauseGroup) -> Link | None:
        return self.link_of.get(group.address) or self.link_of.get(group.members[-1].addresses[0])

    def _cell(self, group: ProvisionGroup | ClauseGroup, clauses: list[ClauseGroup]) -> StripCell:
        last = group.members[-1].addresses[0]
        link = self._link(group)
        if len(group.members) > 1 and link is not None:
            differing = 0 if self.whole else extent_of(clauses).per_cent
            return StripCell(link.later[0], link.address, self._relation(link, clauses), link.flags, differing)
        out = last.siglum == self.comparison.earlier.siglum
        relation = Relation.OMITTED if out else Relation.INSERTED
        address = last
        while address.steps:
            if address in self.silent:
                return StripCell(last, None, None)
            address = address.parent
        # What has no counterpart itself may hold what has one.
        inside = [self.link_of[a] for one in clauses for m in one.members for a in m.addresses if a in self.link_of]
        if inside and isinstance(group, ProvisionGroup):
            return StripCell(last, None, Relation.REWORDED, (), extent_of(clauses).per_cent)
        return StripCell(last, None, relation, (), 100)

    def _relation(self, link: Link, clauses: list[ClauseGroup]) -> Relation:
        if link.relation is Relation.IDENTICAL and extent_of(clauses).differing:
            return Relation.REWORDED
        return link.relation
