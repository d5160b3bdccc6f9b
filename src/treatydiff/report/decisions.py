"""What an editor decided of an alignment, as a person reads it: what gave way, and what no longer fits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from treatydiff.collation.values import Collation
from treatydiff.model.links import EditedLink, Link
from treatydiff.report.screen import Screen, Tone

_INDENT = "    "


def by_whom(edit: EditedLink) -> str:
    """Who decided, how sure he is, and why.

    Example:
        >>> by_whom(Link("A/1", "B/2", resp="N. N.", cert="low", reason="Both are on peace."))
        'by N. N. (certainty low): Both are on peace.'
    """
    cert = f" (certainty {edit.cert})" if edit.cert else ""
    reason = f": {edit.reason}" if edit.reason else ""
    return f"by {edit.resp or 'an editor'}{cert}{reason}"


def decisions(collation: Collation, screen: Screen) -> Iterator[str]:
    """The lines on an editor's decisions: what has no counterpart, the computed links that gave way, misfits.

    Args:
        collation: what was made with the decisions.
        screen: where they are shown.
    """
    alone = [
        f"{one.address} without counterpart in {one.witness}, {by_whom(one)}"
        for one in collation.without_counterpart
    ]
    yield from _listed("Decided:", alone, screen)
    gave_way = [f"{link.address}  {link.relation.value} ({how(link)})" for link in collation.overruled]
    yield from _listed("Overruled, computed links that gave way to an editor's decisions:", gave_way, screen)
    unfit = [str(misfit) for misfit in collation.misfits]
    warning = (
        "Warning: decisions of an editor that do not fit the texts and were not applied. To mend one, look at the "
        "places, and correct its target or its words, or take it back:"
    )
    yield from _listed(warning, unfit, screen)


def how(link: Link) -> str:
    """By which rule a computed link was found, and how alike its ends are."""
    return f"{link.rule}, {link.score:.3f}"


def _listed(title: str, lines: Sequence[str], screen: Screen) -> Iterator[str]:
    if lines:
        yield "\n" + screen.set([(title, Tone.STRONG)])
        for line in lines:
            yield screen.set([(line, Tone.PLAIN)], first=_INDENT, indent=_INDENT * 2)
