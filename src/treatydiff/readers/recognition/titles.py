"""Titles of provisions: beside a heading, under it, or run into the text behind it.

Whether a short first sentence behind "Article 3." is a title is asked of the whole document: who sets titles
so, sets them over most articles. Own rules.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from attrs import evolve, frozen

from treatydiff.readers.places import Place
from treatydiff.readers.recognition.candidates import Reading
from treatydiff.readers.recognition.clauses import clause_spans
from treatydiff.readers.recognition.languages import LANGUAGES, folded, leading_words
from treatydiff.readers.recognition.lines import Line
from treatydiff.readers.recognition.overruling import BY_THE_FILE
from treatydiff.readers.recognition.paragraphs import joined

_NUMBERED = re.compile(r"[(（]?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)）]\s")
_BRACKETED = re.compile(r"[(（【〔][^()（）【】〔〕]{2,60}[)）】〕](?=\s|$)")
"""A title in brackets behind the label, as in 제1조(목적)."""
_MOST_WORDS = 12
_MOST_WORDS_CLOSE = 30
_MOST_WORDS_RUN_IN = 22
_MOST_LINES = 3
_FEWEST_OF_A_SENTENCE = 4
_LOOKED_AT = 400
_CUSTOM, _SOME = 60, 25
"""Of a hundred articles, so many with a title run in make it the document's custom, or a possibility."""


@frozen
class Unit:
    """A heading's lines: what stands from it to the next.

    Attributes:
        heading: the heading.
        lines: the lines behind it.
        line: the heading's own line.
    """

    heading: Reading
    lines: tuple[Line, ...]
    line: Line


def run_in_custom(units: Sequence[Unit], language: str) -> int:
    """How many articles of a hundred seem to have a title before their words on the same line."""
    asked = found = 0
    for unit in units:
        if unit.heading.grouping or not unit.heading.rest or not unit.heading.marked or _beside(unit, language):
            continue
        asked += 1
        found += bool(_run_in(_opening_words(unit), language))
    return 100 * found // asked if asked > 2 else 0


@frozen
class Title:
    """A unit's title.

    Attributes:
        text: its words.
        place: where they begin.
        reason: why they are one.
        confidence: how sure that is, 0 to 1.
    """

    text: str
    place: Place
    reason: str
    confidence: float


def title_of(unit: Unit, language: str, custom: int) -> tuple[Title | None, tuple[Line, ...]]:
    """A unit's title, ``None`` where it has none, and the lines without it.

    Args:
        unit: the heading and the lines behind it.
        language: the document's language.
        custom: what `run_in_custom` says of the document.
    """
    if unit.heading.kind == "preamble" and unit.heading.said:
        first = (Line(unit.heading.rest, _place(unit), opens=True),) if unit.heading.rest else ()
        return None, (*first, *unit.lines)
    if unit.heading.rest:
        return _title_behind(unit, language, custom)
    if not unit.lines or unit.lines[0].words_only:
        return None, unit.lines
    return _title_under(unit, language)


def _title_behind(unit: Unit, language: str, custom: int) -> tuple[Title | None, tuple[Line, ...]]:
    """A title on the line of the label, and perhaps on more."""
    heading, lines = unit.heading, unit.lines
    place = _place(unit)
    beside = _beside(unit, language)
    if beside:
        text = joined([evolve(unit.line, text=heading.rest), *lines[: beside - 1]])
        return Title(text, place, "it stands alone behind the label", 0.9), lines[beside - 1 :]
    first = Line(heading.rest, place, opens=True)
    bracketed = None if heading.grouping or _NUMBERED.match(heading.rest) else _BRACKETED.match(heading.rest)
    if bracketed and (lines or bracketed.end() < len(heading.rest)):
        text, rest = _cut((first, *lines), bracketed.end())
        return Title(text, place, "it stands in brackets behind the label", 0.85), rest
    if not heading.grouping and heading.marked:
        stop = _run_in(_opening_words(unit), language)
        # Where only some articles seem to have one, it must look like one by its capitals, too.
        if stop and (custom >= _CUSTOM or (custom >= _SOME and _in_title_case(_opening_words(unit)[:stop]))):
            text, rest = _cut((first, *lines), stop)
            usual = custom >= _CUSTOM
            reason = f"{'most' if usual else 'some'} articles have one before their words"
            return Title(text, place, reason, 0.85 if usual else 0.6), rest
    return None, (first, *lines)


def _title_under(unit: Unit, language: str) -> tuple[Title | None, tuple[Line, ...]]:
    """A title on lines of its own under the label."""
    lines, grouping = unit.lines, unit.heading.grouping
    told = titled(lines)
    if told:
        return Title(joined(lines[:told]), lines[0].place, BY_THE_FILE, 1.0), lines[told:]
    stop = _paragraph(lines)
    text = joined(lines[:stop])
    more = grouping or stop < len(lines)
    close = not lines[0].opens
    if _is_title(
        text,
        language,
        more=more,
        most=_MOST_WORDS_CLOSE if close or grouping else _MOST_WORDS,
        lines=stop,
        close=close,
    ):
        return Title(text, lines[0].place, "it stands alone under the label", 0.9 if close else 0.8), lines[stop:]
    first_line = lines[0].text
    if (
        close
        and len(lines) > 1
        and _stands_apart(lines, stop)
        and _is_title(first_line, language, more=True, most=_MOST_WORDS, lines=1, close=True)
    ):
        reason = "its line, under the label, was broken though there was room"
        return Title(first_line, lines[0].place, reason, 0.75), (evolve(lines[1], opens=True), *lines[2:])
    return None, lines


def titled(lines: Sequence[Line]) -> int:
    """How many lines, from the first, the text itself says to be a title."""
    told = (at for at, line in enumerate(lines) if line.said is None or line.said.kind != "heading")
    return next(told, len(lines))


def _place(unit: Unit) -> tuple[int, int]:
    line, column = unit.line.place
    return line, column + len(unit.line.text) - len(unit.heading.rest)


def _paragraph(lines: Sequence[Line]) -> int:
    """Where the first paragraph ends; the end of a page may hide the blank line behind a title."""
    for at, line in enumerate(lines[: _MOST_LINES + 1]):
        if at and (
            line.opens or (line.after_page and not line.text[:1].islower() and _broken_before_full(lines, at))
        ):
            return at
    return next((at for at, line in enumerate(lines) if at and line.opens), len(lines))


def _broken_before_full(lines: Sequence[Line], at: int) -> bool:
    """Whether the line before another was broken though it had room for its first word, or is longer."""
    room = max((len(line.text) for line in lines[at : at + 40]), default=0)
    length = len(lines[at - 1].text)
    return length > room or length + 1 + len(lines[at].text.split(" ", 1)[0]) <= room


def _is_title(text: str, language: str, *, more: bool, most: int, lines: int, close: bool) -> bool:
    """Whether words beside or under a heading are a title: short, without an end, and more behind them."""
    capitals = text.isupper()
    words = [folded(word.strip("'’\"”»)")) for word in text[:_LOOKED_AT].split()]
    return (
        more
        and len(text) < _LOOKED_AT
        and 0 < len(words) <= most
        and words[-1] not in leading_words()
        and not (
            len(words) > _FEWEST_OF_A_SENTENCE and not capitals and obliging_words(language).intersection(words)
        )
        and lines <= (_MOST_LINES if close or capitals else 1)
        and not (text[0].islower() or _NUMBERED.match(text))
        and (text[-1] not in ".;:,?!。；：，" or (text[-1] == "." and close and (capitals or _in_title_case(text))))
    )


def _beside(unit: Unit, language: str) -> int:
    """How many lines a title beside the heading takes, the heading's own counted; 0 where none stands there."""
    rest, lines = unit.heading.rest, unit.lines
    more = unit.heading.grouping or bool(lines)
    apart = not lines or lines[0].opens or (lines[0].after_page and not lines[0].text[:1].islower())
    if apart:
        return int(_is_title(rest, language, more=more, most=_MOST_WORDS_CLOSE, lines=1, close=True))
    stop = _paragraph(lines)
    if stop < _MOST_LINES and stop < len(lines) and unit.heading.marked and len(lines[0].text) < 2 * len(rest):
        text = joined([evolve(unit.line, text=rest), *lines[:stop]])
        if _is_title(text, language, more=True, most=_MOST_WORDS_CLOSE, lines=stop + 1, close=True):
            return stop + 1
    if lines[0].text[:1].isupper() and _is_title(rest, language, more=True, most=_MOST_WORDS, lines=1, close=True):
        room = len(lines) == 1 or lines[1].opens or _fits([unit.line, *lines])
        return int(room)
    return 0


def _stands_apart(lines: Sequence[Line], stop: int) -> bool:
    """Whether the line under a heading stands apart though no blank line says so.

    It does if the next begins with a capital, whose word would have had room on it: then the line was not
    broken because it was full. Its last word must not lead on.
    """
    if lines[1].opens or not lines[1].text[:1].isupper():
        return False
    return _fits(lines[: max(stop, 2)])


def _fits(lines: Sequence[Line]) -> bool:
    room = max(len(line.text) for line in lines[:40])
    return len(lines[0].text) + 1 + len(lines[1].text.split()[0]) <= room


def _opening_words(unit: Unit) -> str:
    """The words behind a heading, as far as a title may go."""
    parts = [evolve(unit.line, text=unit.heading.rest)]
    for line in unit.lines[:6]:
        if line.opens:
            break
        parts.append(line)
    return joined(parts)[:_LOOKED_AT]


def _run_in(text: str, language: str) -> int:
    """Where a title run into the text ends; 0 where none is."""
    spans = clause_spans(text, language)
    if len(spans) < 2:
        return 0
    first = spans[0].of(text).rstrip()
    words = first.split()
    said = {folded(word.strip(".,;")) for word in words}
    if first[-1] not in ".?" or len(words) > _MOST_WORDS_RUN_IN or first[0].islower() or _NUMBERED.match(first):
        return 0
    return 0 if said & obliging_words(language) else spans[0].stop


@cache
def obliging_words(language: str) -> frozenset[str]:
    """Verbs of a language, folded, that provisions have and titles do not."""
    words = LANGUAGES[language].modals.split() if language in LANGUAGES else []
    return frozenset(map(folded, words))


def _in_title_case(text: str) -> bool:
    words = [word for word in re.findall(r"[^\W\d_]+", text) if folded(word) not in leading_words()]
    return bool(words) and all(word[0].isupper() for word in words)


def _cut(lines: tuple[Line, ...], stop: int) -> tuple[str, tuple[Line, ...]]:
    """The first characters of lines as a title, and the lines without them."""
    done = 0
    for at, line in enumerate(lines):
        end = done + len(line.text)
        if end + 1 >= stop:
            title = joined([*lines[:at], evolve(line, text=line.text[: stop - done])]).strip()
            rest = line.text[stop - done :]
            left = line.text[stop - done :].lstrip()
            place = (line.place[0], line.place[1] + (stop - done) + len(rest) - len(left))
            tail = lines[at + 1 :]
            if left:
                return title, (Line(left, place, opens=True), *tail)
            return title, (evolve(tail[0], opens=True), *tail[1:]) if tail else ()
        done = end + 1
    return "", lines
