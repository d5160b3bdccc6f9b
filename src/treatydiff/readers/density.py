"""How much memory reading may take, and so in how many pieces a file may come.

Each paragraph, label, mark or element becomes objects that take hundreds of bytes, however few characters it has.
So that reading takes no more than 20 times the size of what is read and 32 MiB besides, whatever stands there,
pieces are counted before they are laid out, each at the room that it was measured to take where it is dearest
(`benchmarks/reading.py` measures the whole), and a file whose pieces take more is refused (own rule). The 32 MiB
let small files be as dense as they like.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from functools import partial
from heapq import merge
from string import ascii_letters, digits

from attrs import field, frozen

from treatydiff.errors import InputError
from treatydiff.readers.blocks import Block
from treatydiff.readers.places import Place, place_in

TIMES, BESIDES = 20, 32 << 20
"""So many times its size, and so many bytes besides, may reading a file take."""
_OF_TEXT, _OF_WIDE_TEXT = 6, 13
"""So many times its size takes a text that is all one piece."""
_OF_A = {"line": 450, "paragraph": 650, "label": 1200, "number": 550, "clause": 350, "note": 450, "mark": 650}
"""Bytes that a piece takes; a paragraph besides its line, a label besides its paragraph."""
_OF_A_BLOCK, _OF_ITS_LABEL = 1000, 900
"""A paragraph of a document that knows more of it than its words takes more, and its label less."""
_OF_AN_ATTRIBUTE = 215
_OF_AN_ELEMENT = 1100
_OF_ELEMENTS = {
    **dict.fromkeys("p ab item label l cell figure opener closer salute signed dateline trailer".split(), 1750),
    **dict.fromkeys(
        "div div1 div2 div3 div4 div5 div6 div7 head list lg table row quote article section chapter part book "
        "title point paragraph subparagraph content block heading num clause subclause alinea container".split(),
        560,
    ),
    **dict.fromkeys("w c pc seg lb cb milestone anchor sic corr choice orig reg lem rdg br".split(), 560),
}
"""Bytes that elements take which take more or less than `_OF_AN_ELEMENT`."""
_OF_AN_ELEMENT_OF_WORD = 140
_OF_ELEMENTS_OF_WORD = {
    "p": 2600,
    "r": 420,
    "t": 600,
    "delText": 600,
    **dict.fromkeys(("br", "cr", "tab", "ptab", "sym", "noBreakHyphen", "softHyphen"), 1200),
}
"""Bytes that elements of Word documents take which take more than `_OF_AN_ELEMENT_OF_WORD`."""

_LINES = re.compile(r"[^\s][^\n\r\f\v]*|\f")
_BLANK = re.compile(r"\n[ \t\r]*\n")
_LABEL = r"[^\w\s]?[^\W_]{1,6}(?:[^\w\s]|[ \t]*$)|[^\w\s]"
_LABELS = re.compile(rf"(?m:^[ \t]*(?:{_LABEL}))|[^\W_][-‐\u00ad][ \t]*\n")
_NUMBER = r"[^\n\d]{0,20}\d"
_NUMBERS = re.compile(rf"(?m:^{_NUMBER})")
_LABELLED = re.compile(f"{_LABEL}|{_NUMBER}")
_STOPS = ".;!?。；！？"
_ENDS = "\n\r&<"
_OF_WORDS = b" ,()" + (digits + ascii_letters).encode()
"""What is most of any text and never counted: the rest is gone through for each character that is."""
_TAG = re.compile(r"<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)")
_ATTRIBUTE = re.compile(r"=\s*[\"']")


@frozen(eq=False)
class Room:
    """What reading one file may take, and what the pieces found so far do.

    Attributes:
        name: the input's name, for errors.
        size: how many bytes it has, unpacked and in UTF-8.
        wide: whether it has characters for which Python gives four bytes to each character of a text.
        lines: how many lines of words XML can hold at most, where they were counted: each stands behind a line end,
            a reference to one, or a tag.

    Example:
        >>> room = Room("a.txt", 1_000)
        >>> room.take("paragraph", lambda: (7, 1), count=60_000)
        Traceback (most recent call last):
            ...
        treatydiff.errors.InputError: a.txt:7:1: found 60,000 paragraphs up to here, in 1,000 bytes; ...
    """

    name: str
    size: int
    wide: bool = False
    lines: int | None = None
    _counts: dict[str, int] = field(factory=dict)
    _taken: list[int] = field(factory=lambda: [0])
    _whole: int = field(init=False)
    """Bytes that all pieces together may take."""

    @_whole.default
    def _bound(self) -> int:
        return (TIMES - (_OF_WIDE_TEXT if self.wide else _OF_TEXT)) * self.size + BESIDES

    @classmethod
    def of(cls, text: str, *, name: str, size: int = 0, lines: int | None = None) -> Room:
        """The room for a text: its size is that in UTF-8, counted here if it is not given."""
        if text.isascii():
            return cls(name, len(text), lines=lines)
        size = size or len(text.encode("utf-8", "surrogatepass"))
        # What takes four bytes takes two units of UTF-16; far quicker than looking at each character.
        return cls(name, size, len(text.encode("utf-16-le", "surrogatepass")) > 2 * len(text), lines)

    @property
    def left(self) -> int:
        """Bytes that further pieces may take; negative where there are too many already."""
        return self._whole - self._taken[0]

    def count(self, what: str, room: int, *, count: int = 1) -> None:
        """Count pieces that take so many bytes together, however many there are already."""
        self._counts[what] = self._counts.get(what, 0) + count
        self._taken[0] += room

    def take(self, what: str, place: Callable[[], Place], *, count: int = 1, each: int = 0) -> None:
        """Take room for pieces.

        Args:
            what: what one of them is called.
            place: where the last of them stands.
            count: how many there are.
            each: how many bytes one takes, where that is not by what it is.

        Raises:
            InputError: there is not so much room.
        """
        self.count(what, count * (each or _OF_A[what]), count=count)
        if self.left < 0:
            most = sorted(self._counts.items(), key=lambda one: (-one[1], one[0]))
            said = ", ".join(f"{times:,} {one}{'s' * (times > 1)}" for one, times in most if times)
            raise InputError(
                f"found {said} up to here, in {self.size:,} bytes",
                expected=f"pieces that take {(TIMES * self.size + BESIDES) // 1_000_000:,} MB at most to be read: "
                f"{TIMES} times its size, and {BESIDES >> 20} MiB",
                todo="divide it into treaties, or take out the markup or the line breaks that set single words off",
            ).at(self.name, *place())

    def take_all(self, pieces: Sequence[tuple[str, int, int]], place: Place) -> None:
        """Take room for pieces that begin at one place: what they are called, how many, and bytes that each takes.

        Raises:
            InputError: there is not so much room.
        """
        # Only where there is none, it has to be told which of them is the one too many.
        enough = sum([count * each for _, count, each in pieces]) <= self.left
        for what, count, each in pieces:
            if enough:
                self.count(what, count * each, count=count)
            else:
                self.take(what, lambda: place, count=count, each=each)


def check_text(text: str, *, name: str) -> None:
    r"""Refuse plain text in too many pieces.

    Args:
        text: the text.
        name: the input's name, for the error.

    Raises:
        InputError: where the piece stands for which there is no room.

    Example:
        >>> check_text("(a) b;\n" * 60_000, name="a.txt")
        Traceback (most recent call last):
            ...
        treatydiff.errors.InputError: a.txt:19718:1: found 19,718 labels, 19,717 clauses, ...
    """
    patterns = {"line": _LINES, "paragraph": _BLANK, "label": _LABELS, "number": _NUMBERS}
    kinds = [*(_Kind(what, pattern, {}, _OF_A[what]) for what, pattern in patterns.items()), _CLAUSES]
    _check(text, text.encode("utf-8", "surrogatepass"), name, kinds)


@frozen
class _Kind:
    """A kind of pieces that a pattern finds in a source."""

    what: str
    pattern: re.Pattern[str]
    named: Mapping[str, int]
    """How many bytes those take that the pattern's group names, and"""
    other: int
    """all others."""
    characters: str = ""
    """The characters that it finds, where that is all."""

    def counted(self, text: str) -> tuple[int, int]:
        """How many there are, and how many bytes they take."""
        if self.characters:  # far quicker than finding them
            count = sum(map(text.count, self.characters))
            return count, count * self.other
        count = taken = 0
        for _, _, each in self.found(text):
            count += 1
            taken += each
        return count, taken

    def found(self, text: str) -> Iterator[tuple[int, str, int]]:
        """Where each stands, what it is, and how many bytes it takes."""
        for one in self.pattern.finditer(text):
            yield one.start(), self.what, self.named.get(one[1], self.other) if self.named else self.other


_CLAUSES = _Kind("clause", re.compile(f"[{_STOPS}]"), {}, _OF_A["clause"], _STOPS)


def _check(text: str, data: bytes, name: str, kinds: Sequence[_Kind]) -> Room:
    signs = data.translate(None, _OF_WORDS).decode("utf-8", "surrogatepass")
    room = Room.of(text, name=name, size=len(data), lines=1 + sum(map(signs.count, _ENDS)))
    for kind in kinds:
        count, taken = kind.counted(signs if kind.characters else text)
        room.count(kind.what, taken, count=count)
    if room.left >= 0:
        return room
    room = Room.of(text, name=name)
    for offset, what, each in merge(*(kind.found(text) for kind in kinds)):
        room.take(what, partial(place_in, text, offset), each=each)
    return room


def check_elements(text: str, data: bytes, *, name: str, word: bool = False) -> Room:
    """Refuse XML in too many pieces.

    Args:
        text: the source.
        data: the same in UTF-8.
        name: the input's name, for the error.
        word: whether it is a part of a Word document, which says little with many elements.

    Returns:
        What it may take, and what it does.

    Raises:
        InputError: where the element stands for which there is no room.

    Example:
        >>> text = "<p>" + "<hi>a</hi> " * 250_000 + "</p>"
        >>> check_elements(text, text.encode(), name="a.xml")
        Traceback (most recent call last):
        treatydiff.errors.InputError: a.xml:1:720526: found 65,504 elements up to here, ...
    """
    elements = (
        _Kind("element", _TAG, _OF_ELEMENTS_OF_WORD, _OF_AN_ELEMENT_OF_WORD)
        if word
        else _Kind("element", _TAG, _OF_ELEMENTS, _OF_AN_ELEMENT)
    )
    attributes = _Kind("attribute", _ATTRIBUTE, {}, _OF_AN_ATTRIBUTE)
    return _check(text, data, name, [elements, attributes, _CLAUSES])


def is_plenty(room: Room) -> bool:
    """Whether there is room for all that text in XML can hold: then nothing needs counting block by block.

    Args:
        room: the room; its clauses and lines are counted already.
    """
    return room.lines is not None and room.left >= room.lines * (_OF_A_BLOCK + _OF_A["line"] + _OF_ITS_LABEL)


def within(blocks: Iterable[Block], room: Room, *, counted: Container[str] = ()) -> Iterator[Block]:
    """The blocks of a document, as long as there is room for them.

    Args:
        blocks: they, as they are made.
        room: the room.
        counted: which of their pieces, ``line``, ``clause`` or ``mark``, are counted already.

    Raises:
        InputError: at the block for which there is no room.
    """
    for block in blocks:
        text = block.text
        lines = text.split("\n") if "\n" in text else (text,)
        labels = bool(block.label) + sum([_LABELLED.match(line) is not None for line in lines])
        stops = 0 if "clause" in counted else sum(map(text.count, _STOPS))
        pieces = (
            ("paragraph", 1, _OF_A_BLOCK),
            ("line", len(lines), _OF_A["line"]),
            ("label", labels, _OF_ITS_LABEL),
            ("clause", stops, _OF_A["clause"]),
            ("mark", len(block.marks), _OF_A["mark"]),
        )
        room.take_all([one for one in pieces if one[1] and one[0] not in counted], block.place)
        yield block
