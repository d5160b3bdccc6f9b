"""Commands: what the command line does, once it is known what was typed."""

from __future__ import annotations

import argparse
from collections.abc import Iterable

from treatydiff import __version__
from treatydiff.cli import streams
from treatydiff.cli.inputs import Inputs, Named
from treatydiff.collation import Options
from treatydiff.comparison import Comparison, compare
from treatydiff.errors import InputError
from treatydiff.model.dossiers import Level
from treatydiff.model.witnesses import Witness
from treatydiff.readers import SIZE_LIMIT
from treatydiff.report.screen import Screen

_CHANGED = 1
_STANDARD_OUTPUT = "-"


def run(arguments: argparse.Namespace) -> int:
    """Do what was typed.

    Args:
        arguments: as `treatydiff.cli.arguments.parser` reads them.

    Returns:
        The exit code: 0, or 1 for changes where that was asked for.

    Raises:
        TreatyDiffError: an input is bad, or the output cannot be written.
    """
    inputs = Inputs(arguments.dossier, size_limit=arguments.size_limit or SIZE_LIMIT)
    with streams.Progress() as progress:
        if arguments.command == "compare":
            return _compare(arguments, inputs, progress)
        if arguments.command == "show":
            _show(arguments.text, inputs)
        elif arguments.command == "list":
            _list(inputs)
        else:
            _report(arguments.output, inputs, progress)
    return 0


def _compare(arguments: argparse.Namespace, inputs: Inputs, progress: streams.Progress) -> int:
    progress.now(f"reading {arguments.earlier} and {arguments.later}")
    earlier, later = inputs.witness(arguments.earlier), inputs.witness(arguments.later)
    _check_sigla(arguments, earlier, later)
    progress.now(f"comparing {earlier.siglum} with {later.siglum}")
    level = Level.ARTICLE if arguments.by_article else None
    if Named.by(arguments.earlier).path or Named.by(arguments.later).path:
        comparison = compare(earlier, later, options=Options(level=level or Level.CLAUSE))
    else:
        comparison = inputs.dossier.compare(earlier.siglum, later.siglum, level=level)
    progress.now("writing")
    to_file = arguments.output != _STANDARD_OUTPUT
    data = _written(comparison, arguments.format, Screen() if to_file else streams.screen())
    if to_file:
        from treatydiff.export.files import write_file

        inputs.protect(arguments.output)
        write_file(arguments.output, data.encode() if isinstance(data, str) else data)
    elif isinstance(data, str):
        streams.emit(data)
    else:
        streams.emit_bytes(data)
    return _CHANGED if arguments.exit_code and comparison.changes else 0


def _check_sigla(arguments: argparse.Namespace, earlier: Witness, later: Witness) -> None:
    if earlier.siglum != later.siglum:
        return
    files = [named for named in map(Named.by, (arguments.earlier, arguments.later)) if named.path]
    if not files:
        raise InputError(f"found {earlier.siglum} as both texts", expected="two texts")
    again = files[-1].path + (f"#{files[-1].inside}" if files[-1].inside else "")
    raise InputError(
        f"found the siglum {earlier.siglum} for both texts",
        expected="a siglum for each",
        todo=f"give one of them another, as in {earlier.siglum}-2={again}",
    )


def _written(comparison: Comparison, form: str, screen: Screen) -> str | bytes:
    """The comparison as text for a person, or as bytes for a program."""
    if form == "tei":
        from treatydiff.export import tei

        return tei.write_comparison(comparison, version=__version__)
    if form == "json":
        from treatydiff.export import json

        return json.write_comparison(comparison, version=__version__)
    from treatydiff.report.terminal import render

    return render(comparison, screen=screen)


def _show(text: str, inputs: Inputs) -> None:
    from treatydiff.report.listing import render_witness

    witness, part = inputs.part(text)
    streams.emit(render_witness(witness, part=part, screen=streams.screen()))


def _list(inputs: Inputs) -> None:
    from treatydiff.report.listing import render_dossier

    streams.emit(render_dossier(inputs.dossier.record, screen=streams.screen()))


def _report(folder: str, inputs: Inputs, progress: streams.Progress) -> None:
    from treatydiff.export.files import MANIFEST, check_folder, write_folder

    progress.now("reading the dossier")
    dossier = inputs.dossier
    plans = dossier.comparisons
    _check_names(plan.name for plan in plans)
    check_folder(folder)
    from treatydiff.export.tei import write_comparison
    from treatydiff.report.listing import Written, render_summary
    from treatydiff.report.wording import counted

    written: list[Written] = []
    files: dict[str, tuple[bytes, str]] = {}
    for number, plan in enumerate(plans, start=1):
        progress.now(f"comparing {plan.earlier} with {plan.later} ({number} of {len(plans)})")
        comparison = dossier.compare(plan.earlier, plan.later, level=plan.level)
        name = f"{plan.name}.xml"
        how = ", by article" if plan.level is Level.ARTICLE else ""
        about = f"{plan.earlier} compared with {plan.later}{how}: TEI P5"
        files[name] = (write_comparison(comparison, version=__version__), about)
        written.append(Written(comparison, name))
    progress.now("writing")
    write_folder(folder, files)
    streams.emit(render_summary(written, title=dossier.title, screen=streams.screen()))
    streams.emit(
        f"\nWritten to {folder}: {counted(len(files), 'TEI document')}, and {MANIFEST}, which lists them.\n"
    )


def _check_names(names: Iterable[str]) -> None:
    """Each comparison needs a file of its own, also where capitals make no difference in names of files."""
    known: dict[str, str] = {}
    for name in names:
        other = known.setdefault(name.casefold(), name)
        if other is not name:
            raise InputError(
                f"found the comparisons {other} and {name}, which would share a file",
                expected="comparisons that differ in more than capitals",
                todo="change a siglum, or take one of them out of the dossier's list",
            )
    if not known:
        raise InputError(
            "found a dossier that asks for no comparison",
            expected="one at least",
            todo="list it in dossier.xml, or use treatydiff compare",
        )
