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
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

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
    """Two sides of texts as counts of features, with the features' weights.

    `left` and `right` hold one count mapping a text; `weights` maps a feature to its integer weight.

    >>> space = feature_space([["peace", "and", "trade"]], [["trade", "and", "peace"]])
    >>> 0 < cosine(space.vector(space.left[0]), space.vector(space.right[0])) < 1000
    True
    """

    left: Sequence[Mapping[int, int]]
    right: Sequence[Mapping[int, int]]
    weights: Mapping[int, int]

    def vector(self, counts: Mapping[int, int]) -> Vector:
        """Weigh the counts of one text (or of several, added up): `(1 + log count) * weight`.

        >>> space = feature_space([["peace"]], [["trade"]])
        >>> space.vector({}).square
        0
        """
        weights = self.weights
        last = len(_FREQUENCY)
        entries = {
            feature: _FREQUENCY[min(count, last) - 1] * weights[feature] for feature, count in counts.items()
        }
        return Vector(entries=entries, square=sum(entry * entry for entry in entries.values()))


def feature_space(left: Sequence[Iterable[str]], right: Sequence[Iterable[str]]) -> Space:
    """Count the features of the texts of both sides and weigh them.

    >>> space = feature_space([["exchange", "of", "letters"]], [["exchange", "of", "views"]])
    >>> len(space.left[0]), len(set(space.left[0]) & set(space.right[0]))
    (5, 3)
    """
    numbers: dict[str, int] = {}
    stems: dict[str, int] = {}
    lengths: list[int] = [0]

    def number(token: str) -> int:
        # A mark gets 0 and takes no part; a word the number of its stem, counted from 1.
        if not any(map(str.isalnum, token)):
            return 0
        found = stems.setdefault(token[:STEM], len(stems) + 1)
        if found == len(lengths):
            lengths.append(0)
        # The background goes by the longest word with this stem: the same in whatever order words come.
        lengths[found] = max(lengths[found], len(token))
        return found

    def count(text: Iterable[str]) -> Counter[int]:
        words: list[int] = []
        for token in text:
            found = numbers.get(token)
            if found is None:
                found = numbers[token] = number(token)
            if found:
                words.append(found)
        counts = Counter(words)
        counts.update(map(_pair, words, words[1:]))
        return counts

    counted_left = [count(text) for text in left]
    counted_right = [count(text) for text in right]
    frequencies: Counter[int] = Counter()
    for counts in (*counted_left, *counted_right):
        frequencies.update(counts.keys())
    total = len(counted_left) + len(counted_right) + _BACKGROUND_SIZE
    last = len(_BACKGROUND) - 1
    cache: dict[tuple[int, int], int] = {}
    weights: dict[int, int] = {}
    for feature, frequency in frequencies.items():
        kind = -1 if feature >= _PAIR_BASE else min(lengths[feature], last)
        weight = cache.get((kind, frequency))
        if weight is None:
            share, expected = (_PAIR_SHARE, _PAIR_BACKGROUND) if kind < 0 else (1.0, _BACKGROUND[kind])
            rarity = math.log(total / (frequency + _BACKGROUND_SIZE * expected))
            weight = cache[kind, frequency] = max(1, round(_WEIGHT_UNIT * share * rarity))
        weights[feature] = weight
    return Space(left=counted_left, right=counted_right, weights=weights)


def cosine(one: Vector, other: Vector) -> int:
    """Cosine of the angle between two texts, per mille: 1000 for equal features, 0 for none in common.

    >>> cosine(Vector(entries={1: 2}, square=4), Vector(entries={1: 3}, square=9))
    1000
    """
    if not one.square or not other.square:
        return 0
    return min(1000, 1000 * dot(one, other) // math.isqrt(one.square * other.square))


def dot(one: Vector, other: Vector) -> int:
    """Inner product of two texts' entries.

    >>> dot(Vector(entries={1: 2, 5: 1}, square=5), Vector(entries={1: 3}, square=9))
    6
    """
    short, long = one.entries, other.entries
    if len(short) > len(long):
        short, long = long, short
    return sum(short[feature] * long[feature] for feature in short.keys() & long.keys())


def candidates(space: Space, *, keep: int, budget: int) -> list[list[int]]:
    """For each text of the left side those of the right worth a closer look, the likeliest first.

    An inverted index of the right side is read from the rarest feature of the left text on, until `budget`
    entries have been read; at most `keep` texts with most weight in common are given. The work for a text does
    not depend on how many texts there are.

    >>> candidates(feature_space([["peace"]], [["war"], ["peace"]]), keep=3, budget=100)
    [[1]]
    """
    index: dict[int, list[int]] = {}
    for position, counts in enumerate(space.right):
        for feature in counts:
            index.setdefault(feature, []).append(position)
    found: list[list[int]] = []
    for counts in space.left:
        shared = sorted(
            (len(index[feature]), -space.weights[feature], feature) for feature in counts if feature in index
        )
        common: dict[int, int] = {}
        read = 0
        for size, negative, feature in shared:
            read += size
            if read > budget and common:
                break
            square = negative * negative
            for position in index[feature]:
                common[position] = common.get(position, 0) + square
        found.append(sorted(common, key=lambda position: (-common[position], position))[:keep])
    return found


def _pair(first: int, second: int) -> int:
    return first * _PAIR_BASE + second
