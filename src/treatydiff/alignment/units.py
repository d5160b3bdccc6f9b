"""Which units of two texts correspond (articles, closings), and which of their segments (clauses).

Plain data in, plain data out: nothing here knows what a provision or a witness is. Units are aligned first, then
all segments of a role at once, with the link of their units as evidence. Then unions are tried: what has found no
counterpart of its own may be a part of what its neighbour corresponds to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from operator import attrgetter

from attrs import frozen

from treatydiff.alignment.context import Parameters, correspond
from treatydiff.alignment.order import strays
from treatydiff.alignment.similarity import (
    Bag,
    Counted,
    Space,
    Vector,
    added,
    candidates,
    cosine,
    cosines,
    count_features,
    feature_space,
    likeness,
)
from treatydiff.alignment.unions import Group, Words, unite
from treatydiff.model.links import EDITED

_Texts = Sequence[tuple[str, ...]]
_Judged = tuple[tuple[int, ...], tuple[int, ...], int, str]
_Decided = tuple[tuple[int, ...], tuple[int, ...]]

# One set for all texts, from three articles to five hundred: of the best of the grid in
# benchmarks/alignment_quality.py one with a high threshold, since a lower one links unrelated articles of short
# drafts.
UNIT_PARAMETERS = Parameters(threshold=160, context=375, certain=400, lead=100)
SEGMENT_PARAMETERS = Parameters(threshold=290, context=300, certain=300, lead=30)
# How many candidates a text has, and how many of the other side may have a feature by which they are found.
_UNIT_CANDIDATES = 12
_UNIT_COMMON = 10
_SEGMENT_CANDIDATES = 6
_SEGMENT_COMMON = 8
# Units of at most so many pairs of segments have all of them looked at.
_ALL_PAIRS = 100
# In longer ones, those at most two places from a pair at least so much alike, per mille.
_ANCHOR = 400
_BESIDE = [(rows, columns) for rows in range(-2, 3) for columns in range(-2, 3) if rows * columns > 0]
# Equal headings raise a likeness by half of itself, since many articles are called "Definitions", and headings that
# have nothing in common lower it by a fifth; equal numbers mean next to nothing between two texts, and decide where
# all else is equal.
_SAME_HEADING = 500
_OTHER_HEADING = 200
_SAME_NUMBER = 5
_SAME_UNIT = 150
# Segments of fewer features (seven are four words) are found all over a text and link nothing across units.
_FEW_FEATURES = 7
# Where a unit has no counterpart, its segments have none either as a rule: a link of one alone needs more likeness.
_ALONE = 400
# What breaks the order of the rest, or joins segments across units, and has no neighbour at its side there, must
# have so much of the likeness that is usual between the two texts, per mille: some likeness is found anywhere.
_STRAY_UNIT = 230
_STRAY_SEGMENT = 300
_STRAY_ACROSS = 550
# Texts less alike than this, per mille, are linked in no company, unless they are short.
_LEAST = 60
_LEAST_BY_FEATURE = 3
_LEAST_OF_FEW = 150
_LEAST_OF_USUAL = 160
_SHORT = 12
# The order of links, compared in C: no two have the same left side.
_IN_ORDER = attrgetter("left")


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
    `split` or `merge`; `edited` where somebody decided.
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


def align_units(
    left: Sequence[Unit],
    right: Sequence[Unit],
    *,
    decided: Sequence[_Decided] = (),
    parameters: Parameters = UNIT_PARAMETERS,
) -> UnitAlignment:
    """Find the units, and the segments, that correspond in two texts.

    No unit and no segment stands in two links. Segments may correspond across units that do not. `decided` are
    positions of units on either side of which somebody said that they correspond, or, where one side is empty, that
    they correspond to nothing; no unit stands in two of these. `parameters` are those for units; they are there to
    be measured, one set serves all texts.

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
        counted = count_features(
            (segment for unit in ours for segment in unit.segments),
            (segment for unit in theirs for segment in unit.segments),
        )
        found, refused = _overruled(link_units(ours, theirs, counted, parameters), decided, here, there)
        unit_links.extend(
            UnitLink(
                left=tuple(here[position] for position in link.left),
                right=tuple(there[position] for position in link.right),
                score=link.score,
                rule=link.rule,
            )
            for link in found
        )
        sources = [(here[u], s) for u, unit in enumerate(ours) for s in range(len(unit.segments))]
        targets = [(there[u], s) for u, unit in enumerate(theirs) for s in range(len(unit.segments))]
        segment_links.extend(
            SegmentLink(
                left=tuple(sources[position] for position in rows),
                right=tuple(targets[position] for position in columns),
                score=score,
                rule=rule,
            )
            for rows, columns, score, rule in _link_segments(ours, theirs, counted, found, refused)
        )
    return UnitAlignment(
        units=tuple(sorted(unit_links, key=_IN_ORDER)), segments=tuple(sorted(segment_links, key=_IN_ORDER))
    )


def link_units(
    left: Sequence[Unit], right: Sequence[Unit], counted: Counted, parameters: Parameters
) -> list[UnitLink]:
    """Links of the units of one role, without their segments, of which `counted` has the features in their order.

    >>> units = [Unit(role="operative", segments=(("peace", "and", "friendship"),))]
    >>> segments = [segment for unit in units for segment in unit.segments]
    >>> link_units(units, units, count_features(segments, segments), UNIT_PARAMETERS)
    [UnitLink(left=(0,), right=(0,), score=1000, rule='identical')]
    """
    ours = [_joined(unit.segments) for unit in left]
    theirs = [_joined(unit.segments) for unit in right]
    space = feature_space(
        Counted(
            left=_added_by_unit(left, counted.left),
            right=_added_by_unit(right, counted.right),
            lengths=counted.lengths,
            numbers=counted.numbers,
        )
    )
    pairs = _candidate_pairs(space, ours, theirs, keep=_UNIT_CANDIDATES, common=_UNIT_COMMON)
    headings = feature_space(count_features([unit.heading for unit in left], [unit.heading for unit in right]))
    alike = _alike(cosines(space, pairs), ours, theirs)
    evidence = {
        (row, column): angle
        + angle * _headings(headings.left[row], headings.right[column]) // 1000
        + (_SAME_NUMBER if left[row].number is not None and left[row].number == right[column].number else 0)
        for row, column, angle in _enough(space, alike)
    }
    linked = correspond(evidence, parameters=parameters)
    # What is far less alike than is usual between these two texts stands beside its like by chance.
    usual = _usual(evidence, linked)
    kin = [0] * len(left), [0] * len(right)
    stray = strays(linked, (ours, theirs), kin)
    linked = {
        row: column
        for row, column in linked.items()
        if 1000 * evidence[row, column]
        >= usual * (_STRAY_UNIT if row in stray and not _accompanied(linked, row) else _LEAST_OF_USUAL)
    }
    words = Words(ours, theirs, counted.numbers)
    groups = unite(space, linked, alike, words, left_kin=kin[0], right_kin=kin[1])
    return [UnitLink(*_judged(space, ours, theirs, group, alike, parameters.threshold)) for group in groups]


def _headings(one: Vector, other: Vector) -> int:
    """What two headings add to a likeness, or take from it, per mille; nothing where one has no words."""
    if not one.bag.features or not other.bag.features:
        return 0
    alike = cosine(one, other)
    return (_SAME_HEADING * alike - _OTHER_HEADING * (1000 - alike)) // 1000


def _overruled(
    found: list[UnitLink], decided: Iterable[_Decided], here: Sequence[int], there: Sequence[int]
) -> tuple[list[UnitLink], set[tuple[int, int]]]:
    """The links with what was decided in place of those that touch it, and the pairs that these joined.

    Units are known by their positions in their role.
    """
    out = found
    refused: set[tuple[int, int]] = set()
    for sides in decided:
        left = tuple(place for place, position in enumerate(here) if position in sides[0])
        right = tuple(place for place, position in enumerate(there) if position in sides[1])
        if any(link.left == left and link.right == right for link in out):
            continue
        touched = [
            link for link in out if not (set(left).isdisjoint(link.left) and set(right).isdisjoint(link.right))
        ]
        refused.update((row, column) for link in touched for row in link.left for column in link.right)
        out = [link for link in out if link not in touched]
        if left and right:
            out.append(UnitLink(left, right, 1000, EDITED))
    return out, refused - {(row, column) for link in out for row in link.left for column in link.right}


def _link_segments(
    left: Sequence[Unit],
    right: Sequence[Unit],
    counted: Counted,
    found: Sequence[UnitLink],
    refused: set[tuple[int, int]],
) -> list[_Judged]:
    ours = [segment for unit in left for segment in unit.segments]
    theirs = [segment for unit in right for segment in unit.segments]
    left_kin = _kin(left, [link.left for link in found], alone=-1)
    right_kin = _kin(right, [link.right for link in found], alone=-2)
    space = feature_space(counted)
    pairs = _candidate_pairs(space, ours, theirs, keep=_SEGMENT_CANDIDATES, common=_SEGMENT_COMMON)
    many = [len(text.bag.features) >= _FEW_FEATURES for text in space.right]
    pairs = {
        row: [
            column
            for column in columns
            if left_kin[row] == right_kin[column] or (many[column] and len(text.bag.features) >= _FEW_FEATURES)
        ]
        for (row, columns), text in zip(pairs.items(), space.left, strict=True)
    }
    rows, columns = _by_kin(left_kin), _by_kin(right_kin)
    linked_kin = rows.keys() & columns.keys()
    long = {kin for kin in linked_kin if len(rows[kin]) * len(columns[kin]) > _ALL_PAIRS}
    for kin in linked_kin - long:
        for row in rows[kin]:
            pairs[row] = list({*pairs[row], *columns[kin]})
    found_alike = cosines(space, pairs)
    found_alike |= cosines(space, _pairs_beside(found_alike, long, left_kin, right_kin))
    alike = _alike(found_alike, ours, theirs)
    if refused:
        of_left = [number for number, unit in enumerate(left) for _ in unit.segments]
        of_right = [number for number, unit in enumerate(right) for _ in unit.segments]
        alike = {
            pair: angle for pair, angle in alike.items() if (of_left[pair[0]], of_right[pair[1]]) not in refused
        }
    evidence = {
        (row, column): likeness(space.left[row], space.right[column], angle)
        + (_SAME_UNIT if left_kin[row] == right_kin[column] else 0)
        for row, column, angle in _enough(space, alike)
    }
    linked = correspond(evidence, parameters=SEGMENT_PARAMETERS)
    stray = strays(linked, (ours, theirs), (left_kin, right_kin))
    linked = _in_company(linked, stray, alike, left_kin, right_kin)
    linked = _between(space, linked, left_kin, right_kin)
    words = Words(ours, theirs, counted.numbers)
    groups = unite(space, linked, alike, words, left_kin=left_kin, right_kin=right_kin)
    return [_judged(space, ours, theirs, group, alike, SEGMENT_PARAMETERS.threshold) for group in groups]


def _enough(space: Space, alike: Mapping[tuple[int, int], int]) -> list[tuple[int, int, int]]:
    """The pairs that are alike enough for any context to link them, each with how much."""
    ours = [len(text.bag.features) for text in space.left]
    theirs = [len(text.bag.features) for text in space.right]
    return [
        (row, column, angle)
        for (row, column), angle in alike.items()
        if angle >= _LEAST_OF_FEW or angle >= _least(ours[row], theirs[column])
    ]


def _least(fewer: int, more: int) -> int:
    """How alike two texts of so many features must be for any context to link them: nothing if they are short."""
    if fewer > more:
        fewer, more = more, fewer
    if fewer >= _FEW_FEATURES:
        return min(_LEAST, _LEAST_BY_FEATURE * fewer)
    return 0 if more < _FEW_FEATURES else _LEAST_OF_FEW


def _in_company(
    linked: Mapping[int, int],
    stray: set[int],
    alike: Mapping[tuple[int, int], int],
    left_kin: Sequence[int],
    right_kin: Sequence[int],
) -> dict[int, int]:
    """Links without strays that are alone and little alike, above all from or to a unit without counterpart."""
    usual = _usual(alike, linked)
    found: dict[int, int] = {}
    for row, column in linked.items():
        least = 0
        if row in stray and not _accompanied(linked, row):
            least = usual * (_STRAY_SEGMENT if left_kin[row] == right_kin[column] else _STRAY_ACROSS)
            if min(left_kin[row], right_kin[column]) < 0:
                least = max(least, 1000 * _ALONE)
        if 1000 * alike[row, column] >= least:
            found[row] = column
    return found


def _accompanied(linked: Mapping[int, int], row: int) -> bool:
    """Whether the text before or after one is linked with the text before or after its counterpart."""
    return linked.get(row - 1) == linked[row] - 1 or linked.get(row + 1) == linked[row] + 1


def _usual(alike: Mapping[tuple[int, int], int], linked: Mapping[int, int]) -> int:
    """The likeness that is usual among linked texts: the median."""
    return sorted([alike[pair] for pair in linked.items()])[len(linked) // 2] if linked else 0


def _between(
    space: Space, linked: dict[int, int], left_kin: Sequence[int], right_kin: Sequence[int]
) -> dict[int, int]:
    """Links, and those that follow for one short text on either side between two that are linked in order.

    The words of what is so short may all have been replaced: "and" became "or", ten years became five.
    """
    taken = set(linked.values())
    found = dict(linked)
    for row, kin in enumerate(left_kin):
        before = linked.get(row - 1)
        if row in linked or before is None or before + 2 != linked.get(row + 1):
            continue
        column = before + 1
        if (
            column not in taken
            and kin == right_kin[column]
            and max(len(space.left[row].bag.features), len(space.right[column].bag.features)) <= _SHORT
        ):
            found[row] = column
    return found


def _judged(  # noqa: PLR0917 - inner, with what two callers have anyway
    space: Space,
    left: _Texts,
    right: _Texts,
    group: Group,
    alike: Mapping[tuple[int, int], int],
    threshold: int,
) -> _Judged:
    single = len(group.left) == len(group.right) == 1
    known = alike.get((group.left[0], group.right[0])) if single else None
    if known is None:
        known = cosine(space.left_union(group.left), space.right_union(group.right))
    # 1000 is kept for equal texts: texts that differ in marks only, or in endings, may have equal features.
    score = min(999, known)
    if len(group.right) > 1:
        rule = "split"
    elif len(group.left) > 1:
        rule = "merge"
    elif left[group.left[0]] == right[group.right[0]]:
        score, rule = 1000, "identical"
    elif score >= threshold:
        rule = "similarity"
    else:
        rule = "context"
    return group.left, group.right, score, rule


def _candidate_pairs(space: Space, left: _Texts, right: _Texts, *, keep: int, common: int) -> dict[int, list[int]]:
    """The texts of the right side worth a closer look, for each position on the left."""
    pairs = dict(enumerate(candidates(space, keep=keep, common=common)))
    # Boilerplate in great numbers may not come among its own candidates: equal texts pair up in order.
    same: dict[tuple[str, ...], list[int]] = {}
    for column, text in enumerate(right):
        same.setdefault(text, []).append(column)
    seen: dict[tuple[str, ...], int] = {}
    for row, text in enumerate(left):
        count = seen.get(text, 0)
        seen[text] = count + 1
        pairs[row] += [column for column in same.get(text, [])[count : count + 1] if column not in pairs[row]]
    return pairs


def _pairs_beside(
    angles: Mapping[tuple[int, int], int], long: set[int], left_kin: Sequence[int], right_kin: Sequence[int]
) -> dict[int, set[int]]:
    """Pairs inside long linked units that have no angle yet and stand beside pairs that are much alike."""
    found: dict[int, set[int]] = {}
    for (row, column), angle in angles.items():
        if angle < _ANCHOR:
            continue
        kin = left_kin[row]
        if kin in long and right_kin[column] == kin:
            for away, beside in _BESIDE:
                one, other = row + away, column + beside
                if (
                    0 <= one < len(left_kin)
                    and 0 <= other < len(right_kin)
                    and left_kin[one] == right_kin[other] == kin
                    and (one, other) not in angles
                ):
                    found.setdefault(one, set()).add(other)
    return found


def _alike(angles: dict[tuple[int, int], int], left: _Texts, right: _Texts) -> dict[tuple[int, int], int]:
    # Texts of marks alone have no features, and are equal all the same.
    return angles | {
        (row, column): 1000 for (row, column), angle in angles.items() if not angle and left[row] == right[column]
    }


def _added_by_unit(units: Sequence[Unit], bags: Sequence[Bag]) -> list[Bag]:
    sums: list[Bag] = []
    start = 0
    for unit in units:
        end = start + len(unit.segments)
        sums.append(added(bags[start:end]))
        start = end
    return sums


def _kin(units: Sequence[Unit], linked: Sequence[tuple[int, ...]], *, alone: int) -> list[int]:
    # Segments of linked units have the number of the link, those of others a number of their unit's own.
    number = {unit: index for index, units_of_link in enumerate(linked) for unit in units_of_link}
    return [number.get(index, alone - 2 * index) for index, unit in enumerate(units) for _ in unit.segments]


def _by_kin(kin: Sequence[int]) -> dict[int, list[int]]:
    members: dict[int, list[int]] = {}
    for position, number in enumerate(kin):
        if number >= 0:
            members.setdefault(number, []).append(position)
    return members


def _joined(segments: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(chain.from_iterable(segments))
