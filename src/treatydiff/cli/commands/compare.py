"""``treatydiff compare``: two texts, in the form that was asked for."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from treatydiff.cli import streams
from treatydiff.cli.arguments import add_links, add_output, add_words
from treatydiff.cli.following import add_beside
from treatydiff.errors import InputError, OutputError

if TYPE_CHECKING:
    from treatydiff.cli.inputs import Inputs
    from treatydiff.comparison import Comparison
    from treatydiff.report.screen import Screen

FORMATS = ("terminal", "html", "tei", "json", "csv", "tsv", "markdown", "docx", "latex")
"""The forms of a comparison."""

NAME = "compare"
SUMMARY = "compare two texts"
OF_DOSSIER = True
ABOUT = """\
Compare two texts, the earlier one first: which provisions correspond, what was
reworded, inserted, omitted, moved, split, merged or renumbered, and what one of
the two does not transmit at all."""
EXAMPLES = """\
examples:
  treatydiff compare A B
  treatydiff compare A B --columns     the two texts beside each other
  treatydiff compare A B -o A-B.html   as a page that opens from disk and prints
  treatydiff compare A B -o A-B.xml    as a TEI apparatus
  treatydiff compare A B -o A-B.docx   as a Word document with tracked changes
  treatydiff compare A B -o A-B.csv    as a table of changes, edits and annotations
  treatydiff compare A B -o A-B.tex    in two columns, for LuaLaTeX
  treatydiff compare A my-reading.xml
  treatydiff compare old=first/pact.txt new=second/pact.txt
  treatydiff compare A-B.xml#A A-B.xml#B --exit-code

Without --format, the suffix of FILE decides: .html is html, .xml tei, .json json,
.csv csv, .tsv tsv, .md markdown, .docx docx, .tex latex, .txt terminal; one that
says nothing, and standard output, is terminal.

SIGLUM=FILE gives the text in a file another siglum; FILE#SIGLUM takes one text of
a file that holds several. In the terminal, words that went out are struck and those
that came in underlined; without colour they are marked [-so-] and {+so+}, and
words that are only written differently {~so~}. After * stands what is said of the
texts: by whom, when, on which page of which source."""

_CHANGED = 1


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Say what can be typed after the command."""
    command.add_argument("earlier", metavar="EARLIER", help="siglum or file of the earlier text")
    command.add_argument("later", metavar="LATER", help="siglum or file of the later text")
    command.add_argument(
        "--format", choices=FORMATS, help="what to write (default: by the suffix of FILE, else terminal)"
    )
    add_output(command)
    command.add_argument(
        "--columns", action="store_true", help="in the terminal: the two texts beside each other, clause by clause"
    )
    command.add_argument(
        "--by-article",
        action="store_true",
        help="say which articles correspond, and compare no words: in one language by number, in two by structure",
    )
    add_beside(command)
    add_links(command)
    add_words(command)
    command.add_argument("--exit-code", action="store_true", help="exit with 1 where something changed")


def run(arguments: argparse.Namespace, inputs: Inputs, progress: streams.Progress) -> int:
    """Compare two texts and write the comparison.

    Returns:
        The exit code: 0, or 1 for changes where that was asked for.

    Raises:
        TreatyDiffError: an input is bad, or the output cannot be written.
    """
    from treatydiff import collation, comparison
    from treatydiff.cli import outputs
    from treatydiff.cli.comparing import normalization_of
    from treatydiff.cli.following import followed
    from treatydiff.cli.inputs import Named
    from treatydiff.model.dossiers import Level

    form = arguments.format or outputs.form_of(arguments.output, FORMATS, default="terminal")
    if arguments.columns and form != "terminal":
        chosen = f"--format {form}" if arguments.format else f"-o {arguments.output}, which is {form}"
        raise InputError(
            f"found --columns with {chosen}", expected="--format terminal", todo="leave one of the two out"
        )
    if arguments.beside and (form != "terminal" or arguments.columns):
        chosen = "--columns" if arguments.columns else f"the form {form}"
        raise InputError(f"found --beside with {chosen}", expected="one of the two", todo="leave one out")
    if form == "docx" and arguments.output == outputs.STANDARD_OUTPUT and streams.in_terminal():
        raise OutputError(
            "found a terminal to write a Word document to",
            expected="a file",
            todo="name one: -o FILE.docx",
        )
    normalization = normalization_of(arguments)
    earlier, later = inputs.witnesses((arguments.earlier, arguments.later), progress)
    progress.now(f"comparing {earlier.siglum} with {later.siglum}")
    level = Level.ARTICLE if arguments.by_article else None
    links = inputs.links(arguments.links)
    if Named.by(arguments.earlier).path or Named.by(arguments.later).path:
        options = collation.Options(normalization, level or Level.CLAUSE)
        result = comparison.compare(earlier, later, links=links or (), options=options)
    else:
        sigla = earlier.siglum, later.siglum
        result = inputs.dossier.compare(*sigla, level=level, links=links, normalization=normalization)
    progress.now("writing")
    screen = outputs.screen_of(arguments.output, side_by_side=arguments.columns)
    if arguments.beside:
        written: str | bytes = followed(result, arguments, inputs, progress, screen=screen)
    else:
        written = _written(result, form, screen, side_by_side=arguments.columns)
    if form != "terminal":
        outputs.tell_misfits(result.misfits)
    outputs.put(arguments.output, written, inputs)
    return _CHANGED if arguments.exit_code and result.changes else 0


def _written(result: Comparison, form: str, screen: Screen, *, side_by_side: bool) -> str | bytes:
    """The comparison in a form; what writes it is imported for that form alone."""
    from treatydiff import __version__

    if form == "tei":
        from treatydiff.export import tei

        return tei.write_comparison(result, version=__version__)
    if form == "docx":
        from treatydiff.report import docx

        return docx.write_comparison(result, version=__version__)
    if form == "html":
        from treatydiff.report.html import render_html

        return render_html([result], version=__version__)
    if form == "latex":
        from treatydiff.report import latex

        return latex.write_comparison(result, version=__version__)
    if form == "json":
        from treatydiff.export import json

        return json.write_comparison(result, version=__version__)
    if form == "markdown":
        from treatydiff.report import markdown

        return markdown.render_comparison(result).encode()
    if form in ("csv", "tsv"):
        from treatydiff.export import changes

        return changes.write_csv(result) if form == "csv" else changes.write_tsv(result)
    from treatydiff.report.terminal import render

    return render(result, screen=screen, side_by_side=side_by_side)
