"""The bundled dossier's trace of Article 3 and its timeline, held against files that a person can read."""

from __future__ import annotations

from pathlib import Path

import pytest

import treatydiff
from treatydiff.report.screen import Screen
from treatydiff.report.timeline import render_timeline
from treatydiff.report.trace import render_trace

HERE = Path(__file__).resolve().parent / "negotiation"


@pytest.fixture(scope="module")
def dossier() -> treatydiff.Dossier:
    """The dossier that comes with the library."""
    return treatydiff.load()


def test_trace(dossier: treatydiff.Dossier) -> None:
    """The life of Article 3, from five years through ten and signature to ratification and denunciation."""
    expected = (HERE / "trace-P41-3.expected.txt").read_text(encoding="utf-8")
    assert render_trace(dossier.trace("P41/3"), screen=Screen(width=80)) == expected


def test_timeline(dossier: treatydiff.Dossier) -> None:
    """Texts, handovers and records from 1926 to 1995, uncertain dates as they are."""
    expected = (HERE / "timeline.expected.txt").read_text(encoding="utf-8")
    assert render_timeline(dossier.timeline, screen=Screen(width=80)) == expected
