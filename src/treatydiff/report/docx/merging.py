"""Merging: two streams as one row, each item with what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum

from attrs import frozen

from treatydiff.comparison import Comparison
from treatydiff.report.docx.pairing import Pair, Pairing, in_runs, pair
from treatydiff.report.docx.stream import Item, Stream, What, heading_levels, stream


class Fate(Enum):
    """What became of an item: Word's elements for it."""

    KEPT = ""
    OUT = "del"
    IN = "ins"
    MOVED_FROM = "moveFrom"
    MOVED_TO = "moveTo"


@frozen
class Piece:
    """An item of one text or of both.

    Attributes:
        fate: what became of it.
        earlier: its position in the earlier stream; ``None`` where it is not there.
        later: its position in the later stream; ``None`` where it is not there.
        move: the number of the move that it belongs to, from 1; 0 for none.
    """

    fate: Fate
    earlier: int | None = None
    later: int | None = None
    move: int = 0


@frozen
class Merged:
    """Two texts in one row: without what came in it is the earlier, without what went out the later.

    Attributes:
        earlier: the earlier text's stream.
        later: the later text's stream.
        pieces: the row.
    """

    earlier: Stream
    later: Stream
    pieces: tuple[Piece, ...]

    def item(self, piece: Piece) -> Item:
        """What a piece shows; of what both have, the later text's item."""
        if piece.later is not None:
            return self.later.items[piece.later]
        return self.earlier.items[piece.earlier or 0]

    def places(self) -> dict[str, dict[int, int]]:
        """For each text, by its siglum, the number of the piece that holds each position of its stream."""
        found: dict[str, dict[int, int]] = {one.witness.siglum: {} for one in (self.earlier, self.later)}
        ours, theirs = found.values()
        for number, piece in enumerate(self.pieces):
            if piece.earlier is not None:
                ours[piece.earlier] = number
            if piece.later is not None:
                theirs[piece.later] = number
        return found


def merge(comparison: Comparison) -> Merged:
    """The two texts of a comparison in one row."""
    normalization = comparison.collation.options.normalization
    articles = heading_levels(comparison.earlier, comparison.later)
    earlier, later = (
        stream(witness, normalization, articles=articles) for witness in (comparison.earlier, comparison.later)
    )
    pairing = pair(comparison, earlier, later)
    moves = _moves(pairing, earlier)
    return Merged(earlier, later, tuple(_pieces(pairing, moves, earlier, later)))


def _pieces(pairing: Pairing, moves: dict[Pair, int], earlier: Stream, later: Stream) -> Iterator[Piece]:
    """The row: between two items that both texts have, what went out before what came in.

    Whole paragraphs come first there, so that none stands between two wordings of one line.
    """
    ours = {a: number for (a, _), number in moves.items()}
    theirs = {b: number for (_, b), number in moves.items()}

    def out(start: int, stop: int) -> Iterator[Piece]:
        for at in range(start, stop):
            yield Piece(Fate.MOVED_FROM if at in ours else Fate.OUT, at, None, ours.get(at, 0))

    def in_(start: int, stop: int) -> Iterator[Piece]:
        for at in range(start, stop):
            yield Piece(Fate.MOVED_TO if at in theirs else Fate.IN, None, at, theirs.get(at, 0))

    a = b = 0
    for x, y in (*pairing.kept, (len(earlier.items), len(later.items))):
        whole, others = a, b
        if a == 0 or earlier.items[a - 1].what is What.END:
            whole = next((at + 1 for at in range(x - 1, a - 1, -1) if at in earlier.begins), a)
            others = next((at + 1 for at in range(y - 1, b - 1, -1) if at in later.begins), b)
        yield from (*out(a, whole), *in_(b, others), *out(whole, x), *in_(others, y))
        if x < len(earlier.items):
            yield Piece(Fate.KEPT, x, y)
        a, b = x + 1, y + 1


def _moves(pairing: Pairing, earlier: Stream) -> dict[Pair, int]:
    """The number of the move of each pair; what cannot be told as a move from one place to one other is left out.

    What moved together is one move if it stands together at both places, with nothing of other fate between but
    words that went out there or came in; else each run of it is a move of its own.
    """
    kept_here = {a for a, _ in pairing.kept}
    kept_there = {b for _, b in pairing.kept}
    together: dict[object, list[Pair]] = {}
    for one, key in sorted(pairing.moved.items(), key=lambda held: held[0]):
        together.setdefault(key, []).append(one)
    key_here = {a: key for (a, _), key in pairing.moved.items()}
    key_there = {b: key for (_, b), key in pairing.moved.items()}
    blocks: list[Sequence[Pair]] = []
    for key, pairs in together.items():
        here, there = [a for a, _ in pairs], [b for _, b in pairs]
        whole = (
            there == sorted(there)
            and _alone(here, kept_here, key_here, key)
            and _alone(there, kept_there, key_there, key)
        )
        blocks += [pairs] if whole else list(in_runs(pairs))
    numbered: dict[Pair, int] = {}
    number = 0
    for block in sorted(blocks, key=lambda pairs: pairs[0]):
        if any(_telling(earlier.items[a]) for a, _ in block):
            number += 1
            numbered |= dict.fromkeys(block, number)
    return numbered


def _alone(places: Sequence[int], kept: set[int], keys: dict[int, object], key: object) -> bool:
    return not any(at in kept or keys.get(at, key) != key for at in range(min(places), max(places) + 1))


def _telling(item: Item) -> bool:
    """Whether somebody would look where it went: not so of a comma."""
    return item.what is not What.END and any(map(str.isalnum, item.text))
