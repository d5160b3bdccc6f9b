"""Passages, provisions, links and sources: what can exist, and what is said of what cannot."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from treatydiff.errors import ModelError
from treatydiff.model.annotations import Annotation
from treatydiff.model.findings import Finding
from treatydiff.model.links import Flag, Link, Relation
from treatydiff.model.numbers import Number
from treatydiff.model.passages import Correction, Gap, Highlight, Mark, Name, PageBreak, Passage, Span
from treatydiff.model.provisions import Label, Provision
from treatydiff.model.sources import Source, Work

CONTROL = "expected characters that XML can hold; to mend it: remove it, or mark a gap there"


@pytest.mark.parametrize(("start", "stop"), [(-1, 0), (2, 1)])
def test_spans_run_forwards(start: int, stop: int) -> None:
    """A span that begins before the text or ends before it begins is refused."""
    with pytest.raises(ModelError) as caught:
        Span(start, stop)
    assert str(caught.value) == f"found the span {start}-{stop}; expected 0 <= start <= stop"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a\x00", "found the character U+0000 at position 2 of the words 'a\\x00'; " + CONTROL),
        ("\ud800", "found the character U+D800 at position 1 of the words '\\ud800'; " + CONTROL),
        ("ab\ufffe", "found the character U+FFFE at position 3 of the words 'ab\\ufffe'; " + CONTROL),
    ],
)
def test_characters_that_no_xml_holds(text: str, message: str) -> None:
    """A passage refuses what could not be written, and says which character and where."""
    with pytest.raises(ModelError) as caught:
        Passage(text)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    "make",
    [
        Label,
        lambda bad: Label("VI", supplied=True, resp=bad),
        lambda bad: Provision("signatures", party=bad),
        lambda bad: Passage("ab", (Gap(Span(1, 1), note=bad),)),
        lambda bad: Passage("ab", (Gap(Span(1, 1), reason=bad),)),
        lambda bad: Passage("ab", (Highlight(Span(0, 1), resp=bad),)),
        lambda bad: Passage("ab", (Correction(Span(0, 1), bad),)),
        lambda bad: Passage("ab", (PageBreak(Span(1, 1), bad),)),
        Work,
        lambda bad: Source(shelfmark=bad),
        lambda bad: Link("A/1", "B/1", resp=bad),
        lambda bad: Annotation("n1", "editorial", "So.", conflicts_with=(bad,)),
    ],
)
def test_nothing_that_is_written_can_hold_such_characters(make: Callable[[str], object]) -> None:
    """Notes, names and references are held to the same rule as the words."""
    make("as it should be")
    with pytest.raises(ModelError, match=r"found the character U\+000B at position 3 of .*; expected characters"):
        make("no\x0b")


@pytest.mark.parametrize(
    ("marks", "message"),
    [
        (
            (Highlight(Span(0, 5)),),
            "found Highlight(span=Span(start=0, stop=5), rend='', resp='') over 4 characters; "
            "expected a mark inside the text",
        ),
        (
            (Gap(Span(1, 2)),),
            "found Gap(span=Span(start=1, stop=2), reason='', note='', resp=''); "
            "expected gaps and page breaks empty, other marks not",
        ),
        (
            (Name(Span(1, 1)),),
            "found Name(span=Span(start=1, stop=1)); expected gaps and page breaks empty, other marks not",
        ),
        (
            (Name(Span(0, 2)), Name(Span(1, 3))),
            "found Name(span=Span(start=1, stop=3)), which crosses another mark; expected marks that nest",
        ),
        (
            tuple(Highlight(Span(0, 4)) for _ in range(51)),
            "found more than 50 marks inside one another; expected 50 levels at most",
        ),
    ],
)
def test_marks_that_cannot_be(marks: tuple[Mark, ...], message: str) -> None:
    """A mark lies inside the text, is empty or not as its kind wants, and crosses no other."""
    with pytest.raises(ModelError) as caught:
        Passage("four", marks)
    assert str(caught.value) == message


def test_reading_out() -> None:
    """Notes on gaps are read in brackets, restored words as restored or as they stand."""
    words = Passage(
        "Done on 1941 in peace.",
        (
            Correction(Span(16, 21), "pe#ce", source="the copy used"),
            Gap(Span(8, 8), "left-blank", "date left blank"),
        ),
    )
    assert words.read_out() == "Done on [date left blank]1941 in peace."
    assert words.read_out(corrected=False) == "Done on [date left blank]1941 in pe#ce."
    assert str(words) == words.text == "Done on 1941 in peace."
    assert [gap.note for gap in words.gaps()] == ["date left blank"]


def test_reading_out_what_stands_in_restored_words() -> None:
    """Words restored inside restored words, and gaps there, are not read twice."""
    words = Passage(
        "abcdef",
        (
            Correction(Span(1, 5), "X"),
            Correction(Span(2, 3), "Y"),
            Gap(Span(4, 4), note="gap"),
            Gap(Span(5, 5), note="end"),
        ),
    )
    assert words.read_out() == "abcd[gap]e[end]f"
    assert words.read_out(corrected=False) == "aX[end]f"


def test_a_provision_of_an_unknown_kind() -> None:
    """A kind that addresses could not read back is refused, with what to use."""
    with pytest.raises(ModelError) as caught:
        Provision("canto")
    assert str(caught.value).startswith(
        "found the kind of provision 'canto'; expected one of annex, article, body, "
    )
    assert str(caught.value).endswith("; to mend it: use 'division' for what fits none")


def test_a_provision_with_clauses_and_provisions() -> None:
    """Words beside inner provisions need a place of their own, and the message says which."""
    with pytest.raises(ModelError) as caught:
        Provision("article", (Passage("a"),), (Provision("paragraph"),))
    assert str(caught.value) == (
        "found clauses beside provisions in one article; expected either; to mend it: "
        "put words before and after the inner provisions into children of kind intro and wrapup"
    )


def test_a_number_where_there_is_none() -> None:
    """A closing has no number."""
    with pytest.raises(ModelError) as caught:
        Provision("closing", number=Number("3"))
    assert str(caught.value) == "found the number 3 on a unit of kind closing; expected no number"


def test_links_that_cannot_be() -> None:
    """A link has two ends and a score from 0 to 1."""
    with pytest.raises(ModelError) as caught:
        Link(["A/1"], [])
    assert str(caught.value) == "found a link with one end; expected an address on both sides at least"
    for score in (-0.1, 1.1, float("nan")):
        with pytest.raises(ModelError) as caught:
            Link(["A/1"], ["B/1"], score=score)
        assert str(caught.value) == f"found the score {score}; expected 0 to 1"


def test_links_are_brought_into_one_form() -> None:
    """One address needs no list, flags stand in one order and once, scores have three decimals."""
    link = Link("A/1", "B/1", flags=(Flag.REFERENCE, Flag.MOVED, Flag.MOVED), score=0.12349)
    assert link == Link(["A/1"], ["B/1"], flags=(Flag.MOVED, Flag.REFERENCE), score=0.123)


def test_relations_read_backwards() -> None:
    """A split is a merger, an insertion an omission; the others stay what they are."""
    assert {relation.value: relation.inverse.value for relation in Relation} == {
        "identical": "identical",
        "reworded": "reworded",
        "split": "merged",
        "merged": "split",
        "parallel": "parallel",
        "inserted": "omitted",
        "omitted": "inserted",
    }


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        (Source(), ""),
        (Source(Work("Smith 2004")), "Smith 2004"),
        (Source(Work("Smith 2004"), pages="25"), "Smith 2004, p. 25"),
        (Source(Work("Smith 2004"), pages="25-26"), "Smith 2004, pp. 25-26"),
        (Source(Work("Smith 2004"), pages="25–26"), "Smith 2004, pp. 25–26"),
        (Source(Work("Smith 2004"), pages="25, 31", note="n. 4"), "Smith 2004, pp. 25, 31, n. 4"),
        (Source(repository="AB", shelfmark="f. 1"), "AB, f. 1"),
        (Source(Work("Smith 2004"), shelfmark="f. 1"), "Smith 2004; f. 1"),
    ],
)
def test_how_sources_are_cited(source: Source, printed: str) -> None:
    """A source is cited with what is known of it: one page as p., several as pp."""
    assert str(source) == printed


@pytest.mark.parametrize(
    ("finding", "printed"),
    [
        (Finding("a note was left aside"), "a note was left aside"),
        (Finding("a note was left aside", "a.xml"), "a.xml: a note was left aside"),
        (Finding("a note was left aside", "a.xml", 3), "a.xml:3:1: a note was left aside"),
        (Finding("a note was left aside", "a.xml", 3, 7), "a.xml:3:7: a note was left aside"),
    ],
)
def test_how_findings_are_printed(finding: Finding, printed: str) -> None:
    """A finding is printed with its place, as far as there is one."""
    assert str(finding) == printed
