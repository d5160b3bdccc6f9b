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
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain, count, islice
from operator import getitem, itemgetter, mul

from attrs import field, frozen

STEM = 6
_WEIGHT_UNIT = 64
_BACKGROUND_SIZE = 20
# Expected share of texts that hold a given word, by its length; from eight code points on the last one.
_BACKGROUND = (0.5, 0.5, 0.5, 0.4, 0.2, 0.1, 0.07, 0.05)
_PAIR_BACKGROUND = 0.02
_PAIR_SHARE = 0.7
_FREQUENCY_UNIT = 16
_MOST = 64
# How much more than one occurrence so many count.
_MORE = (0, *(round(_FREQUENCY_UNIT * (1 + math.log(n))) - _FREQUENCY_UNIT for n in range(1, _MOST + 1)))
_ONCE = _FREQUENCY_UNIT * _FREQUENCY_UNIT
# A candidate with less than this part of the best one's weight in common is none.
_FAINT = 16

_Entries = Callable[[Sequence[int]], tuple[int, ...]]


@frozen
class Bag:
    """The features of one text: each of them, and how often those occur that occur more than once.

    Most features stand once in a text. A tuple of all and a mapping of the few others is much smaller than a
    mapping or a set of all. What two texts have in common is an intersection of sets, made only of the texts that
    are looked at that closely.

    >>> Bag.of([7, 8, 7]) == Bag((7, 8), {7: 2})
    True
    """

    features: tuple[int, ...]
    several: Mapping[int, int]

    @classmethod
    def of(cls, features: Sequence[int]) -> Bag:
        """The bag of features given one by one."""
        counts = Counter(features)
        several: dict[int, int] = {}
        if again := len(features) - len(counts):
            # Words come before pairs, and most of what occurs more than once is words: the rest need not be seen.
            for feature, times in counts.items():
                if times > 1:
                    several[feature] = times
                    again -= times - 1
                    if not again:
                        break
        return cls(tuple(counts), several)

    @cached_property
    def each(self) -> frozenset[int]:
        """The features as a set."""
        return frozenset(self.features)


@frozen
class Vector:
    """The weighted features of one text.

    Attributes:
        bag: the features.
        raised: of those that occur more than once, how much more they count than one that occurs once, which
            counts 16.
        square: the sum of the squares of all entries, an entry being a feature's weight by how much it counts.
        squares: the square of each feature's weight, held once for all texts.
    """

    bag: Bag
    raised: Mapping[int, int]
    square: int
    squares: Sequence[int]


@frozen
class Space:
    """Two sides of texts as vectors, with the squares of the features' weights, for adding texts up.

    `held` says how many texts of the right side hold a feature, for those that occur on both sides.

    >>> space = feature_space(count_features([["peace", "and", "trade"]], [["trade", "and", "peace"]]))
    >>> 0 < cosine(space.left[0], space.right[0]) < 1000
    True
    """

    left: Sequence[Vector]
    right: Sequence[Vector]
    squares: Sequence[int]
    held: Mapping[int, int]
    _left_unions: dict[tuple[int, ...], Vector] = field(factory=dict, init=False, eq=False, repr=False)
    _right_unions: dict[tuple[int, ...], Vector] = field(factory=dict, init=False, eq=False, repr=False)

    def left_union(self, positions: tuple[int, ...]) -> Vector:
        """Vector of several texts of the left side taken as one."""
        return self._union(self.left, positions, self._left_unions)

    def right_union(self, positions: tuple[int, ...]) -> Vector:
        """Vector of several texts of the right side taken as one."""
        return self._union(self.right, positions, self._right_unions)

    def _union(
        self, vectors: Sequence[Vector], positions: tuple[int, ...], known: dict[tuple[int, ...], Vector]
    ) -> Vector:
        if len(positions) == 1:
            return vectors[positions[0]]
        # Remembered, since unions grow by one text at a time: what is known without the last comer is added to.
        if positions not in known:
            for place, last in enumerate(positions):
                fewer = positions[:place] + positions[place + 1 :]
                if len(fewer) == 1 or fewer in known:
                    known[positions] = _joined(self._union(vectors, fewer, known), vectors[last])
                    break
            else:
                known[positions] = _weighed(added([vectors[position].bag for position in positions]), self.squares)
        return known[positions]


@frozen
class Counted:
    """Texts as bags of features, numbered alike on both sides, the length of each word, and the numbers of tokens.

    Features are numbered from 1, words before pairs of words: `lengths` ends where these begin. In `numbers`, a
    word has that of its stem, and a mark 0; nothing is in it where features are no words.
    """

    left: Sequence[Bag]
    right: Sequence[Bag]
    lengths: Sequence[int]
    numbers: Mapping[str, int] = field(factory=dict)


def count_features(left: Iterable[Iterable[str]], right: Iterable[Iterable[str]]) -> Counted:
    """Count the features of the texts of both sides: stems, and pairs of neighbouring stems.

    >>> counted = count_features([["exchange", "of", "letters"]], [["exchange", "of", "views"]])
    >>> len(counted.left[0].features), len(counted.left[0].each & counted.right[0].each)
    (5, 3)
    """
    numbers = _Numbers()
    ours, theirs = ([list(filter(None, map(numbers.__getitem__, text))) for text in side] for side in (left, right))
    # Numbers without a gap, so that weights stand in lists; pairs get theirs when all words have one. They are held
    # by their first word, then by their second.
    following = count(len(numbers.lengths)).__next__
    pairs = [defaultdict[int, int](following) for _ in numbers.lengths].__getitem__

    def bag(text: list[int]) -> Bag:
        return Bag.of([*text, *map(getitem, map(pairs, text), islice(text, 1, None))])

    return Counted(list(map(bag, ours)), list(map(bag, theirs)), numbers.lengths, numbers)


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
    held = Counter(chain.from_iterable([bag.features for bag in counted.right]))
    frequencies = held.copy()
    frequencies.update(chain.from_iterable([bag.features for bag in counted.left]))
    total = len(counted.left) + len(counted.right)
    words = len(counted.lengths)
    squares = [0]
    last = len(_BACKGROUND) - 1
    of_words = [_Squares(total, expected, 1.0) for expected in _BACKGROUND]
    of_pairs = _Squares(total, _PAIR_BACKGROUND, _PAIR_SHARE)
    squares += [of_words[min(counted.lengths[word], last)][frequencies[word]] for word in range(1, words)]
    pairs = range(words, max(frequencies, default=0) + 1)
    squares += map(of_pairs.__getitem__, map(frequencies.__getitem__, pairs))
    return Space(
        left=[_weighed(bag, squares) for bag in counted.left],
        right=[_weighed(bag, squares) for bag in counted.right],
        squares=squares,
        held={feature: times for feature, times in held.items() if frequencies[feature] > times},
    )


class _Squares(dict[int, int]):
    """The squares of the weights of features of one kind, by the number of texts that hold a feature."""

    def __init__(self, texts: int, expected: float, share: float) -> None:
        super().__init__()
        self.texts, self.expected, self.share = texts + _BACKGROUND_SIZE, _BACKGROUND_SIZE * expected, share

    def __missing__(self, frequency: int) -> int:
        rarity = math.log(self.texts / (frequency + self.expected))
        found = self[frequency] = max(1, round(_WEIGHT_UNIT * self.share * rarity)) ** 2
        return found


def added(bags: Sequence[Bag]) -> Bag:
    """Add up the features of several texts.

    >>> added([Bag.of([1, 1]), Bag.of([1, 3])]) == Bag.of([1, 1, 1, 3])
    True
    """
    if len(bags) == 1:
        return bags[0]
    counts = Counter(chain.from_iterable([bag.features for bag in bags]))
    for bag in bags:
        for feature, times in bag.several.items():
            counts[feature] += times - 1
    return Bag(tuple(counts), {feature: times for feature, times in counts.items() if times > 1})


def cosine(one: Vector, other: Vector) -> int:
    """Cosine of the angle between two texts, per mille: 1000 for equal features, 0 for none in common.

    >>> counted = count_features([["peace"]], [["peace", "trade"]])
    >>> space = feature_space(counted)
    >>> 0 < cosine(space.left[0], space.right[0]) < 1000
    True
    """
    return _angle(dot(one, other), one.square * other.square)


def nearer(one: Vector, other: Vector, whole: Vector, *, product: int) -> int:
    """How much larger the cosine of two texts taken as one with a third is than that of the first alone, per mille.

    `product` is the inner product of the first and the third. Below 0 where the second leads away.

    >>> counted = count_features([["peace", "and"], ["and", "trade"]], [["peace", "and", "trade", "and"]])
    >>> space = feature_space(counted)
    >>> one, other, whole = *space.left, space.right[0]
    >>> gain = nearer(one, other, whole, product=dot(one, whole))
    >>> gain == cosine(space.left_union((0, 1)), whole) - cosine(one, whole)
    True
    """
    squares, square, together = one.squares, one.square + other.square, product + dot(other, whole)
    # The entries of two texts add up, but for what both have: so often it counts less than twice.
    for feature in one.bag.each.intersection(other.bag.features):
        times = one.bag.several.get(feature, 1) + other.bag.several.get(feature, 1)
        here = _FREQUENCY_UNIT + one.raised.get(feature, 0)
        there = _FREQUENCY_UNIT + other.raised.get(feature, 0)
        both = _FREQUENCY_UNIT + _MORE[min(times, _MOST)]
        square += squares[feature] * (both * both - here * here - there * there)
        if feature in whole.bag.each:
            together += squares[feature] * (both - here - there) * (_FREQUENCY_UNIT + whole.raised.get(feature, 0))
    return _angle(together, square * whole.square) - _angle(product, one.square * whole.square)


def likeness(one: Vector, other: Vector, angle: int) -> int:
    """The cosine of two texts, `angle`, raised where the one lies within a much longer other; per mille.

    A quarter of the way from the cosine to the overlap (the inner product over the smaller square, at most
    1000), so that a short clause is not lost on a long one that holds it.

    >>> space = feature_space(count_features([["peace"]], [["peace", "for", "ten", "years"]]))
    >>> short, long = space.left[0], space.right[0]
    >>> likeness(short, long, cosine(short, long)) > cosine(short, long)
    True
    """
    smaller, larger = one.square, other.square
    if smaller > larger:
        smaller, larger = larger, smaller
    if not smaller:
        return angle
    overlap = min(1000, angle * math.isqrt(1_000_000 * larger // smaller) // 1000)
    return angle + (overlap - angle) // 4


def share(part: Vector, features: frozenset[int]) -> int:
    """The share that some of its features have in the weight of a text, per mille.

    >>> text = feature_space(count_features([["peace", "and", "trade"]], [])).left[0]
    >>> share(text, frozenset()), share(text, text.bag.each)
    (0, 1000)
    """
    if not features:
        return 0
    squares = part.squares
    square = _ONCE * sum(map(squares.__getitem__, features))
    if part.raised:
        for feature in features.intersection(part.raised):
            more = part.raised[feature]
            square += squares[feature] * more * (2 * _FREQUENCY_UNIT + more)
    return 1000 * square // part.square


def coverage(part: Vector, whole: Vector) -> int:
    """Share of the weight of a text's features that occur in another text too, per mille.

    >>> space = feature_space(count_features([["peace", "trade"]], [["trade", "war"], ["trade", "and", "peace"]]))
    >>> 0 < coverage(space.left[0], space.right[0]) < coverage(space.left[0], space.right[1])
    True
    """
    return share(part, whole.bag.each.intersection(part.bag.features))


def coverages(one: Vector, other: Vector) -> tuple[int, int]:
    """What of each of two texts the other covers.

    >>> space = feature_space(count_features([["peace"]], [["peace", "trade"]]))
    >>> coverages(space.left[0], space.right[0])[0]
    1000
    """
    common = other.bag.each.intersection(one.bag.features)
    return share(one, common), share(other, common)


def left_over(features: frozenset[int], whole: Bag, part: Bag) -> frozenset[int]:
    """Those features of a whole that are in more of it than this part: not in this, or in the whole oftener.

    >>> sorted(left_over(frozenset([1, 2, 3, 4]), Bag.of([1, 1, 2, 2, 3, 4]), Bag.of([1, 2, 2, 3])))
    [1, 4]
    """
    most, times = whole.several, part.several.get
    oftener = [feature for feature in features if feature in most and most[feature] > times(feature, 1)]
    return (features - part.each).union(oftener)


def dot(one: Vector, other: Vector) -> int:
    """Inner product of two texts' entries.

    >>> space = feature_space(count_features([["peace"], ["war"]], [["peace"]]))
    >>> dot(space.left[0], space.right[0]) == space.left[0].square, dot(space.left[1], space.right[0])
    (True, 0)
    """
    common = other.bag.each.intersection(one.bag.features)
    squares, ours, theirs = one.squares, one.raised, other.raised
    product = _ONCE * sum(map(squares.__getitem__, common))
    for feature in common.intersection([*ours, *theirs]):
        both = (_FREQUENCY_UNIT + ours.get(feature, 0)) * (_FREQUENCY_UNIT + theirs.get(feature, 0))
        product += squares[feature] * (both - _ONCE)
    return product


def cosines(space: Space, pairs: Mapping[int, Iterable[int]]) -> dict[tuple[int, int], int]:
    """The cosines of some pairs of texts: for each position on the left, the positions on the right.

    >>> space = feature_space(count_features([["peace"], ["war"]], [["peace"]]))
    >>> cosines(space, {0: [0], 1: [0]})
    {(0, 0): 1000, (1, 0): 0}
    """
    found = {(row, column): 0 for row, columns in pairs.items() for column in sorted(columns)}
    against: dict[int, list[int]] = {}
    for row, column in found:
        against.setdefault(column, []).append(row)
    entries = {row: _entries(space.left[row]) for row in pairs}
    squares = space.squares
    # The table says what each feature counts in one text of the right side, which is held against many of the left:
    # these are the shorter ones as a rule, since long texts have something in common with most.
    table = [0] * len(squares)
    for column, rows in against.items():
        other = space.right[column]
        for feature in other.bag.features:
            table[feature] = _FREQUENCY_UNIT * squares[feature]
        for feature, more in other.raised.items():
            table[feature] += more * squares[feature]
        for row in rows:
            of_each, of_raised, raised, square = entries[row]
            product = _FREQUENCY_UNIT * sum(of_each(table))
            if raised:
                product += sum(map(mul, of_raised(table), raised))
            if product:
                found[row, column] = min(1000, 1000 * product // math.isqrt(square * other.square))
        for feature in other.bag.features:
            table[feature] = 0
    return found


def _entries(text: Vector) -> tuple[_Entries, _Entries, tuple[int, ...], int]:
    """What a text reads in another's table, of all features and of those that count more; how much; its square.

    All places are read in one call. With the place 0, which is no feature's, there are always several.
    """
    raised = (0, 0, *text.raised.values()) if text.raised else ()
    return itemgetter(0, 0, *text.bag.features), itemgetter(0, 0, *text.raised), raised, text.square


def candidates(space: Space, *, keep: int, common: int) -> list[list[int]]:
    """For each text of the left side those of the right worth a closer look, the likeliest first.

    An inverted index of the right side is read for the features that occur in at most `common` texts there
    (in more, where a text has no such feature at all); at most `keep` texts with most weight in common are
    given. The work for a text hardly depends on how many texts there are.

    >>> candidates(feature_space(count_features([["peace"]], [["war"], ["peace"]])), keep=3, common=10)
    [[1]]
    """
    held = space.held
    rare = frozenset([feature for feature, times in held.items() if times <= common])
    read = [rare.intersection(text.bag.features) or _rarest(text.bag.features, held) for text in space.left]
    # Of what the left side never asks for, by far the most, nothing is written down.
    asked = frozenset().union(*read)
    index: dict[int, tuple[int, list[int]]] = {feature: (space.squares[feature], []) for feature in asked}
    for position, text in enumerate(space.right):
        for feature in asked.intersection(text.bag.features):
            index[feature][1].append(position)
    many = max(1, len(space.right))
    weights = [0] * many
    found: list[list[int]] = []
    for features in read:
        if len(features) == 1:  # as of many short texts: all weigh the same
            found.append(index[next(iter(features))][1][:keep])
            continue
        met: list[int] = []
        for square, positions in map(index.__getitem__, features):
            for position in positions:
                if not weights[position]:
                    met.append(position)
                weights[position] += square
        # Weight and position in one number, since numbers sort faster than pairs do.
        likely = sorted([position - weights[position] * many for position in met])[:keep]
        least = -(likely[0] // many) // _FAINT if likely else 0
        found.append([number % many for number in likely if -(number // many) > least])
        for position in met:
            weights[position] = 0
    return found


def _rarest(features: Iterable[int], held: Mapping[int, int]) -> frozenset[int]:
    """Of some features those that fewest texts hold."""
    shared = [feature for feature in features if feature in held]
    fewest = min(map(held.__getitem__, shared), default=0)
    return frozenset(feature for feature in shared if held[feature] == fewest)


def _weighed(bag: Bag, squares: Sequence[int]) -> Vector:
    square = _ONCE * sum(map(squares.__getitem__, bag.features))
    raised: dict[int, int] = {}
    for feature, times in bag.several.items():
        more = raised[feature] = _MORE[times] if times < _MOST else _MORE[_MOST]
        square += squares[feature] * more * (2 * _FREQUENCY_UNIT + more)
    return Vector(bag, raised, square, squares)


def _angle(product: int, square: int) -> int:
    return min(1000, 1000 * product // math.isqrt(square)) if product else 0


def _joined(one: Vector, other: Vector) -> Vector:
    """Two texts taken as one: `_weighed` of the sum of their bags, without weighing what only one of them has."""
    ours, theirs, squares = one.bag.several, other.bag.several, one.squares
    several, raised = {**ours, **theirs}, {**one.raised, **other.raised}
    square = one.square + other.square
    for feature in one.bag.each.intersection(other.bag.features):
        times = several[feature] = ours.get(feature, 1) + theirs.get(feature, 1)
        more = raised[feature] = _MORE[min(times, _MOST)]
        here, there = one.raised.get(feature, 0), other.raised.get(feature, 0)
        square += squares[feature] * (
            (_FREQUENCY_UNIT + more) ** 2 - (_FREQUENCY_UNIT + here) ** 2 - (_FREQUENCY_UNIT + there) ** 2
        )
    return Vector(Bag(tuple(one.bag.each.union(other.bag.features)), several), raised, square, squares)
