r"""A collation in LaTeX: a reading text with line numbers, and at its foot the readings, set by reledmac.

Series A holds the readings: lemma, bracket, what others have, with their sigla; a witness that is not named has the
words of the text. Series B says at the beginning of each clause which clauses of other witnesses correspond to it,
and who lacks it. Annotations are numbered footnotes. Where the base lacks a whole provision or clause, the first
witness that has it stands in for it, in angle brackets and with its siglum.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from treatydiff.collation.values import ClauseGroup, Collation, ProvisionGroup, VariationUnit
from treatydiff.report.entries import Entry, entries, reading_text, variation, varies
from treatydiff.report.latex.front import Notes, witnesses_list
from treatydiff.report.latex.writing import CLOSING, escape, in_language, opening
from treatydiff.report.wording import title_of

_PACKAGES = r"""\usepackage[series={A,B},noend,noledgroup]{reledmac}
\Xarrangement[A]{paragraph}
\Xarrangement[B]{paragraph}
\Xparafootsep{\hskip 1em plus 0.3em minus 0.2em}
\firstlinenum{5}\linenumincrement{5}
% reledmac makes the dash between two line numbers of two hyphens, which are two hyphens here.
\renewcommand{\endashchar}{\textnormal{\textendash}}
\newcommand{\provision}[3]{{\bfseries #1}#2\hfill\address{#3}}
"""
_KEY = (
    r"\noindent At the foot: the words of the text] other words and who has them; \said{om.} omitted by; "
    r"\said{n.\,tr.} not transmitted by. Who is not named has the words of the text. Below that, the clauses that "
    r"correspond. Words in \textlangle\ldots\textrangle\ are not in the base."
    "\n"
)


def write_collation(collation: Collation, *, title: str = "", version: str) -> bytes:
    r"""A collation as a LaTeX document, to be typeset with LuaLaTeX and reledmac.

    Args:
        collation: the collation.
        title: what the document is called; else it names the base.
        version: the version of treatydiff, which stands in the document.

    Returns:
        UTF-8; the same collation gives the same bytes.

    Example:
        >>> from treatydiff.collation import collate
        >>> from treatydiff.model.passages import Passage
        >>> from treatydiff.model.provisions import Provision
        >>> from treatydiff.model.witnesses import Witness
        >>> a, b = (
        ...     Witness(siglum, (Provision("article", (Passage(text),)),))
        ...     for siglum, text in (("A", "It lasts five years."), ("B", "It lasts ten years."))
        ... )
        >>> r"\Afootnote{ten \siglum{B}}" in write_collation(collate([a, b]), version="1").decode()
        True
    """
    base = collation.witness(collation.base)
    named = title or f"{base.title or base.siglum}: {', '.join(w.siglum for w in collation.witnesses)}"
    view = _View(collation)
    body = (
        witnesses_list(collation.witnesses, collation.base, collation.annotations)
        + _KEY
        + "\\section*{Text}\n\\beginnumbering\n"
        + "".join(view.body())
        + "\\endnumbering\n"
        + f"\\par\\bigskip\\noindent{{\\footnotesize Made by treatydiff {escape(version)}.}}\n"
    )
    head = opening(collation.witnesses, title=named, text=body, packages=_PACKAGES)
    return (head + body + CLOSING).encode()


class _View:
    """Walks the groups of a collation and sets them."""

    def __init__(self, collation: Collation) -> None:
        self.collation = collation
        self.notes = Notes(collation.annotations)

    def body(self) -> Iterator[str]:
        """Provision by provision."""
        for group in self.collation.groups:
            yield from self._provision(group, frozenset())

    def _provision(self, group: ProvisionGroup, absent: frozenset[str]) -> Iterator[str]:
        witness = self.collation.witness(group.address.siglum)
        provision = witness.provision(group.address)
        within = absent
        if not provision.about.inner or group.label is not None or group.heading:
            title = escape(title_of(provision))
            if group.address.siglum != self.collation.base:
                title = rf"\textlangle {title}\textrangle"
            label = [(0, group.label)] if group.label is not None and varies(group.label, group) else []
            said = [
                *entries(self.collation, group, (group.label,) if group.label else (), label),
                *entries(self.collation, group, group.heading, variation(group)),
            ]
            about = [self._entry(entry, "") for entry in said] + [self._corresponding(group, absent)]
            about.append(self.notes.at(group))
            named = f"{{{title}}}{{{''.join(about)}}}{{{escape(str(group.address))}}}"
            yield f"\\pstart[\\bigskip]\\noindent\\provision{named}\n\\pend\n"
            within = absent.union(group.omitted, group.not_transmitted)
        else:
            self.notes.put_off(group)
        paragraph = False
        for child in group.children:
            if isinstance(child, ClauseGroup):
                yield "" if paragraph else "\\pstart\n"
                paragraph = True
                yield self._clause(child, within)
            else:
                yield "\\pend\n" if paragraph else ""
                paragraph = False
                yield from self._provision(child, within)
        yield "\\pend\n" if paragraph else ""

    def _clause(self, group: ClauseGroup, absent: frozenset[str]) -> str:
        """A clause: its address, what corresponds to it, its words with the variants, its annotations."""
        text = reading_text(self.collation, group, group.units).units
        by_place = {entry.position: entry for entry in self._entries(group)}
        pieces = []
        for position, unit in enumerate(text):
            written = "".join(unit)
            entry = by_place.get(position)
            if entry is None:
                pieces.append(escape(written))
                continue
            space = " " if written != written.rstrip() else ""
            pieces.append(self._entry(entry, escape(written.rstrip())) + space)
        words = in_language("".join(pieces).strip(), self.collation.witness(group.address.siglum))
        if group.address.siglum != self.collation.base:
            words = rf"\textlangle {words}\textrangle\,\siglum{{{escape(group.address.siglum)}}}"
        said = self.notes.at(group)
        where = rf"\address{{{escape(str(group.address))}}}~"
        return f"{where}{self._corresponding(group, absent)}{words}{said}\n"

    def _entries(self, group: ClauseGroup) -> Iterable[Entry]:
        varying: Iterable[tuple[int, VariationUnit]] = variation(group)
        if group.method == "whole":  # words were not compared: the others' stand whole
            varying = [(n, unit) for n, unit in enumerate(group.units) if varies(unit, group)]
        return entries(self.collation, group, group.units, varying)

    def _entry(self, entry: Entry, text: str) -> str:
        """The words of the text with the entry on them; one on a place without words is hung up there."""
        said = [
            in_language(escape(other.words), self.collation.witness(other.sigla[0])) + " " + _sigla(other.sigla)
            for other in entry.variants
        ]
        if entry.omitted:
            said.append(r"\said{om.} " + _sigla(entry.omitted))
        if entry.silent:
            said.append(r"\said{n.\,tr.} " + _sigla(entry.silent))
        return rf"\edtext{{{text}}}{{\lemma{{{escape(entry.lemma)}}}\Afootnote{{{'; '.join(said)}}}}}"

    def _corresponding(self, group: ClauseGroup | ProvisionGroup, absent: frozenset[str]) -> str:
        """Which addresses of others correspond, who lacks it and who says nothing of it, in series B."""
        ours = group.address.siglum
        joined = {member.siglum: "+".join(map(str, member.addresses)) for member in group.members}
        said = [escape(address) for siglum, address in joined.items() if siglum != ours]
        without = [siglum for siglum in group.omitted if siglum not in absent]
        silent = [siglum for siglum in group.not_transmitted if siglum not in absent]
        parts = [", ".join(said)] if said else []
        if without:
            parts.append(r"\said{om.} " + _sigla(without))
        if silent:
            parts.append(r"\said{n.\,tr.} " + _sigla(silent))
        if not parts:
            return ""
        return rf"\edtext{{}}{{\lemma{{{escape(joined[ours])}}}\Bfootnote{{{'; '.join(parts)}}}}}"


def _sigla(sigla: Iterable[str]) -> str:
    return " ".join(rf"\siglum{{{escape(siglum)}}}" for siglum in sigla)
