"""TEI P5: our own witness files and comparisons, and any TEI that marks articles as typed `div`s.

A file with transcriptions of several witnesses (``back/div[@type='transcription']``) gives all of them; its
body, the apparatus made from them, is read only for witnesses that have none. Elements are known by their local
names, so that TEI without a namespace is read as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath

from attrs import evolve
from lxml import etree

from treatydiff.errors import AddressError, InputError
from treatydiff.model.addresses import Address, is_siglum, siglum_from
from treatydiff.model.witnesses import Witness
from treatydiff.readers.annotations import annotated, is_listed
from treatydiff.readers.decoding import decode_xml
from treatydiff.readers.places import Place
from treatydiff.readers.targets import Texts
from treatydiff.readers.tei_collated import Apparatus, is_apparatus
from treatydiff.readers.tei_context import Reading, name_in
from treatydiff.readers.tei_header import describe, siglum_of
from treatydiff.readers.tei_text import is_divided, read_provisions
from treatydiff.readers.tei_unmarked import documents_in, is_unmarked, recognised
from treatydiff.readers.tei_witnesses import Declared, declared
from treatydiff.readers.transcript import Transcript, furnish
from treatydiff.readers.xml import attribute, parse, tag_of, words_of

_ID = "{http://www.w3.org/XML/1998/namespace}id"


def read(data: bytes, *, name: str, siglum: str | None = None) -> Transcript:
    """Read a TEI document.

    Args:
        data: the file's bytes.
        name: what errors and findings call the file.
        siglum: a siglum to give its only witness in place of its own.

    Raises:
        InputError: no well-formed XML, no TEI, nothing in it to read, words outside any provision, an apparatus
            that contradicts itself, a pointer that leads nowhere, an annotation of what is not there. With line and
            column.
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
    texts = Texts({witness.siglum: witness for witness in witnesses}, renamed=reading.sigla)
    annotations = annotated(reading, texts).annotations
    return Transcript(
        witnesses, reading.findings(), annotations, tuple(_places(witnesses, reading)), tuple(reading.decisions)
    )


def _places(witnesses: Sequence[Witness], reading: Reading) -> Iterator[tuple[Address, Place]]:
    """Where the elements of all provisions stand, found in one pass."""
    found = [
        (address, known[1])
        for witness in witnesses
        for address, provision in witness.addressed()
        if (known := reading.origins.get(id(provision))) is not None
    ]
    places = reading.source.places([node for _, node in found])
    yield from ((address, place) for (address, _), place in zip(found, places, strict=True))


def _said(root: etree._Element, reading: Reading) -> Iterator[tuple[str, tuple[str, str]]]:
    """What annotations in `standOff` describe: by the target's id, the note to the letter and who says it."""
    for annotation in root.iterdescendants("{*}annotation"):
        if attribute(annotation, "motivation") == "describing" and not is_listed(annotation):
            said = next(annotation.iterchildren("{*}respStmt"), None)
            note = next(annotation.iterchildren("{*}note"), None)
            resp = "" if said is None else reading.names(said, "resp") or name_in(said)
            words = "" if note is None else "".join(str(piece) for piece in note.itertext())
            for pointer in attribute(annotation, "target").split():
                yield pointer.removeprefix("#"), (words, resp)


def _witnesses(tei: etree._Element, reading: Reading, siglum: str | None) -> Iterator[Witness]:
    text = next(tei.iterchildren("{*}text"), None)
    if text is None:
        raise InputError("found a TEI document without a text", expected="<text> with a <body>").at(
            reading.source.name, *reading.source.place(tei)
        )
    transcriptions = [div for div in text.iterdescendants("{*}div") if attribute(div, "type") == "transcription"]
    whole: dict[etree._Element, etree._Element] = {}
    for div in transcriptions:
        whole[reading.target(attribute(div, "corresp") or f"#{attribute(div, 'n')}", div)] = div
    known = declared(tei, reading)
    missing = [identifier for identifier, node in known.nodes.items() if node is None or node not in whole]
    if missing and is_apparatus(tei):
        yield from _untangled(tei, Apparatus.of(tei, text, known, reading), whole, siglum)
    elif whole:
        for identifier in missing:
            _note_missing(identifier, known, text, reading)
        for described, div in whole.items():
            yield _witness(tei, described, div, siglum, reading)
    elif not known.nodes and (app := next(tei.iterdescendants("{*}app"), None)) is not None:
        raise InputError(
            "found an apparatus in which no reading names a witness",
            expected="the sigla of witnesses in @wit",
            todo="list the witnesses in <listWit>, and name them in the readings",
        ).at(reading.source.name, *reading.source.place(app))
    else:
        yield from _alone(tei, text, known, siglum, reading)


def _alone(
    tei: etree._Element, text: etree._Element, known: Declared, siglum: str | None, reading: Reading
) -> Iterator[Witness]:
    """The only witness of a text without an apparatus, or one for each document of an edition."""
    documents = documents_in(text) if not known.nodes else []
    if len(documents) > 1:
        yield from _documents(tei, documents, reading)
        return
    if len(known.nodes) > 1:
        count = len(known.nodes)
        reading.note(f"the header lists {count} witnesses and does not say which of them the text is", text)
    described = next(iter(known.nodes.values())) if len(known.nodes) == 1 else None
    witness = _witness(tei, described, text, siglum, reading)
    if not witness.provisions:
        raise _wordless(f"the text of {witness.siglum}", text, reading)
    yield witness


def _documents(tei: etree._Element, documents: Sequence[etree._Element], reading: Reading) -> Iterator[Witness]:
    """The documents of an edition, each a witness by its id."""
    stem = siglum_from(PurePath(reading.source.name).stem)
    found = False
    for count, document in enumerate(documents, start=1):
        identifier = str(document.get(_ID) or "")
        own = identifier if is_siglum(identifier) else f"{stem}-{count}"
        witness = _witness(tei, None, document, None, reading, own=own)
        if witness.provisions:
            found = True
            head = next(document.iterchildren("{*}head"), None)
            yield evolve(witness, title=" ".join(words_of(head).split()) or witness.title)
        else:
            reading.note("a document without words was left aside", document)
    if not found:
        raise _wordless("any document", documents[0], reading)


def _untangled(
    tei: etree._Element, apparatus: Apparatus, whole: dict[etree._Element, etree._Element], siglum: str | None
) -> Iterator[Witness]:
    """The witnesses of an apparatus; those that are transcribed from their transcriptions."""
    found = False
    known, reading = apparatus.known, apparatus.reading
    for identifier, described in known.nodes.items():
        if described is not None and described in whole:
            found = True
            yield _witness(tei, described, whole[described], siglum, reading)
            continue
        copy = apparatus.text_of(identifier)
        witness = None if copy is None else _witness(tei, described, copy.text, siglum, reading, own=identifier)
        if copy is None or witness is None or not witness.provisions:
            _note_missing(identifier, known, apparatus.text, reading)
        else:
            found = True
            yield witness if copy.whole else evolve(witness, complete=False)
    if not found:
        raise _wordless("any witness", apparatus.text, reading)


def _note_missing(identifier: str, known: Declared, text: etree._Element, reading: Reading) -> None:
    node = known.nodes[identifier]
    reading.note(
        f"nothing was found of the witness {known.siglum(identifier)}, and it was left out",
        text if node is None else node,
    )


def _wordless(what: str, text: etree._Element, reading: Reading) -> InputError:
    made = InputError(f"found no words in {what}", expected="provisions with words", todo="add its text")
    made.at(reading.source.name, *reading.source.place(text))
    return made


def _witness(
    tei: etree._Element,
    described: etree._Element | None,
    text: etree._Element,
    siglum: str | None,
    reading: Reading,
    *,
    own: str = "",
) -> Witness:
    own = siglum_of(described) if described is not None else own or siglum_from(PurePath(reading.source.name).stem)
    reading.sigla[own] = siglum or own
    bare = describe(tei, described, text, siglum or own, reading)
    provisions = (recognised(text, reading) if is_unmarked(text) else ()) or read_provisions(text, reading)
    if reading.breaks:
        reading.note(f"{len(reading.breaks)} page break(s) with no words behind them were left aside", text)
        reading.breaks.clear()
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
