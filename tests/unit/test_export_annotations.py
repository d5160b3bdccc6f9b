"""Annotations as TEI, as JSON and CSV, and as Web Annotations: what stands in them, on neutral examples."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from attrs import evolve
from lxml import etree

from treatydiff.annotation import annotate
from treatydiff.comparison import compare
from treatydiff.errors import ModelError, UnknownError
from treatydiff.export import json as json_export
from treatydiff.export import web_annotation
from treatydiff.export.annotations import write_csv, write_json
from treatydiff.export.tei import write_annotations, write_comparison
from treatydiff.model.annotations import Annotation, Target
from treatydiff.model.dates import UncertainDate
from treatydiff.model.dossiers import DossierRecord
from treatydiff.model.numbers import Number
from treatydiff.model.passages import Passage, Span
from treatydiff.model.provisions import Label, Provision
from treatydiff.model.sources import Source, Work
from treatydiff.model.terms import TermCategory, TermForm
from treatydiff.model.witnesses import Witness

TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
SMITH = Work("Smith 2004", "A. Smith, Pacts (London, 2004).", "book", ("A. Smith",), title="Pacts", date="2004")


def text(siglum: str, years: str) -> Witness:
    """A witness of two articles."""
    articles = (("1", ("Peace is kept. ", "Peace is kept.")), ("3", (f"It lasts {years} years. ", "Then it ends.")))
    return Witness(
        siglum,
        tuple(
            Provision(
                "article", tuple(map(Passage, clauses)), number=Number(number), label=Label(f"Article {number}")
            )
            for number, clauses in articles
        ),
    )


A, B = text("A", "ten"), text("B", "five")
FIVE = Target("B/3:1", Span(9, 13), "five")
SAID = (
    Annotation(
        "n1",
        "amendment",
        "The term is cut.",
        ("A/3:1..B/3:1", FIVE, "C/2"),
        UncertainDate("1921-04"),
        ("X. Envoy",),
        (Source(SMITH, "25-26", "n. 3", "Archive", "f. 1"),),
        "five will do",
        "E. Editor",
        "low",
    ),
    Annotation("n2", "own-kind", "It was not cut.", conflicts_with=("n1",)),
    Annotation("t1", "term", "", FIVE, term="duration", value="P5Y"),
)
RECORD = DossierRecord(
    "A pact",
    (A, B, text("C", "two")),
    works=(SMITH,),
    annotations=(evolve(SAID[0], targets=(*SAID[0].targets[:2], Target("C/3"))), *SAID[1:]),
    kinds={"own-kind": "what this dossier calls so"},
    term_categories=(TermCategory("duration", "how long", TermForm.DURATION),),
)


@pytest.fixture(scope="module")
def exported() -> etree._Element:
    """A comparison with annotations, as TEI."""
    return etree.fromstring(write_comparison(annotate(compare(A, B), SAID), version="1.0"))


def annotation(root: etree._Element, name: str) -> etree._Element:
    """The annotation of this name."""
    return next(node for node in root.iter(f"{TEI}annotation") if node.get("n") == name)


def test_targets_in_the_document_and_outside_it(exported: etree._Element) -> None:
    """A change by its address, words by id, place and number, what is not there by a file's name."""
    pointers = str(annotation(exported, "n1").get("target")).split()
    assert pointers == ["change:A%2F3%3A1..B%2F3%3A1", "words:B-3-c1,9,4", "C.xml#C-2"]
    declared = {str(node.get("ident")): node for node in exported.iter(f"{TEI}prefixDef")}
    assert [*declared] == ["change", "words"]
    assert declared["words"].get("replacementPattern") == "#string-range($1,$2,$3)"


def test_what_speaks_of_none_of_the_texts_stays_out(exported: etree._Element) -> None:
    """What is said of the negotiation is not in a comparison of two texts; kinds that are used are declared."""
    assert [node.get("n") for node in exported.iter(f"{TEI}annotation") if node.get("n")] == ["n1", "t1"]
    ids = [str(node.get(ID)) for node in exported.iter(f"{TEI}category")]
    assert ids[-3:] == ["t-kind-amendment", "t-kind-term", "t-term-duration"]
    assert exported.get(ID) is None


def test_no_dated_work_in_the_header(exported: etree._Element) -> None:
    """Works with their dates stand in standOff: programs stop at a dated bibl in sourceDesc."""
    header = next(exported.iter(f"{TEI}teiHeader"))
    assert not [*header.iter(f"{TEI}biblStruct", f"{TEI}bibl")]
    assert [node.get("n") for node in exported.iter(f"{TEI}biblStruct")] == ["Smith 2004"]


def test_a_comparison_without_annotations_has_no_trace_of_them() -> None:
    """Nothing is declared that nothing uses."""
    written = write_comparison(compare(A, B), version="1.0").decode()
    assert not [word for word in ("t-kinds", "prefixDef", 'type="annotations"', "biblStruct") if word in written]


def test_a_document_of_their_own() -> None:
    """All are there, with the dossier's words for its kinds; the whole negotiation is the document itself."""
    root = etree.fromstring(write_annotations(RECORD, version="1.0"))
    assert [node.get("n") for node in root.iter(f"{TEI}annotation")] == ["n1", "n2", "t1"]
    assert root.get(ID) == "x-negotiation"
    assert annotation(root, "n2").get("target") == "#x-negotiation"
    said = {node.get(ID): "".join(map(str, node.itertext())).strip() for node in root.iter(f"{TEI}category")}
    assert said["t-kind-own-kind"] == "what this dossier calls so"
    assert [node.get("target") for node in annotation(root, "n2").iter(f"{TEI}ref")] == ["#e-n1"]
    assert not [*root.iter(f"{TEI}text")]


def test_what_contradicts_from_outside_is_pointed_to_there() -> None:
    """Where the other of two is not in the document, the pointer leads to the dossier."""
    root = etree.fromstring(write_annotations(RECORD, RECORD.annotations[1:2], version="1.0"))
    assert [node.get("target") for node in root.iter(f"{TEI}ref")] == ["dossier.xml#n1"]


def test_a_document_of_no_annotations_says_so() -> None:
    """A document that lists none is written all the same, and TEI."""
    root = etree.fromstring(write_annotations(RECORD, (), version="1.0"))
    assert [note.text for note in root.iter(f"{TEI}note")] == ["There are no annotations."]


# --- JSON and CSV ---------------------------------------------------------------------------------------------


def test_json_has_all_of_an_annotation() -> None:
    """Every part under its key, targets with words and place, contradictions on both sides."""
    read = json.loads(write_json(SAID, version="1.0"))["annotations"]
    assert read[0] == {
        "id": "n1",
        "kind": "amendment",
        "statement": "The term is cut.",
        "targets": [
            {"address": "A/3:1..B/3:1", "start": None, "stop": None, "quote": ""},
            {"address": "B/3:1", "start": 9, "stop": 13, "quote": "five"},
            {"address": "C/2", "start": None, "stop": None, "quote": ""},
        ],
        "date": "1921-04",
        "actors": ["X. Envoy"],
        "sources": [
            {
                "work": "Smith 2004",
                "reference": "A. Smith, Pacts (London, 2004).",
                "pages": "25-26",
                "note": "n. 3",
                "repository": "Archive",
                "shelfmark": "f. 1",
                "entry": {
                    "kind": "book",
                    "authors": ["A. Smith"],
                    "editors": [],
                    "translators": [],
                    "title": "Pacts",
                    **dict.fromkeys(("container", "place", "publisher", "isbn", "url", "identifier", "pages"), ""),
                    "date": "2004",
                },
            }
        ],
        "quote": "five will do",
        "resp": "E. Editor",
        "cert": "low",
        "conflicts_with": ["n2"],
        "term": "",
        "value": "",
    }
    assert [one["conflicts_with"] for one in read] == [["n2"], ["n1"], []]


def test_each_change_names_its_annotations() -> None:
    """In a comparison's JSON a change has the ids of what speaks of it, and these are all there."""
    document = json.loads(json_export.write_comparison(annotate(compare(A, B), SAID), version="1.0"))
    assert {change["address"]: change["annotations"] for change in document["changes"]} == {
        "A/3:1..B/3:1": ["n1", "t1"]
    }
    assert [one["id"] for one in document["annotations"]] == ["n1", "t1"]


def test_csv_has_a_row_for_each() -> None:
    """A row for each annotation; several things in a field are parted."""
    rows = [*csv.DictReader(io.StringIO(write_csv(SAID).decode()))]
    assert [row["id"] for row in rows] == ["n1", "n2", "t1"]
    assert rows[0]["targets"] == 'A/3:1..B/3:1; B/3:1 "five"; C/2'
    assert rows[0]["sources"] == "Smith 2004, pp. 25-26, n. 3; Archive, f. 1"
    assert [row["conflicts with"] for row in rows] == ["n2", "n1", ""]


# --- Web Annotations ------------------------------------------------------------------------------------------


def web(*said: Annotation, base: str = "urn:treatydiff:") -> list[dict[str, Any]]:
    """Annotations of the record's texts as Web Annotations."""
    document = json.loads(web_annotation.write_annotations(RECORD, said, base=base, version="1.0"))
    items: list[dict[str, Any]] = document["first"]["items"]
    return items


def test_a_collection_has_what_the_model_asks_for() -> None:
    """Context, type, total and one page; no time that nobody stated, and a creator only where one is named."""
    document = json.loads(web_annotation.write_annotations(RECORD, version="1.0"))
    assert document["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert (document["type"], document["total"]) == ("AnnotationCollection", 3)
    items = document["first"]["items"]
    assert all("created" not in item for item in items)
    assert [item.get("creator") for item in items] == [{"name": "E. Editor"}, None, None]
    assert items[1]["target"] == "urn:treatydiff:negotiation"
    assert items[0]["urn:treatydiff:conflictsWith"] == [{"id": "urn:treatydiff:annotation/n2"}]


def test_bodies_say_what_kind_it_is_and_what_it_rests_on() -> None:
    """The statement with its event and sources, then the kind; of a term the value, then kind and category."""
    first, _, term = json.loads(web_annotation.write_annotations(RECORD, version="1.0"))["first"]["items"]
    assert [(body["purpose"], body["value"]) for body in first["body"]] == [
        ("commenting", "The term is cut."),
        ("tagging", "amendment"),
    ]
    assert first["body"][0]["dcterms:bibliographicCitation"] == ["Smith 2004, pp. 25-26, n. 3; Archive, f. 1"]
    assert [(body["purpose"], body["value"]) for body in term["body"]] == [
        ("describing", "P5Y"),
        ("tagging", "term"),
        ("tagging", "duration"),
    ]


def test_a_quotation_of_words_that_recur_goes_on_until_it_is_the_only_one() -> None:
    """Where the same sentence stands many times, as much is quoted around it as tells the places apart."""
    many = Witness("M", (Provision("body", tuple(Passage("Peace is kept. ") for _ in range(20))),))
    note = Annotation("n1", "note", "Here.", Target("M/body:10", Span(0, 5), "Peace"))
    written = web_annotation.write_annotations(DossierRecord("", (many,), annotations=(note,)), version="1.0")
    quoted, position = json.loads(written)["first"]["items"][0]["target"]["selector"]
    whole = quoted["prefix"] + quoted["exact"] + quoted["suffix"]
    plain = web_annotation.plain_text(many)
    assert plain.count(whole) == 1
    assert plain.index(whole) + len(quoted["prefix"]) == position["start"] == 9 * 16


def test_positions_count_code_points() -> None:
    """A character beyond the first plane counts once, as the Recommendation has it."""
    witness = Witness("A", (Provision("body", (Passage("\U00020000\U00020001 five"),)),))
    note = Annotation("n1", "note", "Here.", Target("A/body:1", Span(3, 7), "five"))
    written = web_annotation.write_annotations(DossierRecord("", (witness,), annotations=(note,)), version="1.0")
    position = json.loads(written)["first"]["items"][0]["target"]["selector"][1]
    assert (position["start"], position["end"]) == (3, 7)


def test_the_ends_of_a_change_share_its_scope() -> None:
    """Each end is a target of its own, and both name the change; IRIs begin with the base."""
    (item,) = web(Annotation("n1", "note", "So.", "A/3:1..B/3:1"), base="https://example.org/")
    assert {one["scope"] for one in item["target"]} == {"https://example.org/change/A%2F3%3A1..B%2F3%3A1"}
    assert [one["source"]["id"] for one in item["target"]] == [
        "https://example.org/A.txt",
        "https://example.org/B.txt",
    ]
    assert [one["selector"][0]["exact"] for one in item["target"]] == [
        "It lasts ten years. ",
        "It lasts five years. ",
    ]


def test_a_provision_is_all_its_words_and_a_witness_its_text() -> None:
    """From the first clause to the last; a whole witness has no selector."""
    article, whole = (
        item["target"] for item in web(*(Annotation(f"n{n}", "note", "", p) for n, p in enumerate("AB")))
    )
    assert "selector" not in article
    assert whole["format"] == "text/plain"
    (item,) = web(Annotation("n1", "note", "So.", "B/3"))
    assert item["target"]["selector"][0]["exact"] == "It lasts five years. \nThen it ends."


def test_words_that_are_not_there_are_refused() -> None:
    """Quoted words that differ from those in the text, and places that are not there, are errors."""
    with pytest.raises(ModelError, match="found the words 'nine' in n1, and 'five' at B/3:1"):
        web(Annotation("n1", "note", "So.", Target("B/3:1", Span(9, 13), "nine")))
    with pytest.raises(UnknownError, match="B/7"):
        web(Annotation("n1", "note", "So.", "B/7"))
