"""Hypothesis strategies of the whole project: from characters to families of related treaties.

Two sorts of material, for two sorts of laws:

* **Wild** values are whatever the model allows: addresses with slashes in their numbers, clauses of white
  space, trees four deep with empty branches. A law about writing, reading or addressing must hold for them.
  `sigla`, `steps`, `addresses`, `change_addresses`, `passages`, `provisions`, `witnesses`, `dossiers`.
* **Treaties** look like treaties: numbered articles of sentences in the same few words, with references to
  each other. `treaties` draws one, `related_pairs` an earlier and a later text *with the edits known*, and
  `families` several texts that descend from each other. A law about alignment and comparison is about them.

A treaty is drawn as a `Draft`, in which articles have identities and references point to identities; it
becomes a `Witness` by `Draft.witness`. So an edit is a plain change of a `Draft`, and what corresponds to
what after any number of edits can be read off the identities (`correspondences`).

Strategies that others draw from again and again are cached: building one costs more than drawing from it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Final

import attrs
from attrs import frozen
from hypothesis import strategies as st

from treatydiff.model.addresses import Address, ChangeAddress, Step
from treatydiff.model.annotations import KINDS as ANNOTATION_KINDS
from treatydiff.model.annotations import TERM, Annotation, Target
from treatydiff.model.dates import UncertainDate
from treatydiff.model.dossiers import ComparisonPlan, DossierRecord, Handover, Level, WitnessRelation
from treatydiff.model.kinds import KINDS
from treatydiff.model.links import Flag, Link, Relation
from treatydiff.model.numbers import Number
from treatydiff.model.passages import Correction, Gap, Highlight, Mark, Name, PageBreak, Passage, Span
from treatydiff.model.provisions import Label, Provision
from treatydiff.model.sources import Source, Work
from treatydiff.model.witnesses import TextStatus, Witness

# --- Characters and words ---------------------------------------------------------------------------------

XML_CHARACTERS: Final = st.characters(
    exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff", include_characters="\t\n\r\x7f\x85"
)
"""Any character that an XML document can hold: no halves of surrogate pairs, hardly any control character."""

WHITE_SPACE: Final = st.sampled_from(
    [" ", "  ", "\n", "\t", "\r\n", "\r", "\u00a0", "\u2003", "\u3000", "\u2028", "\n\n  "]
)
"""White space of all kinds, single and in runs."""

_FRAGMENTS: Final = st.sampled_from(
    [
        "The Parties",
        "shall",
        "Art. 5",
        "§",
        "5%",
        "e.g.,",
        "co-operate;",
        "<b>&amp;]]>",
        "“peace”",
        "e\u0301tat",
        "état",
        "Стороны",
        "締約國ハ",
        "\U00020000\U0001f54a",
        "\u200b\u00ad",
        "\u202e",
        "...",
        "(a)",
        "1941",
        "\ufeff",
    ]
)
"""Words and signs that have upset programs before."""


@cache
def words_of_all_kinds(*, max_size: int = 6) -> st.SearchStrategy[str]:
    """Text of any characters, mixed with treaty words, odd signs and white space; often empty."""
    piece = st.one_of(_FRAGMENTS, WHITE_SPACE, st.text(XML_CHARACTERS, max_size=4))
    return st.lists(piece, max_size=max_size).map("".join)


@cache
def short_texts(*, min_size: int = 0) -> st.SearchStrategy[str]:
    """A few characters that XML can hold: for notes, names and titles."""
    return st.text(XML_CHARACTERS, min_size=min_size, max_size=8)


# --- Sigla and addresses ----------------------------------------------------------------------------------

_LETTERS: Final = "ABKMPTXZabcuzÀÖØöøÿΑΡΣΩαωЁАЯяёءغفيぁゔァヺ一龥가힣"
"""Letters that sigla and ids keep: from both ends of each range that the model names."""


@cache
def sigla() -> st.SearchStrategy[str]:
    """Any siglum: as scholars make them, single small letters, and every character that one may hold."""
    usual = st.sampled_from(["A", "B", "C", "P41", "L41a", "T_2", "draft-1", "v1.2", "Т40", "甲"])
    odd = st.sampled_from(["u", "k", "z", "_", "__", "_2d_", "A.", "A..B", "a-", "u-x", "c1", "ch2", "_75_"])
    wild = st.builds(
        str.__add__,
        st.sampled_from(_LETTERS + "_"),
        st.text(st.sampled_from(_LETTERS + "0189-_."), max_size=6),
    )
    return st.one_of(usual, odd, wild)


ODD_NUMBERS: Final = (
    *("c1", "c12", "c01", "c", "p2", "p", "p02", "ch", "ch2", "chapter", "section", "tion", "closing2"),
    *("closing", "body", "article", "ti", "title9", "1er", "ter", "35A", "25 bis", "12.3", "G-01", "II.1"),
    *("..", ".", "1.", ".1", "1..2", "1...2", "a/b", "3:1", "5%", "%41", "+", "1+2", "@2-4", "a@b", "-", "_"),
    *(
        "_2d_",
        "_63_1",
        "1-c1",
        "第3条",
        "第十二條",
        "١٢",
        "Ⅵ",
        "ⅵ",
        "²",
        "1º",
        "№ 5",
        " ",
        "\n",
        "\u00a0",
        "1,2",
    ),
    *("#x", "?", "&", "<", "'", '"', "\U0001d7d9", "e\u0301", "é", "\u200b", "A" * 40),
)
"""Numbers that could be mistaken for something else in an address or an id."""


@cache
def wild_numbers() -> st.SearchStrategy[str]:
    """A number as printed, of any characters: as treaties have it, and as they had better not."""
    signs = st.text("12ac.-_/:%@+ p", min_size=1, max_size=5)
    return st.one_of(
        printed_numbers(), st.sampled_from(ODD_NUMBERS), signs, st.text(XML_CHARACTERS, min_size=1, max_size=4)
    )


@cache
def printed_numbers() -> st.SearchStrategy[str]:
    """A number as treaties print it: 3, VI, 35A, 25bis, 12.3, G-01, a, ii."""
    digits = st.integers(1, 400).map(str)
    return st.one_of(
        digits,
        st.integers(1, 60).map(roman),
        st.integers(1, 20).map(lambda n: roman(n).lower()),
        st.builds(str.__add__, digits, st.sampled_from(["A", "B", "bis", " bis", " TER", ".1", ".12", "-01"])),
        st.sampled_from("abcdeABCDLM"),
        st.builds("{}-{:02}".format, st.sampled_from("GHK"), st.integers(1, 30)),
    )


@cache
def numbers() -> st.SearchStrategy[Number]:
    """Any number that a provision can have."""
    return wild_numbers().filter(str.strip).map(Number)


_NUMBERED_WORDS: Final = tuple(sorted(kind.numbered for kind in KINDS.values() if kind.numbered))
_COUNTED: Final = {kind.unnumbered: kind.counted for _, kind in sorted(KINDS.items())}


@cache
@st.composite
def steps(draw: st.DrawFn) -> Step:
    """Any level of an address: a bare number, a word with a number, a kind with or without a count."""
    form = draw(st.integers(0, 2))
    if form == 0:
        return Step("", draw(wild_numbers()))
    if form == 1:
        return Step(draw(st.sampled_from(_NUMBERED_WORDS)), draw(wild_numbers()))
    word, counted = draw(st.sampled_from(sorted(_COUNTED.items())))
    count = draw(st.integers(0 if not counted else 1, 12))
    return Step(word, str(count) if count else "")


@cache
@st.composite
def addresses(draw: st.DrawFn, *, siglum: str = "") -> Address:
    """Any address: of a whole witness, of a provision up to four deep, of a clause."""
    levels = tuple(draw(st.lists(steps(), max_size=4)))
    clause = draw(st.none() | st.integers(1, 12)) if levels else None
    return Address(siglum or draw(sigla()), levels, clause)


@cache
@st.composite
def change_addresses(draw: st.DrawFn) -> ChangeAddress:
    """Any address of a change: one side may be empty, either may have several, words within or not."""
    earlier = tuple(draw(st.lists(addresses(), max_size=3)))
    later = tuple(draw(st.lists(addresses(), min_size=0 if earlier else 1, max_size=3)))
    if draw(st.booleans()):
        return ChangeAddress(earlier, later)
    first = draw(st.integers(1, 30))
    return ChangeAddress(earlier, later, (first, first + draw(st.integers(0, 9))), draw(st.booleans()))


_NAMES: Final = st.sampled_from(["", "A. Editor", "Б. Переводчик"])
"""Who says so, where anybody does."""


# --- Passages ---------------------------------------------------------------------------------------------


@cache
@st.composite
def spans(draw: st.DrawFn, *, within: int) -> Span:
    """Any span of a text of `within` code points, the empty ones included."""
    start, stop = sorted((draw(st.integers(0, within)), draw(st.integers(0, within))))
    return Span(start, stop)


@cache
@st.composite
def _empty_marks(draw: st.DrawFn, length: int) -> Mark:
    place = draw(st.one_of(st.just(0), st.just(length), st.integers(0, length)))  # often at an edge
    span = Span(place, place)
    if draw(st.booleans()):
        return PageBreak(span, draw(st.sampled_from(["", "25", "26", "xii"])))
    reason = draw(st.sampled_from(["", "left-blank", "illegible", "not-transmitted"]))
    return Gap(span, reason, draw(st.sampled_from(["", "date left blank", "two words"])), draw(_NAMES))


@cache
@st.composite
def _full_marks(draw: st.DrawFn, start: int, stop: int) -> Mark:
    span = Span(start, stop)
    form = draw(st.integers(0, 2))
    if form == 0:
        return Highlight(span, draw(st.sampled_from(["", "underline", "italic"])), draw(_NAMES))
    if form == 1:
        damage = draw(st.sampled_from(["", "the text layer of the copy used"]))
        return Correction(
            span,
            draw(words_of_all_kinds(max_size=2)),
            draw(_NAMES),
            draw(st.sampled_from(["", "high"])),
            damage,
        )
    return Name(span)


@st.composite
def marks(draw: st.DrawFn, text: str) -> tuple[Mark, ...]:
    """Marks for a text: nested to any depth, side by side, and empty ones anywhere, often at the edges."""
    length = len(text)
    found: list[Mark] = draw(st.lists(_empty_marks(length), max_size=2))
    open_ranges = [(0, length)]
    for _ in range(draw(st.integers(0, 4)) if length else 0):
        low, high = draw(st.sampled_from(open_ranges))
        span = draw(spans(within=high - low)).shifted(low)
        if span.start == span.stop:
            continue
        found.append(draw(_full_marks(span.start, span.stop)))
        # What comes later lies inside this mark, before it or behind it, so that no two marks cross.
        open_ranges.remove((low, high))
        open_ranges += [(low, span.start), (span.start, span.stop), (span.stop, high)]
    return tuple(draw(st.permutations(found)))


@cache
@st.composite
def passages(draw: st.DrawFn, *, marked: bool = True) -> Passage:
    """Any passage: any characters, white space at its edges, nested marks; often plain, sometimes empty."""
    text = draw(words_of_all_kinds())
    return Passage(text, draw(marks(text)) if marked and draw(st.booleans()) else ())


# --- Provisions and witnesses -----------------------------------------------------------------------------


@cache
def labels() -> st.SearchStrategy[Label]:
    """Any label: as printed, or supplied by somebody."""
    texts = st.one_of(st.sampled_from(["Article the First", "VI", "ARTICLE 3.", "第一條"]), short_texts())
    return st.builds(Label, texts) | st.builds(Label, texts, st.just(True), _NAMES)


def _unique(siblings: Iterable[Provision]) -> tuple[Provision, ...]:
    """Siblings without those whose number another has already: unnumbered ones are told apart by count."""
    kept: dict[object, Provision] = {}
    for provision in siblings:
        kept.setdefault(provision.step(1, 1) if provision.number else len(kept), provision)
    return tuple(kept.values())


@st.composite
def _provisions(draw: st.DrawFn, depth: int) -> Provision:
    kind = draw(st.sampled_from(sorted(KINDS)))
    number = draw(st.none() | numbers()) if KINDS[kind].numbered is not None else None
    clauses: tuple[Passage, ...] = ()
    children: tuple[Provision, ...] = ()
    if depth > 1 and draw(st.integers(0, 2)) == 0:
        children = _unique(draw(st.lists(provisions(depth=depth - 1), max_size=3)))
    else:
        clauses = tuple(draw(st.lists(passages(), max_size=3)))
    label = draw(st.none() | labels())
    heading = draw(st.none() | passages())
    return Provision(kind, clauses, children, number, label, heading, draw(st.sampled_from(["", "Ruritania"])))


@cache
def provisions(*, depth: int = 4) -> st.SearchStrategy[Provision]:
    """Any provision, at most `depth` levels, itself included; empty ones and empty clauses among them."""
    return _provisions(depth)


@cache
def dates() -> st.SearchStrategy[UncertainDate]:
    """Dates in every form of EDTF that the model reads."""
    days = st.dates().map(str)
    months = st.builds("{:04}-{:02}".format, st.integers(1, 9999), st.integers(1, 12))
    years = st.builds("{:04}".format, st.integers(1, 9999))
    simple = st.one_of(days, months, years)
    marked = st.builds(str.__add__, simple, st.sampled_from("?~%"))
    vague = st.sampled_from(["1941-XX", "194X", "19XX", "1941-04-XX", "1941-XX-XX", "1941-XX-13"])
    opened = st.builds(str.format, st.sampled_from(["{}/", "{}/..", "../{}", "/{}", "[..{}]", "[{}..]"]), simple)
    closed = st.lists(simple, min_size=2, max_size=2).map(lambda ends: "/".join(sorted(ends)))
    sets = st.lists(simple, min_size=1, max_size=3).flatmap(
        lambda parts: st.sampled_from(["[" + ",".join(parts) + "]", "{" + ",".join(parts) + "}"])
    )
    return st.one_of(simple, marked, vague, opened, closed, sets).map(UncertainDate)


@cache
def sources() -> st.SearchStrategy[Source]:
    """Any source: a work with pages, an archive sheet, both, or nothing."""
    works = st.builds(Work, short_texts(min_size=1).filter(str.strip), short_texts())
    pages = st.sampled_from(["", "25", "25-26", "25, 31"])
    notes = st.sampled_from(["", "ch. 2 n. 48"])
    archive = {"repository": st.sampled_from(["", "Archive"]), "shelfmark": short_texts()}
    return st.builds(Source, **archive) | st.builds(Source, works, pages, notes, **archive)


@cache
@st.composite
def witnesses(draw: st.DrawFn, *, siglum: str = "", depth: int = 4) -> Witness:
    """Any witness: trees of provisions of at most `depth` levels, with metadata; its addresses are unique."""
    return Witness(
        siglum or draw(sigla()),
        _unique(draw(st.lists(provisions(depth=depth), max_size=4))),
        title=draw(short_texts()),
        kind=draw(st.sampled_from(["draft", "signed", "fragment", "testimony", "text"])),
        status=draw(st.sampled_from(TextStatus)),
        complete=draw(st.booleans()),
        instrument=draw(short_texts()),
        date=draw(st.none() | dates()),
        language=draw(st.sampled_from(["en", "ru", "ja", "sr-Latn"])),
        translator=draw(short_texts()),
        filiation=draw(short_texts()),
        source=draw(st.none() | sources()),
        presented_by=draw(short_texts()),
        remarks=tuple(draw(st.lists(short_texts(), max_size=2))),
        rights=draw(short_texts()),
    )


@st.composite
def _wild_pairs(draw: st.DrawFn) -> tuple[Witness, Witness]:
    earlier = draw(witnesses(siglum="A"))
    if draw(st.booleans()):
        return earlier, draw(witnesses(siglum="B"))
    # Trees of the one in another order beside new ones: they share words, but hardly structure.
    kept = draw(st.permutations(earlier.provisions))[: draw(st.integers(0, len(earlier.provisions)))]
    new = draw(st.lists(provisions(depth=2), max_size=2))
    return earlier, attrs.evolve(earlier, siglum="B", provisions=_unique([*kept, *new]))


def any_pairs() -> st.SearchStrategy[tuple[Witness, Witness]]:
    """Two witnesses A and B of any sort: related treaties, wild trees that share parts or do not."""
    return st.one_of(_wild_pairs(), related_pairs().map(lambda pair: (pair.earlier, pair.later)))


@st.composite
def links(draw: st.DrawFn, *, earlier: str = "A", later: str = "B") -> Link:
    """Any link between two witnesses with these sigla."""
    sides = [tuple(draw(st.lists(addresses(siglum=s), min_size=1, max_size=3))) for s in (earlier, later)]
    return Link(
        sides[0],
        sides[1],
        relation=draw(st.sampled_from(Relation)),
        flags=tuple(draw(st.lists(st.sampled_from(Flag), unique=True))),
        score=draw(st.integers(0, 1000)) / 1000,
        rule=draw(st.sampled_from(["edited", "words"])),
        resp=draw(_NAMES),
        cert=draw(st.sampled_from(["", "high", "medium", "low"])),
    )


@st.composite
def dossiers(draw: st.DrawFn) -> DossierRecord:
    """Any dossier of one to four witnesses, with comparisons, relations and handovers among them."""
    short = draw(st.lists(sigla(), min_size=1, max_size=4, unique=True))
    one = st.sampled_from(short)
    some = st.lists(one, min_size=1, max_size=2, unique=True).map(tuple)
    plans = st.builds(ComparisonPlan, one, one, st.sampled_from(Level))
    names = st.sampled_from(["witnessTo", "modelledOn", "follows", "sameSettlement"])
    relations = st.builds(WitnessRelation, names, some, some, st.sampled_from(["", "high"]), short_texts())
    handovers = st.builds(Handover, some, short_texts(), short_texts(), st.none() | dates(), short_texts())
    return DossierRecord(
        draw(short_texts()),
        tuple(draw(witnesses(siglum=siglum, depth=2)) for siglum in short),
        tuple(draw(st.lists(plans, max_size=3))),
        tuple(draw(st.lists(relations, max_size=2))),
        tuple(draw(st.lists(handovers, max_size=2))),
    )


# --- Annotations ------------------------------------------------------------------------------------------


def _spoken(words: str) -> bool:
    """Whether a name says anything when white space is left aside."""
    return bool(words.strip())


@cache
def works() -> st.SearchStrategy[Work]:
    """Any work: told as one reference, or in parts."""
    key, said = short_texts(min_size=1).filter(_spoken), short_texts()
    people = st.lists(short_texts(min_size=1).filter(_spoken), max_size=2).map(tuple)
    parts = dict.fromkeys(("title", "container", "place", "publisher", "isbn", "url", "identifier"), said)
    kinds = st.sampled_from(["", "book", "article", "archival"])
    years = st.none() | dates()
    return st.builds(Work, key, said) | st.builds(
        Work,
        key,
        said,
        kind=kinds,
        authors=people,
        editors=people,
        translators=people,
        date=years.map(lambda one: str(one or "")),
        pages=st.sampled_from(["", "7", "7-19"]),
        **parts,
    )


@st.composite
def targets(draw: st.DrawFn, texts: Sequence[Witness]) -> tuple[Target, ...]:
    """Some places in witnesses, no two the same: whole ones, provisions, clauses, words, changes between two."""
    everything = [Address(witness.siglum) for witness in texts]
    everything += [address for witness in texts for address, _ in witness.addressed()]
    clauses = {address: clause.text for witness in texts for address, clause in witness.clauses()}
    found: dict[str, Target] = {}
    for _ in range(draw(st.integers(0, 3))):
        form = draw(st.integers(0, 3))
        if form == 0 and len(texts) > 1:
            ends = [draw(st.sampled_from(sorted(_inside(everything, one), key=str))) for one in texts[:2]]
            target = Target(ChangeAddress((ends[0],), (ends[1],)))
        elif form < 2 or not clauses:
            target = Target(draw(st.sampled_from(everything)))
        else:
            place = draw(st.sampled_from(sorted(clauses, key=str)))
            text = clauses[place]
            span = draw(spans(within=len(text))) if form == 2 else None
            whole = text if draw(st.booleans()) else ""
            target = Target(place, span, whole if span is None else span.of(text))
        found.setdefault(f"{target.place} {target.span}", target)
    return tuple(found.values())


def _inside(places: Iterable[Address], witness: Witness) -> list[Address]:
    return [place for place in places if place.siglum == witness.siglum]


@st.composite
def _quoted(draw: st.DrawFn, texts: Sequence[Witness]) -> tuple[Target, ...]:
    """Words of a clause; none where there are no words."""
    clauses = [(address, clause.text) for witness in texts for address, clause in witness.clauses() if clause.text]
    if not clauses:
        return ()
    place, text = draw(st.sampled_from(clauses))
    start = draw(st.integers(0, len(text) - 1))
    span = Span(start, draw(st.integers(start + 1, len(text))))
    return (Target(place, span, span.of(text)),)


@st.composite
def annotation_lists(
    draw: st.DrawFn, texts: Sequence[Witness], *, of_whole: bool = True, max_size: int = 4
) -> tuple[Annotation, ...]:
    """Annotations of witnesses, terms after the others: any words, targets, sources; some contradict each other.

    Args:
        draw: of Hypothesis.
        texts: the witnesses.
        of_whole: whether some speak of the negotiation as a whole.
        max_size: how many there are at most.
    """
    library = {work.key.strip(): work for work in draw(st.lists(works(), max_size=3))}
    cited = st.builds(
        Source,
        st.sampled_from(list(library.values())) if library else st.none(),
        repository=st.sampled_from(["", "Archive"]),
        shelfmark=short_texts(),
    )
    paged = st.builds(
        attrs.evolve,
        cited,
        pages=st.sampled_from(["", "25", "25-26", "25, 31"]),
        note=st.sampled_from(["", "n. 48"]),
    )
    said = paged if library else cited
    kinds = st.sampled_from(sorted(set(ANNOTATION_KINDS) - {TERM})) | sigla().filter(TERM.__ne__)
    made: list[Annotation] = []
    ids = draw(st.lists(sigla(), max_size=max_size, unique=True))
    for identifier in ids:
        says = draw(st.booleans())
        of = draw(targets(texts))
        if says:  # a term needs words that say so
            of = tuple(target for target in of if target.quote) or draw(_quoted(texts))
        one = Annotation(
            identifier,
            "note",
            draw(words_of_all_kinds()),
            of,
            date=draw(st.none() | dates()),
            actors=tuple(draw(st.lists(short_texts(min_size=1).filter(_spoken), max_size=2))),
            sources=tuple(draw(st.lists(said, max_size=2))),
            quote=draw(words_of_all_kinds(max_size=3)),
            resp=draw(_NAMES),
            cert=draw(st.sampled_from(["", "high", "medium", "low", "unknown"])),
            conflicts_with=tuple(
                draw(st.lists(st.sampled_from(ids).filter(identifier.__ne__), max_size=2, unique=True))
            )
            if len(ids) > 1
            else (),
        )
        if says and of:
            term, value = draw(st.sampled_from([("duration", "P5Y"), ("kind", "neutrality"), ("own", " a\n b")]))
            made.append(attrs.evolve(one, kind=TERM, term=term, value=value))
        elif of or of_whole:
            made.append(attrs.evolve(one, kind=draw(kinds)))
    known = {one.id for one in made}
    made = [
        attrs.evolve(one, conflicts_with=tuple(other for other in one.conflicts_with if other in known))
        for one in made
    ]
    return tuple(sorted(made, key=lambda one: one.kind == TERM))


# --- Treaties ---------------------------------------------------------------------------------------------

_PARTIES: Final = ("Each Party", "The Commission", "Neither Party", "Either Government", "The Council")
_MODALS: Final = ("shall", "undertakes to", "may", "agrees to", "shall not", "will")
_VERBS: Final = (
    "respect",
    "maintain",
    "notify",
    "publish",
    "survey",
    "restore",
    "suspend",
    "inspect",
    "lease",
)
_SUBJECTS: Final = (
    *("harbours", "fisheries", "railways", "lighthouses", "customs", "archives", "forests", "quarries"),
    *("consulates", "pilotage", "telegraphs", "salvage", "bridges", "passports", "vineyards", "mines"),
    *("rivers", "currency", "postage", "museums", "grazing", "quarantine", "patents", "lotteries"),
    *("aqueducts", "extradition", "tariffs", "pearls", "observatories", "cemeteries", "timber", "salt"),
)
_TAILS: Final = (
    *("within the islands", "for five years", "at its own cost", "by common consent", "without delay"),
    *("in time of peace", "on either bank", "as before the war", "under this agreement", "upon request"),
    *("through a joint board", "along the northern road", "free of duty", "in good faith", "once a year"),
)
_SPARE_WORDS: Final = ("promptly", "jointly", "mutual", "lawful", "entire", "adjacent", "ancient", "orderly")
"""Words that no sentence has until a rewording brings them in."""

_REFERENCE: Final = re.compile(r"\{(\d+)\}")


@frozen
class DraftClause:
    """A sentence before its references have numbers.

    Attributes:
        identity: which sentence it is, whatever becomes of its words, its article and its place.
        text: its words without white space at the ends; ``{7}`` is a reference to the article of identity 7.
    """

    identity: int
    text: str


@frozen
class DraftArticle:
    """An article before its number is printed.

    Attributes:
        identity: which article it is, for references to it, whatever its number becomes.
        clauses: its sentences.
        number: its number in digits, or such as ``3bis``.
    """

    identity: int
    clauses: tuple[DraftClause, ...]
    number: str


@frozen
class Draft:
    """A treaty in the making: what edits are applied to.

    Attributes:
        articles: in text order; their identities and numbers are unique.
        style: how numbers are printed: ``digits``, ``roman`` or ``ordinal`` ("Article the Third").
        frame: whether there are a preamble, a closing and signatures around the articles.
        referred: the number that a reference to an identity shows, where it is not the article's own.
        spent: the highest identity that any sentence of the family had so far.
    """

    articles: tuple[DraftArticle, ...]
    style: str = "digits"
    frame: bool = True
    referred: tuple[tuple[int, str], ...] = ()
    spent: int = 0

    def printed(self, number: str) -> str:
        """A number in the draft's style; what is no plain number stays."""
        return roman(int(number)) if self.style == "roman" and number.isdecimal() else number

    def witness(self, siglum: str, *, complete: bool = True) -> Witness:
        """The draft as a witness: numbers printed, references filled in, one space between clauses."""
        shown = {article.identity: article.number for article in self.articles} | dict(self.referred)
        articles = []
        for article in self.articles:
            texts = [
                _REFERENCE.sub(lambda found: f"Article {self.printed(shown[int(found[1])])}", clause.text)
                for clause in article.clauses
            ]
            label = self.printed(article.number)
            if self.style == "ordinal" and article.number in _ORDINALS:
                label = f"the {_ORDINALS[article.number]}"
            articles.append(
                Provision(
                    "article",
                    _spaced(texts),
                    number=Number(self.printed(article.number)),
                    label=Label(f"Article {label}"),
                )
            )
        if not self.frame:
            return Witness(siglum, tuple(articles), complete=complete)
        preamble = Provision(
            "preamble", _spaced(["Desiring to live as good neighbours,", "have agreed as follows:"])
        )
        closing = Provision("closing", _spaced(["Done in two copies, each in both languages."]))
        signed = Provision("signatures", _spaced(["For the North:", "For the South:"]))
        return Witness(siglum, (preamble, *articles, closing, signed), complete=complete)

    def address(self, siglum: str, article: DraftArticle) -> Address:
        """Where an article of this draft stands in its witness."""
        return Address(siglum, (Step("", self.printed(article.number)),))


_ORDINALS: Final = dict(
    zip("1 2 3 4 5 6 7 8".split(), "First Second Third Fourth Fifth Sixth Seventh Eighth".split(), strict=True)
)


def _spaced(sentences: Sequence[str]) -> tuple[Passage, ...]:
    last = len(sentences) - 1
    return tuple(Passage(text if at == last else f"{text} ") for at, text in enumerate(sentences))


def roman(number: int) -> str:
    """A number from 1 to 3999 in Roman numerals."""
    out = ""
    for worth, letters in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        "M CM D CD C XC L XL X IX V IV I".split(),
        strict=True,
    ):
        out += letters * (number // worth)
        number %= worth
    return out


@st.composite
def sentences(draw: st.DrawFn, subjects: st.SearchStrategy[str], *, refer_to: Sequence[int] = ()) -> str:
    """A treaty's sentence of 7 to 23 words on one of `subjects`; it may refer to one of these identities."""
    words = [
        draw(st.sampled_from(_PARTIES)),
        draw(st.sampled_from(_MODALS)),
        draw(st.sampled_from(_VERBS)),
        "the",
        draw(subjects),
        *draw(st.lists(st.sampled_from(_TAILS), min_size=1, max_size=3, unique=True)),
    ]
    if refer_to and draw(st.integers(0, 2)) == 0:
        words += ["subject to", f"{{{draw(st.sampled_from(refer_to))}}}"]
    return " ".join(words) + "."


@st.composite
def drafts(draw: st.DrawFn, *, min_articles: int = 1, max_articles: int = 6, frame: bool | None = None) -> Draft:
    """A treaty of articles on subjects of their own, one to four sentences each, numbered from 1.

    There are `min_articles` to `max_articles` of them (12 or fewer: each needs two subjects that no other
    has). With `frame` it has a preamble and an end, without it has none; `None` leaves that open.
    """
    count = draw(st.integers(min_articles, max_articles))
    about = draw(st.permutations(_SUBJECTS))
    identities = range(1, count + 1)
    articles: list[DraftArticle] = []
    sentence = 0
    for identity in identities:
        others = [other for other in identities if other != identity]
        # Two subjects an article, so that both halves of a split still say what they are about.
        subjects = st.sampled_from(about[2 * identity - 2 : 2 * identity])
        texts = draw(st.lists(sentences(subjects, refer_to=others), min_size=1, max_size=4, unique=True))
        clauses = tuple(DraftClause(sentence + n, text) for n, text in enumerate(texts, start=1))
        sentence += len(clauses)
        articles.append(DraftArticle(identity, clauses, str(identity)))
    style = draw(st.sampled_from(["digits", "roman", "ordinal"]))
    return Draft(tuple(articles), style, draw(st.booleans()) if frame is None else frame)


def treaties(*, siglum: str = "A", min_articles: int = 1, max_articles: int = 6) -> st.SearchStrategy[Witness]:
    """A witness that reads like a treaty."""
    return drafts(min_articles=min_articles, max_articles=max_articles).map(lambda draft: draft.witness(siglum))


# --- Edits ------------------------------------------------------------------------------------------------


@frozen
class Edit:
    """One thing done to a draft.

    Attributes:
        kind: ``moved``, ``dropped``, ``inserted``, ``reworded``, ``split``, ``merged`` or ``renumbered``.
        articles: identities of the articles it was done to; of an insertion, the new one's.
        references: of a renumbering, whether the references in the text followed.
    """

    kind: str
    articles: tuple[int, ...] = ()
    references: bool = True


def _fresh_clause(draft: Draft) -> int:
    # Dropped sentences take their identities with them: no other text of the family must meet them again.
    return 1 + max([draft.spent, *(clause.identity for article in draft.articles for clause in article.clauses)])


def _fresh(draft: Draft) -> int:
    return 1 + max([article.identity for article in draft.articles] + [key for key, _ in draft.referred] + [0])


def _free_number(draft: Draft, beside: str) -> str:
    """A number that no article has, made from a neighbour's: 3bis, 3ter, then the first free one."""
    taken = {article.number for article in draft.articles} | {number for _, number in draft.referred}
    stem = beside.removesuffix("bis").removesuffix("ter") or "1"
    candidates = [f"{stem}bis", f"{stem}ter", *map(str, range(1, len(taken) + 2))]
    return next(number for number in candidates if number not in taken)


def _replaced(draft: Draft, at: int, gone: int, new: Sequence[DraftArticle]) -> Draft:
    """The draft with `gone` articles from place `at` on replaced; references to them keep the old number."""
    articles = (*draft.articles[:at], *new, *draft.articles[at + gone :])
    kept = {article.identity for article in articles}
    lost = {article.identity: article.number for article in draft.articles if article.identity not in kept}
    shown = lost | dict(draft.referred)
    spent = _fresh_clause(attrs.evolve(draft, articles=(*draft.articles, *new))) - 1
    return attrs.evolve(draft, articles=articles, referred=tuple(sorted(shown.items())), spent=spent)


@st.composite
def _moved(draw: st.DrawFn, draft: Draft) -> tuple[Draft, Edit]:
    rest = list(draft.articles)
    article = rest.pop(draw(st.integers(0, len(rest) - 1)))
    old = draft.articles.index(article)
    place = draw(st.integers(0, len(rest)).filter(lambda at: at != old))
    rest.insert(place, article)
    return attrs.evolve(draft, articles=tuple(rest)), Edit("moved", (article.identity,))


@st.composite
def _dropped(draw: st.DrawFn, draft: Draft) -> tuple[Draft, Edit]:
    at = draw(st.integers(0, len(draft.articles) - 1))
    return _replaced(draft, at, 1, ()), Edit("dropped", (draft.articles[at].identity,))


@st.composite
def _inserted(draw: st.DrawFn, draft: Draft) -> tuple[Draft, Edit]:
    at = draw(st.integers(0, len(draft.articles)))
    spoken_of = " ".join(clause.text for article in draft.articles for clause in article.clauses)
    free = st.sampled_from([subject for subject in _SUBJECTS if subject not in spoken_of])
    texts = draw(st.lists(sentences(free), min_size=1, max_size=3, unique=True))
    start = _fresh_clause(draft)
    clauses = tuple(DraftClause(identity, text) for identity, text in enumerate(texts, start=start))
    number = _free_number(draft, draft.articles[at - 1].number if at else "1")
    new = DraftArticle(_fresh(draft), clauses, number)
    return _replaced(draft, at, 0, (new,)), Edit("inserted", (new.identity,))


@st.composite
def _reworded(draw: st.DrawFn, draft: Draft) -> tuple[Draft, Edit]:
    at = draw(st.integers(0, len(draft.articles) - 1))
    article = draft.articles[at]
    which = draw(st.integers(0, len(article.clauses) - 1))
    clause = article.clauses[which]
    words = clause.text.split()
    # The subject stays, or nobody could say that the article is still the same.
    inner = [place for place, word in enumerate(words) if 0 < place < len(words) - 1 and word not in _SUBJECTS]
    place = draw(st.sampled_from([place for place in inner if "{" not in words[place]]))
    form = draw(st.sampled_from(["add", "replace", "drop"]))
    word = draw(st.sampled_from([word for word in _SPARE_WORDS if word != words[place]]))
    words[place : place + (form != "add")] = [] if form == "drop" else [word]
    clauses = (
        *article.clauses[:which],
        attrs.evolve(clause, text=" ".join(words)),
        *article.clauses[which + 1 :],
    )
    new = attrs.evolve(article, clauses=clauses)
    return _replaced(draft, at, 1, (new,)), Edit("reworded", (article.identity,))


@st.composite
def _split(draw: st.DrawFn, draft: Draft) -> tuple[Draft, Edit]:
    at = draw(st.sampled_from([at for at, article in enumerate(draft.articles) if len(article.clauses) > 1]))
    whole = draft.articles[at]
    cut = draw(st.integers(1, len(whole.clauses) - 1))
    # A reference to the whole is one to its first half, which keeps number and identity.
    first = attrs.evolve(whole, clauses=whole.clauses[:cut])
    second = DraftArticle(_fresh(draft), whole.clauses[cut:], _free_number(draft, whole.number))
    return _replaced(draft, at, 1, (first, second)), Edit("split", (whole.identity,))


@st.composite
def _merged(draw: st.DrawFn, draft: Draft) -> tuple[Draft, Edit]:
    at = draw(st.integers(0, len(draft.articles) - 2))
    first, second = draft.articles[at : at + 2]
    both = attrs.evolve(first, clauses=first.clauses + second.clauses)
    return _replaced(draft, at, 2, (both,)), Edit("merged", (first.identity, second.identity))


@st.composite
def _renumbered(draw: st.DrawFn, draft: Draft) -> tuple[Draft, Edit]:
    had = [article.number for article in draft.articles]
    start = draw(st.sampled_from([n for n in (1, 2, 5) if had != [str(n + place) for place in range(len(had))]]))
    follow = draw(st.booleans())
    return _renumber(draft, start, references=follow), Edit(
        "renumbered", tuple(article.identity for article in draft.articles), follow
    )


def _renumber(draft: Draft, start: int, *, references: bool) -> Draft:
    """The draft numbered in order from `start`; references to articles that it has follow, or stay behind."""
    shown = {article.identity: article.number for article in draft.articles} | dict(draft.referred)
    articles = tuple(
        attrs.evolve(article, number=str(number)) for number, article in enumerate(draft.articles, start=start)
    )
    if references:
        for article in articles:
            shown.pop(article.identity)
    return attrs.evolve(draft, articles=articles, referred=tuple(sorted(shown.items())))


_EDITS: Final[
    dict[str, tuple[Callable[[Draft], st.SearchStrategy[tuple[Draft, Edit]]], Callable[[Draft], bool]]]
] = {
    "moved": (_moved, lambda draft: len(draft.articles) > 1),
    "dropped": (_dropped, lambda draft: len(draft.articles) > 1),
    "inserted": (_inserted, lambda _: True),
    "reworded": (_reworded, lambda draft: bool(draft.articles)),
    "split": (_split, lambda draft: any(len(article.clauses) > 1 for article in draft.articles)),
    "merged": (_merged, lambda draft: len(draft.articles) > 1),
    "renumbered": (_renumbered, lambda draft: bool(draft.articles)),
}
"""Each edit, and when it can be made."""

EDIT_KINDS: Final = tuple(_EDITS)
"""What `edited` can do to a draft."""


@st.composite
def edited(
    draw: st.DrawFn,
    draft: Draft,
    *,
    kinds: Sequence[str] = EDIT_KINDS,
    min_edits: int = 0,
    max_edits: int = 3,
) -> tuple[Draft, tuple[Edit, ...]]:
    """A draft made from another by edits of these kinds, and the edits in the order of their making."""
    edits = []
    for _ in range(draw(st.integers(min_edits, max_edits))):
        possible = [kind for kind in kinds if _EDITS[kind][1](draft)]
        if possible:
            draft, edit = draw(_EDITS[draw(st.sampled_from(possible))][0](draft))
            edits.append(edit)
    return draft, tuple(edits)


@frozen
class Correspondence:
    """Articles that correspond: the truth an alignment is held against.

    Attributes:
        earlier: addresses of articles in the earlier text, in its order; empty for an inserted article.
        later: the same for the later text; empty for an omitted article.
    """

    earlier: tuple[Address, ...]
    later: tuple[Address, ...]


@frozen
class RelatedPair:
    """An earlier and a later text, and what was done to the one to get the other.

    Attributes:
        earlier: the earlier text; its siglum is A unless it was drawn in a family.
        later: the later text.
        edits: in the order in which they were made; later edits may undo earlier ones in part.
        correspondences: which articles correspond, in the earlier text's order; then what only the later has.
    """

    earlier: Witness
    later: Witness
    edits: tuple[Edit, ...]
    correspondences: tuple[Correspondence, ...]


def correspondences(earlier: Draft, later: Draft, sigla: tuple[str, str]) -> tuple[Correspondence, ...]:
    """Which articles correspond in two drafts of one family: those that share a sentence's identity."""
    groups = [_Group([article], []) for article in earlier.articles]
    inserted = []
    for article in later.articles:
        here = {clause.identity for clause in article.clauses}
        sharing = [group for group in groups if here & group.sentences()]
        if not sharing:
            inserted.append(Correspondence((), (later.address(sigla[1], article),)))
            continue
        joined = _Group(
            [one for group in sharing for one in group.earlier],
            [*(one for group in sharing for one in group.later), article],
        )
        place = groups.index(sharing[0])
        groups = [group for group in groups if group not in sharing]
        groups.insert(place, joined)
    found = [
        Correspondence(
            tuple(earlier.address(sigla[0], one) for one in earlier.articles if one in group.earlier),
            tuple(later.address(sigla[1], one) for one in later.articles if one in group.later),
        )
        for group in groups
    ]
    return (*found, *inserted)


@frozen
class _Group:
    """Articles of two drafts that hang together so far."""

    earlier: list[DraftArticle]
    later: list[DraftArticle]

    def sentences(self) -> set[int]:
        return {clause.identity for article in self.earlier for clause in article.clauses}


@st.composite
def related_pairs(
    draw: st.DrawFn,
    *,
    kinds: Sequence[str] = EDIT_KINDS,
    min_edits: int = 0,
    max_edits: int = 3,
    min_articles: int = 2,
    max_articles: int = 6,
) -> RelatedPair:
    """An earlier text A and a later text B made from it by edits of these kinds.

    A law about one sort of change names it: ``related_pairs(kinds=["moved"], min_edits=1, max_edits=1)``.
    """
    earlier = draw(drafts(min_articles=min_articles, max_articles=max_articles))
    later, edits = draw(edited(earlier, kinds=kinds, min_edits=min_edits, max_edits=max_edits))
    return RelatedPair(earlier.witness("A"), later.witness("B"), edits, correspondences(earlier, later, ("A", "B")))


@frozen
class Family:
    """Texts that descend from each other, oldest first.

    Attributes:
        witnesses: one to eight, with the sigla A, B, C ...
        parents: for each but the first, which witness it was made from, as a place in `witnesses`.
        pairs: for each but the first, the pair of its parent and itself.
    """

    witnesses: tuple[Witness, ...]
    parents: tuple[int, ...]
    pairs: tuple[RelatedPair, ...]


@st.composite
def families(
    draw: st.DrawFn,
    *,
    min_size: int = 1,
    max_size: int = 8,
    kinds: Sequence[str] = EDIT_KINDS,
    max_edits: int = 2,
    fragments: bool = False,
) -> Family:
    """One to eight related witnesses: each made from any older one by at most `max_edits` of these kinds.

    With `fragments` a witness may be one: some articles only, no frame, and not complete.
    """
    size = draw(st.integers(min_size, max_size))
    texts = [draw(drafts(min_articles=1, max_articles=4))]
    made = [texts[0].witness("A")]
    parents: list[int] = []
    spent = 0
    pairs: list[RelatedPair] = []
    for siglum in "BCDEFGH"[: size - 1]:
        parent = draw(st.integers(0, len(texts) - 1))
        text, edits = draw(edited(attrs.evolve(texts[parent], spent=spent), kinds=kinds, max_edits=max_edits))
        partial = fragments and bool(text.articles) and draw(st.integers(0, 3)) == 0
        if partial:
            start = draw(st.integers(0, len(text.articles) - 1))
            stop = draw(st.integers(start + 1, len(text.articles)))
            text = attrs.evolve(_without(text, start, stop), frame=False)
        spent = max(spent, text.spent)
        truth = correspondences(texts[parent], text, (made[parent].siglum, siglum))
        witness = text.witness(siglum, complete=not partial)
        pairs.append(RelatedPair(made[parent], witness, edits, truth))
        texts.append(text)
        made.append(witness)
        parents.append(parent)
    return Family(tuple(made), tuple(parents), tuple(pairs))


def _without(draft: Draft, start: int, stop: int) -> Draft:
    """The articles from `start` to `stop` alone; references to the others keep their numbers."""
    shorter = _replaced(draft, stop, len(draft.articles) - stop, ())
    return _replaced(shorter, 0, start, ())


@st.composite
def _wild_families(draw: st.DrawFn, min_size: int, max_size: int) -> tuple[Witness, ...]:
    """Witnesses of any sort whose trees come from one stock, so that they share words, but hardly structure."""
    stock = draw(st.lists(provisions(depth=3), min_size=1, max_size=4))
    return tuple(
        Witness(
            siglum,
            _unique(draw(st.lists(st.sampled_from(stock), max_size=4))),
            complete=draw(st.booleans()),
            instrument=draw(st.sampled_from(["", "Pact", "Declaration"])),
        )
        for siglum in "ABCDEFGH"[: draw(st.integers(min_size, max_size))]
    )


def any_families(*, min_size: int = 1, max_size: int = 8) -> st.SearchStrategy[tuple[Witness, ...]]:
    """One to eight witnesses of any sort: treaties with fragments that descend from each other, or wild trees."""
    related = families(min_size=min_size, max_size=max_size, fragments=True).map(lambda family: family.witnesses)
    return st.one_of(_wild_families(min_size, max_size), related)
