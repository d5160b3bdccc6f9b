"""Tokens of two wordings of one provision: what is kept, what changed, in pieces that read as phrases.

The view of two sides upon `treatydiff.alignment.multiple`: matching, borders and words moved come from there,
so that a comparison is a collation of two and nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from treatydiff.alignment._dmp import Method
from treatydiff.alignment.multiple import align_many
from treatydiff.alignment.phrases import TokenRange

__all__ = ["Block", "PairAlignment", "align_tokens"]


@frozen
class Block:
    """A stretch of an alignment of two token sequences: kept (equal tokens) or changed.

    `earlier` and `later` are half-open token ranges; of a changed block one may be empty.

    >>> Block(kept=False, earlier=(2, 3), later=(2, 2))
    Block(kept=False, earlier=(2, 3), later=(2, 2))
    """

    kept: bool
    earlier: TokenRange
    later: TokenRange


@frozen
class PairAlignment:
    """Two token sequences side by side.

    `blocks` are in order and cover both sequences; kept and changed ones alternate. `transpositions` are
    pairs of indexes into `blocks`: the same words stand in the one block on one side and in the other on the
    other. `method` is "diff", or "anchored" where a stretch was too long (see `treatydiff.alignment._dmp`).
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


def align_tokens(earlier: Sequence[str], later: Sequence[str]) -> PairAlignment:
    """Align the compared forms of two wordings.

    `earlier` and `later` are compared forms (`n`), not what is written. A sequence with itself gives one kept
    block (none if it is empty); exchanging the sides gives the inverse. Borders lie where
    `treatydiff.alignment.phrases` puts them, by rules that know no language.

    >>> earlier = "the pact will be considered extended for the following five years".split()
    >>> later = "it will be considered extended for the next five years".split()
    >>> for block in align_tokens(earlier, later).blocks:
    ...     before, after = earlier[slice(*block.earlier)], later[slice(*block.later)]
    ...     print(" ".join(before) if block.kept else f"{before} -> {after}")
    ['the', 'pact'] -> ['it']
    will be considered extended for the
    ['following'] -> ['next']
    five years
    """
    aligned = align_many((earlier, later))
    blocks = tuple(
        Block(kept=segment.constant, earlier=segment.ranges[0], later=segment.ranges[1])
        for segment in aligned.segments
    )
    return PairAlignment(blocks, aligned.transpositions, aligned.method)
