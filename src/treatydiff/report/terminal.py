"""Terminal: a comparison as a person reads it, provision by provision, the words that differ marked in the text.

The earlier text's order is followed. Provisions that were kept take one line; what changed is shown whole. Each
clause carries the address of its change, so that what is read can be cited.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from treatydiff.collation import ClauseGroup, ProvisionGroup, VariationUnit
from treatydiff.comparison import Comparison
from treatydiff.comparison.extent import extent
from treatydiff.model.dossiers import Level
from treatydiff.model.links import Flag, Link, Relation
from treatydiff.model.passages import Gap
from treatydiff.model.witnesses import Witness
from treatydiff.report.screen import Piece, Screen, Tone
from treatydiff.report.wording import (
    WORDS,
    caution,
    cited,
    counted,
    described,
    flag_words,
    gaps_of,
    silence,
    spelled,
    tally,
    title_of,
    titles_of,
    told,
)

_INDENT = "    "
_TIED = "\u00a0"
"""Between a sign and what it stands for: no line ends there."""
_TONES = {Relation.OMITTED: Tone.OMITTED, Relation.INSERTED: Tone.INSERTED}


def render(comparison: Comparison, *, screen: Screen = Screen()) -> str:  # noqa: B008 - a frozen value
    """A comparison as text, lines ended by newlines.

    Args:
        comparison: what to show.
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
    view = _View(comparison, screen)
    return "".join([*view.head(), *view.body(), *view.foot()])


class _View:
    """Walks the groups of a comparison and sets them."""

    def __init__(self, comparison: Comparison, screen: Screen) -> None:
        self.comparison = comparison
        self.screen = screen
        self.earlier, self.later = comparison.earlier, comparison.later
        self.link_of = {a: link for link in comparison.links for a in (*link.earlier, *link.later)}
        self.change_of = {
            a: change for change in comparison.changes for a in (*change.address.earlier, *change.address.later)
        }
        self.listing = False
        """Whether the last line belongs to a list, which is parted from the rest by blank lines."""

    @property
    def _by_clause(self) -> bool:
        return self.comparison.collation.options.level is Level.CLAUSE

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
        yield "\n"
        if warned := caution(self.earlier, self.later):
            yield self._plain(warned)
        if not self._by_clause:
            yield self._plain("Compared by article alone: which correspond, without their words.")
        else:
            key = [("Words that went out: ", Tone.PLAIN), ("so", Tone.OUT), ("; that came in: ", Tone.PLAIN)]
            yield self.screen.set([*key, ("so", Tone.IN), (".", Tone.PLAIN)])

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
            yield self._plain("Nothing changed." if self._by_clause else "No article inserted or omitted.")
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
            yield from self._heading(group)
            for child in group.children:
                yield from self._provision(child) if isinstance(child, ProvisionGroup) else self._clause(child)

    def _whole(self, group: ProvisionGroup) -> bool:
        """Whether a change says that a provision has no counterpart, with all that is in it."""
        change = self.change_of.get(group.address)
        return change is not None and change.link is None and all(len(part.members) == 1 for part in group.walk())

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

    def _not_transmitted(self, group: ProvisionGroup) -> Iterator[str]:
        siglum = group.address.siglum
        title = title_of(self._witness(siglum).provision(group.address))
        silent = self._other(siglum).siglum
        yield from self._listed("not transmitted", str(group.address), f"{title}, not transmitted in {silent}")

    def _without_counterpart(self, group: ProvisionGroup) -> Iterator[str]:
        change = self.change_of[group.address]
        title = title_of(self._witness(group.address.siglum).provision(group.address))
        yield from self._rule([(title, Tone.STRONG), *self._signed(change.relation)], str(change.address))
        yield "\n"
        clauses = [part for part in group.walk() if isinstance(part, ClauseGroup)]
        for clause in clauses:
            yield from self._text(self._pieces(clause))
        if not clauses:
            yield from self._text([(change.earlier or change.later, Tone.PLAIN)])

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
            return
        left = [(titles_of(self.comparison, link, self.screen.sign("->")), Tone.STRONG)]
        relation = self._relation(group)
        if relation is not Relation.IDENTICAL:
            left += self._signed(relation)
        yield from self._rule(left, str(link.address))
        for flag in link.flags:
            yield from self._text([(self._flag(link, flag), Tone.PLAIN)])
        if change is not None and change.edits:
            yield from self._text(_pieces(group.heading, [(self.earlier.siglum, ()), (self.later.siglum, ())], ""))

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
            return
        self.listing = False
        flags = [self._flag(link, flag) for flag in link.flags] if link is not None else []
        said = "  ".join([WORDS[relation], *flags])
        yield "\n"
        sign = (f"{self.screen.sign(relation.value)}{_TIED}", _TONES.get(relation, Tone.STRONG))
        yield self.screen.set([sign, (f"{address}  ", Tone.FAINT), (said, Tone.PLAIN)], indent=_INDENT)
        yield from self._text(self._pieces(group))
        if group.method == "anchored":
            yield from self._text([("(too long to compare word by word throughout)", Tone.FAINT)])

    def _pieces(self, group: ClauseGroup) -> list[Piece]:
        """A clause's text, the words marked that differ; unmarked where one text alone has it."""
        gaps = [(member.siglum, gaps_of(self._witness(member.siglum), member)) for member in group.members]
        return _pieces(group.units, gaps, self.screen.sign("moved"))

    # Lines

    def _plain(self, text: str) -> str:
        return self.screen.set([(text, Tone.PLAIN)])

    def _text(self, pieces: Sequence[Piece]) -> Iterator[str]:
        yield self.screen.set(pieces, first=_INDENT, indent=_INDENT)

    def _rule(self, left: Sequence[Piece], right: str) -> Iterator[str]:
        self.listing = False
        yield "\n" + self.screen.rule(left, right)

    def _listed(self, sign: str, address: str, said: str, link: Link | None = None) -> Iterator[str]:
        """What takes one line; a list of such lines is parted from the rest."""
        if not self.listing:
            yield "\n"
        self.listing = True
        flags = "".join(f"  {self._flag(link, flag)}" for flag in link.flags) if link is not None else ""
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


def _pieces(units: Sequence[VariationUnit], gaps: Sequence[tuple[str, tuple[Gap, ...]]], moved: str) -> list[Piece]:
    """The units of one or two witnesses as text: what went out before what came in.

    Args:
        units: the text in order.
        gaps: the sigla, the earlier text's first, each with the gaps of its text by place.
        moved: the sign after words that stand elsewhere in the other text.
    """
    waiting = {siglum: iter(held) for siglum, held in gaps}
    spaced = [False] * len(gaps)  # whether white space ends what was read so far of each text
    pieces: list[Piece] = []
    for unit in units:
        readings = [unit.of(siglum) for siglum, _ in gaps]
        texts = [
            "".join(spelled(reading, waiting[siglum])) for reading, (siglum, _) in zip(readings, gaps, strict=True)
        ]
        words = [[token.strip() for token in reading.tokens] if reading else [] for reading in readings]
        if all(other == words[0] for other in words) and len({r.forms for r in readings if r}) == 1:
            space = any(spaced) or any(text[:1].isspace() for text in texts)
            pieces += [(" " if space else "", Tone.PLAIN), (texts[-1].strip(), Tone.PLAIN)]
        else:
            sign = moved if unit.transposed is not None else ""
            out = False
            for text, tone, space in zip(texts, (Tone.OUT, Tone.IN), spaced, strict=True):
                if text.strip():
                    between = " " if space or out or text[:1].isspace() else ""
                    pieces += [(between, Tone.PLAIN), (text.strip(), tone), (sign, Tone.PLAIN)]
                    out = True
        spaced = [text[-1:].isspace() if text else space for text, space in zip(texts, spaced, strict=True)]
    return [piece for piece in pieces if piece[0]]
