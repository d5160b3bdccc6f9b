"""A critical apparatus untangled: from one document with variant readings to one text for each witness.

What is read: the three methods of the TEI P5 Guidelines, section 12.2, ours and others'. For each witness a copy
of the text is made in which every place of variation has given way to the reading that the witness has: an `app`
in the text (parallel segmentation), or what stands between two points or in an element that an `app` elsewhere
speaks of. What is left of divisions and paragraphs without any words of the witness goes. From `lacunaStart` or
`witEnd` in a reading of the witness to `lacunaEnd` or `witStart` in another it is silent.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import define, field, frozen
from lxml import etree

from treatydiff.errors import AddressError, InputError
from treatydiff.model.addresses import Address
from treatydiff.model.numbers import value_of
from treatydiff.readers.labels import number_in
from treatydiff.readers.tei_context import Reading, shortly
from treatydiff.readers.tei_lemmata import Beside, Lemma, Lemmata
from treatydiff.readers.tei_witnesses import Choice, is_silent, readings_in
from treatydiff.readers.tei_words import is_exact
from treatydiff.readers.xml import attribute, tag_of, words_of

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_DIVISIONS = frozenset({"text", "body", "front", "back", "group", "div", *(f"div{level}" for level in range(8))})
_BLOCKS = frozenset("ab p seg head list item label opener closer signed dateline salute trailer l".split())
_STRUCTURE = _DIVISIONS | _BLOCKS
_SILENCES = {"lacunaStart": True, "witEnd": True, "lacunaEnd": False, "witStart": False}
_NO_TEXT = frozenset({"listApp", "listWit", "witDetail", "wit", "anchor", "variantEncoding"})


@frozen(eq=False)
class Untangled:
    """A text as one witness has it.

    Attributes:
        text: a copy of the `text` element.
        whole: false where the apparatus says that part of the text is not transmitted.
    """

    text: etree._Element
    whole: bool


def untangled(
    text: etree._Element, choice: Choice, lemmata: Lemmata, reading: Reading, *, pruned: bool
) -> Untangled:
    """The text as one witness has it.

    Args:
        text: the `text` element with the apparatus in it, or with the base text.
        choice: chooses the witness's readings.
        lemmata: to what words of the text the apparatus outside it belongs.
        reading: the document; errors about the copy get the places of what was copied.
        pruned: whether elements go that hold nothing of the witness.

    Raises:
        InputError: a witness in two readings of a place; a lemma that ends in another element than it begins in,
            or crosses another; elements nested too deep.
    """
    silent = next((not ends for ends in _silences(text, choice)), False)
    copier = _Copier(choice, lemmata, reading, pruned, silent=silent, partial=silent)
    copy = copier.copied(text, 0)
    if is_exact(text):
        copy.set(_SPACE, "preserve")
    return Untangled(copy, not copier.partial)


def _silences(text: etree._Element, choice: Choice) -> Iterable[bool]:
    """What the marks of silence in the witness's readings begin (true) or end, in the document's order."""
    tei = next(text.iterancestors("{*}TEI"), text)
    for mark in tei.iter(*(f"{{*}}{name}" for name in _SILENCES)):
        rdg = next(mark.iterancestors("{*}lem", "{*}rdg"), None)
        if rdg is not None and choice.is_of(rdg):
            yield _SILENCES[tag_of(mark)]


@define(eq=False)
class _Copier:
    """Copies elements, taking one witness's readings, from the beginning of the text to its end.

    Attributes:
        silent: whether the witness is silent where the copy has come to.
        partial: whether anything was not transmitted.
        emptied: elements from which something was left out.
        lacunae: gaps that stand for what is not transmitted.
    """

    choice: Choice
    lemmata: Lemmata
    reading: Reading
    pruning: bool
    silent: bool
    partial: bool
    emptied: set[etree._Element] = field(factory=set)
    lacunae: set[etree._Element] = field(factory=set)

    def copied(self, node: etree._Element, depth: int) -> etree._Element:
        """An element and all inside it, as the witness has it."""
        copy = shell_of(node, self.reading)
        if "corresp" in copy.attrib and self.pruning:
            kept = [one for one in attribute(node, "corresp").split() if not self._is_elsewhere(one)]
            copy.set("corresp", " ".join(kept))
        self._fill(copy, node, depth)
        if "n" in copy.attrib and self.pruning:
            _renumber(copy, node)
        return copy

    def _is_elsewhere(self, pointer: str) -> bool:
        """Whether a pointer is the address of a witness's text that is not in the document."""
        if pointer.removeprefix("#") in self.reading.source.ids:
            return False
        try:
            return Address.from_id(pointer.removeprefix("#")).siglum in self.choice.known.sigla
        except AddressError:
            return False

    def _fill(self, copy: etree._Element, node: etree._Element, depth: int) -> None:
        """Copy the content of `node` to the end of `copy`."""
        self._say(copy, node.text, (node, False), depth)
        children = list(node)
        at = 0
        while at < len(children):
            child = children[at]
            found = self._departing(copy, child, depth)
            if found is None:
                self._child(copy, child, depth)
            else:
                at = self._replace(copy, children, at, found, depth)
                child = children[at]
                if tag_of(child) == "anchor" and child is not found[0].start:
                    continue  # a point may end one lemma and begin another
            self._say(copy, child.tail, (child, True), depth)
            at += 1

    def _child(self, copy: etree._Element, child: etree._Element, depth: int) -> None:
        name = tag_of(child)
        self.reading.check_depth(child, depth)
        if name == "app":
            if child not in self.lemmata.apart:
                rdg = self._while_silent(child) if self.silent else self.choice.within(child)
                self._take(copy, rdg, depth + 1)
        elif name in _SILENCES:
            self.silent = _SILENCES[name]
            self.partial = True
            self.emptied.add(copy)
        elif name == "milestone" and attribute(child, "edRef"):
            if self._means(child):
                copy.append(self.copied(child, depth + 1))
        elif name == "div" and attribute(child, "type") == "transcription":
            pass
        elif name == "seg" and attribute(child, "type") == "lemma":
            self._fill(copy, child, depth + 1)
        elif name not in _NO_TEXT:
            was_silent = self.silent
            self._append(copy, self.copied(child, depth + 1), was_silent=was_silent)

    def _append(self, copy: etree._Element, made: etree._Element, *, was_silent: bool) -> None:
        """Hang a copied element in, unless nothing of it is the witness's."""
        lost = made in self.emptied or was_silent or self.silent
        if lost and self.pruning and not self._holds(made):
            self.emptied.add(copy)
            if tag_of(made) not in ("head", "label") and any(gap in self.lacunae for gap in made.iter("{*}gap")):
                self.partial = True
        else:
            copy.append(made)

    def _holds(self, node: etree._Element) -> bool:
        """Whether anything is left in an element besides gaps where words are not transmitted."""
        if (node.text or "").strip():
            return True
        return any(child not in self.lacunae or (child.tail or "").strip() for child in node)

    def _means(self, milestone: etree._Element) -> bool:
        return f"#{self.choice.identifier}" in attribute(milestone, "edRef").split()

    def _while_silent(self, app: etree._Element) -> etree._Element | None:
        """While the witness is silent: the reading that names it, which may end its silence."""
        named = self.choice.by_name(app)
        if named is not None and words_of(named) and next(named.iter("{*}lacunaEnd", "{*}witStart"), None) is None:
            self.reading.note(
                f"{self.choice.siglum} is silent here, and the words of a reading that names it were left aside: "
                f"{shortly(words_of(named))}",
                named,
            )
        return named

    def _take(self, copy: etree._Element, rdg: etree._Element | None, depth: int) -> None:
        """Copy what the witness has at a place; remember where it has nothing."""
        if rdg is None or is_silent(rdg) or not words_of(rdg):
            self.emptied.add(copy)
        if rdg is None:
            return
        if not is_silent(rdg):
            self._fill(copy, rdg, depth + 1)
        elif tag_of(copy) in _DIVISIONS or _is_structural(rdg):
            self._miss(rdg)
        elif self.pruning:
            for gap in rdg.iterchildren("{*}gap"):
                copy.append(self.copied(gap, depth + 1))
                self.lacunae.add(copy[-1])

    def _miss(self, rdg: etree._Element) -> None:
        """Remember that a whole block is not transmitted, unless it is another instrument's."""
        reasons = {attribute(gap, "reason") for gap in rdg.iterchildren("{*}gap")}
        self.partial = self.partial or reasons != {"other-instrument"}

    def _departing(
        self, copy: etree._Element, node: etree._Element, depth: int
    ) -> tuple[Lemma, etree._Element] | None:
        """The lemma starting here for which the witness has other words; what it adds at this point is copied."""
        found: tuple[Lemma, etree._Element] | None = None
        for lemma in self.lemmata.at.get(node, ()):
            rdg = self.choice.departing(lemma.app)
            if rdg is None:
                continue
            if lemma.stop is None and tag_of(node) == "anchor":
                self._take(copy, rdg, depth)
            elif found is not None:
                raise self._crossing(lemma)
            else:
                found = lemma, rdg
        return found

    def _crossing(self, lemma: Lemma) -> InputError:
        made = InputError(
            f"found {self.choice.siglum} with other words than the base for two lemmata that overlap",
            expected="lemmata apart from each other wherever one witness departs from both",
            todo="join the two places, or part them",
        )
        made.at(self.reading.source.name, *self.reading.source.place(lemma.app))
        return made

    def _replace(
        self,
        copy: etree._Element,
        children: Sequence[etree._Element],
        at: int,
        found: tuple[Lemma, etree._Element],
        depth: int,
    ) -> int:
        """Copy a reading in place of its lemma; the place among the children where the lemma ends."""
        lemma, rdg = found
        start = children[at]
        if lemma.stop is None:
            self._instead(copy, start, rdg, depth)
            return at
        stop = next((n for n in range(at, len(children)) if children[n] is lemma.stop), -1)
        if stop < 0:
            raise InputError(
                "found a lemma that does not end in the element in which it begins",
                expected="both ends of a lemma in one element, the end behind the beginning",
                todo="part the lemma at the element's end, each part in an <app> of its own",
            ).at(self.reading.source.name, *self.reading.source.place(lemma.app))
        region = [inner for child in children[at : stop + 1] for inner in child.iter()]
        self._check_inside(region, lemma, children[stop])
        self._take(copy, rdg, depth)
        return stop

    def _check_inside(self, region: Sequence[etree._Element], outer: Lemma, end: etree._Element) -> None:
        """Refuse lemmata that begin inside another one and end outside it; note those inside it."""
        inside = [node for node in region if node is not end or tag_of(end) != "anchor"]
        for node in inside:
            for lemma in self.lemmata.at.get(node, ()):
                if lemma is outer or self.choice.departing(lemma.app) is None:
                    continue
                if lemma.stop is not None and all(inner is not lemma.stop for inner in region):
                    raise self._crossing(lemma)
                self.reading.note(
                    f"{self.choice.siglum} has other words for a larger lemma around this place; "
                    "its reading here was left aside",
                    lemma.app,
                )

    def _instead(self, copy: etree._Element, node: etree._Element, rdg: etree._Element, depth: int) -> None:
        """Copy a reading in place of an element, or as the content of one that words need around them."""
        if tag_of(node) not in _STRUCTURE or attribute(node, "type") == "lemma" or _holds_blocks(rdg):
            self._take(copy, rdg, depth)
        elif is_silent(rdg):
            self.emptied.add(copy)
            self._miss(rdg)
        elif not words_of(rdg):
            self._take(copy, rdg, depth)
        else:
            made = shell_of(node, self.reading)
            self._take(made, rdg, depth)
            self._append(copy, made, was_silent=self.silent)

    def _say(self, copy: etree._Element, text: str | None, where: Beside, depth: int) -> None:
        """Copy a piece of text, with other words for the lemmata that are found in it by their words."""
        if not text:
            return
        done = 0
        for cut in self.lemmata.cuts.get(where, ()):
            rdg = self.choice.departing(cut.app)
            if rdg is None:
                continue
            if cut.start < done:
                raise self._crossing(Lemma(cut.app, where[0]))
            self._put(copy, text[done : cut.start])
            self._take(copy, rdg, depth)
            spaced = words_of(rdg) and text[cut.stop : cut.stop + 1].isalnum()
            self._put(copy, " " if spaced else "")
            done = cut.stop
        self._put(copy, text[done:])

    def _put(self, copy: etree._Element, text: str) -> None:
        if self.silent:
            if text.strip():
                self.emptied.add(copy)
        elif len(copy):
            copy[-1].tail = (copy[-1].tail or "") + text
        else:
            copy.text = (copy.text or "") + text


def _holds_blocks(rdg: etree._Element) -> bool:
    return any(tag_of(child) in _STRUCTURE for child in rdg.iterchildren("*"))


def _is_structural(rdg: etree._Element) -> bool:
    """Whether the places of a reading are provisions, paragraphs or clauses, and not words."""
    app = next(rdg.iterancestors("{*}app"))
    return any(_holds_blocks(other) for other in readings_in(app))


def _renumber(copy: etree._Element, node: etree._Element) -> None:
    """Let the label that a witness has of its own say its number, in place of the base's."""
    heads = [head for head in node.iterchildren("{*}head") if attribute(head, "type") != "title"]
    if not any(True for head in heads for _ in head.iter("{*}app", "{*}anchor", "{*}seg")):
        return
    for head in copy.iterchildren("{*}head"):
        shown = number_in(words_of(head)) if attribute(head, "type") != "title" else None
        if shown and value_of(shown) != value_of(attribute(copy, "n")):
            copy.set("n", shown)
            return


def shell_of(node: etree._Element, reading: Reading) -> etree._Element:
    """An element without its content, which errors place where the first one stands."""
    shell = etree.Element(node.tag)
    for name, value in node.attrib.items():
        shell.set(name, value)
    reading.source.stand_ins[shell] = reading.source.stand_ins.get(node, node)
    return shell


def notes_in(tei: etree._Element, reading: Reading) -> None:
    """Note the words of an apparatus that are no witness's: notes in it, and conjectures."""
    for app in tei.iterdescendants("{*}app"):
        for inner in app.iterchildren("{*}note", "{*}witDetail"):
            if words_of(inner):
                reading.note(f"<{tag_of(inner)}> was left aside: {shortly(words_of(inner))}", inner)
        for rdg in readings_in(app):
            if not attribute(rdg, "wit") and any(attribute(rdg, name) for name in ("resp", "source")):
                reading.note(f"a reading of no witness was left aside: {shortly(words_of(rdg))}", rdg)
