"""Parallel texts: what stands beside what, and which passage of one language a change in another concerns.

A treaty authenticated in two or more languages says one thing in each (Vienna Convention on the Law of Treaties,
article 33). Here the texts stand in rows by the links of their comparisons, whatever found these: words where the
language is one, structure where it is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from treatydiff.comparison import Change, Comparison
from treatydiff.errors import ModelError
from treatydiff.model.addresses import Address
from treatydiff.model.links import Link
from treatydiff.model.witnesses import Witness


@frozen
class ParallelRow:
    """What stands in one row.

    Attributes:
        cells: for each text the addresses of its provision, or of its clauses in text order; empty where nothing
            corresponds.
        links: for each text but the first the links by which it stands here.
    """

    cells: tuple[tuple[Address, ...], ...]
    links: tuple[tuple[Link, ...], ...]

    @property
    def of_clauses(self) -> bool:
        """Whether clauses stand here, and not what is printed over a provision."""
        return next(cell for cell in self.cells if cell)[0].clause is not None


@frozen
class ParallelText:
    """Texts in rows.

    Attributes:
        witnesses: the texts, the first being the one whose order the rows follow.
        rows: a row for each provision with a name or number of its own, and for the clauses that correspond; what
            the first text lacks stands after what precedes it in its own.
    """

    witnesses: tuple[Witness, ...]
    rows: tuple[ParallelRow, ...]


def side_by_side(comparisons: Sequence[Comparison]) -> ParallelText:
    """One text and others that were each compared with it, in rows.

    Args:
        comparisons: of the same earlier text with different later ones.

    Raises:
        ModelError: there is no comparison, or they have different earlier texts.

    Example:
        >>> from treatydiff.comparison import compare
        >>> from treatydiff.model.numbers import Number
        >>> from treatydiff.model.passages import Passage
        >>> from treatydiff.model.provisions import Provision
        >>> a = Witness("A", (Provision("article", (Passage("It lasts five years."),), number=Number("3")),))
        >>> b = Witness("B", (Provision("article", (Passage("五年とする。"),), number=Number("3")),), language="ja")
        >>> for row in side_by_side([compare(a, b)]).rows:
        ...     print([[str(address) for address in cell] for cell in row.cells])
        [['A/3'], ['B/3']]
        [['A/3:1'], ['B/3:1']]
    """
    if not comparisons:
        raise ModelError("found no texts to set side by side", expected="two at least")
    base = comparisons[0].earlier
    for one in comparisons:
        if one.earlier != base:
            raise ModelError(
                f"found {one.earlier.siglum} and {base.siglum} to set other texts beside", expected="one of them"
            )
    witnesses = (base, *(one.later for one in comparisons))
    rows = _rows(base, comparisons)
    place_of = {address: row for row in rows for cell in row for address in cell}
    for column, witness in enumerate(witnesses[1:], start=1):
        before: list[list[Address]] | None = None
        for address in _shown(witness):
            row = place_of.get(address)
            if row is None:
                row = [[] for _ in witnesses]
                row[column].append(address)
                place_of[address] = row
                rows.insert(0 if before is None else _place(rows, before) + 1, row)
            before = row
    return ParallelText(witnesses, tuple(_row(row, comparisons) for row in rows))


def _rows(base: Witness, comparisons: Sequence[Comparison]) -> list[list[list[Address]]]:
    """The rows that have something of the first text."""
    rows: list[list[list[Address]]] = []
    row_of: dict[Address, list[list[Address]]] = {}
    for address in _shown(base):
        row: list[list[Address]] = [[address], *([] for _ in comparisons)]
        row_of[address] = row
        rows.append(row)
    for column, comparison in enumerate(comparisons, start=1):
        shown = set(_shown(comparison.later))
        for link in comparison.links:
            ours = [address for address in link.earlier if address in row_of]
            theirs = [address for address in link.later if address in shown]
            if not ours or not theirs:
                continue
            first = row_of[ours[0]]
            for address in ours[1:]:
                other = row_of[address]
                if other is not first:
                    _join(first, other)
                    rows.remove(other)
                    row_of.update((joined, first) for joined in other[0])
            first[column] += theirs
    order = {a: n for witness in (base, *(one.later for one in comparisons)) for n, a in enumerate(_shown(witness))}
    return [[sorted(cell, key=order.__getitem__) for cell in row] for row in rows]


def _join(row: list[list[Address]], other: list[list[Address]]) -> None:
    for cell, more in zip(row, other, strict=True):
        cell.extend(more)


def _place(rows: Sequence[list[list[Address]]], row: list[list[Address]]) -> int:
    return next(place for place, one in enumerate(rows) if one is row)


def _shown(witness: Witness) -> Iterator[Address]:
    """Provisions with something printed over them, and all clauses, in text order."""
    for address, provision in witness.addressed():
        if not provision.about.inner or provision.label is not None or provision.heading is not None:
            yield address
        for number in range(1, len(provision.clauses) + 1):
            yield address.of_clause(number)


def _row(cells: Sequence[Sequence[Address]], comparisons: Sequence[Comparison]) -> ParallelRow:
    links = tuple(
        tuple(link for link in comparison.links if not set(cell).isdisjoint(link.later) and cells[0])
        for cell, comparison in zip(cells[1:], comparisons, strict=True)
    )
    return ParallelRow(tuple(map(tuple, cells)), links)


def passages_beside(change: Change, parallel: Comparison) -> tuple[Address, ...]:
    """Which passages of a parallel text a change concerns.

    Args:
        change: a change in one language, as of A to B.
        parallel: the comparison of A or B with a text in another language, in either order.

    Returns:
        Addresses of the parallel text in its order; none where nothing corresponds to what changed.

    Example:
        >>> from treatydiff.comparison import compare
        >>> from treatydiff.model.passages import Passage
        >>> from treatydiff.model.provisions import Provision
        >>> a, b, c = (
        ...     Witness(siglum, (Provision("article", (Passage(text),)),), language=language)
        ...     for siglum, text, language in (
        ...         ("A", "It lasts five years.", "en"),
        ...         ("B", "It lasts ten years.", "en"),
        ...         ("C", "Elle dure dix ans.", "fr"),
        ...     )
        ... )
        >>> [str(address) for address in passages_beside(compare(a, b).changes[0], compare(b, c))]
        ['C/article:1']
    """
    ends = (*change.address.earlier, *change.address.later)
    found: set[Address] = set()
    for here, there in ((parallel.earlier, parallel.later), (parallel.later, parallel.earlier)):
        mine = [end for end in ends if end.siglum == here.siglum]
        if mine:
            found |= _reached(mine, _sides(parallel.links, here.siglum))
            return tuple(address for address in _all(there) if address in found and address.parent not in found)
    return ()


_Sides = Sequence[tuple[tuple[Address, ...], tuple[Address, ...]]]


def _sides(links: Iterable[Link], siglum: str) -> _Sides:
    return [
        (link.earlier, link.later) if link.earlier[0].siglum == siglum else (link.later, link.earlier)
        for link in links
    ]


def _reached(places: Sequence[Address], links: _Sides) -> set[Address]:
    """The other ends of links of some places; of clauses that have none, nothing."""
    exact = {end for here, there in links if not set(here).isdisjoint(places) for end in there}
    return exact or {end for here, there in links if any(a.is_in(b) for a in here for b in places) for end in there}


def _all(witness: Witness) -> Iterator[Address]:
    for address, provision in witness.addressed():
        yield address
        for number in range(1, len(provision.clauses) + 1):
            yield address.of_clause(number)


def changes_in_one_language(
    changes: Comparison, others: Comparison, *, earlier: Comparison, later: Comparison
) -> tuple[Change, ...]:
    """The changes between two drafts in one language where nothing changed between the same drafts in another.

    What changes in one language alone may be the translator's doing, or a divergence between the texts (Vienna
    Convention on the Law of Treaties, article 33, paragraph 4).

    Args:
        changes: of the drafts in the language in question.
        others: of the same drafts in the other language.
        earlier: of the two earlier drafts, in either order.
        later: of the two later drafts, in either order.

    Returns:
        The changes, in their order, for which no change of `others` touches a passage that corresponds.

    Example:
        >>> from treatydiff.comparison import compare
        >>> from treatydiff.model.passages import Passage
        >>> from treatydiff.model.provisions import Provision
        >>> a, b, c, d = (
        ...     Witness(siglum, (Provision("article", (Passage(text),)),), language=language)
        ...     for siglum, text, language in (
        ...         ("A", "It lasts five years.", "en"),
        ...         ("B", "It stays in force for five years.", "en"),
        ...         ("C", "Elle dure cinq ans.", "fr"),
        ...         ("D", "Elle dure cinq ans.", "fr"),
        ...     )
        ... )
        >>> english, french, then, now = compare(a, b), compare(c, d), compare(a, c), compare(b, d)
        >>> [str(change) for change in changes_in_one_language(english, french, earlier=then, later=now)]
        ['A/article:1..B/article:1 reworded']
    """
    touched = [end for change in others.changes for end in (*change.address.earlier, *change.address.later)]
    alone: list[Change] = []
    for change in changes.changes:
        places = [*passages_beside(change, earlier), *passages_beside(change, later)]
        if not any(end.is_in(place) or place.is_in(end) for end in touched for place in places):
            alone.append(change)
    return tuple(alone)
