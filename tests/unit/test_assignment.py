from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from treatydiff.alignment.assignment import assign

Gains = dict[tuple[int, int], int]


def by_row(gains: Gains) -> dict[int, dict[int, int]]:
    """Gains of pairs as `assign` takes them: for each row those of its columns."""
    rows: dict[int, dict[int, int]] = {}
    for (row, column), gain in gains.items():
        rows.setdefault(row, {})[column] = gain
    return rows


places = st.integers(min_value=0, max_value=4)
sparse_gains = st.dictionaries(st.tuples(places, places), st.integers(min_value=-3, max_value=12), max_size=16)


def best_by_trying(gains: Gains, row: int = 0, taken: frozenset[int] = frozenset()) -> int:
    """The greatest sum of gains, found by trying everything."""
    if row > 4:
        return 0
    best = best_by_trying(gains, row + 1, taken)
    for column in range(5):
        gain = gains.get((row, column), 0)
        if gain > 0 and column not in taken:
            best = max(best, gain + best_by_trying(gains, row + 1, taken | {column}))
    return best


@given(sparse_gains)
def test_no_other_pairing_gains_more(gains: Gains) -> None:
    """The gains of the pairs made sum to the most that any pairing reaches."""
    pairs = assign(by_row(gains))
    assert sum(gains[pair] for pair in pairs.items()) == best_by_trying(gains)


@given(sparse_gains)
def test_pairs_are_one_to_one_and_gain_something(gains: Gains) -> None:
    """No column is used twice, and no pair is made that is impossible or gains nothing."""
    pairs = assign(by_row(gains))
    assert len(set(pairs.values())) == len(pairs)
    assert all(gains.get(pair, 0) > 0 for pair in pairs.items())


@given(sparse_gains, st.randoms(use_true_random=False))
def test_order_of_the_mapping_is_of_no_consequence(gains: Gains, random: Random) -> None:
    """The same gains give the same pairs, ties included, in whatever order they were put in."""
    entries = list(gains.items())
    random.shuffle(entries)
    assert list(assign(by_row(dict(entries))).items()) == list(assign(by_row(gains)).items())


def test_a_row_gives_way_where_others_gain_more() -> None:
    """Row 0 leaves its best column to row 1, which has no other: 8 + 7 is more than 9."""
    assert assign({0: {0: 9, 1: 8}, 1: {0: 7}}) == {0: 1, 1: 0}


def test_a_row_stays_alone_where_others_gain_more() -> None:
    """Two rows want one column: the one that gains more gets it, and the other gets nothing."""
    assert assign({0: {0: 5}, 1: {0: 6}}) == {1: 0}


def test_a_long_chain_of_moves_is_found() -> None:
    """Each of 200 rows has its best column, and would take the next: a row that wants the first moves them all."""
    size = 200
    gains = {(row, row): 1001 for row in range(size)} | {(row, row + 1): 1000 for row in range(size)}
    gains[size, 0] = 1000
    assert assign(by_row(gains)) == {row: row + 1 for row in range(size)} | {size: 0}
