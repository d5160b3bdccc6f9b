"""Resolution: from a citation back to the passage, and whether its words are still the same.

What is taken: an address, an ``xml:id`` (alone or after ``#``), a reference in any of the styles, wherever its
lines break, and files or strings of CSL-JSON, BibTeX, BibLaTeX and RIS, as written here or as reference managers
hand them on: all that is needed is the address and the digest in a note.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from enum import StrEnum

from attrs import frozen

from treatydiff.citation.bibtex import read_fields
from treatydiff.citation.csl import CUSTOM
from treatydiff.citation.digests import BETWEEN, DIGEST, digest, words_of
from treatydiff.citation.ris import read_notes
from treatydiff.citation.values import Citation, Place, citation_of
from treatydiff.errors import AddressError, InputError, UnknownError, nearest
from treatydiff.model.addresses import Address, ChangeAddress
from treatydiff.model.dossiers import DossierRecord
from treatydiff.model.witnesses import Witness


class Standing(StrEnum):
    """How a passage stands to what was cited."""

    SAME = "same"
    """Its words are those cited."""
    CHANGED = "changed"
    """It is there, with other words."""
    GONE = "gone"
    """There is no such place any more."""
    UNVERIFIED = "unverified"
    """It is there; what was given has no digest to compare."""


@frozen
class Resolution:
    """A citation taken back to its passage.

    Attributes:
        place: the address, as the texts print their numbers; as given where it is gone.
        standing: whether its words are those cited.
        cited: the digest in the citation; empty where it has none.
        citation: the passage as it is cited now; ``None`` where it is gone.
        elsewhere: where the words cited stand now, if they do not stand there: the text cited first.
        near: the addresses most like it, where it is gone.

    Example:
        >>> found = Resolution(Address.parse("A/3:1"), Standing.GONE, elsewhere=(Address.parse("A/4:1"),))
        >>> str(found.place), str(found.standing), [str(place) for place in found.elsewhere]
        ('A/3:1', 'gone', ['A/4:1'])
    """

    place: Place
    standing: Standing
    cited: str = ""
    citation: Citation | None = None
    elsewhere: tuple[Place, ...] = ()
    near: tuple[str, ...] = ()


def resolve(record: DossierRecord, text: str, *, version: str = "") -> Resolution:
    """Take a citation back to its passage.

    Args:
        record: the dossier.
        text: an address, an id, or one whole citation in any form.
        version: which version of treatydiff does it.

    Raises:
        InputError: there is no citation in it, or there are several: for these, `treatydiff.citation.resolve_all`.

    Example:
        >>> from treatydiff.model.numbers import Number
        >>> from treatydiff.model.passages import Passage
        >>> from treatydiff.model.provisions import Provision
        >>> article = Provision("article", (Passage("It lasts five years."),), number=Number("4"))
        >>> record = DossierRecord("Drafts", (Witness("A", (article,)),))
        >>> found = resolve(record, "Pact, art. 3, cl. 1; A/3:1, sha256:77bb70d5397e21c0.")
        >>> str(found.standing), [str(place) for place in found.elsewhere], found.near[:1]
        ('gone', ['A/4:1'], ('A/4:1',))
    """
    found = resolve_all(record, text, version=version)
    if len(found) > 1:
        raise InputError(
            f"found {len(found)} citations, of {found[0].place} and others",
            expected="one",
            todo="give them one by one",
        )
    return found[0]


def resolve_all(record: DossierRecord, text: str, *, version: str = "") -> tuple[Resolution, ...]:
    r"""Take all citations in a text or file back to their passages, each once, in order.

    Args:
        record: the dossier.
        text: as for `treatydiff.resolve`; or several references, each ending in a line's end, or the content
            of a file.
        version: which version of treatydiff does it.

    Raises:
        InputError: there is no citation in it.

    Example:
        >>> from treatydiff.model.passages import Passage
        >>> from treatydiff.model.provisions import Provision
        >>> record = DossierRecord("Drafts", (Witness("A", (Provision("body", (Passage("It lasts."),)),)),))
        >>> cited = "Pact, A/body:1, sha256:77bb70d5397e21c0.\nPact, A/body:2, sha256:77bb70d5397e21c0."
        >>> [str(found.standing) for found in resolve_all(record, cited)]
        ['changed', 'gone']
    """
    marks = dict.fromkeys(_marks(record, text))
    if not marks:
        shown = " ".join(text.split())
        raise InputError(
            f"found no citation in {shown[:60]!r}{'...' if len(shown) > 60 else ''}",
            expected="an address such as P/3:1, or a citation that ends in its address and digest",
        )
    return tuple(_resolved(record, place, cited, version) for place, cited in marks)


def _resolved(record: DossierRecord, place: Place, cited: str, version: str) -> Resolution:
    try:
        citation = citation_of(record, place, version=version)
    except (UnknownError, AddressError):
        return Resolution(place, Standing.GONE, cited, None, _elsewhere(record, place, cited), _near(record, place))
    if not cited:
        return Resolution(citation.place, Standing.UNVERIFIED, "", citation)
    if citation.digest == cited:
        return Resolution(citation.place, Standing.SAME, cited, citation)
    return Resolution(citation.place, Standing.CHANGED, cited, citation, _elsewhere(record, place, cited))


def _near(record: DossierRecord, place: Place) -> tuple[str, ...]:
    """The addresses most like the first of a place that is not there."""
    ends = (place,) if isinstance(place, Address) else (*place.earlier, *place.later)
    texts = {witness.siglum: witness for witness in record.witnesses}
    for end in ends:
        witness = texts.get(end.siglum)
        if witness is None:
            return tuple(nearest(end.siglum, texts))
        try:
            citation_of(record, end)
        except UnknownError:
            return tuple(nearest(str(end), [str(known) for known in _places(witness)]))
    return ()


def _places(witness: Witness) -> Iterator[Address]:
    """All that can be cited of a text: clauses, then provisions, in text order, then the whole."""
    for clause, _ in witness.clauses():
        yield clause
    for address, _ in witness.addressed():
        yield address
    yield Address(witness.siglum)


def _elsewhere(record: DossierRecord, place: Place, cited: str) -> tuple[Place, ...]:
    """Where words with a digest stand: for a change, between the same two texts, one passage against one."""
    if not cited:
        return ()
    if isinstance(place, Address):
        texts = sorted(record.witnesses, key=lambda witness: witness.siglum != place.siglum)
        there = [(address, digest([words_of(text, address)])) for text in texts for address in _places(text)]
        found = [address for address, now in there if now == cited]
        return tuple([address for address in found if _level(address) == _level(place)] or found)
    sides = [_passages(record, ends) for ends in (place.earlier, place.later)]
    return tuple(
        ChangeAddress(earlier, later, place.tokens, place.tokens_of_later)
        for earlier, before in sides[0]
        for later, after in sides[1]
        if digest([*before, BETWEEN, *after]) == cited
    )


_Side = tuple[tuple[Address, ...], tuple[str, ...]]


def _passages(record: DossierRecord, ends: tuple[Address, ...]) -> list[_Side]:
    """The passages of the text that a side of a change names, of the same level; for an empty side, nothing."""
    if not ends:
        return [((), ())]
    witnesses = [witness for witness in record.witnesses if witness.siglum == ends[0].siglum]
    return [
        ((address,), (words_of(witness, address),))
        for witness in witnesses
        for address in _places(witness)
        if _level(address) == _level(ends[0])
    ]


def _level(address: Address) -> int:
    """Whether an address names a text, a provision or a clause."""
    return bool(address.steps) + (address.clause is not None)


_Mark = tuple[Place, str]
_LONGEST = 5000
"""How many characters before a digest are looked at for its address."""
_ENDED = re.compile(rf"{DIGEST.pattern}\W*\n")


def _marks(record: DossierRecord, text: str) -> tuple[_Mark, ...]:
    """The addresses and digests in a text: read as what it looks like, else as references in words."""
    whole = text.strip().removeprefix("\ufeff")
    if not re.search(r"\s", whole) and not whole.startswith(("{", "[")):
        return tuple(_address(record, whole))
    found: Iterable[_Mark] = ()
    if whole.startswith(("{", "[")):
        found = _in_csl(whole)
    elif re.search(r"^[ \t]*@[ \t]*\w+[ \t]*[{(]", whole, re.MULTILINE):
        found = _in_bibtex(whole)
    elif re.match(r"TY {1,2}- ", whole):
        found = _last_of_each(read_notes(whole))
    return tuple(found) or tuple(_last_of_each(_references(f"{whole}\n")))


def _in_bibtex(text: str) -> Iterator[_Mark]:
    for fields in read_fields(text):
        # Braces that other programs put around what they escape are in no address.
        yield from _last(re.sub("[{}]", "", fields.get(name, "")) for name in _NOTES)


_NOTES = ("note", "addendum", "annotation", "annote")
"""Where reference managers keep notes in BibTeX and BibLaTeX."""


def _references(text: str) -> Iterator[str]:
    """Text cut where a line ends in a digest: references one after the other, their lines broken anywhere."""
    start = 0
    for found in _ENDED.finditer(text):
        yield text[start : found.end()]
        start = found.end()
    yield text[start:]


def _last_of_each(texts: Iterable[str]) -> Iterator[_Mark]:
    for text in texts:
        yield from _last([text])


def _last(texts: Iterable[str]) -> Iterator[_Mark]:
    """The last address with its digest: what stands before it may be a title that looks like one."""
    for text in texts:
        for found in reversed(list(DIGEST.finditer(text))):
            before = text[max(0, found.start() - _LONGEST) : found.start()].split()
            place = _parsed(before[-1].removesuffix(",").lstrip("([“‘\"'")) if before else None
            if place is not None:
                yield place, found[0]
                return


def _in_csl(text: str) -> Iterator[_Mark]:
    try:
        items = json.loads(text)
    except (ValueError, RecursionError):
        return
    for item in items if isinstance(items, list) else [items]:
        if not isinstance(item, Mapping):
            continue
        own = item.get("custom")
        own = own.get(CUSTOM) if isinstance(own, Mapping) else None
        address, cited = (own.get("address"), own.get("digest")) if isinstance(own, Mapping) else (None, None)
        place = _parsed(address) if isinstance(address, str) else None
        if place is not None and isinstance(cited, str) and DIGEST.fullmatch(cited):
            yield place, cited
        elif isinstance(item.get("note"), str):
            yield from _last([item["note"]])


def _address(record: DossierRecord, text: str) -> Iterator[_Mark]:
    """An address or an id: after ``#`` an id, and else an address if there is a text with its siglum."""
    pointed, text = "#" in text, text.rpartition("#")[2]
    sigla = {witness.siglum for witness in record.witnesses}
    place = _parsed(text)
    if pointed or place is None or (isinstance(place, Address) and place.siglum not in sigla):
        with suppress(AddressError):
            by_id = Address.from_id(text)
            place = by_id if place is None or by_id.siglum in sigla else place
    if place is not None:
        yield place, ""


def _parsed(text: str) -> Place | None:
    try:
        return ChangeAddress.parse(text) if ".." in text else Address.parse(text)
    except AddressError:
        return None
