"""Tokenization: the words and marks of a passage.

tokenization.words         where words and marks begin and end
tokenization.dictionaries  words of Japanese by a dictionary (extra `japanese`)

It is lossless: tokens, joined, are the text. White space belongs to the token before it, and at the very beginning
to the first one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache, cached_property, lru_cache
from itertools import accumulate, pairwise
from sys import intern

from attrs import field, frozen

from treatydiff.model.passages import Passage, Span
from treatydiff.normalization import DEFAULT, Normalization, Segmentation
from treatydiff.tokenization.words import pattern_for, words_of

__all__ = ["GAP_FORM", "Token", "Tokens", "join", "stripped", "tokenize"]

GAP_FORM = "\ufffc"
"""The compared form of a gap: Unicode's object replacement character, which is no word."""


@frozen
class Token:
    """A word or mark.

    Attributes:
        t: as written, white space after it included.
        n: the compared form.
        span: where it stands in its passage, in code points, half-open.

    Example:
        >>> token = tokenize(Passage("The Parties"))[0]
        >>> token.t, token.n, token.span
        ('The ', 'the', Span(start=0, stop=4))
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
        return self._words[start:stop]

    @cached_property
    def _words(self) -> tuple[str, ...]:
        text = self.text
        return tuple([intern(text[a:b]) for a, b in pairwise(self.bounds)])

    def span(self, start: int, stop: int) -> Span:
        """The code points of a half-open range of tokens."""
        return Span(self.bounds[start], self.bounds[stop])


def tokenize(passage: Passage, normalization: Normalization = DEFAULT) -> Tokens:
    """The tokens of a passage; a gap is a token of its own, with the white space after it.

    Args:
        passage: the words.
        normalization: by which rules compared forms are made, and how text without spaces is cut.

    Raises:
        InputError: a dictionary is asked for, and none is installed.

    Example:
        >>> from treatydiff.model.passages import Gap
        >>> blank = Passage("on  1941", (Gap(Span(3, 3), note="date left blank"),))
        >>> [(token.t, token.n == GAP_FORM) for token in tokenize(blank)]
        [('on ', False), (' ', True), ('1941', False)]
        >>> [token.t for token in tokenize(Passage("The U.S.S.R. pays 1,000.50 for the Soviet-Japanese Pact."))]
        ['The ', 'U.S.S.R', '. ', 'pays ', '1,000.50 ', 'for ', 'the ', 'Soviet-Japanese ', 'Pact', '.']
        >>> [token.t for token in tokenize(Passage("L'accord dell'anno, 第三条"))]
        ["L'", 'accord ', "dell'", 'anno', ', ', '第', '三', '条']
    """
    text, form = passage.text, _remembered(normalization)
    gaps = passage.gaps() if passage.marks else ()
    if not gaps:
        words = _rejoined(words_of(text), normalization.segmentation)
        tokens = Tokens(text, (0, *accumulate(map(len, words))), tuple(map(form, words)))
        # Known here: otherwise they would be cut out of the text once more.
        object.__setattr__(tokens, "_words", tuple(words))
        return tokens
    bounds: list[int] = []
    forms: list[str] = []
    cut = _cutter(text, normalization.segmentation)

    def collect(start: int, stop: int) -> None:
        words = cut(start, stop)
        bounds.extend(accumulate(map(len, words[:-1]), initial=start) if words else ())
        forms.extend(map(form, words))

    position = 0
    for gap in gaps:
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


def _cutter(text: str, segmentation: Segmentation) -> Callable[[int, int], list[str]]:
    """What cuts a part of the text, from one offset to another, into tokens."""
    find = pattern_for(text).findall
    return lambda start, stop: _rejoined(find(text, start, stop), segmentation)


def _rejoined(words: list[str], segmentation: Segmentation) -> list[str]:
    if segmentation is Segmentation.CHARACTERS:
        return words
    from treatydiff.tokenization.dictionaries import rejoined

    return rejoined(words)


def _after_space(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position


@lru_cache(maxsize=1 << 16)
def stripped(word: str) -> str:
    """A word without the white space around it, remembered: a treaty has few words, and many of each.

    Example:
        >>> stripped("Pact ")
        'Pact'
    """
    return intern(word.strip())


@cache
def _remembered(normalization: Normalization) -> Callable[[str], str]:
    # A treaty has few distinct words; remembering their forms makes tokenizing four times as fast.
    return lru_cache(maxsize=1 << 16)(lambda word: normalization.form(word.strip()))


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
