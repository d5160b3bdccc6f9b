"""Relations: which treaties, articles and clauses of a corpus share text.

Articles are held against each other across the whole corpus. Clauses are held against each other in articles that
correspond; to find those that wandered into other articles, `treatydiff.corpus.borrowed` looks everywhere for one
treaty. Clauses with the same shingles count as one wording, which stands where it stands first.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from secrets import token_hex

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from attrs import frozen

from treatydiff import __version__
from treatydiff.corpus import store as stores
from treatydiff.corpus.contents import Articles, Clauses
from treatydiff.corpus.joining import Ints, Pairs, alike, distinct_of, overlaps, spread
from treatydiff.corpus.running import Run, Workers
from treatydiff.corpus.store import Corpus, discard
from treatydiff.corpus.tables import Table
from treatydiff.corpus.wording import WordChange, word_changes
from treatydiff.errors import OutputError
from treatydiff.export.files import write_file

LEAST_ARTICLES = 5
"""Articles of each of two treaties that correspond, from which on the treaties are related."""

_FOUND_COLUMNS = ("one", "other", "shared", "either")
_TOGETHER = 1_000_000
_A_TASK = 2_000


class Level(StrEnum):
    """What is held against each other."""

    TREATY = "treaty"
    ARTICLE = "article"
    CLAUSE = "clause"


def related(
    corpus: Corpus,
    *,
    level: Level = Level.TREATY,
    workers: Workers = Workers(),  # noqa: B008 - a frozen value
) -> Table:
    r"""Which treaties of a corpus are related, or which articles or clauses correspond.

    All tables have ``earlier`` and ``later``, keys of treaties, and ``order``: whether the first is really earlier,
    ``yes``, ``uncertain`` where the dates overlap, ``unknown`` where one has none. Beside that:

    * of treaties, most shared articles first: ``articles``, how many of each have a counterpart in the other, the
      smaller number; ``earlier_articles`` and ``later_articles``, the two numbers; ``earlier_of`` and ``later_of``,
      how many articles each has;
    * of articles: ``earlier_article``, ``later_article``, their addresses; ``per_mille``, how alike they are;
    * of clauses, by wordings: ``earlier_clause``, ``later_clause``, where each wording stands first; ``per_mille``;
      ``earlier_times`` and ``later_times``, in how many clauses of the corpus; ``changes``, the words that differ.

    Args:
        corpus: the corpus.
        level: what to hold against each other.
        workers: who does it.

    Raises:
        InputError: the store is damaged.
        OutputError: its folder cannot be written; the index lies there meanwhile.

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
        >>> [row] = related(corpus, level=Level.ARTICLE).records()
        >>> row["earlier"], row["later"]
        ('A.txt', 'B.txt')
        >>> folder.cleanup()
    """
    with workspace(corpus) as folder, workers.run(corpus.folder) as run:
        articles = Articles.of(corpus)
        of, first = articles.sets.classes()
        pairs = _known(corpus)
        if pairs is None:
            pairs = alike(articles.sets.taken(first), run=run, folder=folder)
            _keep(corpus, pairs)
        if level is Level.CLAUSE:
            del articles, first  # their shingles are a tenth of all the memory
            return _clauses(corpus, _within(Clauses.of(corpus), of, pairs), run=run, folder=folder)
        found = _expanded(articles, of, pairs)
    return _treaties(corpus, articles, found) if level is Level.TREATY else _articles(corpus, articles, found)


def _known(corpus: Corpus) -> Pairs | None:
    """The pairs of articles, where they were found before in the same texts."""
    file = corpus.folder / stores.FOUND
    try:
        if (pq.read_schema(file).metadata or {}).get(b"treatydiff") != _made_from(corpus):
            return None
        columns = pq.read_table(file)
        return Pairs(*(columns[name].to_numpy() for name in _FOUND_COLUMNS))
    except (pa.ArrowException, OSError, KeyError):
        return None


def _keep(corpus: Corpus, pairs: Pairs) -> None:
    """Keep the pairs of articles for the next question."""
    table = pa.table({name: getattr(pairs, name) for name in _FOUND_COLUMNS})
    sink = pa.BufferOutputStream()
    pq.write_table(table.replace_schema_metadata({b"treatydiff": _made_from(corpus)}), sink, compression="zstd")
    write_file(corpus.folder / stores.FOUND, bytes(sink.getvalue().to_pybytes()))


def _made_from(corpus: Corpus) -> bytes:
    return f"{corpus.digest} {__version__}".encode()


@contextmanager
def workspace(corpus: Corpus) -> Iterator[Path]:
    """A folder in the store for what workers look at, removed in the end."""
    folder = corpus.folder / f".work-{token_hex(8)}"
    try:
        folder.mkdir()
    except OSError as error:
        raise OutputError(
            f"found that it cannot be written ({error.strerror or error})", expected="permission and room to write"
        ).at(os.fspath(corpus.folder)) from None
    try:
        yield folder
    finally:
        discard(folder)


@frozen(eq=False)
class _Corresponding:
    """Articles of two treaties that correspond, sorted; `one` is of the treaty that is not later."""

    one: Ints
    other: Ints
    per_mille: Ints


def _expanded(articles: Articles, of: Ints, pairs: Pairs) -> _Corresponding:
    """Pairs of articles from pairs of classes of equal ones, and from the classes."""
    members = np.argsort(of, kind="stable")
    sizes = np.bincount(of)
    starts = np.cumsum(sizes) - sizes
    same = np.flatnonzero(sizes > 1)
    one, other = np.concatenate([pairs.one, same]), np.concatenate([pairs.other, same])
    score = np.concatenate([pairs.per_mille, np.full(len(same), 1000)])
    counts = sizes[one] * sizes[other]
    pair = np.repeat(np.arange(len(one)), counts)
    within = spread(np.zeros(len(one), dtype=np.int64), counts)
    here = members[starts[one[pair]] + within // sizes[other[pair]]]
    there = members[starts[other[pair]] + within % sizes[other[pair]]]
    first, second = np.minimum(here, there), np.maximum(here, there)
    # Of a class with itself each pair comes twice.
    kept = (articles.treaties[first] != articles.treaties[second]) & ((one != other)[pair] | (here < there))
    order = np.lexsort((second[kept], first[kept]))
    return _Corresponding(first[kept][order], second[kept][order], score[pair][kept][order])


def _treaties(corpus: Corpus, articles: Articles, found: _Corresponding) -> Table:
    count = len(corpus.treaties)
    pair = articles.treaties[found.one] * count + articles.treaties[found.other]
    both = np.unique(pair)
    sides = []
    for side in (found.one, found.other):
        distinct = np.unique(np.stack([pair, side]), axis=1)[0]
        sides.append(np.bincount(np.searchsorted(both, distinct), minlength=len(both)))
    fewer = np.minimum(*sides)
    enough = np.flatnonzero(fewer >= LEAST_ARTICLES)
    enough = enough[np.lexsort((both[enough], -fewer[enough]))]
    columns: dict[str, type] = {
        "earlier": str,
        "later": str,
        "earlier_date": str,
        "later_date": str,
        "order": str,
        "articles": int,
    }
    columns |= dict.fromkeys(("earlier_articles", "later_articles", "earlier_of", "later_of"), int)
    rows = []
    for at in enough.tolist():
        one, other = (corpus.treaties[number] for number in divmod(int(both[at]), count))
        numbers = (int(fewer[at]), int(sides[0][at]), int(sides[1][at]), one.articles, other.articles)
        rows.append((one.key, other.key, str(one.date or ""), str(other.date or ""), one.before(other), *numbers))
    return Table("related treaties", columns, tuple(rows), corpus.digest)


def _articles(corpus: Corpus, articles: Articles, found: _Corresponding) -> Table:
    addresses = articles.addresses.to_pylist()
    treaties = articles.treaties.tolist()
    columns: dict[str, type] = {
        "earlier": str,
        "earlier_article": str,
        "later": str,
        "later_article": str,
        "order": str,
    }
    rows = []
    for one, other, score in zip(found.one.tolist(), found.other.tolist(), found.per_mille.tolist(), strict=True):
        earlier, later = corpus.treaties[treaties[one]], corpus.treaties[treaties[other]]
        rows.append((earlier.key, addresses[one], later.key, addresses[other], earlier.before(later), score))
    return Table("corresponding articles", columns | {"per_mille": int}, tuple(rows), corpus.digest)


@frozen(eq=False)
class _Wordings:
    """Wordings of clauses and which of them are alike: for each its first clause, and in how many it stands."""

    clauses: Clauses
    first: Ints
    times: Ints
    one: Ints
    other: Ints
    per_mille: Ints


def _within(clauses: Clauses, article_of: Ints, pairs: Pairs) -> _Wordings:
    """The wordings that are alike, in articles that correspond.

    Args:
        clauses: all clauses.
        article_of: the class of each article.
        pairs: classes of articles that correspond.
    """
    kept = np.flatnonzero(clauses.sets.sizes > 0)
    sets = clauses.sets.taken(kept)
    of, first = sets.classes()
    count = len(first)
    # Clauses are in the order of treaties, so that the first of a class is the one that stands first.
    lengths = sets.sizes[first]
    sets = sets.taken(first)
    held = distinct_of(article_of[clauses.articles[kept]] * count + of)
    owner, wording = held // count, held % count
    classes = np.arange(int(article_of.max(initial=-1)) + 1)
    starts = np.searchsorted(owner, classes)
    sizes = np.searchsorted(owner, classes, side="right") - starts
    counts = sizes[pairs.one] * sizes[pairs.other]
    total = np.cumsum(counts)
    keys = []
    at = 0
    while at < len(counts):
        end = max(at + 1, int(np.searchsorted(total, (total[at - 1] if at else 0) + _TOGETHER, side="right")))
        pair = np.repeat(np.arange(at, end), counts[at:end])
        within = spread(np.zeros(end - at, dtype=np.int64), counts[at:end])
        width = sizes[pairs.other[pair]]
        here = wording[starts[pairs.one[pair]] + within // np.maximum(width, 1)]
        there = wording[starts[pairs.other[pair]] + within % np.maximum(width, 1)]
        low, high = np.minimum(here, there), np.maximum(here, there)
        short, long = np.sort([lengths[low], lengths[high]], axis=0)
        keys.append(distinct_of((low * count + high)[(low != high) & (2 * short >= long)]))
        at = end
    key = distinct_of(np.concatenate([np.empty(0, dtype=np.int64), *keys]))
    del keys
    one, other = key // max(count, 1), key % max(count, 1)
    del key
    shared = overlaps(sets, one, other)
    either = lengths[one] + lengths[other] - shared
    enough = 2 * shared >= either
    score = (shared * 1000 // np.maximum(either, 1))[enough]
    times = np.bincount(of, minlength=count)
    return _Wordings(clauses, kept[first], times, one[enough], other[enough], score)


def _clauses(corpus: Corpus, found: _Wordings, *, run: Run, folder: Path) -> Table:
    texts = found.clauses.texts.take(found.first)
    with pa.ipc.new_file(os.fspath(folder / "wordings.arrow"), pa.schema([("text", pa.string())])) as sink:
        sink.write_table(pa.table({"text": texts}))
    np.save(folder / "wordings.npy", np.stack([found.one, found.other], axis=1))
    where = os.fspath(folder.resolve())
    tasks = [(where, at, min(at + _A_TASK, len(found.one))) for at in range(0, len(found.one), _A_TASK)]
    changes = [one for part in run("comparing words", _changes_of, tasks) for one in part]
    addresses = found.clauses.addresses.take(found.first).to_pylist()
    treaties = found.clauses.treaties[found.first].tolist()
    times = found.times.tolist()
    columns: dict[str, type] = {
        "earlier": str,
        "earlier_clause": str,
        "later": str,
        "later_clause": str,
        "order": str,
    }
    columns |= {"per_mille": int, "earlier_times": int, "later_times": int, "changes": tuple}
    rows = []
    pairs = zip(found.one.tolist(), found.other.tolist(), found.per_mille.tolist(), changes, strict=True)
    for one, other, score, changed in pairs:
        earlier, later = corpus.treaties[treaties[one]], corpus.treaties[treaties[other]]
        ends = (earlier.key, addresses[one], later.key, addresses[other], earlier.before(later))
        rows.append((*ends, score, times[one], times[other], changed))
    return Table("corresponding clauses", columns, tuple(rows), corpus.digest)


def _changes_of(folder: str, start: int, stop: int) -> list[tuple[WordChange, ...]]:
    """The words that differ between the wordings of a range of pairs."""
    pairs = np.load(Path(folder, "wordings.npy"), mmap_mode="r")[start:stop]
    names, numbers = np.unique(pairs, return_inverse=True)
    # A worker looks into the file, and reads no more of it than its own wordings.
    with pa.memory_map(os.fspath(Path(folder, "wordings.arrow"))) as file:
        texts = pa.ipc.open_file(file).read_all()["text"].take(names).to_pylist()
    return [word_changes(texts[one], texts[other]) for one, other in numbers.reshape(-1, 2).tolist()]
