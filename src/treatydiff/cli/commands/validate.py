"""``treatydiff validate``: whether a TEI apparatus is sound."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from treatydiff.cli import streams
from treatydiff.errors import InputError

if TYPE_CHECKING:
    from treatydiff.cli.inputs import Inputs

NAME = "validate"
SUMMARY = "validate a TEI apparatus"
OF_DOSSIER = False
ABOUT = """\
Validate a TEI apparatus, of treatydiff or of anybody: pointers, each witness once
at each place, levels, links and orders; and each witness, rebuilt from the
apparatus, against its transcription where the document has one."""
EXAMPLES = """\
examples:
  treatydiff validate collation.xml
  treatydiff validate collation.xml --schema tei_all.rng

Each finding is a line, FILE:LINE:COLUMN, what was found and what to do: errors
first, then notes, which leave the document sound. The schema of treatydiff is asked
where the header names one of its profiles, any other with --schema."""

_UNSOUND = 1
_BEFORE_MARKUP = b" \t\r\n\x00\xef\xbb\xbf\xfe\xff"
"""Bytes of white space and of byte order marks, in any of the encodings that are read."""


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Say what can be typed after the command."""
    command.add_argument("file", metavar="FILE", help="the TEI document")
    command.add_argument("--schema", metavar="FILE", help="a RELAX NG schema to ask besides, in XML syntax")


def run(arguments: argparse.Namespace, inputs: Inputs, progress: streams.Progress) -> int:
    """Look through a TEI apparatus and print what was found, errors before notes, and what was looked at.

    Returns:
        The exit code: 0 for a sound document, also where something was noted; 1 where errors were found.

    Raises:
        TreatyDiffError: the document or the schema cannot be read.
    """
    from pathlib import Path

    from treatydiff import validation
    from treatydiff.readers.files import load
    from treatydiff.report.screen import printable
    from treatydiff.report.wording import counted

    progress.now(f"reading {arguments.file}")
    data = load(arguments.file, size_limit=inputs.size_limit)
    _refuse_other_than_xml(data, arguments.file)
    schema = Path(arguments.schema) if arguments.schema is not None else None
    if schema is not None:
        load(schema)  # a schema that is not there is refused as any file
        progress.now(f"validating {arguments.file}: a large schema takes some ten seconds")
    found = validation.validate(data, name=arguments.file, schema_file=schema)
    errors = [one for one in found if one.severity is validation.Severity.ERROR]
    notes = [one for one in found if one.severity is validation.Severity.NOTE]
    for block in (errors, notes):
        if block:
            streams.emit("".join(f"{printable(' '.join(str(one).split()))}\n" for one in block) + "\n")
    if errors:
        said = f"{counted(len(errors), 'error')}, {counted(len(notes), 'note')}"
    else:
        rebuilt = validation.rebuild(data, name=arguments.file)
        if not rebuilt and not validation.is_annotations(data, name=arguments.file):
            held = validation.holds_instead(data, name=arguments.file)
            raise InputError(
                f"found {held}, and no apparatus to validate" if held else "found no witness in it",
                expected="a TEI apparatus: readings in app, witnesses in listWit",
                todo="look at a single text with treatydiff show; make an apparatus with treatydiff collate",
            ).at(arguments.file)
        by = f", valid by {arguments.schema}" if schema is not None else ""
        names = f" ({', '.join(rebuilt)})" if rebuilt else ""
        witnesses = f"{counted(len(rebuilt), 'witness', 'witnesses')} rebuilt{names}"
        said = f"sound{by}; {counted(len(notes), 'note')}; {witnesses}"
    streams.emit(printable(f"{arguments.file}: {said}.\n"))
    return _UNSOUND if errors else 0


def _refuse_other_than_xml(data: bytes, name: str) -> None:
    """Refuse what no XML editor can mend: an empty file, and one that does not even begin as XML does."""
    start = data.lstrip(_BEFORE_MARKUP)
    if not start:
        raise InputError("found an empty file", expected="a TEI document").at(name)
    if not start.startswith(b"<"):
        raise InputError(
            "found a file that is no XML",
            expected="a TEI document",
            todo="look at a plain text with treatydiff show",
        ).at(name)
