"""Lines and headings of plain text: where one paragraph ends, and which lines open an article.

A heading is known by three things together (own rule): its form (a unit's name or a bare number at the
beginning of a line, followed by nothing, a mark or a capital), its position (after a blank line, the end of
a sentence or another heading), and the sequence of numbers. So "Article 5" inside a sentence is none, even
where a line happens to begin with it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import frozen

from treatydiff.model.kinds import KINDS, Role
from treatydiff.model.numbers import value_of
from treatydiff.readers.labels import NUMBER, Language, printed_number
from treatydiff.readers.places import Place

_BREAK = re.compile(r"\r\n|[\r\n\v\f]")
_SPACES = re.compile(r"[ \t]+")
_BARE = re.compile(r"(?P<number>\d{1,3}|[IVXLC]{1,8})\.?")
_ENDED = re.compile(r"[.;:!?][\"'”’)\]]*$")
_VALUE = re.compile(r"(\d{1,9})(.*)")


@frozen
class Line:
    """One line that is not blank.

    Attributes:
        text: its words, white space collapsed.
        place: where its first character stands.
        opens: whether it stands after a blank line, or first of all.
    """

    text: str
    place: Place
    opens: bool


@frozen
class Heading:
    """A line that opens a provision.

    Attributes:
        kind: the kind of provision.
        number: its number as addresses print it; empty where it has none.
        label: what is printed over the provision.
        rest: what follows on the line: a title, or the first words.
        line: the line's position among the lines.
    """

    kind: str
    number: str
    label: str
    rest: str
    line: int


def lines_of(text: str) -> tuple[Line, ...]:
    r"""The lines of a text that hold anything.

    Example:
        >>> [(line.text, line.place, line.opens) for line in lines_of("One\n  two\n\nthree")]
        [('One', (1, 1), True), ('two', (2, 3), False), ('three', (4, 1), True)]
    """
    found = []
    opens = True
    for number, written in enumerate(_BREAK.split(text), start=1):
        words = written.strip()
        if words:
            column = len(written) - len(written.lstrip()) + 1
            found.append(Line(_SPACES.sub(" ", words), (number, column), opens))
        opens = not words
    return tuple(found)


def headings_of(lines: Sequence[Line], language: Language) -> tuple[tuple[Heading, ...], tuple[Heading, ...]]:
    """The headings of a text, and what looks like one but does not fit.

    Returns:
        Headings in order; and lines of a heading's form and position whose numbers break the sequence.
    """
    named = _Sequence(lines, language)
    chosen, doubtful = named.chosen(_named(lines, language))
    if any(KINDS[heading.kind].role is Role.OPERATIVE for heading in chosen):
        return chosen, doubtful
    bare, _ = named.chosen([*_bare(lines), *chosen])
    numbered = [heading for heading in bare if heading.kind == "article"]
    # One number on a line of its own is a page's as likely as an article's.
    if len(numbered) > 1 and value_of(numbered[0].number) == "1":
        return bare, doubtful
    return chosen, doubtful


def _named(lines: Sequence[Line], language: Language) -> list[Heading]:
    """Lines that begin with the name of a unit and a number."""
    words = "|".join(re.escape(name.word.rstrip(".")) + r"\.?" for name in language.units)
    pattern = re.compile(
        rf"(?P<label>(?P<word>{words})(?:\s+(?P<number>{NUMBER}))?)(?P<mark>\s*[.:)\]–—-]*)(?:\s+(?P<rest>\S.*)|$)",
        re.IGNORECASE,
    )
    found = []
    for at, line in enumerate(lines):
        match = pattern.fullmatch(line.text) if line.text[:1].isupper() else None
        if match is None:
            continue
        kind = language.kind_of(match["word"])
        mark, rest = match["mark"].strip(), match["rest"] or ""
        grouping = KINDS[kind].role is Role.GROUPING
        # An annex may stand alone, unless it is the title of all; an article without a number is a word.
        outermost = language.level_of(kind) == 0
        if KINDS[kind].inner or (match["number"] is None and (not outermost or rest or at == 0)):
            continue
        # "Part I of the Covenant", "Article 5 of the Charter"; "Chapter II" in a sentence that goes on.
        if rest[:1].islower() or (grouping and not (line.opens or line.text.isupper())):
            continue
        label = match["label"] + (mark if mark in (".", ")", "]") else "")
        found.append(Heading(kind, printed_number(match["number"] or ""), label, rest, at))
    return found


def _bare(lines: Sequence[Line]) -> list[Heading]:
    """Lines that hold a number and nothing else."""
    found = []
    for at, line in enumerate(lines):
        match = _BARE.fullmatch(line.text)
        if match:
            found.append(Heading("article", match["number"], line.text, "", at))
    return found


@frozen
class _Sequence:
    """The choice among lines of a heading's form, by position and sequence, in one pass."""

    lines: Sequence[Line]
    language: Language

    def chosen(self, candidates: Sequence[Heading]) -> tuple[tuple[Heading, ...], tuple[Heading, ...]]:
        """Those that fit, and those that only their number keeps out."""
        taken: list[Heading] = []
        doubtful: list[Heading] = []
        last: dict[str, tuple[int, str]] = {}
        for heading in sorted(candidates, key=lambda one: one.line):
            worth = _worth(heading.number)
            before = last.get(heading.kind, (0, ""))
            follows = worth is None or worth > before
            next_one = worth is not None and before[0] <= worth[0] <= before[0] + 1 and follows
            if not self._in_position(heading, taken, next_one=next_one):
                continue
            if not follows:
                doubtful.append(heading)
                continue
            taken.append(heading)
            if worth is not None:
                last[heading.kind] = worth
            if KINDS[heading.kind].role is Role.GROUPING:
                # Inside it, what nests deeper may be numbered from 1 again.
                level = self.language.level_of(heading.kind)
                last = {kind: most for kind, most in last.items() if self.language.level_of(kind) <= level}
        return tuple(taken), tuple(doubtful)

    def _in_position(self, heading: Heading, taken: Sequence[Heading], *, next_one: bool) -> bool:
        line = self.lines[heading.line]
        if line.opens or (taken and taken[-1].line == heading.line - 1):
            return True
        if not next_one:
            return False
        following = self.lines[heading.line + 1].text if heading.line + 1 < len(self.lines) else ""
        ended = bool(_ENDED.search(self.lines[heading.line - 1].text))
        return ended or not (heading.rest or following)[:1].islower()


def _worth(number: str) -> tuple[int, str] | None:
    """A number as something that grows: 5, 5bis, 6; ``None`` for what is no such number."""
    found = _VALUE.fullmatch(value_of(number)) if number else None
    return (int(found[1]), found[2]) if found else None
