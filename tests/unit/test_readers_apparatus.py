"""Apparatuses are untangled into their witnesses: ours and others', in TEI's three methods."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import treatydiff
from treatydiff.collation import collate
from treatydiff.errors import InputError
from treatydiff.export.tei import Profile, write_collation
from treatydiff.model.passages import Gap, Passage
from treatydiff.model.provisions import Provision
from treatydiff.model.witnesses import Witness
from treatydiff.readers import Transcript, read_bytes

LISTED = "<witness xml:id='A'/><witness xml:id='B'/><witness xml:id='C'/>"


def tei(body: str, *, listed: str = LISTED, method: str = "", after: str = "", text: str = "") -> bytes:
    """A TEI file with an apparatus; its body begins on the third line."""
    encoding = (
        f"<encodingDesc><variantEncoding method='{method}' location='external'/></encodingDesc>" if method else ""
    )
    head = f"<teiHeader><sourceDesc><listWit>{listed}</listWit></sourceDesc>{encoding}</teiHeader>"
    return f"<TEI>{head}\n<text{text}><body>\n{body}\n</body></text>{after}</TEI>".encode()


def read(data: bytes) -> Transcript:
    """What is read of a file."""
    return read_bytes(data, name="a.xml")


def texts(data: bytes) -> dict[str, str]:
    """The words of each witness, provisions parted by bars."""
    return {witness.siglum: witness.text.replace("\n", " | ") for witness in read(data).witnesses}


def findings(data: bytes) -> list[str]:
    """What was doubtful."""
    return [str(finding.what) for finding in read(data).findings]


def message(data: bytes) -> str:
    """The error that reading ends in."""
    with pytest.raises(InputError) as caught:
        read(data)
    return str(caught.value)


def article(content: str) -> str:
    """An article of one paragraph."""
    return f"<div type='article' n='1'><p>{content}</p></div>"


# --- The worked documents -----------------------------------------------------------------------------------


BACK = re.compile(rb"<back>.*</back>", re.DOTALL)
ORDERS = re.compile(rb"<linkGrp type=\"order\".*?</linkGrp>", re.DOTALL)
ADDRESSES = re.compile(rb"corresp=\"#P41-3[^\"]*\"")


@pytest.mark.parametrize("left_out", [(BACK,), (BACK, ORDERS), (BACK, ORDERS, ADDRESSES)])
@pytest.mark.parametrize("form", ["edition-profile", "analysis-profile", "double-end-point"])
def test_worked_documents_give_their_five_witnesses(
    shared: Path, form: str, left_out: tuple[re.Pattern[bytes], ...]
) -> None:
    """Each witness comes back to the letter as it is transcribed: with order lists, with addresses, and without.

    The document with end points has no place of variation in its label, so that all its witnesses share one.
    """
    data = (shared / "tei" / f"example-{form}.xml").read_bytes()
    wanted = read(data).witnesses
    for pattern in left_out:
        data, count = pattern.subn(b"", data)
        assert count or pattern is ORDERS
    found = read(data).witnesses
    assert [witness.siglum for witness in found] == ["P41", "M40", "K40", "LZ45", "SV04"]
    for witness, transcribed in zip(found, wanted, strict=True):
        assert [clause for _, clause in witness.clauses()] == [clause for _, clause in transcribed.clauses()]
        assert len(list(witness.clauses())) == 4
        if form != "double-end-point":
            assert witness.provisions == transcribed.provisions


def test_worked_documents_are_read_from_their_transcriptions(shared: Path) -> None:
    """With transcriptions there, the apparatus is not looked at, and nothing is doubtful."""
    for file in sorted((shared / "tei").glob("example-*.xml")):
        transcript = read(file.read_bytes())
        assert len(transcript.witnesses) == 5
        assert transcript.findings == ()


# --- Our own forms ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("profile", list(Profile))
def test_bundled_negotiation_is_read_back_without_transcriptions(profile: Profile) -> None:
    """Six witnesses of a real negotiation come back from each form, word for word, with what is said of them."""
    dossier = treatydiff.load()
    witnesses = [dossier.witness(siglum) for siglum in ("T40", "K40", "M40", "M41", "P41", "D41")]
    data = write_collation(collate(witnesses, base="P41"), profile=profile, version="1.0")
    found = read(re.sub(rb"<back>.*</back>", b"", data, flags=re.DOTALL)).witnesses
    assert [witness.siglum for witness in found] == [witness.siglum for witness in witnesses]
    for witness, wanted in zip(found, witnesses, strict=True):
        assert witness.text.replace("\n", "") == wanted.text.replace("\n", "")
        assert (witness.title, witness.date, witness.kind, witness.complete) == (
            wanted.title,
            wanted.date,
            wanted.kind,
            wanted.complete,
        )
        if profile is not Profile.ANALYSIS:
            assert [place for place, _ in witness.addressed()] == [place for place, _ in wanted.addressed()]


def test_transcriptions_are_used_as_far_as_they_go() -> None:
    """A witness that is transcribed is read from there; the others are untangled, in the list's order."""
    body = article("It lasts <app><lem wit='#A'>five</lem><rdg wit='#B'>ten</rdg><rdg wit='#C'/></app> years.")
    back = "<div type='transcription' corresp='#B'><div type='article' n='4'><p>It stays.</p></div></div>"
    data = tei(body).replace(b"</body>", f"</body><back>{back}</back>".encode())
    assert texts(data) == {"A": "It lasts five years.", "B": "It stays.", "C": "It lasts years."}


# --- Parallel segmentation ----------------------------------------------------------------------------------


def test_several_witnesses_in_one_reading_and_groups_of_readings() -> None:
    """@wit names several; readings stand in `rdgGrp` too; details and notes in an `app` are no text."""
    data = tei(
        article(
            "It <app><lem wit='#A'>lasts</lem><rdgGrp type='orthographic'><rdg wit='#B #C'>endures</rdg></rdgGrp>"
            "<witDetail wit='#C'>faded</witDetail><note>So in print.</note></app> long."
        )
    )
    assert texts(data) == {"A": "It lasts long.", "B": "It endures long.", "C": "It endures long."}
    assert findings(data) == ["<witDetail> was left aside: 'faded'", "<note> was left aside: 'So in print.'"]


def test_nested_places() -> None:
    """Places inside readings are those of the witnesses that have the reading."""
    data = tei(
        article(
            "It lasts <app><lem wit='#A #B'>for <app><lem wit='#A'>five</lem><rdg wit='#B'>ten</rdg></app> years"
            "</lem><rdg wit='#C'>for ever</rdg></app>."
        )
    )
    assert texts(data) == {
        "A": "It lasts for five years.",
        "B": "It lasts for ten years.",
        "C": "It lasts for ever.",
    }


def test_negative_apparatus() -> None:
    """A lemma without witnesses is that of all who are not named, even by any; a conjecture is nobody's."""
    data = tei(
        article("It <app><lem>lasts</lem><rdg wit='#B'>stays</rdg><rdg resp='#x'>lives</rdg></app>."),
    )
    assert texts(data) == {"A": "It lasts.", "B": "It stays.", "C": "It lasts."}
    assert findings(data) == [
        "A is named in no reading, and was read as having every lemma",
        "C is named in no reading, and was read as having every lemma",
        "a reading of no witness was left aside: 'lives'",
    ]


def test_witness_that_a_place_does_not_name() -> None:
    """It has the lemma there, with one finding for all such places; where there is no lemma it has nothing."""
    place = "<app><lem wit='#A'>so</lem><rdg wit='#B'>thus</rdg></app>"
    other = "<app><rdg wit='#A'>x</rdg><rdg wit='#B'>y</rdg></app>"
    data = tei(article(f"1 {place} 2 {place} 3 {other} <app><lem wit='#A #B'>a</lem><rdg wit='#C'>c</rdg></app>"))
    assert texts(data)["C"] == "1 so 2 so 3 c"
    assert findings(data) == [
        "C is in no reading here and in 1 more place(s), and was read as having the lemma there",
        "C is in no reading here, and was read as having nothing there",
    ]


def test_witness_of_which_there_is_nothing() -> None:
    """A witness that is listed and nowhere named in a positive apparatus is left out, with a finding."""
    data = tei(article("It <app><lem wit='#A'>lasts</lem><rdg wit='#B'>stays</rdg></app>."))
    assert list(texts(data)) == ["A", "B"]
    assert findings(data) == ["nothing was found of the witness C, and it was left out"]


def test_lists_of_witnesses_within_lists() -> None:
    """A group in @wit stands for its members; sigla are those of `abbr`, or ids."""
    listed = (
        "<witness xml:id='wA'><abbr type='siglum'>A</abbr></witness>"
        "<listWit xml:id='prints'><witness xml:id='P1'/><witness xml:id='P2'/></listWit>"
    )
    data = tei(article("It <app><lem wit='#wA'>lasts</lem><rdg wit='#prints'>stays</rdg></app>."), listed=listed)
    assert texts(data) == {"A": "It lasts.", "P1": "It stays.", "P2": "It stays."}


def test_witnesses_that_nobody_lists() -> None:
    """Without a list the witnesses are those that readings name, in the order of naming."""
    data = tei(article("It <app><lem wit='#B'>lasts</lem><rdg wit='#A'>stays</rdg></app>."), listed="")
    assert texts(data) == {"B": "It lasts.", "A": "It stays."}


def test_whole_provisions_in_places() -> None:
    """What a witness lacks as a whole goes with its division; what it alone has stands where the place is."""
    data = tei(
        "<div type='article' n='1'><app><lem wit='#A'><p>One.</p></lem><rdg wit='#B #C'/></app></div>"
        "<app><lem wit='#A'/><rdg wit='#B'><div type='article' n='2'><p>Two.</p></div></rdg>"
        "<rdg wit='#C'><div type='article' n='3'><p>Three.</p></div></rdg></app>"
        "<div type='article' n='4'><p>Four.</p></div>"
    )
    found = read(data).witnesses
    assert [[str(place) for place, _ in witness.addressed()] for witness in found] == [
        ["A/1", "A/4"],
        ["B/2", "B/4"],
        ["C/3", "C/4"],
    ]
    assert all(witness.complete for witness in found)


def test_label_of_a_witness_says_its_number() -> None:
    """Where labels vary, each witness has the number that its own label prints, others that of the division."""
    data = tei(
        "<div type='article' n='1'><head><app><lem wit='#A'>Article 1</lem><rdg wit='#B'>Article VI</rdg>"
        "<rdg type='lac' wit='#C'><gap reason='cut'/></rdg></app></head><p>It lasts.</p></div>"
    )
    found = {witness.siglum: witness for witness in read(data).witnesses}
    assert [str(place) for witness in found.values() for place, _ in witness.addressed()] == ["A/1", "B/VI", "C/1"]
    assert found["C"].provisions[0].label is None


def test_paragraphs_without_divisions() -> None:
    """Places in paragraphs that stand in no division give each witness a body."""
    data = tei("<p>It lasts <app><lem wit='#A'>five</lem><rdg wit='#B #C'>ten</rdg></app> years.</p>")
    assert texts(data) == {"A": "It lasts five years.", "B": "It lasts ten years.", "C": "It lasts ten years."}
    assert findings(data) == ["<p> outside any div of a known type was read as a body"]


def test_omission_and_lacuna_are_kept_apart() -> None:
    """An empty reading leaves nothing; a lacuna among words leaves a gap, a whole one an incomplete witness."""
    data = tei(
        article(
            "It lasts <app><lem wit='#A'>five</lem><rdg wit='#B'/>"
            "<rdg type='lac' wit='#C'><gap reason='illegible'/></rdg></app> years."
        )
        + "<div type='article' n='2'><app><lem wit='#A'><p>It ends.</p></lem><rdg wit='#B'/>"
        "<rdg type='lac' wit='#C'><gap reason='lost'/></rdg></app></div>"
    )
    a, b, c = read(data).witnesses
    assert [witness.text for witness in (b, c)] == ["It lasts years.", "It lasts  years."]
    (gap,) = c.clause("C/1:1").gaps()
    assert isinstance(gap, Gap)
    assert (gap.reason, gap.span.start, b.clause("B/1:1").marks) == ("illegible", 9, ())
    assert [witness.complete for witness in (a, b, c)] == [True, True, False]
    assert [len(witness.provisions) for witness in (a, b, c)] == [2, 1, 1]


def test_fragments() -> None:
    """A witness is silent up to witStart, from lacunaStart to lacunaEnd, and from witEnd on; it is not complete."""
    data = tei(
        article(
            "One. <app><lem wit='#A'>Two.</lem><rdg wit='#B'>II.</rdg><rdg wit='#C'><witStart/>2.</rdg></app> "
            "Three."
        )
        + "<div type='article' n='2'><p>Four. <app><lem wit='#A'>Five.</lem><rdg wit='#B'>V.<lacunaStart/></rdg>"
        "<rdg wit='#C'>5.</rdg></app> Six.</p></div>"
        "<div type='article' n='3'><p>Seven. <app><lem wit='#A'>8.</lem><rdg wit='#C'>VIII.</rdg></app></p></div>"
        "<div type='article' n='4'><p>Nine. <app><lem wit='#A'>Ten.</lem><rdg wit='#B'><lacunaEnd/>X.</rdg>"
        "<rdg wit='#C'>10.<witEnd/></rdg></app> Eleven.</p></div>"
    )
    assert texts(data) == {
        "A": "One. Two. Three. | Four. Five. Six. | Seven. 8. | Nine. Ten. Eleven.",
        "B": "One. II. Three. | Four. V. | X. Eleven.",
        "C": "2. Three. | Four. 5. Six. | Seven. VIII. | Nine. 10.",
    }
    assert [witness.complete for witness in read(data).witnesses] == [True, False, False]
    assert [str(place) for place, _ in read(data).witnesses[1].addressed()] == ["B/1", "B/2", "B/4"]
    assert findings(data) == []


def test_words_of_a_witness_that_is_silent() -> None:
    """A reading inside a lacuna is left aside with a finding."""
    data = tei(
        article(
            "<app><lem wit='#A #C'>One.</lem><rdg wit='#B'>I.<lacunaStart/></rdg></app> "
            "<app><lem wit='#A #C'>Two.</lem><rdg wit='#B'>II.</rdg></app>"
        )
    )
    assert texts(data)["B"] == "I."
    assert findings(data) == ["B is silent here, and the words of a reading that names it were left aside: 'II.'"]


def test_clauses_and_marks_in_readings() -> None:
    """Marked clauses that a witness lacks go; gaps and names inside readings stay."""
    data = tei(
        "<div type='article' n='1'><ab><seg type='clause'>One. </seg><seg type='clause'>"
        "<app><lem wit='#A'>Two. </lem><rdg wit='#B #C'/></app></seg><seg type='clause'>On <app><lem wit='#A'>"
        "<gap reason='blank'/></lem><rdg wit='#B'><persName>X</persName></rdg><rdg "
        "wit='#C'>it</rdg></app>.</seg></ab></div>"
    )
    a, b, _ = read(data).witnesses
    assert [clause.text for _, clause in a.clauses()] == ["One. ", "Two. ", "On ."]
    assert [clause.text for _, clause in b.clauses()] == ["One. ", "On X."]
    assert [type(mark).__name__ for witness in (a, b) for mark in witness.provisions[0].clauses[-1].marks] == [
        "Gap",
        "Name",
    ]


def test_white_space_that_is_to_be_kept() -> None:
    """Where white space is to be kept, it is that of each reading."""
    data = tei(
        article("It  <app><lem wit='#A'>lasts  </lem><rdg wit='#B #C'>stays\n</rdg></app>on."),
        text=" xml:space='preserve'",
    )
    assert texts(data) == {"A": "It  lasts  on.", "B": "It  stays | on.", "C": "It  stays | on."}


# --- Apparatus outside the text -----------------------------------------------------------------------------


def apart(*apps: str) -> str:
    """An apparatus in `standOff`."""
    return f"<standOff><listApp>{''.join(apps)}</listApp></standOff>"


ANCHORED = "It <anchor xml:id='a'/>lasts<anchor xml:id='b'/> five<anchor xml:id='c'/> years."


def test_lemma_between_anchors() -> None:
    """Words between two anchors give way; a point may end one lemma, begin another, and take an addition."""
    data = tei(
        article(ANCHORED),
        after=apart(
            "<app from='#a' to='#b'><lem wit='#A #C'>lasts</lem><rdg wit='#B'>stays</rdg></app>",
            "<app from='#b' to='#c'><lem wit='#A'> five</lem><rdg wit='#B'> ten</rdg><rdg wit='#C'/></app>",
            "<app from='#c' to='#c'><lem wit='#A #B'/><rdg wit='#C'> some</rdg></app>",
        ),
    )
    assert texts(data) == {"A": "It lasts five years.", "B": "It stays ten years.", "C": "It lasts some years."}


def test_overlapping_lemmata_of_different_witnesses() -> None:
    """Lemmata may overlap where no witness departs from both."""
    data = tei(
        article(ANCHORED + "<anchor xml:id='d'/>"),
        after=apart(
            "<app from='#a' to='#c'><rdg wit='#B'>is</rdg></app>",
            "<app from='#b' to='#d'><rdg wit='#C'> long.</rdg></app>",
        ),
    )
    assert texts(data) == {"A": "It lasts five years.", "B": "It is years.", "C": "It lasts long."}


def test_overlapping_lemmata_of_one_witness() -> None:
    """A witness that departs from two lemmata that cross cannot be read."""
    data = tei(
        article(ANCHORED + "<anchor xml:id='d'/>"),
        after=apart(
            "<app from='#a' to='#c'><rdg wit='#B'>is</rdg></app>",
            "<app from='#b' to='#d'><rdg wit='#B'> long.</rdg></app>",
        ),
    )
    assert message(data).startswith(
        "a.xml:4:85: found B with other words than the base for two lemmata that overlap; expected lemmata apart"
    )


def test_smaller_lemma_in_a_larger_one() -> None:
    """The larger one's reading stands; the smaller one's is left aside with a finding."""
    data = tei(
        article(ANCHORED),
        after=apart(
            "<app from='#a' to='#c'><lem wit='#A #C'/><rdg wit='#B'>is</rdg></app>",
            "<app from='#b' to='#c'><lem wit='#A #C'/><rdg wit='#B'> six</rdg></app>",
        ),
    )
    assert texts(data)["B"] == "It is years."
    assert findings(data) == [
        "B has other words for a larger lemma around this place; its reading here was left aside"
    ]


def test_lemma_that_ends_at_its_own_place() -> None:
    """Inside the text, an `app` with one anchor is itself the other end."""
    data = tei(article("It <anchor xml:id='a'/>lasts<app from='#a'><rdg wit='#B'>stays</rdg></app> long."))
    assert texts(data) == {"A": "It lasts long.", "B": "It stays long.", "C": "It lasts long."}


def test_lemma_in_an_element() -> None:
    """An element gives way with its words; a clause or paragraph keeps its place around other words."""
    data = tei(
        article("It <seg type='lemma' xml:id='s'>lasts</seg> long.")
        + "<div type='article' n='2' xml:id='d'><p xml:id='p'>It ends.</p></div>",
        after=apart(
            "<app from='#s'><lem wit='#A'>lasts</lem><rdg wit='#B'>stays</rdg></app>",
            "<app from='#p'><lem wit='#A'/><rdg wit='#B'>It is over.</rdg></app>",
            "<app from='#d'><rdg wit='#C'/></app>",
        ),
    )
    assert texts(data) == {
        "A": "It lasts long. | It ends.",
        "B": "It stays long. | It is over.",
        "C": "It lasts long.",
    }


def test_lemma_from_element_to_element() -> None:
    """A lemma runs from the beginning of one element to the end of another."""
    data = tei(
        article("<w xml:id='w1'>It</w> <w xml:id='w2'>lasts</w> <w xml:id='w3'>long</w>."),
        after=apart("<app from='#w1' to='#w2'><rdg wit='#B'>They last</rdg></app>"),
    )
    assert texts(data) == {"A": "It lasts long.", "B": "They last long.", "C": "It lasts long."}


def test_lemma_cited_by_its_place() -> None:
    """@loc names a provision and clause by number, and the lemma is found by its words, whole words alone."""
    data = tei(
        "<div type='article' n='3'><ab><seg type='clause' n='1'>It lasts, lasting long. </seg>"
        "<seg type='clause' n='2'>It ends soon.</seg></ab></div>",
        after=apart(
            "<app loc='3:1'><lem wit='#A'>last</lem><rdg wit='#B'>stays</rdg></app>".replace("last<", "lasts<"),
            "<app loc='3:2'><rdg wit='#C'>No end.</rdg></app>",
            "<app loc='3:2'><lem>soon</lem><rdg wit='#B'>at once</rdg></app>",
        ),
    )
    assert texts(data) == {
        "A": "It lasts, lasting long. It ends soon.",
        "B": "It stays, lasting long. It ends at once.",
        "C": "It lasts, lasting long. No end.",
    }


def test_location_referenced_inside_the_text() -> None:
    """Where the encoding says so, an `app` in the text repeats its lemma, which stands in the element around it."""
    data = tei(
        article("It lasts five years.<app><lem wit='#A #C'>five</lem><rdg wit='#B'>ten</rdg></app>"),
        method="location-referenced",
    )
    assert texts(data) == {"A": "It lasts five years.", "B": "It lasts ten years.", "C": "It lasts five years."}


# --- What cannot be untangled -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (
            tei(article("<app><lem wit='#A'>x</lem><rdg wit='#B #A'>y</rdg></app>")),
            "a.xml:3:56: found A in two readings of one place; expected each witness in one; to mend it: take "
            "it out of "
            "the one that is wrong; for a corrector's hand, list a witness of its own",
        ),
        (
            tei(article("<app><lem wit='#A'>x</lem><rdg wit='#Z'>y</rdg></app>")),
            "a.xml:3:56: found the witness Z in @wit on <rdg>, which no <witness> or <listWit> is; expected one "
            "of A, B, "
            "C; to mend it: add it to <listWit>, or mend the pointer",
        ),
        (
            tei(article("x"), after="\n" + apart("<app from='#q'><rdg wit='#A'>y</rdg></app>")),
            "a.xml:5:20: found a pointer to #q on <app>; expected the xml:id of an element in this file; to "
            "mend it: give "
            "the element meant that xml:id, or mend the pointer",
        ),
        (
            tei(
                "<div type='article'><p>x <anchor xml:id='a'/>y</p><p>z<anchor xml:id='b'/></p></div>",
                after="\n" + apart("<app from='#a' to='#b'><rdg wit='#A'>y</rdg></app>"),
            ),
            "a.xml:5:20: found a lemma that does not end in the element in which it begins; expected both ends "
            "of a lemma "
            "in one element, the end behind the beginning; to mend it: part the lemma at the element's end, "
            "each part in "
            "an <app> of its own",
        ),
        (
            tei(article("x"), after="\n" + apart("<app><lem wit='#A'>x</lem></app>")),
            "a.xml:5:20: found an <app> outside the text that does not say to which words it belongs; expected "
            "@from, with "
            "@to or without, or @loc; to mend it: add where its lemma begins and ends",
        ),
        (
            tei(article("x"), after="\n" + apart("<app loc='7'><lem wit='#A'>x</lem></app>")),
            "a.xml:5:20: found @loc='7', which fits no place(s) of the text; expected the @n of one element, "
            "with those "
            "around it, such as 3:1; to mend it: mend it, or use @from",
        ),
        (
            tei(article("x and x"), after="\n" + apart("<app loc='1'><lem wit='#A'>x</lem></app>")),
            "a.xml:5:20: found the lemma 'x' 2 time(s) in the place of @loc='1'; expected words that stand "
            "there once, "
            "inside one element; to mend it: mark the lemma with anchors, and point to them in @from and @to",
        ),
        (
            tei(article("x"), after="\n" + apart("<app loc='1'><lem wit='#A'/><rdg wit='#B'>y</rdg></app>")),
            "a.xml:5:20: found a lemma without words, and no pointer to its place; expected words that stand "
            "there once, "
            "inside one element; to mend it: mark the lemma with anchors, and point to them in @from and @to",
        ),
        (
            tei(article("<app><lem wit='#A'/><rdg wit='#B #C'/></app>")),
            "a.xml:2:1: found no words in any witness; expected provisions with words; to mend it: add its text",
        ),
        (
            tei(article("<app><lem>x</lem></app>"), listed=""),
            "a.xml:3:30: found an apparatus in which no reading names a witness; expected the sigla of witnesses "
            "in @wit; to mend it: list the witnesses in <listWit>, and name them in the readings",
        ),
        (
            tei(
                article("<seg type='clause' xml:id='u' corresp='#A-1-c1'>x</seg>"),
                after="\n<standOff><linkGrp type='order' corresp='#A'><ptr target='#v'/></linkGrp></standOff>",
            ),
            "a.xml:5:46: found #v in the order of A, which has nothing there; expected a label, title, clause "
            "or milestone "
            "of that witness; to mend it: mend the order list, or the apparatus",
        ),
    ],
)
def test_what_cannot_be_untangled(data: bytes, wanted: str) -> None:
    """Each ends in one error that says what is wrong, where, and what to do."""
    assert message(data) == wanted


def test_places_within_places_without_end() -> None:
    """An apparatus nested beyond reason is refused, not followed to the end of the stack."""
    place = "<app><lem wit='#A'>" * 60 + "x" + "</lem></app>" * 60
    assert "found elements nested more than 100 levels deep" in message(tei(article(place)))


# --- What witnesses are, and how to ask for them ------------------------------------------------------------


def test_witness_that_quotes_another() -> None:
    """@corresp of a witness names the one that it quotes, by pointer or by the id that it has elsewhere."""
    listed = (
        "<witness xml:id='A'/><witness xml:id='wB' corresp='#A'><abbr type='siglum'>B</abbr></witness>"
        "<witness xml:id='C' corresp='pact.xml#P41'/><witness xml:id='D' corresp='#wB'/>"
    )
    names = "".join(f"<rdg wit='#{name}'>{name}</rdg>" for name in ("A", "wB", "C", "D"))
    found = read(tei(article(f"<app>{names}</app>"), listed=listed)).witnesses
    assert [(witness.siglum, witness.original) for witness in found] == [
        ("A", ""),
        ("B", "A"),
        ("C", "P41"),
        ("D", "B"),
    ]


def test_original_survives_writing_and_reading() -> None:
    """What a witness quotes comes back from our own form."""
    made = [
        Witness(siglum, (Provision("article", (Passage("It lasts."),)),), original=original)
        for siglum, original in (("A", ""), ("u", "A"), ("B", "u"))
    ]
    found = read(write_collation(collate(made), version="1.0")).witnesses
    assert [witness.original for witness in found] == ["", "A", "u"]


def test_all_witnesses_of_a_file_can_be_collated_anew(tmp_path: Path) -> None:
    """`read_all` gives what `read` refuses to choose from, naming file, sigla and what to do."""
    file = tmp_path / "old.xml"
    file.write_bytes(
        tei(article("Both Parties <app><lem wit='#A'>shall</lem><rdg wit='#B #C'>will</rdg></app> keep the peace."))
    )
    with pytest.raises(InputError) as caught:
        treatydiff.read(file)
    assert str(caught.value) == (
        f"{file}: found the witnesses A, B, C in one input; expected one; "
        "to mend it: read all with treatydiff.read_all; on the command line name one: FILE#A"
    )
    groups = list(treatydiff.collate(treatydiff.read_all(file)).clause_groups())
    assert [[reading.text for reading in unit.readings] for unit in groups[0].units] == [
        ["Both Parties "],
        ["shall ", "will "],
        ["keep the peace."],
    ]


def test_texts_without_variation() -> None:
    """A text that several witnesses share word for word is given for each of them."""
    data = tei(
        article("It lasts."), listed="<witness xml:id='A'/><witness xml:id='B'/>", method="parallel-segmentation"
    )
    assert texts(data) == {"A": "It lasts.", "B": "It lasts."}


def test_addresses_of_transcriptions_that_are_gone() -> None:
    """Pointers of a division to provisions of witnesses that the document no longer holds are let alone."""
    data = tei(
        "<div type='signatures' corresp='#A-signatures #o'><p>X. <app><lem wit='#A'>Y.</lem>"
        "<rdg wit='#B #C'>Z.</rdg></app></p></div><p><orgName xml:id='o'>Utopia</orgName></p>"
    )
    assert read(data).witnesses[0].provisions[0].party == "Utopia"


def test_relations_of_a_dossier_say_what_a_witness_quotes() -> None:
    """A relation witnessTo gives a witness its original, unless it is said with low certainty."""
    dossier = treatydiff.load()
    originals = {witness.siglum: witness.original for witness in dossier if witness.original}
    assert originals == {"LZ45": "P41", "RU45": "P41", "SV04": "P41"}
    assert next(relation.active for relation in dossier.record.relations if relation.cert == "low") == ("SZ80",)
