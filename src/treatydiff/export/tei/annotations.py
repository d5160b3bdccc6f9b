"""Annotations as TEI: what is said of provisions, changes and witnesses, and what the texts lay down.

In a comparison or collation they stand in ``standOff``, after all that is about the apparatus; targets in its
witnesses point to the transcriptions, others to a file named after the witness. `write_annotations` gives a
document of its own, without texts.

Targets are TEI pointers: an id; ``FILE.xml#string-range(ID,OFFSET,LENGTH)`` for words of a clause in another file
(TEI P5 Guidelines, "TEI XPointer Schemes"; code points, from 0), which in the document itself is
``words:ID,OFFSET,LENGTH``; ``change:`` and the percent-encoded address for a change, which has several ends, and
several pointers could not say that they are one thing. The header declares both prefixes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import quote

from attrs import frozen

from treatydiff.export.tei.bibliography import bibliography, by_key, place_in_work
from treatydiff.export.tei.build import XML, Element, Register, element, serialize
from treatydiff.export.tei.responsibility import availability, responsible
from treatydiff.model.addresses import ChangeAddress
from treatydiff.model.annotations import KINDS, TERM, Annotation, Target
from treatydiff.model.dossiers import DossierRecord
from treatydiff.model.terms import TERM_CATEGORIES, TermCategory

WHOLE = "x-negotiation"
"""The id of the document where an annotation points to it: it then speaks of the negotiation as a whole."""
_STATEMENTS = "dossier.xml"
"""Where annotations stand that are not in the document."""


@frozen
class Surroundings:
    """The document that annotations are written into.

    Attributes:
        sigla: the witnesses whose transcriptions are in it.
        annotations: all annotations that are in it, in order.
        people: ids of who is responsible.
        works: ids of works.
    """

    sigla: frozenset[str]
    annotations: Sequence[Annotation]
    people: Register
    works: Register

    def lists(self) -> list[Element]:
        """Lists of the annotations: first what is said, then what the texts lay down."""
        ids = frozenset(one.id for one in self.annotations)
        parted = (
            ("annotations", [one for one in self.annotations if one.kind != TERM]),
            ("terms", [one for one in self.annotations if one.kind == TERM]),
        )
        return [
            element("listAnnotation", *(self._annotation(one, ids) for one in those), type=name)
            for name, those in parted
            if those
        ]

    def _annotation(self, one: Annotation, ids: frozenset[str]) -> Element:
        pointers = [self._pointer(target) for target in one.targets]
        classes = [f"#{kind_id(one.kind)}", *([f"#{term_id(one.term)}"] if one.term else [])]
        notes: list[Element] = []
        if one.statement:
            notes.append(_note(one.statement, type="statement"))
        if one.value:
            notes.append(_note(one.value, type="value"))
        notes += _event(one)
        if one.quote:
            notes.append(_note(element("quote", one.quote), type="quote"))
        notes += [element("note", place_in_work(source, self.works), type="source") for source in one.sources]
        for target, pointer in zip(one.targets, pointers, strict=True):
            # Where two targets are one place, each says in its turn which words it quotes, or that it quotes none.
            if target.quote or target.span or pointers.count(pointer) > 1:
                notes.append(_note(element("quote", target.quote), type="target", target=pointer))
        for other in one.conflicts_with:
            where = f"#{annotation_id(other)}" if other in ids else f"{_STATEMENTS}#{other}"
            notes.append(element("ref", type="conflicts-with", target=where))
        return element(
            "annotation",
            *notes,
            xml_id=annotation_id(one.id),
            n=one.id,
            motivation="describing" if one.kind == TERM else "commenting",
            ana=" ".join(classes),
            target=" ".join(pointers) or f"#{WHOLE}",
            resp=self.people.pointer(one.resp),
            cert=one.cert,
        )

    def _pointer(self, target: Target) -> str:
        place = target.place
        if isinstance(place, ChangeAddress):
            return f"change:{quote(str(place), safe='')}"
        file = "" if place.siglum in self.sigla else f"{place.siglum}.xml"
        if target.span is None:
            return f"{file}#{place.as_id}"
        length = target.span.stop - target.span.start
        if not file:
            return f"words:{place.as_id},{target.span.start},{length}"
        return f"{file}#string-range({place.as_id},{target.span.start},{length})"


def annotation_id(identifier: str) -> str:
    """The id of an annotation, which no address can have."""
    return f"e-{identifier}"


def kind_id(kind: str) -> str:
    """The id of a kind of annotations."""
    return f"t-kind-{kind}"


def term_id(term: str) -> str:
    """The id of a category of terms."""
    return f"t-term-{term}"


def _event(one: Annotation) -> Iterator[Element]:
    if one.date is None and not one.actors:
        return
    parts = [element("date", one.date.edtf, when=one.date.iso)] if one.date else []
    # The model does not say who of them is a person, a government or an office.
    parts += [element("name", actor) for actor in one.actors]
    for part in parts[:-1]:
        part.tail = " "
    yield _note(*parts, type="event")


def _note(*content: Element | str, **attributes: str) -> Element:
    """A note, which keeps its white space where it has other than single spaces between words."""
    node = element("note", *content, **attributes)
    said = [one if isinstance(one, str) else one.text or "" for one in content]
    if any(words != " ".join(words.split()) for words in said):
        node.set(f"{XML}space", "preserve")
    return node


def of_whole(annotations: Iterable[Annotation]) -> bool:
    """Whether some annotation speaks of the negotiation as a whole."""
    return any(not one.targets for one in annotations)


_PREFIXES = (
    (
        "change",
        "(.+)",
        "urn:treatydiff:change:$1",
        "What follows is the address of a change or link, percent-encoded: its ends in the earlier text, two full "
        "stops, its ends in the later text, several on a side joined by a plus sign.",
    ),
    (
        "words",
        "([^,]+),([0-9]+),([0-9]+)",
        "#string-range($1,$2,$3)",
        "What follows is the id of a clause, at which of its characters (Unicode code points, from 0) the words "
        "begin, and how many characters they have.",
    ),
)


def prefixes(annotations: Iterable[Annotation], sigla: frozenset[str]) -> Iterator[Element]:
    """What the header says of pointers to changes and to words, where there are any.

    Args:
        annotations: the annotations.
        sigla: the witnesses that are in the document.
    """
    targets = [target for one in annotations for target in one.targets]
    used = {
        "change": any(isinstance(target.place, ChangeAddress) for target in targets),
        "words": any(target.span and target.addresses[0].siglum in sigla for target in targets),
    }
    declared = [
        element("prefixDef", element("p", says), ident=ident, matchPattern=match, replacementPattern=replacement)
        for ident, match, replacement, says in _PREFIXES
        if used[ident]
    ]
    if declared:
        yield element("listPrefixDef", *declared)


def taxonomies(
    annotations: Sequence[Annotation],
    *,
    kinds: Mapping[str, str] = KINDS,
    categories: Sequence[TermCategory] = TERM_CATEGORIES,
) -> Iterator[Element]:
    """The kinds of annotations, and the categories of terms, that occur.

    Args:
        annotations: the annotations.
        kinds: what each kind means; one that is not there is given by its name alone.
        categories: the categories that are known, likewise.
    """
    used = dict.fromkeys(one.kind for one in annotations)
    if used:
        yield _taxonomy("t-kinds", [(kind_id(kind), kinds.get(kind, ""), "") for kind in used])
    known = {category.name: category for category in categories}
    laid_down = dict.fromkeys(one.term for one in annotations if one.term)
    if laid_down:
        found = [known.get(name, TermCategory(name)) for name in laid_down]
        yield _taxonomy("t-terms", [(term_id(one.name), one.says, one.form.value) for one in found])


def _taxonomy(identifier: str, classes: Iterable[tuple[str, str, str]]) -> Element:
    categories = [
        element("category", element("catDesc", says), xml_id=name, n=form) for name, says, form in classes
    ]
    return element("taxonomy", *categories, xml_id=identifier)


def write_annotations(
    record: DossierRecord, annotations: Sequence[Annotation] | None = None, *, version: str
) -> bytes:
    """Annotations of a dossier as a TEI document of its own: a header, works, annotations, and no text.

    Args:
        record: the dossier.
        annotations: those to write; else all of them.
        version: the software's version, which the header names.

    Returns:
        UTF-8; the same annotations give the same bytes anywhere.

    Example:
        >>> from treatydiff.model.witnesses import Witness
        >>> note = Annotation("n1", "note", "It was read aloud.", "A")
        >>> written = write_annotations(DossierRecord("", (Witness("A"),), annotations=(note,)), version="1.0")
        >>> print(written.decode().split("<standOff>")[1].split("</standOff>")[0].strip())
        <listAnnotation type="annotations">
              <annotation xml:id="e-n1" n="n1" motivation="commenting" ana="#t-kind-note" target="A.xml#A">
                <note type="statement">It was read aloud.</note>
              </annotation>
            </listAnnotation>
    """
    those = record.annotations if annotations is None else tuple(annotations)
    people, works = Register("r"), Register("s")
    lists = Surroundings(frozenset(), those, people, works).lists()
    known = by_key([*record.works, *(s.work for one in those for s in one.sources if s.work)])
    standing_off = [*bibliography(known, works), *lists]
    if not lists:  # TEI wants something in it
        standing_off.append(element("note", "There are no annotations."))
    root = element(
        "TEI", _header(record, those, version, people), element("standOff", *standing_off), xml_lang="en"
    )
    if of_whole(those):
        root.set(f"{XML}id", WHOLE)
    return serialize(root)


def _header(record: DossierRecord, those: Sequence[Annotation], version: str, people: Register) -> Element:
    title = f"Annotations: {record.title}" if record.title else "Annotations"
    named = f": {record.title}" if record.title else ""
    edition = f", edition {record.edition}" if record.edition else ""
    classes = list(taxonomies(those, kinds=record.kinds, categories=record.term_categories))
    return element(
        "teiHeader",
        element(
            "fileDesc",
            element("titleStmt", element("title", title), *responsible(people, "annotations")),
            element("publicationStmt", element("publisher", "treatydiff"), availability()),
            element("sourceDesc", element("p", f"A dossier{named}{edition}.")),
        ),
        element(
            "encodingDesc",
            element(
                "projectDesc",
                element(
                    "p",
                    "Annotations of texts that stand in files of their own, each named after its siglum. The words "
                    "meant are quoted, so that it can be seen whether the text is still the one annotated.",
                ),
            ),
            element("schemaRef", key="treatydiff-annotations", url="treatydiff.rng"),
            element(
                "appInfo",
                element("application", element("label", "treatydiff"), ident="treatydiff", version=version),
            ),
            *prefixes(those, frozenset()),
            *([element("classDecl", *classes)] if classes else []),
        ),
    )
