"""Outputs: where a result goes, and the form that a file's name asks for."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING

from treatydiff.cli import streams
from treatydiff.cli.inputs import Inputs
from treatydiff.errors import InputError
from treatydiff.report.screen import Screen

if TYPE_CHECKING:
    from treatydiff.model.edits import Misfit

STANDARD_OUTPUT = "-"
"""What is typed for standard output."""
_BY_SUFFIX = {
    ".xml": ("tei",),
    ".json": ("json", "csl-json"),
    ".jsonld": ("web",),
    ".csv": ("csv",),
    ".tsv": ("tsv",),
    ".txt": ("terminal", "text"),
    ".tex": ("latex",),
    ".html": ("html",),
    ".htm": ("html",),
    ".md": ("markdown",),
    ".docx": ("docx",),
    ".svg": ("svg",),
    ".parquet": ("parquet",),
    ".bib": ("bibtex",),
    ".ris": ("ris",),
    ".doc": (),
    ".odt": (),
    ".pdf": (),
    ".png": (),
    ".jpg": (),
    ".xlsx": (),
    ".zip": (),
}
"""The forms that a suffix may ask for, one of which a command may have; none of them writes those without any."""


def form_of(output: str, forms: Sequence[str], *, default: str) -> str:
    """The form that a file's suffix asks for, among those that a command has.

    Args:
        output: a file's name, or that of standard output.
        forms: the forms that the command has.
        default: the form for standard output, and for a file whose suffix is none or says nothing.

    Raises:
        InputError: the suffix asks for a form that the command does not have.

    Example:
        >>> form_of("apparatus.XML", ["terminal", "tei"], default="terminal")
        'tei'
        >>> form_of("-", ["terminal", "tei"], default="terminal")
        'terminal'
    """
    suffix = PurePath(output).suffix.casefold()
    asked = _BY_SUFFIX.get(suffix)
    if asked is None:
        return default
    found = next((form for form in asked if form in forms), None)
    if found is None:
        has = [known for known, ways in _BY_SUFFIX.items() if any(form in forms for form in ways)]
        others = ", or say what to write with --format" if len(forms) > 1 else ""
        raise InputError(
            f"found the file {output}, and this command writes no {suffix}",
            expected=" or ".join(filter(None, (", ".join(has[:-1]), has[-1]))),
            todo=f"name a file with such a suffix{others}",
        )
    return found


def is_page(output: str) -> bool:
    """Whether a file's suffix asks for a page: of a command that else writes a folder, of any name.

    Example:
        >>> is_page("pact.html"), is_page("pact/"), is_page("pact.html/")
        (True, False, False)
    """
    return not output.endswith(("/", os.sep)) and "html" in _BY_SUFFIX.get(PurePath(output).suffix.casefold(), ())


def screen_of(output: str, *, side_by_side: bool = False) -> Screen:
    """What the output can show: as standard output does, or what any file can.

    Args:
        output: a file's name, or that of standard output.
        side_by_side: whether two texts stand in columns, so that a line may be twice as long.
    """
    return streams.screen(side_by_side=side_by_side) if output == STANDARD_OUTPUT else Screen()


def tell_misfits(misfits: Iterable[Misfit]) -> None:
    """Say on standard error which of an editor's decisions were not applied, where the output is for programs."""
    for misfit in misfits:
        streams.note(
            f"a decision of an editor does not fit the texts and was not applied: {misfit}; "
            "to mend it: look at the places, and correct its target or its words, or take it back"
        )


def put(output: str, data: str | bytes, inputs: Inputs) -> None:
    """Write text for a person, or bytes for a program, to a file or to standard output.

    In a terminal, text that is longer than the screen is shown by the person's pager.

    Raises:
        OutputError: it cannot be written, or would replace one of the texts that were read.
    """
    if output != STANDARD_OUTPUT:
        from treatydiff.export.files import write_file

        inputs.protect(output)
        write_file(output, data.encode() if isinstance(data, str) else data)
    elif isinstance(data, str):
        streams.page(data)
    else:
        streams.emit_bytes(data)
