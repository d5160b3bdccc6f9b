"""Durations: what is one, and what a date becomes when one is counted from it."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from treatydiff.errors import ModelError
from treatydiff.model.dates import UncertainDate
from treatydiff.model.durations import Duration

DAYS = st.dates(datetime.date(1000, 1, 1), datetime.date(2999, 12, 31))
DURATIONS = st.builds("P{}Y{}M{}W{}D".format, *(st.integers(0, most) for most in (100, 30, 60, 400))).map(Duration)
CALENDAR = st.builds("P{}Y{}M".format, st.integers(0, 100), st.integers(0, 30)).map(Duration)


def after(date: str, duration: str) -> str:
    """What a date becomes after a duration."""
    return str(Duration(duration).after(UncertainDate(date)))


def before(date: str, duration: str) -> str:
    """What a date was a duration before."""
    return str(Duration(duration).before(UncertainDate(date)))


@pytest.mark.parametrize(
    "text", ["P5Y", "P6M", "P1Y6M", "P2W", "P90D", "PT48H", "P1DT12H30M", "P0.5Y", "P0D", "P1Y2W"]
)
def test_a_duration_of_iso_8601_is_one(text: str) -> None:
    """Years, months, weeks, days and the parts of a day are read, and a fraction in the last of them."""
    assert Duration(text).text == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "P",
        "5Y",
        "5 years",
        "P5",
        "PY",
        "P5YT",
        "P1.5Y6M",
        "p5y",
        "P-5Y",
        "-P5Y",
        "P5Y ",
        "P6M1Y",
        "P٥Y",
        "PT",
        "P1H",
    ],
)
def test_anything_else_is_none(text: str) -> None:
    """What ISO 8601 does not write in this way is refused, and the message shows the form."""
    with pytest.raises(ModelError, match="ISO 8601 has it, such as P5Y"):
        Duration(text)


def test_in_words() -> None:
    """A duration is told in English, one of a unit in the singular."""
    assert [Duration(text).in_words for text in ("P1Y", "P10Y6M", "P01D", "P0D", "PT48H", "P0,5Y")] == [
        *("1 year", "10 years 6 months", "1 day", "0 days", "48 hours", "0.5 years"),
    ]


@pytest.mark.parametrize(
    ("date", "duration", "result"),
    [
        ("1941-04-25", "P5Y", "1946-04-25"),
        ("1940-02-29", "P1Y", "1941-02-28"),  # no leap year: the month's last day
        ("1940-02-29", "P4Y", "1944-02-29"),
        ("1896-02-29", "P4Y", "1900-02-28"),  # 1900 is none by the Gregorian calendar
        ("1941-01-31", "P1M", "1941-02-28"),
        ("1941-01-31", "P2M", "1941-03-31"),  # in one step, not by way of February
        ("1941-12-31", "P2M", "1942-02-28"),
        ("1941-01-31", "P1M1D", "1941-03-01"),  # months first, then days
        ("1941-12-01", "P1M", "1942-01-01"),
        ("1941-04-25", "P2W", "1941-05-09"),
        ("1941-04-25", "P0D", "1941-04-25"),
    ],
)
def test_a_day_after_a_duration(date: str, duration: str, result: str) -> None:
    """Years and months go by the calendar and come first; a day that the month has not is its last."""
    assert after(date, duration) == result


@pytest.mark.parametrize(
    ("date", "duration", "result"),
    [
        ("1946-04-25", "P1Y", "1945-04-25"),
        ("1948-02-29", "P1Y", "1947-02-28"),
        ("1941-03-31", "P1M", "1941-02-28"),
        ("1941-01-15", "P1M", "1940-12-15"),
        ("1941-03-01", "P1D", "1941-02-28"),
    ],
)
def test_a_day_before_a_duration(date: str, duration: str, result: str) -> None:
    """Backwards the same rules hold."""
    assert before(date, duration) == result


@pytest.mark.parametrize(
    ("date", "duration", "result"),
    [
        ("1941-04", "P5Y", "1946-04"),
        ("1940-02", "P1Y", "1941-02"),  # 29 February too falls into it
        ("1941", "P6M", "[1941-07-01..1942-06-30]"),
        ("1941", "P1Y", "1942"),
        ("1941-04-25?", "P5Y", "1946-04-25?"),
        ("1941-04~", "P5Y", "1946-04~"),
        ("1941?-04~", "P5Y", "1946-04%"),
        ("[1941-04-13,1941-04-25]", "P5Y", "[1946-04-13..1946-04-25]"),
        ("{1926-08,1927-05}", "P1Y", "[1927-08-01..1928-05-31]"),
        ("1941-04-13?/1941-04-25", "P1D", "[1941-04-14?..1941-04-26?]"),
        ("1941-04-25/..", "P1Y", "[1942-04-25..]"),
        ("../1941-04-25", "P1Y", "[..1942-04-25]"),
    ],
)
def test_an_uncertain_date_stays_uncertain(date: str, duration: str, result: str) -> None:
    """The first and the last day are counted from, marks of doubt are kept, open ends stay open."""
    assert after(date, duration) == result
    assert str(UncertainDate(result)) == result


@pytest.mark.parametrize(
    ("date", "duration"),
    [("1941", "P9000Y"), ("1941", "P999999999D"), ("XXXX", "P1Y"), ("1941", "PT48H"), ("1941", "P0.5Y")],
)
def test_no_date_is_none(date: str, duration: str) -> None:
    """Past the year 9999, of a date that says nothing, and from parts of days no date follows."""
    assert Duration(duration).after(UncertainDate(date)) is None


def test_what_is_partly_past_the_calendar_is_open() -> None:
    """Where the last day that is meant lies past the year 9999, that end is open."""
    assert after("1941/9000", "P2000Y") == "[3941-01-01..]"
    assert before("0005/1941", "P20Y") == "[..1921-12-31]"
    assert Duration("P6Y").before(UncertainDate("0005")) is None


def test_equal_durations() -> None:
    """A year is twelve months and a week seven days, but no month is thirty days."""
    assert Duration("P1Y").equals(Duration("P12M"))
    assert Duration("P2W").equals(Duration("P14D"))
    assert not Duration("P1M").equals(Duration("P30D"))
    assert not Duration("P1Y").equals(Duration("P365D"))
    assert not Duration("PT24H").equals(Duration("P1D"))


@given(DAYS, DAYS, DURATIONS)
def test_counting_keeps_order(one: datetime.date, other: datetime.date, duration: Duration) -> None:
    """Of two days the later does not come to lie before the earlier, in either direction."""
    earlier, later = sorted((one, other))
    for count in (duration.after, duration.before):
        ends = [count(UncertainDate(str(day))) for day in (earlier, later)]
        assert ends[0] is not None
        assert ends[1] is not None
        assert ends[0].earliest <= ends[1].earliest


@given(DAYS, CALENDAR)
def test_counting_back_leads_near(day: datetime.date, duration: Duration) -> None:
    """Counted back from its end a term of years and months begins where it did, or up to three days before."""
    end = duration.after(UncertainDate(str(day)))
    assert end is not None
    start = duration.before(end)
    assert start is not None
    lost = (day - start.earliest).days
    assert 0 <= lost <= 3
    assert lost == 0 or day.day > 28


@given(DAYS, DAYS, DURATIONS)
def test_a_span_of_days_ends_in_those_of_its_ends(
    one: datetime.date, other: datetime.date, duration: Duration
) -> None:
    """The first and last day after an uncertain date are those after its first and last day."""
    first, last = sorted((one, other))
    ends = duration.after(UncertainDate(f"[{first}..{last}]"))
    bounds = [duration.after(UncertainDate(str(day))) for day in (first, last)]
    assert ends is not None
    assert [bound and bound.earliest for bound in bounds] == [ends.earliest, ends.latest]
