"""The timeline of a dossier in the terminal: day by day, texts, handovers and what is said to have happened."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from treatydiff.report.remarks import render_remark, responsible
from treatydiff.report.screen import Piece, Screen, Tone
from treatydiff.report.wording import cited, described, enumerated
from treatydiff.timeline import Timeline, TimelineEntry

_INDENT = "    "
_NAMED = 8
"""How many entries are named that one may precede or follow; the data name all."""


def render_timeline(timeline: Timeline, *, screen: Screen = Screen()) -> str:  # noqa: B008 - a frozen value
    """A timeline as text, lines ended by newlines; dates are written as the dossier has them.

    Args:
        timeline: what to show.
        screen: where it is shown.

    Example:
        >>> from treatydiff.model.dates import UncertainDate
        >>> from treatydiff.model.dossiers import DossierRecord
        >>> from treatydiff.model.witnesses import Witness
        >>> from treatydiff.timeline import timeline
        >>> texts = (Witness("A", date=UncertainDate("1950-03")), Witness("B", date=UncertainDate("1950")))
        >>> print(render_timeline(timeline(DossierRecord("Pact", texts))), end="")
        Pact
        <BLANKLINE>
        1950
            B  B
               en
               order uncertain: it may precede or follow A
        1950-03
            A  A
               en
               order uncertain: it may precede or follow B
    """
    lines = [screen.set([(timeline.title, Tone.STRONG)]), "\n"] if timeline.title else []
    usual = responsible(one.annotation for one in (*timeline.entries, *timeline.undated) if one.annotation)
    before = ""
    for entry in timeline.entries:
        if str(entry.date) != before:
            before = str(entry.date)
            lines.append(screen.set([(before, Tone.STRONG)]))
        lines += _entry(entry, usual, screen)
    if timeline.undated:
        lines += ["\n", screen.set([("Undated", Tone.STRONG)])]
        for entry in timeline.undated:
            lines += _entry(entry, usual, screen)
    return "".join(lines)


def _entry(entry: TimelineEntry, usual: str, screen: Screen) -> Iterator[str]:
    indent = _INDENT + "  "
    if entry.annotation is not None:
        against = entry.conflicts
        yield render_remark(
            entry.annotation, against=against, dated=False, usual=usual, screen=screen, indent=_INDENT
        )
        places = ", ".join(str(target.place) for target in entry.annotation.targets)
        if places:
            yield screen.set([(f"of {places}", Tone.FAINT)], first=indent, indent=indent)
    elif entry.witness is not None:
        indent = _INDENT + " " * (len(entry.witness.siglum) + 2)
        name: list[Piece] = [(f"{entry.witness.siglum}  {entry.title}", Tone.STRONG)]
        yield screen.set(name, first=_INDENT, indent=indent)
        about = described(evolve(entry.witness, date=None))
        for line in filter(None, (about, cited(entry.witness))):
            yield screen.set([(line, Tone.FAINT)], first=indent, indent=indent)
    else:
        note = f": {entry.handover.note}" if entry.handover is not None and entry.handover.note else ""
        yield screen.set([(f"{screen.sign('->')} {entry.title}{note}", Tone.PLAIN)], first=_INDENT, indent=indent)
    if entry.order_uncertain:
        more = len(entry.unordered) - _NAMED
        named = entry.unordered if more <= 1 else (*entry.unordered[:_NAMED], f"{more} others")
        said = f"order uncertain: it may precede or follow {enumerated(named)}"
        yield screen.set([(said, Tone.FAINT)], first=indent, indent=indent)
