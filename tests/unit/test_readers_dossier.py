"""Reading a dossier's folder: its witnesses in order, what joins them, and what is wrong with it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from treatydiff.errors import InputError, ModelError, TreatyDiffError
from treatydiff.model.dates import UncertainDate
from treatydiff.model.dossiers import CollationPlan, ComparisonPlan, Handover, Level, WitnessRelation
from treatydiff.readers.dossier import read_dossier

TEXTS = Path(__file__).resolve().parents[2] / "texts"


def put(folder: Path, name: str, *, siglum: str = "", body: str = "") -> None:
    """Write a witness file."""
    wit = f"<witness xml:id='{siglum}'/>" if siglum else ""
    body = body or "<div type='article' n='1'>\n<p>Words.</p></div>"
    head = f"<teiHeader><fileDesc><sourceDesc><listWit>{wit}</listWit></sourceDesc></fileDesc></teiHeader>"
    (folder / name).write_text(f"<TEI>{head}<text><body>{body}</body></text></TEI>", encoding="utf-8")


def state(folder: Path, text: str, *, header: str = "") -> None:
    """Write dossier.xml with these lists."""
    head = f"<teiHeader><fileDesc><titleStmt><title>The dossier</title></titleStmt></fileDesc>{header}</teiHeader>"
    (folder / "dossier.xml").write_text(f"<TEI>{head}\n<text><body>{text}</body></text></TEI>", encoding="utf-8")


def items(kind: str, *lists: str) -> str:
    """A list of references."""
    written = ["".join(f"<ref target='{target}'/>" for target in targets.split()) for targets in lists]
    return f"<div type='{kind}'><list>{''.join(f'<item>{item}</item>' for item in written)}</list></div>"


def test_folder_without_statements(tmp_path: Path) -> None:
    """All .xml and .txt files are read in the order of names, and each is compared with the next."""
    put(tmp_path, "b.xml", siglum="B")
    put(tmp_path, "c.xml")
    (tmp_path / "a.txt").write_text("Article 1\n\nWords.\n")
    (tmp_path / "notes.md").write_text("no witness")
    record = read_dossier(tmp_path).record
    assert [witness.siglum for witness in record.witnesses] == ["a", "B", "c"]
    assert record.comparisons == (ComparisonPlan("a", "B"), ComparisonPlan("B", "c"))


def test_statements(tmp_path: Path) -> None:
    """The lists give order and comparisons; relations and handovers come with their notes and sources."""
    for siglum in "ABC":
        put(tmp_path, f"{siglum.lower()}.xml", siglum=siglum)
    put(tmp_path, "z.xml", siglum="Z")
    state(
        tmp_path,
        items("witnesses", "b.xml#B", "a.xml", "c.xml#C")
        + items("comparisons", "a.xml#A b.xml#B")
        + "<div type='comparisons'><list><item ana='#by-article'><ref target='a.xml#A'/>"
        "<ref target='c.xml#C'/></item></list></div>",
        header="<profileDesc><correspDesc corresp='a.xml#A' source='#p1'><correspAction type='sent'>"
        "<persName>X</persName><date when='1920-01'>January</date></correspAction><correspAction type='received'>"
        "<persName>Y</persName></correspAction><note>By hand.</note></correspDesc>"
        "<listEvent><event xml:id='e'><label>A model</label></event></listEvent><bibl xml:id='p1'>Smith, 1</bibl>"
        "<listRelation><relation name='follows' active='b.xml#B' passive='a.xml#A c.xml#C-1-c1' cert='low'>"
        "<desc>So it is.</desc></relation><relation name='sameSettlement' mutual='a.xml#A b.xml#B' source='#p1'/>"
        "<relation name='modelledOn' active='a.xml#A' passive='#e'><desc>He said.</desc></relation></listRelation>"
        "</profileDesc>",
    )
    found = read_dossier(tmp_path)
    assert found.record.title == "The dossier"
    assert [witness.siglum for witness in found.record.witnesses] == ["B", "A", "C"]
    assert found.record.comparisons == (ComparisonPlan("A", "B"), ComparisonPlan("A", "C", Level.ARTICLE))
    assert found.record.relations == (
        WitnessRelation("follows", ("B",), ("A", "C"), "low", "So it is."),
        WitnessRelation("sameSettlement", ("A", "B"), (), "", "(Smith, 1)"),
        WitnessRelation("modelledOn", ("A",), (), "", "A model: He said."),
    )
    assert found.record.handovers == (Handover(("A",), "X", "Y", UncertainDate("1920-01"), "By hand. (Smith, 1)"),)
    assert [str(finding) for finding in found.findings] == [
        f"{tmp_path / 'z.xml'}: dossier.xml does not list it, and it was left aside"
    ]


def test_collations(tmp_path: Path) -> None:
    """A collation has its name from xml:id, else from the sigla; its base is the one marked, else the first."""
    for siglum in "ABC":
        put(tmp_path, f"{siglum.lower()}.xml", siglum=siglum)
    refs = {siglum: f"<ref target='{siglum.lower()}.xml#{siglum}'/>" for siglum in "ABC"}
    marked = refs["C"].replace("/>", " ana='#base'/>")
    state(
        tmp_path,
        f"<div type='collations'><list><item xml:id='whole'>{refs['B']}{marked}{refs['A']}</item></list></div>"
        f"<div type='collations'><list><item>{refs['C']}<ptr target='a.xml#A b.xml#B'/></item></list></div>",
    )
    record = read_dossier(tmp_path).record
    assert record.collations == (
        CollationPlan("whole", ("B", "C", "A"), "C"),
        CollationPlan("C-A-B", ("C", "A", "B"), "C"),
    )
    assert len(record.comparisons) == 2, "a list of collations is no list of comparisons"
    state(tmp_path, items("comparisons", "a.xml#A b.xml#B"))
    assert read_dossier(tmp_path).record.collations == (), "without a list of them there are none"


def test_bundled_dossier() -> None:
    """All bundled witnesses, comparisons, collations, relations and handovers are read, and nothing is doubtful."""
    found = read_dossier(TEXTS)
    assert len(found.record.witnesses) == 16
    assert [plan.level for plan in found.record.comparisons] == [Level.CLAUSE] * 13
    assert found.record.collations == (
        CollationPlan("collation", ("T40", "K40", "M40", "M41", "P41", "D41"), "P41"),
        CollationPlan("testimonies", ("P41", "LZ45", "SV04", "SZ80"), "P41"),
    )
    assert (len(found.record.relations), len(found.record.handovers)) == (16, 9)
    assert found.findings == ()


def test_several_witnesses_in_one_file(tmp_path: Path) -> None:
    """A list may take one witness of a file that holds several."""
    (tmp_path / "c.xml").write_text(
        "<TEI><teiHeader><witness xml:id='A'/><witness xml:id='B'/></teiHeader><text><body/><back>"
        + "".join(
            f"<div type='transcription' corresp='#{siglum}'><div type='body'><ab>{siglum}</ab></div></div>"
            for siglum in "AB"
        )
        + "</back></text></TEI>"
    )
    assert [witness.siglum for witness in read_dossier(tmp_path).record.witnesses] == ["A", "B"]
    state(tmp_path, items("witnesses", "c.xml#B"))
    assert [witness.siglum for witness in read_dossier(tmp_path).record.witnesses] == ["B"]


def refused(folder: Path, kind: type[TreatyDiffError] = InputError) -> str:
    """The message that reading the folder ends in, the folder's own path left out."""
    with pytest.raises(kind) as caught:
        read_dossier(folder)
    return str(caught.value).replace(f"{folder}{os.sep}", "").replace(str(folder), "FOLDER")


def test_no_witnesses(tmp_path: Path) -> None:
    """A folder without any witness, with or without dossier.xml, is refused."""
    wanted = (
        "FOLDER: found a dossier without witnesses; expected TEI or plain text files (.xml, .txt) in the folder; "
        "to mend it: put a witness into it"
    )
    assert refused(tmp_path) == wanted
    state(tmp_path, items("witnesses"))
    assert refused(tmp_path) == wanted


def test_no_folder(tmp_path: Path) -> None:
    """A path that is not there, and one that is a file, are told apart."""
    assert refused(tmp_path / "none") == (
        "FOLDER: found no such folder; expected a dossier's folder; to mend it: check the path"
    )
    put(tmp_path, "a.xml")
    assert refused(tmp_path / "a.xml") == (
        "FOLDER: found a file; expected a dossier's folder; to mend it: name the folder, or read the file as a "
        "witness"
    )


def test_two_witnesses_with_one_siglum(tmp_path: Path) -> None:
    """Both files are named."""
    put(tmp_path, "a.xml", siglum="A")
    put(tmp_path, "b.xml", siglum="A")
    assert refused(tmp_path) == (
        "b.xml: found two witnesses with the siglum A, in a.xml and in b.xml; expected one; to mend it: give "
        "one of "
        "them another siglum (in TEI: witness/@xml:id)"
    )


def test_duplicate_addresses_in_a_file(tmp_path: Path) -> None:
    """The second provision's place is given."""
    put(tmp_path, "a.xml", siglum="A", body="<div type='article' n='1'/>\n  <div type='article' n='1'/>")
    assert refused(tmp_path, ModelError) == (
        "a.xml:2:3: found two provisions with the address A/1; expected one; to mend it: give one of them another "
        "number (in TEI: div/@n)"
    )


def test_listed_file_that_is_not_there(tmp_path: Path) -> None:
    """The place in dossier.xml is given; files outside the folder are not there either."""
    put(tmp_path, "a.xml", siglum="A")
    for target in ("b.xml", "../b.xml"):
        state(tmp_path, items("witnesses", "a.xml#A", f"{target}#B"))
        assert refused(tmp_path) == (
            f"dossier.xml:2:83: found the file '{target}' in the list of witnesses; expected a file in the "
            "dossier's folder, such as a.xml; to mend it: put the file there, or mend the list"
        )


@pytest.mark.parametrize(
    ("listed", "message"),
    [
        (
            items("witnesses", "a.xml#B"),
            "dossier.xml:2:47: found the siglum B, which a.xml does not have; expected one of A",
        ),
        (
            items("comparisons", "a.xml#A x.xml#X"),
            "dossier.xml:2:72: found the siglum 'X', which no witness of the dossier has; expected one of A",
        ),
        (
            items("comparisons", "a.xml#A"),
            "dossier.xml:2:43: found 1 witness(es) in a comparison; expected the earlier and the later",
        ),
        (
            "<div type='comparisons'><item ana='#by-word'><ref target='a.xml#A'/><ref "
            "target='a.xml#A'/></item></div>",
            "dossier.xml:2:37: found the depth 'by-word' on a comparison; expected one of #by-clause, #by-article",
        ),
        (
            items("witnesses", "a.xml#A-c00"),
            "dossier.xml:2:47: found the id 'A-c00', which no address gives; expected A-_63_00",
        ),
    ],
)
def test_wrong_statements(tmp_path: Path, listed: str, message: str) -> None:
    """What dossier.xml says wrongly is refused with its place there."""
    put(tmp_path, "a.xml", siglum="A")
    state(tmp_path, listed)
    assert refused(tmp_path, TreatyDiffError) == message


@pytest.mark.parametrize(
    ("listed", "message"),
    [
        (
            items("collations", "a.xml#A"),
            "dossier.xml:2:42: found 1 witness(es) in the collation A; expected two at least",
        ),
        (
            items("collations", "a.xml#A b.xml#B a.xml#A"),
            "dossier.xml:2:42: found A twice in the collation A-B-A; expected each witness once",
        ),
        (
            items("collations", "a.xml#A x.xml#X"),
            "dossier.xml:2:71: found the siglum 'X', which no witness of the dossier has; expected one of A, B",
        ),
        (
            "<div type='collations'><item><ref target='a.xml#A' ana='#base'/><ref target='b.xml#B' ana='#base'/>"
            "</item></div>",
            "dossier.xml:2:36: found the bases A and B in a collation; expected one; to mend it: mark one alone",
        ),
        (
            "<div type='collations'><item><ref target='a.xml#A' ana='#by-article'/></item></div>",
            "dossier.xml:2:42: found ana='#by-article' on a witness of a collation; expected #base, or nothing",
        ),
    ],
)
def test_wrong_collations(tmp_path: Path, listed: str, message: str) -> None:
    """What dossier.xml says wrongly of collations is refused with its place there."""
    put(tmp_path, "a.xml", siglum="A")
    put(tmp_path, "b.xml", siglum="B")
    state(tmp_path, listed)
    assert refused(tmp_path, TreatyDiffError) == message
