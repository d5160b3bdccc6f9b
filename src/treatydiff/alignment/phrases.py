"""Where the borders between kept and changed words lie: phrases a reader takes in, not confetti.

A longest matching keeps every "the" and every comma it can, and puts an insertion wherever the matching
happened to leave it. The rules here work on any number of sequences at once (a comparison is the case of
two), treat all of them alike, and know no language: they look at punctuation (by Unicode category), at the
length of words and at how often a word stands in the provision. They are our own; the ideas of sliding an
insertion and of giving up short kept runs are those of the "semantic" clean-up in diff-match-patch (N.
Fraser), which works on characters and on two sides.

*Weight.* A mark of punctuation weighs nothing. A word weighs its letters, at most 8, at least 1; letters of a
script without spaces (East Asian wide) count double, digits fourfold. A word that stands three times or more
in one of the sequences weighs half. A stretch weighs what its heaviest member weighs, and has as many words
as its longest member.

*Sliding.* Where words are inserted (some members have nothing there) and could as well stand further left or
right, the place is taken where most changes join into one; then where the borders are best; then the
leftmost. A border is best at an end of the text, then after punctuation or before an opening bracket; worst
before punctuation, which stays with the words before it, and after an opening bracket. Between two words it
is better after a word that weighs more than 3 and before one that does not ("sides | of") than the other way
round ("the | sides"): a phrase mostly opens with its small words. (Where a language closes phrases with them,
this decides ties for the worse, and nothing else.)

*Giving up.* A kept run between two changes becomes part of the change, so that one change is left, if it is

* slight: it weighs no more than 3 (one short word or bare punctuation), and neither neighbour weighs less;
* inside a phrase: one single word, and with both neighbours no more than 3 words; or one word that weighs no
  more than 4, and with both neighbours no more than 8 words;
* isolated: both neighbours are substitutions, and each weighs at least four times as much as the run;

but never if it holds punctuation and stands between two substitutions, which it parts as it parts the phrases
of the text, nor beside words that moved (see `transposed`).

A substitution is a change where every member has a word.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import accumulate, chain, compress, pairwise
from operator import eq
from typing import NamedTuple, TypeVar

from attrs import frozen

__all__ = ["PHRASE", "Run", "Scale", "Segment", "TokenRange", "readable_segments", "transposed"]

_Held = TypeVar("_Held")

TokenRange = tuple[int, int]

Run = tuple[tuple[int, ...], int]
"""Tokens that all sequences share: where they begin in each, and how many they are."""

# All figures below were set by reading the results on clauses of drafts and treaties, not fitted to a key.
_HEAVIEST = 8
_OFTEN = 3
_SLIGHT = 3
_LIGHT = 4
_SHORT_PHRASE = 3
_ISOLATED = 4

PHRASE = 8
"""The longest change, in words, that is still taken in as one phrase."""


@frozen
class Segment:
    """A stretch of aligned sequences: `constant` (the same tokens in all of them) or a place of variation.

    `ranges` has a half-open token range for each sequence, in the order given; of a variant segment some may
    be empty, of a constant one all have the same length.
    """

    constant: bool
    ranges: tuple[TokenRange, ...]


class Scale:
    """Sequences, and what their tokens weigh: weighed when it is first asked, since not all changes need it.

    Args:
        sequences: tokens in compared form.
    """

    def __init__(self, sequences: Sequence[Sequence[str]]) -> None:
        self.sequences = sequences
        self._sides: list[_Side] | None = None

    @property
    def sides(self) -> list[_Side]:
        """The sequences with their weights."""
        if self._sides is None:
            often = chain.from_iterable(map(_often, self.sequences))
            # At least 1, for a word.
            halved = {token: _WEIGHTS[token] // 2 or _WEIGHTS[token] for token in often}
            self._sides = [_weighed(tokens, halved) for tokens in self.sequences]
        return self._sides


def readable_segments(scale: Scale, runs: Iterable[Run]) -> tuple[Segment, ...]:
    """Segments of sequences, from the runs of tokens that all of them share.

    The runs are in order, and no two of them touch in all sequences. The segments are in order, cover every
    sequence, and no two neighbours are of the same kind.

    >>> scale = Scale(["in force for five years".split(), "in force for a term of ten years".split()])
    >>> for segment in readable_segments(scale, [((0, 0), 3), ((4, 7), 1)]):
    ...     print(segment.constant, segment.ranges)
    True ((0, 3), (0, 3))
    False ((3, 4), (3, 7))
    True ((4, 5), (7, 8))
    """
    changes = _slid(scale, _changes(scale.sequences, runs))
    return _segments(_given_up(scale, changes), scale.sequences)


def transposed(scale: Scale, segments: Sequence[Segment]) -> tuple[tuple[int, int], ...]:
    """Pairs of variant segments between which words moved, as indexes in rising order.

    A sequence has in the one segment exactly the words that another has in the other, and neither has them in
    both. Punctuation is not looked at. Of several places with the same words, each is held against the next.
    The words must weigh more than 3; a single word counts only if no more than one constant segment of 8
    words lies between, since a word dropped here and used there is mostly two changes.

    >>> scale = Scale([["prolonged", "automatically"], ["automatically", "prolonged"]])
    >>> segments = readable_segments(scale, [((1, 0), 1)])
    >>> transposed(scale, segments)
    ((0, 2),)
    """
    variant = [index for index, segment in enumerate(segments) if not segment.constant]
    if len(variant) < 2:
        return ()
    ranges = list(zip(*[segments[index].ranges for index in variant], strict=True))

    def beside(first: int, second: int) -> bool:
        if variant[second] != variant[first] + 2:
            return False
        between = [(of_side[first][1], of_side[second][0]) for of_side in ranges]
        return max([side.words(*bounds) for side, bounds in zip(scale.sides, between, strict=True)]) <= PHRASE

    return tuple([(variant[first], variant[second]) for first, second in _moves(scale, ranges, beside)])


class _Side(NamedTuple):
    """One sequence with the weights of its tokens and, for sums over ranges, what lies before each place."""

    tokens: Sequence[str]
    weights: list[int]
    weight_before: list[int]
    words_before: list[int]

    def words(self, start: int, end: int) -> int:
        """How many words a range has."""
        return self.words_before[end] - self.words_before[start]

    def reading(self, start: int, end: int) -> tuple[str, ...]:
        """The words of a range."""
        return tuple(compress(self.tokens[start:end], self.weights[start:end]))

    def border(self, place: int) -> int:
        """How well a change begins or ends before the token at `place`: 0 (badly) to 4."""
        if place in (0, len(self.tokens)):
            return 4
        before, after = self.tokens[place - 1], self.tokens[place]
        if _opens(before) or (not self.weights[place] and not _opens(after)):
            return 0
        if not self.weights[place - 1] or _opens(after):
            return 3
        return 1 + (self.weights[place - 1] > _SLIGHT) - (self.weights[place] > _SLIGHT)


def _weighed(tokens: Sequence[str], halved: Mapping[str, int]) -> _Side:
    weights = list(map(_WEIGHTS.__getitem__, tokens))
    if halved:
        weights = list(map(halved.get, tokens, weights))
    return _Side(
        tokens,
        weights,
        list(accumulate(weights, initial=0)),
        list(accumulate(map(bool, weights), initial=0)),
    )


def _often(tokens: Sequence[str]) -> list[str]:
    """The tokens that stand often in a sequence."""
    return [token for token, times in Counter(tokens).items() if times >= _OFTEN]


class _Weights(dict[str, int]):
    """What tokens weigh, remembered: a treaty has few words, and many of each."""

    def __missing__(self, token: str) -> int:
        if len(self) >= _MOST_WORDS:
            self.clear()
        weight = self[token] = _weight(token)
        return weight


_MOST_WORDS = 1 << 16
_WEIGHTS = _Weights()


def _weight(token: str) -> int:
    if token.isascii() and token.isalpha():
        return min(len(token), _HEAVIEST)
    size = 0
    for character in token:
        category = unicodedata.category(character)
        if category.startswith("N"):
            size += 4
        elif category.startswith("L"):
            size += 2 if unicodedata.east_asian_width(character) in "WF" else 1
    return min(size, _HEAVIEST)


def _opens(token: str) -> bool:
    return bool(token) and unicodedata.category(token[0]) in ("Ps", "Pi")


class _Change(NamedTuple):
    """What stands between two runs: the place in each sequence where it begins, and where it ends."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]


def _changes(sequences: Sequence[Sequence[str]], runs: Iterable[Run]) -> list[_Change]:
    changes: list[_Change] = []
    done: tuple[int, ...] = (0,) * len(sequences)
    for starts, length in (*runs, (tuple(map(len, sequences)), 0)):
        if starts != done:
            changes.append(_Change(done, starts))
        done = tuple([start + length for start in starts])
    return changes


def _segments(changes: Iterable[_Change], sequences: Sequence[Sequence[str]]) -> tuple[Segment, ...]:
    segments: list[Segment] = []
    done: tuple[int, ...] = (0,) * len(sequences)
    for starts, ends in changes:
        if done != starts:
            segments.append(Segment(constant=True, ranges=tuple(zip(done, starts, strict=True))))
        segments.append(Segment(constant=False, ranges=tuple(zip(starts, ends, strict=True))))
        done = ends
    end = tuple(map(len, sequences))
    if done != end:
        segments.append(Segment(constant=True, ranges=tuple(zip(done, end, strict=True))))
    return tuple(segments)


def _slid(scale: Scale, changes: list[_Change]) -> list[_Change]:
    """The changes with each insertion at its best place ("Sliding" above)."""
    sequences = scale.sequences
    place = 0
    while place < len(changes):
        starts, ends = changes[place]
        if True not in map(eq, starts, ends):  # all have something there
            place += 1
            continue
        inserted = [side for side, bounds in enumerate(zip(starts, ends, strict=True)) if bounds[0] < bounds[1]]
        # As far as the runs on the two sides reach. Used up, a run joins the changes on its two sides.
        last = place + 1 == len(changes)
        lowest = (changes[place - 1].ends[0] if place else 0) - starts[0]
        highest = (len(sequences[0]) if last else changes[place + 1].starts[0]) - ends[0]
        shifts = _shifts(sequences, inserted, changes[place], lowest, highest)
        if len(shifts) == 1:
            place += 1
            continue
        joining = ([lowest] if place else []) + ([] if last else [highest])
        borders = [(scale.sides[side], at) for side in inserted for at in (starts[side], ends[side])]
        shift = max(shifts, key=lambda by: (by in joining, sum(side.border(at + by) for side, at in borders), -by))
        changes[place] = _Change(tuple([start + shift for start in starts]), tuple([end + shift for end in ends]))
        if shift not in joining:
            place += 1
            continue
        if shift < 0:
            place -= 1
        changes[place : place + 2] = [_Change(changes[place].starts, changes[place + 1].ends)]
    return changes


def _shifts(
    sequences: Sequence[Sequence[str]], inserted: Sequence[int], change: _Change, lowest: int, highest: int
) -> range:
    """By how many tokens the inserted ranges can stand further right (left if negative)."""
    # What all sequences have beside the change is read in the first.
    kept, (starts, ends) = sequences[0], change
    left = right = 0
    while left > lowest:
        token = kept[starts[0] + left - 1]
        if [True for side in inserted if sequences[side][ends[side] + left - 1] != token]:
            break
        left -= 1
    while right < highest:
        token = kept[ends[0] + right]
        if [True for side in inserted if sequences[side][starts[side] + right] != token]:
            break
        right += 1
    return range(left, right + 1)


class _Measured(NamedTuple):
    """A change with the most weight and words that a sequence has there, and the fewest words."""

    change: _Change
    heaviest: int
    longest: int
    shortest: int


class _Kept(NamedTuple):
    """What is kept between two changes: how many tokens, words among them, their weight; before which change."""

    length: int
    words: int
    weight: int
    place: int


def _given_up(scale: Scale, changes: list[_Change]) -> list[_Change]:
    """The changes without the kept runs that only break up a change ("Giving up" above)."""
    if len(changes) < 2:
        return changes
    # What is kept is the same on all sides.
    words_before, weight_before = scale.sides[0].words_before, scale.sides[0].weight_before
    runs: list[_Kept] = []
    start = changes[0].ends[0]
    for place, (starts, ends) in enumerate(changes[1:], start=1):
        end = starts[0]
        words = words_before[end] - words_before[start]
        runs.append(_Kept(end - start, words, weight_before[end] - weight_before[start], place))
        start = ends[0]
    measured = [_measured(scale, change) for change in changes]
    # Asked for only when something would be given up, which it is not in every second text.
    firm: set[int] | None = None
    # A neighbour's growth can make the next run slight or isolated: until nothing changes any more.
    while True:
        fewer = measured[:1]
        still: list[_Kept] = []
        for run, after in zip(runs, measured[1:], strict=True):
            if not _breaks_up(fewer[-1], run, after):
                fewer.append(after)
                still.append(run)
                continue
            if firm is None:
                firm = _beside_moves(scale, changes, runs)
            if run.place in firm:
                fewer.append(after)
                still.append(run)
            else:
                fewer[-1] = _measured(scale, _Change(fewer[-1].change.starts, after.change.ends))
        if len(fewer) == len(measured):
            return [one.change for one in measured]
        measured, runs = fewer, still


def _beside_moves(scale: Scale, changes: Sequence[_Change], runs: Sequence[_Kept]) -> set[int]:
    """The places of the runs before and after changes between which words moved."""
    starts, ends = zip(*changes, strict=True)
    ranges = [
        list(zip(*bounds, strict=True))
        for bounds in zip(zip(*starts, strict=True), zip(*ends, strict=True), strict=True)
    ]
    moves = _moves(scale, ranges, lambda one, other: other == one + 1 and runs[one].words <= PHRASE)
    return {place for pair in moves for change in pair for place in (change, change + 1)}


def _measured(scale: Scale, change: _Change) -> _Measured:
    weights = []
    words = []
    for (_, _, weight_before, words_before), start, end in zip(scale.sides, *change, strict=True):
        weights.append(weight_before[end] - weight_before[start])
        words.append(words_before[end] - words_before[start])
    return _Measured(change, max(weights), max(words), min(words))


def _breaks_up(before: _Measured, run: _Kept, after: _Measured) -> bool:
    """Whether what is kept between two changes is better given up ("Giving up" above)."""
    _, before_weight, before_words, before_least = before
    _, after_weight, after_words, after_least = after
    length, words, weight, _ = run
    substitutions = before_least > 0 < after_least
    if substitutions and words < length:
        return False
    beside = min(before_weight, after_weight)
    if weight <= _SLIGHT and weight <= beside:
        return True
    if words == 1:
        phrase = before_words + words + after_words
        if phrase <= _SHORT_PHRASE or (phrase <= PHRASE and weight <= _LIGHT):
            return True
    return substitutions and weight * _ISOLATED <= beside


def _moves(
    scale: Scale, ranges: Sequence[Sequence[TokenRange]], beside: Callable[[int, int], bool]
) -> tuple[tuple[int, int], ...]:
    """Pairs of changes between which words moved (see `transposed`), by their numbers.

    `ranges` holds for each side the range of each change. `beside` says of which two a single word can have moved
    from one to the other.
    """
    weights: list[list[int]] = []
    for side, those in zip(scale.sides, ranges, strict=True):
        before = side.weight_before
        weights.append([before[end] - before[start] for start, end in those])
    # The same words weigh the same, and few weights are met again.
    heavy = {weight for weight in _met_again(weights) if weight > _SLIGHT}
    if not heavy:
        return ()
    readings = [
        [side.reading(*bounds) if weight in heavy else () for bounds, weight in zip(those, weighed, strict=True)]
        for side, those, weighed in zip(scale.sides, ranges, weights, strict=True)
    ]
    found = set()
    for words in _met_again(readings):
        if not words:
            continue
        places = [place for place, held in enumerate(zip(*readings, strict=True)) if words in held]
        for first, second in pairwise(places):
            held = [(side[first] == words, side[second] == words) for side in readings]
            if (True, False) not in held or (False, True) not in held:
                continue
            if len(words) > 1 or beside(first, second):
                found.add((first, second))
    return tuple(sorted(found))


def _met_again(each: Iterable[Iterable[_Held]]) -> set[_Held]:
    """What two sides or more hold."""
    seen: set[_Held] = set()
    again: set[_Held] = set()
    for held in map(set, each):
        again |= seen & held
        seen |= held
    return again
