"""Results: ``treatydiff compare`` and ``treatydiff collate``, in the form that was asked for."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import PurePath

from treatydiff import __version__, collation, comparison
from treatydiff.cli import streams
from treatydiff.cli.inputs import Inputs, Named
from treatydiff.errors import InputError
from treatydiff.model.dossiers import Level
from treatydiff.model.witnesses import Witness
from treatydiff.report.screen import Screen

_CHANGED = 1
_STANDARD_OUTPUT = "-"
_BY_SUFFIX = {".xml": "tei", ".json": "json", ".csv": "csv", ".tsv": "tsv", ".txt": "terminal"}
"""The form of a file where none is asked for; comparisons have no tables."""


def compare(arguments: argparse.Namespace, inputs: Inputs, progress: streams.Progress) -> int:
    """Compare two texts and write the comparison.

    Returns:
        The exit code: 0, or 1 for changes where that was asked for.

    Raises:
        TreatyDiffError: an input is bad, or the output cannot be written.
    """
    by_suffix = _form_of(arguments.output)
    form = arguments.format or (by_suffix if by_suffix in ("tei", "json") else "terminal")
    earlier, later = _read((arguments.earlier, arguments.later), inputs, progress)
    progress.now(f"comparing {earlier.siglum} with {later.siglum}")
    level = Level.ARTICLE if arguments.by_article else None
    if Named.by(arguments.earlier).path or Named.by(arguments.later).path:
        options = collation.Options(level=level or Level.CLAUSE)
        result = comparison.compare(earlier, later, options=options)
    else:
        result = inputs.dossier.compare(earlier.siglum, later.siglum, level=level)
    progress.now("writing")
    _put(arguments.output, _compared(result, form, _screen(arguments.output)), inputs)
    return _CHANGED if arguments.exit_code and result.changes else 0


def collate(arguments: argparse.Namespace, inputs: Inputs, progress: streams.Progress) -> int:
    """Collate texts and write the collation: as the file's suffix says, else TEI, or in a terminal to be read.

    Returns:
        The exit code, 0.

    Raises:
        TreatyDiffError: an input is bad, or the output cannot be written.
    """
    reads = arguments.output == _STANDARD_OUTPUT and not arguments.profile and streams.in_terminal()
    form = arguments.format or _form_of(arguments.output) or ("terminal" if reads else "tei")
    if arguments.profile and form != "tei":
        chosen = f"--format {form}" if arguments.format else f"-o {arguments.output}, which is {form}"
        raise InputError(
            f"found --profile with {chosen}",
            expected="--format tei, which alone has profiles",
            todo="leave one of the two out" if arguments.format else "add --format tei, or write a file .xml",
        )
    if len(arguments.texts) < 2:
        raise InputError(
            f"found one text to collate, {arguments.texts[0]}",
            expected="two texts at least",
            todo="name another; treatydiff show shows one alone",
        )
    witnesses = _read(arguments.texts, inputs, progress)
    progress.now(f"collating {len(witnesses)} texts")
    if any(Named.by(argument).path for argument in arguments.texts):
        result = collation.collate(witnesses, base=arguments.base)
    else:
        result = inputs.dossier.collate(*(witness.siglum for witness in witnesses), base=arguments.base)
    progress.now("writing")
    _put(arguments.output, _collated(result, form, arguments.profile, _screen(arguments.output)), inputs)
    return 0


def _form_of(output: str) -> str:
    """The form that a file's suffix asks for; empty where it asks for none."""
    return _BY_SUFFIX.get(PurePath(output).suffix.casefold(), "")


def _read(arguments: Sequence[str], inputs: Inputs, progress: streams.Progress) -> tuple[Witness, ...]:
    """The texts that were named, which need sigla of their own."""
    found: list[Witness] = []
    for argument in arguments:
        progress.now(f"reading {argument}")
        witness = inputs.witness(argument)
        earlier = next((n for n, other in enumerate(found) if other.siglum == witness.siglum), None)
        if earlier is not None:
            _refuse(witness.siglum, (arguments[earlier], argument))
        found.append(witness)
    return tuple(found)


def _refuse(siglum: str, arguments: Sequence[str]) -> None:
    """Refuse two texts with one siglum, and say how a file's text gets another."""
    files = [named for named in map(Named.by, arguments) if named.path]
    if not files:
        raise InputError(f"found {siglum} twice", expected="each text once")
    again = files[-1].path + (f"#{files[-1].inside}" if files[-1].inside else "")
    raise InputError(
        f"found the siglum {siglum} for two texts",
        expected="a siglum for each",
        todo=f"give one of them another, as in {siglum}-2={again}",
    )


def _screen(output: str) -> Screen:
    return streams.screen() if output == _STANDARD_OUTPUT else Screen()


def _put(output: str, data: str | bytes, inputs: Inputs) -> None:
    """Write text for a person, or bytes for a program, to a file or to standard output."""
    if output != _STANDARD_OUTPUT:
        from treatydiff.export.files import write_file

        inputs.protect(output)
        write_file(output, data.encode() if isinstance(data, str) else data)
    elif isinstance(data, str):
        streams.emit(data)
    else:
        streams.emit_bytes(data)


# What writes one form is imported for that form alone.


def _compared(result: comparison.Comparison, form: str, screen: Screen) -> str | bytes:
    if form == "tei":
        from treatydiff.export import tei

        return tei.write_comparison(result, version=__version__)
    if form == "json":
        from treatydiff.export import json

        return json.write_comparison(result, version=__version__)
    from treatydiff.report.terminal import render

    return render(result, screen=screen)


def _collated(result: collation.Collation, form: str, profile: str | None, screen: Screen) -> str | bytes:
    if form == "tei":
        from treatydiff.export import tei

        chosen = tei.Profile(profile or tei.Profile.EDITION)
        return tei.write_collation(result, profile=chosen, version=__version__)
    if form == "json":
        from treatydiff.export import json

        return json.write_collation(result, version=__version__)
    if form == "terminal":
        from treatydiff.report.apparatus import render_collation

        return render_collation(result, screen=screen)
    from treatydiff.export import tables

    writers = {
        "csv": tables.write_csv,
        "tsv": tables.write_tsv,
        "json-table": tables.write_json,
        "collatex": tables.write_collatex_json,
    }
    return writers[form](result)
