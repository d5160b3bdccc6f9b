"""Tables: what is found in a corpus, in an order that depends on nothing else, as CSV, JSON or Parquet."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from attrs import frozen

from treatydiff.corpus.wording import WordChange
from treatydiff.export.separated import separated

SCHEMA_VERSION = 1
"""The version of the JSON form; it rises when a key goes or changes its meaning."""

Value = str | int | tuple[WordChange, ...]
"""What a field of a table holds."""
_TYPES = {
    str: pa.string(),
    int: pa.int64(),
    tuple: pa.list_(pa.struct([("before", pa.string()), ("after", pa.string())])),
}


@frozen
class Table:
    r"""Rows under named columns.

    Attributes:
        name: what it is a table of: ``related treaties``, ``borrowed clauses`` ...
        columns: the name of each column, and the type of its fields.
        rows: the rows, in order.
        corpus: the digest of the corpus (`treatydiff.corpus.Corpus.digest`).

    Example:
        >>> table = Table("letters", {"letter": str, "times": int}, (("=a", 2),), "")
        >>> table.csv(), next(table.records())
        (b"letter,times\r\n'=a,2\r\n", {'letter': '=a', 'times': 2})
    """

    name: str
    columns: Mapping[str, type]
    rows: tuple[tuple[Value, ...], ...]
    corpus: str = ""

    def records(self) -> Iterator[dict[str, Any]]:
        """Each row by the names of the columns; word changes as ``before`` and ``after``."""
        for row in self.rows:
            yield {
                name: [{"before": one.before, "after": one.after} for one in value]
                if isinstance(value, tuple)
                else value
                for name, value in zip(self.columns, row, strict=True)
            }

    def csv(self) -> bytes:
        """As comma-separated values (`treatydiff.export.separated`); word changes stand as ``[-so-]{+so+}``."""
        rows = ([_printed(value) for value in row] for row in self.rows)
        return separated([list(self.columns), *rows])

    def json(self) -> bytes:
        """As one object: ``schema`` and ``version`` of this form, ``table``, ``corpus``, ``rows``, objects."""
        head = {"schema": "treatydiff corpus table", "version": SCHEMA_VERSION, "table": self.name}
        document = {**head, "corpus": self.corpus, "rows": list(self.records())}
        return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"

    def parquet(self) -> bytes:
        """A Parquet file; word changes are a list of ``before`` and ``after``."""
        schema = pa.schema([(name, _TYPES[kind]) for name, kind in self.columns.items()])
        sink = pa.BufferOutputStream()
        pq.write_table(pa.Table.from_pylist(list(self.records()), schema=schema), sink, compression="zstd")
        return bytes(sink.getvalue().to_pybytes())


def _printed(value: Value) -> str:
    return "; ".join(map(str, value)) if isinstance(value, tuple) else str(value)
