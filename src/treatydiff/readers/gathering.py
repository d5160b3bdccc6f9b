"""Gathering: what all files of a dossier say in annotations and bibliographies, as one record."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path

from attrs import evolve
from lxml import etree

from treatydiff.errors import InputError
from treatydiff.model.annotations import Annotation
from treatydiff.model.dossiers import DossierRecord
from treatydiff.model.sources import Source, Work
from treatydiff.model.witnesses import Witness
from treatydiff.readers.annotations import Annotated, annotated, note_others, places_in
from treatydiff.readers.refusals import Refusals
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
    refusals: Refusals,
    unread: frozenset[str] = frozenset(),
) -> DossierRecord:
    """The dossier with its edition, its editors, and all that its files say in annotations and bibliographies.

    Args:
        record: the dossier.
        reading: ``dossier.xml``, if it is there.
        files: the name of each witness's file, by siglum.
        transcripts: what was read, by file name.
        folder: where the files lie.
        refusals: what becomes of errors.
        unread: sigla of witnesses of which nothing could be read.

    Raises:
        InputError: an annotation speaks of what is not there, quotes words that are not there, or names a source
            that is in no bibliography, or contradicts one that is not there; two annotations have one id.
        DateError: a date that no calendar has.
        ModelError: what is said cannot be.
    """
    said = Annotated()
    if reading is not None:
        texts = {witness.siglum: witness for witness in record.witnesses}
        said = annotated(reading, Texts(texts, files, unread=unread))
        note_others(reading)
    annotations = tuple(_all(said, transcripts, folder, refusals))
    if reading is not None and refusals.all:
        annotations = tuple(_without_lost(annotations, reading, unread))
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


def _all(
    said: Annotated, transcripts: Mapping[str, Transcript], folder: Path, refusals: Refusals
) -> Iterator[Annotation]:
    """The annotations of all files, each once."""
    known: dict[str, tuple[Annotation, str]] = {}
    for one in said.annotations:
        known[one.id] = (one, "dossier.xml")
        yield one
    for name, transcript in transcripts.items():
        for one in transcript.annotations:
            other, where = known.setdefault(one.id, (one, name))
            with refusals.of("annotation"):
                if other != one:
                    raise InputError(
                        f"found two annotations with the id {one.id}, in {where} and in {name}",
                        expected="an id for each, or the same annotation",
                    ).at(os.fspath(folder / name))
                if where == name:
                    yield one


def _without_lost(
    annotations: Sequence[Annotation], reading: Reading, unread: frozenset[str]
) -> Iterator[Annotation]:
    """The annotations, without contradictions of such as are not there, each of which is refused.

    Those of ``dossier.xml`` that were refused themselves, and those of files that could not be read, are not there
    either, which has been said.
    """
    made, places = {one.id for one in annotations}, places_in(reading)
    for one in annotations:
        for other in one.conflicts_with:
            with reading.refusals.of("annotation"):
                if other not in made and other not in places and not unread:
                    raise InputError(
                        f"found the annotation {one.id} in conflict with {other}, which is not there",
                        expected="the id of another annotation of the dossier",
                    ).at(reading.source.name, *places.get(one.id, (0, 0)))
        yield evolve(one, conflicts_with=tuple(other for other in one.conflicts_with if other in made))


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
