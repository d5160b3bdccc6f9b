"""Pairing: which items of two streams are one, and which of them stand elsewhere in the other text.

The collation says which words are common. Those that keep their order are written once; those that moved are
written at both places and marked as moved. Everything else stands in one text alone.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

from attrs import frozen

from treatydiff.collation.values import ClauseGroup, Member, ProvisionGroup, VariationUnit
from treatydiff.comparison import Comparison
from treatydiff.model.addresses import Address
from treatydiff.model.links import Flag, Link
from treatydiff.report.docx.stream import Part, Stream

Pair = tuple[int, int]
"""The positions of one item in the earlier and in the later stream."""


@frozen
class Pairing:
    """Which items of two streams are one.

    Attributes:
        kept: pairs that rise in both streams: what is written once.
        moved: pairs of what stands elsewhere, each with what moved: one key for all that moved together.
    """

    kept: tuple[Pair, ...]
    moved: Mapping[Pair, object]


def pair(comparison: Comparison, earlier: Stream, later: Stream) -> Pairing:
    """Pair the items of the two streams of a comparison.

    Args:
        comparison: the comparison.
        earlier: the stream of its earlier text.
        later: the stream of its later text.
    """
    pairer = _Pairer(comparison, earlier, later)
    for group in comparison.collation.walk():
        pairer.add(group)
    in_place, moved = pairer.in_place, dict(pairer.moved)
    runs = list(in_runs(in_place))
    chosen = _rising(runs)
    for number, run in enumerate(runs):
        if number not in chosen:
            moved |= dict.fromkeys(run, ("out of order", run[0]))
    kept = [one for number in sorted(chosen) for one in runs[number]]
    # What moved takes the ends of its paragraphs along.
    here, there = {a for a, _ in moved}, {b for _, b in moved}
    ends = (
        [end for end in earlier.begins if end not in here],
        [end for end in later.begins if end not in there],
    )
    kept += _ends(kept, ends, pairer.joined_ends(), earlier, later)
    return Pairing(tuple(sorted(kept)), moved)


class _Pairer:
    """Walks the groups of a comparison and pairs what they hold."""

    def __init__(self, comparison: Comparison, earlier: Stream, later: Stream) -> None:
        self.streams = {comparison.earlier.siglum: earlier, comparison.later.siglum: later}
        self.earlier, self.later = earlier, later
        self.links = comparison.links
        self.moves = {a: link for link in comparison.links if Flag.MOVED in link.flags for a in link.earlier}
        self.in_place: list[Pair] = []
        self.moved: dict[Pair, object] = {}

    def add(self, group: ProvisionGroup | ClauseGroup) -> None:
        """Pair what a group holds, if both texts have it."""
        members = [group.member(siglum) for siglum in self.streams]
        ours, theirs = members
        if ours is None or theirs is None:
            return
        if isinstance(group, ClauseGroup):
            self._units(group.units, ours, theirs, group)
            return
        here, there = ours.addresses[0], theirs.addresses[0]
        labels = self.earlier.labels.get(here, ()), self.later.labels.get(there, ())
        self._pair(_common(self.earlier, self.later, *labels))
        if group.heading:
            heads = [Member(one.siglum, one.addresses[:1]) for one in (ours, theirs)]
            self._units(group.heading, heads[0], heads[1], group)
        self._pair_ends(here, there)

    def joined_ends(self) -> dict[int, list[int]]:
        """The ends of paragraphs that may be one because their provisions correspond."""
        found: dict[int, list[int]] = {}
        for link in self.links:
            for a, b in product(link.earlier, link.later) if not link.of_clauses else ():
                for part in Part:
                    if (part, a) in self.earlier.ends and (part, b) in self.later.ends:
                        found.setdefault(self.earlier.ends[part, a], []).append(self.later.ends[part, b])
        return found

    def _pair_ends(self, here: Address, there: Address) -> None:
        """Ends of paragraphs move with their provision; those that stay are paired by what is around them."""
        move = self._move(here, there)
        for part in Part:
            ends = self.earlier.ends.get((part, here)), self.later.ends.get((part, there))
            if move is not None and ends[0] is not None and ends[1] is not None:
                self._pair([(ends[0], ends[1])])

    def _units(
        self, units: Sequence[VariationUnit], ours: Member, theirs: Member, group: ClauseGroup | ProvisionGroup
    ) -> None:
        starts = [
            _starts(self.streams[one.siglum], one) if isinstance(group, ClauseGroup) else (0,)
            for one in (ours, theirs)
        ]

        def tokens(unit: VariationUnit, member: Member, side: int) -> list[tuple[int | None, ...]]:
            reading = unit.of(member.siglum)
            if reading is None:
                return []
            first, last = reading.ranges[reading.witnesses.index(member.siglum)]
            held = self.streams[member.siglum]
            return [held.token(member, starts[side], number) for number in range(first, last)]

        for number, unit in enumerate(units):
            before, after = tokens(unit, ours, 0), tokens(unit, theirs, 1)
            if unit.transposed is not None and before and not after:
                elsewhere = tokens(units[unit.transposed], theirs, 1)
                if len(before) == len(elsewhere):
                    key = ("words", group.address, number)
                    self.moved |= dict.fromkeys(self._alike(before, elsewhere), key)
            elif len(before) == len(after) and all(map(self._same_word, before, after)):
                self._pair(self._alike(before, after))

    def _same_word(self, token: tuple[int | None, ...], other: tuple[int | None, ...]) -> bool:
        """Whether two tokens differ in white space at most."""
        a, b = token[1], other[1]
        return a == b if a is None or b is None else self.earlier.items[a].like(self.later.items[b])

    def _alike(
        self, before: Sequence[tuple[int | None, ...]], after: Sequence[tuple[int | None, ...]]
    ) -> Iterator[Pair]:
        for token, other in zip(before, after, strict=True):
            for a, b in zip(token, other, strict=True):
                if a is not None and b is not None and self.earlier.items[a].like(self.later.items[b]):
                    yield a, b

    def _pair(self, pairs: Iterable[Pair]) -> None:
        for a, b in pairs:
            move = self._move(self.earlier.items[a].address, self.later.items[b].address)
            if move is None:
                self.in_place.append((a, b))
            else:
                self.moved[a, b] = move.address

    def _move(self, here: Address, there: Address) -> Link | None:
        """The outermost link that moved and holds both places."""
        found = None
        while here.steps:
            link = self.moves.get(here)
            if link is not None and any(there.is_in(end) for end in link.later):
                found = link
            here = here.parent
        return found


def _starts(stream: Stream, member: Member) -> tuple[int, ...]:
    starts = [0]
    for address in member.addresses[:-1]:
        starts.append(starts[-1] + len(stream.tokens[address]))
    return tuple(starts)


def _common(earlier: Stream, later: Stream, ours: Sequence[int], theirs: Sequence[int]) -> list[Pair]:
    """What two labels have in common at their beginning and at their end."""
    same = [earlier.items[a].like(later.items[b]) for a, b in zip(ours, theirs, strict=False)]
    first = same.index(False) if False in same else len(same)
    left = min(len(ours), len(theirs)) - first
    pairs = list(zip(ours[:first], theirs[:first], strict=True))
    for a, b in list(zip(reversed(ours), reversed(theirs), strict=False))[:left]:
        if not earlier.items[a].like(later.items[b]):
            break
        pairs.append((a, b))
    return pairs


def in_runs(pairs: Iterable[Pair]) -> Iterator[list[Pair]]:
    """Pairs that follow each other in both streams, together."""
    run: list[Pair] = []
    for pair in sorted(pairs):
        if run and pair != (run[-1][0] + 1, run[-1][1] + 1):
            yield run
            run = []
        run.append(pair)
    if run:
        yield run


def _rising(runs: Sequence[Sequence[Pair]]) -> set[int]:
    """The heaviest runs that rise in the later stream too: those that stay where they are.

    Runs are given in the earlier stream's order; a prefix maximum tree (P. Fenwick, "A new data structure for
    cumulative frequency tables", Software: Practice and Experience 24, 1994) finds the heaviest chain.
    """
    ranks = {place: rank for rank, place in enumerate(sorted(run[0][1] for run in runs), start=1)}
    best: list[tuple[int, int]] = [(0, -1)] * (len(runs) + 1)
    before: list[int] = []
    for number, run in enumerate(runs):
        rank = ranks[run[0][1]]
        weight, last, at = 0, -1, rank - 1
        while at > 0:
            if best[at][0] > weight:
                weight, last = best[at]
            at &= at - 1
        before.append(last)
        weight += len(run)
        at = rank
        while at < len(best):
            if best[at][0] < weight:
                best[at] = (weight, number)
            at += at & -at
    chosen: set[int] = set()
    at = max(best)[1] if runs else -1
    while at >= 0:
        chosen.add(at)
        at = before[at]
    return chosen


def _ends(
    kept: Sequence[Pair],
    ends: tuple[Sequence[int], Sequence[int]],
    joined: Mapping[int, Sequence[int]],
    earlier: Stream,
    later: Stream,
) -> list[Pair]:
    """The ends of paragraphs that are one, between items that are.

    Two are one if their provisions correspond, or if the last words before them that both texts have stand in the
    paragraphs that they end; and if both paragraphs have one style.
    """
    found: list[Pair] = []
    borders = [(-1, -1), *kept, (len(earlier.items), len(later.items))]
    at = reached = -1
    for end in ends[0]:
        while borders[at + 1][0] < end:
            at += 1
            reached = borders[at][1]
        (last_here, last_there), limit = borders[at], borders[at + 1][1]
        candidates = list(joined.get(end, ()))
        if earlier.begins[end] <= last_here:
            following = bisect_right(ends[1], last_there)
            candidates[:0] = [b for b in ends[1][following : following + 1] if later.begins[b] <= last_there]
        for b in candidates:
            if reached < b < limit and earlier.items[end].like(later.items[b]):
                found.append((end, b))
                reached = b
                break
    return found
