"""Numbers: what printed numbers are worth, and which are the same."""

from __future__ import annotations

import pytest

from treatydiff.errors import ModelError
from treatydiff.model.numbers import Number, value_of


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        *(("6", "6"), ("06", "6"), ("VI", "6"), ("the Sixth", "6"), ("SIXTH", "6"), ("Six", "6"), ("Ⅵ", "6")),
        *(("６", "6"), ("٦", "6"), ("०६", "6"), ("⑥", "6"), (" VI\n", "6"), ("V I", "6")),
        *(("TWENTY-ONE", "21"), ("Twenty One", "21"), ("the Twenty-first", "21"), ("XXI", "21")),
        *(("hundredth", "100"), ("ninety-ninth", "99"), ("XCIX", "99"), ("MCMXLI", "1941"), ("I", "1")),
        # Typists set Cyrillic and Greek letters for Roman numerals.
        *(("Х", "10"), ("ІХ", "9"), ("\u0399", "1"), ("\u03a7", "10")),
        *(("25 BIS", "25bis"), ("25bis", "25bis"), ("25 Bis", "25bis"), ("8BIS.1", "8bis.1"), ("2TER", "2ter")),
        *(("I quater", "1quater"), ("II BIS", "2bis"), ("140 (A)", "140A"), ("35A", "35A"), ("35a", "35a")),
        *(("1º", "1"), ("1°", "1"), ("1˚", "1"), ("1ª", "1")),
        *(("i", "i"), ("vi", "vi"), ("a", "a"), ("B", "B"), ("II.1", "II.1"), ("12.3", "12.3"), ("1-01", "1-01")),
        *(("G-01", "G-01"), ("11-08", "11-08"), ("3(4)", "3(4)"), ("15(1)", "15(1)"), ("1.1", "1.1")),
        *(("C", "C"), ("D", "D"), ("L", "L"), ("M", "M"), ("CD", "400"), ("C bis", "Cbis"), ("IIII", "IIII")),
        *(("0", "0"), ("5¹", "5^1"), ("first-class", "first-class"), ("第3条", "第3条"), ("", "")),
    ],
)
def test_what_a_printed_number_is_worth(printed: str, value: str) -> None:
    """Values follow the conventions of the headings that real treaties have."""
    assert value_of(printed) == value


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("5¹", "51"),
        ("1ª", "1a"),
        ("35A", "35a"),
        ("i", "I"),
        ("1.1", "11"),
        ("C", "100"),
        ("1-1", "11"),
        ("2", "2bis"),
    ],
)
def test_numbers_that_only_look_alike(one: str, other: str) -> None:
    """Numbers that mean different articles stay different."""
    assert not Number(one).same_as(Number(other))


def test_a_long_row_of_digits_is_no_number() -> None:
    """Past eighteen digits or letters the string itself is the value, however long it is."""
    digits = "0" + "9" * 6000
    assert value_of(digits) == digits
    assert value_of("0" + "9" * 17) == "9" * 17
    assert value_of("M" * 6000) == "M" * 6000


@pytest.mark.parametrize("printed", ["", " ", "\n\t", "\u00a0"])
def test_an_empty_number_is_refused(printed: str) -> None:
    """White space is no number."""
    with pytest.raises(ModelError) as caught:
        Number(printed)
    assert str(caught.value) == "found an empty number; expected a number such as 3 or VI; to mend it: leave it out"


def test_a_number_that_xml_cannot_hold_is_refused() -> None:
    """A control character in a number is refused before anything is written."""
    with pytest.raises(ModelError, match=r"found the character U\+0001 at position 2 of a number; expected"):
        Number("3\x01")


def test_numbers_are_equal_as_printed() -> None:
    """VI and 6 are one number but two values of the model; `str` and `repr` show what is printed."""
    assert Number("VI") != Number("6")
    assert Number("VI").same_as(Number("6"))
    assert (str(Number("VI")), repr(Number("VI"))) == ("VI", "Number('VI')")
