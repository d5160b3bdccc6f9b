"""The reading of a whole document that fits best: which candidates are headings, judged by all their numbers.

A hypothesis is a choice among the candidates so far; its score is the sum of what each chosen one is worth and
of how well its number follows the last one of its kind, counting anew inside what holds it. Hypotheses that agree
on the last number of every kind can only go on alike, so that the best of them stands for all (dynamic
programming, after Viterbi 1967); of the rest the best few are kept (beam search). Scores are integers, and the
work is in proportion to the number of candidates. The weights are our own, set on flattened trade agreements.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from treatydiff.readers.recognition.candidates import Candidate, Reading
from treatydiff.readers.recognition.languages import LEVELS
from treatydiff.readers.recognition.numerals import Key

_BEAM = 16
_FOLLOWS, _ANEW, _FIRST, _INSERTED = 10, 9, 6, 8
_SAME, _BACK, _AGAIN = -8, -15, -9
_OTHER_STYLE = -9
_DEEPEST_GAP = -8
_AROUND_AN_ANNEX = -12
_HOPELESS = -40
_OUTSIDE = frozenset({"annex", "protocol"})
"""What stands behind the articles of a treaty, and numbers its own anew."""


@frozen
class Chosen:
    """A candidate's fate.

    Attributes:
        line: its line.
        reading: what it says.
        taken: whether it is a heading.
        margin: how much better the chosen reading of the document is than the one that differs here only.
        reasons: what its number says.
    """

    line: int
    reading: Reading
    taken: bool
    margin: int
    reasons: tuple[str, ...]


@frozen
class _Last:
    """The last number of a kind.

    Attributes:
        style: how it is written.
        key: what it is worth.
        fresh: whether something that holds such units opened since, so that they may count from 1.
        outside: whether an annex or protocol did.
    """

    style: str
    key: Key
    fresh: bool = False
    outside: bool = False


_State = tuple[tuple[str, _Last], ...]


@frozen
class _Step:
    """A chosen candidate in a hypothesis, and the one before it."""

    candidate: int
    reading: int
    before: _Step | None


@frozen
class _Hypothesis:
    score: int
    state: _State
    last: _Step | None


def is_hopeless(candidate: Candidate) -> bool:
    """Whether so much speaks against a candidate that no number could make up for it."""
    return all(reading.worth <= _HOPELESS for reading in candidate.readings)


def best_reading(candidates: Sequence[Candidate]) -> tuple[Chosen, ...]:
    r"""What each candidate is in the reading of the document that fits best; in order.

    Example:
        >>> from treatydiff.readers.recognition.candidates import candidates_of
        >>> from treatydiff.readers.recognition.lines import lines_of
        >>> lines, _ = lines_of("Article 1\n\nIt holds.\n\nArticle 9\n\nArticle 2\n\nIt ends.")
        >>> [(one.reading.printed, one.taken) for one in best_reading(candidates_of(lines))]
        [('1', True), ('9', False), ('2', True)]
    """
    beam = [_Hypothesis(0, (), None)]
    for at, candidate in enumerate(candidates):
        if is_hopeless(candidate):
            continue
        best: dict[_State, _Hypothesis] = {one.state: one for one in beam}
        for one in beam:
            for position, reading in enumerate(candidate.readings):
                for score, state, _ in _transitions(one.state, reading):
                    made = _Hypothesis(one.score + reading.worth + score, state, _Step(at, position, one.last))
                    known = best.get(state)
                    if known is None or made.score > known.score:
                        best[state] = made
        beam = sorted(best.values(), key=lambda one: -one.score)[:_BEAM]
    return _fates(candidates, beam[0].last)


def _fates(candidates: Sequence[Candidate], last: _Step | None) -> tuple[Chosen, ...]:
    taken: dict[int, int] = {}
    while last is not None:
        taken[last.candidate] = last.reading
        last = last.before
    following: dict[int, int | None] = {}
    after: int | None = None
    for at in range(len(candidates) - 1, -1, -1):
        following[at] = after
        after = at if at in taken else after
    state: _State = ()
    found = []
    for at, candidate in enumerate(candidates):
        reading = candidate.readings[taken.get(at, 0)]
        score, new, reason = max(_transitions(state, reading), key=lambda one: one[0])
        margin = reading.worth + score
        follower = following[at]
        if follower is not None:
            next_one = candidates[follower].readings[taken[follower]]
            margin += max(one[0] for one in _transitions(new, next_one))
            margin -= max(one[0] for one in _transitions(state, next_one))
        chosen = at in taken
        found.append(Chosen(candidate.line, reading, chosen, margin if chosen else -margin, (reason,)))
        state = new if chosen else state
    return tuple(found)


def _transitions(state: _State, reading: Reading) -> list[tuple[int, _State, str]]:
    """What a number scores after a state, what the state is then, and why; once for each way to count it."""
    known = dict(state)
    last = known.get(reading.kind)
    if reading.numeral is None:
        score, reason = (4, "it has no number") if reading.kind != "article" else (0, "it has no number")
        return [(score, _after(state, reading, last), reason)]
    found = []
    for place, (style, key) in enumerate(reading.numeral.readings):
        score, reason = _follows(last, style, key, known)
        now = _Last(style, key)
        found.append((score - place, _after(state, reading, now), reason))
    return found


def _after(state: _State, reading: Reading, now: _Last | None) -> _State:
    level = reading.level
    kept = []
    for kind, last in state:
        if kind == reading.kind:
            continue
        deeper = LEVELS.get(kind, 6) > level
        outside = last.outside or reading.kind in _OUTSIDE
        kept.append((kind, _Last(last.style, last.key, fresh=True, outside=outside) if deeper else last))
    if now is not None:
        kept.append((reading.kind, now))
    kept.sort(key=lambda one: one[0])
    return tuple(kept)


def _follows(last: _Last | None, style: str, key: Key, known: dict[str, _Last]) -> tuple[int, str]:
    if last is None:
        number = key[-1][0]
        if number <= 1:
            return _FIRST, "its number is the first"
        return max(_FIRST - 2 * (number - 1), -3), "no number stands before it"
    score, reason = _compared(last, key)
    chapter = known.get("chapter")
    if len(key) > 1 and chapter is not None and chapter.key[-1][0] == key[0][0]:
        score, reason = score + 2, reason + ", in the chapter of its number"
    return score + (_OTHER_STYLE if style != last.style and not last.fresh else 0), reason


def _compared(last: _Last, key: Key) -> tuple[int, str]:
    before = last.key
    if len(before) != len(key):
        first = last.fresh and key[-1][0] <= 1
        return (_ANEW, "it counts anew") if first else (-7, "it is not numbered as the one before it")
    if key == before:
        return (-2 if last.fresh and key[-1][0] <= 1 else _SAME), "its number is the one before it again"
    at = next(position for position, (old, new) in enumerate(zip(before, key, strict=True)) if old != new)
    (old, suffix), (new, added) = before[at], key[at]
    first = all(part[0] <= 1 for part in key[at + 1 :])
    if new == old + 1 and added == 0 and first:
        if last.outside:
            return _FOLLOWS + _AROUND_AN_ANNEX, "its number follows that before the annex"
        return _FOLLOWS, "its number follows"
    if new == old and added > suffix and first:
        return _INSERTED, "its number is inserted behind the one before it"
    if last.fresh and key[-1][0] <= 1 and all(part[0] <= 1 for part in key):
        return _ANEW, "it counts anew inside what holds it"
    if new > old:
        gap = new - old - 1 + (0 if first else 2) + (1 if added else 0)
        return max(-2 - 2 * gap, _DEEPEST_GAP), "numbers are missing before it"
    if key[-1][0] <= 1 and all(part[0] <= 1 for part in key):
        return _AGAIN, "it counts anew, though nothing that holds it opened"
    if last.fresh:
        return _BACK + 8, "its number goes back"
    return _BACK, "its number goes back"
