"""Wording: how reports name texts, provisions and relations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from treatydiff.model.addresses import Address
from treatydiff.model.dossiers import Level
from treatydiff.model.links import Flag, Link, Relation
from treatydiff.model.passages import Gap
from treatydiff.model.provisions import Provision
from treatydiff.model.witnesses import TextStatus, Witness
from treatydiff.tokenization import GAP_FORM

if TYPE_CHECKING:  # whoever only counts or names things need not import what aligns and compares
    from treatydiff.collation.values import Collation, Member, Reading
    from treatydiff.comparison import Comparison

WORDS = {relation: relation.value for relation in Relation} | {
    Relation.IDENTICAL: "kept",
    Relation.PARALLEL: "corresponds",
}
"""Relations as a reader is told of them."""

_TRANSLATED = (TextStatus.TRANSLATION, TextStatus.OFFICIAL_TRANSLATION, TextStatus.RETRANSLATION)


def status_of(witness: Witness) -> str:
    """What a text is to the one its authors wrote, and who translated it; empty where nothing is stated."""
    status = witness.status.replace("-", " ")
    if not witness.translator:
        return status
    said = status if witness.status in _TRANSLATED else f"{status}, translated" if status else "translated"
    return f"{said} by {witness.translator}"


def described(witness: Witness) -> str:
    """What kind of text a witness is, in a few words: date, kind, status, translator, language."""
    kind = "" if witness.kind == "text" else witness.kind
    part = "" if witness.complete or kind == "fragment" else "in part"
    said = (str(witness.date or ""), kind, part, status_of(witness), witness.language)
    return ", ".join(one for one in said if one)


def caution(*witnesses: Witness) -> str:
    """What a reader of a comparison must know of its texts: who else may have chosen their words."""
    translated = [witness.siglum for witness in witnesses if witness.status in _TRANSLATED]
    quoted = [witness.siglum for witness in witnesses if witness.status is TextStatus.QUOTATION]
    said, whose = [], []
    if translated:
        said.append(_all_are(translated, "a translation", "translations"))
        whose.append("the translator's")
    if quoted:
        said.append(_all_are(quoted, "a quotation", "quotations"))
        whose.append("the quoting writer's")
    return f"{' and '.join(said)}: a difference may be {' or '.join(whose)}." if said else ""


def _all_are(sigla: Iterable[str], one: str, several: str) -> str:
    named = list(sigla)
    return f"{named[0]} is {one}" if len(named) == 1 else f"{enumerated(named)} are {several}"


def enumerated(names: Iterable[str]) -> str:
    """Names in a sentence.

    Example:
        >>> enumerated("AB"), enumerated("ABC")
        ('A and B', 'A, B and C')
    """
    *before, last = names
    return f"{', '.join(before)} and {last}" if before else last


def gaps_of(witness: Witness, member: Member) -> tuple[Gap, ...]:
    """The gaps of the clauses that a witness has in a group, by place."""
    return tuple(gap for address in member.addresses for gap in witness.clause(address).gaps())


def spelled(reading: Reading | None, gaps: Iterator[Gap]) -> tuple[str, ...]:
    """The words and marks of a reading as written, white space included, each gap in brackets.

    Args:
        reading: the reading; ``None`` for no words.
        gaps: the gaps of its witness from here on; those in the reading are taken off.
    """
    if reading is None:
        return ()
    out = []
    for token, form in zip(reading.tokens, reading.forms, strict=True):
        before = ""
        if form == GAP_FORM:
            gap = next(gaps, None)
            before = f"[{(gap.note or gap.reason) if gap else ''}]".replace("[]", "[gap]")
        out.append(before + token)
    return tuple(out)


def title_of(provision: Provision) -> str:
    """What is printed over a provision, a label that a narrator supplies in brackets; else its kind.

    Example:
        >>> from treatydiff.model.numbers import Number
        >>> title_of(Provision("article", number=Number("3"))), title_of(Provision("closing"))
        ('Article 3', 'Closing')
    """
    kind = provision.kind.capitalize()
    label = provision.label.text.strip() if provision.label else ""
    if not label and provision.number is not None:
        label = str(provision.number)
    if label and provision.number is not None and label == provision.number.printed:
        label = f"{kind} {label}"
    if label and provision.label is not None and provision.label.supplied:
        label = f"[{label}]"
    heading = provision.heading.text.strip() if provision.heading else ""
    return ". ".join(part for part in (label, heading) if part) or kind


def titles_of(comparison: Comparison, link: Link, arrow: str) -> str:
    """What is printed over linked provisions, once where it is the same."""
    sides = [
        " + ".join(title_of(witness.provision(address)) for address in ends)
        for witness, ends in ((comparison.earlier, link.earlier), (comparison.later, link.later))
    ]
    return sides[0] if sides[0] == sides[1] else f" {arrow} ".join(sides)


def flag_words(comparison: Comparison, link: Link, flag: Flag, arrow: str) -> str:
    """A flag as a reader is told of it: with old and new number, or the new place."""
    if flag is Flag.RENUMBERED:
        ours = comparison.earlier.provision(link.earlier[0]).number
        theirs = comparison.later.provision(link.later[0]).number
        return f"renumbered {ours} {arrow} {theirs}"
    if flag is Flag.MOVED:
        return f"moved, {_place(comparison.later, link.later[0])}"
    return "a cross-reference renumbered"


def _place(witness: Witness, address: Address) -> str:
    """Where something stands in a text, by what precedes it there."""
    before: Address | None = None
    places = witness.clauses() if address.clause is not None else witness.addressed()
    for place, _ in places:
        if place == address:
            break
        if place.clause is not None or place.parent == address.parent:
            before = place
    if before is not None:
        return f"now after {before}"
    return f"now first in {address.parent}"


def silence(witness: Witness, other: Witness) -> str:
    """Why a text says nothing about a provision of another."""
    if witness.instrument and other.instrument and witness.instrument != other.instrument:
        return (
            f"{witness.siglum} ({witness.instrument}) and {other.siglum} ({other.instrument}) are two instruments"
        )
    return f"{witness.siglum} is known in part only"


ORDER = (
    "identical",
    "reworded",
    "split",
    "merged",
    "parallel",
    "inserted",
    "omitted",
    "moved",
    "renumbered",
    "reference",
    "not transmitted",
)
"""What is counted of a comparison, in the order in which it is told."""


def tally(comparison: Comparison) -> dict[str, int]:
    """How many of each of `ORDER` there are: changes, clauses kept, articles that correspond, what is silent."""
    kept = sum(link.of_clauses and link.relation is Relation.IDENTICAL for link in comparison.links)
    parallel = sum(not link.of_clauses and link.relation is Relation.PARALLEL for link in comparison.links)
    others = {"identical": kept, "parallel": parallel, "not transmitted": len(comparison.not_transmitted)}
    return dict.fromkeys(ORDER, 0) | dict(comparison.counts) | others


def told(name: str) -> str:
    """What is counted, in a word or two."""
    if name in WORDS:
        return WORDS[Relation(name)]
    return "cross-reference" if name == Flag.REFERENCE else name


def without_words(collation: Collation, done: str = "Compared") -> str:
    """Why no words were compared, as a sentence; empty where some were.

    Args:
        collation: the texts.
        done: what was done with them.
    """
    if collation.options.level is Level.ARTICLE:
        return f"{done} by article alone: which correspond, without their words."
    if not collation.compares_words:
        return f"{done} across languages: which provisions and clauses correspond, without their words."
    return ""


def nothing_changed(collation: Collation) -> str:
    """That two texts have no changes, as a sentence that says no more than was compared."""
    return "No provision inserted or omitted." if without_words(collation) else "Nothing changed."


def cited(witness: Witness, *, in_short: bool = False) -> str:
    """A witness's source, with spaces that keep an abbreviation and its figure on one line.

    Args:
        witness: the witness.
        in_short: the published work and its pages alone.
    """
    source = witness.source
    if source is not None and in_short:
        source = type(source)(work=source.work, pages=source.pages)
    return unbroken(str(source or ""))


def unbroken(reference: str) -> str:
    """A reference with spaces that keep an abbreviation and its figure on one line."""
    return re.sub(r"\b([A-Za-z]{1,2}\.) (?=\d)", "\\1\u00a0", reference)


def counted(number: int, one: str, several: str = "") -> str:
    """A number with what it counts.

    Example:
        >>> counted(1, "article"), counted(2, "article"), counted(1200, "word")
        ('1 article', '2 articles', '1,200 words')
    """
    return f"{number:,} {one if number == 1 else several or one + 's'}"
