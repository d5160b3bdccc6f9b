"""Derived dates: what follows from terms and acts, each date with its premises.

When a text that is in force for five years from its ratification ends, can be told as soon as somebody says when it
was ratified. It is counted from the act that the text names; and, beside it, from any other act on record from
which somebody counted, or may have, since those who interpret the text contradict each other.
`treatydiff.model.durations` says how years and months are counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from attrs import evolve, frozen

from treatydiff.annotation import Contradictions
from treatydiff.model.annotations import TERM, Annotation
from treatydiff.model.dates import UncertainDate
from treatydiff.model.dossiers import DossierRecord
from treatydiff.model.durations import Duration
from treatydiff.model.sources import Source
from treatydiff.model.terms import date_of_event
from treatydiff.model.witnesses import Witness
from treatydiff.terms.places import speaking_of, targets_in, terms_of, witness_of

DURATION, FORCE, RENEWAL, NOTICE = "duration", "entry-into-force", "renewal", "notice"
"""The categories of terms from which dates follow."""
ACTS = ("signature", "ratification")
"""The kinds of annotation that tell of an act from which a treaty may be in force; what some text of the dossier
names as its entry into force is one as well."""
_DATE = "date"
_SIGNED = "signed"
_INTERPRETATION = "interpretation"
_DENUNCIATION = "denunciation"
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


class DateKind(StrEnum):
    """What follows on a date."""

    FROM = "in force from"
    TO = "in force to"
    NOTICE = "notice by"
    """The last day on which it can be denounced before it is prolonged."""
    RENEWED = "renewed to"
    """Its end where nobody denounces it."""


@frozen
class Act:
    """From what one counts.

    Attributes:
        event: signature, ratification ...; ``date`` where the text itself gives the date.
        date: when it was done.
        annotation: what says so; ``None`` where the witness itself does, as a signed text by its date.
        sources: where that is taken from.

    Example:
        >>> str(Act("signature", UncertainDate("1926-05-03")))
        'signature 1926-05-03'
    """

    event: str
    date: UncertainDate
    annotation: Annotation | None = None
    sources: tuple[Source, ...] = ()

    def __str__(self) -> str:
        return f"{self.event} {self.date}"


@frozen
class DerivedDate:
    """A date that follows from what a text lays down.

    Attributes:
        siglum: the witness.
        kind: what follows on it.
        date: when; as uncertain as the act from which it is counted.
        reckoning: how it was counted: ``1941-05-05 + P5Y - P1Y``.
        act: the act from which it is counted.
        stated: whether the text counts from that act itself.
        terms: the terms that it follows from, in the order of the reckoning, with the words that say so.
        said_by: who names this very date, among those who speak of these terms: looked for as ``1941-05-05``,
            ``5 May 1941`` and ``May 5, 1941``.
        disputed_by: the interpretations of these terms that contradict each other.
        denounced_by: of `DateKind.RENEWED`, the denunciations on record.
        in_time: of the same, whether the first of these was made by the last day for it, so that it is not renewed;
            ``None`` where there is none, or their dates leave it open.

    Example:
        >>> signed = Act("signature", UncertainDate("1926-05-03"))
        >>> str(DerivedDate("A", DateKind.TO, UncertainDate("1931-05-03"), "1926-05-03 + P5Y", signed, stated=True))
        'A in force to 1931-05-03, counted from signature 1926-05-03'
    """

    siglum: str
    kind: DateKind
    date: UncertainDate
    reckoning: str
    act: Act
    stated: bool
    terms: tuple[Annotation, ...] = ()
    said_by: tuple[Annotation, ...] = ()
    disputed_by: tuple[Annotation, ...] = ()
    denounced_by: tuple[Annotation, ...] = ()
    in_time: bool | None = None

    def __str__(self) -> str:
        return f"{self.siglum} {self.kind} {self.date}, counted from {self.act}"


def derived_dates(record: DossierRecord, siglum: str) -> tuple[DerivedDate, ...]:
    """The dates that follow from the terms of a witness and the acts that are on record.

    Acts are the annotations of the kinds in `ACTS` that have the witness or a part of it as a target and a date;
    and the date of a witness that is ``signed``. Where several differ, all are counted from.

    Args:
        record: the dossier.
        siglum: the witness.

    Returns:
        First what is counted from the act that the text names, then the rest; by act, and as in `DateKind`. Nothing
        where the text lays down no term of which a date follows, or no act is known.

    Raises:
        UnknownError: no witness has the siglum.
        ModelError: the value of a term is not written in the form of its category.

    Example:
        >>> from treatydiff.model.annotations import Target
        >>> from treatydiff.model.passages import Passage
        >>> from treatydiff.model.provisions import Provision
        >>> text = "It is in force five years from ratification."
        >>> said = {"duration": ("P5Y", "five years"), "entry-into-force": ("ratification", "from ratification")}
        >>> record = DossierRecord(
        ...     witnesses=(Witness("A", (Provision("body", (Passage(text),)),)),),
        ...     annotations=(
        ...         *(
        ...             Annotation(term, "term", "", Target("A/body:1", quote=words), term=term, value=value)
        ...             for term, (value, words) in said.items()
        ...         ),
        ...         Annotation("n1", "ratification", "Both ratify.", "A", UncertainDate("1940-02-29")),
        ...     ),
        ... )
        >>> for date in derived_dates(record, "A"):
        ...     print(date, "by", date.reckoning)
        A in force from 1940-02-29, counted from ratification 1940-02-29 by 1940-02-29
        A in force to 1945-02-28, counted from ratification 1940-02-29 by 1940-02-29 + P5Y
    """
    witness = witness_of(record, siglum)
    laid_down = terms_of(record, siglum)
    relevant = [term for name in (DURATION, FORCE, RENEWAL, NOTICE) for term in laid_down.get(name, ())]
    if not laid_down.keys() & {DURATION, FORCE}:
        return ()
    speaking = speaking_of(record.annotations, relevant, [siglum])
    interpreting = [one for one in speaking if one.kind == _INTERPRETATION]
    contradictions = Contradictions.among(interpreting)
    disputed = tuple(one for one in interpreting if contradictions.of(one))
    denounced = tuple(
        one for one in record.annotations if one.kind == _DENUNCIATION and targets_in(one, siglum) and one.date
    )
    found: list[DerivedDate] = []
    for act, force in _counted_from(record, witness, laid_down.get(FORCE, ())):
        counted = list(_reckoned(siglum, act, force, laid_down))
        dates = [
            evolve(date, said_by=tuple(one for one in speaking if _names(one, date.date)), disputed_by=disputed)
            for date in counted
        ]
        dates = [
            evolve(date, denounced_by=denounced, in_time=_in_time(denounced, date, counted))
            if date.kind is DateKind.RENEWED
            else date
            for date in dates
        ]
        if force or disputed or any(date.said_by for date in dates if date.kind is not DateKind.FROM):
            found += dates
    return tuple(found)


def _counted_from(
    record: DossierRecord, witness: Witness, forces: Sequence[Annotation]
) -> Iterator[tuple[Act, tuple[Annotation, ...]]]:
    """The acts from which one may count, each with the terms that say so: first those that the text names."""
    named = list(dict.fromkeys(term.value for term in forces))
    others = (term.value for term in record.annotations if term.kind == TERM and term.term == FORCE)
    events = dict.fromkeys([*named, *ACTS, *(event for event in others if date_of_event(event) is None)])
    for event in events:
        saying = tuple(term for term in forces if term.value == event)
        date = date_of_event(event)
        if date is not None:
            yield Act(_DATE, date, saying[0], saying[0].sources), saying
        else:
            yield from ((act, saying) for act in _acts(record, witness, event))


def _acts(record: DossierRecord, witness: Witness, event: str) -> Iterator[Act]:
    """The acts of one kind that are on record of a witness, of those on one date the first."""
    dated: dict[str, Act] = {}
    for one in record.annotations:
        if one.kind == event and one.date is not None and targets_in(one, witness.siglum):
            dated.setdefault(one.date.edtf, Act(event, one.date, one, one.sources))
    if event == ACTS[0] and witness.kind == _SIGNED and witness.date is not None:
        sources = (witness.source,) if witness.source else ()
        dated.setdefault(witness.date.edtf, Act(event, witness.date, None, sources))
    yield from dated.values()


def _reckoned(
    siglum: str, act: Act, force: tuple[Annotation, ...], laid_down: dict[str, tuple[Annotation, ...]]
) -> Iterator[DerivedDate]:
    """The dates that follow when one counts from an act."""
    start = DerivedDate(siglum, DateKind.FROM, act.date, str(act.date), act, bool(force), force)
    yield start
    for duration, lasting in _values(laid_down.get(DURATION, ())):
        end = _counted(start, DateKind.TO, duration, lasting)
        if end is None:
            continue
        yield end
        for notice, noticed in _values(laid_down.get(NOTICE, ())):
            last = _counted(end, DateKind.NOTICE, notice, noticed, back=True)
            if last is not None:
                yield last
        for renewal, renewed in _values(laid_down.get(RENEWAL, ())):
            later = _counted(end, DateKind.RENEWED, renewal, renewed)
            if later is not None:
                yield later


def _values(terms: Iterable[Annotation]) -> Iterator[tuple[Duration, tuple[Annotation, ...]]]:
    """The durations that terms state, each with those that state it or its equal."""
    stated: list[tuple[Duration, tuple[Annotation, ...]]] = []
    for term in terms:
        duration = Duration(term.value)
        same = next((n for n, (other, _) in enumerate(stated) if other.equals(duration)), None)
        if same is None:
            stated.append((duration, (term,)))
        else:
            stated[same] = (stated[same][0], (*stated[same][1], term))
    yield from stated


def _counted(
    base: DerivedDate, kind: DateKind, duration: Duration, terms: tuple[Annotation, ...], *, back: bool = False
) -> DerivedDate | None:
    date = duration.before(base.date) if back else duration.after(base.date)
    if date is None:
        return None
    reckoning = f"{base.reckoning} {'-' if back else '+'} {duration.text}"
    return evolve(base, kind=kind, date=date, reckoning=reckoning, terms=(*base.terms, *terms))


def _in_time(denounced: Iterable[Annotation], renewed: DerivedDate, dates: Iterable[DerivedDate]) -> bool | None:
    """Whether the first denunciation comes before the last day for it; ``None`` where that cannot be told."""
    end = renewed.reckoning.rpartition(" + ")[0]
    last = [date.date for date in dates if date.kind is DateKind.NOTICE and date.reckoning.startswith(f"{end} - ")]
    days = [one.date for one in denounced if one.date is not None]
    if not last or not days:
        return None
    if min(day.latest for day in days) <= min(day.earliest for day in last):
        return True
    return None if min(day.earliest for day in days) <= max(day.latest for day in last) else False


def _names(annotation: Annotation, date: UncertainDate) -> bool:
    """Whether an annotation names a day, in its words or in those that it quotes."""
    if date.earliest != date.latest:
        return False
    day, month, year = date.earliest.day, _MONTHS[date.earliest.month - 1], date.earliest.year
    forms = (str(date.earliest), f"{day} {month} {year}", f"{month} {day}, {year}")
    said = rf"(?<![\w-])(?:{'|'.join(forms)})(?![\w-])"
    return bool(re.search(said, f"{annotation.statement}\n{annotation.quote}"))
