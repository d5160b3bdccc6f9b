"""``treatydiff align``: which provisions of two texts correspond, and a file to correct that by hand."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from treatydiff.cli import streams
from treatydiff.cli.arguments import add_links, add_output
from treatydiff.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from treatydiff.cli.inputs import Inputs
    from treatydiff.comparison import Comparison
    from treatydiff.model.links import EditedLink
    from treatydiff.readers.edited_links import EditedAlignment
    from treatydiff.report.screen import Screen

FORMATS = ("terminal", "tei", "json")
"""The forms of an alignment."""

NAME = "align"
SUMMARY = "say which provisions of two texts correspond, and correct it"
OF_DOSSIER = True
ABOUT = """\
Say which provisions of two texts correspond: by which rule each link was found and
how alike its ends are, or who decided it. With --edit, write that into a file to
correct by hand, or read what was corrected there."""
EXAMPLES = """\
examples:
  treatydiff align A B
  treatydiff align A B --edit A-B.links.xml   write the file, to correct it
  treatydiff align A B --edit A-B.links.xml   once it is there: what was corrected
  treatydiff compare A B --links A-B.links.xml

--edit writes FILE where there is none, and never writes over it. A link that you leave
as it is decides nothing; the file says how to change, add, join and refuse links.
Where FILE is there, it is read: what you changed against what is computed, and what no
longer fits the texts. A dossier uses the files that its dossier.xml lists:
<div type="alignments"><list><item><ref target="A-B.links.xml"/></item></list></div>"""


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Say what can be typed after the command."""
    command.add_argument("earlier", metavar="EARLIER", help="siglum or file of the earlier text")
    command.add_argument("later", metavar="LATER", help="siglum or file of the later text")
    command.add_argument("--edit", metavar="FILE", help="a file to correct by hand, written or read back")
    add_links(command)
    command.add_argument(
        "--format", choices=FORMATS, help="what to write (default: by the suffix of FILE, else terminal)"
    )
    add_output(command)


def run(arguments: argparse.Namespace, inputs: Inputs, progress: streams.Progress) -> int:
    """Print the alignment of two texts, or write it into a file to correct, or read such a file back.

    Returns:
        The exit code, 0.

    Raises:
        TreatyDiffError: an input is bad, or the output cannot be written.
    """
    from treatydiff.cli import outputs

    if arguments.edit is not None and (arguments.format or arguments.output != outputs.STANDARD_OUTPUT):
        chosen = "--format" if arguments.format else "-o"
        raise InputError(f"found --edit with {chosen}", expected="one of the two", todo="leave one of the two out")
    if arguments.edit is not None:
        return _edit(arguments, inputs, progress)
    form = arguments.format or outputs.form_of(arguments.output, FORMATS, default="terminal")
    comparison = _compared(arguments, inputs, progress, links=inputs.links(arguments.links))
    written = _written(comparison, form, outputs.screen_of(arguments.output), arguments)
    if form != "terminal":
        outputs.tell_misfits(comparison.misfits)
    outputs.put(arguments.output, written, inputs)
    return 0


def _edit(arguments: argparse.Namespace, inputs: Inputs, progress: streams.Progress) -> int:
    import os

    from treatydiff.cli import outputs
    from treatydiff.report.wording import counted

    if not os.path.lexists(arguments.edit):
        comparison = _compared(arguments, inputs, progress, links=inputs.links(arguments.links))
        data = _written(comparison, "tei", streams.screen(), arguments)
        outputs.put(arguments.edit, data, inputs)
        number = counted(sum(not link.edited for link in comparison.links), "computed link")
        streams.emit(f"Written to {arguments.edit}: {number}, to be corrected there.\n")
        return 0
    from treatydiff.readers.edited_links import read_alignment
    from treatydiff.report.alignment import render_review, review

    if arguments.links:
        raise InputError(
            "found --links with a file of --edit that is there already",
            expected="one of the two",
            todo="leave --links out",
        )
    read = read_alignment(arguments.edit, size_limit=inputs.size_limit)
    texts = inputs.witnesses((arguments.earlier, arguments.later), progress)
    named = frozenset(witness.siglum for witness in texts)
    of = _sigla(read)
    if of and named not in of:
        pairs = "; ".join(sorted(" and ".join(sorted(pair)) for pair in of))
        raise InputError(
            f"found an alignment of {pairs}",
            expected=f"one of {' and '.join(sorted(named))}",
            todo="name its two texts, or another file",
        ).at(arguments.edit)
    others = _elsewhere(arguments, inputs, read.edits)
    made = review(
        arguments.edit,
        untouched=read.untouched,
        stated=[(one.edit, one.instead, f"{one.line}:{one.column}") for one in read.decisions],
        computed=_compared(arguments, inputs, progress, links=others),
        decided=_compared(arguments, inputs, progress, links=(*others, *read.edits)),
    )
    streams.emit(render_review(made, screen=streams.screen()))
    return 0


def _sigla(read: EditedAlignment) -> set[frozenset[str]]:
    """The pairs of witnesses that the links in a file join, and that its decisions concern."""
    from treatydiff.model.edits import sigla_of

    left = {frozenset(end.siglum for end in (*one.earlier, *one.later)) for one in read.untouched}
    return {*map(sigla_of, read.edits), *(pair for pair in left if len(pair) == 2)}


def _elsewhere(
    arguments: argparse.Namespace, inputs: Inputs, edits: Sequence[EditedLink]
) -> tuple[EditedLink, ...]:
    """What the dossier states besides these decisions, which are its own where it lists their file."""
    from treatydiff.cli.inputs import Named

    if Named.by(arguments.earlier).path or Named.by(arguments.later).path:
        return ()
    return tuple(edit for edit in inputs.dossier.edits_of(arguments.earlier, arguments.later) if edit not in edits)


def _compared(
    arguments: argparse.Namespace,
    inputs: Inputs,
    progress: streams.Progress,
    *,
    links: Sequence[EditedLink] | None,
) -> Comparison:
    """The two texts compared, with decisions; ``None`` for those of the dossier."""
    from treatydiff.cli.inputs import Named
    from treatydiff.comparison import compare

    earlier, later = inputs.witnesses((arguments.earlier, arguments.later), progress)
    progress.now(f"aligning {earlier.siglum} with {later.siglum}")
    if Named.by(arguments.earlier).path or Named.by(arguments.later).path:
        return compare(earlier, later, links=links or ())
    return inputs.dossier.compare(earlier.siglum, later.siglum, links=links)


def _written(comparison: Comparison, form: str, screen: Screen, arguments: argparse.Namespace) -> str | bytes:
    """The alignment in a form; what writes it is imported for that form alone."""
    from treatydiff import __version__

    if form == "tei":
        from treatydiff.cli.inputs import Named
        from treatydiff.export.tei.alignment import write_alignment

        sides = (comparison.earlier, arguments.earlier), (comparison.later, arguments.later)
        files = {witness.siglum: Path(path).name for witness, said in sides if (path := Named.by(said).path)}
        elsewhere = not files and not arguments.links
        return write_alignment(comparison, version=__version__, files=files, elsewhere=elsewhere)
    if form == "json":
        from treatydiff.export import json

        return json.write_alignment(comparison, version=__version__)
    from treatydiff.report.alignment import render_alignment

    return render_alignment(comparison, screen=screen)
