"""JSON read back: what is refused, where, and what is read of it."""

from __future__ import annotations

import json
import resource
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest

import treatydiff
from redline import DRAFT, SAID, SIGNED
from treatydiff.annotation import annotate, annotate_collation
from treatydiff.cli import main
from treatydiff.collation import Options, collate
from treatydiff.collation.classes import RULES, VariantRule
from treatydiff.comparison import compare
from treatydiff.errors import InputError, TreatyDiffError
from treatydiff.export.json import write_alignment, write_collation, write_comparison
from treatydiff.model.addresses import Address
from treatydiff.model.annotations import Target
from treatydiff.model.links import EditedLink, Link, NoCounterpart
from treatydiff.model.sources import Source, Work
from treatydiff.readers import read_bytes

EDITS: tuple[EditedLink, ...] = (
    Link("A/5", "B/6", resp="E.", cert="low", reason="A guess."),
    NoCounterpart("A/2", "B", resp="E."),
    Link("A/9", "B/1", resp="E."),
    NoCounterpart("A/3", "B", words="What it never read."),
)
"""Two decisions that fit the drafts, and two that do not."""
WORK = Work(
    "R 1920",
    "Rassendyll, Fishery, 1920",
    kind="book",
    authors=("R. Rassendyll",),
    editors=("S. Tarlenheim", "F. T."),
    translators=("M. X.",),
    title="Fishery",
    container="Studies",
    place="Strelsau",
    publisher="Press",
    date="1920",
    isbn="0",
    url="https://example.org/",
    identifier="vol. 2",
    pages="1-90",
)
"""A work of which everything is known."""
EARLIER = attrs.evolve(DRAFT, source=Source(WORK, pages="12"), rights="Free.", original="O")


def written(**changes: object) -> str:
    """A comparison as JSON, some of its outermost keys exchanged."""
    comparison = annotate(compare(EARLIER, SIGNED, links=EDITS), SAID)
    document: dict[str, Any] = json.loads(write_comparison(comparison, version="1.0"))
    return json.dumps({**document, **changes}, ensure_ascii=False, indent=1)


DOCUMENT = written()


def refused(text: str) -> str:
    """The message with which a document is refused."""
    with pytest.raises(TreatyDiffError) as caught:
        read_bytes(text.encode(), name="x.json")
    return str(caught.value)


def changed(change: Callable[[dict[str, Any]], object]) -> str:
    """The document, changed in place."""
    document = json.loads(DOCUMENT)
    change(document)
    return json.dumps(document, ensure_ascii=False, indent=1)


def test_witnesses_decisions_and_annotations_come_back(tmp_path: Path) -> None:
    """Works to the last field, decisions that fit and that do not, and what is said, are what was written."""
    file = tmp_path / "x.json"
    comparison = annotate(compare(EARLIER, SIGNED, links=EDITS), SAID)
    file.write_bytes(write_comparison(comparison, version="1.0"))
    assert treatydiff.read_all(file) == (EARLIER, SIGNED)
    found = treatydiff.read_comparison(file)
    assert found == comparison
    assert len(found.misfits) == 2
    assert found.annotations[0].sources == SAID[0].sources
    assert set(treatydiff.read_links(file)) == {
        *(link for link in comparison.links if link.edited),
        *comparison.without_counterpart,
        *(misfit.edit for misfit in comparison.misfits),
    }
    transcript = read_bytes(file.read_bytes(), name="x.json")
    assert (transcript.form, len(transcript.annotations), transcript.findings) == ("JSON", len(SAID), ())


def test_it_is_known_by_its_content() -> None:
    """JSON is known by how it begins, whatever the file is called; with a byte order mark, compact, sorted."""
    compact = json.dumps(json.loads(DOCUMENT), sort_keys=True)
    for data in (DOCUMENT.encode(), b"\xef\xbb\xbf" + DOCUMENT.encode(), b"\n " + compact.encode()):
        for name in ("x.json", "x.txt", "x"):
            assert [one.siglum for one in read_bytes(data, name=name).witnesses] == ["A", "B"]


def test_one_text_can_be_given_another_siglum() -> None:
    """In a collation of one text, annotations speak of it by its new siglum; of several there is none to give."""
    alone = annotate_collation(collate([SIGNED]), SAID)
    transcript = read_bytes(write_collation(alone, version="1"), name="x.json", siglum="Z")
    assert transcript.witness == attrs.evolve(SIGNED, siglum="Z")
    assert transcript.annotations[0].targets == (Target(Address.parse("Z/6:1")),)
    with pytest.raises(InputError, match="found 2 witnesses in one file, and the one siglum Z"):
        read_bytes(DOCUMENT.encode(), name="x.json", siglum="Z")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"a": 1', "x.json:1:8: found what is no JSON: expecting ',' delimiter"),
        ('{"a": 1,\n "a": 2}', "x.json:2:2: found the key 'a' twice in one object"),
        ('{"a": [\n{"b": 1, "b": 2}]}', "x.json:2:10: found the key 'b' twice in one object"),
        ("[1]", "x.json:1:1: found JSON that is not treatydiff's; expected JSON of a comparison or a collation"),
        ('{"schema": "treatydiff trace"}', "x.json:1:1: found JSON of the form 'treatydiff trace'"),
        ('{"schema": ["treatydiff collation"]}', "x.json:1:1: found JSON that is not treatydiff's"),
        (
            '{"schema": "treatydiff comparison",\n "version": 1}',
            "x.json:2:13: found 'treatydiff comparison' in the version 1; expected version 2; to mend it: write",
        ),
        ('{"schema": "treatydiff collation", "version": 2}', "x.json:1:1: found no 'software'"),
        ('{"a": ' + "9" * 5000 + "}", "x.json: found a number that is too long"),
        ('{"a":' * 5000, "x.json:1:602: found values nested too deep; expected 120 levels at most"),
        ('{"a":[' + "{}," * 250_000 + "{}]}", "x.json: found 250,003 objects and lists in 750,010 characters"),
    ],
)
def test_what_is_no_comparison_is_refused_with_its_place(text: str, message: str) -> None:
    """What is no JSON, or is of another form or version, too deep or too dense."""
    assert refused(text).startswith(message)


def test_a_key_that_stands_twice_among_many_is_soon_found() -> None:
    """Of 20,000 keys the last stands twice: that takes no time that grows with the square of their number."""
    keys = ", ".join(f'"{number}": 1' for number in range(20_000))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_utime
    assert "found the key '19999' twice in one object" in refused(f'{{{keys}, "19999": 1}}')
    assert resource.getrusage(resource.RUSAGE_SELF).ru_utime - before < 2


@pytest.mark.parametrize("held", ["", 0])
def test_long_lists_take_no_more_than_other_texts(held: object) -> None:
    """Neither many strings in a row nor what is no provision takes more than 20 times its size to read."""
    what = "provisions" if held == 0 else "remarks"
    data = changed(lambda document: document["earlier"].update({what: [held] * 200_000})).encode()
    tracemalloc.start()
    try:
        if held == 0:
            assert "found a number in 'provisions'; expected an object" in refused(data.decode())
        else:
            assert len(read_bytes(data, name="x.json").witnesses[0].remarks) == 200_000
        assert tracemalloc.get_traced_memory()[1] < 20 * len(data)
    finally:
        tracemalloc.stop()


def first(document: dict[str, Any]) -> dict[str, Any]:
    """The first article of the earlier text."""
    found: dict[str, Any] = document["earlier"]["provisions"][2]
    return found


@pytest.mark.parametrize(
    ("change", "message", "line_has"),
    [
        (lambda d: first(d).update(kind="stanza"), "found the kind of provision 'stanza'", "{"),
        (lambda d: first(d).update(number=1), "found a number in 'number'; expected a string", '"number": 1'),
        (lambda d: first(d).update(more=1), "found the key 'more' in 'provisions'", '"more": 1'),
        (lambda d: first(d).pop("party"), "found no 'party' in 'provisions'", "{"),
        (lambda d: first(d).update(number="7"), "found the address 'A/1'; expected A/7", '"address": "A/1"'),
        (
            lambda d: first(d).update(children={}),
            "found an object in 'children'; expected a list",
            '"children": {}',
        ),
        (
            lambda d: first(d)["clauses"][0].update(address="A/1:5"),
            "found the address 'A/1:5'; expected A/1:1",
            '"address": "A/1:5"',
        ),
        (
            lambda d: first(d)["clauses"][0]["marks"].append({"mark": "name", "start": 5, "stop": 9999}),
            "found Name(span=Span(start=5, stop=9999)) over",
            "{",
        ),
        (
            lambda d: first(d)["clauses"][0]["marks"].append({"mark": "name", "start": -5, "stop": 9}),
            "found a number in 'start'; expected a whole number",
            '"start": -5',
        ),
        (
            lambda d: first(d)["clauses"][0]["marks"].append({"mark": "tear"}),
            "found 'tear' in 'mark'; expected one of gap, highlight",
            '"mark": "tear"',
        ),
        (lambda d: d["earlier"].update(siglum="A B"), "found 'A B' as a siglum", "{"),
        (lambda d: d["later"].update(siglum="A"), "found the address 'B/heading'", '"address": "B/heading"'),
        (lambda d: d["earlier"].update(complete=1), "found a number in 'complete'", '"complete": 1'),
        (lambda d: d["earlier"].update(date="soon"), "found the date 'soon'", '"date": "soon"'),
        (lambda d: d["earlier"].update(status="lost"), "found 'lost' in 'status'", '"status": "lost"'),
        (lambda d: d["earlier"]["source"].update(entry=None), "found a work without its entry", '"entry": null'),
        (
            lambda d: d["earlier"]["provisions"].append(d["earlier"]["provisions"][2]),
            "found two provisions with the address A/1",
            "{",
        ),
        (lambda d: d["options"].update(level="deep"), "found 'deep' in 'level'", '"level": "deep"'),
        (lambda d: d["options"].update(normalization=["x"]), "found the normalization 'x'", '"options"'),
        (
            lambda d: d["options"]["rules"].append(d["options"]["rules"][0]),
            f"found two rules with the name {RULES[0].name}; expected a name for each",
            "{",
        ),
        (lambda d: d["links"][0].update(score=2), "found a number in 'score'", '"score": 2'),
        (lambda d: d["links"][0].update(earlier=["A"], flags=["gone"]), "found 'gone' in 'flags'", '"gone"'),
        (lambda d: d["misfits"][0].update(link=None), "found a decision that is a link and none", "{"),
        (lambda d: d["annotations"][0].update(id="a b"), "found 'a b' as the id of an annotation", "{"),
        (
            lambda d: d["annotations"][0]["targets"][0].update(address="B/77"),
            "found the target B/77, which is not there",
            '"address": "B/77"',
        ),
        (
            lambda d: d["annotations"][2]["targets"][0].update(quote="six years"),
            "found words quoted of B/5:1 that do not stand there",
            '"quote": "six years"',
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_line(
    change: Callable[[dict[str, Any]], object], message: str, line_has: str
) -> None:
    """A value of another kind, a key too many or too few, what the model refuses: each with its line."""
    text = changed(change)
    told = refused(text)
    place, _, rest = told.partition(": ")
    assert rest.startswith(message), told
    name, line, column = place.split(":")
    assert name == "x.json"
    assert line_has in text.splitlines()[int(line) - 1]
    assert text.splitlines()[int(line) - 1][int(column) - 1] in '{"-0123456789n['


def test_what_is_derived_is_not_read() -> None:
    """Changes and counts are made anew: whatever stands there, the texts are the same."""
    texts = read_bytes(DOCUMENT.encode(), name="x.json").witnesses
    assert read_bytes(written(changes=[], counts={"omitted": 99}).encode(), name="x.json").witnesses == texts


def test_other_forms_of_ours_hold_no_texts(tmp_path: Path) -> None:
    """An alignment is refused as a text; a collation is no comparison, and the other way round."""
    alignment = write_alignment(compare(DRAFT, SIGNED), version="1").decode()
    assert "found JSON of the form 'treatydiff alignment'" in refused(alignment)
    file = tmp_path / "x.json"
    file.write_text(DOCUMENT, encoding="utf-8")
    with pytest.raises(
        InputError, match="found a file of the form 'treatydiff comparison'; expected 'treatydiff coll"
    ):
        treatydiff.read_collation(file)
    file.write_bytes(write_collation(collate([DRAFT, SIGNED]), version="1"))
    with pytest.raises(InputError, match="found a file of the form 'treatydiff collation'"):
        treatydiff.read_comparison(file)


def test_rules_of_a_program_s_own_are_named(tmp_path: Path) -> None:
    """A collation classed by other rules than ours cannot be made anew; its texts can be read."""
    rule = VariantRule("mine", "odd", "anything", bool)
    file = tmp_path / "x.json"
    file.write_bytes(write_collation(collate([DRAFT, SIGNED], options=Options(rules=(rule,))), version="1"))
    with pytest.raises(InputError, match="classed by the rule 'mine', which is not one of this library"):
        treatydiff.read_collation(file)
    assert treatydiff.read_all(file) == (DRAFT, SIGNED)
    some = collate([DRAFT, SIGNED], options=Options(rules=RULES[3:5]))
    file.write_bytes(write_collation(some, version="1"))
    assert treatydiff.read_collation(file) == some


def test_decisions_that_contradict_each_other_are_refused(tmp_path: Path) -> None:
    """Two decisions on one provision, put in by hand, are an error with the file's name, not a comparison."""
    file = tmp_path / "x.json"

    def twice(document: dict[str, Any]) -> None:
        edited = next(link for link in document["links"] if link["rule"] == "edited")
        document["links"].append({**edited, "later": ["B/1"]})

    file.write_text(changed(twice), encoding="utf-8")
    with pytest.raises(TreatyDiffError, match=r"x\.json: found .* twice in edited links"):
        treatydiff.read_comparison(file)
    with pytest.raises(InputError, match=r"x\.json: found .* twice in edited links"):
        treatydiff.read_links(file)


def test_the_command_line_names_texts_in_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """FILE#SIGLUM and --links FILE, as with other files of several texts: the same changes once more."""
    file, again = tmp_path / "x.json", tmp_path / "again.json"
    comparison = compare(DRAFT, SIGNED, links=EDITS)
    file.write_bytes(write_comparison(comparison, version=treatydiff.__version__))
    arguments = ["compare", f"{file}#A", f"{file}#B", "--links", str(file), "-o", str(again)]
    assert main(arguments) == 0
    assert again.read_bytes() == file.read_bytes()
    assert main(["show", str(file)]) == 2
    assert "found 2 texts in it, A, B; expected one; to mend it: say which" in capsys.readouterr().err
