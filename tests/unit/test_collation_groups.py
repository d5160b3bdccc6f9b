from __future__ import annotations

import pickle

import attrs
import pytest

from plain_form import witness_of
from treatydiff.collation import ClauseGroup, Collation, Options, ProvisionGroup, collate
from treatydiff.collation.classes import RULES, VariantRule
from treatydiff.collation.clusters import clusters
from treatydiff.errors import ModelError, UnknownError
from treatydiff.model.addresses import Address
from treatydiff.model.links import Link
from treatydiff.model.witnesses import Witness

HARBOURS = "Ships of either Party may enter all harbours of the other without a licence."
RIVERS = "A joint commission of six members shall survey the rivers once a year."
GOODS = "Goods in transit are free of customs duties."
CRIMINALS = "Fugitive criminals shall be handed over upon request."


def articles(siglum: str, *clauses: str, said: str = "") -> Witness:
    """A witness of articles of one clause each, numbered from 1."""
    return witness_of("\n".join([said, *(f"= article {n}\n{c}" for n, c in enumerate(clauses, start=1))]), siglum)


def order(collation: Collation) -> list[str]:
    """The provisions of an apparatus in its order, each group by its address."""
    return [str(group.address) for group in collation.walk() if isinstance(group, ProvisionGroup)]


@pytest.mark.parametrize(
    ("later", "wanted"),
    [
        ((CRIMINALS, HARBOURS, RIVERS, GOODS), ["B/1", "A/1", "A/2", "A/3"]),
        ((HARBOURS, CRIMINALS, RIVERS, GOODS), ["A/1", "B/2", "A/2", "A/3"]),
        ((HARBOURS, RIVERS, GOODS, CRIMINALS), ["A/1", "A/2", "A/3", "B/4"]),
        ((GOODS, CRIMINALS, HARBOURS, RIVERS), ["A/1", "A/2", "A/3", "B/2"]),
    ],
)
def test_what_the_base_lacks_follows_what_precedes_it(later: tuple[str, ...], wanted: list[str]) -> None:
    """An article that came in stands after the one before it in its own text, also where that one moved."""
    assert order(collate([articles("A", HARBOURS, RIVERS, GOODS), articles("B", *later)])) == wanted


def test_the_base_gives_the_order() -> None:
    """Another base turns order and addresses of the groups round, and the witnesses stay as given."""
    texts = [articles("A", HARBOURS, RIVERS), articles("B", RIVERS, HARBOURS)]
    collation = collate(texts, base="B")
    assert order(collation) == ["B/1", "B/2"]
    assert [witness.siglum for witness in collation.witnesses] == ["A", "B"]
    assert [member.siglum for member in collation.groups[0].members] == ["B", "A"]


def test_a_new_clause_stands_beside_its_neighbour() -> None:
    """A clause that came in at the head or inside of an article stands there, and not at its end."""
    later = witness_of(f"= article 1\n{GOODS}\n{HARBOURS}\n{CRIMINALS}\n{RIVERS}", "B")
    collation = collate([witness_of(f"= article 1\n{HARBOURS}\n{RIVERS}", "A"), later])
    assert [str(group.address) for group in collation.clause_groups()] == ["B/1:1", "A/1:1", "B/1:3", "A/1:2"]


@pytest.mark.parametrize(
    ("said", "omitted", "silent"),
    [
        ("", ("B",), ()),
        ("fragment", (), ("B",)),
        ("instrument Declaration", (), ("B",)),
        ("instrument Treaty", ("B",), ()),
    ],
)
def test_omission_and_silence(said: str, omitted: tuple[str, ...], silent: tuple[str, ...]) -> None:
    """A fragment and a text of another instrument say nothing about an article; any other text omits it."""
    treaty = articles("A", HARBOURS, RIVERS, said="instrument Treaty")
    group = collate([treaty, articles("B", HARBOURS, said=said)]).groups[1]
    assert (group.omitted, group.not_transmitted) == (omitted, silent)
    assert isinstance(group.children[0], ClauseGroup)
    assert (group.children[0].omitted, group.children[0].not_transmitted) == (omitted, silent)


def test_a_fragment_omits_a_clause_of_an_article_it_has() -> None:
    """Inside an article that a fragment transmits, what it lacks is omitted, whichever text is the base."""
    whole = witness_of(f"= article 1\n{HARBOURS}\n{GOODS}", "A")
    fragment = witness_of(f"fragment\n= article 1\n{HARBOURS}", "B")
    for base in ("A", "B"):
        group = list(collate([whole, fragment], base=base).clause_groups())[1]
        assert (group.omitted, group.not_transmitted) == (("B",), ())


def test_labels_that_somebody_supplies_say_nothing() -> None:
    """A label counts where the text prints it; who prints none omits it."""
    texts = [
        witness_of(f"= article 1{label}\n{HARBOURS}", siglum)
        for siglum, label in (("A", " | Article 1"), ("B", " | Article I"), ("C", ""))
    ]
    label = collate(texts).groups[0].label
    assert label is not None
    assert [(reading.text, reading.witnesses) for reading in label.readings] == [
        ("Article 1", ("A",)), ("Article I", ("B",))
    ]  # fmt: skip
    assert label.omitted == ("C",)


@pytest.mark.parametrize(
    ("witnesses", "base", "error", "said"),
    [
        ([], None, ModelError, "no witness"),
        ([articles("A"), articles("A")], None, ModelError, "two witnesses with the siglum A"),
        ([articles("A")], "B", UnknownError, "no witness B for the base"),
    ],
)
def test_what_cannot_be_collated(
    witnesses: list[Witness], base: str | None, error: type[Exception], said: str
) -> None:
    """Nothing, one siglum twice, and a base that is not there are refused."""
    with pytest.raises(error, match=said):
        collate(witnesses, base=base)


def cluster_sets(links: list[Link]) -> set[frozenset[Address]]:
    """The clusters of more than one address."""
    number = clusters(links)
    sets = (frozenset(a for a, n in number.items() if n == one) for one in set(number.values()))
    return {cluster for cluster in sets if len(cluster) > 1}


def test_one_doubtful_link_chains_nothing() -> None:
    """A link does not join two clusters of pairs unless a third of the pairs it brings together are linked."""
    scores = [("A/1", "B/1", 0.9), ("C/1", "D/1", 0.9), ("B/1", "C/1", 0.2)]
    links = [Link(one, other, score=score, rule="similarity") for one, other, score in scores]
    assert {len(cluster) for cluster in cluster_sets(links)} == {2}
    stated = attrs.evolve(links[2], rule="edited")
    assert {len(cluster) for cluster in cluster_sets([*links[:2], stated])} == {4}, "an editor's needs no support"
    both = [*links, Link("A/1", "D/1", score=0.2, rule="similarity")]
    assert {len(cluster) for cluster in cluster_sets(both)} == {4}


def test_the_better_link_wins() -> None:
    """Two provisions of one witness meet in one cluster only where a link names both."""
    apart = [Link("A/1", "B/1", score=0.9), Link("B/1", "C/1", score=0.8), Link("A/2", "C/1", score=0.3)]
    assert cluster_sets(apart) == {frozenset(map(Address.parse, ("A/1", "B/1", "C/1")))}
    together = [Link("A/1:1", "B/1:1"), Link(["A/1:1", "A/1:2"], "C/1:1", score=0.5)]
    assert cluster_sets(together) == {frozenset(map(Address.parse, ("A/1:1", "A/1:2", "B/1:1", "C/1:1")))}


def test_directions_of_links_are_no_matter() -> None:
    """Links of equal score give the same clusters whichever side is called the earlier one."""
    links = [Link("C/1", "E/1"), Link("D/1", "E/2"), Link("C/1", "D/1")]
    for mask in range(8):
        turned = [link.inverse if mask >> n & 1 else link for n, link in enumerate(links)]
        assert cluster_sets(turned) == cluster_sets(links)


def test_links_that_groups_do_not_follow_are_set_aside() -> None:
    """Where links of three witnesses contradict each other, the collation says which it does not follow."""
    a, b, c = (articles(siglum, "It lasts.", "It is ratified.") for siglum in "ABC")
    first = [Link("A/1:1", "B/1:1"), Link("B/1:1", "C/1:1")]
    collation = collate([a, b, c], links=[*first, Link("A/2:1", "C/1:1", score=0.1)])
    assert [str(link.address) for link in collation.set_aside if link.rule == "edited"] == ["A/2:1..C/1:1"]
    assert collate([a, b]).set_aside == ()


def test_an_editors_link_holds_in_any_order() -> None:
    """A link stated one way round is taken when the witnesses come the other way round."""
    a, b = (articles(siglum, "It lasts five years.", "It is ratified in Borland.") for siglum in "AB")
    stated = [Link("A/1:1", "B/2:1", resp="An editor")]
    for witnesses in ([a, b], [b, a]):
        groups = [
            {str(end) for m in g.members for end in m.addresses} for g in collate(witnesses, links=stated).walk()
        ]
        assert {"A/1:1", "B/2:1"} in groups


def test_a_replaced_rule_decides() -> None:
    """Rules are tried in the order given; two of one name, and names that are no XML names, are refused."""
    own = VariantRule("years", "term", "a number of years", lambda place: any("years" in r for r in place.readings))
    a, b = articles("A", "It lasts five years."), articles("B", "It lasts ten months.")
    units = [
        unit for group in collate([a, b], options=Options(rules=(own,))).clause_groups() for unit in group.units
    ]
    assert {unit.variant for unit in units if not unit.constant} == {"term"}
    with pytest.raises(ModelError, match="two rules with the name years"):
        Options(rules=(own, own))
    with pytest.raises(ModelError, match="'my rule' as the name"):
        VariantRule("my rule", "term", "", own.fits)


def test_a_rule_of_ones_own_is_shown_what_one_text_alone_has() -> None:
    """Before the rules that only ask who has a clause, the words of each are shown; behind them they are not."""
    a, b = articles("A", "It lasts five years.", "Gold is paid."), articles("B", "It lasts five years.")
    gold = VariantRule("gold", "money", "the word gold", lambda place: any("Gold" in r for r in place.readings))
    for rules, variant in (((gold, *RULES), "money"), ((*RULES, gold), "omission"), ((gold,), "money"), ((), "")):
        *_, last = collate([a, b], options=Options(rules=rules)).clause_groups()
        assert [unit.variant for unit in last.units] == [variant]


def test_results_can_be_pickled() -> None:
    """A collation comes back equal from a pickle, its rules included."""
    collation = collate([articles("A", "It lasts five years."), articles("B", "It lasts ten years.")])
    assert pickle.loads(pickle.dumps(collation)) == collation  # noqa: S301 (own bytes)


def test_what_a_link_parts_in_two_is_parted_in_a_third_text_too() -> None:
    """A text that parts a clause as an editor says another does has both halves in the group, and omits neither."""
    halves = ("No toll shall be levied on navigation, ", "save for the upkeep of the beacons.")
    a, b, c = (
        witness_of("= article 1\n" + "\n".join(texts), siglum)
        for siglum, texts in (("A", ("And no toll on it.",)), ("B", halves), ("C", halves))
    )
    found = collate([c, b, a], links=[Link("A/1:1", ["B/1:1", "B/1:2"])])
    groups = list(found.clause_groups())
    assert [[list(map(str, member.addresses)) for member in group.members] for group in groups] == [
        [["C/1:1", "C/1:2"], ["B/1:1", "B/1:2"], ["A/1:1"]]
    ]
    assert groups[0].omitted == ()
    assert found.set_aside == ()
