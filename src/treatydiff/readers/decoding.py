"""Bytes to characters: UTF-8, UTF-16 with a byte order mark, and for XML the encodings it may declare."""

from __future__ import annotations

import codecs
import re

from treatydiff.errors import InputError
from treatydiff.readers.places import place_in

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(rb"""\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_XML_ENCODINGS = frozenset(
    "utf-8 us-ascii ascii iso-8859-1 iso-8859-2 iso-8859-3 iso-8859-4 iso-8859-5 iso-8859-6 iso-8859-7 "
    "iso-8859-8 iso-8859-9 iso-8859-13 iso-8859-15 windows-1250 windows-1251 windows-1252 windows-1253 "
    "windows-1254 windows-1255 windows-1256 windows-1257 windows-1258 koi8-r koi8-u shift_jis euc-jp "
    "iso-2022-jp gb2312 gbk gb18030 big5 euc-kr".split()
)
"""What XML may declare here. A closed list: some of Python's codecs are no encodings, and some are slow."""


def decode(data: bytes, *, name: str) -> str:
    r"""Decode plain text: UTF-8 with or without a byte order mark, UTF-16 with one.

    Raises:
        InputError: a byte that UTF-8 or UTF-16 does not allow, with its line and column.

    Example:
        >>> decode(b"\xff\xfeA\x00", name="a.txt")
        'A'
    """
    mark, encoding = next(((mark, named) for mark, named in _MARKS if data.startswith(mark)), (b"", "utf-8"))
    return _decoded(data[len(mark) :], encoding, name)


def decode_xml(data: bytes, *, name: str) -> str:
    """Decode XML: by its byte order mark, else as it declares, else as UTF-8.

    Raises:
        InputError: an encoding that is not read here, or a byte that the encoding does not allow.
    """
    if any(data.startswith(mark) for mark, _ in _MARKS):
        return decode(data, name=name)
    found = _DECLARED.match(data[:1000])
    encoding = found[1].decode("ascii").lower() if found else "utf-8"
    if encoding not in _XML_ENCODINGS:
        raise InputError(
            f"found XML that declares the encoding {encoding}", expected="UTF-8", todo="save the file as UTF-8"
        ).at(name, 1, 1)
    return _decoded(data, encoding, name)


def _decoded(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, errors="replace")
        raise InputError(
            f"found the byte 0x{data[error.start]:02X}, which {encoding.upper()} does not allow here",
            expected="UTF-8, or UTF-16 with a byte order mark",
            todo="save the file as UTF-8",
        ).at(name, *place_in(before, len(before))) from None
