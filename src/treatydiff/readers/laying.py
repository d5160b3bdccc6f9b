"""Laying marks and places over provisions that were found in lines: by counting characters, white space aside.

Whoever finds structure in lines drops no word: each stands, in order, in a label, a title or a clause, or in a
line that is left aside whole. So the n-th character of the one is the n-th of the other (own rule), and page
breaks, highlights and places need not be carried through the finding of structure.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate
from operator import is_

from attrs import evolve, field, frozen

from treatydiff.model.passages import Gap, Highlight, Mark, Name, PageBreak, Passage, Span
from treatydiff.model.provisions import Provision
from treatydiff.readers.blocks import UNSEEN, Block, squeezed
from treatydiff.readers.places import Place

_WORD_PARTS = "-‐\u00ad"
_TELLING = 24
"""Characters that hardly stand twice near one another."""


@frozen
class Laid:
    """Provisions with what stands in and over their words.

    Attributes:
        provisions: they, in the order given, with marks.
        places: where each begins, by its identity; the pair keeps both alive.
        lost: marks that no words of the provisions take, with their places.
    """

    provisions: tuple[Provision, ...]
    places: dict[int, tuple[Provision, Place]]
    lost: tuple[tuple[Mark, Place], ...]


@frozen
class _Row:
    """All characters of provisions in one row, and the blocks laid along it."""

    blocks: Sequence[Block]
    starts: Sequence[int]
    """Where in the row each block begins."""
    laid: Sequence[int]
    """Which block that is."""


def lay(provisions: Sequence[Provision], blocks: Sequence[Block]) -> Laid:
    """Lay what the blocks say over the provisions that were made of them.

    Example:
        >>> from treatydiff.model.provisions import Label
        >>> block = Block("Article 1. It lasts.", (7, 3), marks=(PageBreak(Span(14, 14), "5"),))
        >>> article = Provision("article", (Passage("It lasts."),), label=Label("Article 1."))
        >>> laid = lay([article], [block])
        >>> laid.provisions[0].clauses[0].marks, laid.places[id(laid.provisions[0])][1]
        ((PageBreak(span=Span(start=3, stop=3), page='5'),), (7, 3))
    """
    row = "".join(squeezed(text) for provision in provisions for text in _texts(provision))
    found = _along(row, blocks)
    marks, lost = _marks_in(found)
    layer = _Layer(found, marks)
    made = tuple(layer.laid(provision) for provision in provisions)
    return Laid(made, layer.places, (*lost, *layer.left()))


def _texts(provision: Provision) -> Iterator[str]:
    """Label, title and clauses of a provision and of all inside it, in order."""
    for one in provision.walk():
        if one.label is not None and not one.label.supplied:
            yield one.label.text
        if one.heading is not None:
            yield one.heading.text
        yield from (clause.text for clause in one.clauses)


def _along(row: str, blocks: Sequence[Block]) -> _Row:
    """Where in the row each block's lines stand; lines that are not there were left aside."""
    starts: list[int] = []
    laid: list[int] = []
    at = 0
    skipped = 0
    for number, block in enumerate(blocks):
        text = squeezed(f"{block.label}{block.text}")
        if not row.startswith(text, at):
            text = text.rstrip(_WORD_PARTS)
        found = at if row.startswith(text, at) else -1
        if found < 0 and len(text) >= _TELLING:
            # Where a mark before a label was dropped, the next block that tells puts the two in step again.
            found = row.find(text, at, at + skipped + len(text) + _TELLING)
        if text and found >= 0:
            starts.append(found)
            laid.append(number)
            at, skipped = found + len(text), 0
        else:
            skipped += len(text)
    return _Row(blocks, starts, laid)


def _marks_in(row: _Row) -> tuple[list[tuple[int, int, Mark, Place]], list[tuple[Mark, Place]]]:
    """All marks with their ends in the row, and those that have no place there.

    A page that begins in what was left aside, as in a running head, begins with the words that follow.
    """
    found: list[tuple[int, int, Mark, Place]] = []
    lost: list[tuple[Mark, Place]] = []
    waiting: list[tuple[Mark, Place]] = []
    starts = dict(zip(row.laid, row.starts, strict=True))
    for number, block in enumerate(row.blocks):
        start = starts.get(number)
        if start is None:
            said = [(mark, block.place_of(mark.span.start)) for mark in block.marks]
            waiting += [one for one in said if isinstance(one[0], PageBreak)]
            lost += [one for one in said if isinstance(one[0], Gap)]
            continue
        offset = start + len(squeezed(block.label))
        found += [(offset, offset, mark, place) for mark, place in waiting]
        waiting = []
        if not block.marks:
            continue
        counts = _counts(block.text)
        found += [
            (
                offset + counts[mark.span.start],
                offset + counts[mark.span.stop],
                mark,
                block.place_of(mark.span.start),
            )
            for mark in block.marks
        ]
    return found, [*lost, *waiting]


def _counts(text: str) -> Sequence[int]:
    """For each offset into a text, how many characters that are no white space stand before it."""
    # Four bytes a number: as objects, they would take ten times as much.
    return array("I", accumulate(map(_is_seen, text), initial=0))


@cache
def _is_seen(char: str) -> bool:
    return not (char.isspace() or char in UNSEEN)


@frozen(eq=False)
class _Layer:
    """Goes through the provisions along the row, once."""

    row: _Row
    marks: list[tuple[int, int, Mark, Place]]
    places: dict[int, tuple[Provision, Place]] = field(factory=dict)
    _at: list[int] = field(factory=lambda: [0, 0])
    _counted: list[tuple[Block, Sequence[int]]] = field(factory=list)

    def laid(self, provision: Provision) -> Provision:
        """A provision with its marks; what stands in it is counted as gone through."""
        begins = self._at[0]
        if provision.label is not None and not provision.label.supplied:
            self._at[0] += len(squeezed(provision.label.text))
        heading = None if provision.heading is None else self._passage(provision.heading)
        clauses = tuple(self._passage(clause) for clause in provision.clauses)
        children = tuple(self.laid(child) for child in provision.children)
        same = heading is provision.heading and all(map(is_, clauses, provision.clauses))
        same = same and all(map(is_, children, provision.children))
        made = provision if same else evolve(provision, heading=heading, clauses=clauses, children=children)
        place = self._place(begins)
        if place is not None:
            self.places[id(made)] = (made, place)
        return made

    def left(self) -> Iterator[tuple[Mark, Place]]:
        """Marks that no passage took."""
        yield from ((mark, place) for _, _, mark, place in self.marks[self._at[1] :])

    def _place(self, at: int) -> Place | None:
        position = bisect_right(self.row.starts, at) - 1
        if position < 0:
            return None
        block = self.row.blocks[self.row.laid[position]]
        inside = at - self.row.starts[position] - len(squeezed(block.label))
        if inside <= 0:
            return block.place
        if not self._counted or self._counted[0][0] is not block:
            # Many provisions may stand in one block.
            self._counted[:] = [(block, _counts(block.text))]
        return block.place_of(min(bisect_right(self._counted[0][1], inside) - 1, len(block.text)))

    def _passage(self, passage: Passage) -> Passage:
        start = self._at[0]
        stop = start + len(squeezed(passage.text))
        self._at[0] = stop
        if self._at[1] >= len(self.marks) or self.marks[self._at[1]][0] >= stop:
            return passage
        counts = _counts(passage.text)
        marks: list[Mark] = [*passage.marks]
        rest: list[tuple[int, int, Mark, Place]] = []
        at = self._at[1]
        while at < len(self.marks) and self.marks[at][0] < stop:
            begun, ended, mark, place = self.marks[at]
            at += 1
            first = bisect_right(counts, max(begun, start) - start) - 1
            if isinstance(mark, PageBreak | Gap):
                marks.append(_over(mark, first, first))
                continue
            last = bisect_right(counts, min(ended, stop) - start - 1)
            if last > first:
                marks.append(_over(mark, first, last))
            if ended > stop and isinstance(mark, Highlight | Name):
                rest.append((stop, ended, mark, place))
        # What goes on in the next passage is kept for it.
        self._at[1] = at - len(rest)
        self.marks[self._at[1] : at] = rest
        return evolve(passage, marks=tuple(marks))


def _over(mark: Mark, start: int, stop: int) -> Mark:
    return mark if (mark.span.start, mark.span.stop) == (start, stop) else evolve(mark, span=Span(start, stop))
