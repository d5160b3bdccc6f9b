"""Strip: the shape of comparisons at a glance, a cell a provision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from treatydiff.comparison import Comparison
from treatydiff.errors import ModelError
from treatydiff.model.links import Flag, Relation
from treatydiff.report.html.build import Content, Html, joined, tag
from treatydiff.report.pictures.sheet import (
    LARGE,
    MARGIN,
    PITCH,
    SMALL,
    KeyEntry,
    Label,
    key,
    needed,
    rectangle,
    sheet,
    sign,
)
from treatydiff.report.svg.strip import StripCell, StripGroup, strip
from treatydiff.report.wording import WORDS, enumerated

_ACROSS, _NARROWEST = 980, 560
_CELL, _HIGH = 14, 34
_GAP = 5
_WIDEST = 84
_MANY = 60
"""Groups from which only each tenth is labelled."""
_SHADES = 5
_SIGNS = ("inserted", "omitted", "split", "merged", "parallel")


def render_strip(comparisons: Sequence[Comparison]) -> bytes:
    """Comparisons as rows of cells, one a provision, as full and dark as the share of its words that differ.

    Args:
        comparisons: what is shown, one below the other.

    Returns:
        SVG; the same for the same comparisons on any machine. Each cell stands in it once, as a group with
        ``data-place``, ``data-relation``, ``data-flags`` and ``data-differing``, in per cent.

    Raises:
        ModelError: there is no comparison.

    Example:
        >>> from treatydiff.comparison import compare
        >>> from treatydiff.model.passages import Passage
        >>> from treatydiff.model.provisions import Provision
        >>> from treatydiff.model.witnesses import Witness
        >>> a, b = (
        ...     Witness(siglum, (Provision("body", (Passage(text),)),))
        ...     for siglum, text in (("A", "It lasts five years."), ("B", "It lasts ten years."))
        ... )
        >>> b'data-differing="25"' in render_strip([compare(a, b)])
        True
    """
    if not comparisons:
        raise ModelError("found nothing to draw", expected="a comparison at least")
    shown: list[Html] = []
    y, end = MARGIN, MARGIN + _NARROWEST
    for comparison in comparisons:
        rows = list(_rows(strip(comparison)))
        drawn, y = _strip(comparison, rows, y)
        shown.append(drawn)
        end = max([end, *(placed.x + max(placed.room, _long(placed)) for row in rows for placed in row)])
    wide = end + MARGIN
    explained, bottom = key(list(_key()), y, wide)
    names = enumerated(f"{one.earlier.siglum} to {one.later.siglum}" for one in comparisons)
    return sheet(
        "strip",
        f"How much of each provision changed: {names}",
        "A cell a provision, in the order of the earlier text; the fuller and darker, the more of its words "
        "differ, counted in both texts together.",
        (wide, bottom + MARGIN),
        [*shown, explained],
    )


@frozen
class _Placed:
    """A group with its place in the row, and what is written under it."""

    group: StripGroup
    x: int
    label: str
    room: int


def _strip(comparison: Comparison, rows: Sequence[Sequence[_Placed]], y: int) -> tuple[Html, int]:
    earlier, later = comparison.earlier, comparison.later
    head = Label(f"{earlier.siglum} → {later.siglum}", MARGIN, y + 12, _NARROWEST, LARGE, look="b")
    y += PITCH + 6
    shown: list[Content] = [head.draw()]
    for row in rows:
        shown.append(tag("path", d=f"M{MARGIN} {y + _HIGH}h{row[-1].x + _long(row[-1]) - MARGIN}", class_="hair"))
        for placed in row:
            shown += [_cell(cell, placed.x + n * _CELL, y) for n, cell in enumerate(placed.group.cells)]
            label = Label(placed.label, placed.x, y + _HIGH + 13, placed.room, SMALL, look="q")
            shown.append(label.draw())
        y += _HIGH + PITCH + 6
    return tag("g", *shown, data_between=f"{earlier.siglum} {later.siglum}"), y + 8


def _long(placed: _Placed) -> int:
    return len(placed.group.cells) * _CELL


def _rows(groups: Sequence[StripGroup]) -> Iterator[list[_Placed]]:
    """The groups in rows of the sheet's width; one with more cells than a row has is parted."""
    many = len(groups) > _MANY
    most = _ACROSS // _CELL
    parted = [
        (n, StripGroup(group.label, group.cells[start : start + most]))
        for n, group in enumerate(groups)
        for start in range(0, len(group.cells), most)
    ]
    row: list[_Placed] = []
    x, free = MARGIN, MARGIN
    for n, group in parted:
        cells = len(group.cells) * _CELL
        label = "" if many and n % 10 else group.label
        # Where each has a label it makes room for it; where few have, a label reaches under its neighbours.
        room = min(_WIDEST, needed(label, SMALL)) if label else 0
        taken = cells if many else max(cells, room)
        if x + max(taken, room) > MARGIN + _ACROSS and row:
            yield row
            row, x, free = [], MARGIN, MARGIN
        row.append(_Placed(group, x, label if x >= free else "", room))
        free = max(free, x + room + _GAP)
        x += taken + (1 if many else _GAP)
    if row:
        yield row


def _cell(cell: StripCell, x: int, y: int) -> Html:
    address = str(cell.change or cell.place)
    alone = cell.change is None and cell.per_cent == 100
    relation = cell.relation
    if relation is None:
        said, look, names = "not transmitted", "nt", ["not transmitted"]
    else:
        said = ", ".join([WORDS[relation], *cell.flags])
        if cell.per_cent and not alone:
            said += f", {cell.per_cent} % of words differ"
        names = [relation.value] if relation.value in _SIGNS else []
        names += [flag.value for flag in cell.flags if flag is not Flag.REFERENCE]
        look = {Relation.OMITTED: "out", Relation.INSERTED: "in"}[relation] if alone else "box"
    high = 0 if alone else _HIGH * cell.per_cent // 100
    bar = None
    if cell.per_cent and not alone:
        high = max(2, high)
        shade = -(-cell.per_cent * _SHADES // 100)
        bar = rectangle(x + 1, y + _HIGH - high, _CELL - 2, high, f"b{shade}")
    back = rectangle(x + 1, y, _CELL - 2, _HIGH, look)
    drawn = None
    if names:
        # Over a bar a sign would not be seen: it has a ground of its own.
        ground = rectangle(x + 2, y + 1, _CELL - 4, 12, "paper") if high > _HIGH - 13 else None
        drawn = joined([ground, sign(names[0], x + 2, y + 2, large=False)])
    return tag(
        "g",
        tag("title", f"{address}: {said}"),
        back,
        bar,
        drawn,
        data_place=address,
        data_relation=relation.value if relation else "not transmitted",
        data_flags=" ".join(cell.flags),
        data_differing=str(cell.per_cent),
    )


def _key() -> Iterator[KeyEntry]:
    for shade in range(1, _SHADES + 1):
        share = shade * 100 // _SHADES
        bar = rectangle(10, 14 - 14 * share // 100, 14, 14 * share // 100, f"b{shade}")
        yield KeyEntry(joined([rectangle(10, 0, 14, 14, "box"), bar]), f"to {share} % of words differ")
    for name, look in (("inserted", "in"), ("omitted", "out"), ("not transmitted", "nt")):
        yield KeyEntry(joined([rectangle(10, 0, 14, 14, look), sign(name, 12, 2, large=False)]), name)
    for name in ("moved", "renumbered", "split", "merged", "parallel"):
        yield KeyEntry(sign(name, 11, 1), WORDS[Relation.PARALLEL] if name == "parallel" else name)
