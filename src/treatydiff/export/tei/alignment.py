"""An alignment as a TEI file to correct by hand, and to read back.

Each link stands in a line of its own, under a comment with the words that it joins; what has no counterpart is
listed after the links. Computed statements name the software in ``resp`` and carry their own ends in ``xml:id``, so
that what an editor changed can be told from what he left alone (`treatydiff.readers.edited_links`). The words of
both texts stand at the end: with them a decision is held against the texts whenever it is used.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from treatydiff.comparison import Comparison
from treatydiff.export.tei.build import Element, Register, change_id, comment, element, serialize
from treatydiff.model.addresses import Address
from treatydiff.model.links import Link, NoCounterpart, Relation
from treatydiff.model.witnesses import Witness

_MACHINE = "treatydiff"
_EDITOR = "editor"
_SHOWN = 200
"""Characters of a place that a comment shows; the whole stands at the end of the file."""

_HOW_TO = """
  HOW TO CORRECT THIS ALIGNMENT

  First write your name into <editor> at the head of this file.
  A link that you leave as it is decides nothing: it is computed anew each time.
  A link is your decision as soon as you change it or put resp="#editor" on it, and it lasts.

  To correct a link:   change its target, and write resp="#editor".
  To confirm a link:   write resp="#editor".
  To join or split:    put several places on one side, the earlier text's places first:
                       target="A.xml#A-3-c1 B.xml#B-3-c1 B.xml#B-3-c2".
  To add a link:       <link target="A.xml#A-3-c1 B.xml#B-4-c1" resp="#editor"/>
                       No place may stand in two links.
  To refuse a link:    delete it, AND say which place has no counterpart: deleting alone
                       decides nothing, and the link would be found again:
                       <annotation xml:id="x1" motivation="classifying" ana="#no-counterpart"
                                   target="A.xml#A-3-c1" corresp="B.xml#B" resp="#editor"/>
                       This holds for all that stands in the place. Put it beside those below.
  cert="high", "medium" or "low" says how sure you are. To give a reason, add
                       <annotation xml:id="y1" motivation="editing" target="#ID-OF-THE-LINK">
                         <note type="reason">Why.</note>
                       </annotation>
                       with the xml:id of the link; of an annotation without counterpart,
                       the note goes into it.

  The ids of all places stand at the end of this file, with their words. Leave these as they
  are: they tell you later whether a text has changed under your decision.
"""


def write_alignment(
    comparison: Comparison,
    *,
    version: str,
    files: Mapping[str, str] | None = None,
    elsewhere: bool = False,
) -> bytes:
    """The alignment of two witnesses as a file to correct by hand.

    Args:
        comparison: the two, compared.
        version: the software's version, which the header names.
        files: by siglum the files that pointers name; else the siglum with ``.xml``.
        elsewhere: whether an editor's decisions are stated in another file that stays in use; they are then shown
            in comments alone.

    Returns:
        UTF-8; the same comparison gives the same bytes anywhere.

    Example:
        >>> from treatydiff.comparison import compare
        >>> from treatydiff.model.passages import Passage
        >>> from treatydiff.model.provisions import Provision
        >>> a, b = (
        ...     Witness(siglum, (Provision("body", (Passage(text),)),))
        ...     for siglum, text in (("A", "It lasts five years."), ("B", "It lasts ten years."))
        ... )
        >>> written = write_alignment(compare(a, b), version="1.0").decode()
        >>> for line in written.splitlines():
        ...     if line.strip().startswith("<link "):
        ...         print(line.strip())
        <link xml:id="k-A-body..B-body" target="A.xml#A-body B.xml#B-body" resp="#treatydiff"/>
        <link xml:id="k-A-body-c1..B-body-c1" target="A.xml#A-body-c1 B.xml#B-body-c1" resp="#treatydiff"/>
    """
    writer = _Writer(comparison, files or {}, elsewhere=elsewhere)
    links, alone = element("linkGrp", *writer.links(), type="alignment", targFunc="earlier later"), writer.alone()
    earlier, later = comparison.earlier, comparison.later
    header = element(
        "teiHeader",
        element(
            "fileDesc",
            element(
                "titleStmt",
                element("title", f"Alignment of {earlier.siglum} and {later.siglum}, to be corrected by hand"),
                element("editor", xml_id=_EDITOR),
                element(
                    "respStmt",
                    element("resp", "computed alignment"),
                    element("name", _MACHINE, type="software", n=version),
                    xml_id=_MACHINE,
                ),
                *(
                    element("respStmt", element("resp", "alignment"), element("name", name), xml_id=identifier)
                    for name, identifier in writer.people
                ),
            ),
            element("publicationStmt", element("p", "Written for correction.")),
            element("sourceDesc", *(element("p", f"{w.siglum}: {w.title or w.siglum}") for w in (earlier, later))),
        ),
    )
    header.append(element("encodingDesc", element("classDecl", element("taxonomy", *_classes(), xml_id="said"))))
    stated = any(isinstance(node.tag, str) for node in links)  # comments alone are no group
    standing = [links] if stated else list(links)
    off = element("standOff", *standing, *alone, *writer.reasons(), writer.words())
    off.insert(0, comment(_HOW_TO))
    return serialize(element("TEI", header, off, xml_lang="en"))


def _classes() -> Iterator[Element]:
    said = {
        "no-counterpart": "a place to which nothing corresponds in the other text",
        "words": "how the places read when this file was written",
    }
    for name, words in said.items():
        yield element("category", element("catDesc", words), xml_id=name)


class _Writer:
    def __init__(self, comparison: Comparison, files: Mapping[str, str], *, elsewhere: bool) -> None:
        self.comparison = comparison
        self.files = files
        self.elsewhere = elsewhere
        self.people = Register("p")
        if not elsewhere:
            for name in (
                *(link.resp for link in comparison.links if link.edited),
                *(one.resp for one in comparison.without_counterpart),
            ):
                self.people.pointer(name)

    def links(self) -> Iterator[Element]:
        """The links, each under a comment with what it joins."""
        for link in self.comparison.links:
            how = f"{link.relation.value}; {link.rule}, {link.score:.3f}"
            if link.edited:
                how = f"{link.relation.value}; decided by {link.resp or 'an editor'}"
            if link.edited and self.elsewhere:
                yield _comment([*self._shown(link.ends), f"{how} elsewhere; not to be stated here again"])
                continue
            yield _comment([*self._shown(link.ends), how])
            yield element(
                "link",
                xml_id=change_id(link.address),
                target=self._to(link.ends),
                resp=self._by(link) if link.edited else f"#{_MACHINE}",
                cert=link.cert,
            )

    def alone(self) -> Iterator[Element]:
        """What has no counterpart, and what an editor decided that no longer fits."""
        found: list[Element] = []
        decided = {one.address for one in self.comparison.without_counterpart}
        linked = {place for link in self.comparison.links for end in link.ends for place in end.around}
        for change in self.comparison.changes:
            if change.relation not in (Relation.INSERTED, Relation.OMITTED):
                continue
            ends = (*change.address.earlier, *change.address.later)
            if ends[0] in linked:  # what stands over it is new, not all that stands in it
                continue
            if not any(end.is_in(place) for end in ends for place in decided):
                found += self._alone(ends[0], self._other(ends[0]), change_id(change.address), f"#{_MACHINE}")
        for one in self.comparison.without_counterpart:
            if self.elsewhere:
                how = f"decided by {one.resp or 'an editor'} elsewhere: without counterpart in {one.witness}"
                found.append(_comment([*self._shown([one.address]), how]))
            else:
                identifier = f"n-{one.address.as_id}"
                found += self._alone(one.address, one.witness, identifier, self._by(one), one)
        for misfit in self.comparison.misfits:
            found.append(_comment([f"No longer fits: {misfit}"]))
        if any(isinstance(node.tag, str) for node in found):
            yield element("listAnnotation", *found, type="no-counterpart")
        else:
            yield from found

    def _alone(
        self, place: Address, other: str, identifier: str, resp: str, edit: NoCounterpart | None = None
    ) -> Iterator[Element]:
        yield _comment([*self._shown([place]), f"without counterpart in {other}"])
        yield element(
            "annotation",
            *([element("note", edit.reason, type="reason")] if edit and edit.reason else []),
            motivation="classifying",
            ana="#no-counterpart",
            xml_id=identifier,
            target=self._to([place]),
            corresp=self._to([Address(other)]),
            resp=resp,
            cert=edit.cert if edit else "",
        )

    def reasons(self) -> Iterator[Element]:
        """The reasons of an editor's links."""
        given = [link for link in self.comparison.links if link.edited and link.reason and not self.elsewhere]
        if given:
            yield element(
                "listAnnotation",
                *(
                    element(
                        "annotation",
                        element("note", link.reason, type="reason"),
                        motivation="editing",
                        xml_id=f"y{number}",
                        target=f"#{change_id(link.address)}",
                    )
                    for number, link in enumerate(given, start=1)
                ),
                type="reasons",
            )

    def words(self) -> Element:
        """The words of every place in both texts."""
        witnesses = self.comparison.earlier, self.comparison.later
        notes = [
            element("note", element("quote", witness.words_at(place)), type="words", target=self._to([place]))
            for witness in witnesses
            for place in _places(witness)
            if witness.words_at(place)
        ]
        whole = self._to([Address(witness.siglum) for witness in witnesses])
        annotation = element(
            "annotation", *notes, motivation="describing", ana="#words", xml_id="texts", target=whole
        )
        return element("listAnnotation", annotation, type="words")

    def _shown(self, places: Iterable[Address]) -> Iterator[str]:
        for place in places:
            words = self.comparison.collation.witness(place.siglum).words_at(place)
            yield f"{place}  {words if len(words) <= _SHOWN else words[: _SHOWN - 3] + '...'}"

    def _to(self, places: Iterable[Address]) -> str:
        return " ".join(f"{self.files.get(p.siglum, p.siglum + '.xml')}#{p.as_id}" for p in places)

    def _by(self, edit: Link | NoCounterpart) -> str:
        return self.people.pointer(edit.resp) or f"#{_EDITOR}"

    def _other(self, place: Address) -> str:
        earlier, later = self.comparison.earlier.siglum, self.comparison.later.siglum
        return later if place.siglum == earlier else earlier


def _places(witness: Witness) -> Iterator[Address]:
    for address, provision in witness.addressed():
        yield address
        for number in range(1, len(provision.clauses) + 1):
            yield address.of_clause(number)


def _comment(lines: Iterable[str]) -> Element:
    """A comment; two hyphens, which no comment may hold, are parted."""
    text = "\n         ".join(re.sub(r"-(?=-)", "- ", line) for line in lines)
    return comment(f" {text} ")
