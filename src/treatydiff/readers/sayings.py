"""Lines of blocks, and what marks such as ``{article 5}`` at their beginning say of them.

The marks are cut out of the blocks, so that what is laid over the provisions later counts the treaty's characters
only; a line that a mark sets aside is cut out whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from treatydiff.model.passages import Highlight, Mark, Name, PageBreak, Span
from treatydiff.readers.blocks import Block
from treatydiff.readers.recognition.lines import Line
from treatydiff.readers.recognition.overruling import ASIDE, Saying, saying_at


@frozen
class _Row:
    """A line of a block: which block, where in its text it begins and ends, and what its mark says.

    Attributes:
        block: the block's position.
        start: the offset of its first character, the mark's if it has one.
        words: the offset of its first character behind the mark.
        stop: the offset behind it.
        said: what the mark at its beginning says.
    """

    block: int
    start: int
    words: int
    stop: int
    said: Saying | None


def lines_in(blocks: Sequence[Block]) -> tuple[tuple[Line, ...], tuple[Block, ...]]:
    r"""The lines of blocks, and the blocks without what marks cut out.

    Example:
        >>> blocks = (Block("{aside} page 3", (1, 1)), Block("{article 5} It lasts.", (2, 1)))
        >>> lines, left = lines_in(blocks)
        >>> [(line.said.kind, line.text) for line in lines], [block.text for block in left]
        ([('aside', 'page 3'), ('article', 'It lasts.')], ['It lasts.'])
    """
    if not any("{" in block.text for block in blocks):
        return tuple(_unmarked(blocks)), tuple(blocks)
    lines: list[Line] = []
    cuts: dict[int, list[tuple[int, int]]] = {}
    pending: Saying | None = None
    begun = -1
    rows = _rows(blocks)
    for position, row in enumerate(rows):
        block = blocks[row.block]
        alone = row.said is not None and row.words == row.stop
        said = pending if alone else row.said or pending
        if alone and position + 1 < len(rows) and rows[position + 1].said is None:
            pending = row.said
            cuts.setdefault(row.block, []).append((row.start, row.stop + 1))
            continue
        first = row.start if alone else row.words
        if said is not None and said.kind == ASIDE:
            cuts.setdefault(row.block, []).append((row.start, row.stop + 1))
        elif first > row.start:
            cuts.setdefault(row.block, []).append((row.start, first))
        text = block.text[first : row.stop]
        lines.append(_line(block, row.start, first, text, opens=begun != row.block, said=said))
        begun, pending = row.block, None
    return tuple(lines), _cut_out(blocks, cuts) if cuts else tuple(blocks)


def _unmarked(blocks: Sequence[Block]) -> Iterator[Line]:
    """The lines of blocks that hold no mark."""
    for block in blocks:
        start, opens = 0, True
        for text in block.text.split("\n"):
            if text.strip() or (block.label and not start):
                yield _line(block, start, start, text, opens=opens)
                opens = False
            start += len(text) + 1


def _line(block: Block, start: int, words: int, text: str, *, opens: bool, said: Saying | None = None) -> Line:
    """A line of a block, which begins at one offset and its words at another; the first has the block's label."""
    if block.label and not start:
        text = f"{block.label} {text}"
    place = block.place_of(words) if block.steps else block.place
    set_off = bool(block.heading or block.bold or block.centred)
    return Line(text, place, opens, set_off=set_off, said=said)


def _rows(blocks: Sequence[Block]) -> list[_Row]:
    rows = []
    for number, block in enumerate(blocks):
        start = 0
        for text in block.text.split("\n"):
            stop = start + len(text)
            if text.strip() or (block.label and not start):
                found = saying_at(text, block.place_of(start))
                rows.append(_Row(number, start, start + (found[1] if found else 0), stop, found and found[0]))
            start = stop + 1
    return rows


def _cut_out(blocks: Sequence[Block], cuts: dict[int, list[tuple[int, int]]]) -> tuple[Block, ...]:
    """Blocks without what was cut out of them; a page that begins in what is gone begins with what follows."""
    kept: list[Block] = []
    pages: list[Mark] = []
    for number, block in enumerate(blocks):
        one = block
        for start, stop in reversed(cuts.get(number, [])):
            one = _without(one, start, min(stop, len(one.text)))
        if not one.text.strip():
            pages += [mark for mark in one.marks if isinstance(mark, PageBreak)]
            continue
        if pages:
            one = evolve(one, marks=(*(evolve(page, span=Span(0, 0)) for page in pages), *one.marks))
            pages = []
        kept.append(one)
    return tuple(kept)


def _without(block: Block, start: int, stop: int) -> Block:
    """A block without a stretch of its text; its marks and the places of its characters moved along."""

    def moved(offset: int) -> int:
        return offset if offset <= start else max(start, offset - (stop - start))

    steps = [(moved(offset), place) for offset, place in block.steps if not start <= offset < stop]
    steps = sorted([*steps, (start, block.place_of(stop))])
    marks = []
    for mark in block.marks:
        span = Span(moved(mark.span.start), moved(mark.span.stop))
        if span.start < span.stop or not isinstance(mark, Highlight | Name):
            marks.append(evolve(mark, span=span))
    text = block.text[:start] + block.text[stop:]
    made = evolve(block, text=text, marks=tuple(marks), steps=tuple(steps))
    return made if start else evolve(made, place=block.place_of(stop))
