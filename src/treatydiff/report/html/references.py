"""References: what is copied as the citation of a provision or change, in little room.

Citations of one text differ in article, address and digest alone. So a page has each pattern once, and each element
the parts that are its own, in ``data-c`` with tabs between them; the script puts them together.
"""

from __future__ import annotations

from attrs import field, mutable

from treatydiff.citation import Citation, citation_of, write_reference
from treatydiff.comparison import Change
from treatydiff.model.addresses import Address
from treatydiff.model.dossiers import DossierRecord

_SLOTS = "\ue000\ue001\ue002\ue003"
"""Stand for the parts while a pattern is made: private characters, which no text of a dossier means anything by."""
_BETWEEN = "\t"


@mutable
class References:
    """The citations of a page.

    Attributes:
        record: what is cited from.
        version: with what it is read.
    """

    record: DossierRecord
    version: str
    _patterns: dict[str, int] = field(factory=dict, init=False)

    def of(self, place: Address | Change) -> str:
        """The citation of a place or change: the number of its pattern, and its parts.

        Raises:
            UnknownError: nothing stands there.
        """
        return self.parted(citation_of(self.record, place, version=self.version))

    def parted(self, citation: Citation) -> str:
        """A citation as pattern and parts."""
        written = write_reference(citation)
        parts = [side.locator for side in citation.cited]
        ending = f"{citation.place}, {citation.digest}."
        lead = written.removesuffix(ending)
        digest = citation.digest.partition(":")[2]
        ending = ending.replace(str(citation.place), "{a}").replace(digest, "{d}")
        at = 0
        for slot, part in enumerate(parts):
            start = _standing_alone(part, lead, at) if part else -1
            if start >= 0:
                lead = f"{lead[:start]}{_SLOTS[slot]}{lead[start + len(part) :]}"
                at = start
        for slot in range(len(parts)):
            lead = lead.replace(_SLOTS[slot], f"{{{slot}}}")
        number = self._patterns.setdefault(lead + ending, len(self._patterns))
        return _BETWEEN.join([str(number), str(citation.place), digest, *parts])

    @property
    def patterns(self) -> tuple[str, ...]:
        """The patterns by number; ``{a}`` is the address, ``{d}`` the digest, ``{0}`` and ``{1}`` the articles."""
        return tuple(self._patterns)


def _standing_alone(part: str, lead: str, at: int) -> int:
    """Where, from an offset on, a part stands between a comma and a comma or semicolon; -1 where it does not."""
    start = lead.find(part, at)
    while start >= 0 and not (lead.endswith(", ", 0, start) and lead.startswith((",", ";"), start + len(part))):
        start = lead.find(part, start + 1)
    return start
