"""The pages on the command line name all that can be typed.

As a script this file writes the tables of `docs/reference/options.md` anew:
``python tests/documentation/test_command_line.py``.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

from treatydiff.cli.arguments import parser
from treatydiff.cli.commands import COMMANDS

REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference"
OPTIONS = REFERENCE / "options.md"
BEGIN = "## Shared\n"
"""The heading on the page from which on it is made."""
SHARED = ("--dossier", "--size-limit", "--format", "--output", "--links", "--normalize", "--words")
"""Options of three commands or more that mean the same in all of them, in the order of the page."""
FORMS = {"?": "[{}]", "*": "[{} ...]", "+": "{} ..."}
"""How often an argument may be given, as usage lines show it."""


def _subcommands(of: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    for action in of._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    return {}


def _commands() -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Each command that can be typed, with its parser; of one with actions, each action."""
    for name, command in _subcommands(parser()).items():
        yield name, command
        yield from ((f"{name} {action}", made) for action, made in _subcommands(command).items())


def _arguments(command: argparse.ArgumentParser) -> list[argparse.Action]:
    left_out = (argparse._HelpAction, argparse._SubParsersAction)
    return [one for one in command._actions if not isinstance(one, left_out)]


def _row(one: argparse.Action, *, values: bool = True) -> str:
    """A row of a table: how the argument is typed, and what it does."""
    typed = ", ".join(f"`{name}`" for name in one.option_strings)
    choices = [str(choice) for choice in one.choices or ()]
    if one.nargs != 0:
        what = str(one.metavar or ("VALUE" if one.option_strings else one.dest.upper()))
        typed += f" `{FORMS.get(str(one.nargs), '{}').format(what)}`"
    said = str(one.help or "")
    if choices and values and not all(choice in said for choice in choices):
        said += "; one of " + ", ".join(choices)
    return f"| {typed.strip()} | {said} |".replace("|NAME", r"\|NAME")


def _shared(commands: dict[str, argparse.ArgumentParser]) -> dict[str, argparse.Action]:
    """The shared options, as `compare` has them, which has all of them."""
    options = {one.option_strings[-1]: one for one in _arguments(commands["compare"]) if one.option_strings}
    return {name: options[name] for name in SHARED}


def tables() -> str:
    """What the page says, from `BEGIN` on."""
    commands = dict(_commands())
    common = _shared(commands)
    lines = [BEGIN, "| option | what |", "|---|---|", *(_row(one, values=False) for one in common.values())]
    for name, made in commands.items():
        shared = [
            one
            for one in _arguments(made)
            if (same := common.get("".join(one.option_strings[-1:])))
            and (one.help == same.help or (one.dest == "format" and len(list(one.choices or ())) > 1))
        ]
        own = [one for one in _arguments(made) if one not in shared]
        lines += ["", f"## {name}", ""]
        lines += ["| argument | what |", "|---|---|", *map(_row, own), ""] if own else []
        named = [f"`{one.option_strings[-1]}`" for one in shared]
        lines += ["Shared: " + ", ".join(named) + "."] if named else []
        forms = [str(form) for one in shared if one.dest == "format" for form in one.choices or ()]
        lines += ["", "Forms: " + ", ".join(f"`{form}`" for form in forms) + "."] if forms else []
    return "\n".join(lines) + "\n"


def test_the_page_of_options_is_what_the_parser_takes() -> None:
    """Each argument and option of each command stands on the page as its help words it, and nothing else does."""
    text = OPTIONS.read_text("utf-8")
    assert text[text.index(BEGIN) :] == tables()


def test_every_command_is_shown() -> None:
    """Each command has a heading of its own on the page that shows what commands print, and is in its table."""
    text = (REFERENCE / "command-line.md").read_text("utf-8")
    names = [name for name, _ in COMMANDS]
    assert sorted(re.findall(r"^## (\w+)$", text, re.MULTILINE)) == sorted(names)
    assert sorted(re.findall(r"\[`(\w+)`\]\(#", text.partition("## ")[0])) == sorted(names)


if __name__ == "__main__":
    _before, _, _ = OPTIONS.read_text("utf-8").partition(BEGIN)
    OPTIONS.write_text(_before + tables(), "utf-8")
