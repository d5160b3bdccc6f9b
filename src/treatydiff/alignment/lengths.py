"""How well the lengths of texts fit, when one is the other in another language.

After W. A. Gale and K. W. Church, "A program for aligning sentences in bilingual corpora", Computational
Linguistics 19:1, 1993: what is longer in one language is longer in the other, in a ratio that belongs to the two
languages, with a variance that grows with the length. Ours differs in this: the ratio is found from the texts
themselves, whatever their scripts; lengths are compared as logarithms; and what counts is how much likelier they
are of a text and its translation than of two texts that have nothing to do with each other, so that a fit can
speak for a pair as well as against it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from statistics import median_low

from attrs import frozen

# Logarithms of lengths in thousandths of the natural one.
_UNIT = 1000
# Spread of a translation's length about what it should be: a part that long texts have too, and a part for each
# character (Gale and Church found a variance of 6.8 per character); and of unrelated texts of one treaty.
_SPREAD = 0.012
_SPREAD_PER_CHARACTER = 7.0
_UNRELATED = 1.0
# However badly lengths fit, a note or a printer's slip in one text may be the reason.
_WORST = -3000


@frozen
class Ratio:
    """How many characters of the right side a character of the left is worth, as `logarithm` in thousandths.

    Example:
        >>> Ratio.between([100, 200], [50, 100]).fit(80, 40) > 1000
        True
    """

    logarithm: int

    @classmethod
    def between(cls, left: Sequence[int], right: Sequence[int]) -> Ratio:
        """The middle ratio of paired lengths; one to one where there is none."""
        logs = [_log(b) - _log(a) for a, b in zip(left, right, strict=True) if a and b]
        return cls(median_low(sorted(logs)) if logs else 0)

    def fit(self, left: int, right: int) -> int:
        """How much the lengths of two texts speak for their being one text, in thousandths of natural logarithms.

        Above 0 they do, below they speak against it, down to -3000; 0 if one is empty.

        Example:
            >>> even = Ratio(0)
            >>> even.fit(400, 404) > even.fit(40, 44) > 0 > even.fit(40, 4000)
            True
        """
        if not left or not right:
            return 0
        return _fit(self.logarithm, min(left, _LONGEST), min(right, _LONGEST))


_LONGEST = 100_000


@lru_cache(maxsize=1 << 17)
def _fit(ratio: int, left: int, right: int) -> int:
    apart = (_log(right) - _log(left) - ratio) / _UNIT
    # The longer writing is the measure, so that a text in ideographs is as long as one in letters.
    longer = max(left, right)
    spread = _SPREAD + _SPREAD_PER_CHARACTER / longer
    wide = spread + _UNRELATED
    gain = (math.log(wide / spread) + apart * apart / wide - apart * apart / spread) / 2
    return max(_WORST, round(_UNIT * gain))


@lru_cache(maxsize=1 << 16)
def _log(length: int) -> int:
    return round(_UNIT * math.log(length))
