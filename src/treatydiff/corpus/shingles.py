"""Shingles: the runs of three words that a text is made of, as numbers.

A word is a run of letters and digits, an ideograph or a kana alone, in its compared form
(`treatydiff.normalization`); marks count for nothing. A text of fewer than three words is one shingle. A shingle is
kept as a number of 64 bits made from its words (BLAKE2b of each word, mixed in order), the same on any machine.
Two different shingles get one number with a probability of two to the power of -64.
"""

from __future__ import annotations

import re
from functools import cache
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from treatydiff.normalization import DEFAULT

LENGTH = 3
"""Words in a shingle."""

Shingles = npt.NDArray[np.uint64]
"""The shingles of a text: distinct numbers in rising order."""

_IDEOGRAPHS = "\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(f"[{_IDEOGRAPHS}]|[^\\W_{_IDEOGRAPHS}]+")
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
    return np.array([_number(word) for word in _WORD.findall(text)], dtype=np.uint64)


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
    if not len(words):
        return words
    length = min(LENGTH, len(words))
    count = len(words) - length + 1
    mixed = words[:count].copy()
    for place in range(1, length):
        mixed = mixed * _MIX + words[place : place + count]
        mixed ^= mixed >> _SHIFT
    return np.unique(mixed * _LAST)


@cache
def _number(word: str) -> int:
    return int.from_bytes(blake2b(DEFAULT.form(word).encode(), digest_size=8).digest(), "little")
