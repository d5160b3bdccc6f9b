"""Arguments: what can be typed, and the help that teaches it."""

from __future__ import annotations

import argparse
from typing import NoReturn

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
  treatydiff report -o comparisons/    all comparisons of the dossier, as TEI

treatydiff COMMAND --help says more about a command.

exit codes: 0; 1 with compare --exit-code where something changed; 2 for bad
usage or input, after one line on standard error."""

_COMPARE = """\
Compare two texts, the earlier one first: which provisions correspond, what was
reworded, inserted, omitted, moved, split, merged or renumbered, and what one of
the two does not transmit at all."""

_COMPARE_EXAMPLES = """\
examples:
  treatydiff compare A B
  treatydiff compare A B --format tei -o A-B.xml
  treatydiff compare A my-reading.xml
  treatydiff compare old=first/pact.txt new=second/pact.txt
  treatydiff compare A-B.xml#A A-B.xml#B --exit-code

SIGLUM=FILE gives the text in a file another siglum; FILE#SIGLUM takes one text of
a file that holds several. In the terminal, words that went out are struck and those
that came in underlined; without colour they are marked [-so-] and {+so+}."""

_SHOW = "Show a text: what it is, where it is from, and its words with the address of each clause."

_SHOW_EXAMPLES = """\
examples:
  treatydiff show A
  treatydiff show A/3          its Article 3 alone
  treatydiff show A/6:2        the second clause of its Article 6, also if printed VI
  treatydiff show pact.txt
  treatydiff show pact.txt#3   Article 3 of the text in a file"""

_LIST = "List the texts of a dossier, and the comparisons it asks for."

_LIST_EXAMPLES = """\
examples:
  treatydiff list
  treatydiff list --dossier my-treaty/"""

_REPORT = """\
Write the comparisons that a dossier asks for into a folder, one TEI P5 document
each, and print a summary."""

_REPORT_EXAMPLES = """\
examples:
  treatydiff report -o comparisons/
  treatydiff report -o comparisons/ --dossier my-treaty/

The folder is made if it is not there. A report in it is replaced; a folder that
holds anything else is left alone."""


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
        default="terminal",
        help="what to write (default: terminal)",
    )
    compare.add_argument(
        "-o", "--output", metavar="FILE", default="-", help="where to write it; - is standard output (default)"
    )
    compare.add_argument(
        "--by-article",
        action="store_true",
        help="say which articles correspond, by number, and compare no words: for texts in two languages",
    )
    compare.add_argument("--exit-code", action="store_true", help="exit with 1 where something changed")

    show = _command(commands, "show", "show a text, or a part of it", _SHOW, _SHOW_EXAMPLES)
    show.add_argument("text", metavar="TEXT", help="siglum, address or file")

    _command(commands, "list", "list the texts of a dossier", _LIST, _LIST_EXAMPLES)

    report = _command(commands, "report", "write all comparisons of a dossier", _REPORT, _REPORT_EXAMPLES)
    report.add_argument("-o", "--output", metavar="FOLDER", required=True, help="the folder to write")
    return top


def _command(
    commands: argparse._SubParsersAction[_Parser], name: str, summary: str, about: str, examples: str
) -> argparse.ArgumentParser:
    made = commands.add_parser(
        name,
        help=summary,
        description=about,
        epilog=examples,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
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
