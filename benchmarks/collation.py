"""How fast collation is beside CollateX, how it grows with the text, and how much memory it takes.

    python benchmarks/collation.py [--collatex PYTHON] [--bound SECONDS] [--runs N] [--most TOKENS]

The texts are made up from a seed: articles of clauses of some 25 words and marks in the vocabulary of treaties;
each further witness has one word in ten of the first changed. What is printed are ratios, since seconds say little
about another machine. Each measurement is a process of its own, the kinds of process take turns, what is measured
is the processor's time, and of the runs of each the fastest counts: what else a machine does only adds to it.

* *Beside CollateX*: 2 and 4 witnesses of 200 to 2,000 tokens. CollateX gets the running text and does its own
  tokenization; it is given `segmentation=False`, since joining its columns afterwards would only add to its time.
  It runs in the Python that ``--collatex`` names, into which ``pip install collatex Levenshtein`` was done, and is
  stopped after ``--bound`` seconds of the processor's time; what stands there then is the least it can be.
* *Growth*: treatydiff alone, up to 200,000 tokens in 500 articles: how many times longer twice the text takes.
* *Memory*: the most that the process held (Linux: ``VmHWM``) over what it held after its imports, in bytes for each
  token of all witnesses together. The witnesses themselves are in it; their share is printed as well.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import signal
import subprocess
import sys
from collections.abc import Sequence

SMALL = (200, 500, 1_000, 2_000)
LARGE = (12_500, 25_000, 50_000, 100_000, 200_000)
WITNESSES = (2, 4)
CLAUSE = 25
ARTICLE = 400

# By how often they stand, as in prose: the first few make up half of a text.
WORDS = (
    "the of and to in a for or by each other shall Parties Contracting any which party present treaty state states "
    "between its such with this may not be on is have their as from high under article agreement government "
    "territory either force peace provisions subject rights disputes commission both undertake relations "
    "respect mutual exchange ratification instruments territorial integrity independence friendly consult "
    "measures military operations powers third neutrality duration conflict object attack assistance fisheries "
    "navigation trade commerce vessels ports duties tariffs nationals residence property protection courts "
    "arbitration tribunal decision notice denounce expiry extended automatically term years months days signature "
    "plenipotentiaries credentials protocol annex frontier boundary railway concession coal oil timber customs "
    "consuls privileges immunities extradition offences evidence documents translation languages authentic"
).split()
SHARES = [1 / (rank + 3) for rank in range(len(WORDS))]

Text = list[list[str]]
"""A witness: articles of clauses."""

OURS = """
import gc, json, sys, time
import treatydiff
from treatydiff.model.numbers import Number
from treatydiff.model.provisions import Passage, Provision
from treatydiff.model.witnesses import Witness
from treatydiff.tokenization import tokenize

def held():
    for line in open("/proc/self/status"):
        if line.startswith("VmHWM"):
            return 1024 * int(line.split()[1])

tokenize(Passage("A word."))
imports = held()
witnesses = [
    Witness(
        "ABCDEFGH"[place],
        tuple(
            Provision("article", tuple(map(Passage, clauses)), number=Number(str(number)))
            for number, clauses in enumerate(text, start=1)
        ),
    )
    for place, text in enumerate(json.load(sys.stdin))
]
texts = held()
start = time.process_time()
collation = treatydiff.collate(witnesses)
spent = time.process_time() - start
tokens = sum(
    len(reading.tokens) * len(reading.witnesses)
    for group in collation.clause_groups() for unit in group.units for reading in unit.readings
)
print(json.dumps({"seconds": spent, "tokens": tokens, "texts": texts - imports, "peak": held() - imports}))
"""

COLLATEX = """
import json, resource, sys, time, warnings
warnings.simplefilter("ignore")
import collatex
collation = collatex.Collation()
for place, text in enumerate(json.load(sys.stdin)):
    collation.add_plain_witness("ABCDEFGH"[place], "".join(clause for article in text for clause in article))
start = time.process_time()
resource.setrlimit(resource.RLIMIT_CPU, (int(start + float(sys.argv[1])) + 1, resource.RLIM_INFINITY))
collatex.collate(collation, segmentation=False)
print(json.dumps({"seconds": time.process_time() - start}))
"""


def made_up(witnesses: int, tokens: int) -> list[Text]:
    """Witnesses of so many tokens each."""
    draw = random.Random(tokens)  # noqa: S311 - made-up texts, no secrets
    articles = max(1, tokens // ARTICLE)
    # Names and terms that stand in few articles, as each treaty has them.
    terms = [
        "".join(draw.choice("bdfgklmnprst") + draw.choice("aeiou") for _ in range(4)) for _ in range(4 * articles)
    ]
    base: list[list[list[str]]] = []
    for number in range(articles):
        left = tokens * (number + 1) // articles - tokens * number // articles
        own = draw.sample(terms, 4)
        clauses: list[list[str]] = []
        while left:
            length = min(left, CLAUSE)
            words = draw.choices(WORDS, SHARES, k=length)
            for _ in range(length // 8):
                words[draw.randrange(length)] = draw.choice(own)
            words[length // 2] = draw.choice([",", ";", words[length // 2]])
            clauses.append([*words[:-1], "."])
            left -= length
        base.append(clauses)
    others = [
        [[[_changed(word, draw) for word in clause] for clause in clauses] for clauses in base]
        for _ in range(witnesses - 1)
    ]
    return [[[_written(clause) for clause in clauses] for clauses in text] for text in (base, *others)]


def _changed(word: str, draw: random.Random) -> str:
    return draw.choices(WORDS, SHARES)[0] if word.isalpha() and draw.random() < 0.1 else word


def _written(clause: Sequence[str]) -> str:
    text = " ".join(clause) + " "
    for mark in ",;.":
        text = text.replace(f" {mark}", mark)
    return text


def measured(python: str, program: str, texts: Sequence[Text], *, bound: float = math.inf) -> dict[str, float]:
    """What a process that collates these texts says of itself; nothing if it was stopped at its bound.

    Raises:
        subprocess.CalledProcessError: it failed.
    """
    command = [python, "-c", program, str(bound)]
    done = subprocess.run(command, input=json.dumps(texts), stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode == -signal.SIGXCPU:
        return {}
    done.check_returncode()
    said: dict[str, float] = json.loads(done.stdout)
    return said


def beside_collatex(python: str, *, bound: float, runs: int) -> None:
    """Print how many times longer CollateX takes."""
    print(f"CollateX against treatydiff (1), best of {runs} runs; '>' where it was stopped after {bound:.0f} s\n")
    print(f"{'tokens':>9}" + "".join(f"{f'{count} witnesses':>14}" for count in WITNESSES))
    for tokens in SMALL:
        line = f"{tokens:9,}"
        for count in WITNESSES:
            texts = made_up(count, tokens)
            ours: list[float] = []
            theirs: list[float] = []
            for run in range(runs):
                ours.append(measured(sys.executable, OURS, texts)["seconds"])
                other = measured(python, COLLATEX, texts, bound=bound) if theirs or not run else {}
                theirs += [other["seconds"]] if other else []
            ratio = min(theirs, default=bound) / min(ours)
            line += f"{('' if theirs else '> ') + format(ratio, ',.0f'):>14}"
        print(line, flush=True)
    print()


def growth_and_memory(*, most: int, runs: int) -> None:
    """Print how time grows with the text, and what memory it takes."""
    print(f"treatydiff alone, best of {runs} runs; time: twice the text against the text, and what n log n gives;")
    print("memory: bytes a token over the imports, and how many of them were held before collation\n")
    print(f"{'witnesses':>9}{'tokens each':>13}{'articles':>10}{'time':>8}{'n log n':>9}{'memory':>8}{'before':>8}")
    sizes = [tokens for tokens in LARGE if tokens <= most]
    best: dict[tuple[int, int], dict[str, float]] = {}
    for _ in range(runs):
        for count in WITNESSES:
            for tokens in sizes:
                said = measured(sys.executable, OURS, made_up(count, tokens))
                known = best.get((count, tokens), said)
                best[count, tokens] = min(known, said, key=lambda measurement: measurement["seconds"])
    for count in WITNESSES:
        for half, tokens in zip([0, *sizes], sizes, strict=False):
            said = best[count, tokens]
            grown = expected = ""
            if half:
                grown = f"{said['seconds'] / best[count, half]['seconds']:.2f}"
                expected = f"{2 * math.log(tokens) / math.log(half):.2f}"
            memory, before = (said[what] / said["tokens"] for what in ("peak", "texts"))
            print(f"{count:9}{tokens:13,}{tokens // ARTICLE:10}{grown:>8}{expected:>9}{memory:8.0f}{before:8.0f}")


def main() -> None:
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(description="Measure collation: beside CollateX, its growth, its memory.")
    parser.add_argument("--collatex", help="the Python that has CollateX and Levenshtein (default: not measured)")
    parser.add_argument("--bound", type=float, default=120, help="seconds after which CollateX is stopped (120)")
    parser.add_argument("--runs", type=int, default=3, help="runs of each measurement (default: 3)")
    parser.add_argument("--most", type=int, default=LARGE[-1], help=f"tokens of a witness at most ({LARGE[-1]:,})")
    options = parser.parse_args()
    if options.runs < 1 or options.most < LARGE[0]:
        parser.error(f"at least one run, and {LARGE[0]:,} tokens")
    if options.collatex:
        beside_collatex(options.collatex, bound=options.bound, runs=options.runs)
    growth_and_memory(most=options.most, runs=options.runs)


if __name__ == "__main__":
    main()
