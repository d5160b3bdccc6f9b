"""Where tokens begin and end, held against Unicode's own rules by another implementation of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from uniseg.graphemecluster import grapheme_cluster_boundaries
from uniseg.wordbreak import WB, word_boundaries, word_break

from strategies import words_of_all_kinds
from treatydiff.model.passages import Passage
from treatydiff.normalization import Normalization
from treatydiff.tokenization import tokenize
from treatydiff.tokenization.words import SINGLE, combines, pattern_for, words_of_each

_GALLERIES = Path(__file__).parent.parent / "tricky"
TEXTS = [
    line.replace("‖", "")
    for path in sorted(_GALLERIES.glob("*/*.txt"))
    for line in path.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]

_BLOCKS = (
    "\x20-\x7e\xa0-\u024f\u0300-\u0310\u0370-\u03ff\u0400-\u052f\u0600-\u06ff\u1e00-\u1fff\u2000-\u206f"
    "\u20a0-\u20c0\u2100-\u214f\u2153-\u2188\u3000-\u30ff\u4e00-\u4e20\uac00-\uac20\ufb00-\ufb06\uff01-\uffe6"
    "\U0001f1e6-\U0001f1ff\U0001f468-\U0001f469\U0001f600-\U0001f610"
)
CHARACTERS = [
    char
    for char in map(chr, (*range(0x20, 0x10000), *range(0x1F1E6, 0x1F611)))
    if re.match(f"[{_BLOCKS}]", char) and unicodedata.category(char) != "Cn"
]
"""The letters, figures and marks of the languages that treaties here are in, and some that combine."""
LETTERS_AND_MARKS = st.lists(
    st.one_of(
        st.sampled_from(CHARACTERS),
        st.sampled_from("ab1٣あア条.,:;'’-–_/·° \u200b\u0301\u200d\u00ad½²"),
        st.sampled_from(["l'", "qu’", "dell'", "n°", "U.S.", "1,5", "ﾞ"]),
    ),
    max_size=10,
).map("".join)

_HYPHENS = set("-‐‑‒–﹣－")
_APOSTROPHES = set("'’‘‛`´＇")
_ROWS = set(".-_*=~§–—―…·•")
_SINGLE = re.compile(f"[{SINGLE}]")
_WITHOUT_SPACES = ("THAI", "LAO", "KHMER", "MYANMAR")
_LETTERS = {WB.ALETTER, WB.HEBREW_LETTER, WB.NUMERIC, WB.KATAKANA}

Rule = Callable[[str, str], bool]
"""Whether a difference is deliberate: between these two characters, whatever combines with the first left out."""


def either(test: Callable[[str], bool]) -> Rule:
    """A difference at a character that passes a test."""
    return lambda a, b: test(a) or test(b)


def _is_space(char: str) -> bool:
    return char.isspace() or char == "\u200b"


def _is_figure(char: str) -> bool:
    return unicodedata.category(char) in ("No", "Nl")


def _is_single(char: str) -> bool:
    return bool(_SINGLE.match(char))


def _is_mark(char: str) -> bool:
    return word_break(char) in _LETTERS and not re.match(r"\w", char)


def _needs_dictionary(char: str) -> bool:
    return unicodedata.name(char, "").startswith(_WITHOUT_SPACES)


JOINED: dict[str, Rule] = {
    "space: it belongs to what stands before it": lambda _, b: _is_space(b),
    "hyphen: words and figures with one inside are one": either(_HYPHENS.__contains__),
    "apostrophe: what is typed for one is one, beside figures too": either(_APOSTROPHES.__contains__),
    "colon: colons and slashes join figures": either(set(":/：／⁄").__contains__),
    "number sign: a degree sign belongs to its n": lambda a, b: a in "nN" and b == "°",
    "run: marks of which lines are drawn are one in a row": lambda a, b: a == b and a in _ROWS,
    "figure: fractions and raised figures belong to their word": either(_is_figure),
    "script: what needs a dictionary is cut at marks and spaces only": either(_needs_dictionary),
}
"""Where Unicode has a boundary and tokens have none."""
PARTED: dict[str, Rule] = {
    "elision: an elided word is a word": lambda a, _: a in _APOSTROPHES,
    "stop: a full stop joins single letters, and no longer words": either(set(".．․﹒").__contains__),
    "colon: colons part words, and semicolons figures": either(set(":;：；︓︔﹔﹕\u037e").__contains__),
    "run: an underline joins nothing": either(set("_‿⁀⁔＿﹍﹎﹏︳︴\u202f").__contains__),
    "kana: they stand alone": either(_is_single),
    "letter: what is no letter for Python is a mark": either(_is_mark),
}
"""Where tokens have a boundary and Unicode has none."""


def unexplained(text: str) -> list[str]:
    """The places where tokens begin otherwise than Unicode's rules say, and no deliberate rule says why."""
    ours = set(accumulate(len(token.t) for token in tokenize(Passage(text))))
    theirs = set(word_boundaries(text))
    lead = next((at for at, char in enumerate(text) if not (_is_space(char) or combines(char))), 0)
    found = []
    for at in sorted((ours ^ theirs) - {0, len(text)}):
        a = next((char for char in reversed(text[:at]) if not combines(char)), "")
        b = text[at]
        rules = PARTED if at in ours else JOINED
        if at > lead and a and not combines(b) and not any(rule(a, b) for rule in rules.values()):
            found.append(f"{text[:at]!a} {'|' if at in ours else '+'} {text[at:]!a}")
    return found


@pytest.mark.parametrize("text", TEXTS)
def test_texts_of_all_languages_are_cut_by_unicodes_rules(text: str) -> None:
    """Law 2: tokens of the galleries begin and end where Annex 29 says, but for the listed rules."""
    assert unexplained(text) == []


@given(LETTERS_AND_MARKS)
@example("U.S.ก")
@example("ก.S")
@example("พ.ศ.")
def test_all_text_is_cut_by_unicodes_rules(text: str) -> None:
    """Law 2: so do tokens of any characters of these languages."""
    assert unexplained(text) == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("a b", "space"),
        ("a-b", "hyphen"),
        ("a`b", "apostrophe"),
        ("5/2", "colon"),
        ("n°", "number sign"),
        ("....", "run"),
        ("5½", "figure"),
        ("กข", "script"),
        ("l'ami", "elision"),
        ("ab.cd", "stop"),
        ("a:b", "colon"),
        ("a_b", "run"),
        ("カナ", "kana"),
        ("aⒶ", "letter"),
    ],
)
def test_each_deliberate_difference_is_one(text: str, rule: str) -> None:
    """No rule is listed that makes no difference."""
    ours = set(accumulate(len(token.t) for token in tokenize(Passage(text)))) | {0}
    assert ours != set(word_boundaries(text))
    assert rule in {name.partition(":")[0] for name in (*JOINED, *PARTED)}


@given(st.one_of(st.text(), words_of_all_kinds(max_size=8)))
@example("\u0600,")
@example("か\u3099\u0e33")
def test_no_grapheme_is_cut(text: str) -> None:
    """Law 2: a token begins where what a reader takes for a character begins, in any script."""
    text = "".join(char for char in text if unicodedata.category(char) not in ("Cn", "Cs", "Cc"))
    ours = set(accumulate(len(token.t) for token in tokenize(Passage(text))))
    assert ours - {0} <= set(grapheme_cluster_boundaries(text)) | {len(text)}


@given(LETTERS_AND_MARKS)
def test_encoding_moves_no_boundary(text: str) -> None:
    """Law 2: composed or decomposed, a text has the same words."""
    nfc = Normalization(("nfc",))
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert tokenize(Passage(composed), nfc).n == tokenize(Passage(decomposed), nfc).n


@given(LETTERS_AND_MARKS)
def test_the_patterns_cut_alike(text: str) -> None:
    """Law 2: the patterns, of which the simplest that does is taken, find the same tokens."""
    assert pattern_for(text).findall(text) == pattern_for(f"{text} \u0301").findall(text)
    assert pattern_for(text).findall(text) == pattern_for(f"{text} 条").findall(text)
    bare = "".join(filter(str.isascii, text))
    assert pattern_for(bare).findall(bare) == pattern_for(f"{bare} é").findall(bare)


SPACED = st.lists(st.one_of(LETTERS_AND_MARKS, st.sampled_from(["", " ", "\n", "\u3000"])), max_size=6).map(
    " ".join
)


@given(st.lists(SPACED, max_size=4))
def test_pieces_are_cut_as_the_whole_is(texts: list[str]) -> None:
    """Law 2: cut once for each piece between two spaces, texts have the tokens they have when cut as wholes."""
    assert words_of_each(texts) == [tuple(pattern_for(text).findall(text)) for text in texts]
