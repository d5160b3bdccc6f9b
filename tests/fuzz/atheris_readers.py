"""Inputs for every reader led by what of its code they reach; for this there is atheris (`pip install atheris`).

    python tests/fuzz/atheris_readers.py                                 until it finds something
    python tests/fuzz/atheris_readers.py -max_total_time=600             ten minutes
    python tests/fuzz/atheris_readers.py crash-0123                      what was found, once more

All options are libFuzzer's (https://llvm.org/docs/LibFuzzer.html). It begins with the sound files of `seeds.py`;
the first byte of an input says of which format it is.
"""

from __future__ import annotations

import sys
import tempfile
import warnings
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

with atheris.instrument_imports(include=["treatydiff"]):
    from fuzz.ending import read
    from fuzz.seeds import SEEDS, SUFFIXES
    from treatydiff.readers import akoma_ntoso, docx, html, json, markdown, pdf, tei, text, tota  # noqa: F401

KINDS = sorted(SEEDS)


def one_input(data: bytes) -> None:
    """Read an input; whatever is no end (see `ending.py`) is what is looked for."""
    if data:
        kind = KINDS[data[0] % len(KINDS)]
        read(data[1:], f"a{SUFFIXES.get(kind, '.' + kind)}")


def main() -> None:
    """Fuzz until told to stop."""
    warnings.simplefilter("ignore")
    with tempfile.TemporaryDirectory() as folder:
        for number, kind in enumerate(KINDS):
            for count, seed in enumerate(SEEDS[kind]):
                Path(folder, f"{kind}-{count}").write_bytes(bytes([number]) + seed)
        arguments = sys.argv if any(not one.startswith("-") for one in sys.argv[1:]) else [*sys.argv, folder]
        atheris.Setup([*arguments, "-timeout=20", "-max_len=20000"], one_input)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
