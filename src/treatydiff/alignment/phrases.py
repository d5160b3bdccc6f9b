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
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate, compress, pairwise
from operator import sub

from attrs import frozen

__all__ = ["PHRASE", "Segment", "TokenRange", "readable_segments", "transposed"]

TokenRange = tuple[int, int]

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


@frozen
class _Run:
    """Tokens that all sequences share, from `starts` to before `ends`, the places in each."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @property
    def length(self) -> int:
        """How many tokens it has."""
        return self.ends[0] - self.starts[0]


def readable_segments(
    sequences: Sequence[Sequence[str]], columns: Iterable[tuple[int, ...]]
) -> tuple[Segment, ...]:
    """Segments of sequences, from the columns in which all of them hold the same token.

    `columns` gives the position in each sequence, strictly increasing in each. The segments are in order,
    cover every sequence, and no two neighbours are of the same kind.

    >>> sides = "in force for five years".split(), "in force for a term of ten years".split()
    >>> for segment in readable_segments(sides, [(0, 0), (1, 1), (2, 2), (4, 7)]):
    ...     print(segment.constant, segment.ranges)
    True ((0, 3), (0, 3))
    False ((3, 4), (3, 7))
    True ((4, 5), (7, 8))
    """
    scales = _scales(tuple(map(tuple, sequences)))
    return _given_up(scales, _segments(_slid(scales, _runs(columns)), scales))


def transposed(sequences: Sequence[Sequence[str]], segments: Sequence[Segment]) -> tuple[tuple[int, int], ...]:
    """Pairs of variant segments between which words moved, as indexes in rising order.

    A sequence has in the one segment exactly the words that another has in the other, and neither has them in
    both. Punctuation is not looked at. Of several places with the same words, each is held against the next.
    The words must weigh more than 3; a single word counts only if no more than one constant segment of 8
    words lies between, since a word dropped here and used there is mostly two changes.

    >>> sides = ["prolonged", "automatically"], ["automatically", "prolonged"]
    >>> segments = readable_segments(sides, [(1, 0)])
    >>> transposed(sides, segments)
    ((0, 2),)
    """
    if sum(not segment.constant for segment in segments) < 2:
        return ()
    return _moves(_scales(tuple(map(tuple, sequences))), segments)


@frozen
class _Scale:
    """One sequence with the weights of its tokens and, for sums over ranges, what lies before each place."""

    tokens: tuple[str, ...]
    weights: tuple[int, ...]
    weight_before: tuple[int, ...]
    words_before: tuple[int, ...]

    def weight(self, start: int, end: int) -> int:
        return self.weight_before[end] - self.weight_before[start]

    def words(self, start: int, end: int) -> int:
        return self.words_before[end] - self.words_before[start]

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


@lru_cache(maxsize=1)  # segments and moves are asked for one after the other
def _scales(sequences: tuple[tuple[str, ...], ...]) -> list[_Scale]:
    often: set[str] = set()
    for tokens in sequences:
        if len(tokens) >= _OFTEN:
            often.update([token for token, times in Counter(tokens).items() if times >= _OFTEN])
    scales: list[_Scale] = []
    for tokens in sequences:
        weights = (
            tuple([_half_weight(token) if token in often else _weight(token) for token in tokens])
            if often
            else tuple(map(_weight, tokens))
        )
        scales.append(
            _Scale(
                tokens=tokens,
                weights=weights,
                weight_before=tuple(accumulate(weights, initial=0)),
                words_before=tuple(accumulate(map(bool, weights), initial=0)),
            )
        )
    return scales


@lru_cache(maxsize=1 << 16)  # a treaty has few words, and many of each
def _half_weight(token: str) -> int:
    """The weight of a token that stands often in a sequence."""
    weight = _weight(token)
    return max(1, weight // 2) if weight else 0


@lru_cache(maxsize=1 << 16)
def _weight(token: str) -> int:
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


def _runs(columns: Iterable[tuple[int, ...]]) -> list[_Run]:
    """Columns gathered into runs without a break in any sequence."""
    places = list(columns)
    if not places:
        return []
    steps = zip(*[map(sub, side[1:], side) for side in zip(*places, strict=True)], strict=True)
    onwards = (1,) * len(places[0])
    breaks = [place for place, step in enumerate(steps, start=1) if step != onwards]
    return [
        _Run(places[start], tuple([place + 1 for place in places[stop - 1]]))
        for start, stop in pairwise([0, *breaks, len(places)])
    ]


def _between_ends(runs: Iterable[_Run], scales: Sequence[_Scale]) -> list[_Run]:
    """The runs between two empty ones that stand for the beginning and the end of the sequences."""
    first, last = (0,) * len(scales), tuple([len(scale.tokens) for scale in scales])
    return [_Run(first, first), *runs, _Run(last, last)]


def _segments(runs: Sequence[_Run], scales: Sequence[_Scale]) -> tuple[Segment, ...]:
    segments = []
    for before, run in pairwise(_between_ends(runs, scales)):
        if before.ends != run.starts:
            segments.append(Segment(constant=False, ranges=tuple(zip(before.ends, run.starts, strict=True))))
        if run.starts != run.ends:
            segments.append(Segment(constant=True, ranges=tuple(zip(run.starts, run.ends, strict=True))))
    return tuple(segments)


def _slid(scales: Sequence[_Scale], runs: Sequence[_Run]) -> list[_Run]:
    """The runs with each insertion at its best place ("Sliding" above)."""
    ordered = _between_ends(runs, scales)
    place = 1
    while place < len(ordered):
        left, right = ordered[place - 1], ordered[place]
        inserted = [
            (scale, start, end)
            for scale, start, end in zip(scales, left.ends, right.starts, strict=True)
            if start < end
        ]
        if not inserted or len(inserted) == len(scales):
            place += 1
            continue
        # Used up, a run joins the changes on its two sides.
        joining = []
        if left.length and place > 1 and ordered[place - 2].ends != left.starts:
            joining.append(-left.length)
        if right.length and place + 1 < len(ordered) and ordered[place + 1].starts != right.ends:
            joining.append(right.length)
        shift = max(
            _shifts(inserted, left, right, scales[0].tokens),
            key=lambda by: (by in joining, _borders(inserted, by), -by),
        )
        ordered[place - 1] = _Run(left.starts, tuple([end + shift for end in left.ends]))
        ordered[place] = _Run(tuple([start + shift for start in right.starts]), right.ends)
        if shift not in joining:
            place += 1
        elif shift < 0:
            place -= 1
            del ordered[place]
        else:
            del ordered[place]
    return [run for run in ordered if run.length]


def _shifts(inserted: Sequence[tuple[_Scale, int, int]], left: _Run, right: _Run, tokens: Sequence[str]) -> range:
    """By how many tokens the inserted ranges can stand further right (left if negative).

    `tokens` are those of the sequence to whose positions `left` and `right` refer first.
    """
    before, behind = left.ends[0], right.starts[0]
    lowest = 0
    while lowest > -left.length:
        token = tokens[before + lowest - 1]
        if any(scale.tokens[end + lowest - 1] != token for scale, _, end in inserted):
            break
        lowest -= 1
    highest = 0
    while highest < right.length:
        token = tokens[behind + highest]
        if any(scale.tokens[start + highest] != token for scale, start, _ in inserted):
            break
        highest += 1
    return range(lowest, highest + 1)


def _borders(inserted: Sequence[tuple[_Scale, int, int]], shift: int) -> int:
    return sum(scale.border(start + shift) + scale.border(end + shift) for scale, start, end in inserted)


def _given_up(scales: Sequence[_Scale], segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """The segments without the kept runs that only break up a change ("Giving up" above)."""
    moved = {index for pair in _moves(scales, segments) for index in pair}
    # A neighbour's growth can make the next run slight or isolated: until nothing changes any more.
    kept = [(segment, not {index - 1, index + 1}.isdisjoint(moved)) for index, segment in enumerate(segments)]
    while True:
        shorter: list[tuple[Segment, bool]] = []
        for index, (segment, firm) in enumerate(kept):
            if shorter and not segment.constant and not shorter[-1][0].constant:
                ranges = zip(shorter[-1][0].ranges, segment.ranges, strict=True)
                joined = Segment(constant=False, ranges=tuple((start, end) for (start, _), (_, end) in ranges))
                shorter[-1] = (joined, True)
            elif (
                segment.constant
                and not firm
                and shorter
                and index + 1 < len(kept)
                and _breaks_up(scales, shorter[-1][0], segment, kept[index + 1][0])
            ):
                continue
            else:
                shorter.append((segment, firm))
        if len(shorter) == len(kept):
            return tuple(segment for segment, _ in shorter)
        kept = shorter


def _breaks_up(scales: Sequence[_Scale], before: Segment, run: Segment, after: Segment) -> bool:
    """Whether a constant segment between two variant ones is better given up ("Giving up" above)."""
    start, end = run.ranges[0]
    weight, words = scales[0].weight(start, end), scales[0].words(start, end)
    substitutions = _is_substitution(scales, before) and _is_substitution(scales, after)
    if substitutions and words < end - start:
        return False
    if weight > _SLIGHT and words > 1 and not substitutions:
        return False  # as most are: what stands beside it need not be weighed
    beside = (_heaviest(scales, before), _heaviest(scales, after))
    if weight <= _SLIGHT and weight <= min(beside):
        return True
    if words == 1:
        phrase = _longest(scales, before) + words + _longest(scales, after)
        if phrase <= _SHORT_PHRASE or (phrase <= PHRASE and weight <= _LIGHT):
            return True
    return substitutions and weight * _ISOLATED <= min(beside)


def _heaviest(scales: Sequence[_Scale], segment: Segment) -> int:
    return max([scale.weight(*bounds) for scale, bounds in zip(scales, segment.ranges, strict=True)])


def _longest(scales: Sequence[_Scale], segment: Segment) -> int:
    return max([scale.words(*bounds) for scale, bounds in zip(scales, segment.ranges, strict=True)])


def _is_substitution(scales: Sequence[_Scale], segment: Segment) -> bool:
    return all(scale.words(*bounds) > 0 for scale, bounds in zip(scales, segment.ranges, strict=True))


def _moves(scales: Sequence[_Scale], segments: Sequence[Segment]) -> tuple[tuple[int, int], ...]:
    """Pairs of variant segments between which words moved (see `transposed`)."""
    if sum(not segment.constant for segment in segments) < 2:
        return ()
    readings: list[tuple[tuple[str, ...], ...]] = []
    places: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, segment in enumerate(segments):
        if segment.constant:
            readings.append(())
            continue
        readings.append(
            tuple(
                [
                    tuple(compress(scale.tokens[start:end], scale.weights[start:end]))
                    for scale, (start, end) in zip(scales, segment.ranges, strict=True)
                ]
            )
        )
        for words in dict.fromkeys(readings[-1]):
            places[words].append(index)
    # Few words stand in two segments: only theirs are weighed.
    again = {words: indexes for words, indexes in places.items() if words and len(indexes) > 1}
    if not again:
        return ()
    weights = {token: weight for scale in scales for token, weight in zip(scale.tokens, scale.weights, strict=True)}
    found = set()
    for words, indexes in again.items():
        if sum(map(weights.__getitem__, words)) <= _SLIGHT:
            continue
        for first, second in pairwise(indexes):
            held = [(a == words, b == words) for a, b in zip(readings[first], readings[second], strict=True)]
            if (True, False) not in held or (False, True) not in held:
                continue
            beside = second == first + 2 and _longest(scales, segments[first + 1]) <= PHRASE
            if len(words) > 1 or beside:
                found.add((first, second))
    return tuple(sorted(found))
