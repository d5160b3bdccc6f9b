"""Alignments as a person reads them in a terminal, and what an editor made of one in a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from treatydiff.comparison import Comparison
from treatydiff.model.addresses import Address, ChangeAddress
from treatydiff.model.edits import Misfit, said
from treatydiff.model.links import EditedLink, Link, NoCounterpart, Relation
from treatydiff.report.decisions import by_whom, decisions, how
from treatydiff.report.screen import Screen, Tone
from treatydiff.report.wording import WORDS, counted, flag_words

_INDENT = "    "


def render_alignment(comparison: Comparison, *, screen: Screen = Screen()) -> str:  # noqa: B008 - a frozen value
    """The alignment of two texts: links with rule and score or with who decided, and what has no counterpart.

    Args:
        comparison: the two texts, compared.
        screen: where it is shown.

    Example:
        >>> from treatydiff.comparison import compare
        >>> from treatydiff.model.passages import Passage
        >>> from treatydiff.model.provisions import Provision
        >>> from treatydiff.model.witnesses import Witness
        >>> a, b = (
        ...     Witness(siglum, (Provision("body", (Passage(text),)),))
        ...     for siglum, text in (("A", "It lasts five years."), ("B", "It lasts ten years."))
        ... )
        >>> print(render_alignment(compare(a, b, links=[Link("A/body:1", "B/body:1", resp="N. N.")])), end="")
        A with B
        <BLANKLINE>
        ≈ A/body..B/body  reworded (similarity, 0.491)
            ≈ A/body:1..B/body:1  reworded, by N. N.
    """
    return "".join(_alignment(comparison, screen))


def _alignment(comparison: Comparison, screen: Screen) -> Iterator[str]:
    yield screen.set([(f"{comparison.earlier.siglum} with {comparison.later.siglum}", Tone.STRONG)])
    yield "\n"
    for link in comparison.links:
        sign = f"{screen.sign(link.relation.value)} "
        flags = "".join(f", {flag_words(comparison, link, flag, screen.sign('->'))}" for flag in link.flags)
        who = f", {by_whom(link)}" if link.edited else f" ({how(link)})"
        depth = _INDENT * (link.of_clauses + len(link.earlier[0].steps) - 1)
        pieces = [(f"{link.address}  ", Tone.FAINT), (f"{WORDS[link.relation]}{flags}{who}", Tone.PLAIN)]
        yield screen.set(pieces, first=depth + sign, indent=depth + _INDENT * 2)
    if not comparison.links:
        yield screen.set([("Nothing corresponds.", Tone.PLAIN)])
    alone = [change for change in comparison.changes if change.relation in (Relation.INSERTED, Relation.OMITTED)]
    if alone or comparison.not_transmitted:
        yield "\n" + screen.set([("Without counterpart:", Tone.STRONG)])
    for change in alone:
        sign = f"{_INDENT}{screen.sign(change.relation.value)} "
        yield screen.set([(f"{change.address}  {change.relation.value}", Tone.PLAIN)], first=sign)
    for place in comparison.not_transmitted:
        other = next(w for w in (comparison.earlier, comparison.later) if w.siglum != place.siglum)
        sign = f"{_INDENT}{screen.sign('not transmitted')} "
        yield screen.set([(f"{place}  not transmitted in {other.siglum}", Tone.PLAIN)], first=sign)
    yield from decisions(comparison.collation, screen)


@frozen
class Review:
    """What an editor made of an alignment that was written for him to correct.

    Attributes:
        file: the file.
        kept: computed statements that stand in the file as they were written, and are found today as well.
        outdated: those that stand there as they were written, and are not found any more.
        confirmed: decisions that say what is computed.
        changed: decisions that stand in place of a computed statement, with its address.
        added: all other decisions.
        missing: computed links that neither stand in the file nor gave way to a decision.
        misfits: decisions that do not fit the texts, each with its place in the file.
    """

    file: str
    kept: tuple[ChangeAddress, ...]
    outdated: tuple[ChangeAddress, ...]
    confirmed: tuple[EditedLink, ...]
    changed: tuple[tuple[ChangeAddress, EditedLink], ...]
    added: tuple[EditedLink, ...]
    missing: tuple[Link, ...]
    misfits: tuple[tuple[str, Misfit], ...]


def review(
    file: str,
    *,
    untouched: Sequence[ChangeAddress],
    stated: Sequence[tuple[EditedLink, ChangeAddress | None, str]],
    computed: Comparison,
    decided: Comparison,
) -> Review:
    """Hold what an editor made of an alignment against what is computed.

    Args:
        file: the file that he corrected.
        untouched: the addresses of what he left as it was.
        stated: his decisions, each with the address of what it stands in place of, and with its place in the file.
        computed: the two texts compared without his decisions.
        decided: the same with them.
    """
    links = {_key(link.address): link for link in computed.links}
    found = {*links, *(_key(change.address) for change in computed.changes if change.link is None)}
    unfit = {misfit.edit: misfit for misfit in decided.misfits}
    confirmed: list[EditedLink] = []
    changed: list[tuple[ChangeAddress, EditedLink]] = []
    added: list[EditedLink] = []
    for edit, instead, _ in stated:
        if edit in unfit:
            continue
        if _key(_says(edit)) in found:
            confirmed.append(edit)
        elif instead is not None and _key(instead) != _key(_says(edit)):
            changed.append((instead, edit))
        else:
            added.append(edit)
    settled = {_key(address) for address in untouched}
    settled |= {_key(link.address) for link in (*decided.overruled, *decided.links) if link not in computed.links}
    settled |= {_key(instead) for _, instead, _ in stated if instead}
    return Review(
        file,
        tuple(address for address in untouched if _key(address) in found),
        tuple(address for address in untouched if _key(address) not in found),
        tuple(confirmed),
        tuple(changed),
        tuple(added),
        tuple(link for key, link in links.items() if key not in settled and not link.edited),
        tuple((place, unfit[edit]) for edit, _, place in stated if edit in unfit),
    )


def _key(address: ChangeAddress) -> frozenset[tuple[Address, ...]]:
    """What an address joins, whichever of the two texts is called the earlier."""
    return frozenset((address.earlier, address.later))


def _says(edit: EditedLink) -> ChangeAddress:
    return ChangeAddress((edit.address,), ()) if isinstance(edit, NoCounterpart) else edit.address


def render_review(made: Review, *, screen: Screen = Screen()) -> str:  # noqa: B008 - a frozen value
    """What an editor made of an alignment, and what he may still have to do.

    Args:
        made: what he made of it.
        screen: where it is shown.
    """
    return "".join(_review(made, screen))


def _review(made: Review, screen: Screen) -> Iterator[str]:
    arrow = screen.sign("->")
    number = len(made.confirmed) + len(made.changed) + len(made.added)
    kept = f"{counted(len(made.kept), 'computed statement')} left as written"
    yield screen.set([(f"{made.file}: {counted(number, 'decision')}; {kept}.", Tone.STRONG)])
    sections = (
        ("Changed:", [f"{instead} {arrow} {said(edit)}, {by_whom(edit)}" for instead, edit in made.changed]),
        ("Added:", [f"{said(edit)}, {by_whom(edit)}" for edit in made.added]),
        ("Confirmed, as computed:", [f"{said(edit)}, {by_whom(edit)}" for edit in made.confirmed]),
        (
            "Removed, or computed only since the file was written. To remove is no decision: each of these is "
            "found again, unless one of its ends is said to have no counterpart:",
            [_refusal(link) for link in made.missing],
        ),
        (
            "Left as written, but computed otherwise today, and so without effect. To keep one, make it yours "
            '(resp="#editor"):',
            [str(address) for address in made.outdated],
        ),
        (
            "Warning: decisions that do not fit the texts, and are not applied. To mend one, look at the place, "
            "correct its target or its words:",
            [f"{place}: {said(misfit.edit)}: {misfit.what}" for place, misfit in made.misfits],
        ),
    )
    for title, lines in sections:
        if lines:
            yield "\n" + screen.set([(title, Tone.PLAIN)])
            for line in lines:
                yield screen.set([(line, Tone.PLAIN)], first=_INDENT, indent=_INDENT * 2)
    if number:
        what = f"These decisions hold with --links {made.file}, and in a dossier whose dossier.xml lists the file."
        yield "\n" + screen.set([(what, Tone.PLAIN)])


def _refusal(link: Link) -> str:
    """How to refuse a computed link."""
    end, other = link.earlier[0], link.later[0].siglum
    return (
        f"{link.address} ({how(link)}); to refuse it: "
        f'<annotation xml:id="x-{end.as_id}" motivation="classifying" ana="#no-counterpart" '
        f'target="{end.siglum}.xml#{end.as_id}" corresp="{other}.xml#{Address(other).as_id}" resp="#editor"/>'
    )
