"""Dates: which EDTF is read, which days it may mean, and what is refused."""

from __future__ import annotations

from datetime import date

import pytest

from treatydiff.errors import DateError
from treatydiff.model.dates import UncertainDate

FIRST, LAST = date.min, date.max


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest"),
    [
        ("1941-04-13", date(1941, 4, 13), date(1941, 4, 13)),
        ("1941-04", date(1941, 4, 1), date(1941, 4, 30)),
        ("1941-02", date(1941, 2, 1), date(1941, 2, 28)),
        ("1940-02", date(1940, 2, 1), date(1940, 2, 29)),
        ("1900-02", date(1900, 2, 1), date(1900, 2, 28)),
        ("2000-02", date(2000, 2, 1), date(2000, 2, 29)),
        ("1940-02-29", date(1940, 2, 29), date(1940, 2, 29)),
        ("1941", date(1941, 1, 1), date(1941, 12, 31)),
        ("1941?", date(1941, 1, 1), date(1941, 12, 31)),
        ("1941-04~", date(1941, 4, 1), date(1941, 4, 30)),
        ("1941-04-13%", date(1941, 4, 13), date(1941, 4, 13)),
        ("1941?-04-~13", date(1941, 4, 13), date(1941, 4, 13)),
        ("194X", date(1940, 1, 1), date(1949, 12, 31)),
        ("19XX", date(1900, 1, 1), date(1999, 12, 31)),
        ("XXXX", FIRST, LAST),
        ("1941-XX", date(1941, 1, 1), date(1941, 12, 31)),
        ("1941-1X", date(1941, 10, 1), date(1941, 12, 31)),
        ("1941-0X", date(1941, 1, 1), date(1941, 9, 30)),
        ("1941-X1", date(1941, 1, 1), date(1941, 11, 30)),
        ("1941-04-XX", date(1941, 4, 1), date(1941, 4, 30)),
        ("1941-04-3X", date(1941, 4, 30), date(1941, 4, 30)),
        ("1941-XX-31", date(1941, 1, 31), date(1941, 12, 31)),
        ("194X-02-29", date(1940, 2, 29), date(1948, 2, 29)),
        ("19XX-02-29", date(1904, 2, 29), date(1996, 2, 29)),
        ("1941-04-11/1941-04-13", date(1941, 4, 11), date(1941, 4, 13)),
        ("1940/1941-04", date(1940, 1, 1), date(1941, 4, 30)),
        ("1941-04/1941-04", date(1941, 4, 1), date(1941, 4, 30)),
        ("1941-04-13/", date(1941, 4, 13), LAST),
        ("1941-04-13/..", date(1941, 4, 13), LAST),
        ("/1941-04-13", FIRST, date(1941, 4, 13)),
        ("../1941-04-13", FIRST, date(1941, 4, 13)),
        ("{1926-08,1927-05}", date(1926, 8, 1), date(1927, 5, 31)),
        ("[1927-05, 1926-08]", date(1926, 8, 1), date(1927, 5, 31)),
        ("[1941-04-11..1941-04-13]", date(1941, 4, 11), date(1941, 4, 13)),
        ("[..1941]", FIRST, date(1941, 12, 31)),
        ("[1941..]", date(1941, 1, 1), LAST),
        ("{1936,1940..1941}", date(1936, 1, 1), date(1941, 12, 31)),
    ],
)
def test_the_days_that_a_date_may_mean(edtf: str, earliest: date, latest: date) -> None:
    """Each form of EDTF gives the first and last day that it may mean, and stays as written."""
    found = UncertainDate(edtf)
    assert (found.earliest, found.latest) == (earliest, latest)
    assert str(found) == edtf
    assert repr(found) == f"UncertainDate({edtf!r})"


FORM = "expected EDTF, such as 1941-04-13, 1941-04, 1941?, {1926-08,1927-05}"
DAY = "expected a day that the calendar has"
ORDER = "expected an interval that ends after it begins"


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        *((text, FORM) for text in ("", " ", "yesterday", "13 April 1941", "1941-4-13", "41", "19410413", "-0044")),
        *(
            (text, FORM)
            for text in ("1941-04-13T10:00", "١٩٤١", "19?41", "1941--04", "1941-", "X", "1941-04-13-01")
        ),
        *((text, FORM) for text in ("/", "..", "../..", "..", "1940/1941/1942", "1940..1941", "1940,1941", "//")),
        *((text, FORM) for text in ("[", "[]", "{}", "[1941", "1941]", "[1941}", "{1941,}", "[[1941]]", "[..]")),
        *((text, DAY) for text in ("1941-02-29", "1900-02-29", "1941-04-31", "1941-13", "1941-00", "1941-04-00")),
        *((text, DAY) for text in ("1941-21", "1941-04-32", "0000", "XXXX-02-30", "1941-02-3X", "1941-5X")),
        *((text, ORDER) for text in ("1942/1941", "1941-04-13/1941-04-12", "[1942..1941]")),
    ],
)
def test_what_is_no_date_is_refused(edtf: str, expected: str) -> None:
    """What no EDTF of ours is, no calendar has or runs backwards is refused, and the message says which."""
    with pytest.raises(DateError) as caught:
        UncertainDate(edtf)
    assert str(caught.value) == f"found the date {edtf.strip()!r}; {expected}"


@pytest.mark.parametrize(
    ("edtf", "iso"),
    [
        ("1941-04-13", "1941-04-13"),
        ("1941-04", "1941-04"),
        ("1941", "1941"),
        ("1941?", ""),
        ("194X", ""),
        ("1941/1942", ""),
        ("{1926,1927}", ""),
    ],
)
def test_only_a_plain_date_is_an_iso_date(edtf: str, iso: str) -> None:
    """`iso` gives what TEI's `@when` may hold, and nothing for dates that it cannot."""
    assert UncertainDate(edtf).iso == iso


def test_dates_are_equal_as_written() -> None:
    """Two dates are equal where they are written alike, and two ways to write one month are two values."""
    assert UncertainDate("1941-04") == UncertainDate("1941-04")
    assert len({UncertainDate("1941-04"), UncertainDate("1941-04")}) == 1
    assert UncertainDate("1941-04") != UncertainDate("1941-04-XX")
