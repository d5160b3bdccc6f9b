"""Witnesses as alignment sees them: with the tokens of all their clauses."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, islice, zip_longest
from operator import eq

from attrs import field, frozen

from treatydiff.model.addresses import Address
from treatydiff.model.provisions import Provision
from treatydiff.model.witnesses import Witness
from treatydiff.normalization import DEFAULT, Normalization
from treatydiff.tokenization import GAP_FORM, Tokens, stripped, tokenize_each


@frozen(eq=False)
class Layout:
    """The provisions and clauses of a text in its order, outer ones before inner ones.

    What asks for many of them does so by their places in this order, since addresses are slow to look up.

    Attributes:
        places: the place of each.
        addresses: the address at each place.
        around: for each place that of the provision which it stands in, or -1.
        starts: how many clauses stand before each place.
        stops: how many stand before what follows each place and all that is inside it.
        sizes: how many tokens stand at each place, with all that is inside it.
    """

    places: Mapping[Address, int]
    addresses: Sequence[Address]
    around: Sequence[int]
    starts: Sequence[int]
    stops: Sequence[int]
    sizes: Sequence[int]


@frozen
class TokenizedWitness:
    """A witness with the tokens of all its clauses.

    Attributes:
        witness: the witness.
        normalization: how the compared forms were made.
    """

    witness: Witness
    normalization: Normalization = DEFAULT
    _tokens: tuple[Tokens, ...] = field(init=False, eq=False, repr=False)
    _headings: dict[Address, Tokens] = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        clauses = [clause for _, clause in self.witness.clauses()]
        headings = {
            address: provision.heading for address, provision in self.witness.addressed() if provision.heading
        }
        tokens = tokenize_each([*clauses, *headings.values()], self.normalization)
        object.__setattr__(self, "_tokens", tuple(tokens[: len(clauses)]))
        object.__setattr__(self, "_headings", dict(zip(headings, tokens[len(clauses) :], strict=True)))

    @property
    def places(self) -> Mapping[Address, int]:
        """Where each provision and clause stands in the text's order, outer ones before inner ones."""
        return self.layout.places

    @cached_property
    def layout(self) -> Layout:
        """The provisions and clauses in the text's order."""
        addresses: list[Address] = []
        around, starts, stops, sizes = array("i"), array("i"), array("i"), array("i")
        opened: list[int] = []
        provisions: list[int] = []
        done = 0
        for address, provision in self.witness.addressed():
            del opened[len(address.steps) - 1 :]
            place, after = len(addresses), done + len(provision.clauses)
            inside = [len(tokens.n) for tokens in self._tokens[done:after]]
            addresses.append(address)
            addresses += self._clauses[done:after]
            around.extend((opened[-1] if opened else -1, *[place] * len(inside)))
            starts.extend((done, *range(done, after)))
            stops.extend((after, *range(done + 1, after + 1)))
            sizes.extend((sum(inside), *inside))
            opened.append(place)
            provisions.append(place)
            done = after
        # What is inside stands behind, and is told to what holds it.
        for place in reversed(provisions):
            outer = around[place]
            if outer >= 0:
                stops[outer] = max(stops[outer], stops[place])
                sizes[outer] += sizes[place]
        places = dict(zip(addresses, range(len(addresses)), strict=True))
        return Layout(places, addresses, around, starts, stops, sizes)

    def contents(self) -> Iterator[Provision | Tokens]:
        """Each provision, and of each clause its tokens, in the text's order."""
        tokens = iter(self._tokens)
        for _, provision in self.witness.addressed():
            yield provision
            yield from islice(tokens, len(provision.clauses))

    def tokens(self, clause: Address) -> Tokens:
        """The tokens of a clause."""
        layout = self.layout
        return self._tokens[layout.starts[layout.places[clause]]]

    def tokens_in(self, place: Address) -> tuple[Tokens, ...]:
        """The tokens of a clause, or of each clause in a provision."""
        return self._tokens[self._range(place)]

    def clauses_in(self, provision: Address) -> tuple[Address, ...]:
        """The clauses of a provision and of all inside it, in text order."""
        return self._clauses[self._range(provision)]

    @cached_property
    def _clauses(self) -> tuple[Address, ...]:
        return tuple([address for address, _ in self.witness.clauses()])

    def _range(self, place: Address) -> slice:
        layout = self.layout
        at = layout.places[place]
        return slice(layout.starts[at], layout.stops[at])

    def written(self, places: Sequence[Address]) -> tuple[str, ...]:
        """The words as written, without white space, of clauses or of all clauses in provisions."""
        return tuple(
            [
                GAP_FORM if form == GAP_FORM else stripped(word)
                for place in places
                for tokens in self.tokens_in(place)
                for word, form in zip(tokens.words(0, len(tokens)), tokens.n, strict=True)
            ]
        )

    def reads_as(self, places: Sequence[Address], other: TokenizedWitness, others: Sequence[Address]) -> bool:
        """Whether clauses or provisions are written as some of another text, white space and division aside."""
        if self.size(places) != other.size(others):
            return False
        ours, theirs = (
            [tokens for place in those for tokens in text.tokens_in(place)]
            for text, those in ((self, places), (other, others))
        )
        if [(tokens.n, tokens.words(0, len(tokens.n))) for tokens in ours] == [
            (tokens.n, tokens.words(0, len(tokens.n))) for tokens in theirs
        ]:
            return True
        # Words whose forms differ are not written the same, and most texts that differ do so early.
        forms, their_forms = (chain.from_iterable([tokens.n for tokens in those]) for those in (ours, theirs))
        if not all(map(eq, forms, their_forms)):
            return False
        return self.written(places) == other.written(others)

    def size(self, places: Sequence[Address]) -> int:
        """How many tokens clauses have, or provisions with all that is inside them."""
        layout = self.layout
        return sum([layout.sizes[layout.places[place]] for place in places])

    def wordless(self) -> list[Address]:
        """The provisions and clauses that have no words."""
        layout = self.layout
        return [address for address, size in zip(layout.addresses, layout.sizes, strict=True) if not size]

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
