"""Citation: references to passages and changes, and from a reference back to the passage.

    citation.values       what a citation is
    citation.digests      by what a reader sees that the words are the same
    citation.styles       references in words: Chicago, MHRA, short
    citation.csl, .bibtex, .ris
                          data for reference managers, of `citation.entries`
    citation.resolution   from a citation back to the passage

The same dossier gives the same citation anywhere and at any time: there is no date of access.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING

from treatydiff.citation.bibtex import write_biblatex, write_bibtex
from treatydiff.citation.csl import write_csl_json
from treatydiff.citation.resolution import Resolution, Standing, resolve, resolve_all
from treatydiff.citation.ris import write_ris
from treatydiff.citation.styles import Style, write_reference
from treatydiff.citation.values import Citation, Cited, Place, citation_of
from treatydiff.errors import UnknownError
from treatydiff.model.dossiers import DossierRecord

if TYPE_CHECKING:
    from treatydiff.comparison import Change

__all__ = [
    "Citation",
    "Cited",
    "Form",
    "Place",
    "Resolution",
    "Standing",
    "Style",
    "citation_of",
    "cite",
    "resolve",
    "resolve_all",
    "write",
    "write_reference",
]


class Form(StrEnum):
    """What citations are written as."""

    TEXT = "text"
    """References in words."""
    CSL_JSON = "csl-json"
    BIBTEX = "bibtex"
    BIBLATEX = "biblatex"
    RIS = "ris"


def cite(
    record: DossierRecord, place: Place | Change | str, *, style: Style | str = Style.CHICAGO, version: str = ""
) -> str:
    """A reference to a witness, a provision, a clause, or a change, in words.

    Args:
        record: the dossier.
        place: an address such as ``P/3:1``, the address of a change such as ``M/3:1..P/3:1@2-4``, or a change.
        style: ``chicago``, ``mhra`` or ``short``.
        version: which version of treatydiff does it.

    Raises:
        AddressError: the string is no address.
        UnknownError: nothing stands there; there is no such style.

    Example:
        >>> from treatydiff.model.dates import UncertainDate
        >>> from treatydiff.model.numbers import Number
        >>> from treatydiff.model.passages import Passage
        >>> from treatydiff.model.provisions import Provision
        >>> from treatydiff.model.witnesses import Witness
        >>> article = Provision("article", (Passage("It lasts five years."),), number=Number("3"))
        >>> pact = Witness("A", (article,), title="Pact", date=UncertainDate("1941-04-13"))
        >>> cite(DossierRecord("Drafts", (pact,)), "A/3:1", style="mhra", version="1.0")
        'Pact, art. 3, cl. 1, 13 April 1941; in dossier ‘Drafts’, treatydiff 1.0, A/3:1, sha256:77bb70d5397e21c0.'
    """
    if style not in list(Style):
        raise UnknownError(f"found the style {style!r}", expected=f"one of {', '.join(Style)}")
    return write_reference(citation_of(record, place, version=version), Style(style))


def write(citations: Iterable[Citation], form: Form, *, style: Style = Style.CHICAGO) -> str:
    """Citations in a form: references on a line each, or data for reference managers.

    Args:
        citations: what is cited.
        form: what they are written as.
        style: how references are written.

    Example:
        >>> from treatydiff.citation.values import citation_of
        >>> from treatydiff.model.dossiers import DossierRecord
        >>> from treatydiff.model.passages import Passage
        >>> from treatydiff.model.provisions import Provision
        >>> from treatydiff.model.witnesses import Witness
        >>> text = Witness("A", (Provision("body", (Passage("It lasts five years."),)),), title="Pact")
        >>> citation = citation_of(DossierRecord("Drafts", (text,)), "A/body:1")
        >>> write([citation], Form.RIS).splitlines()[:2]
        ['TY  - STAT', 'ID  - A-body-c1']
    """
    match form:
        case Form.TEXT:
            return "".join(f"{write_reference(citation, style)}\n" for citation in citations)
        case Form.CSL_JSON:
            return write_csl_json(citations)
        case Form.BIBTEX:
            return write_bibtex(citations)
        case Form.BIBLATEX:
            return write_biblatex(citations)
        case Form.RIS:
            return write_ris(citations)
