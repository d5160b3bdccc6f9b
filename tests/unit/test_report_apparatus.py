"""The terminal's view of a collation: that every reading is shown, to whom it belongs, and that it fits."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import treatydiff
from treatydiff.model.numbers import Number
from treatydiff.model.passages import Gap, Passage, Span
from treatydiff.model.provisions import Label, Provision
from treatydiff.model.witnesses import Witness
from treatydiff.report.apparatus import places_of_variation, render_collation
from treatydiff.report.screen import Screen, columns


def witness(siglum: str, *articles: str, complete: bool = True) -> Witness:
    """A text of numbered articles, each of one clause."""
    provisions = (
        Provision("article", (Passage(text),), number=Number(str(n))) for n, text in enumerate(articles, start=1)
    )
    return Witness(siglum, tuple(provisions), complete=complete)


def body(*texts: Witness, base: str | None = None, screen: Screen = Screen()) -> str:  # noqa: B008 - a frozen value
    """What is shown of a collation between its head and its end."""
    shown = render_collation(treatydiff.collate(texts, base=base), screen=screen)
    return shown[shown.index("\n──") : shown.index("\n── In all")]


WORDS = st.lists(st.sampled_from("the Party shall keep , its peace ports Ports".split()), min_size=1, max_size=10)


@given(st.lists(WORDS, min_size=2, max_size=4), st.integers(60, 90))
def test_every_word_is_shown_and_fits(texts: list[list[str]], width: int) -> None:
    """The base's text stands whole, each reading of another with its siglum, and no line is too wide."""
    witnesses = [witness("ABCD"[n], " ".join(words)) for n, words in enumerate(texts)]
    collation = treatydiff.collate(witnesses)
    shown = body(*witnesses, screen=Screen(width=width))
    assert all(columns(line) <= width for line in shown.splitlines())
    running = " ".join(shown.split())
    assert " ".join(texts[0]) in running
    for group in collation.clause_groups():
        for unit in group.units:
            for reading in unit.readings:
                ours = unit.of(group.address.siglum)
                if ours is None or ours.text.split() != reading.text.split():
                    # Readings that differ in white space alone are shown as one, with the sigla of all.
                    words = re.escape(" ".join(reading.text.split()))
                    assert re.search(rf"{words}( [A-D])* {reading.witnesses[0]}", running)


def test_the_foot_counts_what_is_shown() -> None:
    """The places counted are the lines with a lemma in clauses and titles, by class in the order of the rules."""
    texts = (
        witness("A", "The Parties shall keep the peace.", "Vessels of war enter no ports.", "It lasts five years."),
        witness("B", "The parties shall keep the peace.", "Vessels of war, enter no ports.", "It lasts ten years."),
    )
    found = places_of_variation(treatydiff.collate(texts))
    assert list(found.items()) == [("capitals", 1), ("punctuation", 1), ("substantive", 1)]
    assert body(*texts).count("] ") == 3
    shown = render_collation(treatydiff.collate(texts))
    assert shown.endswith("\n3 places of variation: 1 capitals, 1 punctuation, 1 substantive.\n")
    assert "No place of variation." in render_collation(treatydiff.collate([texts[0]]))


def test_white_space_alone_is_no_place() -> None:
    """What nobody could see in print is neither shown nor counted."""
    texts = witness("A", "It lasts five years."), witness("B", "It lasts five  years. ")
    assert "] " not in body(*texts)
    assert places_of_variation(treatydiff.collate(texts)) == {}


@pytest.mark.parametrize(
    ("base", "other", "line"),
    [
        ("It lasts five years.", "It lasts ten years.", "five] ten B  (substantive)"),
        ("It lasts five years.", "It lasts for five years.", "after lasts] for B  (substantive)"),
        ("The Party, however, pays.", "The Party, however, never pays.", "after however,] never B  (substantive)"),
        ("It lasts five full years.", "It lasts five years.", "full] om. B  (substantive)"),
        ("Peace and peace and war.", "Peace and peace or war.", "and (2)] or B  (substantive)"),
        (
            "They keep one two three four five six seven eight nine to the end.",
            "They keep silence to the end.",
            "one two three … seven eight nine] silence B  (substantive)",
        ),
    ],
)
def test_lemmata(base: str, other: str, line: str) -> None:
    """A lemma is the base's words, or words before an addition; numbered where it recurs, shortened where long."""
    assert f"      {line}\n" in body(witness("A", base), witness("B", other))


def test_an_addition_at_the_beginning() -> None:
    """What is added before the first word is said to stand before it."""
    shown = body(witness("A", "the Parties keep the peace."), witness("B", "in future the Parties keep the peace."))
    assert "      before the (1)] in future B  (substantive)\n" in shown


def test_who_lacks_a_whole_provision_is_told_once() -> None:
    """Omission and silence stand with the provision and are not repeated for what is in it, nor as variants."""
    whole = witness("A", "The Parties keep the peace.", "It lasts five years.")
    shown = body(
        whole,
        witness("B", "The Parties keep the peace."),
        witness("C", "The Parties keep the peace.", complete=False),
    )
    second = shown[shown.index("A/2 ──") :]
    assert second.splitlines()[1] == "    om. B; [...] C"
    assert second.count("om. B") == 1
    assert "] " not in second.replace("[...] ", "")


def test_what_the_base_lacks_is_shown_after_the_first_who_has_it() -> None:
    """A clause that the base lacks has its own address, and readings are held against the first who has it."""
    a = witness("A", "The Parties keep the peace.")
    b, c = (
        witness(siglum, "The Parties keep the peace.", f"It lasts {n} years.")
        for siglum, n in (("B", "five"), ("C", "ten"))
    )
    shown = body(a, b, c)
    assert "B/2:1  C/2:1\n    It lasts five years.\n      five] ten C  (substantive)\n" in shown
    assert "    om. A\n" in shown


def test_labels_titles_and_gaps() -> None:
    """What is printed over a provision and its title have variants too; a gap stands in brackets with its note."""
    gap = Passage("Done on  1941.", (Gap(Span(8, 8), note="blank"),))
    a = Witness(
        "A",
        (Provision("article", (gap,), number=Number("1"), label=Label("Article 1"), heading=Passage("The end")),),
    )
    b = Witness(
        "B",
        (
            Provision(
                "article",
                (Passage("Done on 4 May 1941."),),
                number=Number("I"),
                label=Label("I"),
                heading=Passage("An end"),
            ),
        ),
    )
    shown = body(a, b)
    assert "      Article 1] I B\n      The] An B  (substantive)\n" in shown
    assert "    Done on [blank] 1941.\n      [blank]] 4 May B  (substantive)\n" in shown


def test_joined_clauses_and_base() -> None:
    """Clauses that correspond to one are named together; the base is marked, and its text is the one shown."""
    a = Witness(
        "A", (Provision("article", (Passage("They keep the peace, and pay no dues at all."),), number=Number("1")),)
    )
    b = Witness(
        "B",
        (
            Provision(
                "article",
                (Passage("They keep the peace. "), Passage("They pay no dues at all.")),
                number=Number("1"),
            ),
        ),
    )
    shown = render_collation(treatydiff.collate([a, b], base="B"))
    assert re.search(r"^B \(base\)  en$", shown, re.MULTILINE)
    assert "\nB/1:1+B/1:2  A/1:1\n    They keep the peace. They pay no dues at all.\n" in shown


def test_nothing_in_a_text_is_obeyed() -> None:
    """Control characters and marks that turn the writing direction are shown as replaced."""
    shown = body(witness("A", "It \x9b2J lasts"), witness("B", "It \u202eevil lasts"))
    assert "\x9b" not in shown
    assert "\u202e" not in shown
    assert "\ufffd" in shown


LONG = (
    "Vessels of war of either Party shall not enter the ports of the other without leave.",
    "A joint commission of six members shall survey the rivers once a year.",
    "This Treaty remains in force for five years and shall be ratified soon.",
    "Merchants pay the dues which merchants of the country pay.",
)


def reordered(siglum: str, *order: int) -> Witness:
    """A text of the four articles in this order, each with the number that it has in the first."""
    return Witness(
        siglum, tuple(Provision("article", (Passage(LONG[n - 1]),), number=Number(str(n))) for n in order)
    )


def test_a_provision_that_stands_elsewhere_is_said_to_be_moved() -> None:
    """The heading says in which witnesses it was moved, once, and no other heading does."""
    texts = reordered("A", 1, 2, 3, 4), reordered("B", 4, 1, 2, 3), reordered("C", 1, 2, 3, 4)
    shown = body(*texts, reordered("D", 4, 1, 2, 3))
    assert shown.count("moved in") == 1
    assert shown[shown.index("A/4 ──") :].splitlines()[1] == "    moved in B D"
    assert "moved in" not in body(texts[0], texts[2])


def test_a_clause_that_stands_elsewhere_is_said_to_be_moved() -> None:
    """The line with the clause's addresses says where it was moved."""
    a, b = (
        Witness(siglum, (Provision("article", tuple(Passage(f"{LONG[n]} ") for n in order), number=Number("1")),))
        for siglum, order in (("A", (0, 1, 2, 3)), ("B", (3, 0, 1, 2)))
    )
    shown = body(a, b)
    assert shown.count("moved in") == 1
    assert "\nA/1:4  B/1:1  moved in B\n" in shown
