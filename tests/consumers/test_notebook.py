"""Notebooks: the one in ``docs/`` runs from top to bottom in Jupyter, and its results show themselves."""

from __future__ import annotations

import json
import os
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import treatydiff

ROOT = Path(__file__).resolve().parent.parent.parent
NOTEBOOK = ROOT / "docs" / "notebooks" / "first-steps.ipynb"


@pytest.fixture(scope="module")
def converted(consumers: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the executed notebook, and a page made of it without any style."""
    program = consumers / "notebook" / "bin" / "jupyter"
    if not program.exists():
        pytest.skip("Jupyter is not installed")
    folder = tmp_path_factory.mktemp("notebook")
    # Its own folders, so that no configuration of whoever runs this is read or written.
    own = {name: str(folder / name) for name in ("HOME", "JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")}
    environment = {**os.environ, **own, "PYTHONPATH": str(ROOT / "src")}
    convert = [str(program), "nbconvert", "--output-dir", str(folder), "--output", "executed"]
    for arguments in (
        ["--execute", "--to", "notebook", str(NOTEBOOK)],
        ["--to", "html", "--template", "basic", str(folder / "executed.ipynb")],
    ):
        done = subprocess.run([*convert, *arguments], env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-3000:]
    return folder


@pytest.fixture(scope="module")
def outputs(converted: Path) -> dict[str, dict[str, Any]]:
    """What each cell showed, by the cell's last line."""
    cells = json.loads((converted / "executed.ipynb").read_text("utf-8"))["cells"]
    return {
        "".join(cell["source"]).splitlines()[-1]: cell["outputs"][-1].get("data", {})
        for cell in cells
        if cell["cell_type"] == "code" and cell["outputs"]
    }


def test_the_notebook_is_stored_without_outputs() -> None:
    """What is in the repository has no outputs, which would go stale and fill every diff."""
    for cell in json.loads(NOTEBOOK.read_text("utf-8"))["cells"]:
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None


@pytest.mark.parametrize(
    "line",
    [
        "dossier",
        'dossier.witness("P41")',
        "comparison",
        'dossier.collate("P41", "LZ45", "SV04", "SZ80")',
        'dossier.trace("P41/3:2")',
        "dossier.timeline",
        "dossier.terms()",
    ],
)
def test_results_show_themselves(line: str, outputs: dict[str, dict[str, Any]]) -> None:
    """Each result is shown as a table, with its name as text beside it for programs that show no HTML."""
    shown = outputs[line]
    assert '<div class="treatydiff">' in "".join(shown["text/html"])
    assert "".join(shown["text/plain"]).startswith(("<", "TermTable"))


def test_frames_are_shown_by_pandas(outputs: dict[str, dict[str, Any]]) -> None:
    """The data frames of the notebook are pandas's own."""
    last = "".join(outputs['changes[["address", "relation", "edits", "score"]]']["text/html"])
    assert "dataframe" in last


class Page(HTMLParser):
    """The words of a page, with those marked that went out and came in."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.marked: list[tuple[str, str]] = []
        self.inside = ""
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a mark."""
        if tag in ("del", "ins"):
            self.inside = tag
            self.marked.append((tag, ""))

    def handle_endtag(self, tag: str) -> None:
        """End a mark."""
        if tag == self.inside:
            self.inside = ""

    def handle_data(self, data: str) -> None:
        """Collect marked words."""
        if self.inside:
            self.marked[-1] = (self.inside, self.marked[-1][1] + data)


def test_the_page_says_what_changed_without_any_style(converted: Path) -> None:
    """A page that nbconvert makes has the edits of the comparison in its elements, not in colours alone."""
    marked = Page((converted / "executed.html").read_text("utf-8")).marked
    comparison = treatydiff.load().compare("K40", "M40")
    for change in comparison:
        for edit in change.edits:
            for mark, words in (("del", edit.before), ("ins", edit.after)):
                assert not words.strip() or (mark, words.strip()) in marked
