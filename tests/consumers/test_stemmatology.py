from __future__ import annotations

from pathlib import Path

from lxml import etree

from consumers.expected import characters
from treatydiff.collation import Collation, collate
from treatydiff.export.tei import Profile, write_collation
from treatydiff.model.numbers import Number
from treatydiff.model.passages import Passage
from treatydiff.model.provisions import Provision
from treatydiff.model.witnesses import Witness

TEI = {"t": "http://www.tei-c.org/ns/1.0"}
ID = "{http://www.w3.org/XML/1998/namespace}id"
Table = dict[str, dict[str, str | None]]


def imported(document: Path, types: tuple[str, ...] | None) -> Table:
    """A table as the R package stemmatology imports it, its rules re-stated.

    Rows are `app` elements of the types wanted, under their `xml:id`; columns are the witnesses of `listWit`. Only
    `rdg` children of an `app` count, not `lem` and not groups. A reading's code is its position, from 1, or 0 where
    it has no text but white space; several are joined by commas; a witness in none has no value.
    """
    root = etree.parse(document).getroot()
    sigla = sorted(str(w.get(ID)) for w in root.iterfind(".//t:listWit//t:witness", TEI))
    table: Table = {}
    for app in root.iterfind(".//t:app", TEI):
        if types is not None and app.get("type") not in types:
            continue
        row: dict[str, str | None] = dict.fromkeys(sigla)
        for position, reading in enumerate(app.iterfind("t:rdg", TEI), start=1):
            code = str(position) if "".join(reading.itertext()).split() else "0"
            for siglum in str(reading.get("wit")).replace("#", " ").split():
                row[siglum] = code if row[siglum] is None else f"{row[siglum]},{code}"
        table[str(app.get(ID))] = row
    return table


def expected(collation: Collation, types: tuple[str, ...] | None) -> Table:
    """The same table from the model."""
    sigla = sorted(witness.siglum for witness in collation.witnesses)
    return {
        c.name: {
            siglum: None
            if siglum not in c.of
            else str(c.states.index(c.of[siglum]) + 1)
            if c.texts[c.of[siglum]].strip()
            else "0"
            for siglum in sigla
        }
        for c in characters(collation)
        if types is None or c.variant in types
    }


def test_the_table_is_the_models(collation: Collation, documents: dict[Profile, Path]) -> None:
    """All units, and those it reads by default (type substantive), with the same codes.

    Would catch: a lemma or a reading group in the analysis profile (their witnesses would have no value), a missing
    type, omission told apart from lacuna by anything but an empty reading.
    """
    for types in (None, ("substantive",)):
        table = imported(documents[Profile.ANALYSIS], types)
        assert table == expected(collation, types)
        assert table


def test_a_whole_article_counts_once(tmp_path: Path) -> None:
    """Of an article with several places of variation a witness that lacks it all has one, as an omission.

    Would catch: an article that a draft lacks weighing as much as all its words together.
    """
    said = {
        "A": ("The Parties shall survey the rivers each spring, ", "and publish the maps within one year."),
        "B": ("The Parties shall survey the lakes each autumn, ", "and publish the charts within two years."),
        "C": (),
    }
    witnesses = [
        Witness(
            siglum,
            (
                Provision("article", (Passage("Peace is to last between the Parties."),), number=Number("1")),
                *([Provision("article", tuple(map(Passage, clauses)), number=Number("2"))] if clauses else []),
            ),
        )
        for siglum, clauses in said.items()
    ]
    document = tmp_path / "analysis.xml"
    document.write_bytes(write_collation(collate(witnesses), profile=Profile.ANALYSIS, version="1.0"))
    table = imported(document, None)
    assert [row["C"] for row in table.values()].count("0") == 1
    assert sum(row["A"] != row["B"] for row in table.values()) > 1
    assert next(iter(table.values())) == {"A": "1", "B": "1", "C": "0"}
