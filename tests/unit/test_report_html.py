from __future__ import annotations

import base64
import hashlib
import re
from itertools import pairwise
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings

import treatydiff
from page_reading import Element, ids, panels, parsed, parts, told, written
from strategies import RelatedPair, any_pairs, related_pairs
from treatydiff.citation import cite
from treatydiff.collation import Collation
from treatydiff.comparison import Change, Comparison, compare
from treatydiff.export.tei.build import change_id as tei_change_id
from treatydiff.model.addresses import Address
from treatydiff.model.annotations import Annotation
from treatydiff.model.dates import UncertainDate
from treatydiff.model.dossiers import DossierRecord, Level
from treatydiff.model.links import Flag, Relation
from treatydiff.model.numbers import Number
from treatydiff.model.passages import Correction, Gap, Passage, Span
from treatydiff.model.provisions import Label, Provision
from treatydiff.model.sources import Source, Work
from treatydiff.model.witnesses import Witness
from treatydiff.report.entries import entries, variation
from treatydiff.report.html import File, render_html
from treatydiff.report.html.edition import change_id
from treatydiff.report.html.references import References
from treatydiff.terms import DateKind, terms

VIEWS = ("overview", "genesis", "synopsis", "apparatus", "timeline", "terms", "citing")


@pytest.fixture(scope="module")
def dossier() -> treatydiff.Dossier:
    """The bundled dossier."""
    return treatydiff.load()


@pytest.fixture(scope="module")
def comparisons(dossier: treatydiff.Dossier) -> list[Comparison]:
    """What it asks to compare."""
    return [dossier.compare(plan.earlier, plan.later, level=plan.level) for plan in dossier.comparisons]


@pytest.fixture(scope="module")
def collations(dossier: treatydiff.Dossier) -> list[Collation]:
    """What it asks to collate."""
    return [dossier.collate(*plan.sigla, base=plan.base) for plan in dossier.collations]


@pytest.fixture(scope="module")
def page(dossier: treatydiff.Dossier, comparisons: list[Comparison], collations: list[Collation]) -> bytes:
    """Its report."""
    return render_html(comparisons, collations, record=dossier.record, version="1.0")


@pytest.fixture(scope="module")
def tree(page: bytes) -> Element:
    """Its report, read."""
    return parsed(page)


def article(number: int, *clauses: str, heading: str = "") -> Provision:
    """An article of clauses, a space between them."""
    spaced = [text + " " * (n < len(clauses)) for n, text in enumerate(clauses, 1)]
    return Provision(
        "article",
        tuple(map(Passage, spaced)),
        number=Number(str(number)),
        label=Label(f"Article {number}"),
        heading=Passage(heading) if heading else None,
    )


def assert_told(tree: Element, change: Change) -> None:
    """The page says of a change what the model says: address, relation and flags, the words in and out."""
    sides = (tuple(map(str, change.address.earlier)), tuple(map(str, change.address.later)))
    found = told(tree, change_id(change.address), sides)
    assert found.address == str(change.address)
    assert found.names == (change.relation.value, *(flag.value for flag in change.flags))
    expected = {
        str(phrase).rpartition("@")[2]: (edit.before.rstrip(), edit.after.rstrip())
        for phrase, edit in change.phrases()
    }
    # What has no words, such as a gap that was filled, has nothing to mark on that side.
    expected = {tokens: words for tokens, words in expected.items() if any(words)}
    assert {tokens: (out, came) for tokens, out, came in found.edits} == expected


# Changes


def test_every_change_of_the_dossier_is_on_the_page(tree: Element, comparisons: list[Comparison]) -> None:
    """Read back change by change: its address, relation and flags, and each word that went out or came in."""
    count = 0
    for comparison in comparisons:
        for change in comparison.changes:
            assert_told(tree, change)
            count += 1
    signs = tree.xpath("//*[@data-r and @data-c]")
    assert len(signs) == count, "the page tells of changes that there are not"


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(related_pairs(max_edits=4))
def test_every_change_of_related_texts_is_on_the_page(pair: RelatedPair) -> None:
    """Moves, splits, merges, renumberings, insertions: each is told with its words, and each clause as written."""
    comparison = compare(pair.earlier, pair.later)
    tree = parsed(render_html([comparison], version="1.0"))
    for change in comparison.changes:
        assert_told(tree, change)
    (panel,) = panels(tree, "A", "B")
    for witness in (pair.earlier, pair.later):
        for address, passage in witness.clauses():
            assert written(panel, str(address)) == passage.read_out()


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(any_pairs())
def test_any_two_texts_make_a_sound_page(pair: tuple[Witness, Witness]) -> None:
    """Whatever the model allows: ids are unique, links lead somewhere, changes and provisions have anchors."""
    comparison = compare(*pair)
    tree = parsed(render_html([comparison], version="1.0"))
    found = ids(tree)
    assert len(found) == len(set(found))
    targets = [str(href)[1:] for href in tree.xpath("//@href") if str(href).startswith("#")]
    assert set(targets) <= set(found)
    wanted = {change_id(change.address) for change in comparison.changes}
    wanted |= {address.as_id for witness in pair for address, _ in (*witness.addressed(), *witness.clauses())}
    assert wanted <= set(found)


def test_ids_of_changes_are_those_of_tei(comparisons: list[Comparison]) -> None:
    """Whoever knows the anchor of a change in the page knows its id in the TEI document, and the reverse."""
    for comparison in comparisons:
        for change in comparison.changes:
            assert change_id(change.address) == tei_change_id(change.address)


def test_a_move_far_off_leads_there_and_back() -> None:
    """An article that moved past more than a band holds has no ribbon; an arrow links each end to the other."""
    texts = [f"The word number {n} of article {n} stands alone {n * 7919}." for n in range(1, 31)]
    a = Witness("A", tuple(article(n, text) for n, text in enumerate(texts, 1)))
    b = Witness("B", tuple(article(n, text) for n, text in enumerate([*texts[1:], texts[0]], 1)))
    tree = parsed(render_html([compare(a, b)], version="1.0"))
    assert tree.xpath("//a[@class='rr' and @href='#B-30-c1']"), "from the earlier place to the later"
    assert tree.xpath("//a[@class='rl' and @href='#A-1-c1']"), "and back"
    assert not tree.xpath("//div[contains(@class, 'n30')]")


def test_a_title_that_changed_is_marked() -> None:
    """The words of an article's title are marked as those of a clause are."""
    a = Witness("A", (article(1, "It lasts.", heading="Term of years"),))
    b = Witness("B", (article(1, "It lasts.", heading="Term of months"),))
    tree = parsed(render_html([compare(a, b)], version="1.0"))
    assert ["".join(one.itertext()) for one in tree.xpath("//h4//del")] == ["years"]
    assert ["".join(one.itertext()) for one in tree.xpath("//h4//ins")] == ["months"]


# What stands in and beside the text


def test_gaps_and_restored_words_are_shown_as_such() -> None:
    """A gap stands in brackets and is never struck; of a restored word it is said by whom and after what."""
    text = Passage(
        "on  1941 they agree",
        (Gap(Span(3, 3), note="date left blank"), Correction(Span(9, 13), "thcy", resp="Ed", source="our copy")),
    )
    a = Witness("A", (Provision("body", (text,)),))
    b = Witness("B", (Provision("body", (Passage("on 5 May 1941 they agree"),)),))
    tree = parsed(render_html([compare(a, b)], version="1.0"))
    (gap,) = tree.xpath("//section[@id='v-synopsis']//p/span[@class='gap']")
    assert gap.text == "[date left blank]"
    said = "".join(tree.itertext())
    assert "restored by Ed: thcy → they" in said
    assert "Where words are restored: our copy" in said


def test_text_in_another_language_says_so(tree: Element) -> None:
    """Russian words stand in elements with lang="ru", in the synopsis and wherever else they are quoted."""
    cyrillic = re.compile("[а-яА-Я]{3}")
    for element in tree.iter():
        if isinstance(element.tag, str) and element.text and cyrillic.search(element.text):
            nearest = element.xpath("ancestor-or-self::*[@lang][1]/@lang")
            assert nearest[-1:] == ["ru"], etree_text(element)


def etree_text(element: Element) -> str:
    """The words of an element, for a message."""
    return "".join(element.itertext())[:80]


def test_every_annotation_is_printed_once(tree: Element, dossier: treatydiff.Dossier) -> None:
    """Each remark has one note with its statement, sources and, where others say otherwise, who contradicts it."""
    remarks = [one for one in dossier.annotations if one.kind != "term"]
    assert remarks
    for one in remarks:
        (note,) = tree.xpath("//li[@id=$it]", it=f"n-{one.id}")
        said = "".join(note.itertext())
        assert one.statement in said
        for source in one.sources:
            assert str(source) in said
        for other in one.conflicts_with:
            (contrary,) = (known for known in remarks if known.id == other)
            assert note.xpath(".//span[@class='con']/a[@href=$it]", it=f"#n-{other}")
            assert contrary.statement in said


def test_contradiction_is_shown_at_both_whoever_states_it() -> None:
    """Where one of two annotations says that it contradicts the other, both show it."""
    source = (Source(Work("Smith 2004"), pages="5"),)
    said = (
        Annotation("n1", "note", "It ended in May.", "A/1:1", UncertainDate("1941"), sources=source),
        Annotation("n2", "note", "It ended in June.", "A/1:1", conflicts_with=("n1",), sources=source),
    )
    record = DossierRecord("Pact", (Witness("A", (article(1, "It ends."),)),), annotations=said)
    tree = parsed(render_html([], record=record, version="1.0"))
    for here, there in (("n1", "n2"), ("n2", "n1")):
        assert tree.xpath(f"//li[@id='n-{here}']//span[@class='con']/a[@href='#n-{there}']")


def test_every_reading_stands_in_the_apparatus(tree: Element, collations: list[Collation]) -> None:
    """Read back entry by entry: lemma, readings with their sigla, omissions, class of the difference."""
    for number, collation in enumerate(collations, 1):
        wanted = [
            (f"{entry.lemma}]", [(one.words or "(no words)", *one.sigla) for one in entry.variants], entry.variant)
            for group in collation.clause_groups()
            for entry in entries(collation, group, group.units, variation(group))
        ]
        found = []
        for item in tree.xpath(f"//li[starts-with(@id, 'l-{number}-0-')]"):
            readings = [
                (one.xpath("string(span)"), *(str(b.text) for b in one.iter("b")))
                for one in item.xpath("span[@data-w][span]")
            ]
            found.append((item.xpath("string(span[@class='le'])"), readings, item.get("data-v", "")))
        assert sorted(found) == sorted(wanted)


def test_each_witness_can_be_the_base(tree: Element, collations: list[Collation]) -> None:
    """There is a radio button and a text for each witness of a collation, the collation's own base first."""
    for part, collation in zip(tree.xpath("//div[@class='apx']"), collations, strict=True):
        values = part.xpath("fieldset//input[@type='radio']/@value")
        assert values[0] == collation.base
        assert sorted(values) == sorted(witness.siglum for witness in collation.witnesses)
        assert len(part.xpath("div[starts-with(@class, 'ed ')]")) == len(values)
        assert part.xpath("fieldset//input[@checked]/@value") == [collation.base]


# Anchors and citations


def test_anchors_are_unique_and_lead_somewhere(tree: Element, dossier: treatydiff.Dossier) -> None:
    """Each id once; each link inside the page to one; each text, provision and clause has its address's id."""
    found = ids(tree)
    assert len(found) == len(set(found))
    assert {str(href)[1:] for href in tree.xpath("//@href") if str(href).startswith("#")} <= set(found)
    for witness in dossier:
        places = [Address(witness.siglum), *(address for address, _ in (*witness.addressed(), *witness.clauses()))]
        assert {place.as_id for place in places} <= set(found)
    for name in ("for", "aria-labelledby", "aria-controls"):
        wanted = {one for value in tree.xpath(f"//@{name}") for one in str(value).split()}
        assert wanted <= set(found)


def test_copied_citations_are_those_of_the_library(tree: Element, dossier: treatydiff.Dossier) -> None:
    """Pattern and parts put together are the reference that `cite` gives, for provisions, clauses and changes."""
    patterns = [item.text for item in tree.xpath("//ol[@id='x-patterns']/li")]
    cited = tree.xpath("//*[@data-c]")
    assert len(cited) > 100
    for element in cited:
        pattern, address, digest, *locators = parts(element)
        put = patterns[int(pattern)].replace("{a}", address).replace("{d}", digest)
        for number, locator in enumerate(locators):
            put = put.replace(f"{{{number}}}", locator)
        assert put == cite(dossier.record, address, version="1.0")


def test_a_pattern_stands_once_however_many_places() -> None:
    """The room that citations take grows by address and digest alone."""
    texts = tuple(article(n, f"Article {n} says {n}.") for n in range(1, 40))
    references = References(DossierRecord("Pact", (Witness("A", texts, title="The Pact"),)), "1.0")
    for address, _ in Witness("A", texts).clauses():
        references.of(address)
    assert len(references.patterns) == 1


# Safety


def test_a_treaty_full_of_tags_is_harmless() -> None:
    """Text of any origin stays text: in clauses, labels, titles, sources, annotations and names of files."""
    evil = "</title></style></script><script>alert(1)</script><img src=x onerror=alert(2)>\"'&lt;--><!--"
    source = Source(Work(evil, evil, title=evil, url="javascript:alert(3)"), evil, evil, evil, evil)
    texts = tuple(
        Witness(
            siglum,
            (
                Provision(
                    "article",
                    (Passage(f"{evil} {siglum}", (Gap(Span(3, 3), evil, evil, evil),)),),
                    number=Number(evil.replace("/", "|")),
                    label=Label(evil),
                    heading=Passage(evil + siglum),
                ),
            ),
            title=evil,
            kind=evil,
            instrument=evil,
            language='en" onload="alert(4)',
            translator=evil,
            source=source,
            presented_by=evil,
            remarks=(evil,),
        )
        for siglum in "AB"
    )
    said = (Annotation("n1", "note", evil, "A", None, (evil,), (source,), evil, evil),)
    record = DossierRecord(
        evil, texts, edition=evil, editors=(evil,), works=(source.work,) if source.work else (), annotations=said
    )
    page = render_html([compare(*texts)], record=record, files=[File(evil, evil)], version=evil)
    tree = parsed(page)
    assert len(tree.xpath("//script")) == 1
    assert len(tree.xpath("//style")) == 1
    assert not tree.xpath("//img")
    assert not [name for element in tree.iter() for name in element.attrib if str(name).startswith("on")]
    hrefs = [str(href) for href in tree.xpath("//@href")]
    assert not [href for href in hrefs if href.startswith("javascript:")]
    assert tree.xpath("string(//h1)") == evil
    assert b"<script>alert" not in page


def test_the_policy_allows_its_own_style_and_script_alone(page: bytes, tree: Element) -> None:
    """The hashes of the policy are those of the one style sheet and the one script; nothing else may be loaded."""
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    for name in ("style", "script"):
        (found,) = re.findall(rf"<{name}>(.*?)</{name}>".encode(), page, re.DOTALL)
        said = base64.b64encode(hashlib.sha256(found).digest()).decode()
        assert f"{name}-src 'sha256-{said}'" in policy
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert not tree.xpath("//@style"), "the policy forbids style attributes"
    assert not tree.xpath("//@src | //link | //iframe | //object | //base | //form[@action]")
    outside = [str(href) for href in tree.xpath("//@href") if ":" in str(href)]
    assert all(href.startswith(("http://", "https://")) for href in outside)


def test_the_same_gives_the_same_bytes(
    dossier: treatydiff.Dossier, comparisons: list[Comparison], collations: list[Collation], page: bytes
) -> None:
    """Made again, the page is the same byte for byte."""
    assert render_html(comparisons, collations, record=dossier.record, version="1.0") == page


# The page


def test_the_views_stand_in_order_and_the_navigation_names_them(tree: Element) -> None:
    """All seven views are there, each named by its heading; one h1; no level of heading is left out."""
    sections = tree.xpath("//main/section/@id")
    assert sections == [f"v-{name}" for name in VIEWS]
    assert tree.xpath("//nav//a/@href") == [f"#v-{name}" for name in VIEWS]
    levels = [int(element.tag[1]) for element in tree.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_navigation_and_the_controls_come_before_what_is_long(tree: Element) -> None:
    """In the order of Tab: title, navigation, controls, then the table of texts and the views."""
    assert [element.tag for element in tree.xpath("//body/*[self::header or self::nav or self::main]")] == [
        "header",
        "nav",
        "main",
    ]
    assert not tree.xpath("//header//table")
    assert tree.xpath("//main/*[1]/@id") == ["x-bar"]


def test_a_date_that_never_came_is_not_told_as_one(dossier: treatydiff.Dossier, tree: Element) -> None:
    """Denounced in time, a text was not renewed: said, with the denunciation; nobody both names and disputes."""
    told = ["".join(one.itertext()) for one in tree.xpath("//ul[@class='dates']/li")]
    renewed = [one for one in terms(dossier.record).dates if one.kind is DateKind.RENEWED]
    assert renewed
    assert all(one.in_time for one in renewed)
    for one in renewed:
        (said,) = (line for line in told if f"would have been renewed to {one.date}" in line)
        assert "if nobody denounced it" in said
        assert f"denounced {one.denounced_by[0].date}, in time" in said
    bold = tree.xpath("//ul[@class='dates']//b/text()")
    assert not {str(one.date) for one in renewed} & set(bold)
    for line in told:
        clauses = [part for part in line.split(";") if "named by" in part or "disputed in" in part]
        notes = [number for part in clauses for number in re.findall(r"note (\d+)", part)]
        assert len(notes) == len(set(notes))


def test_undated_texts_alone_make_no_timeline() -> None:
    """Where nothing is dated there is no timeline; one pair is not called pairs."""
    witnesses = tuple(Witness(name, (article(1, f"It lasts {name} years."),)) for name in "AB")
    record = DossierRecord(witnesses=witnesses)
    tree = parsed(render_html([compare(*witnesses)], record=record, version="1.0"))
    assert "v-timeline" not in tree.xpath("//main/section/@id")
    assert "#v-timeline" not in tree.xpath("//nav//a/@href")
    assert "1 pair of 2 texts" in "".join(tree.itertext())


def test_a_moved_article_is_signed_in_overview_and_genesis() -> None:
    """Of unchanged articles one went to the end: its cells say so; rows stand in the later text's order."""
    texts = [f"The word number {n} of article {n} stands alone {n * 7919}." for n in range(1, 6)]
    a = Witness("A", tuple(article(n, text) for n, text in enumerate(texts, 1)))
    b = Witness("B", tuple(article(n, text) for n, text in enumerate([*texts[1:], texts[0]], 1)))
    tree = parsed(render_html([compare(a, b)], version="1.0"))
    moved = "descendant::use[@href='#s-moved']"
    overview = tree.xpath(f"//section[@id='v-overview']//ol//a[{moved}]/@href")
    assert overview == ["#B-5-c1"]
    labels = tree.xpath("//section[@id='v-overview']//span[@class='cl'][.//use[@href='#s-renumbered']]")
    assert [label.xpath("string()").strip() for label in labels] == ["1 → 5", "2 → 1", "3 → 2", "4 → 3", "5 → 4"]
    rows = tree.xpath("//section[@id='v-genesis']//tbody/tr")
    assert [row.xpath("string(th/a)") for row in rows] == [f"B/{n}:1" for n in range(1, 6)]
    assert [bool(row.xpath(f"td[{moved}]")) for row in rows] == [False] * 4 + [True]


def test_two_files_need_no_dossier() -> None:
    """Of two texts alone: all views but timeline and terms; the title names the two."""
    a, b = (
        Witness(siglum, (article(1, f"It lasts {years} years."),))
        for siglum, years in (("A", "five"), ("B", "ten"))
    )
    tree = parsed(render_html([compare(a, b)], version="1.0"))
    assert tree.xpath("//main/section/@id") == ["v-overview", "v-genesis", "v-synopsis", "v-apparatus", "v-citing"]
    assert tree.xpath("string(//h1)") == "A and B compared"


def test_nothing_to_show_is_refused() -> None:
    """A page of nothing is an error, not an empty page."""
    with pytest.raises(treatydiff.TreatyDiffError, match="found nothing to show"):
        render_html([], version="1.0")


def test_controls_are_hidden_where_no_script_runs(tree: Element) -> None:
    """What needs the script is shown by the script; all else is there without it."""
    (bar,) = tree.xpath("//aside[@id='x-bar']")
    assert bar.get("hidden") is not None
    inside = set(bar.iter("button", "select"))
    assert set(tree.iter("button", "select")) == inside


def test_articles_alone_where_words_were_not_compared(dossier: treatydiff.Dossier) -> None:
    """Two languages: articles beside each other, a ribbon where they correspond, no word marked."""
    comparison = dossier.compare("P41", "RU45", level=Level.ARTICLE)
    tree = parsed(render_html([comparison], version="1.0"))
    assert not tree.xpath("//section[@id='v-synopsis']//div[@class='rows']//*[self::ins or self::del]")
    (band,) = tree.xpath("//div[contains(concat(' ', @data-r, ' '), ' parallel ')]")
    assert len(band.xpath("div[contains(concat(' ', @class, ' '), ' c ')]")) == 2
    assert Relation.PARALLEL in {link.relation for link in comparison.links}


def test_silence_is_no_omission(tree: Element, comparisons: list[Comparison]) -> None:
    """What a text does not transmit is neither called inserted nor omitted, and says why it is silent."""
    (comparison,) = (one for one in comparisons if (one.earlier.siglum, one.later.siglum) == ("M41", "D41"))
    assert comparison.not_transmitted
    (panel,) = panels(tree, "M41", "D41")
    names = {name for band in panel.xpath(".//div[@data-r]") for name in band.get("data-r").split()}
    assert "not-transmitted" in names
    assert not {"inserted", "omitted"} & names
    assert "two instruments" in "".join(panel.itertext())


def test_files_beside_the_page_are_linked(comparisons: list[Comparison]) -> None:
    """A page in a folder leads to the documents that lie in it."""
    page = render_html(comparisons[:1], files=[File("A-B.xml", "A compared with B: TEI P5")], version="1.0")
    (link,) = parsed(page).xpath("//a[@href='A-B.xml']")
    assert "A compared with B: TEI P5" in "".join(link.getparent().itertext())


def test_style_sheets_and_script_go_into_the_package() -> None:
    """They lie inside the package, so that they are installed with it."""
    folder = Path(treatydiff.__file__).parent / "report" / "html" / "assets"
    assert {file.suffix for file in folder.iterdir()} == {".css", ".js"}


def test_flags_are_said_in_words(comparisons: list[Comparison], tree: Element) -> None:
    """A provision that was only renumbered says from which number to which."""
    renumbered = [
        change
        for one in comparisons
        for change in one.changes
        if change.flags == (Flag.RENUMBERED,) and not change.edits
    ]
    assert renumbered
    for change in renumbered:
        (chip,) = tree.xpath("//*[@id=$it]", it=change_id(change.address))
        assert "renumbered" in "".join(chip.itertext())


def test_an_annotated_change_is_marked(dossier: treatydiff.Dossier) -> None:
    """An annotation on a change stands beside it, wherever else it is spoken of."""
    comparison = dossier.compare("K40", "M40")
    change = next(one for one in comparison.changes if one.edits)
    note = Annotation("x1", "objection", "Not like this.", str(change.address))
    said = evolve(comparison.collation, annotations=(note,))
    tree = parsed(render_html([evolve(comparison, collation=said)], version="1.0"))
    assert tree.xpath("//div[@class='nts']//li[@id='n-x1']")
    (band,) = tree.xpath("//div[contains(concat(' ', @data-k, ' '), ' objection ')]")
    assert band.xpath(".//*[@id=$it]", it=change_id(change.address))
