"""The rows of alignment tables: the variation units of a collation, a cell for each witness."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

from attrs import frozen

from treatydiff.collation.values import ClauseGroup, Collation, Member, ProvisionGroup, VariationUnit
from treatydiff.model.addresses import Address
from treatydiff.model.witnesses import Witness
from treatydiff.tokenization import GAP_FORM


class CellState(StrEnum):
    """What a witness has at a place of the table."""

    WORDS = "words"
    GAP = "gap"
    """A gap stands there, alone or among words."""
    OMITTED = "omitted"
    NOT_TRANSMITTED = "not transmitted"


@frozen
class Place:
    """Where words of a cell stand in their witness.

    Attributes:
        address: a clause, or the provision over which they are printed.
        start: the first code point, counted in the clause, label or heading.
        stop: the code point after the last.
        tokens: the half-open range of tokens, counted in the same way.
        order: a number that rises in the witness's own order, labels and headings included.
    """

    address: Address
    start: int
    stop: int
    tokens: tuple[int, int]
    order: int

    def __str__(self) -> str:
        return f"{self.address}[{self.start}:{self.stop}]"


@frozen
class Cell:
    """What one witness has in a row.

    Attributes:
        state: whether it has words, a gap, or nothing, and why.
        tokens: the words as written, white space after them included.
        forms: their compared forms.
        places: where they stand: one place, or several where clauses are joined.
    """

    state: CellState
    tokens: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()

    @property
    def text(self) -> str:
        """The words as one string."""
        return "".join(self.tokens)


@frozen
class Row:
    """One variation unit.

    Attributes:
        address: the group that it stands in.
        part: ``label``, ``heading`` or ``text``.
        number: its number in this part of the group, from 1.
        unit: the unit itself.
        method: how the words were aligned; empty outside ``text``.
        cells: one for each witness, in the table's order.
    """

    address: Address
    part: str
    number: int
    unit: VariationUnit
    method: str
    cells: tuple[Cell, ...]


@frozen
class AlignmentTable:
    """The units of a collation as rows.

    Attributes:
        sigla: the witnesses, the base first, then as the collation has them.
        rows: the units, in the apparatus's order.
    """

    sigla: tuple[str, ...]
    rows: tuple[Row, ...]


def alignment_table(collation: Collation) -> AlignmentTable:
    """The alignment table of a collation, from which all files here are written.

    Example:
        >>> from treatydiff.collation import collate
        >>> from treatydiff.model.provisions import Passage, Provision
        >>> a, b = (
        ...     Witness(siglum, (Provision("article", (Passage(text),)),))
        ...     for siglum, text in (("A", "It lasts five years."), ("B", "It lasts years."))
        ... )
        >>> for row in alignment_table(collate([a, b])).rows:
        ...     print(row.number, [(cell.state.value, cell.text, *map(str, cell.places)) for cell in row.cells])
        1 [('words', 'It lasts ', 'A/article:1[0:9]'), ('words', 'It lasts ', 'B/article:1[0:9]')]
        2 [('words', 'five ', 'A/article:1[9:14]'), ('omitted', '')]
        3 [('words', 'years.', 'A/article:1[14:20]'), ('words', 'years.', 'B/article:1[9:15]')]
    """
    others = (witness.siglum for witness in collation.witnesses if witness.siglum != collation.base)
    begins = {siglum: _begins(collation.witness(siglum)) for siglum in (collation.base, *others)}
    rows: list[Row] = []
    for group in collation.walk():
        if isinstance(group, ClauseGroup):
            rows += _rows(begins, group, "text", group.units, group.method)
        else:
            rows += _rows(begins, group, "label", [group.label] if group.label else [], "")
            rows += _rows(begins, group, "heading", group.heading, "")
    return AlignmentTable(tuple(begins), tuple(rows))


_Begins = Mapping[tuple[str, Address], int]


def _begins(witness: Witness) -> _Begins:
    """Where each label, heading and clause begins if they all stand in a row, each a code point from the next."""
    begins: dict[tuple[str, Address], int] = {}
    place = 0
    for address, provision in witness.addressed():
        label, heading = provision.label, provision.heading
        for part, text in (("label", label.text if label else ""), ("heading", heading.text if heading else "")):
            begins[part, address] = place
            place += len(text) + 1
        for number, clause in enumerate(provision.clauses, start=1):
            begins["text", address.of_clause(number)] = place
            place += len(clause.text) + 1
    return begins


def _rows(
    begins: Mapping[str, _Begins],
    group: ClauseGroup | ProvisionGroup,
    part: str,
    units: Iterable[VariationUnit],
    method: str,
) -> Iterator[Row]:
    """The rows of one part of a group."""
    walks = {member.siglum: _Walk(member, part, begins[member.siglum]) for member in group.members}
    for number, unit in enumerate(units, start=1):
        has: dict[str, Cell] = {}
        for reading in unit.readings:
            gap = GAP_FORM in reading.forms
            state = CellState.GAP if gap else CellState.WORDS
            for siglum, (start, _) in zip(reading.witnesses, reading.ranges, strict=True):
                places = tuple(walks[siglum].over(start, reading.tokens))
                has[siglum] = Cell(state, reading.tokens, reading.forms, places)
        nothing = Cell(CellState.OMITTED), Cell(CellState.NOT_TRANSMITTED)
        cells = tuple(has.get(siglum) or nothing[siglum in unit.not_transmitted] for siglum in begins)
        yield Row(group.address, part, number, unit, method, cells)


class _Walk:
    """Walks through the words of one member of a group, from unit to unit."""

    def __init__(self, member: Member, part: str, begins: _Begins) -> None:
        self._member = member
        self._part = part
        self._begins = begins
        self._clause = -1
        self._point = 0

    def over(self, start: int, tokens: Sequence[str]) -> Iterator[Place]:
        """The places of the tokens from `start` on, a place for each clause."""
        starts = self._member.starts
        done = 0
        while done < len(tokens):
            # Of clauses that begin at one token, all but the last are empty.
            clause = bisect_right(starts, start + done) - 1
            if clause != self._clause:
                self._clause, self._point = clause, 0
            following = next((first for first in starts[clause + 1 :]), start + len(tokens))
            stop = min(len(tokens), following - start)
            length = sum(map(len, tokens[done:stop]))
            address = self._member.addresses[clause]
            order = self._begins[self._part, address] + self._point
            numbers = (start + done - starts[clause], start + stop - starts[clause])
            yield Place(address, self._point, self._point + length, numbers, order)
            self._point += length
            done = stop
