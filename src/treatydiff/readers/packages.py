"""Packages: the parts of a ZIP archive, such as a Word document, read within bounds.

An archive of a few kilobytes can hold gigabytes. So nothing is unpacked that is not asked for, nothing past a
limit, and nothing that is packed more than any text is (own bounds: our own
redlines and a treaty of 197 articles are packed 5 to 7 times).
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from attrs import field, frozen

from treatydiff.errors import InputError

MOST_UNPACKED = 100_000_000
"""Bytes that the parts read from one archive may have together."""
MOST_PACKED = 300
"""How many times smaller than itself a part of more than a megabyte may be packed."""
_MOST_ENTRIES = 20_000
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    LookupError,
    OverflowError,
)
"""What `zipfile` raises for archives that are damaged, encrypted or packed in a way that it does not know."""


@frozen(eq=False)
class Package:
    """An archive that is open for reading.

    Attributes:
        name: what errors call it.
        names: the names of its parts.
    """

    name: str
    names: frozenset[str]
    _archive: zipfile.ZipFile = field(repr=False)
    _read: list[int] = field(factory=list, repr=False)

    def part(self, name: str) -> bytes:
        """The content of a part.

        Raises:
            InputError: it is missing, damaged, encrypted, too large, or packed as only a bomb is.
        """
        try:
            entry = self._archive.getinfo(name)
        except KeyError:
            raise InputError(
                f"found no part {name} in the package", expected="a whole Word document", todo="save it again"
            ).at(self.name) from None
        rest = MOST_UNPACKED - sum(self._read)
        if entry.file_size > rest:
            raise self._too_large(name)
        if entry.file_size > max(1_000_000, MOST_PACKED * entry.compress_size):
            raise InputError(
                f"found {name} packed {entry.file_size // max(entry.compress_size, 1):,} times smaller than it is",
                expected=f"{MOST_PACKED} times at most, as no text is packed more",
                todo="save the document again",
            ).at(self.name)
        try:
            with self._archive.open(entry) as opened:
                data = opened.read(rest + 1)
        except _DAMAGE as error:
            raise _damaged(error, self.name, name) from None
        if len(data) > rest:
            raise self._too_large(name)
        self._read.append(len(data))
        return data

    def _too_large(self, part: str) -> InputError:
        made = InputError(f"found more than {MOST_UNPACKED:,} bytes once {part} is unpacked", expected="one treaty")
        made.at(self.name)
        return made


def open_package(data: bytes, *, name: str) -> Package:
    """Open an archive.

    Raises:
        InputError: it is damaged, or has more parts than any document.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        names = archive.namelist()
    except _DAMAGE as error:
        raise _damaged(error, name, "") from None
    if len(names) > _MOST_ENTRIES:
        raise InputError(f"found {len(names):,} parts in one package", expected="a document's few").at(name)
    return Package(name, frozenset(names), archive)


def _damaged(error: Exception, name: str, part: str) -> InputError:
    encrypted = isinstance(error, RuntimeError) and "encrypted" in str(error)
    what = "an encrypted package" if encrypted else f"a damaged package{f', in {part}' if part else ''}"
    made = InputError(f"found {what}", expected="a package that can be unpacked", todo="save the document again")
    made.at(name)
    return made
