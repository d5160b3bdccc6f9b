"""Terms: what each text lays down, how that changed from state to state, and the dates that follow from it.

A term is an annotation of the kind ``term`` (`treatydiff.model.annotations`): a category such as ``duration``, a
value, and the words of the text that say so. `terms` sets the terms of several witnesses beside each other and
says what became of each; `derived_dates` counts from the acts that are known.
"""

from __future__ import annotations

from treatydiff.terms.dates import Act, DateKind, DerivedDate, derived_dates
from treatydiff.terms.table import TermCell, TermChange, TermRelation, TermState, TermTable, terms

__all__ = [
    "Act",
    "DateKind",
    "DerivedDate",
    "TermCell",
    "TermChange",
    "TermRelation",
    "TermState",
    "TermTable",
    "derived_dates",
    "terms",
]
