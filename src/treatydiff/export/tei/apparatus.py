"""The apparatus: one walk over a collation, in the base's order, which every form of it is written by.

The walk makes the divisions, headings and clauses of the body. What a unit of variation looks like, and what
is done about a provision that some witnesses lack, is left to the form.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from treatydiff.collation import ClauseGroup, Collation, ProvisionGroup, VariationUnit
from treatydiff.export.tei.build import XML, Element, apparatus_id, element, extend, settled, to
from treatydiff.export.tei.readings import Cursor, Sight, UnitPlace, Words, cursor_of, milestone_id, seen
from treatydiff.export.tei.transcription import Registers
from treatydiff.model.addresses import Address
from treatydiff.model.witnesses import Witness

Group = ProvisionGroup | ClauseGroup
Write = Callable[[Sequence[str]], Element]
"""Writes a group for the witnesses named: its ``div`` or ``seg``."""


class Form(Protocol):
    """What differs from one form of apparatus to another."""

    plain: bool
    """Whether readings hold nothing but text."""

    def unit(self, sight: Sight, place: UnitPlace) -> Words:
        """What stands in the body for a unit."""
        ...

    def partial(self, group: Group, by: Sequence[str], present: Sequence[str], write: Write) -> Element:
        """What stands in the body for a group that some of the witnesses at issue do not have.

        Args:
            group: the group.
            by: the witnesses at issue.
            present: those of them that have something of it.
            write: writes it for some of these.
        """
        ...


class Places:
    """The ids of the places in the document where each witness's labels, headings and clauses stand."""

    def __init__(self) -> None:
        self._ids: dict[tuple[str, Address], str] = {}

    def put(self, what: str, address: Address, identifier: str) -> None:
        """Say where a label, heading or clause of a witness stands."""
        self._ids[what, address] = identifier

    def rename(self, siglum: str, ids: dict[str, str]) -> None:
        """Point a witness to other ids."""
        for (what, address), identifier in self._ids.items():
            if address.siglum == siglum and identifier in ids:
                self._ids[what, address] = ids[identifier]

    def order(self, witness: Witness) -> list[str]:
        """Where a witness's labels, headings and clauses stand, in the witness's own order."""
        wanted: list[tuple[str, Address]] = []
        for address, provision in witness.addressed():
            wanted += [("label", address), ("heading", address)]
            wanted += [("clause", address.of_clause(number)) for number in range(1, len(provision.clauses) + 1)]
        return [self._ids[one] for one in wanted if one in self._ids]


class Apparatus:
    """Writes the groups of a collation as TEI.

    Args:
        collation: the collation.
        form: the form to write.
        registers: where to collect who is responsible for gaps.
        places: where to collect what stands where.
    """

    def __init__(self, collation: Collation, form: Form, registers: Registers, places: Places) -> None:
        self._collation = collation
        self._form = form
        self._registers = registers
        self._places = places
        self._present: dict[int, frozenset[str]] = {}

    def body(self) -> Element:
        """The ``body``: one ``div type="treaty"`` with the groups in it."""
        treaty = element("div", type="treaty")
        base = self._collation.base
        everybody = (base, *(w.siglum for w in self._collation.witnesses if w.siglum != base))
        extend(treaty, (settled(node, 4) for node in self._inside(self._collation.groups, everybody)))
        if not len(treaty):
            treaty.append(element("ab"))
        return element("body", treaty)

    def _has(self, group: Group) -> frozenset[str]:
        """The witnesses that have a group or something inside it."""
        known = self._present.get(id(group))
        if known is None:
            known = frozenset([member.siglum for member in group.members])
            if isinstance(group, ProvisionGroup):
                known = known.union(*[self._has(child) for child in group.children])
            self._present[id(group)] = known
        return known

    def _inside(self, groups: Sequence[Group], by: Sequence[str]) -> Iterator[Element]:
        """The content of a ``div``: runs of clauses as ``ab``, whatever else stands beside them."""
        run: list[Element] = []
        after_div = False
        for group in groups:
            having = self._has(group)
            present = tuple([siglum for siglum in by if siglum in having])
            if not present or self._is_hollow(group):
                continue
            node = self._group(group, by, present)
            if isinstance(group, ClauseGroup) and not node.tag.endswith("}app"):
                run.append(node)
                continue
            if run:
                yield _block(run, after_div=after_div)
                run = []
            after_div = after_div or node.tag.endswith("}div")
            yield node
        if run:
            yield _block(run, after_div=after_div)

    def _is_hollow(self, group: Group) -> bool:
        """Whether nothing is left to write: no label, no title, and all words stand elsewhere."""
        if isinstance(group, ClauseGroup) or group.children or group.label:
            return False
        held = (self._collation.witness(m.siglum).provision(a) for m in group.members for a in m.addresses)
        return all(p.heading is None and (p.clauses or p.children) for p in held)

    def _group(self, group: Group, by: Sequence[str], present: Sequence[str]) -> Element:
        def write(those: Sequence[str]) -> Element:
            return self._clause(group, those) if isinstance(group, ClauseGroup) else self._provision(group, those)

        return write(by) if len(present) == len(by) else self._form.partial(group, by, present, write)

    def _provision(self, group: ProvisionGroup, by: Sequence[str]) -> Element:
        own = _own(group, by)
        node = element("div", *self._heads(group, by, own), type=group.kind)
        if own is not None:
            provision = self._collation.witness(own.siglum).provision(own)
            node.set("type", provision.kind)
            if provision.number:
                node.set("n", provision.number.printed)
            _identify(node, group, by, own)
        extend(node, self._inside(group.children, by))
        return node

    def _heads(self, group: ProvisionGroup, by: Sequence[str], own: Address | None) -> Iterator[Element]:
        if own is None:
            return
        at = {m.siglum: self._collation.witness(m.siglum).provision(m.addresses[0]) for m in group.members}
        gaps = {siglum: p.heading.gaps() for siglum, p in at.items() if p.heading}
        cursor = Cursor(by, {}, gaps, self._registers, plain=self._form.plain)
        citation = _citation(own)
        label = () if group.label is None else (group.label,)
        supplied = tuple(s for s, p in at.items() if p.label is not None and p.label.supplied)
        printed = [siglum for unit in label for reading in unit.readings for siglum in reading.witnesses]
        titled = [siglum for siglum, provision in at.items() if provision.heading is not None]
        for what, clause, units, having in (
            ("label", "c0", label, printed),
            ("heading", "c00", group.heading, titled),
        ):
            those = [m.addresses[0] for m in group.members if m.siglum in having and m.siglum in by]
            if not those:
                continue
            identifier = f"{what[0]}-{own.as_id}"
            for address in those:
                self._places.put(what, address, identifier)
            head = element("head", type="label" if what == "label" else "title", xml_id=identifier)
            for number, unit in enumerate(units, start=1):
                kind = "label" if what == "label" else unit.variant
                app = f"{apparatus_id(own)}-{clause}-{number}"
                place = UnitPlace(app, kind, "", citation, cursor.words, supplied if what == "label" else ())
                extend(head, self._form.unit(seen(unit, by), place))
            yield head

    def _clause(self, group: ClauseGroup, by: Sequence[str]) -> Element:
        own = _own(group, by) or group.address
        seg = element("seg", type="clause", n=str(own.clause))
        _identify(seg, group, by, own)
        cursor = cursor_of(group, by, self._collation, self._registers, plain=self._form.plain)
        identifiers = _identifiers(group.units, apparatus_id(own))
        citation = _citation(own)
        for position, unit in enumerate(group.units):
            place = UnitPlace(
                identifiers.get(position, ""),
                unit.variant,
                identifiers.get(unit.transposed, "") if unit.transposed is not None else "",
                citation,
                cursor.words,
            )
            extend(seg, self._form.unit(seen(unit, by), place))
        extend(seg, cursor.rest())
        for member in group.members:
            if member.siglum in by:
                self._places.put("clause", member.addresses[0], apparatus_id(own))
                for address in member.addresses[1:] if not self._form.plain else ():
                    self._places.put("clause", address, milestone_id(address))
        return seg


def _block(run: Sequence[Element], *, after_div: bool) -> Element:
    # TEI lets no block of words follow a division; such a run gets a division of its own.
    block = element("ab", *run)
    return element("div", block, type="division") if after_div else block


def _own(group: Group, by: Sequence[str]) -> Address | None:
    """The address by which a group is known among some witnesses."""
    if group.address.siglum in by:
        return group.address
    return next((member.addresses[0] for member in group.members if member.siglum in by), None)


def _identify(node: Element, group: Group, by: Sequence[str], own: Address) -> None:
    node.set(f"{XML}id", apparatus_id(own))
    node.set("corresp", to(address for m in group.members if m.siglum in by for address in m.addresses))


def _identifiers(units: Sequence[VariationUnit], place: str) -> dict[int, str]:
    """Ids of the units of a clause, by position: the same in every form of the collation."""
    varying = [position for position, unit in enumerate(units) if not unit.constant]
    return {position: f"{place}-{number}" for number, position in enumerate(varying, start=1)}


def _citation(address: Address) -> str:
    """An address without its siglum."""
    return str(address).partition("/")[2]
