from __future__ import annotations

import pytest

from plain_form import witness_of
from treatydiff.collation import Options
from treatydiff.comparison import compare
from treatydiff.errors import AddressError, ModelError, UnknownError
from treatydiff.model.dossiers import Level
from treatydiff.model.links import Flag, Link, Relation

EARLIER = """
= article 1 | Article 1
Ships of either Party may enter all harbours of the other without a licence.
= article 2 | Article 2
A joint commission of six members shall survey the rivers once a year.
It shall publish the maps.
= article 3 | Article 3
Goods in transit are free of duties under Article 1.
"""
LATER = """
= article 2 | Article 2
Ships of either Party may enter the harbours of the other.
= article 3 | Article 3
A joint commission of six members shall survey the rivers twice a year.
= article 4 | Article 4
Goods in transit are free of duties under Article 2.
= article 5 | Article 5
Fugitive criminals shall be handed over upon request.
"""
A, B = witness_of(EARLIER, "A"), witness_of(LATER, "B")


def test_a_phrase_is_cited_by_its_words() -> None:
    """An edit is cited by the tokens of the earlier text, counted from 1, both ends included."""
    [change] = compare(A, B).of("A/1:1")
    assert [(str(address), str(edit)) for address, edit in change.phrases()] == [
        ("A/1:1..B/2:1@7-7", "'all' -> 'the'"),
        ("A/1:1..B/2:1@12-14", "'without a licence' -> ''"),
    ]


def test_words_that_came_in_are_cited_in_the_later_text() -> None:
    """Where the earlier text has no words, tokens of the later text are counted, and the address says so."""
    [change] = compare(B, A).of("A/1:1")
    *_, (address, edit) = change.phrases()
    assert edit.before == ""
    assert (address.tokens, address.tokens_of_later) == ((12, 14), True)


def test_counts_count_each_thing_once() -> None:
    """A reference that follows counts as that, not as a rewording; so do articles that only have a new number."""
    assert compare(A, B).counts == {
        "reworded": 2, "inserted": 1, "omitted": 1, "renumbered": 3, "reference": 1
    }  # fmt: skip


def test_changes_of_a_place() -> None:
    """`of` gives the changes of a provision and all in it, on either side, and of a clause alone."""
    comparison = compare(A, B)
    assert [str(change.address) for change in comparison.of("A/2")] == ["A/2..B/3", "A/2:1..B/3:1", "A/2:2.."]
    assert [str(change.address) for change in comparison.of("B/3:1")] == ["A/2:1..B/3:1"]
    assert [str(change.address) for change in comparison.of("B/5")] == ["..B/5"]


@pytest.mark.parametrize(("place", "error"), [("A/9", UnknownError), ("C/1", UnknownError), ("A/:", AddressError)])
def test_changes_of_no_place(place: str, error: type[Exception]) -> None:
    """`of` refuses a place that neither text has, and what is no address."""
    with pytest.raises(error):
        compare(A, B).of(place)


def test_an_editor_decides() -> None:
    """An editor's link goes before a computed one, is kept with who said it, and frees what it takes away."""
    link = Link("A/2:2", "B/5:1", resp="An Editor", cert="medium")
    comparison = compare(A, B, links=[link])
    [found] = [one for one in comparison.links if one.resp == "An Editor"]
    assert (found.address, found.cert, found.rule) == (link.address, "medium", "edited")
    assert found.relation is Relation.REWORDED
    assert comparison.apply(A) == B


def test_an_editor_is_found_by_value() -> None:
    """An edited link may give a number by its value; it is kept as printed."""
    roman = witness_of("= article VI\nIt lasts.", "A")
    [link, *_] = compare(roman, witness_of("= article 6\nIt ends.", "B"), links=[Link("A/6", "B/6")]).links
    assert str(link.address) == "A/VI..B/6"


@pytest.mark.parametrize(
    ("links", "error", "said"),
    [
        ([Link("A/1", "B/2:1")], ModelError, "clause to a provision"),
        ([Link("A/1", "B/2"), Link("A/1", "B/3")], ModelError, "twice in edited links"),
    ],
)
def test_links_that_cannot_be(links: list[Link], error: type[Exception], said: str) -> None:
    """An editor's link that joins what cannot be joined, or contradicts another, is refused with its words."""
    with pytest.raises(error, match=said):
        compare(A, B, links=links)


def test_one_siglum_twice() -> None:
    """Two texts with one siglum cannot be compared: nobody could say which is meant."""
    with pytest.raises(ModelError, match="two witnesses with the siglum A"):
        compare(A, A)


def test_by_article_no_words_are_compared() -> None:
    """At the level of articles those of one number correspond, and nothing is said about their words."""
    comparison = compare(A, B, options=Options(level=Level.ARTICLE))
    articles = [str(link.address) for link in comparison.links if not link.of_clauses]
    assert articles == ["A/2..B/2", "A/3..B/3"]
    assert {link.relation for link in comparison.links} == {Relation.PARALLEL}
    assert [str(change) for change in comparison.changes] == [
        "A/1.. omitted", "..B/4 inserted", "..B/5 inserted"
    ]  # fmt: skip
    assert comparison.apply(A) == B


def test_flags_stand_in_their_order() -> None:
    """A change that is several things names them in one order."""
    earlier = witness_of(EARLIER, "A")
    moved = witness_of(
        """
        = article 7 | Article 7
        Goods in transit are free of duties under Article 1.
        = article 1 | Article 1
        Ships of either Party may enter all harbours of the other without a licence.
        = article 2 | Article 2
        A joint commission of six members shall survey the rivers once a year.
        It shall publish the maps.
        """,
        "B",
    )
    [change] = compare(earlier, moved).changes
    assert str(change) == "A/3..B/7 identical (moved, renumbered)"
    assert change.flags == (Flag.MOVED, Flag.RENUMBERED)


def test_it_reads_well() -> None:
    """A comparison is shown in a line, and iterating gives its changes."""
    comparison = compare(A, B)
    assert repr(comparison) == ("<Comparison A..B: 2 reworded, 1 inserted, 1 omitted, 3 renumbered, 1 reference>")
    assert tuple(comparison) == comparison.changes
    assert repr(compare(A, witness_of(EARLIER, "C"))) == "<Comparison A..C: no changes>"
