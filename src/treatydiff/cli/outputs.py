"""Outputs: where a result goes, and the form that a file's name asks for."""

from __future__ import annotations

from pathlib import PurePath

from treatydiff.cli import streams
from treatydiff.cli.inputs import Inputs
from treatydiff.report.screen import Screen

STANDARD_OUTPUT = "-"
"""What is typed for standard output."""
_BY_SUFFIX = {".xml": "tei", ".json": "json", ".csv": "csv", ".tsv": "tsv", ".txt": "terminal"}
"""The form of a file where none is asked for; comparisons have no tables."""


def form_of(output: str) -> str:
    """The form that a file's suffix asks for; empty where it asks for none.

    Example:
        >>> form_of("apparatus.XML"), form_of("-")
        ('tei', '')
    """
    return _BY_SUFFIX.get(PurePath(output).suffix.casefold(), "")


def screen_of(output: str) -> Screen:
    """What the output can show: as standard output does, or what any file can."""
    return streams.screen() if output == STANDARD_OUTPUT else Screen()


def put(output: str, data: str | bytes, inputs: Inputs) -> None:
    """Write text for a person, or bytes for a program, to a file or to standard output.

    Raises:
        OutputError: it cannot be written, or would replace one of the texts that were read.
    """
    if output != STANDARD_OUTPUT:
        from treatydiff.export.files import write_file

        inputs.protect(output)
        write_file(output, data.encode() if isinstance(data, str) else data)
    elif isinstance(data, str):
        streams.emit(data)
    else:
        streams.emit_bytes(data)
