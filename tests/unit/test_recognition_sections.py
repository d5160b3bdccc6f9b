"""Headings of sections that name no unit, told by how a document sets them."""

from __future__ import annotations

from treatydiff.model.provisions import Provision
from treatydiff.readers import read_bytes
from treatydiff.readers.recognition import recognise


def _page(*parts: str) -> tuple[Provision, ...]:
    """The provisions of an HTML page: headings are marked, all else is paragraphs."""
    body = "".join(f"<h3>{part[1:]}</h3>" if part.startswith("#") else f"<p>{part}</p>" for part in parts)
    return read_bytes(f"<html><body><h1>PACT</h1>{body}</body></html>".encode(), name="a.html").witness.provisions


def _articles(*numbers: int) -> list[str]:
    return [part for number in numbers for part in (f"#Article {number}", "The Parties agree.")]


def _shape(provisions: tuple[Provision, ...]) -> list[tuple[str, str, int]]:
    return [
        (one.kind, one.heading.text if one.heading else "", len(one.children))
        for one in provisions
        if one.kind in ("section", "article")
    ]


def test_headings_without_a_unit_s_name_hold_the_articles_below() -> None:
    """A heading right above an article's opens a section, the first one as well, and gives it its title."""
    found = _page(
        "The Parties have agreed:",
        *("#General provisions", *_articles(1, 2, 3)),
        *("#Trade in goods", *_articles(4, 5)),
        *("#Final matters", *_articles(6, 7)),
    )
    assert _shape(found) == [
        ("section", "General provisions", 3),
        ("section", "Trade in goods", 2),
        ("section", "Final matters", 2),
    ]


def test_titles_above_their_articles_are_no_sections() -> None:
    """Where most articles have a heading above their number, no article stands in a section of its own."""
    parts = [part for n in (1, 2, 3, 4) for part in (f"#Title {'abcd'[n - 1]}{n}", *_articles(n))]
    assert [kind for kind, _, _ in _shape(_page("They agree:", *parts))] == ["article"] * 4


def test_one_heading_over_all_articles_is_no_section() -> None:
    """The treaty's own title over Article 1, and words in plain text, open none."""
    assert [kind for kind, _, _ in _shape(_page("#PACT OF PEACE", *_articles(1, 2, 3)))] == ["article"] * 3
    plain = recognise("Article 1\n\nOne.\n\nGeneral provisions\n\nArticle 2\n\nTwo.\n\nArticle 3\n\nThree.")
    assert all(one.kind == "article" for one in plain.provisions)
