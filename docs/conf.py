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

from docutils.nodes import document, literal_block, paragraph
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "docs")]

import rendering  # noqa: E402

import treatydiff  # noqa: E402 - from this clone, whatever else is installed
import treatydiff.citation  # noqa: E402

# Imported there for type checkers alone; signatures name it.
treatydiff.citation.Change = treatydiff.citation.values.Change = treatydiff.Change  # type: ignore[attr-defined]

project = "treatydiff"
author = "The treatydiff authors"
project_copyright = f"{author}, Apache License 2.0"
version = release = treatydiff.__version__
language = "en"

extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_doctrees", "_pictures", "_site", "jupyter_execute", "examples"]
default_role = "any"
nitpicky = True
# Another project's names are only looked up in its own documentation, which would have to be fetched.
nitpick_ignore_regex = [
    (r"py:.*", r"(collections|enum|os|pathlib|datetime|types|typing|fractions|lxml|pandas|pyarrow|numpy)\b.*"),
    ("any", "(LookupError|OSError|ValueError)"),
]

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 4

# The notebook is run from top to bottom while the site is built, and shows what it then gives.
nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_timeout = 60
os.environ["PYTHONPATH"] = str(ROOT / "src")  # for the notebook's kernel, and for pictures

maximum_signature_line_length = 100
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
pygments_dark_style = "github-dark"
html_static_path = ["_static"]
html_css_files = ["site.css"]


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


class _Dots:
    """A default that is no expression, or a long one; what it is, the class says."""

    def __repr__(self) -> str:
        return "..."


def _short_defaults(_app: Sphinx, function: Callable[..., object], _bound: bool) -> None:  # noqa: FBT001 - Sphinx calls it so
    """Show defaults of attrs classes as values; the code that attrs makes for them says nothing to readers."""
    if getattr(function, "__name__", "") != "__init__":
        return
    signature = inspect.signature(function)
    values = dict(zip(reversed(signature.parameters), reversed(function.__defaults__ or ()), strict=False))
    values |= function.__kwdefaults__ or {}
    shown = [
        parameter.replace(default=values[name] if _is_short(values.get(name)) else _Dots())
        if parameter.default is not parameter.empty
        else parameter
        for name, parameter in signature.parameters.items()
    ]
    function.__signature__ = signature.replace(parameters=shown)  # type: ignore[attr-defined]


def _is_short(value: object) -> bool:
    return isinstance(value, SIMPLE) and len(repr(value)) < 40


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


def _settle_jupyter(app: Sphinx) -> None:
    """Give the notebook folders of its own, so that no configuration of whoever builds is read or written."""
    for name in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR"):
        os.environ[name] = str(Path(app.doctreedir) / "jupyter")


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


def _tidy(_app: Sphinx, page: document) -> None:
    """Indented blocks with a prompt are Python; that a class has ``object`` for a base tells nobody anything."""
    for block in page.findall(literal_block):
        if block.astext().startswith(">>> "):
            block["language"] = "pycon"
    for line in [one for one in page.findall(paragraph) if one.astext() == "Bases: object"]:
        line.parent.remove(line)


def _fill(_app: Sphinx, _page: str, text: list[str]) -> None:
    """Put into pages what is made while they are built."""
    text[0] = rendering.filled(text[0])


def setup(app: Sphinx) -> None:
    """Hook in what Sphinx has no setting for."""
    app.connect("builder-inited", _settle_jupyter)
    app.connect("builder-inited", _draw)
    app.connect("source-read", _fill)
    app.connect("doctree-read", _tidy)
    app.connect("autodoc-skip-member", _keep_values)
    app.connect("autodoc-before-process-signature", _short_defaults)
    app.connect("autodoc-process-docstring", _keep_first_line, priority=100)
    app.connect("autodoc-process-docstring", _type_beside_name, priority=900)
