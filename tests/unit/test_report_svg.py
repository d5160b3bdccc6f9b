from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from treatydiff.report.svg.bands import Bands, Join, cut
from treatydiff.report.svg.ribbons import ribbon, stub
from treatydiff.report.svg.timeline import Moment, draw

SIZES = st.lists(st.integers(0, 9), min_size=1, max_size=3)


@st.composite
def columns(draw: st.DrawFn) -> tuple[list[int], list[Join]]:
    """Columns, and joins of neighbours."""
    sizes = draw(SIZES)
    joins = []
    for left, (here, there) in enumerate(pairwise(sizes)):
        if here and there:
            ends = st.tuples(st.integers(0, here - 1), st.integers(0, there - 1), st.booleans())
            for i, j, moved in draw(st.lists(ends, max_size=9, unique_by=lambda end: end[:2])):
                joins.append(Join((left, i), (left + 1, j), moved=moved))
    return sizes, joins


def placed(sizes: Sequence[int], bands: Bands) -> None:
    """Each column is there once, in its own order."""
    for column, size in enumerate(sizes):
        assert [n for row in bands.rows for n in row[column]] == list(range(size))


@given(columns())
def test_bands_keep_each_column_and_each_join(made: tuple[list[int], list[Join]]) -> None:
    """Read from top to bottom each column is whole and in order, and both ends of a join stand in one band."""
    sizes, joins = made
    bands = cut(sizes, joins, most=99)
    placed(sizes, bands)
    assert bands.far == ()
    at = {
        (column, n): row
        for row, held in enumerate(bands.rows)
        for column, places in enumerate(held)
        for n in places
    }
    assert all(at[join.left] == at[join.right] for join in joins)


@given(columns(), st.integers(1, 4))
def test_no_band_is_taller_than_it_may_be(made: tuple[list[int], list[Join]], most: int) -> None:
    """What would make a band too tall is left out of it and said to be far; nothing is lost."""
    sizes, joins = made
    bands = cut(sizes, joins, most=most)
    placed(sizes, bands)
    assert all(len(places) <= most for row in bands.rows for places in row)
    assert set(bands.far) <= set(joins)


@given(st.integers(0, 500))
def test_in_order_each_pair_has_a_band_of_its_own(size: int) -> None:
    """Where nothing crosses, bands are as small as can be: a row for each pair."""
    bands = cut([size, size], [Join((0, n), (1, n)) for n in range(size)])
    assert bands.rows == tuple(((n,), (n,)) for n in range(size))


@given(st.integers(0, 11), st.integers(0, 11), st.integers(0, 100))
def test_a_ribbon_stays_in_its_gutter(left: int, right: int, kept: int) -> None:
    """Every number of a path lies between the columns, and between the rows that it joins."""
    numbers = [int(number) for number in re.findall(r"-?[0-9]+", ribbon(left, right, kept=kept))]
    assert min(numbers) >= 0
    assert max(numbers) <= max(100, (max(left, right) + 1) * 100)


def test_a_stub_out_mirrors_a_stub_in() -> None:
    """Omitted and inserted are drawn alike, to the right and to the left."""
    assert stub(0, out=True).bar == "M36 26V74"
    assert stub(0, out=False).bar == "M64 26V74"


DAYS = st.dates(datetime.date(1800, 1, 1), datetime.date(2020, 12, 31))


@given(st.lists(st.tuples(DAYS, st.integers(0, 900)), min_size=1, max_size=40))
def test_labels_of_a_timeline_never_overlap(days: list[tuple[datetime.date, int]]) -> None:
    """Whatever the dates: every moment is marked, every label stands on one axis, and no two labels touch."""
    moments = [
        Moment(f"W{n}", f"W{n}", first, first + datetime.timedelta(days=length), "circle")
        for n, (first, length) in enumerate(days)
    ]
    drawn = draw(moments)
    assert {mark.moment.key for mark in drawn.axes[0].marks} == {moment.key for moment in moments}
    labelled = [mark for axis in drawn.axes for mark in axis.marks if mark.label_y]
    assert sorted(mark.moment.key for mark in labelled) == sorted(moment.key for moment in moments)
    boxes = [(mark.label_y, mark.label_x, len(mark.moment.label) * 8 // 2) for mark in labelled]
    for n, (y, x, half) in enumerate(boxes):
        for other_y, other_x, other_half in boxes[n + 1 :]:
            assert abs(y - other_y) >= 15 or abs(x - other_x) >= half + other_half


def test_a_timeline_without_dates_is_empty() -> None:
    """Nothing to draw gives no axis."""
    assert draw([]).axes == ()


@pytest.mark.parametrize("years", [1, 40, 400])
def test_axes_have_few_labels(years: int) -> None:
    """However long the time, an axis has a dozen labels or so."""
    first = datetime.date(1500, 1, 1)
    last = datetime.date(1500 + years, 6, 1)
    drawn = draw([Moment("A", "A", first, first, "circle"), Moment("B", "B", last, last, "circle")])
    assert all(2 <= len(axis.ticks) <= 26 for axis in drawn.axes)
