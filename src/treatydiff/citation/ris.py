"""RIS: what almost every reference manager reads.

RIS has no treaties. The type is ``STAT`` (statute), which keeps title, date, section and pages where it is read
(Zotero takes ``LEGAL`` for a court's case); as ``CHAP`` the text would become a chapter, by nobody, of a book
that is dated like the text. What no tag of a statute holds is said in words in ``N1``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from treatydiff.citation.digests import canonical
from treatydiff.citation.entries import Entry, entries
from treatydiff.citation.values import Citation

_TAGGED = re.compile(r"([A-Z][A-Z0-9]) {1,2}- ?(.*)")


def write_ris(citations: Iterable[Citation]) -> str:
    """Citations as RIS.

    Args:
        citations: what is cited.
    """
    records = ("".join(f"{tag}  - {value}\n" for tag, value in _lines(entry)) for entry in entries(citations))
    return "\n".join(records)


def _lines(entry: Entry) -> Iterator[tuple[str, str]]:
    """Tags and values, each on one line: nothing in a value can be taken for a tag."""
    yield "TY", "STAT"
    date = entry.dates[0] if len(entry.dates) == 1 else None
    pages = re.fullmatch(r"([0-9]+)\s*[-–]\s*([0-9]+)", canonical(entry.source.pages))
    said = [
        ("ID", entry.key),
        ("TI", entry.title),
        ("ST", entry.side.witness.instrument),
        ("SE", entry.side.locator),
        ("PY", f"{date.year:04}" if date else ""),
        ("DA", _day(entry)),
        ("T2", entry.container),
        *(("A2", person.inverted) for person in entry.authors),
        *(("A3", person.inverted) for person in entry.editors),
        *(("A4", person.inverted) for person in entry.translators),
        ("PB", entry.work.publisher),
        ("CY", entry.work.place),
        ("SP", pages[1] if pages else entry.source.pages),
        ("EP", pages[2] if pages else ""),
        ("SN", entry.work.isbn),
        ("UR", entry.work.url),
        ("LA", entry.side.witness.language),
        ("AV", entry.archive),
        ("N1", ". ".join(part for part in (entry.published, entry.note) if part)),
    ]
    for tag, value in said:
        if words := canonical(value):
            yield tag, words
    yield "ER", ""


def _day(entry: Entry) -> str:
    """Year, month and day with slashes; a date that is not one of these as written, with what it leaves open."""
    date = entry.dates[0] if len(entry.dates) == 1 else None
    if date is None or date.doubt:
        return entry.edtf
    month, day = (f"{part:02}" if part else "" for part in (date.month, date.day))
    return f"{date.year:04}/{month}/{day}/"


def read_notes(text: str) -> Iterator[str]:
    r"""The notes (``N1``) of a RIS file.

    Args:
        text: the content of the file.

    Example:
        >>> list(read_notes("TY  - STAT\nN1  - In A/1, sha256:0123456789abcdef\nER  - \n"))
        ['In A/1, sha256:0123456789abcdef']
    """
    for line in text.splitlines():
        found = _TAGGED.match(line.strip())
        if found and found[1] == "N1":
            yield found[2]
