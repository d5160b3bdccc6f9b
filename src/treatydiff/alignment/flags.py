"""Flags: which links are out of order, renumbered, or changed in a cross-reference alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from attrs import evolve

from treatydiff.alignment.order import out_of_order
from treatydiff.alignment.references import Renumbering, only_references
from treatydiff.alignment.witnesses import Layout, TokenizedWitness
from treatydiff.model.addresses import Address
from treatydiff.model.kinds import Role
from treatydiff.model.links import Flag, Link, Relation


def flagged(links: Sequence[Link], earlier: TokenizedWitness, later: TokenizedWitness) -> tuple[Link, ...]:
    """The links with their flags.

    Args:
        links: links of provisions and clauses, in the earlier text's order.
        earlier: the earlier text.
        later: the later text.
    """
    sides = [link.earlier for link in links], [link.later for link in links]
    # Two texts of the same words, which an editor may link crosswise, are told apart by their sigla.
    later_first = later.stands_before(earlier)
    if later_first is None:
        later_first = later.witness.siglum < earlier.witness.siglum
    moved = _moved(*sides[::-1], later, earlier) if later_first else _moved(*sides, earlier, later)
    numbers = [_numbers(link, earlier, later) for link in links]
    renumbering = _renumbering(numbers)
    out = []
    for number, (link, values) in enumerate(zip(links, numbers, strict=True)):
        flags = []
        if number in moved:
            flags.append(Flag.MOVED)
        if values is not None and values[1] != values[2]:
            flags.append(Flag.RENUMBERED)
        if (
            link.of_clauses
            and link.relation is Relation.REWORDED
            and earlier.size(link.earlier) == later.size(link.later)
            and only_references(earlier.written(link.earlier), later.written(link.later), renumbering)
        ):
            flags.append(Flag.REFERENCE)
        out.append(link if link.flags == tuple(flags) else evolve(link, flags=tuple(flags)))
    return tuple(out)


_Ends = Sequence[tuple[Address, ...]]
"""What links join of one text."""


def _moved(ours: _Ends, theirs: _Ends, earlier: TokenizedWitness, later: TokenizedWitness) -> set[int]:
    """Which links are out of order, from the outside in, by their positions.

    What moved as a whole takes what is inside along: inside it only the order there counts, and outside it what
    went along does not count again. Of what is split or merged, any of its ends holds what is inside.
    """
    moved: set[int] = set()
    layouts = earlier.layout, later.layout
    here, there = (
        [[layout.places[end] for end in ends] for ends in side]
        for layout, side in zip(layouts, (ours, theirs), strict=True)
    )
    levels: dict[tuple[int, int], list[int]] = {}
    for number in sorted(range(len(here)), key=lambda number: here[number][0]):
        levels.setdefault(_level(ours[number][0], earlier), []).append(number)
    blocks: tuple[dict[int, int], dict[int, int]] = ({}, {})  # those that moved, by each of their ends
    for level in sorted(levels):
        contexts: dict[int | None, list[int]] = {}
        for number in levels[level]:
            around = _blocks_around(here[number][0], layouts[0], blocks[0])
            if around:  # nothing is, as a rule
                others = _blocks_around(there[number][0], layouts[1], blocks[1])
                around = [block for block in around if block in others]
            contexts.setdefault(around[0] if around else None, []).append(number)
        for group in contexts.values():
            ranks = [there[number][0] for number in group]
            if ranks == sorted(ranks):  # as in most
                continue
            words = [
                sum([layouts[0].sizes[place] for place in here[number]])
                + sum([layouts[1].sizes[place] for place in there[number]])
                for number in group
            ]
            found = [group[place] for place in out_of_order(ranks, words)]
            moved.update(found)
            for held, side in zip(blocks, (here, there), strict=True):
                held.update((place, number) for number in found for place in side[number])
    return moved


def _blocks_around(place: int, layout: Layout, blocks: Mapping[int, int]) -> list[int]:
    """The blocks that hold a place, from the inside out."""
    found: list[int] = []
    while blocks and place >= 0:
        if place in blocks:
            found.append(blocks[place])
        place = layout.around[place]
    return found


def _level(first: Address, earlier: TokenizedWitness) -> tuple[int, int]:
    """Groups first, outer before inner; then articles; then what is inside them; clauses last."""
    if first.clause is not None:
        return (3, 0)
    about = earlier.witness.provision(first).about
    if about.role is Role.GROUPING:
        return (0, len(first.steps))
    return (2, len(first.steps)) if about.inner else (1, 0)


def _numbers(link: Link, earlier: TokenizedWitness, later: TokenizedWitness) -> tuple[str, str, str] | None:
    """Kind, earlier and later value of the number of a provision, where documents print both."""
    if link.of_clauses or len(link.earlier) > 1 or len(link.later) > 1:
        return None
    ours, theirs = earlier.witness.provision(link.earlier[0]), later.witness.provision(link.later[0])
    if ours.number is None or theirs.number is None:
        return None
    if any(provision.label is not None and provision.label.supplied for provision in (ours, theirs)):
        return None
    return ours.kind, ours.number.value, theirs.number.value


def _renumbering(numbers: Iterable[tuple[str, str, str] | None]) -> Renumbering:
    found: dict[tuple[str, str], set[str]] = {}
    for values in numbers:
        if values is not None:
            found.setdefault(values[:2], set()).add(values[2])
    return {key: frozenset(values) for key, values in found.items()}
