"""How fast two long treaties are compared, from files to TEI: beside other tools, two floors, and as texts grow.

    python benchmarks/speed.py --texts DIR [--pair EARLIER LATER] [--runs N] [--bound SECONDS] [--only PART ...]
        [--xmldiff PYTHON] [--collatex PYTHON] [--rapidfuzz PYTHON]

``DIR`` holds treaties in the XML of the ToTA corpus (``<treaty><body>`` with ``<article>``); by default the pair is
NAFTA and CAFTA-DR. What is printed are ratios, since seconds say little about another machine. Each measurement is
a process of its own, after its imports; the kinds of process take turns; what is measured is the processor's time,
the kernel's for it included, since what part of so little is the kernel's is only sampled; and of the runs of each
the fastest counts: what else a machine does only adds to it.

* *Floors*: parsing both files and one regular expression that splits all text into words and marks, the mean of 20
  passes; and one pass of rapidfuzz's Indel opcodes over the numbers of the words, which finds no structure and no
  moves.
* *Peers*: the first 20, 100 and 300 articles of the pair, in files of the corpus's form. xmldiff gets these files,
  an element for each article; and once more the same words in an element for each provision, label and clause that
  treatydiff finds in them, since that is what treatydiff compares and what an edition marks; without ids, which two
  texts never share. ``git diff --word-diff`` gets a line for each paragraph, the others get the running text or its
  words. A peer is stopped after ``--bound`` seconds; what stands there then is the least it can be, and it does not
  run again on more articles.
* *Growth*: texts of 125 to 2,000 articles drawn from all files, the later one with one word in ten changed, each
  tenth article left out and each twentieth moved: how many times longer twice the articles take.
* *Memory*: the most that the process held over what it held after its imports, over the size of both files.

xmldiff, CollateX (with lxml and Levenshtein beside it) and rapidfuzz (with lxml) run in the Python that their
option names, by default this one; one that is not installed is left out, and a line says so.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter
from pathlib import Path

from attrs import evolve, frozen
from lxml import etree

import treatydiff
from treatydiff.model.provisions import Provision

PAIR = ("pta_112.xml", "pta_23.xml")
ARTICLES = (20, 100, 300)
GROWTH = (125, 250, 500, 1_000, 2_000)
PARTS = ("floors", "peers", "growth")
PASSES = 20
"""Of the first floor, since a system may count the processor's time in steps of a tenth of it."""

HEAD = """
import json, sys
from time import process_time as begin
def said(start, **more):
    print(json.dumps({"seconds": begin() - start, **more}))
files = sys.argv[1:]
"""
PLAIN = """
import re
from lxml import etree
WORDS = re.compile(r"\\w+|[^\\w\\s]")
def text_of(file):
    return "".join(etree.parse(file).getroot().find("body").itertext())
"""
NUMBERED = """
numbers = {}
ours, theirs = ([numbers.setdefault(w, len(numbers)) for w in WORDS.findall(text_of(file))] for file in files)
"""
OURS = """
import treatydiff, treatydiff.dossier, treatydiff.comparison, treatydiff.export.tei
import treatydiff.reading, treatydiff.readers.files, treatydiff.readers.tota
def held():
    for line in open("/proc/self/status"):
        if line.startswith("VmHWM"):
            return 1024 * int(line.split()[1])
imports, start = held(), begin()
earlier, later = (treatydiff.read(file, siglum=siglum) for file, siglum in zip(files, "AB"))
read = begin()
comparison = treatydiff.compare(earlier, later)
compared = begin()
written = treatydiff.export.tei.write_comparison(comparison, version="0")
said(start, read=read - start, compared=compared - read, written=begin() - compared, memory=held() - imports)
"""
FLOOR = f"""
start = begin()
for _ in range({PASSES}):
    tokens = sum(len(WORDS.findall(text_of(file))) for file in files)
said(start, tokens=tokens)
"""
INDEL = """
from rapidfuzz.distance import Indel
start = begin()
Indel.opcodes(ours, theirs)
said(start)
"""
XMLDIFF = """
from xmldiff import main
start = begin()
main.diff_files(*files)
said(start)
"""
PROGRAMS = {
    "treatydiff": HEAD + OURS,
    "floor": HEAD + PLAIN + FLOOR,
    "rapidfuzz Indel": HEAD + PLAIN + NUMBERED + INDEL,
    "difflib": HEAD
    + PLAIN
    + NUMBERED
    + """
import difflib
start = begin()
difflib.SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
said(start)
""",
    "diff-match-patch": HEAD
    + PLAIN
    + """
import diff_match_patch
engine = diff_match_patch.diff_match_patch()
engine.Diff_Timeout = 0
ours, theirs = map(text_of, files)
start = begin()
engine.diff_main(ours, theirs)
said(start)
""",
    "xmldiff, articles": HEAD + XMLDIFF,
    "xmldiff, clauses": HEAD + XMLDIFF,
    "CollateX": HEAD
    + PLAIN
    + """
import warnings
warnings.simplefilter("ignore")
import collatex, Levenshtein
collation = collatex.Collation()
for file, siglum in zip(files, "AB"):
    collation.add_plain_witness(siglum, text_of(file))
start = begin()
collatex.collate(collation, segmentation=False)
said(start)
""",
}
"""What each kind of process runs; what it says last is what it took."""
PEERS = (
    "xmldiff, articles",
    "xmldiff, clauses",
    "CollateX",
    "difflib",
    "diff-match-patch",
    "rapidfuzz Indel",
    "git diff --word-diff",
)

Files = tuple[Path, Path]


@frozen
class Setting:
    """How to measure: the Python of each kind of process, how often, and for how long at most."""

    pythons: dict[str, str]
    runs: int
    bound: float


@frozen
class Article:
    """An article of the corpus: what is printed over it, and its words."""

    title: str
    text: str


def measured(kind: str, files: Sequence[Path], setting: Setting) -> dict[str, float]:
    """What one process says that it took; infinite seconds if it was stopped at its bound.

    Raises:
        ModuleNotFoundError: the process ended before it began to measure.
    """
    limit = math.ceil(setting.bound)

    def bounded() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 1))

    if kind.startswith("git"):
        return word_diff(files, bounded)
    if kind == "xmldiff, clauses":
        files = [divided(file, file.with_suffix(".clauses.xml")) for file in files]
    python = setting.pythons.get(kind.partition(",")[0], sys.executable)
    if not Path(python).is_file():
        raise ModuleNotFoundError(f"no file {python}")
    command = [python, "-c", PROGRAMS[kind], *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, preexec_fn=bounded)
    if done.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        return {"seconds": math.inf}
    if done.returncode:
        raise ModuleNotFoundError((done.stderr.strip().splitlines() or ["no message"])[-1])
    said: dict[str, float] = json.loads(done.stdout)
    return said


def word_diff(files: Sequence[Path], bounded: Callable[[], None]) -> dict[str, float]:
    """The processor's time of ``git diff --word-diff`` of two files, a line for each paragraph.

    Raises:
        ModuleNotFoundError: there is no git.
    """
    git = shutil.which("git")
    if git is None:
        raise ModuleNotFoundError("no git on the path")
    with tempfile.TemporaryDirectory() as folder:
        plain = [Path(folder, side) for side in ("earlier", "later")]
        for source, target in zip(files, plain, strict=True):
            lines = ("".join(map(str, article.itertext())) for article in articles_in(source))
            target.write_text("\n".join(" ".join(part.split()) for text in lines for part in text.split("\n\n")))
        command = [git, "diff", "--no-index", "--word-diff", "--no-color", "--", *map(str, plain)]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, preexec_fn=bounded)  # noqa: PLW1509
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    return {"seconds": used.ru_utime + used.ru_stime if process.returncode >= 0 else math.inf}


def best(kinds: Sequence[str], files: Sequence[Path], setting: Setting) -> dict[str, dict[str, float]]:
    """The fastest run of each kind of process, the kinds taking turns; one that cannot run is left out."""
    found: dict[str, dict[str, float]] = {}
    left = list(kinds)
    for _ in range(setting.runs):
        for kind in list(left):
            try:
                said = measured(kind, files, setting)
            except ModuleNotFoundError as error:
                print(f"{kind}: not measured ({error})")
                left.remove(kind)
                continue
            found[kind] = min(found.get(kind, said), said, key=lambda one: one["seconds"])
            if said["seconds"] > setting.bound / 10:
                left.remove(kind)  # so long a run says enough
    return found


def articles_in(file: Path) -> list[etree._Element]:
    """The articles of a treaty that have words."""
    return [node for node in etree.parse(str(file)).iter("article") if "".join(map(str, node.itertext())).strip()]


def written(file: Path, articles: Sequence[Article]) -> Path:
    """A treaty of these articles, numbered anew, in the form of the corpus."""
    root = etree.Element("treaty")
    chapter = etree.SubElement(etree.SubElement(root, "body"), "chapter", number="CHAPTER 1", name="Provisions")
    for number, article in enumerate(articles, start=1):
        etree.SubElement(chapter, "article", number=f"Article {number}", name=article.title).text = article.text
    file.write_bytes(etree.tostring(root, encoding="UTF-8"))
    return file


def divided(file: Path, target: Path) -> Path:
    """A treaty with an element for each provision, label and clause that treatydiff finds, named as in TEI."""
    root = etree.Element("body")
    for provision in treatydiff.read(file).provisions:
        add(root, provision)
    target.write_bytes(etree.tostring(root, encoding="UTF-8"))
    return target


def add(parent: etree._Element, provision: Provision) -> None:
    """Hang a provision, with what is in it, into an element."""
    node = etree.SubElement(parent, "div", type=provision.kind)
    for head in (provision.label, provision.heading):
        if head is not None:
            etree.SubElement(node, "head").text = head.text
    for clause in provision.clauses:
        etree.SubElement(node, "seg").text = clause.text
    for child in provision.children:
        add(node, child)


def drawn(nodes: Sequence[etree._Element]) -> list[Article]:
    """Articles with title and words."""
    return [Article(node.get("name", ""), "".join(map(str, node.itertext()))) for node in nodes]


def later_than(articles: Sequence[Article], draw: random.Random) -> Iterator[Article]:
    """A later state: one word in ten is another, each tenth article is gone, each twentieth stands at the end."""
    vocabulary = [word for article in articles[:50] for word in article.text.split(" ")]
    moved = []
    for number, article in enumerate(articles):
        words = [draw.choice(vocabulary) if draw.random() < 0.1 else word for word in article.text.split(" ")]
        changed = Article(article.title, " ".join(words))
        if number % 20 == 7:
            moved.append(changed)
        elif number % 10 != 3:
            yield changed
    yield from moved


def floors(pair: Files, setting: Setting) -> None:
    """Print how many times longer the whole way takes than either floor."""
    found = best(("treatydiff", "floor", "rapidfuzz Indel"), pair, setting)
    ours, floor = found["treatydiff"], found["floor"]
    one_pass = floor["seconds"] / PASSES
    size = sum(file.stat().st_size for file in pair)
    print(f"{pair[0].name} and {pair[1].name}, best of {setting.runs} runs; from files to TEI in one process\n")
    print(f"parsing and one regular expression: {floor['tokens']:,.0f} words and marks in {one_pass:.4f} s")
    shares = ", ".join(f"{what} {ours[what]:.2f}" for what in ("read", "compared", "written"))
    print(f"treatydiff: {ours['seconds']:.2f} s ({shares}), {ours['seconds'] / one_pass:.0f} times that")
    if "rapidfuzz Indel" in found:
        indel = found["rapidfuzz Indel"]["seconds"]
        print(f"rapidfuzz Indel opcodes: {indel:.2f} s; treatydiff takes {ours['seconds'] / indel:.2f} times that")
    print(f"memory over the imports: {ours['memory'] / size:.0f} times the files' {size:,} bytes\n")


def peers(pair: Files, setting: Setting, folder: Path) -> None:
    """Print how many times longer each peer takes than treatydiff on the same articles."""
    print(f"peers against treatydiff (1) on the same articles; '>' where stopped after {setting.bound:.0f} s\n")
    print(f"{'articles':>8}{'treatydiff':>14}" + "".join(f"{kind:>{len(kind) + 3}}" for kind in PEERS))
    kinds = list(PEERS)
    stopped: dict[str, dict[str, float]] = {}
    sides = [drawn(articles_in(file)) for file in pair]
    for count in ARTICLES:
        files = [written(folder / f"{side}{count}.xml", articles[:count]) for side, articles in enumerate(sides)]
        found = best(["treatydiff", *kinds], files, setting) | stopped
        stopped = {kind: said for kind, said in found.items() if math.isinf(said["seconds"])}
        kinds = [kind for kind in kinds if kind in found and kind not in stopped]
        ours = found["treatydiff"]["seconds"]
        line = f"{count:8}{f'{ours:.2f} s':>14}"
        for kind in PEERS:
            spent = found.get(kind, {}).get("seconds", math.nan)
            ratio = min(spent, setting.bound) / ours
            shown = (
                "-" if math.isnan(spent) else "< 0.01" if ratio < 0.01 else f"{ratio:,.{0 if ratio >= 10 else 2}f}"
            )
            line += f"{'> ' * math.isinf(spent) + shown:>{len(kind) + 3}}"
        print(line, flush=True)
    print()


def growth(texts: Sequence[Path], setting: Setting, folder: Path) -> None:
    """Print how time and memory grow with the number of articles."""
    draw = random.Random(7)  # noqa: S311 - texts to measure with, no secrets
    every = [node for file in texts for node in articles_in(file)]
    draw.shuffle(every)
    if len(every) < GROWTH[-1]:
        print(f"growth: not measured, since the texts have {len(every)} articles in all")
        return
    print(f"twice the articles, best of {setting.runs} runs: time, bytes, and memory over the files' size\n")
    print(f"{'articles':>8}{'bytes':>12}{'seconds':>9}{'time':>7}{'bytes':>7}{'memory':>8}")
    pairs = {}
    for count in GROWTH:
        articles = drawn(every[:count])
        later = list(later_than(articles, random.Random(count)))  # noqa: S311
        pairs[count] = (
            written(folder / f"earlier{count}.xml", articles),
            written(folder / f"later{count}.xml", later),
        )
    # Sizes take turns, as kinds of process do: what else a machine does may last for minutes.
    fastest: dict[int, dict[str, float]] = {}
    for _ in range(setting.runs):
        for count, files in pairs.items():
            ours = best(["treatydiff"], files, evolve(setting, runs=1))["treatydiff"]
            fastest[count] = min(fastest.get(count, ours), ours, key=itemgetter("seconds"))
    before = None
    for count, files in pairs.items():
        ours = fastest[count]
        size = sum(file.stat().st_size for file in files)
        grown = ["", ""] if before is None else [f"{ours['seconds'] / before[0]:.2f}", f"{size / before[1]:.2f}"]
        print(
            f"{count:8,}{size:12,}{ours['seconds']:9.2f}{grown[0]:>7}{grown[1]:>7}{ours['memory'] / size:8.0f}",
            flush=True,
        )
        before = ours["seconds"], size


def main() -> None:
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(
        description="Measure the way from two files to TEI: floors, peers, growth, memory."
    )
    parser.add_argument("--texts", type=Path, required=True, help="a folder of treaties in ToTA's XML")
    parser.add_argument("--pair", nargs=2, default=PAIR, metavar="FILE", help="two of them (NAFTA and CAFTA-DR)")
    parser.add_argument("--runs", type=int, default=5, help="runs of each measurement (default: 5)")
    parser.add_argument("--bound", type=float, default=120, help="seconds after which a process is stopped (120)")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, help="parts to measure (all)")
    for peer in ("xmldiff", "collatex", "rapidfuzz"):
        parser.add_argument(f"--{peer}", default=sys.executable, help=f"the Python that has {peer} (this one)")
    options = parser.parse_args()
    pair = options.texts / options.pair[0], options.texts / options.pair[1]
    missing = [str(file) for file in pair if not file.is_file()]
    if missing or options.runs < 1:
        parser.error(f"no file {missing[0]}" if missing else "at least one run")
    pythons = {
        "xmldiff": options.xmldiff,
        "CollateX": options.collatex,
        "rapidfuzz Indel": options.rapidfuzz,
    }
    setting = Setting(pythons, options.runs, options.bound)
    with tempfile.TemporaryDirectory() as folder:
        if "floors" in options.only:
            floors(pair, setting)
        if "peers" in options.only:
            peers(pair, setting, Path(folder))
        if "growth" in options.only:
            growth(sorted(options.texts.glob("*.xml")), setting, Path(folder))


if __name__ == "__main__":
    main()
