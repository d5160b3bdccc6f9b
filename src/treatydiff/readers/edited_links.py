"""Edited alignments: what an editor says of links, from ``dossier.xml`` or from a file of its own.

A `link` in ``linkGrp[@type='alignment']`` joins places of two witnesses, the earlier one's first; an `annotation`
with ``ana="#no-counterpart"`` says of its targets that they have none in the witness that ``corresp`` names.
Places are pointers such as ``A.xml#A-3-c1``; the part before ``#`` is for people and other programs, the id says
which witness is meant. An `annotation` with ``motivation="editing"`` gives the reason of a link, and what its
ends read when it was stated; one with ``ana="#words"`` gives the words of any places, for all decisions of the
file.

In a file that this library wrote for correction, each computed statement names the software in ``resp`` and its
own ends in ``xml:id``. As long as both are as they were written, it is the machine's, and no decision; whatever
differs in either, or names nobody, is the editor's.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePath

from attrs import evolve, field, frozen
from lxml import etree

from treatydiff.errors import InputError, ModelError
from treatydiff.model.addresses import Address, ChangeAddress
from treatydiff.model.edits import check_sides, contradiction, said
from treatydiff.model.findings import Finding
from treatydiff.model.links import EditedLink, Link, NoCounterpart
from treatydiff.readers.decoding import decode_xml
from treatydiff.readers.files import SIZE_LIMIT, is_json, load
from treatydiff.readers.refusals import Refusals
from treatydiff.readers.tei_context import Reading
from treatydiff.readers.xml import attribute, parse, words_of

SUFFIX = ".links.xml"
"""How the names of files of edited alignments end; in a dossier's folder none of them is a witness."""
CERTAINTIES = ("", "high", "medium", "low")
_ID = "{http://www.w3.org/XML/1998/namespace}id"


@frozen
class Decision:
    """One decision of an editor, and what of the machine's it stands in place of.

    Attributes:
        edit: the decision.
        instead: the address of the computed statement that was changed into it; ``None`` where it was added.
        line: where it stands.
        column: the same.
    """

    edit: EditedLink
    instead: ChangeAddress | None = None
    line: int = 0
    column: int = 0


@frozen
class EditedAlignment:
    """What a file says of alignments.

    Attributes:
        decisions: an editor's, links first.
        untouched: the addresses of computed links, and of provisions without counterpart, that stand in the file as
            they were written.
        name: the file.
        findings: decisions that do not say what the places read, so that nobody would see a change of these; only
            of a file of its own.
    """

    decisions: tuple[Decision, ...]
    untouched: tuple[ChangeAddress, ...] = ()
    name: str = field(default="", eq=False)
    findings: tuple[Finding, ...] = field(default=(), eq=False)

    @property
    def edits(self) -> tuple[EditedLink, ...]:
        """What the editor decided."""
        return tuple(decision.edit for decision in self.decisions)


def read_alignment(source: str | os.PathLike[str], *, size_limit: int = SIZE_LIMIT) -> EditedAlignment:
    """Read a file of edited alignments, or the decisions in a comparison or collation written as JSON.

    Args:
        source: the file.
        size_limit: how many bytes it may have.

    Raises:
        InputError: it is missing, too large or malformed; a link has one end, or three witnesses; decisions
            contradict each other.
        AddressError: a pointer's id is that of no place in a witness.
    """
    name = os.fspath(source)
    data = load(name, size_limit=size_limit)
    if is_json(data, name=name):
        from treatydiff.readers.json import read_result

        found = EditedAlignment(tuple(map(Decision, read_result(data, name=name).edits)), name=name)
    else:
        found = _in_data(data, name, None)
    refuse_contradictions([found])
    return found


def _in_data(
    data: bytes, name: str, sigla: Sequence[str] | None, refusals: Refusals | None = None
) -> EditedAlignment:
    parsed = parse(decode_xml(data, name=name), name=name)
    reading = Reading(parsed, refusals=refusals or Refusals())
    return evolve(alignment_in(reading, sigla), findings=reading.findings())


def alignment_in(reading: Reading, sigla: Sequence[str] | None = None) -> EditedAlignment:
    """What a document says of alignments.

    Args:
        reading: the document; decisions that do not say what the places read are noted there.
        sigla: the witnesses that there are; ``None`` where any may be named.

    Raises:
        InputError, AddressError: as `read_alignment`, contradictions aside.
    """
    reader = _Reader(reading, sigla)
    root = reading.source.root
    for group in root.iterdescendants("{*}linkGrp"):
        if attribute(group, "type") == "alignment":
            for node in group.iterchildren("{*}link"):
                with reading.refusals.of("decision"), reading.source.at(node):
                    reader.link(node)
    for node in root.iterdescendants("{*}annotation"):
        if "#no-counterpart" in attribute(node, "ana").split():
            with reading.refusals.of("decision"), reading.source.at(node):
                reader.alone(node)
    reader.note_unrecorded()
    places = reading.source.places([node for _, _, node in reader.decisions])
    return EditedAlignment(
        tuple(
            Decision(evolve(edit, place=f"{reading.source.name}:{line}:{column}"), instead, line, column)
            for (edit, instead, _), (line, column) in zip(reader.decisions, places, strict=True)
        ),
        tuple(reader.untouched),
        reading.source.name,
    )


def refuse_contradictions(
    alignments: Sequence[EditedAlignment], refusals: Refusals | None = None
) -> tuple[EditedLink, ...]:
    """Refuse decisions that contradict each other, within a file or between files.

    Returns:
        The decisions, without those refused where errors are kept.

    Raises:
        InputError: with the place of the later one.
    """
    decisions = [(decision, one.name) for one in alignments for decision in one.decisions]
    while wrong := contradiction([decision.edit for decision, _ in decisions]):
        at, what = wrong
        decision, name = decisions.pop(at)
        # The other is the first one that alone contradicts it.
        before = (one.edit for one, _ in decisions[:at])
        other = next((edit.place for edit in before if contradiction([edit, decision.edit])), "")
        with (refusals or Refusals()).of("decision"):
            raise InputError(
                what,
                expected=f"decisions that agree; the other is at {other}" if other else "decisions that agree",
                todo="take one of them back",
            ).at(name, decision.line, decision.column)
    return tuple(decision.edit for decision, _ in decisions)


def edits_of_dossier(
    folder: Path, reading: Reading, sigla: Sequence[str], *, size_limit: int
) -> tuple[tuple[EditedLink, ...], tuple[Finding, ...]]:
    """What ``dossier.xml`` and the files that it lists say of alignments, and what was doubtful in these files.

    Args:
        folder: the dossier's folder.
        reading: ``dossier.xml``.
        sigla: the dossier's witnesses.
        size_limit: how many bytes a file may have.

    Raises:
        InputError, AddressError: as `read_alignment`; and InputError for a listed file that is not in the folder,
            and for a witness that the dossier does not have.
    """
    found = [alignment_in(reading, sigla)]
    # Looked up in a list: what is written there need not be a name that the system can be asked for.
    files = {child.name for child in folder.iterdir() if child.is_file()}
    for name, node in _listed(reading):
        with reading.refusals.of("list"), reading.source.at(node):
            if name not in files:
                raise InputError(
                    f"found the file {name!r} in the list of alignments",
                    expected="a file in the dossier's folder",
                    todo="put the file there, or mend the list",
                )
            file = os.fspath(folder / name)
            found.append(_in_data(load(file, size_limit=size_limit), file, sigla, reading.refusals))
    return (
        refuse_contradictions(found, reading.refusals),
        tuple(finding for one in found for finding in one.findings),
    )


def listed_alignments(reading: Reading) -> frozenset[str]:
    """The names of the files that ``dossier.xml`` lists as alignments."""
    return frozenset(name for name, _ in _listed(reading))


def _listed(reading: Reading) -> Iterator[tuple[str, etree._Element]]:
    for div in reading.source.root.iterdescendants("{*}div"):
        if attribute(div, "type") == "alignments":
            for ref in div.iterdescendants("{*}ref", "{*}ptr"):
                yield attribute(ref, "target").partition("#")[0], ref


def is_alignment(name: str) -> bool:
    """Whether a file's name is that of an edited alignment.

    Example:
        >>> is_alignment("A-B.links.xml"), is_alignment("A.xml")
        (True, False)
    """
    return PurePath(name).name.casefold().endswith(SUFFIX)


class _Reader:
    """Collects what one document says."""

    def __init__(self, reading: Reading, sigla: Sequence[str] | None) -> None:
        self.reading = reading
        self.sigla = sigla
        self.decisions: list[tuple[EditedLink, ChangeAddress | None, etree._Element]] = []
        self.untouched: list[ChangeAddress] = []
        self.unrecorded: list[tuple[EditedLink, tuple[Address, ...], etree._Element]] = []
        self.pointers: dict[Address, str] = {}
        self.reasons: dict[etree._Element, etree._Element] = {}
        self.words: dict[str, str] = {}
        for node in reading.source.root.iterdescendants("{*}annotation"):
            if attribute(node, "motivation") == "editing":
                for pointer in attribute(node, "target").split():
                    with reading.refusals.of("decision"):
                        self.reasons[reading.target(pointer, node)] = node
            elif "#words" in attribute(node, "ana").split():
                self.words |= self._words_in(node)
        editors = (words_of(node) for node in reading.source.root.iterdescendants("{*}editor") if _of_title(node))
        self.editor = "; ".join(name for name in editors if name)

    def link(self, node: etree._Element) -> None:
        """Read a link."""
        pointers = attribute(node, "target").split()
        with self.reading.source.at(node):
            ends = [self._address(pointer) for pointer in pointers]
            sides: dict[str, list[Address]] = {}
            for end in ends:
                sides.setdefault(end.siglum, []).append(end)
            if len(sides) != 2:
                raise InputError(
                    f"found a link of places in {len(sides)} witness(es)",
                    expected="places in two, the earlier one's first",
                    todo="mend its target",
                )
            earlier, later = sides.values()
            instead, by_machine = self._origin(node)
            address = ChangeAddress(tuple(earlier), tuple(later))
            if by_machine and instead == address:
                self.untouched.append(address)
                return
            about = self.reasons.get(node)
            words = self._words([*earlier, *later], about)
            edit = Link(
                earlier,
                later,
                resp=self._who(node, by_machine=by_machine),
                cert=self._cert(node),
                reason=_reason(node if about is None else about),
                words=tuple(words) if any(words) else (),
            )
            check_sides(edit)
            self._decided(edit, instead, node, dict(zip(edit.ends, words, strict=True)))

    def alone(self, node: etree._Element) -> None:
        """Read what has no counterpart."""
        with self.reading.source.at(node):
            places = [self._address(pointer) for pointer in attribute(node, "target").split()]
            others = [self._address(pointer).siglum for pointer in attribute(node, "corresp").split()]
            if not places or not others:
                raise InputError(
                    f"found {len(places)} place(s) without counterpart in {len(others)} witness(es)",
                    expected="places in target, and in corresp the witness where nothing corresponds to them",
                )
            instead, by_machine = self._origin(node)
            # Of a computed one either side is empty, and which it is depends on which text is the earlier.
            if by_machine and instead is not None and (*instead.earlier, *instead.later) == tuple(places):
                self.untouched.append(instead)
                return
            about = self.reasons.get(node, node)
            for place, other in ((place, other) for place in places for other in others):
                [words] = self._words([place], about)
                who, reason = self._who(node, by_machine=by_machine), _reason(about)
                edit = NoCounterpart(place, other, who, self._cert(node), reason, words)
                self._decided(edit, instead, node, {place: words})

    def _decided(
        self,
        edit: EditedLink,
        instead: ChangeAddress | None,
        node: etree._Element,
        recorded: Mapping[Address, str],
    ) -> None:
        self.decisions.append((edit, instead, node))
        wordless = tuple(place for place, words in recorded.items() if not words)
        if wordless:
            self.unrecorded.append((edit, wordless, node))

    def note_unrecorded(self) -> None:
        """Note, once, that there are decisions of which nobody would see that a text has changed under them."""
        if self.unrecorded:
            edit, wordless, node = self.unrecorded[0]
            more = len(self.unrecorded) - 1
            others = f"; so are {more} more decision(s) of the file" if more else ""
            places = " and ".join(map(str, wordless))
            wanted = f'<note type="words" target="{self.pointers[wordless[0]]}"><quote>its words</quote></note>'
            self.reading.note(
                f"{said(edit)}: decided without saying what {places} read, and so applied to whatever stands "
                f"there{others}; to mend it: add {wanted} to an annotation of the decision, and so for each place",
                node,
            )

    def _address(self, pointer: str) -> Address:
        address = Address.from_id(pointer.partition("#")[2])
        self.pointers[address] = pointer
        if self.sigla is not None and address.siglum not in self.sigla:
            raise InputError(
                f"found the siglum {address.siglum}, which no witness of the dossier has",
                expected="one of " + ", ".join(self.sigla),
            )
        return address

    def _origin(self, node: etree._Element) -> tuple[ChangeAddress | None, bool]:
        """Which computed statement an element was written as, by its id; whether it names the software still."""
        named = [
            self.reading.source.ids.get(pointer.removeprefix("#")) for pointer in attribute(node, "resp").split()
        ]
        return _address_in(str(node.get(_ID) or "")), any(
            attribute(name, "type") == "software"
            for who in named
            if who is not None
            for name in who.iter("{*}name")
        )

    def _who(self, node: etree._Element, *, by_machine: bool) -> str:
        return (not by_machine and self.reading.names(node, "resp")) or self.editor

    def _cert(self, node: etree._Element) -> str:
        cert = attribute(node, "cert")
        if cert not in CERTAINTIES:
            raise InputError(f"found the certainty {cert!r}", expected="high, medium, low, or none")
        return cert

    def _words(self, places: Sequence[Address], about: etree._Element | None) -> list[str]:
        own = {} if about is None else self._words_in(about)
        return [own.get(place.as_id) or self.words.get(place.as_id, "") for place in places]

    def _words_in(self, node: etree._Element) -> dict[str, str]:
        return {
            attribute(note, "target").partition("#")[2]: words_of(note)
            for note in node.iterchildren("{*}note")
            if attribute(note, "type") == "words"
        }


def _reason(node: etree._Element) -> str:
    return " ".join(words_of(note) for note in node.iterchildren("{*}note") if attribute(note, "type") == "reason")


def _of_title(node: etree._Element) -> bool:
    parent = node.getparent()
    return parent is not None and etree.QName(parent).localname == "titleStmt" and not attribute(node, "role")


def _address_in(identifier: str) -> ChangeAddress | None:
    """The address in the id of a computed link or change; ``None`` for any other id."""
    if not identifier.startswith("k-"):
        return None
    sides = identifier[2:].split("..")
    try:
        earlier, later = (tuple(Address.from_id(end) for end in side.split(".-") if end) for side in sides)
        return ChangeAddress(earlier, later)
    except (ModelError, ValueError):  # no ids of places, or not two sides
        return None
