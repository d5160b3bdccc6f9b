"""Building: a folder of treaties becomes a store; a second run reads only what is new or changed.

What was read is known by path and by SHA-256 of the content. The unit of work is one file of the store (a bucket of
some texts): it is written whole when all its texts are read, so that a run that is broken off loses the buckets at
work and no more. A text that cannot be read is recorded with what is wrong, and the rest goes on.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from hashlib import file_digest
from itertools import groupby
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from attrs import frozen

from treatydiff import __version__
from treatydiff.corpus import store as stores
from treatydiff.corpus.reading import read_treaties
from treatydiff.corpus.register import Register, part_for, read_register
from treatydiff.corpus.running import Workers
from treatydiff.corpus.store import Corpus
from treatydiff.errors import InputError
from treatydiff.readers import SIZE_LIMIT

SUFFIXES = (".xml", ".tei", ".txt", ".md", ".markdown", ".html", ".htm", ".xhtml", ".docx", ".pdf")
"""Files of a folder that are taken for texts; their content says what they are."""


@frozen
class Built:
    r"""A corpus as a run left it, and what the run did.

    Attributes:
        corpus: the corpus.
        read: how many files were read.
        kept: how many were read before and have not changed.
        dropped: how many were read before and are gone.
        aside: how many files of the folder were left aside, since their suffix is none of a text's.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> words = "The Parties shall maintain peaceful and friendly relations between them for {} years."
        >>> folder = TemporaryDirectory()
        >>> texts = Path(folder.name, "texts")
        >>> texts.mkdir()
        >>> for name, term in (("A", "five"), ("B", "ten")):
        ...     _ = Path(texts, f"{name}.txt").write_text(f"Article 1\n\n{words.format(term)}\n", "utf-8")
        >>> built = build(texts, Path(folder.name, "corpus"))
        >>> built.read, built.kept, len(built.corpus.treaties)
        (2, 0, 2)
        >>> folder.cleanup()
    """

    corpus: Corpus
    read: int
    kept: int
    dropped: int
    aside: int


def build(
    texts: str | os.PathLike[str],
    store: str | os.PathLike[str],
    *,
    register: str | os.PathLike[str] | None = None,
    workers: Workers = Workers(),  # noqa: B008 - a frozen value
    size_limit: int = SIZE_LIMIT,
) -> Built:
    r"""Read a folder of treaties, with all folders in it, into a store, or bring a store up to date.

    Args:
        texts: the folder; hidden files and folders, links to folders, and the store itself are left aside.
        store: the store's folder; made if it is not there.
        register: a table that says when the treaties were signed and what they are called
            (`treatydiff.corpus.register.read_register`); it goes before what a text says itself.
        workers: who reads.
        size_limit: how many bytes a file may have; a larger one counts as one that cannot be read.

    Raises:
        InputError: there is no such folder of texts, no text in it, or the store or the register is damaged.
        DateError: a date in the register is none.
        OutputError: the store's folder holds something else, or cannot be written.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     there = Path(folder, "texts")
        ...     there.mkdir()
        ...     _ = Path(there, "a.txt").write_text("Article 1\n\nThe Parties shall keep the peace.\n")
        ...     _ = Path(there, "b.xml").write_text("<treaty>")
        ...     built = build(there, Path(folder, "corpus"))
        >>> [treaty.key for treaty in built.corpus.treaties], built.read
        (['a.txt'], 2)
        >>> built.corpus.problems[0][:6]
        'b.xml:'
    """
    source, target = Path(texts), Path(store)
    found, aside = _texts(source, target)
    if not found:
        raise InputError(
            "found no text in it", expected=f"files such as *{', *'.join(SUFFIXES[:5])}", todo="name another folder"
        ).at(os.fspath(source))
    named = read_register(register, set(found)) if register is not None else {}
    stores.prepare(target, source)
    digests = {path: _digest(source / path, size_limit) for path in found}
    folders = (os.fspath(source.resolve()), os.fspath(target.resolve()))
    tasks: list[tuple[tuple[str, str], int, tuple[tuple[str, Register], ...], tuple[str, ...], int]] = []
    sizes = {path: _size(source / path) for path in found}
    kept = dropped = 0
    by_bucket = {
        bucket: list(paths)
        for bucket, paths in groupby(sorted(found, key=lambda p: (stores.bucket_of(p), p)), key=stores.bucket_of)
    }
    for bucket in range(stores.BUCKETS):
        version, former = stores.records(target, bucket)
        known = {one["path"]: (one["digest"], one["register"]) for one in former if version == __version__}
        paths = by_bucket.get(bucket, [])
        said = {path: part_for(named, path) for path in paths}
        same = tuple(path for path in paths if digests[path] and known.get(path) == (digests[path], said[path]))
        kept += len(same)
        dropped += len({one["path"] for one in former} - set(paths))
        if len(same) < len(paths) or len(former) != len(same):
            new = tuple((path, said[path]) for path in paths if path not in same)
            tasks.append((folders, bucket, new, same, size_limit))
    # The longest first, so that no worker is left with one at the end.
    tasks.sort(key=lambda task: (-sum(sizes[path] for path, _ in task[2]), task[1]))
    with workers.run(target) as run:
        run("reading texts", _bucket, tasks)
    stores.clear(target)
    return Built(Corpus.open(target), sum(len(task[2]) for task in tasks), kept, dropped, aside)


def _bucket(
    folders: tuple[str, str],
    bucket: int,
    new: tuple[tuple[str, Register], ...],
    same: tuple[str, ...],
    size_limit: int,
) -> None:
    """Make one bucket: read new texts, each with what a register says, take over those that have not changed."""
    texts, folder = map(Path, folders)
    files = {one["path"]: one for one in stores.records(folder, bucket)[1] if one["path"] in same}
    tables: dict[str, pa.Table] = {}
    if files:
        former = stores.read_bucket(folder, bucket, stores.SCHEMA.names)
        for path, file in files.items():
            keys = pa.array([treaty["key"] for treaty in file["treaties"]], pa.string())
            tables[path] = former.filter(pc.is_in(former["treaty"], value_set=keys))
    for path, register in new:
        read = read_treaties(texts, path, register=register, size_limit=size_limit)
        files[path], tables[path] = read.record, stores.table_of(read.rows)
    order = sorted(files)
    stores.write_bucket(
        folder,
        bucket,
        version=__version__,
        files=[files[path] for path in order],
        tables=[tables[p] for p in order],
    )


def _texts(folder: Path, store: Path) -> tuple[list[str], int]:
    """The paths of a folder's texts, with ``/`` between the names, and how many other files there are."""
    if not folder.is_dir():
        raise InputError("found no such folder", expected="a folder of treaties", todo="check the path").at(
            os.fspath(folder)
        )
    found: list[str] = []
    aside = 0
    for path in _files(folder, store.resolve()):
        if path.suffix.casefold() in SUFFIXES:
            name = path.relative_to(folder).as_posix()
            try:
                name.encode()
            except UnicodeEncodeError:  # a name that is no text in any encoding
                aside += 1
                continue
            found.append(name)
        else:
            aside += 1
    return sorted(found), aside


def _files(folder: Path, store: Path) -> Iterator[Path]:
    for at, folders, names in os.walk(folder):
        here = Path(at)
        folders[:] = sorted(one for one in folders if not one.startswith(".") and (here / one).resolve() != store)
        # What is no file, such as a pipe, could keep a reader waiting for ever.
        yield from (here / name for name in sorted(names) if not name.startswith(".") and (here / name).is_file())


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _digest(path: Path, size_limit: int) -> str:
    """SHA-256 of a file's content; empty where it is too large or cannot be read, which reading will tell."""
    try:
        if path.stat().st_size > size_limit:
            return ""
        with path.open("rb") as opened:
            return file_digest(opened, "sha256").hexdigest()
    except OSError:
        return ""
