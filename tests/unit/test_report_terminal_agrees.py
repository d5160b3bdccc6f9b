"""The terminal's view of a comparison, read back: it holds the changes of the model, and no others.

The reader written here knows the signs alone: a line that opens with one names a change, indented lines below are
the words, ``[-so-]`` stands in the earlier text and ``{+so+}`` in the later, or colours say so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import pytest
from attrs import frozen
from hypothesis import given, settings
from hypothesis import strategies as st

import treatydiff
from strategies import RelatedPair, related_pairs, targets
from treatydiff.annotation import annotate, annotate_collation, remarks
from treatydiff.comparison import Change, Comparison
from treatydiff.model.annotations import Annotation
from treatydiff.model.links import Relation
from treatydiff.report.apparatus import render_collation
from treatydiff.report.screen import SIGNS, Screen, uncoloured
from treatydiff.report.terminal import render

WIDE = 400
"""Columns in which no heading of these texts is broken."""
RELATIONS = {SIGNS[relation.value][0]: relation for relation in Relation}


@frozen
class Shown:
    """What a reader finds of one change or clause.

    Attributes:
        relation: after its sign; ``None`` where a heading has none.
        address: as printed.
        said: the words beside them.
        earlier: the earlier text, without white space.
        later: the later text.
        out: the phrases marked as gone, in order.
        into: those marked as new.
    """

    relation: Relation | None
    address: str
    said: str
    earlier: str
    later: str
    out: tuple[str, ...]
    into: tuple[str, ...]


def compact(text: str) -> str:
    """The text without white space."""
    return "".join(text.split())


def read_back(shown: str, *, in_columns: bool = False) -> dict[str, Shown]:
    """What a view shows, by address; headings only where words stand right under them."""
    shown = shown.replace("\x1b[9;38;5;33m", "[-").replace("\x1b[4;38;5;166m", "{+")
    shown = re.sub(r"(\[-[^\x1b]*)\x1b\[0m", r"\1-]", shown)
    shown = re.sub(r"(\{\+[^\x1b]*)\x1b\[0m", r"\1+}", shown)
    shown = uncoloured(re.sub(r"\x1b\[2;4m([^\x1b]*)\x1b\[0m", r"{~\1~}", shown))
    found: dict[str, Shown] = {}
    body = shown.partition("\n── In all")[0]
    blocks = [block.splitlines() for block in re.split(r"\n\n(?=\S)|\n(?=── )", body)]
    opening = re.compile(rf"({'|'.join(map(re.escape, RELATIONS))}) (\S+\.\.\S*|\.\.\S+)  (.*)")
    heading = re.compile(r"── (.*?) ─+ (\S+) ──")
    for first, *rest in blocks:
        of_texts = (
            (line for line in rest if "│" in line)
            if in_columns
            else (line for line in rest if line.startswith("    ") and line[4:5] not in ("*", " "))
        )
        words = [line[4:] for line in of_texts]
        if rule := heading.fullmatch(first):
            sign = re.search(rf"  ({'|'.join(map(re.escape, RELATIONS))}) \w+$", rule[1])
            relation = RELATIONS[sign[1]] if sign else None
            found[rule[2]] = _read(relation, rule[2], f"{rule[1]} {' '.join(rest)}", words, in_columns)
        for line in (first, *rest):  # what was kept stands in a list
            if clause := opening.fullmatch(line):
                found[clause[2]] = _read(RELATIONS[clause[1]], clause[2], clause[3], words, in_columns)
    return found


def _read(relation: Relation | None, address: str, said: str, lines: Sequence[str], in_columns: bool) -> Shown:
    if in_columns:
        ours, theirs = (" ".join(line.partition("│")[side].strip() for line in lines) for side in (0, 2))
        ours, theirs = re.sub(r"\{~(.*?)~\}", r"[-\1-]", ours), re.sub(r"\{~(.*?)~\}", r"{+\1+}", theirs)
    else:
        ours = theirs = re.sub(r"\{~(.*?)→(.*?)~\}", r"[-\1-]{+\2+}", " ".join(lines))
    ours, theirs = ours.replace("⇅", ""), theirs.replace("⇅", "")
    earlier = re.sub(r"\{\+.*?\+\}", "", ours).replace("[-", "").replace("-]", "")
    later = re.sub(r"\[-.*?-\]", "", theirs).replace("{+", "").replace("+}", "")
    out, into = re.findall(r"\[-(.*?)-\]", ours), re.findall(r"\{\+(.*?)\+\}", theirs)
    return Shown(
        relation, address, said, compact(earlier), compact(later), (*map(compact, out),), (*map(compact, into),)
    )


def of_clauses(comparison: Comparison) -> Iterator[Change]:
    """The changes of clauses."""
    for change in comparison.changes:
        if any(end.clause is not None for end in (*change.address.earlier, *change.address.later)):
            yield change


def check(comparison: Comparison, *, in_columns: bool, colour: bool) -> None:
    """Hold a view against the model, change by change."""
    screen = Screen(width=WIDE, colour=colour)
    shown = read_back(render(comparison, screen=screen, side_by_side=in_columns), in_columns=in_columns)
    changed = {
        address: one
        for address, one in shown.items()
        if one.relation not in (Relation.IDENTICAL, Relation.PARALLEL)
    }
    for change in comparison.changes:
        address = str(change.address)
        one = shown.pop(address)
        for flag in change.flags:
            assert SIGNS[flag.value][0] in one.said
        if address in {str(other.address) for other in of_clauses(comparison)}:
            assert one.relation is change.relation
            if change.relation is Relation.OMITTED:
                assert one.earlier == compact(change.earlier)
            elif change.relation is Relation.INSERTED:
                assert (one.later if in_columns else one.earlier) == compact(change.later)
            else:
                assert (one.earlier, one.later) == (compact(change.earlier), compact(change.later))
                if not colour:
                    out = [re.sub(r"\[[^\]]*\]", "", words) for words in one.out]  # edits leave notes on gaps out
                    assert list(filter(None, out)) == [
                        compact(edit.before) for edit in change.edits if edit.before.strip()
                    ]
                    assert one.into == tuple(compact(edit.after) for edit in change.edits if edit.after.strip())
        elif change.link is None:
            assert one.relation is change.relation
            words = one.later if in_columns and change.later else one.earlier
            assert compact(change.earlier or change.later).endswith(words)
        changed.pop(address, None)
    assert not [one for one in changed.values() if one.relation is not None and ":" in one.address]


@settings(max_examples=40, deadline=None)
@given(related_pairs(), st.booleans(), st.booleans())
def test_the_view_holds_the_changes_of_the_model(pair: RelatedPair, in_columns: bool, colour: bool) -> None:
    """Of drafts edited at random, each change is shown with its sign, its words and its edits, and no other."""
    check(treatydiff.compare(pair.earlier, pair.later), in_columns=in_columns, colour=colour)


@pytest.mark.parametrize("in_columns", [False, True])
def test_the_bundled_comparisons_agree(in_columns: bool) -> None:
    """What the dossier asks for is shown as the model has it, annotations beside it."""
    dossier = treatydiff.load()
    for plan in dossier.comparisons:
        check(dossier.compare(plan.earlier, plan.later, level=plan.level), in_columns=in_columns, colour=False)


@st.composite
def annotated(draw: st.DrawFn) -> Comparison:
    """A comparison with annotations of whatever can be annotated; each has a statement of its own."""
    pair = draw(related_pairs())
    texts = (pair.earlier, pair.later)
    said = [
        Annotation(f"n{number}", "note", f"Statement {number}.", draw(targets(texts)), resp="X")
        for number in range(1, draw(st.integers(2, 6)))
    ]
    return annotate(treatydiff.compare(*texts), said)


@settings(max_examples=40, deadline=None)
@given(annotated(), st.booleans())
def test_each_annotation_is_told_once_and_named_at_each_change(comparison: Comparison, in_columns: bool) -> None:
    """An annotation is told in full once, and stands or is named in a provision of each change it speaks of."""
    shown = render(comparison, screen=Screen(width=WIDE), side_by_side=in_columns)
    for one in comparison.annotations:
        assert shown.count(one.statement) == 1
    sections = re.split(r"\n(?=── )|\n(?== [^:\s]+  )", shown.partition("\n── In all")[0])
    for change in comparison.changes:
        if not change.annotations:
            continue
        address = f" {change.address} "
        # What was merged is named in a section for each of its parts.
        own = " ".join(one for one in sections if f"{address} " in one or f"{address}──" in one)
        assert {one.id for one in change.annotations} <= set(re.findall(r"\bn\d+\b", own))


@settings(max_examples=40, deadline=None)
@given(annotated())
def test_a_collation_tells_each_annotation_once(comparison: Comparison) -> None:
    """Whatever an annotation speaks of, the apparatus tells it in full once."""
    collation = annotate_collation(comparison.collation, comparison.annotations)
    shown = render_collation(collation, screen=Screen(width=WIDE))
    for one in collation.annotations:
        assert shown.count(one.statement) == 1


def test_the_bundled_annotations_stand_with_their_changes() -> None:
    """Each annotation of a bundled comparison is told once, with its sources; no term is told at a change."""
    comparison = treatydiff.load().compare("M40", "P41")
    lines = render(comparison, screen=Screen(width=WIDE)).splitlines()
    told = remarks(comparison.annotations)
    assert len(told) >= 10
    for one in told:
        (line,) = (line for line in lines if line.lstrip().startswith(f"* {one.id} "))
        contradicting = [f"contradicted by {other}" for other in one.conflicts_with]
        for said in (one.statement, one.quote, *one.actors, *map(str, one.sources), *contradicting):
            assert said in line
    assert len(comparison.annotations) > len(told)
    assert not [
        one.id for one in comparison.annotations if one not in told and any(one.id in line for line in lines)
    ]
