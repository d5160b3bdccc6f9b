"""Bad input, message by message: each ends in one error that says what, where, and what to do."""

from __future__ import annotations

import os
import time
import tracemalloc
from pathlib import Path

import pytest

from treatydiff.errors import InputError, ModelError, TreatyDiffError
from treatydiff.readers import read_bytes, read_file


def message(data: str | bytes, *, name: str = "a.xml", kind: type[TreatyDiffError] = InputError) -> str:
    """The error that reading these bytes ends in."""
    with pytest.raises(kind) as caught:
        read_bytes(data.encode() if isinstance(data, str) else data, name=name)
    return str(caught.value)


def body(content: str) -> str:
    """A TEI file whose body is on the second line."""
    return f"<TEI><text><body>\n{content}\n</body></text></TEI>"


WORDS = "<div type='article' n='1'><p>x</p></div>"


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (
            "<TEI><text></TEI>",
            "a.xml:1:18: found XML that is not well-formed (Opening and ending tag mismatch: text line 1 and TEI); "
            "expected well-formed XML; to mend it: mend it in an XML editor",
        ),
        ("<book><body/></book>", "a.xml:1:1: found <book>; expected a TEI document"),
        (
            "<html><body/></html>",
            "a.xml: found no words in it that are a text; expected a treaty; to mend it: look at what it holds "
            "here",
        ),
        (
            "<TEI><teiHeader/></TEI>",
            "a.xml:1:1: found a TEI document without a text; expected <text> with a <body>",
        ),
        (
            "<TEI><text><body/></text></TEI>",
            "a.xml:1:6: found no words in the text of a; expected provisions with words; to mend it: add its text",
        ),
        (
            "<!DOCTYPE TEI SYSTEM 'tei.dtd'>\n<TEI>&nbsp;</TEI>",
            "a.xml:2:6: found the entity &nbsp;, which XML does not know; expected the character itself; "
            "to mend it: write the character in its place",
        ),
        (
            body("<div type='treaty'> <!-- c --> Loose words.<p>x</p></div>"),
            "a.xml:2:32: found the words 'Loose words.' outside any provision; expected words inside a "
            "paragraph (ab or "
            "p) of a provision; to mend it: put them into a div with a type, such as "
            "<div type='preamble'> or <div type='closing'>",
        ),
        (
            body(f"{WORDS}\n  tail"),
            "a.xml:3:3: found the words 'tail' outside any provision; expected words inside a paragraph (ab or "
            "p) of a "
            "provision; to mend it: put them into a div with a type, such as "
            "<div type='preamble'> or <div type='closing'>",
        ),
        (
            body("<div type='article' n='VI'><head>Article <num value='5'>V</num></head></div>"),
            "a.xml:2:42: found n='VI' on <div> and value='5' on the <num> in its head; expected one number; to "
            "mend it: "
            "mend the one that is wrong",
        ),
        (
            body("<div type='article' n='1'><p>so <hi resp='#nobody'>it</hi></p></div>"),
            "a.xml:2:33: found a pointer to #nobody on <hi>; expected the xml:id of an element in this file; to "
            "mend it: "
            "give the element meant that xml:id, or mend the pointer",
        ),
        (
            body("<app><lem>x</lem></app>"),
            "a.xml:2:1: found an apparatus in which no reading names a witness; expected the sigla of witnesses in "
            "@wit; to mend it: list the witnesses in <listWit>, and name them in the readings",
        ),
        (
            "<?xml version='1.0' encoding='zip'?><TEI/>",
            "a.xml:1:1: found XML that declares the encoding zip; expected UTF-8; to mend it: save the file as "
            "UTF-8",
        ),
        (
            b"<TEI>\n<text>\xc3\xa9\xff</text></TEI>",
            "a.xml:2:8: found the byte 0xFF, which UTF-8 does not allow here; expected UTF-8, or UTF-16 with a "
            "byte "
            "order mark; to mend it: save the file as UTF-8",
        ),
        (
            b"\xff\xfe<\x00T\x00\x00\xd8",
            "a.xml:1:3: found the byte 0x00, which UTF-16-LE does not allow here; expected UTF-8, or UTF-16 "
            "with a byte "
            "order mark; to mend it: save the file as UTF-8",
        ),
        (b"", "a.xml: found nothing in it; expected a text"),
        (b"\xef\xbb\xbf \r\n", "a.xml: found nothing in it; expected a text"),
        (
            b"PK\x03\x04....",
            "a.xml: found a damaged package; expected a package that can be unpacked; to mend it: save the "
            "document again",
        ),
        (
            b"Article 1\n\nThe \x00Parties.",
            "a.xml:3:5: found the character U+0000, which no text holds; expected plain text; to mend it: save the "
            "document as plain text, in UTF-8",
        ),
        (
            b"Article 1\r\n\r\nThe \xe9t\xe9.",
            "a.xml:3:5: found the byte 0xE9, which UTF-8 does not allow here; expected UTF-8, or UTF-16 with a "
            "byte order "
            "mark; to mend it: save the file as UTF-8",
        ),
    ],
)
def test_content(data: str | bytes, wanted: str) -> None:
    """Content that cannot be read, each with its message, line and column."""
    assert message(data) == wanted


def test_what_the_model_refuses_has_a_place() -> None:
    """Errors of the model come out with file, line and column of the element that they are about."""
    assert message(body(f"{WORDS}\n {WORDS}"), kind=ModelError) == (
        "a.xml:3:2: found two provisions with the address a/1; expected one; to mend it: give one of them another "
        "number (in TEI: div/@n)"
    )
    header = "<teiHeader><witness xml:id='A'>\n<msDesc><origDate>1920-02-30</origDate></msDesc></witness>"
    assert message(f"<TEI>{header}</teiHeader><text><body>{WORDS}</body></text></TEI>", kind=ModelError).startswith(
        "a.xml:2:9: found the date '1920-02-30'"
    )


def test_siglum_that_is_none() -> None:
    """A siglum asked for must be an XML name."""
    with pytest.raises(ModelError) as caught:
        read_bytes(body(WORDS).encode(), name="a.xml", siglum="1 a")
    assert str(caught.value).startswith("a.xml:1:6: found '1 a' as a siglum; expected an XML name")


def test_one_siglum_for_several_witnesses() -> None:
    """A siglum can be given to a file with one witness only."""
    data = """<TEI><teiHeader><witness xml:id="A"/><witness xml:id="B"/></teiHeader><text><body/><back>
    <div type="transcription" corresp="#A"/><div type="transcription" corresp="#B"/></back></text></TEI>"""
    with pytest.raises(InputError) as caught:
        read_bytes(data.encode(), name="a.xml", siglum="Z")
    assert str(caught.value) == (
        "a.xml: found 2 witnesses in one file, and the one siglum Z for them; expected a file with one witness; "
        "to mend it: leave the siglum out"
    )


LAUGHS = (
    '<?xml version="1.0"?>\n<!DOCTYPE lolz [\n<!ENTITY lol "lol">\n'
    + "".join(f'<!ENTITY lol{n} "{f"&lol{n - 1 if n > 1 else str()};" * 10}">\n' for n in range(1, 10))
    + "]>\n<TEI><text><body><p>&lol9;</p></body></text></TEI>"
)


@pytest.mark.parametrize(
    "data",
    [
        LAUGHS,
        LAUGHS.replace("<p>&lol9;</p>", "<p n='&lol9;'/>"),
        LAUGHS.replace("?>", "?><!-- [ --><?pi [?>", 1),
        "<!DOCTYPE a SYSTEM \"[\" [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><TEI><text>&x;</text></TEI>",
        "<!DOCTYPE a [<!ENTITY % p SYSTEM 'http://localhost/x'> %p;]><TEI/>",
        "<!DOCTYPE a [<!ATTLIST b c CDATA '" + "x" * 1000 + "'>]><TEI>" + "<b/>" * 1000 + "</TEI>",
    ],
)
def test_declarations_are_refused_before_anything_is_expanded(data: str) -> None:
    """Billion laughs, external entities and default attributes: under a second, in little memory, with a place."""
    tracemalloc.start()
    began = time.perf_counter()
    try:
        found = message(data)
        assert time.perf_counter() - began < 1
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()
    assert ": found declarations in the DOCTYPE, which can blow a small file up or reach for other files; " in found
    assert found.startswith("a.xml:")


def test_plain_doctype_is_tolerated() -> None:
    """A DOCTYPE that declares nothing is no reason to refuse a file, and what it names is not fetched."""
    for doctype in ("<!DOCTYPE TEI>", "<!DOCTYPE TEI SYSTEM 'http://localhost/none.dtd' [ ]>"):
        assert read_bytes(f"{doctype}{body(WORDS)}".encode(), name="a.xml").witness.text == "x"


@pytest.mark.parametrize("levels", [60, 120, 10_000])
@pytest.mark.parametrize(
    "element", ["div type='article'", "div", "list><item", "hi", "p", "quote", "seg", "choice", "closer", "foo"]
)
def test_deep_nesting(element: str, levels: int) -> None:
    """Elements in each other thousands deep end in an error with a place, never in Python's own limit."""
    closing = "".join(f"</{name.split()[0]}>" for name in reversed(element.split("><")))
    data = body(f"<div type='body'><p>y</p>{f'<{element}>' * levels}x{closing * levels}</div>")
    refused: TreatyDiffError | None = None
    try:
        read_bytes(data.encode(), name="a.xml")
    except TreatyDiffError as error:
        refused = error
    if refused is None:
        assert levels < 100
    else:
        assert refused.file == "a.xml"
        assert refused.line


def test_too_large_text_node() -> None:
    """What the parser bounds comes out as our own error."""
    assert message(f"<TEI>{'x' * 10_100_000}</TEI>").startswith("a.xml:1:")


def test_size_limit(tmp_path: Path) -> None:
    """Over the limit nothing is read; who raises the limit reads it."""
    path = tmp_path / "a.xml"
    path.write_text(body(WORDS))
    size = path.stat().st_size
    with pytest.raises(InputError) as caught:
        read_file(path, size_limit=size - 1)
    assert str(caught.value) == (
        f"{path}: found {size} bytes; expected {size - 1} at most; to mend it: raise the size limit if this is "
        f"one treaty"
    )
    assert read_file(path, size_limit=size).witness.siglum == "a"


def test_paths_that_are_no_files(tmp_path: Path) -> None:
    """Not there, a folder, unreadable, no path at all: each says so."""
    cases = {
        str(tmp_path / "none.xml"): "found no such file; expected a file to read; to mend it: check the path",
        str(tmp_path): "found a folder; expected a file; to mend it: name a file in it, or read it as a dossier",
        "a\0b": "found a path that cannot be read (embedded null byte); expected a file to read",
    }
    for path, wanted in cases.items():
        with pytest.raises(InputError) as caught:
            read_file(path)
        assert str(caught.value) == f"{path}: {wanted}"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_file_that_may_not_be_read(tmp_path: Path) -> None:
    """A file without permission says so."""
    path = tmp_path / "a.xml"
    path.write_text(body(WORDS))
    path.chmod(0)
    with pytest.raises(InputError, match="found a file that may not be read; expected permission to read it"):
        read_file(path)


def test_input_is_untouched(tmp_path: Path) -> None:
    """Reading changes neither a good file nor a bad one."""
    for name, content in (("good.xml", body(WORDS)), ("bad.xml", "<TEI>")):
        path = tmp_path / name
        path.write_text(content)
        before = (path.read_bytes(), path.stat().st_mtime_ns)
        try:
            read_file(path)
        except InputError:
            assert name == "bad.xml"
        assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert sorted(child.name for child in tmp_path.iterdir()) == ["bad.xml", "good.xml"]
