"""The header: what is compared, from which sources, with what and by which rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from treatydiff.collation import Collation
from treatydiff.export.tei.build import XML, Element, Register, element, sigla, witness_id
from treatydiff.export.tei.encoding import encoding
from treatydiff.export.tei.profiles import Profile
from treatydiff.export.tei.responsibility import availability, responsible
from treatydiff.export.tei.transcription import Registers
from treatydiff.model.sources import Source
from treatydiff.model.witnesses import Witness


def header(
    collation: Collation,
    profile: Profile,
    *,
    title: str,
    version: str,
    registers: Registers,
    works: Register,
) -> Element:
    """The ``teiHeader`` of an apparatus.

    Args:
        collation: what the document holds.
        profile: the form of its apparatus.
        title: what it is called.
        version: version of the software.
        registers: what the transcriptions point to; they must be written already.
        works: ids of the works that sources name.
    """
    witnesses = collation.witnesses
    return element(
        "teiHeader",
        element(
            "fileDesc",
            element(
                "titleStmt", element("title", title), *responsible(registers.people, "alignment and collation")
            ),
            element("publicationStmt", element("publisher", "treatydiff"), availability()),
            *notes_on(witnesses, registers),
            element(
                "sourceDesc", element("listWit", *(described(witness, witnesses, works) for witness in witnesses))
            ),
        ),
        encoding(collation, profile, version),
        element("profileDesc", _stages(witnesses), languages(witnesses), *parties_in(registers)),
    )


def notes_on(witnesses: Iterable[Witness], registers: Registers) -> Iterator[Element]:
    """``notesStmt`` with remarks on texts and what is said of damage, if there is any."""
    notes = [
        element("note", remark, type="remark", corresp=sigla([witness.siglum]))
        for witness in witnesses
        for remark in witness.remarks
    ]
    notes += [element("note", words, type="damage", xml_id=identifier) for words, identifier in registers.damage]
    if notes:
        yield element("notesStmt", *notes)


def described(witness: Witness, among: Iterable[Witness], works: Register) -> Element:
    """The ``witness`` that describes a text.

    Args:
        witness: the text.
        among: the witnesses of the document.
        works: ids of the works that sources name.
    """
    source = witness.source or Source()
    item = element(
        "msItem",
        *_if(witness.instrument, "title", type="instrument"),
        element("textLang", witness.language, mainLang=witness.language),
        *_if(witness.translator, "editor", role="translator"),
        *_if(witness.filiation, "filiation"),
        defective="" if witness.complete else "true",
    )
    description = element(
        "msDesc",
        element(
            "msIdentifier",
            *_if(source.repository, "repository"),
            *_if(source.shelfmark, "idno"),
            element("msName", witness.title or witness.siglum),
        ),
        element("msContents", item),
        type=witness.kind.replace(" ", "-"),
        subtype=witness.status.value,
    )
    history = []
    if witness.date is not None:
        history.append(element("origin", element("origDate", witness.date.edtf, when=witness.date.iso)))
    history += _if(witness.presented_by, "provenance")
    if history:
        description.append(element("history", *history))
    additional = []
    if witness.rights:
        additional.append(element("adminInfo", element("availability", element("p", witness.rights))))
    if source.work is not None:
        additional.append(element("surrogates", _source(source, works)))
    if additional:
        description.append(element("additional", *additional))
    node = element("witness", element("abbr", witness.siglum, type="siglum"), " ", description)
    node.set(f"{XML}id", witness_id(witness.siglum))
    node.set("n", witness.siglum)
    if witness.original:
        inside = any(other.siglum == witness.original for other in among)
        # What is no witness of this document stands in a file of its own, named after its siglum.
        node.set("corresp", ("" if inside else f"{witness.original}.xml") + sigla([witness.original]))
    return node


def _source(source: Source, works: Register) -> Element:
    if source.work is None:
        return element("bibl")
    target = works.pointer(source.work.key)
    bibl = element("bibl", element("ref", source.work.key, target=target), corresp=target)
    for part in (*_if(source.pages, "biblScope", unit="page"), *_if(source.note, "note")):
        bibl[-1].tail = ", "
        bibl.append(part)
    return bibl


def _if(text: str, name: str, **attributes: str) -> list[Element]:
    return [element(name, text, **attributes)] if text else []


def _stages(witnesses: Iterable[Witness]) -> Element:
    """The stages of the text, one for each witness, in order."""
    changes = [
        element(
            "change",
            witness.title or witness.siglum,
            xml_id=f"g-{witness_id(witness.siglum)}",
            corresp=sigla([witness.siglum]),
            when=witness.date.iso if witness.date else "",
        )
        for witness in witnesses
    ]
    return element("creation", element("listChange", *changes, ordered="true"))


def languages(witnesses: Iterable[Witness]) -> Element:
    """``langUsage``: each language once."""
    tags = dict.fromkeys(witness.language for witness in witnesses)
    return element("langUsage", *(element("language", tag, ident=tag) for tag in tags))


def parties_in(registers: Registers) -> Iterator[Element]:
    """``particDesc`` with the parties that signatures point to, if there are any."""
    parties = [
        element("org", element("orgName", name), xml_id=identifier) for name, identifier in registers.parties
    ]
    if parties:
        yield element("particDesc", element("listOrg", *parties))
