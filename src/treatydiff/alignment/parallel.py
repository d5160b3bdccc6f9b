"""Which units of two texts in two languages correspond, and which segments: by structure, no words compared.

Evidence for a pair of units is what translation leaves: anchors (`treatydiff.alignment.anchors`), lengths
(`treatydiff.alignment.lengths`), headings by their anchors, numbers where these two texts number alike, and order.
Pairs that anchors decide are found wherever they stand, moved ones included; what lies between them is paired in
order, by all the evidence (dynamic programming, as in W. A. Gale and K. W. Church, Computational Linguistics 19:1,
1993). How alike anchors usually are, how long translations are, and how seldom units stand alone is learnt from the
texts themselves. Plain data in, plain data out.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from statistics import median_low

from attrs import evolve, field, frozen

from treatydiff.alignment.anchors import count_anchors
from treatydiff.alignment.beads import Bead, pair_segments
from treatydiff.alignment.context import Parameters, correspond
from treatydiff.alignment.lengths import Ratio
from treatydiff.alignment.order import out_of_order
from treatydiff.alignment.similarity import Bag, Counted, Space, added, candidates, cosine, feature_space
from treatydiff.alignment.units import SegmentLink, Unit, UnitAlignment, UnitLink

_Pairs = dict[int, int]

_SEEDS = Parameters(threshold=120, context=300, certain=300, lead=100)
_CANDIDATES = 8
_COMMON = 30
# Evidence is in thousandths of natural logarithms: 693 more make a pair twice as likely.
_ANCHORED = 4000  # for anchors as alike as those of pairs decided by them usually are
_MOST_ANCHORED = 6000
_HEADED = 3000
_NUMBERED = 4000
_UNLIKE_NUMBERED = -2000
# What it costs to leave a unit alone: at least, where little is known, and at most.
_ALONE = 900
_MOST_ALONE = 4500
_TYPICAL = 200  # likeness of anchors, per mille, where too few pairs tell it
_ENOUGH = 5
# Likeness of anchors by which a unit may move without its neighbours, and lead over rivals by which a fainter may.
_SURE_ALONE = 300
_LEAD = 1500
_BESIDE = range(-2, 3)
_COMPANY = (-3, -2, -1, 1, 2, 3)
# By how much more must speak for a pair than for one with equal numbers, to speak against numbers.
_BETTER = 1000
# What must speak for a pair that nothing else leads to.
_MOVED = 2500


def align_parallel_units(left: Sequence[Unit], right: Sequence[Unit], *, segments: bool = True) -> UnitAlignment:
    """Find the units, and the segments, that correspond in two texts in two languages.

    Units are paired one to one, whatever their order; segments inside paired units in order, one with one to four.
    Scores say how much likelier than not a pair is by the evidence, 500 being even. The rule of a link of units is
    `number` (equal numbers, in texts that number alike), `anchors` (what is written alike decides) or `order`
    (place and length decide); of segments `anchors` or `length`.

    Args:
        left: units of one text; tokens in compared form.
        right: units of the other.
        segments: whether segments are paired as well.

    Example:
        >>> ours = [Unit("operative", (("concluded", "in", "1941"),)), Unit("operative", (("for", "5", "years"),))]
        >>> theirs = [Unit("operative", (("на", "5", "лет"),)), Unit("operative", (("заключен", "в", "1941"),))]
        >>> [(link.left, link.right) for link in align_parallel_units(ours, theirs).segments]
        [(((0, 0),), ((1, 0),)), (((1, 0),), ((0, 0),))]
    """
    unit_links: list[UnitLink] = []
    segment_links: list[SegmentLink] = []
    for role in sorted({unit.role for unit in left} & {unit.role for unit in right}):
        here = [position for position, unit in enumerate(left) if unit.role == role]
        there = [position for position, unit in enumerate(right) if unit.role == role]
        ours, theirs = [left[position] for position in here], [right[position] for position in there]
        counted = count_anchors(
            (segment for unit in ours for segment in unit.segments),
            (segment for unit in theirs for segment in unit.segments),
        )
        evidence = _Evidence.of(ours, theirs, counted)
        pairs, evidence = _paired(evidence)
        unit_links += (
            UnitLink((here[row],), (there[column],), evidence.score(row, column), evidence.rule(row, column))
            for row, column in pairs.items()
        )
        if segments:
            segment_links += _segment_links(pairs, evidence, counted, here, there)
    return UnitAlignment(units=tuple(sorted(unit_links)), segments=tuple(sorted(segment_links)))


def pair_all_segments(left: Unit, right: Unit) -> list[Bead]:
    """The segments of two units of which somebody said that they correspond, paired in order.

    Example:
        >>> one = Unit("operative", (("in", "1941"), ("for", "5", "years")))
        >>> [bead.right for bead in pair_all_segments(one, one)]
        [(0,), (1,)]
    """
    counted = count_anchors(left.segments, right.segments)
    return _beads(_Evidence.of([left], [right], counted), feature_space(counted), (0, 0), (0, 0))


@frozen
class _Evidence:
    """What speaks for pairs of units, as far as it is known.

    `typical` is how alike the anchors of pairs decided by them usually are, per mille, and `expected` what share of
    the units, per mille, they decide; `alone` is what it costs to leave a unit alone.
    """

    left: Sequence[Unit]
    right: Sequence[Unit]
    space: Space
    headings: Space
    ratio: Ratio
    typical: int = _TYPICAL
    expected: int = 0
    numbers: int = 0  # how far these texts number alike, per mille
    alone: int = _ALONE
    _angles: dict[tuple[int, int], int] = field(factory=dict, eq=False, repr=False)

    @classmethod
    def of(cls, left: Sequence[Unit], right: Sequence[Unit], counted: Counted) -> _Evidence:
        """The evidence of two sides before anything is learnt, from the anchors of their segments."""
        space = feature_space(
            Counted(
                left=_by_unit(left, counted.left), right=_by_unit(right, counted.right), lengths=counted.lengths
            )
        )
        headings = feature_space(count_anchors([unit.heading for unit in left], [unit.heading for unit in right]))
        ours, theirs = ([sum(map(len, s)) for unit in side for s in unit.segments] for side in (left, right))
        # A guess: segments are about as long in a text and in its translation, even where much was left out.
        ratio = Ratio.between([sum(ours) * len(theirs)], [sum(theirs) * len(ours)])
        return cls(left, right, space, headings, ratio)

    @cached_property
    def lengths(self) -> tuple[list[int], list[int]]:
        """Characters of each unit, without white space."""
        ours, theirs = (
            [sum(len(token) for segment in unit.segments for token in segment) for unit in side]
            for side in (self.left, self.right)
        )
        return ours, theirs

    def angle(self, row: int, column: int) -> int:
        """Likeness of the anchors of two units, per mille."""
        known = self._angles.get((row, column))
        if known is None:
            known = self._angles[row, column] = cosine(self.space.left[row], self.space.right[column])
        return known

    def anchored(self, row: int, column: int) -> int:
        """What the anchors of two units say for a pair, or against it where likeness was to be expected."""
        said = _ANCHORED * (3 * self.angle(row, column) - self.typical) // (3 * self.typical)
        return min(_MOST_ANCHORED, said) if said > 0 else said * self.expected // 1000

    def gain(self, row: int, column: int) -> int:
        """How much speaks for a pair; below 0 more against it."""
        ours, theirs = self.left[row], self.right[column]
        total = self.anchored(row, column) + self.ratio.fit(self.lengths[0][row], self.lengths[1][column])
        if ours.heading and theirs.heading:
            total += _HEADED * cosine(self.headings.left[row], self.headings.right[column]) // 1000
        if self.numbers and ours.number is not None and theirs.number is not None:
            total += self.numbers * (_NUMBERED if ours.number == theirs.number else _UNLIKE_NUMBERED) // 1000
        return total

    def score(self, row: int, column: int) -> int:
        """The gain as a share of 1000."""
        return round(1000 / (1 + math.exp(-self.gain(row, column) / 1000)))

    def rule(self, row: int, column: int) -> str:
        """What a pair rests on."""
        if (
            self.numbers
            and self.left[row].number is not None
            and self.left[row].number == self.right[column].number
        ):
            return "number"
        return "anchors" if self.anchored(row, column) > _ANCHORED // 3 else "order"

    def learnt(self, pairs: Mapping[int, int]) -> _Evidence:
        """The same with the ratio of lengths that pairs have, if there are enough of them."""
        if len(pairs) < _ENOUGH:
            return self
        ours, theirs = self.lengths
        ratio = Ratio.between([ours[row] for row in pairs], [theirs[column] for column in pairs.values()])
        return evolve(self, ratio=ratio)


def _by_unit(units: Sequence[Unit], bags: Sequence[Bag]) -> list[Bag]:
    sums: list[Bag] = []
    start = 0
    for unit in units:
        end = start + len(unit.segments)
        sums.append(added(bags[start:end]))
        start = end
    return sums


def _paired(evidence: _Evidence) -> tuple[_Pairs, _Evidence]:
    """The pairs, and the evidence with all that was learnt."""
    alike = {
        (row, column): angle
        for row, columns in enumerate(candidates(evidence.space, keep=_CANDIDATES, common=_COMMON))
        for column in columns
        if (angle := evidence.angle(row, column))
    }
    seeds = _trusted(correspond(alike, parameters=_SEEDS), alike, evidence)
    evidence = evidence.learnt(seeds)
    if len(seeds) >= _ENOUGH:
        evidence = evolve(
            evidence,
            typical=median_low(evidence.angle(row, column) for row, column in seeds.items()),
            expected=1000 * len(seeds) // min(len(evidence.left), len(evidence.right)),
        )
    pairs = _filled(seeds, evidence)
    evidence = evolve(evidence, numbers=_number_alike(pairs, evidence))
    if evidence.numbers:
        seeds = {row: column for row, column in seeds.items() if _not_against_numbers(row, column, evidence)}
        pairs = _filled(seeds, evidence)
    evidence = evolve(evidence.learnt(pairs), alone=_cost_of_being_alone(evidence, pairs))
    again = _filled(_released(seeds, pairs, evidence), evidence)
    taken = set(again.values())
    again |= {row: column for row, column in pairs.items() if row not in again and column not in taken}
    again = {row: column for row, column in again.items() if _less_against(row, column, evidence)}
    return dict(sorted((again | _left_over(again, evidence)).items())), evidence


def _less_against(row: int, column: int, evidence: _Evidence) -> bool:
    """Whether less speaks against a pair that rests on place and length than against one unit's standing alone."""
    return evidence.rule(row, column) != "order" or evidence.gain(row, column) > -evidence.alone


def _number_alike(pairs: Mapping[int, int], evidence: _Evidence) -> int:
    """How far the texts number alike, per mille: equal numbers that were found, against better pairs that were."""
    column_of = {unit.number: column for column, unit in enumerate(evidence.right)}
    for_them, against = 0, 0
    for row, column in pairs.items():
        number = evidence.left[row].number
        if number is None or number not in column_of:
            continue
        if number == evidence.right[column].number:
            for_them += 1
        elif evidence.gain(row, column) > evidence.gain(row, column_of[number]) + _BETTER:
            against += 1
    return max(0, 1000 * (for_them + 1 - against) // (for_them + 1 + against))


def _left_over(pairs: Mapping[int, int], evidence: _Evidence) -> _Pairs:
    """Pairs of units that are alone on either side, where more than length speaks for them: those moved alone."""
    taken = set(pairs.values())
    likely = sorted(
        (-gain, row, column)
        for row in range(len(evidence.left))
        for column in range(len(evidence.right))
        if row not in pairs and column not in taken and evidence.anchored(row, column) > _ANCHORED // 3
        if (gain := evidence.gain(row, column)) > _MOVED
    )
    found: _Pairs = {}
    for _, row, column in likely:
        if row not in found and column not in found.values():
            found[row] = column
    return found


def _cost_of_being_alone(evidence: _Evidence, pairs: Mapping[int, int]) -> int:
    """By how many units stood alone so far: the fewer they are, the more has to speak for one more."""
    units = len(evidence.left) + len(evidence.right)
    alone = units - 2 * len(pairs)
    return max(_ALONE, min(_MOST_ALONE, round(-1000 * math.log((alone + 2) / (units + 4)))))


def _not_against_numbers(row: int, column: int, evidence: _Evidence) -> bool:
    ours, theirs = evidence.left[row].number, evidence.right[column].number
    return ours is None or theirs is None or ours == theirs or evidence.anchored(row, column) >= _ANCHORED


def _trusted(seeds: Mapping[int, int], alike: Mapping[tuple[int, int], int], evidence: _Evidence) -> _Pairs:
    """The pairs by anchors that stand in order, or with a neighbour, or are sure enough by themselves."""
    rows = sorted(seeds)
    weights = [evidence.angle(row, seeds[row]) for row in rows]
    strays = {rows[place] for place in out_of_order([seeds[row] for row in rows], weights)}
    second: dict[tuple[str, int], int] = {}
    for (row, column), angle in alike.items():
        if seeds.get(row) != column:
            for end in (("row", row), ("column", column)):
                second[end] = max(second.get(end, 0), angle)

    def sure(row: int) -> bool:
        angle = evidence.angle(row, seeds[row])
        rival = max(second.get(("row", row), 0), second.get(("column", seeds[row]), 0))
        return angle >= _SURE_ALONE or 1000 * angle >= _LEAD * rival

    return {row: seeds[row] for row in rows if row not in strays or _accompanied(row, seeds) or sure(row)}


def _accompanied(row: int, seeds: Mapping[int, int]) -> bool:
    return any(abs(seeds[row + step] - seeds[row] - step) <= 1 for step in _COMPANY if row + step in seeds)


def _released(seeds: Mapping[int, int], pairs: Mapping[int, int], evidence: _Evidence) -> _Pairs:
    """The pairs by anchors without those beside which a unit stayed alone on either side, unless they moved alone.

    One slip, as where a note is printed under the article before its own, leaves one alone on either side.
    """
    taken = set(pairs.values())
    rows = {row + step for row in range(len(evidence.left)) if row not in pairs for step in _BESIDE}
    columns = {column + step for column in range(len(evidence.right)) if column not in taken for step in _BESIDE}
    return {
        row: column
        for row, column in seeds.items()
        if not _accompanied(row, seeds) or row not in rows or column not in columns
    }


def _filled(seeds: Mapping[int, int], evidence: _Evidence) -> _Pairs:
    """The pairs, with what lies between them paired in order."""
    pairs = dict(seeds)
    taken = set(seeds.values())
    columns = len(evidence.right)
    for before, after in pairwise([-1, *sorted(seeds), len(evidence.left)]):
        gap = range(before + 1, after)
        if not gap:
            continue
        ahead = _free(range(seeds.get(before, -1) + 1, columns), taken)
        behind = _free(range(seeds.get(after, columns) - 1, -1, -1), taken)[::-1]
        found = _in_order(gap, ahead if ahead == behind else [*ahead, *behind], evidence)
        pairs.update(found)
        taken.update(found.values())
    return dict(sorted(pairs.items()))


def _free(columns: Iterable[int], taken: set[int]) -> list[int]:
    """The columns up to the first that is taken."""
    found: list[int] = []
    for column in columns:
        if column in taken:
            break
        found.append(column)
    return found


_PAIRED, _ALONE_LEFT, _ALONE_RIGHT = 0, 1, 2


def _in_order(rows: Sequence[int], columns: Sequence[int], evidence: _Evidence) -> _Pairs:
    """The best pairing that keeps the order of both."""
    cost = evidence.alone
    best = [-cost * place for place in range(len(columns) + 1)]
    moves: list[bytearray] = []
    for row in rows:
        above, here = best, best[0] - cost
        best = [here]
        made = bytearray([_ALONE_LEFT])
        for place, column in enumerate(columns):
            paired = above[place] + evidence.gain(row, column)
            alone = above[place + 1] - cost
            here -= cost
            move = _ALONE_RIGHT
            if alone >= here:
                here, move = alone, _ALONE_LEFT
            if paired >= here:
                here, move = paired, _PAIRED
            best.append(here)
            made.append(move)
        moves.append(made)
    found: _Pairs = {}
    row, place = len(rows), len(columns)
    while row and place:
        move = moves[row - 1][place]
        if move == _PAIRED:
            found[rows[row - 1]] = columns[place - 1]
        row -= move != _ALONE_RIGHT
        place -= move != _ALONE_LEFT
    return found


def _segment_links(
    pairs: Mapping[int, int], evidence: _Evidence, counted: Counted, here: Sequence[int], there: Sequence[int]
) -> Iterable[SegmentLink]:
    """The links of segments of paired units."""
    space = feature_space(counted)
    starts: list[list[int]] = []
    for units in (evidence.left, evidence.right):
        ends = [0]
        for unit in units:
            ends.append(ends[-1] + len(unit.segments))
        starts.append(ends)
    for row, column in pairs.items():
        for bead in _beads(evidence, space, (row, column), (starts[0][row], starts[1][column])):
            yield SegmentLink(
                left=tuple((here[row], place) for place in bead.left),
                right=tuple((there[column], place) for place in bead.right),
                score=bead.score,
                rule=bead.rule,
            )


def _beads(evidence: _Evidence, space: Space, units: tuple[int, int], starts: tuple[int, int]) -> list[Bead]:
    """The segments of two units paired; `starts` says where these begin among all segments of either side."""
    ours, theirs = evidence.left[units[0]].segments, evidence.right[units[1]].segments
    return pair_segments(
        [sum(map(len, segment)) for segment in ours],
        [sum(map(len, segment)) for segment in theirs],
        space.left[starts[0] : starts[0] + len(ours)],
        space.right[starts[1] : starts[1] + len(theirs)],
        evidence.ratio,
    )
