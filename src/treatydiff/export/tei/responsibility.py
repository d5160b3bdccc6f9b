"""Responsibility: who made a document, who is named in it, and to whom the texts belong."""

from __future__ import annotations

from collections.abc import Iterator

from treatydiff.export.tei.build import Element, Register, element

MACHINE = "r-machine"
"""The id of the software, to which computed links point."""


def responsible(people: Register, work: str) -> Iterator[Element]:
    """A ``respStmt`` for the software and for each person whom the encoding names.

    Args:
        people: ids of the persons.
        work: what the software did.
    """
    yield element("respStmt", element("resp", work), element("name", "treatydiff", type="software"), xml_id=MACHINE)
    for name, identifier in people:
        yield element(
            "respStmt", element("resp", "named in the encoding"), element("name", name), xml_id=identifier
        )


def availability() -> Element:
    """That the texts belong to their owners."""
    words = "The texts belong to their owners, as said of each witness; where nothing is said, see its source."
    return element("availability", element("licence", words), status="restricted")
