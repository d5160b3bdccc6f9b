"""Addresses: the forms that readers see, and what is said of strings that are none."""

from __future__ import annotations

import pytest

from treatydiff.errors import AddressError
from treatydiff.model.addresses import Address, ChangeAddress, Step, siglum_from


@pytest.mark.parametrize(
    ("address", "steps", "clause", "identifier"),
    [
        ("P", (), None, "P"),
        ("P/3:1", (("", "3"),), 1, "P-3-c1"),
        ("T/1/2:1", (("", "1"), ("", "2")), 1, "T-1-2-c1"),
        ("X/ch2/12.3/1/a:2", (("ch", "2"), ("", "12.3"), ("", "1"), ("", "a")), 2, "X-ch2-12.3-1-a-c2"),
        ("X/G-01", (("", "G-01"),), None, "X-G_2d_01"),
        ("P/closing", (("closing", ""),), None, "P-closing"),
        ("D/body:2", (("body", ""),), 2, "D-body-c2"),
        ("L/body/p2", (("body", ""), ("p", "2")), None, "L-body-p2"),
        ("K/III", (("", "III"),), None, "K-III"),
        ("A/25%20bis", (("", "25 bis"),), None, "A-25_20_bis"),
        ("A/第3条", (("", "第3条"),), None, "A-第3条"),
        # A number that looks like a kind or like a clause is escaped at its first character.
        ("A/%702", (("", "p2"),), None, "A-_70_2"),
        ("A/%63h2", (("", "ch2"),), None, "A-_63_h2"),
        ("A/c1", (("", "c1"),), None, "A-_63_1"),
        ("A/sec%74ion", (("sec", "tion"),), None, "A-sec_74_ion"),
        ("A/%2E%2E", (("", ".."),), None, "A-_2e__2e_"),
        ("u/1", (("", "1"),), None, "_75_-1"),
        ("A%2E/1", (("", "1"),), None, "A_2e_-1"),
    ],
)
def test_how_addresses_are_written(
    address: str, steps: tuple[tuple[str, str], ...], clause: int | None, identifier: str
) -> None:
    """The addresses and ids of the design, and those of numbers that could be mistaken."""
    found = Address.parse(address)
    assert found.steps == tuple(Step(word, number) for word, number in steps)
    assert found.clause == clause
    assert str(found) == address
    assert found.as_id == identifier
    assert Address.from_id(identifier) == found


def test_full_stops_in_sigla_do_not_part_a_change() -> None:
    """A siglum that ends in a full stop, or has two, can stand in a change's address."""
    change = ChangeAddress((Address.parse("A./1"),), (Address.parse("B..C/1"),))
    assert str(change) == "A%2E/1..B%2E%2EC/1"
    assert ChangeAddress.parse(str(change)) == change
    assert str(Address.parse("v1.2/3")) == "v1.2/3"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "found '' as a siglum; expected an XML name: a letter, then letters, digits, . - _"),
        ("3/1", "found '3' as a siglum; expected an XML name: a letter, then letters, digits, . - _"),
        ("A B/1", "found 'A B' as a siglum; expected an XML name: a letter, then letters, digits, . - _"),
        ("A/", "found an empty level in the address 'A/'; expected a number or a kind of unit"),
        ("A//1", "found an empty level in the address 'A//1'; expected a number or a kind of unit"),
        ("A/1:", "found '' after ':' in 'A/1:'; expected a clause's number, from 1"),
        ("A/1:0", "found '0' after ':' in 'A/1:0'; expected a clause's number, from 1"),
        ("A/1:01", "found '01' after ':' in 'A/1:01'; expected a clause's number, from 1"),
        ("A/1:x", "found 'x' after ':' in 'A/1:x'; expected a clause's number, from 1"),
        ("A/1:2:3", "found '2:3' after ':' in 'A/1:2:3'; expected a clause's number, from 1"),
        ("A/1:1234567890", "found '1234567890' after ':' in 'A/1:1234567890'; expected a clause's number, from 1"),
        ("A:1", "found clause 1 in A; expected clauses of a provision, from 1"),
        ("A/5%", "found a lone '%' in '5%'; expected two hexadecimal digits after it"),
        ("A/%FF", "found escapes in '%FF' that are no UTF-8"),
        (
            "A/%00",
            "found the character U+0000 at position 1 of a number in an address; "
            "expected characters that XML can hold; to mend it: remove it, or mark a gap there",
        ),
    ],
)
def test_what_is_said_of_strings_that_are_no_address(text: str, message: str) -> None:
    """Each way in which a string is no address has its message."""
    with pytest.raises(AddressError) as caught:
        Address.parse(text)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("identifier", "message"),
    [
        ("", "found '' as a siglum; expected an XML name: a letter, then letters, digits, . - _"),
        ("A-", "found an empty level in the address 'A-'; expected a number or a kind of unit"),
        ("A-1-c0", "found 'c0' in the id 'A-1-c0'; expected clauses from 1"),
        ("A-1_2", "found a lone '_' in the id part '1_2'; expected escapes such as _2d_"),
        ("A-_110000_", "found an escape in '_110000_' that is no character"),
        ("A-c1", "found the id 'A-c1', which no address gives; expected A-_63_1"),
        ("A-_41_", "found the id 'A-_41_', which no address gives; expected A-A"),
        ("u-1", "found the id 'u-1', which no address gives; expected _75_-1"),
        ("A-%41", "found the id 'A-%41', which no address gives; expected A-_25_41"),
    ],
)
def test_what_is_said_of_ids_that_no_address_gives(identifier: str, message: str) -> None:
    """An id that nothing has is refused, with the id that would be right where there is one."""
    with pytest.raises(AddressError) as caught:
        Address.from_id(identifier)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "found ''; expected two sides with '..' between them, such as A/1..B/1"),
        ("A/1", "found 'A/1'; expected two sides with '..' between them, such as A/1..B/1"),
        ("..", "found a change that joins nothing; expected an address on one side at least"),
        ("A/1..B/1@", "found '' after '@' in 'A/1..B/1@'; expected a range of words such as 2-4"),
        ("A/1..B/1@2", "found '2' after '@' in 'A/1..B/1@2'; expected a range of words such as 2-4"),
        ("A/1..B/1@4-2", "found the range of words (4, 2); expected first and last, from 1"),
        ("A/1..B/1@0-2", "found the range of words (0, 2); expected first and last, from 1"),
        ("A/1+..B/1", "found '' as a siglum; expected an XML name: a letter, then letters, digits, . - _"),
    ],
)
def test_what_is_said_of_strings_that_are_no_change(text: str, message: str) -> None:
    """Each way in which a string is no change's address has its message."""
    with pytest.raises(AddressError) as caught:
        ChangeAddress.parse(text)
    assert str(caught.value) == message


def test_a_range_of_the_later_text_needs_a_range() -> None:
    """A change without words within cannot say that they are the later text's."""
    with pytest.raises(
        AddressError, match="found no range of words that could be the later text's; expected a range"
    ):
        ChangeAddress((Address("A"),), (), tokens_of_later=True)


@pytest.mark.parametrize(
    ("word", "number", "message"),
    [
        ("", "", "found an empty level in an address; expected a number or a kind of unit"),
        ("ch", "", "found 'ch' with '' in an address; expected a count such as 2"),
        ("p", "", "found 'p' with '' in an address; expected a count such as 2"),
        ("closing", "02", "found 'closing' with '02' in an address; expected a count such as 2"),
        ("closing", "x", "found 'closing' with 'x' in an address; expected a count such as 2"),
    ],
)
def test_steps_that_cannot_be(word: str, number: str, message: str) -> None:
    """A level needs a number or a kind, and a kind without number takes a count only."""
    with pytest.raises(AddressError) as caught:
        Step(word, number)
    assert str(caught.value) == message


def test_a_unit_that_addresses_do_not_know() -> None:
    """An unknown word is refused with the list of those that there are."""
    with pytest.raises(AddressError, match="found the unit 'canto' in an address; expected one of annex, "):
        Step("canto", "1")


def test_clauses_are_counted_from_one() -> None:
    """There is no clause 0, none of a whole witness, and none past nine digits."""
    for clause in (0, -1, 10**9):
        with pytest.raises(AddressError, match=rf"found clause {clause} in A; expected clauses of a provision"):
            Address("A", (Step("", "1"),), clause)


@pytest.mark.parametrize(
    ("name", "siglum"),
    [
        ("A", "A"),
        ("2nd draft", "_2nd_draft"),
        ("old.txt", "old.txt"),
        ("", "_"),
        ("a:b/c", "a_b_c"),
        ("проект", "проект"),
        ("-1", "_-1"),
    ],
)
def test_sigla_made_from_names(name: str, siglum: str) -> None:
    """A file's name becomes a siglum that its owner recognises."""
    assert siglum_from(name) == siglum
