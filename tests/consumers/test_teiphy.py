from __future__ import annotations

import csv
import re
import subprocess
from pathlib import Path

import pytest

from consumers.expected import Character, characters
from treatydiff.collation import Collation
from treatydiff.export.tei import Profile

SYMBOLS = "0123456789abcdefghijklmnopqrstuvwxyz"


@pytest.fixture(scope="module")
def teiphy(consumers: Path) -> Path:
    """The program."""
    program = consumers / "teiphy" / "bin" / "teiphy"
    if not program.exists():
        pytest.skip("teiphy is not installed")
    return program


def converted(program: Path, document: Path, suffix: str, *options: str) -> str:
    """What teiphy makes of a document."""
    out = document.with_name(f"{document.stem}{len(options)}{suffix}")
    run = subprocess.run(
        [program, *options, document, out], capture_output=True, text=True, check=False, timeout=120
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert "WARNING" not in run.stdout
    return out.read_text("utf-8-sig")


def nexus(text: str) -> tuple[list[str], dict[str, str]]:
    """Labels of the characters, and the row of each taxon."""
    dimensions = re.search(r"ntax=(\d+) nchar=(\d+)", text)
    assert dimensions is not None
    labels = re.findall(r"^\t\t\d+ (\S+) /", text, re.MULTILINE)
    rows = dict(re.findall(r"^\t\t(\S+) +(\S+?);?$", text[text.index("\tMatrix") :], re.MULTILINE))
    assert (len(rows), len(labels)) == tuple(map(int, dimensions.groups()))
    return labels, rows


def row(siglum: str, table: list[Character], *, merged: bool = False) -> str:
    """A witness's states as NEXUS writes them: the position of its reading among the readings, or ``?``."""
    out = ""
    for character in table:
        if siglum not in character.of:
            out += "?"
            continue
        states = list(character.states)
        number = character.of[siglum]
        if merged:
            first = {character.alike[state]: state for state in reversed(states)}
            states = [state for state in states if first[character.alike[state]] == state]
            number = first[character.alike[number]]
        out += SYMBOLS[states.index(number)]
    return out


def test_nexus_holds_the_matrix_of_the_model(
    teiphy: Path, collation: Collation, documents: dict[Profile, Path]
) -> None:
    """Same characters, taxa and states as the collation.

    Would catch: a unit lost or doubled, an app without id, a witness in two readings or in none, an untransmitted
    witness counted as omission, one omitted article counted at each of its words.
    """
    labels, rows = nexus(converted(teiphy, documents[Profile.ANALYSIS], ".nex"))
    table = characters(collation)
    assert labels == [re.sub(r"[^0-9A-Za-z]+", "_", character.name) for character in table]
    assert rows == {witness.siglum: row(witness.siglum, table) for witness in collation.witnesses}


def test_forms_of_one_word_can_be_merged(
    teiphy: Path, collation: Collation, documents: dict[Profile, Path]
) -> None:
    """Told that orthographic readings are trivial, teiphy merges just those whose compared forms are equal.

    Would catch: a reading typed orthographic that does not stand next to the one whose form it has (teiphy would
    merge it with another).
    """
    _, rows = nexus(converted(teiphy, documents[Profile.ANALYSIS], ".nex", "-t", "orthographic"))
    table = characters(collation)
    assert rows == {witness.siglum: row(witness.siglum, table, merged=True) for witness in collation.witnesses}


def test_csv_names_the_readings_of_the_model(
    teiphy: Path, collation: Collation, documents: dict[Profile, Path]
) -> None:
    """Each cell is the id of the witness's reading, the same id that the edition profile gives it.

    Would catch: ids of readings that differ between the profiles, or depend on what stands beside them.
    """
    text = converted(teiphy, documents[Profile.ANALYSIS], ".csv", "--table", "nexus")
    header, *rows = csv.reader(text.splitlines())
    table = characters(collation)
    assert header[1:] == [character.name for character in table]
    for siglum, *cells in rows:
        wanted = [f"{c.name}-{c.of[siglum]}" if siglum in c.of else "?" for c in table]
        assert cells == wanted, siglum
    assert [cells[0] for cells in rows] == [witness.siglum for witness in collation.witnesses]


def test_long_table_holds_the_words_of_each_witness(
    teiphy: Path, collation: Collation, documents: dict[Profile, Path]
) -> None:
    """The words beside each state are the witness's, to the letter, but for white space at their ends.

    Would catch: text lost because it stands inside an element that teiphy does not know, such as a milestone.
    """
    text = converted(teiphy, documents[Profile.ANALYSIS], ".csv", "--table", "long", "--no-labels")
    found = {(line["taxon"], line["character"]): line["value"] for line in csv.DictReader(text.splitlines())}
    for character in characters(collation):
        for witness in collation.witnesses:
            number = character.of.get(witness.siglum)
            words = "?" if number is None else character.texts[number].strip() or "om."
            assert found[witness.siglum, character.name] == words
