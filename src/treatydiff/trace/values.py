"""What a trace is made of: the witnesses in the life of a provision, and how it went from one to the next."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from attrs import frozen

from treatydiff.comparison import Change
from treatydiff.errors import UnknownError
from treatydiff.model.addresses import Address
from treatydiff.model.annotations import Annotation
from treatydiff.model.dossiers import WitnessRelation
from treatydiff.model.links import Link
from treatydiff.model.witnesses import Witness


class State(StrEnum):
    """What a witness has of the provision that is traced."""

    PRESENT = "present"
    OMITTED = "omitted"
    """It is compared with an earlier witness that has the provision, and has no counterpart."""
    NOT_YET = "not yet"
    """It is compared with a later witness that has the provision, and has no counterpart."""
    NOT_TRANSMITTED = "not transmitted"
    """It says nothing about it: a fragment, or another instrument."""
    SPOKEN_OF = "spoken of"
    """Nothing in it corresponds, but an annotation speaks of it and of the provision together."""


class Standing(StrEnum):
    """How what a witness has stands to the provision that is traced."""

    TRACED = "traced"
    BEFORE = "before"
    """The provision comes from it."""
    AFTER = "after"
    """It comes of the provision."""
    ASIDE = "aside"
    """It comes of what the provision comes from, or went into what became of it, or is only spoken of with it."""


@frozen
class Descent:
    """How what is traced went from one witness to a later one.

    Attributes:
        earlier: siglum of the earlier witness.
        later: siglum of the later witness.
        stated: what the dossier states of the two; empty where it only asks for the comparison.
        links: the links that join what is traced, in the comparison's order; none where one of the two lacks it.
        changes: what changed in it, with its annotations.

    Example:
        >>> Descent("A", "B", stated=(), links=(), changes=()).later
        'B'
    """

    earlier: str
    later: str
    stated: tuple[WitnessRelation, ...]
    links: tuple[Link, ...]
    changes: tuple[Change, ...]


@frozen(repr=False)
class TraceStep:
    """One witness in the life of a provision.

    Attributes:
        witness: the witness, its date as uncertain as it is.
        state: what it has of the provision.
        standing: how that stands to the provision that is traced.
        addresses: where it stands, in text order, none of them inside another; of one that is only spoken of, what
            is said to speak of it, maybe the whole witness; else empty.
        words: the words at each of these addresses, gaps in brackets; of a whole witness none.
        descents: how it came from each of the witnesses before.
        annotations: what is said of it, in the dossier's order.
        terms: what it lays down, likewise.

    Example:
        >>> step = TraceStep(Witness("A"), State.PRESENT, Standing.TRACED, (Address.parse("A/3"),), ("It lasts.",))
        >>> step, step.changes
        (<TraceStep undated A/3: present>, ())
    """

    witness: Witness
    state: State
    standing: Standing
    addresses: tuple[Address, ...] = ()
    words: tuple[str, ...] = ()
    descents: tuple[Descent, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    terms: tuple[Annotation, ...] = ()

    @property
    def changes(self) -> tuple[Change, ...]:
        """What changed from all the witnesses before."""
        return tuple(change for descent in self.descents for change in descent.changes)

    def __repr__(self) -> str:
        at = ", ".join(map(str, self.addresses)) or self.witness.siglum
        return f"<TraceStep {self.witness.date or 'undated'} {at}: {self.state}>"


@frozen(repr=False)
class Trace:
    """The life of one provision or clause.

    Attributes:
        address: where it was asked for, as its witness prints it.
        steps: the witnesses in time order: by the first day that a date may mean, then the last, then the dossier's
            order; a witness without a date stands after the one that the dossier lists before it.

    Example:
        >>> steps = [TraceStep(Witness(siglum), State.OMITTED, Standing.BEFORE) for siglum in "AB"]
        >>> life = Trace(Address.parse("B/3"), tuple(steps))
        >>> life, life.step("A").state.value
        (<Trace of B/3: A, B>, 'omitted')
    """

    address: Address
    steps: tuple[TraceStep, ...]

    @property
    def annotations(self) -> tuple[Annotation, ...]:
        """What is said at any step, each once, in the order of the steps."""
        return tuple({one.id: one for step in self.steps for one in step.annotations}.values())

    def step(self, siglum: str) -> TraceStep:
        """The step of a witness.

        Raises:
            UnknownError: the witness is no part of this life.
        """
        for step in self.steps:
            if step.witness.siglum == siglum:
                return step
        known = ", ".join(step.witness.siglum for step in self.steps)
        raise UnknownError(f"found no step {siglum!r} in the trace of {self.address}", expected=f"one of {known}")

    def __iter__(self) -> Iterator[TraceStep]:
        return iter(self.steps)

    def __len__(self) -> int:
        return len(self.steps)

    def __repr__(self) -> str:
        return f"<Trace of {self.address}: {', '.join(step.witness.siglum for step in self.steps)}>"
