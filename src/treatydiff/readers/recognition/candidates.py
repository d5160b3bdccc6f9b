"""Lines that may be headings: what they would say, and how much speaks for it where they stand.

A candidate's worth is an integer, the sum of what its line shows: its form (a unit's name and a number, followed
by nothing, a mark or a capital), its position (blank lines, the end of a sentence, another heading before it) and
its typography. Whether its number fits is not asked here; see `treatydiff.readers.recognition.sequence`. Own rules.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from attrs import evolve, frozen

from treatydiff.model.kinds import KINDS, Role
from treatydiff.readers.recognition.languages import (
    LEVELS,
    final_words,
    folded,
    leading_words,
    unit_names,
)
from treatydiff.readers.recognition.lines import Line
from treatydiff.readers.recognition.numerals import Numeral, counted_unit, numeral_at
from treatydiff.readers.recognition.overruling import BY_THE_FILE, HEADED, Saying

_HEAD = 160
"""Characters of a line that are looked at: no heading's number stands further on."""
_PREFIX = re.compile(r"(?:#{1,6}\s+|>\s+|[«\"“„*_•·〔【\[]+\s*)*")
_WORD = re.compile(r"§|[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_BETWEEN = re.compile(r"\.?\s*(?:[:\-–—]\s*)?(?:(?:no|nr|núm|n)[.º°]\s*|№\s*)?", re.IGNORECASE)
_MARK = re.compile(r"[*_]{0,2}\s?[.:)\]–—\-。．：】〕»،]*(?=\s|$|[^\w\s.,;])[–—\-.]*")
_LEADER = re.compile(r"\.{3,}\s*\d{1,4}$|\s{2,}\d{1,4}$|…+\s*\d{1,4}$")
_SENTENCE = re.compile(r"[.;,]$")
_PARTICLES = re.compile(r"[のにはをがとへで第規规及的所或和至中、，]|제|의|에|를|을|및")
_POINT = re.compile(r"[(（](?:\d{1,3}|[a-zа-я]|[ivx]{1,5})[)）]")
_BRACKETED_TITLE = re.compile(r"[(（].{1,60}[)）]")
_TAIL = 4
"""As many letters of a unit's name, at least, stand again between it and its number in faulty text layers."""
_LONGEST_TITLE = 200
_LONGEST_PARAGRAPH_TITLE = 60
_SET_OFF = 2
_SAID = 1_000_000
"""What a mark in the text is worth: more than all the rest of a document."""


@frozen
class Reading:
    """What a line says if it is a heading.

    Attributes:
        kind: a name of `treatydiff.model.kinds.KINDS`.
        label: what is printed over the provision.
        rest: what follows on the line: a title, or the first words.
        marked: whether a mark parts the label from the rest.
        numeral: its number, or ``None``.
        prefix: marks before the label that are no words, such as "###".
        worth: how much speaks for it, without its number's place in the sequence.
        reasons: what does, and what speaks against it.
        named: whether it names its unit.
        number: the number as addresses print it, where it is not the numeral's.
        said: whether a mark in the text says it.
    """

    kind: str
    label: str
    rest: str = ""
    marked: bool = False
    numeral: Numeral | None = None
    prefix: str = ""
    worth: int = 0
    reasons: tuple[str, ...] = ()
    named: bool = True
    number: str = ""
    said: bool = False

    @property
    def level(self) -> int:
        """How deep it nests."""
        return LEVELS.get(self.kind, LEVELS["article"])

    @property
    def printed(self) -> str:
        """Its number as addresses print it; empty where it has none."""
        return self.number or (self.numeral.printed if self.numeral else "")

    @property
    def grouping(self) -> bool:
        """Whether it holds articles rather than words."""
        return KINDS[self.kind].role is Role.GROUPING


@frozen
class Candidate:
    """A line that may be a heading.

    Attributes:
        line: its position among the lines.
        readings: what it may say.
    """

    line: int
    readings: tuple[Reading, ...]


def heading_form(text: str) -> Reading | None:
    """What a line says if it is the heading of a named unit, wherever it stands; ``None`` if it cannot be one.

    Example:
        >>> forms = map(heading_form, ("Art. 5 bis - Scope", "第二条 範囲"))
        >>> [(one.kind, one.printed, one.rest) for one in forms if one]
        [('article', '5 bis', 'Scope'), ('article', '2', '範囲')]
        >>> heading_form("(Art. 5)") is None
        True
    """
    head = text[:_HEAD]
    prefix = _PREFIX.match(head)
    start = prefix.end() if prefix else 0
    if start >= len(head):
        return None
    return _counted(text, start) or _named(text, start) or _ordinal_first(text, start)


def _counted(text: str, start: int) -> Reading | None:
    found = counted_unit(text[:_HEAD], start)
    return _reading(text, start, found[0], found[1]) if found else None


def _named(text: str, start: int) -> Reading | None:
    word = _WORD.match(text, start, _HEAD)
    if not word or (word[0][0].islower() and not text.startswith("#")):
        return None
    kind = _kind_of(word[0])
    if not kind:
        return _worded(text, start)
    between = _BETWEEN.match(text, word.end(), _HEAD)
    position = between.end() if between else word.end()
    again = _WORD.match(text, position, _HEAD)
    if again and len(again[0]) >= _TAIL and _is_tail(again[0]):
        between = _BETWEEN.match(text, again.end(), _HEAD)
        position = between.end() if between else again.end()
    numeral = numeral_at(text[:_HEAD], position) if kind != "preamble" else None
    if numeral and numeral.stop - position == 1 and text[position].islower():
        numeral = None
    if numeral is None:
        return _unnumbered(text, start, word.end(), kind)
    return _reading(text, start, kind, numeral)


def _worded(text: str, start: int) -> Reading | None:
    """Words without a number that open final provisions."""
    words = folded(text[start:_HEAD]).strip(" .:*_")
    return Reading("section", text[start:], prefix=text[:start]) if words in final_words() else None


def _unnumbered(text: str, start: int, stop: int, kind: str) -> Reading | None:
    """An article, annex or preamble whose name stands alone."""
    rest = text[stop:].strip(" .:*_–—-〕】]»")
    if rest or (kind not in ("article", "annex", "protocol", "preamble")):
        return None
    return Reading(kind, text[start:], prefix=text[:start], marked=True)


def _ordinal_first(text: str, start: int) -> Reading | None:
    """A number word before the name: "the second Article", "PREMIÈRE PARTIE"."""
    numeral = numeral_at(text[:_HEAD], start) if text[start].isalpha() else None
    if numeral is None or (text[start : numeral.stop].isupper() and numeral.stop - start == 1):
        return None
    word = (
        _WORD.match(text.lstrip()[:_HEAD], numeral.stop + 1)
        if text[numeral.stop : numeral.stop + 1] == " "
        else None
    )
    kind = _kind_of(word[0], exact=True) if word else ""
    if (
        not word
        or not kind
        or not text[start].isupper()
        or kind == "preamble"
        or text[word.end() :].strip(" .:–—-")
    ):
        return None
    return Reading(kind, text[start:], prefix=text[:start], marked=True, numeral=numeral)


def _reading(text: str, start: int, kind: str, numeral: Numeral) -> Reading:
    mark = _MARK.match(text, numeral.stop)
    stop = mark.end() if mark else numeral.stop
    rest = text[stop:].strip()
    within = re.fullmatch(r",\s*(\S+)\s+(\S+)", rest[:60]) if kind == "article" else None
    if within and _kind_of(within[2], exact=True) == "paragraph":
        inner = numeral_at(within[1])
        if inner:
            number = f"{numeral.printed}({inner.printed})"
            return Reading(
                "paragraph", text[start:], prefix=text[:start], marked=True, numeral=numeral, number=number
            )
    return Reading(
        kind, text[start:stop].rstrip(), rest, bool(text[numeral.stop : stop].strip()), numeral, text[:start]
    )


@lru_cache(maxsize=1 << 14)
def _kind_of(word: str, *, exact: bool = False) -> str:
    """The kind that a word names; also where a text layer has up to two letters wrong."""
    known = unit_names()
    said = folded(word.rstrip("."))
    if said in known:
        kind = known[said].kind
        return kind if kind != "point" else ""
    if exact or len(said) < 6:
        return ""
    for name in (
        "article",
        "articulo",
        "artikel",
        "articolo",
        "artigo",
        "articolul",
        "chapter",
        "chapitre",
        "capitulo",
    ):
        if (
            said[:3] == name[:3]
            and said != name + "s"
            and abs(len(said) - len(name)) <= 2
            and _far(said, name) <= 2
        ):
            return known[name].kind
    return ""


def _far(first: str, second: str) -> int:
    """How many letters must be put in, left out or changed to make one word the other."""
    row = list(range(len(second) + 1))
    for at, letter in enumerate(first, start=1):
        last, row[0] = row[0], at
        for position, other in enumerate(second, start=1):
            last, row[position] = (
                row[position],
                min(row[position] + 1, row[position - 1] + 1, last + (letter != other)),
            )
    return row[-1]


@lru_cache(maxsize=1 << 12)
def _is_tail(word: str) -> bool:
    said = folded(word)
    return said not in unit_names() and any(name.endswith(said) and name != said for name in unit_names())


def candidates_of(lines: Sequence[Line]) -> tuple[Candidate, ...]:
    """Lines that may be headings of named units, with what speaks for each."""
    forms: dict[int, Reading] = {}
    told: dict[int, Reading] = {}
    for at, line in enumerate(lines):
        if line.said is not None:
            if line.said.kind in HEADED:
                forms[at] = told[at] = as_said(line.text, line.said)
        elif not line.inside:
            form = heading_form(line.text)
            if form and not (form.numeral is None and _is_title_place(line, at, form, forms)):
                forms[at] = form
    if any(form.kind == "article" for form in forms.values()):
        forms = {at: form for at, form in forms.items() if at in told or not _is_paragraph(form)}
    found = [
        Candidate(at, (told[at] if at in told else _weighed(lines, at, form, forms),)) for at, form in forms.items()
    ]
    found += [Candidate(at, (reading,)) for at, reading in _sections(lines, forms)]
    return tuple(sorted(found, key=lambda one: one.line))


def _is_paragraph(form: Reading) -> bool:
    """Whether a sentence follows a section sign: among articles it counts their paragraphs, as in Portuguese."""
    return form.label.startswith("§") and bool(
        _SENTENCE.search(form.rest) or len(form.rest) > _LONGEST_PARAGRAPH_TITLE
    )


def _sections(lines: Sequence[Line], forms: dict[int, Reading]) -> list[tuple[int, Reading]]:
    """Lines set off as headings that name no unit, right above the heading of an article: "General provisions".

    Where most articles have such a line above them, it is their title; and before the first article, it is a
    section's only where there are others further down.
    """
    articles = [at for at, form in forms.items() if form.kind == "article"]
    above = [at - 1 for at in articles if at > 1 and _may_head_a_section(lines, at - 1, forms)]
    inner = [at for at in above if at > articles[0]]
    if not inner or 2 * len(above) > len(articles):
        return []
    why = "the document sets it off as a heading, right above an article's"
    return [
        (at, Reading("section", "", lines[at].text, marked=True, worth=_SET_OFF, reasons=(why,), named=False))
        for at in above
    ]


def _may_head_a_section(lines: Sequence[Line], at: int, forms: dict[int, Reading]) -> bool:
    line, before = lines[at], forms.get(at - 1)
    return (
        line.set_off
        and line.opens
        and line.said is None
        and at not in forms
        and not (before is not None and not before.rest)
        and not lines[at - 1].set_off
        and len(line.text) <= _LONGEST_TITLE
        and not _SENTENCE.search(line.text[-3:])
    )


def as_said(text: str, said: Saying) -> Reading:
    """What a line is of which a mark says what begins there, and perhaps its number.

    What the line prints as its label stays its label; the number given counts for more than the one printed.

    Example:
        >>> reading = as_said("Artlcle 5. Scope", Saying("article", "", "{article}", (1, 1)))
        >>> reading.label, reading.printed, reading.rest
        ('Artlcle 5.', '5', 'Scope')
        >>> reading = as_said("The Parties agree.", Saying("article", "5", "{article 5}", (1, 1)))
        >>> reading.label, reading.printed, reading.rest
        ('', '5', 'The Parties agree.')
    """
    kind, given = said.kind, numeral_at(said.number) if said.number else None
    form = heading_form(text)
    if form is None or form.kind != kind:
        printed = _printed(text, kind, given) if kind != "preamble" else None
        form = printed or Reading(kind, "", text, marked=True)
    return evolve(
        form,
        kind=kind,
        numeral=given or form.numeral,
        number=said.number or form.number,
        worth=_SAID,
        reasons=(BY_THE_FILE,),
        named=False,
        said=True,
    )


def _printed(text: str, kind: str, given: Numeral | None) -> Reading | None:
    """The label that a line begins with whose words name no unit: a number, or a word and a number."""
    word = _WORD.match(text)
    between = _BETWEEN.match(text, word.end(), _HEAD) if word else None
    for start in (0, between.end() if between else 0):
        numeral = numeral_at(text[:_HEAD], start, words=False)
        if numeral is None or (given is not None and given.readings != numeral.readings):
            continue
        found = _reading(text, 0, kind, numeral)
        # "A Party shall" begins with no number, and "The 2 Parties" with none of its own.
        if found.marked or not found.rest or text[0].isdecimal():
            return found
    return None


def _is_title_place(line: Line, at: int, form: Reading, forms: dict[int, Reading]) -> bool:
    """Whether words without a number stand where a title does: first of all, or under a heading."""
    if at == 0:
        return form.kind in ("annex", "protocol")
    return form.kind == "section" and not line.opens and at - 1 in forms and not forms[at - 1].rest


def _weighed(lines: Sequence[Line], at: int, form: Reading, forms: dict[int, Reading]) -> Reading:
    """The reading with what its place, its form and its typography are worth."""
    weights = [*_of_position(lines, at, forms), *_of_rest(lines, at, form), *_of_typography(lines, at, form, forms)]
    worth = sum(weight for weight, _ in weights)
    return evolve(form, worth=worth, reasons=shared(tuple(why for _, why in weights)))


@lru_cache(maxsize=1 << 12)
def shared(reasons: tuple[str, ...]) -> tuple[str, ...]:
    """The same reasons as one object, however many lines have them."""
    return reasons


def _of_position(lines: Sequence[Line], at: int, forms: dict[int, Reading]) -> list[tuple[int, str]]:
    line = lines[at]
    if at == 0:
        return [(6, "it stands first")]
    before = lines[at - 1]
    above = forms.get(at - 1)
    if above and not above.rest and above.kind == "article" and forms[at].grouping:
        return [(-10, "the article before it would be empty")]
    if line.opens:
        leads = not before.ended and _leads_on(before.text) and at - 1 not in forms
        return [(-4, "the words before it lead on")] if leads else [(6, "a blank line stands before it")]
    if at - 1 in forms and not forms[at - 1].rest:
        return [(4, "it follows a heading")]
    if _leads_on(before.text):
        return [(-24, "the words before it lead on")]
    if before.opens and _BRACKETED_TITLE.fullmatch(before.text):
        return [(4, "a title in brackets stands above it")]
    if before.ended:
        return [(4 if line.after_page else 2, "a sentence ends before it")]
    if before.text.isupper() and len(before.text) < 60:
        return [(1, "a line in capitals stands before it")]
    return [(-3 if line.after_page else -7, "no sentence ends before it")]


def _leads_on(text: str) -> bool:
    end = text[-40:]
    if end.endswith((",", "(", "-", "–", "、", "，")):
        return True
    words = end.split()
    return bool(words) and folded(words[-1].strip("'’\"")) in leading_words()


def _of_rest(lines: Sequence[Line], at: int, form: Reading) -> list[tuple[int, str]]:
    rest, label = form.rest, form.label
    if not rest:
        return []
    if rest[0] in ",;،，、" or (not form.marked and rest[0] in "/-"):
        return [(-30, "what follows its number goes on with the sentence")]
    if not form.marked and _POINT.match(rest):
        return [(-10, "a point of it is cited")]
    touching = not form.marked and not lines[at].text[len(form.prefix) + len(label) :].startswith((" ", "\u3000"))
    if touching and (_PARTICLES.match(rest) or rest[0].isalpha()):
        weight = -30 if _PARTICLES.match(rest) else -3
        return [(weight, "its number is part of a sentence")]
    first = next((char for char in rest[:20] if char.isalpha()), "")
    if first.islower() and rest[0] != "(":
        if form.marked and lines[at].opens and not label.endswith("."):
            return [(-3, "a small letter follows")]
        return [(-8 if form.marked else -30, "a small letter follows")]
    word = _WORD.match(rest)
    if not form.marked and word and (_kind_of(word[0], exact=True) or folded(word[0]) in ("abs", "nr", "no")):
        return [(-30, "a part of it is cited")]
    if not form.marked and rest[0].isdigit():
        return [(-4, "a figure follows")]
    return [(0, "a capital follows")] if form.marked else [(-1, "a capital follows, without a mark")]


def _of_typography(
    lines: Sequence[Line], at: int, form: Reading, forms: dict[int, Reading]
) -> list[tuple[int, str]]:
    line = lines[at]
    after = lines[at + 1] if at + 1 < len(lines) else None
    found = [(4, "the document sets it off as a heading")] if line.set_off else []
    if not form.rest:
        found.append((3, "it stands alone on its line"))
        if after and not after.opens and not after.after_page and after.text[:1].islower():
            found.append((-3 if line.opens and form.grouping else -9, "the next line goes on in small letters"))
        if form.label.endswith((",", ";")):
            found.append((-6, "its line ends as a sentence goes on"))
    elif form.grouping and (
        len(form.rest) > _LONGEST_TITLE or (len(form.rest) > 60 and _SENTENCE.search(form.rest[-3:]))
    ):
        found.append((-6, "a sentence follows on its line"))
    if _LEADER.search(line.text[-40:]):
        found.append((-14, "it leads to a page, as in a table of contents"))
    follower = forms.get(at + 1)
    if follower and follower.kind == form.kind and after and not after.opens:
        found.append((-6, "the next line is another, as in a table of contents"))
    if form.grouping and not line.opens and not line.after_page and at and at - 1 not in forms:
        found.append((-8, "it opens no paragraph"))
    word = form.label.split()[0] if form.label.split() else ""
    if word.isupper() and len(word) > 1:
        found.append((1, "its name is in capitals"))
    return found


def bare_candidates(
    lines: Sequence[Line], *, articles: bool, grouped: frozenset[int] = frozenset()
) -> tuple[Candidate, ...]:
    """Lines that begin with a number and name no unit.

    Args:
        lines: the text's lines.
        articles: read them as articles; else as what holds articles.
        grouped: lines with named parts or chapters, in which "1. The Parties" may open an article.
    """
    found = []
    for at, line in enumerate(lines):
        if (
            line.inside
            or line.said
            or not (line.text[0].isdecimal() or line.text[0].isupper() or line.text[0] == "第")
        ):
            continue
        numeral = numeral_at(line.text[:_HEAD], words=False)
        if numeral is None:
            continue
        reading = _bare_article(lines, at, numeral, grouped) if articles else _bare_grouping(lines, at, numeral)
        if reading:
            found.append(Candidate(at, (reading,)))
    return tuple(found)


def _bare_article(lines: Sequence[Line], at: int, numeral: Numeral, grouped: frozenset[int]) -> Reading | None:
    line = lines[at]
    label, rest = line.text[: numeral.stop], line.text[numeral.stop :]
    style = numeral.readings[0][0]
    if not rest.strip(" .") or re.fullmatch(r"\s*[.:–—-]+", rest):
        worth = 3 + (4 if line.opens else 1 if lines[at - 1].ended else -5)
        return (
            Reading(
                "article",
                line.text,
                numeral=numeral,
                marked=True,
                worth=worth,
                named=False,
                reasons=("a number stands alone on its line",),
            )
            if style != "A"
            else None
        )
    if rest[0] in "【〔":
        return Reading(
            "article",
            label,
            rest.strip(),
            marked=True,
            numeral=numeral,
            worth=6,
            named=False,
            reasons=("a title in brackets follows its number",),
        )
    mark = re.match(r"\.?\s+(?=\S)", rest)
    if (
        mark
        and (line.opens or at - 1 in grouped or (at and grouped and lines[at - 1].ended))
        and (style == "I" or (grouped and rest[0] == "."))
        and not rest[mark.end()].islower()
    ):
        return Reading(
            "article",
            label + rest[: mark.end()].rstrip(),
            rest[mark.end() :],
            "." in mark[0],
            numeral,
            worth=5,
            named=False,
            reasons=("a number begins a paragraph, and no unit is named",),
        )
    return None


def _bare_grouping(lines: Sequence[Line], at: int, numeral: Numeral) -> Reading | None:
    """A number alone over a line in capitals, as chapters have it."""
    line = lines[at]
    if line.text[numeral.stop :].strip(" .)") or not line.opens or at + 1 >= len(lines):
        return None
    title = lines[at + 1]
    apart = at + 2 >= len(lines) or lines[at + 2].opens or lines[at + 2].after_page
    if not (title.text.isupper() and apart and len(title.text) <= _LONGEST_TITLE) or heading_form(title.text):
        return None
    return Reading(
        "chapter",
        line.text,
        numeral=numeral,
        marked=True,
        worth=4,
        named=False,
        reasons=("a number stands alone over a line in capitals",),
    )
