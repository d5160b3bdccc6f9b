"""Markdown: headings, paragraphs, lists, tables and quotations, with emphasis; all else is text as it stands.

The rules are CommonMark's (0.31), as far as a treaty needs them, with the tables and notes of GitHub's and Pandoc's
dialects. Notes, comments and what stands above the text between ``---`` are findings. Places are lines and columns.
"""

from __future__ import annotations

import html
import re
from collections.abc import Generator, Iterator, Sequence

from attrs import field, frozen

from treatydiff.model.findings import Finding
from treatydiff.readers.blocks import Block, Document, LineStarts, Weaver
from treatydiff.readers.decoding import decode_page
from treatydiff.readers.density import Room, within
from treatydiff.readers.places import LINE_END
from treatydiff.readers.structuring import structured
from treatydiff.readers.tei_context import shortly
from treatydiff.readers.transcript import Transcript

_ATX = re.compile(r"[ ]{0,3}(#{1,6})(?:[ \t]+|$)(.*?)(?:[ \t]+#+)?[ \t]*")
_SETEXT = re.compile(r"[ ]{0,3}(=+|-+)[ \t]*")
# A repeated group would take a hundred bytes for each character of a long line.
_RULE = re.compile(r"[ ]{0,3}(?:\*[ \t]*\*[ \t]*\*[* \t]*|-[ \t]*-[ \t]*-[- \t]*|_[ \t]*_[ \t]*_[_ \t]*)")
_FENCE = re.compile(r"[ ]{0,3}(```+|~~~+)[^`]*")
_BULLET = re.compile(r"([ \t]*)[-+*][ \t]+(?=\S)")
_NUMBERED = re.compile(r"([ \t]*)(\d{1,9}[.)])[ \t]+(?=\S)")
_QUOTE = re.compile(r"[ ]{0,3}>[ ]?")
_ROW = re.compile(r"[ ]{0,3}\|.*\|[ \t]*")
_RULED = re.compile(r"[|: \t-]*-[|: \t-]*")
_NOTE = re.compile(r"[ ]{0,3}\[\^([^\]\s]{1,80})\]:[ \t]*(.*)")
_TARGET = re.compile(r"[ ]{0,3}\[([^\]\n]{1,200})\]:[ \t]*<?(\S+?)>?(?:[ \t]+[\"'(].*)?[ \t]*")
_INLINE = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|(?P<note>\[\^[^\]\s]{1,80}\])"
    r"|(?P<comment><!--[^<]*?-->)"
    r"|!\[(?P<picture>[^\[\]\n]{0,500})\]\([^()\s]{0,2000}\)"
    r"|(?<!!)\[(?P<link>[^\[\]\n]{1,2000})\]\([^()\s]{0,2000}(?:[ ]\"[^\"]{0,500}\")?\)"
    r"|<(?P<auto>https?://[^\s<>]{1,2000})>"
    r"|(?P<tag></?[A-Za-z][A-Za-z0-9-]{0,30}(?:[ ][^<>\n]{0,500})?/?>)"
    r"|(?P<entity>&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
    r"|(?P<marks>\*{1,3}|_{1,3})"
    r"|(?P<ticks>`+)",
    re.DOTALL,
)
_LOOK = {1: ("italic",), 2: ("bold",), 3: ("bold", "italic")}


def read(data: bytes, *, name: str, siglum: str | None = None) -> Transcript:
    r"""Read a Markdown text.

    Args:
        data: the file's bytes.
        name: what errors and findings call the file; its siglum comes from it.
        siglum: a siglum in place of that.

    Raises:
        InputError: bytes or characters that are no text, no words, or more pieces than there is room for.
        ModelError: two provisions with one address.

    Example:
        >>> text = b"# Treaty\n\n## Article 1\n\nIt *lasts*.\n\n## Article 2\n\nIt ends.\n"
        >>> [(str(address), clause.text) for address, clause in read(text, name="a.md").witness.clauses()]
        [('a/heading:1', 'Treaty'), ('a/1:1', 'It lasts.'), ('a/2:1', 'It ends.')]
    """
    text, findings = decode_page(data, name=name)
    return structured(document_of(text, name=name, findings=findings), siglum=siglum)


def looks_like_markdown(text: str) -> bool:
    r"""Whether a text without a telling name is Markdown: two headings with ``#``, or more.

    Example:
        >>> looks_like_markdown("# Treaty\n\n## Article 1\n"), looks_like_markdown("Article 1\n\n# 5\n")
        (True, False)
    """
    return len(re.findall(r"^#{1,6}[ \t]+\S", text[:200_000], re.MULTILINE)) > 1


def document_of(text: str, *, name: str, findings: Sequence[Finding] = ()) -> Document:
    """What a Markdown text holds, before its structure is asked for."""
    starts = LineStarts.of(text)
    room = Room.of(text, name=name)
    room.take("line", lambda: starts.place(len(text)), count=len(starts.starts))
    page = _Page(text, Weaver(starts.place), starts, room)
    blocks = tuple(within(page.blocks(), room, counted=("line", "mark")))
    noted = (
        Finding(f"left aside {what}: {shortly(words)}", name, *starts.place(offset), words)
        for offset, what, words in page.aside
    )
    return Document(name, blocks, (*findings, *noted))


@frozen
class _Written:
    """A line: its words without its end, and where it begins."""

    text: str
    offset: int


@frozen(eq=False)
class _Page:
    """Goes through a text once, a line at a time.

    Attributes:
        text: the text.
        weaver: makes its blocks.
        starts: its lines.
        room: what it may take.
        aside: what is none of the text: offset, what, words.
    """

    text: str
    weaver: Weaver
    starts: LineStarts
    room: Room
    aside: list[tuple[int, str, str]] = field(factory=list)
    _held: list[_Written] = field(factory=list)
    _label: list[str] = field(factory=list)

    def _lines(self) -> list[_Written]:
        found = []
        start = 0
        for end in LINE_END.finditer(self.text):
            found.append(_Written(self.text[start : end.start()], start))
            start = end.end()
        return [*found, _Written(self.text[start:], start)]

    def blocks(self) -> Iterator[Block]:
        """The paragraphs of the text."""
        lines = self._lines()
        at = self._front(lines)
        while at < len(lines):
            line = lines[at]
            fence = _FENCE.fullmatch(line.text) if line.text.lstrip()[:3] in ("```", "~~~") else None
            if fence is not None:
                yield from self._end()
                at = yield from self._fenced(lines, at, fence[1])
                continue
            yield from self._line(line, lines[at + 1].text if at + 1 < len(lines) else "")
            at += 1
        yield from self._end()

    def _front(self, lines: Sequence[_Written]) -> int:
        """Where the text begins, behind what stands above it between lines of hyphens."""
        if lines[0].text.rstrip() != "---":
            return 0
        for at, line in enumerate(lines[1:200], start=1):
            if line.text.rstrip() in ("---", "..."):
                words = " ".join(one.text for one in lines[1:at])
                if words.strip():
                    self._leave(0, "what is said of the text above it", words)
                return at + 1
        return 0

    def _leave(self, offset: int, what: str, words: str) -> None:
        self.room.take("note", lambda: self.starts.place(offset))
        self.aside.append((offset, what, words))

    def _fenced(self, lines: Sequence[_Written], at: int, fence: str) -> Generator[Block, None, int]:
        at += 1
        while at < len(lines) and not lines[at].text.strip().startswith(fence):
            if lines[at].text.strip():
                self.weaver.add(lines[at].text, lines[at].offset)
                self.weaver.line_break()
            at += 1
        block = self.weaver.block()
        if block is not None:
            yield block
        return at + 1

    def _line(self, line: _Written, following: str) -> Iterator[Block]:
        quoted = _QUOTE.match(line.text)
        while quoted and quoted.end():
            line = _Written(line.text[quoted.end() :], line.offset + quoted.end())
            quoted = _QUOTE.match(line.text)
        heading = _ATX.fullmatch(line.text) if line.text.lstrip(" ").startswith("#") else None
        setext = _SETEXT.fullmatch(line.text) if self._held else None
        if not line.text.strip():
            yield from self._end()
        elif heading:
            yield from self._end()
            self._held.append(_Written(heading[2], line.offset + heading.start(2)))
            yield from self._end(heading=len(heading[1]))
        elif setext and not self._label:
            yield from self._end(heading=1 if setext[1][0] == "=" else 2)
        elif _RULE.fullmatch(line.text) or (_RULED.fullmatch(line.text) and "|" in line.text):
            yield from self._end()
        elif note := _NOTE.fullmatch(line.text):
            yield from self._end()
            self._leave(line.offset, f"the note {note[1]}", note[2])
        elif target := _TARGET.fullmatch(line.text):
            yield from self._end()
            self._leave(line.offset, "the address of a link", target[2])
        elif _ROW.fullmatch(line.text):
            yield from self._end()
            self._cells(line)
            yield from self._end()
        else:
            yield from self._item(line)

    def _cells(self, line: _Written) -> None:
        self._held.append(
            _Written(line.text.replace("\\|", "\x1f").replace("|", " ").replace("\x1f", "\\|"), line.offset)
        )

    def _item(self, line: _Written) -> Iterator[Block]:
        numbered = _NUMBERED.match(line.text)
        found = numbered or _BULLET.match(line.text)
        if found is None:
            self._held.append(line)
            return
        yield from self._end()
        if numbered:
            self._label.append(numbered[2])
        self._held.append(_Written(line.text[found.end() :], line.offset + found.end()))

    def _end(self, *, heading: int = 0) -> Iterator[Block]:
        if not self._held:
            return
        looks: set[str] = set()
        for line in self._held:
            broken = line.text.endswith("  ") or line.text.endswith("\\")
            words = line.text.removesuffix("\\")
            self._inline(words, line.offset, looks)
            if broken:
                self.weaver.line_break()
            else:
                self.weaver.add(" ", line.offset + len(line.text))
        label = "".join(self._label)
        self._held.clear()
        self._label.clear()
        block = self.weaver.block(heading=heading, label=label)
        if block is not None:
            yield block

    def _inline(self, text: str, offset: int, looks: set[str]) -> None:  # noqa: PLR0912  # a case for each form
        done = 0
        for found in _INLINE.finditer(text):
            if found.start() < done:
                continue
            self.weaver.add(text[done : found.start()], offset + done, looks)
            done = found.end()
            at = offset + found.start()
            match found.lastgroup:
                case "escaped":
                    self.weaver.add(found["escaped"], at + 1, looks)
                case "note":
                    self._leave(at, "the mark of a note", found[0])
                case "comment":
                    self._leave(at, "a comment", found[0][4:-3])
                case "picture":
                    self._leave(at, "a picture", found["picture"])
                case "link":
                    self._inline(found["link"], offset + found.start("link"), looks)
                case "auto":
                    self.weaver.add(found["auto"], at + 1, looks)
                case "tag":
                    if re.match(r"<br\b", found[0], re.IGNORECASE):
                        self.weaver.line_break()
                case "entity":
                    self.weaver.add(html.unescape(found[0]), at, looks)
                case "marks":
                    self._marks(text, found, offset, looks)
                case _:
                    self.weaver.add(found[0], at, looks)
        self.weaver.add(text[done:], offset + done, looks)

    def _marks(self, text: str, found: re.Match[str], offset: int, looks: set[str]) -> None:
        """Stars and low lines: emphasis where they touch words on one side, else themselves."""
        before = text[max(found.start() - 1, 0) : found.start()]
        after = text[found.end() : found.end() + 1]
        wanted = set(_LOOK[len(found[0])])
        inside_word = found[0][0] == "_" and before.isalnum() and after.isalnum()
        closes = wanted <= looks and before.strip() and not inside_word
        closing = text.find(found[0], found.end(), found.end() + 2000)
        opens = after.strip() and not inside_word and closing > found.end() and text[closing - 1].strip()
        if closes:
            looks -= wanted
        elif opens and not wanted & looks:
            self.room.take("mark", lambda: self.starts.place(offset + found.start()))
            looks |= wanted
        else:
            self.weaver.add(found[0], offset + found.start(), looks)
