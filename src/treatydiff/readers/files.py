"""Opening inputs: a file is read whole, within a limit, and its content says which reader it gets."""

from __future__ import annotations

import codecs
import os
import re
from pathlib import Path, PurePath

from attrs import evolve

from treatydiff import collector
from treatydiff.errors import InputError
from treatydiff.model.findings import Finding
from treatydiff.readers.decoding import recoded
from treatydiff.readers.transcript import Revisions, Transcript

SIZE_LIMIT = 50_000_000
"""Bytes that an input may have unless its reader's caller allows more."""

_XML_START = re.compile(r"\s*<(?:\?xml|!DOCTYPE|!--|[A-Za-z_])", re.IGNORECASE)
_PROLOG = re.compile(r"(?:\s+|<\?.*?\?>|<!--.*?-->|<!(?!--)[^>\[]*(?:\[[^\]]*\]\s*)?>)*", re.DOTALL)
_ROOT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)")
_HTML = frozenset(
    "html head body title meta link script style main article section header nav h1 h2 h3 h4 h5 h6 center font "
    "table ul ol blockquote pre br hr b i strong em span a img".split()
)
"""Elements that begin a web page, or a piece of one; ``div`` and ``p`` do so only under a web page's name."""
_BINARY = (
    (b"\xd0\xcf\x11\xe0", "an old Word or Office file", "save it as .docx"),
    (b"{\\rtf", "a file in Rich Text Format", "save it as .docx"),
    (b"\x89PNG", "a picture", "have its characters recognised (OCR) first"),
    (b"\xff\xd8\xff", "a picture", "have its characters recognised (OCR) first"),
    (b"GIF8", "a picture", "have its characters recognised (OCR) first"),
    (b"II*\x00", "a picture", "have its characters recognised (OCR) first"),
    (b"MM\x00*", "a picture", "have its characters recognised (OCR) first"),
    (b"\x1f\x8b", "a compressed file", "unpack it"),
    (b"7z\xbc\xaf", "a compressed file", "unpack it"),
    (b"\x7fELF", "a program", ""),
)
_JSON = re.compile(rb'\{\s*"')
"""What begins an object of JSON, and no text."""
_OUR_PAGE, _HEAD = b'<meta name="generator" content="treatydiff ', 2000
"""What stands in the first so many bytes of a page that this library wrote."""
_HASH = re.compile(rb"^#{1,6}[ \t]", re.MULTILINE)
_KNOWN = "TEI, Akoma Ntoso, HTML, Markdown, plain text, Word (.docx), PDF or JSON of this library"


def read_file(
    path: str | os.PathLike[str],
    *,
    siglum: str | None = None,
    size_limit: int = SIZE_LIMIT,
    revisions: Revisions = Revisions.ACCEPTED,
) -> Transcript:
    r"""Read the witnesses in a file; the file itself is only looked at.

    Args:
        path: the file.
        siglum: a siglum for its only witness, in place of its own or of one made from the file's name.
        size_limit: how many bytes it may have.
        revisions: what is read of the changes that a Word document tracks.

    Raises:
        InputError: there is no such file, it is a folder, may not be read, is too large, or is not what a
            reader can make anything of; what is wrong inside it has line and column.
        ModelError: what it says cannot be.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     path = os.path.join(folder, "A.txt")
        ...     with open(path, "w", encoding="utf-8") as file:
        ...         _ = file.write("Article 1\n\nThe Parties shall maintain peace.\n")
        ...     transcript = read_file(path)
        >>> transcript.witness.siglum, transcript.witness.text, transcript.findings
        ('A', 'The Parties shall maintain peace.', ())
    """
    data = load(path, size_limit=size_limit)
    return read_bytes(data, name=os.fspath(path), siglum=siglum, size_limit=size_limit, revisions=revisions)


@collector.waiting()
def read_bytes(
    data: bytes,
    *,
    name: str,
    siglum: str | None = None,
    size_limit: int = SIZE_LIMIT,
    revisions: Revisions = Revisions.ACCEPTED,
) -> Transcript:
    r"""Read the witnesses in the content of a file: the content says what it is, its name only where that is open.

    Args:
        data: the content.
        name: what errors and findings call it; a siglum is made from it where nothing else gives one.
        siglum: a siglum for its only witness.
        size_limit: how many bytes it may have.
        revisions: what is read of the changes that a Word document tracks.

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
    for start, what, todo in _BINARY:
        if data.startswith(start):
            raise InputError(f"found {what}", expected=_KNOWN, todo=todo).at(name)
    # Each reader costs its imports, lxml above all.
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        from treatydiff.readers import docx

        return _as("Word (.docx)", docx.read(data, name=name, siglum=siglum, revisions=revisions))
    if b"%PDF-" in data[:1024]:
        from treatydiff.readers import pdf

        return _as("PDF", pdf.read(data, name=name, siglum=siglum))
    if is_json(data, name=name):
        from treatydiff.readers import json

        return _as("JSON", json.read(data, name=name, siglum=siglum))
    suffix = PurePath(name).suffix.casefold()
    root = _root_of(data)
    if root in _HTML or suffix in (".html", ".htm", ".xhtml"):
        if _OUR_PAGE in data[:_HEAD]:
            raise InputError(
                "found a page of treatydiff's own, which shows what was compared, in parts and more than once",
                expected="a text",
                todo="read the texts, or the TEI, JSON or Word document of the same comparison",
            ).at(name)
        from treatydiff.readers import html

        return _as("HTML", html.read(data, name=name, siglum=siglum))
    if root:
        return _read_xml(data, root, name=name, siglum=siglum)
    return _read_plain(data, suffix, name=name, siglum=siglum)


def is_json(data: bytes, *, name: str) -> bool:
    """Whether a file is JSON: it begins as an object does, or is called ``.json``."""
    begins = _JSON.match(data.removeprefix(codecs.BOM_UTF8).lstrip()[:200])
    return bool(begins) or PurePath(name).suffix.casefold() == ".json"


def _read_xml(data: bytes, root: str, *, name: str, siglum: str | None) -> Transcript:
    if root == "akomantoso":
        from treatydiff.readers import akoma_ntoso

        return _as("Akoma Ntoso", akoma_ntoso.read(data, name=name, siglum=siglum))
    if root == "treaty":
        from treatydiff.readers import tota

        return _as("ToTA XML", tota.read(data, name=name, siglum=siglum))
    from treatydiff.readers import tei

    return _as("TEI", tei.read(data, name=name, siglum=siglum))


def _read_plain(data: bytes, suffix: str, *, name: str, siglum: str | None) -> Transcript:
    data, findings = recoded(data, name=name)
    if suffix in (".md", ".markdown") or _HASH.search(data[:200_000]):
        from treatydiff.readers import markdown

        if suffix in (".md", ".markdown") or markdown.looks_like_markdown(data[:200_000].decode(errors="replace")):
            return _as("Markdown", _with(markdown.read(data, name=name, siglum=siglum), findings))
    from treatydiff.readers import text

    return _as("plain text", _with(text.read(data, name=name, siglum=siglum), findings))


def _as(form: str, transcript: Transcript) -> Transcript:
    return evolve(transcript, form=form)


def _with(transcript: Transcript, findings: tuple[Finding, ...]) -> Transcript:
    return evolve(transcript, findings=(*findings, *transcript.findings)) if findings else transcript


def _root_of(data: bytes) -> str:
    """The name of the outermost element, in small letters, of what begins as XML or HTML; else empty."""
    start = data[:20_000]
    marks = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"\xef\xbb\xbf", "utf-8"))
    mark, encoding = next((one for one in marks if start.startswith(one[0])), (b"", "latin-1"))
    text = start[len(mark) :].decode(encoding, errors="replace")
    if not _XML_START.match(text):
        return ""
    prolog = _PROLOG.match(text)
    doctype = re.match(r"<!doctype\s+html\b", text.lstrip()[:200], re.IGNORECASE)
    found = _ROOT.match(text, prolog.end() if prolog else 0)
    return "html" if doctype else found[1].casefold() if found else "?"


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
