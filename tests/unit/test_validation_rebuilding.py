"""Rebuilding witnesses from an apparatus, one difficulty at a time."""

from __future__ import annotations

from pathlib import Path

import pytest

from treatydiff.errors import InputError
from treatydiff.validation import Severity, rebuild, validate

_EDITION = (Path(__file__).parent.parent / "schema" / "edition.xml").read_text(encoding="utf-8")


def _document(body: str, *orders: str, stand_off: str = "", sigla: str = "AB") -> bytes:
    """A document with this body; an order is a siglum and ids, parted by spaces."""
    witnesses = "".join(f'<witness xml:id="{siglum}"/>' for siglum in sigla)
    lists = "".join(
        f'<linkGrp type="order" corresp="#{order[0]}">'
        + "".join(f'<ptr target="#{place}"/>' for place in order.split()[1:])
        + "</linkGrp>"
        for order in orders
    )
    return (
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><listWit>{witnesses}</listWit></teiHeader>'
        f"<text><body>{body}</body></text><standOff>{lists}{stand_off}</standOff></TEI>"
    ).encode()


def test_a_moved_clause_stands_where_its_witness_has_it() -> None:
    """The order list, not the order of the apparatus, says what follows what."""
    body = '<ab><seg xml:id="u-1">One. </seg><seg xml:id="u-2">Two. </seg></ab>'
    found = rebuild(_document(body, "A u-1 u-2", "B u-2 u-1"))
    assert found == {"A": ("One. ", "Two. "), "B": ("Two. ", "One. ")}


def test_split_and_merged_clauses_are_parted_at_the_witness_s_own_milestones() -> None:
    """A has one clause where B has three; the milestones of B part B's words and not A's."""
    body = (
        '<ab><seg xml:id="u-1">One, <milestone edRef="#B" xml:id="m-2"/>two, '
        '<app><lem wit="#A">three.</lem><rdg wit="#B"><milestone edRef="#B" xml:id="m-3"/>four.'
        "</rdg></app></seg></ab>"
    )
    found = rebuild(_document(body, "A u-1", "B m-3 u-1 m-2"))
    assert found == {"A": ("One, two, three.",), "B": ("four.", "One, ", "two, ")}


def test_a_clause_of_no_words_is_a_piece() -> None:
    """Two milestones side by side leave an empty clause between them, which its order list names."""
    body = (
        '<ab><seg xml:id="u-1">One.<milestone edRef="#B" xml:id="m-2"/>'
        '<milestone edRef="#B" xml:id="m-3"/></seg></ab>'
    )
    assert rebuild(_document(body, "A u-1", "B u-1 m-2 m-3"))["B"] == ("One.", "", "")


def test_a_fragment_has_what_it_transmits() -> None:
    """A witness that does not transmit a place has no words there, and no piece of it in its order."""
    body = (
        '<ab><seg xml:id="u-1"><app><lem wit="#A">One. </lem><rdg type="lac" wit="#B">'
        '<gap reason="fragment"/></rdg>'
        '</app></seg><seg xml:id="u-2">Two.</seg></ab>'
    )
    assert rebuild(_document(body, "A u-1 u-2", "B u-2")) == {"A": ("One. ", "Two."), "B": ("Two.",)}


def test_white_space_stays_as_it_is() -> None:
    """Spaces, line ends and tabs inside readings and between them are the witness's."""
    body = (
        '<ab><seg xml:id="u-1"> One\t<app><lem wit="#A">\n two </lem><rdg wit="#B">  </rdg></app>&#13; </seg></ab>'
    )
    assert rebuild(_document(body, "A u-1", "B u-1")) == {"A": (" One\t\n two \r ",), "B": (" One\t  \r ",)}


def test_gaps_and_notes_have_no_words_and_a_choice_has_one_side() -> None:
    """What an editor says is no text; of a correction, the corrected words are."""
    body = (
        '<ab><seg xml:id="u-1">On <gap><desc>left blank</desc></gap>May<note>or June</note> <choice><sic>teh</sic>'
        "<corr>the</corr></choice> end.</seg></ab>"
    )
    assert rebuild(_document(body, "A u-1", "B u-1"))["A"] == ("On May the end.",)


def test_without_order_lists_the_apparatus_s_own_order_counts() -> None:
    """A hand-made apparatus in paragraphs: the pieces in which a witness has words, as they stand."""
    body = '<p>One.</p><app><lem wit="#A"><p>Two.</p></lem><rdg wit="#B"/></app><p>Three.</p>'
    assert rebuild(_document(body)) == {"A": ("One.", "Two.", "Three."), "B": ("One.", "Three.")}


def test_in_a_negative_apparatus_the_rest_have_the_lemma() -> None:
    """A reading that names nobody is that of all whom no reading names."""
    body = '<p>It lasts <app><lem>five</lem><rdg wit="#B">ten</rdg></app> years.</p>'
    found = rebuild(_document(body, sigla="ABC"))
    assert found == {"A": ("It lasts five years.",), "B": ("It lasts ten years.",), "C": ("It lasts five years.",)}


def test_an_external_apparatus_between_anchors_that_overlap() -> None:
    """Each witness has its readings in place of their lemmata, though these cross."""
    body = (
        '<ab><seg xml:id="u-1"><anchor xml:id="a1"/>one <anchor xml:id="a2"/>two <anchor xml:id="z1"/>three'
        '<anchor xml:id="z2"/>.</seg></ab>'
    )
    apps = (
        '<listApp><app from="#a1" to="#z1"><rdg wit="#B">ONE TWO </rdg></app>'
        '<app from="#a2" to="#z2"><rdg wit="#C">TWO THREE</rdg></app></listApp>'
    )
    found = rebuild(_document(body, "A u-1", "B u-1", "C u-1", stand_off=apps, sigla="ABC"))
    assert found == {"A": ("one two three.",), "B": ("ONE TWO three.",), "C": ("one TWO THREE.",)}


def test_an_external_apparatus_to_elements_and_points() -> None:
    """An element that is the lemma is read in its reading's stead; at a point the reading comes in addition."""
    body = (
        '<ab><seg xml:id="u-1">It lasts <seg xml:id="b1">five </seg>years<anchor xml:id="b2"/>.</seg>'
        '<anchor xml:id="a3"/></ab>'
    )
    apps = (
        '<listApp><app from="#b1"><lem wit="#A">five </lem><rdg wit="#B">ten </rdg></app>'
        '<app from="#b2"><rdg wit="#B"> in all</rdg></app>'
        '<app from="#a3"><rdg wit="#B"><seg xml:id="u-3">It ends.</seg></rdg></app></listApp>'
    )
    found = rebuild(_document(body, "A u-1", "B u-1 u-3", stand_off=apps))
    assert found == {"A": ("It lasts five years.",), "B": ("It lasts ten years in all.", "It ends.")}


def test_an_order_that_names_what_is_not_there_is_refused() -> None:
    """The error says which place, of which witness, and where in the file."""
    with pytest.raises(InputError, match=r"a\.xml:1:\d+: found #u-9 in the order of B, which has nothing there"):
        rebuild(_document('<ab><seg xml:id="u-1">One.</seg></ab>', "A u-1", "B u-9"), name="a.xml")


def test_the_sound_document_gives_its_witnesses() -> None:
    """All at once: a moved article, joined clauses, a fragment, a clause that one witness adds."""
    found = rebuild(_EDITION.encode())
    assert found["A"][3:5] == ("Each Party shall survey them. ", "It shall publish maps. ")
    assert found["B"][3:8] == (
        "Each Party shall survey them and publish maps. ",
        "They share the cost.",
        "Article 2",
        "It enters into force on .",
        "Article 3",
    )
    assert found["C"] == ("This treaty five years lasts.",)


def test_a_difference_is_shown_with_the_words_around_it() -> None:
    """The finding quotes both sides near the first difference, and says which piece it is."""
    found = validate(_EDITION.replace("lasts ten summers", "lasts ten  summers").encode(), name="a.xml")
    assert [(one.rule, one.severity) for one in found] == [("rebuilt", Severity.ERROR)]
    assert "B, rebuilt from the apparatus, has '...is Treaty lasts ten summers.'" in found[0].what
    assert "has '...is Treaty lasts ten  summers.' (piece 9 in its order, B-3-c1)" in found[0].what
