"""Remarks: what annotations say, as a person reads it in a terminal: who, when, what, says who, on which page.

An annotation stands where that stands which it speaks of, and is told in full once: where it belongs to several
places, the others name it by its id. What texts lay down, their terms, is listed and not told again at each change.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from treatydiff.annotation import Contradictions, remarks
from treatydiff.model.addresses import Address
from treatydiff.model.annotations import TERM, Annotation
from treatydiff.report.screen import Piece, Screen, Tone
from treatydiff.report.wording import counted, enumerated, unbroken

_SIGN = "* "
_INDENT = "  "


def responsible(annotations: Iterable[Annotation]) -> str:
    """Who is responsible for all of some annotations; empty where several are, or nobody is named."""
    names = {one.resp for one in annotations}
    return names.pop() if len(names) == 1 else ""


def render_remark(
    one: Annotation,
    *,
    against: Iterable[Annotation] = (),
    dated: bool = True,
    usual: str = "",
    screen: Screen,
    indent: str = "",
) -> str:
    """An annotation as lines.

    Args:
        one: the annotation.
        against: the annotations that contradict it, besides those that it names itself.
        dated: whether its date is shown.
        usual: who is responsible for all that is shown, and need not be named with each.
        screen: where it is shown.
        indent: what stands before each line.

    Example:
        >>> one = Annotation("n1", "objection", "Too short.", actors=("X", "Y"))
        >>> other = Annotation("n2", "note", "Nobody objected.")
        >>> print(render_remark(one, against=[other], screen=Screen()), end="")
        * n1 objection, X and Y: Too short. (contradicted by n2)
    """
    about = " ".join(part for part in (one.id, str(one.date or "") if dated else "", one.kind) if part)
    who = f", {enumerated(one.actors)}" if one.actors else ""
    laid_down = f"{one.term}: {one.value}" if one.kind == TERM else ""
    statement = ". ".join(part for part in (laid_down, one.statement) if part)
    pieces: list[Piece] = [(about, Tone.STRONG), (f"{who}: {statement}", Tone.PLAIN)]
    if one.quote:
        pieces.append((f" {_quoted(one.quote, screen)}", Tone.PLAIN))
    known = [unbroken(str(source)) for source in one.sources]
    known += [f"by {one.resp}"] if one.resp not in ("", usual) else []
    known += [f"certainty: {one.cert}"] if one.cert not in ("", "high") else []
    if known:
        pieces.append((f" [{'; '.join(known)}]", Tone.FAINT))
    pieces.append((_contradicted(one, against), Tone.STRONG))
    return screen.set(pieces, first=indent + _SIGN, indent=indent + " " * len(_SIGN))


def render_annotations(
    annotations: Sequence[Annotation],
    *,
    among: Sequence[Annotation] = (),
    title: str = "",
    screen: Screen = Screen(),  # noqa: B008 - a frozen value
) -> str:
    """Annotations as a list, each with what it speaks of; then terms.

    Args:
        annotations: what to show, in order.
        among: all annotations of the dossier: who contradicts whom is looked up there.
        title: what stands over them.
        screen: where they are shown.

    Example:
        >>> note = Annotation("n1", "objection", "Too short.", "A/3", actors=("X",))
        >>> print(render_annotations([note], screen=Screen()), end="")
        1 annotation
        <BLANKLINE>
        * n1 objection, X: Too short.
          on A/3
    """
    said = remarks(annotations)
    terms = [one for one in annotations if one.kind == TERM]
    parts = [counted(len(said), "annotation")] if said or not terms else []
    parts += [counted(len(terms), "term")] if terms else []
    usual = responsible(annotations)
    head = ", ".join(parts) + (f", by {usual}" if usual else "")
    lines = [screen.set([(f"{title}: {head}" if title else head, Tone.STRONG)])]
    contradictions = Contradictions.among(among or annotations)
    for one in (*said, *terms):
        against = contradictions.of(one)
        lines += ["\n", render_remark(one, against=against, usual=usual, screen=screen), _places(one, screen)]
    return "".join(lines)


class Telling:
    """What is said of some texts, told where it belongs: in full at the first place, then by its id.

    Args:
        annotations: all that is said of the texts; terms among them are left out.
        screen: where it is shown.

    Example:
        >>> note = Annotation("n1", "objection", "Too short.", ["A/3:1", "B/3:1"])
        >>> telling = Telling([note], Screen())
        >>> for place in note.targets:
        ...     print("".join(telling.tell(telling.of(place.addresses))), end="")
        * n1 objection: Too short.
        * see n1
    """

    def __init__(self, annotations: Iterable[Annotation], screen: Screen) -> None:
        self._said = remarks(annotations)
        self._screen = screen
        self._usual = responsible(self._said)
        self._contradictions = Contradictions.among(self._said)
        self._at: dict[Address, list[int]] = {}
        for number, one in enumerate(self._said):
            for target in one.targets:
                self._at.setdefault(target.addresses[0], []).append(number)
        self._told: set[str] = set()

    def key(self) -> str:
        """What the sign stands for, and who is responsible where all is by one; empty where nothing is said."""
        if not self._said:
            return ""
        by = f", as noted by {self._usual}" if self._usual else ""
        return f"Marked {_SIGN.strip()}: what is said of the texts{by}".removesuffix(".") + "."

    def of(self, places: Collection[Address]) -> tuple[Annotation, ...]:
        """Those that speak of one of some places, or of a change or link all ends of which are among them."""
        here = set(places)
        near = sorted({number for place in here for number in self._at.get(place, ())})
        found = (self._said[number] for number in near)
        return tuple(one for one in found if any(here.issuperset(target.addresses) for target in one.targets))

    def tell(self, annotations: Iterable[Annotation], *, indent: str = "") -> Iterator[str]:
        """Annotations as lines: first those not yet told, then the ids of those that were."""
        known = []
        for one in remarks(annotations):
            against = self._contradictions.of(one)
            if one.id in self._told:
                known.append(one.id + _contradicted(one, against))
                continue
            self._told.add(one.id)
            yield render_remark(one, against=against, usual=self._usual, screen=self._screen, indent=indent)
        if known:
            see: list[Piece] = [(f"see {', '.join(known)}", Tone.FAINT)]
            yield self._screen.set(see, first=indent + _SIGN, indent=indent + " " * len(_SIGN))

    def rest(self) -> Iterator[str]:
        """What was not told because the place of which it speaks has no line of its own, with that place."""
        for one in self._said:
            if one.id not in self._told:
                yield from self.tell([one])
                yield _places(one, self._screen)


def _contradicted(one: Annotation, against: Iterable[Annotation]) -> str:
    """Which annotations contradict one, of those that are shown with it and of those that it names itself."""
    named = dict.fromkeys([*(other.id for other in against), *one.conflicts_with])
    return f" (contradicted by {enumerated(named)})" if named else ""


def _places(one: Annotation, screen: Screen) -> str:
    """What an annotation speaks of, as lines."""
    places = [
        f"{target.place} {_quoted(target.quote.strip(), screen)}" if target.quote else str(target.place)
        for target in one.targets
    ]
    about = "; ".join(places) or "the negotiation as a whole"
    return screen.set([(f"on {about}", Tone.FAINT)], first=_INDENT, indent=_INDENT)


def _quoted(words: str, screen: Screen) -> str:
    return f"“{words}”" if screen.signs else f'"{words}"'
