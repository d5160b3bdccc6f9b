"""Reading XML safely, and telling line and column of anything in it.

No entity is expanded, no DTD is loaded, nothing is fetched, and elements nest to a bounded depth. Comments
and processing instructions are no text: words on both sides of one are one piece of text.

lxml knows the lines of elements, not their columns. Both are found here from the source itself, and only
when an error or finding has to name them: in well-formed XML without declarations in its DOCTYPE, ``<``
opens nothing but markup, so the n-th start tag is the n-th element (own rule).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from attrs import field, frozen
from lxml import etree

from treatydiff.errors import InputError, TreatyDiffError
from treatydiff.readers.blocks import collapsed
from treatydiff.readers.density import Room, check_elements
from treatydiff.readers.places import Place, place_in

MOST_LEVELS = 100
"""How deep elements may nest where the text is read: a treaty needs a dozen, Python's stack holds a thousand."""

_MARKUP = re.compile(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<!|(?P<end></)|(?P<start><[^>\"']*(?:(?:\"[^\"]*\"|'[^']*')[^>\"']*)*>)",
    re.DOTALL,
)
_ASIDE = re.compile(r"(?:\s+|<!--.*?-->|<\?.*?\?>)*", re.DOTALL)
_PROLOG = re.compile(r"(?:\s+|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)
_DOCTYPE = re.compile(r"<!DOCTYPE(?:[^\[>\"']|\"[^\"]*\"|'[^']*')*(\[\s*+(?!\]))?", re.DOTALL)
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


def tag_of(node: etree._Element) -> str:
    """An element's name without its namespace."""
    return etree.QName(node).localname


def attribute(node: etree._Element, name: str) -> str:
    """An attribute's value with white space at its edges removed; empty where it is missing."""
    return str(node.get(name) or "").strip()


def words_of(node: etree._Element | None) -> str:
    """All text in an element, white space collapsed; empty for no element."""
    return "" if node is None else collapsed("".join(_strings(node)))


def _strings(node: etree._Element) -> Iterator[str]:
    for piece in node.itertext():
        yield str(piece)


@frozen(eq=False)
class XmlSource:
    """A parsed XML document that knows where its elements stand.

    Attributes:
        name: what errors call it.
        text: the source, decoded.
        root: its outermost element.
        ids: its elements by ``xml:id``.
        room: what reading it may take.
        stand_ins: elements made from others of the document, which have their places.
    """

    name: str
    text: str = field(repr=False)
    root: etree._Element
    ids: dict[str, etree._Element] = field(repr=False)
    room: Room = field(repr=False)
    stand_ins: dict[etree._Element, etree._Element] = field(factory=dict, repr=False)

    def places(self, nodes: Sequence[etree._Element]) -> list[Place]:
        """Where the start tags of these elements stand, all found in one pass."""
        wanted: dict[int, list[int]] = {}
        for position, node in enumerate(self.stand_ins.get(node, node) for node in nodes):
            wanted.setdefault(id(node), []).append(position)
        ordinals = {
            ordinal: wanted[id(node)] for ordinal, node in enumerate(self.root.iter("*")) if id(node) in wanted
        }
        found: list[Place] = [(0, 0)] * len(nodes)
        text = self.text
        line, last = 1, 0
        done = 0
        returns = "\r" in text
        for ordinal, offset in enumerate(self._starts()):
            if ordinal not in ordinals:
                continue
            # Counted, not found one by one; no tag begins between the two characters of one line's end.
            line += text.count("\n", done, offset)
            last = max(last, text.rfind("\n", done, offset) + 1)
            if returns:
                line += text.count("\r", done, offset) - text.count("\r\n", done, offset)
                last = max(last, text.rfind("\r", done, offset) + 1)
            done = offset
            for position in ordinals[ordinal]:
                found[position] = (line, offset - last + 1)
        return found

    def _starts(self) -> Iterator[int]:
        """Where the start tags stand."""
        text = self.text
        offset = text.find("<")
        while offset >= 0:
            found = _MARKUP.match(text, offset)
            if found and found["start"]:
                yield offset
            offset = text.find("<", found.end() if found else offset + 1)

    def place(self, node: etree._Element, *, after: bool | None = None) -> Place:
        """Line and column of an element, or of the text that follows one of its tags.

        Args:
            node: the element.
            after: ``None`` for its start tag; false for the first words behind its start tag, true for the
                first words behind its end tag.
        """
        node = self.stand_ins.get(node, node)
        ordinal = next((at for at, other in enumerate(self.root.iter("*")) if other is node), 0)
        depth = 0
        count = -1
        offset = 0
        for mark in _MARKUP.finditer(self.text):
            if mark["start"]:
                count += 1
                closed = mark[0].endswith("/>")
                if count == ordinal:
                    offset = mark.start() if after is None else mark.end()
                    if not after or closed:
                        break
                    depth = 1
                elif depth and not closed:
                    depth += 1
            elif mark["end"] and depth:
                depth -= 1
                if not depth:
                    offset = self.text.index(">", mark.end()) + 1
                    break
        if after is not None:
            aside = _ASIDE.match(self.text, offset)
            offset = aside.end() if aside else offset
        return place_in(self.text, offset)

    @contextmanager
    def at(self, node: etree._Element) -> Iterator[None]:
        """Give every error raised inside that has no place yet the place of this element."""
        try:
            yield
        except TreatyDiffError as error:
            if not error.file:
                error.at(self.name, *self.place(node))
            raise


def parse(text: str, *, name: str, word: bool = False) -> XmlSource:
    r"""Parse XML that is decoded already.

    Args:
        text: the source; what its XML declaration says of an encoding is not looked at.
        name: what errors call it.
        word: whether it is a part of a Word document.

    Raises:
        InputError: it is not well-formed, nests too deep, declares anything in its DOCTYPE, or holds more elements
            than there is room for.

    Example:
        >>> source = parse("<a>\n <b/>words</a>", name="a.xml")
        >>> source.place(source.root[0]), source.place(source.root[0], after=True)
        ((2, 2), (2, 6))
    """
    _refuse_declarations(text, name)
    data = text.encode("utf-8", "surrogatepass")
    room = check_elements(text, data, name=name, word=word)
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise _refusal(error, name) from None
    for entity in root.iter(etree.Entity):
        offset = max(text.find(str(entity.text)), 0)
        raise InputError(
            f"found the entity {entity.text}, which XML does not know",
            expected="the character itself",
            todo="write the character in its place",
        ).at(name, *place_in(text, offset))
    return XmlSource(
        name, text, root, {str(node.get(_XML_ID)): node for node in root.iter("*") if node.get(_XML_ID)}, room
    )


def _refuse_declarations(text: str, name: str) -> None:
    prolog = _PROLOG.match(text)
    found = _DOCTYPE.match(text, prolog.end() if prolog else 0)
    if found and found[1]:
        raise InputError(
            "found declarations in the DOCTYPE, which can blow a small file up or reach for other files",
            expected="XML without any",
            todo="remove what stands between '[' and ']', and write out the entities it declares",
        ).at(name, *place_in(text, found.start(1)))


def _refusal(error: etree.XMLSyntaxError, name: str) -> TreatyDiffError:
    """What the parser complains of, in this library's form."""
    message = re.sub(r", line \d+, column \d+$", "", " ".join(str(error.msg).split()))
    line, column = error.position
    place = (max(int(line or 1), 1), max(int(column or 1), 1))
    if "depth" in message:
        return InputError(
            "found elements nested hundreds of levels deep", expected=f"{MOST_LEVELS} levels at most"
        ).at(name, *place)
    if "XML_PARSE_HUGE" in message:
        return InputError(
            "found one piece of text or one attribute of more than 10 million characters",
            expected="a treaty",
            todo="part it into paragraphs",
        ).at(name, *place)
    twice = re.fullmatch(r"ID (\S+) already defined", message)
    if twice:
        return InputError(
            f"found the xml:id {twice[1]!r} for the second time",
            expected="an id for each element",
            todo="rename one of them",
        ).at(name, *place)
    return InputError(
        f"found XML that is not well-formed ({message})",
        expected="well-formed XML",
        todo="mend it in an XML editor",
    ).at(name, *place)
