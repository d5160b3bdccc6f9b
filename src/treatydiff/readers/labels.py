"""Labels of provisions that a document marks as such: what they name, and their numbers as addresses print them.

What units are called is the recogniser's table's, `treatydiff.readers.recognition.languages`.
"""

from __future__ import annotations

import re
from functools import cache

from treatydiff.model.numbers import ENGLISH_WORDS, value_of
from treatydiff.readers.recognition.candidates import heading_form
from treatydiff.readers.recognition.languages import folded, label_words

_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_DIGITS = "|".join(word for word, worth in ENGLISH_WORDS.items() if worth < 10)
_OTHERS = "|".join(
    word for word, worth in ENGLISH_WORDS.items() if "-" not in word and word not in _TENS and worth >= 10
)
# Said in parts: two hundred words take ten times as long to compile.
_ORDINALS = rf"(?:{'|'.join(_TENS)})(?:[-\s](?:{_DIGITS}))?|{_DIGITS}|{_OTHERS}"
_SUFFIX = r"(?:\s?(?:bis|ter|quater|quinquies|sexies|septies|octies)\b)"
_NUMBER = (
    r"(?:(?:the\s+)?(?:" + _ORDINALS + r")(?![\w-])"
    r"|\d{1,6}(?!\d)(?:\.\d{1,3})*(?:" + _SUFFIX + r"|[A-Za-z](?!\w))?"
    r"|[IVXLCМХСІ]{1,8}(?:" + _SUFFIX + r"|(?!\w))"
    r"|[A-Z]-\d{1,4}(?!\w)"
    r"|[A-Z](?!\w))"
)
"""A number as treaties print it: digits, with parts or a suffix; Roman; an English number word; a letter."""


def printed_number(text: str) -> str:
    """A number as addresses print it: number words in digits, all else as printed, without outer marks.

    Example:
        >>> printed_number("the Third"), printed_number("VI."), printed_number("25 bis"), printed_number("(a)")
        ('3', 'VI', '25 bis', 'a')
    """
    bare = " ".join(text.split()).strip(".,:;()[]-–— ")
    worded = re.sub(r"^the\s+", "", bare.casefold())
    return value_of(bare) if re.sub(r"\s+", "-", worded) in ENGLISH_WORDS else bare


def unit_word(text: str) -> str:
    """The kind that the first or last word of a label names, in any language of the table; else empty.

    Example:
        >>> unit_word("Article the First"), unit_word("the second Article"), unit_word("Scope")
        ('article', 'article', '')
    """
    words = [folded(word.strip(".,:;")) for word in text.split()]
    known = label_words()
    return next((known[word] for word in words[:1] + words[-1:] if word in known), "")


def number_in(label: str) -> str | None:
    """The number that a label prints, as addresses print it; ``None`` where it has none.

    A label has a number if it is one, or if one stands beside the name of a unit.

    Example:
        >>> number_in("Article VI"), number_in("the second Article"), number_in("4."), number_in("General rules")
        ('VI', '2', '4', None)
        >>> number_in("Article premier"), number_in("第三条")
        ('1', '3')
    """
    bare = " ".join(label.split()).strip(".,:;()[]-–— ")
    plain = folded(bare)
    span = _behind_unit(plain) or _before_unit(plain)
    if span:
        return printed_number(bare[slice(*span)])
    form = heading_form(bare)
    if form is not None and form.numeral is not None and not form.rest:
        return form.printed
    return printed_number(bare) if _number().fullmatch(bare) and not unit_word(bare) else None


_PARTED = re.compile(r"\.\s*|\s+")


def _behind_unit(text: str) -> tuple[int, int] | None:
    """Where a number stands behind the name of a unit that begins a folded label."""
    known = label_words()
    for parted in reversed(list(_PARTED.finditer(text))):
        found = _number().match(text, parted.end()) if text[: parted.start()] in known else None
        if found:
            return found.span()
    return None


def _before_unit(text: str) -> tuple[int, int] | None:
    """Where a number stands before the name of a unit, with which a folded label begins."""
    found = _number().match(text)
    beside = _beside_unit().match(text) if found and found.end() < len(text) else None
    return beside.span(1) if beside else None


@cache
def _number() -> re.Pattern[str]:
    return re.compile(_NUMBER, re.IGNORECASE)


@cache
def _beside_unit() -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(label_words(), key=lambda word: (-len(word), word))))
    return re.compile(rf"({_NUMBER})\s+(?:{words})(?!\w)", re.IGNORECASE)
