"""The command line: what its commands print and write, and how it exits."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

import treatydiff
from treatydiff import validation
from treatydiff.cli import commands, main, streams
from treatydiff.cli.commands.collate import FORMATS, PROFILES
from treatydiff.export import json as json_export
from treatydiff.export import tables, tei
from treatydiff.export.files import MANIFEST
from treatydiff.report import latex, markdown
from treatydiff.report.apparatus import render_collation
from treatydiff.report.html import render_html
from treatydiff.report.screen import Screen

DRAFT = """\
Article 1

The Parties shall keep the peace.

Article 2

It lasts five years.
"""
SIGNED = DRAFT.replace("five", "ten")
TEI = """\
<TEI xmlns="http://www.tei-c.org/ns/1.0">
  <teiHeader><fileDesc><titleStmt><title>{title}</title></titleStmt><publicationStmt><p>none</p></publicationStmt>
    <sourceDesc><p>invented</p></sourceDesc></fileDesc></teiHeader>
  <text><body><div type="article" n="1"><head>Article 1</head><ab>{words}</ab></div></body></text>
</TEI>
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with two texts, and a terminal of 80 columns that shows no colour."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    (tmp_path / "draft.txt").write_text(DRAFT, encoding="utf-8")
    (tmp_path / "signed.txt").write_text(SIGNED, encoding="utf-8")
    return tmp_path


@pytest.fixture
def dossier(folder: Path) -> Path:
    """A dossier of three texts without dossier.xml: each is compared with the next."""
    made = folder / "dossier"
    made.mkdir()
    for name, term in (("A", "five"), ("B", "ten"), ("C", "twenty")):
        (made / f"{name}.txt").write_text(DRAFT.replace("five", term), encoding="utf-8")
    return made


Captured = pytest.CaptureFixture[str]
pytestmark = pytest.mark.usefixtures("folder")


def run(*arguments: str) -> int:
    """Run the command line in this process."""
    return main(list(arguments))


# compare


def test_two_files_need_no_dossier(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two files are compared under sigla from their names, and no dossier is loaded."""
    monkeypatch.setattr("treatydiff.dossier.load", lambda *_, **__: pytest.fail("a dossier was loaded"))
    assert run("compare", "draft.txt", "signed.txt") == 0
    shown, complaints = capsys.readouterr()
    assert "≈ draft/2:1..signed/2:1  reworded\n    It lasts [-five-] {+ten+} years.\n" in shown
    assert "= draft/1..signed/1  Article 1, kept\n" in shown
    assert complaints == ""


def test_sigla_of_the_bundled_dossier(capsys: Captured) -> None:
    """Without --dossier, sigla are those of the bundled dossier; sources and translation are told."""
    assert run("compare", "K40", "M40") == 0
    shown = capsys.readouterr().out
    assert shown.startswith("K40  Draft non-aggression pact handed over by Ambassador Tatekawa\n")
    assert "Slavinsky 2004, pp. 25-26" in shown
    assert "K40 and M40 are translations: a difference may be the translator's." in shown
    assert "# renumbered VI → 3" in shown
    assert "[date left blank]" in shown, "a gap is shown by its note"


def test_not_transmitted_is_not_called_omitted(capsys: Captured) -> None:
    """What another instrument, or a fragment's silence, leaves out is listed as not transmitted."""
    assert run("compare", "M41", "D41") == 0
    shown = capsys.readouterr().out
    assert "[...] D41/signatures  Signatures, not transmitted in M41\n" in shown
    assert "two instruments" in shown
    assert run("compare", "P41", "SZ80") == 0
    shown += capsys.readouterr().out
    assert "[...] P41/1  Article the First, not transmitted in SZ80\n" in shown
    assert "omitted\n" not in shown
    assert "− " not in shown


@pytest.mark.usefixtures("dossier")
def test_siglum_with_file(capsys: Captured) -> None:
    """A siglum of a dossier and a file are compared with each other."""
    assert run("compare", "C", "draft.txt", "--dossier", "dossier") == 0
    assert "It lasts [-twenty-] {+five+} years." in capsys.readouterr().out


def test_a_file_wins_over_a_siglum(folder: Path, capsys: Captured) -> None:
    """An argument that names a file is that file, even if the dossier has such a siglum."""
    (folder / "K40").write_text(DRAFT, encoding="utf-8")
    assert run("compare", "K40", "signed.txt") == 0
    assert "It lasts [-five-] {+ten+} years." in capsys.readouterr().out


def test_equals_gives_a_siglum(folder: Path, capsys: Captured) -> None:
    """SIGLUM=FILE names the text in a file, where two files would give one siglum."""
    (folder / "first").mkdir()
    (folder / "first" / "signed.txt").write_text(DRAFT, encoding="utf-8")
    assert run("compare", "old=first/signed.txt", "signed.txt") == 0
    assert "old/2:1..signed/2:1  reworded" in capsys.readouterr().out


def test_one_text_of_a_file_with_several(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """FILE#SIGLUM takes one text of a file with several, such as an exported comparison, which thus reads back."""
    assert run("compare", "draft.txt", "signed.txt", "--format", "tei", "-o", "both.xml") == 0
    assert run("compare", "both.xml#draft", "both.xml#signed", "--format", "json") == 0
    again = json.loads(capsysbinary.readouterr().out)
    assert [change["address"] for change in again["changes"]] == ["draft/2:1..signed/2:1"]
    assert run("compare", "a=both.xml#draft", "b=both.xml#draft", "--exit-code") == 0


@pytest.mark.parametrize(("form", "start"), [("tei", b"<?xml "), ("json", b"{\n"), ("terminal", b"draft ")])
def test_formats_to_standard_output_and_to_a_file(
    folder: Path, capsysbinary: pytest.CaptureFixture[bytes], form: str, start: bytes
) -> None:
    """Standard output, `-o -` and `-o FILE` give the same bytes; --format goes before the file's suffix."""
    given = ["compare", "draft.txt", "signed.txt", "--format", form]
    assert run(*given) == 0
    first = capsysbinary.readouterr().out
    assert run(*given, "-o", "-") == 0
    second = capsysbinary.readouterr().out
    assert run(*given, "-o", "out.json") == 0
    assert first == second == (folder / "out.json").read_bytes()
    assert first.startswith(start)
    assert capsysbinary.readouterr() == (b"", b"")


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("out.xml", b"<?xml "),
        ("OUT.XML", b"<?xml "),
        ("out.json", b"{\n"),
        ("out.txt", b"draft "),
        ("out.csv", b"row,change,address,"),
        ("out.tsv", b"row\tchange\taddress\t"),
        ("out.md", b"# draft \xe2\x86\x92 signed\n"),
        ("out.dat", b"draft "),
        ("out", b"draft "),
    ],
)
def test_the_suffix_says_how_a_comparison_is_written(folder: Path, name: str, start: bytes) -> None:
    """Without --format the suffix says what is written; any other file is what the terminal would show."""
    assert run("compare", "draft.txt", "signed.txt", "-o", name) == 0
    assert (folder / name).read_bytes().startswith(start)


def test_exit_code_says_whether_something_changed(folder: Path, capsys: Captured) -> None:
    """With --exit-code it is 1 where something changed and 0 where nothing did; without it always 0."""
    (folder / "same.txt").write_text(DRAFT, encoding="utf-8")
    assert run("compare", "draft.txt", "signed.txt", "--exit-code") == 1
    assert run("compare", "draft.txt", "same.txt", "--exit-code") == 0
    assert "Nothing changed." in capsys.readouterr().out
    assert run("compare", "draft.txt", "signed.txt") == 0


def test_by_article(capsys: Captured) -> None:
    """--by-article says which articles correspond and compares no words."""
    assert run("compare", "draft.txt", "signed.txt", "--by-article") == 0
    shown = capsys.readouterr().out
    assert "∥ draft/2..signed/2  Article 2, corresponds\n" in shown
    assert "[-five-]" not in shown
    assert "their words" in shown or "without their words" in shown


def test_no_words_are_compared_across_languages(capsys: Captured) -> None:
    """Of texts in two languages it is said which provisions correspond, and no word counts as changed."""
    assert run("compare", "P41", "RU45") == 0
    shown = capsys.readouterr().out
    assert "Compared across languages" in shown
    assert "∥ P41/3..RU45/3  Article the Third → [Статья 3], corresponds\n" in shown
    assert "words differ" not in shown


# collate


@pytest.mark.usefixtures("dossier")
def test_collate_writes_tei_to_a_file(folder: Path) -> None:
    """With -o and no format it is the TEI edition where the suffix says nothing; each text stands in it."""
    assert run("collate", "A", "B", "C", "--dossier", "dossier", "-o", "abc") == 0
    assert run("collate", "A", "B", "C", "--dossier", "dossier", "--profile", "edition", "-o", "again.dat") == 0
    data = (folder / "abc").read_bytes()
    assert data == (folder / "again.dat").read_bytes()
    rebuilt = validation.rebuild(data)
    assert {siglum: words[-1] for siglum, words in rebuilt.items()} == {
        "A": "It lasts five years.",
        "B": "It lasts ten years.",
        "C": "It lasts twenty years.",
    }


@pytest.mark.usefixtures("dossier")
def test_collate_is_read_in_a_terminal_and_tei_elsewhere(
    capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Standard output gets TEI in a pipe, and what a person reads in a terminal, unless a profile asks for TEI."""
    given = ("collate", "A", "B", "C", "--dossier", "dossier")
    assert run(*given) == 0
    piped = capsysbinary.readouterr().out
    assert piped.startswith(b"<?xml ")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert run(*given) == 0
    assert "five] ten B; twenty C  (substantive)\n" in capsysbinary.readouterr().out.decode()
    assert run(*given, "--profile", "edition") == 0
    assert capsysbinary.readouterr().out == piped


@pytest.mark.usefixtures("dossier")
@pytest.mark.parametrize("form", FORMATS)
def test_collate_formats(folder: Path, capsysbinary: pytest.CaptureFixture[bytes], form: str) -> None:
    """Each form is what its own writer makes of the dossier's collation, in a file as on standard output."""
    dossier = treatydiff.load("dossier")
    collation = dossier.collate("A", "B", "C")
    wanted = {
        "terminal": render_collation(collation, screen=Screen()).encode(),
        "tei": tei.write_collation(collation, version=treatydiff.__version__),
        "json": json_export.write_collation(collation, version=treatydiff.__version__),
        "csv": tables.write_csv(collation),
        "tsv": tables.write_tsv(collation),
        "json-table": tables.write_json(collation),
        "collatex": tables.write_collatex_json(collation),
        "markdown": markdown.render_collation(collation).encode(),
        "latex": latex.write_collation(collation, version=treatydiff.__version__),
        "html": render_html(
            [dossier.compare("A", "B"), dossier.compare("B", "C")], [collation], version=treatydiff.__version__
        ),
    }[form]
    given = ("collate", "A", "B", "C", "--dossier", "dossier", "--format", form)
    assert run(*given, "-o", "out") == 0
    assert (folder / "out").read_bytes() == wanted
    assert run(*given) == 0
    assert capsysbinary.readouterr().out == wanted


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("out.xml", "tei"),
        ("out.json", "json"),
        ("out.csv", "csv"),
        ("out.TSV", "tsv"),
        ("out.txt", "terminal"),
        ("out.dat", "tei"),
        ("out", "tei"),
    ],
)
def test_the_suffix_says_how_a_collation_is_written(folder: Path, name: str, form: str) -> None:
    """Without --format the file's suffix decides, and where it says nothing it is TEI."""
    assert run("collate", "draft.txt", "signed.txt", "-o", name) == 0
    assert run("collate", "draft.txt", "signed.txt", "--format", form, "-o", "wanted") == 0
    assert (folder / name).read_bytes() == (folder / "wanted").read_bytes()


@pytest.mark.usefixtures("dossier")
@pytest.mark.parametrize("profile", PROFILES)
def test_collate_profiles(folder: Path, profile: str) -> None:
    """Each profile that can be typed gives what the TEI export writes in it."""
    collation = treatydiff.load("dossier").collate("A", "B", "C")
    assert run("collate", "A", "B", "C", "--dossier", "dossier", "--profile", profile, "-o", "out.xml") == 0
    wanted = tei.write_collation(collation, profile=tei.Profile(profile), version=treatydiff.__version__)
    assert (folder / "out.xml").read_bytes() == wanted


def test_profiles_are_those_of_the_export() -> None:
    """The command line, which does not import the export for its help, offers all of its profiles and no other."""
    assert list(PROFILES) == list(tei.Profile)


def base_of(captured: bytes) -> str:
    """The base of a collation in JSON."""
    return str(json.loads(captured)["base"])


def test_the_base_of_a_collation(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """It is that of --base, else as the dossier says for just these texts, else the first text."""
    form = ("--format", "json")
    negotiation = ("T40", "K40", "M40", "M41", "P41", "D41")
    for given, base in (
        (("collate", *negotiation), "P41"),
        (("collate", *negotiation[::-1]), "P41"),
        (("collate", *negotiation, "--base", "M40"), "M40"),
        (("collate", *negotiation[:-1]), "T40"),
        (("collate", "draft.txt", "signed.txt"), "draft"),
        (("collate", "draft.txt", "signed.txt", "--base", "signed"), "signed"),
    ):
        assert run(*given, *form) == 0
        assert base_of(capsysbinary.readouterr().out) == base


@pytest.mark.usefixtures("dossier")
def test_collate_texts_of_a_dossier_with_files(folder: Path, capsys: Captured) -> None:
    """Sigla, files, files with a sigla of ours and one text of a file with several can be mixed."""
    assert run("compare", "draft.txt", "signed.txt", "--format", "tei", "-o", "both.xml") == 0
    given = ("C", "draft.txt", "old=draft.txt", "both.xml#signed")
    assert run("collate", *given, "--dossier", "dossier", "--format", "terminal") == 0
    assert "      twenty] five draft old; ten signed  (substantive)\n" in capsys.readouterr().out
    assert (folder / "both.xml").exists()


def test_words_are_collated_within_a_language(capsys: Captured) -> None:
    """Texts of one language are collated by their words; one in another stands in clauses of its own."""
    assert run("collate", "P41", "LZ45", "RU45", "--format", "terminal") == 0
    shown = capsys.readouterr().out
    assert "RU45/3:2  [...] P41 LZ45\n    и сохраняет силу в течение пяти лет.\n" in shown
    assert "P41/3:2  LZ45/3:2  [...] RU45\n" in shown
    assert "      retains its] remains in LZ45  (translation)\n" in shown


# validate


def test_validate_a_sound_document(folder: Path, capsys: Captured) -> None:
    """A document of our own is sound, and which witnesses were rebuilt is told."""
    assert run("collate", "draft.txt", "signed.txt", "-o", "both.xml") == 0
    assert run("validate", "both.xml") == 0
    assert capsys.readouterr() == ("both.xml: sound; 0 notes; 2 witnesses rebuilt (draft, signed).\n", "")
    assert (folder / "both.xml").exists()


HAND_MADE = """\
<TEI xmlns="http://www.tei-c.org/ns/1.0">
<teiHeader><encodingDesc><variantEncoding method="parallel-segmentation" location="internal"/></encodingDesc>
<listWit><witness xml:id="K1"/><witness xml:id="K12"/></listWit></teiHeader>
<text><body><p>It lasts <app><rdg wit="#K1">five</rdg>{other}</app> years.</p></body></text>
</TEI>
"""


def test_validate_says_what_is_wrong_before_what_is_noted(folder: Path, capsys: Captured) -> None:
    """Errors come before notes, a line each with file, line and column; errors make the exit code 1."""
    (folder / "a.xml").write_text(HAND_MADE.format(other='<rdg wit="#K13">ten</rdg>'), encoding="utf-8")
    assert run("validate", "a.xml") == 1
    shown, complaint = capsys.readouterr()
    errors, notes, summary = shown.split("\n\n")
    assert all(line.startswith("a.xml:") and ": error: " in line for line in errors.splitlines())
    assert any(
        line.startswith("a.xml:4:") and "'#K13'" in line and "to mend it: " in line for line in errors.splitlines()
    )
    assert all(": note: " in line for line in notes.splitlines())
    assert "K1" in notes
    assert summary == f"a.xml: {len(errors.splitlines())} errors, 1 note.\n".replace("1 errors", "1 error")
    assert complaint == ""


def test_validate_notes_leave_a_document_sound(folder: Path, capsys: Captured) -> None:
    """A negative apparatus, and sigla inside one another, are told; the exit code is 0."""
    (folder / "a.xml").write_text(HAND_MADE.format(other="<rdg>ten</rdg>"), encoding="utf-8")
    assert run("validate", "a.xml") == 0
    shown = capsys.readouterr().out
    assert "this is a negative apparatus" in shown
    assert ": error: " not in shown
    assert shown.endswith("\n\na.xml: sound; 2 notes; 2 witnesses rebuilt (K1, K12).\n")


def test_validate_with_a_schema(folder: Path, capsys: Captured) -> None:
    """--schema asks another schema besides, and its findings are errors."""
    grammar = """<element name="{name}" ns="http://www.tei-c.org/ns/1.0" xmlns="http://relaxng.org/ns/structure/1.0">
      <grammar><start><ref name="any"/></start><define name="any"><zeroOrMore><choice><text/>
      <attribute><anyName/></attribute><element><anyName/><ref name="any"/></element></choice></zeroOrMore></define>
      </grammar></element>"""
    (folder / "a.xml").write_text(HAND_MADE.format(other='<rdg wit="#K12">ten</rdg>'), encoding="utf-8")
    (folder / "tei.rng").write_text(grammar.format(name="TEI"), encoding="utf-8")
    (folder / "other.rng").write_text(grammar.format(name="book"), encoding="utf-8")
    assert run("validate", "a.xml", "--schema", "tei.rng") == 0
    assert "a.xml: sound, valid by tei.rng; 1 note; " in capsys.readouterr().out
    assert run("validate", "a.xml", "--schema", "other.rng") == 1
    assert "a.xml:1:1: error: " in capsys.readouterr().out


# show and list


def test_show_says_what_a_text_is(capsys: Captured) -> None:
    """A text is shown with its description, and each clause with its address."""
    assert run("show", "M40") == 0
    shown = capsys.readouterr().out
    for line in (
        "    date         1940-11-18\n",
        "    kind         draft\n",
        "    status       translation by Geoffrey Jukes\n",
        "    instrument   Neutrality Pact\n",
        "M40/4:3  The Pact comes into force immediately after signature.\n",
    ):
        assert line in shown
    assert "[date left blank]" in " ".join(shown.split())


def test_show_marks_what_is_restored_and_set_off(capsys: Captured) -> None:
    """Restored words are told with what they replace, underlined ones with who underlined them."""
    assert run("show", "RU45/3:2") == 0
    assert "ссхраняет → сохраняет; илти → пяти)" in capsys.readouterr().out
    assert run("show", "SC37") == 0
    assert "(underlined by S. A. Lozovskiy: or agreements)" in capsys.readouterr().out


@pytest.mark.parametrize("address", ["K40/VI:2", "K40/6:2"])
def test_show_a_clause(capsys: Captured, address: str) -> None:
    """An address limits what is shown to a part; numbers are looked up by value too."""
    assert run("show", address) == 0
    shown = capsys.readouterr().out
    text, _, said = shown.partition("\n── What is said of it ")
    assert text.endswith("K40/VI:2  and remains in force for ten years.\n")
    assert "* t-K40-duration term: duration: P10Y\n  on K40/VI:2 “ten years”\n" in said
    assert "K40/VI:1" not in shown


@pytest.mark.parametrize("argument", ["draft.txt#2", "draft.txt#draft/2", "x=draft.txt#2"])
def test_show_a_part_of_a_file(capsys: Captured, argument: str) -> None:
    """After # stands an address in the file; of a file with one text its siglum may be left out."""
    assert run("show", argument) == 0
    shown = capsys.readouterr().out
    assert shown.endswith("/2:1  It lasts five years.\n")
    assert "peace" not in shown


def test_show_signatures_by_party(capsys: Captured) -> None:
    """Who signs for whom is told."""
    assert run("show", "P41/signatures") == 0
    assert "P41/signatures/p1:1  V. Molotov  (for USSR)\n" in capsys.readouterr().out


def test_list(capsys: Captured) -> None:
    """All texts of the dossier are listed with date, kind and size, then its comparisons."""
    assert run("list") == 0
    shown = capsys.readouterr().out
    assert all(witness.siglum in shown for witness in treatydiff.load())
    assert "K40     1940-10-30  draft         6    185  Draft non-aggression pact" in shown
    assert "P41 → SV04, P41 → RU45" in " ".join(shown.split())
    assert "testimonies (P41, LZ45, SV04, SZ80; base P41)" in " ".join(shown.split())
    assert max(map(len, shown.splitlines())) <= 80


@pytest.mark.usefixtures("dossier")
def test_list_of_another_dossier(capsys: Captured) -> None:
    """--dossier names another folder."""
    assert run("list", "--dossier", "dossier") == 0
    assert "A → B, B → C" in capsys.readouterr().out


# report


@pytest.mark.usefixtures("dossier")
def test_report_writes_what_the_dossier_asks_for(folder: Path, capsys: Captured) -> None:
    """One TEI document a comparison, a page of all, a list of them, and a summary in which each has a line."""
    assert run("report", "-o", "out", "--dossier", "dossier") == 0
    shown = capsys.readouterr().out
    names = sorted(entry.name for entry in (folder / "out").iterdir())
    assert names == ["A-B.xml", "B-C.xml", "index.html", MANIFEST]
    assert "collation" not in shown, "this dossier asks for none"
    (line,) = (line for line in shown.splitlines() if line.startswith("A → B"))
    assert line.endswith("A-B.xml")
    assert " 10 %" in line
    assert "≈ reworded" in shown
    assert {"A-B.xml", "B-C.xml"} <= set((folder / "out" / MANIFEST).read_text(encoding="utf-8").split())


@pytest.mark.usefixtures("dossier")
def test_report_twice_gives_the_same_bytes(folder: Path, capsys: Captured) -> None:
    """A second run replaces what the first wrote by the same bytes, and leaves nothing else behind."""
    assert run("report", "-o", "out/", "--dossier", "dossier") == 0
    before = {entry.name: entry.read_bytes() for entry in (folder / "out").iterdir()}
    printed = capsys.readouterr().out
    assert run("report", "-o", "out/", "--dossier", "dossier") == 0
    assert {entry.name: entry.read_bytes() for entry in (folder / "out").iterdir()} == before
    assert capsys.readouterr().out == printed


def test_report_removes_what_is_no_longer_asked_for(dossier: Path, folder: Path) -> None:
    """A comparison that the dossier asks for no longer goes, from the folder and from the list."""
    assert run("report", "-o", "out", "--dossier", "dossier") == 0
    (dossier / "C.txt").unlink()
    assert run("report", "-o", "out", "--dossier", "dossier") == 0
    assert sorted(entry.name for entry in (folder / "out").iterdir()) == ["A-B.xml", "index.html", MANIFEST]
    assert "B-C" not in (folder / "out" / MANIFEST).read_text(encoding="utf-8")


def test_report_writes_collations(dossier: Path, folder: Path, capsys: Captured) -> None:
    """A collation that the dossier asks for gets a document under its name, and is listed and summed up."""
    refs = "".join(f"<ref target='{siglum}.txt#{siglum}'/>" for siglum in "AC")
    (dossier / "dossier.xml").write_text(
        f"<TEI><div type='comparisons'/><div type='collations'><item xml:id='all'>{refs}"
        "<ref target='B.txt#B' ana='#base'/></item></div></TEI>",
        encoding="utf-8",
    )
    assert run("report", "-o", "out", "--dossier", "dossier") == 0
    shown = capsys.readouterr().out
    assert "collation of  base  places  file\nA C B         B          1  all.xml\n" in shown
    assert f"\nWritten to out: 1 TEI document, and {MANIFEST}, which lists them.\n" in shown
    assert shown.endswith(f"\nAll on one page, to be read: {Path('out', 'index.html')}\n")
    wanted = tei.write_collation(treatydiff.load("dossier").collate("A", "C", "B"), version=treatydiff.__version__)
    assert (folder / "out" / "all.xml").read_bytes() == wanted
    manifest = (folder / "out" / MANIFEST).read_text(encoding="utf-8")
    assert "  all.xml     A, C, B collated, base B: TEI P5\n" in manifest


def test_report_of_the_bundled_dossier(folder: Path, capsys: Captured) -> None:
    """The main job: fifteen documents, a summary that fits 80 columns and calls nothing omitted in M41-D41."""
    assert run("report", "-o", "out") == 0
    shown = capsys.readouterr().out
    assert len(list((folder / "out").glob("*.xml"))) == 15
    names = ("collation.xml", "testimonies.xml")
    rebuilt = [list(validation.rebuild((folder / "out" / name).read_bytes())) for name in names]
    assert rebuilt == [["T40", "K40", "M40", "M41", "P41", "D41"], ["P41", "LZ45", "SV04", "SZ80"]]
    assert max(map(len, shown.splitlines())) <= 80
    heads = next(line for line in shown.splitlines() if "articles" in line)
    (line,) = (line for line in shown.splitlines() if line.startswith("M41 → D41"))
    assert line[heads.index("−")] == "·"


@pytest.mark.usefixtures("dossier")
def test_report_as_one_page(folder: Path, capsys: Captured) -> None:
    """To a file .html, or with --format html, it is the page of the folder but for links to what lies beside."""
    assert run("report", "-o", "out", "--dossier", "dossier") == 0
    capsys.readouterr()
    assert run("report", "--format", "html", "-o", "pact.html", "--dossier", "dossier") == 0
    assert capsys.readouterr().out == "Written to pact.html.\n"
    alone = (folder / "pact.html").read_text(encoding="utf-8")
    beside = (folder / "out" / "index.html").read_text(encoding="utf-8")
    assert run("report", "-o", "again.html", "--dossier", "dossier") == 0
    assert (folder / "again.html").read_text(encoding="utf-8") == alone
    assert run("report", "-o", "folder.html/", "--dossier", "dossier") == 0
    assert (folder / "folder.html" / "index.html").exists()
    assert 'href="A-B.xml"' in beside
    assert re.sub("<details><summary>Files.*?</details>", "", beside) == alone


@pytest.mark.usefixtures("dossier")
def test_compare_as_a_page(folder: Path) -> None:
    """The suffix .html gives a page of the two texts, which need no dossier."""
    assert run("compare", "dossier/A.txt", "dossier/B.txt", "-o", "A-B.html") == 0
    page = (folder / "A-B.html").read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert "<h1>A and B compared</h1>" in page


# help, version, streams


def test_version(capsys: Captured) -> None:
    """--version prints name and version."""
    assert run("--version") == 0
    assert capsys.readouterr().out == f"treatydiff {treatydiff.__version__}\n"


def test_version_and_help_import_nothing_heavy() -> None:
    """What --version and --help need is Python's own; so is what `import treatydiff` imports."""
    program = """
import sys
import treatydiff
from treatydiff.cli import main
for arguments in ["--version"], ["--help"], ["collate", "--help"]:
    assert main(arguments) == 0
sys.exit(str(sorted({"attr", "attrs", "lxml", "diff_match_patch"} & set(sys.modules))))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert done.stderr.decode().strip() == "[]"


def test_validate_imports_no_comparison() -> None:
    """To validate a document, nothing that aligns or compares is imported."""
    program = """
import sys
from treatydiff.cli import main
assert main(["validate", "a.xml"]) == 0
heavy = {"treatydiff.alignment", "treatydiff.collation", "treatydiff.dossier", "diff_match_patch"}
sys.exit(str(sorted(heavy & set(sys.modules))))
"""
    Path("a.xml").write_text(HAND_MADE.format(other="<rdg>ten</rdg>"), encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert done.stderr.decode().strip() == "[]"


@pytest.mark.parametrize("command", [(), *((name,) for name, _ in commands.COMMANDS)])
def test_help_teaches(capsys: Captured, command: tuple[str, ...]) -> None:
    """Each help says what the command is and gives examples, in 80 columns or a few more."""
    assert run(*command, "--help") == 0
    shown = capsys.readouterr().out
    assert "examples:\n  treatydiff " in shown
    assert shown.startswith("usage: treatydiff")
    assert max(map(len, shown.splitlines())) <= 90


def test_colour_only_in_a_terminal_that_wants_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Colour needs a terminal; NO_COLOR, TERM=dumb and a pipe each turn it off."""

    class Stream:
        encoding = "utf-8"
        terminal = True

        def isatty(self) -> bool:
            return self.terminal

    stream = Stream()
    monkeypatch.setattr(sys, "stdout", stream)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "500")
    assert streams.screen() == Screen(width=100, colour=True, signs=True)
    monkeypatch.setenv("NO_COLOR", "1")
    assert not streams.screen().colour
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert not streams.screen().colour
    monkeypatch.setenv("TERM", "xterm")
    stream.terminal = False
    assert not streams.screen().colour
    stream.encoding = "latin-1"
    assert not streams.screen().signs


def process(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run ``python -m treatydiff`` as a process of its own."""
    import os

    return subprocess.run(
        [sys.executable, "-m", "treatydiff", *arguments],
        capture_output=True,
        check=False,
        env={**os.environ, **environment},
    )


def test_as_a_process() -> None:
    """``python -m treatydiff`` works, exits with the command's code, and complains on standard error alone."""
    done = process("compare", "draft.txt", "signed.txt", "--exit-code")
    assert (done.returncode, done.stderr) == (1, b"")
    assert b"\x1b" not in done.stdout
    bad = process("show", "missing.txt")
    assert (bad.returncode, bad.stdout) == (2, b"")
    assert bad.stderr.startswith(b"treatydiff: error: missing.txt: found no such file")
    assert bad.stderr.count(b"\n") == 1


def test_output_in_an_encoding_without_signs() -> None:
    """Where standard output holds ASCII alone, signs are ASCII and other letters escapes; nothing fails."""
    done = process("show", "RU45/3:2", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert done.stdout.isascii()
    assert rb"\u0441\u0438\u043b\u0443" in done.stdout


def test_output_does_not_hang_on_hash_seed() -> None:
    """Two processes with other hash seeds print the same bytes."""
    first, second = (
        process("compare", "K40", "P41", "--format", "json", PYTHONHASHSEED=seed).stdout for seed in ("1", "2")
    )
    assert first == second
    assert first


def test_a_reader_who_stops_reading_is_no_error() -> None:
    """If whoever reads the output closes it, the process ends quietly."""
    with subprocess.Popen(
        [sys.executable, "-m", "treatydiff", "compare", "draft.txt", "signed.txt"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as started:
        assert started.stdout is not None
        assert started.stderr is not None
        started.stdout.close()
        complaints = started.stderr.read()
    assert complaints == b""
    assert started.returncode == 141


def test_interruption(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    """Interrupted by a person, it exits with 130 and says nothing."""

    def interrupted(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(commands, "run", interrupted)
    assert run("list") == 130
    assert capsys.readouterr() == ("", "")


def test_progress_is_shown_late_and_wiped(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    """Progress shows after a second, in a terminal alone, and is wiped at the end."""
    with streams.Progress() as progress:
        progress.now("reading")
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setattr(streams, "_PATIENCE", 0.01)
    with streams.Progress() as progress:
        progress.now("reading")
        time.sleep(0.3)
        progress.now("writing")
    assert capsys.readouterr().err == "\r\x1b[Kreading ...\r\x1b[Kwriting ...\r\x1b[K"


def test_findings_are_told(folder: Path, capsys: Captured) -> None:
    """What a reader found doubtful in a file is a note on standard error, not silence."""
    (folder / "odd.xml").write_text(
        TEI.format(title="Odd", words="It lasts five years.").replace("<body>", "<body><p>Loose.</p>"),
        encoding="utf-8",
    )
    assert run("compare", "draft.txt", "odd.xml") == 0
    notes = capsys.readouterr().err
    assert notes.startswith("treatydiff: note: odd.xml:")
