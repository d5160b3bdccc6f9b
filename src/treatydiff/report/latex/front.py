"""What stands before and after an edition in LaTeX: the witnesses with their sources, and what is said of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from treatydiff.annotation import Contradictions, of_place, remarks
from treatydiff.collation.values import ClauseGroup, ProvisionGroup
from treatydiff.model.addresses import Address
from treatydiff.model.annotations import Annotation
from treatydiff.model.witnesses import Witness
from treatydiff.report.latex.writing import escape
from treatydiff.report.wording import caution, cited, described


def witnesses_list(witnesses: Sequence[Witness], base: str, annotations: Sequence[Annotation]) -> str:
    """The witnesses: siglum, title, what kind of text it is, source, and what is said of the whole of it."""
    lines = [r"\section*{Witnesses}", r"\begin{description}"]
    contradictions = Contradictions.among(annotations)
    for witness in witnesses:
        lemma = " (base)" if witness.siglum == base and len(witnesses) > 1 else ""
        parts = [escape(part) for part in (witness.title, described(witness), cited(witness)) if part]
        lines.append(
            rf"\item[\siglum{{{escape(witness.siglum)}}}{lemma}] "
            + ". ".join(part.rstrip(".") for part in parts)
            + "."
        )
        whole = of_place(remarks(annotations), Address(witness.siglum))
        lines += [r"\par\noindent{\small " + remark(one, contradictions) + "}" for one in whole]
    lines.append(r"\end{description}")
    if warned := caution(*witnesses):
        lines.append(r"\noindent " + escape(warned) + r"\par")
    return "\n".join(lines) + "\n"


def remark(annotation: Annotation, contradictions: Contradictions) -> str:
    """An annotation as a note: date, kind, statement, actors, source to the page, and what contradicts it."""
    dated = f"{annotation.date}, " if annotation.date else ""
    who = f" ({', '.join(annotation.actors)})" if annotation.actors else ""
    quoted = f" “{annotation.quote}”" if annotation.quote else ""
    sources = "; ".join(str(source) for source in annotation.sources)
    sure = f" (certainty {annotation.cert})" if annotation.cert else ""
    others = contradictions.of(annotation)
    against = "; ".join(f"{other.date or ''} {other.statement}".strip() for other in others)
    said = f"{dated}{annotation.kind}: {annotation.statement}{quoted}{who}{sure}"
    return "".join(
        [
            escape(said),
            f" {escape(f'[{sources}]')}" if sources else "",
            rf" \said{{Contradicted by:}} {escape(against)}" if against else "",
        ]
    )


class Notes:
    """Annotations as numbered footnotes, each at the places that it speaks of."""

    def __init__(self, annotations: Sequence[Annotation]) -> None:
        self._contradictions = Contradictions.among(annotations)
        self._remarks = remarks(annotations)
        self._waiting: list[str] = []

    def at(self, group: ClauseGroup | ProvisionGroup) -> str:
        """The footnotes that stand at a group, those first that were put off until here."""
        said = [*self._waiting, *self._of(group)]
        self._waiting = []
        return "".join(said)

    def put_off(self, group: ProvisionGroup) -> None:
        """Let the footnotes of a group that has no line of its own stand at the next one that has."""
        self._waiting += self._of(group)

    def _of(self, group: ClauseGroup | ProvisionGroup) -> Iterator[str]:
        """Those of which a target's last end is in the group.

        One that speaks of a provision and, more exactly, of something in it stands there alone.
        """
        at = {address for member in group.members for address in member.addresses}
        for annotation in self._remarks:
            ends = [target.addresses[-1] for target in annotation.targets if not target.of_witness]
            inside = any(end not in at and end.is_in(place) for end in ends for place in at)
            if not inside and not at.isdisjoint(ends):
                yield rf"\footnoteA{{{remark(annotation, self._contradictions)}}}"
