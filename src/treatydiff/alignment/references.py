"""Cross-references: "under Article 5" in a text whose Article 5 has become Article 6."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from treatydiff.model.numbers import value_of

CITED_AS: dict[str, str] = {
    word: kind
    for kind, words in {
        "article": "article articles art arts",
        "paragraph": "paragraph paragraphs para paras",
        "point": "point points",
        "chapter": "chapter chapters",
        "section": "section sections",
        "part": "part parts",
        "title": "title titles",
        "annex": "annex annexes",
        "protocol": "protocol protocols",
    }.items()
    for word in words.split()
}
"""Words by which running English text cites units, in compared form, and the kind of unit that they cite."""

_NUMBER = re.compile(r"[0-9]+[a-z]*|[0-9]+(?:[.-][0-9]+)+|[ivxlcdm]+|[a-z]", re.IGNORECASE)
_BETWEEN = frozenset([",", ".", "(", ")", "and", "or", "to", "-", "the"])

Renumbering = Mapping[tuple[str, str], frozenset[str]]
"""For a kind and a number's value in the earlier text, the values that it has in the later."""


def cited(tokens: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Where running text cites units by number: positions of the numbers, and the kind of unit.

    Args:
        tokens: words and marks, white space aside.

    Example:
        >>> list(cited(["under", "Articles", "3", "and", "5", "of", "the", "Pact"]))
        [(2, 'article'), (4, 'article')]
    """
    kind = ""
    for position, token in enumerate(tokens):
        word = token.casefold()
        if word in CITED_AS:
            kind = CITED_AS[word]
        elif kind and citable(token):
            yield position, kind
        elif word not in _BETWEEN:
            kind = ""


def citable(token: str) -> bool:
    """Whether a token can be the number of a unit, if one is cited there.

    Example:
        >>> citable("5a"), citable("(")
        (True, False)
    """
    return bool(_NUMBER.fullmatch(token))


def only_references(earlier: Sequence[str], later: Sequence[str], renumbering: Renumbering) -> bool:
    """Whether two texts differ in nothing but numbers of units that were renumbered in just this way.

    Example:
        >>> renumbered = {("article", "5"): frozenset({"6"})}
        >>> only_references(["under", "Article", "5"], ["under", "Article", "6"], renumbered)
        True
    """
    if len(earlier) != len(later):
        return False
    differing = [place for place, (a, b) in enumerate(zip(earlier, later, strict=True)) if a != b]
    if not all(citable(earlier[place]) for place in differing):
        return False  # as most are: what is cited need not be looked for
    places = dict(cited(earlier))
    return all(
        place in places and value_of(later[place]) in renumbering.get((places[place], value_of(earlier[place])), ())
        for place in differing
    )
