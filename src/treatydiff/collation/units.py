"""Variation units: where the words of corresponding clauses agree, and where they vary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from treatydiff.alignment.multiple import align_many
from treatydiff.collation.values import Reading, VariationUnit
from treatydiff.tokenization import Tokens

_Ranges = tuple[tuple[int, int], ...]
"""For each text the half-open range of its tokens."""


def variation_units(
    texts: Mapping[str, Tokens], omitted: Sequence[str], not_transmitted: Sequence[str]
) -> tuple[tuple[VariationUnit, ...], str]:
    """Part corresponding texts into what is common and what varies.

    Args:
        texts: the tokens of each witness that has the place, by siglum, the base's first.
        omitted: witnesses that lack the place.
        not_transmitted: witnesses that say nothing about it.

    Returns:
        The units in order, and how the words were aligned. Words are common if they are written the same in
        all witnesses, white space included; words of one form written in two ways are a unit.
    """
    sigla = tuple(texts)
    written = [tokens.words(0, len(tokens)) for tokens in texts.values()]
    forms = [tokens.n for tokens in texts.values()]
    if written.count(written[0]) == len(sigla) and forms.count(forms[0]) == len(sigla):
        # Most clauses are had by one witness alone, or are the same in all.
        alike = Reading(sigla, written[0], forms[0], ((0, len(forms[0])),) * len(sigla))
        return ((VariationUnit((alike,), tuple(omitted), tuple(not_transmitted)),) if forms[0] else ()), "diff"
    aligned = align_many(forms)
    # The places, and whether all write the same there.
    places: list[tuple[_Ranges, bool]] = []
    first_of: list[int] = []
    for segment in aligned.segments:
        first_of.append(len(places))
        places += _runs(written, segment.ranges) if segment.constant else [(segment.ranges, False)]
    partner = {first_of[a]: first_of[b] for pair in aligned.transpositions for a, b in (pair, pair[::-1])}
    silent = tuple(not_transmitted)
    units: list[VariationUnit] = []
    for number, (ranges, alike_here) in enumerate(places):
        if alike_here:
            start, stop = ranges[0]
            one = Reading(sigla, written[0][start:stop], forms[0][start:stop], ranges)
            units.append(VariationUnit((one,), tuple(omitted), silent))
        else:
            units.append(_unit(sigla, written, forms, ranges, omitted, silent, transposed=partner.get(number)))
    return tuple(units), aligned.method


def whole_unit(
    texts: Mapping[str, Tokens], omitted: Sequence[str], not_transmitted: Sequence[str]
) -> tuple[tuple[VariationUnit, ...], str]:
    """Corresponding texts as one unit, their words not compared; as `variation_units`."""
    everything = tuple((0, len(tokens)) for tokens in texts.values())
    written = [tokens.words(0, len(tokens)) for tokens in texts.values()]
    forms = [tokens.n for tokens in texts.values()]
    return (_unit(tuple(texts), written, forms, everything, omitted, tuple(not_transmitted)),), "whole"


def _runs(written: Sequence[tuple[str, ...]], ranges: _Ranges) -> list[tuple[_Ranges, bool]]:
    """A run of equal forms, cut where the words begin or cease to be written the same; and whether they are."""
    runs = [words[start:stop] for words, (start, stop) in zip(written, ranges, strict=True)]
    if runs.count(runs[0]) == len(runs):
        return [(ranges, True)]
    length = len(runs[0])
    same = [len(set(words)) == 1 for words in zip(*runs, strict=True)]
    cuts = [i for i in range(length) if i == 0 or same[i] != same[i - 1]]
    return [
        (tuple((start + a, start + b) for start, _ in ranges), same[a])
        for a, b in zip(cuts, [*cuts[1:], length], strict=True)
    ]


def _unit(  # noqa: PLR0917 - inner, and called for every place of variation
    sigla: Sequence[str],
    written: Sequence[tuple[str, ...]],
    forms: Sequence[tuple[str, ...]],
    ranges: _Ranges,
    omitted: Sequence[str],
    not_transmitted: tuple[str, ...],
    *,
    transposed: int | None = None,
) -> VariationUnit:
    readings: dict[tuple[tuple[str, ...], tuple[str, ...]], list[int]] = {}
    empty: list[str] = []
    for place, (start, stop) in enumerate(ranges):
        if start == stop:
            empty.append(sigla[place])
        else:
            readings.setdefault((written[place][start:stop], forms[place][start:stop]), []).append(place)
    return VariationUnit(
        tuple(
            [
                Reading(tuple([sigla[at] for at in those]), words, kept, tuple([ranges[at] for at in those]))
                for (words, kept), those in readings.items()
            ]
        ),
        (*empty, *omitted),
        not_transmitted,
        transposed,
    )


def label_unit(
    labels: Mapping[str, str], omitted: Sequence[str], not_transmitted: Sequence[str]
) -> VariationUnit | None:
    """What is printed over corresponding provisions, as one unit; ``None`` where nobody prints anything."""
    if not labels:
        return None
    readings: dict[str, list[str]] = {}
    for siglum, text in labels.items():
        readings.setdefault(text, []).append(siglum)
    return VariationUnit(
        tuple(Reading(tuple(sigla), (text,), (text,), ((0, 1),) * len(sigla)) for text, sigla in readings.items()),
        tuple(omitted),
        tuple(not_transmitted),
    )
