"""Which encoding bytes are in that are no UTF-8: told where the text tells, else not at all.

An encoding is told by the letters that its languages use: decoded with the right one, a text consists of letters
that are frequent in a language, in small letters, inside words; with a wrong one it does not. Who is right must be
right by far, and on letters enough; otherwise nothing is told, since a wrong encoding ruins a text silently (own
rule; the frequencies are ranks of letters, not counts).
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from attrs import frozen

_SAMPLE = 60_000
_FEWEST = 6
"""Bytes above ASCII that a text in Latin letters must have before its encoding is told."""
_FEWEST_OF_OTHERS = 24
"""The same for texts in other letters, where nothing else tells."""
_LEAST = 55
"""Of a hundred, the score that the best encoding must reach."""
_MARGIN = 5
"""By how much it must be better than the next that reads the text differently."""


@frozen
class _Writing:
    """A language's letters beyond ASCII, and how the bytes of its old encodings are read.

    Attributes:
        letters: small letters by frequency, most frequent first.
        encodings: its encodings, the most usual first.
        sparse: whether its letters stand among those of ASCII.
    """

    letters: str
    encodings: tuple[str, ...]
    sparse: bool = False


_CYRILLIC = ("windows-1251", "koi8-r", "cp866", "iso-8859-5", "mac-cyrillic")
_WRITINGS = (
    _Writing("оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё", _CYRILLIC),
    _Writing("оаиневтрслкдумпязьгбчйхцжіїюєфшщґ", ("windows-1251", "koi8-u", "iso-8859-5", "cp866")),
    _Writing("аоиенрстуjквдмпзлгбчшцхжћфљњђјџ", ("windows-1251", "iso-8859-5")),
    _Writing("αοιετσνηυρπκμλςωάίόθήδέγχφβύώξζϊψϋΐΰ", ("windows-1253", "iso-8859-7")),
    _Writing("العةينمرتودبفسكقهجحشصطأىخإضذزءثغئؤآظ", ("windows-1256", "iso-8859-6")),
    _Writing("éèàêçôîùûâëïœ’«»–—…°", ("windows-1252", "iso-8859-15"), sparse=True),
    _Writing("óíáéñúü¿¡«»ºª“”’–—…", ("windows-1252",), sparse=True),
    _Writing("äüöß„“§’–—…«»", ("windows-1252",), sparse=True),
    _Writing("ãçáéóêíõúàâôº«»ª“”’–—…", ("windows-1252",), sparse=True),
    _Writing("èàùòìé«»’“”°–—…", ("windows-1252",), sparse=True),
    _Writing("åøæéö«»’“”–—…", ("windows-1252",), sparse=True),
    _Writing("ëéïöüè’“”–—…", ("windows-1252",), sparse=True),
    _Writing("ăâîşţ„”’–—…«»", ("windows-1250", "iso-8859-2"), sparse=True),
    _Writing("šćčžđ„“”’–—…«»", ("windows-1250", "iso-8859-2"), sparse=True),
    _Writing("ąęłóżśćźńéíěščřžýůúťďňľĺőűáöü„”’–—…", ("windows-1250", "iso-8859-2"), sparse=True),
    _Writing("’“”‘–—…•§°£é", ("windows-1252",), sparse=True),
)
_KANA = re.compile(r"[\u3041-\u30fe]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_WIDE = (
    ("shift_jis", _KANA, 25, frozenset("のをにはるたいとでがしてスンイルト条約国")),
    ("euc-jp", _KANA, 25, frozenset("のをにはるたいとでがしてスンイルト条約国")),
    ("iso-2022-jp", _KANA, 25, frozenset("のをにはるたいとでがしてスンイルト条約国")),
    ("euc-kr", _HANGUL, 40, frozenset("이의는을에가하고한다은를정제조국약로")),
    ("gb18030", _HAN, 55, frozenset("的一在和国条约方缔第定本之有不人年为各约")),
    ("big5", _HAN, 55, frozenset("的一在和國條約方締第定本之有不人年為各約")),
)
"""Encodings of two bytes: the letters that show them, how many of a hundred must be such, and frequent ones."""


def told(data: bytes) -> str:
    r"""The encoding of bytes that are no UTF-8; empty where they do not tell.

    Example:
        >>> told("Стороны обязуются поддерживать мирные отношения".encode("koi8-r"))
        'koi8-r'
        >>> told(b"The \xe9t\xe9.")
        ''
    """
    wide = _sixteen(data)
    if wide:
        return wide
    high = len(data) - sum(map(data.count, range(128))) if len(data) < _SAMPLE else _FEWEST
    if data[:_SAMPLE].count(0):
        return ""
    if b"\x1b$" in data[:_SAMPLE]:
        return "iso-2022-jp" if _decodes(data, "iso-2022-jp") is not None else ""
    if high < _FEWEST:
        return ""
    scores = sorted((*_narrow(data), *_wide(data)), key=lambda one: -one[0])
    if not scores or scores[0][0] < _LEAST:
        return ""
    best, encoding, text = scores[0]
    other = next((score for score, _, read in scores if read != text), 0)
    return encoding if best >= other + _MARGIN else ""


def _sixteen(data: bytes) -> str:
    """UTF-16 without a mark: every other byte of ASCII is zero."""
    sample = data[:4000]
    if len(sample) < 24 or len(data) % 2:
        return ""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    # Letters of one alphabet share the upper byte, whatever it is.
    if odd * 100 >= half * 15 and even * 20 <= odd:
        encoding = "utf-16-le"
    elif even * 100 >= half * 15 and odd * 20 <= even:
        encoding = "utf-16-be"
    else:
        return ""
    text = _decodes(data, encoding)
    if text is None or re.search(r"[\x00-\x08\x0e-\x1f\ufffe\uffff]", text):
        return ""
    return encoding


def _decodes(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, ValueError):
        return None


def _cut(data: bytes) -> bytes:
    """A sample that has the parts with most of what is no ASCII."""
    high = re.compile(rb"[^\n]*[\x80-\xff][^\n]*\n?")
    parts: list[bytes] = []
    size = 0
    for found in high.finditer(data):
        parts.append(found[0][:_SAMPLE])
        size += len(parts[-1])
        if size >= _SAMPLE:
            break
    return b"".join(parts)


def _narrow(data: bytes) -> list[tuple[int, str, str]]:
    """Score, encoding and text of each encoding of one byte."""
    sample = _cut(data)
    found: dict[str, tuple[int, str, str]] = {}
    for writing in _WRITINGS:
        for encoding in writing.encodings:
            text = _decodes(sample, encoding)
            if text is None or not _has_room(text, writing):
                continue
            score = _score(text, writing)
            if score > found.get(encoding, (0, "", ""))[0]:
                found[encoding] = (score, encoding, text)
    return list(found.values())


def _has_room(text: str, writing: _Writing) -> bool:
    """Whether a text has letters enough, and letters of ASCII between them where its language has such."""
    high = sum(char > "\x7f" for char in text)
    plain = sum(char.isascii() and char.isalpha() for char in text)
    return plain > 2 * high if writing.sparse else high >= _FEWEST_OF_OTHERS


@cache
def _worth(letters: str) -> dict[str, int]:
    """What a letter is worth, by its rank: 100 for the most frequent third, 60 for the rest."""
    return {letter: 100 if rank * 2 < len(letters) else 60 for rank, letter in enumerate(letters)}


def _score(text: str, writing: _Writing) -> int:
    """How well a text fits a language, 0 to 100: what its letters beyond ASCII are worth on the average."""
    worth = _worth(writing.letters)
    total = count = 0
    before = " "
    for char in text:
        if char > "\x7f" and char != "\xa0":
            count += 1
            small = char.lower()
            value = worth.get(small, 0)
            if char.isalpha():
                ascii_before = before.isascii() and before.isalpha()
                if ascii_before and not writing.sparse:
                    value = 0
                elif char != small:
                    # Capitals begin words, or stand among capitals.
                    value = value * 9 // 10 if before.isupper() or not before.isalpha() else -60
                elif before.isupper() and not ascii_before and not writing.sparse:
                    value = value * 9 // 10
            elif not value:
                value = 30 if char in "«»“”„‘’–—…№§°" else -40
            total += value
        before = char
    return max(total // count, 0) if count else 0


def _wide(data: bytes) -> list[tuple[int, str, str]]:
    """Score, encoding and text of each encoding of two bytes."""
    sample = _cut(data)
    found = []
    for encoding, letters, least, frequent in _WIDE:
        text = _decodes(sample, encoding)
        if text is None:
            continue
        wide = [char for char in text if char > "\x7f"]
        counts = Counter(wide)
        usual = sum(times for char, times in counts.items() if letters.match(char))
        known = sum(times for char, times in counts.items() if char in frequent)
        if len(wide) * 2 >= _FEWEST_OF_OTHERS and usual * 100 >= least * len(wide) and known * 100 >= 8 * len(wide):
            found.append((min(100, 60 + known * 100 // len(wide)), encoding, text))
    return found
