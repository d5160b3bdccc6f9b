"""Splits and merges: where several neighbours of one side together are what one text of the other side is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from attrs import field, frozen

from treatydiff.alignment.order import strays
from treatydiff.alignment.similarity import Space, Vector, coverage, coverages, dot, left_over, nearer, share
from treatydiff.alignment.stretches import in_place

# What speaks for a part, per mille: the share of its weight in what the other parts leave over of the text that it
# is to be a part of; beside the other parts, how many of its words stand in order at that end of the text, less
# those of the other parts; how well it fits in there by its size; how much nearer the union comes to that text.
# Against it: steps away from the other parts, and having few features, which are found easily.
_IN_PLACE = 400
_FIT = 5
_NEARER = 50
_STEP = 30
_FARTHEST = 8
_SHORT = 1000
# That must come to so much, and to a fair part of the share that the others find: of a text much rewritten, both
# find little.
_LEAST = 210
_AS_COVERED = 300
# By so much a linked text must find more of itself elsewhere, per mille, for its link to be given up.
_CLEARLY = 50
# Where both texts of a link that breaks the order are parts elsewhere, so much less will do.
_NEARLY = 100
# A linked neighbour is looked for so many places away.
_AWAY = 3
# One that finds so much of itself where it is, per mille, is looked at no further.
_FIRM = 600
_PROMISING = 200


@frozen
class Words:
    """The tokens of the texts of both sides, and their numbers: equal for words of one stem, 0 for a mark.

    >>> Words([["peace", "."]], [["peaceful"]], {"peace": 1, "peaceful": 2, ".": 0}).left
    [['peace', '.']]
    """

    left: Sequence[Sequence[str]]
    right: Sequence[Sequence[str]]
    numbers: Mapping[str, int]


@frozen(order=True)
class Group:
    """Positions on the left that correspond to positions on the right: 1:1, 1:n or n:1, each side ascending."""

    left: tuple[int, ...]
    right: tuple[int, ...]


@frozen
class _Side:
    """The texts of one side, what several of them are together, and their words as far as they are asked for."""

    texts: Sequence[Vector]
    union: Callable[[tuple[int, ...]], Vector]
    tokens: Sequence[Sequence[str]]
    kin: Sequence[int]
    _numbers: Mapping[str, int]
    _words: dict[int, list[int]] = field(factory=dict, init=False)
    # What a text found in another one that was left over: a link that grows leaves over less and less.
    found: dict[tuple[int, int], int] = field(factory=dict, init=False)

    def words(self, position: int) -> list[int]:
        """The numbers of the words of a text."""
        known = self._words.get(position)
        if known is None:
            known = list(filter(None, map(self._numbers.__getitem__, self.tokens[position])))
            self._words[position] = known
        return known


# The right side and the left, to be asked for by whether it is the left.
_Sides = tuple[_Side, _Side]
_Within = tuple[dict[int, Group], dict[int, Group]]
_Likely = tuple[Mapping[int, Sequence[int]], Mapping[int, Sequence[int]]]


@frozen(slots=False)
class _Gap:
    """What some texts of one side, the others, leave over of the one that they correspond to, which is far."""

    own: _Side
    opposite: _Side
    others: tuple[int, ...]
    far: int
    whole: Vector
    rest: Vector

    @cached_property
    def least(self) -> int:
        return max(_LEAST, _AS_COVERED * coverage(self.rest, self.whole) // 1000)

    @cached_property
    def product(self) -> int:
        return dot(self.rest, self.whole)


@frozen
class _Proposal:
    gain: int
    part: tuple[bool, int]
    grown: Group
    base: Group


def unite(
    space: Space,
    linked: Mapping[int, int],
    alike: Mapping[tuple[int, int], int],
    words: Words,
    *,
    left_kin: Sequence[int],
    right_kin: Sequence[int],
) -> list[Group]:
    """Add to one-to-one links what has no counterpart of its own but is part of the same text.

    A text without counterpart joins a link when it finds a fair share of its weight in what the other parts leave
    over of the one text on the other side, or stands there word by word. Links looked at are those of the texts
    before and after it, and those among the candidates for which `alike` holds a cosine. A link is given up where
    one of its texts is clearly a part of what its neighbour corresponds to. Only texts with equal `left_kin`
    (`right_kin`) may unite. The union that explains most of its part is made first. Own.

    >>> from treatydiff.alignment.similarity import count_features, feature_space
    >>> whole = ["peace", "and", "friendship", "for", "ten", "years"]
    >>> parts = [whole[:3], whole[3:]]
    >>> counted = count_features([whole], parts)
    >>> words = Words([whole], parts, counted.numbers)
    >>> unite(feature_space(counted), {0: 0}, {}, words, left_kin=[0], right_kin=[0, 0])
    [Group(left=(0,), right=(0, 1))]
    """
    sides = (
        _Side(space.right, space.right_union, words.right, right_kin, words.numbers),
        _Side(space.left, space.left_union, words.left, left_kin, words.numbers),
    )
    row_of = {column: row for row, column in linked.items()}
    stray = strays(linked, (words.left, words.right), (left_kin, right_kin))
    # An angle is no larger than what the one or the other text finds of itself, but for the rounding: most pairs
    # need no closer look.
    firm = {
        row: column
        for row, column in linked.items()
        if (row not in stray and alike.get((row, column), 0) > _FIRM - _CLEARLY + 2)
        or not _better_as_part(sides, (row, column), (row_of, linked), stray=row in stray)
    }
    fresh = [Group(left=(row,), right=(column,)) for row, column in firm.items()]
    # The group of each text that is in one, on the right and on the left.
    within = {group.right[0]: group for group in fresh}, {group.left[0]: group for group in fresh}
    likely = _elsewhere(space, firm, alike)
    proposals: list[_Proposal] = []
    while True:
        for on_left in (True, False):
            for base, parts in _openings(fresh, sides[on_left].kin, within, likely, on_left=on_left):
                proposals += _proposals(sides, base, parts, on_left=on_left)
        if not proposals:
            break
        fresh = []
        for proposal in sorted(proposals, key=_most_gained):
            if _is_open(proposal, within):
                grown = proposal.grown
                within[False].update(dict.fromkeys(grown.right, grown))
                within[True].update(dict.fromkeys(grown.left, grown))
                fresh.append(grown)
        # What was made anew is weighed anew; of the rest, what can still be made needs no second look.
        proposals = [proposal for proposal in proposals if _is_open(proposal, within)]
    groups = {group.left: group for group in within[True].values()}
    for row, column in linked.items():
        if row not in within[True] and column not in within[False]:
            groups[row,] = Group(left=(row,), right=(column,))
    return [groups[rows] for rows in sorted(groups)]


def _is_open(proposal: _Proposal, within: _Within) -> bool:
    on_left, part = proposal.part
    return part not in within[on_left] and within[True].get(proposal.base.left[0]) is proposal.base


def _better_as_part(
    sides: _Sides, pair: tuple[int, int], linked: tuple[Mapping[int, int], Mapping[int, int]], *, stray: bool
) -> bool:
    """Whether one of two linked texts finds clearly more of itself in what its neighbour corresponds to.

    More, that is, than either of the two finds in the other or, across units, than each finds in the other: a
    formula at the head of a long text is found in many. Inside a unit what breaks the order gives way sooner: where
    a text finds clearly more of itself than in the other. So does any stray where both find nearly as much, since
    that two texts are parts in their places claims less than that one has moved.
    """
    row, column = pair
    covered = coverages(sides[True].texts[row], sides[False].texts[column])
    least = [_CLEARLY + max(covered)] * 2
    if sides[True].kin[row] != sides[False].kin[column]:
        least = [_CLEARLY + min(covered)] * 2
    elif stray:
        least = [_CLEARLY + own for own in covered]
    elif least[0] > _FIRM:
        return False
    both = stray
    for on_left, part, own, clearly in zip((True, False), pair, covered, least, strict=True):
        nearly = max(0, own - _NEARLY)
        above = min(clearly, nearly) if both else clearly
        found = 0
        for near in _beside(part, linked[on_left], sides[on_left].kin):
            gap = _gap(sides, (near,), linked[on_left][near], on_left=on_left)
            found = max(found, _as_part(gap, part, above=max(above, found)))
        if found > clearly:
            return True
        both = both and found > nearly
    return both


def _beside(position: int, linked: Mapping[int, int], kin: Sequence[int]) -> Iterator[int]:
    """The linked texts of one unit next to a text on either side, past a few without a link."""
    for step in (-1, 1):
        for near in range(position + step, position + step * (_AWAY + 1), step):
            if not 0 <= near < len(kin) or kin[near] != kin[position]:
                break
            if near in linked:
                yield near
                break


def _elsewhere(space: Space, linked: Mapping[int, int], alike: Mapping[tuple[int, int], int]) -> _Likely:
    """Linked texts of the right and of the left, each with those without a link that it may well hold."""
    right: dict[int, list[int]] = {}
    left: dict[int, list[int]] = {}
    matched = set(linked.values())
    ours, theirs = ([text.square for text in side] for side in (space.left, space.right))
    enough = _PROMISING * _PROMISING
    # Were the part covered, the inner product would come near the share covered: most need no closer look.
    for (row, column), angle in alike.items():
        if column in matched:
            if row not in linked and angle * angle * theirs[column] >= enough * ours[row]:
                right.setdefault(column, []).append(row)
        elif row in linked and angle * angle * ours[row] >= enough * theirs[column]:
            left.setdefault(row, []).append(column)
    return right, left


def _most_gained(proposal: _Proposal) -> tuple[int, tuple[int, ...], tuple[int, ...]]:
    return -proposal.gain, proposal.grown.left, proposal.grown.right


def _openings(
    fresh: Iterable[Group], kin: Sequence[int], within: _Within, likely: _Likely, *, on_left: bool
) -> Iterator[tuple[Group, set[int]]]:
    """Groups with the texts of one side that might join them: those beside their own, and those they may hold."""
    taken, held = within[on_left], likely[not on_left]
    for group in fresh:
        parts, wholes = (group.left, group.right) if on_left else (group.right, group.left)
        if len(wholes) > 1:
            continue
        near = [place for part in parts for place in (part - 1, part + 1) if place not in taken]
        if wholes[0] in held:
            near += [place for place in held[wholes[0]] if place not in taken]
        own = kin[parts[0]]
        if joining := {part for part in near if 0 <= part < len(kin) and kin[part] == own}:
            yield group, joining


def _proposals(sides: _Sides, base: Group, parts: Iterable[int], *, on_left: bool) -> Iterator[_Proposal]:
    others, (far,) = (base.left, base.right) if on_left else (base.right, base.left)
    gap = _gap(sides, others, far, on_left=on_left)
    for part in parts:
        found = _as_part(gap, part)
        if not found:
            continue
        several = tuple(sorted((*others, part)))
        grown = Group(left=several, right=base.right) if on_left else Group(left=base.left, right=several)
        yield _Proposal(gain=found, part=(on_left, part), grown=grown, base=base)


def _gap(sides: _Sides, others: tuple[int, ...], far: int, *, on_left: bool) -> _Gap:
    own, opposite = sides[on_left], sides[not on_left]
    return _Gap(own, opposite, others, far, opposite.texts[far], own.union(others))


def _as_part(gap: _Gap, part: int, *, above: int = 0) -> int:
    """Share of a text in what a link leaves over of its one text; 0 if that is too little for a part.

    `above` is a share that it must exceed besides.
    """
    others, own, text = gap.others, gap.own, gap.own.texts[part]
    features, missing = len(text.bag.features), len(gap.whole.bag.features) - len(gap.rest.bag.features)
    misfit = 1000 * abs(missing - features) // max(1, abs(missing), features)
    against = _STEP * min(_FARTHEST, min([abs(part - position) for position in others]) - 1)
    against += _SHORT // max(1, features)
    for_it = (1000 - misfit) // _FIT - against
    # So much must be found; most texts are given up by what is counted soonest.
    needed = max(above + 1, _LEAST - _NEARER - for_it)
    at_start = part + 1 == others[0]
    beside = at_start or part - 1 == others[-1]
    if own.found.get((part, gap.far), 1000) + (_IN_PLACE if beside else 0) < needed:
        return 0
    common = gap.whole.bag.each.intersection(text.bag.features)
    if not common:
        return 0
    found = own.found[part, gap.far] = share(text, left_over(common, gap.whole.bag, gap.rest.bag))
    if beside and found + _most_in_place(text, common) >= needed:
        ordered = in_place(
            own.words(part),
            gap.opposite.words(gap.far),
            own.words(others[0 if at_start else -1]),
            at_start=at_start,
            least=-((found - needed) * 1000 // _IN_PLACE),
        )
        found += _IN_PLACE * ordered // 1000
    if found < needed:
        return 0
    speaks = found + for_it
    if abs(speaks - gap.least) <= _NEARER:
        # Taking texts together takes time: it is done where it can decide.
        speaks += max(-_NEARER, min(_NEARER, nearer(gap.rest, text, gap.whole, product=gap.product)))
    return found if speaks >= gap.least else 0


def _most_in_place(text: Vector, common: frozenset[int]) -> int:
    """How much can speak for a text in place that has these features in common with the whole: words, or pairs.

    With each word but the first of a text, or of a segment of it, comes one pair.
    """
    times = text.bag.several
    words = (len(text.bag.features) + sum(times.values()) - len(times) + 1) // 2
    shared = len(common) + sum([times[feature] - 1 for feature in common if feature in times])
    return _IN_PLACE * min(words, shared) // words if words else 0
