"""Notebooks: results that show themselves in Jupyter and other notebooks, without knowing any HTML.

`register` tells IPython how each of them is shown. ``import treatydiff`` calls it where a notebook is running, and
``%load_ext treatydiff`` does where one was started later; neither costs anything until something is shown, since
types are registered by their names.

What is shown is small: a table that no more than `ROWS` rows fill, with a line that says what was left out. It
takes its colours from the page around it, Jupyter's own theme where there is one, so that it can be read on light
and dark alike; what went out is ``del``, what came in ``ins``, and each relation is named, so that it can be read
without any style too: on a forge, which takes styles out, or printed. Words of any origin are escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import islice
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:  # nothing is imported before something is shown
    from treatydiff.collation import Collation
    from treatydiff.comparison import Change, Comparison
    from treatydiff.model.annotations import Annotation
    from treatydiff.model.dossiers import DossierRecord
    from treatydiff.model.witnesses import Witness
    from treatydiff.report.sides import Run
    from treatydiff.terms import TermTable
    from treatydiff.timeline import Timeline
    from treatydiff.trace import Trace

ROWS = 40
"""How many rows a table has at most."""
_LONG = 400
"""How many characters a cell shows at most where its words are no variants."""


class Recorded(Protocol):
    """What is made of a record: the dossier, which stands above this package."""

    @property
    def record(self) -> DossierRecord:
        """What its files state."""


def register(shell: Any) -> None:
    """Tell a running IPython how results are shown as HTML.

    Args:
        shell: IPython's shell, as ``IPython.get_ipython()`` gives it; or ``None``, and nothing happens.
    """
    if shell is None:
        return
    formatter = shell.display_formatter.formatters["text/html"]
    for (module, name), render in _RENDERED.items():
        formatter.for_type_by_name(f"treatydiff.{module}", name, render)


def render_dossier(dossier: Recorded) -> str:
    """A dossier: its texts, and what it asks to have compared."""
    from treatydiff.report.wording import cited, described

    record = dossier.record
    rows = [
        (
            escape(witness.siglum),
            escape(witness.title),
            escape(described(witness)),
            escape(cited(witness, in_short=True)),
        )
        for witness in record.witnesses
    ]
    plans = ", ".join(f"{plan.earlier}..{plan.later}" for plan in record.comparisons)
    foot = [f"Compared: {plans}."] if plans else []
    return _shown(record.title or "Dossier", ("", "text", "what it is", "source"), rows, total=len(rows), foot=foot)


def render_witness(witness: Witness) -> str:
    """A text: each provision with its words."""
    from treatydiff.report.wording import cited, described, title_of

    rows = []
    for address, provision in witness.addressed():
        words = "<br>".join(escape(_cut(clause.read_out().strip())) for clause in provision.clauses)
        title = "" if provision.about.inner and not (provision.label or provision.heading) else title_of(provision)
        if words or title:
            rows.append((escape(str(address)), escape(title), words))
    about = "; ".join(filter(None, (witness.title, described(witness), cited(witness))))
    spoken = f' lang="{escape(witness.language)}"' if witness.language else ""
    return _shown(witness.siglum, ("", "", "words"), rows, total=len(rows), about=about, attributes=spoken)


def render_comparison(comparison: Comparison) -> str:
    """A comparison: what changed, the words that differ marked."""
    from treatydiff.comparison.extent import extent
    from treatydiff.report.sides import Sides
    from treatydiff.report.wording import caution, nothing_changed, tally, told, without_words

    pair = comparison.earlier, comparison.later
    sides, told_of = Sides(comparison), set[str]()
    rows = (
        (
            escape(str(change.address)),
            escape(_told(change)),
            *_marked(sides.of(change)),
            _remarks(change.annotations, told_of),
        )
        for change in comparison
    )
    counts = ", ".join(f"{number} {told(name)}" for name, number in tally(comparison).items() if number)
    words = extent(comparison.collation)
    share = f"; {words.differing} of {words.compared} words differ" if words.compared else ""
    foot = [part for part in (caution(*pair), without_words(comparison.collation)) if part]
    sigla = [witness.siglum for witness in pair]
    return _shown(
        " → ".join(sigla),
        ("change", "what", *sigla, "said of it"),
        rows,
        about=counts + share or nothing_changed(comparison.collation),
        foot=foot,
        total=len(comparison.changes),
    )


def render_collation(collation: Collation) -> str:
    """A collation: the places where the witnesses vary."""
    from treatydiff.collation.values import ClauseGroup
    from treatydiff.report.apparatus import places_of_variation
    from treatydiff.report.entries import entries, variation
    from treatydiff.report.wording import counted

    found = places_of_variation(collation)
    each = ", ".join(f"{number} {name or 'of no class'}" for name, number in found.items())
    total = sum(found.values())

    def rows() -> Iterator[Sequence[str]]:
        for group in collation.walk():
            units = group.units if isinstance(group, ClauseGroup) else group.heading
            for entry in entries(collation, group, units, variation(group)):
                variants = [f"{escape(one.words)} {_sigla(one.sigla)}" for one in entry.variants]
                variants += [f"om. {_sigla(entry.omitted)}"] if entry.omitted else []
                variants += [f"[...] {_sigla(entry.silent)}"] if entry.silent else []
                yield (escape(str(group.address)), escape(entry.lemma), "; ".join(variants), escape(entry.variant))

    return _shown(
        ", ".join(witness.siglum for witness in collation.witnesses),
        ("place", f"words of {collation.base}", "other words, and who has them", "class"),
        rows(),
        about=f"{counted(total, 'place')} of variation{f': {each}' if each else ''}",
        foot=["om.: omitted by; [...]: not transmitted by. Who is not named has the words of the base."],
        total=total,
    )


def render_trace(trace: Trace) -> str:
    """A trace: the witnesses in time order, what they have of it, and what changed on the way."""
    rows, told_of = [], set[str]()
    for step in trace:
        words = "<br>".join(escape(_cut(words.strip())) for words in step.words)
        changed = "<br>".join(
            f"{escape(str(change.address))} {escape(_told(change))}" + "".join(_phrases(change))
            for change in step.changes
        )
        at = f"{step.witness.siglum} {step.witness.date or 'undated'}"
        rows.append((escape(at), escape(step.state.value), words, changed, _remarks(step.annotations, told_of)))
    return _shown(
        f"Trace of {trace.address}", ("", "", "words", "what changed", "said of it"), rows, total=len(rows)
    )


def render_timeline(timeline: Timeline) -> str:
    """A timeline: texts and events in order."""
    entries = (*timeline.entries, *timeline.undated)
    rows = (
        (
            escape(f"{entry.date or 'undated'}{' (order uncertain)' if entry.order_uncertain else ''}"),
            escape(entry.annotation.kind if entry.annotation else entry.kind.value),
            escape(_cut(entry.title)),
            escape(entry.key),
        )
        for entry in entries
    )
    return _shown(timeline.title or "Timeline", ("date", "what", "", ""), rows, total=len(entries))


def render_terms(table: TermTable) -> str:
    """A table of terms: a row for each category, a column for each text."""
    rows = [
        (
            escape(category.name),
            *(
                escape("; ".join(cell.values) or cell.state.value)
                for cell in (table.cell(category.name, siglum) for siglum in table.sigla)
            ),
        )
        for category in table.categories
    ]
    return _shown("Terms", ("", *table.sigla), rows, total=len(rows))


_RENDERED = {
    ("dossier", "Dossier"): render_dossier,
    ("model.witnesses", "Witness"): render_witness,
    ("comparison", "Comparison"): render_comparison,
    ("collation.values", "Collation"): render_collation,
    ("trace.values", "Trace"): render_trace,
    ("timeline", "Timeline"): render_timeline,
    ("terms.table", "TermTable"): render_terms,
}
"""What shows itself, by the module and the name of its class."""

# Text takes the colour of the page; what went out and came in is told apart by lines, and by washes of blue and
# orange through which either page shows.
_STYLE = """
.treatydiff{max-width:72em;overflow-x:auto;color:var(--jp-content-font-color1,inherit);font-size:.95em}
.treatydiff table{border-collapse:collapse;margin:.4em 0;width:auto;color:inherit;background:transparent}
.treatydiff caption{text-align:left;font-weight:bold;color:inherit;caption-side:top;padding:.2em 0}
.treatydiff th,.treatydiff td{text-align:left!important;vertical-align:top;padding:.25em .6em;white-space:normal;\
line-height:1.4;border:0;border-bottom:1px solid var(--jp-border-color2,rgba(128,128,128,.45));\
min-width:4em;max-width:28em}
.treatydiff tr,.treatydiff tr:hover{background:transparent!important;color:inherit}
.treatydiff th{font-weight:600}
.treatydiff tbody th{white-space:nowrap;max-width:none}
.treatydiff p{margin:.3em 0}
.treatydiff ins{text-decoration:underline 2px;background:rgba(0,114,178,.22);color:inherit}
.treatydiff del{text-decoration:line-through 2px;background:rgba(213,94,0,.22);color:inherit}
.treatydiff ins,.treatydiff del{text-decoration-color:currentColor;padding:0 .1em}
@media(prefers-color-scheme:dark){.treatydiff ins{background:rgba(86,180,233,.3)}\
.treatydiff del{background:rgba(230,159,0,.3)}}
@media print{.treatydiff{max-width:none;overflow:visible}}
""".strip()


def _shown(
    title: str,
    head: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    total: int,
    about: str = "",
    foot: Sequence[str] = (),
    attributes: str = "",
) -> str:
    """A table with its style: the first cell of a row is its head.

    Args:
        title: what it is, plain.
        head: the heads of the columns, plain.
        rows: the cells, as HTML; no more are made than are shown.
        total: how many rows there are.
        about: the first line under the table, plain.
        foot: further lines there, plain.
        attributes: more attributes of the table's body.
    """
    body = [
        f'<tr><th scope="row">{first}</th>{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>'
        for first, *cells in islice(rows, ROWS)
    ]
    columns = "".join(f'<th scope="col">{escape(name)}</th>' if name else "<td></td>" for name in head)
    lines = [about] if about else []
    lines += [f"{total - ROWS:,} more rows are not shown here."] if total > ROWS else []
    return (
        f'<div class="treatydiff"><style>{_STYLE}</style>'
        f"<table><caption>{escape(title)}</caption><thead><tr>{columns}</tr></thead>"
        f"<tbody{attributes}>{''.join(body)}</tbody></table>"
        + "".join(f"<p>{escape(line)}</p>" for line in (*lines, *foot))
        + "</div>"
    )


def _told(change: Change) -> str:
    return ", ".join([change.relation.value, *change.flags])


def _marked(sides: Sequence[Sequence[Run]]) -> Iterator[str]:
    for runs, mark in zip(sides, ("del", "ins"), strict=True):
        parts = []
        for run in runs:
            words = escape(run.text)
            bare = words.strip()
            differs = run.edit is not None and bare
            parts.append(words.replace(bare, f"<{mark}>{bare}</{mark}>") if differs else words)
        yield "".join(parts)


def _phrases(change: Change) -> Iterator[str]:
    for edit in change.edits:
        out = f" <del>{escape(edit.before.strip())}</del>" if edit.before.strip() else ""
        into = f" <ins>{escape(edit.after.strip())}</ins>" if edit.after.strip() else ""
        yield f"{out}{into};"


def _remarks(annotations: Sequence[Annotation], told_of: set[str]) -> str:
    """What is said: in full where it is said first, by its id where it is said again."""
    lines = [f"{one.id}: {_cut(str(one))}" for one in annotations if one.id not in told_of]
    again = [one.id for one in annotations if one.id in told_of]
    told_of.update(one.id for one in annotations)
    return "<br>".join(map(escape, [*lines, *([", ".join(again)] if again else [])]))


def _sigla(sigla: Iterable[str]) -> str:
    return " ".join(f"<b>{escape(siglum)}</b>" for siglum in sigla)


def _cut(text: str) -> str:
    return text if len(text) <= _LONG else f"{text[:_LONG].rstrip()} …"
