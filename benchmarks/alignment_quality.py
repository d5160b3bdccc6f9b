"""How well articles of real agreements are aligned, measured against known answers.

    python benchmarks/alignment_quality.py --gold DIR --texts DIR [--evidence] [--cross-validate]

Each file of the gold folder names two texts and says which articles of theirs correspond (`pairs`), which of
these stand elsewhere (`moved`), and which have no counterpart (`unmatched_left`, `unmatched_right`). The texts are
XML with `article` elements that carry an `article_identifier`. Only the words of the articles are looked at;
headings and numbers are withheld, unless `--evidence` asks for them. Pairs listed as `heading_only`, whose words
have next to nothing in common, are left out of the figures.

A known pair counts as found if a link joins its two articles, a split or merge included; an article without a
counterpart is false if any link touches it. `--cross-validate` shows how the parameters hold on pairs of texts
that took no part in choosing them: for each gold file the best of a grid on all others, then on all.
The last line reads `pairs P %, moved M %, false F %`.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections.abc import Iterable, Sequence
from itertools import product
from pathlib import Path
from typing import Any

from attrs import evolve, frozen
from lxml import etree

from treatydiff.alignment.context import Parameters
from treatydiff.alignment.similarity import count_features
from treatydiff.alignment.units import UNIT_PARAMETERS, Unit, link_units

WORD = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]")
# Crude, and good enough here: a full stop after a word, not after the number of a paragraph.
CLAUSE_END = re.compile(r"(?<=[;:])\s+|(?<=[\w)][\w)]\.)\s+(?=[A-Z(0-9])")


@frozen
class Agreement:
    """The articles of one text by identifier, in order, with and without their headings and numbers."""

    identifiers: tuple[str, ...]
    bodies: tuple[Unit, ...]
    headed: tuple[Unit, ...]

    @property
    def segments(self) -> list[tuple[str, ...]]:
        """The clauses of all articles."""
        return [segment for unit in self.bodies for segment in unit.segments]


@frozen
class Figures:
    """Counts: of known pairs, moved ones, and articles without counterpart; and what was made of them."""

    pairs: int = 0
    found: int = 0
    moved: int = 0
    moved_found: int = 0
    alone: int = 0
    false: int = 0

    @property
    def errors(self) -> int:
        """Pairs not found and articles falsely linked, together."""
        return self.pairs - self.found + self.false

    def __str__(self) -> str:
        pairs, moved = _percent(self.found, self.pairs, 100), _percent(self.moved_found, self.moved, 100)
        return f"pairs {pairs} %, moved {moved} %, false {_percent(self.false, self.alone, 0)} %"


Known = tuple[dict[str, Any], Agreement, Agreement]
"""What a gold file says, and its two texts."""


def total(parts: Iterable[Figures]) -> Figures:
    """Add figures up."""
    summed = Figures()
    for part in parts:
        summed = Figures(
            pairs=summed.pairs + part.pairs,
            found=summed.found + part.found,
            moved=summed.moved + part.moved,
            moved_found=summed.moved_found + part.moved_found,
            alone=summed.alone + part.alone,
            false=summed.false + part.false,
        )
    return summed


def read(path: Path) -> Agreement:
    """Read the articles of one text."""
    identifiers: list[str] = []
    bodies: list[Unit] = []
    headed: list[Unit] = []
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    for article in etree.parse(path, parser).getroot().iter("{*}article"):
        text = " ".join("".join(map(str, article.itertext())).split())
        clauses = tuple(words(clause) for clause in CLAUSE_END.split(text))
        body = Unit(role="operative", segments=tuple(filter(None, clauses)))
        number = re.sub(r"\D+", " ", str(article.get("number", ""))).strip()
        identifiers.append(str(article.get("article_identifier")))
        bodies.append(body)
        headed.append(evolve(body, heading=words(str(article.get("name", ""))), number=number or None))
    return Agreement(identifiers=tuple(identifiers), bodies=tuple(bodies), headed=tuple(headed))


def words(text: str) -> tuple[str, ...]:
    """Words and marks in lower case."""
    return tuple(WORD.findall(text.lower()))


def measure(
    gold: dict[str, Any], left: Agreement, right: Agreement, *, evidence: bool, parameters: Parameters
) -> Figures:
    """Align two texts and compare the links with what is known."""
    ours, theirs = (left.headed, right.headed) if evidence else (left.bodies, right.bodies)
    counted = count_features(left.segments, right.segments)
    joined = {
        (left.identifiers[one], right.identifiers[other])
        for link in link_units(ours, theirs, counted, parameters)
        for one in link.left
        for other in link.right
    }
    linked_left, linked_right = {one for one, _ in joined}, {other for _, other in joined}
    heading_only = set(_pairs(gold, "heading_only"))
    pairs = [pair for pair in _pairs(gold, "pairs") if pair not in heading_only]
    moved = [pair for pair in _pairs(gold, "moved") if pair not in heading_only]
    alone_left, alone_right = _identifiers(gold, "unmatched_left"), _identifiers(gold, "unmatched_right")
    return Figures(
        pairs=len(pairs),
        found=sum(pair in joined for pair in pairs),
        moved=len(moved),
        moved_found=sum(pair in joined for pair in moved),
        alone=len(alone_left) + len(alone_right),
        false=sum(one in linked_left for one in alone_left) + sum(other in linked_right for other in alone_right),
    )


def _pairs(gold: dict[str, Any], key: str) -> list[tuple[str, str]]:
    """Pairs of identifiers, each once; a gold file need not have all keys."""
    return list(dict.fromkeys((str(pair[0]), str(pair[1])) for pair in gold.get(key) or []))


def _identifiers(gold: dict[str, Any], key: str) -> list[str]:
    return list(dict.fromkeys(map(str, gold.get(key) or [])))


def read_gold(folder: Path, texts: Path) -> list[Known]:
    """The gold files of a folder, in the order of their names, with the texts; others are named and left out."""
    found: list[Known] = []
    read_texts: dict[Path, Agreement] = {}
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(gold, dict) or not {"left", "right", "pairs"} <= gold.keys():
            print(f"left out: {path.name} names no two texts with pairs of articles", file=sys.stderr)
            continue
        sides = [texts / str(gold[side]) for side in ("left", "right")]
        sides = [side if side.is_file() else side.with_name(f"{side.name}.xml") for side in sides]
        missing = [side.name for side in sides if not side.is_file()]
        if missing:
            print(f"left out: {path.name}, since there is no {missing[0]} in {texts}", file=sys.stderr)
            continue
        for side in sides:
            if side not in read_texts:
                read_texts[side] = read(side)
        found.append((gold, read_texts[sides[0]], read_texts[sides[1]]))
    return found


def named(gold: dict[str, Any]) -> str:
    """The two texts of a gold file, for tables."""
    pair = "-".join(str(gold[side]).removesuffix(".xml") for side in ("left", "right"))
    return f"{pair:18}"


def cross_validate(golds: Sequence[Known]) -> None:
    """Choose parameters on all pairs of texts but one, and measure them on that one, for each; then on all."""
    grid = [
        evolve(UNIT_PARAMETERS, threshold=threshold, context=context, lead=lead)
        for threshold, context, lead in product(*_GRID)
    ]
    table = [
        [measure(gold, left, right, evidence=False, parameters=parameters) for gold, left, right in golds]
        for parameters in grid
    ]
    print("\nparameters for units (per mille; lead per cent)          all texts: missed, false")
    for parameters, row in zip(grid, table, strict=True):
        print(f"{described(parameters)}{errors(total(row), 24)}")
    held_out: list[Figures] = []
    print("\nleft out           chosen on the others                      missed, false")
    for place, (gold, _, _) in enumerate(golds):
        chosen = best([total(row[:place] + row[place + 1 :]) for row in table])
        held_out.append(table[chosen][place])
        print(f"{named(gold)} {described(grid[chosen])}{errors(held_out[-1], 15)}")
    print(f"held out: {total(held_out)}")
    chosen = best([total(row) for row in table])
    print(f"\nchosen on all:     {described(grid[chosen])}{errors(total(table[chosen]), 15)}")
    own = grid.index(UNIT_PARAMETERS)
    print(f"the library's:     {described(UNIT_PARAMETERS)}{errors(total(table[own]), 15)}\n")


_GRID = (130, 140, 150, 160, 175), (300, 375), (60, 100)
"""Thresholds, contexts and leads among which parameters are chosen."""


def best(figures: Sequence[Figures]) -> int:
    """Which of some figures has fewest errors, a false link weighing as a miss does; the middle one of equals."""
    fewest = min(one.errors for one in figures)
    equals = [index for index, one in enumerate(figures) if one.errors == fewest]
    return equals[len(equals) // 2]


def described(parameters: Parameters) -> str:
    """The parameters that are chosen, for tables."""
    return f"threshold {parameters.threshold}  context {parameters.context}  lead {parameters.lead:3}"


def errors(figures: Figures, width: int) -> str:
    """Pairs missed and articles falsely linked, for tables."""
    return f"{figures.pairs - figures.found:{width}}{figures.false:7}"


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description="Measure the alignment of articles against known answers.")
    parser.add_argument("--gold", type=Path, required=True, help="folder of gold files (JSON)")
    parser.add_argument("--texts", type=Path, required=True, help="folder of the texts that they name (XML)")
    parser.add_argument("--evidence", action="store_true", help="let headings and numbers count as well")
    parser.add_argument("--cross-validate", action="store_true", help="choose parameters on other texts only")
    arguments = parser.parse_args()
    golds = read_gold(arguments.gold, arguments.texts)
    if not golds:
        parser.error(f"no gold files in {arguments.gold}")
    print("texts                articles   known  missed   moved  missed   alone   false  seconds")
    rows: list[Figures] = []
    for gold, left, right in golds:
        start = time.perf_counter()
        figures = measure(gold, left, right, evidence=arguments.evidence, parameters=UNIT_PARAMETERS)
        spent = time.perf_counter() - start
        rows.append(figures)
        print(
            f"{named(gold)}{len(left.bodies):6} x {len(right.bodies):3}"
            f"{figures.pairs:8}{figures.pairs - figures.found:8}{figures.moved:8}"
            f"{figures.moved - figures.moved_found:8}{figures.alone:8}{figures.false:8}{spent:9.2f}"
        )
    if arguments.cross_validate:
        cross_validate(golds)
    print(total(rows))


def _percent(part: int, whole: int, nothing: int) -> str:
    return f"{100 * part / whole if whole else nothing:.1f}"


if __name__ == "__main__":
    main()
