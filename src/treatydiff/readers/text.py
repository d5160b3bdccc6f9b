"""Plain text with article headings.

Headings stand on a line of their own or run into the text ("Article 3. The Parties shall"), with a title
beside or under them; bare numbers on lines of their own count where no heading names a unit. Blank lines part
paragraphs; numbered paragraphs ("1.", "2.") may begin on any line. A line break inside a paragraph becomes
one space, as does any run of spaces: plain text breaks lines anywhere, and says nothing by it.

What stands before the first heading is title and preamble, what follows the closing formula is closing and,
where a line says for whom it is signed, signatures. Every word of the file stands in a label, a title or a
clause. What units are called is one table, `treatydiff.readers.labels`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from attrs import evolve, field, frozen

from treatydiff.errors import InputError
from treatydiff.model.addresses import siglum_from
from treatydiff.model.findings import Finding
from treatydiff.model.kinds import KINDS, Role
from treatydiff.model.numbers import Number
from treatydiff.model.passages import Passage
from treatydiff.model.provisions import Label, Provision
from treatydiff.model.witnesses import Witness
from treatydiff.readers.decoding import decode
from treatydiff.readers.labels import LANGUAGES, Language
from treatydiff.readers.places import Place, place_in
from treatydiff.readers.text_lines import Heading, Line, headings_of, lines_of
from treatydiff.readers.transcript import Transcript, furnish
from treatydiff.tokenization import clause_spans

_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\ufffe\uffff]")
_NUMBERED = re.compile(r"(?P<label>(?P<number>\d{1,3})[.)])\s+(?P<rest>\S.*)")
_MOST_WORDS_OF_A_TITLE = 12
_MOST_WORDS_OF_THE_TITLE = 40


@frozen(eq=False)
class _Draft:
    """Provisions while they are made, with where each begins.

    Attributes:
        name: the input's name.
        language: how its units are called.
        origins: the place of each provision, by identity; the pair keeps both alive.
        findings: what was doubtful.
    """

    name: str
    language: Language
    origins: dict[int, tuple[Provision, Place]] = field(factory=dict)
    findings: list[Finding] = field(factory=list)

    def keep(self, provision: Provision, place: Place) -> Provision:
        """The same provision, remembering where it begins."""
        self.origins[id(provision)] = (provision, place)
        return provision

    def moved(self, old: Provision, new: Provision) -> Provision:
        """A provision that takes another's place."""
        return self.keep(new, self.origins[id(old)][1])

    def note(self, what: str, place: Place) -> None:
        """Note something doubtful."""
        self.findings.append(Finding(what, self.name, *place))

    def place(self, provision: Provision) -> Place | None:
        """Where a provision begins."""
        known = self.origins.get(id(provision))
        return known[1] if known else None


@frozen
class _Paragraph:
    """Words between blank lines, or from one number to the next.

    Attributes:
        text: the words, lines joined.
        place: where they begin.
        lines: how many lines they are.
        label: a number printed before them, such as ``1.``; else empty.
    """

    text: str
    place: Place
    lines: int
    label: str = ""


def read(data: bytes, *, name: str, siglum: str | None = None) -> Transcript:
    r"""Read a treaty in plain text.

    Args:
        data: the file's bytes: UTF-8, or UTF-16 with a byte order mark.
        name: what errors and findings call the file; its siglum comes from it.
        siglum: a siglum in place of that.

    Raises:
        InputError: bytes or characters that are no text, with line and column, or no words at all.
        ModelError: two provisions with one address.

    Example:
        >>> text = b"PREAMBLE\n\nArticle 1\nThe Parties keep\nthe peace.\n\nArticle 2. It lasts five years.\n"
        >>> witness = read(text, name="a.txt").witness
        >>> [(str(address), clause.text) for address, clause in witness.clauses()][1:]
        [('a/1:1', 'The Parties keep the peace.'), ('a/2:1', 'It lasts five years.')]
    """
    text = decode(data, name=name)
    found = _NO_TEXT.search(text)
    if found:
        raise InputError(
            f"found the character U+{ord(found[0]):04X}, which no text holds",
            expected="plain text",
            todo="save the document as plain text, in UTF-8",
        ).at(name, *place_in(text, found.start()))
    lines = lines_of(text)
    if not lines:
        raise InputError("found nothing in it", expected="a text").at(name)
    draft = _Draft(name, LANGUAGES["en"])
    headings, doubtful = headings_of(lines, draft.language)
    for heading in doubtful:
        draft.note(
            f"{heading.label!r} does not follow the number before it, and was read as words",
            lines[heading.line].place,
        )
    provisions = tuple(_provisions(lines, headings, draft))
    latin = sum(char.isascii() for char in text) * 2 > len(text)
    if not latin:
        draft.note("most of it is not in Latin letters: headings are known in English only", lines[0].place)
    described = Witness(siglum or siglum_from(PurePath(name).stem), language="en" if latin else "und")
    witness = furnish(described, provisions, name=name, place=draft.place)
    return Transcript((witness,), tuple(sorted(draft.findings, key=lambda one: (one.line, one.column, one.what))))


def _provisions(lines: Sequence[Line], headings: Sequence[Heading], draft: _Draft) -> Iterator[Provision]:
    first = headings[0].line if headings else len(lines)
    opening = _paragraphs(lines[:first])
    if opening and _is_title_of_all(opening[0], more=len(opening) > 1 or bool(headings)):
        yield draft.keep(Provision("heading", _clauses(opening[0].text)), opening[0].place)
        opening = opening[1:]
    if not headings:
        draft.note("no heading of an article was found: the whole text is one body", lines[0].place)
        closing = _closing_at(opening, draft.language)
        yield from _body("body", opening[:closing], draft)
        yield from _closing(opening[closing:], lines, draft)
        return
    yield from _body("preamble", opening, draft)
    yield from _nested(_units(lines, headings, draft), draft)


def _body(kind: str, paragraphs: Sequence[_Paragraph], draft: _Draft) -> Iterator[Provision]:
    if paragraphs:
        clauses, children = _arranged(paragraphs, draft)
        yield draft.keep(Provision(kind, clauses, children), paragraphs[0].place)


def _units(
    lines: Sequence[Line], headings: Sequence[Heading], draft: _Draft
) -> Iterator[tuple[Provision, list[Provision]]]:
    """Each heading's provision, with what closes the text behind it."""
    stops = [*(heading.line for heading in headings[1:]), len(lines)]
    levels = [*(draft.language.level_of(heading.kind) for heading in headings[1:]), 0]
    for heading, stop, next_level in zip(headings, stops, levels, strict=True):
        place = lines[heading.line].place
        own = list(lines[heading.line + 1 : stop])
        grouping = KINDS[heading.kind].role is Role.GROUPING
        title, paragraphs = _title(heading, own, place, draft.language, more=grouping)
        # Only the last article can hold the closing; annexes may follow it.
        closing = _closing_at(paragraphs, draft.language) if next_level == 0 else len(paragraphs)
        clauses, children = _arranged(paragraphs[:closing], draft, loose=grouping)
        made = Provision(
            heading.kind,
            clauses,
            children,
            Number(heading.number) if heading.number else None,
            Label(heading.label),
            title,
        )
        yield draft.keep(made, place), list(_closing(paragraphs[closing:], own, draft))


def _title(
    heading: Heading, own: Sequence[Line], place: Place, language: Language, *, more: bool
) -> tuple[Passage | None, list[_Paragraph]]:
    """A provision's title, beside its heading or under it, and the paragraphs without it.

    Args:
        heading: the heading.
        own: the lines behind it.
        place: where the heading stands.
        language: how its units are called.
        more: whether a title may stand alone, as a chapter's does.
    """
    paragraphs = _paragraphs(own)
    if heading.rest:
        apart = not own or own[0].opens or own[0].text[:1].isupper()
        if apart and _is_title(_Paragraph(heading.rest, place, 1), more=more or bool(paragraphs)):
            return Passage(heading.rest), paragraphs
        return None, _paragraphs([Line(heading.rest, place, opens=True), *own])
    if paragraphs and _is_title(paragraphs[0], more=more or len(paragraphs) > 1):
        return Passage(paragraphs[0].text), paragraphs[1:]
    if _is_title_line(own, language) and _is_title(_Paragraph(own[0].text, own[0].place, 1), more=True):
        return Passage(own[0].text), _paragraphs([evolve(own[1], opens=True), *own[2:]])
    return None, paragraphs


def _is_title_line(own: Sequence[Line], language: Language) -> bool:
    """Whether the line under a heading stands apart though no blank line says so.

    It does if the next begins with a capital, whose word would have had room on it: then the line was not
    broken because it was full. Its last word must not lead on.
    """
    if len(own) < 2 or own[1].opens or not own[1].text[:1].isupper() or _NUMBERED.fullmatch(own[0].text):
        return False
    stop = next((at for at, line in enumerate(own) if at and line.opens), len(own))
    room = max(len(line.text) for line in own[:stop])
    fits = len(own[0].text) + 1 + len(own[1].text.split()[0]) <= room
    return fits and own[0].text.split()[-1].casefold() not in language.leading


def _nested(units: Iterator[tuple[Provision, list[Provision]]], draft: _Draft) -> list[Provision]:
    """Articles inside their chapters, chapters inside their parts, by the levels of the language's units."""
    done: list[Provision] = []
    open_units: list[tuple[Provision, list[Provision]]] = []

    def close(level: int) -> list[Provision]:
        """Close the units of this level and deeper; where the next provision goes."""
        while open_units and draft.language.level_of(open_units[-1][0].kind) >= level:
            provision, inside = open_units.pop()
            made = evolve(provision, children=(*provision.children, *inside))
            (open_units[-1][1] if open_units else done).append(draft.moved(provision, made))
        return open_units[-1][1] if open_units else done

    for provision, closing in units:
        level = draft.language.level_of(provision.kind)
        within = close(level)
        if KINDS[provision.kind].role is Role.GROUPING:
            open_units.append((provision, []))
        else:
            within.append(provision)
        if closing:
            # A closing closes the whole text, or the annex it stands in.
            close(1).extend(closing)
    close(0)
    return done


def _paragraphs(lines: Sequence[Line]) -> list[_Paragraph]:
    """Lines as paragraphs, parted at blank lines and at numbers that count from 1."""
    expected = 1 if sum(_is_numbered(line.text) for line in lines) > 1 else 0
    found: list[_Paragraph] = []
    held: list[Line] = []
    label = ""
    for line in lines:
        match = _NUMBERED.fullmatch(line.text)
        counts = match is not None and expected and int(match["number"]) == expected
        if held and (line.opens or counts):
            found.append(_joined(held, label))
            held, label = [], ""
        if match is not None and counts:
            expected += 1
            label = match["label"]
            held = [Line(match["rest"], line.place, opens=True)]
        else:
            held.append(line)
    if held:
        found.append(_joined(held, label))
    # A lone "1." counts nothing: it is given back to the words.
    if expected == 2:
        found = [_Paragraph(f"{one.label} {one.text}".strip(), one.place, one.lines) for one in found]
    return found


def _is_numbered(text: str) -> bool:
    return _NUMBERED.fullmatch(text) is not None


def _joined(lines: Sequence[Line], label: str) -> _Paragraph:
    return _Paragraph(" ".join(line.text for line in lines), lines[0].place, len(lines), label)


def _arranged(
    paragraphs: Sequence[_Paragraph], draft: _Draft, *, loose: bool = False
) -> tuple[tuple[Passage, ...], tuple[Provision, ...]]:
    """What a provision holds: one paragraph's clauses, or paragraphs; with numbered ones, words around them.

    Args:
        paragraphs: its paragraphs.
        draft: the document.
        loose: whether even one paragraph is a child, as in a chapter, which has no words of its own.
    """
    labelled = [at for at, paragraph in enumerate(paragraphs) if paragraph.label]
    if not labelled:
        if len(paragraphs) == 1 and not loose:
            return _clauses(paragraphs[0].text), ()
        return (), tuple(_plain("paragraph", paragraph, draft) for paragraph in paragraphs)
    children = [_plain("intro", paragraph, draft) for paragraph in paragraphs[: labelled[0]]]
    for start, stop in zip(labelled, [*labelled[1:], labelled[-1] + 1], strict=True):
        first, *more = paragraphs[start:stop]
        inner = tuple(_plain("paragraph", paragraph, draft) for paragraph in paragraphs[start:stop]) if more else ()
        made = Provision(
            "paragraph",
            () if inner else _clauses(first.text),
            inner,
            Number(first.label.rstrip(".)")),
            Label(first.label),
        )
        children.append(draft.keep(made, first.place))
    children += [_plain("wrapup", paragraph, draft) for paragraph in paragraphs[labelled[-1] + 1 :]]
    return (), tuple(children)


def _plain(kind: str, paragraph: _Paragraph, draft: _Draft) -> Provision:
    return draft.keep(Provision(kind, _clauses(paragraph.text)), paragraph.place)


def _clauses(text: str) -> tuple[Passage, ...]:
    return tuple(Passage(span.of(text)) for span in clause_spans(text))


def _is_title(paragraph: _Paragraph, *, more: bool) -> bool:
    """Whether words beside or under a heading are a title: one short line without an end, and more behind it."""
    words = paragraph.text.split()
    return (
        more
        and not paragraph.label
        and paragraph.lines == 1
        and len(words) <= _MOST_WORDS_OF_A_TITLE
        and not paragraph.text[0].islower()
        and paragraph.text[-1] not in ".;:,?!"
    )


def _is_title_of_all(paragraph: _Paragraph, *, more: bool) -> bool:
    words = paragraph.text.split()
    ended = paragraph.text[-1] in ".;:,?!" and not paragraph.text.isupper()
    return more and not paragraph.label and len(words) <= _MOST_WORDS_OF_THE_TITLE and not ended


def _closing_at(paragraphs: Sequence[_Paragraph], language: Language) -> int:
    """The position of the paragraph that begins the closing; behind the last where there is none."""
    for at, paragraph in enumerate(paragraphs):
        if not paragraph.label and _begins(paragraph.text, language.closings):
            return at
    return len(paragraphs)


def _begins(text: str, formulas: Sequence[str]) -> bool:
    return any(re.match(formula, text, re.IGNORECASE) for formula in formulas)


def _closing(paragraphs: Sequence[_Paragraph], lines: Sequence[Line], draft: _Draft) -> Iterator[Provision]:
    """Closing and signatures: the latter begin with a line that says for whom it is signed, a line each."""
    signed = next(
        (at for at, one in enumerate(paragraphs) if at and _begins(one.text, draft.language.signings)),
        len(paragraphs),
    )
    if paragraphs:
        clauses, children = _arranged(paragraphs[:signed], draft)
        yield draft.keep(Provision("closing", clauses, children), paragraphs[0].place)
    if signed < len(paragraphs):
        place = paragraphs[signed].place
        single = [_Paragraph(line.text, line.place, 1) for line in lines if line.place >= place]
        names = tuple(_plain("paragraph", line, draft) for line in single)
        yield draft.keep(Provision("signatures", children=names), place)
