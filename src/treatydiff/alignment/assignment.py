"""The best way of pairing rows with columns, at most one to one, when only few pairs are possible at all."""

from __future__ import annotations

from collections.abc import Mapping
from heapq import heappop, heappush


def assign(gains: Mapping[int, Mapping[int, int]]) -> dict[int, int]:
    """Pair rows with columns so that the gains add up to the most; give the column of each paired row.

    `gains` holds for each row the gain of each possible column, an integer; pairs not in it are impossible, pairs
    that gain nothing (0 or less) are never made. A row or column may stay alone. The result depends only on
    the gains, not on the order in which the mappings hold them.

    Shortest augmenting paths with prices, a row at a time, on the sparse graph (J. Edmonds and R. M. Karp,
    Journal of the ACM 19, 1972; R. Jonker and A. Volgenant, Computing 38, 1987); to stay alone is a column of a
    row's own that costs nothing. A search ends at the first free column and never leaves what is connected
    with its row, so that the work grows with the number of rows and not with its square, where candidates are few.

    >>> assign({0: {0: 9, 1: 8}, 1: {0: 7}})
    {0: 1, 1: 0}
    >>> assign({0: {0: 0}})
    {}
    """
    place: dict[int, int] = {}
    owner: dict[int, int] = {}
    row_price: dict[int, int] = {}
    column_price: dict[int, int] = {}
    for start in sorted(filter(gains.__getitem__, gains)):
        least, column = 0, -1
        for other, gain in gains[start].items():
            cost = -gain - column_price.get(other, 0)
            if cost < least or (cost == least and other < column):
                least, column = cost, other
        row_price[start] = least
        # Most rows find their best column free, or stay alone: there is nothing to search.
        if column == -1:
            continue
        if column not in owner:
            place[start], owner[column] = column, start
            continue
        row, column, came = _cheapest(start, gains, owner, row_price, column_price)
        # Along the path every row gives its column to the row before it; the last one takes the free place.
        while True:
            freed = place.pop(row, -1)
            if column != -1:
                place[row], owner[column] = column, row
            if row == start:
                break
            row, column = came[freed], freed
    return dict(sorted(place.items()))


def _cheapest(
    start: int,
    gains: Mapping[int, Mapping[int, int]],
    owner: Mapping[int, int],
    row_price: dict[int, int],
    column_price: dict[int, int],
) -> tuple[int, int, dict[int, int]]:
    """Find the cheapest way to settle `start`, moving other rows where that pays, and bring prices up to date.

    Gives the last row of the way, the free column that it takes (-1 to stay alone), and for each column on the
    way the row that it is reached from.
    """
    reached: dict[int, int] = {start: 0}  # rows, with the cost of getting there
    settled: dict[int, int] = {}  # columns, likewise
    best: dict[int, int] = {}
    came: dict[int, int] = {}
    heap: list[tuple[int, int, int]] = []  # cost, column (-1 for staying alone), row it is reached from
    row, cost = start, 0
    while True:
        heappush(heap, (cost - row_price[row], -1, row))
        for column, gain in gains[row].items():
            through = cost - gain - row_price[row] - column_price.get(column, 0)
            if column not in settled and (column not in best or through < best[column]):
                best[column] = through
                heappush(heap, (through, column, row))
        cost, column, row = heappop(heap)
        while column in settled:
            cost, column, row = heappop(heap)
        if column != -1:
            came[column] = row
        if column not in owner:
            break
        settled[column] = cost
        row = owner[column]
        reached[row] = cost
    for passed, spent in reached.items():
        row_price[passed] += cost - spent
    for passed, spent in settled.items():
        column_price[passed] = column_price.get(passed, 0) - (cost - spent)
    return row, column, came
