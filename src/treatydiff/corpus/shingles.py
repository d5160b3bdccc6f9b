"""Shingles: the runs of three words that a text is made of, as numbers.

A word is a run of letters and digits, an ideograph or a kana alone, in its compared form
(`treatydiff.normalization`); marks count for nothing. A text of fewer than three words is one shingle. A shingle is
kept as a number of 64 bits made from its words (BLAKE2b of each word, mixed in order), the same on any machine.
Two different shingles get one number with a probability of two to the power of -64.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
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


def words_of(text: str) -> list[str]:
    """The words of a text as written.

    Example:
        >>> words_of("The Parties' 第三条")
        ['The', 'Parties', '第', '三', '条']
    """
    # In ASCII no word is an ideograph, and the simpler pattern finds the same.
    return (_ASCII_WORD if text.isascii() else _WORD).findall(text)


def numbers_of(words: Sequence[str]) -> Shingles:
    """Words, each as a number.

    Args:
        words: as `words_of` gives them; capitals make no difference.

    Example:
        >>> one, other = (numbers_of(words_of(text)) for text in ("The Parties", "the  PARTIES."))
        >>> len(one), (one == other).all()
        (2, np.True_)
    """
    return np.fromiter(map(_NUMBERS.__getitem__, words), dtype=np.uint64, count=len(words))


def shingles_of_each(words: Shingles, starts: Sequence[int], stops: Sequence[int]) -> list[Shingles]:
    """The shingles of many stretches of words, found together.

    Args:
        words: as `numbers_of` gives them.
        starts: where each stretch begins; they may overlap.
        stops: where each ends.

    Example:
        >>> words = numbers_of(words_of("the Parties and the Parties"))
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
    order = np.argsort(owner, kind="stable")
    value, owner = value[order], owner[order]
    # Each stretch by itself, where it stands: quicker than one sorting by two keys.
    for start, stop in pairwise(np.searchsorted(owner, np.arange(len(sizes) + 1)).tolist()):
        value[start:stop].sort()
    fresh = np.ones(len(value), dtype=bool)
    fresh[1:] = (value[1:] != value[:-1]) | (owner[1:] != owner[:-1])
    value, owner = value[fresh], owner[fresh]
    bounds = np.searchsorted(owner, np.arange(len(sizes) + 1)).tolist()
    return [value[start:stop] for start, stop in pairwise(bounds)]


class _Numbers(dict[str, int]):
    """The number of each word, made when it is first met."""

    def __missing__(self, word: str) -> int:
        digest = blake2b(DEFAULT.form(word).encode(), digest_size=8).digest()
        number = self[word] = int.from_bytes(digest, "little")
        return number


_NUMBERS = _Numbers()
