"""Tables of a comparison: what stands in each row, and what a spreadsheet makes of it."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

import treatydiff
from strategies import annotation_lists, any_pairs
from treatydiff.annotation import annotate
from treatydiff.comparison import Comparison
from treatydiff.export.changes import COLUMNS, write_csv, write_tsv


def rows(data: bytes, delimiter: str = ",") -> list[dict[str, str]]:
    """The rows of a file, by column, without what keeps them from being formulas."""
    read = csv.DictReader(io.StringIO(data.decode("utf-8"), newline=""), delimiter=delimiter, strict=True)
    assert tuple(read.fieldnames or ()) == COLUMNS
    return [{name: field.removeprefix("'") for name, field in row.items()} for row in read]


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    """Two bundled drafts with what is said of them."""
    return treatydiff.load().compare("M40", "P41")


def test_each_kind_of_row_is_told_once(comparison: Comparison) -> None:
    """Rows are the changes, each followed by its edits and annotations; then silence, then what else is said."""
    read = rows(write_csv(comparison))
    wanted = []
    for change in comparison:
        wanted += ["change", *["edit"] * len(change.edits), *["annotation"] * len(change.annotations)]
    wanted += ["not transmitted"] * len(comparison.not_transmitted)
    told = {one.id for change in comparison for one in change.annotations}
    wanted += ["remark"] * sum(one.id not in told for one in comparison.annotations)
    assert [row["row"] for row in read] == wanted
    assert {row["annotation"] for row in read} - {""} == {one.id for one in comparison.annotations}


def test_an_annotation_stands_with_its_source(comparison: Comparison) -> None:
    """What is said of a change stands under it, with actors, date, words and source to the page."""
    read = rows(write_csv(comparison))
    said = [
        row for row in read if row["annotation"] == "neg-1941-04-12-force" and row["change"].endswith("P41/3:1")
    ]
    assert [(row["row"], row["kind"], row["date"]) for row in said] == [("annotation", "amendment", "1941-04-12")]
    assert said[0]["sources"] == "Slavinsky 2004, p. 53"
    assert said[0]["quote"] == "from the day of ratification"
    assert said[0]["actors"] == "Japanese delegation; Solomon Lozovskiy"


def test_silence_is_no_change() -> None:
    """What a fragment does not transmit has rows of its own, on the side that has it."""
    comparison = treatydiff.load().compare("P41", "SZ80")
    silent = [row for row in rows(write_csv(comparison)) if row["row"] == "not transmitted"]
    assert [row["earlier at"] for row in silent] == [str(address) for address in comparison.not_transmitted]
    assert {row["later at"] for row in silent} == {""}


@given(st.data())
def test_no_field_is_a_formula(data: st.DataObject) -> None:
    """Whatever the texts and annotations say, no field begins as a formula does in a spreadsheet."""
    pair = data.draw(any_pairs())
    comparison = annotate(treatydiff.compare(*pair), data.draw(annotation_lists(pair)))
    for written, delimiter in ((write_csv(comparison), ","), (write_tsv(comparison), "\t")):
        for fields in csv.reader(io.StringIO(written.decode(), newline=""), delimiter=delimiter, strict=True):
            assert not any(field.startswith(tuple("=+-@\t\r\n＝＋－＠")) for field in fields)
            assert len(fields) == len(COLUMNS)
