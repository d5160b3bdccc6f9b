"""Laws of annotations: written and read back they are the same, and no text is another for them."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import unquote

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strategies import annotation_lists, any_pairs
from treatydiff.annotation import annotate, annotate_collation
from treatydiff.collation import collate
from treatydiff.comparison import compare
from treatydiff.export import web_annotation
from treatydiff.export.annotations import write_csv, write_json
from treatydiff.export.tei import Profile, write_annotations, write_collation, write_comparison
from treatydiff.model.addresses import Address
from treatydiff.model.annotations import Annotation
from treatydiff.model.dossiers import DossierRecord
from treatydiff.model.sources import Source, Work
from treatydiff.model.witnesses import Witness
from treatydiff.readers import annotations as reader
from treatydiff.readers import read_bytes
from treatydiff.validation import validate

IN_EACH_FORM = settings(max_examples=settings().max_examples // 4)  # there are four, and each has its own run
Texts = tuple[Witness, Witness]
Annotated = tuple[Texts, tuple[Annotation, ...]]


@st.composite
def annotated(draw: st.DrawFn, *, of_whole: bool = True) -> Annotated:
    """Two witnesses and what is said of them."""
    pair = draw(any_pairs())
    return pair, draw(annotation_lists(pair, of_whole=of_whole))


def settled(one: Annotation) -> Annotation:
    """An annotation without white space that has no meaning, in names and in what a source cites."""

    def words(text: str) -> str:
        return " ".join(text.split())

    def names(some: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(words, some))

    def work(given: Work) -> Work:
        told = {name: words(text) for name, text in attrs.asdict(given).items() if isinstance(text, str)}
        people = (names(given.authors), names(given.editors), names(given.translators))
        made = Work(**told, authors=people[0], editors=people[1], translators=people[2])
        # Without a reference, what has no parts is listed under its key, and this is read as its reference.
        return attrs.evolve(made, reference="") if made.reference == made.key else made

    def source(given: Source) -> Source:
        kept = {"repository": words(given.repository), "shelfmark": words(given.shelfmark)}
        return attrs.evolve(given, work=work(given.work) if given.work else None, **kept)

    sources = [source(given) for given in one.sources]
    return attrs.evolve(
        one, actors=names(one.actors), sources=tuple(given for given in sources if given != Source())
    )


def same(found: tuple[Annotation, ...], wanted: tuple[Annotation, ...]) -> None:
    """Compare annotations field by field, so that a difference is easy to see."""
    assert [one.id for one in found] == [one.id for one in wanted]
    for mine, its in zip(map(settled, found), map(settled, wanted), strict=True):
        assert attrs.asdict(mine) == attrs.asdict(its)


@pytest.mark.parametrize("profile", Profile)
@IN_EACH_FORM
@given(given=annotated())
def test_annotations_come_back_from_a_collation(profile: Profile, given: Annotated) -> None:
    """Out in any form of apparatus and in again, an annotation is the same in all its parts."""
    pair, said = given
    written = write_collation(attrs.evolve(collate(pair), annotations=said), profile=profile, version="1.0")
    same(read_bytes(written, name="x.xml").annotations, said)


@given(given=annotated())
def test_annotations_come_back_from_a_document_of_their_own(given: Annotated) -> None:
    """Out without the texts and in again, an annotation is the same in all its parts."""
    pair, said = given
    record = DossierRecord("", pair, annotations=said)
    found = reader.read(write_annotations(record, version="1.0"), name="said.xml")
    same(found.annotations, record.annotations)
    assert all(found.kinds[one.kind] == record.kinds.get(one.kind, "") for one in said)


@given(given=annotated(of_whole=False))
def test_annotating_changes_no_text(given: Annotated) -> None:
    """Texts, links, changes and groups are the same with annotations as without, and so is what is read back."""
    pair, said = given
    bare, full = compare(*pair), annotate(compare(*pair), said)
    assert (full.earlier, full.later) == pair
    assert (full.links, full.changes, full.collation) == (bare.links, bare.changes, bare.collation)
    assert annotate_collation(collate(pair), said).groups == collate(pair).groups
    read = [read_bytes(write_comparison(one, version="1.0"), name="x.xml").witnesses for one in (bare, full)]
    assert read[0] == read[1]


@pytest.mark.parametrize("profile", Profile)
@IN_EACH_FORM
@given(given=annotated())
def test_what_is_written_is_sound(profile: Profile, given: Annotated) -> None:
    """Validation finds nothing wrong with annotations in any form, nor with a document of their own."""
    pair, said = given
    written = write_collation(attrs.evolve(collate(pair), annotations=said), profile=profile, version="1.0")
    alone = write_annotations(DossierRecord("", pair, annotations=said), version="1.0")
    for document in (written, alone):
        assert [str(one) for one in validate(document, name="x.xml") if one.severity == "error"] == []


@given(given=annotated())
def test_data_names_each_contradiction_on_both_sides(given: Annotated) -> None:
    """In JSON, if one annotation contradicts another, the other contradicts it; a table has a row for each."""
    _, said = given
    read = {one["id"]: one for one in json.loads(write_json(said, version="1.0"))["annotations"]}
    assert [*read] == [one.id for one in said]
    for one in said:
        for other in one.conflicts_with:
            assert other in read[one.id]["conflicts_with"]
            assert one.id in read[other]["conflicts_with"]
    assert write_csv(said) == write_csv(said)


# --- Web Annotations: a resolver of its own, written after the Recommendation ---------------------------------


def by_quote(text: str, selector: dict[str, Any]) -> list[tuple[int, int]]:
    """Where a TextQuoteSelector finds its words: every place with this prefix and suffix."""
    exact, prefix, suffix = selector["exact"], selector["prefix"], selector["suffix"]
    return [
        (at, at + len(exact))
        for at in range(len(text))
        if text.startswith(exact, at) and text[:at].endswith(prefix) and text.startswith(suffix, at + len(exact))
    ]


def targets_of(item: dict[str, Any]) -> list[Any]:
    """The targets of a Web Annotation, one or several."""
    target = item["target"]
    return target if isinstance(target, list) else [target]


@given(given=annotated())
def test_both_selectors_find_the_words_meant(given: Annotated) -> None:
    """In the texts written beside, quotation and position select one place, and it holds the words annotated."""
    pair, said = given
    record = DossierRecord("", pair, annotations=said)
    files = {f"urn:treatydiff:{name}": data.decode() for name, data in web_annotation.texts(record).items()}
    page = json.loads(web_annotation.write_annotations(record, version="1.0")).get("first", {"items": []})
    clauses = {address: clause.text for witness in pair for address, clause in witness.clauses()}
    for item, one in zip(page["items"], said, strict=True):
        selected = []
        for target in targets_of(item):
            if not isinstance(target, dict) or "selector" not in target:
                continue
            text = files[unquote(target["source"]["id"])]
            position = target["selector"][-1]
            if len(target["selector"]) == 2:
                assert by_quote(text, target["selector"][0]) == [(position["start"], position["end"])]
            selected.append(text[position["start"] : position["end"]])
        assert selected == list(meant(one, clauses))


def meant(one: Annotation, clauses: dict[Address, str]) -> list[str]:
    """The words that an annotation's targets mean, of those that mean a part of a text and have any clause."""
    found = []
    for target in one.targets:
        for end in target.addresses:
            inside = [text for clause, text in clauses.items() if end.steps and clause.is_in(end)]
            if inside and target.span is not None:
                found.append(target.span.of(inside[0]))
            elif inside:
                found.append("\n".join(inside))
    return found
