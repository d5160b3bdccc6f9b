"""What a comparison is: two witnesses read in one direction, and what changed from one to the other."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve, field, frozen

from treatydiff.model.addresses import ChangeAddress
from treatydiff.model.annotations import Annotation
from treatydiff.model.links import Flag, Link, Relation


@frozen
class Edit:
    """Words that differ inside a change, a phrase at a time.

    Attributes:
        earlier: the half-open range of tokens of the earlier text; empty where words came in.
        later: the same of the later text; empty where words went out.
        before: the earlier words as written, white space included.
        after: the later words as written, white space included.
        same_forms: whether the two differ in writing only, as "pact" and "Pact" do.
        transposed: whether the same words stand elsewhere in the other text's clause.

    Example:
        >>> edit = Edit((2, 3), (2, 3), "five ", "ten ")
        >>> str(edit), str(edit.inverse)
        ("'five' -> 'ten'", "'ten' -> 'five'")
    """

    earlier: tuple[int, int]
    later: tuple[int, int]
    before: str
    after: str
    same_forms: bool = False
    transposed: bool = False

    @property
    def inverse(self) -> Edit:
        """The same edit read in the other direction."""
        return Edit(self.later, self.earlier, self.after, self.before, self.same_forms, self.transposed)

    def __str__(self) -> str:
        return f"{self.before.strip()!r} -> {self.after.strip()!r}"


@frozen
class Change:
    """One thing that is different in the later text.

    Attributes:
        address: what it is cited by.
        relation: how the provision or clause stands to the earlier one.
        flags: moved, renumbered, reference, in this order.
        earlier: the words at issue in the earlier text: the clause, the whole provision where it was omitted, or
            what is printed over it where only its place or number changed; empty where there is none. Gaps stand
            in square brackets, with what is noted of them.
        later: the same of the later text.
        edits: the words that differ, in order.
        link: the link it rests on; ``None`` where a provision has no counterpart.
        annotations: what is said of it, and of the provisions in which it stands, where the comparison was
            annotated (`treatydiff.annotation`); they are no part of its identity.

    Example:
        >>> from treatydiff.comparison import compare
        >>> from treatydiff.model.passages import Passage
        >>> from treatydiff.model.provisions import Provision
        >>> from treatydiff.model.witnesses import Witness
        >>> a, b = (
        ...     Witness(siglum, (Provision("body", (Passage(text),)),))
        ...     for siglum, text in (("A", "It lasts five years."), ("B", "It lasts ten years."))
        ... )
        >>> [change] = compare(a, b).changes
        >>> str(change), [str(edit) for edit in change.edits], change.earlier
        ('A/body:1..B/body:1 reworded', ["'five' -> 'ten'"], 'It lasts five years.')
    """

    address: ChangeAddress
    relation: Relation
    flags: tuple[Flag, ...]
    earlier: str
    later: str
    edits: tuple[Edit, ...] = ()
    link: Link | None = None
    annotations: tuple[Annotation, ...] = field(default=(), eq=False)

    @property
    def inverse(self) -> Change:
        """The same change read in the other direction."""
        return evolve(
            self,
            address=self.address.inverse,
            relation=self.relation.inverse,
            earlier=self.later,
            later=self.earlier,
            edits=tuple(edit.inverse for edit in self.edits),
            link=self.link.inverse if self.link else None,
        )

    @property
    def kept(self) -> bool:
        """Whether it counts by its flags alone: nothing but its place, its number or a cross-reference changed.

        What changed in the clauses of a provision are changes of their own.
        """
        if self.relation is Relation.IDENTICAL or Flag.REFERENCE in self.flags:
            return True
        return bool(self.flags) and not self.edits and self.relation is Relation.REWORDED

    def phrases(self) -> Iterator[tuple[ChangeAddress, Edit]]:
        """The edits with their addresses, which count tokens from 1 and include both ends."""
        for edit in self.edits:
            start, stop = edit.earlier if edit.earlier[0] < edit.earlier[1] else edit.later
            yield (
                ChangeAddress(
                    self.address.earlier,
                    self.address.later,
                    (start + 1, stop),
                    tokens_of_later=edit.earlier[0] == edit.earlier[1],
                ),
                edit,
            )

    def __str__(self) -> str:
        flags = f" ({', '.join(self.flags)})" if self.flags else ""
        return f"{self.address} {self.relation}{flags}"
