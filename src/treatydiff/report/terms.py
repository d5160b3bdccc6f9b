"""Terms as a person reads them in a terminal: the table, what became of each term, and the dates that follow."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from treatydiff.annotation import Contradictions
from treatydiff.model.annotations import Annotation
from treatydiff.model.terms import TermCategory
from treatydiff.report.remarks import render_remark, responsible
from treatydiff.report.screen import Piece, Screen, Tone, columns
from treatydiff.report.wording import enumerated, silence, unbroken
from treatydiff.terms import (
    DateKind,
    DerivedDate,
    TermCell,
    TermChange,
    TermRelation,
    TermState,
    TermTable,
)

_INDENT = "    "
_DEEPER = _INDENT * 2
_NARROWEST = 13
"""The fewest columns of a witness; what does not fit beside the others follows below them."""
_NAMES = 14
"""The most columns of the categories' names."""
_RESTS_ON = {
    DateKind.FROM: "entry-into-force",
    DateKind.TO: "duration",
    DateKind.NOTICE: "notice",
    DateKind.RENEWED: "renewal",
}
"""The category on which each date rests besides those before it."""
_SIGNS = {TermRelation.CHANGED: "reworded", TermRelation.NEW: "inserted", TermRelation.GONE: "omitted"}


def render_terms(table: TermTable, *, screen: Screen = Screen()) -> str:  # noqa: B008 - a frozen value
    """The terms of witnesses side by side, the words and addresses under the values; changes; dates.

    Args:
        table: what to show.
        screen: where it is shown.
    """
    if not table.categories:
        return "No terms are marked in this dossier.\n"
    blocks = [
        "".join(_table(table, screen)),
        "".join(_changes(table, _Notes(table, screen), screen)),
        "".join(_dates(table, _Notes(table, screen), screen)),
    ]
    return "\n".join(block for block in blocks if block)


class _Notes:
    """Shows remarks, each in full once; who contradicts it, each time."""

    def __init__(self, table: TermTable, screen: Screen) -> None:
        self._screen = screen
        self._told: set[str] = set()
        found = [one for change in table.changes for one in change.annotations]
        found += [one for date in table.dates for one in (*date.said_by, *date.disputed_by)]
        every = {one.id: one for one in (*found, *table.remarks)}.values()
        self._contradictions = Contradictions.among(every)
        self._usual = responsible(every)

    def tell(self, annotations: Collection[Annotation], *, indent: str = _DEEPER) -> Iterator[str]:
        """The lines that say remarks: those that are new, then the names of those that were told before."""
        told = [one for one in annotations if one.id in self._told]
        for one in annotations:
            if one.id not in self._told:
                against = self._contradictions.of(one)
                yield render_remark(one, against=against, usual=self._usual, screen=self._screen, indent=indent)
                self._told.add(one.id)
        if told:
            names = "; ".join(f"{one.id}{self._against(one)}" for one in told)
            pieces: list[Piece] = [("as above: ", Tone.STRONG), (names, Tone.PLAIN)]
            yield self._screen.set(pieces, first=f"{indent}* ", indent=f"{indent}  ")

    def _against(self, one: Annotation) -> str:
        against = [other.id for other in self._contradictions.of(one)]
        return f" (contradicted by {enumerated(against)})" if against else ""


# --- The table ----------------------------------------------------------------------------------------------


def _table(table: TermTable, screen: Screen) -> Iterator[str]:
    relations = {(one.category, one.earlier.siglum, one.later.siglum): one.relation for one in table.changes}
    names = min(_NAMES, max(columns(one.name) for one in table.categories))
    most = max(1, (screen.width - names) // (_NARROWEST + 2))
    sigla = table.sigla
    for start in range(0, len(sigla), most):
        shown = sigla[start : start + most]
        width = max(_NARROWEST, (screen.width - names) // len(shown) - 2)
        dates = {witness.siglum: str(witness.date or "") for witness in table.witnesses}
        if start:
            yield "\n"
        heads = [
            [(siglum, Tone.STRONG), *([(dates[siglum], Tone.FAINT)] if dates[siglum] else [])] for siglum in shown
        ]
        yield _row([[], *heads], [names] + [width] * len(shown), screen)
        for category in table.categories:
            cells: list[list[Piece]] = [[(category.name.replace("-", " "), Tone.STRONG)]]
            for siglum in shown:
                number = sigla.index(siglum)
                before = sigla[number - 1] if number else ""
                relation = relations.get((category.name, before, siglum))
                cells.append(_cell(table.cell(category.name, siglum), category, relation, screen))
            yield _row(cells, [names] + [width] * len(shown), screen)
    signs = [f"{screen.sign(name)}\u00a0{relation.value}" for relation, name in _SIGNS.items()]
    yield "\n" + screen.set([(f"Against the column before: {', '.join(signs)}.", Tone.FAINT)])


def _cell(cell: TermCell, category: TermCategory, relation: TermRelation | None, screen: Screen) -> list[Piece]:
    sign = f"{screen.sign(_SIGNS[relation])}\u00a0" if relation in _SIGNS else ""
    if cell.state is not TermState.LAID_DOWN:
        return [(f"{sign}{cell.state.value}", Tone.FAINT)]
    pieces: list[Piece] = []
    for value in cell.values:
        pieces.append((f"{sign}{category.in_words(value)}", Tone.STRONG))
        for one in cell.annotations:
            if one.value == value:
                for target in cell.targets(one):
                    pieces += [(f"'{target.quote}'", Tone.PLAIN), (str(target.place), Tone.FAINT)]
    return pieces


def _row(cells: Sequence[Sequence[Piece]], widths: Sequence[int], screen: Screen) -> str:
    """Cells beside each other, each piece of a cell on lines of its own."""
    set_cells = [list(_lines(cell, width)) for cell, width in zip(cells, widths, strict=True)]
    out = []
    for height in range(max(map(len, set_cells))):
        pieces: list[Piece] = []
        for number, (lines, width) in enumerate(zip(set_cells, widths, strict=True)):
            text, tone = lines[height] if height < len(lines) else ("", Tone.PLAIN)
            last = all(height >= len(after) for after in set_cells[number + 1 :])
            pieces.append((text, tone))
            if not last:
                pieces.append((" " * (width - columns(text) + 2), Tone.PLAIN))
        out.append(screen.tinted(pieces).rstrip() + "\n")
    return "".join(out)


def _lines(pieces: Iterable[Piece], width: int) -> Iterator[Piece]:
    for text, tone in pieces:
        for line in Screen(width=width).set([(text, Tone.PLAIN)]).splitlines():
            yield from ((part, tone) for part in _cut(line, width))


def _cut(line: str, width: int) -> Iterator[str]:
    """A line cut where a word is too long for it, after a hyphen if it has one."""
    part = ""
    for char in line:
        if part and columns(part + char) > width:
            hyphen = part.rfind("-") + 1
            yield part[:hyphen] if hyphen else part
            part = part[hyphen:] if hyphen else ""
        part += char
    yield part


# --- What became of terms -----------------------------------------------------------------------------------


def _changes(table: TermTable, notes: _Notes, screen: Screen) -> Iterator[str]:
    categories = {one.name: one for one in table.categories}
    whole = {siglum: _of_whole(table, siglum) for siglum in table.sigla}
    pairs = groupby(table.changes, key=lambda one: (one.earlier.siglum, one.later.siglum))
    arrow = screen.sign("->")
    for number, ((earlier, later), found) in enumerate(pairs):
        yield "\n" if number else ""
        yield screen.rule([(f"{earlier} {arrow} {later}", Tone.STRONG)])
        changes = list(found)
        for one in changes:
            if one.relation in _SIGNS:
                yield _change(one, categories[one.category], screen)
                yield from notes.tell(one.annotations)
        for relation in (TermRelation.KEPT, TermRelation.NOT_TRANSMITTED):
            named = [_named(one.category) for one in changes if one.relation is relation]
            if named:
                why = f" ({_silence(table, earlier, later)})" if relation is TermRelation.NOT_TRANSMITTED else ""
                yield screen.set([(f"{relation}: {', '.join(named)}{why}", Tone.PLAIN)], indent=_INDENT)
        if whole[later]:
            yield screen.set([(f"said of {later} as a whole:", Tone.PLAIN)])
            yield from notes.tell(whole[later], indent=_INDENT)


def _silence(table: TermTable, earlier: str, later: str) -> str:
    """Why one of two texts says nothing of a term."""
    first, second = (next(one for one in table.witnesses if one.siglum == siglum) for siglum in (earlier, later))
    return silence(first, second) if second.complete else silence(second, first)


def _of_whole(table: TermTable, siglum: str) -> list[Annotation]:
    return [
        one
        for one in table.remarks
        if any(target.of_witness and target.addresses[0].siglum == siglum for target in one.targets)
    ]


def _change(change: TermChange, category: TermCategory, screen: Screen) -> str:
    arrow = screen.sign("->")
    sides = [_side(cell, category) for cell in (change.earlier, change.later)]
    sign = screen.sign(_SIGNS[change.relation])
    return screen.set(
        [
            (f"{sign} {_named(change.category)} {change.relation}: ", Tone.STRONG),
            (f"{sides[0]} {arrow} {sides[1]}", Tone.PLAIN),
        ],
        indent=_INDENT,
    )


def _side(cell: TermCell, category: TermCategory) -> str:
    if not cell.annotations:
        return cell.state.value if cell.state is not TermState.SILENT else "nothing"
    places = dict.fromkeys(str(target.place) for one in cell.annotations for target in cell.targets(one))
    return f"{', '.join(map(category.in_words, cell.values))} ({', '.join(places)})"


def _named(category: str) -> str:
    return category.replace("-", " ")


# --- Dates --------------------------------------------------------------------------------------------------


def _dates(table: TermTable, notes: _Notes, screen: Screen) -> Iterator[str]:
    if not table.dates:
        return
    categories: Mapping[str, TermCategory] = {one.name: one for one in table.categories}
    yield screen.rule([("Dates that follow", Tone.STRONG)])
    for siglum, found in groupby(table.dates, key=lambda date: date.siglum):
        dates = list(found)
        for act, counted in groupby(dates, key=lambda date: date.act):
            of_act = list(counted)
            stated = "as the text has it" if of_act[0].stated else "which the text does not say"
            yield screen.set(
                [(f"{siglum}, counted from {act.event}", Tone.STRONG), (f", {stated}", Tone.PLAIN)],
                indent=_INDENT,
            )
            for date in of_act:
                yield from _date(date, categories, screen)
            by = {one.id: one for date in of_act for one in date.said_by}
            if by:
                yield screen.set([("who names one of these dates:", Tone.PLAIN)], first=_INDENT, indent=_INDENT)
                yield from notes.tell(by.values())
        disputed = dates[0].disputed_by
        if disputed:
            yield screen.set([(f"The sources disagree on {siglum}:", Tone.STRONG)], indent=_INDENT)
            yield from notes.tell(disputed, indent=_INDENT)
    yield "\n" + screen.set(
        [
            (
                "Years and months are counted by the calendar, the day from which one counts not included; what"
                " falls on a day that the month has not falls on its last.",
                Tone.FAINT,
            )
        ]
    )


def _date(date: DerivedDate, categories: Mapping[str, TermCategory], screen: Screen) -> Iterator[str]:
    if date.kind is DateKind.FROM:
        act = date.act
        said = "; ".join(["its own date"] * (act.annotation is None) + [str(source) for source in act.sources])
        premises = [f"{act} ({unbroken(said)})" if said else str(act)]
    else:
        premises = [date.reckoning]
    # Each date stands on those before it: said of it is only what is new.
    for one in (one for one in date.terms if one.term == _RESTS_ON[date.kind]):
        words = ", ".join(
            f"{target.place} '{target.quote}'"
            for target in one.targets
            if target.addresses[0].siglum == date.siglum
        )
        premises.append(f"{_named(one.term)} {categories[one.term].in_words(one.value)}: {words}")
    if date.kind is DateKind.RENEWED:
        premises.append("if nobody denounces it")
        if date.denounced_by:
            when = ", ".join(f"{one.date} ({one.id})" for one in date.denounced_by)
            told = {True: ": in time", False: ": too late", None: ""}[date.in_time]
            premises.append(f"denounced {when}{told}")
    head = f"{_INDENT}{date.kind.value:<14} "
    yield screen.set(
        [(str(date.date), Tone.STRONG), (f"  {'; '.join(premises)}", Tone.PLAIN)],
        first=head,
        indent=_DEEPER,
    )
