"""Orders and correspondences: whether order lists, segments and milestones account for every witness's clauses.

These are the parts of a document of the profile that make it possible to rebuild its witnesses. Other documents
need have none of them; what they have is checked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from lxml import etree

from treatydiff.readers.xml import XmlSource
from treatydiff.validation.defects import Observation
from treatydiff.validation.readings import TEI, XML_ID, Witnesses, external, ids, name_of
from treatydiff.validation.rebuilding import Piece, orders, transcriptions


def order_lists(source: XmlSource, known: Witnesses, found: Sequence[Piece]) -> Iterator[Observation]:
    """Each order list names, once, every piece that its witness has."""
    at = {piece.id: piece for piece in found if piece.id}
    lists = orders(source.root)
    ownerless = list(_ownerless(source, known, lists))
    yield from ownerless
    if not ownerless:
        yield from _without_list(source, known, lists, found)
    having = _having(source, found)
    names_heads = any(
        name_of(at[place].node) == "head" for g in lists.values() for place in _places(g) if place in at
    )
    for group in lists.values():
        whose = ids(group, "corresp")
        if whose[0] not in known.sigla:
            continue
        able = frozenset(
            place for place, piece in at.items() if whose[0] in piece.words and whose[0] in having.get(place, whose)
        )
        yield from _order_list(group, known.sigla[whose[0]], frozenset(at), able, source)
        named = frozenset(_places(group))
        for piece in found:
            wanted = name_of(piece.node) != "head" or names_heads
            if piece.words.get(whose[0]) and piece.id not in named and wanted:
                yield Observation(
                    piece.node,
                    "order",
                    f"found words of {known.sigla[whose[0]]} that its order list does not name",
                    f"name #{piece.id} in its order list" if piece.id else "give the element an xml:id and name it",
                )


def _ownerless(source: XmlSource, known: Witnesses, lists: dict[str, etree._Element]) -> Iterator[Observation]:
    for group in source.root.iter(TEI + "linkGrp"):
        whose = ids(group, "corresp")
        sole = len(whose) == 1 and whose[0] in known.sigla and lists[whose[0]] is group
        if group.get("type") == "order" and not sole:
            yield Observation(
                group,
                "order",
                "found an order list that is not the one list of one witness",
                "name one witness in corresp, and give each witness one list",
            )


def _without_list(
    source: XmlSource, known: Witnesses, lists: dict[str, etree._Element], found: Sequence[Piece]
) -> Iterator[Observation]:
    for witness, siglum in known.sigla.items():
        if lists and witness not in lists and any(piece.words.get(witness) for piece in found):
            yield Observation(
                source.ids[witness],
                "order",
                f"found words of {siglum} and no order list of it, though others have one",
                "write a linkGrp of type order for each witness",
            )


def _places(group: etree._Element) -> list[str]:
    return [place for pointer in group.iter(TEI + "ptr") for place in ids(pointer, "target")]


def _order_list(
    group: etree._Element, siglum: str, at: frozenset[str], able: frozenset[str], source: XmlSource
) -> Iterator[Observation]:
    seen: set[str] = set()
    for pointer in group.iter(TEI + "ptr"):
        for place in ids(pointer, "target"):
            if place not in source.ids:
                continue  # a broken pointer, which is said once
            if place in seen:
                what = f"found #{place} twice in the order of {siglum}"
                yield Observation(pointer, "order", what, "name it once")
            elif place not in at:
                yield Observation(
                    pointer,
                    "order",
                    f"found #{place} in the order of {siglum}, no label, title, clause or milestone of the body",
                    "name the place in the apparatus",
                )
            elif place not in able:
                what = f"found #{place} in the order of {siglum}, which has nothing there"
                yield Observation(pointer, "order", what, "take it out")
            seen.add(place)


def _having(source: XmlSource, found: Sequence[Piece]) -> dict[str, frozenset[str]]:
    """Which witnesses have a segment, as it says itself by naming their clauses."""
    owner = _owners(source)
    return {
        piece.id: frozenset(owner[name] for name in names)
        for piece in found
        if piece.id and piece.node.tag == TEI + "seg"
        if (names := [name for name in ids(piece.node, "corresp") if name in owner])
    }


def _owners(source: XmlSource) -> dict[str, str]:
    """The witness of each clause of a transcription."""
    return {
        str(part.get(XML_ID)): transcription.witness
        for transcription in transcriptions(source.root)
        for part, _ in transcription.parts
        if part.get(XML_ID) and part.tag == TEI + "seg"
    }


def correspondences(source: XmlSource, known: Witnesses, found: Sequence[Piece]) -> Iterator[Observation]:
    """Every clause of a transcription stands in one segment of the apparatus, and milestones part joined ones."""
    owner = _owners(source)
    segments = [piece.node for piece in found if piece.node.tag == TEI + "seg"]
    counts = Counter(name for segment in segments for name in ids(segment, "corresp") if name in owner)
    if not counts:
        return
    for clause in owner:
        if counts[clause] != 1:
            yield Observation(
                source.ids[clause],
                "corresp",
                f"found {counts[clause] or 'no'} segments of the apparatus that name the clause {clause}",
                "name it in the corresp of one",
            )
    yield from _divisions(source)
    lists = orders(source.root)
    # In an external apparatus a clause's milestones may stand in readings elsewhere; without any, none is parted.
    if external(source.root) or next(source.root.iter(TEI + "milestone"), None) is None:
        return
    for segment in segments:
        names = [name for name in ids(segment, "corresp") if owner.get(name) in lists and counts[name] == 1]
        yield from _milestones(segment, names, owner, known)


def _milestones(
    segment: etree._Element, names: Sequence[str], owner: dict[str, str], known: Witnesses
) -> Iterator[Observation]:
    """In a segment, a milestone begins each clause of a witness but its first."""
    first: dict[str, str] = {}
    wanted = [name for name in names if first.setdefault(owner[name], name) != name]
    stated: list[str] = []
    for milestone in segment.iter(TEI + "milestone"):
        clause = next(iter(ids(milestone, "corresp")), "")
        if ids(milestone, "edRef") != [owner.get(clause)]:
            yield Observation(
                milestone,
                "milestone",
                f"found a milestone for {clause or 'no clause'} that does not name its witness in edRef",
                "let edRef name the witness, and corresp its clause",
            )
            return
        stated.append(clause)
    for witness, siglum in known.sigla.items():
        mine = [name for name in wanted if owner[name] == witness]
        got = [name for name in stated if owner[name] == witness]
        if mine != got:
            yield Observation(
                segment,
                "milestone",
                f"found milestones of {siglum} for {', '.join(got) or 'no clause'}, where those for "
                f"{', '.join(mine) or 'no clause'} belong",
                "put one where each further clause that is joined here begins, in their order",
            )


def _is_hollow(division: etree._Element) -> bool:
    """Whether a provision has nothing but clauses and provisions, which may all stand elsewhere."""
    heads = (head for head in division.iterchildren(TEI + "head") if head.find(TEI + "supplied") is None)
    return next(heads, None) is None and next(division.iterdescendants(TEI + "seg", TEI + "div"), None) is not None


def _divisions(source: XmlSource) -> Iterator[Observation]:
    inside = [
        division
        for transcription in transcriptions(source.root)
        for division in transcription.node.iterdescendants(TEI + "div")
        if division.get(XML_ID)
    ]
    own = {str(division.get(XML_ID)) for division in inside}
    named = Counter(
        name
        for holder in source.root.iter(TEI + "body", TEI + "listApp")
        for division in holder.iter(TEI + "div")
        for name in ids(division, "corresp")
        if name in own
    )
    for division in inside:
        name = str(division.get(XML_ID))
        if named[name] > 1 or (named and not named[name] and not _is_hollow(division)):
            yield Observation(
                division,
                "corresp",
                f"found {named[name] or 'no'} divisions of the apparatus that name the provision {name}",
                "name it in the corresp of one",
            )
