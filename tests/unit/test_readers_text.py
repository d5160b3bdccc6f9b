"""What the plain text reader recognises, and that nothing of the file is lost in it."""

from __future__ import annotations

import re

import pytest

from treatydiff.model.provisions import Label
from treatydiff.model.witnesses import Witness
from treatydiff.readers import Transcript, read_bytes
from treatydiff.readers.labels import number_in, printed_number, unit_word


def transcript(text: str) -> Transcript:
    """A text file A.txt, read."""
    return read_bytes(text.encode(), name="A.txt")


def outline(text: str) -> list[str]:
    """Addresses, each with its title and its own words, clauses parted by a bar."""
    found = transcript(text).witness
    return [_line(found, str(address)) for address, _ in found.addressed()]


def _line(found: Witness, address: str) -> str:
    provision = found.provision(address)
    title = f" [{provision.heading}]" if provision.heading else ""
    return f"{address}{title} {'|'.join(clause.text for clause in provision.clauses)}".strip()


WHOLE = """TREATY OF PEACE
between A and B

The Parties,
desiring peace, agree:

CHAPTER I
General matters

Article 1
Definitions

In this Treaty, under
Article 5 of the Charter, and under
Article 7. The word "peace" means peace
as Article 2 says.

Article 2 - Scope

The Parties:
1. The first paragraph has
two lines.
2. The second has one.

And it goes on.

3. Third.

CHAPTER II. Final matters

ARTICLE THE THIRD

The Parties shall ratify. See Article 1.
Article 4. The Treaty enters into force.

IN WITNESS WHEREOF the undersigned have signed.

Done at Geneva, 1 May 1950.

For the Government of A:
John Doe
For the Government of B:
Jane Roe

ANNEX

Article 1

Annexed words.
"""


def test_a_whole_treaty() -> None:
    """Title, preamble, chapters, titles, numbered paragraphs, run-in headings, closing, signatures, annex."""
    assert outline(WHOLE) == [
        "A/heading TREATY OF PEACE between A and B",
        "A/preamble The Parties, desiring peace, agree:",
        "A/chI [General matters]",
        "A/chI/1 [Definitions] In this Treaty, under Article 5 of the Charter, and under Article 7. "
        '|The word "peace" means peace as Article 2 says.',
        "A/chI/2 [Scope]",
        "A/chI/2/intro The Parties:",
        "A/chI/2/1 The first paragraph has two lines.",
        "A/chI/2/2",
        "A/chI/2/2/p1 The second has one.",
        "A/chI/2/2/p2 And it goes on.",
        "A/chI/2/3 Third.",
        "A/chII [Final matters]",
        "A/chII/3 The Parties shall ratify. |See Article 1.",
        "A/chII/4 The Treaty enters into force.",
        "A/closing",
        "A/closing/p1 IN WITNESS WHEREOF the undersigned have signed.",
        "A/closing/p2 Done at Geneva, 1 May 1950.",
        "A/signatures",
        "A/signatures/p1 For the Government of A:",
        "A/signatures/p2 John Doe",
        "A/signatures/p3 For the Government of B:",
        "A/signatures/p4 Jane Roe",
        "A/annex",
        "A/annex/1 Annexed words.",
    ]


@pytest.mark.parametrize(
    ("heading", "number"),
    [
        ("Article 1", "1"),
        ("ARTICLE I.", "I"),
        ("Article the First", "1"),
        ("Art. 1", "1"),
        ("  Article  1:", "1"),
        ("Article One", "1"),
    ],
)
def test_forms_of_headings(heading: str, number: str) -> None:
    """However a heading is written, its number is printed as addresses print it, and its label as it stands."""
    found = transcript(f"{heading}\n\nThe Parties keep the peace.\n").witness
    assert str(found.provisions[0].number) == number
    assert found.provisions[0].label == Label(" ".join(heading.split()))


def test_heading_runs_into_the_text() -> None:
    """What follows a heading on its line, and is no title, is the article's words."""
    assert outline("Article 1. The Parties\nkeep peace.\n\nArticle 2 They may\nend it.\n") == [
        "A/1 The Parties keep peace.",
        "A/2 They may end it.",
    ]


def test_title_beside_and_under_a_heading() -> None:
    """A short line without an end is a title only if words follow it."""
    assert outline(
        "Article 1. Scope\nThe Parties agree.\n\nArticle 2\n\nTerm\n\nIt lasts.\n\nArticle 3\n\nNothing\n"
    ) == [
        "A/1 [Scope] The Parties agree.",
        "A/2 [Term] It lasts.",
        "A/3 Nothing",
    ]


def test_bare_numbers_are_articles_where_no_heading_names_one() -> None:
    """Numbers alone on their lines count from 1 as articles; beside named articles they are words."""
    assert outline("1\n\nThe sides agree.\n\n2.\n\nThey ratify.\n") == ["A/1 The sides agree.", "A/2 They ratify."]
    assert outline("I\nThe sides agree.\nII\nThey ratify.\n") == ["A/I The sides agree.", "A/II They ratify."]
    assert outline("Article 1\n\nThe sides,\n\n12\n\nagree.\n") == [
        "A/1",
        "A/1/p1 The sides,",
        "A/1/p2 12",
        "A/1/p3 agree.",
    ]


def test_references_are_no_headings() -> None:
    """A line that happens to begin with a reference opens nothing, whatever its number."""
    text = (
        "Article 1\n\nAs laid down in\nArticle 2 of the Charter and in\nArticle 9. It holds.\n\nArticle 2\n\nEnd.\n"
    )
    assert outline(text) == [
        "A/1 As laid down in Article 2 of the Charter and in Article 9. |It holds.",
        "A/2 End.",
    ]


def test_number_out_of_sequence_is_read_as_words_and_noted() -> None:
    """A heading's form with a number that went before is doubtful: its words stay, and a finding says where."""
    found = transcript("Article 1\n\nOne.\n\nArticle 2\n\nTwo.\n\nArticle 1\n\nAgain.\n")
    assert [str(finding) for finding in found.findings] == [
        "A.txt:9:1: 'Article 1' does not follow the number before it, and was read as words"
    ]
    assert found.witness.text.splitlines() == ["One.", "Two.", "Article 1", "Again."]


def test_text_without_headings_is_one_body() -> None:
    """A letter or declaration is a body with its paragraphs, and a finding says that no article was found."""
    found = transcript("Declaration\n\nThe Government states this.\n\nIt binds itself.\n\nDone at Moscow.\n")
    assert [f"{address} {provision.text!r}" for address, provision in found.witness.addressed()] == [
        "A/heading 'Declaration'",
        "A/body 'The Government states this.\\nIt binds itself.'",
        "A/body/p1 'The Government states this.'",
        "A/body/p2 'It binds itself.'",
        "A/closing 'Done at Moscow.'",
    ]
    assert [finding.what for finding in found.findings] == [
        "no heading of an article was found: the whole text is one body"
    ]


def test_line_breaks_of_every_system() -> None:
    """Lines end alike whatever ends them, a form feed too; a byte order mark is no character of the text."""
    wanted = outline("Article 1\n\nOne\ntwo.\n")
    for end in ("\r\n", "\r"):
        assert outline("Article 1\n\nOne\ntwo.\n".replace("\n", end)) == wanted
    assert outline("Article 1\n\nOne\ftwo.\n") == wanted
    assert outline("\ufeffArticle 1\n\nOne\ntwo.\n") == wanted
    data = "Article 1\n\nOne\ntwo.\n".encode("utf-16")
    assert read_bytes(data, name="A.txt").witness == transcript("Article 1\n\nOne\ntwo.\n").witness


def test_the_language_is_recognised_or_said_not_to_be() -> None:
    """A text in another language does not pass for English, and one that nothing tells is noted."""
    found = transcript("Статья 1\n\nСтороны обязуются.\n")
    assert found.witness.language == "ru"
    assert outline("Статья 1\n\nСтороны обязуются.\n") == ["A/1 Стороны обязуются."]
    unknown = transcript("ܡܕܡ ܕܠܐ\n")
    assert unknown.witness.language == "und"
    assert any(finding.what.startswith("its language was not recognised") for finding in unknown.findings)


def test_every_word_stands_in_a_label_a_title_or_a_clause() -> None:
    """Nothing of the file is lost: the words of all provisions, in order, are the words of the file."""
    found = transcript(WHOLE).witness
    words: list[str] = []
    for _, provision in found.addressed():
        for part in (provision.label.text if provision.label else "", str(provision.heading or "")):
            words += re.findall(r"\w+", part)
        for clause in provision.clauses:
            words += re.findall(r"\w+", clause.text)
    assert words == re.findall(r"\w+", WHOLE)


@pytest.mark.parametrize(
    ("label", "number", "unit"),
    [
        ("Article VI", "VI", "article"),
        ("the second Article", "2", "article"),
        ("Art. 25 bis", "25 bis", "article"),
        ("Article I quater", "I quater", "article"),
        ("Article G-01", "G-01", "article"),
        ("Section 12.3", "12.3", "section"),
        ("Annex A", "A", "annex"),
        ("(a)", "a", ""),
        ("Twenty-first", "21", ""),
        ("Articles of peace", None, ""),
        ("Partition", None, ""),
        ("General rules", None, ""),
        ("Article", None, "article"),
    ],
)
def test_numbers_and_units_in_labels(label: str, number: str | None, unit: str) -> None:
    """What a label prints as its number, and what unit it names."""
    assert (number_in(label), unit_word(label)) == (number, unit)
    assert number is None or printed_number(number) == number
