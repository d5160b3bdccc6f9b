"""Listings: one witness, a whole dossier, and what a report wrote, as a person reads them in a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from treatydiff.comparison import Comparison
from treatydiff.comparison.extent import extent
from treatydiff.model.addresses import Address
from treatydiff.model.dossiers import DossierRecord, Level
from treatydiff.model.kinds import Role
from treatydiff.model.links import Relation
from treatydiff.model.passages import Correction, Highlight, Passage
from treatydiff.model.provisions import Provision
from treatydiff.model.witnesses import Witness
from treatydiff.report.screen import Piece, Screen, Tone, table
from treatydiff.report.wording import WORDS, counted, status_of, title_of

_INDENT = "    "


def render_witness(witness: Witness, *, part: Address | None = None, screen: Screen = Screen()) -> str:  # noqa: B008
    """A witness: what it is, where it is from, and its text with the address of each clause.

    Args:
        witness: what to show.
        part: a provision or clause to which the text is limited.
        screen: where it is shown.

    Raises:
        UnknownError: the witness has no such part.
    """
    place = Address(witness.siglum) if part is None else witness.resolve(part)
    within = Address(place.siglum, place.steps)
    lines = [*_about(witness, screen)]
    for address, provision in witness.addressed():
        if address.is_in(within):
            lines += _provision(provision, address, screen, clause=place.clause, first=address == within)
    return "".join(lines)


def _about(witness: Witness, screen: Screen) -> Iterator[str]:
    yield screen.set([(witness.siglum, Tone.STRONG), (f"  {witness.title}", Tone.STRONG)], indent=_INDENT)
    work = witness.source.work if witness.source else None
    said = [
        ("date", str(witness.date or "")),
        ("kind", witness.kind),
        ("status", status_of(witness)),
        ("language", witness.language),
        ("instrument", witness.instrument),
        ("from", witness.presented_by),
        ("source", str(witness.source or "")),
        ("", work.reference if work else ""),
        ("transmitted", "" if witness.complete else "in part only: its silence omits nothing"),
        ("size", size_of(witness)),
        *(("remark", remark) for remark in witness.remarks),
    ]
    for name, value in said:
        if value:
            yield screen.set([(value, Tone.PLAIN)], first=f"{_INDENT}{name:<13}", indent=f"{_INDENT}{'':<13}")


def size_of(witness: Witness) -> str:
    """How large a witness is: articles, clauses, words."""
    articles, clauses, words = _sizes(witness)
    parts = [counted(articles, "article")] if articles else []
    return ", ".join([*parts, counted(clauses, "clause"), counted(words, "word")])


def _sizes(witness: Witness) -> tuple[int, int, int]:
    articles = sum(provision.kind == "article" for _, provision in witness.addressed())
    return articles, sum(1 for _ in witness.clauses()), len(witness.text.split())


def _provision(
    provision: Provision, address: Address, screen: Screen, *, clause: int | None, first: bool
) -> Iterator[str]:
    """A provision's own words, its paragraphs and points without a title having no line of their own.

    Args:
        provision: the provision.
        address: its address.
        screen: where it is shown.
        clause: the only clause to show; ``None`` for all.
        first: whether it is the first to be shown.
    """
    if first or not provision.about.inner or provision.label is not None or provision.heading is not None:
        yield "\n" + screen.rule([(title_of(provision), Tone.STRONG)], str(address))
    for number, passage in enumerate(provision.clauses, start=1):
        if clause in (None, number):
            party = f"  (for {provision.party})" if provision.party else ""
            words: list[Piece] = [(passage.read_out().strip(), Tone.PLAIN), (party, Tone.FAINT)]
            yield screen.set([(f"{address.of_clause(number)}  ", Tone.FAINT), *words], indent=_INDENT)
            for remark in _remarks(passage):
                yield screen.set([(remark, Tone.FAINT)], first=_INDENT, indent=_INDENT)


def _remarks(passage: Passage) -> Iterator[str]:
    """What a reader must know of a clause's words: which are restored or set off, and by whom."""
    restored = [mark for mark in passage.marks if isinstance(mark, Correction)]
    for resp, source in dict.fromkeys((mark.resp, mark.source) for mark in restored):
        pairs = [f"{m.sic} > {m.span.of(passage.text)}" for m in restored if (m.resp, m.source) == (resp, source)]
        by = f" by {resp}" if resp else ""
        where = f"; damaged in {source.strip().rstrip('.')}" if source else ""
        yield f"(restored{by}: {', '.join(pairs)}{where})"
    for mark in passage.marks:
        if isinstance(mark, Highlight):
            by = f" by {mark.resp}" if mark.resp else ""
            yield f"({mark.rend or 'set off'}{by}: “{mark.span.of(passage.text).strip()}”)"


def render_dossier(record: DossierRecord, *, screen: Screen = Screen()) -> str:  # noqa: B008
    """A dossier: its witnesses as a table, then the comparisons it asks for."""
    rows: list[list[str]] = [["siglum", "date", "kind", "articles", "words", "what and where"]]
    for witness in record.witnesses:
        articles, _, words = _sizes(witness)
        source = witness.source
        where = str(source).split("; ", maxsplit=1)[0] if source else ""
        what = "; ".join(part for part in (witness.title, where) if part)
        kind = witness.kind
        rows.append([witness.siglum, str(witness.date or ""), kind, str(articles or ""), f"{words:,}", what])
    lines = [screen.set([(record.title, Tone.STRONG)]), "\n"] if record.title else []
    lines.append(table(screen, rows, right=frozenset({3, 4}), flexible=5))
    arrow = screen.sign("->")
    plans = [
        f"{plan.earlier} {arrow} {plan.later}{' (by article)' if plan.level is Level.ARTICLE else ''}"
        for plan in record.comparisons
    ]
    if plans:
        # Spaces that do not break keep the two ends of a comparison on one line.
        said = ", ".join(plan.replace(" ", "\u00a0") for plan in plans)
        lines += ["\n", screen.set([("Comparisons: ", Tone.STRONG), (said, Tone.PLAIN)], indent=_INDENT)]
    return "".join(lines)


@frozen
class Written:
    """A comparison that was written to a file.

    Attributes:
        comparison: what was compared.
        file: the file's name.
    """

    comparison: Comparison
    file: str


_COLUMNS = ("identical", "reworded", "split", "merged", "parallel", "inserted", "omitted", "moved", "renumbered")
_LAST = ("reference", "not transmitted")


def render_summary(written: Sequence[Written], *, screen: Screen = Screen()) -> str:  # noqa: B008
    """What a report wrote: a line for each comparison, then what the signs say.

    Articles are those of each text and how many of them are linked; a letter's or declaration's body counts as
    one. Clauses that were kept are counted beside the changes.
    """
    counts = [_counts(one.comparison) for one in written]
    shown = [name for name in (*_COLUMNS, *_LAST) if any(count[name] for count in counts)]
    arrow = screen.sign("->")
    rows = [["", "articles", "linked", *(screen.sign(name) for name in shown), "words that differ", "file"]]
    for one, count in zip(written, counts, strict=True):
        comparison = one.comparison
        ours, theirs, linked = _articles(comparison)
        rows.append(
            [
                f"{comparison.earlier.siglum} {arrow} {comparison.later.siglum}",
                f"{ours} {arrow} {theirs}",
                str(linked),
                *(str(count[name] or screen.sign("dot")) for name in shown),
                _share(comparison, screen),
                one.file,
            ]
        )
    key = (f"{screen.sign(name)}\u00a0{_said(name)}".replace(" ", "\u00a0") for name in shown)
    numbers = frozenset(range(2, 3 + len(shown)))
    return table(screen, rows, right=numbers, flexible=0) + "\n" + screen.set([("  ".join(key), Tone.PLAIN)])


def _said(name: str) -> str:
    return WORDS[Relation(name)] if name in WORDS else name


def _counts(comparison: Comparison) -> dict[str, int]:
    """Changes by relation and flag, what was kept or corresponds, and what is not transmitted."""
    counts = dict.fromkeys((*_COLUMNS, *_LAST), 0) | dict(comparison.counts)
    for relation in (Relation.IDENTICAL, Relation.PARALLEL):
        of_clauses = relation is Relation.IDENTICAL
        counts[relation.value] = sum(
            link.relation is relation and link.of_clauses is of_clauses for link in comparison.links
        )
    return counts | {"not transmitted": len(comparison.not_transmitted)}


def _articles(comparison: Comparison) -> tuple[int, int, int]:
    """Articles of the earlier text and of the later, and how many links join some."""
    ours, theirs = (
        {address for address, provision in witness.addressed() if _is_article(provision)}
        for witness in (comparison.earlier, comparison.later)
    )
    return len(ours), len(theirs), sum(link.earlier[0] in ours for link in comparison.links)


def _is_article(provision: Provision) -> bool:
    return provision.role is Role.OPERATIVE and not provision.about.inner


def _share(comparison: Comparison, screen: Screen) -> str:
    """The share of words that differ as a bar of ten and a number."""
    words = extent(comparison.collation)
    if not words.compared:
        return "not compared"
    full = (words.per_cent + 5) // 10
    return f"{screen.sign('share') * full}{screen.sign('rest') * (10 - full)} {words.per_cent:>3} %"
