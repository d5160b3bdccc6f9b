"""How long a corpus takes: reading a folder of treaties, all related pairs, the words of every pair of clauses.

    python benchmarks/corpus.py DIR [--processes N] [--growth 50,150,450] [--plot FILE.svg] [--recall N]
                                    [--counts] [--minhash]

The folder is built into a store from nothing, in a temporary folder. Then every pair of related treaties is found,
and the words that differ in every verified pair of clauses. The table has seconds of the clock and of the
processors (user and system, all together), each stage's share, and the peak of memory of all processes.

`--growth` does the same for parts of the folder, chosen by the digests of the files' names; `--plot` draws that.
`--recall` holds so many articles against all others by counting every shared shingle, without any filter, and says
how many of the pairs found so the join found too. `--counts` says what there was to look at: sets, shingles, and
the occurrences in prefixes that the join looked at, with the processor's seconds of the join in one process.
`--minhash` holds the join against MinHash and LSH of rensa, where that is installed: how many of all pairs of
articles each finds, how many candidates there are to look at, and seconds of one processor.
"""

from __future__ import annotations

import argparse
import os
import resource
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from attrs import field, frozen

from treatydiff.corpus import Corpus, Level, Workers, build, related
from treatydiff.corpus.building import SUFFIXES
from treatydiff.corpus.contents import Articles, Clauses
from treatydiff.corpus.joining import SetIndex, alike, counted, distinct_of, overlaps
from treatydiff.corpus.relations import workspace
from treatydiff.report.html.build import Content, tag
from treatydiff.report.pictures.sheet import MARGIN, PITCH, PLAIN, Label, sheet


@frozen
class Run:
    """What one corpus took.

    Attributes:
        treaties: how many there are.
        clock: seconds of each stage.
        processors: seconds of all processors in each stage.
        peak: megabytes at most, of all processes together.
        found: what was found, by name.
    """

    treaties: int
    clock: dict[str, float]
    processors: dict[str, float]
    peak: float
    found: dict[str, int]


@frozen
class Meter:
    """Seconds by stage, as the work says what it does."""

    clock: dict[str, float] = field(factory=dict)
    processors: dict[str, float] = field(factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count what is done inside for a stage."""
        clock, processors = time.perf_counter(), used()
        yield
        self.clock[name] = self.clock.get(name, 0) + time.perf_counter() - clock
        self.processors[name] = self.processors.get(name, 0) + used() - processors


def used() -> float:
    """Seconds of processors that this process and its finished children used."""
    return sum(
        one.ru_utime + one.ru_stime
        for one in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


@contextmanager
def peak() -> Iterator[list[float]]:
    """The most memory that this process and its children hold together, in megabytes; looked at every 0.1 s."""
    most = [0.0]
    stop = threading.Event()

    def look() -> None:
        while not stop.wait(0.1):
            most[0] = max(most[0], sum(map(resident, family(os.getpid()))) / 1e6)

    watcher = threading.Thread(target=look, daemon=True)
    watcher.start()
    yield most
    stop.set()
    watcher.join()


def family(process: int) -> list[int]:
    """A process and its children, and theirs."""
    found = [process]
    for one in found:
        for tasks in Path(f"/proc/{one}/task").glob("*/children"):
            try:
                found += map(int, tasks.read_text().split())
            except OSError:
                continue
    return found


def resident(process: int) -> int:
    """Bytes of memory that a process holds."""
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0


def measured(texts: Path, *, processes: int, counts: bool = False) -> Run:
    """Build a folder, and find all that is alike in it; then, unmeasured, count what there was to look at."""
    meter = Meter()
    workers = Workers(processes)
    with TemporaryDirectory() as place:
        with peak() as most:
            with meter.stage("read texts, make the store"):
                built = build(texts, Path(place, "corpus"), workers=workers)
            with meter.stage("articles alike, related treaties"):
                treaties = related(built.corpus, workers=workers)
            with meter.stage("clauses alike, words that differ"):
                clauses = related(built.corpus, level=Level.CLAUSE, workers=workers)
        found = {
            "words": sum(treaty.words for treaty in built.corpus.treaties),
            "articles": sum(treaty.articles for treaty in built.corpus.treaties),
            "unread files": len(built.corpus.problems),
            "pairs of related treaties": len(treaties.rows),
            "pairs of clauses (wordings)": len(clauses.rows),
            "word changes": sum(len(row["changes"]) for row in clauses.records()),
        }
        if counts:
            del treaties, clauses
            found |= to_look_at(built.corpus)
    return Run(len(built.corpus.treaties), meter.clock, meter.processors, most[0], found)


def to_look_at(corpus: Corpus) -> dict[str, int]:
    """How many sets and shingles there are, and what a join of the articles in this process looks at and finds."""
    clauses = Clauses.of(corpus)
    long = np.flatnonzero(clauses.sets.sizes > 0)
    found = {
        "bytes of the store": sum(file.stat().st_size for file in corpus.folder.glob("articles-*.parquet")),
        "clauses": len(clauses.articles),
        "clauses with shingles": len(long),
        "wordings of these": len(clauses.sets.taken(long).classes()[1]),
    }
    del clauses
    sets = Articles.of(corpus).sets
    sets = sets.taken(sets.classes()[1])
    index = SetIndex.made(sets)
    found |= {
        "different articles": len(sets),
        "shingles of these": len(sets.members),
        "different shingles": int(index.ranks.max(initial=-1)) + 1,
        "occurrences looked at": int(index.work(0, len(sets)).sum()),
    }
    del index
    begun = used()
    with workspace(corpus) as folder, Workers().run(corpus.folder) as run:
        found["pairs of different articles"] = len(alike(sets, run=run, folder=folder).one)
    return found | {"milliseconds of processor for these": round(1000 * (used() - begun))}


def recall(corpus: Corpus, *, sample: int) -> tuple[int, int]:
    """Of a sample of articles, how many pairs there are by counting everything, and how many the join finds."""
    sets = Articles.of(corpus).sets
    sets = sets.taken(sets.classes()[1])
    with workspace(corpus) as folder, Workers().run(corpus.folder) as run:
        pairs = alike(sets, run=run, folder=folder)
    joined = set(zip(pairs.one.tolist(), pairs.other.tolist(), strict=True))
    chosen = np.unique(np.linspace(0, len(sets) - 1, sample).astype(np.int64))
    one, other, _ = counted(sets.taken(chosen), sets)
    there = {
        (min(pair), max(pair))
        for pair in zip(chosen[one].tolist(), other.tolist(), strict=True)
        if pair[0] != pair[1]
    }
    return len(there), len(there & joined)


def minhash(corpus: Corpus) -> None:
    """Print what the join and what MinHash with LSH take for the same articles, and find."""
    rensa: Any = import_module("rensa")
    sets = Articles.of(corpus).sets
    sets = sets.taken(sets.classes()[1])
    begun = used()
    with workspace(corpus) as folder, Workers().run(corpus.folder) as run:
        pairs = alike(sets, run=run, folder=folder)
    there = pairs.one * len(sets) + pairs.other
    print(f"\n{'pairs of articles, one process':34} {'found':>8} {'share':>8} {'candidates':>11} {'seconds':>8}")
    print(f"{'join':34} {len(there):8,} {100:6.2f} % {'':11} {used() - begun:8.1f}")
    members, bounds = list(map(str, sets.members.tolist())), sets.bounds.tolist()
    for bands in (32, 64):
        begun = used()
        index = rensa.RMinHashLSH(threshold=0.5, num_perm=128, num_bands=bands)
        met = []
        for number, (start, stop) in enumerate(pairwise(bounds)):
            sketch = rensa.RMinHash(num_perm=128, seed=42)
            sketch.update(members[start:stop])
            met += [other * len(sets) + number for other in index.query(sketch)]
            index.insert(number, sketch)
        candidates = distinct_of(np.array(met, dtype=np.int64))
        one, other = candidates // len(sets), candidates % len(sets)
        shared = overlaps(sets, one, other)
        found = int(np.sum(2 * shared >= sets.sizes[one] + sets.sizes[other] - shared))
        print(
            f"{f'MinHash of 128 numbers, {bands} bands':34} {found:8,} {100 * found / len(there):6.2f} % "
            f"{len(candidates):11,} {used() - begun:8.1f}"
        )


def part(texts: Path, folder: Path, count: int) -> Path:
    """A folder with links to some of the files of another, by the digests of their names."""
    files = sorted(
        (path for path in texts.rglob("*") if path.suffix in SUFFIXES),
        key=lambda path: sha256(path.name.encode()).digest(),
    )
    place = folder / str(count)
    place.mkdir()
    for path in files[:count]:
        (place / path.name).symlink_to(path.resolve())
    return place


def table(run: Run) -> None:
    """Print what one corpus took."""
    clock, processors = sum(run.clock.values()), sum(run.processors.values())
    print(f"\n{run.treaties} treaties")
    for name, number in run.found.items():
        print(f"{name:34} {number:12,}")
    print(f"{'stage':34} {'seconds':>8} {'share':>6} {'processor seconds':>18} {'share':>6}")
    for name, spent in run.clock.items():
        own = run.processors[name]
        print(f"{name:34} {spent:8.1f} {100 * spent / clock:5.0f}% {own:18.1f} {100 * own / processors:5.0f}%")
    print(f"{'all':34} {clock:8.1f} {'':6} {processors:18.1f}        peak {run.peak:,.0f} MB")


def plot(runs: Sequence[Run]) -> bytes:
    """Processor seconds of each stage over the number of treaties, as a picture."""
    wide, high, left, top = 520, 260, 60, 40
    most = max(sum(run.processors.values()) for run in runs)
    last = max(run.treaties for run in runs)
    parts: list[Content] = [Label("Processor seconds by number of treaties", MARGIN, 24, 400, look="b").draw()]
    parts.append(tag("path", d=f"M{left} {top}v{high}h{wide}", class_="ln"))
    for number, name in enumerate([*runs[0].processors, "all"]):
        points = [
            (
                left + wide * run.treaties // last,
                top
                + high
                - int(high * (sum(run.processors.values()) if name == "all" else run.processors[name]) / most),
            )
            for run in runs
        ]
        look = ("mv none", "hair", "nt", "sg")[number]
        parts.append(tag("path", d="M" + "L".join(f"{x} {y}" for x, y in points), class_=look))
        parts.append(Label(name, points[-1][0] + 8, points[-1][1] + 4, 240).draw())
    for run in runs:
        x = left + wide * run.treaties // last
        parts.append(Label(str(run.treaties), x, top + high + PITCH, 60, anchor="middle").draw())
    parts += [
        Label(f"{most * quarter / 4:.0f}", left - 6, top + high - high * quarter // 4 + 4, 50, anchor="end").draw()
        for quarter in range(5)
    ]
    said = "; ".join(f"{run.treaties} treaties: {sum(run.processors.values()):.0f} s" for run in runs)
    return sheet("growth", "Growth of a corpus", said, (left + wide + 270, top + high + 3 * PLAIN), parts)


def main() -> None:
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(description="Measure how long a corpus takes.")
    parser.add_argument("texts", type=Path, help="a folder of treaties")
    parser.add_argument("--processes", type=int, default=2, help="processes that work (default: 2)")
    parser.add_argument("--growth", default="", help="numbers of treaties, parted by commas")
    parser.add_argument("--plot", type=Path, help="where to draw the growth")
    parser.add_argument("--recall", type=int, default=0, help="articles to be held against all others")
    parser.add_argument("--minhash", action="store_true", help="hold the join against MinHash and LSH of rensa")
    parser.add_argument("--counts", action="store_true", help="say what there was to look at")
    options = parser.parse_args()
    runs = []
    with TemporaryDirectory() as place:
        for count in [int(one) for one in options.growth.split(",") if one]:
            texts = part(options.texts, Path(place), count)
            runs.append(measured(texts, processes=options.processes, counts=options.counts))
            table(runs[-1])
        if not runs:
            table(measured(options.texts, processes=options.processes, counts=options.counts))
        if options.plot:
            options.plot.write_bytes(plot(runs))
        if not (options.recall or options.minhash):
            return
        corpus = build(options.texts, Path(place, "corpus"), workers=Workers(options.processes)).corpus
        if options.minhash:
            minhash(corpus)
        if options.recall:
            there, found = recall(corpus, sample=options.recall)
            print(
                f"\nrecall: {found:,} of {there:,} pairs of {options.recall} articles, {100 * found / there:.2f} %"
            )


if __name__ == "__main__":
    main()
