"""Uncertain dates: EDTF strings, kept as written, with the days they may mean.

Read of the Extended Date/Time Format (ISO 8601-2:2019, annex A): days, months, years; ``?``, ``~`` and ``%``
for uncertain, approximate and both; ``X`` for unspecified digits; intervals ``a/b`` with open ends; sets
``[a,b]`` (one of) and ``{a,b}`` (all of), with ``a..b`` inside.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterator

from attrs import field, frozen

from treatydiff.errors import DateError

_SURE = "[?~%]?"
_DATE = re.compile(
    rf"{_SURE}([0-9X]{{4}}){_SURE}(?:-{_SURE}([0-9X]{{2}}){_SURE}(?:-{_SURE}([0-9X]{{2}}){_SURE})?)?"
)
_FIRST, _LAST = datetime.date.min, datetime.date.max
_EXPECTED = "EDTF, such as 1941-04-13, 1941-04, 1941?, {1926-08,1927-05}"

_OPEN = {"", ".."}
"""What an interval's end may be where it has none."""


def _bounds(text: str, whole: str) -> tuple[datetime.date, datetime.date]:
    """The first and last day that one date without sets or intervals may mean."""
    found = _DATE.fullmatch(text)
    if not found:
        raise DateError(f"found the date {whole!r}", expected=_EXPECTED)
    year, month, day = found.groups()
    years, months, days = _fitting(year, 9999), _fitting(month or "XX", 12), _fitting(day or "XX", 31)
    first = next(_calendar_days(years, months, days), None)
    last = next(_calendar_days(years[::-1], months[::-1], days[::-1]), None)
    if first is None or last is None:
        raise DateError(f"found the date {whole!r}", expected="a day that the calendar has")
    return first, last


def _fitting(digits: str, highest: int) -> list[int]:
    """The numbers from 1 to `highest` that digits with ``X`` for any may stand for."""
    if "X" not in digits:
        return [int(digits)] if 1 <= int(digits) <= highest else []
    pattern = re.compile(digits.replace("X", "."))
    width = len(digits)
    return [number for number in range(1, highest + 1) if pattern.fullmatch(f"{number:0{width}}")]


def _calendar_days(years: list[int], months: list[int], days: list[int]) -> Iterator[datetime.date]:
    """The days among these that there are, in the order given."""
    for year in years:
        for month in months:
            for day in days:
                if day <= calendar.monthrange(year, month)[1]:
                    yield datetime.date(year, month, day)


@frozen(order=False, repr=False)
class UncertainDate:
    """A date as a source gives it: TEI ``origDate``, its content the EDTF string.

    Attributes:
        edtf: the date as written.

    Raises:
        DateError: the string is no EDTF that this class reads, or no calendar has that day.

    Example:
        >>> UncertainDate("1941-04").earliest, UncertainDate("{1926-08,1927-05}").latest
        (datetime.date(1941, 4, 1), datetime.date(1927, 5, 31))
    """

    edtf: str = field()
    _days: tuple[datetime.date, datetime.date] = field(init=False, eq=False, repr=False)

    @_days.default
    def _computed(self) -> tuple[datetime.date, datetime.date]:
        text = self.edtf.strip()
        is_set = text[:1] + text[-1:] in ("[]", "{}")
        parts: list[tuple[datetime.date, datetime.date]] = []
        for piece in text[1:-1].split(",") if is_set else [text]:
            ends = piece.strip().split(".." if is_set else "/")
            if len(ends) == 1:
                parts.append(_bounds(ends[0], text))
                continue
            if len(ends) > 2 or set(ends) <= _OPEN:
                raise DateError(f"found the date {text!r}", expected=_EXPECTED)
            first = _FIRST if ends[0] in _OPEN else _bounds(ends[0], text)[0]
            last = _LAST if ends[1] in _OPEN else _bounds(ends[1], text)[1]
            if first > last:
                raise DateError(f"found the date {text!r}", expected="an interval that ends after it begins")
            parts.append((first, last))
        return min(first for first, _ in parts), max(last for _, last in parts)

    @property
    def earliest(self) -> datetime.date:
        """The first day that it may mean."""
        return self._days[0]

    @property
    def latest(self) -> datetime.date:
        """The last day that it may mean."""
        return self._days[1]

    @property
    def iso(self) -> str:
        """The date for TEI ``@when``: as written if it is a plain year, month or day, else empty."""
        return self.edtf if re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", self.edtf) else ""

    def __repr__(self) -> str:
        return f"UncertainDate({self.edtf!r})"

    def __str__(self) -> str:
        return self.edtf
