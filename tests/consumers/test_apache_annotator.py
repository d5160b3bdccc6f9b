from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

import treatydiff
from treatydiff.export import web_annotation
from treatydiff.model.passages import Passage

HERE = Path(__file__).resolve().parent


@pytest.fixture(scope="module")
def annotator(consumers: Path) -> list[str]:
    """The command that selects words, up to the annotations."""
    modules, node = consumers / "node" / "node_modules", shutil.which("node")
    if not (modules / "@apache-annotator" / "dom").is_dir() or not (modules / "jsdom").is_dir() or node is None:
        pytest.skip("Apache Annotator is not installed")
    return [node, str(HERE / "select_words.mjs"), str(modules)]


def test_both_selectors_select_the_words_meant(annotator: list[str], tmp_path: Path) -> None:
    """In the plain texts, Apache Annotator finds one range by quotation, the same by position, with these words.

    Would catch: positions in another unit or in another text than the one written, a quotation that stands there
    twice or not at all, context that does not touch the words.
    """
    record = treatydiff.load().record
    for name, data in web_annotation.texts(record).items():
        (tmp_path / name).write_bytes(data)
    file = tmp_path / "annotations.jsonld"
    file.write_bytes(web_annotation.write_annotations(record, version="1.0"))
    run = subprocess.run([*annotator, file, tmp_path], capture_output=True, text=True, check=False, timeout=120)
    assert run.returncode == 0, run.stderr
    seen = json.loads(run.stdout)
    texts = {witness.siglum: witness for witness in record.witnesses}
    wanted = [
        target.quote.strip() if target.span else " ".join(clause.text for clause in _clauses(texts, end)).strip()
        for one in record.annotations
        for target in one.targets
        for end in target.addresses
        if end.steps
    ]
    assert len(seen) == len(wanted) > 30
    for one, words in zip(seen, wanted, strict=True):
        quoted, placed = one["found"]
        assert len(quoted["words"]) == len(placed["words"]) == 1, one
        assert quoted == placed
        assert quoted["words"][0].split() == words.split()


def _clauses(texts: dict[str, treatydiff.Witness], place: treatydiff.Address) -> list[Passage]:
    """The clauses of a place."""
    found = texts[place.siglum].resolve(place)
    return [clause for address, clause in texts[place.siglum].clauses() if address.is_in(found)]
