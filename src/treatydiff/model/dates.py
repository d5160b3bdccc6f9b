"""Uncertain dates: EDTF strings, kept as written, with the days they may mean.

Read of the Extended Date/Time Format (ISO 8601-2:2019, annex A): days, months, years; ``?``, ``~`` and ``%``
for uncertain, approximate and both; ``X`` for unspecified digits; intervals ``a/b`` with open ends; sets
``[a,b]`` (one of) and ``{a,b}`` (all of), with ``a..b`` inside.
"""

from __future__ import annotations

import calendar
import datetime
import re

from attrs import field, frozen

from treatydiff.errors import DateError

_DATE = re.compile(r"([0-9X]{4})(?:-([0-9X]{2})(?:-([0-9X]{2}))?)?")
_FIRST, _LAST = datetime.date.min, datetime.date.max


def _bounds(text: str, whole: str) -> tuple[datetime.date, datetime.date]:
    """The first and last day that one date without sets or intervals may mean."""
    found = _DATE.fullmatch(re.sub(r"[?~%]", "", text))
    if not found:
        raise DateError(
            f"found the date {whole!r}", expected="EDTF, such as 1941-04-13, 1941-04, 1941?, {1926-08,1927-05}"
        )
    year, month, day = found.groups()
    days = []
    for filler in ("0", "9"):
        y = max(int(year.replace("X", filler)), 1)
        m = _filled(month, filler, 1, 12)
        d = _filled(day, filler, 1, calendar.monthrange(y, m)[1] if 1 <= m <= 12 else 31)
        try:
            days.append(datetime.date(y, m, d))
        except ValueError:
            raise DateError(f"found the date {whole!r}", expected="a day that the calendar has") from None
    return days[0], days[1]


def _filled(digits: str | None, filler: str, lowest: int, highest: int) -> int:
    if digits is None or digits == "XX":
        return lowest if filler == "0" else highest
    number = int(digits.replace("X", filler))
    return max(lowest, min(highest, number)) if "X" in digits else number


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
        inner = text[1:-1] if text[:1] + text[-1:] in ("[]", "{}") else text
        parts: list[tuple[datetime.date, datetime.date]] = []
        for piece in inner.split(","):
            ends = re.split(r"/|\.\.", piece.strip(), maxsplit=1)
            if len(ends) == 1:
                parts.append(_bounds(ends[0], text))
                continue
            first = _FIRST if ends[0].strip("./") == "" else _bounds(ends[0], text)[0]
            last = _LAST if ends[1].strip("./") == "" else _bounds(ends[1], text)[1]
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
