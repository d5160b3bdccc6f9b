"""LaTeX: what we write compiles with LuaLaTeX without an error, and every reading stands in the PDF's text."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

import treatydiff
from treatydiff.collation import Collation
from treatydiff.collation.values import ClauseGroup
from treatydiff.model.numbers import Number
from treatydiff.model.passages import Passage
from treatydiff.model.provisions import Label, Provision
from treatydiff.report.latex import write_collation, write_comparison

WIDE = ((70, 460),)
"""The type area of an A4 page without the line numbers in the margin: left edge and width in points."""
COLUMNS = ((70, 222), (296, 236))
"""Its two columns."""


@pytest.fixture(scope="module", autouse=True)
def latex(consumers: Path) -> None:  # noqa: ARG001 - asked for its skip: these programs are the system's
    """LuaLaTeX with the packages needed, and pdftotext."""
    if shutil.which("lualatex") is None or shutil.which("pdftotext") is None:
        pytest.skip("lualatex or pdftotext is not installed")


def typeset(document: bytes, folder: Path, areas: tuple[tuple[int, int], ...] = WIDE) -> tuple[str, str]:
    """The PDF's text without white space, hyphens and line numbers, area by area, and the log of the second run."""
    (folder / "edition.tex").write_bytes(document)
    for _ in range(2):
        run = subprocess.run(
            [str(shutil.which("lualatex")), "-interaction=nonstopmode", "-halt-on-error", "edition.tex"],
            cwd=folder,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            timeout=300,
        )
        assert run.returncode == 0, "\n".join(re.findall(r"^!.*", run.stdout, re.MULTILINE)) or run.stdout[-2000:]
    program = str(shutil.which("pdftotext"))
    crops = [[program, "-x", str(x), "-W", str(w), "-y", "0", "-H", "842", "edition.pdf", "-"] for x, w in areas]
    text = "".join(
        subprocess.run(crop, cwd=folder, capture_output=True, text=True, check=True).stdout for crop in crops
    )
    return bare(text), (folder / "edition.log").read_text("utf-8", errors="replace")


def bare(text: str) -> str:
    """Text without white space and hyphens, which line breaks may add or swallow."""
    return re.sub(r"[\s\u00a0\u00ad\u2010-]+", "", text)


def stands_in(words: str, text: str) -> bool:
    """Whether words stand in a text, whole or parted once by a page's foot."""
    wanted = bare(words)
    return wanted in text or any(
        wanted[:cut] in text and wanted[cut:] in text for cut in range(len(wanted) // 4, len(wanted) * 3 // 4 + 1)
    )


def readings(collation: Collation) -> Iterator[str]:
    """All readings of a collation's clauses and labels, as written."""
    for group in collation.walk():
        units = group.units if isinstance(group, ClauseGroup) else group.heading
        for unit in units:
            yield from (reading.text for reading in unit.readings)


def hostile() -> tuple[treatydiff.Witness, treatydiff.Witness]:
    """Two witnesses in whose words every character of TeX's own stands, and four scripts."""
    texts = (
        r"Пакт о нейтралитете, 日ソ中立条約, \end{document} costs 50 % & {more} of #1_a^b ~ $x$. 'Sides' -- fin.",
        r"Договор о нейтралитете, 日蘇中立條約, \input{x} costs 60 % & {less} of #2_b^c ~ $y$. “Sides” --- Ελλάς.",
    )
    a, b = (
        treatydiff.Witness(
            siglum,
            (
                Provision(
                    "article",
                    (Passage(text),),
                    number=Number("1"),
                    label=Label("Article 1 & {x}"),
                    heading=Passage("On 100 % of $_{}"),
                ),
            ),
            title=r"A & B \ {of} #_%",
            language=language,
        )
        for siglum, text, language in (("A", texts[0], "ru"), ("B_1", texts[1], "ja"))
    )
    return a, b


@pytest.mark.parametrize("sigla", [("T40", "K40", "M40", "M41", "P41", "D41"), ("P41", "LZ45", "SV04", "SZ80")])
def test_apparatus_holds_every_reading(sigla: tuple[str, ...], tmp_path: Path) -> None:
    """A collation of the bundled dossier compiles, no letter lacks in the fonts, and each reading is in the PDF."""
    collation = treatydiff.load().collate(*sigla)
    text, log = typeset(write_collation(collation, version="1.0"), tmp_path)
    assert "Missing character" not in log
    assert [words for words in readings(collation) if not stands_in(words, text)] == []
    for annotation in collation.annotations:
        if annotation.kind != "term":
            assert stands_in(annotation.statement, text)


@pytest.mark.parametrize("pair", [("M40", "P41"), ("M41", "D41"), ("P41", "RU45")])
def test_columns_hold_both_texts(pair: tuple[str, str], tmp_path: Path) -> None:
    """A comparison of the bundled dossier compiles, with Cyrillic, and both texts' readings are in the PDF."""
    comparison = treatydiff.load().compare(*pair)
    text, log = typeset(write_comparison(comparison, version="1.0"), tmp_path, (*COLUMNS, *WIDE))
    assert "Missing character" not in log
    for words in readings(comparison.collation):
        assert all(stands_in(word, text) for word in words.split()), words


def test_hostile_text_is_printed_and_not_obeyed(tmp_path: Path) -> None:
    """TeX's own characters, Cyrillic, Greek and Japanese are printed as they stand; a command is only words."""
    a, b = hostile()
    collation = treatydiff.collate([a, b])
    text, log = typeset(write_collation(collation, version="1.0"), tmp_path)
    assert "Missing character" not in log
    assert [words for words in readings(collation) if not stands_in(words, text)] == []
    text, _ = typeset(write_comparison(treatydiff.compare(a, b), version="1.0"), tmp_path, (*COLUMNS, *WIDE))
    assert all(bare(word) in text for word in a.text.split())
    assert all(bare(word) in text for word in b.text.split())
