"""What the recogniser refuses as too much for one treaty, and what memory it takes below that."""

from __future__ import annotations

import tracemalloc

import pytest

from treatydiff.errors import InputError
from treatydiff.readers import read_bytes
from treatydiff.readers.recognition import Line, recognise, recognise_lines


@pytest.mark.parametrize("piece", ["peace\n", "(a) b;\n", "a\n\n", "Article 1\n\nIt lasts.\n\n", "- 1 -\n\f\n"])
def test_hundreds_of_thousands_of_tiny_pieces_are_refused(piece: str) -> None:
    """They are refused with one error that names the file, before anything is made of them."""
    with pytest.raises(InputError, match=r"a\.txt: found [\d,]+ (lines|labels, paragraphs and clauses) in"):
        read_bytes((piece * 210_000).encode(), name="a.txt")


def test_lines_of_other_formats_are_refused_alike() -> None:
    """Sixty thousand paragraphs of one word are no treaty in Word either."""
    with pytest.raises(InputError, match=r"a\.docx: found 60,000 labels"):
        recognise_lines([Line("word", (n, 1), opens=True) for n in range(1, 60_001)], name="a.docx")


@pytest.mark.parametrize(
    "piece",
    [
        "the Parties shall keep the peace under\nArticle 5 of the Charter, and\n",
        "(a) the Parties shall keep the peace among them and with all others, as long as this treaty is in force, "
        "and no longer than that;\n",
        "the peace of the Parties\n",
    ],
)
def test_memory_stays_under_twenty_times_the_text(piece: str) -> None:
    """Whatever a text consists of that is not refused."""
    text = (piece * (150_000 // len(piece)))[:150_000]
    recognise(text[:5_000])
    tracemalloc.start()
    try:
        recognise(text)
        assert tracemalloc.get_traced_memory()[1] < 20 * len(text)
    finally:
        tracemalloc.stop()
