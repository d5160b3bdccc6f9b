"""Normalization: from a word as written to the form that is compared.

Rules have names, are composed in the order given, and are recorded in every result, so that a reader can see
what counted as equal. They never touch the words as written.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from attrs import field, frozen

from treatydiff.errors import ModelError

_QUOTES = str.maketrans(dict.fromkeys("‘’‚‛ʼ`´′＇", "'") | dict.fromkeys("“”„‟«»″〝〞＂", '"'))
_HYPHENS = str.maketrans(dict.fromkeys("‐‑‒–—―−﹣－", "-") | {"\u00ad": None})


def _casefold(text: str) -> str:
    # Unicode's canonical caseless matching (The Unicode Standard, section 3.13, D145) folds decomposed text.
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", text).casefold())


RULES: dict[str, tuple[Callable[[str], str], str]] = {
    "nfc": (
        lambda text: unicodedata.normalize("NFC", text),
        "letters and their accents are one, however encoded (Unicode NFC)",
    ),
    "case": (_casefold, "capitals and small letters are one (Unicode case folding)"),
    "quotes": (lambda text: text.translate(_QUOTES), "quotation marks and apostrophes of all shapes are one"),
    "hyphens": (lambda text: text.translate(_HYPHENS), "hyphens and dashes are one, soft hyphens nothing"),
}
"""The rules by name: a function from text to text, and what it does in words fit for an ``editorialDecl``."""


def _known(names: tuple[str, ...]) -> tuple[str, ...]:
    for name in names:
        if name not in RULES:
            raise ModelError(f"found the normalization {name!r}", expected="one of " + ", ".join(RULES))
    return tuple(names)


@frozen
class Normalization:
    """Rules composed: the same object gives the same form for the same word, always.

    Attributes:
        rules: names from `RULES`, in the order in which they are applied.

    Raises:
        ModelError: a rule is unknown.

    Example:
        >>> Normalization(("nfc", "case")).form("Pact")
        'pact'
    """

    rules: tuple[str, ...] = field(default=("nfc", "case", "quotes", "hyphens"), converter=_known)

    def form(self, word: str) -> str:
        """The compared form of a word; applying it twice is applying it once."""
        while (once := self._once(word)) != word:
            word = once
        return word

    def _once(self, word: str) -> str:
        for name in self.rules:
            word = RULES[name][0](word)
        return word

    @property
    def described(self) -> str:
        """The rules in words."""
        return "; ".join(RULES[name][1] for name in self.rules) or "words are compared as written"


DEFAULT = Normalization()
"""What is used where nobody says otherwise: encoding, capitals, quotation marks and hyphens do not count."""
