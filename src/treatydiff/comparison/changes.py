"""Changes: a collation of two, read in one direction and classified."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from treatydiff.collation import ClauseGroup, Collation, ProvisionGroup, Reading, VariationUnit
from treatydiff.comparison.values import Change, Edit
from treatydiff.model.addresses import Address, ChangeAddress
from treatydiff.model.links import Link, Relation
from treatydiff.model.provisions import Provision
from treatydiff.model.witnesses import Witness
from treatydiff.tokenization import stripped


def classify(collation: Collation, links: Iterable[Link]) -> tuple[tuple[Change, ...], tuple[Address, ...]]:
    """What changed, and what one of the two texts does not transmit.

    A provision without counterpart is one change, with all that is in it, as long as nothing in it corresponds
    to anything. A provision with a counterpart is a change of its own where it moved, was renumbered, split or
    merged, or where what is printed over it was reworded; its clauses are changes of their own.

    Args:
        collation: two witnesses, the earlier one the base.
        links: its links with their flags.
    """
    reader = _Reader(collation, {address: link for link in links for address in (*link.earlier, *link.later)})
    for group in collation.groups:
        reader.read(group)
    return tuple(reader.changes), tuple(reader.not_transmitted)


class _Reader:
    """Walks the groups and collects what it finds."""

    def __init__(self, collation: Collation, link_of: Mapping[Address, Link]) -> None:
        self.link_of = link_of
        self.corresponding: set[Address] = set()
        for address in link_of:
            above = address
            while above.steps and above not in self.corresponding:
                self.corresponding.add(above)
                above = above.parent
        self.earlier = collation.witness(collation.base)
        self.later = next(witness for witness in collation.witnesses if witness is not self.earlier)
        self.changes: list[Change] = []
        self.not_transmitted: list[Address] = []

    def read(self, group: ProvisionGroup | ClauseGroup) -> None:
        """Collect the changes of a group and of all inside it."""
        if len(group.members) == 1:
            if self._alone(group):
                return
        elif isinstance(group, ClauseGroup):
            self._clauses(group)
        else:
            self._provisions(group)
        if isinstance(group, ProvisionGroup):
            for child in group.children:
                self.read(child)

    def _alone(self, group: ProvisionGroup | ClauseGroup) -> bool:
        """Read what one text alone has; true if that says all of what is inside as well."""
        address = group.members[0].addresses[0]
        out = address.siglum == self.earlier.siglum
        # Asked of the links, not of the tree, where what corresponds stands at the base's place.
        whole = address not in self.corresponding
        if whole and group.not_transmitted:
            self.not_transmitted.append(address)
            return True
        if isinstance(group, ClauseGroup):
            text = _read_out(group, self.earlier if out else self.later)
        elif address in self.link_of:
            # One of several that a link joins: its first stands in another group, with the change.
            return False
        elif whole:
            text = (self.earlier if out else self.later).provision(address).read_out()
        else:
            text = _printed_over((self.earlier if out else self.later).provision(address))
            if not text or group.not_transmitted:
                return False
        relation = Relation.OMITTED if out else Relation.INSERTED
        sides = ((address,), ()) if out else ((), (address,))
        self.changes.append(
            Change(ChangeAddress(*sides), relation, (), *((text.strip(), "") if out else ("", text.strip())))
        )
        return whole

    def _clauses(self, group: ClauseGroup) -> None:
        link = self.link_of[group.address]
        if link.relation is Relation.PARALLEL or (link.relation is Relation.IDENTICAL and not link.flags):
            return
        sides = [_read_out(group, witness).strip() for witness in (self.earlier, self.later)]
        edits = tuple(_edits(group.units, self.earlier.siglum))
        self.changes.append(Change(link.address, link.relation, link.flags, sides[0], sides[1], edits, link))

    def _provisions(self, group: ProvisionGroup) -> None:
        link = self.link_of[group.address]
        if link.relation is Relation.PARALLEL:
            return
        ours = [self.earlier.provision(address) for address in link.earlier]
        theirs = [self.later.provision(address) for address in link.later]
        reworded = _over_reworded(ours[0], theirs[0])
        several = link.relation in (Relation.SPLIT, Relation.MERGED)
        if link.flags or several or reworded:
            sides = [_named(provisions) for provisions in (ours, theirs)]
            edits = tuple(_edits(group.heading, self.earlier.siglum))
            relation = link.relation if several or not reworded else Relation.REWORDED
            self.changes.append(Change(link.address, relation, link.flags, sides[0], sides[1], edits, link))


def _read_out(group: ClauseGroup, witness: Witness) -> str:
    """A text's clauses in a group, gaps with what is noted of them: they have no words of their own."""
    for member in group.members:
        if member.siglum == witness.siglum:
            return "".join([witness.clause(address).read_out() for address in member.addresses])
    return ""


def _printed_over(provision: Provision) -> str:
    label = provision.label.text.strip() if provision.label and not provision.label.supplied else ""
    heading = provision.heading.text.strip() if provision.heading else ""
    return f"{label} {heading}" if label and heading else label or heading


def _named(provisions: Iterable[Provision]) -> str:
    """What stands over provisions; where nothing does, their words."""
    return " + ".join(_printed_over(provision) or provision.read_out().strip() for provision in provisions)


def _over_reworded(earlier: Provision, later: Provision) -> bool:
    """Whether a heading, or a label without a number, was changed; "VI" for "6" is none."""
    headings = [provision.heading.text if provision.heading else "" for provision in (earlier, later)]
    if headings[0] != headings[1] and headings[0].split() != headings[1].split():
        return True
    if earlier.number is not None or later.number is not None:
        return False
    labels = [
        provision.label.text.split() if provision.label and not provision.label.supplied else []
        for provision in (earlier, later)
    ]
    return labels[0] != labels[1]


def _edits(units: Iterable[VariationUnit], earlier: str) -> Iterator[Edit]:
    """The variation units of two witnesses that differ in more than white space.

    Each has a reading: where words are compared, none is without.
    """
    here = there = 0
    for unit in units:
        first, last = unit.readings[0], unit.readings[-1]
        if len(first.witnesses) == 2:
            # Mostly they agree.
            (_, here), (_, there) = first.ranges
            continue
        ours = first if first.witnesses[0] == earlier else None
        theirs = last if last.witnesses[0] != earlier else None
        left = ours.ranges[0] if ours else (here, here)
        right = theirs.ranges[0] if theirs else (there, there)
        here, there = left[1], right[1]
        if ours and theirs and ours.forms == theirs.forms and _same_words(ours, theirs):
            continue
        yield Edit(
            left,
            right,
            ours.text if ours else "",
            theirs.text if theirs else "",
            same_forms=unit.same_forms,
            transposed=unit.transposed is not None,
        )


def _same_words(one: Reading, other: Reading) -> bool:
    return list(map(stripped, one.tokens)) == list(map(stripped, other.tokens))
