from __future__ import annotations

import pytest

from plain_form import witness_of
from treatydiff.collation import Options, collate
from treatydiff.comparison.extent import Extent, extent
from treatydiff.model.dossiers import Level

ONE = "= article 1\nShips may enter the harbours freely."


@pytest.mark.parametrize(
    ("other", "differing", "compared"),
    [
        (ONE, 0, 12),
        ("= article 1\nSHIPS may enter the harbours freely!", 0, 12),
        ("= article 1\nShips may leave the harbours freely.", 2, 12),
        ("= article 1\nShips may enter the harbours freely.\n= article 2\nPilots are chosen by captains.", 5, 17),
        ("fragment\n\n= article 2\nPilots are chosen by captains.", 5, 5),
    ],
)
def test_extent(other: str, differing: int, compared: int) -> None:
    """Words of all texts count; marks, capitals and what a fragment does not transmit do not."""
    found = extent(collate([witness_of(ONE, "A"), witness_of(other, "B")]))
    assert (found.differing, found.compared) == (differing, compared)


def test_no_words_were_compared() -> None:
    """Where articles alone were linked there is no extent."""
    texts = [witness_of(ONE, "A"), witness_of(ONE.replace("freely", "never"), "B")]
    assert extent(collate(texts, options=Options(level=Level.ARTICLE))) == Extent(0, 0)


@pytest.mark.parametrize(
    ("differing", "compared", "per_cent"), [(0, 0, 0), (0, 9, 0), (1, 3, 33), (2, 3, 67), (9, 9, 100), (1, 999, 1)]
)
def test_per_cent(differing: int, compared: int, per_cent: int) -> None:
    """The share is rounded to the nearest, but never to nothing or all where that would be untrue."""
    assert Extent(differing, compared).per_cent == per_cent
