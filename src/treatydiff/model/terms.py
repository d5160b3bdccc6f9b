"""Terms: the taxonomy of what treaties lay down, and the forms in which its values are written."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen

from treatydiff.errors import ModelError
from treatydiff.model.addresses import is_siglum
from treatydiff.model.passages import check_characters


class TermForm(StrEnum):
    """How the value of a term is written."""

    TEXT = "text"
    """In any words."""
    DURATION = "duration"
    """As ISO 8601 has it: ``P5Y``, ``P6M``, ``P1Y6M``."""
    EVENT = "event"
    """A kind of act, such as ``signature`` or ``ratification``, or a date in EDTF."""


@frozen
class TermCategory:
    """One kind of term: TEI ``category`` of a ``taxonomy``.

    Attributes:
        name: how annotations name it: an XML name.
        says: what it means, in words.
        form: how its values are written.

    Raises:
        ModelError: the name is no XML name.
    """

    name: str
    says: str = ""
    form: TermForm = TermForm.TEXT

    def __attrs_post_init__(self) -> None:
        if not is_siglum(self.name):
            raise ModelError(f"found {self.name!r} as a kind of term", expected="an XML name, such as duration")
        check_characters(self.says, f"what the term {self.name} means")


TERM_CATEGORIES = (
    TermCategory("kind", "what kind of treaty it is"),
    TermCategory("duration", "how long it is in force", TermForm.DURATION),
    TermCategory("entry-into-force", "from which act or date it is in force", TermForm.EVENT),
    TermCategory("renewal", "by how long it is prolonged where nobody denounces it", TermForm.DURATION),
    TermCategory("notice", "how long before its end it can be denounced", TermForm.DURATION),
    TermCategory("ratification", "whether it must be ratified"),
    TermCategory("party", "who binds himself"),
    TermCategory("place", "where an act is to take place"),
)
"""The categories that come with this library, in the order in which tables show them; a dossier adds its own."""
