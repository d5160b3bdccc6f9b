"""Alignment of the provisions of two witnesses: from trees of provisions to links.

Articles and clauses are aligned by `treatydiff.alignment.units`; what holds articles (parts, chapters) and what
parts an article (paragraphs, points) follows from the clauses inside. The two texts are put into an order
derived from their contents before they are aligned, and the links are turned round afterwards, so that swapping
the texts inverts every link.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import starmap
from operator import eq

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
        return {end for link in links for end in link.ends}

    forbidden = set(_forbidden(edits, earlier, later))
    taken = ends(edits.links) | forbidden
    found = _found(earlier, later, _decided(edits, forbidden, earlier, later))
    links = [*edits.links, *(link for link in found if taken.isdisjoint(link.ends))]
    taken = ends(links) | forbidden
    links += following([link for link in links if link.of_clauses], earlier, later, taken)
    return links + list(wordless(earlier, later, ends(links) | forbidden))


_Positions = tuple[tuple[int, ...], tuple[int, ...]]


def _decided(
    edits: Edits, forbidden: set[Address], earlier: TokenizedWitness, later: TokenizedWitness
) -> list[_Positions]:
    """What an editor decided of units, by their positions; one side is empty where there is no counterpart."""
    ours, theirs = (
        {unit: position for position, unit in enumerate(units(text.witness))} for text in (earlier, later)
    )
    found: list[_Positions] = [
        (tuple(ours[a] for a in link.earlier if a in ours), tuple(theirs[b] for b in link.later if b in theirs))
        for link in edits.links
    ]
    found += [((ours[place],), ()) for place in sorted(forbidden & ours.keys(), key=ours.__getitem__)]
    found += [((), (theirs[place],)) for place in sorted(forbidden & theirs.keys(), key=theirs.__getitem__)]
    return [(left, right) for left, right in found if left or right]


def _found(earlier: TokenizedWitness, later: TokenizedWitness, decided: Sequence[_Positions]) -> Iterator[Link]:
    """What the engine finds for articles and clauses, where an editor decided of some articles."""
    ours, theirs = units(earlier.witness), units(later.witness)
    sides = [_unit(earlier, unit) for unit in ours], [_unit(later, unit) for unit in theirs]
    result = align_units(*sides, decided=decided)
    left = [earlier.clauses_in(unit) for unit in ours]
    right = [later.clauses_in(unit) for unit in theirs]
    found: list[tuple[tuple[Address, ...], tuple[Address, ...], int, str]] = [
        (tuple(ours[i] for i in unit.left), tuple(theirs[j] for j in unit.right), unit.score, unit.rule)
        for unit in result.units
    ]
    found += [
        (
            tuple(left[i][s] for i, s in part.left),
            tuple(right[j][s] for j, s in part.right),
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
        segments=tuple(side.tokens(clause).n for clause in side.clauses_in(address)),
        heading=heading.n if heading else (),
        number=provision.number.value if provision.number and not supplied else None,
    )


def _relation(
    earlier: TokenizedWitness, later: TokenizedWitness, ours: Sequence[Address], theirs: Sequence[Address]
) -> Relation:
    """How linked provisions stand to each other: by their number first, then by the words as written."""
    if len(ours) != len(theirs):
        return Relation.MERGED if len(ours) > len(theirs) else Relation.SPLIT
    if sum(map(earlier.size, ours)) != sum(map(later.size, theirs)):
        return Relation.REWORDED
    words = zip(earlier.each_written(ours), later.each_written(theirs), strict=True)
    return Relation.IDENTICAL if all(starmap(eq, words)) else Relation.REWORDED


def following(
    clause_links: Sequence[Link], earlier: TokenizedWitness, later: TokenizedWitness, taken: set[Address]
) -> Iterator[Link]:
    """Links of what holds or parts articles, from the clauses inside: each other's best, and most of the words."""
    shared: dict[tuple[Address, Address], int] = {}
    inner = {
        address: provision.about.inner
        for text in (earlier, later)
        for address, provision in text.witness.addressed()
    }
    for link in clause_links:
        words = sum(map(earlier.size, link.earlier)) + sum(map(later.size, link.later))
        if not words:
            continue  # says nothing about what holds it
        ours = dict.fromkeys(a for clause in link.earlier for a in _above(clause) if a not in taken)
        theirs = dict.fromkeys(b for clause in link.later for b in _above(clause) if b not in taken)
        for a in ours:
            for b in theirs:
                if inner[a] == inner[b]:
                    shared[a, b] = shared.get((a, b), 0) + words
    sizes = {a: earlier.size(a) for a in dict.fromkeys(a for a, _ in shared)}
    sizes |= {b: later.size(b) for b in dict.fromkeys(b for _, b in shared)}
    # Depth breaks ties: a chapter with one section corresponds to a chapter rather than to its section.
    scores = {
        (a, b): (min(words * 1000 // (sizes[a] + sizes[b]), 1000), -abs(len(a.steps) - len(b.steps)))
        for (a, b), words in shared.items()
        if sizes[a] + sizes[b]  # an edited link of several clauses may have its words in other provisions
    }
    best: dict[Address, tuple[tuple[int, int], Address]] = {}
    for (a, b), score in scores.items():
        for end, other in ((a, b), (b, a)):
            if end not in best or score > best[end][0]:
                best[end] = (score, other)
    for (a, b), score in scores.items():
        if best[a][1] == b and best[b][1] == a and score[0] >= _MOST:
            relation = _relation(earlier, later, (a,), (b,))
            yield Link((a,), (b,), relation, score=score[0] / 1000, rule="inside", resp=MACHINE)


_MOST = 500
"""Per mille of the words of both that linked provisions share when the link follows from their clauses."""


def _above(clause: Address) -> Iterator[Address]:
    return iter(clause.parent.around)


def wordless(earlier: TokenizedWitness, later: TokenizedWitness, taken: set[Address]) -> Iterator[Link]:
    """Links of provisions without words, which nothing else can find: those of one kind at one address."""
    theirs = {
        (address.steps, provision.kind): address
        for address, provision in later.witness.addressed()
        if address not in taken and not later.size(address)
    }
    for address, provision in earlier.witness.addressed():
        other = theirs.get((address.steps, provision.kind))
        if other and address not in taken and not earlier.size(address):
            yield Link((address,), (other,), Relation.IDENTICAL, rule="wordless", resp=MACHINE)
    empty = {
        address for address, _ in later.witness.clauses() if address not in taken and not later.tokens(address)
    }
    for address, _ in earlier.witness.clauses():
        if address not in taken and not earlier.tokens(address):
            other = Address(later.witness.siglum, address.steps, address.clause)
            if other in empty:
                yield Link((address,), (other,), Relation.IDENTICAL, rule="wordless", resp=MACHINE)
