"""Columns: texts side by side, a provision a box as high as it is long, what corresponds on one level if possible.

A box is an article or another provision that stands at its level, or the title of a chapter. Its clauses divide it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from treatydiff.comparison import Comparison
from treatydiff.model.addresses import Address
from treatydiff.model.links import Flag, Link
from treatydiff.model.provisions import Provision
from treatydiff.model.witnesses import Witness
from treatydiff.report.svg.bands import Join, cut
from treatydiff.report.wording import title_of

LOWEST = 17
"""Units that a box is high at least: a line of type has room."""
_GAP = 4
_LEAST = 5
"""Units that a clause is high at least."""
_TALLEST = 500
"""Units that the longest text takes, besides what its boxes take at least."""
_PER_LETTER = 200
"""Thousandths of a unit that a letter takes at most."""
_MOST = 4
"""Boxes of one text that are kept on one level with what corresponds."""

Stretch = tuple[int, int]
"""From where to where something reaches, from above."""


@frozen
class Box:
    """One provision.

    Attributes:
        address: where it stands.
        label: what is printed over it, else its kind.
        clauses: its clauses, those of provisions inside it too, in order.
        lengths: how many letters each of them has.
        inner: the provisions inside it.
    """

    address: Address
    label: str
    clauses: tuple[Address, ...]
    lengths: tuple[int, ...]
    inner: tuple[Address, ...]


@frozen
class Columns:
    """Texts side by side.

    Attributes:
        boxes: the boxes of each text, from above.
        stretches: where each provision and clause stands.
        bottom: where the lowest ends.
    """

    boxes: tuple[tuple[Box, ...], ...]
    stretches: Mapping[Address, Stretch]
    bottom: int


def boxes(witness: Witness) -> tuple[Box, ...]:
    """The boxes of a text.

    Example:
        >>> from treatydiff.model.passages import Passage
        >>> from treatydiff.model.numbers import Number
        >>> article = Provision("article", (Passage("It lasts. "), Passage("It ends.")), number=Number("2"))
        >>> chapter = Provision("chapter", (), (article,), number=Number("I"))
        >>> [(str(box.address), box.label, box.lengths) for box in boxes(Witness("A", (chapter,)))]
        [('A/chI', 'Chapter I', ()), ('A/chI/2', 'Article 2', (10, 8))]
    """
    found: list[list[tuple[Address, Provision]]] = []
    for address, provision in witness.addressed():
        if provision.about.inner and found and address.is_in(found[-1][0][0]):
            found[-1].append((address, provision))
        else:
            found.append([(address, provision)])
    return tuple(map(_box, found))


def _box(held: Sequence[tuple[Address, Provision]]) -> Box:
    """A provision and those inside it as a box."""
    clauses = [
        (address.of_clause(number), len(clause.text))
        for address, provision in held
        for number, clause in enumerate(provision.clauses, start=1)
    ]
    return Box(
        held[0][0],
        title_of(held[0][1]),
        tuple(address for address, _ in clauses),
        tuple(length for _, length in clauses),
        tuple(address for address, _ in held[1:]),
    )


def columns(witnesses: Sequence[Witness], comparisons: Sequence[Comparison], *, top: int = 0) -> Columns:
    """Set texts side by side.

    Args:
        witnesses: the texts.
        comparisons: each but the last compared with the next.
        top: where the first box begins.
    """
    held = tuple(boxes(witness) for witness in witnesses)
    longest = max((sum(sum(box.lengths) for box in column) for column in held), default=0)
    scale = min(_PER_LETTER, _TALLEST * 1000 // max(1, longest))
    slots = [[_slots(box, scale) for box in column] for column in held]
    stretches: dict[Address, Stretch] = {}
    ends = [top] * len(held)
    for row in cut([len(column) for column in held], _joins(held, comparisons), most=_MOST).rows:
        taken = [column for column, places in enumerate(row) if places]
        y = max(ends[column] for column in taken)
        for column in taken:
            at = y
            for place in row[column]:
                box = held[column][place]
                high = max(LOWEST, sum(slots[column][place]))
                _stand(stretches, box, slots[column][place], at, high)
                at += high + _GAP
            ends[column] = at
    return Columns(held, stretches, max(top, max(ends) - _GAP))


def _slots(box: Box, scale: int) -> list[int]:
    return [max(_LEAST, length * scale // 1000) for length in box.lengths]


def _stand(stretches: dict[Address, Stretch], box: Box, slots: Sequence[int], y: int, high: int) -> None:
    """Set a box, its clauses, which fill it in proportion, and the provisions inside it."""
    stretches[box.address] = (y, y + high)
    total, passed = sum(slots), 0
    for address, slot in zip(box.clauses, slots, strict=True):
        start = y + high * passed // total
        passed += slot
        stretches[address] = (start, y + high * passed // total)
    for address in box.inner:
        inside = [stretches[clause] for clause in box.clauses if clause.is_in(address)]
        stretches[address] = (inside[0][0], inside[-1][1]) if inside else (y, y + 1)


def _joins(held: Sequence[Sequence[Box]], comparisons: Sequence[Comparison]) -> Iterator[Join]:
    """The boxes that should be level: what corresponds and did not move."""
    places = {
        place: (column, n)
        for column, inside in enumerate(held)
        for n, box in enumerate(inside)
        for place in (box.address, *box.clauses)
    }
    seen: set[tuple[tuple[int, int], tuple[int, int]]] = set()
    for comparison in comparisons:
        moved = {end for link in comparison.links if Flag.MOVED in link.flags for end in link.ends}
        for link in comparison.links:
            if any(_stands_in(end, moved) for end in link.ends):
                continue
            for ours in link.earlier:
                for theirs in link.later:
                    pair = places.get(ours), places.get(theirs)
                    if pair[0] and pair[1] and (pair[0], pair[1]) not in seen:
                        seen.add((pair[0], pair[1]))
                        yield Join(pair[0], pair[1])


def _stands_in(address: Address, among: set[Address]) -> bool:
    while address.steps and address not in among:
        address = address.parent
    return bool(address.steps)


def pieces(link: Link, stretches: Mapping[Address, Stretch]) -> Iterator[tuple[Stretch, Stretch]]:
    """The stretches that a link joins: of one end with several, the end is divided by their heights.

    Args:
        link: the link.
        stretches: where its ends stand.

    Example:
        >>> ends = {"A/1": (0, 30), "B/1": (0, 40), "B/2": (50, 60)}
        >>> at = {Address.parse(name): stretch for name, stretch in ends.items()}
        >>> list(pieces(Link("A/1", ["B/1", "B/2"]), at))
        [((0, 24), (0, 40)), ((24, 30), (50, 60))]
    """
    sides = [[stretches[end] for end in side] for side in (link.earlier, link.later)]
    totals = [sum(stop - start for start, stop in side) for side in sides]
    whole = totals[0] * totals[1]
    # Each side is stretched to the same length; a piece is where an end of one and an end of the other overlap.
    laid = [list(_laid(side, whole // total)) for side, total in zip(sides, totals, strict=True)]
    for here, (first, stop) in zip(sides[0], laid[0], strict=True):
        for there, (begin, end) in zip(sides[1], laid[1], strict=True):
            low, high = max(first, begin), min(stop, end)
            if low < high:
                yield (
                    _part(here, low - first, high - first, stop - first),
                    _part(there, low - begin, high - begin, end - begin),
                )


def _laid(side: Sequence[Stretch], times: int) -> Iterator[Stretch]:
    at = 0
    for start, stop in side:
        yield at, at + (stop - start) * times
        at += (stop - start) * times


def _part(stretch: Stretch, low: int, high: int, of: int) -> Stretch:
    start, stop = stretch
    return start + (stop - start) * low // of, start + (stop - start) * high // of
