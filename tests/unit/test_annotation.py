"""Annotations attached to texts: what speaks of a change, what contradicts what, and that many are no burden."""

from __future__ import annotations

from collections.abc import Iterator

from plain_form import witness_of
from treatydiff.annotation import Contradictions, annotate, in_conflict, of_place
from treatydiff.comparison import Change, compare
from treatydiff.model.addresses import Address, ChangeAddress
from treatydiff.model.annotations import Annotation, Target
from treatydiff.model.dossiers import DossierRecord

A = witness_of("= article 1\nPeace lasts.\n= article 2\nThe treaty is in force for ten years.", "A")
B = witness_of("= article 1\nPeace lasts long.\n= article 2\nThe treaty is in force for five years.", "B")
PLACES = ("A", "A/1", "A/1:1", "B/2", "B/2:1", "A/1..B/1", "A/1:1..B/1:1", "A/1:1..B/2:1", "B", "C/1")
SAID = tuple(Annotation(f"n{number}", "note", "So it was.", place) for number, place in enumerate(PLACES))


def speaking(change: Change) -> Iterator[str]:
    """By the rule, looking at each annotation for itself: the ids of those that speak of a change."""
    joined = {*change.address.earlier, *change.address.later}
    for one in SAID:
        [target] = one.targets
        of_it = isinstance(target.place, ChangeAddress) and set(target.addresses) == joined
        place = target.place
        around = isinstance(place, Address) and place.steps and any(end.is_in(place) for end in joined)
        if of_it or around:
            yield one.id


def test_changes_have_what_speaks_of_them() -> None:
    """A change has the remarks on itself and on what its ends stand in; none on whole texts or other changes."""
    changes = annotate(compare(A, B), SAID).changes
    assert [[one.id for one in change.annotations] for change in changes] == [[*speaking(one)] for one in changes]
    assert {str(one.address): [said.id for said in one.annotations] for one in changes} == {
        "A/1:1..B/1:1": ["n1", "n2", "n6"],
        "A/2:1..B/2:1": ["n3", "n4"],
    }


def test_contradictions_are_found_from_either_side() -> None:
    """Of three, one names another that is not among them, and one that is; the order is that given."""
    one = Annotation("n1", "note", "Yes.", conflicts_with=("n3", "n9"))
    two, three = Annotation("n2", "note", "No.", conflicts_with=("n1",)), Annotation("n3", "note", "No.")
    those = Contradictions.among([three, one, two])
    assert [other.id for other in those.of(one)] == ["n3", "n2"]
    assert those.ids_of(one) == ("n3", "n9", "n2")
    assert those.of(two) == in_conflict(two, [three, one, two]) == (one,)
    assert those.of(three) == (one,)


def test_a_dossier_says_each_contradiction_on_both_sides() -> None:
    """Where one of two annotations names the other, the other of a dossier names it too, after those it named."""
    said = (
        Annotation("n1", "note", "Yes.", conflicts_with=("n2",)),
        Annotation("n2", "note", "No.", conflicts_with=("n3",)),
        Annotation("n3", "note", "Perhaps."),
    )
    record = DossierRecord(witnesses=(A,), annotations=said)
    assert [one.conflicts_with for one in record.annotations] == [("n2",), ("n3", "n1"), ("n2",)]


def test_places_around_a_place() -> None:
    """A place is in exactly the places around it, and in its witness."""
    place = Address.parse("X/ch2/3/1:2")
    assert [str(one) for one in place.around] == ["X/ch2/3/1:2", "X/ch2/3/1", "X/ch2/3", "X/ch2"]
    assert all(place.is_in(one) for one in place.around)
    assert Address("X").around == ()
    assert of_place([Annotation("n1", "note", "So.", Target(place))], Address.parse("X/ch2/3"))
