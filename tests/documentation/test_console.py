"""The commands that the documentation shows print what it says."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(
    page
    for page in (ROOT / "README.md", *(ROOT / "docs").rglob("*.md"))
    if "```console\n" in page.read_text("utf-8")
)
_BLOCK = re.compile(
    r"<!-- file: (?P<name>\S+) -->\n```\w*\n(?P<content>.*?)```"
    r"|<!-- run: (?P<unseen>.*?) -->"
    r"|```console\n(?P<shown>.*?)```",
    re.DOTALL,
)


def _commands(shown: str) -> list[tuple[str, str]]:
    """Commands behind ``$``, which go on after a backslash, and what is shown under each."""
    found = []
    for part in re.split(r"^\$ ", shown, flags=re.MULTILINE)[1:]:
        command, _, output = re.sub(r"\\\n", "\\\\\0", part).partition("\n")
        found.append((command.replace("\\\0", "\\\n"), output.rstrip("\n")))
    return found


_OTHERS = ("lualatex", "pandoc", "teiphy")
"""Programs of others that pages call; a page is not run where one that it calls is not installed."""


@pytest.fixture
def shell(tmp_path: Path) -> dict[str, str]:
    """An environment in which ``treatydiff`` is this Python's, 80 columns wide, and no terminal."""
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "treatydiff"
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m treatydiff "$@"\n')
    program.chmod(0o755)
    consumers = Path(os.environ.get("TREATYDIFF_CONSUMERS", os.devnull)).resolve()
    path = os.pathsep.join(
        [
            str(folder),
            str(Path(sys.executable).parent),
            os.environ.get("PATH", os.defpath),
            str(consumers / "teiphy" / "bin"),
        ]
    )
    examples = str(ROOT / "docs" / "examples")
    return {
        "EXAMPLES": examples,
        "PATH": path,
        "COLUMNS": "80",
        "PYTHONPATH": str(ROOT / "src"),
        "LC_ALL": "C.UTF-8",
        "PYTHONUTF8": "1",
    }


@pytest.mark.skipif(sys.platform == "win32", reason="the documentation shows commands of a POSIX shell")
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_shown_output_is_what_commands_print(page: Path, tmp_path: Path, shell: dict[str, str]) -> None:
    """Each command in a console block of a page prints what stands under it; a line ``...`` stands for any lines.

    The commands of a page run one after the other in one folder, in which lie ``texts/`` and the files that the
    page shows after ``<!-- file: NAME -->``; what ``<!-- run: COMMAND -->`` says is run unseen, such as copying
    from ``docs/examples``, which is in ``$EXAMPLES``.
    """
    work = tmp_path / "work"
    work.mkdir()
    (work / "texts").symlink_to(ROOT / "texts")

    def run(command: str) -> str:
        done = subprocess.run(
            ["/bin/sh", "-c", command],
            cwd=work,
            env=shell,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=120,
            check=False,
        )
        return done.stdout.decode().replace("\r\n", "\n").rstrip("\n")

    text = page.read_text("utf-8")
    for program in _OTHERS:
        if re.search(rf"^\$ {program} ", text, re.MULTILINE) and shutil.which(program, path=shell["PATH"]) is None:
            pytest.skip(f"{program} is not installed")
    for block in _BLOCK.finditer(text):
        if block["name"]:
            file = work / block["name"]
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(block["content"], "utf-8")
        elif block["unseen"]:
            run(block["unseen"])
        else:
            for command, shown in _commands(block["shown"]):
                wanted = ".*".join(map(re.escape, re.split(r"^\.\.\.$", shown, flags=re.MULTILINE)))
                printed = run(command)
                assert re.fullmatch(wanted, printed, re.DOTALL), f"$ {command}\n{printed}"
