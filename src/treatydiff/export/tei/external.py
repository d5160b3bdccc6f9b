"""Apparatus to a base text: the text in the body, the variants in ``standOff``, from larger lemmata to smaller.

Forms: TEI P5 Guidelines, sections 12.2.1, "The Location-referenced Method", and 12.2.2, "The Double End-Point
Attachment Method".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from treatydiff.collation import ClauseGroup, Collation, VariationUnit
from treatydiff.export.tei.apparatus import Group, Places, Write
from treatydiff.export.tei.markup import enclosed, in_text
from treatydiff.export.tei.readings import Site, lacking_app, lacunae, reading, seen
from treatydiff.model.addresses import Address

Attach = Callable[[str, str, Address], tuple[str, str]]
"""Marks a lemma in the text: from its id, its words and what it is cited by, to words and attributes of its app."""

DEPTH = 3
"""How many elements each ``app`` stands in."""
_TAG = re.compile("<[^/>][^>]*>")
_ATTRIBUTE = re.compile(' ([^ =]+)="([^"]*)"')
"""Any attribute: one found by its name alone could stand in another's value."""
_OWNERS = ("xml:id", "corresp", "edRef", "n")
"""Attributes that say whose an element is."""
_MILESTONE = re.compile("<milestone [^>]*>")


def between_anchors(
    identifier: str,
    words: str,
    address: Address,  # noqa: ARG001 - one signature for both ways to attach
) -> tuple[str, str]:
    """Double end-point attachment: an anchor on either side of the lemma."""
    begin, end = f"a-{identifier}", f"z-{identifier}"
    return f'<anchor xml:id="{begin}"/>{words}<anchor xml:id="{end}"/>', f' from="#{begin}" to="#{end}"'


def in_element(identifier: str, words: str, address: Address) -> tuple[str, str]:
    """Location reference: an element around the lemma, an anchor where it has no words."""
    name = f"b-{identifier}"
    marked = enclosed("seg", f' type="lemma" xml:id="{name}"', words) if words else f'<anchor xml:id="{name}"/>'
    return marked, f' from="#{name}" loc="{_citation(address)}"'


def _citation(address: Address) -> str:
    """An address without its siglum, in which no character needs an escape."""
    return str(address).partition("/")[2]


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
        self.apps: list[str] = []

    def unit(self, unit: VariationUnit, by: Sequence[str], identifier: str, site: Site) -> str:
        """The base's words; an ``app`` is kept for those at issue who have others."""
        sight = seen(unit, by)
        if not sight.readings:
            return ""
        if sight.constant:
            return site.words(sight.readings[0][1])
        base = self._collation.base
        numbers = {id(one): number for number, one in enumerate(unit.readings, start=1)}
        written = [(those, numbers[id(one)], site.words(one)) for those, one in sight.readings]
        own = next((words for those, _, words in written if base in those), "")
        marked, attributes = self._attach(identifier.removeprefix("u-"), own, site.address)
        lemma, readings = "", []
        for those, number, words in written:
            name = f' xml:id="{identifier}-{number}"'
            if base in those:
                lemma = reading("lem", those, _MILESTONE.sub("", words), name)
            else:
                readings.append(reading("rdg", those, words, name))
        nothing = self._nothing(sight.omitted, sight.silent, f' xml:id="{identifier}-0"', supplied=site.supplied)
        self.apps.append(site.app(unit, identifier, attributes, self._lemma_first([lemma, *readings, *nothing])))
        return marked

    def _nothing(
        self,
        omitted: Sequence[str],
        silent: Sequence[str],
        identifier: str = "",
        *,
        supplied: Sequence[str] = (),
    ) -> Iterator[str]:
        """Readings of those who have nothing here."""
        if omitted and self._collation.base in omitted:
            yield reading("lem", omitted, "", identifier)
        elif omitted:
            yield reading("rdg", omitted, "", f' cause="omission"{identifier}')
        yield from lacunae(silent, self._collation, supplied=supplied)

    @staticmethod
    def _lemma_first(readings: Sequence[str]) -> list[str]:
        return sorted(readings, key=lambda written: not written.startswith("<lem"))

    def partial(self, group: Group, by: Sequence[str], present: Sequence[str], write: Write, depth: int) -> str:
        """The base's provision with an ``app`` over it, or an anchor where the base has nothing."""
        if self._collation.base in present:
            self._say_lacked_by_others(group, by, present)
            return write(present, depth)
        return self._lacked_by_base(group, by, present, write)

    def _say_lacked_by_others(self, group: Group, by: Sequence[str], present: Sequence[str]) -> None:
        readings = []
        if isinstance(group, ClauseGroup):
            base = self._collation.base
            same = [siglum for siglum in present if group.written(siglum) == group.written(base)]
            readings.append(reading("lem", same, in_text(group.written(base))))
        readings += self._nothing(*_lacking(group, by, present))
        over = self._over(f"#u-{group.address.as_id}", group.address)
        self.apps.append(lacking_app(group, self._collation, by, self._lemma_first(readings), over))

    def _over(self, target: str, address: Address) -> str:
        more = f'to="{target}"' if self._attach is between_anchors else f'loc="{_citation(address)}"'
        return f' from="{target}" {more}'

    def _lacked_by_base(self, group: Group, by: Sequence[str], present: Sequence[str], write: Write) -> str:
        point = f"a-{group.address.as_id}"
        to = f' to="#{point}"' if self._attach is between_anchors else ""
        readings = [reading("rdg", those, written) for those, written in self._whole(present, write)]
        readings += self._nothing(*_lacking(group, by, present))
        app = lacking_app(group, self._collation, by, self._lemma_first(readings), f' from="#{point}"{to}')
        self.apps.append(app)
        return f'<anchor xml:id="{point}"/>'

    def _whole(self, present: Sequence[str], write: Write) -> list[tuple[list[str], str]]:
        """The provision as each witness has it, once for all that write it the same."""
        forms: dict[str, tuple[list[str], str]] = {}
        for siglum in present:
            written = write([siglum], DEPTH + 2)
            form = _form(written)
            if form not in forms:
                forms[form] = [siglum], written
                continue
            those, first = forms[form]
            ids, joined = _joined(first, written)
            forms[form] = [*those, siglum], joined
            self._places.rename(siglum, ids)
        return list(forms.values())


def _lacking(group: Group, by: Sequence[str], present: Sequence[str]) -> tuple[list[str], list[str]]:
    """Of the witnesses at issue, who lacks a group, and of whom it is not transmitted."""
    rest = [siglum for siglum in by if siglum not in present]
    return [s for s in rest if s in group.omitted], [s for s in rest if s in group.not_transmitted]


def _form(written: str) -> str:
    """What is written in a provision: its elements and words, without what says whose they are."""

    def bare(tag: re.Match[str]) -> str:
        # A clause's count is not printed, a number is.
        left_out = _OWNERS[:-1] if tag[0].startswith("<div") else _OWNERS
        return _ATTRIBUTE.sub(lambda found: "" if found[1] in left_out else found[0], tag[0])

    return _TAG.sub(bare, written)


def _joined(first: str, other: str) -> tuple[dict[str, str], str]:
    """Let one provision stand for another that is written the same: from the other's ids to the first's; and it."""
    ids: dict[str, str] = {}
    others = _TAG.finditer(other)

    def both(tag: re.Match[str]) -> str:
        its = dict(_ATTRIBUTE.findall(next(others)[0]))

        def with_its(found: re.Match[str]) -> str:
            name, value = found[1], found[2]
            if name == "xml:id":
                ids[its[name]] = value
            return f' {name}="{value} {its[name]}"' if name in ("corresp", "edRef") else found[0]

        return _ATTRIBUTE.sub(with_its, tag[0])

    return ids, _TAG.sub(both, first)
