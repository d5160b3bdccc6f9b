"""Reading annotations from TEI by hand: what each part of an `annotation` becomes."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotated_texts import annotation, put_statements, put_texts
from treatydiff.errors import InputError
from treatydiff.model.addresses import ChangeAddress
from treatydiff.model.annotations import KINDS, Annotation, Target
from treatydiff.model.dates import UncertainDate
from treatydiff.model.passages import Span
from treatydiff.model.sources import Source, Work
from treatydiff.model.terms import TERM_CATEGORIES, TermCategory, TermForm
from treatydiff.readers import annotations as annotations_reader
from treatydiff.readers import read_bytes
from treatydiff.readers.dossier import read_dossier

SMITH = Work("Smith", "J. Smith, The Book")


def only(folder: Path) -> Annotation:
    """The only annotation of a dossier in which nothing is doubtful."""
    found = read_dossier(folder)
    assert found.findings == ()
    (one,) = found.record.annotations
    return one


def test_all_that_an_annotation_says(tmp_path: Path) -> None:
    """Claim: every part of an annotation is read."""
    put_texts(tmp_path)
    words = "b.xml#string-range(B-3-c2,4,9)"
    notes = (
        "<note type='statement'>X asks\n  for it.</note>",
        "<note type='event'><date when='1941-04-12'>12 April</date> <persName ref='#X'>Mr X</persName>"
        "<orgName>Y</orgName><rs>a spokesman</rs></note>",
        "<note type='quote'><quote>as long as that</quote></note>",
        "<note type='source'><bibl corresp='#Smith'><ref target='#Smith'>Smith</ref>, "
        "<biblScope unit='page' from='5' to='6'>5-6</biblScope>, <note>n. 3</note></bibl></note>",
        "<note type='source'><bibl><msIdentifier><repository>Archive</repository><idno>F. 1</idno></msIdentifier>"
        "</bibl></note>",
        f"<note type='target' target='{words}'><quote>ten years</quote></note>",
        "<ref type='conflicts-with' target='#n2'/>",
    )
    one = (
        f"<annotation xml:id='n1' motivation='commenting' ana='#kind-demand' target='a.xml#A {words} a.xml#A-3-c1' "
        f"resp='#X' cert='low'>{''.join(notes)}</annotation>"
    )
    person = "<respStmt><resp>notes</resp><persName xml:id='X'>Xavier</persName></respStmt>"
    put_statements(tmp_path, one, annotation("n2"), header=person)
    assert read_dossier(tmp_path).record.annotations[0] == Annotation(
        "n1",
        "demand",
        "X asks for it.",
        (Target("A"), Target("B/3:2", Span(4, 13), "ten years"), Target("A/3:1")),
        UncertainDate("1941-04-12"),
        ("Mr X", "Y", "a spokesman"),
        (Source(SMITH, "5-6", "n. 3"), Source(repository="Archive", shelfmark="F. 1")),
        "as long as that",
        "Xavier",
        "low",
        ("n2",),
    )


def test_the_whole_negotiation(tmp_path: Path) -> None:
    """Claim: who points to the document as a whole speaks of no place in particular."""
    put_texts(tmp_path)
    put_statements(tmp_path, annotation(target="#all"))
    assert only(tmp_path).targets == ()


def test_a_change_as_target(tmp_path: Path) -> None:
    """Claim: a change is pointed to by its address, percent-encoded; its words may be quoted too."""
    put_texts(tmp_path)
    pointer = "change:A%2F3%3A1%2BA%2F3%3A2..B%2F3%3A2%402-3"
    note = f"<note type='target' target='{pointer}'><quote>ten years</quote></note>"
    put_statements(tmp_path, annotation("n1", note, target=pointer))
    (target,) = only(tmp_path).targets
    assert target == Target(ChangeAddress.parse("A/3:1+A/3:2..B/3:2@2-3"), quote="ten years")


def test_one_place_twice(tmp_path: Path) -> None:
    """Claim: where one pointer stands twice, its notes belong to it in order, an empty one included."""
    put_texts(tmp_path)
    notes = (
        f"<note type='target' target='b.xml#B-3'><quote>{words}</quote></note>" for words in ("", "ten years.")
    )
    put_statements(tmp_path, annotation("n1", *notes, target="b.xml#B-3 b.xml#B-3"))
    assert [target.quote for target in only(tmp_path).targets] == ["", "ten years."]


def test_words_laid_out_in_lines(tmp_path: Path) -> None:
    """Claim: words quoted may be laid out in lines; a clause's own white space at its end need not be quoted."""
    put_texts(tmp_path)
    for pointer, words in (
        ("b.xml#string-range(B-3-c2,4,9)", "\n   ten\n   years\n"),
        ("b.xml#B-3-c1", "It is in force\n from signature,"),
    ):
        note = f"<note type='target' target='{pointer}'><quote>{words}</quote></note>"
        put_statements(tmp_path, annotation("n1", note, target=pointer))
        assert len(only(tmp_path).targets) == 1


def test_white_space_to_the_letter(tmp_path: Path) -> None:
    """Claim: white space in a note is collapsed unless xml:space keeps it."""
    put_texts(tmp_path)
    for space, said in (("", "two words"), ("xml:space='preserve'", "two  words ")):
        put_statements(tmp_path, annotation("n1", f"<note type='statement' {space}>two  words </note>"))
        assert only(tmp_path).statement == said


def test_kinds_and_terms_that_a_dossier_declares(tmp_path: Path) -> None:
    """Claim: a taxonomy adds kinds and categories to those of the library; its own categories come first."""
    put_texts(tmp_path)
    classes = (
        "<taxonomy xml:id='kinds'><category xml:id='kind-rumour'><catDesc>hearsay</catDesc></category></taxonomy>"
        "<taxonomy xml:id='terms'><category xml:id='term-size' n='text'><catDesc>how large</catDesc></category>"
        "<category xml:id='term-notice' n='duration'><catDesc>notice</catDesc></category></taxonomy>"
    )
    pointer = "b.xml#string-range(B-3-c2,4,9)"
    put_statements(
        tmp_path,
        "<annotation xml:id='n1' ana='#kind-rumour' target='b.xml#B'/>",
        f"<annotation xml:id='t1' ana='#kind-term #term-size' target='{pointer}'><note type='value'>ten</note>"
        f"<note type='target' target='{pointer}'><quote>ten years</quote></note></annotation>",
        stand_off=classes,
    )
    found = read_dossier(tmp_path)
    assert found.findings == ()
    assert found.record.kinds == {**KINDS, "rumour": "hearsay"}
    assert found.record.term_categories[:2] == (
        TermCategory("size", "how large"),
        TermCategory("notice", "notice", TermForm.DURATION),
    )
    assert {one.name for one in found.record.term_categories} == {"size", *(one.name for one in TERM_CATEGORIES)}
    rumour, term = found.record.annotations
    assert (rumour.kind, term.kind, term.term, term.value) == ("rumour", "term", "size", "ten")


def test_edition_and_editors(tmp_path: Path) -> None:
    """Claim: the header says which edition it is and who made it."""
    put_texts(tmp_path)
    header = (
        "<editor>Jane Smith</editor><respStmt><resp>notes</resp><persName>X</persName></respStmt></titleStmt>"
        "<editionStmt><edition n='2.1'>Second edition</edition></editionStmt><titleStmt>"
    )
    put_statements(tmp_path, header=header)
    record = read_dossier(tmp_path).record
    assert (record.edition, record.editors) == ("2.1", ("Jane Smith", "X"))


def test_a_work_in_its_parts(tmp_path: Path) -> None:
    """Claim: a biblStruct is read part by part; what holds the work is its container, and no title of its own."""
    put_texts(tmp_path)
    work = (
        "<listBibl><biblStruct xml:id='w' type='article' n='Doe 1950'><analytic><author>Jane Doe</author>"
        "<author>R. Roe</author><title>On It</title><editor role='translator'>T. Tee</editor></analytic><monogr>"
        "<title>The Journal</title><editor>E. Dee</editor><idno type='ISBN'>1-2</idno><idno type='URL'>https://x.y"
        "</idno><imprint><pubPlace>Here</pubPlace><publisher>Press</publisher><date when='1950-05'>May 1950</date>"
        "<biblScope unit='volume'>vol. 3</biblScope><biblScope unit='issue'>No. 4</biblScope>"
        "<biblScope unit='page'>7-9</biblScope></imprint></monogr></biblStruct></listBibl>"
    )
    put_statements(tmp_path, stand_off=work)
    smith, doe = read_dossier(tmp_path).record.works
    assert smith == Work("Smith", "J. Smith, The Book")
    assert doe == Work(
        "Doe 1950",
        "Jane Doe and R. Roe, On It, in The Journal, edited by E. Dee, vol. 3, No. 4, translated by T. Tee, "
        "Here: Press, May 1950, ISBN 1-2, pp. 7-9",
        "article",
        ("Jane Doe", "R. Roe"),
        ("E. Dee",),
        ("T. Tee",),
        "On It",
        "The Journal",
        "Here",
        "Press",
        "1950-05",
        "1-2",
        "https://x.y",
        "vol. 3, No. 4",
        "7-9",
    )


def test_a_reference_in_its_own_words(tmp_path: Path) -> None:
    """Claim: an entry may say how it is referred to; what it is called is what those say who cite it."""
    put_texts(tmp_path)
    work = (
        "<listBibl><biblStruct xml:id='w'><monogr><title>It</title><imprint><date>1950</date></imprint></monogr>"
        "<note type='reference'>It (1950).</note></biblStruct></listBibl>"
    )
    source = "<note type='source'><bibl><ref target='#w'>It 50</ref></bibl></note>"
    put_statements(tmp_path, annotation("n1", source), stand_off=work)
    record = read_dossier(tmp_path).record
    assert record.works[1] == Work("It 50", "It (1950).", title="It", date="1950")
    assert record.annotations[0].sources == (Source(record.works[1]),)


def test_a_reference_that_stands_whole_where_it_is_given(tmp_path: Path) -> None:
    """Claim: a reference in free words, its page marked, is printed as it stands, with the page once."""
    put_texts(tmp_path)
    source = "<note type='source'><bibl>Diary, p. <biblScope unit='page'>53</biblScope></bibl></note>"
    put_statements(tmp_path, annotation("n1", source))
    [cited] = only(tmp_path).sources
    assert str(cited) == "Diary, p. 53"


def test_a_work_in_the_dossier_that_a_text_points_to(tmp_path: Path) -> None:
    """Claim: a text's own file may point to the dossier's bibliography."""
    put_texts(tmp_path)
    put_statements(tmp_path)
    file = tmp_path / "b.xml"
    source = (
        "<witness xml:id='B'><msDesc><additional><surrogates><bibl><ref target='dossier.xml#Smith'>Smith</ref>, "
        "<biblScope unit='page'>5</biblScope></bibl></surrogates></additional></msDesc></witness>"
    )
    file.write_text(file.read_text(encoding="utf-8").replace("<witness xml:id='B'/>", source), encoding="utf-8")
    record = read_dossier(tmp_path).record
    assert record.witnesses[1].source == Source(SMITH, "5")
    assert record.works == (SMITH,)


def annotated_file(folder: Path, *listed: str) -> bytes:
    """The file of B with these annotations in it."""
    put_texts(folder)
    text = (folder / "b.xml").read_text(encoding="utf-8")
    own = f"<standOff><listAnnotation type='annotations'>{''.join(listed)}</listAnnotation></standOff>"
    return text.replace("<text>", f"{own}<text>").encode()


def test_annotations_in_a_text(tmp_path: Path) -> None:
    """Claim: a text may have annotations of itself, of its words, and of other files, which are not looked up."""
    ranged = "<note type='target' target='words:B-3-c2,4,9'><quote>ten years</quote></note>"
    other = "<note type='target' target='z.xml#string-range(Z-9-c1,4,5)'><quote>words</quote></note>"
    data = annotated_file(
        tmp_path,
        annotation("n1", ranged, target="#B #B-3-c1 words:B-3-c2,4,9 #string-range(B-3-c2,4,0)"),
        annotation("n2", other, target="z.xml#string-range(Z-9-c1,4,5)"),
        annotation("n3", "<ref type='conflicts-with' target='dossier.xml#n9'/>", more="n='other'"),
    )
    transcript = read_bytes(data, name="b.xml")
    first, second, third = transcript.annotations
    assert first.targets == (
        Target("B"),
        Target("B/3:1"),
        Target("B/3:2", Span(4, 13), "ten years"),
        Target("B/3:2", Span(4, 4)),
    )
    assert second.targets == (Target("Z/9:1", Span(4, 9), "words"),)
    assert (third.id, third.conflicts_with) == ("other", ("n9",))
    assert transcript.findings == ()


def test_annotations_of_a_text_that_is_given_another_siglum(tmp_path: Path) -> None:
    """Claim: the document's own pointers follow the siglum that its text is given."""
    data = annotated_file(tmp_path, annotation(target="#B-3-c1"))
    assert read_bytes(data, name="b.xml", siglum="X").annotations[0].targets == (Target("X/3:1"),)


def test_annotations_in_a_text_of_what_it_does_not_have(tmp_path: Path) -> None:
    """Claim: the places of a text itself are looked up, also outside a dossier."""
    data = annotated_file(tmp_path, annotation(target="#B-9"))
    with pytest.raises(InputError, match="found the target #B-9, which is not there"):
        read_bytes(data, name="b.xml")


def test_annotations_of_texts_come_into_the_dossier(tmp_path: Path) -> None:
    """Claim: what a text's own file says is the dossier's, once, whether or not there is a dossier.xml."""
    data = annotated_file(tmp_path, annotation(target="#B-3"))
    (tmp_path / "b.xml").write_bytes(data)
    assert [one.id for one in read_dossier(tmp_path).record.annotations] == ["n1"]
    put_statements(tmp_path, annotation("n0"), annotation("n1"))
    assert [one.id for one in read_dossier(tmp_path).record.annotations] == ["n0", "n1"]


def test_annotations_alone() -> None:
    """Claim: a document without any text is read for its annotations, with works and classes."""
    data = (
        "<TEI><standOff><listBibl><bibl xml:id='Smith'>J. Smith, The Book</bibl></listBibl>"
        "<listAnnotation type='annotations'><annotation n='n1' xml:id='e-n1' ana='#t-kind-note' target='b.xml#B-3'>"
        "<note>Here.</note></annotation></listAnnotation></standOff></TEI>"
    )
    found = annotations_reader.read(data.encode(), name="notes.xml")
    assert found.annotations == (Annotation("n1", "note", "Here.", "B/3"),)
    assert (found.works, found.findings) == ((SMITH,), ())
