"""The terminal's views of a comparison and of a collation, held against files that a person can read.

``agreement/`` holds an earlier text, a later one, and what is to be shown of the two; ``collation/`` four texts in
the form of `plain_form`, and what is to be shown of them with C as the base. ``negotiation/`` holds what is to be
shown of bundled texts, annotated.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import treatydiff
from plain_form import witness_of
from treatydiff.report.apparatus import render_collation
from treatydiff.report.listing import render_witness
from treatydiff.report.screen import Screen
from treatydiff.report.terminal import render

HERE = Path(__file__).resolve().parent


@pytest.fixture(scope="module")
def agreement() -> treatydiff.Comparison:
    """Two states of an invented agreement in which everything happens: kept, reworded, moved, renumbered ..."""
    folder = HERE / "agreement"
    return treatydiff.compare(treatydiff.read(folder / "draft.txt"), treatydiff.read(folder / "signed.txt"))


SCREENS = pytest.mark.parametrize(
    ("name", "screen"),
    [
        ("plain", Screen(width=80)),
        ("narrow-ascii", Screen(width=50, signs=False)),
        ("colour", Screen(width=80, colour=True)),
    ],
)


@SCREENS
def test_agreement(agreement: treatydiff.Comparison, name: str, screen: Screen) -> None:
    """A comparison is shown as in the file; in colour, escape characters stand in it as the letters ESC."""
    expected = (HERE / "agreement" / f"{name}.expected.txt").read_text(encoding="utf-8")
    assert render(agreement, screen=screen).replace("\x1b", "ESC") == expected


@pytest.fixture(scope="module")
def collation() -> treatydiff.Collation:
    """Four states of an invented pact: words exchanged, added, moved; a gap; a fragment; a new article."""
    folder = HERE / "collation"
    texts = [witness_of((folder / f"{siglum}.txt").read_text(encoding="utf-8"), siglum) for siglum in "ABCD"]
    return treatydiff.collate(texts, base="C")


@SCREENS
def test_collation(collation: treatydiff.Collation, name: str, screen: Screen) -> None:
    """A collation is shown as in the file; in colour, escape characters stand in it as the letters ESC."""
    expected = (HERE / "collation" / f"{name}.expected.txt").read_text(encoding="utf-8")
    assert render_collation(collation, screen=screen).replace("\x1b", "ESC") == expected


@pytest.mark.parametrize(("name", "screen"), [("columns", Screen(width=100)), ("columns-narrow", Screen(width=50))])
def test_agreement_in_columns(agreement: treatydiff.Comparison, name: str, screen: Screen) -> None:
    """The two texts beside each other are shown as in the file."""
    expected = (HERE / "agreement" / f"{name}.expected.txt").read_text(encoding="utf-8")
    assert render(agreement, side_by_side=True, screen=screen) == expected


def test_annotated_comparison() -> None:
    """What is said stands with the text, the provision or the clause it speaks of, once in full, then by its id."""
    expected = (HERE / "negotiation" / "compare-M40-P41.expected.txt").read_text(encoding="utf-8")
    assert render(treatydiff.load().compare("M40", "P41")) == expected


def test_annotated_collation() -> None:
    """In an apparatus too."""
    expected = (HERE / "negotiation" / "collate-P41-SV04.expected.txt").read_text(encoding="utf-8")
    assert render_collation(treatydiff.load().collate("P41", "SV04")) == expected


def test_annotated_text() -> None:
    """What is said of a provision and what it lays down stand after its words."""
    dossier = treatydiff.load()
    expected = (HERE / "negotiation" / "show-P41-3.expected.txt").read_text(encoding="utf-8")
    part = treatydiff.Address.parse("P41/3")
    assert render_witness(dossier.witness("P41"), part=part, annotations=dossier.annotations) == expected
