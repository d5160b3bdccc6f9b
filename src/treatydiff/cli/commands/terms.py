"""``treatydiff terms``: what each text lays down, and what became of it."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from treatydiff.cli import streams
from treatydiff.cli.arguments import add_output
from treatydiff.errors import InputError

if TYPE_CHECKING:
    from treatydiff.cli.inputs import Inputs

FORMATS = ("terminal", "json", "csv", "tsv")
"""The forms of a table of terms."""
TABLES = ("terms", "changes", "dates")
"""The tables of separated values: `treatydiff.export.terms.TABLES`, which is not imported to show the help."""

NAME = "terms"
SUMMARY = "show what each text lays down, and the dates that follow"
OF_DOSSIER = True
ABOUT = """\
Show what each text lays down: duration, entry into force, renewal, notice and what
else is marked in the dossier, with the words that say so; what became of each term
from text to text; and the dates that follow, with their premises."""
EXAMPLES = """\
examples:
  treatydiff terms                  of all texts that lay down anything
  treatydiff terms A B C            of these, each against the one before
  treatydiff terms -o terms.json    as data, with all that is said of them
  treatydiff terms --format csv --table dates

Without --format, the suffix of FILE decides: .json is json, .csv csv, .tsv tsv, .txt
terminal; one that says nothing, and standard output, is terminal. A CSV or TSV file
holds one table, by default the terms."""


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Say what can be typed after the command."""
    command.add_argument("texts", metavar="SIGLUM", nargs="*", help="siglum of a text of the dossier")
    command.add_argument(
        "--format",
        metavar="FORMAT",
        choices=FORMATS,
        help="terminal, json, csv or tsv (default: by the suffix of FILE)",
    )
    command.add_argument(
        "--table", metavar="TABLE", choices=TABLES, help="of csv and tsv: terms (default), changes or dates"
    )
    add_output(command)


def run(arguments: argparse.Namespace, inputs: Inputs, progress: streams.Progress) -> int:
    """Write the terms of a dossier's texts.

    Returns:
        The exit code, 0.

    Raises:
        TreatyDiffError: an input is bad, or the output cannot be written.
    """
    from treatydiff import __version__
    from treatydiff.cli import outputs

    form = arguments.format or outputs.form_of(arguments.output, FORMATS, default="terminal")
    if arguments.table and form not in ("csv", "tsv"):
        raise InputError(
            f"found --table with {form}", expected="--format csv or tsv", todo="leave --table out: all is there"
        )
    progress.now("reading the dossier")
    table = inputs.dossier.terms(*arguments.texts)
    progress.now("writing")
    if form == "terminal":
        from treatydiff.report.terms import render_terms

        outputs.put(arguments.output, render_terms(table, screen=outputs.screen_of(arguments.output)), inputs)
        return 0
    from treatydiff.export import terms

    if form == "json":
        written = terms.write_json(table, version=__version__)
    else:
        written = (terms.write_csv if form == "csv" else terms.write_tsv)(table, arguments.table or "terms")
    outputs.put(arguments.output, written, inputs)
    return 0
