"""Borrowing: which clauses of one treaty stand, alike or changed, in others that are not later."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from treatydiff.corpus.contents import sets_of
from treatydiff.corpus.joining import Sets, counted
from treatydiff.corpus.running import Workers
from treatydiff.corpus.store import Corpus, bucket_of, buckets_of, read_bucket
from treatydiff.corpus.tables import Table
from treatydiff.corpus.wording import WordChange, word_changes

_Found = tuple[int, str, str, int, tuple[WordChange, ...]]
"""A clause of the treaty by its number, the key of another treaty, an address in it, how alike, what differs."""


def borrowed(
    corpus: Corpus,
    name: str,
    *,
    workers: Workers = Workers(),  # noqa: B008 - a frozen value
) -> Table:
    r"""Which clauses of a treaty stand in treaties that are not later: an origin, or a relative of one.

    Every clause of eight words or more is looked for in every article of the corpus. For each treaty with it
    there is a row, with the clause there that is most alike; the earliest comes first, those without a date last.
    Columns: ``clause``, its address; ``source``, the key of the other treaty; ``date``, of that; ``order``:
    ``yes`` where it is earlier, ``uncertain`` where the dates overlap, ``unknown`` where one has none;
    ``source_clause``, an address; ``per_mille``, how alike; ``changes``, the words that differ, from the source to
    the treaty; ``text``, the clause.

    Args:
        corpus: the corpus.
        name: the treaty, by key, siglum or title.
        workers: who looks.

    Raises:
        UnknownError: there is no such treaty, or several.
        InputError: the store is damaged.

    Example:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> from treatydiff.corpus import build
        >>> words = "The Parties shall maintain peaceful and friendly relations between them for {} years."
        >>> folder = TemporaryDirectory()
        >>> texts = Path(folder.name, "texts")
        >>> texts.mkdir()
        >>> for name, term in (("A", "five"), ("B", "ten")):
        ...     _ = Path(texts, f"{name}.txt").write_text(f"Article 1\n\n{words.format(term)}\n", "utf-8")
        >>> corpus = build(texts, Path(folder.name, "corpus")).corpus
        >>> [(row["source"], str(row["changes"])) for row in borrowed(corpus, "B").records()]
        [('A.txt', "[{'before': 'five', 'after': 'ten'}]")]
        >>> folder.cleanup()
    """
    treaty = corpus.treaty(name)
    where = os.fspath(corpus.folder.resolve())
    tasks = [(where, bucket_of(treaty.path), treaty.key, bucket) for bucket in buckets_of(corpus.folder)]
    with workers.run(corpus.folder) as run:
        found = [one for part in run("looking for sources", _sources_in, tasks) for one in part]
    by_key = {one.key: number for number, one in enumerate(corpus.treaties)}
    found.sort(key=lambda one: (one[0], by_key[one[1]]))
    addresses, texts, _ = _clauses(corpus.folder, bucket_of(treaty.path), treaty.key)
    columns = dict.fromkeys(("clause", "source", "date", "order", "source_clause"), str)
    rows = []
    for clause, key, address, score, changes in found:
        source = corpus.treaties[by_key[key]]
        order = source.before(treaty)
        if order != "no":
            said = (addresses[clause], key, str(source.date or ""), order, address)
            rows.append((*said, score, changes, texts[clause]))
    return Table(
        "borrowed clauses", {**columns, "per_mille": int, "changes": tuple, "text": str}, tuple(rows), corpus.digest
    )


def _sources_in(store: str, own: int, key: str, bucket: int) -> list[_Found]:
    """The clauses of one bucket that are alike to those of a treaty, the best of each treaty for each."""
    _, texts, sets = _clauses(Path(store), own, key)
    table = read_bucket(Path(store), bucket, ["treaty", "clauses"])
    table = table.filter(pc.not_equal(table["treaty"], key))
    clauses = table["clauses"].combine_chunks()
    fields = {part: pc.struct_field(clauses.flatten(), part) for part in ("address", "text", "shingles")}
    treaties = np.repeat(np.arange(len(table)), pc.list_value_length(clauses).to_numpy())
    one, other, score = counted(sets, sets_of(fields["shingles"]))
    keys = table["treaty"].take(treaties[other]).to_pylist()
    best: dict[tuple[int, str], tuple[int, int]] = {}
    for here, there, like, its in zip(one.tolist(), other.tolist(), score.tolist(), keys, strict=True):
        former = best.get((here, its))
        if former is None or (-like, there) < former:
            best[here, its] = (-like, there)
    places = pa.array([there for _, there in best.values()], pa.int64())
    address, words = (fields[part].take(places).to_pylist() for part in ("address", "text"))
    return [
        (here, its, address[number], -like, word_changes(words[number], texts[here]))
        for number, ((here, its), (like, _)) in enumerate(best.items())
    ]


def _clauses(store: Path, bucket: int, key: str) -> tuple[list[str], list[str], Sets]:
    """The addresses, texts and shingles of a treaty's clauses."""
    table = read_bucket(store, bucket, ["treaty", "clauses"])
    clauses = table.filter(pc.equal(table["treaty"], key))["clauses"].combine_chunks().flatten()
    fields = {part: pc.struct_field(clauses, part) for part in ("address", "text", "shingles")}
    return fields["address"].to_pylist(), fields["text"].to_pylist(), sets_of(fields["shingles"])
