"""Building TEI: elements, ids, and a layout that leaves words alone.

The tree is one of the standard library's: a node of lxml is a document of its own until it is appended, and is
taken from document to document on each level then, which was most of the time that writing a long treaty took.
Written out are the bytes that lxml would write.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from io import BytesIO, TextIOWrapper
from typing import cast
from xml.etree.ElementTree import Comment, Element

from treatydiff.model.addresses import Address, ChangeAddress
from treatydiff.model.passages import check_characters

__all__ = [
    "NS",
    "XML",
    "Element",
    "Register",
    "apparatus_id",
    "change_id",
    "comment",
    "element",
    "extend",
    "lay_out",
    "markup",
    "pointer",
    "serialize",
    "settled",
    "sigla",
    "to",
    "witness_id",
]

NS = "http://www.tei-c.org/ns/1.0"
XML = "{http://www.w3.org/XML/1998/namespace}"

# Elements whose content is words: no white space is ever laid into them.
_WORDS = frozenset(
    f"{{{NS}}}{name}"
    for name in "ab seg head app lem rdg rdgGrp hi corr persName supplied p note desc title bibl witness catDesc "
    "resp name label origDate provenance textLang editor filiation licence interp".split()
)


_READINGS = frozenset(f"{{{NS}}}{name}" for name in ("app", "lem", "rdg"))
_BLOCKS = frozenset(f"{{{NS}}}{name}" for name in ("div", "ab"))


def element(name: str, *children: Element | str, **attributes: str) -> Element:
    """A TEI element; attributes with empty values are left out, ``xml_id`` means ``xml:id`` and so on.

    Args:
        name: its name in TEI's namespace.
        children: elements and strings, in order.
        attributes: its attributes; a trailing ``_`` is dropped, so that ``from_`` can be said.
    """
    node = Element(_tag(name))
    for key, value in attributes.items():
        if value:
            node.set(_key(key), value)
    if children:
        extend(node, children)
    return node


@cache
def _tag(name: str) -> str:
    return f"{{{NS}}}{name}"


@cache
def _key(name: str) -> str:
    return XML + name[4:] if name.startswith("xml_") else name.rstrip("_")


def comment(text: str) -> Element:
    """An XML comment, the text of which must hold no two hyphens in a row; its tag is no string."""
    return cast("Element", Comment(text))


def extend(node: Element, children: Iterable[Element | str]) -> None:
    """Add elements and strings to the end of an element."""
    for child in children:
        if not isinstance(child, str):
            node.append(child)
        elif len(node):
            node[-1].tail = (node[-1].tail or "") + child
        else:
            node.text = (node.text or "") + child


def pointer(identifiers: Iterable[str]) -> str:
    """Ids as a TEI pointer list: ``#a #b``."""
    return " ".join(f"#{identifier}" for identifier in identifiers)


def to(addresses: Iterable[Address]) -> str:
    """Addresses as pointers into the transcriptions."""
    return pointer(address.as_id for address in addresses)


def witness_id(siglum: str) -> str:
    """The id of a witness; that of its address, so that it can be no other thing's."""
    return Address(siglum).as_id


def sigla(those: Iterable[str]) -> str:
    """Witnesses as pointers: TEI ``@wit``."""
    return pointer(witness_id(siglum) for siglum in those)


def apparatus_id(address: Address) -> str:
    """The id of a group in the apparatus."""
    return f"u-{address.as_id}"


def change_id(address: ChangeAddress) -> str:
    """The id of a link or change: its ends, sides parted by ``..``, several on a side by ``.-``.

    Neither can stand inside an address's id, where full stops at the edge of a number are escaped.
    """
    return "k-" + "..".join(".-".join(end.as_id for end in side) for side in (address.earlier, address.later))


class Register:
    """Ids for things that the model knows by name: people, parties, works.

    Ids follow the order in which names are asked for, which is the order of the document.
    """

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._ids: dict[str, str] = {}

    def pointer(self, name: str) -> str:
        """A pointer to a name; empty for the empty name."""
        if not name:
            return ""
        return "#" + self._ids.setdefault(name, f"{self._prefix}-{len(self._ids) + 1}")

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._ids.items())


def lay_out(node: Element, depth: int = 0) -> None:
    """Put elements on lines of their own, wherever no words stand."""
    if node.tag in _READINGS:
        # No space between readings, but provisions inside one are laid out like any others.
        for child in node:
            if child.tag in _READINGS or child.tag in _BLOCKS:
                lay_out(child, depth + 1)
        return
    if not len(node) or node.tag in _WORDS or node.text or any(child.tail for child in node):
        return
    inner = "\n" + "  " * (depth + 1)
    node.text = inner
    for child in node:
        lay_out(child, depth + 1)
        child.tail = inner
    node[-1].tail = "\n" + "  " * depth


def settled(node: Element, depth: int) -> Element:
    """A finished element in a form that takes a tenth of the memory, and that nobody can look into.

    Args:
        node: the element, which nothing will be added to.
        depth: how many elements it stands in.
    """
    lay_out(node, depth)
    written = Element(cast("str", settled))
    written.text = markup(node)
    return written


def serialize(root: Element) -> bytes:
    """The document as UTF-8, with a declaration and a final line feed.

    Raises:
        ModelError: a character that XML cannot hold.
    """
    lay_out(root)
    written = BytesIO()
    # Encoded as it is written: one long string with a dash in it takes two bytes for each of its characters.
    with TextIOWrapper(written, encoding="utf-8", newline="") as text:
        text.write("<?xml version='1.0' encoding='UTF-8'?>\n")
        _write(root, text.write, f' xmlns="{NS}"')
        text.write("\n")
        text.flush()
        data = written.getvalue()
    if len(data.translate(None, _CONTROLS)) < len(data):  # far quicker than looking for characters
        check_characters(data.decode(), "the document")
    return data


_CONTROLS = bytes(point for point in range(32) if chr(point) not in "\t\n\r")


def markup(node: Element) -> str:
    """An element, what is in it and what stands after it in its parent, written out without a namespace.

    Example:
        >>> markup(element("seg", "5 < 10", element("gap", reason="illegible"), n="1"))
        '<seg n="1">5 &lt; 10<gap reason="illegible"/></seg>'
    """
    out: list[str] = []
    _write(node, out.append)
    return "".join(out)


def _write(node: Element, put: Callable[[str], object], declared: str = "") -> None:
    tag: object = node.tag
    if tag is settled:
        put(node.text or "")
    elif not isinstance(tag, str):
        put(f"<!--{node.text}-->")
    else:
        name = _written_name(tag)
        put(f"<{name}{declared}")
        for key, value in node.items():
            put(f' {_written_key(key)}="{_in_attribute(value)}"')
        if len(node) or node.text:
            put(">")
            if node.text:
                put(_in_text(node.text))
            for child in node:
                _write(child, put)
            put(f"</{name}>")
        else:
            put("/>")
    if node.tail:
        put(_in_text(node.tail))


@cache
def _written_name(tag: str) -> str:
    return tag.removeprefix(f"{{{NS}}}")


@cache
def _written_key(key: str) -> str:
    return f"xml:{key.removeprefix(XML)}" if key.startswith(XML) else key


def _in_text(text: str) -> str:
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    # Readers of XML take a bare carriage return for a line feed.
    return text.replace("\r", "&#13;") if "\r" in text else text


def _in_attribute(text: str) -> str:
    if text.isalnum():
        return text
    text = _in_text(text)
    # Readers of XML take a bare tab or line feed in an attribute for a space.
    return text.translate(_ESCAPED) if _SPECIAL.search(text) else text


_ESCAPED = str.maketrans({'"': "&quot;", "\t": "&#9;", "\n": "&#10;"})
_SPECIAL = re.compile('["\t\n]')
