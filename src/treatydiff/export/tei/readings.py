"""Readings: what witnesses have at a place, as TEI's words, ``lem`` and ``rdg``, written out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from operator import attrgetter, itemgetter

from attrs import field, frozen

from treatydiff.collation import ClauseGroup, Collation, ProvisionGroup, Reading, VariationUnit
from treatydiff.export.tei.markup import attribute, in_text, sigla, witness_id
from treatydiff.export.tei.transcription import Registers
from treatydiff.model.addresses import Address
from treatydiff.model.passages import Gap
from treatydiff.tokenization import GAP_FORM


@frozen
class Sight:
    """A unit as the witnesses at issue see it: those of whom nothing was said yet in an ``app`` around it.

    Attributes:
        unit: the unit.
        readings: what they have, each reading with those of them that have it.
        omitted: those of them that have nothing here.
        silent: those of whom the place is not transmitted.
    """

    unit: VariationUnit
    readings: tuple[tuple[tuple[str, ...], Reading], ...]
    omitted: tuple[str, ...]
    silent: tuple[str, ...]

    @property
    def constant(self) -> bool:
        """Whether all of them have the same here."""
        return len(self.readings) == 1 and not self.omitted and not self.silent


def seen(unit: VariationUnit, by: Sequence[str]) -> Sight:
    """A unit as some witnesses see it."""
    return Sight(
        unit,
        tuple([(those, reading) for reading in unit.readings if (those := _among(reading.witnesses, by))]),
        _among(unit.omitted, by),
        _among(unit.not_transmitted, by),
    )


def _among(those: Sequence[str], by: Sequence[str]) -> tuple[str, ...]:
    return tuple([siglum for siglum in those if siglum in by]) if those else ()


class Cursor:
    """Writes the words of one group's units, in order, with gaps and milestones where they belong.

    Args:
        by: the witnesses at issue; milestones and gaps are theirs.
        begins: for those in whom clauses are joined, at which token each further one begins.
        gaps: gives the gaps of a witness, in order.
        registers: where to collect who is responsible for gaps.
    """

    def __init__(
        self,
        by: Sequence[str],
        begins: dict[str, list[tuple[int, Address]]],
        gaps: Callable[[str], Iterable[Gap]],
        registers: Registers,
    ) -> None:
        self._by = by
        self._begins = begins
        self._gaps_of = gaps
        self._gaps: dict[str, Iterator[Gap]] = {}
        self._registers = registers

    def words(self, reading: Reading) -> str:
        """The words of a reading; each reading is written once, in the order of the text."""
        if not (self._begins or GAP_FORM in reading.forms):
            return plain_words(reading)
        at_issue = [
            (s, start) for s, (start, _) in zip(reading.witnesses, reading.ranges, strict=True) if s in self._by
        ]
        marks: list[tuple[int, str]] = []  # each with the position of the token that it stands before
        for siglum, start in at_issue:
            rest = self._begins.get(siglum, [])
            while rest and rest[0][0] < start + len(reading.tokens):
                begin, address = rest.pop(0)
                marks.append((max(begin - start, 0), _milestone(address)))
        for place, form in enumerate(reading.forms):
            if form == GAP_FORM:
                gap, *_ = [next(self._gaps_in(siglum)) for siglum, _ in at_issue]
                resp = self._registers.people.pointer(gap.resp)
                marks.append((place, f"<gap{attribute('reason', gap.reason)}{attribute('resp', resp)}/>"))
        out: list[str] = []
        done = 0
        for place, mark in sorted(marks, key=itemgetter(0)):  # before one token, milestones come first
            out += [in_text("".join(reading.tokens[done:place])), mark]
            done = place
        return "".join([*out, in_text("".join(reading.tokens[done:]))])

    def _gaps_in(self, siglum: str) -> Iterator[Gap]:
        if siglum not in self._gaps:
            self._gaps[siglum] = iter(self._gaps_of(siglum))
        return self._gaps[siglum]

    def rest(self) -> str:
        """Milestones of joined clauses that have no words."""
        return "".join([_milestone(address) for starts in self._begins.values() for _, address in starts])


def plain_words(reading: Reading) -> str:
    """The words of a reading that holds neither gaps nor milestones."""
    return in_text("".join(reading.tokens))


def words_of(units: Iterable[VariationUnit], siglum: str) -> str:
    """The words of one witness in units, if it has neither gaps nor milestones there."""
    tokens: list[str] = []
    for unit in units:
        for one in unit.readings:
            if siglum in one.witnesses:
                tokens += one.tokens
    return in_text("".join(tokens))


def milestone_id(address: Address) -> str:
    """The id of the place where a joined clause begins."""
    return f"m-{address.as_id}"


def _milestone(address: Address) -> str:
    place = address.as_id
    return (
        f'<milestone unit="clause" n="{address.clause}" xml:id="m-{place}"'
        f' edRef="#{witness_id(address.siglum)}" corresp="#{place}"/>'
    )


def reading(name: str, those: Iterable[str], words: str, attributes: str = "") -> str:
    """A ``lem`` or ``rdg`` of some witnesses.

    Args:
        name: which of the two.
        those: the witnesses, one at least.
        words: what they have, written out.
        attributes: further attributes, written out.
    """
    opened = _begun(name, tuple(those))
    return f"{opened}{attributes}>{words}</{name}>" if words else f"{opened}{attributes}/>"


@lru_cache(maxsize=1024)  # few witnesses are parted in few ways
def _begun(name: str, those: tuple[str, ...]) -> str:
    return f'<{name} wit="{sigla(those)}"'


def lacunae(those: Iterable[str], collation: Collation, *, supplied: Sequence[str] = ()) -> Iterator[str]:
    """Readings of witnesses that say nothing here, by the reason why.

    Args:
        those: the witnesses.
        collation: which holds them.
        supplied: those of them that have the provision, but under a label that a narrator supplies.
    """
    reasons: dict[str, list[str]] = {}
    those = list(those)
    speaking = {witness.instrument for witness in collation.witnesses if witness.siglum not in those}
    for siglum in those:
        witness = collation.witness(siglum)
        # A fragment of another instrument would be silent here even if it were whole.
        other = witness.instrument and "" not in speaking and witness.instrument not in speaking
        why = "other-instrument" if witness.complete or other else "fragment"
        reasons.setdefault("label-not-transmitted" if siglum in supplied else why, []).append(siglum)
    for reason, silent in reasons.items():
        yield reading("rdg", silent, f'<gap reason="{reason}"/>', ' type="lac"')


@frozen
class Site:
    """Where in the document the units of a clause, label or title are written, and how.

    Attributes:
        address: what they are cited by.
        words: writes the words of a reading.
        kind: the type of each ``app``; empty where it is the class of the difference.
        exclude: by position the ids of units that hold words of others, transposed.
        supplied: witnesses whose label here a narrator supplies.
    """

    address: Address
    words: Callable[[Reading], str]
    kind: str = ""
    exclude: Mapping[int, str] = field(factory=dict)
    supplied: tuple[str, ...] = ()

    def app(self, unit: VariationUnit, identifier: str, attributes: str, readings: Iterable[str]) -> str:
        """The ``app`` of a unit.

        Args:
            unit: the unit.
            identifier: its id.
            attributes: further attributes, written out.
            readings: what stands in it, written out.
        """
        other = self.exclude.get(unit.transposed) if unit.transposed is not None else None
        excluded = f' exclude="#{other}"' if other else ""
        opened = _opened(self.kind or unit.variant, unit.rule)
        return f'{opened} xml:id="{identifier}"{excluded}{attributes}>{"".join(readings)}</app>'


@lru_cache(maxsize=1024)  # there are few classes and rules
def _opened(kind: str, rule: str) -> str:
    return f"<app{attribute('type', kind)}{attribute('ana', f'#v-{rule}' if rule else '')}"


def lacking_app(
    group: ProvisionGroup | ClauseGroup,
    collation: Collation,
    by: Sequence[str],
    readings: Iterable[str],
    attributes: str = "",
) -> str:
    """The ``app`` over a whole provision or clause that not all witnesses have.

    Args:
        group: the provision or clause.
        collation: what it is of.
        by: the witnesses at issue.
        readings: what stands in it, written out.
        attributes: further attributes, written out.
    """
    lacking = not set(group.omitted).isdisjoint(by)
    rule = "lacking" if lacking else "silence"
    known = rule in map(attrgetter("name"), collation.options.rules)
    tail = "0" if isinstance(group, ClauseGroup) else "c0"
    opened = _opened("omission" if lacking else "lacuna", rule if known else "")
    return f'{opened} xml:id="u-{group.address.as_id}-{tail}"{attributes}>{"".join(readings)}</app>'
