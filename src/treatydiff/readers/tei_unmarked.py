"""TEI that marks no articles: documents of an edition, set as they were printed.

Such files (the series Foreign Relations of the United States is the model) have headings as centred paragraphs,
pages that begin inside sentences, editors' heads and notes. Their blocks go to the recogniser of structure, and
what is encoded inside them (page breaks, names, gaps, emphasis) is laid over what it finds. A file with several
documents (``div[@type='document']``) gives a witness for each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import evolve
from lxml import etree

from treatydiff.model.kinds import KINDS
from treatydiff.model.passages import PageBreak, Passage, Span
from treatydiff.model.provisions import Provision
from treatydiff.readers.blocks import Block
from treatydiff.readers.density import within
from treatydiff.readers.labels import unit_word
from treatydiff.readers.places import Place
from treatydiff.readers.structuring import structure_of
from treatydiff.readers.tei_context import Reading, shortly
from treatydiff.readers.tei_words import PARTING, read_passage
from treatydiff.readers.xml import attribute, tag_of, words_of

_HOLDERS = frozenset(
    "text body front back group floatingText div div0 div1 div2 div3 div4 div5 div6 div7 list table row lg quote "
    "cit titlePage docTitle attachment".split()
)
_FRAMES = frozenset({"opener", "closer", "postscript", "trailer"})
_FEWEST = 2
"""One heading may be a word that looks like one; where there are two, they count."""
_CLOSING = frozenset({"closer", "trailer", "postscript"})
_BLOCKS = frozenset(
    "p ab head label item cell l salute signed dateline byline trailer titlePart argument epigraph docImprint "
    "docDate opener closer postscript imprimatur speaker sp stage".split()
)
_ASIDE = frozenset({"note", "fw", "figure", "listBibl", "bibl", "biblStruct", "divGen", "listWit", "interp"})
_SKIPPED = frozenset({"lb", "cb", "gb", "anchor", "milestone"})
_BOLD = re.compile(r"bold|strong|smallcaps|small-caps", re.IGNORECASE)


def documents_in(text: etree._Element) -> list[etree._Element]:
    """The documents of an edition inside a text; none where it is one itself."""
    found = [div for div in text.iterdescendants("{*}div") if attribute(div, "type") == "document"]
    return [
        div for div in found if not any(attribute(above, "type") == "document" for above in div.iterancestors())
    ]


def is_unmarked(text: etree._Element) -> bool:
    """Whether nothing in a text, or in its only document, says what kind of provision it is."""
    documents = documents_in(text)
    scope = documents[0] if len(documents) == 1 else text
    for node in scope.iterdescendants("{*}div", "{*}ab", "{*}p"):
        if attribute(node, "type").casefold() in KINDS:
            return False
    # A division whose head names a unit says enough.
    heads = (next(div.iterchildren("{*}head"), None) for div in scope.iterdescendants("{*}div"))
    return not any(head is not None and unit_word(words_of(head)) for head in heads)


def recognised(text: etree._Element, reading: Reading) -> tuple[Provision, ...]:
    """The provisions of a text that marks none, found as in plain text; none where fewer than two articles were.

    Args:
        text: the text, or a document in it.
        reading: the document; takes findings and the elements of provisions only where articles were found.
    """
    trial = evolve(reading, breaks=[], origins={}, decisions=[], noted=[])
    nodes: list[etree._Element] = []
    passages = list(_passages(text, trial, nodes, 0))
    if not passages:
        return ()
    places = reading.source.places(nodes)
    made = (
        Block(
            passage.text,
            place,
            heading=int(tag_of(node) == "head"),
            centred="center" in attribute(node, "rend"),
            bold=_is_bold(node, passage),
            kind="heading" if _is_title(node, text) else _closes(node),
            marks=passage.marks,
        )
        for passage, node, place in zip(passages, nodes, places, strict=True)
    )
    blocks = tuple(within(made, reading.source.room, counted=("clause",)))
    found = structure_of(blocks, name=reading.source.name)
    kinds = [one.kind for provision in found.laid.provisions for one in provision.walk()]
    if kinds.count("article") < _FEWEST:
        return ()
    reading.take(trial)
    reading.decisions.extend(found.decisions)
    by_place: dict[Place, etree._Element] = {}
    for node, place in zip(nodes, places, strict=True):
        by_place.setdefault(place, node)
    for provision, place in found.laid.places.values():
        reading.keep(provision, by_place.get(place, text))
    for finding in found.findings:
        reading.note(finding.what, by_place.get((finding.line, finding.column), text))
    reading.note(f"it marks no articles: {kinds.count('article')} were recognised by their headings", text)
    return found.laid.provisions


def _is_title(node: etree._Element, text: etree._Element) -> bool:
    """Whether a head stands over the whole document."""
    above = node.getparent()
    return (
        tag_of(node) == "head" and above is not None and (above is text or attribute(above, "type") == "document")
    )


def _closes(node: etree._Element) -> str:
    """The kind of provision that a block closes a text as; empty where it does not."""
    name = tag_of(node)
    if name == "signed":
        return "signatures"
    above = node.getparent()
    closing = name in _CLOSING or (above is not None and tag_of(above) in _CLOSING)
    return "dateline" if closing and name == "dateline" else "closing" if closing else ""


def _is_bold(node: etree._Element, passage: Passage) -> bool:
    """Whether a block is set off as a whole."""
    if _BOLD.search(attribute(node, "rend")):
        return True
    whole = " ".join(passage.text.split())
    first = next(node.iterchildren("{*}hi"), None)
    return first is not None and bool(_BOLD.search(attribute(first, "rend"))) and words_of(first) == whole


def _passages(node: etree._Element, reading: Reading, nodes: list[etree._Element], depth: int) -> Iterator[Passage]:
    """The words of all blocks in an element; their elements go to `nodes`, one for each."""
    reading.check_depth(node, depth)
    if node.text and node.text.strip():
        yield from _loose(node.text, node, reading, nodes)
    for child in node:
        name = tag_of(child)
        if name == "pb":
            reading.breaks.append(PageBreak(Span(0, 0), attribute(child, "n")))
        elif name in _ASIDE:
            if words_of(child):
                reading.note(f"<{name}> was left aside: {shortly(words_of(child))}", child)
        elif name in _SKIPPED:
            pass
        elif (
            name in _HOLDERS or (name in _FRAMES and _holds(child)) or any(tag_of(one) in PARTING for one in child)
        ):
            yield from _passages(child, reading, nodes, depth + 1)
        elif name in _BLOCKS or words_of(child):
            passage = read_passage(child, reading, depth=depth + 1)
            if passage.text.strip():
                nodes.append(child)
                yield passage
        if child.tail and child.tail.strip():
            yield from _loose(child.tail, child, reading, nodes)


def _holds(node: etree._Element) -> bool:
    """Whether an opener or closer has blocks in it, and no words beside them."""
    beside = [node.text, *(child.tail for child in node)]
    return any(tag_of(child) in _BLOCKS for child in node) and not any(text and text.strip() for text in beside)


def _loose(text: str, node: etree._Element, reading: Reading, nodes: list[etree._Element]) -> Iterator[Passage]:
    """Words beside blocks, as a block of their own."""
    pages = tuple(PageBreak(Span(0, 0), one.page) for one in reading.breaks)
    reading.breaks.clear()
    nodes.append(node)
    yield Passage(" ".join(text.split()), pages)
