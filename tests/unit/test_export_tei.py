"""The TEI forms of a collation: what an editor and a program find in each of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

import attrs
import pytest
from hypothesis import given
from lxml import etree

from strategies import any_families
from treatydiff.collation import Collation, Options, collate
from treatydiff.collation.classes import RULES
from treatydiff.errors import ModelError
from treatydiff.export.tei import Profile, write_collation
from treatydiff.export.tei.apparatus import Apparatus, Group
from treatydiff.model.addresses import Address
from treatydiff.model.dates import UncertainDate
from treatydiff.model.numbers import Number
from treatydiff.model.passages import Gap, Passage, Span
from treatydiff.model.provisions import Label, Provision
from treatydiff.model.witnesses import Witness
from treatydiff.readers import read_bytes

TEI = {"t": "http://www.tei-c.org/ns/1.0"}
ID = "{http://www.w3.org/XML/1998/namespace}id"
SEGMENTED = (Profile.EDITION, Profile.ANALYSIS)


def treaty(siglum: str, *articles: str, complete: bool = True) -> Witness:
    """A witness with numbered articles of one clause; empty ones are left out."""
    held = tuple(
        Provision("article", (Passage(text),), number=Number(str(number)))
        for number, text in enumerate(articles, start=1)
        if text
    )
    return Witness(siglum, held, complete=complete)


def written(collation: Collation, profile: Profile = Profile.EDITION) -> etree._Element:
    """The document."""
    return etree.fromstring(write_collation(collation, profile=profile, version="1.0"))


def apps(root: etree._Element) -> list[etree._Element]:
    """The apps of a document, in order."""
    return list(root.iterfind(".//t:app", TEI))


def words(node: etree._Element) -> str:
    """All text in an element."""
    return "".join(str(part) for part in node.itertext())


def shown(app: etree._Element) -> list[tuple[str, str, str]]:
    """The readings of an app: element, witnesses, words."""
    return [
        (etree.QName(node).localname, str(node.get("wit")), words(node)) for node in app.iterfind(".//*[@wit]", TEI)
    ]


def test_forms_of_one_word_are_grouped_beside_others() -> None:
    """Forms equal after normalization stand in one group; the lemma's other forms in one that points to it."""
    said = {"A": "force", "B": "Force", "C": "effect", "D": "Effect", "E": "effect"}
    collation = collate([treaty(s, f"The treaty enters into {word} at once.") for s, word in said.items()])
    (app,) = apps(written(collation))
    assert [etree.QName(node).localname for node in app] == ["lem", "rdgGrp", "rdgGrp"]
    assert shown(app) == [
        ("lem", "#A", "force "),
        ("rdg", "#B", "Force "),
        ("rdg", "#C #E", "effect "),
        ("rdg", "#D", "Effect "),
    ]
    assert [node.get("type") for node in list(app)[1:]] == ["orthographic", "orthographic"]
    assert [node.get("corresp") for node in list(app)[1:]] == [f"#{app[0].get(ID)}", None]


def test_forms_of_one_word_need_no_group_where_nothing_else_stands() -> None:
    """Where all readings are one word after normalization, the type of the app says so, and no group does."""
    (app,) = apps(written(collate([treaty("A", "The pact lasts."), treaty("B", "The Pact lasts.")])))
    assert [etree.QName(node).localname for node in app] == ["lem", "rdg"]
    assert (app.get("type"), app.get("ana")) == ("capitals", "#v-case")


def test_analysis_types_forms_of_one_word_and_keeps_them_together() -> None:
    """In the analysis profile a form stands directly behind the first one of its word, with a type of its own."""
    said = {"A": "force", "B": "effect", "C": "Force", "D": "Effect"}
    collation = collate([treaty(s, f"The treaty enters into {word} at once.") for s, word in said.items()])
    (app,) = apps(written(collation, Profile.ANALYSIS))
    assert [(str(r.get("wit")), r.get("type")) for r in app] == [
        ("#A", None),
        ("#C", "orthographic"),
        ("#B", None),
        ("#D", "orthographic"),
    ]


WORDS = "The Parties shall survey the rivers each spring and publish the maps within {} years of signature."
LACKING = (
    treaty("A", "Peace is to last for ever.", WORDS.format("two")),
    treaty("B", "Peace is to last for ever.", WORDS.format("three")),
    treaty("C", "Peace is to last for ever.", ""),
    treaty("D", "Peace is to last for ever.", "", complete=False),
)


def test_an_article_that_some_lack_is_one_app_with_the_variants_inside() -> None:
    """Omission and silence are said once, over the article; the words inside vary for those who have it."""
    outer, inner = apps(written(collate(LACKING)))
    assert [(etree.QName(r).localname, str(r.get("wit")), r.get("cause"), r.get("type")) for r in outer] == [
        ("lem", "#A #B", None, None),
        ("rdg", "#C", "omission", None),
        ("rdg", "#D", None, "lac"),
    ]
    assert outer in inner.iterancestors()
    assert outer.get("type") == "omission"
    assert shown(inner)[:2] == [("lem", "#A", "two "), ("rdg", "#B", "three ")]


def test_what_the_base_lacks_has_an_empty_lemma() -> None:
    """With a base that lacks an article, an empty lem comes first, then the reading of those who have it."""
    outer, _ = apps(written(collate(LACKING, base="C")))
    assert [(etree.QName(r).localname, str(r.get("wit"))) for r in outer][:2] == [("lem", "#C"), ("rdg", "#A #B")]
    assert outer[0].text is None
    assert len(outer[0]) == 0


def test_analysis_lists_no_silent_witness_and_counts_an_omission_once() -> None:
    """D transmits Article 1 only: it is in no app of Article 2; C lacks the article: once, at its first words."""
    found = [[str(r.get("wit")) for r in app] for app in apps(written(collate(LACKING), Profile.ANALYSIS))]
    assert found == [["#A #B", "#C"], ["#A", "#B"], ["#A #B"]]


@pytest.mark.parametrize("profile", list(Profile))
def test_ids_of_places_and_readings_are_the_same_in_all_forms(profile: Profile) -> None:
    """What an analysis finds can be looked up in the edition: one id, one place, one reading."""
    edition = {str(n.get(ID)): n for n in written(collate(LACKING)).iterfind(".//t:app//*[@wit]", TEI) if n.get(ID)}
    for node in written(collate(LACKING), profile).iterfind(".//t:app//*[@wit]", TEI):
        if node.get(ID) in edition:
            assert words(node) == words(edition[str(node.get(ID))])
    ids = {str(app.get(ID)) for app in apps(written(collate(LACKING), profile))}
    assert "u-A-2-c1-2" in ids


@pytest.mark.parametrize("profile", list(Profile))
def test_a_gap_is_a_gap(profile: Profile) -> None:
    """A blank left in a draft stands as gap in each form that can hold it, with its words around it."""
    blank = Witness("B", (Provision("article", (Passage("Done on  1941.", (Gap(Span(8, 8), "left-blank"),)),)),))
    collation = collate([Witness("A", (Provision("article", (Passage("Done on 3 May 1941."),)),)), blank])
    root = written(collation, profile)
    (back,) = root.iterfind(".//t:back", TEI)
    gaps = [gap.get("reason") for gap in root.iterfind(".//t:gap", TEI) if back not in gap.iterancestors()]
    assert gaps == ([] if profile is Profile.ANALYSIS else ["left-blank"])


@pytest.mark.parametrize("profile", list(Profile))
def test_the_header_records_how_it_was_made(profile: Profile) -> None:
    """Method, every option, each rule, and what the form holds stand in the header."""
    collation = collate(LACKING, base="B")
    root = written(collation, profile)
    (encoding,) = root.iterfind(".//t:variantEncoding", TEI)
    assert (encoding.get("method"), encoding.get("location")) == (profile.method, profile.location)
    recorded = [words(p) for p in root.iterfind(".//t:application/t:p", TEI)]
    assert recorded == [
        f"profile: {profile}",
        "normalization: " + " ".join(collation.options.normalization.rules),
        "segmentation: characters",
        "level: by-clause",
        "rules: " + " ".join(rule.name for rule in collation.options.rules),
        "base: B",
        "witnesses: A B C D",
    ]
    rules = [node.get(ID) for node in root.iterfind(".//t:taxonomy[@xml:id='t-variants']/t:category", TEI | _XML)]
    assert rules == [f"v-{rule.name}" for rule in collation.options.rules]
    assert [p.text for p in root.iterfind(".//t:projectDesc/t:p", TEI)] == list(profile.says)


_XML = {"xml": "http://www.w3.org/XML/1998/namespace"}


def test_stages_stand_in_order() -> None:
    """ListChange names each witness once, in the order given, with its date where TEI's attribute can say it."""
    witnesses = [
        Witness("A", title="First draft", date=UncertainDate("1940-10-30")),
        Witness("B", date=UncertainDate("1940-11~")),
    ]
    changes = list(written(collate(witnesses)).iterfind(".//t:listChange/t:change", TEI))
    assert [(c.get("corresp"), c.get("when"), c.text) for c in changes] == [
        ("#A", "1940-10-30", "First draft"),
        ("#B", None, "B"),
    ]


def test_a_witness_points_to_what_it_quotes_and_says_whose_it_is() -> None:
    """The original of a quotation is pointed to, here or in a file of its own; rights are each witness's own."""
    pact, quoted = Witness("P", rights="Public domain."), Witness("Q", original="P")
    document = write_collation(collate([pact, quoted]), version="1.0")
    nodes = list(etree.fromstring(document).iterfind(".//t:witness", TEI))
    assert [node.get("corresp") for node in nodes] == [None, "#P"]
    assert [w.rights for w in read_bytes(document, name="x.xml").witnesses] == ["Public domain.", ""]
    alone = etree.fromstring(write_collation(collate([quoted]), version="1.0"))
    assert [node.get("corresp") for node in alone.iterfind(".//t:witness", TEI)] == ["P.xml#P"]


@given(family=any_families(max_size=4))
def test_ids_pointers_and_witnesses_are_sound(family: Sequence[Witness]) -> None:
    """No id stands twice, every pointer leads to one, and law 5 holds, whatever the sigla and numbers.

    In an edition each witness is in one reading of each app; in the other forms in one at most.
    """
    everybody = sorted(f"#{Address(witness.siglum).as_id}" for witness in family)
    collation = collate(family)
    for profile in Profile:
        root = written(collation, profile)
        ids = [str(node.get(ID)) for node in root.iter("{*}*") if node.get(ID)]
        assert len(ids) == len(set(ids))
        assert {pointer for pointer in pointers(root) if pointer.removeprefix("#") not in ids} == set()
        for app in apps(root):
            named = sorted(
                siglum
                for node in app.iterfind(".//*[@wit]", TEI)
                if next(node.iterancestors(f"{{{TEI['t']}}}app")) is app
                for siglum in str(node.get("wit")).split()
            )
            assert len(named) == len(set(named))
            assert named == everybody or profile is not Profile.EDITION


def pointers(root: etree._Element) -> set[str]:
    """All pointers of a document."""
    names = ("wit", "corresp", "target", "ana", "from", "to", "exclude", "edRef", "resp")
    return {part for node in root.iter("{*}*") for name in names for part in str(node.get(name) or "").split()}


@pytest.mark.parametrize("profile", list(Profile))
def test_bytes_do_not_depend_on_the_run(profile: Profile) -> None:
    """Law 6: the same witnesses give the same bytes; in another order the same readings."""
    first = write_collation(collate(LACKING, base="A"), profile=profile, version="1.0")
    assert first == write_collation(collate(LACKING, base="A"), profile=profile, version="1.0")
    groups = set()
    for order in permutations(LACKING):
        found = apps(written(collate(order, base="A"), profile))
        groups.add(tuple(frozenset((frozenset(str(r.get("wit")).split()), words(r)) for r in app) for app in found))
    assert len(groups) == 1


def test_sigla_that_look_like_other_ids_are_kept_apart() -> None:
    """A witness called u, or one called like another's article, has an id of its own."""
    collation = collate([treaty("u", "It lasts."), treaty("u-1", "It lasts long."), treaty("A", "It lasts.")])
    for profile in Profile:
        root = written(collation, profile)
        ids = [str(node.get(ID)) for node in root.iter("{*}*") if node.get(ID)]
        assert len(ids) == len(set(ids))
        assert [node.get("n") for node in root.iterfind(".//t:witness", TEI)] == ["u", "u-1", "A"]


def test_locations_cite_the_base() -> None:
    """In a location-referenced apparatus loc is the address, within the base, of the clause the lemma stands in."""
    collation = collate(LACKING)
    root = written(collation, Profile.LOCATION_REFERENCED)
    at = {str(node.get(ID)): node for node in root.iter("{*}*") if node.get(ID)}
    found = [(str(app.get("loc")), at[str(app.get("from"))[1:]]) for app in apps(root)]
    assert [loc for loc, _ in found] == ["2", "2:1"]
    for loc, lemma in found:
        place = Address.parse(f"A/{loc}")
        around = [str(node.get(ID)) for node in (lemma, *lemma.iterancestors()) if node.get(ID)]
        assert f"u-{place.as_id}" in around


@pytest.mark.parametrize("profile", Profile)
def test_attributes_inside_the_values_of_others_are_none(profile: Profile) -> None:
    """Two articles that the base lacks are written once, whatever looks like markup in what a gap's reason says."""
    marks = (Gap(Span(3, 3), "x corresp=", resp='n="1" xml:id='),)
    held = (
        Provision("article", (Passage("It lasts."),), number=Number("1")),
        Provision("article", (Passage("It ends.", marks),), number=Number("2")),
    )
    lacking = Witness("A", held[:1])
    collation = collate([lacking, Witness("B", held), Witness("C", held)])
    back = read_bytes(write_collation(collation, profile=profile, version="1.0"), name="a.xml")
    assert [one.text for one in back.witnesses] == [one.text for one in collation.witnesses]
    if profile is Profile.EDITION:
        assert back.witnesses[2].clause("C/2:1").gaps() == marks


@pytest.mark.parametrize("character", ["\x0b", "\ufffe", "\uffff", "\ud800"])
def test_what_xml_cannot_hold_is_refused_wherever_it_stands(character: str) -> None:
    """What a program's own rule says is checked as it is written, since nothing else has looked at it."""
    rules = (attrs.evolve(RULES[0], says=f"Whatever{character}"), *RULES[1:])
    collation = collate([treaty("A", "It lasts."), treaty("B", "It ends.")], options=Options(rules=rules))
    with pytest.raises(ModelError, match=rf"found the character U\+{ord(character):04X}"):
        write_collation(collation, version="1.0")


@pytest.mark.parametrize("profile", Profile)
def test_what_one_witness_has_alone_is_written_the_same_by_the_long_way(
    profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The short way for what one witness has alone saves time and changes nothing."""

    def alone(number: str, *children: Provision) -> Provision:
        return Provision(
            "article",
            () if children else (Passage("Ships & cargoes pay < 5. "), Passage("So do crews.")),
            number=Number(number),
            label=Label(f"Article {number}"),
            heading=Passage("Of ships"),
            children=children,
        )

    point = Provision("point", (Passage("pilots"),), number=Number("a"), label=Label("(a)"))
    common = treaty("A", "It lasts five years.").provisions
    collation = collate(
        [
            Witness("A", common),
            Witness("B", (*common, alone("7"), alone("8", point))),
            Witness("C", (alone("9"), *common)),
        ]
    )
    short = write_collation(collation, profile=profile, version="1.0")
    assert short.count(b'<seg type="clause"') > len(common)
    asked = Apparatus._written

    def long(self: Apparatus, group: Group, by: Sequence[str], depth: int) -> str:
        self._alone = False
        return asked(self, group, by, depth)

    monkeypatch.setattr(Apparatus, "_written", long)
    assert write_collation(collation, profile=profile, version="1.0") == short
