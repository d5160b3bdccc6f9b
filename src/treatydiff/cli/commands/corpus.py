"""``treatydiff corpus``: a folder of treaties, and the text that they share."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from treatydiff.cli import streams
from treatydiff.cli.arguments import add_output
from treatydiff.cli.commands import compare

if TYPE_CHECKING:
    from treatydiff.cli.inputs import Inputs
    from treatydiff.corpus import Corpus, Table, Workers

FORMATS = ("terminal", "csv", "json", "parquet")
"""The forms of a table."""

NAME = "corpus"
SUMMARY = "find shared and borrowed text among many treaties"
OF_DOSSIER = False
ABOUT = """\
Read a folder of treaties into a corpus, and ask which of them share text: which are
related, where the clauses of one come from, which belong to one family. It needs
pyarrow: pip install 'treatydiff[corpus]'."""
EXAMPLES = """\
examples:
  treatydiff corpus build treaties/ -o corpus/
  treatydiff corpus build treaties/ -o corpus/ --register register.csv
  treatydiff corpus related corpus/                      related treaties
  treatydiff corpus related corpus/ -o related.svg       as a heat map
  treatydiff corpus related corpus/ --level clause -o clauses.parquet
  treatydiff corpus borrowed corpus/ pact.xml -o borrowed.csv
  treatydiff corpus compare corpus/ pact.xml treaty.xml  as treatydiff compare
  treatydiff corpus family corpus/ pact.xml

A treaty is named by the path of its file in the folder, by its siglum, or by its
title. Texts that do not say when they were signed, as plain ones do not, get their
dates from a register, a table with the columns file, date and title. Built again, a
corpus reads only what is new or changed. The work is done by as many processes as
there are processors (--processes), or by the workers of a Dask cluster (--scheduler
tcp://HOST:8786), which must see the folders under the same paths. The result is the
same to the byte.

Without --format, the suffix of FILE decides: .csv is csv, .json json, .parquet
parquet, .svg svg; one that says nothing, and standard output, is terminal.

build exits with 1 where a file could not be read; it is named, and left out."""

_BUILD = (
    "Read all treaties in DIR and in the folders in it, in any format that treatydiff reads. Run again, it reads "
    "what is new or changed; interrupted, it goes on where it stopped. A file that cannot be read is named and "
    "left out, and the exit code is then 1."
)
_RELATED = (
    "List the pairs of treaties of which at least five articles correspond, those that share most first. Articles "
    "correspond if they have half of their runs of three words in common, of all that either has."
)
_BORROWED = (
    "List the clauses of TREATY that stand, the same or alike, in treaties that are not later, wherever in them; "
    "the earliest first, with the words that differ. Clauses of fewer than eight words are not looked for."
)
_COMPARE = (
    "Compare two treaties of a corpus clause by clause, as treatydiff compare does. EARLIER and LATER are named by "
    "path, siglum or title."
)
_FAMILY = (
    "List the treaties to which TREATY is related, directly or by way of others, earliest first, and with each the "
    "earlier one with which it shares most."
)
_UNREAD = 1


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Say what can be typed after the command."""
    actions = command.add_subparsers(dest="action", metavar="ACTION", required=True, title="actions")
    build = _action(actions, "build", "read a folder of treaties, or what changed in it", _BUILD)
    build.add_argument("texts", metavar="DIR", help="the folder; all folders in it are looked through")
    build.add_argument("-o", "--output", metavar="CORPUS", required=True, help="the folder of the corpus")
    build.add_argument(
        "--register",
        metavar="FILE.csv",
        help="a table with the columns file, date, title, which goes before what texts say of themselves",
    )
    related = _action(actions, "related", "which treaties share text", _RELATED, corpus=True)
    related.add_argument(
        "--level",
        choices=("treaty", "article", "clause"),
        default="treaty",
        help="what to list: related treaties (default), or the articles or clauses that correspond",
    )
    _add_form(related, (*FORMATS, "svg"))
    borrowed = _action(actions, "borrowed", "where the clauses of a treaty come from", _BORROWED, corpus=True)
    borrowed.add_argument("treaty", metavar="TREATY", help="path, siglum or title of a treaty")
    _add_form(borrowed, FORMATS)
    summary = "compare two treaties in full"
    pair = actions.add_parser("compare", help=summary, description=_COMPARE, allow_abbrev=False)
    pair.add_argument("corpus", metavar="CORPUS", help="the folder of a corpus")
    compare.add_arguments(pair)
    family = _action(actions, "family", "the treaties related to one, or to those", _FAMILY, corpus=True)
    family.add_argument("treaty", metavar="TREATY", help="path, siglum or title of a treaty")
    _add_form(family, (*FORMATS, "svg"))


def run(arguments: argparse.Namespace, inputs: Inputs, progress: streams.Progress) -> int:
    """Do what was typed after ``corpus``.

    Returns:
        The exit code: 0; of ``build`` 1 where a file could not be read; of ``compare`` as that command.

    Raises:
        TreatyDiffError: an input is bad, an extra is not installed, or the output cannot be written.
    """
    from treatydiff.corpus import Corpus

    if arguments.action == "build":
        return _build(arguments, inputs, progress)
    progress.now("opening the corpus")
    corpus = Corpus.open(arguments.corpus)
    if arguments.action == "compare":
        for side in ("earlier", "later"):
            setattr(arguments, side, _named(corpus, getattr(arguments, side)))
        return compare.run(arguments, inputs, progress)
    from treatydiff.cli import outputs

    forms = FORMATS if arguments.action == "borrowed" else (*FORMATS, "svg")
    form = arguments.format or outputs.form_of(arguments.output, forms, default="terminal")
    table, relations = _table(arguments, corpus, _workers(arguments, progress))
    progress.now("writing")
    if form == "terminal":
        from treatydiff.corpus.listing import listed

        asked = corpus.treaty(arguments.treaty) if arguments.action != "related" else None
        shown = listed(corpus, table, asked=asked, screen=outputs.screen_of(arguments.output))
        outputs.put(arguments.output, shown, inputs)
    else:
        outputs.put(arguments.output, _written(corpus, table, relations, form), inputs)
    return 0


def _build(arguments: argparse.Namespace, inputs: Inputs, progress: streams.Progress) -> int:
    from treatydiff.corpus import build

    built = build(
        arguments.texts,
        arguments.output,
        register=arguments.register,
        workers=_workers(arguments, progress),
        size_limit=inputs.size_limit,
    )
    for problem in built.corpus.problems:
        streams.note(problem)
    count = len(built.corpus.treaties)
    files = "file" if built.read == 1 else "files"
    parts = [f"{built.read:,} {files} read, {built.kept:,} unchanged, {built.dropped:,} gone"]
    if built.aside:
        parts.append(f"{built.aside:,} left aside, which are no texts by their names")
    if built.corpus.problems:
        parts.append(f"{len(built.corpus.problems):,} could not be read")
    words = sum(treaty.words for treaty in built.corpus.treaties)
    streams.emit(f"{count:,} {'treaty' if count == 1 else 'treaties'}, {words:,} words: {'; '.join(parts)}.\n")
    return _UNREAD if built.corpus.problems else 0


def _table(arguments: argparse.Namespace, corpus: Corpus, workers: Workers) -> tuple[Table, Table | None]:
    """The table asked for, and the related treaties that a picture of it shows."""
    from treatydiff.corpus import Level, Table, borrowed, family, related

    if arguments.action == "borrowed":
        return borrowed(corpus, arguments.treaty, workers=workers), None
    if arguments.action == "related":
        level = Level(arguments.level)
        table = related(corpus, level=level, workers=workers)
        return table, table if level is Level.TREATY else None
    everything = related(corpus, workers=workers)
    found = family(corpus, arguments.treaty, relations=everything)
    members = {row["treaty"] for row in found.records()}
    rows = tuple(row for row in everything.rows if row[0] in members and row[1] in members)
    return found, Table(everything.name, everything.columns, rows, everything.corpus)


def _written(corpus: Corpus, table: Table, relations: Table | None, form: str) -> bytes:
    from treatydiff.corpus import render_heatmap
    from treatydiff.errors import InputError

    if form == "svg":
        if relations is None:
            raise InputError(
                "found svg for a table", expected="treaties", todo="leave --level out, or write a table"
            )
        return render_heatmap(corpus, relations)
    written: bytes = getattr(table, form)()
    return written


def _named(corpus: Corpus, name: str) -> str:
    """A treaty as `treatydiff compare` names it."""
    treaty = corpus.treaty(name)
    inside = f"#{treaty.siglum}" if treaty.key != treaty.path else ""
    return f"{treaty.siglum}={corpus.file(treaty)}{inside}"


def _workers(arguments: argparse.Namespace, progress: streams.Progress) -> Workers:
    from treatydiff.corpus import Workers

    def told(doing: str, done: int, of: int) -> None:
        progress.now(f"{doing}: {_bar(done, of)} {100 * done // max(of, 1)} %")

    if arguments.scheduler:
        return Workers(scheduler=arguments.scheduler, told=told)
    return Workers(arguments.processes, told=told) if arguments.processes else Workers.here(told=told)


def _bar(done: int, of: int) -> str:
    full = 20 * done // max(of, 1)
    return "[" + "#" * full + "-" * (20 - full) + "]"


def _action(
    actions: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    summary: str,
    about: str,
    *,
    corpus: bool = False,
) -> argparse.ArgumentParser:
    made = actions.add_parser(name, help=summary, description=about, allow_abbrev=False)
    if corpus:
        made.add_argument("corpus", metavar="CORPUS", help="the folder of a corpus")
    made.add_argument(
        "--processes", metavar="N", type=_count, help="how many processes work (default: one for each processor)"
    )
    made.add_argument(
        "--scheduler", metavar="ADDRESS", default="", help="let the workers of a Dask scheduler do it"
    )
    return made


def _add_form(action: argparse.ArgumentParser, forms: tuple[str, ...]) -> None:
    action.add_argument(
        "--format", choices=forms, help="what to write (default: by the suffix of FILE, else terminal)"
    )
    add_output(action)


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 5 and int(text)):
        raise argparse.ArgumentTypeError(f"found {text!r}; expected a number of processes, such as 2")
    return int(text)
