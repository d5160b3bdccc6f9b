"""The way through the links of a dossier's comparisons that makes the life of one provision."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from treatydiff.annotation import of_place, remarks
from treatydiff.comparison import Comparison
from treatydiff.model.addresses import Address
from treatydiff.model.annotations import TERM, Annotation
from treatydiff.model.dossiers import DossierRecord, Level
from treatydiff.model.links import Link, Relation
from treatydiff.model.witnesses import Witness
from treatydiff.trace.values import Descent, Standing, State, Trace, TraceStep
from treatydiff.trace.ways import Way, in_time, ways


class Comparing(Protocol):
    """How two witnesses of the dossier are compared, with the editors' links and the annotations."""

    def __call__(self, earlier: str, later: str, /, *, level: Level | None = None) -> Comparison:
        """Compare two witnesses, named by their sigla; without a level, as the dossier asks for it."""


_Places = Mapping[str, frozenset[Address]]
"""Addresses by siglum."""


class Life:
    """Follows the links of one provision; two witnesses are compared when that is first needed."""

    def __init__(self, record: DossierRecord, start: Address, compare: Comparing) -> None:
        self.witnesses = {witness.siglum: witness for witness in in_time(record.witnesses)}
        self.annotations = record.annotations
        self.start = start
        self.ways = ways(record)
        self._compare = compare
        self._compared: dict[Way, Comparison] = {}
        self._accepted: dict[Way, tuple[Link, ...]] = {}

    def trace(self) -> Trace:
        """The life, step by step."""
        begin = {self.start.siglum: frozenset({self.start})}
        before, after = (self._closure(begin, forward=forward) for forward in (False, True))
        ends = self._closure(before, forward=True, turned=True), self._closure(after, forward=False, turned=True)
        sigla = dict.fromkeys(siglum for places in ends for siglum in places)
        places = {
            siglum: self._outermost(frozenset().union(*(end.get(siglum, ()) for end in ends))) for siglum in sigla
        }
        standings = {siglum: self._standing(siglum, before, after) for siglum in places}
        steps = {siglum: (State.PRESENT, standings[siglum], found) for siglum, found in places.items()}
        for siglum, (state, standing) in self._absent(places, standings).items():
            steps[siglum] = (state, standing, ())
        said = [one for one in remarks(self.annotations) if _of_places(one, places.values())]
        for siglum, found in self._spoken_of(said).items():
            steps.setdefault(siglum, (State.SPOKEN_OF, Standing.ASIDE, found))
        return Trace(
            self.start,
            tuple(
                self._step(witness, *steps[siglum], places=places, said=said)
                for siglum, witness in self.witnesses.items()
                if siglum in steps
            ),
        )

    def _standing(self, siglum: str, before: _Places, after: _Places) -> Standing:
        if siglum == self.start.siglum:
            return Standing.TRACED
        if siglum in before:
            return Standing.BEFORE
        return Standing.AFTER if siglum in after else Standing.ASIDE

    # Links

    def _comparison(self, way: Way) -> Comparison:
        if way not in self._compared:
            self._compared[way] = self._compare(way.earlier, way.later)
        return self._compared[way]

    def _links(self, way: Way) -> tuple[Link, ...]:
        """The links of two witnesses that count."""
        if way not in self._accepted:
            links = self._comparison(way).links
            if way.short_cut:
                links = tuple(link for link in links if not self._gone_round(link, way))
            self._accepted[way] = links
        return self._accepted[way]

    def _gone_round(self, link: Link, way: Way) -> bool:
        """Whether an end of a short cut's link has a counterpart in the other witness by the longer way."""
        ends = ((way.earlier, link.earlier, True, way.later), (way.later, link.later, False, way.earlier))
        return any(
            goal in self._closure({siglum: frozenset(side)}, forward=forward, short_cuts=False)
            for siglum, side, forward, goal in ends
        )

    def _closure(
        self, begin: _Places, *, forward: bool, short_cuts: bool = True, turned: bool = False
    ) -> dict[str, frozenset[Address]]:
        """What is reached by links from some places in one direction of time, with these places themselves.

        Args:
            begin: where to begin.
            forward: to later witnesses; else to earlier ones.
            short_cuts: whether links of short cuts are followed as well.
            turned: whether the places were reached the other way. Links for which no words were compared then end
                the way, since they join all clauses of an article with all of another.
        """
        reached = dict(begin)
        waiting = list(begin)
        while waiting:
            siglum = waiting.pop(0)
            for way in self.ways:
                here, there = (way.earlier, way.later) if forward else (way.later, way.earlier)
                if here != siglum or (way.short_cut and not short_cuts):
                    continue
                links = [link for link in self._links(way) if not turned or link.relation is not Relation.PARALLEL]
                found = _counterparts(reached[siglum], links, self._comparison(way), forward=forward)
                if not found <= reached.get(there, frozenset()):
                    reached[there] = reached.get(there, frozenset()) | found
                    waiting.append(there)
        return reached

    def _outermost(self, places: Iterable[Address]) -> tuple[Address, ...]:
        """Places of one witness in text order, without those that stand in another of them."""
        found = set(places)
        kept = {one for one in found if not any(one != other and one.is_in(other) for other in found)}
        witness = self.witnesses[next(iter(kept)).siglum]
        order = [
            place
            for address, provision in witness.addressed()
            for place in (address, *(address.of_clause(n) for n in range(1, len(provision.clauses) + 1)))
        ]
        return tuple(place for place in order if place in kept)

    # Steps

    def _absent(
        self, places: Mapping[str, tuple[Address, ...]], standings: Mapping[str, Standing]
    ) -> dict[str, tuple[State, Standing]]:
        """The witnesses that were compared with one that has it, and have nothing."""
        found: dict[str, list[tuple[int, int]]] = {}
        for way in self.ways:
            if (way.earlier in places) == (way.later in places):
                continue
            lost = way.earlier in places
            present, absent = (way.earlier, way.later) if lost else (way.later, way.earlier)
            state = _silence(self._comparison(way), places[present], lost=lost)
            if state is not None:
                near = Standing.AFTER if lost else Standing.BEFORE
                standing = near if standings[present] in (near, Standing.TRACED) else Standing.ASIDE
                found.setdefault(absent, []).append((_ABSENCES.index(state), _STANDINGS.index(standing)))
        return {siglum: (_ABSENCES[min(told)[0]], _STANDINGS[min(told)[1]]) for siglum, told in found.items()}

    def _spoken_of(self, said: Iterable[Annotation]) -> dict[str, tuple[Address, ...]]:
        """The places of which annotations speak, by witness, each once."""
        found: dict[str, dict[Address, None]] = {}
        for end in (end for one in said for target in one.targets for end in target.addresses):
            if end.siglum in self.witnesses:
                found.setdefault(end.siglum, {})[end] = None
        return {siglum: tuple(ends) for siglum, ends in found.items()}

    def _step(
        self,
        witness: Witness,
        state: State,
        standing: Standing,
        found: tuple[Address, ...],
        *,
        places: Mapping[str, tuple[Address, ...]],
        said: Sequence[Annotation],
    ) -> TraceStep:
        of_it = {one.id for place in found for one in of_place(self.annotations, place)}
        if state is not State.PRESENT:
            # What does not speak of the provision too says nothing of its life.
            of_it = {one.id for one in said if witness.siglum in _sigla_of(one)}
        spoken = [one for one in self.annotations if one.id in of_it]
        words = (
            (witness.clause(place) if place.clause is not None else witness.provision(place)).read_out()
            for place in found
            if place.steps
        )
        return TraceStep(
            witness,
            state,
            standing,
            found,
            tuple(words),
            tuple(self._descents(witness.siglum, places)),
            remarks(spoken),
            tuple(one for one in spoken if one.kind == TERM),
        )

    def _descents(self, siglum: str, places: Mapping[str, tuple[Address, ...]]) -> Iterator[Descent]:
        """How it came to a witness, from each of those before; a short cut is told where its links count."""
        for way in self.ways:
            ends = (*places.get(way.earlier, ()), *places.get(way.later, ()))
            if way.later != siglum or not ends:
                continue
            comparison = self._comparison(way)
            links = tuple(link for link in self._links(way) if _touches((*link.earlier, *link.later), ends))
            changes = tuple(
                change
                for change in comparison.changes
                if _touches((*change.address.earlier, *change.address.later), ends)
                and (not way.short_cut or change.link in links)
            )
            if links or changes:
                yield Descent(way.earlier, way.later, way.stated, links, changes)


_ABSENCES = (State.OMITTED, State.NOT_YET, State.NOT_TRANSMITTED)
"""Of several that hold of one witness, the first is told."""
_STANDINGS = tuple(Standing)
"""The same of standings."""


def _counterparts(
    places: Iterable[Address], links: Sequence[Link], comparison: Comparison, *, forward: bool
) -> frozenset[Address]:
    """The other ends of the links of some places and of what is in them.

    Where articles alone were compared, what is in one corresponds to what corresponds to the article.
    """
    found: set[Address] = set()
    for place in places:
        sides = [(link.earlier, link.later) if forward else (link.later, link.earlier) for link in links]
        inside = {end for here, there in sides if any(one.is_in(place) for one in here) for end in there}
        if not inside and comparison.collation.options.level is Level.ARTICLE:
            inside = {end for here, there in sides if any(place.is_in(one) for one in here) for end in there}
        found |= inside
    return frozenset(found)


def _silence(comparison: Comparison, places: Sequence[Address], *, lost: bool) -> State | None:
    """Why one of two texts has no counterpart of some places of the other; ``None`` where one has a link after all.

    Args:
        comparison: of the two.
        places: in the text that has them.
        lost: whether this is the earlier text.
    """
    if any(_touches((*link.earlier, *link.later), places) for link in comparison.links):
        return None  # a link of a short cut that does not count
    gone = Relation.OMITTED if lost else Relation.INSERTED
    changes = (change for change in comparison.changes if change.relation is gone)
    if any(_touches((*change.address.earlier, *change.address.later), places, around=True) for change in changes):
        return State.OMITTED if lost else State.NOT_YET
    return State.NOT_TRANSMITTED if _touches(comparison.not_transmitted, places, around=True) else None


def _touches(ends: Iterable[Address], places: Sequence[Address], *, around: bool = False) -> bool:
    """Whether one of some ends is one of the places or stands in one; or, where asked, around one."""
    return any(end.is_in(place) or (around and place.is_in(end)) for end in ends for place in places)


def _of_places(one: Annotation, places: Iterable[Iterable[Address]]) -> bool:
    """Whether an annotation speaks of one of the places."""
    return any(of_place([one], place) for found in places for place in found)


def _sigla_of(one: Annotation) -> set[str]:
    return {end.siglum for target in one.targets for end in target.addresses}
