"""How well the articles and clauses of two language versions of one agreement are aligned by structure.

    python benchmarks/parallel_quality.py LEFT RIGHT [--numbers] [--removed PER_CENT] [--blocks SIZE] [--seed N]

LEFT and RIGHT are XML with `article` elements that carry a `number`; the number is the key by which articles are
known to correspond, and it is withheld from the aligner, headings (which repeat it) with it, unless `--numbers`
gives both. `--removed` takes so many of the articles out of either text, at random, and `--blocks` puts the right
one's into another order, so many at a time. Clauses are scored where both texts mark them, as "(a)" or "3.", once
in an article: the marks are the key, and are taken out before the aligner sees the words.

The last line reads `articles P %, wrong W, false F %, clauses C %, S s`: of the known pairs those found, articles
linked to another than their own, articles without counterpart that got one, known pairs of clauses found, and
processor time.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from attrs import evolve, frozen
from lxml import etree

from treatydiff.alignment.parallel import align_parallel_units
from treatydiff.alignment.units import Unit, UnitAlignment
from treatydiff.model.passages import Passage
from treatydiff.tokenization import tokenize

CLAUSE_END = re.compile(r"(?<=[;:。；])\s*(?=\S)|(?<=[\w)][\w)]\.)\s+(?=[^\W\d_(]|[0-9(])")
MARK = re.compile(r"\s*(?:\((\w{1,4})\)|(\d{1,2})\.)\s*(?=\S)")


@frozen
class Article:
    """An article: its number, what the aligner sees, and the marks that its clauses begin with."""

    number: str
    unit: Unit
    marks: tuple[str, ...]


def read(path: Path, *, numbers: bool) -> list[Article]:
    """Read the articles of one text, in order."""
    found: list[Article] = []
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    for article in etree.parse(path, parser).getroot().iter("article"):
        number = ".".join(re.findall(r"\d+", str(article.get("number", ""))))
        text = " ".join("".join(map(str, article.itertext())).split())
        marks, segments = [], []
        for clause in CLAUSE_END.split(text):
            mark = MARK.match(clause)
            words = tokenize(Passage(clause[mark.end() :] if mark else clause)).n
            if words:
                marks.append(mark[0].strip() if mark else "")
                segments.append(words)
        unit = Unit("operative", tuple(segments))
        if numbers:
            heading = tokenize(Passage(str(article.get("name", "")))).n
            unit = evolve(unit, heading=heading, number=number or None)
        found.append(Article(number, unit, tuple(marks)))
    return found


def disturbed(articles: Sequence[Article], dice: random.Random, *, removed: float, blocks: int) -> list[Article]:
    """The articles with some taken out, and the rest in blocks of another order."""
    kept = [article for article in articles if dice.random() >= removed]
    if blocks:
        parts = [kept[start : start + blocks] for start in range(0, len(kept), blocks)]
        dice.shuffle(parts)
        kept = [article for part in parts for article in part]
    return kept


def known_clauses(left: Article, right: Article) -> Mapping[int, int]:
    """Clauses of two articles that begin with one mark, which stands once in either."""
    ours, theirs = Counter(left.marks), Counter(right.marks)
    return {
        left.marks.index(mark): right.marks.index(mark)
        for mark in ours
        if mark and ours[mark] == 1 and theirs[mark] == 1
    }


def score(left: Sequence[Article], right: Sequence[Article], found: UnitAlignment) -> str:
    """The figures."""
    there = {article.number: place for place, article in enumerate(right)}
    known = {place: there[article.number] for place, article in enumerate(left) if article.number in there}
    links = {link.left[0]: link.right[0] for link in found.units}
    right_alone = set(range(len(right))) - set(known.values())
    alone = len(left) - len(known) + len(right_alone)
    false = sum((row not in known) + (column in right_alone) for row, column in links.items())
    pairs = sum(links.get(row) == column for row, column in known.items())
    wrong = sum(row in known and known[row] != column for row, column in links.items())
    clauses = {
        (row, a): (column, b)
        for row, column in known.items()
        for a, b in known_clauses(left[row], right[column]).items()
    }
    joined = {(a, b) for link in found.segments for a in link.left for b in link.right}
    marked = sum(pair in joined for pair in clauses.items())
    print(
        f"{len(left)} x {len(right)} articles, {len(known)} known pairs, {alone} articles without counterpart,",
        end=" ",
    )
    print(f"{len(clauses)} known pairs of clauses")
    return (
        f"articles {percent(pairs, len(known))} %, wrong {wrong}, false {percent(false, alone)} %, "
        f"clauses {percent(marked, len(clauses))} %"
    )


def percent(part: int, whole: int) -> str:
    """A share, to a tenth."""
    return f"{100 * part / whole if whole else 0:.1f}"


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description="Measure the alignment of two language versions of one agreement.")
    parser.add_argument("left", type=Path, help="one version (XML)")
    parser.add_argument("right", type=Path, help="the other")
    parser.add_argument("--numbers", action="store_true", help="let numbers and headings count")
    parser.add_argument("--removed", type=float, default=0, help="per cent of the articles taken out of either")
    parser.add_argument("--blocks", type=int, default=0, help="articles that keep together when the order changes")
    parser.add_argument("--seed", type=int, default=1, help="of the dice")
    arguments = parser.parse_args()
    dice = random.Random(arguments.seed)  # noqa: S311 - dice, not secrets
    removed = arguments.removed / 100
    left = disturbed(read(arguments.left, numbers=arguments.numbers), dice, removed=removed, blocks=0)
    right = disturbed(
        read(arguments.right, numbers=arguments.numbers), dice, removed=removed, blocks=arguments.blocks
    )
    ours, theirs = [article.unit for article in left], [article.unit for article in right]
    start = time.process_time()
    align_parallel_units(ours, theirs, segments=False)
    spent = time.process_time() - start
    figures = score(left, right, align_parallel_units(ours, theirs))
    print(f"{figures}, {spent:.1f} s")


if __name__ == "__main__":
    main()
