"""Many hostile inputs for every reader, by hand; prints how they ended, format by format.

    python tests/fuzz/run.py --inputs 20000

Each input is made from its format and number alone, so that one that ends badly can be made again:
``--only docx:1234``. What is no end (see `ending.py`), or takes longer than ``--seconds``, is printed and the exit
code is 1.
"""

from __future__ import annotations

import argparse
import signal
import sys
import time
import traceback
import warnings
from collections import Counter
from pathlib import Path
from random import Random
from types import FrameType

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from fuzz.ending import FORMATS, READ, REFUSED, end

_SHOWN = 3
"""How many bad ends of a format are printed whole."""


class _Slow(BaseException):
    """An input took too long; no `Exception`, so that no reader catches it."""


def _alarm(_signum: int, _frame: FrameType | None) -> None:
    raise _Slow


def _ended(kind: str, number: int, seconds: int, *, tell: bool) -> tuple[str, float]:
    signal.alarm(seconds)
    began = time.perf_counter()
    try:
        how = end(kind, Random(f"{kind}:{number}"))
    except _Slow:
        how = "too slow"
    except Exception as error:  # noqa: BLE001  # whatever it is, it is what is looked for
        how = f"{type(error).__name__} in {traceback.extract_tb(error.__traceback__)[-1].name}"
    finally:
        signal.alarm(0)
    if tell and how not in (READ, REFUSED):
        print(f"{kind}:{number}: {how}", file=sys.stderr, flush=True)
    return how, time.perf_counter() - began


def main() -> int:
    """Try the inputs and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--inputs", type=int, default=1000, metavar="N", help="inputs of each format")
    parser.add_argument("--first", type=int, default=0, metavar="N", help="the number of the first")
    parser.add_argument("--formats", nargs="+", choices=FORMATS, default=FORMATS, metavar="FORMAT")
    parser.add_argument("--seconds", type=int, default=20, metavar="N", help="how long one may take")
    parser.add_argument("--only", metavar="FORMAT:NUMBER", help="try this one, and let its error through")
    arguments = parser.parse_args()
    warnings.simplefilter("ignore")
    if arguments.only:
        kind, _, number = arguments.only.partition(":")
        print(end(kind, Random(f"{kind}:{number}")))
        return 0
    signal.signal(signal.SIGALRM, _alarm)
    bad = 0
    total: Counter[str] = Counter()
    print(f"{'format':12} {'inputs':>8} {READ:>8} {REFUSED:>8} {'other':>6} {'slowest':>9} {'in all':>8}")
    for kind in arguments.formats:
        ends: Counter[str] = Counter()
        slowest = spent = 0.0
        for number in range(arguments.first, arguments.first + arguments.inputs):
            how, took = _ended(
                kind, number, arguments.seconds, tell=sum(ends.values()) - ends[READ] - ends[REFUSED] < _SHOWN
            )
            ends[how] += 1
            slowest, spent = max(slowest, took), spent + took
        other = sum(ends.values()) - ends[READ] - ends[REFUSED]
        bad += other
        total += ends
        _row(kind, ends, other, f"{slowest:.2f} s", f"{spent:.0f} s")
        for how, times in ends.items():
            if how not in (READ, REFUSED):
                print(f"    {times} times: {how}", flush=True)
    _row("all", total, bad, "", "")
    return 1 if bad else 0


def _row(kind: str, ends: Counter[str], other: int, slowest: str, spent: str) -> None:
    inputs = sum(ends.values())
    print(
        f"{kind:12} {inputs:>8,} {ends[READ]:>8,} {ends[REFUSED]:>8,} {other:>6,} {slowest:>9} {spent:>8}",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main())
