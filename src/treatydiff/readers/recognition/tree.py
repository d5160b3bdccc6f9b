"""The provisions of a document, from its lines and the headings among them.

What stands before the first heading is title and preamble; what follows the closing formula is closing and,
where a line says for whom it is signed, signatures. Every word stands in a label, a title or a clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from attrs import evolve, field, frozen

from treatydiff.model.numbers import Number
from treatydiff.model.passages import Passage
from treatydiff.model.provisions import Label, Provision
from treatydiff.readers.places import Place
from treatydiff.readers.recognition.clauses import clauses_of
from treatydiff.readers.recognition.decisions import Decision
from treatydiff.readers.recognition.languages import LANGUAGES, folded
from treatydiff.readers.recognition.lines import Line
from treatydiff.readers.recognition.overruling import BY_THE_FILE
from treatydiff.readers.recognition.paragraphs import Item, Paragraph, items_of, joined
from treatydiff.readers.recognition.sequence import Chosen
from treatydiff.readers.recognition.titles import Unit, obliging_words, run_in_custom, title_of, titled

_MOST_WORDS_OF_THE_TITLE = 40
_MOST_WORDS_OF_A_SIGNATURE = 16
_BEGINNING = 200
_SHOWN = 80
"""Characters that a decision on words without a label quotes."""


@frozen(eq=False)
class Growth:
    """Provisions while they are made, with where each begins and what was decided inside them.

    Attributes:
        language: the document's language.
        origins: the place of each provision, by identity; the pair keeps both alive.
        decisions: on paragraphs and points.
        doubts: what was doubtful, and where.
    """

    language: str
    origins: dict[int, tuple[Provision, Place]] = field(factory=dict)
    decisions: list[Decision] = field(factory=list)
    doubts: list[tuple[str, Place]] = field(factory=list)

    def keep(self, provision: Provision, place: Place) -> Provision:
        """The same provision, remembering where it begins."""
        self.origins[id(provision)] = (provision, place)
        return provision

    def decide(self, level: str, text: str, place: Place, confidence: float, reason: str) -> None:
        """Say what words without a number were taken for."""
        self.decisions.append(Decision(*place, level, "", text[:_SHOWN].rstrip(), confidence, (reason,)))

    def moved(self, old: Provision, new: Provision) -> Provision:
        """A provision that takes another's place."""
        return self.keep(new, self.origins.pop(id(old))[1])

    def place(self, provision: Provision) -> Place | None:
        """Where a provision begins."""
        known = self.origins.get(id(provision))
        return known[1] if known else None


def provisions_of(lines: Sequence[Line], headings: Sequence[Chosen], growth: Growth) -> tuple[Provision, ...]:
    """The provisions of a document.

    Args:
        lines: its lines.
        headings: the headings among them, in order.
        growth: takes places, decisions and doubts.
    """
    return tuple(_numbered_once(list(_provisions(lines, headings, growth)), growth))


def _provisions(lines: Sequence[Line], headings: Sequence[Chosen], growth: Growth) -> Iterator[Provision]:
    first = headings[0].line if headings else len(lines)
    opening = list(lines[:first])
    title = _title_of_all(opening, more=bool(headings))
    if title:
        head = Paragraph(joined(opening[:title]), opening[0].place, title)
        told = titled(opening) > 0
        reason = BY_THE_FILE if told else "it stands first, is short and no sentence"
        growth.decide("heading", head.text, head.place, 1.0 if told else 0.8, reason)
        yield growth.keep(Provision("heading", _clauses(head.text, growth)), head.place)
        opening = opening[title:]
    if not headings:
        growth.doubts.append(("no heading of an article was found: the whole text is one body", lines[0].place))
        closing = _closing_at(opening, growth.language)
        yield from _body("body", opening[:closing], growth)
        yield from _closing(opening[closing:], growth)
        return
    yield from _body("preamble", opening, growth)
    yield from _nested(_units(lines, headings, growth), growth)


def _title_of_all(lines: Sequence[Line], *, more: bool) -> int:
    """How many lines the title of the whole text takes; 0 where none stands there."""
    if not lines or lines[0].words_only:
        return 0
    if told := titled(lines):
        return told
    stop = next((at for at, line in enumerate(lines) if at and (line.opens or line.said)), len(lines))
    last = lines[stop - 1].text[-1]
    words = sum(len(line.text[:1000].split()) for line in lines[:stop][:_MOST_WORDS_OF_THE_TITLE])
    ended = last in ".;:,?!。；：" and not all(line.text.isupper() for line in lines[:stop])
    labelled = items_of(lines[:stop], lines[0].place).items if stop < 20 else []
    return (
        stop
        if (more or stop < len(lines)) and words <= _MOST_WORDS_OF_THE_TITLE and not ended and not labelled
        else 0
    )


def _body(kind: str, lines: Sequence[Line], growth: Growth) -> Iterator[Provision]:
    if lines:
        reason = "it stands before the first heading" if kind == "preamble" else "no heading stands in it"
        growth.decide(kind, lines[0].text, lines[0].place, 0.9 if kind == "preamble" else 0.6, reason)
        clauses, children = arranged(lines, lines[0].place, growth)
        if kind == "preamble":
            children = tuple(_recital(child, growth) for child in children)
        yield growth.keep(Provision(kind, clauses, children), lines[0].place)


def _recital(child: Provision, growth: Growth) -> Provision:
    """A paragraph of a preamble as a recital, where it begins as recitals do."""
    begins = child.clauses[0].text[:_BEGINNING] if child.clauses else ""
    if (
        child.kind == "paragraph"
        and child.number is None
        and _begins(begins, _formulas(growth.language, "recitals"))
    ):
        growth.decide("recital", begins, growth.origins[id(child)][1], 0.9, "it begins as recitals do")
        return growth.moved(child, evolve(child, kind="recital"))
    return child


def _units(
    lines: Sequence[Line], headings: Sequence[Chosen], growth: Growth
) -> Iterator[tuple[Provision, int, list[Provision]]]:
    """Each heading's provision with its level, and what closes the text behind it."""
    stops = [*(heading.line for heading in headings[1:]), len(lines)]
    units = [
        Unit(heading.reading, tuple(lines[heading.line + 1 : stop]), lines[heading.line])
        for heading, stop in zip(headings, stops, strict=True)
    ]
    custom = run_in_custom(units, growth.language)
    for unit, following in zip(units, [*units[1:], None], strict=True):
        place = unit.line.place
        reading = unit.heading
        title, own = title_of(unit, growth.language, custom)
        closing = _closing_at(own, growth.language) if _may_close(unit, following) else len(own)
        if closing == 0 and not reading.grouping:
            # An article that held nothing but the closing would hold nothing.
            closing = next((at for at, line in enumerate(own) if at and (line.opens or line.said)), len(own))
        clauses, children = arranged(own[:closing], place, growth, loose=reading.grouping)
        kind = "division" if reading.kind == "paragraph" else reading.kind
        if kind == "preamble":
            children = tuple(_recital(child, growth) for child in children)
        made = Provision(
            kind,
            clauses,
            children,
            Number(reading.printed) if reading.printed else None,
            Label(reading.prefix + reading.label) if reading.prefix + reading.label else None,
            Passage(title.text) if title else None,
        )
        if title:
            growth.decide("heading", title.text, title.place, title.confidence, title.reason)
        yield growth.keep(made, place), reading.level, list(_closing(own[closing:], growth))


def _may_close(unit: Unit, following: Unit | None) -> bool:
    """Whether the closing may stand in a unit: the articles do not go on behind it, though annexes may follow."""
    if following is None or following.heading.level == 0:
        return True
    own, other = unit.heading.numeral, following.heading.numeral
    if unit.heading.kind != "article" or own is None or other is None:
        return False
    return following.heading.kind == "article" and other.readings[0][1] <= own.readings[0][1]


def _nested(units: Iterator[tuple[Provision, int, list[Provision]]], growth: Growth) -> list[Provision]:
    """Articles inside their chapters, chapters inside their parts, by their levels."""
    done: list[Provision] = []
    opened: list[tuple[Provision, int, list[Provision]]] = []

    def close(level: int) -> list[Provision]:
        """Close the units of this level and deeper; where the next provision goes."""
        while opened and opened[-1][1] >= level:
            provision, _, inside = opened.pop()
            children = _numbered_once([*provision.children, *inside], growth)
            made = growth.moved(provision, evolve(provision, children=tuple(children)))
            (opened[-1][2] if opened else done).append(made)
        return opened[-1][2] if opened else done

    for provision, level, closing in units:
        within = close(level)
        if provision.about.role.value == "grouping":
            opened.append((provision, level, []))
        else:
            within.append(provision)
        if closing:
            # A closing closes the whole text, or the annex it stands in.
            close(1).extend(closing)
    close(0)
    return done


def _numbered_once(siblings: Sequence[Provision], growth: Growth) -> list[Provision]:
    """Siblings, of which the second with a number keeps it in its label only: an address names one provision."""
    numbers = [one.number.printed for one in siblings if one.number is not None]
    if len(set(numbers)) == len(numbers):
        return list(siblings)
    known: set[tuple[str, str]] = set()
    found = []
    for sibling in siblings:
        one = sibling
        if one.number is not None:
            key = (one.about.numbered or "", one.number.printed)
            if key in known:
                label = one.label.text if one.label else one.number.printed
                growth.doubts.append(
                    (
                        f"{label!r} stands there twice: the second is addressed by its place",
                        growth.origins[id(one)][1],
                    )
                )
                one = growth.moved(one, evolve(one, number=None))
            known.add(key)
        found.append(one)
    return found


def arranged(
    lines: Sequence[Line], place: Place, growth: Growth, *, loose: bool = False
) -> tuple[tuple[Passage, ...], tuple[Provision, ...]]:
    """What a provision holds: one paragraph's clauses, or paragraphs; with numbered ones, words around them.

    Args:
        lines: its lines.
        place: where it begins.
        growth: takes places and decisions.
        loose: whether even one paragraph is a child, as in a chapter, which has no words of its own.
    """
    return _held(items_of(lines, place), growth, depth=0, loose=loose)


def _held(
    item: Item, growth: Growth, *, depth: int, loose: bool = False
) -> tuple[tuple[Passage, ...], tuple[Provision, ...]]:
    if not item.items:
        if len(item.paragraphs) == 1 and not loose and not item.paragraphs[0].recital:
            return _clauses(item.paragraphs[0].text, growth), ()
        return (), tuple(_plain("paragraph", paragraph, growth) for paragraph in item.paragraphs)
    children = [_plain("intro", paragraph, growth) for paragraph in item.paragraphs]
    children += [_made(one, growth, depth=depth + 1) for one in item.items]
    children += [_plain("wrapup", paragraph, growth) for paragraph in item.after]
    return (), tuple(_numbered_once(children, growth))


def _made(item: Item, growth: Growth, *, depth: int) -> Provision:
    kind = item.kind or ("paragraph" if depth == 1 else "point")
    growth.decisions.append(
        Decision(
            *item.place,
            kind,
            item.number or ("dash" if item.label else ""),
            item.label,
            item.confidence,
            item.reasons,
        )
    )
    clauses, children = _held(item, growth, depth=depth)
    number = _number(item.number) if item.number else None
    label = _label(item.label) if item.label else None
    return growth.keep(Provision(kind, clauses, children, number, label), item.place)


# A treaty has few numbers and labels, and many of each.
_number = lru_cache(maxsize=1 << 12)(Number)
_label = lru_cache(maxsize=1 << 12)(Label)


def _plain(kind: str, paragraph: Paragraph, growth: Growth) -> Provision:
    if paragraph.recital:
        growth.decide("recital", paragraph.text, paragraph.place, 1.0, BY_THE_FILE)
        kind = "recital"
    return growth.keep(Provision(kind, _clauses(paragraph.text, growth)), paragraph.place)


def _clauses(text: str, growth: Growth) -> tuple[Passage, ...]:
    return tuple([Passage(clause) for clause in clauses_of(text, growth.language)])


@cache
def _formulas(language: str, which: str) -> tuple[re.Pattern[str], ...]:
    """How a language begins what it has formulas for; English ones where the language is not known."""
    table = LANGUAGES.get(language, LANGUAGES["en"])
    return tuple(re.compile(formula, re.IGNORECASE) for formula in getattr(table, which))


def _begins(text: str, formulas: Sequence[re.Pattern[str]]) -> bool:
    bare = text[:_BEGINNING].replace("\xa0", " ").lstrip('*_«"“ ')
    return any(formula.match(bare) for formula in formulas)


def _begins_closing(line: Line, language: str) -> bool:
    # A treaty in one language may close in all that it is authentic in.
    return any(_begins(line.text, _formulas(name, "closings")) for name in dict.fromkeys((language, *LANGUAGES)))


def _closing_at(lines: Sequence[Line], language: str) -> int:
    """The position of the line that begins the closing; behind the last where there is none."""
    for at, line in enumerate(lines):
        apart = line.opens or at == 0 or (line.after_page and lines[at - 1].ended)
        if line.said is not None:
            if line.said.kind in ("closing", "signatures"):
                return at
        elif apart and not line.inside and (_begins_closing(line, language) or (at and _signs(line, language))):
            return at
    return len(lines)


def _closing(lines: Sequence[Line], growth: Growth) -> Iterator[Provision]:
    """Closing and signatures: the latter begin with a line that says for whom it is signed, a line each."""
    alone = lines and not _begins_closing(lines[0], growth.language) and _signs(lines[0], growth.language)
    signed = 0 if alone else _signed_at(lines, _formulas(growth.language, "signings"))
    closing, signing = lines[:signed], lines[signed:]
    if closing:
        _decide_closing("closing", closing[0], "it begins as closings do", growth)
        clauses, children = arranged(closing, closing[0].place, growth)
        yield growth.keep(Provision("closing", clauses, children), closing[0].place)
    if signing:
        _decide_closing("signatures", signing[0], "it says for whom is signed, behind the closing", growth)
        single = [Paragraph(line.text, line.place, 1) for line in signing]
        names = tuple(_plain("paragraph", line, growth) for line in single)
        yield growth.keep(Provision("signatures", children=names), signing[0].place)


def _signed_at(lines: Sequence[Line], formulas: Sequence[re.Pattern[str]]) -> int:
    for at, line in enumerate(lines):
        if line.said is not None:
            if line.said.kind == "signatures":
                return at
        elif at and line.opens and _begins(line.text, formulas):
            return at
    return len(lines)


def _signs(line: Line, language: str) -> bool:
    """Whether a line says for whom is signed, and lays nothing down: signatures without a closing formula."""
    words = line.text[:_BEGINNING].split()
    return (
        line.opens
        and len(words) <= _MOST_WORDS_OF_A_SIGNATURE
        and _begins(line.text, _formulas(language, "signings"))
        and not obliging_words(language).intersection(map(folded, words))
    )


def _decide_closing(kind: str, line: Line, reason: str, growth: Growth) -> None:
    told = line.said is not None and line.said.kind == kind
    growth.decide(kind, line.text, line.place, 1.0 if told else 0.9, BY_THE_FILE if told else reason)
