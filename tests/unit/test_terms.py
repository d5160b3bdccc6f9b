"""Terms: the table of what texts lay down, what became of it, and the dates that follow."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from attrs import evolve

import treatydiff
from invented_terms import RECORD, A, B, D, remark, term, text
from treatydiff.cli import main
from treatydiff.dossier import Dossier
from treatydiff.errors import InputError, ModelError, UnknownError
from treatydiff.export.terms import TABLES, write_csv, write_json, write_tsv
from treatydiff.model.annotations import Annotation, Target
from treatydiff.model.dossiers import DossierRecord
from treatydiff.model.terms import TermCategory, TermForm
from treatydiff.readers import annotations as annotations_reader
from treatydiff.terms import DateKind, DerivedDate, TermRelation, TermState, TermTable, derived_dates, terms


@pytest.fixture(scope="module")
def table() -> TermTable:
    """The terms of the invented dossier."""
    return terms(RECORD)


def found(record: DossierRecord, siglum: str = "D") -> dict[tuple[str, str], str]:
    """The derived dates of a witness, by act and kind."""
    return {(date.act.event, date.kind.value): str(date.date) for date in derived_dates(record, siglum)}


def with_annotations(*annotations: Annotation, but: str = "") -> DossierRecord:
    """The invented dossier with more annotations, and without one of its own and who contradicts it."""
    kept = (evolve(one, conflicts_with=()) if but else one for one in RECORD.annotations if one.id != but)
    return evolve(RECORD, annotations=(*kept, *annotations))


# The table


def test_rows_and_columns(table: TermTable) -> None:
    """Rows are what some text lays down, in the order of categories; columns the texts that lay down anything."""
    assert [category.name for category in table.categories] == [
        *("kind", "duration", "entry-into-force", "renewal", "notice", "place", "confirmation"),
    ]
    assert table.sigla == ("A", "B", "C", "D", "E")
    assert len(table.cells) == 7 * 5


def test_a_cell_has_values_words_and_addresses(table: TermTable) -> None:
    """A cell holds what the text lays down, with the words that say so and where they stand."""
    cell = table.cell("duration", "B")
    assert (cell.state, cell.values) == (TermState.LAID_DOWN, ("P6Y",))
    (target,) = cell.targets(cell.annotations[0])
    assert (str(target.place), target.quote) == ("B/2:2", "six years")


def test_silence_has_reasons() -> None:
    """A whole text is silent, of a part it is not transmitted, and where nobody marked anything it is unmarked."""
    record = evolve(RECORD, witnesses=(*RECORD.witnesses, text("F", "It lasts.")))
    table = terms(record, ["A", "C", "F"])
    states = {siglum: table.cell("duration", siglum).state for siglum in ("C", "F")}
    assert states == {"C": TermState.NOT_TRANSMITTED, "F": TermState.UNMARKED}
    assert table.cell("renewal", "A").state is TermState.SILENT
    assert table.cell("renewal", "A").annotations == ()


def test_a_clause_that_reads_as_a_marked_one_is_not_silent() -> None:
    """A text with the very clause by which another lays a term down is not called silent, nor the term gone."""
    kept = evolve(
        RECORD,
        witnesses=(text("Q", "It lasts five years,", "in peace."), text("R", "It lasts five years.", "In peace.")),
        comparisons=(),
        relations=(),
        annotations=(
            Annotation("q1", "term", "", Target("Q/1:1", quote="five years"), term="duration", value="P5Y"),
            Annotation("q2", "term", "", Target("Q/2", quote="peace"), term="kind", value="peace"),
            Annotation("r1", "term", "", Target("R/2", quote="Peace"), term="kind", value="peace"),
        ),
    )
    table = terms(kept, ["Q", "R"])
    assert table.cell("duration", "R").state is TermState.UNMARKED
    assert [(one.category, one.relation.value) for one in table.changes] == [("kind", "kept")]


def test_a_term_of_two_texts_stands_in_both() -> None:
    """A term whose words stand in two texts is a term of either, with its own words there."""
    both = evolve(
        term(A, "2:1", "duration", "P3Y", "three years"),
        id="both",
        targets=(Target("A/2:1", quote="It lasts three years."), Target("E/1:1", quote=E_TEXT)),
    )
    record = evolve(RECORD, annotations=(both,))
    table = terms(record)
    assert table.sigla == ("A", "E")
    assert [str(one.place) for one in table.cell("duration", "E").targets(both)] == ["E/1:1"]


E_TEXT = "The protocol is in force for one year."


def test_an_undeclared_category_is_a_row_too() -> None:
    """A category that nobody declared comes last and takes any words for values."""
    record = evolve(RECORD, annotations=(*RECORD.annotations, term(A, "1:1", "signatories", "two", "The Parties")))
    assert terms(record).categories[-1] == TermCategory("signatories")


def test_wrong_sigla_are_refused() -> None:
    """A siglum that no text has, and one named twice, are errors that name them."""
    with pytest.raises(UnknownError, match="found no witness 'X'"):
        terms(RECORD, ["A", "X"])
    with pytest.raises(ModelError, match="found A twice"):
        terms(RECORD, ["A", "A"])


def test_a_cell_that_is_not_there_is_refused(table: TermTable) -> None:
    """Asking for a row or column that the table has not says which it has."""
    with pytest.raises(ModelError, match=r"found no party of A .*kind, duration"):
        table.cell("party", "A")


# What became of terms


def test_what_became_of_terms(table: TermTable) -> None:
    """A term is kept, changed, new or gone; the silence of a part or of another instrument is none of these."""
    said = {
        (one.earlier.siglum + one.later.siglum, one.category): (
            one.relation.value,
            one.earlier.values,
            one.later.values,
        )
        for one in table.changes
    }
    assert said["AB", "kind"] == ("changed", ("neutrality",), ("non-aggression",))
    assert said["AB", "notice"] == ("new", (), ("P1Y",))
    assert said["BD", "confirmation"] == ("gone", ("required",), ())
    assert said["BC", "duration"] == ("not transmitted", ("P6Y",), ())
    assert said["CD", "kind"] == ("kept", ("neutrality",), ("neutrality",))
    assert said["CD", "duration"] == ("not transmitted", (), ("P4Y",))
    assert said["DE", "kind"] == ("not transmitted", ("neutrality",), ())
    assert ("AB", "renewal") not in said


def test_comparisons_that_others_make_up_are_left_out(table: TermTable) -> None:
    """A with D is left out, since A with B and B with D say it; B with D is not, since C is a part of a text."""
    pairs = dict.fromkeys((one.earlier.siglum, one.later.siglum) for one in table.changes)
    assert list(pairs) == [("A", "B"), ("B", "D"), ("B", "C"), ("C", "D"), ("D", "E")]


def test_texts_that_are_named_are_set_against_each_other() -> None:
    """Named texts are compared in the order of naming, whether the dossier compares them or not."""
    table = terms(RECORD, ["A", "D"])
    assert {(one.earlier.siglum, one.later.siglum) for one in table.changes} == {("A", "D")}
    assert (
        str(next(one for one in table.changes if one.category == "duration")) == "A..D duration changed: P3Y -> P4Y"
    )


def test_values_that_say_the_same_are_kept() -> None:
    """A year and twelve months are one duration, and a term stated twice is the one stated once."""
    other = evolve(B, siglum="F", provisions=A.provisions)
    record = evolve(
        RECORD,
        witnesses=(A, other),
        comparisons=(),
        annotations=(
            term(A, "2:1", "duration", "P3Y", "three years"),
            term(other, "2:1", "duration", "P36M", "three"),
            evolve(term(other, "2:1", "duration", "P3Y", "three years"), id="again"),
        ),
    )
    (change,) = terms(record, ["A", "F"]).changes
    assert change.relation is TermRelation.KEPT
    assert change.later.values == ("P36M", "P3Y")


def test_a_text_without_terms_changes_nothing() -> None:
    """Where nobody marked the terms of a text, nothing is said to be gone."""
    record = evolve(RECORD, witnesses=(*RECORD.witnesses, text("F", "It lasts.")))
    assert terms(record, ["A", "F"]).changes == ()


def test_a_change_of_a_term_has_the_remarks_on_its_words(table: TermTable) -> None:
    """Remarks on the clause or the article of a term's words come with its change, not those on other clauses."""
    changes = {(one.earlier.siglum, one.category): one for one in table.changes if one.later.siglum == "D"}
    assert [one.id for one in changes["B", "entry-into-force"].annotations] == [
        "demand",
        "exchanged",
        "early",
        "ended",
    ]
    assert [one.id for one in changes["B", "duration"].annotations] == ["exchanged", "early", "late", "ended"]
    assert changes["B", "kind"].annotations == ()


def test_remarks_on_what_came_later_are_left_out(table: TermTable) -> None:
    """What is said of provisions of B and of the later D belongs to the change from B to D, not to one before."""
    force = next(one for one in table.changes if (one.later.siglum, one.category) == ("B", "entry-into-force"))
    assert force.relation is TermRelation.NEW
    assert force.annotations == ()


def test_remarks_on_other_words_of_the_clause_are_left_out() -> None:
    """A remark on words of a clause speaks of the terms in these words, not of others in the same clause."""
    one = text("F", "It lasts two years from signature.")
    other = text("G", "It lasts ten years from ratification.")
    said = evolve(
        remark("ten", "demand", "Ten!"), targets=term(other, "1:1", "duration", "P10Y", "ten years").targets
    )
    record = DossierRecord(
        witnesses=(one, other),
        annotations=(
            term(one, "1:1", "duration", "P2Y", "two years"),
            term(one, "1:1", "entry-into-force", "signature", "from signature"),
            term(other, "1:1", "duration", "P10Y", "ten years"),
            term(other, "1:1", "entry-into-force", "ratification", "from ratification"),
            said,
        ),
    )
    duration, force = terms(record, ["F", "G"]).changes
    assert (duration.annotations, force.annotations) == ((said,), ())


def test_remarks_on_whole_texts_stand_apart(table: TermTable) -> None:
    """What is said of a text as a whole belongs to the table and to none of its changes."""
    assert [one.id for one in table.remarks] == ["offer"]


# Values


@pytest.mark.parametrize(
    ("category", "value"),
    [
        ("duration", "five years"),
        ("notice", "P"),
        ("entry-into-force", "day of signature"),
        ("entry-into-force", "1941-02-30"),
    ],
)
def test_a_value_of_another_form_is_refused(category: str, value: str) -> None:
    """A duration that is none, and an event that is neither an act in a word nor a date, are shown in an error."""
    record = evolve(RECORD, annotations=(term(A, "2:1", category, value, "three years"),))
    for ask in (lambda: terms(record), lambda: derived_dates(record, "A")):
        with pytest.raises(ModelError, match=f"found .*{value}"):
            ask()


@pytest.mark.parametrize(
    "value", ["ratification", "deposit-of-letters", "1941-04-25", "1941-04?", "[1941-04-13,1941-04-25]"]
)
def test_an_event_is_a_word_or_a_date(value: str) -> None:
    """An act in one word, and any date in EDTF, are events."""
    TermCategory("entry-into-force", form=TermForm.EVENT).check(value)


def test_a_file_with_a_bad_value_names_the_place() -> None:
    """The reader refuses a value that is not in the form of its category, with file, line and column."""
    data = b"""<TEI><standOff><listAnnotation type="terms">
      <annotation xml:id="t1" ana="#kind-term #term-duration" target="p.xml#string-range(P-3-c1,3,10)">
        <note type="value">five years</note>
        <note type="target" target="p.xml#string-range(P-3-c1,3,10)"><quote>five years</quote></note>
      </annotation></listAnnotation></standOff></TEI>"""
    assert (
        annotations_reader.read(data.replace(b">five years</note>", b">P5Y</note>"), name="d.xml")
        .annotations[0]
        .value
    )
    with pytest.raises(
        ModelError, match=r"^d\.xml:2:\d+: found the duration 'five years'; expected one as ISO 8601"
    ):
        annotations_reader.read(data, name="d.xml")


def test_any_words_are_a_text() -> None:
    """A category of the form text takes any words."""
    TermCategory("place", form=TermForm.TEXT).check("five years, or P")


# Dates


def test_dates_are_counted_from_the_act_that_the_text_names() -> None:
    """From the exchange of letters on 31 March 1912: four years, three months before that, a year after."""
    dates = [date for date in derived_dates(RECORD, "D") if date.stated]
    assert [(date.kind, str(date.date), date.reckoning) for date in dates] == [
        (DateKind.FROM, "1912-03-31", "1912-03-31"),
        (DateKind.TO, "1916-03-31", "1912-03-31 + P4Y"),
        (DateKind.NOTICE, "1915-12-31", "1912-03-31 + P4Y - P3M"),
        (DateKind.RENEWED, "1917-03-31", "1912-03-31 + P4Y + P12M"),
    ]


def test_a_date_has_its_premises() -> None:
    """A date names the act with its source, and the terms in the order of the reckoning with their words."""
    date = next(one for one in derived_dates(RECORD, "D") if one.kind is DateKind.NOTICE)
    assert (str(date.act), date.act.annotation and date.act.annotation.id) == ("exchange 1912-03-31", "exchanged")
    assert [str(source) for source in date.act.sources] == ["Smith 2004, p. 19"]
    assert [one.term for one in date.terms] == ["entry-into-force", "duration", "notice"]
    assert str(date) == "D notice by 1915-12-31, counted from exchange 1912-03-31"


def test_who_counted_otherwise_is_heard() -> None:
    """Of a signed text its own date is the signature; it is counted from as well, because somebody did."""
    dates = {(one.act.event, one.kind): one for one in derived_dates(RECORD, "D")}
    end = dates["signature", DateKind.TO]
    assert (str(end.date), end.stated, [one.id for one in end.said_by]) == ("1916-02-29", False, ["early"])
    assert [one.id for one in dates["exchange", DateKind.TO].said_by] == ["late"]


def test_contradicting_interpretations_are_both_named() -> None:
    """Each date names the interpretations that contradict each other, whichever it agrees with."""
    disputed = {tuple(other.id for other in one.disputed_by) for one in derived_dates(RECORD, "D")}
    assert disputed == {("early", "late")}


def test_nobody_who_counts_otherwise() -> None:
    """Where nobody counts from another act, and nobody contradicts, dates follow from the named act alone."""
    dates = derived_dates(with_annotations(but="early"), "D")
    assert {one.act.event for one in dates} == {"exchange"}
    assert {one.disputed_by for one in dates} == {()}


def test_a_denunciation_is_in_time_or_too_late() -> None:
    """On 30 November 1915: a month before the last day counted from the exchange, a day after it from signature."""
    renewed = {one.act.event: one for one in derived_dates(RECORD, "D") if one.kind is DateKind.RENEWED}
    assert [one.id for one in renewed["exchange"].denounced_by] == ["ended"]
    assert {event: one.in_time for event, one in renewed.items()} == {"exchange": True, "signature": False}


def test_a_denunciation_of_uncertain_date_leaves_it_open() -> None:
    """A denunciation between November 1915 and January 1916 may or may not have been in time."""
    record = with_annotations(
        remark("some-day", "denunciation", "It is denounced.", "D/2", date="1915-11/1916-01"), but="ended"
    )
    renewed = next(one for one in derived_dates(record, "D") if one.kind is DateKind.RENEWED)
    assert renewed.in_time is None


def test_an_uncertain_act_gives_uncertain_dates() -> None:
    """Letters exchanged some day in February 1912: in force to some day in February 1916."""
    some_day = remark("some-day", "exchange", "Letters are exchanged.", "D/2", date="1912-02")
    dates = found(with_annotations(some_day, but="exchanged"))
    assert dates["exchange", "in force to"] == "1916-02"
    assert dates["exchange", "notice by"] == "[1915-11-01..1915-11-29]"


def test_acts_on_several_days_are_all_counted_from() -> None:
    """Two exchanges on record give two ends; two annotations on one day give one."""
    again = remark("again", "exchange", "Letters are exchanged.", "D/2", date="1912-04-02")
    same = remark("same", "exchange", "Letters are exchanged.", "D", date="1912-03-31")
    ends = [
        str(one.date)
        for one in derived_dates(with_annotations(again, same), "D")
        if one.kind is DateKind.TO and one.stated
    ]
    assert ends == ["1916-03-31", "1916-04-02"]


def test_a_text_that_names_a_date_needs_no_act() -> None:
    """Where the text itself says from which day, the date is its own premise."""
    fixed = text("F", "In force two years from 1 May 1920.")
    record = DossierRecord(
        witnesses=(fixed,),
        annotations=(
            term(fixed, "1:1", "entry-into-force", "1920-05-01", "from 1 May 1920"),
            term(fixed, "1:1", "duration", "P2Y", "two years"),
        ),
    )
    assert found(record, "F") == {("date", "in force from"): "1920-05-01", ("date", "in force to"): "1922-05-01"}


def test_no_act_no_dates() -> None:
    """A draft that nobody signed is in force from no day; a text that lays down no duration ends on none."""
    assert derived_dates(RECORD, "B") == ()
    assert derived_dates(RECORD, "C") == ()
    signed = remark("signed", "signature", "It is signed.", "B", date="1911-06-01")
    assert found(with_annotations(signed), "B")["signature", "notice by"] == "1916-06-01"


def test_two_durations_give_two_ends() -> None:
    """A text that states two durations is counted by both; one that states one twice is counted once."""
    twice = term(D, "2:4", "duration", "P5Y", "another year")
    same = term(D, "2:3", "duration", "P48M", "three months")
    dates: list[DerivedDate] = [
        one for one in derived_dates(with_annotations(twice, same), "D") if one.kind is DateKind.TO and one.stated
    ]
    assert [str(one.date) for one in dates] == ["1916-03-31", "1917-03-31"]
    assert [one.value for one in dates[0].terms] == ["exchange", "P4Y", "P48M"]


# As data


def test_json_says_all(table: TermTable) -> None:
    """JSON holds each cell, change and date, and every remark that they name, once."""
    read = json.loads(write_json(table, version="1.0"))
    assert (read["schema"], read["version"], read["software"]["version"]) == ("treatydiff terms", 1, "1.0")
    assert len(read["cells"]) == len(table.cells)
    assert len(read["changes"]) == len(table.changes)
    assert [one["date"] for one in read["dates"]] == [str(one.date) for one in table.dates]
    cell = next(one for one in read["cells"] if (one["category"], one["siglum"]) == ("duration", "B"))
    assert cell["terms"] == [
        {
            "id": "B-duration-2-2",
            "value": "P6Y",
            "words": [{"address": "B/2:2", "quote": "six years", "start": 4, "stop": 13}],
        }
    ]
    named = {name for one in read["changes"] for name in one["annotations"]} | {*read["remarks"]}
    named |= {
        name for one in read["dates"] for key in ("said_by", "disputed_by", "denounced_by") for name in one[key]
    }
    ids = [one["id"] for one in read["annotations"]]
    assert sorted(ids) == sorted({*named, "exchanged"})


def test_tables_of_separated_values(table: TermTable) -> None:
    """Each of the three tables has a row for each place, change or date; CSV and TSV hold the same."""
    rows = {part: list(csv.DictReader(io.StringIO(write_csv(table, part).decode(), newline=""))) for part in TABLES}
    places = sum(len(one.targets) for cell in table.cells for one in cell.annotations)
    empty = sum(not cell.annotations for cell in table.cells)
    assert len(rows["terms"]) == places + empty
    assert len(rows["changes"]) == len(table.changes)
    assert [row["date"] for row in rows["dates"]] == [str(one.date) for one in table.dates]
    for part in TABLES:
        tabbed = csv.DictReader(io.StringIO(write_tsv(table, part).decode(), newline=""), delimiter="\t")
        assert list(tabbed) == rows[part]


def test_no_field_is_taken_for_a_formula() -> None:
    """Words and values that begin as a formula does are kept from being one."""
    one = text("F", "=1+1 years")
    record = DossierRecord(witnesses=(one,), annotations=(term(one, "1:1", "place", "@A1", "=1+1"),))
    (row,) = list(csv.DictReader(io.StringIO(write_csv(terms(record)).decode(), newline="")))
    assert (row["value"], row["words"]) == ("'@A1", "'=1+1")


# On the command line and in scripts


def test_the_facade_answers() -> None:
    """A dossier has terms and dates as the functions give them, and names the nearest siglum of one it has not."""
    dossier = Dossier(RECORD)
    assert dossier.terms("A", "B") == terms(RECORD, ["A", "B"])
    assert dossier.derived_dates("D") == derived_dates(RECORD, "D")
    with pytest.raises(UnknownError, match="found no witness 'X'"):
        dossier.terms("X")


def test_the_command_writes_each_form(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The terminal shows the table; the suffix of a file decides on the form, and the table of CSV is chosen."""
    assert main(["terms"]) == 0
    assert "Dates that follow" in capsys.readouterr().out
    table = treatydiff.load().terms()
    for name, expected in (
        ("terms.json", write_json(table, version=treatydiff.__version__)),
        ("terms.csv", write_csv(table)),
        ("terms.tsv", write_tsv(table)),
    ):
        assert main(["terms", "-o", str(tmp_path / name)]) == 0
        assert (tmp_path / name).read_bytes() == expected
    assert main(["terms", "-o", str(tmp_path / "dates.csv"), "--table", "dates"]) == 0
    assert (tmp_path / "dates.csv").read_bytes() == write_csv(table, "dates")


def test_nobody_disputes_the_date_that_he_says() -> None:
    """In tables and JSON, an interpretation that says a date does not stand beside it as disputing it."""
    table = treatydiff.load().terms()
    rows = list(csv.DictReader(io.StringIO(write_csv(table, "dates").decode(), newline="")))
    assert any(row["said by"] and row["disputed by"] for row in rows)
    for row in rows:
        assert not {*filter(None, row["said by"].split("; "))} & {*row["disputed by"].split("; ")}
    for one in json.loads(write_json(table, version="1"))["dates"]:
        assert not {*one["said_by"]} & {*one["disputed_by"]}


def test_the_command_refuses_what_cannot_be(capsys: pytest.CaptureFixture[str]) -> None:
    """An unknown siglum, and a table of what has none, end with one line and exit code 2."""
    assert main(["terms", "nosuch"]) == InputError.exit_code
    assert "found no witness 'nosuch'" in capsys.readouterr().err
    assert main(["terms", "--table", "dates", "--format", "json"]) == InputError.exit_code
    assert "found --table with json" in capsys.readouterr().err


# The bundled dossier


def test_bundled_values_are_those_of_the_record(shared: Path) -> None:
    """The bundled texts lay down what the record of the sources says, and nothing where that is silent."""
    record = json.loads((shared / "sources" / "negotiation.json").read_text(encoding="utf-8"))["terms"]
    table = treatydiff.load().terms()
    texts = {siglum: said for siglum, said in record.items() if siglum != "about"}
    assert set(table.sigla) == set(texts)
    keys = {
        "kind": "kind",
        "duration_years": "duration",
        "in_force_from": "entry-into-force",
        "renewal_years": "renewal",
        "denunciation_notice_years": "notice",
        "ratification": "ratification",
        "parties": "party",
        "ratification_exchanged_at": "place",
    }
    for siglum, said in texts.items():
        assert set(said) == set(keys)
        for key, category in keys.items():
            values = table.cell(category, siglum).values
            assert values == _as_values(said[key]), (siglum, key)


def _as_values(said: object) -> tuple[str, ...]:
    if said is None:
        return ()
    if isinstance(said, list):
        return tuple(said)
    return ("required" if said is True else f"P{said}Y" if isinstance(said, int) else str(said),)


def test_bundled_terms_point_to_words() -> None:
    """Every bundled term quotes the very words at its address; what a text states twice is marked twice."""
    dossier = treatydiff.load()
    table = dossier.terms()
    for cell in table.cells:
        for one in cell.annotations:
            for target in cell.targets(one):
                assert target.span is not None
                words = dossier.clause(str(target.place)).text[target.span.start : target.span.stop]
                assert words == target.quote
    assert len(table.cell("entry-into-force", "M40").annotations) == 2


def test_bundled_dates_and_the_disagreement() -> None:
    """From ratification the Pact ends on 25 April 1946, from signature on 13 April; the sources disagree."""
    dates = {(one.act.event, one.kind.value): one for one in treatydiff.load().derived_dates("P41")}
    assert {key: str(one.date) for key, one in dates.items() if key[1] in ("in force to", "notice by")} == {
        ("ratification", "in force to"): "1946-04-25",
        ("ratification", "notice by"): "1945-04-25",
        ("signature", "in force to"): "1946-04-13",
        ("signature", "notice by"): "1945-04-13",
    }
    assert [one.id for one in dates["signature", "notice by"].said_by] == ["neg-1945-01-10"]
    assert "neg-1945-count" in [one.id for one in dates["ratification", "in force to"].said_by]
    assert {other.id for one in dates.values() for other in one.disputed_by} == {"neg-1945-01-10", "neg-1945-count"}


def test_bundled_ratification_was_wanted_by_somebody() -> None:
    """The change of the entry into force carries the annotation that says who wanted it."""
    table = treatydiff.load().terms()
    change = next(one for one in table.changes if (one.category, one.later.siglum) == ("entry-into-force", "P41"))
    assert (change.earlier.values, change.later.values) == (("signature",), ("ratification",))
    wanted = next(one for one in change.annotations if one.id == "neg-1941-04-12-force")
    assert [str(source) for source in wanted.sources] == ["Slavinsky 2004, p. 53"]
