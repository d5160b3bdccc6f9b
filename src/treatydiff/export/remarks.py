"""What several forms have in common: witnesses in short, ids of annotations, relations that can be counted."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from treatydiff.comparison import Change
from treatydiff.model.annotations import Annotation
from treatydiff.model.links import Relation
from treatydiff.model.witnesses import Witness


def encoded(schema: str, form: int, version: str, document: dict[str, Any]) -> bytes:
    """A document as JSON: UTF-8, indented, ended by a newline.

    Args:
        schema: what it is: ``treatydiff trace``.
        form: the version of that form.
        version: the version of treatydiff, which stands in the result.
        document: what else it holds.
    """
    head = {"schema": schema, "version": form, "software": {"name": "treatydiff", "version": version}}
    return (json.dumps({**head, **document}, ensure_ascii=False, indent=2) + "\n").encode()


def of_witness(witness: Witness) -> dict[str, Any]:
    """A witness: what it is, without its text."""
    return {
        "siglum": witness.siglum,
        "title": witness.title,
        "kind": witness.kind,
        "status": witness.status.value,
        "complete": witness.complete,
        "instrument": witness.instrument,
        "date": str(witness.date) if witness.date else None,
        "language": witness.language,
        "source": str(witness.source or ""),
    }


def sources_of(one: Annotation) -> str:
    """The sources of an annotation in one field."""
    return "; ".join(str(source) for source in one.sources)


def relation_of(change: Change) -> str:
    """The relation of a change in a column that may be counted: ``kept`` where it counts by its flags alone.

    So there are as many of each relation as the comparison's ``counts`` say; ``identical``, of a clause that moved
    as it was, and ``kept`` are in no counts.
    """
    return change.relation.value if not change.kept or change.relation is Relation.IDENTICAL else "kept"


def ids(annotations: Iterable[Annotation]) -> list[str]:
    """What annotations are called."""
    return [one.id for one in annotations]
