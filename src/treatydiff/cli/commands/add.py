"""``treatydiff add``: texts from files into a dossier."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from treatydiff.cli.arguments import add_taking

if TYPE_CHECKING:
    from treatydiff.cli import streams
    from treatydiff.cli.inputs import Inputs

NAME = "add"
SUMMARY = "add texts from files to a dossier"
OF_DOSSIER = False
ABOUT = """\
Add texts to a dossier: a file for each, and their names at the end of the lists in
dossier.xml. The texts that are there stay as they are."""
EXAMPLES = """\
examples:
  treatydiff add my-dossier more.pdf
  treatydiff add my-dossier signed=final.docx --set signed.date=1941-04-13

FILE, KEY and VALUE are as with treatydiff new. Each text is compared with the last one
before it in its language; where there is none, with the last one, by article."""


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Say what can be typed after the command."""
    add_taking(command)


def run(arguments: argparse.Namespace, inputs: Inputs, progress: streams.Progress) -> int:
    """Add texts to a dossier, and print what was recognised.

    Returns:
        The exit code: 0; 2 where files cannot be read, each of which is named.

    Raises:
        TreatyDiffError: an input is bad, or the folder cannot be written.
    """
    from treatydiff.accession import add_to_dossier
    from treatydiff.cli import taking

    return taking.run(add_to_dossier, arguments, inputs, progress)
