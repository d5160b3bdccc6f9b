r"""A comparison in LaTeX: the two texts beside each other, set by reledpar, what changed marked in both.

Words that went out are struck in the left column, words that came in underlined in the right one, so that colour is
not needed. The rows follow the earlier text; what the later one has elsewhere stands beside what it corresponds to,
and says where its own place is. Annotations are numbered footnotes.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from treatydiff.collation.values import ClauseGroup, ProvisionGroup, VariationUnit
from treatydiff.comparison import Change, Comparison
from treatydiff.model.addresses import Address
from treatydiff.model.links import Relation
from treatydiff.model.witnesses import Witness
from treatydiff.report.entries import varies
from treatydiff.report.latex.front import Notes, witnesses_list
from treatydiff.report.latex.writing import CLOSING, escape, in_language, opening
from treatydiff.report.wording import WORDS, flag_words, gaps_of, spelled, title_of, without_words

_PACKAGES = r"""\usepackage[series={A},noend,noledgroup]{reledmac}
\usepackage{reledpar}
% No line numbers: places are cited by address.
\firstlinenum{1000000}\linenumincrement{1000000}
\firstlinenumR{1000000}\linenumincrementR{1000000}
\AtEveryPstart{\raggedright\noindent}\setlength{\beforecolumnseparator}{0pt}
\setlength{\Lcolwidth}{0.475\textwidth}
\setlength{\Rcolwidth}{0.475\textwidth}
\newcommand{\nothing}[1]{{\footnotesize\sffamily\color{gray}[#1]}}
\newcommand{\relation}[1]{{\footnotesize\sffamily\itshape #1}}
"""
_KEY = r"""\noindent Words that went out are \wentout{struck} on the left, words that came in
\camein{underlined} on the right. A clause that stands on one side alone is not marked word by word.
"""


@frozen
class _Row:
    """A row of the two columns, as LaTeX."""

    left: str
    right: str


def write_comparison(comparison: Comparison, *, version: str) -> bytes:
    r"""A comparison as a LaTeX document in two columns, to be typeset with LuaLaTeX and reledpar.

    Args:
        comparison: the comparison.
        version: the version of treatydiff, which stands in the document.

    Returns:
        UTF-8; the same comparison gives the same bytes.

    Example:
        >>> from treatydiff.comparison import compare
        >>> from treatydiff.model.passages import Passage
        >>> from treatydiff.model.provisions import Provision
        >>> a, b = (
        ...     Witness(siglum, (Provision("article", (Passage(text),)),))
        ...     for siglum, text in (("A", "It lasts five years."), ("B", "It lasts ten years."))
        ... )
        >>> r"It lasts \wentout{five} years." in write_comparison(compare(a, b), version="1").decode()
        True
    """
    earlier, later = comparison.earlier, comparison.later
    title = f"{earlier.title or earlier.siglum}, compared with: {later.title or later.siglum}"
    body = (
        witnesses_list((earlier, later), "", comparison.annotations)
        + _key(comparison)
        + "".join(_View(comparison).body())
        + f"\\par\\bigskip\\noindent{{\\footnotesize Made by treatydiff {escape(version)}.}}\n"
    )
    head = opening((earlier, later), title=title, text=body, packages=_PACKAGES)
    return (head + body + CLOSING).encode()


def _key(comparison: Comparison) -> str:
    """How the words that changed are shown, or why none are."""
    wordless = without_words(comparison.collation)
    return f"\\noindent {escape(wordless)}\\par\n" if wordless else _KEY


class _View:
    """Walks the groups of a comparison and sets them row by row."""

    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self.notes = Notes(comparison.annotations)
        self.link_of = {a: link for link in comparison.links for a in (*link.earlier, *link.later)}
        self.change_of: dict[Address, Change] = {
            a: change for change in comparison.changes for a in (*change.address.earlier, *change.address.later)
        }

    def body(self) -> Iterator[str]:
        """The outermost provisions, each a pair of columns of its own, so that no page waits for the whole."""
        for group in self.comparison.collation.groups:
            rows = list(self._provision(group))
            yield "\\begin{pairs}\n\\begin{Leftside}\n\\beginnumbering\n"
            yield from (f"\\pstart\\noindent {row.left}\n\\pend\n" for row in rows)
            yield "\\endnumbering\n\\end{Leftside}\n\\begin{Rightside}\n\\beginnumbering\n"
            yield from (f"\\pstart\\noindent {row.right}\n\\pend\n" for row in rows)
            yield "\\endnumbering\n\\end{Rightside}\n\\end{pairs}\n\\Columns\n"

    def _provision(self, group: ProvisionGroup) -> Iterator[_Row]:
        title = self._titles(group)
        if title is None:
            self.notes.put_off(group)
        else:
            yield title
        for child in group.children:
            if isinstance(child, ProvisionGroup):
                yield from self._provision(child)
            else:
                yield self._clause(child)

    def _titles(self, group: ProvisionGroup) -> _Row | None:
        """What is printed over a provision in both texts; a paragraph without number or title has no row."""
        named = {m.siglum: self._witness(m.siglum).provision(m.addresses[0]) for m in group.members}
        if all(p.about.inner and p.label is None and p.heading is None for p in named.values()):
            return None
        sides = []
        for witness in (self.comparison.earlier, self.comparison.later):
            member = group.member(witness.siglum)
            if member is None:
                sides.append(self._nothing(group, witness))
                continue
            title = escape(title_of(named[witness.siglum]))
            address = escape(str(member.addresses[0]))
            sides.append(rf"\textbf{{{in_language(title, witness)}}} \address{{{address}}}")
        said = self._said(group)
        here = self.notes.at(group)
        return _Row(sides[0], sides[1] + (rf" \relation{{{escape(said)}}}" if said else "") + here)

    def _clause(self, group: ClauseGroup) -> _Row:
        sides = []
        for witness, mark in ((self.comparison.earlier, "wentout"), (self.comparison.later, "camein")):
            member = group.member(witness.siglum)
            if member is None:
                sides.append(self._nothing(group, witness))
                continue
            words = self._words(group, witness, mark if len(group.members) > 1 else "")
            address = escape("+".join(map(str, member.addresses)))
            sides.append(rf"\address{{{address}}}~{in_language(words, witness)}")
        said = self._said(group)
        here = self.notes.at(group)
        return _Row(sides[0], sides[1] + (rf" \relation{{{escape(said)}}}" if said else "") + here)

    def _words(self, group: ClauseGroup, witness: Witness, mark: str) -> str:
        """A clause's words, those marked that the other text does not have."""
        member = group.member(witness.siglum)
        gaps = iter(gaps_of(witness, member) if member else ())
        compared = group.method != "whole"
        out = []
        for unit in group.units:
            text = "".join(spelled(unit.of(witness.siglum), gaps))
            words = escape(text.strip())
            if mark and compared and words and _differs(unit, group):
                words = rf"\{mark}{{{words}}}"
            space = " " if text != text.rstrip() else ""
            out.append((" " if text != text.lstrip() else "") + words + space)
        return "".join(out).strip()

    def _nothing(self, group: ClauseGroup | ProvisionGroup, witness: Witness) -> str:
        if witness.siglum in group.not_transmitted:
            return r"\nothing{not transmitted}"
        if group.address not in self.change_of and group.address in self.link_of:
            return r"\nothing{with what it was joined to}"
        return rf"\nothing{{nothing in {escape(witness.siglum)}}}"

    def _said(self, group: ClauseGroup | ProvisionGroup) -> str:
        """Relation and flags in words; nothing where a provision or clause was kept where it was."""
        link = self.link_of.get(group.address)
        change = self.change_of.get(group.address)
        flags = [flag_words(self.comparison, link, flag, "to") for flag in link.flags] if link else []
        relation = ""
        if change is not None and not (flags and not change.edits and change.relation is Relation.REWORDED):
            relation = WORDS[change.relation]
        by = f"linked by {link.resp or 'an editor'}" if link is not None and link.edited else ""
        return "; ".join(part for part in (relation, *flags, by) if part)

    def _witness(self, siglum: str) -> Witness:
        earlier = self.comparison.earlier
        return earlier if siglum == earlier.siglum else self.comparison.later


def _differs(unit: VariationUnit, group: ClauseGroup) -> bool:
    return varies(unit, group) and not (unit.same_forms and len(unit.readings) == 1)
