"""Words of a TEI block: the content of `ab`, `p` or `head` as passages, clause by clause, with their marks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from itertools import accumulate, pairwise

from attrs import evolve, frozen
from lxml import etree

from treatydiff.errors import InputError
from treatydiff.model.passages import Correction, Gap, Highlight, Mark, Name, PageBreak, Passage, Span
from treatydiff.readers.bibliography import reference_of
from treatydiff.readers.recognition.clauses import clause_spans
from treatydiff.readers.tei_context import Reading, shortly
from treatydiff.readers.xml import attribute, tag_of, words_of

_WHITE = re.compile(r"[ \t\r\n]+")
PARTING = frozenset({"list", "p", "ab"})
"""Blocks that part the block they stand in."""
_PHRASES = frozenset({"gap", "choice", "hi", "persName", "supplied", "unclear", "lb"})
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

_SKIPPED = frozenset({"anchor", "milestone", "cb", "gb", "index", "space", "handShift", "desc"})
"""Marks of position and additions that hold no words of the text."""
_ASIDE = frozenset({"note", "fw", "figure", "bibl", "listBibl", "biblStruct", "app", "del", "surplus", "graphic"})
"""Words that are not the text's: each is left aside with a finding."""
_BLOCKS = frozenset({"p", "ab", "list", "item", "table", "row", "cell", "l", "lg", "quote", "div", "floatingText"})
"""Blocks inside a block: read as running words, parted by a space."""


def is_exact(node: etree._Element) -> bool:
    """Whether white space stands as written: the nearest ``xml:space`` says ``preserve``."""
    at: etree._Element | None = node
    while at is not None:
        if at.get(_SPACE):
            return at.get(_SPACE) == "preserve"
        at = at.getparent()
    return False


@frozen
class _Placed:
    """A mark and the clause that it stands in, spans counted from the block's start."""

    mark: Mark
    clause: int


class _Block:
    """The words of one block while they are collected: collapses white space, counts offsets and clauses."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.starts: list[int] = []  # where clauses marked by the editor begin
        self.marks: list[_Placed] = []
        self.loose = False  # inside a clause made of words that stand beside marked ones
        self._solid = False  # whether anything but white space was met
        self._spaced = False  # whether the last character is a space that white space collapsed to
        self._waiting = False  # a clause begins behind the white space to come

    def add(self, text: str, *, exact: bool) -> None:
        """Words or white space, collapsed unless exact."""
        if not text:
            return
        if not exact:
            text = _WHITE.sub(" ", text)
            if text[0] == " " and (self._spaced or not self._solid):
                text = text[1:]
            elif text[0] == " " and self._waiting:
                self._emit(" ", exact=False)
                text = text[1:]
            if not text:
                return
        self.settle()
        self._emit(text, exact=exact)

    def _emit(self, text: str, *, exact: bool) -> None:
        self.pieces.append(text)
        self.length += len(text)
        self._spaced = not exact and text[-1] == " "
        self._solid = True

    def begin(self) -> None:
        """A clause begins here, or behind the white space that comes next."""
        self.settle()
        self._waiting = True

    def settle(self) -> None:
        """Let a clause that waits begin here."""
        if self._waiting:
            self._waiting = False
            self.starts.append(self.length)

    def point(self, mark: Gap | PageBreak) -> None:
        """A mark without words; a gap holds white space apart as a word would."""
        self.settle()
        self.marks.append(_Placed(evolve(mark, span=Span(self.length, self.length)), len(self.starts)))
        if isinstance(mark, Gap):
            self._solid, self._spaced = True, False

    def over(self, start: int, make: Callable[[Span], Mark]) -> bool:
        """A mark over the words since `start`; false where there are none."""
        if start == self.length:
            return False
        clause = len(self.starts)
        begin = max(start, self.starts[-1]) if self.starts else start
        mark = make(Span(begin, self.length))
        # An element ends after what is inside it, but its mark stands first.
        place = at = len(self.marks)
        while at and self.marks[at - 1].mark.span.start >= begin:
            at -= 1
            other = self.marks[at].mark
            if type(other) is type(mark) and other.span == mark.span:
                place = at
        self.marks.insert(place, _Placed(mark, clause))
        return True

    def trim(self) -> None:
        """Remove the space that trailing white space collapsed to."""
        self.settle()
        if self._spaced:
            self.pieces[-1] = self.pieces[-1][:-1]
            self.length -= 1
            self._spaced = False

    @property
    def text(self) -> str:
        """All words so far."""
        return "".join(self.pieces)


def read_words(node: etree._Element, reading: Reading, *, depth: int) -> tuple[Passage, ...]:
    """The clauses of one block: as its `seg` elements mark them, else by rule.

    Args:
        node: an `ab`, `p` or similar.
        reading: the document.
        depth: how deep the block stands.

    Returns:
        One passage a clause; none for a block without words and marks. White space between two clauses
        stands at the end of the earlier one.

    Raises:
        InputError: a pointer that leads nowhere, or elements nested too deep.
    """
    block = _opened(reading)
    marked = any(_is_clause(child) for child in node)
    _content(node, block, reading, depth, top=marked)
    return _closed(block, node, marked=marked)


def read_stretches(
    node: etree._Element, reading: Reading, *, depth: int, parting: frozenset[str] = PARTING
) -> tuple[tuple[Passage, ...] | etree._Element, ...]:
    """The clauses of one block, stretch by stretch, with the lists and paragraphs that part it between them.

    Args:
        node: an `ab`, `p`, `item`, or an element such as `gap` that stands where a block should.
        reading: the document.
        depth: how deep the block stands.
        parting: the names of the elements that part it.

    Raises:
        InputError: a pointer that leads nowhere, or elements nested too deep.
    """
    if tag_of(node) in _PHRASES:
        block = _opened(reading)
        _child(node, block, reading, depth, exact=is_exact(node), top=False)
        return (_closed(block, node, marked=False),)
    if not any(tag_of(child) in parting for child in node):
        return (read_words(node, reading, depth=depth),)
    reading.check_depth(node, depth)
    marked = any(_is_clause(child) for child in node)
    exact = is_exact(node)
    found: list[tuple[Passage, ...] | etree._Element] = []
    block = _opened(reading)
    _text(node.text, block, exact=exact, top=marked)
    for child in node:
        if tag_of(child) in parting:
            found += [_closed(block, node, marked=bool(block.starts)), child]
            block = _opened(reading)
        else:
            _part(child, block, reading, depth, exact=exact, top=marked)
        _text(child.tail, block, exact=exact, top=marked)
    return (*found, _closed(block, node, marked=bool(block.starts)))


def read_passage(node: etree._Element, reading: Reading, *, depth: int) -> Passage:
    """The words of an element as one passage, such as a heading's."""
    block = _opened(reading)
    _content(node, block, reading, depth, top=False)
    block.trim()
    return Passage(block.text, tuple(placed.mark for placed in _clamped(block)))


def _opened(reading: Reading) -> _Block:
    """A block with the page breaks that waited for words."""
    block = _Block()
    for page in reading.breaks:
        block.point(page)
    reading.breaks.clear()
    return block


def _closed(block: _Block, node: etree._Element, *, marked: bool) -> tuple[Passage, ...]:
    block.trim()
    return _by_mark(block) if marked else _by_rule(block, _language(node))


def _language(node: etree._Element) -> str:
    """The language that an element or the nearest one around it is said to be in; empty where none says."""
    at: etree._Element | None = node
    while at is not None:
        if at.get(_LANG):
            return str(at.get(_LANG))
        at = at.getparent()
    return ""


def _is_clause(node: etree._Element) -> bool:
    return tag_of(node) == "seg" and attribute(node, "type") in ("clause", "")


def _content(node: etree._Element, block: _Block, reading: Reading, depth: int, *, top: bool) -> None:
    """Everything in an element; at the top of a block with marked clauses, words beside them part off."""
    reading.check_depth(node, depth)
    exact = is_exact(node)
    _text(node.text, block, exact=exact, top=top)
    for child in node:
        _part(child, block, reading, depth, exact=exact, top=top)
        _text(child.tail, block, exact=exact, top=top)


def _part(node: etree._Element, block: _Block, reading: Reading, depth: int, *, exact: bool, top: bool) -> None:
    """A child of a block: a clause that the editor marked, or anything else."""
    if top and _is_clause(node):
        block.begin()
        block.loose = False
        _content(node, block, reading, depth + 1, top=False)
        block.settle()
    else:
        _child(node, block, reading, depth + 1, exact=exact, top=top)


def _text(text: str | None, block: _Block, *, exact: bool, top: bool) -> None:
    if not text:
        return
    words = text.lstrip(" \t\r\n")
    if top and words and not block.loose:
        block.add(text[: len(text) - len(words)], exact=exact)
        _part_off(block, words)
        text = words
    block.add(text, exact=exact)


def _part_off(block: _Block, words: str) -> None:
    """Let words beside marked clauses be a clause of their own; lone marks stay with the clause before."""
    if not block.starts or any(char.isalnum() for char in words):
        block.begin()
        block.loose = True


def _child(node: etree._Element, block: _Block, reading: Reading, depth: int, *, exact: bool, top: bool) -> None:
    name = tag_of(node)
    if name == "lb":
        if attribute(node, "break") != "no":
            block.add(" ", exact=exact)
    elif name == "pb":
        block.point(PageBreak(Span(0, 0), attribute(node, "n")))
    elif name in _SKIPPED:
        pass
    elif name in _ASIDE:
        if words_of(node):
            reading.note(f"<{name}> was left aside: {shortly(words_of(node))}", node)
    else:
        if top and not block.loose and (name == "gap" or words_of(node)):
            _part_off(block, "x")
        _phrase(node, name, block, reading, depth)


def _phrase(node: etree._Element, name: str, block: _Block, reading: Reading, depth: int) -> None:
    """An element that has a part in the text: a gap, a mark over words, or one that is transparent."""
    start = block.length
    if name == "gap":
        block.point(_gap(node, reading))
    elif name == "choice":
        _choice(node, block, reading, depth)
    elif name == "hi":
        _content(node, block, reading, depth, top=False)
        rend = attribute(node, "rend") or attribute(node, "rendition").removeprefix("#")
        resp = reading.names(node, "resp")
        block.over(start, lambda span: Highlight(span, rend, resp))
    elif name == "corr" and node.get(_ID) in reading.said:
        _content(node, block, reading, depth, top=False)
        sic = reading.said[str(node.get(_ID))][0]
        _restored(node, start, block, reading, sic=sic, source=_damaged(node, reading))
    elif name == "persName":
        _content(node, block, reading, depth, top=False)
        block.over(start, Name)
    else:
        if name in _BLOCKS:
            reading.note(f"<{name}> inside words was read as running words", node)
            block.add(" ", exact=False)
        _content(node, block, reading, depth, top=False)
        if name in _BLOCKS:
            block.add(" ", exact=False)


def _gap(node: etree._Element, reading: Reading) -> Gap:
    note, resp = reading.said.get(str(node.get(_ID)), ("", ""))
    own = "; ".join(words_of(desc) for desc in node.iterchildren("{*}desc"))
    return Gap(Span(0, 0), attribute(node, "reason"), own or note, reading.names(node, "resp") or resp)


def _choice(node: etree._Element, block: _Block, reading: Reading, depth: int) -> None:
    parts = {tag_of(child): child for child in reversed(node.findall("*"))}
    sic, corr = parts.get("sic"), parts.get("corr")
    start = block.length
    if sic is not None and corr is not None:
        _content(corr, block, reading, depth + 1, top=False)
        _restored(corr, start, block, reading, sic=_plain(sic), source=_damaged(sic, reading))
        return
    written = next((parts[name] for name in ("orig", "abbr", "sic", "unclear") if name in parts), None)
    chosen = written if written is not None else next(iter(node.findall("*")), None)
    if chosen is None:
        raise InputError("found a <choice> with nothing in it", expected="two forms at least").at(
            reading.source.name, *reading.source.place(node)
        )
    _content(chosen, block, reading, depth + 1, top=False)
    for other in node.findall("*"):
        if other is not chosen:
            reading.note(
                f"of a <choice>, <{tag_of(chosen)}> was read and <{tag_of(other)}> left aside: "
                f"{shortly(words_of(other))}",
                other,
            )


def _restored(corr: etree._Element, start: int, block: _Block, reading: Reading, *, sic: str, source: str) -> None:
    """Mark the words since `start` as restored."""
    resp = reading.names(corr, "resp")
    if not block.over(start, lambda span: Correction(span, sic, resp, attribute(corr, "cert"), source)):
        reading.note(f"words corrected to nothing were left aside: {shortly(sic)}", corr)


def _plain(node: etree._Element) -> str:
    text = "".join(str(piece) for piece in node.itertext())
    return text if is_exact(node) else _WHITE.sub(" ", text)


def _damaged(node: etree._Element, reading: Reading) -> str:
    """What the damage is in: the words that ``@source`` points to."""
    written = attribute(node, "source")
    if not written.startswith("#"):
        return written
    return "; ".join(reference_of(reading.target(pointer, node)) for pointer in written.split())


def _clamped(block: _Block) -> list[_Placed]:
    """The marks, inside what trimming left; marks over trimmed space alone fall away."""
    kept = []
    for placed in block.marks:
        span = placed.mark.span
        start, stop = min(span.start, block.length), min(span.stop, block.length)
        if start == stop and span.start != span.stop:
            continue
        inside = (start, stop) == (span.start, span.stop)
        kept.append(placed if inside else evolve(placed, mark=evolve(placed.mark, span=Span(start, stop))))
    return kept


def _by_mark(block: _Block) -> tuple[Passage, ...]:
    starts = [0, *block.starts[1:], block.length]
    text = block.text
    marks: list[list[Mark]] = [[] for _ in block.starts]
    for placed in _clamped(block):
        # What stands before the first clause begins is the first clause's.
        clause = max(placed.clause - 1, 0)
        marks[clause].append(evolve(placed.mark, span=placed.mark.span.shifted(-starts[clause])))
    return tuple(
        Passage(text[start:stop], tuple(inside))
        for (start, stop), inside in zip(pairwise(starts), marks, strict=True)
    )


def _by_rule(block: _Block, language: str) -> tuple[Passage, ...]:
    text = block.text
    marks = [placed.mark for placed in _clamped(block)]
    if not text and not marks:
        return ()
    # A name or a restored word is never cut; words set off are, and stay set off on both sides.
    whole = sorted((mark.span.start, mark.span.stop) for mark in marks if isinstance(mark, Correction | Name))
    reach = list(accumulate((stop for _, stop in whole), max))
    inner = [
        clause.start
        for clause in clause_spans(text, language)[1:]
        if not (at := bisect_left(whole, (clause.start,))) or reach[at - 1] <= clause.start
    ]
    edges = [0, *inner, len(text)]
    inside: list[list[Mark]] = [[] for _ in edges[1:]]
    for mark in marks:
        span = mark.span
        at = min(bisect_right(edges, span.start), len(inside)) - 1
        if span.start == span.stop:
            inside[at].append(evolve(mark, span=span.shifted(-edges[at])))
            continue
        while at < len(inside) and edges[at] < span.stop:
            first, last = max(span.start, edges[at]), min(span.stop, edges[at + 1])
            inside[at].append(evolve(mark, span=Span(first - edges[at], last - edges[at])))
            at += 1
    passages = [
        Passage(text[start:stop], tuple(held)) for (start, stop), held in zip(pairwise(edges), inside, strict=True)
    ]
    return tuple(passages)
