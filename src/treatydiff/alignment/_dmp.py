"""Which tokens of one sequence correspond to which of another: the one door to diff-match-patch.

diff-match-patch compares strings of characters. Here each distinct token becomes one private character, so
that a difference never cuts a word; the library's clock is off, its line mode and semantic clean-up are not used.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, compress, repeat
from operator import ne
from typing import Any, Literal

# diff-match-patch 20241021 carries no type annotations; all of it that is used passes through `_equal_parts`.
import diff_match_patch
from attrs import frozen

__all__ = ["MOST_CELLS", "Matching", "Method", "match_tokens"]

Method = Literal["diff", "anchored"]

# Length times length of what goes to diff-match-patch in one call, after common ends and tokens of one side
# alone are gone. The time grows with the square: 1,000 tokens take 0.1 s against unrelated ones with word
# frequencies as in prose, and 0.7 s at worst (all distinct, shuffled); 100 tokens take 4 ms. Clauses stay far
# below.
MOST_CELLS = 1_000_000

_FIRST_SURROGATE = 0xD800
_SURROGATES = 0x800
# Code points 1 to 0x10FFFF without the surrogates.
_MOST_DISTINCT = 0x10FFFF - _SURROGATES

# Operations: -1 deletes, 1 inserts.
_EQUAL = 0

_ENGINE: Any = diff_match_patch.diff_match_patch()
# Otherwise a slow machine gets "all deleted, all inserted" after one second, and prints another edition.
_ENGINE.Diff_Timeout = 0


@frozen
class Matching:
    """Which tokens of two sequences correspond.

    `runs` holds (position in the first, position in the second, length): equal tokens only, in order, as long as
    can be. `method` is "diff" where all of it comes from diff-match-patch, "anchored" where a stretch was over
    `MOST_CELLS`.
    """

    runs: tuple[tuple[int, int, int], ...]
    method: Method

    @property
    def pairs(self) -> tuple[tuple[int, int], ...]:
        """(Position in the first, position in the second) of each token, both strictly increasing."""
        return tuple([(i + step, j + step) for i, j, length in self.runs for step in range(length)])


def match_tokens(first: Sequence[str], second: Sequence[str]) -> Matching:
    """Match the tokens of two sequences, so that exchanging the two exchanges the positions and nothing else.

    Where nothing is over `MOST_CELLS`, the number of pairs is the greatest possible (E. W. Myers, "An O(ND)
    Difference Algorithm and Its Variations", Algorithmica 1, 1986, as diff-match-patch has it). A stretch
    above the limit is parted at the tokens that occur in it once on either side, taken in a longest
    increasing sequence (the idea of Bram Cohen's "patience diff"), and what lies between is matched in the
    same way; a stretch above the limit without such tokens has no matches.

    diff-match-patch gives another result for exchanged sides in many cases, hence the shorter sequence, or
    of two equally long ones the one that comes first by code points, always goes in first.

    >>> match_tokens(["the", "Parties", "shall"], ["the", "High", "Parties", "shall"]).pairs
    ((0, 0), (1, 2), (2, 3))
    """
    if (len(first), tuple(first)) > (len(second), tuple(second)):
        exchanged = match_tokens(second, first)
        return Matching(tuple([(j, i, length) for i, j, length in exchanged.runs]), exchanged.method)
    method: Method = "diff"
    runs: list[tuple[int, int, int]] = []
    stretches = [(0, len(first), 0, len(second))]
    while stretches:
        i, i_end, j, j_end = stretches.pop()
        head = _common(first[i:i_end], second[j:j_end])
        if head:
            runs.append((i, j, head))
            i, j = i + head, j + head
        tail = _common(first[i:i_end][::-1], second[j:j_end][::-1])
        if tail:
            i_end, j_end = i_end - tail, j_end - tail
            runs.append((i_end, j_end, tail))
        # A token of one side alone never matches: leaving it out changes no longest matching and shortens the
        # work.
        ours, theirs = first[i:i_end], second[j:j_end]
        shared = set(ours).intersection(theirs)
        if not shared:
            continue
        rows = list(compress(range(i, i_end), map(shared.__contains__, ours)))
        columns = list(compress(range(j, j_end), map(shared.__contains__, theirs)))
        if 1 in (len(rows), len(columns)):  # all are one token
            runs.append((rows[0], columns[0], 1))
            continue
        if len(rows) * len(columns) <= MOST_CELLS and len(shared) <= _MOST_DISTINCT:
            # Which character a token becomes has no influence: only equal ones are asked for.
            characters = dict(zip(shared, _characters()))  # noqa: B905 - there are more characters than tokens
            texts = ["".join(map(characters.get, tokens, repeat(""))) for tokens in (ours, theirs)]
            for row, column, length in _equal_parts(*texts):
                last = length - 1
                # Mostly no token is left out within.
                if rows[row + last] - rows[row] == last == columns[column + last] - columns[column]:
                    runs.append((rows[row], columns[column], length))
                else:
                    runs += zip(rows[row : row + length], columns[column : column + length], repeat(1))
            continue
        method = "anchored"
        anchors = _anchors(first, second, rows, columns)
        if anchors:
            runs += [(row, column, 1) for row, column in anchors]
            starts = [(i, j), *((row + 1, column + 1) for row, column in anchors)]
            ends = [*anchors, (i_end, j_end)]
            stretches.extend((i, row, j, column) for (i, j), (row, column) in zip(starts, ends, strict=True))
    return Matching(tuple(_gathered(sorted(runs))), method)


def _common(first: Sequence[str], second: Sequence[str]) -> int:
    """How many tokens two sequences have in common before the first that differs."""
    shorter = min(len(first), len(second))
    return next(compress(range(shorter), map(ne, first, second)), shorter)


def _gathered(runs: Iterable[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Runs with those that touch on both sides made one."""
    gathered: list[tuple[int, int, int]] = []
    whole = i_end = j_end = 0
    for i, j, length in (*runs, (-1, -1, 0)):
        if i == i_end and j == j_end:
            whole += length
        else:
            if whole:
                gathered.append((i_end - whole, j_end - whole, whole))
            whole = length
        i_end = i + length
        j_end = j + length
    return gathered


def _characters() -> Iterator[str]:
    """All that a token can become."""
    return map(chr, chain(range(1, _FIRST_SURROGATE), range(_FIRST_SURROGATE + _SURROGATES, 0x110000)))


def _equal_parts(first: str, second: str) -> Iterator[tuple[int, int, int]]:
    """Runs of a longest matching of two texts of private characters, from diff-match-patch."""
    i = j = 0
    for operation, text in _ENGINE.diff_main(first, second, checklines=False):
        length = len(text)
        if operation == _EQUAL:
            yield i, j, length
        if operation <= _EQUAL:
            i += length
        if operation >= _EQUAL:
            j += length


def _anchors(
    first: Sequence[str], second: Sequence[str], rows: list[int], columns: list[int]
) -> list[tuple[int, int]]:
    """Tokens that occur once in either stretch, in a longest increasing sequence of positions."""
    in_first = Counter(first[row] for row in rows)
    in_second = Counter(second[column] for column in columns)
    places = {second[column]: column for column in columns}
    pairs = [(row, places[first[row]]) for row in rows if in_first[first[row]] == 1 and in_second[first[row]] == 1]
    # Longest increasing subsequence after C. Schensted (Canadian Journal of Mathematics 13, 1961): `tails`
    # holds the smallest end of an increasing sequence of each length, `before` the pair that stood before
    # each pair.
    tails: list[int] = []
    chain: list[int] = []
    before: list[int] = []
    for number, (_, column) in enumerate(pairs):
        length = bisect_left(tails, column)
        before.append(chain[length - 1] if length else -1)
        tails[length : length + 1] = [column]
        chain[length : length + 1] = [number]
    longest = []
    number = chain[-1] if chain else -1
    while number >= 0:
        longest.append(pairs[number])
        number = before[number]
    return longest[::-1]
