"""Structure recogniser: from the characters of a plain treaty text to its provisions, with reasons.

recognition.languages    what languages call units and how they write numbers: one table
recognition.numerals     numbers at a place of a line
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
from collections.abc import Callable, Sequence

from attrs import evolve, frozen

from treatydiff.model.kinds import KINDS, Role
from treatydiff.model.passages import Passage
from treatydiff.model.provisions import Provision
from treatydiff.readers.places import Place
from treatydiff.readers.recognition.candidates import Candidate, Reading, bare_candidates, candidates_of
from treatydiff.readers.recognition.clauses import language_of
from treatydiff.readers.recognition.decisions import Decision
from treatydiff.readers.recognition.lines import Aside, Line, lines_of
from treatydiff.readers.recognition.sequence import Chosen, best_reading
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


def recognise(text: str) -> Recognition:
    r"""Recognise the structure of a plain treaty text.

    Args:
        text: the text, with at least one character that is no white space.

    Example:
        >>> found = recognise("Article 1\n\nUnder\nArticle 2 of the Charter they agree.\n\nArticle 2\n\nIt lasts.")
        >>> [str(provision.number) for provision in found.provisions]
        ['1', '2']
        >>> [(one.level, one.number, one.line) for one in found.decisions]
        [('article', '1', 1), ('words', '2', 4), ('article', '2', 6)]
    """
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
    return _recognised(tuple(lines), (), language or language_of("\n".join(line.text for line in lines[:_SAMPLED])))


def inside(lines: Sequence[Line], *, language: str) -> tuple[tuple[Passage, ...], tuple[Provision, ...]]:
    """What an article or another known provision holds: its clauses, or the provisions inside it.

    Args:
        lines: its lines.
        language: BCP 47's first subtag.
    """
    return arranged(lines, lines[0].place if lines else (1, 1), Growth(language))


def _recognised(lines: tuple[Line, ...], asides: tuple[Aside, ...], language: str) -> Recognition:
    growth = Growth(language)
    fates = headings_of(lines)
    provisions = provisions_of(lines, [fate for fate in fates if fate.taken], growth) if lines else ()
    decisions = [*(_decided(fate, lines) for fate in fates), *growth.decisions, *map(_left_aside, asides)]
    decisions.sort(key=lambda one: (one.line, one.column))
    doubts = [*growth.doubts, *_doubts(fates, lines)]
    return Recognition(provisions, language, tuple(decisions), tuple(doubts), asides, growth.place)


def headings_of(lines: Sequence[Line]) -> tuple[Chosen, ...]:
    """The fate of each line that may be a heading, in order."""
    named = candidates_of(lines)
    chosen = _chosen(lines, named)
    taken = [fate.reading for fate in chosen if fate.taken]
    if any(KINDS[reading.kind].role is Role.OPERATIVE for reading in taken):
        groups = bare_candidates(lines, articles=False)
        return _chosen(lines, _merged(named, groups)) if groups else chosen
    grouped = frozenset(fate.line for fate in chosen if fate.taken and fate.reading.grouping)
    bare = _chosen(lines, _merged(named, bare_candidates(lines, articles=True, grouped=grouped)))
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
    articles = [fate.line for fate in chosen if fate.taken and not fate.reading.grouping]
    told = [line for line in articles if not lines[line].after_page and line - 1 not in headings]
    breaks = sum(not lines[line].opens for line in told)
    strict = len(told) >= _MANY and breaks * 100 <= max(len(told) * (100 - _THROUGHOUT), 100)
    weighed = [_by_custom(lines, candidate, custom) for candidate in candidates]
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
    percent = min(99, max(50, 55 + 2 * fate.margin))
    return Decision(
        line,
        column,
        level,
        fate.reading.printed,
        fate.reading.label,
        percent / 100,
        (*fate.reading.reasons, *fate.reasons),
    )


def _left_aside(aside: Aside) -> Decision:
    return Decision(*aside.place, aside.what, "", aside.text, aside.confidence, aside.reasons)


def _doubts(fates: Sequence[Chosen], lines: Sequence[Line]) -> list[tuple[str, Place]]:
    """What has the form and the place of a heading, and a number that does not fit; and headings hardly sure."""
    found = []
    for fate in fates:
        place = lines[fate.line].place
        if not fate.taken and fate.reading.worth >= 6:
            found.append(
                (f"{fate.reading.label!r} does not follow the number before it, and was read as words", place)
            )
        elif fate.taken and fate.margin < 4:
            found.append((f"{fate.reading.label!r} is doubtful: it was read as {_a(fate.reading.kind)}", place))
    return found


def _a(kind: str) -> str:
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"
