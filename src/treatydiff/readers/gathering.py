"""Gathering: what all files of a dossier say in annotations and bibliographies, as one record."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from pathlib import Path

from attrs import evolve
from lxml import etree

from treatydiff.errors import InputError
from treatydiff.model.annotations import Annotation
from treatydiff.model.dossiers import DossierRecord
from treatydiff.model.sources import Source, Work
from treatydiff.model.witnesses import Witness
from treatydiff.readers.annotations import Annotated, annotated, note_others
from treatydiff.readers.targets import Texts
from treatydiff.readers.tei_context import Reading
from treatydiff.readers.transcript import Transcript
from treatydiff.readers.xml import attribute, words_of

_NAMES = ("{*}name", "{*}persName", "{*}orgName")


def gathered(
    record: DossierRecord,
    reading: Reading | None,
    files: Mapping[str, str],
    transcripts: Mapping[str, Transcript],
    *,
    folder: Path,
) -> DossierRecord:
    """The dossier with its edition, its editors, and all that its files say in annotations and bibliographies.

    Args:
        record: the dossier.
        reading: ``dossier.xml``, if it is there.
        files: the name of each witness's file, by siglum.
        transcripts: what was read, by file name.
        folder: where the files lie.

    Raises:
        InputError: an annotation speaks of what is not there, quotes words that are not there, or names a source
            that is in no bibliography; two annotations have one id.
        DateError: a date that no calendar has.
        ModelError: what is said cannot be.
    """
    said = Annotated()
    if reading is not None:
        said = annotated(reading, Texts({witness.siglum: witness for witness in record.witnesses}, files))
        note_others(reading)
    annotations = tuple(_all(said, transcripts, folder))
    known: dict[str, Work] = {}
    sources = [witness.source for witness in record.witnesses if witness.source]
    sources += [source for annotation in annotations for source in annotation.sources]
    for work in (*said.works, *(source.work for source in sources if source.work)):
        # What only points to dossier.xml has a key and nothing else.
        if work.key not in known or known[work.key] == Work(work.key):
            known[work.key] = work
    with nullcontext() if reading is None else reading.source.at(reading.source.root):
        return evolve(
            record,
            edition=_edition(reading) if reading else "",
            editors=tuple(_editors(reading)) if reading else (),
            witnesses=tuple(_cited(witness, known) for witness in record.witnesses),
            works=tuple(known.values()),
            kinds=said.kinds,
            term_categories=said.term_categories,
            annotations=tuple(
                evolve(one, sources=tuple(_filled(source, known) for source in one.sources)) for one in annotations
            ),
        )


def _all(said: Annotated, transcripts: Mapping[str, Transcript], folder: Path) -> Iterator[Annotation]:
    """The annotations of all files, each once."""
    known: dict[str, tuple[Annotation, str]] = {}
    for one in said.annotations:
        known[one.id] = (one, "dossier.xml")
        yield one
    for name, transcript in transcripts.items():
        for one in transcript.annotations:
            other, where = known.setdefault(one.id, (one, name))
            if other != one:
                raise InputError(
                    f"found two annotations with the id {one.id}, in {where} and in {name}",
                    expected="an id for each, or the same annotation",
                ).at(os.fspath(folder / name))
            if where == name:
                yield one


def _cited(witness: Witness, known: Mapping[str, Work]) -> Witness:
    return evolve(witness, source=_filled(witness.source, known)) if witness.source else witness


def _filled(source: Source, known: Mapping[str, Work]) -> Source:
    """The source with the whole work, where it only points to it."""
    if source.work is None or source.work != Work(source.work.key):
        return source
    return evolve(source, work=known[source.work.key])


def _edition(reading: Reading) -> str:
    """Which edition it is: ``edition/@n``, else its words."""
    edition = next(_header(reading, "editionStmt", "{*}edition"), None)
    return "" if edition is None else attribute(edition, "n") or words_of(edition)


def _editors(reading: Reading) -> Iterator[str]:
    """Who made it: the editors of its title, and who else is responsible."""
    for node in _header(reading, "titleStmt", "{*}editor", "{*}respStmt"):
        names = [words_of(name) for name in node.iterdescendants(*_NAMES)] or [words_of(node)]
        yield from (name for name in names if name)


def _header(reading: Reading, statement: str, *names: str) -> Iterator[etree._Element]:
    header = next(reading.source.root.iterdescendants("{*}teiHeader"), None)
    if header is not None:
        for node in header.iterdescendants(f"{{*}}{statement}"):
            yield from node.iterchildren(*names)
