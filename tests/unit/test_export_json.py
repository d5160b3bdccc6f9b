"""JSON export: what stands in it, and that it derives from the comparison alone."""

from __future__ import annotations

import json
from typing import Any

import pytest

import treatydiff
from treatydiff.export.json import write_comparison
from treatydiff.model.addresses import ChangeAddress
from treatydiff.model.dates import UncertainDate
from treatydiff.model.numbers import Number
from treatydiff.model.passages import Passage
from treatydiff.model.provisions import Provision
from treatydiff.model.sources import Source, Work
from treatydiff.model.witnesses import TextStatus, Witness


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
        "changes",
        "not_transmitted",
    ]
    assert document["schema"] == "treatydiff comparison"
    assert document["version"] == 1
    assert document["software"] == {"name": "treatydiff", "version": "1.2.3"}
    assert document["options"] == {"level": "by-clause", "normalization": ["nfc", "case", "quotes", "hyphens"]}


def test_witnesses_are_described(document: dict[str, Any]) -> None:
    """Each witness is there with all that is known of it, and null for a date or source that is not."""
    assert document["earlier"] == {
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
        },
        "presented_by": "",
        "remarks": ["A remark."],
    }
    assert document["later"]["date"] is None
    assert document["later"]["source"] is None
    assert document["later"]["complete"] is False


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
