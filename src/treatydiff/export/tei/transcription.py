"""Transcriptions: a witness whole, as it stands, with its address ids.

All text inside a transcription is the witness's text. What a mark says beyond it (what an editor notes in a gap,
what stood in place of a restored word) is an annotation that points at the mark.
"""

from __future__ import annotations

from attrs import field, frozen

from treatydiff.export.tei.build import Element, Register, element, extend, sigla
from treatydiff.model.addresses import Address
from treatydiff.model.passages import Correction, Gap, Highlight, Mark, Name, PageBreak, Passage
from treatydiff.model.provisions import Label, Provision
from treatydiff.model.witnesses import Witness


@frozen
class Registers:
    """What transcriptions point to, collected while they are written.

    Attributes:
        people: who is responsible for marks.
        parties: for whom signatures stand.
        damage: what restored words are damaged in.
        notes: annotations of marks, in the order of the document.
    """

    people: Register = field(factory=lambda: Register("r"))
    parties: Register = field(factory=lambda: Register("o"))
    damage: Register = field(factory=lambda: Register("d"))
    notes: list[Element] = field(factory=list)


def transcription(witness: Witness, registers: Registers) -> Element:
    """A witness as ``div type="transcription"``."""
    out = element(
        "div", type="transcription", n=witness.siglum, corresp=sigla([witness.siglum]), xml_lang=witness.language
    )
    holders: dict[Address, Element] = {Address(witness.siglum): out}
    for address, provision in witness.addressed():
        node = _provision(address, provision, registers)
        holders[address.parent].append(node)
        holders[address] = node
    return out


def _provision(address: Address, provision: Provision, registers: Registers) -> Element:
    node = element(
        "div",
        type=provision.kind,
        n=provision.number.printed if provision.number else "",
        xml_id=address.as_id,
        corresp=registers.parties.pointer(provision.party),
    )
    if provision.label is not None:
        node.append(element("head", *_label(provision.label, registers), type="label"))
    if provision.heading is not None:
        head = element("head", type="title")
        extend(head, marked(provision.heading, f"{address.as_id}-c00", registers))
        node.append(head)
    if provision.clauses:
        block = element("ab")
        for number, clause in enumerate(provision.clauses, start=1):
            clause_id = address.of_clause(number).as_id
            seg = element("seg", type="clause", n=str(number), xml_id=clause_id)
            extend(seg, marked(clause, clause_id, registers))
            block.append(seg)
        node.append(block)
    return node


def _label(label: Label, registers: Registers) -> list[Element | str]:
    if not label.supplied:
        return [label.text]
    return [element("supplied", label.text, resp=registers.people.pointer(label.resp))]


def marked(passage: Passage, place: str, registers: Registers) -> list[Element | str]:
    """The words of a passage with its marks as elements.

    Args:
        passage: the passage.
        place: the id of its clause, from which ids of its marks are made.
        registers: where to collect what the marks point to.
    """
    if not passage.marks:
        return [passage.text]
    return _nested(passage.text, list(passage.marks), 0, len(passage.text), _MarkIds(place, registers))


class _MarkIds:
    """Numbers the marks of a clause that need an id: ``n-`` and the clause's id, then a number."""

    def __init__(self, place: str, registers: Registers) -> None:
        self.place = place
        self.registers = registers
        self.count = 0

    def annotate(self, kind: str, words: str, resp: str) -> str:
        """Record an annotation of a mark, and give the id that the mark must have."""
        self.count += 1
        identifier = f"n-{self.place}-{self.count}"
        who = element("respStmt", element("resp", "noted by"), element("name", resp)) if resp else None
        self.registers.notes.append(
            element(
                "annotation",
                *([who] if who is not None else []),
                element("note", words, type=kind),
                motivation="describing",
                target=f"#{identifier}",
                xml_id=f"{identifier}-note",
            )
        )
        return identifier


def _nested(text: str, marks: list[Mark], start: int, stop: int, ids: _MarkIds) -> list[Element | str]:
    """Words from `start` to `stop`; takes from the front of `marks` those that begin there."""
    out: list[Element | str] = []
    while marks and (marks[0].span.start < stop or (marks[0].span.start == stop == marks[0].span.stop)):
        mark = marks.pop(0)
        out.append(text[start : mark.span.start])
        node = _mark(mark, ids)
        extend(
            node,
            _nested(text, marks, mark.span.start, mark.span.stop, ids) if mark.span.start < mark.span.stop else [],
        )
        out.append(node)
        start = mark.span.stop
    return [*out, text[start:stop]]


def _mark(mark: Mark, ids: _MarkIds) -> Element:
    resp = "" if isinstance(mark, Name | PageBreak) else ids.registers.people.pointer(mark.resp)
    match mark:
        case Gap():
            identifier = ids.annotate("gap", mark.note, mark.resp) if mark.note else ""
            return element("gap", reason=mark.reason, resp=resp, xml_id=identifier)
        case Highlight():
            return element("hi", rend=mark.rend, resp=resp)
        case Correction():
            identifier = ids.annotate("sic", mark.sic, "")
            source = ids.registers.damage.pointer(mark.source)
            return element("corr", resp=resp, cert=mark.cert, source=source, xml_id=identifier)
        case PageBreak():
            return element("pb", n=mark.page)
        case Name():
            return element("persName")
