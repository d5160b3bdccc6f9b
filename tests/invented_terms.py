"""An invented dossier whose texts lay down terms: two drafts, a part of a third, the text as signed, a protocol."""

from __future__ import annotations

from attrs import evolve

from treatydiff.model.addresses import Address
from treatydiff.model.annotations import TERM, Annotation, Target
from treatydiff.model.dates import UncertainDate
from treatydiff.model.dossiers import ComparisonPlan, DossierRecord
from treatydiff.model.numbers import Number
from treatydiff.model.passages import Passage, Span
from treatydiff.model.provisions import Provision
from treatydiff.model.sources import Source, Work
from treatydiff.model.terms import TERM_CATEGORIES, TermCategory
from treatydiff.model.witnesses import Witness

BOOK = Work("Smith 2004")


def text(siglum: str, *articles: str) -> Witness:
    """A witness of articles from 1 on, of which a clause ends at each stroke."""
    provisions = tuple(
        Provision("article", tuple(map(Passage, article.split("|"))), number=Number(str(number)))
        for number, article in enumerate(articles, start=1)
    )
    return Witness(siglum, provisions)


def term(witness: Witness, place: str, category: str, value: str, words: str) -> Annotation:
    """A term that stands in words of a clause, such as ``2:1``, under the id ``A-duration-2-1``."""
    address = Address.parse(f"{witness.siglum}/{place}")
    start = witness.clause(address).text.index(words)
    target = Target(address, Span(start, start + len(words)), words)
    name = f"{witness.siglum}-{category}-{place.replace(':', '-')}"
    return Annotation(name, TERM, "", target, term=category, value=value)


def remark(
    name: str, kind: str, says: str, *targets: str, date: str = "", conflicts: tuple[str, ...] = ()
) -> Annotation:
    """A remark, with a page of its own for a source."""
    day = UncertainDate(date) if date else None
    source = Source(BOOK, str(10 + len(name)))
    return Annotation(name, kind, says, tuple(map(Target, targets)), day, (), (source,), conflicts_with=conflicts)


A = evolve(
    text("A", "The Parties observe neutrality.", "It lasts three years."),
    date=UncertainDate("1911-03"),
    instrument="Pact",
)
B = evolve(
    text(
        "B",
        "The Parties attack nobody.",
        "It is in force from signature, |for six years. |It can be denounced a year before its end. |It is"
        " confirmed.",
    ),
    date=UncertainDate("1911-05-02"),
    instrument="Pact",
)
C = evolve(text("C", "The Parties remain neutral."), complete=False, kind="fragment", instrument="Pact")
D = evolve(
    text(
        "D",
        "The Parties observe neutrality.",
        "It is in force from the exchange of letters |for four years, |and if nobody denounces it three months"
        " before its end, |for another year. |This is done at Port Leda.",
    ),
    date=UncertainDate("1912-02-29"),
    kind="signed",
    instrument="Pact",
)
E = evolve(
    text("E", "The protocol is in force for one year."), date=UncertainDate("1912-03-01"), instrument="Protocol"
)

TERMS = (
    term(A, "1:1", "kind", "neutrality", "observe neutrality"),
    term(A, "2:1", "duration", "P3Y", "three years"),
    term(B, "1:1", "kind", "non-aggression", "attack nobody"),
    term(B, "2:1", "entry-into-force", "signature", "from signature"),
    term(B, "2:2", "duration", "P6Y", "six years"),
    term(B, "2:3", "notice", "P1Y", "a year before its end"),
    term(B, "2:4", "confirmation", "required", "is confirmed"),
    term(C, "1:1", "kind", "neutrality", "remain neutral"),
    term(D, "1:1", "kind", "neutrality", "observe neutrality"),
    term(D, "2:1", "entry-into-force", "exchange", "from the exchange of letters"),
    term(D, "2:2", "duration", "P4Y", "four years"),
    term(D, "2:3", "notice", "P3M", "three months before its end"),
    term(D, "2:4", "renewal", "P12M", "another year"),
    term(D, "2:5", "place", "Port Leda", "at Port Leda"),
    term(E, "1:1", "duration", "P1Y", "one year"),
)
REMARKS = (
    remark("offer", "proposal", "B is handed over.", "B", date="1911-05-02"),
    remark("demand", "demand", "Letters shall be exchanged first.", "B/2:1", "D/2:1", date="1911-12"),
    remark("exchanged", "exchange", "Letters are exchanged.", "D/2", date="1912-03-31"),
    remark(
        "early",
        "interpretation",
        "Counted from its signing, it ends on 29 February 1916.",
        "D/2",
        date="1915",
        conflicts=("late",),
    ),
    remark("late", "interpretation", "It ends on March 31, 1916, since letters had to be exchanged.", "D/2:2"),
    remark("ended", "denunciation", "One Party denounces it.", "D/2", date="1915-11-30"),
)
RECORD = DossierRecord(
    title="Invented Pact",
    witnesses=(A, B, C, D, E),
    comparisons=tuple(ComparisonPlan(*pair) for pair in ("AB", "BD", "AD", "BC", "CD", "DE")),
    annotations=(*TERMS, *REMARKS),
    term_categories=(*TERM_CATEGORIES, TermCategory("confirmation", "whether it is confirmed")),
)
