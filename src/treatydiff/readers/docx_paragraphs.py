"""Paragraphs of a Word document as its XML has them: runs, what became of them, and what stands aside.

Every element with words is either text, or a finding says what it was. Source: ECMA-376, Office Open XML File
Formats, part 1, 17.3 (paragraphs and runs), 17.13.5 (revisions), 17.16 (fields).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import evolve, field, frozen
from lxml import etree

from treatydiff.errors import InputError
from treatydiff.readers.docx_numbering import W, value
from treatydiff.readers.docx_styles import Style, Styles, letter_look, paragraph_look
from treatydiff.readers.tei_context import shortly
from treatydiff.readers.xml import MOST_LEVELS, tag_of

INSERTED = frozenset({"ins", "moveTo"})
"""What is there only once changes are accepted."""
DELETED = frozenset({"del", "moveFrom"})
"""What is there only as long as changes are not accepted."""
_FATES = INSERTED | DELETED
_INLINE = frozenset(
    "hyperlink smartTag fldSimple customXml sdt sdtContent dir bdo oMath oMathPara ruby rubyBase rt".split()
)
_NO_WORDS = frozenset(
    "pPr rPr sectPr bookmarkStart bookmarkEnd proofErr permStart permEnd commentRangeStart commentRangeEnd "
    "moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd tblPr tblGrid trPr tcPr sdtPr sdtEndPr "
    "customXmlPr smartTagPr annotationRef footnoteRef endnoteRef separator continuationSeparator tblPrEx "
    "lastRenderedPageBreak customXmlInsRangeStart customXmlInsRangeEnd customXmlDelRangeStart customXmlDelRangeEnd "
    "subDoc fldData instrText delInstrText rubyPr".split()
)
_PICTURES = frozenset({"drawing", "pict", "object"})
_SIGNS = {"tab": " ", "ptab": " ", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad", "br": "\n", "cr": "\n"}


@frozen
class Run:
    r"""Characters of one look.

    Attributes:
        text: they; ``\n`` breaks the line.
        offset: how many characters of the paragraph stand before them, whatever became of those.
        fates: the names of the tracked changes that they stand in.
        rends: how they are set off.
        gap: whether they are what this library writes for a gap.
    """

    text: str
    offset: int
    fates: frozenset[str] = frozenset()
    rends: frozenset[str] = frozenset()
    gap: bool = False


@frozen
class Paragraph:
    """One paragraph.

    Attributes:
        count: which of the document it is, from 1.
        style: what its style and its own properties say.
        num: the list that it counts in; empty for none.
        style_id: the id of its style.
        runs: its words.
        fates: what became of its end.
        contents: whether it is of a table of contents.
    """

    count: int
    style: Style
    num: str
    style_id: str
    runs: tuple[Run, ...]
    fates: frozenset[str] = frozenset()
    contents: bool = False


@frozen(eq=False)
class Body:
    """Reads the paragraphs of one part of a document, in order.

    Attributes:
        name: the input's name.
        styles: its styles.
        notes: the words of notes, by ``footnote`` or ``endnote`` and id.
        ours: whether this library wrote the document.
        aside: what stands aside, each with its paragraph and character, and with all its words.
    """

    name: str
    styles: Styles = field(factory=Styles)
    notes: Mapping[tuple[str, str], str] = field(factory=dict)
    ours: bool = False
    aside: list[tuple[int, int, str, str]] = field(factory=list)
    _count: list[int] = field(factory=lambda: [0])
    _fields: list[list[str]] = field(factory=list)

    def note(self, what: str, offset: int = 0, words: str = "") -> None:
        """Note something at the paragraph that is being read; of words left aside, quote their beginning."""
        said = f"{what}: {shortly(words)}" if words else what
        self.aside.append((max(self._count[0], 1), offset + 1, said, words))

    def paragraphs(
        self, node: etree._Element, *, fates: frozenset[str] = frozenset(), depth: int = 0
    ) -> Iterator[Paragraph]:
        """The paragraphs in an element, those of tables row by row.

        Raises:
            InputError: elements nest too deep.
        """
        self._check(depth)
        for child in node:
            tag = tag_of(child)
            if tag == "p":
                yield from self._paragraph(child, fates, depth)
            elif tag == "tbl":
                rows = len(list(child.iterchildren(f"{W}tr")))
                first = child.find(f"{W}tr")
                columns = 0 if first is None else len(list(first.iterchildren(f"{W}tc")))
                self._count[0] += 1
                self.note(f"a table of {rows} rows and {columns} columns was read row by row, cell by cell")
                self._count[0] -= 1
                yield from self.paragraphs(child, fates=fates, depth=depth + 1)
            elif tag in _FATES:
                yield from self.paragraphs(child, fates=fates | {tag}, depth=depth + 1)
            elif tag in ("tr", "tc"):
                yield from self.paragraphs(child, fates=fates | _cell_fates(child), depth=depth + 1)
            elif tag == "AlternateContent":
                yield from self.paragraphs(_choice(child), fates=fates, depth=depth + 1)
            elif tag in ("sdt", "sdtContent", "customXml"):
                contents = child.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
                listing = contents is not None and "table of contents" in str(contents.get(f"{W}val")).casefold()
                for paragraph in self.paragraphs(child, fates=fates, depth=depth + 1):
                    yield evolve(paragraph, contents=paragraph.contents or listing)
            elif tag == "altChunk":
                self.note("a document that is embedded here was left aside")
            elif tag not in _NO_WORDS and "".join(map(str, child.itertext())).strip():
                self.note(f"<{tag}> was left aside", words=" ".join(map(str, child.itertext())))

    def _check(self, depth: int) -> None:
        if depth > MOST_LEVELS:
            raise InputError(
                f"found elements nested more than {MOST_LEVELS} levels deep", expected="a treaty's few levels"
            ).at(self.name, max(self._count[0], 1), 1)

    def _paragraph(self, node: etree._Element, fates: frozenset[str], depth: int) -> Iterator[Paragraph]:
        self._count[0] += 1
        count = self._count[0]
        about = node.find(f"{W}pPr")
        identifier, own, end = "", Style(), frozenset[str]()
        if about is not None:
            identifier = value(about, "pStyle")
            own = paragraph_look(about)
            letters = about.find(f"{W}rPr")
            end = frozenset() if letters is None else _FATES.intersection(map(tag_of, letters.iterchildren("*")))
        style = self.styles.whole(identifier)
        num = own.num or style.num
        made = Style(
            style.name,
            "",
            style.heading if own.heading is None else own.heading,
            style.centred if own.centred is None else own.centred,
            num,
            own.depth if own.depth is not None or own.num else style.depth,
            style.rends,
            style.contents,
            style.kind,
        )
        listed = style.contents or self._in_contents()
        boxes: list[etree._Element] = []
        offset = [0]
        runs = tuple(self._runs(node, fates, made, offset, boxes, depth + 1))
        listed = listed or self._in_contents()
        yield Paragraph(count, made, num, identifier, runs, fates | end, listed)
        for box in boxes:
            self.note("a text box was read as paragraphs behind the one that it is tied to")
            yield from self.paragraphs(box, fates=fates, depth=depth + 1)

    def _in_contents(self) -> bool:
        return any(kind[0] == "result" and kind[1].split()[:1] == ["TOC"] for kind in self._fields)

    def _runs(  # noqa: PLR0917  # what is the same all the way down
        self,
        node: etree._Element,
        fates: frozenset[str],
        style: Style,
        offset: list[int],
        boxes: list[etree._Element],
        depth: int,
    ) -> Iterator[Run]:
        self._check(depth)
        for child in node:
            tag = tag_of(child)
            if tag == "r":
                yield from self._run(child, fates, style, offset, boxes, depth + 1)
            elif tag in _FATES:
                yield from self._runs(child, fates | {tag}, style, offset, boxes, depth + 1)
            elif tag == "AlternateContent":
                yield from self._runs(_choice(child), fates, style, offset, boxes, depth + 1)
            elif tag == "rt":
                self.note("<rt> beside its words was left aside", offset[0], _words(child))
            elif (
                tag in _INLINE
                or tag == "box"
                or child.tag.startswith("{http://schemas.openxmlformats.org/officeDocument/2006/math}")
            ):
                yield from self._runs(child, fates, style, offset, boxes, depth + 1)
                if tag == "t" and child.text:
                    yield Run(child.text, offset[0], fates)
                    offset[0] += len(child.text)
            elif tag not in _NO_WORDS and _words(child):
                self.note(f"<{tag}> was left aside", offset[0], _words(child))

    def _run(  # noqa: PLR0912, PLR0917  # a case for each element that a run may hold
        self,
        node: etree._Element,
        fates: frozenset[str],
        style: Style,
        offset: list[int],
        boxes: list[etree._Element],
        depth: int,
    ) -> Iterator[Run]:
        self._check(depth)
        about = node.find(f"{W}rPr")
        looks: dict[str, bool] = {}
        letters = ""
        if about is not None:
            letters = value(about, "rStyle")
            looks = {**(self.styles.whole(letters).rends if letters else {}), **letter_look(about)}
            fates |= _FATES.intersection(map(tag_of, about.iterchildren("*")))
        looks = {**{rend: on for rend, on in style.rends.items() if rend in ("bold", "hidden")}, **looks}
        gap = self.ours and letters == "Gap"
        rends = frozenset(rend for rend, on in looks.items() if on and not (self.ours and letters))
        for child in node:
            tag = tag_of(child)
            words = ""
            if tag in ("t", "delText"):
                words = child.text or ""
            elif tag in _SIGNS:
                words = " " if tag == "br" and child.get(f"{W}type") in ("page", "column") else _SIGNS[tag]
            elif tag == "sym":
                words = self._symbol(child, offset[0])
            elif tag == "fldChar":
                self._field(str(child.get(f"{W}fldCharType")))
            elif tag in ("instrText", "delInstrText"):
                if self._fields and self._fields[-1][0] == "begin":
                    self._fields[-1][1] += child.text or ""
            elif tag in ("footnoteReference", "endnoteReference"):
                kind = tag.removesuffix("Reference")
                said = self.notes.get((kind, str(child.get(f"{W}id"))), "")
                self.note(f"a {kind} was left aside", offset[0], said)
            elif tag == "AlternateContent" or tag in _PICTURES:
                self._picture(_choice(child) if tag == "AlternateContent" else child, boxes, offset[0])
            elif tag == "ruby":
                yield from self._runs(child, fates, style, offset, boxes, depth + 1)
            elif tag not in _NO_WORDS and tag != "commentReference" and _words(child):
                self.note(f"<{tag}> was left aside", offset[0], _words(child))
            if not words:
                continue
            if "hidden" in rends:
                self.note("hidden words were left aside", offset[0], words)
            elif not self._fields or self._fields[-1][0] == "result":
                yield Run(words, offset[0], fates, rends & {"bold", "italic", "underline"}, gap)
            offset[0] += len(words)

    def _symbol(self, node: etree._Element, offset: int) -> str:
        code = str(node.get(f"{W}char") or "")
        font = str(node.get(f"{W}font") or "")
        self.note(
            f"the character {code or '?'} of the font {font or '?'} was left aside, as no other font has it", offset
        )
        return ""

    def _field(self, kind: str) -> None:
        if kind == "begin" and len(self._fields) < MOST_LEVELS:
            self._fields.append(["begin", ""])
        elif kind == "separate" and self._fields:
            self._fields[-1][0] = "result"
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _picture(self, node: etree._Element, boxes: list[etree._Element], offset: int) -> None:
        inside = list(node.iterdescendants(f"{W}txbxContent"))
        outermost = [
            box for box in inside if not any(tag_of(above) == "txbxContent" for above in box.iterancestors())
        ]
        boxes.extend(outermost)
        if not outermost:
            self.note("a picture was left aside", offset)


def _words(node: etree._Element) -> str:
    return " ".join("".join(map(str, node.itertext())).split())


def _choice(node: etree._Element) -> etree._Element:
    """Of several forms of one thing, the first: the newest, which says most."""
    return next(node.iterchildren("*"), node)


def _cell_fates(node: etree._Element) -> frozenset[str]:
    about = node.find(f"{W}{tag_of(node)}Pr")
    if about is None:
        return frozenset()
    names = {tag_of(one) for one in about.iterchildren("*")}
    return frozenset(
        fate for fate, written in (("ins", {"ins", "cellIns"}), ("del", {"del", "cellDel"})) if names & written
    )
