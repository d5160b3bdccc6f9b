"""The page on how structure is recognised says what the code does."""

from __future__ import annotations

from pathlib import Path

import pytest

from treatydiff.readers.recognition.languages import LANGUAGES
from treatydiff.readers.recognition.overruling import SAYABLE

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "reference" / "structure.md").read_text(encoding="utf-8")
KINDS = ("annex", "part", "title", "chapter", "section", "article")


@pytest.mark.parametrize("name", LANGUAGES)
def test_the_table_of_units_is_that_of_the_code(name: str) -> None:
    """Each language's row holds all its words for units, and no other."""
    language = LANGUAGES[name]
    cells = []
    for kind in KINDS:
        words = ", ".join(word.replace("_", " ") for word in language.units.get(kind, "").split())
        counted = language.counted.get(kind)
        cells.append(words or (f"{language.counter}…{', '.join(counted)}" if counted else ""))
    assert f"| `{name}` | {' | '.join(cells)} |\n" in PAGE


def test_every_mark_is_on_the_page() -> None:
    """What a mark can say is documented."""
    assert [kind for kind in sorted(SAYABLE) if f"`{{{kind}}}`" not in PAGE and f"`{{{kind} " not in PAGE] == []
