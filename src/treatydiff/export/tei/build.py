"""Building TEI: elements, ids, and a layout that leaves words alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from treatydiff.model.addresses import Address, ChangeAddress

NS = "http://www.tei-c.org/ns/1.0"
XML = "{http://www.w3.org/XML/1998/namespace}"
Element = etree._Element  # noqa: SLF001 - lxml has no other name for it

_NSMAP: dict[str | None, str] = {None: NS}

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
    node = etree.Element(f"{{{NS}}}{name}", nsmap=_NSMAP)  # type: ignore[arg-type]  # stubs know no default
    for key, value in attributes.items():
        if value:
            node.set(XML + key[4:] if key.startswith("xml_") else key.rstrip("_"), value)
    extend(node, children)
    return node


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


def serialize(root: Element) -> bytes:
    """The document as UTF-8, with a declaration and a final line feed."""
    lay_out(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"
