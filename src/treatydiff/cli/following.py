"""Following changes into another language: what ``compare --beside`` shows."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from treatydiff.cli import streams
from treatydiff.errors import InputError

if TYPE_CHECKING:
    from treatydiff.cli.inputs import Inputs
    from treatydiff.comparison import Comparison
    from treatydiff.report.screen import Screen

_MOST = 2


def add_beside(command: argparse.ArgumentParser) -> None:
    """Add ``--beside``: `followed` does what it asks for."""
    command.add_argument(
        "--beside",
        metavar="TEXT",
        nargs="+",
        help="with each change the passage of a text parallel to LATER, as in another language; of two texts the "
        "first is parallel to EARLIER, and what changed in one language alone is marked",
    )


def followed(
    result: Comparison, arguments: argparse.Namespace, inputs: Inputs, progress: streams.Progress, *, screen: Screen
) -> str:
    """The changes of a comparison, each with the passages of the texts that were named.

    Raises:
        TreatyDiffError: a text cannot be read, there are more than two, or one has the siglum of another.
    """
    from treatydiff.cli.comparing import compared
    from treatydiff.comparison.parallel import changes_in_one_language
    from treatydiff.model.dossiers import Level
    from treatydiff.report.parallel import render_beside

    names = arguments.beside
    if len(names) > _MOST:
        raise InputError(
            f"found {len(names)} texts after --beside", expected="one or two", todo="name one for each draft"
        )
    inputs.witnesses((arguments.earlier, arguments.later, *names), progress)  # each needs a siglum of its own
    if len(names) == 1:
        beside = compared((arguments.later, names[0]), None, inputs, progress, level=Level.CLAUSE)
        return render_beside(result, beside, screen=screen)
    pairs = ((arguments.earlier, names[0]), (arguments.later, names[1]), tuple(names))
    then, now, others = (
        comparison for pair in pairs for comparison in compared(pair, None, inputs, progress, level=Level.CLAUSE)
    )
    alone = changes_in_one_language(result, others, earlier=then, later=now)
    return render_beside(result, (then, now), alone=alone, screen=screen)
