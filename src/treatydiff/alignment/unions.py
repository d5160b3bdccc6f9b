"""Splits and merges: where several neighbours of one side together are what one text of the other side is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import frozen

from treatydiff.alignment.similarity import Space, cosine, coverage

# A part must find at least this share of its weight, per mille, in the text that it is to be a part of, and nearly
# as great a share as the rest does: a text much rewritten has both low.
_COVERED = 300
_AS_COVERED = 550
# A part that stands elsewhere has no neighbourhood to speak for it.
_COVERED_ELSEWHERE = 600
# And it must bring the union at least so much nearer to that text than the rest alone is.
_GAIN = 5
_GAIN_ELSEWHERE = 50
_PROMISING = 400


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
    *,
    left_kin: Sequence[int],
    right_kin: Sequence[int],
) -> list[Group]:
    """Add to one-to-one links what has no counterpart of its own but is part of the same text.

    A text without counterpart joins the link of the text before or after it when a fair share of its weight lies
    in the other side of that link and the union is nearer to it than before; and, when the evidence is strong, a
    link elsewhere, among the candidates for which `alike` holds a cosine. Only texts with equal `left_kin`
    (`right_kin`) may unite. The union that gains most is made first. Own.

    >>> from treatydiff.alignment.similarity import count_features, feature_space
    >>> whole = ["peace", "and", "friendship", "for", "ten", "years"]
    >>> space = feature_space(count_features([whole], [whole[:3], whole[3:]]))
    >>> unite(space, {0: 0}, {}, left_kin=[0], right_kin=[0, 0])
    [Group(left=(0,), right=(0, 1))]
    """
    groups = {Group(left=(row,), right=(column,)) for row, column in linked.items()}
    left_likely, right_likely = _elsewhere(space, linked, alike)
    weighed: dict[tuple[bool, int, Group], _Proposal | None] = {}
    while True:
        openings = [
            *((True, *opening) for opening in _openings(groups, left_kin, left_likely, on_left=True)),
            *((False, *opening) for opening in _openings(groups, right_kin, right_likely, on_left=False)),
        ]
        for on_left, part, base in openings:
            if (on_left, part, base) not in weighed:
                weighed[on_left, part, base] = _proposal(space, base, part, on_left=on_left)
        proposals = [proposal for opening in openings if (proposal := weighed[opening]) is not None]
        if not proposals:
            return sorted(groups)
        taken: set[tuple[bool, int]] = set()
        for proposal in sorted(proposals, key=_most_gained):
            if proposal.base in groups and proposal.part not in taken:
                groups.remove(proposal.base)
                groups.add(proposal.grown)
                taken.add(proposal.part)


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
        for whole in sorted({*near, *(whole for whole in likely.get(part, ()) if whole in by_whole)}):
            group = by_whole[whole]
            if kin[(group.left if on_left else group.right)[0]] == kin[part]:
                openings.append((part, group))
    return openings


def _proposal(space: Space, base: Group, part: int, *, on_left: bool) -> _Proposal | None:
    if on_left:
        whole, text, rest = space.right[base.right[0]], space.left[part], space.left_union(base.left)
        grown = Group(left=tuple(sorted((*base.left, part))), right=base.right)
    else:
        whole, text, rest = space.left[base.left[0]], space.right[part], space.right_union(base.right)
        grown = Group(left=base.left, right=tuple(sorted((*base.right, part))))
    near = any(abs(part - position) == 1 for position in (base.left if on_left else base.right))
    least, gain = (_COVERED, _GAIN) if near else (_COVERED_ELSEWHERE, _GAIN_ELSEWHERE)
    covered = coverage(text, whole)
    if covered < least or covered < _AS_COVERED * coverage(rest, whole) // 1000:
        return None
    union = space.left_union(grown.left) if on_left else space.right_union(grown.right)
    gained = cosine(union, whole) - cosine(rest, whole)
    return _Proposal(gain=gained, part=(on_left, part), grown=grown, base=base) if gained >= gain else None
