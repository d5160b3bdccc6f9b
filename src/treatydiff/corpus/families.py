"""Families: the treaties that are related to one, directly or by way of others."""

from __future__ import annotations

from collections import defaultdict

from treatydiff.corpus.relations import related
from treatydiff.corpus.running import Workers
from treatydiff.corpus.store import Corpus
from treatydiff.corpus.tables import Table


def family(
    corpus: Corpus,
    name: str,
    *,
    relations: Table | None = None,
    workers: Workers = Workers(),  # noqa: B008 - a frozen value
) -> Table:
    r"""The family of a treaty: all that are related to it, to those, and so on; earliest first.

    Columns: ``treaty``, its key; ``date``; ``title``; ``steps``, by how many relations it is joined to the treaty
    asked for, 0 for that itself; ``shared``, how many articles correspond to those of the treaty asked for, 0 where
    the two are not related themselves; ``after``, the treaty that is earlier for certain with which it shares most
    articles, the earliest of several; ``after_shared``, how many.

    Args:
        corpus: the corpus.
        name: the treaty, by key, siglum or title.
        relations: the table of related treaties, where it is known (`treatydiff.corpus.related`).
        workers: who looks for it where it is not.

    Raises:
        UnknownError: there is no such treaty, or several.
        InputError: the store is damaged.
        OutputError: as `treatydiff.corpus.related`.

    Example:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> from treatydiff.corpus import build
        >>> matters = ("peace and trade", "ports and pilots", "mails and cables", "courts of law", "rivers")
        >>> folder = TemporaryDirectory()
        >>> texts = Path(folder.name, "texts")
        >>> texts.mkdir()
        >>> for name in ("A", "B"):
        ...     articles = [f"Article {n}\n\nThe Parties shall agree on {one}." for n, one in enumerate(matters, 1)]
        ...     _ = Path(texts, f"{name}.txt").write_text("\n\n".join(articles), "utf-8")
        >>> corpus = build(texts, Path(folder.name, "corpus")).corpus
        >>> [(row["treaty"], row["steps"], row["shared"]) for row in family(corpus, "A").records()]
        [('A.txt', 0, 0), ('B.txt', 1, 5)]
        >>> folder.cleanup()
    """
    asked = corpus.treaty(name)
    table = relations or related(corpus, workers=workers)
    shared: dict[str, dict[str, int]] = defaultdict(dict)
    for row in table.records():
        shared[row["earlier"]][row["later"]] = shared[row["later"]][row["earlier"]] = row["articles"]
    steps = {asked.key: 0}
    reached = [asked.key]
    for key in reached:
        for other in sorted(shared[key]):
            if other not in steps:
                steps[other] = steps[key] + 1
                reached.append(other)
    by_key = {one.key: one for one in corpus.treaties}
    rows = []
    for treaty in corpus.treaties:
        if treaty.key not in steps:
            continue
        own = shared[treaty.key]
        earlier = [by_key[key] for key in own if by_key[key].before(treaty) == "yes"]
        after = min(earlier, key=lambda one: (-own[one.key], one.order), default=None)
        about = (treaty.key, str(treaty.date or ""), treaty.title, steps[treaty.key])
        rows.append((*about, own.get(asked.key, 0), after.key if after else "", own[after.key] if after else 0))
    columns = {"treaty": str, "date": str, "title": str, "steps": int, "shared": int, "after": str}
    return Table("family", columns | {"after_shared": int}, tuple(rows), corpus.digest)
