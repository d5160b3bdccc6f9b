"""Values of a JSON document, each with its path, so that what is wrong with one is told with line and column.

The document is parsed by the standard library, which keeps no places. They are looked for only once something is
wrong, by going through the text again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from attrs import frozen

from treatydiff.errors import InputError, TreatyDiffError
from treatydiff.readers.places import Place, place_in

Path = tuple[str | int | None, ...]
"""The keys and positions that lead to a value."""

DEEPEST = 120
"""How many keys and positions lead to a value at most: more than to a mark in a provision 50 deep."""
_MANY, _THIN = 200_000, 18
"""Above so many objects and lists there must be so many characters for each: each takes up to 300 bytes."""
_NAMES = {dict: "an object", list: "a list", str: "a string", bool: "true or false", type(None): "null"}
_BETWEEN = " \t\n\r:"
"""What stands between values besides commas and brackets."""


def parse(text: str, *, name: str) -> Value:
    r"""The value that a document is.

    Args:
        text: the document.
        name: what errors call it.

    Raises:
        InputError: it is no JSON, has a key twice in one object, is nested too deep, or has too many objects and
            lists for its length.

    Example:
        >>> parse('{"a": ["b", "c"]}', name="x.json").of("a")["a"].texts()
        ('b', 'c')
        >>> parse('{"a": 1,\n "a": 2}', name="x.json")
        Traceback (most recent call last):
        treatydiff.errors.InputError: x.json:2:2: found the key 'a' twice in one object; expected it once
    """
    many = text.count("{") + text.count("[")
    if many > _MANY and len(text) < many * _THIN:
        raise InputError(
            f"found {many:,} objects and lists in {len(text):,} characters",
            expected=f"{_THIN} characters or more for each, where there are over {_MANY:,}",
            todo="divide it into treaties",
        ).at(name)
    try:
        found = json.loads(text, object_pairs_hook=_object)
    except json.JSONDecodeError as error:
        what = error.msg[:1].lower() + error.msg[1:]
        made = InputError(f"found what is no JSON: {what}", expected="JSON", todo="write the file anew")
        raise made.at(name, *place_in(text, error.pos)) from None
    except _Twice as twice:
        made = InputError(f"found the key {twice.key!r} twice in one object", expected="it once")
        raise made.at(name, *_place_of_second(text, twice.key)) from None
    except RecursionError:
        deep = next((offset for offset, path, _ in _paths(text) if len(path) > DEEPEST), 0)
        raise _too_deep().at(name, *place_in(text, deep)) from None
    except ValueError:  # a number of thousands of digits
        raise InputError("found a number that is too long", expected="numbers of a few digits").at(name) from None
    return Value(found, (), text, name)


class _Twice(Exception):  # noqa: N818 - no error of its own
    """A key stands twice in one object."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key


def _object(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise _Twice(key)
            seen.add(key)
    return found


def _too_deep() -> InputError:
    return InputError("found values nested too deep", expected=f"{DEEPEST} levels at most")


@frozen(eq=False)
class Value:
    """One value.

    Attributes:
        is_: the value as the standard library gives it.
        path: where it stands.
        document: the text that it is part of.
        name: what errors call the document.
    """

    is_: Any
    path: Path
    document: str
    name: str

    def place(self) -> Place:
        """Line and column of the value."""
        return place_in(
            self.document,
            next((offset for offset, path, is_key in _paths(self.document) if path == self.path and not is_key), 0),
        )

    def wrong(self, what: str, expected: str, todo: str = "") -> InputError:
        """An error about this value, with its place."""
        made = InputError(what, expected=expected, todo=todo)
        made.at(self.name, *self.place())
        return made

    @contextmanager
    def told(self) -> Iterator[None]:
        """What goes wrong inside is told with the place of this value, where it has none of its own."""
        try:
            yield
        except TreatyDiffError as error:
            if not error.file:
                error.at(self.name, *self.place())
            raise

    def _unlike(self, expected: str) -> InputError:
        found = self.is_
        shown = _NAMES.get(type(found), "a number")
        if isinstance(found, str):
            shown = f"{found[:60]!r}"
        return self.wrong(f"found {shown} {self._called()}", expected)

    def _called(self) -> str:
        key = next((step for step in reversed(self.path) if isinstance(step, str)), "")
        return f"in {key!r}" if key else "as the document"

    def of(self, *keys: str, and_: Sequence[str] = ()) -> Mapping[str, Value]:
        """The values of an object by key.

        Args:
            keys: those that it must have.
            and_: those that it may have besides; their values are not given.

        Raises:
            InputError: it is no object, or has not these keys.
        """
        if not isinstance(self.is_, dict):
            raise self._unlike("an object")
        for key in keys:
            if key not in self.is_:
                raise self.wrong(f"found no {key!r} {self._called()}", f"the keys {', '.join(keys)}")
        for key in self.is_:
            if key not in keys and key not in and_:
                raise self._at(key).wrong(
                    f"found the key {key[:60]!r} {self._called()}", f"one of {', '.join(keys)}"
                )
        return {key: self._at(key) for key in keys}

    def get(self, key: str) -> Value:
        """The value of a key of an object; null where it has none, or where this is no object."""
        return self._at(key) if isinstance(self.is_, dict) else Value(None, self.path, self.document, self.name)

    def items(self) -> Iterator[Value]:
        """The values of a list, each made as it is asked for: a list may hold millions.

        Raises:
            InputError: it is none, or stands too deep.
        """
        if not isinstance(self.is_, list):
            raise self._unlike("a list")
        if len(self.path) > DEEPEST:
            error = _too_deep()
            error.at(self.name, *self.place())
            raise error
        return (Value(one, (*self.path, at), self.document, self.name) for at, one in enumerate(self.is_))

    def _at(self, key: str) -> Value:
        return Value(self.is_.get(key), (*self.path, key), self.document, self.name)

    def text(self) -> str:
        """A string.

        Raises:
            InputError: it is none.
        """
        if not isinstance(self.is_, str):
            raise self._unlike("a string")
        return self.is_

    def texts(self) -> tuple[str, ...]:
        """The strings of a list."""
        return tuple([one.text() for one in self.items()])

    def number(self) -> int:
        """A whole number, 0 or more.

        Raises:
            InputError: it is none.
        """
        if not isinstance(self.is_, int) or isinstance(self.is_, bool) or self.is_ < 0:
            raise self._unlike("a whole number, 0 or more")
        return self.is_

    def share(self) -> float:
        """A number.

        Raises:
            InputError: it is none.
        """
        if not isinstance(self.is_, (int, float)) or isinstance(self.is_, bool) or not 0 <= self.is_ <= 1:
            raise self._unlike("a number from 0 to 1")
        return float(self.is_)

    def flag(self) -> bool:
        """True or false.

        Raises:
            InputError: it is neither.
        """
        if not isinstance(self.is_, bool):
            raise self._unlike("true or false")
        return self.is_

    def one_of(self, known: Sequence[str]) -> str:
        """A string that is one of those known.

        Raises:
            InputError: it is none of them.
        """
        if self.text() not in known:
            raise self._unlike("one of " + ", ".join(one or '""' for one in known))
        return self.text()


def _place_of_second(text: str, key: str) -> Place:
    """Where a key stands that its object has already."""
    seen: set[Path] = set()
    for offset, path, is_key in _paths(text):
        if not is_key or path[-1] != key:
            continue
        if path in seen:
            return place_in(text, offset)
        seen.add(path)
    return 0, 0


def _paths(text: str) -> Iterator[tuple[int, Path, bool]]:
    """Where each value of a JSON document begins, and its path; so too each key, whose path is its value's."""
    scan = json.JSONDecoder().raw_decode
    path: list[str | int | None] = []  # None where a key comes next
    at = 0
    while at < len(text):
        sign = text[at]
        if sign in "]}":
            path.pop()
        elif sign == ",":
            path[-1] = path[-1] + 1 if isinstance(path[-1], int) else None
        elif sign not in _BETWEEN:
            start, is_key = at, bool(path) and path[-1] is None
            if is_key or sign not in "[{":
                value, at = scan(text, at)
                if is_key:
                    path[-1] = value
                yield start, tuple(path), is_key
                continue
            yield start, tuple(path), False
            path.append(0 if sign == "[" else None)
        at += 1
