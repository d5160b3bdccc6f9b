"""Variation units: where the words of corresponding clauses agree, and where they vary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import compress, pairwise
from operator import ne

from attrs import frozen

from treatydiff.alignment.multiple import align_many
from treatydiff.collation.classes import Place, VariantRule, decided, decided_unread
from treatydiff.collation.values import Reading, VariationUnit
from treatydiff.model.witnesses import Witness
from treatydiff.tokenization import Tokens, stripped, written_form

_Ranges = tuple[tuple[int, int], ...]
"""For each text the half-open range of its tokens."""


@frozen(eq=False)
class Attestation:
    """Who has a place and who does not, with what holds for all places of which this is so.

    Attributes:
        witnesses: those that have the place, in the collation's order.
        omitted: sigla of those that lack it.
        not_transmitted: sigla of those that say nothing about it.
        compared: whether its words are compared, so that what differs is classed.
        rules: by which it is classed.
    """

    witnesses: tuple[Witness, ...]
    omitted: tuple[str, ...]
    not_transmitted: tuple[str, ...]
    compared: bool
    rules: Sequence[VariantRule]

    @cached_property
    def sigla(self) -> tuple[str, ...]:
        """The sigla of those that have the place."""
        return tuple([witness.siglum for witness in self.witnesses])

    @cached_property
    def alone(self) -> tuple[tuple[str], ...]:
        """The siglum of each of those that have the place."""
        return tuple([(siglum,) for siglum in self.sigla])

    @cached_property
    def _agreed(self) -> VariantRule | None:
        """The rule that decides where all that have the place write the same; ``None`` if it depends on what."""
        return decided_unread(Place(((),), (), self.witnesses, bool(self.omitted)), self.rules)

    def among(self, those: Sequence[int]) -> tuple[str, ...]:
        """The sigla of some of those that have the place, given by their positions."""
        # Mostly one or all, and then one and the same tuple serves all readings.
        if len(those) == 1:
            return self.alone[those[0]]
        sigla = self.sigla
        return sigla if len(those) == len(sigla) else tuple([sigla[position] for position in those])

    def unit(
        self,
        readings: tuple[Reading, ...],
        empty: tuple[str, ...] = (),
        transposed: int | None = None,
        before: Sequence[str] = (),
    ) -> VariationUnit:
        """A unit with the class of what differs there, and the rule that decided.

        Args:
            readings: what is written.
            empty: sigla of those that have the clause, but nothing here.
            transposed: the position of the unit that holds the same words for other witnesses.
            before: the words of the clause that stand before it, as written.
        """
        omitted = self.omitted
        if len(readings) == 1 and not empty:
            if not omitted and not self.not_transmitted:
                return VariationUnit(readings)
            if rule := self._agreed:
                return VariationUnit(readings, omitted, self.not_transmitted, transposed, rule.variant, rule.name)
        words = tuple([tuple(map(stripped, reading.tokens)) for reading in readings])
        if empty:
            omitted = (*empty, *omitted)
            words = (*words, ())
        if not self.compared and len(words) > 1:
            return VariationUnit(readings, omitted, self.not_transmitted, transposed, "parallel")
        place = Place(words, tuple(before), self.witnesses, bool(self.omitted), transposed is not None)
        rule = decided(place, self.rules)
        if rule is None:
            variant = "" if self.compared else "parallel"
            return VariationUnit(readings, omitted, self.not_transmitted, transposed, variant)
        return VariationUnit(readings, omitted, self.not_transmitted, transposed, rule.variant, rule.name)


def variation_units(texts: Sequence[Tokens], attestation: Attestation) -> tuple[tuple[VariationUnit, ...], str]:
    """Part corresponding texts into what is common and what varies.

    Args:
        texts: the tokens of each witness that has the place, the base's first.
        attestation: which witnesses these are, and who else has nothing here.

    Returns:
        The units in order, and how the words were aligned. Words are common if they are written the same in
        all witnesses, white space included; words of one form written in two ways are a unit.
    """
    first, *others = texts
    words, size = first.words(0, len(first.n)), len(first.n)
    if not others or all(other.n == first.n and other.words(0, size) == words for other in others):
        # Most clauses are had by one witness alone, or are the same in all.
        alike = Reading(attestation.sigla, words, first.n, ((0, size),) * len(texts))
        return ((attestation.unit((alike,)),) if size else ()), "diff"
    written = [words, *[other.words(0, len(other.n)) for other in others]]
    forms = [tokens.n for tokens in texts]
    aligned = align_many(forms)
    # The places, and what all write there if they write the same.
    places: list[tuple[_Ranges, tuple[str, ...] | None]] = []
    first_of: list[int] = []
    for segment in aligned.segments:
        first_of.append(len(places))
        ranges = segment.ranges
        if not segment.constant:
            places.append((ranges, None))
            continue
        runs = [words[start:stop] for words, (start, stop) in zip(written, ranges, strict=True)]
        if runs.count(runs[0]) == len(runs):
            places.append((ranges, runs[0]))
        else:
            places += _cut(runs, ranges)
    partner = {first_of[a]: first_of[b] for pair in aligned.transpositions for a, b in (pair, pair[::-1])}
    units: list[VariationUnit] = []
    before: list[str] = []
    for number, (ranges, common) in enumerate(places):
        if common is None:
            readings, empty = _readings(written, forms, ranges, attestation)
            units.append(attestation.unit(readings, empty, partner.get(number), before))
        else:
            start, stop = ranges[0]
            readings = (Reading(attestation.sigla, common, forms[0][start:stop], ranges),)
            units.append(attestation.unit(readings, before=before))
        before += readings[0].tokens
    return tuple(units), aligned.method


def whole_unit(texts: Sequence[Tokens], attestation: Attestation) -> tuple[tuple[VariationUnit, ...], str]:
    """Corresponding texts as one unit, their words not compared; as `variation_units`."""
    written = [tokens.words(0, len(tokens.n)) for tokens in texts]
    forms = [tokens.n for tokens in texts]
    everything = tuple([(0, len(tokens)) for tokens in forms])
    return (attestation.unit(*_readings(written, forms, everything, attestation)),), "whole"


def _cut(runs: Sequence[tuple[str, ...]], ranges: _Ranges) -> list[tuple[_Ranges, tuple[str, ...] | None]]:
    """A run of equal forms, cut where words begin or cease to be written the same; and what is, where they are."""
    first, *others = runs
    length = len(first)
    unlike = {place for run in others for place in compress(range(length), map(ne, first, run))}
    # Where a stretch of them begins or ends is where either a place or the one before it is among them.
    borders = sorted({0, length} | (unlike ^ {place + 1 for place in unlike}))
    return [
        (tuple([(start + a, start + b) for start, _ in ranges]), None if a in unlike else first[a:b])
        for a, b in pairwise(borders)
    ]


def _readings(
    written: Sequence[tuple[str, ...]],
    forms: Sequence[tuple[str, ...]],
    ranges: _Ranges,
    attestation: Attestation,
) -> tuple[tuple[Reading, ...], tuple[str, ...]]:
    """What is written at a place, and the sigla of those that have nothing there."""
    parts = [words[start:stop] for words, (start, stop) in zip(written, ranges, strict=True)]
    if len(set(parts)) == len(parts):
        # Mostly all differ, and nobody shares a reading.
        alone = attestation.alone
        differing = [
            Reading(siglum, words, kept[place[0] : place[1]], (place,))
            for siglum, words, kept, place in zip(alone, parts, forms, ranges, strict=True)
            if words
        ]
        return tuple(differing), () if len(differing) == len(parts) else alone[parts.index(())]
    places: dict[tuple[tuple[str, ...], tuple[str, ...]], list[int]] = {}
    empty: list[int] = []
    for place, (start, stop) in enumerate(ranges):
        if start == stop:
            empty.append(place)
        else:
            places.setdefault((parts[place], forms[place][start:stop]), []).append(place)
    readings = [
        Reading(attestation.among(those), words, kept, tuple(map(ranges.__getitem__, those)))
        for (words, kept), those in places.items()
    ]
    return tuple(readings), attestation.among(empty) if empty else ()


def label_unit(
    labels: Mapping[str, str], omitted: tuple[str, ...], not_transmitted: tuple[str, ...]
) -> VariationUnit:
    """What is printed over corresponding provisions, as one unit."""
    readings: dict[str, list[str]] = {}
    for siglum, text in labels.items():
        readings.setdefault(text, []).append(siglum)
    return VariationUnit(
        tuple(
            [
                Reading(tuple(sigla), (text,), (written_form(text),), ((0, 1),) * len(sigla))
                for text, sigla in readings.items()
            ]
        ),
        omitted,
        not_transmitted,
    )
