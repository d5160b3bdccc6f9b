"""HTML as a row of tags and words, each with its offset: any page is read, whatever is wrong with its markup.

A scanner of our own, since a parser of the standard library takes quadratic time over some broken pages, and lxml
does not tell columns. Every step goes forward, so that time grows with the length. Rules of tags, comments, raw
text and character references after the HTML standard (WHATWG, 13.2.5), without its repair of trees.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping

from attrs import field, frozen

_NAME = re.compile(r"/?[A-Za-z][^\s/>]*")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""")
_STOP = re.compile(r"""[>"']""")
_REFERENCE = re.compile(r"&(?:#[0-9]{1,8};?|#[xX][0-9A-Fa-f]{1,7};?|[A-Za-z][A-Za-z0-9]{1,31};?)")
_RAW = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"})
_LONGEST_TAG = 100_000


@frozen
class Tag:
    """A tag.

    Attributes:
        name: its element's name in small letters.
        offset: where it begins.
        closing: whether it ends its element.
        attributes: its attributes by names in small letters.
    """

    name: str
    offset: int
    closing: bool = False
    attributes: Mapping[str, str] = field(factory=dict)


@frozen
class Words:
    """Text between tags.

    Attributes:
        text: it, character references resolved.
        offset: where it begins.
        raw: whether it is the content of an element whose content is no markup, such as a script.
    """

    text: str
    offset: int
    raw: bool = False


@frozen
class Comment:
    """A comment, a declaration or a processing instruction.

    Attributes:
        text: its words.
        offset: where it begins.
    """

    text: str
    offset: int


def scan(text: str) -> Iterator[Tag | Words | Comment]:
    """A page, piece by piece; words in which something is resolved come in several.

    Example:
        >>> [piece.text if isinstance(piece, Words) else piece.name for piece in scan("<p>a &amp; b<br>c")]
        ['p', 'a ', '&', ' b', 'br', 'c']
    """
    last = {mark: text.rfind(mark) for mark in "\"'>"}
    at = 0
    raw = ""
    while at < len(text):
        if raw:
            end = _end_of_raw(text, at, raw)
            if end > at:
                yield Words(text[at:end], at, raw=True)
            at, raw = end, ""
            continue
        start = text.find("<", at)
        start = len(text) if start < 0 else start
        if start > at:
            yield from _resolved(text, at, start)
        if start == len(text):
            return
        piece, at = _markup(text, start, last)
        yield piece
        if isinstance(piece, Tag) and piece.name in _RAW and not piece.closing:
            raw = piece.name


def _end_of_raw(text: str, at: int, name: str) -> int:
    found = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(text, at)
    return found.start() if found else len(text)


def _resolved(text: str, start: int, stop: int) -> Iterator[Words]:
    at = start
    for found in _REFERENCE.finditer(text, start, stop):
        meant = html.unescape(found[0])
        if meant == found[0]:
            continue
        if found.start() > at:
            yield Words(text[at : found.start()], at)
        yield Words(meant, found.start())
        at = found.end()
    if at < stop:
        yield Words(text[at:stop], at)


def _markup(text: str, start: int, last: Mapping[str, int]) -> tuple[Tag | Words | Comment, int]:
    """What a ``<`` begins, and where it ends."""
    if text.startswith("<!--", start):
        end = text.find("-->", start + 4)
        stop = len(text) if end < 0 else end
        return Comment(text[start + 4 : stop], start), min(stop + 3, len(text))
    if text.startswith("<![CDATA[", start):
        end = text.find("]]>", start)
        stop = len(text) if end < 0 else end
        return Words(text[start + 9 : stop], start + 9), min(stop + 3, len(text))
    if text.startswith(("<!", "<?"), start):
        end = text.find(">", start) if last[">"] > start else -1
        stop = len(text) if end < 0 else end
        return Comment(text[start + 2 : stop], start), min(stop + 1, len(text))
    name = _NAME.match(text, start + 1, start + 200)
    end = _end_of_tag(text, name.end(), last) if name else -1
    if name is None or end < 0:
        return Words("<", start), start + 1
    written = name[0]
    attributes: dict[str, str] = {}
    if not written.startswith("/"):
        for found in _ATTRIBUTE.finditer(text, name.end(), end):
            attributes.setdefault(found[1].casefold(), html.unescape(found[2] or found[3] or found[4] or ""))
    return Tag(written.lstrip("/").casefold(), start, written.startswith("/"), attributes), end + 1


def _end_of_tag(text: str, at: int, last: Mapping[str, int]) -> int:
    """Where a tag's ``>`` stands, those in quoted values passed over; -1 where it has none."""
    limit = at + _LONGEST_TAG
    while at <= last[">"] and at < limit:
        found = _STOP.search(text, at)
        if found is None:
            return -1
        if found[0] == ">":
            return found.start()
        quoted = text[max(found.start() - 20, 0) : found.start()].rstrip().endswith("=")
        # A quote that is never closed is no quote.
        at = text.index(found[0], found.end()) + 1 if quoted and last[found[0]] > found.start() else found.end()
    return -1
