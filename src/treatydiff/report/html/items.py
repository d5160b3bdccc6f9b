"""Items: a band of the synopsis, its cells with words, signs and addresses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve

from treatydiff.comparison import Change
from treatydiff.model.addresses import Address
from treatydiff.model.annotations import Annotation
from treatydiff.model.links import Flag, Relation
from treatydiff.model.provisions import Provision
from treatydiff.model.witnesses import Witness
from treatydiff.report.html.build import NOTHING, Content, Html, joined, tag
from treatydiff.report.html.columns import Item, Pair, is_titled
from treatydiff.report.html.edition import Edition, change_id, english, language
from treatydiff.report.html.gutters import Gutters
from treatydiff.report.html.signs import sign
from treatydiff.report.html.words import Marked, remarks, running
from treatydiff.report.wording import WORDS, flag_words, silence, title_of


class Cells:
    """Sets the bands of a panel."""

    def __init__(
        self, edition: Edition, witnesses: Sequence[Witness], pairs: Sequence[Pair], gutters: Gutters
    ) -> None:
        self.edition = edition
        self.witnesses = witnesses
        self.pairs = pairs
        self.gutters = gutters

    def said(self, item: Item) -> Iterator[Annotation]:
        """What is said of an item, and of what changed in it."""
        for address in item.addresses:
            yield from self.edition.at(address)
            for pair in self.pairs:
                change = pair.change_of.get(address)
                if change is not None:
                    yield from self.edition.at(change.address)

    def band(self, held: Sequence[Sequence[Item]], places: Sequence[Sequence[int]]) -> Html:
        """A band: its cells column by column, ribbons between them.

        Args:
            held: the items of each column.
            places: where in its column each stands.
        """
        rows = max(len(column) for column in held)
        parts: list[Content] = []
        for column, inside in enumerate(held):
            for row, item in enumerate(inside):
                parts.append(self._cell(column, item, row if rows > 1 else None, places[column][row]))
            if column + 1 < len(held):
                parts.append(self.gutters.draw(column, places[column], places[column + 1], rows))
        parts += self._lacking(held)
        relations = dict.fromkeys(
            name for column, inside in enumerate(held) for name in self._relations(column, inside)
        )
        kinds = dict.fromkeys(one.kind for inside in held for item in inside for one in self.said(item))
        heading = all(not item.clauses for inside in held for item in inside)
        shape = ["b", f"n{rows}" if rows > 1 else "", "hd" if heading else ""]
        return tag(
            "div",
            *parts,
            class_=" ".join(name for name in shape if name),
            data_r=" ".join(relations),
            data_k=" ".join(kinds),
        )

    # Relations

    def _changes(self, column: int, item: Item) -> Iterator[tuple[Pair, Change, bool]]:
        """The changes that are told at an item: at the later text's first place, else at the earlier's.

        Yields:
            The comparison, the change, and whether it stands to the left of the item.
        """
        for pair, before in self._sides(column):
            for address in item.addresses:
                change = pair.change_of.get(address)
                told = (change.address.later or change.address.earlier)[0] if change is not None else None
                if change is not None and told == address and bool(change.address.later) is before:
                    yield pair, change, before

    def _sides(self, column: int) -> Iterator[tuple[Pair, bool]]:
        if column > 0:
            yield self.pairs[column - 1], True
        if column < len(self.pairs):
            yield self.pairs[column], False

    def _relations(self, column: int, inside: Sequence[Item]) -> Iterator[str]:
        """What the items of a column are to their neighbours, by name."""
        for item in inside:
            for pair, before in self._sides(column):
                for _, change, left in self._changes(column, item):
                    if left is before:
                        yield from (flag.value for flag in change.flags)
                        by_flags = change.flags and not change.edits and change.relation is Relation.REWORDED
                        if change.relation is not Relation.IDENTICAL and not by_flags:
                            yield change.relation.value
                if pair.untold(item):
                    yield "not-transmitted"
                elif (alone := pair.without(item)) is not None:
                    yield alone.value
                elif item.clauses:
                    link = pair.link_of.get(item.clauses[0]) or (
                        pair.link_of.get(item.opens[0]) if item.opens else None
                    )
                    if link is not None:
                        yield link.relation.value

    # Cells

    def _cell(self, column: int, item: Item, row: int | None, place: int) -> Html:
        witness = self.witnesses[column]
        signs = list(self._signs(column, item, place))
        marks: dict[Address, list[Marked]] = {}
        look = ["c", f"c{column + 1}", f"q{row + 1}" if row is not None else ""]
        for pair, before in self._sides(column):
            alone = None if pair.untold(item) else pair.without(item)
            look.append({Relation.INSERTED: "isin", Relation.OMITTED: "isout"}[alone] if alone else "")
            for address in item.addresses:
                for words in pair.words.get(address, ()):
                    if words.out is not before:
                        marks.setdefault(address, []).append(words)
        over = [self._over(witness, address, marks, column) for address in item.opens]
        texts = [self._clause(witness, address, marks) for address in item.clauses]
        return tag(
            "div",
            *over,
            *texts,
            *signs,
            class_=" ".join(name for name in look if name),
            lang=language(witness),
        )

    def _over(self, witness: Witness, address: Address, marks: dict[Address, list[Marked]], column: int) -> Html:
        """What is printed over a provision; for one without, an anchor."""
        provision = witness.provision(address)
        identifier = self.edition.claim(address.as_id)
        if not is_titled(provision):
            return tag("span", id=identifier) if identifier else NOTHING
        said = list(dict.fromkeys(self.edition.at(address)))
        told: list[Html] = []
        for pair, change, before in self._changes(column, Item((address,), ())):
            if change.link is None:
                told.append(self._sign(column, pair, change, before=before))
            else:
                told += _chips(self.edition, pair, change, english(witness))
        link = tag(
            "a", _hidden(f"{address.siglum}/"), str(address)[len(address.siglum) + 1 :], href=f"#{address.as_id}"
        )
        return tag(
            "h4",
            tag("b", witness.siglum, class_="sig"),
            " ",
            _title(provision, marks.get(address, [])),
            " ",
            link,
            self.edition.mark(said),
            *told,
            id=identifier,
            data_c=self.edition.references.of(address) if identifier else None,
        )

    def _clause(self, witness: Witness, address: Address, marks: dict[Address, list[Marked]]) -> Html:
        passage = witness.clause(address)
        party = witness.provision(address.parent).party
        identifier = self.edition.claim(address.as_id)
        inside = str(address)[len(address.siglum) + 1 :]
        return joined(
            [
                tag(
                    "p",
                    tag("a", _hidden(f"{address.siglum}/"), inside, href=f"#{address.as_id}", class_="ad"),
                    " ",
                    running(passage, marks.get(address, [])),
                    self.edition.mark(self.edition.at(address)),
                    id=identifier,
                    data_c=self.edition.references.of(address) if identifier else None,
                ),
                tag("p", f"for {party}", class_="sm", lang=english(witness)) if party else None,
                remarks(passage, language(witness)) if identifier else None,
            ]
        )

    def _signs(self, column: int, item: Item, place: int) -> Iterator[Html]:
        """What stands beside an item in the gutters: its changes, and what the neighbours lack or do not say."""
        told = {before: False for _, before in self._sides(column)}
        own = english(self.witnesses[column])
        for pair, change, before in self._changes(column, item):
            end = (change.address.later or change.address.earlier)[0]
            if end in item.opens and is_titled(self.witnesses[column].provision(end)):
                continue  # told over the provision
            told[before] = True
            yield self._sign(column, pair, change, before=before)
        for pair, before in self._sides(column):
            other = pair.comparison.earlier if before else pair.comparison.later
            far = self.gutters.counterpart(column, place, out=not before)
            if far is not None and not told[before]:
                words = f"{'from' if before else 'now at'} {far}"
                shown = (sign("moved"), _hidden(words))
                yield tag("a", *shown, class_=_side(before=before), href=f"#{far.as_id}", lang=own)
            elif told[before] or not item.clauses:
                continue
            elif pair.untold(item):
                words = f"not transmitted: {silence(other, self.witnesses[column])}"
                yield _mark("not transmitted", words, own, before=before)
            elif (alone := pair.without(item)) is not None:
                yield _mark(alone.value, f"{alone.value}: no counterpart in {other.siglum}", own, before=before)

    def _sign(self, column: int, pair: Pair, change: Change, *, before: bool) -> Html:
        """The sign of a change, which is what the change is linked by."""
        names = [change.relation.value, *(flag.value for flag in change.flags)]
        identifier = change_id(change.address)
        return tag(
            "a",
            *(sign(name) for name in names),
            _hidden(_told(pair, change)),
            class_=f"{_side(before=before)} k",
            id=self.edition.claim(identifier),
            href=f"#{identifier}",
            data_c=self.edition.references.of(change),
            data_r=" ".join(names),
            lang=english(self.witnesses[column]),
        )

    def _lacking(self, held: Sequence[Sequence[Item]]) -> Iterator[Html]:
        """Words in the column beside what has no counterpart there, once for each change."""
        for column, inside in enumerate(held):
            for item in inside:
                for pair, change, before in self._changes(column, item):
                    beside = column - 1 if before else column + 1
                    if change.link is None and not held[beside]:
                        other = pair.comparison.earlier if before else pair.comparison.later
                        yield tag(
                            "p",
                            sign(change.relation.value),
                            f" no counterpart in {other.siglum}",
                            class_=f"nc c{beside + 1}",
                            aria_hidden="true",
                        )


def _side(*, before: bool) -> str:
    return "rl" if before else "rr"


def _hidden(words: str) -> Html:
    return tag("i", words)


def _mark(name: str, words: str, language_: str | None, *, before: bool) -> Html:
    return tag("span", sign(name), _hidden(words), class_=_side(before=before), lang=language_)


def _told(pair: Pair, change: Change) -> str:
    """A change in words."""
    if change.link is None:
        other = pair.comparison.earlier if change.relation is Relation.INSERTED else pair.comparison.later
        return f"{WORDS[change.relation]}: no counterpart in {other.siglum}"
    ends = " + ".join(map(str, change.link.earlier))
    said = [f"{WORDS[change.relation]} from {ends}"]
    said += [flag_words(pair.comparison, change.link, flag, "→") for flag in change.flags]
    if change.link.rule == "edited" and change.link.resp:
        said.append(f"linked by {change.link.resp}{f': {change.link.reason}' if change.link.reason else ''}")
    return "; ".join(said)


def _chips(edition: Edition, pair: Pair, change: Change, language_: str | None) -> Iterator[Html]:
    """What changed with a provision as a whole, said over it."""
    identifier = change_id(change.address)
    names = [change.relation.value, *(flag.value for flag in change.flags)]
    shown = [name for name in names if name != "identical"]
    by_flags = change.flags and not change.edits and change.relation is Relation.REWORDED
    words: list[Content] = []
    for name in shown[1:] if by_flags else shown:
        if name in tuple(Flag) and change.link is not None:
            said = flag_words(pair.comparison, change.link, Flag(name), "→")
        elif change.link is None:
            said = _told(pair, change)
        else:
            said = f"{WORDS[change.relation]} from {' + '.join(map(str, change.link.earlier))}"
        words += [sign(name), tag("span", said)]
    yield tag(
        "a",
        *words,
        class_="chip k",
        id=edition.claim(identifier),
        href=f"#{identifier}",
        data_c=edition.references.of(change),
        data_r=" ".join(names),
        lang=language_,
    )
    yield edition.mark(edition.at(change.address))


def _title(provision: Provision, marks: Sequence[Marked]) -> Html:
    """What is printed over a provision, the words of its title marked where they changed."""
    heading = provision.heading
    if heading is None or not heading.text.strip():
        return tag("em", title_of(provision))
    label = title_of(evolve(provision, heading=None))
    own = provision.label is not None or provision.number is not None
    return tag("em", f"{label}. " if own else None, running(heading, marks))
