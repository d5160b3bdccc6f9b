"""Terms as data: JSON, and tables of separated values.

**JSON** (`write_json`) is one object, its keys always all there: ``schema`` (``treatydiff terms``) and ``version``
of this form; ``software``; ``categories`` (``name``, ``says``, ``form``); ``witnesses``, what each is, without its
text; and

``cells``
    ``category``, ``siglum``, ``state`` (``laid down``, ``silent``, ``not transmitted``, ``unmarked``) and
    ``terms``, each with ``id``, ``value`` and ``words``: ``address``, ``quote`` and, as half-open range of code
    points of the clause, ``start`` and ``stop``, ``null`` for a whole clause.
``changes``
    ``category``, ``earlier`` and ``later`` (sigla), ``relation`` (``kept``, ``changed``, ``new``, ``gone``, ``not
    transmitted``), ``from`` and ``to`` (values), ``addresses``, and ids of ``annotations``.
``dates``
    ``siglum``, ``kind`` (``in force from``, ``in force to``, ``notice by``, ``renewed to``), ``date`` (EDTF),
    ``reckoning``, ``act`` (``event``, ``date``, ``annotation``, ``sources``), ``stated``: whether the text counts
    from that act itself; ids of ``terms``, ``said_by``, ``disputed_by``, ``denounced_by``; ``in_time``, ``null``
    where nothing can be said of it (all as `treatydiff.DerivedDate` has them; but what says the very date
    does not stand in ``disputed_by`` as well).
``remarks``
    ids of what is said of whole witnesses.
``annotations``
    every annotation whose id stands in ``changes``, ``dates`` or ``remarks`` and that is no term: ``id``, ``kind``,
    ``date``, ``statement``, ``actors``, ``quote``, ``sources``, ``targets``, ``resp``, ``cert``,
    ``conflicts_with``, and ``term`` and ``value``, which are empty.

**CSV and TSV** (`write_csv`, `write_tsv`) hold one of the three tables `TABLES`; `treatydiff.export.separated` says
how their fields are written. Several values in a field are parted by ``;`` and a space.
"""

from __future__ import annotations

from collections.abc import Iterator

from treatydiff.export.annotations import in_short, target_as_data
from treatydiff.export.remarks import encoded, ids, of_witness
from treatydiff.export.separated import separated
from treatydiff.model.annotations import Annotation
from treatydiff.terms import DerivedDate, TermCell, TermChange, TermTable

SCHEMA_VERSION = 1
"""The version of the JSON form; it rises when a key goes or changes its meaning."""
TABLES = ("terms", "changes", "dates")
"""What a file of separated values can hold."""


def write_json(table: TermTable, *, version: str) -> bytes:
    """Terms as JSON: UTF-8, indented, ended by a newline; the same table gives the same bytes.

    Args:
        table: what to write.
        version: the version of treatydiff, which stands in the result.

    Example:
        >>> from treatydiff.model.addresses import Address
        >>> from treatydiff.model.annotations import Annotation, Target
        >>> from treatydiff.model.dossiers import DossierRecord
        >>> from treatydiff.model.passages import Passage, Span
        >>> from treatydiff.model.provisions import Provision
        >>> from treatydiff.model.witnesses import Witness
        >>> from treatydiff.terms import terms
        >>> text = Witness("A", (Provision("body", (Passage("It lasts five years."),)),))
        >>> said = Target(Address.parse("A/body:1"), Span(9, 19), "five years")
        >>> term = Annotation("t1", "term", "", (said,), term="duration", value="P5Y")
        >>> table = terms(DossierRecord(witnesses=(text,), annotations=[term]))
        >>> import json
        >>> json.loads(write_json(table, version="1.0"))["cells"][0]["state"]
        'laid down'
    """
    document = {
        "categories": [{"name": one.name, "says": one.says, "form": one.form.value} for one in table.categories],
        "witnesses": [of_witness(witness) for witness in table.witnesses],
        "cells": [_cell(cell) for cell in table.cells],
        "changes": [_change(change) for change in table.changes],
        "dates": [_date(date) for date in table.dates],
        "remarks": ids(table.remarks),
        "annotations": in_short(_mentioned(table)),
    }
    return encoded("treatydiff terms", SCHEMA_VERSION, version, document)


def _cell(cell: TermCell) -> dict[str, object]:
    said = [
        {"id": one.id, "value": one.value, "words": [target_as_data(target) for target in cell.targets(one)]}
        for one in cell.annotations
    ]
    return {"category": cell.category, "siglum": cell.siglum, "state": cell.state.value, "terms": said}


def _change(change: TermChange) -> dict[str, object]:
    return {
        "category": change.category,
        "earlier": change.earlier.siglum,
        "later": change.later.siglum,
        "relation": change.relation.value,
        "from": list(change.earlier.values),
        "to": list(change.later.values),
        "addresses": _addresses(change),
        "annotations": ids(change.annotations),
    }


def _addresses(change: TermChange) -> list[str]:
    return [
        str(target.place)
        for cell in (change.earlier, change.later)
        for one in cell.annotations
        for target in cell.targets(one)
    ]


def _date(date: DerivedDate) -> dict[str, object]:
    act = date.act
    return {
        "siglum": date.siglum,
        "kind": date.kind.value,
        "date": str(date.date),
        "reckoning": date.reckoning,
        "act": {
            "event": act.event,
            "date": str(act.date),
            "annotation": act.annotation.id if act.annotation else None,
            "sources": [str(source) for source in act.sources],
        },
        "stated": date.stated,
        "terms": ids(date.terms),
        "said_by": ids(date.said_by),
        "disputed_by": ids(_disputing(date)),
        "denounced_by": ids(date.denounced_by),
        "in_time": date.in_time,
    }


def _disputing(date: DerivedDate) -> tuple[Annotation, ...]:
    """Of the interpretations that contradict each other, those that do not say this very date."""
    return tuple(one for one in date.disputed_by if one not in date.said_by)


def _mentioned(table: TermTable) -> list[Annotation]:
    """The remarks whose ids stand in the document, each once, in the order in which they first stand there."""
    found = [one for change in table.changes for one in change.annotations]
    for date in table.dates:
        found += [date.act.annotation] if date.act.annotation and not date.act.annotation.term else []
        found += (*date.said_by, *date.disputed_by, *date.denounced_by)
    return list({one.id: one for one in (*found, *table.remarks)}.values())


def write_csv(table: TermTable, part: str = "terms") -> bytes:
    """One of the three tables as comma-separated values.

    Args:
        table: what to write.
        part: which of `TABLES`.

    Raises:
        KeyError: there is no such table.

    Example:
        >>> from treatydiff.model.addresses import Address
        >>> from treatydiff.model.annotations import Annotation, Target
        >>> from treatydiff.model.dossiers import DossierRecord
        >>> from treatydiff.model.passages import Passage, Span
        >>> from treatydiff.model.provisions import Provision
        >>> from treatydiff.model.witnesses import Witness
        >>> from treatydiff.terms import terms
        >>> text = Witness("A", (Provision("body", (Passage("It lasts five years."),)),))
        >>> said = Target(Address.parse("A/body:1"), Span(9, 19), "five years")
        >>> term = Annotation("t1", "term", "", (said,), term="duration", value="P5Y")
        >>> table = terms(DossierRecord(witnesses=(text,), annotations=[term]))
        >>> write_csv(table).decode().splitlines()[1]
        'duration,A,laid down,P5Y,five years,A/body:1,9,19,t1'
    """
    return separated(_ROWS[part](table))


def write_tsv(table: TermTable, part: str = "terms") -> bytes:
    r"""As `write_csv`, with tabs between the fields.

    Example:
        >>> from treatydiff.model.addresses import Address
        >>> from treatydiff.model.annotations import Annotation, Target
        >>> from treatydiff.model.dossiers import DossierRecord
        >>> from treatydiff.model.passages import Passage, Span
        >>> from treatydiff.model.provisions import Provision
        >>> from treatydiff.model.witnesses import Witness
        >>> from treatydiff.terms import terms
        >>> text = Witness("A", (Provision("body", (Passage("It lasts five years."),)),))
        >>> said = Target(Address.parse("A/body:1"), Span(9, 19), "five years")
        >>> term = Annotation("t1", "term", "", (said,), term="duration", value="P5Y")
        >>> table = terms(DossierRecord(witnesses=(text,), annotations=[term]))
        >>> write_tsv(table).decode().splitlines()[1].split("\t")[:4]
        ['duration', 'A', 'laid down', 'P5Y']
    """
    return separated(_ROWS[part](table), delimiter="\t")


def _term_rows(table: TermTable) -> Iterator[list[str]]:
    """A row for each place whose words say a term, and one for each cell without any."""
    yield ["category", "witness", "state", "value", "words", "address", "start", "stop", "annotation"]
    for cell in table.cells:
        head = [cell.category, cell.siglum, cell.state.value]
        if not cell.annotations:
            yield [*head, *[""] * 6]
        for one in cell.annotations:
            for target in cell.targets(one):
                ends = [str(target.span.start), str(target.span.stop)] if target.span else ["", ""]
                yield [*head, one.value, target.quote, str(target.place), *ends, one.id]


def _change_rows(table: TermTable) -> Iterator[list[str]]:
    yield ["category", "earlier", "later", "relation", "from", "to", "addresses", "annotations"]
    for one in table.changes:
        sides = [one.earlier.siglum, one.later.siglum, one.relation.value]
        values = ["; ".join(cell.values) for cell in (one.earlier, one.later)]
        yield [one.category, *sides, *values, "; ".join(_addresses(one)), "; ".join(ids(one.annotations))]


def _date_rows(table: TermTable) -> Iterator[list[str]]:
    about = ("terms", "said by", "disputed by", "denounced by", "in time")
    yield ["witness", "kind", "date", "reckoning", "act", "act on", "stated", "act from", *about]
    for one in table.dates:
        said = (one.terms, one.said_by, _disputing(one), one.denounced_by)
        head = [one.siglum, one.kind.value, str(one.date), one.reckoning, one.act.event, str(one.act.date)]
        yield [
            *head,
            "yes" if one.stated else "no",
            "; ".join(str(source) for source in one.act.sources),
            *("; ".join(ids(annotations)) for annotations in said),
            "" if one.in_time is None else "yes" if one.in_time else "no",
        ]


_ROWS = {"terms": _term_rows, "changes": _change_rows, "dates": _date_rows}
