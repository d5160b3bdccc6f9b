"""Contents: the articles and clauses of a whole corpus as columns, for what looks at all of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from attrs import frozen

from treatydiff.corpus.joining import Ints, Sets
from treatydiff.corpus.store import Corpus, buckets_of, read_bucket


@frozen(eq=False)
class Articles:
    """The articles of a corpus, sorted by treaty and in text order.

    Attributes:
        treaties: the number of the treaty of each in `Corpus.treaties`, so that a smaller one is not later.
        addresses: the address of each.
        sets: their shingles.
    """

    treaties: Ints
    addresses: pa.ChunkedArray
    sets: Sets

    @classmethod
    def of(cls, corpus: Corpus) -> Articles:
        """Read them."""
        table = _table(corpus, ["treaty", "address", "shingles"])
        treaties, order = _order(corpus, table)
        return cls(treaties[order], table["address"].take(order), sets_of(table["shingles"]).taken(order))


@frozen(eq=False)
class Clauses:
    """The clauses of a corpus, sorted by treaty and in text order.

    Attributes:
        articles: the number of the article of each in `Articles`.
        treaties: the number of the treaty of each.
        addresses: the address of each.
        texts: the words of each.
        sets: their shingles; none for short ones.
    """

    articles: Ints
    treaties: Ints
    addresses: pa.ChunkedArray
    texts: pa.ChunkedArray
    sets: Sets

    @classmethod
    def of(cls, corpus: Corpus) -> Clauses:
        """Read them."""
        table = _table(corpus, ["treaty", "clauses"])
        treaties, order = _order(corpus, table)
        place = np.empty(len(order), dtype=np.int64)
        place[order] = np.arange(len(order))
        clauses = table["clauses"].combine_chunks()
        article = place[np.repeat(np.arange(len(order)), pc.list_value_length(clauses).to_numpy())]
        inside = np.argsort(article, kind="stable")
        fields = {name: pc.struct_field(clauses.flatten(), name) for name in ("address", "text", "shingles")}
        return cls(
            article[inside],
            treaties[order][article[inside]],
            fields["address"].take(inside),
            fields["text"].take(inside),
            sets_of(fields["shingles"]).taken(inside),
        )


def _table(corpus: Corpus, columns: Sequence[str]) -> pa.Table:
    return pa.concat_tables(read_bucket(corpus.folder, bucket, columns) for bucket in buckets_of(corpus.folder))


def _order(corpus: Corpus, table: pa.Table) -> tuple[Ints, Ints]:
    """The number of each article's treaty, and the articles sorted by it."""
    keys = pa.array([treaty.key for treaty in corpus.treaties], pa.string())
    treaties = pc.index_in(table["treaty"], value_set=keys).to_numpy().astype(np.int64)
    return treaties, np.argsort(treaties, kind="stable").astype(np.int64)


def sets_of(lists: pa.ListArray | pa.ChunkedArray) -> Sets:
    """A column of lists of numbers as sets."""
    one = lists.combine_chunks() if isinstance(lists, pa.ChunkedArray) else lists
    lengths = pc.list_value_length(one).to_numpy()
    return Sets(one.flatten().to_numpy(), np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64))
