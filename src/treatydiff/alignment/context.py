"""Which texts of two sides correspond: likeness, the company that a text keeps, and the lead over the runner-up.

Texts are known here by their positions on either side, 0 upwards in text order. What is decided is one to one;
unions are the business of `unions`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from attrs import frozen

from treatydiff.alignment.assignment import assign

# Share of a neighbour's say by its distance, and of its counterpart's by how far that stands from where it would
# stand if nothing had been put between: near the right place is nearly as good as in it.
_REACH = {1: 4, 2: 3, 3: 2, 4: 1, 5: 1}
_DRIFT = {0: 10, 1: 6, 2: 4, 3: 3, 4: 2, 5: 1}
# What a linked pair adds to a pair so many rows and columns away: what the one says about the other's row, and
# about its column. What it says about other pairs of its own row or column is nothing: these are its rivals.
# Held by rows, and by how many more columns than rows it is away.
_KERNEL = {
    rows: {
        columns - rows: share
        for columns in (*range(-10, 0), *range(1, 11))
        if (share := (_REACH.get(abs(rows), 0) + _REACH.get(abs(columns), 0)) * _DRIFT.get(abs(rows - columns), 0))
    }
    for rows in (*range(-10, 0), *range(1, 11))
}
_FARTHEST = max(_DRIFT)
_WHOLE = 4 * sum(_REACH.values()) * max(_DRIFT.values())
_ROUNDS = 3
_LEAD_LIMIT = 200
# What speaks for each pair, by its row and its *lane*, which is its column less its row: neighbours of a pair that
# may well correspond if it does lie in its own lane or in one near that.
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
    alike: _Evidence = {}
    for (row, column), value in likeness.items():
        alike.setdefault(row, {})[column - row] = value - parameters.threshold
    shape = 1 + max(alike), 1 + max([row + max(values) for row, values in alike.items()])
    lanes = {row: frozenset(values) for row, values in alike.items()}
    support = {row: defaultdict[int, int](int) for row in alike}
    evidence = dict(alike)
    gains = {row: _gains(row, values, shape) for row, values in alike.items()}
    before: dict[int, int] = {}
    for _ in range(_ROUNDS):
        linked = assign(gains)
        # Few links are others than in the round before: the rest has said what it says.
        changed = {
            *_speak(1, linked.items() - before.items(), alike, lanes, support, parameters),
            *_speak(-1, before.items() - linked.items(), alike, lanes, support, parameters),
        }
        for row in changed:
            evidence[row] = _with_context(alike[row], support[row], parameters)
            gains[row] = _gains(row, evidence[row], shape)
        before = linked
    return assign({row: _gains(row, values, shape) for row, values in _with_lead(evidence, parameters).items()})


def _gains(row: int, values: Mapping[int, int], shape: tuple[int, int]) -> dict[int, int]:
    """What is gained by linking a row with each column for which something speaks."""
    rows, columns = shape
    span = rows * columns
    slant = row * (columns - rows)
    # The square of the distance from the diagonal is convex, so that equal texts pair up in order.
    return {
        row + lane: value * _TIE_UNIT - (1000 * (slant - lane * rows) // span) ** 2 // 4
        for lane, value in values.items()
        if value > 0
    }


def _speak(  # noqa: PLR0917 - inner, with what one caller has anyway
    times: int,
    linked: Iterable[tuple[int, int]],
    alike: _Evidence,
    lanes: Mapping[int, frozenset[int]],
    support: Mapping[int, defaultdict[int, int]],
    parameters: Parameters,
) -> set[int]:
    """Add to the support of pairs what linked pairs near them say, once, or once less (`times` -1).

    Gives the rows in which something changed.
    """
    changed: set[int] = set()
    for row, column in linked:
        lane = column - row
        say = times * min(1000, 1000 * (alike[row][lane] + parameters.threshold) // parameters.certain)
        near = frozenset(range(lane - _FARTHEST, lane + _FARTHEST + 1))
        for rows, shares in _KERNEL.items():
            there = row + rows
            if there in lanes and (met := near & lanes[there]):
                changed.add(there)
                around = support[there]
                for other in met:
                    if other - lane in shares:
                        around[other] += shares[other - lane] * say
    return changed


def _with_context(values: Mapping[int, int], support: Mapping[int, int], parameters: Parameters) -> dict[int, int]:
    context, whole = parameters.context, 1000 * _WHOLE
    return {
        lane: value + context * support[lane] // whole if lane in support else value
        for lane, value in values.items()
    }


def _with_lead(evidence: _Evidence, parameters: Parameters) -> _Evidence:
    """The evidence with a share of each pair's lead over the runners-up in its row and column.

    Pairs for which no lead could make anything speak are left out.
    """
    floor, share = -parameters.threshold, parameters.lead
    best: dict[int, int] = {}
    second: dict[int, int] = {}
    for row, values in evidence.items():
        for lane, value in values.items():
            column = row + lane
            if value > best.get(column, floor):
                second[column], best[column] = best.get(column, floor), value
            elif value > second.get(column, floor):
                second[column] = value
    weighed: _Evidence = {}
    for row, values in evidence.items():
        *_, next_here, best_here = sorted([floor, floor, *values.values()])
        weighed[row] = ahead = {}
        for lane, value in values.items():
            # Where there is no rival, as between two fragments, the lead must not make likeness out of nothing.
            limit = min(_LEAD_LIMIT, (value - floor) // 2)
            if value + share * limit // 100 > 0:
                best_there = best.get(row + lane, floor)
                next_there = second.get(row + lane, floor)
                rival = max(
                    next_here if value == best_here else best_here,
                    next_there if value == best_there else best_there,
                )
                ahead[lane] = value + share * max(-_LEAD_LIMIT, min(limit, value - rival)) // 100
    return weighed
