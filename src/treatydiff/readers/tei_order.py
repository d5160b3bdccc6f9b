"""Order: a witness's provisions put together again from the pieces of an apparatus.

An apparatus follows one witness, its base. Where it says for every clause which clauses it joins (``@corresp``
holds their addresses), another witness's own provisions, numbers and order come from there; where it also states
the witness's order (``standOff/linkGrp[@type='order']``), that is followed. Pieces are heads, clauses (`seg`) and,
where a clause joins several of the witness, what follows each `milestone` that names the witness.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import define, field, frozen
from lxml import etree

from treatydiff.errors import AddressError, InputError
from treatydiff.model.addresses import Address, Step
from treatydiff.model.kinds import KINDS
from treatydiff.readers.tei_apparatus import shell_of
from treatydiff.readers.tei_context import Reading
from treatydiff.readers.tei_words import is_exact
from treatydiff.readers.xml import attribute, tag_of, words_of

_ID = "{http://www.w3.org/XML/1998/namespace}id"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_COUNTED = {kind.unnumbered: kind.name for _, kind in sorted(KINDS.items())}
_NUMBERED = {kind.numbered: kind.name for _, kind in sorted(KINDS.items()) if kind.numbered}


def orders_in(tei: etree._Element) -> dict[str, etree._Element]:
    """The order lists of a `TEI` by the id of their witness; the first where one witness has several."""
    found: dict[str, etree._Element] = {}
    for group in tei.iterdescendants("{*}linkGrp"):
        if attribute(group, "type") == "order":
            for pointer in attribute(group, "corresp").split():
                found.setdefault(pointer.removeprefix("#"), group)
    return found


def is_addressed(tei: etree._Element, sigla: Sequence[str]) -> bool:
    """Whether every clause of a `TEI` outside the transcriptions says which clauses of which witnesses it joins."""
    clauses = [
        seg
        for seg in tei.iterdescendants("{*}seg")
        if attribute(seg, "type") == "clause"
        and all(attribute(above, "type") != "transcription" for above in seg.iterancestors("{*}div"))
    ]
    return bool(clauses) and all(any(_addresses(seg, siglum) for siglum in sigla) for seg in clauses)


def _addresses(node: etree._Element | None, siglum: str) -> list[Address]:
    """The addresses of one witness in ``@corresp``."""
    found: list[Address] = []
    for pointer in [] if node is None else attribute(node, "corresp").split():
        try:
            address = Address.from_id(pointer.removeprefix("#"))
        except AddressError:
            continue
        if address.siglum == siglum:
            found.append(address)
    return found


@frozen(eq=False)
class _Piece:
    """A head or clause, the division it stands in, and the provision of the witness that it belongs to."""

    node: etree._Element
    home: etree._Element | None
    address: Address | None


def ordered(copy: etree._Element, siglum: str, order: etree._Element | None, reading: Reading) -> etree._Element:
    """A witness's text with its provisions in its own order, under its own numbers.

    Args:
        copy: the text as the witness has it, in the apparatus's order, nothing pruned.
        siglum: the witness's siglum.
        order: its order list; ``None`` where the document has none, and the apparatus's order stands.
        reading: the document.

    Raises:
        InputError: the order names what the witness does not have.
    """
    pieces = dict(_pieces(copy, siglum, reading))
    listed = list(_listed(order, pieces, siglum, reading)) if order is not None else list(pieces.values())
    if order is None or not any(tag_of(piece.node) == "head" for piece in listed):
        listed = list(_with_heads(listed, siglum))
    named = {address: node for node in copy.iter("{*}div") for address in _addresses(node, siglum)}
    text = _Text(shell_of(copy, reading), reading, named)
    for piece in listed:
        text.put(piece)
    return text.root


def _pieces(copy: etree._Element, siglum: str, reading: Reading) -> Iterator[tuple[str, _Piece]]:
    """Heads and clauses of the witness by id, in the apparatus's order; those without an id under a number."""
    for count, node in enumerate(list(copy.iter("{*}head", "{*}seg")), start=1):
        home = next(node.iterancestors("{*}div"), None)
        if is_exact(node):
            node.set(_SPACE, "preserve")
        if tag_of(node) == "head":
            yield str(node.get(_ID) or count), _Piece(node, home, next(iter(_addresses(home, siglum)), None))
            continue
        own = _addresses(node, siglum)
        parts = list(_cut(node, reading))
        yield str(node.get(_ID) or count), _Piece(node, home, own[0] if own else None)
        for milestone, part in parts:
            address = next(iter(_addresses(milestone, siglum)), None)
            yield str(milestone.get(_ID) or f"{count} {len(part)}"), _Piece(part, home, address)


def _cut(node: etree._Element, reading: Reading) -> Iterator[tuple[etree._Element, etree._Element]]:
    """Cut a clause at its milestones: each of them with the part that follows it."""
    part = node
    for child in list(node):
        if tag_of(child) == "milestone" and attribute(child, "edRef"):
            part = shell_of(node, reading)
            part.text = child.tail
            node.remove(child)
            yield child, part
        elif part is not node:
            part.append(child)


def _listed(order: etree._Element, pieces: dict[str, _Piece], siglum: str, reading: Reading) -> Iterator[_Piece]:
    for pointer in order.iterchildren("{*}ptr"):
        for target in attribute(pointer, "target").split():
            if target.removeprefix("#") not in pieces:
                raise InputError(
                    f"found {target} in the order of {siglum}, which has nothing there",
                    expected="a label, title, clause or milestone of that witness",
                    todo="mend the order list, or the apparatus",
                ).at(reading.source.name, *reading.source.place(pointer))
            yield pieces[target.removeprefix("#")]


def _with_heads(pieces: Sequence[_Piece], siglum: str) -> Iterator[_Piece]:
    """Clauses of the witness, the heads that it has over each division before its first clause."""
    met: set[etree._Element] = set()
    for piece in pieces:
        if tag_of(piece.node) == "head" or piece.address is None:
            continue
        around = [] if piece.home is None else [*reversed(list(piece.home.iterancestors("{*}div"))), piece.home]
        for division in around:
            address = next(iter(_addresses(division, siglum)), None)
            if division not in met and address is not None:
                met.add(division)
                for head in division.iterchildren("{*}head"):
                    if words_of(head):
                        yield _Piece(head, division, address)
        yield piece


@define(eq=False)
class _Text:
    """A text while it is put together.

    Attributes:
        root: its `text`.
        reading: the document.
        named: the division of the apparatus that holds a provision, by the provision's address.
    """

    root: etree._Element
    reading: Reading
    named: dict[Address, etree._Element]
    _opened: dict[object, etree._Element] = field(factory=dict)
    _blocks: dict[etree._Element, etree._Element] = field(factory=dict)

    def put(self, piece: _Piece) -> None:
        """Add a piece to the end of its provision."""
        holder = self._at_home(piece.home) if piece.address is None else self._at(piece.address)
        if tag_of(piece.node) == "head":
            holder.append(piece.node)
            return
        if holder not in self._blocks:
            self._blocks[holder] = self._made("ab", piece.node)
            holder.append(self._blocks[holder])
        self._blocks[holder].append(piece.node)
        piece.node.tail = None

    def _at(self, address: Address) -> etree._Element:
        """The provision at an address, made if it is not there yet."""
        if not address.steps:
            return self.root
        place = Address(address.siglum, address.steps)
        if place not in self._opened:
            above = self._at(Address(place.siglum, place.steps[:-1]))
            division = self.named.get(place)
            made = self._made("div", self.root if division is None else division)
            step = place.steps[-1]
            kind = _kind(step, "" if division is None else attribute(division, "type"), attribute(above, "type"))
            made.set("type", kind)
            if KINDS[kind].numbered == step.word and step.number:
                made.set("n", step.number)
            above.append(made)
            self._opened[place] = made
        return self._opened[place]

    def _at_home(self, home: etree._Element | None) -> etree._Element:
        """The division of the apparatus that a piece stands in, for pieces without an address."""
        if home is None:
            return self.root
        if home not in self._opened:
            above = self._at_home(next(home.iterancestors("{*}div"), None))
            self._opened[home] = shell_of(home, self.reading)
            above.append(self._opened[home])
        return self._opened[home]

    def _made(self, name: str, like: etree._Element) -> etree._Element:
        made = shell_of(like, self.reading)
        made.tag = str(self.root.tag).replace(tag_of(self.root), name)
        made.attrib.clear()
        return made


def _kind(step: Step, stated: str, above: str) -> str:
    """The kind of a provision: as its division states, if that fits its level in the address."""
    known = KINDS.get(stated)
    if known is not None and (known.numbered == step.word if _is_number(step) else known.unnumbered == step.word):
        return stated
    if step.word:
        return _COUNTED.get(step.word) or _NUMBERED[step.word]
    inside = above in KINDS and KINDS[above].numbered in (None, "")
    return "paragraph" if inside else "article"


def _is_number(step: Step) -> bool:
    return step.word not in _COUNTED
