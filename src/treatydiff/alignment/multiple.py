"""Tokens of any number of wordings of one provision, aligned into constant stretches and places of variation.

A multiple alignment proper: nobody is the base, and the order in which the sequences are given has no
influence. It is progressive (D.-F. Feng and R. F. Doolittle, "Progressive sequence alignment as a
prerequisite to correct phylogenetic trees", Journal of Molecular Evolution 25, 1987): the most similar
sequences are joined first, then the most similar groups. A group is held as a list of columns, each of one
token and the sequences that have it there; two groups are joined by matching their lists of columns with the
same pairwise matching that serves two sequences.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations, pairwise

from attrs import frozen

from treatydiff.alignment._dmp import Method, match_tokens
from treatydiff.alignment.phrases import PHRASE, Run, Scale, Segment, TokenRange, readable_segments, transposed

__all__ = ["MultipleAlignment", "Segment", "TokenRange", "align_many", "segments_of_two"]


@frozen
class MultipleAlignment:
    """Token sequences side by side.

    `segments` are in order and cover every sequence. `transpositions` are pairs of indexes into `segments`
    between which words moved (`treatydiff.alignment.phrases.transposed`). `method` is "diff", or "anchored"
    where a stretch was too long for a longest matching (`treatydiff.alignment._dmp`).
    """

    segments: tuple[Segment, ...]
    transpositions: tuple[tuple[int, int], ...]
    method: Method


def align_many(sequences: Sequence[Sequence[str]]) -> MultipleAlignment:
    """Align the compared forms of any number of wordings.

    Equal sequences count once, however often they are given, so that a much copied wording does not outweigh
    the rest. Sequences that are all equal give one constant segment (none if they are empty). With two
    sequences the segments alternate; with more, two variant ones may be neighbours: where some sequences have
    nothing at all and the others agree for more than a phrase, that stretch is parted from what they vary in.

    >>> wordings = ["force from the day", "force immediately on the day", "effect on the day"]
    >>> aligned = align_many([wording.split() for wording in wordings])
    >>> for segment in aligned.segments:
    ...     print(segment.constant, segment.ranges)
    False ((0, 2), (0, 3), (0, 2))
    True ((2, 4), (3, 5), (2, 4))
    """
    given = [tuple(tokens) for tokens in sequences]
    # Two can stay as they are given: their matching sees to their order, and the borders go by all alike.
    distinct = given if len(given) == 2 and given[0] != given[1] else _distinct(given)
    if len(distinct) < 2:
        whole = tuple((0, len(tokens)) for tokens in given)
        return MultipleAlignment((Segment(constant=True, ranges=whole),) if any(distinct) else (), (), "diff")
    runs, method = _common_runs(distinct)
    scale = Scale(distinct)
    segments = readable_segments(scale, runs)
    if len(distinct) > 2:
        segments = _omissions_parted(distinct, segments)
    moved = transposed(scale, segments)
    if given is distinct or given == distinct:
        return MultipleAlignment(segments, moved, method)
    number = {tokens: index for index, tokens in enumerate(distinct)}
    order = [number[tokens] for tokens in given]
    return MultipleAlignment(
        tuple(
            [Segment(segment.constant, tuple([segment.ranges[index] for index in order])) for segment in segments]
        ),
        moved,
        method,
    )


def segments_of_two(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[Segment, ...]:
    """The segments that `align_many` gives of two sequences, for who does not ask what moved.

    >>> for segment in segments_of_two(("It", "lasts"), ("It", "never", "lasts")):
    ...     print(segment.constant, segment.ranges)
    True ((0, 1), (0, 1))
    False ((1, 1), (1, 2))
    True ((1, 2), (2, 3))
    """
    if first == second:
        return align_many([first, second]).segments
    both = [first, second]
    return readable_segments(Scale(both), _common_runs(both)[0])


def _distinct(sequences: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Each sequence once, shorter ones first, then by code points: the order in which ties are broken."""
    return sorted(set(sequences), key=lambda tokens: (len(tokens), tokens))


@frozen
class _Group:
    """Sequences already aligned: the token of each column, and for each member the columns of its tokens."""

    tokens: tuple[str, ...]
    members: tuple[int, ...]
    columns: tuple[tuple[int, ...], ...]


def _common_runs(sequences: Sequence[tuple[str, ...]]) -> tuple[list[Run], Method]:
    """The runs of tokens that all sequences have in common."""
    if len(sequences) == 2:
        matching = match_tokens(*sequences)
        return [((i, j), length) for i, j, length in matching.runs], matching.method
    columns, method = _common_columns(sequences)
    runs: list[Run] = []
    onwards: tuple[int, ...] = ()
    for column in columns:
        if column == onwards:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((column, 1))
        onwards = tuple([place + 1 for place in column])
    return runs, method


def _common_columns(sequences: Sequence[tuple[str, ...]]) -> tuple[list[tuple[int, ...]], Method]:
    """The columns in which all sequences hold one token: in each sequence strictly rising positions.

    What lies between two such columns is aligned once more by itself, since the joining of whole sequences
    may have followed a similarity that does not hold there. Where nothing common is found although there are
    words that all sequences have, some were joined by other words, and those are left out.
    """
    found: list[tuple[int, ...]] = []
    method: Method = "diff"
    stretches = [tuple((0, len(tokens)) for tokens in sequences)] if sequences else []
    while stretches:
        ranges = stretches.pop()
        parts = [tokens[start:end] for tokens, (start, end) in zip(sequences, ranges, strict=True)]
        shared = set(parts[0]).intersection(*parts)
        if not shared:
            continue
        columns, used = _joined_columns(parts)
        if not columns:
            places = [[place for place, token in enumerate(part) if token in shared] for part in parts]
            columns, used = _joined_columns(
                [tuple(part[place] for place in kept) for part, kept in zip(parts, places, strict=True)]
            )
            columns = [tuple(kept[place] for kept, place in zip(places, column, strict=True)) for column in columns]
        method = "anchored" if used == "anchored" else method
        columns = [
            tuple(start + place for (start, _), place in zip(ranges, column, strict=True)) for column in columns
        ]
        found.extend(columns)
        if columns:
            starts = [
                tuple(start for start, _ in ranges),
                *(tuple(x + 1 for x in column) for column in columns),
            ]
            ends = [*columns, tuple(end for _, end in ranges)]
            stretches.extend(
                tuple(zip(start, end, strict=True)) for start, end in zip(starts, ends, strict=True) if start != end
            )
    return sorted(found), method


def _joined_columns(parts: Sequence[tuple[str, ...]]) -> tuple[list[tuple[int, ...]], Method]:
    """The columns in which all parts hold one token, after joining them; equal parts are joined as one."""
    distinct = _distinct(parts)
    group, method = _joined(distinct)
    number = {part: index for index, part in enumerate(distinct)}
    order = [number[part] for part in parts]
    return [tuple(column[index] for index in order) for column in _full_columns(group)], method


def _joined(sequences: Sequence[tuple[str, ...]]) -> tuple[_Group, Method]:
    """All sequences in one group, the most similar joined first.

    Similarity of two sequences is the share of words and of neighbouring pairs of words that they have in
    common; of two groups, the mean over their members (average linkage: R. R. Sokal and C. D. Michener,
    University of Kansas Science Bulletin 38, 1958). Of equal ones, the pair with the first members goes
    first.
    """
    groups = {
        index: _Group(tokens, (index,), (tuple(range(len(tokens))),)) for index, tokens in enumerate(sequences)
    }
    profiles = [Counter[object]([*tokens, *pairwise(tokens)]) for tokens in sequences]
    # Sums over pairs of members, so that means need no fractions.
    sums = {
        (first, second): _similarity(profiles[first], profiles[second])
        for first, second in combinations(range(len(sequences)), 2)
    }
    method: Method = "diff"
    while len(groups) > 1:
        first, second = max(
            sums,
            key=lambda pair: (
                sums[pair] // (len(groups[pair[0]].members) * len(groups[pair[1]].members)),
                -pair[0],
                -pair[1],
            ),
        )
        groups[first], used = _join(groups[first], groups.pop(second))
        method = "anchored" if used == "anchored" else method
        del sums[first, second]
        for other in groups:
            if other != first:
                pair = (min(first, other), max(first, other))
                sums[pair] += sums.pop((min(second, other), max(second, other)))
    return groups[0], method


def _similarity(first: Counter[object], second: Counter[object]) -> int:
    """Twice what two multisets share over what they hold (L. R. Dice, Ecology 26, 1945), in millionths."""
    size = first.total() + second.total()
    return 2_000_000 * (first & second).total() // size if size else 0


def _join(first: _Group, second: _Group) -> tuple[_Group, Method]:
    """Two groups in one list of columns; between matched ones the first's before the second's."""
    matching = match_tokens(first.tokens, second.tokens)
    tokens: list[str] = []
    first_to: list[int] = []
    second_to: list[int] = []
    for row, column in (*matching.pairs, (len(first.tokens), len(second.tokens))):
        for moved, source, end in ((first_to, first.tokens, row), (second_to, second.tokens, column)):
            unmatched = source[len(moved) : end]
            moved.extend(range(len(tokens), len(tokens) + len(unmatched)))
            tokens.extend(unmatched)
        if row < len(first.tokens):
            first_to.append(len(tokens))
            second_to.append(len(tokens))
            tokens.append(first.tokens[row])
    columns = (
        *(tuple(first_to[column] for column in member) for member in first.columns),
        *(tuple(second_to[column] for column in member) for member in second.columns),
    )
    return _Group(tuple(tokens), (*first.members, *second.members), columns), matching.method


def _full_columns(group: _Group) -> list[tuple[int, ...]]:
    """Position in each sequence, by its number, for the columns where every member has a token."""
    held = Counter(column for member in group.columns for column in member)
    full = [
        [place for place, column in enumerate(member) if held[column] == len(group.members)]
        for member in group.columns
    ]
    by_number = [places for _, places in sorted(zip(group.members, full, strict=True))]
    return list(zip(*by_number, strict=True))


def _omissions_parted(sequences: Sequence[tuple[str, ...]], segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """The segments, cut around what some agree in for more than a phrase where others have nothing."""
    parted: list[Segment] = []
    pending = [*reversed(segments)]
    while pending:
        segment = pending.pop()
        present = [index for index, (start, end) in enumerate(segment.ranges) if start < end]
        parts = _distinct([sequences[index][slice(*segment.ranges[index])] for index in present])
        if segment.constant or len(present) == len(sequences) or len(parts) < 2:
            parted.append(segment)
            continue
        runs, _ = _common_runs(parts)
        cuts = [
            tuple(place[side] for place in inner.ranges)
            for inner in readable_segments(Scale(parts), runs)
            if inner.constant and inner.ranges[0][1] - inner.ranges[0][0] > PHRASE
            for side in (0, 1)
        ]
        if not cuts:
            parted.append(segment)
            continue
        number = {part: index for index, part in enumerate(parts)}
        borders = [tuple(start for start, _ in segment.ranges)]
        for cut in cuts:
            border = list(borders[0])
            for index in present:
                border[index] += cut[number[sequences[index][slice(*segment.ranges[index])]]]
            borders.append(tuple(border))
        borders.append(tuple(end for _, end in segment.ranges))
        pending.extend(
            Segment(constant=False, ranges=tuple(zip(start, end, strict=True)))
            for start, end in reversed([*pairwise(borders)])
            if start != end
        )
    return tuple(parted)
