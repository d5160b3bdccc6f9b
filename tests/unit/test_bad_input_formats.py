"""Hostile files of every format: bombs, depth, long lines, wrong encodings; one error each, in time, in memory."""

# ruff: noqa: E501  # files as data are clearer in one piece

from __future__ import annotations

import contextlib
import io
import time
import tracemalloc
import zipfile
from collections.abc import Callable

import pytest

from document_building import archive, docx, paragraph
from treatydiff.errors import InputError, TreatyDiffError
from treatydiff.readers import Transcript, read_bytes
from treatydiff.readers.encodings import told


def message(data: bytes, name: str) -> str:
    """The error that reading these bytes ends in."""
    with pytest.raises(InputError) as caught:
        read_bytes(data, name=name)
    return str(caught.value)


def zeros(size: int, part: str = "word/document.xml") -> bytes:
    """A Word document of which one part is very many blanks."""
    data = docx(paragraph("x"))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, b" " * size if name == part else old.read(name))
    return out.getvalue()


def test_zip_bombs() -> None:
    """Parts packed a thousand times are refused before they are unpacked."""
    read_bytes(docx(paragraph("x")), name="a.docx")  # what imports cost is no part of it
    tracemalloc.start()
    try:
        for data, wanted in (
            (zeros(60_000_000), "a.docx: found word/document.xml packed 1,0"),
            (
                zeros(60_000_000, "word/_rels/document.xml.rels"),
                "a.docx: found word/_rels/document.xml.rels packed 1,0",
            ),
        ):
            tracemalloc.reset_peak()
            before = tracemalloc.get_traced_memory()[0]
            began = time.perf_counter()
            assert message(data, "a.docx").startswith(wanted)
            assert time.perf_counter() - began < 1
            assert tracemalloc.get_traced_memory()[1] - before < 5_000_000
    finally:
        tracemalloc.stop()


def test_a_part_that_lies_about_its_size() -> None:
    """An archive whose directory gives a part another size than it has is refused as damaged."""
    data = bytearray(docx(paragraph("x" * 5000)))
    at = data.rindex(b"PK\x01\x02")
    while data[at + 46 : at + 63] != b"word/document.xml":
        at = data.rindex(b"PK\x01\x02", 0, at)
    data[at + 24 : at + 28] = (90).to_bytes(4, "little")
    found = message(bytes(data), "a.docx")
    assert found.startswith("a.docx")


def test_entity_bombs_in_every_xml() -> None:
    """Declarations in a DOCTYPE are refused in Word's parts as in plain files."""
    bomb = '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    for root in ("akomaNtoso", "treaty", "TEI"):
        assert "found declarations in the DOCTYPE" in message(f"{bomb}<{root}>&b;</{root}>".encode(), "a.xml")
    parts = {
        "_rels/.rels": "<Relationships><Relationship Type='x/officeDocument' Target='d.xml'/></Relationships>",
        "d.xml": f"{bomb}<document>&b;</document>",
    }
    assert message(archive(parts), "a.docx").startswith("a.docx (d.xml):1:13: found declarations in the DOCTYPE")


DEEP: dict[str, tuple[str, Callable[[int], str]]] = {
    "akn": (
        "a.xml",
        lambda n: f"<akomaNtoso><act><body>{'<section>' * n}x{'</section>' * n}</body></act></akomaNtoso>",
    ),
    "akn inline": (
        "a.xml",
        lambda n: f"<akomaNtoso><act><body><p>{'<i>' * n}x{'</i>' * n}</p></body></act></akomaNtoso>",
    ),
    "tota": ("a.xml", lambda n: f"<treaty><body>{'<chapter>' * n}x{'</chapter>' * n}</body></treaty>"),
    "tei": (
        "a.xml",
        lambda n: f"<TEI><text><body>{'<div>' * n}<p>Article 1</p><p>x</p>{'</div>' * n}</body></text></TEI>",
    ),
    "html": ("a.html", lambda n: "<div>" * n + "x"),
    "html lists": ("a.html", lambda n: "<ul><li>" * n + "x"),
    "markdown": ("a.md", lambda n: "# a\n\n# b\n\n" + ">" * n + " x\n" + "*" * n + "x" + "[" * n),
    "text": ("a.txt", lambda n: "".join(f"{' ' * min(i, 50)}({'i' * (i % 9 + 1)}) x\n" for i in range(n))),
}


@pytest.mark.parametrize("kind", sorted(DEEP))
@pytest.mark.parametrize("levels", [90, 200, 10_000])
def test_deep_nesting(kind: str, levels: int) -> None:
    """What stands in itself thousands of times ends in a text or in an error with a place, in a second or two."""
    name, make = DEEP[kind]
    began = time.perf_counter()
    try:
        found: Transcript | TreatyDiffError = read_bytes(make(levels).encode(), name=name)
    except TreatyDiffError as error:
        found = error
    assert time.perf_counter() - began < 10
    if isinstance(found, TreatyDiffError):
        assert found.file == name
        assert found.line


def test_deep_nesting_in_word() -> None:
    """Word's containers in each other end in an error, in the part that has them."""
    for levels in (120, 10_000):
        data = docx("<w:sdt><w:sdtContent>" * levels + paragraph("x") + "</w:sdtContent></w:sdt>" * levels)
        assert message(data, "a.docx").startswith("a.docx")


LONG: dict[str, tuple[str, Callable[[int], bytes]]] = {
    "text": ("a.txt", lambda n: b"Article 1\n\n" + b"The Parties keep the peace. " * n),
    "text of one word": ("a.txt", lambda n: b"Article 1\n\n" + b"peace" * 6 * n),
    "markdown": ("a.md", lambda n: b"# Article 1\n\n" + b"The *Parties* keep [it](x). " * n),
    "markdown of marks": ("a.md", lambda n: b"# Article 1\n\n" + b"**a _[!`<!-- \\* " * 2 * n),
    "html": ("a.html", lambda n: b"<h1>Article 1</h1><p>" + b"The <i>Parties</i> keep &amp; " * n),
    "html of quotes": ("a.html", lambda n: b"<h1>Article 1</h1><p>x" + b"<a href=\"<a b='<!" * 2 * n),
    "html of openings": ("a.html", lambda n: b"<h1>Article 1</h1><p>x" + b"<b <i </ <! &#x" * 2 * n),
    "html of comments": ("a.html", lambda n: b"<h1>Article 1</h1><p>x" + b"<!-- -- <script> " * 2 * n),
    "tota": (
        "a.xml",
        lambda n: (
            b"<treaty><body><article number='1'>" + b"The Parties keep it. " * n + b"</article></body></treaty>"
        ),
    ),
    "docx": (
        "a.docx",
        lambda n: docx(paragraph("Article 1") + paragraph("The Parties keep it. " * n), compressed=False),
    ),
    "docx of runs": (
        "a.docx",
        lambda n: docx(
            paragraph("", runs="<w:r><w:rPr><w:i/></w:rPr><w:t>a b</w:t></w:r>" * (n // 3)), compressed=False
        ),
    ),
}


@pytest.mark.parametrize("kind", sorted(LONG))
def test_time_grows_with_the_length(kind: str) -> None:
    """A line eight times as long is read, or refused, in no more than some twenty times as long."""
    name, make = LONG[kind]
    times = []
    for count in (2_000, 16_000):
        data = make(count)
        began = time.perf_counter()
        with contextlib.suppress(TreatyDiffError):  # too many marks for a treaty
            read_bytes(data, name=name, size_limit=10**9)
        times.append(time.perf_counter() - began)
    assert times[1] < 20 * times[0] + 1


_SENTENCE = (
    "The Parties shall keep the {}peace{} in the waters that lie between them, and shall settle what divides them. "
)
LARGE: dict[str, tuple[str, Callable[[int], bytes]]] = {
    "docx": (
        "a.docx",
        lambda n: docx(paragraph("Article 1") + paragraph(_SENTENCE.format("", "") * n), compressed=False),
    ),
    "html": ("a.html", lambda n: b"<h1>Article 1</h1><p>" + _SENTENCE.format("<i>", "</i>").encode() * n),
    "markdown": ("a.md", lambda n: b"# Article 1\n\n" + _SENTENCE.format("*", "*").encode() * n),
    "text": ("a.txt", lambda n: b"Article 1\n\n" + _SENTENCE.format("", "").encode() * n),
    "tei": (
        "a.xml",
        lambda n: (
            f"<TEI><text><body><p>Article 1</p><p>{_SENTENCE.format('<hi>', '</hi>') * n}</p></body></text></TEI>".encode()
        ),
    ),
}


@pytest.mark.parametrize("kind", sorted(LARGE))
def test_memory_is_bounded(kind: str) -> None:
    """Reading a line of half a megabyte takes less than twenty times its size, parted into clauses, words marked."""
    name, make = LARGE[kind]
    data = make(5_000)
    read_bytes(make(10), name=name)
    tracemalloc.start()
    try:
        found = read_bytes(data, name=name)
        assert tracemalloc.get_traced_memory()[1] < 20 * len(data)
    finally:
        tracemalloc.stop()
    assert found.witness.provisions


TEXTS = {
    "koi8-r": "Статья 1. Стороны обязуются поддерживать мирные и дружественные отношения между собой.",
    "windows-1251": "Статья 1. Стороны обязуются поддерживать мирные и дружественные отношения между собой.",
    "windows-1252": "Article 1. Les Parties s'engagent à maintenir la paix. Le présent traité a été signé à Genève, où il demeure.",
    "shift_jis": "第一条 両締約国は両国間に平和及友好の関係を維持し且相互に他方締約国の領土の保全を尊重すべきことを約す。",
    "euc-jp": "第一条 両締約国は両国間に平和及友好の関係を維持し且相互に他方締約国の領土の保全を尊重すべきことを約す。",
    "gb18030": "第一条 缔约双方保证维持两国之间的和平与友好关系，并互相尊重缔约他方的领土完整和不可侵犯。",
    "euc-kr": "제1조 양 체약국은 양국 간의 평화와 우호 관계를 유지하고 상호 영토의 보전을 존중할 것을 약속한다.",
    "windows-1253": "ΑΡΘΡΟ 1. Τα συμβαλλόμενα μέρη αναλαμβάνουν την υποχρέωση να διατηρούν ειρηνικές σχέσεις.",
    "windows-1250": "Articolul 1. Părţile contractante se obligă să menţină relaţii paşnice între ele. Această înţelegere.",
    "utf-16-le": "Article 1. The Parties keep the peace.",
    "utf-16-be": "Article 1. The Parties keep the peace.",
}


@pytest.mark.parametrize("encoding", sorted(TEXTS))
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_encodings_that_nobody_declares(encoding: str, name: str) -> None:
    """They are told by the text's letters, and a finding says so."""
    text = TEXTS[encoding]
    if name == "a.html" and encoding.startswith("utf-16"):
        return
    found = read_bytes(text.encode(encoding), name=name)
    said = " ".join([p.label.text for _, p in found.witness.addressed() if p.label] + [found.witness.text])
    assert sorted("".join(said.split())) == sorted("".join(text.split()))
    assert f"was told by its letters: {encoding}" in " ".join(finding.what for finding in found.findings)


@pytest.mark.parametrize(
    "encoding", ["koi8-r", "windows-1251", "cp866", "iso-8859-5", "shift_jis", "euc-jp", "latin-1"]
)
def test_no_text_is_ever_read_in_a_wrong_encoding(encoding: str) -> None:
    """Pieces of a text, however short, are told rightly or not at all."""
    text = TEXTS[
        "shift_jis"
        if encoding in ("shift_jis", "euc-jp")
        else "windows-1252"
        if encoding == "latin-1"
        else "koi8-r"
    ]
    for start in range(0, len(text) - 4, 3):
        for length in (4, 8, 15, 30, 60):
            data = text[start : start + length].encode(encoding)
            guess = told(data)
            assert not guess or data.decode(guess) == data.decode(encoding)


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "found an old Word or Office file"),
        (b"{\\rtf1 x}", "found a file in Rich Text Format"),
        (b"\x89PNG\r\n", "found a picture"),
        (b"\x1f\x8b\x08", "found a compressed file"),
        (b"a.txt\x00\x01\x02", "found the character U+0000"),
        (b"\x80\x81\x82 nothing", "found the byte 0x80, which UTF-8 does not allow here"),
    ],
)
def test_other_kinds_of_files(data: bytes, wanted: str) -> None:
    """What is no text of any kind says what it is."""
    assert wanted in message(data, "a.txt")
