"""Streams: a witness as Word has it, words and the ends of paragraphs in one row.

Whatever a reader sees of a text is an item of its stream, and nothing else is: what is printed over provisions,
their words, gaps. Two streams that are merged item by item give back either, paragraphs included.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from enum import Enum

from attrs import field, frozen

from treatydiff.collation.values import Member
from treatydiff.model.addresses import Address
from treatydiff.model.kinds import Role
from treatydiff.model.passages import Gap, Highlight, Passage
from treatydiff.model.provisions import Provision
from treatydiff.model.witnesses import Witness
from treatydiff.normalization import Normalization
from treatydiff.readers.docx_texts import printed_label
from treatydiff.tokenization import GAP_FORM, tokenize

INNER_LABEL, TITLE_OF_PROVISION, TEXT, TITLE, SIGNATURES = (
    "InnerLabel",
    "ProvisionTitle",
    "Provision",
    "TitleOfText",
    "Signatures",
)
"""Names of the paragraph styles; what is printed over articles has Word's own, ``Heading1`` and so on.

Word's own style for titles is not used: pandoc takes such a paragraph out of the text."""


class What(Enum):
    """What an item is."""

    WORDS = "words"
    GAP = "gap"
    """What is noted in place of words that are not there."""
    SUPPLIED = "supplied"
    """A label that the document does not have."""
    TAB = "tab"
    """Between a label and the words that follow it on the same line."""
    END = "end"
    """The end of a paragraph."""


class Part(Enum):
    """Which part of a provision a paragraph is."""

    LABEL = "label"
    HEADING = "heading"
    TEXT = "text"


@frozen
class Item:
    """A piece of a token, a gap, or the end of a paragraph.

    Attributes:
        what: which of these.
        text: its characters; of the end of a paragraph, none.
        address: the provision or clause in which it stands.
        part: the part of the provision.
        start: where it begins in its clause, in code points.
        style: of the end of a paragraph, the style of the paragraph.
        rend: how the words are set off in the witness, such as ``underline``; empty for most.
    """

    what: What
    text: str
    address: Address
    part: Part
    start: int = 0
    style: str = ""
    rend: str = ""

    def like(self, other: Item) -> bool:
        """Whether both show the same, wherever they stand; gaps are alike whatever is noted of them."""
        return (self.what, self.style) == (other.what, other.style) and (
            self.what is What.GAP or self.text == other.text
        )


@frozen
class Stream:
    """A witness in a row.

    Attributes:
        witness: the witness.
        items: all that it shows, in order.
        tokens: for each clause and each heading, by the address of its provision, its tokens: the positions of the
            white space before, of the word, of the white space after, ``None`` for what a token lacks.
        labels: the positions of what is printed over each provision, without the end of a paragraph.
        ends: the position at which each paragraph ends, by part and provision.
        begins: the position at which each paragraph begins, by the position of its end.
    """

    witness: Witness
    items: tuple[Item, ...]
    tokens: Mapping[Address, Sequence[tuple[int | None, ...]]]
    labels: Mapping[Address, Sequence[int]]
    ends: Mapping[tuple[Part, Address], int]
    begins: Mapping[int, int]
    _of: dict[Address, list[int]] = field(init=False, eq=False, repr=False)
    _inside: dict[Address, list[int]] = field(init=False, eq=False, repr=False)

    @_of.default
    def _by_address(self) -> dict[Address, list[int]]:
        found: dict[Address, list[int]] = {}
        for position, item in enumerate(self.items):
            found.setdefault(item.address, []).append(position)
        return found

    @_inside.default
    def _by_provision(self) -> dict[Address, list[int]]:
        found: dict[Address, list[int]] = {}
        for address, positions in self._of.items():
            above = address
            while above.steps:
                found.setdefault(above, []).extend(positions)
                above = above.parent
        return found

    def of(self, address: Address) -> Sequence[int]:
        """The positions of what stands at an address itself, without what is inside it."""
        return self._of.get(address, ())

    def inside(self, address: Address) -> Sequence[int]:
        """The positions of what stands at an address and inside it, in order."""
        return self._inside.get(address, ())

    def token(self, member: Member, starts: Sequence[int], number: int) -> tuple[int | None, ...]:
        """A token of the clauses that a witness has in a group, counted as if they were one.

        Args:
            member: the clauses.
            starts: at which token each of them begins.
            number: which token.
        """
        # Of clauses that begin at one token, all but the last are empty.
        clause = bisect_right(starts, number) - 1
        return self.tokens[member.addresses[clause]][number - starts[clause]]


def heading_levels(*witnesses: Witness) -> int:
    """The level of the headings of articles: below all that holds articles, in any of the texts.

    Example:
        >>> heading_levels(Witness("A", (Provision("chapter", children=(Provision("article"),)),)))
        2
    """
    depths = [
        _depth(address, witness)
        for witness in witnesses
        for address, provision in witness.addressed()
        if provision.role is Role.GROUPING
    ]
    return min(9, 1 + max(depths, default=0))


def _depth(address: Address, witness: Witness) -> int:
    """How many levels that hold articles there are down to an address."""
    depth = 0
    while address.steps:
        depth += witness.provision(address).role is Role.GROUPING
        address = address.parent
    return depth


def stream(witness: Witness, normalization: Normalization, *, articles: int) -> Stream:
    """The stream of a witness.

    Args:
        witness: the witness.
        normalization: the collation's, since tokens depend on it.
        articles: the level of the headings of articles.
    """
    builder = _Builder(witness, normalization, articles)
    for address, provision in witness.addressed():
        builder.add(address, provision)
    return Stream(witness, tuple(builder.items), builder.tokens, builder.labels, builder.ends, builder.begins)


_OF_ROLE = {Role.TITLE: TITLE, Role.SIGNATURES: SIGNATURES}
_PIECES = re.compile(r"(\s*)(.*?)(\s*)", re.DOTALL)


class _Builder:
    """Collects the items of a witness."""

    def __init__(self, witness: Witness, normalization: Normalization, articles: int) -> None:
        self.witness = witness
        self.normalization = normalization
        self.articles = articles
        self.items: list[Item] = []
        self.tokens: dict[Address, list[tuple[int | None, ...]]] = {}
        self.labels: dict[Address, list[int]] = {}
        self.ends: dict[tuple[Part, Address], int] = {}
        self.begins: dict[int, int] = {}
        self.begin = 0

    def add(self, address: Address, provision: Provision) -> None:
        """Add the paragraphs of a provision, without what is inside it."""
        level = f"Heading{min(self.articles, max(1, _depth(address, self.witness)))}"
        if provision.role is not Role.GROUPING:
            level = INNER_LABEL if provision.about.inner else f"Heading{self.articles}"
        label, supplied = printed_label(provision)
        what = What.SUPPLIED if supplied else What.WORDS
        for piece in re.findall(r"\s+|\S+", label):
            self.labels.setdefault(address, []).append(self._put(what, piece, address, Part.LABEL))
        if label and not self._runs_in(provision):
            self._end(address, Part.LABEL, level)
        elif label:
            self.labels[address].append(self._put(What.TAB, "\t", address, Part.LABEL))
        if provision.heading is not None:
            self._passage(address, provision.heading, address, Part.HEADING)
            if len(self.items) > self.begin:
                self._end(address, Part.HEADING, TITLE_OF_PROVISION if label else level)
        for number, clause in enumerate(provision.clauses, start=1):
            self._passage(address.of_clause(number), clause, address, Part.TEXT)
        if len(self.items) > self.begin:
            self._end(address, Part.TEXT, self._style(address))

    def _style(self, address: Address) -> str:
        """The style of the words of a provision, by the outermost title or signatures that it stands in."""
        found = TEXT
        while address.steps:
            found = _OF_ROLE.get(self.witness.provision(address).role, found)
            address = address.parent
        return found

    def _runs_in(self, provision: Provision) -> bool:
        """Whether the label of a point or paragraph stands on the line of its words."""
        shown = any(clause.text or clause.gaps() for clause in provision.clauses)
        return provision.about.inner and shown and provision.heading is None

    def _passage(self, place: Address, passage: Passage, address: Address, part: Part) -> None:
        gaps = iter(passage.gaps())
        rends = [mark for mark in passage.marks if isinstance(mark, Highlight)]
        held = self.tokens.setdefault(place, [])
        at = place if part is Part.TEXT else address
        for token in tokenize(passage, self.normalization):
            pieces = _PIECES.fullmatch(token.t)
            before, word, after = pieces.groups() if pieces else ("", token.t, "")
            start = token.span.start
            if token.n == GAP_FORM and not (before + word).strip():
                gap = self._put(What.GAP, noted(next(gaps, None)), at, part, start)
                held.append((None, gap, self._words(token.t, at, part, start)))
                continue
            middle = start + len(before)
            rend = " ".join(
                mark.rend for mark in rends if mark.span.start < middle + len(word) and middle < mark.span.stop
            )
            held.append(
                (
                    self._words(before, at, part, start),
                    self._words(word, at, part, middle, rend),
                    self._words(after, at, part, middle + len(word), rend),
                )
            )

    def _words(self, text: str, address: Address, part: Part, start: int, rend: str = "") -> int | None:
        return self._put(What.WORDS, text, address, part, start, rend) if text else None

    def _put(  # noqa: PLR0917 - an item's own order
        self, what: What, text: str, address: Address, part: Part, start: int = 0, rend: str = ""
    ) -> int:
        self.items.append(Item(what, text, address, part, start, rend=rend))
        return len(self.items) - 1

    def _end(self, address: Address, part: Part, style: str) -> None:
        end = len(self.items)
        self.items.append(Item(What.END, "", address, part, style=style))
        self.ends[part, address] = end
        self.begins[end] = self.begin
        self.begin = end + 1


def noted(gap: Gap | None) -> str:
    """What is noted in a gap, in brackets."""
    said = (gap.note or gap.reason) if gap else ""
    return f"[{said.strip() or 'gap'}]"
