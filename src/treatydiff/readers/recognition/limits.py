"""What is too much for one treaty: hundreds of thousands of lines, labels or paragraphs of a few characters each.

Each becomes objects that take a hundred times the room of such a line. So that memory stays within twenty times the
size of a text, whatever stands in it, above a number that no treaty reaches they must be as long as text is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from treatydiff.errors import InputError
from treatydiff.readers.recognition.lines import Line

_MANY_LINES, _THIN_LINE = 100_000, 24
_MANY_UNITS, _THIN_UNIT = 50_000, 120
"""Above so many, they must have so many characters on the average."""
_OF_A_CLAUSE = 4
"""As many clauses take the room of a paragraph."""
_LINE = re.compile(r"[^\s][^\n\r\f\v]*")
_LABEL = r"[(（\[]?[^\W_]{1,6}[.)）\]、](?=\s)|[-–—•*]\s|\{"
_UNIT = re.compile(rf"(?m:^[ \t]*(?:{_LABEL}))|[-‐\u00ad][ \t]*\n|\n[ \t\r]*\n")
_LABELLED = re.compile(_LABEL)
_STOP = re.compile(r"[.;!?。；！？]")


def check_text(text: str, *, name: str) -> None:
    r"""Refuse a text in too many pieces.

    Args:
        text: the text.
        name: the input's name, for the error.

    Raises:
        InputError: with how many there are.

    Example:
        >>> check_text("(a) b;\n" * 60_000, name="a.txt")
        Traceback (most recent call last):
            ...
        treatydiff.errors.InputError: a.txt: found 75,000 labels, paragraphs and clauses in 420,000 characters; ...
    """
    _check_lines(sum(1 for _ in _LINE.finditer(text)), len(text), name)
    stops = sum(1 for _ in _STOP.finditer(text))
    _check_units(sum(1 for _ in _UNIT.finditer(text)) + stops // _OF_A_CLAUSE, len(text), name)


def check_lines(lines: Sequence[Line], *, name: str) -> None:
    """Refuse lines, of whatever format, in too many pieces.

    Raises:
        InputError: with how many there are.
    """
    size = sum(len(line.text) for line in lines)
    _check_lines(len(lines), size, name)
    _check_units(_units(line for line in lines), size, name)


def _units(lines: Iterable[Line]) -> int:
    found = stops = 0
    for line in lines:
        found += line.opens or bool(_LABELLED.match(line.text))
        stops += sum(1 for _ in _STOP.finditer(line.text))
    return found + stops // _OF_A_CLAUSE


def _check_lines(count: int, size: int, name: str) -> None:
    if count > _MANY_LINES and size < count * _THIN_LINE:
        raise InputError(
            f"found {count:,} lines in {size:,} characters",
            expected=f"lines of {_THIN_LINE} characters or more, where there are over {_MANY_LINES:,}",
            todo="divide it into treaties, or join its lines",
        ).at(name)


def _check_units(count: int, size: int, name: str) -> None:
    if count > _MANY_UNITS and size < count * _THIN_UNIT:
        raise InputError(
            f"found {count:,} labels, paragraphs and clauses in {size:,} characters",
            expected=f"{_THIN_UNIT} characters or more for each, where there are over {_MANY_UNITS:,}",
            todo="divide it into treaties",
        ).at(name)
