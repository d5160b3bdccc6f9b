"""What an editor decided of an alignment: why, how the places read then, and what has no counterpart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from treatydiff.collation import Collation
from treatydiff.export.tei.build import Element, change_id, element, sigla, to
from treatydiff.export.tei.transcription import Registers
from treatydiff.model.addresses import Address
from treatydiff.model.links import EditedLink, Link


def decided_by(edit: EditedLink) -> str:
    """Who decided; somebody at least."""
    return edit.resp or "an editor"


def register(collation: Collation, links: Iterable[Link], registers: Registers) -> None:
    """Give those who decided an id each, before the header is written."""
    edits: list[EditedLink] = [link for link in links if link.edited]
    for edit in (*edits, *collation.without_counterpart):
        registers.people.pointer(decided_by(edit))


def decisions(collation: Collation, links: Sequence[Link], registers: Registers) -> Iterator[Element]:
    """A list of what is to be said of an editor's decisions; nothing where there is none to be said.

    Args:
        collation: what was made with them.
        links: its links.
        registers: the ids of those who decided.
    """
    found = [
        element(
            "annotation",
            *_parts(link.reason, zip(link.ends, link.words, strict=False)),
            motivation="editing",
            xml_id=f"y-{change_id(link.address)}",
            target=f"#{change_id(link.address)}",
        )
        for link in links
        if link.edited and (link.reason or link.words)
    ]
    found += [
        element(
            "annotation",
            *_parts(one.reason, [(one.address, one.words)]),
            motivation="classifying",
            xml_id=f"y-n-{one.address.as_id}-{Address(one.witness).as_id}",
            target=to([one.address]),
            corresp=sigla([one.witness]),
            resp=registers.people.pointer(decided_by(one)),
            cert=one.cert,
        )
        for one in collation.without_counterpart
    ]
    if found:
        yield element("listAnnotation", *found, type="decisions")


def _parts(reason: str, words: Iterable[tuple[Address, str]]) -> Iterator[Element]:
    if reason:
        yield element("note", reason, type="reason")
    for place, read in words:
        if read:
            yield element("note", element("quote", read), type="words", target=to([place]))
