"""Decisions: what the recogniser took each doubtful line for, how sure it is, and why."""

from __future__ import annotations

from attrs import frozen

from treatydiff.model.kinds import KINDS

SURE = 0.65
"""Decisions less sure than this are doubtful."""


@frozen
class Decision:
    """What one line was taken for.

    Attributes:
        line: its line, from 1.
        column: where on it the label or the words begin, from 1, in code points.
        level: a kind of provision, such as "article", "chapter" or "paragraph", "heading" for the title of one or
            of all; or "words" for what could have been a heading and was not taken for one; or what was left
            aside: "a page number".
        number: the number as addresses print it; empty where there is none.
        reading: the words decided on: the label, the line, what was left aside.
        confidence: 0 to 1, higher is surer.
        reasons: what spoke for and against it.

    Example:
        >>> print(Decision(3, 1, "article", "5", "Article 5", 0.9, ("a blank line stands before it",)))
        3:1 article 5 'Article 5' 0.90: a blank line stands before it
    """

    line: int
    column: int
    level: str
    number: str
    reading: str
    confidence: float
    reasons: tuple[str, ...]

    @property
    def doubtful(self) -> bool:
        """Whether a reader should look at it: it is less sure than ``SURE``."""
        return self.confidence < SURE

    @property
    def aside(self) -> bool:
        """Whether it leaves something aside, which stands in no provision."""
        return self.level != "words" and self.level not in KINDS

    def __str__(self) -> str:
        named = f"{self.level} {self.number}".strip()
        sure = f"{self.confidence:.2f}{', doubtful' if self.doubtful else ''}"
        return f"{self.line}:{self.column} {named} {self.reading!r} {sure}: {'; '.join(self.reasons)}"
