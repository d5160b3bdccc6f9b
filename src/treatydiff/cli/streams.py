"""Streams: what the terminal can show, standard output, the pager, complaints and progress."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, ClassVar, TextIO

from treatydiff.errors import OutputError

if TYPE_CHECKING:
    from threading import Timer

    from treatydiff.report.screen import Screen

_WIDEST = 100
"""Longer lines are hard to read, however wide the window is."""
_PATIENCE = 1.0
"""Seconds after which a person wants to know what is being done."""


def screen(*, side_by_side: bool = False) -> Screen:
    """What standard output can show: its width, whether colours, whether signs beyond ASCII.

    Args:
        side_by_side: whether two texts stand in columns, so that a line may be twice as long.
    """
    from shutil import get_terminal_size

    from treatydiff.report.screen import SIGNS, Screen

    width = min(_WIDEST * (2 if side_by_side else 1), max(40, get_terminal_size().columns))
    stream = sys.stdout
    if stream is None:
        return Screen(width=width)
    plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    try:
        "".join(sign for sign, _ in SIGNS.values()).encode(stream.encoding or "ascii")
        signs = True
    except (UnicodeEncodeError, LookupError):
        signs = False
    return Screen(width=width, colour=stream.isatty() and not plain, signs=signs)


def in_terminal() -> bool:
    """Whether standard output is a terminal, so that a person reads it."""
    return sys.stdout is not None and sys.stdout.isatty()


def emit(text: str) -> None:
    """Write to standard output; characters that its encoding lacks are written as escapes.

    Raises:
        OutputError: it is closed, or whatever it goes to is full.
    """
    stream = _stdout()
    encoding = _encoding(stream)
    with _told():
        stream.write(text.encode(encoding, errors="backslashreplace").decode(encoding))


def page(text: str) -> None:
    """Write text for a person to read: where it is longer than the terminal's screen, with the pager.

    Args:
        text: what to write.

    Raises:
        OutputError: as `emit`.
    """
    command = pager() if _is_longer_than_screen(text) else []
    if not (command and _paged(text, command)):
        emit(text)


def pager() -> list[str]:
    """The pager as a command with its arguments: ``PAGER``, else less; empty where none is wanted or known.

    It is split as a shell would, and no shell runs it.
    """
    import shlex
    from shutil import which

    named = os.environ.get("PAGER")
    try:
        command = ["less"] if named is None else shlex.split(named)
    except ValueError:  # a quotation that does not end
        return []
    return command if command and command != ["cat"] and which(command[0]) else []


def _is_longer_than_screen(text: str) -> bool:
    """Whether standard output is a terminal in which text would run off the top; a line is left for the prompt."""
    if not in_terminal() or os.environ.get("TERM") == "dumb":
        return False
    from shutil import get_terminal_size

    from treatydiff.report.screen import columns, uncoloured

    size = get_terminal_size()
    rows = sum(max(1, -(-columns(line) // size.columns)) for line in uncoloured(text).splitlines())
    return rows >= size.lines


def _paged(text: str, command: list[str]) -> bool:
    """Show text with a pager, until the person leaves it.

    Returns:
        Whether the pager could be started.
    """
    import signal
    import subprocess

    flush()
    Progress.end()
    # As git has it: less shows colours, leaves the text on the screen, and does not keep a person who need not turn
    # pages. Who has set LESS decides for himself, but for the colours.
    options = os.environ.get("LESS")
    environment = {**os.environ, "LESS": "-FRX" if options is None else f"-R {options}"}
    try:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, env=environment)  # noqa: S603 - the person's own
    except OSError:
        return False
    interrupt = signal.signal(signal.SIGINT, signal.SIG_IGN)  # the pager's business while it is there
    try:
        process.communicate(text.encode(_encoding(sys.stdout), errors="backslashreplace"))
    finally:
        signal.signal(signal.SIGINT, interrupt)
    return True


def emit_bytes(data: bytes) -> None:
    """Write to standard output as it is.

    Raises:
        OutputError: it is closed, or whatever it goes to is full.
    """
    stream = _stdout()
    with _told():
        stream.flush()
        stream.buffer.write(data)


def flush() -> None:
    """See that all was written.

    Raises:
        OutputError: whatever standard output goes to is full.
    """
    if sys.stdout is not None:
        with _told():
            sys.stdout.flush()


def abandon() -> None:
    """Let what is left for standard output go, so that the interpreter does not try to write it at its end."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def complain(message: str) -> None:
    """Say what is wrong, in one line on standard error."""
    _say(f"treatydiff: error: {' '.join(message.split())}\n")


def note(message: str) -> None:
    """Say what is doubtful, in one line on standard error."""
    _say(f"treatydiff: note: {' '.join(message.split())}\n")


def _say(line: str) -> None:
    from treatydiff.report.screen import printable

    stream = sys.stderr
    if stream is not None:
        encoding = _encoding(stream)
        with suppress(OSError, ValueError):
            stream.write(printable(line).encode(encoding, errors="backslashreplace").decode(encoding))
            stream.flush()


class Progress:
    """What is being done, on standard error: only in a terminal, and only once it takes longer than a second.

    Used with ``with``; the line is wiped at the end, or before that when a result is written.
    """

    _running: ClassVar[Progress | None] = None

    @staticmethod
    def end() -> None:
        """Say nothing more, since what was to be done is done."""
        if Progress._running is not None:
            Progress._running.__exit__()

    def __init__(self) -> None:
        self._doing = ""
        self._timer: Timer | None = None
        self._late = False

    def now(self, doing: str) -> None:
        """Say what is being done from here on."""
        self._doing = doing
        if self._late:
            self._show()

    def __enter__(self) -> Progress:
        if sys.stderr is not None and sys.stderr.isatty():
            from threading import Timer

            Progress._running = self
            self._timer = Timer(_PATIENCE, self._begin)
            self._timer.daemon = True
            self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        Progress._running = None
        if self._timer is not None:
            self._timer.cancel()
        if self._late:
            self._late = False
            with suppress(OSError, ValueError):
                sys.stderr.write("\r\x1b[K")
                sys.stderr.flush()

    def _begin(self) -> None:
        self._late = True
        self._show()

    def _show(self) -> None:
        from treatydiff.report.screen import printable

        with suppress(OSError, ValueError):
            sys.stderr.write(f"\r\x1b[K{printable(self._doing)} ...")
            sys.stderr.flush()


def _encoding(stream: TextIO) -> str:
    return getattr(stream, "encoding", None) or "utf-8"


def _stdout() -> TextIO:
    Progress.end()
    if sys.stdout is None:
        raise OutputError("found that standard output is closed", todo="write to a file with -o")
    return sys.stdout


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        abandon()
        raise OutputError(
            f"found that standard output cannot be written ({error.strerror or error})",
            todo="write to a file with -o, or elsewhere",
        ) from None
