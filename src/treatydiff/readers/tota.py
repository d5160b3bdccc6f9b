"""ToTA: the XML of the corpus "Texts of Trade Agreements", which marks chapters and articles and nothing else.

What stands inside an article is found as in plain text: blank lines part paragraphs, numbers open them. Chapters
without a number are preamble and conclusion by their names, else wrap. Places are lines and columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath

from attrs import evolve, field, frozen
from lxml import etree

from treatydiff.errors import InputError
from treatydiff.model.addresses import siglum_from
from treatydiff.model.findings import Finding
from treatydiff.model.numbers import Number
from treatydiff.model.passages import Passage
from treatydiff.model.provisions import Label, Provision
from treatydiff.model.witnesses import Witness
from treatydiff.readers.blocks import Block, collapsed
from treatydiff.readers.decoding import decode_xml
from treatydiff.readers.density import is_plenty, within
from treatydiff.readers.labels import number_in, printed_number, unit_word
from treatydiff.readers.laying import Laid
from treatydiff.readers.marked import MarkedReader, places_of
from treatydiff.readers.places import Place
from treatydiff.readers.recognition.clauses import language_of
from treatydiff.readers.recognition.decisions import Decision
from treatydiff.readers.structuring import contents_of, finished
from treatydiff.readers.tei_context import shortly
from treatydiff.readers.transcript import Transcript
from treatydiff.readers.xml import attribute, parse, tag_of, words_of

_NAMED = {"preamble": "preamble", "preámbulo": "preamble", "préambule": "preamble", "conclusion": "closing"}
_KINDS = {
    "chapter": "chapter",
    "capítulo": "chapter",
    "capitulo": "chapter",
    "chapitre": "chapter",
    "title": "title",
}
_KINDS |= {
    "part": "part",
    "parte": "part",
    "section": "section",
    "sección": "section",
    "annex": "annex",
    "anexo": "annex",
}
_PLAIN = bytes([*b"\t\n", *range(0x20, 0x7F)])
"""ASCII without characters of control but tabs and line ends."""
_UNIT = re.compile(r"[^\W\d_]{3,}[\s.:-]*")


def read(data: bytes, *, name: str, siglum: str | None = None) -> Transcript:
    """Read a treaty in ToTA's XML.

    Args:
        data: the file's bytes.
        name: what errors and findings call the file; its siglum comes from it.
        siglum: a siglum in place of that.

    Raises:
        InputError: XML that is not well-formed or nests too deep, another root than ``treaty``, or no words.
        ModelError: what is read cannot be.

    Example:
        >>> data = b"<treaty><body><chapter number='CHAPTER I'><article number='ARTICLE 1'>It lasts.</article>"
        >>> [str(a) for a, _ in read(data + b"</chapter></body></treaty>", name="a.xml").witness.clauses()]
        ['a/chI/1:1']
    """
    source = parse(decode_xml(data, name=name), name=name)
    body = source.root.find("{*}body")
    if tag_of(source.root) != "treaty" or body is None:
        raise InputError(
            f"found <{tag_of(source.root)}> without a treaty's body", expected="<treaty> with a <body>"
        ).at(name, *source.place(source.root))
    meta = source.root.find("{*}meta")
    said = {} if meta is None else {tag_of(one): words_of(one) for one in meta.iterchildren("*")}
    language = said.get("language") or language_of(words_of(body))
    reader = _Reader(source, places_of(source), language.split("-")[0].casefold())
    provisions = tuple(reader.once(list(reader.within(body))))
    if not provisions:
        raise InputError("found no words in it", expected="articles with words").at(name, *source.place(body))
    described = Witness(
        siglum or siglum_from(PurePath(name).stem),
        title=said.get("name", ""),
        language=reader.language,
        date=reader.date_of(said.get("date_signed", "")),
    )
    return finished(
        described,
        Laid(provisions, reader.origins, ()),
        name=name,
        findings=reader.findings,
        decisions=reader.decisions,
    )


@frozen(eq=False)
class _Reader(MarkedReader):
    """One file while it is read."""

    decisions: list[Decision] = field(factory=list)
    _plenty: bool = field(init=False)
    """Whether there is room for all articles, whatever their lines are."""

    @_plenty.default
    def _has_plenty(self) -> bool:
        return is_plenty(self.source.room)

    def note(self, what: str, node: etree._Element, words: str = "") -> None:
        """Note something doubtful at an element; of words left aside, quote their beginning."""
        said = f"{what}: {shortly(words)}" if words else what
        self.findings.append(Finding(said, self.source.name, *self.places[node], words))

    def within(self, node: etree._Element) -> Iterator[Provision]:
        """The provisions in the body or a chapter."""
        self._loose(node, node.text)
        for child in node:
            match tag_of(child):
                case "chapter":
                    yield from self._chapter(child)
                case "article":
                    yield from self._article(child)
                case other:
                    self.note(f"<{other}> was left aside", child, words_of(child))
            self._loose(child, child.tail)

    def _loose(self, node: etree._Element, text: str | None) -> None:
        if text and text.strip():
            self.note("words outside any article were left aside", node, text)

    def _chapter(self, node: etree._Element) -> Iterator[Provision]:
        if len(list(node.iterancestors())) > 20:
            raise InputError("found chapters nested more than 20 levels deep", expected="a treaty's few").at(
                self.source.name, *self.places[node]
            )
        printed, title = attribute(node, "number"), attribute(node, "name")
        inside = self.once(list(self.within(node)))
        kind = _NAMED.get(title.casefold(), "") if not printed else ""
        if not (printed or title) and node.getprevious() is None:
            kind = "preamble"
        if not printed and (kind or not title):
            for one in inside:
                # The article that holds a preamble has neither number nor title of its own.
                bare = one.kind == "division" and one.label is None and one.heading is None
                yield self.moved(one, evolve(one, kind=kind)) if kind and bare else one
            return
        word = _UNIT.search(printed)
        made = Provision(
            _KINDS.get(word[0].strip(" .:-").casefold(), "chapter")
            if word
            else "section"
            if not printed
            else "chapter",
            (),
            tuple(inside),
            self._number(printed, node),
            Label(printed) if printed else None,
            Passage(title) if title else None,
        )
        yield self.keep(made, node)

    def _number(self, printed: str, node: etree._Element) -> Number | None:
        """The number that a label prints: what stands behind the name of the unit."""
        if not printed:
            return None
        bare = number_in(printed)
        if not bare:
            rest = _UNIT.sub("", printed, count=1)
            bare = printed_number(rest) if any(map(str.isalnum, rest)) else ""
        if not bare or unit_word(bare):
            self.note(f"the label {shortly(printed)} has no number", node)
            return None
        return Number(bare)

    def _article(self, node: etree._Element) -> Iterator[Provision]:
        for inner in node.iterchildren("*"):
            self.note(f"<{tag_of(inner)}> in an article was read as its words", inner)
        blocks = _blocks("".join(map(str, node.itertext())) if len(node) else node.text or "", self.places[node])
        if not self._plenty:
            blocks = list(within(blocks, self.source.room, counted=("clause",)))
        printed, title = attribute(node, "number"), attribute(node, "name")
        if not (blocks or printed or title):
            self.note("an article without number and words was left aside", node)
            return
        held, decisions = contents_of(blocks, language=self.language)
        self.decisions.extend(decisions)
        made = Provision(
            "article" if printed else "division",
            held.clauses,
            held.children,
            self._number(printed, node),
            Label(printed) if printed else None,
            Passage(title) if title else None,
        )
        yield self.keep(made, node)


def _blocks(text: str, place: Place) -> list[Block]:
    """The paragraphs of an article's text, parted at blank lines; what breaks lines inside one says nothing."""
    blocks: list[Block] = []
    held: list[str] = []
    begun = place
    # Asked of all lines at once, and of bytes, which is several times as fast.
    plain = not text.encode("ascii", "ignore").translate(None, _PLAIN)
    for count, line in enumerate([*text.split("\n"), ""]):
        words = line and collapsed(line, plain=plain and line.isascii())
        if words:
            if not held:
                begun = place if not count else (place[0] + count, line.index(words[0]) + 1)
            held.append(words)
        elif held:
            blocks.append(Block("\n".join(held), begun))
            held = []
    return blocks
