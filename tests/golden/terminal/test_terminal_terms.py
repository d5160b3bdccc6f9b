"""The terminal's view of terms, those of `invented_terms`, held against files that a person can read."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve

from invented_terms import RECORD
from treatydiff.report.screen import Screen, columns
from treatydiff.report.terms import render_terms
from treatydiff.terms import terms

HERE = Path(__file__).resolve().parent


@pytest.mark.parametrize(
    ("name", "screen"),
    [
        ("plain", Screen(width=80)),
        ("narrow-ascii", Screen(width=50, signs=False)),
        ("colour", Screen(width=80, colour=True)),
    ],
)
def test_terms(name: str, screen: Screen) -> None:
    """Terms are shown as in the file; in colour, escape characters stand in it as the letters ESC."""
    expected = (HERE / "terms" / f"{name}.expected.txt").read_text(encoding="utf-8")
    assert render_terms(terms(RECORD), screen=screen).replace("\x1b", "ESC") == expected


@pytest.mark.parametrize("width", [40, 60, 80, 132])
def test_no_line_is_too_long(width: int) -> None:
    """Whatever the width from 40 columns on, no line of the table, the changes and the dates is longer."""
    shown = render_terms(terms(RECORD), screen=Screen(width=width))
    assert max(map(columns, shown.splitlines())) <= width


def test_a_dossier_without_terms_says_so() -> None:
    """Where nobody marked any term, a sentence says so instead of an empty table."""
    assert (
        render_terms(terms(evolve(RECORD, annotations=()), ["A", "B"])) == "No terms are marked in this dossier.\n"
    )
