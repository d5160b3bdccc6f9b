"""Parallel segmentation: the apparatus inside the text, for editions and for programs that count variants."""

from __future__ import annotations

from collections.abc import Sequence

from treatydiff.collation import ClauseGroup, Collation, Reading, VariationUnit
from treatydiff.export.tei.apparatus import Group, Write
from treatydiff.export.tei.markup import enclosed
from treatydiff.export.tei.readings import Site, lacking_app, lacunae, reading, seen


class EditionForm:
    """The edition profile.

    Every witness stands in exactly one reading of every ``app``. What some witnesses lack as a whole stands in one
    ``app``; in those inside it they are named again, so that each can be read by itself.

    Args:
        collation: what is written.
    """

    plain = False

    def __init__(self, collation: Collation) -> None:
        self._collation = collation
        self._everybody = [witness.siglum for witness in collation.witnesses]

    def unit(self, unit: VariationUnit, by: Sequence[str], identifier: str, site: Site) -> str:
        """Plain words where all at issue agree, else an ``app``."""
        if len(by) == 1:
            own = unit.of(by[0])
            return site.words(own) if own else ""
        if len(by) < len(self._everybody):
            sight = seen(unit, by)
            if not sight.readings:
                return ""
            if sight.constant:
                return site.words(sight.readings[0][1])
        base = self._collation.base
        words = site.words
        written = []
        for number, one in enumerate(unit.readings, start=1):
            name = "lem" if base in one.witnesses else "rdg"
            written.append(reading(name, one.witnesses, words(one), f' xml:id="{identifier}-{number}"'))
        if len(written) > 2:  # of two, the group would be the whole
            written = self._grouped(unit, written, identifier)
        if base in unit.omitted:
            written.insert(0, reading("lem", unit.omitted, "", f' xml:id="{identifier}-0"'))
        elif unit.omitted:
            written.append(reading("rdg", unit.omitted, "", f' cause="omission" xml:id="{identifier}-0"'))
        if unit.not_transmitted:
            written += lacunae(unit.not_transmitted, self._collation, supplied=site.supplied)
        return site.app(unit, identifier, "", written)

    def _grouped(self, unit: VariationUnit, written: Sequence[str], identifier: str) -> list[str]:
        """Readings of one compared form together, where others stand beside them."""
        forms = [one.forms for one in unit.readings]
        parts: list[list[str]] = []
        groups: dict[tuple[str, ...], list[str]] = {}
        for number, (one, node) in enumerate(zip(unit.readings, written, strict=True), start=1):
            lemma = self._collation.base in one.witnesses
            if forms.count(one.forms) in (1, len(forms)):
                parts.append([node])
            elif lemma:
                # Programs look for the lemma directly in the app; its other forms are grouped after it.
                groups[one.forms] = [f' corresp="#{identifier}-{number}"']
                parts += [[node], groups[one.forms]]
            else:
                if one.forms not in groups:
                    groups[one.forms] = [""]
                    parts.append(groups[one.forms])
                groups[one.forms].append(node)
        return [
            part[0]
            if part[0].startswith("<")
            else enclosed("rdgGrp", f' type="orthographic"{part[0]}', "".join(part[1:]))
            for part in parts
        ]

    def partial(self, group: Group, by: Sequence[str], present: Sequence[str], write: Write, depth: int) -> str:
        """An ``app`` between the other divisions, which holds the whole provision or clause."""
        base = self._collation.base
        held = write(present, depth + 2)
        omitted = [siglum for siglum in group.omitted if siglum not in present]
        content = f"<ab>{held}</ab>" if isinstance(group, ClauseGroup) else held
        parts = [reading("lem" if base in present else "rdg", present, content)]
        if base in omitted:
            parts.insert(0, reading("lem", omitted, ""))
        elif omitted:
            parts.append(reading("rdg", omitted, "", ' cause="omission"'))
        silent = [siglum for siglum in group.not_transmitted if siglum not in present]
        if silent:
            parts += lacunae(silent, self._collation)
        return lacking_app(group, self._collation, self._everybody, parts)


class AnalysisForm:
    """The analysis profile: ``rdg`` only, nothing nested, plain text in readings, the untransmitted unlisted.

    A witness that lacks a provision or clause is counted once, at its first words.

    Args:
        collation: what is written.
    """

    plain = True

    def __init__(self, collation: Collation) -> None:
        self._collation = collation
        self._lacking: tuple[str, ...] = ()

    def unit(self, unit: VariationUnit, by: Sequence[str], identifier: str, site: Site) -> str:
        """An ``app`` of those that transmit the place."""
        sight = seen(unit, by)
        if not sight.readings:
            return ""
        omitted = sight.omitted
        if site.kind != "label":
            omitted, self._lacking = (*omitted, *self._lacking), ()
        numbers = {id(one): number for number, one in enumerate(unit.readings, start=1)}
        met: set[tuple[str, ...]] = set()
        parts = []
        for those, one in _by_form(sight.readings):
            kind = ' type="orthographic"' if one.forms in met else ""
            met.add(one.forms)
            parts.append(reading("rdg", those, site.words(one), f'{kind} xml:id="{identifier}-{numbers[id(one)]}"'))
        if omitted:
            parts.append(reading("rdg", omitted, "", f' cause="omission" xml:id="{identifier}-0"'))
        return site.app(unit, identifier, "", parts)

    def partial(self, group: Group, by: Sequence[str], present: Sequence[str], write: Write, depth: int) -> str:
        """The provision or clause itself; who lacks it is said at its first words."""
        before = self._lacking
        self._lacking = (*before, *(s for s in group.omitted if s in by and s not in present))
        written = write(present, depth)
        if self._lacking:
            self._lacking = before
        return written


def _by_form(readings: Sequence[tuple[tuple[str, ...], Reading]]) -> list[tuple[tuple[str, ...], Reading]]:
    """The readings in their order, but each next to the first that has the same compared form."""
    first = [one.forms for _, one in readings]
    return sorted(readings, key=lambda pair: first.index(pair[1].forms))
