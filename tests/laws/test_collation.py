from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from hypothesis import given
from hypothesis import strategies as st
from strategies import any_families

from treatydiff.collation import ClauseGroup, Collation, ProvisionGroup, VariationUnit, collate
from treatydiff.model.addresses import Address
from treatydiff.model.witnesses import Witness


def all_units(collation: Collation) -> Iterator[tuple[ProvisionGroup | ClauseGroup, VariationUnit]]:
    """Every variation unit: of clauses, of titles, of labels."""
    for group in collation.walk():
        if isinstance(group, ClauseGroup):
            yield from ((group, unit) for unit in group.units)
        else:
            yield from ((group, unit) for unit in group.heading)
            if group.label is not None:
                yield group, group.label


@given(any_families())
def test_every_clause_can_be_rebuilt(family: tuple[Witness, ...]) -> None:
    """Law 4: the units of a group give each member's clauses to the letter, and where each of them begins."""
    collation = collate(family)
    for group in collation.clause_groups():
        for member in group.members:
            witness = collation.witness(member.siglum)
            texts = [witness.clause(address).text for address in member.addresses]
            assert group.written(member.siglum) == "".join(texts)
            tokens = [
                token for unit in group.units if (reading := unit.of(member.siglum)) for token in reading.tokens
            ]
            bounds = [*member.starts, len(tokens)]
            assert ["".join(tokens[a:b]) for a, b in zip(bounds, bounds[1:], strict=False)] == texts


@given(any_families())
def test_every_provision_and_clause_stands_in_one_group(family: tuple[Witness, ...]) -> None:
    """Law 4: no provision and no clause of any witness is lost, and none stands in two groups."""
    collation = collate(family)
    found = Counter(address for group in collation.walk() for m in group.members for address in m.addresses)
    wanted: list[Address] = []
    for witness in family:
        wanted += [address for address, _ in witness.addressed()]
        wanted += [address for address, _ in witness.clauses()]
    assert found == Counter(wanted)


@given(any_families())
def test_the_base_stands_in_its_order(family: tuple[Witness, ...]) -> None:
    """Law 4: groups follow the base's order, provisions before what is in them."""
    collation = collate(family)
    found = [
        address
        for group in collation.walk()
        if isinstance(group, ProvisionGroup)
        for member in group.members
        if member.siglum == collation.base
        for address in member.addresses
    ]
    assert found == [address for address, _ in collation.witness(collation.base).addressed()]


@given(any_families())
def test_headings_and_labels_can_be_rebuilt(family: tuple[Witness, ...]) -> None:
    """Law 4: the title of each provision can be rebuilt from its group, and the label as printed."""
    collation = collate(family)
    for group in collation.walk():
        if isinstance(group, ProvisionGroup):
            for member in group.members:
                provision = collation.witness(member.siglum).provision(member.addresses[0])
                title = "".join(r.text for unit in group.heading if (r := unit.of(member.siglum)))
                assert title == (provision.heading.text if provision.heading else "")
                reading = group.label.of(member.siglum) if group.label else None
                printed = provision.label.text if provision.label and not provision.label.supplied else ""
                assert (reading.text if reading else "") == printed


@given(any_families())
def test_each_witness_stands_once_in_each_unit(family: tuple[Witness, ...]) -> None:
    """Law 5: in each unit every witness stands in one reading, is named as omitting it, or as saying nothing."""
    collation = collate(family)
    sigla = sorted(witness.siglum for witness in family)
    for group, unit in all_units(collation):
        named = [siglum for reading in unit.readings for siglum in reading.witnesses]
        assert sorted([*named, *unit.omitted, *unit.not_transmitted]) == sigla, group.address
    for group in collation.walk():
        assert sorted([*(m.siglum for m in group.members), *group.omitted, *group.not_transmitted]) == sigla


@given(any_families())
def test_a_unit_has_readings_and_they_differ(family: tuple[Witness, ...]) -> None:
    """Law 5: each unit has a reading at least, none is without words, and no two are written the same."""
    for group, unit in all_units(collate(family)):
        written = [(reading.tokens, reading.forms) for reading in unit.readings]
        assert written, group.address
        assert all(tokens for tokens, _ in written)
        assert len(set(written)) == len(written)
        for reading in unit.readings:
            assert len(reading.witnesses) == len(reading.ranges)
            assert all(stop - start == len(reading.tokens) == len(reading.forms) for start, stop in reading.ranges)


@given(any_families())
def test_who_says_nothing_is_a_fragment_or_another_instrument(family: tuple[Witness, ...]) -> None:
    """Law 5: silence is a fragment's, or that of a witness of another instrument; else it is omission."""
    collation = collate(family)
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


@given(any_families(min_size=2), st.data())
def test_the_order_of_witnesses_is_no_matter(family: tuple[Witness, ...], data: st.DataObject) -> None:
    """Law 9: any order of the witnesses gives the same groups and the same readings, with one base."""
    base = family[0].siglum
    shuffled: Sequence[Witness] = data.draw(st.permutations(family))
    assert agreements(collate(shuffled, base=base)) == agreements(collate(family, base=base))
