"""Clusters: which provisions of many witnesses are one, where pairwise links may disagree.

Greedy agglomeration by score. A link joins the clusters of its ends unless the union would put two provisions of
one witness together that neither a link names together nor links join to places that one does, or unless fewer
than a third of the pairs of witnesses that it brings together were linked: one doubtful link must not chain two
clusters. Nor does a split or merge join two clusters that most of the witnesses in both keep apart. Links of
equal score are taken in the order of their addresses, so that the order of the witnesses does not matter. With
two witnesses every link stands.

An editor's links go before all others, whatever their score, and need no support; what he says to have no
counterpart in a witness is never put together with anything of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations, product

from attrs import field, frozen

from treatydiff.model.addresses import Address
from treatydiff.model.links import Link


@frozen(eq=False)
class _Cluster:
    members: dict[str, set[Address]] = field(factory=dict)
    together: list[frozenset[Address]] = field(factory=list)


def clusters(
    links: Iterable[Link],
    apart: Mapping[Address, Collection[str]] = {},
) -> Mapping[Address, int]:
    """The cluster of every linked address, as a number; an address without link is in none.

    Args:
        links: links of one level, of any pairs of witnesses.
        apart: addresses that have no counterpart, and in which witnesses.
    """
    every: dict[Address, list[Link]] = {}
    named: dict[Address, list[frozenset[Address]]] = {}
    ends = {link: _ends(link) for link in links}
    for link, (ours, theirs) in ends.items():
        for address in (*ours, *theirs):
            every.setdefault(address, []).append(link)
        for side in (ours, theirs):
            for address in side if len(side) > 1 else ():
                named.setdefault(address, []).append(frozenset(side))
    of, contested = _begun(ends, every, contested=bool(apart))
    for link in sorted(contested, key=_priority):
        sides = ends[link]
        parts = list({id(of[address]): of[address] for side in sides for address in side}.values())
        union: dict[str, set[Address]] = {}
        for part in parts:
            for siglum, addresses in part.members.items():
                union.setdefault(siglum, set()).update(addresses)
        together = [named for part in parts for named in part.together] + [frozenset(side) for side in sides]
        if _fits(union, together, apart, every) and (
            link.edited
            or (_supported(parts, union, every, ends) and not any(_kept_apart(side, of, named) for side in sides))
        ):
            joined = _Cluster(union, together)
            for addresses in union.values():
                of.update(dict.fromkeys(addresses, joined))
    numbers: dict[int, int] = {}
    return {address: numbers.setdefault(id(cluster), len(numbers)) for address, cluster in of.items()}


def _begun(
    ends: Mapping[Link, tuple[Sequence[Address], Sequence[Address]]],
    every: Mapping[Address, Sequence[Link]],
    *,
    contested: bool,
) -> tuple[dict[Address, _Cluster], list[Link]]:
    """The clusters to begin with, and the links of which it is open whether they join any.

    Nothing speaks against a link whose ends stand in no other, unless something speaks against all (`contested`).
    """
    of: dict[Address, _Cluster] = {}
    left: list[Link] = []
    for link, (ours, theirs) in ends.items():
        those = (*ours, *theirs)
        if contested or any(len(every[address]) > 1 for address in those):
            left.append(link)
            of.update({address: _Cluster({address.siglum: {address}}) for address in those if address not in of})
        else:
            of.update(dict.fromkeys(those, _Cluster()))
    return of, left


def _priority(link: Link) -> tuple[bool, float, list[str]]:
    # The addresses of both sides together, since which side is the earlier one depends on the witnesses' order.
    return not link.edited, -link.score, sorted(map(str, (*link.earlier, *link.later)))


def _ends(link: Link) -> tuple[Sequence[Address], Sequence[Address]]:
    """Both sides; of several provisions on a side the first alone, since each has a label of its own."""
    return (link.earlier, link.later) if link.of_clauses else (link.earlier[:1], link.later[:1])


def _fits(
    union: Mapping[str, set[Address]],
    together: Iterable[frozenset[Address]],
    apart: Mapping[Address, Collection[str]],
    every: Mapping[Address, Sequence[Link]],
) -> bool:
    named = list(together)
    if apart and any(
        siglum in union for held in union.values() for address in held for siglum in apart.get(address, ())
    ):
        return False
    return all(
        len(addresses) == 1 or any(addresses <= side or _answer(addresses, side, every) for side in named)
        for addresses in union.values()
    )


def _answer(
    addresses: Collection[Address], side: frozenset[Address], every: Mapping[Address, Sequence[Link]]
) -> bool:
    """Whether each of some places of a witness is linked to one of the places that a link names together.

    Where one text has in one clause what another parts in two, a third that parts it as well has both of its own.
    """
    return len(side) > 1 and all(
        any(not side.isdisjoint((*link.earlier, *link.later)) for link in every[address]) for address in addresses
    )


def _kept_apart(
    side: Iterable[Address],
    of: Mapping[Address, _Cluster],
    named: Mapping[Address, Sequence[frozenset[Address]]],
) -> bool:
    """Whether no link names places together of most of the witnesses in both of two clusters that a side joins.

    Args:
        side: places of one witness that a link names together.
        of: the cluster of each place.
        named: the places that links name together, by each of them.
    """
    parts = list({id(of[address]): of[address] for address in side}.values())
    for one, other in combinations(parts, 2):
        both = one.members.keys() & other.members.keys()
        joined = sum(
            any(
                not other.members[siglum].isdisjoint(those)
                for at in one.members[siglum]
                for those in named.get(at, ())
            )
            for siglum in both
        )
        if 2 * joined < len(both):
            return True
    return False


def _supported(
    parts: Sequence[_Cluster],
    union: Mapping[str, set[Address]],
    every: Mapping[Address, Sequence[Link]],
    ends: Mapping[Link, tuple[Sequence[Address], Sequence[Address]]],
) -> bool:
    inside = {address for addresses in union.values() for address in addresses}
    linked = {
        frozenset((ours[0].siglum, theirs[0].siglum))
        for address in inside
        for link in every[address]
        for ours, theirs in (ends[link],)
        if inside.issuperset(ours) and inside.issuperset(theirs)
    }
    brought_together = {
        frozenset((one, other))
        for part, another in combinations(parts, 2)
        for one, other in product(part.members, another.members)
        if one != other
    }
    return 3 * len(linked & brought_together) >= len(brought_together)
