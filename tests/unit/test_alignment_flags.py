"""Flags: what a move takes along."""

from __future__ import annotations

import pytest

from plain_form import witness_of
from treatydiff.comparison import compare

HARBOURS = (
    "Ships of either Party may enter all harbours of the other without a licence.",
    "Sailors shall be free to stay ashore until their vessel departs.",
)
RIVERS = (
    "A joint commission of six members shall survey the rivers once a year.",
    "It shall publish maps at common expense.",
)
CRIMINALS = (
    "Fugitive criminals shall be handed over upon request through diplomatic channels.",
    "Nobody is handed over for political offences committed before signature.",
)
WHOLE = witness_of(
    "\n".join(["= article 1", *RIVERS, "= article 2", *CRIMINALS, "= article 3", *HARBOURS]),
    "A",
)
HALVES = witness_of(
    "\n".join(
        [
            *("= article 1", HARBOURS[0], "= article 2", HARBOURS[1]),
            *("= article 3", *RIVERS, "= article 4", *CRIMINALS),
        ]
    ),
    "B",
)


def moves(earlier: str, later: str) -> list[str]:
    """What a comparison of the two texts reports as moved."""
    texts = {"A": WHOLE, "B": HALVES}
    return [str(change) for change in compare(texts[earlier], texts[later]).changes if "moved" in change.flags]


@pytest.mark.parametrize(
    ("earlier", "later", "wanted"),
    [
        ("A", "B", "A/3..B/1+B/2 split (moved)"),
        ("B", "A", "B/1+B/2..A/3 merged (moved)"),
    ],
)
def test_a_split_or_merge_that_moved_is_one_move(earlier: str, later: str, wanted: str) -> None:
    """Both halves of what moved go along: neither clause is reported as a move of its own."""
    assert moves(earlier, later) == [wanted]
