"""People: names as a source prints them, parted into family and given name where that is sure."""

from __future__ import annotations

import re
from collections.abc import Iterable

from attrs import frozen

_FORENAME = r"[^\W\d_](?:[^\W\d_]|['’\-])*\.?(?:-?[^\W\d_]\.)*"
_PERSON = re.compile(rf"({_FORENAME}(?: {_FORENAME}){{0,2}}) ([^\W\d_](?:[^\W\d_]|['’\-])+)")
_BODIES = frozenset(
    "academy archive archives association board bureau centre center college commission committee conference "
    "council department embassy foundation government institute institution league library ministry museum nations "
    "office organisation organization parliament press project republic secretariat service society state states "
    "treaty union university".split()
)
"""Words that are in no person's name."""


@frozen
class PersonName:
    """A name as reference managers take it.

    Attributes:
        family: the family name, or the whole name where it was not parted.
        given: the given names; empty where the name was not parted.
    """

    family: str
    given: str = ""

    @property
    def inverted(self) -> str:
        """Family name first: "Smith, Anna"."""
        return f"{self.family}, {self.given}" if self.given else self.family


def parted(name: str) -> PersonName:
    """A name, parted where that is sure.

    "Smith, Anna" says how it is parted. Otherwise a name is parted before its last word if it is two to four
    words, each with a capital and no small word ("van", "of") among them, in a script that has capitals, and if it
    names no body.
    Rule: own; whoever knows better writes the comma.

    Example:
        >>> parted("Anna B. Smith"), parted("van Dyck, Maria")
        (PersonName(family='Smith', given='Anna B.'), PersonName(family='van Dyck', given='Maria'))
        >>> parted("Foreign Ministry"), parted("Ludwig van Beethoven")
        (PersonName(family='Foreign Ministry', given=''), PersonName(family='Ludwig van Beethoven', given=''))
    """
    name = " ".join(name.split())
    family, comma, given = name.partition(", ")
    if comma and family and given and "," not in family + given:
        return PersonName(family, given)
    found = _PERSON.fullmatch(name)
    words = name.split()
    if not found or not all(word[0].isupper() for word in words) or {w.casefold() for w in words} & _BODIES:
        return PersonName(name)
    return PersonName(found[2], found[1])


def parted_names(names: Iterable[str]) -> tuple[PersonName, ...]:
    """Names, each parted where that is sure; blank ones are none."""
    return tuple(parted(name) for name in names if name.strip())


def in_order(name: str) -> str:
    """A name as a note has it, given names first."""
    person = parted(name)
    return f"{person.given} {person.family}" if person.given else person.family
