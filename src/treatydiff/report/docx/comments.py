"""Comments: what is said of the texts, and what tracked changes cannot say by themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from treatydiff.annotation import Contradictions, remarks
from treatydiff.comparison import Change, Comparison
from treatydiff.model.addresses import Address
from treatydiff.model.annotations import Annotation, Target
from treatydiff.model.links import Flag, Relation
from treatydiff.model.passages import Correction
from treatydiff.report.docx.merging import Merged
from treatydiff.report.docx.stream import Part, What
from treatydiff.report.docx.xml import Element, paragraph, run, w
from treatydiff.report.wording import WORDS, flag_words, silence

PROGRAM = "treatydiff"
"""The author of the comments that say what the comparison found."""
EDITORS = "The editors"
"""The author of annotations that name nobody."""


@frozen
class Comment:
    """A comment at words of the document.

    Attributes:
        author: who says it.
        date: when, as Word wants it; empty where no day is known.
        paragraphs: what is said, each paragraph with its style of characters.
        first: the first piece that it stands at.
        last: the last.
    """

    author: str
    date: str
    paragraphs: tuple[tuple[str, str], ...]
    first: int
    last: int


def comments(comparison: Comparison, merged: Merged) -> tuple[Comment, ...]:
    """All comments, in the order in which they begin in the document."""
    writer = _Comments(comparison, merged)
    found = [*writer.found(), *writer.restored(), *writer.said()]
    return tuple(sorted(found, key=lambda comment: (comment.first, comment.last)))


class _Comments:
    def __init__(self, comparison: Comparison, merged: Merged) -> None:
        self.comparison = comparison
        self.merged = merged
        self.streams = {one.witness.siglum: one for one in (merged.earlier, merged.later)}
        self.places = merged.places()

    # What the comparison found

    def found(self) -> Iterator[Comment]:
        """What is split, merged, moved, or not transmitted; a number that changed with it."""
        for change in self.comparison.changes:
            words = list(self._changed(change))
            ends = (*change.address.later, *change.address.earlier)
            place = self._place(ends)
            # A number that alone changed can be seen at the label; so many comments would bury the others.
            if words and place and not (change.flags == (Flag.RENUMBERED,) and len(words) == 1):
                yield Comment(PROGRAM, "", ((f"{change.address}: {'; '.join(words)}.", ""),), *place)
        sides = self.comparison.earlier, self.comparison.later
        for address in self.comparison.not_transmitted:
            place = self._place([address])
            other, silent = sides if address.siglum == sides[0].siglum else sides[::-1]
            if place:
                said = f"{address}: not transmitted in {silent.siglum}, and so neither inserted nor omitted: "
                yield Comment(PROGRAM, "", ((said + f"{silence(silent, other)}.", ""),), *place)

    def _changed(self, change: Change) -> Iterator[str]:
        if change.relation in (Relation.SPLIT, Relation.MERGED):
            yield WORDS[change.relation]
        if change.link is not None:
            for flag in change.flags:
                yield flag_words(self.comparison, change.link, flag, "→")

    def restored(self) -> Iterator[Comment]:
        """Words that somebody restored, with what stands in their place."""
        for witness in (self.comparison.earlier, self.comparison.later):
            for address, clause in witness.clauses():
                for mark in clause.marks:
                    place = self._words(address, mark.span.start, mark.span.stop)
                    if isinstance(mark, Correction) and place:
                        said = f"{witness.siglum} has “{mark.sic}”, restored"
                        said += f" by {mark.resp}" if mark.resp else ""
                        said += f" (certainty: {mark.cert})" if mark.cert else ""
                        said += f"; the damage is in {mark.source}" if mark.source else ""
                        yield Comment(PROGRAM, "", ((f"{said}.", ""),), *place)

    # What people say

    def said(self) -> Iterator[Comment]:
        """The annotations, each once, at the first of its targets that stands in the two texts."""
        told = remarks(self.comparison.annotations)
        contradictions = Contradictions.among(told)
        for annotation in told:
            places = (self._target(target) for target in annotation.targets)
            place = next((place for place in places if place), None)
            if place:
                author = ", ".join(annotation.actors) or annotation.resp or EDITORS
                words = tuple(self._statement(annotation, contradictions.of(annotation)))
                yield Comment(author, moment(annotation), words, *place)

    def _statement(self, annotation: Annotation, against: Iterable[Annotation]) -> Iterator[tuple[str, str]]:
        dated = f", {annotation.date}" if annotation.date else ""
        yield f"{annotation.kind.capitalize()}{dated}", "CommentHead"
        yield annotation.statement, ""
        if annotation.quote:
            yield f"“{annotation.quote}”", ""
        if annotation.sources:
            yield f"Source: {'; '.join(map(str, annotation.sources))}.", "CommentSource"
        noted = [f"noted by {annotation.resp}"] if annotation.resp and annotation.actors else []
        noted += [f"certainty: {annotation.cert}"] if annotation.cert else []
        if noted:
            said = "; ".join(noted)
            yield f"{said[0].upper()}{said[1:]}.", "CommentSource"
        for other in against:
            after = f" [{'; '.join(map(str, other.sources))}]" if other.sources else ""
            yield f"Contradicted by: {other}{after}", "CommentHead"
        if len(annotation.targets) > 1:
            yield f"On {'; '.join(str(target.place) for target in annotation.targets)}.", "CommentSource"

    def _target(self, target: Target) -> tuple[int, int] | None:
        if target.span is not None and isinstance(target.place, Address):
            return self._words(target.place, target.span.start, target.span.stop)
        if target.of_witness:
            siglum = target.addresses[0].siglum
            first = min(self.places.get(siglum, {}).values(), default=None)
            return None if first is None else (first, first)
        return self._place(target.addresses[::-1])

    # Places

    def _words(self, clause: Address, start: int, stop: int) -> tuple[int, int] | None:
        if clause.siglum not in self.streams:
            return None
        held, pieces = self.streams[clause.siglum], self.places[clause.siglum]
        return _range(
            pieces[at]
            for at in held.of(clause)
            if held.items[at].start < stop and start < held.items[at].start + len(held.items[at].text)
        )

    def _place(self, addresses: Iterable[Address]) -> tuple[int, int] | None:
        """The first of the places at which something is shown: of a provision, what is printed over it."""
        for address in addresses:
            if address.siglum not in self.streams:
                continue
            held, pieces = self.streams[address.siglum], self.places[address.siglum]
            inside = [at for at in held.inside(address) if held.items[at].what is not What.END]
            over = [at for at in inside if held.items[at].part is not Part.TEXT]
            # A comment on a long stretch of text would colour all of it.
            shown = over or inside
            here = [at for at in shown if held.items[at].address == held.items[shown[0]].address]
            if place := _range(pieces[at] for at in here):
                return self._unbroken(place)
        return None

    def _unbroken(self, place: tuple[int, int]) -> tuple[int, int]:
        """The place, or its beginning alone where both texts' words would lie in it with what is between."""
        first, last = place
        ends = [
            number
            for number in range(first, last + 1)
            if self.merged.item(self.merged.pieces[number]).what is What.END
        ]
        return (first, max(first, ends[0] - 1)) if ends else place


def _range(pieces: Iterable[int]) -> tuple[int, int] | None:
    found = sorted(pieces)
    return (found[0], found[-1]) if found else None


def moment(annotation: Annotation) -> str:
    """The day of an event as Word writes dates; empty where it is no plain day."""
    return day(annotation.date.edtf if annotation.date else "")


def day(edtf: str) -> str:
    """A plain day as Word writes dates, at midnight; empty for any other date.

    Example:
        >>> day("1941-04-13"), day("1941-04")
        ('1941-04-13T00:00:00Z', '')
    """
    return f"{edtf}T00:00:00Z" if re.fullmatch(r"\d{4}-\d\d-\d\d", edtf) else ""


def initials(author: str) -> str:
    """The first letters of an author's names."""
    return "".join(word[0] for word in author.split() if word[0].isalnum())[:4]


def part(told: Sequence[Comment]) -> Element:
    """The part of the package that holds the comments."""
    root = w("comments")
    for number, comment in enumerate(told):
        node = w("comment", id=number, author=comment.author, date=comment.date, initials=initials(comment.author))
        for words, style in comment.paragraphs:
            node.append(paragraph("CommentText", run(words, style=style)))
        root.append(node)
    return root
