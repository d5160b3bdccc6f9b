"""``treatydiff find``: where words stand in the texts and annotations of a dossier."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from treatydiff.cli import streams
from treatydiff.cli.arguments import add_output

if TYPE_CHECKING:
    from treatydiff.cli.inputs import Inputs

FORMATS = ("terminal", "json", "csv")
"""The forms of what was found."""

NAME = "find"
SUMMARY = "find words in texts and annotations"
OF_DOSSIER = True
ABOUT = """\
Find a word or a phrase in the provisions of a dossier and in its annotations. Words
are whole; capitals, encoding, and the shapes of quotation marks and hyphens make no
difference, nor do marks between the words of a phrase."""
EXAMPLES = """\
examples:
  treatydiff find neutrality
  treatydiff find "territorial integrity"
  treatydiff find --exact neutral        to the letter, inside words too
  treatydiff find neutrality -o hits.csv

Without --format, the suffix of FILE decides: .json is json, .csv csv, .txt terminal;
one that says nothing, and standard output, is terminal."""


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Say what can be typed after the command."""
    command.add_argument("words", metavar="WORD", nargs="+", help="a word, or the words of a phrase")
    command.add_argument(
        "--exact", action="store_true", help="find the words to the letter, with capitals and marks"
    )
    command.add_argument(
        "--format", choices=FORMATS, help="what to write (default: by the suffix of FILE, else terminal)"
    )
    add_output(command)


def run(arguments: argparse.Namespace, inputs: Inputs, _progress: streams.Progress) -> int:
    """Find words and write where they stand.

    Returns:
        The exit code, 0, also where nothing was found.

    Raises:
        TreatyDiffError: the dossier is bad, there is nothing to look for, or the output cannot be written.
    """
    from treatydiff import __version__
    from treatydiff.cli import outputs

    form = arguments.format or outputs.form_of(arguments.output, FORMATS, default="terminal")
    words = " ".join(arguments.words)
    hits = inputs.dossier.find(words, exact=arguments.exact)
    written: str | bytes
    if form == "terminal":
        from treatydiff.report.search import render_hits

        written = render_hits(hits, words, screen=outputs.screen_of(arguments.output))
    elif form == "csv":
        from treatydiff.export import search

        written = search.write_csv(hits)
    else:
        from treatydiff.export import search

        written = search.write_json(hits, query=words, exact=arguments.exact, version=__version__)
    outputs.put(arguments.output, written, inputs)
    return 0
