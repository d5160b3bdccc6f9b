"""Places: line and column of an offset in an input's text."""

from __future__ import annotations

import re

Place = tuple[int, int]
"""A line and a column of an input, both counted from 1, columns in code points."""

LINE_END = re.compile(r"\r\n|\r|\n")
"""What ends a line in any system's files."""


def place_in(text: str, offset: int) -> Place:
    r"""Line and column of an offset into a text, both from 1.

    Example:
        >>> place_in("one\r\ntwo", 6)
        (2, 2)
    """
    before = text[:offset]
    if before.endswith("\r") and text[offset : offset + 1] == "\n":
        before = before[:-1]
    last = 0
    line = 1
    for found in LINE_END.finditer(before):
        line += 1
        last = found.end()
    return line, len(before) - last + 1
