"""The apparatus: one walk over a collation, in the base's order, which every form of it is written by.

The walk makes the divisions, headings and clauses of the body. What a unit of variation looks like, and what
is done about a provision that some witnesses lack, is left to the form.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from operator import attrgetter
from typing import Protocol

from treatydiff.collation import ClauseGroup, Collation, Member, ProvisionGroup, VariationUnit
from treatydiff.export.tei.build import Element, element, finished
from treatydiff.export.tei.markup import apparatus_id, enclosed, indent, to
from treatydiff.export.tei.readings import Cursor, Site, milestone_id, plain_words, words_of
from treatydiff.export.tei.transcription import Registers, kind_and_number
from treatydiff.model.addresses import Address
from treatydiff.model.passages import Gap
from treatydiff.model.provisions import Provision
from treatydiff.model.witnesses import Witness

Group = ProvisionGroup | ClauseGroup
Write = Callable[[Sequence[str], int], str]
"""Writes a group for the witnesses named, inside so many elements: its ``div`` or ``seg``."""

_siglum = attrgetter("siglum")
_DEPTH = 4
"""How many elements the outermost groups stand in."""


class Form(Protocol):
    """What differs from one form of apparatus to another."""

    plain: bool
    """Whether readings hold nothing but text."""

    def unit(self, unit: VariationUnit, by: Sequence[str], identifier: str, site: Site) -> str:
        """What stands in the body for a unit.

        Args:
            unit: a unit in which not all witnesses of the collation agree.
            by: the witnesses at issue.
            identifier: the id of its ``app``.
            site: where it stands.
        """
        ...

    def partial(self, group: Group, by: Sequence[str], present: Sequence[str], write: Write, depth: int) -> str:
        """What stands in the body for a group that some of the witnesses at issue do not have; never empty.

        Args:
            group: the group.
            by: the witnesses at issue.
            present: those of them that have something of it.
            write: writes it for some of these.
            depth: how many elements it stands in.
        """
        ...


class Places:
    """The ids of the places in the document where each witness's labels, headings and clauses stand."""

    def __init__(self) -> None:
        self._ids: defaultdict[str, dict[str, str]] = defaultdict(dict)

    def put(self, siglum: str, own: str, identifier: str) -> None:
        """Say where a witness has its label, heading or clause whose id is `own` where it is written alone."""
        self._ids[siglum][own] = identifier

    def rename(self, siglum: str, ids: Mapping[str, str]) -> None:
        """Point a witness to other ids."""
        of_witness = self._ids[siglum]
        for place, identifier in of_witness.items():
            if identifier in ids:
                of_witness[place] = ids[identifier]

    def order(self, witness: Witness) -> list[str]:
        """Where a witness's labels, headings and clauses stand, in the witness's own order."""
        wanted: list[str] = []
        for address, provision in witness.addressed():
            name = address.as_id
            if provision.label is not None:
                wanted.append(f"l-{name}")
            if provision.heading is not None:
                wanted.append(f"h-{name}")
            if provision.clauses:
                wanted += [f"u-{name}-c{number}" for number in range(1, len(provision.clauses) + 1)]
        known = self._ids[witness.siglum]
        return list(filter(None, map(known.get, wanted)))


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
        self._witnesses = {witness.siglum: witness for witness in collation.witnesses}
        self._form = form
        self._registers = registers
        self._places = places
        self._present: dict[int, set[str]] = {}
        self._gaps = not form.plain and any(_has_gaps(witness) for witness in collation.witnesses)
        # In all other forms, what one witness has alone is its text, whatever it varies from.
        self._alone = not (form.plain or self._gaps)

    def body(self) -> Element:
        """The ``body``: one ``div type="treaty"`` with the groups in it."""
        base = self._collation.base
        everybody = (base, *(siglum for siglum in self._witnesses if siglum != base))
        out: list[str] = []
        self._inside(out, self._collation.groups, everybody, _DEPTH)
        # Outermost stand provisions alone: the first two pieces are the end of no run, and the first line, which
        # the tree itself begins.
        held = finished(out[2:]) if out else element("ab")
        return element("body", element("div", held, type="treaty"))

    def _those_with(self, group: Group, by: Sequence[str]) -> Sequence[str]:
        """Those of some witnesses that have a group or something inside it."""
        having = self._has(group)
        return [siglum for siglum in by if siglum in having]

    def _has(self, group: Group) -> Collection[str]:
        """The witnesses that have a group or something inside it."""
        having = set(map(_siglum, group.members))
        if isinstance(group, ClauseGroup) or len(having) == len(self._witnesses):
            return having
        known = self._present.get(id(group))
        if known is None:
            for child in group.children:
                having.update(map(_siglum, child.members) if isinstance(child, ClauseGroup) else self._has(child))
            known = self._present[id(group)] = having
        return known

    def _inside(self, out: list[str], groups: Iterable[Group], by: Sequence[str], depth: int) -> None:
        """Write the content of a ``div``: runs of clauses as ``ab``, whatever else stands beside them."""
        line = indent(depth)
        alone, everybody = by[0] if len(by) == 1 else "", len(self._witnesses)
        after_div = False
        end = ""  # of the run that is open
        for group in groups:
            if not (isinstance(group, ClauseGroup) or group.children or self._says(group)):
                continue
            written = ""
            if not (group.members[0].siglum == alone or len(group.members) == everybody):  # as of most
                present = self._those_with(group, by)
                if not present:
                    continue
                if len(present) < len(by):
                    written = self._form.partial(group, by, present, partial(self._written, group), depth)
            if isinstance(group, ClauseGroup) and not written.startswith("<app"):
                if not end:
                    begin, end = _block(depth) if after_div else ("<ab>", "</ab>")
                    out += [line, begin]
            else:
                out += [end, line]
                end = ""
                # What is not written yet is a provision, which becomes a div.
                after_div = after_div or not written or written.startswith("<div")
            if written:
                out.append(written)
            else:
                self._write(out, group, by, depth)
        if end:
            out.append(end)

    def _says(self, group: ProvisionGroup) -> bool:
        """Whether a provision with nothing in it has a label or title, or no words: these may stand elsewhere."""
        if group.label:
            return True
        held = (self._witnesses[m.siglum].provision(a) for m in group.members for a in m.addresses)
        return not all(p.heading is None and (p.clauses or p.children) for p in held)

    def _written(self, group: Group, by: Sequence[str], depth: int) -> str:
        out: list[str] = []
        self._write(out, group, by, depth)
        return "".join(out)

    def _write(self, out: list[str], group: Group, by: Sequence[str], depth: int) -> None:
        if self._alone and len(by) == 1:
            for member in group.members:
                if member.siglum == by[0] and len(member.addresses) == 1:
                    if isinstance(group, ClauseGroup):
                        out.append(self._lone_clause(group, member))
                    else:
                        self._lone_provision(out, group, member, depth)
                    return
        if isinstance(group, ClauseGroup):
            out.append(self._clause(group, by))
        else:
            self._provision(out, group, by, depth)

    def _lone_clause(self, group: ClauseGroup, member: Member) -> str:
        """A clause for one witness."""
        address = member.addresses[0]
        # Nowhere else in the document stands the id of most of these, so that it need not be kept.
        number = address.clause
        name = f"{address.parent.as_id}-c{number}"
        own = f"u-{name}"
        self._places.put(member.siglum, own, own)
        attributes = f' type="clause" n="{number}" xml:id="{own}" corresp="#{name}"'
        return enclosed("seg", attributes, words_of(group.units, member.siglum))

    def _lone_provision(self, out: list[str], group: ProvisionGroup, member: Member, depth: int) -> None:
        """A provision for one witness."""
        siglum, address = member.siglum, member.addresses[0]
        name = address.as_id
        provision = self._witnesses[siglum].provision(address)
        heads: list[str] = []
        label = group.label.of(siglum) if group.label else None
        if label is not None:
            own = f"l-{name}"
            self._places.put(siglum, own, own)
            heads.append(enclosed("head", f' type="label" xml:id="{own}"', plain_words(label)))
        if provision.heading is not None:
            own = f"h-{name}"
            self._places.put(siglum, own, own)
            title = words_of(group.heading, siglum)
            heads.append(enclosed("head", f' type="title" xml:id="{own}"', title))
        attributes = f'{kind_and_number(provision)} xml:id="u-{name}" corresp="#{name}"'
        self._division(out, attributes, heads, group, (siglum,), depth)

    def _provision(self, out: list[str], group: ProvisionGroup, by: Sequence[str], depth: int) -> None:
        own = _own(group, by)
        heads: Iterable[str] = ()
        attributes = f' type="{group.kind}"'
        if own is not None:
            at = {m.siglum: self._witnesses[m.siglum].provision(m.addresses[0]) for m in group.members}
            provision = at[own.siglum]
            attributes = f'{kind_and_number(provision)} xml:id="{apparatus_id(own)}"{_corresp(group, by)}'
            heads = self._heads(group, by, own, at)
        self._division(out, attributes, heads, group, by, depth)

    def _division(  # noqa: PLR0917 - each is another part of one element
        self,
        out: list[str],
        attributes: str,
        heads: Iterable[str],
        group: ProvisionGroup,
        by: Sequence[str],
        depth: int,
    ) -> None:
        out.append(f"<div{attributes}>")
        place = len(out)
        for head in heads:
            out += (indent(depth + 1), head)
        self._inside(out, group.children, by, depth + 1)
        if len(out) > place:
            out += (indent(depth), "</div>")
        else:
            out[-1] = f"<div{attributes}/>"

    def _heads(
        self, group: ProvisionGroup, by: Sequence[str], own: Address, at: Mapping[str, Provision]
    ) -> Iterator[str]:
        name = own.as_id
        words = plain_words
        if self._gaps:
            gaps = {siglum: p.heading.gaps() for siglum, p in at.items() if p.heading}
            words = Cursor(by, {}, lambda siglum: gaps.get(siglum, ()), self._registers).words
        if group.label is not None:
            printed = [siglum for reading in group.label.readings for siglum in reading.witnesses]
            if self._put_head(f"l-{name}", group, [siglum for siglum in printed if siglum in by]):
                supplied = tuple([s for s, p in at.items() if p.label is not None and p.label.supplied])
                site = Site(own, words, "label", supplied=supplied)
                content = self._units([group.label], by, f"u-{name}-c0", site)
                yield enclosed("head", f' type="label" xml:id="l-{name}"', content)
        titled = [siglum for siglum, provision in at.items() if provision.heading is not None and siglum in by]
        if self._put_head(f"h-{name}", group, titled):
            content = self._units(group.heading, by, f"u-{name}-c00", Site(own, words), every=True)
            yield enclosed("head", f' type="title" xml:id="h-{name}"', content)

    def _put_head(self, identifier: str, group: ProvisionGroup, those: Sequence[str]) -> bool:
        """Say where these witnesses' label or heading stands; whether there are any."""
        for member in group.members if those else ():
            if member.siglum in those:
                self._places.put(member.siglum, f"{identifier[:2]}{member.addresses[0].as_id}", identifier)
        return bool(those)

    def _units(
        self, units: Sequence[VariationUnit], by: Sequence[str], place: str, site: Site, *, every: bool = False
    ) -> str:
        """Units in order; ids count those that vary, or all of them, the same in every form of the collation."""
        out: list[str] = []
        varying = 0
        everybody = len(by) == len(self._witnesses)
        for position, unit in enumerate(units, start=1):
            if not unit.constant:
                varying += 1
                number = position if every else varying
                out.append(self._form.unit(unit, by, f"{place}-{number}", site))
            elif everybody or any(siglum in by for siglum in unit.readings[0].witnesses):
                out.append(site.words(unit.readings[0]))
        return "".join(out)

    def _clause(self, group: ClauseGroup, by: Sequence[str]) -> str:
        own = _own(group, by) or group.address
        place = apparatus_id(own)
        joined = max([len(member.addresses) for member in group.members]) > 1
        cursor = None if self._form.plain or not (joined or self._gaps) else self._cursor(group, by)
        site = Site(own, cursor.words if cursor else plain_words, exclude=_transposed(group.units, place))
        content = self._units(group.units, by, place, site) + (cursor.rest() if cursor else "")
        for member in group.members:
            if member.siglum in by:
                self._places.put(member.siglum, apparatus_id(member.addresses[0]), place)
                for address in member.addresses[1:] if not self._form.plain else ():
                    self._places.put(member.siglum, apparatus_id(address), milestone_id(address))
        attributes = f' type="clause" n="{own.clause}" xml:id="{place}"{_corresp(group, by)}'
        return enclosed("seg", attributes, content)

    def _cursor(self, group: ClauseGroup, by: Sequence[str]) -> Cursor:
        members = {member.siglum: member for member in group.members if member.siglum in by}
        joined = {
            siglum: list(zip(member.starts, member.addresses, strict=True))[1:]
            for siglum, member in members.items()
            if len(member.addresses) > 1
        }

        def gaps(siglum: str) -> Iterator[Gap]:
            for address in members[siglum].addresses:
                yield from self._witnesses[siglum].clause(address).gaps()

        return Cursor(by, joined, gaps, self._registers)


def _block(depth: int) -> tuple[str, str]:
    """What opens and what closes a run of clauses after a division.

    TEI lets no block of words follow a division; such a run gets a division of its own.
    """
    return f'<div type="division">{indent(depth + 1)}<ab>', f"</ab>{indent(depth)}</div>"


def _has_gaps(witness: Witness) -> bool:
    for _, provision in witness.addressed():
        if provision.heading and provision.heading.gaps():
            return True
        for clause in provision.clauses:
            if clause.marks and clause.gaps():
                return True
    return False


def _own(group: Group, by: Sequence[str]) -> Address | None:
    """The address by which a group is known among some witnesses."""
    if group.address.siglum in by:
        return group.address
    return next((member.addresses[0] for member in group.members if member.siglum in by), None)


def _corresp(group: Group, by: Sequence[str]) -> str:
    """An attribute that points to what some witnesses, one of whom has something of a group, have of it."""
    pointers = to([address for m in group.members if m.siglum in by for address in m.addresses])
    return f' corresp="{pointers}"'


def _transposed(units: Sequence[VariationUnit], place: str) -> dict[int, str]:
    """By position the ids of units that hold the same words for other witnesses."""
    wanted = {unit.transposed for unit in units if unit.transposed is not None}
    if not wanted:
        return {}
    varying = [position for position, unit in enumerate(units) if not unit.constant]
    return {position: f"{place}-{number}" for number, position in enumerate(varying, start=1) if position in wanted}
