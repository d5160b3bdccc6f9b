"""Commands: what the command line does, once it is known what was typed."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from treatydiff.cli import streams

if TYPE_CHECKING:
    from treatydiff.cli.inputs import Inputs


def run(arguments: argparse.Namespace) -> int:
    """Do what was typed.

    Args:
        arguments: as `treatydiff.cli.arguments.parser` reads them.

    Returns:
        The exit code: 0, or 1 for changes where that was asked for, and for errors in a document.

    Raises:
        TreatyDiffError: an input is bad, or the output cannot be written.
    """
    # Each command pays for its own imports alone.
    with streams.Progress() as progress:
        if arguments.command == "validate":
            from treatydiff.cli.checks import validate

            return validate(arguments, progress)
        from treatydiff.cli.inputs import Inputs

        inputs = Inputs.of(arguments)
        if arguments.command == "show":
            _show(arguments.text, inputs)
            return 0
        if arguments.command == "list":
            _list(inputs)
            return 0
        if arguments.command == "report":
            from treatydiff.cli.reports import report

            return report(arguments.output, inputs, progress)
        from treatydiff.cli import results

        write = results.compare if arguments.command == "compare" else results.collate
        return write(arguments, inputs, progress)


def _show(text: str, inputs: Inputs) -> None:
    from treatydiff.report.listing import render_witness

    witness, part = inputs.part(text)
    streams.emit(render_witness(witness, part=part, screen=streams.screen()))


def _list(inputs: Inputs) -> None:
    from treatydiff.report.listing import render_dossier

    streams.emit(render_dossier(inputs.dossier.record, screen=streams.screen()))
