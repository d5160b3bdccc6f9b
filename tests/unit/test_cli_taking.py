"""``treatydiff new`` and ``treatydiff add``: what they print and write, and how they exit."""

from __future__ import annotations

from pathlib import Path

import pytest

import treatydiff
from treatydiff.cli import main

PACT = "THE PACT\n\nArticle 1\n\nThe Parties keep the peace.\n\nArticle 2\n\nIt lasts five years.\n\n- 1 -\n"
Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with three texts, and a terminal of 80 columns that shows no colour."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    (tmp_path / "draft one.txt").write_text(PACT, encoding="utf-8")
    (tmp_path / "signed.txt").write_text(PACT.replace("five", "ten"), encoding="utf-8")
    (tmp_path / "later.md").write_text(f"# Pact\n\n{PACT.replace('five', 'twenty')}", encoding="utf-8")
    return tmp_path


def run(*arguments: str) -> int:
    """Run the command line in this process."""
    return main(list(arguments))


def test_new_then_what_it_says_to_type_next(folder: Path, capsys: Captured) -> None:
    """Files alone make a dossier; the command printed at the end compares its first two texts."""
    assert run("new", "my dossier", "draft one.txt", "signed.txt") == 0
    out, err = capsys.readouterr()
    assert err == ""
    lines = out.splitlines()
    assert lines[1].startswith("draftOne")
    assert "  treatydiff compare draftOne signed --dossier 'my dossier'" in lines
    assert sorted(one.name for one in (folder / "my dossier").iterdir()) == [
        "dossier.xml",
        "draftOne.xml",
        "recognition.md",
        "signed.xml",
    ]
    assert run("compare", "draftOne", "signed", "--dossier", "my dossier") == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert "[-five-] {+ten+}" in out
    assert run("report", "-o", "edition", "--dossier", "my dossier") == 0


def test_add(capsys: Captured) -> None:
    """A text is added under the siglum that it is given, and compared with the last one in its language."""
    run("new", "d", "draft one.txt", "signed.txt", "--set", "signed.kind=signed", "--title", "The Pact")
    assert run("add", "d", "L=later.md") == 0
    dossier = treatydiff.load("d")
    assert dossier.title == "The Pact"
    assert [(one.siglum, one.kind) for one in dossier.witnesses] == [
        ("draftOne", "text"),
        ("signed", "signed"),
        ("L", "text"),
    ]
    assert [plan.name for plan in dossier.comparisons] == ["draftOne-signed", "signed-L"]
    assert "compare signed L --dossier d" in capsys.readouterr().out


def test_all_bad_files_are_told_in_a_line_each(folder: Path, capsys: Captured) -> None:
    """Exit code 2, a line for each file that cannot be read, and nothing is written."""
    (folder / "bad.xml").write_text("<TEI>", encoding="utf-8")
    assert run("new", "d", "draft one.txt", "bad.xml", "none.txt") == 2
    out, err = capsys.readouterr()
    assert out == ""
    first, second, last = err.splitlines()
    assert first.startswith("treatydiff: error: bad.xml:1:")
    assert second.startswith("treatydiff: error: none.txt: found no such file")
    assert last == "treatydiff: note: nothing was written"
    assert not (folder / "d").exists()


def test_one_text_of_a_file_with_several(folder: Path, capsys: Captured) -> None:
    """FILE#SIGLUM takes one text; SIGLUM=FILE of several is refused, and the way out is named."""
    assert run("compare", "draft one.txt", "signed.txt", "-o", "c.xml") == 0
    capsys.readouterr()
    assert run("new", "d", "A=c.xml") == 2
    assert "as in A=c.xml#" in capsys.readouterr().err
    assert run("new", "d", "A=c.xml#signed", "c.xml#draft_one") == 0
    assert [one.siglum for one in treatydiff.load(folder / "d").witnesses] == ["A", "draft_one"]


def test_a_dossier_that_is_there_is_refused(capsys: Captured) -> None:
    """Exit code 2, and both ways on are named."""
    run("new", "d", "signed.txt")
    assert run("new", "d", "signed.txt") == 2
    error = capsys.readouterr().err
    assert "treatydiff add" in error
    assert "--replace" in error
    assert run("new", "d", "draft one.txt", "--replace") == 0


def test_patterns_that_no_shell_matched(folder: Path) -> None:
    """``*.txt`` in quotes, as Windows passes it on, means the files; one that matches nothing is told."""
    assert run("new", "d", "*.txt") == 0
    assert [one.siglum for one in treatydiff.load(folder / "d").witnesses] == ["draftOne", "signed"]
    assert run("new", "e", "*.docx") == 2


def test_options_may_stand_among_the_files(folder: Path) -> None:
    """Files before and behind an option are all taken."""
    assert (
        run(
            "new",
            "d",
            "draft one.txt",
            "--title",
            "The Pact",
            "signed.txt",
            "--set",
            "signed.date=1926",
            "later.md",
        )
        == 0
    )
    dossier = treatydiff.load(folder / "d")
    assert (dossier.title, len(dossier.witnesses)) == ("The Pact", 3)


def test_an_empty_folder_is_filled_and_not_exchanged(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever works in the folder is still in it afterwards."""
    (folder / "here").mkdir()
    before = (folder / "here").stat().st_ino
    monkeypatch.chdir(folder / "here")
    assert run("new", ".", "../signed.txt") == 0
    assert (folder / "here").stat().st_ino == before
    assert treatydiff.load(".").witness("signed").title == "THE PACT"
