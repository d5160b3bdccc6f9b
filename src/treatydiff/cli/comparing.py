"""Comparing: texts as they are named, each with the next, by the dossier where it has them both."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from treatydiff.cli import streams
from treatydiff.cli.inputs import Inputs, Named
from treatydiff.collation import Options
from treatydiff.comparison import Comparison, compare
from treatydiff.model.dossiers import Level
from treatydiff.model.edits import sigla_of
from treatydiff.model.links import EditedLink


def compared(
    texts: Sequence[str],
    links: Sequence[EditedLink] | None,
    inputs: Inputs,
    progress: streams.Progress,
    *,
    level: Level | None = None,
) -> list[Comparison]:
    """Each text compared with the next: the dossier's as it asks for, files clause by clause.

    Args:
        texts: the arguments that name them.
        links: an editor's decisions; ``None`` for those of the dossier.
        inputs: where the texts are found.
        progress: told of each comparison.
        level: how deep to go, where that was asked for.

    Raises:
        TreatyDiffError: a text cannot be read, or is none.
    """
    witnesses = inputs.witnesses(texts, progress)
    made = []
    for (earlier, later), arguments in zip(pairwise(witnesses), pairwise(texts), strict=True):
        progress.now(f"comparing {earlier.siglum} with {later.siglum}")
        decided = None if links is None else _between(links, {earlier.siglum, later.siglum})
        if any(Named.by(argument).path for argument in arguments):
            options = Options(level=level or Level.CLAUSE)
            made.append(compare(earlier, later, links=decided or (), options=options))
        else:
            made.append(inputs.dossier.compare(earlier.siglum, later.siglum, level=level, links=decided))
    return made


def _between(links: Sequence[EditedLink], sigla: set[str]) -> tuple[EditedLink, ...]:
    """The decisions that concern two texts."""
    return tuple(one for one in links if sigla_of(one) == sigla)
