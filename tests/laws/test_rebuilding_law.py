"""Law 4: every witness can be rebuilt from what is written of it, white space and order included."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given

from strategies import Family, any_pairs, families
from treatydiff.collation import collate
from treatydiff.comparison import compare
from treatydiff.export.tei import Profile, write_collation, write_comparison
from treatydiff.model.numbers import Number
from treatydiff.model.passages import Passage
from treatydiff.model.provisions import Label, Provision
from treatydiff.model.witnesses import Witness
from treatydiff.validation import Severity, rebuild, validate

FULL = [profile for profile in Profile if profile is not Profile.ANALYSIS]
"""The forms that hold every witness whole; the header of the analysis profile says what it does not hold."""


def written(witness: Witness) -> tuple[str, ...]:
    """Labels, titles and clauses of a witness in its order; what a narrator supplies is not its own."""
    out: list[str] = []
    for _, provision in witness.addressed():
        if provision.label is not None and not provision.label.supplied:
            out.append(provision.label.text)
        if provision.heading is not None:
            out.append(provision.heading.text)
        out += [clause.text for clause in provision.clauses]
    return tuple(out)


def without_back(document: bytes) -> bytes:
    """The document without its transcriptions."""
    shorter, count = re.subn(rb"<back>.*</back>|<back/>", b"", document, flags=re.DOTALL)
    assert count == 1
    return shorter


def _witness(siglum: str, *texts: tuple[str, ...], label: str = "") -> Witness:
    return Witness(
        siglum,
        tuple(
            Provision(
                "article",
                tuple(map(Passage, clauses)),
                number=Number(str(number)),
                label=Label(label) if label else None,
            )
            for number, clauses in enumerate(texts, start=1)
        ),
    )


_SPLIT = (
    _witness("A", ("The Parties shall survey the rivers and publish the maps once a year.",)),
    _witness("B", ("The Parties shall survey the rivers ", "and publish the maps once a year.")),
)
_SILENT = (_witness("A", ("",), (" ", "")), _witness("B", ("",), ("\r\n",)))


@given(any_pairs())
@example(_SPLIT)
@example(_SPLIT[::-1])
@example(_SILENT)
def test_both_witnesses_can_be_rebuilt_without_back(pair: tuple[Witness, Witness]) -> None:
    """From a comparison's TEI without its transcriptions come labels, titles and clauses, exact and in order."""
    document = without_back(write_comparison(compare(*pair), version="1.0"))
    assert rebuild(document) == {witness.siglum: written(witness) for witness in pair}


@pytest.mark.parametrize("profile", FULL)
@given(family=families(fragments=True, max_size=5))
def test_any_number_of_witnesses_can_be_rebuilt_without_back(profile: Profile, family: Family) -> None:
    """From a collation's TEI in each form but the analysis profile come all witnesses, fragments among them."""
    witnesses = family.witnesses
    document = without_back(write_collation(collate(witnesses), profile=profile, version="1.0"))
    assert rebuild(document) == {witness.siglum: written(witness) for witness in witnesses}


@given(any_pairs())
def test_what_is_written_of_two_is_sound(pair: tuple[Witness, Witness]) -> None:
    """Validation finds no error in a comparison's TEI, whatever the witnesses."""
    document = write_comparison(compare(*pair), version="1.0")
    assert [str(one) for one in validate(document, name="pair.xml") if one.severity is Severity.ERROR] == []


@pytest.mark.parametrize("profile", Profile)
@given(pair=any_pairs())
def test_what_is_written_in_any_form_is_sound(profile: Profile, pair: tuple[Witness, Witness]) -> None:
    """Validation finds no error in a collation's TEI in any of its forms, whatever the witnesses."""
    document = write_collation(collate(pair), profile=profile, version="1.0")
    assert [str(one) for one in validate(document, name="pair.xml") if one.severity is Severity.ERROR] == []
