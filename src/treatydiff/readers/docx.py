"""Word documents (Office Open XML), with their tracked changes accepted, rejected, or both as two witnesses.

Numbers that Word prints and does not write are rendered from its definitions of lists. Running heads, notes,
comments, hidden words, tables of contents and pictures are no text of the treaty: each is a finding. Places are
paragraphs of the document's body, and characters in them, both from 1, as Word has no lines.

Where the end of a paragraph goes, it is joined to the one that follows, whose style stays: so Word does it.

Source: ECMA-376, Office Open XML File Formats, parts 1 and 2.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath

from attrs import evolve, field, frozen
from lxml import etree

from treatydiff.errors import InputError, TreatyDiffError
from treatydiff.model.addresses import siglum_from
from treatydiff.model.findings import Finding
from treatydiff.model.passages import Gap, Span
from treatydiff.model.witnesses import Witness
from treatydiff.readers.blocks import Block, Document, Weaver
from treatydiff.readers.decoding import decode_xml
from treatydiff.readers.docx_numbering import Counter, ListForm, W, list_forms
from treatydiff.readers.docx_paragraphs import DELETED, INSERTED, Body, Paragraph
from treatydiff.readers.docx_styles import Styles
from treatydiff.readers.docx_texts import Carried, carried
from treatydiff.readers.packages import Package, open_package
from treatydiff.readers.places import Place
from treatydiff.readers.recognition.clauses import language_of
from treatydiff.readers.structuring import in_order, structured
from treatydiff.readers.tei_context import shortly
from treatydiff.readers.transcript import Revisions, Transcript
from treatydiff.readers.xml import parse, tag_of, words_of

_OFFICE = "/officeDocument"
_EDITED = "its words are not those of the texts that it carries as TEI, and its structure was recognised"
_TEXTS = 2
"""So many texts does a document of ours carry; what else is said to be one takes up no memory."""
_SAMPLED = 500
"""So many paragraphs tell the language."""
_FAR = 32
"""Bits of a position that count characters; those above count paragraphs."""


def read(
    data: bytes, *, name: str, siglum: str | None = None, revisions: Revisions = Revisions.ACCEPTED
) -> Transcript:
    """Read a Word document.

    Args:
        data: the file's bytes.
        name: what errors and findings call the file; its siglum comes from it.
        siglum: a siglum in place of that; of both texts, with ``-rejected`` and ``-accepted`` behind it.
        revisions: what is read of tracked changes. A document without any has one text.

    Raises:
        InputError: no Word document, damaged, encrypted, too large unpacked, nested too deep, or without words.
        ModelError: two provisions with one address.
    """
    source = _Source.of(data, name)
    body = source.root(source.main).find(f"{W}body")
    if body is None:
        raise InputError("found a Word document without a body", expected="<w:body>").at(name)
    texts, unread = source.texts()
    reader = Body(name, source.styles(), source.notes(), source.is_ours() or bool(texts))
    paragraphs = tuple(reader.paragraphs(body))
    tracked = sum(bool(run.fates) for one in paragraphs for run in one.runs) + sum(
        bool(one.fates) for one in paragraphs
    )
    both = revisions is Revisions.BOTH and bool(tracked)
    aside = [
        Finding(f"{what} was left aside: {shortly(words)}", name, words=words) for what, words in source.margins()
    ]
    aside += [Finding(what, name) for what in unread]
    if tracked and not both:
        aside.append(Finding(f"{tracked} tracked changes were read as {revisions.value}", name))
    aside += [
        Finding(f"a line of a table of contents was left aside: {shortly(words)}", name, one.count, 1, words)
        for one in paragraphs
        if one.contents and (words := _words(one))
    ]
    own = siglum or siglum_from(PurePath(name).stem)
    found = []
    for side in (Revisions.REJECTED, Revisions.ACCEPTED) if both else (revisions,):
        gone = INSERTED if side is Revisions.REJECTED else DELETED
        called = f"{own}-{side.value}" if both else own
        written = _carried(texts, tuple(_shown(paragraphs, gone)), side)
        if written is not None:
            noted = (Finding(what, name, line, column, words) for line, column, what, words in reader.aside)
            found.append(Transcript((evolve(written, siglum=called),), in_order((*noted, *aside))))
            continue
        blocks = tuple(_blocks(paragraphs, gone, Counter(source.lists()), reader))
        noted = (Finding(what, name, line, column, words) for line, column, what, words in reader.aside)
        edited = [Finding(_EDITED, name)] if texts else []
        language = _language(source, blocks)
        document = Document(name, blocks, (*noted, *aside, *edited), language, source.said("title"))
        found.append(structured(document, siglum=called))
    return Transcript(
        tuple(witness for one in found for witness in one.witnesses),
        in_order(finding for one in found for finding in one.findings),
        places=tuple(place for one in found for place in one.places),
        decisions=tuple(dict.fromkeys(decision for one in found for decision in one.decisions)),
    )


def _shown(paragraphs: Sequence[Paragraph], gone: frozenset[str]) -> Iterator[str]:
    """The paragraphs of one state of the document as they are shown, gaps aside."""
    held: list[str] = []
    for one in paragraphs:
        if not one.contents:
            held += [run.text for run in one.runs if not run.fates & gone and not run.gap]
            if not one.fates & gone:
                yield "".join(held)
                held = []


def _carried(texts: Sequence[Carried], shown: Sequence[str], side: Revisions) -> Witness | None:
    """The text that the document carries and shows; of two that look alike, the earlier one before changes."""
    same = [text.witness for text in texts if text.stands_in(shown)]
    return same[0 if side is Revisions.REJECTED else -1] if same else None


def _language(source: _Source, blocks: Sequence[Block]) -> str:
    """The language of a document's words; where these do not tell, what its properties name.

    Word processors put there what their own menus are in. What this library wrote is believed.
    """
    said = source.said("language")
    if source.is_ours():
        return said
    told = language_of("\n".join(block.text for block in blocks[:_SAMPLED]))
    return said if told == "und" else told


def _words(paragraph: Paragraph) -> str:
    return " ".join("".join(run.text for run in paragraph.runs).split())


def _said(node: etree._Element) -> str:
    """The words of all paragraphs in an element, parted by spaces."""
    return " ".join(words for one in node.iter(f"{W}p") if (words := words_of(one)))


def _place(position: int) -> Place:
    return position >> _FAR, (position & ((1 << _FAR) - 1)) + 1


def _blocks(paragraphs: Sequence[Paragraph], gone: frozenset[str], counter: Counter, body: Body) -> Iterator[Block]:
    """The paragraphs of one state of the document, joined where their ends are gone."""
    weaver = Weaver(_place)
    for one in paragraphs:
        if one.contents:
            continue
        for run in one.runs:
            if run.fates & gone:
                continue
            position = (one.count << _FAR) + run.offset
            if run.gap:
                weaver.gap(Gap(Span(0, 0), note=run.text.strip().removeprefix("[").removesuffix("]")))
                continue
            for at, piece in enumerate(run.text.split("\n")):
                if at:
                    weaver.line_break()
                weaver.add(piece, position, run.rends)
                position += len(piece) + 1
        if one.fates & gone:
            continue
        form = counter.forms.get(one.num)
        depth = one.style.depth
        if form is not None and depth is None:
            depth = form.level_of(one.style_id)
        label = counter.label(one.num, depth or 0)
        if label and weaver.is_empty:
            body.aside.append((one.count, 1, f"the number {label} of an empty paragraph was left aside", label))
        block = weaver.block(
            heading=one.style.heading or 0,
            centred=bool(one.style.centred),
            bold=one.style.rends.get("bold", False),
            label=label,
            depth=(depth or 0) + 1 if form is not None else 0,
            kind=one.style.kind,
        )
        if block is not None:
            yield block


@frozen(eq=False)
class _Source:
    """The package, with its parts parsed when they are asked for.

    Attributes:
        package: the package.
        main: the name of the document's part.
        relations: the parts that it names: kind and name.
    """

    package: Package
    main: str
    relations: tuple[tuple[str, str], ...]
    _parsed: dict[str, etree._Element] = field(factory=dict)

    @classmethod
    def of(cls, data: bytes, name: str) -> _Source:
        package = open_package(data, name=name)
        if "_rels/.rels" not in package.names:
            what = "an OpenDocument file" if "META-INF/manifest.xml" in package.names else "a ZIP archive"
            raise InputError(f"found {what}", expected="a Word document (.docx)", todo="save it as .docx").at(name)
        source = cls(package, "", ())
        main = next((part for kind, part in source._related("_rels/.rels", "") if kind == _OFFICE), "")
        if main not in package.names or tag_of(source.root(main)) != "document":
            raise InputError(
                "found an Office package that holds no Word document",
                expected="a Word document (.docx)",
                todo="save its text as .docx",
            ).at(name)
        folder, file = posixpath.split(main)
        related = tuple(source._related(posixpath.join(folder, "_rels", f"{file}.rels"), folder))
        return evolve(source, main=main, relations=related)

    def root(self, part: str) -> etree._Element:
        """The outermost element of a part."""
        if part not in self._parsed:
            where = f"{self.package.name} ({part})"
            self._parsed[part] = parse(decode_xml(self.package.part(part), name=where), name=where, word=True).root
        return self._parsed[part]

    def _related(self, part: str, folder: str) -> Iterator[tuple[str, str]]:
        if part not in self.package.names:
            return
        for node in self.root(part).iterchildren("{*}Relationship"):
            if node.get("TargetMode") != "External":
                target = str(node.get("Target") or "")
                path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
                yield "/" + str(node.get("Type") or "").rsplit("/", 1)[-1], path.lstrip("/")

    def _parts(self, kind: str) -> Iterator[etree._Element]:
        for known, part in self.relations:
            if known == f"/{kind}" and part in self.package.names:
                yield self.root(part)

    def styles(self) -> Styles:
        """The document's styles."""
        return next(map(Styles.of, self._parts("styles")), Styles())

    def lists(self) -> Mapping[str, ListForm]:
        """The document's lists."""
        return next(map(list_forms, self._parts("numbering")), {})

    def notes(self) -> dict[tuple[str, str], str]:
        """The words of its notes, by kind and id."""
        return {
            (kind, str(node.get(f"{W}id"))): _said(node)
            for kind in ("footnote", "endnote")
            for root in self._parts(f"{kind}s")
            for node in root.iterchildren(f"{W}{kind}")
        }

    def margins(self) -> Iterator[tuple[str, str]]:
        """What stands in running heads and feet, and what is commented: what it is, and its words."""
        for kind, called in (("header", "a running head"), ("footer", "a running foot")):
            for root in self._parts(kind):
                if _said(root):
                    yield called, _said(root)
        for root in self._parts("comments"):
            for node in root.iterchildren(f"{W}comment"):
                author = str(node.get(f"{W}author") or "").strip() or "nobody named"
                yield f"a comment by {author}", _said(node)

    def texts(self) -> tuple[tuple[Carried, ...], tuple[str, ...]]:
        """The texts that the document carries, and what is to be said of those that cannot be read."""
        found: list[Carried] = []
        unread: list[str] = []
        for kind, part in self.relations:
            if kind == "/customXml" and part in self.package.names and len(found) < _TEXTS:
                try:
                    text = carried(self.package.part(part), name=self.package.name)
                except TreatyDiffError as error:
                    unread.append(f"a text that it carries as TEI cannot be read: {error.what}")
                else:
                    found += [text] if text else []
        return tuple(found), tuple(unread)

    def said(self, what: str) -> str:
        """What the document's properties say of it; empty where they say nothing."""
        part = next((part for kind, part in self._related("_rels/.rels", "") if kind == "/core-properties"), "")
        if part not in self.package.names:
            return ""
        return words_of(next(self.root(part).iterchildren(f"{{*}}{what}"), None))

    def is_ours(self) -> bool:
        """Whether this library wrote the document."""
        part = next((part for kind, part in self._related("_rels/.rels", "") if kind == "/extended-properties"), "")
        if part not in self.package.names:
            return False
        return words_of(next(self.root(part).iterchildren("{*}Application"), None)).startswith("treatydiff ")
