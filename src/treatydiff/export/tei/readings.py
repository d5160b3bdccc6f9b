"""Readings: what witnesses have at a place, as TEI's words, ``lem`` and ``rdg``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from attrs import frozen

from treatydiff.collation import ClauseGroup, Collation, ProvisionGroup, Reading, VariationUnit
from treatydiff.export.tei.build import Element, element, extend, sigla
from treatydiff.export.tei.transcription import Registers
from treatydiff.model.addresses import Address
from treatydiff.model.passages import Gap
from treatydiff.tokenization import GAP_FORM

Words = list[Element | str]
"""Content of a reading: strings, gaps and milestones."""


@frozen
class Sight:
    """A unit as the witnesses at issue see it: those of whom nothing was said yet in an ``app`` around it.

    Attributes:
        unit: the unit.
        readings: what they have, each reading with those of them that have it.
        omitted: those of them that have nothing here.
        silent: those of whom the place is not transmitted.
    """

    unit: VariationUnit
    readings: tuple[tuple[tuple[str, ...], Reading], ...]
    omitted: tuple[str, ...]
    silent: tuple[str, ...]

    @property
    def constant(self) -> bool:
        """Whether all of them have the same here."""
        return len(self.readings) == 1 and not self.omitted and not self.silent


def seen(unit: VariationUnit, by: Sequence[str]) -> Sight:
    """A unit as some witnesses see it."""
    return Sight(
        unit,
        tuple([(those, reading) for reading in unit.readings if (those := _among(reading.witnesses, by))]),
        _among(unit.omitted, by),
        _among(unit.not_transmitted, by),
    )


def _among(those: Sequence[str], by: Sequence[str]) -> tuple[str, ...]:
    return tuple([siglum for siglum in those if siglum in by])


class Cursor:
    """Writes the words of one group's units, in order, with gaps and milestones where they belong.

    Args:
        by: the witnesses at issue; milestones and gaps are theirs.
        begins: for each, at which token each further joined clause begins.
        gaps: for each, its gaps in order.
        registers: where to collect who is responsible for gaps.
        plain: write neither gaps nor milestones.
    """

    def __init__(
        self,
        by: Sequence[str],
        begins: Mapping[str, Sequence[tuple[int, Address]]],
        gaps: Mapping[str, Sequence[Gap]],
        registers: Registers,
        *,
        plain: bool,
    ) -> None:
        self._by = by
        self._begins = {siglum: list(starts) for siglum, starts in begins.items()}
        self._gaps = {siglum: iter(those) for siglum, those in gaps.items()}
        self._registers = registers
        self._plain = plain

    def words(self, reading: Reading) -> Words:
        """The words of a reading; each reading is written once, in the order of the text."""
        if self._plain:
            return [reading.text]
        if not any(self._begins.values()) and GAP_FORM not in reading.forms:
            return [reading.text]
        out: Words = []
        at_issue = [
            (s, start) for s, (start, _) in zip(reading.witnesses, reading.ranges, strict=True) if s in self._by
        ]
        for place, (token, form) in enumerate(zip(reading.tokens, reading.forms, strict=True)):
            for siglum, start in at_issue:
                rest = self._begins.get(siglum, [])
                while rest and rest[0][0] <= start + place:
                    out.append(_milestone(rest.pop(0)[1]))
            if form == GAP_FORM:
                gap, *_ = [next(self._gaps[siglum]) for siglum, _ in at_issue]
                out.append(element("gap", reason=gap.reason, resp=self._registers.people.pointer(gap.resp)))
            out.append(token)
        return out

    def rest(self) -> Iterator[Element]:
        """Milestones of joined clauses that have no words."""
        if not self._plain:
            for starts in self._begins.values():
                yield from (_milestone(address) for _, address in starts)


def cursor_of(
    group: ClauseGroup, by: Sequence[str], collation: Collation, registers: Registers, *, plain: bool
) -> Cursor:
    """The cursor for a group of clauses."""
    members = [member for member in group.members if member.siglum in by]
    return Cursor(
        by,
        {m.siglum: list(zip(m.starts, m.addresses, strict=True))[1:] for m in members},
        {
            m.siglum: [gap for a in m.addresses for gap in collation.witness(m.siglum).clause(a).gaps()]
            for m in members
        },
        registers,
        plain=plain,
    )


def milestone_id(address: Address) -> str:
    """The id of the place where a joined clause begins."""
    return f"m-{address.as_id}"


def _milestone(address: Address) -> Element:
    return element(
        "milestone",
        unit="clause",
        n=str(address.clause),
        xml_id=milestone_id(address),
        edRef=sigla([address.siglum]),
        corresp=f"#{address.as_id}",
    )


def without_milestones(words: Words) -> Words:
    """The same words, with copies of gaps, and without what has an id."""
    out: Words = []
    for part in words:
        if isinstance(part, str):
            out.append(part)
        elif not part.tag.endswith("}milestone"):
            out.append(element("gap", reason=part.get("reason", ""), resp=part.get("resp", "")))
    return out


def reading(name: str, those: Sequence[str], words: Iterable[Element | str], **attributes: str) -> Element:
    """A ``lem`` or ``rdg`` of some witnesses."""
    node = element(name, wit=sigla(those), **attributes)
    extend(node, words)
    return node


def lacunae(those: Iterable[str], collation: Collation, *, supplied: Sequence[str] = ()) -> Iterator[Element]:
    """Readings of witnesses that say nothing here, by the reason why.

    Args:
        those: the witnesses.
        collation: which holds them.
        supplied: those of them that have the provision, but under a label that a narrator supplies.
    """
    reasons: dict[str, list[str]] = {}
    those = list(those)
    speaking = {witness.instrument for witness in collation.witnesses if witness.siglum not in those}
    for siglum in those:
        witness = collation.witness(siglum)
        # A fragment of another instrument would be silent here even if it were whole.
        other = witness.instrument and "" not in speaking and witness.instrument not in speaking
        why = "other-instrument" if witness.complete or other else "fragment"
        reasons.setdefault("label-not-transmitted" if siglum in supplied else why, []).append(siglum)
    for reason, silent in reasons.items():
        yield reading("rdg", silent, [element("gap", reason=reason)], type="lac")


@frozen
class UnitPlace:
    """Where in the document a unit is written.

    Attributes:
        identifier: id of its ``app``.
        kind: type of its ``app``.
        exclude: id of the ``app`` that holds the same words for other witnesses; empty where there is none.
        citation: what it is cited by, within the base.
        words: writes the words of a reading.
        supplied: witnesses whose label here a narrator supplies.
    """

    identifier: str
    kind: str
    exclude: str
    citation: str
    words: Callable[[Reading], Words]
    supplied: tuple[str, ...] = ()


def app_of(unit: VariationUnit, place: UnitPlace, **attributes: str) -> Element:
    """The empty ``app`` of a unit."""
    return element(
        "app",
        type=place.kind,
        ana=f"#v-{unit.rule}" if unit.rule else "",
        xml_id=place.identifier,
        exclude=f"#{place.exclude}" if place.exclude else "",
        **attributes,
    )


def lacking_app(
    group: ProvisionGroup | ClauseGroup, collation: Collation, by: Sequence[str], **attributes: str
) -> Element:
    """The empty ``app`` over a whole provision or clause that not all witnesses have."""
    lacking = any(siglum in by for siglum in group.omitted)
    rule = "lacking" if lacking else "silence"
    known = any(one.name == rule for one in collation.options.rules)
    tail = "0" if isinstance(group, ClauseGroup) else "c0"
    return element(
        "app",
        type="omission" if lacking else "lacuna",
        ana=f"#v-{rule}" if known else "",
        xml_id=f"u-{group.address.as_id}-{tail}",
        **attributes,
    )
