"""``treatydiff new``: a dossier from files."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from treatydiff.cli.arguments import add_taking

if TYPE_CHECKING:
    from treatydiff.cli import streams
    from treatydiff.cli.inputs import Inputs

NAME = "new"
SUMMARY = "make a dossier from files"
OF_DOSSIER = False
ABOUT = """\
Make a dossier from your files: Word, PDF, web pages, Markdown, plain text, TEI,
Akoma Ntoso. What is an article, a paragraph, a clause is recognised; what is doubtful
or was left aside is told, here and in recognition.md in the dossier's folder. Your
files are only read."""
EXAMPLES = """\
examples:
  treatydiff new my-dossier *.docx *.txt old.xml
  treatydiff new my-dossier draft=first.docx signed=final.docx --title "The Pact"
  treatydiff new my-dossier *.txt --metadata dossier.toml
  treatydiff new my-dossier a.txt b.txt --set a.date=1940-10-30 --set a.kind=draft
  treatydiff new my-dossier redline.docx --revisions both
                                     the text before and after its tracked changes
  treatydiff new my-dossier before=redline.docx#rejected signed.pdf
                                     the first of these two alone

FILE may be SIGLUM=FILE; of a file with several texts, FILE#SIGLUM takes one. Else a
text is called as its file says, or after the file's name. KEY is title, edition,
editors or licence, and of a text SIGLUM.title, kind, status, complete, original,
instrument, date (EDTF), language, translator, filiation, presented_by, remarks,
rights, and SIGLUM.source.work, reference, pages, note, repository, shelfmark.

The folder must be new or empty. With --replace, one that holds a dossier gets a new
dossier.xml and recognition.md and, of the texts listed there, those of the same
names; nothing else in it is touched."""


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Say what can be typed after the command."""
    add_taking(command)
    command.add_argument("--title", default="", help="what the dossier is called (default: as its folder)")
    command.add_argument("--replace", action="store_true", help="write a dossier that is there anew")


def run(arguments: argparse.Namespace, inputs: Inputs, progress: streams.Progress) -> int:
    """Make a dossier, and print what was recognised.

    Returns:
        The exit code: 0; 2 where files cannot be read, each of which is named.

    Raises:
        TreatyDiffError: an input is bad, or the folder cannot be written.
    """
    from treatydiff.accession import new_dossier
    from treatydiff.cli import taking

    return taking.run(new_dossier, arguments, inputs, progress, title=arguments.title, replace=arguments.replace)
