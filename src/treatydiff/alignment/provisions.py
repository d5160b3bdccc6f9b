"""Alignment of the provisions of two witnesses: from trees of provisions to links.

Articles and clauses are aligned by `treatydiff.alignment.units`; what holds articles (parts, chapters) and what
parts an article (paragraphs, points) follows from the clauses inside. The two texts are put into an order
derived from their contents before they are aligned, and the links are turned round afterwards, so that swapping
the texts inverts every link.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain

from attrs import evolve

from treatydiff.alignment.edits import Edits
from treatydiff.alignment.flags import flagged
from treatydiff.alignment.units import Unit, align_units
from treatydiff.alignment.witnesses import TokenizedWitness
from treatydiff.model.addresses import Address
from treatydiff.model.kinds import Role
from treatydiff.model.links import Link, Relation
from treatydiff.model.witnesses import Witness

MACHINE = "treatydiff"
"""Who is responsible for a link that no editor stated."""
NO_EDITS = Edits()


def units(witness: Witness) -> tuple[Address, ...]:
    """The provisions that are aligned as wholes: articles, and what stands at their level.

    What groups articles (parts, chapters) is opened; a group without provisions inside is a unit itself.
    """
    found: list[Address] = []
    opened: set[Address] = {Address(witness.siglum)}
    for address, provision in witness.addressed():
        if address.parent in opened:
            if provision.role is Role.GROUPING and provision.children:
                opened.add(address)
            else:
                found.append(address)
    return tuple(found)


def align(earlier: TokenizedWitness, later: TokenizedWitness, *, edits: Edits = NO_EDITS) -> tuple[Link, ...]:
    """Link the provisions of two witnesses, from parts down to clauses.

    Args:
        earlier: the earlier text.
        later: the later text.
        edits: an editor's decisions on these two, in their order; computed links that touch the same provisions
            give way to them.

    Returns:
        Links in the earlier text's order, outer provisions before inner ones, each provision and each clause in
        one link at most. What stands in none has no counterpart.
    """
    if later.stands_before(earlier):
        stated = _with_relations(edits.inverse, later, earlier)
        links = [link.inverse for link in _computed(later, earlier, stated)]
    else:
        links = _computed(earlier, later, _with_relations(edits, earlier, later))
    return flagged(in_order(links, earlier), earlier, later)


def align_by_number(
    earlier: TokenizedWitness, later: TokenizedWitness, *, edits: Edits = NO_EDITS
) -> tuple[Link, ...]:
    """Link articles of one number, and all their clauses together, without looking at words.

    For texts in two languages. A label that a narrator supplies counts here, since it is all there is.

    Args:
        earlier: the earlier text.
        later: the later text.
        edits: an editor's decisions on articles of these two, in their order; they go before numbers.
    """
    stated = [
        link if len(link.earlier) != len(link.later) else evolve(link, relation=Relation.PARALLEL)
        for link in _with_relations(edits, earlier, later).links
    ]
    taken = {end for link in stated for end in link.ends}.union(_forbidden(edits, earlier, later))
    theirs: dict[tuple[str, str], Address] = {}
    for address in units(later.witness):
        provision = later.witness.provision(address)
        if provision.number and address not in taken:
            theirs.setdefault((provision.kind, provision.number.value), address)
    links = list(stated)
    for address in units(earlier.witness):
        provision = earlier.witness.provision(address)
        if provision.number and address not in taken:
            other = theirs.pop((provision.kind, provision.number.value), None)
            if other:
                links.append(Link((address,), (other,), Relation.PARALLEL, rule="number", resp=MACHINE))
    words: list[Link] = []
    spent = set(_forbidden(edits, earlier, later))
    for link in links:
        ours = tuple(c for a in link.earlier for c in earlier.clauses_in(a) if c not in spent)
        others = tuple(c for b in link.later for c in later.clauses_in(b) if c not in spent)
        if ours and others:
            words.append(evolve(link, earlier=ours, later=others, relation=Relation.PARALLEL, words=()))
            spent.update(ours, others)
    return flagged(in_order([*links, *words], earlier), earlier, later)


def in_order(links: Iterable[Link], earlier: TokenizedWitness) -> list[Link]:
    """Links in the earlier text's order, outer provisions first."""
    return sorted(links, key=lambda link: earlier.places[link.earlier[0]])


def _with_relations(edits: Edits, earlier: TokenizedWitness, later: TokenizedWitness) -> Edits:
    """An editor's decisions, the relation of each link found from the texts."""

    def related(link: Link) -> Link:
        return evolve(link, relation=_relation(earlier, later, link.earlier, link.later))

    return Edits(tuple(related(link) for link in edits.links), edits.alone)


def _forbidden(edits: Edits, earlier: TokenizedWitness, later: TokenizedWitness) -> dict[Address, set[str]]:
    return edits.forbidden({text.witness.siglum: text for text in (earlier, later)})


def _computed(earlier: TokenizedWitness, later: TokenizedWitness, edits: Edits) -> list[Link]:
    """All links of one orientation: an editor's, the machine's where they leave room, and what follows."""

    def ends(links: Iterable[Link]) -> set[Address]:
        return {end for link in links for side in (link.earlier, link.later) for end in side}

    forbidden = set(_forbidden(edits, earlier, later))
    taken = ends(edits.links) | forbidden
    sides = units(earlier.witness), units(later.witness)
    found = _found(earlier, later, *sides, decided=_decided(edits, forbidden, *sides))
    links = [*edits.links, *(link for link in found if taken.isdisjoint(link.ends))]
    taken = ends(links) | forbidden
    holding = list(following([link for link in links if link.of_clauses], earlier, later, taken))
    return [*links, *holding, *wordless(earlier, later, taken | ends(holding))]


_Positions = tuple[tuple[int, ...], tuple[int, ...]]


def _decided(
    edits: Edits, forbidden: set[Address], our_units: Sequence[Address], their_units: Sequence[Address]
) -> list[_Positions]:
    """What an editor decided of units, by their positions; one side is empty where there is no counterpart."""
    if not edits and not forbidden:
        return []
    ours, theirs = ({unit: position for position, unit in enumerate(those)} for those in (our_units, their_units))
    found: list[_Positions] = [
        (tuple(ours[a] for a in link.earlier if a in ours), tuple(theirs[b] for b in link.later if b in theirs))
        for link in edits.links
    ]
    found += [((ours[place],), ()) for place in sorted(forbidden & ours.keys(), key=ours.__getitem__)]
    found += [((), (theirs[place],)) for place in sorted(forbidden & theirs.keys(), key=theirs.__getitem__)]
    return [(left, right) for left, right in found if left or right]


def _found(
    earlier: TokenizedWitness,
    later: TokenizedWitness,
    ours: Sequence[Address],
    theirs: Sequence[Address],
    *,
    decided: Sequence[_Positions],
) -> Iterator[Link]:
    """What the engine finds for articles and clauses, where an editor decided of some articles."""
    sides = [_unit(earlier, unit) for unit in ours], [_unit(later, unit) for unit in theirs]
    result = align_units(*sides, decided=decided)
    left = [earlier.clauses_in(unit) for unit in ours]
    right = [later.clauses_in(unit) for unit in theirs]
    found: list[tuple[tuple[Address, ...], tuple[Address, ...], int, str]] = [
        (tuple([ours[i] for i in unit.left]), tuple([theirs[j] for j in unit.right]), unit.score, unit.rule)
        for unit in result.units
    ]
    found += [
        (
            tuple([left[i][s] for i, s in part.left]),
            tuple([right[j][s] for j, s in part.right]),
            part.score,
            part.rule,
        )
        for part in result.segments
    ]
    for a, b, score, rule in found:
        relation = _relation(earlier, later, a, b)
        yield Link(a, b, relation, score=score / 1000, rule=rule, resp=MACHINE)


def _unit(side: TokenizedWitness, address: Address) -> Unit:
    provision = side.witness.provision(address)
    heading = side.heading(address)
    supplied = provision.label is not None and provision.label.supplied
    role = Role.OPERATIVE if provision.role is Role.GROUPING else provision.role
    return Unit(
        role=role.value,
        segments=tuple([tokens.n for tokens in side.tokens_in(address)]),
        heading=heading.n if heading else (),
        number=provision.number.value if provision.number and not supplied else None,
    )


def _relation(
    earlier: TokenizedWitness, later: TokenizedWitness, ours: Sequence[Address], theirs: Sequence[Address]
) -> Relation:
    """How linked provisions stand to each other: by their number first, then by the words as written."""
    if len(ours) != len(theirs):
        return Relation.MERGED if len(ours) > len(theirs) else Relation.SPLIT
    return Relation.IDENTICAL if earlier.reads_as(ours, later, theirs) else Relation.REWORDED


def following(
    clause_links: Sequence[Link], earlier: TokenizedWitness, later: TokenizedWitness, taken: set[Address]
) -> Iterator[Link]:
    """Links of what holds or parts articles, from the clauses inside: each other's best, and most of the words."""
    ours, theirs = _Above(earlier, taken), _Above(later, taken)
    shared: dict[tuple[int, int], int] = {}
    for link in clause_links:
        words, holders = ours.of(link.earlier)
        more, others = theirs.of(link.later)
        if not words + more:
            continue  # says nothing about what holds it
        for a, inner in holders:
            for b, other_inner in others:
                if inner == other_inner:
                    shared[a, b] = shared.get((a, b), 0) + words + more
    here, there = earlier.layout, later.layout
    scores: dict[tuple[int, int], tuple[int, int]] = {}
    for (a, b), words in shared.items():
        size = here.sizes[a] + there.sizes[b]
        # An edited link of several clauses may have its words in other provisions.
        if size and words * 1000 >= _MOST * size:
            # Depth breaks ties: a chapter with one section corresponds to a chapter rather than to its section.
            apart = abs(len(here.addresses[a].steps) - len(there.addresses[b].steps))
            scores[a, b] = (min(words * 1000 // size, 1000), -apart)
    best: tuple[dict[int, tuple[tuple[int, int], int]], ...] = ({}, {})
    for pair, score in scores.items():
        for known, end, other in zip(best, pair, reversed(pair), strict=True):
            if end not in known or score > known[end][0]:
                known[end] = (score, other)
    for (a, b), score in scores.items():
        if best[0][a][1] == b and best[1][b][1] == a:
            ends = (here.addresses[a],), (there.addresses[b],)
            relation = _relation(earlier, later, *ends)
            yield Link(*ends, relation, score=score[0] / 1000, rule="inside", resp=MACHINE)


class _Above:
    """What stands around the clauses of a text and is not taken, by its place."""

    def __init__(self, text: TokenizedWitness, taken: Collection[Address]) -> None:
        self._text = text
        self._taken = taken
        self._known: dict[int, list[tuple[int, bool]]] = {}

    def of(self, clauses: Sequence[Address]) -> tuple[int, Sequence[tuple[int, bool]]]:
        """How many words clauses have, and what is around them: its place, and whether it stands in an article."""
        layout = self._text.layout
        places = [layout.places[clause] for clause in clauses]
        around = [self._around(layout.around[place]) for place in places]
        words = sum([layout.sizes[place] for place in places])
        return words, around[0] if len(around) == 1 else tuple(dict.fromkeys(chain.from_iterable(around)))

    def _around(self, place: int) -> list[tuple[int, bool]]:
        if place < 0:
            return []
        found = self._known.get(place)
        if found is None:
            layout = self._text.layout
            address, found = layout.addresses[place], self._around(layout.around[place])
            if address not in self._taken:
                found = [(place, self._text.witness.provision(address).about.inner), *found]
            self._known[place] = found
        return found


_MOST = 500
"""Per mille of the words of both that linked provisions share when the link follows from their clauses."""


def wordless(earlier: TokenizedWitness, later: TokenizedWitness, taken: set[Address]) -> Iterator[Link]:
    """Links of provisions without words, which nothing else can find: those of one kind at one address."""
    ours, theirs = ([address for address in text.wordless() if address not in taken] for text in (earlier, later))
    found: dict[object, Address] = {}
    for address in theirs:
        kind = "" if address.clause else later.witness.provision(address).kind
        found[address.steps, address.clause, kind] = address
    for address in sorted(ours, key=lambda address: address.clause is not None):
        kind = "" if address.clause else earlier.witness.provision(address).kind
        other = found.get((address.steps, address.clause, kind))
        if other:
            yield Link((address,), (other,), Relation.IDENTICAL, rule="wordless", resp=MACHINE)
