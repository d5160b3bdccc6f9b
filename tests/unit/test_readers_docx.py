"""Word documents: what is text, what stands aside, what numbers print, what tracked changes leave."""

# ruff: noqa: E501  # files as data are clearer in one piece

from __future__ import annotations

import pytest

from document_building import archive, docx, paragraph, run
from treatydiff.errors import InputError
from treatydiff.model.passages import Highlight, Span
from treatydiff.model.witnesses import Witness
from treatydiff.readers import Revisions, Transcript, read_bytes

STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:basedOn w:val="N"/></w:style>
<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Art"><w:name w:val="Article"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Loop"/></w:style>
"""
NUMBERING = """
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Art"/><w:lvlText w:val="Article %1"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%3)"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="7"/></w:lvlOverride></w:num>
"""


def read(body: str, revisions: Revisions = Revisions.ACCEPTED, **parts: str) -> Transcript:
    """A document's transcript."""
    return read_bytes(docx(body, parts), name="a.docx", revisions=revisions)


def outline(witness: Witness) -> list[tuple[str, str]]:
    """Addresses below the siglum and words of all provisions that have words of their own."""
    return [
        (str(address).partition("/")[2], "".join(clause.text for clause in provision.clauses))
        for address, provision in witness.addressed()
        if provision.clauses
    ]


def at_depth(depth: int, words: str) -> str:
    """A paragraph of the list 1."""
    return paragraph(words, about=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="1"/></w:numPr>')


def test_headings_and_paragraphs() -> None:
    """Paragraphs are provisions by their headings; places are paragraphs and characters."""
    found = read(
        paragraph("Treaty of Peace")
        + paragraph("Article 1", style="H2")
        + paragraph("The Parties keep the peace. They trade.")
        + paragraph("Article 2", style="H2")
        + paragraph("It lasts."),
        styles=STYLES,
    )
    assert outline(found.witness) == [
        ("heading", "Treaty of Peace"),
        ("1", "The Parties keep the peace. They trade."),
        ("2", "It lasts."),
    ]
    assert {str(address): place for address, place in found.places} == {
        "a/heading": (1, 1),
        "a/1": (2, 1),
        "a/2": (4, 1),
    }
    assert found.findings == ()


def test_numbers_that_word_prints() -> None:
    """Numbers of lists are rendered, at all depths, by style and by paragraph, and begin anew below."""
    found = read(
        paragraph("", style="Art", runs=run("Scope"))
        + at_depth(1, "The Parties:")
        + at_depth(2, "keep;")
        + at_depth(2, "hold.")
        + at_depth(1, "It lasts.")
        + paragraph("", style="Art", runs=run("Term"))
        + at_depth(1, "Five years.")
        + at_depth(1, "Ten more."),
        styles=STYLES,
        numbering=NUMBERING,
    )
    assert outline(found.witness) == [
        ("1/1/intro", "The Parties:"),
        ("1/1/a", "keep;"),
        ("1/1/b", "hold."),
        ("1/2", "It lasts."),
        ("2/1", "Five years."),
        ("2/2", "Ten more."),
    ]
    article = found.witness.provisions[0]
    assert article.label is not None
    assert article.heading is not None
    assert (article.label.text, article.heading.text) == ("Article 1", "Scope")


def test_a_list_begins_where_its_override_says() -> None:
    """A list that starts at another number prints that one."""
    counted = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="2"/></w:numPr>'
    found = read(
        paragraph("Article 1") + paragraph("One.", about=counted) + paragraph("Two.", about=counted),
        numbering=NUMBERING,
    )
    labels = [p.label.text for _, p in found.witness.addressed() if p.label is not None]
    assert labels == ["Article 1", "7.", "8."]


def test_what_is_no_text_is_listed() -> None:
    """Running heads, notes, comments, hidden words, pictures, contents, symbols: a finding each, none a word."""
    inside = (
        run("It lasts")
        + '<w:r><w:footnoteReference w:id="2"/></w:r>'
        + run(" long", "<w:vanish/>")
        + '<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r><w:r><w:drawing><a/></w:drawing></w:r>'
        + run(".")
    )
    found = read(
        paragraph("Contents 1", style="T1") + paragraph("Article 1") + paragraph("", runs=inside),
        styles=STYLES,
        footnotes=f'<w:footnote w:id="2">{paragraph("Five years.")}{paragraph("Or ten.")}</w:footnote>',
        header=paragraph("SECRET"),
        footer=paragraph("Page 1"),
        comments=f'<w:comment w:author="A. B." w:id="0">{paragraph("Why?")}</w:comment>',
    )
    assert outline(found.witness) == [("1", "It lasts.")]
    assert [str(finding) for finding in found.findings] == [
        "a.docx: a comment by A. B. was left aside: 'Why?'",
        "a.docx: a running foot was left aside: 'Page 1'",
        "a.docx: a running head was left aside: 'SECRET'",
        "a.docx:1:1: a line of a table of contents was left aside: 'Contents 1'",
        "a.docx:3:9: a footnote was left aside: 'Five years. Or ten.'",
        "a.docx:3:9: hidden words were left aside: 'long'",
        "a.docx:3:14: a picture was left aside",
        "a.docx:3:14: the character F04A of the font Wingdings was left aside, as no other font has it",
    ]


def test_words_set_off_are_marked() -> None:
    """Italics and underlining inside a paragraph are highlights; a bold heading is none."""
    found = read(
        paragraph("", runs=run("Article 1", "<w:b/>"))
        + paragraph("", runs=run("It is ") + run("not", "<w:i/>") + run(" over", '<w:u w:val="none"/>') + run(".")),
    )
    (clause,) = [clause for _, clause in found.witness.clauses()]
    assert clause.marks == (Highlight(Span(6, 9), "italic"),)


TRACKED = (
    paragraph("Article 1")
    + paragraph(
        "",
        runs=run("It lasts ")
        + f'<w:del w:id="1" w:author="x">{run("five", tag="delText")}</w:del>'
        + f'<w:ins w:id="2" w:author="x">{run("ten")}</w:ins>'
        + run(" years."),
    )
    + paragraph(
        "Article 2",
        about='<w:rPr><w:ins w:id="3" w:author="x"/></w:rPr>',
        runs=f"<w:ins>{run('Article 2')}</w:ins>",
    )
    + paragraph("", about='<w:rPr><w:ins w:id="4" w:author="x"/></w:rPr>', runs=f"<w:ins>{run('It ends.')}</w:ins>")
    + paragraph("Done.")
)


@pytest.mark.parametrize(
    ("revisions", "wanted"),
    [
        (Revisions.ACCEPTED, [[("1", "It lasts ten years."), ("2/p1", "It ends."), ("2/p2", "Done.")]]),
        (Revisions.REJECTED, [[("1/p1", "It lasts five years."), ("1/p2", "Done.")]]),
    ],
)
def test_tracked_changes_are_accepted_or_rejected(
    revisions: Revisions, wanted: list[list[tuple[str, str]]]
) -> None:
    """Words and ends of paragraphs follow the changes, and a finding says so."""
    found = read(TRACKED, revisions)
    assert [outline(witness) for witness in found.witnesses] == wanted
    assert [finding.what for finding in found.findings] == [f"6 tracked changes were read as {revisions}"]


def test_tracked_changes_as_two_witnesses() -> None:
    """Both states are witnesses, the earlier first; a document without changes has one."""
    found = read(TRACKED, Revisions.BOTH)
    assert [witness.siglum for witness in found.witnesses] == ["a-rejected", "a-accepted"]
    assert [len(list(witness.clauses())) for witness in found.witnesses] == [2, 3]
    assert read(paragraph("Article 1") + paragraph("x"), Revisions.BOTH).witness.siglum == "a"


def test_the_end_of_a_paragraph_that_went_joins_two() -> None:
    """Where the end of a paragraph is deleted, its words run on into the next one's, whose properties stay."""
    gone = '<w:rPr><w:del w:id="1" w:author="x"/></w:rPr>'
    found = read(paragraph("Article 1") + paragraph("It lasts ", about=gone) + paragraph("five years."))
    assert outline(found.witness) == [("1", "It lasts five years.")]


def test_rows_of_a_table_are_read_cell_by_cell() -> None:
    """Cells are paragraphs, row by row, and a finding says that there was a table; a deleted row is gone."""
    rows = "".join(
        f"<w:tr>{about}{''.join(f'<w:tc>{paragraph(words)}</w:tc>' for words in cells)}</w:tr>"
        for about, cells in (
            ("", ("Fish", "Five tons")),
            ('<w:trPr><w:del w:id="1"/></w:trPr>', ("Salt", "One ton")),
        )
    )
    found = read(
        paragraph("Article 1")
        + paragraph("As listed:")
        + f"<w:tbl><w:tblPr/>{rows}</w:tbl>"
        + paragraph("It lasts.")
    )
    assert [words for _, words in outline(found.witness)] == ["As listed:", "Fish", "Five tons", "It lasts."]
    assert "a.docx:3:1: a table of 2 rows and 2 columns was read row by row, cell by cell" in map(
        str, found.findings
    )


def test_fields_boxes_links_and_breaks() -> None:
    """What a field shows is text and what it computes is not; boxes follow their paragraph; breaks part lines."""
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("Article 9")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    box = f"<w:r><w:pict><w:txbxContent>{paragraph('Boxed.')}</w:txbxContent></w:pict></w:r>"
    body = run("See ") + field + "<w:hyperlink>" + run(" of it") + "</w:hyperlink>" + run(".") + box
    found = read(
        paragraph("Article 1")
        + paragraph("", runs=body)
        + paragraph("", runs="<w:r><w:t>A</w:t><w:br/><w:t>b.</w:t></w:r>")
    )
    assert [words for _, words in outline(found.witness)] == ["See Article 9 of it.", "Boxed.", "A b."]


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (archive({"a.txt": "x"}), "found a ZIP archive; expected a Word document (.docx)"),
        (archive({"META-INF/manifest.xml": "x"}), "found an OpenDocument file; expected a Word document (.docx)"),
        (docx(""), "found no words in it that are a text"),
        (docx("<w:p>"), "found XML that is not well-formed"),
        (docx(paragraph("x"))[:-30], "found a damaged package"),
        (docx(paragraph("x"), {"styles": "<!DOCTYPE a [<!ENTITY x 'y'>]>"}), "found XML that is not well-formed"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, wanted: str) -> None:
    """Archives that are no Word documents, damaged ones, empty ones: each its own message."""
    with pytest.raises(InputError) as caught:
        read_bytes(data, name="a.docx")
    assert wanted in str(caught.value)
    assert str(caught.value).startswith("a.docx")


def test_a_style_based_on_itself_ends() -> None:
    """Styles in a circle are read once round."""
    found = read(paragraph("Article 1", style="Loop") + paragraph("x"), styles=STYLES)
    assert outline(found.witness) == [("1", "x")]
