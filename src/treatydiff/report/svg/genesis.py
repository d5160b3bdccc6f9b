"""Genesis: the life of each provision from draft to draft, as rows and cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum

from attrs import frozen

from treatydiff.collation import ClauseGroup, Collation
from treatydiff.model.addresses import Address
from treatydiff.model.dossiers import Level
from treatydiff.model.languages import in_two_languages
from treatydiff.model.links import Flag, Link


class Fate(StrEnum):
    """What became of a provision in a text."""

    FIRST = "first here"
    KEPT = "kept"
    REWORDED = "reworded"
    SPLIT = "split"
    MERGED = "merged"
    PARALLEL = "corresponds"
    ABSENT = "no counterpart"
    SILENT = "not transmitted"


@frozen
class GenesisCell:
    """What one text has of a provision.

    Attributes:
        siglum: the text.
        fate: what became of it.
        after: siglum of the earlier text it is held against, where that is not the one before.
        addresses: where it stands in the text.
        words: words that say what is new: those that differ, else its first.
        moved: whether it stands elsewhere among the rest than in the text it is held against.
    """

    siglum: str
    fate: Fate
    after: str = ""
    addresses: tuple[Address, ...] = ()
    words: str = ""
    moved: bool = False


@frozen
class GenesisRow:
    """One provision.

    Attributes:
        address: where it stands in the last text that has it.
        words: its first words there.
        cells: the texts in order.
    """

    address: Address
    words: str
    cells: tuple[GenesisCell, ...]


@frozen
class GenesisPart:
    """Rows that belong together.

    Attributes:
        title: the instrument they are provisions of; empty for what it does not have.
        siglum: the final text of that instrument; empty for what it does not have.
        rows: the rows, in that text's order.
    """

    title: str
    siglum: str
    rows: tuple[GenesisRow, ...]


_MOST = 7
"""Words that a cell shows."""


def genesis(collation: Collation, *, final: str = "") -> tuple[GenesisPart, ...]:
    """The rows of a collation: those of the final text, of the last of other instruments, then the rest.

    Args:
        collation: the texts in time; rows stand in its base's order.
        final: siglum of the final text; else it is the base.

    Example:
        >>> from treatydiff.collation import collate
        >>> from treatydiff.model.passages import Passage
        >>> from treatydiff.model.provisions import Provision
        >>> from treatydiff.model.witnesses import Witness
        >>> a, b = (
        ...     Witness(siglum, (Provision("body", (Passage(f"It lasts {years} years."),)),))
        ...     for siglum, years in (("A", "five"), ("B", "ten"))
        ... )
        >>> [(cell.fate.value, cell.words) for part in genesis(collate([a, b])) for cell in part.rows[0].cells]
        [('first here', 'It lasts five years.'), ('reworded', 'ten')]
    """
    finals = _finals(collation, final or collation.base)
    flags: dict[Address, list[Link]] = {}
    for link in collation.links:
        if link.of_clauses and Flag.MOVED in link.flags:
            for address in (*link.earlier, *link.later):
                flags.setdefault(address, []).append(link)
    rows: dict[str, list[GenesisRow]] = {siglum: [] for siglum in [*finals, ""]}
    for group in collation.clause_groups():
        part = next((siglum for siglum in finals if group.member(siglum)), "")
        rows[part].append(_row(collation, group, flags, part))
    return tuple(
        GenesisPart(collation.witness(siglum).instrument if siglum else "", siglum, tuple(found))
        for siglum, found in rows.items()
        if found
    )


def _finals(collation: Collation, final: str) -> list[str]:
    """The final text, and the last complete text of each other instrument."""
    own = collation.witness(final).instrument
    last = {w.instrument: w.siglum for w in collation.witnesses if w.instrument not in ("", own) and w.complete}
    return [final, *last.values()]


def _row(collation: Collation, group: ClauseGroup, flags: dict[Address, list[Link]], final: str) -> GenesisRow:
    held = [siglum for siglum in (w.siglum for w in collation.witnesses) if group.member(siglum)]
    before = dict(zip(held[1:], held, strict=False))
    cells = [
        _cell(collation, group, witness.siglum, before.get(witness.siglum, ""), flags)
        for witness in collation.witnesses
    ]
    shown = group.member(final) or group.members[-1]
    return GenesisRow(shown.addresses[0], _opening(group.written(shown.siglum)), tuple(cells))


def _cell(
    collation: Collation, group: ClauseGroup, siglum: str, before: str, flags: dict[Address, list[Link]]
) -> GenesisCell:
    """What one text has, held against the last one before it that has the clause; none where that is empty."""
    member = group.member(siglum)
    if member is None:
        return GenesisCell(siglum, Fate.SILENT if siglum in group.not_transmitted else Fate.ABSENT)
    if not before:
        return GenesisCell(siglum, Fate.FIRST, "", member.addresses, _opening(group.written(siglum)))
    former = group.member(before)
    count = len(former.addresses) if former else 1
    compared = not in_two_languages(collation.witness(before), collation.witness(siglum))
    if collation.options.level is Level.ARTICLE or not compared:
        fate = Fate.PARALLEL
    elif len(member.addresses) != count:
        fate = Fate.SPLIT if len(member.addresses) > count else Fate.MERGED
    else:
        fate = Fate.REWORDED if _differing(group, siglum, before) else Fate.KEPT
    moved = any(
        before in {end.siglum for end in (*link.earlier, *link.later)}
        for link in flags.get(member.addresses[0], ())
    )
    words = max(_differing(group, siglum, before), key=len, default="")
    shown = _opening(words) if any(map(str.isalnum, words)) else ""
    order = [witness.siglum for witness in collation.witnesses]
    beside = order.index(siglum) - order.index(before) == 1
    return GenesisCell(siglum, fate, "" if beside else before, member.addresses, shown, moved)


def _differing(group: ClauseGroup, siglum: str, other: str) -> list[str]:
    """The words of a text that another does not have so; empty strings where it lacks some."""
    found = []
    for unit in group.units:
        ours, theirs = unit.of(siglum), unit.of(other)
        if (ours.forms if ours else ()) != (theirs.forms if theirs else ()):
            found.append(ours.text if ours else "")
    return found


def _opening(text: str) -> str:
    words = text.split()
    # Texts written without spaces are cut by letters.
    if len(words) < _MOST and len(text) > 60:
        return f"{text.strip()[:40]}…"
    return " ".join(words) if len(words) <= _MOST + 1 else f"{' '.join(words[:_MOST])} …"


def joined_alike(cells: Sequence[GenesisCell]) -> Iterator[tuple[GenesisCell, ...]]:
    """The cells with neighbours that are empty for one reason taken together.

    Example:
        >>> empty = [GenesisCell("A", Fate.ABSENT), GenesisCell("B", Fate.ABSENT), GenesisCell("C", Fate.SILENT)]
        >>> [len(run) for run in joined_alike(empty)]
        [2, 1]
    """
    run: list[GenesisCell] = []
    for cell in cells:
        if run and not (cell.fate is run[0].fate and cell.fate in (Fate.ABSENT, Fate.SILENT)):
            yield tuple(run)
            run = []
        run.append(cell)
    if run:
        yield tuple(run)
