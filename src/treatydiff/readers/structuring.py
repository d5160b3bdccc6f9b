"""From blocks to provisions: the one seam between readers of documents and the recogniser of structure.

Each block is a line that opens a paragraph; a line break that the document makes on purpose begins another line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import PurePath

from attrs import evolve, frozen

from treatydiff.errors import InputError
from treatydiff.model.addresses import siglum_from
from treatydiff.model.findings import Finding
from treatydiff.model.passages import Gap, PageBreak, Passage
from treatydiff.model.provisions import Provision
from treatydiff.model.witnesses import Witness
from treatydiff.readers.blocks import Block, Document
from treatydiff.readers.laying import Laid, lay
from treatydiff.readers.places import Place
from treatydiff.readers.recognition import inside, recognise_lines
from treatydiff.readers.recognition.decisions import Decision
from treatydiff.readers.sayings import lines_in
from treatydiff.readers.transcript import Transcript, furnish

_CLOSING = ("closing", "dateline", "signatures")


@frozen
class Structure:
    """What blocks were recognised as.

    Attributes:
        laid: the provisions, with marks and places.
        language: the language they are in.
        findings: what was doubtful.
        decisions: what was decided, by place.
    """

    laid: Laid
    language: str
    findings: tuple[Finding, ...]
    decisions: tuple[Decision, ...]


def structure_of(blocks: Sequence[Block], *, name: str, language: str = "") -> Structure:
    """The provisions that blocks hold.

    Args:
        blocks: one at least.
        name: the input's name, for findings.
        language: its language where the document gives it, a BCP 47 tag.
    """
    first, last = _between(blocks)
    before = [Provision("heading", (Passage(_running(block)),)) for block in blocks[:first]]
    behind = [
        Provision(kind, (), tuple(Provision("paragraph", (Passage(_running(one)),)) for one in run))
        if kind == "signatures"
        else Provision(kind, tuple(Passage(_running(one)) for one in run))
        for kind, run in ((kind, list(run)) for kind, run in groupby(blocks[last:], key=lambda block: block.kind))
    ]
    lines, kept = lines_in(blocks[first:last])
    found = recognise_lines(lines, language=language.partition("-")[0].casefold())
    doubts = [Finding(what, name, *place) for what, place in found.doubts]
    asides = [
        Finding(f"left aside {aside.what}: {aside.text!r}", name, *aside.place, aside.text)
        for aside in found.asides
    ]
    provisions, language, decisions = found.provisions, found.language, found.decisions
    # Lines, and places by which nobody asks here, would take as much memory as what is laid.
    del lines, found
    laid = lay([*before, *provisions, *behind], (*blocks[:first], *kept, *blocks[last:]))
    return Structure(laid, language, (*doubts, *asides, *lost_marks(laid, name)), decisions)


def _between(blocks: Sequence[Block]) -> tuple[int, int]:
    """Where the blocks begin of which the document does not say what they are, and where they end; one at least."""
    last = len(blocks)
    while last > 1 and blocks[last - 1].kind in _CLOSING:
        last -= 1
    first = 0
    while first < last - 1 and blocks[first].kind == "heading":
        first += 1
    return first, last


def _running(block: Block) -> str:
    return f"{block.label} {block.text}".lstrip(" ").replace("\n", " ")


def structured(document: Document, *, siglum: str | None = None) -> Transcript:
    """The witness that a document without marked provisions holds.

    Args:
        document: what its reader found.
        siglum: its siglum, in place of one made from the name of the file.

    Raises:
        InputError: there are no words in it.
        ModelError: two provisions with one address.

    Example:
        >>> blocks = (Block("Article 1", (1, 1)), Block("It lasts.", (2, 1)))
        >>> [str(a) for a, _ in structured(Document("a.html", blocks)).witness.clauses()]
        ['a/1:1']
    """
    name = document.name
    found = structure_of(document.blocks, name=name, language=document.language) if document.blocks else None
    if found is None or not found.laid.provisions:
        raise InputError(
            "found no words in it that are a text", expected="a treaty", todo="look at what it holds here"
        ).at(name, *next(((one.line, one.column) for one in document.findings if one.line), (0, 0)))
    described = Witness(
        siglum or siglum_from(PurePath(name).stem),
        language=document.language or found.language,
        title=document.title,
    )
    return finished(
        described, found.laid, name=name, findings=(*document.findings, *found.findings), decisions=found.decisions
    )


def finished(
    described: Witness,
    laid: Laid,
    *,
    name: str,
    findings: Iterable[Finding] = (),
    decisions: Iterable[Decision] = (),
) -> Transcript:
    """The transcript of one witness whose provisions have places.

    Args:
        described: the witness without provisions.
        laid: its provisions.
        name: the input's name.
        findings: what was doubtful or left aside.
        decisions: what was decided.

    Raises:
        ModelError: two provisions with one address.
    """

    def place(provision: Provision) -> Place | None:
        known = laid.places.get(id(provision))
        return known[1] if known else None

    witness = furnish(described, laid.provisions, name=name, place=place)
    known = laid.places
    return Transcript(
        (witness,),
        in_order(findings),
        places=tuple([(where, known[id(one)][1]) for where, one in witness.addressed() if id(one) in known]),
        decisions=tuple(decisions),
    )


def contents_of(blocks: Sequence[Block], *, language: str) -> tuple[Provision, tuple[Decision, ...]]:
    """What a provision that is known as one holds, and what was decided on it.

    Args:
        blocks: its words.
        language: the document's language, BCP 47's first subtag.

    Returns:
        An article without number, with clauses, paragraphs and points; and the decisions, by place.
    """
    if not blocks:
        return Provision("article"), ()
    lines, kept = lines_in(blocks)
    clauses, children, decisions = inside(lines, language=language)
    made = Provision("article", clauses, children)
    # Only marks have to be laid: nobody asks for the places of what stands inside.
    return (lay([made], kept).provisions[0] if any(block.marks for block in kept) else made), decisions


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings by place, each once."""
    return tuple(sorted(set(findings), key=lambda one: (one.line, one.column, one.what)))


def lost_marks(laid: Laid, name: str) -> Iterator[Finding]:
    """What stands in or over words that no provision has: said, as it is left aside."""
    for mark, place in laid.lost:
        what = (
            f"the beginning of page {mark.page}"
            if isinstance(mark, PageBreak)
            else "a gap"
            if isinstance(mark, Gap)
            else "how words are set off"
        )
        yield Finding(f"{what} found no words to stand at, and was left aside", name, *place)


def with_findings(transcript: Transcript, findings: Iterable[Finding]) -> Transcript:
    """A transcript with more findings."""
    return evolve(transcript, findings=in_order((*transcript.findings, *findings)))
