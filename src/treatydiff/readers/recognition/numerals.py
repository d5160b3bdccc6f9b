"""Numbers as headings print them, read at a place of a line: what is printed, and what may follow what.

Arabic figures of any script, Roman figures (in capitals, small letters, or Cyrillic and Greek letters that look
alike), number words, CJK numerals, single letters; with parts ("12.3", "1-01", "G-01", "II.1") and suffixes
("35A", "25 bis", "140 (A)", "2.º-A", "第二条之一"). Own rules; the values are `treatydiff.model.numbers`'.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from attrs import frozen

from treatydiff.model.numbers import value_of
from treatydiff.readers.recognition.languages import LANGUAGES, folded, number_words

Key = tuple[tuple[int, int], ...]
"""What a number is worth, part by part from the outside in; each part a number and the rank of its suffix."""

_LATIN_SUFFIXES = ("bis", "ter", "quater", "quinquies", "sexies", "septies", "octies")
_SUFFIX = rf"\s?(?i:{'|'.join(_LATIN_SUFFIXES)})(?!\w)|(?i:{'|'.join(_LATIN_SUFFIXES)})(?=\.\d)"
_ORDINAL = (
    r"\.?[ºª°˚](?!\d)|(?:er|ère|ere|re|ème|eme|st|nd|rd|th)(?![^\W\d_])|-(?:й|я|е|ая|ый|ое|ша|га|тя|та)(?!\w)"
)
_LOOK_ALIKES = str.maketrans("ІХСМΙΧΜⅠⅤⅩіхсмｉｖｘ", "IXCMIXMIVXixcmivx")
_ROMAN_LETTERS = "IVXLCDMІХСМΙΧΜⅠⅤⅩ"
_ROMAN = rf"[{_ROMAN_LETTERS}]{{1,9}}|[{_ROMAN_LETTERS}][ivxl]{{1,8}}|[ivxlіх]{{1,9}}"
_CJK_DIGITS = {
    char: worth
    for worth, chars in enumerate(
        ("〇零○", "一壱壹", "二弐貳贰", "三参參叁", "四肆", "五伍", "六陸陆", "七柒", "八捌", "九玖")
    )
    for char in chars
}
_CJK_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "廿": 20, "卅": 30}
_CJK = "".join((*_CJK_DIGITS, *_CJK_UNITS))
_FIGURES = re.compile(
    rf"(?P<first>\d{{1,6}}(?!\d)(?:{_SUFFIX})?|[A-Z](?=-\d)|(?:{_ROMAN})(?=[.\-]\d))"
    rf"(?P<ordinal>{_ORDINAL})?"
    rf"(?P<more>(?:[.\-–‑]\d{{1,4}}(?!\d)(?:{_SUFFIX})?){{0,4}})"
    r"(?P<letter>-?[A-Z](?!\w)|[a-z](?!\w)|\s?\([A-Z]\)|\s[A-Z](?=\s*(?:$|[.:–—])))?"
)
_BRACKETED = re.compile(r"[(（]\s*(\d{1,4}|[A-Z])\s*[)）]")
_LETTERS = re.compile(rf"(?P<roman>{_ROMAN})(?P<suffix>{_SUFFIX}|[A-Z](?!\w))?(?!\w)")
_LETTER = re.compile(r"([^\W\d_])(?!\w)(?:(?<=[\u0370-\u03ff])[\u0374\u0384´΄'’′](?!\w))?")
"""A letter; a Greek one that counts has its numeral sign behind it."""
_COUNTED = re.compile(rf"[{_CJK}]{{1,9}}")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ROMAN_FORM = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_WORTH = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_ALPHABETS = (
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ",
    "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ",
    "АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЮЯ",
    "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ",
    "イロハニホヘトチリヌルヲワカヨタレソツネナラム",
    "アイウエオカキクケコサシスセソタチツテト",
    "가나다라마바사아자차카타파하",
    "甲乙丙丁戊己庚辛壬癸",
)
_MOST_WORDS = 4


@frozen
class Numeral:
    """A number read from a text.

    Attributes:
        printed: as addresses print it: words, CJK numerals and small Roman figures in the common form.
        readings: how it may be counted, the likeliest first: a style such as "1", "I", "A", "1.1", and a key.
        stop: the offset behind it.
    """

    printed: str
    readings: tuple[tuple[str, Key], ...]
    stop: int

    @property
    def value(self) -> str:
        """What it is worth, equal for equal numbers."""
        return value_of(self.printed)


def numeral_at(text: str, start: int = 0, *, words: bool = True) -> Numeral | None:
    """The number that begins at an offset; ``None`` where none does.

    Args:
        text: a line.
        start: an offset into it.
        words: whether number words and numbers in brackets count, as they do behind the name of a unit.

    Example:
        >>> [numeral_at(text).value for text in ("XIV.", "25 bis", "G-01", "140 (A)", "twenty one", "二十三条")]
        ['14', '25bis', 'G-01', '140A', '21', '23']
    """
    for read in (_figures, _counted, _bracketed if words else None, _roman, _worded if words else None, _letter):
        found = read(text, start) if read else None
        if found:
            return _shared(found)
    return None


@lru_cache(maxsize=1 << 12)
def _shared(numeral: Numeral) -> Numeral:
    """Equal numerals as one object, however often a text cites them."""
    return numeral


def roman_value(letters: str) -> int:
    """What a Roman figure is worth, whatever its letters; 0 for what is none.

    Example:
        >>> roman_value("XIV"), roman_value("Х"), roman_value("viii"), roman_value("IIX")
        (14, 10, 8, 0)
    """
    capital = letters.translate(_LOOK_ALIKES).upper()
    if not capital or len(capital) > 15 or not _ROMAN_FORM.fullmatch(capital):
        return 0
    worths = [_WORTH[letter] for letter in capital]
    return sum(-one if one < after else one for one, after in zip(worths, [*worths[1:], 0], strict=True))


def counted_value(characters: str) -> int:
    """What a CJK numeral is worth.

    Example:
        >>> counted_value("二十三"), counted_value("百五"), counted_value("一〇二")
        (23, 105, 102)
    """
    total = digits = 0
    for char in characters:
        if char in _CJK_UNITS:
            unit = _CJK_UNITS[char]
            total += unit if unit in (20, 30) else max(digits, 1) * unit
            digits = 0
        else:
            digits = digits * 10 + _CJK_DIGITS[char]
    return total + digits


def letter_value(letter: str) -> int:
    """A letter's place in its alphabet, from 1; 0 for what is in none."""
    capital = letter.upper()
    return next((alphabet.index(capital) + 1 for alphabet in _ALPHABETS if capital in alphabet), 0)


def _part(written: str) -> tuple[int, int]:
    figures = re.match(r"\d+", written)
    if figures:
        suffix = written[figures.end() :].strip().casefold()
        return int(figures[0]), _rank(suffix)
    worth = roman_value(written)
    return (worth or letter_value(written[:1])), 0


def _rank(suffix: str) -> int:
    """What a suffix counts for: bis 2, ter 3, a letter its place in the alphabet and one more; none 0."""
    bare = suffix.strip(" -()").casefold()
    if bare in _LATIN_SUFFIXES:
        return _LATIN_SUFFIXES.index(bare) + 2
    return letter_value(bare) + 1 if bare else 0


def _figures(text: str, start: int) -> Numeral | None:
    found = _FIGURES.match(text, start)
    if not found:
        return None
    first, more, letter = found["first"], found["more"], found["letter"] or ""
    parts = [first, *re.findall(r"\d+\D*", more)]
    key = [_part(part) for part in parts]
    if letter:
        key[-1] = (key[-1][0], _rank(letter))
    style = ".".join("1" if part[0].isdigit() else "A" if len(part) == 1 else "I" for part in parts)
    printed = first.rstrip() + more + (letter.lstrip("-") if found["ordinal"] else letter)
    return Numeral(unicodedata.normalize("NFKC", printed).strip(), ((style, tuple(key)),), found.end())


def _counted(text: str, start: int) -> Numeral | None:
    found = _COUNTED.match(text, start)
    if not found:
        return None
    worth = counted_value(found[0])
    return Numeral(str(worth), (("1", ((worth, 0),)),), found.end())


def _bracketed(text: str, start: int) -> Numeral | None:
    found = _BRACKETED.match(text, start)
    inner = found and numeral_at(found[1], words=False)
    return Numeral(inner.printed, inner.readings, found.end()) if found and inner else None


def _roman(text: str, start: int) -> Numeral | None:
    found = _LETTERS.match(text, start)
    worth = roman_value(found["roman"]) if found else 0
    if not found or not worth:
        return None
    letters, suffix = found["roman"], found["suffix"] or ""
    readings = [("I", ((worth, _rank(suffix)),))]
    if len(letters) == 1 and not suffix:
        as_letter = ("A", ((letter_value(letters), 0),))
        # C, D, L and M are letters far more often than hundreds.
        readings.insert(0 if worth >= 50 else 1, as_letter)
    # Capitals as addresses print them; look-alikes stay as they are.
    return Numeral(letters.upper() + suffix, tuple(readings), found.end())


def _letter(text: str, start: int) -> Numeral | None:
    found = _LETTER.match(text, start)
    worth = letter_value(found[1]) if found else 0
    return Numeral(found[1], (("A", ((worth, 0),)),), found.end()) if found and worth else None


def _worded(text: str, start: int) -> Numeral | None:
    article = re.compile(r"(?:the|der|die|das|la|le|el|il|o|a)\s+", re.IGNORECASE).match(text, start)
    known = number_words()
    places = [start, *([article.end()] if article else [])]
    for begin in places:
        position, said, best = begin, "", None
        for _ in range(_MOST_WORDS):
            word = _WORD.match(text, position)
            if not word:
                break
            said = f"{said} {folded(word[0])}".strip()
            if said in known:
                best = (known[said], word.end())
            gap = re.compile(r"[\s\-‐‑]{1,3}").match(text, word.end())
            if not gap:
                break
            position = gap.end()
        if best:
            return Numeral(str(best[0]), (("1", ((best[0], 0),)),), best[1])
    return None


@cache
def _counters() -> frozenset[str]:
    """What a counted unit begins with, in any language."""
    return frozenset(char for language in LANGUAGES.values() for char in language.counter)


@cache
def counted_units() -> tuple[re.Pattern[str], dict[str, str]]:
    """How languages that write 第N条 write it: a pattern, and the kind that each character names."""
    counters = "".join(sorted(_counters()))
    kinds: dict[str, str] = {}
    for language in LANGUAGES.values():
        for kind, characters in language.counted.items():
            for char in characters:
                kinds.setdefault(char, kind)
    joints = "".join(sorted({char for language in LANGUAGES.values() for char in language.counting_on}))
    number = rf"[{_CJK}]{{1,9}}|\d{{1,4}}"
    pattern = re.compile(
        rf"[{counters}]\s?(?P<number>{number})\s?(?P<unit>[{''.join(sorted(kinds))}])(?:[{joints}](?P<more>{number}))?"
    )
    return pattern, kinds


def counted_unit(text: str, start: int = 0) -> tuple[str, Numeral] | None:
    """The unit that begins at an offset as in 第二十三条 or 제1조, its kind and its number.

    Example:
        >>> kind, number = counted_unit("第一條之一")
        >>> kind, number.printed
        ('article', '1-1')
    """
    if text[start : start + 1] not in _counters():
        return None  # spares most texts the pattern
    pattern, kinds = counted_units()
    found = pattern.match(text, start)
    if not found:
        return None
    parts = [found["number"], *([found["more"]] if found["more"] else [])]
    worths = [int(part) if part.isdecimal() else counted_value(part) for part in parts]
    # A second number inserts behind the first, as "bis" does: 之一 stands where 1bis would.
    key: Key = ((worths[0], worths[1] + 1 if len(worths) > 1 else 0),)
    return kinds[found["unit"]], Numeral("-".join(map(str, worths)), (("1", key),), found.end())
