"""In which forms a collation can be written.

Two profiles of parallel segmentation, and two kinds of apparatus to a base text.
"""

from __future__ import annotations

from enum import StrEnum


class Profile(StrEnum):
    """The form of a TEI apparatus.

    The methods are those of the TEI P5 Guidelines, section 12.2, "Linking the Apparatus to the Text".

    Example:
        >>> Profile("double-end-point").location
        'external'
    """

    EDITION = "edition"
    """Parallel segmentation with ``lem``; every witness stands in one reading of every ``app``."""
    ANALYSIS = "analysis"
    """Parallel segmentation for programs that count: ``rdg`` only, nothing nested, plain text in readings."""
    DOUBLE_END_POINT = "double-end-point"
    """The base's text, and an apparatus in ``standOff`` whose lemmata run from one anchor to another."""
    LOCATION_REFERENCED = "location-referenced"
    """The base's text, and an apparatus in ``standOff`` whose lemmata are the content of one element."""

    @property
    def method(self) -> str:
        """TEI ``variantEncoding/@method``."""
        return "parallel-segmentation" if self in (Profile.EDITION, Profile.ANALYSIS) else self.value

    @property
    def location(self) -> str:
        """TEI ``variantEncoding/@location``."""
        return "internal" if self in (Profile.EDITION, Profile.ANALYSIS) else "external"

    @property
    def says(self) -> tuple[str, ...]:
        """What the form holds, how it is read, and what it does not hold, in sentences for the header."""
        return _SAYS[self]


_ORDER = (
    "A list of pointers of type order gives for each witness, in its own order, where its labels, headings and "
    "clauses stand; with it each witness can be rebuilt without the transcriptions."
)
_JOINED = (
    "Where one seg joins several clauses of a witness, a milestone that names the witness in edRef stands where "
    "each further clause begins."
)
_EXTERNAL = (
    "The body holds the base's text. Each app names the place of its lemma; a witness has there what the reading "
    "that names it holds.",
    "An app over a whole provision or clause says who lacks it, and of whom it is not transmitted; apps over fewer "
    "words inside it deal with the other witnesses alone. A witness that no app names at a place has the base's "
    "words there.",
    "What the base lacks is an app at an anchor; its readings hold the whole provision or clause.",
    _JOINED,
    _ORDER,
)
_SAYS: dict[Profile, tuple[str, ...]] = {
    Profile.EDITION: (
        "Each app names every witness in exactly one reading. An empty reading is an omission; a reading of type "
        "lac says that the place is not transmitted, and why.",
        "What some witnesses lack as a whole, be it a provision or a clause, stands in one app, and the "
        "differences of the others in apps inside it.",
        "Forms that are equal after normalization stand in one rdgGrp of type orthographic where other forms stand "
        "beside them; the lemma stands before the group of its other forms, which points to it.",
        _JOINED,
        _ORDER,
    ),
    Profile.ANALYSIS: (
        "This form is for programs that count variants. Each app names the witnesses that transmit the place; a "
        "reading of type orthographic equals the one before it after normalization.",
        "A witness that lacks a whole provision or clause is said to lack its first words; at the other words "
        "inside it stands in no reading, so that one omission counts once.",
        "No longer held here, but in the edition profile and in the transcriptions: gaps inside readings; why a "
        "place is not transmitted; where the second and further ones of joined clauses begin, and so their place "
        "in the order of their witness.",
    ),
    Profile.DOUBLE_END_POINT: (
        "An element named in from stands for its beginning, in to for its end; one anchor in both is a point.",
        *_EXTERNAL,
    ),
    Profile.LOCATION_REFERENCED: (
        "The lemma is the content of the element that from points to; an anchor is a point. Where the base has the "
        "place, loc cites its clause or provision.",
        *_EXTERNAL,
    ),
}
