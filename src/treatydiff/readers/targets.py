"""Targets: what an annotation speaks of, found in the texts, and the words that it quotes held against them.

An annotation made of words that stand there no longer would be about something else; it is refused, and the error
says what stands there now and where the words stand, if they do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from attrs import evolve, field, frozen
from lxml import etree

from treatydiff.errors import AddressError, InputError, UnknownError
from treatydiff.model.addresses import Address, ChangeAddress
from treatydiff.model.annotations import Target
from treatydiff.model.passages import Span
from treatydiff.model.witnesses import Witness
from treatydiff.readers.pointers import Pointer
from treatydiff.readers.tei_context import Reading, shortly
from treatydiff.readers.xml import attribute

_ID = "{http://www.w3.org/XML/1998/namespace}id"


@frozen(eq=False)
class Texts:
    """The texts that annotations may speak of.

    Attributes:
        witnesses: the witnesses that are at hand, by siglum.
        files: in a dossier, the name of each witness's file, by siglum; there are no other witnesses. In a document
            with its own texts nothing: what points to another file cannot be looked up.
        renamed: what the document's own ids call a witness, where it was given another siglum.
        unread: sigla of witnesses of the dossier whose files could not be read, so that nothing can be looked up.
    """

    witnesses: Mapping[str, Witness] = field(factory=dict)
    files: Mapping[str, str] = field(factory=dict)
    renamed: Mapping[str, str] = field(factory=dict)
    unread: frozenset[str] = frozenset()

    def found(self, address: Address, pointer: Pointer, written: str) -> Address:
        """The address as its witness prints it; as it stands where its text is not at hand.

        Raises:
            InputError: it is not there.
        """
        if not pointer.file and pointer.change is None:
            address = evolve(address, siglum=self.renamed.get(address.siglum, address.siglum))
        siglum, file = address.siglum, self.files.get(address.siglum)
        if self.files and (file is None or (pointer.change is None and file != pointer.file)):
            known = "one of " + ", ".join(f"{name}#{one}" for one, name in self.files.items())
            raise InputError(
                f"found the target {written}, which is not there",
                expected=f"a place in {file}" if file else known,
                todo=f"point to {file}#{address.as_id}" if file else "mend the pointer",
            )
        if siglum in self.unread:
            return address
        if not self.files and (pointer.file or (pointer.change is not None and siglum not in self.witnesses)):
            return address
        if siglum not in self.witnesses:
            raise InputError(
                f"found the target {written}, which is not there",
                expected="a witness, a provision or a clause of "
                + (", ".join(self.witnesses) or "another file, such as P.xml#P-3"),
            )
        try:
            return self.witnesses[siglum].resolve(address) if address.steps else address
        except UnknownError as error:
            # What hangs on a text is not there any more, or never was: the file is wrong, not a question.
            raise InputError(f"found the target {written}, which is not there", expected=error.expected) from None

    def at_hand(self, address: Address, pointer: Pointer) -> Witness | None:
        """The witness that an address of a pointer lies in, if the document has it."""
        elsewhere = (not self.files and bool(pointer.file)) or address.siglum in self.unread
        return None if elsewhere else self.witnesses.get(address.siglum)


def targets_of(annotation: etree._Element, texts: Texts, reading: Reading) -> tuple[Target, ...]:
    """What an annotation speaks of; nothing where it points to the document as a whole.

    Args:
        annotation: the element; its ``note[@type='target']`` quote the words meant, each by the same pointer.
        texts: where to look.
        reading: the document.

    Raises:
        InputError: a target is not there, or the words quoted are not; a range of words without these.
        AddressError: a pointer is none.
    """
    quoted: dict[str, list[tuple[str, etree._Element]]] = {}
    for note in annotation.iterchildren("{*}note"):
        if attribute(note, "type") == "target":
            quote = next(note.iterchildren("{*}quote"), note)
            words = "".join(str(piece) for piece in quote.itertext())
            quoted.setdefault(attribute(note, "target"), []).append((words, note))
    found = []
    if not attribute(annotation, "target").split():
        what = "an annotation has no target, and was taken to speak of the negotiation as a whole"
        reading.note(what, annotation)
    for written in attribute(annotation, "target").split():
        words, node = (quoted.get(written) or [("", annotation)]).pop(0)
        with reading.refusals.of("annotation"), reading.source.at(node):
            if reading.source.ids.get(written.removeprefix("#")) is not reading.source.root:
                found.append(_target(written, words, texts))
    for written, notes in quoted.items():
        for words, note in notes:
            with reading.refusals.of("annotation"), reading.source.at(note):
                raise InputError(
                    f"found the words {shortly(words)} quoted of {written or 'nothing'}, which is no target",
                    expected="the very pointer that stands in the annotation's @target",
                )
    return tuple(found)


def _target(written: str, words: str, texts: Texts) -> Target:
    pointer = Pointer.parse(written)
    if pointer.change is not None:
        change = pointer.change
        earlier, later = (
            tuple(texts.found(end, pointer, written) for end in side) for side in (change.earlier, change.later)
        )
        place: Address | ChangeAddress = ChangeAddress(earlier, later, change.tokens, change.tokens_of_later)
    else:
        try:
            address = Address.from_id(pointer.identifier)
        except AddressError:
            raise InputError(
                f"found the target {written}, which is no place in a text",
                expected="FILE.xml#ID with the id of a witness, a provision or a clause",
            ) from None
        place = texts.found(address, pointer, written)
    target = Target(place, quote=words)
    if pointer.span is not None:
        return _with_span(target, pointer, pointer.span, texts)
    _check_words(target, pointer, texts)
    return target


def _with_span(target: Target, pointer: Pointer, span: Span, texts: Texts) -> Target:
    """The target with its span, the words of which must be those quoted."""
    place = target.place
    witness = texts.at_hand(place, pointer) if isinstance(place, Address) else None
    if witness is None or not isinstance(place, Address) or place.clause is None:
        return evolve(target, span=span)
    text = witness.clause(place).text
    there = span.of(text)
    words = target.quote if len(target.quote) == span.stop - span.start else " ".join(target.quote.split())
    if there and not words:
        raise InputError(
            f"found a range of {place} without its words",
            expected="note[@type='target'] with a quote of them",
            todo=f"quote {shortly(there)}, if these words are meant",
        )
    if there != words or span.stop > len(text):
        end = f", and after {len(text)} characters it ends" if span.stop > len(text) else ""
        raise _drifted(words, shortly(there) + end, place, witness, pointer, near=span.start)
    return evolve(target, span=span, quote=words)


def _check_words(target: Target, pointer: Pointer, texts: Texts) -> None:
    """Refuse words quoted of a clause that are not the whole of it, or that a provision or change does not have."""
    words = " ".join(target.quote.split())
    ends = [(end, witness) for end in target.addresses if (witness := texts.at_hand(end, pointer))]
    if not words or len(ends) < len(target.addresses):
        return
    there = [_words_at(end, witness) for end, witness in ends]
    place = target.place
    if isinstance(place, Address) and place.clause is not None:
        if there[0] != words:
            raise _drifted(words, shortly(there[0]), place, ends[0][1], pointer)
    elif not any(words in one for one in there):
        raise _drifted(words, shortly(" ".join(there)), place, ends[0][1], pointer)


def _words_at(place: Address, witness: Witness) -> str:
    if place.clause is not None:
        text = witness.clause(place).text
    else:
        text = witness.provision(place).text if place.steps else witness.text
    return " ".join(text.split())


def _drifted(
    words: str, there: str, place: Address | ChangeAddress, witness: Witness, pointer: Pointer, *, near: int = 0
) -> InputError:
    """What to say of words that are not where an annotation has them, and of what stands there."""
    now = next(_elsewhere(words, place, witness, near), "")
    now = f"{pointer.file}#{now}" if now and pointer.file else now
    return InputError(
        f"found {shortly(words)} quoted of {place}, where now stands {there}",
        expected="the words that stand there",
        todo=f"point to {now}, where these words stand now"
        if now
        else "see whether the annotation still holds, and quote what stands there",
    )


def _elsewhere(words: str, place: Address | ChangeAddress, witness: Witness, near: int) -> Iterator[str]:
    """Where words stand: in the clause first, the nearest place first, then in other clauses of the witness."""
    if isinstance(place, ChangeAddress) or not words:
        return
    clauses = sorted(witness.clauses(), key=lambda one: (one[0] != place, not one[0].is_in(place.parent)))
    for address, clause in clauses:
        starts = [found.start() for found in re.finditer(f"(?={re.escape(words)})", clause.text)]
        for start in sorted(starts, key=lambda at: abs(at - near)):
            yield f"string-range({address.as_id},{start},{len(words)})"
