"""Search: where words stand in the provisions of a dossier, and in what is said of them.

By default words are looked for as they are compared: encoding, capitals, the shapes of quotation marks and hyphens
make no difference (`treatydiff.normalization`), and words are whole. Several words are a phrase; marks between them
and line ends count for nothing, and a phrase may run from one clause into the next. What is looked for *exactly* is
found to the letter, inside words as well, but never so that a letter is parted from its accent.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from enum import StrEnum

from attrs import frozen

from treatydiff.annotation import remarks
from treatydiff.errors import InputError
from treatydiff.model.addresses import Address
from treatydiff.model.annotations import Annotation
from treatydiff.model.dossiers import DossierRecord
from treatydiff.model.passages import Passage, Span
from treatydiff.normalization import DEFAULT, Normalization
from treatydiff.tokenization import GAP_FORM, tokenize


class Part(StrEnum):
    """What the words stand in."""

    TEXT = "text"
    """Clauses of a provision."""
    HEADING = "heading"
    """The title over a provision."""
    STATEMENT = "statement"
    """What an annotation says."""
    QUOTE = "quote"
    """The words of a source that an annotation gives."""
    ACTORS = "actors"
    """Who acted, as an annotation names them."""


@frozen
class Place:
    """Where words, or a part of them, stand.

    Attributes:
        address: the clause; of a heading, its provision.
        span: the words, in code points of the clause's or heading's text, half-open.

    Example:
        >>> str(Place(Address.parse("A/3:1"), Span(0, 7)))
        'A/3:1[0:7]'
    """

    address: Address
    span: Span

    def __str__(self) -> str:
        return f"{self.address}[{self.span.start}:{self.span.stop}]"


@frozen
class Hit:
    """Words that were found.

    Attributes:
        part: what they stand in.
        text: all of what they stand in: the words of the provision's own clauses, a heading, a statement ...
        span: the words, in code points of `text`, half-open.
        places: where they stand in the witness: one place, or one in each clause that the phrase runs through; none
            of an annotation's words.
        annotation: the annotation that has them; ``None`` for those of a witness.

    Example:
        >>> hit = Hit(Part.TEXT, "It lasts five years.", Span(9, 13), (Place(Address.parse("A/3:1"), Span(9, 13)),))
        >>> str(hit), hit.before, hit.after
        ('A/3:1: five', 'It lasts ', ' years.')
    """

    part: Part
    text: str
    span: Span
    places: tuple[Place, ...] = ()
    annotation: Annotation | None = None

    @property
    def words(self) -> str:
        """The words found, as written."""
        return self.span.of(self.text)

    @property
    def before(self) -> str:
        """What stands before them."""
        return self.text[: self.span.start]

    @property
    def after(self) -> str:
        """What stands after them."""
        return self.text[self.span.stop :]

    @property
    def at(self) -> str:
        """What the hit is cited by: an annotation's id; an address, or several clauses' with ``+`` between."""
        return self.annotation.id if self.annotation else "+".join(str(place.address) for place in self.places)

    def __str__(self) -> str:
        return f"{self.at}: {self.words}"


def find(
    record: DossierRecord, words: str, *, exact: bool = False, normalization: Normalization = DEFAULT
) -> tuple[Hit, ...]:
    """Where words stand in a dossier: by witness in text order, then in annotations; hits do not overlap.

    Args:
        record: the dossier.
        words: a word or a phrase.
        exact: to the letter, with capitals, marks and spaces, and inside words too.
        normalization: by which rules words are alike; of no effect if `exact`.

    Raises:
        InputError: there is nothing in `words` but white space.

    Example:
        >>> from treatydiff.model.provisions import Provision
        >>> from treatydiff.model.witnesses import Witness
        >>> clauses = (Passage("They keep the peace, "), Passage("and NEUTRALITY."))
        >>> record = DossierRecord(witnesses=(Witness("A", (Provision("body", clauses),)),))
        >>> for hit in find(record, "peace and neutrality"):
        ...     print([str(place) for place in hit.places], hit.words)
        ['A/body:1[14:21]', 'A/body:2[0:14]'] peace, and NEUTRALITY
    """
    if not words.strip():
        raise InputError("found nothing to look for", expected="a word or a phrase, such as neutrality")
    search = _Search(words, exact=exact, normalization=normalization)
    return (*_in_witnesses(record, search), *_in_annotations(record, search))


def _in_witnesses(record: DossierRecord, search: _Search) -> Iterator[Hit]:
    for witness in record.witnesses:
        for address, provision in witness.addressed():
            if provision.heading is not None:
                for span in search.spans([provision.heading]):
                    yield Hit(Part.HEADING, provision.heading.text, span, (Place(address, span),))
            text = "".join(clause.text for clause in provision.clauses)
            for span in search.spans(provision.clauses):
                yield Hit(Part.TEXT, text, span, tuple(_places(address, provision.clauses, span)))


def _in_annotations(record: DossierRecord, search: _Search) -> Iterator[Hit]:
    for one in remarks(record.annotations):
        said = ((Part.STATEMENT, one.statement), (Part.QUOTE, one.quote), (Part.ACTORS, ", ".join(one.actors)))
        for part, text in said:
            for span in search.spans([Passage(text)]):
                yield Hit(part, text, span, annotation=one)


def _places(address: Address, clauses: Sequence[Passage], span: Span) -> Iterator[Place]:
    """The part of a span of joined clauses that each of them has."""
    begin = 0
    for number, clause in enumerate(clauses, start=1):
        start, stop = max(span.start - begin, 0), min(span.stop - begin, len(clause.text))
        if start < stop:
            yield Place(address.of_clause(number), Span(start, stop))
        begin += len(clause.text)


class _Search:
    """What is looked for, ready for being looked for in many passages."""

    def __init__(self, words: str, *, exact: bool, normalization: Normalization) -> None:
        self.exact = words if exact else ""
        self.normalization = normalization
        forms = tokenize(Passage(words), normalization).n
        spoken = tuple(form for form in forms if _is_word(form))
        self.by_words = bool(spoken)
        self.forms = spoken or forms
        self.known = frozenset(self.forms)

    def spans(self, passages: Sequence[Passage]) -> Iterator[Span]:
        """Where it stands in passages that follow each other, in code points of all of them joined."""
        if self.exact:
            yield from _letters("".join(passage.text for passage in passages), self.exact)
            return
        forms: list[str] = []
        spans: list[Span] = []
        begin = 0
        for passage in passages:
            tokens = tokenize(passage, self.normalization)
            for token in tokens:
                # A gap stays, so that what stands on its two sides is no phrase.
                if _is_word(token.n) or not self.by_words or token.n == GAP_FORM:
                    forms.append(token.n)
                    lead = len(token.t) - len(token.t.lstrip())
                    stop = max(lead, len(token.t.rstrip()))
                    spans.append(Span(lead, stop).shifted(begin + token.span.start))
            begin += len(passage.text)
        if not self.known <= set(forms):
            return
        length, at = len(self.forms), 0
        while at + length <= len(forms):
            if tuple(forms[at : at + length]) == self.forms:
                yield Span(spans[at].start, spans[at + length - 1].stop)
                at += length
            else:
                at += 1


def _is_word(form: str) -> bool:
    return any(map(str.isalnum, form))


def _letters(text: str, wanted: str) -> Iterator[Span]:
    """Where characters stand in a text, unless a letter and its accent would be parted there."""
    start = text.find(wanted)
    while start >= 0:
        stop = start + len(wanted)
        parts = any(0 < edge < len(text) and unicodedata.category(text[edge])[0] == "M" for edge in (start, stop))
        if not parts:
            yield Span(start, stop)
        start = text.find(wanted, start + 1 if parts else stop)
