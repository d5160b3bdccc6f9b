"""A timeline as TEI: the stages of the text as ``listChange``, what happened as ``listEvent``.

The stages stand in ``profileDesc/creation``, one ``change`` for each text, whose ``target`` is the file named after
its siglum. Stages whose order is not known, as those of one day, stand in a ``listChange`` of their own that is not
ordered. The events stand in ``standOff/listEvent``: handovers and annotations, in order, then the undated. Each
has its date as EDTF in ``label/date``, and in ``notBefore`` and ``notAfter``, or ``when``, the days it may mean;
who acted; its sources; and a ``ptr`` to each of what it concerns and to the events that contradict it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence

from treatydiff.export.tei.annotations import annotation_id
from treatydiff.export.tei.bibliography import bibliography, by_key, place_in_work
from treatydiff.export.tei.build import Element, Register, element, serialize
from treatydiff.export.tei.responsibility import availability, responsible
from treatydiff.model.addresses import Address, ChangeAddress
from treatydiff.model.annotations import Annotation
from treatydiff.model.dates import UncertainDate
from treatydiff.model.dossiers import Handover
from treatydiff.timeline import Timeline, TimelineEntry


def write_timeline(timeline: Timeline, *, version: str) -> bytes:
    """A timeline as one TEI document.

    Args:
        timeline: the timeline.
        version: the software's version, which the header names.

    Returns:
        UTF-8; the same timeline gives the same bytes anywhere.

    Example:
        >>> from treatydiff.model.dossiers import DossierRecord
        >>> from treatydiff.model.witnesses import Witness
        >>> from treatydiff.timeline import timeline
        >>> record = DossierRecord("Pact", (Witness("A", date=UncertainDate("1950-02")),))
        >>> written = write_timeline(timeline(record), version="1.0").decode()
        >>> written[written.index("<change") : written.index("</listChange>")].strip()
        '<change notBefore="1950-02-01" notAfter="1950-02-28" target="A.xml#A">A: 1950-02</change>'
    """
    people, works = Register("r"), Register("s")
    events = [event for entry in (*timeline.entries, *timeline.undated) for event in _event(entry, people, works)]
    said = [entry.annotation for entry in (*timeline.entries, *timeline.undated) if entry.annotation]
    known = by_key(source.work for one in said for source in one.sources if source.work)
    parts = [*bibliography(known, works)]
    parts.append(element("listEvent", *events) if events else element("note", "No event is told of."))
    return serialize(element("TEI", _header(timeline, people, version), element("standOff", *parts), xml_lang="en"))


def _header(timeline: Timeline, people: Register, version: str) -> Element:
    title = f"Timeline: {timeline.title}" if timeline.title else "Timeline"
    return element(
        "teiHeader",
        element(
            "fileDesc",
            element("titleStmt", element("title", title), *responsible(people, "order of texts and events")),
            element("publicationStmt", element("publisher", "treatydiff"), availability()),
            element("sourceDesc", element("p", f"A dossier{': ' * bool(timeline.title)}{timeline.title}.")),
        ),
        element(
            "encodingDesc",
            element(
                "projectDesc",
                element(
                    "p",
                    "Texts and events stand by the first day that their date may mean, then by the last, then as "
                    "the dossier lists them. Dates are in the Extended Date/Time Format (ISO 8601-2).",
                ),
            ),
            element(
                "appInfo",
                element("application", element("label", "treatydiff"), ident="treatydiff", version=version),
            ),
        ),
        element("profileDesc", element("creation", *_stages(timeline))),
    )


def _stages(timeline: Timeline) -> Iterator[Element]:
    """The states of the text, those whose order is not known in lists of their own."""
    texts = [entry for entry in timeline.entries if entry.witness is not None]
    changes = [
        _change(run[0])
        if len(run) == 1
        else element("listChange", *(_change(entry) for entry in run), ordered="false")
        for run in _runs(texts)
    ]
    undated = [_change(entry) for entry in timeline.undated if entry.witness is not None]
    if undated:
        changes.append(element("listChange", element("desc", "Undated."), *undated, ordered="false"))
    if changes:
        yield element("listChange", *changes, ordered="true")


def _runs(entries: Sequence[TimelineEntry]) -> Iterator[list[TimelineEntry]]:
    """Entries in order, those together whose days overlap or whose days overlap those of one between them."""
    run: list[TimelineEntry] = []
    latest = datetime.date.min
    for entry in entries:
        if entry.date is None:
            continue
        if run and entry.date.earliest > latest:
            yield run
            run = []
        latest = max(latest, entry.date.latest) if run else entry.date.latest
        run.append(entry)
    if run:
        yield run


def _change(entry: TimelineEntry) -> Element:
    siglum = entry.witness.siglum if entry.witness else ""
    title = "" if entry.title == siglum else f", {entry.title}"
    node = element("change", f"{siglum}{title}: {entry.date or 'undated'}")
    _date(node, entry.date)
    node.set("target", _pointer(Address(siglum)))
    return node


def _date(node: Element, date: UncertainDate | None) -> None:
    """The days that a date may mean; an end that is open, or too far off for a calendar, is left out."""
    if date is None:
        return
    if date.earliest == date.latest:
        node.set("when", date.earliest.isoformat())
        return
    if date.earliest != datetime.date.min:
        node.set("notBefore", date.earliest.isoformat())
    if date.latest != datetime.date.max:
        node.set("notAfter", date.latest.isoformat())


def _event(entry: TimelineEntry, people: Register, works: Register) -> Iterator[Element]:
    if entry.handover is not None:
        node = element("event", _label(entry.date, "handing over"), type="handover")
        node.extend(_of_handover(entry.handover))
    elif entry.annotation is not None:
        one = entry.annotation
        node = element(
            "event",
            _label(entry.date, one.kind),
            xml_id=annotation_id(one.id),
            type=one.kind,
            resp=people.pointer(one.resp),
            cert=one.cert,
        )
        node.extend(_of_annotation(one, entry.conflicts, works))
    else:
        return
    _date(node, entry.date)
    yield node


def _label(date: UncertainDate | None, kind: str) -> Element:
    return (
        element("label", element("date", str(date), when=date.iso), f" {kind}") if date else element("label", kind)
    )


def _of_handover(handover: Handover) -> Iterator[Element]:
    for role, name in (("sender", handover.sender), ("recipient", handover.recipient)):
        if name:
            yield _note(element("name", name, role=role), type="actor")
    if handover.note:
        yield _note(handover.note, type="source")
    yield from (element("ptr", type="target", target=_pointer(Address(siglum))) for siglum in handover.sigla)


def _of_annotation(one: Annotation, conflicts: Iterable[Annotation], works: Register) -> Iterator[Element]:
    yield _note(one.statement, type="statement")
    yield from (_note(element("name", actor), type="actor") for actor in one.actors)
    if one.quote:
        yield _note(element("quote", one.quote), type="quote")
    yield from (element("note", place_in_work(source, works), type="source") for source in one.sources)
    for target in one.targets:
        place = target.place
        if isinstance(place, ChangeAddress):
            yield element("ptr", type="target", target=" ".join(map(_pointer, target.addresses)), n=str(place))
        else:
            yield element("ptr", type="target", target=_pointer(place))
    yield from (element("ptr", type="conflicts-with", target=f"#{annotation_id(o.id)}") for o in conflicts)


def _note(*content: Element | str, **attributes: str) -> Element:
    return element("note", *content, **attributes)


def _pointer(place: Address) -> str:
    """A place in a text, which stands in a file of its own, named after its siglum."""
    return f"{place.siglum}.xml#{place.as_id}"
