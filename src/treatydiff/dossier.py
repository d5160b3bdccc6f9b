"""The dossier: the facade that scripts and the command line use.

A dossier holds the witnesses of one negotiation. It knows their order and what it was asked to compare and collate.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from attrs import frozen

from treatydiff.alignment.edits import fitted
from treatydiff.annotation import annotate, annotate_collation, of_place
from treatydiff.citation import Citation, Place, Resolution, Style, citation_of, cite, resolve, resolve_all
from treatydiff.collation import Collation, Options, collate, tokenized
from treatydiff.comparison import Change, Comparison, compare
from treatydiff.errors import TreatyDiffError, UnknownError, nearest
from treatydiff.model.addresses import Address
from treatydiff.model.annotations import Annotation
from treatydiff.model.dossiers import CollationPlan, ComparisonPlan, DossierRecord, Level
from treatydiff.model.edits import Misfit, sigla_of
from treatydiff.model.findings import Finding
from treatydiff.model.links import EditedLink
from treatydiff.model.passages import Passage
from treatydiff.model.provisions import Provision
from treatydiff.model.witnesses import Witness
from treatydiff.normalization import DEFAULT, Normalization
from treatydiff.readers import SIZE_LIMIT
from treatydiff.readers.dossier import read_dossier
from treatydiff.search import Hit, find
from treatydiff.terms import DerivedDate, TermTable, derived_dates, terms
from treatydiff.timeline import Timeline, timeline
from treatydiff.trace import Trace, trace


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

    def annotation(self, identifier: str) -> Annotation:
        """An annotation by its id.

        Raises:
            UnknownError: none has it; the nearest ids are named.
        """
        for annotation in self.annotations:
            if annotation.id == identifier:
                return annotation
        near = nearest(identifier, [annotation.id for annotation in self.annotations])
        raise UnknownError(
            f"found no annotation {identifier!r} in the dossier",
            expected=f"one of its ids, such as {', '.join(near)}" if near else "an id that it has",
        )

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

    def compare(
        self,
        earlier: str,
        later: str,
        *,
        level: Level | None = None,
        links: Sequence[EditedLink] | None = None,
        normalization: Normalization = DEFAULT,
    ) -> Comparison:
        """Compare two witnesses.

        Args:
            earlier: siglum of the earlier witness.
            later: siglum of the later witness.
            level: whether words are compared; else as the dossier says, and clause by clause where it does not.
            links: an editor's decisions, in place of those that the dossier states.
            normalization: what counts as the same word.

        Raises:
            UnknownError: the dossier has no such witness.
            ModelError: both are one witness, or decisions contradict each other.
        """
        options = Options(normalization, level or self._level(earlier, later))
        edits = self.edits_of(earlier, later) if links is None else links
        texts = self.witness(earlier), self.witness(later)
        return annotate(compare(*texts, links=edits, options=options), self.annotations)

    def collate(
        self,
        *sigla: str,
        base: str | None = None,
        level: Level | None = None,
        links: Sequence[EditedLink] | None = None,
        normalization: Normalization = DEFAULT,
    ) -> Collation:
        """Collate witnesses.

        Args:
            sigla: the witnesses, in the order in which the result lists them.
            base: siglum of the witness whose order and lemmata the apparatus follows; else the one that the
                dossier names where it asks for a collation of just these witnesses, else the first.
            level: whether words are compared; else clause by clause, unless the dossier compares two of these
                witnesses by article alone.
            links: an editor's decisions, in place of those that the dossier states.
            normalization: what counts as the same word.

        Raises:
            UnknownError: the dossier has no such witness; the base is none of those named.
            ModelError: no witness is named, or one is named twice, or decisions contradict each other.

        Example:
            >>> import treatydiff
            >>> collation = treatydiff.load().collate("T40", "K40", "M40", "M41", "P41", "D41")
            >>> collation.base, [witness.siglum for witness in collation.witnesses]
            ('P41', ['T40', 'K40', 'M40', 'M41', 'P41', 'D41'])
        """
        named = frozenset(sigla)
        if base is None:
            base = next((plan.base for plan in self.collations if named == frozenset(plan.sigla)), None)
        options = Options(normalization, level or self._level(*sigla))
        edits = self.edits_of(*sigla) if links is None else links
        collation = collate([self.witness(siglum) for siglum in sigla], base=base, links=edits, options=options)
        return annotate_collation(collation, self.annotations)

    def edits_of(self, *sigla: str) -> tuple[EditedLink, ...]:
        """What the dossier's editors say of the alignment of witnesses: of any two of those named."""
        return tuple(edit for edit in self.record.edited_links if sigla_of(edit) <= set(sigla))

    @property
    def misfits(self) -> tuple[Misfit, ...]:
        """The decisions of its editors that do not fit the texts, as every comparison of these texts has them.

        Raises:
            ModelError: decisions contradict each other.
        """
        found: list[Misfit] = []
        for pair in dict.fromkeys(sigla_of(edit) for edit in self.record.edited_links):
            options = Options(level=self._level(*pair))
            texts = tokenized([self.witness(siglum) for siglum in sorted(pair)], options)
            found += fitted(self.edits_of(*pair), texts, of_clauses=options.level is Level.CLAUSE)[1]
        return tuple(found)

    def _level(self, *sigla: str) -> Level:
        """How deep to go: as deep as the dossier compares the two of these witnesses that it compares least."""
        apart = (plan for plan in self.comparisons if plan.level is Level.ARTICLE)
        return Level.ARTICLE if any({plan.earlier, plan.later} <= set(sigla) for plan in apart) else Level.CLAUSE

    def terms(self, *sigla: str) -> TermTable:
        """What witnesses lay down, side by side, what became of it, and the dates that follow.

        Args:
            sigla: the witnesses, each of them set against the one named before it; else all that lay down
                anything, those set against each other that the dossier compares.

        Raises:
            UnknownError: the dossier has no such witness.
            ModelError: one is named twice, or the value of a term is not written in the form of its category.

        Example:
            >>> import treatydiff
            >>> table = treatydiff.load().terms()
            >>> table.cell("duration", "K40").values, str(table.changes[1])
            (('P10Y',), 'T40..K40 duration changed: P5Y -> P10Y')
        """
        return terms(self.record, [self.witness(siglum).siglum for siglum in sigla])

    def derived_dates(self, siglum: str) -> tuple[DerivedDate, ...]:
        """The dates that follow from what a witness lays down and from the acts on record, with their premises.

        Raises:
            UnknownError: the dossier has no such witness.
            ModelError: the value of a term is not written in the form of its category.

        Example:
            >>> import treatydiff
            >>> for date in treatydiff.load().derived_dates("P41")[:3]:
            ...     print(date, "by", date.reckoning)
            P41 in force from 1941-04-25, counted from ratification 1941-04-25 by 1941-04-25
            P41 in force to 1946-04-25, counted from ratification 1941-04-25 by 1941-04-25 + P5Y
            P41 notice by 1945-04-25, counted from ratification 1941-04-25 by 1941-04-25 + P5Y - P1Y
        """
        return derived_dates(self.record, self.witness(siglum).siglum)

    def cite(self, place: Place | Change | str, *, style: Style | str = Style.CHICAGO) -> str:
        """A reference to a text, a provision, a clause, or a change, in words: `treatydiff.cite`.

        Args:
            place: an address such as ``P41/3:1``, the address of a change such as ``M40/3:1..P41/3:1@2-4``, or a
                change.
            style: ``chicago``, ``mhra`` or ``short``.

        Raises:
            AddressError: the string is no address.
            UnknownError: nothing stands there; there is no such style.

        Example:
            >>> import treatydiff
            >>> print(treatydiff.load().cite("K40/6:2", style="short").rpartition(", ")[0])
            Neutrality Pact, art. VI, cl. 2, 1940-10-30, Slavinsky 2004, pp. 25-26, ch. 2 n. 48; K40/VI:2
        """
        return cite(self.record, place, style=style, version=_version())

    def citation(self, place: Place | Change | str) -> Citation:
        """What `cite` puts into words, for `treatydiff.citation.write`, which writes data for reference managers.

        Raises:
            AddressError: the string is no address.
            UnknownError: nothing stands there.
        """
        return citation_of(self.record, place, version=_version())

    def resolve(self, text: str) -> Resolution:
        """From an address, an id or a citation in any form back to the passage, and whether its words have changed.

        Raises:
            InputError: there is no citation in it, or there are several: for these, `resolve_all`.

        Example:
            >>> import treatydiff
            >>> dossier = treatydiff.load()
            >>> found = dossier.resolve(dossier.cite("K40/6:2"))
            >>> str(found.place), str(found.standing)
            ('K40/VI:2', 'same')
        """
        return resolve(self.record, text, version=_version())

    def resolve_all(self, text: str) -> tuple[Resolution, ...]:
        """As `resolve`, for all citations in a text or in the content of a file.

        Raises:
            InputError: there is no citation in it.
        """
        return resolve_all(self.record, text, version=_version())

    def trace(self, address: Address | str) -> Trace:
        """The life of a provision or clause through all witnesses, in time: `treatydiff.trace`.

        Raises:
            AddressError: the string is no address.
            UnknownError: nothing stands there, or a whole witness is named.

        Example:
            >>> import treatydiff
            >>> for step in treatydiff.load().trace("P41/3:2"):
            ...     if step.state == "present":
            ...         print(step.witness.siglum, step.words[0].strip())
            T40 This agreement is concluded for five years.
            K40 and remains in force for ten years.
            M40 and remain in force for five years.
            P41 and retains its force for a period of five years.
            LZ45 and remains in force for a period of five years.
            RU45 и сохраняет силу в течение пяти лет.
            SV04 and retains force for five years.
        """
        return trace(self.record, address, compare=self.compare)

    @property
    def timeline(self) -> Timeline:
        """The witnesses, their handovers and what is said to have happened, in order: `treatydiff.timeline`."""
        return timeline(self.record)

    def find(self, words: str, *, exact: bool = False) -> tuple[Hit, ...]:
        """Where words stand in the provisions and annotations of the dossier: `treatydiff.search`.

        Args:
            words: a word or a phrase.
            exact: to the letter, and inside words too.

        Raises:
            InputError: there is nothing to look for.

        Example:
            >>> import treatydiff
            >>> [hit.at for hit in treatydiff.load().find("observe neutrality") if hit.places]
            ['T40/2:2', 'M40/2:2', 'P41/2:2', 'SZ80/2:2']
        """
        return find(self.record, words, exact=exact)

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

    Example:
        >>> dossier = load()
        >>> len(dossier.witnesses), dossier.findings
        (16, ())
    """
    transcript = read_dossier(bundled_folder() if folder is None else folder, size_limit=size_limit)
    return Dossier(transcript.record, transcript.findings)


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


def _version() -> str:
    from treatydiff import __version__

    return __version__
