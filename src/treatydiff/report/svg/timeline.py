"""Timeline: dates on axes, each axis opening a crowded stretch of the one above, labels that never overlap."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from attrs import frozen

from treatydiff.report.svg.lettering import width

WIDTH = 1000
"""Units across; an axis has a margin at both ends."""
MARGIN = 44
"""Units to the left and right of every axis, in which the first and last label have room."""
_AXES = 3
_TYPE = 12
"""The size of the type of labels at most."""
_LINE = 15
_TICK_ROOM = 30
_LENS = 34
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


@frozen
class Moment:
    """Something with a date.

    Attributes:
        key: what it is called.
        label: what is written at it; empty for a mark alone.
        first: the first day it may mean.
        last: the last one.
        shape: ``circle``, ``square``, ``lozenge`` or ``dot``.
    """

    key: str
    label: str
    first: datetime.date
    last: datetime.date
    shape: str


@frozen
class Mark:
    """A moment on an axis.

    Attributes:
        moment: what it marks.
        x: where its first day stands.
        until: where its last day stands.
        y: how high.
        label_y: where its label stands; 0 where it has none on this axis.
        label_x: where the middle of its label stands.
    """

    moment: Moment
    x: int
    until: int
    y: int
    label_y: int = 0
    label_x: int = 0


@frozen
class Axis:
    """A stretch of time.

    Attributes:
        y: where it stands.
        first: its first day.
        last: its last.
        ticks: where its units begin, each with what is written there.
        marks: the moments in it.
        lens: where the stretch begins and ends on the axis above, and that axis's height; ``None`` for the first.
    """

    y: int
    first: datetime.date
    last: datetime.date
    ticks: tuple[tuple[int, str], ...]
    marks: tuple[Mark, ...]
    lens: tuple[int, int, int] | None


@frozen
class Drawing:
    """Axes one below the other.

    Attributes:
        height: units from top to bottom.
        axes: the axes.
    """

    height: int
    axes: tuple[Axis, ...]


def draw(moments: Sequence[Moment]) -> Drawing:
    """Set moments on axes.

    Args:
        moments: what has a date with a beginning and an end.

    Example:
        >>> day = datetime.date(1941, 4, 13)
        >>> one = draw([Moment("A", "A", day, day, "circle")]).axes[0]
        >>> one.first.isoformat(), one.marks[0].x
        ('1941-01-01', 298)
    """
    if not moments:
        return Drawing(0, ())
    stretches = list(_stretches(moments))
    axes: list[Axis] = []
    top = 0
    for number, (first, last) in enumerate(stretches):
        deeper = stretches[number + 1] if number + 1 < len(stretches) else None
        held = [moment for moment in moments if first <= moment.first and moment.last <= last]
        labelled = [one for one in held if one.label and not (deeper and _within(one, deeper))]
        places = _placed([(_x(one.first, first, last), one) for one in labelled])
        levels = 1 + max((level for _, level, _ in places.values()), default=-1)
        lens = None
        if axes:
            above = axes[-1]
            lens = (_x(first, above.first, above.last), _x(last, above.first, above.last), above.y)
            top = above.y + _TICK_ROOM + _LENS
        y = top + levels * _LINE + 16
        marks = tuple(_mark(one, first, last, y, places.get(one.key)) for one in held)
        axes.append(Axis(y, first, last, tuple(_ticks(first, last)), marks, lens))
    return Drawing(axes[-1].y + _TICK_ROOM, tuple(axes))


def _within(moment: Moment, stretch: tuple[datetime.date, datetime.date]) -> bool:
    return stretch[0] <= moment.first and moment.last <= stretch[1]


def _mark(
    moment: Moment,
    first: datetime.date,
    last: datetime.date,
    y: int,
    place: tuple[Moment, int, int] | None,
) -> Mark:
    x, until = _x(moment.first, first, last), _x(moment.last, first, last)
    if place is None:
        return Mark(moment, x, until, y - 8)
    _, level, middle = place
    return Mark(moment, x, until, y - 8, y - 18 - level * _LINE, middle)


def _placed(marks: list[tuple[int, Moment]]) -> dict[str, tuple[Moment, int, int]]:
    """A level for each label, the lowest on which it touches no other, and where its middle stands."""
    ends: list[int] = []
    found: dict[str, tuple[Moment, int, int]] = {}
    for x, moment in sorted(marks, key=lambda mark: (mark[0], mark[1].key)):
        half = width(moment.label, _TYPE) // 2 + 3
        middle = min(max(x, half), WIDTH - half)
        level = next((n for n, end in enumerate(ends) if end <= middle - half), len(ends))
        if level == len(ends):
            ends.append(0)
        ends[level] = middle + half
        found[moment.key] = (moment, level, middle)
    return found


def _x(day: datetime.date, first: datetime.date, last: datetime.date) -> int:
    days = max(1, (last - first).days)
    return MARGIN + (WIDTH - 2 * MARGIN) * (day - first).days // days


def _stretches(moments: Sequence[Moment]) -> Iterator[tuple[datetime.date, datetime.date]]:
    """The stretches of time that the axes show, each within the one before and holding most of what is crowded."""
    first = datetime.date(min(one.first for one in moments).year, 1, 1)
    last = datetime.date(min(max(one.last for one in moments).year + 1, datetime.date.max.year), 1, 1)
    yield first, last
    for _ in range(_AXES - 1):
        inside = sorted(one.first for one in moments if first <= one.first and one.last <= last)
        found = _crowded(inside, (last - first).days)
        if found is None:
            return
        first, last = found
        yield found


def _crowded(days: Sequence[datetime.date], length: int) -> tuple[datetime.date, datetime.date] | None:
    """The shortest stretch that holds half of some days, if it is a small part of all; at month or day ends."""
    half = (len(days) + 1) // 2
    if half < 3:
        return None
    spans = [((days[n + half - 1] - days[n]).days, n) for n in range(len(days) - half + 1)]
    width, at = min(spans)
    start, end = days[at], days[at + half - 1]
    if width > 45:
        start = start.replace(day=1)
        end = (end.replace(day=1) + datetime.timedelta(days=32)).replace(day=1)
    else:
        start -= datetime.timedelta(days=1)
        end += datetime.timedelta(days=1)
    return (start, end) if (end - start).days * 4 <= length and (end - start).days >= 3 else None


def _ticks(first: datetime.date, last: datetime.date) -> Iterator[tuple[int, str]]:
    days = (last - first).days
    if days > 3 * 366:
        years = last.year - first.year
        step = next((n for n in (1, 2, 5, 10, 20, 50, 100, 200, 500) if years // n <= 12), 1000)
        for year in range(first.year, last.year + 1):
            if (year - first.year) % step == 0:
                yield _x(datetime.date(year, 1, 1), first, last), str(year)
    elif days > 45:
        months = [
            datetime.date(year, month, 1)
            for year in range(first.year, last.year + 1)
            for month in range(1, 13)
            if first <= datetime.date(year, month, 1) <= last
        ]
        step = max(1, -(-len(months) // 12))
        for n, day in enumerate(months):
            if n % step == 0:
                named = _MONTHS[day.month - 1]
                yield _x(day, first, last), f"{named} {day.year}" if n == 0 or day.month <= step else named
    else:
        step = max(1, -(-days // 10))
        for n in range(0, days + 1, step):
            day = first + datetime.timedelta(days=n)
            yield _x(day, first, last), f"{day.day} {_MONTHS[day.month - 1]}{f' {day.year}' if n == 0 else ''}"
