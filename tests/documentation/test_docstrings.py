"""What is public has an example.

`make docs` runs the examples; that there are docstrings at all, ruff sees (its rules D).
"""

from __future__ import annotations

import inspect
import re
from enum import Enum
from importlib import import_module
from pathlib import Path

import treatydiff

API = Path(__file__).resolve().parents[2] / "docs" / "reference" / "api"
WITHOUT = frozenset(
    {
        "treatydiff.readers.json.Result",  # what `read_result` gives, whose example shows it
    }
)
"""What has none, each with its reason."""
_LISTED = re.compile(
    r"auto(?:class|exception|function):: (?P<one>\S+)|automodule:: (?P<module>\S+)\n   :members: (?P<of>.*)"
)


def _names() -> list[str]:
    """All names that the pages of the API list, and all of `treatydiff.__all__`."""
    names = {f"treatydiff.{name}" for name in treatydiff.__all__}
    for page in sorted(API.glob("*.md")):
        for found in _LISTED.finditer(page.read_text("utf-8")):
            members = (found["of"] or "").replace(" ", "").split(",")
            names |= {found["one"]} if found["one"] else {f"{found['module']}.{member}" for member in members}
    return sorted(names)


def _wants_example(thing: object) -> bool:
    """Functions and classes do. Values of an enumeration are its examples; for errors there is a page of them."""
    if inspect.isclass(thing):
        return not issubclass(thing, (Enum, Exception))
    return inspect.isfunction(thing)


def _has_example(thing: object) -> bool:
    """Whether its own docstring has one, or that of one of its methods."""
    members = vars(thing).values() if inspect.isclass(thing) else ()
    return any(">>> " in (getattr(one, "__doc__", None) or "") for one in (thing, *members))


def test_what_is_public_has_an_example() -> None:
    """Each function and class that the API lists has an example in its docstring, or in that of a method of it."""
    lacking = set()
    for name in _names():
        module, _, attribute = name.rpartition(".")
        thing = getattr(import_module(module), attribute)
        if _wants_example(thing) and not _has_example(thing):
            lacking.add(name)
    assert lacking == WITHOUT


def test_pages_import_what_is_public() -> None:
    """What examples on pages import from treatydiff stands in the API, which promises nothing of anything else."""
    pages = "".join(page.read_text("utf-8") for page in sorted(API.glob("*.md")))
    public = {*_names(), *re.findall(r"(?:autodata|py:module|automodule):: (\S+)", pages)}
    imported = {
        f"{module}.{name.split()[0]}"
        for page in (*API.parents[1].rglob("*.md"), API.parents[2] / "README.md")
        for module, names in re.findall(r">>> from (treatydiff[\w.]*) import (.*)", page.read_text("utf-8"))
        for name in names.split(",")
    }
    assert imported - public == set()
