"""The command line: what its commands print and write, and how it exits."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

import treatydiff
from treatydiff.cli import commands, main, streams
from treatydiff.export.files import MANIFEST
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
    monkeypatch.setattr("treatydiff.cli.inputs.load", lambda *_, **__: pytest.fail("a dossier was loaded"))
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
    """Standard output, `-o -` and `-o FILE` give the same bytes, whatever suffix the file has."""
    given = ["compare", "draft.txt", "signed.txt", "--format", form]
    assert run(*given) == 0
    first = capsysbinary.readouterr().out
    assert run(*given, "-o", "-") == 0
    second = capsysbinary.readouterr().out
    assert run(*given, "-o", "out.json") == 0
    assert first == second == (folder / "out.json").read_bytes()
    assert first.startswith(start)
    assert capsysbinary.readouterr() == (b"", b"")


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


def test_the_dossier_says_what_is_compared_by_article(capsys: Captured) -> None:
    """A pair that the dossier wants compared by article is, without the option."""
    assert run("compare", "P41", "RU45") == 0
    shown = capsys.readouterr().out
    assert "Compared by article alone" in shown
    assert "∥ P41/3..RU45/3  Article the Third → [Статья 3], corresponds\n" in shown


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
    assert shown.endswith("K40/VI:2  and remains in force for ten years.\n")
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
    assert "P41 → RU45 (by article)" in " ".join(shown.split())
    assert max(map(len, shown.splitlines())) <= 80


@pytest.mark.usefixtures("dossier")
def test_list_of_another_dossier(capsys: Captured) -> None:
    """--dossier names another folder."""
    assert run("list", "--dossier", "dossier") == 0
    assert "A → B, B → C" in capsys.readouterr().out


# report


@pytest.mark.usefixtures("dossier")
def test_report_writes_what_the_dossier_asks_for(folder: Path, capsys: Captured) -> None:
    """One TEI document a comparison, a list of them, and a summary in which each has a line."""
    assert run("report", "-o", "out", "--dossier", "dossier") == 0
    shown = capsys.readouterr().out
    assert sorted(entry.name for entry in (folder / "out").iterdir()) == ["A-B.xml", "B-C.xml", MANIFEST]
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
    assert sorted(entry.name for entry in (folder / "out").iterdir()) == ["A-B.xml", MANIFEST]
    assert "B-C" not in (folder / "out" / MANIFEST).read_text(encoding="utf-8")


def test_report_of_the_bundled_dossier(folder: Path, capsys: Captured) -> None:
    """The main job: thirteen documents, a summary that fits 80 columns and calls nothing omitted in M41-D41."""
    assert run("report", "-o", "out") == 0
    shown = capsys.readouterr().out
    assert len(list((folder / "out").glob("*.xml"))) == 13
    assert max(map(len, shown.splitlines())) <= 80
    heads = next(line for line in shown.splitlines() if "articles" in line)
    (line,) = (line for line in shown.splitlines() if line.startswith("M41 → D41"))
    assert line[heads.index("−")] == "·"


# help, version, streams


def test_version(capsys: Captured) -> None:
    """--version prints name and version."""
    assert run("--version") == 0
    assert capsys.readouterr().out == f"treatydiff {treatydiff.__version__}\n"


@pytest.mark.parametrize("command", [(), ("compare",), ("show",), ("list",), ("report",)])
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
