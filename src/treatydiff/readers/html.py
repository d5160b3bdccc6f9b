"""Web pages: main text, headings, lists and tables; what surrounds the text is a finding each.

Where the page says which part is its text (``main``, or ``article`` elements with half of the words), the rest is
left aside; else navigation, scripts, forms, page heads and feet are. Notes and the marks that point to them, hidden
and deleted words are left aside. Places are lines and columns of the file.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from attrs import define, field, frozen

from treatydiff.errors import InputError
from treatydiff.model.findings import Finding
from treatydiff.readers.blocks import Block, Document, LineStarts, Weaver, collapsed
from treatydiff.readers.decoding import decode_page
from treatydiff.readers.density import Room, within
from treatydiff.readers.docx_numbering import number, whole
from treatydiff.readers.html_markup import Comment, Tag, Words, scan
from treatydiff.readers.structuring import structured
from treatydiff.readers.tei_context import shortly
from treatydiff.readers.transcript import Transcript

_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary "
    "table tbody td tfoot th thead tr ul".split()
)
_ASIDE = {
    "script": "a script",
    "style": "a style sheet",
    "noscript": "words for browsers without scripts",
    "template": "a template",
    "nav": "navigation",
    "aside": "words beside the text",
    "form": "a form",
    "button": "a button",
    "select": "a menu",
    "textarea": "a field",
    "iframe": "another page shown inside",
    "object": "an object",
    "svg": "a picture",
    "canvas": "a picture",
    "audio": "a recording",
    "video": "a recording",
    "del": "deleted words",
    "s": "deleted words",
    "strike": "deleted words",
    "rt": "words beside others",
    "rp": "words beside others",
    "footer": "the page's foot",
    "header": "the page's head",
}
"""Elements that are none of the text, and what they are."""
_ROLES = {"navigation": "navigation", "banner": "the page's head", "contentinfo": "the page's foot"}
_ROLES |= {"search": "a form", "complementary": "words beside the text", "doc-endnotes": "notes"}
_ROLES |= {"doc-footnote": "a note", "doc-noteref": "the mark of a note", "doc-toc": "a table of contents"}
_NOTES = re.compile(r"(?:^|[\s_-])(?:foot|end)?notes?(?:$|[\s_-])|reference|noteref|fn\d*$", re.IGNORECASE)
_FOOTNOTE = re.compile(r"(?:^|[\s_-])(?:foot|end)notes?(?:$|[\s_-])|Mso(?:Foot|End)noteText", re.IGNORECASE)
"""What a paragraph is called that is a note, by people and by Word."""
_MARK = re.compile(
    r"<sup\b[^<>]{0,500}>\s{0,9}(?:<a\b[^<>]{0,500}>)?\s{0,9}"
    r"(?:[\[(]\s{0,9}(?:<a\b[^<>]{0,500}>)?[0-9*†‡]{1,3}(?:</a>)?\s{0,9}[\])]|[*†‡]{1,3})"
    r"\s{0,9}(?:</a>)?\s{0,9}</sup>",
    re.IGNORECASE,
)
"""A number in brackets above the line, or a sign that is no number: a bare one may be a power or an ordinal."""
_LOOKS = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "cite": "italic", "u": "underline"}
_CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HEADING = re.compile(r"h([1-6])")
_CLOSED_BY = {
    "li": frozenset({"li"}),
    "p": _BLOCKS - {"body", "html"},
    "td": frozenset({"td", "th", "tr", "tbody", "tfoot"}),
    "th": frozenset({"td", "th", "tr", "tbody", "tfoot"}),
    "tr": frozenset({"tr", "tbody", "tfoot"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "option": frozenset({"option", "optgroup"}),
    "head": frozenset({"body"}),
}
"""Elements whose end tag may be missing, and what begins behind their end."""
_FORMS = {"A": "upperLetter", "a": "lowerLetter", "I": "upperRoman", "i": "lowerRoman", "1": "decimal"}
_MOST_OPEN = 500


@define
class _Open:
    """An element that is open.

    Attributes:
        name: its name.
        attributes: its attributes.
        aside: what it is, where it is none of the text.
        form: for a list, the form of its numbers; empty for dots.
        count: for a list, the number of its last item.
        label: for an item, its number until its first words have it.
    """

    name: str
    attributes: dict[str, str]
    offset: int = 0
    aside: str = ""
    form: str = ""
    count: int = 0
    label: str = ""


@frozen
class _Region:
    """Where the text of a page stands, as offsets."""

    spans: tuple[tuple[int, int], ...] = ()

    def holds(self, offset: int) -> bool:
        """Whether an offset is in it; one that is empty holds all."""
        at = bisect_right(self.spans, offset, key=lambda span: span[0]) - 1
        return not self.spans or (at >= 0 and offset < self.spans[at][1])


def read(data: bytes, *, name: str, siglum: str | None = None) -> Transcript:
    """Read a web page.

    Args:
        data: the file's bytes.
        name: what errors and findings call the file; its siglum comes from it.
        siglum: a siglum in place of that.

    Raises:
        InputError: bytes or characters that are no text, elements nested too deep, more pieces than there is room
            for, or no words.
        ModelError: two provisions with one address.

    Example:
        >>> page = b"<html><nav>Home</nav><h1>Treaty</h1><h2>Article 1</h2><p>It lasts."
        >>> found = read(page + b"<h2>Article 2</h2><p>It ends.", name="a.html")
        >>> [str(address) for address, _ in found.witness.clauses()], str(found.findings[0])
        (['a/heading:1', 'a/1:1', 'a/2:1'], "a.html:1:7: left aside navigation: 'Home'")
    """
    text, findings = decode_page(data, name=name)
    return structured(document_of(text, name=name, findings=findings), siglum=siglum)


def document_of(text: str, *, name: str, findings: Sequence[Finding] = ()) -> Document:
    """What a page holds, before its structure is asked for."""
    starts = LineStarts.of(text)
    room = Room.of(text, name=name)
    page = _Page(name, text, starts, Weaver(starts.place), _region(text), room)
    blocks = tuple(within(page.blocks(), room, counted=("mark",)))
    noted = [
        Finding(f"left aside {what}{f': {shortly(words)}' if words else ''}", name, *starts.place(offset), words)
        for offset, what, words in page.aside
    ]
    return Document(name, blocks, (*findings, *noted), page.said.get("language", ""), page.said.get("title", ""))


def _region(text: str) -> _Region:
    """Where ``main`` stands, or ``article`` elements that hold half of the words or more."""
    found: dict[str, list[tuple[int, int, int]]] = {"main": [], "article": []}
    begun: dict[str, list[tuple[int, int]]] = {"main": [], "article": []}
    words = 0
    for piece in scan(text):
        if isinstance(piece, Words):
            words += 0 if piece.raw else piece.text.count(" ") + 1
        elif isinstance(piece, Tag):
            name = "main" if piece.attributes.get("role") == "main" and piece.name == "main" else piece.name
            if name not in found:
                continue
            if not piece.closing:
                begun[name].append((piece.offset, words))
            elif begun[name]:
                start, before = begun[name].pop()
                if not begun[name]:
                    found[name].append((start, piece.offset, words - before))
    for name, least in (("main", 1), ("article", 50)):
        if found[name] and sum(inside for *_, inside in found[name]) * 100 >= words * least:
            return _Region(tuple(sorted((start, stop) for start, stop, _ in found[name])))
    return _Region()


@frozen(eq=False)
class _Page:
    """Goes through a page once.

    Attributes:
        name: the input's name.
        text: its markup.
        starts: its lines.
        weaver: makes its blocks.
        region: where its text stands.
        room: what it may take.
        aside: what is none of the text: offset, what, words.
        said: what the page says of itself.
    """

    name: str
    text: str
    starts: LineStarts
    weaver: Weaver
    region: _Region
    room: Room
    aside: list[tuple[int, str, str]] = field(factory=list)
    said: dict[str, str] = field(factory=dict)
    _open: list[_Open] = field(factory=list)
    _held: list[str] = field(factory=list)
    _noted: set[str] = field(factory=set)
    _look: list[tuple[int, bool, str, int]] = field(factory=list)

    def blocks(self) -> Iterator[Block]:
        """The paragraphs of the page."""
        for piece in scan(self.text):
            if isinstance(piece, Comment):
                continue
            if isinstance(piece, Tag):
                yield from self._close(piece) if piece.closing else self._begin(piece)
                continue
            aside = next((one for one in self._open if one.aside), None)
            if aside is not None:
                self._held.append(piece.text)
            elif self._open and self._open[-1].name == "title":
                self.said.setdefault("title", collapsed(html.unescape(piece.text)))
            elif not self.region.holds(piece.offset):
                if piece.text.strip():
                    self._note_outside(piece)
            else:
                self._add(piece)
        yield from self._end()
        while self._open:
            yield from self._pop()

    def _note_outside(self, piece: Words) -> None:
        what = "words outside the page's main text"
        if self.aside and self.aside[-1][1] == what:
            offset, _, words = self.aside[-1]
            # What a finding shows is short.
            self.aside[-1] = (offset, what, f"{words} {piece.text}" if len(words) < 100 else words)
        else:
            self._leave(piece.offset, what, piece.text)

    def _leave(self, offset: int, what: str, words: str) -> None:
        self.room.take("note", lambda: self.starts.place(offset))
        self.aside.append((offset, what, words))

    def _add(self, piece: Words) -> None:
        looks = {look for one in self._open if (look := _LOOKS.get(one.name))}
        if any(one.name == "pre" for one in self._open):
            position = piece.offset
            for at, line in enumerate(piece.text.split("\n")):
                if at:
                    self.weaver.line_break()
                self.weaver.add(line, position, looks)
                position += len(line) + 1
            return
        self.weaver.add(piece.text, piece.offset, looks)

    def _begin(self, tag: Tag) -> Iterator[Block]:
        while self._open and tag.name in _CLOSED_BY.get(self._open[-1].name, ()):
            yield from self._pop()
        if tag.name == "html" and tag.attributes.get("lang"):
            self.said["language"] = tag.attributes["lang"].strip()
        if tag.name == "br":
            self.weaver.line_break()
        elif tag.name == "img" and tag.attributes.get("alt", "").strip():
            self._leave(tag.offset, "a picture", tag.attributes["alt"])
        if tag.name in _BLOCKS:
            yield from self._end()
        if tag.name in _VOID:
            return
        if tag.name in _LOOKS:
            self.room.take("mark", lambda: self.starts.place(tag.offset))
        if len(self._open) >= _MOST_OPEN:
            raise InputError(
                f"found elements nested more than {_MOST_OPEN} levels deep", expected="a page's few levels"
            ).at(self.name, *self.starts.place(tag.offset))
        self._open.append(self._opened(tag))

    def _opened(self, tag: Tag) -> _Open:
        made = _Open(tag.name, dict(tag.attributes), tag.offset, self._aside(tag))
        if tag.name == "ol":
            made.form = _FORMS.get(tag.attributes.get("type", "1"), "decimal")
            made.count = whole(tag.attributes.get("start"), 1) - 1
        elif tag.name == "li":
            owner = next((one for one in reversed(self._open) if one.name in ("ol", "ul", "menu")), None)
            if owner is not None and owner.form:
                owner.count = whole(tag.attributes.get("value"), owner.count + 1)
                made.label = f"{number(owner.count, owner.form)}."
        elif tag.name == "table":
            made.count = tag.offset
        return made

    def _aside(self, tag: Tag) -> str:
        """What an element is, where it is none of the text; empty where it is."""
        said = tag.attributes
        inside = any(one.name in ("article", "main", "section") for one in self._open)
        if tag.name in ("header", "footer") and (inside or self.region.spans):
            return ""
        if tag.name in _ASIDE:
            return _ASIDE[tag.name]
        if "hidden" in said or _HIDDEN.search(said.get("style", "")[:1000]):
            return "hidden words"
        if said.get("role", "").casefold() in _ROLES:
            return _ROLES[said["role"].casefold()]
        if tag.name == "a" and any(one.name == "sup" for one in self._open) and "#" in said.get("href", ""):
            here, _, target = said["href"].partition("#")
            if target and not here:  # a place of another page may be called as one of this
                self._noted.add(target)
            return "the mark of a note"
        if tag.name in ("p", "li", "dd", "div") and said.get("id") in self._noted:
            return "a note"
        named = f"{said.get('class', '')} {said.get('id', '')}"[:200]
        if tag.name == "p" and _FOOTNOTE.search(named):
            return "a note"
        if tag.name in ("sup", "div", "section", "ol", "li", "span") and _NOTES.search(named):
            return "the mark of a note" if tag.name == "sup" else "notes"
        if tag.name == "sup" and _MARK.match(self.text, tag.offset):
            return "the mark of a note"
        return ""

    def _close(self, tag: Tag) -> Iterator[Block]:
        if tag.name in ("p", "br") and not any(one.name == tag.name for one in self._open):
            if tag.name == "p":
                yield from self._end()
            else:
                self.weaver.line_break()
            return
        depth = next((at for at in range(len(self._open) - 1, -1, -1) if self._open[at].name == tag.name), -1)
        # The end of a phrase does not end the blocks that it stands in.
        if depth < 0 or (tag.name not in _BLOCKS and any(one.name in _BLOCKS for one in self._open[depth + 1 :])):
            return
        while len(self._open) > depth:
            yield from self._pop()

    def _pop(self) -> Iterator[Block]:
        one = self._open[-1]
        if one.name in _BLOCKS:
            yield from self._end()
        self._open.pop()
        if one.aside and not any(other.aside for other in self._open):
            words = collapsed("".join(self._held))
            self._held.clear()
            if words or one.name in ("script", "iframe"):
                self._leave(one.offset, one.aside, words)

    def _end(self) -> Iterator[Block]:
        """The block that is finished here, if there is one."""
        if self.weaver.is_empty:
            return
        headings = [int(found[1]) for one in self._open if (found := _HEADING.fullmatch(one.name))]
        centred = any(
            one.name == "center"
            or one.attributes.get("align", "").casefold() == "center"
            or _CENTRED.search(one.attributes.get("style", "")[:1000])
            for one in self._open
        )
        item = next((one for one in reversed(self._open) if one.label), None)
        label, depth = "", sum(one.name in ("ol", "ul") for one in self._open)
        if item is not None:
            label, item.label = item.label, ""
        block = self.weaver.block(
            heading=headings[-1] if headings else 0, centred=centred, label=label, depth=depth
        )
        if block is not None:
            yield block
