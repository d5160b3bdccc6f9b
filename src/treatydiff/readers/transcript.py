"""Transcripts: what every reader gives, and the one place where witnesses are put together from what was read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum

from attrs import evolve, frozen

from treatydiff.errors import InputError, ModelError, UnknownError
from treatydiff.model.addresses import Address, Step
from treatydiff.model.annotations import Annotation
from treatydiff.model.findings import Finding
from treatydiff.model.provisions import Provision
from treatydiff.model.witnesses import Witness
from treatydiff.readers.places import Place
from treatydiff.readers.recognition.decisions import Decision


class Revisions(StrEnum):
    """What is read of the changes that a Word document tracks."""

    ACCEPTED = "accepted"
    """The text with all of them made."""
    REJECTED = "rejected"
    """The text as it was before."""
    BOTH = "both"
    """Two witnesses: before and after."""

    def with_state(self, inside: str) -> Revisions:
        """What has to be read where ``FILE#INSIDE`` may mean one state of a document: both, so that each is told.

        Example:
            >>> Revisions.ACCEPTED.with_state("rejected").value, Revisions.REJECTED.with_state("A").value
            ('both', 'rejected')
        """
        return Revisions.BOTH if inside in _STATES else self


_STATES = (Revisions.REJECTED.value, Revisions.ACCEPTED.value)


@frozen
class Transcript:
    """What a reader made of one input: Gothenburg's stage of transcription.

    Attributes:
        witnesses: the texts found, in the input's order; one at least.
        findings: what was doubtful or left aside, by place.
        annotations: what the input says of these texts, and of others that it names.
        places: where provisions begin in the input, in text order, for readers that know: line and column;
            paragraph and character in a Word document; page and line in a PDF.
        decisions: what lines were taken for and why, where structure had to be recognised.
        form: what the input was read as, in words: "Word (.docx)", "plain text".

    Example:
        >>> Transcript((Witness("A"),)).witness.siglum
        'A'
    """

    witnesses: tuple[Witness, ...]
    findings: tuple[Finding, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    places: tuple[tuple[Address, Place], ...] = ()
    decisions: tuple[Decision, ...] = ()
    form: str = ""

    @property
    def witness(self) -> Witness:
        """The only witness.

        Raises:
            InputError: there are several; all are named.
        """
        if len(self.witnesses) != 1:
            sigla = [witness.siglum for witness in self.witnesses]
            raise InputError(
                f"found the witnesses {', '.join(sigla)} in one input",
                expected="one",
                todo=f"read all with treatydiff.read_all; on the command line name one: FILE#{sigla[0]}",
            )
        return self.witnesses[0]

    def siglum_of(self, inside: str) -> str:
        """The siglum of the text that ``FILE#INSIDE`` means; of a Word document also "rejected" or "accepted".

        Raises:
            UnknownError: no text of the input has it.

        Example:
            >>> Transcript((Witness("A-rejected"), Witness("A-accepted"))).siglum_of("rejected")
            'A-rejected'
        """
        sigla = [witness.siglum for witness in self.witnesses]
        if inside in sigla:
            return inside
        state = [siglum for siglum in sigla if inside in _STATES and siglum.endswith(f"-{inside}")]
        if len(state) != 1:
            lacks = ", and no tracked changes" if inside in _STATES else ""
            raise UnknownError(f"found no text {inside!r} in it{lacks}", expected=f"one of {', '.join(sigla)}")
        return state[0]


def furnish(
    described: Witness,
    provisions: tuple[Provision, ...],
    *,
    name: str,
    place: Callable[[Provision], Place | None],
) -> Witness:
    """The described witness with its provisions; what the model refuses comes out with its place.

    Args:
        described: the witness without provisions.
        provisions: its provisions.
        name: the input's name, for errors.
        place: where a provision stands in the input.

    Raises:
        ModelError: two provisions have one address (the second one's place is given), or they stand in
            each other too deep (the deepest one's).
    """
    try:
        return evolve(described, provisions=provisions)
    except ModelError as error:
        guilty = _repeated(provisions) or max(_levels(provisions), key=lambda one: one[0])[1]
        raise error.at(name, *(place(guilty) or (0, 0))) from None


def _levels(provisions: tuple[Provision, ...]) -> Iterator[tuple[int, Provision]]:
    """All provisions with their depths."""
    level = 0
    while provisions:
        yield from ((level, provision) for provision in provisions)
        provisions = tuple(child for provision in provisions for child in provision.children)
        level += 1


def _repeated(provisions: tuple[Provision, ...]) -> Provision | None:
    """The first provision whose address a sibling before it has."""
    unnumbered: dict[str, int] = {}
    for provision in provisions:
        if provision.number is None:
            unnumbered[provision.kind] = unnumbered.get(provision.kind, 0) + 1
    counts = dict.fromkeys(unnumbered, 0)
    known: set[Step] = set()
    for provision in provisions:
        if provision.number is None:
            counts[provision.kind] += 1
        step = provision.step(counts.get(provision.kind, 0), unnumbered.get(provision.kind, 0))
        within = provision if step in known else _repeated(provision.children)
        if within is not None:
            return within
        known.add(step)
    return None
