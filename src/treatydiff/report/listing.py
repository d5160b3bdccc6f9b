"""Listings: one witness, a whole dossier, and what a report wrote, as a person reads them in a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from treatydiff.annotation import of_place
from treatydiff.collation.values import Collation
from treatydiff.comparison import Comparison
from treatydiff.comparison.extent import extent
from treatydiff.model.addresses import Address
from treatydiff.model.annotations import Annotation
from treatydiff.model.dossiers import DossierRecord, Level
from treatydiff.model.kinds import Role
from treatydiff.model.passages import Correction, Highlight, Passage
from treatydiff.model.provisions import Provision
from treatydiff.model.witnesses import Witness
from treatydiff.report.apparatus import places_of_variation
from treatydiff.report.remarks import render_annotations
from treatydiff.report.screen import Piece, Screen, Tone, columns, table
from treatydiff.report.wording import ORDER, cited, counted, status_of, tally, title_of, told

_INDENT = "    "


def render_witness(
    witness: Witness,
    *,
    part: Address | None = None,
    annotations: Sequence[Annotation] = (),
    screen: Screen = Screen(),  # noqa: B008 - a frozen value
) -> str:
    """A witness: what it is, where it is from, its text with the address of each clause, and what is said of it.

    Args:
        witness: what to show.
        part: a provision or clause to which the text is limited, and what is said.
        annotations: all that is said, of this text and of others, addresses being as the texts print them.
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
    if said := _said(annotations, place):
        lines += ["\n" + screen.rule([("What is said of it", Tone.STRONG)], str(place)), "\n"]
        lines.append(render_annotations(said, among=annotations, screen=screen))
    return "".join(lines)


def _said(annotations: Sequence[Annotation], place: Address) -> tuple[Annotation, ...]:
    """What is said of a part of a witness; of the whole, what is said of it and of whatever stands in it."""
    if place.steps:
        return of_place(annotations, place)
    return tuple(
        one
        for one in annotations
        if any(end.siglum == place.siglum for target in one.targets for end in target.addresses)
    )


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
        ("source", cited(witness)),
        ("", work.reference if work else ""),
        ("transmitted", "" if witness.complete else "in part only: its silence omits nothing"),
        ("size", size_of(witness)),
        *(("remark", remark) for remark in witness.remarks),
        *(("damage", f"Where words are restored: {source}") for source in _damaged(witness)),
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
            for remark in _remarks(passage, screen.sign("->")):
                yield screen.set([(remark, Tone.FAINT)], first=_INDENT, indent=_INDENT)


_SET_OFF = {"underline": "underlined", "italic": "in italics", "bold": "in bold type"}


def _damaged(witness: Witness) -> list[str]:
    """What words were restored after, each source once."""
    marks = [mark for _, clause in witness.clauses() for mark in clause.marks]
    return list(dict.fromkeys(mark.source for mark in marks if isinstance(mark, Correction) and mark.source))


def _remarks(passage: Passage, arrow: str) -> Iterator[str]:
    """What a reader must know of a clause's words: which are restored or set off, and by whom."""
    restored: dict[str, list[str]] = {}
    for mark in passage.marks:
        words = mark.span.of(passage.text).strip()
        by = f" by {mark.resp}" if isinstance(mark, Correction | Highlight) and mark.resp else ""
        if isinstance(mark, Correction):
            restored.setdefault(f"restored{by}", []).append(f"{mark.sic} {arrow} {words}")
        elif isinstance(mark, Highlight):
            yield f"({_SET_OFF.get(mark.rend, mark.rend or 'set off')}{by}: {words})"
    for who, pairs in restored.items():
        yield f"({who}: {'; '.join(pairs)})"


def render_dossier(record: DossierRecord, *, screen: Screen = Screen()) -> str:  # noqa: B008
    """A dossier: its witnesses as a table, then the comparisons and collations it asks for."""
    rows: list[list[str]] = [["siglum", "date", "kind", "art.", "words", "what and where"]]
    for witness in record.witnesses:
        articles, _, words = _sizes(witness)
        what = "; ".join(part for part in (witness.title, cited(witness, in_short=True)) if part)
        row = [witness.siglum, str(witness.date or ""), witness.kind]
        rows.append([*row, str(articles or screen.sign("dot")), f"{words:,}", what])
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
    collated = [f"{one.name} ({', '.join(one.sigla)}; base\u00a0{one.base})" for one in record.collations]
    if collated:
        said = ", ".join(collated)
        lines += ["\n", screen.set([("Collations: ", Tone.STRONG), (said, Tone.PLAIN)], indent=_INDENT)]
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


@frozen
class WrittenCollation:
    """A collation that was written to a file.

    Attributes:
        collation: what was collated.
        file: the file's name.
    """

    collation: Collation
    file: str


def render_summary(
    written: Sequence[Written],
    collated: Sequence[WrittenCollation] = (),
    *,
    title: str = "",
    screen: Screen = Screen(),  # noqa: B008 - a frozen value
) -> str:
    """What a report wrote: a line for each comparison, then what the signs say; then a line for each collation.

    Articles are those of each text, then how many links join some; a letter's or declaration's body counts as
    one. Clauses that were kept are counted beside the changes. Places are those where the words of a collation's
    witnesses vary.

    Args:
        written: the comparisons.
        collated: the collations.
        title: what stands over it.
        screen: where it is shown.
    """
    parts = [screen.set([(title, Tone.STRONG)])] if title else []
    parts += [_comparisons(written, screen)] if written else []
    parts += [_collations(collated, screen)] if collated else []
    return "\n".join(parts)


def _collations(collated: Sequence[WrittenCollation], screen: Screen) -> str:
    rows = [["collation of", "base", "places", "file"]]
    for one in collated:
        sigla = " ".join(witness.siglum for witness in one.collation.witnesses)
        places = sum(places_of_variation(one.collation).values())
        rows.append([sigla, one.collation.base, f"{places:,}", one.file])
    return table(screen, rows, right=frozenset({2}), flexible=0)


def _comparisons(written: Sequence[Written], screen: Screen) -> str:
    counts = [tally(one.comparison) for one in written]
    shown = [name for name in ORDER if any(count[name] for count in counts)]
    numbers = frozenset(range(2, 3 + len(shown)))
    tried = [table(screen, _rows(written, counts, shown, bar, screen), right=numbers) for bar in (10, 6, 0)]
    fitting = (one for one in tried if max(columns(line) for line in one.splitlines()[1:]) <= screen.width)
    signs = (f"{screen.sign(name)} {told(name)}".replace(" ", "\u00a0") for name in shown)
    return next(fitting, tried[-1]) + "\n" + screen.set([("  ".join(signs), Tone.PLAIN)])


def _rows(
    written: Sequence[Written], counts: Sequence[dict[str, int]], shown: Sequence[str], bar: int, screen: Screen
) -> list[list[str]]:
    arrow, dot = screen.sign("->"), screen.sign("dot")
    rows = [["", "articles", "links", *map(screen.sign, shown), "words differ" if bar else "differ", "file"]]
    for one, count in zip(written, counts, strict=True):
        earlier, later = one.comparison.earlier.siglum, one.comparison.later.siglum
        ours, theirs, linked = _articles(one.comparison)
        numbers = [str(count[name] or dot) for name in shown]
        share = _share(one.comparison, bar, screen)
        rows.append(
            [f"{earlier} {arrow} {later}", f"{ours} {arrow} {theirs}", str(linked), *numbers, share, one.file]
        )
    return rows


def _articles(comparison: Comparison) -> tuple[int, int, int]:
    """Articles of the earlier text and of the later, and how many links join some."""
    ours, theirs = (
        {address for address, provision in witness.addressed() if _is_article(provision)}
        for witness in (comparison.earlier, comparison.later)
    )
    return len(ours), len(theirs), sum(link.earlier[0] in ours for link in comparison.links)


def _is_article(provision: Provision) -> bool:
    return provision.role is Role.OPERATIVE and not provision.about.inner


def _share(comparison: Comparison, bar: int, screen: Screen) -> str:
    """The share of words that differ, as a number after a bar of so many columns."""
    words = extent(comparison.collation)
    if not words.compared:
        return screen.sign("dot")
    full = (words.per_cent * bar + 50) // 100
    drawn = screen.sign("share") * full + screen.sign("rest") * (bar - full)
    return f"{drawn} {words.per_cent:>3} %".lstrip()
