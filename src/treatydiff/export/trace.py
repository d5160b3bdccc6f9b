"""A trace as data: JSON, and a table of separated values.

**JSON** (`write_json`) is one object, its keys always all there: ``schema`` (``treatydiff trace``) and ``version``
of this form; ``software``; ``address``, what is traced; and

``steps``
    in time order, each with its ``witness``; ``state`` (``present``, ``omitted``, ``not yet``, ``not
    transmitted``, ``spoken of``); ``standing`` to what is traced (``traced``, ``before``, ``after``, ``aside``);
    ``addresses`` and, for each, its ``words``; ``descents``; and ids of ``annotations`` and of ``terms``.
    `treatydiff.trace` says what these words mean. A descent has ``earlier`` and ``later``, sigla; ``stated``, what
    the dossier states of the two (``name``, ``cert``, ``note``); ``links`` (``address``, ``relation``, ``flags``,
    ``score``, ``rule``, ``resp``, ``cert``); and ``changes`` (``address``, ``relation``, ``flags``, ``earlier``
    and ``later`` with the words at issue, ``edits`` with the words that differ, ids of ``annotations``).
``annotations``
    every annotation whose id stands there, once.

**CSV** (`write_csv`) has a row for each step, change and annotation: ``step``, counted from 1; ``date``,
``witness``, ``state``, ``standing``, ``address``; then, of a row that tells a change, ``relation``, ``changes``
(its address), ``earlier`` and ``later`` (the words that differ, several parted by a line feed); of one that tells
an annotation, ``annotation`` (its id), ``kind``, ``on``, ``actors``, ``statement`` and ``source``; of one that
tells neither, the words of the step in ``later``. `treatydiff.export.separated` says how fields are written.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from treatydiff.comparison import Change
from treatydiff.export.annotations import in_short
from treatydiff.export.remarks import encoded, ids, of_witness, sources_of
from treatydiff.export.separated import separated
from treatydiff.model.links import Link
from treatydiff.trace import Descent, Trace, TraceStep

SCHEMA_VERSION = 1
"""The version of the JSON form; it rises when a key goes or changes its meaning."""


def write_json(trace: Trace, *, version: str) -> bytes:
    """A trace as JSON; the same trace gives the same bytes.

    Args:
        trace: what to write.
        version: the version of treatydiff, which stands in the result.

    Example:
        >>> from treatydiff.model.dossiers import ComparisonPlan, DossierRecord
        >>> from treatydiff.model.passages import Passage
        >>> from treatydiff.model.provisions import Provision
        >>> from treatydiff.model.witnesses import Witness
        >>> from treatydiff.dossier import Dossier
        >>> a, b = (
        ...     Witness(siglum, (Provision("body", (Passage(text),)),))
        ...     for siglum, text in (("A", "It lasts five years."), ("B", "It lasts ten years."))
        ... )
        >>> life = Dossier(DossierRecord("Drafts", (a, b), (ComparisonPlan("A", "B"),))).trace("B/body:1")
        >>> import json
        >>> [step["state"] for step in json.loads(write_json(life, version="1.0"))["steps"]]
        ['present', 'present']
    """
    told = [one for step in trace for one in (*step.annotations, *step.terms)]
    told += [one for step in trace for change in step.changes for one in change.annotations]
    document = {
        "address": str(trace.address),
        "steps": [_step(step) for step in trace],
        "annotations": in_short({one.id: one for one in told}.values()),
    }
    return encoded("treatydiff trace", SCHEMA_VERSION, version, document)


def _step(step: TraceStep) -> dict[str, Any]:
    return {
        "witness": of_witness(step.witness),
        "state": step.state.value,
        "standing": step.standing.value,
        "addresses": [str(address) for address in step.addresses],
        "words": list(step.words),
        "descents": [_descent(descent) for descent in step.descents],
        "annotations": ids(step.annotations),
        "terms": ids(step.terms),
    }


def _descent(descent: Descent) -> dict[str, Any]:
    return {
        "earlier": descent.earlier,
        "later": descent.later,
        "stated": [{"name": one.name, "cert": one.cert, "note": one.note} for one in descent.stated],
        "links": [_link(link) for link in descent.links],
        "changes": [_change(change) for change in descent.changes],
    }


def _link(link: Link) -> dict[str, Any]:
    return {
        "address": str(link.address),
        "relation": link.relation.value,
        "flags": [flag.value for flag in link.flags],
        "score": link.score,
        "rule": link.rule,
        "resp": link.resp,
        "cert": link.cert,
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "address": str(change.address),
        "relation": change.relation.value,
        "flags": [flag.value for flag in change.flags],
        "earlier": change.earlier,
        "later": change.later,
        "edits": [
            {"address": str(address), "earlier": edit.before, "later": edit.after}
            for address, edit in change.phrases()
        ],
        "annotations": ids(change.annotations),
    }


def write_csv(trace: Trace) -> bytes:
    """A trace as comma-separated values.

    Example:
        >>> from treatydiff.model.dossiers import ComparisonPlan, DossierRecord
        >>> from treatydiff.model.passages import Passage
        >>> from treatydiff.model.provisions import Provision
        >>> from treatydiff.model.witnesses import Witness
        >>> from treatydiff.dossier import Dossier
        >>> a, b = (
        ...     Witness(siglum, (Provision("body", (Passage(text),)),))
        ...     for siglum, text in (("A", "It lasts five years."), ("B", "It lasts ten years."))
        ... )
        >>> life = Dossier(DossierRecord("Drafts", (a, b), (ComparisonPlan("A", "B"),))).trace("B/body:1")
        >>> [line.split(",")[2] for line in write_csv(life).decode().splitlines()[1:]]
        ['A', 'B', 'B']
    """
    return separated(_rows(trace))


def _rows(trace: Trace) -> Iterator[list[str]]:
    about = ["annotation", "kind", "on", "actors", "statement", "source"]
    place = ["step", "date", "witness", "state", "standing", "address"]
    yield [*place, "relation", "changes", "earlier", "later", *about]
    for number, step in enumerate(trace, start=1):
        witness = step.witness
        where = [str(number), str(witness.date or ""), witness.siglum, step.state.value, step.standing.value]
        where.append("+".join(map(str, step.addresses)))
        yield [*where, "", "", "", "\n".join(step.words), *[""] * len(about)]
        for change in step.changes:
            flagged = " ".join([change.relation.value, *change.flags])
            sides = _differing(change)
            yield [*where, flagged, str(change.address), *sides, *[""] * len(about)]
        for one in step.annotations:
            told = [one.id, one.kind, str(one.date or ""), "; ".join(one.actors), one.statement, sources_of(one)]
            yield [*where, *[""] * 4, *told]


def _differing(change: Change) -> tuple[str, str]:
    """The words that differ; of a change without such, what it says of either side."""
    if not change.edits:
        return change.earlier, change.later
    sides = [(edit.before.strip(), edit.after.strip()) for edit in change.edits]
    return "\n".join(before for before, _ in sides), "\n".join(after for _, after in sides)
