"""Defects: what a validation has to say, with place, severity and what to do."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen
from lxml import etree


class Severity(StrEnum):
    """How grave a defect is."""

    ERROR = "error"
    """The document does not say what it must, or says two things."""
    WARNING = "warning"
    """Something was left aside or taken for what it may not be: see to it."""
    NOTE = "note"
    """Nothing is wrong, and yet somebody should know."""


@frozen
class Defect:
    """One thing found in a document.

    Attributes:
        rule: the rule that found it, in one word; the reference page of the TEI profile lists them.
        what: what was found, in one sentence without a final stop.
        todo: what to do about it.
        severity: error or note.
        file: the document's name as the user gave it.
        line: its line, counted from 1; 0 where it is the whole document's.
        column: its column, counted from 1; 0 likewise.

    Example:
        >>> print(Defect("link", "found a link with one end", "name the other", file="a.xml", line=9, column=3))
        a.xml:9:3: error: found a link with one end; to mend it: name the other [link]
    """

    rule: str
    what: str
    todo: str = ""
    severity: Severity = Severity.ERROR
    file: str = ""
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        mend = f"; to mend it: {self.todo}" if self.todo else ""
        place = f"{self.file}:{self.line}:{max(self.column, 1)}" if self.line else self.file
        return f"{place}: {self.severity}: {self.what}{mend} [{self.rule}]"


@frozen(eq=False)
class Observation:
    """A defect at an element whose line and column nobody has looked up yet.

    Attributes:
        node: the element.
        rule: as in `Defect`.
        what: as in `Defect`.
        todo: as in `Defect`.
        severity: as in `Defect`.
    """

    node: etree._Element
    rule: str
    what: str
    todo: str = ""
    severity: Severity = Severity.ERROR
