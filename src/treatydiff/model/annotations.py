"""Annotations: sourced remarks on provisions, changes, links and witnesses, which never alter a text.

An annotation says what happened or what somebody held: who, when, after which source, on which page. What a text
lays down (its *terms*) is said by annotations too, of the kind `TERM`: each names a category of a taxonomy, such as
``duration``, has a value, and points to the words that say so.

Annotations stand off the text, as TEI ``annotation`` in ``standOff/listAnnotation``, and as W3C Web Annotations.
What they speak of is a `Target`: an address, the words meant in it, and these words quoted, so that it can be
noticed when the text is no longer the one that was annotated.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from attrs import field, frozen

from treatydiff.errors import ModelError
from treatydiff.model.addresses import Address, ChangeAddress, is_siglum
from treatydiff.model.dates import UncertainDate
from treatydiff.model.passages import Span, check_characters
from treatydiff.model.sources import Source

TERM = "term"
"""The kind of the annotations that say what a text lays down."""

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "proposal": "somebody offers a text, or a negotiation",
        "counterproposal": "somebody answers an offer by another",
        "acceptance": "somebody agrees",
        "refusal": "somebody declines",
        "reply": "somebody answers without accepting or refusing",
        "objection": "somebody speaks against a wording or a provision",
        "demand": "somebody asks for a wording or a provision",
        "concession": "somebody gives up what he asked for, or grants what he had refused",
        "amendment": "somebody changes a wording",
        "constraint": "an earlier engagement limits what somebody can agree to",
        "interpretation": "somebody says what a text means",
        "explanation": "somebody says why something was done or is so",
        "signature": "a text is signed",
        "ratification": "a text is ratified",
        "denunciation": "somebody ends, or declares that he will end, what was agreed",
        "editorial": "the editor of the texts says something of their state",
        "note": "anything else",
        TERM: "what the text lays down: category and value, with the words that say so",
    }
)
"""The kinds of annotation that come with this library, and what each means.

The list is open: any XML name is a kind. A dossier declares its own in a ``taxonomy``; one that is declared nowhere
is pointed out by `treatydiff.readers` as doubtful, since it may be a slip of the pen."""

CERTAINTIES = ("high", "medium", "low", "unknown")
"""How sure: TEI ``@cert``."""


def _places(
    values: Iterable[Target | Address | ChangeAddress | str] | Target | Address | ChangeAddress | str,
) -> tuple[Target, ...]:
    if isinstance(values, (Target, Address, ChangeAddress, str)):
        values = (values,)
    return tuple(value if isinstance(value, Target) else Target(_place(value)) for value in values)


def _place(value: Address | ChangeAddress | str) -> Address | ChangeAddress:
    if isinstance(value, str):
        return ChangeAddress.parse(value) if ".." in value else Address.parse(value)
    return value


@frozen(repr=False)
class Target:
    """What an annotation speaks of: TEI ``annotation/@target``, a Web Annotation's ``target``.

    Attributes:
        place: the address of a witness (``P``), a provision (``P/3``) or a clause (``P/3:1``); or of a change or
            link (``M/3:1..P/3:1``). A string is read as one of them.
        span: the words meant, as a half-open range of code points of the clause's text; or ``None`` for the whole.
            In TEI, ``string-range(P-3-c1,12,9)``.
        quote: those words, or the whole clause's, as they stood when the annotation was made; empty where nobody
            recorded them.

    Raises:
        AddressError: the string is no address.
        ModelError: a span of anything but a clause, or without its words, or of another length than these.

    Example:
        >>> str(Target("P/3:2", Span(11, 21), "five years"))
        "P/3:2 'five years'"
    """

    place: Address | ChangeAddress = field(converter=_place)
    span: Span | None = None
    quote: str = ""

    def __attrs_post_init__(self) -> None:
        check_characters(self.quote, "the words that an annotation quotes")
        if self.span is None:
            return
        if not isinstance(self.place, Address) or self.place.clause is None:
            raise ModelError(f"found a span of words of {self.place}", expected="words of a clause, such as P/3:1")
        if self.span.stop - self.span.start != len(self.quote):
            raise ModelError(
                f"found {self.quote!r} for {self.span.stop - self.span.start} characters of {self.place}",
                expected="the words of the span, white space included",
            )

    @property
    def addresses(self) -> tuple[Address, ...]:
        """The places in texts: one, or the ends of a change."""
        place = self.place
        return (place,) if isinstance(place, Address) else (*place.earlier, *place.later)

    @property
    def of_witness(self) -> bool:
        """Whether a whole witness is meant."""
        return isinstance(self.place, Address) and not self.place.steps

    def __str__(self) -> str:
        return f"{self.place} {self.quote!r}" if self.quote else str(self.place)

    def __repr__(self) -> str:
        return f"Target({str(self)!r})"


@frozen(repr=False)
class Annotation:
    """A sourced remark: TEI ``annotation``.

    Attributes:
        id: its name in the dossier, an XML name.
        kind: proposal, objection, amendment, interpretation ...: `KINDS`, or any other XML name.
        statement: what is said, in the annotator's words.
        targets: what it speaks of; empty where it speaks of the negotiation as a whole. Strings are read as
            addresses, and one target needs no list around it.
        date: when that happened which it tells of; ``None`` where it tells of no event.
        actors: who acted.
        sources: where it is taken from, to the page.
        quote: words of the source, verbatim.
        resp: who made the annotation; empty for the dossier's editors.
        cert: how sure: ``high``, ``medium``, ``low``, ``unknown`` or empty.
        conflicts_with: ids of annotations that say otherwise. Where one of two says so, both do: see
            `treatydiff.annotation`.
        term: of the kind `TERM`, the category: ``duration``, ``entry-into-force`` ...; else empty.
        value: of the kind `TERM`, what the words lay down, in the form that its category prescribes; else empty.

    Raises:
        ModelError: the id or the kind is no XML name; an unknown certainty; it conflicts with itself; a term
            without category or value, or without words that say so; a category or value of anything else.

    Example:
        >>> note = Annotation(
        ...     "n1", "amendment", "The term is cut.", "A/3:1..B/3:1", UncertainDate("1940-11"), ("X",)
        ... )
        >>> str(note), [str(target) for target in note.targets]
        ('1940-11 amendment: The term is cut. (X)', ['A/3:1..B/3:1'])
    """

    id: str
    kind: str
    statement: str
    targets: tuple[Target, ...] = field(default=(), converter=_places)
    date: UncertainDate | None = None
    actors: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    quote: str = ""
    resp: str = ""
    cert: str = ""
    conflicts_with: tuple[str, ...] = ()
    term: str = ""
    value: str = ""

    def __attrs_post_init__(self) -> None:
        for name, what in ((self.id, "the id of an annotation"), (self.kind, f"the kind of {self.id}")):
            if not is_siglum(name):
                raise ModelError(f"found {name!r} as {what}", expected="an XML name, such as proposal")
        for text in (self.statement, *self.actors, self.quote, self.resp, *self.conflicts_with, self.value):
            check_characters(text, f"the annotation {self.id}")
        if self.cert and self.cert not in CERTAINTIES:
            raise ModelError(
                f"found the certainty {self.cert!r} of the annotation {self.id}",
                expected="one of " + ", ".join(CERTAINTIES),
            )
        if self.id in self.conflicts_with:
            raise ModelError(f"found the annotation {self.id} in conflict with itself", expected="another's id")
        if self.kind == TERM:
            self._check_term()
        elif self.term or self.value:
            raise ModelError(
                f"found the term {self.term or self.value!r} in the {self.kind} {self.id}",
                expected=f"terms in annotations of the kind {TERM} alone",
            )

    def _check_term(self) -> None:
        if not is_siglum(self.term) or not self.value:
            raise ModelError(
                f"found the term {self.term!r} with the value {self.value!r} in {self.id}",
                expected="a category such as duration, and a value",
            )
        if not self.targets or not all(target.quote for target in self.targets):
            raise ModelError(
                f"found no words that say the {self.term} of {self.id}",
                expected="words of a clause that lay the term down",
                todo="point to the words, or take the term out: where a text is silent there is none",
            )

    def __str__(self) -> str:
        dated = f"{self.date} " if self.date else ""
        said = f"{self.term}: {self.value}" if self.kind == TERM else f"{self.kind}: {self.statement}"
        return f"{dated}{said} ({', '.join(self.actors)})" if self.actors else f"{dated}{said}"

    def __repr__(self) -> str:
        return f"<Annotation {self.id}: {self}>"
