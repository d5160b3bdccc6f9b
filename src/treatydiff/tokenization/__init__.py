"""Tokenization: the words and marks of a passage.

tokenization.words         where words and marks begin and end
tokenization.dictionaries  words of Japanese by a dictionary (extra `japanese`)

It is lossless: tokens, joined, are the text. White space belongs to the token before it, and at the very beginning
to the first one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from itertools import accumulate, chain
from operator import itemgetter
from sys import intern

from attrs import field, frozen

from treatydiff.model.passages import Passage, Span
from treatydiff.normalization import DEFAULT, Normalization, Segmentation
from treatydiff.tokenization.words import pattern_for, words_of_each

__all__ = ["GAP_FORM", "Token", "Tokens", "join", "stripped", "tokenize", "tokenize_each", "written_form"]

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
        n: the compared form of each token.

    Example:
        >>> tokens = tokenize(Passage("The Pact's term, five years."))
        >>> [token.t for token in tokens]
        ['The ', "Pact's ", 'term', ', ', 'five ', 'years', '.']
        >>> tokens.n[1]
        "pact's"
    """

    text: str
    _words: tuple[str, ...] = field(repr=False)
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
    def bounds(self) -> tuple[int, ...]:
        """``len(n) + 1`` offsets in code points; token ``i`` is ``text[bounds[i]:bounds[i + 1]]``."""
        return (0, *accumulate(map(len, self._words)))

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
    return tokenize_each([passage], normalization)[0]


def tokenize_each(passages: Sequence[Passage], normalization: Normalization = DEFAULT) -> list[Tokens]:
    """The tokens of each passage, as `tokenize` gives them; many at once are cut and compared faster.

    Args:
        passages: the words.
        normalization: by which rules compared forms are made, and how text without spaces is cut.

    Raises:
        InputError: a dictionary is asked for, and none is installed.

    Example:
        >>> [tokens.n for tokens in tokenize_each([Passage("It lasts. "), Passage("It ends.")])]
        [('it', 'lasts', '.'), ('it', 'ends', '.')]
    """
    each = words_of_each([passage.text for passage in passages])
    if normalization.segmentation is not Segmentation.CHARACTERS:
        each = [tuple(_rejoined(words, normalization.segmentation)) for words in each]
    forms = _forms(set(chain.from_iterable(each)), normalization)
    return [
        _with_gaps(passage, normalization)
        if passage.marks and passage.gaps()
        else Tokens(passage.text, words, _looked_up(words, forms))
        for passage, words in zip(passages, each, strict=True)
    ]


def _looked_up(words: tuple[str, ...], forms: Mapping[str, str]) -> tuple[str, ...]:
    # What gets several items at once takes half the time, but gives one item bare.
    return itemgetter(*words)(forms) if len(words) > 1 else tuple([forms[word] for word in words])


def _with_gaps(passage: Passage, normalization: Normalization) -> Tokens:
    """The tokens of a passage in which something is missing."""
    text = passage.text
    words: list[str] = []
    gaps: set[int] = set()
    cut = _cutter(text, normalization.segmentation)
    position = 0
    for gap in passage.gaps():
        stop = gap.span.start
        if position < stop and len(words) - 1 in gaps:
            after = min(_after_space(text, position), stop)
            words[-1] += text[position:after]
            position = after
        words += cut(position, stop)
        gaps.add(len(words))
        words.append("")
        position = stop
    if position < len(text):
        after = _after_space(text, position)
        words[-1] += text[position:after]
        position = after
    words += cut(position, len(text))
    forms = _forms(set(words), normalization)
    return Tokens(
        text,
        tuple(map(intern, words)),
        tuple([GAP_FORM if place in gaps else forms[word] for place, word in enumerate(words)]),
    )


def _cutter(text: str, segmentation: Segmentation) -> Callable[[int, int], Sequence[str]]:
    """What cuts a part of the text, from one offset to another, into tokens."""
    find = pattern_for(text).findall
    return lambda start, stop: _rejoined(find(text, start, stop), segmentation)


def _rejoined(words: Sequence[str], segmentation: Segmentation) -> Sequence[str]:
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


def written_form(form: str) -> str:
    """The form of what is written: U+FFFC as U+FFFD, so that nothing but a gap has the form of gaps.

    Example:
        >>> written_form("pact"), written_form(GAP_FORM) == GAP_FORM
        ('pact', False)
    """
    return "\ufffd" if form == GAP_FORM else form


def _forms(words: set[str], normalization: Normalization) -> Mapping[str, str]:
    """The compared forms of words with white space around them."""
    # Of what is remembered a copy is given, since another thread may forget it.
    known = _known(normalization)
    found = {word: form for word in words if (form := known.get(word)) is not None}
    new = list(words.difference(found))
    forms = map(written_form, normalization.forms([word.strip() for word in new]))
    added = dict(zip(new, map(intern, forms), strict=True))
    if len(known) + len(added) > _MOST_WORDS:
        known.clear()
    known.update(added)
    return found | added


@cache
def _known(normalization: Normalization) -> dict[str, str]:  # noqa: ARG001 - it is what is remembered by
    return {}


_MOST_WORDS = 1 << 16


def join(parts: Iterable[Tokens]) -> Tokens:
    """The tokens of several passages as if they were one, in the order given.

    Example:
        >>> join([tokenize(Passage("It lasts. ")), tokenize(Passage("It ends."))]).text
        'It lasts. It ends.'
    """
    parts = list(parts)
    if len(parts) == 1:
        return parts[0]
    return Tokens(
        "".join([part.text for part in parts]),
        tuple(chain.from_iterable([part.words(0, len(part)) for part in parts])),
        tuple(chain.from_iterable([part.n for part in parts])),
    )
