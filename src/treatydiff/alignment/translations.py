"""Alignment of the provisions of two witnesses in two languages: from trees of provisions to links.

The words of two languages are not compared; `treatydiff.alignment.parallel` says what is. All links have the
relation *parallel*.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from attrs import evolve, frozen

from treatydiff.alignment.edits import Edits
from treatydiff.alignment.flags import flagged
from treatydiff.alignment.parallel import align_parallel_units, pair_all_segments
from treatydiff.alignment.provisions import MACHINE, NO_EDITS, following, in_order, units, wordless
from treatydiff.alignment.units import Unit
from treatydiff.alignment.witnesses import TokenizedWitness
from treatydiff.model.addresses import Address
from treatydiff.model.kinds import Role
from treatydiff.model.links import Link, Relation
from treatydiff.model.witnesses import Witness
from treatydiff.tokenization import tokenize


def align_parallel(
    earlier: TokenizedWitness, later: TokenizedWitness, *, edits: Edits = NO_EDITS
) -> tuple[Link, ...]:
    """Link the provisions of two witnesses in two languages, from parts down to clauses.

    Args:
        earlier: the earlier text.
        later: the later text.
        edits: an editor's decisions on these two, in their order; they go before structure.

    Returns:
        Links in the earlier text's order, outer provisions before inner ones, each provision and each clause in
        one link at most; of clauses up to four with one. What stands in none has no counterpart.
    """
    return _aligned(earlier, later, edits, by_clause=True)


def align_parallel_articles(
    earlier: TokenizedWitness, later: TokenizedWitness, *, edits: Edits = NO_EDITS
) -> tuple[Link, ...]:
    """As `align_parallel`, but all clauses of an article together correspond to all of the other."""
    return _aligned(earlier, later, edits, by_clause=False)


def _aligned(
    earlier: TokenizedWitness, later: TokenizedWitness, edits: Edits, *, by_clause: bool
) -> tuple[Link, ...]:
    if later.stands_before(earlier):
        links = [link.inverse for link in _computed(later, earlier, edits.inverse, by_clause=by_clause)]
    else:
        links = _computed(earlier, later, edits, by_clause=by_clause)
    return flagged(in_order(links, earlier), earlier, later)


@frozen
class _Side:
    """One text's units, those that nobody decided on, and the clauses in each that are still free."""

    text: TokenizedWitness
    taken: Collection[Address]

    @property
    def free(self) -> tuple[Address, ...]:
        return tuple(address for address in units(self.text.witness) if address not in self.taken)

    def clauses(self, places: Sequence[Address]) -> tuple[Address, ...]:
        return tuple(c for place in places for c in self.text.clauses_in(place) if c not in self.taken)

    def repeats(self) -> bool:
        """Whether numbers begin anew, as by chapter."""
        numbers = [_number(self.text.witness, address, whole=False) for address in self.free]
        return len({number for number in numbers if number}) < sum(map(bool, numbers))

    def unit(self, places: Sequence[Address], *, whole: bool) -> Unit:
        """Provisions as one unit, its number with those of what holds it where that is asked for."""
        provision = self.text.witness.provision(places[0])
        role = Role.OPERATIVE if provision.role is Role.GROUPING else provision.role
        return Unit(
            role=role.value,
            segments=tuple(self.text.tokens(clause).n for clause in self.clauses(places)),
            heading=tokenize(provision.heading, self.text.normalization).n if provision.heading else (),
            number=_number(self.text.witness, places[0], whole=whole) or provision.kind,
        )


def _number(witness: Witness, address: Address, *, whole: bool) -> str:
    """Kind and value of a number; a label that a narrator supplies counts, since there is no other word for it."""
    steps = [Address(address.siglum, address.steps[: depth + 1]) for depth in range(len(address.steps))]
    found = [witness.provision(step) for step in (steps if whole else steps[-1:])]
    if found[-1].number is None:
        return ""
    return "/".join(f"{one.kind} {one.number.value}" if one.number else one.kind for one in found)


def _computed(earlier: TokenizedWitness, later: TokenizedWitness, edits: Edits, *, by_clause: bool) -> list[Link]:
    stated = [_parallel(link) if len(link.earlier) == len(link.later) else _unequal(link) for link in edits.links]
    taken = {end for link in stated for end in link.ends}
    taken.update(edits.forbidden({text.witness.siglum: text for text in (earlier, later)}))
    sides = _Side(earlier, taken), _Side(later, taken)
    links = [*stated, *_inside_stated(stated, *sides, by_clause=by_clause), *_found(*sides, by_clause=by_clause)]
    taken = taken.union(end for link in links for end in link.ends)
    links += map(_parallel, following([link for link in links if link.of_clauses], earlier, later, taken))
    taken.update(end for link in links for end in link.ends)
    return links + [_parallel(link) for link in wordless(earlier, later, taken)]


def _parallel(link: Link) -> Link:
    return evolve(link, relation=Relation.PARALLEL)


def _unequal(link: Link) -> Link:
    return evolve(link, relation=Relation.MERGED if len(link.earlier) > len(link.later) else Relation.SPLIT)


def _inside_stated(stated: Sequence[Link], ours: _Side, theirs: _Side, *, by_clause: bool) -> Iterator[Link]:
    """Links of the clauses of provisions that an editor linked."""
    for link in stated:
        if link.of_clauses:
            continue
        here, there = ours.clauses(link.earlier), theirs.clauses(link.later)
        if not here or not there:
            continue
        if not by_clause:
            yield evolve(link, earlier=here, later=there, relation=Relation.PARALLEL, words=())
            continue
        sides = ours.unit(link.earlier, whole=False), theirs.unit(link.later, whole=False)
        for bead in pair_all_segments(*sides):
            left, right = tuple(here[place] for place in bead.left), tuple(there[place] for place in bead.right)
            yield Link(left, right, Relation.PARALLEL, score=bead.score / 1000, rule=bead.rule, resp=MACHINE)


def _found(ours: _Side, theirs: _Side, *, by_clause: bool) -> Iterator[Link]:
    """Links of what nobody decided on."""
    here, there = ours.free, theirs.free
    whole = ours.repeats() or theirs.repeats()
    result = align_parallel_units(
        [ours.unit((address,), whole=whole) for address in here],
        [theirs.unit((address,), whole=whole) for address in there],
        segments=by_clause,
    )
    for unit in result.units:
        a, b = here[unit.left[0]], there[unit.right[0]]
        link = Link((a,), (b,), Relation.PARALLEL, score=unit.score / 1000, rule=unit.rule, resp=MACHINE)
        yield link
        if not by_clause and ours.clauses((a,)) and theirs.clauses((b,)):
            yield evolve(link, earlier=ours.clauses((a,)), later=theirs.clauses((b,)))
    left = [ours.clauses((address,)) for address in here]
    right = [theirs.clauses((address,)) for address in there]
    for part in result.segments:
        parts = tuple(left[unit][place] for unit, place in part.left)
        others = tuple(right[unit][place] for unit, place in part.right)
        yield Link(parts, others, Relation.PARALLEL, score=part.score / 1000, rule=part.rule, resp=MACHINE)
