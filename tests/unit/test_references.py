from __future__ import annotations

import pytest

from treatydiff.alignment.references import cited, only_references

RENUMBERED = {
    ("article", "5"): frozenset({"6"}),
    ("article", "6"): frozenset({"7"}),
    ("point", "a"): frozenset({"b"}),
}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("under Article 5 of", [(2, "article")]),
        ("Articles 3 , 5 and VI", [(1, "article"), (3, "article"), (5, "article")]),
        ("paragraph 2 of Article 5", [(1, "paragraph"), (4, "article")]),
        ("point ( a ) applies", [(2, "point")]),
        ("Articles 3 to 5", [(1, "article"), (3, "article")]),
        ("for 5 years", []),
        ("this article binds 5 parties", []),
        ("the Pact of 1941", []),
        ("", []),
    ],
)
def test_cited(text: str, places: list[tuple[int, str]]) -> None:
    """Numbers count as cited after the word for a unit, through lists of numbers, and nowhere else."""
    assert list(cited(text.split())) == places


@pytest.mark.parametrize(
    ("earlier", "later", "only"),
    [
        ("under Article 5", "under Article 6", True),
        ("under Article V", "under Article 6", True),
        ("under Articles 5 and 6", "under Articles 6 and 7", True),
        ("under Article 5", "under Article 7", False),
        ("under Article 5", "under article 6", False),
        ("under paragraph 5", "under paragraph 6", False),
        ("for 5 years", "for 6 years", False),
        ("under Article 5", "under Article 6 bis", False),
        ("under Article 5", "under Article 5", True),
        ("point a of Article 5", "point b of Article 6", True),
    ],
)
def test_only_references(earlier: str, later: str, only: bool) -> None:
    """Texts differ in references alone where each number follows the renumbering of its own kind of unit."""
    assert only_references(earlier.split(), later.split(), RENUMBERED) is only
