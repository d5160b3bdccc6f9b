"""``treatydiff compare``: two texts, in the form that was asked for."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from treatydiff.cli import streams
from treatydiff.cli.arguments import add_output

if TYPE_CHECKING:
    from treatydiff.cli.inputs import Inputs
    from treatydiff.comparison import Comparison
    from treatydiff.report.screen import Screen

FORMATS = ("terminal", "tei", "json")
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
  treatydiff compare A B -o A-B.xml    as a TEI apparatus
  treatydiff compare A my-reading.xml
  treatydiff compare old=first/pact.txt new=second/pact.txt
  treatydiff compare A-B.xml#A A-B.xml#B --exit-code

Without --format, the suffix of FILE decides: .xml is tei, .json is json; any other,
and standard output, is terminal.

SIGLUM=FILE gives the text in a file another siglum; FILE#SIGLUM takes one text of
a file that holds several. In the terminal, words that went out are struck and those
that came in underlined; without colour they are marked [-so-] and {+so+}."""

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
        "--by-article",
        action="store_true",
        help="say which articles correspond, by number, and compare no words: for texts in two languages",
    )
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
    from treatydiff.cli.inputs import Named
    from treatydiff.model.dossiers import Level

    by_suffix = outputs.form_of(arguments.output)
    form = arguments.format or (by_suffix if by_suffix in ("tei", "json") else "terminal")
    earlier, later = inputs.witnesses((arguments.earlier, arguments.later), progress)
    progress.now(f"comparing {earlier.siglum} with {later.siglum}")
    level = Level.ARTICLE if arguments.by_article else None
    if Named.by(arguments.earlier).path or Named.by(arguments.later).path:
        options = collation.Options(level=level or Level.CLAUSE)
        result = comparison.compare(earlier, later, options=options)
    else:
        result = inputs.dossier.compare(earlier.siglum, later.siglum, level=level)
    progress.now("writing")
    outputs.put(arguments.output, _written(result, form, outputs.screen_of(arguments.output)), inputs)
    return _CHANGED if arguments.exit_code and result.changes else 0


def _written(result: Comparison, form: str, screen: Screen) -> str | bytes:
    """The comparison in a form; what writes it is imported for that form alone."""
    from treatydiff import __version__

    if form == "tei":
        from treatydiff.export import tei

        return tei.write_comparison(result, version=__version__)
    if form == "json":
        from treatydiff.export import json

        return json.write_comparison(result, version=__version__)
    from treatydiff.report.terminal import render

    return render(result, screen=screen)
