"""Pictures hold what the model holds, once each, and their labels keep apart, whatever the texts are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from drawn import SVG, labels, outside, overlapping, read
from invented_treaties import invented_treaties
from strategies import any_families, any_pairs, dossiers
from treatydiff.collation import collate
from treatydiff.comparison import Comparison, compare
from treatydiff.model.dossiers import DossierRecord
from treatydiff.model.links import Flag, Relation
from treatydiff.model.witnesses import Witness
from treatydiff.report.pictures import render_genesis, render_ribbons, render_strip, render_timeline
from treatydiff.timeline import timeline

_FEW = settings(max_examples=12, deadline=None)


def sound(picture: bytes) -> etree._Element:
    """The root of a picture that names itself, loads nothing, and whose labels keep apart and on the sheet."""
    root = read(picture)
    title, description, *rest = root
    assert root.get("role") == "img"
    assert root.get("aria-labelledby", "").split() == [title.get("id"), description.get("id")]
    assert (title.tag, description.tag) == (f"{SVG}title", f"{SVG}desc")
    assert title.text
    assert description.text
    names = {str(element.tag).removeprefix(SVG) for element in rest for element in element.iter()}
    assert names <= {"style", "rect", "g", "path", "text", "title", "circle", "defs", "pattern"}
    for element in root.iter():
        assert not any(str(name) in {"href", "src"} or str(name).startswith("on") for name in element.attrib)
    assert list(overlapping(labels(root))) == []
    assert outside(root) == []
    return root


def drawn_once(root: etree._Element, name: str) -> dict[str, etree._Element]:
    """The elements with an attribute, by its value; no value stands there twice."""
    found = root.findall(f".//*[@{name}]")
    assert [value for value, n in Counter(one.get(name) for one in found).items() if n > 1] == []
    return {one.get(name, ""): one for one in found}


def check_ribbons(comparisons: Sequence[Comparison]) -> None:
    """Compare what is drawn with the model, change by change."""
    root = sound(render_ribbons(comparisons))
    gutters = root.findall(".//*[@data-between]")
    assert [gutter.get("data-between") for gutter in gutters] == [
        f"{one.earlier.siglum} {one.later.siglum}" for one in comparisons
    ]
    for comparison, gutter in zip(comparisons, gutters, strict=True):
        changed = {str(change.address): change for change in comparison if change.link is not None}
        links = {
            address: (one.get("data-relation"), one.get("data-flags", ""))
            for address, one in drawn_once(gutter, "data-link").items()
        }
        assert links == {
            str(link.address): (str(changed.get(str(link.address), link).relation), " ".join(link.flags))
            for link in comparison.links
        }
        alone = {address: one.get("data-relation") for address, one in drawn_once(gutter, "data-change").items()}
        assert alone == {str(change.address): str(change.relation) for change in comparison if change.link is None}
        assert set(drawn_once(gutter, "data-silent")) == set(map(str, comparison.not_transmitted))
        paths = {
            address: len(one.findall(f"{SVG}path")) for address, one in drawn_once(gutter, "data-link").items()
        }
        for link in comparison.links:
            assert paths[str(link.address)] >= max(len(link.earlier), len(link.later))
        moved = sum(Flag.MOVED in link.flags for link in comparison.links)
        assert len(gutter.findall(f"{SVG}circle")) == moved
    boxes = drawn_once(root, "data-place")
    for witness in (comparisons[0].earlier, *(one.later for one in comparisons)):
        outer = {str(address) for address, provision in witness.addressed() if not provision.about.inner}
        assert outer <= set(boxes)


def check_strip(comparison: Comparison) -> None:
    """Each clause, or pair of clauses that correspond, has one cell, which says what became of it."""
    cells = drawn_once(sound(render_strip([comparison])), "data-place")
    silent = comparison.not_transmitted
    expected = {}
    for group in comparison.collation.clause_groups():
        places = [address for member in group.members for address in member.addresses]
        link = next((link for link in comparison.links if places[0] in link.ends), None)
        if link is not None:
            expected[str(link.address)] = str(link.relation)
        elif any(places[0].is_in(place) for place in silent):
            expected[str(places[0])] = "not transmitted"
        else:
            out = places[0].siglum == comparison.earlier.siglum
            expected[str(places[0])] = str(Relation.OMITTED if out else Relation.INSERTED)
    found = {place: cell.get("data-relation") for place, cell in cells.items()}
    assert found.keys() == expected.keys()
    for place, relation in expected.items():
        # Clauses that a link calls the same may differ in what their normalization takes away.
        assert found[place] == relation or (relation, found[place]) == ("identical", "reworded")


def check_genesis(witnesses: Sequence[Witness]) -> None:
    """Each text has one cell in each row, and each clause of each text stands in one cell."""
    collation = collate(witnesses)
    root = sound(render_genesis(collation))
    cells = root.findall(".//*[@data-row]")
    rows = {cell.get("data-row") for cell in cells}
    assert Counter((cell.get("data-row"), cell.get("data-in")) for cell in cells) == Counter(
        (row, witness.siglum) for row in rows for witness in witnesses
    )
    at = Counter(place for cell in cells for place in cell.get("data-at", "").split())
    assert at == Counter(str(address) for witness in witnesses for address, _ in witness.clauses())


@given(any_pairs())
def test_ribbons_hold_every_link_and_change_once(pair: tuple[Witness, Witness]) -> None:
    """Links with relation and flags, what has no counterpart, what is not transmitted, and every outer provision.

    Would catch: a link of several ends drawn in part or twice, a change left out, a label over another one.
    """
    check_ribbons([compare(*pair)])


@given(any_pairs())
def test_strip_has_a_cell_for_every_clause(pair: tuple[Witness, Witness]) -> None:
    """Up to the number of clauses from which articles have cells, no clause is left out and none has two cells."""
    check_strip(compare(*pair))


@given(any_families(min_size=1, max_size=6))
def test_genesis_has_a_cell_for_every_clause(texts: tuple[Witness, ...]) -> None:
    """Whatever the texts are, the table is full, and no clause is lost."""
    check_genesis(texts)


@given(dossiers())
def test_timeline_lists_every_entry(record: DossierRecord) -> None:
    """What is dated and what is not stands in the list once, with its date; labels on the axes keep apart."""
    made = timeline(record)
    if not (made.entries or made.undated):
        return
    found = drawn_once(sound(render_timeline(made)), "data-key")
    expected = {
        one.key: (one.kind.value, str(one.date) if one.date else "") for one in (*made.entries, *made.undated)
    }
    assert {key: (one.get("data-kind"), one.get("data-date", "")) for key, one in found.items()} == expected


@_FEW
@given(st.integers(0, 10**6), st.integers(2, 6), st.integers(1, 40))
def test_labels_keep_apart_in_six_texts_of_forty_articles(seed: int, texts: int, articles: int) -> None:
    """With moves, splits and mergers, and labels too long or too wide for their place, in all pictures of texts."""
    witnesses = invented_treaties(seed, texts=texts, articles=articles)
    comparisons = [compare(earlier, later) for earlier, later in pairwise(witnesses)]
    check_ribbons(comparisons)
    sound(render_strip(comparisons))
    check_genesis(witnesses)


@_FEW
@given(any_pairs())
def test_pictures_are_the_same_each_time(pair: tuple[Witness, Witness]) -> None:
    """Two comparisons of the same texts give the same bytes."""
    once, again = (compare(*pair) for _ in range(2))
    assert render_ribbons([once]) == render_ribbons([again])
    assert render_strip([once]) == render_strip([again])
    assert render_genesis(once.collation) == render_genesis(again.collation)
