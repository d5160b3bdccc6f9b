"""What a collation is: groups of corresponding provisions, and the places where their words vary.

The words are those of the TEI's critical apparatus and of the Gothenburg model of collation.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from attrs import field, frozen

from treatydiff.collation.classes import RULES, VariantRule
from treatydiff.errors import ModelError, UnknownError
from treatydiff.model.addresses import Address
from treatydiff.model.annotations import Annotation
from treatydiff.model.dossiers import Level
from treatydiff.model.edits import Misfit
from treatydiff.model.languages import in_two_languages
from treatydiff.model.links import Link, NoCounterpart
from treatydiff.model.witnesses import Witness
from treatydiff.normalization import DEFAULT, Normalization


@frozen
class Options:
    """What a collation was made with; stored in the result and printed in every export.

    Attributes:
        normalization: what counts as the same word, and how text without spaces is cut into words.
        level: whether words are compared, or articles alone.
        rules: by which differences are classed; the first that fits decides.

    Example:
        >>> Options(level=Level.ARTICLE).level.value, Options().rules[0].name
        ('by-article', 'lacking')
    """

    normalization: Normalization = DEFAULT
    level: Level = Level.CLAUSE
    rules: tuple[VariantRule, ...] = RULES

    def __attrs_post_init__(self) -> None:
        names = [rule.name for rule in self.rules]
        for name in names:
            if names.count(name) > 1:
                raise ModelError(f"found two rules with the name {name}", expected="a name for each")


@frozen
class Reading:
    """What one or more witnesses have at a place, written the same: TEI ``lem`` or ``rdg``.

    Attributes:
        witnesses: their sigla, in the collation's order.
        tokens: the words and marks as written, white space after them included.
        forms: their compared forms.
        ranges: for each witness, the half-open range of tokens in its member of the group.

    Example:
        >>> reading = Reading(("A", "B"), ("five ", "years"), ("five", "years"), ((2, 4), (2, 4)))
        >>> reading.text
        'five years'
    """

    witnesses: tuple[str, ...]
    tokens: tuple[str, ...]
    forms: tuple[str, ...]
    ranges: tuple[tuple[int, int], ...]

    @property
    def text(self) -> str:
        """The words as written, as one string."""
        return "".join(self.tokens)


@frozen
class VariationUnit:
    """A place in a text with what each witness has there: TEI ``app``, or words common to all.

    Every witness of the collation stands in exactly one reading, or among the omitted, or among those in
    which the place is not transmitted.

    Attributes:
        readings: the base's first, then by the collation's order of witnesses.
        omitted: witnesses that have nothing here.
        not_transmitted: witnesses that say nothing about this place.
        transposed: the position, in the same group, of the unit that holds the same words for other
            witnesses; ``None`` where nothing was transposed.
        variant: the class of the difference, such as ``punctuation`` or ``substantive``; empty where none of
            the rules fits, and where nothing differs.
        rule: the name of the rule that decided.

    Example:
        >>> from treatydiff.collation import collate
        >>> from treatydiff.model.passages import Passage
        >>> from treatydiff.model.provisions import Provision
        >>> from treatydiff.model.witnesses import Witness
        >>> a, b = (
        ...     Witness(siglum, (Provision("body", (Passage(text),)),))
        ...     for siglum, text in (("A", "It lasts five years."), ("B", "It lasts ten years."))
        ... )
        >>> [group] = collate([a, b]).clause_groups()
        >>> [place] = [unit for unit in group.units if not unit.constant]
        >>> [reading.text for reading in place.readings], place.variant
        (['five ', 'ten '], 'substantive')
    """

    readings: tuple[Reading, ...]
    omitted: tuple[str, ...] = ()
    not_transmitted: tuple[str, ...] = ()
    transposed: int | None = None
    variant: str = ""
    rule: str = ""

    @property
    def constant(self) -> bool:
        """Whether all witnesses of the collation agree here to the letter."""
        return len(self.readings) == 1 and not self.omitted and not self.not_transmitted

    def of(self, siglum: str) -> Reading | None:
        """The reading of a witness; ``None`` where it has none."""
        for reading in self.readings:
            if siglum in reading.witnesses:
                return reading
        return None

    @property
    def same_forms(self) -> bool:
        """Whether all that is written here is the same after normalization."""
        return not self.omitted and len({reading.forms for reading in self.readings}) == 1


@frozen
class Member:
    """What one witness has in a group.

    Attributes:
        siglum: the witness.
        addresses: its provision, or its clauses joined here, in its order.
        starts: for clauses, at which token of the joined text each begins.

    Example:
        >>> from treatydiff.collation import collate
        >>> from treatydiff.model.passages import Passage
        >>> from treatydiff.model.provisions import Provision
        >>> from treatydiff.model.witnesses import Witness
        >>> a, b = (
        ...     Witness(siglum, (Provision("body", (Passage(text),)),))
        ...     for siglum, text in (("A", "It lasts five years."), ("B", "It lasts ten years."))
        ... )
        >>> [group] = collate([a, b]).clause_groups()
        >>> [(member.siglum, str(member.addresses[0])) for member in group.members]
        [('A', 'A/body:1'), ('B', 'B/body:1')]
    """

    siglum: str
    addresses: tuple[Address, ...]
    starts: tuple[int, ...] = (0,)


@frozen
class ClauseGroup:
    """Corresponding clauses: TEI ``seg`` of the apparatus.

    Attributes:
        address: the base's first clause here, or that of the first witness that has one.
        members: the witnesses that have it, in the collation's order.
        omitted: witnesses that lack it.
        not_transmitted: witnesses that say nothing about it.
        units: the text in order: what is common and what varies.
        method: how the words were aligned: ``diff``; ``anchored`` where a size limit was passed; ``whole`` where
            words were not compared.

    Example:
        >>> from treatydiff.collation import collate
        >>> from treatydiff.model.passages import Passage
        >>> from treatydiff.model.provisions import Provision
        >>> from treatydiff.model.witnesses import Witness
        >>> a, b = (
        ...     Witness(siglum, (Provision("body", (Passage(text),)),))
        ...     for siglum, text in (("A", "It lasts five years."), ("B", "It lasts ten years."))
        ... )
        >>> [group] = collate([a, b]).clause_groups()
        >>> str(group.address), len(group.units), group.omitted
        ('A/body:1', 3, ())
    """

    address: Address
    members: tuple[Member, ...]
    omitted: tuple[str, ...]
    not_transmitted: tuple[str, ...]
    units: tuple[VariationUnit, ...]
    method: str = "diff"

    def member(self, siglum: str) -> Member | None:
        """What a witness has here; ``None`` where it has nothing."""
        return next((member for member in self.members if member.siglum == siglum), None)

    def written(self, siglum: str) -> str:
        """A witness's text here, rebuilt from the units."""
        return "".join(reading.text for unit in self.units if (reading := unit.of(siglum)))


@frozen
class ProvisionGroup:
    """Corresponding provisions: TEI ``div`` of the apparatus.

    Attributes:
        address: the base's first provision here, or that of the first witness that has one.
        kind: that provision's kind.
        members: the witnesses that have it, in the collation's order.
        omitted: witnesses that lack it.
        not_transmitted: witnesses that say nothing about it.
        label: what is printed over it, as one unit; ``None`` where nobody prints anything.
        heading: its title, in units.
        children: what stands inside, in the base's order; what the base lacks stands after what precedes it
            in its witness.

    Example:
        >>> from treatydiff.collation import collate
        >>> from treatydiff.model.passages import Passage
        >>> from treatydiff.model.provisions import Provision
        >>> from treatydiff.model.witnesses import Witness
        >>> a, b = (
        ...     Witness(siglum, (Provision("body", (Passage(text),)),))
        ...     for siglum, text in (("A", "It lasts five years."), ("B", "It lasts ten years."))
        ... )
        >>> [group] = collate([a, b]).groups
        >>> str(group.address), group.kind, len(group.children)
        ('A/body', 'body', 1)
    """

    address: Address
    kind: str
    members: tuple[Member, ...]
    omitted: tuple[str, ...]
    not_transmitted: tuple[str, ...]
    label: VariationUnit | None
    heading: tuple[VariationUnit, ...]
    children: tuple[ProvisionGroup | ClauseGroup, ...]

    def member(self, siglum: str) -> Member | None:
        """What a witness has here; ``None`` where it has nothing."""
        return next((member for member in self.members if member.siglum == siglum), None)

    def walk(self) -> Iterator[ProvisionGroup | ClauseGroup]:
        """The group and all inside it, in the apparatus's order."""
        # One generator for all levels: in one for each, whatever stands deep would be handed up level by level.
        waiting: list[ProvisionGroup | ClauseGroup] = [self]
        while waiting:
            group = waiting.pop()
            yield group
            if isinstance(group, ProvisionGroup):
                waiting += group.children[::-1]


@frozen(repr=False)
class Collation:
    """Any number of witnesses, place by place.

    Attributes:
        witnesses: the witnesses, in the order given.
        base: siglum of the witness whose order and lemmata the apparatus follows.
        links: the alignment it rests on; `set_aside` says which of them the groups do not follow.
        groups: the outermost groups, in the base's order.
        options: what it was made with.
        annotations: what is said of its witnesses and of what varies, where it was annotated
            (`treatydiff.annotation`).
        without_counterpart: what an editor says to have none, and in which witness.
        overruled: computed links that gave way to an editor's decisions.
        misfits: decisions of an editor that were not applied, since they do not fit the texts.

    Example:
        >>> from treatydiff.collation import collate
        >>> from treatydiff.model.passages import Passage
        >>> from treatydiff.model.provisions import Provision
        >>> from treatydiff.model.witnesses import Witness
        >>> a, b = (
        ...     Witness(siglum, (Provision("body", (Passage(text),)),))
        ...     for siglum, text in (("A", "It lasts five years."), ("B", "It lasts ten years."))
        ... )
        >>> collation = collate([a, b], base="B")
        >>> collation.base, [str(link.address) for link in collation.links]
        ('B', ['A/body..B/body', 'A/body:1..B/body:1'])
    """

    witnesses: tuple[Witness, ...]
    base: str
    links: tuple[Link, ...]
    groups: tuple[ProvisionGroup, ...]
    options: Options
    annotations: tuple[Annotation, ...] = field(default=(), eq=False)
    without_counterpart: tuple[NoCounterpart, ...] = ()
    overruled: tuple[Link, ...] = ()
    misfits: tuple[Misfit, ...] = ()

    def witness(self, siglum: str) -> Witness:
        """A witness by siglum.

        Raises:
            UnknownError: no witness has it.
        """
        for witness in self.witnesses:
            if witness.siglum == siglum:
                return witness
        known = ", ".join(witness.siglum for witness in self.witnesses)
        raise UnknownError(f"found no witness {siglum} in this collation", expected=f"one of {known}")

    @property
    def set_aside(self) -> tuple[Link, ...]:
        """Links whose ends the groups keep apart: with many witnesses, links can contradict each other."""
        at: dict[Address, int] = {}
        for number, group in enumerate(self.walk()):
            members = group.members
            if len(members) > 1 or len(members[0].addresses) > 1:  # else it is joined to nothing
                for member in members:
                    for address in member.addresses:
                        at[address] = number
        found = []
        for link in self.links:
            groups = set(map(at.get, link.joined))
            if len(groups) > 1 or None in groups:
                found.append(link)
        return tuple(found)

    def walk(self) -> Iterator[ProvisionGroup | ClauseGroup]:
        """All groups, outer before inner, in the apparatus's order."""
        for group in self.groups:
            yield from group.walk()

    @property
    def compares_words(self) -> bool:
        """Whether words were compared: not of articles alone, nor where no two texts share a language."""
        if self.options.level is Level.ARTICLE:
            return False
        pairs = list(combinations(self.witnesses, 2))
        return not pairs or not all(in_two_languages(*pair) for pair in pairs)

    def clause_groups(self) -> Iterator[ClauseGroup]:
        """The groups of clauses, in the apparatus's order."""
        return (group for group in self.walk() if isinstance(group, ClauseGroup))

    def __repr__(self) -> str:
        units = sum(not unit.constant for group in self.clause_groups() for unit in group.units)
        return f"<Collation of {', '.join(w.siglum for w in self.witnesses)}: {units} variation units>"
