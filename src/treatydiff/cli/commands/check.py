"""``treatydiff check``: everything that is wrong in a dossier, or doubtful, with places."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from treatydiff.cli import streams
from treatydiff.cli.arguments import add_output
from treatydiff.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from treatydiff.cli.inputs import Inputs
    from treatydiff.validation.defects import Defect

FORMATS = ("terminal", "json")
"""The forms of what was found."""

NAME = "check"
SUMMARY = "check a dossier: all that is wrong in it"
OF_DOSSIER = True
ABOUT = """\
Check a dossier: its files, what dossier.xml says of them, relations, annotations,
terms, sources, dates, and decisions on alignments, all held against the texts.
Everything that is wrong is listed at once, file by file, each with its line."""
EXAMPLES = """\
examples:
  treatydiff check my-dossier
  treatydiff check my-dossier -o findings.json

FOLDER is a dossier's folder, as with --dossier; without either it is the bundled
one. Errors must be mended before the dossier can be used; warnings are of what was
left aside or may be a slip; notes are for information. The exit code is 0 where
there is no error, 1 where there is one, 2 where the folder cannot be read at all.

Without --format, the suffix of FILE decides: .json is json, .txt terminal."""

_UNSOUND = 1


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Say what can be typed after the command."""
    command.add_argument("folder", metavar="FOLDER", nargs="?", help="the dossier's folder")
    command.add_argument(
        "--format", choices=FORMATS, help="what to write (default: by the suffix of FILE, else terminal)"
    )
    add_output(command)


def run(arguments: argparse.Namespace, inputs: Inputs, progress: streams.Progress) -> int:
    """Check a dossier and write what was found.

    Returns:
        The exit code: 0 where there is no error, 1 where there is one.

    Raises:
        TreatyDiffError: the folder cannot be read at all, or the output cannot be written.
    """
    from treatydiff import __version__
    from treatydiff.checking import check
    from treatydiff.cli import outputs
    from treatydiff.validation.defects import Severity

    if arguments.folder is not None and inputs.folder is not None:
        raise InputError(
            f"found two folders, {arguments.folder} and {inputs.folder}",
            expected="one",
            todo="leave out --dossier or the other",
        )
    form = arguments.format or outputs.form_of(arguments.output, FORMATS, default="terminal")
    folder = arguments.folder if arguments.folder is not None else inputs.folder
    progress.now("checking the dossier")
    found = check(folder, size_limit=inputs.size_limit)
    if form == "json":
        from treatydiff.export.defects import write_json

        outputs.put(arguments.output, write_json(found, version=__version__), inputs)
    else:
        outputs.put(arguments.output, _shown(found), inputs)
    return _UNSOUND if any(one.severity is Severity.ERROR for one in found) else 0


def _shown(found: Sequence[Defect]) -> str:
    """A line for each finding, and last how many there are."""
    from treatydiff.report.screen import printable
    from treatydiff.report.wording import counted
    from treatydiff.validation.defects import Severity

    lines = [printable(" ".join(str(one).split())) for one in found]
    counts = [counted(sum(one.severity is severity for one in found), severity.value) for severity in Severity]
    return "\n".join([*lines, ", ".join(counts) + "."]) + "\n"
