"""Long treaties made up by rule, for what has to hold of texts of any length: drafts made from each other."""

from __future__ import annotations

import random

from treatydiff.model.dates import UncertainDate
from treatydiff.model.numbers import Number
from treatydiff.model.passages import Passage
from treatydiff.model.provisions import Label, Provision
from treatydiff.model.witnesses import Witness

_WORDS = (
    "party parties treaty shall duration notice territory goods tariff consul vessel port arbitration council "
    "member protocol ratify deposit exchange instruments commission report award claim damage citizen passport "
    "frontier river fishing railway debt loan gold interest bank payment signature seal language original copy"
).split()
_TITLES = (
    "",
    "",
    "",
    " on the establishment of a joint commission",
    " 第三条 中立條約",
    " WWW MMM",
    " <b>&amp;]]>",
)


def invented_treaties(seed: int, *, texts: int = 6, articles: int = 40) -> tuple[Witness, ...]:
    """Texts, each made from the one before: articles move, come, go, split and merge, and words change.

    Args:
        seed: which of all such families.
        texts: how many.
        articles: how many articles the first of them has.
    """
    chance = random.Random(seed)  # noqa: S311 - no secret is made of it
    held = [[_clause(chance) for _ in range(chance.randint(1, 4))] for _ in range(articles)]
    made = []
    for number, siglum in enumerate("ABCDEFGH"[:texts]):
        made.append(_witness(siglum, held, number))
        held = _edited(held, chance)
    return tuple(made)


def _clause(chance: random.Random) -> str:
    return " ".join(chance.choice(_WORDS) for _ in range(chance.randint(8, 30))).capitalize() + ". "


def _witness(siglum: str, held: list[list[str]], number: int) -> Witness:
    articles = tuple(
        Provision(
            "article",
            tuple(map(Passage, clauses)),
            number=Number(str(n)),
            label=Label(f"Article {n}{_TITLES[n % len(_TITLES)]}"),
        )
        for n, clauses in enumerate(held, start=1)
    )
    return Witness(siglum, articles, date=UncertainDate(f"{1950 + number}-01-11"), kind="draft")


def _edited(held: list[list[str]], chance: random.Random) -> list[list[str]]:
    texts = [list(clauses) for clauses in held]
    for _ in range(len(texts) // 10 + 1):
        moved = texts.pop(chance.randrange(len(texts)))
        texts.insert(chance.randrange(len(texts) + 1), moved)
        if len(texts) > 1:
            texts.pop(chance.randrange(len(texts)))
        texts.insert(chance.randrange(len(texts) + 1), [_clause(chance) for _ in range(chance.randint(1, 3))])
        at = chance.randrange(len(texts))
        texts[at : at + 1] = [texts[at][:1], texts[at][1:]] if len(texts[at]) > 1 else [texts[at]]
        at = chance.randrange(len(texts))
        texts[at : at + 2] = [[clause for clauses in texts[at : at + 2] for clause in clauses]]
    return [[_reworded(clause, chance) for clause in clauses] for clauses in texts]


def _reworded(clause: str, chance: random.Random) -> str:
    words = clause.split(" ")
    if chance.random() < 0.3:
        for _ in range(chance.randint(1, 6)):
            words[chance.randrange(len(words) - 1)] = chance.choice(_WORDS)
    return " ".join(words)
