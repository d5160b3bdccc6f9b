"""CSL-JSON: what citation processors read (Citation Style Language 1.0.2, its schema of input data).

The type is ``treaty``. ``title`` and ``issued`` are those of the text, ``section`` is article and clause,
``container-`` variables, publisher and page are those of the work that it is taken from. Address and digest stand
in ``custom``, where CSL has programs keep what is theirs, and in ``note``, which reference managers show and pass
on.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from treatydiff.citation.digests import canonical
from treatydiff.citation.entries import Entry, entries
from treatydiff.citation.people import PersonName
from treatydiff.citation.values import Citation

CUSTOM = "treatydiff"
"""The key under ``custom``."""

Value = str | dict[str, object] | list[dict[str, str]]
"""What an item's variables hold."""


def write_csl_json(citations: Iterable[Citation]) -> str:
    """Citations as a list of CSL-JSON items.

    Args:
        citations: what is cited.
    """
    items = [_item(entry) for entry in entries(citations)]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def _item(entry: Entry) -> dict[str, Value]:
    witness, work, source, citation = entry.side.witness, entry.work, entry.source, entry.citation
    kind = "" if witness.kind == "text" else witness.kind
    said: dict[str, Value] = {
        "id": entry.key,
        "type": "treaty",
        "title": entry.title,
        "title-short": canonical(witness.instrument),
        "section": entry.side.locator,
        "genre": canonical(kind),
        "issued": _issued(entry),
        "language": canonical(witness.language),
        "translator": _names(entry.translators),
        "container-title": entry.container,
        "container-author": _names(entry.authors),
        "editor": _names(entry.editors),
        "publisher": canonical(work.publisher),
        "publisher-place": canonical(work.place),
        "page": canonical(source.pages),
        "ISBN": canonical(work.isbn),
        "URL": canonical(work.url),
        "archive": canonical(source.repository),
        "archive_location": canonical(source.shelfmark),
        "source": citation.dossier,
        "version": citation.edition,
        "note": ". ".join(part for part in (_opened(entry.published), entry.note) if part),
        "custom": {CUSTOM: _marks(citation)},
    }
    return {name: value for name, value in said.items() if value}


def _opened(text: str) -> str:
    return text[:1].upper() + text[1:]


def _marks(citation: Citation) -> dict[str, str]:
    marks = {"address": str(citation.place), "digest": citation.digest, "version": citation.version}
    return {name: value for name, value in marks.items() if value}


def _names(people: Sequence[PersonName]) -> list[dict[str, str]]:
    return [{"family": one.family, "given": one.given} if one.given else {"literal": one.family} for one in people]


def _issued(entry: Entry) -> dict[str, object]:
    if not entry.dates:
        return {"literal": entry.edtf} if entry.edtf else {}
    said: dict[str, object] = {"date-parts": [date.parts for date in entry.dates]}
    if any(date.doubt for date in entry.dates):
        said["circa"] = True
    return said
