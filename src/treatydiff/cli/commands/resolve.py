"""``treatydiff resolve``: from a citation back to the passage."""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING

from treatydiff.cli import streams

if TYPE_CHECKING:
    from treatydiff.citation import Place, Resolution
    from treatydiff.cli.inputs import Inputs
    from treatydiff.model.addresses import Address

NAME = "resolve"
SUMMARY = "find a cited passage, and see whether its words have changed"
OF_DOSSIER = True
ABOUT = """\
Take citations back to their passages, print these, and say whether the words are
those that were cited. A passage that is gone is looked for by its words."""
EXAMPLES = """\
examples:
  treatydiff resolve A/3:1
  treatydiff resolve A-3-c1                   an xml:id
  treatydiff resolve "... A/3:1, sha256:0123456789abcdef."
  treatydiff resolve references.bib           also .json (CSL), .ris, or text

What is wrong elsewhere in the dossier, such as an annotation whose words are no longer
in its text, is told and keeps nothing from being resolved.

exit codes: 0; 1 where words have changed; 2 where a passage is gone or its text cannot
be read, and for bad usage or input."""


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Say what can be typed after the command."""
    command.add_argument(
        "citations", metavar="CITATION", nargs="+", help="address, id, citation in any form, or a file of them"
    )


def run(arguments: argparse.Namespace, inputs: Inputs, _progress: streams.Progress) -> int:
    """Print the passages that citations lead to.

    Returns:
        The exit code: 0; 1 where words have changed since; 2 where a passage is gone, or its text cannot be read.

    Raises:
        TreatyDiffError: no text of the dossier can be read, there is no citation in what was typed, or standard
            output cannot be written.
    """
    from treatydiff.citation import Standing
    from treatydiff.cli import BAD
    from treatydiff.cli.inputs import Named
    from treatydiff.readers.decoding import decode
    from treatydiff.readers.files import load
    from treatydiff.report.passages import render_resolution

    dossier, unread = inputs.readable()
    found: list[Resolution] = []
    for argument in arguments.citations:
        text = argument
        # What looks like a file's name is one; a reference is none, nor the address of a change.
        if Named.by(argument).path == argument and not re.search(r"\s|\.\.", argument):
            text = decode(load(argument, size_limit=inputs.size_limit), name=argument)
        found += dossier.resolve_all(text)
    screen = streams.screen()
    # Of a text that cannot be read nobody knows whether a passage is gone.
    lost = [one for one in found if any(end.siglum in unread for end in _ends(one.place))]
    streams.emit("\n".join(render_resolution(one, screen=screen) for one in found if one not in lost))
    for one in lost:
        streams.complain(f"{one.place}: found that its text cannot be read; to mend it: see treatydiff check")
    worst = {Standing.CHANGED: 1, Standing.GONE: BAD}
    return BAD if lost else max(worst.get(one.standing, 0) for one in found)


def _ends(place: Place) -> tuple[Address, ...]:
    """The passages that a place names."""
    from treatydiff.model.addresses import ChangeAddress

    return (*place.earlier, *place.later) if isinstance(place, ChangeAddress) else (place,)
