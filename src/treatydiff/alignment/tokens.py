"""Tokens of two wordings of one provision: what is kept, what changed, in pieces that a reader takes for phrases.

Everything here works on the compared forms of the tokens as plain strings and answers in token ranges (half-open,
counted in tokens). The matching comes from `_dmp`, a longest one as a rule; from there the rules of
`readable_runs` decide where the borders of the changes lie. They know no language: they look at punctuation (by
Unicode category), at the length of words and at how often a word stands in the provision.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from attrs import frozen

from treatydiff.alignment._dmp import Method, match_tokens

__all__ = ["Block", "PairAlignment", "Run", "TokenRange", "align_tokens", "readable_runs", "transposed"]

TokenRange = tuple[int, int]

# All figures below were set by reading the results on pairs of clauses of treaties and drafts, not fitted.

# A word weighs its letters, at most this many, shared among its occurrences in the provision.
_HEAVIEST = 8
# A run of this weight or less, one short word, stands between changes by chance as a rule.
_SLIGHT = 3
# The longest change, in words, that is still taken in as one phrase.
_PHRASE = 6


@frozen
class Block:
    """A stretch of an alignment of two token sequences: kept (equal tokens) or changed (one side may be empty).

    >>> Block(kept=False, earlier=(2, 3), later=(2, 2))
    Block(kept=False, earlier=(2, 3), later=(2, 2))
    """

    kept: bool
    earlier: TokenRange
    later: TokenRange


@frozen
class PairAlignment:
    """Two token sequences side by side.

    `blocks` are in order and cover both sequences; kept and changed ones alternate. `transpositions` are pairs of
    indexes into `blocks`: the same words stand in the one block on one side and in the other on the other.
    `method` is "diff", or "anchored" where a stretch was too long (see `treatydiff.alignment._dmp`).
    """

    blocks: tuple[Block, ...]
    transpositions: tuple[tuple[int, int], ...]
    method: Method

    def inverted(self) -> PairAlignment:
        """The same alignment read from the later side; equal to `align_tokens` of the sides exchanged.

        >>> align_tokens(["a"], ["a", "b"]).inverted() == align_tokens(["a", "b"], ["a"])
        True
        """
        blocks = tuple(Block(kept=block.kept, earlier=block.later, later=block.earlier) for block in self.blocks)
        return PairAlignment(blocks, self.transpositions, self.method)


@frozen
class Run:
    """Tokens that all sequences share: `starts` has the position in each sequence, `length` the number of tokens."""

    starts: tuple[int, ...]
    length: int

    @property
    def ends(self) -> tuple[int, ...]:
        """The position after the run in each sequence.

        >>> Run((0, 2), 3).ends
        (3, 5)
        """
        return tuple(start + self.length for start in self.starts)


def align_tokens(earlier: Sequence[str], later: Sequence[str]) -> PairAlignment:
    """Align the compared forms of two wordings.

    A sequence with itself gives one kept block (none if it is empty); exchanging the sides gives the inverse.
    Matching as in `treatydiff.alignment._dmp.match_tokens`, borders by `readable_runs`, words moved by
    `transposed`.

    >>> earlier = "it will be considered automatically extended for the following five years .".split()
    >>> later = "it will be considered prolonged automatically for the next five years .".split()
    >>> for block in align_tokens(earlier, later).blocks:
    ...     print(block.kept, earlier[slice(*block.earlier)], later[slice(*block.later)])
    """
    matching = match_tokens(earlier, later)
    sides = (earlier, later)
    runs = readable_runs(sides, matching.pairs)
    blocks = [
        Block(kept=kept, earlier=ranges[0], later=ranges[1]) for kept, ranges in stretches(runs, (len(earlier), len(later)))
    ]
    moved = transposed(sides, [ranges for _, ranges in stretches(runs, (len(earlier), len(later)))], [block.kept for block in blocks])
    return PairAlignment(tuple(blocks), moved, matching.method)


def stretches(runs: Sequence[Run], lengths: Sequence[int]) -> list[tuple[bool, tuple[TokenRange, ...]]]:
    """The runs and what lies between them, in order: whether kept, and the range in each sequence."""
    found: list[tuple[bool, tuple[TokenRange, ...]]] = []
    position: tuple[int, ...] = (0,) * len(lengths)
    for run in (*runs, Run(tuple(lengths), 0)):
        if run.starts != position:
            found.append((False, tuple(zip(position, run.starts, strict=True))))
        if run.length:
            found.append((True, tuple(zip(run.starts, run.ends, strict=True))))
        position = run.ends
    return found


def readable_runs(sequences: Sequence[Sequence[str]], columns: Iterable[tuple[int, ...]]) -> list[Run]:
    ground = _Ground(sequences)
    return ground.merged(ground.slid(_runs(columns)))


def _runs(columns: Iterable[tuple[int, ...]]) -> list[Run]:
    """Columns of equal tokens gathered into the longest runs."""
    runs: list[Run] = []
    for column in columns:
        if runs and runs[-1].ends == column:
            runs[-1] = Run(runs[-1].starts, runs[-1].length + 1)
        else:
            runs.append(Run(column, 1))
    return runs


def _is_mark(token: str) -> bool:
    return not any(unicodedata.category(c)[0] in "LN" for c in token)

def _opens(token: str) -> bool:
    return unicodedata.category(token[0]) in ("Ps", "Pi") if token else False

def _letters(token):
    n = 0
    for c in token:
        k = unicodedata.category(c)
        if k[0] == "L":
            n += 2 if unicodedata.east_asian_width(c) in "WF" else 1
        elif k[0] == "N":
            n += 4
    return min(n, _HEAVIEST)

class _Ground:
    def __init__(self, sequences):
        self.sequences = sequences
        counts = [Counter(s) for s in sequences]
        self.weight = {}
        for s in sequences:
            for t in s:
                if t not in self.weight:
                    times = max(c[t] for c in counts)
                    self.weight[t] = 0 if _is_mark(t) else max(1, _letters(t) // times)
        self.sums = []
        self.words = []
        for s in sequences:
            a=[0]; b=[0]
            for t in s:
                a.append(a[-1]+self.weight[t]); b.append(b[-1]+(not _is_mark(t)))
            self.sums.append(a); self.words.append(b)

    def border(self, s, p):
        if p == 0 or p == len(s): return 4
        x, y = s[p-1], s[p]
        if _opens(x) or (_is_mark(y) and not _opens(y)): return 0
        if _is_mark(x) or _opens(y): return 3
        return 1 + (self.weight[x] > self.weight[y]) - (self.weight[x] < self.weight[y])

    def slid(self, runs):
        lengths = tuple(len(s) for s in self.sequences)
        zero = tuple(0 for s in self.sequences)
        runs = [Run(zero, 0), *runs, Run(lengths, 0)]
        k = 1
        while k < len(runs):
            left, right = runs[k-1], runs[k]
            lo, hi = left.ends, right.starts
            full = [i for i in range(len(lo)) if lo[i] < hi[i]]
            if full and len(full) < len(lo):
                S = self.sequences
                L = 0
                while L < left.length and all(S[i][hi[i]-1-L] == S[0][lo[0]-1-L] for i in full): L += 1
                R = 0
                while R < right.length and all(S[i][lo[i]+R] == S[0][hi[0]+R] for i in full): R += 1
                def score(s):
                    joins = (s == -left.length and left.length and k > 1) or (s == right.length and right.length and k+1 < len(runs) and runs[k+1].starts != right.ends)
                    return (bool(joins), sum(self.border(S[i], lo[i]+s)+self.border(S[i], hi[i]+s) for i in full), -s)
                s = max(range(-L, R+1), key=score)
                runs[k-1] = Run(left.starts, left.length + s)
                runs[k] = Run(tuple(x + s for x in right.starts), right.length - s)
                if s == -left.length and left.length and k > 1:
                    del runs[k-1]; k -= 1; continue
                if s == right.length and right.length and k+1 < len(runs):
                    del runs[k]; continue
            k += 1
        return [r for r in runs if r.length]

    def merged(self, runs):
        while True:
            out = []
            prev = tuple(0 for _ in self.sequences)
            lengths = tuple(len(s) for s in self.sequences)
            for k, run in enumerate(runs):
                nxt = runs[k+1].starts if k+1 < len(runs) else lengths
                if not self.swallow(prev, run, nxt):
                    out.append(run); prev = run.ends
            if len(out) == len(runs): return out
            runs = out

    def most(self, sums, lo, hi):
        return max(s[b]-s[a] for s,a,b in zip(sums, lo, hi))

    def swallow(self, prev, run, nxt):
        if prev == run.starts or run.ends == nxt: return False
        w = self.most(self.sums, run.starts, run.ends)
        g = self.most(self.sums, prev, run.starts); h = self.most(self.sums, run.ends, nxt)
        if w <= _SLIGHT and g >= w and h >= w: return True
        words = sum(self.most(self.words, a, b) for a,b in ((prev,run.starts),(run.starts,run.ends),(run.ends,nxt)))
        return words <= _PHRASE and w <= g + h
def transposed(*a): return ()
