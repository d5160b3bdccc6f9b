"""`treatydiff.check`: each thing that can be wrong in a dossier is found once, at its line, and all at once."""

# ruff: noqa: E501  # files as data are clearer in one piece

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from attrs import frozen

from treatydiff import check, new_dossier
from treatydiff.cli import main
from treatydiff.errors import InputError
from treatydiff.validation.defects import Defect, Severity

NAMESPACE = 'xmlns="http://www.tei-c.org/ns/1.0"'


def text(siglum: str, term: str, *, source: str = "dossier.xml#w", date: str = "1940-05-01") -> str:
    """A witness of two articles, with a header that says everything of it."""
    return f"""\
<TEI {NAMESPACE}><teiHeader><fileDesc>
<titleStmt><title>Text {siglum}</title></titleStmt><publicationStmt><p>Unpublished.</p></publicationStmt>
<sourceDesc><listWit><witness xml:id="{siglum}"><msDesc type="draft" subtype="authentic"><msIdentifier><msName>Text {siglum}</msName></msIdentifier>
<msContents><msItem><textLang mainLang="en"/></msItem></msContents>
<history><origin><origDate>{date}</origDate></origin></history>
<additional><surrogates><bibl><ref target="{source}">W</ref>, <biblScope unit="page">3</biblScope></bibl></surrogates></additional></msDesc></witness></listWit></sourceDesc>
</fileDesc></teiHeader>
<text><body>
<div type="article" n="1"><head>Article 1</head><p><seg>It lasts {term} years.</seg></p></div>
<div type="article" n="2"><head>Article 2</head><p><seg>The Parties shall keep the peace.</seg></p></div>
</body></text></TEI>
"""


LINES = {
    "work": '<bibl xml:id="w" n="W"><author>A. B.</author> <title>T</title> <date>1950</date></bibl>',
    "sent": '<correspDesc corresp="A.xml#A"><correspAction type="sent"><persName>X</persName><date>1940-05</date></correspAction></correspDesc>',
    "category": '<category xml:id="term-limit" n="duration"><catDesc>Limit</catDesc></category>',
    "follows": '<relation name="follows" active="B.xml#B" passive="A.xml#A"/>',
    "from": '<relation name="modelledOn" active="D1.xml#D1" passive="B.xml#B"/>',
    "note": '<annotation xml:id="n1" ana="#kind-note" target="A.xml#string-range(A-1-c1,9,4)"><note type="statement">Five were asked for.</note><note type="target" target="A.xml#string-range(A-1-c1,9,4)"><quote>five</quote></note><note type="source"><bibl><ref target="#w">W</ref></bibl></note></annotation>',
    "change": '<annotation xml:id="n2" ana="#kind-amendment" target="change:A%2F1%3A1..B%2F1%3A1"><note type="statement">The term was doubled.</note><note type="event"><date>1940-05</date></note></annotation>',
    "remark": '<annotation xml:id="n3" ana="#kind-note" target="B.xml#B-2"><note type="statement">It stayed.</note></annotation>',
    "term": '<annotation xml:id="t1" ana="#term-duration" target="B.xml#string-range(B-1-c1,9,9)"><note type="value">P10Y</note><note type="target" target="B.xml#string-range(B-1-c1,9,9)"><quote>ten years</quote></note></annotation>',
    "more": "",
    "link": '<link target="A.xml#A-2 B.xml#B-2" xml:id="l1"/>',
    "link2": "",
    "reason": '<annotation motivation="editing" target="#l1"><note type="reason">Read so.</note><note type="words" target="A.xml#A-2"><quote>The Parties shall keep the peace.</quote></note><note type="words" target="B.xml#B-2"><quote>The Parties shall keep the peace.</quote></note></annotation>',
    "witness A": '<item><ref target="A.xml#A"/></item>',
    "witness B": '<item><ref target="B.xml#B"/></item>',
    "witness D1": '<item><ref target="D1.xml#D1"/></item>',
    "witness": "",
    "compare": '<item><ref target="A.xml#A"/><ref target="B.xml#B"/></item>',
    "collate": '<item xml:id="all"><ref target="A.xml#A" ana="#base"/><ref target="B.xml#B"/></item>',
    "alignment": "",
}
"""The statements of a sound ``dossier.xml``, a line each."""
FRAME = (
    f"<TEI {NAMESPACE}><teiHeader><fileDesc><titleStmt><title>A pact</title><editor>E. F.</editor></titleStmt><publicationStmt><p>-</p></publicationStmt><sourceDesc><listBibl>",
    "work",
    "</listBibl></sourceDesc></fileDesc><encodingDesc><classDecl><taxonomy xml:id='terms'>",
    "category",
    "</taxonomy></classDecl></encodingDesc><profileDesc>",
    "sent",
    "</profileDesc></teiHeader><standOff><listRelation>",
    *("follows", "from"),
    "</listRelation><listAnnotation type='annotations'>",
    *("note", "change", "remark", "term", "more"),
    "</listAnnotation><linkGrp type='alignment'>",
    *("link", "link2"),
    "</linkGrp><listAnnotation>",
    "reason",
    "</listAnnotation></standOff><text><body><div type='witnesses'><list>",
    *("witness A", "witness B", "witness D1", "witness"),
    "</list></div><div type='comparisons'><list>",
    "compare",
    "</list></div><div type='collations'><list>",
    "collate",
    "</list></div><div type='alignments'><list>",
    "alignment",
    "</list></div></body></text></TEI>",
)


def line_of(statement: str) -> int:
    """In which line of ``dossier.xml`` a statement stands."""
    return FRAME.index(statement) + 1


def statements(changed: Mapping[str, str] | None = None) -> str:
    """A ``dossier.xml``, in which some statements are others."""
    lines = LINES | dict(changed or {})
    return "\n".join(lines.get(part, part) for part in FRAME)


FILES = {
    "A.xml": text("A", "five"),
    "B.xml": text("B", "ten"),
    "D1.xml": text("D1", "two"),
    "dossier.xml": statements(),
}


@frozen
class Fault:
    """A single defect: what it changes in a sound dossier, and what `check` has to say of it, once.

    Attributes:
        severity: how grave it is.
        file: where it is to be found.
        line: the same; a statement of ``dossier.xml``, or a line.
        says: words of what is said.
        statements: statements of ``dossier.xml`` that are others.
        files: files that are others, or new; ``None`` for one that is missing.
    """

    severity: str
    file: str
    line: str | int
    says: str
    statements: Mapping[str, str] = {}
    files: Mapping[str, str | None] = {}


def _other(statement: str, old: str, new: str) -> dict[str, str]:
    assert old in LINES[statement]
    return {statement: LINES[statement].replace(old, new)}


FAULTS = {
    "a file that is no XML": Fault(
        "error",
        "A.xml",
        10,
        "not well-formed",
        files={"A.xml": text("A", "five").replace("</p></div>\n</body>", "</div>\n</body>")},
    ),
    "a date that no calendar has": Fault(
        "error", "B.xml", 5, "1940-02-30", files={"B.xml": text("B", "ten", date="1940-02-30")}
    ),
    "a work that the dossier does not list": Fault(
        "error", "A.xml", 6, "dossier.xml#v", files={"A.xml": text("A", "five", source="dossier.xml#v")}
    ),
    "two provisions with one number": Fault(
        "error", "B.xml", 10, "two provisions", files={"B.xml": text("B", "ten").replace('n="2"', 'n="1"')}
    ),
    "an element that leads nowhere": Fault(
        "error",
        "A.xml",
        9,
        "#nobody",
        files={"A.xml": text("A", "five").replace("<seg>It", '<seg corresp="#nobody">It')},
    ),
    "two files with one siglum": Fault(
        "error",
        "C.xml",
        0,
        "two witnesses with the siglum A",
        {"witness": '<item><ref target="C.xml"/></item>'},
        {"C.xml": text("A", "six")},
    ),
    "a siglum inside another": Fault(
        "note",
        "D1.xml",
        0,
        "stands in D11",
        {"witness": '<item><ref target="D11.xml#D11"/></item>'},
        {"D11.xml": text("D11", "six")},
    ),
    "a listed file that is not there": Fault(
        "error",
        "dossier.xml",
        "witness",
        "found the file 'C.xml'",
        {"witness": '<item><ref target="C.xml#C"/></item>'},
    ),
    "a siglum that its file does not have": Fault(
        "error",
        "dossier.xml",
        "witness D1",
        "found the siglum D2",
        _other("witness D1", "#D1", "#D2") | {"from": ""},
    ),
    "a file that no list names": Fault(
        "warning", "E.xml", 0, "does not list it", files={"E.xml": text("E", "six")}
    ),
    "a comparison of one": Fault(
        "error", "dossier.xml", "compare", "found 1 witness(es)", _other("compare", '<ref target="B.xml#B"/>', "")
    ),
    "a comparison with a stranger": Fault(
        "error", "dossier.xml", "compare", "found the siglum 'X'", _other("compare", "B.xml#B", "X.xml#X")
    ),
    "a collation with two bases": Fault(
        "error",
        "dossier.xml",
        "collate",
        "found the bases A and B",
        _other("collate", '"B.xml#B"', '"B.xml#B" ana="#base"'),
    ),
    "relations in a circle": Fault(
        "error",
        "dossier.xml",
        "from",
        "modelled on",
        _other("from", 'active="D1.xml#D1" passive="B.xml#B"', 'active="A.xml#A" passive="B.xml#B"'),
    ),
    "a relation with a stranger": Fault(
        "error", "dossier.xml", "from", "found the siglum 'X'", _other("from", "D1.xml#D1", "X.xml#X")
    ),
    "a handover on no day": Fault("error", "dossier.xml", "sent", "1940-13", _other("sent", "1940-05", "1940-13")),
    "words that drifted": Fault(
        "error", "dossier.xml", "note", "where now stands", _other("note", "<quote>five", "<quote>nine")
    ),
    "a target that is not there": Fault("error", "dossier.xml", "remark", "B-9", _other("remark", "B-2", "B-9")),
    "a change that is none": Fault(
        "error",
        "dossier.xml",
        "change",
        "which no comparison has",
        _other("change", "A%2F1%3A1..B%2F1%3A1", "A%2F1%3A1..B%2F2%3A1"),
    ),
    "an annotation on a day that is none": Fault(
        "error", "dossier.xml", "change", "1940-02-31", _other("change", "1940-05", "1940-02-31")
    ),
    "a date in words": Fault(
        "warning", "dossier.xml", "change", "no EDTF", _other("change", "1940-05", "in the spring")
    ),
    "a kind that nobody declared": Fault(
        "warning", "dossier.xml", "remark", "declared nowhere", _other("remark", "#kind-note", "#kind-nota")
    ),
    "an unknown source": Fault("error", "dossier.xml", "note", "found the source #v", _other("note", "#w", "#v")),
    "a conflict with nobody": Fault(
        "error",
        "dossier.xml",
        "remark",
        "conflict with #n9",
        _other("remark", "</annotation>", '<ref type="conflicts-with" target="#n9"/></annotation>'),
    ),
    "two annotations with one id": Fault(
        "error",
        "dossier.xml",
        "remark",
        "two annotations with the id n1",
        _other("remark", 'xml:id="n3"', 'xml:id="n3" n="n1"'),
    ),
    "a term without words": Fault(
        "error",
        "dossier.xml",
        "more",
        "no words that say",
        {
            "more": '<annotation xml:id="t2" ana="#term-duration" target="B.xml#B-1"><note type="value">P1Y</note></annotation>'
        },
    ),
    "a term of no such form": Fault(
        "error", "dossier.xml", "term", "ten years", _other("term", "P10Y", "ten years")
    ),
    "two terms that contradict each other": Fault(
        "warning",
        "dossier.xml",
        "more",
        "P10Y in t1",
        {"more": LINES["term"].replace("t1", "t2").replace("P10Y", "P9Y")},
    ),
    "a category of no form": Fault(
        "error", "dossier.xml", "category", "found the form 'years'", _other("category", '"duration"', '"years"')
    ),
    "a link to what is not there": Fault(
        "error",
        "dossier.xml",
        "link2",
        "B/7",
        {
            "link2": '<link target="A.xml#A-1 B.xml#B-7" xml:id="l2"/>',
            "reason": LINES["reason"]
            + LINES["reason"]
            .replace("#l1", "#l2")
            .replace("A-2", "A-1")
            .replace("B-2", "B-7")
            .replace("The Parties shall keep the peace.", "It lasts five years."),
        },
    ),
    "a link whose words drifted": Fault(
        "error",
        "dossier.xml",
        "link",
        "the peace",
        _other("reason", "the peace.</quote></note></annotation>", "the war.</quote></note></annotation>"),
    ),
    "a link of one text": Fault(
        "error", "dossier.xml", "link", "1 witness(es)", _other("link", "B.xml#B-2", "A.xml#A-1") | {"reason": ""}
    ),
    "decisions that contradict each other": Fault(
        "error",
        "dossier.xml",
        "link2",
        "twice in edited links",
        {
            "link2": '<link target="A.xml#A-2 B.xml#B-1" xml:id="l2"/>',
            "reason": LINES["reason"] + LINES["reason"].replace("#l1", "#l2").replace("B-2", "B-1"),
        },
    ),
    "an alignment that is not there": Fault(
        "error",
        "dossier.xml",
        "alignment",
        "found the file 'A-B.links.xml'",
        {"alignment": '<item><ref target="A-B.links.xml"/></item>'},
    ),
    "a text without its date": Fault(
        "note", "D1.xml", 0, "does not say its date", files={"D1.xml": text("D1", "two", date="")}
    ),
    "statements that are no XML": Fault(
        "error", "dossier.xml", "sent", "not well-formed", _other("sent", "</correspDesc>", "</corresp>")
    ),
}


def written(folder: Path, *faults: Fault) -> Path:
    """A folder with a dossier that has these defects."""
    files: dict[str, str | None] = dict(FILES)
    said: dict[str, str] = {}
    for fault in faults:
        files |= fault.files
        said |= fault.statements
    files["dossier.xml"] = statements(said)
    for name, content in files.items():
        if content is not None:
            (folder / name).write_text(content, encoding="utf-8")
    return folder


def is_of(fault: Fault, defect: Defect) -> bool:
    """Whether it is this defect that was found."""
    line = line_of(fault.line) if isinstance(fault.line, str) else fault.line
    at = (defect.severity.value, Path(defect.file).name, defect.line)
    return at == (fault.severity, fault.file, line) and fault.says in defect.what


def test_a_sound_dossier_has_no_defects(tmp_path: Path) -> None:
    """What the faulty ones are made of has nothing wrong: otherwise finding something would prove nothing."""
    assert check(written(tmp_path)) == ()


def test_nothing_is_wrong_with_the_bundled_dossier() -> None:
    """The dossier that comes with the library is sound, without a warning."""
    assert [one for one in check() if one.severity is not Severity.NOTE] == []


@pytest.mark.parametrize("name", FAULTS)
def test_a_single_defect_is_found_once_at_its_line(name: str, tmp_path: Path) -> None:
    """Each defect by itself is said, at its place, and nothing besides that only follows from it."""
    found = check(written(tmp_path, FAULTS[name]))
    assert [is_of(FAULTS[name], one) for one in found] == [True], "\n".join(map(str, found))


TOGETHER = (
    *(
        "an element that leads nowhere",
        "a siglum inside another",
        "a text without its date",
        "a file that no list names",
    ),
    *("a category of no form", "a handover on no day", "a relation with a stranger", "words that drifted"),
    *("a change that is none", "a target that is not there", "a term without words", "a term of no such form"),
    *("a link to what is not there", "a collation with two bases", "a comparison of one"),
    *("an alignment that is not there", "a file that is no XML"),
)
"""Defects of different statements and files."""


def test_all_defects_are_found_at_once(tmp_path: Path) -> None:
    """Defects of all kinds in one dossier are each found once, as by themselves: none hides another."""
    faults = [FAULTS[name] for name in TOGETHER[:-1]]
    # A text that cannot be read at all, of which nothing else is said.
    broken = text("F1", "six").replace("</p></div>\n</body>", "</div>\n</body>")
    faults.append(
        Fault(
            "error",
            "F1.xml",
            10,
            "not well-formed",
            {"witness B": LINES["witness B"] + '<item><ref target="F1.xml#F1"/></item>'},
            {"F1.xml": broken},
        )
    )
    found = check(written(tmp_path, *faults))
    assert [sum(is_of(fault, one) for one in found) for fault in faults] == [1] * len(faults)
    assert len(found) == len(faults), "\n".join(map(str, found))
    assert list(found) == sorted(found, key=lambda one: (one.file, one.line, one.column))


def test_what_follows_from_a_text_that_cannot_be_read_is_not_said_too(tmp_path: Path) -> None:
    """Where a file is broken, nothing is said of the pointers into it: that they lead nowhere is not their fault."""
    (written(tmp_path) / "A.xml").write_text("<TEI>")
    assert [(Path(one.file).name, one.line) for one in check(tmp_path)] == [("A.xml", 1)]


def test_texts_alone_are_a_dossier_too(tmp_path: Path) -> None:
    """A folder without dossier.xml is checked: an empty file in it is an error, what a text does not say a note."""
    (tmp_path / "A.txt").write_text("Article 1\n\nThe Parties shall keep the peace.\n")
    (tmp_path / "B.txt").write_text("")
    found = check(tmp_path)
    assert {(one.severity.value, Path(one.file).name) for one in found} == {("note", "A.txt"), ("error", "B.txt")}


def test_a_folder_without_any_text_cannot_be_checked(tmp_path: Path) -> None:
    """No folder, an empty one, and a file are refused, not reported on."""
    (tmp_path / "file").write_text("x")
    for folder in (tmp_path / "none", tmp_path, tmp_path / "file"):
        with pytest.raises(InputError):
            check(folder)


def test_loading_still_stops_at_the_first_error(tmp_path: Path) -> None:
    """What `check` lists, `load` raises: nobody works with a dossier of which parts were left out."""
    import treatydiff

    listed_only = (
        "a work that the dossier does not list",
        "an element that leads nowhere",
        "a change that is none",
    )
    for number, (name, fault) in enumerate(FAULTS.items()):
        if (
            fault.severity == "error"
            and name not in listed_only
            and "link to what" not in name
            and "drifted" not in name
        ):
            (tmp_path / str(number)).mkdir()
            with pytest.raises(treatydiff.TreatyDiffError):
                treatydiff.load(written(tmp_path / str(number), fault))


def test_the_command_says_what_was_found_and_by_its_exit_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """0 for a sound dossier, 1 for one with errors, 2 for none; the same as text and as JSON."""
    for name in ("sound", "faulty"):
        (tmp_path / name).mkdir()
    assert main(["check", str(written(tmp_path / "sound"))]) == 0
    assert capsys.readouterr().out == "0 errors, 0 warnings, 0 notes.\n"
    faulty = written(tmp_path / "faulty", FAULTS["a target that is not there"], FAULTS["a comparison of one"])
    assert main(["check", "--dossier", str(faulty)]) == 1
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith(f"{faulty / 'dossier.xml'}:{line_of('remark')}:1: error: found the target")
    assert said[-1] == "2 errors, 0 warnings, 0 notes."
    assert main(["check", str(faulty), "--format", "json"]) == 1
    findings = json.loads(capsys.readouterr().out)["findings"]
    assert [(one["severity"], one["file"], one["line"]) for one in findings] == [
        ("error", "dossier.xml", line_of("remark")),
        ("error", "dossier.xml", line_of("compare")),
    ]
    assert main(["check", str(tmp_path / "none")]) == 2
    assert "found no such folder" in capsys.readouterr().err
    assert main(["check", str(faulty), "--dossier", str(faulty)]) == 2


def test_doubts_are_told_at_the_place_in_the_text_until_they_are_settled(tmp_path: Path) -> None:
    """A note where the doubtful provision stands; a warning where it is gone and its certainty is not; no error."""
    source = tmp_path / "web.txt"
    source.write_text(
        "Article 1\n\nThe Parties keep the peace.\n\nArticle 2\n\nIt is so.\n\nArticle 5.\n\nIt lasts.\n"
    )
    folder = tmp_path / "made"
    [intake] = new_dossier(folder, [source]).accessions
    [doubt] = intake.doubts
    file = folder / "web.xml"
    [found] = [one for one in check(folder) if one.rule == "doubt"]
    assert found.severity == "note"
    assert doubt.inside is not None
    assert f'xml:id="{doubt.inside.as_id}"' in file.read_text(encoding="utf-8").splitlines()[found.line - 1]
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(f'"{doubt.inside.as_id}"', '"web-4"'), encoding="utf-8")
    [found] = [one for one in check(folder) if one.rule in ("doubt", "pointer")]
    assert (found.severity, found.rule) == ("warning", "doubt")
