"""What a release says of itself is the same everywhere, and programs can read how to cite it."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import treatydiff

ROOT = Path(__file__).resolve().parents[2]
CITATION = ROOT / "CITATION.cff"


def _check(file: Path) -> subprocess.CompletedProcess[str]:
    command = [
        sys.executable,
        "-m",
        "check_jsonschema",
        "--builtin-schema",
        "vendor.citation-file-format",
        str(file),
    ]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_citation_file_is_valid(tmp_path: Path) -> None:
    """CITATION.cff fits the schema of the Citation File Format; one without a title does not."""
    done = _check(CITATION)
    assert done.returncode == 0, done.stdout
    spoilt = tmp_path / "CITATION.cff"
    spoilt.write_text(re.sub(r"^title: .*\n", "", CITATION.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    assert "'title' is a required property" in _check(spoilt).stdout


def test_one_version_everywhere() -> None:
    """The package, pyproject.toml and CITATION.cff have one version, name and licence."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    cited = dict(re.findall(r"^([\w-]+): (.+)$", CITATION.read_text("utf-8"), re.MULTILINE))
    assert (cited["title"], cited["version"], cited["license"]) == (
        project["name"],
        project["version"],
        project["license"],
    )
    assert project["version"] == treatydiff.__version__


def test_a_released_version_has_its_date() -> None:
    """Once the changelog has a section for this version, CITATION.cff has the day that stands over it."""
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")
    released = re.findall(rf"^## {re.escape(treatydiff.__version__)} - (\S+)$", changes, re.MULTILINE)
    cited = re.findall(r"^date-released: '?([\d-]+)'?$", CITATION.read_text("utf-8"), re.MULTILINE)
    assert cited == released
