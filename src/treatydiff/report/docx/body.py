"""The body: the two texts in one, every difference a tracked change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from treatydiff.comparison import Comparison
from treatydiff.model.witnesses import Witness
from treatydiff.report.docx.comments import Comment, day
from treatydiff.report.docx.merging import Fate, Merged, Piece
from treatydiff.report.docx.stream import TEXT, What
from treatydiff.report.docx.styles import language
from treatydiff.report.docx.xml import Element, text, w

_NO_DAY = "1970-01-01T00:00:00Z"
"""The date of the ends of a move where the later text's day is not known: there Word's schema demands one."""
_SIGNS = {"underline": ("u", "single"), "italic": ("i", ""), "bold": ("b", "")}
"""How words are set off, and Word's element for it."""


@frozen
class Author:
    """In whose name changes are tracked: the later text's.

    Attributes:
        name: its siglum.
        date: its day, if it is one; else empty, since changes without date are allowed.
    """

    name: str
    date: str

    @classmethod
    def of(cls, witness: Witness) -> Author:
        """A text as the author of what is new in it."""
        return cls(witness.siglum, day(witness.date.edtf if witness.date else ""))


def body(
    comparison: Comparison, merged: Merged, told: Sequence[Comment], marked: Mapping[int, Sequence[tuple[int, int]]]
) -> Element:
    """The paragraphs of the document; the last one is empty and has the properties of the page.

    Args:
        comparison: the comparison.
        merged: its texts in one row.
        told: the comments.
        marked: for each change, by its number from 1, the ranges of pieces in which it stands, ends included.
    """
    writer = _Writer(comparison, merged, told, marked)
    root = w("body")
    root.extend(writer.paragraphs())
    return root


class _Writer:
    """Writes the row of pieces, a paragraph at a time."""

    def __init__(
        self,
        comparison: Comparison,
        merged: Merged,
        told: Sequence[Comment],
        marked: Mapping[int, Sequence[tuple[int, int]]],
    ) -> None:
        self.merged = merged
        self.author = Author.of(comparison.later)
        self.languages = [language(one.language) for one in (comparison.earlier, comparison.later)]
        self.count = 0
        self.before: dict[int, list[Element]] = {}
        self.after: dict[int, list[Element]] = {}
        for number, ranges in marked.items():
            for again, (first, last) in enumerate(ranges, start=1):
                name = f"change_{number}" if again == 1 else f"change_{number}_{again}"
                identifier = self._next()
                self._around(
                    first, last, w("bookmarkStart", id=identifier, name=name), w("bookmarkEnd", id=identifier)
                )
        for number, comment in enumerate(told):
            self._around(
                comment.first, comment.last, w("commentRangeStart", id=number), w("commentRangeEnd", id=number)
            )
            reference = w("r", w("rPr", w("rStyle", val="CommentReference")), w("commentReference", id=number))
            self.after[comment.last].append(reference)
        self._moves()

    def _next(self) -> int:
        self.count += 1
        return self.count

    def _around(self, first: int, last: int, start: Element, end: Element) -> None:
        self.before.setdefault(first, []).append(start)
        self.after.setdefault(last, []).append(end)

    def _moves(self) -> None:
        """Each move has a range at either place; they are told to belong together by their name."""
        places: dict[tuple[Fate, int], list[int]] = {}
        for number, piece in enumerate(self.merged.pieces):
            if piece.move:
                places.setdefault((piece.fate, piece.move), []).append(number)
        date = self.author.date or _NO_DAY
        for (fate, move), pieces in places.items():
            identifier, name = self._next(), f"{fate.value}Range"
            start = w(f"{name}Start", id=identifier, author=self.author.name, date=date, name=f"move{move}")
            first, last = pieces[0], pieces[-1]
            self.before.setdefault(first, []).insert(0, start)
            self.after.setdefault(last, []).insert(0, w(f"{name}End", id=identifier))

    def paragraphs(self) -> Iterator[Element]:
        """The paragraphs, with all marks around their words."""
        content: list[Element] = []
        run: list[Piece] = []
        for number, piece in enumerate(self.merged.pieces):
            item = self.merged.item(piece)
            if run and (number in self.before or self._look(run[-1]) != self._look(piece)):
                content += self._run(run)
                run = []
            content += self.before.get(number, [])
            if item.what is What.END:
                content += self._run(run) if run else []
                yield w("p", self._properties(piece, item.style), *content)
                content, run = list(self.after.get(number, [])), []
                continue
            run.append(piece)
            if number in self.after:
                content += self._run(run)
                content += self.after[number]
                run = []
        # What ends with the last paragraph of the texts ends here, so that its end can be tracked as well.
        yield w("p", w("pPr", w("pStyle", val=TEXT)), *content)

    def _look(self, piece: Piece) -> tuple[object, ...]:
        item = self.merged.item(piece)
        # Each gap is a run of its own, so that two beside each other remain two.
        gap = (piece.earlier, piece.later) if item.what is What.GAP else None
        return piece.fate, piece.move, item.what, gap, self._rends(piece)

    def _rends(self, piece: Piece) -> tuple[str, str]:
        """How the words are set off in the later text, and in the earlier one."""
        ours = self.merged.earlier.items[piece.earlier].rend if piece.earlier is not None else None
        theirs = self.merged.later.items[piece.later].rend if piece.later is not None else None
        return (ours or "" if theirs is None else theirs), (theirs or "" if ours is None else ours)

    def _tracked(self, fate: Fate) -> Element:
        return w(fate.value, id=self._next(), author=self.author.name, date=self.author.date)

    def _properties(self, piece: Piece, style: str) -> Element:
        """The properties of a paragraph: its style, and what became of its end."""
        about = w("pPr", w("pStyle", val=style))
        if piece.fate is not Fate.KEPT:
            # LibreOffice (7.4) leaves an empty paragraph where the end of one is marked as moved.
            fate = {Fate.MOVED_FROM: Fate.OUT, Fate.MOVED_TO: Fate.IN}.get(piece.fate, piece.fate)
            about.append(w("rPr", self._tracked(fate)))
        return about

    def _run(self, pieces: Sequence[Piece]) -> list[Element]:
        first = pieces[0]
        item = self.merged.item(first)
        deleted = first.fate is Fate.OUT
        words = "".join(self._shown(piece) for piece in pieces)
        node = w("r")
        about = self._formatted(first, item.what)
        if len(about):
            node.append(about)
        node.append(w("tab") if item.what is What.TAB else text(words, deleted=deleted))
        if first.fate is Fate.KEPT:
            return [node]
        tracked = self._tracked(first.fate)
        tracked.append(node)
        return [tracked]

    def _shown(self, piece: Piece) -> str:
        """The words of a piece; in a gap that both texts have, what is noted in either."""
        words = self.merged.item(piece).text
        if piece.earlier is None or piece.later is None:
            return words
        ours = self.merged.earlier.items[piece.earlier].text
        if ours == words:
            return words
        sigla = self.merged.earlier.witness.siglum, self.merged.later.witness.siglum
        return f"[{sigla[0]}: {ours[1:-1]}; {sigla[1]}: {words[1:-1]}]"

    def _formatted(self, piece: Piece, what: What) -> Element:
        """The properties of a run; where the texts set words off differently, that is a tracked change too."""
        style = {What.GAP: "Gap", What.SUPPLIED: "Supplied"}.get(what, "")
        now, before = self._rends(piece)
        about = w("rPr")
        if style:
            about.append(w("rStyle", val=style))
        about.extend(_signs(now))
        tongue = self.languages[0] if piece.later is None else self.languages[1]
        if tongue != self.languages[1]:
            about.append(w("lang", **tongue))
        if now != before:
            former = w("rPr")
            former.extend(_signs(before))
            change = w("rPrChange", former, id=self._next(), author=self.author.name, date=self.author.date)
            about.append(change)
        return about


def _signs(rend: str) -> Iterator[Element]:
    for name in ("bold", "italic", "underline"):
        if name in rend.split():
            element, value = _SIGNS[name]
            yield w(element, val=value)
