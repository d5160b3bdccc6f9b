"""Entries: what reference managers are told of a citation, one entry for each text in it.

A change joins two documents, so it gives two entries; the address and the digest of the change stand in both. What
is not known is left out, and there is no date of access, since a text that is named with its digest needs none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from treatydiff.citation.dates import PlainDate, plain_dates
from treatydiff.citation.digests import canonical
from treatydiff.citation.people import PersonName, parted_names
from treatydiff.citation.styles import trailer, where_published
from treatydiff.citation.values import Citation, Cited
from treatydiff.model.addresses import Address
from treatydiff.model.sources import Source, Work


@frozen
class Entry:
    """One text in a citation, for a reference manager.

    Attributes:
        key: its name in a bibliography: the ids of what is cited.
        citation: the citation.
        side: the text.
    """

    key: str
    citation: Citation
    side: Cited

    @property
    def title(self) -> str:
        """What the text is called."""
        return self.side.title

    @property
    def edtf(self) -> str:
        """Its date as written, or nothing."""
        return canonical(self.side.witness.date.edtf) if self.side.witness.date else ""

    @property
    def dates(self) -> tuple[PlainDate, ...]:
        """Its date, or the two ends of an interval; empty where it is anything else."""
        return plain_dates(self.edtf)

    @property
    def source(self) -> Source:
        """Where it is taken from."""
        return self.side.witness.source or Source()

    @property
    def work(self) -> Work:
        """The work that it is taken from, or one of which nothing is known."""
        return self.source.work or Work("")

    @property
    def container(self) -> str:
        """The title of that work."""
        return canonical(self.work.title)

    @property
    def authors(self) -> tuple[PersonName, ...]:
        """Who wrote that work."""
        return parted_names(self.work.authors)

    @property
    def editors(self) -> tuple[PersonName, ...]:
        """Who edited that work."""
        return parted_names(self.work.editors)

    @property
    def translators(self) -> tuple[PersonName, ...]:
        """Who translated the text."""
        return parted_names([self.side.witness.translator])

    @property
    def archive(self) -> str:
        """Archive and sheets."""
        parts = (canonical(self.source.repository), canonical(self.source.shelfmark))
        return ", ".join(part for part in parts if part)

    @property
    def published(self) -> str:
        """Where it is kept and published, in words."""
        return where_published(self.side)

    @property
    def note(self) -> str:
        """Dossier, edition, version, address and digest: what `treatydiff.citation.resolve` reads."""
        said = trailer(self.citation)
        return f"{said[0].upper()}{said[1:]}"


def entries(citations: Iterable[Citation]) -> Iterator[Entry]:
    """The entries of citations, each once, with keys that differ in more than capitals, as BibTeX asks.

    Args:
        citations: what is cited.
    """
    taken: set[str] = set()
    for citation in {citation.place: citation for citation in citations}.values():
        for side in citation.cited:
            wanted = _key(citation, side)
            key, count = wanted, 1
            while key.casefold() in taken:
                count += 1
                key = f"{wanted}.{count}"
            taken.add(key.casefold())
            yield Entry(key, citation, side)


def _key(citation: Citation, side: Cited) -> str:
    if isinstance(citation.place, Address):
        return citation.place.as_id
    ends = ("+".join(address.as_id for address in ends) for ends in (citation.place.earlier, citation.place.later))
    return f"{'..'.join(ends)}.{'earlier' if side is citation.earlier else 'later'}"
