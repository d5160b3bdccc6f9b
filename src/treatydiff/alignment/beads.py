"""Segments of a text and of its translation, paired in order: one with one, or several with one.

The beads of W. A. Gale and K. W. Church ("A program for aligning sentences in bilingual corpora", Computational
Linguistics 19:1, 1993), with anchors as evidence beside the lengths, and up to four segments with one, since one
language's sentence is another's list of clauses.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from attrs import frozen

from treatydiff.alignment.lengths import Ratio
from treatydiff.alignment.similarity import Vector, dot

# How many segments on either side, and what it costs, in thousandths of natural logarithms.
_SHAPES = (
    (1, 1, 0),
    (1, 2, 1800),
    (2, 1, 1800),
    (1, 3, 2800),
    (3, 1, 2800),
    (1, 4, 3800),
    (4, 1, 3800),
    (2, 2, 3500),
)
_ALONE = 3200
_ANCHORED = 6000  # for anchors that are all alike
_MOST_ANCHORED = 4000
_DECIDES = 600
# So much against a step, and its segments are not one text.
_FLOOR = -2500
# How far from the straight way through both a pair may stand, beside the difference in number.
_BAND = 6


@frozen
class Bead:
    """Segments that correspond, by position on either side, both rising; `score` 0 to 1000."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    score: int
    rule: str


def pair_segments(
    left: Sequence[int],
    right: Sequence[int],
    left_anchors: Sequence[Vector],
    right_anchors: Sequence[Vector],
    ratio: Ratio,
) -> list[Bead]:
    """Pair the segments of two corresponding units in order; what is in no bead stands alone.

    Args:
        left: the characters of each segment of the one.
        right: those of the other.
        left_anchors: the weighed anchors of each segment of the one.
        right_anchors: those of the other.
        ratio: of lengths in these texts.

    Example:
        >>> from treatydiff.alignment.similarity import Bag
        >>> nothing = Vector(bag=Bag.of([]), raised={}, square=0, squares=[])
        >>> beads = pair_segments([60, 20, 90], [62, 112], [nothing] * 3, [nothing] * 2, Ratio(0))
        >>> [(bead.left, bead.right) for bead in beads]
        [((0,), (0,)), ((1, 2), (1,))]
    """
    if not left or not right:
        return []
    ways = _Ways(left, right, left_anchors, right_anchors, ratio)
    if 1 in (len(left), len(right)):
        # One whole against the parts of the other: there is nothing to choose, unless they cannot be one text.
        whole = ways.gain(0, 0, len(left), len(right))
        if whole > _FLOOR:
            return [ways.bead(0, 0, len(left), len(right))]
    return [ways.bead(*way) for way in ways.best() if ways.gain(*way) > _FLOOR]


class _Ways:
    """The ways through two sequences of segments, and what speaks for each step."""

    def __init__(
        self,
        left: Sequence[int],
        right: Sequence[int],
        left_anchors: Sequence[Vector],
        right_anchors: Sequence[Vector],
        ratio: Ratio,
    ) -> None:
        self.left, self.right = left, right
        self.left_anchors, self.right_anchors = left_anchors, right_anchors
        self.ratio = ratio
        self.shared: dict[tuple[int, int], int] = {}

    def best(self) -> list[tuple[int, int, int, int]]:
        """The steps of the best way: where each begins on either side, and how many segments it takes there."""
        rows, columns = len(self.left), len(self.right)
        band = _BAND + abs(rows - columns)
        reached: dict[tuple[int, int], tuple[int, int, int]] = {(0, 0): (0, 0, 0)}
        for row in range(rows + 1):
            middle = row * columns // rows
            for column in range(max(0, middle - band), min(columns, middle + band) + 1):
                if not row and not column:
                    continue
                steps = [
                    (
                        reached[row - down, column - across][0]
                        + self._step(row - down, column - across, down, across, cost),
                        -number,
                        down,
                        across,
                    )
                    for number, (down, across, cost) in enumerate(_STEPS)
                    if (row - down, column - across) in reached
                ]
                if steps:
                    gain, _, down, across = max(steps)
                    reached[row, column] = gain, down, across
        found: list[tuple[int, int, int, int]] = []
        row, column = rows, columns
        while row or column:
            _, down, across = reached[row, column]
            row, column = row - down, column - across
            if down and across:
                found.append((row, column, down, across))
        return found[::-1]

    def _step(self, row: int, column: int, down: int, across: int, cost: int) -> int:
        if not down or not across:
            return -cost
        return self.gain(row, column, down, across) - cost

    def gain(self, row: int, column: int, down: int, across: int) -> int:
        """What speaks for the segments that a step takes; below 0 more against them."""
        return self._fit(row, column, down, across) + self._anchored(row, column, down, across)

    def _fit(self, row: int, column: int, down: int, across: int) -> int:
        return self.ratio.fit(sum(self.left[row : row + down]), sum(self.right[column : column + across]))

    def _anchored(self, row: int, column: int, down: int, across: int) -> int:
        together = [self._shared(r, c) for r in range(row, row + down) for c in range(column, column + across)]
        shared = sum(together)
        if not shared:
            return 0
        squares = [
            sum(vector.square for vector in side)
            for side in (self.left_anchors[row : row + down], self.right_anchors[column : column + across])
        ]
        return min(_MOST_ANCHORED, _ANCHORED * shared // max(1, math.isqrt(squares[0] * squares[1])))

    def _shared(self, row: int, column: int) -> int:
        known = self.shared.get((row, column))
        if known is None:
            known = self.shared[row, column] = dot(self.left_anchors[row], self.right_anchors[column])
        return known

    def bead(self, row: int, column: int, down: int, across: int) -> Bead:
        """A step as a bead."""
        anchored = self._anchored(row, column, down, across)
        gain = self.gain(row, column, down, across)
        return Bead(
            left=tuple(range(row, row + down)),
            right=tuple(range(column, column + across)),
            score=round(1000 / (1 + math.exp(-gain / 1000))),
            rule="anchors" if anchored > _DECIDES else "length",
        )


_STEPS = (*_SHAPES, (1, 0, _ALONE), (0, 1, _ALONE))
