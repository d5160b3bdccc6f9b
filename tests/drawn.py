"""Reading pictures back: what is drawn in an SVG file, and where its labels stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import frozen
from lxml import etree

from treatydiff.report.svg.lettering import width

SVG = "{http://www.w3.org/2000/svg}"
_UP, _DOWN = 1.0, 0.3
"""How far type reaches above and below its line, in sizes: more than in any common font of Latin letters."""


def read(picture: bytes) -> etree._Element:
    """The root of a picture; entities are not looked up."""
    return etree.fromstring(picture, etree.XMLParser(resolve_entities=False, no_network=True))


@frozen
class Placed:
    """A label: what is written, and the room it takes at most."""

    words: str
    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Placed) -> bool:
        """Whether both cover one place."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


def written(text: etree._Element) -> str:
    """The words of a text element, without its tooltip."""
    return (text.text or "") + "".join(child.tail or "" for child in text)


def labels(root: etree._Element) -> list[Placed]:
    """All labels, by the widths that are reckoned for them."""
    return [_placed(text) for text in root.iter(f"{SVG}text")]


def _placed(text: etree._Element) -> Placed:
    words = written(text)
    size = int(text.get("font-size", ""))
    x, y = int(text.get("x", "")), int(text.get("y", ""))
    for above in text.iterancestors():
        moved = re.fullmatch(r"translate\((-?\d+) (-?\d+)\)", above.get("transform", "translate(0 0)"))
        assert moved is not None
        x, y = x + int(moved[1]), y + int(moved[2])
    wide = width(words, size, bold="b" in text.get("class", "").split())
    left = {"start": float(x), "middle": x - wide / 2, "end": float(x - wide)}[text.get("text-anchor", "start")]
    return Placed(words, left, y - _UP * size, left + wide, y + _DOWN * size)


def overlapping(placed: list[Placed]) -> Iterator[tuple[str, str]]:
    """The pairs of labels that cover one place."""
    by_height = sorted(placed, key=lambda one: one.top)
    for n, one in enumerate(by_height):
        for other in by_height[n + 1 :]:
            if other.top >= one.bottom:
                break
            if one.overlaps(other):
                yield one.words, other.words


def outside(root: etree._Element) -> list[str]:
    """The labels that leave the sheet."""
    _, _, wide, high = map(int, root.get("viewBox", "").split())
    return [
        one.words
        for one in labels(root)
        if one.left < -0.5 or one.top < 0 or one.right > wide + 0.5 or one.bottom > high
    ]
