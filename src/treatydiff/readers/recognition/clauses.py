"""Clauses of running text, by rule: sentences, parts that semicolons end, and coordinated obligations.

Nothing is lost: the spans cover the text, white space at the end of each. What ends a clause:

* a question or exclamation mark, and a full stop that is one: none after an abbreviation of the language's legal
  writing (unless it is one that may close a sentence, such as "etc.", and a capital follows), after an initial,
  inside a date or after an ordinal figure ("am 13. April", "1941. 4. 13."), or before a small letter;
* a semicolon, whatever it looks like in the script, with the quotation marks and brackets that close with it;
* a comma where a joining word and a second obligation follow a first ("..., and each Party shall ...").

Own rules, of the family of Kiss and Strunk 2006, "Unsupervised multilingual sentence boundary detection", only in
that abbreviations decide; abbreviations and joining words are the languages' table's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from treatydiff.model.passages import Span
from treatydiff.readers.recognition.languages import LANGUAGES, Language, folded, unit_names

_WITH_SPACES = (
    r"(?:(?P<stop>[.?!؟]+)|[;؛]|(?<=\w)[·\u0387](?=\s))"
    # Marks that close with it; in French behind a space, in German shaped as English ones that open.
    r"[\"'”“’‘»«›)\]]*(?:\s»(?=\s|$))?(?:\s+|$)"
)
_WITHOUT_SPACES = (
    r"[；。？！｡．][\"'”’»›」』]*+"
    # In brackets a sentence stands inside another, and in Japanese in quotation marks that kana follow.
    r"(?![）】》〉])(?!(?<=[」』])[\u3041-\u30ff])\s*"
)
_END = re.compile(f"{_WITH_SPACES}|{_WITHOUT_SPACES}")
# What an end begins with: sought first, since the pattern itself would be tried at each character.
_MARK = re.compile("[.?!؟;؛·\u0387；。？！｡．]")
# In ASCII an end is no more than this, which is searched for as quickly; what it stops with may be a semicolon.
_END_IN_ASCII = re.compile(r"(?P<stop>[.?!;](?:(?<!;)[.?!]*)?)[\"')\]]*(?:\s+|$)")
_UP_TO_WORD = re.compile(r".*[\s(\[\"'“‘«„（「]", re.DOTALL)
_DATE = re.compile(r"\d{4}\.\s*\d{1,2}\.\s*\d{1,2}$")
_LETTERS = re.compile(r"(?<!\w)(\w)\.\s(\w)$")
_LAST_BUT_ONE = re.compile(r"(?<!\w)(\w+)[\s(]+\S*$")
_NUMBER = re.compile(r"[\divxlc§]", re.IGNORECASE)
_OBLIGES_WITHIN = 8
"""As many words, at most, stand between a joining word and the verb that obliges."""
_SHORTEST = 4
"""A statement has more than so many words."""


def clause_spans(text: str, language: str = "") -> tuple[Span, ...]:
    """Divide running text into clauses.

    Args:
        text: the text.
        language: BCP 47's tag, of which the first subtag counts: abbreviations and verbs of other languages do not.
            Where it is not known, or none of the table's, the abbreviations of all do, and no verbs.

    Returns:
        Half-open spans in code points, which cover the text; none of an empty one.

    Example:
        >>> text = "Each Party shall notify the other under Art. 5, and the other shall reply; it lasts. It ends."
        >>> for span in clause_spans(text, "en"): print(repr(span.of(text)))
        'Each Party shall notify the other under Art. 5, '
        'and the other shall reply; '
        'it lasts. '
        'It ends.'
    """
    return tuple(Span(start, stop) for start, stop in pairwise([0, *_stops(text, language)]))


def clauses_of(text: str, language: str = "") -> list[str]:
    """The clauses of running text, by `clause_spans`; joined, they are the text.

    Example:
        >>> clauses_of("It lasts; it ends. ", "en")
        ['It lasts; ', 'it ends. ']
    """
    stops = _stops(text, language)
    return [text] if len(stops) == 1 else [text[start:stop] for start, stop in pairwise([0, *stops])]


def _stops(text: str, language: str) -> list[int]:
    """Where clauses end."""
    language = language.partition("-")[0].lower()
    end = len(text)
    inner = text[:-1]
    if text.isascii() and not ("." in inner or ";" in inner or "?" in inner or "!" in inner):
        stops = []  # most texts: looking for single characters is quickest
    else:
        stops = [found.end() for found in _ends(text) if found.end() == end or _is_end(text, found, language)]
    last = stops[-1] if stops else 0
    if last < end:
        if stops and not text[last:].strip():
            stops[-1] = end
        else:
            stops.append(end)
    commas = "[,，]" if "，" in text else "," if "," in text else ""
    joins = _joins(language, commas) if commas else None
    if joins is None or not joins.search(text):
        return stops
    return [
        stop for first, last in pairwise([0, *stops]) for stop in _coordinated(text, first, last, joins, language)
    ]


def _ends(text: str) -> Iterator[re.Match[str]]:
    """Where clauses may end."""
    return _END_IN_ASCII.finditer(text) if text.isascii() else _ends_beyond_ascii(text)


def _ends_beyond_ascii(text: str) -> Iterator[re.Match[str]]:
    mark = _MARK.search(text)
    while mark:
        found = _END.match(text, mark.start())
        if found:
            yield found
        mark = _MARK.search(text, found.end() if found else mark.end())


def _is_end(text: str, found: re.Match[str], language: str) -> bool:
    """Whether a clause ends where the marks are of one that may, and more text follows."""
    stop = found["stop"]
    return not stop or bool(stop.strip(".")) or _ends_sentence(text, found.start(), found.end(), language)


@cache
def _abbreviations(language: str) -> frozenset[str]:
    return frozenset(word for one in _beside(language) for word in one.abbreviations.split())


@cache
def _closing(language: str) -> frozenset[str]:
    return frozenset(word for one in _beside(language) for word in one.closing_abbreviations.split())


@cache
def _numbered(language: str) -> frozenset[str]:
    return frozenset(word for one in _beside(language) for word in one.numbered_abbreviations.split())


def _beside(language: str) -> list[Language]:
    """The languages whose abbreviations a text may have: its own, or any where that is not known, and English.

    English ones are used beside any language, in names and citations.
    """
    names = [language] if language in LANGUAGES else list(LANGUAGES)
    return [LANGUAGES[name] for name in (*names, "en")]


@cache
def _leading(language: str) -> frozenset[str]:
    return frozenset(LANGUAGES[language].leading.split()) if language in LANGUAGES else frozenset()


def _ends_sentence(text: str, stop: int, following: int, language: str) -> bool:
    """Whether the full stop at `stop` ends a sentence, the next word being at `following`."""
    before = text[max(0, stop - 30) : stop]
    edge = _UP_TO_WORD.match(before)
    # "l'art." is "art."
    before = before[edge.end() if edge else 0 :].replace("’", "'").rpartition("'")[2].casefold()
    after = text[following]
    apart = _LETTERS.search(text[max(0, stop - 5) : stop]) if text[stop - 2 : stop - 1].isspace() else None
    if apart and f"{apart[1]}.{apart[2]}".casefold() in _closing(language):
        return after.isupper()
    if before in _numbered(language):
        return not _NUMBER.match(text, following) and not after.islower()
    if before in _abbreviations(language):
        return before in _closing(language) and after.isupper()
    if len(before) == 1 and before.isalpha():
        # "J. Doe", but "of Annex A. The"
        last = _last_but_one(text, stop)
        return last in unit_names() and after.isupper()
    # "U.S.A.", "С.С.С.Р."
    if "." in before and all(len(part) <= 1 for part in before.split(".")):
        return False
    if before.isdecimal() and _is_ordinal(text, stop, before, after, language):
        return False
    return not after.islower()


def _is_ordinal(text: str, stop: int, figures: str, after: str, language: str) -> bool:
    """Whether figures with a full stop are a part of a date, or an ordinal after an article or preposition."""
    if after.isdecimal() or _DATE.search(text[max(0, stop - 12) : stop]):
        return True
    return len(figures) <= 2 and _last_but_one(text, stop) in _leading(language) - set(unit_names())


def _last_but_one(text: str, stop: int) -> str:
    """The word before the last one, folded."""
    found = _LAST_BUT_ONE.search(text[max(0, stop - 60) : stop])
    return folded(found[1]) if found else ""


@cache
def _verbs(language: str) -> str:
    """A pattern of the verbs of a language that oblige; empty where it has none here."""
    words = LANGUAGES[language].obliging.split() if language in LANGUAGES else []
    whole = [re.escape(word.replace("_", " ")) for word in words if not word.startswith("-")]
    endings = [re.escape(word[1:]) for word in words if word.startswith("-")]
    return "|".join([*whole, *([rf"\w{{2,}}(?:{'|'.join(endings)})"] if endings else [])])


@cache
def _joins(language: str, commas: str) -> re.Pattern[str] | None:
    """The comma before a joining word that a second obligation follows, if it is one of these."""
    if not _verbs(language) or language not in LANGUAGES:
        return None
    joining = "|".join(map(re.escape, LANGUAGES[language].joining.split()))
    between = rf"(?:[^\s,;.]+\s+){{0,{_OBLIGES_WITHIN}}}"
    return re.compile(rf"{commas}\s+(?=(?:{joining})\s+{between}(?:{_verbs(language)})(?!\w))", re.IGNORECASE)


@cache
def _obliges(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_verbs(language)})(?!\w)", re.IGNORECASE)


def _coordinated(text: str, start: int, stop: int, joins: re.Pattern[str], language: str) -> Iterator[int]:
    """Where one sentence's clauses end: it is parted where a second obligation is joined to a first."""
    for found in joins.finditer(text, start, stop):
        first = text[start : found.end()]
        if len(first.split(None, _SHORTEST)) > _SHORTEST and _obliges(language).search(first):
            yield found.end()
            start = found.end()
    yield stop


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
    known = unit_names().get(word)
    return known.languages if known else ()


def _ascii_mostly(sample: str, letters: int) -> bool:
    return sum(char.isascii() and char.isalpha() for char in sample) * 2 > letters
