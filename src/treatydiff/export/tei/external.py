"""Apparatus to a base text: the text in the body, the variants in ``standOff``, from larger lemmata to smaller.

Forms: TEI P5 Guidelines, sections 12.2.1, "The Location-referenced Method", and 12.2.2, "The Double End-Point
Attachment Method".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy

from treatydiff.collation import ClauseGroup, Collation
from treatydiff.export.tei.apparatus import Group, Places, Write
from treatydiff.export.tei.build import XML, Element, element, markup
from treatydiff.export.tei.readings import (
    Sight,
    UnitPlace,
    Words,
    app_of,
    lacking_app,
    lacunae,
    reading,
    without_milestones,
)

_ID = f"{XML}id"
Attach = Callable[[str, Words, str], tuple[Words, dict[str, str]]]
"""Marks a lemma in the text: from its id, its words and what it is cited by, to words and attributes of its app."""


def between_anchors(
    identifier: str,
    words: Words,
    citation: str,  # noqa: ARG001 - one signature for both ways to attach
) -> tuple[Words, dict[str, str]]:
    """Double end-point attachment: an anchor on either side of the lemma."""
    begin, end = f"a-{identifier}", f"z-{identifier}"
    marked = [element("anchor", xml_id=begin), *words, element("anchor", xml_id=end)]
    return marked, {"from_": f"#{begin}", "to": f"#{end}"}


def in_element(identifier: str, words: Words, citation: str) -> tuple[Words, dict[str, str]]:
    """Location reference: an element around the lemma, an anchor where it has no words."""
    name = f"b-{identifier}"
    marked = element("seg", *words, type="lemma", xml_id=name) if words else element("anchor", xml_id=name)
    return [marked], {"from_": f"#{name}", "loc": citation}


class ExternalForm:
    """An apparatus to a base text.

    Args:
        collation: what is written.
        places: where what stands; readings that two witnesses share are theirs in common.
        attach: how lemmata are marked.
    """

    plain = False

    def __init__(self, collation: Collation, places: Places, attach: Attach) -> None:
        self._collation = collation
        self._places = places
        self._attach = attach
        self.apps: list[Element] = []

    def unit(self, sight: Sight, place: UnitPlace) -> Words:
        """The base's words; an ``app`` is kept for those at issue who have others."""
        if not sight.readings:
            return []
        if sight.constant:
            return place.words(sight.readings[0][1])
        base = self._collation.base
        numbers = {id(one): number for number, one in enumerate(sight.unit.readings, start=1)}
        written = [(those, numbers[id(one)], place.words(one)) for those, one in sight.readings]
        own = next((words for those, _, words in written if base in those), [])
        marked, attributes = self._attach(place.identifier.removeprefix("u-"), own, place.citation)
        app = app_of(sight.unit, place, **attributes)
        for those, number, words in written:
            identifier = f"{place.identifier}-{number}"
            if base in those:
                app.insert(0, reading("lem", those, without_milestones(words), xml_id=identifier))
            else:
                app.append(reading("rdg", those, words, xml_id=identifier))
        self._say_nothing(app, sight.omitted, sight.silent, f"{place.identifier}-0", supplied=place.supplied)
        self.apps.append(app)
        return marked

    def _say_nothing(
        self,
        app: Element,
        omitted: Sequence[str],
        silent: Sequence[str],
        identifier: str,
        *,
        supplied: Sequence[str] = (),
    ) -> None:
        if self._collation.base in omitted:
            app.insert(0, reading("lem", omitted, [], xml_id=identifier))
        elif omitted:
            app.append(reading("rdg", omitted, [], cause="omission", xml_id=identifier))
        app.extend(lacunae(silent, self._collation, supplied=supplied))

    def partial(self, group: Group, by: Sequence[str], present: Sequence[str], write: Write) -> Element:
        """The base's provision with an ``app`` over it, or an anchor where the base has nothing."""
        if self._collation.base in present:
            return self._lacked_by_others(group, by, present, write)
        return self._lacked_by_base(group, by, present, write)

    def _lacked_by_others(self, group: Group, by: Sequence[str], present: Sequence[str], write: Write) -> Element:
        target = f"#u-{group.address.as_id}"
        app = lacking_app(group, self._collation, by, **self._over(group, target))
        if isinstance(group, ClauseGroup):
            base = self._collation.base
            same = [siglum for siglum in present if group.written(siglum) == group.written(base)]
            app.append(reading("lem", same, [group.written(base)]))
        omitted, silent = _lacking(group, by, present)
        self._say_nothing(app, omitted, silent, "")
        self.apps.append(app)
        return write(present)

    def _over(self, group: Group, target: str) -> dict[str, str]:
        if self._attach is between_anchors:
            return {"from_": target, "to": target}
        return {"from_": target, "loc": str(group.address).partition("/")[2]}

    def _lacked_by_base(self, group: Group, by: Sequence[str], present: Sequence[str], write: Write) -> Element:
        point = f"a-{group.address.as_id}"
        ends = {"from_": f"#{point}"} | ({"to": f"#{point}"} if self._attach is between_anchors else {})
        app = lacking_app(group, self._collation, by, **ends)
        for those, node in self._whole(present, write):
            app.append(reading("rdg", those, [node]))
        omitted, silent = _lacking(group, by, present)
        self._say_nothing(app, omitted, silent, "")
        self.apps.append(app)
        return element("anchor", xml_id=point)

    def _whole(self, present: Sequence[str], write: Write) -> Iterator[tuple[list[str], Element]]:
        """The provision as each witness has it, once for all that write it the same."""
        forms: dict[str, tuple[list[str], Element]] = {}
        for siglum in present:
            node = write([siglum])
            those, first = forms.setdefault(_form(node), ([], node))
            those.append(siglum)
            if first is not node:
                self._places.rename(siglum, _joined(first, node))
        yield from forms.values()


def _lacking(group: Group, by: Sequence[str], present: Sequence[str]) -> tuple[list[str], list[str]]:
    """Of the witnesses at issue, who lacks a group, and of whom it is not transmitted."""
    rest = [siglum for siglum in by if siglum not in present]
    return [s for s in rest if s in group.omitted], [s for s in rest if s in group.not_transmitted]


def _form(node: Element) -> str:
    """What is written in a provision: its elements and words, without what says whose they are."""
    copy = deepcopy(node)
    for part in copy.iter():
        counted = () if part.tag.endswith("}div") else ("n",)  # a clause's count is not printed, a number is
        for name in (_ID, "corresp", "edRef", *counted):
            if name in part.attrib:
                del part.attrib[name]
    return markup(copy)


def _joined(first: Element, other: Element) -> dict[str, str]:
    """Let one provision stand for another that is written the same: from the other's ids to the first's."""
    ids: dict[str, str] = {}
    for mine, its in zip(first.iter(), other.iter(), strict=True):
        for name in ("corresp", "edRef"):
            if its.get(name):
                mine.set(name, f"{mine.get(name)} {its.get(name)}")
        if its.get(_ID):
            ids[str(its.get(_ID))] = str(mine.get(_ID))
    return ids
