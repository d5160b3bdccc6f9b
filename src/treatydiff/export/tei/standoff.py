"""What stands off the text: works, links with their scores, orders, an external apparatus, annotations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from treatydiff.collation import Collation
from treatydiff.export.tei.apparatus import Places
from treatydiff.export.tei.bibliography import bibliography, by_key
from treatydiff.export.tei.build import Element, Register, change_id, element, pointer, sigla, to
from treatydiff.export.tei.decisions import decided_by, decisions
from treatydiff.export.tei.responsibility import MACHINE
from treatydiff.export.tei.transcription import Registers
from treatydiff.model.addresses import Address, ChangeAddress
from treatydiff.model.links import Link, Relation
from treatydiff.model.sources import Work


def stand_off(
    collation: Collation,
    links: Sequence[Link],
    alone: Iterable[tuple[ChangeAddress, str]],
    *,
    apps: Sequence[Element],
    remarks: Sequence[Element],
    registers: Registers,
    works: Register,
    places: Places,
) -> list[Element]:
    """The content of ``standOff``.

    Args:
        collation: what the document holds.
        links: its links, in the order in which they are to stand.
        alone: provisions without counterpart, with what they are called.
        apps: an apparatus that does not stand in the text.
        remarks: the lists of annotations.
        registers: what the transcriptions point to.
        works: ids of the works that sources name.
        places: what stands where in the body.
    """
    out = [*bibliography(_works(collation), works)]
    aside = set(collation.set_aside)
    for kind, those in (
        ("alignment", [link for link in links if link not in aside]),
        ("set-aside", [link for link in links if link in aside]),
        ("overruled", list(collation.overruled)),
    ):
        if those:
            joined = (_link(link, registers) for link in those)
            out.append(element("linkGrp", *joined, type=kind, targFunc="earlier later"))
    out += decisions(collation, links, registers)
    for witness in collation.witnesses:
        order = [element("ptr", target=f"#{place}") for place in places.order(witness)]
        if order:
            out.append(element("linkGrp", *order, type="order", corresp=sigla([witness.siglum])))
    scored = (*links, *collation.overruled)
    out += [_certainty(link) for link in scored if link.relation is not Relation.PARALLEL]
    if apps:
        out.append(element("listApp", *apps))
    annotations = [_alone(address, what) for address, what in alone] + registers.notes
    if annotations:
        out.append(element("listAnnotation", *annotations))
    return [*out, *remarks]


def _works(collation: Collation) -> dict[str, Work]:
    """The works that texts and annotations are taken from, by key."""
    of_texts = [witness.source for witness in collation.witnesses if witness.source]
    cited = [source for annotation in collation.annotations for source in annotation.sources]
    return by_key(source.work for source in (*of_texts, *cited) if source.work)


def _link(link: Link, registers: Registers) -> Element:
    return element(
        "link",
        type=link.relation.value,
        subtype="-".join(link.flags),
        xml_id=change_id(link.address),
        target=to((*link.earlier, *link.later)),
        ana=pointer(f"t-{name}" for name in (link.relation, *link.flags)),
        resp=registers.people.pointer(decided_by(link)) if link.edited else f"#{MACHINE}",
        cert=link.cert,
    )


def _certainty(link: Link) -> Element:
    return element(
        "certainty",
        element("desc", f"rule: {link.rule}"),
        target=f"#{change_id(link.address)}",
        locus="value",
        degree=f"{link.score:.3f}",
    )


def _alone(address: ChangeAddress, what: str) -> Element:
    ends: tuple[Address, ...] = (*address.earlier, *address.later)
    return element(
        "annotation",
        element("note", what, type="relation"),
        motivation="classifying",
        target=to(ends),
        xml_id=change_id(address),
        ana=f"#t-{what}",
    )
