"""The terminal's view of a comparison, held against files that a person can read.

Each folder beside this file holds an earlier text, a later one, and what is to be shown of the two.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import treatydiff
from treatydiff.report.screen import Screen
from treatydiff.report.terminal import render

HERE = Path(__file__).resolve().parent


@pytest.fixture(scope="module")
def agreement() -> treatydiff.Comparison:
    """Two states of an invented agreement in which everything happens: kept, reworded, moved, renumbered ..."""
    folder = HERE / "agreement"
    return treatydiff.compare(treatydiff.read(folder / "draft.txt"), treatydiff.read(folder / "signed.txt"))


@pytest.mark.parametrize(
    ("name", "screen"),
    [
        ("plain", Screen(width=80)),
        ("narrow-ascii", Screen(width=50, signs=False)),
        ("colour", Screen(width=80, colour=True)),
    ],
)
def test_agreement(agreement: treatydiff.Comparison, name: str, screen: Screen) -> None:
    """A comparison is shown as in the file; in colour, escape characters stand in it as the letters ESC."""
    expected = (HERE / "agreement" / f"{name}.expected.txt").read_text(encoding="utf-8")
    assert render(agreement, screen=screen).replace("\x1b", "ESC") == expected
