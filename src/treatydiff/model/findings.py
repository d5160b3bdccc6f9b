"""Findings: what a reader or a check has to say about an input without refusing it."""

from __future__ import annotations

from attrs import field, frozen


@frozen
class Finding:
    """One thing that was doubtful, left aside or noted.

    Attributes:
        what: the finding, in one sentence without a final stop.
        file: the input's name as the user gave it.
        line: its line, counted from 1; 0 where there is none.
        column: its column, counted from 1; 0 where there is none.
        words: all that was left aside, where the finding is that; `what` quotes the beginning. Two findings that
            differ in nothing else are one.

    Example:
        >>> str(Finding("a note was left aside", "a.xml", 12, 3))
        'a.xml:12:3: a note was left aside'
    """

    what: str
    file: str = ""
    line: int = 0
    column: int = 0
    words: str = field(default="", eq=False)

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{max(self.column, 1)}" if self.line else self.file
        return f"{place}: {self.what}" if place else self.what
