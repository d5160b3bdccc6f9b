"""Law: the recogniser of structure loses no character of a text, and decides the same whenever it is asked."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from treatydiff.model.provisions import Provision
from treatydiff.readers.blocks import squeezed
from treatydiff.readers.recognition import Recognition, paragraphs, recognise
from treatydiff.readers.recognition.clauses import _END, _ends

LINES = (
    *("Article 1", "ARTICLE II", "Art. 3. The Parties agree.", "CHAPTER I", "GENERAL RULES", "Annex A", "Preamble"),
    *("The Parties agree, as laid down in", "Article 5 of the Charter; each Party shall keep", "the peace."),
    *("(a) one;", "(b) two;", "1. First.", "2. Second", "- dash", "iv) four", "2.1 deeper", "Scope of it"),
    *(
        "Done at Paris on 1 May 1920.",
        "For the Government of A:",
        "A. B.",
        "Considering that",
        "IN WITNESS WHEREOF",
    ),
    *("- 3 -", "4", "Page 5 of 9", "\fPACT OF PEACE", "PACT OF PEACE", "* * *", "¹ A note.", "\f", "", "", "", ""),
    *("the Contrac-", "ting Parties", "estab-\nlish it.", "self-", "-", "well-", "known to all."),
    *(
        "Статья 1",
        "СТАТЬЯ ВТОРАЯ",
        "Стороны обязуются",
        "сохранять мир.",
        "Совершено в Москве",
        "Глава II",
        "а) раз;",
    ),
    *(
        "第一条",
        "第二條 範囲",
        "締約国は、平和を維持する。",
        "右証拠トシテ",
        "附属書",
        "제3조(목적)",
        "평화를 유지한다.",
    ),
    *("المادة 3", "مادة (٤)", "يحافظ الطرفان على السلام.", "Άρθρο 2", "Τα Μέρη συμφωνούν.", "Artículo 4º.-"),
    *(
        "{article 7} Words",
        "{words} Article 8",
        "{aside} note",
        "{chapter}",
        "{point b} x",
        "{sic} y",
        "{closing} End.",
    ),
    *("{recital} z", "{heading} Peace", "{aside}", "{preamble} We", "{signatures} C. D."),
)
TEXTS = st.lists(
    st.one_of(st.sampled_from(LINES), st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)),
    min_size=1,
    max_size=24,
).map("\n".join)


def _words(provisions: tuple[Provision, ...]) -> Iterator[str]:
    """Labels, titles and clauses, in order."""
    for provision in provisions:
        for one in provision.walk():
            yield from [one.label.text] if one.label else []
            yield from [one.heading.text] if one.heading else []
            yield from (clause.text for clause in one.clauses)


def _without_asides(text: str, found: Recognition) -> str:
    """The characters of a text without what was left aside, each thing taken out at its place."""
    lines = text.split("\n")
    for aside in sorted(found.asides, key=lambda one: one.place, reverse=True):
        line, column = aside.place[0] - 1, aside.place[1] - 1
        if aside.what == "a parted word":
            before = "\n".join([*lines[:line], lines[line][:column]])
            # The hyphen stands at the end of what comes before; noise may stand between, and is taken out later.
            hyphen = before.rindex(aside.text.partition("/")[0]) + len(aside.text.partition("/")[0]) - 1
            at = before.count("\n", 0, hyphen)
            column = hyphen - (before.rfind("\n", 0, hyphen) + 1)
            assert lines[at][column] in "-‐\u00ad"
            lines[at] = lines[at][:column] + " " + lines[at][column + 1 :]
            continue
        wanted, stop = squeezed(aside.text), column
        while squeezed(lines[line][column:stop]) != wanted:
            assert stop < len(lines[line]), f"{aside} does not stand at its place"
            stop += 1
        lines[line] = lines[line][:column] + " " * (stop - column) + lines[line][stop:]
    return squeezed("\n".join(lines))


@given(TEXTS)
def test_no_character_is_lost(text: str) -> None:
    """What is no white space stands, in order, in labels, titles and clauses, or was left aside at its place."""
    found = recognise(text)
    assert "".join(squeezed(words) for words in _words(found.provisions)) == _without_asides(text, found)


@given(TEXTS)
def test_decisions_have_places_and_are_the_same_again(text: str) -> None:
    """Decisions stand in order, inside the text, have confidences from 0 to 1, and depend on the text alone."""
    found = recognise(text)
    assert found.decisions == recognise(text).decisions
    places = [(one.line, one.column) for one in found.decisions]
    lines = text.split("\n")
    assert places == sorted(places)
    assert all(0 <= one.confidence <= 1 and one.reasons for one in found.decisions)
    assert all(1 <= line <= len(lines) and 1 <= column <= len(lines[line - 1]) for line, column in places)


@given(st.text("a1 .?;·\u0387。」』)）かé\n»", max_size=30))
def test_ends_of_clauses_are_sought_by_their_first_mark(text: str) -> None:
    """Trying the pattern only where a mark stands finds what trying it at each character finds."""
    assert [found.span() for found in _ends(text)] == [found.span() for found in _END.finditer(text)]


@given(
    st.from_regex(paragraphs._PLAIN_LABEL, fullmatch=True), st.sampled_from(("", "a) b", "1. c", " - d", "\u3000e"))
)
def test_plain_labels_are_told_as_any(label: str, rest: str) -> None:
    """What the shorter pattern finds at the beginning of a line, the whole one finds too, and says the same."""
    plain, found = paragraphs._PLAIN_LABEL.match(label + rest), paragraphs._LABEL.match(label + rest)
    assert plain is not None
    assert found is not None
    assert plain.groups() == found.group("label", "open", "number", "close")
    assert plain.end() == found.end()
