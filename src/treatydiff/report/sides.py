"""Sides: the words of a change as either text has them, with those told apart that the other has not."""

from __future__ import annotations

import re

from attrs import frozen

from treatydiff.collation.values import ClauseGroup, ProvisionGroup
from treatydiff.comparison import Change, Comparison
from treatydiff.model.addresses import Address
from treatydiff.report.wording import gaps_of, spelled


@frozen
class Run:
    """Words of one side that are alike in one thing: whether the other side has them.

    Attributes:
        text: the words as written, white space included, each gap in brackets.
        edit: the position, among the change's edits, of the one that they belong to; ``None`` where both have them.
    """

    text: str
    edit: int | None = None


class Sides:
    """Looks up the words of the changes of a comparison.

    Args:
        comparison: the comparison.

    Example:
        >>> from treatydiff.comparison import compare
        >>> from treatydiff.model.passages import Passage
        >>> from treatydiff.model.provisions import Provision
        >>> from treatydiff.model.witnesses import Witness
        >>> a, b = (
        ...     Witness(siglum, (Provision("body", (Passage(text),)),))
        ...     for siglum, text in (("A", "It lasts five years."), ("B", "It lasts ten years."))
        ... )
        >>> comparison = compare(a, b)
        >>> [(run.text, run.edit) for run in Sides(comparison).of(comparison.changes[0])[1]]
        [('It lasts ', None), ('ten ', 0), ('years.', None)]
    """

    def __init__(self, comparison: Comparison) -> None:
        self._comparison = comparison
        self._group_at: dict[Address, ClauseGroup | ProvisionGroup] = {
            address: group
            for group in comparison.collation.walk()
            for member in group.members
            for address in member.addresses
        }

    def of(self, change: Change) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
        """The words of a change in the earlier text, and in the later."""
        texts = change.earlier, change.later
        if not change.edits:
            earlier, later = ((Run(text),) if text else () for text in texts)
            return earlier, later
        group = self._group_at[change.address.earlier[0]]
        sides = [self._side(change, group, out=out) for out in (True, False)]
        aligned = all(bare.split() == text.split() for (_, bare), text in zip(sides, texts, strict=True))
        if isinstance(group, ClauseGroup) or aligned:
            return sides[0][0], sides[1][0]
        # Several provisions stand together here, and only the titles of the first of them are aligned.
        return _beside(change, out=True), _beside(change, out=False)

    def _side(
        self, change: Change, group: ClauseGroup | ProvisionGroup, *, out: bool
    ) -> tuple[tuple[Run, ...], str]:
        """The words of one side, and the same without what stands for gaps."""
        witness = self._comparison.earlier if out else self._comparison.later
        member = group.member(witness.siglum)
        runs, bare = list[Run](), ""
        if member is None:
            return (), bare
        if isinstance(group, ClauseGroup):
            units, gaps = group.units, iter(gaps_of(witness, member))
        else:
            provision = witness.provision(member.addresses[0])
            units, gaps = group.heading, iter(provision.heading.gaps() if provision.heading else ())
            label = provision.label
            if label is not None and not label.supplied and label.text.strip():
                bare = label.text.strip() + " "
                runs.append(Run(bare))
        ranges = [edit.earlier if out else edit.later for edit in change.edits]
        at = {tokens: number for number, tokens in enumerate(ranges) if tokens[0] < tokens[1]}
        for unit in units:
            reading = unit.of(witness.siglum)
            if reading is not None:
                tokens = reading.ranges[reading.witnesses.index(witness.siglum)]
                runs.append(Run("".join(spelled(reading, gaps)), at.get(tokens)))
                bare += reading.text
        return tuple(runs), bare


def _beside(change: Change, *, out: bool) -> tuple[Run, ...]:
    """The words of one side, those marked in it that differ; behind it those that it does not show."""
    rest = change.earlier if out else change.later
    runs, behind = list[Run](), list[Run]()
    for number, edit in enumerate(change.edits):
        words = (edit.before if out else edit.after).strip()
        if not words:
            continue
        found = re.search(rf"(?<!\S){re.escape(words)}(?!\S)", rest)
        if found:
            runs += [Run(rest[: found.start()]), Run(words, number)]
            rest = rest[found.end() :]
        else:
            behind += [Run(" … "), Run(words, number)]
    return tuple(run for run in (*runs, Run(rest), *behind) if run.text)
