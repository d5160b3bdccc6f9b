"""Application: the later text, made from the earlier one and the words that changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import evolve

from treatydiff.alignment.witnesses import TokenizedWitness
from treatydiff.collation import ClauseGroup, Collation
from treatydiff.model.addresses import Address
from treatydiff.model.passages import Passage
from treatydiff.model.provisions import Provision
from treatydiff.model.witnesses import Witness
from treatydiff.tokenization import join


def applied(collation: Collation, earlier: Witness, later: Witness) -> Witness:
    """The later text: its structure, common words from the earlier text, changed words from the readings.

    Args:
        collation: the collation of the two.
        earlier: the earlier text, from which all words are taken that did not change.
        later: the later text, of which only structure and marks are used.
    """
    texts = TokenizedWitness(earlier, collation.options.normalization)
    clauses: dict[Address, str] = {}
    for group in collation.clause_groups():
        clauses |= _clauses(group, texts, later)
    addresses = (address for address, _ in later.addressed())
    return evolve(later, provisions=tuple(_filled(p, addresses, clauses) for p in later.provisions))


def _clauses(group: ClauseGroup, earlier: TokenizedWitness, later: Witness) -> dict[Address, str]:
    """The later text's clauses of a group."""
    target, origin = group.member(later.siglum), group.member(earlier.witness.siglum)
    if target is None:
        return {}
    before = join(earlier.tokens(address) for address in origin.addresses) if origin else None
    tokens: list[str] = []
    for unit in group.units:
        if unit.constant and before is not None:
            start, stop = unit.readings[0].ranges[0]
            tokens += [before.written(place, place + 1) for place in range(start, stop)]
        elif reading := unit.of(later.siglum):
            tokens += reading.tokens
    bounds = [*target.starts, len(tokens)]
    return {
        address: "".join(tokens[start:stop])
        for address, start, stop in zip(target.addresses, bounds, bounds[1:], strict=False)
    }


def _filled(provision: Provision, addresses: Iterator[Address], clauses: Mapping[Address, str]) -> Provision:
    address = next(addresses)
    return evolve(
        provision,
        clauses=tuple(
            Passage(clauses[address.of_clause(number)], clause.marks)
            for number, clause in enumerate(provision.clauses, start=1)
        ),
        children=tuple(_filled(child, addresses, clauses) for child in provision.children),
    )
