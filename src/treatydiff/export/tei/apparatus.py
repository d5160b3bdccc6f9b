"""The apparatus: a collation in parallel segmentation, in the base's order, as the body of the document.

Form: TEI P5 Guidelines, chapter 12, "Critical Apparatus", section 12.2.3, the parallel segmentation method.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from treatydiff.collation import ClauseGroup, Collation, ProvisionGroup, Reading, VariationUnit
from treatydiff.export.tei.build import Element, apparatus_id, element, extend, pointer, to
from treatydiff.export.tei.transcription import Registers
from treatydiff.model.addresses import Address
from treatydiff.model.passages import Gap
from treatydiff.model.witnesses import Witness
from treatydiff.tokenization import GAP_FORM


class _Cursor:
    """What is still to come in each witness while the units of one group are written in order."""

    def __init__(
        self, members: Mapping[str, Sequence[tuple[int, Address]]], gaps: Mapping[str, Sequence[Gap]]
    ) -> None:
        self.starts = {siglum: list(starts) for siglum, starts in members.items()}
        self.gaps = {siglum: iter(those) for siglum, those in gaps.items()}

    def begun(self, siglum: str, token: int) -> Iterator[Address]:
        """The joined clauses of a witness that begin at or before a token."""
        rest = self.starts.get(siglum, [])
        while rest and rest[0][0] <= token:
            yield rest.pop(0)[1]

    def gap(self, sigla: Sequence[str]) -> Gap:
        """The next gap, which these witnesses share."""
        return [next(self.gaps[siglum]) for siglum in sigla][0]


class Apparatus:
    """Writes the groups of a collation as TEI.

    Args:
        collation: the collation.
        registers: where to collect who is responsible for gaps.
    """

    def __init__(self, collation: Collation, registers: Registers) -> None:
        self.collation = collation
        self.registers = registers

    def body(self) -> Element:
        """The ``body``: one ``div type="treaty"`` with the groups in it."""
        treaty = element("div", type="treaty")
        extend(treaty, self._inside(self.collation.groups))
        if not len(treaty):
            treaty.append(element("ab"))
        return element("body", treaty)

    def _inside(self, groups: Sequence[ProvisionGroup | ClauseGroup]) -> Iterator[Element]:
        """The content of a ``div``: runs of clauses as ``ab``, provisions as ``div`` or ``app``."""
        run: list[Element] = []
        after_div = False
        for group in groups:
            if isinstance(group, ClauseGroup):
                run.append(self._clauses(group))
                continue
            if run:
                yield self._block(run, after_div)
                run = []
            node = self._provision(group)
            after_div = after_div or node.tag.endswith("}div")
            yield node
        if run:
            yield self._block(run, after_div)

    def _block(self, run: Sequence[Element], after_div: bool) -> Element:
        # TEI lets no block of words follow a division; such a run gets a division of its own.
        block = element("ab", *run)
        return element("div", block, type="division") if after_div else block

    def _provision(self, group: ProvisionGroup) -> Element:
        inner = [part for part in group.walk() if part.members]
        sigla = {member.siglum for part in inner for member in part.members}
        node = element(
            "div",
            *self._heads(group, alone=len(sigla) == 1),
            type=group.kind,
            n=self._number(group.address),
            xml_id=apparatus_id(group.address),
            corresp=to(address for member in group.members for address in member.addresses),
        )
        if len(sigla) > 1 or len(self.collation.witnesses) == 1:
            extend(node, self._inside(group.children))
            return node
        for child in self._alone(group.children):
            node.append(child)
        only = next(iter(sigla))
        app = element("app", type="provision", xml_id=f"{apparatus_id(group.address)}-c0")
        extend(app, self._readings([(only, node)], group.omitted, group.not_transmitted))
        return app

    def _alone(self, groups: Sequence[ProvisionGroup | ClauseGroup]) -> Iterator[Element]:
        """What one witness alone has, as plain text inside a reading."""
        run: list[Element] = []
        for group in groups:
            if isinstance(group, ClauseGroup):
                run.append(self._clauses(group, alone=True))
                continue
            if run:
                yield element("ab", *run)
                run = []
            yield element(
                "div",
                *self._heads(group, alone=True),
                *self._alone(group.children),
                type=group.kind,
                n=self._number(group.address),
                xml_id=apparatus_id(group.address),
                corresp=to(group.members[0].addresses),
            )
        if run:
            yield element("ab", *run)

    def _number(self, address: Address) -> str:
        number = self.collation.witness(address.siglum).provision(address).number
        return number.printed if number else ""

    def _heads(self, group: ProvisionGroup, *, alone: bool) -> Iterator[Element]:
        place = apparatus_id(group.address)
        if group.label is not None:
            head = element("head", type="label", xml_id=f"l-{group.address.as_id}")
            extend(head, self._unit(group.label, f"{place}-c0-1", "label", _Cursor({}, {}), alone=alone))
            yield head
        if group.heading:
            head = element("head", type="title", xml_id=f"h-{group.address.as_id}")
            at = {m.siglum: self.collation.witness(m.siglum).provision(m.addresses[0]) for m in group.members}
            cursor = _Cursor({}, {siglum: p.heading.gaps() for siglum, p in at.items() if p.heading})
            for number, unit in enumerate(group.heading, start=1):
                extend(head, self._unit(unit, f"{place}-c00-{number}", unit.variant, cursor, alone=alone))
            yield head

    def _clauses(self, group: ClauseGroup, *, alone: bool = False) -> Element:
        place = apparatus_id(group.address)
        seg = element(
            "seg",
            type="clause",
            n=str(group.address.clause),
            xml_id=place,
            corresp=to(address for member in group.members for address in member.addresses),
        )
        cursor = _Cursor(
            {m.siglum: list(zip(m.starts, m.addresses, strict=True))[1:] for m in group.members},
            {
                m.siglum: [gap for a in m.addresses for gap in self.collation.witness(m.siglum).clause(a).gaps()]
                for m in group.members
            },
        )
        numbers = {place: n for n, place in enumerate(_varying(group), start=1)}
        for position, unit in enumerate(group.units):
            identifier = f"{place}-{numbers.get(position, 0)}"
            parts = self._unit(unit, identifier, unit.variant, cursor, alone=alone)
            extend(seg, parts)
            if unit.transposed in numbers and not alone:
                seg[-1].set("exclude", f"#{place}-{numbers[unit.transposed]}")
        for rest in cursor.starts.values():
            extend(seg, (_milestone(address) for _, address in rest))
        return seg

    def _unit(
        self,
        unit: VariationUnit,
        identifier: str,
        kind: str,
        cursor: _Cursor,
        *,
        alone: bool,
    ) -> list[Element | str]:
        """A unit: plain words where all agree or where one witness is written alone, else an ``app``."""
        if unit.constant or alone:
            return self._words(unit.readings[0], cursor)
        app = element("app", type=kind, ana=f"#v-{unit.rule}" if unit.rule else "", xml_id=identifier)
        written = [(reading, self._words(reading, cursor)) for reading in unit.readings]
        base = self.collation.base
        if base in unit.omitted:
            app.append(element("lem", wit=pointer(unit.omitted), xml_id=f"{identifier}-1"))
        for reading, words in written:
            node = element(
                "lem" if base in reading.witnesses else "rdg",
                wit=pointer(reading.witnesses),
                xml_id=f"{identifier}-{len(app) + 1}",
            )
            extend(node, words)
            app.append(node)
        if unit.omitted and base not in unit.omitted:
            rdg = element("rdg", wit=pointer(unit.omitted), cause="omission", xml_id=f"{identifier}-{len(app) + 1}")
            app.append(rdg)
        extend(app, self._silent(unit.not_transmitted))
        return [app]

    def _readings(
        self, present: Sequence[tuple[str, Element]], omitted: Sequence[str], silent: Sequence[str]
    ) -> Iterator[Element]:
        """Readings that hold whole provisions: the base's first, as lemma, if it says anything."""
        base = self.collation.base
        if base in omitted:
            yield element("lem", wit=pointer(omitted))
        for siglum, node in present:
            yield element("lem" if siglum == base else "rdg", node, wit=pointer([siglum]))
        if omitted and base not in omitted:
            yield element("rdg", wit=pointer(omitted), cause="omission")
        yield from self._silent(silent)

    def _silent(self, sigla: Sequence[str]) -> Iterator[Element]:
        """Readings of witnesses that say nothing here, by the reason why."""
        reasons: dict[str, list[str]] = {}
        for siglum in sigla:
            whole = self.collation.witness(siglum).complete
            reasons.setdefault("other-instrument" if whole else "fragment", []).append(siglum)
        for reason, those in reasons.items():
            yield element("rdg", element("gap", reason=reason), type="lac", wit=pointer(those))

    def _words(self, reading: Reading, cursor: _Cursor) -> list[Element | str]:
        """The words of a reading, with gaps, and with a milestone where a joined clause of a witness begins."""
        out: list[Element | str] = []
        for place, (token, form) in enumerate(zip(reading.tokens, reading.forms, strict=True)):
            for siglum, (start, _) in zip(reading.witnesses, reading.ranges, strict=True):
                out += [_milestone(address) for address in cursor.begun(siglum, start + place)]
            if form == GAP_FORM:
                gap = cursor.gap(reading.witnesses)
                out.append(element("gap", reason=gap.reason, resp=self.registers.people.pointer(gap.resp)))
            out.append(token)
        return out


def _varying(group: ClauseGroup) -> list[int]:
    """Positions of the units of a group that vary: these have numbers in the apparatus."""
    return [position for position, unit in enumerate(group.units) if not unit.constant]


def _milestone(address: Address) -> Element:
    return element(
        "milestone",
        unit="clause",
        n=str(address.clause),
        xml_id=f"m-{address.as_id}",
        edRef=f"#{address.siglum}",
        corresp=f"#{address.as_id}",
    )


def order_pointers(witness: Witness, collation: Collation) -> list[str]:
    """Where a witness's labels, headings and clauses stand in the apparatus, in the witness's own order."""
    place: dict[Address, str] = {}
    for group in collation.walk():
        member = group.member(witness.siglum)
        if member is None:
            continue
        for number, address in enumerate(member.addresses):
            if isinstance(group, ProvisionGroup):
                place[address] = group.address.as_id
            else:
                place[address] = apparatus_id(group.address) if number == 0 else f"m-{address.as_id}"
    out: list[str] = []
    for address, provision in witness.addressed():
        if provision.label is not None and not provision.label.supplied:
            out.append(f"l-{place[address]}")
        if provision.heading is not None:
            out.append(f"h-{place[address]}")
        out += [place[address.of_clause(number)] for number in range(1, len(provision.clauses) + 1)]
    return out
