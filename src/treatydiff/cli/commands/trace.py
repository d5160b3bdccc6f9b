"""``treatydiff trace``: the life of one provision through the texts of a dossier."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from treatydiff.cli import streams
from treatydiff.cli.arguments import add_output

if TYPE_CHECKING:
    from treatydiff.cli.inputs import Inputs

FORMATS = ("terminal", "json", "csv")
"""The forms of a trace."""

NAME = "trace"
SUMMARY = "trace one provision through all texts"
OF_DOSSIER = True
ABOUT = """\
Trace one provision or clause through the texts of a dossier, backwards and forwards
in time: what it comes from and what became of it, with what changed on the way, who
wanted it, and which sources say so."""
EXAMPLES = """\
examples:
  treatydiff trace A/3           the life of Article 3
  treatydiff trace A/3:2         of its second clause alone
  treatydiff trace A/3 -o a3.csv a row for each step, change and annotation

Which texts are compared follows from what the dossier states of them: which follows
which, which quotes which, and the comparisons it asks for.

Without --format, the suffix of FILE decides: .json is json, .csv csv, .txt terminal;
one that says nothing, and standard output, is terminal."""


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Say what can be typed after the command."""
    command.add_argument("address", metavar="ADDRESS", help="a provision or clause, such as A/3 or A/3:2")
    command.add_argument(
        "--format", choices=FORMATS, help="what to write (default: by the suffix of FILE, else terminal)"
    )
    add_output(command)


def run(arguments: argparse.Namespace, inputs: Inputs, progress: streams.Progress) -> int:
    """Trace a provision and write its life.

    Returns:
        The exit code, 0.

    Raises:
        TreatyDiffError: the dossier is bad or has no such provision, or the output cannot be written.
    """
    from treatydiff import __version__
    from treatydiff.cli import outputs

    form = arguments.format or outputs.form_of(arguments.output, FORMATS, default="terminal")
    progress.now(f"tracing {arguments.address}")
    traced = inputs.dossier.trace(arguments.address)
    written: str | bytes
    if form == "terminal":
        from treatydiff.report.trace import render_trace

        written = render_trace(traced, screen=outputs.screen_of(arguments.output))
    else:
        from treatydiff.export import trace

        written = trace.write_csv(traced) if form == "csv" else trace.write_json(traced, version=__version__)
    outputs.put(arguments.output, written, inputs)
    return 0
