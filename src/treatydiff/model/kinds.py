"""Kinds of provisions: what a treaty is made of, and how addresses name it.

The list is closed, since addresses are read back by it; what fits none of it is a ``division``. Names are
Akoma Ntoso's where it has one (the element's name in lower case), else the diplomatic term.
"""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen


class Role(StrEnum):
    """What part a provision plays; only provisions of one role correspond to each other.

    A title does not become an article, however alike the words.
    """

    GROUPING = "grouping"
    """Holds articles and has no words of its own: part, chapter, annex."""
    OPERATIVE = "operative"
    """Lays something down, or is body text of a letter or declaration."""
    TITLE = "title"
    """The name of the whole text."""
    OPENING = "opening"
    """Preamble, address, place and date at the head, marking."""
    CLOSING = "closing"
    """Testimonium, place and date at the end."""
    SIGNATURES = "signatures"
    """Who signed, for whom."""


@frozen
class Kind:
    """One kind of provision.

    Attributes:
        name: the name in the model, in ``div/@type`` and in documentation.
        role: what part it plays.
        numbered: what stands before its number in an address; empty where the number stands alone;
            ``None`` where a provision of this kind has no number.
        unnumbered: what stands for it in an address where it has no number.
        counted: whether an unnumbered one is counted even if it is the only one among its siblings.
        inner: whether it stands inside an article or a body rather than at its level.

    Example:
        >>> KINDS["article"].numbered, KINDS["chapter"].numbered, KINDS["preamble"].numbered
        ('', 'ch', None)
    """

    name: str
    role: Role
    numbered: str | None
    unnumbered: str
    counted: bool = False
    inner: bool = False


_G, _O = Role.GROUPING, Role.OPERATIVE

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("part", _G, "pt", "part"),
        Kind("book", _G, "bk", "book"),
        Kind("title", _G, "ti", "title"),
        Kind("chapter", _G, "ch", "chapter"),
        Kind("section", _G, "sec", "section"),
        Kind("subsection", _G, "subsec", "subsection"),
        Kind("annex", _G, "anx", "annex"),
        Kind("protocol", _G, "prot", "protocol"),
        Kind("article", _O, "", "article"),
        Kind("body", _O, None, "body"),
        Kind("division", _O, "dv", "division"),
        Kind("paragraph", _O, "", "p", counted=True, inner=True),
        Kind("point", _O, "", "point", counted=True, inner=True),
        Kind("intro", _O, None, "intro", inner=True),
        Kind("wrapup", _O, None, "wrapup", inner=True),
        Kind("heading", Role.TITLE, None, "heading"),
        Kind("preamble", Role.OPENING, None, "preamble"),
        Kind("recital", Role.OPENING, "rec", "recital"),
        Kind("opening", Role.OPENING, None, "opening"),
        Kind("marking", Role.OPENING, None, "marking"),
        Kind("salute", Role.OPENING, None, "salute"),
        Kind("testimonium", Role.CLOSING, None, "testimonium"),
        Kind("closing", Role.CLOSING, None, "closing"),
        Kind("dateline", Role.CLOSING, None, "dateline"),
        Kind("signatures", Role.SIGNATURES, None, "signatures"),
    )
}
"""All kinds by name."""
