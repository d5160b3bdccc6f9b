"""Annotations by the Web Annotation Data Model, as JSON-LD.

The form is that of W3C Recommendation "Web Annotation Data Model", 23 February 2017: one ``AnnotationCollection``,
its only page in it. All names are those of ``http://www.w3.org/ns/anno.jsonld`` or IRIs written out.

**What targets point into** is a plain text of each witness, which `plain_text` makes and `texts` gives as files:
its clauses in text order, each as it stands, a line feed after each. Nothing else is in it: no labels, headings,
notes, gaps or page breaks; what is restored stands restored. It is in UTF-8. Its IRI is the option ``base``, the
siglum, percent-encoded, and ``.txt``: ``urn:treatydiff:P.txt``, or ``https://example.org/pact/P.txt`` where the
files are there.

**Selectors** are two for each target, and both select the same words: a ``TextQuoteSelector`` with as many
characters before and after as it takes for the words to stand there once (32 on each side at least, where there
are so many), and a ``TextPositionSelector`` that counts code points from 0. What has no words, such as a place
between two words, has the second alone. A provision is all the words between the beginning of its first clause
and the end of its last; one without any clause is not in the text, and is named by an IRI of its own,
``BASEplace/`` and its address.

**A change** has several ends: each is a target, and each has the change's IRI for its ``scope``, so that they can
be told from targets that have nothing to do with each other. What speaks of the negotiation as a whole has
``BASEnegotiation`` for its target.

**Bodies.** The statement is a ``TextualBody`` with the purpose ``commenting``, or of a term, with the value, the
purpose ``describing``; the kind, and of a term the category, are bodies with the purpose ``tagging``. What the
statement says of an event stands with it: date (``dcterms:temporal``, EDTF), who acted (``schema:agent``), where
it is taken from (``dcterms:bibliographicCitation``) and in which words (``schema:citation``). ``creator`` is
there where somebody is named; ``created`` never, since no annotation says when it was made.

That two annotations contradict each other, and how sure one is, the model has no names for: they stand under
``urn:treatydiff:conflictsWith`` and ``urn:treatydiff:certainty``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from attrs import frozen

from treatydiff.annotation import Contradictions, resolved
from treatydiff.errors import ModelError
from treatydiff.model.addresses import Address, ChangeAddress
from treatydiff.model.annotations import TERM, Annotation, Target
from treatydiff.model.dossiers import DossierRecord
from treatydiff.model.passages import Span
from treatydiff.model.witnesses import Witness

BASE = "urn:treatydiff:"
"""What IRIs begin with where nothing else is asked for."""
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_OWN = "urn:treatydiff:"
_AROUND = 32
"""How many characters before and after the words are quoted at least, where there are so many."""


def write_annotations(
    record: DossierRecord, annotations: Sequence[Annotation] | None = None, *, base: str = BASE, version: str
) -> bytes:
    """Annotations of a dossier as Web Annotations: JSON-LD in UTF-8; the same annotations give the same bytes.

    Args:
        record: the dossier.
        annotations: those to write; else all of them.
        base: what IRIs begin with; those of texts, annotations and changes are made by adding to it.
        version: the version of treatydiff, which stands in the result.

    Raises:
        UnknownError: an annotation speaks of what is not there.
        ModelError: it quotes words that do not stand where it says.

    Example:
        >>> from treatydiff.model.passages import Passage
        >>> from treatydiff.model.provisions import Provision
        >>> witness = Witness("A", (Provision("body", (Passage("It lasts five years."),)),))
        >>> note = Annotation("n1", "note", "So much was asked for.", Target("A/body:1", Span(9, 13), "five"))
        >>> written = write_annotations(DossierRecord("", (witness,), annotations=(note,)), version="1.0")
        >>> target = json.loads(written)["first"]["items"][0]["target"]
        >>> target["source"]["id"]
        'urn:treatydiff:A.txt'
        >>> [{name: one[name] for name in one if name in ("exact", "start", "end")} for one in target["selector"]]
        [{'exact': 'five'}, {'start': 9, 'end': 13}]
    """
    those = record.annotations if annotations is None else tuple(annotations)
    writer = _Writer(
        {witness.siglum: _Text.of(witness) for witness in record.witnesses},
        record.witnesses,
        Contradictions.among((*record.annotations, *those)),
        base,
    )
    collection: dict[str, Any] = {
        "@context": CONTEXT,
        "id": f"{base}annotations",
        "type": "AnnotationCollection",
        "label": f"Annotations: {record.title}" if record.title else "Annotations",
        "generator": {"type": "Software", "name": f"treatydiff {version}"},
        "total": len(those),
    }
    if those:
        page = f"{base}annotations/1"
        collection["last"] = page
        collection["first"] = {
            "id": page,
            "type": "AnnotationPage",
            "partOf": collection["id"],
            "startIndex": 0,
            "items": [writer.annotation(one) for one in those],
        }
    return (json.dumps(collection, ensure_ascii=False, indent=2) + "\n").encode()


def plain_text(witness: Witness) -> str:
    r"""The text that positions count in: the clauses, each as it stands, a line feed after each.

    Example:
        >>> from treatydiff.model.passages import Passage
        >>> from treatydiff.model.provisions import Provision
        >>> plain_text(Witness("A", (Provision("body", (Passage("It lasts. "), Passage("It ends."))),)))
        'It lasts. \nIt ends.\n'
    """
    return _Text.of(witness).words


def texts(record: DossierRecord) -> dict[str, bytes]:
    r"""The plain text of every witness, by the name of its file; UTF-8.

    The names are what IRIs add to their base; the characters in them that an IRI cannot hold are percent-encoded
    there and not here.

    Example:
        >>> from treatydiff.model.passages import Passage
        >>> from treatydiff.model.provisions import Provision
        >>> texts(DossierRecord(witnesses=(Witness("A", (Provision("body", (Passage("It lasts."),)),)),)))
        {'A.txt': b'It lasts.\n'}
    """
    return {f"{witness.siglum}.txt": plain_text(witness).encode() for witness in record.witnesses}


@frozen
class _Text:
    """A witness's plain text, and where in it each provision and clause stands."""

    language: str
    words: str
    spans: Mapping[Address, Span]

    @classmethod
    def of(cls, witness: Witness) -> _Text:
        parts: list[str] = []
        spans: dict[Address, Span] = {}
        start = 0
        for address, clause in witness.clauses():
            stop = start + len(clause.text)
            for place in address.around:
                spans[place] = Span(spans[place].start if place in spans else start, stop)
            parts.append(clause.text + "\n")
            start = stop + 1
        return cls(witness.language, "".join(parts), spans)

    def span(self, place: Address) -> Span | None:
        """Where a provision or clause stands; ``None`` where it has no clause."""
        return self.spans.get(place)

    def selectors(self, span: Span) -> list[dict[str, Any]]:
        """What selects these words: by quotation, where there are any, and by position."""
        position = {"type": "TextPositionSelector", "start": span.start, "end": span.stop}
        exact = span.of(self.words)
        if not exact:
            return [position]
        around = _AROUND
        while True:
            before = self.words[max(0, span.start - around) : span.start]
            after = self.words[span.stop : span.stop + around]
            whole = before + exact + after
            # Found once, counting those that overlap; all there is at the latest.
            if self.words.find(whole, self.words.find(whole) + 1) < 0:
                break
            around *= 2
        return [{"type": "TextQuoteSelector", "exact": exact, "prefix": before, "suffix": after}, position]


@frozen
class _Writer:
    """Writes annotations of a dossier."""

    texts: Mapping[str, _Text]
    witnesses: Sequence[Witness]
    contradictions: Contradictions
    base: str

    def annotation(self, one: Annotation) -> dict[str, Any]:
        bodies = list(_bodies(one))
        targets: list[Any] = [found for target in one.targets for found in self._targets(one, target)]
        targets = targets or [f"{self.base}negotiation"]
        said: dict[str, Any] = {"id": self._iri(one.id), "type": "Annotation"}
        if one.resp:
            said["creator"] = {"name": one.resp}
        said["motivation"] = "describing" if one.kind == TERM else "commenting"
        said["body"] = bodies
        said["target"] = targets[0] if len(targets) == 1 else targets
        if one.cert:
            said[f"{_OWN}certainty"] = one.cert
        others = self.contradictions.ids_of(one)
        if others:
            said[f"{_OWN}conflictsWith"] = [{"id": self._iri(other)} for other in others]
        return said

    def _iri(self, annotation: str) -> str:
        return f"{self.base}annotation/{quote(annotation, safe='')}"

    def _targets(self, one: Annotation, written: Target) -> Iterator[dict[str, Any]]:
        target = resolved(written, self.witnesses)
        if isinstance(target.place, ChangeAddress):
            scope = f"{self.base}change/{quote(str(target.place), safe='')}"
            for end in target.addresses:
                yield {**self._specific(self.texts[end.siglum].span(end), end), "scope": scope}
        elif target.of_witness:
            yield self._source(target.place.siglum)
        else:
            text = self.texts[target.place.siglum]
            span = text.span(target.place)
            if span is not None and target.span is not None:
                span = target.span.shifted(span.start)
            if span is not None and target.place.clause is not None and target.quote:
                there = span.of(text.words)
                if there.split() != target.quote.split():
                    raise ModelError(
                        f"found the words {target.quote!r} in {one.id}, and {there!r} at {target.place}",
                        expected="the words that stand there",
                        todo="point to where they stand now, or see whether the annotation still holds",
                    )
            yield self._specific(span, target.place)

    def _specific(self, span: Span | None, place: Address) -> dict[str, Any]:
        if place.steps and span is None:  # nothing of it is in the text
            return {"id": f"{self.base}place/{quote(str(place), safe='')}"}
        said: dict[str, Any] = {"type": "SpecificResource", "source": self._source(place.siglum)}
        if place.steps and span is not None:
            said["selector"] = self.texts[place.siglum].selectors(span)
        return said

    def _source(self, siglum: str) -> dict[str, Any]:
        return {
            "id": f"{self.base}{quote(siglum, safe='')}.txt",
            "type": "Text",
            "format": "text/plain",
            "language": self.texts[siglum].language,
        }


def _bodies(one: Annotation) -> Iterator[dict[str, Any]]:
    event: dict[str, Any] = {}
    if one.date:
        event["dcterms:temporal"] = one.date.edtf
    if one.actors:
        event["schema:agent"] = list(one.actors)
    if one.sources:
        event["dcterms:bibliographicCitation"] = [str(source) for source in one.sources]
    if one.quote:
        event["schema:citation"] = one.quote
    if one.statement or not one.value:
        yield _textual("commenting", one.statement) | event
        event = {}
    if one.value:
        yield _textual("describing", one.value) | event
    for name in (one.kind, one.term):
        if name:
            yield _textual("tagging", name)


def _textual(purpose: str, value: str) -> dict[str, Any]:
    return {"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain"}
