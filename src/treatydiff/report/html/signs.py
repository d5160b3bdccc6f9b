"""Signs: what says besides colour how a provision stands to another; drawn, with words for those who do not see."""

from __future__ import annotations

from treatydiff.report.html.build import Html, joined, tag
from treatydiff.report.svg.ribbons import bracket, ribbon, stub

DRAWN = {
    "identical": "M3 6h10M3 10h10",
    "reworded": "M2.5 6.5c2-2.5 4-2 5.5-.5s3.5 2 5.5-.5M2.5 11c2-2.5 4-2 5.5-.5s3.5 2 5.5-.5",
    "inserted": "M8 3v10M3 8h10",
    "omitted": "M3 8h10M13 4.5v7",
    "moved": "M2 4.5h2.5L11 12h3M2 12h2.5l2-2.3M9 6.8l2-2.3h3M12 2.5l2 2-2 2M12 10l2 2-2 2",
    "renumbered": "M6.5 2.5l-1.5 11M11 2.5l-1.5 11M3 6h10.5M2.5 10H13",
    "reference": "M3 8h9M9 5l3 3-3 3M3 4v8",
    "split": "M2 8h4c3 0 3-4 5-4h3M6 8c3 0 3 4 5 4h3",
    "merged": "M14 8h-4c-3 0-3-4-5-4H2M10 8c-3 0-3 4-5 4H2",
    "parallel": "M3 4.5h10M3 8h10M3 11.5h10",
    "not-transmitted": "M5 3H3v10h2M11 3h2v10h-2M6.2 10.5h.4M7.8 10.5h.4M9.4 10.5h.4",
}
"""The line of each sign in a square of 16 units; of two words, with a hyphen."""
STEPS = 10
"""Waists of ribbons that many pages draw again and again: tenths of the words kept."""


def sign(name: str) -> Html:
    """The sign of a relation or flag."""
    return tag("svg", tag("use", href=f"#s-{name.replace(' ', '-')}"), aria_hidden="true")


def waist(kept: int) -> str:
    """The id of the ribbon of one row that is nearest to a share of words kept, in per cent."""
    return f"r-{(kept * STEPS + 50) // 100}"


def sprite() -> Html:
    """All that is drawn more than once, to be used by name."""
    symbols = [tag("symbol", tag("path", d=d), id=f"s-{name}", viewBox="0 0 16 16") for name, d in DRAWN.items()]
    kept = [step * 100 // STEPS for step in range(STEPS + 1)]
    symbols += [_line(ribbon(0, 0, kept=share), id_=waist(share)) for share in kept]
    for name, out in (("out", True), ("in", False)):
        drawn = stub(0, out=out)
        surface, bar = _line(drawn.body, class_=f"rb {name}"), _line(drawn.bar, class_=f"bar {name}")
        symbols.append(tag("g", surface, bar, id=f"r-{name}"))
        symbols.append(_line(bracket(0, out=out), class_="nt", id_=f"r-nt-{name}"))
    return tag("svg", tag("defs", joined(symbols)), class_="sprite", aria_hidden="true")


def _line(d: str, **attributes: str) -> Html:
    """A path whose line stays as thin as it is however far it is stretched.

    Said as an attribute: a rule of the style sheet does not reach what is used elsewhere.
    """
    return tag("path", d=d, vector_effect="non-scaling-stroke", **attributes)
