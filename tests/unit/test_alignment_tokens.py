from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import permutations
from typing import Any

import diff_match_patch  # type: ignore[import-untyped, unused-ignore] # carries no annotations
import pytest

from treatydiff import tokenization
from treatydiff.alignment import _dmp, phrases
from treatydiff.alignment._dmp import MOST_CELLS, match_tokens
from treatydiff.alignment.multiple import align_many
from treatydiff.model.passages import Passage
from treatydiff.normalization import DEFAULT
from treatydiff.tokenization import tokenize, words


def tokens(text: str) -> list[str]:
    """Words and marks, in lower case: enough of a tokenizer for these tests."""
    return re.findall(r"\w+(?:['’-]\w+)*|[^\w\s]", text.lower())


def marked(earlier: str, later: str) -> str:
    """Two wordings as one line: kept words plain, changes as [earlier|later], words moved with a ~."""
    pair = tokens(earlier), tokens(later)
    aligned = align_many(pair)
    moved = {index for pair in aligned.transpositions for index in pair}
    parts = []
    for index, segment in enumerate(aligned.segments):
        before, after = (" ".join(side[slice(*bounds)]) for side, bounds in zip(pair, segment.ranges, strict=True))
        parts.append(before if segment.constant else f"[{before}|{after}]{'~' * (index in moved)}")
    return " ".join(parts)


def units(texts: Sequence[str]) -> list[str | list[str]]:
    """Any number of wordings: constant stretches as text, places of variation as a list of readings."""
    sequences = [tokens(text) for text in texts]
    found: list[str | list[str]] = []
    for segment in align_many(sequences).segments:
        readings = [
            " ".join(sequence[slice(*bounds)]) for sequence, bounds in zip(sequences, segment.ranges, strict=True)
        ]
        found.append(readings[0] if segment.constant else readings)
    return found


@pytest.mark.parametrize(
    ("earlier", "later", "wanted"),
    [
        pytest.param(
            "This pact comes into force from the day of signature,",
            "The Neutrality Pact will come into force immediately on the day of signature,",
            "[this pact comes|the neutrality pact will come] into force [from|immediately "
            "on] the day of signature ,",
            id="a short common word between two changes goes with them",
        ),
        pytest.param(
            "If neither side denounces it a year before its expiration,",
            "Unless denounced by either side one year before its expiration,",
            "[if neither side denounces it a|unless denounced by either side one] year before its expiration ,",
            id="so it does between longer changes",
        ),
        pytest.param(
            "The present pact comes into force from the day of ratification by both contracting sides,",
            "This Pact comes into effect on the day of its ratification by both High Contracting Parties,",
            "[the present|this] pact comes into [force from|effect on] the day of [|its] "
            "ratification by both [contracting sides|high contracting parties] ,",
            id="a long word goes only with the shortest phrase, and the comma stays outside",
        ),
        pytest.param(
            "signature, and remain in force for five years.",
            "ratification by both contracting sides, and retains its force for a period of five years.",
            "[signature|ratification by both contracting sides] , and [remain in|retains its] force for "
            "[|a period of] five years .",
            id="punctuation parts two substitutions as it parts the phrases",
        ),
        pytest.param(
            "the other will not support these third powers in any way.",
            "the other will observe neutrality for the entire duration of the conflict in the way agreed.",
            "the other will [not support these third powers in any way|observe neutrality "
            "for the entire duration of the conflict in the way agreed] .",
            id="chance agreements in a rewritten clause are given up",
        ),
        pytest.param(
            "one side suffers despite peaceful conduct unlawful action through sudden armed attack on land or sea",
            "one side becomes the object of some military action started by several third powers on land or sea",
            "one side [suffers despite peaceful conduct unlawful action through sudden armed attack|becomes the "
            "object of some military action started by several third powers] on land or sea",
            id="a word alone between two long substitutions agrees by chance",
        ),
        pytest.param(
            "both contracting sides respect the frontiers",
            "both contracting sides and adjacent sides respect the frontiers",
            "both contracting sides [|and adjacent sides] respect the frontiers",
            id="an insertion begins with the lighter word",
        ),
        pytest.param(
            "trade, fisheries, and transit.",
            "trade, fisheries, shipping, and transit.",
            "trade , fisheries , [|shipping ,] and transit .",
            id="an insertion begins after punctuation and takes its own along",
        ),
        pytest.param(
            "(a) arms; (c) coal",
            "(a) arms; (b) boats; (c) coal",
            "( a ) arms ; [|( b ) boats ;] ( c ) coal",
            id="an insertion keeps its opening bracket",
        ),
        pytest.param(
            "it will be considered prolonged automatically for the next five years.",
            "it will be considered automatically prolonged for the next five years.",
            "it will be considered [|automatically]~ prolonged [automatically|]~ for the next five years .",
            id="a word that moved is dropped here and put in there",
        ),
        pytest.param(
            "neutrality for the entire duration of the conflict.",
            "neutrality for the duration of the entire conflict.",
            "neutrality for the [entire|]~ duration of the [|entire]~ conflict .",
            id="a word that moved over a few others",
        ),
        pytest.param(
            "the Parties of one part shall at all times respect the frontier and keep the peace",
            "the Parties shall at all times respect the frontier of one part and keep the peace",
            "the parties [of one part|]~ shall at all times respect the frontier [|of one "
            "part]~ and keep the peace",
            id="several words may move further than one",
        ),
        pytest.param(
            "条約 は 署名 の 日 から",
            "条約 は 批准 の 日 から",
            "条約 は [署名|批准] の 日 から",
            id="a script without an alphabet",
        ),
    ],
)
def test_borders_of_changes(earlier: str, later: str, wanted: str) -> None:
    """Changes begin and end where a reader would put them."""
    assert marked(earlier, later) == wanted


def test_five_wordings_of_an_article() -> None:
    """Five witnesses of one article fall into the units that an editor drew."""
    found = units(
        [
            "The present pact comes into force from the day of ratification by both contracting sides,",
            "The Neutrality Pact will come into force immediately on the day of signature,",
            "This pact comes into force from the day of signature,",
            "This Pact comes into effect on the day of its ratification by both High Contracting Parties,",
            "The present pact comes into force from the day of its ratification by both Contracting Parties",
        ]
    )
    assert found == [
        [
            "the present pact comes",
            "the neutrality pact will come",
            "this pact comes",
            "this pact comes",
            "the present pact comes",
        ],
        "into",
        ["force from", "force immediately on", "force from", "effect on", "force from"],
        "the day of",
        [
            "ratification by both contracting sides ,",
            "signature ,",
            "signature ,",
            "its ratification by both high contracting parties ,",
            "its ratification by both contracting parties",
        ],
    ]


def test_words_common_to_all_outweigh_words_common_to_two() -> None:
    """Two wordings that share one word more than the rest do not hide the word that all of them share."""
    texts = ["automatically prolonged", "prolonged automatically", "automatically extended"]
    aligned = align_many([tokens(text) for text in texts])
    assert units(texts) == [
        ["", "prolonged", ""],
        "automatically",
        ["prolonged", "", "extended"],
    ]
    assert aligned.transpositions == ((0, 2),)


def test_what_lies_between_is_aligned_once_more() -> None:
    """A word that all share is found although joining whole wordings, most similar first, had passed it by."""
    assert units(["a d a", "a a a", "a a"]) == ["a", ["d", "a", ""], "a"]


def test_ties_do_not_hang_on_the_order_given() -> None:
    """Where several alignments are equally good, the one taken is the same for every order of the wordings."""
    wordings = [["d", "d", "c"], ["d", "c"], ["d", "c", "c"]]
    found = {
        tuple(tuple(segment.ranges[order.index(n)] for n in range(3)) for segment in aligned.segments)
        for order in permutations(range(3))
        for aligned in [align_many([wordings[n] for n in order])]
    }
    assert len(found) == 1


def test_an_omission_is_parted_where_the_others_agree() -> None:
    """Where one has nothing and the others vary in a word only, that word stands in a unit of its own."""
    tail = (
        "shall for the duration of any such conflict between them observe {} towards the "
        "other Contracting Party and towards every third power"
    )
    found = units(["each", "each " + tail.format("neutrality"), "each " + tail.format("restraint")])
    before, after = tail.split(" {} ")
    assert found == [
        "each",
        ["", before, before],
        ["", "neutrality", "restraint"],
        ["", after.lower(), after.lower()],
    ]


def test_nothing_and_empty_sequences() -> None:
    """No sequences or only empty ones have no segments; an empty one beside another leaves one variant."""
    assert align_many([]).segments == ()
    assert align_many([[], []]).segments == ()
    assert units(["", "the pact", "the pact"]) == [["", "the pact", "the pact"]]


def test_no_distinct_token_becomes_a_surrogate(monkeypatch: pytest.MonkeyPatch) -> None:
    """More distinct tokens than lie below the surrogate block are matched, each with itself."""
    seen: list[str] = []
    diff_main = diff_match_patch.diff_match_patch.diff_main

    def watched(engine: Any, first: str, second: str, *rest: Any, **options: Any) -> Any:
        seen.extend((first, second))
        return diff_main(engine, first, second, *rest, **options)

    monkeypatch.setattr(diff_match_patch.diff_match_patch, "diff_main", watched)
    many = [f"w{number}" for number in range(0xD800 + 50)]
    monkeypatch.setattr(_dmp, "MOST_CELLS", len(many) ** 2)
    pairs = match_tokens(["x", *many], [*many, "y"]).pairs
    assert pairs == tuple((number + 1, number) for number in range(len(many)))
    assert max(map(ord, seen[0])) > 0xDFFF
    assert not any(0xD800 <= ord(character) <= 0xDFFF for text in seen for character in text)


def test_tokens_may_hold_anything() -> None:
    """A token that is a lone surrogate, a control character or a null is a token like another."""
    odd = ["\ud800", "\0", "", "\U0010ffff"]
    assert match_tokens(odd, odd[1:]).pairs == ((1, 0), (2, 1), (3, 2))


def test_above_the_size_limit_the_result_says_so() -> None:
    """Long sequences are parted at words that occur once, and what is matched there is still matched."""
    length = int(MOST_CELLS**0.5) + 500
    earlier = ["abcdef"[place * place % 6] if place % 10 else f"once{place}" for place in range(length)]
    later = [f"other{place}" if place % 97 == 50 else token for place, token in enumerate(earlier)]
    aligned = align_many([earlier, later])
    changed = [segment for segment in aligned.segments if not segment.constant]
    assert aligned.method == "anchored"
    assert align_many([earlier[:500], later[:500]]).method == "diff"
    assert all(end - start == 1 for segment in changed for start, end in segment.ranges)
    assert len(changed) == sum(token.startswith("other") for token in later)


def test_above_the_size_limit_nothing_unique_means_nothing_kept() -> None:
    """Sequences over the limit without a word that occurs once share only their common ends."""
    earlier = ["x", *["a", "b", "c"] * 400, "y"]
    later = ["x", *["c", "b", "a"] * 400, "y"]
    aligned = align_many([earlier, later])
    kept = [segment.ranges[0] for segment in aligned.segments if segment.constant]
    assert aligned.method == "anchored"
    assert kept == [(0, 1), (len(earlier) - 1, len(earlier))]


def test_words_are_remembered_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that reads thousands of treaties does not keep every word that it met."""
    held: Any = tokenization.stripped
    assert held.cache_info().maxsize == 1 << 16
    monkeypatch.setattr(words, "_MOST_PIECES", 9)
    monkeypatch.setattr(tokenization, "_MOST_WORDS", 9)
    monkeypatch.setattr(phrases, "_MOST_WORDS", 9)
    for number in range(9):
        tokenize(Passage(f"Article {number} of Annex {number}, Part {number}."))
        assert len(words._CUT) <= 9
        assert len(tokenization._known(DEFAULT)) <= 9
        align_many([[f"w{number}", "and", f"x{number}"], ["and"]])
        assert len(phrases._WEIGHTS) <= 9
