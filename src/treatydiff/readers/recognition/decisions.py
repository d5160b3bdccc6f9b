"""Decisions: what the recogniser took each doubtful line for, how sure it is, and why."""

from __future__ import annotations

from attrs import frozen


@frozen
class Decision:
    """What one line was taken for.

    Attributes:
        line: its line, from 1.
        column: where on it the label or the words begin, from 1, in code points.
        level: a kind of provision, such as "article", "chapter" or "paragraph"; or "words" for what could have
            been a heading and was not taken for one; or what was left aside: "a page number".
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

    def __str__(self) -> str:
        named = f"{self.level} {self.number}".strip()
        return (
            f"{self.line}:{self.column} {named} {self.reading!r} {self.confidence:.2f}: {'; '.join(self.reasons)}"
        )
