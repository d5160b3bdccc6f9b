"""What the TEI reader makes of a file: of our own, and of anybody's that marks articles as typed divs."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from treatydiff.model.passages import Correction, Gap, Highlight, Name, PageBreak, Passage, Span
from treatydiff.model.provisions import Label, Provision
from treatydiff.model.sources import Source, Work
from treatydiff.model.witnesses import TextStatus, Witness
from treatydiff.readers import Transcript, read_bytes, read_file

TEXTS = Path(__file__).resolve().parents[2] / "texts"

HEADER = """<teiHeader><fileDesc>
  <titleStmt><title>The file</title><editor role="translator" xml:id="JS">Jane Smith</editor></titleStmt>
  <publicationStmt><publisher>P</publisher><availability><licence><p>CC BY.</p></licence>
    <p>Belongs to
       X.</p></availability></publicationStmt>
  <notesStmt><note type="remark">One <ref target="#W">p. 1</ref>
     remark.</note><note>no remark</note></notesStmt>
  <sourceDesc><listWit><witness xml:id="A">
    <msDesc type="draft" subtype="official-translation">
      <msIdentifier><repository>Archive</repository><idno>F. 1</idno><msName>The draft</msName></msIdentifier>
      <msContents><msItem defective="true"><title type="instrument">Pact</title>
        <textLang mainLang="fr">French</textLang>
        <filiation>From Latin.</filiation></msItem></msContents>
      <history><origin><origDate when="1920-01">1920-01?</origDate></origin>
        <provenance>France</provenance></history>
      <additional><surrogates><bibl corresp="#W"><ref target="#W">Smith 2004</ref>,
        <biblScope unit="page">25-26</biblScope>, <note>n. 3</note></bibl></surrogates></additional>
    </msDesc></witness></listWit>
    <listBibl><biblStruct xml:id="W"><monogr><author>John Smith</author><title level="m">The Book</title>
      <editor role="translator">Someone Else</editor><idno type="ISBN">1-2</idno>
      <imprint><pubPlace>London</pubPlace><publisher>Press</publisher><date when="2004">2004</date></imprint>
    </monogr></biblStruct></listBibl></sourceDesc>
</fileDesc><profileDesc><particDesc><listOrg><org xml:id="party"><orgName>Utopia</orgName></org></listOrg>
  <listPerson><person xml:id="RR"><persName>R. Roe</persName><note>said so</note></person></listPerson></particDesc>
</profileDesc></teiHeader>"""


def transcript(body: str, *, header: str = HEADER, name: str = "file.xml", siglum: str | None = None) -> Transcript:
    """A TEI file with this body, read."""
    text = f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{header}<text xml:lang="en"><body>{body}</body></text></TEI>'
    return read_bytes(text.encode(), name=name, siglum=siglum)


def witness(body: str) -> Witness:
    """The witness A with this body."""
    return transcript(body).witness


def passage(content: str, *, space: str = "") -> Passage:
    """The clause with this content."""
    found = witness(f"<div type='article' n='1'{space}><ab><seg>{content}</seg></ab></div>")
    return found.clause("A/1:1")


def clauses(content: str) -> list[str]:
    """The clauses of an article with this content."""
    return [clause.text for clause in witness(f"<div type='article' n='1'>{content}</div>").provisions[0].clauses]


def outline(found: Witness) -> list[str]:
    """All addresses with their kinds."""
    return [f"{address} {provision.kind}" for address, provision in found.addressed()]


ARTICLE = "<div type='article' n='1'><p>Words.</p></div>"


def test_header_says_all_that_a_witness_states() -> None:
    """Each statement of our header form arrives in its field, white space collapsed."""
    found = witness(ARTICLE)
    assert found == Witness(
        "A",
        found.provisions,
        title="The draft",
        kind="draft",
        status=TextStatus.OFFICIAL_TRANSLATION,
        complete=False,
        instrument="Pact",
        date=found.date,
        language="fr",
        translator="Jane Smith",
        filiation="From Latin.",
        source=Source(
            Work(
                "Smith 2004",
                "John Smith, The Book, translated by Someone Else, London: Press, 2004, ISBN 1-2",
                authors=("John Smith",),
                translators=("Someone Else",),
                title="The Book",
                place="London",
                publisher="Press",
                date="2004",
                isbn="1-2",
            ),
            "25-26",
            "n. 3",
            "Archive",
            "F. 1",
        ),
        presented_by="France",
        remarks=("One p. 1 remark.",),
        rights="Belongs to X.",
    )
    assert found.date is not None
    assert found.date.edtf == "1920-01?"


def test_file_without_header_takes_its_siglum_from_its_name() -> None:
    """A bare TEI file is a witness called after the file; an asked-for siglum wins over both."""
    assert transcript(ARTICLE, header="", name="dir/my draft.xml").witness.siglum == "my_draft"
    assert transcript(ARTICLE, siglum="Z").witness.siglum == "Z"
    assert transcript(ARTICLE).witness.siglum == "A"


@pytest.mark.parametrize(
    ("written", "earliest"),
    [
        ("<origDate>1920-02-03</origDate>", datetime.date(1920, 2, 3)),
        ("<origDate when='1920-02-03'>3 February 1920</origDate>", datetime.date(1920, 2, 3)),
        ("<origDate notBefore='1920' notAfter='1921'>about then</origDate>", datetime.date(1920, 1, 1)),
    ],
)
def test_date_is_the_content_or_else_the_attributes(written: str, earliest: datetime.date) -> None:
    """Content that is EDTF is kept as written; prose yields to the attributes."""
    header = HEADER.replace('<origDate when="1920-01">1920-01?</origDate>', written)
    date = transcript(ARTICLE, header=header).witness.date
    assert date is not None
    assert date.earliest == earliest


def test_date_in_words_alone_is_left_aside_with_a_finding() -> None:
    """A date that only prose gives is no error, and is not lost in silence."""
    header = HEADER.replace('<origDate when="1920-01">1920-01?</origDate>', "<origDate>last spring</origDate>")
    found = transcript(ARTICLE, header=header)
    assert found.witness.date is None
    assert [finding.what for finding in found.findings] == ["the date 'last spring' is no EDTF, and was left aside"]


def test_kinds_numbers_and_labels() -> None:
    """Typed divs are provisions; untyped ones and `treaty` only wrap; the number is printed as @n has it."""
    found = witness(
        "<div type='treaty'><div type='heading'><ab>Pact</ab></div><div><div type='chapter' n='II'>"
        "<head>Chapter II</head><head>Peace</head><div type='article' n='VI'>"
        "<head>Article <num value='6'>VI</num></head>"
        "<ab>One.</ab></div></div></div><div type='Article'><head>Article the <num value='7'>Seventh</num></head>"
        "<ab>Two.</ab></div><div type='article'><head>Art. 8</head><p>Three.</p></div></div>"
    )
    assert outline(found) == [
        "A/heading heading",
        "A/chII chapter",
        "A/chII/VI article",
        "A/7 article",
        "A/8 article",
    ]
    chapter = found.provision("A/chII")
    assert (chapter.label, chapter.heading) == (Label("Chapter II"), Passage("Peace"))
    assert found.provision("A/chII/6").label == Label("Article VI")


def test_heads_by_type_and_by_what_they_say() -> None:
    """A typed head is what it says; an untyped only head without a number is a title; a supplied one is marked."""
    found = witness(
        "<div type='article' n='1'><head type='title'>Scope</head><p>x</p></div>"
        "<div type='article' n='2'><head>Definitions</head><p>x</p></div>"
        "<div type='article' n='3'><head type='label'>Third</head><p>x</p></div>"
        "<div type='article' n='4'><head><supplied resp='#RR'>Article <num value='4'>4</num></supplied></head>"
        "<p>x</p></div>"
    )
    one, two, three, four = found.provisions
    assert (one.label, one.heading) == (None, Passage("Scope"))
    assert (two.label, two.heading) == (None, Passage("Definitions"))
    assert (three.label, three.heading) == (Label("Third"), None)
    assert four.label == Label("Article 4", supplied=True, resp="R. Roe")


def test_blocks_of_a_provision() -> None:
    """One block is the provision's own words, several are paragraphs, words around inner provisions are named."""
    found = witness(
        "<div type='article' n='1'><ab>One.</ab></div>"
        "<div type='article' n='2'><p>One.</p><p>Two.</p></div>"
        "<div type='article' n='3'><p>The Parties:</p><list><label>(a)</label><item>keep</item>"
        "<item n='b'>make</item></list><p>peace.</p></div>"
        "<div type='article' n='4'><p>All: <list><item>one</item></list> end.</p></div>"
        "<div type='article' n='5'><div type='paragraph' n='1'><ab>One.</ab></div><ab n='x'>Two.</ab></div>"
        "<div type='article' n='6'><p>A: <list><item>one</item></list></p>"
        "<p>B: <list><item>two</item></list></p></div>"
    )
    assert outline(found) == [
        "A/1 article",
        "A/2 article",
        "A/2/p1 paragraph",
        "A/2/p2 paragraph",
        "A/3 article",
        "A/3/intro intro",
        "A/3/a point",
        "A/3/b point",
        "A/3/wrapup wrapup",
        "A/4 article",
        "A/4/intro intro",
        "A/4/point1 point",
        "A/4/wrapup wrapup",
        "A/5 article",
        "A/5/1 paragraph",
        "A/5/wrapup wrapup",
        "A/6 article",
        "A/6/p1 paragraph",
        "A/6/p1/intro intro",
        "A/6/p1/point1 point",
        "A/6/p2 paragraph",
        "A/6/p2/intro intro",
        "A/6/p2/point1 point",
    ]
    assert found.provision("A/3/a").label == Label("(a)")
    assert found.provision("A/4/wrapup").text == "end."


def test_openers_and_closers_are_provisions_beside_the_text() -> None:
    """TEI's own elements for what frames a text, also inside the last division; signatures are one provision."""
    found = witness(
        "<div type='treaty'><head>Pact</head><opener><dateline>Paris, 1920</dateline><salute>Sir,</salute></opener>"
        "<div type='body'><p>Peace.</p><closer><dateline>Done at Paris.</dateline><signed>A. B.</signed>"
        "<signed>C. D.</signed></closer></div><trailer>End</trailer></div>"
    )
    assert outline(found) == [
        "A/heading heading",
        "A/opening opening",
        "A/salute salute",
        "A/body body",
        "A/dateline dateline",
        "A/signatures signatures",
        "A/signatures/p1 paragraph",
        "A/signatures/p2 paragraph",
        "A/closing closing",
    ]


def test_words_beside_the_parts_of_a_closer_are_closing() -> None:
    """Loose words in a `closer`, with the phrases among them, are closing; its parts stay what they are."""
    closer = "Done at <placeName>Paris</placeName> in <hi>two</hi> copies. <signed>A. B.</signed>"
    found = witness(f"<div type='article' n='1'><p>Peace.</p></div><closer>{closer} Ends.</closer>")
    assert [(str(address), clause.text) for address, clause in found.clauses()] == [
        ("A/1:1", "Peace."),
        ("A/closing1:1", "Done at Paris in two copies."),
        ("A/signatures:1", "A. B."),
        ("A/closing2:1", "Ends."),
    ]


def test_a_closer_behind_the_last_article_is_closing() -> None:
    """A `closer` of words alone in the body, as in files made by hand, needs no division."""
    found = witness("<div type='article' n='1'><p>Peace.</p></div><closer>Done at Paris.</closer>")
    assert outline(found) == ["A/1 article", "A/closing closing"]


def test_party_is_the_name_of_the_organisation_pointed_to() -> None:
    """`corresp` on signatures gives the party's name; on an article that points elsewhere it gives none."""
    found = witness(
        "<div type='signatures' corresp='#party'><ab>X</ab></div>"
        "<div type='article' n='1' corresp='#W'><ab>Y</ab></div>"
    )
    assert [provision.party for provision in found.provisions] == ["Utopia", ""]


def test_what_no_type_explains_is_a_division_or_the_body() -> None:
    """Unknown types and loose paragraphs are read with a finding that says as what."""
    divided = transcript(f"<p>Before.</p><p>More.</p>{ARTICLE}<div type='odd'><p>x</p></div>")
    assert outline(divided.witness) == [
        "A/division1 division",
        "A/division1/p1 paragraph",
        "A/division1/p2 paragraph",
        "A/1 article",
        "A/division2 division",
    ]
    assert [finding.what for finding in divided.findings] == [
        "<p> outside any div of a known type was read as a division",
        "<div> of the unknown type 'odd' was read as a division",
    ]
    plain = transcript("<div><head>A treaty</head><p>One.</p><p>Two.</p></div>")
    assert outline(plain.witness) == [
        "A/heading heading",
        "A/body body",
        "A/body/p1 paragraph",
        "A/body/p2 paragraph",
    ]
    headed = transcript("<div><head>Article 5</head><p>One.</p></div>")
    assert outline(headed.witness) == ["A/5 article"]
    assert [finding.what for finding in headed.findings] == ["<div> without a type was read as an article"]


def test_clauses_as_marked() -> None:
    """Space between clauses stands at the end of the earlier; words beside them are one; a lone mark joins it."""
    assert clauses("<ab><seg>One, </seg><seg>two.</seg></ab>") == ["One, ", "two."]
    assert clauses("<ab>\n <seg> One,</seg>\n <seg> two. </seg>\n</ab>") == ["One, ", "two."]
    assert clauses("<ab>Here <seg>one,</seg> and <hi>so</hi> on <seg>two</seg>.</ab>") == [
        "Here ",
        "one, ",
        "and so on ",
        "two.",
    ]
    assert clauses("<ab><seg>One</seg><seg/><seg>two</seg></ab>") == ["One", "", "two"]
    assert clauses("<ab><seg>One</seg> <gap reason='x'/> <seg>two</seg></ab>") == ["One ", " ", "two"]


def test_clauses_by_rule_keep_marks_whole() -> None:
    """Without marks the rule parts sentences; words set off are cut with them, a name is not."""
    found = witness("<div type='article' n='1'><p>It <hi>lasts. It</hi> ends.</p></div>").provisions[0].clauses
    assert [clause.text for clause in found] == ["It lasts. ", "It ends."]
    assert [clause.marks for clause in found] == [(Highlight(Span(3, 10)),), (Highlight(Span(0, 2)),)]
    named = witness("<div type='article' n='1'><p>By <persName>Dr. Foo. Bar</persName> it ends.</p></div>")
    assert [clause.text for clause in named.provisions[0].clauses] == ["By Dr. Foo. Bar it ends."]


def test_white_space_collapses_unless_it_is_to_be_kept() -> None:
    """Runs become one space and edges go, but gaps count as words; the nearest `xml:space` rules."""
    assert passage(" on \n <gap/>  the  day ").text == "on  the day"
    assert passage("on <pb n='2'/> the").text == "on the"
    kept = " xml:space='preserve'"
    assert passage("  on \n the ", space=kept).text == "  on \n the "
    assert passage("a  b<hi xml:space='default'>  c  </hi>d", space=kept).text == "a  b c d"
    assert passage("thin\u2009and no-break\u00a0 space").text == "thin\u2009and no-break\u00a0 space"


def test_marks() -> None:
    """Gaps, highlights, names, page breaks and restored words, with the names of those responsible."""
    assert passage("on <gap reason='left-blank' resp='#JS'><desc>date</desc></gap> it").marks == (
        Gap(Span(3, 3), "left-blank", "date", "Jane Smith"),
    )
    assert passage("so <hi rend='underline' resp='#RR'>it <persName>is</persName></hi>").marks == (
        Highlight(Span(3, 8), "underline", "R. Roe"),
        Name(Span(6, 8)),
    )
    assert passage("a <pb n='48'/>b").marks == (PageBreak(Span(2, 2), "48"),)
    assert passage(
        "the <choice><sic source='#W'>pect</sic><corr resp='#JS' cert='high'>pact</corr></choice>."
    ).marks == (
        Correction(
            Span(4, 8),
            "pect",
            "Jane Smith",
            "high",
            "John Smith, The Book, translated by Someone Else, London: Press, 2004, ISBN 1-2",
        ),
    )


def test_what_annotations_say_of_marks_arrives_in_them() -> None:
    """In our own documents the words of a gap and the damaged form stand in annotations, kept to the letter."""
    data = """<TEI><text xml:space="preserve"><body><div type="article" n="1">
      <ab><seg>on <gap xml:id="g1"/> the <corr xml:id="c1" cert="low">day</corr></seg></ab>
      </div></body></text><standOff><listAnnotation>
      <annotation motivation="describing" target="#g1"><respStmt><resp>noted by</resp><name>X. Y.</name></respStmt>
        <note>date  blank</note></annotation>
      <annotation motivation="describing" target="#c1"><note> dey</note></annotation>
      </listAnnotation></standOff></TEI>"""
    assert read_bytes(data.encode(), name="A.xml").witness.clause("A/1:1").marks == (
        Gap(Span(3, 3), "", "date  blank", "X. Y."),
        Correction(Span(8, 11), " dey", "", "low"),
    )


def test_page_break_between_provisions_goes_to_the_next_words() -> None:
    """A page break where no words are is kept by the words that follow; one behind all words is a finding."""
    found = transcript(f"<pb n='2'/>{ARTICLE}<pb n='3'/>")
    assert found.witness.clause("A/1:1").marks == (PageBreak(Span(0, 0), "2"),)
    assert [finding.what for finding in found.findings] == [
        "1 page break(s) with no words behind them were left aside"
    ]


def test_inline_elements_without_a_meaning_here_are_transparent() -> None:
    """Words in any other inline element are words of the text; `lb` is a space unless the word goes on."""
    assert (
        passage("a<lb/>b <unclear>c</unclear> <ref target='x'>d</ref> neu<lb break='no'/>tral").text
        == "a b c d neutral"
    )
    assert passage("wo<!-- no cut -->rd <?pi x?>end").text == "word end"
    assert passage("<![CDATA[a < b]]> &amp; c").text == "a < b & c"


@pytest.mark.parametrize(
    ("content", "text", "finding"),
    [
        ("a<note>aside</note> b", "a b", "<note> was left aside: 'aside'"),
        ("a <del>gone</del>b", "a b", "<del> was left aside: 'gone'"),
        (
            "<choice><abbr>Art.</abbr><expan>Article</expan></choice> 1",
            "Art. 1",
            "of a <choice>, <abbr> was read and <expan> left aside: 'Article'",
        ),
        (
            "a <choice><sic>the the</sic><corr/></choice>b",
            "a b",
            "words corrected to nothing were left aside: 'the the'",
        ),
        ("a <table><row><cell>b</cell></row></table>", "a b", "<table> inside words was read as running words"),
    ],
)
def test_words_left_aside_are_found(content: str, text: str, finding: str) -> None:
    """What is no part of the text is left out, and a finding quotes it with its place."""
    found = transcript(f"<div type='article' n='1'><ab>{content}</ab></div>")
    assert found.witness.text == text
    assert finding in [one.what for one in found.findings]
    assert all(one.file == "file.xml" and one.line and one.column for one in found.findings)


def test_finding_names_line_and_column() -> None:
    """A finding's place is that of the element's start tag, columns counted in code points."""
    found = read_bytes(
        "<TEI>\n<text><body><p>é\U0001f600<note>x</note></p></body></text>\n</TEI>".encode(), name="f.xml"
    )
    assert [str(one) for one in found.findings] == [
        "f.xml:2:13: <p> outside any div of a known type was read as a body",
        "f.xml:2:18: <note> was left aside: 'x'",
    ]


def test_several_transcriptions_are_several_witnesses() -> None:
    """From a comparison every witness comes back whole; the apparatus in the body is not read."""
    data = """<TEI><teiHeader><fileDesc>
    <titleStmt><title>Both</title><editor role="translator">X</editor></titleStmt>
    <notesStmt><note type="remark" corresp="#B">of B</note><note type="remark">of both</note></notesStmt>
    <sourceDesc><listWit>
    <witness xml:id="A"><msDesc type="draft"><msIdentifier><msName>First</msName></msIdentifier></msDesc></witness>
    <witness xml:id="B_2d_1"><abbr type="siglum">B-1</abbr><note type="remark">inside</note></witness>
    </listWit></sourceDesc></fileDesc></teiHeader>
    <text><body><div type="treaty"><app><lem wit="#A">x</lem></app></div></body>
    <back><div type="transcription" corresp="#A" xml:lang="ru">
    <div type="article" n="1"><ab><seg>One.</seg></ab></div></div>
    <div type="transcription" corresp="#B_2d_1"><div type="closing"><ab><seg>Two.</seg></ab></div></div>
    </back></text></TEI>"""
    first, second = read_bytes(data.encode(), name="c.xml").witnesses
    assert (first.siglum, first.title, first.language, first.text) == ("A", "First", "ru", "One.")
    assert (first.translator, first.remarks) == ("", ("of both",))
    assert (second.siglum, second.text, second.remarks) == ("B-1", "Two.", ("of both", "inside"))


def test_id_that_is_another_provisions_address_is_noted() -> None:
    """An xml:id that reads as an address must be that of its provision; other ids are nobody's business."""
    found = transcript(
        "<div type='article' n='1' xml:id='A-1'><p>x</p></div><div type='article' n='2' xml:id='A-3'><p>x</p></div>"
        "<div type='article' n='4' xml:id='art-9'><p>x</p></div>"
    )
    assert [one.what for one in found.findings] == ["the xml:id A-3 means A/3, and stands on A/2"]


def test_encodings() -> None:
    """UTF-8 with and without a mark, UTF-16, and a declared encoding give the same text."""
    text = "<?xml version='1.0' encoding='{}'?><TEI><text><body><p>Пакт</p></body></text></TEI>"
    for encoding, declared in (
        ("utf-8", "utf-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("windows-1251", "windows-1251"),
        ("koi8-r", "KOI8-R"),
    ):
        data = text.format(declared).encode(encoding)
        assert read_bytes(data, name="a.xml").witness.text == "Пакт", encoding


def test_bundled_texts_are_read_without_a_doubt() -> None:
    """Every bundled witness is read under its own siglum, and nothing in it is left aside."""
    for path in sorted(TEXTS.glob("*.xml")):
        if path.name != "dossier.xml":
            found = read_file(path)
            assert (found.witness.siglum, found.findings) == (path.stem, ())


def test_provisions_without_words_are_kept() -> None:
    """An article of which nothing but its heading is there is an article."""
    found = witness(f"{ARTICLE}<div type='article' n='2'><head>Article 2</head></div>")
    assert found.provisions[1] == Provision("article", number=found.provisions[1].number, label=Label("Article 2"))


def test_head_marked_as_label_gives_no_number() -> None:
    """What our exporter marks as a label is one, number or not: a division without @n has no number then."""
    found = witness("<div type='article'><head type='label'>Article 5</head><p>x</p></div>")
    assert (found.provisions[0].number, found.provisions[0].label) == (None, Label("Article 5"))


def test_annex_holds_its_words_as_an_article_does() -> None:
    """A unit that groups others has words of its own, or words around the units inside it."""
    found = witness(
        "<div type='annex' n='A'><p>Words.</p></div><div type='annex' n='B'><p>Before.</p>"
        "<div type='article' n='1'><p>x</p></div><closer><signed>A. B.</signed></closer></div>"
    )
    assert outline(found) == [
        "A/anxA annex",
        "A/anxB annex",
        "A/anxB/intro intro",
        "A/anxB/1 article",
        "A/anxB/signatures signatures",
    ]
    assert found.clause("A/anxA:1").text == "Words."
