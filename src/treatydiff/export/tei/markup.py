"""Markup as text: what a document holds thousands of is written at once, and never is a tree.

The header and other single things are elements (`treatydiff.export.tei.build`); divisions, readings and links are
strings, made with what stands here, and hang in the tree as what they are. Ids and pointers are letters, digits and
signs that need no escape; all else goes through `in_text` and `attribute`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from operator import attrgetter

from treatydiff.model.addresses import Address

__all__ = [
    "apparatus_id",
    "attribute",
    "enclosed",
    "in_text",
    "in_value",
    "indent",
    "joined_id",
    "pointer",
    "sigla",
    "to",
    "witness_id",
]

# Readers of XML take a bare tab or line feed in an attribute for a space.
_ESCAPED = str.maketrans({'"': "&quot;", "\t": "&#9;", "\n": "&#10;"})
_SPECIAL = re.compile('[&<>\r"\t\n]')
_as_id = attrgetter("as_id")


def in_text(text: str) -> str:
    """Words as they stand between tags.

    Example:
        >>> in_text("5 < 10")
        '5 &lt; 10'
    """
    if not ("&" in text or "<" in text or ">" in text or "\r" in text):
        return text
    # Readers of XML take a bare carriage return for a line feed.
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def in_value(text: str) -> str:
    """Words as they stand between double quotation marks in a tag."""
    return in_text(text).translate(_ESCAPED) if _SPECIAL.search(text) else text


def attribute(name: str, value: str) -> str:
    """An attribute with the space before it; nothing where its value is empty.

    Example:
        >>> attribute("n", "1"), attribute("n", "")
        (' n="1"', '')
    """
    return f' {_key(name)}="{in_value(value)}"' if value else ""


@cache
def _key(name: str) -> str:
    return f"xml:{name[4:]}" if name.startswith("xml_") else name.rstrip("_")


def enclosed(name: str, attributes: str, content: str) -> str:
    """An element: its name, its attributes written out, and what is in it, written out as well.

    Example:
        >>> enclosed("seg", ' n="1"', "It lasts."), enclosed("gap", "", "")
        ('<seg n="1">It lasts.</seg>', '<gap/>')
    """
    return f"<{name}{attributes}>{content}</{name}>" if content else f"<{name}{attributes}/>"


@cache
def indent(depth: int) -> str:
    """What begins a line of an element that stands in so many others."""
    return "\n" + "  " * depth


def pointer(identifiers: Iterable[str]) -> str:
    """Ids as a TEI pointer list: ``#a #b``."""
    return " ".join([f"#{identifier}" for identifier in identifiers])


def to(addresses: Iterable[Address]) -> str:
    """Addresses, one at least, as pointers into the transcriptions."""
    return f"#{' #'.join(map(_as_id, addresses))}"


@lru_cache(maxsize=1024)  # a document names its witnesses in every reading
def witness_id(siglum: str) -> str:
    """The id of a witness; that of its address, so that it can be no other thing's."""
    return Address(siglum).as_id


def sigla(those: Iterable[str]) -> str:
    """Witnesses as pointers: TEI ``@wit``."""
    return _sigla(tuple(those))


@lru_cache(maxsize=1024)  # few witnesses are parted in few ways
def _sigla(those: tuple[str, ...]) -> str:
    return pointer(map(witness_id, those))


def apparatus_id(address: Address) -> str:
    """The id of a group in the apparatus."""
    return f"u-{address.as_id}"


def joined_id(earlier: Sequence[Address], later: Sequence[Address]) -> str:
    """The id of a link or change: its ends, sides parted by ``..``, several on a side by ``.-``.

    Neither can stand inside an address's id, where full stops at the edge of a number are escaped.
    """
    return f"k-{'.-'.join(map(_as_id, earlier))}..{'.-'.join(map(_as_id, later))}"
