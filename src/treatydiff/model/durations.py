"""Durations: ISO 8601 strings, kept as written, and what a date becomes when one is counted from it.

The reckoning is that of W3C XML Schema Part 2 (2nd edition, appendix E, "Adding durations to dateTimes"), which
settles what ISO 8601 leaves open: years and months go by the calendar and come first; where the month reached has
no such day, its last day stands for it (29 February and a year is 28 February); then weeks and days are counted.
The day from which one counts is not counted itself, so that a year from 5 May ends on 5 May.
"""

from __future__ import annotations

import calendar
import datetime
import re

from attrs import field, frozen

from treatydiff.errors import ModelError
from treatydiff.model.dates import UncertainDate

_NUMBER = "([0-9]{1,9}(?:[.,][0-9]{1,9})?)"
_DURATION = re.compile(
    "P(?=.)" + "".join(f"(?:{_NUMBER}{unit})?" for unit in "YMWD")
    # The hours and what follows them: a T with nothing after it is no duration.
    + "(?:T(?=.)" + "".join(f"(?:{_NUMBER}{unit})?" for unit in "HMS") + ")?"
)  # fmt: skip
_UNITS = ("year", "month", "week", "day", "hour", "minute", "second")
_FIRST, _LAST = datetime.date.min, datetime.date.max
_MONTHS = 12
_WEEK = 7


@frozen(repr=False)
class Duration:
    """How long something lasts.

    Attributes:
        text: the duration as written: ``P5Y``, ``P1Y6M``, ``P90D``.

    Raises:
        ModelError: the text is no duration of ISO 8601. Of its extension, weeks beside other units are read, and
            negative durations are not.

    Example:
        >>> Duration("P1Y6M").in_words
        '1 year 6 months'
        >>> str(Duration("P1Y").after(UncertainDate("1940-02-29")))
        '1941-02-28'
    """

    text: str = field()
    _parts: tuple[str, ...] = field(init=False, eq=False)

    @_parts.default
    def _read(self) -> tuple[str, ...]:
        found = _DURATION.fullmatch(self.text)
        parts = tuple(part or "" for part in found.groups()) if found else ()
        named = [part for part in parts if part]
        if not named or any(not part.isdigit() for part in named[:-1]):
            raise ModelError(
                f"found the duration {self.text!r}",
                expected="one as ISO 8601 has it, such as P5Y, P6M, P1Y6M or P90D",
            )
        return parts

    @property
    def of_days(self) -> bool:
        """Whether it is made of whole years, months, weeks and days, so that a date follows from it."""
        return not any(self._parts[4:]) and all(part.isdigit() for part in self._parts if part)

    @property
    def in_words(self) -> str:
        """The duration in English: "5 years"."""
        said = ((_plain(part), unit) for part, unit in zip(self._parts, _UNITS, strict=True) if part)
        return " ".join(f"{number} {unit}{'' if number == '1' else 's'}" for number, unit in said)

    @property
    def months_and_days(self) -> tuple[int, int]:
        """What it comes to by the calendar: ``P1Y`` is twelve months, a week seven days.

        Raises:
            ModelError: it is not made of whole days.
        """
        if not self.of_days:
            raise ModelError(f"found the duration {self.text}", expected="whole years, months, weeks and days")
        years, months, weeks, days = (int(part or 0) for part in self._parts[:4])
        return years * _MONTHS + months, weeks * _WEEK + days

    def equals(self, other: Duration) -> bool:
        """Whether both last equally long, from whatever day: ``P1Y`` and ``P12M``, but not ``P1M`` and ``P30D``."""
        if self.of_days and other.of_days:
            return self.months_and_days == other.months_and_days
        return self.text == other.text

    def after(self, date: UncertainDate) -> UncertainDate | None:
        """The date that it ends on when counted from another; as uncertain as that one.

        Args:
            date: from when; of what it may mean the first day and the last are reckoned with.

        Returns:
            A day, month or year where all of it is meant, else ``[a..b]``, one of the days from a to b; with the
            ``?``, ``~`` or ``%`` of the date. ``None`` where all that it may mean lies outside the years 1 to 9999,
            and for a duration that is not made of whole days.

        Example:
            >>> str(Duration("P5Y").after(UncertainDate("1941-04?")))
            '1946-04?'
            >>> str(Duration("P10D").after(UncertainDate("1941-04")))
            '[1941-04-11..1941-05-10]'
        """
        return self._shifted(date, 1)

    def before(self, date: UncertainDate) -> UncertainDate | None:
        """The date that lies this long before another: as `after`, in the other direction."""
        return self._shifted(date, -1)

    def _shifted(self, date: UncertainDate, direction: int) -> UncertainDate | None:
        if not self.of_days:
            return None
        months, days = self.months_and_days
        first = _FIRST if date.earliest == _FIRST else _moved(date.earliest, months * direction, days * direction)
        last = _LAST if date.latest == _LAST else _moved(date.latest, months * direction, days * direction)
        # A day past the calendar's end bounds nothing on that side, and leaves nothing if all lies past it.
        if first == _LAST or last == _FIRST or (first, last) == (_FIRST, _LAST):
            return None
        return UncertainDate(_edtf(first, last, _mark(date.edtf)))


def _plain(number: str) -> str:
    """A number without noughts before it, its fraction after a full stop."""
    whole, comma, fraction = number.replace(",", ".").partition(".")
    return f"{whole.lstrip('0') or '0'}{comma}{fraction}"


def _moved(day: datetime.date, months: int, days: int) -> datetime.date:
    """A day moved by calendar months, then by days; the calendar's first or last day where it ends."""
    year, month = divmod(day.year * _MONTHS + day.month - 1 + months, _MONTHS)
    if not 1 <= year <= _LAST.year:
        return _LAST if year > 1 else _FIRST
    pinned = datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
    try:
        return pinned + datetime.timedelta(days)
    except OverflowError:
        return _LAST if days > 0 else _FIRST


def _mark(edtf: str) -> str:
    """How sure a date is, as EDTF marks it."""
    uncertain, approximate = (any(mark in edtf for mark in marks) for marks in ("?%", "~%"))
    return "%" if uncertain and approximate else "?" if uncertain else "~" if approximate else ""


def _edtf(first: datetime.date, last: datetime.date, mark: str) -> str:
    """The days from one to another, of which one is meant; the calendar's ends are open."""
    if first == last:
        return f"{first}{mark}"
    if first > _FIRST and last < _LAST and first.day == 1 and first.year == last.year:
        if first.month == last.month and last.day == calendar.monthrange(last.year, last.month)[1]:
            return f"{str(first)[:7]}{mark}"
        if (first.month, last.month, last.day) == (1, _MONTHS, 31):
            return f"{first.year:04}{mark}"
    opened = "" if first == _FIRST else f"{first}{mark}"
    return f"[{opened}..{'' if last == _LAST else f'{last}{mark}'}]"
