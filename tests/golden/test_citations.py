"""Citations from the bundled dossier, as a person reads them in a footnote and a reference manager in a file.

``citations/references.txt`` has, for each address, the reference in each style; the other files have the data for
reference managers. They hold digests of the bundled words: whoever changes these finds out here.

    TREATYDIFF_REWRITE_GOLDEN=1 python -m pytest tests/golden

writes them anew from what the code says now; read the difference before you keep it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import treatydiff
from treatydiff.citation import Form, Style, citation_of, write

FOLDER = Path(__file__).with_name("citations")
PLACES = (
    "P41/3:1",
    "K40/III",
    "D41",
    "L41b/body/p2:1",
    "RU45/3:1",
    "M40/3:1..P41/3:1",
    "M40/3:1..P41/3:1@2-4",
    "M41/1:3..D41/body:2+D41/body:3",
    "K40/III..",
)
"""A clause, an article, a text, a paragraph, a quotation; a change, words in it, a split, an omission."""
DATA = ("P41/3:1", "M40/3:1..P41/3:1")
FILES = {
    Form.TEXT: "references.txt",
    Form.CSL_JSON: "csl.json",
    Form.BIBTEX: "bibtex.bib",
    Form.BIBLATEX: "biblatex.bib",
    Form.RIS: "records.ris",
}


@pytest.mark.parametrize("form", Form)
def test_citations(form: Form) -> None:
    """The citations are what is expected, letter by letter."""
    record = treatydiff.load().record
    cited = [citation_of(record, place, version="1.0") for place in (PLACES if form is Form.TEXT else DATA)]
    if form is Form.TEXT:
        parts = ["".join(f"{style}: {write([one], form, style=style)}" for style in Style) for one in cited]
        found = "\n".join(parts)
    else:
        found = write(cited, form)
    expected = FOLDER / FILES[form]
    wanted = expected.read_text(encoding="utf-8") if expected.exists() else ""
    if os.environ.get("TREATYDIFF_REWRITE_GOLDEN") == "1":
        expected.write_text(found, encoding="utf-8")
    assert found == wanted
