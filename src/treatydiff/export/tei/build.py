"""Building TEI: elements, ids, and a layout that leaves words alone.

The tree is one of the standard library's: a node of lxml is a document of its own until it is appended, and is
taken from document to document on each level then. Only what a document has few of is a tree; divisions, readings
and links hang in it as text that is written already (`finished`). Written out are the bytes that lxml would write.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from io import BytesIO
from typing import cast
from xml.etree.ElementTree import Comment, Element

from attrs import frozen

from treatydiff.export.tei.markup import in_text, in_value, indent, joined_id, pointer, sigla, to, witness_id
from treatydiff.model.addresses import ChangeAddress
from treatydiff.model.passages import check_characters

__all__ = [
    "NS",
    "XML",
    "Element",
    "Register",
    "change_id",
    "comment",
    "element",
    "extend",
    "finished",
    "lay_out",
    "markup",
    "pointer",
    "rows",
    "serialize",
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


def element(name: str, *children: Element | str, **attributes: str) -> Element:
    """A TEI element; attributes with empty values are left out, ``xml_id`` means ``xml:id`` and so on.

    Args:
        name: its name in TEI's namespace.
        children: elements and strings, in order.
        attributes: its attributes; a trailing ``_`` is dropped, so that ``from_`` can be said.
    """
    node = Element(_tag(name), {_key(key): value for key, value in attributes.items() if value})
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
            last = node[-1]
            last.tail = last.tail + child if last.tail else child
        else:
            node.text = node.text + child if node.text else child


def change_id(address: ChangeAddress) -> str:
    """The id of a link or change (`joined_id`)."""
    return joined_id(address.earlier, address.later)


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
    if not len(node) or node.tag in _WORDS or node.text or any(child.tail for child in node):
        return
    inner = indent(depth + 1)
    node.text = inner
    for child in node:
        lay_out(child, depth + 1)
        child.tail = inner
    node[-1].tail = indent(depth)


@frozen(eq=False)
class _Finished:
    """Markup that is written out and encoded, which stands in a tree where an element has its name."""

    written: list[bytes]


def finished(written: Sequence[str]) -> Element:
    """Markup that is written out already, laid out for its place, as something to hang into a tree.

    Its words are the model's, which refuses what XML cannot hold; nobody looks through them again. A document is
    long: the tree lets go of it as soon as it stands in there.

    Args:
        written: the markup in pieces, each of any length; one string is given in a list.
    """
    # Encoded piece by piece: in one long string, a dash takes two bytes for each of its characters.
    data = [b"".join(map(str.encode, written[at : at + _AT_ONCE])) for at in range(0, len(written), _AT_ONCE)]
    return Element(cast("str", _Finished(data)))


_AT_ONCE = 4096
"""Pieces that are joined, so that not all of them stand in memory as strings, as bytes and joined."""


def rows(elements: Iterable[str], depth: int) -> Element:
    """Elements that are written out already, a line for each.

    Args:
        elements: one at least.
        depth: how many elements each stands in.
    """
    return finished([indent(depth).join(elements)])


def serialize(root: Element) -> bytes:
    """The document as UTF-8, with a declaration and a final line feed.

    Raises:
        ModelError: a character that XML cannot hold.
    """
    lay_out(root)
    written = BytesIO()
    refused = 0

    def put(text: str) -> None:
        nonlocal refused
        data = text.encode()
        refused += len(data) - len(data.translate(None, _CONTROLS))  # far quicker than looking for characters
        refused += sum(map(data.count, _NO_CHARACTERS))
        written.write(data)

    try:
        put("<?xml version='1.0' encoding='UTF-8'?>\n")
        _write(root, put, written.writelines, f' xmlns="{NS}"')
        put("\n")
    except UnicodeEncodeError as error:
        check_characters(error.object, "the document")
        raise
    if refused:
        check_characters(written.getvalue().decode(), "the document")
    return written.getvalue()


_CONTROLS = bytes(point for point in range(32) if chr(point) not in "\t\n\r")
_NO_CHARACTERS = ("\ufffe".encode(), "\uffff".encode())


def markup(node: Element) -> str:
    """An element, what is in it and what stands after it in its parent, written out without a namespace.

    Example:
        >>> markup(element("seg", "5 < 10", element("gap", reason="illegible"), n="1"))
        '<seg n="1">5 &lt; 10<gap reason="illegible"/></seg>'
    """
    out: list[str] = []
    _write(node, out.append, lambda data: out.extend(map(bytes.decode, data)))
    return "".join(out)


def _write(
    node: Element,
    put: Callable[[str], object],
    put_finished: Callable[[Iterable[bytes]], object],
    declared: str = "",
) -> None:
    tag: object = node.tag
    if isinstance(tag, str):
        name, text = _written_name(tag), node.text
        opened = f"<{name}{declared}{_written_attributes(node.attrib)}"
        if text:
            put(f"{opened}>{in_text(text)}")
        elif len(node):
            put(f"{opened}>")
        else:
            put(f"{opened}/>")
        if text or len(node):
            for child in node:
                _write(child, put, put_finished)
            put(f"</{name}>")
    elif isinstance(tag, _Finished):
        put_finished(tag.written)
        tag.written.clear()
    else:
        put(f"<!--{node.text}-->")
    if node.tail:
        put(in_text(node.tail))


def _written_attributes(attributes: Mapping[str, str]) -> str:
    return "".join([f' {_written_key(key)}="{in_value(value)}"' for key, value in attributes.items()])


@cache
def _written_name(tag: str) -> str:
    return tag.removeprefix(f"{{{NS}}}")


@cache
def _written_key(key: str) -> str:
    return f"xml:{key.removeprefix(XML)}" if key.startswith(XML) else key
