"""Rebuilding: the text of each witness, in its order, from the apparatus alone.

The transcriptions in ``back`` are not looked at. A witness's ``linkGrp[@type='order']`` in ``standOff`` names,
one after the other, the pieces of the apparatus that it has:

* a ``head``: what is printed over a provision;
* a ``seg``: a clause, up to the first milestone in it whose ``edRef`` names the witness;
* a ``milestone``: the next clause, up to the witness's next milestone in the same ``seg``.

In parallel segmentation, what a witness has in a piece is the text outside any ``app``, and in each ``app`` the
reading that names it. In an external apparatus the body holds the base's text: where the ``rdg`` of an ``app``
names the witness, its content stands in place of the lemma, which runs from the anchor ``from`` to the anchor
``to``, or is the element that ``from`` names. A ``gap`` has no words, nor has a ``note``. Source: own, on the
methods of TEI P5, section 12.2.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen
from lxml import etree

from treatydiff.errors import InputError
from treatydiff.readers.decoding import decode_xml
from treatydiff.readers.xml import XmlSource, parse
from treatydiff.validation.defects import Observation
from treatydiff.validation.readings import (
    TEI,
    XML_ID,
    Witnesses,
    declared,
    external,
    ids,
    name_of,
    readings,
    scopes,
)

_PIECES = frozenset(TEI + name for name in ("seg", "head"))
_BLOCKS = frozenset(
    TEI + name for name in "ab p l item opener closer salute dateline signed byline trailer label".split()
)
_NO_WORDS = frozenset(TEI + name for name in "note gap desc anchor witDetail fw figure".split())
_MILESTONE, _APP, _CHOICE = TEI + "milestone", TEI + "app", TEI + "choice"
_CHOSEN = frozenset(TEI + name for name in ("corr", "reg", "expan"))


@frozen(eq=False)
class Piece:
    """A stretch of the apparatus that order lists name, as some witnesses have it.

    Attributes:
        node: the ``head``, ``seg`` or ``milestone`` where it begins, or a block that holds none.
        words: the text by the id of the witness; witnesses that cannot have it are missing.
    """

    node: etree._Element
    words: dict[str, str]

    @property
    def id(self) -> str:
        """Its ``xml:id``, or the empty string."""
        return str(self.node.get(XML_ID) or "")


def rebuild(data: bytes, *, name: str = "document") -> dict[str, tuple[str, ...]]:
    r"""The labels, titles and clauses of each witness in its own order, from an apparatus.

    Args:
        data: a TEI document with an apparatus of any method.
        name: what errors call it.

    Returns:
        By siglum, in the order of the list of witnesses. A witness without an order list has the pieces in which
        it has words, in the apparatus's order.

    Raises:
        InputError: it is no well-formed XML, or an order list names a piece that its witness cannot have.

    Example:
        >>> text = b'''<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><listWit>
        ... <witness xml:id="A"/><witness xml:id="B"/></listWit></teiHeader><text><body><ab>
        ... <seg>It lasts <app><lem wit="#A">five </lem><rdg wit="#B">ten </rdg></app>years.</seg>
        ... </ab></body></text></TEI>'''
        >>> rebuild(text)
        {'A': ('It lasts five years.',), 'B': ('It lasts ten years.',)}
    """
    source = parse(decode_xml(data, name=name), name=name)
    known = declared(source.root)
    found = pieces(source.root, known)
    at = {piece.id: piece for piece in found if piece.id}
    lists = orders(source.root)
    out: dict[str, tuple[str, ...]] = {}
    for witness, siglum in known.sigla.items():
        if witness not in lists:
            out[siglum] = tuple(piece.words[witness] for piece in found if piece.words.get(witness))
            continue
        texts: list[str] = []
        for pointer in lists[witness].iter(TEI + "ptr"):
            for place in ids(pointer, "target"):
                if place not in at or witness not in at[place].words:
                    with source.at(pointer):
                        raise InputError(
                            f"found #{place} in the order of {siglum}, which has nothing there",
                            expected="a label, title, clause or milestone of that witness",
                            todo="validate the document",
                        )
                texts.append(at[place].words[witness])
        out[siglum] = tuple(texts)
    return out


def orders(root: etree._Element) -> dict[str, etree._Element]:
    """The order lists by the id of their witness; the first where one witness has several."""
    found: dict[str, etree._Element] = {}
    for group in root.iter(TEI + "linkGrp"):
        if group.get("type") == "order":
            for witness in ids(group, "corresp"):
                found.setdefault(witness, group)
    return found


def pieces(root: etree._Element, known: Witnesses) -> list[Piece]:
    """The pieces of the apparatus in its order, each with what each witness has there."""
    everybody = frozenset(known.sigla)
    attached = _attached(root)
    return [
        piece
        for text in root.iter(TEI + "text")
        for body in text.iterchildren(TEI + "body")
        for piece in _pieces(body, everybody, known, attached)
    ]


def _attached(root: etree._Element) -> dict[str, list[etree._Element]]:
    """The places of an external apparatus by the id of the anchor or element where their lemma begins."""
    found: dict[str, list[etree._Element]] = {}
    for app in root.iter(_APP):
        for begin in ids(app, "from"):
            found.setdefault(begin, []).append(app)
    return found


def _others(
    app: etree._Element, scope: frozenset[str], known: Witnesses
) -> list[tuple[etree._Element, frozenset[str]]]:
    """The readings of a place of an external apparatus that witnesses have instead of the base's words."""
    found = [(one, scope.intersection(known.named(one))) for one in readings(app) if one.tag == TEI + "rdg"]
    return [(reading, those) for reading, those in found if those]


def _pieces(
    node: etree._Element, scope: frozenset[str], known: Witnesses, attached: Mapping[str, list[etree._Element]]
) -> Iterator[Piece]:
    for child in node:
        having = scope
        for app in attached.get(str(child.get(XML_ID) or ""), ()):
            for reading, those in _others(app, scope, known):
                yield from _pieces(reading, those, known, attached)
                having -= those
        if child.tag in _PIECES or (child.tag in _BLOCKS and _is_text(child)):
            yield from _read(child, having, known, attached)
        elif child.tag == _APP:
            for reading, those in scopes(child, having, known):
                yield from _pieces(reading, those, known, attached)
        else:
            yield from _pieces(child, having, known, attached)


def _is_text(block: etree._Element) -> bool:
    """Whether a block holds words itself rather than segments, or points where segments are attached."""
    if next(block.iter(TEI + "seg"), None) is not None:
        return False
    return bool("".join(map(str, block.itertext())).strip()) or not len(block)


class _Reader:
    """Collects the words of one ``seg`` or ``head``, in a new piece for each milestone."""

    def __init__(self, known: Witnesses, attached: Mapping[str, list[etree._Element]]) -> None:
        self.known = known
        self.attached = attached
        self.away: dict[str, frozenset[str]] = {}
        """Witnesses that have other words than those read, by the id of the anchor where they join in again."""
        self.begun: list[tuple[etree._Element, dict[str, list[str]]]] = []
        self.open: dict[str, list[str]] = {}

    def present(self, scope: frozenset[str]) -> frozenset[str]:
        return scope.difference(*self.away.values())

    def begin(self, node: etree._Element, scope: frozenset[str]) -> None:
        parts: dict[str, list[str]] = {witness: [] for witness in self.known.sigla if witness in scope}
        self.begun.append((node, parts))
        self.open.update(parts)

    def say(self, words: str | None, scope: frozenset[str]) -> None:
        if words:
            for witness in self.present(scope):
                self.open[witness].append(words)

    def instead(self, place: str, scope: frozenset[str]) -> frozenset[str]:
        """Read what stands in place of lemmata that begin here; who is left to read what is here."""
        self.away.pop(place, None)
        for app in self.attached.get(place, ()):
            others = _others(app, self.present(scope), self.known)
            replaced = frozenset().union(*(those for _, those in others))
            for reading, those in others:
                self.read(reading, those)
            end = next(iter(ids(app, "to")), place)
            if end == place:
                scope -= replaced
            else:
                self.away[end] = self.away.get(end, frozenset()) | replaced
        return scope

    def read(self, node: etree._Element, scope: frozenset[str]) -> None:
        self.say(node.text, scope)
        for child in node:
            having = self.instead(str(child.get(XML_ID) or ""), scope)
            if child.tag == _APP:
                for reading, those in scopes(child, having, self.known):
                    self.read(reading, those)
            elif child.tag == _MILESTONE:
                those = self.present(having).intersection(ids(child, "edRef"))
                if those:
                    self.begin(child, those)
            elif child.tag == _CHOICE:
                chosen = next((one for one in child if one.tag in _CHOSEN), next(iter(child), None))
                if chosen is not None:
                    self.read(chosen, having)
            elif child.tag not in _NO_WORDS:
                self.read(child, having)
            self.say(child.tail, scope)


def _read(
    node: etree._Element, scope: frozenset[str], known: Witnesses, attached: Mapping[str, list[etree._Element]]
) -> Iterator[Piece]:
    reader = _Reader(known, attached)
    reader.begin(node, scope)
    reader.read(node, scope)
    for begun, parts in reader.begun:
        yield Piece(begun, {witness: "".join(words) for witness, words in parts.items()})


@frozen(eq=False)
class Transcription:
    """A witness as it stands in ``back/div[@type='transcription']``.

    Attributes:
        node: the ``div``.
        witness: the id of the witness.
        parts: its labels, titles and clauses, in order, with their words; labels that are supplied left out.
    """

    node: etree._Element
    witness: str
    parts: tuple[tuple[etree._Element, str], ...]


def transcriptions(root: etree._Element) -> list[Transcription]:
    """The transcriptions of a document."""
    return [
        Transcription(
            division,
            next(iter(ids(division, "corresp")), ""),
            tuple((part, _words(part)) for part in division.iter(*_PIECES) if not _supplied(part)),
        )
        for back in root.iter(TEI + "back")
        for division in back.iterchildren(TEI + "div")
        if division.get("type") == "transcription"
    ]


def _supplied(part: etree._Element) -> bool:
    return part.tag == TEI + "head" and next(part.iterchildren(TEI + "supplied"), None) is not None


def _words(node: etree._Element) -> str:
    out = node.text or ""
    for child in node:
        if child.tag == _CHOICE:
            chosen = next((one for one in child if one.tag in _CHOSEN), next(iter(child), None))
            out += "" if chosen is None else _words(chosen)
        elif child.tag not in _NO_WORDS:
            out += _words(child)
        out += child.tail or ""
    return out


def disagreements(source: XmlSource, known: Witnesses, found: Sequence[Piece]) -> Iterator[Observation]:
    """Where a witness as rebuilt differs from its transcription: the first place for each.

    A witness with an order list that names its labels too is compared piece by piece, in its order; another clause
    by clause, as the segments of the apparatus name clauses in ``corresp``.
    """
    at = {piece.id: piece for piece in found if piece.id}
    lists = orders(source.root)
    parted = next(source.root.iter(_MILESTONE), None) is not None
    if external(source.root) and not all(set(ids(app, "from")) & set(source.ids) for app in source.root.iter(_APP)):
        return  # places are cited in words, which only a reader of that way of citing can find
    for transcription in transcriptions(source.root):
        witness = transcription.witness
        if witness not in known.sigla:
            continue
        order = lists.get(witness)
        named = [place for pointer in ([] if order is None else order) for place in ids(pointer, "target")]
        if order is not None and len(named) == len(transcription.parts):
            yield from _in_order(transcription, [at[place] for place in named], known)
        else:
            segments = sum(name_of(part) == "seg" for part, _ in transcription.parts)
            if order is not None and parted and len(named) != segments:
                yield Observation(
                    order,
                    "rebuilt",
                    f"{known.sigla[witness]} has {len(transcription.parts)} labels, titles and clauses in its "
                    f"transcription, and {len(named)} in its order",
                    "name each of them in the order list, once, or correct the transcription",
                )
            else:
                yield from _by_clause(transcription, found, known)


def _in_order(transcription: Transcription, order: Sequence[Piece], known: Witnesses) -> Iterator[Observation]:
    witness = transcription.witness
    for number, (piece, (part, wanted)) in enumerate(zip(order, transcription.parts, strict=True), start=1):
        got = piece.words.get(witness, "")
        if got != wanted:
            where = f"piece {number} in its order, {part.get(XML_ID) or 'a ' + name_of(part)}"
            yield _differs(piece.node, known.sigla[witness], got, wanted, where)
            return


def _by_clause(transcription: Transcription, found: Sequence[Piece], known: Witnesses) -> Iterator[Observation]:
    witness = transcription.witness
    text = {str(part.get(XML_ID) or ""): words for part, words in transcription.parts}
    got: dict[etree._Element, str] = {}
    for piece in found:
        holder = piece.node if name_of(piece.node) == "seg" else next(piece.node.iterancestors(TEI + "seg"), None)
        if holder is not None:
            got[holder] = got.get(holder, "") + piece.words.get(witness, "")
    for holder, words in got.items():
        names = [name for name in ids(holder, "corresp") if name in text]
        wanted = "".join(text[name] for name in names)
        if names and words != wanted:
            yield _differs(holder, known.sigla[witness], words, wanted, " ".join(names))
            return


def _differs(node: etree._Element, siglum: str, got: str, wanted: str, where: str) -> Observation:
    pairs = zip(got, wanted, strict=False)
    same = next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(got), len(wanted)))
    return Observation(
        node,
        "rebuilt",
        f"{siglum}, rebuilt from the apparatus, has {_shown(got, same)} where its transcription has "
        f"{_shown(wanted, same)} ({where})",
        "correct the reading, the order or the transcription",
    )


def _shown(text: str, place: int) -> str:
    """A few words around the first difference."""
    start = max(place - 20, 0)
    return repr(("..." if start else "") + text[start : place + 30] + ("..." if place + 30 < len(text) else ""))
