"""Marks laid over provisions: none is lost in silence, whatever was left aside around it."""

from __future__ import annotations

from treatydiff.model.passages import Gap, PageBreak, Passage, Span
from treatydiff.model.provisions import Label, Provision
from treatydiff.readers.blocks import Block
from treatydiff.readers.laying import lay
from treatydiff.readers.structuring import lost_marks, structure_of

ARTICLE = Provision(
    "article", (Passage("It lasts. "), Passage("It binds all Parties to it.")), label=Label("Article 1.")
)
PAGE = PageBreak(Span(0, 0), "5")


def test_a_page_that_begins_with_a_running_head_begins_with_the_next_words() -> None:
    """A page break stands on a head that is no provision's: it moves on to the words behind it."""
    blocks = (
        Block("Article 1. It lasts.", (1, 1)),
        Block("TREATY SERIES", (5, 1), marks=(PAGE,)),
        Block("It binds all Parties to it.", (7, 1)),
    )
    laid = lay([ARTICLE], blocks)
    assert [clause.marks for clause in laid.provisions[0].clauses] == [(), (PAGE,)]
    assert laid.lost == ()


def test_a_page_without_words_is_said_to_be_left_aside() -> None:
    """Behind the last words, a page that begins with a head alone, and a gap in such a head, are findings."""
    blocks = (
        Block("Article 1. It lasts. It binds all Parties to it.", (1, 1)),
        Block("TREATY SERIES", (5, 1), marks=(PAGE, Gap(Span(3, 3), "illegible"))),
    )
    found = list(lost_marks(lay([ARTICLE], blocks), "a.html"))
    assert [(one.what, one.line) for one in found] == [
        ("a gap found no words to stand at, and was left aside", 5),
        ("the beginning of page 5 found no words to stand at, and was left aside", 5),
    ]


def test_a_whole_document_keeps_its_pages() -> None:
    """With page numbers left aside by the recogniser, each page still begins in a clause."""
    words = [
        ("Article 1", ""),
        ("It lasts.", ""),
        ("- 2 -", "2"),
        ("Article 2", ""),
        ("It ends.", ""),
        ("- 3 -", "3"),
    ]
    words += [("Article 3", ""), ("It is signed.", "")]
    blocks = [
        Block(text, (line, 1), marks=(PageBreak(Span(0, 0), page),) if page else ())
        for line, (text, page) in enumerate(words, start=1)
    ]
    found = structure_of(blocks, name="a.html")
    pages = [
        mark.page
        for provision in found.laid.provisions
        for one in provision.walk()
        for clause in one.clauses
        for mark in clause.marks
        if isinstance(mark, PageBreak)
    ]
    said = [one.what for one in found.findings if "beginning of page" in one.what]
    assert pages == ["2", "3"]
    assert said == []
