"""Readings: who has what at a place of variation, in any TEI apparatus.

Read here is what TEI P5 says in chapter 12 of its Guidelines, "Critical Apparatus": readings stand in ``app``,
alone or in ``rdgGrp``, and name their witnesses in ``wit``. An apparatus is negative where some readings name
no witness: they are then those of all witnesses that the place does not name.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen
from lxml import etree

TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"

_READINGS = (TEI + "lem", TEI + "rdg")


def name_of(node: etree._Element) -> str:
    """An element's name: TEI's own names without the namespace."""
    return str(node.tag).removeprefix(TEI)


def pointers(node: etree._Element, attribute: str) -> list[str]:
    """The pointers that an attribute holds."""
    return str(node.get(attribute) or "").split()


def ids(node: etree._Element, attribute: str) -> list[str]:
    """The ids that an attribute's local pointers name."""
    return [pointer[1:] for pointer in pointers(node, attribute) if pointer.startswith("#")]


def readings(app: etree._Element) -> Iterator[etree._Element]:
    """The ``lem`` and ``rdg`` of an ``app``, those in groups included and those of inner places not."""
    for child in app:
        if child.tag in _READINGS:
            yield child
        elif child.tag == TEI + "rdgGrp":
            yield from readings(child)


@frozen(eq=False)
class Witnesses:
    """The witnesses that a document declares.

    Attributes:
        sigla: siglum by id, in the document's order. The siglum is ``abbr[@type='siglum']``, else the id.
        members: the witnesses by the id of what ``wit`` may name: a witness, or a ``listWit`` of several.
    """

    sigla: dict[str, str]
    members: dict[str, tuple[str, ...]]

    def named(self, reading: etree._Element) -> list[str]:
        """The ids of the witnesses that a reading names, groups resolved; unknown ones left out."""
        return [witness for pointer in ids(reading, "wit") for witness in self.members.get(pointer, ())]


def declared(root: etree._Element) -> Witnesses:
    """The witnesses of a document.

    Where no ``listWit`` declares any, whatever ``wit`` points to is a witness.

    Example:
        >>> from treatydiff.readers.xml import parse
        >>> names = '<abbr type="siglum">A</abbr>', 'xml:id="g"', 'xml:id="b"'
        >>> text = '<listWit xmlns="http://www.tei-c.org/ns/1.0"><witness xml:id="a">{}</witness>'
        >>> text += '<listWit {}><witness {}/></listWit></listWit>'
        >>> found = declared(parse(text.format(*names), name="a.xml").root)
        >>> found.sigla, found.members["g"]
        ({'a': 'A', 'b': 'b'}, ('b',))
    """
    sigla: dict[str, str] = {}
    members: dict[str, tuple[str, ...]] = {}
    for witness in root.iter(TEI + "witness"):
        identifier = str(witness.get(XML_ID) or "")
        if identifier:
            sigla[identifier] = _siglum(witness) or identifier
            members[identifier] = (identifier,)
    for group in root.iter(TEI + "listWit"):
        identifier = str(group.get(XML_ID) or "")
        if identifier:
            inside = (str(witness.get(XML_ID) or "") for witness in group.iter(TEI + "witness"))
            members[identifier] = tuple(filter(None, inside))
    if not sigla:
        known = {str(node.get(XML_ID)) for node in root.iter("*") if node.get(XML_ID)}
        for reading in root.iter(*_READINGS):
            for identifier in ids(reading, "wit"):
                if identifier in known:
                    sigla[identifier] = identifier
                    members[identifier] = (identifier,)
    return Witnesses(sigla, members)


def _siglum(witness: etree._Element) -> str:
    for abbreviation in witness.iter(TEI + "abbr"):
        if abbreviation.get("type") == "siglum":
            return " ".join("".join(map(str, abbreviation.itertext())).split())
    return ""


def external(root: etree._Element) -> bool:
    """Whether the apparatus stands apart from the text, so that its places need not name all witnesses."""
    return any(
        one.get("location") == "external" or one.get("method") not in (None, "parallel-segmentation")
        for one in root.iter(TEI + "variantEncoding")
    )


def scopes(
    app: etree._Element, around: frozenset[str], known: Witnesses
) -> list[tuple[etree._Element, frozenset[str]]]:
    """The readings of a place with the witnesses that have each.

    Args:
        app: the place.
        around: ids of the witnesses that have the text around it.
        known: the document's witnesses.

    Returns:
        Readings in order. One that names no witness is that of all witnesses whom no reading names.
    """
    found = [(reading, known.named(reading), reading.get("wit") is not None) for reading in readings(app)]
    rest = around.difference(*(named for _, named, _ in found))
    return [(reading, around.intersection(named) if says else rest) for reading, named, says in found]
