"""Data frames: results as tables of pandas, for whoever goes on counting.

pandas is imported when a function here is called, and not before; ``pip install pandas`` brings it.
Columns have the same types for any input, also where there are no rows. Text that is not there is the empty string;
a number or a day that is not there is NaN or NaT. Dates stand as the dossier has them, in EDTF, with ``earliest``
and ``latest`` beside them, the first and the last day that they may mean, to the second (``datetime64[s]``), which
holds treaties of any century. Where a date is open to one side, that is the first or last day that Python's
calendar has.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from treatydiff.collation.values import Collation
from treatydiff.comparison import Comparison
from treatydiff.errors import TreatyDiffError
from treatydiff.export.remarks import ids, relation_of, sources_of
from treatydiff.export.table_rows import alignment_table
from treatydiff.model.dates import UncertainDate
from treatydiff.model.links import Flag
from treatydiff.terms import TermTable
from treatydiff.timeline import Timeline, TimelineEntry

if TYPE_CHECKING:
    import pandas

_Row = Mapping[str, Any]


def changes(comparison: Comparison) -> pandas.DataFrame:
    """The changes of a comparison, a row for each, in its order.

    Columns: ``address``; ``relation``, ``kept`` where nothing but the place, the number or a cross-reference
    changed; ``moved``, ``renumbered``, ``reference`` (bool); ``earlier_at`` and ``later_at``, addresses;
    ``earlier`` and ``later``, the words at issue; ``edits``, how many places of it differ (int); ``score``, how
    alike the ends of its link are (float, 0 to 1); ``rule``, ``resp``, ``cert`` of that link; ``annotations``,
    ids. Several addresses and ids are parted by ``;`` and a space.

    Raises:
        TreatyDiffError: pandas is not installed.

    Example:
        >>> from treatydiff.comparison import compare
        >>> from treatydiff.model.passages import Passage
        >>> from treatydiff.model.provisions import Provision
        >>> from treatydiff.model.witnesses import Witness
        >>> a, b = (
        ...     Witness(siglum, (Provision("body", (Passage(text),)),))
        ...     for siglum, text in (("A", "It lasts five years."), ("B", "It lasts ten years."))
        ... )
        >>> changes(compare(a, b))[["address", "relation", "edits"]].to_dict("records")
        [{'address': 'A/body:1..B/body:1', 'relation': 'reworded', 'edits': 1}]
    """
    columns = {
        **dict.fromkeys(("address", "relation"), "str"),
        **dict.fromkeys(map(str, Flag), "bool"),
        **dict.fromkeys(("earlier_at", "later_at", "earlier", "later"), "str"),
        "edits": "int64",
        "score": "float64",
        **dict.fromkeys(("rule", "resp", "cert", "annotations"), "str"),
    }
    return _frame(
        columns,
        (
            {
                "address": str(change.address),
                "relation": relation_of(change),
                **{flag.value: flag in change.flags for flag in Flag},
                "earlier_at": "; ".join(map(str, change.address.earlier)),
                "later_at": "; ".join(map(str, change.address.later)),
                "earlier": change.earlier,
                "later": change.later,
                "edits": len(change.edits),
                "score": change.link.score if change.link else float("nan"),
                "rule": change.link.rule if change.link else "",
                "resp": change.link.resp if change.link else "",
                "cert": change.link.cert if change.link else "",
                "annotations": "; ".join(ids(change.annotations)),
            }
            for change in comparison
        ),
    )


def edits(comparison: Comparison) -> pandas.DataFrame:
    """The words that differ in a comparison, a row for each phrase, in its order.

    Columns: ``change``, the address of its change; ``address``, its own; ``earlier`` and ``later``, the words as
    written; ``earlier_start``, ``earlier_stop``, ``later_start``, ``later_stop``, half-open ranges of tokens from 0
    (int); ``same_forms`` and ``transposed`` (bool).

    Raises:
        TreatyDiffError: pandas is not installed.

    Example:
        >>> from treatydiff.comparison import compare
        >>> from treatydiff.model.passages import Passage
        >>> from treatydiff.model.provisions import Provision
        >>> from treatydiff.model.witnesses import Witness
        >>> a, b = (
        ...     Witness(siglum, (Provision("body", (Passage(text),)),))
        ...     for siglum, text in (("A", "It lasts five years."), ("B", "It lasts ten years."))
        ... )
        >>> edits(compare(a, b))[["earlier", "later", "earlier_start"]].to_dict("records")
        [{'earlier': 'five ', 'later': 'ten ', 'earlier_start': 2}]
    """
    columns = {
        **dict.fromkeys(("change", "address", "earlier", "later"), "str"),
        **dict.fromkeys(("earlier_start", "earlier_stop", "later_start", "later_stop"), "int64"),
        **dict.fromkeys(("same_forms", "transposed"), "bool"),
    }
    return _frame(
        columns,
        (
            {
                "change": str(change.address),
                "address": str(address),
                "earlier": edit.before,
                "later": edit.after,
                "earlier_start": edit.earlier[0],
                "earlier_stop": edit.earlier[1],
                "later_start": edit.later[0],
                "later_stop": edit.later[1],
                "same_forms": edit.same_forms,
                "transposed": edit.transposed,
            }
            for change in comparison
            for address, edit in change.phrases()
        ),
    )


def readings(collation: Collation) -> pandas.DataFrame:
    """The variation units of a collation, a row for each unit and witness, in the apparatus's order.

    Columns: ``address`` of the group, ``part`` (``label``, ``heading``, ``text``), ``unit``, its number there from
    1 (int); ``constant`` (bool); ``class``, ``rule``; ``witness``; ``state`` (``words``, ``gap``, ``omitted``,
    ``not transmitted``); ``text``, the words as written; ``at``, where they stand, as ``A/3:1[0:12]``. Several
    places are parted by ``+``.

    Raises:
        TreatyDiffError: pandas is not installed.

    Example:
        >>> from treatydiff.collation import collate
        >>> from treatydiff.model.passages import Passage
        >>> from treatydiff.model.provisions import Provision
        >>> from treatydiff.model.witnesses import Witness
        >>> a, b = (
        ...     Witness(siglum, (Provision("body", (Passage(text),)),))
        ...     for siglum, text in (("A", "It lasts five years."), ("B", "It lasts ten years."))
        ... )
        >>> readings(collate([a, b])).query("not constant")[["witness", "text"]].values.tolist()
        [['A', 'five '], ['B', 'ten ']]
    """
    columns = {
        **dict.fromkeys(("address", "part"), "str"),
        "unit": "int64",
        "constant": "bool",
        **dict.fromkeys(("class", "rule", "witness", "state", "text", "at"), "str"),
    }
    table = alignment_table(collation)
    return _frame(
        columns,
        (
            {
                "address": str(row.address),
                "part": row.part,
                "unit": row.number,
                "constant": row.unit.constant,
                "class": row.unit.variant,
                "rule": row.unit.rule,
                "witness": siglum,
                "state": cell.state.value,
                "text": cell.text,
                "at": "+".join(map(str, cell.places)),
            }
            for row in table.rows
            for siglum, cell in zip(table.sigla, row.cells, strict=True)
        ),
    )


def timeline(timeline: Timeline) -> pandas.DataFrame:
    """The entries of a timeline, a row for each, in its order, the undated last.

    Columns: ``key``; ``kind``; ``date`` (EDTF), ``earliest``, ``latest``; ``order_uncertain`` (bool); ``title``;
    ``what``, the kind of text or annotation; ``actors``, ``targets``, ``sources``, ``conflicts``, several parted by
    ``;`` and a space.

    Raises:
        TreatyDiffError: pandas is not installed.

    Example:
        >>> from treatydiff.model.dates import UncertainDate
        >>> from treatydiff.model.dossiers import DossierRecord
        >>> from treatydiff.model.witnesses import Witness
        >>> from treatydiff.timeline import timeline as timeline_of
        >>> record = DossierRecord(witnesses=(Witness("A", kind="draft", date=UncertainDate("1950-02")),))
        >>> timeline(timeline_of(record))[["key", "date", "what"]].values.tolist()
        [['A', '1950-02', 'draft']]
    """
    columns = {
        **dict.fromkeys(("key", "kind"), "str"),
        **_DATE,
        "order_uncertain": "bool",
        **dict.fromkeys(("title", "what", "actors", "targets", "sources", "conflicts"), "str"),
    }
    entries = (*timeline.entries, *timeline.undated)
    return _frame(
        columns,
        (
            {
                "key": entry.key,
                "kind": entry.kind.value,
                **_days(entry.date),
                "order_uncertain": entry.order_uncertain,
                "title": entry.title,
                **_about(entry),
                "conflicts": "; ".join(ids(entry.conflicts)),
            }
            for entry in entries
        ),
    )


def terms(table: TermTable) -> pandas.DataFrame:
    """What texts lay down, a row for each term of each cell, one also for a cell without any.

    Columns: ``category``, ``witness``; ``date``, ``earliest``, ``latest`` of the witness; ``state``; ``value``;
    ``words`` that say so and their addresses, ``at``, several parted by ``;`` and a space; ``annotation``, its id.

    Raises:
        TreatyDiffError: pandas is not installed.

    Example:
        >>> from treatydiff.model.addresses import Address
        >>> from treatydiff.model.annotations import Annotation, Target
        >>> from treatydiff.model.dossiers import DossierRecord
        >>> from treatydiff.model.passages import Passage, Span
        >>> from treatydiff.model.provisions import Provision
        >>> from treatydiff.model.witnesses import Witness
        >>> from treatydiff.terms import terms as terms_of
        >>> text = Witness("A", (Provision("body", (Passage("It lasts five years."),)),))
        >>> said = Target(Address.parse("A/body:1"), Span(9, 19), "five years")
        >>> term = Annotation("t1", "term", "", (said,), term="duration", value="P5Y")
        >>> table = terms_of(DossierRecord(witnesses=(text,), annotations=[term]))
        >>> terms(table)[["category", "witness", "value"]].values.tolist()
        [['duration', 'A', 'P5Y']]
    """
    columns = {
        **dict.fromkeys(("category", "witness"), "str"),
        **_DATE,
        **dict.fromkeys(("state", "value", "words", "at", "annotation"), "str"),
    }
    dates = {witness.siglum: witness.date for witness in table.witnesses}
    rows: list[_Row] = []
    for cell in table.cells:
        head = {"category": cell.category, "witness": cell.siglum, **_days(dates[cell.siglum])}
        head["state"] = cell.state.value
        rows += [{**head, **dict.fromkeys(("value", "words", "at", "annotation"), "")}] * (not cell.annotations)
        rows += [
            {
                **head,
                "value": one.value,
                "words": "; ".join(target.quote for target in cell.targets(one)),
                "at": "; ".join(str(target.place) for target in cell.targets(one)),
                "annotation": one.id,
            }
            for one in cell.annotations
        ]
    return _frame(columns, rows)


_DATE = {"date": "str", "earliest": "datetime64[s]", "latest": "datetime64[s]"}


def _days(date: UncertainDate | None) -> dict[str, str | datetime.date | None]:
    return {
        "date": str(date or ""),
        "earliest": date.earliest if date else None,
        "latest": date.latest if date else None,
    }


def _about(entry: TimelineEntry) -> dict[str, str]:
    """What kind, who, of what, after which source."""
    said: Sequence[str] = ("", "", "", "")
    if entry.witness is not None:
        text = entry.witness
        said = (text.kind, text.presented_by, text.siglum, str(text.source or ""))
    elif entry.annotation is not None:
        one = entry.annotation
        places = "; ".join(str(target.place) for target in one.targets)
        said = (one.kind, "; ".join(one.actors), places, sources_of(one))
    elif entry.handover is not None:
        handed = entry.handover
        people = "; ".join(filter(None, (handed.sender, handed.recipient)))
        said = ("", people, "; ".join(handed.sigla), "")
    return dict(zip(("what", "actors", "targets", "sources"), said, strict=True))


def _frame(columns: Mapping[str, str], rows: Iterable[_Row]) -> pandas.DataFrame:
    """Rows as a data frame whose columns have the types given, be there rows or not."""
    try:
        import numpy as np
        import pandas as pd
    except ImportError as error:
        raise TreatyDiffError(
            f"found no {error.name or 'pandas'}",
            expected="pandas, which makes data frames",
            todo="pip install 'pandas>=2.2'",
        ) from None
    made = list(rows)
    # By way of numpy: pandas takes days for nanoseconds, which end in 1677.
    series = {
        name: pd.Series(np.array([row[name] for row in made], dtype="datetime64[D]").astype(kind))
        if kind.startswith("datetime64")
        else pd.Series([row[name] for row in made], dtype=kind)
        for name, kind in columns.items()
    }
    return pd.DataFrame(series)
