"""Dossiers from files: what is written, told and refused."""

from __future__ import annotations

import datetime
import hashlib
import shutil
import tomllib
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from lxml import etree

import treatydiff
from document_building import docx, paragraph, run
from treatydiff.accession import Intake, TextFile, UnreadableFilesError, add_to_dossier, new_dossier
from treatydiff.accession.fields import OF_COLLATION, OF_COMPARISON, OF_DOSSIER, OF_SOURCE, OF_WITNESS
from treatydiff.accession.metadata import Metadata, metadata_in, with_settings
from treatydiff.accession.sigla import told_apart
from treatydiff.accession.toml_places import places_in
from treatydiff.cli.inputs import Inputs
from treatydiff.errors import InputError, OutputError, TreatyDiffError, UnknownError
from treatydiff.export import schemas
from treatydiff.model.dossiers import Level
from treatydiff.readers.transcript import Revisions

PACT = """\
THE PACT OF STRELSAU

Article 1

The Parties keep the peace under
Article 2 of the Covenant.

- 1 -
\fTHE PACT OF STRELSAU

Article 2. It lasts five years.

Article 7. It may be prolonged.
"""
SPANISH = "Artículo 1\n\nLas Partes mantienen la paz entre los pueblos.\n\nArtículo 2\n\nDura cinco años.\n"
METADATA = """\
version = 1
title = "The Pact"   # as it is called
editors = ["A. Editor"]
licence = "https://example.org/licence"
order = ["signed", "draft"]

[witnesses.draft]
kind = "draft"
date = 1926-04-30
remarks = ["Typed."]
source = { work = "Smith 2004", pages = "25-26" }

["witnesses".signed]
status = "authentic"
date = "1926-05?"
complete = false

[[comparisons]]
earlier = "draft"
later = "signed"

[[collations]]
name = "all"
witnesses = ["draft", "signed"]
base = "signed"
"""


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder with files of texts: a draft, the signed text with another term, one in Spanish."""
    (tmp_path / "draft.txt").write_text(PACT, encoding="utf-8")
    (tmp_path / "signed.txt").write_text(PACT.replace("five", "ten"), encoding="utf-8")
    (tmp_path / "texto uno.txt").write_text(SPANISH, encoding="utf-8")
    return tmp_path


@pytest.fixture
def redline(files: Path) -> str:
    """The path of a Word document that tracks changes."""
    body = paragraph("Article 1") + paragraph(
        "",
        runs=run("It lasts ")
        + f'<w:del w:id="1" w:author="x">{run("five", tag="delText")}</w:del>'
        + f'<w:ins w:id="2" w:author="x">{run("ten")}</w:ins>'
        + run(" years."),
    )
    (files / "a.docx").write_bytes(docx(body, {"header": "<w:p><w:r><w:t>SECRET</w:t></w:r></w:p>"}))
    return str(files / "a.docx")


def made(files: Path, *names: str, **options: Any) -> Intake:
    """A dossier of some of the files."""
    return new_dossier(files / "made", [files / name for name in names], **options)


def state(folder: Path) -> dict[str, bytes]:
    """All files under a folder, with their content."""
    return {str(one.relative_to(folder)): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


def test_nothing_need_be_said(files: Path) -> None:
    """From names alone comes a dossier whose texts stand in order, in their languages, and are compared."""
    before = state(files)
    intake = made(files, "draft.txt", "texto uno.txt", "signed.txt")
    dossier = intake.dossier
    assert dossier.findings == ()
    assert [(one.siglum, one.language) for one in dossier.witnesses] == [
        ("draft", "en"),
        ("textoUno", "es"),
        ("signed", "en"),
    ]
    assert [(plan.name, plan.level) for plan in dossier.comparisons] == [
        ("draft-textoUno", Level.CLAUSE),
        ("draft-signed", Level.CLAUSE),
    ]
    assert dossier.compare("draft", "signed").counts["reworded"] == 1
    assert {one.date for one in dossier.witnesses} == {None}
    assert dossier.title == "made"
    assert dossier.witness("draft").title == "THE PACT OF STRELSAU"
    # Input files are only read.
    assert {name: data for name, data in state(files).items() if not name.startswith("made")} == before


def test_the_same_files_give_the_same_bytes(files: Path) -> None:
    """Neither the folder's place nor the run shows in what is written."""
    made(files, "draft.txt", "signed.txt")
    other = files / "elsewhere"
    other.mkdir()
    for name in ("draft.txt", "signed.txt"):
        shutil.copy(files / name, other / name)
    new_dossier(other / "made", [other / "draft.txt", other / "signed.txt"])
    assert state(files / "made") == state(other / "made")


def test_the_file_says_where_it_is_from_and_what_was_left_aside(files: Path) -> None:
    """Name and SHA-256 of the source, each page number and running head with its place and what it is."""
    intake = made(files, "draft.txt")
    root = etree.parse(files / "made" / "draft.xml").getroot()
    (origin,) = root.iterfind(".//{*}sourceDesc/{*}bibl[@type='file']")
    assert [(one.tag.rpartition("}")[2], one.text) for one in origin] == [
        ("title", "draft.txt"),
        ("idno", hashlib.sha256(PACT.encode()).hexdigest()),
        ("note", "plain text"),
    ]
    (listed,) = root.iterfind(".//{*}standOff/{*}list[@type='left-aside']")
    labels = [one.text for one in listed.iterchildren("{*}label")]
    items = [(one.text, one.get("n"), one.get("corresp")) for one in listed.iterchildren("{*}item")]
    assert labels == ["a page number", "a running head"]
    assert items == [("- 1 -", "8:1", "#draft-1"), ("THE PACT OF STRELSAU", "9:2", "#draft-1")]
    assert [one.words for one in intake.accessions[0].asides] == ["- 1 -", "THE PACT OF STRELSAU"]


def test_doubts_stand_in_the_file_and_in_the_report(files: Path) -> None:
    """Article 7 after Article 2 is doubtful: certainty with degree and reasons, and a line in recognition.md."""
    doubts = made(files, "draft.txt").accessions[0].doubts
    assert [(one.line, one.column) for one in doubts] == [(13, 1)]
    root = etree.parse(files / "made" / "draft.xml").getroot()
    (certainty,) = root.iterfind(".//{*}certainty")
    assert (certainty.get("n"), certainty.get("degree")) == ("13:1", f"{(doubts[0].percent or 0) / 100:.2f}")
    assert str(certainty.get("target")).removeprefix("#") in {
        one.get("{http://www.w3.org/XML/1998/namespace}id") for one in root.iter()
    }
    told = (files / "made" / "recognition.md").read_text(encoding="utf-8")
    assert "* draft.txt:13:1: 'Article 7.'" in told
    assert "* draft.txt:8:1: a page number: \\- 1 -" in told


def test_what_the_file_says_counts(files: Path) -> None:
    """Whoever changes the structure in the dossier's file overrules the recogniser for good."""
    made(files, "draft.txt", "signed.txt")
    file = files / "made" / "draft.xml"
    text = file.read_text(encoding="utf-8")
    changed = text.replace(
        '<div type="article" n="1" xml:id="draft-1">', '<div type="article" n="9" xml:id="draft-9">'
    )
    changed = changed.replace("#draft-1", "#draft-9").replace("draft-1-c", "draft-9-c")
    assert changed != text
    file.write_text(changed, encoding="utf-8")
    found = treatydiff.load(files / "made")
    assert found.witness("draft").clause("draft/9:1").text.startswith("The Parties keep")
    assert found.findings == ()


def test_metadata_say_what_is_known(files: Path) -> None:
    """A file of metadata gives title, order, dates, sources, comparisons and collations; a setting counts more."""
    toml = files / "dossier.toml"
    toml.write_text(METADATA, encoding="utf-8")
    settings = ["draft.date=1926-04-29", "signed.remarks=One.", "signed.remarks=Two.", "edition=1.0"]
    dossier = made(files, "draft.txt", "signed.txt", metadata=toml, settings=settings).dossier
    assert (dossier.title, dossier.record.edition, dossier.record.editors) == ("The Pact", "1.0", ("A. Editor",))
    signed, draft = dossier.witnesses
    assert (str(draft.date), draft.kind, draft.remarks) == ("1926-04-29", "draft", ("Typed.",))
    assert str(draft.source) == "Smith 2004, pp. 25-26"
    assert (signed.siglum, str(signed.date), signed.status, signed.complete) == (
        "signed",
        "1926-05?",
        "authentic",
        False,
    )
    assert signed.remarks == ("One.", "Two.")
    assert [(plan.earlier, plan.later) for plan in dossier.comparisons] == [("draft", "signed")]
    assert [(plan.name, plan.base) for plan in dossier.collations] == [("all", "signed")]
    assert "https://example.org/licence" in (files / "made" / "dossier.xml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "place", "words"),
    [
        ('status = "authentic"', 'statsu = "authentic"', "14:1", "statsu.*one such as status"),
        (
            'status = "authentic"',
            'status = "genuine"',
            "14:1",
            "'genuine' as status.*authentic, official-translation",
        ),
        ("1926-04-30", '"1926-04-31"', "9:1", "as date.*a day that the calendar has"),
        ('"Smith 2004"', "[1]", "11:12", "as work"),
        ("complete = false", "complete = 0", "16:1", "0 as complete.*true or false"),
        ('later = "signed"', 'later = "singed"', "20:1", "singed.*signed"),
        ('later = "signed"', "", "18:3", "without later"),
        ('base = "signed"', 'base = "texto"', "22:3", "texto as the base"),
        ('"Smith 2004", pages = "25-26"', '"Smith 2004, pages = "25-26"', "11:41", "no TOML"),
        ('title = "The Pact" ', 'titel = "The Pact" ', "2:1", "titel.*one such as title"),
        ("version = 1", "version = 2", "1:1", "2 as version.*expected 1"),
        ("[witnesses.draft]", "[witnesses.drat]", "7:2", "drat.*draft"),
        ('["A. Editor"]', '"A. Editor"', "3:1", "as editors.*a list"),
    ],
)
def test_an_error_in_metadata_has_its_place(files: Path, old: str, new: str, place: str, words: str) -> None:
    """Wherever the slip is: file, line, column, what was found and what was expected; and nothing is written."""
    toml = files / "dossier.toml"
    assert METADATA.count(old) == 1 or old == "version = 1"
    toml.write_text(METADATA.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(TreatyDiffError, match=words) as caught:
        made(files, "draft.txt", "signed.txt", metadata=toml)
    assert caught.value.place == f"{toml}:{place}"
    assert not (files / "made").exists()


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ("date=1926", "as in A.date"),
        ("draft.date", "KEY=VALUE"),
        ("draft.date=May", "EDTF"),
        ("draft.source.page=3", "pages"),
        ("other.kind=draft", "which no text has"),
        ("draft.source.pages=3", "of no work"),
    ],
)
def test_a_setting_that_means_nothing_is_refused(files: Path, setting: str, words: str) -> None:
    """A key that is none, a value that it cannot hold, a text that is not there."""
    with pytest.raises(TreatyDiffError, match=words):
        made(files, "draft.txt", settings=[setting])
    assert not (files / "made").exists()


def test_sigla_with_full_stops_can_be_set() -> None:
    """Of ``v1.2.date`` the siglum is v1.2, of ``v1.2.source.pages`` too."""
    said = with_settings(Metadata(), ["v1.2.date=1926", "v1.2.source.pages=3"]).witnesses
    assert {siglum: sorted(values) for siglum, values in said.items()} == {"v1.2": ["date", "source"]}


def test_places_of_keys_are_found_behind_long_strings() -> None:
    """Keys inside a string of several lines are no keys, and do not hide those that follow."""
    text = 'title = """\ndate = 1\n"""\n[witnesses."a.b"]\n  kind = "x"\n'
    assert places_in(text) == {
        ("title",): (1, 1),
        ("witnesses",): (4, 2),
        ("witnesses", "a.b"): (4, 2),
        ("witnesses", "a.b", "kind"): (5, 3),
    }
    assert metadata_in(text, name="x").witnesses["a.b"]["kind"] == "x"


def test_the_published_schema_is_what_is_read() -> None:
    """The schema has the keys that are read and no others, and takes the example; what it refuses is refused."""
    said = schemas.schema("metadata")
    Draft202012Validator.check_schema(said)
    defined = said["$defs"]
    assert set(said["properties"]) == {*OF_DOSSIER, "comparisons", "collations", "witnesses"}
    assert set(defined["witness"]["properties"]) == {*OF_WITNESS, "source"}
    assert set(defined["source"]["properties"]) == set(OF_SOURCE)
    assert set(defined["comparison"]["properties"]) == set(OF_COMPARISON)
    assert set(defined["collation"]["properties"]) == set(OF_COLLATION)
    validator = Draft202012Validator(said)
    example = tomllib.loads(METADATA)
    example["witnesses"]["draft"]["date"] = str(example["witnesses"]["draft"]["date"])
    validator.validate(example)
    assert isinstance(tomllib.loads(METADATA)["witnesses"]["draft"]["date"], datetime.date)
    example["witnesses"]["draft"]["statsu"] = "x"
    assert not validator.is_valid(example)


def test_sigla_that_are_alike_are_told_apart(files: Path) -> None:
    """Two files of one name get two sigla, and the report says so; one that was given stays."""
    (files / "b").mkdir()
    (files / "b" / "Draft.txt").write_text(SPANISH, encoding="utf-8")
    intake = made(files, "draft.txt", "b/Draft.txt")
    assert [one.witness.siglum for one in intake.accessions] == ["draft", "Draft-2"]
    assert "Draft is taken by" in intake.renamed[0]
    shutil.rmtree(files / "made")
    given: list[Path | TextFile] = [files / "draft.txt", TextFile(str(files / "signed.txt"), siglum="draft")]
    assert [one.witness.siglum for one in new_dossier(files / "made", given).accessions] == ["draft-2", "draft"]
    twice = [TextFile(str(files / name), siglum="A") for name in ("draft.txt", "signed.txt")]
    with pytest.raises(InputError, match=r"the siglum A, which .*draft\.txt gets too"):
        new_dossier(files / "other", twice)


def test_a_text_called_dossier_does_not_take_the_dossiers_file(files: Path) -> None:
    """Its siglum is another, since dossier.xml is taken."""
    shutil.copy(files / "draft.txt", files / "dossier.txt")
    assert [one.witness.siglum for one in made(files, "dossier.txt").accessions] == ["dossier-2"]


def test_all_files_that_cannot_be_read_are_named(files: Path) -> None:
    """One bad file stops all; each bad one is told with its place, and nothing is written."""
    (files / "empty.txt").write_text("", encoding="utf-8")
    (files / "bad.xml").write_text("<TEI><text>", encoding="utf-8")
    with pytest.raises(UnreadableFilesError) as caught:
        made(files, "draft.txt", "empty.txt", "bad.xml", "none.txt")
    assert [Path(one.file).name for one in caught.value.errors] == ["empty.txt", "bad.xml", "none.txt"]
    assert caught.value.errors[1].line == 1
    assert not (files / "made").exists()


def test_nothing_is_overwritten_without_being_asked(files: Path) -> None:
    """A folder with files is refused; --replace replaces what dossier.xml names, and leaves the rest alone."""
    made(files, "draft.txt", "signed.txt")
    folder = files / "made"
    (folder / "mine.txt").write_text("Mine.", encoding="utf-8")
    before = state(folder)
    with pytest.raises(OutputError, match="found a dossier there"):
        made(files, "draft.txt")
    assert state(folder) == before
    made(files, "draft.txt", replace=True, title="Anew")
    after = state(folder)
    assert after["mine.txt"] == b"Mine."
    assert after["signed.xml"] == before["signed.xml"]
    assert b"<title>Anew</title>" in after["dossier.xml"]
    (folder / "textoUno.xml").write_text("Mine too.", encoding="utf-8")
    with pytest.raises(OutputError, match="textoUno"):
        made(files, "texto uno.txt", replace=True)
    assert (folder / "textoUno.xml").read_text(encoding="utf-8") == "Mine too."


@pytest.mark.parametrize("replace", [False, True])
def test_a_folder_that_is_no_dossier_is_left_alone(files: Path, replace: bool) -> None:
    """Neither a folder of other files nor a file is taken for a place to write to."""
    before = state(files)
    with pytest.raises(OutputError):
        new_dossier(files, [files / "draft.txt"], replace=replace)
    with pytest.raises(OutputError, match="name the folder first"):
        new_dossier(files / "draft.txt", [files / "signed.txt"], replace=replace)
    assert state(files) == before


def test_a_text_of_the_dossier_is_not_written_over_while_it_is_read(files: Path) -> None:
    """A dossier is not made of its own files in its own place."""
    made(files, "draft.txt")
    folder = files / "made"
    before = state(folder)
    with pytest.raises(OutputError, match="one of the files that were read"):
        new_dossier(folder, [folder / "draft.xml"], replace=True)
    assert state(folder) == before


def test_texts_are_added(files: Path) -> None:
    """A file and an entry in each list; what was there stays to the letter, and the new text is compared."""
    made(files, "draft.txt", "texto uno.txt")
    folder = files / "made"
    before = state(folder)
    intake = add_to_dossier(folder, [files / "signed.txt"], settings=["signed.date=1926"])
    after = state(folder)
    assert {name for name in after if name not in before} == {"signed.xml"}
    assert {name for name in before if after[name] != before[name]} == {"dossier.xml", "recognition.md"}
    assert after["recognition.md"].startswith(before["recognition.md"].rstrip())
    dossier = intake.dossier
    assert [one.siglum for one in dossier.witnesses] == ["draft", "textoUno", "signed"]
    assert [plan.name for plan in dossier.comparisons] == ["draft-textoUno", "draft-signed"]
    assert str(dossier.witness("signed").date) == "1926"
    with pytest.raises(InputError, match=r"in the dossier already, as signed\.xml"):
        add_to_dossier(folder, [files / "signed.txt"])
    with pytest.raises(InputError, match="title, which is said of the whole dossier"):
        add_to_dossier(folder, [files / "signed.txt"], settings=["title=x"])
    with pytest.raises(InputError, match="which is taken"):
        add_to_dossier(folder, [TextFile(str(files / "signed.txt"), siglum="DRAFT")])


def test_texts_are_added_to_a_folder_without_lists(files: Path) -> None:
    """Where no dossier.xml says which files are meant, the new file is enough."""
    folder = files / "plain"
    folder.mkdir()
    shutil.copy(files / "draft.txt", folder / "draft.txt")
    add_to_dossier(folder, [files / "signed.txt"])
    assert not (folder / "dossier.xml").exists()
    assert [one.siglum for one in treatydiff.load(folder).witnesses] == ["draft", "signed"]


def test_tracked_changes_give_two_texts(files: Path, redline: str) -> None:
    """A Word file with tracked changes is a text before and a text after, each with the other's words out."""
    intake = made(files, redline, revisions=Revisions.BOTH)
    assert [one.witness.clause(f"{one.witness.siglum}/1:1").text for one in intake.accessions] == [
        "It lasts five years.",
        "It lasts ten years.",
    ]
    assert [plan.name for plan in intake.dossier.comparisons] == ["a-rejected-a-accepted"]
    assert [(one.what, one.words) for one in intake.accessions[0].asides] == [("a running head", "SECRET")]


def test_annotations_come_along(files: Path) -> None:
    """What a file says of its own texts is said of them in the dossier, under the sigla that they get there."""
    dossier = treatydiff.load()
    from treatydiff.export.tei import write_comparison

    file = files / "c.xml"
    file.write_bytes(write_comparison(dossier.compare("K40", "M40"), version="1.0"))
    intake = new_dossier(files / "made", [file])
    mine = {one.id for one in intake.dossier.annotations}
    assert mine
    assert "left aside" in intake.accessions[0].notes[0]
    renamed = new_dossier(files / "other", [TextFile(str(file), siglum="X", inside="K40")]).dossier
    assert {
        str(place.siglum) for one in renamed.annotations for target in one.targets for place in target.addresses
    } == {"X"}


def test_texts_of_one_file_have_their_own_findings(files: Path) -> None:
    """Of several documents in one file each is told what was left aside in it, and no other."""
    documents = "".join(
        f"<div type='document' xml:id='d{n}'><div type='article' n='1'><p>It lasts {n} years."
        f"<note>Note {n}.</note></p></div></div>"
        for n in (1, 2)
    )
    (files / "e.xml").write_text(f"<TEI><text><body>{documents}</body></text></TEI>", encoding="utf-8")
    intake = made(files, "e.xml")
    assert [[one.words for one in text.asides] for text in intake.accessions] == [["Note 1."], ["Note 2."]]


def test_long_words_left_aside_are_kept_whole(files: Path) -> None:
    """Findings quote the beginning; the dossier's file has all."""
    note = "A note that is much longer than what a finding quotes of it, " * 4
    (files / "a.html").write_text(
        f"<html><body><aside>{note}</aside><p>Article 1</p><p>It lasts.</p></body></html>", encoding="utf-8"
    )
    asides = made(files, "a.html").accessions[0].asides
    assert [" ".join(one.words.split()) for one in asides] == [note.strip()]


def test_an_error_while_writing_leaves_nothing(files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is full in the middle leaves neither half a dossier nor half of a new one."""
    made(files, "draft.txt")
    before = state(files)
    from treatydiff.export import files as writing

    written: list[Path] = []
    real = writing._unfinished

    def failing(folder: Path, data: bytes) -> Path:
        if len(written) == 1:
            raise OSError(28, "No space left on device")
        written.append(real(folder, data))
        return written[-1]

    monkeypatch.setattr(writing, "_unfinished", failing)
    with pytest.raises(OutputError, match="No space left"):
        new_dossier(files / "other", [files / "draft.txt", files / "signed.txt"])
    written.clear()
    with pytest.raises(OutputError, match="No space left"):
        add_to_dossier(files / "made", [files / "signed.txt"])
    assert state(files) == before


def test_refused_files_are_errors_of_this_library(files: Path) -> None:
    """Whoever catches TreatyDiffError, or ValueError, catches it."""
    with pytest.raises(TreatyDiffError):
        made(files, "none.txt")
    with pytest.raises(ValueError, match="cannot be read"):
        made(files, "none.txt")
    with pytest.raises(InputError, match="no files"):
        new_dossier(files / "made", [])


def test_each_state_of_a_word_document_can_be_named(files: Path, redline: str) -> None:
    """``rejected`` and ``accepted`` behind a file mean its two states, here and where texts are compared."""
    states = [TextFile(redline, "old", "rejected"), TextFile(redline, "new", "accepted")]
    intake = new_dossier(files / "made", states)
    assert [str(one.clause(f"{one.siglum}/1:1")) for one in intake.dossier.witnesses] == [
        "It lasts five years.",
        "It lasts ten years.",
    ]
    inputs = Inputs()
    assert str(inputs.witness(f"{redline}#rejected").clause("a-rejected/1:1")) == "It lasts five years."
    assert str(inputs.witness(f"after={redline}#accepted").clause("after/1:1")) == "It lasts ten years."
    assert str(inputs.part(f"{redline}#rejected/1:1")[1]) == "a-rejected/1:1"
    with pytest.raises(UnknownError, match="no tracked changes"):
        inputs.witness(f"{files / 'draft.txt'}#rejected")


def test_the_other_state_of_a_document_can_be_added(files: Path, redline: str) -> None:
    """A file is refused the second time, unless another text of it is named."""
    new_dossier(files / "made", [TextFile(redline, "old", "rejected")])
    with pytest.raises(InputError, match="in the dossier already"):
        add_to_dossier(files / "made", [redline])
    add_to_dossier(files / "made", [TextFile(redline, "new", "accepted")])
    with pytest.raises(InputError, match="a text of the dossier already"):
        add_to_dossier(files / "made", [files / "made" / "new.xml"])


@pytest.mark.parametrize("told", ["A", "\u00e9t\u00e9"])
def test_sigla_whose_files_would_be_one_are_told_apart(told: str) -> None:
    """Whatever the case of letters and the form of accents; and what Windows takes for a device is no name."""
    assert told_apart(unicodedata.normalize("NFD", told.swapcase()), [told]).endswith("-2")
    assert told_apart("Con", ()) == "Con-2"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ('[[collations]]\nname = "base"\nwitnesses = ["draft", "signed"]', "uses for something else"),
        ('[[collations]]\nname = "a"\nwitnesses = ["draft", "signed"]\n' * 2, "two collations called a"),
        ('[[comparisons]]\nearlier = "draft"\nlater = "signed"\n' * 2, "again"),
        ('[[comparisons]]\nearlier = "draft"\nlater = "draft"', "with itself"),
    ],
)
def test_what_could_not_be_loaded_again_is_not_written(files: Path, said: str, words: str) -> None:
    """Lists that contradict themselves are refused at their place, before anything is written."""
    (files / "lists.toml").write_text(said)
    with pytest.raises(InputError, match=words) as caught:
        made(files, "draft.txt", "signed.txt", metadata=files / "lists.toml")
    assert caught.value.line
    assert not (files / "made").exists()


def test_where_one_file_cannot_be_replaced_none_is(files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another program may hold dossier.xml: the texts that were put in place before it become what they were."""
    made(files, "draft.txt", "signed.txt")
    folder = files / "made"
    before = state(folder)
    (files / "draft.txt").write_text("Article 1\n\nOther words.\n", encoding="utf-8")
    replace = Path.replace

    def held(self: Path, target: Path) -> Path:
        if Path(target).name == "dossier.xml":
            raise PermissionError(13, "held")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(OutputError):
        made(files, "draft.txt", "texto uno.txt", replace=True)
    assert state(folder) == before


@pytest.mark.parametrize("said", ["9" * 5000, "0x" + "f" * 5000, "-" + "9" * 19, "[" * 5000, "1e999"])
def test_hostile_values_are_refused_with_a_place(said: str) -> None:
    """Numbers that Python does not print, and lists in each other, are errors like any other."""
    for key in ("title", "version"):
        with pytest.raises(InputError) as caught:
            metadata_in(f"{key} = {said}\n", name="dossier.toml")
        assert (caught.value.file, caught.value.line > 0) == ("dossier.toml", True)


def test_a_file_named_twice_is_refused(files: Path) -> None:
    """As a pattern and a name together may name it; with two sigla it is meant."""
    with pytest.raises(InputError, match="twice"):
        made(files, "draft.txt", "signed.txt", "./draft.txt")
    texts = [TextFile(str(files / "draft.txt"), siglum) for siglum in ("A", "B")]
    assert len(new_dossier(files / "made", texts).accessions) == 2
