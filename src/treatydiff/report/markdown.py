"""Markdown: a comparison or a collation as a page that any forge shows, and that can be read as it is.

Headings, lists and tables are those of GitHub Flavored Markdown (https://github.github.com/gfm/), which other
forges read too. Of HTML there are only ``<del>`` and ``<ins>`` around the words that went out and came in, and,
where a forge would take words of a text for the name of a person or a number of its own, an empty comment. All else
that a text, a title or an annotation says is escaped: it shows as the words that it is, whatever it looks like.
White space is collapsed, as any Markdown does with it.

A comparison is one table: a row for each change, with its address, what it is, the words on either side and the ids
of the annotations, which stand in full below it. A collation is a section for each provision: each clause as the
base has it, then the places where others differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from treatydiff.annotation import Contradictions
from treatydiff.collation.values import ClauseGroup, Collation, ProvisionGroup, VariationUnit
from treatydiff.comparison import Change, Comparison
from treatydiff.comparison.extent import extent
from treatydiff.model.addresses import Address
from treatydiff.model.annotations import Annotation
from treatydiff.model.edits import said
from treatydiff.model.links import EditedLink, Link, Relation
from treatydiff.model.witnesses import Witness
from treatydiff.report.apparatus import moves, places_of_variation
from treatydiff.report.decisions import by_whom, how
from treatydiff.report.entries import entries, reading_text, variation, varies
from treatydiff.report.sides import Run, Sides
from treatydiff.report.wording import (
    WORDS,
    caution,
    cited,
    counted,
    described,
    enumerated,
    flag_words,
    nothing_changed,
    silence,
    tally,
    title_of,
    told,
    without_words,
)

_SPECIAL = re.compile(r"[\\`*_\[\]|~$#]")
_OPENING = re.compile(r"([0-9]{1,9})([.)])|[-+=]")
_REFERRING = re.compile(r"(@|\\#)(?=\w)")
"""What makes a forge look for a person or a number of its own."""
_LINKED = re.compile(r"://|www\.", re.IGNORECASE)


def escaped(text: str) -> str:
    r"""Words that Markdown shows as they are, white space collapsed.

    Example:
        >>> escaped("1. [Peace](x) | <b>a_b</b>")
        '1\\. \\[Peace\\](x) \\| &lt;b&gt;a\\_b&lt;/b&gt;'
    """
    text = re.sub(r"\s+", " ", text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = _SPECIAL.sub(r"\\\g<0>", text)
    text = _LINKED.sub(lambda found: found[0].replace(":", "\\:").replace(".", "\\."), text)
    text = _REFERRING.sub(r"\1<!-- -->", text)
    opening = _OPENING.match(text.lstrip())
    if opening is None:
        return text
    start = len(text) - len(text.lstrip())
    place = start + (opening.end(1) if opening[1] else 0)
    return f"{text[:place]}\\{text[place:]}"


def render_comparison(comparison: Comparison) -> str:
    """A comparison as Markdown.

    Example:
        >>> from treatydiff.comparison import compare
        >>> from treatydiff.model.passages import Passage
        >>> from treatydiff.model.provisions import Provision
        >>> a, b = (
        ...     Witness(siglum, (Provision("body", (Passage(text),)),))
        ...     for siglum, text in (("A", "It lasts five years."), ("B", "It lasts ten years."))
        ... )
        >>> print(render_comparison(compare(a, b)).splitlines()[-1])
        | A/body:1..B/body:1 | reworded | It lasts <del>five</del> years. | It lasts <ins>ten</ins> years. |  |
    """
    return _page(_comparison(comparison))


def render_collation(collation: Collation) -> str:
    """A collation as Markdown.

    Example:
        >>> from treatydiff.collation import collate
        >>> from treatydiff.model.passages import Passage
        >>> from treatydiff.model.provisions import Provision
        >>> a, b = (
        ...     Witness(siglum, (Provision("body", (Passage(text),)),))
        ...     for siglum, text in (("A", "It lasts five years."), ("B", "It lasts ten years."))
        ... )
        >>> print(render_collation(collate([a, b])).splitlines()[-1])
        | five | ten **B** | substantive |
    """
    return _page(_collation(collation))


def _page(blocks: Iterable[str]) -> str:
    return "\n\n".join(block for block in blocks if block) + "\n"


def _comparison(comparison: Comparison) -> Iterator[str]:
    earlier, later = comparison.earlier, comparison.later
    yield f"# {escaped(earlier.siglum)} → {escaped(later.siglum)}"
    yield _witnesses((earlier, later))
    yield _quoted(caution(earlier, later))
    yield from _in_all(comparison)
    if comparison.changes:
        yield "## Changes"
        if not without_words(comparison.collation):
            alike = any(edit.same_forms for change in comparison.changes for edit in change.edits)
            yield (
                "Words that went out are <del>struck</del>, words that came in <ins>underlined</ins>"
                + (", words that are only written differently <em>in italics</em>." if alike else ".")
            )
        yield _changes(comparison)
    yield from _not_transmitted(comparison)
    yield from _decisions(comparison.collation)
    yield from _annotations(comparison.annotations)


def _in_all(comparison: Comparison) -> Iterator[str]:
    counts = {name: number for name, number in tally(comparison).items() if number}
    counts.pop("not transmitted", None)
    yield ", ".join(f"{number:,} {told(name)}" for name, number in counts.items())
    if not comparison.changes:
        yield nothing_changed(comparison.collation)
    words = extent(comparison.collation)
    if words.compared:
        yield f"{words.differing:,} of {words.compared:,} words differ ({words.per_cent} %)."
    else:
        yield without_words(comparison.collation) or "No words were compared."


def _changes(comparison: Comparison) -> str:
    sides = Sides(comparison)
    rows = [
        (
            _address(change),
            escaped(_told(comparison, change)),
            *(_marked(runs, mark, change) for runs, mark in zip(sides.of(change), ("del", "ins"), strict=True)),
            escaped(", ".join(one.id for one in change.annotations)),
        )
        for change in comparison
    ]
    sigla = comparison.earlier.siglum, comparison.later.siglum
    return _table(("change", "what", *map(escaped, sigla), "annotations"), rows)


def _address(change: Change) -> str:
    return escaped(str(change.address))


def _told(comparison: Comparison, change: Change) -> str:
    """What a change is; of what only moved or was renumbered, that alone."""
    by_flags_alone = (
        change.flags and not change.edits and change.relation in (Relation.REWORDED, Relation.IDENTICAL)
    )
    names = [] if by_flags_alone else [WORDS[change.relation]]
    if change.link is not None:
        names += [flag_words(comparison, change.link, flag, "→") for flag in change.flags]
        names += [by_whom(change.link)] if change.link.edited else []
    return ", ".join(names)


def _marked(runs: Sequence[Run], mark: str, change: Change) -> str:
    """Words as they run, those in a mark that the other side has not; moved ones with a sign behind them."""
    parts = []
    for run in runs:
        words = run.text.strip()
        if run.edit is None or not words:
            parts.append(escaped(run.text))
            continue
        before, after = (" " if text.isspace() else "" for text in (run.text[:1], run.text[-1:]))
        edit = change.edits[run.edit]
        moved = "⇅" if edit.transposed else ""
        how = "em" if edit.same_forms and not edit.transposed else mark
        parts.append(f"{before}<{how}>{escaped(words)}</{how}>{moved}{after}")
    return re.sub(" +", " ", "".join(parts)).strip()


def _not_transmitted(comparison: Comparison) -> Iterator[str]:
    if comparison.not_transmitted:
        yield "## Not transmitted"
    for silent, other in ((comparison.later, comparison.earlier), (comparison.earlier, comparison.later)):
        there = [str(address) for address in comparison.not_transmitted if address.siglum == other.siglum]
        if there:
            why = escaped(silence(silent, other))
            yield f"Not in {escaped(silent.siglum)}, and so neither inserted nor omitted: {why}."
            yield _listed(escaped(address) for address in there)


def _collation(collation: Collation) -> Iterator[str]:
    sigla = [escaped(witness.siglum) for witness in collation.witnesses]
    yield f"# {enumerated(sigla)}"
    yield _witnesses(collation.witnesses, base=collation.base)
    yield _quoted(caution(*collation.witnesses))
    if wordless := without_words(collation, "Collated"):
        yield wordless
    else:
        found = places_of_variation(collation)
        each = ", ".join(f"{number:,} {name or 'of no class'}" for name, number in found.items())
        yield f"{counted(sum(found.values()), 'place')} of variation{f': {each}' if each else ''}."
        yield (
            "Each clause stands as the base has it, or where the base lacks it the first that has it. Under it "
            "stand the places where others differ; who is not named there has the same words. om.: omitted by; "
            "\\[...\\]: not transmitted by."
        )
    moved = moves(collation)
    for group in collation.groups:
        yield from _provision(collation, group, 2, moved)
    yield from _decisions(collation)
    yield from _annotations(collation.annotations)


def _provision(
    collation: Collation, group: ProvisionGroup, depth: int, moved: Mapping[Address, Sequence[str]]
) -> Iterator[str]:
    provision = collation.witness(group.address.siglum).provision(group.address)
    shown = not provision.about.inner or group.label is not None or bool(group.heading)
    if shown:
        yield f"{'#' * min(depth, 6)} {escaped(title_of(provision))} ({escaped(str(group.address))})"
        yield _absent(group, moved.get(group.address, ()))
    elif group.address in moved:
        yield f"**{escaped(str(group.address))}**; {_absent(group, moved[group.address])}"
    label = [(0, group.label)] if group.label is not None and varies(group.label, group) else []
    yield _entries(collation, group, label, (group.label,) if group.label else ())
    yield _entries(collation, group, variation(group), group.heading)
    for child in group.children:
        if isinstance(child, ProvisionGroup):
            yield from _provision(collation, child, depth + shown, moved)
        else:
            yield from _clause(collation, child, moved.get(child.address, ()))


def _clause(collation: Collation, group: ClauseGroup, moved: Sequence[str]) -> Iterator[str]:
    joined = {one.siglum: escaped("+".join(map(str, one.addresses))) for one in group.members}
    ours = joined.pop(group.address.siglum)
    absent = _absent(group, moved)
    yield ", ".join([f"**{ours}**", *joined.values()]) + (f"; {absent}" if absent else "")
    text = reading_text(collation, group, group.units)
    yield _quoted("".join(word for unit in text.units for word in unit))
    yield _entries(collation, group, variation(group), group.units)
    if group.method == "anchored":
        yield "(too long to compare word by word throughout)"


def _entries(
    collation: Collation,
    group: ClauseGroup | ProvisionGroup,
    varying: Iterable[tuple[int, VariationUnit]],
    units: Sequence[VariationUnit],
) -> str:
    """The places of a clause, title or label where words vary, as a table; empty where none do."""
    rows = []
    for entry in entries(collation, group, units, varying):
        variants = [f"{escaped(one.words)} {_sigla(one.sigla)}".strip() for one in entry.variants]
        variants += [f"om. {_sigla(entry.omitted)}"] if entry.omitted else []
        variants += [f"\\[...\\] {_sigla(entry.silent)}"] if entry.silent else []
        rows.append((escaped(entry.lemma), "; ".join(variants), escaped(entry.variant)))
    if not rows:
        return ""
    return _table((f"words of {escaped(group.address.siglum)}", "other words, and who has them", "class"), rows)


def _sigla(sigla: Iterable[str]) -> str:
    return " ".join(f"**{escaped(siglum)}**" for siglum in sigla)


def _absent(group: ClauseGroup | ProvisionGroup, moved: Sequence[str]) -> str:
    """Who lacks a group, of whom it is not transmitted, and who has it elsewhere."""
    without = [f"om. {_sigla(group.omitted)}"] if group.omitted else []
    silent = [f"\\[...\\] {_sigla(group.not_transmitted)}"] if group.not_transmitted else []
    elsewhere = [f"moved in {_sigla(moved)}"] if moved else []
    return "; ".join(without + silent + elsewhere)


def _witnesses(witnesses: Iterable[Witness], *, base: str = "") -> str:
    """The texts, each with its title, what it is, and where it is taken from."""
    return _listed(
        ". ".join(
            [
                f"**{escaped(witness.siglum)}**{' (base)' if witness.siglum == base else ''}",
                *(escaped(part) for part in (witness.title, described(witness), cited(witness)) if part),
            ]
        )
        for witness in witnesses
    )


def _decisions(collation: Collation) -> Iterator[str]:
    """What editors decided, and what came of it."""
    stated: list[EditedLink] = [link for link in collation.links if link.edited]
    stated += collation.without_counterpart
    lines = [f"{said(edit)}, {by_whom(edit)}" for edit in stated]
    lines += [f"overruled: {_found(link)}" for link in collation.overruled]
    lines += [f"not applied: {said(misfit.edit)}: {misfit.what}" for misfit in collation.misfits]
    if lines:
        yield "## Decided by editors"
        yield _listed(map(escaped, lines))


def _found(link: Link) -> str:
    return f"{link.address} {link.relation.value} ({how(link)})"


def _annotations(annotations: Sequence[Annotation]) -> Iterator[str]:
    """What is said, by whom, after which source; terms with their words."""
    if annotations:
        yield "## Annotations"
        contradictions = Contradictions.among(annotations)
        yield _listed(_annotation(one, contradictions.of(one)) for one in annotations)


def _annotation(one: Annotation, against: Sequence[Annotation]) -> str:
    about = " ".join(part for part in (str(one.date or ""), one.kind) if part)
    who = f", {enumerated(one.actors)}" if one.actors else ""
    what = f"{one.term}: {one.value}. {one.statement}".strip() if one.value else one.statement
    text = f"{about}{who}: {what}"
    text += f" “{one.quote}”" if one.quote else ""
    text += f" [{'; '.join(map(str, one.sources))}]" if one.sources else ""
    text += f" (by {one.resp})" if one.resp else ""
    text += f" (certainty {one.cert})" if one.cert not in ("", "high") else ""
    text += f" (contradicted by {enumerated(other.id for other in against)})" if against else ""
    targets = ", ".join(map(str, one.targets))
    return f"**{escaped(one.id)}** {escaped(text)}" + (f" → {escaped(targets)}" if targets else "")


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _listed(items: Iterable[str]) -> str:
    return "\n".join(f"- {item.strip()}" for item in items)


def _quoted(text: str) -> str:
    words = escaped(text.strip())
    return f"> {words}" if words else ""
