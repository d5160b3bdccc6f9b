"""Marks in a text that overrule the recogniser, in every format whose structure is recognised."""

from __future__ import annotations

import pytest

from document_building import docx, run
from treatydiff.model.provisions import Provision
from treatydiff.readers import read_bytes
from treatydiff.readers.recognition import recognise
from treatydiff.readers.recognition.overruling import SAYABLE
from treatydiff.readers.transcript import Transcript

PARAGRAPHS = (
    "PACT OF PEACE",
    "Article 1",
    "The Parties agree.",
    "{article 2} They keep the peace.",
    "{aside} 17",
    "{words} Article 3. The Parties",
    "{article} Artlcle IV",
    "{sic} It lasts.",
)


def _elements(name: str) -> str:
    return "".join(f"<{name}>{one}</{name}>" for one in PARAGRAPHS)


FORMATS = {
    "a.txt": "\n\n".join(PARAGRAPHS).encode(),
    "a.md": ("# " + "\n\n".join(PARAGRAPHS)).encode(),
    "a.html": f"<html><body>{_elements('p')}</body></html>".encode(),
    "a.docx": docx("".join(f"<w:p>{run(one)}</w:p>" for one in PARAGRAPHS)),
    "a.xml": f"<TEI><text><body>{_elements('p')}</body></text></TEI>".encode(),
}


def _told(transcript: Transcript) -> dict[str, str]:
    """The words of each clause, by address."""
    return {str(address): clause.text.strip() for address, clause in transcript.witness.clauses()}


@pytest.mark.parametrize("name", FORMATS)
def test_marks_overrule_in_every_format(name: str) -> None:
    """What a mark says begins, is words or is aside, is so; the marks are gone, and what they set aside is."""
    told = _told(read_bytes(FORMATS[name], name=name))
    second = [words for address, words in told.items() if address.startswith("a/2")]
    assert told["a/1:1"] == "The Parties agree."
    assert " ".join(second) == "They keep the peace. Article 3. The Parties"
    assert told["a/IV:1"] == "{sic} It lasts."
    assert len(told) == len(second) + 3


@pytest.mark.parametrize("name", FORMATS)
def test_decisions_of_marks_say_that_the_file_says_so(name: str) -> None:
    """Each mark and what it overrules is a decision of confidence 1, at its place in the file."""
    decisions = read_bytes(FORMATS[name], name=name).decisions
    sure = [(one.level, one.number) for one in decisions if one.reasons == ("the file says so",)]
    assert sure == [
        ("a mark", ""),
        ("article", "2"),
        ("what a mark sets aside", ""),
        ("a mark", ""),
        ("words", ""),
        ("a mark", ""),
        ("article", "IV"),
    ]
    assert all(one.confidence == 1 and one.line for one in decisions if one.reasons == ("the file says so",))


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_no_mark_stays_words_and_is_noted(name: str) -> None:
    """A treaty may hold braces: they stay, and a finding says that they overrule nothing."""
    findings = read_bytes(FORMATS[name], name=name).findings
    assert sum("'{sic}' was read as words" in one.what for one in findings) == 1


def _kinds(provisions: tuple[Provision, ...]) -> list[str]:
    return [f"{one.kind} {one.number or ''}".strip() for one in provisions]


def test_a_mark_beats_the_best_reading_and_the_rest_fits_around_it() -> None:
    """Overruling one heading changes what the numbers around it are read as."""
    text = "\n\n".join(f"Article {n}\n\nThe Parties agree." for n in (1, 2, 9, 3, 4))
    before = recognise(text)
    assert _kinds(before.provisions) == ["article 1", "article 2", "article 3", "article 4"]
    after = recognise(
        text.replace("Article 3\n", "{words} Article 3\n").replace("Article 4\n", "{words} Article 4\n")
    )
    assert _kinds(after.provisions) == ["article 1", "article 2", "article 9"]
    renumbered = recognise(text.replace("Article 9", "{article 2 bis} Article 9"))
    assert _kinds(renumbered.provisions) == ["article 1", "article 2", "article 2 bis", "article 3", "article 4"]


def test_bare_numbers_are_still_articles_beside_one_that_is_marked() -> None:
    """A mark for one article does not keep the others from being found as without it."""
    text = "{article} 1\n\nThe Parties agree.\n\n2\n\nThey keep the peace.\n\n3\n\nIt lasts."
    assert _kinds(recognise(text).provisions) == ["article 1", "article 2", "article 3"]


def test_a_mark_alone_on_its_line_speaks_of_the_next() -> None:
    """So it can stand above what it is about; a last one is words, and noted."""
    found = recognise("{chapter II}\nGeneral rules\n\nArticle 1\n\nIt lasts.\n\n{words}\nArticle 2\n\n{article 9}")
    assert _kinds(found.provisions) == ["chapter II"]
    assert _kinds(found.provisions[0].children) == ["article 1"]
    assert found.provisions[0].heading is not None
    assert found.provisions[0].heading.text == "General rules"
    assert any("no words follow" in what for what, _ in found.doubts)


def test_paragraphs_points_recitals_titles_and_the_closing_can_be_said() -> None:
    """What has no heading is overruled in the same way."""
    found = recognise(
        "{heading} PACT\n\n{recital} One thing;\n{recital} another.\n\nArticle 1\n\n"
        "{heading} On the keeping of peace.\n\nThey agree:\n{paragraph 1} first,\n{point a} inside,\n"
        "{words} (b) or not.\n\n{closing} So be it.\n\n{signatures}\nA. B."
    )
    assert _kinds(found.provisions) == ["heading", "preamble", "article 1", "closing", "signatures"]
    assert _kinds(found.provisions[1].children) == ["recital", "recital"]
    article = found.provisions[2]
    assert article.heading is not None
    assert article.heading.text == "On the keeping of peace."
    assert _kinds(article.children) == ["intro", "paragraph 1"]
    assert _kinds(article.children[1].children)[-1] == "point a"
    assert article.children[1].children[-1].clauses[0].text == "inside, (b) or not."


def test_a_mark_where_it_cannot_stand_is_noted() -> None:
    """Signatures in the middle of a treaty are no signatures, and a finding says that the mark does nothing."""
    found = recognise("Article 1\n\n{recital} Whereas.\n\n{signatures} A. B.\n\nArticle 2\n\nIt lasts.")
    assert any("'{signatures}' overrules nothing" in what for what, _ in found.doubts)


@pytest.mark.parametrize("kind", sorted(SAYABLE))
def test_everything_sayable_is_said_to_be(kind: str) -> None:
    """Every kind that a mark can name is taken as a mark."""
    found = recognise(f"Article 1\n\nIt lasts.\n\n{{{kind}}} Other words\n\nand more.")
    assert any(one.level in ("a mark", "what a mark sets aside") for one in found.decisions)
