"""Alignment tables: what is read back from them, and what a spreadsheet makes of them."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from strategies import any_families
from treatydiff.collation import Collation, Options, collate
from treatydiff.export.tables import write_collatex_json, write_csv, write_json, write_tsv
from treatydiff.model.dossiers import Level
from treatydiff.model.numbers import Number
from treatydiff.model.passages import Gap, Passage, Span
from treatydiff.model.provisions import Label, Provision
from treatydiff.model.witnesses import Witness

GOLDEN = Path(__file__).parent.parent / "golden" / "tables"


def article(number: str, *clauses: str | Passage, label: str = "", heading: str = "") -> Provision:
    """An article with these clauses."""
    return Provision(
        "article",
        tuple(Passage(clause) if isinstance(clause, str) else clause for clause in clauses),
        number=Number(number),
        label=Label(label) if label else None,
        heading=Passage(heading) if heading else None,
    )


def dossier() -> Collation:
    """A base, an earlier draft in another order with a gap, and a fragment of one article."""
    signed = Witness(
        "S",
        (
            article("1", "Both Parties shall keep peace, ", "and respect each other.", label="Article 1"),
            article("2", 'The "Pact" lasts five years.', label="Article 2", heading="Term"),
            Provision("signatures", (Passage("= For the Parties"),)),
        ),
    )
    gap = Passage("It is signed on  1941.", (Gap(Span(16, 16), reason="left-blank"),))
    draft = Witness(
        "D",
        (
            article("I", "The Pact lasts ten\nyears.", label="Article I", heading="Term"),
            article("II", "Both Parties shall keep peace, and respect each other.", label="Article II"),
            article("III", gap, label="Article III"),
        ),
    )
    fragment = Witness("F", (article("1", "Both parties shall keep the peace, "),), complete=False)
    return collate([draft, fragment, signed], base="S")


def unquoted(field: str) -> str:
    """A field as it was before it was kept from being taken for a formula: what the documentation says to do."""
    return field.removeprefix("'")


def read_separated(data: bytes, delimiter: str) -> list[dict[str, str]]:
    """The rows of a file, by column."""
    rows = csv.reader(io.StringIO(data.decode("utf-8"), newline=""), delimiter=delimiter, strict=True)
    header, *fields = ([unquoted(field) for field in row] for row in rows)
    assert len(set(header)) == len(header)
    return [dict(zip(header, row, strict=True)) for row in fields]


PLACE = re.compile(r"(.+)\[(\d+):(\d+)\]", re.DOTALL)


def rebuilt(rows: list[dict[str, str]], siglum: str, part: str) -> dict[str, str]:
    """The clauses, labels or headings of a witness in its own order, from the fields of a table alone."""
    pieces: list[tuple[int, str, str]] = []
    for row in rows:
        text = row[f"{siglum} text"]
        if row["part"] == part and row[f"{siglum} at"]:
            for place, order in zip(row[f"{siglum} at"].split("+"), row[f"{siglum} order"].split("+"), strict=True):
                found = PLACE.fullmatch(place)
                assert found
                length = int(found[3]) - int(found[2])
                pieces.append((int(order), found[1], text[:length]))
                text = text[length:]
        assert not text or row["part"] != part
    texts: dict[str, str] = {}
    for _, address, piece in sorted(pieces, key=lambda piece: piece[0]):
        texts[address] = texts.get(address, "") + piece
    return texts


def clauses(witness: Witness) -> dict[str, str]:
    """The clauses of a witness that have words, in its order."""
    return {str(address): clause.text for address, clause in witness.clauses() if clause.text}


def headings(witness: Witness) -> dict[str, str]:
    """The headings of a witness that have words, in its order."""
    return {str(a): p.heading.text for a, p in witness.addressed() if p.heading and p.heading.text}


def labels(witness: Witness) -> dict[str, str]:
    """The labels that a witness has itself, in its order."""
    return {
        str(a): p.label.text for a, p in witness.addressed() if p.label and p.label.text and not p.label.supplied
    }


@given(any_families(max_size=5))
def test_separated_values_give_each_witness_back(family: tuple[Witness, ...]) -> None:
    """Law 4: a file alone gives every clause, heading and label to the letter, in each witness's own order."""
    collation = collate(family)
    for data, delimiter in ((write_csv(collation), ","), (write_tsv(collation), "\t")):
        rows = read_separated(data, delimiter)
        for witness in family:
            for part, wanted in (("text", clauses), ("heading", headings), ("label", labels)):
                found = {address: text for address, text in rebuilt(rows, witness.siglum, part).items() if text}
                assert list(found.items()) == list(wanted(witness).items())


@given(any_families(max_size=5))
def test_json_gives_each_witness_back(family: tuple[Witness, ...]) -> None:
    """Law 4: the JSON form gives each clause to the letter, its tokens and its place in the witness's order."""
    read = json.loads(write_json(collate(family)))
    for witness, said in zip(family, sorted(read["witnesses"], key=lambda w: family_order(family, w)), strict=True):
        texts: dict[str, str] = dict.fromkeys(said["clauses"], "")
        for row in read["rows"]:
            cell = row["cells"][witness.siglum]
            if row["part"] == "text" and "at" in cell:
                text = "".join(token["t"] for token in cell["tokens"])
                for place in cell["at"]:
                    assert len(texts[place["address"]]) == place["start"]
                    length = place["stop"] - place["start"]
                    texts[place["address"]] += text[:length]
                    text = text[length:]
                assert not text
        assert list(texts.items()) == [(str(address), clause.text) for address, clause in witness.clauses()]


def family_order(family: tuple[Witness, ...], said: dict[str, Any]) -> int:
    """Where a witness of the JSON form stands among those that were collated."""
    return [witness.siglum for witness in family].index(said["siglum"])


@given(any_families(max_size=5))
def test_collatex_json_gives_each_clause_back(family: tuple[Witness, ...]) -> None:
    """Law 4: the tokens of CollateX's form, put in order by clause and number, are each clause to the letter."""
    read = json.loads(write_collatex_json(collate(family)))
    assert set(read) == {"witnesses", "table"}
    for witness in family:
        column = read["witnesses"].index(witness.siglum)
        tokens = [token for segment in read["table"] for token in segment[column]]
        texts: dict[str, str] = {}
        counts: dict[str, int] = {}
        for token in tokens:
            counts[token["at"]] = counts.get(token["at"], 0) + 1
            assert token["token"] == counts[token["at"]]
            texts[token["at"]] = texts.get(token["at"], "") + token["t"]
        assert {address: text for address, text in texts.items() if text} == clauses(witness)


@given(any_families(max_size=5))
def test_every_state_is_what_the_unit_says(family: tuple[Witness, ...]) -> None:
    """Law 5: each witness has one state in each row; words or a gap have a place, absences have none."""
    collation = collate(family)
    rows = read_separated(write_csv(collation), ",")
    units = {(row["address"], row["part"], row["unit"]) for row in rows}
    assert len(units) == len(rows)
    for row in rows:
        for witness in family:
            state, at = row[f"{witness.siglum} state"], row[f"{witness.siglum} at"]
            assert state in {"words", "gap", "omitted", "not transmitted"}
            assert (state in {"words", "gap"}) == bool(at)
            assert at or not row[f"{witness.siglum} text"]


DANGEROUS = st.sampled_from(["=", "+", "-", "@", "\t=", "\r=", "\n=", " =", "'", "''=", ""])


@given(DANGEROUS, st.text(st.sampled_from("a=+-@'\" \t\r\n,;1"), max_size=6))
@example("=", 'HYPERLINK("http://example.org","here")')
def test_no_cell_is_a_formula(start: str, rest: str) -> None:
    """No field begins with what a spreadsheet takes for a formula, and what was put in front can be taken off."""
    witness = Witness("A", (Provision("article", (Passage(start + rest),)),))
    for write, delimiter in ((write_csv, ","), (write_tsv, "\t")):
        data = write(collate([witness]))
        for row in csv.reader(io.StringIO(data.decode(), newline=""), delimiter=delimiter, strict=True):
            assert not any(field.lstrip().startswith(("=", "+", "-", "@")) for field in row)
            assert not any(field[:1].isspace() for field in row)
        read = rebuilt(read_separated(data, delimiter), "A", "text")
        assert "".join(read.values()) == start + rest


def test_lines_and_quotes_are_those_of_rfc_4180() -> None:
    """Lines end in CR LF; fields with a separator, a quote or a line break are quoted, quotes in them doubled."""
    data = write_csv(dossier())
    assert b",and respect each other.," in data
    assert b',"""Pact"" lasts five ",' in data
    assert b',"peace, ",' in data
    assert b',"Pact lasts ten\n",' in data
    assert not data.startswith(b"\xef\xbb\xbf")
    unquoted_text = re.sub(rb'"(?:[^"]|"")*"', b"", data)
    assert unquoted_text.count(b"\r\n") == unquoted_text.count(b"\n") == unquoted_text.count(b"\r")
    assert data.endswith(b"\r\n")


def test_what_is_not_there_says_why() -> None:
    """An omission, silence and a gap without words are told apart, though all three cells are empty or blank."""
    gap = Passage("", (Gap(Span(0, 0), reason="left-blank"),))
    whole = Witness("A", (article("1", "It lasts."), article("2", "It ends.")))
    blank = Witness("B", (article("1", "It lasts."), article("2", gap)))
    shorter = Witness("C", (article("1", "It lasts."),))
    fragment = Witness("D", (article("1", "It lasts."),), complete=False)
    rows = read_separated(write_csv(collate([whole, blank, shorter, fragment])), ",")
    states = [
        {siglum: (row[f"{siglum} state"], row[f"{siglum} text"]) for siglum in "BCD"}
        for row in rows
        if row["address"] in {"A/2:1", "B/2:1"}
    ]
    assert ("gap", "") in [state["B"] for state in states]
    assert {state["C"] for state in states} == {("omitted", "")}
    assert {state["D"] for state in states} == {("not transmitted", "")}


def test_the_base_comes_first() -> None:
    """The base's columns stand before the others, which keep the order in which they were given."""
    header = write_csv(dossier()).decode().split("\r\n", 1)[0].split(",")
    assert [name for name in header if name.endswith(" text")] == ["S text", "D text", "F text"]
    assert json.loads(write_collatex_json(dossier()))["witnesses"] == ["S", "D", "F"]


def test_a_siglum_hides_no_column() -> None:
    """A witness whose siglum is the name of another column keeps its own columns, and that one its name."""
    witness = Witness("unit", (Provision("article", (Passage("It lasts."),)),))
    (row,) = read_separated(write_csv(collate([witness])), ",")
    assert (row["unit"], row["unit text"]) == ("1", "It lasts.")


def test_joined_clauses_keep_their_places() -> None:
    """Where two clauses of one witness meet one of another, the places say where one ends and the next begins."""
    rows = read_separated(write_csv(dossier()), ",")
    joined = [row for row in rows if row["address"] == "S/1:1" and row["part"] == "text"]
    assert [row["S at"] for row in joined][-2:] == ["S/1:1[24:31]", "S/1:2[0:23]"]
    assert {row["D at"].split("[")[0] for row in joined if row["D at"]} == {"D/II:1"}
    texts = rebuilt(rows, "S", "text")
    assert texts["S/1:1"] == "Both Parties shall keep peace, "
    assert texts["S/1:2"] == "and respect each other."


def test_articles_alone_are_one_unit_with_a_place_for_each_clause() -> None:
    """Where words were not compared, texts stand whole, and the places say where a clause ends in them."""
    a, b = Witness("A", (article("1", "It lasts; ", "it ends."),)), Witness("B", (article("1", "Es gilt."),))
    (row,) = read_separated(write_csv(collate([a, b], options=Options(level=Level.ARTICLE))), ",")
    assert (row["method"], row["A text"], row["B text"]) == ("whole", "It lasts; it ends.", "Es gilt.")
    assert (row["A at"], row["B at"]) == ("A/1:1[0:10]+A/1:2[0:8]", "B/1:1[0:8]")
    assert rebuilt([row], "A", "text") == {"A/1:1": "It lasts; ", "A/1:2": "it ends."}


@pytest.mark.parametrize(
    ("write", "name"),
    [
        (write_csv, "small.csv"),
        (write_tsv, "small.tsv"),
        (write_json, "small.json"),
        (write_collatex_json, "small.collatex.json"),
    ],
)
def test_golden(write: Callable[[Collation], bytes], name: str) -> None:
    """A small dossier with a move, a gap, a fragment and a formula gives these files, byte for byte."""
    assert write(dossier()).decode() == (GOLDEN / name).read_bytes().decode()
