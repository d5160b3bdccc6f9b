"""Folders: a dossier made from files, and texts added to one; everything is written, or nothing."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from attrs import evolve, frozen

from treatydiff.accession.metadata import Metadata, described, read_metadata, with_settings
from treatydiff.accession.planning import comparisons_of, in_order, joined
from treatydiff.accession.taking import Taken, TextFile, take
from treatydiff.dossier import Dossier, load
from treatydiff.errors import InputError, OutputError
from treatydiff.export.files import OF_THE_SYSTEM, write_together
from treatydiff.export.tei.dossier import extended, ids_in, listed_files, write_dossier
from treatydiff.export.tei.witness import write_witness
from treatydiff.model.accessions import Accession
from treatydiff.model.annotations import Annotation
from treatydiff.model.dossiers import ComparisonPlan, DossierRecord
from treatydiff.readers.dossier import STATEMENTS
from treatydiff.readers.files import SIZE_LIMIT
from treatydiff.readers.files import load as load_bytes
from treatydiff.readers.transcript import Revisions
from treatydiff.report.accessions import NAME as REPORT
from treatydiff.report.accessions import write_accessions


@frozen(repr=False)
class Intake:
    """What was taken into a dossier.

    Attributes:
        folder: the dossier's folder, as it was given.
        accessions: the texts that were taken in, in the dossier's order, each with its file, what was doubtful
            and what was left aside.
        comparisons: the comparisons that the dossier asks for on their account.
        renamed: what became of sigla that were alike, in sentences without a final stop.

    Example:
        >>> Intake("pact", (), (ComparisonPlan("A", "B"),)).comparisons[0].name
        'A-B'
    """

    folder: str
    accessions: tuple[Accession, ...]
    comparisons: tuple[ComparisonPlan, ...] = ()
    renamed: tuple[str, ...] = ()

    @property
    def dossier(self) -> Dossier:
        """The dossier, read from its folder.

        Raises:
            InputError: it cannot be read any more.
        """
        return load(self.folder)

    def __repr__(self) -> str:
        return f"<Intake of {', '.join(one.witness.siglum for one in self.accessions)} into {self.folder!r}>"


def new_dossier(
    folder: str | os.PathLike[str],
    files: Iterable[str | os.PathLike[str] | TextFile],
    *,
    title: str = "",
    metadata: str | os.PathLike[str] | None = None,
    settings: Iterable[str] = (),
    revisions: Revisions = Revisions.ACCEPTED,
    replace: bool = False,
    size_limit: int = SIZE_LIMIT,
    telling: Callable[[str], None] | None = None,
) -> Intake:
    r"""Make a dossier from files of any format that is read: a folder of TEI documents, one for each text.

    The files are only read. What is not known of a text is not said. Comparisons join each text with the one before
    it in its language, by article where there is none. The folder holds ``dossier.xml``, ``SIGLUM.xml`` for each
    text, and ``recognition.md``, which tells what was recognised, what is doubtful and what was left aside.

    Args:
        folder: the dossier's folder; it is made, and where it is there it must be empty.
        files: what to take texts from; a `TextFile` gives a siglum, or takes one text of several.
        title: what the dossier is called; else as the metadata say, else after the folder.
        metadata: a TOML file of metadata: ``docs/reference/metadata.md``.
        settings: single metadata, ``KEY=VALUE``, which count more than the file.
        revisions: what is read of the changes that Word documents track.
        replace: write into a folder that holds a dossier, and replace its ``dossier.xml``, ``recognition.md`` and
            the files that its list of texts names.
        size_limit: how many bytes a file may have.
        telling: called with what is being done.

    Raises:
        UnreadableFilesError: some files cannot be read; all are named.
        InputError: there are no files; metadata are wrong; two texts are to have one siglum.
        OutputError: the folder holds anything that may not be replaced, or cannot be written.

    Example:
        >>> import tempfile
        >>> place = tempfile.TemporaryDirectory()
        >>> file = Path(place.name, "draft.txt")
        >>> _ = file.write_text("Article 1\n\nThe Parties keep the peace.\n\nArticle 2\n\nIt lasts.\n")
        >>> intake = new_dossier(Path(place.name, "dossier"), [file], settings=["draft.date=1926-05-03"])
        >>> print(intake.dossier.witness("draft").date, intake.dossier.witness("draft").clause("draft/2:1"))
        1926-05-03 It lasts.
        >>> place.cleanup()
    """
    name, named = os.fspath(folder), _text_files(files)
    replaceable = _replaceable(name, replace=replace)
    said = _metadata(metadata, [f"title={title}"] * bool(title), settings, size_limit)
    taken = _taken(named, said, (), revisions=revisions, size_limit=size_limit, telling=telling)
    accessions = in_order(taken.accessions, said.dossier.get("order", ()))
    witnesses = tuple(one.witness for one in accessions)
    record = DossierRecord(
        said.dossier.get("title") or Path(name).resolve().name,
        witnesses,
        comparisons_of(witnesses) if said.comparisons is None else said.comparisons,
        collations=said.collations,
        edition=said.dossier.get("edition", ""),
        editors=said.dossier.get("editors", ()),
        annotations=_without_repetition(taken.annotations),
    )
    _refuse_taken_names(record, said)
    _tell(telling, "writing")
    documents = _documents(accessions)
    documents[REPORT] = write_accessions(accessions, title=record.title, renamed=taken.renamed).encode()
    documents[STATEMENTS] = write_dossier(record, licence=said.dossier.get("licence", ""), version=_version())
    _write(name, documents, replaceable, [one.path for one in named])
    return Intake(name, accessions, record.comparisons, taken.renamed)


def add_to_dossier(
    folder: str | os.PathLike[str],
    files: Iterable[str | os.PathLike[str] | TextFile],
    *,
    metadata: str | os.PathLike[str] | None = None,
    settings: Iterable[str] = (),
    revisions: Revisions = Revisions.ACCEPTED,
    size_limit: int = SIZE_LIMIT,
    telling: Callable[[str], None] | None = None,
) -> Intake:
    r"""Add texts to a dossier: a file for each, and their names at the end of the lists of ``dossier.xml``.

    No text of the dossier is touched, and of ``dossier.xml`` nothing but its lists; a list that it does not have is
    not begun.

    Args:
        folder: the dossier's folder.
        files: as in `new_dossier`.
        metadata: as there; what it says of the dossier itself is refused.
        settings: as there.
        revisions: as there.
        size_limit: as there.
        telling: as there.

    Raises:
        UnreadableFilesError: some files cannot be read; all are named.
        InputError: there is no dossier; a file is in it already; metadata are wrong; two texts are to have one
            siglum.
        OutputError: the folder cannot be written.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as there:
        ...     drafts = [Path(there, name) for name in ("A.txt", "B.txt")]
        ...     for draft, years in zip(drafts, ("five", "ten")):
        ...         _ = draft.write_text(f"Article 1\n\nThis Treaty lasts {years} years.\n", "utf-8")
        ...     _ = new_dossier(Path(there, "pact"), drafts[:1])
        ...     intake = add_to_dossier(Path(there, "pact"), drafts[1:], settings=["B.date=1926-05"])
        ...     intake.comparisons[0].name, str(intake.dossier.witness("B").date)
        ('A-B', '1926-05')
    """
    name, named = os.fspath(folder), _text_files(files)
    if not Path(name).is_dir():
        raise InputError(
            "found a file" if Path(name).exists() else "found no such folder",
            expected="a dossier's folder",
            todo="name it first, or make one: treatydiff new FOLDER FILE ...",
        ).at(name)
    _tell(telling, "reading the dossier")
    dossier = load(folder, size_limit=size_limit)
    said = _metadata(metadata, (), settings, size_limit)
    _refuse_of_dossier(said)
    known = [witness.siglum for witness in dossier.witnesses]
    there = {entry.name: entry for entry in sorted(Path(name).iterdir()) if entry.is_file()}
    _refuse_own(named, there, size_limit)
    stems = [Path(entry).stem for entry in there if entry.lower().endswith(".xml")]
    taken = _taken(named, said, [*known, *stems], revisions=revisions, size_limit=size_limit, telling=telling)
    # Whoever names one text of a file may have taken another of it before.
    whole = {Path(one.path).name for one in named if not one.inside}
    _refuse_repeated((one for one in taken.accessions if one.origin.name in whole), there, size_limit)
    accessions = taken.accessions
    if taken.annotations:
        left = f"{len(taken.annotations)} annotation(s) were left aside: copy them into {STATEMENTS}"
        accessions = (evolve(accessions[0], notes=(*accessions[0].notes, left)), *accessions[1:])
    added = tuple(one.witness for one in accessions)
    compared = joined(dossier.witnesses, added) if said.comparisons is None else said.comparisons
    _tell(telling, "writing")
    documents = _documents(accessions)
    replaceable = frozenset({REPORT, STATEMENTS})
    told = write_accessions(accessions, title="Added", renamed=taken.renamed)
    former = load_bytes(there[REPORT], size_limit=size_limit).rstrip() + b"\n\n" if REPORT in there else b""
    documents[REPORT] = former + told.encode()
    if STATEMENTS in there:
        data = load_bytes(there[STATEMENTS], size_limit=size_limit)
        where = os.fspath(there[STATEMENTS])
        documents[STATEMENTS] = extended(data, name=where, witnesses=added, comparisons=compared)
    _write(name, documents, replaceable, [one.path for one in named])
    return Intake(name, accessions, compared, taken.renamed)


def _text_files(files: Iterable[str | os.PathLike[str] | TextFile]) -> list[TextFile]:
    return [file if isinstance(file, TextFile) else TextFile(os.fspath(file)) for file in files]


def _tell(telling: Callable[[str], None] | None, doing: str) -> None:
    if telling is not None:
        telling(doing)


def _metadata(
    file: str | os.PathLike[str] | None, first: Iterable[str], settings: Iterable[str], size_limit: int
) -> Metadata:
    said = Metadata() if file is None else read_metadata(file, size_limit=size_limit)
    return with_settings(said, [*settings, *first])


def _taken(
    named: Sequence[TextFile],
    said: Metadata,
    known: Sequence[str],
    *,
    revisions: Revisions,
    size_limit: int,
    telling: Callable[[str], None] | None,
) -> Taken:
    """The texts of all files, described."""
    if not named:
        raise InputError(
            "found no files to take texts from", expected="one at least", todo="name them after the folder"
        )
    taken = take(named, known=known, revisions=revisions, size_limit=size_limit, telling=telling)
    said.check_sigla([*known, *(one.witness.siglum for one in taken.accessions)])
    return evolve(
        taken,
        accessions=tuple(evolve(one, witness=described(one.witness, said)) for one in taken.accessions),
    )


def _replaceable(name: str, *, replace: bool) -> frozenset[str]:
    """The files in a folder that may be replaced.

    Raises:
        OutputError: something is in it, and it was not asked for, or nothing says which of it may be.
    """
    path = Path(name)
    try:
        entries = sorted(entry.name for entry in path.iterdir()) if path.is_dir() else []
    except OSError as error:
        raise OutputError(f"found a folder that cannot be read ({error.strerror})", expected="a new folder").at(
            name
        ) from None
    found = [entry for entry in entries if entry not in OF_THE_SYSTEM]
    if path.exists() and not path.is_dir():
        raise OutputError(
            "found a file where the dossier's folder is to be",
            expected="the name of a new folder, and then the files",
            todo="name the folder first: treatydiff new FOLDER FILE ...",
        ).at(name)
    if not found:
        return frozenset()
    if not replace:
        dossier = STATEMENTS in found
        raise OutputError(
            "found a dossier there" if dossier else f"found files in it, such as {found[0]}",
            expected="a new folder, or an empty one",
            todo="add texts to it with treatydiff add, or write it anew with --replace"
            if dossier
            else "name another folder",
        ).at(name)
    if STATEMENTS not in found:
        raise OutputError(
            f"found no {STATEMENTS} in it, which would say what may be replaced",
            expected="a dossier, or a new folder",
            todo="name another folder",
        ).at(name)
    where = os.fspath(path / STATEMENTS)
    return frozenset({STATEMENTS, REPORT, *listed_files(load_bytes(where), name=where)})


def _refuse_of_dossier(said: Metadata) -> None:
    for key in said.dossier:
        if key != "version":
            error = InputError(
                f"found {key}, which is said of the whole dossier",
                expected="what is said of the texts that are added",
                todo=f"write it into {STATEMENTS}",
            )
            raise said.refuse(error, (key,))
    if said.collations:
        error = InputError(
            "found a collation", expected="texts and comparisons alone", todo=f"write it into {STATEMENTS}"
        )
        raise said.refuse(error, ("collations",))


def _refuse_taken_names(record: DossierRecord, said: Metadata) -> None:
    """Refuse names of collations, which become ids, that are ids of something else in the same file."""
    without = write_dossier(evolve(record, collations=()), version="")
    there = ids_in(without, name=STATEMENTS)
    for at, plan in enumerate(record.collations):
        if plan.name in there:
            error = InputError(
                f"found a collation called {plan.name}, which {STATEMENTS} uses for something else",
                expected="a name of its own",
                todo=f"call it otherwise, such as {plan.name}-collated",
            )
            raise said.refuse(error, ("collations", str(at)))


def _refuse_own(named: Iterable[TextFile], there: Mapping[str, Path], size_limit: int) -> None:
    """Refuse a file of the folder that is one of the dossier's texts."""
    texts = [name for name in there if name.lower().endswith((".xml", ".txt"))]
    if STATEMENTS in there:
        where = os.fspath(there[STATEMENTS])
        texts = list(listed_files(load_bytes(where, size_limit=size_limit), name=where)) or texts
    for one in named:
        path = Path(one.path)
        if path.exists() and any(name in there and there[name].samefile(path) for name in texts):
            raise InputError(
                "found that this is a text of the dossier already", expected="another file", todo="leave it out"
            ).at(one.path)


def _refuse_repeated(accessions: Iterable[Accession], there: Mapping[str, Path], size_limit: int) -> None:
    """Refuse a file that a text of the dossier says it was read from."""
    texts = {
        name: load_bytes(entry, size_limit=size_limit)
        for name, entry in there.items()
        if name.lower().endswith(".xml")
    }
    for one in accessions:
        digest = one.origin.digest.encode()
        for name, data in texts.items():
            if digest in data:
                raise InputError(
                    f"found that this file is in the dossier already, as {name}",
                    expected="a file that is not",
                    todo="leave it out; of a file with several texts name the one that is meant: FILE#SIGLUM",
                ).at(one.origin.name)


def _without_repetition(annotations: Iterable[Annotation]) -> tuple[Annotation, ...]:
    """Annotations with an id each: of several files one may have been used in each."""
    known: dict[str, int] = {}
    found: list[Annotation] = []
    for one in annotations:
        known[one.id] = known.get(one.id, 0) + 1
        if one not in found:
            found.append(one if known[one.id] == 1 else evolve(one, id=f"{one.id}-{known[one.id]}"))
    return tuple(found)


def _documents(accessions: Iterable[Accession]) -> dict[str, bytes]:
    version = _version()
    return {f"{one.witness.siglum}.xml": write_witness(one, version=version) for one in accessions}


def _write(folder: str, documents: Mapping[str, bytes], replaceable: frozenset[str], inputs: Iterable[str]) -> None:
    """Write all documents, and refuse to write over what was read."""
    read = [Path(one) for one in inputs]
    for document in documents:
        target = Path(folder, document)
        if target.exists() and any(one.samefile(target) for one in read):
            raise OutputError(
                "found that this is one of the files that were read", expected="another folder", todo="name another"
            ).at(os.fspath(target))
    write_together(folder, documents, replaceable=replaceable)


def _version() -> str:
    from treatydiff import __version__

    return __version__
