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
