from __future__ import annotations

import os
import pickle
import subprocess
import sys
from pathlib import Path

from hypothesis import given, settings

from conftest import MANY_EXAMPLES
from strategies import any_families
from treatydiff.model.witnesses import Witness

SCRIPT = """
import hashlib, pickle, sys
from treatydiff.collation import collate
from treatydiff.comparison import compare
from treatydiff.export.tei import write_collation, write_comparison
for family in pickle.loads(sys.stdin.buffer.read()):
    collation = collate(family)
    made = [f"{collation.groups!r}{collation.links!r}".encode(), write_collation(collation, version="0")]
    if len(family) == 2:
        comparison = compare(*family)
        made.append(write_comparison(comparison, version="0"))
        made.append(f"{comparison.changes!r}{comparison.not_transmitted!r}{comparison.counts!r}".encode())
    print(hashlib.sha256(b"".join(made)).hexdigest())
"""


def made(data: bytes, seed: str, folder: Path) -> list[str]:
    """A hash of what another process makes of each dossier, with this seed for its hashes, in this folder."""
    environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], input=data, capture_output=True, env=environment, cwd=folder, check=True
    )
    return done.stdout.decode().split()


def test_the_same_texts_give_the_same_bytes(tmp_path: Path) -> None:
    """Law 6: comparisons, collations and TEI are the same bytes whatever the seed of hashes and the folder."""
    drawn: list[tuple[Witness, ...]] = []

    # A process for each example would take minutes, so all are drawn first and handed over together.
    @settings(max_examples=MANY_EXAMPLES)
    @given(any_families())
    def draw(family: tuple[Witness, ...]) -> None:
        drawn.append(family)

    draw()
    data = pickle.dumps(drawn)
    first, second = made(data, "1", Path.cwd()), made(data, "4242", tmp_path)
    assert len(first) == len(drawn)
    different = next((family for family, a, b in zip(drawn, first, second, strict=True) if a != b), None)
    assert different is None
