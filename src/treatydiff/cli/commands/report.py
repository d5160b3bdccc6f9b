"""``treatydiff report``: all that a dossier asks for, in a folder."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from typing import TYPE_CHECKING

from treatydiff.cli import streams
from treatydiff.errors import InputError

if TYPE_CHECKING:
    from treatydiff.cli.inputs import Inputs

NAME = "report"
SUMMARY = "write all that a dossier asks for"
OF_DOSSIER = True
ABOUT = """\
Write the comparisons and collations that a dossier asks for into a folder, one
TEI P5 document each, and print a summary."""
EXAMPLES = """\
examples:
  treatydiff report -o edition/
  treatydiff report -o edition/ --dossier my-treaty/

The folder is made if it is not there. A report in it is replaced; a folder that
holds anything else is left alone."""


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Say what can be typed after the command."""
    command.add_argument("-o", "--output", metavar="FOLDER", required=True, help="the folder to write")


def run(arguments: argparse.Namespace, inputs: Inputs, progress: streams.Progress) -> int:
    """Write the comparisons and collations that a dossier asks for, and print a summary.

    Returns:
        The exit code, 0.

    Raises:
        TreatyDiffError: an input is bad, or the folder cannot be written.
    """
    from treatydiff import __version__
    from treatydiff.export.files import MANIFEST, check_folder, write_folder
    from treatydiff.export.tei import write_collation, write_comparison
    from treatydiff.model.dossiers import Level
    from treatydiff.report.listing import Written, WrittenCollation, render_summary
    from treatydiff.report.wording import counted

    folder: str = arguments.output
    progress.now("reading the dossier")
    dossier = inputs.dossier
    plans, collations = dossier.comparisons, dossier.collations
    _check_names([plan.name for plan in plans], [plan.name for plan in collations])
    check_folder(folder)
    written: list[Written] = []
    collated: list[WrittenCollation] = []
    files: dict[str, tuple[bytes, str]] = {}
    for number, plan in enumerate(plans, start=1):
        progress.now(f"comparing {plan.earlier} with {plan.later} ({number} of {len(plans)})")
        comparison = dossier.compare(plan.earlier, plan.later, level=plan.level)
        name = f"{plan.name}.xml"
        how = ", by article" if plan.level is Level.ARTICLE else ""
        about = f"{plan.earlier} compared with {plan.later}{how}: TEI P5"
        files[name] = (write_comparison(comparison, version=__version__), about)
        written.append(Written(comparison, name))
    for planned in collations:
        progress.now(f"collating {', '.join(planned.sigla)}")
        collation = dossier.collate(*planned.sigla, base=planned.base)
        name = f"{planned.name}.xml"
        about = f"{', '.join(planned.sigla)} collated, base {planned.base}: TEI P5"
        files[name] = (write_collation(collation, version=__version__), about)
        collated.append(WrittenCollation(collation, name))
    progress.now("writing")
    write_folder(folder, files)
    streams.emit(render_summary(written, collated, title=dossier.title, screen=streams.screen()))
    streams.emit(
        f"\nWritten to {folder}: {counted(len(files), 'TEI document')}, and {MANIFEST}, which lists them.\n"
    )
    return 0


def _check_names(comparisons: Iterable[str], collations: Iterable[str]) -> None:
    """Each result needs a file of its own, also where capitals make no difference in names of files."""
    known: dict[str, str] = {}
    named = [*(f"the comparison {name}" for name in comparisons), *(f"the collation {name}" for name in collations)]
    for said in named:
        other = known.setdefault(said.rpartition(" ")[2].casefold(), said)
        if other is not said:
            raise InputError(
                f"found {other} and {said}, which would share a file",
                expected="names that differ in more than capitals",
                todo="change a siglum or a name, or take one of them out of the dossier's list",
            )
    if not known:
        raise InputError(
            "found a dossier that asks for no comparison or collation",
            expected="one at least",
            todo="list it in dossier.xml, or use treatydiff compare",
        )
