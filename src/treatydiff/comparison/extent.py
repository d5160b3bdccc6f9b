"""Extent: how much of two texts differs, counted in words."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from treatydiff.collation import ClauseGroup, Collation, VariationUnit


@frozen
class Extent:
    """Words that differ, and words that were compared; those of all texts together.

    Attributes:
        differing: words that stand in one text only, or in another form.
        compared: all words, without those of provisions about which another text says nothing.

    Example:
        >>> Extent(differing=1, compared=400).per_cent, Extent(differing=399, compared=400).per_cent
        (1, 99)
    """

    differing: int
    compared: int

    @property
    def per_cent(self) -> int:
        """The share in per cent: 0 and 100 only where nothing differs, and everything."""
        if self.differing in (0, self.compared):
            return 100 if self.differing else 0
        return min(99, max(1, (200 * self.differing + self.compared) // (2 * self.compared)))


def extent(collation: Collation) -> Extent:
    """How much of the texts differs; nothing was compared where articles alone were linked, nor across languages.

    Words are the tokens with a letter or digit in them. Labels and titles of provisions do not count, nor do
    differences that normalization takes away.

    Example:
        >>> from treatydiff.collation import collate
        >>> from treatydiff.model.passages import Passage
        >>> from treatydiff.model.provisions import Provision
        >>> from treatydiff.model.witnesses import Witness
        >>> a, b = (
        ...     Witness(siglum, (Provision("article", (Passage(text),)),))
        ...     for siglum, text in (("A", "It lasts five years."), ("B", "it lasts ten years."))
        ... )
        >>> extent(collate([a, b]))
        Extent(differing=2, compared=8)
    """
    return extent_of(collation.clause_groups() if collation.compares_words else ())


def extent_of(groups: Iterable[ClauseGroup]) -> Extent:
    """How much of some clauses differs, counted as `extent` does."""
    differing = compared = 0
    for group in groups:
        if group.method == "whole":
            continue
        for unit in group.units:
            words = 0 if unit.not_transmitted else _words(unit)
            compared += words
            differing += 0 if unit.same_forms else words
    return Extent(differing, compared)


def _words(unit: VariationUnit) -> int:
    return sum(len(reading.witnesses) * _count(reading.tokens) for reading in unit.readings)


def _count(tokens: Iterable[str]) -> int:
    return sum(any(map(str.isalnum, token)) for token in tokens)
