"""What readers refuse as too much, with its place; and that what they read takes no more memory than they say."""

from __future__ import annotations

import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest

from document_building import docx
from treatydiff.errors import InputError
from treatydiff.readers import read_bytes
from treatydiff.readers.recognition import recognise

_ROOT = Path(__file__).resolve().parents[2]
_TINY = {
    "lines.txt": b"peace\n" * 90_000,
    "points.txt": b"(a) b;\n" * 90_000,
    "paragraphs.txt": b"a\n\n" * 90_000,
    "pages.txt": b"- 1 -\n\f\n" * 90_000,
    "items.md": b"# T\n\n" + b"- a\n" * 90_000,
    "notes.md": b"# T\n\n" + b"a[^1] " * 290_000,
    "paragraphs.html": b"<html><body>" + b"<p>a" * 90_000,
    "looks.html": b"<html><body>" + b"<b>a</b><i>b</i>" * 40_000,
    "asides.html": b"<html><body>a" + b"<s>b</s>" * 100_000,
    "marks.xml": b"<TEI><text><body><p>" + b"<hi>a</hi> " * 90_000 + b"</p></body></text></TEI>",
    "clauses.xml": b"<TEI><text><body><p>" + b"a b; " * 190_000 + b"</p></body></text></TEI>",
    "attributes.xml": b"<TEI><text><body><p>a" + b"<hi a='' b='' c=''/>" * 90_000 + b"</p></body></text></TEI>",
    "articles.xml": b"<treaty><body><article number='Article 1'>"
    + b"a\n\n" * 90_000
    + b"</article></body></treaty>",
    "runs.docx": docx("<w:p>" + "<w:r><w:t>a</w:t></w:r>" * 120_000 + "</w:p>", compressed=False),
}
"""Hundreds of thousands of pieces of a character or two, by the file that they make."""


@pytest.mark.parametrize("name", _TINY)
def test_hundreds_of_thousands_of_tiny_pieces_are_refused(name: str) -> None:
    """With one error that names the file, the place where room ran out, what was found and what is allowed."""
    with pytest.raises(InputError) as raised:
        read_bytes(_TINY[name], name=name)
    error = raised.value
    assert error.file.startswith(name)
    assert error.line > 0
    assert error.column > 0
    assert " up to here, in " in error.what
    assert "20 times its size, and 32 MiB" in str(error)


@pytest.mark.parametrize("shape", ["html looks", "md items", "akn breaks", "txt headings"])
def test_reading_takes_no_more_than_the_bound(shape: str) -> None:
    """In a process of its own: what is read near the bound, and what is refused, both take less than it allows.

    0.4 MB of most of these took two to four times the bound before pieces were counted.
    """
    command = [sys.executable, str(_ROOT / "benchmarks" / "reading.py"), "--sizes", "0.1", "0.4", "--only", shape]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_word_document_with_a_run_for_each_word_is_read() -> None:
    """Thirty thousand words, each in a run with what Word writes of it: a long treaty is not refused."""
    run = (
        '<w:r w:rsidR="00AB12CD" w:rsidRPr="00AB12CE"><w:rPr><w:rFonts w:ascii="Times New Roman" '
        'w:hAnsi="Times New Roman"/><w:sz w:val="24"/><w:lang w:val="en-GB"/></w:rPr>'
        '<w:t xml:space="preserve">Parties </w:t></w:r>'
    )
    found = read_bytes(docx(f"<w:p>{run * 60}</w:p>" * 500), name="a.docx")
    assert found.witness.text.count("Parties") == 30_000


@pytest.mark.parametrize(
    "piece",
    [
        "the Parties shall keep the peace under\nArticle 5 of the Charter, and\n",
        "(a) the Parties shall keep the peace among them and with all others, as long as this treaty is in force, "
        "and no longer than that;\n",
        "the peace of the Parties\n",
    ],
)
def test_lines_as_treaties_have_them_take_less_than_twenty_times_the_text(piece: str) -> None:
    """Without the room that small files have besides."""
    text = (piece * (150_000 // len(piece)))[:150_000]
    recognise(text[:5_000])
    tracemalloc.start()
    try:
        recognise(text)
        assert tracemalloc.get_traced_memory()[1] < 20 * len(text)
    finally:
        tracemalloc.stop()
