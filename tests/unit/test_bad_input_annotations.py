"""Annotations that cannot be: one error each, with file, line and column, message by message."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from annotated_texts import annotation, put_statements, put_texts
from treatydiff.errors import DateError, InputError, ModelError, TreatyDiffError
from treatydiff.readers.dossier import read_dossier


def refused(folder: Path, kind: type[TreatyDiffError] = InputError) -> str:
    """The message that reading the folder ends in, the folder's own path left out."""
    with pytest.raises(kind) as caught:
        read_dossier(folder)
    return str(caught.value).replace(f"{folder}{os.sep}", "")


def quoted(pointer: str, words: str) -> str:
    """The words meant by a pointer."""
    return f"<note type='target' target='{pointer}'><quote>{words}</quote></note>"


def test_target_that_is_not_there(tmp_path: Path) -> None:
    """A provision, a clause or a witness that is not there, one in another file, and what is no place at all."""
    put_texts(tmp_path)
    for target, said in {
        "b.xml#B-4": (
            "found the target b.xml#B-4, which is not there; expected an address such as B/3, B/3:2, B/3:1"
        ),
        "b.xml#B-3-c3": (
            "found the target b.xml#B-3-c3, which is not there; expected an address such as B/3:2, B/3:1, B/3"
        ),
        "c.xml#C-3": "found the target c.xml#C-3, which is not there; expected one of "
        "a.xml#A, b.xml#B; to mend it: "
        "mend the pointer",
        "a.xml#B-3": "found the target a.xml#B-3, which is not there; expected a place in "
        "b.xml; to mend it: point to "
        "b.xml#B-3",
        "#B-3": "found the target #B-3, which is not there; expected a place in b.xml; "
        "to mend it: point to b.xml#B-3",
        "#Smith-": "found the target #Smith-, which is no place in a text; expected FILE.xml#ID with the id of a "
        "witness, a provision or a clause",
        "change:A%2F3%3A1..B%2F9": "found the target change:A%2F3%3A1..B%2F9, which is not there; "
        "expected an address "
        "such as B/3, B/3:2, B/3:1",
        "change:A": "found 'A'; expected two sides with '..' between them, such as A/1..B/1",
        "b.xml#string-range(B-3-c1,3)": "found the range string-range(B-3-c1,3); expected "
        "string-range(ID,start,length)",
    }.items():
        put_statements(tmp_path, annotation(), annotation("n2", target=target))
        assert refused(tmp_path, TreatyDiffError) == f"dossier.xml:4:1: {said}"


def test_words_that_are_not_there(tmp_path: Path) -> None:
    """What stands there now is said, and where the words stand now: in the clause, in another, or nowhere."""
    put_texts(tmp_path)
    for pointer, words, said in (
        (
            "b.xml#string-range(B-3-c1,0,14)",
            "from signature",
            "quoted of B/3:1, where now stands 'It is in force'; expected the words that stand there; to mend it: "
            "point to b.xml#string-range(B-3-c1,15,14), where these words stand now",
        ),
        (
            "b.xml#string-range(B-3-c1,0,9)",
            "ten years",
            "quoted of B/3:1, where now stands 'It is in'; expected the words that stand there; to mend it: "
            "point to b.xml#string-range(B-3-c2,4,9), where these words stand now",
        ),
        (
            "b.xml#string-range(B-3-c2,4,10)",
            "five years",
            "quoted of B/3:2, where now stands 'ten years.'; expected the words that stand there; to mend it: see "
            "whether the annotation still holds, and quote what stands there",
        ),
        (
            "b.xml#string-range(B-3-c2,4,100)",
            "ten years.",
            "quoted of B/3:2, where now stands 'ten years.', and after 14 characters it ends; expected the words "
            "that stand there; to mend it: point to b.xml#string-range(B-3-c2,4,10), where these words stand now",
        ),
        (
            "b.xml#B-3-c2",
            "for five years.",
            "quoted of B/3:2, where now stands 'for ten years.'; expected the words that stand there; to mend it: "
            "see whether the annotation still holds, and quote what stands there",
        ),
        (
            "b.xml#B-3-c2",
            "ten",
            "quoted of B/3:2, where now stands 'for ten years.'; expected the words that stand there; to mend it: "
            "point to b.xml#string-range(B-3-c2,4,3), where these words stand now",
        ),
        (
            "b.xml#B-3",
            "for five years.",
            "quoted of B/3, where now stands 'It is in force from signature, for ten years.'; expected the words "
            "that stand there; to mend it: see whether the annotation still holds, and quote what stands there",
        ),
    ):
        put_statements(tmp_path, annotation("n1", "\n", quoted(pointer, words), target=pointer))
        assert refused(tmp_path) == f"dossier.xml:4:1: found {words!r} {said}"


def test_words_of_no_target(tmp_path: Path) -> None:
    """Words quoted of a pointer that the annotation does not have would be lost; a range needs its words."""
    put_texts(tmp_path)
    put_statements(tmp_path, annotation("n1", "\n", quoted("b.xml#B-3-c1", "words")))
    assert refused(tmp_path) == (
        "dossier.xml:4:1: found the words 'words' quoted of b.xml#B-3-c1, which is no target; expected the very "
        "pointer that stands in the annotation's @target"
    )
    put_statements(tmp_path, annotation(target="b.xml#string-range(B-3-c2,4,3)"))
    assert refused(tmp_path) == (
        "dossier.xml:3:1: found a range of B/3:2 without its words; expected note[@type='target'] with a quote of "
        "them; to mend it: quote 'ten', if these words are meant"
    )
    put_statements(
        tmp_path,
        annotation("n1", quoted("b.xml#string-range(B-3,4,3)", "ten"), target="b.xml#string-range(B-3,4,3)"),
    )
    assert refused(tmp_path, ModelError) == (
        "dossier.xml:3:80: found a span of words of B/3; expected words of a clause, such as P/3:1"
    )


def test_source_that_is_not_in_the_bibliography(tmp_path: Path) -> None:
    """The works that are there are named, those with like ids first."""
    put_texts(tmp_path)
    source = "<note type='source'>\n<bibl><ref target='#Smyth'>Smyth</ref></bibl></note>"
    put_statements(tmp_path, annotation("n1", source))
    assert refused(tmp_path) == (
        "dossier.xml:4:7: found the source #Smyth, which is not in the "
        "bibliography; expected the xml:id of a work in "
        "this file, such as #Smith; to mend it: add the work to a listBibl, or mend the pointer"
    )


def test_date_that_no_calendar_has(tmp_path: Path) -> None:
    """The place is the date's."""
    put_texts(tmp_path)
    for date, said in {
        "<date>1941-02-30</date>": "found the date '1941-02-30'; expected a day that the calendar has",
        "<date when='1941-13'>then</date>": "found the date '1941-13'; expected a day that the calendar has",
        "<date>1941-05/1941-04</date>": (
            "found the date '1941-05/1941-04'; expected an interval that ends after it begins"
        ),
    }.items():
        put_statements(tmp_path, annotation("n1", f"<note type='event'>\n{date}</note>"))
        assert refused(tmp_path, DateError) == f"dossier.xml:4:1: {said}"


def test_date_that_says_two_days(tmp_path: Path) -> None:
    """Attributes that no calendar has are refused beside good words, and words that mean no day of theirs."""
    put_texts(tmp_path)
    two = (
        "expected one date; to mend it: mend whichever is wrong; a date of another calendar is said to be one in "
        "calendar"
    )
    for date, kind, said in (
        (
            "<date when='1901-05-30'>1901-06-30</date>",
            InputError,
            f"found the date '1901-06-30', and 1901-05-30 in its attributes; {two}",
        ),
        (
            "<date from='1901' to='1902'>1903-06</date>",
            InputError,
            f"found the date '1903-06', and 1901/1902 in its attributes; {two}",
        ),
        (
            "<date when='1901-02-31'>1901-02</date>",
            DateError,
            "found the date '1901-02-31'; expected a day that the calendar has",
        ),
    ):
        put_statements(tmp_path, annotation("n1", f"<note type='event'>\n{date}</note>"))
        assert refused(tmp_path, kind) == f"dossier.xml:4:1: {said}"
        listed = (
            f"<listBibl><biblStruct xml:id='w'><monogr><title>It</title>\n{date}</monogr></biblStruct></listBibl>"
        )
        put_statements(tmp_path, stand_off=listed)
        assert refused(tmp_path, kind) == f"dossier.xml:3:1: {said}"


@pytest.mark.parametrize(
    "date",
    [
        "<date when='1901-06-30'>1901-06</date>",
        "<date when='1901-06'>1901-06-30</date>",
        "<date when='1901'>1901?</date>",
        "<date notBefore='1926-08' notAfter='1927-05'>{1926-08,1927-05}</date>",
        "<date when='1901-06-30' calendar='#julian'>1901-06-17</date>",
        "<date when='1901-06-30T10:00:00'>1901-06-30</date>",
    ],
)
def test_date_said_twice(tmp_path: Path, date: str) -> None:
    """Attributes and words may differ in how exact they are, and in the calendar where one is named."""
    put_texts(tmp_path)
    put_statements(tmp_path, annotation("n1", f"<note type='event'>{date}</note>"))
    [read] = read_dossier(tmp_path).record.annotations
    assert read.date is not None
    assert f">{read.date}<" in date


def test_term_without_words(tmp_path: Path) -> None:
    """A term points to words, has a value, and that in the form of its category."""
    put_texts(tmp_path)
    pointer = "b.xml#string-range(B-3-c2,4,9)"
    words = quoted(pointer, "ten years")
    for target, notes, said in (
        (
            "b.xml#B-3-c2",
            "<note type='value'>P10Y</note>",
            "found no words that say the duration of t1; expected words of a "
            "clause that lay the term down; to mend "
            "it: point to the words, or take the term out: where a text is silent there is none",
        ),
        (
            "#all",
            "<note type='value'>P10Y</note>",
            "found no words that say the duration of t1; expected words of a "
            "clause that lay the term down; to mend "
            "it: point to the words, or take the term out: where a text is silent there is none",
        ),
        (
            pointer,
            words,
            "found the term 'duration' with the value '' in t1; expected a category such as duration, and a value",
        ),
    ):
        term = f"<annotation xml:id='t1' ana='#kind-term #term-duration' target='{target}'>{notes}</annotation>"
        put_statements(tmp_path, term)
        assert refused(tmp_path, ModelError) == f"dossier.xml:3:1: {said}"
    in_words = f"<note type='value'>ten years</note>{words}"
    put_statements(
        tmp_path, f"<annotation xml:id='t1' ana='#term-duration' target='{pointer}'>{in_words}</annotation>"
    )
    assert refused(tmp_path, ModelError).startswith("dossier.xml:3:1: found the duration 'ten years'; expected")


def test_form_of_a_term_that_is_none(tmp_path: Path) -> None:
    """A taxonomy may say only the forms that there are."""
    put_texts(tmp_path)
    taxonomy = "<taxonomy xml:id='terms'><category xml:id='term-size' n='number'/></taxonomy>"
    put_statements(tmp_path, stand_off=f"\n{taxonomy}")
    assert refused(tmp_path) == (
        "dossier.xml:3:26: found the form 'number' of the term size; expected one of text, duration, event"
    )


def test_one_id_twice(tmp_path: Path) -> None:
    """In one file, and in two, if the annotations differ."""
    put_texts(tmp_path)
    put_statements(tmp_path, annotation(), annotation("n2"), annotation())
    assert refused(tmp_path) == (
        "dossier.xml:5:61: found the xml:id 'n1' for the second time; expected an id for each element; to mend it: "
        "rename one of them"
    )
    put_statements(tmp_path, annotation(), annotation("n2", more="n='n1'"))
    assert refused(tmp_path) == (
        "dossier.xml:4:1: found two annotations with the id n1, the other in line 3; expected an id for each"
    )
    put_statements(tmp_path, annotation("n1", "<note type='statement'>Here.</note>"))
    text = (tmp_path / "b.xml").read_text(encoding="utf-8")
    own = f"<standOff><listAnnotation type='annotations'>{annotation(target='#B-3')}</listAnnotation></standOff>"
    (tmp_path / "b.xml").write_text(text.replace("<text>", f"{own}<text>"), encoding="utf-8")
    assert refused(tmp_path) == (
        "b.xml: found two annotations with the id n1, in dossier.xml and in b.xml; expected an id for each, or the "
        "same annotation"
    )


def test_no_id(tmp_path: Path) -> None:
    """An annotation is pointed to by its id."""
    put_texts(tmp_path)
    put_statements(tmp_path, "<annotation target='b.xml#B'/>")
    assert refused(tmp_path, ModelError) == (
        "dossier.xml:3:1: found '' as the id of an annotation; expected an XML name, such as proposal"
    )


def test_conflict_with_what_is_not_there(tmp_path: Path) -> None:
    """The nearest id is named; an element that is no annotation is none either; nor is the annotation itself."""
    put_texts(tmp_path)
    for pointer in ("#n3", "#Smith"):
        ref = f"<ref type='conflicts-with' target='{pointer}'/>"
        put_statements(tmp_path, annotation("n1", ref), annotation("n2"))
        near = ", such as #n2" if pointer == "#n3" else ""
        assert refused(tmp_path) == (
            f"dossier.xml:3:62: found a conflict with {pointer}, which is no "
            f"annotation in this file; expected the id "
            f"of another annotation{near}"
        )
    put_statements(tmp_path, annotation("n1", "<ref type='conflicts-with' target='#n1'/>"))
    assert refused(tmp_path, ModelError) == (
        "dossier.xml:3:1: found the annotation n1 in conflict with itself; expected another's id"
    )
    put_statements(tmp_path, annotation("n1", "<ref type='conflicts-with' target='b.xml#n7'/>"))
    assert refused(tmp_path, ModelError) == (
        "dossier.xml:1:1: found the annotation n1 in conflict with n7, which "
        "is not there; expected the id of another "
        "annotation of the dossier"
    )


def test_certainty_that_is_none(tmp_path: Path) -> None:
    """TEI knows four."""
    put_texts(tmp_path)
    put_statements(tmp_path, annotation(more="cert='sure'"))
    assert refused(tmp_path, ModelError) == (
        "dossier.xml:3:1: found the certainty 'sure' of the annotation n1; "
        "expected one of high, medium, low, unknown"
    )


def test_pointers_to_people_who_are_not_there(tmp_path: Path) -> None:
    """Whoever acts or is responsible is found where the pointer says."""
    put_texts(tmp_path)
    event = "<note type='event'><persName ref='#X'>X</persName></note>"
    for one, column, tag in (
        (annotation("n1", event), 81, "persName"),
        (annotation(more="resp='#X'"), 1, "annotation"),
    ):
        put_statements(tmp_path, one)
        assert refused(tmp_path) == (
            f"dossier.xml:3:{column}: found a pointer to #X on <{tag}>; expected the xml:id of an element in this "
            "file; to mend it: give the element meant that xml:id, or mend the pointer"
        )


@pytest.mark.parametrize(
    ("relations", "said"),
    [
        (
            [("modelledOn", "b.xml#B", "a.xml#A"), ("modelledOn", "a.xml#A", "b.xml#B")],
            "4:1: found a cycle of modelled on: B is modelled on A, A is modelled on B",
        ),
        (
            [
                ("modelledOn", "b.xml#B", "#e"),
                ("modelledOn", "#e", "a.xml#A"),
                ("modelledOn", "a.xml#A", "b.xml#B"),
            ],
            "5:1: found a cycle of modelled on: B is modelled on #e, #e is modelled on A, A is modelled on B",
        ),
        ([("follows", "a.xml#A", "a.xml#A")], "3:1: found a cycle of follows: A follows A"),
        (
            [("follows", "b.xml#B", "a.xml#A"), ("witnessTo", "a.xml#A", "b.xml#B-3")],
            "4:1: found relations that contradict each other: B follows A, A witnesses to B",
        ),
    ],
)
def test_relations_in_a_circle(tmp_path: Path, relations: list[tuple[str, str, str]], said: str) -> None:
    """A text is no later than itself; the relation that closes the circle is named by its place."""
    put_texts(tmp_path)
    lines = "\n".join(
        f"<relation name='{name}' active='{active}' passive='{passive}'/>" for name, active, passive in relations
    )
    event = "<event xml:id='e'><label>E</label></event>"
    put_statements(tmp_path, stand_off=f"{event}<listRelation>\n{lines}</listRelation>")
    assert refused(tmp_path) == (
        f"dossier.xml:{said}; expected each text later than those that it comes from; to mend it: turn one of them "
        "round, or take it out"
    )


def test_relation_in_both_ways(tmp_path: Path) -> None:
    """A mutual relation has no sides."""
    put_texts(tmp_path)
    relation = "<relation name='sameDocument' mutual='a.xml#A b.xml#B' active='a.xml#A'/>"
    put_statements(tmp_path, stand_off=f"\n{relation}")
    assert refused(tmp_path) == (
        "dossier.xml:3:1: found a relation that is mutual and has an active or "
        "passive side; expected one or the other"
    )


def test_parts_of_a_text_may_come_from_each_other(tmp_path: Path) -> None:
    """A circle is one of texts: what comes from another article of the same text is none."""
    put_texts(tmp_path)
    relation = "<relation name='separatedFrom' active='b.xml#B-3-c2' passive='b.xml#B-3-c1'/>"
    put_statements(tmp_path, stand_off=relation)
    assert len(read_dossier(tmp_path).record.relations) == 1


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (
            "<annotation xml:id='n1' ana='#kind-proposl' target='b.xml#B'/>",
            "3:1: the kind proposl is declared nowhere; did you mean proposal or counterproposal?",
        ),
        (
            "<annotation xml:id='n1' target='b.xml#B'/>",
            "3:1: an annotation does not say of which kind it is, and was taken for a note",
        ),
        (
            annotation("n1", "<note type='remark'>Words.</note>"),
            "3:62: a note of an annotation was left aside: 'Words.'",
        ),
        (
            annotation(target=""),
            "3:1: an annotation has no target, and was taken to speak of the negotiation as a whole",
        ),
        (
            annotation("n1", "<ptr target='#Smith'/>"),
            "3:62: a pointer of an annotation was left aside",
        ),
        (
            annotation("n1", "<note type='event'><date>in spring</date></note>"),
            "3:81: the date 'in spring' is no EDTF, and was left aside",
        ),
        (
            f"</listAnnotation><listAnnotation>{annotation()}",
            "3:34: an annotation outside a listAnnotation of the type annotations or terms was left aside",
        ),
    ],
)
def test_what_is_doubtful(tmp_path: Path, one: str, said: str) -> None:
    """What can be a slip of the pen, and what is left aside, is a finding with its place."""
    put_texts(tmp_path)
    put_statements(tmp_path, one)
    found = [str(finding).replace(f"{tmp_path}{os.sep}", "") for finding in read_dossier(tmp_path).findings]
    assert found == [f"dossier.xml:{said}"]
