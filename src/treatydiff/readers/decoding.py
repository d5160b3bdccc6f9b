"""Bytes to characters: UTF-8, UTF-16 with a byte order mark, what XML and web pages declare, else by letters.

An encoding that nobody declares is told by the text's letters where they tell (`treatydiff.readers.encodings`),
with a finding; where they do not, the bytes are refused. Nothing is ever read with signs in place of characters.
"""

from __future__ import annotations

import codecs
import re

from treatydiff.errors import InputError
from treatydiff.model.findings import Finding
from treatydiff.readers.encodings import told
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

_IN_PAGE = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([A-Za-z0-9._:-]+)""", re.IGNORECASE)
_ALIASES = {
    "utf8": "utf-8",
    "latin1": "windows-1252",
    "latin-1": "windows-1252",
    "iso-8859-1": "windows-1252",
    "us-ascii": "windows-1252",
    "ascii": "windows-1252",
    "cp1251": "windows-1251",
    "cp1252": "windows-1252",
    "x-sjis": "shift_jis",
    "shift-jis": "shift_jis",
    "sjis": "shift_jis",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "ks_c_5601-1987": "euc-kr",
}
"""What pages call encodings, and what browsers read them as (WHATWG, Encoding, 4.2)."""
_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\ufffe\uffff]")


def decode_page(data: bytes, *, name: str) -> tuple[str, tuple[Finding, ...]]:
    """Decode a web page or Markdown: by its byte order mark, as it declares, as UTF-8, else by its letters.

    Returns:
        The text, and a finding where its encoding was told by its letters.

    Raises:
        InputError: an encoding that is not known or not told, a byte that it does not allow, or a character that
            no text holds. All with line and column.
    """
    declared = _IN_PAGE.search(data[:4096])
    encoding = declared[1].decode("ascii").lower() if declared else ""
    encoding = _ALIASES.get(encoding, encoding)
    findings: tuple[Finding, ...] = ()
    if encoding in _XML_ENCODINGS and encoding != "utf-8" and not _marked(data) and not _is_utf_8(data):
        text = _decoded(data, encoding, name)
    else:
        data, findings = recoded(data, name=name)
        text = decode(data, name=name)
    found = _NO_TEXT.search(text)
    if found:
        raise InputError(
            f"found the character U+{ord(found[0]):04X}, which no text holds",
            expected="text",
            todo="save the document again, in UTF-8",
        ).at(name, *place_in(text, found.start()))
    return text, findings


def recoded(data: bytes, *, name: str) -> tuple[bytes, tuple[Finding, ...]]:
    r"""Bytes as UTF-8, if they are in another encoding that their letters tell; else as they are.

    Example:
        >>> data, findings = recoded("Мы, Стороны, обязуемся хранить мир.".encode("koi8-r"), name="a.txt")
        >>> data.decode()
        'Мы, Стороны, обязуемся хранить мир.'
        >>> print(findings[0])
        a.txt: its encoding is not declared, and was told by its letters: koi8-r
    """
    if _marked(data) or (_is_utf_8(data) and not data[:4000].count(0)):
        return data, ()
    encoding = told(data)
    if not encoding:
        return data, ()
    what = f"its encoding is not declared, and was told by its letters: {encoding}"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        # What a sample tells need not hold for all.
        return data, ()
    return text.encode("utf-8", "surrogatepass"), (Finding(what, name),)


def _marked(data: bytes) -> bool:
    return any(data.startswith(mark) for mark, _ in _MARKS)


def _is_utf_8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


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
