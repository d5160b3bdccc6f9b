"""Splits and merges: where several neighbours of one side together are what one text of the other side is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import frozen

from treatydiff.alignment.similarity import Space, cosine, coverage, left_over
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
# One that finds so much of itself where it is, per mille, is looked at no further.
_FIRM = 600
_PROMISING = 200


Words = tuple[Sequence[Sequence[str]], Sequence[Sequence[str]]]
"""The tokens of the texts of both sides."""


@frozen(order=True)
class Group:
    """Positions on the left that correspond to positions on the right: 1:1, 1:n or n:1, each side ascending."""

    left: tuple[int, ...]
    right: tuple[int, ...]


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
    before and after it, and those among the candidates for which `alike` holds a cosine. `words` are the texts of
    both sides as tokens. A link is given up where one of its texts is clearly a part of what its neighbour
    corresponds to. Only texts with equal `left_kin` (`right_kin`) may unite. The union that explains most of its
    part is made first. Own.

    >>> from treatydiff.alignment.similarity import count_features, feature_space
    >>> whole = ["peace", "and", "friendship", "for", "ten", "years"]
    >>> parts = [whole[:3], whole[3:]]
    >>> space = feature_space(count_features([whole], parts))
    >>> unite(space, {0: 0}, {}, ([whole], parts), left_kin=[0], right_kin=[0, 0])
    [Group(left=(0,), right=(0, 1))]
    """
    row_of = {column: row for row, column in linked.items()}
    kin = left_kin, right_kin
    # An angle is no larger than what the one or the other text finds of itself: most pairs need no closer look.
    firm = {
        (row, column)
        for row, column in linked.items()
        if (left_kin[row] == right_kin[column] and alike.get((row, column), 0) > _FIRM)
        or not _better_as_part(space, words, (row, column), (linked, row_of), kin)
    }
    groups = {Group(left=(row,), right=(column,)) for row, column in firm}
    left_likely, right_likely = _elsewhere(space, dict(firm), alike)
    weighed: dict[tuple[bool, int, Group], _Proposal | None] = {}
    while True:
        openings = [
            *((True, *opening) for opening in _openings(groups, left_kin, left_likely, on_left=True)),
            *((False, *opening) for opening in _openings(groups, right_kin, right_likely, on_left=False)),
        ]
        for on_left, part, base in openings:
            if (on_left, part, base) not in weighed:
                weighed[on_left, part, base] = _proposal(space, words, base, part, on_left=on_left)
        proposals = [proposal for opening in openings if (proposal := weighed[opening]) is not None]
        if not proposals:
            left = {row for group in groups for row in group.left}
            right = {column for group in groups for column in group.right}
            groups.update(
                Group(left=(row,), right=(column,))
                for row, column in linked.items()
                if row not in left and column not in right
            )
            return sorted(groups)
        taken: set[tuple[bool, int]] = set()
        for proposal in sorted(proposals, key=_most_gained):
            if proposal.base in groups and proposal.part not in taken:
                groups.remove(proposal.base)
                groups.add(proposal.grown)
                taken.add(proposal.part)


def _better_as_part(
    space: Space,
    words: Words,
    pair: tuple[int, int],
    linked: tuple[Mapping[int, int], Mapping[int, int]],
    kin: tuple[Sequence[int], Sequence[int]],
) -> bool:
    """Whether one of two linked texts finds clearly more of itself in what its neighbour corresponds to.

    More, that is, than either of the two finds in the other or, across units, than each finds in the other: a
    formula at the head of a long text is found in many.
    """
    row, column = pair
    covered = (
        coverage(space.left[row], space.right[column]),
        coverage(space.right[column], space.left[row]),
    )
    if kin[0][row] == kin[1][column]:
        least = _CLEARLY + max(covered)
        if least > _FIRM:
            return False
    else:
        least = _CLEARLY + min(covered)
    for beside in (-1, 1):
        other = linked[0].get(row + beside)
        if (
            other is not None
            and kin[0][row + beside] == kin[0][row]
            and _as_part(space, words, Group(left=(row + beside,), right=(other,)), row, on_left=True, above=least)
        ):
            return True
        one = linked[1].get(column + beside)
        if (
            one is not None
            and kin[1][column + beside] == kin[1][column]
            and _as_part(
                space, words, Group(left=(one,), right=(column + beside,)), column, on_left=False, above=least
            )
        ):
            return True
    return False


def _elsewhere(
    space: Space, linked: Mapping[int, int], alike: Mapping[tuple[int, int], int]
) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    """Texts of either side without a link, each with the linked texts of the other that may well hold it."""
    left: dict[int, list[int]] = {}
    right: dict[int, list[int]] = {}
    matched = set(linked.values())
    for (row, column), angle in alike.items():
        one, other = space.left[row].square, space.right[column].square
        # Were the part covered, the inner product would come near the share covered: most need no closer look.
        if row in linked and column not in matched and angle * angle * one >= _PROMISING * _PROMISING * other:
            right.setdefault(column, []).append(row)
        if column in matched and row not in linked and angle * angle * other >= _PROMISING * _PROMISING * one:
            left.setdefault(row, []).append(column)
    return left, right


def _most_gained(proposal: _Proposal) -> tuple[int, tuple[int, ...], tuple[int, ...]]:
    return -proposal.gain, proposal.grown.left, proposal.grown.right


def _openings(
    groups: set[Group], kin: Sequence[int], likely: Mapping[int, Sequence[int]], *, on_left: bool
) -> list[tuple[int, Group]]:
    """Texts without a link, each with the links that it might join."""
    own: set[int] = set()
    by_whole: dict[int, Group] = {}
    whole_of: dict[int, int] = {}
    for group in groups:
        parts, wholes = (group.left, group.right) if on_left else (group.right, group.left)
        own.update(parts)
        if len(wholes) == 1:
            by_whole[wholes[0]] = group
            whole_of.update(dict.fromkeys(parts, wholes[0]))
    openings: list[tuple[int, Group]] = []
    for part in range(len(kin)):
        if part in own:
            continue
        near = [whole_of[neighbour] for neighbour in (part - 1, part + 1) if neighbour in whole_of]
        if part in likely:
            near += [whole for whole in likely[part] if whole in by_whole]
        for whole in sorted(set(near)) if len(near) > 1 else near:
            group = by_whole[whole]
            if kin[(group.left if on_left else group.right)[0]] == kin[part]:
                openings.append((part, group))
    return openings


def _proposal(space: Space, words: Words, base: Group, part: int, *, on_left: bool) -> _Proposal | None:
    found = _as_part(space, words, base, part, on_left=on_left)
    if not found:
        return None
    if on_left:
        grown = Group(left=tuple(sorted((*base.left, part))), right=base.right)
    else:
        grown = Group(left=base.left, right=tuple(sorted((*base.right, part))))
    return _Proposal(gain=found, part=(on_left, part), grown=grown, base=base)


def _as_part(space: Space, words: Words, base: Group, part: int, *, on_left: bool, above: int = 0) -> int:
    """Share of a text in what a link leaves over of its one text; 0 if that is too little for a part.

    `above` is a share that it must exceed besides.
    """
    if on_left:
        whole, others = space.right[base.right[0]], base.left
        texts, union_of = space.left, space.left_union
    else:
        whole, others = space.left[base.left[0]], base.right
        texts, union_of = space.right, space.right_union
    features = len(texts[part].bag.each)
    against = _STEP * min(_FARTHEST, min(abs(part - position) for position in others) - 1)
    against += _SHORT // max(1, features)
    rest = union_of(others)
    found = left_over(texts[part], whole.bag, rest.bag)
    if part + 1 == others[0] or part - 1 == others[-1]:
        ours, theirs = words if on_left else words[::-1]
        first = part < others[0]
        near, far = others[0 if first else -1], (base.right if on_left else base.left)[0]
        found += _IN_PLACE * in_place(ours[part], theirs[far], ours[near], at_start=first) // 1000
    missing = len(whole.bag.each) - len(rest.bag.each)
    misfit = 1000 * abs(missing - features) // max(1, abs(missing), features)
    speaks = found + (1000 - misfit) // _FIT - against
    if found <= above or speaks + _NEARER < _LEAST:
        return 0
    least = max(_LEAST, _AS_COVERED * coverage(rest, whole) // 1000)
    if abs(speaks - least) <= _NEARER:
        # Unions take time: one is made where it can decide.
        nearer = cosine(union_of((*others, part)), whole) - cosine(rest, whole)
        speaks += max(-_NEARER, min(_NEARER, nearer))
    return found if speaks >= least else 0
