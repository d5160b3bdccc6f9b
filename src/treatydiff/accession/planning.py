"""Order and comparisons of texts that are taken in, where nobody says."""

from __future__ import annotations

from collections.abc import Sequence

from treatydiff.model.accessions import Accession
from treatydiff.model.dates import UncertainDate
from treatydiff.model.dossiers import ComparisonPlan
from treatydiff.model.witnesses import Witness


def in_order(accessions: Sequence[Accession], order: Sequence[str] = ()) -> tuple[Accession, ...]:
    """Texts in the order asked for, those that it does not name behind; else by date where all have one.

    Args:
        accessions: the texts as they were given.
        order: sigla.
    """
    places = {siglum: at for at, siglum in enumerate(order)}
    if places:
        return tuple(sorted(accessions, key=lambda one: places.get(one.witness.siglum, len(places))))
    dated = [(one.witness.date, one) for one in accessions]
    if any(date is None for date, _ in dated):
        return tuple(accessions)

    def days(date: UncertainDate | None) -> tuple[int, int]:
        return (date.earliest.toordinal(), date.latest.toordinal()) if date else (0, 0)

    return tuple(one for _, one in sorted(dated, key=lambda pair: days(pair[0])))


def comparisons_of(witnesses: Sequence[Witness]) -> tuple[ComparisonPlan, ...]:
    """Each text with the last one before it in its language, or with the one before it where there is none.

    Example:
        >>> texts = [Witness("A"), Witness("B", language="es"), Witness("C", language="en-GB")]
        >>> [plan.name for plan in comparisons_of(texts)]
        ['A-B', 'A-C']
    """
    return joined((), witnesses)


def joined(before: Sequence[Witness], added: Sequence[Witness]) -> tuple[ComparisonPlan, ...]:
    """The comparisons that texts added to others ask for, as `comparisons_of` has them."""
    plans: list[ComparisonPlan] = []
    known = list(before)
    for witness in added:
        alike = [one for one in known if _language(one) == _language(witness)]
        if known:
            plans.append(ComparisonPlan((alike or known)[-1].siglum, witness.siglum))
        known.append(witness)
    return tuple(plans)


def _language(witness: Witness) -> str:
    return witness.language.partition("-")[0].casefold()
