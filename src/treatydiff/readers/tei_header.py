"""What a TEI header says of a witness: its kind, date, language, translator and source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from treatydiff.errors import AddressError
from treatydiff.model.addresses import Address, is_siglum
from treatydiff.model.dates import UncertainDate
from treatydiff.model.sources import Source
from treatydiff.model.witnesses import TextStatus, Witness
from treatydiff.readers.bibliography import source_of
from treatydiff.readers.recognition.clauses import language_of
from treatydiff.readers.tei_context import Reading, date_of
from treatydiff.readers.xml import attribute, tag_of, words_of

_ID = "{http://www.w3.org/XML/1998/namespace}id"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def siglum_of(witness: etree._Element) -> str:
    """The siglum of a `witness`: its ``abbr[@type='siglum']``, which can hold what an id cannot, else its id."""
    for abbr in witness.iterdescendants("{*}abbr"):
        if attribute(abbr, "type") == "siglum" and is_siglum(words_of(abbr)):
            return words_of(abbr)
    return str(witness.get(_ID) or attribute(witness, "n"))


def describe(
    tei: etree._Element, witness: etree._Element | None, text: etree._Element, siglum: str, reading: Reading
) -> Witness:
    """The witness without its provisions.

    Args:
        tei: the `TEI` element.
        witness: its `witness`; ``None`` where the header has none for this text.
        text: the `text` or transcription, for its language.
        siglum: what it is called.
        reading: the document.

    Raises:
        DateError: `origDate` looks like a date and is none.
        InputError: a pointer leads nowhere.
    """
    header = next(tei.iterchildren("{*}teiHeader"), None)
    scope: Sequence[etree._Element] = [witness] if witness is not None else []
    # What the header says of the whole file is true of a witness only if there is no other.
    alone = header is not None and sum(1 for _ in header.iterdescendants("{*}witness")) < 2
    stated = list(header.iterdescendants("{*}titleStmt"))[:1] if header is not None else []
    described = next(_all(scope, "msDesc"), None)
    status = "" if described is None else attribute(described, "subtype")
    if described is not None and status not in list(TextStatus):
        reading.note(f"the status {status!r} is none that is known and was left aside", described)
    item = next(_all(scope, "msItem"), None)
    titles = [*_all(scope, "msName"), *_all(stated, "title")]
    # A text without a title is called by its siglum there, since TEI wants a name.
    titled = bool(titles) and attribute(titles[0], "type") != "siglum"
    at = witness if witness is not None else text
    with reading.source.at(at):
        return Witness(
            siglum,
            title=words_of(titles[0]) if titled else "",
            kind=("" if described is None else attribute(described, "type")) or "text",
            status=TextStatus(status) if status in list(TextStatus) else TextStatus.UNSTATED,
            complete=item is None or attribute(item, "defective") not in ("true", "1"),
            original="" if witness is None else _original(witness, siglum, reading),
            instrument=_first(one for one in _all(scope, "title") if attribute(one, "type") == "instrument"),
            date=_date(scope, reading),
            language=_language(scope, text),
            translator=_first(
                one
                for one in _all([*scope, *stated] if alone else scope, "editor")
                if attribute(one, "role") == "translator"
            ),
            filiation=_first(_all(scope, "filiation")),
            source=_source(scope, reading),
            presented_by=_first(_all(scope, "provenance")),
            remarks=tuple(_remarks(header, witness)),
            rights=_rights(header, scope),
        )


def _original(witness: etree._Element, siglum: str, reading: Reading) -> str:
    """The siglum of the document that a witness quotes or translates: the `witness` that ``@corresp`` points to.

    What it points to may be in another file; its siglum is then that of the address that the id is.
    """
    for pointer in attribute(witness, "corresp").split():
        identifier = pointer.rpartition("#")[2]
        target = reading.source.ids.get(identifier) if pointer.startswith("#") else None
        if target is not None and tag_of(target) != "witness":
            continue
        try:
            found = siglum_of(target) if target is not None else Address.from_id(identifier).siglum
        except AddressError:
            reading.note(f"{pointer} names no witness, and was left aside", witness)
            continue
        if found != siglum:
            return found
    return ""


def _all(scope: Sequence[etree._Element], name: str) -> Iterator[etree._Element]:
    for node in scope:
        yield from node.iterdescendants(f"{{*}}{name}")


def _first(nodes: Iterator[etree._Element]) -> str:
    return next((words_of(node) for node in nodes), "")


def _language(scope: Sequence[etree._Element], text: etree._Element) -> str:
    for node in _all(scope, "textLang"):
        if attribute(node, "mainLang"):
            return attribute(node, "mainLang")
    at: etree._Element | None = text
    while at is not None:
        if at.get(_LANG):
            return str(at.get(_LANG))
        at = at.getparent()
    return language_of(words_of(text))


def _date(scope: Sequence[etree._Element], reading: Reading) -> UncertainDate | None:
    node = next(_all(scope, "origDate"), None)
    return None if node is None else date_of(node, reading)


def _source(scope: Sequence[etree._Element], reading: Reading) -> Source | None:
    surrogates = next(_all(scope, "surrogates"), None)
    bibl = None if surrogates is None else next(surrogates.iterdescendants("{*}bibl"), None)
    identifier = list(_all(scope, "msIdentifier"))[:1]
    repository, shelfmark = _first(_all(identifier, "repository")), _first(_all(identifier, "idno"))
    if bibl is None:
        return Source(repository=repository, shelfmark=shelfmark) if repository or shelfmark else None
    return source_of(bibl, reading, repository=repository, shelfmark=shelfmark)


def _rights(header: etree._Element | None, scope: Sequence[etree._Element]) -> str:
    """To whom a text belongs: what its own description says, else what the file's `availability` says.

    A `licence` in the latter is the encoding's, and no right to the text.
    """
    stated = [] if header is None else list(header.iterdescendants("{*}publicationStmt"))
    for node in _all([*scope, *stated], "availability"):
        return " ".join(words_of(said) for said in node.iterchildren("{*}p"))
    return ""


def _remarks(header: etree._Element | None, witness: etree._Element | None) -> Iterator[str]:
    """Remarks on the file that name no witness or this one, then remarks in the witness itself."""
    own = "" if witness is None else f"#{witness.get(_ID)}"
    stated = [] if header is None else list(header.iterdescendants("{*}notesStmt"))
    for note in _all([*stated, *([witness] if witness is not None else [])], "note"):
        named = attribute(note, "corresp").split()
        if attribute(note, "type") == "remark" and words_of(note) and (not named or own in named):
            yield words_of(note)
