"""Witnesses as alignment sees them: with the tokens of all their clauses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, chain, islice, zip_longest

from attrs import field, frozen

from treatydiff.model.addresses import Address
from treatydiff.model.witnesses import Witness
from treatydiff.normalization import DEFAULT, Normalization
from treatydiff.tokenization import GAP_FORM, Tokens, stripped, tokenize_each


@frozen
class TokenizedWitness:
    """A witness with the tokens of all its clauses.

    Attributes:
        witness: the witness.
        normalization: how the compared forms were made.
    """

    witness: Witness
    normalization: Normalization = DEFAULT
    _clauses: dict[Address, Tokens] = field(init=False, eq=False, repr=False)
    _headings: dict[Address, Tokens] = field(init=False, eq=False, repr=False)
    _inside: dict[Address, tuple[int, int]] = field(init=False, eq=False, repr=False)
    _written: dict[Address, tuple[str, ...]] = field(factory=dict, init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        clauses = dict(self.witness.clauses())
        headings = {
            address: provision.heading for address, provision in self.witness.addressed() if provision.heading
        }
        tokens = tokenize_each([*clauses.values(), *headings.values()], self.normalization)
        object.__setattr__(self, "_clauses", dict(zip(clauses, tokens, strict=False)))
        object.__setattr__(self, "_headings", dict(zip(headings, tokens[len(clauses) :], strict=True)))

    @_inside.default
    def _by_provision(self) -> dict[Address, tuple[int, int]]:
        """For each provision the half-open range of the clauses in it, counted in text order."""
        inside: dict[Address, tuple[int, int]] = {}
        around: list[tuple[Address, int]] = []
        done = 0
        for address, provision in self.witness.addressed():
            while len(around) >= len(address.steps):
                outer, start = around.pop()
                inside[outer] = (start, done)
            around.append((address, done))
            done += len(provision.clauses)
        return inside | {outer: (start, done) for outer, start in around}

    @cached_property
    def _order(self) -> tuple[Address, ...]:
        return tuple(self._clauses)

    @cached_property
    def _tokens_before(self) -> tuple[int, ...]:
        """How many tokens stand before each clause, and in all."""
        return (0, *accumulate([len(tokens.n) for tokens in self._clauses.values()]))

    @cached_property
    def places(self) -> Mapping[Address, int]:
        """Where each provision and clause stands in the text's order, outer ones before inner ones."""
        places: dict[Address, int] = {}
        clauses = iter(self._clauses)
        for address, provision in self.witness.addressed():
            places[address] = len(places)
            for clause in islice(clauses, len(provision.clauses)):
                places[clause] = len(places)
        return places

    def tokens(self, clause: Address) -> Tokens:
        """The tokens of a clause."""
        return self._clauses[clause]

    def clauses_in(self, provision: Address) -> tuple[Address, ...]:
        """The clauses of a provision and of all inside it, in text order."""
        return self._order[slice(*self._inside[provision])]

    def written(self, addresses: Sequence[Address]) -> tuple[str, ...]:
        """The words as written, without white space, of clauses or of all clauses in provisions."""
        return tuple(self.each_written(addresses))

    def each_written(self, addresses: Sequence[Address]) -> Iterator[str]:
        """The words of `written`, one after the other: two texts mostly differ early."""
        clauses = [
            clause
            for address in addresses
            for clause in ((address,) if address.clause else self.clauses_in(address))
        ]
        return chain.from_iterable(map(self._written_in, clauses))

    def _written_in(self, clause: Address) -> tuple[str, ...]:
        if clause not in self._written:
            tokens = self._clauses[clause]
            words = tuple(map(stripped, tokens.words(0, len(tokens))))
            if GAP_FORM in tokens.n:
                words = tuple(
                    [GAP_FORM if form == GAP_FORM else word for word, form in zip(words, tokens.n, strict=True)]
                )
            self._written[clause] = words
        return self._written[clause]

    def size(self, place: Address) -> int:
        """How many tokens a clause has, or a provision with all that is inside it."""
        if place.clause is not None:
            return len(self._clauses[place].n)
        start, stop = self._inside[place]
        return self._tokens_before[stop] - self._tokens_before[start]

    def heading(self, provision: Address) -> Tokens | None:
        """The tokens of a provision's title; ``None`` where it has none."""
        return self._headings.get(provision)

    def stands_before(self, other: TokenizedWitness) -> bool | None:
        """Whether this text is the first of two in their canonical order; ``None`` where they hold the same.

        The order goes by what texts hold, whatever they are called.
        """
        for mine, theirs in zip_longest(self._content(), other._content(), fillvalue=()):
            if mine != theirs:
                return mine < theirs
        return None

    def _content(self) -> Iterator[tuple[object, ...]]:
        # One provision at a time, since most texts differ in the first.
        for address, provision in self.witness.addressed():
            yield (
                tuple((step.word, step.number) for step in address.steps),
                provision.kind,
                provision.label.text if provision.label else "",
                provision.heading.text if provision.heading else "",
                tuple(clause.text for clause in provision.clauses),
            )
