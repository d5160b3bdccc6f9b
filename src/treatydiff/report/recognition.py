"""How the structure of a text was recognised, as a person reads it: each decision, how sure it is, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from treatydiff.model.addresses import Address
from treatydiff.model.witnesses import Witness
from treatydiff.readers.recognition.decisions import Decision
from treatydiff.readers.transcript import Transcript
from treatydiff.report.screen import Piece, Screen, Tone
from treatydiff.report.wording import counted

_INDENT = "    "


def render_recognition(
    witness: Witness,
    transcript: Transcript | None,
    *,
    part: Address | None = None,
    screen: Screen = Screen(),  # noqa: B008 - a frozen value
) -> str:
    """The decisions on a text, or on a part of it, and how many there are.

    Args:
        witness: the text, one of the transcript's.
        transcript: what reading its file gave; ``None`` for a text of a dossier, in which all is marked.
        part: a provision or clause to which the decisions are limited.
        screen: where it is shown.

    Raises:
        UnknownError: the witness has no such part.
    """
    place = Address(witness.siglum) if part is None else witness.resolve(part)
    found = () if transcript is None else decisions_on(transcript, Address(place.siglum, place.steps))
    title = screen.rule([("How its structure was recognised", Tone.STRONG)], str(place)) + "\n"
    if not found:
        said = f"Nothing had to be recognised in {place}: the file says of each provision what it is."
        if transcript is not None and transcript.decisions:
            said = f"Nothing was decided inside {place} that the text around it does not decide."
        return title + screen.set([(said, Tone.PLAIN)])
    return title + "".join(line for one in found for line in _told(one, screen)) + "\n" + _in_all(found, screen)


def decisions_on(transcript: Transcript, part: Address) -> tuple[Decision, ...]:
    r"""The decisions on a witness or a provision: those from where it begins to where the next one does.

    Args:
        transcript: what reading the file gave.
        part: the address of a witness or of a provision in it, as it is called in the transcript.

    Example:
        >>> from treatydiff.readers import read_bytes
        >>> transcript = read_bytes(b"Article 1\n\nIt holds.\n\nArticle 2\n\nIt ends.", name="a.txt")
        >>> [one.reading for one in decisions_on(transcript, Address.parse("a/2"))]
        ['Article 2']
    """
    only = len(transcript.witnesses) == 1
    if not part.steps and only:
        return transcript.decisions
    # The siglum may be another than the file's where a single text was given one.
    siglum = transcript.witnesses[0].siglum if only else part.siglum
    asked = Address(siglum, part.steps)
    within = [place for address, place in transcript.places if address.is_in(asked)]
    if not within:
        return ()
    first, last = min(within), max(within)
    after = [place for address, place in transcript.places if place > last and not address.is_in(asked)]
    stop = min(after, default=None)
    return tuple(
        one
        for one in transcript.decisions
        if first <= (one.line, one.column) and (stop is None or (one.line, one.column) < stop)
    )


def _told(one: Decision, screen: Screen) -> Iterator[str]:
    """A decision's two lines: what was read as what, and why."""
    sign = screen.sign("doubtful") if one.doubtful else " "
    named = f"{one.level} {one.number}".strip()
    head: list[Piece] = [
        (f"{one.line}:{one.column}", Tone.FAINT),
        (f"  {named}", Tone.PLAIN if one.level == "words" or one.aside else Tone.STRONG),
        (f"  {one.confidence:.2f}", Tone.PLAIN),
        ("  doubtful" if one.doubtful else "", Tone.STRONG),
        (f"  {' '.join(one.reading.split())}", Tone.PLAIN),
    ]
    yield screen.set([piece for piece in head if piece[0]], first=f"{sign} ", indent=_INDENT)
    yield screen.set([("; ".join(one.reasons), Tone.FAINT)], first=_INDENT, indent=_INDENT)


def _in_all(found: Sequence[Decision], screen: Screen) -> str:
    doubtful = sum(one.doubtful for one in found)
    aside = sum(one.aside for one in found)
    said = f"{counted(len(found), 'decision')}, {doubtful:,} of them doubtful; {aside:,} left aside."
    return screen.set([(said, Tone.STRONG)])
