"""The dossier: the facade that scripts and the command line use.

A dossier holds the witnesses of one negotiation. It knows their order and what it was asked to compare and collate.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

from treatydiff.annotation import annotate, annotate_collation, of_place
from treatydiff.collation import Collation, Options, collate
from treatydiff.comparison import Comparison, compare
from treatydiff.errors import InputError, TreatyDiffError, UnknownError, nearest
from treatydiff.model.addresses import Address
from treatydiff.model.annotations import Annotation
from treatydiff.model.dossiers import CollationPlan, ComparisonPlan, DossierRecord, Level
from treatydiff.model.findings import Finding
from treatydiff.model.passages import Passage
from treatydiff.model.provisions import Provision
from treatydiff.model.witnesses import Witness
from treatydiff.readers import SIZE_LIMIT, read_file
from treatydiff.readers.dossier import read_dossier


@frozen(repr=False)
class Dossier:
    """The witnesses of one negotiation and what joins them.

    Attributes:
        record: what its files state.
        findings: what was doubtful or left aside when they were read.

    Example:
        >>> import treatydiff
        >>> dossier = treatydiff.load()
        >>> comparison = dossier.compare("K40", "M40")
        >>> for change in comparison.of("M40/3:2"):
        ...     print(change, [str(edit) for edit in change.edits])
        K40/VI:2..M40/3:2 reworded ["'remains' -> 'remain'", "'ten' -> 'five'"]
    """

    record: DossierRecord
    findings: tuple[Finding, ...] = ()

    @property
    def title(self) -> str:
        """What the dossier is called."""
        return self.record.title

    @property
    def witnesses(self) -> tuple[Witness, ...]:
        """The witnesses in the dossier's order."""
        return self.record.witnesses

    @property
    def comparisons(self) -> tuple[ComparisonPlan, ...]:
        """The comparisons that the dossier asks for."""
        return self.record.comparisons

    @property
    def collations(self) -> tuple[CollationPlan, ...]:
        """The collations that the dossier asks for."""
        return self.record.collations

    @property
    def annotations(self) -> tuple[Annotation, ...]:
        """What is said of provisions, changes and witnesses, in the order in which the dossier says it."""
        return self.record.annotations

    def annotations_of(self, address: Address | str) -> tuple[Annotation, ...]:
        """What is said of a provision, of what it stands in and of what stands in it; or of a whole witness.

        Raises:
            AddressError: the string is no address.
            UnknownError: nothing stands there.
        """
        place = Address.parse(address) if isinstance(address, str) else address
        witness = self.witness(place.siglum)
        return of_place(self.annotations, witness.resolve(place) if place.steps else place)

    def witness(self, siglum: str) -> Witness:
        """A witness by its siglum.

        Raises:
            UnknownError: no witness has it; the nearest sigla are named.
        """
        for witness in self.witnesses:
            if witness.siglum == siglum:
                return witness
        known = [witness.siglum for witness in self.witnesses]
        near = nearest(siglum, known)
        some = near if near and len(near) < len(known) else []
        raise UnknownError(
            f"found no witness {siglum!r} in the dossier",
            expected=f"one of its sigla, such as {', '.join(some)}" if some else f"one of {', '.join(known)}",
            todo="see them all with treatydiff list" if some else "",
        )

    def provision(self, address: Address | str) -> Provision:
        """The provision at an address such as ``P41/3``.

        Raises:
            AddressError: the string is no address.
            UnknownError: nothing stands there.
        """
        place = Address.parse(address) if isinstance(address, str) else address
        return self.witness(place.siglum).provision(place)

    def clause(self, address: Address | str) -> Passage:
        """The clause at an address such as ``P41/3:1``.

        Raises:
            AddressError: the string is no address.
            UnknownError: nothing stands there.
        """
        place = Address.parse(address) if isinstance(address, str) else address
        return self.witness(place.siglum).clause(place)

    def compare(self, earlier: str, later: str, *, level: Level | None = None) -> Comparison:
        """Compare two witnesses.

        Args:
            earlier: siglum of the earlier witness.
            later: siglum of the later witness.
            level: whether words are compared; else as the dossier says, and clause by clause where it does not.

        Raises:
            UnknownError: the dossier has no such witness.
            ModelError: both are one witness.
        """
        options = Options(level=level or self._level(earlier, later))
        return annotate(compare(self.witness(earlier), self.witness(later), options=options), self.annotations)

    def collate(self, *sigla: str, base: str | None = None, level: Level | None = None) -> Collation:
        """Collate witnesses.

        Args:
            sigla: the witnesses, in the order in which the result lists them.
            base: siglum of the witness whose order and lemmata the apparatus follows; else the one that the
                dossier names where it asks for a collation of just these witnesses, else the first.
            level: whether words are compared; else clause by clause, unless the dossier compares two of these
                witnesses by article alone.

        Raises:
            UnknownError: the dossier has no such witness; the base is none of those named.
            ModelError: no witness is named, or one is named twice.

        Example:
            >>> import treatydiff
            >>> collation = treatydiff.load().collate("T40", "K40", "M40", "M41", "P41", "D41")
            >>> collation.base, [witness.siglum for witness in collation.witnesses]
            ('P41', ['T40', 'K40', 'M40', 'M41', 'P41', 'D41'])
        """
        named = frozenset(sigla)
        if base is None:
            base = next((plan.base for plan in self.collations if named == frozenset(plan.sigla)), None)
        options = Options(level=level or self._level(*sigla))
        collation = collate([self.witness(siglum) for siglum in sigla], base=base, options=options)
        return annotate_collation(collation, self.annotations)

    def _level(self, *sigla: str) -> Level:
        """How deep to go: as deep as the dossier compares the two of these witnesses that it compares least."""
        apart = (plan for plan in self.comparisons if plan.level is Level.ARTICLE)
        return Level.ARTICLE if any({plan.earlier, plan.later} <= set(sigla) for plan in apart) else Level.CLAUSE

    def __iter__(self) -> Iterator[Witness]:
        return iter(self.witnesses)

    def __repr__(self) -> str:
        return f"<Dossier {self.title!r}: {', '.join(witness.siglum for witness in self.witnesses)}>"


def load(folder: str | os.PathLike[str] | None = None, *, size_limit: int = SIZE_LIMIT) -> Dossier:
    """Load a dossier from a folder; without one, the dossier that comes with this library.

    Args:
        folder: a folder with ``dossier.xml`` and the files it names, or with texts alone.
        size_limit: how many bytes a file may have.

    Raises:
        InputError: the folder or a file in it is missing or cannot be read as what it claims to be.
    """
    transcript = read_dossier(bundled_folder() if folder is None else folder, size_limit=size_limit)
    return Dossier(transcript.record, transcript.findings)


def read(source: str | os.PathLike[str], *, siglum: str | None = None, size_limit: int = SIZE_LIMIT) -> Witness:
    """Read one witness from a file: TEI, or plain text with articles.

    Args:
        source: the file.
        siglum: what to call the witness; else as the file says, or after the file's name.
        size_limit: how many bytes the file may have.

    Raises:
        InputError: the file is missing, too large, malformed, or holds several witnesses: for these, `read_all`.
    """
    transcript = read_file(source, siglum=siglum, size_limit=size_limit)
    try:
        return transcript.witness
    except InputError as error:
        raise error.at(os.fspath(source)) from None


def read_all(source: str | os.PathLike[str], *, size_limit: int = SIZE_LIMIT) -> tuple[Witness, ...]:
    """Read every witness in a file: a collection of texts, or a critical apparatus in any of TEI's three methods.

    An apparatus is untangled into its witnesses, which can then be collated anew:
    ``treatydiff.collate(treatydiff.read_all("old.xml"))``. What was doubtful or left aside on the way is in the
    findings of `treatydiff.readers.read_file`.

    Args:
        source: the file.
        size_limit: how many bytes it may have.

    Raises:
        InputError: the file is missing, too large, malformed, or an apparatus that contradicts itself.
        ModelError: what it says cannot be: two provisions with one address, a siglum that is none.

    Example:
        >>> import tempfile
        >>> folder = tempfile.TemporaryDirectory()
        >>> file = Path(folder.name, "edited.xml")
        >>> _ = file.write_text(
        ...     "<TEI><text><body><div type='article' n='1'><p>It lasts "
        ...     "<app><lem wit='#A'>five</lem><rdg wit='#B'>ten</rdg></app> years.</p></div></body></text></TEI>"
        ... )
        >>> [(witness.siglum, witness.text) for witness in read_all(file)]
        [('A', 'It lasts five years.'), ('B', 'It lasts ten years.')]
        >>> folder.cleanup()
    """
    return read_file(source, size_limit=size_limit).witnesses


def bundled_folder() -> Path:
    """The folder of the bundled texts: inside an installed package, else beside the sources in a clone.

    Raises:
        TreatyDiffError: it is in neither place.
    """
    here = Path(__file__).resolve().parent
    for folder in (here / "texts", here.parents[1] / "texts"):
        if (folder / "dossier.xml").is_file():
            return folder
    raise TreatyDiffError(
        "found no bundled dossier", expected="texts/dossier.xml in the package", todo="install the package again"
    )
