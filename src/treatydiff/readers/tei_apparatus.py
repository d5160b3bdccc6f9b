"""A critical apparatus untangled: from one document with variant readings to one text for each witness.

What is read: the three methods of TEI P5 Guidelines, chapter 12, ours and others'. For each witness a copy of
the body is made in which every place of variation has given way to the reading that names the witness: an `app`
in the text (parallel segmentation), or what stands between two anchors (double end-point) or in an element
(location-referenced) that an `app` elsewhere points to. What is left of divisions without any words of its own
goes. Where `standOff` states the witness's own order (``linkGrp[@type='order']``), the copy follows it.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import field, frozen
from lxml import etree

from treatydiff.errors import InputError
from treatydiff.readers.tei_context import Reading
from treatydiff.readers.xml import attribute, tag_of

_ID = "{http://www.w3.org/XML/1998/namespace}id"
_READINGS = frozenset({"lem", "rdg"})
_STRUCTURE = frozenset(
    {"div", "div1", "div2", "div3", "ab", "p", "seg", "head", "list", "item", "closer", "opener"}
)


def untangled(text: etree._Element, siglum_id: str, reading: Reading) -> etree._Element:
    """The body of a text as one witness has it.

    Args:
        text: the `text` element with the apparatus in it.
        siglum_id: the ``xml:id`` of the witness.
        reading: the document; errors about the copy get the places of what was copied.
    """
    body = next(text.iterchildren("{*}body"), text)
    copier = _Copier(f"#{siglum_id}", reading, _pointed(text))
    copy = copier.copied(body)
    _pruned(copy, copier.emptied)
    order = _order(text, siglum_id)
    return _ordered(copy, order, reading) if order else copy


@frozen(eq=False)
class _Copier:
    """Copies elements, taking one witness's readings."""

    pointer: str
    reading: Reading
    pointed: dict[str, list[etree._Element]]
    emptied: set[etree._Element] = field(factory=set)

    def copied(self, node: etree._Element) -> etree._Element:
        """An element and all inside it, as the witness has it."""
        copy = _shell(node, self.reading)
        self._fill(copy, node)
        if "n" in copy.attrib and _label_varies(node) and any(_says(head) for head in copy.iterchildren("{*}head")):
            del copy.attrib["n"]  # the base's number; the witness's own label says its own
        return copy

    def _fill(self, copy: etree._Element, node: etree._Element) -> None:
        """Copy the content of `node` to the end of `copy`."""
        _say(copy, node.text)
        skipped_to = ""
        for child in node:
            if skipped_to:
                if child.get(_ID) != skipped_to:
                    continue
                skipped_to = ""
            name = tag_of(child)
            away = self._away(child)
            if name == "app":
                self._take(copy, self._chosen(child))
            elif away is not None:
                app, reading = away
                self._take(copy, reading)
                if attribute(app, "to") not in ("", attribute(app, "from")):
                    skipped_to = attribute(app, "to").removeprefix("#")
                    continue
            elif name == "milestone" and attribute(child, "edRef"):
                if self.pointer in attribute(child, "edRef").split():
                    copy.append(self.copied(child))
            elif name not in ("listWit", "witDetail", "wit", "anchor"):
                copy.append(self.copied(child))
            _say(copy, child.tail)
        if skipped_to:
            raise InputError(
                f"found a lemma that ends at #{skipped_to}, outside the element that it begins in",
                expected="both ends of a lemma in one element",
                todo="part the lemma at the element's end",
            ).at(self.reading.source.name, *self.reading.source.place(node))

    def _take(self, copy: etree._Element, reading: etree._Element | None) -> None:
        """Copy what the witness has at a place; remember where it has nothing."""
        if reading is None or not _says(reading):
            self.emptied.add(copy)
        else:
            self._fill(copy, reading)

    def _away(self, node: etree._Element) -> tuple[etree._Element, etree._Element | None] | None:
        """An `app` that stands elsewhere, points here and has another reading for the witness than the text."""
        for app in self.pointed.get(str(node.get(_ID)), ()):
            for reading in app.iter("{*}rdg"):
                if self.pointer in attribute(reading, "wit").split() and _app_of(reading) is app:
                    return app, None if _silent(reading) else reading
        return None

    def _chosen(self, app: etree._Element) -> etree._Element | None:
        """The reading that names the witness; in a negative apparatus the lemma where none does."""
        readings = [node for node in app.iter() if tag_of(node) in _READINGS and _app_of(node) is app]
        for node in readings:
            if self.pointer in attribute(node, "wit").split():
                return None if _silent(node) else node
        return next((node for node in readings if tag_of(node) == "lem" and not node.get("wit")), None)


def _silent(reading: etree._Element) -> bool:
    """Whether a reading says that the witness has a lacuna."""
    return attribute(reading, "type") in ("lac", "lacuna")


def _pointed(text: etree._Element) -> dict[str, list[etree._Element]]:
    """The `app`s that stand outside the text they speak of, by the id where their lemma begins."""
    pointed: dict[str, list[etree._Element]] = {}
    for app in text.getroottree().iter("{*}app"):
        if attribute(app, "from").startswith("#"):
            pointed.setdefault(attribute(app, "from")[1:], []).append(app)
    return pointed


def _label_varies(node: etree._Element) -> bool:
    heads = (head for head in node.iterchildren("{*}head") if attribute(head, "type") != "title")
    return any(tag_of(inner) == "app" for head in heads for inner in head.iter())


def _app_of(node: etree._Element) -> etree._Element | None:
    return next(node.iterancestors("{*}app"), None)


def _says(node: etree._Element) -> bool:
    """Whether a reading holds anything; an empty one is an omission."""
    return bool(len(node) or node.text)


def _say(copy: etree._Element, text: str | None) -> None:
    if text:
        if len(copy):
            copy[-1].tail = (copy[-1].tail or "") + text
        else:
            copy.text = (copy.text or "") + text


def _pruned(copy: etree._Element, emptied: set[etree._Element]) -> bool:
    """Remove what the witness has nothing of; true if that leaves nothing of the element itself."""
    for child in list(copy):
        if tag_of(child) in _STRUCTURE and _pruned(child, emptied):
            previous = child.getprevious()
            tail = child.tail or ""
            copy.remove(child)
            if previous is not None:
                previous.tail = (previous.tail or "") + tail
            else:
                copy.text = (copy.text or "") + tail
            emptied.add(copy)
    return copy in emptied and not len(copy) and not (copy.text or "").strip()


def _order(text: etree._Element, siglum_id: str) -> list[str]:
    """The ids of a witness's labels, headings and clauses, in its own order, where the document states it."""
    for group in text.getroottree().iter("{*}linkGrp"):
        if attribute(group, "type") == "order" and attribute(group, "corresp") == f"#{siglum_id}":
            return [attribute(ptr, "target").removeprefix("#") for ptr in group.iterchildren("{*}ptr")]
    return []


def _ordered(copy: etree._Element, order: list[str], reading: Reading) -> etree._Element:
    """The copy with its clauses in the witness's own order.

    A head opens its division, and so does the first clause of a division that is not open. A clause that stands
    elsewhere in the base comes to stand behind the clause that precedes it in the witness.
    """
    parts = dict(_parts(copy, reading))
    body = _shell(copy, reading)
    shells: dict[etree._Element | None, etree._Element] = {copy: body}
    blocks: dict[etree._Element, etree._Element] = {}
    current = None
    for identifier in order:
        if identifier not in parts:
            continue
        part = parts[identifier]
        home = next(part.iterancestors("{*}div"), copy)
        if current is None or home not in shells or tag_of(part) == "head":
            current = _opened(home, shells, reading)
        if tag_of(part) == "head":
            current.append(part)
        else:
            block = blocks.get(current)
            if block is None:
                block = blocks[current] = etree.SubElement(current, part.getparent().tag)
                reading.source.stand_ins[block] = reading.source.stand_ins.get(part.getparent(), part.getparent())
            block.append(part)
    return body


def _parts(copy: etree._Element, reading: Reading) -> Iterator[tuple[str, etree._Element]]:
    """Heads and clauses by id; a clause that is several of the witness's is cut at its milestones."""
    for node in list(copy.iter("{*}head", "{*}seg")):
        if not node.get(_ID):
            continue
        yield str(node.get(_ID)), node
        part = node
        for child in list(node):
            if tag_of(child) == "milestone" and child.get(_ID):
                part = _shell(node, reading)
                part.text = child.tail
                node.addnext(part)
                node.remove(child)
                yield str(child.get(_ID)), part
            elif part is not node:
                part.append(child)


def _opened(home: etree._Element, shells: dict[etree._Element, etree._Element], reading: Reading) -> etree._Element:
    if home not in shells:
        above = next(home.iterancestors("{*}div", "{*}body"), None)
        parent = _opened(above, shells, reading) if above is not None else next(iter(shells.values()))
        shells[home] = _shell(home, reading)
        parent.append(shells[home])
    return shells[home]


def _shell(node: etree._Element, reading: Reading) -> etree._Element:
    """An element without its content."""
    shell = etree.Element(node.tag, dict(node.attrib))
    reading.source.stand_ins[shell] = reading.source.stand_ins.get(node, node)
    return shell
