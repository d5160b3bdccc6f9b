"""Laws of parallel texts: whatever two texts in two languages say."""

from __future__ import annotations

import attrs
from hypothesis import given, settings

from strategies import any_pairs
from treatydiff.collation import collate
from treatydiff.comparison import compare
from treatydiff.comparison.parallel import changes_in_one_language, side_by_side
from treatydiff.model.links import Relation
from treatydiff.model.witnesses import Witness


def in_languages(pair: tuple[Witness, Witness]) -> tuple[Witness, Witness]:
    """The pair as texts in English and Russian, whatever stands in them."""
    return attrs.evolve(pair[0], language="en"), attrs.evolve(pair[1], language="ru")


@given(any_pairs())
@settings(max_examples=40)
def test_exchanging_the_sides_inverts(pair: tuple[Witness, Witness]) -> None:
    """Which text is called the earlier has no influence on what corresponds, nor on scores, rules and flags."""
    one, other = in_languages(pair)
    forth, back = compare(one, other), compare(other, one)
    assert back.links == forth.invert().links
    assert back == forth.invert()
    assert back.changes == forth.invert().changes


@given(any_pairs())
@settings(max_examples=40)
def test_nothing_corresponds_twice_and_words_are_not_compared(pair: tuple[Witness, Witness]) -> None:
    """Each provision and clause stands in one link at most; all are parallel, and the later text can be made."""
    one, other = in_languages(pair)
    comparison = compare(one, other)
    ends = [end for link in comparison.links for end in link.ends]
    assert len(ends) == len(set(ends))
    assert {link.relation for link in comparison.links} <= {Relation.PARALLEL}
    assert all(0 <= link.score <= 1 for link in comparison.links)
    assert comparison.apply(one) == other
    assert not any(change.edits for change in comparison.changes)


@given(any_pairs())
@settings(max_examples=40)
def test_rows_hold_all_words_once(pair: tuple[Witness, Witness]) -> None:
    """Side by side each clause of each text stands in one row, those of the first text in its order."""
    one, other = in_languages(pair)
    text = side_by_side([compare(one, other)])
    for column, witness in enumerate(text.witnesses):
        shown = [address for row in text.rows for address in row.cells[column] if address.clause is not None]
        assert sorted(map(str, shown)) == sorted(str(address) for address, _ in witness.clauses())
    firsts = [row.cells[0][0] for row in text.rows if row.cells[0] and row.of_clauses]
    order = [address for address, _ in one.clauses()]
    assert firsts == sorted(firsts, key=order.index)


@given(any_pairs())
@settings(max_examples=40)
def test_a_language_changes_nothing_between_the_others(pair: tuple[Witness, Witness]) -> None:
    """A translation beside two texts in one language leaves what is compared between these as it was."""
    one, other = (attrs.evolve(witness, language="en") for witness in pair)
    third = attrs.evolve(other, siglum="Z", language="ja")
    collation = collate([one, other, third])
    for group in collation.clause_groups():
        languages = {collation.witness(member.siglum).language for member in group.members}
        assert len(languages) == 1
    for siglum in (one.siglum, other.siglum, "Z"):
        held = [
            address
            for group in collation.clause_groups()
            for m in group.members
            for address in m.addresses
            if address.siglum == siglum
        ]
        assert sorted(map(str, held)) == sorted(str(a) for a, _ in collation.witness(siglum).clauses())


@given(any_pairs())
@settings(max_examples=40)
def test_nothing_changes_in_one_language_alone_where_nothing_changes(pair: tuple[Witness, Witness]) -> None:
    """Where the text in the other language stood still, all changes are changes in one language alone."""
    one, other = (attrs.evolve(witness, language="en") for witness in pair)
    same = attrs.evolve(one, siglum="Y", language="ru"), attrs.evolve(one, siglum="Z", language="ru")
    changes, others = compare(one, other), compare(*same)
    then, now = compare(one, same[0]), compare(other, same[1])
    assert changes_in_one_language(changes, others, earlier=then, later=now) == changes.changes
