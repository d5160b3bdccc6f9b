"""Overruling: what the text itself says at the beginning of a line, and the recogniser takes for granted.

``{article}`` or ``{article 5}`` says what begins there and, where the line does not print it or prints it wrongly,
its number; ``{words}`` that the line is no heading, title, label or closing; ``{aside}`` that it is none of the
treaty's text. A mark alone on its line speaks of the next. What stands in braces and is none of these is words,
since a treaty may hold braces. Own rules; the same in all formats, so that a mark can be typed in any editor.
"""

from __future__ import annotations

import re

from attrs import frozen

from treatydiff.model.kinds import KINDS
from treatydiff.readers.places import Place

HEADED = frozenset("annex protocol preamble part book title chapter section subsection article".split())
"""Kinds that a heading begins."""
ITEMS = frozenset({"paragraph", "point"})
"""Kinds that stand inside an article."""
OTHERS = frozenset({"heading", "recital", "closing", "signatures"})
"""Kinds that have no number."""
WORDS, ASIDE = "words", "aside"
SAYABLE = HEADED | ITEMS | OTHERS | {WORDS, ASIDE}
"""All that a mark can say."""
BY_THE_FILE = "the file says so"
_MARK = re.compile(r"\{ ?(?P<kind>[^\W\d_]{1,12})(?: (?P<number>[^{}]{1,24}?))? ?\}\s*")
_UNKNOWN = re.compile(r"\{[^{}]{1,40}\}")


@frozen
class Saying:
    """What a mark says of the line it begins.

    Attributes:
        kind: a kind of provision, "words" or "aside".
        number: the number it gives; empty for none.
        text: the mark as written.
        place: where it stands.
    """

    kind: str
    number: str
    text: str
    place: Place


def saying_at(text: str, place: Place) -> tuple[Saying, int] | None:
    """What the mark at the beginning of a line says, and where the line's own words begin; ``None`` without a mark.

    Example:
        >>> saying_at("{Article 5 bis} Scope", (3, 1))
        (Saying(kind='article', number='5 bis', text='{Article 5 bis}', place=(3, 1)), 16)
        >>> saying_at("{sic} Scope", (3, 1)) is None
        True
    """
    found = _MARK.match(text[:60]) if text.startswith("{") else None
    if found is None:
        return None
    kind, number = found["kind"].casefold(), found["number"] or ""
    if kind not in SAYABLE or (number and kind not in HEADED | ITEMS):
        return None
    if number and not any(map(str.isalnum, number)):
        return None
    return Saying(kind, number, found[0].rstrip(), place), found.end()


def unknown_mark(text: str) -> str:
    """What stands in braces at the beginning of a line and says nothing; empty where nothing does.

    Example:
        >>> unknown_mark("{artcle 5} Scope"), unknown_mark("{article 5} Scope")
        ('{artcle 5}', '')
    """
    found = _UNKNOWN.match(text) if text.startswith("{") else None
    return found[0] if found and saying_at(text, (1, 1)) is None else ""


def about_unknown(mark: str) -> str:
    """What is said of a mark that says nothing."""
    kinds = ", ".join([*sorted(kind for kind in SAYABLE if kind in KINDS), WORDS, ASIDE])
    return f"{mark!r} was read as words: it overrules nothing. A mark can say {kinds}"
