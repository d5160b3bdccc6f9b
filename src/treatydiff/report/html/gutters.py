"""Gutters: the ribbons between two columns of the synopsis, band by band."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from treatydiff.model.addresses import Address
from treatydiff.model.links import Relation
from treatydiff.report.html.build import Html, joined, tag
from treatydiff.report.html.columns import Item, Pair
from treatydiff.report.html.signs import waist
from treatydiff.report.svg.bands import Join
from treatydiff.report.svg.ribbons import WIDTH, bracket, leaving, ribbon, stub


class Gutters:
    """What is drawn between the columns of a panel."""

    def __init__(
        self,
        pairs: Sequence[Pair],
        columns: Sequence[Sequence[Item]],
        joins: Collection[Join],
        far: Collection[Join],
    ) -> None:
        self.pairs = pairs
        self.columns = columns
        self.near: dict[tuple[int, int], list[Join]] = {}
        for join in joins:
            self.near.setdefault(join.left, []).append(join)
        self.reached = {end for join in joins for end in ((join.left, True), (join.right, False))}
        self.far = {(join.left, True): join for join in far} | {(join.right, False): join for join in far}

    def draw(self, column: int, left: Sequence[int], right: Sequence[int], rows: int) -> Html | None:
        """The ribbons of a band between a column and the next.

        Args:
            column: the left column.
            left: the places of it that stand in the band.
            right: those of the next column.
            rows: how many rows the band has.
        """
        parts = [
            *self._joined(column, left, right, rows),
            *self._ends(column, left, rows, out=True),
            *self._ends(column + 1, right, rows, out=False),
        ]
        if not parts:
            return None
        # The measures stand with each, not with what is used: else lines would grow with the row.
        box = f"0 0 {WIDTH} {WIDTH * rows}"
        drawn = tag("svg", *parts, viewBox=box, preserveAspectRatio="none", aria_hidden="true")
        return tag("div", drawn, class_=f"g g{column + 1}")

    def counterpart(self, column: int, place: int, *, out: bool) -> Address | None:
        """Where the other end of a ribbon stands that is too far off to be drawn."""
        join = self.far.get(((column, place), out))
        if join is None:
            return None
        there, at = join.right if out else join.left
        return self.columns[there][at].addresses[0]

    def _joined(self, column: int, left: Sequence[int], right: Sequence[int], rows: int) -> Iterator[Html]:
        rightly = {place: row for row, place in enumerate(right)}
        pair = self.pairs[column]
        for row, place in enumerate(left):
            for join in self.near.get((column, place), ()):
                ours, theirs = self.columns[column][place], self.columns[column + 1][join.right[1]]
                if not (ours.clauses and theirs.clauses) and not join.moved:
                    continue
                kept = self._kept(pair, ours)
                if rows == 1 and not join.moved:
                    yield tag("use", href=f"#{waist(kept)}")
                else:
                    look = "rb mv" if join.moved else "rb"
                    yield tag("path", d=ribbon(row, rightly[join.right[1]], kept=kept), class_=look)

    def _kept(self, pair: Pair, item: Item) -> int:
        link = pair.link_of.get(item.clauses[0]) if item.clauses else None
        return 100 if link is None or pair.whole else pair.kept(link)

    def _ends(self, column: int, places: Sequence[int], rows: int, *, out: bool) -> Iterator[Html]:
        """What leads to nothing, to nothing known, or too far to be drawn."""
        pair = self.pairs[column if out else column - 1]
        name = "out" if out else "in"
        for row, place in enumerate(places):
            item = self.columns[column][place]
            far = self.far.get(((column, place), out))
            if far is not None:
                (_, here), (_, there) = (far.left, far.right) if out else (far.right, far.left)
                yield tag("path", d=leaving(row, out=out, down=there > here), class_="rb mv")
            elif ((column, place), out) in self.reached or not item.clauses:
                continue
            elif pair.untold(item):
                yield self._once(f"r-nt-{name}", rows, tag("path", d=bracket(row, out=out), class_="nt"))
            elif pair.without(item) is (Relation.OMITTED if out else Relation.INSERTED):
                drawn = stub(row, out=out)
                surface = tag("path", d=drawn.body, class_=f"rb {name}")
                yield self._once(
                    f"r-{name}", rows, joined([surface, tag("path", d=drawn.bar, class_=f"bar {name}")])
                )

    @staticmethod
    def _once(name: str, rows: int, drawn: Html) -> Html:
        """What the page has in store for one row, else what was drawn for this place."""
        return tag("use", href=f"#{name}") if rows == 1 else drawn
