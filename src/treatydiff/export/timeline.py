"""A timeline as data: JSON, and tables of separated values. For TEI see `treatydiff.export.tei.timeline`.

**JSON** (`write_json`) is one object: ``schema`` (``treatydiff timeline``) and ``version`` of this form;
``software``; the dossier's ``title``; ``entries``, in order, and ``undated``. An entry has its ``key``; ``kind``
(``witness``, ``handover``, ``annotation``); ``date`` as the dossier has it, in EDTF, ``null`` where there is none,
and the first and last day that it may mean, ``earliest`` and ``latest``; its ``title``; ``unordered``, the keys of
those that it may precede or follow; and then ``witness``, ``handover`` (``sigla``, ``sender``, ``recipient``,
``note``) or ``annotation``, with ``conflicts``, the ids of those that contradict it.

**CSV and TSV** (`write_csv`, `write_tsv`) have a row for each entry, the undated last: ``date``, ``earliest``,
``latest``, ``kind``, ``key``, ``title``, ``what`` (the kind of text or of annotation), ``actors``, ``targets``,
``quote``, ``source``, ``certainty``, ``conflicts``, ``unordered``. Several values in a field are parted by ``;``
and a space. `treatydiff.export.separated` says how fields are written.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from treatydiff.export.annotations import in_short
from treatydiff.export.remarks import encoded, ids, of_witness, sources_of
from treatydiff.export.separated import separated
from treatydiff.timeline import Timeline, TimelineEntry

SCHEMA_VERSION = 1
"""The version of the JSON form; it rises when a key goes or changes its meaning."""


def write_json(timeline: Timeline, *, version: str) -> bytes:
    """A timeline as JSON; the same timeline gives the same bytes.

    Args:
        timeline: what to write.
        version: the version of treatydiff, which stands in the result.

    Example:
        >>> from treatydiff.model.dates import UncertainDate
        >>> from treatydiff.model.dossiers import DossierRecord
        >>> from treatydiff.model.witnesses import Witness
        >>> from treatydiff.timeline import timeline
        >>> record = DossierRecord(witnesses=(Witness("A", date=UncertainDate("1950-02")),))
        >>> import json
        >>> json.loads(write_json(timeline(record), version="1.0"))["entries"][0]["date"]
        '1950-02'
    """
    document = {
        "title": timeline.title,
        "entries": [_entry(entry) for entry in timeline.entries],
        "undated": [_entry(entry) for entry in timeline.undated],
    }
    return encoded("treatydiff timeline", SCHEMA_VERSION, version, document)


def _entry(entry: TimelineEntry) -> dict[str, Any]:
    said: dict[str, Any] = {
        "key": entry.key,
        "kind": entry.kind.value,
        "date": str(entry.date) if entry.date else None,
        "earliest": entry.date.earliest.isoformat() if entry.date else None,
        "latest": entry.date.latest.isoformat() if entry.date else None,
        "title": entry.title,
        "unordered": list(entry.unordered),
    }
    if entry.witness is not None:
        said["witness"] = of_witness(entry.witness)
    if entry.handover is not None:
        handed = entry.handover
        said["handover"] = {
            "sigla": list(handed.sigla),
            "sender": handed.sender,
            "recipient": handed.recipient,
            "note": handed.note,
        }
    if entry.annotation is not None:
        said["annotation"] = in_short([entry.annotation])[0]
        said["conflicts"] = ids(entry.conflicts)
    return said


def write_csv(timeline: Timeline) -> bytes:
    """A timeline as comma-separated values.

    Example:
        >>> from treatydiff.model.dates import UncertainDate
        >>> from treatydiff.model.dossiers import DossierRecord
        >>> from treatydiff.model.witnesses import Witness
        >>> from treatydiff.timeline import timeline
        >>> record = DossierRecord(witnesses=(Witness("A", kind="draft", date=UncertainDate("1950-02")),))
        >>> print(write_csv(timeline(record)).decode().splitlines()[1])
        1950-02,1950-02-01,1950-02-28,witness,A,A,draft,,A,,,,,
    """
    return separated(_rows(timeline))


def write_tsv(timeline: Timeline) -> bytes:
    r"""As `write_csv`, with tabs between the fields.

    Example:
        >>> from treatydiff.model.dates import UncertainDate
        >>> from treatydiff.model.dossiers import DossierRecord
        >>> from treatydiff.model.witnesses import Witness
        >>> from treatydiff.timeline import timeline
        >>> record = DossierRecord(witnesses=(Witness("A", date=UncertainDate("1950-02")),))
        >>> write_tsv(timeline(record)).decode().splitlines()[1].split("\t")[:4]
        ['1950-02', '1950-02-01', '1950-02-28', 'witness']
    """
    return separated(_rows(timeline), delimiter="\t")


def _rows(timeline: Timeline) -> Iterator[list[str]]:
    when = ["date", "earliest", "latest", "kind", "key", "title"]
    yield [*when, "what", "actors", "targets", "quote", "source", "certainty", "conflicts", "unordered"]
    for entry in (*timeline.entries, *timeline.undated):
        date = entry.date
        days = [str(date), date.earliest.isoformat(), date.latest.isoformat()] if date else [""] * 3
        rest = ["; ".join(ids(entry.conflicts)), "; ".join(entry.unordered)]
        yield [*days, entry.kind.value, entry.key, entry.title, *_about(entry), *rest]


def _about(entry: TimelineEntry) -> list[str]:
    """What kind, who, of what, in which words, after which source, how sure."""
    if entry.witness is not None:
        text = entry.witness
        return [text.kind, text.presented_by, text.siglum, "", str(text.source or ""), ""]
    if entry.annotation is not None:
        one = entry.annotation
        targets = "; ".join(str(target.place) for target in one.targets)
        return [one.kind, "; ".join(one.actors), targets, one.quote, sources_of(one), one.cert]
    if entry.handover is not None:
        handed = entry.handover
        people = "; ".join(filter(None, (handed.sender, handed.recipient)))
        return ["", people, "; ".join(handed.sigla), "", handed.note, ""]
    return [""] * 6
