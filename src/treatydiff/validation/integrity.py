"""Integrity: what no grammar can see, in any TEI document with an apparatus.

Pointers that lead nowhere, witnesses in two readings or in none, readings of two structural levels, order lists and
correspondences that do not fit the apparatus. The rules are those of TEI P5, chapter 12 and 16, and of the profile.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from treatydiff.readers.xml import XmlSource
from treatydiff.validation.defects import Observation, Severity
from treatydiff.validation.readings import TEI, XML_ID, Witnesses, ids, name_of, pointers, readings
from treatydiff.validation.schema import profile_of

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
    by_hand = not profile_of(source.root)
    for node in source.root.iter("*"):
        for attribute in node.attrib:
            if attribute not in _POINTING:
                continue
            for pointer in pointers(node, attribute):
                if by_hand and attribute == "ana" and _BY_NAME.fullmatch(pointer):
                    continue
                # "(": a scheme such as #xpath1(...), which is no id.
                if pointer.startswith("#") and "(" not in pointer and pointer[1:] not in source.ids:
                    yield Observation(
                        node,
                        "pointer",
                        f"found {attribute}={pointer!r} on {name_of(node)}, and no element with that id",
                        "point to an xml:id of this document",
                    )


_POINTING = frozenset(POINTING)
_BY_NAME = re.compile(r"#(?:(?:kind|term)-.+|base|by-article|by-clause|no-counterpart|words)")
"""What an editor's file may say in `ana` without declaring it: it is read by its name."""


def encoding(source: XmlSource) -> Iterator[Observation]:
    """A document with an apparatus says once how it is encoded."""
    places = list(source.root.iter(TEI + "app"))
    stated = list(source.root.iter(TEI + "variantEncoding"))
    if places and len(stated) != 1:
        yield Observation(
            stated[1] if stated else next(source.root.iter(TEI + "encodingDesc"), source.root),
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
            answers = [] if partner is None else ids(partner, "exclude")
            lost = partner is None or any(answer not in source.ids for answer in answers)
            if not lost and str(place.get(XML_ID) or "") not in answers:
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
