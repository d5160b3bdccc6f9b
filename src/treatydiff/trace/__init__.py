"""Trace: the life of one provision or clause through the witnesses of a dossier, backwards and forwards.

Which witnesses are compared follows from what the dossier states: one *follows* another, is *witnessTo* it, was
*separatedFrom* it, is *modelledOn* it or *becomes* it, or a comparison is asked for; where it states nothing of
the kind, each witness is compared with the next in time. A comparison that is asked for beside a longer way between
the same two witnesses is a short cut: its links count only where that way has lost both ends, as when a draft in
between lacks a clause that comes back later.

From the provision the links are followed to what it comes from, and what that comes from; and to what became of it.
At one turn, what else came of the former and what else went into the latter belongs to its life too, as far as
words were compared. A witness that was compared and has no counterpart is a step as well, and so is one of which an
annotation speaks together with the provision, as of the note that denounces an article.
(The way of tracing is our own.)
"""

from __future__ import annotations

from treatydiff.errors import UnknownError
from treatydiff.model.addresses import Address
from treatydiff.model.dossiers import DossierRecord
from treatydiff.trace.lives import Comparing, Life
from treatydiff.trace.values import Descent, Standing, State, Trace, TraceStep

__all__ = ["Comparing", "Descent", "Standing", "State", "Trace", "TraceStep", "trace"]


def trace(record: DossierRecord, address: Address | str, *, compare: Comparing) -> Trace:
    """The life of a provision or clause.

    Args:
        record: what the dossier states.
        address: the provision or clause, in any witness; its number may be given by value.
        compare: how two of its witnesses are compared. It is asked once for each two that are compared.

    Raises:
        AddressError: the string is no address.
        UnknownError: nothing stands there, or a whole witness is named.

    Example:
        >>> from treatydiff import comparison
        >>> from treatydiff.model.dossiers import WitnessRelation
        >>> from treatydiff.model.passages import Passage
        >>> from treatydiff.model.provisions import Provision
        >>> from treatydiff.model.witnesses import Witness
        >>> texts = {
        ...     siglum: Witness(siglum, (Provision("article", (Passage(f"It lasts {years} years."),)),))
        ...     for siglum, years in (("A", "five"), ("B", "ten"), ("C", "five"))
        ... }
        >>> record = DossierRecord(
        ...     witnesses=tuple(texts.values()), relations=(WitnessRelation("follows", ("B",), ("A",)),)
        ... )
        >>> def compare(earlier, later, *, level=None):
        ...     return comparison.compare(texts[earlier], texts[later])
        >>> for step in trace(record, "B/article", compare=compare):
        ...     print(step, [str(edit) for change in step.changes for edit in change.edits])
        <TraceStep undated A/article: present> []
        <TraceStep undated B/article: present> ["'five' -> 'ten'"]
    """
    wanted = Address.parse(address) if isinstance(address, str) else address
    witness = next((one for one in record.witnesses if one.siglum == wanted.siglum), None)
    if witness is None:
        known = ", ".join(one.siglum for one in record.witnesses)
        raise UnknownError(f"found no witness {wanted.siglum!r} in the dossier", expected=f"one of {known}")
    if not wanted.steps:
        raise UnknownError(
            f"found the whole of {wanted} where a provision is wanted", expected=f"an address such as {wanted}/1"
        )
    return Life(record, witness.resolve(wanted), compare).trace()
