"""Timeline: texts and events on axes of time, and the list of them below."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence

from treatydiff.errors import ModelError
from treatydiff.model.dates import UncertainDate
from treatydiff.report.html.build import Content, Html, tag
from treatydiff.report.pictures.sheet import (
    MARGIN,
    PITCH,
    PLAIN,
    SMALL,
    KeyEntry,
    Label,
    key,
    sheet,
)
from treatydiff.report.svg.timeline import MARGIN as AXIS_MARGIN
from treatydiff.report.svg.timeline import WIDTH, Axis, Mark, Moment, draw
from treatydiff.report.wording import counted
from treatydiff.timeline import EntryKind, Timeline, TimelineEntry

_ORDER = tuple(EntryKind)
_RADIUS = 5
_NAMES = {
    "lozenge": "signed text",
    "circle": "draft",
    "square": "other text",
    "triangle": "handover",
    "dot": "event",
}
"""Shapes, those that say more first, and what each stands for."""
_NUMBER, _DATE, _WORDS = MARGIN + 16, MARGIN + 86, MARGIN + 196
"""Where the columns of the list begin."""
_LABEL = 260
"""How wide a label on an axis may be."""


def render_timeline(timeline: Timeline) -> bytes:
    """A timeline as axes, each opening a crowded stretch of the one above, and as the list of its entries.

    What has one date has one mark, with the sigla of texts and the numbers of events in the list; a date that may
    mean several days is a bar. A date that is open on one side stands in the list alone.

    Args:
        timeline: what happened.

    Returns:
        SVG; the same for the same timeline on any machine. Each entry stands in the list once, as a group with
        ``data-key``, ``data-kind`` and ``data-date``.

    Raises:
        ModelError: there is no entry.

    Example:
        >>> from treatydiff.model.dossiers import DossierRecord
        >>> from treatydiff.model.witnesses import Witness
        >>> from treatydiff.timeline import timeline
        >>> record = DossierRecord("Pact", (Witness("A", date=UncertainDate("1950-03")),))
        >>> b'data-key="A" data-kind="witness" data-date="1950-03"' in render_timeline(timeline(record))
        True
    """
    dated = sorted(timeline.entries, key=_place)
    entries = [*dated, *timeline.undated]
    if not entries:
        raise ModelError("found nothing that could stand on a timeline", expected="a text or an annotation")
    numbers = {entry.key: n for n, entry in enumerate((one for one in entries if one.witness is None), start=1)}
    drawn = draw(list(_moments(dated, numbers)))
    axes = [*(_lens(axis) for axis in drawn.axes), *(part for axis in drawn.axes for part in _axis(axis))]
    shown = [tag("g", *axes, transform=f"translate(0 {MARGIN})")]
    shapes = {_shape(entry) for entry in entries}
    explained, y = key(list(_key(shapes)), drawn.height + MARGIN + 8, WIDTH)
    y += PITCH
    for entry in dated:
        shown.append(_line(entry, numbers, y))
        y += PITCH
    if timeline.undated:
        y += PITCH
        shown += [part for part in [Label("Undated", MARGIN, y, 200, look="b").draw()] if part]
        y += PITCH
        for entry in timeline.undated:
            shown.append(_line(entry, numbers, y))
            y += PITCH
    counts = ", ".join(
        counted(sum(one.kind is kind for one in entries), name)
        for kind, name in zip(_ORDER, ("text", "handover", "event"), strict=True)
    )
    return sheet(
        "timeline",
        f"Texts and events in time: {timeline.title}" if timeline.title else "Texts and events in time",
        f"Axes of time, each opening a crowded stretch of the one above, and a list: {counts}.",
        (WIDTH, y + MARGIN - PITCH // 2),
        [*shown, explained],
    )


def _place(entry: TimelineEntry) -> tuple[datetime.date, datetime.date, int]:
    """Where it stands: by its days, then texts before handovers before events."""
    date = entry.date or UncertainDate("9999")
    return date.earliest, date.latest, _ORDER.index(entry.kind)


def _moments(entries: Sequence[TimelineEntry], numbers: Mapping[str, int]) -> Iterator[Moment]:
    """One for each date that has a beginning and an end."""
    by_days: dict[tuple[datetime.date, datetime.date], list[TimelineEntry]] = {}
    for entry in entries:
        if entry.date is not None:
            days = entry.date.earliest, entry.date.latest
            if days[0] != datetime.date.min and days[1] != datetime.date.max:
                by_days.setdefault(days, []).append(entry)
    for (first, last), held in by_days.items():
        sigla = [entry.witness.siglum for entry in held if entry.witness is not None]
        events = [numbers[entry.key] for entry in held if entry.witness is None]
        if events:
            sigla.append(str(events[0]) if len(events) == 1 else f"{events[0]}–{events[-1]}")
        shapes = [_shape(entry) for entry in held]
        shape = min(shapes, key=list(_NAMES).index)
        yield Moment(" ".join(entry.key for entry in held), ", ".join(sigla), first, last, shape)


def _shape(entry: TimelineEntry) -> str:
    if entry.witness is None:
        return "dot" if entry.kind is EntryKind.ANNOTATION else "triangle"
    return {"draft": "circle", "fragment": "circle", "signed": "lozenge"}.get(entry.witness.kind, "square")


def _lens(axis: Axis) -> Html | None:
    """What leads from a stretch of the axis above to this one."""
    if axis.lens is None:
        return None
    start, stop = AXIS_MARGIN, WIDTH - AXIS_MARGIN
    left, right, above = axis.lens
    middle = (above + axis.y) // 2
    return tag(
        "path",
        d=f"M{left} {above}C{left} {middle} {start} {middle} {start} {axis.y}"
        f"H{stop}C{stop} {middle} {right} {middle} {right} {above}Z",
        class_="lens",
    )


def _axis(axis: Axis) -> Iterator[Content]:
    start, stop = AXIS_MARGIN, WIDTH - AXIS_MARGIN
    yield tag("path", d=f"M{start} {axis.y}H{stop}", class_="ln")
    for x, label in axis.ticks:
        yield tag("path", d=f"M{x} {axis.y}v4", class_="ln")
        yield Label(label, x, axis.y + 15, 90, SMALL, anchor="middle", look="q").draw()
    for mark in axis.marks:
        yield from _mark(mark)


def _mark(mark: Mark) -> Iterator[Content]:
    x, y = mark.x, mark.y
    if mark.until - x > 2 * _RADIUS:
        yield tag("path", d=f"M{x} {y - 3}v6M{x} {y}H{mark.until}M{mark.until} {y - 3}v6", class_="ln")
        x = (x + mark.until) // 2
    if mark.label_y:
        yield tag("path", d=f"M{mark.label_x} {mark.label_y + 3}L{x} {y - 4}", class_="hair")
        middle, line = mark.label_x, mark.label_y
        yield Label(mark.moment.label, middle, line, _LABEL, SMALL + 1, anchor="middle", look="b").draw()
    yield tag("path", d=_outline(mark.moment.shape, x, y), class_=_look(mark.moment.shape))


def _look(shape: str) -> str:
    return "dark" if shape in {"dot", "lozenge"} else "blank"


def _outline(shape: str, x: int, y: int) -> str:
    r = _RADIUS
    if shape == "square":
        return f"M{x - r} {y - r}h{2 * r}v{2 * r}h-{2 * r}Z"
    if shape == "lozenge":
        return f"M{x} {y - r - 1}l{r + 1} {r + 1}l-{r + 1} {r + 1}l-{r + 1} -{r + 1}Z"
    if shape == "triangle":
        return f"M{x - r} {y - r}l{2 * r} {r}l-{2 * r} {r}Z"
    r = r if shape == "circle" else 3
    return f"M{x - r} {y}a{r} {r} 0 1 0 {2 * r} 0a{r} {r} 0 1 0 -{2 * r} 0Z"


def _line(entry: TimelineEntry, numbers: Mapping[str, int], y: int) -> Html:
    words = entry.title
    if entry.conflicts:
        against = ", ".join(str(numbers.get(one.id, one.id)) for one in entry.conflicts)
        words = f"(contradicted by {against}) {words}"
    if entry.annotation is not None and entry.annotation.actors:
        words = f"{', '.join(entry.annotation.actors)}: {words}"
    said = f"{entry.date or 'undated'} {entry.title}"
    if entry.unordered:
        said += f". Order uncertain: it may precede or follow {', '.join(entry.unordered)}"
    name = entry.witness.siglum if entry.witness is not None else str(numbers[entry.key])
    labels = [
        Label(name, _NUMBER, y, _DATE - _NUMBER - 8, PLAIN, look="b" if entry.witness is not None else ""),
        Label(str(entry.date or ""), _DATE, y, _WORDS - _DATE - 8, SMALL + 1, look="q"),
        Label(words, _WORDS, y, WIDTH - MARGIN - _WORDS, PLAIN - 1),
    ]
    shape = _shape(entry)
    return tag(
        "g",
        tag("title", said),
        tag("path", d=_outline(shape, MARGIN + _RADIUS, y - 4), class_=_look(shape)),
        *(label.draw() for label in labels),
        data_key=entry.key,
        data_kind=entry.kind.value,
        data_date=str(entry.date or ""),
    )


def _key(shapes: set[str]) -> Iterator[KeyEntry]:
    for shape, name in _NAMES.items():
        if shape in shapes:
            yield KeyEntry(tag("path", d=_outline(shape, 17, 7), class_=_look(shape)), name)
    yield KeyEntry(tag("path", d="M2 4v6M2 7H32M32 4v6", class_="ln"), "some day between the ends")
