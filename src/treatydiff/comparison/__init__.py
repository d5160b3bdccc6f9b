"""Comparison: what changed from one witness to a later one.

A comparison is a collation of two, read in one direction and classified. Everything it says derives from that
collation: links with relation and flags, changes with their words, and what one of the texts does not transmit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve, field, frozen

from treatydiff import collector
from treatydiff.alignment.provisions import in_order
from treatydiff.alignment.witnesses import TokenizedWitness
from treatydiff.collation import Alignment, Collation, Options, assemble, link, tokenized
from treatydiff.comparison.application import applied
from treatydiff.comparison.changes import classify
from treatydiff.comparison.values import Change, Edit
from treatydiff.errors import ModelError
from treatydiff.model.addresses import Address, ChangeAddress
from treatydiff.model.annotations import Annotation
from treatydiff.model.edits import Misfit
from treatydiff.model.links import EditedLink, Flag, Link, NoCounterpart, Relation
from treatydiff.model.witnesses import Witness

__all__ = ["Change", "Comparison", "Edit", "compare"]


@frozen(repr=False)
class Comparison:
    """Two witnesses, compared provision by provision and word by word.

    Attributes:
        collation: the collation of the two, the earlier one its base.
        links: which provisions and clauses correspond, with relation, flags, score and who says so.
        changes: what changed, in the earlier text's order, what came in standing after what precedes it.
        not_transmitted: the outermost provisions and clauses of one text about which the other says nothing:
            a fragment's silence, or the matter of another instrument.

    Example:
        >>> from treatydiff.model.numbers import Number
        >>> from treatydiff.model.passages import Passage
        >>> from treatydiff.model.provisions import Provision
        >>> a, b = (
        ...     Witness(siglum, (Provision("article", (Passage(text),), number=Number("3")),))
        ...     for siglum, text in (("A", "It lasts five years."), ("B", "It lasts ten years."))
        ... )
        >>> for change in compare(a, b).changes:
        ...     print(change, change.edits[0])
        A/3:1..B/3:1 reworded 'five' -> 'ten'
    """

    collation: Collation
    links: tuple[Link, ...]
    changes: tuple[Change, ...] = field(eq=False)
    not_transmitted: tuple[Address, ...] = field(eq=False)

    @property
    def earlier(self) -> Witness:
        """The earlier witness."""
        return self.collation.witness(self.collation.base)

    @property
    def later(self) -> Witness:
        """The later witness."""
        return next(witness for witness in self.collation.witnesses if witness.siglum != self.collation.base)

    @property
    def annotations(self) -> tuple[Annotation, ...]:
        """What is said of the two texts and of what changed between them, where the comparison was annotated."""
        return self.collation.annotations

    @property
    def without_counterpart(self) -> tuple[NoCounterpart, ...]:
        """What an editor says to have no counterpart."""
        return self.collation.without_counterpart

    @property
    def overruled(self) -> tuple[Link, ...]:
        """Computed links that gave way to an editor's decisions, in the earlier text's order."""
        return self.collation.overruled

    @property
    def misfits(self) -> tuple[Misfit, ...]:
        """An editor's decisions that were not applied, since they do not fit the texts."""
        return self.collation.misfits

    @property
    def counts(self) -> Mapping[str, int]:
        """How many changes there are of each relation and flag.

        A provision that only moved or was renumbered counts by its flags, since its clauses count for
        themselves; a clause in which only a cross-reference was renumbered counts as that.
        """
        counted: Counter[str] = Counter()
        for change in self.changes:
            counted.update(flag.value for flag in change.flags)
            if not change.kept:
                counted[change.relation.value] += 1
        return {name: counted[name] for name in [*map(str, Relation), *map(str, Flag)] if name in counted}

    def of(self, address: Address | ChangeAddress | str) -> tuple[Change, ...]:
        """The changes of a provision, of what is inside it and of its clauses, on either side; or one change.

        Args:
            address: ``B/3``, ``B/3:1``, or a change's address such as ``A/2:1..B/3:1``, with or without words.

        Raises:
            AddressError: the string is no address.
            UnknownError: neither text has it.
        """
        if isinstance(address, ChangeAddress) or (isinstance(address, str) and ".." in address):
            wanted = ChangeAddress.parse(address) if isinstance(address, str) else address
            sides = [
                {self.collation.witness(end.siglum).resolve(end) for end in side}
                for side in (wanted.earlier, wanted.later)
            ]
            return tuple(
                change
                for change in self.changes
                if [set(change.address.earlier), set(change.address.later)] == sides
            )
        place = Address.parse(address) if isinstance(address, str) else address
        place = self.collation.witness(place.siglum).resolve(place)
        return tuple(
            change
            for change in self.changes
            if any(end.is_in(place) for end in (*change.address.earlier, *change.address.later))
        )

    def invert(self) -> Comparison:
        """The comparison read in the other direction; `compare` of the two exchanged gives the same."""
        options = self.collation.options
        alignment = Alignment(
            tuple(link.inverse for link in self.links),
            self.collation.without_counterpart,
            tuple(link.inverse for link in self.overruled),
            self.misfits,
        )
        built = _built(tokenized([self.later, self.earlier], options), alignment, options)
        said = {change.address.inverse: change.annotations for change in self.changes}
        return evolve(
            built,
            collation=evolve(built.collation, annotations=self.annotations),
            changes=tuple(evolve(change, annotations=said[change.address]) for change in built.changes),
        )

    def apply(self, witness: Witness) -> Witness:
        """The later text, made from the earlier one and the words that changed.

        Args:
            witness: the earlier text; common words are taken from it, changed ones from the changes.

        Raises:
            ModelError: it is not the text that this comparison was made from.
        """
        if witness.provisions != self.earlier.provisions or witness.siglum != self.earlier.siglum:
            raise ModelError(
                f"found a text {witness.siglum} that is not the one compared", expected="the earlier text unaltered"
            )
        return applied(self.collation, witness, self.later)

    def __iter__(self) -> Iterator[Change]:
        return iter(self.changes)

    def __repr__(self) -> str:
        counts = ", ".join(f"{n} {name}" for name, n in self.counts.items()) or "no changes"
        return f"<Comparison {self.earlier.siglum}..{self.later.siglum}: {counts}>"


@collector.waiting()
def compare(
    earlier: Witness,
    later: Witness,
    *,
    links: Sequence[EditedLink] = (),
    options: Options = Options(),  # noqa: B008 - a frozen value
) -> Comparison:
    """Compare two witnesses, wherever they were read from.

    Args:
        earlier: the earlier text.
        later: the later text.
        links: an editor's decisions, links and provisions without counterpart, which go before what is computed.
            One that does not fit the texts, because what it names is not there or reads otherwise than recorded,
            is not applied; `Comparison.misfits` say so.
        options: what counts as the same word, and whether words are compared at all.

    Raises:
        ModelError: both have one siglum, or decisions contradict each other.

    Example:
        >>> from treatydiff.model.passages import Passage
        >>> from treatydiff.model.provisions import Provision
        >>> from treatydiff.model.links import NoCounterpart
        >>> a, b = (
        ...     Witness(siglum, (Provision("body", (Passage(text),)),))
        ...     for siglum, text in (("A", "It lasts five years."), ("B", "It lasts ten years."))
        ... )
        >>> comparison = compare(a, b, links=[NoCounterpart("A/body", "B"), Link("A/body:2", "B/body:1")])
        >>> [str(change) for change in comparison], [str(link.address) for link in comparison.overruled]
        (['..B/body inserted', 'A/body.. omitted'], ['A/body..B/body', 'A/body:1..B/body:1'])
        >>> [misfit.what for misfit in comparison.misfits]
        ['found no A/body:2 in A']
    """
    texts = tokenized([earlier, later], options)
    return _built(texts, link(texts, edited=links, options=options), options)


def _built(texts: Mapping[str, TokenizedWitness], alignment: Alignment, options: Options) -> Comparison:
    earlier = next(iter(texts.values()))
    links, overruled = (tuple(in_order(those, earlier)) for those in (alignment.links, alignment.overruled))
    collation = assemble(texts, alignment=evolve(alignment, links=links, overruled=overruled), options=options)
    return Comparison(collation, links, *classify(collation, links))
