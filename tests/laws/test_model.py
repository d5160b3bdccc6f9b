"""Laws of the model: values stay what they are, and a witness finds everything it has."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Hashable

import attrs
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from strategies import (
    EDIT_KINDS,
    Family,
    RelatedPair,
    addresses,
    any_pairs,
    change_addresses,
    dates,
    dossiers,
    families,
    labels,
    links,
    numbers,
    passages,
    provisions,
    related_pairs,
    roman,
    sources,
    spans,
    steps,
    wild_numbers,
    witnesses,
    words_of_all_kinds,
)
from treatydiff.errors import DateError, ModelError
from treatydiff.model.addresses import Address, ChangeAddress, Step
from treatydiff.model.dates import UncertainDate
from treatydiff.model.links import Link
from treatydiff.model.numbers import ENGLISH_WORDS, Number, value_of
from treatydiff.model.passages import Correction, Gap, Passage, Span, check_characters
from treatydiff.model.provisions import Provision
from treatydiff.model.witnesses import Witness

ANY_VALUE = st.one_of(
    *(steps(), addresses(), change_addresses(), passages(), provisions(depth=2), labels(), numbers(), dates()),
    *(sources(), witnesses(depth=2), links(), dossiers()),
)


@given(ANY_VALUE)
def test_values_survive_copying_and_pickling(value: Hashable) -> None:
    """A pickled or copied value equals the original, hashes alike and shows alike."""
    for twin in (pickle.loads(pickle.dumps(value)), copy.deepcopy(value), copy.copy(value)):  # noqa: S301 (own bytes)
        assert twin == value
        assert hash(twin) == hash(value)
        assert repr(twin) == repr(value)


@given(ANY_VALUE)
def test_values_are_frozen(value: attrs.AttrsInstance) -> None:
    """No field of a value can be set."""
    name = attrs.fields(type(value))[0].name
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(value, name, None)


@given(st.one_of(steps(), addresses(), change_addresses(), numbers(), dates()))
def test_a_short_value_shows_itself_as_python(
    value: Step | Address | ChangeAddress | Number | UncertainDate,
) -> None:
    """The `repr` of a step, number or date makes it again; that of an address says how it is cited."""
    if isinstance(value, (Address, ChangeAddress)):
        assert repr(value) == f"{type(value).__name__}({str(value)!r})"
    else:
        names = {"Step": Step, "Number": Number, "UncertainDate": UncertainDate}
        assert eval(repr(value), names) == value  # noqa: S307 (what `repr` is for)


@given(witnesses(depth=2))
def test_a_witness_shows_in_one_line(witness: Witness) -> None:
    """The `repr` of a witness names it and does not spill its text."""
    assert repr(witness).startswith(f"<Witness {witness.siglum}")
    assert len(repr(witness)) < 200


# --- Witnesses


@given(witnesses())
def test_a_witness_finds_each_of_its_addresses(witness: Witness) -> None:
    """Each provision and clause is found at its own address, given as an address or as a string."""
    for address, provision in witness.addressed():
        assert witness.resolve(address) == witness.resolve(str(address)) == address
        assert witness.provision(str(address)) is provision
    for address, clause in witness.clauses():
        assert witness.resolve(str(address)) == address
        assert witness.clause(address) is clause
        assert witness.provision(address) is witness.provision(address.parent)


@given(witnesses())
def test_a_witness_finds_numbers_by_value(witness: Witness) -> None:
    """With each number replaced by its value, an address finds what has these values, the first if several."""
    for address, _ in witness.addressed():
        by_value = attrs.evolve(
            address,
            steps=tuple(Step(step.word, value_of(step.number)) if step.number else step for step in address.steps),
        )
        found = witness.resolve(str(by_value))
        assert [(step.word, value_of(step.number)) for step in found.steps] == [
            (step.word, value_of(step.number)) for step in address.steps
        ]


@given(witnesses())
def test_a_witness_holds_all_its_words_in_order(witness: Witness) -> None:
    """Its clauses give its text, a line for each provision; addresses come outer before inner."""
    lines = ["".join(clause.text for clause in provision.clauses) for _, provision in witness.addressed()]
    assert "\n".join(line for line in lines if line) == witness.text
    seen = {Address(witness.siglum)}
    for address, _ in witness.addressed():
        assert address.parent in seen
        seen.add(address)
    assert len(seen) == 1 + sum(len(list(provision.walk())) for provision in witness.provisions)


@given(witnesses(depth=2), st.sampled_from(["B", "Z9", "甲"]))
def test_another_siglum_changes_no_address_but_its_siglum(witness: Witness, siglum: str) -> None:
    """A witness under another name has the same steps and clauses."""
    other = attrs.evolve(witness, siglum=siglum)
    assert [a.steps for a, _ in other.addressed()] == [a.steps for a, _ in witness.addressed()]
    assert {a.siglum for a, _ in other.addressed()} <= {siglum}


# --- Numbers


@given(st.one_of(wild_numbers(), words_of_all_kinds()))
@example("V I")
@example("o n e")
@example("t he-third")
@example("a \u0301")
@example("٠٠٧")
@example("1(A)(B)")
def test_the_value_of_a_value_is_itself(printed: str) -> None:
    """Taking the value twice gives what taking it once gives."""
    assert value_of(value_of(printed)) == value_of(printed)


@given(st.integers(1, 100))
def test_one_number_in_all_its_forms(number: int) -> None:
    """Digits, capital Roman numerals and English words, cardinal or ordinal, are worth the same."""
    forms = [str(number), f"0{number}", *(word for word, worth in ENGLISH_WORDS.items() if worth == number)]
    forms += [form for word in forms[2:] for form in (f"the {word}", word.upper(), word.title(), f" {word} ")]
    forms += [word.replace("-", " ") for word in forms[2:]]
    if roman(number) not in ("C", "L"):
        forms += [roman(number), f"{roman(number)} "]
    forms.append(str(number).translate({ord(str(digit)): 0xFF10 + digit for digit in range(10)}))
    forms.append(str(number).translate({ord(str(digit)): 0x0660 + digit for digit in range(10)}))
    assert {value_of(form) for form in forms} == {str(number)}
    assert len(forms) >= 4


@given(st.integers(1, 3999), st.integers(1, 3999))
def test_different_numbers_have_different_values(one: int, other: int) -> None:
    """Two Roman numerals, and two numbers in digits, are one number only where they are equal."""
    assume(one != other)
    assert not Number(roman(one)).same_as(Number(roman(other)))
    assert not Number(str(one)).same_as(Number(str(other)))
    assert not Number(str(one)).same_as(Number(f"{other}bis"))


@given(numbers(), numbers())
def test_being_the_same_number_goes_both_ways(one: Number, other: Number) -> None:
    """`same_as` is symmetric, true of a number and itself, and false where there is none."""
    assert one.same_as(other) == other.same_as(one)
    assert one.same_as(one)
    assert not one.same_as(None)


# --- Passages


@given(passages())
def test_marks_stand_in_order_and_nest(passage: Passage) -> None:
    """Marks are sorted by beginning, outer before inner, lie in the text, and no two cross."""
    places = [(mark.span.start, -mark.span.stop) for mark in passage.marks]
    assert places == sorted(places)
    for at, mark in enumerate(passage.marks):
        assert 0 <= mark.span.start <= mark.span.stop <= len(passage.text)
        for later in passage.marks[at + 1 :]:
            assert later.span.start >= mark.span.stop or later.span.stop <= mark.span.stop


@given(passages())
def test_the_order_in_which_different_marks_are_given_is_no_matter(passage: Passage) -> None:
    """Marks of different place or kind may be given in any order."""
    keys = [(mark.span, type(mark)) for mark in passage.marks]
    assume(len(set(keys)) == len(keys))
    assert Passage(passage.text, passage.marks[::-1]) == passage


@given(passages())
def test_reading_out_adds_notes_and_nothing_else(passage: Passage) -> None:
    """Without notes on gaps the text is read out as it is; each note adds itself and two brackets."""
    notes = [gap.note for gap in passage.gaps() if gap.note]
    assert len(passage.read_out()) == len(passage.text) + sum(len(note) + 2 for note in notes)
    silent = tuple(attrs.evolve(mark, note="") if isinstance(mark, Gap) else mark for mark in passage.marks)
    assert Passage(passage.text, silent).read_out() == passage.text
    for note in notes:
        assert f"[{note}]" in passage.read_out()


@given(passages())
def test_reading_out_as_it_stands_keeps_what_no_correction_touches(passage: Passage) -> None:
    """Read before correction, the words outside corrections are all there, with each outermost damaged form."""
    outermost: list[Correction] = []
    for mark in passage.marks:
        inner = outermost and mark.span.start < outermost[-1].span.stop
        if isinstance(mark, Correction) and not inner:
            outermost.append(mark)
    expected, done = "", 0
    for correction in outermost:
        expected += passage.text[done : correction.span.start] + correction.sic
        done = correction.span.stop
    unnoted = tuple(attrs.evolve(mark, note="") if isinstance(mark, Gap) else mark for mark in passage.marks)
    assert Passage(passage.text, unnoted).read_out(corrected=False) == expected + passage.text[done:]


@given(st.text())
def test_characters_are_taken_or_refused_as_xml_does(text: str) -> None:
    """A passage is refused exactly where XML 1.0 (its production 2, Char) has no such character."""
    allowed = all(
        char in "\t\n\r" or "\x20" <= char <= "\ud7ff" or "\ue000" <= char <= "\ufffd" or char >= "\U00010000"
        for char in text
    )
    if allowed:
        check_characters(text, "the text")
        assert Passage(text).text == text
    else:
        with pytest.raises(ModelError, match=r"U\+[0-9A-F]{4} at position [1-9]"):
            Passage(text)


@given(st.text(), st.data(), st.integers(0, 9))
def test_a_span_is_a_half_open_range(text: str, data: st.DataObject, by: int) -> None:
    """A span gives the characters from its start up to its stop, and shifting it moves both."""
    span = data.draw(spans(within=len(text)))
    assert span.of(text) == text[span.start : span.stop]
    assert span.shifted(by).of("x" * by + text) == span.of(text)
    assert span.shifted(by).shifted(-by) == span


# --- Dates and links


@given(dates())
def test_a_date_begins_before_it_ends_and_stays_as_written(date: UncertainDate) -> None:
    """The first day is not after the last, and the string is the one given."""
    assert date.earliest <= date.latest
    assert str(date) == date.edtf
    assert date.iso in ("", date.edtf)


@given(st.dates())
def test_a_day_means_itself(day: object) -> None:
    """A plain day is its own first and last, however sure it is."""
    for mark in ("", "?", "~", "%"):
        date = UncertainDate(f"{day}{mark}")
        assert date.earliest == date.latest == day
        assert date.iso == ("" if mark else str(day))


@given(st.one_of(st.text(), st.text(st.sampled_from("0129X-?~%/.,[]{} "), max_size=14)))
def test_any_string_is_a_date_or_refused(text: str) -> None:
    """No string ends in anything but a date or a `DateError`."""
    try:
        date = UncertainDate(text)
    except DateError:
        return
    assert date.earliest <= date.latest
    assert date.edtf == text


@given(links())
def test_a_link_read_backwards_twice_is_the_same(link: Link) -> None:
    """Inverting a link swaps its sides and its relation, and is undone by doing it again."""
    assert link.inverse.inverse == link
    assert (link.inverse.earlier, link.inverse.later) == (link.later, link.earlier)
    assert link.inverse.address == link.address.inverse


@given(links())
def test_a_link_is_the_same_however_its_addresses_and_flags_are_given(link: Link) -> None:
    """Addresses may be strings, and flags stand in the order moved, renumbered, reference."""
    twin = attrs.evolve(link, earlier=[str(address) for address in link.earlier], flags=tuple(reversed(link.flags)))
    assert twin == link
    order = ["moved", "renumbered", "reference"]
    assert [flag.value for flag in link.flags] == [flag for flag in order if flag in link.flags]


# --- What the strategies promise, since other laws rest on it


@given(related_pairs())
def test_the_truth_about_a_pair_names_each_article_once(pair: RelatedPair) -> None:
    """Every article of both texts stands in exactly one correspondence, and all of them exist."""
    for witness, side in ((pair.earlier, "earlier"), (pair.later, "later")):
        named = [address for found in pair.correspondences for address in getattr(found, side)]
        articles = [address for address, provision in witness.addressed() if provision.kind == "article"]
        assert sorted(map(str, named)) == sorted(map(str, articles))


@given(related_pairs(max_edits=0))
def test_a_pair_without_edits_is_one_text(pair: RelatedPair) -> None:
    """Where nothing was done, the texts differ by siglum only."""
    assert attrs.evolve(pair.later, siglum="A") == pair.earlier


@pytest.mark.parametrize("kind", EDIT_KINDS)
@given(data=st.data())
def test_an_edit_does_what_it_says(kind: str, data: st.DataObject) -> None:
    """Each kind of edit, made once, changes the text, and the truth shows what it did."""
    pair = data.draw(related_pairs(kinds=[kind], min_edits=1, max_edits=1))
    assume(pair.edits)  # no article had two clauses to be split between
    shapes = [(len(found.earlier), len(found.later)) for found in pair.correspondences]
    odd = [shape for shape in shapes if shape != (1, 1)]
    assert attrs.evolve(pair.later, siglum="A") != pair.earlier
    wanted = {"dropped": [(1, 0)], "inserted": [(0, 1)], "split": [(1, 2)], "merged": [(2, 1)]}
    assert odd == wanted.get(kind, [])
    texts = [
        [" ".join(provision.text.split()) for provision in witness.provisions if provision.kind == "article"]
        for witness in (pair.earlier, pair.later)
    ]
    if kind == "moved":
        assert texts[0] != texts[1]
        assert sorted(texts[0]) == sorted(texts[1])
    if kind == "reworded":
        assert sum(one != other for one, other in zip(*texts, strict=True)) == 1
    if kind == "merged":
        assert " ".join(texts[0]) == " ".join(texts[1])


@given(families(fragments=True))
def test_a_family_has_sigla_of_its_own(family: Family) -> None:
    """One to eight witnesses, each but the first made from an older one; only fragments are incomplete."""
    sigla = [witness.siglum for witness in family.witnesses]
    assert sigla == list("ABCDEFGH"[: len(sigla)])
    assert len(family.pairs) == len(family.parents) == len(sigla) - 1
    for place, (parent, pair) in enumerate(zip(family.parents, family.pairs, strict=True), start=1):
        assert parent < place
        assert (pair.earlier, pair.later) == (family.witnesses[parent], family.witnesses[place])


@given(any_pairs())
def test_any_pair_has_two_sigla(pair: tuple[Witness, Witness]) -> None:
    """Two witnesses of any sort are called A and B."""
    assert [witness.siglum for witness in pair] == ["A", "B"]


@given(provisions())
def test_a_provision_holds_clauses_or_provisions(provision: Provision) -> None:
    """No provision has both, none is deeper than four levels, and walking meets all its words."""
    walked = list(provision.walk())
    assert all(not (one.clauses and one.children) for one in walked)
    lines = ["".join(clause.text for clause in one.clauses) for one in walked]
    assert "\n".join(line for line in lines if line) == provision.text

    def depth(one: Provision) -> int:
        return 1 + max(map(depth, one.children), default=0)

    assert depth(provision) <= 4


def test_spans_compare_by_value() -> None:
    """Equal ends make equal spans."""
    assert Span(1, 2) == Span(1, 2)
    assert len({Span(1, 2), Span(1, 2), Span(1, 3)}) == 2
