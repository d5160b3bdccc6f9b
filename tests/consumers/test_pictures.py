from __future__ import annotations

import json
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import treatydiff
from drawn import Placed, overlapping
from invented_treaties import invented_treaties
from treatydiff.collation import collate
from treatydiff.comparison import compare
from treatydiff.report.pictures import render_genesis, render_ribbons, render_strip, render_timeline

HERE = Path(__file__).resolve().parent
_HAIR = 0.5
"""How far boxes of labels may reach into each other, in pixels: they are rounded."""


@pytest.fixture(scope="module")
def browser(consumers: Path) -> list[str]:
    """The command that shows pictures, up to the pictures."""
    modules, node, chromium = consumers / "node" / "node_modules", shutil.which("node"), shutil.which("chromium")
    if not (modules / "playwright-core").is_dir() or node is None:
        pytest.skip("playwright-core is not installed")
    if chromium is None:
        pytest.skip("there is no chromium")
    return [node, str(HERE / "show_labels.mjs"), str(modules), chromium]


@pytest.fixture(scope="module")
def shown(browser: list[str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What Chromium shows of pictures of the bundled dossier, and of six invented texts of forty articles."""
    dossier, invented = treatydiff.load(), invented_treaties(7)
    sigla = ("T40", "K40", "M40", "M41", "P41", "D41")
    bundled = [dossier.compare(earlier, later) for earlier, later in pairwise(sigla)]
    made = [compare(earlier, later) for earlier, later in pairwise(invented)]
    pictures = {
        "ribbons": render_ribbons(bundled),
        "strip": render_strip(bundled),
        "genesis": render_genesis(dossier.collate(*sigla)),
        "timeline": render_timeline(dossier.timeline),
        "long ribbons": render_ribbons(made),
        "long strip": render_strip(made),
        "long genesis": render_genesis(collate(invented)),
    }
    folder = tmp_path_factory.mktemp("pictures")
    files = [folder / f"{name}.svg" for name in pictures]
    for file, picture in zip(files, pictures.values(), strict=True):
        file.write_bytes(picture)
    run = subprocess.run([*browser, *files], capture_output=True, text=True, check=False, timeout=120)
    assert run.returncode == 0, run.stderr
    return dict(zip(pictures, json.loads(run.stdout), strict=True))


@pytest.mark.parametrize(
    "name", ["ribbons", "strip", "genesis", "timeline", "long ribbons", "long strip", "long genesis"]
)
def test_no_label_covers_another(shown: dict[str, Any], name: str) -> None:
    """As Chromium sets them, in the fonts of this machine, all labels keep apart and on the sheet.

    Would catch: a text that is wider than was reckoned, a line too close to the next, a label without bounds.
    """
    seen = shown[name]
    labels = [
        Placed(one["words"], one["left"] + _HAIR, one["top"] + _HAIR, one["right"] - _HAIR, one["bottom"] - _HAIR)
        for one in seen["labels"]
    ]
    assert len(labels) > 10
    assert list(overlapping(labels)) == []
    assert all(one.left >= 0 and one.right <= seen["width"] for one in labels)
    assert all(one.top >= 0 and one.bottom <= seen["height"] for one in labels)


def test_nothing_is_loaded_and_nothing_complained_of(shown: dict[str, Any]) -> None:
    """A picture asks for no other file, and the browser has nothing to say about it."""
    assert {name: (seen["asked"], seen["said"]) for name, seen in shown.items()} == {
        name: ([], []) for name in shown
    }
