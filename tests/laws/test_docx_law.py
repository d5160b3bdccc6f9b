from __future__ import annotations

import attrs
from hypothesis import given

from redline import ACCEPTED, REJECTED, expected, moves, paragraphs, resolved
from strategies import any_pairs, witnesses
from treatydiff.comparison import compare
from treatydiff.model.witnesses import Witness
from treatydiff.report.docx import write_comparison


@given(any_pairs())
def test_accepting_gives_the_later_text_and_rejecting_the_earlier(pair: tuple[Witness, Witness]) -> None:
    """Words, labels, headings, paragraphs with their styles, and their order: exactly those of either text."""
    earlier, later = pair
    data = write_comparison(compare(earlier, later), version="1.0")
    assert resolved(data, ACCEPTED) == expected(later, earlier)
    assert resolved(data, REJECTED) == expected(earlier, later)


@given(witnesses(siglum="A", depth=3))
def test_a_text_with_itself_has_no_tracked_change(witness: Witness) -> None:
    """A text compared with its copy is written once."""
    data = write_comparison(compare(witness, attrs.evolve(witness, siglum="B")), version="1.0")
    assert {paragraph.fate for paragraph in paragraphs(data)} <= {""}
    assert {run.fate for paragraph in paragraphs(data) for run in paragraph.runs} <= {""}


@given(any_pairs())
def test_what_moved_is_the_same_at_both_places(pair: tuple[Witness, Witness]) -> None:
    """Each move has one place that it left and one where it stands, with the same words in the same order."""
    data = write_comparison(compare(*pair), version="1.0")
    left, arrived = moves(data)
    assert list(left) == sorted(left, key=lambda name: int(name.removeprefix("move")))
    assert left == arrived
