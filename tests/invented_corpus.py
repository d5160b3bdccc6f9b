"""Small corpora made up by rule: treaties that borrow articles from earlier ones, with words replaced."""

from __future__ import annotations

import random
from pathlib import Path

_WORDS = (
    "party parties treaty shall duration notice territory goods tariff consul vessel port arbitration council "
    "member protocol ratify deposit exchange instruments commission report award claim damage citizen passport "
    "frontier river fishing railway debt loan gold interest bank payment signature seal language original copy"
).split()


def invented_corpus(folder: Path, seed: int, *, treaties: int = 8, articles: int = 9, borrow: int = 6) -> list[str]:
    """Write treaties into a folder; each but the first takes articles from one before it.

    Args:
        folder: where to; it is made.
        seed: which of all such corpora.
        treaties: how many.
        articles: how many articles each has.
        borrow: how many of these it takes.

    Returns:
        The names of the files.
    """
    chance = random.Random(seed)  # noqa: S311 - no secret is made of it
    folder.mkdir(parents=True, exist_ok=True)
    made: list[list[str]] = []
    names = []
    for number in range(treaties):
        held = [_article(chance) for _ in range(articles)]
        if made:
            source = chance.choice(made)
            for place, article in enumerate(chance.sample(source, borrow)):
                held[place] = _reworded(article, chance)
        made.append(held)
        names.append(f"t{number}.xml")
        body = "".join(f"<article number='Article {n}'>{words}</article>" for n, words in enumerate(held, start=1))
        dated = f"<date_signed>{1950 + number}-03-01</date_signed>" if number % 4 != 3 else ""
        meta = f"<meta><name>Treaty {number}</name>{dated}<language>en</language></meta>"
        text = f"<treaty>{meta}<body><chapter number='Chapter I' name='All'>{body}</chapter></body></treaty>"
        (folder / names[-1]).write_text(text)
    return names


def _article(chance: random.Random) -> str:
    return " ".join(
        " ".join(chance.choice(_WORDS) for _ in range(chance.randint(9, 20))).capitalize() + "." for _ in range(3)
    )


def _reworded(article: str, chance: random.Random) -> str:
    words = article.split()
    for _ in range(chance.randint(0, 2)):
        words[chance.randrange(len(words) - 1)] = chance.choice(_WORDS)
    return " ".join(words)
