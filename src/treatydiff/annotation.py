"""Annotation: which sourced remarks speak of a provision, a clause, a change.

The remarks themselves are `treatydiff.model.annotations.Annotation`; here they are attached to what they speak of.
A remark on an article speaks of each of its clauses and of whatever changed in them; one on a clause speaks of the
article too. One on a whole witness is shown with the witness, not with each of its changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from attrs import evolve, frozen

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
    spoken = _Spoken.of(said)
    changes = tuple(evolve(change, annotations=spoken.of_change(change)) for change in comparison.changes)
    return evolve(comparison, collation=evolve(comparison.collation, annotations=said), changes=changes)


def annotate_collation(collation: Collation, annotations: Sequence[Annotation]) -> Collation:
    """The collation with what is said of its texts; annotations that it carries already are replaced.

    Example:
        >>> from treatydiff.collation import collate
        >>> from treatydiff.model.passages import Passage
        >>> from treatydiff.model.provisions import Provision
        >>> a, b = (
        ...     Witness(siglum, (Provision("body", (Passage(text),)),))
        ...     for siglum, text in (("A", "It lasts five years."), ("B", "It lasts ten years."))
        ... )
        >>> demand = Annotation("n1", "demand", "Ten years are asked for.", "B/body:1")
        >>> annotate_collation(collate([a, b]), [demand]).annotations
        (<Annotation n1: demand: Ten years are asked for.>,)
    """
    return evolve(collation, annotations=of_witnesses(annotations, collation.witnesses))


def of_witnesses(annotations: Iterable[Annotation], witnesses: Sequence[Witness]) -> tuple[Annotation, ...]:
    """The annotations of which a target, whole, stands in these witnesses; places as these print them."""
    texts = {witness.siglum: witness for witness in witnesses}
    return tuple(
        annotation
        for annotation in annotations
        if any(all(end.siglum in texts for end in target.addresses) for target in annotation.targets)
    )


def of_place(annotations: Iterable[Annotation], place: Address) -> tuple[Annotation, ...]:
    """The annotations that speak of a provision or clause, of what it stands in, or of what stands in it.

    Those that speak of a whole witness are among them only where the place is that witness. What laid down a term
    is said at its own clause.

    Args:
        annotations: where to look.
        place: an address as the witness prints it.

    Example:
        >>> notes = [Annotation(name, "note", "Said.", place) for name, place in (("n1", "A/3"), ("n2", "A/4:1"))]
        >>> [one.id for one in of_place(notes, Address.parse("A/3:2"))]
        ['n1']
    """
    return tuple(one for one in annotations if any(_speaks_of(target, place) for target in one.targets))


@frozen(eq=False, repr=False)
class Contradictions:
    """Which of some annotations contradict each other, whichever of two says so.

    Made once of all of them, since to look through all for each takes long where there are thousands.

    Example:
        >>> one = Annotation("n1", "note", "It ends.", conflicts_with=("n2",))
        >>> other = Annotation("n2", "note", "No.")
        >>> Contradictions.among([one, other]).of(other)
        (<Annotation n1: note: It ends.>,)
    """

    _places: Mapping[str, tuple[int, Annotation]]
    _naming: Mapping[str, Sequence[str]]

    @classmethod
    def among(cls, annotations: Iterable[Annotation]) -> Contradictions:
        """Those of some annotations; of several with one id the first counts."""
        naming: dict[str, list[str]] = {}
        places: dict[str, tuple[int, Annotation]] = {}
        for place, one in enumerate(annotations):
            places.setdefault(one.id, (place, one))
        for _, one in places.values():
            for other in one.conflicts_with:
                naming.setdefault(other, []).append(one.id)
        return cls(places, naming)

    def of(self, annotation: Annotation) -> tuple[Annotation, ...]:
        """Those that contradict one, in the order in which they were given."""
        ids = {*annotation.conflicts_with, *self._naming.get(annotation.id, ())}
        found = sorted((self._places[other] for other in ids if other in self._places), key=lambda pair: pair[0])
        return tuple(other for _, other in found)

    def ids_of(self, annotation: Annotation) -> tuple[str, ...]:
        """The ids of all that contradict one: first those that it names, be they among these or not."""
        return tuple(dict.fromkeys((*annotation.conflicts_with, *(other.id for other in self.of(annotation)))))


def in_conflict(annotation: Annotation, annotations: Iterable[Annotation]) -> tuple[Annotation, ...]:
    """The annotations that contradict one, whichever of the two says so; for many see `Contradictions`."""
    return Contradictions.among(annotations).of(annotation)


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


@frozen
class _Spoken:
    """Annotations by what they speak of.

    Attributes:
        annotations: all of them, in order.
        places: which of them speak of a provision or clause.
        ends: which of them speak of a change, by all of its ends.
    """

    annotations: Sequence[Annotation]
    places: Mapping[Address, Sequence[int]]
    ends: Mapping[frozenset[Address], Sequence[int]]

    @classmethod
    def of(cls, annotations: Sequence[Annotation]) -> _Spoken:
        places: dict[Address, list[int]] = {}
        ends: dict[frozenset[Address], list[int]] = {}
        for number, one in enumerate(annotations):
            for target in one.targets:
                if isinstance(target.place, ChangeAddress):
                    ends.setdefault(frozenset(target.addresses), []).append(number)
                elif not target.of_witness:
                    places.setdefault(target.place, []).append(number)
        return cls(annotations, places, ends)

    def of_change(self, change: Change) -> tuple[Annotation, ...]:
        """Those that speak of a change: of it, or of a provision or clause at or around either end."""
        joined = (*change.address.earlier, *change.address.later)
        found = set(self.ends.get(frozenset(joined), ()))
        for end in joined:
            for place in end.around:
                found.update(self.places.get(place, ()))
        return tuple(self.annotations[number] for number in sorted(found))


def _speaks_of(target: Target, place: Address) -> bool:
    if not place.steps or target.of_witness:
        return target.of_witness and target.addresses == (place,)
    return any(end.is_in(place) or place.is_in(end) for end in target.addresses)


def remarks(annotations: Iterable[Annotation]) -> tuple[Annotation, ...]:
    """What was said of texts, without what texts lay down."""
    return tuple(annotation for annotation in annotations if annotation.kind != TERM)
