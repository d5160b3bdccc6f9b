"""Numbers of provisions: as printed, and what they are worth.

Treaties number their articles "3", "VI", "the Sixth", "35A", "25 bis", "12.3" or "G-01". Two printed
numbers are the same number when their *values* are equal.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from attrs import field, frozen

from treatydiff.errors import ModelError
from treatydiff.model.passages import check_characters

_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_ROMAN_WORTH = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
# Letters of Cyrillic and Greek that typists set for Roman numerals, because they look the same.
_LOOK_ALIKES = str.maketrans("ІХСМ\u0399\u03a7\u039c", "IXCMIXM")

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_UNITS_ORDINAL = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def _english() -> dict[str, int]:
    words = {word: n for names in (_UNITS, _UNITS_ORDINAL) for n, word in enumerate(names) if n}
    for position, ten in enumerate(_TENS):
        worth = 20 + 10 * position
        words[ten] = worth
        words[ten[:-1] + "ieth"] = worth
        for n in range(1, 10):
            for names in (_UNITS, _UNITS_ORDINAL):
                words[f"{ten}-{names[n]}"] = worth + n
    words["hundred"] = words["hundredth"] = 100
    return words


ENGLISH_WORDS = _english()
"""English cardinals and ordinals from one to one hundred, and what they are worth."""


@lru_cache(maxsize=1 << 16)  # looking an address up by value takes the values of all others
def value_of(printed: str) -> str:
    """The value of a printed number, as a string that is equal for equal numbers.

    Decimal digits of any script become European ones without leading zeros where the whole number is
    digits; a capital Roman numeral becomes its number, except the single letters C, D, L and M, which in
    treaties are letters far more often; an English number word becomes its number; white space goes
    ("25 BIS" is "25bis", "I quater" is "1quater"), the ordinal sign after a digit goes ("1º" is "1"), and a
    capital in brackets after a number loses them ("140 (A)" is "140A"). What is composed of parts ("12.3",
    "G-01", "II.1") keeps them as they are; a raised figure is such a part ("5¹" is "5^1" and not 51).

    Example:
        >>> value_of("VI"), value_of("the Third"), value_of("25 BIS"), value_of("G-01"), value_of("C")
        ('6', '3', '25bis', 'G-01', 'C')
    """
    if printed.isdecimal() and len(printed) <= _LONGEST:
        return str(int(printed))
    if printed.isascii() and printed.isalpha() and printed[0] not in "IVXLCDM":
        # Mostly words of running text are asked for: what does not begin as a Roman numeral stays as it is.
        word = printed.lower()
        return str(ENGLISH_WORDS[word]) if word in ENGLISH_WORDS else printed
    if _COMPOSED.fullmatch(printed):
        return printed
    # Before compatibility forms are unified, which would make "1º" "1o" and "5¹" "51".
    text = re.sub(rf"(?<=\d)([{_RAISED}]+)", r"^\1", re.sub(r"(?<=\d)[ªº°˚]", "", printed))
    text = unicodedata.normalize("NFKC", text).strip()
    # Once more, because letters that a space kept apart can compose.
    compact = unicodedata.normalize("NFKC", re.sub(r"\s+", "", text))
    if compact.isdecimal():
        return str(int(compact)) if len(compact) <= _LONGEST else compact
    if _roman(compact):
        return str(_roman(compact))
    for words in (re.sub(r"\s+", "-", text.casefold()), compact.casefold()):
        word = re.sub(r"^the-+", "", words)
        if word in ENGLISH_WORDS:
            return str(ENGLISH_WORDS[word])
    suffixed = _SUFFIXED.fullmatch(compact)
    if suffixed and _roman(suffixed[1]):
        return f"{_roman(suffixed[1])}{suffixed[2].casefold()}"
    return re.sub(
        r"(?<=\d)\(([A-Z])\)$", r"\1", re.sub(rf"(?<=\d)({_SUFFIXES})", _lower, compact, flags=re.IGNORECASE)
    )


def _lower(found: re.Match[str]) -> str:
    return found[0].casefold()


_COMPOSED = re.compile(r"[0-9]+(?:[.-][0-9]+)+")
_RAISED = "⁰¹²³⁴-⁹"
_SUFFIXES = "bis|ter|quater|quinquies|sexies|septies|octies"
_SUFFIXED = re.compile(rf"([IVXLCDM\u0406\u0425\u0421\u041c\u0399\u03a7\u039c]+)((?i:{_SUFFIXES}))")

_LONGEST = 18
"""Past this many digits a number is a string to us: nobody numbers articles so, and `int` is slow there."""


def _roman(numeral: str) -> int:
    """What a capital Roman numeral is worth; 0 for what is none, and for a letter that may be just that."""
    numeral = numeral.translate(_LOOK_ALIKES)
    if len(numeral) > _LONGEST or numeral in ("", "C", "D", "L", "M") or not _ROMAN.fullmatch(numeral):
        return 0
    total = 0
    for letter, following in zip(numeral, numeral[1:] + " ", strict=True):
        worth = _ROMAN_WORTH[letter]
        total += -worth if worth < _ROMAN_WORTH.get(following, 0) else worth
    return total


@frozen(order=False, repr=False)
class Number:
    """The number of a provision: TEI ``@n``, Akoma Ntoso ``num``.

    Attributes:
        printed: as addresses print it: "VI", "12.3"; number words are given in digits ("the Third" is 3).

    Raises:
        ModelError: the number is empty, or has a character that XML cannot hold.

    Example:
        >>> Number("VI").value
        '6'
        >>> Number("VI").same_as(Number("6"))
        True
    """

    printed: str = field()

    @printed.validator
    def _not_empty(self, attribute: object, printed: str) -> None:
        if not printed.strip():
            raise ModelError("found an empty number", expected="a number such as 3 or VI", todo="leave it out")
        check_characters(printed, "a number")

    @property
    def value(self) -> str:
        """What the number is worth: see `value_of`."""
        return value_of(self.printed)

    def same_as(self, other: Number | None) -> bool:
        """Whether two printed numbers are one number."""
        return other is not None and self.value == other.value

    def __repr__(self) -> str:
        return f"Number({self.printed!r})"

    def __str__(self) -> str:
        return self.printed
