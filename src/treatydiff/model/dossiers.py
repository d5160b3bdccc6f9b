"""What a dossier states: its witnesses in order, how they hang together, which comparisons it asks for."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen

from treatydiff.errors import ModelError
from treatydiff.model.dates import UncertainDate
from treatydiff.model.passages import check_characters
from treatydiff.model.witnesses import Witness


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
    """

    earlier: str
    later: str
    level: Level = Level.CLAUSE

    @property
    def name(self) -> str:
        """What files of this comparison are called: ``K40-M40``."""
        return f"{self.earlier}-{self.later}"


@frozen
class WitnessRelation:
    """How witnesses hang together: TEI ``relation``.

    Attributes:
        name: witnessTo, modelledOn, follows, becomes, sameSettlement, or any other word.
        active: sigla on the active side; for a mutual relation all of them.
        passive: sigla on the other side; empty for a mutual relation.
        cert: how sure: ``high``, ``medium``, ``low`` or empty.
        note: what it rests on, in words.
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
    """

    sigla: tuple[str, ...]
    sender: str
    recipient: str
    date: UncertainDate | None = None
    note: str = ""

    def __attrs_post_init__(self) -> None:
        for text in (self.sender, self.recipient, self.note):
            check_characters(text, "a handover")


@frozen
class DossierRecord:
    """Everything a dossier's files state: TEI the folder's documents and ``dossier.xml``.

    Attributes:
        title: what the dossier is called.
        witnesses: in the dossier's order.
        comparisons: which witnesses to compare.
        relations: how the witnesses hang together.
        handovers: who handed what to whom.

    Raises:
        ModelError: there is no witness; two have one siglum; a siglum is named that no witness has.
    """

    title: str = ""
    witnesses: tuple[Witness, ...] = ()
    comparisons: tuple[ComparisonPlan, ...] = ()
    relations: tuple[WitnessRelation, ...] = ()
    handovers: tuple[Handover, ...] = ()

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
        named |= {siglum for relation in self.relations for siglum in (*relation.active, *relation.passive)}
        named |= {siglum for handover in self.handovers for siglum in handover.sigla}
        for siglum in sorted(named - known):
            raise ModelError(
                f"found the siglum {siglum}, which no witness of the dossier has",
                expected="one of " + ", ".join(sorted(known)),
            )
