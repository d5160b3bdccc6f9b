"""Laws of the join: every pair of alike sets, and no other, whatever the sets and however the work is parted."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from treatydiff.corpus import joining
from treatydiff.corpus.joining import Sets, alike, counted
from treatydiff.corpus.running import Workers
from treatydiff.corpus.shingles import shingles_of, shingles_of_each, word_numbers

SETS = st.lists(st.sets(st.integers(0, 12), max_size=9), max_size=14)


def sets_of(drawn: list[set[int]]) -> Sets:
    """Drawn sets in the form of the join."""
    members = np.array([one for held in drawn for one in sorted(held)], dtype=np.uint64)
    return Sets(members, np.cumsum([0, *map(len, drawn)], dtype=np.int64))


@given(SETS, st.integers(1, 40), st.integers(1, 40))
def test_the_join_is_exact(drawn: list[set[int]], a_task: int, rows: int) -> None:
    """The join finds what comparing all with all finds, with the same counts, however it is cut into tasks."""
    expected = [
        (one, other, len(a & b), len(a | b))
        for (one, a), (other, b) in combinations(enumerate(drawn), 2)
        if a and b and 2 * len(a & b) >= len(a | b)
    ]
    former = joining._A_TASK, joining._ROWS, joining._HELD
    joining._A_TASK, joining._ROWS, joining._HELD = a_task, rows, rows
    try:
        with TemporaryDirectory() as folder, Workers().run(Path(folder)) as run:
            pairs = alike(sets_of(drawn), run=run, folder=Path(folder))
    finally:
        joining._A_TASK, joining._ROWS, joining._HELD = former
    columns = (pairs.one, pairs.other, pairs.shared, pairs.either)
    assert list(zip(*(column.tolist() for column in columns), strict=True)) == expected


@given(SETS, SETS)
def test_counting_is_exact(ours: list[set[int]], theirs: list[set[int]]) -> None:
    """Counting all that two collections share finds what comparing all with all finds."""
    expected = [
        (one, other)
        for one, a in enumerate(ours)
        for other, b in enumerate(theirs)
        if a and b and 2 * len(a & b) >= len(a | b)
    ]
    one, other, _ = counted(sets_of(ours), sets_of(theirs))
    assert list(zip(one.tolist(), other.tolist(), strict=True)) == expected


@given(st.text())
def test_shingles_know_no_capitals_and_no_space(text: str) -> None:
    """Shingles are distinct, in rising order, and the same for a text with other white space around its words."""
    words = word_numbers(text)
    found = shingles_of(words)
    assert found.tolist() == sorted(set(found.tolist()))
    assert bool(len(found)) == bool(len(words))
    assert word_numbers(f"  {text}\n").tolist() == words.tolist()


@given(st.lists(st.text("ab ", max_size=20), max_size=6))
def test_shingles_found_together_are_those_found_one_by_one(texts: list[str]) -> None:
    """One sorting for many texts gives each the shingles that it has by itself, also where stretches overlap."""
    words = [word_numbers(text) for text in texts]
    together = np.concatenate([np.empty(0, dtype=np.uint64), *words])
    ends = np.cumsum([0, *map(len, words)], dtype=np.int64).tolist()
    found = shingles_of_each(together, [0, *ends[:-1]], [len(together), *ends[1:]])
    assert [one.tolist() for one in found] == [shingles_of(one).tolist() for one in (together, *words)]
