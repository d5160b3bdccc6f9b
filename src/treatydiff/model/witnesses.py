"""Witnesses: one text state each, its provisions addressed."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property

from attrs import field, frozen

from treatydiff.errors import ModelError, UnknownError, nearest
from treatydiff.model.addresses import Address, Step, is_siglum
from treatydiff.model.dates import UncertainDate
from treatydiff.model.numbers import value_of
from treatydiff.model.passages import Passage, check_characters
from treatydiff.model.provisions import Provision
from treatydiff.model.sources import Source


class TextStatus(StrEnum):
    """How a text stands to what its authors wrote: TEI ``msDesc/@subtype``."""

    AUTHENTIC = "authentic"
    OFFICIAL_TRANSLATION = "official-translation"
    TRANSLATION = "translation"
    RETRANSLATION = "retranslation"
    QUOTATION = "quotation"
    UNSTATED = ""


@frozen(repr=False)
class Witness:
    """One text state taking part in a comparison: TEI ``witness`` and its ``text``; Akoma Ntoso ``expression``.

    Attributes:
        siglum: its short name, an XML name.
        provisions: its units in text order.
        title: what it is called.
        kind: draft, signed, fragment, testimony, statement, parallel, or any other word.
        status: authentic text, translation, quotation ...
        complete: false where the source transmits part of the text only; its silence is then no omission.
        original: siglum of the document that it quotes or translates, where that is not its own.
        instrument: the instrument it is a state of ("Neutrality Pact"); two different instruments are not
            two states of one text.
        date: when it was made or handed over.
        language: a BCP 47 tag.
        translator: who translated it.
        filiation: after what source: "the book's translation, from Russian".
        source: where it is taken from.
        presented_by: who presented or signed it.
        remarks: what else matters to a reader.
        rights: to whom the text belongs, and how it may be used.

    Raises:
        ModelError: the siglum is no XML name; two provisions have one address; provisions stand in each
            other more than 50 deep.

    Example:
        >>> from treatydiff.model.numbers import Number
        >>> clauses = (Passage("It enters into force. "), Passage("It lasts."))
        >>> article = Provision("article", clauses, number=Number("VI"))
        >>> witness = Witness("A", (article,))
        >>> witness.clause("A/6:2").text, [str(address) for address, _ in witness.clauses()]
        ('It lasts.', ['A/VI:1', 'A/VI:2'])
    """

    siglum: str
    provisions: tuple[Provision, ...] = ()
    title: str = ""
    kind: str = "text"
    status: TextStatus = TextStatus.UNSTATED
    complete: bool = True
    original: str = ""
    instrument: str = ""
    date: UncertainDate | None = None
    language: str = "en"
    translator: str = ""
    filiation: str = ""
    source: Source | None = None
    presented_by: str = ""
    remarks: tuple[str, ...] = ()
    rights: str = ""
    _index: dict[Address, Provision] = field(init=False, eq=False, repr=False)

    @_index.default
    def _addressed(self) -> dict[Address, Provision]:
        if not is_siglum(self.siglum):
            raise ModelError(
                f"found {self.siglum!r} as a siglum",
                expected="an XML name: a letter, then letters, digits, . - _",
                todo="choose another siglum",
            )
        for text in self._described():
            check_characters(text, f"the description of {self.siglum}")
        if self.original and not is_siglum(self.original):
            raise ModelError(f"found {self.original!r} as the original of {self.siglum}", expected="a siglum")
        index: dict[Address, Provision] = {}
        _address(self.provisions, Address(self.siglum), index)
        return index

    def _described(self) -> tuple[str, ...]:
        words = (
            self.title,
            self.kind,
            self.original,
            self.instrument,
            self.language,
            self.translator,
            self.filiation,
        )
        return (*words, self.presented_by, *self.remarks, self.rights)

    def addressed(self) -> Iterator[tuple[Address, Provision]]:
        """All provisions with their addresses, outer before inner, in text order."""
        return iter(self._index.items())

    def clauses(self) -> Iterator[tuple[Address, Passage]]:
        """All clauses with their addresses, in text order."""
        return iter(self._clauses.items())

    @cached_property
    def _clauses(self) -> dict[Address, Passage]:
        return {
            address.of_clause(number): clause
            for address, provision in self._index.items()
            for number, clause in enumerate(provision.clauses, start=1)
        }

    def provision(self, address: Address | str) -> Provision:
        """The provision at an address; its number may be given by value (``K/6`` for ``K/VI``).

        Raises:
            AddressError: the string is no address.
            UnknownError: nothing stands there; the nearest addresses are named.
        """
        known = self._index.get(address) if isinstance(address, Address) else None
        if known is not None:  # mostly: whoever asks goes through what is there
            return known
        found = self.resolve(address)
        return self._index[found if found.clause is None else found.parent]

    def clause(self, address: Address | str) -> Passage:
        """The clause at an address.

        Raises:
            AddressError: the string is no address.
            UnknownError: nothing stands there; the nearest addresses are named.
        """
        known = self._clauses.get(address) if isinstance(address, Address) else None
        if known is not None:
            return known
        found = self.resolve(address)
        if found.clause is None:
            raise UnknownError(f"found {address} where a clause is wanted", expected="an address such as P/3:1")
        return self._index[found.parent].clauses[found.clause - 1]

    def words_at(self, address: Address | str) -> str:
        """The words of a provision or clause, white space collapsed: what an editor's decision records of its ends.

        Raises:
            AddressError: the string is no address.
            UnknownError: nothing stands there; the nearest addresses are named.
        """
        found = self.resolve(address)
        text = self._index[found.parent].clauses[found.clause - 1].text if found.clause else self._index[found].text
        return " ".join(text.split())

    def resolve(self, address: Address | str) -> Address:
        """The address as this witness prints it: ``K/VI`` for ``K/6``.

        Raises:
            AddressError: the string is no address.
            UnknownError: nothing stands there; the nearest addresses are named.
        """
        wanted = Address.parse(address) if isinstance(address, str) else address
        if wanted in self._index or wanted in self._clauses:
            return wanted
        place = Address(wanted.siglum, wanted.steps)
        found = place if place in self._index else self._by_value(place)
        if found is None or (wanted.clause or 0) > len(self._index[found].clauses):
            known = [str(known) for known, _ in self.addressed()] + [str(known) for known, _ in self.clauses()]
            near = nearest(str(wanted), known)
            raise UnknownError(
                f"found no {wanted} in {self.siglum}",
                expected=f"an address such as {', '.join(near)}" if near else "an address of this witness",
            )
        return found if wanted.clause is None else found.of_clause(wanted.clause)

    def _by_value(self, place: Address) -> Address | None:
        wanted = tuple(_worth(step) for step in place.steps)
        for known in self._index:
            if len(known.steps) == len(wanted) and tuple(_worth(step) for step in known.steps) == wanted:
                return known if known.siglum == place.siglum else None
        return None

    @property
    def text(self) -> str:
        """All words of the witness, without labels and headings; each provision begins on a new line."""
        return "\n".join(provision.text for provision in self.provisions if provision.text)

    def __repr__(self) -> str:
        articles = sum(provision.kind == "article" for provision in self._index.values())
        dated = f" {self.date}" if self.date else ""
        words = len(self.text.split())
        sizes = ", ".join(
            f"{n} {name}{'' if n == 1 else 's'}" for n, name in ((articles, "article"), (words, "word"))
        )
        return f"<Witness {self.siglum}{dated}, {self.kind}: {sizes}>"


def _worth(step: Step) -> tuple[str, str]:
    return step.word, value_of(step.number) if step.number else ""


_DEEPEST = 50
"""How many levels a witness may have: far more than treaties do, and far fewer than Python's stack."""


def _address(provisions: tuple[Provision, ...], parent: Address, index: dict[Address, Provision]) -> None:
    if len(parent.steps) == _DEEPEST and provisions:
        raise ModelError(
            f"found provisions more than {_DEEPEST} deep in {parent.siglum}",
            expected="chapters, articles, paragraphs, points",
            todo="take out levels that hold one provision only",
        )
    unnumbered: dict[str, int] = {}
    for provision in provisions:
        if provision.number is None:
            unnumbered[provision.kind] = unnumbered.get(provision.kind, 0) + 1
    counts = dict.fromkeys(unnumbered, 0)
    for provision in provisions:
        if provision.number is None:
            counts[provision.kind] += 1
        step = provision.step(counts.get(provision.kind, 0), unnumbered.get(provision.kind, 0))
        address = parent.child(step)
        before = len(index)
        index[address] = provision
        if len(index) == before:
            raise ModelError(
                f"found two provisions with the address {address}",
                expected="one",
                todo="give one of them another number (in TEI: div/@n)",
            )
        if provision.children:
            _address(provision.children, address, index)
