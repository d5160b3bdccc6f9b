"""What a citation is: the passages, the dossier and program they were read with, and a digest of their words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from treatydiff.citation.digests import BETWEEN, canonical, digest, words_of
from treatydiff.citation.locators import locator
from treatydiff.errors import AddressError, UnknownError, nearest
from treatydiff.model.addresses import Address, ChangeAddress
from treatydiff.model.dossiers import DossierRecord
from treatydiff.model.witnesses import Witness
from treatydiff.tokenization import join, tokenize

if TYPE_CHECKING:  # whoever cites an address does not import what compares
    from treatydiff.comparison import Change

Place = Address | ChangeAddress
"""What can be cited."""


@frozen(repr=False)
class Cited:
    """One text's part in a citation.

    Attributes:
        witness: the text.
        addresses: what is cited of it, as it prints its numbers.

    Example:
        >>> from treatydiff.model.numbers import Number
        >>> from treatydiff.model.passages import Passage
        >>> from treatydiff.model.provisions import Provision
        >>> article = Provision("article", (Passage("It lasts five years."),), number=Number("3"))
        >>> cited = Cited(Witness("A", (article,), title="Pact"), (Address.parse("A/3:1"),))
        >>> cited.title, cited.locator, cited.lines
        ('Pact', 'art. 3, cl. 1', ('It lasts five years.',))
    """

    witness: Witness
    addresses: tuple[Address, ...]

    @property
    def locator(self) -> str:
        """Article and clause as a reference has them: ``art. 3, cl. 1``; empty for the whole text."""
        return locator(self.witness, self.addresses)

    @property
    def title(self) -> str:
        """What the text is called: its title, else its instrument, else its siglum."""
        return canonical(self.witness.title) or canonical(self.witness.instrument) or self.witness.siglum

    @property
    def lines(self) -> tuple[str, ...]:
        """The words at each address, in the form that is hashed."""
        return tuple(words_of(self.witness, address) for address in self.addresses)

    def __repr__(self) -> str:
        return f"Cited({'+'.join(map(str, self.addresses))!r})"


@frozen(repr=False)
class Citation:
    """A passage, or a change, as it is cited.

    Attributes:
        place: its address, as the texts print their numbers.
        earlier: the text cited, or the earlier of two; ``None`` where a change has none.
        later: the later of two; ``None`` where there is none.
        words: the words within that the address counts, as written; empty where it counts none.
        dossier: what the dossier is called.
        edition: which edition of it was read.
        version: which version of treatydiff read it.

    Example:
        >>> from treatydiff.model.numbers import Number
        >>> from treatydiff.model.passages import Passage
        >>> from treatydiff.model.provisions import Provision
        >>> article = Provision("article", (Passage("It lasts five years."),), number=Number("VI"))
        >>> citation = citation_of(DossierRecord("Drafts", (Witness("A", (article,)),)), "A/6:1")
        >>> citation, citation.digest, citation.earlier.locator
        (Citation('A/VI:1'), 'sha256:77bb70d5397e21c0', 'art. VI, cl. 1')
    """

    place: Place
    earlier: Cited | None
    later: Cited | None = None
    words: str = ""
    dossier: str = ""
    edition: str = ""
    version: str = ""

    @property
    def cited(self) -> tuple[Cited, ...]:
        """The texts cited, one or two, the earlier first."""
        return tuple(side for side in (self.earlier, self.later) if side is not None)

    @property
    def lines(self) -> tuple[str, ...]:
        """The words cited, in the form that is hashed."""
        earlier, later = (side.lines if side else () for side in (self.earlier, self.later))
        return (*earlier, BETWEEN, *later) if isinstance(self.place, ChangeAddress) else earlier

    @property
    def digest(self) -> str:
        """By what a reader sees whether these words are the words before them (`treatydiff.citation.digests`)."""
        return digest(self.lines)

    @property
    def state(self) -> str:
        """What was read, in what state: dossier, edition and program, as far as they are named."""
        parts = (f"edition {self.edition}" if self.edition else "", f"treatydiff {self.version}".strip())
        return ", ".join(part for part in parts if part)

    def __repr__(self) -> str:
        return f"Citation({str(self.place)!r})"


def citation_of(record: DossierRecord, place: Place | Change | str, *, version: str = "") -> Citation:
    """Cite a witness, a provision, a clause, or a change.

    Args:
        record: the dossier.
        place: an address such as ``P/3:1``, the address of a change such as ``M/3:1..P/3:1@2-4``, or a change.
        version: which version of treatydiff does it.

    Raises:
        AddressError: the string is no address; one side of a change names two texts.
        UnknownError: nothing stands there, or a clause has fewer words than are counted.

    Example:
        >>> from treatydiff.model.passages import Passage
        >>> from treatydiff.model.provisions import Provision
        >>> text = Witness("A", (Provision("body", (Passage("It lasts five years."),)),))
        >>> citation_of(DossierRecord("Drafts", (text,)), "A/body:1").lines
        ('It lasts five years.',)
    """
    if isinstance(place, str):
        place = ChangeAddress.parse(place) if ".." in place else Address.parse(place)
    elif not isinstance(place, Address | ChangeAddress):
        place = place.address
    said = (canonical(record.title), canonical(record.edition), version)
    if isinstance(place, Address):
        side = _side(record, (place,))
        return Citation(side.addresses[0], side, None, "", *said)
    sides = [_side(record, ends) if ends else None for ends in (place.earlier, place.later)]
    earlier, later = (side.addresses if side else () for side in sides)
    printed = ChangeAddress(earlier, later, place.tokens, place.tokens_of_later)
    return Citation(printed, sides[0], sides[1], _words(printed, sides), *said)


def _side(record: DossierRecord, addresses: tuple[Address, ...]) -> Cited:
    sigla = {address.siglum for address in addresses}
    if len(sigla) > 1:
        raise AddressError(
            f"found {' and '.join(sorted(sigla))} on one side of a change", expected="addresses of one text"
        )
    witness = _witness(record, addresses[0].siglum)
    return Cited(witness, tuple(witness.resolve(one) if one.steps else one for one in addresses))


def _witness(record: DossierRecord, siglum: str) -> Witness:
    for witness in record.witnesses:
        if witness.siglum == siglum:
            return witness
    known = [witness.siglum for witness in record.witnesses]
    raise UnknownError(
        f"found no witness {siglum!r} in the dossier",
        expected=f"one of its sigla, such as {', '.join(nearest(siglum, known) or known[:3])}",
    )


def _words(place: ChangeAddress, sides: list[Cited | None]) -> str:
    """The words that a change's address counts; none where it counts those of a heading."""
    side = sides[1] if place.tokens_of_later else sides[0] or sides[1]
    if place.tokens is None or side is None or any(address.clause is None for address in side.addresses):
        return ""
    tokens = join(tokenize(side.witness.clause(address)) for address in side.addresses)
    first, last = place.tokens
    if last > len(tokens):
        raise UnknownError(
            f"found the words {first}-{last} of {'+'.join(map(str, side.addresses))}",
            expected=f"words from 1 to {len(tokens)}",
        )
    return canonical(tokens.written(first - 1, last))
