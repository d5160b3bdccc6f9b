"""What languages call the units of treaties, how they number them, and how they begin what has no number.

One table, `LANGUAGES`; everything that reads plain text or labels takes its words from here. Its rows stand in
modules by family, its columns are the attributes of `Language`:

languages.language          the columns
languages.germanic          English, German, Dutch, Norwegian
languages.romance           French, Spanish, Italian, Portuguese, Romanian
languages.slavic            Serbian, Russian, Ukrainian
languages.greek_and_arabic  Greek, Arabic
languages.east_asian        Japanese, Chinese, Korean

Words are in lower case; marks over Latin and Greek letters may be missing in the text, since capitals often lack
them. The words are those of treaties in force in each language (own collection).
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from attrs import frozen

from treatydiff.model.numbers import ENGLISH_WORDS
from treatydiff.readers.recognition.languages.east_asian import CHINESE, JAPANESE, KOREAN
from treatydiff.readers.recognition.languages.germanic import DUTCH, ENGLISH, GERMAN, NORWEGIAN
from treatydiff.readers.recognition.languages.greek_and_arabic import ARABIC, GREEK
from treatydiff.readers.recognition.languages.language import Language
from treatydiff.readers.recognition.languages.romance import FRENCH, ITALIAN, PORTUGUESE, ROMANIAN, SPANISH
from treatydiff.readers.recognition.languages.slavic import RUSSIAN, SERBIAN, UKRAINIAN

__all__ = [
    "LANGUAGES",
    "LEVELS",
    "Language",
    "UnitName",
    "final_words",
    "folded",
    "label_words",
    "leading_words",
    "number_words",
    "unit_names",
]

LEVELS: dict[str, int] = {
    "annex": 0,
    "protocol": 0,
    "preamble": 0,
    "part": 1,
    "book": 1,
    "title": 2,
    "chapter": 3,
    "section": 4,
    "subsection": 5,
    "article": 6,
    "paragraph": 7,
    "point": 8,
}
"""How deep units nest, 0 for the outermost; a unit holds what is deeper."""

_TABLE = (
    ENGLISH,
    FRENCH,
    SPANISH,
    GERMAN,
    ITALIAN,
    PORTUGUESE,
    DUTCH,
    NORWEGIAN,
    ROMANIAN,
    GREEK,
    SERBIAN,
    RUSSIAN,
    UKRAINIAN,
    JAPANESE,
    CHINESE,
    KOREAN,
    ARABIC,
)
LANGUAGES: dict[str, Language] = {language.name: language for language in _TABLE}
"""Languages by BCP 47's first subtag."""


@lru_cache(maxsize=1 << 16)
def _folded_character(char: str) -> str:
    lower = char.lower()
    bare = unicodedata.normalize("NFD", lower)
    if len(bare) > 1 and all(unicodedata.combining(mark) for mark in bare[1:]) and lower not in "йїґ":
        lower = bare[0]
    return lower if len(lower) == 1 else char


def folded(text: str) -> str:
    """The text in lower case and without marks over letters, character by character: offsets stay.

    Example:
        >>> folded("ARTÍCULO É")
        'articulo e'
    """
    return text.lower() if text.isascii() else "".join(map(_folded_character, text))


@frozen
class UnitName:
    """What languages call a kind of provision.

    Attributes:
        kind: a name of `treatydiff.model.kinds.KINDS`.
        languages: those that call it so.
    """

    kind: str
    languages: tuple[str, ...]


@cache
def unit_names() -> dict[str, UnitName]:
    """All words for units, folded and without the full stop, with what they name."""
    found: dict[str, UnitName] = {}
    for language in LANGUAGES.values():
        for kind, words in (*language.units.items(), ("preamble", language.preambles)):
            for word in words.split():
                key = folded(word.rstrip(".").replace("_", " "))
                # The first language that has a word says what it names.
                known = found.get(key, UnitName(kind, ()))
                found[key] = UnitName(known.kind, (*known.languages, language.name))
    return found


@cache
def label_words() -> dict[str, str]:
    """Words that name a unit wherever a label has them, folded, and the kind they name.

    Without those that another language leads on with, as Norwegian "del" (part) in Spanish "del comercio", and
    without plurals, which name no one unit.
    """
    leading = {
        word: {language.name for language in LANGUAGES.values() if word in _split(language.leading)}
        for word in unit_names()
    }
    return {
        word: name.kind
        for word, name in unit_names().items()
        if name.kind != "preamble"
        and leading[word] <= set(name.languages)
        and not (word.endswith("s") and word.removesuffix("s") in unit_names())
    }


@cache
def _split(words: str) -> frozenset[str]:
    return frozenset(map(folded, words.split()))


@cache
def number_words() -> dict[str, int]:
    """Number words of all languages, folded, hyphens and spaces one space, with what they are worth."""
    found = {word.replace("-", " "): worth for word, worth in ENGLISH_WORDS.items()}
    for language in LANGUAGES.values():
        for worth, words in enumerate(language.numerals.split(), start=1):
            for word in words.split("/"):
                found.setdefault(folded(word.replace("_", " ").replace("-", " ")), worth)
    # What means different things in two languages, or is a word of its own too often.
    for word in ("i", "a", "o"):
        found.pop(word, None)
    return found


@cache
def leading_words() -> frozenset[str]:
    """Words that lead on, of all languages, folded."""
    return frozenset(folded(word) for language in LANGUAGES.values() for word in language.leading.split())


@cache
def final_words() -> frozenset[str]:
    """What stands over final provisions, in all languages, folded."""
    return frozenset(
        folded(word.replace("_", " ")) for language in LANGUAGES.values() for word in language.finals.split()
    )
