"""Markdown: headings, lists, emphasis, what stands aside."""

from __future__ import annotations

import pytest

from treatydiff.model.passages import Highlight, Span
from treatydiff.readers import Transcript, read_bytes
from treatydiff.readers.markdown import looks_like_markdown


def read(text: str, name: str = "a.md") -> Transcript:
    """A text's transcript."""
    return read_bytes(text.encode(), name=name)


def outline(found: Transcript) -> list[tuple[str, str]]:
    """Addresses below the siglum and words of all provisions that have words of their own."""
    return [
        (str(address).partition("/")[2], "".join(clause.text for clause in provision.clauses))
        for address, provision in found.witness.addressed()
        if provision.clauses
    ]


def test_a_treaty_in_markdown() -> None:
    """Both kinds of headings, wrapped paragraphs, numbered paragraphs, escapes and links."""
    found = read(
        "Treaty of Peace\n===============\n\n## Article 1\n\nThe *Parties* keep\nthe [peace](https://example.org).\n\n"
        "Article 2\n---------\n\n1. It lasts.\n2. It ends\n   in 1941\\.\n"
    )
    assert outline(found) == [
        ("heading", "Treaty of Peace"),
        ("1", "The Parties keep the peace."),
        ("2/1", "It lasts."),
        ("2/2", "It ends in 1941."),
    ]
    assert [clause.marks for _, clause in found.witness.clauses()][1] == (Highlight(Span(4, 11), "italic"),)
    assert [(str(address), place) for address, place in found.places][1:3] == [("a/1", (4, 4)), ("a/2", (9, 1))]


def test_what_is_no_text_is_listed() -> None:
    """What stands above the text, notes and their marks, comments, pictures, addresses: a finding each."""
    found = read(
        "---\ntitle: T\n---\n\n# Article 1\n\nIt lasts[^1].<!-- how long? -->\n![seal](s.png)\n\n"
        "[^1]: Five years.\n\n[x]: https://example.org\n\n---\n\n# Article 2\n\nIt **ends**.\n"
    )
    assert outline(found) == [("1", "It lasts."), ("2", "It ends.")]
    assert [str(finding) for finding in found.findings] == [
        "a.md:1:1: left aside what is said of the text above it: 'title: T'",
        "a.md:7:9: left aside the mark of a note: '[^1]'",
        "a.md:7:14: left aside a comment: 'how long?'",
        "a.md:8:1: left aside a picture: 'seal'",
        "a.md:10:1: left aside the note 1: 'Five years.'",
        "a.md:12:1: left aside the address of a link: 'https://example.org'",
    ]


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("a * b * c", "a * b * c"),
        ("snake_case_word", "snake_case_word"),
        ("**bold** _it_ ***both***", "bold it both"),
        ("5 \\* 3 &amp; 2", "5 * 3 & 2"),
        ("a<br>b<span>c</span>", "a bc"),
        ("> quoted", "quoted"),
        ("| Fish | Salt |", "Fish Salt"),
        ("a*", "a*"),
        ("<https://example.org>", "https://example.org"),
    ],
)
def test_inline_forms(written: str, wanted: str) -> None:
    """Emphasis only where it is emphasis; characters escaped are themselves."""
    assert outline(read(f"# Article 1\n\nIt is:\n\n{written}\n"))[1][1] == wanted


def test_content_before_name() -> None:
    """Two headings make a text Markdown under any name; one sign does not."""
    text = "# Treaty\n\n## Article 1\n\nIt *lasts*.\n"
    assert outline(read(text, "a.txt")) == outline(read(text, "a.md"))
    assert not looks_like_markdown("Article 1\n\n# 5 tons of fish\n")
    assert outline(read("Article 1\n\nIt *lasts*.\n", "a.txt")) == [("1", "It *lasts*.")]
