"""What was recognised in the files of a dossier: a table of its texts, what is doubtful, what was left aside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from treatydiff.model.accessions import Accession, Aside, Doubt
from treatydiff.report.markdown import escaped
from treatydiff.report.screen import Screen, Tone, table
from treatydiff.report.wording import counted

NAME = "recognition.md"
"""What the report in a dossier's folder is called."""
_HEADS = ("text", "file", "format", "language", "articles", "clauses", "sure", "doubtful", "left aside")
_NUMBERS = frozenset({4, 5, 6, 7, 8})
_MOST = 20
"""So many doubtful places are shown in a terminal; the file has all."""
_OVERRULING = (
    "What the texts' files say counts, and is never recognised anew. Where the structure is wrong, change it "
    "there: the div with the xml:id that is named, its type, n and head; move words into the div or out of it."
)


def render_accessions(
    accessions: Sequence[Accession],
    *,
    folder: str,
    renamed: Sequence[str] = (),
    screen: Screen = Screen(),  # noqa: B008 - frozen
) -> str:
    """What was recognised, for a terminal.

    Args:
        accessions: the texts.
        folder: where they were written, as it was typed.
        renamed: what became of sigla that were alike.
        screen: what the terminal can show.
    """
    out = [table(screen, [_HEADS, *_rows(accessions)], right=_NUMBERS, flexible=1)]
    if renamed:
        out += ["\n", *(screen.set([(f"{one}.", Tone.PLAIN)], indent="  ") for one in renamed)]
    doubts = [(one, doubt) for one in accessions for doubt in one.doubts]
    if doubts:
        out += ["\n", screen.set([("Doubtful", Tone.STRONG)])]
        for one, doubt in doubts[:_MOST]:
            out.append(screen.set([(_doubtful(one, doubt), Tone.PLAIN)], indent="    "))
            out.append(screen.set([(_where(one, doubt, folder), Tone.FAINT)], first="    ", indent="    "))
        if len(doubts) > _MOST:
            more = counted(len(doubts) - _MOST, "more doubtful place")
            out.append(screen.set([(f"{more}: see {_in(folder, NAME)}", Tone.PLAIN)]))
        out += ["\n", screen.set([(_OVERRULING, Tone.PLAIN)])]
    notes = [f"{one.origin.name}: {note}" for one in accessions for note in one.notes]
    if notes:
        out += ["\n", screen.set([("Noted", Tone.STRONG)])]
        out += [screen.set([(note, Tone.PLAIN)], indent="    ") for note in dict.fromkeys(notes)]
    return "".join(out)


def _rows(accessions: Sequence[Accession]) -> Iterator[tuple[str, ...]]:
    for one in accessions:
        articles, clauses = _sizes(one)
        yield (
            one.witness.siglum,
            one.origin.name,
            one.origin.form,
            one.witness.language,
            str(articles),
            str(clauses),
            "marked" if one.percent is None else f"{one.percent} %",
            str(len(one.doubts)),
            str(len(one.asides)),
        )


def _sizes(one: Accession) -> tuple[int, int]:
    provisions = [provision for _, provision in one.witness.addressed()]
    articles = sum(provision.kind == "article" for provision in provisions)
    return articles, sum(len(provision.clauses) for provision in provisions)


def _doubtful(one: Accession, doubt: Doubt) -> str:
    sure = "" if doubt.percent is None else f" ({doubt.percent} % sure)"
    why = f": {'; '.join(doubt.reasons)}" if doubt.reasons else ""
    return f"{_place(one, doubt)}: {doubt.what}{sure}{why}"


def _where(one: Accession, doubt: Doubt, folder: str) -> str:
    file = _in(folder, f"{one.witness.siglum}.xml")
    if doubt.inside is None:
        return f"to overrule it: {file}, before its first provision"
    at = "" if doubt.begins else ", where it goes on"
    return f'to overrule it: {file}, xml:id="{doubt.inside.as_id}"{at}'


def _in(folder: str, name: str) -> str:
    return f"{folder.rstrip('/')}/{name}" if folder else name


def _place(one: Accession, thing: Aside | Doubt) -> str:
    where = f":{thing.line}:{max(thing.column, 1)}" if thing.line else ""
    return f"{one.origin.name}{where}"


def write_accessions(accessions: Sequence[Accession], *, title: str, renamed: Sequence[str] = ()) -> str:
    """What was recognised, whole, as Markdown.

    Args:
        accessions: the texts.
        title: what it stands under.
        renamed: what became of sigla that were alike.

    Example:
        >>> from treatydiff.model.accessions import Origin
        >>> from treatydiff.model.witnesses import Witness
        >>> accession = Accession(Witness("A"), Origin("a.txt", "plain text"), percent=92)
        >>> print(write_accessions([accession], title="Pact"))
        # Pact
        <BLANKLINE>
        | text | file | format | language | articles | clauses | sure | doubtful | left aside |
        | --- | --- | --- | --- | ---: | ---: | ---: | ---: | ---: |
        | A | a.txt | plain text | en | 0 | 0 | 92 % | 0 | 0 |
        <BLANKLINE>
    """
    rule = tuple("---:" if at in _NUMBERS else "---" for at in range(len(_HEADS)))
    rows = [_HEADS, rule, *(tuple(map(escaped, row)) for row in _rows(accessions))]
    out = [f"# {escaped(title)}", "", *(f"| {' | '.join(row)} |" for row in rows), ""]
    if renamed:
        out += [*(f"* {escaped(one)}." for one in renamed), ""]
    if any(one.doubts for one in accessions):
        out += [_OVERRULING, ""]
    for one in accessions:
        out += _sections(one)
    return "\n".join(out)


def _sections(one: Accession) -> Iterator[str]:
    said = (
        (
            "Doubtful",
            [f"{escaped(_doubtful(one, doubt))} -- {escaped(_where(one, doubt, ''))}" for doubt in one.doubts],
        ),
        (
            "Left aside",
            [
                f"{escaped(_place(one, aside))}: {escaped(aside.what)}: {escaped(aside.words)}"
                for aside in one.asides
            ],
        ),
        ("Noted", [escaped(note) for note in one.notes]),
    )
    if any(lines for _, lines in said):
        yield from (f"## {escaped(one.witness.siglum)}: {escaped(one.origin.name)}", "")
    for head, lines in said:
        if lines:
            yield from (f"### {head}", "", *(f"* {line}" for line in lines), "")
