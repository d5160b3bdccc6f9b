"""The page on errors has each class of them, under which stand commands that end in it."""

from __future__ import annotations

import importlib
import pkgutil
import re
import shlex
import subprocess
from pathlib import Path

import pytest

import treatydiff
from treatydiff.cli import commands
from treatydiff.cli.arguments import parser
from treatydiff.errors import TreatyDiffError

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "reference" / "errors.md").read_text("utf-8")
SECTIONS = dict(re.findall(r"^## (\w+Error)\n(.*?)(?=^## |\Z)", TEXT, re.MULTILINE | re.DOTALL))
UNSHOWN = {"LostWorkerError", "TreatyDiffError"}
"""No command ends in these at will: they are for what is missing around treatydiff."""
SCRIPTS = {"DateError", "UnreadableFilesError"}
"""Commands make others of these, or several lines; doctests show them."""


def _classes(of: type[TreatyDiffError]) -> set[str]:
    return {of.__name__}.union(*(_classes(one) for one in of.__subclasses__()))


def test_every_class_of_error_has_a_section() -> None:
    """Each class of error that treatydiff defines has a section, and each section is of one that it defines."""
    for module in pkgutil.walk_packages(treatydiff.__path__, "treatydiff."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    assert set(SECTIONS) == _classes(TreatyDiffError)


@pytest.mark.parametrize("name", sorted(set(SECTIONS) - UNSHOWN - SCRIPTS))
def test_commands_end_in_the_error_of_their_section(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each command in the section of an error ends in just that class; `test_console` sees to the message."""
    (tmp_path / "texts").symlink_to(ROOT / "texts")
    monkeypatch.chdir(tmp_path)
    for file, content in re.findall(r"<!-- file: (\S+) -->\n```\w*\n(.*?)```", TEXT, re.DOTALL):
        Path(file).parent.mkdir(exist_ok=True)
        Path(file).write_text(content, "utf-8")
    for unseen in re.findall(r"<!-- run: (.*?) -->", TEXT):
        subprocess.run(["/bin/sh", "-c", unseen], check=True)
    shown = re.findall(r"^\$ treatydiff (.*)", SECTIONS[name], re.MULTILINE)
    assert shown
    for command in shown:
        try:
            commands.run(parser().parse_args(shlex.split(command)))
        except TreatyDiffError as error:
            raised = type(error).__name__
        else:
            raised = "no error"
        assert raised == name, command


@pytest.mark.parametrize("name", sorted(SCRIPTS))
def test_scripts_end_in_the_error_of_their_section(name: str) -> None:
    """The section of an error that no command ends in has an example that does; it runs with the page's."""
    assert re.search(rf"^    treatydiff[\w.]*\.{name}: ", SECTIONS[name], re.MULTILINE)
