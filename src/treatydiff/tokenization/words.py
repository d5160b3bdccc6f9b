r"""Where words and marks begin and end: one compiled pattern, after Unicode's rules and those of legal text.

The rules are the default word boundaries of Unicode Standard Annex 29, with these changes, which
`tests/laws/test_word_boundaries.py` holds to be all:

space
    White space, and the zero width space, belong to what stands before them.
hyphen
    Hyphens and unspaced en dashes join words and figures: ``Soviet-Japanese``, ``1941–1945``.
elision
    An elided article or preposition of French or Italian is a word: ``l'`` and ``accord``, ``dell'`` and ``atto``.
apostrophe
    What is typed for an apostrophe (a grave or an acute accent) is one, and joins letters and figures alike.
stop
    A full stop joins single letters (``U.S.S.R``, ``e.g``, ``n.º``) and no longer words: a space may be lost behind
    a sentence. It joins none of a script that is written with spaces to one of a script that is not. Behind an
    abbreviation it stays a mark: whether it ends anything is a question for clauses.
colon
    Colons part words; between figures they join, as do slashes: ``12:30``, ``5/2``. Semicolons part figures.
number sign
    The degree sign that is typed for a raised o belongs to its letter: ``n°``.
run
    Dots, dashes and other marks of which lines are drawn are one mark in a row: ``....``, ``____``.
    An underline joins nothing: treaties leave blanks with it.
figure
    Fractions, raised figures and the like (``½``, ``²``) belong to the word or figure they stand on.
kana
    Katakana stand alone, as ideographs and hiragana do: older Japanese texts write endings and particles in them.
script
    Scripts that write no spaces and need a dictionary (Thai, Lao, Khmer, Burmese) are cut at marks and spaces only.
letter
    Letters are what Python takes for letters; what it takes for marks (Hebrew's and Armenian's in words, letters in
    circles) are marks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from sys import intern

SINGLE = (
    "\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303c\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9d\U0001aff0-\U0001b16f\U00020000-\U0003ffff"
)
"""What stands alone, as the inside of a class of characters: ideographs and kana."""

_FIRST_SINGLE = SINGLE[0]
_LETTER = f"[^\\W_{SINGLE}]"
_NEAR_LETTER = "[^\\W_]"
"""A letter where ideographs and kana are out of the question: without them, patterns compile four times as fast."""
_APOSTROPHES = "'’‘‛`´＇"
_HYPHENS = "\\-‐‑‒–﹣－"
_BETWEEN_FIGURES = ".,:/،٫٬⁄．，：／"
_ELIDED = ("[cdjlmnst]", "qu|un", "all", "coll|dall|dell|nell|sull", "jusqu|quest|quell", "lorsqu|puisqu|quoiqu")
"""Elided words, those of one length together: a pattern that looks back has one length."""
_FIGURES = "\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u2079\u2080-\u2089\u2150-\u2189\u2460-\u249b\u24ea-\u24ff"
"""Fractions, raised and other figures, which Python takes for letters."""
_WITHOUT_SPACES = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u19e0-\u19ff\ua9e0-\ua9ff\uaa60-\uaa7f"
"""Thai, Lao, Burmese and Khmer."""
_ROWS = ".-_*=~§–—―…·•"

_ODD = re.compile(
    "[^\\x00-\\xac\\xae-\\u02ff\\u0370-\\u0482\\u048a-\\u052f\\u0606-\\u060f\\u061b\\u061d-\\u064a\\u0660-\\u066f"
    "\\u0671-\\u06d5\\u1e00-\\u200a\\u2010-\\u2027\\u202f-\\u205e\\u2070-\\u20cf\\u2100-\\u2bff\\u3000-\\u3029"
    "\\u3030-\\u3096\\u309b-\\u9fff\\uac00-\\ud7a3\\uf900-\\ufaff\\uff01-\\uff9d\\U00020000-\\U0002ffff]"
)
"""What may combine with its neighbours: all but the letters, marks and spaces most texts are written in."""

_PREPENDED = "\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u0d4e\U000110bd\U000110cd\U000111c2\U000111c3\U0001193f\
\U00011941\U00011a3a\U00011a84-\U00011a89\U00011d46\U00011f02"
"""What no boundary follows: signs over numbers, and letters that stand on the next one."""
_PICTURES = "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
_FLAG = "[\U0001f1e6-\U0001f1ff]"


def pattern_for(text: str) -> re.Pattern[str]:
    """The pattern that finds one token of the text after the other, with the white space that belongs to it.

    There is one for text in which nothing combines, that one again for scripts with ideographs and kana, and one
    for what does combine; they find the same, but most texts need no more than the first, which is the fastest.
    """
    odd = [] if text.isascii() else _ODD.findall(text)
    if odd:
        return _pattern(_LETTER, _marks(tuple(sorted({ord(char) >> 8 for char in odd}))))
    return _pattern(_NEAR_LETTER if text.isascii() or max(text) < _FIRST_SINGLE else _LETTER, "")


def words_of_each(texts: Sequence[str]) -> list[tuple[str, ...]]:
    r"""The tokens of each text, with the white space that belongs to them; joined, they are the text.

    Where nothing combines with its neighbours no token reaches over a space, so that what stands between two
    spaces is cut once for all its places: a treaty has few such pieces, and many of each.

    Example:
        >>> words_of_each(["L'accord,  l'an\n1941", "L'accord"])
        [("L'", 'accord', ',  ', "l'", 'an\n', '1941'), ("L'", 'accord')]
    """
    found = []
    for text in texts:
        words: list[str] = []
        if text.isascii() or not _ODD.search(text):  # what does combine is in no piece, and is cut as a whole
            *before, last = text.split(" ")
            try:
                words += chain.from_iterable(map(_CUT.__getitem__, before))
                if last:
                    words += _CUT[last]
                    words[-1] = intern(words[-1][:-1])
            except KeyError:
                words = []
        found.append(tuple(words or map(intern, pattern_for(text).findall(text))))
    return found


class _Cut(dict[str, tuple[str, ...]]):
    """The tokens of pieces as they stand before a space, each cut when it is met first.

    Left out are those that begin with white space, which belongs to the token before it, and long ones.
    """

    def __missing__(self, piece: str) -> tuple[str, ...]:
        if not piece or piece[0].isspace() or len(piece) > _LONGEST_PIECE:
            raise KeyError(piece)
        spaced = f"{piece} "
        # Half of all pieces are plain words, which need no pattern.
        plain = piece.isalnum() and piece.isascii()
        words = tuple(map(intern, (spaced,) if plain else pattern_for(piece).findall(spaced)))
        if len(self) >= _MOST_PIECES:
            self.clear()
        self[piece] = words
        return words


_CUT = _Cut()
_LONGEST_PIECE, _MOST_PIECES = 60, 1 << 16


@lru_cache(maxsize=256)
def _pattern(letter: str, marks: str) -> re.Pattern[str]:
    """One token with the white space behind it; `marks` matches what may stand on a character."""

    def after(what: str) -> str:
        # What looks back has one length, so it is said twice, with a mark on the character and without.
        return f"(?:(?<={what})|(?<={what}{marks[:-2]}))" if marks else f"(?<={what})"

    inside = marks[1:-3]
    alpha, figure = f"[^\\W\\d_{_FIGURES}]", "\\d"
    spaced = f"[^\\W\\d_{_FIGURES}{_WITHOUT_SPACES}]"
    # Nothing of a word stands before; as many marks as letters have may stand between.
    first = "".join(f"(?<!\\w{f'[{inside}]' * many})" for many in (range(4) if marks else (0,)))
    # Possessive are classes of characters alone: of groups, Python 3.11 before 3.11.5 got them wrong.
    run = f"(?:{letter}++{marks}|[{_PREPENDED}]++{marks})+" if marks else f"{letter}++"
    space = f"(?:[\\s\u200b]++{marks})*" if marks else "\\s*+"
    elided = "|".join(f"(?<={first}(?i:{words}))" for words in _ELIDED)
    alone = (
        f"(?:{elided})[{_APOSTROPHES}]{marks}(?={letter})(?![sS](?![\\w{inside}]))",
        f"(?<={first}[nN])°{marks}",
    )
    joints = (
        f"[{_APOSTROPHES}{_HYPHENS}]{marks}",
        f"{after(figure)}[{_BETWEEN_FIGURES}]{marks}(?=\\d)",
        f"{after(first + spaced)}[.．]{marks}(?={spaced}{marks}(?!\\w))",
        f"{after(f'{first}[{_WITHOUT_SPACES}]')}[.．]{marks}(?=[{_WITHOUT_SPACES}]{marks}(?!\\w))",
        f"{after(alpha)}[·‧]{marks}(?={alpha})",
    )
    # Most words end at a space: one look ahead spares them all that follows.
    word = f"{run}(?:(?=[^\\s\\w])(?:{'|'.join(alone)}|(?:(?:{'|'.join(joints)}){run})*))?"
    rows = "|".join(f"{re.escape(mark)}++{marks}" for mark in _ROWS)
    others = "" if letter != _LETTER else f"|[{SINGLE}]{marks}|{_FLAG}{marks}{_FLAG}{marks}"
    signs = f"(?:[{_PREPENDED}]++{marks})*" if marks else ""
    sign = f"[^\\s\\w\u200b{inside}]" if marks else "[^\\s\\w]"
    drawn = f"(?:(?<=\u200d)[{_PICTURES}]{marks})*" if marks else ""
    token = f"{signs}(?:{word}{others}|{rows}|{sign}{marks}){drawn}{space}"
    # At the very beginning, white space belongs to the first token; there may be no other.
    if not marks:
        return re.compile(f"\\s*+{token}|\\s++")
    # So do marks.
    return re.compile(f"{token}|(?=.){marks}{space}(?:{token})?", re.DOTALL)


@lru_cache(maxsize=256)
def _marks(blocks: tuple[int, ...]) -> str:
    r"""What matches all that stands on a character: combining characters, joiners, marks of format.

    Python's ``\w`` leaves them out, so they are collected from the Unicode database, in the blocks of
    256 characters that the text has something of.
    """
    found = [chr(block << 8 | low) for block in blocks for low in range(256) if combines(chr(block << 8 | low))]
    return f"[{re.escape(''.join(found))}]*+" if found else ""


_SET_ON = re.compile("[\u0e33\u0eb3\uff9e\uff9f\U0001f3fb-\U0001f3ff]")
"""Letters and pictures that combine as well: vowels of Thai and Lao, marks of voice, colours of skin."""
_FREE = re.compile(f"[\u200b{_PREPENDED}]")


def combines(char: str) -> bool:
    r"""Whether a character stands on the one before it, or orders how it is set.

    Example:
        >>> [combines(char) for char in ("\u0301", "\u00ad", "\u200d", "e")]
        [True, True, True, False]
    """
    if unicodedata.category(char) in ("Mn", "Mc", "Me", "Cf"):
        return not _FREE.match(char)
    return bool(_SET_ON.match(char))
