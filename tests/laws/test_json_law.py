"""JSON holds all: comparison, collation and witnesses come back from it, and any program has its words."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import treatydiff
from strategies import annotation_lists, any_families, any_pairs
from treatydiff.annotation import annotate, annotate_collation
from treatydiff.collation import Options, collate
from treatydiff.comparison import compare
from treatydiff.export.json import write_collation, write_comparison
from treatydiff.model.edits import contradiction
from treatydiff.model.links import EditedLink, Link, NoCounterpart
from treatydiff.model.witnesses import Witness
from treatydiff.normalization import RULES, Normalization


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file to write to."""
    return tmp_path_factory.mktemp("json") / "result.json"


@st.composite
def decisions(draw: st.DrawFn, witnesses: Sequence[Witness]) -> tuple[EditedLink, ...]:
    """Decisions on witnesses that do not contradict each other; some do not fit the texts."""
    made: list[EditedLink] = []
    for _ in range(draw(st.integers(0, 3))):
        one, other = draw(st.permutations(list(witnesses)))[:2]
        sides = {text.siglum: [str(address) for address, _ in text.addressed()] for text in (one, other)}
        ends = [draw(st.sampled_from([*side, f"{siglum}/999"])) for siglum, side in sides.items()]
        edit: EditedLink
        if draw(st.booleans()):
            words = draw(st.sampled_from([(), ("Words that stand", "nowhere.")]))
            edit = Link(ends[0], ends[1], resp="N. N.", cert="low", reason="As a b c.", words=words)
        else:
            edit = NoCounterpart(ends[0], other.siglum, resp="N. N.", reason="So.")
        if contradiction([*made, edit]) is None:
            made.append(edit)
    return tuple(made)


options = st.builds(
    Options,
    st.lists(st.sampled_from(sorted(RULES)), max_size=3).map(lambda names: Normalization(tuple(names))),
    st.sampled_from(treatydiff.Level),
)


@settings(max_examples=60)
@given(st.data())
def test_a_comparison_comes_back(file: Path, data: st.DataObject) -> None:
    """Of any texts, options, decisions and annotations: the same comparison, and the same bytes once more."""
    pair = data.draw(any_pairs())
    said = data.draw(annotation_lists(pair))
    edits = data.draw(decisions(pair))
    comparison = annotate(compare(*pair, links=edits, options=data.draw(options)), said)
    for one in (comparison, comparison.invert()):
        written = write_comparison(one, version="1.0")
        file.write_bytes(written)
        assert treatydiff.read_all(file) == (one.earlier, one.later)
        found = treatydiff.read_comparison(file)
        assert found == one
        assert write_comparison(found, version="1.0") == written


@settings(max_examples=40)
@given(st.data())
def test_a_collation_comes_back(file: Path, data: st.DataObject) -> None:
    """Of any texts, base, options, decisions and annotations: the same collation, and the same bytes once more."""
    family = data.draw(any_families(max_size=4))
    edits = data.draw(decisions(family)) if len(family) > 1 else ()
    base = data.draw(st.sampled_from(family)).siglum
    made = collate(family, base=base, links=edits, options=data.draw(options))
    collation = annotate_collation(made, data.draw(annotation_lists(family)))
    written = write_collation(collation, version="1.0")
    file.write_bytes(written)
    assert treatydiff.read_all(file) == family
    found = treatydiff.read_collation(file)
    assert found == collation
    assert write_collation(found, version="1.0") == written


@pytest.mark.parametrize(("earlier", "later"), [("K40", "M40"), ("P41", "RU45"), ("D41", "L41b")])
def test_bundled_comparisons_come_back(file: Path, earlier: str, later: str) -> None:
    """Of drafts, texts in two languages and fragments: the comparison, its annotations and its texts."""
    comparison = treatydiff.load().compare(earlier, later)
    file.write_bytes(write_comparison(comparison, version="1.0"))
    found = treatydiff.read_comparison(file)
    assert found == comparison
    assert (found.earlier, found.later) == (comparison.earlier, comparison.later)
    assert found.changes == comparison.changes
    assert [change.annotations for change in found.changes] == [c.annotations for c in comparison.changes]


def clauses_in(groups: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Addresses and words of the clauses of all witnesses: by nothing but the keys that the form describes."""
    for group in groups:
        yield from clauses_in(group.get("children", []))
        if group["kind"] != "clause":
            continue
        for member in group["members"]:
            tokens = [
                [token["t"] for token in reading["tokens"]]
                for unit in group["units"]
                for reading in unit["readings"]
                if member["siglum"] in reading["witnesses"]
            ]
            words = [token for reading in tokens for token in reading]
            stops = [*member["starts"][1:], len(words)]
            for address, start, stop in zip(member["addresses"], member["starts"], stops, strict=True):
                yield address, "".join(words[start:stop])


@settings(max_examples=30)
@given(any_families(max_size=4))
def test_the_words_of_every_clause_come_back(family: tuple[Witness, ...]) -> None:
    """Of any witnesses each clause has its words, to the letter, under its address; and there are no others."""
    written = json.loads(write_collation(collate(family), version="1.0"))
    found = dict(clauses_in(written["groups"]))
    assert found == {str(address): clause.text for witness in family for address, clause in witness.clauses()}
