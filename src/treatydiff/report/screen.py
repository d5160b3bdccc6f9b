"""Screens: what a terminal can show, and text set for it.

A line is made of *pieces*, each a string with a tone. Where there is no colour, words that went out or came in
stand between marks, ``[-so-]`` and ``{+so+}``, as in the word differences of git; where there is, out is blue
and struck, in is orange and underlined, so that colour never stands alone. Words that are only written differently
stand between ``{~`` and ``~}``, or faint and underlined.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from itertools import zip_longest

from attrs import frozen


class Tone(Enum):
    """How a piece of text is set."""

    PLAIN = "plain"
    STRONG = "strong"
    FAINT = "faint"
    OUT = "out"
    """Words of the earlier text that the later has not."""
    IN = "in"
    """Words of the later text that the earlier has not."""
    ALIKE = "alike"
    """Words that the two texts only write differently."""
    OMITTED = "omitted"
    """The sign of a provision or clause without counterpart in the later text."""
    INSERTED = "inserted"
    """The sign of one without counterpart in the earlier."""


Piece = tuple[str, Tone]
"""A string and its tone."""

_CODES = {
    Tone.STRONG: "\x1b[1m",
    Tone.FAINT: "\x1b[2m",
    Tone.OUT: "\x1b[9;38;5;33m",
    Tone.IN: "\x1b[4;38;5;166m",
    Tone.ALIKE: "\x1b[2;4m",
    Tone.OMITTED: "\x1b[1;38;5;33m",
    Tone.INSERTED: "\x1b[1;38;5;166m",
}
"""Blue 33 and orange 166 of the 256 colours: near enough to middle grey to be read on black and on white."""
_END = "\x1b[0m"
_MARKS = {Tone.OUT: ("[-", "-]"), Tone.IN: ("{+", "+}"), Tone.ALIKE: ("{~", "~}")}

SIGNS = {
    "identical": ("=", "="),
    "reworded": ("≈", "~"),
    "inserted": ("+", "+"),
    "omitted": ("−", "-"),
    "split": ("⑂", "<"),
    "merged": ("⑃", ">"),
    "parallel": ("∥", "||"),
    "moved": ("⇅", "^"),
    "renumbered": ("#", "#"),
    "reference": ("§", "s."),
    "not transmitted": ("[...]", "[...]"),
    "->": ("→", "->"),
    "rule": ("─", "-"),
    "share": ("█", "#"),
    "rest": ("░", "."),
    "dot": ("·", "."),
    "doubtful": ("?", "?"),
    "ellipsis": ("…", "..."),
    "gutter": ("│", "|"),
}
"""Signs by what they say, each with what stands for it where only ASCII can be shown."""


@frozen
class Screen:
    """What a terminal can show.

    Attributes:
        width: columns of a line.
        colour: whether it shows colours and lines through and under words.
        signs: whether it shows signs beyond ASCII.
    """

    width: int = 80
    colour: bool = False
    signs: bool = True

    def sign(self, name: str) -> str:
        """The sign for something, as far as it can be shown."""
        return SIGNS[name][0 if self.signs else 1]

    def set(self, pieces: Iterable[Piece], *, first: str = "", indent: str = "") -> str:
        """Pieces as lines that fit, each ended by a newline.

        Args:
            pieces: the text; white space in it is where a line may break, and otherwise as many spaces as it has,
                or one where it has a line's end.
            first: what stands before the first line, as it is.
            indent: what stands before the others.

        Example:
            >>> words = [("It lasts", Tone.PLAIN), (" five", Tone.OUT), (" ten", Tone.IN), (" years.", Tone.PLAIN)]
            >>> print(Screen(width=24).set(words, indent="  "), end="")
            It lasts [-five-]
              {+ten+} years.
        """
        out = (
            (indent if number else first) + self.tinted(line)
            for number, line in enumerate(
                self._broken(pieces, self.width - columns(first), self.width - columns(indent))
            )
        )
        # Spaces that may not break have done their work.
        return "".join(_SPACES.sub(" ", line).rstrip() + "\n" for line in out)

    def beside(self, *sides: Sequence[Piece], indent: str = "") -> str:
        """Texts side by side in columns as wide as each other, each wrapped; lines ended by newlines.

        Words wider than a column are broken, so that nothing runs into the next.

        Args:
            sides: the texts, two at least.
            indent: what stands before each line.

        Example:
            >>> words = ([("It lasts five years.", Tone.PLAIN)], [("締約国は平和を維持する。", Tone.PLAIN)])
            >>> print(Screen(width=27).beside(*words, indent="  "), end="")
              It lasts    │ 締約国は平
              five years. │ 和を維持す
                          │ る。
        """
        gutter = f" {self.sign('gutter')} "
        room = max(2, (self.width - columns(indent) - columns(gutter) * (len(sides) - 1)) // len(sides))
        out = []
        empty: list[Piece] = []
        lines = (self._broken(pieces, room, room, cut=True) for pieces in sides)
        for cells in zip_longest(*lines, fillvalue=empty):
            spaces = (" " * (room - sum(columns(text) for text, _ in cell)) for cell in cells)
            line = gutter.join(f"{self.tinted(cell)}{space}" for cell, space in zip(cells, spaces, strict=True))
            out.append(_SPACES.sub(" ", indent + line).rstrip() + "\n")
        return "".join(out)

    def _broken(
        self, pieces: Iterable[Piece], first: int, others: int, *, cut: bool = False
    ) -> Iterator[list[Piece]]:
        """Pieces as lines.

        Args:
            pieces: the text.
            first: how many columns the first line has.
            others: how many the others have.
            cut: whether words wider than a line are broken.
        """
        line: list[Piece] = []
        room = first
        for spaces, whole in _units(self._marked(pieces)):
            for number, unit in enumerate(_cut(whole, others) if cut else [whole]):
                size = sum(columns(text) for text, _ in unit)
                if line and (number or size + spaces > room):
                    yield line
                    line, room = [], others
                if line and spaces:
                    # A line goes through the space between two words that are both struck.
                    tone = unit[0][1]
                    line.append((" " * spaces, tone if tone is line[-1][1] else Tone.PLAIN))
                    room -= spaces
                line += unit
                room -= size
        yield line

    def tinted(self, pieces: Sequence[Piece]) -> str:
        """Pieces on one line, with the codes of their tones where colour is shown."""
        if not self.colour:
            return "".join(text for text, _ in pieces)
        out: list[str] = []
        before = Tone.PLAIN
        for text, tone in pieces:
            if tone is not before:
                out += [_END if before in _CODES else "", _CODES.get(tone, "")]
            out.append(text)
            before = tone
        return "".join([*out, _END if before in _CODES else ""])

    def rule(self, left: Sequence[Piece], right: str = "") -> str:
        """A line across the screen with words in it on the left and on the right; wrapped where they are long."""
        stroke = self.sign("rule")
        left = [(printable(text), tone) for text, tone in left]
        right = printable(right)
        room = self.width - columns("".join(text for text, _ in left)) - columns(right) - (8 if right else 4)
        if room < 2:
            return self.set([*left, (f"  {right}", Tone.PLAIN)], first=stroke * 2 + " ", indent="   ")
        tail: list[Piece] = [(f" {stroke * room}", Tone.FAINT)]
        if right:
            tail += [(f" {right} ", Tone.PLAIN), (stroke * 2, Tone.FAINT)]
        return _SPACES.sub(" ", self.tinted([(f"{stroke * 2} ", Tone.FAINT), *left, *tail])) + "\n"

    def _marked(self, pieces: Iterable[Piece]) -> Iterator[Piece]:
        """The pieces with marks around what went out and came in, where colour does not say it."""
        for text, tone in pieces:
            clean = printable(text)
            if self.colour or tone not in _MARKS or not clean.strip():
                yield clean, tone
                continue
            core = clean.strip()
            start = clean.index(core)
            opening, closing = _MARKS[tone]
            yield f"{clean[:start]}{opening}{core}{closing}{clean[start + len(core) :]}", tone


def printable(text: str) -> str:
    r"""The text with what a terminal would obey in place of showing it replaced: control characters, above all.

    Example:
        >>> printable("a\x9b2Jb\u202ec")
        'a\ufffd2Jb\ufffdc'
    """
    return _COMMANDS.sub("\ufffd", text)


def uncoloured(text: str) -> str:
    r"""Lines set for a screen without the codes of their tones.

    Example:
        >>> uncoloured(Screen(colour=True).set([("It lasts", Tone.PLAIN), (" ten", Tone.IN)]))
        'It lasts ten\n'
    """
    return _TONED.sub("", text)


_TONED = re.compile("\x1b\\[[0-9;]*m")
_COMMANDS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_WIDE = re.compile(
    r"[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff01-\uff60\uffe0-\uffe6"
    r"\U00020000-\U0003fffd]"
)
_CLOSING = frozenset("、。，．・：；！？」』）】〉》〕］｝ー々")
"""Wide marks that begin no line in Chinese and Japanese (JIS X 4051)."""
_OPENING = frozenset("「『（【〈《〔［｛")
"""Those that end none."""
_SPACE = re.compile(r"[^\S\u00a0\u202f]+")
"""White space where a line may break: all but the spaces made so that it does not."""
_SPACES = re.compile("[\u00a0\u202f]")
_PARTS = re.compile(rf"{_SPACE.pattern}|{_WIDE.pattern}|(?:(?!{_WIDE.pattern})[\S\u00a0\u202f])+")


def columns(text: str) -> int:
    r"""How many columns a text takes: two for wide East Asian characters, none for combining ones.

    Example:
        >>> columns("第一条"), columns("cafe\u0301")
        (6, 4)
    """
    if text.isascii():
        return len(text)
    return sum(_columns_of(char) for char in text)


def _columns_of(char: str) -> int:
    if char == "\u00ad":
        return 1  # a soft hyphen, though of the same category as what takes no column
    if unicodedata.category(char) in ("Mn", "Me", "Cf") or "\u1160" <= char <= "\u11ff":
        return 0  # the latter are the vowels and finals of a Korean syllable, set within its first letter
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _units(pieces: Iterable[Piece]) -> Iterator[tuple[int, list[Piece]]]:
    """What no line may break, each with how many spaces stand before it.

    A unit is a word, of one tone or several; or one wide character, since Chinese and Japanese part no words, with
    what combines with it and the marks that must not be parted from it.
    """
    unit: list[Piece] = []
    spaces = 0
    for text, tone in pieces:
        for part in _PARTS.findall(text):
            space = _SPACE.match(part)
            if unit and (space or _parted(unit[-1][0], part)):
                yield spaces, unit
                unit, spaces = [], 0
            if space:
                spaces = max(spaces, len(part) if part.strip(" ") == "" else 1)
            else:
                unit.append((part, tone))
    if unit:
        yield spaces, unit


def _parted(before: str, after: str) -> bool:
    """Whether a line may end between two parts of a text that no space parts."""
    if not (_WIDE.match(before) or _WIDE.match(after)):
        return False
    return bool(columns(after[0])) and after[0] not in _CLOSING and before[-1] not in _OPENING


def _cut(unit: list[Piece], width: int) -> Iterator[list[Piece]]:
    """A unit as parts of at most so many columns, two of which hold any character."""
    part: list[Piece] = []
    room = width
    for text, tone in unit:
        start = 0
        for at, char in enumerate(text):
            size = columns(char)
            if size > room:
                part += [(text[start:at], tone)] if at > start else []
                yield part
                part, start, room = [], at, width
            room -= size
        part.append((text[start:], tone))
    yield part


def table(
    screen: Screen,
    rows: Sequence[Sequence[str]],
    *,
    right: frozenset[int] = frozenset(),
    flexible: int | None = None,
) -> str:
    """Rows in columns, the first of them the heads.

    Args:
        screen: where it is shown.
        rows: the cells.
        right: columns set to the right, as numbers are.
        flexible: the column that is wrapped where the screen is too narrow, if any.
    """
    rows = [[printable(cell.replace("\n", " ")) for cell in row] for row in rows]
    widths = [max(columns(row[n]) for row in rows) for n in range(len(rows[0]))]
    spare = screen.width - sum(widths) - 2 * (len(widths) - 1)
    if flexible is not None and spare < 0:
        widths[flexible] = max(min(16, widths[flexible]), widths[flexible] + spare)
    out = []
    for number, row in enumerate(rows):
        cells = [_wrapped(cell, widths[n]) if n == flexible else [cell] for n, cell in enumerate(row)]
        for height in range(max(map(len, cells))):
            line: list[str] = []
            for n, cell in enumerate(cells):
                text = cell[height] if height < len(cell) else ""
                space = " " * (widths[n] - columns(text))
                line.append(space + text if n in right else text + space)
            written = "  ".join(line).rstrip()
            out.append(screen.tinted([(written, Tone.PLAIN if number else Tone.STRONG)]) + "\n")
    return "".join(out)


def _wrapped(text: str, width: int) -> list[str]:
    lines = Screen(width=width).set([(text, Tone.PLAIN)]).split("\n")
    return lines[:-1]
