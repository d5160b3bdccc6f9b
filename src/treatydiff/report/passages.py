"""Passages: what a citation leads to, as a person reads it in a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from treatydiff.citation import Citation, Resolution, Standing
from treatydiff.model.addresses import Address
from treatydiff.model.witnesses import Witness
from treatydiff.report.screen import Screen, Tone

_INDENT = "    "


def render_resolution(resolution: Resolution, *, screen: Screen = Screen()) -> str:  # noqa: B008 - a frozen value
    """Where a citation leads, whether the words are those cited, and the words.

    Args:
        resolution: the citation, taken back to its passage.
        screen: where it is shown.
    """
    lines = [
        screen.set([(str(resolution.place), Tone.STRONG), (f"  {_told(resolution)}", Tone.PLAIN)], indent=_INDENT)
    ]
    if resolution.elsewhere:
        named = ", ".join(map(str, resolution.elsewhere))
        lines.append(
            screen.set([(f"The words cited stand now at {named}.", Tone.PLAIN)], first=_INDENT, indent=_INDENT)
        )
    if resolution.citation:
        lines += _passages(resolution.citation, screen)
    return "".join(lines)


def _told(resolution: Resolution) -> str:
    now = resolution.citation.digest if resolution.citation else ""
    match resolution.standing:
        case Standing.SAME:
            return f"the words are those cited ({resolution.cited})"
        case Standing.CHANGED:
            return f"the words have changed: cited {resolution.cited}, now {now}"
        case Standing.UNVERIFIED:
            return f"no digest was given to compare with {now}"
        case Standing.GONE:
            near = f"; nearest are {', '.join(resolution.near)}" if resolution.near else ""
            return f"there is no such passage{near}"


def _passages(citation: Citation, screen: Screen) -> Iterator[str]:
    for side in citation.cited:
        about = ", ".join(part for part in (side.title, side.locator, str(side.witness.date or "")) if part)
        yield screen.set([(about, Tone.FAINT)], first=_INDENT, indent=_INDENT)
        for address in side.addresses:
            for words in _words(side.witness, address).splitlines():
                label = f"{address}  " if len(citation.cited) + len(side.addresses) > 2 else ""
                yield screen.set([(label, Tone.FAINT), (words, Tone.PLAIN)], first=_INDENT, indent=_INDENT)
    if citation.words:
        yield screen.set(
            [("words within: ", Tone.FAINT), (citation.words, Tone.PLAIN)], first=_INDENT, indent=_INDENT
        )


def _words(witness: Witness, address: Address) -> str:
    """The words at an address, each gap with what is noted of it."""
    if address.clause is not None:
        return witness.clause(address).read_out().strip()
    provisions = (witness.provision(address),) if address.steps else witness.provisions
    return "\n".join(provision.read_out() for provision in provisions)
