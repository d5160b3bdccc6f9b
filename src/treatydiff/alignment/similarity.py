"""How alike two pieces of text are, and which pieces are worth comparing at all.

A *text* here is a sequence of normalised tokens (words and marks as strings); a *space* holds the texts of
two sides together with one weight for each feature that occurs in them. Features are words, cut to a stem of
`STEM` code points, and pairs of neighbouring stems; marks are left out. Everything is counted in integers, so
that no result depends on the order of a sum.

The weight of a feature is an inverse document frequency over both sides, smoothed towards a background that
knows nothing but the length of a word: `log((N + N0) / (df + N0 * p(length)))`, where `p` is the share of texts
in which a word of that length would be expected. In a treaty of three articles the background decides (short
words weigh little although they occur in one article only), in one of three hundred the counts do. No list of
words of any language is needed. (Inverse document frequency: K. Sparck Jones, Journal of Documentation 28,
1972; the background is our own.)
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from operator import mul

from attrs import frozen

STEM = 6
_WEIGHT_UNIT = 64
_BACKGROUND_SIZE = 20
# Expected share of texts that hold a given word, by its length; from eight code points on the last one.
_BACKGROUND = (0.5, 0.5, 0.5, 0.4, 0.2, 0.1, 0.07, 0.05)
_PAIR_BACKGROUND = 0.02
_PAIR_SHARE = 0.7
_FREQUENCY_UNIT = 16
_FREQUENCY = tuple(round(_FREQUENCY_UNIT * (1 + math.log(n))) for n in range(1, 65))
_PAIR_BASE = 1 << 32
# A candidate with less than this part of the best one's weight in common is none.
_FAINT = 16


Counts = Mapping[int, int]


@frozen
class Vector:
    """The weighted features of one text: integer entries by feature, and the sum of their squares.

    >>> Vector(entries={1: 3, 2: 4}, square=25).square
    25
    """

    entries: Mapping[int, int]
    square: int


@frozen
class Space:
    """Two sides of texts as vectors, with the weights of the features, for adding texts up.

    `left` and `right` hold the texts' vectors, `left_counts` and `right_counts` how often each feature occurs.

    >>> space = feature_space(count_features([["peace", "and", "trade"]], [["trade", "and", "peace"]]))
    >>> 0 < cosine(space.left[0], space.right[0]) < 1000
    True
    """

    left: Sequence[Vector]
    right: Sequence[Vector]
    left_counts: Sequence[Counts]
    right_counts: Sequence[Counts]
    weights: Mapping[int, int]
    once: Mapping[int, int]

    def left_union(self, positions: Sequence[int]) -> Vector:
        """Vector of several texts of the left side taken as one."""
        return self._union(self.left, self.left_counts, positions)

    def right_union(self, positions: Sequence[int]) -> Vector:
        """Vector of several texts of the right side taken as one."""
        return self._union(self.right, self.right_counts, positions)

    def _union(self, vectors: Sequence[Vector], counts: Sequence[Counts], positions: Sequence[int]) -> Vector:
        if len(positions) == 1:
            return vectors[positions[0]]
        return _weighed(added([counts[position] for position in positions]), self.once)


@frozen
class Counted:
    """Texts as counts of their features, numbered alike on both sides, and the length of each word."""

    left: Sequence[Counts]
    right: Sequence[Counts]
    lengths: Sequence[int]


def count_features(left: Iterable[Iterable[str]], right: Iterable[Iterable[str]]) -> Counted:
    """Count the features of the texts of both sides: stems, and pairs of neighbouring stems.

    >>> counted = count_features([["exchange", "of", "letters"]], [["exchange", "of", "views"]])
    >>> len(counted.left[0]), len(set(counted.left[0]) & set(counted.right[0]))
    (5, 3)
    """
    numbers = _Numbers()

    def count(text: Iterable[str]) -> Counter[int]:
        words = list(filter(None, map(numbers.__getitem__, text)))
        return Counter(words + [first * _PAIR_BASE + second for first, second in pairwise(words)])

    ours, theirs = [count(text) for text in left], [count(text) for text in right]
    return Counted(left=ours, right=theirs, lengths=numbers.lengths)


class _Numbers(dict[str, int]):
    """Numbers of tokens, given as they are asked for: a word has that of its stem, a mark 0 and takes no part."""

    def __init__(self) -> None:
        super().__init__()
        self.stems: dict[str, int] = {}
        self.lengths = [0]

    def __missing__(self, token: str) -> int:
        found = 0
        if any(map(str.isalnum, token)):
            found = self.stems.setdefault(token[:STEM], len(self.stems) + 1)
            if found == len(self.lengths):
                self.lengths.append(0)
            # The background goes by the longest word with this stem: the same in whatever order words come.
            self.lengths[found] = max(self.lengths[found], len(token))
        self[token] = found
        return found


def feature_space(counted: Counted) -> Space:
    """Weigh counted features by their rarity in the texts of both sides.

    >>> space = feature_space(count_features([["peace"], ["war"]], [["peace"]]))
    >>> cosine(space.left[0], space.right[0]), cosine(space.left[1], space.right[0])
    (1000, 0)
    """
    frequencies: Counter[int] = Counter()
    for counts in (*counted.left, *counted.right):
        frequencies.update(counts.keys())
    total = len(counted.left) + len(counted.right) + _BACKGROUND_SIZE
    last = len(_BACKGROUND) - 1
    cache: dict[tuple[int, int], int] = {}
    weights: dict[int, int] = {}
    for feature, frequency in frequencies.items():
        kind = -1 if feature >= _PAIR_BASE else min(counted.lengths[feature], last)
        weight = cache.get((kind, frequency))
        if weight is None:
            share, expected = (_PAIR_SHARE, _PAIR_BACKGROUND) if kind < 0 else (1.0, _BACKGROUND[kind])
            rarity = math.log(total / (frequency + _BACKGROUND_SIZE * expected))
            weight = cache[kind, frequency] = max(1, round(_WEIGHT_UNIT * share * rarity))
        weights[feature] = weight
    once = {feature: _FREQUENCY_UNIT * weight for feature, weight in weights.items()}
    return Space(
        left=[_weighed(counts, once) for counts in counted.left],
        right=[_weighed(counts, once) for counts in counted.right],
        left_counts=counted.left,
        right_counts=counted.right,
        weights=weights,
        once=once,
    )


def added(texts: Sequence[Counts]) -> Counts:
    """Add up the counts of several texts.

    >>> added([{1: 2}, {1: 1, 3: 1}])
    {1: 3, 3: 1}
    """
    if len(texts) == 1:
        return texts[0]
    counts = dict(texts[0])
    for text in texts[1:]:
        # Most features stand in one of the texts only.
        sums = {feature: counts[feature] + text[feature] for feature in counts.keys() & text.keys()}
        counts.update(text)
        counts.update(sums)
    return counts


def cosine(one: Vector, other: Vector) -> int:
    """Cosine of the angle between two texts, per mille: 1000 for equal features, 0 for none in common.

    >>> cosine(Vector(entries={1: 2}, square=4), Vector(entries={1: 3}, square=9))
    1000
    """
    if not one.square or not other.square:
        return 0
    return min(1000, 1000 * dot(one, other) // math.isqrt(one.square * other.square))


def likeness(one: Vector, other: Vector, angle: int) -> int:
    """The cosine of two texts, `angle`, raised where the one lies within a much longer other; per mille.

    A quarter of the way from the cosine to the overlap (the inner product over the smaller square, at most
    1000), so that a short clause is not lost on a long one that holds it.

    >>> short, long = Vector(entries={1: 1}, square=1), Vector(entries={1: 1, 2: 3}, square=10)
    >>> cosine(short, long), likeness(short, long, cosine(short, long))
    (333, 499)
    """
    smaller, larger = sorted((one.square, other.square))
    if not smaller:
        return angle
    overlap = min(1000, angle * math.isqrt(1_000_000 * larger // smaller) // 1000)
    return angle + (overlap - angle) // 4


def coverage(part: Vector, whole: Vector) -> int:
    """Share of the weight of a text's features that occur in another text too, per mille.

    >>> coverage(Vector(entries={1: 3, 2: 1}, square=10), Vector(entries={1: 5}, square=25))
    900
    """
    if not part.square:
        return 0
    found = [part.entries[feature] for feature in part.entries.keys() & whole.entries.keys()]
    shared: int = sum(map(mul, found, found))
    return 1000 * shared // part.square


def left_over(part: Vector, whole: Counts, rest: Counts) -> int:
    """Share of the weight of a text's features that a whole has oftener than its other parts do, per mille.

    >>> left_over(Vector(entries={1: 3, 2: 1}, square=10), {1: 1, 2: 2}, {1: 1, 2: 1})
    100
    """
    if not part.square:
        return 0
    entries = part.entries
    common = [feature for feature in entries.keys() & whole.keys() if whole[feature] > rest.get(feature, 0)]
    found = [entries[feature] for feature in common]
    shared: int = sum(map(mul, found, found))
    return 1000 * shared // part.square


def dot(one: Vector, other: Vector) -> int:
    """Inner product of two texts' entries.

    >>> dot(Vector(entries={1: 2, 5: 1}, square=5), Vector(entries={1: 3}, square=9))
    6
    """
    common = one.entries.keys() & other.entries.keys()
    return sum(map(mul, map(one.entries.__getitem__, common), map(other.entries.__getitem__, common)))


def candidates(space: Space, *, keep: int, common: int) -> list[list[int]]:
    """For each text of the left side those of the right worth a closer look, the likeliest first.

    An inverted index of the right side is read for the features that occur in at most `common` texts there
    (in more, where a text has no such feature at all); at most `keep` texts with most weight in common are
    given. The work for a text hardly depends on how many texts there are.

    >>> candidates(feature_space(count_features([["peace"]], [["war"], ["peace"]])), keep=3, common=10)
    [[1]]
    """
    index: dict[int, list[int]] = {}
    for position, counts in enumerate(space.right_counts):
        for feature in counts:
            index.setdefault(feature, []).append(position)
    rare = {
        feature: (places, space.weights[feature] ** 2) for feature, places in index.items() if len(places) <= common
    }
    found: list[list[int]] = []
    for counts in space.left_counts:
        read = [rare[feature] for feature in counts.keys() & rare.keys()]
        if not read and (shared := counts.keys() & index.keys()):
            rarest = min(len(index[feature]) for feature in shared)
            read = [(index[f], space.weights[f] ** 2) for f in shared if len(index[f]) == rarest]
        weight_of: defaultdict[int, int] = defaultdict(int)
        for places, square in read:
            for position in places:
                weight_of[position] += square
        least = max(weight_of.values(), default=0) // _FAINT
        likely = [(-weight, position) for position, weight in weight_of.items() if weight > least]
        likely.sort()
        found.append([position for _, position in likely[:keep]])
    return found


def _weighed(counts: Counts, once: Mapping[int, int]) -> Vector:
    # One occurrence is by far the commonest case: its entry is the same number in all texts, held once.
    last = len(_FREQUENCY)
    entries = dict(zip(counts, map(once.__getitem__, counts), strict=True))
    for feature, count in counts.items():
        if count != 1:
            entries[feature] = once[feature] // _FREQUENCY_UNIT * _FREQUENCY[min(count, last) - 1]
    values = entries.values()
    return Vector(entries=entries, square=sum(map(mul, values, values)))
