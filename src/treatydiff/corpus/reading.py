"""Reading: a file becomes rows of a store, an article each; what is wrong with it is a remark, never an end."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

from attrs import frozen

from treatydiff.corpus.register import Register
from treatydiff.corpus.shingles import numbers_of, shingles_of_each, words_of
from treatydiff.errors import TreatyDiffError
from treatydiff.model.provisions import Provision
from treatydiff.model.witnesses import Witness
from treatydiff.readers import read_bytes
from treatydiff.readers.files import load

LEAST_WORDS = 8
"""A clause with fewer words says nothing about where it comes from, and has no shingles."""
MOST_SHINGLES = 2_000_000
"""Shingles that one text may have, some twenty times those of the longest treaties; more are refused."""

Row = dict[str, Any]
"""An article as the store has it, by the names of its columns."""


@frozen
class FileRead:
    """What became of one file.

    Attributes:
        record: what the store says of the file: ``path``, ``digest`` (SHA-256 of its content), ``register`` (what
            a register says of it), ``error`` (empty where it was read) and ``treaties``, each with ``key``,
            ``siglum``, ``title``, ``date``, ``language`` and how many ``articles``, ``clauses``, ``words`` and
            doubtful places (``findings``) it has.
        rows: its articles.
    """

    record: dict[str, Any]
    rows: tuple[Row, ...] = ()


def read_treaties(folder: Path, path: str, *, register: Register, size_limit: int) -> FileRead:
    """Read one file of a corpus.

    Args:
        folder: the folder of the corpus' texts.
        path: the file in it, with ``/`` between the names.
        register: what a register says of it (`treatydiff.corpus.register.part_for`), which goes before what the
            file says itself.
        size_limit: how many bytes it may have.
    """
    digest = ""
    record = {"path": path, "register": register}
    try:
        data = load(folder / path, size_limit=size_limit)
        digest = sha256(data).hexdigest()
        witnesses = read_bytes(data, name=path, size_limit=size_limit)
        rows: list[Row] = []
        treaties: list[dict[str, Any]] = []
        for witness in witnesses.witnesses:
            key = path if len(witnesses.witnesses) == 1 else f"{path}#{witness.siglum}"
            own = list(_rows(witness, key))
            said = {**register.get(path, {}), **register.get(key, {})}
            date = said.get("date") or str(witness.date or "")
            if sum(len(row["shingles"]) for row in own) > MOST_SHINGLES:
                raise TreatyDiffError("found too long a text", expected=f"{MOST_SHINGLES:,} shingles at most").at(
                    path
                )
            rows += [row | {"date": date} for row in own]
            treaties.append(
                {
                    "key": key,
                    "siglum": witness.siglum,
                    "title": said.get("title") or witness.title,
                    "date": date,
                    "language": witness.language,
                    "articles": len(own),
                    "clauses": sum(len(row["clauses"]) for row in own),
                    "words": sum(row["words"] for row in own),
                    "findings": len(witnesses.findings),
                }
            )
    except (TreatyDiffError, RecursionError, MemoryError) as error:
        if isinstance(error, TreatyDiffError):
            error.file = path  # not where the folder happens to lie
            wrong = str(error)
        else:
            wrong = f"{path}: found a text too deep or too large"
        return FileRead(record | {"digest": digest, "error": wrong, "treaties": []})
    return FileRead(record | {"digest": digest, "error": "", "treaties": treaties}, tuple(rows))


def articles_of(provisions: Iterable[Provision]) -> Iterator[Provision]:
    """Articles, preamble, closing, and what stands beside articles in a chapter; not chapters, nor paragraphs.

    Example:
        >>> from treatydiff.model.passages import Passage
        >>> article = Provision("article", (Passage("It lasts."),))
        >>> [one.kind for one in articles_of([Provision("chapter", children=(article,))])]
        ['article']
    """
    for provision in provisions:
        if any(not child.about.inner for child in provision.children):
            yield from articles_of(provision.children)
        else:
            yield provision


def _rows(witness: Witness, key: str) -> Iterator[Row]:
    addresses = {id(provision): str(address) for address, provision in witness.addressed()}
    articles: list[tuple[Provision, list[tuple[str, str]]]] = []
    starts: list[int] = []
    stops: list[int] = []
    words: list[str] = []
    for article in articles_of(witness.provisions):
        clauses = [
            # As `Address.of_clause` is written.
            (f"{addresses[id(inner)]}:{number}", clause.text)
            for inner in article.walk()
            for number, clause in enumerate(inner.clauses, start=1)
        ]
        ends = [len(words)]
        for _, text in clauses:
            words += words_of(text)
            ends.append(len(words))
        if ends[0] == ends[-1]:
            continue
        articles.append((article, clauses))
        starts.append(ends[0])
        stops.append(ends[-1])
        for start, stop in pairwise(ends):
            starts.append(start)
            stops.append(stop if stop - start >= LEAST_WORDS else start)
    shingles = zip(
        shingles_of_each(numbers_of(words), starts, stops),
        starts,
        stops,
        strict=True,
    )
    for article, clauses in articles:
        own, start, stop = next(shingles)
        yield {
            "treaty": key,
            "language": witness.language,
            "address": addresses[id(article)],
            "kind": article.kind,
            "heading": " ".join(article.heading.text.split()) if article.heading else "",
            "shingles": own,
            "clauses": [
                {"address": address, "text": text, "shingles": next(shingles)[0]} for address, text in clauses
            ],
            "words": stop - start,
        }


def encoded(value: object) -> bytes:
    """A value as JSON, the same bytes for the same value."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
