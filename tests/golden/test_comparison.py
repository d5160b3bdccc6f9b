"""Comparisons of short treaties that a person can check by reading three files.

Each folder of ``comparison/`` holds ``earlier.txt`` and ``later.txt`` in the plain form of `plain_form`, and
``expected.txt`` with all that their comparison says, a line each. The first line of ``expected.txt``, after ``#``,
says what the case shows.

    TREATYDIFF_REWRITE_GOLDEN=1 python -m pytest tests/golden

writes the expected lines anew from what the code says now; read the difference before you keep it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from plain_form import comparison_lines, witness_of
from treatydiff.comparison import compare

CASES = sorted(path.parent for path in Path(__file__).with_name("comparison").glob("*/earlier.txt"))


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_comparison(case: Path) -> None:
    """The comparison of the two texts says what is expected, line by line and in this order."""
    earlier = witness_of((case / "earlier.txt").read_text(encoding="utf-8"), "A")
    later = witness_of((case / "later.txt").read_text(encoding="utf-8"), "B")
    found = comparison_lines(compare(earlier, later))
    expected = case / "expected.txt"
    title, *wanted = expected.read_text(encoding="utf-8").splitlines()
    if os.environ.get("TREATYDIFF_REWRITE_GOLDEN") == "1":
        expected.write_text("\n".join([title, *found, ""]), encoding="utf-8")
    assert title.startswith("# ")
    assert found == wanted


def test_there_are_cases() -> None:
    """The cases are found where they lie."""
    assert len(CASES) >= 12
