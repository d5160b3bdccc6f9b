"""Bases: one collation read along one witness or another."""

from __future__ import annotations

from collections.abc import Sequence

from treatydiff.collation import Alignment, Collation, assemble, tokenized
from treatydiff.report.html.edition import Edition

MOST_BASES = 12
"""Bases among which a reader can choose; the style sheet has a rule for each."""
LARGE = 1500
"""Clauses on the page up to which each witness is offered as base; of larger collations the base alone is set."""


def shown(edition: Edition) -> Sequence[Collation]:
    """What the apparatus is made of: the collations, else the comparisons."""
    return edition.collations or [one.collation for one in edition.comparisons]


def bases_of(collation: Collation) -> tuple[str, ...]:
    """The bases that a page offers, the collation's own first."""
    others = [witness.siglum for witness in collation.witnesses if witness.siglum != collation.base]
    clauses = sum(len(group.members) for group in collation.clause_groups())
    return (collation.base, *others[: MOST_BASES - 1]) if clauses * len(others) <= LARGE else (collation.base,)


def rebased(collation: Collation, base: str) -> Collation:
    """The collation in the order and with the lemmata of another witness; it rests on the same links."""
    if base == collation.base:
        return collation
    texts = tokenized(collation.witnesses, collation.options)
    return assemble(texts, base=base, alignment=Alignment(collation.links), options=collation.options)
