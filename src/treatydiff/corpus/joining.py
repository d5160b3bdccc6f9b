"""Joining: all pairs of many sets that are alike, found exactly.

Two sets are alike if their Jaccard similarity, what they share over what either has, is one half or more. Every
such pair is found and nothing else, without comparing all with all:

* *Prefix filter* (S. Chaudhuri, V. Ganti and R. Kaushik, ICDE 2006): with members ordered from the rarest to the
  most frequent, two alike sets of n and m members share one of the first ``n - ceil(n / 2) + 1`` of the one and the
  first ``m - ceil(m / 2) + 1`` of the other. So only sets that share a rare member become candidates.
* *Length filter* (R. Bayardo, Y. Ma and R. Srikant, WWW 2007): of alike sets none is over twice the other's size.
* *Positional filter* (C. Xiao, W. Wang, X. Lin and J. Yu, WWW 2008): what two sets share in their prefixes and what
  could follow must be enough.

What is left is counted in full. All arithmetic is of integers.

The index lies in files, so that workers look at it and nobody sends it about; `SetIndex` says which. The task of a
worker is a range of sets; each pair belongs to the shorter of its two, so that no pair is found twice.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
from attrs import frozen

from treatydiff.corpus.running import Run

Ints = npt.NDArray[np.int64]

_ROWS = 500_000
"""Pairs of occurrences of one member that are looked at at a time; a worker needs some eighty bytes for each."""
_HELD = 32_000_000
"""Places, a byte each, in which what some sets hold is marked while others are looked up there."""
_A_TASK = 1_500_000
"""Pairs of occurrences that are enough for a task."""


@frozen(eq=False)
class Sets:
    """Many sets of numbers.

    Attributes:
        members: the members of the first, then those of the second ...; distinct within a set.
        bounds: one more than there are sets; set ``n`` is ``members[bounds[n]:bounds[n + 1]]``.
    """

    members: npt.NDArray[np.uint64]
    bounds: Ints

    def __len__(self) -> int:
        return len(self.bounds) - 1

    @property
    def sizes(self) -> Ints:
        """How many members each has."""
        return np.diff(self.bounds)

    def taken(self, numbers: Ints) -> Sets:
        """Some of the sets, in the order given."""
        sizes = self.sizes[numbers]
        bounds = np.concatenate([[0], np.cumsum(sizes)])
        return Sets(self.members[spread(self.bounds[numbers], sizes)], bounds)

    def classes(self) -> tuple[Ints, Ints]:
        """The number of the class of equal sets that each belongs to, and the first set of each class."""
        known: dict[bytes, int] = {}
        first: list[int] = []
        of: list[int] = []
        data, bounds = self.members.tobytes(), (self.bounds * self.members.itemsize).tolist()
        for number, (start, stop) in enumerate(pairwise(bounds)):
            of.append(known.setdefault(data[start:stop], len(first)))
            if of[-1] == len(first):
                first.append(number)
        return np.array(of, dtype=np.int64), np.array(first, dtype=np.int64)


@frozen(eq=False)
class Pairs:
    """Pairs of sets that are alike.

    Attributes:
        one: the number of the one set, the smaller number.
        other: the number of the other; the pairs are sorted by both.
        shared: how many members both have.
        either: how many either has.
    """

    one: Ints
    other: Ints
    shared: Ints
    either: Ints

    @classmethod
    def gathered(cls, parts: Sequence[tuple[Ints, Ints, Ints, Ints]]) -> Pairs:
        """Pairs from parts in any order."""
        one, other, shared, either = (
            np.concatenate([np.empty(0, dtype=np.int64), *(part[column] for part in parts)]) for column in range(4)
        )
        order = np.lexsort((other, one))
        return cls(one[order], other[order], shared[order], either[order])

    @property
    def per_mille(self) -> Ints:
        """How alike they are, in thousandths, rounded down."""
        return self.shared * 1000 // np.maximum(self.either, 1)


def spread(starts: Ints, sizes: Ints) -> Ints:
    """The numbers of ranges, one range after another.

    Example:
        >>> spread(np.array([3, 10]), np.array([2, 3])).tolist()
        [3, 4, 10, 11, 12]
    """
    ends = np.cumsum(sizes)
    numbers: Ints = np.arange(int(ends[-1]) if len(ends) else 0) + np.repeat(starts - (ends - sizes), sizes)
    return numbers


def distinct_of(numbers: Ints) -> Ints:
    """The distinct numbers in rising order; sorted, which is quicker than numpy's table of them.

    Example:
        >>> distinct_of(np.array([3, 1, 3])).tolist()
        [1, 3]
    """
    ordered = np.sort(numbers)
    fresh = np.ones(len(ordered), dtype=bool)
    fresh[1:] = ordered[1:] != ordered[:-1]
    return ordered[fresh]


def alike(sets: Sets, *, run: Run, folder: Path, doing: str = "looking for shared text") -> Pairs:
    """All pairs of sets of which they share one half or more.

    Args:
        sets: distinct sets; empty ones are like no other.
        run: who does it.
        folder: where the index is kept meanwhile.
        doing: what the work is called.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> from treatydiff.corpus.running import Workers
        >>> members = np.array([1, 2, 3, 2, 3, 4, 4, 5, 6], dtype=np.uint64)
        >>> with TemporaryDirectory() as there, Workers().run(Path(there)) as run:
        ...     pairs = alike(Sets(members, np.array([0, 3, 6, 9])), run=run, folder=Path(there))
        >>> pairs.one.tolist(), pairs.other.tolist(), pairs.shared.tolist(), pairs.either.tolist()
        ([0], [1], [2], [4])
    """
    index = SetIndex.made(sets)
    index.save(folder)
    where = os.fspath(folder.resolve())
    return Pairs.gathered(run(doing, _alike_in, [(where, start, stop) for start, stop in index.tasks()]))


def overlaps(sets: Sets, one: Ints, other: Ints) -> Ints:
    """How many members the sets of each pair share.

    Args:
        sets: the sets.
        one: the one set of each pair, in rising order.
        other: the other.
    """
    ranks, distinct = _numbered(sets)
    return _shared(ranks, sets.bounds, distinct, one, other)


def counted(ours: Sets, theirs: Sets) -> tuple[Ints, Ints, Ints]:
    """Pairs of alike sets of two collections, sorted, and how alike in thousandths; by counting all they share.

    The work is that of all members that both collections have: for few sets against many.

    Example:
        >>> one, other = (Sets(np.array([1, 2, end], dtype=np.uint64), np.array([0, 3])) for end in (3, 4))
        >>> [column.tolist() for column in counted(one, other)]
        [[0], [0], [500]]
    """
    order = np.argsort(ours.members, kind="stable")
    sorted_members = ours.members[order]
    low = np.searchsorted(sorted_members, theirs.members, side="left")
    times = np.searchsorted(sorted_members, theirs.members, side="right") - low
    hit = np.flatnonzero(times)
    times, low = times[hit], low[hit]
    owner = np.repeat(np.arange(len(ours)), ours.sizes)[order]
    here = owner[spread(low, times)]
    there = np.repeat(np.repeat(np.arange(len(theirs)), theirs.sizes)[hit], times)
    pairs, shared = np.unique(here * max(len(theirs), 1) + there, return_counts=True)
    one, other = pairs // max(len(theirs), 1), pairs % max(len(theirs), 1)
    either = ours.sizes[one] + theirs.sizes[other] - shared
    kept = 2 * shared >= either
    return one[kept], other[kept], (shared * 1000 // np.maximum(either, 1))[kept]


@frozen(eq=False)
class SetIndex:
    """What finding alike sets looks at; sets are sorted by size here, then by their place.

    Attributes:
        names: the place of each set in what was given.
        ranks: members as ranks, 0 the rarest, of each set from the rarest to the most frequent.
        bounds: where each set begins in `ranks`.
        entry_sets: occurrences in prefixes, by rank and size: in which set.
        entry_places: at which place in that set.
        entry_until: the end of the occurrences that may belong to an alike set, not shorter.
        by_set: the occurrences of each set, in the order of its members.
        by_set_bounds: where each set begins in `by_set`.
    """

    names: Ints
    ranks: npt.NDArray[np.int32]
    bounds: Ints
    entry_sets: npt.NDArray[np.int32]
    entry_places: npt.NDArray[np.int32]
    entry_until: Ints
    by_set: Ints
    by_set_bounds: Ints

    @classmethod
    def made(cls, sets: Sets) -> SetIndex:
        """The index of sets."""
        names = np.argsort(sets.sizes, kind="stable").astype(np.int64)
        ordered = sets.taken(names)
        sizes, bounds = ordered.sizes, ordered.bounds
        ranks, distinct = _numbered(ordered)
        owner = np.repeat(np.arange(len(ordered), dtype=np.int32), sizes)
        before = owner * np.int64(distinct)
        # Numbers that say both are sorted themselves, here and below: quicker than finding their order.
        ranks = (np.sort(before + ranks) - before).astype(np.int32)
        del before
        place = (np.arange(len(ranks)) - np.repeat(bounds[:-1], sizes)).astype(np.int32)
        in_prefix = place < (sizes // 2 + 1)[owner]
        held = np.bincount(ranks[in_prefix], minlength=distinct)
        in_prefix &= held[ranks] > 1
        # Sets are sorted by size: within a rank so are they.
        entry = np.flatnonzero(in_prefix)[_order(ranks[in_prefix])]
        entry_sets, entry_ranks = owner[entry], ranks[entry].astype(np.int64)
        width = np.int64(2 * int(sizes.max(initial=0)) + 2)
        until = np.searchsorted(
            entry_ranks * width + sizes[entry_sets], entry_ranks * width + 2 * sizes[entry_sets], side="right"
        )
        counts = np.bincount(entry_sets, minlength=len(ordered))
        return cls(
            names,
            ranks,
            bounds,
            entry_sets,
            place[entry],
            until.astype(np.int64),
            _order(entry_sets),
            np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        )

    def save(self, folder: Path) -> None:
        """Write the index, a file for each array."""
        for name in _ARRAYS:
            np.save(folder / f"{name}.npy", getattr(self, name))

    @classmethod
    def load(cls, folder: Path) -> SetIndex:
        """An index that was written; its files are looked into, not read."""
        # As plain arrays: each slice of a memory map costs what ten slices of those do.
        return cls(*(np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r")) for name in _ARRAYS))

    def work(self, start: int, stop: int) -> Ints:
        """For each set of a range, how many occurrences of its members in other sets there are to look at."""
        bounds = self.by_set_bounds[start : stop + 1]
        entries = self.by_set[bounds[0] : bounds[-1]]
        rows = np.concatenate([[0], np.cumsum(self.entry_until[entries] - entries - 1)])
        looked_at: Ints = np.diff(rows[bounds - bounds[0]])
        return looked_at

    def tasks(self) -> list[tuple[int, int]]:
        """Ranges of sets of about the same work."""
        until = np.cumsum(self.work(0, len(self.names)))
        if not len(until):
            return []
        cuts = np.searchsorted(until, np.arange(_A_TASK, int(until[-1]), _A_TASK), side="right")
        ends = np.unique([0, *cuts.tolist(), len(until)])
        return list(zip(ends[:-1].tolist(), ends[1:].tolist(), strict=True))


_ARRAYS = (
    *("names", "ranks", "bounds", "entry_sets", "entry_places", "entry_until"),
    *("by_set", "by_set_bounds"),
)


def _alike_in(folder: str, start: int, stop: int) -> tuple[Ints, Ints, Ints, Ints]:
    """The pairs of which the shorter set is in a range."""
    index = SetIndex.load(Path(folder))
    sizes = np.diff(index.bounds)
    distinct = int(index.ranks.max(initial=-1)) + 1
    work = np.cumsum(index.work(start, stop))
    parts = []
    at = start
    while at < stop:
        done = work[at - start - 1] if at > start else 0
        end = start + int(np.searchsorted(work, done + _ROWS, side="right"))
        end = min(max(end, at + 1), stop)
        one, other = _candidates(index, sizes, at, end)
        shared = _shared(index.ranks, index.bounds, distinct, one, other)
        either = sizes[one] + sizes[other] - shared
        found = 2 * shared >= either
        names = index.names[one[found]], index.names[other[found]]
        parts.append((np.minimum(*names), np.maximum(*names), shared[found], either[found]))
        at = end
    return tuple(np.concatenate([part[column] for part in parts]) for column in range(4))  # type: ignore[return-value]


def _candidates(index: SetIndex, sizes: Ints, start: int, stop: int) -> tuple[Ints, Ints]:
    """Pairs that the filters leave, the shorter in a range of sets, sorted."""
    entries = index.by_set[index.by_set_bounds[start] : index.by_set_bounds[stop]]
    counts = index.entry_until[entries] - entries - 1
    right = spread(entries + 1, counts)
    one = np.repeat(index.entry_sets[entries].astype(np.int64) - start, counts)
    cell = one * len(sizes) + index.entry_sets[right]
    order = np.argsort(cell, kind="stable")
    cell = cell[order]
    last = np.flatnonzero(np.append(cell[1:] != cell[:-1], np.ones(min(1, len(cell)), dtype=bool)))
    together = np.diff(last, prepend=-1)
    found, order = cell[last], order[last]
    # The last place in the order of the entries is the last that both sets share in their prefixes.
    here = np.repeat(index.entry_places[entries], counts)[order]
    there = index.entry_places[right[order]]
    one, other = found // len(sizes) + start, found % len(sizes)
    left = np.minimum(sizes[one] - here, sizes[other] - there) - 1
    enough = 3 * (together + left) >= sizes[one] + sizes[other]
    return one[enough], other[enough]


def _order(numbers: npt.NDArray[np.int32]) -> Ints:
    """The places of numbers from 0, sorted by them, equal ones as they stand."""
    return np.sort(numbers.astype(np.int64) << 32 | np.arange(len(numbers))) & 0xFFFFFFFF


def _numbered(sets: Sets) -> tuple[npt.NDArray[np.int32], int]:
    """Members as ranks, 0 for the rarest; of equally rare ones by their numbers. And how many there are."""
    distinct, number, times = np.unique(sets.members, return_inverse=True, return_counts=True)
    rank = np.empty(len(distinct), dtype=np.int32)
    rank[np.argsort(times, kind="stable")] = np.arange(len(distinct), dtype=np.int32)
    return rank[number], len(distinct)


def _shared(ranks: npt.NDArray[np.int32], bounds: Ints, distinct: int, one: Ints, other: Ints) -> Ints:
    """How many members the sets of each pair share; the pairs sorted by their first."""
    shared = np.zeros(len(one), dtype=np.int64)
    sizes = np.diff(bounds)
    first, begins, of = np.unique(one, return_index=True, return_inverse=True)
    begins = np.append(begins, len(one))
    work = np.concatenate([[0], np.cumsum(sizes[other])])
    together = max(1, _HELD // max(distinct, 1))
    held = np.zeros(min(together, len(first)) * distinct, dtype=bool)
    at = 0
    while at < len(first):
        end = int(np.searchsorted(work[begins], work[begins[at]] + _ROWS, side="right")) - 1
        end = min(max(end, at + 1), at + together, len(first))
        mine = sizes[first[at:end]]
        marked = ranks[spread(bounds[first[at:end]], mine)] + np.repeat(np.arange(end - at) * distinct, mine)
        held[marked] = True
        start, stop = begins[at], begins[end]
        others, lengths = other[start:stop], sizes[other[start:stop]]
        sought = ranks[spread(bounds[others], lengths)] + np.repeat((of[start:stop] - at) * distinct, lengths)
        counted = np.concatenate([[0], np.cumsum(held[sought])])
        ends = np.cumsum(lengths)
        shared[start:stop] = counted[ends] - counted[ends - lengths]
        held[marked] = False
        at = end
    return shared
