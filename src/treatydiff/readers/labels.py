"""What languages call the units of treaties and how they number them: the table that all readers share.

A language is one entry of `LANGUAGES`; its ordinal words are `treatydiff.model.numbers`'.
"""

from __future__ import annotations

import re
from functools import cache

from attrs import frozen

from treatydiff.model.numbers import ENGLISH_WORDS, value_of


@frozen
class UnitName:
    """What a language calls a kind of provision.

    Attributes:
        word: the word, in lower case; a full stop in it may be missing in the text.
        kind: a name of `treatydiff.model.kinds.KINDS`.
        level: how deep it nests, 0 for the outermost; a unit holds what is deeper.
    """

    word: str
    kind: str
    level: int


@frozen
class Language:
    """What one language calls the parts of a treaty: all that a reader of plain text knows of it.

    Attributes:
        units: the names of its units.
        closings: how the closing begins, as regular expressions.
        signings: how a line among the signatures begins, as regular expressions.
        leading: words that lead on, and so end no title.
    """

    units: tuple[UnitName, ...]
    closings: tuple[str, ...]
    signings: tuple[str, ...]
    leading: frozenset[str]

    def kind_of(self, word: str) -> str:
        """The kind that a word names; empty for none."""
        bare = word.casefold().rstrip(".")
        return next((name.kind for name in self.units if name.word.rstrip(".") == bare), "")

    def level_of(self, kind: str) -> int:
        """How deep units of a kind nest; of a kind without a name here, as deep as the deepest."""
        return next((name.level for name in self.units if name.kind == kind), self.units[-1].level)


LANGUAGES: dict[str, Language] = {
    "en": Language(
        units=(
            UnitName("annex", "annex", 0),
            UnitName("protocol", "protocol", 0),
            UnitName("part", "part", 1),
            UnitName("title", "title", 2),
            UnitName("chapter", "chapter", 3),
            UnitName("section", "section", 4),
            UnitName("article", "article", 5),
            UnitName("art.", "article", 5),
            UnitName("paragraph", "paragraph", 6),
            UnitName("point", "point", 7),
        ),
        closings=(
            r"in (?:witness|faith|testimony) whereof\b",
            r"done (?:at|in|on|this)\b",
            r"signed (?:at|in|on)\b",
        ),
        signings=(r"(?:for|on behalf of) (?:the|his|her)\b", r"\(?signed\b", r"/s/"),
        leading=frozenset("a an and as at by for from in its of on or that the their to under with".split()),
    )
}
"""Languages by BCP 47's first subtag."""

_ORDINALS = "|".join(sorted((word.replace("-", r"[-\s]") for word in ENGLISH_WORDS), key=len, reverse=True))
_SUFFIX = r"(?:\s?(?:bis|ter|quater|quinquies|sexies|septies|octies)\b)"
NUMBER = (
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
    value = value_of(bare)
    worded = re.sub(r"^the\s+", "", bare.casefold())
    return value if re.sub(r"\s+", "-", worded) in ENGLISH_WORDS else bare


def unit_word(text: str) -> str:
    """The kind that the first or last word of a label names, in any language of the table; else empty.

    Example:
        >>> unit_word("Article the First"), unit_word("the second Article"), unit_word("Scope")
        ('article', 'article', '')
    """
    words = [word.strip(".,:;") for word in text.split()]
    for language in LANGUAGES.values():
        for word in words[:1] + words[-1:]:
            if language.kind_of(word):
                return language.kind_of(word)
    return ""


def number_in(label: str) -> str | None:
    """The number that a label prints, as addresses print it; ``None`` where it has none.

    A label has a number if it is one, or if one stands beside the name of a unit.

    Example:
        >>> number_in("Article VI"), number_in("the second Article"), number_in("4."), number_in("General rules")
        ('VI', '2', '4', None)
    """
    bare = " ".join(label.split()).strip(".,:;()[]-–— ")
    alone, beside = _label_patterns()
    found = beside.match(bare)
    if found:
        return printed_number(found[1] or found[2])
    return printed_number(bare) if alone.fullmatch(bare) and not unit_word(bare) else None


@cache
def _label_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A number alone, and one behind or before the name of a unit in any language."""
    names = {name.word.rstrip(".") for language in LANGUAGES.values() for name in language.units}
    words = "|".join(map(re.escape, sorted(names, key=lambda word: (-len(word), word))))
    return (
        re.compile(NUMBER, re.IGNORECASE),
        re.compile(rf"(?:{words})(?:\.\s*|\s+)({NUMBER})|({NUMBER})\s+(?:{words})(?!\w)", re.IGNORECASE),
    )
