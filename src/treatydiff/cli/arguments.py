"""Arguments: what can be typed, and the help that teaches it."""

from __future__ import annotations

import argparse
from typing import NoReturn

FORMATS = ("terminal", "tei", "json", "csv", "tsv", "json-table", "collatex")
"""The forms of a collation."""
PROFILES = ("edition", "analysis", "double-end-point", "location-referenced")
"""The profiles of a TEI apparatus: `treatydiff.export.tei.Profile`, which is not imported to show the help."""

_ABOUT = """\
Compare the texts of a treaty: drafts, the text as signed, quotations. Articles
that correspond are found whatever their numbers, and compared word by word."""

_EXAMPLES = """\
A text is named by its siglum, its short name in a dossier, or as a file. Without
--dossier, the dossier is the one that comes with treatydiff; A and B stand for two
of the sigla that treatydiff list shows.

examples:
  treatydiff list                      what the dossier holds
  treatydiff show A                    one of its texts
  treatydiff compare A B               two of them, in the terminal
  treatydiff compare old.txt new.xml   two files, without a dossier
  treatydiff collate A B C -o abc.xml  any number of them, as a TEI apparatus
  treatydiff validate abc.xml          is a TEI apparatus sound
  treatydiff report -o edition/        all that the dossier asks for, as TEI

treatydiff COMMAND --help says more about a command.

exit codes: 0; 1 with compare --exit-code where something changed, and with
validate where errors were found; 2 for bad usage or input, after one line on
standard error."""

_COMPARE = """\
Compare two texts, the earlier one first: which provisions correspond, what was
reworded, inserted, omitted, moved, split, merged or renumbered, and what one of
the two does not transmit at all."""

_COMPARE_EXAMPLES = """\
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

_COLLATE = """\
Collate any number of texts: which provisions correspond, and, clause by clause,
what each of them reads. The apparatus follows the order and the words of one of
them, the base."""

_COLLATE_EXAMPLES = """\
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

Without --format, the suffix of FILE decides: .xml is tei, .json json, .csv csv, .tsv
tsv, .txt terminal. With any other it is tei, as in a pipe; in a terminal, terminal.
SIGLUM=FILE and FILE#SIGLUM are as in treatydiff compare."""

_SHOW = "Show a text: what it is, where it is from, and its words with the address of each clause."

_SHOW_EXAMPLES = """\
examples:
  treatydiff show A
  treatydiff show A/3          its Article 3 alone
  treatydiff show A/6:2        the second clause of its Article 6, also if printed VI
  treatydiff show pact.txt
  treatydiff show pact.txt#3   Article 3 of the text in a file"""

_LIST = "List the texts of a dossier, and the comparisons and collations it asks for."

_LIST_EXAMPLES = """\
examples:
  treatydiff list
  treatydiff list --dossier my-treaty/"""

_REPORT = """\
Write the comparisons and collations that a dossier asks for into a folder, one
TEI P5 document each, and print a summary."""

_REPORT_EXAMPLES = """\
examples:
  treatydiff report -o edition/
  treatydiff report -o edition/ --dossier my-treaty/

The folder is made if it is not there. A report in it is replaced; a folder that
holds anything else is left alone."""


_VALIDATE = """\
Validate a TEI apparatus, of treatydiff or of anybody: pointers, each witness once
at each place, levels, links and orders; and each witness, rebuilt from the
apparatus, against its transcription where the document has one."""

_VALIDATE_EXAMPLES = """\
examples:
  treatydiff validate collation.xml
  treatydiff validate collation.xml --schema tei_all.rng

Each finding is a line, FILE:LINE:COLUMN, what was found and what to do: errors
first, then notes, which leave the document sound. The schema of treatydiff is asked
where the header names one of its profiles, any other with --schema."""


class _Parser(argparse.ArgumentParser):
    """A parser that complains in one line."""

    def error(self, message: str) -> NoReturn:
        """Complain in one line, as about bad input."""
        from treatydiff.cli import BAD, streams

        streams.complain(f"{message}; see {self.prog} --help")
        self.exit(BAD)


def parser() -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    top = _Parser(
        prog="treatydiff",
        description=_ABOUT,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    top.add_argument("--version", action="version", version=_version())
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True, title="commands")

    compare = _command(commands, "compare", "compare two texts", _COMPARE, _COMPARE_EXAMPLES)
    compare.add_argument("earlier", metavar="EARLIER", help="siglum or file of the earlier text")
    compare.add_argument("later", metavar="LATER", help="siglum or file of the later text")
    compare.add_argument(
        "--format",
        choices=("terminal", "tei", "json"),
        help="what to write (default: by the suffix of FILE, else terminal)",
    )
    _add_output(compare)
    compare.add_argument(
        "--by-article",
        action="store_true",
        help="say which articles correspond, by number, and compare no words: for texts in two languages",
    )
    compare.add_argument("--exit-code", action="store_true", help="exit with 1 where something changed")

    collate = _command(commands, "collate", "collate any number of texts", _COLLATE, _COLLATE_EXAMPLES)
    collate.add_argument("texts", metavar="TEXT", nargs="+", help="siglum or file of a text")
    collate.add_argument(
        "--base", metavar="SIGLUM", help="the base (default: as the dossier says, else the first text)"
    )
    collate.add_argument(
        "--format",
        metavar="FORMAT",
        choices=FORMATS,
        help="what to write (default: by the suffix of FILE, see below)",
    )
    collate.add_argument(
        "--profile", metavar="PROFILE", choices=PROFILES, help="the form of the TEI apparatus (default: edition)"
    )
    _add_output(collate)

    show = _command(commands, "show", "show a text, or a part of it", _SHOW, _SHOW_EXAMPLES)
    show.add_argument("text", metavar="TEXT", help="siglum, address or file")

    _command(commands, "list", "list the texts of a dossier", _LIST, _LIST_EXAMPLES)

    report = _command(commands, "report", "write all that a dossier asks for", _REPORT, _REPORT_EXAMPLES)
    report.add_argument("-o", "--output", metavar="FOLDER", required=True, help="the folder to write")

    validate = _command(
        commands, "validate", "validate a TEI apparatus", _VALIDATE, _VALIDATE_EXAMPLES, of_dossier=False
    )
    validate.add_argument("file", metavar="FILE", help="the TEI document")
    validate.add_argument("--schema", metavar="FILE", help="a RELAX NG schema to ask besides, in XML syntax")
    return top


def _add_output(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "-o", "--output", metavar="FILE", default="-", help="where to write it; - is standard output (default)"
    )


def _command(
    commands: argparse._SubParsersAction[_Parser],
    name: str,
    summary: str,
    about: str,
    examples: str,
    *,
    of_dossier: bool = True,
) -> argparse.ArgumentParser:
    made = commands.add_parser(
        name,
        help=summary,
        description=about,
        epilog=examples,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    if of_dossier:
        made.add_argument(
            "--dossier", metavar="DIR", help="a folder of texts (default: the dossier that comes with treatydiff)"
        )
    made.add_argument(
        "--size-limit", metavar="BYTES", type=_bytes, help="the most a file may have (default: 50,000,000)"
    )
    return made


def _bytes(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 19 and int(text)):
        raise argparse.ArgumentTypeError(f"found {text!r}; expected a number of bytes, such as 100000000")
    return int(text)


def _version() -> str:
    from treatydiff import __version__

    return f"treatydiff {__version__}"
