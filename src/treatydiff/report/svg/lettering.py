"""Lettering: how wide a text is at most, without the font it will be set in, so that labels can keep apart.

Of what ASCII has, the widths are those of the widest of DejaVu Sans, DejaVu Serif and Verdana, which are wider than
other fonts in common use; a text set in Arial or Times is narrower. Characters of East Asian scripts are about as
wide as high. Of others the width is not known here, and much is allowed.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_ASCII = """
    32 41 46 84 64 108 90 28 46 46 50 84 32 37 32 34
    64 64 64 64 64 64 64 64 64 64 34 34 84 84 84 54 100
    73 74 77 81 73 70 80 88 43 41 75 67 103 88 82 68 82 76 69 67 85 73 103 72 67 70
    46 34 46 84 50 50
    62 65 57 65 62 38 65 65 32 32 61 32 98 65 62 65 65 48 53 41 65 60 86 60 60 53 64 34 64 84
""".split()
"""Hundredths of the size of the type, from space to tilde."""
_SMALL, _FOREIGN, _FULL, _UNKNOWN = 105, 125, 106, 165
_LONG = {"\ufdfa": 400, "\ufdfb": 400, "\ufdfd": 1400, "\u2031": 180, "\u2e3a": 210, "\u2e3b": 310}
"""Single characters that are words or long rules."""
_BOLD = 120
_KNOWN = 0x530
"""Up to here stand the Latin, Greek and Cyrillic scripts."""
_PUNCTUATION = range(0x2000, 0x2200)


def width(text: str, size: int, *, bold: bool = False) -> int:
    """How wide a text is at most.

    Args:
        text: what is written.
        size: the size of the type.
        bold: whether it is set in bold type.

    Returns:
        Units, rounded up.

    Example:
        >>> width("Article 3", 10), width("Article 3", 10, bold=True), width("第三条", 10)
        (45, 53, 32)
    """
    units = sum(map(_of, text)) * size
    return -(-units * (_BOLD if bold else 100) // 10_000)


def shortened(text: str, room: int, size: int, *, bold: bool = False) -> str:
    """A text on one line, white space collapsed, its end cut off where it is too wide.

    Args:
        text: what is to be written.
        room: how wide it may be; an ellipsis alone is written even where that has no room.
        size: the size of the type.
        bold: whether it is set in bold type.

    Example:
        >>> shortened("Entry into  force", 60, 10), shortened("Entry", 60, 10), shortened("Entry", 2, 10)
        ('Entry int…', 'Entry', '…')
    """
    line = " ".join(text.split())
    if width(line, size, bold=bold) <= room:
        return line
    low, high = 0, len(line)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if width(line[:middle] + "…", size, bold=bold) <= room else (low, middle - 1)
    # A sign that stands on the letter before it goes with it.
    while 0 < low < len(line) and unicodedata.combining(line[low]):
        low -= 1
    return line[:low].rstrip() + "…"


@lru_cache(maxsize=4096)
def _of(char: str) -> int:
    if " " <= char <= "~":
        return int(_ASCII[ord(char) - ord(" ")])
    if char in _LONG:
        return _LONG[char]
    if unicodedata.east_asian_width(char) in "WF":
        return _FULL
    if ord(char) < _KNOWN:
        return _SMALL if char.islower() else _FOREIGN
    return _FOREIGN if ord(char) in _PUNCTUATION else _UNKNOWN
