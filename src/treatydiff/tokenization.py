"""Tokenization: words and marks of a passage, and the division of running text into clauses.

Both are lossless: what they give, joined, is the text they were given. White space belongs to the token (or
clause) before it, and at the very beginning to the first one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import accumulate, pairwise
from sys import intern

from attrs import field, frozen

from treatydiff.model.passages import Passage, Span
from treatydiff.normalization import DEFAULT, Normalization

GAP_FORM = "\ufffc"
"""The compared form of a gap: Unicode's object replacement character, which is no word."""


_IDEOGRAPHS = "\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"


@cache
def _combining() -> str:
    r"""A class of all combining characters, and the joiners, which stay with what they stand on.

    Python's ``\w`` leaves them out, so they are collected from the Unicode database, at the first text that has
    one.
    """
    ranges: list[list[int]] = []
    for point in (*range(0x300, 0x11F00), *range(0xE0100, 0xE01F0)):
        if _is_combining(chr(point)):
            if ranges and ranges[-1][1] == point - 1:
                ranges[-1][1] = point
            else:
                ranges.append([point, point])
    return "[" + "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges) + "]*"


def _is_combining(char: str) -> bool:
    return unicodedata.category(char)[0] == "M" or char in "\u200c\u200d"


@cache
def _pattern(marks: str) -> re.Pattern[str]:
    """One token with the white space around it; `marks` matches what may stand on a character.

    In order: a number with separators inside; an ideograph or kana; a word with apostrophes and hyphens
    inside; a run of one mark.
    """
    letters = f"(?:[^\\W_{_IDEOGRAPHS}]+{marks})+" if marks else f"[^\\W_{_IDEOGRAPHS}]+"
    return re.compile(
        rf"(\s*(?:\d+(?:[.,:/]\d+)+{marks}|[{_IDEOGRAPHS}]{marks}|{letters}(?:['’ʼ\-‐‑]{letters})*"
        rf"|([^\s\w]|_){marks}\2*|.)\s*)",
        re.DOTALL,
    )


@frozen
class Token:
    """A word or mark.

    Attributes:
        t: as written, white space after it included.
        n: the compared form.
        span: where it stands in its passage, in code points, half-open.
    """

    t: str
    n: str
    span: Span


@frozen
class Tokens:
    """The tokens of one passage, in order and without anything between them.

    Attributes:
        text: the passage's text.
        bounds: ``len(n) + 1`` offsets in code points; token ``i`` is ``text[bounds[i]:bounds[i + 1]]``.
        n: the compared form of each token.

    Example:
        >>> tokens = tokenize(Passage("The Pact's term, five years."))
        >>> [token.t for token in tokens]
        ['The ', "Pact's ", 'term', ', ', 'five ', 'years', '.']
        >>> tokens.n[1]
        "pact's"
    """

    text: str
    bounds: tuple[int, ...]
    n: tuple[str, ...] = field()

    def __len__(self) -> int:
        return len(self.n)

    def __getitem__(self, position: int) -> Token:
        start, stop = self.bounds[position], self.bounds[position + 1]
        return Token(self.text[start:stop], self.n[position], Span(start, stop))

    def __iter__(self) -> Iterator[Token]:
        return (self[position] for position in range(len(self)))

    def written(self, start: int, stop: int) -> str:
        """The text of a half-open range of tokens."""
        return self.text[self.bounds[start] : self.bounds[stop]]

    def words(self, start: int, stop: int) -> tuple[str, ...]:
        """Each token of a half-open range as written; equal ones are one object, since a treaty has few words."""
        text = self.text
        return tuple([intern(text[a:b]) for a, b in pairwise(self.bounds[start : stop + 1])])

    def span(self, start: int, stop: int) -> Span:
        """The code points of a half-open range of tokens."""
        return Span(self.bounds[start], self.bounds[stop])


def tokenize(passage: Passage, normalization: Normalization = DEFAULT) -> Tokens:
    """The tokens of a passage; a gap is a token of its own, with the white space after it.

    Example:
        >>> from treatydiff.model.passages import Gap
        >>> blank = Passage("on  1941", (Gap(Span(3, 3), note="date left blank"),))
        >>> [(token.t, token.n == GAP_FORM) for token in tokenize(blank)]
        [('on ', False), (' ', True), ('1941', False)]
    """
    text, form = passage.text, _remembered(normalization)
    bounds: list[int] = []
    forms: list[str] = []
    # The class of combining characters is large and slow to compile, and few texts need it.
    pattern = _pattern("" if text.isascii() or not any(map(_is_combining, set(text))) else _combining())

    def collect(start: int, stop: int) -> None:
        words = [word for word, _ in pattern.findall(text, start, stop)]
        bounds.extend(accumulate(map(len, words[:-1]), initial=start) if words else ())
        forms.extend(map(form, words))

    position = 0
    for gap in passage.gaps():
        stop = gap.span.start
        if position < stop and forms and forms[-1] == GAP_FORM:
            position = min(_after_space(text, position), stop)
        collect(position, stop)
        bounds.append(stop)
        forms.append(GAP_FORM)
        position = stop
    if forms and position < len(text):
        position = _after_space(text, position)
    collect(position, len(text))
    return Tokens(text, (*bounds, len(text)), tuple(forms))


def _after_space(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position


@cache
def _remembered(normalization: Normalization) -> Callable[[str], str]:
    # A treaty has few distinct words; remembering their forms makes tokenizing four times as fast.
    return cache(lambda word: normalization.form(word.strip()))


_ABBREVIATIONS = frozenset(
    "art arts no nos p pp par para paras sec secs ch chap vol cf viz vs etc st mr mrs dr prof gen col capt "
    "jan feb mar apr jun jul aug sep sept oct nov dec fig ed eds i.e e.g u.s u.k ff ibid op l ll d f".split()
)
_END = re.compile(r"(?:([.?!])|[;；。？！])[\"'”’»)\]]*(?:\s+|(?<=[。；？！])|$)")


def clause_spans(text: str) -> tuple[Span, ...]:
    """Divide running text into clauses where no editor has: at ends of sentences and at semicolons.

    A full stop ends nothing after an abbreviation of legal English, after a single letter (an initial or a
    point's letter), or before a small letter. The spans cover the text, white space at the end of each.

    Example:
        >>> text = "It is signed under Art. 5; it lasts. It ends."
        >>> [span.of(text) for span in clause_spans(text)]
        ['It is signed under Art. 5; ', 'it lasts. ', 'It ends.']
    """
    spans: list[Span] = []
    start = 0
    for found in _END.finditer(text):
        if found[1] == "." and not _ends_sentence(text, found.start(), found.end()):
            continue
        if text[start : found.end()].strip():
            spans.append(Span(start, found.end()))
            start = found.end()
    if start < len(text):
        if spans and not text[start:].strip():
            spans[-1] = Span(spans[-1].start, len(text))
        else:
            spans.append(Span(start, len(text)))
    return tuple(spans)


def _ends_sentence(text: str, stop: int, following: int) -> bool:
    word = re.search(r"[^\s(\[\"'“‘]*$", text[max(0, stop - 30) : stop])
    before = word[0].casefold() if word else ""
    if before in _ABBREVIATIONS or (len(before) == 1 and before.isalpha()):
        return following >= len(text)
    return following >= len(text) or not text[following].islower()


def join(parts: Iterable[Tokens]) -> Tokens:
    """The tokens of several passages as if they were one, in the order given.

    Example:
        >>> join([tokenize(Passage("It lasts. ")), tokenize(Passage("It ends."))]).text
        'It lasts. It ends.'
    """
    parts = list(parts)
    if len(parts) == 1:
        return parts[0]
    text = ""
    bounds = [0]
    forms: list[str] = []
    for part in parts:
        bounds += [len(text) + bound for bound in part.bounds[1:]]
        text += part.text
        forms += part.n
    return Tokens(text, tuple(bounds), tuple(forms))
