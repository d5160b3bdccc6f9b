"""Which texts of two sides correspond: likeness, the company that a text keeps, and the lead over the runner-up.

Texts are known here by their positions on either side, 0 upwards in text order. What is decided is one to one;
unions are the business of `unions`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import frozen

from treatydiff.alignment.assignment import assign

# Share of a neighbour's say by its distance, and of its counterpart's by how far that stands from where it would
# stand if nothing had been put between: near the right place is nearly as good as in it.
_REACH = {1: 4, 2: 3, 3: 2, 4: 1, 5: 1}
_DRIFT = {0: 10, 1: 6, 2: 4, 3: 3, 4: 2, 5: 1}
# What a linked pair adds to a pair so many rows and columns away: what the one says about the other's row, and
# about its column. What it says about other pairs of its own row or column is nothing: these are its rivals.
_KERNEL = {
    rows: {
        columns: share
        for columns in (*range(-10, 0), *range(1, 11))
        if (share := (_REACH.get(abs(rows), 0) + _REACH.get(abs(columns), 0)) * _DRIFT.get(abs(rows - columns), 0))
    }
    for rows in (*range(-10, 0), *range(1, 11))
}
_WHOLE = 4 * sum(_REACH.values()) * max(_DRIFT.values())
_ROUNDS = 3
_LEAD_LIMIT = 200
# What speaks for each pair of a row and a column.
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
    rows = 1 + max(row for row, _ in likeness)
    columns = 1 + max(column for _, column in likeness)
    alike: _Evidence = {}
    # In order, which assigning asks for as well, and what is in order is sorted at once.
    for (row, column), value in sorted(likeness.items()):
        alike.setdefault(row, {})[column] = value
    evidence = {
        row: {column: value - parameters.threshold for column, value in values.items()}
        for row, values in alike.items()
    }
    support: _Evidence = {row: dict.fromkeys(values, 0) for row, values in alike.items()}
    before: dict[int, int] = {}
    for _ in range(_ROUNDS):
        linked = _assign_near_diagonal(evidence, rows, columns)
        # Few links are others than in the round before: the rest has said what it says.
        _speak(1, linked.items() - before.items(), support, alike, parameters)
        _speak(-1, before.items() - linked.items(), support, alike, parameters)
        evidence = _with_context(alike, support, parameters)
        before = linked
    return _assign_near_diagonal(_with_lead(evidence, parameters), rows, columns)


def _assign_near_diagonal(evidence: _Evidence, rows: int, columns: int) -> dict[int, int]:
    # The square of the distance is convex, so that equal texts pair up in order.
    gains: dict[tuple[int, int], int] = {}
    span = rows * columns
    for row, values in evidence.items():
        for column, value in values.items():
            if value > 0:
                away = 1000 * (row * columns - column * rows) // span
                gains[row, column] = value * _TIE_UNIT - away * away // 4
    return assign(gains)


def _speak(
    times: int,
    linked: Iterable[tuple[int, int]],
    support: _Evidence,
    alike: _Evidence,
    parameters: Parameters,
) -> None:
    """Add to the support of pairs what linked pairs near them say, once, or once less (`times` -1)."""
    for row, column in linked:
        say = times * min(1000, 1000 * alike[row][column] // parameters.certain)
        for rows, shares in _KERNEL.items():
            around = support.get(row + rows)
            if around:
                # A row has fewer candidates than the kernel has columns.
                for other in around:
                    share = shares.get(other - column)
                    if share:
                        around[other] += share * say


def _with_context(alike: _Evidence, support: _Evidence, parameters: Parameters) -> _Evidence:
    threshold, context, whole = parameters.threshold, parameters.context, 1000 * _WHOLE
    return {
        row: {
            column: value - threshold + context * said // whole
            for (column, value), said in zip(values.items(), support[row].values(), strict=True)
        }
        for row, values in alike.items()
    }


def _with_lead(evidence: _Evidence, parameters: Parameters) -> _Evidence:
    floor = -parameters.threshold
    best_of_column: dict[int, tuple[int, int]] = {}
    none = floor, floor
    for values in evidence.values():
        for column, value in values.items():
            best, second = best_of_column.get(column, none)
            if value > best:
                best_of_column[column] = value, best
            elif value > second:
                best_of_column[column] = best, value
    return {row: _ahead(values, best_of_column, floor, parameters.lead) for row, values in evidence.items()}


def _ahead(
    values: Mapping[int, int], best_of_column: Mapping[int, tuple[int, int]], floor: int, share: int
) -> dict[int, int]:
    """The evidence of one row, with a share of its lead over the runners-up in row and column."""
    best_of_row = sorted([floor, floor, *values.values()])[-2:][::-1]
    weighed: dict[int, int] = {}
    for column, value in values.items():
        rivals = [
            best[1] if value == best[0] else best[0]
            for best in (best_of_row, best_of_column.get(column, (floor, floor)))
        ]
        # Where there is no rival, as between two fragments, the lead must not make likeness out of nothing.
        limit = min(_LEAD_LIMIT, (value - floor) // 2)
        lead = max(-_LEAD_LIMIT, min(limit, value - max(rivals)))
        weighed[column] = value + share * lead // 100
    return weighed
