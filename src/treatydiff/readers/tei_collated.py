"""Collated texts: which way of untangling a document's apparatus allows, witness by witness."""

from __future__ import annotations

from attrs import evolve, frozen
from lxml import etree

from treatydiff.readers.tei_apparatus import Untangled, notes_in, untangled
from treatydiff.readers.tei_context import Reading
from treatydiff.readers.tei_lemmata import Lemmata, lemmata
from treatydiff.readers.tei_order import is_addressed, ordered, orders_in
from treatydiff.readers.tei_witnesses import Choice, Declared


def is_apparatus(tei: etree._Element) -> bool:
    """Whether a `TEI` says that its text is that of several witnesses."""
    return next(tei.iterdescendants("{*}app", "{*}variantEncoding"), None) is not None or bool(orders_in(tei))


@frozen(eq=False)
class Apparatus:
    """A document's apparatus.

    Attributes:
        text: its `text`.
        known: its witnesses.
        reading: the document.
        lemmata: to what words the apparatus outside the text belongs.
        orders: the order lists by the id of their witness.
        addressed: whether every clause says which clauses of which witnesses it joins.
    """

    text: etree._Element
    known: Declared
    reading: Reading
    lemmata: Lemmata
    orders: dict[str, etree._Element]
    addressed: bool

    @classmethod
    def of(cls, tei: etree._Element, text: etree._Element, known: Declared, reading: Reading) -> Apparatus:
        """The apparatus of a `TEI`.

        Raises:
            InputError: it does not say to which words it belongs.
        """
        notes_in(tei, reading)
        addressed = is_addressed(tei, sorted(known.sigla))
        return cls(text, known, reading, lemmata(tei, text, reading), orders_in(tei), addressed)

    def text_of(self, identifier: str) -> Untangled | None:
        """The text as a witness has it; ``None`` for a witness of which there is nothing.

        Raises:
            InputError: what the apparatus says of the witness cannot be.
        """
        choice = Choice(identifier, self.known, self.reading)
        order = self.orders.get(identifier)
        if order is not None or (self.addressed and not self.orders):
            found = untangled(self.text, choice, self.lemmata, self.reading, pruned=False)
            return evolve(found, text=ordered(found.text, choice.siglum, order, self.reading))
        nowhere = identifier not in self.known.named and not self.known.negative
        if self.orders or (nowhere and len(self.known.nodes) > 1 and self.known.named):
            return None
        found = untangled(self.text, choice, self.lemmata, self.reading, pruned=True)
        choice.report(self.text)
        return found
