"""Edited treaties with the truth known: a later text made from an earlier one by edits that are recorded.

`edited_treaty` takes any witness, whatever it was read from, and makes a later one of it: articles and blocks of
articles move, split, merge, go and come (those that come are another treaty's), clauses inside articles likewise,
words are replaced, and all articles are numbered anew, with the references to them. What corresponds to what is
read off the identities of clauses and articles, never off their words. What of it *moved* follows from these alone
by the library's definition (`out_of_place`), since a change of places can be told in two ways. The same seed makes
the same text.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby

from attrs import evolve, field, frozen, mutable

from treatydiff.alignment.flags import flagged
from treatydiff.alignment.provisions import following, in_order, units
from treatydiff.alignment.witnesses import TokenizedWitness
from treatydiff.model.addresses import Address
from treatydiff.model.kinds import Role
from treatydiff.model.links import Flag, Link
from treatydiff.model.numbers import Number, value_of
from treatydiff.model.passages import Passage
from treatydiff.model.provisions import Label, Provision
from treatydiff.model.witnesses import Witness

WORD = re.compile(r"\w+(?:['’-]\w+)*")
_REFERENCE = re.compile(r"\b(Article\s+)([0-9]+[A-Za-z]?(?:[.-][0-9]+)*|[IVXLC]+)\b", re.IGNORECASE)
# What comes may share formulas with the text, but no article that is there already in other words: a quarter of its
# shingles at most are known, and of none of its clauses more than a third from one clause. A clause that goes here
# and comes there, saying the same, is as rightly called moved and reworded.
_SHINGLE = 4
_FOREIGN = 4
_FOREIGN_CLAUSE = 3
# A shorter clause does not make two.
_DIVISIBLE = 16
_BLOCK = (3, 6)

Joined = tuple[tuple[Address, ...], tuple[Address, ...]]
"""What corresponds: addresses of the earlier text, and of the later; one side has several in a split or merge."""


@frozen
class Edits:
    """How much is edited: shares in per cent of the articles or, under `clauses`, of the clauses; 0 for nothing.

    Attributes:
        words: of all words, how many are replaced by words drawn from the other treaty and this one.
        moved: single articles that move.
        blocks: blocks of three to six neighbours that move, per hundred articles.
        split: articles that become two, at the border of clauses.
        merged: articles that the next one is merged into.
        dropped: articles that go.
        added: articles of the other treaty that come.
        clauses: clauses that are edited in each of these ways: moved within their article, split, merged, dropped,
            added.
        across: clauses that move into another article.
        first: the number of the first article, from which all are numbered anew, references following; 0 leaves
            the numbers, where no article moves, comes or goes.
        headed: whether headings are left; without them words alone say what corresponds.
    """

    words: int = 0
    moved: int = 0
    blocks: int = 0
    split: int = 0
    merged: int = 0
    dropped: int = 0
    added: int = 0
    clauses: int = 0
    across: int = 0
    first: int = 1
    headed: bool = False


ALL = Edits(moved=4, blocks=1, split=5, merged=5, dropped=6, added=6, clauses=2)
"""All edits together; the share of words is set beside it."""


@frozen
class Truth:
    """What corresponds, and what of this is out of order, on one level: articles, or clauses."""

    joined: frozenset[Joined]
    moved: frozenset[Joined]
    omitted: frozenset[Address]
    inserted: frozenset[Address]


@frozen
class Edited:
    """Two texts, and what is known of their articles and clauses."""

    earlier: Witness
    later: Witness
    articles: Truth
    clauses: Truth


@frozen
class _Node:
    """A level above a clause: the provision that it was in its text, and a number that no other level has."""

    provision: Provision = field(eq=False)
    number: int


@mutable
class _Clause:
    text: str
    path: tuple[_Node, ...]
    origins: tuple[Address, ...] = ()
    unit: Address | None = None
    edited: bool = False


@mutable
class _Article:
    unit: Provision
    above: tuple[_Node, ...]
    clauses: list[_Clause]
    origins: tuple[Address, ...] = ()
    edited: bool = False

    @property
    def operative(self) -> bool:
        return self.unit.role is Role.OPERATIVE


def edited_treaty(base: Witness, other: Witness, edits: Edits, *, seed: int) -> Edited:
    """Make a later text from `base`; what comes anew is taken from `other`.

    Args:
        base: the earlier text; what has no words in it is left out of both.
        other: another treaty, of which nothing comes that says what a clause of `base` says: if that one went, it
            would be as right to call the clause moved and reworded.
        edits: how much of what is edited.
        seed: which of all such later texts.
    """
    chance = random.Random(seed)  # noqa: S311 - no secret is made of it
    earlier = Witness("A", _told_apart([*_plain(base.provisions, headed=edits.headed)]))
    foreign = Witness("F", _told_apart([*_plain(other.provisions, headed=edits.headed)]))
    articles = _taken_apart(earlier)
    stock = _Stock(earlier, _taken_apart(foreign), chance)
    _edit_articles(articles, edits, stock, chance)
    _edit_clauses(articles, edits, stock, chance)
    if edits.words:
        words = WORD.findall(earlier.text) + WORD.findall(foreign.text)
        for article in articles:
            for clause in article.clauses:
                clause.text = _reworded(clause.text, words, edits.words, chance)
    if edits.first:
        _renumber(articles, edits.first)
    return _known(earlier, articles)


# --- Taking a treaty apart, and putting it together -------------------------------------------------------


def _plain(provisions: Iterable[Provision], *, headed: bool) -> Iterator[Provision]:
    """What has words, without marks, and without headings if these are withheld."""
    for provision in provisions:
        children = _told_apart([*_plain(provision.children, headed=headed)])
        clauses = _parted([clause.text for clause in provision.clauses if WORD.search(clause.text)])
        if children or clauses:
            heading = Passage(provision.heading.text) if provision.heading and headed else None
            yield evolve(provision, clauses=clauses, children=children, heading=heading)


def _parted(texts: Sequence[str]) -> tuple[Passage, ...]:
    return tuple(Passage(text.strip() + (" " if n < len(texts) else "")) for n, text in enumerate(texts, start=1))


def _told_apart(siblings: Sequence[Provision]) -> tuple[Provision, ...]:
    """Siblings with distinct addresses: numbered in their order where two have one number."""
    kinds = [one.kind for one in siblings]
    numbers = Counter((one.about.numbered, one.number.printed) for one in siblings if one.number)
    repeated = {one.kind for one in siblings if one.number and numbers[one.about.numbered, one.number.printed] > 1}
    return tuple(
        evolve(one, number=Number(str(kinds[: place + 1].count(one.kind))), label=None)
        if one.kind in repeated
        else one
        for place, one in enumerate(siblings)
    )


def _taken_apart(witness: Witness) -> list[_Article]:
    wholes = {unit: _Article(witness.provision(unit), (), [], (unit,)) for unit in units(witness)}
    above: dict[Address, tuple[_Node, ...]] = {Address(witness.siglum): ()}
    unit_of: dict[Address, Address] = {}
    for number, (address, provision) in enumerate(witness.addressed()):
        around = above[address.parent]
        if address in wholes:
            wholes[address].above = around
            above[address] = ()
            unit_of[address] = address
        else:
            above[address] = (*around, _Node(provision, number))
            if address.parent in unit_of:
                unit_of[address] = unit_of[address.parent]
        for place, clause in enumerate(provision.clauses, start=1):
            wholes[unit_of[address]].clauses.append(
                _Clause(clause.text, above[address], (address.of_clause(place),), unit_of[address])
            )
    return list(wholes.values())


def _tree(parts: Sequence[tuple[Sequence[_Node], Provision]]) -> tuple[Provision, ...]:
    """Provisions under the levels that they stand in."""
    found: list[Provision] = []
    for node, members in groupby(parts, key=lambda part: part[0][0] if part[0] else None):
        if node is None:
            found += [provision for _, provision in members]
        else:
            inner = _tree([(path[1:], provision) for path, provision in members])
            found.append(evolve(node.provision, clauses=(), children=inner))
    return _told_apart(found)


def _contents(clauses: Sequence[_Clause], depth: int = 0) -> tuple[tuple[Passage, ...], tuple[Provision, ...]]:
    """What stands in a provision: clauses, or provisions with these inside."""
    if all(len(clause.path) == depth for clause in clauses):
        return _parted([clause.text for clause in clauses]), ()
    found: list[Provision] = []
    for node, members in groupby(clauses, key=lambda one: one.path[depth] if len(one.path) > depth else None):
        inside = list(members)
        if node is None:
            found.append(Provision("paragraph", _parted([clause.text for clause in inside])))
        else:
            own, inner = _contents(inside, depth + 1)
            found.append(evolve(node.provision, clauses=own, children=inner))
    return (), _told_apart(found)


# --- Editing ----------------------------------------------------------------------------------------------


class _Stock:
    """Articles of another treaty that say nothing that the text says already."""

    def __init__(self, text: Witness, articles: Sequence[_Article], chance: random.Random) -> None:
        known: dict[tuple[str, ...], set[Address]] = {}
        for address, clause in text.clauses():
            for shingle in _shingles(clause.text):
                known.setdefault(shingle, set()).add(address)

        def is_known(clause: _Clause) -> bool:
            own = set(_shingles(clause.text))
            held = Counter(address for shingle in own for address in known.get(shingle, ()))
            return _FOREIGN_CLAUSE * max(held.values(), default=0) > len(own)

        self._articles: list[_Article] = []
        for article in articles:
            own = [shingle for clause in article.clauses for shingle in _shingles(clause.text)]
            if (
                article.operative
                and own
                and _FOREIGN * sum(map(known.__contains__, own)) <= len(own)
                and not any(map(is_known, article.clauses))
            ):
                self._articles.append(article)
        chance.shuffle(self._articles)

    def article(self) -> _Article | None:
        return self._articles.pop() if self._articles else None

    def clause(self) -> str | None:
        while self._articles:
            long = [clause for clause in self._articles[-1].clauses if len(clause.text.split()) >= _DIVISIBLE // 2]
            if long:
                self._articles[-1].clauses.remove(long[0])
                return long[0].text
            self._articles.pop()
        return None


def _shingles(text: str) -> Iterator[tuple[str, ...]]:
    words = [word.casefold() for word in WORD.findall(text)]
    return zip(*(words[start:] for start in range(_SHINGLE)), strict=False)


def _edit_articles(articles: list[_Article], edits: Edits, stock: _Stock, chance: random.Random) -> None:
    count = sum(article.operative for article in articles)

    def times(share: int) -> range:
        return range(max(1, round(count * share / 100)) if share else 0)

    def draw(fits: Callable[[int], bool]) -> int | None:
        places = [n for n, one in enumerate(articles) if one.operative and not one.edited and fits(n)]
        return chance.choice(places) if places else None

    def mergeable(place: int) -> bool:
        following = articles[place + 1 : place + 2]
        return bool(following) and following[0].operative and not following[0].edited

    for _ in times(edits.merged):
        place = draw(mergeable)
        if place is not None:
            one, other = articles[place], articles.pop(place + 1)
            one.clauses += other.clauses
            one.origins += other.origins
            one.edited = True
    for _ in times(edits.split):
        place = draw(lambda place: bool(_borders(articles[place].clauses)))
        if place is not None:
            whole = articles[place]
            border = chance.choice(_borders(whole.clauses))
            whole.edited = True
            unit = evolve(whole.unit, heading=None)
            second = _Article(unit, whole.above, whole.clauses[border:], whole.origins, edited=True)
            whole.clauses[border:] = []
            articles.insert(place + 1, second)
    for _ in times(edits.dropped):
        place = draw(lambda _: True)
        if place is not None:
            articles.pop(place)
    for _ in times(edits.moved):
        _move(articles, draw(lambda _: True), 1, chance)
    for _ in times(edits.blocks):
        _move(articles, draw(mergeable), chance.randint(*_BLOCK), chance)
    for _ in times(edits.added):
        new = stock.article()
        if new is not None:
            place = chance.choice([n for n, one in enumerate(articles) if one.operative])
            added = _Article(new.unit, articles[place].above, new.clauses, edited=True)
            for clause in added.clauses:
                clause.origins, clause.unit = (), None
            articles.insert(place, added)


def _borders(clauses: Sequence[_Clause]) -> list[int]:
    """Where an article may be split: a stray mark or page number alone is no article."""
    sizes = [len(clause.text.split()) for clause in clauses]
    return [n for n in range(1, len(sizes)) if min(sum(sizes[:n]), sum(sizes[n:])) >= _DIVISIBLE // 3]


def _move(articles: list[_Article], start: int | None, length: int, chance: random.Random) -> None:
    """Move a block of articles to before another; it takes the chapter of that one."""
    if start is None:
        return
    stop = start + 1
    while stop < min(start + length, len(articles)) and articles[stop].operative:
        stop += 1
    block, rest = articles[start:stop], articles[:start] + articles[stop:]
    # Passing at least as many others as it has articles, it is the block that moved and not these.
    goals = [n for n, one in enumerate(rest) if one.operative and abs(n - start) > len(block)]
    if goals:
        goal = chance.choice(goals)
        for article in block:
            article.above, article.edited = rest[goal].above, True
        articles[:] = rest[:goal] + block + rest[goal:]


def _edit_clauses(articles: Sequence[_Article], edits: Edits, stock: _Stock, chance: random.Random) -> None:
    held = [article for article in articles if article.operative and article.origins]
    count = sum(len(article.clauses) for article in held)

    def times(share: int) -> range:
        return range(max(1, round(count * share / 100)) if share else 0)

    def draw(fits: Callable[[list[_Clause], int], bool]) -> tuple[list[_Clause], int] | None:
        for _ in range(50):
            clauses = chance.choice(held).clauses
            place = chance.randrange(len(clauses))
            if not clauses[place].edited and fits(clauses, place):
                return clauses, place
        return None

    for _ in times(edits.clauses):
        if found := draw(_mergeable):
            clauses, n = found
            second = clauses.pop(n + 1)
            text = f"{clauses[n].text.strip()} {second.text}"
            clauses[n] = evolve(clauses[n], text=text, origins=clauses[n].origins + second.origins, edited=True)
        if found := draw(lambda clauses, n: len(clauses[n].text.split()) >= _DIVISIBLE):
            clauses, n = found
            one = clauses[n]
            clauses[n : n + 1] = [evolve(one, text=text, edited=True) for text in _halves(one.text, chance)]
        if found := draw(lambda clauses, n: _lesser(clauses[n].text, clauses, n)):
            clauses, n = found
            clauses.pop(n)
        if found := draw(lambda clauses, n: bool(_goals(clauses, n))):
            clauses, n = found
            goal = chance.choice(_goals(clauses, n))
            one = clauses.pop(n)
            clauses.insert(goal - (goal > n), evolve(one, edited=True))
        new = stock.clause() or ""
        if new and (found := draw(partial(_lesser, new))):
            clauses, n = found
            clauses.insert(n, _Clause(new, clauses[n].path, edited=True))
    for _ in times(edits.across):
        leaving, entered = draw(lambda clauses, n: _lesser(clauses[n].text, clauses, n)), draw(lambda *_: True)
        if leaving and entered and leaving[0] is not entered[0]:
            one = leaving[0].pop(leaving[1])
            clauses, n = entered
            clauses.insert(n, evolve(one, path=clauses[n].path, edited=True))


def _lesser(text: str, clauses: Sequence[_Clause], place: int) -> bool:
    """Whether a text is at most half as long as what an article holds besides the clause at a place.

    Of merged articles only the one that this clause is from counts, so that something is left of each.
    """
    unit = clauses[place].unit
    others = [clause for clause in clauses if clause is not clauses[place] and unit and clause.unit == unit]
    return 2 * len(text.split()) <= sum(len(clause.text.split()) for clause in others)


def _goals(clauses: Sequence[_Clause], place: int) -> list[int]:
    """Where in its article a clause may move to, with the paragraph that holds it: past two others at least.

    Only where each paragraph holds one clause is it beyond doubt which of them have moved.
    """
    levels = [clause.path[:1] or n for n, clause in enumerate(clauses)]
    if len(set(levels)) < len(levels):
        return []
    return [goal for goal in range(len(levels) + 1) if goal < place - 1 or goal > place + 2]


def _mergeable(clauses: Sequence[_Clause], place: int) -> bool:
    """Whether a clause and the next stand on one level, and are more than the odd "and"."""
    pair = clauses[place : place + 2]
    return (
        len(pair) == 2
        and pair[0].path == pair[1].path
        and not pair[1].edited
        and all(len(clause.text.split()) >= _DIVISIBLE // 4 for clause in pair)
    )


def _halves(text: str, chance: random.Random) -> tuple[str, str]:
    """A clause cut in its middle third, at a mark if there is one."""
    words = text.split()
    middle = range(len(words) // 3, len(words) - len(words) // 3)
    marked = [n for n in middle if words[n - 1].endswith((",", ";", ":"))]
    border = chance.choice(marked or middle)
    return " ".join(words[:border]), " ".join(words[border:])


def _reworded(text: str, words: Sequence[str], share: int, chance: random.Random) -> str:
    def drawn(found: re.Match[str]) -> str:
        if chance.randrange(100) >= share:
            return found[0]
        while (word := chance.choice(words)).casefold() == found[0].casefold():
            pass
        return word

    return WORD.sub(drawn, text)


def _renumber(articles: Sequence[_Article], first: int) -> None:
    """Number articles through, and let references follow; what was cited and has gone is cited as before."""
    here: dict[tuple[Address, str], str] = {}
    anywhere: dict[str, str] = {}
    numbered = [article for article in articles if article.unit.kind == "article"]
    for number, article in enumerate(numbered, start=first):
        for origin in article.origins:
            old = value_of(origin.steps[-1].number) if origin.steps[-1].number else ""
            here.setdefault((origin.parent, old), str(number))
            anywhere.setdefault(old, str(number))
        article.unit = evolve(article.unit, number=Number(str(number)), label=Label(f"Article {number}"))
    for article in articles:
        parents = [origin.parent for origin in article.origins]

        def following(found: re.Match[str], parents: Sequence[Address] = parents) -> str:
            old = value_of(found[2])
            near = [here[parent, old] for parent in parents if (parent, old) in here]
            return found[1] + (near[0] if near else anywhere.get(old, found[2]))

        for clause in article.clauses:
            if clause.origins:
                clause.text = _REFERENCE.sub(following, clause.text)


# --- What is known ----------------------------------------------------------------------------------------


def _known(earlier: Witness, articles: Sequence[_Article]) -> Edited:
    built = []
    for article in articles:
        clauses, children = _contents(article.clauses)
        built.append((article.above, evolve(article.unit, clauses=clauses, children=children)))
    later = Witness("B", _tree(built))
    texts = TokenizedWitness(earlier), TokenizedWitness(later)
    wholes = dict(zip(units(later), (article.origins for article in articles), strict=True))
    parts = dict(
        zip(
            (address for address, _ in later.clauses()),
            (clause.origins for article in articles for clause in article.clauses),
            strict=True,
        )
    )
    units_joined, clauses_joined = _joined(wholes, texts[0]), _joined(parts, texts[0])
    moved = out_of_place([*units_joined, *clauses_joined], *texts)
    return Edited(
        earlier,
        later,
        _truth(units_joined, moved, units(earlier), wholes),
        _truth(clauses_joined, moved, [address for address, _ in earlier.clauses()], parts),
    )


def _joined(origins_of: Mapping[Address, tuple[Address, ...]], earlier: TokenizedWitness) -> list[Joined]:
    """What corresponds, in the earlier text's order."""
    later_of: dict[tuple[Address, ...], list[Address]] = {}
    for address, origins in origins_of.items():
        if origins:
            later_of.setdefault(origins, []).append(address)
    return sorted(
        ((origins, tuple(later)) for origins, later in later_of.items()),
        key=lambda joined: earlier.places[joined[0][0]],
    )


def _truth(
    joined: Sequence[Joined], moved: frozenset[Joined], ours: Iterable[Address], theirs: Iterable[Address]
) -> Truth:
    known = {end for sides in joined for side in sides for end in side}
    return Truth(
        frozenset(joined),
        moved.intersection(joined),
        frozenset(address for address in ours if address not in known),
        frozenset(address for address in theirs if address not in known),
    )


def out_of_place(joined: Iterable[Joined], earlier: TokenizedWitness, later: TokenizedWitness) -> frozenset[Joined]:
    """What has moved, of all that is known to correspond.

    Of two neighbours that changed places either may be called moved. What is called so here is what the library's
    definition calls so, applied to what the edits joined and to nothing that was aligned: from the outside in, the
    most provisions that are in one order stay, of several such choices that with most words, and the rest moved.
    """
    links = [Link(ours, theirs) for ours, theirs in joined]
    known = {end for link in links for end in link.ends}
    links += following([link for link in links if link.of_clauses], earlier, later, known)
    return displaced(flagged(in_order(links, earlier), earlier, later), earlier)


def displaced(links: Sequence[Link], earlier: TokenizedWitness) -> frozenset[Joined]:
    """The links of articles and clauses that moved, or that stand in a paragraph that moved inside its article."""
    wholes = {*units(earlier.witness)}
    moved = {link.earlier[0] for link in links if Flag.MOVED in link.flags}
    found = set()
    for link in links:
        first = link.earlier[0]
        around = [first]
        while first.clause is not None and around[-1].parent.steps and around[-1].parent not in wholes:
            around.append(around[-1].parent)
        if not moved.isdisjoint(around):
            found.add((link.earlier, link.later))
    return frozenset(found)
