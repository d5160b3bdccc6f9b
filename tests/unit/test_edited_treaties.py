"""How well edited treaties are aligned, whose truth is known: the figures that must not fall.

The edits are those of `benchmarks/treaty_editing.py`, the figures those of `benchmarks/edited_treaties.py`, which
measures on more texts than a test can.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from attrs import evolve
from edited_treaties import LEVELS, RELATIONS, Figures, measure
from treaty_editing import ALL, Edits, edited_treaty

from invented_treaties import invented_treaties
from treatydiff.comparison import compare
from treatydiff.model.links import Flag, Relation
from treatydiff.model.witnesses import Witness
from treatydiff.readers.files import read_file

AGREEMENTS = ("pta_277", "pta_293", "pta_117")
ALONE = {
    "moved": Edits(moved=10),
    "blocks": Edits(blocks=3),
    "split": Edits(split=10),
    "merged": Edits(merged=10),
    "dropped": Edits(dropped=10),
    "added": Edits(added=10),
    "clauses": Edits(clauses=5),
    "across": Edits(across=5),
}


@cache
def invented(seed: int) -> tuple[Witness, Witness]:
    """A treaty, and another to take articles from."""
    return invented_treaties(seed)[0], invented_treaties(seed + 100)[0]


@cache
def agreement(path: Path) -> Witness:
    """A real agreement."""
    return read_file(path).witness


def below(figures: Figures, bar: float) -> list[str]:
    """The relations whose precision or recall is below a bar by more than a single case of few."""
    scores = {(level, name): figures.score(level, name) for level in LEVELS for name in RELATIONS}
    return [
        f"{level} {name}: {score.known} known, {score.found} found, {score.right} right"
        for (level, name), score in scores.items()
        if score.known - score.right > max(1, (1 - bar) * score.known)
        or score.found - score.right > max(1, (1 - bar) * score.found)
    ]


@pytest.mark.parametrize("kind", ALONE)
def test_one_kind_of_edit_is_found_exactly(kind: str) -> None:
    """Where all edits are of one kind and no word changed, nothing else is found, and all of it."""
    figures = measure(edited_treaty(*invented(1), ALONE[kind], seed=1))
    assert sum(score.known for score in figures.scores.values()) > 0
    assert all(score.known == score.found == score.right for score in figures.scores.values()), figures


@pytest.mark.parametrize(("words", "bar"), [(0, 0.97), (10, 0.97), (20, 0.9)])
def test_invented_treaties(words: int, bar: float) -> None:
    """All edits together, in treaties of some fifty different words: precision and recall of each relation."""
    found = sum((measure(edited_treaty(*invented(n), evolve(ALL, words=words), seed=n)) for n in (1, 2)), Figures())
    assert below(found, bar) == []


@pytest.mark.parametrize(("words", "bar"), [(10, 0.97), (30, 0.84)])
def test_real_agreements(shared: Path, words: int, bar: float) -> None:
    """All edits together, in real agreements: precision and recall of each relation."""
    paths = [shared / "corpora" / "tota" / f"{name}.xml" for name in AGREEMENTS]
    if not all(path.is_file() for path in paths):
        pytest.skip("no reference material: corpora/tota is not in the shared folder")
    texts = [agreement(path) for path in paths]
    found = sum(
        (
            measure(edited_treaty(text, texts[place - 1], evolve(ALL, words=words), seed=place))
            for place, text in enumerate(texts)
        ),
        Figures(),
    )
    assert below(found, bar) == []


@pytest.mark.parametrize("name", ["invented", "pta_113"])
def test_renumbering_alone(name: str, request: pytest.FixtureRequest) -> None:
    """Law 8: articles numbered from 7, references following, are renumbered and no more, in a real text too."""
    text, other = invented(3)
    if name != "invented":
        path = request.getfixturevalue("shared") / "corpora" / "tota" / f"{name}.xml"
        if not path.is_file():
            pytest.skip("no reference material: corpora/tota is not in the shared folder")
        text = agreement(path)
    edited = edited_treaty(text, other, Edits(first=7, headed=True), seed=1)
    comparison = compare(edited.earlier, edited.later)
    assert set(comparison.counts) <= {"renumbered", "reference"}
    articles = [one for _, one in edited.earlier.addressed() if one.kind == "article"]
    assert sum(Flag.RENUMBERED in link.flags for link in comparison.links) == len(articles)
    assert all(link.relation in (Relation.IDENTICAL, Relation.REWORDED) for link in comparison.links)


def test_the_truth_is_true() -> None:
    """Without words replaced, what is known to correspond has the same words, in articles and in clauses."""
    edited = edited_treaty(*invented(4), evolve(ALL, first=1), seed=4)
    earlier, later = edited.earlier, edited.later
    assert edited.articles.moved
    assert edited.articles.inserted
    assert edited.articles.omitted
    for ours, theirs in edited.clauses.joined:
        here = " ".join(earlier.words_at(one) for one in ours)
        there = " ".join(later.words_at(other) for other in theirs)
        assert here == there


def test_the_same_seed_makes_the_same_text() -> None:
    """An edited treaty depends on its seed and on nothing else, and another seed makes another."""
    first, second, third = (edited_treaty(*invented(5), evolve(ALL, words=20), seed=n) for n in (5, 5, 6))
    assert first == second
    assert first.later != third.later
