"""Alignment tables of a collation, as CSV, TSV and JSON, and in the JSON form of CollateX.

A row is a variation unit, constant ones included, in the apparatus's order; a column is a witness, the base
first. What a cell holds and what it says about itself are kept apart, so that an omission, silence, a gap and an
empty string cannot be taken for each other.

**CSV and TSV** (`write_csv`, `write_tsv`) are quoted as in RFC 4180, TSV likewise with tabs between the fields,
in UTF-8 without a byte order mark, lines ending in CR LF. First come the columns of the unit:

* ``address``: the group of corresponding clauses or provisions that the unit stands in;
* ``part``: ``label`` (what is printed over a provision), ``heading`` (its title) or ``text``;
* ``unit``: the number of the unit in this part of its group, from 1;
* ``constant``: ``yes`` where all witnesses agree to the letter, else ``no``;
* ``class`` and ``rule``: the class of the variation and the rule that decided; empty where none did;
* ``transposed``: the number of the unit that has the same words for other witnesses, if any;
* ``method``: how the words were aligned; empty outside ``text``.

Then ``A text`` for each witness A: the words as written, white space included. Then for each witness three more:

* ``A state``: ``words``; ``gap`` (a gap stands here, alone or among words); ``omitted``; ``not transmitted``;
* ``A at``: where the words stand in A, as ``A/3:1[0:12]``: code points, half-open, of a clause, or of what is
  printed over a provision; several places, of clauses that are joined here, are parted by ``+``;
* ``A order``: for each of these places a number; they rise in A's own order, which is another one where
  something moved. Rows sorted by them give A as it runs.

A spreadsheet may take a cell that begins with ``=``, ``+``, ``-`` or ``@`` for a formula. Such a cell gets an
apostrophe in front, and so does one that begins with white space or with an apostrophe: to read a table back,
take one leading apostrophe off every cell that has one.

**JSON** (`write_json`) is one object: ``schema``, ``version``, ``base``, ``level``, ``normalization``,
``segmentation``, ``rules``; ``witnesses``, the base first, each with its ``clauses`` in its own order, wordless
ones included; ``rows``, with what the other forms have, and in ``cells`` by siglum the ``state``, the ``tokens``
(``t`` as written, ``n`` the form compared; of a gap, U+FFFC) and ``at``, where they stand.

**CollateX's JSON** (`write_collatex_json`) is the output form that its documentation describes
(https://collatex.net/doc/, "Output"): ``witnesses`` lists sigla, ``table`` holds for each unit a list of tokens
for each witness. The form has no sign for silence: a witness without words has an empty list there, and labels and
headings stay out. Each token carries, besides ``t`` and ``n``, the clause that it stands in (``at``), its number
there (``token``, from 1) and, if it is one, ``gap``; CollateX hands further properties on.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from treatydiff.collation.values import Collation
from treatydiff.export.separated import separated
from treatydiff.export.table_rows import Cell, Row, alignment_table
from treatydiff.model.witnesses import Witness
from treatydiff.tokenization import GAP_FORM

__all__ = ["SCHEMA_VERSION", "write_collatex_json", "write_csv", "write_json", "write_tsv"]

SCHEMA_VERSION = 1
"""The version of the JSON form; it rises when a key goes or changes its meaning."""


def write_csv(collation: Collation) -> bytes:
    """The alignment table as comma-separated values; the form is described at the head of this module.

    Example:
        >>> from treatydiff.collation import collate
        >>> from treatydiff.model.provisions import Passage, Provision
        >>> witness = Witness("A", (Provision("signatures", (Passage("= For the Party"),)),))
        >>> print(write_csv(collate([witness])).decode().splitlines()[1])
        A/signatures:1,text,1,yes,,,,diff,'= For the Party,words,A/signatures:1[0:15],2
    """
    return separated(_fields(collation))


def write_tsv(collation: Collation) -> bytes:
    r"""The alignment table as `write_csv` has it, with tabs between the fields.

    Example:
        >>> from treatydiff.collation import collate
        >>> from treatydiff.model.passages import Passage
        >>> from treatydiff.model.provisions import Provision
        >>> from treatydiff.model.witnesses import Witness
        >>> a, b = (
        ...     Witness(siglum, (Provision("body", (Passage(text),)),))
        ...     for siglum, text in (("A", "It lasts five years."), ("B", "It lasts ten years."))
        ... )
        >>> write_tsv(collate([a, b])).decode().splitlines()[1].split("\t")[:4]
        ['A/body:1', 'text', '1', 'yes']
    """
    return separated(_fields(collation), delimiter="\t")


def _fields(collation: Collation) -> Iterator[list[str]]:
    table = alignment_table(collation)
    unit_columns = ("address", "part", "unit", "constant", "class", "rule", "transposed", "method")
    # A siglum has no space in it, so that none of these names is another's.
    texts = [f"{siglum} text" for siglum in table.sigla]
    about = [f"{siglum} {what}" for siglum in table.sigla for what in ("state", "at", "order")]
    yield [*unit_columns, *texts, *about]
    for row in table.rows:
        unit = row.unit
        fields = [
            str(row.address),
            row.part,
            str(row.number),
            "yes" if unit.constant else "no",
            unit.variant,
            unit.rule,
            "" if unit.transposed is None else str(unit.transposed + 1),
            row.method,
            *(cell.text for cell in row.cells),
        ]
        for cell in row.cells:
            at = "+".join(map(str, cell.places))
            order = "+".join(str(place.order) for place in cell.places)
            fields += (cell.state.value, at, order)
        yield fields


def write_json(collation: Collation) -> bytes:
    """The alignment table as JSON; the form is described at the head of this module.

    Example:
        >>> from treatydiff.collation import collate
        >>> from treatydiff.model.provisions import Passage, Provision
        >>> witness = Witness("A", (Provision("article", (Passage("It lasts."),)),))
        >>> read = json.loads(write_json(collate([witness])))
        >>> read["rows"][0]["cells"]["A"]["tokens"]
        [{'t': 'It ', 'n': 'it'}, {'t': 'lasts', 'n': 'lasts'}, {'t': '.', 'n': '.'}]
    """
    table = alignment_table(collation)
    options = collation.options
    head = {
        "schema": "treatydiff alignment table",
        "version": SCHEMA_VERSION,
        "base": collation.base,
        "level": options.level.value,
        "normalization": list(options.normalization.rules),
        "segmentation": options.normalization.segmentation.value,
        "rules": [{"name": rule.name, "class": rule.variant, "says": rule.says} for rule in options.rules],
    }
    witnesses = [_described(collation.witness(siglum)) for siglum in table.sigla]
    rows = [_row(table.sigla, row) for row in table.rows]
    # A line for each witness and row, so that people can read it and line-based comparison is of use.
    parts = [f"{_json(name)}: {_json(value)}" for name, value in head.items()]
    parts += [f'"witnesses": {_lines(witnesses)}', f'"rows": {_lines(rows)}']
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode()


def _described(witness: Witness) -> dict[str, object]:
    return {
        "siglum": witness.siglum,
        "title": witness.title,
        "kind": witness.kind,
        "status": witness.status.value,
        "complete": witness.complete,
        "language": witness.language,
        "clauses": [str(address) for address, _ in witness.clauses()],
    }


def _row(sigla: Sequence[str], row: Row) -> dict[str, object]:
    unit = row.unit
    return {
        "address": str(row.address),
        "part": row.part,
        "unit": row.number,
        "constant": unit.constant,
        "class": unit.variant,
        "rule": unit.rule,
        "transposed": None if unit.transposed is None else unit.transposed + 1,
        "method": row.method,
        "cells": {siglum: _cell(cell) for siglum, cell in zip(sigla, row.cells, strict=True)},
    }


def _cell(cell: Cell) -> dict[str, object]:
    said: dict[str, object] = {"state": cell.state.value}
    if cell.tokens:
        said["tokens"] = [{"t": t, "n": n} for t, n in zip(cell.tokens, cell.forms, strict=True)]
        said["at"] = [
            {"address": str(place.address), "start": place.start, "stop": place.stop} for place in cell.places
        ]
    return said


def write_collatex_json(collation: Collation) -> bytes:
    """The clauses' words in the JSON form that CollateX puts out; see the head of this module.

    Example:
        >>> from treatydiff.collation import collate
        >>> from treatydiff.model.provisions import Passage, Provision
        >>> witness = Witness("A", (Provision("article", (Passage("Ends"),)),))
        >>> print(write_collatex_json(collate([witness])).decode(), end="")
        {"witnesses": ["A"], "table": [
        [[{"t": "Ends", "n": "ends", "at": "A/article:1", "token": 1}]]
        ]}
    """
    table = alignment_table(collation)
    segments = [[_collatex(cell) for cell in row.cells] for row in table.rows if row.part == "text"]
    return f'{{"witnesses": {_json(table.sigla)}, "table": {_lines(segments)}}}\n'.encode()


def _collatex(cell: Cell) -> list[dict[str, object]]:
    numbered = ((place.address, number) for place in cell.places for number in range(*place.tokens))
    return [
        {"t": t, "n": n, "at": str(address), "token": number + 1} | ({"gap": True} if n == GAP_FORM else {})
        for t, n, (address, number) in zip(cell.tokens, cell.forms, numbered, strict=True)
    ]


def _lines(values: Iterable[object]) -> str:
    return "[\n" + ",\n".join(map(_json, values)) + "\n]"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
