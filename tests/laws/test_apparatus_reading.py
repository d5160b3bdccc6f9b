"""Apparatuses read back (laws 1, 4 and 10): what `export.tei` writes, `readers` untangles.

Without the transcriptions the forms do not hold: labels that a narrator supplies, for whom signatures stand, notes
and marks other than gaps, provisions without any words, and what a witness is that has no words at all. The
analysis profile holds fewer still: where the second and further ones of clauses that one clause joins begin, and
gaps in readings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from strategies import Family, any_families, families
from treatydiff.collation import Collation, collate
from treatydiff.errors import TreatyDiffError
from treatydiff.export.tei import Profile, write_collation
from treatydiff.model.addresses import Address
from treatydiff.model.witnesses import Witness
from treatydiff.readers import Transcript, read_bytes

HOLDING_ALL = (Profile.EDITION, Profile.DOUBLE_END_POINT, Profile.LOCATION_REFERENCED)


def written(collation: Collation, profile: Profile, *, back: bool) -> bytes:
    """The collation in a form, with its transcriptions or without."""
    data = write_collation(collation, profile=profile, version="1.0")
    return data if back else re.sub(rb"<back>.*</back>|<back/>", b"", data, flags=re.DOTALL)


def shape_of(witness: Witness) -> list[tuple[str, str, str, str, tuple[str, ...]]]:
    """Address, kind, label, heading and clause texts of each provision that has any words, in order."""
    return [
        (
            str(address),
            provision.kind,
            provision.label.text if provision.label and not provision.label.supplied else "",
            provision.heading.text if provision.heading else "",
            tuple(clause.text for clause in provision.clauses),
        )
        for address, provision in witness.addressed()
    ]


def words_of(witness: Witness) -> list[str]:
    """Labels, headings and clauses, in order."""
    return [words for _, _, label, heading, clauses in shape_of(witness) for words in (label, heading, *clauses)]


def joined_in(collation: Collation, siglum: str) -> dict[Address, str]:
    """The text of each group of clauses of a witness, by its first clause."""
    return {
        member.addresses[0]: group.written(siglum)
        for group in collation.clause_groups()
        for member in group.members
        if member.siglum == siglum
    }


def has_words(witness: Witness) -> bool:
    """Whether a witness has anything that an apparatus can hold."""
    return any(
        provision.clauses or provision.heading or (provision.label and not provision.label.supplied)
        for _, provision in witness.addressed()
    )


def reread(collation: Collation, profile: Profile, *, back: bool) -> Transcript:
    """What reading gives of a collation in a form."""
    return read_bytes(written(collation, profile, back=back), name="x.xml")


@pytest.mark.parametrize("profile", HOLDING_ALL)
@settings(max_examples=60)
@given(family=families(max_size=5, fragments=True), data=st.data())
def test_without_transcriptions_witnesses_come_back(profile: Profile, family: Family, data: st.DataObject) -> None:
    """Address, kind, label, heading, words and order of all provisions come back, whichever witness is the base."""
    base = data.draw(st.sampled_from([witness.siglum for witness in family.witnesses]))
    found = reread(collate(family.witnesses, base=base), profile, back=False)
    wanted = [witness for witness in family.witnesses if has_words(witness)]
    assert [shape_of(witness) for witness in found.witnesses] == [shape_of(witness) for witness in wanted]
    assert [witness.complete for witness in found.witnesses] == [witness.complete for witness in wanted]


@settings(max_examples=60)
@given(family=families(max_size=5, fragments=True), data=st.data())
def test_from_the_analysis_profile_words_come_back(family: Family, data: st.DataObject) -> None:
    """Labels and words come back in order; clauses that one clause joins come back as the first of them."""
    base = data.draw(st.sampled_from([witness.siglum for witness in family.witnesses]))
    collation = collate(family.witnesses, base=base)
    found = {witness.siglum: witness for witness in reread(collation, Profile.ANALYSIS, back=False).witnesses}
    for witness in family.witnesses:
        if has_words(witness):
            assert list(pieces_of(found[witness.siglum])) == list(
                held(witness, joined_in(collation, witness.siglum))
            )


def pieces_of(witness: Witness) -> Iterator[str]:
    """Labels, headings and clauses that are not empty, in order."""
    for _, _, label, heading, clauses in shape_of(witness):
        yield from filter(None, (label, heading, *clauses))


def held(witness: Witness, joined: dict[Address, str]) -> Iterator[str]:
    """What the analysis profile holds of a witness: of joined clauses all words, at the first."""
    for address, provision in witness.addressed():
        label = provision.label.text if provision.label and not provision.label.supplied else ""
        yield from filter(None, (label, provision.heading.text if provision.heading else ""))
        places = (address.of_clause(number) for number in range(1, len(provision.clauses) + 1))
        yield from filter(None, (joined.get(place, "") for place in places))


@pytest.mark.parametrize("profile", list(Profile))
@settings(max_examples=30)
@given(family=any_families(max_size=5))
def test_with_transcriptions_witnesses_come_back_whole(profile: Profile, family: Sequence[Witness]) -> None:
    """Whatever the form of the apparatus, provisions with all their marks come back from the transcriptions."""
    found = reread(collate(family), profile, back=True)
    assert [(w.siglum, w.provisions) for w in found.witnesses] == [(w.siglum, w.provisions) for w in family]
    assert not found.findings


@pytest.mark.parametrize("profile", HOLDING_ALL)
@settings(max_examples=60)
@given(family=any_families(max_size=4), data=st.data())
def test_words_of_any_witness_come_back(profile: Profile, family: Sequence[Witness], data: st.DataObject) -> None:
    """Of wild trees too, with odd numbers, gaps and empty clauses, all words come back in their order."""
    base = data.draw(st.sampled_from([witness.siglum for witness in family]))
    wanted = [witness for witness in family if has_words(witness)]
    if wanted:
        found = reread(collate(family, base=base), profile, back=False)
        assert [list(pieces_of(w)) for w in found.witnesses] == [list(pieces_of(w)) for w in wanted]


# --- Law 10: no apparatus, however broken, ends in anything but witnesses or a TreatyDiffError --------------


_NAMES = (
    "app app lem rdg rdgGrp anchor seg div p ab head item list gap milestone lacunaStart lacunaEnd witStart witEnd "
    "note witDetail listApp hi pb closer back"
).split()
_ATTRIBUTES = (
    "wit='#A'|wit='#B'|wit='#A #B'|wit='#g'|wit=''|wit='#Z'|xml:id='a'|xml:id='b'|xml:id='c'|from='#a'|from='#b'|"
    "to='#b'|to='#a'|to='#c'|loc='1'|loc='1:1'|loc='/'|type='lac'|type='lemma'|type='clause'|type='article'|"
    "type='transcription'|type='label'|n='1'|n='VI'|corresp='#A'|corresp='#A-1'|corresp='#A-1-c1 #B-2-c1'|"
    "edRef='#A'|unit='clause'|resp='#A'|reason='other-instrument'"
).split("|")
_WORDS = st.sampled_from(["x", " ", "One. Two; three.", "Article 3", "Article VI"])
_ORDERS = st.lists(
    st.sampled_from(["<ptr target='#a'/>", "<ptr target='#b'/>", "<ptr target='#c #a'/>", "<ptr/>"]), max_size=3
)
_BASE = (
    "<div type='article' n='1'><p>x <anchor xml:id='a'/>y <seg type='lemma' xml:id='b'>z</seg> w"
    "<anchor xml:id='c'/>.</p></div>"
)
_ENDS = ("from='#a' to='#c'", "from='#b' to='#c'", "from='#a' to='#b'", "from='#b'", "from='#a'", "loc='1'", "")
_readings = st.sampled_from(["<lem>y</lem><rdg wit='#A'>v</rdg>", "<lem wit='#A'/><rdg wit='#B'>u</rdg>", "<rdg/>"])
_LISTED = "<listWit><witness xml:id='A'/><listWit xml:id='g'><witness xml:id='B'/></listWit></listWit>"


@st.composite
def _elements(draw: st.DrawFn, depth: int = 4) -> str:
    name = draw(st.sampled_from(_NAMES))
    drawn = draw(st.lists(st.sampled_from(_ATTRIBUTES), max_size=3))
    attributes = {one.split("=")[0]: one for one in drawn}
    parts = st.one_of(_WORDS, _elements(depth - 1)) if depth else _WORDS
    inside = "".join(draw(st.lists(parts, max_size=4)))
    return f"<{' '.join([name, *attributes.values()])}>{inside}</{name}>"


@st.composite
def _documents(draw: st.DrawFn) -> str:
    """A document of elements of an apparatus in any places, each id once."""
    body = draw(st.sampled_from(["", _BASE])) + "".join(draw(st.lists(_elements(), max_size=4)))
    ends = draw(st.lists(st.sampled_from(_ENDS), max_size=3))
    beside = "".join(f"<app {end}>{draw(_elements(depth=2))}{draw(_readings)}</app>" for end in ends)
    orders = "".join(
        f"<linkGrp type='order' corresp='#{siglum}'>{''.join(draw(_ORDERS))}</linkGrp>"
        for siglum in draw(st.sampled_from(["", "", "A", "AB"]))
    )
    method = draw(st.sampled_from(["", "", "<variantEncoding method='location-referenced'/>"]))
    listed = draw(st.sampled_from(["", *[_LISTED] * 5]))
    text = (
        f"<TEI><teiHeader>{listed}{method}</teiHeader><text><body>{body}</body></text>"
        f"<standOff><listApp>{beside}</listApp>{orders}</standOff></TEI>"
    )
    for identifier in "abc":
        head, mark, rest = text.partition(f"xml:id='{identifier}'")
        text = head + mark + rest.replace(f"xml:id='{identifier}'", "")
    return text


@settings(max_examples=400)
@given(_documents())
def test_any_apparatus(text: str) -> None:
    """Apparatuses of any elements in any places are read, twice alike, or refused with a place."""
    found: Transcript | TreatyDiffError
    try:
        found = read_bytes(text.encode(), name="a.xml")
    except TreatyDiffError as error:
        found = error
    if isinstance(found, TreatyDiffError):
        event(f"refused: {found.what[:24]}")
        assert str(found).startswith("a.xml:1:")
        return
    event(f"read: {len(found.witnesses)}")
    assert read_bytes(text.encode(), name="a.xml") == found


@settings(max_examples=100)
@given(family=families(min_size=2, max_size=3), profile=st.sampled_from(list(Profile)), data=st.data())
def test_damaged_apparatus(family: Family, profile: Profile, data: st.DataObject) -> None:
    """Our own forms with names and pointers exchanged are read or refused with the file named."""
    text = written(collate(family.witnesses), profile, back=False).decode()
    olds = [
        "#A",
        "#B",
        "app",
        "lem",
        "rdg",
        "seg",
        "anchor",
        "clause",
        "order",
        "from=",
        "to=",
        "head",
        "wit=",
        "u-A",
    ]
    news = ["", "x", "#", "#B", "div", "ab", "loc=", "type=", "p", "lacunaStart", "milestone"]
    for _ in range(data.draw(st.integers(1, 4))):
        old, new = data.draw(st.sampled_from(olds)), data.draw(st.sampled_from(news))
        text = text.replace(old, new, data.draw(st.integers(1, 5)))
    found: Transcript | TreatyDiffError
    try:
        found = read_bytes(text.encode(), name="a.xml")
    except TreatyDiffError as error:
        found = error
    event("read" if isinstance(found, Transcript) else f"refused: {found.what[:24]}")
    assert isinstance(found, Transcript) or str(found).startswith("a.xml")
