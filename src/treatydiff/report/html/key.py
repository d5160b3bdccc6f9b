"""Key: what the signs, ribbons and marks of the synopsis mean."""

from __future__ import annotations

from treatydiff.report.html.build import Content, Html, joined, tag
from treatydiff.report.html.signs import sign
from treatydiff.report.svg.ribbons import bracket, ribbon, stub

_ROWS = 200


def key() -> Html:
    """The key, which can be closed."""
    entries: list[tuple[str, str, Content, list[Html]]] = [
        ("identical", "kept", "The same words in both texts.", [_ribbon(0, 0)]),
        (
            "reworded",
            "reworded",
            joined(
                [
                    "Words that ",
                    tag("ins", "came in"),
                    " from the text to the left; words that ",
                    tag("del", "go out"),
                    " in the text to the right. The narrower the ribbon, the fewer words were kept.",
                ]
            ),
            [_ribbon(0, 0, kept=40)],
        ),
        ("inserted", "inserted", "No counterpart in the text to the left.", [_stub(out=False)]),
        ("omitted", "omitted", "No counterpart in the text to the right.", [_stub(out=True)]),
        (
            "moved",
            "moved",
            "Stands elsewhere among the rest: ribbons cross, the mover edged; an arrow leads off to what is far.",
            [_ribbon(0, 1, look="rb mv"), _ribbon(1, 0)],
        ),
        ("split", "split, merged", "One became several, or several one.", [_ribbon(0, 0), _ribbon(0, 1)]),
        ("renumbered", "renumbered", "The number alone is another; the ribbon is that of its relation.", []),
        (
            "not transmitted",
            "not transmitted",
            "The other text is a fragment or another instrument and says nothing: neither inserted nor omitted.",
            [tag("path", d=bracket(0, out=True), class_="nt")],
        ),
    ]
    listed = [
        tag(
            "div",
            tag("dt", sign(name), " ", word),
            tag(
                "dd",
                tag(
                    "svg", *drawn, viewBox=_box(name), preserveAspectRatio="none", aria_hidden="true", class_="mini"
                )
                if drawn
                else None,
                says,
            ),
        )
        for name, word, says, drawn in entries
    ]
    return tag(
        "details", tag("summary", "Key to the signs"), tag("dl", *listed, class_="key"), class_="keybox", open=True
    )


def _box(name: str) -> str:
    return f"0 0 100 {_ROWS if name in ('moved', 'split') else 100}"


def _ribbon(left: int, right: int, *, kept: int = 100, look: str = "rb") -> Html:
    return tag("path", d=ribbon(left, right, kept=kept), class_=look)


def _stub(*, out: bool) -> Html:
    drawn, name = stub(0, out=out), "out" if out else "in"
    return joined([tag("path", d=drawn.body, class_=f"rb {name}"), tag("path", d=drawn.bar, class_=f"bar {name}")])
