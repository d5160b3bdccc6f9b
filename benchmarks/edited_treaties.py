"""How well edited treaties are aligned, relation by relation, as more and more of their words are replaced.

    python benchmarks/edited_treaties.py --texts DIR [--some N] [--seeds N] [--words 0 10 ...]
        [--headed] [--svg FILE]

Texts of the folder, in any format that can be read, are edited by `treaty_editing`, so that it is known what
corresponds: articles and blocks of them move, split, merge, go and come, clauses inside articles likewise, all
articles are numbered anew, and a share of all words is replaced. Headings are withheld unless `--headed` leaves
them. Each relation counts as found where the link has exactly the same ends on both sides; a link that joins but a
part of what was split is a miss of the split, and a false pair besides. Printed are precision and recall in per
cent, for articles and for clauses.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterable, Sequence
from pathlib import Path

from attrs import evolve, field, frozen
from treaty_editing import ALL, Edited, Edits, Joined, Truth, displaced, edited_treaty

from treatydiff.alignment.provisions import align, units
from treatydiff.alignment.witnesses import TokenizedWitness
from treatydiff.errors import TreatyDiffError
from treatydiff.model.addresses import Address
from treatydiff.model.links import Link
from treatydiff.model.witnesses import Witness
from treatydiff.readers.files import read_file

RELATIONS = ("pair", "split", "merged", "moved", "inserted", "omitted")
LEVELS = ("articles", "clauses")
_LEAST, _MOST = 25, 320
_FLOOR = 0.5


@frozen
class Score:
    """How many of a relation there are, how many were found, and how many of these are right."""

    known: int = 0
    found: int = 0
    right: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(self.known + other.known, self.found + other.found, self.right + other.right)

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 1 where nothing was."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of what there is that was found; 1 where there is nothing."""
        return self.right / self.known if self.known else 1.0


@frozen
class Figures:
    """Scores by level and relation."""

    scores: dict[tuple[str, str], Score] = field(factory=dict)

    def __add__(self, other: Figures) -> Figures:
        keys = dict.fromkeys([*self.scores, *other.scores])
        return Figures({key: self.scores.get(key, Score()) + other.scores.get(key, Score()) for key in keys})

    def score(self, level: str, relation: str) -> Score:
        """The score of a relation on a level."""
        return self.scores.get((level, relation), Score())


def measure(edited: Edited) -> Figures:
    """Align the two texts and compare the links with what is known."""
    earlier, later = TokenizedWitness(edited.earlier), TokenizedWitness(edited.later)
    links = align(earlier, later)
    wholes = {*units(edited.earlier), *units(edited.later)}
    moved = displaced(links, earlier)
    scores: dict[tuple[str, str], Score] = {}
    for level, truth in zip(LEVELS, (edited.articles, edited.clauses), strict=True):
        here = [link for link in links if link.of_clauses == (level == "clauses")]
        here = [link for link in here if link.of_clauses or wholes.issuperset(link.ends)]
        sides = [
            wholes.intersection(units(text.witness))
            if level == "articles"
            else {address for address, _ in text.witness.clauses()}
            for text in (earlier, later)
        ]
        for relation, known, found in _compared(truth, here, sides, moved):
            scores[level, relation] = Score(len(known), len(found), len(known & found))
    return Figures(scores)


def _compared(
    truth: Truth, links: Sequence[Link], sides: Sequence[set[Address]], moved: frozenset[Joined]
) -> Iterable[tuple[str, frozenset[object], frozenset[object]]]:
    found: dict[Joined, Link] = {(link.earlier, link.later): link for link in links}
    for relation, fits in (
        ("pair", lambda sides: len(sides[0]) == len(sides[1])),
        ("split", lambda sides: len(sides[0]) < len(sides[1])),
        ("merged", lambda sides: len(sides[0]) > len(sides[1])),
    ):
        yield relation, frozenset(filter(fits, truth.joined)), frozenset(filter(fits, found))
    yield "moved", frozenset(truth.moved), moved.intersection(found)
    linked = {end for link in links for end in link.ends}
    yield "inserted", frozenset(truth.inserted), frozenset(sides[1] - linked)
    yield "omitted", frozenset(truth.omitted), frozenset(sides[0] - linked)


def read_texts(paths: Iterable[Path]) -> list[Witness]:
    """The treaties of between 25 and 320 units among files; what cannot be read is left out."""
    found: list[Witness] = []
    for path in paths:
        try:
            witnesses = read_file(path).witnesses
        except TreatyDiffError:
            continue
        found += [witness for witness in witnesses if _LEAST <= len(units(witness)) <= _MOST]
    return found


def sampled(folder: Path, some: int, seed: int) -> list[Witness]:
    """Some texts of a folder, drawn by a seed."""
    paths = sorted(path for path in folder.iterdir() if path.is_file())
    random.Random(seed).shuffle(paths)  # noqa: S311 - no secret is made of it
    texts: list[Witness] = []
    while paths and len(texts) < some:
        texts += read_texts([paths.pop()])
    return texts


def table(texts: Sequence[Witness], edits: Edits, shares: Sequence[int], seeds: Sequence[int]) -> list[Figures]:
    """Figures for each share of words replaced; each text takes what comes anew from the one after it."""
    return [
        sum(
            (
                measure(edited_treaty(text, texts[place - 1], evolve(edits, words=share), seed=seed))
                for place, text in enumerate(texts)
                for seed in seeds
            ),
            Figures(),
        )
        for share in shares
    ]


def plot(shares: Sequence[int], figures: Sequence[Figures]) -> str:
    """How precision and recall fall with the share of words replaced, as SVG: a small plot for each relation."""
    width, height, left, top = 120, 90, 44, 34

    def place(column: int, row: int, share: int, value: float) -> str:
        x = left + column * (width + 20) + width * share / max(*shares, 1)
        y = top + row * (height + 40) + height * (1 - (max(value, _FLOOR) - _FLOOR) / (1 - _FLOOR))
        return f"{x:.1f},{y:.1f}"

    out = []
    for row, level in enumerate(LEVELS):
        for column, relation in enumerate(RELATIONS):
            x, y = left + column * (width + 20), top + row * (height + 40)
            out.append(f'<rect x="{x}" y="{y}" width="{width}" height="{height}" class="frame"/>')
            out.append(f'<text x="{x}" y="{y - 6}">{level}: {relation}</text>')
            out.append(f'<text x="{x}" y="{y + height + 13}">0</text>')
            out.append(f'<text x="{x + width}" y="{y + height + 13}" class="end">{max(shares)} %</text>')
            if not column:
                out.append(f'<text x="{x - 4}" y="{y + 8}" class="end">100 %</text>')
                out.append(f'<text x="{x - 4}" y="{y + height}" class="end">{100 * _FLOOR:.0f} %</text>')
            scores = [one.score(level, relation) for one in figures]
            for name in ("recall", "precision"):
                points = [
                    place(column, row, share, getattr(score, name))
                    for share, score in zip(shares, scores, strict=True)
                ]
                out.append(f'<polyline points="{" ".join(points)}" class="{name}"/>')
    foot = top + 2 * (height + 40) + 4
    out.append(
        f'<text x="{left}" y="{foot}">blue: precision; orange, broken: recall; across: words replaced</text>'
    )
    size = f"{left + 6 * (width + 20)} {foot + 10}"
    style = (
        "text{font:11px sans-serif;fill:#222}.end{text-anchor:end}.frame{fill:#fff;stroke:#bbb}"
        "polyline{fill:none;stroke-width:2}.precision{stroke:#1f5fa8}.recall{stroke:#d5741a;stroke-dasharray:5 3}"
    )
    body = "\n".join(out)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" role="img">\n'
        f"<title>Precision and recall of each relation by the share of words replaced</title>\n"
        f'<style>{style}</style>\n<rect width="100%" height="100%" fill="#fff"/>\n{body}\n</svg>\n'
    )


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description="Measure the alignment of edited treaties.")
    parser.add_argument("--texts", type=Path, required=True, help="folder of treaties in any format")
    parser.add_argument("--some", type=int, default=8, help="how many texts are drawn from it (8)")
    parser.add_argument("--draw", type=int, default=0, help="which of all draws (0)")
    parser.add_argument("--seeds", type=int, default=2, help="how many edited texts are made of each (2)")
    parser.add_argument("--words", type=int, nargs="+", default=[0, 10, 20, 30, 40], help="per cent replaced")
    parser.add_argument("--headed", action="store_true", help="leave headings in the texts")
    parser.add_argument("--svg", type=Path, help="write a plot to this file")
    arguments = parser.parse_args()
    texts = sampled(arguments.texts, arguments.some, arguments.draw)
    print(", ".join(f"{text.siglum} ({len(units(text))})" for text in texts))
    figures = table(texts, evolve(ALL, headed=arguments.headed), arguments.words, range(arguments.seeds))
    for level in LEVELS:
        print(f"\n{level:9}" + "".join(f"{name:>16}" for name in RELATIONS))
        print("words" + " " * 4 + "".join(f"{'prec.':>9}{'rec.':>7}" for _ in RELATIONS))
        for share, one in zip(arguments.words, figures, strict=True):
            scores = [one.score(level, name) for name in RELATIONS]
            print(f"{share:3} %    " + "".join(f"{100 * s.precision:9.1f}{100 * s.recall:7.1f}" for s in scores))
        print("known    " + "".join(f"{figures[0].score(level, name).known:16}" for name in RELATIONS))
    if arguments.svg:
        arguments.svg.write_text(plot(arguments.words, figures), encoding="utf-8")


if __name__ == "__main__":
    main()
