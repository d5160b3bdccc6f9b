"""Structure of a TEI text: typed `div`s, blocks, lists and closers as a tree of provisions.

A `div` whose type is a kind of provision is one; a `div` without type, or of type "treaty", only wraps.
Words must stand in a provision; what is no part of the text (notes, running heads, bibliography) is left
aside with a finding each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from attrs import evolve, frozen
from lxml import etree

from treatydiff.errors import InputError
from treatydiff.model.kinds import KINDS, Role
from treatydiff.model.numbers import Number
from treatydiff.model.passages import PageBreak, Passage, Span
from treatydiff.model.provisions import Label, Provision
from treatydiff.readers.labels import printed_number, unit_word
from treatydiff.readers.tei_context import Reading, shortly
from treatydiff.readers.tei_heads import HEADS, read_heads, read_number, read_party
from treatydiff.readers.tei_words import PARTING, read_stretches, read_words
from treatydiff.readers.xml import attribute, tag_of, words_of

_DIVISIONS = frozenset({"div", "div0", "div1", "div2", "div3", "div4", "div5", "div6", "div7"})
_WRAPPERS = frozenset({"front", "body", "text", "group", "titlePage", "floatingText"})
_QUOTING = frozenset({"quote", "cit", "floatingText", "body"})
_NOT_TEXT = frozenset({"note", "fw", "figure", "listBibl", "bibl", "biblStruct", "divGen", "listWit", "interp"})
_POSITIONS = frozenset({"lb", "cb", "gb", "anchor", "milestone"})
_FRAMES = {
    "opener": "opening",
    "byline": "opening",
    "epigraph": "opening",
    "argument": "opening",
    "docTitle": "heading",
    "titlePart": "heading",
    "salute": "salute",
    "dateline": "dateline",
    "closer": "closing",
    "trailer": "closing",
    "postscript": "closing",
    "signed": "signatures",
}
"""TEI's elements for what opens and closes a text, and the kinds they stand for."""


@frozen
class _Words:
    """A block's clauses, before it is known what provision they belong to."""

    clauses: tuple[Passage, ...]
    node: etree._Element


_Part = _Words | Provision


def is_divided(root: etree._Element) -> bool:
    """Whether any division or block says that it is a provision."""
    return any(attribute(node, "type") and _kind_of(node) for node in root.iter("{*}div", "{*}ab", "{*}p"))


def read_provisions(node: etree._Element, reading: Reading, *, depth: int = 0) -> tuple[Provision, ...]:
    """The provisions in a `text`, a `body`, a transcription or any element that only wraps.

    Raises:
        InputError: words outside any provision; a number that contradicts itself; a pointer that leads
            nowhere; elements nested too deep. All with their place.
    """
    reading.check_depth(node, depth)
    found: list[Provision] = []
    run: list[etree._Element] = []
    _no_words(node, node.text, reading, after=False)
    for child in node:
        if _is_block(child):
            run.append(child)
        elif not _aside(child, reading):
            found += _untyped(run, reading, depth + 1)
            run = []
            found += _outer(child, reading, depth + 1)
        _no_words(child, child.tail, reading, after=True)
    found += _untyped(run, reading, depth + 1)
    return tuple(_signatures_joined(found, reading))


def _no_words(node: etree._Element, text: str | None, reading: Reading, *, after: bool) -> None:
    if text and text.strip(" \t\r\n"):
        raise InputError(
            f"found the words {shortly(text)} outside any provision",
            expected="words inside a paragraph (ab or p) of a provision",
            todo="put them into a div with a type, such as <div type='preamble'> or <div type='closing'>",
        ).at(reading.source.name, *reading.source.place(node, after=after))


def _is_block(node: etree._Element) -> bool:
    """Whether an element holds words and says nothing of what they are."""
    name = tag_of(node)
    known = name in _DIVISIONS or name in _WRAPPERS or name in HEADS or name in _FRAMES or name == "back"
    return not (known or name == "pb" or name in _NOT_TEXT or name in _POSITIONS or _typed_block(node))


def _typed_block(node: etree._Element) -> bool:
    return tag_of(node) in ("ab", "p") and attribute(node, "type").casefold() in KINDS


def _aside(node: etree._Element, reading: Reading) -> bool:
    """Whether an element between blocks holds nothing of the text; page breaks wait for the next words."""
    name = tag_of(node)
    if name == "pb":
        reading.breaks.append(PageBreak(Span(0, 0), attribute(node, "n")))
    elif name in _NOT_TEXT:
        if words_of(node):
            reading.note(f"<{name}> was left aside: {shortly(words_of(node))}", node)
    else:
        return name in _POSITIONS
    return True


def _outer(node: etree._Element, reading: Reading, depth: int) -> Iterator[Provision]:
    """What one child of a wrapping element is, blocks without a type apart."""
    name = tag_of(node)
    if name in _DIVISIONS:
        yield from _division(node, reading, depth)
    elif name in _WRAPPERS:
        yield from read_provisions(node, reading, depth=depth)
    elif name == "back":
        yield from _back(node, reading, depth)
    elif name in HEADS:
        yield _single("heading", node, reading, depth)
    elif name in _FRAMES:
        yield from _frame(node, reading, depth)
    else:
        yield _typed(node, reading, depth)


def _untyped(run: Sequence[etree._Element], reading: Reading, depth: int) -> Iterator[Provision]:
    """Neighbouring blocks outside any typed division: one division, or the body of a text without any."""
    parts = list(_blocks(run, reading, depth))
    if not parts:
        return
    kind = "division" if reading.divided else "body"
    reading.note(f"<{tag_of(run[0])}> outside any div of a known type was read as {_a(kind)}", run[0])
    clauses, children = _arranged(parts, reading)
    yield reading.keep(Provision(kind, clauses, children), run[0])


def _a(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def _kind_of(node: etree._Element) -> str:
    kind = attribute(node, "type").casefold()
    return kind if kind in KINDS else ""


def _back(node: etree._Element, reading: Reading, depth: int) -> Iterator[Provision]:
    """Of a text's back matter, annexes and whatever else says that it is a provision; no apparatus, no notes."""
    for child in node:
        if (tag_of(child) in _DIVISIONS and _kind_of(child)) or tag_of(child) in _FRAMES:
            yield from _outer(child, reading, depth + 1)
        elif not _aside(child, reading) and words_of(child):
            reading.note(f"<{tag_of(child)}> in the back matter was left aside: {shortly(words_of(child))}", child)


def _division(node: etree._Element, reading: Reading, depth: int) -> Iterator[Provision]:
    written = attribute(node, "type")
    kind = _kind_of(node)
    if not kind and written in ("", "treaty"):
        kind = "" if written else _kind_by_head(node)
        if not kind:
            yield from read_provisions(node, reading, depth=depth)
            return
        reading.note(f"<div> without a type was read as {_a(kind)}", node)
    elif not kind:
        kind = "division"
        reading.note(f"<div> of the unknown type {written!r} was read as a division", node)
    yield from _provision(node, kind, reading, depth)


def _kind_by_head(node: etree._Element) -> str:
    """What a division without a type is by its head and number; empty where it only wraps others."""
    named = next((unit_word(words_of(head)) for head in node.iterchildren("{*}head", "{*}label")), None)
    if named:
        return named
    wraps = any(tag_of(inner) in _DIVISIONS or _typed_block(inner) for inner in node.iterdescendants("*"))
    if wraps or (named is None and not attribute(node, "n")):
        return ""
    others = chain(node.itersiblings("*", preceding=True), node.itersiblings("*"))
    # The only one wraps the whole text, and its head is the text's title.
    return "division" if attribute(node, "n") or any(tag_of(other) in _DIVISIONS for other in others) else ""


def _single(kind: str, node: etree._Element, reading: Reading, depth: int) -> Provision:
    """A provision that is one block."""
    with reading.source.at(node):
        return reading.keep(Provision(kind, read_words(node, reading, depth=depth)), node)


def _typed(node: etree._Element, reading: Reading, depth: int) -> Provision:
    """A provision that is one `ab` or `p` with a type."""
    kind = _kind_of(node)
    with reading.source.at(node):
        number = read_number(node, kind, (), None, reading)
        clauses = read_words(node, reading, depth=depth)
        made = Provision(kind, clauses, number=number, party=read_party(node, reading))
        return reading.keep(made, node)


def _frame(node: etree._Element, reading: Reading, depth: int) -> Iterator[Provision]:
    """Openers and closers: their parts are provisions beside each other."""
    reading.check_depth(node, depth)
    name = tag_of(node)
    if not any(tag_of(child) in _FRAMES or tag_of(child) in PARTING for child in node):
        yield _single(_FRAMES[name], node, reading, depth)
        return
    beside = [node.text, *(child.tail for child in node)]
    loose = any(text and text.strip() for text in beside)
    # Where words stand beside the parts, phrases among them are words too.
    parts = read_stretches(node, reading, depth=depth, parting=PARTING.union(_FRAMES)) if loose else node
    for part in parts:
        if isinstance(part, tuple):
            if part:
                yield reading.keep(Provision(_FRAMES[name], part), node)
        elif tag_of(part) in _FRAMES:
            for provision in _frame(part, reading, depth + 1):
                # Place and date at the head open a text, those at the end close it.
                opens = name == "opener" and provision.kind == "dateline"
                yield reading.keep(evolve(provision, kind="opening"), part) if opens else provision
        elif not _aside(part, reading):
            clauses, children = _arranged(list(_blocks([part], reading, depth + 1)), reading)
            yield reading.keep(Provision(_FRAMES[name], clauses, children), part)


def _signatures_joined(found: Iterable[Provision], reading: Reading) -> Iterator[Provision]:
    """Neighbouring `signed` elements are one provision, a paragraph each."""
    run: list[Provision] = []
    for provision in found:
        if provision.kind == "signatures" and tag_of(reading.origins[id(provision)][1]) == "signed":
            run.append(provision)
            continue
        yield from _joined(run, reading)
        run = []
        yield provision
    yield from _joined(run, reading)


def _joined(run: Sequence[Provision], reading: Reading) -> Iterator[Provision]:
    if len(run) < 2:
        yield from run
        return
    parts = [reading.keep(evolve(part, kind="paragraph"), reading.origins[id(part)][1]) for part in run]
    yield reading.keep(Provision("signatures", children=tuple(parts)), reading.origins[id(run[0])][1])


def _provision(node: etree._Element, kind: str, reading: Reading, depth: int) -> Iterator[Provision]:
    """One provision; openers at its head and closers at its end stand beside it, as the model wants them."""
    reading.check_depth(node, depth)
    before: list[Provision] = []
    behind: list[Provision] = []
    with reading.source.at(node):
        heads = [child for child in node if tag_of(child) in HEADS]
        label, heading = read_heads(node, heads, reading, depth=depth + 1)
        number = read_number(node, kind, heads, label, reading)
        parts: list[_Part] = []
        for child, part in _inner(node, reading, depth + 1):
            if tag_of(child) not in _FRAMES or isinstance(part, _Words):
                # What is followed by more words closes nothing.
                parts += [*behind, part]
                behind = []
            elif KINDS[kind].role is Role.GROUPING:
                parts.append(part)
            elif KINDS[kind].role is Role.OPERATIVE:
                (behind if parts else before).append(part)
            else:
                parts += [_Words(inner.clauses, child) for inner in part.walk() if inner.clauses]
        clauses, children = _arranged(parts, reading)
        children = tuple(_signatures_joined(children, reading))
        made = Provision(kind, clauses, children, number, label, heading, read_party(node, reading))
    yield from before
    yield reading.keep(made, node)
    yield from behind


def _paragraph(words: _Words, reading: Reading, kind: str = "paragraph") -> Provision:
    return reading.keep(Provision(kind, words.clauses), words.node)


def _inner(node: etree._Element, reading: Reading, depth: int) -> Iterator[tuple[etree._Element, _Part]]:
    """The words and provisions inside a provision, each with the child it comes from."""
    _no_words(node, node.text, reading, after=False)
    alone = sum(_is_block(child) for child in node) == 1
    for child in node:
        if _is_block(child):
            for part in _blocks([child], reading, depth, alone=alone):
                yield child, part
        elif tag_of(child) in _DIVISIONS and not attribute(child, "type") and not _kind_by_head(child):
            reading.check_depth(child, depth)
            for _, part in _inner(child, reading, depth + 1):
                yield child, part
        elif tag_of(child) not in HEADS and not _aside(child, reading):
            for provision in _outer(child, reading, depth):
                yield child, provision
        _no_words(child, child.tail, reading, after=True)


def _blocks(
    nodes: Iterable[etree._Element], reading: Reading, depth: int, *, alone: bool = False
) -> Iterator[_Part]:
    """Words and provisions of blocks, in order.

    Args:
        nodes: blocks beside each other.
        reading: the document.
        depth: how deep they stand.
        alone: whether nothing else stands in their provision, so that words and points need no paragraph
            to hold them together.
    """
    for node in nodes:
        reading.check_depth(node, depth)
        if tag_of(node) == "list":
            yield from _points(node, reading, depth + 1)
        elif tag_of(node) in _QUOTING and _holds_blocks(node):
            yield from _blocks(node, reading, depth + 1)
        else:
            parts = list(_stretches(node, reading, depth))
            if alone or all(isinstance(part, _Words) for part in parts):
                yield from parts
            else:
                clauses, children = _arranged(parts, reading)
                yield reading.keep(Provision("paragraph", clauses, children), node)


def _holds_blocks(node: etree._Element) -> bool:
    beside = [node.text, *(child.tail for child in node)]
    return len(node) > 0 and all(map(_is_block, node)) and not any(text and text.strip() for text in beside)


def _stretches(node: etree._Element, reading: Reading, depth: int) -> Iterator[_Part]:
    """A block's words, parted by the lists and paragraphs inside it."""
    for stretch in read_stretches(node, reading, depth=depth):
        if not isinstance(stretch, tuple):
            yield from _blocks([stretch], reading, depth + 1)
        elif stretch:
            yield _Words(stretch, node)


def _points(node: etree._Element, reading: Reading, depth: int) -> Iterator[_Part]:
    """The items of a list as points; a `label` before an item is the item's."""
    label: Label | None = None
    _no_words(node, node.text, reading, after=False)
    for child in node:
        name = tag_of(child)
        if name == "label":
            label = Label(words_of(child))
        elif name == "item":
            yield _point(child, label, reading, depth)
            label = None
        elif not _aside(child, reading):
            yield from _blocks([child], reading, depth)
        _no_words(child, child.tail, reading, after=True)


def _point(node: etree._Element, label: Label | None, reading: Reading, depth: int) -> Provision:
    with reading.source.at(node):
        printed = attribute(node, "n") or (printed_number(label.text) if label else "")
        clauses, children = _arranged(list(_stretches(node, reading, depth)), reading)
        number = Number(printed) if printed else None
        return reading.keep(Provision("point", clauses, children, number, label), node)


def _arranged(parts: Sequence[_Part], reading: Reading) -> tuple[tuple[Passage, ...], tuple[Provision, ...]]:
    """What a provision holds: the clauses of its one block, or children.

    Several blocks are paragraphs; words before and after inner provisions are `intro` and `wrapup`. Where
    words come between points, each block and the points behind it are a paragraph.
    """
    words = [part for part in parts if isinstance(part, _Words)]
    if len(words) == len(parts):
        if len(words) < 2:
            return (words[0].clauses if words else ()), ()
        return (), tuple(_paragraph(part, reading) for part in words)
    first, last = (
        next(at for at in order if isinstance(parts[at], Provision))
        for order in (range(len(parts)), range(len(parts) - 1, -1, -1))
    )
    between = any(isinstance(part, _Words) for part in parts[first:last])
    points = all(part.kind == "point" for part in parts if isinstance(part, Provision))
    if between and points:
        return (), tuple(_with_points(parts, reading))
    return (), tuple(
        part if isinstance(part, Provision) else _paragraph(part, reading, "intro" if at < first else "wrapup")
        for at, part in enumerate(parts)
    )


def _with_points(parts: Sequence[_Part], reading: Reading) -> Iterator[Provision]:
    starts = [at for at, part in enumerate(parts) if at == 0 or isinstance(part, _Words)]
    for start, stop in zip(starts, [*starts[1:], len(parts)], strict=True):
        clauses, children = _arranged(parts[start:stop], reading)
        first = parts[start]
        node = first.node if isinstance(first, _Words) else reading.origins[id(first)][1]
        yield reading.keep(Provision("paragraph", clauses, children), node)
