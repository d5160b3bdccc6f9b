"""Annotation: which sourced remarks speak of a provision, a clause, a change.

The remarks themselves are `treatydiff.model.annotations.Annotation`; here they are attached to what they speak of.
A remark on an article speaks of each of its clauses and of whatever changed in them; one on a clause speaks of the
article too. One on a whole witness is shown with the witness, not with each of its changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import evolve

from treatydiff.collation import Collation
from treatydiff.comparison import Change, Comparison
from treatydiff.errors import UnknownError
from treatydiff.model.addresses import Address, ChangeAddress
from treatydiff.model.annotations import TERM, Annotation, Target
from treatydiff.model.witnesses import Witness


def annotate(comparison: Comparison, annotations: Sequence[Annotation]) -> Comparison:
    """The comparison with what is said of its texts, and of each change.

    Args:
        comparison: the comparison; annotations that it carries already are replaced.
        annotations: all that is said, in the order in which it is to be shown.

    Example:
        >>> from treatydiff.comparison import compare
        >>> from treatydiff.model.passages import Passage
        >>> from treatydiff.model.provisions import Provision
        >>> a, b = (
        ...     Witness(siglum, (Provision("body", (Passage(text),)),))
        ...     for siglum, text in (("A", "It lasts five years."), ("B", "It lasts ten years."))
        ... )
        >>> demand = Annotation("n1", "demand", "Ten years are asked for.", "B/body:1")
        >>> annotate(compare(a, b), [demand]).changes[0].annotations
        (<Annotation n1: demand: Ten years are asked for.>,)
    """
    said = of_witnesses(annotations, comparison.collation.witnesses)
    changes = tuple(evolve(change, annotations=of_change(said, change)) for change in comparison.changes)
    return evolve(comparison, collation=evolve(comparison.collation, annotations=said), changes=changes)


def annotate_collation(collation: Collation, annotations: Sequence[Annotation]) -> Collation:
    """The collation with what is said of its texts; annotations that it carries already are replaced."""
    return evolve(collation, annotations=of_witnesses(annotations, collation.witnesses))


def of_witnesses(annotations: Iterable[Annotation], witnesses: Sequence[Witness]) -> tuple[Annotation, ...]:
    """The annotations of which a target, whole, stands in these witnesses; places as these print them."""
    texts = {witness.siglum: witness for witness in witnesses}
    return tuple(
        annotation
        for annotation in annotations
        if any(all(end.siglum in texts for end in target.addresses) for target in annotation.targets)
    )


def of_change(annotations: Iterable[Annotation], change: Change) -> tuple[Annotation, ...]:
    """The annotations that speak of a change: of it, or of a provision or clause at either end."""
    return tuple(one for one in annotations if any(_meets(target, change) for target in one.targets))


def of_place(annotations: Iterable[Annotation], place: Address) -> tuple[Annotation, ...]:
    """The annotations that speak of a provision or clause, of what it stands in, or of what stands in it.

    Those that speak of a whole witness are among them only where the place is that witness. What laid down a term
    is said at its own clause.

    Args:
        annotations: where to look.
        place: an address as the witness prints it.
    """
    return tuple(one for one in annotations if any(_speaks_of(target, place) for target in one.targets))


def in_conflict(annotation: Annotation, annotations: Iterable[Annotation]) -> tuple[Annotation, ...]:
    """The annotations that contradict one, whichever of the two says so.

    Example:
        >>> one = Annotation("n1", "note", "It ends.", conflicts_with=("n2",))
        >>> other = Annotation("n2", "note", "No.")
        >>> in_conflict(other, [one, other])
        (<Annotation n1: note: It ends.>,)
    """
    return tuple(
        other
        for other in annotations
        if other.id in annotation.conflicts_with or annotation.id in other.conflicts_with
    )


def resolved(target: Target, witnesses: Sequence[Witness]) -> Target:
    """The target with its addresses as the witnesses print them.

    Raises:
        UnknownError: the witness, the provision or the clause is not there.
    """
    texts = {witness.siglum: witness for witness in witnesses}

    def printed(address: Address) -> Address:
        if address.siglum not in texts:
            raise UnknownError(f"found no witness {address.siglum}", expected="one of " + ", ".join(texts))
        return texts[address.siglum].resolve(address) if address.steps else address

    place = target.place
    if isinstance(place, Address):
        return evolve(target, place=printed(place))
    sides = [tuple(printed(end) for end in side) for side in (place.earlier, place.later)]
    return evolve(target, place=ChangeAddress(sides[0], sides[1], place.tokens, place.tokens_of_later))


def _meets(target: Target, change: Change) -> bool:
    ends = (*change.address.earlier, *change.address.later)
    if isinstance(target.place, ChangeAddress):
        return {*target.place.earlier, *target.place.later} == set(ends)
    return not target.of_witness and any(end.is_in(target.place) for end in ends)


def _speaks_of(target: Target, place: Address) -> bool:
    if not place.steps or target.of_witness:
        return target.of_witness and target.addresses == (place,)
    return any(end.is_in(place) or place.is_in(end) for end in target.addresses)


def remarks(annotations: Iterable[Annotation]) -> tuple[Annotation, ...]:
    """What was said of texts, without what texts lay down."""
    return tuple(annotation for annotation in annotations if annotation.kind != TERM)
