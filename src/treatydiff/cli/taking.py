"""Taking texts into a dossier: what ``new`` and ``add`` share."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterable
from glob import glob, has_magic
from typing import TYPE_CHECKING

from treatydiff.accession import Intake, TextFile, UnreadableFilesError
from treatydiff.cli import BAD, streams
from treatydiff.cli.inputs import Named
from treatydiff.readers.transcript import Revisions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from treatydiff.cli.inputs import Inputs


def files(arguments: Iterable[str]) -> tuple[TextFile, ...]:
    """The files that arguments name: ``FILE``, ``SIGLUM=FILE`` or ``FILE#SIGLUM``.

    Patterns such as ``*.docx`` are matched here where no shell has done it, as on Windows.
    """
    named = ((argument, Named.by(argument)) for one in arguments for argument in _matching(one))
    return tuple(
        TextFile(one.path or argument, one.siglum, one.inside if one.path else "") for argument, one in named
    )


def _matching(argument: str) -> list[str]:
    """The files that a pattern matches, in the order of names; what is no pattern, or matches nothing, as it is."""
    named = has_magic(argument) and not os.path.exists(argument)  # noqa: PTH110 - knows no error, whatever the name
    found = sorted(glob(argument)) if named else []  # noqa: PTH207 - a path of any form, as it was typed
    return found or [argument]


def run(
    take: Callable[..., Intake],
    arguments: argparse.Namespace,
    inputs: Inputs,
    progress: streams.Progress,
    **options: object,
) -> int:
    """Take texts into a dossier, and print what was recognised and what to type next.

    Args:
        take: `new_dossier` or `add_to_dossier`.
        arguments: what `treatydiff.cli.arguments.add_taking` asks for.
        inputs: for the size limit.
        progress: told what is being done.
        options: what only one of the two takes.

    Returns:
        The exit code: 0; 2 where files cannot be read, each of which is named in a line.

    Raises:
        TreatyDiffError: an input is bad, or the folder cannot be written.
    """
    from treatydiff.report.accessions import render_accessions

    try:
        intake = take(
            arguments.folder,
            files(arguments.files),
            metadata=arguments.metadata,
            settings=arguments.set,
            revisions=Revisions(arguments.revisions),
            size_limit=inputs.size_limit,
            telling=progress.now,
            **options,
        )
    except UnreadableFilesError as error:
        for one in error.errors:
            streams.complain(str(one))
        streams.note("nothing was written")
        return BAD
    screen = streams.screen(side_by_side=True)
    streams.emit(render_accessions(intake.accessions, folder=intake.folder, renamed=intake.renamed, screen=screen))
    streams.emit("".join(_next(intake)))
    return 0


def _next(intake: Intake) -> Iterator[str]:
    from shlex import quote

    from treatydiff.report.screen import printable
    from treatydiff.report.wording import counted

    folder = quote(intake.folder)
    yield printable(f"\nWritten to {intake.folder}: {counted(len(intake.accessions), 'text')}. Next:\n\n")
    if intake.comparisons:
        plan = intake.comparisons[0]
        by_article = " --by-article" if plan.level.value == "by-article" else ""
        yield printable(f"  treatydiff compare {plan.earlier} {plan.later} --dossier {folder}{by_article}\n")
        yield printable(f"  treatydiff report -o report/ --dossier {folder}\n")
    else:
        yield printable(f"  treatydiff show {intake.accessions[0].witness.siglum} --dossier {folder}\n")
