"""Annotations in TEI: `annotation` in ``standOff/listAnnotation``, with what they need to be read.

Of a document, the lists with ``@type`` ``annotations`` or ``terms`` are read. In an `annotation`, ``@target``
points to what it speaks of (see `treatydiff.readers.pointers`), ``@ana`` to its kind, and of a term to its
category; ``@resp`` and ``@cert`` are its responsibility and certainty. Notes say the rest: ``statement``, or
``value`` for a term; ``event`` with date and names; ``quote``, the words of the source; ``source``, a `bibl` or
several; and ``target``, the words meant. ``ref[@type='conflicts-with']`` points to annotations that say otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import field, frozen
from lxml import etree

from treatydiff.errors import InputError, nearest
from treatydiff.model.annotations import KINDS, TERM, Annotation
from treatydiff.model.findings import Finding
from treatydiff.model.sources import Source, Work
from treatydiff.model.terms import TERM_CATEGORIES, TermCategory
from treatydiff.readers.bibliography import source_of, works_in
from treatydiff.readers.decoding import decode_xml
from treatydiff.readers.places import Place
from treatydiff.readers.targets import Texts, targets_of
from treatydiff.readers.taxonomies import class_of, kinds_in, term_categories_in
from treatydiff.readers.tei_context import Reading, date_of, name_in, shortly
from treatydiff.readers.tei_words import is_exact
from treatydiff.readers.xml import attribute, parse, words_of

_ID = "{http://www.w3.org/XML/1998/namespace}id"
_LISTS = ("annotations", "terms")
_DECISIONS = ("editing", "classifying")
"""What annotations are for that say something of the alignment, or of the apparatus: others read these."""
_ACTORS = ("{*}persName", "{*}orgName", "{*}name", "{*}rs")
_NOTES = ("", "statement", "value", "event", "quote", "source", "target")


@frozen
class Annotated:
    """What a document says in annotations.

    Attributes:
        annotations: in its order.
        works: what its bibliographies list.
        kinds: the kinds of annotation that it declares, and those that come with this library.
        term_categories: the categories of terms: first its own, then those that come with this library.
        findings: what was doubtful or left aside, where the document was read for its annotations alone.
    """

    annotations: tuple[Annotation, ...] = ()
    works: tuple[Work, ...] = ()
    kinds: Mapping[str, str] = field(default=KINDS, eq=dict, repr=False)
    term_categories: tuple[TermCategory, ...] = TERM_CATEGORIES
    findings: tuple[Finding, ...] = ()


def read(data: bytes, *, name: str, texts: Texts | None = None) -> Annotated:
    """Read a TEI document for its annotations alone, such as one without any text.

    Args:
        data: the file's bytes.
        name: what errors and findings call the file.
        texts: the texts that it speaks of; without these, targets in other files are not looked up.

    Raises:
        InputError: no well-formed XML; and what is wrong with an annotation, with line and column.
        DateError: a date that no calendar has.
        ModelError: what it says cannot be.

    Example:
        >>> data = b"<TEI><standOff><listAnnotation type='annotations'><annotation xml:id='n1' ana='#kind-note'"
        >>> data += b" target='p.xml#P-3'><note type='statement'>It was read aloud.</note></annotation>"
        >>> data += b"</listAnnotation></standOff></TEI>"
        >>> read(data, name="notes.xml").annotations
        (<Annotation n1: note: It was read aloud.>,)
    """
    reading = Reading(parse(decode_xml(data, name=name), name=name))
    found = annotated(reading, texts or Texts())
    return Annotated(found.annotations, found.works, found.kinds, found.term_categories, reading.findings())


def is_listed(annotation: etree._Element) -> bool:
    """Whether an `annotation` stands in one of the lists that are read here."""
    return any(attribute(outer, "type") in _LISTS for outer in annotation.iterancestors("{*}listAnnotation"))


def annotated(reading: Reading, texts: Texts) -> Annotated:
    """What a document says in annotations.

    Args:
        reading: the document; what is doubtful is noted there.
        texts: the texts that they speak of.

    Raises:
        InputError, DateError, ModelError: as `read`.
    """
    kinds = {**KINDS, **kinds_in(reading)}
    own = term_categories_in(reading)
    named = {category.name for category in own}
    categories = (*own, *(category for category in TERM_CATEGORIES if category.name not in named))
    nodes: dict[str, etree._Element] = {}
    for node in reading.source.root.iterdescendants("{*}annotation"):
        if not is_listed(node):
            continue
        identifier = _id_of(node)
        with reading.refusals.of("annotation"), reading.source.at(node):
            if identifier in nodes:
                line, _ = reading.source.place(nodes[identifier])
                raise InputError(
                    f"found two annotations with the id {identifier}, the other in line {line}",
                    expected="an id for each",
                )
            nodes[identifier] = node
    reader = _Reader(reading, texts, kinds, {category.name: category for category in categories}, nodes)
    works = tuple(works_in(reading.source.root, reading))
    made = (one for identifier in nodes for one in reader.annotation(identifier))
    return Annotated(tuple(made), works, kinds, categories)


def places_in(reading: Reading) -> dict[str, Place]:
    """Where the annotations of a document stand, by id."""
    nodes = [node for node in reading.source.root.iterdescendants("{*}annotation") if is_listed(node)]
    found: dict[str, Place] = {}
    for node, place in zip(nodes, reading.source.places(nodes), strict=True):
        found.setdefault(_id_of(node), place)
    return found


def note_others(reading: Reading) -> None:
    """Note annotations that stand in no list that is read."""
    for node in reading.source.root.iterdescendants("{*}annotation"):
        decides = attribute(node, "motivation") in _DECISIONS or attribute(node, "ana") == "#words"
        if not is_listed(node) and not decides:
            reading.note(
                "an annotation outside a listAnnotation of the type annotations or terms was left aside", node
            )


def _id_of(node: etree._Element) -> str:
    return attribute(node, "n") or str(node.get(_ID) or "")


def _words(node: etree._Element | None) -> str:
    """Words of a note: to the letter where ``xml:space`` says so."""
    if node is None or not is_exact(node):
        return words_of(node)
    return "".join(str(piece) for piece in node.itertext())


@frozen(eq=False)
class _Reader:
    """A document's annotations while they are read."""

    reading: Reading
    texts: Texts
    kinds: Mapping[str, str]
    categories: Mapping[str, TermCategory]
    nodes: Mapping[str, etree._Element]

    def annotation(self, identifier: str) -> Iterator[Annotation]:
        """The annotation; none where a part of it was refused."""
        node, refusals = self.nodes[identifier], self.reading.refusals
        notes = self._notes(node)
        event = notes.get("event")
        day = None if event is None else next(event.iterchildren("{*}date"), None)
        quoted = notes.get("quote")
        before = len(refusals.kept)
        with refusals.of("annotation"), self.reading.source.at(node):
            kind, term = self._classes(node)
            targets = targets_of(node, self.texts, self.reading)
            date = None
            with refusals.of("date"):
                date = None if day is None else date_of(day, self.reading)
            sources = tuple(self._sources(node))
            conflicts = tuple(self._conflicts(node))
            if len(refusals.kept) > before:
                return
            made = Annotation(
                identifier,
                kind,
                _words(notes.get("statement")),
                targets,
                date,
                () if event is None else tuple(self._actors(event)),
                sources,
                "" if quoted is None else _words(next(quoted.iterchildren("{*}quote"), quoted)),
                self._responsible(node),
                attribute(node, "cert"),
                conflicts,
                term,
                _words(notes.get("value")),
            )
            if kind == TERM and term in self.categories:
                self.categories[term].check(made.value)
            yield made

    def _notes(self, node: etree._Element) -> dict[str, etree._Element]:
        """Its notes by type; one without a type is the statement."""
        found: dict[str, etree._Element] = {}
        for note in node.iterchildren("{*}note"):
            kind = attribute(note, "type") or "statement"
            if kind not in _NOTES or (kind in found and kind not in ("source", "target")):
                self.reading.note(f"a note of an annotation was left aside: {shortly(words_of(note))}", note)
            else:
                found[kind] = note
        return found

    def _classes(self, node: etree._Element) -> tuple[str, str]:
        """Kind and term category."""
        pointers = attribute(node, "ana").split()
        terms = [name for pointer in pointers if (name := class_of(pointer, "term-"))]
        named = [name for pointer in pointers if (name := class_of(pointer, "kind-"))] or [TERM] * len(terms[:1])
        if not named:
            self.reading.note("an annotation does not say of which kind it is, and was taken for a note", node)
            named = ["note"]
        if named[0] not in self.kinds:
            near = nearest(named[0], self.kinds)
            meant = f"; did you mean {' or '.join(near[:2])}?" if near else ""
            self.reading.note(f"the kind {named[0]} is declared nowhere{meant}", node)
        if terms and terms[0] not in self.categories:
            self.reading.note(f"the category of terms {terms[0]} is declared nowhere", node)
        return named[0], "".join(terms[:1])

    def _actors(self, event: etree._Element) -> Iterator[str]:
        for actor in event.iterchildren(*_ACTORS):
            if attribute(actor, "ref").startswith("#"):
                self.reading.target(attribute(actor, "ref"), actor)
            if words_of(actor):
                yield words_of(actor)

    def _sources(self, node: etree._Element) -> Iterator[Source]:
        for note in node.iterchildren("{*}note"):
            if attribute(note, "type") == "source":
                for bibl in note.iterchildren("{*}bibl"):
                    with self.reading.refusals.of("source"), self.reading.source.at(bibl):
                        found = source_of(bibl, self.reading)
                        if found is not None:
                            yield found

    def _responsible(self, node: etree._Element) -> str:
        stated = [name_in(said) for said in node.iterchildren("{*}respStmt")]
        return "; ".join(name for name in (self.reading.names(node, "resp"), *stated) if name)

    def _conflicts(self, node: etree._Element) -> Iterator[str]:
        for ref in node.iterchildren("{*}ref", "{*}ptr"):
            if attribute(ref, "type") != "conflicts-with":
                self.reading.note("a pointer of an annotation was left aside", ref)
                continue
            for pointer in attribute(ref, "target").split():
                file, _, identifier = pointer.partition("#")
                if file:
                    yield identifier
                    continue
                other = self.reading.source.ids.get(identifier)
                known = None if other is None else _id_of(other)
                with self.reading.refusals.of("annotation"), self.reading.source.at(ref):
                    if known is None or self.nodes.get(known) is not other:
                        near = nearest(identifier, self.nodes)
                        raise InputError(
                            f"found a conflict with {pointer}, which is no annotation in this file",
                            expected="the id of another annotation" + (f", such as #{near[0]}" if near else ""),
                        )
                    yield known
