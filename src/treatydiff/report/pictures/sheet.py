"""Sheet: what all pictures are made of: the file around them, their style, labels, signs and the key."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import frozen

from treatydiff.report.html.build import Content, Html, inline, joined, tag
from treatydiff.report.html.signs import DRAWN
from treatydiff.report.svg.lettering import shortened, width

MARGIN = 16
"""Units around what is drawn; a unit is a pixel, or 1/96 inch on paper."""
SMALL, PLAIN, LARGE = 9, 11, 14
"""Sizes of type."""
PITCH = 17
"""Units from line to line: enough for letters of any script in plain type."""

_SANS = "font-family:'Helvetica Neue',Arial,'Liberation Sans','Noto Sans',sans-serif"
_SERIF = "font-family:Palatino,'Book Antiqua',P052,Georgia,'Noto Serif',serif"
_LIGHT = {
    "paper": "#fff",
    "ink": "#1d1c1a",
    "grey": "#5f5a52",
    "blue": "#1d4f91",
    "blue tint": "#dfe8f4",
    "orange": "#964300",
    "orange tint": "#fbe6d0",
    "fill": "#d9d2c3",
    "pale": "#f4f1ea",
    "edge": "#8f8776",
    "shade 1": "#c7d4e6",
    "shade 2": "#a8bddb",
    "shade 3": "#7f9dc6",
    "shade 4": "#4873aa",
    "shade 5": "#1d4f91",
}
_DARK = {
    "paper": "#17181b",
    "ink": "#e7e3da",
    "grey": "#aaa498",
    "blue": "#9cc2f2",
    "blue tint": "#20304a",
    "orange": "#f0ab6c",
    "orange tint": "#40290f",
    "fill": "#45464d",
    "pale": "#222327",
    "edge": "#77767b",
    "shade 1": "#26303f",
    "shade 2": "#33496a",
    "shade 3": "#4f74a6",
    "shade 4": "#75a0d8",
    "shade 5": "#b3d2f8",
}
_RULES = (
    ("text", "fill", "ink"),
    ("text.q", "fill", "grey"),
    (".paper", "fill", "paper"),
    (".ln,.sg", "stroke", "ink"),
    (".hair", "stroke", "edge"),
    (".box", "stroke", "grey"),
    (".box", "fill", "paper"),
    (".band", "fill", "pale"),
    (".band", "stroke", "edge"),
    (".rb", "fill", "fill"),
    (".rb", "stroke", "edge"),
    (".out", "fill", "blue tint"),
    (".out,.barout", "stroke", "blue"),
    (".in", "fill", "orange tint"),
    (".in,.barin,.mv", "stroke", "orange"),
    (".nt", "stroke", "grey"),
    (".halo,.blank", "fill", "paper"),
    (".blank", "stroke", "ink"),
    (".halo", "stroke", "orange"),
    (".first", "fill", "orange tint"),
    (".rw", "fill", "blue tint"),
    (".lens", "fill", "pale"),
    (".faint", "stroke", "fill"),
    (".dark", "fill", "ink"),
    *((f".b{n}", "fill", f"shade {n}") for n in range(1, 6)),
)
_FIXED = (
    f"text{{{_SANS}}}",
    f"text.w{{{_SERIF}}}",
    "text.b{font-weight:bold}",
    ".none{fill:none}",
    ".hatched{fill:url(#genesis-hatch)}",
    ".ln,.sg,.hair,.barout,.barin,.nt{fill:none}",
    ".sg{stroke-width:1.5;stroke-linecap:round}",
    ".hair{stroke-width:.75}",
    ".box,.band,.rb,.out,.in{stroke-width:.75}",
    ".band{stroke-dasharray:1 2}",
    ".mv{stroke-width:1.25}",
    ".barout,.barin{stroke-width:2.5}",
    ".nt{stroke-dasharray:3 2.5}",
    ".halo{stroke-width:.75}",
)
_SCOPE = ".treatydiff-picture"


def sheet(kind: str, title: str, description: str, size: tuple[int, int], parts: Iterable[Content]) -> bytes:
    """A picture as a file that needs no other.

    Args:
        kind: which picture; ids begin with it.
        title: what it shows, in a few words.
        description: what there is to see, for those who do not.
        size: how wide and high it is, in units.
        parts: what is drawn.

    Returns:
        SVG 1.1, UTF-8.
    """
    wide, high = size
    drawn = tag(
        "svg",
        tag("title", title, id=f"{kind}-title"),
        tag("desc", description, id=f"{kind}-desc"),
        inline("style", _style()),
        tag("rect", width=str(wide), height=str(high), class_="paper"),
        joined(parts),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {wide} {high}",
        width=str(wide),
        height=str(high),
        class_="treatydiff-picture",
        role="img",
        aria_labelledby=f"{kind}-title {kind}-desc",
        lang="en",
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{drawn.source}\n'.encode()


def _style() -> str:
    """The style sheet; each rule holds inside pictures alone, for a page may hold a picture."""
    fixed = [_scoped(*rule[:-1].split("{", 1)) for rule in _FIXED]
    light, dark = (
        "".join(_scoped(on, f"{what}:{of[name]}") for on, what, name in _RULES) for of in (_LIGHT, _DARK)
    )
    # Paper is light whatever the screen was.
    return "".join(fixed) + light + f"@media screen and (prefers-color-scheme:dark){{{dark}}}"


def _scoped(selectors: str, declarations: str) -> str:
    return ",".join(f"{_SCOPE} {one}" for one in selectors.split(",")) + f"{{{declarations}}}"


@frozen
class Label:
    """Words that are written on a sheet.

    Attributes:
        words: the words; white space is collapsed.
        x: where they stand: their left end, middle or right end.
        y: the line they stand on.
        room: how wide they may be; of wider ones the beginning is written, and the whole is a tooltip.
        size: the size of the type.
        anchor: ``start``, ``middle`` or ``end``.
        look: ``b`` for bold, ``q`` for grey, ``w`` for words of a text, or several of these.
        language: a BCP 47 tag, where it is not the sheet's.
    """

    words: str
    x: int
    y: int
    room: int
    size: int = PLAIN
    anchor: str = "start"
    look: str = ""
    language: str = ""

    @property
    def written(self) -> str:
        """What there is room for."""
        return shortened(self.words, self.room, self.size, bold="b" in self.look)

    def draw(self) -> Html | None:
        """The text element; nothing where there are no words."""
        written = self.written
        if not written:
            return None
        whole = " ".join(self.words.split())
        return tag(
            "text",
            tag("title", whole) if written != whole else None,
            written,
            x=str(self.x),
            y=str(self.y),
            font_size=str(self.size),
            text_anchor="" if self.anchor == "start" else self.anchor,
            class_=" ".join(self.look),
            lang=self.language,
        )


def needed(words: str, size: int, *, bold: bool = False) -> int:
    """How wide words are at most, white space collapsed."""
    return width(" ".join(words.split()), size, bold=bold)


def sign(name: str, x: int, y: int, *, look: str = "sg", large: bool = True) -> Html:
    """A sign.

    Args:
        name: a relation or flag.
        x: its left edge.
        y: its upper edge.
        look: the classes of its line.
        large: whether it is 12 units wide and high, not 10.
    """
    scale = ".75" if large else ".625"
    drawn = DRAWN[name.replace(" ", "-")]
    return tag("path", d=drawn, transform=f"translate({x} {y}) scale({scale})", class_=look)


def rectangle(x: int, y: int, wide: int, high: int, look: str, **data: str) -> Html:
    """A rectangle."""
    return tag("rect", x=str(x), y=str(y), width=str(wide), height=str(high), class_=look, **data)


@frozen
class KeyEntry:
    """One entry of a key.

    Attributes:
        drawn: what it explains, drawn from the origin, 34 units wide and 14 high.
        words: what that means.
    """

    drawn: Html
    words: str


_GLYPH = 34


def key(entries: Sequence[KeyEntry], y: int, wide: int) -> tuple[Html, int]:
    """A key, in as many lines as it needs.

    Args:
        entries: what it explains.
        y: its upper edge.
        wide: the width of the sheet.

    Returns:
        The key, and where it ends.
    """
    parts: list[Html] = []
    x = MARGIN
    for entry in entries:
        room = needed(entry.words, PLAIN)
        if x > MARGIN and x + _GLYPH + 6 + room > wide - MARGIN:
            x, y = MARGIN, y + PITCH + 4
        label = Label(entry.words, x + _GLYPH + 6, y + 11, room).draw()
        parts.append(joined([tag("g", entry.drawn, transform=f"translate({x} {y})"), label]))
        x += _GLYPH + 6 + room + 18
    return tag("g", *parts, class_="key", aria_hidden="true"), y + PITCH


def key_width(entries: Iterable[KeyEntry]) -> int:
    """How wide a sheet must be for the widest entry of a key."""
    return max(2 * MARGIN + _GLYPH + 6 + needed(entry.words, PLAIN) for entry in entries)
