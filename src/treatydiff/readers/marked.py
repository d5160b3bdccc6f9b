"""What readers of XML that marks provisions share: where each provision begins, and what was doubtful."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve, field, frozen
from lxml import etree

from treatydiff.errors import DateError
from treatydiff.model.dates import UncertainDate
from treatydiff.model.findings import Finding
from treatydiff.model.provisions import Provision
from treatydiff.readers.places import Place
from treatydiff.readers.tei_context import shortly
from treatydiff.readers.xml import XmlSource


def places_of(source: XmlSource) -> dict[etree._Element, Place]:
    """Where each element of a document stands."""
    nodes = list(source.root.iter("*"))
    return dict(zip(nodes, source.places(nodes), strict=True))


@frozen(eq=False)
class MarkedReader:
    """One file while it is read.

    Attributes:
        source: the document.
        places: where its elements stand.
        language: the language it is in, BCP 47's first subtag.
        origins: where each provision begins, by its identity; the pair keeps both alive.
        findings: what was doubtful or left aside.
    """

    source: XmlSource
    places: dict[etree._Element, Place]
    language: str
    origins: dict[int, tuple[Provision, Place]] = field(factory=dict)
    findings: list[Finding] = field(factory=list)

    def keep(self, provision: Provision, node: etree._Element) -> Provision:
        """The same provision, remembering where it begins."""
        self.origins[id(provision)] = (provision, self.places[node])
        return provision

    def moved(self, old: Provision, new: Provision) -> Provision:
        """A provision in another's place."""
        self.origins[id(new)] = (new, self.origins[id(old)][1])
        return new

    def date_of(self, written: str) -> UncertainDate | None:
        """A date as the file has it; ``None`` where it has none, or none that can be read."""
        try:
            return UncertainDate(written) if written else None
        except DateError:
            what = f"the date {shortly(written)} is no EDTF, and was left aside"
            self.findings.append(Finding(what, self.source.name))
            return None

    def once(self, siblings: Sequence[Provision]) -> list[Provision]:
        """Siblings; a second one with a number keeps it in its label only, as an address names one provision."""
        known: set[tuple[str, str]] = set()
        found = []
        for one in siblings:
            kept = one
            if one.number is not None:
                key = (one.about.numbered or "", one.number.printed)
                if key in known:
                    what = f"the number {one.number} stands there twice: the second is addressed by its place"
                    self.findings.append(Finding(what, self.source.name, *self.origins[id(one)][1]))
                    kept = self.moved(one, evolve(one, number=None))
                known.add(key)
            found.append(kept)
        return found
