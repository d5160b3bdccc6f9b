"""TEI P5: comparisons and collations as documents that other TEI software reads.

The body is the apparatus; each witness stands whole in ``back``; links, scores, orders and annotations stand in
``standOff``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from treatydiff.collation import Collation
from treatydiff.comparison import Comparison
from treatydiff.export.tei.apparatus import Apparatus, order_pointers
from treatydiff.export.tei.build import XML, Element, Register, change_id, element, pointer, serialize, to
from treatydiff.export.tei.header import MACHINE, header
from treatydiff.export.tei.transcription import Registers, transcription
from treatydiff.model.addresses import Address, ChangeAddress
from treatydiff.model.links import Link, Relation

__all__ = ["write_comparison"]


def write_comparison(comparison: Comparison, *, version: str) -> bytes:
    """A comparison as one TEI document in the edition profile.

    Args:
        comparison: the comparison.
        version: the software's version, which the header names.

    Returns:
        UTF-8; the same comparison gives the same bytes anywhere.
    """
    earlier, later = comparison.earlier, comparison.later
    title = f"{earlier.title or earlier.siglum}, compared with: {later.title or later.siglum}"
    alone = [
        (change.address, change.relation.value)
        for change in comparison.changes
        if change.relation in (Relation.INSERTED, Relation.OMITTED)
    ]
    silent = [
        (
            ChangeAddress((place,), ()) if place.siglum == earlier.siglum else ChangeAddress((), (place,)),
            "not-transmitted",
        )
        for place in comparison.not_transmitted
    ]
    return serialize(_document(comparison.collation, title, version, comparison.links, [*alone, *silent]))


def _document(
    collation: Collation,
    title: str,
    version: str,
    links: Sequence[Link],
    alone: Sequence[tuple[ChangeAddress, str]],
) -> Element:
    registers, works = Registers(), Register("s")
    for link in links:
        if link.resp not in ("", "treatydiff"):
            registers.people.pointer(link.resp)
    back = element("back", *(transcription(witness, registers) for witness in collation.witnesses))
    body = Apparatus(collation, registers).body()
    base = collation.witness(collation.base)
    head = header(collation, title, version, registers, works)
    stand_off = element("standOff", *_stand_off(collation, links, alone, registers, works))
    text = element("text", body, back, xml_lang=base.language)
    text.set(XML + "space", "preserve")
    return element("TEI", head, text, *([stand_off] if len(stand_off) else []), xml_lang="en")


def _stand_off(
    collation: Collation,
    links: Sequence[Link],
    alone: Iterable[tuple[ChangeAddress, str]],
    registers: Registers,
    works: Register,
) -> Iterator[Element]:
    references = {
        w.source.work.key: w.source.work.reference for w in collation.witnesses if w.source and w.source.work
    }
    bibliography = [element("bibl", references[key] or key, xml_id=identifier) for key, identifier in works]
    if bibliography:
        yield element("listBibl", *bibliography)
    if links:
        yield element(
            "linkGrp", *(_link(link, registers) for link in links), type="alignment", targFunc="earlier later"
        )
    for witness in collation.witnesses:
        order = [element("ptr", target=f"#{place}") for place in order_pointers(witness, collation)]
        if order:
            yield element("linkGrp", *order, type="order", corresp=f"#{witness.siglum}")
    for link in links:
        if link.relation is not Relation.PARALLEL:
            yield element(
                "certainty",
                element("desc", f"rule: {link.rule}"),
                target=f"#{change_id(link.address)}",
                locus="value",
                degree=f"{link.score:.3f}",
            )
    annotations = [_alone(address, what) for address, what in alone] + registers.notes
    if annotations:
        yield element("listAnnotation", *annotations)


def _link(link: Link, registers: Registers) -> Element:
    return element(
        "link",
        type=link.relation.value,
        subtype="-".join(link.flags),
        xml_id=change_id(link.address),
        target=to((*link.earlier, *link.later)),
        ana=pointer(f"t-{name}" for name in (link.relation, *link.flags)),
        resp=registers.people.pointer(link.resp) if link.resp not in ("", "treatydiff") else f"#{MACHINE}",
        cert=link.cert,
    )


def _alone(address: ChangeAddress, what: str) -> Element:
    ends: tuple[Address, ...] = (*address.earlier, *address.later)
    return element(
        "annotation",
        element("note", what, type="relation"),
        motivation="classifying",
        target=to(ends),
        xml_id=change_id(address),
        ana="" if what == "not-transmitted" else f"#t-{what}",
    )
