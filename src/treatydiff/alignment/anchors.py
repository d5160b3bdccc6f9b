"""Anchors: what two texts of one treaty in two languages still write alike.

Words of two languages are never compared. What is compared is what translations leave standing: figures, also as
number words and CJK numerals; marks of enumeration ("(a)", "(b)"); and what sounds alike: names, terms and Latin
words, written in Latin letters and cut into runs of `RUN` letters, so that "ratification", "ratificación" and
"ратификации" have most in common (cognates: M. Simard, G. F. Foster and P. Isabelle, "Using cognates to align
sentences in bilingual corpora", TMI 1992; runs of letters: P. McNamee and J. Mayfield, Information Retrieval 7,
2004; the spelling by ear is our own). No dictionary is needed, and none is used.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from treatydiff.alignment.similarity import Bag, Counted
from treatydiff.readers.recognition.languages import folded, number_words
from treatydiff.readers.recognition.numerals import counted_value

RUN = 5
"""How many letters are compared together; of a word of one letter less, the whole word."""

_GROUPED = re.compile(r"(?<=\d)[.,'](?=\d{3}(?!\d))")
# Letters by the sounds that transcriptions of names give them; soft and hard signs have none.
_CYRILLIC = dict(zip("абвгдеёзийклмнопрстуфыэіїєґљњђћџјѓќѕў", "abvgdeeziiklmnoprstufyeiieglndcdjgkzu", strict=True))
_CYRILLIC |= {
    "ж": "zh",
    "х": "kh",
    "ц": "ts",
    "ч": "ch",
    "ш": "sh",
    "щ": "sh",
    "ю": "iu",
    "я": "ia",
    "ь": "",
    "ъ": "",
}
_GREEK = dict(zip("αβγδεζηικλμνξοπρσςτυφω", "abgdeziiklmnxoprsstyfo", strict=True))
_GREEK |= {"θ": "th", "χ": "ch", "ψ": "ps"}
_LATIN = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d"}
_LETTERS = str.maketrans(_CYRILLIC | _GREEK | _LATIN)
# What languages that write one sound in two ways write in one: pact and pakt, commission and comisión.
_BY_EAR = str.maketrans("cqyjwz", "kkiivs", "h")
_TWICE = re.compile(r"([a-z])\1")
_RUNS_OF_TOKENS = re.compile(r"([〇零一二三四五六七八九十百千]+)|([\u30a1-\u30fa\u30fc]+)")
_LONGEST_MARK = 4
# A figure says as much as a long word, a run of letters as little as a short one.
_RARE = 8


def anchors(tokens: Sequence[str]) -> list[str]:
    """The anchors of a text, each as often as it stands there: figures with #, enumeration in brackets.

    Args:
        tokens: compared forms of words and marks.

    Example:
        >>> anchors(["(", "b", ")", "five", "reports", "in", "1941"])
        ['#5', 'repor', 'eport', 'ports', '#1941', '(b)']
        >>> anchors(["五", "年", "一", "九", "四", "一"])
        ['#5', '#1941']
    """
    found = [anchor for token in tokens for anchor in _of_word(token)]
    if ")" in tokens:
        found += [
            f"({_latin(word)})"
            for word, mark in pairwise(tokens)
            if mark == ")" and len(word) <= _LONGEST_MARK and word.isalpha()
        ]
    text = "".join(tokens)
    return found if text.isascii() else [*found, *_of_runs(text)]


def count_anchors(left: Iterable[Sequence[str]], right: Iterable[Sequence[str]]) -> Counted:
    """Count the anchors of the texts of both sides, numbered alike, for `similarity.feature_space`.

    Example:
        >>> counted = count_anchors([["in", "1941"]], [["im", "jahre", "1941"]])
        >>> counted.left[0].each & counted.right[0].each
        frozenset({1})
    """
    numbers: dict[str, int] = {}
    lengths: list[int] = [0]

    def count(tokens: Sequence[str]) -> Bag:
        found: list[int] = []
        for anchor in anchors(tokens):
            number = numbers.setdefault(anchor, len(lengths))
            if number == len(lengths):
                lengths.append(_RARE if anchor[0] == "#" else len(anchor))
            found.append(number)
        return Bag.of(found)

    return Counted(left=[count(text) for text in left], right=[count(text) for text in right], lengths=lengths)


def _of_runs(text: str) -> Iterator[str]:
    """Figures in ideographs, and words in katakana, whose tokens are single characters."""
    for figures, syllables in _RUNS_OF_TOKENS.findall(text):
        if figures:
            yield f"#{counted_value(figures)}"
        else:
            yield from _runs(_spoken(syllables))


@lru_cache(maxsize=1 << 16)  # a treaty has few words, and many of each
def _of_word(word: str) -> tuple[str, ...]:
    if any(map(str.isdecimal, word)):
        return (f"#{_GROUPED.sub('', unicodedata.normalize('NFKC', word))}",)
    if not word[:1].isalpha() or _RUNS_OF_TOKENS.match(word):
        return ()
    worth = number_words().get(folded(word), 0)
    # "One" is an article as often as a number.
    return (f"#{worth}",) if worth > 1 else _runs(_latin(word))


def _latin(word: str) -> str:
    if word.isascii():
        return word
    if "\uac00" <= word[0] <= "\ud7a3":
        return _spoken(word)
    return folded(word).translate(_LETTERS)


def _spoken(syllables: str) -> str:
    """Katakana or Hangul in Latin letters, by the names that Unicode gives the syllables."""
    names = (unicodedata.name(char, "").rpartition(" ")[2].lower() for char in syllables)
    return "".join(name for name in names if name != "mark")


def _runs(word: str) -> tuple[str, ...]:
    letters = _TWICE.sub(r"\1", word.replace("ph", "f").replace("x", "ks").translate(_BY_EAR))
    if len(letters) < RUN:
        return (letters,) if len(letters) == RUN - 1 else ()
    return tuple(letters[start : start + RUN] for start in range(len(letters) - RUN + 1))
