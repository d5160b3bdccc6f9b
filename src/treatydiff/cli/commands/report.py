"""``treatydiff report``: all that a dossier asks for, in a folder or on one page."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from treatydiff.cli import streams
from treatydiff.cli.arguments import add_words
from treatydiff.errors import InputError

if TYPE_CHECKING:
    from treatydiff.cli.inputs import Inputs
    from treatydiff.dossier import Dossier
    from treatydiff.normalization import Normalization
    from treatydiff.report.html import File
    from treatydiff.report.listing import Written, WrittenCollation

NAME = "report"
SUMMARY = "write all that a dossier asks for"
OF_DOSSIER = True
ABOUT = """\
Write the comparisons and collations that a dossier asks for into a folder: one
TEI P5 document each, and index.html, which shows them all; and print a summary.
To a FILE.html, or with --format html, write the page alone."""
EXAMPLES = """\
examples:
  treatydiff report -o edition/
  treatydiff report -o edition/ --dossier my-treaty/
  treatydiff report -o pact.html

The folder is made if it is not there. A report in it is replaced; a folder that
holds anything else is left alone. The page is one file, which opens from disk and
loads nothing from elsewhere."""
PAGE = "index.html"
"""What the page in a folder is called."""


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Say what can be typed after the command."""
    command.add_argument(
        "-o", "--output", metavar="FOLDER", required=True, help="the folder to write, or FILE.html for one page"
    )
    command.add_argument("--format", choices=("html",), help="write one page instead of a folder")
    add_words(command)


class _Results(NamedTuple):
    """What a dossier asks for, each with the name of its TEI document."""

    comparisons: tuple[Written, ...]
    collations: tuple[WrittenCollation, ...]


def run(arguments: argparse.Namespace, inputs: Inputs, progress: streams.Progress) -> int:
    """Write the comparisons and collations that a dossier asks for, and print a summary.

    Returns:
        The exit code, 0.

    Raises:
        TreatyDiffError: an input is bad, or the folder or file cannot be written.
    """
    from treatydiff.cli import outputs
    from treatydiff.cli.comparing import normalization_of
    from treatydiff.export.files import check_folder

    normalization = normalization_of(arguments)
    progress.now("reading the dossier")
    dossier = inputs.dossier
    _check_names([plan.name for plan in dossier.comparisons], [plan.name for plan in dossier.collations])
    if arguments.format == "html" or (outputs.is_page(arguments.output) and not os.path.isdir(arguments.output)):  # noqa: PTH112 - as it was typed
        results = _results(dossier, normalization, progress)
        progress.now("writing")
        outputs.put(arguments.output, _page(dossier, results), inputs)
        if arguments.output != outputs.STANDARD_OUTPUT:
            streams.emit(f"Written to {arguments.output}.\n")
        return 0
    check_folder(arguments.output)
    _write_folder(arguments.output, dossier, _results(dossier, normalization, progress), progress)
    return 0


def _results(dossier: Dossier, normalization: Normalization, progress: streams.Progress) -> _Results:
    from treatydiff.cli import outputs
    from treatydiff.report.listing import Written, WrittenCollation

    written: list[Written] = []
    collated: list[WrittenCollation] = []
    plans = dossier.comparisons
    for number, plan in enumerate(plans, start=1):
        progress.now(f"comparing {plan.earlier} with {plan.later} ({number} of {len(plans)})")
        comparison = dossier.compare(plan.earlier, plan.later, level=plan.level, normalization=normalization)
        written.append(Written(comparison, f"{plan.name}.xml"))
        outputs.tell_misfits(comparison.misfits)
    for planned in dossier.collations:
        progress.now(f"collating {', '.join(planned.sigla)}")
        collation = dossier.collate(*planned.sigla, base=planned.base, normalization=normalization)
        collated.append(WrittenCollation(collation, f"{planned.name}.xml"))
        outputs.tell_misfits(collation.misfits)
    return _Results(tuple(written), tuple(collated))


def _page(dossier: Dossier, results: _Results, *, files: Sequence[File] = ()) -> bytes:
    from treatydiff import __version__
    from treatydiff.report.html import render_html

    return render_html(
        [one.comparison for one in results.comparisons],
        [one.collation for one in results.collations],
        record=dossier.record,
        files=files,
        version=__version__,
    )


def _write_folder(folder: str, dossier: Dossier, results: _Results, progress: streams.Progress) -> None:
    """Write a TEI document for each result and the page that shows them all; print a summary."""
    from treatydiff import __version__
    from treatydiff.export.files import MANIFEST, write_folder
    from treatydiff.export.tei import write_collation, write_comparison
    from treatydiff.model.dossiers import Level
    from treatydiff.report.html import File
    from treatydiff.report.listing import render_summary
    from treatydiff.report.wording import counted

    progress.now("writing")
    files: dict[str, tuple[bytes, str]] = {}
    for one in results.comparisons:
        comparison = one.comparison
        how = ", by article" if comparison.collation.options.level is Level.ARTICLE else ""
        about = f"{comparison.earlier.siglum} compared with {comparison.later.siglum}{how}: TEI P5"
        files[one.file] = (write_comparison(comparison, version=__version__), about)
    for collated in results.collations:
        collation = collated.collation
        sigla = ", ".join(witness.siglum for witness in collation.witnesses)
        about = f"{sigla} collated, base {collation.base}: TEI P5"
        files[collated.file] = (write_collation(collation, version=__version__), about)
    documents = counted(len(files), "TEI document")
    beside = [File(name, about) for name, (_, about) in files.items()]
    files[PAGE] = (_page(dossier, results, files=beside), "all of them on one page, to be read: HTML")
    write_folder(folder, files)
    summary = render_summary(results.comparisons, results.collations, title=dossier.title, screen=streams.screen())
    streams.emit(summary)
    streams.emit(f"\nWritten to {folder}: {documents}, and {MANIFEST}, which lists them.\n")
    streams.emit(f"All on one page, to be read: {os.path.join(folder, PAGE)}\n")  # noqa: PTH118 - as it was typed


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
