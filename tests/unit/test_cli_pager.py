"""The pager: asked for in a terminal alone, and only where text is longer than the screen; in a real terminal."""

from __future__ import annotations

import os
import re
import select
import struct
import sys
import time
from pathlib import Path

import pytest

from treatydiff.cli import streams

pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")
LAST = "words differ"
"""What stands in the last line of a comparison."""


def in_terminal(*arguments: str, rows: int = 24, keys: bytes = b"", **environment: str) -> tuple[int, str]:
    """Run the command line in a terminal of 80 columns: its exit code, and all that the terminal was sent.

    Args:
        arguments: what is typed.
        rows: the terminal's lines.
        keys: what is typed once the screen has come to rest.
        environment: added to the environment, from which what bears on terminals is taken.
    """
    import fcntl
    import termios

    ours = ("PAGER", "LESS", "NO_COLOR", "COLUMNS", "LINES")
    settings = {name: value for name, value in os.environ.items() if name not in ours}
    settings |= {"TERM": "xterm", "PYTHONIOENCODING": "utf-8", **environment}
    child, terminal = pty.fork()
    if child == 0:  # pragma: no cover - another process
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, 80, 0, 0))
        os.execve(sys.executable, [sys.executable, "-m", "treatydiff", *arguments], settings)  # noqa: S606 - ours
    shown = b""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if not select.select([terminal], [], [], 1.0)[0]:
            if shown and keys:
                os.write(terminal, keys)
            continue
        try:
            read = os.read(terminal, 65536)
        except OSError:  # as Linux says that nobody is there any more
            read = b""
        if not read:
            break
        shown += read
    else:
        os.kill(child, 9)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    os.close(terminal)
    text = shown.decode("utf-8", errors="replace").replace("\r\n", "\n")
    # On a slow machine progress was shown. It must have been wiped before anything else.
    return code, re.sub(r"^(\r\x1b\[K[^\r\n]* \.\.\.)*\r\x1b\[K", "", text)


@pytest.fixture(scope="module")
def pager(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pager that writes what it was told, and the first line of what it was given, and leaves."""
    made = tmp_path_factory.mktemp("my pager") / "pager.py"
    made.write_text(
        "import os, sys\nprint('PAGER', sys.argv[1:], os.environ['LESS'])\nprint(sys.stdin.readline())\n",
        encoding="utf-8",
    )
    return made


def test_what_is_longer_than_the_screen_is_paged(pager: Path) -> None:
    """PAGER is run with its arguments, split as a shell would; that it leaves early is no error."""
    command = f"'{sys.executable}' '{pager}' --one 'two three' $HOME"
    code, shown = in_terminal("compare", "M40", "P41", PAGER=command)
    assert code == 0
    assert shown.startswith("PAGER ['--one', 'two three', '$HOME'] -FRX\nM40  \x1b[1m")
    assert LAST not in shown
    assert "rror" not in shown


@pytest.mark.parametrize(
    "command",
    [
        ("collate", "P41", "SV04"),
        ("show", "P41"),
        ("list",),
        ("trace", "P41/3"),
        ("timeline",),
        ("find", "neutrality"),
    ],
)
def test_all_that_is_read_is_paged(pager: Path, command: tuple[str, ...]) -> None:
    """Whatever command text for a person comes from."""
    arguments = [*command, "--format", "terminal"] if command[0] == "collate" else command
    assert in_terminal(*arguments, rows=10, PAGER=f"'{sys.executable}' '{pager}'")[1].startswith("PAGER [] -FRX\n")


@pytest.mark.parametrize("wish", ["", "cat", "no-such-pager --quiet", "less 'unclosed"])
def test_without_a_pager_all_is_written(wish: str) -> None:
    """An empty PAGER and cat mean none; one that is not there or cannot be read is done without."""
    code, shown = in_terminal("compare", "M40", "P41", PAGER=wish)
    assert code == 0
    assert LAST in shown
    assert "rror" not in shown


def test_what_fits_is_not_paged(pager: Path) -> None:
    """Text that leaves a line free is written as it is; so is all in a terminal that cannot page."""
    command = f"'{sys.executable}' '{pager}'"
    assert "PAGER" not in in_terminal("cite", "P41/3", PAGER=command)[1]
    assert LAST in in_terminal("compare", "M40", "P41", rows=500, PAGER=command)[1]
    assert LAST in in_terminal("compare", "M40", "P41", PAGER=command, TERM="dumb")[1]


def test_data_is_not_paged(pager: Path) -> None:
    """What is written for a program goes to the terminal as to a pipe."""
    shown = in_terminal("compare", "M40", "P41", "--format", "json", PAGER=f"'{sys.executable}' '{pager}'")[1]
    assert shown.lstrip().startswith("{")


def test_the_exit_code_is_that_of_the_comparison(pager: Path) -> None:
    """With --exit-code, a pager makes no difference."""
    command = f"'{sys.executable}' '{pager}'"
    assert in_terminal("compare", "M40", "P41", "--exit-code", PAGER=command)[0] == 1


def test_less_shows_colours_and_is_left_with_q() -> None:
    """Without PAGER it is less, which shows a screenful with its colours and leaves it there."""
    if not streams.pager():
        pytest.skip("less is not installed")
    code, shown = in_terminal("compare", "M40", "P41", "--columns", keys=b"q")
    assert code == 0
    assert "\x1b[1mCounterdraft" in shown
    assert LAST not in shown
    assert "\x1b[?1049h" not in shown


def test_colour_can_be_declined_in_a_terminal() -> None:
    """With NO_COLOR, words are marked by signs in place of colours."""
    shown = in_terminal("compare", "M40", "P41", PAGER="", NO_COLOR="1")[1]
    assert "\x1b" not in shown
    assert "[-signature-]" in shown


def test_nothing_is_paged_into_a_pipe(
    pager: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no person reads, text is written whole."""
    monkeypatch.setenv("PAGER", f"'{sys.executable}' '{pager}'")
    streams.page("line\n" * 1000)
    assert capsys.readouterr().out == "line\n" * 1000
