"""The commands of the command line: the registry, and what the module of each has."""

from __future__ import annotations

import argparse
import inspect
import subprocess
import sys
from pkgutil import iter_modules

import pytest

from treatydiff.cli import commands

NAMES = [name for name, _ in commands.COMMANDS]


def test_every_module_is_registered_once() -> None:
    """No module of the package is forgotten in the registry, and none of its names stands there twice."""
    assert sorted(module for _, module in commands.COMMANDS) == sorted(
        m.name for m in iter_modules(commands.__path__)
    )
    assert len(set(NAMES)) == len(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_module_is_a_command(name: str) -> None:
    """A module has its registered name, its texts, and functions that take what they are given by position."""
    command = commands.load(name)
    assert name == command.NAME
    assert all((command.SUMMARY, command.ABOUT, command.EXAMPLES))
    assert isinstance(command.OF_DOSSIER, bool)
    inspect.signature(command.add_arguments).bind(argparse.ArgumentParser())
    inspect.signature(command.run).bind(argparse.Namespace(), None, None)


def test_an_unknown_command_is_none() -> None:
    """What is not registered is not looked for among the modules."""
    with pytest.raises(KeyError):
        commands.load("listing")


def test_loading_every_command_imports_nothing_heavy() -> None:
    """Every start pays for the tops of all command modules: of treatydiff they import cli and errors alone."""
    program = """
import sys
from treatydiff.cli import commands
for name, _ in commands.COMMANDS:
    commands.load(name)
own = {".".join(name.split(".")[:2]) for name in sys.modules if name.startswith("treatydiff.")}
sys.exit(str(sorted((own - {"treatydiff.cli", "treatydiff.errors"}) | {"attr", "lxml"} & set(sys.modules))))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert done.stderr.decode().strip() == "[]"
