"""Overview: the shape of every comparison at a glance, a cell a provision, each leading to its place."""

from __future__ import annotations

from treatydiff.comparison import Comparison
from treatydiff.model.links import Flag, Relation
from treatydiff.report.html.build import Content, Html, joined, tag
from treatydiff.report.html.edition import Edition
from treatydiff.report.html.signs import sign
from treatydiff.report.svg.strip import StripCell, StripGroup, strip
from treatydiff.report.wording import WORDS

_SHADES = 5
_TALL = 60
"""Groups from which only each tenth is labelled."""


def overview(edition: Edition) -> Html:
    """The view: a strip for each comparison."""
    strips = [_strip(one) for one in edition.comparisons]
    shades = [
        tag("span", tag("i", class_=f"b{shade}"), f"to {shade * 100 // _SHADES} %", class_="lg")
        for shade in range(1, _SHADES + 1)
    ]
    names = ["inserted", "omitted", "moved", "split", "merged", "renumbered", "not transmitted"]
    signs = [tag("span", sign(name), name, class_="lg") for name in names]
    return tag(
        "section",
        tag("h2", "Overview", id="v-overview-h"),
        tag(
            "p",
            "One cell a provision, in the order of the earlier text. The fuller and darker a cell, the more of its "
            "words differ, counted in both texts together; across languages no words are compared. Each cell leads "
            "to its place in the synopsis.",
            class_="intro",
        ),
        tag("div", *strips, class_="strips" if len(strips) > 1 else "strips one"),
        tag("p", "Words that differ: ", *shades, *signs, class_="lgd"),
        id=edition.claim("v-overview"),
        aria_labelledby="v-overview-h",
    )


def _strip(comparison: Comparison) -> Html:
    groups = strip(comparison)
    earlier, later = comparison.earlier.siglum, comparison.later.siglum
    many = len(groups) > _TALL
    listed = []
    for n, group in enumerate(groups):
        cells = [_cell(cell, group, many=many) for cell in group.cells]
        label = group.label if not many or n % 10 == 0 else ""
        renumbered = Flag.RENUMBERED in group.flags and not many
        signs: list[Content] = [sign("renumbered"), " "] if renumbered else []
        said = "renumbered" if renumbered else None
        shown = tag("span", *signs, label, class_="cl", aria_hidden="true", title=said) if label else None
        listed.append(tag("li", tag("span", *cells, class_="cs"), shown))
    return tag(
        "div",
        tag("h3", tag("b", earlier, class_="sig"), " to ", tag("b", later, class_="sig")),
        tag("ol", *listed, class_="gr many" if many else "gr"),
        class_="strip",
        data_w=f"{earlier} {later}",
    )


def _cell(cell: StripCell, group: StripGroup, *, many: bool) -> Html:
    address = str(cell.change or cell.place)
    if cell.relation is None:
        return tag(
            "a",
            sign("not transmitted"),
            tag("i", f"{address}: not transmitted", class_="vh"),
            href=f"#{cell.place.as_id}",
            title=f"{address}: not transmitted",
            class_="k-nt",
        )
    said = WORDS[cell.relation]
    alone = cell.change is None and cell.per_cent == 100
    flags = list(cell.flags)
    # A clause stands elsewhere where its article does.
    if not alone and Flag.MOVED in group.flags and Flag.MOVED not in flags:
        flags.insert(0, Flag.MOVED)
    if flags:
        said += f", {', '.join(flags)}"
    if not alone and cell.per_cent:
        said += f", {cell.per_cent} % of words differ"
    # Where one article of many goes, all behind it are renumbered: that is no news of each.
    quiet = {Flag.REFERENCE, Flag.RENUMBERED} if many else {Flag.REFERENCE}
    if len(group.cells) > 1 or group.relation is not cell.relation:
        quiet.add(Flag.RENUMBERED)  # said at the label
    signs = [flag.value for flag in flags if flag not in quiet]
    if cell.relation.value in ("inserted", "omitted", "split", "merged", "parallel"):
        signs.insert(0, cell.relation.value)
    elif not alone and group.relation in (Relation.SPLIT, Relation.MERGED):
        signs.append(group.relation.value)
    height = 0 if alone else (cell.per_cent + 9) // 10
    shade = (cell.per_cent + 19) // 20
    bar = tag("i", class_=f"b{shade} h{height}") if height else None
    title = f"{address}: {said}"
    return tag(
        "a",
        bar,
        joined(sign(name) for name in signs[:1]),
        tag("span", title, class_="vh"),
        href=f"#{cell.place.as_id}",
        title=title,
        class_={"inserted": "k-in", "omitted": "k-out"}.get(cell.relation.value if alone else ""),
    )
