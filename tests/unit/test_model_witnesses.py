"""Witnesses and dossiers: looking things up, and what is said where nothing is found."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from treatydiff.errors import AddressError, ModelError, UnknownError
from treatydiff.model.addresses import Address
from treatydiff.model.dates import UncertainDate
from treatydiff.model.dossiers import CollationPlan, ComparisonPlan, DossierRecord, Handover, WitnessRelation
from treatydiff.model.numbers import Number
from treatydiff.model.passages import Passage
from treatydiff.model.provisions import Provision
from treatydiff.model.witnesses import Witness


def article(number: str, *clauses: str) -> Provision:
    """An article with these clauses."""
    return Provision("article", tuple(map(Passage, clauses)), number=Number(number))


TREATY = Witness(
    "A",
    (
        Provision("preamble", (Passage("Wishing for peace,"),)),
        article("VI", "It enters into force. ", "It lasts five years."),
        Provision("chapter", (), (article("1", "One."), article("2", "Two.")), Number("2")),
        Provision("closing", (Passage("Done."),)),
        Provision("signatures", (Passage("X"),), party="the North"),
        Provision("signatures", (Passage("Y"),), party="the South"),
    ),
    kind="draft",
    date=UncertainDate("1941-04"),
)


def test_addresses_of_a_witness() -> None:
    """Numbers as printed, kinds for what has none, counts where there are several, clauses after a colon."""
    assert [str(address) for address, _ in TREATY.addressed()] == [
        *("A/preamble", "A/VI", "A/ch2", "A/ch2/1", "A/ch2/2", "A/closing", "A/signatures1", "A/signatures2"),
    ]
    assert [str(address) for address, _ in TREATY.clauses()][:4] == [
        "A/preamble:1",
        "A/VI:1",
        "A/VI:2",
        "A/ch2/1:1",
    ]


@pytest.mark.parametrize("address", ["A/VI:2", "A/6:2", "A/06:2", "A/%56I:2", "A/the%20Sixth:2"])
def test_a_number_is_found_in_any_form(address: str) -> None:
    """VI is found by 6, and by whatever is worth the same."""
    assert TREATY.clause(address).text == "It lasts five years."
    assert TREATY.provision(address) is TREATY.provision("A/VI")
    assert str(TREATY.resolve(address)) == "A/VI:2"


def test_the_number_as_printed_goes_before_the_value() -> None:
    """Where a witness has both VI and 6, each is found by itself."""
    witness = Witness("A", (article("VI", "Roman."), article("6", "European.")))
    assert [witness.clause(f"A/{number}:1").text for number in ("VI", "6")] == ["Roman.", "European."]


def test_a_witness_shows_what_it_is() -> None:
    """Siglum, date, kind, and how much it holds."""
    assert repr(TREATY) == "<Witness A 1941-04, draft: 3 articles, 16 words>"
    single = Witness("B", (Provision("article", (Passage("Peace."),)),))
    assert repr(single) == "<Witness B, text: 1 article, 1 word>"


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("A/VII", "found no A/VII in A; expected an address such as A/VI"),
        ("A/VI:3", "found no A/VI:3 in A; expected an address such as A/VI"),
        ("A/ch2:1", "found no A/ch2:1 in A; expected an address such as A/ch2"),
        ("B/VI", "found no B/VI in A; expected an address such as A/VI"),
        ("a/vi", "found no a/vi in A; expected an address such as A/VI"),
    ],
)
def test_an_address_that_is_not_there(address: str, message: str) -> None:
    """What is not there is said, with the nearest that is."""
    for look in (TREATY.resolve, TREATY.provision, TREATY.clause):
        with pytest.raises(UnknownError) as caught:
            look(address)
        assert str(caught.value).startswith(message)


def test_an_address_in_a_witness_without_provisions() -> None:
    """Where nothing is near, the message says what kind of address would do."""
    with pytest.raises(UnknownError) as caught:
        Witness("A").resolve("A/1")
    assert str(caught.value) == "found no A/1 in A; expected an address of this witness"


def test_a_provision_where_a_clause_is_wanted() -> None:
    """`clause` needs a clause's address."""
    with pytest.raises(UnknownError) as caught:
        TREATY.clause("A/VI")
    assert str(caught.value) == "found A/VI where a clause is wanted; expected an address such as P/3:1"


def test_what_is_no_address_is_said_to_be_none() -> None:
    """A string that is no address is another error than an address that is not there."""
    with pytest.raises(AddressError, match="found '' after ':'"):
        TREATY.clause("A/VI:")


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (
            lambda: Witness("40K"),
            "found '40K' as a siglum; expected an XML name: a letter, then letters, digits, . - _; "
            "to mend it: choose another siglum",
        ),
        (
            lambda: Witness("A", (article("1", "One."), article("1", "Again."))),
            "found two provisions with the address A/1; expected one; "
            "to mend it: give one of them another number (in TEI: div/@n)",
        ),
        (
            lambda: Witness("A", (article("1"), Provision("point", number=Number("1")))),
            "found two provisions with the address A/1; expected one; "
            "to mend it: give one of them another number (in TEI: div/@n)",
        ),
        (
            lambda: Witness("A", title="\x1b"),
            "found the character U+001B at position 1 of the description of A; "
            "expected characters that XML can hold; to mend it: remove it, or mark a gap there",
        ),
        (
            lambda: Witness("A", (nested(51),)),
            "found provisions more than 50 deep in A; expected chapters, articles, paragraphs, points; "
            "to mend it: take out levels that hold one provision only",
        ),
    ],
)
def test_witnesses_that_cannot_be(make: Callable[[], Witness], message: str) -> None:
    """A bad siglum, one address twice, a character no XML holds, a bottomless tree: one clear error each."""
    with pytest.raises(ModelError) as caught:
        make()
    assert str(caught.value) == message


def nested(depth: int) -> Provision:
    """A provision in a provision, `depth` times."""
    provision = Provision("division")
    for _ in range(depth - 1):
        provision = Provision("division", children=(provision,))
    return provision


def test_fifty_levels_can_be() -> None:
    """The limit is on what is deeper than 50, and what has 50 levels is addressed to the bottom."""
    assert max(len(address.steps) for address, _ in Witness("A", (nested(50),)).addressed()) == 50
    with pytest.raises(ModelError, match="more than 50 deep"):
        Witness("A", (nested(5000),))


def test_a_repeated_number_in_another_chapter_is_another_address() -> None:
    """Numbers need to be unique among siblings only."""
    chapters = tuple(Provision("chapter", (), (article("1", "x"),), Number(n)) for n in "12")
    assert [str(address) for address, _ in Witness("A", chapters).clauses()] == ["A/ch1/1:1", "A/ch2/1:1"]


def test_building_does_not_depend_on_numbers_that_look_like_kinds() -> None:
    """An article printed `closing` and a closing are two addresses."""
    witness = Witness("A", (article("closing", "An article."), Provision("closing", (Passage("Done."),))))
    assert witness.clause("A/closing:1").text == "Done."
    assert witness.clause(Address.parse("A/%63losing:1")).text == "An article."


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (DossierRecord, "found a dossier without witnesses; expected one at least; to mend it: add a TEI file"),
        (
            lambda: DossierRecord(witnesses=(Witness("A"), Witness("B"), Witness("A"))),
            "found two witnesses with the siglum A; expected one; "
            "to mend it: give one of them another siglum (in TEI: witness/@xml:id)",
        ),
        (
            lambda: DossierRecord(witnesses=(Witness("B"), Witness("A")), comparisons=(ComparisonPlan("A", "C"),)),
            "found the siglum C, which no witness of the dossier has; expected one of A, B",
        ),
        (
            lambda: DossierRecord(
                witnesses=(Witness("A"),), relations=(WitnessRelation("follows", ("A",), ("D",)),)
            ),
            "found the siglum D, which no witness of the dossier has; expected one of A",
        ),
        (
            lambda: DossierRecord(witnesses=(Witness("A"),), handovers=(Handover(("E", "A"), "X", "Y"),)),
            "found the siglum E, which no witness of the dossier has; expected one of A",
        ),
        (
            lambda: DossierRecord(witnesses=(Witness("A"),), collations=(CollationPlan("all", ("A", "F"), "A"),)),
            "found the siglum F, which no witness of the dossier has; expected one of A",
        ),
    ],
)
def test_dossiers_that_cannot_be(make: Callable[[], DossierRecord], message: str) -> None:
    """No witnesses, one siglum twice, a siglum that nobody has: one clear error each."""
    with pytest.raises(ModelError) as caught:
        make()
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("name", "sigla", "base", "message"),
    [
        (
            "../all",
            ("A", "B"),
            "A",
            "found '../all' as the name of a collation; expected an XML name: a letter, then letters, digits, "
            ". - _; to mend it: choose another name",
        ),
        ("all", ("A",), "A", "found 1 witness(es) in the collation all; expected two at least"),
        ("all", ("A", "B", "B"), "A", "found B twice in the collation all; expected each witness once"),
        ("all", ("A", "B"), "C", "found C as the base of the collation all; expected one of its witnesses, A, B"),
    ],
)
def test_collations_that_cannot_be(name: str, sigla: tuple[str, ...], base: str, message: str) -> None:
    """A name that no file should have, one witness, one twice, a base from elsewhere: one clear error each."""
    with pytest.raises(ModelError) as caught:
        CollationPlan(name, sigla, base)
    assert str(caught.value) == message


def test_what_files_of_a_comparison_are_called() -> None:
    """Earlier, hyphen, later."""
    assert ComparisonPlan("A", "B").name == "A-B"
