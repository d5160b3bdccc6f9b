"""``treatydiff list``: the texts of a dossier."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from treatydiff.cli import streams

if TYPE_CHECKING:
    from treatydiff.cli.inputs import Inputs

NAME = "list"
SUMMARY = "list the texts of a dossier"
OF_DOSSIER = True
ABOUT = """\
List the texts of a dossier, and the comparisons and collations it asks for; and note
the decisions of its editors that no longer fit the texts."""
EXAMPLES = """\
examples:
  treatydiff list
  treatydiff list --dossier my-treaty/"""


def add_arguments(_command: argparse.ArgumentParser) -> None:
    """Add nothing: the dossier is all that it lists."""


def run(_arguments: argparse.Namespace, inputs: Inputs, _progress: streams.Progress) -> int:
    """Print the texts of the dossier, and what it asks for; note decisions that do not fit the texts.

    Returns:
        The exit code, 0.

    Raises:
        TreatyDiffError: the dossier is bad, or standard output cannot be written.
    """
    from treatydiff.cli import outputs
    from treatydiff.report.listing import render_dossier

    outputs.tell_misfits(inputs.dossier.misfits)
    streams.page(render_dossier(inputs.dossier.record, screen=streams.screen()))
    return 0
