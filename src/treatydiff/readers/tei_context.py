"""What all parts of the TEI reader share while one document is read: pointers, findings, page breaks to come."""

from __future__ import annotations

from attrs import field, frozen
from lxml import etree

from treatydiff.errors import InputError
from treatydiff.model.findings import Finding
from treatydiff.model.passages import PageBreak
from treatydiff.model.provisions import Provision
from treatydiff.readers.places import Place
from treatydiff.readers.xml import MOST_LEVELS, XmlSource, attribute, tag_of, words_of

_NAMES = ("persName", "orgName", "name", "editor", "author", "surname")


def shortly(words: str) -> str:
    """Words quoted for a finding or an error: sixty characters at most.

    Example:
        >>> shortly("The  Parties")
        "'The Parties'"
    """
    words = " ".join(words.split())
    return repr(words if len(words) <= 60 else words[:57] + "...")


@frozen(eq=False)
class Reading:
    """One document while it is being read. The only part of the reader that changes; it ends with the call.

    Attributes:
        source: the document.
        said: what annotations say of gaps and restored words, by the mark's id: note and responsibility.
        divided: whether anything in the text says what kind of provision it is.
        breaks: page breaks met outside any words; the next words take them.
        origins: the element of each provision, by the provision's identity; the pair keeps both alive.
    """

    source: XmlSource
    said: dict[str, tuple[str, str]] = field(factory=dict)
    divided: bool = False
    breaks: list[PageBreak] = field(factory=list)
    origins: dict[int, tuple[Provision, etree._Element]] = field(factory=dict)
    _noted: list[tuple[str, etree._Element]] = field(factory=list)

    def note(self, what: str, node: etree._Element) -> None:
        """Note something doubtful or left aside at an element."""
        self._noted.append((what, node))

    def findings(self) -> tuple[Finding, ...]:
        """All that was noted, by place."""
        places = self.source.places([node for _, node in self._noted])
        # What was noted while one place was read for several witnesses is one finding.
        ordered = sorted({(place, what) for place, (what, _) in zip(places, self._noted, strict=True)})
        return tuple(Finding(what, self.source.name, line, column) for (line, column), what in ordered)

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


def reference_of(entry: etree._Element) -> str:
    """A bibliographic entry as plain text: a `biblStruct` in one order, a `bibl` as it stands.

    The order: author, title, translator, place: publisher, year, ISBN.
    """
    if tag_of(entry) != "biblStruct":
        return words_of(entry)

    def all_of(name: str, **wanted: str) -> str:
        fits = (
            node
            for node in entry.iterdescendants(f"{{*}}{name}")
            if all(attribute(node, key) == value for key, value in wanted.items())
        )
        return " and ".join(words_of(node) for node in fits)

    titles = ", in ".join(words_of(node) for node in entry.iterdescendants("{*}title"))
    translator = all_of("editor", role="translator")
    printed = ": ".join(part for part in (all_of("pubPlace"), all_of("publisher")) if part)
    isbn = all_of("idno", type="ISBN")
    parts = [
        all_of("author"),
        titles,
        f"translated by {translator}" if translator else "",
        printed,
        all_of("date"),
        f"ISBN {isbn}" if isbn else "",
    ]
    return ", ".join(part for part in parts if part)
