"""The commands trace, timeline and find: their forms, where they go, and what they refuse."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from treatydiff.cli import main


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two texts without a dossier.xml, of which the second is compared with the first."""
    for siglum, years in (("A", "five"), ("B", "ten")):
        (tmp_path / f"{siglum}.txt").write_text(f"Article 1\n\nIt lasts {years} years.\n", encoding="utf-8")
    return tmp_path


def ran(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of a command line."""
    code = main(list(arguments))
    out, err = capsys.readouterr()
    return code, out, err


def test_trace_in_the_terminal(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A dossier of plain texts has lives too."""
    code, out, _ = ran(capsys, "trace", "B/1", "--dossier", str(folder))
    assert code == 0
    assert "A/1:1..B/1:1  reworded  [-five-] {+ten+}" in out


def test_the_suffix_decides(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of each of the three commands; what is asked for goes before it."""
    where = ["--dossier", str(folder)]
    for name, arguments, heads in (
        ("trace", ["A/1"], {".json": '{\n  "schema": "treatydiff trace"', ".csv": "step,date,"}),
        ("find", ["ten", "years"], {".json": '{\n  "schema": "treatydiff search"', ".csv": "part,at,"}),
        (
            "timeline",
            [],
            {
                ".json": '{\n  "schema": "treatydiff timeline"',
                ".csv": "date,earliest,",
                ".tsv": "date\tearliest\t",
                ".xml": "<?xml",
            },
        ),
    ):
        for suffix, head in heads.items():
            file = tmp_path / f"out{suffix}"
            assert ran(capsys, name, *arguments, *where, "-o", str(file)) == (0, "", "")
            assert file.read_text(encoding="utf-8").startswith(head)
            file.unlink()
    _, out, _ = ran(capsys, "find", "years", *where, "--format", "json")
    assert [hit["at"] for hit in json.loads(out)["hits"]] == ["A/1:1", "B/1:1"]


def test_find_joins_its_words_and_says_when_there_is_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Words without quotation marks are a phrase; nothing found is no error."""
    assert ran(capsys, "find", "ten", "years", "--dossier", str(folder))[1].startswith(
        "B/1:1  It lasts [ten years]."
    )
    assert ran(capsys, "find", "lasting", "--dossier", str(folder))[:2] == (0, "Found nothing for “lasting”.\n")
    assert "[last]s" in ran(capsys, "find", "--exact", "last", "--dossier", str(folder))[1]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["trace", "A"], "found the whole of A where a provision is wanted"),
        (["trace", "A/7"], "found no A/7 in A"),
        (["trace", "X/1"], "found no witness 'X'"),
        (["find", " "], "found nothing to look for"),
    ],
)
def test_bad_input_is_one_line(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    """Exit code 2, and one line on standard error that says what was found."""
    code, out, err = ran(capsys, *arguments, "--dossier", str(folder))
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert words in err


def test_no_text_is_written_over(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What was read is not replaced by what is made of it."""
    before = (folder / "A.txt").read_bytes()
    for name, arguments in (("trace", ["A/1"]), ("timeline", []), ("find", ["years"])):
        code, _, err = ran(capsys, name, *arguments, "--dossier", str(folder), "-o", str(folder / "A.txt"))
        assert code == 2
        assert "one of the texts that were read" in err
    assert (folder / "A.txt").read_bytes() == before
