"""The annotations of the bundled dossier, held against the records that they were made from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import treatydiff
from treatydiff.annotation import in_conflict
from treatydiff.errors import UnknownError
from treatydiff.model.annotations import TERM, Annotation
from treatydiff.model.dates import UncertainDate
from treatydiff.model.sources import Source

ROOT = Path(__file__).resolve().parents[2]
NEGOTIATION = ROOT.parent / "shared" / "sources" / "negotiation.json"
FROM_THE_TEXTS = ("signature-1941-04-13", "ratification-1941-04-25")


@pytest.fixture(scope="module")
def dossier() -> treatydiff.Dossier:
    """The bundled dossier."""
    return treatydiff.load()


@pytest.fixture(scope="module")
def negotiation() -> dict[str, Any]:
    """The records; where they are not beside the checkout the calling test is skipped."""
    if not NEGOTIATION.is_file():
        pytest.skip("the records are not beside this checkout (../shared/sources/negotiation.json)")
    found: dict[str, Any] = json.loads(NEGOTIATION.read_text(encoding="utf-8"))
    return found


def remarks(dossier: treatydiff.Dossier) -> list[Annotation]:
    """What is said of the texts, without their terms."""
    return [one for one in dossier.annotations if one.kind != TERM]


def as_record(one: Annotation) -> dict[str, Any]:
    """An annotation in the shape of a record; its targets are those of whole places."""
    (source,) = one.sources
    assert source.work
    stated = {
        "id": one.id,
        "date": str(one.date) if one.date else None,
        "actors": list(one.actors),
        "kind": one.kind,
        "targets": [str(target.place) for target in one.targets if not target.span],
        "says": one.statement,
        "source": [source.work.key, source.pages],
    }
    further = {"quote": one.quote, "cert": one.cert, "conflicts_with": "".join(one.conflicts_with)}
    return stated | {name: said for name, said in further.items() if said}


def test_annotations_are_the_records(dossier: treatydiff.Dossier, negotiation: dict[str, Any]) -> None:
    """Claim: each record is an annotation, equal field by field, in the same order; two more are no records."""
    said = remarks(dossier)
    assert [as_record(one) for one in said if one.id not in FROM_THE_TEXTS] == negotiation["records"]
    assert len(negotiation["records"]) == 31


def test_quoted_words_of_a_target_are_pointed_to(dossier: treatydiff.Dossier, negotiation: dict[str, Any]) -> None:
    """Claim: where a record quotes words that one of its targets has, and only there, the words are a target."""
    for record in negotiation["records"]:
        quote = record.get("quote", "")
        wanted = [
            str(address)
            for target in record["targets"]
            for address, clause in dossier.witness(target.partition("/")[0]).clauses()
            if quote and quote in clause.text and f"{address.parent}/".startswith(f"{target}/")
        ]
        spans = [target for target in dossier.annotation(record["id"]).targets if target.span]
        assert [str(target.place) for target in spans] == wanted
        for target in spans:
            assert target.span
            assert target.span.of(dossier.clause(str(target.place)).text) == target.quote == quote


def test_force_from_ratification_points_to_its_words(dossier: treatydiff.Dossier) -> None:
    """Claim: who wanted "from the day of ratification" and when is said of those very words, with the page."""
    (one,) = (one for one in dossier.compare("M40", "P41").of("P41/3:1")[0].annotations if one.kind == "amendment")
    assert [str(target) for target in one.targets] == ["M40/3", "P41/3", "P41/3:1 'from the day of ratification'"]
    assert (str(one.date), one.actors) == ("1941-04-12", ("Japanese delegation", "Solomon Lozovskiy"))
    assert [str(source) for source in one.sources] == ["Slavinsky 2004, p. 53"]


def test_contradicting_records_point_to_each_other(dossier: treatydiff.Dossier) -> None:
    """Claim: two pairs of annotations contradict each other, and no others."""
    pairs = {
        frozenset((one.id, other.id))
        for one in dossier.annotations
        for other in in_conflict(one, dossier.annotations)
    }
    assert pairs == {
        frozenset(("neg-1932-12-13", "neg-1932-12-13-slavinsky")),
        frozenset(("neg-1945-01-10", "neg-1945-count")),
    }


def test_signature_and_ratification(dossier: treatydiff.Dossier) -> None:
    """Claim: the days from which the Pact's terms are counted are annotations of the Pact, with their pages."""
    days = {name: dossier.annotation(name) for name in FROM_THE_TEXTS}
    assert {one.kind: (one.date, str(one.sources[0])) for one in days.values()} == {
        "signature": (UncertainDate("1941-04-13"), "Slavinsky 2004, pp. 54-55"),
        "ratification": (UncertainDate("1941-04-25"), "Slavinsky 2004, pp. 57, 181"),
    }
    assert all([str(target) for target in one.targets] == ["P41"] for one in days.values())
    assert any("25 April 1941 (p" in remark for remark in dossier.witness("P41").remarks)


def test_every_annotation_says_who_answers_for_it(dossier: treatydiff.Dossier) -> None:
    """Claim: somebody whom the header names is responsible for each."""
    assert {one.resp for one in dossier.annotations} <= set(dossier.record.editors)
    assert dossier.record.edition == "0.1.0"


def test_the_works_that_are_cited(dossier: treatydiff.Dossier) -> None:
    """Claim: the book and four documents are works with their parts, each once, and each is cited."""
    works = {work.key: work for work in dossier.record.works}
    assert list(works) == ["Slavinsky 2004", "IMTFE 2369", "IMTFE 746", "Grew 256", "DVP 20"]
    cited = [source for one in dossier.annotations for source in one.sources]
    cited += [witness.source for witness in dossier.witnesses if witness.source]
    assert {source.work for source in cited} == set(works.values())
    book = works["Slavinsky 2004"]
    assert (book.kind, book.authors, book.translators) == ("book", ("Boris Slavinsky",), ("Geoffrey Jukes",))
    assert (book.place, book.publisher, book.date) == ("London and New York", "RoutledgeCurzon", "2004")
    assert {work.key: (work.container, work.identifier, work.date, work.pages) for work in works.values()} == {
        "Slavinsky 2004": ("", "", "2004", ""),
        "IMTFE 2369": ("International Military Tribunal for the Far East", "Doc. No. 2369", "1946", ""),
        "IMTFE 746": (
            "International Military Tribunal for the Far East",
            "Exhibit No. 746 (Doc. No. 2372)",
            "1946",
            "",
        ),
        "Grew 256": ("Foreign Relations of the United States", "No. 256, 761.94/587", "1933-01", "68-70"),
        "DVP 20": ("Documents of the Foreign Policy of the USSR", "vol. 20", "1976", "54-58"),
    }


def test_works_say_what_the_records_say(dossier: treatydiff.Dossier, negotiation: dict[str, Any]) -> None:
    """Claim: every number, name and year in the records' references stands in the works'."""
    aside = set("certified translation note diary delivered by the of to in s and for no pp. p.".split())
    for key, reference in negotiation["works"].items():
        (work,) = (work for work in dossier.record.works if work.key == key)
        said = _plain(work.reference)
        assert [word for word in _plain(reference) if word not in said and word not in aside] == []


def _plain(text: str) -> list[str]:
    return "".join(char if char.isalnum() or char == "/" else " " for char in text.lower()).split()


def test_an_annotation_by_its_id(dossier: treatydiff.Dossier) -> None:
    """Claim: an id that is not there is refused, with the nearest."""
    assert dossier.annotation("ed-p181").kind == "editorial"
    with pytest.raises(UnknownError) as caught:
        dossier.annotation("ed-p118")
    assert str(caught.value).startswith(
        "found no annotation 'ed-p118' in the dossier; expected one of its ids, such as ed-p181"
    )


def test_sources_of_texts_and_annotations_are_one_work(dossier: treatydiff.Dossier) -> None:
    """Claim: a text and an annotation taken from one book name one and the same work."""
    source = dossier.witness("P41").source
    assert source
    assert source.work == dossier.annotation("signature-1941-04-13").sources[0].work
    assert Source(source.work, pages=source.pages) == dossier.annotation("signature-1941-04-13").sources[0]
