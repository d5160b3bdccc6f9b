from __future__ import annotations

import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strategies import any_families, any_pairs
from treatydiff.model.witnesses import Witness

# Each example starts two processes, so there are few examples, each of several texts.
LAW = settings(max_examples=max(2, settings().max_examples // 50))

SCRIPT = """
import pickle, sys
from treatydiff.collation import collate
from treatydiff.comparison import compare
from treatydiff.export.tei import write_comparison
pairs, families = pickle.loads(sys.stdin.buffer.read())
out = sys.stdout.buffer
for pair in pairs:
    comparison = compare(*pair)
    out.write(write_comparison(comparison, version="0"))
    out.write(f"{comparison.collation.groups!r}{comparison.links!r}".encode())
    out.write(f"{comparison.changes!r}{comparison.not_transmitted!r}{comparison.counts!r}".encode())
for family in families:
    collation = collate(family)
    out.write(f"{collation.groups!r}{collation.links!r}".encode())
"""


def made(data: bytes, seed: str, folder: Path) -> bytes:
    """What another process makes of these texts, with this seed for its hashes, in this folder."""
    environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], input=data, capture_output=True, env=environment, cwd=folder, check=True
    )
    return done.stdout


@LAW
@given(st.lists(any_pairs(), min_size=1, max_size=5), st.lists(any_families(max_size=4), min_size=1, max_size=3))
def test_the_same_texts_give_the_same_bytes(
    tmp_path_factory: pytest.TempPathFactory,
    pairs: list[tuple[Witness, Witness]],
    families: list[tuple[Witness, ...]],
) -> None:
    """Law 6: comparisons, collations and TEI are the same bytes whatever the seed of hashes and the folder."""
    data = pickle.dumps((pairs, families))
    here, there = Path.cwd(), tmp_path_factory.getbasetemp()
    first = made(data, "1", here)
    assert first
    assert first == made(data, "4242", there)
