"""Which texts of two sides correspond: likeness, the company that a text keeps, and the lead over the runner-up.

Texts are known here by their positions on either side, 0 upwards in text order. What is decided is one to one;
unions are the business of `unions`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import count

from attrs import frozen

from treatydiff.alignment.assignment import assign

# Share of a neighbour's say by its distance, and of its counterpart's by how far that stands from where it would
# stand if nothing had been put between: near the right place is nearly as good as in it.
_REACH = {1: 4, 2: 3, 3: 2, 4: 1, 5: 1}
_DRIFT = {0: 10, 1: 6, 2: 4, 3: 3, 4: 2, 5: 1}
_FARTHEST = max(_DRIFT)
# What a linked pair adds to a pair so many rows and columns away: what the one says about the other's row, and
# about its column. What it says about other pairs of its own row or column is nothing: these are its rivals.
# Held in order of how many more columns than rows it is away: the first number of rows, and the share for each.
_KERNEL = [
    (
        rows[0],
        [
            _DRIFT[abs(drift)] * (_REACH.get(abs(away), 0) + _REACH.get(abs(away + drift), 0))
            if away and away + drift
            else 0
            for away in rows
        ],
    )
    for drift in range(-_FARTHEST, _FARTHEST + 1)
    for rows in (range(-max(_REACH) - max(0, drift), max(_REACH) + max(0, -drift) + 1),)
]
_WHOLE = 4 * sum(_REACH.values()) * max(_DRIFT.values())
_ROUNDS = 3
_LEAD_LIMIT = 200
# What speaks for each pair, by its row and its *lane*, which is its column less its row: what a linked pair speaks
# for lies in its own lane or in one near that.
_Evidence = dict[int, dict[int, int]]
# Exact ties go to the pair nearest the diagonal: gains are scaled up so that this never outweighs a point.
_TIE_UNIT = 1 << 20


@frozen
class Parameters:
    """What turns evidence into a decision; all values per mille, except `lead`, in per cent.

    * `threshold`: evidence that a pair must exceed to be linked at all;
    * `context`: what neighbours that are linked side by side add at most;
    * `certain`: likeness from which on a neighbour has its full say;
    * `lead`: how much of the lead over the runner-up is added (or of the arrears taken off); the lead counts for
      no more than half of the evidence itself.

    >>> Parameters(threshold=180, context=300, certain=500, lead=60).threshold
    180
    """

    threshold: int
    context: int
    certain: int
    lead: int


def correspond(likeness: Mapping[tuple[int, int], int], *, parameters: Parameters) -> dict[int, int]:
    """Decide which texts correspond, one to one; give for each linked position on the left that on the right.

    `likeness` holds the evidence for each possible pair (per mille, further evidence than likeness of words
    included). The pairs are assigned so that the evidence sums to the most; the neighbours' counterparts become
    evidence for the next round. Own; assignment as in `assign`.

    >>> plain = Parameters(threshold=180, context=300, certain=500, lead=60)
    >>> correspond({(1, 1): 100}, parameters=plain)
    {}
    >>> correspond({(0, 0): 900, (1, 1): 100}, parameters=plain)
    {0: 0, 1: 1}
    """
    if not likeness:
        return {}
    alike: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for (row, column), value in likeness.items():
        alike[row][column - row] = value - parameters.threshold
    shape = 1 + max(alike), 1 + max([row + max(values) for row, values in alike.items()])
    voices = _Voices.of(alike, parameters)
    evidence: _Evidence = {**alike}
    gains = _gains(evidence, shape)
    before: dict[int, int] = {}
    for _ in range(_ROUNDS):
        linked = assign(gains)
        # Few links are others than in the round before: the rest has said what it says.
        heard = voices.heard(
            voices.speak(1, linked.items() - before.items()) | voices.speak(-1, before.items() - linked.items())
        )
        evidence |= heard
        gains |= _gains(heard, shape)
        before = linked
    return assign(_gains(_with_lead(evidence, parameters), shape))


def _gains(evidence: _Evidence, shape: tuple[int, int]) -> _Evidence:
    """What is gained by linking rows with the columns for which something speaks: by row and column."""
    rows, columns = shape
    span = rows * columns
    # The square of the distance from the diagonal is convex, so that equal texts pair up in order.
    return {
        row: {
            row + lane: value * _TIE_UNIT - (1000 * (row * (columns - rows) - lane * rows) // span) ** 2 // 4
            for lane, value in values.items()
            if value > 0
        }
        for row, values in evidence.items()
    }


@frozen
class _Voices:
    """What linked pairs say about those near them.

    Attributes:
        alike: what speaks for the pairs themselves.
        rows: the rows of the pairs of each lane, ascending.
        support: what was said so far about the pairs of each row.
        parameters: how much each counts.
    """

    alike: _Evidence
    rows: Mapping[int, Sequence[int]]
    support: Mapping[int, defaultdict[int, int]]
    parameters: Parameters

    @classmethod
    def of(cls, alike: _Evidence, parameters: Parameters) -> _Voices:
        """Nothing said yet about some pairs."""
        rows: defaultdict[int, list[int]] = defaultdict(list)
        for row in sorted(alike):
            for lane in alike[row]:
                rows[lane].append(row)
        return cls(alike, rows, defaultdict(lambda: defaultdict(int)), parameters)

    def speak(self, times: int, linked: Iterable[tuple[int, int]]) -> set[int]:
        """Let linked pairs speak once, or once less (`times` -1); give the rows about which they said something."""
        heard: set[int] = set()
        alike, rows_of, support, certain = self.alike, self.rows, self.support, self.parameters.certain
        for row, column in linked:
            say = times * min(1000, 1000 * (alike[row][column - row] + self.parameters.threshold) // certain)
            for lane, (away, shares) in enumerate(_KERNEL, column - row - _FARTHEST):
                if lane in rows_of:
                    rows, first = rows_of[lane], row + away
                    if near := rows[bisect_left(rows, first) : bisect_left(rows, first + len(shares))]:
                        heard.update(near)
                        for there in near:
                            support[there][lane] += shares[there - first] * say
        return heard

    def heard(self, rows: Iterable[int]) -> _Evidence:
        """What speaks for the pairs of rows about which something was said, with that."""
        alike, support, context, whole = self.alike, self.support, self.parameters.context, 1000 * _WHOLE
        return {
            row: alike[row]
            | {lane: alike[row][lane] + context * said // whole for lane, said in support[row].items()}
            for row in rows
        }


def _with_lead(evidence: _Evidence, parameters: Parameters) -> _Evidence:
    """The evidence with a share of each pair's lead over the runners-up in its row and column.

    Pairs for which no lead could make anything speak are left out.
    """
    floor, share = -parameters.threshold, parameters.lead
    # The least that can be lifted above nothing, and how far away a rival may be to matter to that.
    least = next(value for value in count(floor) if value + share * _most_lead(value, floor) // 100 > 0)
    # One so dim is so far behind that the lead is cut by its own limit, and need not be taken out. One at least, so
    # that whatever may be lifted has an entry in `best`.
    dim = least - max(1, _most_lead(least, floor))
    best: dict[int, int] = {}
    second: dict[int, int] = {}
    for row, values in evidence.items():
        for lane, value in values.items():
            if value > dim:
                column = row + lane
                top = best.get(column, floor)
                if value > top:
                    second[column], best[column] = top, value
                elif value > second.get(column, floor):
                    second[column] = value
    weighed: _Evidence = {}
    for row, values in evidence.items():
        if max(values.values()) < least:
            continue
        *_, next_here, best_here = sorted([floor, *values.values()])
        weighed[row] = ahead = {}
        for lane, value in values.items():
            if value >= least:
                column = row + lane
                rival = max(
                    next_here if value == best_here else best_here,
                    second.get(column, floor) if value == best[column] else best[column],
                )
                # As in `_most_lead`, but without a call for each pair.
                lead = max(-_LEAD_LIMIT, min(_LEAD_LIMIT, (value - floor) // 2, value - rival))
                ahead[lane] = value + share * lead // 100
    return weighed


def _most_lead(value: int, floor: int) -> int:
    # Where there is no rival, as between two fragments, the lead must not make likeness out of nothing.
    return min(_LEAD_LIMIT, (value - floor) // 2)
