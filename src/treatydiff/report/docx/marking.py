"""Marking: where in the document each change of the model stands."""

from __future__ import annotations

from collections.abc import Iterator

from treatydiff.comparison import Change, Comparison
from treatydiff.model.addresses import Address
from treatydiff.report.docx.merging import Merged
from treatydiff.report.docx.stream import Part, Stream


def marked(comparison: Comparison, merged: Merged) -> dict[int, list[tuple[int, int]]]:
    """The pieces in which each change stands, as ranges with both ends, by the number of the change from 1.

    A clause's change is all of its words; a provision's that has a counterpart, what is printed over it; a whole
    provision's, all that is in it. What has no words at all stands nowhere.
    """
    places = _Places(comparison, merged)
    return {
        number: found
        for number, change in enumerate(comparison.changes, start=1)
        if (found := list(places.ranges(change)))
    }


class _Places:
    def __init__(self, comparison: Comparison, merged: Merged) -> None:
        self.linked = {a for link in comparison.links for a in (*link.earlier, *link.later)}
        self.named = {a for change in comparison.changes for a in (*change.address.earlier, *change.address.later)}
        self.streams = {stream.witness.siglum: stream for stream in (merged.earlier, merged.later)}
        self.pieces = merged.places()

    def ranges(self, change: Change) -> Iterator[tuple[int, int]]:
        """The pieces of a change, those that follow each other together."""
        found = sorted(
            {
                self.pieces[address.siglum][at]
                for address in (*change.address.earlier, *change.address.later)
                for at in self._of(address, self.streams[address.siglum], whole=change.link is None)
            }
        )
        start = 0
        for at, piece in enumerate(found):
            if at + 1 == len(found) or found[at + 1] != piece + 1:
                yield found[start], piece
                start = at + 1

    def _of(self, address: Address, stream: Stream, *, whole: bool) -> list[int]:
        if address.clause is not None:
            return [at for at in stream.of(address) if stream.items[at].part is Part.TEXT]
        if not whole:
            over = [at for at in stream.of(address) if stream.items[at].part is not Part.TEXT]
            return over or list(stream.inside(address))[:1]
        return [
            at
            for at in stream.inside(address)
            if (place := stream.items[at].address) == address
            or not any(above in self.linked or above in self.named for above in _up(place, address))
        ]


def _up(place: Address, to: Address) -> Iterator[Address]:
    """A place and what it stands in, up to an address, which is left out."""
    while place != to:
        yield place
        place = place.parent
