"""The header: what is compared, from which sources, with what and by which rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from treatydiff.collation import Collation
from treatydiff.export.tei.build import Element, Register, element
from treatydiff.export.tei.transcription import Registers
from treatydiff.model.links import Flag, Relation
from treatydiff.model.sources import Source
from treatydiff.model.witnesses import Witness

MACHINE = "r-machine"
"""The id of the software, to which computed links point."""

_RELATIONS = {
    Relation.IDENTICAL: "written the same",
    Relation.REWORDED: "corresponds, in other words",
    Relation.SPLIT: "one provision corresponds to several",
    Relation.MERGED: "several provisions correspond to one",
    Relation.PARALLEL: "corresponds by number or by an editor's word; the words were not compared",
    Relation.INSERTED: "the later text has it, the earlier has no counterpart",
    Relation.OMITTED: "the earlier text has it, the later has no counterpart; not that anybody decided to drop it",
    Flag.MOVED: "out of order relative to the rest: outside a longest sequence that keeps its order",
    Flag.RENUMBERED: "the number printed has another value",
    Flag.REFERENCE: "nothing differs but the number of a provision referred to, which was renumbered",
}


def header(collation: Collation, title: str, version: str, registers: Registers, works: Register) -> Element:
    """The ``teiHeader`` of an apparatus.

    Args:
        collation: what the document holds.
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
            element("titleStmt", element("title", title), *_responsible(registers)),
            element("publicationStmt", element("publisher", "treatydiff"), _availability(witnesses)),
            *_notes(witnesses, registers),
            element("sourceDesc", element("listWit", *(_witness(witness, works) for witness in witnesses))),
        ),
        _encoding(collation, version),
        element("profileDesc", _languages(witnesses), *_parties(registers)),
    )


def _responsible(registers: Registers) -> Iterator[Element]:
    yield element(
        "respStmt",
        element("resp", "alignment and collation"),
        element("name", "treatydiff", type="software"),
        xml_id=MACHINE,
    )
    for name, identifier in registers.people:
        yield element(
            "respStmt", element("resp", "named in the encoding"), element("name", name), xml_id=identifier
        )


def _availability(witnesses: Iterable[Witness]) -> Element:
    rights = dict.fromkeys(witness.rights for witness in witnesses if witness.rights)
    words = [*rights] or ["The texts belong to their owners; see the witnesses' sources."]
    return element("availability", *(element("p", one) for one in words), status="restricted")


def _notes(witnesses: Iterable[Witness], registers: Registers) -> Iterator[Element]:
    notes = [
        element("note", remark, type="remark", corresp=f"#{witness.siglum}")
        for witness in witnesses
        for remark in witness.remarks
    ]
    notes += [element("note", words, type="damage", xml_id=identifier) for words, identifier in registers.damage]
    if notes:
        yield element("notesStmt", *notes)


def _witness(witness: Witness, works: Register) -> Element:
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
    if source.work is not None:
        description.append(element("additional", element("surrogates", _source(source, works))))
    siglum = element("abbr", witness.siglum, type="siglum")
    return element("witness", siglum, " ", description, xml_id=witness.siglum, n=witness.siglum)


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


def _encoding(collation: Collation, version: str) -> Element:
    options = collation.options
    whole = "Words were not compared." if options.level.value == "by-article" else ""
    return element(
        "encodingDesc",
        element(
            "appInfo",
            element(
                "application",
                element("label", "treatydiff"),
                element("p", f"normalization: {' '.join(options.normalization.rules)}"),
                element("p", f"level: {options.level}"),
                element("p", f"base: {collation.base}"),
                ident="treatydiff",
                version=version,
            ),
        ),
        element(
            "editorialDecl",
            element(
                "normalization", element("p", f"Compared are forms of words: {options.normalization.described}.")
            ),
            element(
                "segmentation",
                element(
                    "p",
                    "The clauses are those of the transcriptions. A word is parted from the next by white space or "
                    f"marks; white space belongs to the word before it. {whole}".strip(),
                ),
            ),
            element(
                "interpretation",
                element(
                    "p",
                    "Which provisions correspond was computed unless a link names another responsible; it is a "
                    "hypothesis, with its degree and the rule that found it.",
                ),
            ),
        ),
        element(
            "refsDecl",
            _cite("apparatus", "/TEI/text/body/div/descendant::div[@xml:id]", "string(@xml:id)"),
            _cite("transcription", "/TEI/text/back/div/descendant::div[@xml:id]", "string(@xml:id)"),
            n="provisions",
            default="true",
        ),
        element(
            "classDecl",
            element(
                "taxonomy",
                *(
                    element("category", element("catDesc", words), xml_id=f"t-{name}")
                    for name, words in _RELATIONS.items()
                ),
                xml_id="t-relations",
            ),
            element(
                "taxonomy",
                *(
                    element("category", element("catDesc", f"{rule.variant}: {rule.says}"), xml_id=f"v-{rule.name}")
                    for rule in options.rules
                ),
                xml_id="t-variants",
            ),
        ),
        element("variantEncoding", method="parallel-segmentation", location="internal"),
    )


def _cite(unit: str, match: str, use: str) -> Element:
    clause = element("citeStructure", unit="clause", match="ab/seg", use="string(@n)", delim=":")
    return element("citeStructure", clause, unit=unit, match=match, use=use)


def _languages(witnesses: Iterable[Witness]) -> Element:
    tags = dict.fromkeys(witness.language for witness in witnesses)
    return element("langUsage", *(element("language", tag, ident=tag) for tag in tags))


def _parties(registers: Registers) -> Iterator[Element]:
    parties = [
        element("org", element("orgName", name), xml_id=identifier) for name, identifier in registers.parties
    ]
    if parties:
        yield element("particDesc", element("listOrg", *parties))
