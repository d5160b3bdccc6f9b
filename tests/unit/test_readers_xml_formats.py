"""Akoma Ntoso, ToTA, and TEI that marks no articles."""

# ruff: noqa: E501  # files as data are clearer in one piece

from __future__ import annotations

import pytest

from treatydiff.errors import InputError
from treatydiff.model.passages import Highlight, PageBreak, Span
from treatydiff.readers import Transcript, read_bytes


def read(text: str) -> Transcript:
    """A file's transcript."""
    return read_bytes(text.encode(), name="a.xml")


def outline(found: Transcript, count: int = 0) -> list[tuple[str, str, str, str]]:
    """Addresses below the siglum, labels, titles, words of all provisions of a witness."""
    return [
        (
            str(address).partition("/")[2],
            provision.label.text if provision.label else "",
            provision.heading.text if provision.heading else "",
            "".join(clause.text for clause in provision.clauses),
        )
        for address, provision in found.witnesses[count].addressed()
    ]


AKN = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="treaty">
<meta><identification><FRBRWork><FRBRdate date="1941-04-13" name="signature"/></FRBRWork>
<FRBRExpression><FRBRlanguage language="fra"/></FRBRExpression></identification></meta>
<preface><p><docTitle>Treaty of Peace</docTitle></p></preface>
<preamble><formula name="f"><p>The Parties,</p></formula><recitals><recital><p>Desiring peace,</p></recital></recitals></preamble>
<body><chapter><num>Chapter I</num><heading>General</heading>
<article><num>Article 1</num><heading>Scope</heading>
<paragraph><num>1.</num><list><intro><p>The Parties:</p></intro>
<point><num>(a)</num><content><p>keep <i>peace</i><authorialNote><p>Note.</p></authorialNote>;</p></content></point>
<point><num>(b)</num><content><p>hold.</p></content></point><wrapUp><p>So be it.</p></wrapUp></list></paragraph>
<paragraph><num>2.</num><content><p>It lasts. <del>Not.</del></p></content></paragraph></article>
<article><num>Article 1</num><content><p>Again.</p></content></article></chapter>
<hcontainer name="odd"><content><p>Else.</p></content></hcontainer></body>
<conclusions><p>Done.</p></conclusions>
<attachments><attachment><heading>Annex</heading><doc name="annex"><mainBody><p>Fish.</p></mainBody></doc></attachment></attachments>
</act></akomaNtoso>"""


def test_akoma_ntoso() -> None:
    """Hierarchy, numbers, titles, words around points, regions, annexes; language and date describe the witness."""
    found = read(AKN)
    assert outline(found) == [
        ("heading", "", "", "Treaty of Peace"),
        ("preamble", "", "", ""),
        ("preamble/intro", "", "", "The Parties,"),
        ("preamble/recital", "", "", "Desiring peace,"),
        ("chI", "Chapter I", "General", ""),
        ("chI/1", "Article 1", "Scope", ""),
        ("chI/1/1", "1.", "", ""),
        ("chI/1/1/intro", "", "", "The Parties:"),
        ("chI/1/1/a", "(a)", "", "keep peace;"),
        ("chI/1/1/b", "(b)", "", "hold."),
        ("chI/1/1/wrapup", "", "", "So be it."),
        ("chI/1/2", "2.", "", "It lasts."),
        ("chI/article", "Article 1", "", "Again."),
        ("division", "", "", "Else."),
        ("closing", "", "", "Done."),
        ("annex", "", "Annex", ""),
        ("annex/body", "", "", "Fish."),
    ]
    assert (found.witness.language, str(found.witness.date), found.witness.title) == (
        "fr",
        "1941-04-13",
        "Treaty of Peace",
    )
    assert found.witness.clause("a/chI/1/1/a:1").marks == (Highlight(Span(5, 10), "italic"),)
    assert [str(finding) for finding in found.findings] == [
        "a.xml:9:51: left aside a note: 'Note.'",
        "a.xml:11:47: left aside deleted words: 'Not.'",
        "a.xml:12:1: the number 1 stands there twice: the second is addressed by its place",
    ]
    assert {str(a): place for a, place in found.places}["a/chI/1/2"] == (11, 1)


TOTA = """<?xml version="1.0" encoding="UTF-8"?>
<treaty><meta><name>Accord</name><date_signed>1990-01-02</date_signed><language>en</language></meta><body>
<chapter name="Preamble"><article>The Parties,

Desiring trade,</article></chapter>
<chapter number="CAPÍTULO II" name="Trade"><article number="ARTICLE 2.1" name="Scope">1. It holds
for fish.

2. And:

(a) salt;

(b) tar.</article><article number="ARTICLE G-01">x</article><article number="ARTICLE G-01">y</article></chapter>
<chapter name="Conclusion"><article>Done.</article></chapter></body></treaty>"""


def test_tota() -> None:
    """Chapters and articles as marked, what is inside an article as recognised, a number twice kept apart."""
    found = read(TOTA)
    assert outline(found) == [
        ("preamble", "", "", ""),
        ("preamble/p1", "", "", "The Parties,"),
        ("preamble/p2", "", "", "Desiring trade,"),
        ("chII", "CAPÍTULO II", "Trade", ""),
        ("chII/2.1", "ARTICLE 2.1", "Scope", ""),
        ("chII/2.1/1", "1.", "", "It holds for fish."),
        ("chII/2.1/2", "2.", "", ""),
        ("chII/2.1/2/intro", "", "", "And:"),
        ("chII/2.1/2/a", "(a)", "", "salt;"),
        ("chII/2.1/2/b", "(b)", "", "tar."),
        ("chII/G-01", "ARTICLE G-01", "", "x"),
        ("chII/article", "ARTICLE G-01", "", "y"),
        ("closing", "", "", "Done."),
    ]
    assert [str(finding) for finding in found.findings] == [
        "a.xml:13:61: the number G-01 stands there twice: the second is addressed by its place"
    ]
    assert str(found.witness.date) == "1990-01-02"


def test_tota_of_real_agreements(shared: object) -> None:
    """Every article with a number that the file has is an article of the witness, under its number, in order."""
    from pathlib import Path

    from lxml import etree

    for count in (10, 94, 449):
        path = Path(str(shared)) / "corpora" / "tota" / f"pta_{count}.xml"
        found = read_bytes(path.read_bytes(), name=str(path), size_limit=10_000_000)
        marked = [node.get("number") for node in etree.parse(path).iter("article") if node.get("number")]
        labels = [p.label.text for _, p in found.witness.addressed() if p.kind == "article" and p.label]
        assert labels == marked


FRUS = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body>
<div type="document" xml:id="d1"><head>1. Treaty of Fishery</head><opener><dateline>Moscow</dateline></opener>
<p>The Parties have agreed<note n="1">In French.</note> as follows:</p>
<p rend="center"><hi rend="strong">Article I</hi></p>
<p>They keep the <pb n="12"/>peace of <persName>Nobody</persName>.</p><pb n="13"/>
<p rend="center">Article II</p><p>Under Article I they agree.</p>
<closer><signed>A. B.</signed></closer></div>{}</body></text></TEI>"""


def test_tei_that_marks_no_articles() -> None:
    """Centred headings open articles, citations do not; page breaks and names inside sentences stay."""
    found = read(FRUS.format(""))
    assert outline(found) == [
        ("heading1", "", "", "1. Treaty of Fishery"),
        ("heading2", "", "", "Moscow"),
        ("preamble", "", "", "The Parties have agreed as follows:"),
        ("I", "Article I", "", "They keep the peace of Nobody."),
        ("II", "Article II", "", "Under Article I they agree."),
        ("signatures", "", "", ""),
        ("signatures/p1", "", "", "A. B."),
    ]
    pages = [mark for _, clause in found.witness.clauses() for mark in clause.marks if isinstance(mark, PageBreak)]
    assert pages == [PageBreak(Span(14, 14), "12"), PageBreak(Span(0, 0), "13")]
    assert [finding.what for finding in found.findings] == [
        "it marks no articles: 2 were recognised by their headings",
        "<note> was left aside: 'In French.'",
    ]
    assert {str(a): place for a, place in found.places}["a/I"] == (4, 1)


def test_an_edition_of_documents_gives_a_witness_for_each() -> None:
    """Documents are witnesses by their ids, with their heads as titles; one without an id is counted."""
    other = '<div type="document"><head>2. Telegram</head><p>Nothing.</p></div>'
    found = read(FRUS.format(other))
    assert [(witness.siglum, witness.title) for witness in found.witnesses] == [
        ("d1", "1. Treaty of Fishery"),
        ("a-2", "2. Telegram"),
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("<akomaNtoso/>", "a.xml:1:1: found <akomaNtoso> without a document"),
        ("<akomaNtoso><act/></akomaNtoso>", "a.xml:1:13: found no words in it"),
        ("<treaty/>", "a.xml:1:1: found <treaty> without a treaty's body"),
        ("<treaty><body/></treaty>", "a.xml:1:9: found no words in it"),
        ("<treaty><body>", "a.xml:1:15: found XML that is not well-formed"),
        ("<!DOCTYPE treaty [<!ENTITY a 'b'>]><treaty/>", "a.xml:1:18: found declarations in the DOCTYPE"),
        (
            "<akomaNtoso><act><body>" + "<section>" * 150 + "x" + "</section>" * 150 + "</body></act></akomaNtoso>",
            "a.xml:1:",
        ),
        ("<treaty><body>" + "<chapter>" * 150 + "x" + "</chapter>" * 150 + "</body></treaty>", "a.xml:1:"),
        ("<akomaNtoso><act><body>" + "<section>" * 9000, "a.xml:1:"),
    ],
)
def test_what_cannot_be_read_says_where(text: str, wanted: str) -> None:
    """Wrong roots, no words, malformed, hostile, too deep: one error with its place."""
    with pytest.raises(InputError) as caught:
        read(text)
    assert str(caught.value).startswith(wanted)
