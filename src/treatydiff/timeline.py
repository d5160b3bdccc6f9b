"""Timeline: the texts of a dossier, who handed them over, and what is said to have happened, in order.

What has a date stands by its first possible day, then by its last, then as the dossier lists it; what has none
stands apart. So whatever is certain to be earlier stands earlier. Where the days that two dates may mean overlap,
the order is not known, and each entry names those that it may precede or follow. Entries of one day are no such
case: they are of that day, and stand as the dossier lists them.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from enum import StrEnum

from attrs import evolve, frozen

from treatydiff.annotation import Contradictions, remarks
from treatydiff.model.annotations import Annotation
from treatydiff.model.dates import UncertainDate
from treatydiff.model.dossiers import DossierRecord, Handover
from treatydiff.model.witnesses import Witness


class EntryKind(StrEnum):
    """What an entry of a timeline is."""

    WITNESS = "witness"
    HANDOVER = "handover"
    ANNOTATION = "annotation"


@frozen(repr=False)
class TimelineEntry:
    """A text, its handover, or what an annotation tells of: one of the three is there, the others are ``None``.

    Attributes:
        key: what the entry is called in this timeline: ``A`` for a text, ``A handed over``, an annotation's id;
            with ``(2)`` and so on behind it where that name is taken.
        date: when; ``None`` where nothing is said.
        title: what it is, in a few words: a text's title, who handed what to whom, an annotation's statement.
        witness: the text.
        handover: who handed over which texts.
        annotation: what is said.
        conflicts: the annotations that contradict this one, whichever says so.
        unordered: keys of the entries that it may precede or follow: their dates overlap with its own.

    Example:
        >>> entry = TimelineEntry("A", UncertainDate("1926-05"), "First draft", witness=Witness("A"))
        >>> str(entry), entry.kind.value, entry.order_uncertain
        ('1926-05 A: First draft', 'witness', False)
    """

    key: str
    date: UncertainDate | None
    title: str
    witness: Witness | None = None
    handover: Handover | None = None
    annotation: Annotation | None = None
    conflicts: tuple[Annotation, ...] = ()
    unordered: tuple[str, ...] = ()

    @property
    def kind(self) -> EntryKind:
        """Which of the three it is."""
        if self.witness is not None:
            return EntryKind.WITNESS
        return EntryKind.ANNOTATION if self.annotation is not None else EntryKind.HANDOVER

    @property
    def order_uncertain(self) -> bool:
        """Whether its place among others is not known."""
        return bool(self.unordered)

    def __str__(self) -> str:
        return f"{self.date or 'undated'} {self.key}: {self.title}"

    def __repr__(self) -> str:
        return f"<TimelineEntry {self}>"


@frozen(repr=False)
class Timeline:
    """What happened, in order.

    Attributes:
        title: what the dossier is called.
        entries: what has a date: by its first possible day, then its last, then as the dossier lists it.
        undated: what has none, as the dossier lists it.

    Example:
        >>> draft = TimelineEntry("A", UncertainDate("1926-05"), "First draft", witness=Witness("A"))
        >>> [str(entry) for entry in Timeline("Drafts", (draft,))]
        ['1926-05 A: First draft']
    """

    title: str
    entries: tuple[TimelineEntry, ...]
    undated: tuple[TimelineEntry, ...] = ()

    def __iter__(self) -> Iterator[TimelineEntry]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def __repr__(self) -> str:
        return f"<Timeline {self.title!r}: {len(self.entries)} dated, {len(self.undated)} undated>"


def timeline(record: DossierRecord) -> Timeline:
    """The timeline of a dossier: its texts, their handovers and its annotations, terms left aside.

    Args:
        record: what the dossier states.

    Example:
        >>> from treatydiff.model.dossiers import DossierRecord
        >>> texts = (
        ...     Witness("A", title="Draft", date=UncertainDate("1950-03")),
        ...     Witness("B", date=UncertainDate("1950")),
        ... )
        >>> said = (Annotation("n1", "objection", "Too short.", "A", UncertainDate("1950-02-07")),)
        >>> for entry in timeline(DossierRecord("Pact", texts, annotations=said)):
        ...     print(entry, entry.unordered)
        1950 B: B ('n1', 'A')
        1950-02-07 n1: Too short. ('B',)
        1950-03 A: Draft ('B',)
    """
    entries = [*_entries(record)]
    dated = sorted((entry for entry in entries if entry.date is not None), key=lambda entry: _days(entry.date))
    beside = _overlaps([_days(entry.date) for entry in dated])
    ordered = tuple(
        evolve(entry, unordered=tuple(dated[other].key for other in others))
        for entry, others in zip(dated, beside, strict=True)
    )
    return Timeline(record.title, ordered, tuple(entry for entry in entries if entry.date is None))


def _entries(record: DossierRecord) -> Iterator[TimelineEntry]:
    """All entries, as the dossier lists them: a text, then how it was handed over; then what is said."""
    taken: set[str] = set()
    told: set[int] = set()
    for witness in record.witnesses:
        key = _free(witness.siglum, taken)
        yield TimelineEntry(key, witness.date, witness.title or witness.siglum, witness=witness)
        for number, handover in enumerate(record.handovers):
            if witness.siglum in handover.sigla and number not in told:
                told.add(number)
                key = _free(f"{', '.join(handover.sigla)} handed over", taken)
                yield TimelineEntry(key, handover.date, _told(handover), handover=handover)
    said = remarks(record.annotations)
    contradictions = Contradictions.among(said)
    for one in said:
        against = contradictions.of(one)
        yield TimelineEntry(_free(one.id, taken), one.date, one.statement, annotation=one, conflicts=against)


def _free(name: str, taken: set[str]) -> str:
    """The name, with a number where another entry has it: ids of annotations may look like sigla."""
    key, number = name, 1
    while key in taken:
        number += 1
        key = f"{name} ({number})"
    taken.add(key)
    return key


def _told(handover: Handover) -> str:
    ends = [f"{word} {name}" for word, name in (("from", handover.sender), ("to", handover.recipient)) if name]
    return " ".join([", ".join(handover.sigla), *ends])


_Days = tuple[datetime.date, datetime.date]


def _days(date: UncertainDate | None) -> _Days:
    return (date.earliest, date.latest) if date else (datetime.date.max, datetime.date.max)


def _overlaps(days: Sequence[_Days]) -> list[list[int]]:
    """For each of some dates, in order, the positions of those that may be earlier or later than it."""
    beside: list[list[int]] = [[] for _ in days]
    for here, (first, last) in enumerate(days):
        for there in range(here + 1, len(days)):
            if days[there][0] > last:
                break
            if not first == last == days[there][0] == days[there][1]:
                beside[here].append(there)
                beside[there].append(here)
    return [sorted(found) for found in beside]
