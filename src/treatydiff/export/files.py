"""Files: how results get to disk, whole or not at all.

A file is written beside its target under another name and then put in its place, which is one step for the
system (POSIX ``rename``): whoever looks finds the old file or the new one, never half of either.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex

from treatydiff.errors import OutputError

MANIFEST = "treatydiff-report.txt"
"""The file that says which files of a folder a report wrote, and so may replace."""

_OPENING = "This folder was written by treatydiff."
_ENTRY = re.compile(r"  (?P<name>[^/\\\s]+) {2,}\S.*")
_UNFINISHED = re.compile(r"\.treatydiff-[0-9a-f]{16}")
OF_THE_SYSTEM = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
"""What file managers leave in every folder that somebody looks at."""


def write_file(target: str | os.PathLike[str], data: bytes) -> None:
    """Write a file, whole or not at all; one that is there is replaced and keeps its permissions.

    Args:
        target: the file; through a link to one, the file itself is replaced. What is no file, such as a pipe,
            is written to as it is.
        data: its content.

    Raises:
        OutputError: its folder is missing, it is a folder itself, or it cannot be written.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     write_file(Path(folder, "A.txt"), b"It lasts.")
        ...     Path(folder, "A.txt").read_bytes()
        b'It lasts.'
    """
    name = os.fspath(target)
    with _translated(name):
        path = Path(os.path.realpath(name))
        _check_place(path, name)
        if path.exists() and not path.is_file():
            path.write_bytes(data)
        else:
            _put({path: _unfinished(path.parent, data)})


def check_folder(target: str | os.PathLike[str]) -> None:
    """See that `write_folder` would not refuse a folder, before the work is done whose result it is for.

    Args:
        target: the folder, there or not.

    Raises:
        OutputError: the folder holds files that no report wrote, or it cannot be made.
    """
    name = os.fspath(target)
    with _translated(name):
        path = Path(os.path.realpath(name))
        _check_place(path, name, folder=True)
        if path.exists():
            _check_ours(path, name)


def write_folder(target: str | os.PathLike[str], files: Mapping[str, tuple[bytes, str]]) -> None:
    """Write a folder of results; a second run replaces what the first wrote, and touches nothing else.

    All files are written under other names first, so that an error leaves the former ones whole. The file
    `MANIFEST` lists them, each with what it is; by it a later run knows what it may replace or remove.

    Args:
        target: the folder; made if it is not there, in a folder that is.
        files: the content of each file, and what it is in a few words, by name.

    Raises:
        OutputError: the folder holds files that no report wrote, or it cannot be made or written.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     write_folder(Path(folder, "drafts"), {"A.txt": (b"It lasts.", "a text")})
        ...     sorted(path.name for path in Path(folder, "drafts").iterdir())
        ['A.txt', 'treatydiff-report.txt']
    """
    name = os.fspath(target)
    with _translated(name):
        path = Path(os.path.realpath(name))
        _check_place(path, name, folder=True)
        made = not path.exists()
        if made:
            path.mkdir()
        try:
            _fill(path, name, files)
        except BaseException:
            if made:
                with suppress(OSError):
                    _discard(list(path.iterdir()))
                    path.rmdir()
            raise


def write_together(
    target: str | os.PathLike[str], files: Mapping[str, bytes], *, replaceable: Container[str] = ()
) -> None:
    """Write files into a folder: all of them, or none.

    A folder that is not there is made whole under another name first. In one that is, which may be where somebody
    works, all files are written under other names first, and then put in their places in the order given; where
    one cannot be, as when another program holds it, those before it become again what they were.

    Args:
        target: the folder; made if it is not there, in a folder that is.
        files: the content of each file, by name.
        replaceable: names of files that may be replaced; any other stays as it is.

    Raises:
        OutputError: a file is there that may not be replaced, or the folder cannot be made or written.
    """
    name = os.fspath(target)
    with _translated(name):
        path = Path(os.path.realpath(name))
        _check_place(path, name, folder=True)
        if path.exists():
            for file in files:
                if os.path.lexists(path / file) and file not in replaceable:
                    raise OutputError(
                        f"found {file!r} in it already",
                        expected="no such file",
                        todo="move it away, or rename the text",
                    ).at(name)
            ready: dict[Path, Path] = {}
            try:
                for file, data in files.items():
                    ready[path / file] = _unfinished(path, data)
            except BaseException:
                _discard(ready.values())
                raise
            _put_or_undo(ready)
            return
        making = path.parent / f".treatydiff-{token_hex(8)}"
        making.mkdir()
        try:
            for file, data in files.items():
                _unfinished(making, data).rename(making / file)
            making.rename(path)
        except BaseException:
            with suppress(OSError):
                _discard(list(making.iterdir()))
                making.rmdir()
            raise


def _check_ours(folder: Path, name: str) -> list[str]:
    """Refuse a folder that holds anything but a former report, whose files are returned."""
    former = _listed(folder)
    for entry in sorted(folder.iterdir()):
        ours = former is not None and entry.name in (MANIFEST, *former)
        harmless = entry.name in OF_THE_SYSTEM or _UNFINISHED.fullmatch(entry.name)
        if entry.is_dir() or not (ours or harmless):
            raise OutputError(
                f"found {entry.name!r} in it, which no report of treatydiff wrote",
                expected="an empty folder, or one that holds a former report and nothing else",
                todo="choose another folder, or move that away",
            ).at(name)
    return former or []


def _fill(folder: Path, name: str, files: Mapping[str, tuple[bytes, str]]) -> None:
    former, left = _check_ours(folder, name), list(folder.iterdir())
    stale = [listed for listed in former if listed not in files]
    about = {entry: what for entry, (_, what) in files.items()}
    ready: dict[Path, Path] = {}
    try:
        # While files are exchanged the list names the old and the new ones, so that a run that was broken off
        # in the middle can be done again.
        ready[folder / MANIFEST] = _unfinished(folder, _manifest(about | dict.fromkeys(stale, "no longer needed")))
        for file, (data, _) in files.items():
            ready[folder / file] = _unfinished(folder, data)
        final = _unfinished(folder, _manifest(about))
    except BaseException:
        _discard(ready.values())
        raise
    try:
        _put(ready)
        _discard(
            [
                *(folder / listed for listed in stale),
                *(entry for entry in left if _UNFINISHED.fullmatch(entry.name)),
            ]
        )
    except BaseException:
        _discard([final])
        raise
    _put({folder / MANIFEST: final})


def _manifest(about: Mapping[str, str]) -> bytes:
    width = max(map(len, about), default=0)
    lines = [
        _OPENING,
        "",
        "When it is written again, the files listed here are replaced, and those no longer needed are removed.",
        "Nothing is written while there are other files in it.",
        "",
        *(f"  {name.ljust(width)}  {what}" for name, what in about.items()),
    ]
    return ("\n".join(lines) + "\n").encode()


def _listed(folder: Path) -> list[str] | None:
    """The files that a former report wrote; ``None`` where there was none."""
    try:
        lines = (folder / MANIFEST).read_bytes().decode(errors="replace").splitlines()
    except (FileNotFoundError, IsADirectoryError):
        return None
    if lines[:1] != [_OPENING]:
        return None
    return [found["name"] for line in lines if (found := _ENTRY.fullmatch(line))]


def _check_place(path: Path, name: str, *, folder: bool = False) -> None:
    what = "folder" if folder else "file"
    if not path.parent.is_dir():
        raise OutputError(
            f"found no folder {os.fspath(Path(name).parent)!r}",
            expected=f"one in which the {what} can be written",
            todo="make it first",
        ).at(name)
    if path.exists():
        if path.is_dir() != folder:
            raise OutputError(
                f"found a {'file' if folder else 'folder'}",
                expected=f"a {what}, or nothing yet",
                todo="choose another name",
            ).at(name)
        if not os.access(path, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def _unfinished(folder: Path, data: bytes) -> Path:
    """The data in a file of its own, safe on the disk."""
    path = folder / f".treatydiff-{token_hex(8)}"
    # Made as any new file is, so that the user's own default permissions hold.
    with path.open("xb") as opened:
        try:
            opened.write(data)
            opened.flush()
            os.fsync(opened.fileno())
        except BaseException:
            _discard([path])
            raise
    return path


def _put(ready: Mapping[Path, Path]) -> None:
    """Put finished files in their places."""
    left = dict(ready)
    try:
        for target, finished in ready.items():
            if target.exists():
                finished.chmod(stat.S_IMODE(target.stat().st_mode))
            finished.replace(target)
            del left[target]
    finally:
        _discard(left.values())


def _put_or_undo(ready: Mapping[Path, Path]) -> None:
    """Put finished files in their places, all of them or none."""
    former = {target: target.read_bytes() if target.exists() else None for target in ready}
    try:
        _put(ready)
    except BaseException:
        for target, data in former.items():
            with suppress(OSError):
                if data is None:
                    target.unlink(missing_ok=True)
                elif target.read_bytes() != data:
                    _put({target: _unfinished(target.parent, data)})
        raise


def _discard(paths: Iterable[Path]) -> None:
    for path in paths:
        with suppress(OSError):
            path.unlink(missing_ok=True)


@contextmanager
def _translated(name: str) -> Iterator[None]:
    """What the system complains of, in this library's form."""
    try:
        yield
    except OutputError:
        raise
    except (OSError, ValueError) as error:  # ValueError: a null character in the path
        reason = (error.strerror if isinstance(error, OSError) else "") or str(error)
        refused = OutputError(
            f"found that it cannot be written ({reason})",
            expected="a place with room and permission to write",
            todo="write somewhere else",
        )
        raise refused.at(name) from None
