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
from treatydiff.corpus.shingles import LENGTH, numbers_of, shingles_of_each, words_of

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
    words = numbers_of(words_of(text))
    (found,) = shingles_of_each(words, [0], [len(words)])
    assert found.tolist() == sorted(set(found.tolist()))
    assert bool(len(found)) == bool(len(words))
    assert numbers_of(words_of(f"  {text}\n")).tolist() == words.tolist()


@given(st.lists(st.lists(st.sampled_from("abc"), max_size=9), max_size=6))
def test_each_text_has_as_many_shingles_as_it_has_runs_of_words(texts: list[list[str]]) -> None:
    """Many texts at once, overlapping: each has a number for each distinct run, the same wherever that stands."""
    together = [word for text in texts for word in text]
    ends = np.cumsum([0, *map(len, texts)], dtype=np.int64).tolist()
    found = shingles_of_each(numbers_of(together), [0, *ends[:-1]], [len(together), *ends[1:]])
    runs = [
        {tuple(text[at : at + LENGTH]) for at in range(max(len(text) - LENGTH, 0) + 1)} - {()}
        for text in (together, *texts)
    ]
    known: dict[frozenset[int], frozenset[tuple[str, ...]]] = {}
    for numbers, its in zip(found, runs, strict=True):
        assert len(numbers) == len(its)
        assert known.setdefault(frozenset(numbers.tolist()), frozenset(its)) == its
    assert all(
        set(one.tolist()) & set(other.tolist())
        for one, a in zip(found, runs, strict=True)
        for other, b in zip(found, runs, strict=True)
        if a & b
    )
