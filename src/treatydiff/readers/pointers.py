"""Pointers: what TEI's pointing attributes lead to in the texts of a dossier.

A pointer is ``FILE.xml#ID``, or ``#ID`` for what stands in the same document; an id of a witness, a provision or a
clause is its address as an XML name. ``FILE.xml#string-range(ID,start,length)`` means words of a clause: so many
code points from there on, counted from 0 (TEI P5 Guidelines, chapter 16, "TEI XPointer Schemes"); in the same
document ``words:ID,start,length`` means that too, for programs that take whatever follows ``#`` for an id. A change
has several ends, which one pointer cannot name: its own address, percent-encoded, stands behind ``change:``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import unquote

from attrs import frozen
from lxml import etree

from treatydiff.errors import AddressError, InputError
from treatydiff.model.addresses import Address, ChangeAddress
from treatydiff.model.passages import Span
from treatydiff.readers.tei_context import Reading

_RANGE = re.compile(r"string-range\(([^(),]+),([0-9]{1,9}),([0-9]{1,9})\)")
_CHANGE, _WORDS = "change:", "words:"


@frozen
class Pointer:
    """One pointer, taken apart.

    Attributes:
        file: the file that it leads to; empty for the document that it stands in.
        identifier: an ``xml:id`` there; empty for a change.
        span: the code points meant of that clause; or ``None``.
        change: the address of a change; or ``None``.

    Example:
        >>> pointer = Pointer.parse("p.xml#string-range(P-3-c1,34,28)")
        >>> pointer.file, pointer.identifier, pointer.span
        ('p.xml', 'P-3-c1', Span(start=34, stop=62))
        >>> str(Pointer.parse("change:M%2F3%3A1..P%2F3%3A1").change)
        'M/3:1..P/3:1'
    """

    file: str
    identifier: str = ""
    span: Span | None = None
    change: ChangeAddress | None = None

    @classmethod
    def parse(cls, text: str) -> Pointer:
        """Take a pointer apart.

        Raises:
            AddressError: it names a change by what is no address, or words by what is no range.
        """
        if text.startswith(_CHANGE):
            return cls("", change=ChangeAddress.parse(unquote(text.removeprefix(_CHANGE))))
        file, hash_mark, identifier = text.partition("#")
        if not hash_mark and file.startswith(_WORDS):
            file, identifier = "", f"string-range({file.removeprefix(_WORDS)})"
        elif not hash_mark and file.startswith("string-range("):
            file, identifier = "", file
        if not identifier.startswith("string-range("):
            return cls(file, identifier)
        found = _RANGE.fullmatch(identifier)
        if not found:
            raise AddressError(f"found the range {identifier}", expected="string-range(ID,start,length)")
        start = int(found[2])
        return cls(file, found[1], Span(start, start + int(found[3])))


def siglum_in(identifier: str, node: etree._Element, reading: Reading) -> str:
    """The siglum in an id, that of the witness itself or of a place in it; empty for none.

    Raises:
        AddressError: the id is no address.
    """
    if not identifier:
        return ""
    with reading.source.at(node):
        return Address.from_id(identifier).siglum


def sigla_in(pointers: str, node: etree._Element, reading: Reading, sigla: Sequence[str]) -> tuple[str, ...]:
    """The sigla that pointers into witness files name, each once; pointers into this file name none.

    Raises:
        InputError: no witness has such a siglum, or a pointer into this file leads nowhere.
        AddressError: an id is no address.
    """
    found: list[str] = []
    for pointer in pointers.split():
        name, _, identifier = pointer.partition("#")
        if not name:
            reading.target(pointer, node)
            continue
        siglum = siglum_in(identifier, node, reading)
        if siglum not in sigla:
            raise InputError(
                f"found the siglum {siglum or pointer!r}, which no witness of the dossier has",
                expected="one of " + ", ".join(sigla),
            ).at(reading.source.name, *reading.source.place(node))
        if siglum not in found:
            found.append(siglum)
    return tuple(found)
