"""Groups: the provisions of all witnesses that correspond, as one tree in the base's order."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain, combinations

from treatydiff.alignment.witnesses import TokenizedWitness
from treatydiff.collation.classes import Place, decided
from treatydiff.collation.clusters import clusters
from treatydiff.collation.units import label_unit, variation_units, whole_unit
from treatydiff.collation.values import ClauseGroup, Member, Options, ProvisionGroup, VariationUnit
from treatydiff.model.addresses import Address
from treatydiff.model.dossiers import Level
from treatydiff.model.languages import in_two_languages
from treatydiff.model.links import Link
from treatydiff.tokenization import join, stripped


class _Node:
    """A group under construction; frozen once the tree stands."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self.members: dict[str, list[Address]] = {}
        self.parent: _Node | None = None
        self.children: list[_Node] = []

    def within(self, other: _Node) -> bool:
        """Whether this is `other` or stands below it."""
        node: _Node | None = self
        while node is not None and node is not other:
            node = node.parent
        return node is other

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
    node_of = _joined(texts, links, apart)
    root = _Node(Address(next(iter(texts))))
    for text in texts.values():
        _place(text, root, node_of)
    freeze = _Freezer(texts, node_of, options)
    return tuple(freeze.provision(child) for child in root.children)


def _joined(
    texts: Mapping[str, TokenizedWitness], links: Sequence[Link], apart: Mapping[Address, Collection[str]]
) -> dict[Address, _Node]:
    """The group of every provision and clause."""
    trusted = [link for link in links if len(texts) == 2 or _is_evidence(link, texts)]
    if _share_a_language(texts):
        # Else the clauses of one language would be compared no more, as soon as they have a translation.
        trusted = [link for link in trusted if not (link.of_clauses and _across_languages(link, texts))]
    number = {
        **{a: (0, n) for a, n in clusters((link for link in trusted if not link.of_clauses), apart).items()},
        **{a: (1, n) for a, n in clusters((link for link in trusted if link.of_clauses), apart).items()},
    }
    nodes: dict[object, _Node] = {}
    node_of: dict[Address, _Node] = {}
    for siglum, text in texts.items():
        for address in text.places:
            node = nodes.setdefault(number.get(address, address), _Node(address))
            node.members.setdefault(siglum, []).append(address)
            node_of[address] = node
    return node_of


def _is_evidence(link: Link, texts: Mapping[str, TokenizedWitness]) -> bool:
    """Whether a link may join groups of many: neighbours and order are no evidence across instruments."""
    ends = {texts[side[0].siglum].witness.instrument for side in (link.earlier, link.later)}
    return link.rule != "context" or len(ends) == 1 or "" in ends


def _across_languages(link: Link, texts: Mapping[str, TokenizedWitness]) -> bool:
    return in_two_languages(*(texts[side[0].siglum].witness for side in (link.earlier, link.later)))


def _share_a_language(texts: Mapping[str, TokenizedWitness]) -> bool:
    """Whether some of the witnesses are in one language, so that their words are compared."""
    return any(not in_two_languages(a.witness, b.witness) for a, b in combinations(texts.values(), 2))


def _place(text: TokenizedWitness, root: _Node, node_of: Mapping[Address, _Node]) -> None:
    """Hang into the tree what this witness has and no witness before it had."""
    items = list(text.places)
    previous_clause: _Node | None = None
    siblings: dict[Address, list[_Node]] = {}
    for position, address in enumerate(items):
        node = node_of[address]
        if node.parent is None:
            holder = node_of[address.parent] if address.parent.steps else root
            if address.clause is not None:
                _place_clause(node, holder, previous_clause, _next_clause(items, position, node_of))
            else:
                _place_provision(node, holder, siblings.get(address.parent, ()), previous_clause)
        if address.clause is not None:
            previous_clause = node
        else:
            siblings.setdefault(address.parent, []).append(node)


def _next_clause(items: Sequence[Address], position: int, node_of: Mapping[Address, _Node]) -> Iterator[_Node]:
    """The next clause of the provision that has a place, if there is one, searched when it is asked for."""
    for place in range(position + 1, len(items)):
        if items[place].clause is None:
            return  # where the clauses of one provision end, another provision begins
        node = node_of[items[place]]
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


class _Freezer:
    """Turns the finished tree into values."""

    def __init__(
        self, texts: Mapping[str, TokenizedWitness], node_of: Mapping[Address, _Node], options: Options
    ) -> None:
        self.texts = texts
        self.node_of = node_of
        self.options = options

    def provision(self, node: _Node) -> ProvisionGroup:
        """The group of a node that holds provisions."""
        omitted, silent = self._absent(node)
        firsts = {siglum: addresses[0] for siglum, addresses in self._members(node)}
        at = {siglum: self.texts[siglum].witness.provision(address) for siglum, address in firsts.items()}
        labels = {s: p.label.text for s, p in at.items() if p.label and not p.label.supplied}
        headings = {
            siglum: tokens
            for siglum, address in firsts.items()
            if (tokens := self.texts[siglum].heading(address)) is not None
        }
        supplied = [s for s, p in at.items() if p.label and p.label.supplied]
        without = [s for s in at if s not in labels and s not in supplied]
        units: tuple[VariationUnit, ...] = ()
        if headings:
            aligner = variation_units if self._comparable(headings) else whole_unit
            units, _ = aligner(headings, [*(s for s in at if s not in headings), *omitted], silent)
        return ProvisionGroup(
            address=node.address,
            kind=at[node.address.siglum].kind,
            members=tuple(Member(siglum, (address,)) for siglum, address in firsts.items()),
            omitted=omitted,
            not_transmitted=silent,
            label=label_unit(labels, (*without, *omitted), (*supplied, *silent)),
            heading=self._classed(units, list(headings)),
            children=tuple(
                self.provision(child) if child.address.clause is None else self.clauses(child)
                for child in node.children
            ),
        )

    def clauses(self, node: _Node) -> ClauseGroup:
        """The group of a node that holds clauses."""
        omitted, silent = self._absent(node)
        members: list[Member] = []
        tokens = {}
        for siglum, addresses in self._members(node):
            parts = [self.texts[siglum].tokens(address) for address in addresses]
            starts = tuple(accumulate((len(part) for part in parts[:-1]), initial=0))
            members.append(Member(siglum, tuple(addresses), starts))
            tokens[siglum] = join(parts)
        comparable = self.options.level is Level.CLAUSE and self._comparable(tokens)
        aligner = variation_units if comparable else whole_unit
        units, method = aligner(tokens, omitted, silent)
        return ClauseGroup(
            node.address, tuple(members), omitted, silent, self._classed(units, list(tokens)), method
        )

    def _classed(self, units: Sequence[VariationUnit], sigla: Sequence[str]) -> tuple[VariationUnit, ...]:
        """The units of a clause or heading with the class of each and the rule that decided."""
        varying = max((place for place, unit in enumerate(units) if not unit.constant), default=-1)
        if varying < 0:
            return tuple(units)
        witnesses = tuple([self.texts[siglum].witness for siglum in sigla])
        compared = self.options.level is Level.CLAUSE and self._comparable(sigla)
        out: list[VariationUnit] = []
        before: list[str] = []
        for unit in units[: varying + 1]:
            if unit.constant:
                out.append(unit)
                before += map(stripped, unit.readings[0].tokens)
                continue
            readings = [tuple(map(stripped, reading.tokens)) for reading in unit.readings]
            nothing = [()] if unit.omitted and any(siglum in unit.omitted for siglum in sigla) else []
            lacking = any(siglum not in sigla for siglum in unit.omitted)
            place = Place((*readings, *nothing), tuple(before), witnesses, lacking, unit.transposed is not None)
            rule = decided(place, self.options.rules) if compared or len(place.readings) == 1 else None
            variant = rule.variant if rule else "" if compared else "parallel"
            out.append(
                VariationUnit(
                    unit.readings,
                    unit.omitted,
                    unit.not_transmitted,
                    unit.transposed,
                    variant,
                    rule.name if rule else "",
                )
            )
            before += readings[0] if readings else ()
        return (*out, *units[varying + 1 :])

    def _comparable(self, sigla: Iterable[str]) -> bool:
        """Whether some witnesses are in one language, so that their words can be compared."""
        witnesses = [self.texts[siglum].witness for siglum in sigla]
        return not any(in_two_languages(witnesses[0], other) for other in witnesses[1:])

    def _members(self, node: _Node) -> Iterator[tuple[str, list[Address]]]:
        return ((siglum, node.members[siglum]) for siglum in self.texts if siglum in node.members)

    def _absent(self, node: _Node) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Who lacks a group, and who says nothing about it."""
        if len(node.members) == len(self.texts):
            return (), ()
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
        if node.address.clause is None or len(self.texts) == 2 or not _share_a_language(self.texts):
            return False
        tongues = (self.texts[member].witness for member in node.members)
        return all(in_two_languages(self.texts[siglum].witness, tongue) for tongue in tongues)

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
