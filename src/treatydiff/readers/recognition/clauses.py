"""Clauses of running text, by rule: sentences, parts that semicolons end, and coordinated obligations.

Nothing is lost: the spans cover the text, white space at the end of each. A full stop ends nothing after an
abbreviation of the language's legal writing, after an initial, or before a small letter; a comma parts two
statements only where a joining word and a second obligation follow ("..., and each Party shall ..."). Own rules,
of the family of Kiss and Strunk 2006 only in that abbreviations decide; the words are the table's.
"""

from __future__ import annotations

import re
from functools import cache

from treatydiff.model.passages import Span
from treatydiff.readers.recognition.languages import LANGUAGES, folded

_END = re.compile(r"(?:([.?!؟])|[;；。？！؛])[\"'”’»)\]」』]*(?:\s+|(?<=[。；？！」』])|$)")
_BEFORE = re.compile(r"[^\s(\[\"'“‘«]*$")
_OBLIGES = 8
"""As many words, at most, stand between a joining word and the verb that obliges."""
_SHORTEST = 4
"""A statement has at least so many words."""


def clause_spans(text: str, language: str = "") -> tuple[Span, ...]:
    """Divide running text into clauses.

    Args:
        text: the text.
        language: BCP 47's first subtag; abbreviations and verbs of another language do not count.

    Example:
        >>> text = "Each Party shall notify the other under Art. 5, and the other shall reply; it lasts. It ends."
        >>> for span in clause_spans(text, "en"): print(repr(span.of(text)))
        'Each Party shall notify the other under Art. 5, '
        'and the other shall reply; '
        'it lasts. '
        'It ends.'
    """
    stops = []
    start = 0
    for found in _END.finditer(text):
        if found[1] == "." and not _ends_sentence(text, found.start(), found.end(), language):
            continue
        if text[start : found.end()].strip():
            stops.append(found.end())
            start = found.end()
    if start < len(text):
        if stops and not text[start:].strip():
            stops[-1] = len(text)
        else:
            stops.append(len(text))
    spans: list[Span] = []
    start = 0
    for stop in stops:
        spans += _coordinated(text, start, stop, language)
        start = stop
    return tuple(spans)


@cache
def _abbreviations(language: str) -> frozenset[str]:
    names = [language] if language in LANGUAGES else list(LANGUAGES)
    # English ones are used beside any language, in names and citations.
    return frozenset(word for name in [*names, "en"] for word in LANGUAGES[name].abbreviations.split())


def _ends_sentence(text: str, stop: int, following: int, language: str) -> bool:
    if following >= len(text):
        return True
    word = _BEFORE.search(text[max(0, stop - 30) : stop])
    before = word[0].casefold() if word else ""
    if before in _abbreviations(language) or (len(before) == 1 and before.isalpha()):
        return False
    # "U.S.A.", "С.С.С.Р."
    if "." in before and all(len(part) <= 1 for part in before.split(".")):
        return False
    return not text[following].islower()


@cache
def _joins(language: str) -> re.Pattern[str] | None:
    table = LANGUAGES.get(language)
    if table is None or not table.joining or not table.modals:
        return None
    joining = "|".join(map(re.escape, table.joining.split()))
    modals = "|".join(re.escape(word.replace("_", " ")) for word in table.modals.split() if len(word) > 3)
    return re.compile(
        rf"[,，]\s+(?=(?:{joining})\s+(?:[^\s,;.]+\s+){{0,{_OBLIGES}}}(?:{modals})(?!\w))", re.IGNORECASE
    )


@cache
def _obliges(language: str) -> re.Pattern[str]:
    words = LANGUAGES[language].modals.split()
    return re.compile(
        r"(?<!\w)(?:" + "|".join(re.escape(word.replace("_", " ")) for word in words if len(word) > 3) + r")(?!\w)",
        re.IGNORECASE,
    )


def _coordinated(text: str, start: int, stop: int, language: str) -> list[Span]:
    """One sentence's clauses: parted where a second obligation is joined to a first."""
    joins = _joins(language)
    spans = []
    if joins:
        for found in joins.finditer(text, start, stop):
            first = text[start : found.end()]
            if len(first.split(None, _SHORTEST)) > _SHORTEST and _obliges(language).search(first):
                spans.append(Span(start, found.end()))
                start = found.end()
    return [*spans, Span(start, stop)]


@cache
def _function_words() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for language in LANGUAGES.values():
        for word in {folded(word) for word in f"{language.leading} {language.modals} {language.joining}".split()}:
            found[word] = (*found.get(word, ()), language.name)
    return found


_SAMPLE = 60_000
_HAN = re.compile(r"[\u4e00-\u9fff]")
_SCRIPTS = (
    ("ja", re.compile(r"[\u3041-\u30ff]"), 20),
    ("ko", re.compile(r"[\uac00-\ud7a3]"), 4),
    ("ar", re.compile(r"[\u0620-\u064a]"), 3),
)


def language_of(text: str) -> str:
    """The language of a text by its letters and small words, as BCP 47's first subtag; "und" where nothing tells.

    Example:
        >>> [language_of(text) for text in ("The Parties of the Treaty", "Стороны обязуются", "第一条 締約国は")]
        ['en', 'ru', 'ja']
    """
    sample = text[:_SAMPLE]
    letters = sum(map(str.isalpha, sample))
    for name, letter, share in _SCRIPTS:
        if letters and len(letter.findall(sample)) * share > letters:
            return name
    if letters and len(_HAN.findall(sample)) * 3 > letters:
        return "zh"
    votes: dict[str, int] = dict.fromkeys(LANGUAGES, 0)
    words = re.findall(r"[^\W\d_]+", folded(sample))
    known = _function_words()
    for word in words:
        for name in known.get(word, ()):
            votes[name] += 2
    for word in words:
        for name in _unit_languages(word):
            votes[name] += 3
    cyrillic = sum("\u0400" <= char <= "\u04ff" for char in sample)
    if cyrillic * 2 > letters:
        votes["uk"] += 4 * sum(char in "іїєґІЇЄҐ" for char in sample)
        votes["sr"] += 4 * sum(char in "јљњћђџЈЉЊЋЂЏ" for char in sample)
        votes["ru"] += 4 * sum(char in "ыэъёѣЫЭЪЁѢ" for char in sample)
        votes = {name: votes[name] + (name == "ru") for name in ("ru", "uk", "sr")}
    best = max(votes, key=lambda name: votes[name])
    return best if votes[best] else ("en" if _ascii_mostly(sample, letters) else "und")


def _unit_languages(word: str) -> tuple[str, ...]:
    from treatydiff.readers.recognition.languages import unit_names

    known = unit_names().get(word)
    return known.languages if known else ()


def _ascii_mostly(sample: str, letters: int) -> bool:
    return sum(char.isascii() and char.isalpha() for char in sample) * 2 > letters
