"""Inputs: which text an argument means."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen, mutable

from treatydiff.cli import streams
from treatydiff.errors import InputError, OutputError, TreatyDiffError, UnknownError
from treatydiff.model.addresses import Address
from treatydiff.model.findings import Finding
from treatydiff.model.witnesses import Witness
from treatydiff.readers import SIZE_LIMIT, read_file
from treatydiff.readers.transcript import Revisions

if TYPE_CHECKING:
    from treatydiff.dossier import Dossier
    from treatydiff.model.links import EditedLink
    from treatydiff.readers.transcript import Transcript

_SUFFIX = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}")


@frozen
class Named:
    """What an argument names.

    Attributes:
        path: the file; empty where it is none.
        siglum: the siglum that the text in it gets; empty where it keeps its own.
        inside: the siglum or address after ``#``; for what is no file, the argument.
    """

    path: str
    siglum: str = ""
    inside: str = ""

    @classmethod
    def by(cls, argument: str) -> Named:
        """Read an argument; what is there as a file is one, whatever it looks like.

        Example:
            >>> Named.by("old=drafts/pact.xml#A")
            Named(path='drafts/pact.xml', siglum='old', inside='A')
            >>> Named.by("A/3:1")
            Named(path='', siglum='', inside='A/3:1')
        """
        if _is_file(argument):
            return cls(argument)
        siglum, equals, rest = argument.partition("=")
        whole = rest if equals else argument
        path, _, inside = whole.partition("#") if not _is_file(whole) else (whole, "", "")
        if _is_file(path) or _SUFFIX.fullmatch(Path(path).suffix) or (os.sep in path and _is_folder(path)):
            return cls(path, siglum if equals else "", inside)
        return cls("", inside=argument)


def _is_file(name: str) -> bool:
    try:
        return Path(name).exists() and not Path(name).is_dir()
    except (OSError, ValueError):  # too long, or with a null character
        return False


def _is_folder(name: str) -> bool:
    try:
        return Path(name).is_dir()
    except (OSError, ValueError):
        return False


@mutable
class Inputs:
    """The texts that a command line can name: files, and those of a dossier, which is loaded when first needed.

    Attributes:
        folder: the dossier's folder; ``None`` for the bundled one.
        size_limit: how many bytes a file may have.
    """

    folder: str | None = None
    size_limit: int = SIZE_LIMIT
    _read: list[Path] = field(factory=list, init=False)
    _dossier: Dossier | None = field(default=None, init=False)
    _transcripts: dict[tuple[str, Revisions], Transcript] = field(factory=dict, init=False)

    @classmethod
    def of(cls, arguments: argparse.Namespace) -> Inputs:
        """The texts that arguments can name."""
        return cls(arguments.dossier, size_limit=arguments.size_limit or SIZE_LIMIT)

    @property
    def dossier(self) -> Dossier:
        """The dossier.

        Raises:
            InputError: there is none, or it cannot be read.
            ModelError: what it says cannot be.
        """
        if self._dossier is None:
            from treatydiff.dossier import load  # what only files are needed for does without it

            self._dossier = load(self.folder, size_limit=self.size_limit)
            _tell(self._dossier.findings)
            if self.folder is not None:
                self._read += [entry for entry in Path(self.folder).iterdir() if entry.is_file()]
        return self._dossier

    def readable(self) -> tuple[Dossier, frozenset[str]]:
        """The dossier as far as it can be read, and the sigla of texts that cannot; what is wrong in it is told.

        Raises:
            InputError: there is none, or no text in it can be read.
        """
        from treatydiff.dossier import Dossier, bundled_folder
        from treatydiff.readers.dossier import read_dossier
        from treatydiff.readers.refusals import Refusals

        refusals = Refusals(all=True)
        folder = bundled_folder() if self.folder is None else self.folder
        try:
            transcript = read_dossier(folder, size_limit=self.size_limit, refusals=refusals)
        except TreatyDiffError as error:
            raise (refusals.kept[0].error if refusals.kept else error) from None
        for one in refusals.kept:
            streams.note(str(one.error))
        _tell(transcript.findings)
        return Dossier(transcript.record, transcript.findings), transcript.unread

    def witness(self, argument: str) -> Witness:
        """The text that an argument means: a siglum of the dossier, ``FILE``, ``SIGLUM=FILE`` or ``FILE#SIGLUM``.

        Of a Word document with tracked changes ``FILE#rejected`` is the text before them, ``FILE#accepted`` after.

        Raises:
            InputError: a file cannot be read as a text, or holds several.
            UnknownError: neither the dossier nor a file has it.
            ModelError: what a file says cannot be, or it is given a siglum that cannot be one.
        """
        named = Named.by(argument)
        return self._in_file(named, named.inside) if named.path else self._in_dossier(argument)

    def witnesses(self, arguments: Sequence[str], progress: streams.Progress) -> tuple[Witness, ...]:
        """The texts that arguments mean, which need sigla of their own.

        Raises:
            InputError, UnknownError, ModelError: as `witness`; and InputError where two have one siglum.
        """
        found: list[Witness] = []
        for argument in arguments:
            progress.now(f"reading {argument}")
            witness = self.witness(argument)
            earlier = next((n for n, other in enumerate(found) if other.siglum == witness.siglum), None)
            if earlier is not None:
                _refuse(witness.siglum, (arguments[earlier], argument))
            found.append(witness)
        return tuple(found)

    def part(self, argument: str) -> tuple[Witness, Address | None]:
        """The text that an argument means, and the address of a part of it where it is one.

        Raises:
            InputError, UnknownError, ModelError: as `witness`; the address is looked up by whoever uses it.
            AddressError: what should be an address is none.
        """
        named = Named.by(argument)
        if named.path:
            return self._part_of_file(named)
        if "/" not in argument and ":" not in argument:
            return self._in_dossier(argument), None
        address = Address.parse(argument)
        return self._in_dossier(address.siglum), address

    def transcript(self, argument: str) -> Transcript | None:
        """What reading the file gave that an argument names; ``None`` for a text of the dossier.

        Raises:
            InputError, ModelError: as `witness`.
        """
        named = Named.by(argument)
        return self._transcript(named) if named.path else None

    def links(self, file: str | None) -> tuple[EditedLink, ...] | None:
        """An editor's decisions in a file; ``None`` where no file is named.

        Raises:
            InputError, AddressError: as `treatydiff.read_links`.
        """
        if file is None:
            return None
        from treatydiff.readers.edited_links import read_alignment

        read = read_alignment(file, size_limit=self.size_limit)
        self._read.append(Path(file))
        _tell(read.findings)
        return read.edits

    def protect(self, output: str) -> None:
        """Refuse to write over what was read, and over the bundled texts.

        Raises:
            OutputError: the output is one of the files that were read, or one of the bundled dossier.
        """
        if not _is_file(output):
            return
        from treatydiff.dossier import bundled_folder

        target = Path(output)
        if any(file.exists() and file.samefile(target) for file in self._read):
            what = "one of the texts that were read"
        elif target.resolve().parent.samefile(bundled_folder()):
            what = "one of the texts that come with treatydiff"
        else:
            return
        raise OutputError(f"found that this is {what}", expected="another file", todo="choose another name").at(
            output
        )

    def _in_dossier(self, siglum: str) -> Witness:
        try:
            return self.dossier.witness(siglum)
        except UnknownError as error:
            if _is_folder(siglum):
                raise InputError(
                    "found a folder",
                    expected="a text",
                    todo=f"name a file in it, or use it with --dossier {siglum}",
                ).at(siglum) from None
            if self.folder is None:
                raise UnknownError(
                    f"found no witness {siglum!r} in the bundled dossier, and no file of this name",
                    expected=error.expected,
                    todo="see them all with treatydiff list, or name another dossier with --dossier",
                ) from None
            raise

    def _in_file(self, named: Named, siglum: str) -> Witness:
        transcript = self._transcript(named)
        found = transcript.witnesses
        sigla = [witness.siglum for witness in found]
        if not siglum and len(found) > 1:
            raise InputError(
                f"found {len(found)} texts in it, {', '.join(sigla)}",
                expected="one",
                todo=f"say which, as in {named.path}#{sigla[0]}",
            ).at(named.path)
        try:
            witness = found[sigla.index(transcript.siglum_of(siglum)) if siglum else 0]
        except UnknownError as error:
            raise error.at(named.path) from None
        return evolve(witness, siglum=named.siglum) if named.siglum else witness

    def _part_of_file(self, named: Named) -> tuple[Witness, Address | None]:
        siglum, slash, rest = named.inside.partition("/")
        sigla = [witness.siglum for witness in self._transcript(named).witnesses]
        if len(sigla) == 1 and siglum != sigla[0] and named.inside:
            siglum, slash, rest = sigla[0], "/", named.inside  # of one text the siglum need not be said
        witness = self._in_file(named, siglum)
        return witness, Address.parse(f"{witness.siglum}/{rest}") if slash else None

    def _transcript(self, named: Named) -> Transcript:
        revisions = Revisions.ACCEPTED.with_state(named.inside.partition("/")[0])
        key = (named.path, revisions)
        if key not in self._transcripts:
            self._transcripts[key] = read_file(named.path, size_limit=self.size_limit, revisions=revisions)
            self._read.append(Path(named.path))
            _tell(self._transcripts[key].findings)
        return self._transcripts[key]


def _tell(findings: tuple[Finding, ...]) -> None:
    for finding in findings:
        streams.note(str(finding))


def _refuse(siglum: str, arguments: Sequence[str]) -> None:
    """Refuse two texts with one siglum, and say how a file's text gets another."""
    files = [named for named in map(Named.by, arguments) if named.path]
    if not files:
        raise InputError(f"found {siglum} twice", expected="each text once")
    again = files[-1].path + (f"#{files[-1].inside}" if files[-1].inside else "")
    raise InputError(
        f"found the siglum {siglum} for two texts",
        expected="a siglum for each",
        todo=f"give one of them another, as in {siglum}-2={again}",
    )
