"""Akoma Ntoso 3.0 (LegalDocML): acts, treaties and any other document type whose text it marks up.

Elements of the hierarchy are provisions by their names; ``intro``, ``wrapUp`` and ``content`` hold their words.
What is named like no kind of provision is a division. Notes of authors, components of other documents and what an
amendment took out are findings. Places are lines and columns.

Source: OASIS, Akoma Ntoso Version 1.0, part 1 (vocabulary), which its schema numbers 3.0.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath

from attrs import evolve, field, frozen
from lxml import etree

from treatydiff.errors import InputError
from treatydiff.model.addresses import siglum_from
from treatydiff.model.dates import UncertainDate
from treatydiff.model.findings import Finding
from treatydiff.model.kinds import KINDS, Role
from treatydiff.model.numbers import Number
from treatydiff.model.passages import Passage
from treatydiff.model.provisions import Label, Provision
from treatydiff.model.witnesses import Witness
from treatydiff.readers.blocks import Block, Weaver
from treatydiff.readers.decoding import decode_xml
from treatydiff.readers.labels import number_in, printed_number
from treatydiff.readers.laying import Laid
from treatydiff.readers.marked import MarkedReader, places_of
from treatydiff.readers.recognition.clauses import clause_spans, language_of
from treatydiff.readers.structuring import finished
from treatydiff.readers.tei_context import shortly
from treatydiff.readers.transcript import Transcript
from treatydiff.readers.xml import MOST_LEVELS, attribute, parse, tag_of, words_of

_HIERARCHY = frozenset(
    "alinea article book chapter clause division hcontainer indent level list paragraph part point proviso rule "
    "section subchapter subclause subdivision sublist subparagraph subpart subrule subsection subtitle title tome "
    "transitional crossHeading blockContainer container item recital recitals citations citation tblock".split()
)
_KINDS = {
    "subchapter": "section",
    "subpart": "chapter",
    "subtitle": "chapter",
    "tome": "book",
    "clause": "paragraph",
    "subclause": "point",
    "subparagraph": "point",
    "alinea": "paragraph",
    "indent": "point",
    "item": "point",
    "list": "point",
    "sublist": "point",
    "citation": "recital",
}
_REGIONS = {
    "coverPage": "marking",
    "preface": "heading",
    "preamble": "preamble",
    "conclusions": "closing",
    "header": "marking",
}
_WRAPPERS = frozenset(
    "body mainBody judgmentBody debateBody fragmentBody amendmentBody portionBody collectionBody content "
    "attachments components component attachment".split()
)
_DOCUMENTS = frozenset(
    "act bill doc documentCollection statement amendment officialGazette judgment debate debateReport "
    "portion amendmentList fragment".split()
)
_WORDS = frozenset(
    "p block listIntroduction listWrapUp intro wrapUp formula longTitle docTitle heading signature".split()
)
_SKIPPED = frozenset({"meta", "num", "heading", "subheading"})
_ASIDE = {
    "authorialNote": "a note",
    "del": "deleted words",
    "remark": "an editor's remark",
    "placeholder": "a placeholder",
}
_ASIDE |= {"img": "a picture", "toc": "a table of contents", "foreign": "matter of another vocabulary"}
_LOOKS = {"b": "bold", "i": "italic", "u": "underline"}


def read(data: bytes, *, name: str, siglum: str | None = None) -> Transcript:
    """Read a document in Akoma Ntoso.

    Args:
        data: the file's bytes.
        name: what errors and findings call the file; its siglum comes from it.
        siglum: a siglum in place of that.

    Raises:
        InputError: XML that is not well-formed or nests too deep, another root than ``akomaNtoso``, or no words.
        ModelError: what is read cannot be.

    Example:
        >>> data = b"<akomaNtoso><act><body><article><num>Article 1</num><content><p>It lasts.</p></content>"
        >>> found = read(data + b"</article></body></act></akomaNtoso>", name="a.xml")
        >>> [str(address) for address, _ in found.witness.clauses()]
        ['a/1:1']
    """
    source = parse(decode_xml(data, name=name), name=name)
    document = next((one for one in source.root.iterchildren("*") if tag_of(one) in _DOCUMENTS), None)
    if tag_of(source.root) != "akomaNtoso" or document is None:
        raise InputError(
            f"found <{tag_of(source.root)}> without a document", expected="<akomaNtoso> with an act"
        ).at(name, *source.place(source.root))
    reader = _Reader(source, places_of(source), _language(document))
    for other in source.root.iterchildren("*"):
        if other is not document:
            reader.aside("another document", other)
    provisions = tuple(reader.once([one for child in document.iterchildren("*") for one in reader.outer(child, 1)]))
    if not provisions:
        raise InputError("found no words in it", expected="provisions with words").at(name, *source.place(document))
    described = Witness(
        siglum or siglum_from(PurePath(name).stem),
        title=words_of(next(document.iterdescendants("{*}docTitle"), None))
        or _said(document, "FRBRalias", "value"),
        language=reader.language,
        date=reader.date(document),
    )
    return finished(described, Laid(provisions, reader.origins, ()), name=name, findings=reader.findings)


def _said(document: etree._Element, element: str, name: str) -> str:
    node = next(document.iterdescendants(f"{{*}}{element}"), None)
    return "" if node is None else attribute(node, name)


_THREE = {"eng": "en", "fra": "fr", "spa": "es", "deu": "de", "ita": "it", "por": "pt", "nld": "nl", "rus": "ru"}
_THREE |= {
    "ukr": "uk",
    "jpn": "ja",
    "zho": "zh",
    "kor": "ko",
    "ara": "ar",
    "ron": "ro",
    "ell": "el",
    "srp": "sr",
    "nor": "no",
}


def _language(document: etree._Element) -> str:
    said = _said(document, "FRBRlanguage", "language").casefold()
    return _THREE.get(said, said) or language_of(words_of(document))


@frozen
class _Words:
    """Words before it is known what provision they belong to."""

    clauses: tuple[Passage, ...]
    node: etree._Element


@frozen(eq=False)
class _Reader(MarkedReader):
    """One document while it is read."""

    def aside(self, what: str, node: etree._Element) -> None:
        """Note what is left aside."""
        words = words_of(node)
        said = f": {shortly(words)}" if words else ""
        self.findings.append(Finding(f"left aside {what}{said}", self.source.name, *self.places[node], words))

    def date(self, document: etree._Element) -> UncertainDate | None:
        """The date of the work; ``None`` where none is given."""
        work = next(document.iterdescendants("{*}FRBRWork"), None)
        return None if work is None else self.date_of(_said(work, "FRBRdate", "date"))

    def outer(self, node: etree._Element, depth: int) -> Iterator[Provision]:
        """The provisions that a part of a document is or holds."""
        self._check(node, depth)
        tag = tag_of(node)
        if tag == "meta":
            return
        if tag in _ASIDE:
            self.aside(_ASIDE[tag], node)
        elif tag in _REGIONS:
            yield from self._region(node, _REGIONS[tag], depth)
        elif tag in _WRAPPERS or tag in _DOCUMENTS:
            above = node.getparent()
            attached = tag in _DOCUMENTS and above is not None and tag_of(above) in ("attachment", "component")
            if attached or tag in ("attachment", "component"):
                yield from self._annex(node, depth)
            else:
                yield from self._wrapped(node, depth)
        else:
            yield self._provision(node, depth)

    def _wrapped(self, node: etree._Element, depth: int) -> Iterator[Provision]:
        parts = list(self._parts(node, depth))
        loose: list[_Words] = []
        for part in [*parts, None]:
            if isinstance(part, _Words):
                loose.append(part)
                continue
            if loose:
                clauses, children = self._arranged(loose)
                yield self.keep(Provision("body", clauses, children), loose[0].node)
                loose = []
            if part is not None:
                yield part

    def _annex(self, node: etree._Element, depth: int) -> Iterator[Provision]:
        inside = [
            one
            for child in node.iterchildren("*")
            if tag_of(child) not in _SKIPPED
            for one in self.outer(child, depth + 1)
        ]
        label, number = self._label(node)
        title = self._title(node)
        if len(inside) == 1 and inside[0].kind == "annex":
            # An attachment and the document in it are one annex.
            one = inside[0]
            yield self.keep(
                evolve(one, label=one.label or label, number=one.number or number, heading=one.heading or title),
                node,
            )
        elif inside:
            made = Provision("annex", (), tuple(self.once(inside)), number, label, title)
            yield self.keep(made, node)

    def _region(self, node: etree._Element, kind: str, depth: int) -> Iterator[Provision]:
        parts = list(self._parts(node, depth))
        if kind == "heading":
            # The title of all is one provision, in as many paragraphs as the preface has.
            parts = [
                _Words(one.clauses, node) if isinstance(one, Provision) and one.clauses else one for one in parts
            ]
        clauses, children = self._arranged(parts)
        if clauses or children:
            yield self.keep(Provision(kind, clauses, children), node)

    def _provision(self, node: etree._Element, depth: int) -> Provision:
        tag = tag_of(node)
        named = (
            attribute(node, "name").casefold()
            if tag in ("hcontainer", "container", "blockContainer", "tblock")
            else ""
        )
        kind = named if named in KINDS else _KINDS.get(tag, tag if tag in KINDS else "division")
        label, number = self._label(node)
        parts = list(self._parts(node, depth))
        clauses, children = self._arranged(parts, loose=KINDS[kind].role is Role.GROUPING)
        if number is not None and KINDS[kind].numbered is None:
            number = None
        return self.keep(Provision(kind, clauses, children, number, label, self._title(node)), node)

    def _label(self, node: etree._Element) -> tuple[Label | None, Number | None]:
        num = next(node.iterchildren("{*}num"), None)
        printed = words_of(num)
        if not printed:
            return None, None
        number = number_in(printed) or printed_number(printed)
        return Label(printed), Number(number) if number else None

    def _title(self, node: etree._Element) -> Passage | None:
        words = [words_of(one) for one in node.iterchildren("{*}heading", "{*}subheading") if words_of(one)]
        return Passage(" ".join(words)) if words else None

    def _parts(self, node: etree._Element, depth: int) -> Iterator[_Words | Provision]:
        """Words and provisions inside an element, in order."""
        self._check(node, depth)
        run = _Run(self)
        run.add(node.text, node)
        for child in node.iterchildren("*"):
            tag = tag_of(child)
            if tag in _SKIPPED and tag_of(node) in _HIERARCHY | _DOCUMENTS | {
                "attachment",
                "component",
                "blockList",
            }:
                pass
            elif tag in _ASIDE:
                self.aside(_ASIDE[tag], child)
            elif tag in _WORDS or tag == "mod":
                yield from run.end()
                yield from self._parts(child, depth + 1)
            elif tag in (
                "content",
                "blockList",
                "ul",
                "ol",
                "li",
                "quotedStructure",
                "quotedText",
                "recitals",
                "citations",
                "div",
                "table",
                "tr",
                "td",
                "th",
                "caption",
            ):
                yield from run.end()
                held = list(self._parts(child, depth + 1))
                single = tag == "li" and not all(isinstance(one, _Words) for one in held)
                if single:
                    clauses, children = self._arranged(held)
                    yield self.keep(Provision("point", clauses, children), child)
                else:
                    yield from held
            elif tag in ("list", "sublist") and child.find("{*}num") is None:
                # It only holds points together.
                yield from run.end()
                yield from self._parts(child, depth + 1)
            elif tag in _HIERARCHY:
                yield from run.end()
                yield self._provision(child, depth + 1)
            elif tag in _REGIONS or tag in _WRAPPERS or tag in _DOCUMENTS:
                yield from run.end()
                yield from self.outer(child, depth + 1)
            else:
                self._inline(child, run, depth + 1)
            run.add(child.tail, child)
        yield from run.end()

    def _inline(self, node: etree._Element, run: _Run, depth: int) -> None:
        self._check(node, depth)
        tag = tag_of(node)
        if tag in _ASIDE:
            self.aside(_ASIDE[tag], node)
            return
        if tag in ("eol", "br", "eop"):
            run.add(" ", node)
        look = _LOOKS.get(tag)
        if look:
            run.looks.append(look)
        run.add(node.text, node)
        for child in node.iterchildren("*"):
            self._inline(child, run, depth + 1)
            run.add(child.tail, child)
        if look:
            run.looks.pop()

    def _arranged(
        self, parts: Sequence[_Words | Provision], *, loose: bool = False
    ) -> tuple[tuple[Passage, ...], tuple[Provision, ...]]:
        """What a provision holds: one paragraph's clauses, or children; words around them are intro and wrapup."""
        if all(isinstance(part, _Words) for part in parts):
            words = [part for part in parts if isinstance(part, _Words)]
            if len(words) < 2 and not loose:
                return (words[0].clauses if words else ()), ()
            return (), tuple(self.keep(Provision("paragraph", one.clauses), one.node) for one in words)
        places = [at for at, part in enumerate(parts) if isinstance(part, Provision)]
        children = []
        for at, part in enumerate(parts):
            if isinstance(part, Provision):
                children.append(part)
            else:
                kind = "intro" if at < places[0] else "wrapup" if at > places[-1] else "paragraph"
                children.append(self.keep(Provision(kind, part.clauses), part.node))
        return (), tuple(self.once(children))

    def _check(self, node: etree._Element, depth: int) -> None:
        if depth > MOST_LEVELS:
            raise InputError(
                f"found elements nested more than {MOST_LEVELS} levels deep", expected="a treaty's few levels"
            ).at(self.source.name, *self.places[node])


@frozen(eq=False)
class _Run:
    """Words that follow each other, until a block ends them."""

    reader: _Reader
    looks: list[str] = field(factory=list)
    _weaver: list[Weaver] = field(factory=list)
    _node: list[etree._Element] = field(factory=list)

    def add(self, text: str | None, node: etree._Element) -> None:
        """Add words that stand in or behind an element."""
        if not text:
            return
        if not self._weaver:
            self._weaver.append(Weaver(lambda _: (0, 0)))
        if text.strip() and self._weaver[0].is_empty:
            self._node.append(node)
        self._weaver[0].add(text, 0, self.looks)

    def end(self) -> Iterator[_Words]:
        """The words so far, if there are any."""
        block: Block | None = self._weaver[0].block() if self._weaver else None
        if block is None:
            return
        node = self._node[-1]
        self._node.clear()
        text = block.text.replace("\n", " ")
        laid = []
        for span in clause_spans(text, self.reader.language):
            inside = [
                evolve(mark, span=mark.span.shifted(-span.start))
                for mark in block.marks
                if span.start <= mark.span.start and mark.span.stop <= span.stop
            ]
            laid.append(Passage(span.of(text), tuple(inside)))
        yield _Words(tuple(laid), node)
