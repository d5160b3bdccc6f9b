"""Refusals: what is wrong in a dossier, the first of which ends its reading, unless all are to be known."""

from __future__ import annotations

from types import TracebackType

from attrs import field, frozen

from treatydiff.errors import TreatyDiffError


@frozen
class Refused:
    """One part of a dossier that could not be read.

    Attributes:
        rule: what kind of part it was, in one word, such as ``relation``.
        error: what is wrong with it, with its place.
    """

    rule: str
    error: TreatyDiffError


@frozen(eq=False)
class Refusals:
    """What becomes of an error in one part of a dossier: it is raised, or kept while the other parts are read.

    Attributes:
        kept: what was refused so far.
        all: whether all is to be known, so that errors are kept.

    Example:
        >>> every = Refusals(all=True)
        >>> for number in (1, 2):
        ...     with every.of("relation"):
        ...         raise TreatyDiffError(f"found number {number}")
        >>> [str(one.error) for one in every.kept]
        ['found number 1', 'found number 2']
        >>> with Refusals().of("relation"):
        ...     raise TreatyDiffError("found number 1")
        Traceback (most recent call last):
        treatydiff.errors.TreatyDiffError: found number 1
    """

    all: bool = False
    kept: list[Refused] = field(factory=list)

    def of(self, rule: str) -> _Part:
        """Read one part: where errors are kept, what is raised inside ends that part and no more."""
        return _Part(self, rule)


@frozen(eq=False)
class _Part:
    """One part while it is read."""

    refusals: Refusals
    rule: str

    def __enter__(self) -> None:
        """Begin it."""

    # A class, and no generator, since a type checker has to see that errors may end here.
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if not self.refusals.all or not isinstance(error, TreatyDiffError):
            return False
        self.refusals.kept.append(Refused(self.rule, error))
        return True
