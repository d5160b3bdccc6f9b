"""Lemmata: to which words of a base text each `app` belongs that does not enclose them.

Three ways of saying so are read (TEI P5 Guidelines, section 12.2, "Linking the Apparatus to the Text"): two end
points in ``@from`` and ``@to``, or one in ``@from`` with the `app` itself as the other; an element that ``@from``
points to; and ``@loc``, which cites an element by its ``@n`` and those around it ("3:1"), with the words in `lem`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import field, frozen
from lxml import etree

from treatydiff.errors import InputError
from treatydiff.readers.tei_context import Reading, shortly
from treatydiff.readers.tei_witnesses import readings_in
from treatydiff.readers.xml import attribute, tag_of, words_of

_WHITE = re.compile(r"[ \t\r\n]+")
_PARTS = re.compile(r"[/:,\s]+")
_OUTSIDE = frozenset({"standOff", "listApp", "teiHeader"})

Beside = tuple["etree._Element", bool]  # noqa: SLF001 - lxml's stubs have no other name for elements
"""A piece of text: that at an element's beginning, or (true) that behind its end."""


@frozen(eq=False)
class Lemma:
    """A lemma that elements mark.

    Attributes:
        app: the place of variation.
        start: the element at or before whose beginning it starts.
        stop: the element at whose end it stops; ``None`` where `start` is all of it (an `anchor`: a point).
    """

    app: etree._Element
    start: etree._Element
    stop: etree._Element | None = None


@frozen(eq=False)
class Cut:
    """A lemma found by its words: a half-open range of code points in a piece of text."""

    app: etree._Element
    start: int
    stop: int


@frozen(eq=False)
class Lemmata:
    """The lemmata of a document's apparatus outside its text.

    Attributes:
        at: marked lemmata by the element where they start, in the order of the apparatus.
        cuts: lemmata found by their words, by the piece of text they stand in, in its order.
        apart: every `app` that belongs to words outside it.
    """

    at: dict[etree._Element, list[Lemma]] = field(factory=dict)
    cuts: dict[Beside, list[Cut]] = field(factory=dict)
    apart: set[etree._Element] = field(factory=set)


def lemmata(tei: etree._Element, text: etree._Element, reading: Reading) -> Lemmata:
    """The lemmata of a `TEI` whose apparatus does not, or not everywhere, enclose them.

    Raises:
        InputError: a pointer leads nowhere, an `app` outside the text does not say where it belongs, or what it
            says cannot be found, or fits several places.
    """
    found = Lemmata()
    methods = {attribute(node, "method") for node in tei.iterdescendants("{*}variantEncoding")}
    for app in tei.iterdescendants("{*}app"):
        outside = any(tag_of(above) in _OUTSIDE for above in app.iterancestors())
        if attribute(app, "from"):
            found.apart.add(app)
            _marked(app, found, reading, outside=outside)
        elif next(app.iterancestors("{*}app"), None) is not None:
            continue  # parts the reading that it stands in
        elif attribute(app, "to") or outside or methods == {"location-referenced"}:
            found.apart.add(app)
            _cited(app, text, found, reading, outside=outside)
    for cuts in found.cuts.values():
        cuts.sort(key=lambda cut: (cut.start, cut.stop))
    return found


def _refuse(what: str, expected: str, todo: str, node: etree._Element, reading: Reading) -> InputError:
    made = InputError(what, expected=expected, todo=todo)
    made.at(reading.source.name, *reading.source.place(node))
    return made


def _marked(app: etree._Element, found: Lemmata, reading: Reading, *, outside: bool) -> None:
    start = reading.target(attribute(app, "from"), app)
    stop = reading.target(attribute(app, "to"), app) if attribute(app, "to") else None
    if stop is None and tag_of(start) == "anchor" and not outside:
        stop = app
    found.at.setdefault(start, []).append(Lemma(app, start, None if stop is start else stop))


def _cited(app: etree._Element, text: etree._Element, found: Lemmata, reading: Reading, *, outside: bool) -> None:
    loc = attribute(app, "loc")
    if loc:
        place = _located(loc, app, text, reading)
    elif outside or attribute(app, "to"):
        raise _refuse(
            "found an <app> outside the text that does not say to which words it belongs",
            "@from, with @to or without, or @loc",
            "add where its lemma begins and ends",
            app,
            reading,
        )
    else:
        parent = app.getparent()
        place = text if parent is None else parent
    lemma = next((rdg for rdg in readings_in(app) if tag_of(rdg) == "lem"), None)
    if lemma is None and loc:
        found.at.setdefault(place, []).append(Lemma(app, place))
        return
    words = words_of(lemma)
    hits = list(_occurrences(words, place)) if words else []
    if len(hits) != 1:
        where = f"the place of @loc={loc!r}" if loc else "the element around it"
        raise _refuse(
            f"found the lemma {shortly(words)} {len(hits) or 'no'} time(s) in {where}"
            if words
            else "found a lemma without words, and no pointer to its place",
            "words that stand there once, inside one element",
            "mark the lemma with anchors, and point to them in @from and @to",
            app,
            reading,
        )
    piece, start, stop = hits[0]
    found.cuts.setdefault(piece, []).append(Cut(app, start, stop))


def _located(loc: str, app: etree._Element, text: etree._Element, reading: Reading) -> etree._Element:
    """The element that ``@loc`` cites: by its id, or by its ``@n`` inside elements with the ``@n`` before it."""
    named = reading.source.ids.get(loc.removeprefix("#"))
    if named is not None:
        return named
    wanted = [part for part in _PARTS.split(loc) if part]
    body = next(text.iterchildren("{*}body"), text)
    fits = [
        node
        for node in body.iterdescendants("*")
        if [attribute(node, "n")] == wanted[-1:] and _path(node) == wanted
    ]
    if len(fits) != 1:
        raise _refuse(
            f"found @loc={loc!r}, which fits {len(fits) or 'no'} place(s) of the text",
            "the @n of one element, with those around it, such as 3:1",
            "mend it, or use @from",
            app,
            reading,
        )
    return fits[0]


def _path(node: etree._Element) -> list[str]:
    around = [attribute(above, "n") for above in node.iterancestors() if tag_of(above) not in ("text", "TEI")]
    return [*filter(None, reversed(around)), attribute(node, "n")]


def _occurrences(words: str, place: etree._Element) -> Iterator[tuple[Beside, int, int]]:
    """Where words stand in an element, inside one piece of text, with the white space behind them.

    Words are found whole: not as part of a longer word.
    """
    spaced = r"[ \t\r\n]+".join(re.escape(word) for word in _WHITE.split(words))
    before = r"(?<!\w)" if words[0].isalnum() else ""
    behind = r"(?!\w)" if words[-1].isalnum() else ""
    wanted = re.compile(before + spaced + behind)
    for piece, text in _pieces(place):
        for hit in wanted.finditer(text):
            yield piece, hit.start(), hit.end()


def _pieces(place: etree._Element) -> Sequence[tuple[Beside, str]]:
    found: list[tuple[Beside, str]] = []
    if place.text:
        found.append(((place, False), place.text))
    for child in place.iterchildren("*"):
        if tag_of(child) not in ("app", "note", "listApp"):
            found += _pieces(child)
        if child.tail:
            found.append(((child, True), child.tail))
    return found
