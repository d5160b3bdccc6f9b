"""What goes wrong: one family of errors, each saying what was found, what was expected and what to do.

Every error that reaches a user of this library is a `TreatyDiffError`. Its children also descend from the
builtin a Python programmer would expect (`ValueError`, `LookupError`, `OSError`), so that ordinary
``except`` clauses work.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar


class TreatyDiffError(Exception):
    """The parent of all errors of this library.

    Args:
        what: what was found wrong, in one sentence without a final stop.
        expected: what was expected instead, or the empty string.
        todo: what the user can do about it, or the empty string.
        file: the name of the input it was found in, as the user gave it, or the empty string.
        line: the line in that input, counted from 1; 0 where there is none.
        column: the column in that line, counted from 1; 0 where there is none.

    Example:
        >>> str(TreatyDiffError("found two bodies", expected="one", todo="remove one", file="a.xml", line=3))
        'a.xml:3:1: found two bodies; expected one; to mend it: remove one'
    """

    exit_code: ClassVar[int] = 2

    def __init__(
        self, what: str, *, expected: str = "", todo: str = "", file: str = "", line: int = 0, column: int = 0
    ) -> None:
        self.what = what
        self.expected = expected
        self.todo = todo
        self.file = file
        self.line = line
        self.column = column
        super().__init__(str(self))

    @property
    def place(self) -> str:
        """``file:line:column``, as far as known; empty where nothing is."""
        if not self.file:
            return ""
        return f"{self.file}:{self.line}:{max(self.column, 1)}" if self.line else self.file

    def at(self, file: str, line: int = 0, column: int = 0) -> TreatyDiffError:
        """The same error with a place; a place that it has already is kept."""
        if not self.file:
            self.file, self.line, self.column = file, line, column
            self.args = (str(self),)
        return self

    def __str__(self) -> str:
        """Place, what was found, what was expected and what to do, in one line."""
        parts = [self.what]
        if self.expected:
            parts.append(f"expected {self.expected}")
        if self.todo:
            parts.append(f"to mend it: {self.todo}")
        return ": ".join([self.place, "; ".join(parts)] if self.place else ["; ".join(parts)])

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle by attributes, since keyword arguments do not survive `Exception`'s own way."""
        return (_rebuild, (type(self), dict(self.__dict__)))


def _rebuild(kind: type[TreatyDiffError], state: dict[str, object]) -> TreatyDiffError:
    error = kind.__new__(kind)
    error.__dict__.update(state)
    error.args = (str(error),)
    return error


class InputError(TreatyDiffError, ValueError):
    """An input cannot be read as what it claims to be: malformed, hostile, too large, or contradictory."""


class ModelError(TreatyDiffError, ValueError):
    """A value of the model cannot exist: an empty siglum, a span that runs backwards, two equal addresses."""


class AddressError(ModelError):
    """A string is no address, or an id comes from none."""


class DateError(ModelError):
    """A string is no EDTF date, or no calendar has that day."""


class UnknownError(TreatyDiffError, LookupError):
    """A siglum or an address was asked for that is not there."""


class OutputError(TreatyDiffError, OSError):
    """A result cannot be written where it was asked to go; nothing was written."""

    def __str__(self) -> str:
        """The message of `TreatyDiffError`: `OSError` would print its own form."""
        return TreatyDiffError.__str__(self)


def nearest(word: str, known: Iterable[str], *, most: int = 3) -> list[str]:
    """The known words most like `word`, best first: for the hint of an `UnknownError`.

    Closeness is Ratcliff and Obershelp's, from the standard library, letter case aside.

    Example:
        >>> nearest("drafts", ["signed", "draft", "Draft-2"])
        ['draft', 'Draft-2']
    """
    from difflib import get_close_matches  # only on the way to an error, so not at import

    by_case: dict[str, str] = {}
    for candidate in known:
        by_case.setdefault(candidate.casefold(), candidate)
    return [by_case[found] for found in get_close_matches(word.casefold(), sorted(by_case), n=most, cutoff=0.3)]
