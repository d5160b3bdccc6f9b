"""Reading an HTML report back: what a page says of each change, as the model would say it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from attrs import frozen
from lxml import html

Element = Any
"""An element of a page; lxml's stubs say of `xpath` all that it could return, which is too much to be of use."""


@frozen
class Told:
    """What a page tells of a change.

    Attributes:
        address: what it is cited by.
        names: its relation and flags.
        edits: the words that differ: which, what went out, what came in.
    """

    address: str
    names: tuple[str, ...]
    edits: tuple[tuple[str, str, str], ...]


def parsed(page: bytes) -> Element:
    """A page as a tree."""
    return html.document_fromstring(page, parser=html.HTMLParser(encoding="utf-8", huge_tree=True))


def ids(tree: Element) -> list[str]:
    """All ids of a page, in order."""
    return [str(value) for value in tree.xpath("//@id")]


def parts(element: Element) -> list[str]:
    """What a citation on a page consists of: pattern, address, digest, articles."""
    return str(element.get("data-c", "")).split("\t")


def panels(tree: Element, earlier: str, later: str) -> Iterator[Element]:
    """The parts of the synopsis in which two texts stand side by side, the earlier to the left."""
    for panel in tree.xpath("//div[@data-w and contains(concat(' ', @class, ' '), ' panel ')]"):
        sigla = panel.get("data-w").split(" ")
        if (earlier, later) in pairwise(sigla):
            yield panel


def told(tree: Element, identifier: str, sides: tuple[tuple[str, ...], tuple[str, ...]]) -> Told:
    """What a page tells of a change.

    Args:
        tree: the page.
        identifier: the change's id.
        sides: the addresses at its ends, the earlier ones first.
    """
    (sign,) = tree.xpath("//*[@id=$it]", it=identifier)
    panel = sign.xpath("ancestor::div[contains(concat(' ', @class, ' '), ' panel ')]")[-1]
    words: list[dict[str, str]] = [{}, {}]
    for side, (addresses, name) in enumerate(zip(sides, ("del", "ins"), strict=True)):
        for address in addresses:
            place = _at(panel, address)
            for element in () if place is None else place.iter(name):
                tokens = element.get("data-a", "")
                words[side][tokens] = words[side].get(tokens, "") + "".join(element.itertext())
    every = dict.fromkeys([*words[0], *words[1]])
    edits = tuple((tokens, words[0].get(tokens, ""), words[1].get(tokens, "")) for tokens in every)
    return Told(parts(sign)[1], tuple(sign.get("data-r", "").split()), edits)


def written(panel: Element, address: str) -> str:
    """A clause as a part of the synopsis has it, gaps in brackets, without its address and the numbers of notes."""
    place = _at(panel, address)
    assert place is not None, f"{address} is not on the page"
    return "".join(_words(place)).removeprefix(" ")


def _words(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag != "a" and child.get("class") != "pb":
            yield from _words(child)
        yield child.tail or ""


def _at(panel: Element, address: str) -> Element | None:
    """The paragraph of a clause, or the line over a provision, by the address that stands in it as a link.

    A paragraph or point without title has no line of its own, and no words either but those of its clauses.
    """
    for element in panel.iter("p", "h4"):
        links = element.xpath("a[i]")
        if links and "".join(links[0].itertext()) == address and element.get("class") is None:
            return element
    return None
