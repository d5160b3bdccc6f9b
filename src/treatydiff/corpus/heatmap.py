"""Heat map: treaties against treaties, a cell the darker the more of their articles correspond."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from treatydiff.corpus.store import Corpus, Treaty
from treatydiff.corpus.tables import Table
from treatydiff.errors import InputError
from treatydiff.report.html.build import Content, tag
from treatydiff.report.pictures.sheet import (
    MARGIN,
    PITCH,
    PLAIN,
    KeyEntry,
    Label,
    key,
    key_width,
    needed,
    rectangle,
    sheet,
)

MOST = 1000
"""Treaties that a heat map holds at most."""
SHADES = (20, 40, 60, 80)
"""From how many of a hundred articles on a cell has the next shade."""

_LARGE, _SMALL = 16, 3
_LABELLED = 60
_ROOM = 220


def render_heatmap(corpus: Corpus, relations: Table) -> bytes:
    r"""A table of related treaties as a picture: those that are related to any, earliest first.

    A cell stands for two treaties; its shade says how many of a hundred articles of the shorter one have a
    counterpart in the other. Up to 60 treaties are labelled; the cells of more are smaller, and years stand beside
    them.

    Args:
        corpus: the corpus.
        relations: as `treatydiff.corpus.related` gives it for treaties.

    Returns:
        SVG, as the other pictures of treatydiff.

    Raises:
        InputError: no treaties are related, or too many.

    Example:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> from treatydiff.corpus import build
        >>> matters = ("peace and trade", "ports and pilots", "mails and cables", "courts of law", "rivers")
        >>> folder = TemporaryDirectory()
        >>> texts = Path(folder.name, "texts")
        >>> texts.mkdir()
        >>> for name in ("A", "B"):
        ...     articles = [f"Article {n}\n\nThe Parties shall agree on {one}." for n, one in enumerate(matters, 1)]
        ...     _ = Path(texts, f"{name}.txt").write_text("\n\n".join(articles), "utf-8")
        >>> corpus = build(texts, Path(folder.name, "corpus")).corpus
        >>> from treatydiff.corpus import related
        >>> render_heatmap(corpus, related(corpus))[:4]
        b'<?xm'
        >>> folder.cleanup()
    """
    cells = {
        frozenset((row["earlier"], row["later"])): 100 * row["articles"] // min(row["earlier_of"], row["later_of"])
        for row in relations.records()
    }
    held = frozenset().union(*cells)
    treaties = [treaty for treaty in corpus.treaties if treaty.key in held]
    if not 0 < len(treaties) <= MOST:
        raise InputError(
            f"found {len(treaties) or 'no'} related treaties",
            expected=f"1 to {MOST} for a picture",
            todo="write a table",
        )
    labelled = len(treaties) <= _LABELLED
    pitch = _LARGE if labelled else max(_SMALL, 900 // len(treaties))
    labels = [" ".join(filter(None, (str(one.date or ""), one.title or one.siglum))) for one in treaties]
    room = min(_ROOM, max(needed(label, PLAIN) for label in labels)) if labelled else needed("0000", PLAIN)
    left, top = MARGIN + room + 8, MARGIN + PITCH + 8
    entries = [
        KeyEntry(rectangle(0, 0, 14, 14, f"b{shade}"), words) for shade, words in enumerate(_bands(), start=1)
    ]
    heading = f"{len(treaties)} treaties, earliest first: share of the shorter one's articles that correspond"
    wide = max(
        left + pitch * len(treaties) + MARGIN, key_width(entries), needed(heading, PLAIN, bold=True) + 2 * MARGIN
    )
    parts: list[Content] = [Label(heading, MARGIN, MARGIN + PLAIN, wide - 2 * MARGIN, look="b").draw()]
    paths: dict[int, list[str]] = defaultdict(list)
    free = top
    for row, treaty in enumerate(treaties):
        y = top + row * pitch
        year = _year(treaty)
        if labelled:
            parts.append(Label(labels[row], left - 8, y + pitch - 4, room, anchor="end").draw())
        elif y >= free and year and (not row or year != _year(treaties[row - 1])):
            parts.append(Label(year, left - 8, y + PLAIN, room, anchor="end").draw())
            free = y + PITCH
        paths[0].append(f"M{left + row * pitch} {y}h{pitch}v{pitch}h-{pitch}z")
        for column, other in enumerate(treaties):
            share = cells.get(frozenset((treaty.key, other.key)))
            if share is not None and row != column:
                shade = 1 + sum(share >= least for least in SHADES)
                paths[shade].append(f"M{left + column * pitch} {y}h{pitch}v{pitch}h-{pitch}z")
    parts += [
        tag("path", d="".join(paths[shade]), class_="rb" if not shade else f"b{shade}") for shade in sorted(paths)
    ]
    bottom = top + pitch * len(treaties) + 12
    drawn, end = key(entries, bottom, wide)
    parts.append(drawn)
    description = (
        f"A table of {len(treaties)} treaties against themselves. The pairs that share articles, and how many, "
        "stand in the table that treatydiff corpus related prints."
    )
    return sheet("heatmap", heading, description, (wide, end + MARGIN), parts)


def _year(treaty: Treaty) -> str:
    return str(treaty.date.earliest.year) if treaty.date else ""


def _bands() -> list[str]:
    edges = [0, *SHADES, 101]
    return [f"{low} to {high - 1} %" for low, high in pairwise(edges)]
