"""Single defects: each is one change to a sound document, reported once, by its own rule, at its own line."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import frozen

from treatydiff.validation import validate

_DOCUMENTS = Path(__file__).parent.parent / "schema"


@frozen
class Mutant:
    """One change to a sound document, and what must be said of it.

    Attributes:
        name: what is wrong.
        old: a text that the document has once.
        new: what stands there instead.
        rule: the rule that must find it.
        what: part of what must be said.
        line_of: a text of the mutated document; its line must be named. Empty for the line of the change.
    """

    name: str
    old: str
    new: str
    rule: str
    what: str
    line_of: str = ""


_PTR = '<ptr target="#{}"/>\n      '
_SILENT_LABEL = '<rdg type="lac" wit="#C"><gap reason="supplied"/></rdg>'

EDITION = (
    # What the profile's schema says.
    Mutant("a lemma of nobody", '<lem wit="#A #B" xml:id="u-A-2-c1-2-1">', "<lem>", "profile", "lem without wit"),
    Mutant("an app without an id", ' xml:id="u-A-2-c1-4">', ">", "profile", "app without xml:id"),
    Mutant("a clause without a number", 'seg type="clause" n="1" xml:id="C-2-c1"',
           'seg type="clause" xml:id="C-2-c1"',
           "profile", "seg without n"),
    Mutant("an element of TEI that is not ours", "<publisher>treatydiff</publisher>",
           "<publisher>treatydiff</publisher><address/>", "profile", "the element address"),
    Mutant("an element of ours in a wrong place", "<persName>X. Envoy</persName>",
           "<supplied>X. Envoy</supplied>",
           "profile", "supplied in seg, where the profile does not have it"),
    Mutant("an attribute that is not ours", 'id="A-3-c1">', 'id="A-3-c1" rend="bold">', "profile",
           "the attribute rend on seg"),
    Mutant("an id without its prefix", 'xml:id="u-A-3-c0-1"', 'xml:id="A-3-c0-1"', "profile",
           "xml:id='A-3-c0-1'"),
    Mutant("a clause number in words", 'n="1" xml:id="B-4-c1"', 'n="one" xml:id="B-4-c1"', "profile", "n='one'"),
    Mutant("a relation nobody knows", 'type="identical"', 'type="same"', "profile", "type='same' on link"),
    Mutant("a flag nobody knows", "moved-renumbered", "shifted", "profile", "subtype='shifted'"),
    Mutant("a score above 1", 'degree="0.812"', 'degree="8.12"', "profile", "degree='8.12'"),
    Mutant("a licence nobody knows", 'status="restricted"', 'status="open"', "profile", "status='open'"),
    Mutant("no certainty about certainty", 'cert="high"/>', 'cert="certain"/>', "profile",
           "cert='certain' on link"),
    Mutant("a version in words", 'version="0.1.0"', 'version="latest"', "profile", "version='latest'"),
    Mutant("silence without a gap", _SILENT_LABEL, '<rdg type="lac" wit="#C"/>', "profile",
           "without what must stand in it"),
    Mutant("words in silence", _SILENT_LABEL, _SILENT_LABEL.replace("/><", "/>Article 2<"), "profile",
           "words in rdg"),
    Mutant("words in an omission of provisions", '<rdg wit="#B" cause="omission"/>',
           '<rdg wit="#B" cause="omission">None.</rdg>', "profile", "words in rdg"),
    Mutant("the lemma second", '<lem wit="#A" xml:id="u-A-3-c0-1-1">Article 3</lem>'
           '<rdg wit="#B" xml:id="u-A-3-c0-1-2">Article 2</rdg>',
           '<rdg wit="#B" xml:id="u-A-3-c0-1-2">Article 2</rdg>'
           '<lem wit="#A" xml:id="u-A-3-c0-1-1">Article 3</lem>', "profile", "in app"),
    Mutant("two lemmata", '<rdg wit="#B" xml:id="u-A-2-c0-1-2">Article 3</rdg>',
           '<lem wit="#B" xml:id="u-A-2-c0-1-2">Article 3</lem>', "profile",
           "lem in app"),
    Mutant("words in an app", '<rdg wit="#C" xml:id="u-A-2-c1-5-1">', 'and<rdg wit="#C" xml:id="u-A-2-c1-5-1">',
           "profile", "words in app"),
    Mutant("words between clauses", '<ab><seg type="clause" n="1" xml:id="u-A-3-c1"',
           '<ab>Then <seg type="clause" n="1" xml:id="u-A-3-c1"', "profile", "words in ab"),
    Mutant("the title before the label", '<head type="label">Article 1</head><head type="title">Rivers</head>',
           '<head type="title">Rivers</head><head type="label">Article 1</head>', "profile", "in div"),
    Mutant("a witness by its bare siglum", 'wit="#B" xml:id="u-A-3-c0-1-2"', 'wit="B" xml:id="u-A-3-c0-1-2"',
           "profile", "wit='B'"),
    Mutant("a reading of nobody", 'wit="#B" xml:id="u-A-2-c1-3-2"', 'wit="" xml:id="u-A-2-c1-3-2"', "profile",
           "wit='' on rdg"),
    Mutant("an article in a line", 'xml:id="u-A-2-c1-3-2">ten </rdg>',
           'xml:id="u-A-2-c1-3-2"><div type="article"><ab/></div></rdg>', "profile", "div in rdg"),
    Mutant("white space that nobody keeps", ' xml:space="preserve"', "", "profile", "text without xml:space"),
    Mutant("no word of how variants are encoded",
           '<variantEncoding method="parallel-segmentation" location="internal"/>', "", "profile",
           "encodingDesc with content", "<encodingDesc>"),
    Mutant("two words of how variants are encoded",
           '<variantEncoding method="parallel-segmentation" location="internal"/>',
           '<variantEncoding method="parallel-segmentation" location="internal"/>' * 2, "profile",
           "variantEncoding in encodingDesc", "<encodingDesc>"),
    Mutant("another method", 'method="parallel-segmentation"', 'method="double-end-point"', "profile",
           "attributes that do not go together"),
    # Pointers and ids.
    Mutant("one id for two elements", 'xml:id="u-A-2-c1-2-0"', 'xml:id="u-A-2-c1-2-1"', "id", "'u-A-2-c1-2-1'"),
    Mutant("a class that is not there", 'ana="#v-capitals"', 'ana="#v-capital"', "pointer", "ana='#v-capital'"),
    Mutant("a responsible who is not there", 'rend="underline" resp="#r-1"', 'rend="underline" resp="#r-2"',
           "pointer", "resp='#r-2' on hi"),
    Mutant("a party that is not there", 'corresp="#o-1"', 'corresp="#o-2"', "pointer", "corresp='#o-2' on div"),
    Mutant("damage that is not there", 'source="#d-1"', 'source="#d-2"', "pointer", "source='#d-2' on corr"),
    Mutant("a work that is not there", 'target="#s-1"', 'target="#s-2"', "pointer", "target='#s-2' on ref"),
    Mutant("a stage of no witness", '<change xml:id="g-B" corresp="#B">', '<change xml:id="g-B" corresp="#D">',
           "pointer", "on change"),
    Mutant("a remark on no witness", 'type="remark" corresp="#C"', 'type="remark" corresp="#D"', "pointer",
           "on note"),
    Mutant("a link to nowhere", 'target="#A-3 #B-2"', 'target="#A-3 #B-7"', "pointer", "'#B-7' on link"),
    Mutant("a score of nothing", 'certainty target="#k-A-2-c1..B-3-c1"', 'certainty target="#k-A-2-c1..B-2-c1"',
           "pointer", "on certainty"),
    Mutant("an annotation of nothing", 'target="#n-A-3-c1-1"', 'target="#n-A-3-c1-2"', "pointer",
           "on annotation"),
    Mutant("an order that leads nowhere", _PTR.format("l-B-4"), _PTR.format("l-B-5"), "pointer",
           "'#l-B-5' on ptr"),
    Mutant("a clause that is not there", 'corresp="#A-3-c1 #B-2-c1"', 'corresp="#A-3-c1 #B-2-c2"', "pointer",
           "'#B-2-c2' on seg"),
    Mutant("a milestone lost", '<milestone unit="clause" n="2" xml:id="m-A-1-c2" edRef="#A" corresp="#A-1-c2"/>',
           "",
           "pointer", "'#m-A-1-c2' on ptr", '"#m-A-1-c2"'),
    Mutant("half of a transposition lost", ' exclude="#u-A-2-c1-2"', "", "exclude", "'u-A-2-c1-5'".strip("'")),
    Mutant("a transposition with nowhere", 'exclude="#u-A-2-c1-2"', 'exclude="#u-A-2-c1-7"', "pointer",
           "exclude="),
    # Who reads what.
    Mutant("a witness whom nobody declared", 'wit="#B" xml:id="u-A-2-c1-3-2"', 'wit="#D" xml:id="u-A-2-c1-3-2"',
           "wit", "'#D', and nothing has that id"),
    Mutant("a work as a witness", 'wit="#B" xml:id="u-A-2-c1-3-2"', 'wit="#s-1" xml:id="u-A-2-c1-3-2"', "wit",
           "'#s-1', which is no witness"),
    Mutant("a witness in two readings", 'wit="#B" xml:id="u-A-2-c1-3-2"', 'wit="#B #C" xml:id="u-A-2-c1-3-2"',
           "twice",
           "C in two readings"),
    Mutant("a witness in no reading", 'wit="#A #C" xml:id="u-A-2-c1-3-1"', 'wit="#A" xml:id="u-A-2-c1-3-1"',
           "missing",
           "C in no reading"),
    Mutant("a fragment's silence left out", _SILENT_LABEL, "", "missing", "C in no reading"),
    Mutant("an omission left out", '<rdg wit="#B" cause="omission"/>', "", "missing", "B in no reading"),
    Mutant("two witnesses with one siglum", '<abbr type="siglum">C</abbr>', '<abbr type="siglum">B</abbr>',
           "witness",
           "two witnesses with the siglum B"),
    Mutant("a siglum inside another", '<abbr type="siglum">C</abbr>', '<abbr type="siglum">CB</abbr>', "sigla",
           "B inside the siglum CB", 'xml:id="B"'),
    # Links, correspondences and orders.
    Mutant("a link with one end", 'target="#A-3 #B-2"', 'target="#A-3"', "link", "a link with 1 end"),
    Mutant("a link with one end twice", 'target="#A-3 #B-2"', 'target="#A-3 #A-3"', "link", "one end twice"),
    Mutant("a clause that no segment names", 'corresp="#A-3-c1 #B-2-c1"', 'corresp="#A-3-c1"', "corresp",
           "no segments of the apparatus that name the clause B-2-c1", 'xml:id="B-2-c1"'),
    Mutant("a clause that two segments name", 'corresp="#A-preamble-c1 #B-preamble-c1">',
           'corresp="#A-preamble-c1 #B-preamble-c1 #B-2-c1">', "corresp", "2 segments", 'xml:id="B-2-c1"'),
    Mutant("a provision that no division names", 'xml:id="u-A-3" corresp="#A-3 #B-2"',
           'xml:id="u-A-3" corresp="#A-3"', "corresp", "no divisions", 'xml:id="B-2"'),
    Mutant("a milestone of another witness", 'edRef="#A"', 'edRef="#B"', "milestone",
           "does not name its witness"),
    Mutant("a milestone of another clause", 'edRef="#A" corresp="#A-1-c2"', 'edRef="#A" corresp="#A-3-c1"',
           "milestone", "for A-3-c1, where those for A-1-c2 belong"),
    Mutant("a clause missing in an order", _PTR.format("l-B-4") + '<ptr target="#u-B-4-c1"/>',
           '<ptr target="#l-B-4"/>', "order", "words of B that its order list does not name", "u-B-4-c1"),
    Mutant("a label missing in an order", _PTR.format("l-B-4"), "", "order", "words of B",
           'id="l-B-4"'),
    Mutant("a clause twice in an order", '<ptr target="#u-B-4-c1"/>', _PTR.format("u-B-4-c1") * 2, "order",
           "#u-B-4-c1 twice", '<ptr target="#u-B-4-c1"/>\n      \n'),
    Mutant("a clause that the witness does not have", '<linkGrp type="order" corresp="#C">\n      ',
           '<linkGrp type="order" corresp="#C">\n      ' + _PTR.format("u-B-4-c1"), "order",
           "#u-B-4-c1 in the order of C, which has nothing there",
           '<ptr target="#u-B-4-c1"/>\n      <ptr target="#u-A-2'),
    Mutant("a reading in an order", _PTR.format("u-A-signatures-p1-c1").rstrip(),
           _PTR.format("u-A-signatures-p1-c1") + '<ptr target="#u-A-2-c1-3-1"/>', "order",
           "no label, title, clause or milestone", '"#u-A-2-c1-3-1"/>'),
    Mutant("an order of no witness", '<linkGrp type="order" corresp="#C">',
           '<linkGrp type="order" corresp="#s-1">',
           "order", "not the one list of one witness"),
    Mutant("two orders of one witness", '<linkGrp type="order" corresp="#C">',
           '<linkGrp type="order" corresp="#B">',
           "order", "not the one list of one witness"),
    Mutant("no order of a witness", '    <linkGrp type="order" corresp="#C">\n      <ptr target="#u-A-2-c1"/>\n'
           "    </linkGrp>\n", "", "order", "words of C and no order list", '<witness xml:id="C"'),
    # What only rebuilding shows.
    Mutant("two provisions exchanged", _PTR.format("l-A-3") + _PTR.format("u-A-3-c1") + _PTR.format("l-A-2")
           + '<ptr target="#u-A-2-c1"/>', _PTR.format("l-A-2") + _PTR.format("u-A-2-c1") + _PTR.format("l-A-3")
           + '<ptr target="#u-A-3-c1"/>', "rebuilt", "B, rebuilt", "l-A-2"),
    Mutant("a word changed in a reading", "ten </rdg>", "twelve </rdg>", "rebuilt", "B, rebuilt"),
    Mutant("a space lost in a reading", "ten </rdg>", "ten</rdg>", "rebuilt", "B, rebuilt"),
    Mutant("a word changed in a transcription", "lasts ten summers", "lasts twelve summers", "rebuilt",
           "B, rebuilt",
           'xml:id="u-A-2-c1"'),
    Mutant("a label changed", "Article the First</rdg>", "Article the 1st</rdg>", "rebuilt", "B, rebuilt"),
    Mutant("a witness moved to another reading", 'wit="#A #C" xml:id="u-A-2-c1-3-1">five </lem><rdg wit="#B"',
           'wit="#A" xml:id="u-A-2-c1-3-1">five </lem><rdg wit="#B #C"', "rebuilt", "C, rebuilt"),
    Mutant("a milestone a word too late",
           '<milestone unit="clause" n="2" xml:id="m-A-1-c2" edRef="#A" corresp="#A-1-c2"/>It ',
           'It <milestone unit="clause" n="2" xml:id="m-A-1-c2" edRef="#A" corresp="#A-1-c2"/>', "rebuilt",
           "A, rebuilt"),
    Mutant("a provision changed", "settled jointly.</seg></ab>\n        </div>",
           "settled.</seg></ab>\n        </div>",
           "rebuilt", "B, rebuilt"),
)  # fmt: skip

BY_HAND = (
    Mutant("a witness by its bare siglum", '<rdg wit="#prints">hold', '<rdg wit="prints">hold', "wit",
           "'prints'"),
    Mutant("a witness whom nobody declared", '<rdg wit="#prints">hold', '<rdg wit="#S">hold', "wit", "'#S'"),
    Mutant("a member beside its group", '<lem wit="#K">keep', '<lem wit="#K #R">keep', "twice",
           "R in two readings"),
    Mutant("a witness in no reading", '<rdg wit="#prints">hold', '<rdg wit="#P">hold', "missing",
           "R in no reading"),
    Mutant("a witness in an inner place that has not the outer", '<rdg wit="#R">ten', '<rdg wit="#R #K">ten',
           "stray",
           "K in an app that stands inside a reading of others"),
    Mutant("a witness that has not ended", "<witEnd/>", "", "missing", "R in no reading", 'id="soon"'),
    Mutant("a negative apparatus", '<lem wit="#K">keep', "<lem>keep", "negative", "1 of 7 app"),
    Mutant("no word of how variants are encoded",
           '<variantEncoding method="parallel-segmentation" location="internal"/>', "<p/>", "encoding",
           "7 app and no variantEncoding", "<encodingDesc>"),
    Mutant("two words of how variants are encoded",
           '<variantEncoding method="parallel-segmentation" location="internal"/>',
           '<variantEncoding method="parallel-segmentation" location="internal"/>' * 2, "encoding",
           "7 app and 2 variantEncoding"),
    Mutant("parallel segments outside the text", 'location="internal"', 'location="external"', "encoding",
           "parallel segmentation with an external apparatus"),
    Mutant("the lemma second", '<lem wit="#K">soon</lem><rdg wit="#P">at once</rdg>',
           '<rdg wit="#P">at once</rdg><lem wit="#K">soon</lem>', "lemma", "not the first and only one"),
    Mutant("two lemmata", '<rdg wit="#P">at once</rdg>', '<lem wit="#P">at once</lem>', "lemma",
           "first and only"),
    Mutant("words in an app", "<rdg wit=\"#P\">at once", "or <rdg wit=\"#P\">at once", "level",
           "words in an app"),
    Mutant("a paragraph in a line", '<rdg wit="#P">at once', '<rdg wit="#P"><p>at once</p>', "level",
           "p in a reading that stands inside a line"),
    Mutant("words against an article", "<rdg wit=\"#K\"/>\n", '<rdg wit="#K">It ends.</rdg>\n', "level",
           "words against whole blocks", "<app>\n        <lem"),
    Mutant("a witness without an id", "</listWit>\n        </listWit>",
           "</listWit>\n        <witness>Lost</witness></listWit>", "witness", "without an xml:id", "Lost"),
    Mutant("a pointer to nothing", '<div type="article" n="2">', '<div type="article" n="2" next="#d2">',
           "pointer",
           "next='#d2' on div"),
)  # fmt: skip

_WORDS = 'target="words:A-2-c1,18,10"'
_TERM = f'cert="unknown" {_WORDS}'
_QUOTED = f'<note type="target" {_WORDS}><quote>five years</quote></note>\n        <note type="target" target="Z'

ANNOTATED = (
    # What the profile's schema says.
    Mutant("a kind that is none", 'ana="#t-kind-demand"', 'ana="#t-inserted"', "profile",
           "annotation with content"),
    Mutant("an annotation without its name", 'n="n2" motivation', "motivation", "profile",
           "annotation with attributes that do not go together"),
    Mutant("an annotation of nothing", ' ana="#t-kind-note" target="#x-negotiation"', ' ana="#t-kind-note"',
           "profile", "annotation without target"),
    Mutant("a part of an annotation that nobody knows", '<note type="statement">So', '<note type="opinion">So',
           "profile", "note in annotation, where the profile does not have it",
           'id="e-n3"'),
    Mutant("a term without a value", '<note type="value">P5Y</note>', "", "profile", "annotation with content",
           'id="e-t1"'),
    Mutant("a term of no category", 'ana="#t-kind-term #t-term-duration"', 'ana="#t-kind-term"', "profile",
           "annotation with content", 'id="e-t1"'),
    Mutant("a category without a form", 'xml:id="t-term-duration" n="duration"', 'xml:id="t-term-duration"',
           "profile", "taxonomy with content", 'id="t-terms"'),
    Mutant("a statement after the event", '<note type="statement">Five years are asked for.</note>\n        '
           '<note type="event"><date when="1921-04-12">1921-04-12</date> <name>X. Envoy</name> '
           "<name>Y. Envoy</name></note>", '<note type="event"><name>X. Envoy</name></note>'
           '<note type="statement">Five years are asked for.</note>', "profile", "in annotation",
           'id="e-n1"'),
    Mutant("a date in words", 'when="1921-04-12"', 'when="in April"', "profile", "when='in April'"),
    Mutant("pages in words", 'from="8" to="9"', 'from="eight" to="9"', "profile", "from='eight'"),
    Mutant("a work without a title", '<title level="m"/>', "", "profile", "monogr with content"),
    Mutant("a work of no name", 'xml:id="s-2" n="Writer 1930"', 'xml:id="s-2"', "profile", "biblStruct without n"),
    Mutant("a pointer that is none", '#A-3 Z.xml', 'A/3 Z.xml', "profile", "target='words", 'id="e-n1"'),
    Mutant("an abbreviation that nobody declares", 'ident="words"', 'ident="text"', "profile", "ident='text'"),
    # What no schema sees.
    Mutant("a kind that is not declared", 'ana="#t-kind-demand"', 'ana="#t-kind-wish"', "pointer",
           "'#t-kind-wish'"),
    Mutant("a clause that is not there", _TERM, 'cert="unknown" target="words:A-7-c1,18,10"', "target",
           "found an annotation of words of A-7-c1", 'id="e-t1"'),
    Mutant("words past the end", "words:A-2-c1,18,10 change", "words:A-2-c1,18,100 change", "target",
           "the characters 18 to 118 of A-2-c1, which has 29", 'id="e-n1"'),
    Mutant("a change of what is not there", "change:A%2F2%3A1..B%2F3%3A1", "change:A%2F7..B%2F3%3A1", "target",
           "no A/7 in this document", 'id="e-n1"'),
    Mutant("a change that is none", "change:A%2F2%3A1..B%2F3%3A1", "change:A%2F2%3A1", "target", "cannot be read",
           'id="e-n1"'),
    Mutant("words that changed", "<quote>five years</quote></note>\n        <note type=\"target\" target=\"Z",
           "<quote>nine years</quote></note>\n        <note type=\"target\" target=\"Z", "quote",
           "'nine years', and where the annotation points there stands 'five years'"),
    Mutant("a clause that changed", "<quote>Disputes are settled jointly.</quote>", "<quote>Disputes.</quote>",
           "quote", "'Disputes.'"),
    Mutant("a quotation of what is no target", _QUOTED, _QUOTED.replace("18,10", "18,9"), "target",
           "is no target of its annotation"),
    Mutant("an annotation against itself", '<ref type="conflicts-with" target="#e-n2"/>',
           '<ref type="conflicts-with" target="#e-n1"/>', "conflict", "in conflict with itself"),
    Mutant("an annotation against an article", '<ref type="conflicts-with" target="#e-n2"/>',
           '<ref type="conflicts-with" target="#A-3"/>', "conflict", "#A-3, which is no annotation"),
    Mutant("an annotation against nothing", '<ref type="conflicts-with" target="#e-n2"/>',
           '<ref type="conflicts-with" target="#e-n8"/>', "pointer", "'#e-n8' on ref"),
)  # fmt: skip


def _cases(document: str, mutants: tuple[Mutant, ...]) -> list[object]:
    return [pytest.param(document, mutant, id=f"{document}: {mutant.name}") for mutant in mutants]


@pytest.mark.parametrize("document", ["edition", "by-hand", "annotated"])
def test_the_documents_themselves_are_sound(document: str) -> None:
    """Nothing is found in the documents that the mutants are made from."""
    assert validate((_DOCUMENTS / f"{document}.xml").read_bytes(), name=document) == ()


@pytest.mark.parametrize(
    ("document", "mutant"),
    [*_cases("edition", EDITION), *_cases("by-hand", BY_HAND), *_cases("annotated", ANNOTATED)],
)
def test_a_single_defect_is_found_and_nothing_else(document: str, mutant: Mutant) -> None:
    """One finding, of the expected rule, with the expected words, at the line of the defect."""
    text = (_DOCUMENTS / f"{document}.xml").read_text(encoding="utf-8")
    assert text.count(mutant.old) == 1
    mutated = text.replace(mutant.old, mutant.new)
    found = validate(mutated.encode(), name="mutant.xml")
    assert [one.rule for one in found] == [mutant.rule], "\n".join(map(str, found))
    assert mutant.what in found[0].what
    at = text.index(mutant.old) + len(mutant.old) - len(mutant.old.lstrip())
    if mutant.line_of:
        assert mutant.line_of in mutated
        at = mutated.index(mutant.line_of)
    assert found[0].line == mutated.count("\n", 0, at) + 1, str(found[0])
    assert found[0].todo


def test_there_are_enough_mutants() -> None:
    """Forty at least, and no two of one name."""
    names = [
        (document, mutant.name)
        for document, these in ((1, EDITION), (2, BY_HAND), (3, ANNOTATED))
        for mutant in these
    ]
    assert len(set(names)) == len(names) >= 40
