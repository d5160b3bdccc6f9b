"""Structure recogniser: from the characters of a plain treaty text to its provisions, with reasons.

recognition.languages    what languages call units and how they write numbers: one table
recognition.numerals     numbers at a place of a line
recognition.overruling   what the text itself says in marks such as {article 5}
recognition.lines        lines, page noise, parted words
recognition.candidates   lines that may be headings, and what speaks for each
recognition.sequence     the choice among them: the reading of the whole document that fits best
recognition.titles       titles beside, under and behind headings
recognition.paragraphs   paragraphs, points and sub-points inside an article
recognition.clauses      clauses of running text
recognition.tree         provisions of all that
recognition.decisions    what was decided and why
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import attrgetter

from attrs import evolve, frozen

from treatydiff.model.kinds import KINDS, Role
from treatydiff.model.passages import Passage
from treatydiff.model.provisions import Provision
from treatydiff.readers.density import check_text
from treatydiff.readers.places import Place
from treatydiff.readers.recognition.candidates import (
    Candidate,
    Reading,
    bare_candidates,
    candidates_of,
    shared,
)
from treatydiff.readers.recognition.clauses import language_of
from treatydiff.readers.recognition.decisions import Decision
from treatydiff.readers.recognition.lines import Aside, Line, lines_of, said_aside, set_aside
from treatydiff.readers.recognition.overruling import ASIDE, BY_THE_FILE, about_unknown, saying_at, unknown_mark
from treatydiff.readers.recognition.sequence import Chosen, best_reading, is_hopeless
from treatydiff.readers.recognition.tree import Growth, arranged, provisions_of

__all__ = ["Decision", "Line", "Recognition", "inside", "recognise", "recognise_lines"]

_OF_CUSTOM = 80
"""Of a hundred headings, so many set alike make it the document's custom."""
_LIKE, _UNLIKE = 3, -6
_FEWEST = 4
_THROUGHOUT, _MANY, _BREAKS = 97, 10, -20
"""If of a hundred articles so many stand behind a blank line, or all but one of at least so many, that is the
rule of the document; and what breaking it costs."""
_SAMPLED = 2000
_SHOWN = 80
"""Characters of a line of words that a decision quotes."""
_SNIPPET = 2
"""A text of so many lines is taken for what it looks like: nothing else can tell."""


@frozen
class Recognition:
    """What a text was recognised as.

    Attributes:
        provisions: its provisions.
        language: BCP 47's first subtag, or "und".
        decisions: what was decided, by place.
        doubts: what was doubtful, with places.
        asides: what is no provision's, by place.
        place: where a provision begins.
    """

    provisions: tuple[Provision, ...]
    language: str
    decisions: tuple[Decision, ...]
    doubts: tuple[tuple[str, Place], ...]
    asides: tuple[Aside, ...]
    place: Callable[[Provision], Place | None]


def recognise(text: str, *, name: str = "") -> Recognition:
    r"""Recognise the structure of a plain treaty text.

    Args:
        text: the text, with at least one character that is no white space.
        name: what errors call it.

    Raises:
        InputError: more lines, labels or paragraphs than there is room for.

    Example:
        >>> found = recognise("Article 1\n\nUnder\nArticle 2 of the Charter they agree.\n\nArticle 2\n\nIt lasts.")
        >>> [str(provision.number) for provision in found.provisions]
        ['1', '2']
        >>> [(one.level, one.number, one.line) for one in found.decisions]
        [('article', '1', 1), ('words', '2', 4), ('article', '2', 6)]
    """
    check_text(text, name=name)
    lines, asides = lines_of(text)
    return _recognised(lines, asides, language_of(text))


def recognise_lines(lines: Sequence[Line], *, language: str = "") -> Recognition:
    """Recognise the structure of lines that a reader of another format has made, with what it knows of them.

    Args:
        lines: the lines; `Line.opens` for what begins a paragraph, `Line.set_off` for what looks like a heading.
        language: BCP 47's first subtag, where the file gives it.

    Example:
        >>> lines = (Line("Статья 1", (1, 1), True, set_off=True), Line("Стороны обязуются.", (2, 1), True))
        >>> found = recognise_lines(lines)
        >>> found.language, found.provisions[0].kind, found.provisions[0].clauses[0].text
        ('ru', 'article', 'Стороны обязуются.')
    """
    kept, asides = _without_asides(lines)
    return _recognised(kept, asides, language or language_of("\n".join(line.text for line in lines[:_SAMPLED])))


def inside(
    lines: Sequence[Line], *, language: str
) -> tuple[tuple[Passage, ...], tuple[Provision, ...], tuple[Decision, ...]]:
    """What an article or another known provision holds: its clauses, or the provisions inside it; and why.

    Args:
        lines: its lines.
        language: BCP 47's first subtag.
    """
    growth = Growth(language)
    kept, asides = _without_asides(lines)
    clauses, children = arranged(kept, lines[0].place if lines else (1, 1), growth)
    return clauses, children, _in_order(map(_left_aside, (*asides, *_marks(kept))), growth.decisions)


def _in_order(aside: Iterable[Decision], others: Iterable[Decision]) -> tuple[Decision, ...]:
    """By place; what is left aside first, since where a file tells places roughly, a mark has that of its words."""
    return tuple(sorted([*aside, *others], key=attrgetter("line", "column")))


def _marks(lines: Sequence[Line]) -> Iterator[Aside]:
    """The marks of overruling, which are left aside."""
    return (said_aside(line.said) for line in lines if line.said is not None)


def _without_asides(lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[Aside, ...]]:
    """Lines without those that marks set aside, around which a sentence may go on."""
    kept: list[Line] = []
    asides = []
    left = False
    for line in lines:
        if line.said is not None and line.said.kind == ASIDE:
            asides.append(set_aside(f"{line.said.text} {line.text}", line.said.place))
            left = True
            continue
        goes_on = left and bool(kept) and not kept[-1].ended and line.text[:1].islower()
        kept.append(evolve(line, opens=False, after_page=True) if goes_on else line)
        left = False
    return tuple(kept), tuple(asides)


def _recognised(lines: tuple[Line, ...], asides: tuple[Aside, ...], language: str) -> Recognition:
    growth = Growth(language)
    fates = headings_of(lines)
    decided = [_decided(fate, lines) for fate in fates]
    doubted = _doubts(fates, lines)
    taken = [fate for fate in fates if fate.taken]
    # What was not taken holds more memory than the rest of the document.
    del fates
    provisions = provisions_of(lines, taken, growth) if lines else ()
    asides = tuple(sorted((*asides, *_marks(lines)), key=lambda aside: aside.place))
    decisions = [*decided, *growth.decisions]
    decisions += [
        Decision(*line.place, "words", "", line.text[:_SHOWN], 1.0, (BY_THE_FILE,))
        for line in lines
        if line.words_only
    ]
    doubts = [*growth.doubts, *doubted, *_about_marks(lines, decisions)]
    ordered = _in_order(map(_left_aside, asides), decisions)
    return Recognition(provisions, language, ordered, tuple(doubts), asides, growth.place)


def _about_marks(lines: Sequence[Line], decisions: Sequence[Decision]) -> Iterator[tuple[str, Place]]:
    """What stands where a mark would and is none; and marks that say what cannot be where they stand."""
    told = {(one.line, one.column) for one in decisions if BY_THE_FILE in one.reasons}
    for line in lines:
        if line.said is None and (mark := unknown_mark(line.text)):
            yield about_unknown(mark), line.place
        elif line.said is not None and line.place not in told:
            yield f"{line.said.text!r} overrules nothing: no such thing can stand here", line.said.place
        elif line.said is None and saying_at(line.text, line.place):
            yield f"{line.text!r} overrules nothing, since no words follow, and was read as words", line.place


def headings_of(lines: Sequence[Line]) -> tuple[Chosen, ...]:
    """The fate of each line that may be a heading, in order."""
    named = candidates_of(lines)
    chosen = _chosen(lines, named)
    taken = [fate.reading for fate in chosen if fate.taken and not fate.reading.said]
    if any(KINDS[reading.kind].role is Role.OPERATIVE for reading in taken):
        groups = bare_candidates(lines, articles=False)
        return _chosen(lines, _merged(named, groups)) if groups else chosen
    grouped = frozenset(fate.line for fate in chosen if fate.taken and fate.reading.grouping)
    numbers = bare_candidates(lines, articles=True, grouped=grouped)
    if not numbers:
        return chosen
    bare = _chosen(lines, _merged(named, numbers))
    articles = [fate for fate in bare if fate.taken and fate.reading.kind == "article"]
    # One number on a line of its own is a page's as likely as an article's.
    several = len(articles) > 1 and articles[0].reading.printed in ("1", "I", "A")
    # In a line or two, a figure with a full stop is a paragraph's rather.
    alone = (
        len(lines) <= _SNIPPET
        and articles
        and not (articles[0].reading.label == lines[0].text and lines[0].text.endswith("."))
    )
    return bare if several or alone else chosen


def _merged(named: Sequence[Candidate], bare: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Candidates in order, of a line the named one."""
    return tuple(sorted({one.line: one for one in (*bare, *named)}.values(), key=lambda one: one.line))


def _chosen(lines: Sequence[Line], candidates: Sequence[Candidate]) -> tuple[Chosen, ...]:
    """The best reading; then once more, now that the document's custom is known."""
    chosen = best_reading(candidates)
    custom = _custom(lines, chosen)
    if not custom:
        return chosen
    headings = frozenset(fate.line for fate in chosen if fate.taken)
    articles = [fate.line for fate in chosen if fate.taken and not fate.reading.grouping and not fate.reading.said]
    told = [line for line in articles if not lines[line].after_page and line - 1 not in headings]
    breaks = sum(not lines[line].opens for line in told)
    strict = len(told) >= _MANY and breaks * 100 <= max(len(told) * (100 - _THROUGHOUT), 100)
    # Of a text that is all headings, both readings at once would take twice the memory.
    del chosen
    weighed = [
        candidate if is_hopeless(candidate) else _by_custom(lines, candidate, custom) for candidate in candidates
    ]
    return best_reading([_by_rule(lines, candidate, headings) for candidate in weighed] if strict else weighed)


def _by_rule(lines: Sequence[Line], candidate: Candidate, headings: frozenset[int]) -> Candidate:
    """A candidate in a document that parts all its headings from what stands before them."""
    line = lines[candidate.line]
    if line.opens or line.after_page or candidate.line - 1 in headings:
        return candidate
    why = "no blank line stands before it, as before the others"
    readings = [evolve(one, worth=one.worth + _BREAKS, reasons=(*one.reasons, why)) for one in candidate.readings]
    return evolve(candidate, readings=tuple(readings))


def _features(lines: Sequence[Line], line: int, word: str) -> tuple[str, ...]:
    """How a heading is set: its name's letters, and what stands before it."""
    form = "capitals" if word.isupper() else "small"
    after = "?" if lines[line].after_page else ""
    return (
        f"{word.rstrip('.').casefold()} in {form} letters",
        after or ("a blank line before" if lines[line].opens else "no blank line before"),
    )


def _custom(lines: Sequence[Line], chosen: Sequence[Chosen]) -> dict[str, frozenset[str]]:
    """How a document sets the headings of a kind: what four of five of them share."""
    found: dict[str, list[Counter[str]]] = {}
    for fate in chosen:
        if fate.taken and fate.reading.worth > 0 and fate.reading.named and fate.reading.label:
            counts = found.setdefault(fate.reading.kind, [Counter(), Counter()])
            for count, feature in zip(
                counts, _features(lines, fate.line, fate.reading.label.split()[0]), strict=True
            ):
                if feature != "?":
                    count[feature] += 1
    shared = {}
    for kind, counts in found.items():
        most = [count.most_common(1)[0] for count in counts if count.total() >= _FEWEST]
        totals = [count.total() for count in counts if count.total() >= _FEWEST]
        shared[kind] = frozenset(
            feature
            for (feature, times), total in zip(most, totals, strict=True)
            if times * 100 >= total * _OF_CUSTOM
        )
    return {kind: features for kind, features in shared.items() if features}


def _by_custom(lines: Sequence[Line], candidate: Candidate, custom: dict[str, frozenset[str]]) -> Candidate:
    readings = [_set_like_others(lines, candidate.line, one, custom.get(one.kind)) for one in candidate.readings]
    return evolve(candidate, readings=tuple(readings))


def _set_like_others(lines: Sequence[Line], line: int, reading: Reading, shared: frozenset[str] | None) -> Reading:
    if not (shared and reading.named and reading.label):
        return reading
    own = _features(lines, line, reading.label.split()[0])
    alike = sum(feature in shared for feature in own)
    unlike = len(shared) - alike - (own[1] == "?" and any("blank" in feature for feature in shared))
    worth = reading.worth + (_LIKE * alike if reading.worth > 0 else 0) + _UNLIKE * unlike
    why = "it is set as the others of its kind" if not unlike else "it is not set as the others of its kind"
    return evolve(reading, worth=worth, reasons=(*reading.reasons, why))


def _decided(fate: Chosen, lines: Sequence[Line]) -> Decision:
    line, column = lines[fate.line].place
    level = fate.reading.kind if fate.taken else "words"
    if fate.reading.said:
        return Decision(line, column, level, fate.reading.printed, _words_of(fate.reading), 1.0, (BY_THE_FILE,))
    percent = min(99, max(50, 55 + 2 * fate.margin))
    if _has_form_and_place(fate):
        percent = min(percent, 60)
    return Decision(
        line,
        column,
        level,
        fate.reading.printed,
        _words_of(fate.reading),
        percent / 100,
        shared((*fate.reading.reasons, *fate.reasons)),
    )


def _words_of(reading: Reading) -> str:
    """What a decision quotes of a heading: its label, or where it has none, its first words."""
    return reading.label or reading.rest[:_SHOWN]


def _has_form_and_place(fate: Chosen) -> bool:
    """Whether a line was read as words though all but its number says that it is a heading."""
    return not fate.taken and fate.reading.worth >= 6


def _left_aside(aside: Aside) -> Decision:
    return Decision(*aside.place, aside.what, "", aside.text, aside.confidence, aside.reasons)


def _doubts(fates: Sequence[Chosen], lines: Sequence[Line]) -> list[tuple[str, Place]]:
    """What has the form and the place of a heading, and a number that does not fit; and headings hardly sure."""
    found = []
    for fate in fates:
        place = lines[fate.line].place
        if fate.reading.said:
            continue
        if _has_form_and_place(fate):
            found.append(
                (f"{fate.reading.label!r} does not follow the number before it, and was read as words", place)
            )
        elif fate.taken and fate.margin < 4:
            found.append(
                (f"{_words_of(fate.reading)!r} is doubtful: it was read as {_a(fate.reading.kind)}", place)
            )
    return found


def _a(kind: str) -> str:
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"
