"""Data frames: their types, what stands in them, and what is said where pandas is not there."""

from __future__ import annotations

import subprocess
import sys

import attrs
import pandas as pd
import pytest

import treatydiff
from treatydiff.export import frames
from treatydiff.export.table_rows import alignment_table
from treatydiff.model.annotations import Annotation
from treatydiff.model.dates import UncertainDate
from treatydiff.model.dossiers import DossierRecord
from treatydiff.model.witnesses import Witness
from treatydiff.timeline import timeline


@pytest.fixture(scope="module")
def dossier() -> treatydiff.Dossier:
    """The bundled dossier."""
    return treatydiff.load()


def test_columns_have_the_same_types_without_any_row(dossier: treatydiff.Dossier) -> None:
    """The frames of a comparison without changes have the columns and types of one with changes."""
    witness = dossier.witness("P41")
    same = treatydiff.compare(witness, attrs.evolve(witness, siglum="Q"))
    other = dossier.compare("K40", "M40")
    for make in (frames.changes, frames.edits):
        assert len(make(same)) == 0
        assert make(same).dtypes.to_dict() == make(other).dtypes.to_dict()
    assert frames.changes(other).dtypes["score"] == "float64"
    assert frames.changes(other).dtypes["moved"] == "bool"


def test_readings_are_the_units_and_witnesses(dossier: treatydiff.Dossier) -> None:
    """There is a row for each unit and witness; the words of a witness in its rows are its clauses."""
    collation = dossier.collate("P41", "LZ45", "SV04", "SZ80")
    frame = frames.readings(collation)
    table = alignment_table(collation)
    assert len(frame) == len(table.rows) * len(table.sigla)
    for witness in collation.witnesses:
        of_it = frame[(frame["witness"] == witness.siglum) & (frame["part"] == "text")]
        assert "".join(of_it["text"]) == "".join(clause.text for _, clause in witness.clauses())


def test_a_timeline_has_its_days_as_days(dossier: treatydiff.Dossier) -> None:
    """Dates are there as written and as first and last day, in order; what has none has no day."""
    frame = frames.timeline(dossier.timeline)
    assert list(frame["key"]) == [one.key for one in (*dossier.timeline.entries, *dossier.timeline.undated)]
    dated = frame[frame["date"] != ""]
    assert dated["earliest"].is_monotonic_increasing
    assert frame[frame["date"] == ""]["earliest"].isna().all()
    row = frame[frame["key"] == "neg-1926"].iloc[0]
    assert (row["date"], row["latest"]) == ("{1926-08,1927-05}", pd.Timestamp(1927, 5, 31))


def test_days_of_any_century_fit() -> None:
    """The peace of 1648 and a date open to one side are days too, though nanoseconds begin in 1677."""
    said = tuple(
        Annotation(f"n{number}", "note", "It was signed.", date=UncertainDate(date))
        for number, date in enumerate(("1648-10-24", "../1900"))
    )
    frame = frames.timeline(timeline(DossierRecord(witnesses=(Witness("A"),), annotations=said)))
    assert list(frame["earliest"].dt.year)[:2] == [1, 1648]


def test_terms_stand_with_their_words(dossier: treatydiff.Dossier) -> None:
    """There is a row for each term of each text, and one for each cell without any."""
    table = dossier.terms()
    frame = frames.terms(table)
    assert len(frame) == sum(max(1, len(cell.annotations)) for cell in table.cells)
    [row] = frame[(frame["category"] == "duration") & (frame["witness"] == "K40")].to_dict("records")
    assert (row["value"], row["words"], row["at"]) == ("P10Y", "ten years", "K40/VI:2")
    silent = frame[frame["state"] != "laid down"]
    assert set(silent["value"]) == {""}


def test_without_pandas_the_error_says_what_to_install() -> None:
    """Where pandas cannot be imported, the module can, and each call says what to do."""
    program = (
        "import sys; sys.modules['pandas'] = sys.modules['numpy'] = None\n"
        "import treatydiff\n"
        "from treatydiff.export import frames\n"
        "try:\n"
        "    frames.timeline(treatydiff.load().timeline)\n"
        "except treatydiff.TreatyDiffError as error:\n"
        "    print(error.todo)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert done.stdout == "pip install 'pandas>=2.2'\n"


def test_importing_treatydiff_imports_no_pandas() -> None:
    """Neither the library nor the module of data frames costs the time that pandas takes."""
    program = "import sys, treatydiff, treatydiff.export.frames; sys.exit('pandas' in sys.modules)"
    subprocess.run([sys.executable, "-c", program], check=True)
