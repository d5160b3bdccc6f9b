"""Targets: whether annotations speak of what is there, and quote it as it stands.

Looked at are TEI ``annotation`` elements: words they point to in this document, changes of its witnesses, the words
they quote of either, and the annotations they contradict. What stands in other files is theirs to check.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from treatydiff.errors import AddressError, ModelError
from treatydiff.readers.pointers import Pointer
from treatydiff.readers.xml import XmlSource
from treatydiff.validation.defects import Observation
from treatydiff.validation.readings import TEI, Witnesses, name_of, pointers


def annotated(source: XmlSource, known: Witnesses) -> Iterator[Observation]:
    """What annotations say of places that are not there, or of words that stand there no longer."""
    for annotation in source.root.iter(TEI + "annotation"):
        targets = pointers(annotation, "target")
        lost = [one for pointer in targets for one in _place(annotation, pointer, source, known)]
        yield from lost
        for note in annotation.iterchildren(TEI + "note"):
            if note.get("type") == "target" and not lost:
                yield from _quotation(note, targets, source)
        yield from _conflicts(annotation, source)


def _place(annotation: etree._Element, written: str, source: XmlSource, known: Witnesses) -> Iterator[Observation]:
    try:
        pointer = Pointer.parse(written)
    except (AddressError, ModelError) as error:
        yield Observation(
            annotation,
            "target",
            f"found the target {written!r}, which cannot be read ({error.what})",
            "write words:ID,START,LENGTH for words of a clause, and change: before the address of a change",
        )
        return
    if pointer.change is not None:
        for end in (*pointer.change.earlier, *pointer.change.later):
            if end.siglum in known.sigla.values() and end.as_id not in source.ids:
                yield Observation(
                    annotation,
                    "target",
                    f"found an annotation of the change {pointer.change}, and no {end} in this document",
                    "name the change by places that are there",
                )
    elif pointer.span is not None and not pointer.file:
        text = _text(pointer.identifier, source)
        if text is None:
            yield Observation(
                annotation,
                "target",
                f"found an annotation of words of {pointer.identifier}, and no element with that id",
                "point to an xml:id of this document",
            )
        elif pointer.span.stop > len(text):
            yield Observation(
                annotation,
                "target",
                f"found an annotation of the characters {pointer.span.start} to {pointer.span.stop} of "
                f"{pointer.identifier}, which has {len(text)}",
                "point to words inside the text; characters are counted from 0",
            )


def _quotation(note: etree._Element, targets: list[str], source: XmlSource) -> Iterator[Observation]:
    written = "".join(pointers(note, "target"))
    if written not in targets:
        yield Observation(
            note,
            "target",
            f"found a quotation of {written!r}, which is no target of its annotation",
            "quote a target of the annotation, written as there",
        )
        return
    quote = next(note.iterchildren(TEI + "quote"), None)
    words = "" if quote is None else _words(quote)
    there = _meant(written, source)
    if there is not None and words.split() != there.split():
        yield Observation(
            note,
            "quote",
            f"found the words {_shortly(words)}, and where the annotation points there stands {_shortly(there)}",
            "point to where the words stand now, or see whether the annotation still holds",
        )


def _meant(written: str, source: XmlSource) -> str | None:
    """The words that a pointer means, where that can be said: of a clause, or of a part of one that is there."""
    try:
        pointer = Pointer.parse(written)
    except (AddressError, ModelError):
        return None
    text = None if pointer.file else _text(pointer.identifier, source)
    if text is None or pointer.span is None:
        # Of a provision, how its clauses are joined is not said.
        return text if text is not None and name_of(source.ids[pointer.identifier]) == "seg" else None
    return pointer.span.of(text) if pointer.span.stop <= len(text) else None


def _conflicts(annotation: etree._Element, source: XmlSource) -> Iterator[Observation]:
    for ref in annotation.iterchildren(TEI + "ref"):
        if ref.get("type") != "conflicts-with":
            continue
        for written in pointers(ref, "target"):
            other = source.ids.get(written[1:]) if written.startswith("#") else None
            if other is not None and (other is annotation or other.tag != TEI + "annotation"):
                what = "itself" if other is annotation else f"#{written[1:]}, which is no annotation"
                yield Observation(
                    ref,
                    "conflict",
                    f"found an annotation in conflict with {what}",
                    "point to the annotation that says otherwise",
                )


def _text(identifier: str, source: XmlSource) -> str | None:
    found = source.ids.get(identifier)
    return None if found is None else _words(found)


def _words(node: etree._Element) -> str:
    return "".join(map(str, node.itertext()))


def _shortly(words: str) -> str:
    return repr(words) if len(words) <= 60 else repr(words[:57] + "...")
