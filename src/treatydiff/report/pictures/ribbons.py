"""Ribbons: texts in columns, and between them what became of each provision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from attrs import frozen

from treatydiff.comparison import Change, Comparison
from treatydiff.comparison.extent import extent_of
from treatydiff.errors import ModelError
from treatydiff.model.addresses import Address
from treatydiff.model.dossiers import Level
from treatydiff.model.links import Flag, Relation
from treatydiff.model.witnesses import Witness
from treatydiff.report.html.build import Html, joined, tag
from treatydiff.report.html.columns import upwards
from treatydiff.report.pictures.sheet import (
    LARGE,
    MARGIN,
    PITCH,
    PLAIN,
    SMALL,
    KeyEntry,
    Label,
    key,
    key_width,
    needed,
    rectangle,
    sheet,
    sign,
)
from treatydiff.report.svg.columns import Box, Columns, Stretch, columns, pieces
from treatydiff.report.svg.ribbons import between
from treatydiff.report.wording import WORDS, counted, described, enumerated

_GUTTER = 64
_NARROWEST, _WIDEST = 72, 130
_PAD = 6
_STUB = 20


def render_ribbons(comparisons: Sequence[Comparison]) -> bytes:
    """Texts in columns, and ribbons between each and the next.

    A provision is a box as high as it is long, divided into its clauses. A ribbon joins clauses that correspond;
    its waist is the share of words kept. A pale band joins their provisions. Ribbons that cross are moved, those
    that fork are split or merged; what was omitted or inserted ends or begins at a bar.

    Args:
        comparisons: each of a text with the next one: the later text of one is the earlier of the next.

    Returns:
        SVG; the same for the same comparisons on any machine. Each link stands in it once, as a group with
        ``data-link``, ``data-relation`` and ``data-flags``; each provision without counterpart, with
        ``data-change``; each about which the other text says nothing, with ``data-silent``.

    Raises:
        ModelError: there is no comparison, or two of them have no text in common.

    Example:
        >>> from treatydiff.comparison import compare
        >>> from treatydiff.model.passages import Passage
        >>> from treatydiff.model.provisions import Provision
        >>> a, b = (
        ...     Witness(siglum, (Provision("body", (Passage(text),)),))
        ...     for siglum, text in (("A", "It lasts five years."), ("B", "It lasts ten years."))
        ... )
        >>> b'data-link="A/body:1..B/body:1" data-relation="reworded"' in render_ribbons([compare(a, b)])
        True
    """
    if not comparisons:
        raise ModelError("found nothing to draw", expected="a comparison at least")
    for one, other in pairwise(comparisons):
        if one.later.siglum != other.earlier.siglum:
            raise ModelError(
                f"found a comparison with {one.later.siglum} before one of {other.earlier.siglum}",
                expected="comparisons of each text with the next",
            )
    witnesses = [comparisons[0].earlier, *(one.later for one in comparisons)]
    set_out = columns(witnesses, comparisons, top=MARGIN + 3 * PITCH + 2)
    entries = list(_key())
    widths = [_width(column) for column in set_out.boxes]
    wide = max(2 * MARGIN + sum(widths) + _GUTTER * len(comparisons), key_width(entries))
    lefts = [MARGIN + sum(widths[:n]) + _GUTTER * n for n in range(len(widths))]
    shown = [
        _between(comparison, set_out.stretches, (lefts[n] + widths[n], lefts[n + 1]))
        for n, comparison in enumerate(comparisons)
    ]
    shown += [
        _column(witness, set_out, column, (lefts[column], widths[column]))
        for column, witness in enumerate(witnesses)
    ]
    explained, bottom = key(entries, set_out.bottom + PITCH, wide)
    return sheet(
        "ribbons",
        f"What became of each provision: {enumerated(witness.siglum for witness in witnesses)}",
        " ".join(
            ["Texts in columns, each provision a box, and ribbons to the next text.", *map(_told, comparisons)]
        ),
        (wide, bottom + MARGIN),
        [*shown, explained],
    )


def _told(comparison: Comparison) -> str:
    """A comparison in a sentence, for the description."""
    counts = ", ".join(f"{number} {name}" for name, number in comparison.counts.items()) or "no changes"
    silent = len(comparison.not_transmitted)
    more = f", {counted(silent, 'provision')} not transmitted" if silent else ""
    return f"{comparison.earlier.siglum} to {comparison.later.siglum}: {counts}{more}."


def _width(column: Sequence[Box]) -> int:
    """How wide a column is: as its labels and addresses need, within bounds."""
    most = max((needed(box.label, PLAIN) + needed(_place(box), SMALL) for box in column), default=0)
    return min(_WIDEST, max(_NARROWEST, most + 3 * _PAD))


def _place(box: Box) -> str:
    """Its address under the siglum of its text; nothing where the label says no more."""
    place = str(box.address).partition("/")[2]
    return "" if place.casefold() == box.label.casefold() else place


def _column(witness: Witness, set_out: Columns, column: int, across: tuple[int, int]) -> Html:
    left, wide = across
    kind = witness.kind if witness.complete else f"{witness.kind}, in part"
    heads = [
        Label(witness.siglum, left, MARGIN + 12, wide, LARGE, look="b"),
        Label(str(witness.date or ""), left, MARGIN + 12 + PITCH, wide, SMALL, look="q"),
        Label(kind, left, MARGIN + 10 + 2 * PITCH, wide, SMALL, look="q"),
    ]
    said = ", ".join(part for part in (witness.siglum, witness.title, described(witness)) if part)
    shown = [_box(box, set_out.stretches, across, witness.language) for box in set_out.boxes[column]]
    return tag(
        "g",
        tag("g", tag("title", said), *(head.draw() for head in heads)),
        *shown,
        class_="column",
        data_witness=witness.siglum,
    )


def _box(box: Box, stretches: Mapping[Address, Stretch], across: tuple[int, int], language: str) -> Html:
    left, wide = across
    top, bottom = stretches[box.address]
    rules = [tag("path", d=f"M{left} {stretches[clause][0]}h4", class_="hair") for clause in box.clauses[1:]]
    place = _place(box)
    room = wide - 2 * _PAD
    written = min(needed(place, SMALL), room // 2)
    between_them = _PAD if place else 0
    line = top + 13
    return tag(
        "g",
        tag("title", f"{box.address} {box.label}, {counted(len(box.clauses), 'clause')}"),
        rectangle(left, top, wide, bottom - top, "box"),
        *rules,
        Label(box.label, left + _PAD, line, room - written - between_them, language=language).draw(),
        Label(place, left + wide - _PAD, line, written, SMALL, anchor="end", look="q").draw(),
        data_place=str(box.address),
    )


@frozen
class _Gutter:
    """What is drawn between two columns."""

    comparison: Comparison
    stretches: Mapping[Address, Stretch]
    left: int
    right: int
    change_of: Mapping[str, Change]
    kept_of: Mapping[Address, int]

    def links(self) -> Iterator[tuple[int, Html]]:
        """The links with the layer that each belongs to: bands of provisions lie under ribbons of clauses."""
        flagged = {end for link in self.comparison.links if Flag.MOVED in link.flags for end in link.ends}
        for link in self.comparison.links:
            change = self.change_of.get(str(link.address))
            relation = change.relation if change else link.relation
            # The clauses of a provision move with it.
            moved = any(place in flagged for place in upwards(link.earlier[0]))
            ribbon = link.of_clauses or self.comparison.collation.options.level is Level.ARTICLE
            kept = self.kept_of.get(link.earlier[0], 100) if link.of_clauses else 100
            look = "rb" if ribbon else "band"
            paths = [
                tag(
                    "path",
                    d=between(left, right, (self.left, self.right), kept=kept),
                    class_=f"{look} mv" if moved else look,
                )
                for left, right in pieces(link, self.stretches)
            ]
            said = f"{link.address} {WORDS[relation]}" + "".join(f", {flag}" for flag in link.flags)
            if link.of_clauses and kept < 100:
                said += f", {kept} % of words kept"
            yield (
                moved + 2 * ribbon,
                tag(
                    "g",
                    tag("title", said),
                    *paths,
                    data_link=str(link.address),
                    data_relation=relation.value,
                    data_flags=" ".join(link.flags),
                ),
            )

    def signs(self) -> Iterator[Html]:
        """A sign in the middle of each ribbon that moved."""
        for link in self.comparison.links:
            if Flag.MOVED in link.flags:
                left, right = next(pieces(link, self.stretches))
                x, y = (self.left + self.right) // 2, (sum(left) + sum(right)) // 4
                yield tag("circle", cx=str(x), cy=str(y), r="7", class_="halo")
                yield sign("moved", x - 5, y - 5, large=False)

    def alone(self) -> Iterator[Html]:
        """What has no counterpart: it ends, or begins, at a bar."""
        for change in self.comparison.changes:
            if change.link is None:
                place = (*change.address.earlier, *change.address.later)[0]
                yield tag(
                    "g",
                    tag("title", f"{change.address} {change.relation}"),
                    *self._stub(self._own(place), out=change.relation is Relation.OMITTED),
                    data_change=str(change.address),
                    data_relation=change.relation.value,
                )

    def silent(self) -> Iterator[Html]:
        """About what the other text says nothing: it ends at a dashed bracket."""
        for place in self.comparison.not_transmitted:
            out = place.siglum == self.comparison.earlier.siglum
            edge, tip = (self.left, self.left + 14) if out else (self.right, self.right - 14)
            top, bottom = self.stretches[place]
            yield tag(
                "g",
                tag("title", f"{place}: not transmitted in {self._other(place)}"),
                tag("path", d=f"M{edge} {top + 1}H{tip}V{max(top + 2, bottom - 1)}H{edge}", class_="nt"),
                data_silent=str(place),
            )

    def _other(self, place: Address) -> str:
        return next(
            one.siglum for one in (self.comparison.later, self.comparison.earlier) if one.siglum != place.siglum
        )

    def _own(self, place: Address) -> Stretch:
        """What of a provision is its own: where clauses in it have a counterpart, what is printed over it."""
        top, bottom = self.stretches[place]
        if place.clause is None and any(end.is_in(place) for link in self.comparison.links for end in link.ends):
            return top, min(bottom, top + 4)
        return top, bottom

    def _stub(self, stretch: Stretch, *, out: bool) -> Iterator[Html]:
        top, bottom = stretch
        edge, tip = (self.left, self.left + _STUB) if out else (self.right, self.right - _STUB)
        step = (tip - edge) // 2
        inset = (bottom - top) // 4
        body = (
            f"M{edge} {top}C{edge + step} {top} {edge + step} {top + inset} {tip} {top + inset}V{bottom - inset}"
            f"C{edge + step} {bottom - inset} {edge + step} {bottom} {edge} {bottom}Z"
        )
        middle = (top + bottom) // 2
        reach = max(2, (bottom - top) // 3)
        yield tag("path", d=body, class_="out" if out else "in")
        yield tag("path", d=f"M{tip} {middle - reach}V{middle + reach}", class_="barout" if out else "barin")
        half = min(4, reach)
        x = tip + 3 + half if out else tip - 3 - half
        plus = "" if out else f"M{x} {middle - half}V{middle + half}"
        yield tag("path", d=f"M{x - half} {middle}H{x + half}{plus}", class_="sg")


def _between(comparison: Comparison, stretches: Mapping[Address, Stretch], across: tuple[int, int]) -> Html:
    change_of = {str(change.address): change for change in comparison.changes if change.link is not None}
    kept_of = {
        address: 100 - extent_of([group]).per_cent
        for group in comparison.collation.clause_groups()
        for member in group.members
        for address in member.addresses
    }
    gutter = _Gutter(comparison, stretches, *across, change_of, kept_of)
    layers = sorted(gutter.links(), key=lambda drawn: drawn[0])
    shown = [*(drawn for layer, drawn in layers if layer < 2), *gutter.silent(), *gutter.alone()]
    shown += [*(drawn for layer, drawn in layers if layer > 1), *gutter.signs()]
    return tag(
        "g",
        *shown,
        class_="gutter",
        data_between=f"{comparison.earlier.siglum} {comparison.later.siglum}",
    )


def _key() -> Iterator[KeyEntry]:
    across, level = (0, 34), (1, 13)
    yield KeyEntry(tag("path", d=between(level, level, across), class_="rb"), "kept")
    yield KeyEntry(
        tag("path", d=between(level, level, across, kept=35), class_="rb"), "reworded: the waist is the words kept"
    )
    crossing = [
        tag("path", d=between((0, 6), (8, 14), across), class_="rb"),
        tag("path", d=between((8, 14), (0, 6), across), class_="rb mv"),
    ]
    yield KeyEntry(joined(crossing), "moved")
    fork = [
        tag("path", d=between((3, 7), (0, 5), across), class_="rb"),
        tag("path", d=between((7, 11), (9, 14), across), class_="rb"),
    ]
    yield KeyEntry(joined(fork), "split, or merged")
    yield KeyEntry(
        joined(
            [
                tag("path", d="M0 1C8 1 8 4 18 4V10C8 10 8 13 0 13Z", class_="out"),
                tag("path", d="M18 2V12", class_="barout"),
                tag("path", d="M22 7H30", class_="sg"),
            ]
        ),
        "omitted",
    )
    yield KeyEntry(
        joined(
            [
                tag("path", d="M34 1C26 1 26 4 16 4V10C26 10 26 13 34 13Z", class_="in"),
                tag("path", d="M16 2V12", class_="barin"),
                tag("path", d="M4 7H12M8 3V11", class_="sg"),
            ]
        ),
        "inserted",
    )
    yield KeyEntry(tag("path", d="M0 1H14V13H0", class_="nt"), "not transmitted")
    yield KeyEntry(
        tag("path", d=between(level, level, across), class_="band"), "provisions of clauses that correspond"
    )
