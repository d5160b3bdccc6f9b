"""Lines of plain text: what stands on them, what parts them, and what is none of the treaty's.

Page numbers, running heads, rules and notes at the foot of a page are told apart from text by what stands around
them (page breaks, blank lines), by recurring, and by counting on; a word that was parted at a line's end is put
together again, by what else the document writes. All of it is listed, nothing goes unsaid (own rules).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from treatydiff.readers.places import Place

_BREAK = re.compile(r"\r\n|[\r\n\v\f]")
_SPACES = re.compile(r"[ \t]+")
_NUMBERED_PAGE = re.compile(
    r"(?P<before>[-–—\[(|~•]\s*|(?:page|seite|página|pagina|p\.|s\.|стр\.?|с\.)\s*)?(?P<number>\d{1,4}|[ivxl]{1,7})"
    r"(?P<after>\s*(?:/|of|de|von|sur|из)\s*\d{1,4}|\s*[-–—\])|~•])?",
    re.IGNORECASE,
)
_RULE = re.compile(r"[-_=*~·•—–.\s]{3,}")
_NOTE = re.compile(r"[¹²³⁰⁴-⁹†‡]|\[\d{1,3}\]\s|\*{1,3}\s\S")
_PARTED = re.compile(r"(?P<left>[^\W\d_]{2,})[-‐\u00ad]$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ENDED = re.compile(r"[.;:!?。；：！？．؟]['\"'”’»)\]」』]*$")
_LONGEST_RUNNING_HEAD = 120
_LONGEST_PARTED = 120
_PREFIXES = frozenset("re non co anti pre sub inter self semi multi ex bi tri vice sous demi inter".split())


@frozen
class Line:
    """One line that holds words.

    Attributes:
        text: its words, runs of spaces one space.
        place: where its first character stands.
        opens: whether it stands after a blank line, or first of all.
        after_page: whether the end of a page stands before it, so that a blank line there may say nothing.
        inside: whether it begins inside a word or sentence that the line before began, so that it opens nothing.
        set_off: whether the document sets it as a heading: by a style for headings, in the middle, in bold.
    """

    text: str
    place: Place
    opens: bool
    after_page: bool = False
    inside: bool = False
    set_off: bool = False

    @property
    def ended(self) -> bool:
        """Whether a sentence or a part of one ends with the line."""
        return bool(_ENDED.search(self.text[-12:]))


@frozen
class Aside:
    """Something of the text that is no provision's.

    Attributes:
        what: what it is: "a page number", "a running head", "a rule", "a note", "a parted word".
        text: it, as it stands there.
        place: where.
        confidence: how sure that is, 0 to 1.
        reasons: why.
    """

    what: str
    text: str
    place: Place
    confidence: float
    reasons: tuple[str, ...]


@frozen
class _Written:
    """A line as written: with the blank lines before it, and whether a page begins with it."""

    text: str
    place: Place
    blanks: int
    page: bool


def lines_of(text: str) -> tuple[tuple[Line, ...], tuple[Aside, ...]]:
    r"""The lines of a text that hold its words, and what stands between them.

    Example:
        >>> lines, asides = lines_of("One must estab-\nlish\n\n- 3 -\n\fTHE PACT\n\npeace. ")
        >>> [line.text for line in lines], [(aside.what, aside.text) for aside in asides][1:]
        (['One must establish', 'peace.'], [('a page number', '- 3 -'), ('a running head', 'THE PACT')])
    """
    written = tuple(_written(text))
    asides = _asides(written)
    kept: list[Line] = []
    blanks, pages, left = 0, False, 0
    for at, one in enumerate(written):
        blanks += one.blanks
        pages = pages or one.page
        if at in asides:
            left += 1
            continue
        # What was left aside stood between blank lines of its own.
        opens = not kept or (blanks > 2 if left else blanks > 0)
        kept.append(Line(one.text, one.place, opens, after_page=bool(left) and not opens))
        blanks, pages, left = 0, False, 0
    lines, parted = _put_together(kept)
    found = sorted((*asides.values(), *parted), key=lambda aside: aside.place)
    return lines, tuple(found)


def _written(text: str) -> Iterator[_Written]:
    number, column, start, blanks, page = 1, 0, 0, 0, False
    end = len(text)
    while start <= end:
        found = _BREAK.search(text, start)
        stop = found.start() if found else end
        content = text[start:stop]
        words = content.strip(" \t\ufeff\xa0\u3000\u200b\u2028\u2029\x85")
        if words:
            indent = content.index(words[0])
            yield _Written(_SPACES.sub(" ", words), (number, column + indent + 1), blanks, page)
            blanks, page = 0, False
        elif start or stop:
            # A page's end is no blank line of its own.
            blanks += 0 if found and found[0] == "\f" and not content else 1
        if not found:
            return
        if found[0] in "\v\f":
            column += stop + 1 - start
            page = page or found[0] == "\f"
        else:
            number, column = number + 1, 0
        start = found.end()


def _asides(written: Sequence[_Written]) -> dict[int, Aside]:
    found: dict[int, Aside] = {}
    numbers = {at: match for at, one in enumerate(written) if (match := _page_number(one.text))}
    counted = _counting_on(written, numbers)
    for at, match in numbers.items():
        reasons = []
        at_page = written[at].page or (at + 1 < len(written) and written[at + 1].page)
        if at_page:
            reasons.append("it stands at a page break")
        if match["before"] or match["after"]:
            reasons.append("it is set as page numbers are")
        if at in counted:
            reasons.append("it counts on with others")
        alone = written[at].blanks > 0 or written[at].page or at_page
        bare = not (match["before"] or match["after"])
        if (
            (at_page and (not bare or at in counted or alone))
            or (alone and len(reasons) > 1)
            or (alone and not bare)
        ):
            found[at] = _aside("a page number", written[at], 60 + 13 * len(reasons), reasons)
    heads = Counter(_unnumbered(written[at].text) for at in _at_pages(written, found))
    for at in _at_pages(written, found):
        one, after = written[at], written[at + 1] if at + 1 < len(written) else None
        times = heads[_unnumbered(one.text)]
        reasons = ["it stands beside the end of a page"]
        if times > 1:
            reasons.append(f"it recurs there {times} times")
        if one.text.isupper():
            reasons.append("it is in capitals")
        if at - 1 in found and one.page:
            reasons.append("a page number stands before the page's end")
        apart = after is None or after.blanks > 0 or after.page or at + 1 in found
        if (
            len(one.text) <= _LONGEST_RUNNING_HEAD
            and apart
            and ((times * 3 > len(found) and times > 1) or (one.page and len(reasons) > 2))
        ):
            found[at] = _aside("a running head", one, 50 + 12 * len(reasons), reasons)
    for at, one in enumerate(written):
        if at not in found and _RULE.fullmatch(one.text[:200]) and len(one.text) < 200:
            found[at] = _aside("a rule", one, 90, ["it holds no letter"])
    return {**found, **_notes(written, found)}


def _aside(what: str, one: _Written, percent: int, reasons: Sequence[str]) -> Aside:
    return Aside(what, one.text, one.place, min(percent, 99) / 100, tuple(reasons))


def _page_number(text: str) -> re.Match[str] | None:
    return _NUMBERED_PAGE.fullmatch(text) if len(text) <= 20 else None


def _unnumbered(text: str) -> str:
    """A line without the number before or behind it, where it is more than a word and a number, as headings are."""
    bare = text[:_LONGEST_RUNNING_HEAD].strip("0123456789 .-–—|")
    return bare if len(bare.split()) > 1 else text[:_LONGEST_RUNNING_HEAD]


def _counting_on(written: Sequence[_Written], numbers: dict[int, re.Match[str]]) -> frozenset[int]:
    """Bare page numbers that count on by one, with text between them that no such line parts."""
    found: set[int] = set()
    by_number: dict[int, int] = {}
    for at, match in numbers.items():
        if not match["number"].isdecimal():
            continue
        number = int(match["number"])
        before = by_number.get(number - 1)
        by_number[number] = at
        # A page is longer than an article of one or two lines.
        if (
            before is not None
            and at - before > 8
            and not (written[before].blanks == 0 and not written[before].page)
        ):
            found |= {before, at}
    return frozenset(found)


def _at_pages(written: Sequence[_Written], found: dict[int, Aside]) -> Iterator[int]:
    """Lines at the top of a page, or beside a page number."""
    for at, one in enumerate(written):
        if at in found:
            continue
        top = one.page or (at - 1 in found and found[at - 1].what == "a page number")
        if top or (at + 1 in found and found[at + 1].what == "a page number" and one.blanks > 0):
            yield at


def _notes(written: Sequence[_Written], found: dict[int, Aside]) -> dict[int, Aside]:
    """Notes at the foot of a page: lines with a note's mark, up to the page's end."""
    notes: dict[int, Aside] = {}
    for at in sorted(found):
        if found[at].what != "a page number":
            continue
        first = at - 1
        while first > max(at - 12, 0) and first not in found and not _NOTE.match(written[first].text):
            first -= 1
        apart = any(written[one].blanks and not _NOTE.match(written[one].text) for one in range(first + 1, at))
        if first > max(at - 12, 0) and first not in found and not apart and _NOTE.match(written[first].text):
            for one in range(first, at):
                notes[one] = _aside("a note", written[one], 70, ["a note's mark stands at the foot of a page"])
    return notes


def _put_together(lines: Sequence[Line]) -> tuple[tuple[Line, ...], list[Aside]]:
    """Lines with the words that their ends part put together again, by what the document writes elsewhere."""
    pairs: dict[int, tuple[str, str]] = {}
    for at, line in enumerate(lines[:-1]):
        before = _PARTED.search(line.text, max(0, len(line.text) - 40))
        after = _FIRST_WORD.match(lines[at + 1].text[:60])
        if (
            before
            and before.end() == len(line.text)
            and after
            and not lines[at + 1].opens
            and after[0][0].islower()
        ):
            pairs[at] = (before["left"], after[0])
    if not pairs:
        return tuple(lines), []
    known = _known(lines, pairs)
    done: list[Line] = []
    asides: list[Aside] = []
    for at, line in enumerate(lines):
        if at - 1 in pairs and done:
            rest = line.text[len(pairs[at - 1][1]) :]
            ends = re.match(r"\S*", rest[:_LONGEST_PARTED])
            tail = ends[0] if ends else ""
            left, right = pairs[at - 1]
            hyphen = _keeps_hyphen(left, right, known)
            done[-1] = evolve(done[-1], text=(done[-1].text if hyphen else done[-1].text[:-1]) + right + tail)
            if not hyphen:
                why = (
                    "the document writes it in one word"
                    if (left + right).casefold() in known
                    else "its parts are no words"
                )
                asides.append(Aside("a parted word", f"{left}-/{right}", line.place, 0.9, (why,)))
            remaining = rest[len(tail) :].lstrip(" ")
            if remaining:
                done.append(
                    Line(
                        remaining,
                        (line.place[0], line.place[1] + len(line.text) - len(remaining)),
                        opens=False,
                        inside=True,
                    )
                )
            elif at in pairs:
                # The whole line was one part of a word that goes on: nothing is left to put together with.
                pairs.pop(at)
            continue
        done.append(line)
    return tuple(done), asides


def _known(lines: Sequence[Line], pairs: dict[int, tuple[str, str]]) -> Counter[str]:
    """How often the document writes what matters to put the parted words together."""
    asked = {
        form.casefold() for left, right in pairs.values() for form in (left, right, left + right, f"{left}-{right}")
    }
    found: Counter[str] = Counter()
    for at, line in enumerate(lines):
        words = _WORDS.findall(line.text.casefold())
        # The parts themselves are no evidence.
        words = words[1:] if at - 1 in pairs else words
        words = words[:-1] if at in pairs else words
        found.update(word for word in words if word in asked)
    return found


def _keeps_hyphen(left: str, right: str, known: Counter[str]) -> bool:
    left, right = left.casefold(), right.casefold()
    if known[left + right]:
        return known[f"{left}-{right}"] > known[left + right]
    return bool(known[f"{left}-{right}"] or ((known[left] or left in _PREFIXES) and known[right]))
