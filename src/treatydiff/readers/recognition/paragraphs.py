"""What stands inside an article: paragraphs between blank lines, numbered paragraphs, points and sub-points.

A label ("1.", "(a)", "iv)", "2.1", "一、", a dash) begins an item where its number follows the last one of its
form, or is the first of a form not used yet around it; so forms nest as they come. "(i)" is a letter behind "(h)"
unless "(ii)" comes next. A number that fits nowhere is words. Own rules.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from attrs import define, evolve, field, frozen

from treatydiff.readers.places import Place
from treatydiff.readers.recognition.languages import folded, leading_words
from treatydiff.readers.recognition.lines import Line
from treatydiff.readers.recognition.numerals import counted_unit, counted_value, letter_value, roman_value
from treatydiff.readers.recognition.overruling import BY_THE_FILE, ITEMS, Saying

_LABEL = re.compile(
    r"(?P<label>(?:[•·▪]\s*)?(?:"
    r"(?P<open>(?:[(（［\[]|§\s?)?)(?P<emphasis>[*_]{0,2})"
    r"(?P<number>\d{1,3}(?:\.\d{1,3}){0,4}(?:\s?(?i:bis|ter|quater)|[A-Za-z](?=[.)]))?|[ivxlIVXL]{1,6}|[^\W\d_]|[一二三四五六七八九十百]{1,4})"
    r"(?P=emphasis)(?P<close>[.)）］\]、．º°]{1,2}|(?<=\d)\s[-–—](?=\s)|(?=\u3000)|(?<=\.\d)|(?<=\.\d\d))(?P<markup></label>)?"
    r"|[①-⑳]))(?:\s+|(?<=[)）、．])|$)"
)
_PLAIN_LABEL = re.compile(r"((\(?)(\d{1,2}|[a-z]|[ivx]{2,4})([.)]))\s+")
"""What most labels look like, by groups in the order in which they are asked for; found in half the time."""
_DASH = re.compile(r"(?P<label>[-–—•·▪*])\s+(?=\S)")
_DASHES = ("-", "–", "—")
_ROMAN = frozenset("ivxlIVXL")
_DEEPEST = 8
_WIDEST_GAP = 3
_CJK = re.compile(r"[\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3001-\u3011\uff01-\uff60]")


@define  # as lines are
class Paragraph:
    """Words between blank lines, or from one label to the next.

    Attributes:
        text: the words, lines joined.
        place: where they begin.
        lines: how many lines they are.
        recital: whether a mark in the text says that they are one.
    """

    text: str
    place: Place
    lines: int
    recital: bool = False


@define
class Item:
    """A labelled paragraph or point, while it is gathered.

    Attributes:
        label: as printed; empty for the unit that holds all.
        number: its number as addresses print it; empty for a dash.
        place: where its label stands.
        reasons: why it begins here.
        paragraphs: its own, before its points.
        items: its points.
        after: paragraphs behind its points.
        confidence: how sure it is, 0 to 1.
        kind: "paragraph" or "point" where a mark says it; else empty.
    """

    label: str
    number: str
    place: Place
    reasons: tuple[str, ...] = ()
    paragraphs: list[Paragraph] = field(factory=list)
    items: list[Item] = field(factory=list)
    after: list[Paragraph] = field(factory=list)
    confidence: float = 1.0
    kind: str = ""


@frozen
class _Mark:
    """A label at the beginning of a line.

    Attributes:
        label: as printed.
        number: its number as addresses print it.
        forms: how it may be counted: form, and worth.
        stop: where the words begin on the line.
    """

    label: str
    number: str
    forms: tuple[tuple[str, int], ...]
    stop: int


@define  # as lines are
class _Begun:
    """An item's place among the lines: its depth from 1, and its mark; its kind where the text says it."""

    depth: int
    mark: _Mark
    reason: str
    confidence: float
    kind: str = ""


def joined(lines: Sequence[Line]) -> str:
    """Lines as running text: a space between two, none between characters that are written without.

    Example:
        >>> joined([Line("締約国は、", (1, 1), True), Line("平和を", (2, 1), False)])
        '締約国は、平和を'
    """
    parts: list[str] = []
    for line in lines:
        if parts and not (_CJK.match(parts[-1][-1:]) and _CJK.match(line.text)):
            parts.append(" ")
        parts.append(line.text)
    return "".join(parts)


def paragraphs_of(lines: Sequence[Line]) -> list[Paragraph]:
    """Lines as paragraphs, parted at blank lines, and where the text says that a recital begins."""
    if len(lines) == 1:
        return [Paragraph(lines[0].text, lines[0].place, 1, _recites(lines[0]))]
    starts = [at for at, line in enumerate(lines) if at == 0 or line.opens or _recites(line)]
    return [
        Paragraph(joined(lines[start:stop]), lines[start].place, stop - start, _recites(lines[start]))
        for start, stop in pairwise([*starts, len(lines)])
    ]


def _recites(line: Line) -> bool:
    return line.said is not None and line.said.kind == "recital"


def items_of(lines: Sequence[Line], place: Place) -> Item:
    """What stands inside a unit: its paragraphs and items, nested.

    Example:
        >>> lines = [Line(text, (1, 1), False) for text in ("The Parties:", "(a) keep", "(b) hold.")]
        >>> unit = items_of(lines, (1, 1))
        >>> unit.paragraphs[0].text, [(item.label, item.paragraphs[0].text) for item in unit.items]
        ('The Parties:', [('(a)', 'keep'), ('(b)', 'hold.')])
    """
    if not lines:
        return Item("", "", place)
    begun = _without_lone_ones(lines, _begun(lines))
    unit = Item("", "", place)
    path = [unit]
    starts = sorted({0, *begun})
    for start, stop in pairwise([*starts, len(lines)]):
        first, after = begun.get(start), begun.get(stop)
        own = lines[start:stop]
        if first is not None:
            del path[first.depth :]
            item = Item(
                first.mark.label,
                first.mark.number,
                own[0].place,
                (first.reason,),
                confidence=first.confidence,
                kind=first.kind,
            )
            path[-1].items.append(item)
            path.append(item)
            rest = own[0].text[first.mark.stop :]
            if rest and len(own) == 1:
                path[-1].paragraphs.append(Paragraph(rest, own[0].place, 1))
                continue
            own = [Line(rest, own[0].place, opens=True), *own[1:]] if rest else own[1:]
        _hand_out(path, paragraphs_of(own), after.depth if after else 1 if len(path) == 1 else 0)
    return unit


def _hand_out(path: list[Item], paragraphs: Sequence[Paragraph], next_depth: int) -> None:
    """The first paragraph is the last item's; more of them are, too, unless what follows stands further out."""
    here = len(path) - 1
    for count, paragraph in enumerate(paragraphs):
        if count == 0 or next_depth >= here or here == 0:
            path[-1].paragraphs.append(paragraph)
        else:
            path[max(next_depth, 0)].after.append(paragraph)


def _begun(lines: Sequence[Line]) -> dict[int, _Begun]:
    marks = {at: mark for at, line in enumerate(lines) if not line.inside and (mark := _mark_on(line))}
    order = list(marks)
    found: dict[int, _Begun] = {}
    stack: list[tuple[str, int]] = []
    for position, at in enumerate(order):
        mark = marks[at]
        said = lines[at].said
        if said is not None:
            found[at] = _as_said(mark, said, stack)
            continue
        if at and not lines[at].opens and at - 1 not in found and _leads_on(lines[at - 1].text):
            continue
        following = marks[order[position + 1]] if position + 1 < len(order) else None
        step = _step(stack, mark, following, apart=at == 0 or lines[at].opens or _ends(lines[at - 1].text))
        if step is None and at == 0:
            form, worth = mark.forms[0]
            step = (1, form, worth, "it begins the unit, and no number stands before it", 0.5)
        if step is None:
            continue
        depth, form, worth, reason, confidence = step
        del stack[depth - 1 :]
        stack.append((form, worth))
        found[at] = _Begun(depth, mark, reason, confidence)
    return found


def _mark_on(line: Line) -> _Mark | None:
    """The label on a line; where a mark says that an item begins, with the number that it gives."""
    if line.said is None:
        return _mark_of(line.text)
    if line.said.kind not in ITEMS:
        return None
    mark = _mark_of(line.text) or _Mark("", "", (("", 0),), 0)
    if not line.said.number:
        return mark
    bare = line.said.number.strip("()[]. ")
    given = _mark_of(f"({bare}) ")
    return evolve(mark, number=bare, forms=mark.forms if mark.label or given is None else given.forms)


def _as_said(mark: _Mark, said: Saying, stack: list[tuple[str, int]]) -> _Begun:
    """An item where the text says so: a paragraph outermost, a point where its number follows, or inside."""
    depth = 1
    if said.kind == "point":
        forms = dict(mark.forms)
        known = [level for level, (form, _) in enumerate(stack, start=1) if form in forms]
        depth = known[-1] if known else min(len(stack) + 1, _DEEPEST)
    del stack[depth - 1 :]
    stack.append(mark.forms[0])
    return _Begun(depth, mark, BY_THE_FILE, 1.0, said.kind)


def _step(
    stack: Sequence[tuple[str, int]], mark: _Mark, following: _Mark | None, *, apart: bool
) -> tuple[int, str, int, str, float] | None:
    """Where a mark fits: depth, form, worth, why, and how sure."""
    forms = mark.forms
    if len(forms) > 1:
        after = following.forms if following else ()
        # "(i)" before "(ii)" is a figure, though "(h)" stands before it.
        if _next(forms[-1]) in after and _next(forms[0]) not in after:
            forms = forms[::-1]
    for form, worth in forms:
        for depth in range(len(stack), 0, -1):
            known, last = stack[depth - 1]
            if known == form and worth in (last + 1, 0 if form != "-" else last):
                return depth, form, worth, "its number follows", 0.95
        if (
            worth <= 1
            and all(form != known for known, _ in stack)
            and len(stack) < _DEEPEST
            and (apart or form[0] != "-")
        ):
            return len(stack) + 1, form, worth, "its number is the first of its form", 0.85 if apart else 0.6
    for form, worth in forms:
        for depth in range(len(stack), 0, -1):
            known, last = stack[depth - 1]
            if apart and known == form and last < worth <= last + _WIDEST_GAP:
                return depth, form, worth, "numbers are missing before it", 0.6
            if apart and known == form and worth == 1 and form != "-":
                return len(stack) + 1 if depth < len(stack) else depth, form, worth, "it counts anew", 0.5
    return None


def _next(form: tuple[str, int]) -> tuple[str, int]:
    return form[0], form[1] + 1


def _without_lone_ones(lines: Sequence[Line], begun: dict[int, _Begun]) -> dict[int, _Begun]:
    """Without items that are the only ones of their list, unless a paragraph or a colon announces them."""
    lone: list[int] = []
    lists: list[list[int]] = []  # of each depth: where the list began, how many it has, whether lists stand in it

    def close(depth: int) -> None:
        while len(lists) > depth:
            first, count, holds = lists.pop()
            if count == 1 and not holds:
                lone.append(first)

    for at, one in begun.items():
        close(one.depth)
        if len(lists) == one.depth:
            lists[-1][1] += 1
        else:
            if lists:
                lists[-1][2] = 1
            lists.append([at, 1, 0])
    close(0)
    for at in lone:
        if (
            at
            and not begun[at].kind
            and not lines[at].opens
            and not lines[at - 1].text.endswith((":", "：", ":-", ": -"))
        ):
            del begun[at]
    return begun


def _mark_of(text: str) -> _Mark | None:
    opening = text[:2]
    if len(opening) == 2 and opening.isascii() and opening.isalpha() and not _ROMAN.issuperset(opening):
        return None  # a word: nothing else that begins a line is as frequent
    head = text[:60]
    plain = _PLAIN_LABEL.match(head)
    if plain is not None:
        label, opened, number, closed = plain.groups()
        return _numbered(label, number, opened, closed, plain.end())
    found = _LABEL.match(head)
    if found is None:
        dash = _DASH.match(text[:10])
        if dash or text in _DASHES:
            return _Mark(text[0], "", (("-", 0),), dash.end() if dash else 1)
        counted = counted_unit(text)
        if counted and counted[0] in ("paragraph", "point"):
            key = counted[1].readings[0][1]
            stop = len(text) - len(text[counted[1].stop :].lstrip())
            return _Mark(text[: counted[1].stop], counted[1].printed, ((counted[0], key[0][0]),), stop)
        return None
    label, number, opened, closed = found.group("label", "number", "open", "close")
    stop = found.end()
    if number is None:
        worth = ord(label[-1]) - 0x245F
        return _Mark(label, str(worth), (("①", worth),), stop)
    if opened == "" and closed == "" and "." not in number and not text.startswith("\u3000", found.end("close")):
        return None
    return _numbered(label, number, opened, closed.strip(), stop)


@lru_cache(maxsize=1 << 12)  # a treaty has many points (a)
def _numbered(label: str, number: str, opened: str, closed: str, stop: int) -> _Mark | None:
    """A label with a number, if it can be counted, and what stands before and behind that."""
    forms = _forms(number, f"{opened}{{}}{closed}")
    in_characters = number[0] in "一二三四五六七八九十百"
    printed = str(counted_value(number)) if in_characters else unicodedata.normalize("NFKC", number)
    return _Mark(label, printed, forms, stop) if forms else None


def _forms(number: str, around: str) -> tuple[tuple[str, int], ...]:
    if number[0].isdecimal():
        parts = re.findall(r"\d+", number)
        # "2.1" stands under "2.", "2.2" follows it.
        form = around.format("1" * len(parts)) if len(parts) == 1 else "1." + ".".join(parts[:-1])
        return ((form, int(parts[-1])),)
    if number[0] in "一二三四五六七八九十百":
        return ((around.format("一"), counted_value(number)),)
    case = "a" if number[0].islower() else "A"
    found = []
    if len(number) == 1 and letter_value(number):
        found.append((around.format(case), letter_value(number)))
    if roman_value(number):
        figure = (around.format("i" if case == "a" else "I"), roman_value(number))
        found.insert(0 if number in "iI" and not found else len(found), figure)
    if len(found) == 2 and number in "iIvVxX" and found[0][1] > 1:
        # Alone, "(i)" is rather a figure than the ninth letter; behind "(h)" the letter follows.
        return tuple(found)
    return tuple(found)


def _leads_on(text: str) -> bool:
    words = text[-40:].split()
    return bool(words) and not _ends(text) and folded(words[-1].strip("'’\"")) in leading_words()


def _ends(text: str) -> bool:
    return text[-1:] in ".;:,!?。；：、，)]»”\"' " or text.endswith(
        ("and", "or", "et", "ou", "y", "o", "und", "oder", "и", "или")
    )
