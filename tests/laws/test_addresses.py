"""Laws of addresses: printing and reading are inverse, and address and id are one to one."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from lxml import etree

from strategies import ODD_NUMBERS, addresses, change_addresses, sigla, steps, witnesses, words_of_all_kinds
from treatydiff.errors import AddressError
from treatydiff.model.addresses import Address, ChangeAddress, Step, is_siglum, siglum_from
from treatydiff.model.witnesses import Witness

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
IDS = etree.RelaxNG(
    etree.fromstring(
        """<element name="ab" xmlns="http://relaxng.org/ns/structure/1.0"
            datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
          <attribute name="xml:id"><data type="ID"/></attribute>
          <attribute name="ref"><data type="NCName"/></attribute>
        </element>"""
    )
)
"""A schema as TEI's: an `xml:id` is an XML name without a colon."""
ADDRESS_LIKE = st.text(st.sampled_from("AuBc12p/:.-_+@%cho "), max_size=14)
"""Strings made of what addresses and ids are made of, most of them neither."""


@given(addresses())
def test_a_printed_address_is_read_back(address: Address) -> None:
    """Reading what an address prints gives the same address, and it prints the same again."""
    assert Address.parse(str(address)) == address
    assert str(Address.parse(str(address))) == str(address)


@given(addresses())
def test_an_id_is_read_back(address: Address) -> None:
    """The id of an address names that address and no other."""
    assert Address.from_id(address.as_id) == address


@pytest.mark.parametrize("number", ODD_NUMBERS)
@pytest.mark.parametrize("word", ["", "ch", "sec", "pt", "ti"])
def test_odd_numbers_are_read_back(word: str, number: str) -> None:
    """A number that looks like a separator, a kind, a clause or an escape survives address and id."""
    for address in (Address("A", (Step(word, number),)), Address("A", (Step("", "1"), Step(word, number)), 2)):
        assert Address.parse(str(address)) == address
        assert Address.from_id(address.as_id) == address


@given(addresses(), addresses())
@example(Address("A", (Step("", "1"),), 1), Address("A", (Step("", "1"), Step("", "c1"))))
@example(Address("A", (Step("", "p2"),)), Address("A", (Step("p", "2"),)))
@example(Address("A", (Step("", "1-2"),)), Address("A", (Step("", "1"), Step("", "2"))))
@example(Address("A_1"), Address("A", (Step("", "1"),)))
def test_two_addresses_never_share_a_name(one: Address, other: Address) -> None:
    """Addresses that differ are printed differently and have different ids."""
    assert (one == other) == (str(one) == str(other)) == (one.as_id == other.as_id)


@given(addresses())
def test_an_id_can_be_an_xml_id(address: Address) -> None:
    """An XML parser takes every id as an `xml:id`, without a colon, and gives it back unchanged."""
    identifier = address.as_id
    element = etree.Element("ab", {XML_ID: identifier, "ref": identifier})
    assert IDS.validate(element), IDS.error_log
    assert etree.fromstring(etree.tostring(element, encoding="utf-8")).get(XML_ID) == identifier


def test_the_check_of_ids_refuses_what_is_none() -> None:
    """The law above can fail: a colon, a space or a digit at the beginning is refused."""
    for bad in ("A:1", "A 1", "1A", "-A", ""):
        assert not IDS.validate(etree.Element("ab", {XML_ID: bad, "ref": bad})), bad


@given(addresses())
def test_an_id_never_begins_like_one_of_another_thing(address: Address) -> None:
    """One small letter and a hyphen open the ids of apparatus and annotations, never those of addresses."""
    assert not re.match(r"[a-z]-", address.as_id)
    assert not re.fullmatch(r"[a-z]", address.as_id)


@given(addresses(siglum="A"))
def test_the_id_of_the_usual_siglum_is_readable(address: Address) -> None:
    """Ids begin with the siglum as it is, where it has letters and digits only."""
    assert address.as_id.split("-")[0] == "A"


@given(addresses())
def test_separators_in_an_address_are_only_its_own(address: Address) -> None:
    """An address has one `/` for each level, one `:` for a clause, and nothing that a change's address uses."""
    text = str(address)
    assert text.count("/") == len(address.steps)
    assert text.count(":") == (address.clause is not None)
    assert not re.search(r"[\s@+]|\.\.", text)


@given(change_addresses())
def test_a_printed_change_address_is_read_back(change: ChangeAddress) -> None:
    """Reading what a change's address prints gives the same."""
    assert ChangeAddress.parse(str(change)) == change


@given(change_addresses(), change_addresses())
def test_two_changes_never_share_an_address(one: ChangeAddress, other: ChangeAddress) -> None:
    """Addresses of changes that differ are printed differently."""
    assert (one == other) == (str(one) == str(other))


@given(change_addresses())
def test_the_inverse_of_a_change_is_read_the_other_way(change: ChangeAddress) -> None:
    """Inverting swaps the sides and drops the range of words; doing it again swaps them back."""
    there = change.inverse
    assert (there.earlier, there.later, there.tokens) == (change.later, change.earlier, None)
    assert there.inverse == ChangeAddress(change.earlier, change.later)


@given(st.one_of(words_of_all_kinds(), ADDRESS_LIKE, st.text()))
@example("")
@example("A/")
@example("A/\ud800")
@example("A/%ED%A0%80")
@example("A/%00")
@example("A/1:" + "1" * 5000)
@example("A-1-c" + "1" * 5000)
@example("A/1..B/1@1-" + "1" * 5000)
@example("A-_110000_")
@example("A-_d800_")
def test_any_string_is_an_address_or_refused(text: str) -> None:
    """No string ends in anything but an address that can be printed or an `AddressError`."""
    for read in (Address.parse, Address.from_id, ChangeAddress.parse):
        try:
            found = read(text)
        except AddressError:
            continue
        assert repr(found)
        if read == Address.from_id:
            assert isinstance(found, Address)
            assert found.as_id == text
        else:
            assert type(found).parse(str(found)) == found


@given(st.one_of(st.text(), words_of_all_kinds(), sigla()))
@example("")
@example("2nd draft")
@example("e\u0301tat")
def test_any_name_gives_a_siglum(name: str) -> None:
    """Every name, the empty one too, can be made into a siglum, and that siglum stays as it is."""
    siglum = siglum_from(name)
    assert is_siglum(siglum)
    assert siglum_from(siglum) == siglum


@given(sigla())
def test_a_siglum_made_from_a_siglum_is_the_same(siglum: str) -> None:
    """The strategy draws sigla, and a file named by one gets it back."""
    assert is_siglum(siglum)
    assert siglum_from(siglum) == siglum


@given(steps())
def test_a_step_tells_word_and_number_apart(step: Step) -> None:
    """A level is printed so that its word and its number are found again."""
    assert Address.parse(f"A/{step}").steps == (step,)


@given(addresses())
def test_what_stands_in_what(address: Address) -> None:
    """Every address stands in its parent, a provision in no clause of its own."""
    assume(address.steps)
    assert address.is_in(address)
    assert address.is_in(address.parent)
    assert not address.parent.is_in(address)
    if address.clause is not None:
        assert address.parent.of_clause(address.clause) == address
    else:
        assert address.parent.child(address.steps[-1]) == address
        assert not address.is_in(address.of_clause(1))


@given(witnesses())
def test_ids_within_a_witness_are_unique(witness: Witness) -> None:
    """All provisions and clauses of a witness have ids of their own."""
    ids = [address.as_id for address, _ in witness.addressed()] + [
        address.as_id for address, _ in witness.clauses()
    ]
    assert len(ids) == len(set(ids))
