from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from treatydiff.alignment import _dmp
from treatydiff.alignment._dmp import match_tokens
from treatydiff.alignment.multiple import MultipleAlignment, Segment, align_many, segments_of_two

LAW = settings(max_examples=max(250, settings().max_examples))

# Few words, so that the same one often stands in several places: there the choice of a matching is hard.
# Short and long words, marks that close and open, a number, an East Asian word and an empty form take
# different rules.
WORDS = ["a", "of", "the", "pact", "side", "Parties", "contracting", "1941", ",", ".", "(", ")", "条約", ""]
TOKENS = st.lists(st.sampled_from(WORDS), max_size=24)


@st.composite
def wordings(draw: st.DrawFn, *, least: int = 2, most: int = 5) -> list[list[str]]:
    """Wordings of one provision: each is another one with some words dropped, put in, replaced or moved."""
    found = [draw(TOKENS)]
    for _ in range(draw(st.integers(least, most)) - 1):
        tokens = [*draw(st.sampled_from(found))]
        for _ in range(draw(st.integers(0, 4))):
            start = draw(st.integers(0, len(tokens)))
            end = draw(st.integers(start, min(len(tokens), start + 4)))
            taken = tokens[start:end]
            tokens[start:end] = draw(st.lists(st.sampled_from(WORDS), max_size=4))
            if draw(st.booleans()):
                place = draw(st.integers(0, len(tokens)))
                tokens[place:place] = taken
        found.append(tokens)
    return found


PAIRS = wordings(least=2, most=2) | st.tuples(TOKENS, TOKENS).map(list)
GROUPS = wordings(least=0, most=5) | st.lists(TOKENS, max_size=5)


def longest(first: Sequence[str], second: Sequence[str]) -> int:
    """Length of a longest common subsequence, by the textbook's table."""
    row = [0] * (len(second) + 1)
    for token in first:
        above = row
        row = [0]
        for column, other in enumerate(second):
            row.append(above[column] + 1 if token == other else max(above[column + 1], row[column]))
    return row[-1]


def assert_sound(sequences: Sequence[Sequence[str]], segments: Sequence[Segment]) -> None:
    """Segments cover every sequence in order, without overlap; constant ones agree, variant ones do not."""
    for number, tokens in enumerate(sequences):
        place = 0
        for segment in segments:
            start, end = segment.ranges[number]
            assert start == place <= end
            place = end
        assert place == len(tokens)
    for segment in segments:
        readings = {tuple(tokens[slice(*bounds)]) for tokens, bounds in zip(sequences, segment.ranges, strict=True)}
        assert readings != {()}
        assert (len(readings) == 1) is segment.constant


def turned(aligned: MultipleAlignment) -> MultipleAlignment:
    """An alignment with its sequences in the opposite order."""
    segments = (evolve(segment, ranges=segment.ranges[::-1]) for segment in aligned.segments)
    return evolve(aligned, segments=tuple(segments))


@LAW
@given(PAIRS)
def test_matching_is_longest_and_true(pair: list[list[str]]) -> None:
    """Matched tokens are equal, in order on both sides, and as many as can be."""
    first, second = pair
    pairs = match_tokens(first, second).pairs
    assert all(first[i] == second[j] for i, j in pairs)
    assert all(i < k and j < m for (i, j), (k, m) in pairwise(pairs))
    assert len(pairs) == longest(first, second)


@LAW
@given(PAIRS)
def test_matching_does_not_know_its_sides(pair: list[list[str]]) -> None:
    """Exchanged sequences are matched in the same places."""
    first, second = pair
    assert match_tokens(second, first).pairs == tuple((j, i) for i, j in match_tokens(first, second).pairs)


@LAW
@given(PAIRS)
def test_applying_gives_the_other_side(pair: list[list[str]]) -> None:
    """Constant tokens of the earlier side and variant ones of the later are, in order, the later side."""
    earlier, later = pair
    rebuilt: list[str] = []
    for segment in align_many(pair).segments:
        before, after = segment.ranges
        rebuilt += earlier[slice(*before)] if segment.constant else later[slice(*after)]
    assert rebuilt == later


@LAW
@given(PAIRS)
def test_exchanging_the_sides_inverts(pair: list[list[str]]) -> None:
    """Compared the other way round, a pair gives the same segments and words moved, sides exchanged."""
    assert align_many(pair[::-1]) == turned(align_many(pair))


@LAW
@given(TOKENS)
def test_a_sequence_with_itself_changes_nothing(tokens: list[str]) -> None:
    """Compared with itself a sequence is one constant segment, or none if it is empty."""
    whole = (0, len(tokens))
    assert align_many([tokens, [*tokens]]).segments == tuple(Segment(True, (whole, whole)) for _ in tokens[:1])


@LAW
@given(PAIRS)
def test_segments_of_two_alternate(pair: list[list[str]]) -> None:
    """Of two sequences no neighbouring segments are of one kind, so that a change is one change."""
    kinds = [segment.constant for segment in align_many(pair).segments]
    assert all(kind is not following for kind, following in pairwise(kinds))


@LAW
@given(GROUPS)
def test_segments_are_sound(sequences: list[list[str]]) -> None:
    """Segments cover each sequence in order; constant ones are constant, variant ones vary."""
    assert_sound(sequences, align_many(sequences).segments)


@LAW
@given(GROUPS.flatmap(lambda group: st.tuples(st.just(group), st.permutations(range(len(group))))))
def test_the_order_of_the_sequences_does_not_matter(drawn: tuple[list[list[str]], list[int]]) -> None:
    """Any permutation of the sequences gives the same segments, with the ranges permuted likewise."""
    sequences, order = drawn
    straight = align_many(sequences)
    permuted = align_many([sequences[number] for number in order])
    assert [
        (segment.constant, tuple(segment.ranges[number] for number in order)) for segment in straight.segments
    ] == [(segment.constant, segment.ranges) for segment in permuted.segments]
    assert straight.transpositions == permuted.transpositions
    assert straight.method == permuted.method


@LAW
@given(GROUPS, st.data())
def test_a_repeated_sequence_changes_nothing(sequences: list[list[str]], data: st.DataObject) -> None:
    """A wording given once more takes the ranges of its equal and moves no border."""
    if not sequences:
        return
    number = data.draw(st.integers(0, len(sequences) - 1))
    once, twice = align_many(sequences), align_many([*sequences, [*sequences[number]]])
    assert [(*segment.ranges, segment.ranges[number]) for segment in once.segments] == [
        segment.ranges for segment in twice.segments
    ]


@LAW
@given(GROUPS)
def test_moved_words_are_the_same_words(sequences: list[list[str]]) -> None:
    """Of two segments between which words moved, one side's reading in the one is another's in the other."""
    aligned = align_many(sequences)

    def reading(number: int, segment: Segment) -> list[str]:
        words = sequences[number][slice(*segment.ranges[number])]
        return [word for word in words if any(character.isalnum() for character in word)]

    for first, second in aligned.transpositions:
        assert first < second
        here, there = aligned.segments[first], aligned.segments[second]
        assert any(
            reading(p, here) == reading(q, there) != []
            and reading(p, there) != reading(q, there)
            and reading(q, here) != reading(p, here)
            for p in range(len(sequences))
            for q in range(len(sequences))
        )


@pytest.mark.parametrize("limit", [0, 12])
def test_the_laws_hold_above_the_size_limit(limit: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a limit that small stretches exceed, results are sound, invertible and free of order."""
    monkeypatch.setattr(_dmp, "MOST_CELLS", limit)
    methods = set()

    @LAW
    @given(wordings(least=2, most=4))
    def law(sequences: list[list[str]]) -> None:
        aligned = align_many(sequences)
        methods.add(aligned.method)
        assert_sound(sequences, aligned.segments)
        assert align_many(sequences[::-1]) == turned(aligned)
        first, second = sequences[:2]
        assert align_many([second, first]) == turned(align_many([first, second]))

    law()
    assert methods == {"diff", "anchored"}


@LAW
@given(PAIRS)
def test_two_sequences_have_the_segments_of_many(pair: list[list[str]]) -> None:
    """Who asks for the segments of two sequences alone gets those that any number of sequences get."""
    first, second = map(tuple, pair)
    assert segments_of_two(first, second) == align_many([first, second]).segments
