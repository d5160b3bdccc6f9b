"""Styles: references in words, as footnotes have them.

Full references follow the notes of *The Chicago Manual of Style* (notes and bibliography; 18th edition, 2024) and
the *MHRA Style Guide* for documents in archives and in published works: what it is, which article, when, where it
is kept, in which work it is published, on which page. Treaties and descriptions of documents stand without
quotation marks. Where a publisher is named, the place is left out. At the end stand the dossier and its edition,
the version of treatydiff, the address, and the digest of the words; in the short style, the last two alone.

It is plain text, without markup: titles of books and journals, which both styles print in italics, stand as they
are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from enum import StrEnum

from attrs import frozen

from treatydiff.citation.dates import PlainDate, american, british, in_words
from treatydiff.citation.digests import canonical
from treatydiff.citation.people import in_order, parted
from treatydiff.citation.values import Citation, Cited
from treatydiff.model.addresses import ChangeAddress
from treatydiff.model.sources import Source, Work
from treatydiff.model.witnesses import TextStatus


class Style(StrEnum):
    """How a reference is written."""

    CHICAGO = "chicago"
    """Chicago, notes and bibliography: a full note."""
    MHRA = "mhra"
    """MHRA: a full note."""
    SHORT = "short"
    """What is needed to find it in the dossier and in print."""


@frozen
class _Habits:
    """Where Chicago and MHRA differ."""

    quotes: tuple[str, str]
    comma_inside: bool
    translated: str
    edited: str
    date: Callable[[PlainDate], str]
    pages: Callable[[str], str]
    names: Callable[[Sequence[str]], str]
    before_journal_pages: str

    def quoted(self, text: str, then: str = "") -> str:
        """Text in quotation marks, with the comma where the style has it."""
        opening, closing = self.quotes
        return f"{opening}{text}{then}{closing}" if self.comma_inside else f"{opening}{text}{closing}{then}"


def _range(pages: str) -> str:
    """Page ranges with an en dash and the second number shortened as both styles do: 151-152 is 151–52.

    Numbers under 101, and second numbers that would begin with another hundred, stay whole.
    """

    def shortened(found: re.Match[str]) -> str:
        first, last = found[1], found[2]
        same_hundred = len(first) == len(last) > 2 and first[:-2] == last[:-2] and first[-2:] != "00"
        return f"{first}–{last[-2:] if same_hundred else last}"

    return re.sub(r"\b([0-9]+)\s*[-–]\s*([0-9]+)\b", shortened, canonical(pages))


def _chicago_range(pages: str) -> str:
    # 101–8 and not 101–08: the second number has no nought in front.
    return re.sub(r"(?<=[0-9]–)0(?=[0-9]\b)", "", _range(pages))


def _mhra_range(pages: str) -> str:
    several = re.search(r"[-–,]", pages)
    return f"{'pp.' if several else 'p.'} {_range(pages)}"


def _chicago_names(names: Sequence[str]) -> str:
    ordered = [in_order(name) for name in names if name.strip()]
    return " and ".join(ordered) if len(ordered) < 3 else f"{ordered[0]} et al."


def _mhra_names(names: Sequence[str]) -> str:
    ordered = [in_order(name) for name in names if name.strip()]
    if len(ordered) > 3:
        return f"{ordered[0]} and others"
    return " and ".join(ordered) if len(ordered) < 3 else f"{ordered[0]}, {ordered[1]}, and {ordered[2]}"


_CHICAGO = _Habits(("“", "”"), True, "trans.", "ed.", american, _chicago_range, _chicago_names, ": ")  # noqa: FBT003 - the order of the style's habits, a table of two rows
_MHRA = _Habits(("‘", "’"), False, "trans. by", "ed. by", british, _mhra_range, _mhra_names, ", ")  # noqa: FBT003 - the order of the style's habits, a table of two rows


def write_reference(citation: Citation, style: Style = Style.CHICAGO) -> str:
    """A reference in words, on one line, that `treatydiff.citation.resolve` takes back.

    Args:
        citation: what is cited.
        style: how it is written.
    """
    if style is Style.SHORT:
        said = _sides(citation, [_short(side) for side in citation.cited], _MHRA.quoted)
        return f"{said}; {citation.place}, {citation.digest}."
    habits = _CHICAGO if style is Style.CHICAGO else _MHRA
    sides = [_full(side, habits) for side in citation.cited]
    if citation.earlier and citation.later and _work(citation.earlier) == _work(citation.later):
        sides[1] = _full(citation.later, habits, again=True)
    return f"{_sides(citation, sides, habits.quoted)}; {trailer(citation, habits.quoted)}."


def trailer(citation: Citation, quoted: Callable[[str, str], str] = _MHRA.quoted) -> str:
    """What stands at the end: dossier and edition, version, address, digest.

    Args:
        citation: what is cited.
        quoted: puts the dossier's title into quotation marks, and a comma after it.
    """
    named = f"in dossier {quoted(citation.dossier, ',')} " if citation.dossier else ""
    return f"{named}{citation.state}, {citation.place}, {citation.digest}"


def where_published(side: Cited) -> str:
    """Where a text is kept and published, as Chicago has it; empty where nothing is known."""
    return _where(side, _CHICAGO)


def _sides(citation: Citation, sides: Sequence[str], quoted: Callable[[str, str], str]) -> str:
    """The references of both texts with what joins them, and the words within."""
    said = "; compared with ".join(sides)
    if isinstance(citation.place, ChangeAddress):
        if citation.later is None:
            said += ", without counterpart in the later text"
        elif citation.earlier is None:
            said += ", without counterpart in the earlier text"
        if citation.words and citation.place.tokens:
            first, last = citation.place.tokens
            of = "later" if citation.place.tokens_of_later else "earlier"
            counted = f"word {first}" if first == last else f"words {first}–{last}"
            said += f"; {counted} of the {of} text, {quoted(citation.words, '')}"
    return said


def _full(side: Cited, habits: _Habits, *, again: bool = False) -> str:
    witness = side.witness
    work = _work(side)
    translator = canonical(witness.translator)
    told = work is not None and translator in work.translators
    parts = (
        side.title,
        side.locator,
        in_words(witness.date.edtf, habits.date) if witness.date else "",
        f"{habits.translated} {in_order(translator)}" if translator and not told else "",
        _where(side, habits, again=again),
    )
    return ", ".join(part for part in parts if part)


def _short(side: Cited) -> str:
    source = side.witness.source
    published = Source(source.work, source.pages, source.note) if source and source.work else source
    name = canonical(side.witness.instrument) or side.title
    parts = (name, side.locator, str(side.witness.date or ""), canonical(str(published or "")))
    return ", ".join(part for part in parts if part)


def _work(side: Cited) -> Work | None:
    return side.witness.source.work if side.witness.source else None


def _where(side: Cited, habits: _Habits, *, again: bool = False) -> str:
    source = side.witness.source
    if source is None:
        return ""
    kept = ", ".join(part for part in map(canonical, (source.repository, source.shelfmark)) if part)
    if source.work is None:
        return kept
    quoted = side.witness.status is TextStatus.QUOTATION
    published = _work_again(source.work, habits) if again else _work_in_full(source.work, habits)
    pages = source.pages or ("" if again else source.work.pages)
    journal = source.work.kind == "article" and source.work.container and not again
    joined = (habits.before_journal_pages if journal else ", ") if published else ""
    cited = published + (joined + habits.pages(pages) if pages else "")
    noted = ", ".join(part for part in (cited, canonical(source.note)) if part)
    in_work = f"{'quoted in' if quoted else 'in'} {noted}"
    return f"{kept}, {in_work}" if kept else in_work


def _work_in_full(work: Work, habits: _Habits) -> str:
    if not work.title.strip():
        return canonical(work.reference).rstrip(".") or canonical(work.key)
    title, container = canonical(work.title), canonical(work.container)
    lead = habits.names(work.authors)
    edited = f"{habits.edited} {habits.names(work.editors)}" if any(work.editors) else ""
    translated = f"{habits.translated} {habits.names(work.translators)}" if any(work.translators) else ""
    date = in_words(work.date, habits.date)
    place = "" if work.publisher else work.place
    imprint = ", ".join(part for part in map(canonical, (place, work.publisher, date)) if part)
    in_brackets = f" ({imprint})" if imprint else ""
    number = canonical(work.identifier)
    if work.kind == "article" and container:
        journal = " ".join(part for part in (container, number) if part)
        lead = f"{lead}, " if lead else ""
        return f"{lead}{habits.quoted(title, ',')} {journal}{f' ({date})' if date else ''}"
    if work.kind == "chapter" and container:
        within = ", ".join(part for part in (f"in {container}", edited, translated, number) if part)
        return f"{f'{lead}, ' if lead else ''}{habits.quoted(title, ',')} {within}{in_brackets}"
    if work.kind == "archival":
        return ", ".join(part for part in (lead, title, date, number, container, canonical(work.publisher)) if part)
    parts = (lead, title, translated, edited, container, number)
    return ", ".join(part for part in parts if part) + in_brackets


def _work_again(work: Work, habits: _Habits) -> str:
    """A work that was cited before: family names, and in Chicago the title up to its colon without article."""
    lead = habits.names([parted(name).family for name in work.authors or work.editors])
    if not work.title.strip() or (lead and habits is _MHRA):
        return lead or canonical(work.key)
    title = re.sub(r"^(?:The|An?) ", "", canonical(work.title).partition(":")[0])
    title = habits.quoted(title) if work.kind in ("article", "chapter") else title
    return ", ".join(part for part in (lead, title) if part)
