"""Marking: the words of two texts set for reading, those that differ marked, as one text or each text by itself."""

from __future__ import annotations

from collections.abc import Sequence

from treatydiff.collation.values import Reading, VariationUnit
from treatydiff.model.passages import Gap
from treatydiff.report.screen import Piece, Tone
from treatydiff.report.wording import spelled

Gaps = Sequence[tuple[str, tuple[Gap, ...]]]
"""The sigla of those who have a text, the earlier's first, each with the gaps of its text by place."""


def both(units: Sequence[VariationUnit], gaps: Gaps, moved: str, becomes: str) -> list[Piece]:
    """The units of one or two witnesses as one text: what went out before what came in.

    Args:
        units: the text in order.
        gaps: who has the text; of one witness alone nothing is marked.
        moved: the sign after words that stand elsewhere in the other text.
        becomes: the sign between two ways of writing one word.
    """
    waiting = {siglum: iter(held) for siglum, held in gaps}
    spaced = [False] * len(gaps)  # whether white space ends what was read so far of each text
    pieces: list[Piece] = []
    for unit in units:
        readings = [unit.of(siglum) for siglum, _ in gaps]
        texts = [
            "".join(spelled(reading, waiting[siglum])) for reading, (siglum, _) in zip(readings, gaps, strict=True)
        ]
        if _agree(readings):
            space = any(spaced) or any(text[:1].isspace() for text in texts)
            pieces += [(" " if space else "", Tone.PLAIN), (texts[-1].strip(), Tone.PLAIN)]
        elif unit.transposed is None and _alike(readings):
            space = any(spaced) or any(text[:1].isspace() for text in texts)
            written = becomes.join(text.strip() for text in texts)
            pieces += [(" " if space else "", Tone.PLAIN), (written, Tone.ALIKE)]
        else:
            sign = moved if unit.transposed is not None else ""
            out = False
            for text, tone, space in zip(texts, (Tone.OUT, Tone.IN), spaced, strict=True):
                if text.strip():
                    between = " " if space or out or text[:1].isspace() else ""
                    pieces += [(between, Tone.PLAIN), (text.strip(), tone), (sign, Tone.PLAIN)]
                    out = True
        spaced = [text[-1:].isspace() if text else space for text, space in zip(texts, spaced, strict=True)]
    return [piece for piece in pieces if piece[0]]


def side(units: Sequence[VariationUnit], gaps: Gaps, siglum: str, tone: Tone, moved: str) -> list[Piece]:
    """The units of one witness as text, marked where the other has the text but not these words.

    Args:
        units: the text in order.
        gaps: who has the text.
        siglum: whose text; nothing is set where it has none.
        tone: how words that differ are set.
        moved: the sign after words that stand elsewhere in the other text.
    """
    waiting = {name: iter(held) for name, held in gaps}
    if siglum not in waiting:
        return []
    pieces: list[Piece] = []
    for unit in units:
        text = "".join(spelled(unit.of(siglum), waiting[siglum]))
        readings = [unit.of(name) for name in waiting]
        if _agree(readings):
            pieces.append((text, Tone.PLAIN))
        elif text.strip():
            words = text.rstrip()
            how = Tone.ALIKE if unit.transposed is None and _alike(readings) else tone
            pieces += [(words, how), (moved if unit.transposed is not None else "", Tone.PLAIN)]
            pieces.append((text[len(words) :], Tone.PLAIN))
        else:
            pieces.append((text, Tone.PLAIN))
    return [piece for piece in pieces if piece[0]]


def _agree(readings: Sequence[Reading | None]) -> bool:
    """Whether readings of a place say the same, white space apart."""
    words = [[token.strip() for token in reading.tokens] if reading else [] for reading in readings]
    return all(other == words[0] for other in words) and len({r.forms for r in readings if r}) == 1


def _alike(readings: Sequence[Reading | None]) -> bool:
    """Whether all have words here, the same ones once writing is normalised."""
    return all(readings) and len({reading.forms for reading in readings if reading}) == 1
