from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from treatydiff.collation import Collation
from treatydiff.export.tei import Profile

HERE = Path(__file__).resolve().parent


@pytest.fixture(scope="module")
def browser(consumers: Path) -> list[str]:
    """The command that shows a document, up to the document."""
    modules, node, chromium = consumers / "node" / "node_modules", shutil.which("node"), shutil.which("chromium")
    if not (modules / "CETEIcean").is_dir() or node is None:
        pytest.skip("CETEIcean is not installed")
    if chromium is None:
        pytest.skip("there is no chromium")
    return [node, str(HERE / "show_base_text.mjs"), str(modules), chromium]


@pytest.mark.parametrize("profile", [Profile.EDITION, Profile.DOUBLE_END_POINT, Profile.LOCATION_REFERENCED])
def test_the_page_shows_the_base_text(
    browser: list[str], collation: Collation, documents: dict[Profile, Path], profile: Profile
) -> None:
    """With variants hidden by a style sheet, a reader sees the base's labels and clauses, to the letter, in order.

    Would catch: base text inside a reading that is no lemma, text of others outside readings, a lemma that is not
    the base's, white space lost between words, clauses of others shown as the base's.
    """
    run = subprocess.run([*browser, documents[profile]], capture_output=True, text=True, check=False, timeout=120)
    assert run.returncode == 0, run.stderr
    seen = json.loads(run.stdout)
    base = collation.witness(collation.base)
    labels = [p.label.text for _, p in base.addressed() if p.label is not None and not p.label.supplied]
    assert [label for label in seen["labels"] if label] == labels
    assert [clause for clause in seen["clauses"] if clause] == [clause.text for _, clause in base.clauses()]
    words = [*labels, *(clause.text for _, clause in base.clauses())]
    assert sorted(seen["whole"].split()) == sorted(word for text in words for word in text.split())
