"""What all parts of the TEI reader share while one document is read: pointers, findings, page breaks to come."""

from __future__ import annotations

import re

from attrs import field, frozen
from lxml import etree

from treatydiff.errors import DateError, InputError
from treatydiff.model.dates import UncertainDate
from treatydiff.model.findings import Finding
from treatydiff.model.passages import PageBreak
from treatydiff.model.provisions import Provision
from treatydiff.readers.places import Place
from treatydiff.readers.recognition.decisions import Decision
from treatydiff.readers.refusals import Refusals
from treatydiff.readers.xml import MOST_LEVELS, XmlSource, attribute, tag_of, words_of

_EDTF_LIKE = re.compile(r"[0-9XY?~%./,\[\]{}\s-]+")
_CALENDARS = ("calendar", "datingMethod")
"""Attributes by which content may be of another calendar than ``@when``."""
_NAMES = ("persName", "orgName", "name", "editor", "author", "surname")


def shortly(words: str) -> str:
    """Words quoted for a finding or an error: sixty characters at most.

    Example:
        >>> shortly("The  Parties")
        "'The Parties'"
    """
    # No more words than are shown: as objects, all of them would take ten times the memory of the text.
    words = " ".join(words.split(None, 60)[:60])
    return repr(words if len(words) <= 60 else words[:57] + "...")


@frozen(eq=False)
class Reading:
    """One document while it is being read. The only part of the reader that changes; it ends with the call.

    Attributes:
        source: the document.
        said: what annotations say of gaps and restored words, by the mark's id: note and responsibility.
        divided: whether anything in the text says what kind of provision it is.
        breaks: page breaks met outside any words; the next words take them.
        sigla: what each witness is called here, by the siglum that the document gives it.
        origins: the element of each provision, by the provision's identity; the pair keeps both alive.
        decisions: what was decided where structure had to be recognised.
        refusals: what becomes of errors in parts of it that can be read apart: statements of a dossier.
    """

    source: XmlSource
    said: dict[str, tuple[str, str]] = field(factory=dict)
    divided: bool = False
    breaks: list[PageBreak] = field(factory=list)
    sigla: dict[str, str] = field(factory=dict)
    origins: dict[int, tuple[Provision, etree._Element]] = field(factory=dict)
    decisions: list[Decision] = field(factory=list)
    refusals: Refusals = field(factory=Refusals)
    _noted: list[tuple[str, etree._Element]] = field(factory=list)

    def note(self, what: str, node: etree._Element) -> None:
        """Note something doubtful or left aside at an element."""
        self._noted.append((what, node))

    def take(self, trial: Reading) -> None:
        """Take over what was noted and kept while a part of the document was read on trial."""
        self._noted.extend(trial._noted)
        self.breaks.extend(trial.breaks)
        self.origins.update(trial.origins)
        self.decisions.extend(trial.decisions)

    def findings(self) -> tuple[Finding, ...]:
        """All that was noted, by place."""
        places = self.source.places([node for _, node in self._noted])
        # What was noted while one place was read for several witnesses is one finding.
        noted = {(place, what): node for place, (what, node) in zip(places, self._noted, strict=True)}
        return tuple(
            Finding(what, self.source.name, *place, words_of(noted[place, what]) if " left aside: " in what else "")
            for place, what in sorted(noted)
        )

    def keep(self, provision: Provision, node: etree._Element) -> Provision:
        """The same provision, remembering where it was read."""
        self.origins[id(provision)] = (provision, node)
        return provision

    def place(self, provision: Provision) -> Place | None:
        """Where a provision was read."""
        known = self.origins.get(id(provision))
        return self.source.place(known[1]) if known else None

    def target(self, pointer: str, node: etree._Element) -> etree._Element:
        """The element that a pointer such as ``#id`` on `node` points to.

        Raises:
            InputError: no element has this id.
        """
        found = self.source.ids.get(pointer.removeprefix("#"))
        if found is None:
            raise InputError(
                f"found a pointer to {pointer} on <{tag_of(node)}>",
                expected="the xml:id of an element in this file",
                todo="give the element meant that xml:id, or mend the pointer",
            ).at(self.source.name, *self.source.place(node))
        return found

    def names(self, node: etree._Element, name: str) -> str:
        """Who is meant by an attribute of pointers: names, not ids; several are joined by ``; ``.

        What is no pointer into this file stays as written.

        Raises:
            InputError: a pointer into this file leads nowhere.
        """
        return "; ".join(
            name_in(self.target(pointer, node)) if pointer.startswith("#") else pointer
            for pointer in attribute(node, name).split()
        )

    def check_depth(self, node: etree._Element, depth: int) -> None:
        """Refuse elements that nest too deep to be read.

        Raises:
            InputError: with the place of the element that is one level too deep.
        """
        if depth > MOST_LEVELS:
            raise InputError(
                f"found elements nested more than {MOST_LEVELS} levels deep", expected="a treaty's few levels"
            ).at(self.source.name, *self.source.place(node))


def name_in(node: etree._Element) -> str:
    """The name that an element is or holds; its id where it holds none."""
    if tag_of(node) in _NAMES:
        return words_of(node)
    for inner in node.iterdescendants("*"):
        if tag_of(inner) in _NAMES and words_of(inner):
            return words_of(inner)
    return words_of(node) or str(node.get("{http://www.w3.org/XML/1998/namespace}id"))


def date_of(node: etree._Element, reading: Reading) -> UncertainDate | None:
    """The date that an element such as `origDate` gives: its content if that is EDTF, else its attributes.

    Raises:
        DateError: the attributes, or content made of digits and signs, are no date.
        InputError: attributes and content mean different days, and no calendar is named that would explain it.
    """
    written = words_of(node)
    with reading.source.at(node):
        try:
            date = UncertainDate(written)
        except DateError:
            said = _dated(node)
            if said:
                return UncertainDate(said)
            if _EDTF_LIKE.fullmatch(written):
                raise
        else:
            check_attributes(node, date)
            return date
    if written:
        reading.note(f"the date {shortly(written)} is no EDTF, and was left aside", node)
    return None


def check_attributes(node: etree._Element, written: UncertainDate | None) -> None:
    """Refuse a date whose attributes no calendar has, or mean no day that its content may mean.

    Args:
        node: the date.
        written: its content; ``None`` where that is no EDTF.

    Raises:
        DateError: its attributes are no date.
        InputError: they and the content mean different days; where another calendar is named, they may.
    """
    said = _dated(node)
    if not said:
        return
    stated = UncertainDate(said)
    if written is None or any(attribute(node, name) for name in _CALENDARS):
        return
    if stated.latest < written.earliest or written.latest < stated.earliest:
        raise InputError(
            f"found the date {shortly(written.edtf)}, and {said} in its attributes",
            expected="one date",
            todo="mend whichever is wrong; a date of another calendar is said to be one in calendar",
        )


def _dated(node: etree._Element) -> str:
    """A date from attributes, as EDTF; of a time only its day."""
    when = attribute(node, "when").partition("T")[0] or attribute(node, "when-iso").partition("T")[0]
    first = attribute(node, "notBefore") or attribute(node, "from")
    last = attribute(node, "notAfter") or attribute(node, "to")
    return when or (f"{first or '..'}/{last or '..'}" if first or last else "")
