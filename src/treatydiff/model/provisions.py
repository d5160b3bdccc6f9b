"""Provisions: the tree of units that a treaty is made of, down to its clauses."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from attrs import frozen

from treatydiff.errors import ModelError
from treatydiff.model.addresses import Step
from treatydiff.model.kinds import KINDS, Kind, Role
from treatydiff.model.numbers import Number
from treatydiff.model.passages import Passage, check_characters

# A treaty has many articles 1 and points (a), and each level is checked when it is made.
_step = lru_cache(maxsize=4096)(Step)


@frozen
class Label:
    """What is printed over a provision: TEI ``head``, Akoma Ntoso ``num``.

    Attributes:
        text: as printed: "Article the First", "VI".
        supplied: whether a narrator supplies it and the document does not have it; such a label takes no
            part in comparison.
        resp: who supplies it; empty where it is printed.

    Raises:
        ModelError: somebody supplies it, and it is printed.

    Example:
        >>> Label("Article the First").supplied, Label("Article 1", supplied=True, resp="A. Editor").resp
        (False, 'A. Editor')
    """

    text: str
    supplied: bool = False
    resp: str = ""

    def __attrs_post_init__(self) -> None:
        check_characters(self.text, "a label")
        check_characters(self.resp, "the name of who supplies a label")
        if self.resp and not self.supplied:
            raise ModelError(
                f"found the label {self.text!r}, which {self.resp} supplies and which is printed",
                expected="either",
                todo="set supplied, or leave resp out",
            )


@frozen
class Provision:
    """Any unit of a treaty: TEI ``div`` with its kind as ``@type``; Akoma Ntoso's hierarchical elements.

    A provision holds either clauses or other provisions. Words before and after its points stand in
    children of kind ``intro`` and ``wrapup``, as in Akoma Ntoso.

    Attributes:
        kind: a name of `treatydiff.model.kinds.KINDS`.
        clauses: its own words, parted into clauses (TEI ``seg``); white space between two clauses stands
            at the end of the earlier one.
        children: the provisions inside it.
        number: its number as printed, or ``None``.
        label: what is printed over it, or ``None``.
        heading: its title, or ``None``.
        party: for whom it stands, where it is part of the signatures; empty elsewhere.

    Raises:
        ModelError: an unknown kind; clauses beside children; a number on a kind that has none.

    Example:
        >>> article = Provision("article", (Passage("It lasts five years."),), number=Number("3"))
        >>> article.text, article.step(1, 1)
        ('It lasts five years.', Step('', '3'))
    """

    kind: str
    clauses: tuple[Passage, ...] = ()
    children: tuple[Provision, ...] = ()
    number: Number | None = None
    label: Label | None = None
    heading: Passage | None = None
    party: str = ""

    def __attrs_post_init__(self) -> None:
        about = KINDS.get(self.kind)
        if about is None:
            raise ModelError(
                f"found the kind of provision {self.kind!r}",
                expected="one of " + ", ".join(sorted(KINDS)),
                todo="use 'division' for what fits none",
            )
        if self.clauses and self.children:
            raise ModelError(
                f"found clauses beside provisions in one {self.kind}",
                expected="either",
                todo="put words before and after the inner provisions into children of kind intro and wrapup",
            )
        if self.number is not None and about.numbered is None:
            raise ModelError(f"found the number {self.number} on a unit of kind {self.kind}", expected="no number")
        if self.party:
            check_characters(self.party, "a party's name")

    @property
    def about(self) -> Kind:
        """What its kind says: role, and how addresses name it."""
        return KINDS[self.kind]

    @property
    def role(self) -> Role:
        """What part it plays in the text."""
        return self.about.role

    @property
    def text(self) -> str:
        """All its words, without labels and headings; provisions inside it begin on new lines."""
        own = "".join(clause.text for clause in self.clauses)
        return "\n".join(part for part in (own, *(child.text for child in self.children)) if part)

    def read_out(self) -> str:
        """Its words as `text` gives them, with each gap's note in square brackets."""
        own = "".join([clause.read_out() for clause in self.clauses])
        if not self.children:
            return own
        return "\n".join([part for part in (own, *[child.read_out() for child in self.children]) if part])

    def step(self, count: int, of: int) -> Step:
        """Its level in an address.

        Args:
            count: its place among siblings of its kind that have no number, from 1.
            of: how many such siblings there are, itself included.
        """
        if self.number is not None:
            return _step(self.about.numbered or "", self.number.printed)
        return _step(self.about.unnumbered, str(count) if of > 1 or self.about.counted else "")

    def walk(self) -> Iterator[Provision]:
        """The provision and all inside it, in text order."""
        yield self
        for child in self.children:
            yield from child.walk()
