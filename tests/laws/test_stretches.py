"""Laws on texts that stand at the start or the end of a longer one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from treatydiff.alignment.stretches import in_place

WORDS = st.lists(st.sampled_from("peace trade harbour tariff the of and shall".split()), max_size=12)
OTHERS = st.lists(st.sampled_from("vessel treaty railway council".split()), max_size=12)


@given(WORDS, OTHERS)
def test_a_part_that_the_rest_says_nothing_of(part: list[str], rest: list[str]) -> None:
    """A part that is whole at either end, no word of it in the rest, is there entirely; a short one counts 0."""
    wanted = 1000 if len(part) >= 5 else 0
    assert in_place(part, part + rest, rest, at_start=True) == wanted
    assert in_place(part, rest + part, rest, at_start=False) == wanted


@given(WORDS, WORDS, WORDS)
def test_the_two_ends_are_alike(part: list[str], whole: list[str], rest: list[str]) -> None:
    """Read backwards, the end is a start; and it does not matter what stands for a word."""
    found = in_place(part, whole, rest, at_start=True)
    assert -1000 <= found <= 1000
    assert in_place(part[::-1], whole[::-1], rest[::-1], at_start=False) == found
    numbered = [[sorted({*part, *whole, *rest}).index(word) for word in text] for text in (part, whole, rest)]
    assert in_place(*numbered, at_start=True) == found


@given(WORDS, WORDS, WORDS, st.integers(min_value=-1000, max_value=1000), st.booleans())
def test_only_what_is_of_no_use_is_not_counted(
    part: list[str], whole: list[str], rest: list[str], least: int, at_start: bool
) -> None:
    """What comes to the least that is of use is given as it is; in place of less, less is given."""
    found = in_place(part, whole, rest, at_start=at_start)
    bounded = in_place(part, whole, rest, at_start=at_start, least=least)
    assert bounded == found or (bounded == -1000 and found < least)


@given(WORDS, WORDS)
def test_what_the_rest_says_too_is_no_part(part: list[str], rest: list[str]) -> None:
    """What the rest begins with word by word does not stand at the start of the whole for the part's sake."""
    assert in_place(part, part + rest, part + rest, at_start=True) == 0
