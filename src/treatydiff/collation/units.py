"""Variation units: where the words of corresponding clauses agree, and where they vary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from treatydiff.alignment.multiple import align_many
from treatydiff.collation.values import Reading, VariationUnit
from treatydiff.tokenization import Tokens

_Ranges = Mapping[str, tuple[int, int]]


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
    sigla = list(texts)
    written = {siglum: tokens.words(0, len(tokens)) for siglum, tokens in texts.items()}
    if len(set(written.values())) == 1 and len({tokens.n for tokens in texts.values()}) == 1:
        # Most clauses are had by one witness alone, or are the same in all.
        words = written[sigla[0]]
        alike = Reading(tuple(sigla), words, texts[sigla[0]].n, ((0, len(words)),) * len(sigla))
        return ((VariationUnit((alike,), tuple(omitted), tuple(not_transmitted)),) if words else ()), "diff"
    aligned = align_many([tokens.n for tokens in texts.values()])
    places: list[_Ranges] = []
    first_of: list[int] = []
    for segment in aligned.segments:
        ranges = dict(zip(sigla, segment.ranges, strict=True))
        first_of.append(len(places))
        places += _runs(written, ranges) if segment.constant else [ranges]
    partner = {first_of[a]: first_of[b] for pair in aligned.transpositions for a, b in (pair, pair[::-1])}
    units = tuple(
        _unit(texts, written, ranges, omitted, not_transmitted, transposed=partner.get(place))
        for place, ranges in enumerate(places)
    )
    return units, aligned.method


def whole_unit(
    texts: Mapping[str, Tokens], omitted: Sequence[str], not_transmitted: Sequence[str]
) -> tuple[tuple[VariationUnit, ...], str]:
    """Corresponding texts as one unit, their words not compared; as `variation_units`."""
    everything = {siglum: (0, len(tokens)) for siglum, tokens in texts.items()}
    written = {siglum: tokens.words(0, len(tokens)) for siglum, tokens in texts.items()}
    return (_unit(texts, written, everything, omitted, not_transmitted),), "whole"


def _runs(written: Mapping[str, tuple[str, ...]], ranges: _Ranges) -> list[_Ranges]:
    """Cut a run of equal forms where the words are written differently."""
    runs = [written[siglum][start:stop] for siglum, (start, stop) in ranges.items()]
    if runs.count(runs[0]) == len(runs):
        return [ranges]
    length = len(runs[0])
    same = [len(set(words)) == 1 for words in zip(*runs, strict=True)]
    cuts = [i for i in range(length) if i == 0 or same[i] != same[i - 1]]
    return [
        {siglum: (start + a, start + b) for siglum, (start, _) in ranges.items()}
        for a, b in zip(cuts, [*cuts[1:], length], strict=True)
    ]


def _unit(
    texts: Mapping[str, Tokens],
    written: Mapping[str, tuple[str, ...]],
    ranges: _Ranges,
    omitted: Sequence[str],
    not_transmitted: Sequence[str],
    *,
    transposed: int | None = None,
) -> VariationUnit:
    readings: dict[tuple[tuple[str, ...], tuple[str, ...]], list[str]] = {}
    empty: list[str] = []
    for siglum, tokens in texts.items():
        start, stop = ranges[siglum]
        if start == stop:
            empty.append(siglum)
        else:
            readings.setdefault((written[siglum][start:stop], tokens.n[start:stop]), []).append(siglum)
    return VariationUnit(
        readings=tuple(
            [
                Reading(tuple(sigla), words, forms, tuple([ranges[siglum] for siglum in sigla]))
                for (words, forms), sigla in readings.items()
            ]
        ),
        omitted=(*empty, *omitted),
        not_transmitted=tuple(not_transmitted),
        transposed=transposed,
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
