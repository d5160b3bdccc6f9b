"""Places of terms: which terms a witness lays down, and which remarks speak of the words that say so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from treatydiff.annotation import remarks
from treatydiff.errors import UnknownError, nearest
from treatydiff.model.annotations import TERM, Annotation, Target
from treatydiff.model.dossiers import DossierRecord
from treatydiff.model.terms import TermCategory
from treatydiff.model.witnesses import Witness


def witness_of(record: DossierRecord, siglum: str) -> Witness:
    """A witness by its siglum.

    Raises:
        UnknownError: no witness has it.
    """
    for witness in record.witnesses:
        if witness.siglum == siglum:
            return witness
    known = [witness.siglum for witness in record.witnesses]
    raise UnknownError(
        f"found no witness {siglum!r} in the dossier",
        expected="one of its sigla, such as " + ", ".join(nearest(siglum, known) or known),
    )


def categories_of(record: DossierRecord) -> Mapping[str, TermCategory]:
    """The categories by name, in the order in which tables show them; those that nobody declared stand last."""
    named = {category.name: category for category in record.term_categories}
    used = (one.term for one in record.annotations if one.kind == TERM)
    return named | {name: TermCategory(name) for name in used if name not in named}


def terms_of(record: DossierRecord, siglum: str) -> dict[str, tuple[Annotation, ...]]:
    """What a witness lays down: its term annotations by category, in the order in which the dossier states them.

    Raises:
        ModelError: a value is not written in the form of its category.
    """
    categories = categories_of(record)
    found: dict[str, tuple[Annotation, ...]] = {}
    for annotation in record.annotations:
        if annotation.kind == TERM and targets_in(annotation, siglum):
            categories[annotation.term].check(annotation.value)
            found[annotation.term] = (*found.get(annotation.term, ()), annotation)
    return found


def targets_in(annotation: Annotation, siglum: str) -> tuple[Target, ...]:
    """The targets of an annotation in one witness."""
    return tuple(target for target in annotation.targets if any(end.siglum == siglum for end in target.addresses))


def speaking_of(
    annotations: Iterable[Annotation], terms: Iterable[Annotation], sigla: Iterable[str]
) -> tuple[Annotation, ...]:
    """The remarks that speak of the words by which some witnesses lay down some terms.

    A remark on an article speaks of every term in it, one on words of a clause of the terms that share some of
    these, and one on a change of the terms in both its ends alone. One on a whole witness speaks of none.

    Args:
        annotations: where to look; terms among them are passed over.
        terms: the terms.
        sigla: the witnesses.
    """
    within = frozenset(sigla)
    words = [
        target for term in terms for target in term.targets if all(end.siglum in within for end in target.addresses)
    ]
    return tuple(
        remark
        for remark in remarks(annotations)
        if any(_meet(target, word) for target in remark.targets if _is_within(target, within) for word in words)
    )


def _is_within(target: Target, sigla: frozenset[str]) -> bool:
    return all(end.siglum in sigla for end in target.addresses)


def _meet(target: Target, words: Target) -> bool:
    """Whether a remark's target and the words of a term have a place in common."""
    if target.of_witness:
        return False
    if target.span and words.span and target.place == words.place:
        return target.span.start < words.span.stop and words.span.start < target.span.stop
    return any(end.is_in(word) or word.is_in(end) for end in target.addresses for word in words.addresses)
