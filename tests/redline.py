"""Reading a Word document with tracked changes back, without the code that writes it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from attrs import frozen
from lxml import etree

from treatydiff.model.annotations import Annotation, Target
from treatydiff.model.dates import UncertainDate
from treatydiff.model.kinds import Role
from treatydiff.model.numbers import Number
from treatydiff.model.passages import Passage, Span
from treatydiff.model.provisions import Label, Provision
from treatydiff.model.sources import Source, Work
from treatydiff.model.witnesses import Witness

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ACCEPTED, REJECTED = frozenset({"", "ins", "moveTo"}), frozenset({"", "del", "moveFrom"})
"""What stays of a document when all changes are accepted, and when all are rejected."""
GAP = "[]"
"""What stands for a gap, whatever is noted of it."""


@frozen
class Run:
    """Characters of one paragraph, what became of them (the element of it), and the ranges in which they stand."""

    fate: str
    text: str
    bookmarks: frozenset[str] = frozenset()
    comments: frozenset[str] = frozenset()


@frozen
class Paragraph:
    """A paragraph as the file has it: its style, what became of its end, and its runs."""

    style: str
    fate: str
    runs: tuple[Run, ...]


def parts(data: bytes) -> dict[str, etree._Element]:
    """All parts of a package, parsed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: etree.fromstring(archive.read(name)) for name in archive.namelist()}


def said(node: etree._Element) -> str:
    """All characters in an element."""
    return "".join(map(str, node.itertext()))


def paragraphs(data: bytes) -> list[Paragraph]:
    """The paragraphs of the document's body, gaps as `GAP`."""
    return list(_paragraphs(parts(data)["word/document.xml"]))


def _paragraphs(root: etree._Element) -> Iterator[Paragraph]:
    bookmarks: dict[str, str] = {}
    comments: set[str] = set()
    for node in root.iter(f"{W}p"):
        runs = []
        for child in node.iter():
            name = etree.QName(child).localname
            identifier = child.get(f"{W}id", "")
            if name == "bookmarkStart":
                bookmarks[identifier] = child.get(f"{W}name", "")
            elif name == "bookmarkEnd":
                del bookmarks[identifier]
            elif name == "commentRangeStart":
                comments.add(identifier)
            elif name == "commentRangeEnd":
                comments.remove(identifier)
            elif name == "r":
                above = child.getparent()
                fate = etree.QName(above).localname if above is not None and above is not node else ""
                style = child.find(f"{W}rPr/{W}rStyle")
                if style is not None and style.get(f"{W}val") == "Gap":
                    words = GAP
                else:
                    words = "".join(_characters(one, fate) for one in child)
                if words:
                    runs.append(Run(fate, words, frozenset(bookmarks.values()), frozenset(comments)))
        about = node.find(f"{W}pPr")
        assert about is not None
        style = about.find(f"{W}pStyle")
        end = [etree.QName(one).localname for one in about.iterfind(f"{W}rPr/*")]
        assert style is not None
        yield Paragraph(style.get(f"{W}val", ""), end[0] if end else "", tuple(runs))
    assert not bookmarks
    assert not comments


def _characters(node: etree._Element, fate: str) -> str:
    """What an element of a run shows; deleted words must be ``delText``, and no others."""
    name = etree.QName(node).localname
    if name == "tab":
        return "\t"
    if name in ("t", "delText"):
        assert (name == "delText") == (fate == "del")
        return node.text or ""
    return ""


def resolved(data: bytes, keep: frozenset[str]) -> list[tuple[str, str]]:
    """The paragraphs once all changes are accepted or rejected: style and text.

    As Word does it: characters go with their run; where the end of a paragraph goes, the paragraph is joined to the
    one that follows, whose style stays.
    """
    out: list[tuple[str, str]] = []
    held = ""
    for paragraph in paragraphs(data):
        held += "".join(run.text for run in paragraph.runs if run.fate in keep)
        if paragraph.fate in keep:
            out.append((paragraph.style, held))
            held = ""
    assert held == ""
    assert out.pop() == ("Provision", ""), "the last paragraph belongs to neither text"
    return out


def expected(witness: Witness, other: Witness) -> list[tuple[str, str]]:
    """The paragraphs of a witness, from the model: style and text.

    Args:
        witness: the text.
        other: the text that it is compared with, since headings of articles stand below all that hold articles.
    """
    deepest = max((_depth(p) for text in (witness, other) for p in text.provisions), default=0)
    out: list[tuple[str, str]] = []
    for provision in witness.provisions:
        out += _expected(provision, 0, min(9, deepest + 1))
    return out


def _depth(provision: Provision) -> int:
    inside = max(map(_depth, provision.children), default=0)
    grouping = provision.role is Role.GROUPING
    return inside + grouping


def _expected(provision: Provision, above: int, articles: int, outer: str = "") -> Iterator[tuple[str, str]]:
    outer = outer or {Role.TITLE: "TitleOfText", Role.SIGNATURES: "Signatures"}.get(provision.role, "")
    grouping = provision.role is Role.GROUPING
    depth = above + grouping
    level = f"Heading{min(articles, max(1, depth)) if grouping else articles}"
    inner = provision.about.inner and not grouping
    label = provision.label.text if provision.label and provision.label.text.strip() else ""
    if label and provision.label is not None and provision.label.supplied:
        label = f"[{label}]"
    elif not label and provision.number is not None:
        label = (
            f"[{provision.number}]"
            if provision.about.inner
            else f"[{provision.kind.capitalize()} {provision.number}]"
        )
    words = "".join(_with_gaps(clause.text, [g.span.start for g in clause.gaps()]) for clause in provision.clauses)
    heading = provision.heading
    title = _with_gaps(heading.text, [g.span.start for g in heading.gaps()]) if heading else ""
    runs_in = bool(label and words and inner and heading is None)
    if label and not runs_in:
        yield "InnerLabel" if inner else level, label
    if title:
        yield "ProvisionTitle" if label else "InnerLabel" if inner else level, title
    if words:
        yield outer or "Provision", f"{label}\t{words}" if runs_in else words
    for child in provision.children:
        yield from _expected(child, depth, articles, outer)


def _with_gaps(text: str, gaps: list[int]) -> str:
    for place in sorted(gaps, reverse=True):
        text = text[:place] + GAP + text[place:]
    return text


def moves(data: bytes) -> tuple[dict[str, str], dict[str, str]]:
    """The words of each move, by its name: where it left, and where it stands now; ends of paragraphs as lines."""
    sides: tuple[dict[str, str], dict[str, str]] = ({}, {})
    root = parts(data)["word/document.xml"]
    for side, name in zip(sides, ("moveFrom", "moveTo"), strict=True):
        open_ranges: dict[str, str] = {}
        for node in root.iter():
            kind = etree.QName(node).localname
            if kind == f"{name}RangeStart":
                open_ranges[node.get(f"{W}id", "")] = node.get(f"{W}name", "")
                assert side.setdefault(node.get(f"{W}name", ""), "") == "", (
                    "a move stands at one place on each side"
                )
            elif kind == f"{name}RangeEnd":
                del open_ranges[node.get(f"{W}id", "")]
            elif kind == name and etree.QName(node.getparent()).localname == "p":
                assert len(open_ranges) == 1, "what moved lies in the range of one move"
                side[next(iter(open_ranges.values()))] += said(node)
        assert not open_ranges
    return sides


# Two texts in which everything happens that can: an article split, one moved, points exchanged, words reworded.


def _unit(kind: str, number: str, *clauses: str, over: str, title: str = "") -> Provision:
    heading = Passage(title) if title else None
    return Provision(kind, tuple(map(Passage, clauses)), (), Number(number), Label(over), heading)


_OPENING = (
    Provision("heading", (Passage("Treaty of Fishery"),)),
    Provision("preamble", (Passage("The Parties, desiring peace at sea, have agreed as follows:"),)),
)
_CLOSING = Provision("signatures", children=(Provision("paragraph", (Passage("R. Hentzau"),)),))
_PEACE = "The Parties shall keep the peace in the northern waters."
_LIGHTS = "Their vessels shall carry lights at night."
_REGISTER = "Each Party shall publish every year the number of vessels which it has admitted to the fishery. "
_NETS = "Nets shall have meshes of four inches at least."
_SALMON = "Salmon may be taken between the first of {} and the last day of September."


def _commission(number: str, *points: str) -> Provision:
    """An article of points under one opening."""
    inner = [_unit("point", letter, words, over=f"({letter})") for letter, words in zip("ab", points, strict=True)]
    opening = Provision("intro", (Passage("The Commission shall:"),))
    return Provision("article", (), (opening, *inner), Number(number), Label(f"Article {number}"))


def _article(number: str, *clauses: str, title: str = "") -> Provision:
    return _unit("article", number, *clauses, over=f"Article {number}", title=title)


DRAFT = Witness(
    "A",
    (
        *_OPENING,
        _article("1", f"{_PEACE} ", _LIGHTS, title="Peace"),
        _article("2", _SALMON.format("May")),
        _article("3", _REGISTER, _NETS),
        _commission("4", "keep the registers of both fleets;", "settle disputes over nets."),
        _article("5", "This treaty shall remain in force for five years."),
        _CLOSING,
    ),
    title="Draft of a treaty of fishery",
    date=UncertainDate("1901-03-02"),
)
SIGNED = Witness(
    "B",
    (
        *_OPENING,
        _article("1", _PEACE, title="Peace and amity"),
        _article("2", _LIGHTS),
        _commission("3", "settle disputes over nets and lines;", "keep the registers of both fleets."),
        _article("4", _REGISTER, _NETS),
        _article("5", "This treaty shall remain in force for ten years from its ratification."),
        _article("6", _SALMON.format("June")),
        _CLOSING,
    ),
    title="Treaty of fishery",
    date=UncertainDate("1901-04-13"),
)
_BOOK = Work("Rassendyll 1920")
SAID = (
    Annotation(
        "n1",
        "objection",
        "Ruritania asks that salmon be spared in May.",
        "B/6:1",
        UncertainDate("1901-03-20"),
        ("R. Hentzau",),
        (Source(_BOOK, pages="12-13"),),
        quote="not in May",
        resp="An Editor",
        cert="high",
        conflicts_with=("n2",),
    ),
    Annotation(
        "n2",
        "explanation",
        "A clerk left May out.",
        "A/2:1..B/6:1",
        UncertainDate("1901-04"),
        sources=(Source(_BOOK, pages="40"),),
    ),
    Annotation(
        "n3", "amendment", "Doubled.", Target("B/5:1", Span(38, 47), "ten years"), actors=("F. T.", "S. Z.")
    ),
    Annotation("n4", "editorial", "Written in haste.", "A", resp="An Editor"),
)
"""What is said of the two."""
