"""Law 10 for every format: damaged, cut, recoded and hostile files end in what was read or an error with its place.

A few of each run with the other tests. Many by hand::

    TREATYDIFF_FUZZ=5000 python -m pytest tests/fuzz -q -n 2    chosen by Hypothesis, which makes them small
    python tests/fuzz/run.py --inputs 20000                     by number, with a table of how they ended
    python tests/fuzz/atheris_readers.py                        led by coverage
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from fuzz.damage import SHAPES
from fuzz.ending import ALONE, FORMATS, READ, end, read
from fuzz.seeds import DOSSIER, SEEDS, SUFFIXES
from treatydiff.errors import InputError, TreatyDiffError
from treatydiff.readers import read_bytes
from treatydiff.readers.dossier import read_dossier

TIMES = int(os.environ.get("TREATYDIFF_FUZZ", "25"))
SLOWEST = 20.0
"""Seconds that a file of a few kilobytes may take; the usual one takes a hundredth of one."""
_FORMATS = sorted(set(SEEDS) - set(ALONE))


def _test_of(kind: str) -> Callable[[], None]:
    @settings(max_examples=TIMES, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.randoms(use_true_random=False))
    def fuzz(chance: Random) -> None:
        began = time.perf_counter()
        event(end(kind, chance))
        assert time.perf_counter() - began < SLOWEST

    return fuzz


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.filterwarnings("ignore")
def test_damaged_files(kind: str) -> None:
    """Files of each format, damaged at random, are read or refused."""
    _test_of(kind)()


@pytest.mark.parametrize("kind", _FORMATS)
@pytest.mark.parametrize("shape", sorted(SHAPES))
@pytest.mark.filterwarnings("ignore")
def test_shapes_made_to_exhaust(kind: str, shape: str) -> None:
    """Ten thousand levels, entities that multiply, bombs, long lines, nothing: read or refused, in time."""
    for size in (1, 10_000):
        began = time.perf_counter()
        read(SHAPES[shape](kind, size), f"a{SUFFIXES.get(kind, '.' + kind)}")
        assert time.perf_counter() - began < SLOWEST


@pytest.mark.parametrize("kind", _FORMATS)
def test_over_the_size_limit_one_clear_error(kind: str) -> None:
    """A file over the limit is refused for that alone, unread, whatever is in it."""
    data = SEEDS[kind][0]
    with pytest.raises(InputError, match=f"found {len(data):,} bytes; expected {len(data) - 1:,} at most"):
        read_bytes(data, name=f"a.{kind}", size_limit=len(data) - 1)


_WRITTEN_IN = {
    "Treaty": ("utf-16", "utf-16-le", "utf-8-sig", "windows-1252", "latin-1"),
    "Договор": ("utf-16", "utf-16-be", "utf-8-sig", "koi8-r", "windows-1251", "cp866", "iso8859-5"),
    "条約": ("utf-16", "utf-8-sig", "shift_jis", "euc_jp", "iso2022_jp"),
    "معاهدة": ("utf-16", "utf-16-le", "windows-1256", "iso8859-6"),
}
"""The first word of a text, and encodings in which texts of its language come."""


@pytest.mark.parametrize(("word", "encoding"), [(word, one) for word, many in _WRITTEN_IN.items() for one in many])
def test_texts_in_other_encodings_are_read_as_written_or_refused(word: str, encoding: str) -> None:
    """A text in an encoding of its language gives the letters that were written, or an error: never others."""
    words = next(text for text in (data.decode() for data in SEEDS["txt"]) if text.startswith(word))
    words = words.translate({0x661: "1", 0x662: "2"})  # Arabic-Indic digits are in no encoding of eight bits
    for times in (1, 8):
        try:
            found = read_bytes((words * times).encode(encoding), name="a.txt")
        except TreatyDiffError as error:
            assert error.place.startswith("a.txt:")  # noqa: PT017
        else:
            letters = "".join(clause.text for _, clause in found.witness.clauses())
            assert set("".join(letters.split())) <= set(words), letters[:80]


def test_seeds_are_read(tmp_path: Path) -> None:
    """What the damaged files are made of is read without an error: otherwise nothing would be tested."""
    for kind, seeds in SEEDS.items():
        for seed in seeds:
            if kind not in ALONE:
                assert read_bytes(seed, name=f"a{SUFFIXES.get(kind, '.' + kind)}").witnesses[0].provisions
    for name, data in DOSSIER.items():
        (tmp_path / name).write_bytes(data)
    record = read_dossier(tmp_path).record
    assert (len(record.annotations), len(record.edited_links), len(record.relations)) == (3, 2, 1)
    assert any(end(kind, Random(number)) == READ for kind in FORMATS for number in range(20))
