"""``treatydiff cite``: references to passages and changes."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from treatydiff.cli import streams
from treatydiff.cli.arguments import add_output

if TYPE_CHECKING:
    from treatydiff.cli.inputs import Inputs

FORMATS = ("text", "csl-json", "bibtex", "biblatex", "ris")
"""The forms of citations: `treatydiff.citation.Form`, which is not imported to show the help."""
STYLES = ("chicago", "mhra", "short")
"""The styles of references: `treatydiff.citation.Style`, likewise."""

NAME = "cite"
SUMMARY = "cite a passage or a change"
OF_DOSSIER = True
ABOUT = """\
Cite passages and changes: what the text is, article and clause, date, source to
page and archive sheet, dossier and versions, address, and a digest of the words, by
which a reader sees whether they are still the same (treatydiff resolve)."""
EXAMPLES = """\
examples:
  treatydiff cite A/3:1                      a clause
  treatydiff cite A/3 B                      an article, and a whole text
  treatydiff cite A/3:1..B/3:1               a change
  treatydiff cite A/3:1..B/3:1@2-4           words within a change
  treatydiff cite A/3:1 --style mhra
  treatydiff cite A/3:1 -o a.bib

Without --format, the suffix of FILE decides: .bib is bibtex, which biblatex reads as
well, .ris ris, .json csl-json, .txt text; one that says nothing, and standard output,
is text.

styles, with --format text:
  chicago   a full note, as in The Chicago Manual of Style, notes and bibliography
  mhra      a full note, as in the MHRA Style Guide
  short     what is needed to find it in print and in the dossier

References are plain text on a line each; titles of books stand without italics."""


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Say what can be typed after the command."""
    command.add_argument(
        "addresses", metavar="ADDRESS", nargs="+", help="address of a text, provision, clause or change"
    )
    command.add_argument("--style", choices=STYLES, default="chicago", help="how it is worded (default: chicago)")
    command.add_argument(
        "--format", choices=FORMATS, help="what to write (default: by the suffix of FILE, else text)"
    )
    add_output(command)


def run(arguments: argparse.Namespace, inputs: Inputs, _progress: streams.Progress) -> int:
    """Write references to what the addresses name.

    Returns:
        The exit code, 0.

    Raises:
        TreatyDiffError: the dossier is bad or has no such passage, or the output cannot be written.
    """
    from treatydiff.citation import Form, Style, write
    from treatydiff.cli import outputs
    from treatydiff.report.screen import printable

    form = Form(arguments.format or outputs.form_of(arguments.output, FORMATS, default="text"))
    citations = [inputs.dossier.citation(address) for address in arguments.addresses]
    written = write(citations, form, style=Style(arguments.style))
    shown = form is Form.TEXT and arguments.output == outputs.STANDARD_OUTPUT
    outputs.put(arguments.output, printable(written) if shown else written.encode(), inputs)
    return 0
