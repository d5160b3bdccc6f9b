"""Whole treaties in ten languages as plain text with page noise: their structure, held against files to be read.

Beside each text stands what is to be recognised in it: the address of each provision with the label and title
printed over it, and behind it what was left aside. All texts are invented.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import treatydiff
from treatydiff.readers.text import read
from treatydiff.readers.transcript import Transcript

HERE = Path(__file__).resolve().parent
LANGUAGES = ("ar", "de", "el", "it", "ja", "ko", "pt", "ru", "uk", "zh")


def outline(found: Transcript) -> str:
    """Addresses with labels and titles, indented by depth; then what was left aside."""
    lines = [f"language {found.witness.language}"]
    for address, one in found.witness.addressed():
        printed = " | ".join(part.text for part in (one.label, one.heading) if part is not None and part.text)
        lines.append(f"{'  ' * (len(address.steps) - 1)}{address}{f'  {printed}' if printed else ''}")
    lines += [f"{one.line}:{one.column} {one.what}" for one in found.findings]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_whole_treaty_is_recognised(language: str) -> None:
    """Preamble, chapters, articles, paragraphs, points, closing, signatures and annex; page noise left aside."""
    found = read((HERE / f"{language}.txt").read_bytes(), name=f"{language}.txt")
    assert outline(found) == (HERE / f"{language}.expected.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_articles_are_there(language: str) -> None:
    """Articles 1 to 10, by value, whatever their numerals are."""
    witness = treatydiff.read(HERE / f"{language}.txt")
    values = [one.number.value for _, one in witness.addressed() if one.kind == "article" and one.number]
    assert [value for value in values if value.isdecimal()] == [str(n) for n in range(1, 11)]
