"""TEI P5: our own witness files and comparisons, and any TEI that marks articles as typed `div`s.

A file with transcriptions of several witnesses (``back/div[@type='transcription']``) gives all of them; its
body, the apparatus made from them, is not read. Elements are known by their local names, so that TEI without
a namespace is read as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from lxml import etree

from treatydiff.errors import AddressError, InputError
from treatydiff.model.addresses import Address, siglum_from
from treatydiff.model.witnesses import Witness
from treatydiff.readers.decoding import decode_xml
from treatydiff.readers.tei_context import Reading, name_in
from treatydiff.readers.tei_header import describe, siglum_of
from treatydiff.readers.tei_text import is_divided, read_provisions
from treatydiff.readers.transcript import Transcript, furnish
from treatydiff.readers.xml import attribute, parse, tag_of

_ID = "{http://www.w3.org/XML/1998/namespace}id"


def read(data: bytes, *, name: str, siglum: str | None = None) -> Transcript:
    """Read a TEI document.

    Args:
        data: the file's bytes.
        name: what errors and findings call the file.
        siglum: a siglum to give its only witness in place of its own.

    Raises:
        InputError: no well-formed XML, no TEI, nothing in it to read, words outside any provision, an
            apparatus without the texts it was made from, a pointer that leads nowhere. With line and column.
        ModelError: what is read cannot be: two provisions with one address, a siglum that is none.

    Example:
        >>> data = b"<TEI><text><body><div type='article' n='1'><p>It lasts.</p></div></body></text></TEI>"
        >>> witness = read(data, name="a.xml", siglum="A").witness
        >>> [(str(address), clause.text) for address, clause in witness.clauses()]
        [('A/1:1', 'It lasts.')]
    """
    source = parse(decode_xml(data, name=name), name=name)
    reading = Reading(source, divided=is_divided(source.root))
    documents = [source.root] if tag_of(source.root) == "TEI" else list(source.root.iterchildren("{*}TEI"))
    if not documents or tag_of(source.root) not in ("TEI", "teiCorpus"):
        raise InputError(f"found <{tag_of(source.root)}>", expected="a TEI document").at(
            name, *source.place(source.root)
        )
    reading.said.update(_said(source.root, reading))
    witnesses = tuple(witness for tei in documents for witness in _witnesses(tei, reading, siglum))
    if siglum is not None and len(witnesses) > 1:
        raise InputError(
            f"found {len(witnesses)} witnesses in one file, and the one siglum {siglum} for them",
            expected="a file with one witness",
            todo="leave the siglum out",
        ).at(name)
    return Transcript(witnesses, reading.findings())


def _said(root: etree._Element, reading: Reading) -> Iterator[tuple[str, tuple[str, str]]]:
    """What annotations in `standOff` describe: by the target's id, the note to the letter and who says it."""
    for annotation in root.iterdescendants("{*}annotation"):
        if attribute(annotation, "motivation") == "describing":
            said = next(annotation.iterchildren("{*}respStmt"), None)
            note = next(annotation.iterchildren("{*}note"), None)
            resp = "" if said is None else reading.names(said, "resp") or name_in(said)
            words = "" if note is None else "".join(str(piece) for piece in note.itertext())
            for pointer in attribute(annotation, "target").split():
                yield pointer.removeprefix("#"), (words, resp)


def _witnesses(tei: etree._Element, reading: Reading, siglum: str | None) -> Iterator[Witness]:
    known = {str(node.get(_ID)): node for node in tei.iterdescendants("{*}witness") if node.get(_ID)}
    text = next(tei.iterchildren("{*}text"), None)
    if text is None:
        raise InputError("found a TEI document without a text", expected="<text> with a <body>").at(
            reading.source.name, *reading.source.place(tei)
        )
    transcriptions = [div for div in text.iterdescendants("{*}div") if attribute(div, "type") == "transcription"]
    for div in transcriptions:
        pointer = attribute(div, "corresp") or f"#{attribute(div, 'n')}"
        yield _witness(tei, reading.target(pointer, div), div, siglum, reading)
    if transcriptions:
        return
    apparatus = next(text.iterdescendants("{*}app"), None)
    if apparatus is not None:
        raise InputError(
            "found an apparatus without the texts that it was made from; reading one is not supported yet",
            expected="each witness whole, in <div type='transcription'>",
            todo="give the files that the apparatus was made from",
        ).at(reading.source.name, *reading.source.place(apparatus))
    if len(known) > 1:
        reading.note(f"the header lists {len(known)} witnesses and does not say which of them the text is", text)
    yield _witness(tei, next(iter(known.values())) if len(known) == 1 else None, text, siglum, reading)


def _witness(
    tei: etree._Element,
    described: etree._Element | None,
    text: etree._Element,
    siglum: str | None,
    reading: Reading,
) -> Witness:
    own = siglum_from(PurePath(reading.source.name).stem) if described is None else siglum_of(described)
    bare = describe(tei, described, text, siglum or own, reading)
    provisions = read_provisions(text, reading)
    if reading.breaks:
        reading.note(f"{len(reading.breaks)} page break(s) with no words behind them were left aside", text)
        reading.breaks.clear()
    # A transcription that we wrote may be of a witness without words; anybody else's text may not.
    if tag_of(text) == "text" and not provisions:
        raise InputError(
            f"found no words in the text of {bare.siglum}", expected="provisions with words", todo="add its text"
        ).at(reading.source.name, *reading.source.place(text))
    witness = furnish(bare, provisions, name=reading.source.name, place=reading.place)
    _check_ids(witness, own, reading)
    return witness


def _check_ids(witness: Witness, own: str, reading: Reading) -> None:
    """Note ids that are addresses of something else: whoever follows one would be misled."""
    for address, provision in witness.addressed():
        known = reading.origins.get(id(provision))
        identifier = known[1].get(_ID) if known else None
        if known is None or not identifier:
            continue
        try:
            meant = Address.from_id(str(identifier))
        except AddressError:
            continue
        if meant.siglum == own and (meant.steps != address.steps or meant.clause is not None):
            reading.note(f"the xml:id {identifier} means {meant}, and stands on {address}", known[1])
