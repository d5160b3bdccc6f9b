"""The XML of Word: elements and attributes of ECMA-376 (Office Open XML), part 1, in its transitional form."""

from __future__ import annotations

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_NSMAP: dict[str | None, str] = {"w": W, "r": R}

Element = etree._Element  # noqa: SLF001 - lxml has no other name for it


def w(tag: str, /, *children: Element, **attributes: str | int) -> Element:
    """An element of WordprocessingML with attributes of the same namespace.

    Args:
        tag: its name.
        children: what is in it.
        attributes: its attributes; those that are empty strings are left out.

    Example:
        >>> etree.tostring(w("pStyle", val="Title")).decode().split()[-1]
        'w:val="Title"/>'
    """
    node = etree.Element(f"{{{W}}}{tag}", nsmap=_NSMAP)  # type: ignore[arg-type]  # stubs know no default
    for key, value in attributes.items():
        if value != "":
            node.set(f"{{{W}}}{key}", str(value))
    node.extend(children)
    return node


def text(words: str, *, deleted: bool = False) -> Element:
    """Words of a run, white space kept."""
    node = w("delText" if deleted else "t")
    node.text = words
    node.set(_SPACE, "preserve")
    return node


def paragraph(style: str, *runs: Element) -> Element:
    """A paragraph of a style."""
    return w("p", w("pPr", w("pStyle", val=style)), *runs)


def run(words: str, *, style: str = "") -> Element:
    """A run of words, in a character style or none."""
    about = [w("rPr", w("rStyle", val=style))] if style else []
    return w("r", *about, text(words))


def serialize(root: Element) -> bytes:
    """A part of the package: UTF-8, with the declaration that Word writes."""
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
