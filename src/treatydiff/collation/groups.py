"""Groups: the provisions of all witnesses that correspond, as one tree in the base's order."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from itertools import accumulate, chain, combinations, islice
from typing import cast

from treatydiff.alignment.witnesses import TokenizedWitness
from treatydiff.collation.clusters import clusters
from treatydiff.collation.units import Attestation, label_unit, variation_units, whole_unit
from treatydiff.collation.values import ClauseGroup, Member, Options, ProvisionGroup, VariationUnit
from treatydiff.model.addresses import Address
from treatydiff.model.dossiers import Level
from treatydiff.model.languages import in_two_languages
from treatydiff.model.links import Link
from treatydiff.model.provisions import Provision
from treatydiff.tokenization import Tokens, join


class _Node:
    """A group under construction; frozen once the tree stands.

    `held` has what stands at each address of its members, one member after the other: provisions, or the tokens
    of clauses.
    """

    __slots__ = ("address", "children", "held", "members", "parent")

    def __init__(self, address: Address) -> None:
        self.address = address
        self.members: dict[str, tuple[Address, ...]] = {}
        self.held: list[Provision | Tokens] = []
        self.parent: _Node | None = None
        self.children: list[_Node] = []

    def within(self, other: _Node) -> bool:
        """Whether this is `other` or stands below it."""
        node: _Node | None = self
        while node is not None and node is not other:
            node = node.parent
        return node is other

    def add(self, child: _Node, previous: _Node | None) -> bool:
        """Put a group at the end if it follows what stands last or nothing stands here; whether this is so."""
        children = self.children
        if children and children[-1] is not previous:
            return False
        child.parent = self
        children.append(child)
        return True

    def put(self, child: _Node, place: int) -> None:
        child.parent = self
        self.children.insert(place, child)


def groups(
    texts: Mapping[str, TokenizedWitness],
    links: Sequence[Link],
    options: Options,
    *,
    apart: Mapping[Address, Collection[str]],
) -> tuple[ProvisionGroup, ...]:
    """Join linked provisions and clauses of all witnesses into one tree.

    What the base has stands in its order. What it lacks stands after what precedes it in its witness: a clause
    beside its neighbour, a provision beside its neighbour in the group of what holds it.

    Args:
        texts: the witnesses by siglum, the base first.
        links: which provisions and clauses correspond. Where a link of provisions has several on a side, the
            first stands in the group and the others have groups of their own: each has a label of its own.
        options: whether words are aligned inside groups of clauses, and by which rules they are classed.
        apart: provisions and clauses that an editor says to have no counterpart, and in which witnesses.
    """
    foreign = _in_two_languages(texts)
    nodes = _joined(texts, links, apart, foreign)
    root = _Node(Address(next(iter(texts))))
    for of_text in nodes:
        _place(of_text, root)
    freeze = _Freezer(texts, nodes, foreign, options)
    return tuple([freeze.provision(child) for child in _let_go(root)])


def _in_two_languages(texts: Mapping[str, TokenizedWitness]) -> frozenset[tuple[str, str]]:
    """The pairs of witnesses, either one first, that are in two languages."""
    return frozenset(
        pair
        for one, other in combinations(texts, 2)
        if in_two_languages(texts[one].witness, texts[other].witness)
        for pair in ((one, other), (other, one))
    )


def _share_a_language(texts: Mapping[str, TokenizedWitness], foreign: Set[tuple[str, str]]) -> bool:
    """Whether some of the witnesses are in one language, so that their words are compared."""
    return len(foreign) < len(texts) * (len(texts) - 1)


def _joined(
    texts: Mapping[str, TokenizedWitness],
    links: Sequence[Link],
    apart: Mapping[Address, Collection[str]],
    foreign: Set[tuple[str, str]],
) -> list[list[tuple[Address, _Node]]]:
    """The group of every provision and clause, for each text in its order."""
    trusted = [link for link in links if len(texts) == 2 or _is_evidence(link, texts)]
    if foreign and _share_a_language(texts, foreign):
        # Else the clauses of one language would be compared no more, as soon as they have a translation.
        trusted = [
            link
            for link in trusted
            if not (link.of_clauses and (link.earlier[0].siglum, link.later[0].siglum) in foreign)
        ]
    number = clusters(trusted, apart)
    joined: dict[int, _Node] = {}
    nodes: list[list[tuple[Address, _Node]]] = []
    for siglum, text in texts.items():
        of_text: list[tuple[Address, _Node]] = []
        for address, content in zip(text.layout.addresses, text.contents(), strict=True):
            cluster = number.get(address)
            if cluster is None:
                node = _Node(address)
            elif cluster in joined:
                node = joined[cluster]
            else:
                node = joined[cluster] = _Node(address)
            members = node.members
            members[siglum] = (*members[siglum], address) if siglum in members else (address,)
            node.held.append(content)
            of_text.append((address, node))
        nodes.append(of_text)
    return nodes


def _is_evidence(link: Link, texts: Mapping[str, TokenizedWitness]) -> bool:
    """Whether a link may join groups of many: neighbours and order are no evidence across instruments."""
    ends = {texts[side[0].siglum].witness.instrument for side in (link.earlier, link.later)}
    return link.rule != "context" or len(ends) == 1 or "" in ends


def _place(items: Sequence[tuple[Address, _Node]], root: _Node) -> None:
    """Hang into the tree what a witness has, in its order, and no witness before it had."""
    previous_clause: _Node | None = None
    # The groups around a place, each with those of this witness' provisions in it that were read already.
    around: list[tuple[_Node, list[_Node]]] = [(root, [])]
    for position, (address, node) in enumerate(items):
        if address.clause is not None:
            holder, _ = around[-1]
            if node.parent is None and not holder.add(node, previous_clause):
                _place_clause(node, holder, previous_clause, _next_clause(items, position))
            previous_clause = node
        else:
            del around[len(address.steps) :]
            holder, preceding = around[-1]
            if node.parent is None and not holder.add(node, preceding[-1] if preceding else None):
                _place_provision(node, holder, preceding, previous_clause)
            preceding.append(node)
            around.append((node, []))


def _next_clause(items: Sequence[tuple[Address, _Node]], position: int) -> Iterator[_Node]:
    """The next clause of the provision that has a place, if there is one, searched when it is asked for."""
    for place in range(position + 1, len(items)):
        address, node = items[place]
        if address.clause is None:
            return  # where the clauses of one provision end, another provision begins
        if node.parent is not None:
            yield node
            return


def _place_clause(node: _Node, holder: _Node, previous: _Node | None, following: Iterable[_Node]) -> None:
    """Put a clause behind its neighbour, else before the next one, else where the holder begins or ends."""
    # The next is searched only behind a clause that stands elsewhere, so that a run of new ones is read once.
    before = ((previous, 1),) if previous is not None else ()
    for neighbour, after in chain(before, ((found, 0) for found in following)):
        if neighbour.parent is not None and neighbour.within(holder):
            beside = neighbour.parent
            beside.put(node, beside.children.index(neighbour) + after)
            return
    holder.put(node, len(holder.children) if holder.children and previous else 0)


def _place_provision(node: _Node, holder: _Node, preceding: Sequence[_Node], previous: _Node | None) -> None:
    """Put a provision behind the nearest one before it in its witness that is here, and behind its words."""
    place = 0
    for sibling in reversed(preceding):
        beside: _Node | None = sibling
        while beside is not None and beside.parent is not holder:
            beside = beside.parent
        if beside is not None:
            place = holder.children.index(beside) + 1
            break
    if previous is not None and previous.parent is holder:
        place = max(place, holder.children.index(previous) + 1)
    holder.put(node, place)


def _let_go(node: _Node) -> list[_Node]:
    """The groups in a group, which they know no longer: so all go as soon as nobody asks for them any more."""
    for child in node.children:
        child.parent = None
    return node.children


class _Freezer:
    """Turns the finished tree into values."""

    def __init__(
        self,
        texts: Mapping[str, TokenizedWitness],
        nodes: Iterable[Iterable[tuple[Address, _Node]]],
        foreign: Set[tuple[str, str]],
        options: Options,
    ) -> None:
        self.texts = texts
        self.nodes = nodes
        self.foreign = foreign
        self.options = options
        # Of thousands of groups most are had by the same witnesses, and most labels are the same few.
        self.complete = all(text.witness.complete for text in texts.values())
        self.attested: dict[tuple[object, ...], Attestation] = {}
        self.attestations: dict[tuple[tuple[str, ...], ...], Attestation] = {}
        self.labels: dict[tuple[object, ...], VariationUnit] = {}

    def provision(self, node: _Node) -> ProvisionGroup:
        """The group of a node that holds provisions."""
        attested = self._attested(node)
        omitted, silent = attested.omitted, attested.not_transmitted
        members: list[Member] = []
        kind = ""
        labels: dict[str, str] = {}
        supplied: list[str] = []
        without: list[str] = []
        headings: dict[str, Tokens] = {}
        place = 0
        for siglum, addresses in node.members.items():
            members.append(Member(siglum, addresses[:1]))
            provision = cast("Provision", node.held[place])
            place += len(addresses)
            kind = kind or provision.kind
            label = provision.label
            if label is None:
                without.append(siglum)
            elif label.supplied:
                supplied.append(siglum)
            else:
                labels[siglum] = label.text
            if provision.heading is not None and (heading := self.texts[siglum].heading(addresses[0])) is not None:
                headings[siglum] = heading
        units: tuple[VariationUnit, ...] = ()
        if headings:
            untitled = [siglum for siglum in node.members if siglum not in headings]
            attested = self._attestation(tuple(headings), (*untitled, *omitted), silent)
            aligner = variation_units if self._comparable(attested.sigla) else whole_unit
            units, _ = aligner(list(headings.values()), attested)
        return ProvisionGroup(
            address=node.address,
            kind=kind,
            members=tuple(members),
            omitted=omitted,
            not_transmitted=silent,
            label=self._label(labels, (*without, *omitted), (*supplied, *silent)) if labels else None,
            heading=units,
            children=tuple(
                [
                    self.provision(child) if child.address.clause is None else self.clauses(child)
                    for child in _let_go(node)
                ]
            ),
        )

    def clauses(self, node: _Node) -> ClauseGroup:
        """The group of a node that holds clauses."""
        attested = self._attested(node)
        members: list[Member] = []
        tokens: list[Tokens] = []
        held = iter(cast("list[Tokens]", node.held))
        for siglum, addresses in node.members.items():
            if len(addresses) == 1:
                members.append(Member(siglum, addresses))
                tokens.append(next(held))
            else:
                parts = list(islice(held, len(addresses)))
                starts = accumulate([len(part) for part in parts[:-1]], initial=0)
                members.append(Member(siglum, addresses, tuple(starts)))
                tokens.append(join(parts))
        aligner = variation_units if attested.compared else whole_unit
        units, method = aligner(tokens, attested)
        return ClauseGroup(node.address, tuple(members), attested.omitted, attested.not_transmitted, units, method)

    def _label(self, labels: dict[str, str], omitted: tuple[str, ...], silent: tuple[str, ...]) -> VariationUnit:
        key = (*labels.items(), omitted, silent)
        if key not in self.labels:
            self.labels[key] = label_unit(labels, omitted, silent)
        return self.labels[key]

    @cached_property
    def node_of(self) -> Mapping[Address, _Node]:
        """The group of every provision and clause."""
        return dict(chain.from_iterable(self.nodes))

    def _attested(self, node: _Node) -> Attestation:
        """Who has a group, who lacks it, and who says nothing about it."""
        key = (node.address.clause is None, *node.members)
        known = self.attested.get(key)
        if known is None:
            known = self._attestation(tuple(node.members), *self._lacking(node))
            if self.complete:  # else it depends on more than who has it
                self.attested[key] = known
        return known

    def _attestation(
        self, sigla: tuple[str, ...], omitted: tuple[str, ...], silent: tuple[str, ...]
    ) -> Attestation:
        key = (sigla, omitted, silent)
        if key not in self.attestations:
            self.attestations[key] = Attestation(
                tuple([self.texts[siglum].witness for siglum in sigla]),
                omitted,
                silent,
                self.options.level is Level.CLAUSE and self._comparable(sigla),
                self.options.rules,
            )
        return self.attestations[key]

    def _comparable(self, sigla: Sequence[str]) -> bool:
        """Whether witnesses are in one language, so that their words can be compared."""
        return self.foreign.isdisjoint((sigla[0], other) for other in sigla[1:])

    def _lacking(self, node: _Node) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Who lacks a group, and who says nothing about it."""
        instruments = {self.texts[siglum].witness.instrument for siglum in node.members}
        omitted: list[str] = []
        silent: list[str] = []
        for siglum, text in self.texts.items():
            if siglum not in node.members:
                own = text.witness.instrument
                other_instrument = bool(own) and "" not in instruments and own not in instruments
                partial = not text.witness.complete and not self._speaks_of(siglum, node)
                (silent if other_instrument or partial or self._in_other_words(siglum, node) else omitted).append(
                    siglum
                )
        return tuple(omitted), tuple(silent)

    def _in_other_words(self, siglum: str, node: _Node) -> bool:
        """Whether a witness says what a clause says in another language, by which groups of clauses are parted."""
        if (
            node.address.clause is None
            or len(self.texts) == 2
            or not self.foreign
            or not _share_a_language(self.texts, self.foreign)
        ):
            return False
        return all((siglum, member) in self.foreign for member in node.members)

    def _speaks_of(self, siglum: str, node: _Node) -> bool:
        """Whether a partial witness has part of the article around a place, or of the provision around a clause.

        What is transmitted in part is transmitted by articles; of a letter or declaration, by paragraphs. The texts
        that have the place are asked, not the tree, whose upper levels are those of the base.
        """
        for address in (address for addresses in node.members.values() for address in addresses):
            around = address.parent
            if address.clause is not None and siglum in self.node_of[around].members:
                return True
            while around.steps:
                article = self.texts[around.siglum].witness.provision(around).kind == "article"
                if article and siglum in self.node_of[around].members:
                    return True
                around = around.parent
        return False
