"""PDF files with a text layer, by pypdf (the extra ``pdf``), which is imported when a PDF is read.

The text of each page is taken line by line as the file has it; what stands at the edges of pages (numbers, running
heads, notes) is told apart from the treaty by the recogniser of plain text. Where a page begins among the words is
kept, so that a clause can be cited by its page. Places are pages of the file, and lines on them.

A PDF says where letters stand, not what they mean: columns, tables and letters without a meaning in the file's
fonts come out as its producer wrote them. pypdf was chosen for its licence (BSD, 3 clauses) and because it needs
nothing else.
"""

from __future__ import annotations

import io
import logging
import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from pathlib import PurePath
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from treatydiff.errors import InputError, TreatyDiffError
from treatydiff.model.addresses import siglum_from
from treatydiff.model.findings import Finding
from treatydiff.model.passages import PageBreak, Span
from treatydiff.model.witnesses import Witness
from treatydiff.readers.blocks import Block
from treatydiff.readers.laying import lay
from treatydiff.readers.places import Place
from treatydiff.readers.recognition import recognise
from treatydiff.readers.sayings import lines_in
from treatydiff.readers.structuring import finished, lost_marks
from treatydiff.readers.transcript import Transcript

if TYPE_CHECKING:
    from pypdf import PdfReader

_MOST_PAGES = 5000
_TALLEST = 2000.0
"""Points that a page is high, at most."""
_MOST_CHARACTERS = 50_000_000
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})


@frozen
class _Page:
    """A page of the file.

    Attributes:
        label: its number as the file prints it, else as it counts.
        text: its text, lines as they stand.
        first: the line of the whole text at which it begins, from 1.
    """

    label: str
    text: str
    first: int


def read(data: bytes, *, name: str, siglum: str | None = None) -> Transcript:
    """Read a PDF file.

    Args:
        data: the file's bytes.
        name: what errors and findings call the file; its siglum comes from it.
        siglum: a siglum in place of that.

    Raises:
        InputError: pypdf is not installed; the file is damaged, encrypted, too large or holds no text, as scans do.
        ModelError: two provisions with one address.
    """
    pages, title, findings = _pages(data, name)
    text = "\f".join(page.text for page in pages)
    if not text.strip():
        raise InputError(
            f"found a PDF file of {len(pages)} pages without a text layer",
            expected="text, not pictures of text",
            todo="have its characters recognised (OCR) first",
        ).at(name, 1, 1)
    firsts = [page.first for page in pages]

    def on_page(place: Place) -> Place:
        page = max(bisect_right(firsts, place[0]) - 1, 0)
        return page + 1, place[0] - firsts[page] + 1

    recognised = recognise(text, name=name)
    _, blocks = lines_in(_blocks(pages))
    laid = lay(recognised.provisions, blocks)
    doubts = [Finding(what, name, *on_page(place)) for what, place in recognised.doubts]
    asides = [
        Finding(f"left aside {one.what}: {one.text!r}", name, *on_page(one.place), one.text)
        for one in recognised.asides
    ]
    described = Witness(siglum or siglum_from(PurePath(name).stem), language=recognised.language, title=title)
    decisions = (
        evolve(one, line=page, column=line)
        for one in recognised.decisions
        for page, line in (on_page((one.line, one.column)),)
    )
    try:
        return finished(
            described,
            laid,
            name=name,
            findings=(*findings, *doubts, *asides, *lost_marks(laid, name)),
            decisions=decisions,
        )
    except TreatyDiffError as error:
        raise error.at(name) from None


def _blocks(pages: Sequence[_Page]) -> list[Block]:
    """The lines of all pages, the first of each with the beginning of the page."""
    made = []
    for count, page in enumerate(pages, start=1):
        marks: tuple[PageBreak, ...] = (PageBreak(Span(0, 0), page.label),)
        for number, line in enumerate(page.text.split("\n"), start=1):
            if line.strip():
                made.append(Block(line, (count, number), marks=marks))
                marks = ()
    return made


def _pages(data: bytes, name: str) -> tuple[list[_Page], str, list[Finding]]:
    try:
        import pypdf
    except ImportError:
        raise InputError(
            "found a PDF file, and no pypdf to read it with",
            expected="pypdf",
            todo="pip install 'treatydiff[pdf]', or save the text of the file",
        ).at(name) from None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is wrong comes out as an error or a finding
    findings: list[Finding] = []
    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        locked = reader.is_encrypted and not reader.decrypt("")
        count = 0 if locked else len(reader.pages)
        labels = _labels(reader, min(count, _MOST_PAGES))
        title = "" if locked else _title(reader)
    except (Exception, RecursionError) as error:  # noqa: BLE001  # pypdf raises whatever its parts raise
        raise _damaged(error, name, 0) from None
    if locked:
        raise InputError(
            "found an encrypted PDF file", expected="one without a password", todo="remove its password"
        ).at(name)
    if count > _MOST_PAGES:
        raise InputError(f"found {count:,} pages", expected=f"{_MOST_PAGES:,} at most").at(name)
    pages: list[_Page] = []
    first, size = 1, 0
    for number in range(count):
        text = _text(reader, number, name)
        control = _NO_TEXT.search(text)
        if control:
            findings.append(
                Finding(
                    f"characters that no text holds were left aside, such as U+{ord(control[0]):04X}",
                    name,
                    number + 1,
                    1,
                )
            )
            text = _NO_TEXT.sub("", text)
        pages.append(_Page(labels[number], text, first))
        first += text.count("\n")
        size += len(text)
        if size > _MOST_CHARACTERS:
            raise InputError(f"found more than {_MOST_CHARACTERS:,} characters", expected="one treaty").at(name)
        if not text.strip():
            findings.append(Finding("a page without text: a picture, or empty", name, number + 1, 1))
    return pages, title, findings


def _labels(reader: PdfReader, count: int) -> list[str]:
    try:
        labels = [str(label) for label in reader.page_labels]
    except (Exception, RecursionError):  # noqa: BLE001  # labels are no reason to refuse a file
        labels = []
    return (
        labels
        if len(labels) == count and not any(map(_NO_TEXT.search, labels))
        else [str(n + 1) for n in range(count)]
    )


def _title(reader: PdfReader) -> str:
    try:
        said = reader.metadata.title if reader.metadata else ""
    except (Exception, RecursionError):  # noqa: BLE001  # nor is its title
        said = ""
    title = " ".join(str(said or "").split())
    return "" if _NO_TEXT.search(title) else title


def _text(reader: PdfReader, number: int, name: str) -> str:
    pieces: list[tuple[str, float]] = []

    def visit(text: str, around: Sequence[float], own: Sequence[float], *_of_font: object) -> None:
        pieces.append((text, own[5] * around[3] + around[5]))

    try:
        reader.pages[number].extract_text(visitor_text=visit)
        return _spaced(pieces)
    except (Exception, RecursionError) as error:  # noqa: BLE001  # pypdf raises whatever its parts raise
        raise _damaged(error, name, number + 1) from None


def _spaced(pieces: Sequence[tuple[str, float]]) -> str:
    r"""The lines of a page, with blank lines where there is more room between two than between most.

    Example:
        >>> heights = (700.0, 686.0, 672.0, 644.0)
        >>> _spaced([(f"{line}\n", height) for line, height in zip("abcd", heights, strict=True)])
        'a\nb\nc\n\nd\n'
    """
    lines: list[tuple[str, float | None]] = [("", None)]
    for text, height in pieces:
        # Letters that a typesetter joins are two letters of the text; a page's own breaks are lines.
        for at, part in enumerate(re.split(r"\r\n|[\r\n\f\v]", text.translate(_LIGATURES))):
            words, known = ("", None) if at else lines.pop()
            lines.append((words + part, height if known is None and part.strip() else known))
    heights = [height for _, height in lines if height is not None]
    # Whole units: what a font's own height adds is no room.
    rooms = sorted(round(above - below) for above, below in pairwise(heights) if 0 < above - below < _TALLEST)
    usual = rooms[len(rooms) // 2] if rooms else 0
    out: list[str] = []
    last: float | None = None
    for words, at_height in lines:
        room = 0.0 if last is None or at_height is None else last - at_height
        if usual and 0 < room < _TALLEST:
            blank = min(round(room * 10 / usual) - 13, 20)
            out += [""] * (blank // 10 + 1 if blank > 0 else 0)
        out.append(words)
        last = last if at_height is None else at_height
    return "\n".join(out)


def _damaged(error: BaseException, name: str, page: int) -> InputError:
    reason = " ".join(str(error).split())[:100] or type(error).__name__
    made = InputError(
        f"found a PDF file that cannot be read ({reason})", expected="a whole PDF file", todo="save it again as PDF"
    )
    made.at(name, page, 1 if page else 0)
    return made
