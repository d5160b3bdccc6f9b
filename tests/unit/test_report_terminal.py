"""The terminal's views: that what is shown holds both texts, fits the screen, and obeys nothing in them."""

from __future__ import annotations

import re
import unicodedata

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import treatydiff
from treatydiff.comparison.extent import extent
from treatydiff.model.dossiers import DossierRecord
from treatydiff.model.links import Link, Relation
from treatydiff.model.numbers import Number
from treatydiff.model.passages import Gap, Passage, Span
from treatydiff.model.provisions import Label, Provision
from treatydiff.model.witnesses import Witness
from treatydiff.normalization import DEFAULT
from treatydiff.report.listing import Written, render_dossier, render_summary, render_witness
from treatydiff.report.markdown import render_comparison
from treatydiff.report.screen import Screen, Tone, columns, uncoloured
from treatydiff.report.terminal import render


def witness(siglum: str, *articles: str, complete: bool = True, instrument: str = "") -> Witness:
    """A text of numbered articles, each of one clause."""
    provisions = (
        Provision("article", (Passage(text),), number=Number(str(n))) for n, text in enumerate(articles, start=1)
    )
    return Witness(siglum, tuple(provisions), complete=complete, instrument=instrument)


def compact(text: str) -> str:
    """The text without white space."""
    return "".join(text.split())


# A few words only, so that texts have much in common and differ in small places.
WORDS = st.lists(
    st.sampled_from("the Party shall keep , . its peace (and) ports Ports".split()), min_size=1, max_size=14
)


@given(WORDS, WORDS, st.integers(60, 70))
def test_both_texts_can_be_read_off(earlier: list[str], later: list[str], width: int) -> None:
    """What is shown of a clause is the earlier text without what came in, the later without what went out."""
    before, after = " ".join(earlier), " ".join(later)
    relation = Relation.IDENTICAL if compact(before) == compact(after) else Relation.REWORDED
    links = [Link(["A/1"], ["B/1"], relation=relation), Link(["A/1:1"], ["B/1:1"], relation=relation)]
    comparison = treatydiff.compare(witness("A", before), witness("B", after), links=links)
    shown = render(comparison, screen=Screen(width=width))
    body = shown[shown.index("\n──") : shown.index("\n── In all")] if "\n── Article" in shown else ""
    lines = [line for line in body.splitlines() if line.startswith("    ")]
    text = compact(" ".join(lines)).replace("⇅", "").removeprefix("Linkedbyaneditor")
    if compact(before) == compact(after):
        assert text == "" or text == compact(before)
        return
    text = re.sub(r"\{~(.*?)→(.*?)~\}", r"[-\1-]{+\2+}", text)
    assert re.sub(r"\{\+.*?\+\}", "", text).replace("[-", "").replace("-]", "") == compact(before)
    assert re.sub(r"\[-.*?-\]", "", text).replace("{+", "").replace("+}", "") == compact(after)


@given(
    st.text(st.characters(codec="utf-8", exclude_characters="\x00\u00a0\u202f"), max_size=60), st.integers(4, 30)
)
def test_setting_keeps_every_character_and_fits(text: str, width: int) -> None:
    """No visible character is lost in setting; a line is too wide only if it holds one thing that cannot break."""
    out = Screen(width=width).set([(text, Tone.PLAIN)])
    kept = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", "\ufffd", text)
    assert compact(out) == compact(kept)
    for line in out.splitlines():
        assert columns(line) <= width or len(re.split(r"[ \t]+", line.strip(" \t"))) == 1


def test_wide_characters_take_two_columns_and_may_part() -> None:
    """Japanese, which parts no words, is broken between any two characters, and each counts for two columns."""
    out = Screen(width=10).set([("締約国は平和を維持する。", Tone.PLAIN)])
    assert out == "締約国は平\n和を維持す\nる。\n"
    assert columns("締a\u0301") == 3
    assert all(unicodedata.east_asian_width(char) == "W" for char in "締約国")


def test_what_must_not_be_parted_stays_on_one_line() -> None:
    """No line begins with a closing mark or with what combines; none ends with an opening mark."""
    words = "両国は「平和」を維持し、か\u3099条約を守る。"
    for width in range(6, 16):
        lines = Screen(width=width).set([(words, Tone.PLAIN)]).splitlines()
        assert "".join(lines) == words
        assert not [line for line in lines if line[0] in "、。」\u3099" or line[-1] == "「"]


def test_combining_signs_and_korean_in_parts_take_their_columns() -> None:
    """A Korean syllable in parts is as wide as in one; a soft hyphen is shown, a zero-width space is not."""
    assert columns("\u1100\u1161\u11a8") == columns("\uac01") == 2
    assert columns("か\u3099") == columns("が") == 2
    assert columns("a\u00adb") == 3
    assert columns("a\u200bb") == 2
    assert columns("\U00020000") == 2


TEXT = st.text(st.sampled_from("ab 締約a\u0301か\u3099\U00020000、「」(-) é"), max_size=60)


@given(TEXT, TEXT, st.integers(12, 60), st.booleans())
def test_columns_are_straight(left: str, right: str, width: int, colour: bool) -> None:
    """Whatever stands side by side, the line between lies in one column, and nothing is lost or too wide."""
    screen = Screen(width=width, colour=colour)
    lines = uncoloured(screen.beside([(left, Tone.OUT)], [(right, Tone.IN)], indent="  ")).splitlines()
    assert len({columns(line.partition("│")[0]) for line in lines}) == 1
    assert max(map(columns, lines)) <= width
    for side, opening, closing, text in ((0, "[-", "-]", left), (2, "{+", "+}", right)):
        shown = compact("".join(line.partition("│")[side] for line in lines))
        marked = f"{opening}{compact(text)}{closing}" if compact(text) and not colour else compact(text)
        assert shown == marked


def test_texts_stand_beside_each_other() -> None:
    """In columns, each text is in its own, its words marked; what one alone has leaves the other's column empty."""
    a, b = witness("A", "It lasts five years.", "They keep peace."), witness("B", "It lasts ten years.")
    shown = render(treatydiff.compare(a, b), side_by_side=True, screen=Screen(width=60))
    assert "    It lasts [-five-] years.   │ It lasts {+ten+} years.\n" in shown
    assert "    They keep peace.           │\n" in shown
    assert "\n    A                          │ B\n" in shown


def test_an_article_of_which_a_clause_went_elsewhere_shows_the_changes_of_the_others() -> None:
    """What is left of an article, one clause of which corresponds elsewhere, has its own line and address."""
    kept = (
        ("1", "grazing within the islands."),
        (
            "2",
            "cemeteries within the islands once a year subject to Article 3. ",
            "cemeteries along the northern road within the islands for five years.",
        ),
        ("4", "salt within the islands subject to Article 1."),
        ("5", "vineyards within the islands subject to Article 1."),
    )
    went = "bridges over the narrow straits between both harbours for five years. "
    left = (
        "3",
        "quarries within the islands at its own cost subject to Article 1. ",
        "forests along the northern shore, mills, dams and roads included, subject to Article 2. ",
        "workers in mines, pits and furnaces whatever their nationality, language or trade. ",
    )
    new = (
        "1bis",
        "harbours once a year upon request, under flags, pilots, tariffs and lights of its own. ",
        "lighthouses, beacons, wrecks and anchorages off the southern coast in time of peace. ",
        went,
    )
    a, b = (
        Witness(
            siglum,
            tuple(
                Provision(
                    "article",
                    tuple(Passage(f"Each Party shall respect the {words}") for words in clauses),
                    number=Number(number),
                    label=Label(f"Article {number}"),
                )
                for number, *clauses in articles
            ),
        )
        for siglum, articles in (
            ("A", (*kept[:2], (*left, went), *kept[2:])),
            ("B", (new, *kept[:2], left, *kept[2:])),
        )
    )
    comparison = treatydiff.compare(a, b)
    shown = render(comparison)
    assert {"..B/1bis", "..B/1bis:1"} <= {str(change.address) for change in comparison.changes}
    for change in comparison.changes:
        assert f" {change.address} " in shown


def test_a_tone_is_closed_on_each_line() -> None:
    """Where struck words run over a line's end, the line through them stops before the indent of the next."""
    out = Screen(width=12, colour=True).set([("one two three four", Tone.OUT)], indent="  ")
    first, second, *_ = out.splitlines()
    assert first == "\x1b[9;38;5;33mone two\x1b[0m"
    assert second.startswith("  \x1b[9;38;5;33mthree")


def test_nothing_in_a_text_is_obeyed() -> None:
    """Control characters that XML allows, and marks that turn the writing direction, are shown as replaced."""
    article = Provision(
        "article", (Passage("It \x9b2J lasts \u202eevil"),), number=Number("1"), label=Label("Article \x9b1")
    )
    hostile = Witness("A", (article,), title="\x9b31m Title", kind="\x9b31m")
    other = Witness("B", (Provision("article", (Passage("It lasts"),), number=Number("1")),))
    shown = render_witness(hostile) + render(treatydiff.compare(hostile, other))
    shown += render_dossier(DossierRecord(title="\x9b1m", witnesses=(hostile, other)))
    assert "\x9b" not in shown
    assert "\u202e" not in shown
    assert "\ufffd2J" in shown


def test_split_moved_words_and_gaps() -> None:
    """A split clause shows its sign, words that moved the sign for moving, a gap its note in brackets."""
    gap = Passage("It is signed on  1941.", (Gap(Span(16, 16), note="blank"),))
    a = Witness(
        "A",
        (
            Provision("article", (Passage("Vessels enter freely and pay no dues at all."),), number=Number("1")),
            Provision("article", (gap,), number=Number("2")),
        ),
    )
    b = Witness(
        "B",
        (
            Provision(
                "article",
                (Passage("Vessels enter freely. "), Passage("They pay no dues at all.")),
                number=Number("1"),
            ),
            Provision("article", (Passage("It is signed on 4 May 1941."),), number=Number("2")),
        ),
    )
    links = [
        Link(["A/1:1"], ["B/1:1", "B/1:2"], relation=Relation.SPLIT),
        Link(["A/2:1"], ["B/2:1"]),
    ]
    shown = render(treatydiff.compare(a, b, links=links))
    assert "⑂ A/1:1..B/1:1+B/1:2  split  by an editor\n    Vessels enter freely" in shown
    assert "It is signed on [-[blank]-] {+4 May+} 1941." in shown


@pytest.mark.parametrize("width", range(44, 90))
def test_no_line_ends_between_a_sign_and_its_words(width: int) -> None:
    """However wide the screen, a sign stands on the line of what it stands for, and no special space is printed."""
    words = ["Vessels enter freely.", "The Parties shall keep the peace.", "It lasts five years."]
    a = Witness(
        "A", tuple(Provision("article", (Passage(w),), number=Number(str(n))) for n, w in enumerate(words, 7))
    )
    b = Witness(
        "B",
        tuple(
            Provision("article", (Passage(w),), number=Number(str(n)))
            for n, w in enumerate(words[1:] + words[:1], 7)
        ),
    )
    shown = render(treatydiff.compare(a, b), screen=Screen(width=width))
    assert "# renumbered 7 → 9" in " ".join(shown.split())
    assert not [line for line in shown.splitlines() if line.rstrip()[-1:] in ("#", "⇅", "≈", "=", "§")]
    assert "\u00a0" not in shown


def test_instruments_and_fragments_say_why_they_are_silent() -> None:
    """The end tells how much is not transmitted, and whether for a fragment or for another instrument."""
    whole = witness("A", "The Parties shall keep the peace.", "It lasts five years.", instrument="Pact")
    part = witness("B", "The Parties shall keep the peace.", complete=False, instrument="Pact")
    other = witness("C", "The Parties shall keep the peace.", instrument="Letter")
    assert (
        "\n[...] 1 provision of A not transmitted in B, and so neither inserted nor\nomitted: B is known"
        in render(treatydiff.compare(whole, part))
    )
    assert "omitted: C (Letter) and A (Pact) are two instruments.\n" in render(treatydiff.compare(other, whole))


def test_labels() -> None:
    """A label that a narrator supplies stands in brackets; a mere number is called after its kind."""
    a = Witness("A", (Provision("article", (Passage("It lasts."),), number=Number("VI"), label=Label("VI")),))
    b = Witness(
        "B",
        (
            Provision(
                "article", (Passage("It lasts."),), number=Number("6"), label=Label("Article 6", supplied=True)
            ),
        ),
    )
    assert "= A/VI..B/6  Article VI → [Article 6], kept\n" in render(treatydiff.compare(a, b))


@pytest.mark.parametrize("width", [80, 60])
def test_summary_drops_its_bars_before_it_runs_over(width: int) -> None:
    """In a narrow terminal the share of words that differ is a number alone."""
    comparison = treatydiff.compare(witness("A", "It lasts five years."), witness("B", "It lasts ten years."))
    shown = render_summary([Written(comparison, "A" * 20 + ".xml")], screen=Screen(width=width))
    assert max(map(len, shown.splitlines())) <= width
    assert ("█" in shown) == (width == 80)
    assert "25 %" in shown


def test_extent_leaves_out_what_is_not_transmitted() -> None:
    """Words about which the other text says nothing were not compared; capitals make no difference."""
    a = witness("A", "The Parties shall keep the peace.", "It lasts five years.")
    b = witness("B", "The PARTIES shall keep peace.", complete=False)
    counted = extent(treatydiff.compare(a, b).collation)
    assert (counted.differing, counted.compared) == (1, 11)


def test_what_is_only_written_differently_is_told_apart() -> None:
    """Old and new forms of a character stand in marks of their own, other words as out and in."""
    old, new = witness("A", "兩國間有平和五年"), witness("B", "両国間有平和十年")
    options = treatydiff.Options(normalization=DEFAULT.changed("+old-characters"))
    comparison = treatydiff.compare(evolve(old, language="zh"), evolve(new, language="zh"), options=options)
    shown = render(comparison)
    assert "{~兩國→両国~}間有平和[-五-] {+十+}年" in shown
    assert "that are only written" in shown
    assert "{~兩國~}間有平和[-五-]年" in render(comparison, side_by_side=True)
    assert "<em>兩國</em>間有平和<del>五</del>年" in render_comparison(comparison)
