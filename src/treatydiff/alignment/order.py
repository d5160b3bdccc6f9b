"""Which linked provisions are out of order relative to the rest.

"Moved" is what stands outside a heaviest increasing subsequence: among the ways to keep the order of as many
provisions as possible, the one that keeps most words in place. The algorithm is patience sorting's search for
increasing subsequences with weights in a Fenwick tree (P. M. Fenwick, "A new data structure for cumulative
frequency tables", Software: Practice and Experience 24, 1994).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import le


def out_of_order(ranks: Sequence[int], words: Sequence[int]) -> tuple[int, ...]:
    """The positions of a sequence that break its order.

    Args:
        ranks: for each item, in the earlier text's order, its rank in the later text; equal ranks are in order.
        words: how many words each item has, on both sides together.

    Returns:
        Positions outside the longest increasing sequence; among several longest, outside the one with most
        words; among those, the one that ends earliest and reaches back to the earliest items.

    Example:
        >>> out_of_order([0, 2, 1, 3], [5, 5, 9, 5])
        (1,)
    """
    if all(map(le, ranks, ranks[1:])):
        return ()
    order = {rank: place for place, rank in enumerate(sorted(set(ranks)), start=1)}
    best: list[tuple[int, int, int]] = [(0, 0, 0)] * (len(order) + 1)  # length, words, -position, up to a rank
    before: list[int] = []
    chain: list[tuple[int, int, int]] = []
    for position, (rank, weight) in enumerate(zip(ranks, words, strict=True)):
        slot = order[rank]
        length, total, last = 0, 0, 0
        found = slot
        while found:
            length, total, last = max((length, total, last), best[found])
            found &= found - 1
        before.append(-last - 1 if length else -1)
        reached = (length + 1, total + weight, -position - 1)
        chain.append(reached)
        while slot < len(best):
            best[slot] = max(best[slot], reached)
            slot += slot & -slot
    kept: set[int] = set()
    position = max(range(len(chain)), key=chain.__getitem__) if chain else -1
    while position >= 0:
        kept.add(position)
        position = before[position]
    return tuple(position for position in range(len(chain)) if position not in kept)


def strays(
    linked: Mapping[int, int],
    texts: tuple[Sequence[Sequence[str]], Sequence[Sequence[str]]],
    kin: tuple[Sequence[int], Sequence[int]],
) -> set[int]:
    """The rows of links that join texts across units, or that break the order inside the linked units.

    Args:
        linked: for each linked position on the left that on the right.
        texts: the tokens of the texts of either side.
        kin: for either side the number that texts have in common if their units are linked.

    Example:
        >>> texts = [["Article"], ["ten", "years"], ["peace", "and", "trade"], ["ports"]]
        >>> strays({0: 1, 1: 0, 2: 2, 3: 3}, (texts, texts), ([0, 0, 0, 1], [0, 0, 0, 2]))
        {1, 3}
    """
    found: set[int] = set()
    inside: dict[int, list[int]] = {}
    for row in sorted(linked):
        number = kin[0][row]
        if number == kin[1][linked[row]]:
            inside.setdefault(number, []).append(row)
        else:
            found.add(row)
    for rows in inside.values():
        columns = [linked[row] for row in rows]
        if columns != sorted(columns):
            sizes = [len(texts[0][row]) + len(texts[1][column]) for row, column in zip(rows, columns, strict=True)]
            found.update(rows[place] for place in out_of_order(columns, sizes))
    return found
