"""Taking texts in: from files to texts with sigla of their own, and what was doubtful and left aside in each."""

from __future__ import annotations

import hashlib
import os
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import PurePath
from typing import TypeVar

from attrs import evolve, frozen

from treatydiff.accession.sigla import file_key, siglum_of_file, told_apart
from treatydiff.errors import InputError, TreatyDiffError
from treatydiff.model.accessions import Accession, Aside, Doubt, Origin
from treatydiff.model.addresses import Address, siglum_from
from treatydiff.model.annotations import Annotation, Target
from treatydiff.model.findings import Finding
from treatydiff.model.kinds import KINDS, Role
from treatydiff.model.witnesses import Witness
from treatydiff.readers.files import SIZE_LIMIT, load, read_bytes
from treatydiff.readers.places import Place
from treatydiff.readers.recognition.decisions import Decision
from treatydiff.readers.transcript import Revisions, Transcript

_CALLED = re.compile(r"(?:left aside (?P<behind>[^:]+))|(?:(?P<before>.+?) (?:was|were) left aside)")
_LONGEST_TITLE = 200
"""A heading longer than this is more than a title."""


@frozen
class TextFile:
    """A file to take texts from.

    Attributes:
        path: the file.
        siglum: what its only text is to be called; empty for a siglum of its own, or from its name.
        inside: the siglum in it of the text that is meant; empty for all. Of a Word document with tracked changes
            "rejected" is the text before them, and "accepted" that after them.

    Example:
        >>> TextFile("contract.docx", siglum="before", inside="rejected").siglum
        'before'
    """

    path: str
    siglum: str = ""
    inside: str = ""


class UnreadableFilesError(InputError):
    """Files that cannot be read, all of them.

    Attributes:
        errors: what is wrong with each.
    """

    def __init__(self, errors: Sequence[TreatyDiffError]) -> None:
        self.errors = tuple(errors)
        many = "s" if len(errors) > 1 else ""
        super().__init__(
            f"found {len(errors)} file{many} that cannot be read: {' | '.join(map(str, errors))}",
            expected="files with texts",
            todo="mend these, or leave them out; nothing was written",
        )


@frozen
class Taken:
    """What was taken from all files.

    Attributes:
        accessions: the texts, in the order of the files.
        annotations: what the files say of these texts.
        renamed: what happened to sigla that were alike, in sentences without a final stop.
    """

    accessions: tuple[Accession, ...]
    annotations: tuple[Annotation, ...] = ()
    renamed: tuple[str, ...] = ()


@frozen
class _Read:
    file: TextFile
    data: bytes
    transcript: Transcript
    witnesses: tuple[Witness, ...]


def take(
    files: Sequence[TextFile],
    *,
    known: Iterable[str] = (),
    revisions: Revisions = Revisions.ACCEPTED,
    size_limit: int = SIZE_LIMIT,
    telling: Callable[[str], None] | None = None,
) -> Taken:
    """Read files, and give each text in them a siglum of its own.

    Args:
        files: they.
        known: sigla that are taken.
        revisions: what is read of the changes that Word documents track.
        size_limit: how many bytes a file may have.
        telling: called with what is being done.

    Raises:
        UnreadableFilesError: some cannot be read; all of them are named.
        InputError: a file is there twice; two texts are to have one siglum; one siglum is given for several texts.
    """
    _refuse_twice(files)
    read: list[_Read] = []
    errors: list[TreatyDiffError] = []
    for file in files:
        if telling is not None:
            telling(f"reading {file.path}")
        try:
            read.append(_read(file, revisions, size_limit))
        except TreatyDiffError as error:
            errors.append(error.at(file.path))
    if errors:
        raise UnreadableFilesError(errors)
    known = list(known)
    sigla, renamed = _sigla(read, known)
    accessions: list[Accession] = []
    annotations: list[Annotation] = []
    for one, given in zip(read, sigla, strict=True):
        called = {witness.siglum: siglum for witness, siglum in zip(one.witnesses, given, strict=True)}
        found = _accessions(one, called)
        kept, lost = _annotations(one.transcript.annotations, called)
        if lost:
            found[0] = evolve(found[0], notes=(*found[0].notes, lost))
        accessions += found
        annotations += kept
    return Taken(tuple(accessions), tuple(annotations), tuple(renamed))


def _refuse_twice(files: Sequence[TextFile]) -> None:
    """Refuse a file that is there twice, unless two sigla say that this is meant."""
    known: set[tuple[str, str, str]] = set()
    for file in files:
        one = (os.path.abspath(file.path), file.siglum, file.inside)  # noqa: PTH100 - knows no error, whatever the name
        if one in known:
            raise InputError("found this file twice", expected="each file once", todo="leave one out").at(file.path)
        known.add(one)


def _read(file: TextFile, revisions: Revisions, size_limit: int) -> _Read:
    data = load(file.path, size_limit=size_limit)
    revisions = revisions.with_state(file.inside)
    transcript = read_bytes(data, name=file.path, size_limit=size_limit, revisions=revisions)
    sigla = [witness.siglum for witness in transcript.witnesses]
    meant = transcript.siglum_of(file.inside) if file.inside else ""
    witnesses = tuple(one for one in transcript.witnesses if meant in ("", one.siglum))
    if file.siglum and len(witnesses) > 1:
        raise InputError(
            f"found {len(witnesses)} texts in it, {', '.join(sigla)}, and the one siglum {file.siglum} for them",
            expected="one text",
            todo=f"say which, as in {file.siglum}={file.path}#{sigla[0]}",
        )
    return _Read(file, data, transcript, witnesses)


def _sigla(read: Sequence[_Read], known: list[str]) -> tuple[list[list[str]], list[str]]:
    """The sigla of all texts; those that were given come first, and stay."""
    given: dict[str, str] = {}
    for one in read:
        wanted = one.file.siglum
        if not wanted:
            continue
        alike = next((other for other in (*given, *known) if file_key(other) == file_key(wanted)), None)
        if alike or told_apart(wanted, ()) != wanted:
            where = f"and no file can be called {wanted}.xml"
            if alike:
                where = f"which {given[alike]} gets too" if alike in given else "which is taken"
            raise InputError(
                f"found the siglum {wanted}, {where}", expected="a siglum for each text", todo="give it another"
            ).at(one.file.path)
        given[wanted] = one.file.path
    taken = dict(given) | dict.fromkeys(known, "the dossier")
    found: list[list[str]] = []
    renamed: list[str] = []
    for one in read:
        own: list[str] = []
        for witness in one.witnesses:
            if one.file.siglum:
                own.append(one.file.siglum)
                continue
            wanted = _wanted(witness, one.file.path)
            siglum = told_apart(wanted, taken)
            if siglum != wanted:
                other = next((taken[known] for known in taken if file_key(known) == file_key(wanted)), "")
                why = f"{wanted} is taken by {other}" if other else f"no file can be called {wanted}.xml"
                renamed.append(f"{one.file.path}: {why}, so its text is called {siglum}")
            taken[siglum] = one.file.path
            own.append(siglum)
        found.append(own)
    return found, renamed


def _wanted(witness: Witness, path: str) -> str:
    """The siglum that a text has of itself; one made of its file's name is made anew, to be read better."""
    stem = PurePath(path).stem
    made = siglum_from(stem)
    if witness.siglum.startswith(made):
        return siglum_of_file(stem) + witness.siglum[len(made) :]
    return witness.siglum


def _accessions(one: _Read, called: Mapping[str, str]) -> list[Accession]:
    transcript = one.transcript
    digest = hashlib.sha256(one.data).hexdigest()
    origin = Origin(PurePath(one.file.path).name, transcript.form, digest)
    found: list[Accession] = []
    for witness in one.witnesses:
        siglum = called[witness.siglum]
        scope = _Scope.of(witness, transcript, siglum)
        decisions = [decision for decision in scope.within(transcript.decisions) if not decision.aside]
        sure = [round(decision.confidence * 100) for decision in decisions if decision.level in KINDS]
        findings = scope.within(transcript.findings)
        said = [finding for finding in findings if not finding.words]
        doubts = tuple(scope.doubts(said, decisions))
        at = {(doubt.line, doubt.column) for doubt in doubts}
        found.append(
            Accession(
                evolve(witness, siglum=siglum, title=witness.title or _title(witness)),
                origin,
                asides=tuple(scope.aside(finding) for finding in findings if finding.words),
                doubts=doubts,
                notes=tuple(_note(finding) for finding in said if (finding.line, finding.column) not in at),
                percent=sum(sure) // len(sure) if sure else None,
            )
        )
    return found


def _note(finding: Finding) -> str:
    return f"{finding.line}:{max(finding.column, 1)}: {finding.what}" if finding.line else finding.what


def _title(witness: Witness) -> str:
    """What a text calls itself at its head."""
    heading = next((one for one in witness.provisions if one.role is Role.TITLE), None)
    words = "" if heading is None else " ".join(heading.text.split())
    return words if len(words) <= _LONGEST_TITLE else ""


_Placed = TypeVar("_Placed", Finding, Decision)


@frozen
class _Scope:
    """Where one text of a file stands, and where its provisions begin.

    Attributes:
        siglum: what it is called in the dossier.
        begins: places and addresses of its provisions, by place, under its own siglum.
        first: from which place on the file speaks of it; ``None`` where what is said of the file is said of it.
        last: up to where.
    """

    siglum: str
    begins: tuple[tuple[Place, Address], ...]
    first: Place | None = None
    last: Place | None = None

    @classmethod
    def of(cls, witness: Witness, transcript: Transcript, siglum: str) -> _Scope:
        """The scope of a text. Of texts behind one another each has what stands from its beginning to the next."""
        begins = [(place, address) for address, place in transcript.places if address.siglum == witness.siglum]
        begins.sort(key=lambda begin: begin[0])
        spans: dict[str, list[Place]] = {}
        for address, place in transcript.places:
            spans.setdefault(address.siglum, []).append(place)
        order = sorted(spans, key=lambda name: min(spans[name]))
        apart = all(max(spans[one]) < min(spans[other]) for one, other in pairwise(order))
        mine = tuple((place, evolve(address, siglum=siglum)) for place, address in begins)
        if len(order) < 2 or not apart or witness.siglum not in order:
            return cls(siglum, mine)
        at = order.index(witness.siglum)
        first = min(spans[order[at]]) if at else (0, 0)
        last = min(spans[order[at + 1]]) if at + 1 < len(order) else None
        return cls(siglum, mine, first, last)

    def within(self, those: Iterable[_Placed]) -> list[_Placed]:
        """What is said of this text."""
        return [
            one
            for one in those
            if self.first is None
            or (self.first <= (one.line, one.column) and (self.last is None or (one.line, one.column) < self.last))
        ]

    def _inside(self, place: Place) -> tuple[Address | None, bool]:
        """The provision that begins at a place, or that had begun last; and which of both."""
        at = bisect_right(self.begins, place, key=lambda begin: begin[0]) - 1
        if at < 0:
            return None, False
        began, address = self.begins[at]
        # Of provisions that begin together the outermost has the heading.
        first = bisect_left(self.begins, began, key=lambda begin: begin[0])
        return (self.begins[first][1], True) if began == place else (address, False)

    def aside(self, finding: Finding) -> Aside:
        """What a reader left aside."""
        called = _CALLED.match(finding.what)
        what = (called["behind"] or called["before"]) if called else finding.what
        inside, _ = self._inside((finding.line, finding.column)) if finding.line else (None, False)
        return Aside(what, finding.words, finding.line, finding.column, inside)

    def doubts(self, findings: Sequence[Finding], decisions: Sequence[Decision]) -> Iterator[Doubt]:
        """Decisions that are doubtful, in the words of the reader's finding where it has one."""
        said = {(finding.line, finding.column): finding.what for finding in findings}
        for one in decisions:
            place = (one.line, one.column)
            if not one.doubtful and place not in said:
                continue
            inside, begins = self._inside(place)
            what = said.get(place) or _doubtful(one)
            yield Doubt(
                what, *place, inside, begins and one.level in KINDS, round(one.confidence * 100), one.reasons
            )


def _doubtful(one: Decision) -> str:
    taken = "words" if one.level not in KINDS else f"{'an' if one.level[0] in 'aeiou' else 'a'} {one.level}"
    return f"{' '.join(one.reading.split())[:60]!r} was read as {taken}, and that is doubtful"


def _annotations(said: Sequence[Annotation], called: Mapping[str, str]) -> tuple[list[Annotation], str]:
    """What a file says of its texts, under their sigla here; and what became of the rest."""
    kept: list[Annotation] = []
    for one in said:
        targets = tuple(_renamed(target, called) for target in one.targets)
        if all(target is not None for target in targets):
            kept.append(evolve(one, targets=tuple(target for target in targets if target is not None)))
    ids = {one.id for one in kept}
    kept = [
        evolve(one, conflicts_with=tuple(other for other in one.conflicts_with if other in ids)) for one in kept
    ]
    lost = len(said) - len(kept)
    return kept, f"{lost} annotation{'s' * (lost > 1)} of other texts left aside" if lost else ""


def _renamed(target: Target, called: Mapping[str, str]) -> Target | None:
    """The target under the siglum that its text has here; ``None`` for one outside the file."""
    place = target.place
    if isinstance(place, Address):
        return evolve(target, place=evolve(place, siglum=called[place.siglum])) if place.siglum in called else None
    sides = [tuple(end for end in side) for side in (place.earlier, place.later)]
    if any(end.siglum not in called for side in sides for end in side):
        return None
    earlier, later = (tuple(evolve(end, siglum=called[end.siglum]) for end in side) for side in sides)
    return evolve(target, place=evolve(place, earlier=earlier, later=later))
