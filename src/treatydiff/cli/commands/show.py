"""``treatydiff show``: a text, or a part of it."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from treatydiff.cli import streams

if TYPE_CHECKING:
    from treatydiff.cli.inputs import Inputs

NAME = "show"
SUMMARY = "show a text, or a part of it"
OF_DOSSIER = True
ABOUT = """\
Show a text: what it is, where it is from, its words with the address of each
clause; and what is said of it and what it lays down, where the dossier says so.
With --explain, how the structure of a text in a file was recognised: each
decision with its place, how sure it is from 0 to 1, and its reasons; doubtful
ones are marked with a question mark and the word. A mark such as {article 5} or
{words} at the beginning of a line of the file overrules a decision."""
EXAMPLES = """\
examples:
  treatydiff show A
  treatydiff show A/3          its Article 3 alone
  treatydiff show A/6:2        the second clause of its Article 6, also if printed VI
  treatydiff show pact.txt
  treatydiff show pact.txt#3   Article 3 of the text in a file
  treatydiff show pact.txt --explain
  treatydiff show pact.docx#3 --explain"""


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Say what can be typed after the command."""
    command.add_argument("text", metavar="TEXT", help="siglum, address or file")
    command.add_argument(
        "--explain", action="store_true", help="say how the structure of a file was recognised, and how surely"
    )


def run(arguments: argparse.Namespace, inputs: Inputs, _progress: streams.Progress) -> int:
    """Print a text, or the part of it that an address names.

    Returns:
        The exit code, 0.

    Raises:
        TreatyDiffError: an input is bad, or standard output cannot be written.
    """
    from treatydiff.cli.inputs import Named
    from treatydiff.report.listing import render_witness

    witness, part = inputs.part(arguments.text)
    if arguments.explain:
        from treatydiff.report.recognition import render_recognition

        transcript = inputs.transcript(arguments.text)
        streams.page(render_recognition(witness, transcript, part=part, screen=streams.screen()))
        return 0
    annotations = () if Named.by(arguments.text).path else inputs.dossier.annotations
    streams.page(render_witness(witness, part=part, annotations=annotations, screen=streams.screen()))
    return 0
