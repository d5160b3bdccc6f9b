"""What was found in a dossier, in the terminal: a line or more for each hit, the words among those around them."""

from __future__ import annotations

from collections.abc import Sequence

from treatydiff.report.screen import Piece, Screen, Tone
from treatydiff.report.wording import counted
from treatydiff.search import Hit, Part

_AROUND = 12
"""How many words are shown before and after those found."""


def render_hits(hits: Sequence[Hit], words: str, *, screen: Screen = Screen()) -> str:  # noqa: B008 - a frozen value
    """Hits as text, lines ended by newlines; the words found stand in brackets where there is no colour.

    Args:
        hits: what was found.
        words: what was looked for.
        screen: where it is shown.

    Example:
        >>> from treatydiff.model.dossiers import DossierRecord
        >>> from treatydiff.model.passages import Passage
        >>> from treatydiff.model.provisions import Provision
        >>> from treatydiff.model.witnesses import Witness
        >>> from treatydiff.search import find
        >>> text = Witness("A", (Provision("body", (Passage("They keep the peace."),)),))
        >>> print(render_hits(find(DossierRecord(witnesses=(text,)), "Peace"), "Peace"), end="")
        A/body:1  They keep the [peace].
        <BLANKLINE>
        Found 1 time in 1 text.
    """
    if not hits:
        return screen.set(
            [(f"Found nothing for “{words}”." if screen.signs else f'Found nothing for "{words}".', Tone.PLAIN)]
        )
    lines = [_line(hit, screen) for hit in hits]
    texts = {place.address.siglum for hit in hits for place in hit.places}
    remarks = {hit.annotation.id for hit in hits if hit.annotation}
    where = [counted(len(texts), "text")] if texts else []
    where += [counted(len(remarks), "annotation")] if remarks else []
    return "".join(
        [*lines, "\n", screen.set([(f"Found {counted(len(hits), 'time')} in {' and '.join(where)}.", Tone.PLAIN)])]
    )


def _line(hit: Hit, screen: Screen) -> str:
    about = hit.at
    if hit.annotation is not None:
        dated = f" {hit.annotation.date}" if hit.annotation.date else ""
        about += f"{dated} {hit.annotation.kind}"
    if hit.part not in (Part.TEXT, Part.STATEMENT):
        about += f", {hit.part.value}"
    before, after = hit.before.split(), hit.after.split()
    dots = screen.sign("ellipsis")
    start = [f"{dots} "] if len(before) > _AROUND else []
    stop = [f" {dots}"] if len(after) > _AROUND else []
    left = " ".join(before[-_AROUND:]) + (" " if hit.before[-1:].isspace() else "")
    right = (" " if hit.after[:1].isspace() else "") + " ".join(after[:_AROUND])
    words = " ".join(hit.words.split())
    found: Piece = (words, Tone.STRONG) if screen.colour else (f"[{words}]", Tone.PLAIN)
    pieces: list[Piece] = [(f"{about}  ", Tone.FAINT), *((text, Tone.PLAIN) for text in (*start, left)), found]
    return screen.set([*pieces, *((text, Tone.PLAIN) for text in (right, *stop))], indent="    ")
