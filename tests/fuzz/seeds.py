"""Sound files of every format: what hostile ones are made of."""

# ruff: noqa: E501  # files as data are clearer in one piece

from __future__ import annotations

from pathlib import Path

from document_building import docx, paragraph, pdf, run
from redline import DRAFT, SAID, SIGNED
from treatydiff.annotation import annotate, annotate_collation
from treatydiff.collation import collate
from treatydiff.comparison import compare
from treatydiff.export import json
from treatydiff.model.links import Link, NoCounterpart
from treatydiff.report.docx import write_comparison

_ROOT = Path(__file__).resolve().parents[2]
_ENGLISH = (
    "Treaty of Peace\n\nThe Parties,\nDesiring peace,\nHave agreed:\n\nArticle 1\nScope\n\n1. They keep the peace:\n(a) at sea;\n"
    "(b) on land.\n2. They trade under Article 2.\n\nArticle 2. It lasts. It ends in 1941.\n\nDone at X.\n\nFor A:\nB. C.\n"
)
_RUSSIAN = "Договор о мире\n\nСтатья 1\n\nСтороны хранят мир.\n\nСтатья 2\n\nДоговор действует пять лет.\n"
_JAPANESE = "条約\n\n第一条\n両締約国は平和を維持する。\n\n第二条\nこの条約は五年間効力を有する。\n"
_ARABIC = "معاهدة سلام\n\nالمادة ١\n\nيحافظ الطرفان على السلم.\n\nالمادة ٢\n\nتسري هذه المعاهدة خمس سنوات.\n"
PARTS = {
    "styles": '<w:style w:styleId="A"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>',
    "numbering": '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/>'
    '<w:lvlText w:val="Article %1"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
    "footnotes": f'<w:footnote w:id="1">{paragraph("Note.")}</w:footnote>',
}
"""The further parts of a Word document."""
BODY = (
    paragraph("Treaty")
    + paragraph("Scope", style="A")
    + paragraph(
        "", runs=run("It lasts ") + f"<w:ins>{run('ten')}</w:ins><w:del>{run('five', tag='delText')}</w:del>"
    )
    + f"<w:tbl><w:tr><w:tc>{paragraph('Fish')}</w:tc></w:tr></w:tbl>"
    + paragraph("", runs='<w:r><w:footnoteReference w:id="1"/></w:r>' + run("It ends.", "<w:i/>"))
)
"""The body of a Word document."""
_AKN = (
    "<akomaNtoso><act><meta/><preamble><p>The Parties</p></preamble><body><chapter><num>I</num><article><num>Article 1</num>"
    "<heading>Scope</heading><paragraph><num>1.</num><content><p>It <i>lasts</i>.<authorialNote><p>n</p></authorialNote></p>"
    "</content></paragraph></article></chapter></body><conclusions><p>Done.</p></conclusions></act></akomaNtoso>"
)
_TOTA = (
    "<treaty><meta><name>T</name></meta><body><chapter number='CHAPTER I' name='Scope'><article number='ARTICLE 1' name='A'>"
    "1. It lasts.\n\n2. It ends:\n(a) here.</article><article number='ARTICLE 1'>Again.</article></chapter></body></treaty>"
)
_PRINTED = (
    "<TEI><teiHeader/><text><body><div type='document' xml:id='d1'><head>1. Treaty</head><p rend='center'>Article I</p>"
    "<p>It <pb n='2'/>lasts<note>n</note>.</p><p rend='center'>Article II</p><p>It ends.</p><closer><signed>A</signed></closer>"
    "</div></body></text></TEI>"
)
_APPARATUS = (
    "<TEI><text><body><div type='article' n='1'><p>It lasts <app><lem wit='#A'>five</lem><rdg wit='#B'>ten</rdg></app> years"
    "<anchor xml:id='x'/>.</p></div></body></text></TEI>"
)
_HTML = (
    "<!DOCTYPE html><html lang=en><head><title>T</title><style>a{}</style></head><body><nav>x</nav><h1>Treaty</h1><h2>Article 1</h2>"
    "<p>It &amp; lasts<sup><a href='#n'>1</a></sup>.<ol type=a><li>one<li>two</ol><table><tr><td>a<td>b</table><h2>Article 2</h2>It <i>ends</i>."
)
_MARKDOWN = "# Treaty\n\n## Article 1\n\nIt *lasts*[^1].\n\n1. one\n2. two\n\n| a | b |\n|---|---|\n\n## Article 2\n\nIt **ends**.\n\n[^1]: n\n"
_LINKS = (
    "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><fileDesc><titleStmt><title>L</title><editor>E</editor></titleStmt></fileDesc>"
    "</teiHeader><standOff><linkGrp type='alignment'><link target='A.xml#A-1 B.xml#B-1' cert='high' xml:id='l1'/></linkGrp>"
    "<listAnnotation><annotation ana='#no-counterpart' target='A.xml#A-2' corresp='B.xml#B'>"
    "<note type='words' target='A.xml#A-2'><quote>It ends.</quote></note></annotation>"
    "<annotation motivation='editing' target='#l1'><note type='reason'>Read so.</note></annotation></listAnnotation></standOff></TEI>"
)
_HEADER = (
    "<teiHeader><fileDesc><sourceDesc><listWit><witness xml:id='{0}'><abbr type='siglum'>{0}</abbr><msDesc type='draft'><head>Draft</head>"
    "<msContents><msItem><title>T</title><textLang mainLang='en'/></msItem></msContents><history><origin><origDate when='1941-04-13'>1941-04-13</origDate>"
    "</origin></history></msDesc><bibl><ref target='dossier.xml#w'>W</ref><biblScope unit='page'>3</biblScope></bibl></witness></listWit></sourceDesc></fileDesc></teiHeader>"
)
_TEXT = (
    "<TEI xmlns='http://www.tei-c.org/ns/1.0'>{head}<text><body><div type='article' n='1'><head>Article 1</head><p>It lasts {term} years.</p></div>"
    "<div type='article' n='2'><head>Article 2</head><p>It ends.</p></div></body></text></TEI>"
)
_STATEMENTS = (
    "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><fileDesc><titleStmt><title>A pact</title></titleStmt><sourceDesc><listBibl>"
    "<bibl xml:id='w' n='W'><author>A</author> <title>T</title> <date when='1950'>1950</date></bibl></listBibl></sourceDesc></fileDesc>"
    "<profileDesc><correspDesc corresp='A.xml#A'><correspAction type='sent'><persName>X</persName><date when='1940'/></correspAction></correspDesc></profileDesc></teiHeader>"
    "<standOff><listRelation><relation name='follows' active='B.xml#B' passive='A.xml#A'/></listRelation>"
    "<listAnnotation type='annotations'><annotation xml:id='n1' ana='#kind-note' target='A.xml#string-range(A-1-c1,3,5)'>"
    "<note type='statement'>S</note><note type='target' target='A.xml#string-range(A-1-c1,3,5)'><quote>lasts</quote></note>"
    "<note type='source'><bibl><ref target='#w'>W</ref></bibl></note></annotation>"
    "<annotation xml:id='t1' ana='#term-duration' target='B.xml#string-range(B-1-c1,9,9)'><note type='value'>P10Y</note>"
    "<note type='target' target='B.xml#string-range(B-1-c1,9,9)'><quote>ten years</quote></note></annotation>"
    "<annotation xml:id='c1' ana='#kind-note' target='change:A%2F1%3A1..B%2F1%3A1'><note type='event'><date when='1940'/></note></annotation></listAnnotation></standOff>"
    "<text><body><div type='witnesses'><list><item><ref target='A.xml#A'/></item><item><ref target='B.xml#B'/></item></list></div>"
    "<div type='comparisons'><list><item><ref target='A.xml#A'/><ref target='B.xml#B'/></item></list></div>"
    "<div type='alignments'><list><item><ref target='A-B.links.xml'/></item></list></div></body></text></TEI>"
)

_METADATA = (
    'version = 1\ntitle = "A pact"\neditors = ["E. F."]\n\n[witnesses.draft1]\nkind = "draft"\ndate = "1926-04"\n\n'
    '[witnesses.signed]\nstatus = "authentic"\ndate = 1926-05-03\nremarks = ["Sealed."]\n'
    'source = { work = "W", reference = "A, T 1950", pages = "25-26" }\n\n[[comparisons]]\nearlier = "draft1"\n'
    'later = "signed"\n\n[[collations]]\nname = "all"\nwitnesses = ["draft1", "signed"]\nbase = "signed"\n'
)

_DECIDED = compare(DRAFT, SIGNED, links=[Link("A/5", "B/6"), NoCounterpart("A/2", "B"), Link("A/9", "B/9")])

SEEDS: dict[str, list[bytes]] = {
    "txt": [text.encode() for text in (_ENGLISH, _RUSSIAN, _JAPANESE, _ARABIC)],
    "md": [_MARKDOWN.encode()],
    "html": [_HTML.encode(), _HTML.replace("<head>", "<head><meta charset=koi8-r>").encode("koi8-r")],
    "akn": [_AKN.encode()],
    "tota": [_TOTA.encode()],
    "tei": [
        _PRINTED.encode(),
        _APPARATUS.encode(),
        _TEXT.format(head=_HEADER.format("A"), term="five").encode(),
        (_ROOT / "texts" / "K40.xml").read_bytes(),
        (_ROOT / "tests" / "schema" / "by-hand.xml").read_bytes(),
    ],
    "json": [
        json.write_comparison(annotate(_DECIDED, SAID), version="1"),
        json.write_collation(annotate_collation(collate([SIGNED, DRAFT]), SAID), version="1"),
    ],
    "links": [_LINKS.encode()],
    "toml": [_METADATA.encode()],
    "docx": [
        docx(BODY, PARTS),
        docx(BODY, PARTS, compressed=False),
        write_comparison(compare(DRAFT, SIGNED), version="1"),
    ],
    "pdf": [
        pdf([_ENGLISH.split("\n"), ["Article 3", "", "It ends."]], labels="0<</S/D>>"),
        pdf([["Article 1"]], compressed=True),
    ],
}
"""Files by format."""
SUFFIXES = {"akn": ".xml", "tota": ".xml", "tei": ".xml", "links": ".links.xml"}
"""How files of a format end, where not with its name."""
DOSSIER: dict[str, bytes] = {
    "dossier.xml": _STATEMENTS.encode(),
    "A.xml": _TEXT.format(head=_HEADER.format("A"), term="five").encode(),
    "B.xml": _TEXT.format(head=_HEADER.format("B"), term="ten").encode(),
    "A-B.links.xml": _LINKS.encode(),
}
"""The files of a dossier."""
