"""Edited alignments: what an editor decides holds, lasts, and is reported where it no longer fits."""

from __future__ import annotations

import json
from pathlib import Path

import attrs
import pytest
from lxml import etree

import treatydiff
from plain_form import witness_of
from treatydiff.collation import Options, collate
from treatydiff.comparison import compare
from treatydiff.errors import ModelError, TreatyDiffError
from treatydiff.export.json import write_comparison as write_json
from treatydiff.export.tei import write_comparison
from treatydiff.export.tei.alignment import write_alignment
from treatydiff.model.dossiers import Level
from treatydiff.model.links import EditedLink, Link, NoCounterpart
from treatydiff.model.witnesses import Witness
from treatydiff.readers.edited_links import read_alignment
from treatydiff.report.apparatus import render_collation
from treatydiff.report.terminal import render
from treatydiff.validation import validate

A = witness_of(
    "= article 1\nPeace lasts between the Parties.\n= article 2\nThe treaty is in force for ten years.", "A"
)
B = witness_of("= article 1\nThe treaty is in force for five years.\n= article 2\nPeace lasts between them.", "B")


def addresses(links: tuple[Link, ...]) -> list[str]:
    """The addresses of links."""
    return [str(link.address) for link in links]


@pytest.mark.parametrize(
    ("edit", "what"),
    [
        (Link("A/1", "B/9"), "found no B/9 in B"),
        (Link("A/1", "C/1"), "found no witness C"),
        (NoCounterpart("A/7:1", "B"), "found no A/7:1 in A"),
        (NoCounterpart("A/1", "C"), "found no witness C"),
        (
            Link("A/1:1", "B/2:1", words=("Peace lasts between the Parties.", "War lasts.")),
            "B/2:1 reads 'Peace lasts between them.', and read 'War lasts.' when this was decided",
        ),
        (
            NoCounterpart("A/2", "B", words="The treaty lasts."),
            "A/2 reads 'The treaty is in force for ten years.', and read 'The treaty lasts.' when this was decided",
        ),
    ],
)
def test_what_does_not_fit_is_reported(edit: EditedLink, what: str) -> None:
    """A decision on what is not there, or reads otherwise than recorded, is a misfit and changes nothing."""
    comparison = compare(A, B, links=[edit])
    [misfit] = comparison.misfits
    assert (misfit.edit, misfit.what) == (edit, what)
    assert comparison.links == compare(A, B).links
    assert comparison.overruled == ()


def test_white_space_is_no_drift() -> None:
    """Recorded words that differ in white space alone still fit."""
    edit = Link(
        "A/1:1", "B/1:1", words=(" Peace  lasts\nbetween the Parties.", "The treaty is in force for five years. ")
    )
    assert compare(A, B, links=[edit]).misfits == ()


@pytest.mark.parametrize(
    "edits",
    [
        [Link("A/1", "B/1"), Link("B/1", "A/2")],
        [Link("A/1", "B/1"), NoCounterpart("A/1", "B")],
        [NoCounterpart("B/1", "A"), Link("A/1:1", "B/1:1")],
        [NoCounterpart("A/1", "B"), NoCounterpart("A/1", "B")],
        [Link("A/1", "A/2")],
    ],
)
def test_contradictions_are_refused(edits: list[EditedLink]) -> None:
    """Two decisions on one provision, also turned round or by its clause, and links within one text are errors."""
    with pytest.raises(ModelError):
        compare(A, B, links=edits)


def test_a_link_takes_its_clauses_along() -> None:
    """Articles that an editor links have their clauses compared, and what was computed instead stays visible."""
    machine = compare(A, B)
    assert "A/1..B/2" in addresses(machine.links)
    comparison = compare(A, B, links=[Link("A/1", "B/1", resp="N. N."), NoCounterpart("A/2", "B", "N. N.")])
    assert [link.resp for link in comparison.links if str(link.address) == "A/1..B/1"] == ["N. N."]
    assert {"A/1..B/2", "A/2..B/1", "A/1:1..B/2:1", "A/2:1..B/1:1"} == set(addresses(comparison.overruled))
    assert {"A/2.. omitted", "..B/2 inserted"} <= {str(change) for change in comparison}


def test_no_counterpart_reaches_clauses_and_what_follows_from_them() -> None:
    """What an editor says to have no counterpart has none there: nor its clauses, nor what holds it."""
    chapters = (
        "= chapter 1\n== article 1\nPeace lasts between the Parties.\n= chapter 2\n== article 2\nIt is ratified."
    )
    a, b = witness_of(chapters, "A"), witness_of(chapters, "B")
    assert {"A/ch1..B/ch1", "A/ch1/1..B/ch1/1"} <= set(addresses(compare(a, b).links)) or "A/1..B/1" in addresses(
        compare(a, b).links
    )
    inner = next(address for address, p in a.addressed() if p.kind == "article")
    comparison = compare(a, b, links=[NoCounterpart(inner, "B")])
    outer = inner.parent
    assert not any(end.is_in(outer) for link in comparison.links for end in link.earlier)
    assert any(end.is_in(inner) for link in comparison.overruled for end in link.earlier)


def test_by_article_too() -> None:
    """Decisions on articles go before numbers; decisions on clauses are misfits there, not errors."""
    options = Options(level=Level.ARTICLE)
    edits: list[EditedLink] = [Link("A/1", "B/2", resp="N. N."), NoCounterpart("A/2", "B"), Link("A/2:1", "B/1:1")]
    collation = collate([A, B], links=edits, options=options)
    assert addresses(collation.links) == ["A/1..B/2", "A/1:1..B/2:1"]
    assert [misfit.edit for misfit in collation.misfits] == [edits[2]]
    assert addresses(collation.overruled) == ["A/1..B/1", "A/1:1..B/1:1", "A/2..B/2", "A/2:1..B/2:1"]


def test_a_collation_follows_editors_first() -> None:
    """In a collation an editor's link stands against better computed links of other pairs, which are set aside."""
    c = attrs.evolve(A, siglum="C")
    edit = Link("A/1:1", "B/1:1", resp="N. N.")
    collation = collate([A, B, c], links=[edit])
    together = [{str(a) for m in group.members for a in m.addresses} for group in collation.clause_groups()]
    assert any({"A/1:1", "B/1:1"} <= group for group in together)
    assert not any(link.edited for link in collation.set_aside)
    apart = collate([A, B, c], links=[NoCounterpart("A/1:1", "B")])
    groups = [{str(a) for m in group.members for a in m.addresses} for group in apart.clause_groups()]
    assert not any({"A/1:1", "B/2:1"} <= group for group in groups), "not even through C"


def test_the_bundled_decisions() -> None:
    """What the dossier's editors decided holds in the comparison and in the collation of six."""
    dossier = treatydiff.load()
    comparison = dossier.compare("M41", "D41")
    [split] = [link for link in comparison.links if link.edited]
    assert str(split.address) == "M41/1:3..D41/body:2+D41/body:3"
    assert (split.relation.value, split.cert, bool(split.reason), len(split.words)) == ("split", "high", True, 3)
    assert addresses(comparison.overruled) == ["M41/1:2..D41/body:2", "M41/1:3..D41/body:3"]
    collation = dossier.collate("T40", "K40", "M40", "M41", "P41", "D41")
    assert collation.misfits == ()
    assert not any(link.edited for link in collation.set_aside)
    members = [
        {m.siglum: [str(a) for a in m.addresses] for m in group.members} for group in collation.clause_groups()
    ]
    assert {"M41": ["M41/1:3"], "D41": ["D41/body:2", "D41/body:3"]} in members
    assert not any(link.edited for link in dossier.compare("M41", "D41", links=()).links)


EDITS: list[EditedLink] = [
    Link("A/1", "B/1", resp="N. N.", cert="low", reason="Both open the treaty."),
    NoCounterpart("A/2", "B", "N. N.", "high", "It is new.", "The treaty is in force for ten years."),
    Link("A/1:1", "B/1:4"),
]


def test_outputs_show_decisions() -> None:
    """Terminal, JSON and TEI say who decided and why, what gave way, and what does not fit; the TEI is valid."""
    comparison = compare(A, B, links=EDITS)
    shown = render(comparison)
    for words in (
        "by N. N. (certainty low): Both open the treaty.",
        "Overruled",
        "A/1..B/2",
        "Warning",
        "found no B/1:4",
    ):
        assert words in shown
    assert "Linked by an editor:" in render_collation(comparison.collation)
    assert "found no B/1:4" in render_collation(comparison.collation)
    read = json.loads(write_json(comparison, version="1"))
    assert [link["reason"] for link in read["links"] if link["resp"] == "N. N."] == ["Both open the treaty."]
    assert [one["address"] for one in read["without_counterpart"]] == ["A/2"]
    assert [one["what"] for one in read["misfits"]] == ["found no B/1:4 in B"]
    assert "A/1..B/2" in [one["address"] for one in read["overruled"]]
    written = write_comparison(comparison, version="1")
    assert [finding for finding in validate(written, name="a.xml") if finding.severity.value == "error"] == []
    root = etree.fromstring(written)
    [group] = [node for node in root.iterdescendants("{*}linkGrp") if node.get("type") == "overruled"]
    assert "k-A-1..B-2" in [node.get("{http://www.w3.org/XML/1998/namespace}id") for node in group]


def test_a_file_comes_back(tmp_path: Path) -> None:
    """A file written with decisions gives them back as they were; what was computed is no decision."""
    comparison = compare(A, B, links=EDITS[:2])
    file = tmp_path / "a.links.xml"
    file.write_bytes(write_alignment(comparison, version="1"))
    read = read_alignment(file)
    [link, alone] = read.edits
    words = ("Peace lasts between the Parties.", "The treaty is in force for five years.")
    assert link == Link("A/1", "B/1", resp="N. N.", cert="low", reason="Both open the treaty.", words=words)
    assert alone == EDITS[1]
    assert set(read.untouched) >= {link.address for link in comparison.links if not link.edited}
    again = compare(A, B, links=read.edits)
    assert (again.changes, again.overruled) == (comparison.changes, comparison.overruled)


def corrected(tmp_path: Path, before: str, after: str) -> tuple[EditedLink, ...]:
    """The decisions in the file of A and B, of which one piece was changed by hand."""
    text = write_alignment(compare(A, B), version="1").decode()
    assert text.count(before) == 1, text
    text = text.replace(before, after).replace(
        '<editor xml:id="editor"/>', '<editor xml:id="editor">N. N.</editor>'
    )
    file = tmp_path / "a.links.xml"
    file.write_text(text)
    return treatydiff.read_links(file)


ONE = '<link xml:id="k-A-1..B-2" target="A.xml#A-1 B.xml#B-2" resp="#treatydiff"/>'


@pytest.mark.parametrize(
    ("after", "said"),
    [
        (ONE, []),
        ("", []),
        (ONE.replace("#treatydiff", "#editor"), ["A/1..B/2"]),
        (ONE.replace(' resp="#treatydiff"', ""), ["A/1..B/2"]),
        (ONE.replace("B-2", "B-1", 2).replace("k-A-1..B-1", "k-A-1..B-2"), ["A/1..B/1"]),
        (ONE + '<link target="A.xml#A-2 B.xml#B-1" resp="#editor"/>', ["A/2..B/1"]),
        (ONE.replace("#B-2", "#B-1 B.xml#B-2"), ["A/1..B/1+B/2"]),
    ],
)
def test_what_is_a_decision(tmp_path: Path, after: str, said: list[str]) -> None:
    """A link is a decision once its target or resp is changed, also if the other was forgotten, or it was added."""
    edits = corrected(tmp_path, ONE, after)
    assert [str(edit.address) for edit in edits] == said
    assert {edit.resp for edit in edits} <= {"N. N."}
    assert all(isinstance(edit, Link) and all(edit.words) for edit in edits), "drift will be noticed"


@pytest.mark.parametrize(
    ("after", "place"),
    [
        ('<link target="A.xml#A-1" resp="#editor"/>', "1 witness"),
        ('<link target="A.xml#A-1 B.xml#B-1 C.xml#C-1" resp="#editor"/>', "3 witness"),
        ('<link target="A.xml#A-1 B.xml" resp="#editor"/>', "siglum"),
        ('<link target="A.xml#A-1 B.xml#B-1" resp="#nobody"/>', "#nobody"),
        ('<link target="A.xml#A-1 B.xml#B-1" resp="#editor" cert="sure"/>', "sure"),
        ('<link target="A.xml#A-1 B.xml#B-1"/><link target="A.xml#A-1 B.xml#B-2"/>', "twice"),
    ],
)
def test_bad_files(tmp_path: Path, after: str, place: str) -> None:
    """What cannot be a decision, and decisions that contradict each other, are one error with its place."""
    with pytest.raises(TreatyDiffError, match=place) as caught:
        corrected(tmp_path, ONE, after)
    assert caught.value.line > 1
    assert caught.value.file.endswith("a.links.xml")


def dossier_of(folder: Path, listed: str = "", stated: str = "") -> treatydiff.Dossier:
    """A dossier of A and B with these alignments listed and stated."""
    texts = {"A": A, "B": B}
    for siglum, witness in texts.items():
        lines = [f"Article {n}\n{p.text}\n" for n, p in enumerate(witness.provisions, start=1)]
        (folder / f"{siglum}.txt").write_text("\n".join(lines))
    listing = f'<div type="alignments"><list><item><ref target="{listed}"/></item></list></div>' if listed else ""
    (folder / "dossier.xml").write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><standOff>'
        f"{stated}</standOff><text><body>{listing}</body></text></TEI>"
    )
    return treatydiff.load(folder)


def test_a_dossier_uses_listed_files(tmp_path: Path) -> None:
    """A dossier takes decisions from files that it lists, and reads no witness from them."""
    corrected(tmp_path, ONE, ONE.replace("#treatydiff", "#editor").replace("B-2", "B-1", 2))
    dossier = dossier_of(tmp_path, "a.links.xml")
    assert [witness.siglum for witness in dossier.witnesses] == ["A", "B"]
    assert [str(link.address) for link in dossier.compare("A", "B").links if link.edited] == ["A/1..B/1"]
    assert dossier_of(tmp_path).record.edited_links == ()
    assert any("a.links.xml" in str(finding) for finding in dossier_of(tmp_path).findings)


def test_words_of_one_end_are_enough_to_see_drift(tmp_path: Path) -> None:
    """Where an editor wrote down what one end read, and that has changed, the decision is a misfit.

    That the other end's words are missing is noted, once for all such decisions of a file.
    """
    corrected(tmp_path, ONE, ONE)
    stated = (
        '<linkGrp type="alignment"><link xml:id="e1" target="A.txt#A-1 B.txt#B-1"/></linkGrp><listAnnotation>'
        '<annotation motivation="editing" target="#e1"><note type="words" target="B.txt#B-1"><quote>War.</quote>'
        '</note></annotation><annotation ana="#no-counterpart" target="A.txt#A-2" corresp="B.txt#B"/>'
        "</listAnnotation>"
    )
    dossier = dossier_of(tmp_path, stated=stated)
    [misfit] = dossier.compare("A", "B").misfits
    assert "and read 'War.' when this was decided" in misfit.what
    [noted] = [str(one) for one in dossier.findings if "decided" in str(one)]
    assert "A/1..B/1: decided without saying what A/1 read" in noted
    assert "so are 1 more decision(s) of the file" in noted


@pytest.mark.parametrize(
    ("listed", "stated", "said"),
    [
        ("b.links.xml", "", "b.links.xml"),
        ("", '<linkGrp type="alignment"><link target="A.txt#A-1 C.txt#C-1"/></linkGrp>', "siglum C"),
        ("", '<linkGrp type="alignment"><link target="A.txt#A-1-c1 B.txt#B-1"/></linkGrp>', "a clause to a prov"),
        ("", '<linkGrp type="alignment"><link target="A.txt#A B.txt#B"/></linkGrp>', "joins whole texts"),
        (
            "a.links.xml",
            '<linkGrp type="alignment"><link target="A.txt#A-1 B.txt#B-2"/></linkGrp>',
            "twice",
        ),
    ],
)
def test_bad_dossiers(tmp_path: Path, listed: str, stated: str, said: str) -> None:
    """A listed file that is not there, an unknown siglum and contradictions between files are errors with place."""
    corrected(tmp_path, ONE, ONE.replace("#treatydiff", "#editor").replace("B-2", "B-1", 2))
    with pytest.raises(TreatyDiffError, match=said) as caught:
        dossier_of(tmp_path, listed, stated)
    assert caught.value.line


def test_drift_is_reported_after_the_text_changed(tmp_path: Path) -> None:
    """A decision made on an earlier state of a text is reported once the text has changed, and not applied."""
    edits = corrected(tmp_path, ONE, ONE.replace("#treatydiff", "#editor"))
    other: Witness = witness_of("= article 1\nThe treaty is in force.\n= article 2\nWar lasts.", "B")
    comparison = compare(A, other, links=edits)
    assert [misfit.what.split(",")[0] for misfit in comparison.misfits] == ["B/2 reads 'War lasts.'"]
    assert not any(link.edited for link in comparison.links)


def test_a_clause_from_elsewhere_in_a_new_article_contradicts_nothing(tmp_path: Path) -> None:
    """Where a new article took a clause over, the file says what is new in it, and can be confirmed as a whole."""
    moved = "A joint commission of engineers shall mark the border with stones within two years."
    kept = "The Parties shall respect the frontiers of each other on land and at sea."
    earlier = witness_of(f"= article 1 | Article 1\n{kept}\n{moved}", "A")
    later = witness_of(
        f"= article 1 | Article 1\n{kept}\n= article 2 | Article 2\n"
        f"Fishing in the coastal waters is free to the nationals of both, with nets and with lines.\n{moved}\n"
        "The catch is to be registered by the harbour masters and published once in every quarter of a year.",
        "B",
    )
    file = tmp_path / "a.xml"
    written = write_alignment(compare(earlier, later), version="1").decode()
    file.write_text(written.replace(' resp="#treatydiff"', ""), encoding="utf-8")
    stated = {str(one.address) for one in read_alignment(file).edits}
    assert stated >= {"A/1:2..B/2:2", "B/2:1", "B/2:3"}
    assert "B/2" not in stated
