"""Comparing: texts as they are named, each with the next, by the dossier where it has them both."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from itertools import pairwise

from attrs import evolve

from treatydiff.cli import streams
from treatydiff.cli.inputs import Inputs, Named
from treatydiff.collation import Options
from treatydiff.comparison import Comparison, compare
from treatydiff.model.dossiers import Level
from treatydiff.model.edits import sigla_of
from treatydiff.model.links import EditedLink
from treatydiff.normalization import DEFAULT, Normalization, Segmentation


def normalization_of(arguments: argparse.Namespace) -> Normalization:
    """What ``--normalize`` and ``--words`` ask for (`treatydiff.cli.arguments.add_words`).

    Raises:
        ModelError: a rule is unknown, or signs are mixed.
        InputError: a dictionary is asked for, and none is installed.
    """
    made = DEFAULT if arguments.normalize is None else DEFAULT.changed(arguments.normalize)
    made = evolve(made, segmentation=arguments.words)
    if made.segmentation is Segmentation.DICTIONARY:
        from treatydiff.tokenization.dictionaries import dictionary

        dictionary()  # before anything is read
    return made


def compared(
    texts: Sequence[str],
    links: Sequence[EditedLink] | None,
    inputs: Inputs,
    progress: streams.Progress,
    *,
    level: Level | None = None,
    normalization: Normalization = DEFAULT,
) -> list[Comparison]:
    """Each text compared with the next: the dossier's as it asks for, files clause by clause.

    Args:
        texts: the arguments that name them.
        links: an editor's decisions; ``None`` for those of the dossier.
        inputs: where the texts are found.
        progress: told of each comparison.
        level: how deep to go, where that was asked for.
        normalization: what counts as the same word.

    Raises:
        TreatyDiffError: a text cannot be read, or is none.
    """
    witnesses = inputs.witnesses(texts, progress)
    made = []
    for (earlier, later), arguments in zip(pairwise(witnesses), pairwise(texts), strict=True):
        progress.now(f"comparing {earlier.siglum} with {later.siglum}")
        decided = None if links is None else _between(links, {earlier.siglum, later.siglum})
        if any(Named.by(argument).path for argument in arguments):
            options = Options(normalization, level or Level.CLAUSE)
            made.append(compare(earlier, later, links=decided or (), options=options))
        else:
            sigla = earlier.siglum, later.siglum
            made.append(inputs.dossier.compare(*sigla, level=level, links=decided, normalization=normalization))
    return made


def _between(links: Sequence[EditedLink], sigla: set[str]) -> tuple[EditedLink, ...]:
    """The decisions that concern two texts."""
    return tuple(one for one in links if sigla_of(one) == sigla)
