"""How Sphinx builds the documentation: ``make site``. It asks nothing of the network."""

from __future__ import annotations

import inspect
import os
import re
import subprocess
import sys
from collections.abc import Callable
from enum import Enum
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

import treatydiff  # noqa: E402 - from this clone, whatever else is installed
import treatydiff.citation  # noqa: E402

# Imported there for type checkers alone; signatures name it.
treatydiff.citation.Change = treatydiff.citation.values.Change = treatydiff.Change  # type: ignore[attr-defined]

project = "treatydiff"
author = "The treatydiff authors"
project_copyright = f"{author}, Apache License 2.0"
version = release = treatydiff.__version__
language = "en"

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_doctrees", "_pictures", "_site", "notebooks", "examples"]  # a notebook is run by the tests
default_role = "any"
nitpicky = True
# Another project's names are only looked up in its own documentation, which would have to be fetched.
nitpick_ignore_regex = [
    (r"py:.*", r"(collections|enum|os|pathlib|datetime|types|typing|fractions|lxml|pandas|pyarrow|numpy)\b.*"),
    ("any", "(LookupError|OSError|ValueError)"),
]

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 4

autodoc_member_order = "bysource"
autodoc_preserve_defaults = True
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
autodoc_default_options = {"show-inheritance": True}
napoleon_numpy_docstring = False
napoleon_attr_annotations = True

html_theme = "furo"
html_title = f"treatydiff {release}"
html_show_sphinx = False
html_copy_source = False


SIMPLE = (bool, int, float, str, tuple, Enum, type(None))
"""Defaults that signatures show as they are."""


def _keep_values(_app: Sphinx, _what: str, _name: str, member: object, skip: bool, _options: object) -> bool:  # noqa: FBT001 - Sphinx calls it so
    """An enumeration's values stand in the reference, though most say by their name what they are."""
    return skip and not isinstance(member, Enum)


def _keep_first_line(
    _app: Sphinx, what: str, _name: str, _member: object, _options: object, lines: list[str]
) -> None:
    """Napoleon takes what stands before a colon in an attribute's first line for its type; ours are annotated."""
    if what in {"attribute", "data", "property"}:
        lines[:0] = ["..", ""]


def _say_no_object(_app: Sphinx, _name: str, _class: type, _options: object, bases: list[type]) -> None:
    """That a class descends from ``object`` tells nobody anything."""
    if bases == [object]:
        bases.clear()


class _Dots:
    """A default that is no expression, or a long one; what it is, the class says."""

    def __repr__(self) -> str:
        return "..."


def _short_defaults(_app: Sphinx, function: Callable[..., object], _bound: bool) -> None:  # noqa: FBT001 - Sphinx calls it so
    """Defaults of attrs classes are values, some without a form in Python's syntax, which signatures must have."""
    if getattr(function, "__name__", "") != "__init__":
        return
    signature = inspect.signature(function)
    shown = [
        parameter.replace(default=_Dots())
        if parameter.default is not parameter.empty and not isinstance(parameter.default, SIMPLE)
        else parameter
        for parameter in signature.parameters.values()
    ]
    function.__signature__ = signature.replace(parameters=shown)  # type: ignore[attr-defined]


def _type_beside_name(
    _app: Sphinx, _what: str, _name: str, _member: object, _options: object, lines: list[str]
) -> None:
    """Napoleon puts an attribute's type below its description, where its names are no links; it belongs above."""
    for here, line in enumerate(lines):
        if line.startswith(".. attribute::"):
            directive = here
        elif line.startswith("   :type: "):
            lines.insert(directive + 1, re.sub(r"\btreatydiff\.", "~treatydiff.", lines.pop(here)))


PICTURES = {
    "ribbons": ("ribbons", "K40", "M40", "P41"),
    "strip": ("strip", "K40", "M40", "P41"),
    "genesis": ("genesis",),
    "timeline": ("timeline",),
}
"""Pictures that the documentation shows: what `treatydiff picture` is told."""


def _draw(app: Sphinx) -> None:
    """Draw the pictures of the bundled dossier with the program itself, in light and in dark colours.

    In a picture both stand, and the reader's system chooses; a page of the documentation has a switch of its own.
    """
    folder = Path(app.srcdir) / "_pictures"
    folder.mkdir(exist_ok=True)
    for name, arguments in PICTURES.items():
        run = [sys.executable, "-m", "treatydiff", "picture", *arguments]
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
        drawn = subprocess.run(run, stdout=subprocess.PIPE, check=True, env=environment).stdout  # noqa: S603
        for scheme, medium in (("light", b"not all"), ("dark", b"all")):
            if b"screen and (prefers-color-scheme:dark)" not in drawn:
                raise ExtensionError(f"the picture {name} has no dark colours")
            written = drawn.replace(b"screen and (prefers-color-scheme:dark)", medium)
            (folder / f"{name}-{scheme}.svg").write_bytes(written)


def setup(app: Sphinx) -> None:
    """Hook in what Sphinx has no setting for."""
    app.connect("builder-inited", _draw)
    app.connect("autodoc-skip-member", _keep_values)
    app.connect("autodoc-process-bases", _say_no_object)
    app.connect("autodoc-before-process-signature", _short_defaults)
    app.connect("autodoc-process-docstring", _keep_first_line, priority=100)
    app.connect("autodoc-process-docstring", _type_beside_name, priority=900)
