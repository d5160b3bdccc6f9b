"""Parallel texts as a person reads them: beside each other, and beside what changed in another language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from treatydiff.comparison import Change, Comparison
from treatydiff.comparison.parallel import ParallelRow, ParallelText, passages_beside
from treatydiff.export.separated import separated
from treatydiff.model.addresses import Address
from treatydiff.model.links import Link
from treatydiff.model.witnesses import Witness
from treatydiff.report.markdown import escaped
from treatydiff.report.screen import Piece, Screen, Tone
from treatydiff.report.sides import Sides
from treatydiff.report.wording import WORDS, counted, described, title_of

_INDENT = "    "


def render_parallel(text: ParallelText, *, screen: Screen = Screen()) -> str:  # noqa: B008 - a frozen value
    """Texts beside each other, a column for each, with the addresses of what corresponds.

    Args:
        text: the texts in rows.
        screen: where it is shown.

    Example:
        >>> from treatydiff.comparison import compare
        >>> from treatydiff.comparison.parallel import side_by_side
        >>> from treatydiff.model.numbers import Number
        >>> from treatydiff.model.passages import Passage
        >>> from treatydiff.model.provisions import Provision
        >>> a, b = (
        ...     Witness(siglum, (Provision("article", (Passage(text),), number=Number("3")),), language=language)
        ...     for siglum, text, language in (("A", "It lasts five years.", "en"), ("B", "五年とする。", "ja"))
        ... )
        >>> print(render_parallel(side_by_side([compare(a, b)]), screen=Screen(width=42)), end="")
        A  en
        B  ja
        <BLANKLINE>
        A                   │ B
        <BLANKLINE>
        ── Article 3 ──────────────── A/3 ∥ B/3 ──
        A/3:1               │ B/3:1 0.98
        It lasts five       │ 五年とする。
        years.              │
        <BLANKLINE>
        1 article of A, 1 with a counterpart in B.
    """
    return "".join(_parallel(text, screen))


def _parallel(text: ParallelText, screen: Screen) -> Iterator[str]:
    width = max(len(witness.siglum) for witness in text.witnesses) + 2
    for witness in text.witnesses:
        first = witness.siglum.ljust(width)
        if witness.title:
            yield screen.set([(witness.title, Tone.STRONG)], first=first, indent=" " * width)
            first = " " * width
        yield screen.set([(described(witness), Tone.PLAIN)], first=first, indent=" " * width)
    yield "\n"
    yield screen.beside(*([(witness.siglum, Tone.STRONG)] for witness in text.witnesses))
    for row in text.rows:
        if row.of_clauses:
            yield screen.beside(*_addresses(text, row, screen))
            yield screen.beside(
                *([(words_of(w, cell), Tone.PLAIN)] for w, cell in zip(text.witnesses, row.cells, strict=True))
            )
        else:
            yield "\n" + _heading(text, row, screen)
    yield "\n"
    for said in told(text):
        yield screen.set([(said, Tone.PLAIN)])


def _heading(text: ParallelText, row: ParallelRow, screen: Screen) -> str:
    titles = [
        title_of(witness.provision(cell[0]))
        for witness, cell in zip(text.witnesses, row.cells, strict=True)
        if cell
    ]
    sign = f" {screen.sign('parallel')} "
    addresses = sign.join("+".join(map(str, cell)) for cell in row.cells if cell)
    flags = dict.fromkeys(flag for links in row.links for link in links for flag in link.flags)
    left: list[Piece] = [(sign.join(dict.fromkeys(titles)), Tone.STRONG)]
    left += [(f"  {screen.sign(flag.value)} {flag.value}", Tone.PLAIN) for flag in flags]
    return screen.rule(left, addresses)


def _addresses(text: ParallelText, row: ParallelRow, screen: Screen) -> Iterator[list[Piece]]:
    """The addresses of a row, and how sure it is that they belong together; signs for what is not there."""
    for column, (witness, cell) in enumerate(zip(text.witnesses, row.cells, strict=True)):
        how = _how(row.links[column - 1]) if column else ""
        nothing = screen.sign("omitted" if witness.complete else "not transmitted")
        shown = f"{'+'.join(map(str, cell))} {how}".strip() if cell else nothing
        yield [(shown, Tone.FAINT)]


def _how(links: Sequence[Link]) -> str:
    return " ".join(f"{link.score:.2f}" if not link.edited else "edited" for link in links)


def words_of(witness: Witness, places: Sequence[Address]) -> str:
    """The words of clauses or provisions, with the notes of gaps."""
    parts = [
        witness.clause(place).read_out() if place.clause is not None else witness.provision(place).read_out()
        for place in places
    ]
    return " ".join("".join(parts).split())


def told(text: ParallelText) -> Iterator[str]:
    """How many articles of the first text have a counterpart in each of the others."""
    base = text.witnesses[0]
    rows = [row for row in text.rows if row.cells[0] and base.provision(row.cells[0][0]).kind == "article"]
    rows = [row for row in rows if not row.of_clauses]
    for column, witness in enumerate(text.witnesses[1:], start=1):
        there = sum(bool(row.cells[column]) for row in rows)
        yield f"{counted(len(rows), 'article')} of {base.siglum}, {there} with a counterpart in {witness.siglum}."


def parallel_markdown(text: ParallelText) -> str:
    """Texts beside each other as a Markdown table."""
    heads = [escaped(f"{w.siglum} {w.title}".strip()) for w in text.witnesses]
    lines = [" | ".join(heads), " | ".join("---" for _ in heads)]
    for row in text.rows:
        cells = []
        for witness, cell in zip(text.witnesses, row.cells, strict=True):
            address = escaped("+".join(map(str, cell)))
            if not cell:
                cells.append("")
            elif row.of_clauses:
                cells.append(f"{escaped(words_of(witness, cell))} ({address})")
            else:
                cells.append(f"**{escaped(title_of(witness.provision(cell[0])))}** ({address})")
        lines.append(" | ".join(cells))
    title = " and ".join(witness.siglum for witness in text.witnesses)
    return f"# {escaped(title)}, side by side\n\n" + "".join(f"| {line} |\n" for line in lines)


def parallel_table(text: ParallelText, *, delimiter: str = ",") -> bytes:
    """Texts beside each other as separated values: addresses and words, of all others also score and rule."""
    base, *others = text.witnesses
    head = [f"{base.siglum} address", f"{base.siglum} words"]
    for witness in others:
        head += [f"{witness.siglum} {name}" for name in ("address", "words", "score", "rule")]
    return separated([head, *(_fields(text, row) for row in text.rows)], delimiter=delimiter)


def _fields(text: ParallelText, row: ParallelRow) -> list[str]:
    fields: list[str] = []
    for column, (witness, cell) in enumerate(zip(text.witnesses, row.cells, strict=True)):
        shown = words_of(witness, cell) if row.of_clauses else title_of(witness.provision(cell[0])) if cell else ""
        fields += ["+".join(map(str, cell)), shown]
        if column:
            links = row.links[column - 1]
            fields += [" ".join(str(link.score) for link in links), " ".join(link.rule for link in links)]
    return fields


def render_beside(
    comparison: Comparison,
    beside: Sequence[Comparison],
    *,
    alone: Sequence[Change] = (),
    screen: Screen = Screen(),  # noqa: B008 - a frozen value
) -> str:
    """The changes between two texts, each with the passages of parallel texts that it concerns.

    Args:
        comparison: of the two.
        beside: of one of the two with a text in another language each.
        alone: changes to which none corresponds in the other language.
        screen: where it is shown.
    """
    return "".join(_beside(comparison, beside, frozenset(change.address for change in alone), screen))


def _beside(
    comparison: Comparison, beside: Sequence[Comparison], alone: frozenset[object], screen: Screen
) -> Iterator[str]:
    sides = [(one, _other(one, comparison)) for one in beside]
    names = ", ".join(other.siglum for _, other in sides)
    title = f"{comparison.earlier.siglum} to {comparison.later.siglum}, beside {names}"
    yield screen.set([(title, Tone.STRONG)])
    shown = Sides(comparison)
    for change in comparison.changes:
        flags = "".join(f", {flag.value}" for flag in change.flags)
        sign = f"{screen.sign(change.relation.value)} "
        yield "\n" + screen.set(
            [(f"{change.address}  ", Tone.FAINT), (f"{WORDS[change.relation]}{flags}", Tone.PLAIN)],
            first=sign,
            indent=_INDENT,
        )
        for runs, tone in zip(shown.of(change), (Tone.OUT, Tone.IN), strict=True):
            words: list[Piece] = [(run.text, Tone.PLAIN if run.edit is None else tone) for run in runs]
            if words:
                yield screen.set(words, first=_INDENT, indent=_INDENT)
        for one, other in sides:
            yield from _passage(change, one, other, screen)
        if change.address in alone:
            yield screen.set([("changed in this language alone", Tone.STRONG)], first=_INDENT, indent=_INDENT)
    if not comparison.changes:
        yield "\n" + screen.set([("Nothing changed.", Tone.PLAIN)])


def _passage(change: Change, parallel: Comparison, other: Witness, screen: Screen) -> Iterator[str]:
    """The passage of one parallel text."""
    own = {end.siglum for end in (*change.address.earlier, *change.address.later)}
    if own.isdisjoint({parallel.earlier.siglum, parallel.later.siglum}):
        return
    places = passages_beside(change, parallel)
    sign = f"{_INDENT}{screen.sign('parallel')} "
    silence = "nothing" if other.complete else "not transmitted"
    said: list[Piece] = [(f"{silence} in {other.siglum}", Tone.FAINT)]
    if places:
        said = [(f"{'+'.join(map(str, places))}  ", Tone.FAINT), (words_of(other, places), Tone.PLAIN)]
    yield screen.set(said, first=sign, indent=_INDENT * 2)


def _other(parallel: Comparison, comparison: Comparison) -> Witness:
    """The text of a parallel comparison that the comparison beside it has not."""
    own = {comparison.earlier.siglum, comparison.later.siglum}
    return parallel.later if parallel.earlier.siglum in own else parallel.earlier
