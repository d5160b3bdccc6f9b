"""All formats hold the same changes: each is read back by itself and compared with the model, change by change.

A reader here takes what was written and nothing else. Formats whose reading back takes a program of their own are
held against the same `model` where they are tested: TEI in ``laws/test_rebuilding_law.py``, Word in
``laws/test_docx_law.py`` and ``consumers/test_docx.py``.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence

import pytest
from attrs import evolve, frozen
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

import treatydiff
from strategies import annotation_lists, any_pairs
from treatydiff.annotation import annotate
from treatydiff.comparison import Comparison
from treatydiff.export import changes, frames
from treatydiff.export import json as json_export
from treatydiff.model.links import Flag, Relation
from treatydiff.model.passages import Gap
from treatydiff.model.witnesses import Witness
from treatydiff.report import markdown
from treatydiff.report.wording import WORDS


@frozen
class Told:
    """One change, as a format tells it: what all formats have in common.

    Attributes:
        address: what it is cited by.
        relation: how the later text stands to the earlier; empty where only its place or number changed, and in
            columns that may be counted where only a cross-reference did.
        flags: moved, renumbered, reference.
        earlier: the words at issue, white space collapsed.
        later: the same of the later text.
        out: the words that went out, phrase by phrase, white space collapsed.
        into: the words that came in.
        annotations: ids of what is said of it.
    """

    address: str
    relation: str
    flags: tuple[str, ...]
    earlier: str
    later: str
    out: tuple[str, ...]
    into: tuple[str, ...]
    annotations: tuple[str, ...]


def model(comparison: Comparison, *, counted: bool = False) -> list[Told]:
    """What a comparison says itself, or as columns that may be counted say it."""
    return [
        told(
            str(change.address),
            "kept" if counted and Flag.REFERENCE in change.flags else change.relation.value,
            [flag.value for flag in change.flags],
            (change.earlier, change.later),
            edits=[(edit.before, edit.after) for edit in change.edits],
            annotations=[one.id for one in change.annotations],
        )
        for change in comparison
    ]


def told(
    address: str,
    relation: str,
    flags: Sequence[str],
    sides: tuple[str, str],
    *,
    edits: Sequence[tuple[str, str]],
    annotations: Sequence[str],
) -> Told:
    """A change with its edits, in the form in which formats are compared."""
    by_flags_alone = flags and not edits and relation in (Relation.REWORDED, Relation.IDENTICAL)
    by_flags_alone = by_flags_alone or relation == "kept"
    before, after = (
        ([running(words) for words in side if words.strip()] for side in zip(*edits, strict=True))
        if (edits)
        else ([], [])
    )
    earlier, later = map(running, sides)
    return Told(
        address,
        "" if by_flags_alone else relation,
        tuple(flags),
        earlier,
        later,
        tuple(before),
        tuple(after),
        tuple(annotations),
    )


def running(text: str) -> str:
    """Words with white space collapsed: not every format keeps it."""
    return " ".join(text.split())


# --- Readers ----------------------------------------------------------------------------------------------


def from_separated(data: bytes, delimiter: str) -> list[Told]:
    """The changes in a file of separated values."""
    rows = csv.DictReader(io.StringIO(data.decode(), newline=""), delimiter=delimiter, strict=True)
    found: list[tuple[dict[str, str], list[tuple[str, str]]]] = []
    for fields in rows:
        row = {name: field.removeprefix("'") for name, field in fields.items()}
        if row["row"] == "change":
            found.append((row, []))
        elif row["row"] == "edit":
            assert row["change"] == found[-1][0]["change"]
            found[-1][1].append((row["earlier"], row["later"]))
    return [
        told(
            row["change"],
            row["relation"],
            row["flags"].split(),
            (row["earlier"], row["later"]),
            edits=edits,
            annotations=row["annotations"].split("; ") if row["annotations"] else [],
        )
        for row, edits in found
    ]


def from_json(data: bytes) -> list[Told]:
    """The changes in a JSON document."""
    return [
        told(
            change["address"],
            change["relation"],
            change["flags"],
            (change["earlier"]["text"], change["later"]["text"]),
            edits=[(edit["earlier"]["text"], edit["later"]["text"]) for edit in change["edits"]],
            annotations=change["annotations"],
        )
        for change in json.loads(data)["changes"]
    ]


def from_frames(comparison: Comparison) -> list[Told]:
    """The changes in data frames."""
    rows, edits = frames.changes(comparison), frames.edits(comparison)
    found = []
    for row in rows.to_dict("records"):
        of_it = edits[edits["change"] == row["address"]]
        assert len(of_it) == row["edits"]
        found.append(
            told(
                row["address"],
                row["relation"],
                [flag.value for flag in Flag if row[flag.value]],
                (row["earlier"], row["later"]),
                edits=list(zip(of_it["earlier"], of_it["later"], strict=True)),
                annotations=row["annotations"].split("; ") if row["annotations"] else [],
            )
        )
    return found


def without_gaps(found: Sequence[Told], comparison: Comparison) -> list[Told]:
    """Changes without what is noted of gaps, which have no words: Markdown shows it among the words that differ."""
    witnesses = (comparison.earlier, comparison.later)
    passages = [clause for witness in witnesses for _, clause in witness.clauses()]
    passages += [one.heading for witness in witnesses for _, one in witness.addressed() if one.heading]
    marks = [mark for passage in passages for mark in passage.marks]
    noted = {running(f"[{mark.note or mark.reason or 'gap'}]") for mark in marks if isinstance(mark, Gap)}

    def bare(phrase: str) -> str:
        for note in sorted(noted):
            phrase = phrase.replace(note, "")
        return running(phrase)

    def phrases(those: Sequence[str]) -> tuple[str, ...]:
        return tuple(phrase for phrase in map(bare, those) if phrase)

    return [
        evolve(
            one,
            earlier=bare(one.earlier),
            later=bare(one.later),
            out=phrases(one.out),
            into=phrases(one.into),
        )
        for one in found
    ]


@frozen
class Shown:
    """A cell of a table in Markdown, as a page shows it: its words, and those in a mark."""

    text: str
    marked: tuple[str, ...]


def tables(text: str) -> Iterator[list[list[Shown]]]:
    """The tables of a page, without their heads.

    The parser reads GitHub's tables and links, so that words of a text that were taken for markup would be seen.
    """
    parser = MarkdownIt("commonmark", {"linkify": True}).enable(["table", "strikethrough", "linkify"])
    rows: list[list[Shown]] = []
    for token in parser.parse(text):
        if token.type == "tbody_open":
            rows = []
        elif token.type == "tr_open":
            rows.append([])
        elif token.type == "inline" and token.level > 3:
            rows[-1:] = [[*rows[-1], shown(token.children or [])]] if rows else []
        elif token.type == "tbody_close":
            yield rows


def shown(tokens: Sequence[Token]) -> Shown:
    """What a page shows of a cell; no other markup is in it than marks and sigla in bold."""
    text, marked, mark = "", list[str](), ""
    for token in tokens:
        if token.type == "html_inline":
            assert token.content in ("<del>", "</del>", "<ins>", "</ins>", "<em>", "</em>", "<!-- -->")
            if token.content in ("<del>", "<ins>", "<em>"):
                mark = token.content
                marked.append("")
            elif token.content.startswith("</"):
                mark = ""
        else:
            assert token.type in ("text", "strong_open", "strong_close"), token
            words = token.content if mark else token.content.removeprefix("⇅") if marked else token.content
            text += words
            if mark:
                marked[-1] += words
    return Shown(running(text), tuple(running(words) for words in marked))


def from_markdown(comparison: Comparison) -> list[Told]:
    """The changes in a page of Markdown: its first table."""
    text = markdown.render_comparison(comparison)
    found = []
    for address, what, earlier, later, remarks in next(tables(text), []):
        names = what.text.split(", ")
        relation = next((one.value for one in Relation if names[0] == WORDS[one]), "")
        flags = [
            flag.value
            for flag, begins in (
                (Flag.MOVED, "moved"),
                (Flag.RENUMBERED, "renumbered "),
                (Flag.REFERENCE, "a cross-reference renumbered"),
            )
            if any(name.startswith(begins) for name in names)
        ]
        found.append(
            Told(
                address.text,
                relation,
                tuple(flags),
                earlier.text,
                later.text,
                earlier.marked,
                later.marked,
                tuple(remarks.text.split(", ")) if remarks.text else (),
            )
        )
    return found


READERS: dict[str, Callable[[Comparison], list[Told]]] = {
    "csv": lambda comparison: from_separated(changes.write_csv(comparison), ","),
    "tsv": lambda comparison: from_separated(changes.write_tsv(comparison), "\t"),
    "json": lambda comparison: from_json(json_export.write_comparison(comparison, version="1.0")),
    "frames": from_frames,
    "markdown": from_markdown,
}
"""How each format gives its changes back. A format that can be read here gets its line here."""


# --- The tests --------------------------------------------------------------------------------------------


def assert_agrees(form: str, comparison: Comparison) -> None:
    """Read a format back and compare, change by change."""
    counted = form in ("csv", "tsv", "frames")
    found, wanted = READERS[form](comparison), model(comparison, counted=counted)
    if form == "markdown":
        found, wanted = without_gaps(found, comparison), without_gaps(wanted, comparison)
    assert len(found) == len(wanted)
    for one, other in zip(found, wanted, strict=True):
        assert one == other


def bundled() -> Iterator[Comparison]:
    """The comparisons that the bundled dossier asks for."""
    dossier = treatydiff.load()
    for plan in dossier.comparisons:
        yield dossier.compare(plan.earlier, plan.later)


BUNDLED = {f"{one.earlier.siglum}-{one.later.siglum}": one for one in bundled()}


@pytest.mark.parametrize("form", READERS)
@pytest.mark.parametrize("name", BUNDLED)
def test_the_bundled_comparisons_are_the_same_in_each_format(form: str, name: str) -> None:
    """Each comparison of the bundled dossier comes back from each format, change by change."""
    assert_agrees(form, BUNDLED[name])


@given(st.data())
def test_any_comparison_is_the_same_in_each_format(data: st.DataObject) -> None:
    """Any two texts, however hostile their words, come back from each format, change by change."""
    pair = data.draw(any_pairs())
    comparison = annotate(treatydiff.compare(*pair), data.draw(annotation_lists(pair, max_size=2)))
    for form in READERS:
        assert_agrees(form, comparison)


def counted_relations(comparison: Comparison) -> dict[str, dict[str, int]]:
    """How often each relation stands in a column that may be counted, without what the flags say."""
    rows = csv.DictReader(io.StringIO(changes.write_csv(comparison).decode(), newline=""), strict=True)
    columns = {
        "csv": [row["relation"] for row in rows if row["row"] == "change"],
        "frames": list(frames.changes(comparison)["relation"]),
    }
    return {
        form: {name: column.count(name) for name in column if name not in ("kept", "identical")}
        for form, column in columns.items()
    }


def relations(comparison: Comparison) -> dict[str, int]:
    """How many changes there are of each relation, by the comparison's own counts."""
    return {name: number for name, number in comparison.counts.items() if name not in [*Flag]}


@pytest.mark.parametrize("name", BUNDLED)
def test_counting_the_relations_of_the_bundled_comparisons_gives_the_counts(name: str) -> None:
    """Whoever counts the column ``relation`` finds what the comparison counts."""
    for found in counted_relations(BUNDLED[name]).values():
        assert found == relations(BUNDLED[name])


@given(any_pairs())
def test_counting_the_relations_gives_the_counts(pair: tuple[Witness, Witness]) -> None:
    """So it is with any two texts, in tables and in data frames."""
    comparison = treatydiff.compare(*pair)
    for found in counted_relations(comparison).values():
        assert found == relations(comparison)
