"""Flags: which links are out of order, renumbered, or changed in a cross-reference alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import evolve

from treatydiff.alignment.order import out_of_order
from treatydiff.alignment.references import Renumbering, only_references
from treatydiff.alignment.witnesses import TokenizedWitness
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
    # Two texts of the same words, which an editor may link crosswise, are told apart by their sigla.
    later_first = later.stands_before(earlier)
    if later_first is None:
        later_first = later.witness.siglum < earlier.witness.siglum
    if later_first:
        moved = _moved([link.inverse for link in links], later, earlier)
    else:
        moved = _moved(links, earlier, later)
    renumbering = _renumbering(links, earlier, later)
    out = []
    for number, link in enumerate(links):
        flags = []
        if number in moved:
            flags.append(Flag.MOVED)
        if _renumbered(link, earlier, later):
            flags.append(Flag.RENUMBERED)
        if (
            link.of_clauses
            and link.relation is Relation.REWORDED
            and _size(link.earlier, earlier) == _size(link.later, later)
            and only_references(earlier.written(link.earlier), later.written(link.later), renumbering)
        ):
            flags.append(Flag.REFERENCE)
        out.append(link if link.flags == tuple(flags) else evolve(link, flags=tuple(flags)))
    return tuple(out)


def _moved(links: Sequence[Link], earlier: TokenizedWitness, later: TokenizedWitness) -> set[int]:
    """Which links are out of order, from the outside in, by their positions.

    What moved as a whole takes what is inside along: inside it only the order there counts, and outside it what
    went along does not count again. Of what is split or merged, any of its ends holds what is inside.
    """
    moved: set[int] = set()
    here, there = earlier.places, later.places
    levels: dict[tuple[int, int], list[int]] = {}
    for number in sorted(range(len(links)), key=lambda number: here[links[number].earlier[0]]):
        levels.setdefault(_level(links[number], earlier), []).append(number)
    blocks: dict[Address, int] = {}  # those that moved, by each of their ends; sigla keep the sides apart
    for level in sorted(levels):
        contexts: dict[int | None, list[int]] = {}
        for number in levels[level]:
            contexts.setdefault(_innermost(links[number], blocks), []).append(number)
        for group in contexts.values():
            ranks = [there[links[number].later[0]] for number in group]
            words = [_words(links[number], earlier, later) for number in group]
            found = [group[place] for place in out_of_order(ranks, words)]
            moved.update(found)
            blocks.update(
                (end, number) for number in found for end in (*links[number].earlier, *links[number].later)
            )
    return moved


def _innermost(link: Link, blocks: Mapping[Address, int]) -> int | None:
    """The innermost block that holds a link on both sides."""
    around = set(_blocks_around(link.later[0], blocks))
    return next((block for block in _blocks_around(link.earlier[0], blocks) if block in around), None)


def _blocks_around(address: Address, blocks: Mapping[Address, int]) -> Iterator[int]:
    """The blocks that hold an address, from the inside out."""
    while address.steps:
        if address in blocks:
            yield blocks[address]
        address = address.parent


def _level(link: Link, earlier: TokenizedWitness) -> tuple[int, int]:
    """Groups first, outer before inner; then articles; then what is inside them; clauses last."""
    first = link.earlier[0]
    if first.clause is not None:
        return (3, 0)
    about = earlier.witness.provision(first).about
    if about.role is Role.GROUPING:
        return (0, len(first.steps))
    return (2, len(first.steps)) if about.inner else (1, 0)


def _words(link: Link, earlier: TokenizedWitness, later: TokenizedWitness) -> int:
    return _size(link.earlier, earlier) + _size(link.later, later)


def _size(addresses: Iterable[Address], text: TokenizedWitness) -> int:
    return sum(map(text.size, addresses))


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


def _renumbered(link: Link, earlier: TokenizedWitness, later: TokenizedWitness) -> bool:
    numbers = _numbers(link, earlier, later)
    return numbers is not None and numbers[1] != numbers[2]


def _renumbering(links: Iterable[Link], earlier: TokenizedWitness, later: TokenizedWitness) -> Renumbering:
    found: dict[tuple[str, str], set[str]] = {}
    for link in links:
        numbers = _numbers(link, earlier, later)
        if numbers is not None:
            found.setdefault(numbers[:2], set()).add(numbers[2])
    return {key: frozenset(values) for key, values in found.items()}
