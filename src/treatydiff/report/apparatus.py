"""Apparatus: a collation as a person reads it in a terminal, the base's text with the variants under each clause.

The form is that of printed editions with a negative apparatus: what the base has stands before a bracket, what
others have behind it, each reading with its witnesses; a witness that is not named has the base's words. Where the
base lacks a whole provision or clause, the first witness that has it stands in for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from treatydiff.collation.values import ClauseGroup, Collation, Member, ProvisionGroup, VariationUnit
from treatydiff.model.dossiers import Level
from treatydiff.model.passages import Gap
from treatydiff.report.screen import Piece, Screen, Tone
from treatydiff.report.wording import caution, cited, counted, described, gaps_of, spelled, title_of

_INDENT = "    "
_DEEPER = "      "
_LONG = 8
"""Words from which a lemma is shortened: its text stands whole above it."""


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


def variation(group: ClauseGroup | ProvisionGroup) -> Iterator[tuple[int, VariationUnit]]:
    """Where the words of those who have a clause or heading vary, each unit with its position.

    That others lack the whole of it makes no place here, nor does white space alone.
    """
    units = group.units if isinstance(group, ClauseGroup) else group.heading
    if isinstance(group, ClauseGroup) and group.method == "whole":
        return  # words were not compared
    for position, unit in enumerate(units):
        if _varies(unit, group):
            yield position, unit


def _varies(unit: VariationUnit, group: ClauseGroup | ProvisionGroup) -> bool:
    absent = {*group.omitted, *group.not_transmitted}
    words = {tuple(token.strip() for token in reading.tokens) for reading in unit.readings}
    return len(words) > 1 or not absent.issuperset((*unit.omitted, *unit.not_transmitted))


def places_of_variation(collation: Collation) -> dict[str, int]:
    """How many places of variation there are of each class, in the order of the rules; those that occur."""
    found = Counter(unit.variant for group in collation.walk() for _, unit in variation(group))
    known = dict.fromkeys([*(rule.variant for rule in collation.options.rules), ""])
    return {name: found[name] for name in known if found[name]}


@frozen
class _Text:
    """The text that the variants of a clause, a title or what is printed over a provision are held against.

    Attributes:
        siglum: whose it is: the base's, or of the first witness that has it.
        units: its words and marks, gaps in brackets, unit by unit.
    """

    siglum: str
    units: tuple[tuple[str, ...], ...]

    def lemma(self, position: int, screen: Screen) -> str:
        """What stands before the bracket: the words of a unit, or those beside it where it has none."""
        before = [word for unit in self.units[:position] for word in unit]
        here = self.units[position]
        if here:
            return self._cited(len(before), len(here), screen)
        if before:
            last = max((n for n, word in enumerate(before) if _has_letters(word)), default=0)
            return f"after {self._cited(last, len(before) - last, screen)}"
        return f"before {self._cited(0, 1, screen)}" if any(self.units) else "(no words)"

    def _cited(self, start: int, length: int, screen: Screen) -> str:
        """Words as a lemma: numbered where the text has them more than once, and shortened if they are many."""
        text = [word for unit in self.units for word in unit]
        plain = [word.strip() for word in text]
        at = [n for n in range(len(text)) if plain[n : n + length] == plain[start : start + length]]
        number = f" ({at.index(start) + 1})" if len(at) > 1 else ""
        words = text[start : start + length]
        if length > _LONG:
            words = [*words[:3], f"{screen.sign('ellipsis')} ", *words[-3:]]
        return _running(words) + number


def _has_letters(word: str) -> bool:
    return any(char.isalnum() for char in word)


def _running(words: Iterable[str]) -> str:
    """Words and marks as they run, white space collapsed."""
    return " ".join("".join(words).split())


class _View:
    """Walks the groups of a collation and sets them."""

    def __init__(self, collation: Collation, screen: Screen) -> None:
        self.collation = collation
        self.screen = screen

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
        yield "\n"
        if warned := caution(*self.collation.witnesses):
            yield self._plain(warned)
        if self.collation.options.level is Level.ARTICLE:
            yield self._plain("Collated by article alone: which correspond, without their words.")
            return
        yield self._plain(
            "Under each clause: words of the base] other words and who has them; om. omitted by; "
            f"{self.screen.sign('not transmitted')} not transmitted by. Who is not named has the base's words."
        )

    def body(self) -> Iterator[str]:
        """Provision by provision."""
        for group in self.collation.groups:
            yield from self._provision(group, frozenset())

    def foot(self) -> Iterator[str]:
        """How many places there are, by class."""
        if self.collation.options.level is Level.ARTICLE:
            return
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
        if not provision.about.inner or group.label is not None or group.heading:
            yield "\n" + self.screen.rule([(title_of(provision), Tone.STRONG)], str(group.address))
            if said := self._absent(group, absent):
                yield self._set([(said, Tone.PLAIN)])
            within = absent.union(group.omitted, group.not_transmitted)
        units = [(0, group.label)] if group.label is not None and _varies(group.label, group) else []
        yield from self._entries(group, units, (group.label,) if group.label else ())
        yield from self._entries(group, variation(group), group.heading)
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
        if said := self._absent(group, absent):
            line.append((f"  {said}", Tone.PLAIN))
        yield "\n" + self.screen.set(line, indent=_INDENT)
        varying = dict(variation(group))
        text = self._text(group, group.units)
        pieces = [("".join(unit), Tone.STRONG if n in varying else Tone.PLAIN) for n, unit in enumerate(text.units)]
        yield self._set(pieces)
        yield from self._entries(group, varying.items(), group.units)
        if group.method == "anchored":
            yield self._set([("(too long to compare word by word throughout)", Tone.FAINT)])

    def _entries(
        self,
        group: ClauseGroup | ProvisionGroup,
        varying: Iterable[tuple[int, VariationUnit]],
        units: Sequence[VariationUnit],
    ) -> Iterator[str]:
        """The variants of a clause, of a title, or of what is printed over a provision, a line for each place."""
        text = self._text(group, units)
        gaps = {member.siglum: self._gaps(group, member) for member in group.members}
        written = [{siglum: _running(spelled(unit.of(siglum), gaps[siglum])) for siglum in gaps} for unit in units]
        for position, unit in varying:
            has = written[position]
            by_words: dict[str, list[str]] = {}  # readings that differ in white space alone are one to the eye
            for siglum in (siglum for reading in unit.readings for siglum in reading.witnesses):
                if has[siglum] != has[text.siglum]:
                    by_words.setdefault(has[siglum], []).append(siglum)
            said = [" ".join([words, *sigla]) for words, sigla in by_words.items()]
            without = [siglum for siglum in unit.omitted if siglum not in group.omitted]
            if without and text.siglum not in without:
                said.append(" ".join(["om.", *without]))
            silent = [siglum for siglum in unit.not_transmitted if siglum not in group.not_transmitted]
            if silent:
                said.append(" ".join([self.screen.sign("not transmitted"), *silent]))
            pieces = [(f"{text.lemma(position, self.screen)}] ", Tone.STRONG), ("; ".join(said), Tone.PLAIN)]
            pieces.append((f"  ({unit.variant})" if unit.variant else "", Tone.FAINT))
            yield self.screen.set(pieces, first=_DEEPER, indent=_DEEPER + _INDENT)

    def _text(self, group: ClauseGroup | ProvisionGroup, units: Sequence[VariationUnit]) -> _Text:
        """The text that the variants of a group are held against."""
        ours = group.address.siglum
        gaps = next(self._gaps(group, member) for member in group.members if member.siglum == ours)
        return _Text(ours, tuple(spelled(unit.of(ours), gaps) for unit in units))

    def _gaps(self, group: ClauseGroup | ProvisionGroup, member: Member) -> Iterator[Gap]:
        """The gaps of a member's clauses; what is printed over a provision has none."""
        clauses = isinstance(group, ClauseGroup)
        return iter(gaps_of(self.collation.witness(member.siglum), member) if clauses else ())

    def _absent(self, group: ClauseGroup | ProvisionGroup, known: frozenset[str]) -> str:
        """Who lacks a group and of whom it is not transmitted, those left out of whom that is known."""
        without = [siglum for siglum in group.omitted if siglum not in known]
        silent = [siglum for siglum in group.not_transmitted if siglum not in known]
        sign = self.screen.sign("not transmitted")
        said = [" ".join([what, *sigla]) for what, sigla in (("om.", without), (sign, silent)) if sigla]
        return "; ".join(said)

    def _plain(self, text: str) -> str:
        return self.screen.set([(text, Tone.PLAIN)])

    def _set(self, pieces: Sequence[Piece]) -> str:
        return self.screen.set(pieces, first=_INDENT, indent=_INDENT)
