"""Parallel segmentation: the apparatus inside the text, for editions and for programs that count variants."""

from __future__ import annotations

from collections.abc import Sequence

from treatydiff.collation import ClauseGroup, Collation, Reading
from treatydiff.export.tei.apparatus import Group, Write
from treatydiff.export.tei.build import XML, Element, element
from treatydiff.export.tei.readings import Sight, UnitPlace, Words, app_of, lacking_app, lacunae, reading


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

    def unit(self, sight: Sight, place: UnitPlace) -> Words:
        """Plain words where all agree, else an ``app``."""
        if not sight.readings:
            return []
        if sight.constant:
            return place.words(sight.readings[0][1])
        unit, base = sight.unit, self._collation.base
        app = app_of(unit, place)
        if base in unit.omitted:
            app.append(reading("lem", unit.omitted, [], xml_id=f"{place.identifier}-0"))
        groups: dict[tuple[str, ...], Element] = {}
        for number, one in enumerate(unit.readings, start=1):
            name = "lem" if base in one.witnesses else "rdg"
            node = reading(name, one.witnesses, place.words(one), xml_id=f"{place.identifier}-{number}")
            self._put(app, node, one, unit.readings, groups)
        if unit.omitted and base not in unit.omitted:
            app.append(reading("rdg", unit.omitted, [], cause="omission", xml_id=f"{place.identifier}-0"))
        app.extend(lacunae(unit.not_transmitted, self._collation, supplied=place.supplied))
        return [app]

    @staticmethod
    def _put(
        app: Element,
        node: Element,
        one: Reading,
        among: Sequence[Reading],
        groups: dict[tuple[str, ...], Element],
    ) -> None:
        """Hang a reading into an ``app``, together with those of the same compared form."""
        like = [other.forms for other in among].count(one.forms)
        if like in (1, len(among)):
            app.append(node)
        elif node.tag.endswith("}lem"):
            # Programs look for the lemma directly in the app; its other forms are grouped after it.
            app.append(node)
            groups[one.forms] = element("rdgGrp", type="orthographic", corresp=f"#{node.get(XML + 'id')}")
            app.append(groups[one.forms])
        else:
            if one.forms not in groups:
                groups[one.forms] = element("rdgGrp", type="orthographic")
                app.append(groups[one.forms])
            groups[one.forms].append(node)

    def partial(self, group: Group, by: Sequence[str], present: Sequence[str], write: Write) -> Element:
        """An ``app`` between the other divisions, which holds the whole provision or clause."""
        base = self._collation.base
        everybody = [witness.siglum for witness in self._collation.witnesses]
        app = lacking_app(group, self._collation, everybody)
        node = write(present)
        omitted = [siglum for siglum in group.omitted if siglum not in present]
        if base in omitted:
            app.append(reading("lem", omitted, []))
        content = element("ab", node) if isinstance(group, ClauseGroup) else node
        app.append(reading("lem" if base in present else "rdg", present, [content]))
        if omitted and base not in omitted:
            app.append(reading("rdg", omitted, [], cause="omission"))
        silent = [siglum for siglum in group.not_transmitted if siglum not in present]
        app.extend(lacunae(silent, self._collation))
        return app


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

    def unit(self, sight: Sight, place: UnitPlace) -> Words:
        """Plain words where all witnesses agree, else an ``app`` of those that transmit the place."""
        if not sight.readings:
            return []
        if sight.unit.constant:
            return place.words(sight.readings[0][1])
        app = app_of(sight.unit, place)
        omitted = sight.omitted
        if place.kind != "label":
            omitted, self._lacking = (*omitted, *self._lacking), ()
        numbers = {id(one): number for number, one in enumerate(sight.unit.readings, start=1)}
        met: set[tuple[str, ...]] = set()
        for those, one in _by_form(sight.readings):
            kind = "orthographic" if one.forms in met else ""
            met.add(one.forms)
            app.append(
                reading("rdg", those, place.words(one), type=kind, xml_id=f"{place.identifier}-{numbers[id(one)]}")
            )
        if omitted:
            app.append(reading("rdg", omitted, [], cause="omission", xml_id=f"{place.identifier}-0"))
        return [app]

    def partial(self, group: Group, by: Sequence[str], present: Sequence[str], write: Write) -> Element:
        """The provision or clause itself; who lacks it is said at its first words."""
        before = self._lacking
        self._lacking = (*before, *(s for s in group.omitted if s in by and s not in present))
        node = write(present)
        if self._lacking:
            self._lacking = before
        return node


def _by_form(readings: Sequence[tuple[tuple[str, ...], Reading]]) -> list[tuple[tuple[str, ...], Reading]]:
    """The readings in their order, but each next to the first that has the same compared form."""
    first = [one.forms for _, one in readings]
    return sorted(readings, key=lambda pair: first.index(pair[1].forms))
