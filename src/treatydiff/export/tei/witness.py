"""One text of a dossier as a TEI document of its own: what stands in a dossier's folder as ``SIGLUM.xml``.

The text is written once, in ``text/body``, with the ids of its addresses; what is said of it stands in the header,
and in ``standOff`` what was doubtful when it was taken in (`certainty`, one for each decision about its structure)
and what of the file was left aside (``list type="left-aside"``: a `label` that says what it is, and an `item` with
all its words; ``n`` is its place in the file, ``corresp`` the provision before it).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from treatydiff.export.tei.bibliography import bibliography, by_key
from treatydiff.export.tei.build import NS, XML, Element, Register, element, finished, lay_out, serialize, sigla, to
from treatydiff.export.tei.encoding import of_text
from treatydiff.export.tei.header import described, languages, notes_on, parties_in
from treatydiff.export.tei.responsibility import MACHINE, responsible
from treatydiff.export.tei.transcription import Registers, provisions
from treatydiff.model.accessions import Accession, Aside, Doubt, Origin

LEFT_ASIDE = "left-aside"
"""The type of the list of what was left aside."""
ORIGIN = "file"
"""The type of the ``bibl`` that names the file which a text was read from."""
_DEPTH_OF_WITNESS = 5
"""How many elements a ``witness`` stands in: whoever edits its description wants it on lines of its own."""
_EDITORIAL = {
    "correction": "The text stands as the file has it; nothing was corrected.",
    "segmentation": "Every provision is a div, every clause a seg. They were found once, when the text was taken "
    "into the dossier, and what stands here counts: whoever finds another structure right changes it here.",
}
_RECOGNISED = (
    "Where the file did not mark its structure, treatydiff recognised it. What is doubtful stands in standOff as "
    "certainty, with the reasons; what was left aside, in a list there."
)


def write_witness(accession: Accession, *, version: str) -> bytes:
    """A text as one TEI document, which reads back as the same witness.

    Args:
        accession: the text, with what is known of its file.
        version: the software's version, which the header names.

    Returns:
        UTF-8; the same accession gives the same bytes anywhere.

    Example:
        >>> from treatydiff.model.passages import Passage
        >>> from treatydiff.model.provisions import Provision
        >>> from treatydiff.model.witnesses import Witness
        >>> witness = Witness("A", (Provision("body", (Passage("The Parties keep the peace."),)),))
        >>> written = write_witness(Accession(witness, Origin("a.txt", "plain text")), version="1.0").decode()
        >>> written[written.index("<ab>") : written.index("</ab>")]
        '<ab><seg type="clause" n="1" xml:id="A-body-c1">The Parties keep the peace.</seg>'
    """
    witness = accession.witness
    registers, works = Registers(), Register("s")
    whole = element("div", *map(finished, provisions(witness, registers)), type="treaty")
    text = element("text", element("body", whole), xml_lang=witness.language)
    # White space counts wherever words stand.
    text.set(f"{XML}space", "preserve")
    head = _header(accession, version, registers, works)
    off = list(_standing_off(accession, registers))
    rest = [element("standOff", *off)] if off else []
    return serialize(element("TEI", head, *rest, text, xml_lang="en"))


def _header(accession: Accession, version: str, registers: Registers, works: Register) -> Element:
    witness = accession.witness
    about = described(witness, (witness,), works)
    if not witness.title:
        # TEI wants a name there; that it is the siglum is said, so that it is not read back as a title.
        next(about.iter(f"{{{NS}}}msName")).set("type", "siglum")
    lay_out(next(about.iter(f"{{{NS}}}msDesc")), _DEPTH_OF_WITNESS)
    known = by_key([witness.source.work] if witness.source and witness.source.work else [])
    depth = max((len(address.steps) for address, _ in witness.addressed()), default=1)
    return element(
        "teiHeader",
        element(
            "fileDesc",
            element(
                "titleStmt",
                element("title", witness.title or witness.siglum),
                *responsible(registers.people, "TEI encoding, division into provisions and clauses"),
            ),
            element("publicationStmt", element("p", "A file of a dossier.")),
            *notes_on((witness,), registers),
            element(
                "sourceDesc",
                element("listWit", about),
                *_origin(accession.origin, witness.siglum),
                *bibliography(known, works),
            ),
        ),
        element(
            "encodingDesc",
            element(
                "appInfo",
                element("application", element("label", "treatydiff"), ident="treatydiff", version=version),
            ),
            _editorial(accession),
            of_text(depth),
        ),
        element("profileDesc", languages((witness,)), *parties_in(registers)),
    )


def _origin(origin: Origin, siglum: str) -> Iterator[Element]:
    if not origin.name:
        return
    parts = [element("title", origin.name, type=ORIGIN)]
    if origin.digest:
        parts.append(element("idno", origin.digest, type="sha-256"))
    if origin.form:
        parts.append(element("note", origin.form, type="form"))
    for part in parts[:-1]:
        part.tail = ", "
    yield element("bibl", *parts, type=ORIGIN, corresp=sigla([siglum]))


def _editorial(accession: Accession) -> Element:
    said = [element(name, element("p", words)) for name, words in _EDITORIAL.items()]
    if accession.percent is not None:
        said.append(element("interpretation", element("p", _RECOGNISED)))
    return element("editorialDecl", *said)


def _standing_off(accession: Accession, registers: Registers) -> Iterator[Element]:
    if registers.notes:
        yield element("listAnnotation", *registers.notes)
    yield from (_certainty(doubt, accession.witness.siglum) for doubt in accession.doubts)
    if accession.asides:
        yield element("list", *_asides(accession.asides), type=LEFT_ASIDE)


def _certainty(doubt: Doubt, siglum: str) -> Element:
    target = to([doubt.inside]) if doubt.inside else sigla([siglum])
    why = f": {'; '.join(doubt.reasons)}" if doubt.reasons else ""
    return element(
        "certainty",
        element("desc", f"{doubt.what}{why}"),
        target=target,
        locus="name" if doubt.begins else "location",
        degree="" if doubt.percent is None else f"{doubt.percent / 100:.2f}",
        resp=f"#{MACHINE}",
        n=_place(doubt),
    )


def _asides(asides: Iterable[Aside]) -> Iterator[Element]:
    for one in asides:
        yield element("label", one.what)
        item = element("item", one.words, n=_place(one), corresp=to([one.inside]) if one.inside else "")
        item.set(f"{XML}space", "preserve")
        yield item


def _place(one: Aside | Doubt) -> str:
    return f"{one.line}:{max(one.column, 1)}" if one.line else ""
