"""Web pages: main text, what surrounds it, lists, tables, broken markup."""

# ruff: noqa: E501  # files as data are clearer in one piece

from __future__ import annotations

import pytest

from redline import DRAFT, SIGNED
from treatydiff.comparison import compare
from treatydiff.errors import InputError
from treatydiff.model.passages import Highlight, Span
from treatydiff.model.witnesses import Witness
from treatydiff.readers import Transcript, read_bytes
from treatydiff.report.html import render_html


def read(page: str, name: str = "a.html") -> Transcript:
    """A page's transcript."""
    return read_bytes(page.encode(), name=name)


def outline(witness: Witness) -> list[tuple[str, str]]:
    """Addresses below the siglum and words of all provisions that have words of their own."""
    return [
        (str(address).partition("/")[2], "".join(clause.text for clause in provision.clauses))
        for address, provision in witness.addressed()
        if provision.clauses
    ]


def test_a_page_and_what_surrounds_its_text() -> None:
    """Title and language describe the witness; scripts, styles, navigation, feet, notes are a finding each."""
    found = read(
        """<!DOCTYPE html><html lang="fr"><head><title>Traité de paix</title><style>p { color: red }</style></head>
<body><nav>Accueil</nav><script>alert("<p>Article 9</p>")</script>
<h1>Traité</h1><h2>Article 1</h2><p>Il dure<sup><a href="#n1">1</a></sup> cinq
ans.</p><p hidden>caché</p>
<h2>Article 2</h2><p>Il finit <del>jamais</del>en <i>1941</i>.</p>
<ol class="footnotes"><li>Ou dix.</li></ol><footer>Contact</footer></body></html>"""
    )
    assert outline(found.witness) == [("heading", "Traité"), ("1", "Il dure cinq ans."), ("2", "Il finit en 1941.")]
    assert (found.witness.title, found.witness.language) == ("Traité de paix", "fr")
    assert [str(finding) for finding in found.findings] == [
        "a.html:1:67: left aside a style sheet: 'p { color: red }'",
        "a.html:2:7: left aside navigation: 'Accueil'",
        "a.html:2:25: left aside a script: 'alert(\"<p>Article 9</p>\")'",
        "a.html:3:49: left aside the mark of a note: '1'",
        "a.html:4:9: left aside hidden words: 'caché'",
        "a.html:5:31: left aside deleted words: 'jamais'",
        "a.html:6:1: left aside notes: 'Ou dix.'",
        "a.html:6:44: left aside the page's foot: 'Contact'",
    ]
    assert {str(address): place for address, place in found.places} == {
        "a/heading": (3, 5),
        "a/1": (3, 20),
        "a/2": (5, 5),
    }
    assert [clause.marks for _, clause in found.witness.clauses()][-1] == (Highlight(Span(12, 16), "italic"),)


def test_main_text_is_what_the_page_says_it_is() -> None:
    """Where the page marks its main text, all words outside it are one finding a stretch."""
    found = read("<body><div>Menu</div><main><h2>Article 1</h2><p>It lasts.</main><div>Foot <p>again</div>")
    assert outline(found.witness) == [("1", "It lasts.")]
    assert [finding.what for finding in found.findings] == [
        "left aside words outside the page's main text: 'Menu Foot again'"
    ]


def test_lists_are_numbered_as_browsers_do() -> None:
    """Numbers of lists are points, with their form, start and value; dots are none."""
    found = read(
        "<h2>Article 1</h2><p>The Parties:</p><ol type=a start=2><li>keep;<li value=5>hold.</ol>"
        "<h2>Article 2</h2><p>It ends.</p>"
    )
    assert [(str(a), p.label.text) for a, p in found.witness.addressed() if p.label and p.kind != "article"] == []
    assert [words for _, words in outline(found.witness)] == ["The Parties:", "b. keep;", "e. hold.", "It ends."]


def test_cells_and_breaks_part_words() -> None:
    """Cells are paragraphs, a line break is white space, entities are characters."""
    found = read(
        "<h2>Article 1</h2><p>As&nbsp;follows &amp; so:<table><tr><td>Fish<td>Salt</table><p>A<br>b &#x2014; c."
    )
    assert [words for _, words in outline(found.witness)] == ["As\xa0follows & so:", "Fish", "Salt", "A b — c."]


@pytest.mark.parametrize(
    "page",
    [
        "<h2>Article 1</h2><p>It lasts.",
        "<h2>Article 1<h2><p>It lasts.</b></i></p></div>",
        "<h2>Article 1</h2><p>It <!-- not -->lasts.<!-- never ends",
        '<h2 class=\'a>b\' id="x>">Article 1</h2><p title="\'">It lasts.',
        "<H2>Article 1</H2><P>It<B></B> lasts.</P><script>",
        "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body><h2>Article 1</h2><p>It lasts.</p></body></html>",
    ],
)
def test_broken_and_odd_markup(page: str) -> None:
    """Missing ends, strange attributes, comments without an end, old and strict spelling: the same text."""
    assert outline(read(page).witness) == [("1", "It lasts.")]


def test_less_than_signs_in_text_are_text() -> None:
    """What opens no tag is a character of the text."""
    found = read("<h2>Article 1</h2><p>If 3 < 4 and a <b", name="a.htm")
    assert outline(found.witness) == [("1", "If 3 < 4 and a <b")]


@pytest.mark.parametrize(
    "meta", ["<meta charset=koi8-r>", '<meta http-equiv=x content="text/html; charset=KOI8-R">']
)
def test_declared_encodings(meta: str) -> None:
    """A page's own word on its encoding holds."""
    page = f"<html>{meta}<body><h2>Статья 1</h2><p>Мир.</p>"
    found = read_bytes(page.encode("koi8-r"), name="a.html")
    assert [clause.text for _, clause in found.witness.clauses()] == ["Мир."]
    assert found.findings == ()


def test_a_page_without_words_and_one_too_deep() -> None:
    """Errors have file, and line and column where there is one."""
    with pytest.raises(InputError, match=r"^a.html:1:1: found no words in it"):
        read("<nav>Home</nav>")
    with pytest.raises(InputError, match=r"^a.html:1:3001: found elements nested more than 500 levels deep"):
        read("<span>" * 10_000 + "x")


def test_a_page_of_our_own_is_no_text() -> None:
    """What this library shows on a page stands there in parts and more than once; it is refused, not misread."""
    page = render_html([compare(DRAFT, SIGNED)], version="1.0")
    with pytest.raises(
        InputError, match=r"^a\.html: found a page of treatydiff's own.*; to mend it: read the texts"
    ):
        read_bytes(page, name="a.html")


@pytest.mark.parametrize("mark", ["[1]", "(12)", "*", "<a href='/n'>[3]</a>", "[<a>4</a>]", " [ 5 ] "])
def test_a_number_in_brackets_above_the_line_is_the_mark_of_a_note(mark: str) -> None:
    """It is no word of the treaty, and the finding says so; a power or an ordinal is read."""
    found = read(f"<p>It lasts five years<sup>{mark}</sup> over 3 km<sup>2</sup>, from the 1<sup>st</sup> on.</p>")
    assert found.witness.text == "It lasts five years over 3 km2, from the 1st on."
    assert [one.what.partition(":")[0] for one in found.findings if "left aside" in one.what] == [
        "left aside the mark of a note"
    ]


@pytest.mark.parametrize(
    "note",
    [
        "<p id='n1'>1. See the protocol.</p>",
        "<div id='n1'><p>1. See the protocol.</p></div>",
        "<p class='footnote'>1. See the protocol.</p>",
        "<p class=MsoFootnoteText>1. See the protocol.</p>",
    ],
)
def test_what_a_mark_points_to_is_a_note(note: str) -> None:
    """Words that a mark leads to, or that are called a footnote, are no words of the last article, and are listed."""
    found = read(
        f"<p>Article 1</p><p>It lasts five years<sup><a href='#n1'>1</a></sup>.</p>{note}<p id='n2'>So be it.</p>"
    )
    assert outline(found.witness) == [("1/p1", "It lasts five years."), ("1/p2", "So be it.")]
    assert ["left aside" in one.what for one in found.findings].count(True) == 2


def test_what_a_mark_of_another_page_points_to_is_text() -> None:
    """A link above the line that leads elsewhere makes no note of a paragraph here that has the same id."""
    found = read("<p>Article 1</p><p>It lasts<sup><a href='notes.html#n1'>1</a></sup>.</p><p id='n1'>So be it.</p>")
    assert outline(found.witness) == [("1/p1", "It lasts."), ("1/p2", "So be it.")]
