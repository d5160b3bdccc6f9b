"""Which units of two texts correspond (articles, closings), and which of their segments (clauses).

Plain data in, plain data out: nothing here knows what a provision or a witness is. Units are aligned first, then
all segments of a role at once, with the link of their units as evidence. Then unions are tried: what has found no
counterpart of its own may be a part of what its neighbour corresponds to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from attrs import field, frozen

from .context import Parameters, correspond
from .similarity import Space, Vector, candidates, cosine, coverage, feature_space, likeness

# One set for all texts, from three articles to five hundred.
_UNITS = Parameters(threshold=170, context=300, certain=500, lead=60)
_SEGMENTS = Parameters(threshold=240, context=300, certain=300, lead=30)
_UNIT_CANDIDATES = 12
_UNIT_BUDGET = 4000
_SEGMENT_CANDIDATES = 6
_SEGMENT_BUDGET = 400
# Units of at most so many pairs of segments have all of them looked at.
_ALL_PAIRS = 400
_SAME_HEADING = 200
_SAME_NUMBER = 20
_SAME_UNIT = 150
_PART = 550


@frozen
class Unit:
    """One unit of a text: its role, its segments as normalised tokens, and its heading and number if any.

    Only units of equal `role` are linked. `number` is a number's value as a string, so that VI and 6 are equal.

    >>> Unit(role="operative", segments=(("the", "parties", "agree", "."),)).number is None
    True
    """

    role: str
    segments: tuple[tuple[str, ...], ...]
    heading: tuple[str, ...] = ()
    number: str | None = None


@frozen(order=True)
class UnitLink:
    """Units that correspond, by position on either side; one side has several in a split or merge.

    `score` is the likeness of the linked texts, 0 to 1000. `rule` says what the link rests on: `identical`,
    `similarity` (the words alone suffice), `context` (they do only with the neighbours, headings or numbers),
    `split` or `merge`.
    """

    left: tuple[int, ...]
    right: tuple[int, ...]
    score: int
    rule: str


@frozen(order=True)
class SegmentLink:
    """Segments that correspond, each as (position of the unit, position in the unit); otherwise as `UnitLink`."""

    left: tuple[tuple[int, int], ...]
    right: tuple[tuple[int, int], ...]
    score: int
    rule: str


@frozen
class UnitAlignment:
    """All links between two sequences of units, in order of the left side. What is in none has no counterpart."""

    units: tuple[UnitLink, ...]
    segments: tuple[SegmentLink, ...]


def align_units(left: Sequence[Unit], right: Sequence[Unit]) -> UnitAlignment:
    """Find the units, and the segments, that correspond in two texts.

    No unit and no segment stands in two links. Segments may correspond across units that do not.

    >>> a = Unit(role="operative", segments=(("peace", "and", "friendship"), ("ten", "years")))
    >>> b = Unit(role="operative", segments=(("exchange", "of", "letters"),))
    >>> result = align_units([a, b], [b, a])
    >>> [(link.left, link.right, link.rule) for link in result.units]
    [((0,), (1,), 'identical'), ((1,), (0,), 'identical')]
    >>> [(link.left, link.right) for link in result.segments]
    [(((0, 0),), ((1, 0),)), (((0, 1),), ((1, 1),)), (((1, 0),), ((0, 0),))]
    """
    unit_links: list[UnitLink] = []
    segment_links: list[SegmentLink] = []
    roles = sorted({unit.role for unit in left} & {unit.role for unit in right})
    for role in roles:
        here = [position for position, unit in enumerate(left) if unit.role == role]
        there = [position for position, unit in enumerate(right) if unit.role == role]
        ours, theirs = [left[position] for position in here], [right[position] for position in there]
        found = _link_units(ours, theirs)
        for group in found:
            unit_links.append(
                UnitLink(
                    left=tuple(here[position] for position in group.left),
                    right=tuple(there[position] for position in group.right),
                    score=group.score,
                    rule=group.rule,
                )
            )
        sources = [(here[u], s) for u, unit in enumerate(ours) for s in range(len(unit.segments))]
        targets = [(there[u], s) for u, unit in enumerate(theirs) for s in range(len(unit.segments))]
        for group in _link_segments(ours, theirs, found):
            segment_links.append(
                SegmentLink(
                    left=tuple(sources[position] for position in group.left),
                    right=tuple(targets[position] for position in group.right),
                    score=group.score,
                    rule=group.rule,
                )
            )
    return UnitAlignment(units=tuple(sorted(unit_links)), segments=tuple(sorted(segment_links)))


@frozen
class _Side:
    """The texts of one side, their counts weighed, and what keeps two of them from being one union."""

    texts: Sequence[Sequence[str]]
    vectors: Sequence[Vector]


def _link_units(left: Sequence[Unit], right: Sequence[Unit]) -> list[UnitLink]:
    ours = [_joined(unit.segments) for unit in left]
    theirs = [_joined(unit.segments) for unit in right]
    space = feature_space(ours, theirs)
    vectors = [space.vector(counts) for counts in space.left], [space.vector(counts) for counts in space.right]
    pairs = {
        (row, column)
        for row, columns in enumerate(candidates(space, keep=_UNIT_CANDIDATES, budget=_UNIT_BUDGET))
        for column in columns
    }
    pairs |= _equal_texts(ours, theirs)
    alike = {(row, column): likeness(vectors[0][row], vectors[1][column]) for row, column in pairs}
    headings = _heading_evidence(left, right)
    evidence = {pair: value + headings(*pair) for pair, value in alike.items()}
    linked = correspond(evidence, parameters=_UNITS)
    return _with_unions(ours, theirs, space, linked, _UNITS, bounds=None)
