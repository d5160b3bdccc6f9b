"""Apparatus: a collation as a person reads it in a terminal, the base's text with the variants under each clause.

The form is that of printed editions with a negative apparatus: what the base has stands before a bracket, what
others have behind it, each reading with its witnesses; a witness that is not named has the base's words. Where the
base lacks a whole provision or clause, the first witness that has it stands in for it. What is said of a text, a
provision or a clause stands with it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from treatydiff.collation.values import ClauseGroup, Collation, ProvisionGroup, VariationUnit
from treatydiff.model.addresses import Address
from treatydiff.model.links import Flag
from treatydiff.report.decisions import by_whom, decisions
from treatydiff.report.entries import entries, reading_text, variation, varies
from treatydiff.report.remarks import Telling
from treatydiff.report.screen import Piece, Screen, Tone
from treatydiff.report.wording import caution, cited, counted, described, title_of, without_words

_INDENT = "    "
_DEEPER = "      "


def render_collation(collation: Collation, *, screen: Screen = Screen()) -> str:  # noqa: B008 - a frozen value
    r"""A collation as text, lines ended by newlines.

    Args:
        collation: what to show.
        screen: where it is shown.

    Example:
        >>> from treatydiff.collation import collate
        >>> from treatydiff.model.passages import Passage
        >>> from treatydiff.model.provisions import Provision
        >>> from treatydiff.model.witnesses import Witness
        >>> a, b = (
        ...     Witness(siglum, (Provision("article", (Passage(text),)),))
        ...     for siglum, text in (("A", "It lasts five years."), ("B", "It lasts ten years."))
        ... )
        >>> print(render_collation(collate([a, b]), screen=Screen(width=52)).partition("\n\n")[2], end="")
        Under each clause: words of the base] other words
        and who has them; om. omitted by; [...] not
        transmitted by. Who is not named has the base's
        words.
        <BLANKLINE>
        ── Article ──────────────────────────── A/article ──
        <BLANKLINE>
        A/article:1  B/article:1
            It lasts five years.
              five] ten B  (substantive)
        <BLANKLINE>
        ── In all ──────────────────────────────────────────
        <BLANKLINE>
        1 place of variation: 1 substantive.
    """
    view = _View(collation, screen)
    return "".join([*view.head(), *view.body(), *view.foot()])


def places_of_variation(collation: Collation) -> dict[str, int]:
    """How many places of variation there are of each class, in the order of the rules; those that occur."""
    found = Counter(unit.variant for group in collation.walk() for _, unit in variation(group))
    known = dict.fromkeys([*(rule.variant for rule in collation.options.rules), ""])
    return {name: found[name] for name in known if found[name]}


def moves(collation: Collation) -> dict[Address, tuple[str, ...]]:
    """In which witnesses a provision or clause stands elsewhere: by the address of its group, the sigla in order.

    Elsewhere than in the witness whose words stand for the group, as the links between the two are flagged.
    """
    out_of_order = {
        frozenset((here, there))
        for link in collation.links
        if Flag.MOVED in link.flags
        for here in link.earlier
        for there in link.later
        if {here, there} <= set(link.joined)
    }
    if not out_of_order:
        return {}
    found = {
        group.address: tuple(
            member.siglum
            for member in group.members
            if any(frozenset((group.address, address)) in out_of_order for address in member.addresses)
        )
        for group in collation.walk()
    }
    return {address: sigla for address, sigla in found.items() if sigla}


class _View:
    """Walks the groups of a collation and sets them."""

    def __init__(self, collation: Collation, screen: Screen) -> None:
        self.collation = collation
        self.screen = screen
        self.telling = Telling(collation.annotations, screen)
        self.moves = moves(collation)

    def head(self) -> Iterator[str]:
        """The witnesses, and what to know of them and of the signs."""
        names = {
            w.siglum: f"{w.siglum}{' (base)' * (w.siglum == self.collation.base)}" for w in self.collation.witnesses
        }
        width = max(map(len, names.values())) + 2
        for witness in self.collation.witnesses:
            first, indent = names[witness.siglum].ljust(width), " " * width
            said = (witness.title, Tone.STRONG), (described(witness), Tone.PLAIN), (cited(witness), Tone.FAINT)
            for line, tone in said:
                if line:
                    yield self.screen.set([(line, tone)], first=first, indent=indent)
                    first = indent
            yield from self.telling.tell(self.telling.of([Address(witness.siglum)]), indent=indent)
        yield "\n"
        if warned := caution(*self.collation.witnesses):
            yield self._plain(warned)
        if wordless := without_words(self.collation, "Collated"):
            yield self._plain(wordless)
        else:
            yield self._plain(
                "Under each clause: words of the base] other words and who has them; om. omitted by; "
                f"{self.screen.sign('not transmitted')} not transmitted by. Who is not named has the base's words."
            )
        if noted := self.telling.key():
            yield self._plain(noted)

    def body(self) -> Iterator[str]:
        """Provision by provision."""
        for group in self.collation.groups:
            yield from self._provision(group, frozenset())

    def foot(self) -> Iterator[str]:
        """How many places there are, by class; and what an editor decided."""
        if self.collation.compares_words:
            yield from self._counts()
        stated = [
            f"{link.address} {link.relation.value}, {by_whom(link)}" for link in self.collation.links if link.edited
        ]
        if stated:
            yield "\n" + self.screen.set([("Linked by an editor:", Tone.STRONG)])
        for line in stated:
            yield self.screen.set([(line, Tone.PLAIN)], first=_INDENT, indent=_INDENT * 2)
        yield from decisions(self.collation, self.screen)
        if rest := list(self.telling.rest()):
            yield "\n" + self._plain("Said besides:")
            yield from rest

    def _counts(self) -> Iterator[str]:
        yield "\n" + self.screen.rule([("In all", Tone.STRONG)]) + "\n"
        found = places_of_variation(self.collation)
        if not found:
            yield self._plain("No place of variation.")
            return
        each = ", ".join(
            f"{number:,} {name or 'of no class'}".replace(" ", "\u00a0") for name, number in found.items()
        )
        yield self._plain(f"{counted(sum(found.values()), 'place')} of variation: {each}.")

    def _provision(self, group: ProvisionGroup, absent: frozenset[str]) -> Iterator[str]:
        witness = self.collation.witness(group.address.siglum)
        provision = witness.provision(group.address)
        within = absent
        # What is inside an article and has neither number nor title gets no line: its clauses say who lacks them.
        titled = not provision.about.inner or group.label is not None or bool(group.heading)
        if titled:
            yield "\n" + self.screen.rule([(title_of(provision), Tone.STRONG)], str(group.address))
            said = "; ".join(filter(None, (self._absent(group, absent), self._moved(group))))
            if said:
                yield self._set([(said, Tone.PLAIN)])
            within = absent.union(group.omitted, group.not_transmitted)
        elif said := self._moved(group):
            yield "\n" + self._set([(f"{group.address}  ", Tone.STRONG), (said, Tone.PLAIN)])
        units = [(0, group.label)] if group.label is not None and varies(group.label, group) else []
        yield from self._entries(group, units, (group.label,) if group.label else ())
        yield from self._entries(group, variation(group), group.heading)
        if titled:
            yield from self._told(group, _INDENT)
        for child in group.children:
            if isinstance(child, ProvisionGroup):
                yield from self._provision(child, within)
            else:
                yield from self._clause(child, within)

    def _clause(self, group: ClauseGroup, absent: frozenset[str]) -> Iterator[str]:
        ours = group.address.siglum
        joined = {member.siglum: "+".join(map(str, member.addresses)) for member in group.members}
        others = "  ".join(address for siglum, address in joined.items() if siglum != ours)
        line = [(f"{joined[ours]}  ", Tone.STRONG), (others, Tone.FAINT)]
        if said := "; ".join(filter(None, (self._absent(group, absent), self._moved(group)))):
            line.append((f"  {said}", Tone.PLAIN))
        yield "\n" + self.screen.set(line, indent=_INDENT)
        varying = dict(variation(group))
        text = reading_text(self.collation, group, group.units)
        pieces = [("".join(unit), Tone.STRONG if n in varying else Tone.PLAIN) for n, unit in enumerate(text.units)]
        yield self._set(pieces)
        yield from self._entries(group, varying.items(), group.units)
        if group.method == "anchored":
            yield self._set([("(too long to compare word by word throughout)", Tone.FAINT)])
        yield from self._told(group, _DEEPER)

    def _told(self, group: ClauseGroup | ProvisionGroup, indent: str) -> Iterator[str]:
        """What is said of a clause or provision in any of the texts."""
        places = [address for member in group.members for address in member.addresses]
        yield from self.telling.tell(self.telling.of(places), indent=indent)

    def _entries(
        self,
        group: ClauseGroup | ProvisionGroup,
        varying: Iterable[tuple[int, VariationUnit]],
        units: Sequence[VariationUnit],
    ) -> Iterator[str]:
        """The variants of a clause, of a title, or of what is printed over a provision, a line for each place."""
        dots = self.screen.sign("ellipsis")
        for entry in entries(self.collation, group, units, varying, ellipsis=dots):
            said = [" ".join([one.words, *one.sigla]) for one in entry.variants]
            if entry.omitted:
                said.append(" ".join(["om.", *entry.omitted]))
            if entry.silent:
                said.append(" ".join([self.screen.sign("not transmitted"), *entry.silent]))
            pieces = [(f"{entry.lemma}] ", Tone.STRONG), ("; ".join(said), Tone.PLAIN)]
            pieces.append((f"  ({entry.variant})" if entry.variant else "", Tone.FAINT))
            yield self.screen.set(pieces, first=_DEEPER, indent=_DEEPER + _INDENT)

    def _absent(self, group: ClauseGroup | ProvisionGroup, known: frozenset[str]) -> str:
        """Who lacks a group and of whom it is not transmitted, those left out of whom that is known."""
        without = [siglum for siglum in group.omitted if siglum not in known]
        silent = [siglum for siglum in group.not_transmitted if siglum not in known]
        sign = self.screen.sign("not transmitted")
        said = [" ".join([what, *sigla]) for what, sigla in (("om.", without), (sign, silent)) if sigla]
        return "; ".join(said)

    def _moved(self, group: ClauseGroup | ProvisionGroup) -> str:
        """In which witnesses a group stands elsewhere."""
        sigla = self.moves.get(group.address)
        return f"moved in {' '.join(sigla)}" if sigla else ""

    def _plain(self, text: str) -> str:
        return self.screen.set([(text, Tone.PLAIN)])

    def _set(self, pieces: Sequence[Piece]) -> str:
        return self.screen.set(pieces, first=_INDENT, indent=_INDENT)
