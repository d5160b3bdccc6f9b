"""Schemas: the package's own RELAX NG, and any other that the user names.

libxml2 says whether a document is valid, and says it fast; what it says of an invalid one names an element far
above the slip as often as not. So for our own schema, which is small, the slip is looked for here: from the
outside in, the innermost element that is valid under no pattern that it could be meant for where it stands, and
then what about it is wrong (own rule).
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path

from lxml import etree

from treatydiff.errors import InputError
from treatydiff.validation.defects import Observation
from treatydiff.validation.readings import TEI, XML_ID, name_of

ANNOTATIONS = "treatydiff-annotations"
"""What ``schemaRef/@key`` says in a document of annotations without texts."""
PROFILES = (
    *(f"treatydiff-{form}" for form in "edition analysis double-end-point location-referenced".split()),
    ANNOTATIONS,
)
"""What ``schemaRef/@key`` says in documents of our profile."""

_RNG = "{http://relaxng.org/ns/structure/1.0}"
_OWN = Path(__file__).with_name("treatydiff.rng")
_OPTIONAL = frozenset(_RNG + name for name in ("optional", "zeroOrMore", "choice"))


def profile_of(root: etree._Element) -> str:
    """The profile that a document's header names; empty where it is none of ours.

    Example:
        >>> from treatydiff.readers.xml import parse
        >>> text = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><schemaRef key="treatydiff-edition" url="x"/></TEI>'
        >>> profile_of(parse(text, name="a.xml").root)
        'treatydiff-edition'
    """
    keys = [str(node.get("key") or "") for node in root.iter(TEI + "schemaRef")]
    return next((key for key in keys if key in PROFILES), "")


@cache
def _grammar() -> etree._Element:
    return etree.parse(str(_OWN), _parser()).getroot()


@cache
def _compiled() -> etree.RelaxNG:
    return etree.RelaxNG(_grammar())


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)


def of_profile(root: etree._Element) -> Iterator[Observation]:
    """Where a document departs from the package's own schema."""
    if _compiled().validate(root):
        return
    found = list(_innermost(root)) or [root]
    for node in found:
        yield Observation(node, "profile", _slip(node), _meant(node))


def of_schema(root: etree._Element, path: Path) -> Iterator[Observation]:
    """Where a document departs from a RELAX NG of the user's.

    Raises:
        InputError: the schema cannot be read, or is none.
    """
    try:
        schema = etree.RelaxNG(etree.parse(str(path), _parser()))
    except (OSError, etree.XMLSyntaxError, etree.RelaxNGError) as error:
        raise InputError(
            f"found a schema that cannot be used ({' '.join(str(error).split())})",
            expected="a RELAX NG schema in XML syntax, such as tei_all.rng",
            todo="check the path; convert a schema in compact syntax",
        ).at(str(path)) from None
    if schema.validate(root):
        return
    entries = [(str(entry.path or ""), str(entry.message)) for entry in schema.error_log]
    tree = root.getroottree()
    said: set[str] = set()
    for path_of, message in entries:
        # libxml2 goes on from the slip to all that holds it; the innermost place says most.
        outer = any(other != path_of and other.startswith(path_of + "/") for other, _ in entries)
        if outer or path_of in said:
            continue
        said.add(path_of)
        found = tree.xpath(path_of) if path_of else [root]
        node = found[0] if isinstance(found, list) and found else root
        if etree.iselement(node):
            what = f"{message} (according to {path.name})"
            yield Observation(node, "schema", what, "see TEI's page on the element")


@cache
def _below(pattern: etree._Element) -> tuple[etree._Element, ...]:
    """The element patterns that a pattern has directly inside, references followed."""
    return tuple(node for node in _reached(pattern, frozenset()) if node.tag == _RNG + "element")


def _patterns(node: etree._Element) -> tuple[etree._Element, ...]:
    """The patterns of our schema that an element could be meant for, where it stands."""
    holder = node.getparent()
    above = [next(_grammar().iterchildren(_RNG + "start"))] if holder is None else _patterns(holder)
    found = (pattern for outer in above for pattern in _below(outer) if pattern.get("name") == name_of(node))
    return tuple(dict.fromkeys(found))


@cache
def _one_of(patterns: tuple[etree._Element, ...]) -> etree.RelaxNG:
    """The schema with another start: one of these patterns."""
    grammar = deepcopy(_grammar())
    start = next(grammar.iterchildren(_RNG + "start"))
    start.clear()
    choice = etree.SubElement(start, _RNG + "choice")
    for pattern in patterns:
        choice.append(deepcopy(pattern))
    return etree.RelaxNG(grammar)


def _innermost(node: etree._Element) -> Iterator[etree._Element]:
    """The innermost elements, from here down, that fit no pattern that they could be meant for."""
    patterns = _patterns(node)
    if patterns and _one_of(patterns).validate(node):
        return
    inner = [slip for child in node for slip in _innermost(child)] if patterns else []
    yield from inner or [node]


def _slip(node: etree._Element) -> str:
    """What is wrong with an element that fits no pattern, though all inside it do."""
    name, patterns = name_of(node), _patterns(node)
    if not patterns:
        if all(pattern.get("name") != name for pattern in _grammar().iter(_RNG + "element")):
            return f"found the element {name}, which the profile does not have"
        holder = node.getparent()
        where = "outermost" if holder is None else f"in {name_of(holder)}"
        return f"found {name} {where}, where the profile does not have it"
    attributes = [one for pattern in patterns for one in _attributes(pattern)]
    for attribute in map(str, node.attrib):
        known = [one for one in attributes if one.get("name") == _plain(attribute)]
        if not known:
            return f"found the attribute {_plain(attribute)} on {name}, which the profile does not have there"
        if not any(_allows(one, node, attribute) for one in known):
            return f"found {_plain(attribute)}={node.get(attribute)!r} on {name}, which the profile does not allow"
    of_kind = [pattern for pattern in patterns if _says(pattern, node, "type")] or patterns
    lacking = min((_lacking(pattern, node) for pattern in of_kind), key=len)
    if lacking:
        return f"found {name} without {', '.join(lacking)}"
    return _content_slip(node, _one_of(patterns))


def _content_slip(node: etree._Element, schema: etree.RelaxNG) -> str:
    """What is wrong with an element whose attributes are right each: found by leaving parts of it out."""
    name = name_of(node)
    if not len(node) and not node.text:
        return f"found {name} with attributes that do not go together, or without what must stand in it"
    for position, child in enumerate(node):
        copy = _copied(node)
        _drop(copy[position])
        if schema.validate(copy):
            return f"found {name_of(child)} in {name}, where the profile does not have it"
    copy = _copied(node)
    copy.text = None
    for child in copy:
        child.tail = None
    if schema.validate(copy):
        return f"found words in {name}, where the profile has none"
    return f"found {name} with content that is incomplete or in another order than the profile's"


def _copied(node: etree._Element) -> etree._Element:
    copy = deepcopy(node)
    copy.tail = None  # words after the element are not its own
    return copy


def _drop(node: etree._Element) -> None:
    holder, tail, before = node.getparent(), node.tail or "", node.getprevious()
    if holder is None:
        return
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        holder.text = (holder.text or "") + tail
    holder.remove(node)


def _plain(attribute: str) -> str:
    return attribute.replace("{http://www.w3.org/XML/1998/namespace}", "xml:")


def _reached(pattern: etree._Element, stop: frozenset[str]) -> Iterator[etree._Element]:
    """The attribute and element patterns inside a pattern, references followed, not below what `stop` names."""
    for child in pattern:
        if child.tag in (_RNG + "attribute", _RNG + "element"):
            yield child
        elif child.tag == _RNG + "ref":
            for defined in _grammar().iterchildren(_RNG + "define"):
                if defined.get("name") == child.get("name"):
                    yield from _reached(defined, stop)
        elif child.tag not in stop:
            yield from _reached(child, stop)


def _attributes(pattern: etree._Element) -> list[etree._Element]:
    return [one for one in _reached(pattern, frozenset()) if one.tag == _RNG + "attribute"]


def _lacking(pattern: etree._Element, node: etree._Element) -> list[str]:
    found = _reached(pattern, _OPTIONAL)
    wanted = [str(one.get("name")) for one in found if one.tag == _RNG + "attribute"]
    return [name for name in wanted if node.get(name.replace("xml:", XML_ID[:-2])) is None]


def _says(pattern: etree._Element, node: etree._Element, name: str) -> bool:
    """Whether one of a pattern's attributes of this name allows what the element has in it."""
    known = [one for one in _attributes(pattern) if one.get("name") == name]
    return any(_allows(one, node, name) for one in known)


def _allows(attribute: etree._Element, node: etree._Element, name: str) -> bool:
    grammar = deepcopy(_grammar())
    start = next(grammar.iterchildren(_RNG + "start"))
    start.clear()
    element = etree.SubElement(start, _RNG + "element", name="value")
    element.append(deepcopy(attribute))
    probe = etree.Element(TEI + "value")
    value = node.get(name)
    if value is None:
        return False
    probe.set(name, value)
    return bool(etree.RelaxNG(grammar).validate(probe))


def _meant(node: etree._Element) -> str:
    """What the schema says that an element is for."""
    notes = [
        " ".join(str(note.text).split())
        for pattern in _grammar().iter(_RNG + "element")
        if pattern.get("name") == name_of(node)
        for note in pattern.iterchildren("{http://relaxng.org/ns/compatibility/annotations/1.0}documentation")
    ]
    return f"{name_of(node)} is for this: {notes[0].rstrip('.')}" if notes else "take it out"
