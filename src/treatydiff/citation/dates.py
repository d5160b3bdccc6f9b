"""Dates in references: EDTF in words, as Chicago and MHRA have them."""

from __future__ import annotations

import re
from collections.abc import Callable

from attrs import frozen

MONTHS = "January February March April May June July August September October November December".split()
_PLAIN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([?~%]?)")


@frozen
class PlainDate:
    """One year, month or day.

    Attributes:
        year: the year.
        month: the month from 1; 0 where it is not said.
        day: the day from 1; 0 where it is not said.
        doubt: ``?`` for uncertain, ``~`` for approximate, ``%`` for both, or empty.
    """

    year: int
    month: int = 0
    day: int = 0
    doubt: str = ""

    @property
    def parts(self) -> list[int]:
        """Year, month and day as far as they are said."""
        return [part for part in (self.year, self.month, self.day) if part]


def plain_dates(edtf: str) -> tuple[PlainDate, ...]:
    """One date, or the two ends of an interval; empty where EDTF says anything else.

    Example:
        >>> plain_dates("1941-04-13")
        (PlainDate(year=1941, month=4, day=13, doubt=''),)
        >>> [date.year for date in plain_dates("1940/1941?")], plain_dates("194X")
        ([1940, 1941], ())
    """
    found = [_PLAIN.fullmatch(end) for end in edtf.strip().split("/")]
    if len(found) > 2:
        return ()
    dates = tuple(
        PlainDate(int(one[1]), int(one[2] or 0), int(one[3] or 0), one[4]) for one in found if one is not None
    )
    return dates if len(dates) == len(found) else ()


def american(date: PlainDate) -> str:
    """A date as Chicago has it: April 13, 1941."""
    if not date.month:
        return str(date.year)
    month = MONTHS[date.month - 1]
    return f"{month} {date.day}, {date.year}" if date.day else f"{month} {date.year}"


def british(date: PlainDate) -> str:
    """A date as MHRA has it: 13 April 1941."""
    month = MONTHS[date.month - 1] if date.month else ""
    return " ".join(part for part in (str(date.day or ""), month, str(date.year)) if part)


def in_words(edtf: str, written: Callable[[PlainDate], str]) -> str:
    """A date in words; what is neither one date nor an interval of two stays as written.

    Args:
        edtf: the date.
        written: `american` or `british`.

    Example:
        >>> in_words("1941-04-13", american), in_words("1941-04~", british), in_words("1940/1941?", british)
        ('April 13, 1941', 'c. April 1941', '1940 to 1941 (?)')
        >>> in_words("{1926-08,1927-05}", american)
        '{1926-08,1927-05}'
    """
    dates = plain_dates(edtf)
    said = (
        ("c. " if date.doubt in ("~", "%") else "") + written(date) + (" (?)" if date.doubt in ("?", "%") else "")
        for date in dates
    )
    return " to ".join(said) or edtf.strip()
