"""Law 10 for every format: damaged, cut, recoded and hostile files end in a transcript or an error with its place.

A few examples of each run with the other tests. Many by hand::

    TREATYDIFF_FUZZ=20000 python -m pytest tests/fuzz -q -n 2
"""

# ruff: noqa: E501  # files as data are clearer in one piece

from __future__ import annotations

import io
import os
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from document_building import docx, paragraph, pdf, run
from redline import DRAFT, SIGNED
from treatydiff.comparison import compare
from treatydiff.errors import TreatyDiffError
from treatydiff.readers import Revisions, Transcript, read_bytes
from treatydiff.report.docx import write_comparison

TIMES = int(os.environ.get("TREATYDIFF_FUZZ", "25"))
SLOWEST = 20.0
"""Seconds that a file of a few kilobytes may take; the usual one takes a hundredth of one."""
_TEXTS = Path(__file__).resolve().parents[2] / "texts"
_ENGLISH = (
    "Treaty of Peace\n\nThe Parties,\nDesiring peace,\nHave agreed:\n\nArticle 1\nScope\n\n1. They keep the peace:\n(a) at sea;\n"
    "(b) on land.\n2. They trade under Article 2.\n\nArticle 2. It lasts. It ends in 1941.\n\nDone at X.\n\nFor A:\nB. C.\n"
)
_RUSSIAN = "Договор о мире\n\nСтатья 1\n\nСтороны хранят мир.\n\nСтатья 2\n\nДоговор действует пять лет.\n"
_JAPANESE = "条約\n\n第一条\n両締約国は平和を維持する。\n\n第二条\nこの条約は五年間効力を有する。\n"
_PARTS = {
    "styles": '<w:style w:styleId="A"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>',
    "numbering": '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/>'
    '<w:lvlText w:val="Article %1"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
    "footnotes": f'<w:footnote w:id="1">{paragraph("Note.")}</w:footnote>',
}
_BODY = (
    paragraph("Treaty")
    + paragraph("Scope", style="A")
    + paragraph(
        "", runs=run("It lasts ") + f"<w:ins>{run('ten')}</w:ins><w:del>{run('five', tag='delText')}</w:del>"
    )
    + f"<w:tbl><w:tr><w:tc>{paragraph('Fish')}</w:tc></w:tr></w:tbl>"
    + paragraph("", runs='<w:r><w:footnoteReference w:id="1"/></w:r>' + run("It ends.", "<w:i/>"))
)
_AKN = (
    "<akomaNtoso><act><meta/><preamble><p>The Parties</p></preamble><body><chapter><num>I</num><article><num>Article 1</num>"
    "<heading>Scope</heading><paragraph><num>1.</num><content><p>It <i>lasts</i>.<authorialNote><p>n</p></authorialNote></p>"
    "</content></paragraph></article></chapter></body><conclusions><p>Done.</p></conclusions></act></akomaNtoso>"
)
_TOTA = (
    "<treaty><meta><name>T</name></meta><body><chapter number='CHAPTER I' name='Scope'><article number='ARTICLE 1' name='A'>"
    "1. It lasts.\n\n2. It ends:\n(a) here.</article><article number='ARTICLE 1'>Again.</article></chapter></body></treaty>"
)
_FRUS = (
    "<TEI><teiHeader/><text><body><div type='document' xml:id='d1'><head>1. Treaty</head><p rend='center'>Article I</p>"
    "<p>It <pb n='2'/>lasts<note>n</note>.</p><p rend='center'>Article II</p><p>It ends.</p><closer><signed>A</signed></closer>"
    "</div></body></text></TEI>"
)
_HTML = (
    "<!DOCTYPE html><html lang=en><head><title>T</title><style>a{}</style></head><body><nav>x</nav><h1>Treaty</h1><h2>Article 1</h2>"
    "<p>It &amp; lasts<sup><a href='#n'>1</a></sup>.<ol type=a><li>one<li>two</ol><table><tr><td>a<td>b</table><h2>Article 2</h2>It <i>ends</i>."
)
_MARKDOWN = "# Treaty\n\n## Article 1\n\nIt *lasts*[^1].\n\n1. one\n2. two\n\n| a | b |\n|---|---|\n\n## Article 2\n\nIt **ends**.\n\n[^1]: n\n"

SEEDS: dict[str, list[bytes]] = {
    "txt": [text.encode() for text in (_ENGLISH, _RUSSIAN, _JAPANESE)],
    "md": [_MARKDOWN.encode()],
    "html": [_HTML.encode(), _HTML.replace("<head>", "<head><meta charset=koi8-r>").encode("koi8-r")],
    "akn": [_AKN.encode()],
    "tota": [_TOTA.encode()],
    "tei": [_FRUS.encode(), *(path.read_bytes() for path in sorted(_TEXTS.glob("[KM]*.xml"))[:2])],
    "docx": [
        docx(_BODY, _PARTS),
        docx(_BODY, _PARTS, compressed=False),
        write_comparison(compare(DRAFT, SIGNED), version="1"),
    ],
    "pdf": [
        pdf([_ENGLISH.split("\n"), ["Article 3", "", "It ends."]], labels="0<</S/D>>"),
        pdf([["Article 1"]], compressed=True),
    ],
}
_MARKS = [
    b"\x00",
    b"\xff",
    b"\xe2\x80\x8f",
    b"\xe2\x80\xae",
    b"\xef\xbb\xbf",
    b"<",
    b">",
    b"&",
    b"]]>",
    b"<!--",
    b"(",
    b")",
    b"\n" * 5,
]
_ENCODINGS = ["utf-16", "utf-16-le", "shift_jis", "koi8-r", "windows-1251", "latin-1", "utf-8-sig", "utf-32"]


@st.composite
def damaged(draw: st.DrawFn, kind: str) -> bytes:
    """A real file with bits turned, bytes lost, put in, doubled or exchanged, cut short, or in another encoding."""
    data = bytearray(draw(st.sampled_from(SEEDS[kind])))
    if kind not in ("docx", "pdf") and draw(st.integers(0, 7)) == 0:
        text = bytes(data).decode("utf-8", errors="replace")
        data = bytearray(text.encode(draw(st.sampled_from(_ENCODINGS)), errors="replace"))
    for _ in range(draw(st.integers(0, 5))):
        at = draw(st.integers(0, max(len(data) - 1, 0)))
        stop = min(len(data), at + draw(st.integers(0, 60)))
        match draw(st.integers(0, 5)):
            case 0 if data:
                data[at] ^= 1 << draw(st.integers(0, 7))
            case 1:
                del data[at:stop]
            case 2:
                data[at:at] = draw(st.sampled_from(_MARKS))
            case 3:
                data[at:at] = data[at:stop] * draw(st.integers(1, 30))
            case 4:
                data[at:stop] = draw(st.binary(max_size=8))
            case _:
                del data[at:]
    return bytes(data)


@st.composite
def repacked(draw: st.DrawFn) -> bytes:
    """A Word document whose parts are damaged, in an archive that is sound."""
    seed = zipfile.ZipFile(io.BytesIO(draw(st.sampled_from(SEEDS["docx"]))))
    parts = {name: seed.read(name).decode() for name in seed.namelist()}
    name = draw(st.sampled_from(sorted(parts)))
    text = parts[name]
    for _ in range(draw(st.integers(1, 4))):
        old = draw(
            st.sampled_from(
                [
                    "w:p>",
                    "w:p ",
                    "w:r>",
                    "w:t>",
                    "w:val=",
                    "w:ins",
                    "w:del",
                    "w:num",
                    "1",
                    "0",
                    "rId",
                    "word/",
                    "main",
                ]
            )
        )
        new = draw(
            st.sampled_from(
                ["", "w:p>", "w:tbl>", "w:txbxContent>", "w:sdt>", "9", "-1", "w:moveFrom", "x", "w:fldChar "]
            )
        )
        text = text.replace(old, new, draw(st.integers(1, 3)))
    parts[name] = text
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            if part != draw(st.sampled_from([*sorted(parts), "", "", "", ""])):
                archive.writestr(part, content)
    return out.getvalue()


def ends_well(data: bytes, name: str, revisions: Revisions = Revisions.ACCEPTED) -> None:
    """The bytes are read, or refused with an error of ours that names the file; in time; the same each time."""
    began = time.perf_counter()
    found: Transcript | TreatyDiffError
    try:
        found = read_bytes(data, name=name, revisions=revisions)
    except TreatyDiffError as error:
        found = error
    assert time.perf_counter() - began < SLOWEST
    if isinstance(found, TreatyDiffError):
        event(f"refused: {found.what[:24]}")
        assert found.file.startswith(name)
        assert "Traceback" not in str(found)
        return
    event("read")
    assert found.witnesses
    assert all(finding.file.startswith(name) for finding in found.findings)


def _test_of(kind: str) -> Callable[[], None]:
    @settings(max_examples=TIMES, deadline=None, suppress_health_check=list(HealthCheck))
    @given(damaged(kind))
    def fuzz(data: bytes) -> None:
        ends_well(data, f"a.{'xml' if kind in ('akn', 'tota', 'tei') else kind}")

    return fuzz


@pytest.mark.parametrize("kind", sorted(SEEDS))
@pytest.mark.filterwarnings("ignore")
def test_damaged_files(kind: str) -> None:
    """Files of each format, damaged at random, are read or refused."""
    _test_of(kind)()


@pytest.mark.filterwarnings("ignore")
@settings(max_examples=TIMES, deadline=None, suppress_health_check=list(HealthCheck))
@given(repacked(), st.sampled_from(list(Revisions)))
def test_word_documents_that_say_other_things(data: bytes, revisions: Revisions) -> None:
    """Sound archives with damaged or missing parts are read or refused, whichever state is asked for."""
    ends_well(data, "a.docx", revisions)


@given(st.sampled_from(sorted(SEEDS)))
def test_seeds_are_read(kind: str) -> None:
    """What the damaged files are made of is read without an error: otherwise nothing would be tested."""
    for seed in SEEDS[kind]:
        assert read_bytes(seed, name=f"a.{kind}").witnesses[0].provisions
