"""Which witnesses of a dossier a trace compares, and their order in time."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from itertools import pairwise

from attrs import frozen

from treatydiff.model.dates import UncertainDate
from treatydiff.model.dossiers import DossierRecord, WitnessRelation
from treatydiff.model.witnesses import Witness

_PASSIVE_FIRST = frozenset({"follows", "witnessTo", "separatedFrom", "modelledOn"})
"""Relations whose active side comes of the passive."""
_ACTIVE_FIRST = frozenset({"becomes"})
"""Relations whose passive side comes of the active."""


@frozen
class Way:
    """Two witnesses that are compared.

    Attributes:
        earlier, later: their sigla.
        stated: what the dossier states of them.
        planned: whether it asks for their comparison.
        short_cut: whether there is a longer way from the one to the other.
    """

    earlier: str
    later: str
    stated: tuple[WitnessRelation, ...]
    planned: bool
    short_cut: bool = False


def ways(record: DossierRecord) -> tuple[Way, ...]:
    """The witnesses to compare, the pairs that relations name first."""
    stated: dict[tuple[str, str], list[WitnessRelation]] = {}
    for relation in record.relations:
        if relation.name in _PASSIVE_FIRST | _ACTIVE_FIRST:
            for one in relation.active:
                for other in relation.passive:
                    pair = (other, one) if relation.name in _PASSIVE_FIRST else (one, other)
                    _add(stated, pair, [relation])
    planned = [(plan.earlier, plan.later) for plan in record.comparisons]
    for pair in planned:
        _add(stated, pair, [])
    if not stated:
        stated = {pair: [] for pair in pairwise(witness.siglum for witness in in_time(record.witnesses))}
    asked = {pair for earlier, later in planned for pair in ((earlier, later), (later, earlier))}
    return tuple(
        Way(*pair, tuple(said), pair in asked, short_cut=not said and _reached(stated, *pair))
        for pair, said in stated.items()
    )


def _add(
    stated: dict[tuple[str, str], list[WitnessRelation]], pair: tuple[str, str], said: list[WitnessRelation]
) -> None:
    """Add two witnesses, once, whichever way round they are named later."""
    if pair[0] != pair[1]:
        stated.setdefault(pair[::-1] if pair[::-1] in stated else pair, []).extend(said)


def _reached(pairs: Iterable[tuple[str, str]], start: str, end: str) -> bool:
    """Whether other pairs lead from one witness to another."""
    nexts: dict[str, list[str]] = {}
    for earlier, later in pairs:
        if (earlier, later) != (start, end):
            nexts.setdefault(earlier, []).append(later)
    seen, waiting = {start}, [start]
    while waiting:
        for later in nexts.get(waiting.pop(), ()):
            if later not in seen:
                seen.add(later)
                waiting.append(later)
    return end in seen


def in_time(witnesses: Sequence[Witness]) -> tuple[Witness, ...]:
    """Witnesses in time order; one without a date stands after the one that is listed before it."""
    last = (datetime.date.min, datetime.date.min)
    keyed: list[tuple[tuple[datetime.date, datetime.date], Witness]] = []
    for witness in witnesses:
        last = _days(witness.date) if witness.date else last
        keyed.append((last, witness))
    return tuple(witness for _, witness in sorted(keyed, key=lambda pair: pair[0]))


def _days(date: UncertainDate) -> tuple[datetime.date, datetime.date]:
    return date.earliest, date.latest
