"""Terms: the taxonomy of what treaties lay down, and the forms in which its values are written."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen

from treatydiff.errors import DateError, ModelError
from treatydiff.model.addresses import is_siglum
from treatydiff.model.dates import UncertainDate
from treatydiff.model.durations import Duration
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

    def check(self, value: str) -> None:
        """Refuse a value that is not written in the form of this category.

        Raises:
            ModelError: it is not.

        Example:
            >>> TermCategory("duration", form=TermForm.DURATION).check("5 years")
            Traceback (most recent call last):
            treatydiff.errors.ModelError: found the duration '5 years'; expected one as ISO 8601 has it, ...
        """
        if self.form is TermForm.DURATION:
            Duration(value)
        elif self.form is TermForm.EVENT and date_of_event(value) is None and not is_siglum(value):
            raise ModelError(
                f"found {value!r} as the {self.name}",
                expected="an act in one word, such as signature or ratification, or a date such as 1941-04-13",
            )

    def same(self, one: str, other: str) -> bool:
        """Whether two values say the same: of durations ``P1Y`` and ``P12M`` do.

        Raises:
            ModelError: one of them is not written in the form of this category.
        """
        return Duration(one).equals(Duration(other)) if self.form is TermForm.DURATION else one == other

    def in_words(self, value: str) -> str:
        """A value as a reader is told of it: ``P5Y`` is "5 years".

        Raises:
            ModelError: it is not written in the form of this category.
        """
        return Duration(value).in_words if self.form is TermForm.DURATION else value


def date_of_event(value: str) -> UncertainDate | None:
    """The date that an event is given as; ``None`` where it is an act, such as ratification.

    Example:
        >>> date_of_event("1941-05"), date_of_event("ratification")
        (UncertainDate('1941-05'), None)
    """
    try:
        return UncertainDate(value)
    except DateError:
        return None


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
