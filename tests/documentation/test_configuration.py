"""The page on configuration names all that can be set."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "reference" / "configuration.md").read_text("utf-8")


def _rows(heading: str) -> dict[str, str]:
    """The table under a heading: what stands in its first column, and in the rest."""
    _, _, section = TEXT.partition(f"## {heading}\n")
    rows = re.findall(r"^\| (`.*?) \| (.*) \|$", section.partition("\n## ")[0], re.MULTILINE)
    return dict(rows)


def test_every_environment_variable_is_named() -> None:
    """The page has the variables that treatydiff asks for, and those that Python's `shutil` does for it."""
    source = "".join(path.read_text("utf-8") for path in sorted((ROOT / "src").rglob("*.py")))
    asked = set(re.findall(r"""environ(?:\.get\(|\[)["'](\w+)""", source))
    assert "getenv" not in source
    assert set(re.findall(r"`(\w+)`", " ".join(_rows("Environment variables")))) == {*asked, "COLUMNS", "LINES"}


def test_every_extra_is_named() -> None:
    """The page has the extras that can be installed, with what each brings."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    brought = {
        f"`{extra}`": ", ".join(re.split(r"[<>=~]", one)[0] for one in needs)
        for extra, needs in project["optional-dependencies"].items()
    }
    assert {extra: said.split(" | ")[0] for extra, said in _rows("Extras").items()} == brought
