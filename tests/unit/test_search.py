"""Search: what is found, where it stands, and what is left alone."""

from __future__ import annotations

import csv
import io
import json

import pytest

from treatydiff.errors import InputError
from treatydiff.export import search as export
from treatydiff.model.annotations import Annotation
from treatydiff.model.dates import UncertainDate
from treatydiff.model.dossiers import DossierRecord
from treatydiff.model.numbers import Number
from treatydiff.model.passages import Gap, Passage, Span
from treatydiff.model.provisions import Provision
from treatydiff.model.sources import Source, Work
from treatydiff.model.witnesses import Witness
from treatydiff.normalization import Normalization
from treatydiff.report.search import render_hits
from treatydiff.search import Part, find


def of(*clauses: str | Passage, heading: str = "", said: tuple[Annotation, ...] = ()) -> DossierRecord:
    """A dossier of one text with one article."""
    passages = tuple(one if isinstance(one, Passage) else Passage(one) for one in clauses)
    article = Provision("article", passages, number=Number("3"), heading=Passage(heading) if heading else None)
    return DossierRecord(witnesses=(Witness("A", (article,)),), annotations=said)


def places(record: DossierRecord, words: str, *, exact: bool = False) -> list[list[str]]:
    """Where words stand."""
    return [[str(place) for place in hit.places] for hit in find(record, words, exact=exact)]


def test_words_are_whole_and_their_writing_makes_no_difference() -> None:
    """Capitals, the shapes of apostrophes and hyphens, and encoding do not count; parts of words do not count."""
    record = of("Neutrality, NEUTRALITY and unneutrality; co\u2010operation, the State’s e\u0301tat.")
    assert places(record, "neutrality") == [["A/3:1[0:10]"], ["A/3:1[12:22]"]]
    assert places(record, "CO-OPERATION") == [["A/3:1[41:53]"]]
    assert places(record, "state's") == [["A/3:1[59:66]"]]
    assert places(record, "\u00e9tat") == [["A/3:1[67:72]"]]
    assert places(record, "state") == []


def test_a_phrase_runs_over_marks_line_ends_and_clauses_but_not_over_gaps() -> None:
    """The clause division is the editor's, so that who looks for a phrase need not know it."""
    gap = Passage("on  1941 and ended", (Gap(Span(3, 3), note="left blank"),))
    record = of("They keep the\n peace, ", "and neutrality.", gap)
    assert places(record, "the peace and neutrality") == [["A/3:1[10:22]", "A/3:2[0:14]"]]
    hit = find(record, "the peace and")[0]
    assert (hit.words, hit.at) == ("the\n peace, and", "A/3:1+A/3:2")
    assert hit.before + hit.words + hit.after == hit.text
    assert places(record, "on 1941") == []
    assert places(record, "1941 and") == [["A/3:3[4:12]"]]


def test_to_the_letter() -> None:
    """Exact words have their capitals and marks, stand inside words too, and part no letter from its accent."""
    record = of("Pact, pact; impact. e\u0301t e t")
    assert places(record, "pact", exact=True) == [["A/3:1[6:10]"], ["A/3:1[14:18]"]]
    assert places(record, "Pact, p", exact=True) == [["A/3:1[0:7]"]]
    assert places(record, "e", exact=True) == [["A/3:1[24:25]"]]
    assert places(record, "\u0301", exact=True) == []


def test_marks_alone_and_languages_without_spaces() -> None:
    """A query of marks finds marks; Japanese, which parts no words, is found by its characters."""
    assert places(of("It ends; it lasts; ever"), ";") == [["A/3:1[7:8]"], ["A/3:1[17:18]"]]
    assert places(of("両締約国ハ平和ヲ維持ス"), "平和") == [["A/3:1[5:7]"]]
    assert places(of("a\U00020000b \U0001f54a peace"), "peace") == [["A/3:1[6:11]"]]


def test_headings_and_annotations() -> None:
    """A heading is found at its provision; an annotation by statement, quoted words and actors, terms left out."""
    said = (
        Annotation("n1", "objection", "Neutrality is too weak.", "A/3", UncertainDate("1940"), ("The Neutral",)),
        Annotation("n2", "note", "See there.", quote="a neutrality pact"),
    )
    hits = find(of("It lasts.", heading="Of neutrality", said=said), "neutrality")
    assert [(hit.part, hit.at, hit.words) for hit in hits] == [
        (Part.HEADING, "A/3", "neutrality"),
        (Part.STATEMENT, "n1", "Neutrality"),
        (Part.QUOTE, "n2", "neutrality"),
    ]
    assert [(hit.part, hit.at) for hit in find(of("x", said=said), "neutral")] == [(Part.ACTORS, "n1")]


def test_hits_do_not_overlap_and_rules_can_be_chosen() -> None:
    """Of a a a the phrase a a is found once; without the rule for capitals these count."""
    assert places(of("a a a"), "a a") == [["A/3:1[0:3]"]]
    assert len(find(of("Pact pact"), "pact", normalization=Normalization(("nfc",)))) == 1


@pytest.mark.parametrize("words", ["", " \n"])
def test_nothing_to_look_for(words: str) -> None:
    """White space is no query."""
    with pytest.raises(InputError, match="nothing to look for"):
        find(of("x"), words)


def test_forms() -> None:
    """The terminal marks the words; tables are safe from formulas; JSON has spans in code points."""
    said = (Annotation("n1", "note", "=peace", date=UncertainDate("1940"), sources=(Source(Work("Smith"), "3"),)),)
    hits = find(of("+ the peace of the two", said=said), "peace")
    assert render_hits(hits, "peace") == (
        "A/3:1  + the [peace] of the two\nn1 1940 note  =[peace]\n\nFound 2 times in 1 text and 1 annotation.\n"
    )
    assert render_hits((), "peace") == "Found nothing for “peace”.\n"
    rows = list(csv.DictReader(io.StringIO(export.write_csv(hits).decode())))
    assert [(row["before"], row["words"], row["source"]) for row in rows] == [
        ("'+ the ", "peace", ""),
        ("'=", "peace", "Smith, p. 3"),
    ]
    read = json.loads(export.write_json(hits, query="peace", exact=False, version="1.0"))
    assert read["hits"][0]["places"] == [{"address": "A/3:1", "start": 6, "stop": 11}]
    assert read["hits"][1]["annotation"]["id"] == "n1"
