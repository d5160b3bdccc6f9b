"""Laws of traces, timelines and searches, for any dossier."""

from __future__ import annotations

from itertools import combinations, pairwise

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from strategies import Family, dates, families, passages
from treatydiff.dossier import Dossier
from treatydiff.model.addresses import Address
from treatydiff.model.annotations import Annotation
from treatydiff.model.dates import UncertainDate
from treatydiff.model.dossiers import ComparisonPlan, DossierRecord, WitnessRelation
from treatydiff.model.passages import Passage
from treatydiff.model.provisions import Provision
from treatydiff.model.witnesses import Witness
from treatydiff.search import find
from treatydiff.timeline import timeline
from treatydiff.tokenization import tokenize
from treatydiff.trace import State


def order(date: UncertainDate | None) -> tuple[object, object]:
    """By what dates are sorted."""
    assert date is not None
    return date.earliest, date.latest


@given(st.lists(st.none() | dates(), max_size=8), st.lists(st.none() | dates(), min_size=1, max_size=8))
def test_a_timeline_keeps_every_certain_order(
    said: list[UncertainDate | None], texts: list[UncertainDate | None]
) -> None:
    """What is surely earlier stands earlier; what overlaps is said of both ends; nothing is lost or told twice."""
    record = DossierRecord(
        witnesses=tuple(Witness(f"W{n}", date=date) for n, date in enumerate(texts)),
        annotations=tuple(Annotation(f"n{n}", "note", "x", date=date) for n, date in enumerate(said)),
    )
    made = timeline(record)
    assert sorted(entry.key for entry in (*made.entries, *made.undated)) == sorted(
        [f"W{n}" for n in range(len(texts))] + [f"n{n}" for n in range(len(said))]
    )
    assert all(entry.date is None for entry in made.undated)
    for earlier, later in combinations(made.entries, 2):
        assert earlier.date is not None
        assert later.date is not None
        assert later.date.latest >= earlier.date.earliest
        overlap = earlier.date.latest >= later.date.earliest
        one_day = earlier.date.earliest == earlier.date.latest == later.date.earliest == later.date.latest
        assert (later.key in earlier.unordered) == (overlap and not one_day)
        assert (earlier.key in later.unordered) == (overlap and not one_day)


@given(st.lists(passages(), max_size=4), st.data())
def test_what_is_found_is_what_was_looked_for(clauses: list[Passage], data: st.DataObject) -> None:
    """A word of the text is found wherever its form stands; places and span are the same words."""
    record = DossierRecord(witnesses=(Witness("A", (Provision("body", tuple(clauses)),)),))
    tokens = [token for clause in clauses for token in tokenize(clause)]
    spoken = [token for token in tokens if any(map(str.isalnum, token.n))]
    if not spoken:
        return
    wanted = data.draw(st.sampled_from(spoken))
    if tokenize(Passage(wanted.t)).n != (wanted.n,):
        return  # a word whose parts would part elsewhere
    hits = find(record, wanted.t)
    assert len(hits) == sum(token.n == wanted.n for token in spoken)
    for hit in hits:
        assert tokenize(Passage(hit.words)).n == (wanted.n,)
        pieces = [place.span.of(record.witnesses[0].clause(place.address).text) for place in hit.places]
        assert "".join(pieces) == hit.words


@given(st.text("abe\u0301 ", min_size=1, max_size=12), st.text("abe\u0301", min_size=1, max_size=2))
def test_what_is_found_to_the_letter_stands_there(text: str, wanted: str) -> None:
    """Each hit reads what was looked for, and hits do not overlap."""
    hits = find(
        DossierRecord(witnesses=(Witness("A", (Provision("body", (Passage(text),)),)),)), wanted, exact=True
    )
    assert all(hit.words == wanted for hit in hits)
    assert all(a.span.stop <= b.span.start for a, b in pairwise(hits))
    if "\u0301" not in text + wanted:
        assert len(hits) == text.count(wanted)


@st.composite
def negotiations(draw: st.DrawFn) -> DossierRecord:
    """Related texts with dates, some of which are said to follow others or are to be compared."""
    family: Family = draw(families(min_size=2, max_size=4, max_edits=2, fragments=True))
    texts = tuple(evolve(witness, date=draw(st.none() | dates())) for witness in family.witnesses)
    pairs = list(combinations([witness.siglum for witness in texts], 2))
    stated = draw(st.lists(st.sampled_from(pairs), max_size=4, unique=True))
    planned = draw(st.lists(st.sampled_from(pairs), max_size=2, unique=True))
    return DossierRecord(
        witnesses=texts,
        comparisons=tuple(ComparisonPlan(*pair) for pair in planned),
        relations=tuple(WitnessRelation("follows", (later,), (earlier,)) for earlier, later in stated),
    )


@given(negotiations(), st.data())
def test_a_trace_is_in_time_and_leaves_out_nothing_that_is_linked(
    record: DossierRecord, data: st.DataObject
) -> None:
    """Dated steps stand in time order, none twice; what a stated pair links with the provision is in its life."""
    dossier = Dossier(record)
    places = [place for witness in record.witnesses for place, _ in witness.addressed()]
    places += [place for witness in record.witnesses for place, _ in witness.clauses()]
    wanted: Address = data.draw(st.sampled_from(places))
    trace = dossier.trace(wanted)
    sigla = [step.witness.siglum for step in trace]
    assert len(sigla) == len(set(sigla))
    dated = [order(step.witness.date) for step in trace if step.witness.date]
    assert dated == sorted(dated)
    there = [place for step in trace for place in step.addresses]
    assert any(wanted.is_in(place) for place in there)
    for step in trace:
        assert (step.state is State.PRESENT) == bool(step.addresses)
        assert [step.witness.resolve(place) for place in step.addresses] == list(step.addresses)
    for relation in record.relations:
        comparison = dossier.compare(relation.passive[0], relation.active[0])
        for link in comparison.links:
            for ours, theirs in ((link.earlier, link.later), (link.later, link.earlier)):
                if any(end.is_in(wanted) for end in ours):
                    assert all(any(end.is_in(place) for place in there) for end in theirs)
