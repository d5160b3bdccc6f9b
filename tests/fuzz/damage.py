"""Hostile files: sound ones damaged, and shapes made to exhaust a reader. All choices are made by one `Random`.

Hypothesis drives them by ``st.randoms()``, which it can shrink; `run.py` by numbers, so that each can be made
again.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from random import Random

from document_building import archive, docx, paragraph
from fuzz.seeds import BODY, DOSSIER, PARTS, SEEDS

_MARKS = (
    *(
        b"\x00",
        b"\xff",
        b"\xe2\x80\x8f",
        b"\xe2\x80\xae",
        b"\xd8\x9c",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\xed\xa0\x80",
    ),
    *(b"\xcc\x81", b"\xf3\xa0\x80\x81", b"\x0c", b"\x0b", b"\x1b", b"\x85", b"\xe2\x80\xa8", b"\r", b"\xc2\xad"),
    *(b"<", b">", b"&", b"]]>", b"<!--", b"<![CDATA[", b"<?x", b"&#0;", b"&x;", b"<!DOCTYPE x [", b"(", b")", b"{"),
    *(b"\n" * 5, b"\t", b" " * 40, b"999999999999999999999", b"-1", b"..", b"#", b"''", b'"', b"%", b"/", b":"),
)
_WORDS = (
    *(
        "1941-02-30",
        "1941-13",
        "XXXX",
        "../..",
        "1941-04-13T99",
        "٣",
        "Ⅷ",
        "第三十条",
        "MMMMMMM",
        "IIII",
        "bis",
        "0",
    ),
    *(
        "#",
        "A.xml#A",
        "dossier.xml#w",
        "string-range(A-1-c1,5,99999)",
        "change:A%2F1..B%2F1",
        "A-9-c9",
        "file:///x",
    ),
    *("Article 1", "Статья 5", "CHAPTER 1", "Annex", "Done at", "(a)", "P5Y", "P-1Y", "", "x" * 300, "é" * 50),
)
ENCODINGS = (
    *("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig", "utf-7", "shift_jis", "euc_jp", "iso2022_jp"),
    *("koi8-r", "windows-1251", "windows-1252", "windows-1256", "cp866", "iso8859-5", "latin-1", "gb18030", "big5"),
)
"""Encodings in which a text may come."""
_PACKED = ("docx", "pdf")
_PIECE = re.compile(r"(?<=[\s'\">])[^\s'\"<>=/]+(?=[\s'\"<])")
_NAME = re.compile(r"(?<=<)[A-Za-z][\w:.-]*")
"""What stands between signs: values of attributes, words of the text."""


def damaged(kind: str, chance: Random) -> bytes:
    """A real file of a format, damaged.

    Its bits are turned, bytes lost, put in, doubled or exchanged, words or names of elements exchanged for
    others; it is cut short, or in another encoding.
    """
    data = bytearray(chance.choice(SEEDS[kind]))
    if kind not in _PACKED:
        if chance.randrange(8) == 0:
            return _bytes_damaged(bytearray(_recoded(bytes(data), chance)), chance, chance.randrange(3))
        if chance.randrange(2):
            return _words_exchanged(bytes(data), chance)
    return _bytes_damaged(data, chance, chance.choice((1, 1, 1, 2, 3, 5)))


def _recoded(data: bytes, chance: Random) -> bytes:
    text = data.decode("utf-8", errors="replace")
    return text.encode(chance.choice(ENCODINGS), errors="replace")


def _words_exchanged(data: bytes, chance: Random) -> bytes:
    """Pieces between signs exchanged for others: attribute values, element names, dates, numbers."""
    text = data.decode("utf-8", errors="replace")
    for _ in range(chance.randrange(1, 4)):
        names = sorted(set(_NAME.findall(text)))
        if names and chance.randrange(5) == 0:
            # An element's name exchanged in all its tags, so that what is XML stays XML.
            text = re.sub(rf"(?<=[</]){re.escape(chance.choice(names))}\b", chance.choice(names), text)
            continue
        pieces = [found.span() for found in _PIECE.finditer(text)] or [(0, 0)]
        start, stop = chance.choice(pieces)
        other = chance.choice(_WORDS)
        if chance.randrange(2):
            there = chance.choice(pieces)
            other = text[there[0] : there[1]]
        text = text[:start] + other + text[stop:]
    return text.encode("utf-8", "surrogatepass")


def _bytes_damaged(data: bytearray, chance: Random, times: int) -> bytes:
    for _ in range(times):
        at = chance.randrange(max(len(data), 1))
        stop = min(len(data), at + chance.randrange(61))
        match chance.randrange(7):
            case 0 if data:
                data[at] ^= 1 << chance.randrange(8)
            case 1:
                del data[at:stop]
            case 2:
                data[at:at] = chance.choice(_MARKS)
            case 3:
                data[at:at] = data[at:stop] * chance.randrange(1, 31)
            case 4:
                data[at:stop] = chance.randbytes(chance.randrange(9))
            case 5 if len(data) > 1:
                there = chance.randrange(len(data))
                data[at:at] = data[there : there + chance.randrange(200)]
            case _:
                del data[at:]
    return bytes(data)


_OLD = (*("w:p>", "w:p ", "w:r>", "w:t>", "w:val=", "w:ins", "w:del", "w:num"), *("1", "0", "rId", "word/", "main"))
_NEW = ("", "w:p>", "w:tbl>", "w:txbxContent>", "w:sdt>", "9", "-1", "w:moveFrom", "x", "w:fldChar ", "99999999999")


def repacked(chance: Random) -> bytes:
    """A Word document whose parts are damaged, or missing, in an archive that is sound."""
    seed = zipfile.ZipFile(io.BytesIO(chance.choice(SEEDS["docx"])))
    parts = {name: seed.read(name).decode() for name in seed.namelist()}
    name = chance.choice(sorted(parts))
    text = parts[name]
    for _ in range(chance.randrange(1, 5)):
        text = text.replace(chance.choice(_OLD), chance.choice(_NEW), chance.randrange(1, 4))
    parts[name] = text
    if chance.randrange(4) == 0:
        del parts[chance.choice(sorted(parts))]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as opened:
        for part, content in parts.items():
            opened.writestr(part, content)
    return out.getvalue()


def dossier(chance: Random) -> dict[str, bytes]:
    """The files of a dossier, of which one or two are damaged, missing or there twice."""
    files = dict(DOSSIER)
    for _ in range(chance.randrange(1, 3)):
        name = chance.choice(sorted(files))
        match chance.randrange(8):
            case 0 if len(files) > 1:
                del files[name]
            case 1:
                files[chance.choice(["C.xml", "Z.txt", "a b.xml", "A.xml"])] = files[name]
            case 2 | 3:
                files[name] = _bytes_damaged(bytearray(files[name]), chance, chance.randrange(1, 4))
            case _:
                files[name] = _words_exchanged(files[name], chance)
    return files


def _deep(kind: str, levels: int) -> bytes:
    """A file whose elements, lists or brackets stand in each other."""
    words = "Article 1\n\nIt lasts."
    match kind:
        case "html":
            return ("<html><body>" + "<div>" * levels + words).encode()
        case "md":
            return (">" * levels + " " + words + "\n" + "[" * levels + "*" * levels).encode()
        case "akn":
            inside = "<chapter>" * levels + words + "</chapter>" * levels
            return f"<akomaNtoso><act><body>{inside}</body></act></akomaNtoso>".encode()
        case "tota":
            return f"<treaty><body>{'<chapter>' * levels}{words}{'</chapter>' * levels}</body></treaty>".encode()
        case "docx":
            open_, close = "<w:tbl><w:tr><w:tc>" * levels, "</w:tc></w:tr></w:tbl>" * levels
            return docx(BODY + open_ + paragraph(words) + close, PARTS)
        case "pdf":
            return b"%PDF-1.4\n1 0 obj\n" + b"[" * levels + b"]" * levels + b"\nendobj\ntrailer<</Root 1 0 R>>"
        case "json":
            return b'{"schema": "treatydiff collation", "a": ' + b'[{"a": ' * levels + b"0" + b"}]" * levels + b"}"
        case "txt":
            return "".join(f"({'a' * (n % 30)}) x\n" for n in range(levels)).encode()
    return f"<TEI><text><body>{'<div>' * levels}<p>{words}</p>{'</div>' * levels}</body></text></TEI>".encode()


def _entities(kind: str, levels: int) -> bytes:
    declared = '<!ENTITY e0 "lol">' + "".join(
        f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, levels % 12 + 2)
    )
    root = {"akn": "akomaNtoso", "tota": "treaty", "html": "html"}.get(kind, "TEI")
    return f"<!DOCTYPE {root} [{declared}]><{root}>&e{levels % 12 + 1};</{root}>".encode()


def _outside(kind: str, levels: int) -> bytes:
    root = {"akn": "akomaNtoso", "tota": "treaty", "html": "html"}.get(kind, "TEI")
    how = ("SYSTEM 'file:///etc/passwd'", "SYSTEM 'http://127.0.0.1:9/x'", "PUBLIC 'x' '//x/y'")[levels % 3]
    return f"<!DOCTYPE {root} [<!ENTITY x {how}>]><{root}>&x;</{root}>".encode()


def _bomb(_kind: str, levels: int) -> bytes:
    """A part that unpacks to far more than it weighs; in a package for Word, whatever the format."""
    related = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    relation = f'<Relationship Id="r" Type="{related}" Target="word/document.xml"/>'
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    relations = f'<Relationships xmlns="{package}">{relation}</Relationships>'
    return archive({"_rels/.rels": relations, "word/document.xml": " " * (levels * 300)})


def _long(kind: str, levels: int) -> bytes:
    """One long line inside a sound file, of words, of one letter, of marks from right to left, or of NULs."""
    piece = ("The Parties (a) ", "x", "\u202e\u200f", "\x00", "1. ", "第", "\u0301", "Article 1 ")[levels % 8]
    data = SEEDS[kind][0]
    if kind in _PACKED:
        return docx(paragraph(piece.replace("\x00", "") * levels), PARTS)
    middle = len(data) // 2
    return data[:middle] + (piece * levels).encode() + data[middle:]


def _nothing(_kind: str, levels: int) -> bytes:
    return (
        b"",
        b"\x00",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b" \n\t",
        b"\xfe\xff\x00",
        b"PK\x03\x04",
        b"%PDF-1.4",
        b"<",
        b"\xe2\x80\x8f",
    )[levels % 10]


SHAPES: dict[str, Callable[[str, int], bytes]] = {
    "deep": _deep,
    "entities": _entities,
    "outside": _outside,
    "bomb": _bomb,
    "long": _long,
    "nothing": _nothing,
}
"""Shapes made to exhaust a reader: each from a format and a size."""


def shaped(kind: str, chance: Random) -> bytes:
    """A shape of any kind, of a size from 1 to 10,000, small ones more often."""
    return SHAPES[chance.choice(sorted(SHAPES))](kind, int(10 ** chance.uniform(0, 4)))
