"""Annotations as data: JSON, and a table of comma-separated values.

**JSON** (`write_json`) is one object: ``schema`` (``treatydiff annotations``), ``version`` of this form,
``software`` and ``annotations``. An annotation, here and in comparisons and collations, has all of these:

``id``, ``kind``, ``statement``
    its name in the dossier, its kind, what it says; the statement is empty where a term has none.
``targets``
    what it speaks of, none where it speaks of the negotiation as a whole: ``address``, of a provision, clause,
    witness or change; ``start`` and ``stop``, the words meant as a half-open range of code points of the clause's
    text, ``null`` for the whole; ``quote``, the words as they stood when the annotation was made, or empty.
``date``
    as EDTF, or ``null``.
``actors``, ``quote``, ``resp``, ``cert``
    who acted; words of the source; who made the annotation, empty for the dossier's editors; how sure.
``sources``
    ``work``, ``reference``, ``pages``, ``note``, ``repository``, ``shelfmark``; ``entry``, what else is known of
    the work (``null`` where there is none): see `treatydiff.model.sources.Work`.
``conflicts_with``
    ids of annotations that say otherwise: those that it names, then those that name it.
``term``, ``value``
    of what a text lays down, the category and the value; else empty.

**CSV** (`write_csv`) has a row for each annotation, with a column for each of these. Several actors, targets,
sources and ids are parted by ``;`` and a space. A target is its address, and after it in quotation marks the words;
a source is in short. How fields are quoted is said in `treatydiff.export.separated`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from attrs import asdict

from treatydiff.annotation import Contradictions
from treatydiff.export.separated import separated
from treatydiff.model.annotations import Annotation, Target
from treatydiff.model.sources import Source, Work

SCHEMA_VERSION = 2
"""The version of the JSON form; it rises when a key goes or changes its meaning."""
_COLUMNS = (
    *("id", "kind", "date", "actors", "statement", "term", "value", "targets", "quote", "sources", "resp", "cert"),
    "conflicts with",
)


def write_json(annotations: Iterable[Annotation], *, among: Sequence[Annotation] = (), version: str) -> bytes:
    """Annotations as JSON: UTF-8, indented, ended by a newline; the same annotations give the same bytes.

    Args:
        annotations: what to write.
        among: all annotations of the dossier, where not all are written: who contradicts whom is looked up there.
        version: the version of treatydiff, which stands in the result.

    Example:
        >>> note = Annotation("n1", "note", "It was read aloud.", "A/3")
        >>> json.loads(write_json([note], version="1.0"))["annotations"][0]["targets"]
        [{'address': 'A/3', 'start': None, 'stop': None, 'quote': ''}]
    """
    those = tuple(annotations)
    document = {
        "schema": "treatydiff annotations",
        "version": SCHEMA_VERSION,
        "software": {"name": "treatydiff", "version": version},
        "annotations": as_data(those, among=among),
    }
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def write_csv(annotations: Iterable[Annotation], *, among: Sequence[Annotation] = ()) -> bytes:
    """Annotations as comma-separated values.

    Args:
        annotations: what to write.
        among: as in `write_json`.

    Example:
        >>> note = Annotation("n1", "note", "It was read aloud.", "A/3")
        >>> write_csv([note]).decode().splitlines()[1][:28]
        'n1,note,,,It was read aloud.'
    """
    those = tuple(annotations)
    contradictions = Contradictions.among(among or those)
    return separated([_COLUMNS, *(_row(one, contradictions) for one in those)])


def as_data(annotations: Iterable[Annotation], *, among: Sequence[Annotation] = ()) -> list[dict[str, Any]]:
    """Annotations as JSON has them; the form is described at the head of this module.

    Args:
        annotations: the annotations.
        among: as in `write_json`.
    """
    those = tuple(annotations)
    contradictions = Contradictions.among(among or those)
    return [_annotation(one, contradictions) for one in those]


def in_short(annotations: Iterable[Annotation], *, among: Sequence[Annotation] = ()) -> list[dict[str, Any]]:
    """Annotations as the JSON of traces, terms, timelines and searches has them.

    They have the same keys; but ``targets`` are addresses alone, and ``sources`` are in words.

    Args:
        annotations: the annotations.
        among: as in `write_json`.
    """
    those = tuple(annotations)
    return [
        {**said, "targets": [str(target.place) for target in one.targets], "sources": list(map(str, one.sources))}
        for one, said in zip(those, as_data(those, among=among), strict=True)
    ]


def source_as_data(source: Source) -> dict[str, Any]:
    """A source as JSON has it."""
    return {
        "work": source.work.key if source.work else "",
        "reference": source.work.reference if source.work else "",
        "pages": source.pages,
        "note": source.note,
        "repository": source.repository,
        "shelfmark": source.shelfmark,
        "entry": _entry(source.work) if source.work else None,
    }


def _entry(work: Work) -> dict[str, Any]:
    """What is known of a work besides key and reference."""
    said = asdict(work)
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in said.items()
        if name not in ("key", "reference")
    }


def _annotation(one: Annotation, contradictions: Contradictions) -> dict[str, Any]:
    return {
        "id": one.id,
        "kind": one.kind,
        "statement": one.statement,
        "targets": [target_as_data(target) for target in one.targets],
        "date": one.date.edtf if one.date else None,
        "actors": list(one.actors),
        "sources": [source_as_data(source) for source in one.sources],
        "quote": one.quote,
        "resp": one.resp,
        "cert": one.cert,
        "conflicts_with": list(contradictions.ids_of(one)),
        "term": one.term,
        "value": one.value,
    }


def target_as_data(target: Target) -> dict[str, Any]:
    """What an annotation speaks of, or the words of a term, as JSON has it."""
    return {
        "address": str(target.place),
        "start": target.span.start if target.span else None,
        "stop": target.span.stop if target.span else None,
        "quote": target.quote,
    }


def _row(one: Annotation, contradictions: Contradictions) -> list[str]:
    return [
        *(one.id, one.kind, str(one.date or ""), "; ".join(one.actors), one.statement, one.term, one.value),
        "; ".join(
            f'{target.place} "{target.quote}"' if target.quote else str(target.place) for target in one.targets
        ),
        *(one.quote, "; ".join(map(str, one.sources)), one.resp, one.cert),
        "; ".join(contradictions.ids_of(one)),
    ]
