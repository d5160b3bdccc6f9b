"""Whether a text stands at the start, or at the end, of a longer one: word by word and in order.

Bags of words say little of a short text of which a third was replaced, and much of formulas that stand in many
texts. Words in one order say more: of two unrelated texts hardly a third is in one order, of a text and its
rewording most is. The length of a longest common subsequence is counted in the bits of integers (H. Hyyrö,
"Bit-parallel LCS-length computation revisited", Australasian Workshop on Combinatorial Algorithms, 2004).
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

# In fewer words any order comes about by chance.
_FEW_WORDS = 5
# A text may have lost an eighth of its words on its way, and more of it is not looked for.
_SLACK = 8
_NONE = -1000


def in_place(
    part: Sequence[Hashable],
    whole: Sequence[Hashable],
    rest: Sequence[Hashable],
    *,
    at_start: bool,
    least: int = _NONE,
) -> int:
    """How much more of a text than of the rest stands in order at the start or the end of the whole.

    Args:
        part: the text, word by word; what stands for a word, its number or itself, is equal for equal words.
        whole: the text that it may be the start or the end of.
        rest: what stands next to the part, and corresponds to the whole without it.
        at_start: whether it would be the start.
        least: what is of no use if it is less than this is not counted to the end: -1000 is given for it.

    Returns:
        Per mille of the words of `part`: how many are in order in as long a stretch of the whole, less how many
        words of that stretch are in order in the rest. Below 0 where the stretch belongs to the rest; 0 for fewer
        than five words.

    Example:
        >>> whole = "any dispute goes to the court and the court sits in the capital".split()
        >>> rest = "the court sits in the city".split()
        >>> in_place("every dispute goes to a court".split(), whole, rest, at_start=True)
        333
    """
    count = len(part)
    if count < _FEW_WORDS:
        return 0
    longer = count + count // _SLACK
    if at_start:
        stretch, beside = whole[:longer], rest[: 2 * count]
        shorter = stretch[:count]
    else:
        stretch, beside = whole[-longer:], rest[-2 * count :]
        shorter = stretch[-count:]
    # No fewer words of the part than these must be in order, whatever the rest says.
    fewest = -(-least * count // 1000)
    ours = _in_order(part, stretch, fewest)
    if ours < fewest:
        return _NONE
    return 1000 * (ours - _in_order(shorter, beside)) // count


def _in_order(one: Sequence[Hashable], other: Sequence[Hashable], least: int = 0) -> int:
    """The length of a longest common subsequence; -1 if it is less than `least` at first sight."""
    shared = set(one).intersection(other)
    # What only one of them has stands in no subsequence of both.
    one, other = list(filter(shared.__contains__, one)), list(filter(shared.__contains__, other))
    if min(len(one), len(other)) < least:
        return -1
    places = dict.fromkeys(shared, 0)
    bit = 1
    for word in one:
        places[word] |= bit
        bit <<= 1
    every = row = bit - 1
    for place in map(places.__getitem__, other):
        met = row & place
        row = row + met | row - met
    # What is carried beyond the last word changes nothing before it.
    return len(one) - (row & every).bit_count()
