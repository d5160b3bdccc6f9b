"""Markdown: what a forge shows of it, however hostile the words. For the changes in it see test_formats_agree."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import pytest
from hypothesis import given
from markdown_it import MarkdownIt
from markdown_it.token import Token

import treatydiff
from strategies import any_families, words_of_all_kinds
from treatydiff.model.links import EditedLink, Link, NoCounterpart
from treatydiff.model.numbers import Number
from treatydiff.model.passages import Passage
from treatydiff.model.provisions import Provision
from treatydiff.model.witnesses import Witness
from treatydiff.report.markdown import escaped, render_collation, render_comparison

PARSER = MarkdownIt("commonmark", {"linkify": True}).enable(["table", "strikethrough", "linkify"])
PARSER.linkify.set({"fuzzy_link": False, "fuzzy_email": False})  # type: ignore[union-attr]
OURS = {"text", "strong_open", "strong_close", "html_inline"}
"""What may stand in a paragraph, a heading or a cell."""


def inlines(text: str) -> list[Token]:
    """What stands in the paragraphs, headings and cells of a page."""
    return [inner for token in PARSER.parse(text) for inner in token.children or []]


def words(tokens: Sequence[Token]) -> str:
    """The words that are shown."""
    return "".join(token.content for token in tokens if token.type == "text")


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[click](javascript:alert(1))",
        "![x](http://example.org/x.png)",
        "http://example.org and www.example.org",
        "| a | b |",
        "```\ncode\n```",
        "a_b_c *d* ~~e~~ `f` $g$ \\h \\| \\",
        "&lt;b&gt; &amp; &#60;",
        "# one",
        "1. one",
        "- one",
        "=== one",
        "> one",
        "</del><b>",
        "<!-- one",
    ],
)
def test_words_show_as_they_are(hostile: str) -> None:
    """Words that look like markup are shown as words, in a paragraph of their own, in a list and in a table."""
    shown = " ".join(hostile.split())
    for page, before in (("{}", ""), ("> {}", ""), ("- {}", ""), ("| a |\n| --- |\n| {} |", "a")):
        tokens = inlines(page.format(escaped(hostile)))
        assert {token.type for token in tokens} <= {"text", "html_inline"}
        assert {token.content for token in tokens if token.type == "html_inline"} <= {"<!-- -->"}
        assert words(tokens).strip() == before + shown
    assert [token.type for token in PARSER.parse(escaped(hostile))] == [
        "paragraph_open",
        "inline",
        "paragraph_close",
    ]


def test_no_name_or_number_of_a_forge_is_made_of_words() -> None:
    """A comment parts the signs by which forges look for people and numbers from what stands behind them."""
    assert escaped("@octocat, #12, a @ b") == "@<!-- -->octocat, \\#<!-- -->12, a @ b"


@given(words_of_all_kinds())
def test_any_words_show_as_they_are(text: str) -> None:
    """Any words are shown with white space collapsed, and nothing else of them is markup."""
    tokens = inlines(f"- **A** {escaped(text)}")
    assert {token.type for token in tokens} <= OURS
    assert words(tokens).split() == f"A {text}".split()


@given(any_families(max_size=4))
def test_a_collation_holds_each_reading(family: tuple[Witness, ...]) -> None:
    """Every clause's words stand on the page of any collation, and no word of any text is markup there."""
    collation = treatydiff.collate(family)
    tokens = inlines(render_collation(collation))
    assert {token.type for token in tokens} <= OURS
    assert all(token.content == "<!-- -->" for token in tokens if token.type == "html_inline")


def test_a_collation_of_texts_names_readings_and_witnesses() -> None:
    """Where the bundled testimonies vary, the page says who reads what, and of whom nothing is transmitted."""
    page = render_collation(treatydiff.load().collate("P41", "LZ45", "SV04", "SZ80"))
    assert "| prolonged | renewed **LZ45**; extended **SV04** | translation |" in page.splitlines()
    assert "\\[...\\] **LZ45** **SV04** **SZ80**" in page.splitlines()
    assert "> it will be considered automatically prolonged for the next five years." in page.splitlines()


def test_decisions_of_editors_stand_on_the_page() -> None:
    """What editors decided, what gave way, and what does not fit are told below the changes."""
    a, b = (Witness(siglum, (Provision("body", (Passage("It lasts."),)),)) for siglum in "AB")
    edits: list[EditedLink] = [NoCounterpart("A/body", "B", resp="N. N."), Link("A/body:2", "B/body:1")]
    page = render_comparison(treatydiff.compare(a, b, links=edits))
    told = page.partition("## Decided by editors")[2]
    assert "A/body without counterpart in B, by N. N." in told
    assert "overruled: A/body..B/body" in told
    assert "not applied: " in told


def test_texts_that_are_the_same_have_no_table() -> None:
    """Where nothing changed the page says so."""
    a, b = (Witness(siglum, (Provision("body", (Passage("It lasts."),)),)) for siglum in "AB")
    page = render_comparison(treatydiff.compare(a, b))
    assert "Nothing changed." in page
    assert "|" not in page


def test_what_stands_elsewhere_is_said_to_be_moved() -> None:
    """Under the heading of a provision, and beside a clause's addresses, stands in whom it was moved."""
    articles = [
        Provision("article", (Passage(f"{first} "), Passage(f"{second} "), Passage(third)), number=Number(str(n)))
        for n, (first, second, third) in enumerate(
            [
                ("Vessels of war enter no ports.", "Pilots are free.", "Dues are paid in gold."),
                ("A commission surveys the rivers.", "It has six members.", "It meets once a year."),
                ("The Treaty lasts five years.", "It is ratified soon.", "Copies are kept in both capitals."),
            ],
            start=1,
        )
    ]
    first = attrs.evolve(articles[0], clauses=articles[0].clauses[2:] + articles[0].clauses[:2])
    page = render_collation(
        treatydiff.collate([Witness("A", tuple(articles)), Witness("B", (articles[2], first, articles[1]))])
    )
    assert page.count("moved in **B**") == 2
    lines = page.splitlines()
    assert lines[next(n for n, line in enumerate(lines) if "(A/3)" in line) + 2] == "moved in **B**"
    assert any(line.startswith("**A/1:3**, B/1:1") and line.endswith("; moved in **B**") for line in lines)
