from __future__ import annotations

import attrs
import pytest
from hypothesis import given

from strategies import RelatedPair, any_pairs, related_pairs, treaties, witnesses
from treatydiff.comparison import compare
from treatydiff.errors import ModelError
from treatydiff.model.links import Flag, Relation
from treatydiff.model.witnesses import Witness


@given(any_pairs())
def test_applying_gives_the_later_text(pair: tuple[Witness, Witness]) -> None:
    """Law 3: a comparison applied to the earlier text gives the later one; to any other it is not."""
    earlier, later = pair
    comparison = compare(earlier, later)
    assert comparison.apply(earlier) == later
    other = attrs.evolve(later, siglum=earlier.siglum)
    if other.provisions != earlier.provisions:
        with pytest.raises(ModelError):
            comparison.apply(other)


@given(witnesses(siglum="A") | treaties())
def test_a_text_with_itself_shows_nothing(witness: Witness) -> None:
    """Law 3: a text and its copy differ in nothing, neither is silent on anything, and each clause has its like."""
    comparison = compare(witness, attrs.evolve(witness, siglum="B"))
    assert [str(change) for change in comparison.changes] == []
    assert comparison.not_transmitted == ()
    assert comparison.counts == {}
    joined = [(link.earlier, link.later, link.relation) for link in comparison.links if link.of_clauses]
    wanted = [((one,), (attrs.evolve(one, siglum="B"),), Relation.IDENTICAL) for one, _ in witness.clauses()]
    assert joined == wanted


@given(any_pairs())
def test_exchanging_the_sides_inverts(pair: tuple[Witness, Witness]) -> None:
    """Law 3: the comparison of the sides exchanged is the comparison inverted, changes and silences included."""
    earlier, later = pair
    forth, back = compare(earlier, later), compare(later, earlier)
    inverted = forth.invert()
    assert back.links == inverted.links
    assert back == inverted
    assert back.changes == inverted.changes
    assert back.not_transmitted == inverted.not_transmitted


@given(any_pairs())
def test_inverting_says_the_same_of_each_place_and_can_be_undone(pair: tuple[Witness, Witness]) -> None:
    """Law 3: inverted, each change is its inverse and silence stays silence; inverted twice, all is as before."""
    comparison = compare(*pair)
    inverted = comparison.invert()
    assert {change.inverse for change in comparison.changes} == set(inverted.changes)
    assert len(comparison.changes) == len(inverted.changes)
    assert set(comparison.not_transmitted) == set(inverted.not_transmitted)
    twice = inverted.invert()
    assert twice == comparison
    assert twice.changes == comparison.changes
    assert twice.not_transmitted == comparison.not_transmitted


@given(related_pairs(kinds=["renumbered"], min_edits=1, max_edits=1))
def test_renumbering_alone_is_renumbering_alone(pair: RelatedPair) -> None:
    """Law 8: where articles got new numbers, and the references to them may have followed, nothing else changed.

    Each article whose number has another value is one change, and each clause whose words differ is a reference.
    """
    comparison = compare(pair.earlier, pair.later)
    assert set(comparison.counts) <= {"renumbered", "reference"}
    found = {str(change.address): change.flags for change in comparison.changes}
    wanted: dict[str, tuple[Flag, ...]] = {}
    for one, other in zip(pair.earlier.provisions, pair.later.provisions, strict=True):
        if one.number is not None and other.number is not None:
            here, there = f"A/{one.number}", f"B/{other.number}"
            if not one.number.same_as(other.number):
                wanted[f"{here}..{there}"] = (Flag.RENUMBERED,)
            for n, (before, after) in enumerate(zip(one.clauses, other.clauses, strict=True), start=1):
                if before.text != after.text:
                    wanted[f"{here}:{n}..{there}:{n}"] = (Flag.REFERENCE,)
    assert found == wanted


@given(related_pairs(kinds=["moved"], min_edits=1, max_edits=1))
def test_moving_an_article_is_one_move(pair: RelatedPair) -> None:
    """Law 8: an article that stands elsewhere, its words and number kept, is one change: a move.

    Of two articles that changed places either may be the one that moved. Premise: every article has a subject
    that no other article has, so that their words tell them apart.
    """
    changes = compare(pair.earlier, pair.later).changes
    assert [(change.relation, change.flags, change.edits) for change in changes] == [
        (Relation.IDENTICAL, (Flag.MOVED,), ())
    ]
    assert all(end.clause is None for end in changes[0].address.earlier)
