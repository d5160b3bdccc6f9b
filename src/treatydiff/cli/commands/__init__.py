"""Commands: a module for each.

A command is added by writing its module, which has what `Command` asks for, and naming it in `COMMANDS` and in
`_CHECKED`. Whatever is typed, the tops of all of them are imported, for the parser; so they import what the
arguments need and nothing heavy, and `run` imports the rest.
"""

from __future__ import annotations

import argparse
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from treatydiff.cli import streams

if TYPE_CHECKING:
    from treatydiff.cli.inputs import Inputs

COMMANDS = (
    ("new", "new"),
    ("add", "add"),
    ("compare", "compare"),
    ("collate", "collate"),
    ("align", "align"),
    ("parallel", "parallel"),
    ("show", "show"),
    ("annotations", "annotations"),
    ("trace", "trace"),
    ("terms", "terms"),
    ("timeline", "timeline"),
    ("find", "find"),
    ("cite", "cite"),
    ("resolve", "resolve"),
    ("list", "listing"),
    ("report", "report"),
    ("picture", "picture"),
    ("check", "check"),
    ("corpus", "corpus"),
    ("validate", "validate"),
)
"""Each command and its module in this package, in the order of the help."""


class Command(Protocol):
    """What the module of a command has.

    Attributes:
        NAME: what is typed.
        SUMMARY: the command's line in the help of all of them.
        ABOUT: its own help: what it does.
        EXAMPLES: its own help, after the arguments: examples, and what else is to be known.
        OF_DOSSIER: whether it has ``--dossier``.
    """

    NAME: str
    SUMMARY: str
    ABOUT: str
    EXAMPLES: str
    OF_DOSSIER: bool

    def add_arguments(self, command: argparse.ArgumentParser, /) -> None:
        """Say what can be typed after the command, besides what all have: ``--dossier`` and ``--size-limit``."""

    def run(self, arguments: argparse.Namespace, inputs: Inputs, progress: streams.Progress, /) -> int:
        """Do what was typed.

        Returns:
            The exit code.

        Raises:
            TreatyDiffError: an input is bad, or the output cannot be written.
        """


if TYPE_CHECKING:  # `load` finds modules by name, which a type checker cannot follow: here it sees them
    from treatydiff.cli.commands import (
        add,
        align,
        check,
        cite,
        collate,
        compare,
        corpus,
        find,
        listing,
        new,
        parallel,
        picture,
        report,
        resolve,
        show,
        terms,
        timeline,
        trace,
        validate,
    )
    from treatydiff.cli.commands import (
        annotations as annotation_list,
    )

    _CHECKED: tuple[Command, ...] = (
        new,
        add,
        compare,
        collate,
        align,
        parallel,
        show,
        annotation_list,
        trace,
        terms,
        timeline,
        find,
        cite,
        resolve,
        listing,
        report,
        picture,
        check,
        corpus,
        validate,
    )


def load(name: str) -> Command:
    """The module of a command.

    Args:
        name: a name in `COMMANDS`.

    Raises:
        KeyError: there is no such command.

    Example:
        >>> load("list").SUMMARY
        'list the texts of a dossier'
    """
    return cast(Command, import_module(f"{__name__}.{dict(COMMANDS)[name]}"))


def run(arguments: argparse.Namespace) -> int:
    """Do what was typed.

    Args:
        arguments: as `treatydiff.cli.arguments.parser` reads them.

    Returns:
        The exit code: 0, or 1 for changes where that was asked for, and for errors in a document.

    Raises:
        TreatyDiffError: an input is bad, or the output cannot be written.
    """
    with streams.Progress() as progress:
        from treatydiff.cli.inputs import Inputs

        return load(arguments.command).run(arguments, Inputs.of(arguments), progress)
