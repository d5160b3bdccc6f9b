"""``treatydiff annotations``: what is said of the texts, listed or exported."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from treatydiff.cli import streams
from treatydiff.cli.arguments import add_output
from treatydiff.errors import InputError, UnknownError, nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from treatydiff.cli.inputs import Inputs
    from treatydiff.dossier import Dossier
    from treatydiff.model.annotations import Annotation

FORMATS = ("terminal", "tei", "json", "csv", "web")
"""The forms of a list of annotations."""

NAME = "annotations"
SUMMARY = "list what is said of the texts, by whom and on which page"
OF_DOSSIER = True
ABOUT = """\
List the annotations of a dossier, or of one place in it: what happened or was held,
when, by whom, after which source and page, and what contradicts it; and what the
texts lay down. What is said of a provision is said of its clauses too, and what is
said of these stands with the provision."""
EXAMPLES = """\
examples:
  treatydiff annotations
  treatydiff annotations A/3              of Article 3 and its clauses
  treatydiff annotations A/3:1..B/3:1     of a change and of both its ends
  treatydiff annotations --kind demand
  treatydiff annotations -o said.xml      as TEI, without the texts
  treatydiff annotations -o said.jsonld --texts plain/ --base https://example.org/

Without --format, the suffix of FILE decides: .xml is tei, .json json, .csv csv, .txt
terminal, and .jsonld web, the Web Annotation Data Model; one that says nothing, and
standard output, is terminal. Annotations of web point into a plain text of each
witness; --texts writes these texts, and --base says where they will be."""


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Say what can be typed after the command."""
    command.add_argument("place", metavar="ADDRESS", nargs="?", help="siglum, address, or address of a change")
    command.add_argument("--kind", metavar="KIND", help="only those of this kind, such as demand or term")
    command.add_argument(
        "--format",
        metavar="FORMAT",
        choices=FORMATS,
        help="terminal, tei, json, csv or web (default: by the suffix of FILE)",
    )
    add_output(command)
    command.add_argument("--base", metavar="IRI", help="of web: what IRIs begin with (default: urn:treatydiff:)")
    command.add_argument("--texts", metavar="FOLDER", help="of web: where to write the texts pointed into")


def run(arguments: argparse.Namespace, inputs: Inputs, progress: streams.Progress) -> int:
    """List or export the annotations of a dossier.

    Returns:
        The exit code, 0.

    Raises:
        TreatyDiffError: an input is bad, or the output cannot be written.
    """
    from treatydiff.cli import outputs

    form = arguments.format or outputs.form_of(arguments.output, FORMATS, default="terminal")
    if form != "web" and (arguments.base is not None or arguments.texts is not None):
        option = "--base" if arguments.base is not None else "--texts"
        raise InputError(f"found {option} with {form}", expected="--format web", todo=f"leave {option} out")
    progress.now("reading the dossier")
    dossier = inputs.dossier
    found = _of_kind(dossier, _of_place(dossier, arguments.place), arguments.kind)
    progress.now("writing")
    if form == "terminal":
        from treatydiff.report.remarks import render_annotations

        title = arguments.place or dossier.title
        screen = outputs.screen_of(arguments.output)
        shown = render_annotations(found, among=dossier.annotations, title=title, screen=screen)
        outputs.put(arguments.output, shown, inputs)
        return 0
    written = _written(dossier, found, form, arguments.base)
    if arguments.texts is not None:
        from treatydiff.export.files import write_folder
        from treatydiff.export.web_annotation import texts

        about = "the plain text that annotations point into"
        write_folder(arguments.texts, {name: (data, about) for name, data in texts(dossier.record).items()})
    outputs.put(arguments.output, written, inputs)
    return 0


def _of_place(dossier: Dossier, place: str | None) -> tuple[Annotation, ...]:
    """The annotations of an address; of a change, those of it and of its ends."""
    from treatydiff.model.addresses import ChangeAddress

    if place is None:
        return dossier.annotations
    if ".." not in place:
        return dossier.annotations_of(place)
    change = ChangeAddress.parse(place)
    ends = {one.id for end in (*change.earlier, *change.later) for one in dossier.annotations_of(end)}
    return tuple(one for one in dossier.annotations if one.id in ends)


def _of_kind(dossier: Dossier, found: tuple[Annotation, ...], kind: str | None) -> tuple[Annotation, ...]:
    if kind is None:
        return found
    known = {**dossier.record.kinds, **{one.kind: "" for one in dossier.annotations}}
    if kind not in known:
        near = nearest(kind, known) or sorted(known)
        raise UnknownError(f"found no kind of annotations {kind!r}", expected=f"one such as {', '.join(near)}")
    return tuple(one for one in found if one.kind == kind)


def _written(dossier: Dossier, found: Sequence[Annotation], form: str, base: str | None) -> bytes:
    """The annotations in a form; what writes it is imported for that form alone."""
    from treatydiff import __version__

    if form == "tei":
        from treatydiff.export import tei

        return tei.write_annotations(dossier.record, found, version=__version__)
    if form == "web":
        from treatydiff.export import web_annotation

        return web_annotation.write_annotations(
            dossier.record, found, base=web_annotation.BASE if base is None else base, version=__version__
        )
    from treatydiff.export import annotations

    if form == "json":
        return annotations.write_json(found, among=dossier.annotations, version=__version__)
    return annotations.write_csv(found, among=dossier.annotations)
