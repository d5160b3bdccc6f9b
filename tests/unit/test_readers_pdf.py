"""PDF files with a text layer: pages, lines, room between them, what cannot be read."""

from __future__ import annotations

import sys

import pytest

from document_building import pdf
from treatydiff.errors import InputError
from treatydiff.model.passages import PageBreak, Span
from treatydiff.readers import Transcript, read_bytes

pytest.importorskip("pypdf")

PAGES = (
    ("Treaty of Peace", "", "", "Article 1", "", "The Parties shall keep the peace at", "sea for the five"),
    ("years that follow this treaty.", "", "Article 2", "", "It ends in 1941."),
)


def read(data: bytes) -> Transcript:
    """A file's transcript."""
    return read_bytes(data, name="a.pdf")


@pytest.mark.parametrize("compressed", [False, True])
def test_pages_lines_and_room_between_them(compressed: bool) -> None:
    """Room between lines parts paragraphs; a sentence goes on over a page, whose beginning is marked in it."""
    found = read(pdf(PAGES, labels="0<</S/r>>", compressed=compressed))
    words = [(str(address), clause.text) for address, clause in found.witness.clauses()]
    assert words == [
        ("a/heading:1", "Treaty of Peace"),
        ("a/1:1", "The Parties shall keep the peace at sea for the five years that follow this treaty."),
        ("a/2:1", "It ends in 1941."),
    ]
    pages = [mark for _, clause in found.witness.clauses() for mark in clause.marks]
    assert pages == [PageBreak(Span(0, 0), "i"), PageBreak(Span(53, 53), "ii")]
    assert {str(address): place[0] for address, place in found.places} == {"a/heading": 1, "a/1": 1, "a/2": 2}


def test_a_scan_says_that_it_is_one() -> None:
    """A file without a text layer is refused, with what to do."""
    with pytest.raises(
        InputError, match=r"^a.pdf:1:1: found a PDF file of 2 pages without a text layer; expected text"
    ):
        read(pdf([[], []]))


@pytest.mark.parametrize(
    "data", [b"%PDF-1.4\n", b"%PDF-1.7 garbage", pdf(PAGES)[:200], pdf(PAGES).replace(b"/Kids", b"/Kid")]
)
def test_damaged_files(data: bytes) -> None:
    """What pypdf cannot read ends in an error of ours that names the file."""
    with pytest.raises(InputError, match=r"^a.pdf"):
        read(data)


def test_without_pypdf(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra, the message says how to get it."""
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(InputError) as caught:
        read(pdf(PAGES))
    assert str(caught.value) == (
        "a.pdf: found a PDF file, and no pypdf to read it with; expected pypdf; to mend it: pip install "
        "'treatydiff[pdf]', or save the text of the file"
    )
