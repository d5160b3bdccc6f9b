from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import MANY_EXAMPLES
from strategies import any_families
from treatydiff.collation import ClauseGroup, Collation, ProvisionGroup, VariationUnit, collate
from treatydiff.model.addresses import Address
from treatydiff.model.witnesses import Witness

LAW = settings(max_examples=MANY_EXAMPLES)


def all_units(collation: Collation) -> Iterator[tuple[ProvisionGroup | ClauseGroup, VariationUnit]]:
    """Every variation unit: of clauses, of titles, of labels."""
    for group in collation.walk():
        if isinstance(group, ClauseGroup):
            yield from ((group, unit) for unit in group.units)
        else:
            yield from ((group, unit) for unit in group.heading)
            if group.label is not None:
                yield group, group.label


@LAW
@given(any_families())
def test_every_witness_can_be_rebuilt(family: tuple[Witness, ...]) -> None:
    """Law 4: the groups give every witness's clauses, labels and titles to the letter, and the base's order."""
    collation = collate(family)
    assert_clauses_are_rebuilt(collation)
    assert_heads_are_rebuilt(collation)
    assert_nothing_is_lost(collation)
    assert_the_base_stands_in_its_order(collation)


def assert_clauses_are_rebuilt(collation: Collation) -> None:
    """The units of a group give each member's clauses, and where each of them begins."""
    for group in collation.clause_groups():
        for member in group.members:
            witness = collation.witness(member.siglum)
            texts = [witness.clause(address).text for address in member.addresses]
            assert group.written(member.siglum) == "".join(texts)
            tokens = [
                token for unit in group.units if (reading := unit.of(member.siglum)) for token in reading.tokens
            ]
            bounds = [*member.starts, len(tokens)]
            assert ["".join(tokens[a:b]) for a, b in itertools.pairwise(bounds)] == texts


def assert_nothing_is_lost(collation: Collation) -> None:
    """Every provision and clause of every witness stands in exactly one group."""
    found = Counter(address for group in collation.walk() for m in group.members for address in m.addresses)
    wanted: list[Address] = []
    for witness in collation.witnesses:
        wanted += [address for address, _ in witness.addressed()]
        wanted += [address for address, _ in witness.clauses()]
    assert found == Counter(wanted)


def assert_the_base_stands_in_its_order(collation: Collation) -> None:
    """Groups follow the base's order, provisions before what is in them."""
    found = [
        address
        for group in collation.walk()
        if isinstance(group, ProvisionGroup)
        for member in group.members
        if member.siglum == collation.base
        for address in member.addresses
    ]
    assert found == [address for address, _ in collation.witness(collation.base).addressed()]


def assert_heads_are_rebuilt(collation: Collation) -> None:
    """The title of each provision can be rebuilt from its group, and the label as printed."""
    for group in collation.walk():
        if isinstance(group, ProvisionGroup):
            for member in group.members:
                provision = collation.witness(member.siglum).provision(member.addresses[0])
                title = "".join(r.text for unit in group.heading if (r := unit.of(member.siglum)))
                assert title == (provision.heading.text if provision.heading else "")
                reading = group.label.of(member.siglum) if group.label else None
                printed = provision.label.text if provision.label and not provision.label.supplied else ""
                assert (reading.text if reading else "") == printed


@LAW
@given(any_families())
def test_each_witness_stands_once_in_each_unit(family: tuple[Witness, ...]) -> None:
    """Law 5: in each unit every witness stands in one reading, is named as omitting it, or as saying nothing."""
    collation = collate(family)
    assert_each_witness_stands_once(collation)
    assert_readings_differ(collation)
    assert_silence_has_a_reason(collation)


def assert_each_witness_stands_once(collation: Collation) -> None:
    """Readings, omitted and not transmitted together name each witness once, in units and in groups."""
    sigla = sorted(witness.siglum for witness in collation.witnesses)
    for group, unit in all_units(collation):
        named = [siglum for reading in unit.readings for siglum in reading.witnesses]
        assert sorted([*named, *unit.omitted, *unit.not_transmitted]) == sigla, group.address
    for group in collation.walk():
        assert sorted([*(m.siglum for m in group.members), *group.omitted, *group.not_transmitted]) == sigla


def assert_readings_differ(collation: Collation) -> None:
    """Each unit has a reading at least, none is without words, and no two are written the same."""
    for group, unit in all_units(collation):
        written = [(reading.tokens, reading.forms) for reading in unit.readings]
        assert written, group.address
        assert all(tokens for tokens, _ in written)
        assert len(set(written)) == len(written)
        for reading in unit.readings:
            assert len(reading.witnesses) == len(reading.ranges)
            assert all(stop - start == len(reading.tokens) == len(reading.forms) for start, stop in reading.ranges)


def assert_silence_has_a_reason(collation: Collation) -> None:
    """Silence is a fragment's, or that of a witness of another instrument; else it is omission."""
    for group in collation.walk():
        instruments = {collation.witness(member.siglum).instrument for member in group.members}
        for siglum in group.not_transmitted:
            witness = collation.witness(siglum)
            assert not witness.complete or (witness.instrument and witness.instrument not in instruments)
        for siglum in group.omitted:
            own = collation.witness(siglum).instrument
            assert not own or "" in instruments or own in instruments


Agreement = frozenset[object]


def agreements(collation: Collation) -> tuple[Agreement, Agreement]:
    """Who agrees with whom: which provisions and clauses are one, and which words are one reading."""
    grouped = frozenset(
        frozenset((member.addresses, member.starts) for member in group.members) for group in collation.walk()
    )
    readings = frozenset(
        (
            member_of(group),
            position,
            frozenset((r.tokens, frozenset(zip(r.witnesses, r.ranges, strict=True))) for r in unit.readings),
            frozenset(unit.omitted),
            frozenset(unit.not_transmitted),
            unit.transposed,
        )
        for group in collation.walk()
        for position, unit in enumerate(group.units if isinstance(group, ClauseGroup) else group.heading)
    )
    return grouped, readings


def member_of(group: ProvisionGroup | ClauseGroup) -> frozenset[tuple[Address, ...]]:
    """What tells a group from others, in whatever order its members come."""
    return frozenset(member.addresses for member in group.members)


@LAW
@given(any_families(min_size=2), st.data())
def test_the_order_of_witnesses_is_no_matter(family: tuple[Witness, ...], data: st.DataObject) -> None:
    """Law 9: any order of the witnesses gives the same groups and the same readings, with one base."""
    base = family[0].siglum
    shuffled: Sequence[Witness] = data.draw(st.permutations(family))
    assert agreements(collate(shuffled, base=base)) == agreements(collate(family, base=base))
