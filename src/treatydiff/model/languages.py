"""Which texts are in two languages."""

from __future__ import annotations

from treatydiff.model.witnesses import Witness

_NO_LANGUAGE = frozenset({"", "und", "mul", "zxx"})


def in_two_languages(one: Witness, other: Witness) -> bool:
    """Whether two texts are known to be in different languages, so that their words cannot be compared.

    Varieties of one language ("en-GB", "en-US") are one language; an undetermined one ("und") is no other.

    Example:
        >>> in_two_languages(Witness("A", language="en-GB"), Witness("B", language="en"))
        False
        >>> in_two_languages(Witness("A", language="en"), Witness("B", language="ja"))
        True
    """
    tongues = {witness.language.partition("-")[0].casefold() for witness in (one, other)}
    return len(tongues) > 1 and tongues.isdisjoint(_NO_LANGUAGE)
