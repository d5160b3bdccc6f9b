"""Genesis: a table of what became of each provision from draft to draft, leading to the synopsis."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve

from treatydiff.collation import Collation
from treatydiff.model.addresses import Address
from treatydiff.model.links import Flag, Link
from treatydiff.model.witnesses import Witness
from treatydiff.report.html.build import Html, joined, tag
from treatydiff.report.html.edition import Edition, language
from treatydiff.report.html.signs import sign
from treatydiff.report.svg.genesis import Fate, GenesisCell, GenesisPart, GenesisRow, genesis, joined_alike
from treatydiff.report.wording import enumerated

_SIGNS = {
    Fate.FIRST: "inserted",
    Fate.KEPT: "identical",
    Fate.REWORDED: "reworded",
    Fate.SPLIT: "split",
    Fate.MERGED: "merged",
    Fate.PARALLEL: "parallel",
}
_LOOKS = {Fate.FIRST: "first", Fate.SPLIT: "first", Fate.REWORDED: "rw", Fate.MERGED: "rw", Fate.KEPT: "same"}


def genesis_view(edition: Edition) -> Html:
    """The view: a table for each collation, or for each comparison where nothing was collated."""
    # Of a comparison the later text is the final one.
    finals = [(one, "") for one in edition.collations]
    finals = finals or [(one.collation, one.later.siglum) for one in edition.comparisons]
    tables = [part for one, final in finals for part in _table(one, final, titled=len(finals) > 1)]
    return tag(
        "section",
        tag("h2", "Genesis of the provisions", id="v-genesis-h"),
        tag(
            "p",
            "Rows are the provisions of the final text, or of the base of a collation, in their order there; then "
            "those that it does not have. A cell says how a provision stands there beside the last earlier text "
            "that has it, with words that are new. Addresses lead to the synopsis.",
            class_="intro",
        ),
        *tables,
        id=edition.claim("v-genesis"),
        aria_labelledby="v-genesis-h",
    )


def _table(collation: Collation, final: str, *, titled: bool) -> Iterator[Html]:
    sigla = [witness.siglum for witness in collation.witnesses]
    if titled:
        yield tag("h3", joined((tag("b", siglum, class_="sig") for siglum in sigla), " · "))
    heads = [tag("th", "Provision", scope="col"), *(_head(witness) for witness in collation.witnesses)]
    parts = genesis(collation, final=final)
    bodies = [_body(part, collation, many=len(parts) > 1) for part in parts]
    yield tag(
        "div",
        tag(
            "table",
            tag("caption", f"Genesis of the provisions in {enumerated(sigla)}", class_="vh"),
            tag("thead", tag("tr", *heads)),
            *bodies,
            class_="gen",
        ),
        class_="wide",
        tabindex="0",
        role="region",
        aria_label=f"Genesis, {enumerated(sigla)}",
    )


def _head(witness: Witness) -> Html:
    said = [witness.presented_by, str(witness.date or ""), "" if witness.complete else "in part only"]
    lines = [part for part in said if part]
    small = joined([tag("span", line) for line in lines])
    return tag(
        "th",
        tag("b", witness.siglum, class_="sig"),
        tag("span", small, class_="sm") if lines else None,
        scope="col",
        data_s=witness.siglum,
    )


def _body(part: GenesisPart, collation: Collation, *, many: bool) -> Html:
    title = part.title or part.siglum or "Provisions that the final text does not have"
    over = tag(
        "tr",
        tag("th", title, scope="rowgroup", colspan=str(len(collation.witnesses) + 1)),
        class_="gh",
    )
    moves = [link for link in collation.links if Flag.MOVED in link.flags and not link.of_clauses]
    ends: dict[Address, list[Link]] = {}
    for link in moves:
        for end in link.ends:
            ends.setdefault(end, []).append(link)
    rows = [_row(evolve(row, cells=tuple(_with_moves(row, ends))), collation) for row in _ordered(part, collation)]
    return tag("tbody", over if many else None, *rows)


def _ordered(part: GenesisPart, collation: Collation) -> Sequence[GenesisRow]:
    """The rows in the order of their own text; those that the final text does not have as they are."""
    if not part.siglum:
        return part.rows
    places = {address: n for n, (address, _) in enumerate(collation.witness(part.siglum).clauses())}
    return sorted(part.rows, key=lambda row: places.get(row.address, len(places)))


def _with_moves(row: GenesisRow, ends: Mapping[Address, Sequence[Link]]) -> Iterator[GenesisCell]:
    """The cells of a row, moved also where what moved is the article around the clause."""
    before: list[Link] = []
    for cell in row.cells:
        if not cell.addresses:
            yield cell
            continue
        around = [link for end in _around(cell.addresses[0]) for link in ends.get(end, ())]
        yield evolve(cell, moved=cell.moved or any(link in before for link in around))
        before = around


def _around(address: Address) -> Iterator[Address]:
    """The provisions that a clause stands in, the inmost first."""
    while address.steps:
        address = address.parent
        yield address


def _row(row: GenesisRow, collation: Collation) -> Html:
    witness = collation.witness(row.address.siglum)
    head = tag(
        "th",
        tag("a", str(row.address), href=f"#{row.address.as_id}"),
        tag("span", row.words, lang=language(witness)),
        scope="row",
    )
    cells = [_cell(run, collation, row.words) for run in joined_alike(row.cells)]
    return tag("tr", head, *cells)


def _cell(run: Sequence[GenesisCell], collation: Collation, known: str) -> Html:
    cell = run[0]
    sigla = " ".join(one.siglum for one in run)
    span = str(len(run)) if len(run) > 1 else None
    if cell.fate in (Fate.ABSENT, Fate.SILENT):
        look = "none" if cell.fate is Fate.ABSENT else "nt"
        return tag("td", tag("span", cell.fate.value), class_=look, colspan=span, data_w=sigla)
    names = [_SIGNS[cell.fate], "moved"] if cell.moved else [_SIGNS[cell.fate]]
    said = cell.fate.value + (", moved" if cell.moved else "") + (f" after {cell.after}" if cell.after else "")
    places = joined((_place(a) for a in cell.addresses), " ")
    shown = cell.words if cell.words != known else ""  # the row says them already
    words = tag("span", shown, lang=language(collation.witness(cell.siglum))) if shown else None
    small = tag("small", *(sign(name) for name in names), said, " ", places)
    return tag("td", small, words, class_=_LOOKS.get(cell.fate), data_w=sigla)


def _place(address: Address) -> Html:
    """A link to a place, without the siglum that stands over its column."""
    within = str(address)[len(address.siglum) + 1 :]
    return tag("a", tag("i", f"{address.siglum}/"), within, href=f"#{address.as_id}")
