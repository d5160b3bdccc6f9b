"""What the model says: variants as a table, read from a collation and from no document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from treatydiff.collation import ClauseGroup, Collation, ProvisionGroup, VariationUnit

OMISSION = 0
"""The reading of those who have nothing; the others are numbered from 1."""


@frozen
class Character:
    """A place of variation with the reading of each witness that transmits it.

    Attributes:
        name: id of the place.
        variant: the class of the difference; ``label`` for what is printed over provisions.
        states: numbers of readings in the order in which the analysis profile gives them.
        texts: the words of each.
        alike: for each, the number of the first reading of the same compared form.
        of: the number of each witness's reading.
    """

    name: str
    variant: str
    states: tuple[int, ...]
    texts: dict[int, str]
    alike: dict[int, int]
    of: dict[str, int]


def characters(collation: Collation) -> list[Character]:
    """The places where witnesses differ, or where not all transmit what the others have.

    A witness that lacks a provision or clause has the omission at its first words, and nothing at the others.
    """
    everybody = [witness.siglum for witness in collation.witnesses]
    table: list[Character] = []
    for group in collation.groups:
        _collect(group, everybody, [], table)
    return table


def _collect(
    group: ProvisionGroup | ClauseGroup, concerned: Sequence[str], owed: list[str], table: list[Character]
) -> None:
    """Add a group's places; `owed` are witnesses whose lack of what is around has not been counted yet."""
    have = [siglum for siglum in concerned if siglum in _holders(group)]
    if not have:
        return
    before = list(owed)
    owed += [siglum for siglum in concerned if siglum not in have and siglum in group.omitted]
    for name, variant, unit in _units(group):
        if unit.constant:
            continue
        numbers = {s: n for n, reading in enumerate(unit.readings, start=1) for s in reading.witnesses}
        of = {siglum: numbers.get(siglum, OMISSION) for siglum in have if siglum not in unit.not_transmitted}
        if not any(of.values()):
            continue
        if variant != "label":
            of |= dict.fromkeys(owed, OMISSION)
            owed.clear()
        table.append(_character(name, variant, unit, of))
    if isinstance(group, ProvisionGroup):
        for child in group.children:
            _collect(child, have, owed, table)
    if owed:
        owed[:] = before


def _holders(group: ProvisionGroup | ClauseGroup) -> set[str]:
    inner = group.children if isinstance(group, ProvisionGroup) else ()
    return {member.siglum for member in group.members}.union(*(_holders(child) for child in inner))


def _units(group: ProvisionGroup | ClauseGroup) -> Iterator[tuple[str, str, VariationUnit]]:
    place = f"u-{group.address.as_id}"
    if isinstance(group, ProvisionGroup):
        if group.label is not None:
            yield f"{place}-c0-1", "label", group.label
        for number, unit in enumerate(group.heading, start=1):
            yield f"{place}-c00-{number}", unit.variant, unit
    else:
        varying = (unit for unit in group.units if not unit.constant)
        for number, unit in enumerate(varying, start=1):
            yield f"{place}-{number}", unit.variant, unit


def _character(name: str, variant: str, unit: VariationUnit, of: dict[str, int]) -> Character:
    forms = {number: reading.forms for number, reading in enumerate(unit.readings, start=1)}
    alike = {number: min(n for n, form in forms.items() if form == forms[number]) for number in forms}
    used = sorted(set(of.values()) - {OMISSION}, key=lambda number: (alike[number], number))
    states = (*used, *([OMISSION] if OMISSION in of.values() else []))
    texts = {number: reading.text for number, reading in enumerate(unit.readings, start=1)}
    return Character(name, variant, states, texts | {OMISSION: ""}, alike | {OMISSION: OMISSION}, of)
