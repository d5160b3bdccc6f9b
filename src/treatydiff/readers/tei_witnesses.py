"""Witnesses of a TEI document, and which reading of an apparatus each of them has.

A reading names its witnesses in ``@wit``, by themselves or by a `listWit` that groups them. A reading that names
nobody is that of all whom its `app` does not name (a negative apparatus), unless it is somebody's conjecture.
Source: TEI P5 Guidelines, section 12.1.4, "Witness Information"; which reading stands for a witness that is
nowhere named is our own rule.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import field, frozen
from lxml import etree

from treatydiff.errors import InputError
from treatydiff.readers.tei_context import Reading
from treatydiff.readers.tei_header import siglum_of
from treatydiff.readers.xml import attribute, tag_of

_ID = "{http://www.w3.org/XML/1998/namespace}id"
_CONJECTURED = ("resp", "source")


def readings_in(app: etree._Element) -> Iterator[etree._Element]:
    """The `lem` and `rdg` of an `app`, those in groups included and those of inner places not."""
    for child in app.iterchildren("{*}lem", "{*}rdg", "{*}rdgGrp"):
        if tag_of(child) == "rdgGrp":
            yield from readings_in(child)
        else:
            yield child


def is_silent(rdg: etree._Element) -> bool:
    """Whether a reading says that its witnesses do not transmit the place."""
    return attribute(rdg, "type") in ("lac", "lacuna")


def _ids_in(rdg: etree._Element) -> list[str]:
    """The ids that ``@wit`` names, written as pointers, as pointers into other files, or bare."""
    return [pointer.rpartition("#")[2] for pointer in attribute(rdg, "wit").split()]


@frozen(eq=False)
class Declared:
    """The witnesses that a document declares.

    Attributes:
        nodes: what describes each of them, by id, in the document's order; ``None`` where nothing does.
        members: the ids of the witnesses by what ``@wit`` may name: a witness, or a group of them.
        named: the ids that readings name.
        negative: whether some lemma names nobody, so that witnesses may go without being named.
    """

    nodes: dict[str, etree._Element | None]
    members: dict[str, tuple[str, ...]] = field(repr=False)
    named: frozenset[str]
    negative: bool

    @property
    def sigla(self) -> frozenset[str]:
        """The sigla of all of them."""
        return frozenset(map(self.siglum, self.nodes))

    def siglum(self, identifier: str) -> str:
        """The siglum of a witness."""
        node = self.nodes[identifier]
        return identifier if node is None else siglum_of(node)

    def names(self, rdg: etree._Element, identifier: str) -> bool:
        """Whether a reading names a witness, by itself or by its group."""
        return any(identifier in self.members.get(named, ()) for named in _ids_in(rdg))


def declared(tei: etree._Element, reading: Reading) -> Declared:
    """The witnesses of a `TEI`; where its header declares none, they are what ``@wit`` names.

    Raises:
        InputError: a reading names what no `witness` and no `listWit` is.
    """
    nodes: dict[str, etree._Element | None] = {
        identifier: node
        for node in tei.iterdescendants("{*}witness")
        if (identifier := str(node.get(_ID) or attribute(node, "n")))
    }
    members: dict[str, tuple[str, ...]] = {identifier: (identifier,) for identifier in nodes}
    for group in tei.iterdescendants("{*}listWit"):
        inside = (str(node.get(_ID) or attribute(node, "n")) for node in group.iterdescendants("{*}witness"))
        if group.get(_ID):
            members[str(group.get(_ID))] = tuple(filter(None, inside))
    free = not nodes
    named: set[str] = set()
    negative = False
    for app in tei.iterdescendants("{*}app"):
        those = list(readings_in(app))
        beside = bool(attribute(app, "from") or attribute(app, "loc"))
        negative = negative or (beside and not any(tag_of(rdg) == "lem" for rdg in those))
        for rdg in those:
            negative = negative or (not attribute(rdg, "wit") and tag_of(rdg) == "lem")
            for identifier in _ids_in(rdg):
                if identifier not in members:
                    if not free:
                        raise _unknown(identifier, rdg, nodes, reading)
                    nodes[identifier] = reading.source.ids.get(identifier)
                    members[identifier] = (identifier,)
                named.update(members[identifier])
    return Declared(nodes, members, frozenset(named), negative)


def _unknown(
    identifier: str, rdg: etree._Element, nodes: dict[str, etree._Element | None], reading: Reading
) -> InputError:
    made = InputError(
        f"found the witness {identifier or '#'} in @wit on <{tag_of(rdg)}>, which no <witness> or <listWit> is",
        expected="one of " + ", ".join(nodes),
        todo="add it to <listWit>, or mend the pointer",
    )
    made.at(reading.source.name, *reading.source.place(rdg))
    return made


@frozen(eq=False)
class Choice:
    """Chooses one witness's readings, and remembers where none names it.

    Attributes:
        identifier: the id of the witness.
        known: the document's witnesses.
        reading: the document.
        unnamed: places where no reading is its by name or by rule, with the reading taken instead.
    """

    identifier: str
    known: Declared
    reading: Reading
    unnamed: list[tuple[etree._Element, etree._Element | None]] = field(factory=list)

    @property
    def siglum(self) -> str:
        """The siglum of the witness."""
        return self.known.siglum(self.identifier)

    def is_of(self, rdg: etree._Element) -> bool:
        """Whether a reading names the witness."""
        return self.known.names(rdg, self.identifier)

    def by_name(self, app: etree._Element) -> etree._Element | None:
        """The reading that names the witness.

        Raises:
            InputError: two of them do.
        """
        found = [rdg for rdg in readings_in(app) if self.is_of(rdg)]
        if len(found) > 1:
            raise InputError(
                f"found {self.siglum} in two readings of one place",
                expected="each witness in one",
                todo="take it out of the one that is wrong; for a corrector's hand, list a witness of its own",
            ).at(self.reading.source.name, *self.reading.source.place(found[1]))
        return found[0] if found else None

    def within(self, app: etree._Element) -> etree._Element | None:
        """The reading of a witness that has the text around an `app` in it; ``None`` for nothing at all.

        Raises:
            InputError: two readings name the witness.
        """
        named = self.by_name(app)
        if named is not None:
            return named
        readings = list(readings_in(app))
        lemma = next((rdg for rdg in readings if tag_of(rdg) == "lem"), None)
        if lemma is not None and not attribute(lemma, "wit"):
            return lemma
        free = [
            rdg
            for rdg in readings
            if not attribute(rdg, "wit") and not any(attribute(rdg, name) for name in _CONJECTURED)
        ]
        if len(free) == 1:
            return free[0]
        self.unnamed.append((app, lemma))
        return lemma

    def departing(self, app: etree._Element) -> etree._Element | None:
        """The reading by which a witness departs from a base text that an `app` elsewhere speaks of, or ``None``.

        Raises:
            InputError: two readings name the witness.
        """
        named = self.by_name(app)
        return None if named is None or tag_of(named) == "lem" else named

    def report(self, text: etree._Element) -> None:
        """Note what was taken for the witness where no reading names it: the first place, and how many."""
        if self.identifier not in self.known.named:
            if self.known.named or self.known.negative:
                self.reading.note(f"{self.siglum} is named in no reading, and was read as having every lemma", text)
            return
        for what, places in (
            ("having the lemma", [app for app, taken in self.unnamed if taken is not None]),
            ("having nothing", [app for app, taken in self.unnamed if taken is None]),
        ):
            if places:
                where = "here" if len(places) == 1 else f"here and in {len(places) - 1} more place(s)"
                self.reading.note(
                    f"{self.siglum} is in no reading {where}, and was read as {what} there", places[0]
                )
