"""What stands off the text: works, links with their scores, orders, an external apparatus, annotations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from treatydiff.collation import Collation
from treatydiff.export.tei.apparatus import Places
from treatydiff.export.tei.bibliography import bibliography, by_key
from treatydiff.export.tei.build import Element, Register, element, rows, sigla
from treatydiff.export.tei.decisions import decided_by, decisions
from treatydiff.export.tei.external import DEPTH
from treatydiff.export.tei.markup import attribute, in_text, joined_id, pointer, to
from treatydiff.export.tei.responsibility import MACHINE
from treatydiff.export.tei.transcription import Registers
from treatydiff.model.addresses import ChangeAddress
from treatydiff.model.links import Flag, Link, Relation
from treatydiff.model.sources import Work

_COMPUTED = attribute("resp", f"#{MACHINE}")


def stand_off(
    collation: Collation,
    links: Sequence[Link],
    alone: Iterable[tuple[ChangeAddress, str]],
    *,
    apps: Sequence[str],
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
    aside = collation.set_aside
    names = {id(link): joined_id(link.earlier, link.later) for link in (*links, *collation.overruled)}
    for kind, those in (
        ("alignment", [link for link in links if link not in aside] if aside else links),
        ("set-aside", [link for link in links if link in aside]),
        ("overruled", collation.overruled),
    ):
        if those:
            joined = rows([_link(link, names[id(link)], registers) for link in those], 3)
            out.append(element("linkGrp", joined, type=kind, targFunc="earlier later"))
    out += decisions(collation, links, registers)
    for witness in collation.witnesses:
        order = [f'<ptr target="#{place}"/>' for place in places.order(witness)]
        if order:
            out.append(element("linkGrp", rows(order, 3), type="order", corresp=sigla([witness.siglum])))
    scored = [
        _certainty(link, names[id(link)])
        for link in (*links, *collation.overruled)
        if link.relation is not Relation.PARALLEL
    ]
    if scored:
        out.append(rows(scored, 2))
    if apps:
        out.append(element("listApp", rows(apps, DEPTH)))
    lonely = [_alone(address, what) for address, what in alone]
    if lonely or registers.notes:
        out.append(element("listAnnotation", *([rows(lonely, 3)] if lonely else []), *registers.notes))
    return [*out, *remarks]


def _works(collation: Collation) -> dict[str, Work]:
    """The works that texts and annotations are taken from, by key."""
    of_texts = [witness.source for witness in collation.witnesses if witness.source]
    cited = [source for annotation in collation.annotations for source in annotation.sources]
    return by_key(source.work for source in (*of_texts, *cited) if source.work)


def _link(link: Link, name: str, registers: Registers) -> str:
    target = to((*link.earlier, *link.later))
    resp = attribute("resp", registers.people.pointer(decided_by(link))) if link.edited else _COMPUTED
    return (
        f"<link{_kind(link.relation, link.flags)}"
        f' xml:id="{name}" target="{target}"'
        f"{_meant(link.relation, link.flags)}{resp}{attribute('cert', link.cert)}/>"
    )


@cache
def _kind(relation: Relation, flags: tuple[Flag, ...]) -> str:
    return f' type="{relation.value}"{attribute("subtype", "-".join(flags))}'


@cache
def _meant(relation: Relation, flags: tuple[Flag, ...]) -> str:
    return attribute("ana", pointer(f"t-{name}" for name in (relation, *flags)))


def _certainty(link: Link, name: str) -> str:
    return (
        f'<certainty target="#{name}" locus="value" degree="{link.score:.3f}">'
        f"\n      <desc>rule: {in_text(link.rule)}</desc>\n    </certainty>"
    )


def _alone(address: ChangeAddress, what: str) -> str:
    target = to((*address.earlier, *address.later))
    return (
        f'<annotation motivation="classifying" target="{target}"'
        f' xml:id="{joined_id(address.earlier, address.later)}" ana="#t-{what}">'
        f'\n        <note type="relation">{what}</note>\n      </annotation>'
    )
