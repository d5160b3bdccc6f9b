"""Styles of a Word document: what they say of paragraphs and letters, with what they are based on.

Source: ECMA-376, Office Open XML File Formats, part 1, 17.7 (styles).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from attrs import evolve, field, frozen
from lxml import etree

from treatydiff.readers.docx_numbering import W, value, whole

_HEADING = re.compile(r"(?:heading|überschrift|titre|título|titolo|заголовок|kop)\s*([1-9])", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|verzeichnis|tdc|tm|sommario|оглавление)\s*[1-9]", re.IGNORECASE)
_KINDS = {"title of text": "heading", "title": "heading", "titel": "heading", "titre": "heading"}
_KINDS |= {"signatures": "signatures", "signature": "signatures", "unterschrift": "signatures"}
_OFF = ("0", "false", "off", "none")
_MOST_STEPS = 50


@frozen
class Style:
    """What a style says; ``None`` and the empty string where it says nothing.

    Attributes:
        name: what it is called.
        based_on: the style that says the rest.
        heading: its level of heading, from 1; 0 for none.
        centred: whether its paragraphs stand in the middle.
        num: the list that it counts in, Word's ``numId``.
        depth: the level in that list.
        rends: how letters look: whether bold, italic, underlined, hidden.
        contents: whether it is of a table of contents.
        kind: the kind of provision that its name says, ``heading`` or ``signatures``; else empty.
    """

    name: str = ""
    based_on: str = ""
    heading: int | None = None
    centred: bool | None = None
    num: str = ""
    depth: int | None = None
    rends: Mapping[str, bool] = field(factory=dict)
    contents: bool = False
    kind: str = ""


@frozen
class Styles:
    """The styles of a document, by their ids."""

    by_id: Mapping[str, Style] = field(factory=dict)
    standard: str = ""
    """The id of the style of paragraphs that name none."""

    @classmethod
    def of(cls, root: etree._Element) -> Styles:
        """From the part ``styles.xml``."""
        found: dict[str, Style] = {}
        standard = ""
        for node in root.iterchildren(f"{W}style"):
            identifier = str(node.get(f"{W}styleId") or "")
            name = value(node, "name")
            about = node.find(f"{W}pPr")
            style = Style() if about is None else paragraph_look(about)
            heading = _HEADING.fullmatch(name)
            if heading and style.heading is None:
                style = evolve(style, heading=int(heading[1]))
            elif name.casefold() in ("title", "titel", "titre", "título", "titolo") and style.heading is None:
                style = evolve(style, heading=1)
            letters = node.find(f"{W}rPr")
            found[identifier] = evolve(
                style,
                name=name,
                based_on=value(node, "basedOn"),
                rends={} if letters is None else letter_look(letters),
                contents=bool(_CONTENTS.fullmatch(name)),
                kind=_KINDS.get(name.casefold(), ""),
            )
            if node.get(f"{W}type") == "paragraph" and node.get(f"{W}default") in ("1", "true"):
                standard = identifier
        return cls(found, standard)

    def whole(self, identifier: str) -> Style:
        """A style with all that it takes from those it is based on; an empty one where there is none."""
        chain: list[Style] = []
        seen: set[str] = set()
        identifier = identifier or self.standard
        while identifier in self.by_id and identifier not in seen and len(chain) < _MOST_STEPS:
            seen.add(identifier)
            chain.append(self.by_id[identifier])
            identifier = self.by_id[identifier].based_on
        return combined(chain)


def combined(chain: Iterable[Style]) -> Style:
    """Styles as one; what an earlier one says holds."""
    made = Style()
    for one in chain:
        made = Style(
            made.name or one.name,
            "",
            one.heading if made.heading is None else made.heading,
            one.centred if made.centred is None else made.centred,
            made.num or one.num,
            one.depth if made.depth is None else made.depth,
            {**one.rends, **made.rends},
            made.contents or one.contents,
            made.kind or one.kind,
        )
    return made


def paragraph_look(about: etree._Element) -> Style:
    """What the properties of a paragraph (``pPr``) say."""
    place = value(about, "jc")
    level = value(about, "outlineLvl")
    counted = about.find(f"{W}numPr")
    deep = "" if counted is None else value(counted, "ilvl")
    return Style(
        heading=(whole(level, 9) + 1 if whole(level, 9) < 9 else 0) if level else None,
        centred=place in ("center", "centre") if place else None,
        num="" if counted is None else value(counted, "numId"),
        depth=whole(deep, 0) if deep else None,
    )


def letter_look(about: etree._Element) -> dict[str, bool]:
    """What the properties of letters (``rPr``) say of how they are set off, and whether they are hidden."""
    found = {}
    for tag, rend in (("b", "bold"), ("i", "italic"), ("u", "underline"), ("vanish", "hidden")):
        node = about.find(f"{W}{tag}")
        if node is not None:
            found[rend] = str(node.get(f"{W}val") or "") not in _OFF
    return found
