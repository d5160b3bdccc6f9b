"""What was found, as data: JSON, and a table of separated values.

**JSON** (`write_json`) is one object: ``schema`` (``treatydiff search``) and ``version`` of this form;
``software``; ``query``, what was looked for; ``exact``, whether to the letter; and ``hits``, each with ``part``
(``text``, ``heading``, ``statement``, ``quote``, ``actors``), ``at`` (an address, or those of several clauses with
``+`` between; an annotation's id), ``words`` as written, ``text``, all of what they stand in, ``start`` and
``stop``, their half-open range of code points in it; ``places``, the same in each clause (``address``, ``start``,
``stop``); and ``annotation``, which has them, or ``null``.

**CSV** (`write_csv`) has a row for each hit: ``part``, ``at``, ``start``, ``stop``, ``before``, ``words``,
``after``, and of an annotation ``kind``, ``on``, ``source``. ``start`` and ``stop`` count in the first clause that
``at`` names, and in the last.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from treatydiff.export.annotations import in_short
from treatydiff.export.remarks import encoded, sources_of
from treatydiff.export.separated import separated
from treatydiff.search import Hit

SCHEMA_VERSION = 1
"""The version of the JSON form; it rises when a key goes or changes its meaning."""


def write_json(hits: Sequence[Hit], *, query: str, exact: bool, version: str) -> bytes:
    """Hits as JSON; the same hits give the same bytes.

    Args:
        hits: what to write.
        query: what was looked for.
        exact: whether it was to the letter.
        version: the version of treatydiff, which stands in the result.

    Example:
        >>> from treatydiff.model.dossiers import DossierRecord
        >>> from treatydiff.model.passages import Passage
        >>> from treatydiff.model.provisions import Provision
        >>> from treatydiff.model.witnesses import Witness
        >>> from treatydiff.search import find
        >>> text = Witness("A", (Provision("body", (Passage("Peace shall last."),)),))
        >>> found = find(DossierRecord(witnesses=(text,)), "shall")
        >>> import json
        >>> json.loads(write_json(found, query="shall", exact=False, version="1.0"))["hits"][0]["words"]
        'shall'
    """
    found = [
        {
            "part": hit.part.value,
            "at": hit.at,
            "words": hit.words,
            "text": hit.text,
            "start": hit.span.start,
            "stop": hit.span.stop,
            "places": [
                {"address": str(place.address), "start": place.span.start, "stop": place.span.stop}
                for place in hit.places
            ],
            "annotation": in_short([hit.annotation])[0] if hit.annotation else None,
        }
        for hit in hits
    ]
    document = {"query": query, "exact": exact, "hits": found}
    return encoded("treatydiff search", SCHEMA_VERSION, version, document)


def write_csv(hits: Sequence[Hit]) -> bytes:
    """Hits as comma-separated values.

    Example:
        >>> from treatydiff.model.dossiers import DossierRecord
        >>> from treatydiff.model.passages import Passage
        >>> from treatydiff.model.provisions import Provision
        >>> from treatydiff.model.witnesses import Witness
        >>> from treatydiff.search import find
        >>> text = Witness("A", (Provision("body", (Passage("=Peace shall last."),)),))
        >>> print(write_csv(find(DossierRecord(witnesses=(text,)), "shall")).decode().splitlines()[1])
        text,A/body:1,7,12,'=Peace ,shall,' last.,,,
    """
    return separated(_rows(hits))


def _rows(hits: Sequence[Hit]) -> Iterator[list[str]]:
    yield ["part", "at", "start", "stop", "before", "words", "after", "kind", "on", "source"]
    for hit in hits:
        one = hit.annotation
        ends = (
            (hit.places[0].span.start, hit.places[-1].span.stop) if hit.places else (hit.span.start, hit.span.stop)
        )
        said = [one.kind, str(one.date or ""), sources_of(one)] if one else [""] * 3
        yield [hit.part.value, hit.at, *map(str, ends), hit.before, hit.words, hit.after, *said]
