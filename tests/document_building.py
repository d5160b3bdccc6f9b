"""Small Word and PDF files, made by hand for tests."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping, Sequence

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def paragraph(words: str, *, style: str = "", about: str = "", runs: str = "") -> str:
    """A paragraph of a Word document: words in one run, or runs as they are."""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    content = runs or f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'
    return f"<w:p><w:pPr>{styled}{about}</w:pPr>{content}</w:p>"


def run(words: str, about: str = "", *, tag: str = "t") -> str:
    """A run of a Word document."""
    return f'<w:r><w:rPr>{about}</w:rPr><w:{tag} xml:space="preserve">{words}</w:{tag}></w:r>'


def docx(body: str, parts: Mapping[str, str] | None = None, *, compressed: bool = True) -> bytes:
    """A Word document.

    Args:
        body: the content of its body.
        parts: other parts by kind (``styles``, ``numbering``, ``footnotes``, ``header``), each the content of its
            outermost element.
        compressed: whether its parts are.
    """
    roots = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "endnotes": "endnotes"}
    roots |= {"header": "hdr", "footer": "ftr", "comments": "comments"}
    related = "".join(
        f'<Relationship Id="r{count}" Type="{_R}/{kind}" Target="{kind}.xml"/>'
        for count, kind in enumerate(parts or {})
    )
    files = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r" Type="{_R}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{_W}" xmlns:r="{_R}"><w:body>{body}</w:body></w:document>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELATIONS}">{related}</Relationships>',
    }
    for kind, content in (parts or {}).items():
        files[f"word/{kind}.xml"] = f'<w:{roots[kind]} xmlns:w="{_W}">{content}</w:{roots[kind]}>'
    return archive(files, compressed=compressed)


def archive(files: Mapping[str, str], *, compressed: bool = True) -> bytes:
    """A ZIP archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED) as opened:
        for name, content in files.items():
            opened.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, opened.compression)
    return out.getvalue()


def pdf(pages: Sequence[Sequence[str]], *, labels: str = "", compressed: bool = False) -> bytes:
    """A PDF file with a text layer: for each page its lines, an empty one for room between two.

    Args:
        pages: the lines, of characters of Latin-1.
        labels: the content of an array of page labels.
        compressed: whether the pages are.
    """
    objects: list[bytes] = [b"", b"", b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"]
    kids = []
    for lines in pages:
        content = ["BT /F1 12 Tf 72 760 Td"]
        for line in lines:
            escaped = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
            content.append(f"({escaped}) Tj 0 -14 Td" if line else "0 -14 Td")
        stream = "\n".join([*content, "ET"]).encode("latin-1")
        packed = zlib.compress(stream) if compressed else stream
        how = b"/Filter/FlateDecode" if compressed else b""
        objects.append(b"<<%s/Length %d>>stream\n%s\nendstream" % (how, len(packed), packed))
        kids.append(len(objects) + 1)
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>"
            % (len(objects))
        )
    numbered = f"/PageLabels<</Nums[{labels}]>>".encode() if labels else b""
    objects[0] = b"<</Type/Catalog/Pages 2 0 R%s>>" % numbered
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    offsets = []
    for number, content_of in enumerate(objects, start=1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content_of))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % offset for offset in offsets))
    out.write(b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    return out.getvalue()
