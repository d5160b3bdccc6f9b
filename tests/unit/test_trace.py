"""Trace: which witnesses are compared, what a step says, and how a life is shown and written."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence

import pytest
from attrs import evolve

import treatydiff
from treatydiff.dossier import Dossier
from treatydiff.errors import UnknownError
from treatydiff.export import trace as export
from treatydiff.model.annotations import Annotation, Target
from treatydiff.model.dates import UncertainDate
from treatydiff.model.dossiers import ComparisonPlan, DossierRecord, WitnessRelation
from treatydiff.model.links import Link, NoCounterpart, Relation
from treatydiff.model.numbers import Number
from treatydiff.model.passages import Passage, Span
from treatydiff.model.provisions import Provision
from treatydiff.model.sources import Source, Work
from treatydiff.model.witnesses import Witness
from treatydiff.report.trace import render_trace
from treatydiff.trace import Standing, State, Trace

PEACE = "The Parties shall keep the peace between them."
TERM = "This Pact remains in force for {} years."
NOTICE = "Either Party may denounce it a year before it expires."


def text(
    siglum: str,
    *articles: Sequence[str] | str,
    date: str = "",
    complete: bool = True,
    instrument: str = "",
    language: str = "en",
) -> Witness:
    """A text of numbered articles, each of one clause or of several."""
    provisions = (
        Provision(
            "article",
            tuple(Passage(words) for words in ([article] if isinstance(article, str) else article)),
            number=Number(str(number)),
        )
        for number, article in enumerate(articles, start=1)
    )
    return Witness(
        siglum,
        tuple(provisions),
        complete=complete,
        instrument=instrument,
        date=UncertainDate(date) if date else None,
        language=language,
    )


def follows(later: str, *earlier: str, name: str = "follows") -> WitnessRelation:
    """That one witness comes of others."""
    return WitnessRelation(name, (later,), earlier)


def sigla(trace: Trace) -> list[str]:
    """The witnesses of a trace, in its order."""
    return [step.witness.siglum for step in trace]


def three() -> DossierRecord:
    """Five years, ten, five again: each text after the one before, and the first compared with the last as well."""
    texts = (
        text("A", PEACE, TERM.format("five"), date="1950-01"),
        text("B", PEACE, TERM.format("ten"), NOTICE, date="1950-02"),
        text("C", PEACE, TERM.format("five"), NOTICE, date="1950-03"),
    )
    return DossierRecord(
        "Pact", texts, (ComparisonPlan("A", "C"),), relations=(follows("B", "A"), follows("C", "B"))
    )


def test_a_life_runs_both_ways_from_wherever_it_is_asked_for() -> None:
    """The same steps come of asking for the provision in the first text, in the middle and in the last."""
    dossier = Dossier(three())
    for address, standings in (
        ("A/2", [Standing.TRACED, Standing.AFTER, Standing.AFTER]),
        ("B/2", [Standing.BEFORE, Standing.TRACED, Standing.AFTER]),
        ("C/2", [Standing.BEFORE, Standing.BEFORE, Standing.TRACED]),
    ):
        trace = dossier.trace(address)
        assert [str(place) for step in trace for place in step.addresses] == ["A/2", "B/2", "C/2"]
        assert [step.standing for step in trace] == standings
    edits = [[str(edit) for change in step.changes for edit in change.edits] for step in dossier.trace("B/2")]
    assert edits == [[], ["'five' -> 'ten'"], ["'ten' -> 'five'"]]


def test_a_short_cut_is_not_told_where_the_longer_way_holds() -> None:
    """C is compared with A as well, but its Article 2 comes by way of B: one descent, not two."""
    step = Dossier(three()).trace("C/2").step("C")
    assert [(descent.earlier, descent.later) for descent in step.descents] == [("B", "C")]


def test_a_short_cut_joins_what_a_draft_in_between_lacks() -> None:
    """What A and C have and B has not is one life: B is told as a text without it, C's words come from A."""
    record = three()
    a, b, c = record.witnesses
    again = evolve(record, witnesses=(a, text("B", PEACE, NOTICE, date="1950-02"), c))
    assert b.siglum == "B"
    trace = Dossier(again).trace("A/2")
    assert [(step.witness.siglum, step.state) for step in trace] == [
        ("A", State.PRESENT),
        ("B", State.OMITTED),
        ("C", State.PRESENT),
    ]
    assert [(d.earlier, [str(link.address) for link in d.links]) for d in trace.step("C").descents if d.links] == [
        ("A", ["A/2..C/2", "A/2:1..C/2:1"])
    ]


def test_what_is_new_or_dropped_is_said_of_the_text_that_lacks_it() -> None:
    """Article 3 is not yet in A; Article 1 of a text that drops it is omitted in the next, not skipped."""
    record = three()
    trace = Dossier(record).trace("C/3")
    assert [(step.witness.siglum, step.state) for step in trace] == [
        ("A", State.NOT_YET),
        ("B", State.PRESENT),
        ("C", State.PRESENT),
    ]
    assert [str(change) for change in trace.step("B").changes] == ["..B/3 inserted"]
    short = evolve(record, witnesses=(*record.witnesses[:2], text("C", TERM.format("five"), NOTICE)))
    dropped = Dossier(short).trace("B/1")
    assert dropped.step("C").state is State.OMITTED
    assert [str(change) for change in dropped.step("C").changes] == ["B/1.. omitted"]


def test_a_fragments_silence_is_no_omission() -> None:
    """A fragment that has Article 1 alone does not transmit Article 2; nor does another instrument."""
    texts = (
        text("A", PEACE, TERM.format("five"), date="1950"),
        text("Q", PEACE, date="1960", complete=False),
        text("D", PEACE, date="1950-06", instrument="Declaration"),
    )
    texts = (evolve(texts[0], instrument="Pact"), evolve(texts[1], instrument="Pact"), texts[2])
    record = DossierRecord(
        witnesses=texts, relations=(follows("Q", "A", name="witnessTo"), follows("D", "A", name="separatedFrom"))
    )
    trace = Dossier(record).trace("A/2")
    assert [(step.witness.siglum, step.state) for step in trace] == [
        ("A", State.PRESENT),
        ("D", State.NOT_TRANSMITTED),
        ("Q", State.NOT_TRANSMITTED),
    ]
    shown = render_trace(trace)
    assert "[...] Q  not transmitted: Q is known in part only." in shown
    assert "[...] D  not transmitted: D (Declaration) and A (Pact) are two instruments." in shown


def split_record() -> DossierRecord:
    """Article 1 of A becomes Article 1 of P and the declaration D, as an editor says."""
    own = "The Parties shall respect each other's territory. "
    others = "They shall respect the territory of adjacent States as well."
    texts = (
        text("A", [own, others], date="1950-01", instrument="Pact"),
        text("P", [own], date="1950-02", instrument="Pact"),
        text("D", [others], date="1950-02", instrument="Declaration"),
    )
    relations = (follows("P", "A"), follows("D", "A", name="separatedFrom"))
    return DossierRecord(witnesses=texts, relations=relations, edited_links=(Link("A/1:2", "D/1:1"),))


def test_across_a_split_between_documents() -> None:
    """From the pact a life leads to what was separated from its draft; from the draft it leads to both."""
    dossier = Dossier(split_record())
    trace = dossier.trace("P/1")
    assert [(str(step.addresses[0]), step.standing) for step in trace] == [
        ("A/1", Standing.BEFORE),
        ("P/1", Standing.TRACED),
        ("D/1", Standing.ASIDE),
    ]
    assert [step.standing for step in dossier.trace("A/1")] == [Standing.TRACED, Standing.AFTER, Standing.AFTER]
    assert sigla(dossier.trace("A/1:2")) == ["A", "P", "D"]
    assert dossier.trace("A/1:2").step("P").state is State.OMITTED


def test_editors_decisions_go_before_computed_links() -> None:
    """A link that an editor states is followed, and what he says has no counterpart has none."""
    texts = (text("A", PEACE, TERM.format("five")), text("B", PEACE, TERM.format("ten")))
    record = DossierRecord(witnesses=texts, comparisons=(ComparisonPlan("A", "B"),))
    assert Dossier(record).trace("A/2").step("B").state is State.PRESENT
    edits = (NoCounterpart("A/2", "B"), NoCounterpart("A/2:1", "B"), NoCounterpart("B/2:1", "A"))
    assert Dossier(evolve(record, edited_links=edits)).trace("A/2").step("B").state is State.OMITTED
    crossed = evolve(record, edited_links=(Link("A/1:1", "B/2:1"), Link("A/2:1", "B/1:1")))
    assert [str(place) for place in Dossier(crossed).trace("A/1:1").step("B").addresses] == ["B/2:1"]


def test_where_nothing_is_stated_each_text_is_compared_with_the_next_in_time() -> None:
    """The dossier's order is another one than that of the dates; an undated text stands after the one before it."""
    texts = (
        text("C", TERM.format("three"), date="1953"),
        text("U", TERM.format("four")),
        text("A", TERM.format("one"), date="1951"),
        text("B", TERM.format("two"), date="1952?"),
    )
    trace = Dossier(DossierRecord(witnesses=texts)).trace("B/1")
    assert sigla(trace) == ["A", "B", "C", "U"]
    assert [(d.earlier, d.later) for step in trace for d in step.descents] == [("A", "B"), ("B", "C"), ("C", "U")]


def test_becomes_leads_from_the_active_side_to_the_passive() -> None:
    """That A becomes B says the same as that B follows A."""
    texts = (text("A", PEACE), text("B", PEACE))
    for relation in (WitnessRelation("becomes", ("A",), ("B",)), follows("B", "A")):
        trace = Dossier(DossierRecord(witnesses=texts, relations=(relation,))).trace("A/1")
        assert [step.standing for step in trace] == [Standing.TRACED, Standing.AFTER]


def test_relations_in_a_circle_end() -> None:
    """A dossier whose texts follow each other round and round still has a finite life to tell."""
    texts = tuple(text(siglum, PEACE) for siglum in "ABC")
    record = DossierRecord(
        witnesses=texts, relations=(follows("B", "A"), follows("C", "B"), follows("A", "C"), follows("A", "A"))
    )
    assert sigla(Dossier(record).trace("B/1")) == ["A", "B", "C"]


def test_two_languages_are_joined_by_structure() -> None:
    """A translation that a relation names, and of which no comparison is asked, is joined without its words."""
    texts = (
        text("P", PEACE, [TERM.format("five") + " ", NOTICE], date="1950"),
        text("R", "Стороны сохраняют мир.", "Пакт действует пять лет.", date="1951", language="ru"),
    )
    dossier = Dossier(DossierRecord(witnesses=texts, relations=(follows("R", "P", name="witnessTo"),)))
    for address in ("P/2", "P/2:2"):
        trace = dossier.trace(address)
        assert [link.relation for link in trace.step("R").descents[0].links][:1] == [Relation.PARALLEL]
        assert trace.step("R").state is State.PRESENT
        assert [str(place) for place in trace.step("P").addresses] == [address]


WORK = Work("Smith 2004")


def said() -> DossierRecord:
    """Three texts and a note of denunciation, with what is said of them."""
    record = three()
    note = Witness("N", (Provision("body", (Passage("We denounce the Pact."),)),), date=UncertainDate("1955-01-10"))
    annotations = (
        Annotation("n1", "amendment", "Ten years are cut to five.", "B/2:1..C/2:1", sources=(Source(WORK, "5"),)),
        Annotation(
            "n2", "denunciation", "The Pact is denounced.", ("C/2", "N"), UncertainDate("1955-01-10"), ("X",)
        ),
        Annotation("n3", "note", "It ended later.", "C/2", conflicts_with=("n2",), sources=(Source(WORK, "7-8"),)),
        Annotation("n4", "note", "Of the whole text.", "C"),
        Annotation("n5", "note", "Of another article.", "C/1"),
        Annotation("t1", "term", "", Target("B/2:1", Span(31, 34), "ten"), term="duration", value="P10Y"),
    )
    return evolve(record, witnesses=(*record.witnesses, note), annotations=annotations, works=(WORK,))


def test_what_is_said_stands_at_the_step_of_which_it_is_said() -> None:
    """With the change too; what speaks of the whole text or of another article does not; terms stand apart."""
    trace = Dossier(said()).trace("C/2")
    assert {step.witness.siglum: [one.id for one in step.annotations] for step in trace} == {
        "A": [],
        "B": ["n1"],
        "C": ["n1", "n2", "n3"],
        "N": ["n2"],
    }
    assert [one.value for one in trace.step("B").terms] == ["P10Y"]
    assert [one.id for change in trace.step("C").changes for one in change.annotations] == ["n1", "n2", "n3", "t1"]
    assert [one.id for one in trace.annotations] == ["n1", "n2", "n3"]


def test_a_text_of_which_an_annotation_speaks_too_is_a_step() -> None:
    """The note that denounces the article has no counterpart of it, but is told; it is not in Article 1's life."""
    dossier = Dossier(said())
    step = dossier.trace("C/2").step("N")
    assert (step.state, step.standing, [str(a) for a in step.addresses]) == (State.SPOKEN_OF, Standing.ASIDE, ["N"])
    assert "N" not in sigla(dossier.trace("C/1"))


def test_the_terminal_tells_each_remark_once_and_names_contradictions() -> None:
    """In full at the last step it speaks of, with the page; elsewhere by name; contradictions name each other."""
    shown = " ".join(render_trace(Dossier(said()).trace("A/2")).split())
    assert shown.count("Ten years are cut to five.") == 1
    assert "* n1 amendment: see C" in shown
    assert "* n3 note: It ended later. [Smith 2004, pp. 7-8] (contradicted by n2)" in shown
    assert "* n2 1955-01-10 denunciation, X: The Pact is denounced. (contradicted by n3)" in shown
    assert "duration: P10Y “ten”" in shown
    assert "≈ A/2:1..B/2:1 reworded [-five-] {+ten+}" in shown


def test_what_cannot_be_traced() -> None:
    """A whole text, a text that is not there, and a provision that is not there: one clear error each."""
    dossier = Dossier(three())
    for address, words in (("A", "where a provision is wanted"), ("X/1", "no witness 'X'"), ("A/9", "no A/9 in A")):
        with pytest.raises(UnknownError, match=words):
            dossier.trace(address)
    with pytest.raises(UnknownError, match="no step 'N'"):
        dossier.trace("A/1").step("N")


def test_an_address_by_value_is_printed_as_the_witness_has_it() -> None:
    """Article 6 of a text that prints VI is its Article VI."""
    article = Provision("article", (Passage(PEACE),), number=Number("VI"))
    dossier = Dossier(DossierRecord(witnesses=(Witness("A", (article,)),)))
    assert str(dossier.trace("A/6").address) == "A/VI"
    assert sigla(dossier.trace("A/6")) == ["A"]


def test_tables_have_a_row_for_each_change_and_remark_and_hold_no_formulas() -> None:
    """The words of a text that begins with = stand behind an apostrophe; sources and changes have columns."""
    record = said()
    record = evolve(record, witnesses=(text("A", "=PEACE()", TERM.format("five")), *record.witnesses[1:]))
    rows = list(csv.DictReader(io.StringIO(export.write_csv(Dossier(record).trace("C/2")).decode())))
    assert [
        (row["step"], row["annotation"], row["source"]) for row in rows if row["annotation"] in ("n1", "n3")
    ] == [
        ("2", "n1", "Smith 2004, p. 5"),
        ("3", "n1", "Smith 2004, p. 5"),
        ("3", "n3", "Smith 2004, pp. 7-8"),
    ]
    assert [
        (row["changes"], row["earlier"], row["later"]) for row in rows if row["changes"].startswith("B/2:1")
    ] == [("B/2:1..C/2:1", "ten", "five")]
    first = export.write_csv(Dossier(record).trace("A/1")).decode()
    assert "'=PEACE()" in first
    assert ",=PEACE()" not in first


def test_json_names_every_annotation_once() -> None:
    """Steps and changes refer to annotations by id; each stands once in the list at the end."""
    read = json.loads(export.write_json(Dossier(said()).trace("C/2"), version="1.0"))
    assert [one["id"] for one in read["annotations"]] == ["n1", "t1", "n2", "n3"]
    assert read["steps"][3]["state"] == "spoken of"
    assert read["steps"][2]["descents"][0]["changes"][0]["edits"][0] == {
        "address": "B/2:1..C/2:1@7-7",
        "earlier": "ten ",
        "later": "five ",
    }


def test_the_bundled_article_3() -> None:
    """From five years through ten years and signature to five years and ratification, quoted and denounced."""
    trace = treatydiff.load().trace("P41/3")
    present = {step.witness.siglum: [str(a) for a in step.addresses] for step in trace if step.state == "present"}
    assert present == {
        "T40": ["T40/3"],
        "K40": ["K40/VI"],
        "M40": ["M40/3"],
        "P41": ["P41/3"],
        "LZ45": ["LZ45/3"],
        "RU45": ["RU45/3"],
        "SV04": ["SV04/3"],
    }
    assert "concluded for five years" in trace.step("T40").words[0]
    assert "from the day of signature, and remains in force for ten years" in trace.step("K40").words[0]
    assert [step.witness.siglum for step in trace if step.state == "spoken of"] == ["N45a", "N45b"]
    assert [step.witness.siglum for step in trace if step.state == "not transmitted"] == ["M41", "SZ80"]
    amended = next(one for one in trace.annotations if one.kind == "amendment")
    assert "ratification" in amended.statement
    assert [str(source) for source in amended.sources] == ["Slavinsky 2004, p. 53"]


def test_the_bundled_article_1_across_its_split() -> None:
    """The draft's Article 1 of April 1941 leads to Pact and Declaration, and from the one to the other."""
    dossier = treatydiff.load()
    ends = {step.witness.siglum for step in dossier.trace("M41/1") if step.state == "present"}
    assert {"M40", "M41", "P41", "D41"} <= ends
    assert dossier.trace("P41/1").step("D41").standing is Standing.ASIDE
    assert dossier.trace("D41/body").step("P41").state is State.PRESENT
