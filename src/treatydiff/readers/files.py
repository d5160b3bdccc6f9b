"""Opening inputs: a file is read whole, within a limit, and its content says which reader it gets."""

from __future__ import annotations

import os
import re
from pathlib import Path

from treatydiff.errors import InputError
from treatydiff.readers.transcript import Transcript

SIZE_LIMIT = 50_000_000
"""Bytes that an input may have unless its reader's caller allows more."""

_XML_START = re.compile(r"\s*<(?:\?xml|!DOCTYPE|!--|[A-Za-z_])")
_BINARY = (
    (b"PK\x03\x04", "a ZIP archive (such as a Word file)"),
    (b"%PDF", "a PDF file"),
    (b"\x89PNG", "a picture"),
)


def read_file(
    path: str | os.PathLike[str], *, siglum: str | None = None, size_limit: int = SIZE_LIMIT
) -> Transcript:
    """Read the witnesses in a file; the file itself is only looked at.

    Args:
        path: the file.
        siglum: a siglum for its only witness, in place of its own or of one made from the file's name.
        size_limit: how many bytes it may have.

    Raises:
        InputError: there is no such file, it is a folder, may not be read, is too large, or is not what a
            reader can make anything of; what is wrong inside it has line and column.
        ModelError: what it says cannot be.
    """
    return read_bytes(load(path, size_limit=size_limit), name=os.fspath(path), siglum=siglum, size_limit=size_limit)


def read_bytes(data: bytes, *, name: str, siglum: str | None = None, size_limit: int = SIZE_LIMIT) -> Transcript:
    r"""Read the witnesses in the content of a file, TEI or plain text.

    Args:
        data: the content.
        name: what errors and findings call it; a siglum is made from it where nothing else gives one.
        siglum: a siglum for its only witness.
        size_limit: how many bytes it may have.

    Raises:
        InputError, ModelError: as `read_file`.

    Example:
        >>> text = b"Article 1\n\nThe Parties shall keep the peace.\n\nArticle 2\n\nIt lasts five years.\n"
        >>> [str(address) for address, _ in read_bytes(text, name="draft.txt").witness.clauses()]
        ['draft/1:1', 'draft/2:1']
    """
    _check_size(len(data), name, size_limit)
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xfe\xff"):
        raise InputError("found nothing in it", expected="a text").at(name)
    for start, what in _BINARY:
        if data.startswith(start):
            raise InputError(f"found {what}", expected="TEI or plain text", todo="save its text as UTF-8").at(name)
    # Each reader costs its imports, lxml above all.
    if _looks_like_xml(data):
        from treatydiff.readers import tei

        return tei.read(data, name=name, siglum=siglum)
    from treatydiff.readers import text

    return text.read(data, name=name, siglum=siglum)


def _looks_like_xml(data: bytes) -> bool:
    start = data[:400]
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"\xef\xbb\xbf", "utf-8")):
        if data.startswith(mark):
            return bool(_XML_START.match(start[len(mark) :].decode(encoding, errors="replace")))
    return bool(_XML_START.match(start.decode("latin-1")))


def load(path: str | os.PathLike[str], *, size_limit: int = SIZE_LIMIT) -> bytes:
    """The content of a file.

    Raises:
        InputError: there is no such file, it is a folder, may not be read, or is over the limit.
    """
    name = os.fspath(path)
    try:
        with Path(name).open("rb") as opened:
            size = os.fstat(opened.fileno()).st_size
            data = opened.read(size_limit + 1) if size <= size_limit else b""
    except (OSError, ValueError) as error:
        raise _refusal(error, name) from None
    _check_size(max(size, len(data)), name, size_limit)
    return data


def _check_size(size: int, name: str, limit: int) -> None:
    if size > limit:
        raise InputError(
            f"found {size:,} bytes",
            expected=f"{limit:,} at most",
            todo="raise the size limit if this is one treaty",
        ).at(name)


def _refusal(error: OSError | ValueError, name: str) -> InputError:
    """What the system complains of, in this library's form."""
    if isinstance(error, FileNotFoundError):
        made = InputError("found no such file", expected="a file to read", todo="check the path")
    elif isinstance(error, IsADirectoryError):
        made = InputError("found a folder", expected="a file", todo="name a file in it, or read it as a dossier")
    elif isinstance(error, PermissionError):
        made = InputError("found a file that may not be read", expected="permission to read it")
    else:
        reason = getattr(error, "strerror", None) or str(error)
        made = InputError(f"found a path that cannot be read ({reason})", expected="a file to read")
    made.at(name)
    return made
