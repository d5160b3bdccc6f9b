"""Timeline: order, what is uncertain of it, and its forms."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from attrs import evolve
from lxml import etree

import treatydiff
from treatydiff.export import timeline as export
from treatydiff.export.tei.timeline import write_timeline
from treatydiff.model.annotations import Annotation, Target
from treatydiff.model.dates import UncertainDate
from treatydiff.model.dossiers import DossierRecord, Handover
from treatydiff.model.passages import Passage, Span
from treatydiff.model.provisions import Provision
from treatydiff.model.sources import Source, Work
from treatydiff.model.witnesses import Witness
from treatydiff.report.screen import Screen
from treatydiff.report.timeline import render_timeline
from treatydiff.timeline import EntryKind, timeline

NS = {"t": "http://www.tei-c.org/ns/1.0"}
WORK = Work("Smith 2004", title="The Pact")


def at(node: etree._Element, path: str) -> Any:
    """What a path leads to."""
    return node.xpath(path, namespaces=NS)


def text(siglum: str, date: str = "") -> Witness:
    """A text of one clause."""
    provision = Provision("body", (Passage("It lasts."),))
    return Witness(siglum, (provision,), title=f"Text {siglum}", date=UncertainDate(date) if date else None)


def record() -> DossierRecord:
    """Texts, a handover and remarks, in another order than that of time; two remarks contradict each other."""
    said = (
        Annotation(
            "n1", "refusal", "They decline.", "A", UncertainDate("1950-03-10"), ("X",), conflicts_with=("n2",)
        ),
        Annotation(
            "n2", "acceptance", "They agree.", "A/body", UncertainDate("1950-03"), sources=(Source(WORK, "9"),)
        ),
        Annotation("n3", "editorial", "Of no day.", resp="E", cert="low"),
        Annotation("t1", "term", "", Target("A/body:1", Span(3, 8), "lasts"), term="duration", value="P5Y"),
    )
    handed = (Handover(("A",), "X", "Y", UncertainDate("1950-02-02"), "By hand."), Handover(("B", "C"), "Y", "X"))
    texts = (text("B", "1950-04-01"), text("A", "1950-02-01"), text("C"), text("D", "1950-02-01"))
    return DossierRecord("Pact", texts, handovers=handed, annotations=said)


def test_order_is_by_first_day_then_last_then_the_dossiers() -> None:
    """What has no date stands apart; terms are no events."""
    made = timeline(record())
    assert [entry.key for entry in made] == ["A", "D", "A handed over", "n2", "n1", "B"]
    assert [entry.key for entry in made.undated] == ["B, C handed over", "C", "n3"]
    assert [entry.kind for entry in made][1:4] == [EntryKind.WITNESS, EntryKind.HANDOVER, EntryKind.ANNOTATION]
    assert [str(entry.date) for entry in made][3] == "1950-03"


def test_overlapping_dates_say_that_their_order_is_not_known() -> None:
    """A month and a day in it may stand either way round; two texts of one day are no such case."""
    made = {entry.key: entry for entry in timeline(record())}
    assert made["n2"].unordered == ("n1",)
    assert made["n1"].unordered == ("n2",)
    assert not made["A"].order_uncertain
    assert not made["D"].order_uncertain


def test_contradictions_stand_at_both_ends() -> None:
    """Only n1 says that it conflicts with n2; both entries say so."""
    made = {entry.key: entry for entry in timeline(record())}
    assert [one.id for one in made["n2"].conflicts] == ["n1"]
    assert [one.id for one in made["n1"].conflicts] == ["n2"]
    shown = render_timeline(timeline(record()))
    assert "(contradicted by n1)" in shown
    assert "(contradicted by n2)" in shown
    assert "order uncertain: it may precede or follow n1" in shown


def test_keys_are_each_their_own() -> None:
    """An annotation may have a siglum for its id; two handovers may be of the same texts."""
    twice = Handover(("A",), "Y", "Z", UncertainDate("1950-05"))
    more = evolve(
        record(),
        handovers=(*record().handovers, twice),
        annotations=(Annotation("A", "note", "Named like a text.", date=UncertainDate("1960")),),
    )
    keys = [entry.key for entry in (*timeline(more), *timeline(more).undated)]
    assert len(keys) == len(set(keys))
    assert "A (2)" in keys
    assert "A handed over (2)" in keys


def test_tables_and_json_keep_dates_as_written() -> None:
    """With the days they may mean beside them; a field that looks like a formula stands behind an apostrophe."""
    evil = Annotation("n9", "note", "=HYPERLINK()", date=UncertainDate("1951~"))
    made = timeline(evolve(record(), annotations=(*record().annotations, evil)))
    rows = {row["key"]: row for row in csv.DictReader(io.StringIO(export.write_csv(made).decode()))}
    assert (rows["n2"]["date"], rows["n2"]["earliest"], rows["n2"]["latest"]) == (
        "1950-03",
        "1950-03-01",
        "1950-03-31",
    )
    assert rows["n2"]["source"] == "Smith 2004, p. 9"
    assert (rows["n3"]["date"], rows["n3"]["certainty"]) == ("", "low")
    assert rows["n9"]["title"] == "'=HYPERLINK()"
    assert "\tn9\t" in export.write_tsv(made).decode()
    read = json.loads(export.write_json(made, version="1.0"))
    assert [(entry["key"], entry["date"]) for entry in read["entries"]][-1] == ("n9", "1951~")
    assert read["entries"][3]["conflicts"] == ["n1"]
    assert [entry["key"] for entry in read["undated"]] == ["B, C handed over", "C", "n3"]


def test_tei_has_stages_and_events() -> None:
    """Texts of one day stand in an unordered list; events have days, actors, sources, targets, conflicts."""
    root = etree.fromstring(write_timeline(timeline(record()), version="1.0"))
    stages = at(root, "//t:creation/t:listChange/*")
    assert [(etree.QName(one).localname, one.get("ordered"), one.get("when")) for one in stages] == [
        ("listChange", "false", None),
        ("change", None, "1950-04-01"),
        ("listChange", "false", None),
    ]
    assert at(root, "string(//t:creation/t:listChange/@ordered)") == "true"
    events = at(root, "//t:standOff/t:listEvent/t:event")
    assert [event.get("type") for event in events] == ["handover", "acceptance", "refusal", "handover", "editorial"]
    agreed, refused = events[1:3]
    assert (agreed.get("notBefore"), agreed.get("notAfter")) == ("1950-03-01", "1950-03-31")
    assert at(refused, "t:note[@type='actor']/t:name/text()") == ["X"]
    assert at(agreed, "t:ptr/@target") == ["A.xml#A-body", "#e-n1"]
    assert at(agreed, "string(t:note[@type='source']/t:bibl)") == "Smith 2004, 9"
    assert at(root, "//t:listBibl/*/@xml:id") == [at(agreed, "string(.//t:bibl/@corresp)")[1:]]


def test_an_open_interval_has_one_end_in_tei() -> None:
    """What began in 1950 and has no end has a day not before which, and none not after which."""
    since = Annotation("n1", "note", "Ever since.", date=UncertainDate("1950/.."))
    root = etree.fromstring(
        write_timeline(timeline(DossierRecord("P", (text("A"),), annotations=(since,))), version="1")
    )
    event = root.find(".//t:event", NS)
    assert event is not None
    assert (event.get("notBefore"), event.get("notAfter"), event.get("when")) == ("1950-01-01", None, None)


def test_of_many_things_of_one_year_some_are_named() -> None:
    """In the terminal eight entries are named that one may precede or follow, and the others counted."""
    said = tuple(Annotation(f"n{n}", "note", "It was so.", date=UncertainDate("1950")) for n in range(20))
    shown = render_timeline(timeline(DossierRecord("P", (text("A"),), annotations=said)), screen=Screen())
    assert "n1, n2, n3, n4, n5, n6, n7, n8 and 11 others" in " ".join(shown.split())


def test_the_bundled_timeline() -> None:
    """Every text and every remark is there, uncertain dates as the sources have them, contradictions told."""
    dossier = treatydiff.load()
    made = dossier.timeline
    keys = [entry.key for entry in (*made.entries, *made.undated)]
    assert set(keys) >= {witness.siglum for witness in dossier}
    assert set(keys) >= {one.id for one in dossier.annotations if one.kind != "term"}
    assert str(made.entries[0].date) == "{1926-08,1927-05}"
    assert sum(bool(entry.conflicts) for entry in made) == 4
