"""JSON Schemas: everything that is written as JSON is what its schema says, and the schemas notice what is not."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker, ValidationError

import treatydiff
from strategies import annotation_lists, any_families, any_pairs, dossiers
from treatydiff.annotation import annotate, annotate_collation
from treatydiff.export import annotations as annotations_export
from treatydiff.export import defects, schemas, search, tables, timeline, trace
from treatydiff.export import json as json_export
from treatydiff.export import terms as terms_export
from treatydiff.model.links import EditedLink
from treatydiff.search import find
from treatydiff.timeline import timeline as timeline_of
from treatydiff.validation.defects import Defect

FOLDER = Path(schemas.__file__).parent
SCHEMAS = {name: schemas.schema(name) for name in schemas.NAMES}
VALIDATORS = {
    said["title"]: Draft202012Validator(said, format_checker=FormatChecker()) for said in SCHEMAS.values()
}


def cut(node: Any) -> Any:
    """A document with two items at most in each list: validation takes time."""
    if isinstance(node, dict):
        return {key: cut(value) for key, value in node.items()}
    return [cut(one) for one in node[:2]] if isinstance(node, list) else node


def check(written: bytes) -> dict[str, Any]:
    """Hold a document against the schema of the form that it names."""
    document: dict[str, Any] = json.loads(written)
    VALIDATORS[document["schema"]].validate(document)
    return document


def bundled() -> dict[str, bytes]:
    """A document of each form, from the bundled dossier."""
    dossier = treatydiff.load()
    comparison = dossier.compare("K40", "M40")
    collation = dossier.collate("P41", "SZ80")
    return {
        "comparison": json_export.write_comparison(comparison, version="1.0"),
        "alignment": json_export.write_alignment(comparison, version="1.0"),
        "collation": json_export.write_collation(collation, version="1.0"),
        "alignment-table": tables.write_json(collation),
        "annotations": annotations_export.write_json(dossier.annotations, version="1.0"),
        "terms": terms_export.write_json(dossier.terms(), version="1.0"),
        "timeline": timeline.write_json(dossier.timeline, version="1.0"),
        "trace": trace.write_json(dossier.trace("P41/3"), version="1.0"),
        "check": defects.write_json(
            [Defect("list", "found one witness", "name two", file=name) for name in ("dossier.xml", "A.xml")],
            version="1.0",
        ),
        "search": search.write_json(dossier.find("neutrality"), query="neutrality", exact=False, version="1.0"),
    }


DOCUMENTS = {name: json.loads(written) for name, written in bundled().items()}
SMALL = {name: cut(document) for name, document in DOCUMENTS.items()}


@pytest.mark.parametrize("name", schemas.NAMES)
def test_what_is_written_of_the_bundled_dossier_is_valid(name: str) -> None:
    """Each form of the bundled dossier is what its schema says, and names that schema's form and version."""
    document = DOCUMENTS[name]
    check(json.dumps(document).encode())
    assert (document["schema"], document["version"]) == (
        SCHEMAS[name]["properties"]["schema"]["const"],
        SCHEMAS[name]["properties"]["version"]["const"],
    )


@given(st.data())
def test_any_comparison_is_valid(data: st.DataObject) -> None:
    """A comparison, its inverse and its alignment are valid for any two texts and annotations, at either level."""
    pair = data.draw(any_pairs())
    said = data.draw(annotation_lists(pair))
    options = treatydiff.Options(level=data.draw(st.sampled_from(treatydiff.Level)))
    comparison = annotate(treatydiff.compare(*pair, options=options), said)
    for one in (comparison, comparison.invert()):
        assert len(check(json_export.write_comparison(one, version="1.0"))["changes"]) == len(one.changes)
        check(json_export.write_alignment(one, version="1.0"))


@given(st.data())
def test_any_collation_is_valid(data: st.DataObject) -> None:
    """A collation and its alignment table are valid for any texts and annotations."""
    family = data.draw(any_families(max_size=5))
    said = data.draw(annotation_lists(family))
    collation = annotate_collation(treatydiff.collate(family), said)
    check(json_export.write_collation(collation, version="1.0"))
    check(tables.write_json(collation))
    check(annotations_export.write_json(said, version="1.0"))


@given(st.data())
def test_any_dossier_is_valid(data: st.DataObject) -> None:
    """The timeline of any dossier, and what is found in it, are valid."""
    record = data.draw(dossiers())
    record = attrs.evolve(record, annotations=data.draw(annotation_lists(record.witnesses)))
    check(timeline.write_json(timeline_of(record), version="1.0"))
    check(search.write_json(find(record, "a"), query="a", exact=False, version="1.0"))


def test_edited_decisions_are_valid() -> None:
    """What editors decided, what gave way to it and what does not fit are there, and as the schema says."""
    dossier = treatydiff.load()
    edits: list[EditedLink] = [
        treatydiff.Link("K40/I", "M40/2", resp="N. N.", cert="low", reason="A reason."),
        treatydiff.NoCounterpart("K40/VI", "M40", reason="Another."),
        treatydiff.Link("K40/IX", "M40/1"),
    ]
    document = check(json_export.write_comparison(dossier.compare("K40", "M40", links=edits), version="1.0"))
    assert [len(document[key]) > 0 for key in ("without_counterpart", "overruled", "misfits")] == [True] * 3


def objects(node: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Where objects stand that have keys of the form, none of witnesses' sigla: of each sort of place some."""
    if isinstance(node, dict):
        if path[-1:] not in (("witnesses",), ("cells",), ("counts",)):
            yield path
        for key, value in node.items():
            yield from objects(value, (*path, key))
    elif isinstance(node, list):
        for number, value in enumerate(node[:1]):
            yield from objects(value, (*path, number))


@pytest.mark.parametrize("name", schemas.NAMES)
def test_another_key_is_noticed_wherever_it_stands(name: str) -> None:
    """A key that the schema does not describe makes a document invalid, in each object of it."""
    validator = VALIDATORS[SCHEMAS[name]["title"]]
    places = list(objects(SMALL[name]))
    assert len(places) >= 3
    for path in places:
        document = copy.deepcopy(SMALL[name])
        node = document
        for step in path:
            node = node[step]
        node["another"] = 1
        with pytest.raises(ValidationError):
            validator.validate(document)


@pytest.mark.parametrize("name", schemas.NAMES)
def test_a_missing_key_is_noticed(name: str) -> None:
    """A document without any one of its outermost keys is invalid: all are always there."""
    validator = VALIDATORS[SCHEMAS[name]["title"]]
    for key in SMALL[name]:
        without = {other: value for other, value in SMALL[name].items() if other != key}
        assert not validator.is_valid(without), key
    assert list(SCHEMAS[name]["properties"]) == list(DOCUMENTS[name])


def described(node: object, path: str = "") -> Iterator[str]:
    """Where a schema has a property without a description of its own or of what it refers to."""
    if isinstance(node, dict):
        for key, value in node.get("properties", {}).items():
            if "if" not in node and not value.keys() & {"description", "$ref", "const"}:
                yield f"{path}/{key}"
        for key, value in node.items():
            if key != "allOf":
                yield from described(value, f"{path}/{key}")


def test_schemas_are_schemas_and_agree() -> None:
    """Each file is a schema, listed, with descriptions; what two of them define by one name is the same in both."""
    assert sorted(f"{name}.schema.json" for name in schemas.NAMES + schemas.INPUTS) == sorted(
        path.name for path in FOLDER.glob("*.json")
    )
    defined: dict[str, Any] = {}
    for name, said in SCHEMAS.items():
        Draft202012Validator.check_schema(said)
        assert said["$id"] == f"urn:treatydiff:schema:{name}:{said['properties']['version']['const']}"
        assert list(described(said)) == []
        for key, definition in said["$defs"].items():
            assert defined.setdefault(key, definition) == definition, f"{key} in {name}"
            assert json.dumps(said).count(f'#/$defs/{key}"') > 0, f"nothing in {name} is a {key}"


def test_unknown_schema_names_the_nearest() -> None:
    """A name that is none is an error that says which there are."""
    with pytest.raises(treatydiff.TreatyDiffError, match="comparison"):
        schemas.schema("comparisons")
