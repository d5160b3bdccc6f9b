"""JSON export: what stands in it, and that it derives from the comparison or collation alone."""

from __future__ import annotations

import json
from typing import Any

import pytest

import treatydiff
from treatydiff.collation.values import ClauseGroup
from treatydiff.export.json import write_alignment, write_collation, write_comparison
from treatydiff.export.witnesses import as_data
from treatydiff.model.addresses import ChangeAddress
from treatydiff.model.dates import UncertainDate
from treatydiff.model.numbers import Number
from treatydiff.model.passages import Correction, Gap, Highlight, Name, PageBreak, Passage, Span
from treatydiff.model.provisions import Label, Provision
from treatydiff.model.sources import Source, Work
from treatydiff.model.witnesses import TextStatus, Witness
from treatydiff.normalization import DEFAULT


def article(number: str, *clauses: str) -> Provision:
    """An article with these clauses."""
    return Provision("article", tuple(Passage(clause) for clause in clauses), number=Number(number))


EARLIER = Witness(
    "A",
    (
        article("1", "The Parties shall keep the peace."),
        article("2", "It lasts five years. ", "Договор вступает в силу."),
        article("3", "Vessels enter the ports of either Party freely."),
    ),
    title="Draft",
    kind="draft",
    status=TextStatus.TRANSLATION,
    date=UncertainDate("1930-05"),
    translator="J. Smith",
    source=Source(Work("Smith 1990", "J. Smith, Treaties, 1990"), pages="3-4", repository="AB", shelfmark="f. 1"),
    remarks=("A remark.",),
)
LATER = Witness(
    "B",
    (
        article("1", "The Parties shall keep the peace."),
        article("2", "It lasts ten years. ", "Договор вступает в силу."),
    ),
    complete=False,
)


@pytest.fixture(scope="module")
def comparison() -> treatydiff.Comparison:
    """A draft and a part of a later text."""
    return treatydiff.compare(EARLIER, LATER)


@pytest.fixture(scope="module")
def document(comparison: treatydiff.Comparison) -> dict[str, Any]:
    """What a program reads back."""
    read: dict[str, Any] = json.loads(write_comparison(comparison, version="1.2.3"))
    return read


def test_bytes_are_utf8_with_letters_as_they_are(comparison: treatydiff.Comparison) -> None:
    """Letters stand in the file as themselves, lines end in a newline, and twice written is the same."""
    data = write_comparison(treatydiff.compare(EARLIER, EARLIER_IN_RUSSIAN), version="1")
    assert "Сторона" in data.decode("utf-8")
    assert data.endswith(b"}\n")
    assert b"\r" not in data
    assert write_comparison(comparison, version="1") == write_comparison(comparison, version="1")


EARLIER_IN_RUSSIAN = Witness("R", (article("1", "Сторона соблюдает мир."),))


def test_keys_stand_in_the_documented_order(document: dict[str, Any]) -> None:
    """The keys are all there, in the order that the module's documentation gives."""
    assert list(document) == [
        "schema",
        "version",
        "software",
        "options",
        "earlier",
        "later",
        "counts",
        "words",
        "links",
        "without_counterpart",
        "overruled",
        "misfits",
        "changes",
        "not_transmitted",
        "annotations",
    ]
    assert document["schema"] == "treatydiff comparison"
    assert document["version"] == 2
    assert document["software"] == {"name": "treatydiff", "version": "1.2.3"}
    options = {"level": "by-clause", "normalization": list(DEFAULT.rules), "segmentation": "characters"}
    assert {key: document["options"][key] for key in options} == options
    assert [rule["name"] for rule in document["options"]["rules"]] == [
        rule.name for rule in treatydiff.Options().rules
    ]


def test_witnesses_are_described(comparison: treatydiff.Comparison, document: dict[str, Any]) -> None:
    """Each witness is there with all that is known of it, and null for a date or source that is not."""
    described = json.loads(write_alignment(comparison, version="1"))["earlier"]
    assert document["earlier"] == {**described, "provisions": document["earlier"]["provisions"]}
    nothing: list[str] = []
    people = dict.fromkeys(("authors", "editors", "translators"), nothing)
    entry = ("title", "container", "place", "publisher", "date", "isbn", "url", "identifier", "pages")
    assert described == {
        "siglum": "A",
        "title": "Draft",
        "kind": "draft",
        "status": "translation",
        "complete": True,
        "instrument": "",
        "date": "1930-05",
        "language": "en",
        "translator": "J. Smith",
        "source": {
            "work": "Smith 1990",
            "reference": "J. Smith, Treaties, 1990",
            "pages": "3-4",
            "note": "",
            "repository": "AB",
            "shelfmark": "f. 1",
            "entry": {"kind": "", **people, **dict.fromkeys(entry, "")},
        },
        "presented_by": "",
        "remarks": ["A remark."],
        "original": "",
        "filiation": "",
        "rights": "",
    }
    assert document["later"]["date"] is None
    assert document["later"]["source"] is None
    assert document["later"]["complete"] is False


def test_provisions_are_whole() -> None:
    """A provision has its address, kind, number, label, heading, clauses with all marks, and what is inside."""
    marks = (
        Gap(Span(0, 0), "illegible", "two words", "E."),
        Highlight(Span(0, 2), "italic", "E."),
        Correction(Span(3, 8), "lsts", "E.", "high", "the copy"),
        Name(Span(9, 10)),
        PageBreak(Span(10, 10), "25"),
    )
    point = Provision("point", (Passage("It lasts A", marks),), number=Number("a"))
    heading = Passage("Term")
    unit = Provision(
        "article", (), (point,), Number("VI"), Label("[VI]", supplied=True, resp="E."), heading, "Sides"
    )
    assert as_data(Witness("A", (unit,)))["provisions"] == [
        {
            "address": "A/VI",
            "kind": "article",
            "number": "VI",
            "label": {"text": "[VI]", "supplied": True, "resp": "E."},
            "heading": {"text": "Term", "marks": []},
            "party": "Sides",
            "clauses": [],
            "children": [
                {
                    "address": "A/VI/a",
                    "kind": "point",
                    "number": "a",
                    "label": None,
                    "heading": None,
                    "party": "",
                    "clauses": [
                        {
                            "address": "A/VI/a:1",
                            "text": "It lasts A",
                            "marks": [
                                {"mark": "highlight", "start": 0, "stop": 2, "rend": "italic", "resp": "E."},
                                {
                                    "mark": "gap",
                                    "start": 0,
                                    "stop": 0,
                                    "reason": "illegible",
                                    "note": "two words",
                                    "resp": "E.",
                                },
                                {
                                    "mark": "correction",
                                    "start": 3,
                                    "stop": 8,
                                    "sic": "lsts",
                                    "resp": "E.",
                                    "cert": "high",
                                    "source": "the copy",
                                },
                                {"mark": "name", "start": 9, "stop": 10},
                                {"mark": "page-break", "start": 10, "stop": 10, "page": "25"},
                            ],
                        }
                    ],
                    "children": [],
                }
            ],
        }
    ]


def test_changes_links_and_silence(document: dict[str, Any], comparison: treatydiff.Comparison) -> None:
    """Changes, links and what is not transmitted are those of the comparison, in its order."""
    assert [change["address"] for change in document["changes"]] == [str(c.address) for c in comparison.changes]
    assert [link["address"] for link in document["links"]] == [str(link.address) for link in comparison.links]
    assert document["not_transmitted"] == ["A/3"]
    assert document["counts"] == {"reworded": 1}
    assert document["words"] == {"differing": 2, "compared": 28}
    (change,) = document["changes"]
    assert change["relation"] == "reworded"
    assert change["link"] == change["address"] == "A/2:1..B/2:1"
    assert change["earlier"] == {"addresses": ["A/2:1"], "text": "It lasts five years."}
    assert all(0 <= link["score"] <= 1 for link in document["links"])


def test_edits_point_into_the_tokens(document: dict[str, Any]) -> None:
    """An edit has the address that it is cited by, and half-open ranges of tokens counted from 0."""
    (edit,) = document["changes"][0]["edits"]
    assert edit == {
        "address": "A/2:1..B/2:1@3-3",
        "earlier": {"tokens": [2, 3], "text": "five "},
        "later": {"tokens": [2, 3], "text": "ten "},
        "same_forms": False,
        "transposed": False,
    }
    assert ChangeAddress.parse(edit["address"]).tokens == (3, 3)


def test_inverse_exchanges_the_sides(document: dict[str, Any], comparison: treatydiff.Comparison) -> None:
    """The inverted comparison has the same edits with their sides exchanged."""
    inverse = json.loads(write_comparison(comparison.invert(), version="1.2.3"))
    assert inverse["earlier"] == document["later"]
    (edit,), (other,) = inverse["changes"][0]["edits"], document["changes"][0]["edits"]
    assert (edit["earlier"], edit["later"]) == (other["later"], other["earlier"])


def test_by_article_compares_no_words() -> None:
    """At the level of articles there are links, and no words were compared."""
    options = treatydiff.Options(level=treatydiff.Level.ARTICLE)
    data = write_comparison(treatydiff.compare(EARLIER, LATER, options=options), version="1")
    read = json.loads(data)
    assert read["options"]["level"] == "by-article"
    assert read["words"] == {"differing": 0, "compared": 0}
    assert {link["relation"] for link in read["links"]} == {"parallel"}


@pytest.fixture(scope="module")
def collation() -> treatydiff.Collation:
    """The draft, the part of a later text, and a third text without Article 1, which is the base."""
    third = Witness("C", LATER.provisions[1:], language="en")
    return treatydiff.collate([EARLIER, LATER, third], base="C")


@pytest.fixture(scope="module")
def collated(collation: treatydiff.Collation) -> dict[str, Any]:
    """What a program reads back of a collation."""
    read: dict[str, Any] = json.loads(write_collation(collation, version="1.2.3"))
    return read


def test_keys_of_a_collation_stand_in_the_documented_order(collated: dict[str, Any]) -> None:
    """The keys are all there, in the order that the module's documentation gives, on each level."""
    head = ["schema", "version", "software", "options", "base", "witnesses"]
    rest = ["links", "without_counterpart", "overruled", "misfits", "groups", "annotations"]
    assert list(collated) == [*head, *rest]
    assert collated["schema"] == "treatydiff collation"
    assert collated["base"] == "C"
    assert [witness["siglum"] for witness in collated["witnesses"]] == ["A", "B", "C"]
    assert list(collated["options"]) == ["level", "normalization", "segmentation", "rules"]
    assert collated["options"]["rules"][-1] == {"name": "else", "class": "substantive", "says": "anything else"}
    group = collated["groups"][0]
    shared = ["address", "kind", "members", "omitted", "not_transmitted"]
    assert list(group) == [*shared, "label", "heading", "children"]
    clause = group["children"][0]
    assert list(clause) == [*shared, "method", "units"]
    assert clause["kind"] == "clause"
    assert list(clause["units"][0]) == ["class", "rule", "transposed", "readings", "omitted", "not_transmitted"]


def groups_in(read: dict[str, Any]) -> list[dict[str, Any]]:
    """All groups in a collation as JSON, outer before inner."""
    found: list[dict[str, Any]] = []
    for group in read.get("groups", read.get("children", [])):
        found += [group, *groups_in(group)]
    return found


def test_groups_are_those_of_the_collation(collated: dict[str, Any], collation: treatydiff.Collation) -> None:
    """Groups, members and who lacks what are those of the collation, in its order."""
    walked = list(collation.walk())
    read = groups_in(collated)
    assert [group["address"] for group in read] == [str(group.address) for group in walked]
    for said, group in zip(read, walked, strict=True):
        assert said["omitted"] == list(group.omitted)
        assert said["not_transmitted"] == list(group.not_transmitted)
        assert {member["siglum"]: member["addresses"] for member in said["members"]} == {
            member.siglum: [str(address) for address in member.addresses] for member in group.members
        }
    silent = {group["address"]: group["not_transmitted"] for group in read if group["not_transmitted"]}
    assert silent == {"A/3": ["B"], "A/3:1": ["B"]}
    assert {group["address"]: group["omitted"] for group in read}["A/3"] == ["C"]


def test_each_text_can_be_read_off_a_collation(collated: dict[str, Any], collation: treatydiff.Collation) -> None:
    """In each clause, the tokens of the readings that name a witness are its text, at the ranges they state."""
    clauses = [group for group in groups_in(collated) if group["kind"] == "clause"]
    originals = [group for group in collation.walk() if isinstance(group, ClauseGroup)]
    for said, group in zip(clauses, originals, strict=True):
        for member in group.members:
            text, end = "", 0
            for unit in said["units"]:
                for reading in unit["readings"]:
                    if member.siglum in reading["witnesses"]:
                        start, stop = reading["witnesses"][member.siglum]
                        assert (start, stop) == (end, end + len(reading["tokens"]))
                        assert "".join(token["t"] for token in reading["tokens"]) == reading["text"]
                        text, end = text + reading["text"], stop
            witness = collation.witness(member.siglum)
            assert text == "".join(witness.clause(address).text for address in member.addresses)


def test_collation_bytes(collation: treatydiff.Collation) -> None:
    """Letters stand in the file as themselves, lines end in a newline, and twice written is the same."""
    data = write_collation(collation, version="1")
    assert "Договор" in data.decode("utf-8")
    assert data.endswith(b"}\n")
    assert write_collation(collation, version="1") == data
