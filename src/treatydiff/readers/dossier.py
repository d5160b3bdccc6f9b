"""Dossiers: a folder of witness files, and ``dossier.xml`` for what joins them.

In ``dossier.xml``, ``div[@type='witnesses']`` lists the witnesses in order and ``div[@type='comparisons']``
the pairs to compare, each an `item` of `ref`s to ``FILE.xml#SIGLUM``. Each item of ``div[@type='collations']``
lists the witnesses of a collation: its ``xml:id`` is the collation's name (else the sigla make one), and the base
is the `ref` whose ``ana`` is ``#base`` (else the first). ``div[@type='alignments']`` lists files of edited
alignments (`treatydiff.readers.edited_links`), which no witness is read from. `listRelation` and `correspDesc` say
how the witnesses hang together and who handed them to whom; annotations, their taxonomies and the works that they
cite stand beside these (`treatydiff.readers.annotations`). Without that file, or without a list of witnesses in it,
every ``.xml`` and ``.txt`` file of the folder is read, in the order of names; without a list of comparisons, each
is compared with the next; without a list of collations, there is none.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path, PurePath
from typing import NoReturn

from attrs import evolve, field, frozen
from lxml import etree

from treatydiff.errors import InputError
from treatydiff.model.addresses import is_siglum
from treatydiff.model.dossiers import (
    CollationPlan,
    ComparisonPlan,
    DossierRecord,
    Level,
    WitnessRelation,
)
from treatydiff.model.findings import Finding
from treatydiff.model.witnesses import Witness
from treatydiff.readers.decoding import decode_xml
from treatydiff.readers.edited_links import edits_of_dossier, is_alignment, listed_alignments
from treatydiff.readers.files import SIZE_LIMIT, load, read_bytes
from treatydiff.readers.gathering import gathered
from treatydiff.readers.pointers import sigla_in, siglum_in
from treatydiff.readers.refusals import Refusals
from treatydiff.readers.relations import handovers_in, relations_in
from treatydiff.readers.tei_context import Reading
from treatydiff.readers.transcript import Transcript
from treatydiff.readers.xml import attribute, parse, words_of

STATEMENTS = "dossier.xml"
"""The file that says what joins the witnesses."""
_ID = "{http://www.w3.org/XML/1998/namespace}id"


@frozen
class DossierTranscript:
    """What was read from a folder.

    Attributes:
        record: the dossier.
        findings: what was doubtful or left aside, file by file.
        files: the name of each witness's file, by siglum.
        unread: sigla of which nothing could be read, where what is refused is kept: their witnesses are empty.
    """

    record: DossierRecord
    findings: tuple[Finding, ...] = ()
    files: Mapping[str, str] = field(factory=dict, repr=False)
    unread: frozenset[str] = frozenset()


def read_dossier(
    folder: str | os.PathLike[str], *, size_limit: int = SIZE_LIMIT, refusals: Refusals | None = None
) -> DossierTranscript:
    """Read a dossier; its files are only looked at.

    Args:
        folder: where its files lie.
        size_limit: how many bytes each of them may have.
        refusals: what becomes of errors; where these keep them, what can be read is read, and only a folder without
            any witness is refused.

    Raises:
        InputError: there is no such folder, it holds no witness, two files give one siglum, ``dossier.xml``
            names a file or siglum that is not there, relates texts in a circle, or annotates words that are not
            there; and all that reading a file may raise.
        ModelError: what the files say cannot be.
    """
    path = Path(folder)
    refusals = refusals or Refusals()
    files = _names(path)
    reading = None
    with refusals.of("file"):
        reading = _statements(path, size_limit, refusals)
    alignments = listed_alignments(reading) if reading else frozenset()
    names = [name for name in files if name not in alignments]
    opened = _Folder(path, names, reading, size_limit, refusals)
    findings: list[Finding] = []
    chosen: dict[str, tuple[Witness, str]] = {}
    unread: dict[str, tuple[Witness, str]] = {}
    transcripts: dict[str, Transcript] = {}
    for listed in opened.listed() or [_Listed(name) for name in names if not is_alignment(name)]:
        before = len(refusals.kept)
        with refusals.of("file" if listed.name in names else "list"):
            if listed.name not in transcripts:
                transcripts[listed.name] = opened.transcript(listed)
                findings += transcripts[listed.name].findings
            for witness in opened.meant(listed, transcripts[listed.name]):
                _choose(witness, listed.name, chosen, path)
        # Where errors are kept, what speaks of a text that cannot be read is not refused for that as well.
        siglum = listed.siglum or PurePath(listed.name).stem
        if len(refusals.kept) > before and siglum not in chosen and is_siglum(siglum):
            unread[siglum] = (Witness(siglum, language="und"), listed.name)
    if not chosen:
        raise InputError(
            "found a dossier without witnesses",
            expected="TEI or plain text files (.xml, .txt) in the folder",
            todo="put a witness into it",
        ).at(os.fspath(path))
    for name in names:
        listed_in_vain = any(name == other for _, other in unread.values())
        if name not in transcripts and (reading or not is_alignment(name)) and not listed_in_vain:
            findings.append(
                Finding(f"{STATEMENTS} does not list it, and it was left aside", os.fspath(path / name))
            )
    chosen |= {siglum: one for siglum, one in unread.items() if siglum not in chosen}
    record = _record(tuple(witness for witness, _ in chosen.values()), reading)
    if reading:
        edits, doubts = edits_of_dossier(path, reading, list(chosen), size_limit=size_limit)
        record = evolve(record, edited_links=edits)
        findings += doubts
    homes = {siglum: name for siglum, (_, name) in chosen.items()}
    record = gathered(record, reading, homes, transcripts, folder=path, refusals=refusals, unread=frozenset(unread))
    said = reading.findings() if reading else ()
    return DossierTranscript(record, (*findings, *said), homes, frozenset(unread))


def _choose(witness: Witness, name: str, chosen: dict[str, tuple[Witness, str]], path: Path) -> None:
    """Add a witness to those of the dossier, if no other has its siglum."""
    other = chosen.setdefault(witness.siglum, (witness, name))
    if other[0] is not witness:
        raise InputError(
            f"found two witnesses with the siglum {witness.siglum}, in {other[1]} and in {name}",
            expected="one",
            todo="give one of them another siglum (in TEI: witness/@xml:id)",
        ).at(os.fspath(path / name))


def _names(path: Path) -> list[str]:
    """The files that may hold witnesses, in the order of names."""
    where = os.fspath(path)
    try:
        if not path.exists():
            raise InputError("found no such folder", expected="a dossier's folder", todo="check the path").at(where)
        if not path.is_dir():
            raise InputError(
                "found a file", expected="a dossier's folder", todo="name the folder, or read the file as a witness"
            ).at(where)
        found = sorted(child.name for child in path.iterdir() if child.is_file())
    except OSError as error:
        raise InputError(
            f"found a folder that cannot be read ({error.strerror})", expected="a dossier's folder"
        ).at(where) from None
    return [
        name for name in found if name != STATEMENTS and name.lower().endswith((".xml", ".txt")) and name[0] != "."
    ]


def _statements(path: Path, size_limit: int, refusals: Refusals) -> Reading | None:
    if not (path / STATEMENTS).is_file():
        return None
    name = os.fspath(path / STATEMENTS)
    parsed = parse(decode_xml(load(name, size_limit=size_limit), name=name), name=name)
    return Reading(parsed, refusals=refusals)


@frozen(eq=False)
class _Listed:
    """One entry of the list of witnesses: a file, the siglum meant (empty for all in it), and where it is said."""

    name: str
    siglum: str = ""
    node: etree._Element | None = None


@frozen(eq=False)
class _Folder:
    """A dossier's folder while it is read: its files' names, and what ``dossier.xml`` says, if it is there."""

    path: Path
    names: list[str]
    reading: Reading | None
    size_limit: int
    refusals: Refusals

    def listed(self) -> list[_Listed]:
        """The witnesses that ``dossier.xml`` lists, in order."""
        found: list[_Listed] = []
        if self.reading is None:
            return found
        for div in self.reading.source.root.iterdescendants("{*}div"):
            if attribute(div, "type") == "witnesses":
                for ref in div.iterdescendants("{*}ref", "{*}ptr"):
                    name, _, identifier = attribute(ref, "target").partition("#")
                    with self.refusals.of("list"):
                        found.append(_Listed(name, siglum_in(identifier, ref, self.reading), ref))
        return found

    def _refuse(self, listed: _Listed, error: InputError) -> NoReturn:
        if self.reading is not None and listed.node is not None:
            error.at(self.reading.source.name, *self.reading.source.place(listed.node))
        raise error

    def transcript(self, listed: _Listed) -> Transcript:
        """What is in a listed file, which must lie in the folder itself."""
        if listed.name not in self.names:
            such = f", such as {self.names[0]}" if self.names else ""
            self._refuse(
                listed,
                InputError(
                    f"found the file {listed.name!r} in the list of witnesses",
                    expected=f"a file in the dossier's folder{such}",
                    todo="put the file there, or mend the list",
                ),
            )
        file = os.fspath(self.path / listed.name)
        return read_bytes(load(file, size_limit=self.size_limit), name=file, size_limit=self.size_limit)

    def meant(self, listed: _Listed, transcript: Transcript) -> tuple[Witness, ...]:
        """The witnesses of a file that an entry means."""
        meant = tuple(one for one in transcript.witnesses if listed.siglum in ("", one.siglum))
        if not meant:
            self._refuse(
                listed,
                InputError(
                    f"found the siglum {listed.siglum}, which {listed.name} does not have",
                    expected="one of " + ", ".join(witness.siglum for witness in transcript.witnesses),
                ),
            )
        return meant


def _record(witnesses: tuple[Witness, ...], reading: Reading | None) -> DossierRecord:
    sigla = [witness.siglum for witness in witnesses]
    if reading is None:
        return DossierRecord("", witnesses, tuple(ComparisonPlan(*pair) for pair in pairwise(sigla)))
    relations = tuple(relations_in(reading, sigla))
    with reading.source.at(reading.source.root):
        return DossierRecord(
            next((words_of(title) for title in reading.source.root.iterdescendants("{*}title")), ""),
            tuple(_with_original(witness, relations) for witness in witnesses),
            tuple(_comparisons(reading, sigla)),
            relations,
            tuple(handovers_in(reading, sigla)),
            tuple(_collations(reading, sigla)),
        )


def _with_original(witness: Witness, relations: Iterable[WitnessRelation]) -> Witness:
    """The witness with the siglum of the document that it quotes or translates, unless it says so itself.

    That is the first one to which a relation says, and not with low certainty, that it is a witness.
    """
    for relation in relations:
        surely = relation.name == "witnessTo" and relation.cert != "low"
        if surely and witness.siglum in relation.active and relation.passive and not witness.original:
            return evolve(witness, original=relation.passive[0])
    return witness


def _comparisons(reading: Reading, sigla: list[str]) -> Iterator[ComparisonPlan]:
    lists = _lists(reading, "comparisons")
    if not lists:
        yield from (ComparisonPlan(*pair) for pair in pairwise(sigla))
    for div in lists:
        for item in div.iterdescendants("{*}item"):
            with reading.refusals.of("list"), reading.source.at(item):
                named = [siglum for siglum, _ in _named(item, reading, sigla)]
                if len(named) != 2:
                    raise InputError(
                        f"found {len(named)} witness(es) in a comparison", expected="the earlier and the later"
                    )
                yield ComparisonPlan(named[0], named[1], _level(item, reading))


def _lists(reading: Reading, kind: str) -> list[etree._Element]:
    return [div for div in reading.source.root.iterdescendants("{*}div") if attribute(div, "type") == kind]


def _named(item: etree._Element, reading: Reading, sigla: list[str]) -> list[tuple[str, etree._Element]]:
    """The sigla that an item names in order, each with the element that does."""
    return [
        (siglum, ref)
        for ref in item.iterdescendants("{*}ref", "{*}ptr")
        for siglum in sigla_in(attribute(ref, "target"), ref, reading, sigla)
    ]


def _collations(reading: Reading, sigla: list[str]) -> Iterator[CollationPlan]:
    for div in _lists(reading, "collations"):
        for item in div.iterdescendants("{*}item"):
            with reading.refusals.of("list"), reading.source.at(item):
                named = _named(item, reading, sigla)
                order = tuple(siglum for siglum, _ in named)
                bases = [siglum for siglum, ref in named if _is_base(ref, reading)] or list(order[:1])
                if len(bases) > 1:
                    raise InputError(
                        f"found the bases {' and '.join(bases)} in a collation",
                        expected="one",
                        todo="mark one alone",
                    )
                yield CollationPlan(item.get(_ID) or "-".join(order), order, "".join(bases))


def _is_base(ref: etree._Element, reading: Reading) -> bool:
    """Whether a witness is marked as the base of its collation; it cannot be marked as anything else."""
    said = attribute(ref, "ana")
    if said not in ("", "#base"):
        raise InputError(f"found ana={said!r} on a witness of a collation", expected="#base, or nothing").at(
            reading.source.name, *reading.source.place(ref)
        )
    return said == "#base"


def _level(item: etree._Element, reading: Reading) -> Level:
    named = attribute(item, "ana").removeprefix("#") or Level.CLAUSE
    if named not in list(Level):
        raise InputError(
            f"found the depth {named!r} on a comparison",
            expected="one of " + ", ".join("#" + level for level in Level),
        ).at(reading.source.name, *reading.source.place(item))
    return Level(named)
