"""What is too much markup for one treaty: hundreds of thousands of tags or marks around a few characters each.

Each becomes objects that take a hundred times its room. So that the memory of a reader stays within twenty times
the size of a file, whatever stands in it, above a number that no treaty reaches they must be as far apart as in a
text.
(Lines and paragraphs: `treatydiff.readers.recognition.limits`.)
"""

from __future__ import annotations

from treatydiff.errors import InputError

_MANY, _THIN = 200_000, 40
"""Above so many, there must be so many characters for each, markup included."""


def check_tags(text: str, *, name: str) -> None:
    """Refuse XML or HTML with too many elements for its length.

    Args:
        text: the source.
        name: the input's name, for the error.

    Raises:
        InputError: with how many there are.

    Example:
        >>> check_tags("<p>" + "<hi>a</hi> " * 250_000 + "</p>", name="a.xml")
        Traceback (most recent call last):
        treatydiff.errors.InputError: a.xml: found 250,001 elements in 2,750,007 characters; expected 40 ...
    """
    _check(text.count("<") - text.count("</"), "elements", text, name)


def check_marks(text: str, *, name: str) -> None:
    """Refuse Markdown with too many marks for its length.

    Args:
        text: the source.
        name: the input's name, for the error.

    Raises:
        InputError: with how many there are.
    """
    _check(sum(map(text.count, "*_[|`>&")), "marks", text, name)


def _check(count: int, what: str, text: str, name: str) -> None:
    if count > _MANY and len(text) < count * _THIN:
        raise InputError(
            f"found {count:,} {what} in {len(text):,} characters",
            expected=f"{_THIN} characters or more for each, where there are over {_MANY:,}",
            todo="divide it into treaties, or take out what sets single words off",
        ).at(name)
