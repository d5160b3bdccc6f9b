"""Errors: what they say, where, and that ordinary Python catches and carries them."""

from __future__ import annotations

import copy
import pickle

import pytest

from treatydiff.errors import (
    AddressError,
    DateError,
    InputError,
    ModelError,
    OutputError,
    TreatyDiffError,
    UnknownError,
    nearest,
)

ALL = [TreatyDiffError, InputError, ModelError, AddressError, DateError, UnknownError, OutputError]


@pytest.mark.parametrize("kind", ALL)
def test_a_message_has_place_finding_expectation_and_remedy(kind: type[TreatyDiffError]) -> None:
    """Every kind prints the same one line, with all that is known."""
    error = kind("found two", expected="one", todo="remove one", file="a.xml", line=3, column=7)
    assert str(error) == "a.xml:3:7: found two; expected one; to mend it: remove one"
    assert error.args == (str(error),)


@pytest.mark.parametrize(
    ("known", "printed"),
    [
        ({}, "found two"),
        ({"expected": "one"}, "found two; expected one"),
        ({"todo": "remove one"}, "found two; to mend it: remove one"),
        ({"file": "a.xml"}, "a.xml: found two"),
        ({"file": "a.xml", "line": 3}, "a.xml:3:1: found two"),
    ],
)
def test_what_is_not_known_is_left_out(known: dict[str, str], printed: str) -> None:
    """A message has no empty part; a line without a column points to its first."""
    assert str(TreatyDiffError("found two", **known)) == printed  # type: ignore[arg-type]  # the line is an int


@pytest.mark.parametrize("kind", ALL)
def test_a_place_is_given_once(kind: type[TreatyDiffError]) -> None:
    """A place is added to an error that has none, shows in its message, and is not replaced."""
    error = kind("found two").at("a.xml", 3, 7)
    assert str(error) == "a.xml:3:7: found two"
    assert error.args == ("a.xml:3:7: found two",)
    assert error.at("b.xml", 1) is error
    assert error.place == "a.xml:3:7"


@pytest.mark.parametrize(
    ("kind", "builtin"),
    [
        (InputError, ValueError),
        (ModelError, ValueError),
        (AddressError, ModelError),
        (DateError, ModelError),
        (UnknownError, LookupError),
        (OutputError, OSError),
    ],
)
def test_errors_are_what_python_would_raise(kind: type[TreatyDiffError], builtin: type[Exception]) -> None:
    """Each kind is caught as its builtin and as the library's own, and ends a command with 2."""
    for caught in (builtin, TreatyDiffError):
        with pytest.raises(caught, match="found two"):
            raise kind("found two")
    assert kind("found two").exit_code == 2


@pytest.mark.parametrize("kind", ALL)
def test_errors_travel_between_processes(kind: type[TreatyDiffError]) -> None:
    """A pickled or copied error has the same type, message and attributes."""
    error = kind("found two", expected="one", todo="remove one", file="a.xml", line=3, column=7)
    for twin in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):  # noqa: S301 (own bytes)
        assert type(twin) is kind
        assert str(twin) == str(error)
        assert twin.args == error.args
        assert (twin.what, twin.expected, twin.todo) == ("found two", "one", "remove one")
        assert (twin.file, twin.line, twin.column) == ("a.xml", 3, 7)


def test_nearest_names_the_likeliest_first() -> None:
    """The most alike come first, letter case aside, no more than asked for, and none where none is alike."""
    assert nearest("p41", ["K40", "P41", "D41"])[0] == "P41"
    assert nearest("A/33", ["A/3", "B/1", "A/13", "A/closing"], most=2) == ["A/3", "A/13"]
    assert nearest("zzz", ["A", "B"]) == []
    assert nearest("A", []) == []


def test_nearest_does_not_depend_on_order() -> None:
    """The same words in another order give the same answer."""
    known = ["A/1", "A/2", "A/3", "A/4", "A/5"]
    assert nearest("A/9", known) == nearest("A/9", known[::-1])
