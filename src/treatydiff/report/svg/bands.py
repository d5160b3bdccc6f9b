"""Bands: columns of provisions cut into the smallest rows that keep what corresponds together.

Each column keeps its own order. What corresponds stands in one band; where correspondences cross or fork, the
provisions between them share that band. The bands are the strongly connected components of a graph in which a
provision leads to the next of its column, and what corresponds leads to each other (R. Tarjan, "Depth-first search
and linear graph algorithms", SIAM Journal on Computing 1, 1972).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

End = tuple[int, int]
"""A column and a place in it, both from 0."""
MOST = 12
"""Rows that a band may have: over more, a ribbon cannot be followed with the eye."""


@frozen
class Join:
    """Two places that correspond.

    Attributes:
        left: the place in the column further left.
        right: the place in the other column.
        moved: whether the correspondence is out of order, and goes first where a band would grow too tall.
    """

    left: End
    right: End
    moved: bool = False


@frozen
class Bands:
    """Columns cut into bands.

    Attributes:
        rows: the bands in order; each holds, for each column, the places that stand in it, which are neighbours.
        far: the joins whose ends stand in different bands, since what lies between them is too much for one.
    """

    rows: tuple[tuple[tuple[int, ...], ...], ...]
    far: tuple[Join, ...]


def cut(sizes: Sequence[int], joins: Iterable[Join], *, most: int = MOST) -> Bands:
    """Cut columns into bands.

    Args:
        sizes: how many places each column has.
        joins: which places correspond.
        most: how many places of one column a band may hold.

    Example:
        >>> straight, crossing = [Join((0, 0), (1, 0))], [Join((0, 1), (1, 2)), Join((0, 2), (1, 1))]
        >>> cut([3, 3], straight + crossing).rows
        (((0,), (0,)), ((1, 2), (1, 2)))
        >>> cut([1, 2], [Join((0, 0), (1, 1))]).rows
        (((), (0,)), ((0,), (1,)))
        >>> cut([2, 2], [Join((0, 0), (1, 1)), Join((0, 1), (1, 0), moved=True)], most=1).far
        (Join(left=(0, 1), right=(1, 0), moved=True),)
    """
    kept, far = list(joins), list[Join]()
    while True:
        band_of = _components(sizes, kept)
        heights = Counter((band, column) for (column, _), band in band_of.items())
        tall = {band for (band, _), height in heights.items() if height > most}
        inside: dict[int, list[Join]] = {}
        for join in kept:
            if (band := band_of[join.left]) in tall:
                inside.setdefault(band, []).append(join)
        if not inside:
            return Bands(_in_order(sizes, band_of), tuple(far))
        dropped: set[Join] = set()
        for joins_of_band in inside.values():
            moved = [join for join in joins_of_band if join.moved]
            dropped.update(moved or [max(joins_of_band, key=lambda join: _leaning(sizes, join))])
        far += [join for join in kept if join in dropped]
        kept = [join for join in kept if join not in dropped]


def _leaning(sizes: Sequence[int], join: Join) -> tuple[int, End, End]:
    """How far a join leans: the difference of its relative places, in products so that it stays a whole number."""
    (left, i), (right, j) = join.left, join.right
    return abs(i * sizes[right] - j * sizes[left]), join.left, join.right


def _components(sizes: Sequence[int], joins: Iterable[Join]) -> dict[End, int]:
    """The band of each place."""
    beside: dict[End, list[End]] = {(column, n): [] for column, size in enumerate(sizes) for n in range(size)}
    for column, size in enumerate(sizes):
        for n in range(size - 1):
            beside[column, n].append((column, n + 1))
    for join in joins:
        beside[join.left].append(join.right)
        beside[join.right].append(join.left)
    walk = _Walk(beside)
    for root in beside:
        if root not in walk.found:
            walk.visit(root)
    return walk.band_of


class _Walk:
    """Tarjan's algorithm, without recursion: treaties are longer than Python's stack is deep."""

    def __init__(self, beside: dict[End, list[End]]) -> None:
        self.beside = beside
        self.found: dict[End, int] = {}
        self.lowest: dict[End, int] = {}
        self.open: list[End] = []
        self.band_of: dict[End, int] = {}

    def visit(self, root: End) -> None:
        """Walk all that can be reached from a place."""
        work = [self._entered(root)]
        while work:
            place, neighbours = work[-1]
            other = next(neighbours, None)
            if other is None:
                work.pop()
                if work:
                    above = work[-1][0]
                    self.lowest[above] = min(self.lowest[above], self.lowest[place])
                self._close(place)
            elif other not in self.found:
                work.append(self._entered(other))
            elif other not in self.band_of:
                self.lowest[place] = min(self.lowest[place], self.found[other])

    def _entered(self, place: End) -> tuple[End, Iterator[End]]:
        self.found[place] = self.lowest[place] = len(self.found)
        self.open.append(place)
        return place, iter(self.beside[place])

    def _close(self, place: End) -> None:
        """Where nothing in a place's band was found before it, all found since is its band."""
        if self.lowest[place] == self.found[place]:
            while place not in self.band_of:
                self.band_of[self.open.pop()] = self.found[place]


def _in_order(sizes: Sequence[int], band_of: dict[End, int]) -> tuple[tuple[tuple[int, ...], ...], ...]:
    """The bands as they follow each other: those of the left column first wherever there is a choice."""
    held: dict[int, list[list[int]]] = {}
    for (column, n), band in sorted(band_of.items()):
        held.setdefault(band, [[] for _ in sizes])[column].append(n)
    at = [0] * len(sizes)
    rows: list[tuple[tuple[int, ...], ...]] = []
    while len(rows) < len(held):
        for column, size in enumerate(sizes):
            if at[column] == size:
                continue
            places = held[band_of[column, at[column]]]
            if all(not inside or inside[0] == at[other] for other, inside in enumerate(places)):
                rows.append(tuple(tuple(inside) for inside in places))
                at = [n + len(inside) for n, inside in zip(at, places, strict=True)]
                break
    return tuple(rows)
