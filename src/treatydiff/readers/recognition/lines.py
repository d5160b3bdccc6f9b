"""Lines of plain text: what stands on them, what parts them, and what is none of the treaty's.

Page numbers, running heads, rules and notes at the foot of a page are told apart from text by what stands around
them (page breaks, blank lines), by recurring, and by counting on; a word that was parted at a line's end is put
together again, by what else the document writes. All of it is listed, nothing goes unsaid (own rules).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import define, evolve, frozen

from treatydiff.readers.places import Place
from treatydiff.readers.recognition.languages import folded, unit_names
from treatydiff.readers.recognition.overruling import ASIDE, BY_THE_FILE, Saying, saying_at

_BREAK = re.compile(r"\r\n|[\r\n\v\f]")
_SPACES = re.compile(r"[ \t]{2,}|\t")
_NUMBERED_PAGE = re.compile(
    r"(?P<before>[-–—－\[(|~•]\s*|(?:page|seite|página|pagina|p\.|s\.|стр\.?|с\.)\s*)?(?P<number>\d{1,4}|[ivxl]{1,7})"
    r"(?P<after>\s*(?:/|of|de|von|sur|из)\s*\d{1,4}|\s*[-–—－\])|~•])?",
    re.IGNORECASE,
)
_GAP = re.compile(r"^\d{1,4}(?: {4}|\t)|(?: {4}|\t)\d{1,4}$")
"""White space between a running head and the page's number in the other corner."""
_NUMBERED_HEAD = re.compile(r"(?P<first>\d{1,4})(?!\d)\D*|\D*?(?P<last>\d{1,4})")
_RULE = re.compile(r"[-_=*~·•—–.\s]{3,}")
_NOTE = re.compile(r"[¹²³⁰⁴-⁹†‡]|\[\d{1,3}\]\s|\*{1,3}\s\S")
_PARTED = re.compile(r"(?P<left>[^\W\d_]{2,})[-‐\u00ad]$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ENDED = re.compile(r"[.;:!?。；：！？．؟]['\"'”’»)\]」』]*$")
_LONGEST_RUNNING_HEAD = 120
_LONGEST_PARTED = 120
_WIDEST_STEP = 4
"""So many pages, at most, lie between two running heads with the same words: left and right pages differ."""
_PREFIXES = frozenset("re non co anti pre sub inter self semi multi ex bi tri vice sous demi inter".split())


@define  # nobody changes one, but they are made by the thousand, and frozen ones take twice as long or longer
class Line:
    """One line that holds words.

    Attributes:
        text: its words, runs of spaces one space.
        place: where its first character stands.
        opens: whether it stands after a blank line, or first of all.
        after_page: whether the end of a page stands before it, so that a blank line there may say nothing.
        inside: whether it begins inside a word or sentence that the line before began, so that it opens nothing.
        set_off: whether the document sets it as a heading: by a style for headings, in the middle, in bold.
        said: what a mark in the text says of it, which counts for more than anything else; it stands in `text`
            no more.
    """

    text: str
    place: Place
    opens: bool
    after_page: bool = False
    inside: bool = False
    set_off: bool = False
    said: Saying | None = None

    @property
    def words_only(self) -> bool:
        """Whether the text says that it is nothing but words."""
        return self.said is not None and self.said.kind == "words"

    @property
    def ended(self) -> bool:
        """Whether a sentence or a part of one ends with the line."""
        return bool(_ENDED.search(self.text[-12:]))


@frozen
class Aside:
    """Something of the text that is no provision's.

    Attributes:
        what: what it is: "a page number", "a running head", "a rule", "a note", "a parted word", "a mark" of
            overruling, "what a mark sets aside".
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
    """A line as written: with the blank lines before it, whether a page begins with it, and whether it holds a gap.

    A gap is white space wide enough to part a running head from the page's number.
    """

    text: str
    place: Place
    blanks: int
    page: bool
    gap: bool


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
    blanks, left = 0, 0
    said: Saying | None = None
    for at, one in enumerate(written):
        blanks += one.blanks
        if at in asides:
            left += 1
            continue
        found, stop = saying_at(one.text, one.place), 0
        if found and (found[1] < len(one.text) or _speaks_of_the_next(written, at, asides)):
            said, stop = found
        if stop == len(one.text):
            continue
        # What was left aside stood between blank lines of its own.
        opens = not kept or (blanks > 2 if left else blanks > 0)
        place = one.place[0], one.place[1] + stop
        kept.append(Line(one.text[stop:], place, opens, after_page=bool(left) and not opens, said=said))
        blanks, left, said = 0, 0, None
    lines, parted = _put_together(kept)
    return lines, tuple(sorted((*asides.values(), *parted), key=lambda aside: aside.place))


def _speaks_of_the_next(written: Sequence[_Written], at: int, asides: dict[int, Aside]) -> bool:
    """Whether a line with words follows a mark that stands alone, without a mark of its own."""
    following = next((one for one in range(at + 1, len(written)) if one not in asides), None)
    return following is not None and saying_at(written[following].text, written[following].place) is None


def said_aside(said: Saying) -> Aside:
    """A mark of overruling, which is left aside itself."""
    return Aside("a mark", said.text, said.place, 1.0, (BY_THE_FILE,))


def set_aside(text: str, place: Place) -> Aside:
    """What a mark sets aside."""
    return Aside("what a mark sets aside", text, place, 1.0, (BY_THE_FILE,))


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
            place = number, column + indent + 1
            yield _Written(_SPACES.sub(" ", words), place, blanks, page, bool(_GAP.search(words)))
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
    found = _set_aside(written)
    by_page = _numbered_heads(written, found)
    numbers = {at: match for at, one in enumerate(written) if at not in found and (match := _page_number(one.text))}
    counted = _counting_on(written, numbers)
    for at, match in numbers.items():
        reasons = []
        at_page = written[at].page or (at + 1 < len(written) and written[at + 1].page)
        if at_page:
            reasons.append("it stands at a page break")
        if match["before"] or match["after"]:
            reasons.append("it is set as page numbers are")
        if at in counted or _between(at, match["number"], by_page):
            reasons.append("it counts on with others")
        alone = written[at].blanks > 0 or written[at].page or at_page
        bare = not (match["before"] or match["after"])
        if (
            (at_page and (not bare or at in counted or alone))
            or (alone and len(reasons) > 1)
            or (alone and not bare)
            or (alone and _between(at, match["number"], by_page))
        ):
            found[at] = _aside("a page number", written[at], 60 + 13 * len(reasons), reasons)
    pages = sum(one.what == "a page number" for one in found.values())
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
            and ((times * 3 > pages and times > 1) or (one.page and len(reasons) > 2))
        ):
            found[at] = _aside("a running head", one, 50 + 12 * len(reasons), reasons)
    for at, one in enumerate(written):
        if at not in found and _RULE.fullmatch(one.text[:200]) and len(one.text) < 200:
            found[at] = _aside("a rule", one, 90, ["it holds no letter"])
    return {**found, **_notes(written, found)}


def _numbered_heads(written: Sequence[_Written], found: dict[int, Aside]) -> dict[int, int]:
    """Find running heads with the page's number in one line, and put them among what was found.

    They stand apart from the text, their words recur and their numbers count on; twice is enough where white space
    parts the number from the words, as in a corner of a page. The page numbers, each with its line.
    """
    by_words: dict[str, list[tuple[int, int]]] = {}
    for at, one in enumerate(written):
        if at in found or len(one.text) > _LONGEST_RUNNING_HEAD:
            continue
        number = _NUMBERED_HEAD.fullmatch(one.text)
        bare = _unnumbered(one.text)
        apart = at in (0, len(written) - 1) or one.page or (one.blanks > 0 and _is_apart(written, at))
        if number and bare != one.text and apart and not _names_a_unit(bare):
            by_words.setdefault(bare, []).append((int(number["first"] or number["last"]), at))
    by_page: dict[int, int] = {}
    for heads in by_words.values():
        fewest = 2 if all(written[at].gap for _, at in heads) else 3
        if len(heads) >= fewest and all(0 < two - one <= _WIDEST_STEP for (one, _), (two, _) in pairwise(heads)):
            by_page.update(heads)
            reasons = ["the page's number stands beside it", f"it recurs {len(heads)} times, counting on"]
            found.update((at, _aside("a running head", written[at], 74, reasons)) for _, at in heads)
    return by_page


def _is_apart(written: Sequence[_Written], at: int) -> bool:
    return at + 1 == len(written) or written[at + 1].blanks > 0 or written[at + 1].page


def _names_a_unit(text: str) -> bool:
    """Whether words begin or end with the name of a unit, whose number the one beside them may be."""
    words = folded(text).split()
    return any(word.strip(".,:()§") in unit_names() for word in (words[0], words[-1]))


def _between(at: int, number: str, by_page: dict[int, int]) -> bool:
    """Whether a bare number is that of a page between others whose running heads say their numbers."""
    if not number.isdecimal():
        return False
    before, after = by_page.get(int(number) - 1), by_page.get(int(number) + 1)
    return before is not None and before < at and (after is None or at < after)


def _set_aside(written: Sequence[_Written]) -> dict[int, Aside]:
    """Lines that a mark sets aside, with the mark; where it stands alone, the next."""
    found: dict[int, Aside] = {}
    for at, one in enumerate(written):
        said = saying_at(one.text, one.place)
        if said and said[0].kind == ASIDE:
            found[at] = set_aside(one.text, one.place)
            if said[1] == len(one.text) and at + 1 < len(written):
                found[at + 1] = set_aside(written[at + 1].text, written[at + 1].place)
    return found


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
            and lines[at + 1].said is None
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
