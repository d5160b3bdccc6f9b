"""Styles: how the document looks, and what Word's navigation goes by."""

from __future__ import annotations

from collections.abc import Mapping

from treatydiff.report.docx.stream import INNER_LABEL, SIGNATURES, TEXT, TITLE, TITLE_OF_PROVISION
from treatydiff.report.docx.xml import Element, w

_FONTS = {"ascii": "Times New Roman", "hAnsi": "Times New Roman", "cs": "Times New Roman", "eastAsia": "MS Mincho"}
"""Faces that Word has everywhere and other programs have equals for, Cyrillic included; Japanese in its own."""
_GREY, _DARK = "595959", "262626"
_REGIONS = dict(pair.split("-") for pair in "de-DE en-GB es-ES fr-FR it-IT ja-JP ko-KR ru-RU zh-CN".split())
"""Word knows languages by their countries, and takes a language alone for none."""
_OF_THE_PROGRAM = (
    ("Header", "header", 20, 17, _GREY),
    ("Footer", "footer", 20, 17, _GREY),
    ("About", "About the comparison", 60, 19, _DARK),
    ("CommentText", "annotation text", 40, 19, ""),
)
"""Styles of what is said in English, whatever the language of the texts: identifier, name, space, size, colour."""
_EAST_ASIAN = ("ja", "ko", "zh")


def language(tag: str) -> dict[str, str]:
    """The attributes of ``w:lang`` for a BCP 47 tag.

    Example:
        >>> language("ru"), language("ja"), language("sr-Latn")
        ({'val': 'ru-RU'}, {'val': 'ja-JP', 'eastAsia': 'ja-JP'}, {'val': 'sr-Latn'})
    """
    whole = f"{tag}-{_REGIONS[tag]}" if tag in _REGIONS else tag
    found = {"val": whole}
    if tag.split("-", maxsplit=1)[0] in _EAST_ASIAN:
        found["eastAsia"] = whole
    return found


def styles(tag: str) -> Element:
    """The part of the package that holds the styles.

    Args:
        tag: the language of the document, a BCP 47 tag.
    """
    plain = w("rPr", w("rFonts", **_FONTS), w("sz", val=22), w("szCs", val=22), w("lang", **language(tag)))
    spaced = w("pPr", w("spacing", after=120, line=276, lineRule="auto"))
    root = w("styles", w("docDefaults", w("rPrDefault", plain), w("pPrDefault", spaced)))
    root.append(w("style", w("name", val="Normal"), w("qFormat"), type="paragraph", default=1, styleId="Normal"))
    letters = w("name", val="Default Paragraph Font")
    root.append(w("style", letters, type="character", default=1, styleId="DefaultParagraphFont"))
    root.append(_paragraph(TEXT, "Provision", _looks(after=160), w("rPr")))
    root.append(_paragraph(TITLE, "Title of text", _looks(after=280, centred=True), _letters(size=32, bold=True)))
    for level in range(1, 10):
        # Word sets headings off by its own names for them, and lists them in its navigation.
        size = {1: 26, 2: 24}.get(level, 22)
        about = _looks(before=280, after=100, centred=True, with_next=True, level=level - 1)
        root.append(_paragraph(f"Heading{level}", f"heading {level}", about, _letters(size=size, bold=True), TEXT))
    about = _looks(after=120, centred=True, with_next=True)
    root.append(_paragraph(TITLE_OF_PROVISION, "Title of provision", about, _letters(size=22, italic=True), TEXT))
    about = _looks(before=120, after=60, with_next=True)
    root.append(_paragraph(INNER_LABEL, "Label of paragraph", about, _letters(size=22, bold=True), TEXT))
    root.append(_paragraph(SIGNATURES, "Signatures", _looks(after=60, left=4536), w("rPr")))
    for identifier, name, after, size, colour in _OF_THE_PROGRAM:
        letters = _letters(size=size, colour=colour)
        letters.append(w("lang", **language("en")))
        root.append(_paragraph(identifier, name, _looks(after=after), letters))
    root.append(_character("Gap", "Gap", _letters(italic=True, colour=_GREY)))
    root.append(_character("Supplied", "Supplied", _letters(italic=True, colour=_GREY)))
    root.append(_character("CommentReference", "annotation reference", _letters(size=16)))
    root.append(_character("CommentHead", "Head of comment", _letters(bold=True)))
    root.append(_character("CommentSource", "Source in comment", _letters(italic=True)))
    root.append(_character("Strong", "Strong", _letters(bold=True)))
    return root


def _looks(
    *,
    before: int = 0,
    after: int,
    left: int = 0,
    centred: bool = False,
    with_next: bool = False,
    level: int | None = None,
) -> Element:
    """Properties of a paragraph; lengths are twentieths of a point."""
    about = w("pPr")
    if with_next:
        about.extend([w("keepNext"), w("keepLines")])
    about.append(w("spacing", before=before, after=after))
    if left:
        about.append(w("ind", left=left))
    if centred:
        about.append(w("jc", val="center"))
    if level is not None:
        about.append(w("outlineLvl", val=level))
    return about


def _letters(*, size: int = 0, bold: bool = False, italic: bool = False, colour: str = "") -> Element:
    """Properties of letters; the size is in half points."""
    about = w("rPr")
    if bold:
        about.append(w("b"))
    if italic:
        about.append(w("i"))
    if colour:
        about.append(w("color", val=colour))
    if size:
        about.extend([w("sz", val=size), w("szCs", val=size)])
    return about


def _paragraph(identifier: str, name: str, looks: Element, letters: Element, following: str = "") -> Element:
    node = w("style", w("name", val=name), w("basedOn", val="Normal"), type="paragraph", styleId=identifier)
    if following:
        node.append(w("next", val=following))
    node.extend([w("qFormat"), looks, letters])
    return node


def _character(identifier: str, name: str, letters: Element) -> Element:
    about: Mapping[str, str] = {"type": "character", "styleId": identifier}
    return w("style", w("name", val=name), w("basedOn", val="DefaultParagraphFont"), letters, **about)
