"""Laws of edited alignments: what an editor decides is in the result, and the other laws hold beside it."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
from hypothesis import given
from hypothesis import strategies as st

from strategies import any_families, any_pairs
from treatydiff.collation import Collation, collate
from treatydiff.comparison import compare
from treatydiff.model.addresses import Address
from treatydiff.model.edits import contradiction
from treatydiff.model.links import EDITED, EditedLink, Link, NoCounterpart
from treatydiff.model.witnesses import Witness


@st.composite
def edits(draw: st.DrawFn, witnesses: Sequence[Witness]) -> tuple[EditedLink, ...]:
    """Decisions on witnesses that fit their texts and do not contradict each other, none to four."""
    places = {
        witness.siglum: (
            [address for address, _ in witness.addressed()],
            [address for address, _ in witness.clauses()],
        )
        for witness in witnesses
    }
    made: list[EditedLink] = []
    for _ in range(draw(st.integers(0, 4))):
        one, other = draw(st.permutations(list(witnesses)))[:2]
        level = draw(st.integers(0, 1))
        ours, theirs = places[one.siglum][level], places[other.siglum][level]
        if not ours or not theirs:
            continue
        some = [
            draw(st.lists(st.sampled_from(side), min_size=1, max_size=2, unique=True)) for side in (ours, theirs)
        ]
        edit: EditedLink
        if draw(st.booleans()):
            words = [one.words_at(end) for end in some[0]] + [other.words_at(end) for end in some[1]]
            edit = Link(some[0], some[1], resp="N. N.", words=tuple(words) if draw(st.booleans()) else ())
        else:
            words_of_one = one.words_at(some[0][0]) if draw(st.booleans()) else ""
            edit = NoCounterpart(some[0][0], other.siglum, resp="N. N.", words=words_of_one)
        if contradiction([*made, edit]) is None:
            made.append(edit)
    return tuple(made)


pairs_and_edits = any_pairs().flatmap(lambda pair: st.tuples(st.just(pair), edits(pair)))
families_and_edits = (
    any_families()
    .filter(lambda family: len(family) > 1)
    .flatmap(lambda family: st.tuples(st.just(family), edits(family)))
)


def agreements(collation: Collation) -> object:
    """Who agrees with whom: which places are one, and which words are one reading."""
    grouped = {
        frozenset(address for member in group.members for address in member.addresses) for group in collation.walk()
    }
    read = {
        (frozenset(member.addresses for member in group.members), position, frozenset(reading.witnesses))
        for group in collation.clause_groups()
        for position, unit in enumerate(group.units)
        for reading in unit.readings
    }
    silent = {
        (str(address), group.not_transmitted and frozenset(group.not_transmitted), frozenset(group.omitted))
        for group in collation.walk()
        for member in group.members
        for address in member.addresses
    }
    return grouped, read, silent


def sides(link: Link) -> frozenset[frozenset[Address]]:
    """What a link joins, whichever way round and in whatever order."""
    return frozenset((frozenset(link.earlier), frozenset(link.later)))


def assert_said(links: Sequence[Link], stated: Sequence[EditedLink]) -> None:
    """Each stated link is there as an editor's, and nothing touches what has no counterpart."""
    found = {sides(link) for link in links if link.edited and link.resp == "N. N."}
    for edit in stated:
        if isinstance(edit, Link):
            assert sides(edit) in found
            continue
        for link in links:
            for side, across in ((link.earlier, link.later), (link.later, link.earlier)):
                touched = any(end.is_in(edit.address) for end in side)
                assert not (touched and across[0].siglum == edit.witness), (str(edit.address), str(link.address))


@given(families_and_edits)
def test_decisions_that_fit_are_in_the_result(drawn: tuple[tuple[Witness, ...], tuple[EditedLink, ...]]) -> None:
    """Each decision that fits is said by the links; no provision is in two links of one pair; none is a misfit."""
    family, stated = drawn
    collation = collate(family, links=stated)
    assert collation.misfits == ()
    assert_said(collation.links, stated)
    seen: set[tuple[Address, str]] = set()
    for link in collation.links:
        for side, across in ((link.earlier, link.later), (link.later, link.earlier)):
            for end in side:
                assert (end, across[0].siglum) not in seen
                seen.add((end, across[0].siglum))


@given(families_and_edits)
def test_groups_follow_decisions(drawn: tuple[tuple[Witness, ...], tuple[EditedLink, ...]]) -> None:
    """No group joins what has no counterpart with anything of that witness; computed links are set aside first.

    A link that an editor stated is set aside only where another of his contradicts it.
    """
    family, stated = drawn
    collation = collate(family, links=stated)
    for edit in collation.without_counterpart:
        for group in collation.walk():
            held = {address for member in group.members for address in member.addresses}
            if any(address.is_in(edit.address) for address in held):
                assert edit.witness not in {member.siglum for member in group.members}
    if len(stated) == 1:
        assert not any(link.edited for link in collation.set_aside)


@given(families_and_edits)
def test_rebuilding_holds_with_decisions(drawn: tuple[tuple[Witness, ...], tuple[EditedLink, ...]]) -> None:
    """Laws 4 and 5: every witness can be rebuilt, and stands once in each unit, whatever an editor decided."""
    family, stated = drawn
    collation = collate(family, links=stated)
    sigla = sorted(witness.siglum for witness in family)
    found: list[Address] = []
    for group in collation.walk():
        assert sorted([*(m.siglum for m in group.members), *group.omitted, *group.not_transmitted]) == sigla
        found += [address for member in group.members for address in member.addresses]
    for group in collation.clause_groups():
        for member in group.members:
            witness = collation.witness(member.siglum)
            assert group.written(member.siglum) == "".join(witness.clause(a).text for a in member.addresses)
        for unit in group.units:
            named = [siglum for reading in unit.readings for siglum in reading.witnesses]
            assert sorted([*named, *unit.omitted, *unit.not_transmitted]) == sigla
    wanted = [a for witness in family for a, _ in (*witness.addressed(), *witness.clauses())]
    assert sorted(map(str, found)) == sorted(map(str, wanted))


@given(families_and_edits)
def test_order_of_witnesses_and_of_decisions_is_no_matter(
    drawn: tuple[tuple[Witness, ...], tuple[EditedLink, ...]],
) -> None:
    """Law 9: the same agreements, whatever the order of witnesses and decisions."""
    family, stated = drawn
    turned = [edit.inverse if isinstance(edit, Link) else edit for edit in reversed(stated)]
    forth = collate(family, links=stated, base=family[0].siglum)
    back = collate(family[::-1], links=turned, base=family[0].siglum)
    assert agreements(forth) == agreements(back)
    assert {sides(link) for link in forth.overruled} == {sides(link) for link in back.overruled}


@given(pairs_and_edits)
def test_comparisons_with_decisions_apply_and_invert(
    drawn: tuple[tuple[Witness, Witness], tuple[EditedLink, ...]],
) -> None:
    """Law 3: applied, the later text comes out; exchanged, the comparison is inverted, what gave way included."""
    (earlier, later), stated = drawn
    comparison = compare(earlier, later, links=stated)
    assert comparison.apply(earlier) == later
    inverted, back = comparison.invert(), compare(later, earlier, links=stated)
    assert back == inverted
    assert back.changes == inverted.changes
    assert (back.overruled, back.misfits) == (inverted.overruled, inverted.misfits)


@given(any_pairs(), st.data())
def test_stating_what_was_computed_changes_nothing(pair: tuple[Witness, Witness], data: st.DataObject) -> None:
    """Decisions that say what is computed change nothing but who says so: no link, no change, nothing overruled."""
    computed = compare(*pair)
    chosen = data.draw(st.lists(st.sampled_from(computed.links), unique=True)) if computed.links else []
    stated = [Link(link.earlier, link.later, resp="N. N.") for link in chosen]
    decided = compare(*pair, links=stated)
    assert decided.overruled == ()
    said = {link.address: link for link in decided.links}
    for link in computed.links:
        now = said.pop(link.address)
        by_editor = attrs.evolve(link, resp="N. N.", rule=EDITED, score=1.0)
        assert now == (by_editor if link in chosen else link)
    assert not said
    assert [str(change) for change in decided] == [str(change) for change in computed]
    assert [change.edits for change in decided] == [change.edits for change in computed]
    assert decided.not_transmitted == computed.not_transmitted


@given(pairs_and_edits)
def test_what_gave_way_was_computed_and_is_said_no_more(
    drawn: tuple[tuple[Witness, Witness], tuple[EditedLink, ...]],
) -> None:
    """Overruled links are the computed ones that the result does not have."""
    pair, stated = drawn
    computed, decided = compare(*pair), compare(*pair, links=stated)
    now = {link.address for link in decided.links}
    assert set(decided.overruled) == {link for link in computed.links if link.address not in now}
