"""Validation: is this apparatus sound.

Our own schema is asked only where the header names our profile. What schemas cannot see is always looked at:
`integrity`, `places`, `targets`, and `rebuilding`, which reads every witness out of the apparatus again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from lxml import etree

from treatydiff.errors import InputError
from treatydiff.readers.decoding import decode_xml
from treatydiff.readers.xml import XmlSource, attribute, parse
from treatydiff.validation import integrity, orders, places, rebuilding, schema, targets
from treatydiff.validation.defects import Defect, Observation, Severity
from treatydiff.validation.readings import TEI, Witnesses, declared
from treatydiff.validation.rebuilding import rebuild

__all__ = ["Defect", "Severity", "is_annotations", "rebuild", "validate"]


def validate(data: bytes, *, name: str, schema_file: Path | None = None) -> tuple[Defect, ...]:
    """Look for what is wrong with a TEI apparatus.

    Args:
        data: the document.
        name: what findings call it.
        schema_file: a RELAX NG in XML syntax to ask besides, such as ``tei_all.rng``.

    Returns:
        What was found, in the document's order. Nothing is reported that only follows from something reported;
        where a schema finds fault with an element, the rest about it is left aside, and witnesses are rebuilt only
        where readings and orders are sound.

    Raises:
        InputError: it is no well-formed XML; or the schema is none.

    Example:
        >>> text = b'''<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader>
        ... <variantEncoding method="parallel-segmentation" location="internal"/></teiHeader>
        ... <text><body><p><app><rdg wit="B">five</rdg></app></p></body></text></TEI>'''
        >>> for defect in validate(text, name="a.xml"):
        ...     print(defect)
        a.xml:3:21: error: found wit='B', which is no pointer; to mend it: point to a witness: #siglum [wit]
    """
    text = decode_xml(data, name=name)
    try:
        source = parse(text, name=name)
    except InputError as error:
        if not error.what.startswith("found the xml:id"):
            raise
        return (Defect("id", error.what, error.todo, Severity.ERROR, name, error.line, error.column),)
    return _located(source, _observed(source, schema_file))


def is_annotations(data: bytes, *, name: str) -> bool:
    """Whether a document says that it is one of annotations alone, which has no witnesses to rebuild.

    Raises:
        InputError: it is no well-formed XML.

    Example:
        >>> is_annotations(b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff/></TEI>', name="a.xml")
        False
    """
    return schema.profile_of(parse(decode_xml(data, name=name), name=name).root) == schema.ANNOTATIONS


def holds_instead(data: bytes, *, name: str) -> str:
    """What a document without witnesses holds of what treatydiff writes besides, in words; empty for nothing known.

    Raises:
        InputError: it is no well-formed XML.

    Example:
        >>> holds_instead(b"<TEI><standOff><listEvent/></standOff></TEI>", name="timeline.xml")
        'the events of a timeline'
    """
    root = parse(decode_xml(data, name=name), name=name).root
    if any(attribute(group, "type") == "alignment" for group in root.iterdescendants("{*}linkGrp")):
        return "the links of an alignment"
    return "the events of a timeline" if next(root.iterdescendants("{*}listEvent"), None) is not None else ""


def _observed(source: XmlSource, schema_file: Path | None) -> list[Observation]:
    root = source.root
    found = list(schema.of_profile(root)) if schema.profile_of(root) else []
    if schema_file is not None:
        said = {one.node for one in found}
        found += [one for one in schema.of_schema(root, schema_file) if one.node not in said]
    known = declared(root)
    found += _news(found, _anywhere(source, known))
    # Each of these stands on what the one before has found sound.
    for further in (orders.correspondences, orders.order_lists, rebuilding.disagreements):
        if any(_touches_text(one) for one in found):
            break
        found += further(source, known, rebuilding.pieces(root, known))
    return found


def _anywhere(source: XmlSource, known: Witnesses) -> Iterator[Observation]:
    yield from integrity.broken_pointers(source)
    yield from integrity.encoding(source)
    yield from integrity.lists_of_witnesses(source, known)
    yield from places.attestations(source, known)
    yield from integrity.levels(source)
    yield from integrity.exclusions(source)
    yield from integrity.links(source)
    yield from targets.annotated(source, known)


def _news(before: Sequence[Observation], after: Iterator[Observation]) -> list[Observation]:
    """What is said of elements that nothing has been said of, nor of the element or ``app`` that they stand in."""
    faulty = {one.node for one in before}
    faulty |= {place for node in tuple(faulty) for place in node.iterancestors(TEI + "app")}
    return [one for one in after if one.node not in faulty and not faulty.intersection(one.node.iterancestors())]


def _touches_text(one: Observation) -> bool:
    """Whether something is wrong where the words or the order of a witness are said."""
    if one.severity is not Severity.ERROR:
        return False
    holders: list[etree._Element] = [one.node, *one.node.iterancestors()]
    in_order = any(node.tag == TEI + "linkGrp" and node.get("type") == "order" for node in holders)
    return in_order or any(node.tag in (TEI + "text", TEI + "listWit", TEI + "standOff") for node in holders[:-1])


def _located(source: XmlSource, found: Sequence[Observation]) -> tuple[Defect, ...]:
    defects = [
        Defect(one.rule, one.what, one.todo, one.severity, source.name, line, column)
        for one, (line, column) in zip(found, source.places([one.node for one in found]), strict=True)
    ]
    return tuple(sorted(defects, key=lambda one: (one.line, one.column, one.rule, one.what)))
