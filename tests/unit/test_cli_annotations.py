"""The command annotations: what it lists, its forms, and what it refuses."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from treatydiff.cli import main
from treatydiff.validation import validate


def ran(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of the command."""
    code = main(["annotations", *arguments])
    out, err = capsys.readouterr()
    return code, out, err


def test_an_address_gives_what_is_said_of_it_and_inside_it(capsys: pytest.CaptureFixture[str]) -> None:
    """Of an article also what its clauses lay down; who contradicts is named; places are given."""
    code, out, _ = ran(capsys, "P41/3")
    assert code == 0
    words = " ".join(out.split())
    assert "neg-1945-01-10 1945-01-10 interpretation, Solomon Lozovskiy" in words
    assert "(contradicted by neg-1945-count)" in words
    assert "on P41/3:2 “five years”" in words
    assert "neg-1926" not in words


def test_a_kind_and_a_change_limit_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    """Only those of the kind; of a change, those of either end."""
    read = json.loads(ran(capsys, "--kind", "proposal", "--format", "json")[1])["annotations"]
    assert {one["kind"] for one in read} == {"proposal"}
    rows = [*csv.DictReader(io.StringIO(ran(capsys, "M40/3..P41/3", "--format", "csv")[1]))]
    assert {"neg-1941-04-12-force", "t-P41-duration"} <= {row["id"] for row in rows}
    assert len(rows) < len(json.loads(ran(capsys, "--format", "json")[1])["annotations"])


def test_the_suffix_decides_and_texts_come_beside(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """TEI that is sound; Web Annotations whose sources are the files written."""
    tei = tmp_path / "said.xml"
    assert ran(capsys, "-o", str(tei)) == (0, "", "")
    assert validate(tei.read_bytes(), name="said.xml") == ()
    assert main(["validate", str(tei)]) == 0
    capsys.readouterr()
    web, plain = tmp_path / "said.jsonld", tmp_path / "plain"
    assert ran(capsys, "-o", str(web), "--texts", str(plain), "--base", "https://example.org/") == (0, "", "")
    items = json.loads(web.read_text(encoding="utf-8"))["first"]["items"]
    targets = [target for item in items for target in (item["target"] if isinstance(item["target"], list) else [])]
    named = {
        target["source"]["id"].removeprefix("https://example.org/") for target in targets if "source" in target
    }
    assert named
    assert named <= {file.name for file in plain.iterdir()}


def test_bad_input_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """A kind, an address that is not there, and an option of another form: one line each, exit code 2."""
    for arguments, said in (
        (["--kind", "proposel"], "found no kind of annotations 'proposel'; expected one such as proposal"),
        (["P41/33"], "found no P41/33 in P41"),
        (["--texts", "plain"], "found --texts with terminal"),
    ):
        code, out, err = ran(capsys, *arguments)
        assert (code, out) == (2, "")
        assert said in err
        assert len(err.splitlines()) == 1
