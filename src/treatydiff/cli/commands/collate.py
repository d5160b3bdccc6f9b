"""``treatydiff collate``: any number of texts, in the form that was asked for."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from treatydiff.cli import streams
from treatydiff.cli.arguments import add_links, add_output, add_words
from treatydiff.errors import InputError

if TYPE_CHECKING:
    from treatydiff.cli.inputs import Inputs
    from treatydiff.collation import Collation
    from treatydiff.report.screen import Screen

FORMATS = ("terminal", "tei", "json", "csv", "tsv", "json-table", "collatex", "markdown", "latex", "html")
"""The forms of a collation."""
PROFILES = ("edition", "analysis", "double-end-point", "location-referenced")
"""The profiles of a TEI apparatus: `treatydiff.export.tei.Profile`, which is not imported to show the help."""

NAME = "collate"
SUMMARY = "collate any number of texts"
OF_DOSSIER = True
ABOUT = """\
Collate any number of texts: which provisions correspond, and, clause by clause,
what each of them reads. The apparatus follows the order and the words of one of
them, the base."""
EXAMPLES = """\
examples:
  treatydiff collate A B C             in the terminal, to read
  treatydiff collate A B C -o abc.xml  as a TEI apparatus
  treatydiff collate A B C --base C --profile analysis -o abc.xml
  treatydiff collate A my-reading.xml old=first.txt -o table.csv

formats:
  terminal    text and variants, to read
  tei         TEI P5, in one of four profiles: edition and analysis are parallel
              segmentation, for readers and for programs that count;
              double-end-point and location-referenced stand beside a base text
  json        all of the collation
  csv, tsv    a table with a row for each place and a column for each text
  json-table  the same table as JSON
  collatex    the same table in the JSON form of CollateX
  markdown    text and variants, as a page for a forge
  latex       text and critical apparatus for LuaLaTeX (reledmac)
  html        a page that opens from disk and prints: each text compared with the
              next, genesis of the provisions, text and apparatus

Without --format, the suffix of FILE decides: .xml is tei, .json json, .csv csv, .tsv
tsv, .md markdown, .txt terminal, .tex latex, .html html. With one that says nothing it
is tei, as in a pipe; in a terminal, terminal.
SIGLUM=FILE and FILE#SIGLUM are as in treatydiff compare."""


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Say what can be typed after the command."""
    command.add_argument("texts", metavar="TEXT", nargs="+", help="siglum or file of a text")
    command.add_argument(
        "--base", metavar="SIGLUM", help="the base (default: as the dossier says, else the first text)"
    )
    command.add_argument(
        "--format",
        metavar="FORMAT",
        choices=FORMATS,
        help="what to write (default: by the suffix of FILE, see below)",
    )
    command.add_argument(
        "--profile", metavar="PROFILE", choices=PROFILES, help="the form of the TEI apparatus (default: edition)"
    )
    add_links(command)
    add_words(command)
    add_output(command)


def run(arguments: argparse.Namespace, inputs: Inputs, progress: streams.Progress) -> int:
    """Collate texts and write the collation: as the file's suffix says, else TEI, or in a terminal to be read.

    Returns:
        The exit code, 0.

    Raises:
        TreatyDiffError: an input is bad, or the output cannot be written.
    """
    from treatydiff import collation
    from treatydiff.cli import outputs
    from treatydiff.cli.comparing import compared, normalization_of
    from treatydiff.cli.inputs import Named

    reads = arguments.output == outputs.STANDARD_OUTPUT and not arguments.profile and streams.in_terminal()
    default = "terminal" if reads else "tei"
    form = arguments.format or outputs.form_of(arguments.output, FORMATS, default=default)
    if arguments.profile and form != "tei":
        chosen = f"--format {form}" if arguments.format else f"-o {arguments.output}, which is {form}"
        raise InputError(
            f"found --profile with {chosen}",
            expected="--format tei, which alone has profiles",
            todo="leave one of the two out" if arguments.format else "add --format tei, or write a file .xml",
        )
    if len(arguments.texts) < 2:
        raise InputError(
            f"found one text to collate, {arguments.texts[0]}",
            expected="two texts at least",
            todo="name another; treatydiff show shows one alone",
        )
    normalization = normalization_of(arguments)
    witnesses = inputs.witnesses(arguments.texts, progress)
    progress.now(f"collating {len(witnesses)} texts")
    links = inputs.links(arguments.links)
    if any(Named.by(argument).path for argument in arguments.texts):
        options = collation.Options(normalization)
        result = collation.collate(witnesses, base=arguments.base, links=links or (), options=options)
    else:
        sigla = [witness.siglum for witness in witnesses]
        result = inputs.dossier.collate(*sigla, base=arguments.base, links=links, normalization=normalization)
    progress.now("writing")
    if form == "html":
        from treatydiff import __version__
        from treatydiff.report.html import render_html

        comparisons = compared(arguments.texts, links, inputs, progress, normalization=normalization)
        written: str | bytes = render_html(comparisons, [result], version=__version__)
    else:
        written = _written(result, form, arguments.profile, outputs.screen_of(arguments.output))
    if form != "terminal":
        outputs.tell_misfits(result.misfits)
    outputs.put(arguments.output, written, inputs)
    return 0


def _written(result: Collation, form: str, profile: str | None, screen: Screen) -> str | bytes:
    """The collation in a form; what writes it is imported for that form alone."""
    from treatydiff import __version__

    if form == "tei":
        from treatydiff.export import tei

        chosen = tei.Profile(profile or tei.Profile.EDITION)
        return tei.write_collation(result, profile=chosen, version=__version__)
    if form == "json":
        from treatydiff.export import json

        return json.write_collation(result, version=__version__)
    if form == "terminal":
        from treatydiff.report.apparatus import render_collation

        return render_collation(result, screen=screen)
    if form == "latex":
        from treatydiff.report import latex

        return latex.write_collation(result, version=__version__)
    if form == "markdown":
        from treatydiff.report import markdown

        return markdown.render_collation(result).encode()
    from treatydiff.export import tables

    writers = {
        "csv": tables.write_csv,
        "tsv": tables.write_tsv,
        "json-table": tables.write_json,
        "collatex": tables.write_collatex_json,
    }
    return writers[form](result)
