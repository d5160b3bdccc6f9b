"""Entries: the variants of a collation place by place, as a printed apparatus has them: lemma, readings, sigla.

The lemma is what the base has, or the first witness where the base lacks the whole; a witness that is not named has
its words. Terminal, page and printed edition set these entries each in its own way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from treatydiff.collation.values import ClauseGroup, Collation, Member, ProvisionGroup, VariationUnit
from treatydiff.model.passages import Gap
from treatydiff.report.wording import gaps_of, spelled

_LONG = 8
"""Words from which a lemma is shortened: its text stands whole beside it."""


@frozen
class Variant:
    """Words that some witnesses have and the lemma's has not.

    Attributes:
        words: as written, white space collapsed; empty where they have none here.
        sigla: who has them, in the collation's order.
    """

    words: str
    sigla: tuple[str, ...]


@frozen
class Entry:
    """One place of variation.

    Attributes:
        position: the place's position among the units of its clause, title or label.
        lemma: what stands before the bracket: the words of the base, or those beside the place where it has none.
        variants: other words and who has them, in the collation's order.
        omitted: who has nothing here though they have the clause.
        silent: who says nothing about the place though they have the clause.
        variant: the class of the difference, such as ``punctuation``; empty where none fits.
    """

    position: int
    lemma: str
    variants: tuple[Variant, ...]
    omitted: tuple[str, ...]
    silent: tuple[str, ...]
    variant: str


@frozen
class ReadingText:
    """The text that the variants of a clause, a title or what is printed over a provision are held against.

    Attributes:
        siglum: whose it is: the base's, or of the first witness that has it.
        units: its words and marks, gaps in brackets, unit by unit.
    """

    siglum: str
    units: tuple[tuple[str, ...], ...]

    def lemma(self, position: int, ellipsis: str = "…") -> str:
        """What stands before the bracket: the words of a unit, or those beside it where it has none.

        Example:
            >>> text = ReadingText("A", (("It ", "lasts "), (), ("five ", "years.")))
            >>> text.lemma(2), text.lemma(1)
            ('five years.', 'after lasts')
        """
        before = [word for unit in self.units[:position] for word in unit]
        here = self.units[position]
        if here:
            return self._cited(len(before), len(here), ellipsis)
        if before:
            last = max((n for n, word in enumerate(before) if _has_letters(word)), default=0)
            return f"after {self._cited(last, len(before) - last, ellipsis)}"
        return f"before {self._cited(0, 1, ellipsis)}" if any(self.units) else "(no words)"

    def _cited(self, start: int, length: int, ellipsis: str) -> str:
        """Words as a lemma: numbered where the text has them more than once, and shortened if they are many."""
        text = [word for unit in self.units for word in unit]
        plain = [word.strip() for word in text]
        at = [n for n in range(len(text)) if plain[n : n + length] == plain[start : start + length]]
        number = f" ({at.index(start) + 1})" if len(at) > 1 else ""
        words = text[start : start + length]
        if length > _LONG:
            words = [*words[:3], f"{ellipsis} ", *words[-3:]]
        return running(words) + number


def variation(group: ClauseGroup | ProvisionGroup) -> Iterator[tuple[int, VariationUnit]]:
    """Where the words of those who have a clause or heading vary, each unit with its position.

    That others lack the whole of it makes no place here, nor does white space alone.
    """
    units = group.units if isinstance(group, ClauseGroup) else group.heading
    if isinstance(group, ClauseGroup) and group.method == "whole":
        return  # words were not compared
    for position, unit in enumerate(units):
        if varies(unit, group):
            yield position, unit


def varies(unit: VariationUnit, group: ClauseGroup | ProvisionGroup) -> bool:
    """Whether those who have a clause or provision differ in a unit by more than white space."""
    absent = {*group.omitted, *group.not_transmitted}
    words = {tuple(token.strip() for token in reading.tokens) for reading in unit.readings}
    return len(words) > 1 or not absent.issuperset((*unit.omitted, *unit.not_transmitted))


def reading_text(
    collation: Collation, group: ClauseGroup | ProvisionGroup, units: Sequence[VariationUnit]
) -> ReadingText:
    """The text that the variants of a group are held against.

    Args:
        collation: the collation.
        group: one of its groups.
        units: its words, those of its title, or of what is printed over it.
    """
    ours = group.address.siglum
    gaps = next(_gaps(collation, group, member) for member in group.members if member.siglum == ours)
    return ReadingText(ours, tuple(spelled(unit.of(ours), gaps) for unit in units))


def entries(
    collation: Collation,
    group: ClauseGroup | ProvisionGroup,
    units: Sequence[VariationUnit],
    varying: Iterable[tuple[int, VariationUnit]],
    *,
    ellipsis: str = "…",
) -> Iterator[Entry]:
    """The variants of a clause, of a title, or of what is printed over a provision, an entry for each place.

    Args:
        collation: the collation.
        group: one of its groups.
        units: its words, those of its title, or of what is printed over it.
        varying: those of the units that vary, with their positions.
        ellipsis: what stands for words left out of a long lemma.
    """
    text = reading_text(collation, group, units)
    gaps = {member.siglum: _gaps(collation, group, member) for member in group.members}
    written = [{siglum: running(spelled(unit.of(siglum), gaps[siglum])) for siglum in gaps} for unit in units]
    for position, unit in varying:
        has = written[position]
        by_words: dict[str, list[str]] = {}  # readings that differ in white space alone are one to the eye
        for siglum in (siglum for reading in unit.readings for siglum in reading.witnesses):
            if has[siglum] != has[text.siglum]:
                by_words.setdefault(has[siglum], []).append(siglum)
        without = [siglum for siglum in unit.omitted if siglum not in group.omitted]
        yield Entry(
            position,
            text.lemma(position, ellipsis),
            tuple(Variant(words, tuple(sigla)) for words, sigla in by_words.items()),
            () if text.siglum in without else tuple(without),
            tuple(siglum for siglum in unit.not_transmitted if siglum not in group.not_transmitted),
            unit.variant,
        )


def running(words: Iterable[str]) -> str:
    """Words and marks as they run, white space collapsed."""
    return " ".join("".join(words).split())


def _has_letters(word: str) -> bool:
    return any(char.isalnum() for char in word)


def _gaps(collation: Collation, group: ClauseGroup | ProvisionGroup, member: Member) -> Iterator[Gap]:
    """The gaps of a member's clauses; what is printed over a provision has none."""
    clauses = isinstance(group, ClauseGroup)
    return iter(gaps_of(collation.witness(member.siglum), member) if clauses else ())
