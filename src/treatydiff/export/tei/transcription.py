"""Transcriptions: a witness whole, as it stands, with its address ids.

All text inside a transcription is the witness's text. What a mark says beyond it (what an editor notes in a gap,
what stood in place of a restored word) is an annotation that points at the mark.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from attrs import field, frozen

from treatydiff.export.tei.build import Element, Register, element, extend, finished, markup, sigla
from treatydiff.export.tei.markup import attribute, enclosed, in_text, indent
from treatydiff.model.passages import Correction, Gap, Highlight, Mark, Name, PageBreak, Passage
from treatydiff.model.provisions import Provision
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


_DEPTH = 4
"""How many elements a witness's outermost provisions stand in, here and in a file of its own."""


def transcription(witness: Witness, registers: Registers) -> Element:
    """A witness as ``div type="transcription"``, whose provisions nobody can look into."""
    return element(
        "div",
        *map(finished, provisions(witness, registers)),
        type="transcription",
        n=witness.siglum,
        corresp=sigla([witness.siglum]),
        xml_lang=witness.language,
    )


def provisions(witness: Witness, registers: Registers) -> Iterator[list[str]]:
    """A witness's outermost provisions, each written out with all that stands in it, in pieces."""
    out: list[str] = []
    ends: list[str] = []  # what closes the provisions that are open
    for address, provision in witness.addressed():
        level = len(address.steps)
        while len(ends) >= level:
            out.append(ends.pop())
        if out and level == 1:
            yield out
            out = []
        line = indent(_DEPTH + level - 1)
        if level > 1:
            out.append(line)
        name = address.as_id
        party = attribute("corresp", registers.parties.pointer(provision.party)) if provision.party else ""
        opened = f'<div{kind_and_number(provision)} xml:id="{name}"{party}'
        out.append(f"{opened}>")
        place = len(out)
        _hold(out, name, provision, indent(_DEPTH + level), registers)
        if len(out) > place or provision.children:
            ends.append(f"{line}</div>")
        else:
            out[-1] = f"{opened}/>"
            ends.append("")
    if ends:
        yield [*out, *reversed(ends)]


def kind_and_number(provision: Provision) -> str:
    """A provision's kind, and its number as printed, as attributes."""
    return _kind_and_number(provision.kind, provision.number.printed if provision.number else "")


@lru_cache(maxsize=4096)  # a treaty has many articles 1 and points (a)
def _kind_and_number(kind: str, printed: str) -> str:
    return f' type="{kind}"{attribute("n", printed)}'


def _hold(out: list[str], name: str, provision: Provision, line: str, registers: Registers) -> None:
    """Write label, title and clauses of a provision, on lines of their own."""
    label = provision.label
    if label is not None:
        words = in_text(label.text)
        if label.supplied:
            words = enclosed("supplied", attribute("resp", registers.people.pointer(label.resp)), words)
        out += (line, enclosed("head", ' type="label"', words))
    if provision.heading is not None:
        words = marked(provision.heading, f"{name}-c00", registers)
        out += (line, enclosed("head", ' type="title"', words))
    if provision.clauses:
        out += (line, "<ab>")
        for number, clause in enumerate(provision.clauses, start=1):
            place = f"{name}-c{number}"
            words = marked(clause, place, registers) if clause.marks else in_text(clause.text)
            out.append(enclosed("seg", f' type="clause" n="{number}" xml:id="{place}"', words))
        out.append("</ab>")


def marked(passage: Passage, place: str, registers: Registers) -> str:
    """The words of a passage with its marks as elements.

    Args:
        passage: the passage.
        place: the id of its clause, from which ids of its marks are made.
        registers: where to collect what the marks point to.
    """
    if not passage.marks:
        return in_text(passage.text)
    parts = _nested(passage.text, list(passage.marks), 0, len(passage.text), _MarkIds(place, registers))
    return "".join([in_text(part) if isinstance(part, str) else markup(part) for part in parts])


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
