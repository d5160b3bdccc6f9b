"""``treatydiff parallel``: one treaty in several languages, side by side."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from treatydiff.cli import streams
from treatydiff.cli.arguments import add_links, add_output
from treatydiff.errors import InputError

if TYPE_CHECKING:
    from treatydiff.cli.inputs import Inputs
    from treatydiff.comparison import Comparison

FORMATS = ("terminal", "html", "markdown", "csv", "tsv", "json", "tei")
"""The forms of parallel texts."""
_OF_TWO = ("json", "tei")

NAME = "parallel"
SUMMARY = "set texts in several languages side by side"
OF_DOSSIER = True
ABOUT = """\
Set texts side by side, article by article and clause by clause, such as the
authentic texts of one treaty in several languages. Texts in two languages are
aligned by structure (numbers, order, length, names, figures), and no words are
compared; texts in one language by their words. The number behind an address says
how sure the link is, from 0 to 1."""
EXAMPLES = """\
examples:
  treatydiff parallel A B
  treatydiff parallel A B C -o A.html     as a page that opens from disk and prints
  treatydiff parallel en.docx ja.txt -o both.csv
  treatydiff parallel A B -o A-B.xml      the links as TEI, to correct by hand

The rows follow the first text; each of the others is aligned with it. Without
--format, the suffix of FILE decides: .html is html, .md markdown, .csv csv, .tsv tsv,
.json json, .xml tei, .txt terminal. The links as json and tei are of two texts."""


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Say what can be typed after the command."""
    command.add_argument("first", metavar="TEXT", help="siglum or file of the text whose order is followed")
    command.add_argument("others", metavar="TEXT", nargs="+", help="siglum or file of a text to stand beside it")
    command.add_argument(
        "--format", choices=FORMATS, help="what to write (default: by the suffix of FILE, else terminal)"
    )
    add_output(command)
    add_links(command)


def run(arguments: argparse.Namespace, inputs: Inputs, progress: streams.Progress) -> int:
    """Align texts with the first one, and write them side by side.

    Returns:
        The exit code, 0.

    Raises:
        TreatyDiffError: an input is bad, or the output cannot be written.
    """
    from treatydiff.cli import outputs
    from treatydiff.cli.comparing import compared
    from treatydiff.model.dossiers import Level

    form = arguments.format or outputs.form_of(arguments.output, FORMATS, default="terminal")
    if form in _OF_TWO and len(arguments.others) > 1:
        raise InputError(
            f"found {len(arguments.others) + 1} texts to write as {form}",
            expected="two",
            todo="write each with the first, or use html, markdown or csv",
        )
    inputs.witnesses((arguments.first, *arguments.others), progress)  # each needs a siglum of its own
    links = inputs.links(arguments.links)
    made = [
        comparison
        for other in arguments.others
        for comparison in compared((arguments.first, other), links, inputs, progress, level=Level.CLAUSE)
    ]
    progress.now("writing")
    written = _written(made, form, arguments)
    if form != "terminal":
        outputs.tell_misfits([misfit for comparison in made for misfit in comparison.misfits])
    outputs.put(arguments.output, written, inputs)
    return 0


def _written(made: list[Comparison], form: str, arguments: argparse.Namespace) -> str | bytes:
    """The texts in a form; what writes it is imported for that form alone."""
    from treatydiff import __version__

    if form == "html":
        from treatydiff.report.html import render_html

        return render_html(made, version=__version__)
    if form == "json":
        from treatydiff.export import json

        return json.write_alignment(made[0], version=__version__)
    if form == "tei":
        from treatydiff.export.tei.alignment import write_alignment

        return write_alignment(made[0], version=__version__)
    from treatydiff.cli import outputs
    from treatydiff.comparison.parallel import side_by_side
    from treatydiff.report import parallel

    text = side_by_side(made)
    if form == "markdown":
        return parallel.parallel_markdown(text).encode()
    if form in ("csv", "tsv"):
        return parallel.parallel_table(text, delimiter="," if form == "csv" else "\t")
    return parallel.render_parallel(text, screen=outputs.screen_of(arguments.output, side_by_side=True))
