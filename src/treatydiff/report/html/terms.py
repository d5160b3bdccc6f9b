"""Terms: what each text lays down, side by side, with the words that say so, and the dates that follow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from treatydiff.errors import ModelError
from treatydiff.model.annotations import TERM, Annotation
from treatydiff.model.terms import TermCategory
from treatydiff.model.witnesses import Witness
from treatydiff.report.html.build import NOTHING, Html, joined, tag
from treatydiff.report.html.edition import Edition
from treatydiff.report.html.signs import sign
from treatydiff.terms import DateKind, DerivedDate, TermCell, TermChange, TermRelation, TermTable, terms

_SIGNS = {
    TermRelation.CHANGED: "reworded",
    TermRelation.NEW: "inserted",
    TermRelation.GONE: "omitted",
}


def terms_view(edition: Edition) -> Html:
    """The view; nothing where the dossier marks no terms."""
    if edition.record is None or not any(one.kind == TERM for one in edition.record.annotations):
        return NOTHING
    try:
        table = terms(edition.record)
    except ModelError as error:  # a value that cannot be read: the rest of the page is none the worse
        return _view(edition, [tag("p", str(error))])
    return _view(edition, [_table(edition, table), _dates(edition, table)])


def _view(edition: Edition, parts: list[Html]) -> Html:
    return tag(
        "section",
        tag("h2", "Terms", id="v-terms-h"),
        tag(
            "p",
            "What each text lays down, with the words that say so. “Changed”, “new” and “gone” are said against "
            "the text that it is compared with.",
            class_="intro",
        ),
        *parts,
        id=edition.claim("v-terms"),
        aria_labelledby="v-terms-h",
    )


def _table(edition: Edition, table: TermTable) -> Html:
    heads = [tag("th", "Term", scope="col"), *(_head(witness) for witness in table.witnesses)]
    changes: dict[tuple[str, str], list[TermChange]] = {}
    for change in table.changes:
        changes.setdefault((change.category, change.later.siglum), []).append(change)
    rows = [
        tag(
            "tr",
            tag("th", category.name.replace("-", " "), _said(category), scope="row"),
            *(
                _cell(edition, table.cell(category.name, siglum), changes.get((category.name, siglum), []))
                for siglum in table.sigla
            ),
        )
        for category in table.categories
    ]
    return tag(
        "div",
        tag(
            "table",
            tag("caption", "Terms of the texts", class_="vh"),
            tag("thead", tag("tr", *heads)),
            tag("tbody", *rows),
            class_="terms",
        ),
        class_="wide",
        tabindex="0",
        role="region",
        aria_label="Terms, as a table",
    )


def _said(category: TermCategory) -> Html | None:
    return tag("small", category.says) if category.says else None


def _head(witness: Witness) -> Html:
    date = tag("span", str(witness.date), class_="sm") if witness.date else None
    return tag("th", tag("b", witness.siglum, class_="sig"), date, scope="col", data_s=witness.siglum)


def _cell(edition: Edition, cell: TermCell, changes: list[TermChange]) -> Html:
    told = [change for change in changes if change.relation in _SIGNS]
    notes = joined(
        tag(
            "small",
            sign(_SIGNS[change.relation]),
            f"{change.relation.value} (from {change.earlier.siglum})",
            class_="tc",
        )
        for change in told
    )
    look = "chg" if told else None
    if not cell.annotations:
        return tag(
            "td", tag("span", cell.state.value), notes, class_=f"none {look or ''}".strip(), data_w=cell.siglum
        )
    parts = []
    for one in cell.annotations:
        words = [joined([edition.to(t.place), f" “{t.quote}”"]) for t in cell.targets(one)]
        parts.append(tag("p", tag("b", spoken(one.value)), " ", joined(words, "; ")))
    return tag("td", *parts, notes, class_=look, data_w=cell.siglum)


_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day"}


def spoken(value: str) -> str:
    """A value as one says it: durations in words.

    Example:
        >>> spoken("P5Y"), spoken("P1Y6M"), spoken("ratification")
        ('5 years', '1 year 6 months', 'ratification')
    """
    if not value.startswith("P") or not value[1:].replace("T", "").isalnum() or not value[1:2].isdigit():
        return value
    said, digits = [], ""
    for char in value[1:]:
        if char.isdigit():
            digits += char
        elif char in _UNITS and digits:
            said.append(f"{int(digits)} {_UNITS[char]}{'' if int(digits) == 1 else 's'}")
            digits = ""
        else:
            return value
    return " ".join(said) if said and not digits else value


def _dates(edition: Edition, table: TermTable) -> Html:
    """The dates that follow, each with its reckoning and who disputes it."""
    if not table.dates:
        return NOTHING
    return joined(
        [
            tag("h3", "Dates that follow"),
            tag("ul", *(tag("li", *_date(edition, one, table.dates)) for one in table.dates), class_="dates"),
        ]
    )


def _date(edition: Edition, one: DerivedDate, dates: Sequence[DerivedDate]) -> Iterator[Html | str]:
    yield tag("b", one.siglum, class_="sig")
    renewed = one.kind is DateKind.RENEWED
    yield f" would have been {one.kind.value} " if one.in_time else f" {one.kind.value} "
    # What nobody came to is no date to find at a glance.
    yield str(one.date) if renewed and one.in_time is not False else tag("b", str(one.date))
    if renewed:
        yield f", if nobody {'denounced' if one.in_time else 'denounces'} it"
    yield f", reckoned {one.reckoning}, counted from {one.act}"
    if not one.stated:
        yield " (the text does not count from it itself)"
    # Who names a date counted from this act disputes those counted from another.
    siding = [other for date in dates if (date.siglum, date.act) == (one.siglum, one.act) for other in date.said_by]
    disputing = [other for other in one.disputed_by if other not in siding]
    for name, others in (("named by", one.said_by), ("disputed in", disputing)):
        if known := _known(edition, others):
            yield f"; {name} note "
            yield edition.mark(known)
    if one.denounced_by:
        told = {True: ", in time", False: ", too late", None: ""}[one.in_time]
        yield f"; denounced {', '.join(str(other.date) for other in one.denounced_by)}{told}"
        if known := _known(edition, one.denounced_by):
            yield ": note "
            yield edition.mark(known)
    yield "."


def _known(edition: Edition, others: Sequence[Annotation]) -> list[Annotation]:
    """Those that have a note on the page."""
    return [other for other in others if other in edition.annotations]
