"""Normalization: from a word as written to the form that is compared.

normalization.characters     tables of characters: which are one, and whose word that is
normalization.orthographies  reforms of spelling: Russian of 1918, Greek of 1982

Rules have names and are recorded in every result, so that a reader can see what counted as equal. They never touch
the words as written. Those that are on where nobody says otherwise never make one of two words that differ in
meaning, capitals aside; all differences that they take away are still shown, as differences of writing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from functools import cache

from attrs import evolve, field, frozen

from treatydiff.errors import ModelError, nearest
from treatydiff.normalization import characters, orthographies

__all__ = ["DEFAULT", "RULES", "Normalization", "Rule", "Segmentation"]


class Segmentation(StrEnum):
    """How text that has no spaces between words, as Chinese and Japanese, is cut into tokens."""

    CHARACTERS = "characters"
    """Each ideograph and each kana by itself: what can be said without knowing the language."""
    DICTIONARY = "dictionary"
    """Words of Japanese, by a dictionary: the extra ``japanese``."""


@frozen
class Rule:
    """One rule.

    Attributes:
        says: what it does, in words fit for an ``editorialDecl``.
        change: from a word to its form; a function of a module, so that results can be pickled.
        default: whether it is on where nobody says otherwise.
        in_ascii: whether it can change a word written in ASCII alone; then it changes each character by itself.

    Example:
        >>> RULES["case"].change("Pact"), RULES["case"].default
        ('pact', True)
    """

    says: str
    change: Callable[[str], str]
    default: bool = False
    in_ascii: bool = False


RULES: dict[str, Rule] = {
    "nfc": Rule(
        "letters and their accents are one, however encoded (Unicode NFC)", characters.composed, default=True
    ),
    "invisible": Rule(
        "characters that are not seen are nothing: marks of direction, joints of width zero, selectors of a glyph",
        characters.visible,
        default=True,
    ),
    "width": Rule("full-width and half-width forms are one", characters.of_one_width, default=True),
    "ligatures": Rule(
        "letters joined or shaped for print are those they are made of", characters.unjoined, default=True
    ),
    "cedilla": Rule(
        "s and t with a cedilla are those with a comma below", characters.with_comma_below, default=True
    ),
    "digits": Rule("figures of all scripts are one", characters.in_european_digits, default=True),
    "old-characters": Rule(
        "old and new forms of Japanese characters are one (list of 1946, joyo kanji of 2010)",
        characters.in_present_japanese,
    ),
    "kana": Rule("katakana and hiragana are one", characters.in_hiragana),
    "russian-1918": Rule(
        "Russian spelled as before and after the reform of 1918 is one", orthographies.russian_1918
    ),
    "greek-1982": Rule("Greek in many accents and in one (since 1982) is one", orthographies.greek_1982),
    "arabic-marks": Rule("Arabic vowel marks and lengthening strokes are nothing", characters.without_arabic_marks),
    "arabic-letters": Rule(
        "Arabic alif with and without hamza, ya with and without dots, and Persian kaf and ya are one",
        characters.in_plain_arabic,
    ),
    "case": Rule(
        "capitals and small letters are one (Unicode case folding)",
        characters.caseless,
        default=True,
        in_ascii=True,
    ),
    "quotes": Rule(
        "quotation marks and apostrophes of all shapes are one",
        characters.with_plain_quotes,
        default=True,
        in_ascii=True,
    ),
    "hyphens": Rule(
        "hyphens and dashes are one, soft hyphens nothing", characters.with_plain_hyphens, default=True
    ),
}
"""The rules by name, in the order in which they are applied, whatever the order in which they are named."""

_NONE = "none"
_CHANGES = re.compile(r"([+−-]?)(.*)", re.DOTALL)


def _in_order(names: Iterable[str]) -> tuple[str, ...]:
    given = set(names)
    for name in sorted(given - RULES.keys()):
        near = nearest(name, RULES)
        raise ModelError(
            f"found the normalization {name!r}",
            expected=f"one such as {', '.join(near)}" if near else "one of " + ", ".join(RULES),
        )
    return tuple(name for name in RULES if name in given)


@frozen(cache_hash=True)  # it is looked up for every passage
class Normalization:
    """Rules composed: the same object gives the same form for the same word, always.

    Attributes:
        rules: names from `RULES`; kept in that order, each once.
        segmentation: how text without spaces is cut into the words to which the rules apply.

    Raises:
        ModelError: a rule is unknown; the nearest names are given.

    Example:
        >>> Normalization(("case", "nfc")).form("Pact")
        'pact'
        >>> Normalization(("old-characters",)).form("關係")
        '関係'
    """

    rules: tuple[str, ...] = field(
        default=tuple(name for name, rule in RULES.items() if rule.default), converter=_in_order
    )
    segmentation: Segmentation = field(default=Segmentation.CHARACTERS, converter=Segmentation)

    def form(self, word: str) -> str:
        """The compared form of a word, never empty; applying it twice is applying it once."""
        steps = _steps(self.rules, in_ascii=word.isascii())
        form = word
        while True:
            before = form
            for step in steps:
                form = step(form)
            if form == before:
                return form or word

    def forms(self, words: Sequence[str]) -> list[str]:
        """The compared form of each of some words, as `form` gives it; many at once are done faster.

        Example:
            >>> DEFAULT.forms(["Pact", "Größe"])
            ['pact', 'grösse']
        """
        # Rules change what is written in ASCII character by character, so it can be changed as one text.
        plain = [word for word in words if word.isascii() and "\n" not in word]
        known = dict(zip(plain, self.form("\n".join(plain)).split("\n"), strict=True)) if plain else {}
        return [known[word] if word in known else self.form(word) for word in words]

    def changed(self, names: str) -> Normalization:
        """These rules with others switched on or off.

        Args:
            names: names parted by commas: with ``+`` a rule that is added, with ``-`` one that is left out; without
                a sign, all of them are so: then these are the rules, and no others. ``none`` is no rule.

        Raises:
            ModelError: a rule is unknown, or some names have a sign and some none.

        Example:
            >>> DEFAULT.changed("+old-characters,-case").rules[-3:]
            ('old-characters', 'quotes', 'hyphens')
            >>> DEFAULT.changed("nfc,case").rules, DEFAULT.changed("none").rules
            (('nfc', 'case'), ())
        """
        given = [part.strip() for part in names.split(",") if part.strip()]
        signed = [match.groups() for part in given if (match := _CHANGES.fullmatch(part))]
        signs = {bool(sign) for sign, _ in signed}
        if len(signs) != 1:
            raise ModelError(
                f"found the normalizations {names!r}",
                expected="names with + or - before each, or names without, or none",
                todo="write +NAME,-NAME to change what is the default, NAME,NAME for these alone",
            )
        if True not in signs:
            return evolve(self, rules=() if given == [_NONE] else tuple(given))
        _in_order(name for _, name in signed)
        rules = set(self.rules)
        for sign, name in signed:
            (rules.add if sign == "+" else rules.discard)(name)
        return evolve(self, rules=tuple(rules))

    @property
    def described(self) -> str:
        """The rules in words, and the dictionary if there is one."""
        said = "; ".join(RULES[name].says for name in self.rules) or "words are compared as written"
        if self.segmentation is Segmentation.DICTIONARY:
            said += "; Japanese is cut into words by a dictionary (UniDic)"
        return said


@cache
def _steps(rules: tuple[str, ...], *, in_ascii: bool) -> tuple[Callable[[str], str], ...]:
    return tuple(RULES[name].change for name in rules if RULES[name].in_ascii or not in_ascii)


DEFAULT = Normalization()
"""What is used where nobody says otherwise: encoding, capitals, quotation marks and hyphens do not count."""
