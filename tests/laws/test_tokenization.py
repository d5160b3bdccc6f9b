from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from strategies import passages, words_of_all_kinds
from treatydiff.model.passages import Gap, Passage, Span
from treatydiff.normalization import RULES, Normalization
from treatydiff.readers.recognition.clauses import clause_spans
from treatydiff.tokenization import GAP_FORM, join, tokenize, tokenize_each

TEXTS = st.one_of(words_of_all_kinds(max_size=12), st.text())
NORMALIZATIONS = st.lists(st.sampled_from(sorted(RULES)), max_size=6).map(tuple).map(Normalization)


@given(passages(), NORMALIZATIONS)
@example(Passage("on  1941", (Gap(Span(3, 3)),)), Normalization())
@example(Passage("  \n", (Gap(Span(1, 1)), Gap(Span(1, 1), "illegible"))), Normalization())
def test_tokens_joined_give_the_text(passage: Passage, normalization: Normalization) -> None:
    """Law 2: the tokens of a passage, joined, are its text, with gaps in it or without, however compared."""
    tokens = tokenize(passage, normalization)
    assert "".join(token.t for token in tokens) == passage.text
    assert tokens.written(0, len(tokens)) == tokens.text == passage.text


@given(passages())
def test_spans_are_ordered_and_disjoint(passage: Passage) -> None:
    """Law 2: token spans are half-open, follow each other without anything between, and give the token."""
    tokens = tokenize(passage)
    spans = [token.span for token in tokens]
    assert all(one.stop == other.start for one, other in pairwise(spans))
    assert [span.of(passage.text) for span in spans] == [token.t for token in tokens]
    assert len(tokens.bounds) == len(tokens) + 1
    for at in range(len(tokens)):
        assert tokens.span(at, at + 1) == tokens[at].span
        assert tokens.span(0, at).of(passage.text) == tokens.written(0, at)


@given(passages())
@example(Passage("\ufffc \ufffc", (Gap(Span(2, 2)),)))
def test_a_gap_is_a_token_and_nothing_else_is_one(passage: Passage) -> None:
    """Law 2: each gap is one token without words, where it stands; others have a mark or word, as U+FFFC is."""
    tokens = tokenize(passage)
    found = [token for token in tokens if token.n == GAP_FORM]
    assert [token.span.start for token in found] == [gap.span.start for gap in passage.gaps()]
    assert all(not token.t.strip() for token in found)
    if passage.text.strip():
        # White space before a gap at the very beginning has nothing to belong to.
        assert all(token.t.strip() for token in tokens if token.n != GAP_FORM and token.span.start)


@given(st.lists(passages(), max_size=4), NORMALIZATIONS)
def test_passages_have_the_tokens_of_each(many: list[Passage], normalization: Normalization) -> None:
    """Law 2: passages cut together have the tokens they have by themselves, gaps among them."""
    assert tokenize_each(many, normalization) == [tokenize(passage, normalization) for passage in many]


@given(passages(marked=False))
def test_white_space_belongs_to_the_token_before_it(passage: Passage) -> None:
    """Law 2: no token but the first begins with white space."""
    assert all(not token.t[0].isspace() for token in list(tokenize(passage))[1:])


@given(TEXTS)
def test_no_token_parts_a_letter_from_its_accent(text: str) -> None:
    """Law 2: no token but the first begins with a combining character."""
    tokens = list(tokenize(Passage("".join(char for char in text if _in_xml(char)))))
    assert not any(unicodedata.category(token.t[0]).startswith("M") for token in tokens[1:])


def _in_xml(char: str) -> bool:
    return char in "\t\n\r" or (char >= " " and char not in "\ufffe\uffff")


@given(st.lists(passages(), max_size=4))
def test_joined_passages_are_their_tokens_in_a_row(parts: list[Passage]) -> None:
    """Law 2: joining the tokens of passages loses none, shifts their spans, and changes no form."""
    tokenized = [tokenize(part) for part in parts]
    joined = join(tokenized)
    assert joined.text == "".join(part.text for part in parts)
    assert [token.t for token in joined] == [token.t for part in tokenized for token in part]
    assert joined.n == tuple(form for part in tokenized for form in part.n)


@given(TEXTS)
def test_clauses_found_by_rule_give_the_text(text: str) -> None:
    """Law 2: spans of clauses cover a text in order; each has a word or mark, where the text has any."""
    spans = clause_spans(text)
    assert "".join(span.of(text) for span in spans) == text
    assert all(one.stop == other.start for one, other in pairwise(spans))
    if text.strip():
        assert all(span.of(text).strip() for span in spans)


@given(TEXTS, NORMALIZATIONS)
@example("ǰ\u0323", Normalization(("case", "nfc")))
@example("\u00ad-\u00ad", Normalization(("hyphens",)))
def test_normalizing_twice_is_normalizing_once(text: str, normalization: Normalization) -> None:
    """Law 7: the compared form of a compared form is itself, for any rules in any order."""
    once = normalization.form(text)
    assert normalization.form(once) == once


@given(st.lists(TEXTS, max_size=6), NORMALIZATIONS)
@example(["A\nB", "", "\n", "\u201cPact\u201d"], Normalization())
def test_many_words_have_the_forms_of_each(words: list[str], normalization: Normalization) -> None:
    """Law 7: words normalized together have the forms they have by themselves."""
    assert normalization.forms(words) == [normalization.form(word) for word in words]


@given(passages(), NORMALIZATIONS, NORMALIZATIONS)
def test_normalization_leaves_what_is_written(passage: Passage, one: Normalization, other: Normalization) -> None:
    """Law 7: tokens are the same under any rules, and so are their spans; only compared forms differ."""
    first, second = tokenize(passage, one), tokenize(passage, other)
    assert [(token.t, token.span) for token in first] == [(token.t, token.span) for token in second]


@given(passages(), NORMALIZATIONS)
def test_one_word_has_one_form(passage: Passage, normalization: Normalization) -> None:
    """Law 7: words written the same have one compared form, wherever they stand; white space has no part in it."""
    forms: dict[str, str] = {}
    for token in tokenize(passage, normalization):
        if token.n != GAP_FORM:
            assert forms.setdefault(token.t.strip(), token.n) == token.n
            assert token.n == normalization.form(token.t.strip())


@pytest.mark.parametrize("text", ["\u0600", "\u06dd ", "a\u06dd", "\u0600\u0301 5", "\u0d4e", "\u0d4e\u0301\u06dd"])
def test_signs_that_no_boundary_follows_are_kept(text: str) -> None:
    """Law 2: a sign that belongs to what follows it is kept where nothing does."""
    assert "".join(token.t for token in tokenize(Passage(text))) == text
