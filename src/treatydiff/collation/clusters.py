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

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations, product

from attrs import frozen

from treatydiff.model.addresses import Address
from treatydiff.model.links import Link


@frozen(eq=False)
class _Cluster:
    members: dict[str, set[Address]]
    together: Sequence[frozenset[Address]] = ()


@frozen(eq=False)
class _Tie:
    """A link, and those of its ends that are joined."""

    link: Link
    earlier: Sequence[Address]
    later: Sequence[Address]

    @property
    def sides(self) -> tuple[Sequence[Address], Sequence[Address]]:
        return self.earlier, self.later


def clusters(
    links: Iterable[Link],
    apart: Mapping[Address, Collection[str]] = {},
) -> Mapping[Address, int]:
    """The cluster of every linked address, as a number; an address without link is in none.

    Args:
        links: links of provisions and of clauses, of any pairs of witnesses.
        apart: addresses that have no counterpart, and in which witnesses.
    """
    stated = [(link, *_ends(link)) for link in links]
    number: dict[Address, int] = {}
    often: set[Address] = set()
    for new, (_, ours, theirs) in enumerate(stated):
        for address in (*ours, *theirs):
            if number.setdefault(address, new) != new:
                often.add(address)
    # Nothing speaks against a link whose ends stand in no other, unless something speaks against all.
    contested = [
        _Tie(link, ours, theirs)
        for link, ours, theirs in (stated if apart or often else ())
        if apart or not (often.isdisjoint(ours) and often.isdisjoint(theirs))
    ]
    of: dict[Address, _Cluster] = {}
    every: defaultdict[Address, list[_Tie]] = defaultdict(list)
    for tie in contested:
        for address in (*tie.earlier, *tie.later):
            every[address].append(tie)
            if address not in of:
                of[address] = _Cluster({address.siglum: {address}})
    _agglomerate(contested, of, every, apart)
    numbers: dict[int, int] = {}
    for address, cluster in of.items():
        number[address] = numbers.setdefault(id(cluster), len(stated) + len(numbers))
    return number


def _ends(link: Link) -> tuple[Sequence[Address], Sequence[Address]]:
    """Both sides; of several provisions on a side the first alone, since each has a label of its own."""
    ours, theirs = link.earlier, link.later
    if (len(ours) > 1 or len(theirs) > 1) and not link.of_clauses:
        return ours[:1], theirs[:1]
    return ours, theirs


def _agglomerate(
    contested: Iterable[_Tie],
    of: dict[Address, _Cluster],
    every: Mapping[Address, Sequence[_Tie]],
    apart: Mapping[Address, Collection[str]],
) -> None:
    """Join the clusters of addresses (`of`) by the links of which it is open whether they join any."""
    named: defaultdict[Address, list[frozenset[Address]]] = defaultdict(list)
    for tie in contested:
        for side in tie.sides:
            if len(side) > 1:
                for address in side:
                    named[address].append(frozenset(side))
    for tie in sorted(contested, key=_priority):
        parts = list({id(of[address]): of[address] for side in tie.sides for address in side}.values())
        union: dict[str, set[Address]] = {}
        for part in parts:
            for siglum, addresses in part.members.items():
                union.setdefault(siglum, set()).update(addresses)
        together = [side for part in parts for side in part.together] + [frozenset(side) for side in tie.sides]
        if _fits(union, together, apart, every) and (
            tie.link.edited
            or (_supported(parts, union, every) and not any(_kept_apart(side, of, named) for side in tie.sides))
        ):
            joined = _Cluster(union, together)
            for addresses in union.values():
                of.update(dict.fromkeys(addresses, joined))


def _priority(tie: _Tie) -> tuple[bool, float, list[str]]:
    link = tie.link
    # The addresses of both sides together, since which side is the earlier one depends on the witnesses' order.
    return not link.edited, -link.score, sorted(map(str, (*link.earlier, *link.later)))


def _fits(
    union: Mapping[str, set[Address]],
    together: Iterable[frozenset[Address]],
    apart: Mapping[Address, Collection[str]],
    every: Mapping[Address, Sequence[_Tie]],
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
    addresses: Collection[Address], side: frozenset[Address], every: Mapping[Address, Sequence[_Tie]]
) -> bool:
    """Whether each of some places of a witness is linked to one of the places that a link names together.

    Where one text has in one clause what another parts in two, a third that parts it as well has both of its own.
    """
    return len(side) > 1 and all(
        any(not side.isdisjoint(tie.link.ends) for tie in every[address]) for address in addresses
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
    every: Mapping[Address, Sequence[_Tie]],
) -> bool:
    inside = {address for addresses in union.values() for address in addresses}
    linked = {
        frozenset((tie.earlier[0].siglum, tie.later[0].siglum))
        for address in inside
        for tie in every[address]
        if inside.issuperset(tie.earlier) and inside.issuperset(tie.later)
    }
    brought_together = {
        frozenset((one, other))
        for part, another in combinations(parts, 2)
        for one, other in product(part.members, another.members)
        if one != other
    }
    return 3 * len(linked & brought_together) >= len(brought_together)
