"""How well the structure of plain text is recognised, measured against known answers.

    python benchmarks/structure_quality.py --headings FILE.json
    python benchmarks/structure_quality.py --flatten flatten.py --texts DIR [--names a.xml b.xml ...] [--seeds 8]
    python benchmarks/structure_quality.py --speed MEGABYTES

`--headings` takes a list of headings ({"text", "kind", "level", "value"}) and asks each for level and value; those
of kind "citation" must not be read as headings. `--flatten` takes a program with `make(source, text, truth, seed)`
that turns an agreement's XML into plain text with the truth beside it, and `score(truth, found)` that prints
"recall R precision P chapters C"; without `--names` the agreements are every tenth of the folder. Figures
below 0.95 are listed, and the last line gives the means and the least. `--speed` gives time and memory for texts of
various shapes, each in a process of its own.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import io
import json
import re
import resource
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from treatydiff.errors import InputError
from treatydiff.model.kinds import Role
from treatydiff.model.numbers import value_of
from treatydiff.model.provisions import Provision
from treatydiff.readers import read_bytes
from treatydiff.readers.recognition import recognise

LEVELS = {"protocol": "annex", "point": "paragraph", "book": "part"}
WORDS = ("words", "heading", "body", "recital", "closing", "signatures")
"""Decisions on what has no label."""
POOR = 0.95


def of_headings(path: Path) -> None:
    """Level and value of each heading."""
    right = 0
    known = json.loads(path.read_text(encoding="utf-8"))
    for one in known:
        decided = [each for each in recognise(one["text"]).decisions if each.level not in WORDS and not each.aside]
        # What the last line begins with; "Art. 1er.- (1)" begins a paragraph, too.
        last = next((each for each in decided if each.line == decided[-1].line), None)
        level = LEVELS.get(last.level, last.level) if last else None
        number = last.number if last else ""
        value = value_of(number) if number else "preamble" if level == "preamble" else None
        wanted = (one["level"], one["value"]) if one["kind"] == "heading" else (None, None)
        if (level, value) == wanted:
            right += 1
        else:
            print(f"{one['text']!r}: wanted {wanted}, found {(level, value)}")
    print(f"headings {right} of {len(known)} right")


def words_of(provision: Provision) -> str:
    """The words of a provision, with the labels of what stands inside it, as they were printed."""
    parts = [clause.text for clause in provision.clauses]
    for child in provision.children:
        parts += [child.label.text] if child.label else []
        parts.append(words_of(child))
    return " ".join(parts)


def articles_of(provisions: tuple[Provision, ...], within: tuple[str, ...] = ()) -> Iterator[dict[str, str]]:
    """All articles with the address of what holds each."""
    for at, one in enumerate(provisions):
        if one.kind == "article":
            yield {"chapter": "/".join(within), "text": words_of(one), "number": str(one.number or "")}
        elif one.role is Role.GROUPING:
            # The truth knows no sections inside chapters.
            inner = one.kind in ("section", "subsection") and any(name.startswith("chapter") for name in within)
            step = () if inner else (f"{one.kind} {one.number or ''} {at}",)
            yield from articles_of(one.children, (*within, *step))


def measured(job: tuple[Path, Path, int]) -> tuple[str, int, list[float]]:
    """Recall, precision and chapters of one agreement and seed."""
    program, source, seed = job
    described = importlib.util.spec_from_file_location("flatten", program)
    if described is None or described.loader is None:
        raise SystemExit(f"{program} is no program")
    flatten: Any = importlib.util.module_from_spec(described)
    described.loader.exec_module(flatten)
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()) as printed:
        text, truth, found = (Path(folder, name) for name in ("a.txt", "truth.json", "found.json"))
        flatten.make(str(source), str(text), str(truth), seed)
        witness = read_bytes(text.read_bytes(), name="a.txt").witness
        found.write_text(json.dumps(list(articles_of(witness.provisions))), encoding="utf-8")
        flatten.score(str(truth), str(found))
    return source.name, seed, [float(one) for one in re.findall(r"(?<= )[01]\.\d{4}", printed.getvalue())[-3:]]


def of_flattened(program: Path, texts: Path, names: list[str], seeds: int, workers: int) -> None:
    """All agreements, all seeds."""
    sources = [texts / name for name in names] if names else sorted(texts.glob("*.xml"))[::10]
    jobs = [(program, source, seed) for source in sources for seed in range(1, seeds + 1)]
    with ProcessPoolExecutor(workers) as pool:
        results = list(pool.map(measured, jobs, chunksize=4))
    for name, seed, figures in results:
        if min(figures) < POOR:
            print(
                f"{name} seed {seed}: recall {figures[0]:.4f} precision {figures[1]:.4f} chapters {figures[2]:.4f}"
            )
    columns = list(zip(*(figures for _, _, figures in results), strict=True))
    means = [sum(column) / len(column) for column in columns]
    print(f"{len(results)} runs, {sum(min(figures) < POOR for _, _, figures in results)} below {POOR}")
    print("mean recall {:.4f} precision {:.4f} chapters {:.4f}".format(*means), end="; ")
    print("least recall {:.4f} precision {:.4f} chapters {:.4f}".format(*map(min, columns)))


SHAPES = {
    "one line": "the Parties shall keep the peace. ",
    "one line without spaces": "x",
    "lines of prose": "the Parties shall keep the peace under\nArticle 5 of the Charter, and\n",
    "paragraphs": "The Parties shall keep the peace among them and with all others, as long as this treaty is in "
    "force, and settle by peaceful means whatever may arise.\n\n",
    "labelled": "(a) the Parties shall keep the peace among them and with all others, as long as this treaty is in "
    "force, and not any longer;\n",
    "short lines": "the peace of the Parties\n",
    "one word a line": "peace\n",
    "headings": "Article 1\n\nIt lasts.\n\n",
    "short labels": "(a) b;\n",
    "page numbers": "- 1 -\n\f\n",
    "parted words": "estab-\nlish ",
}


def costs(job: tuple[str, int]) -> tuple[float, int, str]:
    """Seconds and bytes of memory that a text takes, in a process of its own; and how it was refused."""
    piece, size = job
    text = (piece * (size // len(piece) + 1))[:size]
    recognise("Article 1\n\nIt lasts.")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    refused = ""
    try:
        recognise(text)
    except InputError as error:
        refused = f" ({error})"
    seconds = time.perf_counter() - start
    return seconds, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024, refused


def of_speed(megabytes: int) -> None:
    """Seconds and memory for texts of a size, whatever stands in them."""
    size = megabytes * 1_000_000
    for what, piece in SHAPES.items():
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            seconds, memory, refused = pool.submit(costs, (piece, size)).result()
        print(f"{what}: {seconds:.1f} s, memory {memory / size:.1f} times {megabytes} MB{refused}", flush=True)


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--headings", type=Path)
    parser.add_argument("--flatten", type=Path)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--names", nargs="*", default=[])
    parser.add_argument("--seeds", type=int, default=8)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--speed", type=int, metavar="MEGABYTES")
    given = parser.parse_args()
    if given.headings:
        of_headings(given.headings)
    if given.flatten and given.texts:
        of_flattened(given.flatten, given.texts, given.names, given.seeds, given.workers)
    if given.speed:
        of_speed(given.speed)


if __name__ == "__main__":
    main()
