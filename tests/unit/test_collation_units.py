from __future__ import annotations

import pytest

from plain_form import witness_of
from treatydiff.collation import ClauseGroup, collate
from treatydiff.collation.classes import RULES, Place, decided
from treatydiff.model.witnesses import TextStatus, Witness


def collated(*clauses: str) -> ClauseGroup:
    """The group of one clause in as many witnesses as it has wordings."""
    texts = [witness_of(f"= article 1\n{clause}", siglum) for siglum, clause in zip("ABCD", clauses, strict=False)]
    return next(collate(texts).clause_groups())


def units(*clauses: str) -> list[dict[str, str]]:
    """Its units: what is written, and by whom; those who have nothing stand under the empty string."""
    return [
        {reading.text: "".join(reading.witnesses) for reading in unit.readings}
        | ({"": "".join(unit.omitted)} if unit.omitted else {})
        for unit in collated(*clauses).units
    ]


def test_readings_are_grouped_by_what_is_written() -> None:
    """Witnesses that write the same stand in one reading; capitals make two, of one form."""
    group = collated("The Pact lasts.", "The pact lasts.", "The treaty lasts.", "The Pact lasts.")
    [unit] = [unit for unit in group.units if not unit.constant]
    assert [(r.text, r.witnesses) for r in unit.readings] == [
        ("Pact ", ("A", "D")), ("pact ", ("B",)), ("treaty ", ("C",))
    ]  # fmt: skip
    assert [reading.forms for reading in unit.readings] == [("pact",), ("pact",), ("treaty",)]


def test_words_common_to_all_are_one_unit() -> None:
    """What all write alike to the letter is one unit, and places of variation part it."""
    assert units("It lasts five years.", "It lasts ten years.", "It lasts years.") == [
        {"It lasts ": "ABC"},
        {"five ": "A", "ten ": "B", "": "C"},
        {"years.": "ABC"},
    ]


def test_spacing_is_a_place_of_variation() -> None:
    """White space that differs is kept as written, in a unit whose forms are the same."""
    group = collated("It lasts ; it ends.", "It lasts; it ends.")
    [unit] = [unit for unit in group.units if not unit.constant]
    assert unit.same_forms
    assert unit.variant == "whitespace"


def test_an_omission_is_no_silence() -> None:
    """A witness that has the clause but not these words omits them."""
    group = collated("It lasts for five full years.", "It lasts for five years.")
    [unit] = [unit for unit in group.units if not unit.constant]
    assert (unit.omitted, unit.not_transmitted) == (("B",), ())
    assert not unit.same_forms


def test_transposed_units_point_at_each_other() -> None:
    """Words that changed places are found at both places, each naming the other."""
    group = collated(
        "It will be prolonged automatically for years.", "It will be automatically prolonged for years."
    )
    pairs = {n: unit.transposed for n, unit in enumerate(group.units) if unit.transposed is not None}
    assert len(pairs) == 2
    assert all(pairs[other] == n for n, other in pairs.items())


@pytest.mark.parametrize(
    ("readings", "before", "variant"),
    [
        (("five", "Five"), "", "capitals"),
        (("peace,", "peace"), "", "punctuation"),
        (("five", "5"), "for", "number"),
        (("VI", "6"), "", "number"),
        (("Article 5", "Article 6"), "under", "reference"),
        (("5", "6"), "under Article", "reference"),
        (("5", "6"), "for", "substantive"),
        (("recognise", "recognize"), "", "spelling"),
        (("honour", "honor"), "", "spelling"),
        (("co-operate", "cooperate"), "", "spelling"),
        (("côte", "cote"), "", "spelling"),
        (("hour", "hor"), "", "spelling"),
        (("to day ,", "today"), "", "spelling"),
        (("shall", "will"), "", "substantive"),
        (("not", ""), "", "substantive"),
        ((",", ""), "", "punctuation"),
    ],
)
def test_classes(readings: tuple[str, ...], before: str, variant: str) -> None:
    """The first rule that fits says what kind of difference a place holds."""
    words = tuple(tuple(reading.replace(",", " ,").split()) for reading in readings)
    witnesses = (Witness("A"), Witness("B"))
    found = decided(Place(words, tuple(before.split()), witnesses), RULES)
    assert found is not None
    assert found.variant == variant


@pytest.mark.parametrize(
    ("statuses", "originals", "languages", "variant"),
    [
        (("translation", "translation"), ("P", "P"), ("en", "en"), "translation"),
        (("translation", "quotation"), ("P", "P"), ("en", "en"), "translation"),
        (("official-translation", "retranslation"), ("P", "P"), ("en", "en"), "translation"),
        (("quotation", "quotation"), ("P", "P"), ("en", "en"), "substantive"),
        (("translation", "authentic"), ("P", "P"), ("en", "en"), "substantive"),
        (("translation", "translation"), ("P", "Q"), ("en", "en"), "substantive"),
        (("translation", "translation"), ("", ""), ("en", "en"), "substantive"),
        (("translation", "translation"), ("P", "P"), ("en", "fr"), "substantive"),
    ],
)
def test_translations_of_one_original(
    statuses: tuple[str, str], originals: tuple[str, str], languages: tuple[str, str], variant: str
) -> None:
    """Words may be the translators' only where all translate or quote one document into one language."""
    witnesses = tuple(
        Witness(siglum, status=TextStatus(status), original=original, language=language)
        for siglum, status, original, language in zip("AB", statuses, originals, languages, strict=True)
    )
    found = decided(Place((("extended",), ("prolonged",)), (), witnesses), RULES)
    assert found is not None
    assert found.variant == variant


def test_no_rule_no_class() -> None:
    """Where none of the rules given fits, nothing is said."""
    assert decided(Place((("a",), ("b",)), (), (Witness("A"),)), RULES[:3]) is None
