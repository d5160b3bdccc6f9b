"""``treatydiff timeline``: the texts of a dossier and what happened, in order."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from treatydiff.cli import streams
from treatydiff.cli.arguments import add_output

if TYPE_CHECKING:
    from treatydiff.cli.inputs import Inputs
    from treatydiff.report.screen import Screen
    from treatydiff.timeline import Timeline

FORMATS = ("terminal", "json", "csv", "tsv", "tei")
"""The forms of a timeline."""

NAME = "timeline"
SUMMARY = "show texts and events in order"
OF_DOSSIER = True
ABOUT = """\
Show the texts of a dossier, who handed them to whom, and what is said to have
happened, in order. Dates stay as uncertain as the dossier has them; where two may
mean the same days, their order is not known, and it is said so. Records that
contradict each other name each other."""
EXAMPLES = """\
examples:
  treatydiff timeline
  treatydiff timeline -o timeline.csv
  treatydiff timeline -o timeline.xml   TEI: listChange and listEvent

Without --format, the suffix of FILE decides: .xml is tei, .json json, .csv csv, .tsv
tsv, .txt terminal; one that says nothing, and standard output, is terminal."""


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Say what can be typed after the command."""
    command.add_argument(
        "--format", choices=FORMATS, help="what to write (default: by the suffix of FILE, else terminal)"
    )
    add_output(command)


def run(arguments: argparse.Namespace, inputs: Inputs, _progress: streams.Progress) -> int:
    """Write the timeline of the dossier.

    Returns:
        The exit code, 0.

    Raises:
        TreatyDiffError: the dossier is bad, or the output cannot be written.
    """
    from treatydiff.cli import outputs

    form = arguments.format or outputs.form_of(arguments.output, FORMATS, default="terminal")
    written = _written(inputs.dossier.timeline, form, outputs.screen_of(arguments.output))
    outputs.put(arguments.output, written, inputs)
    return 0


def _written(made: Timeline, form: str, screen: Screen) -> str | bytes:
    """The timeline in a form; what writes it is imported for that form alone."""
    from treatydiff import __version__

    if form == "terminal":
        from treatydiff.report.timeline import render_timeline

        return render_timeline(made, screen=screen)
    if form == "tei":
        from treatydiff.export.tei.timeline import write_timeline

        return write_timeline(made, version=__version__)
    from treatydiff.export import timeline

    if form == "json":
        return timeline.write_json(made, version=__version__)
    return timeline.write_csv(made) if form == "csv" else timeline.write_tsv(made)
