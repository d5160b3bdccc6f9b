"""``treatydiff picture``: comparisons, a collation or a timeline as an SVG file."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from treatydiff.cli import streams
from treatydiff.cli.arguments import add_links, add_output
from treatydiff.errors import InputError

if TYPE_CHECKING:
    from treatydiff.cli.inputs import Inputs
    from treatydiff.collation import Collation
    from treatydiff.comparison import Comparison
    from treatydiff.model.links import EditedLink

KINDS = ("ribbons", "strip", "timeline", "genesis")
"""The pictures."""
FORMATS = ("svg",)
"""The one form of a picture."""

NAME = "picture"
SUMMARY = "draw a picture as an SVG file"
OF_DOSSIER = True
ABOUT = """\
Draw what changed as an SVG file, for a book, an article or a slide. It loads nothing
and holds no script; signs and patterns say what colours say."""
EXAMPLES = """\
pictures:
  ribbons   texts in columns, and ribbons from each provision to what became of it
  strip     a cell a provision, each as full as the share of its words that differ;
            for texts of any length
  genesis   a table of what became of each provision of the final text, which is the
            base of the dossier's collation of these texts, else the last one named
  timeline  the texts and events of a dossier on axes of time

examples:
  treatydiff picture ribbons A B C -o ribbons.svg
  treatydiff picture strip old.txt new.txt -o strip.svg
  treatydiff picture genesis -o genesis.svg     the dossier's first collation
  treatydiff picture timeline -o timeline.svg

ribbons and strip take two texts or more, each compared with the next."""


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Say what can be typed after the command."""
    command.add_argument("kind", metavar="PICTURE", choices=KINDS, help=f"one of {', '.join(KINDS)}")
    command.add_argument("texts", metavar="TEXT", nargs="*", help="siglum or file of a text")
    add_links(command)
    add_output(command)


def run(arguments: argparse.Namespace, inputs: Inputs, progress: streams.Progress) -> int:
    """Draw the picture and write it.

    Returns:
        The exit code, 0.

    Raises:
        TreatyDiffError: an input is bad, or the output cannot be written.
    """
    from treatydiff.cli import outputs
    from treatydiff.report import pictures

    outputs.form_of(arguments.output, FORMATS, default="svg")
    kind: str = arguments.kind
    texts: list[str] = arguments.texts
    links = inputs.links(arguments.links)
    if kind == "timeline":
        if texts:
            raise InputError(
                f"found {texts[0]} with timeline", expected="no text", todo="name a dossier with --dossier"
            )
        drawn = pictures.render_timeline(inputs.dossier.timeline)
    elif kind == "genesis":
        collation, final = _collation(texts, links, inputs, progress)
        outputs.tell_misfits(collation.misfits)
        drawn = pictures.render_genesis(collation, final=final)
    else:
        comparisons = _comparisons(kind, texts, links, inputs, progress)
        outputs.tell_misfits([misfit for one in comparisons for misfit in one.misfits])
        render = pictures.render_ribbons if kind == "ribbons" else pictures.render_strip
        drawn = render(comparisons)
    progress.now("writing")
    outputs.put(arguments.output, drawn, inputs)
    return 0


def _comparisons(
    kind: str,
    texts: Sequence[str],
    links: tuple[EditedLink, ...] | None,
    inputs: Inputs,
    progress: streams.Progress,
) -> list[Comparison]:
    """Each text with the next: the dossier's as it compares them, files clause by clause."""
    from treatydiff.cli.comparing import compared

    if len(texts) < 2:
        raise InputError(
            f"found {'one text' if texts else 'no text'} for {kind}",
            expected="two texts at least",
            todo="name them, such as two of the sigla that treatydiff list shows",
        )
    return compared(texts, links, inputs, progress)


def _collation(
    texts: Sequence[str], links: tuple[EditedLink, ...] | None, inputs: Inputs, progress: streams.Progress
) -> tuple[Collation, str]:
    """The texts collated, or the first collation that the dossier asks for; and which of them is the final one."""
    from treatydiff.cli.inputs import Named
    from treatydiff.collation import collate

    if not texts:
        plans = inputs.dossier.collations
        if not plans:
            raise InputError(
                "found a dossier that asks for no collation",
                expected="one, or texts after genesis",
                todo="name texts: treatydiff picture genesis A B C",
            )
        texts = plans[0].sigla
    witnesses = inputs.witnesses(texts, progress)
    progress.now(f"collating {len(witnesses)} texts")
    sigla = [witness.siglum for witness in witnesses]
    if any(Named.by(argument).path for argument in texts):
        return collate(witnesses, base=sigla[-1], links=links or ()), sigla[-1]
    plan = next((plan for plan in inputs.dossier.collations if set(plan.sigla) == set(sigla)), None)
    final = plan.base if plan and plan.base else sigla[-1]
    return inputs.dossier.collate(*sigla, base=final, links=links), final
