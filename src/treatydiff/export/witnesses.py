"""Witnesses as data: all of a witness, as JSON of comparisons and collations has it.

A witness has these keys, all of them always there:

* ``siglum``, ``title``, ``kind``, ``status``, ``complete``, ``instrument``, ``date``, ``language``, ``translator``,
  ``source``, ``presented_by``, ``remarks``, ``original``, ``filiation``, ``rights``: what `treatydiff.Witness` says
  of each; a missing date or source is ``null``;
* ``provisions``: the outermost provisions, in text order.

A provision has ``address``, ``kind``, ``number`` as printed or ``null``, ``label`` (``text``, ``supplied``,
``resp``) or ``null``, ``heading`` (a passage) or ``null``, ``party``, ``clauses`` and ``children``, provisions. A
clause is a passage with its ``address``.

A passage has ``text`` and ``marks``. A mark has ``mark``, what it is, ``start`` and ``stop``, a half-open range of
code points of the text, and of a ``gap`` ``reason``, ``note`` and ``resp``; of a ``highlight`` ``rend`` and
``resp``; of a ``correction`` ``sic``, ``resp``, ``cert`` and ``source``; of a ``page-break`` ``page``; of a
``name`` nothing more.

`treatydiff.readers.json` reads it back.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from treatydiff.export.annotations import source_as_data
from treatydiff.model.addresses import Address
from treatydiff.model.passages import Correction, Gap, Highlight, Mark, PageBreak, Passage
from treatydiff.model.provisions import Provision
from treatydiff.model.witnesses import Witness


def described(witness: Witness) -> dict[str, Any]:
    """What is known of a witness, without its words."""
    return {
        "siglum": witness.siglum,
        "title": witness.title,
        "kind": witness.kind,
        "status": witness.status.value,
        "complete": witness.complete,
        "instrument": witness.instrument,
        "date": witness.date.edtf if witness.date else None,
        "language": witness.language,
        "translator": witness.translator,
        "source": source_as_data(witness.source) if witness.source else None,
        "presented_by": witness.presented_by,
        "remarks": list(witness.remarks),
        "original": witness.original,
        "filiation": witness.filiation,
        "rights": witness.rights,
    }


def as_data(witness: Witness) -> dict[str, Any]:
    """All of a witness.

    Example:
        >>> article = Provision("article", (Passage("It lasts."),))
        >>> as_data(Witness("A", (article,)))["provisions"][0]["clauses"]
        [{'address': 'A/article:1', 'text': 'It lasts.', 'marks': []}]
    """
    addresses = iter([address for address, _ in witness.addressed()])
    provisions = [_provision(provision, addresses) for provision in witness.provisions]
    return {**described(witness), "provisions": provisions}


def _provision(provision: Provision, addresses: Iterator[Address]) -> dict[str, Any]:
    """A provision; the addresses are those of it and of what follows, outer before inner."""
    address, label, heading = next(addresses), provision.label, provision.heading
    return {
        "address": str(address),
        "kind": provision.kind,
        "number": provision.number.printed if provision.number else None,
        "label": {"text": label.text, "supplied": label.supplied, "resp": label.resp} if label else None,
        "heading": _passage(heading) if heading else None,
        "party": provision.party,
        "clauses": [
            {"address": str(address.of_clause(number)), **_passage(clause)}
            for number, clause in enumerate(provision.clauses, start=1)
        ],
        "children": [_provision(child, addresses) for child in provision.children],
    }


def _passage(passage: Passage) -> dict[str, Any]:
    return {"text": passage.text, "marks": [_mark(mark) for mark in passage.marks]}


def _mark(mark: Mark) -> dict[str, Any]:
    where = {"start": mark.span.start, "stop": mark.span.stop}
    match mark:
        case Gap():
            return {"mark": "gap", **where, "reason": mark.reason, "note": mark.note, "resp": mark.resp}
        case Highlight():
            return {"mark": "highlight", **where, "rend": mark.rend, "resp": mark.resp}
        case Correction():
            said = {"sic": mark.sic, "resp": mark.resp, "cert": mark.cert, "source": mark.source}
            return {"mark": "correction", **where, **said}
        case PageBreak():
            return {"mark": "page-break", **where, "page": mark.page}
    return {"mark": "name", **where}
