"""The table of terms: what each of several witnesses lays down, and what became of it from state to state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from enum import StrEnum
from itertools import pairwise

from attrs import frozen

from treatydiff.annotation import remarks
from treatydiff.errors import ModelError
from treatydiff.model.annotations import Annotation, Target
from treatydiff.model.dossiers import DossierRecord
from treatydiff.model.passages import Passage
from treatydiff.model.terms import TermCategory
from treatydiff.model.witnesses import Witness
from treatydiff.terms.dates import DerivedDate, derived_dates
from treatydiff.terms.places import categories_of, speaking_of, targets_in, terms_of, witness_of


class TermState(StrEnum):
    """What a witness says of a category."""

    LAID_DOWN = "laid down"
    SILENT = "silent"
    NOT_TRANSMITTED = "not transmitted"
    """It is a part of a text, and this part is silent."""
    UNMARKED = "unmarked"
    """Nothing follows from there being none: nobody has marked any term in it, or it has a clause that reads as one
    by which another text lays this down."""


class TermRelation(StrEnum):
    """What became of a term."""

    KEPT = "kept"
    CHANGED = "changed"
    NEW = "new"
    GONE = "gone"
    NOT_TRANSMITTED = "not transmitted"
    """One of the two lays it down; the other is a part of a text, or of another instrument, so that its silence
    says nothing."""


@frozen
class TermCell:
    """What one witness lays down of one category.

    Attributes:
        category: the category's name.
        siglum: the witness.
        state: whether it lays down anything, and what its silence means.
        annotations: the terms, with value, words and address; empty where it is silent.

    Example:
        >>> TermCell("duration", "A", TermState.SILENT).values
        ()
    """

    category: str
    siglum: str
    state: TermState
    annotations: tuple[Annotation, ...] = ()

    @property
    def values(self) -> tuple[str, ...]:
        """The values, each once."""
        return tuple(dict.fromkeys(one.value for one in self.annotations))

    def targets(self, annotation: Annotation) -> tuple[Target, ...]:
        """The words of this witness that say one of the terms, with their addresses."""
        return targets_in(annotation, self.siglum)


@frozen
class TermChange:
    """What became of a category from an earlier witness to a later one.

    Attributes:
        category: the category's name.
        relation: what became of it.
        earlier: what the earlier witness lays down.
        later: what the later one does.
        annotations: the remarks that speak of the words that say so, on either side; without those that speak
            of provisions of a still later witness too, which are about what became of these words afterwards.

    Example:
        >>> silent, gone = (TermCell("notice", siglum, TermState.SILENT) for siglum in "AB")
        >>> str(TermChange("notice", TermRelation.KEPT, silent, gone))
        'A..B notice kept: silent -> silent'
    """

    category: str
    relation: TermRelation
    earlier: TermCell
    later: TermCell
    annotations: tuple[Annotation, ...] = ()

    def __str__(self) -> str:
        sides = (", ".join(cell.values) or cell.state.value for cell in (self.earlier, self.later))
        return f"{self.earlier.siglum}..{self.later.siglum} {self.category} {self.relation}: {' -> '.join(sides)}"


@frozen
class TermTable:
    """Terms by category and witness.

    Attributes:
        categories: the rows: what some witness of the dossier lays down, in the dossier's order of categories.
        witnesses: the columns.
        cells: the cells, row by row.
        changes: what became of each category between two states, pair by pair, and by category.
        dates: the dates that follow, by witness.
        remarks: what is said of these witnesses as a whole.

    Example:
        >>> from treatydiff.model.terms import TERM_CATEGORIES
        >>> name = TERM_CATEGORIES[0].name
        >>> table = TermTable(TERM_CATEGORIES[:1], (Witness("A"),), (TermCell(name, "A", TermState.SILENT),))
        >>> table.sigla, table.cell(name, "A").state.value
        (('A',), 'silent')
    """

    categories: tuple[TermCategory, ...]
    witnesses: tuple[Witness, ...]
    cells: tuple[TermCell, ...]
    changes: tuple[TermChange, ...] = ()
    dates: tuple[DerivedDate, ...] = ()
    remarks: tuple[Annotation, ...] = ()

    @property
    def sigla(self) -> tuple[str, ...]:
        """The columns by siglum."""
        return tuple(witness.siglum for witness in self.witnesses)

    def cell(self, category: str, siglum: str) -> TermCell:
        """What a witness lays down of a category.

        Raises:
            ModelError: the table has no such row or column.
        """
        for cell in self.cells:
            if (cell.category, cell.siglum) == (category, siglum):
                return cell
        rows = ", ".join(one.name for one in self.categories)
        raise ModelError(
            f"found no {category} of {siglum} in the table",
            expected=f"a category ({rows}) and one of its witnesses ({', '.join(self.sigla)})",
        )


def terms(record: DossierRecord, sigla: Iterable[str] = ()) -> TermTable:
    """The terms of a dossier's witnesses, side by side.

    What became of a term is said between the witnesses that the dossier compares; a comparison that others make
    up, as that of the first draft and the last text when whole texts between are compared one by one, is left out.
    Of witnesses that are named, each is set against the one named before it.

    Args:
        record: the dossier.
        sigla: the witnesses, in the order of the columns; else all that lay down anything, as the dossier has them.

    Raises:
        UnknownError: no witness has one of the sigla.
        ModelError: one is named twice; the value of a term is not written in the form of its category.

    Example:
        >>> from treatydiff.model.passages import Passage
        >>> from treatydiff.model.provisions import Provision
        >>> said = {"A": ("P5Y", "five years"), "B": ("P10Y", "ten years")}
        >>> texts, found = [], []
        >>> for siglum, (value, words) in said.items():
        ...     place = Target(f"{siglum}/body:1", quote=words)
        ...     texts.append(Witness(siglum, (Provision("body", (Passage(f"It lasts {words}."),)),)))
        ...     found.append(Annotation(f"t{siglum}", "term", "", place, term="duration", value=value))
        >>> record = DossierRecord(witnesses=tuple(texts), annotations=tuple(found))
        >>> table = terms(record, ["A", "B"])
        >>> table.cell("duration", "A").values, str(table.changes[0])
        (('P5Y',), 'A..B duration changed: P5Y -> P10Y')
    """
    named = tuple(sigla)
    twice = sorted({siglum for siglum in named if named.count(siglum) > 1})
    if twice:
        raise ModelError(f"found {twice[0]} twice among the witnesses", expected="each witness once")
    every = {witness.siglum: terms_of(record, witness.siglum) for witness in record.witnesses}
    shown = tuple(witness_of(record, siglum) for siglum in named) or tuple(
        witness for witness in record.witnesses if every[witness.siglum]
    )
    columns = frozenset(witness.siglum for witness in shown)
    used = {name for found in every.values() for name in found}
    categories = tuple(category for name, category in categories_of(record).items() if name in used)
    saying = {
        category.name: _saying(record, [found.get(category.name, ()) for found in every.values()])
        for category in categories
    }
    cells = {
        (category.name, witness.siglum): _cell(category, witness, every[witness.siglum], saying[category.name])
        for category in categories
        for witness in shown
    }
    pairs = list(pairwise(named)) if named else _compared(record, columns)
    changes = (
        _change(record, category, cells[category.name, earlier], cells[category.name, later])
        for earlier, later in pairs
        for category in categories
    )
    return TermTable(
        categories,
        shown,
        tuple(cells.values()),
        tuple(change for change in changes if change is not None),
        tuple(date for witness in shown for date in derived_dates(record, witness.siglum)),
        tuple(
            one
            for one in remarks(record.annotations)
            if any(target.of_witness and target.addresses[0].siglum in columns for target in one.targets)
        ),
    )


def _saying(record: DossierRecord, found: Iterable[tuple[Annotation, ...]]) -> frozenset[str]:
    """The clauses by which texts lay something down, as `_read` gives them."""
    texts = {witness.siglum: witness for witness in record.witnesses}
    places = (end for those in found for one in those for target in one.targets for end in target.addresses)
    return frozenset(
        _read(texts[end.siglum].clause(end)) for end in places if end.clause is not None and end.siglum in texts
    )


def _read(clause: Passage) -> str:
    """What a clause says, capitals, white space and the mark at its end aside."""
    return " ".join(clause.text.casefold().split()).rstrip(".,;:")


def _cell(
    category: TermCategory, witness: Witness, found: Mapping[str, tuple[Annotation, ...]], saying: Set[str]
) -> TermCell:
    said = found.get(category.name, ())
    if said:
        state = TermState.LAID_DOWN
    elif not witness.complete:
        state = TermState.NOT_TRANSMITTED
    elif not found or any(_read(clause) in saying for _, clause in witness.clauses()):
        state = TermState.UNMARKED
    else:
        state = TermState.SILENT
    return TermCell(category.name, witness.siglum, state, said)


def _compared(record: DossierRecord, sigla: frozenset[str]) -> list[tuple[str, str]]:
    """The pairs that the dossier compares, without those that a chain of others makes up."""
    pairs = [(plan.earlier, plan.later) for plan in record.comparisons]
    pairs = [pair for pair in dict.fromkeys(pairs) if sigla.issuperset(pair)]
    # A part of a text joins nothing: where it is silent, nobody would hear what became of a term.
    whole = {witness.siglum for witness in record.witnesses if witness.complete}
    return [pair for pair in pairs if not _joined(pair, [other for other in pairs if other != pair], whole)]


def _joined(pair: tuple[str, str], pairs: Sequence[tuple[str, str]], through: Set[str]) -> bool:
    """Whether pairs lead from one witness to another by way of certain others."""
    reached, fresh = {pair[0]}, [pair[0]]
    while fresh:
        here = fresh.pop()
        onward = [later for earlier, later in pairs if earlier == here and later not in reached]
        reached.update(onward)
        fresh += [later for later in onward if later in through]
    return pair[1] in reached


def _change(record: DossierRecord, category: TermCategory, earlier: TermCell, later: TermCell) -> TermChange | None:
    """What became of a category; ``None`` where neither lays it down, or nobody has marked the terms of one."""
    states = (earlier.state, later.state)
    if TermState.LAID_DOWN not in states or TermState.UNMARKED in states:
        return None
    if states[0] is states[1]:
        pairs = ((earlier, later), (later, earlier))
        kept = all(_has(category, other, value) for one, other in pairs for value in one.values)
        relation = TermRelation.KEPT if kept else TermRelation.CHANGED
    elif TermState.NOT_TRANSMITTED in states or _apart(record, earlier.siglum, later.siglum):
        relation = TermRelation.NOT_TRANSMITTED
    else:
        relation = TermRelation.NEW if later.annotations else TermRelation.GONE
    found = (*earlier.annotations, *later.annotations)
    said = speaking_of(record.annotations, found, (earlier.siglum, later.siglum))
    afterwards = _after(record, later.siglum)
    said = tuple(one for one in said if afterwards.isdisjoint(_spoken_of(one)))
    return TermChange(category.name, relation, earlier, later, said)


def _after(record: DossierRecord, siglum: str) -> frozenset[str]:
    """The witnesses that the dossier has after one."""
    sigla = [witness.siglum for witness in record.witnesses]
    return frozenset(sigla[sigla.index(siglum) + 1 :])


def _spoken_of(annotation: Annotation) -> Iterator[str]:
    """The witnesses of whose provisions an annotation speaks."""
    for target in annotation.targets:
        if not target.of_witness:
            yield from (end.siglum for end in target.addresses)


def _has(category: TermCategory, cell: TermCell, value: str) -> bool:
    return any(category.same(value, other) for other in cell.values)


def _apart(record: DossierRecord, *sigla: str) -> bool:
    """Whether witnesses are states of different instruments, as far as anybody says."""
    instruments = {witness_of(record, siglum).instrument for siglum in sigla}
    return "" not in instruments and len(instruments) > 1
