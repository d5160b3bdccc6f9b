"""Integrity: what no grammar can see, in any TEI document with an apparatus.

Pointers that lead nowhere, witnesses in two readings or in none, readings of two structural levels, order lists and
correspondences that do not fit the apparatus. The rules are those of TEI P5, chapter 12 and 16, and of the profile.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from lxml import etree

from treatydiff.readers.xml import XmlSource
from treatydiff.validation.defects import Observation, Severity
from treatydiff.validation.readings import TEI, XML_ID, Witnesses, ids, name_of, pointers, readings
from treatydiff.validation.rebuilding import Piece, orders, transcriptions

POINTING = (
    "active adj adjFrom adjTo ana calendar change children class copyOf corresp datingMethod datingPoint decls "
    "domains edRef end exclude facs feats follow from hand inst lemmaRef location mergedIn mutual new next nymRef "
    "opt origin parent parts passive perf period prev ref rendition resp sameAs scheme scribeRef scriptRef select "
    "since source spanTo start synch target targetEnd to trans uri url value val who"
).split()
"""TEI's attributes that hold pointers, ``wit`` left out: it has rules of its own."""

_LINES = frozenset(TEI + name for name in "ab p seg head l item note closer opener signed dateline salute".split())
_BLOCKS = frozenset(TEI + name for name in ("div", "p", "ab", "lg", "list"))


def broken_pointers(source: XmlSource) -> Iterator[Observation]:
    """Pointers to elements of this document that do not exist."""
    for node in source.root.iter("*"):
        for attribute in node.attrib:
            if attribute not in _POINTING:
                continue
            for pointer in pointers(node, attribute):
                # "(": a scheme such as #xpath1(...), which is no id.
                if pointer.startswith("#") and "(" not in pointer and pointer[1:] not in source.ids:
                    yield Observation(
                        node,
                        "pointer",
                        f"found {attribute}={pointer!r} on {name_of(node)}, and no element with that id",
                        "point to an xml:id of this document",
                    )


_POINTING = frozenset(POINTING)


def encoding(source: XmlSource) -> Iterator[Observation]:
    """A document with an apparatus says once how it is encoded."""
    places = list(source.root.iter(TEI + "app"))
    stated = list(source.root.iter(TEI + "variantEncoding"))
    if places and len(stated) != 1:
        yield Observation(
            stated[1] if stated else source.root,
            "encoding",
            f"found {len(places)} app and {len(stated) or 'no'} variantEncoding",
            "state the method of the apparatus once, in encodingDesc",
        )
    for one in stated:
        if one.get("method") == "parallel-segmentation" and one.get("location") == "external":
            yield Observation(
                one,
                "encoding",
                "found parallel segmentation with an external apparatus",
                'parallel segmentation stands in the text: location="internal"',
            )


def external(root: etree._Element) -> bool:
    """Whether the apparatus stands apart from the text, so that its places need not name all witnesses."""
    return any(
        one.get("location") == "external" or one.get("method") not in (None, "parallel-segmentation")
        for one in root.iter(TEI + "variantEncoding")
    )


def lists_of_witnesses(source: XmlSource, known: Witnesses) -> Iterator[Observation]:
    """Sigla that software cannot tell apart, and two witnesses with one siglum."""
    for witness in source.root.iter(TEI + "witness"):
        own = str(witness.get(XML_ID) or "")
        siglum = known.sigla.get(own)
        if siglum is None:
            yield Observation(witness, "witness", "found a witness without an xml:id", "give it one: its siglum")
            continue
        twins = [other for other, name in known.sigla.items() if name == siglum and other != own]
        if twins and list(known.sigla).index(own) > list(known.sigla).index(twins[0]):
            yield Observation(
                witness, "witness", f"found two witnesses with the siglum {siglum}", "give one of them another"
            )
        for other in known.sigla.values():
            if siglum != other and siglum in other:
                yield Observation(
                    witness,
                    "sigla",
                    f"found the siglum {siglum} inside the siglum {other}, which programs that look for part of a "
                    "word take for each other (Versioning Machine, EVT)",
                    "rename one of them if such a program is to show the document",
                    Severity.NOTE,
                )


def links(source: XmlSource) -> Iterator[Observation]:
    """Links have two ends at least."""
    for link in source.root.iter(TEI + "link"):
        ends = pointers(link, "target")
        if len(ends) < 2:
            yield Observation(
                link,
                "link",
                f"found a link with {len(ends) or 'no'} end{'' if len(ends) == 1 else 's'}",
                "name two or more; for what has no counterpart, use an annotation",
            )
        elif len(set(ends)) < len(ends):
            yield Observation(link, "link", "found a link that names one end twice", "name each end once")


def exclusions(source: XmlSource) -> Iterator[Observation]:
    """Two places that exclude each other, as the halves of a transposition do, both say so."""
    for place in source.root.iter(TEI + "app"):
        for other in ids(place, "exclude"):
            partner = source.ids.get(other)
            if partner is not None and str(place.get(XML_ID) or "") not in ids(partner, "exclude"):
                yield Observation(
                    place,
                    "exclude",
                    f"found an app that excludes #{other}, which does not exclude it",
                    f'write exclude="#{place.get(XML_ID) or "..."}" on #{other}, or take this one away',
                )


def levels(source: XmlSource) -> Iterator[Observation]:
    """Readings of one place stand on one level, and what stands in a line holds no blocks."""
    for place in source.root.iter(TEI + "app"):
        if (place.text or "").strip() or any((child.tail or "").strip() for child in place):
            yield Observation(
                place,
                "level",
                "found words in an app outside its readings",
                "put them into a reading, or before or after the app",
            )
        lemmata = [child for child in readings(place) if child.tag == TEI + "lem"]
        if len(lemmata) > 1 or (lemmata and next(readings(place)) is not lemmata[0]):
            yield Observation(
                place, "lemma", "found a lem that is not the first and only one of its app", "put the one lem first"
            )
        inside = any(holder.tag in _LINES for holder in place.iterancestors())
        blocks = [block for reading in readings(place) for block in reading.iterdescendants(*_BLOCKS)]
        if inside and blocks:
            yield Observation(
                blocks[0],
                "level",
                f"found {name_of(blocks[0])} in a reading that stands inside a line",
                "put the app around whole provisions, outside the line",
            )
        elif blocks and any(_has_words(reading) for reading in readings(place)):
            yield Observation(
                place,
                "level",
                "found an app that sets words against whole blocks",
                "let all its readings hold blocks, or all words",
            )


def _has_words(reading: etree._Element) -> bool:
    return bool((reading.text or "").strip()) or any((child.tail or "").strip() for child in reading)


def order_lists(source: XmlSource, known: Witnesses, found: Sequence[Piece]) -> Iterator[Observation]:
    """Each order list names, once, every piece that its witness has."""
    at = {piece.id: piece for piece in found if piece.id}
    lists = orders(source.root)
    chosen = list(lists.values())
    names_heads = any(
        name_of(source.ids[place]) == "head" for group in chosen for place in _places(group) if place in source.ids
    )
    having = _having(source)
    for group in source.root.iter(TEI + "linkGrp"):
        if group.get("type") != "order":
            continue
        whose = ids(group, "corresp")
        if len(whose) != 1 or whose[0] not in known.sigla or lists[whose[0]] is not group:
            yield Observation(
                group,
                "order",
                "found an order list that is not the one list of one witness",
                "name one witness in corresp, and give each witness one list",
            )
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


def _having(source: XmlSource) -> dict[str, frozenset[str]]:
    """Which witnesses have a segment, as it says itself by naming their clauses."""
    owner = _owners(source)
    return {
        str(segment.get(XML_ID)): frozenset(owner[name] for name in names)
        for body in source.root.iter(TEI + "body")
        for segment in body.iter(TEI + "seg")
        if segment.get(XML_ID) and (names := [name for name in ids(segment, "corresp") if name in owner])
    }


def _owners(source: XmlSource) -> dict[str, str]:
    """The witness of each clause of a transcription."""
    return {
        str(part.get(XML_ID)): transcription.witness
        for transcription in transcriptions(source.root)
        for part, _ in transcription.parts
        if part.get(XML_ID) and part.tag == TEI + "seg"
    }


def correspondences(source: XmlSource, known: Witnesses) -> Iterator[Observation]:
    """Every clause of a transcription stands in one segment of the apparatus, and milestones part joined ones."""
    owner = _owners(source)
    segments = [segment for body in source.root.iter(TEI + "body") for segment in body.iter(TEI + "seg")]
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
    for segment in segments:
        names = [name for name in ids(segment, "corresp") if owner.get(name) in lists]
        wanted = [name for n, name in enumerate(names) if owner[name] in {owner[one] for one in names[:n]}]
        found = list(segment.iter(TEI + "milestone"))
        for milestone in found:
            clause = next(iter(ids(milestone, "corresp")), "")
            if clause in source.ids and ids(milestone, "edRef") != [owner.get(clause)]:
                yield Observation(
                    milestone,
                    "milestone",
                    f"found a milestone for the clause {clause} that does not name its witness in edRef",
                    "let edRef name the witness, and corresp its clause",
                )
        stated = [clause for milestone in found for clause in ids(milestone, "corresp") if clause in source.ids]
        for witness in sorted({owner[name] for name in wanted}):
            mine = [name for name in wanted if owner[name] == witness]
            if [name for name in stated if owner.get(name) == witness] != mine:
                yield Observation(
                    segment,
                    "milestone",
                    f"found clauses of {known.sigla[witness]} joined here whose milestones are not those of "
                    + ", ".join(mine),
                    "put one milestone where each of these clauses begins, in their order",
                )
        for clause in stated:
            if clause not in wanted:
                yield Observation(
                    segment,
                    "milestone",
                    f"found a milestone for {clause}, which is not joined to a clause before it here",
                    "take it out, or name the clause in the corresp of its segment",
                )


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
        for body in source.root.iter(TEI + "body")
        for division in body.iter(TEI + "div")
        for name in ids(division, "corresp")
        if name in own
    )
    for division in inside:
        name = str(division.get(XML_ID))
        if named and named[name] != 1:
            yield Observation(
                division,
                "corresp",
                f"found {named[name] or 'no'} divisions of the apparatus that name the provision {name}",
                "name it in the corresp of one",
            )
