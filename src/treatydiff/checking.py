"""Checking: everything that can be wrong in a dossier, with places, at once.

The readers say what cannot be read: here they are asked for all of it instead of stopping at the first
(`treatydiff.readers.refusals`). Besides that the texts are held against what is said of them: decisions on
alignments and annotations of changes against the comparisons, terms against each other, each TEI file against the
rules of `treatydiff.validation`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import combinations
from pathlib import Path

from attrs import evolve, frozen

from treatydiff.dossier import Dossier, bundled_folder
from treatydiff.errors import TreatyDiffError
from treatydiff.model.addresses import Address, ChangeAddress
from treatydiff.model.annotations import Annotation
from treatydiff.model.edits import said, sigla_of
from treatydiff.model.findings import Finding
from treatydiff.model.terms import TermForm
from treatydiff.model.witnesses import Witness
from treatydiff.readers import SIZE_LIMIT
from treatydiff.readers.annotations import places_in
from treatydiff.readers.bibliography import lost_sources
from treatydiff.readers.decoding import decode_xml
from treatydiff.readers.dossier import STATEMENTS, DossierTranscript, read_dossier
from treatydiff.readers.edited_links import SUFFIX
from treatydiff.readers.files import load
from treatydiff.readers.places import Place
from treatydiff.readers.refusals import Refusals, Refused
from treatydiff.readers.tei_context import Reading
from treatydiff.readers.xml import attribute, parse, tag_of, words_of
from treatydiff.terms.places import terms_of
from treatydiff.validation import validate
from treatydiff.validation.defects import Defect, Severity

_ORDER = list(Severity)
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_OF_STRUCTURE = ("name", "location")
"""Where a `certainty` that `treatydiff.export.tei.witness` writes says the doubt is."""
_NOT_IN_PLAIN_TEXT = "only TEI says such: treatydiff new makes it of your files"
_SETTLE = "see whether it is right, mend it here if not, and take out the certainty in standOff whose target is #"


def check(folder: str | os.PathLike[str] | None = None, *, size_limit: int = SIZE_LIMIT) -> tuple[Defect, ...]:
    r"""Look for everything that is wrong in a dossier, or doubtful.

    Args:
        folder: the dossier's folder; without one, the dossier that comes with this library.
        size_limit: how many bytes a file may have.

    Returns:
        What was found, file by file in the order of names, in each by line and column. For an error the
        dossier cannot be used as it stands; there are warnings and notes beside.

    Raises:
        InputError: there is no such folder, it cannot be read, or there is nothing in it that could be a text.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as name:
        ...     for siglum in ("A", "B"):
        ...         _ = Path(name, f"{siglum}.txt").write_text("Article 1\n\nThe Parties shall keep the peace.\n")
        ...     _ = Path(name, "dossier.xml").write_text(
        ...         '''<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><div type="comparisons"><list>
        ...     <item><ref target="A.txt#A"/><ref target="C.txt#C"/></item>
        ...     <item><ref target="A.txt#A"/></item></list></div></body></text></TEI>'''
        ...     )
        ...     for defect in check(name):
        ...         if defect.severity == "error":
        ...             print(defect.line, defect.what)
        2 found the siglum 'C', which no witness of the dossier has; expected one of A, B
        3 found 1 witness(es) in a comparison; expected the earlier and the later
    """
    path = Path(bundled_folder() if folder is None else folder)
    refusals = Refusals(all=True)
    transcript = None
    try:
        transcript = read_dossier(path, size_limit=size_limit, refusals=refusals)
    except TreatyDiffError as error:
        # Where no text could be read, what was refused says why.
        if not refusals.kept:
            raise
        if error.file != os.fspath(path):
            refusals.kept.append(Refused("dossier", error))
    found = [_refused(one) for one in refusals.kept]
    found += _of_documents(path, found, size_limit)
    if transcript is not None:
        found += [_noted(finding) for finding in transcript.findings]
        found += _Said(path, transcript, Dossier(transcript.record), size_limit).defects()
    return tuple(sorted(dict.fromkeys(found), key=_by_place))


def _by_place(one: Defect) -> tuple[str, int, int, int, str, str]:
    return (one.file, one.line, one.column, _ORDER.index(one.severity), one.rule, one.what)


def _refused(one: Refused) -> Defect:
    error = one.error
    what = f"{error.what}; expected {error.expected}" if error.expected else error.what
    return Defect(one.rule, what, error.todo, Severity.ERROR, error.file, error.line, error.column)


def _noted(finding: Finding) -> Defect:
    """What a reader noted: a warning in the files that an editor writes, where nothing should be left aside."""
    edited = finding.file.endswith((STATEMENTS, SUFFIX)) or finding.what.startswith(STATEMENTS)
    severity = Severity.WARNING if edited else Severity.NOTE
    return Defect("reading", finding.what, "", severity, finding.file, finding.line, finding.column)


def _of_documents(path: Path, refused: Sequence[Defect], size_limit: int) -> Iterator[Defect]:
    """What is wrong in the TEI files by themselves, and in what they cite, besides what was refused already."""
    said = {(one.file, one.line, one.column) for one in refused}
    dossier = _reading(path / STATEMENTS, size_limit)
    for file in sorted(path.glob("*.xml")):
        reading = _reading(file, size_limit)
        if reading is None or tag_of(reading.source.root) not in ("TEI", "teiCorpus"):
            continue
        doubts = tuple(_doubts(reading))
        yield from doubts
        settled = {(one.file, one.line, one.column) for one in doubts if one.severity is Severity.WARNING}
        for defect in validate(reading.source.text.encode(), name=os.fspath(file)):
            if (defect.file, defect.line, defect.column) not in said | settled:
                yield defect
        if dossier is not None:
            yield from (_refused(Refused("source", error)) for error in lost_sources(reading, dossier))


def _doubts(reading: Reading) -> Iterator[Defect]:
    """What was doubtful about a text's structure when it was taken in: notes; where it is settled, a warning."""
    source = reading.source
    doubts = [
        one
        for off in source.root.iterchildren("{*}standOff")
        for one in off.iterchildren("{*}certainty")
        if attribute(one, "locus") in _OF_STRUCTURE
    ]
    nodes = {attribute(node, _ID): node for node in source.root.iter("{*}*")} if doubts else {}
    for doubt in doubts:
        told, target = words_of(doubt), attribute(doubt, "target").removeprefix("#")
        node = nodes.get(target)
        if node is not None:
            yield Defect("doubt", told, f"{_SETTLE}{target}", Severity.NOTE, source.name, *source.place(node))
            continue
        what = f"found a doubt about {target}, which is gone ({told})"
        todo = "take this certainty out, if the place has been mended"
        yield Defect("doubt", what, todo, Severity.WARNING, source.name, *source.place(doubt))


def _reading(file: Path, size_limit: int) -> Reading | None:
    """A file as XML; ``None`` where it is none, which whoever reads it for its text has said."""
    name = os.fspath(file)
    try:
        return Reading(parse(decode_xml(load(name, size_limit=size_limit), name=name), name=name))
    except TreatyDiffError:
        return None


@frozen(eq=False)
class _Said:
    """What a dossier that could be read says of its texts, held against them.

    Attributes:
        path: its folder.
        transcript: what was read.
        dossier: the same, to be asked for comparisons.
        size_limit: how many bytes a file may have.
    """

    path: Path
    transcript: DossierTranscript
    dossier: Dossier
    size_limit: int

    def defects(self) -> Iterator[Defect]:
        """Everything that does not hold."""
        yield from self._decisions()
        yield from self._changes()
        yield from self._terms()
        yield from self._sigla()
        yield from self._metadata()

    def _decisions(self) -> Iterator[Defect]:
        """Decisions on alignments that do not fit the texts."""
        record = self.transcript.record
        kept = tuple(edit for edit in record.edited_links if not sigla_of(edit) & self.transcript.unread)
        for misfit in Dossier(evolve(record, edited_links=kept)).misfits:
            file, line, column = misfit.edit.place.rsplit(":", 2)
            what = f"{said(misfit.edit)}: {misfit.what}, and the decision is not applied"
            todo = "look at the places, and correct its target or its words, or take it back"
            yield Defect("decision", what, todo, Severity.ERROR, file, int(line), int(column))

    def _changes(self) -> Iterator[Defect]:
        """Annotations of changes and links that no comparison has."""
        there: dict[tuple[str, str], set[frozenset[Address]]] = {}
        for annotation in self.dossier.annotations:
            for change in (target.place for target in annotation.targets):
                if not isinstance(change, ChangeAddress) or self._lies_in_unread(change):
                    continue
                ends = frozenset((*change.earlier, *change.later))
                pairs = self._pairs(change)
                for pair in pairs:
                    if pair not in there:
                        compared = self.dossier.compare(*pair)
                        joined = [link.address for link in compared.links]
                        joined += [one.address for one in compared.changes]
                        there[pair] = {frozenset((*one.earlier, *one.later)) for one in joined}
                if not any(ends in there[pair] for pair in pairs):
                    yield self._of_annotation(
                        "change",
                        f"found an annotation of the change {change}, which no comparison has",
                        "see with treatydiff compare what became of it, and point there",
                        Severity.ERROR,
                        annotation,
                    )

    def _lies_in_unread(self, change: ChangeAddress) -> bool:
        return any(end.siglum in self.transcript.unread for end in (*change.earlier, *change.later))

    def _pairs(self, change: ChangeAddress) -> list[tuple[str, str]]:
        """Which witnesses are compared where a change could be: of one without counterpart, those of the plans."""
        if change.earlier and change.later:
            return [(change.earlier[0].siglum, change.later[0].siglum)]
        siglum = (*change.earlier, *change.later)[0].siglum
        plans = [(plan.earlier, plan.later) for plan in self.dossier.comparisons]
        return [pair for pair in plans if siglum == pair[0 if change.earlier else 1]]

    def _terms(self) -> Iterator[Defect]:
        """Terms that say two things of one text without saying so; of such in words both may be true."""
        record = self.transcript.record
        measured = [category for category in record.term_categories if category.form is not TermForm.TEXT]
        for siglum in (witness.siglum for witness in record.witnesses):
            stated = terms_of(record, siglum)
            for category in measured:
                name = category.name
                for one, other in combinations(stated.get(name, ()), 2):
                    if category.same(one.value, other.value) or other.id in one.conflicts_with:
                        continue
                    yield self._of_annotation(
                        "term",
                        f"found {other.value} as the {name} of {siglum}, and {one.value} in {one.id}",
                        f"if they contradict each other, say so with a ref of the type conflicts-with to {one.id}",
                        Severity.WARNING,
                        other,
                    )

    def _sigla(self) -> Iterator[Defect]:
        """Sigla that stand in others: some programs look for them by their letters alone."""
        files = self.transcript.files
        for siglum, file in files.items():
            outer = [other for other in files if siglum in other and siglum != other]
            if outer:
                what = f"found the siglum {siglum}, which stands in {', '.join(outer)}"
                todo = "choose sigla none of which is part of another: some programs confuse such ones"
                yield Defect("siglum", what, todo, Severity.NOTE, os.fspath(self.path / file))

    def _metadata(self) -> Iterator[Defect]:
        """What a text does not say of itself, and what it says of texts that are not there."""
        for witness in self.dossier.witnesses:
            if witness.siglum in self.transcript.unread:
                continue
            file = os.fspath(self.path / self.transcript.files[witness.siglum])
            lacking = [(what, where) for what, where, there in _described(witness) if not there]
            if lacking:
                said_of = f"{witness.siglum} does not say {', '.join(what for what, _ in lacking)}"
                inside = f"add to its msDesc {', '.join(where for _, where in lacking)}"
                todo = inside if file.endswith(".xml") else _NOT_IN_PLAIN_TEXT
                yield Defect("metadata", said_of, todo, Severity.NOTE, file)
            if witness.original and witness.original not in self.transcript.files:
                what = f"{witness.siglum} names {witness.original} as its original, which the dossier does not have"
                yield Defect("metadata", what, "", Severity.NOTE, file)

    def _of_annotation(self, rule: str, what: str, todo: str, severity: Severity, annotation: Annotation) -> Defect:
        file, place = self._places.get(annotation.id, (os.fspath(self.path), (0, 0)))
        return Defect(rule, what, todo, severity, file, *place)

    @cached_property
    def _places(self) -> dict[str, tuple[str, Place]]:
        """The file and place of each annotation."""
        found: dict[str, tuple[str, Place]] = {}
        for file in (self.path / STATEMENTS, *(self.path / name for name in self.transcript.files.values())):
            reading = _reading(file, self.size_limit)
            for identifier, place in places_in(reading).items() if reading else ():
                found.setdefault(identifier, (os.fspath(file), place))
        return found


def _described(witness: Witness) -> Iterator[tuple[str, str, bool]]:
    """What should be said of a text, the TEI element that says it, and whether it is said."""
    yield "its title", "msIdentifier/msName", bool(witness.title)
    yield "its date", "history/origin/origDate", witness.date is not None
    yield "its source", "additional/surrogates/bibl", witness.source is not None
    yield "its language", "msContents/msItem/textLang", bool(witness.language) and witness.language != "und"
