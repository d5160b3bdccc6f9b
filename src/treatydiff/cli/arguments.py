"""Arguments: what can be typed, and the help that teaches it."""

from __future__ import annotations

import argparse
from typing import NoReturn

from treatydiff.cli.commands import COMMANDS, Command, load

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
  treatydiff report -o edition/        all that the dossier asks for, TEI and a page

treatydiff COMMAND --help says more about a command.

In a terminal, what is longer than the screen is shown with $PAGER, else with less;
PAGER=cat does without. NO_COLOR=1 marks words by signs in place of colours.

exit codes: 0; 1 with compare --exit-code where something changed, with validate
where errors were found, and with resolve where words have changed; 2 for bad usage
or input, after one line on standard error."""


class _Parser(argparse.ArgumentParser):
    """A parser that complains in one line."""

    def error(self, message: str) -> NoReturn:
        """Complain in one line, as about bad input."""
        from treatydiff.cli import BAD, streams

        streams.complain(f"{message}; see {self.prog} --help")
        self.exit(BAD)

    _intermixing = False

    # argparse overloads this by whether a namespace is given, and so would its types be repeated here for nothing.
    def parse_known_args(self, args=None, namespace=None):  # type: ignore[no-untyped-def]
        """Read arguments; options may stand among the names of files, as people type them."""
        fixed = any(one.nargs in (argparse.PARSER, argparse.REMAINDER) for one in self._actions)
        if fixed or self._intermixing:
            return super().parse_known_args(args, namespace)
        self._intermixing = True
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self._intermixing = False


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
    for name, _ in COMMANDS:
        _add(commands, load(name))
    return top


def add_output(command: argparse.ArgumentParser) -> None:
    """Add ``--output``, for a command that writes one file: `treatydiff.cli.outputs.put` writes it."""
    command.add_argument(
        "-o", "--output", metavar="FILE", default="-", help="where to write it; - is standard output (default)"
    )


def add_links(command: argparse.ArgumentParser) -> None:
    """Add ``--links``, for a command that uses an editor's decisions: `treatydiff.cli.inputs.Inputs.links`."""
    command.add_argument(
        "--links", metavar="FILE", help="an editor's decisions on links, in place of those that the dossier states"
    )


def add_taking(command: argparse.ArgumentParser) -> None:
    """Add what commands that take files into a dossier share: `treatydiff.cli.taking` reads it."""
    command.add_argument("folder", metavar="FOLDER", help="the dossier's folder")
    command.add_argument("files", metavar="FILE", nargs="+", help="files with texts, of any format")
    command.add_argument("--metadata", metavar="TOML", help="a file that says what is known of the texts")
    command.add_argument(
        "--set", metavar="KEY=VALUE", action="append", default=[], help="say one thing, as A.date=1940-10-30"
    )
    command.add_argument(
        "--revisions",
        choices=("accepted", "rejected", "both"),
        default="accepted",
        help="which text of a Word document with tracked changes: with them, without them, or both as two texts",
    )


DEFAULT_RULES = "nfc,invisible,width,ligatures,cedilla,digits,case,quotes,hyphens"
OTHER_RULES = "old-characters,kana,russian-1918,greek-1982,arabic-marks,arabic-letters"
"""The names of `treatydiff.normalization.RULES`, which is not imported to show the help."""


def add_words(command: argparse.ArgumentParser) -> None:
    """Add ``--normalize`` and ``--words``, for a command that compares: `comparing.normalization_of`."""
    command.add_argument(
        "--normalize",
        metavar="NAMES",
        help="what makes no difference: +NAME,-NAME changes the default, NAME,NAME is all of it, none nothing; the "
        f"default is {DEFAULT_RULES}; besides there are {OTHER_RULES}",
    )
    command.add_argument(
        "--words",
        choices=("characters", "dictionary"),
        default="characters",
        help="what is a word where none are parted by spaces: each character (default), or what a dictionary of "
        "Japanese says (needs the extra japanese)",
    )


def _add(commands: argparse._SubParsersAction[_Parser], command: Command) -> None:
    made = commands.add_parser(
        command.NAME,
        help=command.SUMMARY,
        description=command.ABOUT,
        epilog=command.EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    if command.OF_DOSSIER:
        made.add_argument(
            "--dossier", metavar="DIR", help="a folder of texts (default: the dossier that comes with treatydiff)"
        )
    else:
        made.set_defaults(dossier=None)
    made.add_argument(
        "--size-limit", metavar="BYTES", type=_bytes, help="the most a file may have (default: 50,000,000)"
    )
    command.add_arguments(made)


def _bytes(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 19 and int(text)):
        raise argparse.ArgumentTypeError(f"found {text!r}; expected a number of bytes, such as 100000000")
    return int(text)


def _version() -> str:
    from treatydiff import __version__

    return f"treatydiff {__version__}"
