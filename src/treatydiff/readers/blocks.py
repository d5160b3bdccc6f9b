"""Blocks: what readers of documents hand to the recogniser of structure, a paragraph each.

A document that marks no provisions still says what its paragraphs look like. A block keeps that (heading,
centred, bold, number), where its words stand in the file, and what is set off in them; it decides nothing.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import StringIO
from itertools import pairwise
from typing import overload

from attrs import define, field, frozen

from treatydiff.model.findings import Finding
from treatydiff.model.passages import Gap, Highlight, Mark, PageBreak, Span
from treatydiff.readers.places import LINE_END, Place

_WHITE = " \t\r\n\f\v\u2028\u2029\x85"
_IRREGULAR = re.compile(r"[ \t\r\n\f\v\u2028\u2029\x85]{2,}|[\t\r\n\f\v\u2028\u2029\x85]")
_SPACES = re.compile(r"\s{2,}|[^\S ]")
"""White space that is no single space."""
UNSEEN = "\u200b\ufeff"
"""Characters that show nothing and part no words: a place where a line may break, a byte order mark."""
_BLANK = dict.fromkeys([*map(ord, UNSEEN), *(code for code in range(0x3001) if chr(code).isspace())])


@frozen
class Steps(Sequence[tuple[int, Place]]):
    """Offsets into a text with the places of the file that they come from, twelve bytes each.

    Attributes:
        numbers: offset, line and column of each, one behind the other.

    Example:
        >>> list(Steps(array("I", (0, 1, 1, 8, 2, 1))))
        [(0, (1, 1)), (8, (2, 1))]
    """

    numbers: array[int]

    def __len__(self) -> int:
        return len(self.numbers) // 3

    @overload
    def __getitem__(self, at: int) -> tuple[int, Place]: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[tuple[int, Place]]: ...

    def __getitem__(self, at: int | slice) -> tuple[int, Place] | Sequence[tuple[int, Place]]:
        if isinstance(at, slice):
            return tuple(self)[at]
        at = range(len(self))[at] * 3
        return self.numbers[at], (self.numbers[at + 1], self.numbers[at + 2])


@define  # nobody changes one, but they are made by the thousand, and frozen ones take twice as long or longer
class Block:
    r"""One paragraph of a document, white space collapsed.

    Attributes:
        text: its words; a line break that the document makes on purpose is ``\n``, all other white space one space.
        place: where its first word stands.
        heading: the level of heading that the document gives it, from 1; 0 for none.
        centred: whether it stands in the middle.
        bold: whether all of it is bold.
        label: the number that the document prints before it without writing it: ``(a)``, ``Article 3``.
        depth: how many lists it stands in.
        kind: the kind of provision that the document says it is, where it says so: ``heading`` for the title of
            all, ``closing``, ``dateline``, ``signatures``; else empty.
        marks: what is set off in `text`, and pages that begin in it.
        steps: offsets into `text` with the places of the file that they come from; between two of them, each
            character stands a column further.
    """

    text: str
    place: Place
    heading: int = 0
    centred: bool = False
    bold: bool = False
    label: str = ""
    depth: int = 0
    kind: str = ""
    marks: tuple[Mark, ...] = ()
    steps: Sequence[tuple[int, Place]] = field(default=(), repr=False)

    def place_of(self, offset: int) -> Place:
        """Where a character of the text stands in the file.

        Example:
            >>> Block("One two", (4, 1), steps=((0, (4, 1)), (4, (5, 9)))).place_of(6)
            (5, 11)
        """
        if not self.steps:
            return self.place
        at = bisect_right(self.steps, offset, key=lambda step: step[0]) - 1
        if at < 0:
            return self.place
        start, (line, column) = self.steps[at]
        return line, column + offset - start


@frozen
class Document:
    """What a reader found in a file that says nothing of provisions.

    Attributes:
        name: the input's name.
        blocks: its text, in order.
        findings: what was left aside, or doubtful.
        language: a BCP 47 tag where the file gives one; else empty.
        title: what the file calls itself; may be empty.
    """

    name: str
    blocks: tuple[Block, ...]
    findings: tuple[Finding, ...] = ()
    language: str = ""
    title: str = ""


@frozen
class LineStarts:
    r"""The places of offsets into a text, each found in logarithmic time.

    Example:
        >>> LineStarts.of("one\r\ntwo").place(6)
        (2, 2)
    """

    starts: Sequence[int]

    @classmethod
    def of(cls, text: str) -> LineStarts:
        """The lines of a text."""
        return cls([0, *(found.end() for found in LINE_END.finditer(text))])

    def place(self, offset: int) -> Place:
        """Line and column of an offset, both from 1."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1


class Weaver:
    """Makes blocks of pieces of text as a reader meets them, white space collapsed across pieces.

    Args:
        place: where a position of the file is; positions grow by one with each character of a piece.

    Example:
        >>> weaver = Weaver(lambda position: (1, position + 1))
        >>> weaver.add("In  the ", 0); weaver.add("year", 8, {"italic"}); weaver.add(" 1926", 12)
        >>> block = weaver.block()
        >>> block.text, block.marks
        ('In the year 1926', (Highlight(span=Span(start=7, stop=11), rend='italic', resp=''),))
    """

    def __init__(self, place: Callable[[int], Place]) -> None:
        self._place = place
        self._looks: dict[frozenset[str], frozenset[str]] = {}  # one object for all that look alike
        self._clear()

    def _clear(self) -> None:
        self._text = StringIO()  # pieces as objects would take ten times the memory of the text
        self._length = 0
        self._space = ""
        self._steps = array("I")
        self._runs: list[tuple[int, int, frozenset[str]]] = []
        self._empty: list[tuple[int, Gap | PageBreak]] = []

    def add(self, text: str, position: int, rends: Iterable[str] = ()) -> None:
        """Add words.

        Args:
            text: they, white space as in the file.
            position: the position in the file of their first character.
            rends: how they are set off: ``bold``, ``italic``, ``underline``.
        """
        core = text.strip(_WHITE)
        if not core:
            self._space = self._space or (" " if text and self._length else "")
            return
        lead = text.index(core[0])
        before = self._length
        if self._length and (lead or self._space):
            self._append(self._space or " ")
        begun = self._length
        self._step(position + lead)
        done = 0
        for found in _IRREGULAR.finditer(core):
            self._append(core[done : found.start()])
            self._append(" ")
            done = found.end()
            self._step(position + lead + done)
        self._append(core[done:])
        self._space = " " if len(text) > lead + len(core) else ""
        looks = self._looks.setdefault(looks, looks) if (looks := frozenset(rends)) else looks
        if looks and self._runs and self._runs[-1][1:] == (before, looks):
            # White space belongs to what stands around it.
            self._runs[-1] = (self._runs[-1][0], self._length, looks)
        elif looks:
            self._runs.append((begun, self._length, looks))

    def _step(self, position: int) -> None:
        """Words begin here that have other white space before them than the file: between two, columns count on."""
        line, column = self._place(position)
        known = self._steps
        if not known or (known[-2], known[-1] - known[-3]) != (line, column - self._length):
            known.extend((self._length, line, column))

    def _append(self, text: str) -> None:
        if text:
            self._text.write(text)
            self._length += len(text)

    def line_break(self) -> None:
        """A line break that the document makes on purpose."""
        if self._length:
            self._space = "\n"

    def page_break(self, page: str) -> None:
        """A page of the file begins here."""
        self._empty.append((self._length, PageBreak(Span(0, 0), page)))

    def gap(self, gap: Gap) -> None:
        """Something that has no words is noted here."""
        self._empty.append((self._length + len(self._space), gap))

    @property
    def is_empty(self) -> bool:
        """Whether no words have been added since the last block."""
        return not self._length

    def block(
        self,
        *,
        heading: int = 0,
        centred: bool = False,
        label: str = "",
        depth: int = 0,
        bold: bool = False,
        kind: str = "",
    ) -> Block | None:
        """The block of what was added, which is forgotten; ``None`` where there were no words.

        Page breaks without words after them wait for the next block.
        """
        if not self._length:
            pages: list[tuple[int, Gap | PageBreak]] = [
                (0, mark) for _, mark in self._empty if isinstance(mark, PageBreak)
            ]
            self._clear()
            self._empty = pages
            return None
        text = self._text.getvalue()
        whole = frozenset.intersection(*(self._covering(text)))
        marks: list[Mark] = [*self._highlights(text, heading=bool(heading or "bold" in whole or bold))]
        waiting: list[tuple[int, Gap | PageBreak]] = []
        for begun, mark in self._empty:
            at = begun
            if isinstance(mark, PageBreak) and at >= len(text):
                waiting.append((0, mark))
                continue
            # A page begins with its first word, not with the space before it.
            while at < len(text) and text[at] in " \n" and isinstance(mark, PageBreak):
                at += 1
            at = min(at, len(text))
            span = Span(at, at)
            marks.append(
                PageBreak(span, mark.page)
                if isinstance(mark, PageBreak)
                else Gap(span, mark.reason, mark.note, mark.resp)
            )
        place = (self._steps[1], self._steps[2])
        made = Block(
            text,
            place,
            heading,
            centred,
            bold or "bold" in whole,
            label,
            depth,
            kind,
            tuple(marks),
            ((0, place),) if len(self._steps) == 3 else Steps(self._steps),
        )
        self._clear()
        self._empty = waiting
        return made

    def _covering(self, text: str) -> Iterator[frozenset[str]]:
        """The looks of all stretches of the text, empty for one without any."""
        done = 0
        for start, stop, looks in self._runs:
            if text[done:start].strip():
                yield frozenset()
            yield looks
            done = max(done, stop)
        if not self._runs or text[done:].strip():
            yield frozenset()

    def _highlights(self, text: str, *, heading: bool) -> Iterator[Highlight]:
        """What is set off in the text, spans nested; in a heading, what all headings look like is nothing."""
        cuts: list[int] = []
        for rend in ("bold", "italic", "underline"):
            if heading and rend == "bold":
                continue
            found = list(self._spans(text, rend))
            for start, stop in found:
                inner = cuts[bisect_right(cuts, start) : bisect_left(cuts, stop)]
                for begun, ended in pairwise([start, *inner, stop]):
                    yield Highlight(Span(begun, ended), rend)
            cuts = sorted({*cuts, *(end for span in found for end in span)})

    def _spans(self, text: str, rend: str) -> Iterator[tuple[int, int]]:
        """The stretches that are set off in one way, with the space between neighbours."""
        start = stop = 0
        for begun, ended, looks in self._runs:
            if rend not in looks:
                continue
            if stop == start or text[stop:begun].strip():
                if stop > start:
                    yield start, stop
                start = begun
            stop = ended
        if stop > start:
            yield start, stop


def collapsed(text: str, *, plain: bool = False) -> str:
    r"""A text with one space for each stretch of white space, and none at its edges.

    Args:
        text: the text.
        plain: whether it is known that its white space is nothing but spaces and tabs.

    Example:
        >>> collapsed(" Article \n 1\n")
        'Article 1'
    """
    words = text.strip().replace("\t", " ")
    if not (plain or words.isprintable()):
        # Of white space, a space alone is printable; other than tabs there is seldom any. Words as objects would
        # take ten times the memory of the text.
        return _SPACES.sub(" ", words)
    while "  " in words:
        words = words.replace("  ", " ")
    return words


def squeezed(text: str) -> str:
    r"""A text without its white space.

    Example:
        >>> squeezed(" Article  1\n")
        'Article1'
    """
    # Words as objects would take ten times the memory of the text.
    return text.translate(_BLANK)
