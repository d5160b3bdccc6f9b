"""Timeline: texts and events in time, drawn on axes, and told one by one below."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from treatydiff.model.addresses import Address
from treatydiff.report.html.build import NOTHING, Content, Html, joined, tag
from treatydiff.report.html.edition import Edition, cited
from treatydiff.report.svg.timeline import MARGIN, WIDTH, Axis, Drawing, Mark, Moment, draw
from treatydiff.report.wording import described
from treatydiff.timeline import Timeline, TimelineEntry, timeline

_R = 5


def timeline_view(edition: Edition) -> Html:
    """The view; nothing where there is no dossier, or nothing in it but undated texts."""
    if edition.record is None:
        return NOTHING
    found = timeline(edition.record)
    left = edition.notes(edition.left(), about="the negotiation")
    told = [one for one in (*found.entries, *found.undated) if one.date or one.witness is None]
    if not told and not left.source:
        return NOTHING
    drawn = draw(moments(found))
    entries = [tag("li", *_entry(edition, one)) for one in found.entries]
    undated = [tag("li", *_entry(edition, one)) for one in found.undated]
    return tag(
        "section",
        tag("h2", "Timeline", id="v-timeline-h"),
        tag("div", _drawing(drawn), class_="wide", tabindex="0", role="region", aria_label="Timeline, drawn")
        if drawn.axes
        else None,
        _legend() if drawn.axes else None,
        tag("ol", *entries, class_="tl") if entries else None,
        tag("h3", "Undated") if undated else None,
        tag("ol", *undated, class_="tl") if undated else None,
        tag("h3", "Notes on the negotiation") if left.source else None,
        left if left.source else None,
        id=edition.claim("v-timeline"),
        aria_labelledby="v-timeline-h",
    )


def moments(found: Timeline) -> list[Moment]:
    """What of a timeline can be drawn: what has a beginning and an end."""
    ends = (datetime.date.min, datetime.date.max)
    return [
        Moment(
            entry.key,
            entry.witness.siglum if entry.witness else "",
            entry.date.earliest,
            entry.date.latest,
            _shape(entry),
        )
        for entry in found.entries
        if entry.date is not None and entry.date.earliest != ends[0] and entry.date.latest != ends[1]
    ]


def _shape(entry: TimelineEntry) -> str:
    if entry.witness is None:
        return "dot"
    return {"draft": "circle", "fragment": "circle", "signed": "lozenge"}.get(entry.witness.kind, "square")


def _drawing(drawn: Drawing) -> Html:
    parts = [part for axis in drawn.axes for part in _axis(axis)]
    return tag(
        "svg",
        tag("title", "Texts and events in time", id="v-timeline-t"),
        tag(
            "desc",
            "Axes, each opening a crowded stretch of the one above. Circles are drafts, lozenges signed texts, "
            "squares other texts, dots events. The list below tells every entry.",
            id="v-timeline-d",
        ),
        *parts,
        class_="tls",
        viewBox=f"0 0 {WIDTH} {drawn.height}",
        role="img",
        aria_labelledby="v-timeline-t v-timeline-d",
    )


def _axis(axis: Axis) -> Iterator[Html]:
    start, stop = MARGIN, WIDTH - MARGIN
    if axis.lens:
        left, right, above = axis.lens
        middle = (above + axis.y) // 2
        yield tag(
            "path",
            d=f"M{left} {above}C{left} {middle} {start} {middle} {start} {axis.y}"
            f"H{stop}C{stop} {middle} {right} {middle} {right} {above}Z",
            class_="lens",
        )
    yield tag("path", d=f"M{start} {axis.y}H{stop}", class_="ax")
    for x, label in axis.ticks:
        yield tag("path", d=f"M{x} {axis.y}v4", class_="ax")
        yield tag("text", label, x=str(x), y=str(axis.y + 16), class_="tk")
    for mark in sorted(axis.marks, key=lambda one: one.moment.shape != "dot"):
        yield from _mark(mark)


def _mark(mark: Mark) -> Iterator[Html]:
    x, y = mark.x, mark.y
    if mark.until - x > 2 * _R:
        yield tag("path", d=f"M{x} {y}H{mark.until}", class_="span")
        x = (x + mark.until) // 2
    if mark.label_y:
        yield tag("path", d=f"M{mark.label_x} {mark.label_y + 3}L{x} {y - 4}", class_="lead")
        yield tag("text", mark.moment.label, x=str(mark.label_x), y=str(mark.label_y))
    yield tag("path", d=_drawn(mark.moment.shape, x, y), class_=f"m-{mark.moment.shape}")


def _drawn(shape: str, x: int, y: int) -> str:
    r = _R
    if shape == "square":
        return f"M{x - r} {y - r}h{2 * r}v{2 * r}h-{2 * r}Z"
    if shape == "lozenge":
        return f"M{x} {y - r - 2}l{r + 2} {r + 2}l-{r + 2} {r + 2}l-{r + 2} -{r + 2}Z"
    r = r if shape == "circle" else 3
    return f"M{x - r} {y}a{r} {r} 0 1 0 {2 * r} 0a{r} {r} 0 1 0 -{2 * r} 0Z"


def _legend() -> Html:
    named = (("circle", "draft"), ("lozenge", "signed text"), ("square", "other text"), ("dot", "event"))
    shown = [
        tag(
            "span",
            tag(
                "svg",
                tag("path", d=_drawn(shape, 8, 8), class_=f"m-{shape}"),
                viewBox="0 0 16 16",
                aria_hidden="true",
            ),
            name,
            class_="lg",
        )
        for shape, name in named
    ]
    return tag("p", *shown, class_="lgd tlg")


def _entry(edition: Edition, entry: TimelineEntry) -> Iterator[Content]:
    date = entry.date
    yield tag("time", str(date), datetime=date.iso) if date else None
    if entry.annotation is not None:
        one = entry.annotation
        parts: list[Content] = [
            tag("b", one.kind),
            f" {', '.join(one.actors)}: " if one.actors else ": ",
            one.statement,
        ]
        parts += [" ", edition.mark([one])]
        if entry.conflicts:
            parts += [tag("span", "contradicted by ", edition.mark(entry.conflicts), class_="con")]
    elif entry.witness is not None:
        siglum = entry.witness.siglum
        about = described(entry.witness)
        parts = [tag("a", tag("b", siglum, class_="sig"), href=f"#{Address(siglum).as_id}"), " ", entry.title]
        parts.append(
            tag("small", about, "; " if about and entry.witness.source else None, cited(entry.witness.source))
        )
    else:
        note = entry.handover.note if entry.handover else ""
        parts = [tag("b", "handed over"), f": {entry.title}", tag("small", note) if note else None]
    if entry.unordered:
        parts.append(tag("small", f"order uncertain: it may precede or follow {', '.join(entry.unordered)}"))
    yield tag("div", joined(parts), class_="tw" if entry.witness else None)
