"""What validation says, where, and of which documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from treatydiff.errors import InputError
from treatydiff.validation import Severity, validate

_EDITION = (Path(__file__).parent.parent / "schema" / "edition.xml").read_text(encoding="utf-8")


def test_a_finding_says_line_column_and_what_to_do() -> None:
    """Line and column are those of the start tag, counted in code points from 1; the rest is one line."""
    text = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader>\n'
        '<variantEncoding method="parallel-segmentation" location="internal"/></teiHeader>\n'
        '<text><body><p>Б 平和 <app><rdg wit="B">x</rdg></app></p></body></text></TEI>'
    )
    assert [str(one) for one in validate(text.encode(), name="a.xml")] == [
        "a.xml:3:26: error: found wit='B', which is no pointer; to mend it: point to a witness: #siglum [wit]"
    ]


def test_findings_stand_in_the_document_s_order() -> None:
    """Findings of different rules are sorted by place."""
    broken = _EDITION.replace('ana="#t-inserted"', 'ana="#t-x"').replace('target="#s-1"', 'target="#s-9"')
    found = validate(broken.replace('target="#A-3 #B-2"', 'target="#A-3"').encode(), name="a.xml")
    assert [one.rule for one in found] == ["pointer", "link", "pointer"]
    assert [one.line for one in found] == sorted(one.line for one in found)


def test_a_negative_apparatus_is_said_and_not_condemned() -> None:
    """Readings that name no witness are noted once, and nobody is missing."""
    text = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><listWit><witness xml:id="A"/><witness xml:id="B"/>'
        '<witness xml:id="C"/></listWit><variantEncoding method="parallel-segmentation" location="internal"/>'
        '</teiHeader><text><body><p><app><lem>five</lem><rdg wit="#B">ten</rdg></app> <app><lem>years</lem>'
        '<rdg wit="#C">months</rdg></app></p></body></text></TEI>'
    )
    found = validate(text.encode(), name="a.xml")
    assert [(one.rule, one.severity) for one in found] == [("negative", Severity.NOTE)]
    assert "in 2 of 2 app" in found[0].what


def test_malformed_xml_is_refused() -> None:
    """What is no XML cannot be looked at: an error with its place."""
    with pytest.raises(InputError, match=r"^a\.xml:1:\d+: found XML that is not well-formed"):
        validate(b"<TEI><text></TEI>", name="a.xml")


def test_a_schema_of_the_user_s_is_asked_besides(tmp_path: Path) -> None:
    """Its complaint stands at the innermost element that it is about, and names the schema."""
    (tmp_path / "mine.rng").write_text(
        '<element name="TEI" ns="http://www.tei-c.org/ns/1.0" xmlns="http://relaxng.org/ns/structure/1.0">'
        '<element name="text"><element name="body"><empty/></element></element></element>',
        encoding="utf-8",
    )
    text = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text>\n <body>\n  <p/></body></text></TEI>'
    found = validate(text.encode(), name="a.xml", schema_file=tmp_path / "mine.rng")
    assert {one.rule for one in found} == {"schema"}
    assert found[-1].line == 3
    assert "mine.rng" in found[-1].what


@pytest.mark.parametrize("content", [None, "no XML", "<notASchema/>"])
def test_a_schema_that_is_none_is_refused(tmp_path: Path, content: str | None) -> None:
    """A missing file, no XML, XML that is no schema: one error that names the file."""
    if content is not None:
        (tmp_path / "mine.rng").write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=r"mine\.rng: found a schema that cannot be used"):
        validate(b"<TEI/>", name="a.xml", schema_file=tmp_path / "mine.rng")


@pytest.mark.parametrize(
    "text",
    [
        "<a/>",
        "<TEI/>",
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"/>',
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><schemaRef key="treatydiff-edition"/></TEI>',
        '<app xmlns="http://www.tei-c.org/ns/1.0"><rdgGrp><rdg wit="# #a(b) ## x"/></rdgGrp><lem/></app>',
        '<linkGrp xmlns="http://www.tei-c.org/ns/1.0" type="order" corresp="#x"><ptr/><link target="#"/></linkGrp>',
        '<seg xmlns="http://www.tei-c.org/ns/1.0" corresp="#s" xml:id="s"><milestone edRef="#s"/></seg>',
    ],
)
def test_no_document_is_too_odd(text: str) -> None:
    """Law 10: whatever the XML is, findings come back, each with a place in it."""
    assert all(one.line == 1 and one.column >= 1 and one.what for one in validate(text.encode(), name="a.xml"))
