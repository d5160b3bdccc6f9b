"""Synopsis: texts beside each other, what corresponds joined by ribbons, what changed marked in the words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from treatydiff.comparison import Comparison
from treatydiff.comparison.extent import extent
from treatydiff.model.addresses import Address
from treatydiff.model.witnesses import Witness
from treatydiff.report.html.build import Html, joined, tag
from treatydiff.report.html.columns import Item, Pair, items, pairs
from treatydiff.report.html.edition import Edition, cited, language
from treatydiff.report.html.gutters import Gutters
from treatydiff.report.html.items import Cells
from treatydiff.report.html.key import key
from treatydiff.report.html.words import damages
from treatydiff.report.svg.bands import cut
from treatydiff.report.wording import caution, described, enumerated, tally, told

MOST_COLUMNS = 3
"""Texts that stand beside each other: with more, lines get too short to read."""


def synopsis(edition: Edition) -> Html:
    """The view: a panel for each chain of comparisons, and the texts that are compared with none."""
    known = pairs(edition.comparisons)
    shown = [_Panel(edition, texts, known, number) for number, texts in enumerate(chains(edition.comparisons), 1)]
    compared = {witness.siglum for panel in shown for witness in panel.witnesses}
    alone = [witness for siglum, witness in edition.witnesses.items() if siglum not in compared]
    parts = [panel.render() for panel in shown]
    if alone:
        first = len(shown) + 1
        parts.append(tag("h3", "Texts that are compared with none", class_="alone"))
        parts += [_Panel(edition, (witness,), known, n).render() for n, witness in enumerate(alone, first)]
    return tag(
        "section",
        tag("h2", "Synopsis", id="v-synopsis-h"),
        tag(
            "p",
            "The texts beside each other, what corresponds joined by ribbons. Which provision carries on "
            "which is a finding, not a fact; an editor may overrule it.",
            class_="intro",
        ),
        key(),
        *parts,
        id=edition.claim("v-synopsis"),
        class_="syn",
        aria_labelledby="v-synopsis-h",
    )


def chains(comparisons: Iterable[Comparison]) -> tuple[tuple[Witness, ...], ...]:
    """The texts of each panel: comparisons of which one begins where the one before ends stand side by side.

    Example:
        >>> chains([])
        ()
    """
    found: list[tuple[Witness, ...]] = []
    for one in comparisons:
        last = found[-1] if found else ()
        if 1 < len(last) < MOST_COLUMNS and last[-1].siglum == one.earlier.siglum and one.later not in last:
            found[-1] = (*last, one.later)
        else:
            found.append((one.earlier, one.later))
    return tuple(found)


class _Panel:
    """Texts beside each other."""

    def __init__(
        self, edition: Edition, witnesses: Sequence[Witness], known: Mapping[tuple[str, str], Pair], number: int
    ) -> None:
        self.edition = edition
        self.witnesses = witnesses
        self.number = number
        self.pairs = [known[left.siglum, right.siglum] for left, right in pairwise(witnesses)]
        whole = any(pair.whole for pair in self.pairs)
        self.columns = [items(witness, whole=whole) for witness in witnesses]
        joins = [
            join
            for column, pair in enumerate(self.pairs)
            for join in pair.joins(self.columns[column], self.columns[column + 1], column)
        ]
        self.bands = cut([len(column) for column in self.columns], joins)
        far = set(self.bands.far)
        self.gutters = Gutters(self.pairs, self.columns, [join for join in joins if join not in far], far)
        self.cells = Cells(edition, witnesses, self.pairs, self.gutters)

    def render(self) -> Html:
        """The panel."""
        sigla = [witness.siglum for witness in self.witnesses]
        name = f"v-synopsis-{self.number}"
        heads = [self._head(column, witness) for column, witness in enumerate(self.witnesses, 1)]
        stuck = [
            tag("span", tag("b", witness.siglum, class_="sig"), f" {witness.date or ''}", class_=f"c{column}")
            for column, witness in enumerate(self.witnesses, 1)
        ]
        body = list(self._blocks())
        title = joined((tag("b", siglum, class_="sig") for siglum in sigla), " to ")
        noted = any("notes" in part.source for part in body) if len(body) < 200 else bool(self.edition.annotations)
        shape = " ".join([f"w{len(sigla)}", "broad" if self.bands_fork else "", "noted" if noted else ""]).strip()
        return tag(
            "div",
            tag("h3", title, id=self.edition.claim(name)) if len(sigla) > 1 else None,
            *self._facts(),
            tag("div", tag("div", *heads, class_="heads"), class_="hw"),
            tag("div", *stuck, class_="stk", aria_hidden="true") if len(sigla) > 1 else None,
            *body,
            class_=f"panel {shape}",
            data_w=" ".join(sigla),
            role="group",
            aria_label=enumerated(sigla),
        )

    @property
    def bands_fork(self) -> bool:
        """Whether any band has several rows, for which the gutters must be wider."""
        return any(len(column) > 1 for row in self.bands.rows for column in row)

    def _facts(self) -> Iterator[Html]:
        """What to know of the comparison before reading it."""
        if warned := caution(*self.witnesses) if len(self.witnesses) > 1 else "":
            yield tag("p", tag("strong", warned), class_="sm warn")
        for pair in self.pairs:
            counts = {name: n for name, n in tally(pair.comparison).items() if n}
            each = ", ".join(f"{n} {told(name)}" for name, n in counts.items())
            words = extent(pair.comparison.collation)
            share = (
                f"; {words.differing:,} of {words.compared:,} words differ ({words.per_cent} %)"
                if words.compared
                else "; words not compared"
            )
            both = f"{pair.comparison.earlier.siglum} to {pair.comparison.later.siglum}: "
            yield tag("p", both, each or "nothing changed", share, ".", class_="sm")

    def _head(self, column: int, witness: Witness) -> Html:
        address = Address(witness.siglum)
        about = self.edition.at(address)
        return tag(
            "div",
            tag(
                "h4",
                tag("b", witness.siglum, class_="sig"),
                " ",
                tag("span", witness.title, lang=language(witness)) if witness.title else None,
                self.edition.mark(about),
            ),
            tag("p", described(witness), class_="sm"),
            tag("p", cited(witness.source), class_="sm") if witness.source else None,
            *(tag("p", remark, class_="sm") for remark in witness.remarks),
            *(tag("p", f"Where words are restored: {source}", class_="sm") for source in damages(witness)),
            self.edition.notes(about, about=witness.siglum),
            class_=f"sh c{column}",
            id=self.edition.claim(address.as_id),
        )

    def _blocks(self) -> Iterator[Html]:
        """The bands, those of one provision together with their notes."""
        block: list[tuple[tuple[int, ...], ...]] = []
        for row in self.bands.rows:
            if block and any(self.columns[column][n].titled for column, places in enumerate(row) for n in places):
                yield self._block(block)
                block = []
            block.append(row)
        if block:
            yield self._block(block)

    def _block(self, rows: Sequence[tuple[tuple[int, ...], ...]]) -> Html:
        held = [self._items(row) for row in rows]
        drawn = [self.cells.band(inside, places) for inside, places in zip(held, rows, strict=True)]
        inside = [item for row in held for column in row for item in column]
        said = dict.fromkeys(one.id for item in inside for one in self.cells.said(item))
        notes = [one for one in self.edition.annotations if one.id in said]
        printed = self.edition.notes(notes, about=str(inside[0].addresses[0]))
        beside = tag("div", printed, class_="nts") if printed.source else None
        return tag("div", tag("div", *drawn, class_="rows"), beside, class_="blk")

    def _items(self, row: tuple[tuple[int, ...], ...]) -> list[list[Item]]:
        return [[self.columns[column][n] for n in places] for column, places in enumerate(row)]
