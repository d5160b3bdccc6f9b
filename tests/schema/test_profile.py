"""The profile's own schema: that it fits what is written, that it lies within TEI's, and that it is documented."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

import treatydiff
from strategies import Family, any_pairs, families
from treatydiff.collation import collate
from treatydiff.comparison import compare
from treatydiff.export.tei import Profile, write_annotations, write_collation, write_comparison
from treatydiff.model.witnesses import Witness
from treatydiff.readers.xml import parse
from treatydiff.validation import schema, validate

_HERE = Path(__file__).parent
_OWN = Path(schema.__file__).with_name("treatydiff.rng")
_RNG = "{http://relaxng.org/ns/structure/1.0}"
_NOTE = "{http://relaxng.org/ns/compatibility/annotations/1.0}documentation"


def _departures(document: bytes) -> list[str]:
    return [one.what for one in schema.of_profile(parse(document.decode(), name="document").root)]


@pytest.fixture(scope="module")
def in_tei(shared: Path) -> Callable[[bytes], list[str]]:
    """What TEI's own schema has to say of a document; compiling it takes libxml2 ten seconds."""
    grammar = etree.RelaxNG(etree.parse(str(shared / "tei" / "tei_all-4.12.0.rng")))

    def said(document: bytes) -> list[str]:
        grammar.validate(etree.fromstring(document))
        return [f"{entry.line}: {entry.message}" for entry in grammar.error_log]

    return said


# --- What is written is valid in the profile ----------------------------------------------------------------


def _reports() -> list[bytes]:
    dossier = treatydiff.load()
    return [write_comparison(dossier.compare(p.earlier, p.later), version="0.1.0") for p in dossier.comparisons]


def test_the_bundled_comparisons_are_valid_in_the_profile() -> None:
    """The schema has no fault to find with any comparison of the bundled dossier."""
    assert [_departures(document) for document in _reports()] == [[] for _ in treatydiff.load().comparisons]


def _annotations() -> list[bytes]:
    record = treatydiff.load().record
    return [write_annotations(record, those, version="0.1.0") for those in (None, ())]


def test_annotations_alone_are_valid_in_the_profile() -> None:
    """The schema has no fault to find with the bundled annotations as a document, nor with a document of none."""
    assert [_departures(document) for document in _annotations()] == [[], []]


@given(any_pairs())
def test_any_comparison_is_valid_in_the_profile(pair: tuple[Witness, Witness]) -> None:
    """Whatever the witnesses are, the schema has no fault to find with their comparison."""
    assert _departures(write_comparison(compare(*pair), version="0.1.0")) == []


@pytest.mark.parametrize("form", Profile)
@given(family=families(fragments=True, max_size=4))
def test_any_collation_is_valid_in_the_profile(form: Profile, family: Family) -> None:
    """Whatever the witnesses are, the schema has no fault to find with their collation in any form."""
    assert _departures(write_collation(collate(family.witnesses), profile=form, version="0.1.0")) == []


# --- What is valid in the profile is valid in TEI -----------------------------------------------------------

VARIANTS = {
    "as it is": [],
    "without standOff": [(r"<standOff>.*</standOff>", "")],
    "orders alone in standOff": [(r"<listBibl>.*</linkGrp>(?=\s*<linkGrp type=\"order\" corresp=\"#A\")", ""),
                                 (r"<certainty.*</listAnnotation>", "")],
    "annotations alone in standOff": [(r"<standOff>.*(?=<listAnnotation)", "<standOff>")],
    "no remarks": [(r"<notesStmt>.*</notesStmt>", "")],
    "no parties": [(r"<particDesc>.*</particDesc>", "")],
    "no stages": [(r"<creation>.*</creation>", "")],
    "no default way of citing": [(r' default="true"', "")],
    "no rights of a witness": [(r"<adminInfo>.*</adminInfo>", "")],
    "rights of a witness and no publication": [(r"<surrogates>.*</surrogates>", "")],
    "a shelfmark and no archive": [(r"<repository>[^<]*</repository>", "")],
    "presented, of no date": [(r"<origin>.*?</origin><provenance>", "<provenance>")],
    "a gap without reason or responsible": [(r' reason="left-blank" resp="#r-1"/>\.</seg>', "/>.</seg>")],
    "an app of no class": [(r'<app type="substantive"', "<app")],
    "an empty clause": [(r">Disputes are settled jointly\.<", "><")],
    "an article without clauses": [(r"<ab><seg[^>]*>Disputes are settled jointly\.</seg></ab>", "<ab/>")],
    "an article with nothing in it": [(r'<head type="label" xml:id="l-B-4">Article 4</head>\s*<ab>.*?</ab>', "")],
    "a division of no witness's own": [(r' n="2" xml:id="u-A-2" corresp="[^"]*"', "")],
    "clauses after a provision some lack": [(r"(<app type=\"omission\"[^>]*u-B-1-c2-0.*?</app>)", r"\1<ab/>")],
    "provisions beside provisions some lack": [(r'(<div type="article" n="2" xml:id="u-A-2")',
                                                r'<div type="division"><ab/></div>\1')],
    "marks in marks": [(r"<persName>X. Envoy</persName>",
                        '<persName><hi><corr source="#d-1"><gap/><pb/>X.</corr> Envoy</hi></persName>')],
    "nothing in the body": [(r"<body>.*</body>", '<body><div type="treaty"><ab/></div></body>')],
    "nothing transcribed": [(r"<back>.*</back>",
                             '<back><div type="transcription" n="A" corresp="#A"/></back>')],
    "a group before the lemma's": [(r'(<rdg wit="#B" xml:id="u-A-2-c1-4-3">summers</rdg>)',
                                    r'<rdgGrp type="orthographic">\1</rdgGrp>')],
    "readings only": [(r"<lem wit=\"#A\"/>", '<rdg wit="#A" cause="omission"/>'), (r"<(/?)lem", r"<\1rdg"),
                      (r"<rdgGrp[^>]*>|</rdgGrp>", ""), ("treatydiff-edition", "treatydiff-analysis")],
    "lemmata between anchors": [
        (r'(?<=corresp="#B-4-c1">)Disputes are ', '<anchor xml:id="a-1"/>Disputes are <anchor xml:id="z-1"/>'),
        (r"<listAnnotation>", '<listApp><app type="substantive" xml:id="u-x" from="#a-1" to="#z-1">'
         '<lem wit="#A">settled </lem><rdg wit="#B"/><rdg type="lac" wit="#C"><gap/></rdg></app></listApp>'
         "<listAnnotation>"),
        ('method="parallel-segmentation" location="internal"', 'method="double-end-point" location="external"'),
    ],
    "lemmata in elements": [
        (r'(?<=corresp="#B-4-c1">)Disputes are ',
         '<seg type="lemma" xml:id="b-1">Disputes are </seg><anchor xml:id="b-2"/>'),
        (r"<listAnnotation>", '<listApp>'
         '<app xml:id="u-x" from="#b-1" loc="4:1"><rdg wit="#B" cause="omission"/></app>'
         '<app type="omission" xml:id="u-y" from="#b-2"><rdg wit="#B"><div type="article"><ab/></div></rdg>'
         '<rdg wit="#C"><seg type="clause" n="1" xml:id="u-z" corresp="#C-2-c1">Words.</seg></rdg></app></listApp>'
         "<listAnnotation>"),
        ('method="parallel-segmentation" location="internal"', 'method="location-referenced" location="external"'),
    ],
}  # fmt: skip
"""Corners of what the schema allows, each made from the sound document by replacing what an expression finds."""


def _variant(name: str) -> bytes:
    text = (_HERE / "edition.xml").read_text(encoding="utf-8")
    for pattern, new in VARIANTS[name]:
        text, count = re.subn(pattern, new, text, flags=re.DOTALL)
        assert count, f"{pattern} finds nothing"
    return text.encode()


@pytest.mark.parametrize("name", VARIANTS)
def test_corners_of_the_profile_are_in_the_profile(name: str) -> None:
    """The variants that the next test puts before TEI's schema are valid in ours."""
    assert _departures(_variant(name)) == []


def test_what_is_valid_in_the_profile_is_valid_in_tei(in_tei: Callable[[bytes], list[str]]) -> None:
    """TEI's schema has no fault to find with what the bundled dossier gives, nor with corners of ours."""
    documents = {**{name: _variant(name) for name in VARIANTS}, **{str(n): d for n, d in enumerate(_reports())}}
    documents["annotated"] = (_HERE / "annotated.xml").read_bytes()
    documents |= {f"annotations {n}": document for n, document in enumerate(_annotations())}
    assert {name: said for name, document in documents.items() if (said := in_tei(document))} == {}


@pytest.mark.parametrize("form", Profile)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pair=any_pairs())
def test_what_is_written_is_valid_in_tei(
    in_tei: Callable[[bytes], list[str]], form: Profile, pair: tuple[Witness, Witness]
) -> None:
    """Whatever the witnesses are, TEI's schema has no fault to find with what is written of them.

    Few examples, since TEI's schema is slow, and the tests above say that all of them are in ours.
    """
    assert in_tei(write_collation(collate(pair), profile=form, version="0.1.0")) == []


# --- What the schema and the reference page say -------------------------------------------------------------


def _documented() -> dict[str, str]:
    """What the schema says of each element, and of each attribute of each element."""
    said: dict[str, str] = {}
    grammar = etree.parse(str(_OWN)).getroot()
    for element in grammar.iter(f"{_RNG}element"):
        name = str(element.get("name"))
        for note in element.iterchildren(_NOTE):
            said[name] = str(note.text)
    for attribute in grammar.iter(f"{_RNG}attribute"):
        for note in attribute.iterchildren(_NOTE):
            said.setdefault(f"@{attribute.get('name')}", str(note.text))
    return said


def test_every_element_and_attribute_has_a_reason() -> None:
    """The schema says of each element, and of each attribute somewhere, what it is for."""
    grammar = etree.parse(str(_OWN)).getroot()
    names = {str(one.get("name")) for one in grammar.iter(f"{_RNG}element")}
    names |= {f"@{one.get('name')}" for one in grammar.iter(f"{_RNG}attribute")}
    assert names == set(_documented())


def test_the_header_says_whether_the_profile_is_asked() -> None:
    """A document that does not name the profile is not measured by it; one that does is."""
    text = (_HERE / "edition.xml").read_text(encoding="utf-8").replace("<publisher>", "<publisher n='1'>")
    assert [one.rule for one in validate(text.encode(), name="a.xml")] == ["profile"]
    assert validate(re.sub(r"<schemaRef[^>]*>", "", text).encode(), name="a.xml") == ()


def test_the_reference_page_says_what_the_schema_says() -> None:
    """The page has every element and attribute of the schema, with the schema's own words for each."""
    page = (_HERE.parent.parent / "docs" / "reference" / "tei-profile.md").read_text(encoding="utf-8")
    missing = [
        name
        for name, words in _documented().items()
        if f"`{name.removeprefix('@')}` |" not in page or f"| {words} |" not in page
    ]
    assert missing == []
