"""Terminal: a comparison as a person reads it, provision by provision, the words that differ marked in the text.

The earlier text's order is followed. Provisions that were kept take one line; what changed is shown whole. Each
clause carries the address of its change, so that what is read can be cited. What is said of a text, a provision, a
clause or a change stands with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from treatydiff.collation import ClauseGroup, ProvisionGroup, VariationUnit
from treatydiff.comparison import Comparison
from treatydiff.comparison.extent import extent
from treatydiff.model.addresses import Address
from treatydiff.model.links import Flag, Link, Relation
from treatydiff.model.witnesses import Witness
from treatydiff.report.decisions import by_whom, decisions
from treatydiff.report.marking import Gaps, both, side
from treatydiff.report.remarks import Telling
from treatydiff.report.screen import Piece, Screen, Tone
from treatydiff.report.wording import (
    WORDS,
    caution,
    cited,
    counted,
    described,
    flag_words,
    gaps_of,
    nothing_changed,
    silence,
    tally,
    title_of,
    titles_of,
    told,
    without_words,
)

_INDENT = "    "
_DEEPER = "      "
_TIED = "\u00a0"
"""Between a sign and what it stands for: no line ends there."""
_TONES = {Relation.OMITTED: Tone.OMITTED, Relation.INSERTED: Tone.INSERTED}


def render(
    comparison: Comparison,
    *,
    side_by_side: bool = False,
    screen: Screen = Screen(),  # noqa: B008 - a frozen value
) -> str:
    """A comparison as text, lines ended by newlines.

    Args:
        comparison: what to show.
        side_by_side: whether the two texts stand in columns beside each other, clause by clause, in place of one
            text in which the words that differ are marked.
        screen: where it is shown.

    Example:
        >>> from treatydiff.comparison import compare
        >>> from treatydiff.model.numbers import Number
        >>> from treatydiff.model.passages import Passage
        >>> from treatydiff.model.provisions import Provision
        >>> a, b = (
        ...     Witness(siglum, (Provision("article", (Passage(text),), number=Number("3")),))
        ...     for siglum, text in (("A", "It lasts five years."), ("B", "It lasts ten years."))
        ... )
        >>> print(render(compare(a, b), screen=Screen(width=52)), end="")
        A  en
        B  en
        <BLANKLINE>
        Words that went out: [-so-]; that came in: {+so+}.
        <BLANKLINE>
        ── Article 3 ─────────────────────────── A/3..B/3 ──
        <BLANKLINE>
        ≈ A/3:1..B/3:1  reworded
            It lasts [-five-] {+ten+} years.
        <BLANKLINE>
        ── In all ──────────────────────────────────────────
        <BLANKLINE>
        ≈ 1 reworded
        2 of 8 words differ (25 %).
    """
    view = _View(comparison, screen, side_by_side=side_by_side)
    return "".join([*view.head(), *view.body(), *view.foot()])


class _View:
    """Walks the groups of a comparison and sets them."""

    def __init__(self, comparison: Comparison, screen: Screen, *, side_by_side: bool) -> None:
        self.comparison = comparison
        self.side_by_side = side_by_side
        self.screen = screen
        self.telling = Telling(comparison.annotations, screen)
        self.above: frozenset[str] = frozenset()
        """The ids of what is said of the provisions in which one stands, and was told at their headings."""
        self.earlier, self.later = comparison.earlier, comparison.later
        self.link_of = {a: link for link in comparison.links for a in (*link.earlier, *link.later)}
        self.change_of = {
            a: change for change in comparison.changes for a in (*change.address.earlier, *change.address.later)
        }
        self.listing = False
        """Whether the last line belongs to a list, which is parted from the rest by blank lines."""

    def head(self) -> Iterator[str]:
        """The two texts, and what to know of them."""
        width = max(len(self.earlier.siglum), len(self.later.siglum)) + 2
        for witness in (self.earlier, self.later):
            first, indent = witness.siglum.ljust(width), " " * width
            said = (witness.title, Tone.STRONG), (described(witness), Tone.PLAIN), (cited(witness), Tone.FAINT)
            for line, tone in said:
                if line:
                    yield self.screen.set([(line, tone)], first=first, indent=indent)
                    first = indent
            yield from self.telling.tell(self.telling.of([Address(witness.siglum)]), indent=indent)
        yield "\n"
        if warned := caution(self.earlier, self.later):
            yield self._plain(warned)
        if wordless := without_words(self.comparison.collation):
            yield self._plain(wordless)
        else:
            key = [("Words that went out: ", Tone.PLAIN), ("so", Tone.OUT), ("; that came in: ", Tone.PLAIN)]
            key.append(("so", Tone.IN))
            if any(edit.same_forms for change in self.comparison.changes for edit in change.edits):
                key += [("; that are only written differently: ", Tone.PLAIN), ("so", Tone.ALIKE)]
            yield self.screen.set([*key, (".", Tone.PLAIN)])
        if noted := self.telling.key():
            yield self._plain(noted)
        if self.side_by_side:
            sigla: list[list[Piece]] = [[(witness.siglum, Tone.STRONG)] for witness in (self.earlier, self.later)]
            yield "\n" + self.screen.beside(*sigla, indent=_INDENT)

    def body(self) -> Iterator[str]:
        """Provision by provision."""
        for group in self.comparison.collation.groups:
            yield from self._provision(group)

    def foot(self) -> Iterator[str]:
        """Counts, and what is not transmitted."""
        yield from self._rule([("In all", Tone.STRONG)], "")
        yield "\n"
        counts = {name: number for name, number in tally(self.comparison).items() if number}
        counts.pop("not transmitted", None)
        each = (f"{self.screen.sign(name)} {n} {told(name)}".replace(" ", "\u00a0") for name, n in counts.items())
        yield self._plain("   ".join(each))
        if not self.comparison.changes:
            yield self._plain(nothing_changed(self.comparison.collation))
        words = extent(self.comparison.collation)
        if words.compared:
            yield self._plain(f"{words.differing:,} of {words.compared:,} words differ ({words.per_cent} %).")
        for silent in (self.earlier, self.later):
            there = [address for address in self.comparison.not_transmitted if address.siglum != silent.siglum]
            if there:
                other = self._other(silent.siglum)
                what = f"{counted(len(there), 'provision')} of {other.siglum} not transmitted in {silent.siglum}"
                yield self._plain(
                    f"{self.screen.sign('not transmitted')} {what}, and so neither inserted nor omitted: "
                    f"{silence(silent, other)}."
                )
        yield from decisions(self.comparison.collation, self.screen)
        if rest := list(self.telling.rest()):
            yield "\n" + self._plain("Said besides:")
            yield from rest

    # Provisions

    def _provision(self, group: ProvisionGroup) -> Iterator[str]:
        inner = list(group.walk())
        alone = len(group.members) == 1
        touched = any(len(part.members) == 1 or part.address in self.change_of for part in inner[1:])
        if alone and all(part.not_transmitted for part in inner):
            yield from self._not_transmitted(group)
        elif not alone and not touched and self._relation(group) in (Relation.IDENTICAL, Relation.PARALLEL):
            yield from self._kept(group)
        elif alone and self._whole(group):
            yield from self._without_counterpart(group)
        else:
            above = self.above
            yield from self._heading(group)
            for child in group.children:
                yield from self._provision(child) if isinstance(child, ProvisionGroup) else self._clause(child)
            self.above = above

    def _whole(self, group: ProvisionGroup) -> bool:
        """Whether one change says that a provision has no counterpart, with all that is in it."""
        change = self.change_of.get(group.address)
        return (
            change is not None
            and change.link is None
            and all(len(part.members) == 1 for part in group.walk())
            and not any(part.address in self.change_of for part in group.walk() if part is not group)
        )

    def _relation(self, group: ProvisionGroup) -> Relation:
        """How a provision that both have stands; one that was only moved or renumbered was kept."""
        change = self.change_of.get(group.address)
        if change is not None and not (change.flags and not change.edits and change.relation is Relation.REWORDED):
            return change.relation
        parallel = self.link_of[group.address].relation is Relation.PARALLEL
        return Relation.PARALLEL if parallel else Relation.IDENTICAL

    def _kept(self, group: ProvisionGroup) -> Iterator[str]:
        relation, link = self._relation(group), self.link_of[group.address]
        title = titles_of(self.comparison, link, self.screen.sign("->"))
        yield from self._listed(relation.value, str(link.address), ", ".join([title, WORDS[relation]]), link)
        yield from self._said(*group.walk())

    def _not_transmitted(self, group: ProvisionGroup) -> Iterator[str]:
        siglum = group.address.siglum
        title = title_of(self._witness(siglum).provision(group.address))
        silent = self._other(siglum).siglum
        yield from self._listed("not transmitted", str(group.address), f"{title}, not transmitted in {silent}")
        yield from self._said(*group.walk())

    def _without_counterpart(self, group: ProvisionGroup) -> Iterator[str]:
        change = self.change_of[group.address]
        title = title_of(self._witness(group.address.siglum).provision(group.address))
        yield from self._rule([(title, Tone.STRONG), *self._signed(change.relation)], str(change.address))
        yield "\n"
        clauses = [part for part in group.walk() if isinstance(part, ClauseGroup)]
        for clause in clauses:
            yield from self._words(clause)
        if not clauses:
            words = [[(text, Tone.PLAIN)] if text else [] for text in (change.earlier, change.later)]
            yield from self._beside(*words) if self.side_by_side else self._text([*words[0], *words[1]])
        yield from self._said(*group.walk())

    def _heading(self, group: ProvisionGroup) -> Iterator[str]:
        """What stands over a provision that is shown with what is in it."""
        link, change = self.link_of.get(group.address), self.change_of.get(group.address)
        if link is None or len(group.members) == 1:
            if not group.children and link is None and change is None:
                return  # what is in it corresponds to something and stands there
            title = title_of(self._witness(group.address.siglum).provision(group.address))
            left: list[Piece] = [(title, Tone.STRONG)]
            if link is not None:
                left += [*self._signed(link.relation), (f" in {link.address}", Tone.PLAIN)]
            elif change is not None:
                left += self._signed(change.relation)
            yield from self._rule(left, str(change.address if change and link is None else group.address))
            yield from self._said(group, indent=_INDENT)
            return
        left = [(titles_of(self.comparison, link, self.screen.sign("->")), Tone.STRONG)]
        relation = self._relation(group)
        if relation is not Relation.IDENTICAL:
            left += self._signed(relation)
        yield from self._rule(left, str(link.address))
        for flag in link.flags:
            yield from self._text([(self._flag(link, flag), Tone.PLAIN)])
        if link.edited:
            yield from self._text([(f"Linked {by_whom(link)}", Tone.PLAIN)])
        if change is not None and change.edits:
            yield from self._marked(group.heading, [(self.earlier.siglum, ()), (self.later.siglum, ())], "")
        yield from self._said(group, indent=_INDENT)

    # Clauses

    def _clause(self, group: ClauseGroup) -> Iterator[str]:
        link, change = self.link_of.get(group.address), self.change_of.get(group.address)
        if link is not None:
            relation, address = link.relation, link.address
        elif change is not None:
            relation, address = change.relation, change.address
        else:
            text = " ".join("".join(text for text, _ in self._pieces(group)).split())
            silent = self._other(group.address.siglum).siglum
            yield from self._listed("not transmitted", str(group.address), f"not transmitted in {silent}: {text}")
            yield from self._said(group)
            return
        self.listing = False
        flags = [self._flag(link, flag) for flag in link.flags] if link is not None else []
        who = [by_whom(link)] if link is not None and link.edited else []
        said = "  ".join([WORDS[relation], *flags, *who])
        yield "\n"
        sign = (f"{self.screen.sign(relation.value)}{_TIED}", _TONES.get(relation, Tone.STRONG))
        yield self.screen.set([sign, (f"{address}  ", Tone.FAINT), (said, Tone.PLAIN)], indent=_INDENT)
        yield from self._words(group)
        if group.method == "anchored":
            yield from self._text([("(too long to compare word by word throughout)", Tone.FAINT)])
        yield from self._said(group)

    def _words(self, group: ClauseGroup) -> Iterator[str]:
        """A clause's text, the words marked that differ."""
        yield from self._marked(group.units, self._gaps(group), self.screen.sign("moved"))

    def _marked(self, units: Sequence[VariationUnit], gaps: Gaps, moved: str) -> Iterator[str]:
        """Units as lines: as one text, or each text's in its column."""
        if self.side_by_side:
            sides = (self.earlier.siglum, Tone.OUT), (self.later.siglum, Tone.IN)
            yield from self._beside(*(side(units, gaps, siglum, tone, moved) for siglum, tone in sides))
        else:
            yield from self._text(both(units, gaps, moved, self.screen.sign("->")))

    def _pieces(self, group: ClauseGroup) -> list[Piece]:
        """A clause's text, the words marked that differ; unmarked where one text alone has it."""
        return both(group.units, self._gaps(group), self.screen.sign("moved"), self.screen.sign("->"))

    def _gaps(self, group: ClauseGroup) -> Gaps:
        return [(member.siglum, gaps_of(self._witness(member.siglum), member)) for member in group.members]

    # What is said

    def _said(self, *groups: ProvisionGroup | ClauseGroup, indent: str = _DEEPER) -> Iterator[str]:
        """What is said of groups, and of what changed in them unless it stands above, over what they stand in.

        Args:
            groups: a clause, a heading, or a provision with all that is in it.
            indent: what stands before each line.
        """
        places = [address for group in groups for member in group.members for address in member.addresses]
        changes = [self.change_of[group.address] for group in groups if group.address in self.change_of]
        here = {one.id for one in self.telling.of(places)}
        here |= {one.id for change in changes for one in change.annotations if one.id not in self.above}
        told = [one for one in self.comparison.annotations if one.id in here]
        yield from self.telling.tell(told, indent=indent)
        if indent == _INDENT:
            self.above |= here

    # Lines

    def _plain(self, text: str) -> str:
        return self.screen.set([(text, Tone.PLAIN)])

    def _text(self, pieces: Sequence[Piece]) -> Iterator[str]:
        yield self.screen.set(pieces, first=_INDENT, indent=_INDENT)

    def _beside(self, left: Sequence[Piece], right: Sequence[Piece]) -> Iterator[str]:
        yield self.screen.beside(left, right, indent=_INDENT)

    def _rule(self, left: Sequence[Piece], right: str) -> Iterator[str]:
        self.listing = False
        yield "\n" + self.screen.rule(left, right)

    def _listed(self, sign: str, address: str, said: str, link: Link | None = None) -> Iterator[str]:
        """What takes one line; a list of such lines is parted from the rest."""
        if not self.listing:
            yield "\n"
        self.listing = True
        flags = "".join(f"  {self._flag(link, flag)}" for flag in link.flags) if link is not None else ""
        flags += f"  {by_whom(link)}" if link is not None and link.edited else ""
        opening = (f"{self.screen.sign(sign)}{_TIED}", Tone.STRONG)
        yield self.screen.set([opening, (f"{address}  ", Tone.FAINT), (said + flags, Tone.PLAIN)], indent=_INDENT)

    def _signed(self, relation: Relation) -> list[Piece]:
        tone = _TONES.get(relation, Tone.STRONG)
        return [
            ("  ", Tone.PLAIN),
            (self.screen.sign(relation.value), tone),
            (f"{_TIED}{WORDS[relation]}", Tone.PLAIN),
        ]

    def _flag(self, link: Link, flag: Flag) -> str:
        words = flag_words(self.comparison, link, flag, self.screen.sign("->"))
        return f"{self.screen.sign(flag.value)}{_TIED}{words}"

    def _witness(self, siglum: str) -> Witness:
        return self.earlier if siglum == self.earlier.siglum else self.later

    def _other(self, siglum: str) -> Witness:
        return self.later if siglum == self.earlier.siglum else self.earlier
