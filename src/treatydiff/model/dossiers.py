"""What a dossier states: its witnesses in order, how they hang together, what is to be compared and collated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from attrs import evolve, field, frozen

from treatydiff.errors import ModelError
from treatydiff.model.addresses import is_siglum
from treatydiff.model.annotations import KINDS, Annotation
from treatydiff.model.dates import UncertainDate
from treatydiff.model.links import EditedLink
from treatydiff.model.passages import check_characters
from treatydiff.model.sources import Work
from treatydiff.model.terms import TERM_CATEGORIES, TermCategory
from treatydiff.model.witnesses import Witness


def _copied(kinds: Mapping[str, str]) -> Mapping[str, str]:
    # A plain dict: the read-only view that a mapping may be cannot be pickled.
    return dict(kinds)


class Level(StrEnum):
    """How deep a comparison goes."""

    CLAUSE = "by-clause"
    """Clause by clause, with word differences."""
    ARTICLE = "by-article"
    """Which articles correspond, no more: for texts in two languages."""


@frozen
class ComparisonPlan:
    """A comparison that the dossier asks for.

    Attributes:
        earlier: siglum of the earlier witness.
        later: siglum of the later witness.
        level: how deep it goes.

    Example:
        >>> ComparisonPlan("A", "B").name, ComparisonPlan("A", "B").level.value
        ('A-B', 'by-clause')
    """

    earlier: str
    later: str
    level: Level = Level.CLAUSE

    @property
    def name(self) -> str:
        """What files of this comparison are called: ``K40-M40``."""
        return f"{self.earlier}-{self.later}"


@frozen
class CollationPlan:
    """A collation that the dossier asks for.

    Attributes:
        name: what files of this collation are called: an XML name.
        sigla: its witnesses in order.
        base: siglum of the witness whose order and lemmata the apparatus follows.

    Raises:
        ModelError: the name is no XML name; fewer than two witnesses; one stands there twice; the base is not
            among them.

    Example:
        >>> CollationPlan("drafts", ("A", "B", "C"), base="B").sigla
        ('A', 'B', 'C')
    """

    name: str
    sigla: tuple[str, ...]
    base: str

    def __attrs_post_init__(self) -> None:
        if not is_siglum(self.name):
            raise ModelError(
                f"found {self.name!r} as the name of a collation",
                expected="an XML name: a letter, then letters, digits, . - _",
                todo="choose another name",
            )
        if len(self.sigla) < 2:
            raise ModelError(
                f"found {len(self.sigla)} witness(es) in the collation {self.name}", expected="two at least"
            )
        twice = sorted({siglum for siglum in self.sigla if self.sigla.count(siglum) > 1})
        if twice:
            raise ModelError(f"found {twice[0]} twice in the collation {self.name}", expected="each witness once")
        if self.base not in self.sigla:
            raise ModelError(
                f"found {self.base} as the base of the collation {self.name}",
                expected="one of its witnesses, " + ", ".join(self.sigla),
            )


@frozen
class WitnessRelation:
    """How witnesses hang together: TEI ``relation``.

    Attributes:
        name: witnessTo, modelledOn, follows, becomes, sameSettlement, or any other word.
        active: sigla on the active side; for a mutual relation all of them.
        passive: sigla on the other side; empty for a mutual relation.
        cert: how sure: ``high``, ``medium``, ``low`` or empty.
        note: what it rests on, in words.

    Example:
        >>> WitnessRelation("follows", active=("B",), passive=("A",), cert="high").name
        'follows'
    """

    name: str
    active: tuple[str, ...]
    passive: tuple[str, ...] = ()
    cert: str = ""
    note: str = ""

    def __attrs_post_init__(self) -> None:
        for text in (self.name, self.cert, self.note):
            check_characters(text, "a relation of witnesses")


@frozen
class Handover:
    """Who handed what to whom and when: TEI ``correspDesc``.

    Attributes:
        sigla: the witnesses handed over.
        sender: who handed them over.
        recipient: to whom.
        date: when, or ``None``.
        note: what it rests on, in words.

    Example:
        >>> str(Handover(("A",), "X. Envoy", "Y. Minister", UncertainDate("1926-05")).date)
        '1926-05'
    """

    sigla: tuple[str, ...]
    sender: str
    recipient: str
    date: UncertainDate | None = None
    note: str = ""

    def __attrs_post_init__(self) -> None:
        for text in (self.sender, self.recipient, self.note):
            check_characters(text, "a handover")


def _mutual(annotations: Iterable[Annotation]) -> tuple[Annotation, ...]:
    """Annotations each of which names all that contradict it, first those that it named itself."""
    those = tuple(annotations)
    naming: dict[str, list[str]] = {}
    for one in those:
        for other in one.conflicts_with:
            naming.setdefault(other, []).append(one.id)
    return tuple(
        evolve(one, conflicts_with=tuple(dict.fromkeys((*one.conflicts_with, *naming[one.id]))))
        if not set(naming.get(one.id, ())).issubset(one.conflicts_with)
        else one
        for one in those
    )


@frozen
class DossierRecord:
    """Everything a dossier's files state: TEI the folder's documents and ``dossier.xml``.

    Attributes:
        title: what the dossier is called.
        witnesses: in the dossier's order.
        comparisons: which witnesses to compare.
        relations: how the witnesses hang together.
        handovers: who handed what to whom.
        collations: which witnesses to collate.
        edition: which edition of the dossier this is, as it says: "0.1.0".
        editors: who made it.
        works: what its sources are: those of the texts and those that annotations cite.
        annotations: what is said of provisions, changes and witnesses, in the order in which it is stated. Of two
            that contradict each other each names the other, whichever said so.
        edited_links: what editors say of alignments.
        kinds: the kinds of annotation that it declares, and those that come with this library.
        term_categories: the categories of terms, likewise, in the order in which tables show them.

    Raises:
        ModelError: there is no witness; two have one siglum; a siglum is named that no witness has; two
            annotations have one id, or one conflicts with what is not there.

    Example:
        >>> record = DossierRecord("Drafts", (Witness("A"), Witness("B")), (ComparisonPlan("A", "B"),))
        >>> [witness.siglum for witness in record.witnesses], record.comparisons[0].name
        (['A', 'B'], 'A-B')
    """

    title: str = ""
    witnesses: tuple[Witness, ...] = ()
    comparisons: tuple[ComparisonPlan, ...] = ()
    relations: tuple[WitnessRelation, ...] = ()
    handovers: tuple[Handover, ...] = ()
    collations: tuple[CollationPlan, ...] = ()
    edition: str = ""
    editors: tuple[str, ...] = ()
    works: tuple[Work, ...] = ()
    annotations: tuple[Annotation, ...] = field(default=(), converter=_mutual)
    edited_links: tuple[EditedLink, ...] = ()
    kinds: Mapping[str, str] = field(default=KINDS, converter=_copied, hash=False, repr=False)
    term_categories: tuple[TermCategory, ...] = TERM_CATEGORIES

    def __attrs_post_init__(self) -> None:
        if not self.witnesses:
            raise ModelError("found a dossier without witnesses", expected="one at least", todo="add a TEI file")
        check_characters(self.title, "the dossier's title")
        known: set[str] = set()
        for witness in self.witnesses:
            if witness.siglum in known:
                raise ModelError(
                    f"found two witnesses with the siglum {witness.siglum}",
                    expected="one",
                    todo="give one of them another siglum (in TEI: witness/@xml:id)",
                )
            known.add(witness.siglum)
        named = {siglum for plan in self.comparisons for siglum in (plan.earlier, plan.later)}
        named |= {siglum for planned in self.collations for siglum in planned.sigla}
        named |= {siglum for relation in self.relations for siglum in (*relation.active, *relation.passive)}
        named |= {siglum for handover in self.handovers for siglum in handover.sigla}
        for siglum in sorted(named - known):
            raise ModelError(
                f"found the siglum {siglum}, which no witness of the dossier has",
                expected="one of " + ", ".join(sorted(known)),
            )
        self._check_annotations()

    def _check_annotations(self) -> None:
        ids: set[str] = set()
        for annotation in self.annotations:
            if annotation.id in ids:
                raise ModelError(f"found two annotations with the id {annotation.id}", expected="an id for each")
            ids.add(annotation.id)
        for annotation in self.annotations:
            for other in annotation.conflicts_with:
                if other not in ids:
                    raise ModelError(
                        f"found the annotation {annotation.id} in conflict with {other}, which is not there",
                        expected="the id of another annotation of the dossier",
                    )
