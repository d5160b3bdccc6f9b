"""Genesis: a table of what became of each provision of the final text from draft to draft."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from treatydiff.collation import Collation
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
from treatydiff.report.svg.genesis import Fate, GenesisCell, GenesisRow, genesis, joined_alike
from treatydiff.report.wording import enumerated

_ACROSS = 1060
_HEAD = 178
_NARROWEST, _WIDEST = 104, 176
_HIGH = 2 * PITCH
_PAD = 5
_SIGN = 13
_SIGNS = {
    Fate.FIRST: "inserted",
    Fate.KEPT: "identical",
    Fate.REWORDED: "reworded",
    Fate.SPLIT: "split",
    Fate.MERGED: "merged",
    Fate.PARALLEL: "parallel",
}
_LOOKS = {Fate.FIRST: "first", Fate.ABSENT: "none", Fate.SILENT: "hatched", Fate.KEPT: "none"}


def render_genesis(collation: Collation, *, final: str = "") -> bytes:
    """A table: a row for each provision of the final text, and for each that it lacks; a column for each text.

    Args:
        collation: the texts in time.
        final: siglum of the final text; the base where none is named.

    Returns:
        SVG; the same for the same collation on any machine. Each cell stands in it once, as a group with
        ``data-row``, ``data-in``, ``data-fate``, ``data-at``, and ``data-after`` where the text that it is held
        against is not the one before.

    Raises:
        UnknownError: the final text is none of the collation's.

    Example:
        >>> from treatydiff.collation import collate
        >>> from treatydiff.model.passages import Passage
        >>> from treatydiff.model.provisions import Provision
        >>> from treatydiff.model.witnesses import Witness
        >>> a, b = (
        ...     Witness(siglum, (Provision("body", (Passage(text),)),))
        ...     for siglum, text in (("A", "It lasts five years."), ("B", "It lasts ten years."))
        ... )
        >>> found = render_genesis(collate([a, b]), final="B")
        >>> b'data-row="B/body:1" data-in="B" data-fate="reworded" data-at="B/body:1"' in found
        True
    """
    last = collation.witness(final or collation.base).siglum
    texts = len(collation.witnesses)
    wide = min(_WIDEST, max(_NARROWEST, (_ACROSS - _HEAD) // texts))
    right = MARGIN + _HEAD + wide * texts
    shown: list[Content] = [_heads(collation, wide)]
    y = MARGIN + 3 * PITCH
    parts = genesis(collation, final=last)
    for part in parts:
        if len(parts) > 1:
            title = part.title or part.siglum or "Provisions that the final text does not have"
            shown.append(Label(title, MARGIN, y + 18, right - MARGIN, look="b").draw())
            y += PITCH + 8
        for row in part.rows:
            shown.append(_row(row, collation, y, wide))
            y += _HIGH
        shown.append(tag("path", d=f"M{MARGIN} {y}H{right}", class_="ln"))
        y += 4
    explained, bottom = key(list(_key()), y + 8, right + MARGIN)
    names = enumerated(witness.siglum for witness in collation.witnesses)
    rows = sum(len(part.rows) for part in parts)
    hatch = tag(
        "pattern",
        tag("path", d="M0 6L6 0", class_="faint"),
        id="genesis-hatch",
        width="6",
        height="6",
        patternUnits="userSpaceOnUse",
    )
    return sheet(
        "genesis",
        f"Genesis of the provisions: {names}",
        f"A table of {rows} provisions, those of {last} first. A cell says how a provision stands in a text beside "
        "the last earlier text that has it, with words that are new.",
        (right + MARGIN, bottom + MARGIN),
        [tag("defs", hatch), *shown, explained],
    )


def _heads(collation: Collation, wide: int) -> Html:
    shown: list[Content] = [Label("Provision", MARGIN, MARGIN + 12, _HEAD - _PAD, look="b").draw()]
    for n, witness in enumerate(collation.witnesses):
        x, room = MARGIN + _HEAD + n * wide + _PAD, wide - 2 * _PAD
        about = ", ".join(part for part in (str(witness.date or ""), "" if witness.complete else "in part") if part)
        shown.append(Label(witness.siglum, x, MARGIN + 12, room, LARGE, look="b").draw())
        shown.append(Label(about, x, MARGIN + 12 + PITCH, room, SMALL, look="q").draw())
    return tag("g", *shown)


def _row(row: GenesisRow, collation: Collation, y: int, wide: int) -> Html:
    language = collation.witness(row.address.siglum).language
    shown: list[Content] = [
        tag("path", d=f"M{MARGIN} {y}h{_HEAD + wide * len(row.cells)}", class_="hair"),
        Label(str(row.address), MARGIN, y + 13, _HEAD - _PAD, SMALL, look="q").draw(),
        Label(row.words, MARGIN, y + 28, _HEAD - _PAD, SMALL + 1, look="w", language=language).draw(),
    ]
    x = MARGIN + _HEAD
    for run in joined_alike(row.cells):
        for n, cell in enumerate(run):
            # Of a run one label is written, over all its cells.
            said = Label("", 0, 0, 0)
            if n == len(run) - 1 and cell.fate in (Fate.ABSENT, Fate.SILENT):
                span = wide * len(run)
                said = Label(cell.fate.value, x + span // 2, y + 21, span - 2 * _PAD, SMALL, "middle", "q")
            shown.append(_cell(cell, row, collation, (x + n * wide, y, wide), said))
        x += wide * len(run)
    return tag("g", *shown)


def _cell(cell: GenesisCell, row: GenesisRow, collation: Collation, at: tuple[int, int, int], said: Label) -> Html:
    x, y, wide = at
    fate = cell.fate.value + (", moved" if cell.moved else "") + (f" after {cell.after}" if cell.after else "")
    places = " ".join(map(str, cell.addresses))
    whole = " ".join(part for part in (fate, places, cell.words) if part)
    parts: list[Content] = [
        tag("title", f"{cell.siglum}: {whole}"),
        rectangle(x + 1, y + 1, wide - 2, _HIGH - 2, _LOOKS.get(cell.fate, "rw")),
    ]
    if cell.fate in _SIGNS:
        parts += _filled(cell, fate, collation.witness(cell.siglum).language, at)
    else:
        parts.append(said.draw())
    return tag(
        "g",
        *parts,
        data_row=str(row.address),
        data_in=cell.siglum,
        data_fate=cell.fate.value,
        data_at=places,
        data_after=cell.after,
        data_moved="moved" if cell.moved else "",
    )


def _filled(cell: GenesisCell, fate: str, language: str, at: tuple[int, int, int]) -> Iterator[Content]:
    """Signs, what became of it and where it stands; below, its words."""
    x, y, wide = at
    names = [_SIGNS[cell.fate], "moved"] if cell.moved else [_SIGNS[cell.fate]]
    for n, name in enumerate(names):
        yield sign(name, x + _PAD - 1 + n * _SIGN, y + 4, large=False)
    place = " ".join(str(address).partition("/")[2] for address in cell.addresses)
    left = x + _PAD + _SIGN * len(names)
    room = x + wide - _PAD - left
    # Where both are short of room, both are cut: the sign says what became of it.
    written = min(needed(place, SMALL), max(room * 2 // 5, room - _PAD - needed(fate, SMALL)))
    yield Label(fate, left, y + 13, room - written - _PAD, SMALL).draw()
    yield Label(place, x + wide - _PAD, y + 13, written, SMALL, anchor="end", look="q").draw()
    yield Label(cell.words, x + _PAD, y + 28, wide - 2 * _PAD, SMALL + 1, look="w", language=language).draw()


def _key() -> Sequence[KeyEntry]:
    entries = []
    for fate, name in _SIGNS.items():
        ground = rectangle(8, 0, 18, 14, _LOOKS.get(fate, "rw"))
        entries.append(KeyEntry(joined([ground, sign(name, 12, 2, large=False)]), fate.value))
    hatched = rectangle(8, 0, 18, 14, "hatched")
    return [*entries, KeyEntry(sign("moved", 12, 2, large=False), "moved"), KeyEntry(hatched, Fate.SILENT.value)]
