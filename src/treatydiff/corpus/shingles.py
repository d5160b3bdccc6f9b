"""Shingles: the runs of three words that a text is made of, as numbers.

A word is a run of letters and digits, an ideograph or a kana alone, in its compared form
(`treatydiff.normalization`); marks count for nothing. A text of fewer than three words is one shingle. A shingle is
kept as a number of 64 bits made from its words (BLAKE2b of each word, mixed in order), the same on any machine.
Two different shingles get one number with a probability of two to the power of -64.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from hashlib import blake2b
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from treatydiff.corpus.joining import spread
from treatydiff.normalization import DEFAULT

LENGTH = 3
"""Words in a shingle."""

Shingles = npt.NDArray[np.uint64]
"""The shingles of a text: distinct numbers in rising order."""

_IDEOGRAPHS = "\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(f"[{_IDEOGRAPHS}]|[^\\W_{_IDEOGRAPHS}]+")
_ASCII_WORD = re.compile("[A-Za-z0-9]+")
# Odd numbers without pattern: the golden ratio, and the square root of 2, in 64 bits.
_MIX, _LAST = np.uint64(0x9E3779B97F4A7C15), np.uint64(0x6A09E667F3BCC909)
_SHIFT = np.uint64(29)


def word_numbers(text: str) -> Shingles:
    """The words of a text in order, each as a number.

    Example:
        >>> one, other = word_numbers("The Parties"), word_numbers("the  PARTIES.")
        >>> len(one), (one == other).all()
        (2, np.True_)
    """
    # In ASCII no word is an ideograph, and the simpler pattern finds the same.
    words = (_ASCII_WORD if text.isascii() else _WORD).findall(text)
    return np.fromiter(map(_number, words), dtype=np.uint64, count=len(words))


def shingles_of(words: Shingles) -> Shingles:
    """The shingles that words in order make.

    Args:
        words: as `word_numbers` gives them.

    Example:
        >>> len(shingles_of(word_numbers("the Parties and the Parties and")))
        3
        >>> len(shingles_of(word_numbers("Article"))), len(shingles_of(word_numbers("")))
        (1, 0)
    """
    (found,) = shingles_of_each(words, [0], [len(words)])
    return found


def shingles_of_each(words: Shingles, starts: Sequence[int], stops: Sequence[int]) -> list[Shingles]:
    """The shingles of many stretches of words, found together: one sorting for all.

    Args:
        words: as `word_numbers` gives them.
        starts: where each stretch begins; they may overlap.
        stops: where each ends.

    Example:
        >>> words = word_numbers("the Parties and the Parties")
        >>> [len(one) for one in shingles_of_each(words, [0, 3, 2], [5, 5, 2])]
        [3, 1, 0]
    """
    begins, sizes = np.array(starts, dtype=np.int64), np.array(stops, dtype=np.int64)
    sizes -= begins
    mixed = words
    values, owners = [], []
    for length in range(1, LENGTH + 1):
        if length > 1:
            mixed = mixed[:-1] * _MIX + words[length - 1 :]
            mixed ^= mixed >> _SHIFT
        these = np.flatnonzero(np.minimum(sizes, LENGTH) == length)
        counts = sizes[these] - length + 1
        values.append(mixed[spread(begins[these], counts)] * _LAST)
        owners.append(np.repeat(these, counts))
    value, owner = np.concatenate(values), np.concatenate(owners)
    order = np.lexsort((value, owner))
    value, owner = value[order], owner[order]
    fresh = np.ones(len(value), dtype=bool)
    fresh[1:] = (value[1:] != value[:-1]) | (owner[1:] != owner[:-1])
    value, owner = value[fresh], owner[fresh]
    bounds = np.searchsorted(owner, np.arange(len(sizes) + 1)).tolist()
    return [value[start:stop] for start, stop in pairwise(bounds)]


@cache
def _number(word: str) -> int:
    return int.from_bytes(blake2b(DEFAULT.form(word).encode(), digest_size=8).digest(), "little")
