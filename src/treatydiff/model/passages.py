"""Passages: words as written, with what stands in or over them.

A passage is a string and marks that point into it by spans. The string holds the words of the text and
nothing else: a gap has no words, a translator's note is none, a restored word is the word restored, with
the damaged form in its mark.
"""

from __future__ import annotations

import re
from itertools import pairwise

from attrs import field, frozen

from treatydiff.errors import ModelError

_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def check_characters(text: str, where: str, *, error: type[ModelError] = ModelError) -> None:
    """Refuse characters that no XML document can hold: control characters, halves of surrogate pairs.

    Raises:
        ModelError: naming the first such character and its place, counted in code points from 1; the kind
            of `ModelError` is given by `error`.
    """
    found = None if text.isprintable() else _NOT_XML.search(text)
    if found:
        raise error(
            f"found the character U+{ord(found[0]):04X} at position {found.start() + 1} of {where}",
            expected="characters that XML can hold",
            todo="remove it, or mark a gap there",
        )


@frozen
class Span:
    """A half-open range of code points: from ``start`` up to, not including, ``stop``.

    Raises:
        ModelError: the range runs backwards or begins before 0.

    Example:
        >>> Span(4, 7).of("The pact")
        'pac'
    """

    start: int
    stop: int

    def __attrs_post_init__(self) -> None:
        if not 0 <= self.start <= self.stop:
            raise ModelError(f"found the span {self.start}-{self.stop}", expected="0 <= start <= stop")

    def of(self, text: str) -> str:
        """The characters of ``text`` in this span."""
        return text[self.start : self.stop]

    def shifted(self, by: int) -> Span:
        """The same span, ``by`` code points further on."""
        return Span(self.start + by, self.stop + by)


@frozen
class Gap:
    """Something that is not there and has no words: TEI ``gap``.

    Attributes:
        span: where; always empty (``start == stop``).
        reason: why, in one token: ``left-blank``, ``illegible``, ``not-transmitted``.
        note: what a translator or editor says in its place, without brackets.
        resp: who says so; empty where nobody is named.

    Example:
        >>> Gap(Span(3, 3), note="date left blank").note
        'date left blank'
    """

    span: Span
    reason: str = ""
    note: str = ""
    resp: str = ""


@frozen
class Highlight:
    """Words that somebody set off: TEI ``hi``.

    Attributes:
        span: the words.
        rend: how: ``underline``, ``italic``.
        resp: who did it; empty where it is the document's own.

    Example:
        >>> Highlight(Span(0, 4), rend="italic").rend
        'italic'
    """

    span: Span
    rend: str = ""
    resp: str = ""


@frozen
class Correction:
    """Words restored or corrected: TEI ``choice`` of ``sic`` and ``corr``; the string holds ``corr``.

    Attributes:
        span: the words restored.
        sic: what stands in their place before correction.
        resp: who restored them.
        cert: how sure: ``high``, ``medium``, ``low`` or empty.
        source: what the damage is in, such as "the text layer of the copy used"; empty for the document.

    Example:
        >>> Correction(Span(0, 5), sic="Partys", cert="high").sic
        'Partys'
    """

    span: Span
    sic: str
    resp: str = ""
    cert: str = ""
    source: str = ""


@frozen
class Name:
    """A person named: TEI ``persName``.

    Attributes:
        span: the name.

    Example:
        >>> Passage("X. Envoy", (Name(Span(3, 8)),)).marks[0].span
        Span(start=3, stop=8)
    """

    span: Span


@frozen
class PageBreak:
    """Where a page of the source begins: TEI ``pb``.

    Attributes:
        span: where; always empty.
        page: the number of the page that begins.

    Example:
        >>> PageBreak(Span(12, 12), page="48").page
        '48'
    """

    span: Span
    page: str = ""


Mark = Gap | Highlight | Correction | Name | PageBreak
"""What can stand in or over the words of a passage."""

_EMPTY = (Gap, PageBreak)
_DEEPEST = 50
"""As deep as provisions nest; no edition sets words off so often, and what is written is read by recursion."""


def _said(mark: Mark) -> tuple[str, ...]:
    """What a mark says besides its place."""
    match mark:
        case Gap():
            return mark.reason, mark.note, mark.resp
        case Highlight():
            return mark.rend, mark.resp
        case Correction():
            return mark.sic, mark.resp, mark.cert, mark.source
        case PageBreak():
            return (mark.page,)
        case Name():
            return ()


def _in_order(marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    # Outer marks before inner ones, so that writing them as nested elements needs no second look.
    # Most come in order; a key for each at once would take as much memory as the marks.
    if not marks or all(_place(before) <= _place(after) for before, after in pairwise(marks)):
        return tuple(marks)
    return tuple(sorted(marks, key=_place))


def _place(mark: Mark) -> tuple[int, int, str]:
    return mark.span.start, -mark.span.stop, type(mark).__name__


@frozen
class Passage:
    """Words as written: TEI the content of ``seg`` or ``head``.

    Attributes:
        text: the words, white space included, as the witness has them.
        marks: gaps, highlights, corrections, names and page breaks, by place; spans nest or stand apart.

    Raises:
        ModelError: a character that XML cannot hold; a mark outside the text; marks that cross, or nest too deep.

    Example:
        >>> Passage("on  1941", (Gap(Span(3, 3), note="date left blank"),)).read_out()
        'on [date left blank] 1941'
    """

    text: str
    marks: tuple[Mark, ...] = field(default=(), converter=_in_order)

    def __attrs_post_init__(self) -> None:
        if not self.text.isprintable():  # asked here too: what the words begin with is seldom worth being told
            check_characters(self.text, f"the words {self.text[:40]!r}")
        if self.marks:
            self._check_marks()

    def _check_marks(self) -> None:
        open_until: list[int] = []
        for mark in self.marks:
            for said in _said(mark):
                check_characters(said, f"a {type(mark).__name__.lower()}")
            start, stop = mark.span.start, mark.span.stop
            if stop > len(self.text):
                raise ModelError(
                    f"found {mark!r} over {len(self.text)} characters", expected="a mark inside the text"
                )
            if isinstance(mark, _EMPTY) != (start == stop):
                raise ModelError(f"found {mark!r}", expected="gaps and page breaks empty, other marks not")
            while open_until and open_until[-1] <= start:
                open_until.pop()
            if open_until and open_until[-1] < stop:
                raise ModelError(f"found {mark!r}, which crosses another mark", expected="marks that nest")
            open_until.append(stop)
            if len(open_until) > _DEEPEST:
                raise ModelError(
                    f"found more than {_DEEPEST} marks inside one another", expected=f"{_DEEPEST} levels at most"
                )

    def gaps(self) -> tuple[Gap, ...]:
        """The gaps of the passage, by place."""
        return tuple(mark for mark in self.marks if isinstance(mark, Gap))

    def read_out(self, *, corrected: bool = True) -> str:
        """The text with each gap's note in square brackets, or with damaged words as they stand.

        Args:
            corrected: give the words as restored; if false, as they stand before correction.
        """
        if not self.marks:
            return self.text
        out: list[str] = []
        done = 0
        for mark in self.marks:
            if mark.span.start < done:
                continue  # stands in restored words that are read as they were before
            if isinstance(mark, Gap) and mark.note:
                out += [self.text[done : mark.span.start], f"[{mark.note}]"]
                done = mark.span.start
            elif isinstance(mark, Correction) and not corrected:
                out += [self.text[done : mark.span.start], mark.sic]
                done = mark.span.stop
        return "".join([*out, self.text[done:]])

    def __str__(self) -> str:
        return self.text
