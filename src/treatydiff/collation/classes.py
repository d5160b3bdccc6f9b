"""Variant classes: what kind of difference a variation unit holds, by rules that can be read and replaced.

The rules are tried in order; the first that fits decides. Each says in words what it looks for, and its name stands
with the class in every export.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache, partial

from attrs import field, frozen

from treatydiff.alignment.references import citable, cited
from treatydiff.errors import ModelError
from treatydiff.model.numbers import value_of
from treatydiff.model.witnesses import TextStatus, Witness
from treatydiff.tokenization import stripped

Words = tuple[str, ...]
"""The words of one reading as written, without white space; of an omission, none."""


@frozen
class Place:
    """What a rule looks at: a place of variation.

    Attributes:
        readings: the words of each reading of the witnesses that have the clause, those of none as well.
        witnesses: the witnesses that have the clause.
        lacking: whether other witnesses lack the clause.
        transposed: whether the same words stand elsewhere for other witnesses.

    Example:
        >>> Place(readings=((("five", "five"),), (("ten", "ten"),)), before=(), witnesses=()).transposed
        False
    """

    readings: tuple[Words, ...]
    _before: Words
    witnesses: tuple[Witness, ...]
    lacking: bool = False
    transposed: bool = False

    @property
    def before(self) -> Words:
        """The words of the lemma's clause that stand before the place, as written, without white space."""
        # Freed of white space only here, since few rules ask for them.
        return tuple(map(stripped, self._before))


@frozen
class VariantRule:
    """One rule.

    Attributes:
        name: what the rule is called in outputs.
        variant: the class it assigns, one word.
        says: what it looks for, in words.
        fits: the test; a function of a module, so that results can be pickled. Rules are compared without it.

    Raises:
        ModelError: name or class is more than one word of small letters.

    Example:
        >>> RULES[0].name, RULES[0].variant
        ('lacking', 'omission')
    """

    name: str
    variant: str
    says: str
    fits: Callable[[Place], bool] = field(repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        for word in (self.name, self.variant):
            # Both become part of XML names.
            if not re.fullmatch(r"[a-z][a-z0-9-]*", word):
                raise ModelError(
                    f"found {word!r} as the name of a rule or class", expected="small letters, digits and hyphens"
                )


def _same(fold: Callable[[Words], object], place: Place) -> bool:
    return _alike(list(map(fold, place.readings)))


def _alike(readings: Sequence[object]) -> bool:
    return bool(readings) and readings.count(readings[0]) == len(readings)


def _close_alike(fold: Callable[[str], str], place: Place) -> bool:
    """Whether the last words of which anything is left end in one letter: most readings are told apart by them."""
    closing: str | None = None
    for words in place.readings:
        last = ""
        for word in reversed(words):
            if last := fold(word):
                break
        if closing is None:
            closing = last[-1:]
        elif last[-1:] != closing:
            return False
    return closing is not None


def _agreed(place: Place) -> bool:
    """Whether all who have the clause agree, so that nothing varies but who has it."""
    return len(place.readings) == 1


def _lacking(place: Place) -> bool:
    return place.lacking and _agreed(place)


def _transposed(place: Place) -> bool:
    return place.transposed


def _space(place: Place) -> bool:
    return _alike(place.readings)


def _anything(place: Place) -> bool:
    return bool(place.readings)


def _one_length(place: Place) -> bool:
    """Whether all readings have as many words, where words are held against each other one by one."""
    return len(set(map(len, place.readings))) == 1


def _case(place: Place) -> bool:
    return _one_length(place) and _same(_small, place)


def _small(words: Words) -> Words:
    return tuple(map(str.casefold, words))


# A treaty has few words, and many of each: what a rule makes of a word is remembered.
_REMEMBERED = 1 << 14


@lru_cache(maxsize=_REMEMBERED)
def _unless_mark(word: str) -> str:
    """A word in small letters; of a mark nothing."""
    return word.casefold() if word.isalnum() or any(map(str.isalnum, word)) else ""


def _marks(place: Place) -> bool:
    return _close_alike(_unless_mark, place) and _same(_without_marks, place)


def _without_marks(words: Words) -> Words:
    return tuple(filter(None, map(_unless_mark, words)))


@lru_cache(maxsize=_REMEMBERED)
def _letters(word: str) -> str:
    """Letters and figures alone, without accents and hyphens."""
    small = word.casefold()
    return small if small.isascii() and small.isalnum() else "".join(filter(str.isalnum, _decomposed(small)))


_decomposed = partial(unicodedata.normalize, "NFKD")


def _spelling(place: Place) -> bool:
    """Whether letters alone are the same, without accents, hyphens and gaps, in one spelling of -ise and -our."""
    # What may be spelt in two ways is inside of words, so that they are told apart by how they end.
    return _close_alike(_letters, place) and _same(_one_spelling, place)


def _one_spelling(words: Words) -> str:
    return _OUR.sub("o", _ISE.sub("iz", "".join(map(_letters, words))))


_ISE = re.compile(r"(?<=[a-z])i[sz](?=e|i|a)")
_OUR = re.compile(r"ou(?=r)")


@lru_cache(maxsize=_REMEMBERED)
def _worth(word: str) -> str:
    """The value of a number, else the word in small letters."""
    value = value_of(word)
    return value if value.isdecimal() else word.casefold()


def _number(place: Place) -> bool:
    # The last words first, since what they are worth tells most readings apart.
    return len({_worth(words[-1]) if words else "" for words in place.readings}) == 1 and _same(_numbers, place)


def _numbers(words: Words) -> Words:
    """Words with every number as its value; "the" before an ordinal goes."""
    values = tuple(map(_worth, words))
    if "the" not in values:
        return values
    out: list[str] = []
    for word, value in zip(words, values, strict=True):
        if out and out[-1] == "the" and value.isdecimal() and not word.isdecimal():
            out.pop()
        out.append(value)
    return tuple(out)


def _references(place: Place) -> bool:
    """Whether nothing differs but numbers of units cited."""
    if not _one_length(place):
        return False
    differ: set[int] = set()
    for position, words in enumerate(zip(*place.readings, strict=True)):
        if len(set(map(str.casefold, words))) > 1:
            # Asked first: most words are no numbers, and what cites them is found by reading the whole clause.
            if not all(map(citable, words)):
                return False
            differ.add(position)
    before = place.before
    return all(
        differ <= {position - len(before) for position, _ in cited((*before, *words))} for words in place.readings
    )


def _translations(place: Place) -> bool:
    """Whether all translate one original, so that the words may be the translators'."""
    statuses = {witness.status for witness in place.witnesses}
    return (
        statuses <= _QUOTED
        and not statuses.isdisjoint(_TRANSLATED)
        and len({witness.original or witness.siglum for witness in place.witnesses}) == 1
        and len({witness.language for witness in place.witnesses}) == 1
    )


_TRANSLATED = frozenset({TextStatus.TRANSLATION, TextStatus.RETRANSLATION, TextStatus.OFFICIAL_TRANSLATION})
_QUOTED = _TRANSLATED | {TextStatus.QUOTATION}


RULES: tuple[VariantRule, ...] = (
    VariantRule(
        "lacking",
        "omission",
        "those who have the clause agree, others lack it",
        _lacking,
    ),
    VariantRule(
        "silence",
        "lacuna",
        "those who have the clause agree, of others it is not transmitted",
        _agreed,
    ),
    VariantRule("space", "whitespace", "nothing differs but white space", _space),
    VariantRule(
        "case",
        "capitals",
        "nothing differs but capitals",
        _case,
    ),
    VariantRule("marks", "punctuation", "nothing differs but punctuation", _marks),
    VariantRule("reference", "reference", "nothing differs but the number of a unit cited", _references),
    VariantRule("number", "number", "one number is written in two ways", _number),
    VariantRule(
        "letters",
        "spelling",
        "nothing differs but accents, hyphens, gaps between words, -ise and -ize, -our and -or",
        _spelling,
    ),
    VariantRule("moved", "transposition", "the same words stand elsewhere", _transposed),
    VariantRule("one-original", "translation", "all witnesses translate one original", _translations),
    VariantRule("else", "substantive", "anything else", _anything),
)
"""The rules in use where nobody gives others."""


def decided(place: Place, rules: Sequence[VariantRule]) -> VariantRule | None:
    """The rule that decides for a place; ``None`` where none fits.

    Example:
        >>> witness = Witness("A")
        >>> found = decided(Place((("five",), ("5",)), (), (witness,)), RULES)
        >>> found.variant, found.name
        ('number', 'number')
    """
    for rule in rules:
        if rule.fits(place):
            return rule
    return None


def decided_unread(place: Place, rules: Sequence[VariantRule]) -> VariantRule | None:
    """The rule that decides for all places that have as many readings, whatever their words; ``None`` if they tell.

    Most clauses are had by one witness alone: why make a list of their words, if the first rule does not ask?

    Example:
        >>> found = decided_unread(Place(((),), (), (Witness("A"),), lacking=True), RULES)
        >>> found.name
        'lacking'
    """
    for rule in rules:
        if rule.fits not in _UNREAD:
            return None
        if rule.fits(place):
            return rule
    return None


_UNREAD = (_lacking, _agreed)
