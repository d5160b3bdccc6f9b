"""Stores: where a corpus is kept, as Parquet files that any program for columns reads.

A store is a folder. ``corpus.json`` says that it is one, of which version, and where its texts lie, as a path from
the store. The articles stand in up to 64 files ``articles-NN.parquet``, a treaty's all in the one that SHA-256 of
its path names, by path and in text order. So a changed text rewrites one file of 64, each is whole or not there,
and a store is the same to the byte however often its making was interrupted (with one version of pyarrow). The
columns:

* ``treaty``: the key, the path of the file among the texts, with ``#`` and a siglum where it holds several;
* ``date``: when it was signed or made, EDTF as written, or empty; ``language``: a BCP 47 tag;
* ``address``, ``kind``, ``heading``: of the article;
* ``shingles``: those of the article (`treatydiff.corpus.shingles`);
* ``clauses``: a list, each with ``address``, ``text`` and ``shingles`` (none where the clause is short).

The metadata of each file, under ``treatydiff``, is JSON: ``version`` of treatydiff, and ``files``, one for each
text (`treatydiff.corpus.reading.FileRead`), also for those that could not be read.
"""

from __future__ import annotations

import datetime
import json
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any, cast

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq
from attrs import frozen

from treatydiff.corpus.reading import Row, encoded
from treatydiff.corpus.shingles import Shingles
from treatydiff.errors import InputError, OutputError, UnknownError, nearest
from treatydiff.export.files import write_file
from treatydiff.model.dates import UncertainDate

STORE_VERSION = 2
"""The version of the store's form; another one is built anew."""
BUCKETS = 64
"""Files over which the articles of a store are spread."""
MANIFEST = "corpus.json"
"""The file by which a folder is known to be a store."""
FOUND = "corresponding.parquet"
"""The pairs of articles that correspond, kept with what they were found in; made anew where that has changed."""

_ABOUT = "treatydiff corpus"
_UNFINISHED = re.compile(r"\.(?:treatydiff|work)-[0-9a-f]{16}")
_KEY = b"treatydiff"
_SHINGLES = pa.list_(pa.uint64())
_CLAUSES = pa.list_(pa.struct([("address", pa.string()), ("text", pa.string()), ("shingles", _SHINGLES)]))
SCHEMA = pa.schema(
    [
        *((name, pa.string()) for name in ("treaty", "date", "language", "address", "kind", "heading")),
        ("shingles", _SHINGLES),
        ("clauses", _CLAUSES),
    ]
)
"""The columns of a store."""
_WORDS = ("treaty", "date", "language", "address", "kind", "heading")
_ROWS_TOGETHER = 10_000


@frozen
class Treaty:
    """A treaty in a corpus.

    Attributes:
        key: the path of its file among the corpus' texts, with ``#`` and its siglum where that holds several.
        siglum: its short name in addresses.
        title: what it is called; empty where the text does not say.
        date: when it was signed or made, EDTF; ``None`` where the text does not say.
        language: a BCP 47 tag.
        articles: how many articles it has, preamble and closing among them.
        clauses: how many clauses.
        words: how many words.
        path: the path of its file among the corpus' texts.
        digest: SHA-256 of that file's content when it was read.
    """

    key: str
    siglum: str
    title: str
    date: UncertainDate | None
    language: str
    articles: int
    clauses: int
    words: int
    path: str = ""
    digest: str = ""

    @property
    def order(self) -> tuple[bool, datetime.date, datetime.date, str]:
        """By what treaties are sorted: the first day that the date may mean, the last; without a date, last."""
        first, last = (self.date.earliest, self.date.latest) if self.date else (datetime.date.max,) * 2
        return (self.date is None, first, last, self.key)

    def before(self, other: Treaty) -> str:
        """Whether it is earlier: ``yes``, ``no``, ``uncertain`` where dates overlap, ``unknown``, ``same`` treaty.

        Example:
            >>> one, other = (
            ...     Treaty(day, "A", "", UncertainDate(day), "en", 1, 1, 9) for day in ("1990", "1990-05-01")
            ... )
            >>> one.before(other)
            'uncertain'
        """
        if self.key == other.key:
            return "same"
        if self.date is None or other.date is None:
            return "unknown"
        if self.date.latest < other.date.earliest:
            return "yes"
        return "no" if other.date.latest < self.date.earliest else "uncertain"


@frozen
class Corpus:
    r"""A corpus that was built.

    Attributes:
        folder: the store.
        treaties: its treaties, earliest first, those without a date last.
        problems: what is wrong with the files that could not be read, by path.
        digest: SHA-256 of what it holds, the same for the same texts read by the same version.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> from treatydiff.corpus import build
        >>> words = "The Parties shall maintain peaceful and friendly relations between them for {} years."
        >>> folder = TemporaryDirectory()
        >>> texts = Path(folder.name, "texts")
        >>> texts.mkdir()
        >>> for name, term in (("A", "five"), ("B", "ten")):
        ...     _ = Path(texts, f"{name}.txt").write_text(f"Article 1\n\n{words.format(term)}\n", "utf-8")
        >>> corpus = build(texts, Path(folder.name, "corpus")).corpus
        >>> [treaty.key for treaty in Corpus.open(corpus.folder).treaties]
        ['A.txt', 'B.txt']
        >>> folder.cleanup()
    """

    folder: Path
    treaties: tuple[Treaty, ...]
    problems: tuple[str, ...]
    digest: str

    @classmethod
    def open(cls, folder: str | os.PathLike[str]) -> Corpus:
        """Open a store.

        Raises:
            InputError: the folder is no store, is one of another version, or is damaged.
        """
        path = Path(folder)
        texts_of(path)
        buckets = [records(path, bucket)[1] for bucket in range(BUCKETS)]
        files = sorted((one for bucket in buckets for one in bucket), key=lambda one: str(one["path"]))
        treaties = [
            Treaty(
                **{
                    name: one[name]
                    for name in ("key", "siglum", "title", "language", "articles", "clauses", "words")
                },
                date=UncertainDate(one["date"]) if one["date"] else None,
                path=file["path"],
                digest=file["digest"],
            )
            for file in files
            for one in file["treaties"]
        ]
        treaties.sort(key=lambda one: one.order)
        problems = tuple(file["error"] for file in files if file["error"])
        return cls(path, tuple(treaties), problems, sha256(encoded(files)).hexdigest())

    def treaty(self, name: str) -> Treaty:
        """A treaty by its key, or by a siglum or title that no other has.

        Raises:
            UnknownError: there is none, or there are several.
        """
        found = [one for one in self.treaties if one.key == name]
        found = found or [one for one in self.treaties if name in (one.siglum, one.title)]
        if len(found) == 1:
            return found[0]
        if found:
            raise UnknownError(
                f"found {len(found)} treaties called {name!r}",
                expected="one",
                todo=f"say which: {', '.join(one.key for one in found[:5])}",
            )
        near = nearest(name, {word for one in self.treaties for word in (one.key, one.siglum, one.title) if word})
        raise UnknownError(
            f"found no treaty {name!r} in {self.folder}",
            expected=f"one such as {', '.join(near)}" if near else "the path, siglum or title of a treaty in it",
        )

    def file(self, treaty: Treaty) -> Path:
        """The file of a treaty, as it was read.

        Raises:
            InputError: it is gone or has changed.
        """
        path = texts_of(self.folder) / treaty.path
        try:
            with path.open("rb") as opened:
                same = file_digest(opened, "sha256").hexdigest() == treaty.digest
        except OSError:
            same = False
        if not same:
            raise InputError(
                "found that this text is gone, or has changed since the corpus was built",
                expected="the text that was read",
                todo="build the corpus again",
            ).at(os.fspath(path))
        return path


def texts_of(store: Path) -> Path:
    """The folder of a store's texts.

    Raises:
        InputError: the folder is no store, or one of another version.
    """
    try:
        said = json.loads((store / MANIFEST).read_bytes())
    except FileNotFoundError:
        said = None
    except (OSError, ValueError):
        said = {}
    if said is None:
        raise InputError(
            "found no corpus",
            expected=f"a folder with {MANIFEST}",
            todo="make one: treatydiff corpus build TEXTS -o DIR",
        ).at(os.fspath(store))
    if not isinstance(said, dict) or said.get("format") != _ABOUT or said.get("store") != STORE_VERSION:
        raise InputError(
            "found a corpus of another version, or something else",
            expected=f"version {STORE_VERSION}",
            todo="remove the folder and build it again, or build into another",
        ).at(os.fspath(store / MANIFEST))
    return store / str(said["texts"])


def prepare(store: Path, texts: Path) -> None:
    """Make the folder of a store, or see that it is one, and clear what a run that was broken off left.

    Raises:
        OutputError: there is a folder that is no store, or it cannot be written.
    """
    try:
        store.mkdir(exist_ok=True)
        entries = sorted(store.iterdir())
    except OSError as error:
        raise OutputError(
            f"found that it cannot be made ({error.strerror or error})", expected="a place for a folder"
        ).at(os.fspath(store)) from None
    if entries and not (store / MANIFEST).is_file():
        raise OutputError(
            f"found {entries[0].name!r} in it, and no corpus",
            expected="an empty folder, or one that holds a corpus",
            todo="choose another folder",
        ).at(os.fspath(store))
    if entries:
        texts_of(store)
    manifest = {"format": _ABOUT, "store": STORE_VERSION, "texts": Path(os.path.relpath(texts, store)).as_posix()}
    write_file(store / MANIFEST, encoded(manifest) + b"\n")
    clear(store)


def clear(store: Path) -> None:
    """Remove what a run that was broken off, or a worker that was lost, left unfinished."""
    for entry in sorted(store.iterdir()):
        if _UNFINISHED.fullmatch(entry.name):
            discard(entry)


def discard(entry: Path) -> None:
    """Remove a file or folder that a run left."""
    from shutil import rmtree

    if entry.is_dir():
        rmtree(entry, ignore_errors=True)
    else:
        entry.unlink(missing_ok=True)


def bucket_of(path: str) -> int:
    """The number of the file of a store that holds a text, from 0.

    Example:
        >>> bucket_of("pact.xml"), 0 <= bucket_of("drafts/pact.xml") < BUCKETS
        (13, True)
    """
    return sha256(path.encode(errors="surrogatepass")).digest()[0] % BUCKETS


def bucket_file(store: Path, bucket: int) -> Path:
    """The file of a bucket."""
    return store / f"articles-{bucket:02}.parquet"


def records(store: Path, bucket: int) -> tuple[str, list[dict[str, Any]]]:
    """The version that wrote a bucket, and what it says of its files; empty where there is no such bucket.

    Raises:
        InputError: the file is damaged.
    """
    file = bucket_file(store, bucket)
    if not file.exists():
        return "", []
    try:
        metadata = pq.read_schema(file).metadata or {}
        said = json.loads(metadata[_KEY])
        return str(said["version"]), list(said["files"])
    except (pa.ArrowException, OSError, KeyError, ValueError, TypeError) as error:
        raise _damaged(file, error) from None


def read_bucket(store: Path, bucket: int, columns: Sequence[str]) -> pa.Table:
    """Columns of a bucket that is there.

    Raises:
        InputError: the file is damaged.
    """
    file = bucket_file(store, bucket)
    try:
        return pq.read_table(file, columns=list(columns), partitioning=None)
    except (pa.ArrowException, OSError, ValueError) as error:
        raise _damaged(file, error) from None


def buckets_of(store: Path) -> list[int]:
    """The buckets that there are."""
    return [bucket for bucket in range(BUCKETS) if bucket_file(store, bucket).exists()]


def write_bucket(
    store: Path,
    bucket: int,
    *,
    version: str,
    files: Sequence[Mapping[str, Any]],
    tables: Iterable[pa.Table],
) -> None:
    """Write a bucket, whole or not at all; one without files is removed.

    Args:
        store: the store.
        bucket: its number.
        version: of treatydiff.
        files: what to say of each file, by path.
        tables: the articles, in the same order.

    Raises:
        OutputError: it cannot be written.
    """
    file = bucket_file(store, bucket)
    if not files:
        file.unlink(missing_ok=True)
        return
    table = pa.concat_tables([SCHEMA.empty_table(), *(one.cast(SCHEMA) for one in tables)]).combine_chunks()
    table = table.replace_schema_metadata({_KEY: encoded({"version": version, "files": list(files)})})
    sink = pa.BufferOutputStream()
    text = [*_WORDS, "clauses.list.element.address", "clauses.list.element.text"]
    numbers = ["shingles.list.element", "clauses.list.element.shingles.list.element"]
    pq.write_table(
        table,
        sink,
        row_group_size=_ROWS_TOGETHER,
        compression=dict.fromkeys(text, "zstd") | dict.fromkeys(numbers, "none"),
        use_dictionary=["treaty", "date", "language", "kind", "heading"],
    )
    write_file(file, cast(bytes, sink.getvalue().to_pybytes()))


def table_of(rows: Sequence[Row]) -> pa.Table:
    """Rows as a table of the store."""
    clauses = [clause for row in rows for clause in row["clauses"]]
    fields = [pa.array([clause[name] for clause in clauses], pa.string()) for name in ("address", "text")]
    inside = pa.StructArray.from_arrays(
        [*fields, _lists([clause["shingles"] for clause in clauses])], ["address", "text", "shingles"]
    )
    columns = [pa.array([row[name] for row in rows], pa.string()) for name in _WORDS]
    columns.append(_lists([row["shingles"] for row in rows]))
    columns.append(pa.ListArray.from_arrays(_bounds([row["clauses"] for row in rows]), inside))
    return pa.Table.from_arrays(columns, names=SCHEMA.names).cast(SCHEMA)


def _lists(sets: Sequence[Shingles]) -> pa.ListArray:
    return pa.ListArray.from_arrays(_bounds(sets), np.concatenate([np.empty(0, dtype=np.uint64), *sets]))


def _bounds(lists: Sequence[Sequence[Any] | Shingles]) -> npt.NDArray[np.int32]:
    return np.cumsum([0, *map(len, lists)], dtype=np.int32)


def _damaged(file: Path, error: Exception) -> InputError:
    said = " ".join(str(error).split())[:200]
    made = InputError(
        f"found a damaged file ({said})", expected="one that build wrote", todo="remove it and build again"
    )
    made.at(os.fspath(file))
    return made
