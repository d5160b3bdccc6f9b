from __future__ import annotations

import io
import os
import posixpath
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import attrs
import pytest
from lxml import etree

import treatydiff
from redline import (
    ACCEPTED,
    DRAFT,
    GAP,
    REJECTED,
    SAID,
    SIGNED,
    Run,
    W,
    expected,
    moves,
    paragraphs,
    parts,
    resolved,
    said,
)
from treatydiff.annotation import annotate
from treatydiff.cli import main
from treatydiff.comparison import Comparison, compare
from treatydiff.model.dates import UncertainDate
from treatydiff.model.links import Flag, Relation
from treatydiff.model.passages import Correction, Gap, Highlight, Passage, Span
from treatydiff.model.provisions import Label, Provision
from treatydiff.model.sources import Source
from treatydiff.model.witnesses import TextStatus, Witness
from treatydiff.report.docx import write_comparison

PAIRS = ("K40 M40", "M40 P41", "M41 D41", "P41 LZ45", "T40 P41")


def written(comparison: Comparison) -> bytes:
    """The document of a comparison."""
    return write_comparison(comparison, version="1.0")


@pytest.fixture(scope="module", params=["A B", *PAIRS])
def comparison(request: pytest.FixtureRequest) -> Comparison:
    """The pair in which everything happens, and comparisons of the bundled dossier."""
    earlier, later = request.param.split()
    return compare(DRAFT, SIGNED) if earlier == "A" else treatydiff.load().compare(earlier, later)


def test_accepting_and_rejecting_give_the_two_texts(comparison: Comparison) -> None:
    """Accepting all changes gives the later text, rejecting all the earlier one, with their paragraphs."""
    data = written(comparison)
    assert resolved(data, ACCEPTED) == expected(comparison.later, comparison.earlier)
    assert resolved(data, REJECTED) == expected(comparison.earlier, comparison.later)


def squeezed(runs: list[Run], *fates: str) -> str:
    """The characters of runs of these fates, without white space and brackets of gaps."""
    return "".join("".join(run.text for run in runs if run.fate in fates).split()).replace("[]", "")


def test_the_changes_are_those_of_the_model(comparison: Comparison) -> None:
    """Change by change: what is tracked in the ranges of its bookmark is what the model says of it.

    What went out or came in outside all of them is white space, or a label that differs in writing alone.
    """
    runs: dict[str, list[Run]] = {}
    outside: list[Run] = []
    for paragraph in paragraphs(written(comparison)):
        tabs = [n for n, run in enumerate(paragraph.runs) if run.text == "\t"]
        for place, run in enumerate(paragraph.runs):
            names = {"_".join(name.split("_")[:2]) for name in run.bookmarks}
            for name in names:
                runs.setdefault(name, []).append(run)
            label = paragraph.style.startswith("Heading") or bool(tabs and place <= tabs[-1])
            if not names and not label:
                outside.append(run)
    assert set(runs) == {f"change_{n}" for n in range(1, len(comparison.changes) + 1)}
    for number, change in enumerate(comparison.changes, start=1):
        held = runs[f"change_{number}"]
        if change.link is None:
            fate = "del" if change.relation is Relation.OMITTED else "ins"
            assert {run.fate for run in held} == {fate}
            words = re.sub(r"\[[^\]]*\]", GAP, change.earlier + change.later)
            assert "".join(words.split()) in _whole(held)
        elif change.link.of_clauses:
            _check_clause(comparison, held, number)
    silent = {address.siglum for address in comparison.not_transmitted}
    if not silent:
        assert not squeezed(outside, "del", "ins")


def _whole(runs: list[Run]) -> str:
    return "".join("".join(run.text for run in runs).split())


def _check_clause(comparison: Comparison, held: list[Run], number: int) -> None:
    change = comparison.changes[number - 1]
    out = "".join("".join(edit.before for edit in change.edits).split())
    came = "".join("".join(edit.after for edit in change.edits).split())
    if "moveFrom" in {run.fate for run in held} and not any(edit.transposed for edit in change.edits):
        # It moved with or without its provision: its common words are at both places.
        assert (squeezed(held, "del"), squeezed(held, "ins")) == (out, came)
        assert squeezed(held, "moveFrom") == squeezed(held, "moveTo")
    else:
        assert squeezed(held, "del", "moveFrom") == out
        assert squeezed(held, "ins", "moveTo") == came


def test_what_moved_is_told_as_moved() -> None:
    """A moved article is a move from one place to another, with what was reworded in it struck and underlined."""
    left, arrived = moves(written(compare(DRAFT, SIGNED)))
    assert left == arrived
    salmon = [words for words in left.values() if "Salmon" in words]
    assert salmon == ["Article Salmon may be taken between the first of and the last day of September."]
    assert any("settle disputes over nets" in words for words in left.values())
    assert not any("vessels" in words for words in left.values())


def test_transposed_words_are_moved_words() -> None:
    """Words that changed places in a clause are a move, as the model says."""
    a, b = (
        Witness(siglum, (Provision("article", (Passage(text),)),))
        for siglum, text in (
            ("A", "It will be prolonged automatically for the next five years."),
            ("B", "It will be automatically prolonged for the next five years."),
        )
    )
    compared = compare(a, b)
    assert any(edit.transposed for change in compared.changes for edit in change.edits)
    left, arrived = moves(written(compared))
    assert list(left.values()) == list(arrived.values()) != []


def test_a_split_article_keeps_its_words() -> None:
    """Where an article was split only the new label and the end of a paragraph come in: its words stay."""
    found = paragraphs(written(compare(DRAFT, SIGNED)))
    at = next(n for n, one in enumerate(found) if "northern waters" in "".join(run.text for run in one.runs))
    first, label, second = found[at : at + 3]
    assert (first.fate, label.fate, second.fate) == ("ins", "ins", "")
    assert [(run.fate, run.text) for run in label.runs] == [("ins", "Article 2")]
    assert [(run.fate, run.text) for run in second.runs] == [("", "Their vessels shall carry lights at night.")]


def comments(data: bytes) -> list[tuple[str, str, list[str]]]:
    """Author, date and paragraphs of the comments, in order."""
    return [
        (
            comment.get(f"{W}author", ""),
            comment.get(f"{W}date", ""),
            [said(line) for line in comment.iter(f"{W}p")],
        )
        for comment in parts(data)["word/comments.xml"]
    ]


def test_annotations_are_comments_with_author_and_date() -> None:
    """Each annotation is one comment: who, when, what, after which source, and what contradicts it.

    Would catch: an annotation lost, a month made a day, a source without pages, a contradiction told on one side.
    """
    told = [one for one in comments(written(annotate(compare(DRAFT, SIGNED), SAID))) if one[0] != "treatydiff"]
    assert [(author, date, lines[0]) for author, date, lines in told] == [
        ("An Editor", "", "Editorial"),
        ("F. T., S. Z.", "", "Amendment"),
        ("R. Hentzau", "1901-03-20T00:00:00Z", "Objection, 1901-03-20"),
        ("The editors", "", "Explanation, 1901-04"),
    ]
    assert told[2][2][1:] == [
        "Ruritania asks that salmon be spared in May.",
        "“not in May”",
        "Source: Rassendyll 1920, pp. 12-13.",
        "Noted by An Editor; certainty: high.",
        "Contradicted by: 1901-04 explanation: A clerk left May out. [Rassendyll 1920, p. 40]",
    ]
    assert any(line.startswith("Contradicted by: 1901-03-20 objection") for line in told[3][2])


def test_comments_stand_at_the_words_they_speak_of() -> None:
    """A comment on words is at these words, one on a clause at the clause."""
    data = written(annotate(compare(DRAFT, SIGNED), SAID))
    numbers = {lines[0]: str(n) for n, (_, _, lines) in enumerate(comments(data))}

    def at(head: str) -> str:
        runs = (run for paragraph in paragraphs(data) for run in paragraph.runs)
        return "".join(run.text for run in runs if numbers[head] in run.comments and run.fate in ACCEPTED)

    assert at("Amendment").strip() == "ten years"
    assert (
        at("Objection, 1901-03-20")
        == "Salmon may be taken between the first of June and the last day of September."
    )


def test_the_program_says_what_tracked_changes_cannot() -> None:
    """What was split or moved has a comment with the address of the change; others have none.

    A number that alone changed shows at its label: so many comments would bury the others.
    """
    compared = compare(DRAFT, SIGNED)
    told = [lines[0] for author, _, lines in comments(written(compared)) if author == "treatydiff"]
    silent = {Relation.SPLIT, Relation.MERGED}
    wanted = {str(c.address) for c in compared.changes if set(c.flags) - {Flag.RENUMBERED} or c.relation in silent}
    assert {line.split(": ")[0] for line in told} == wanted
    assert "A/2..B/6: moved, now after B/5; renumbered 2 → 6." in told
    assert any(c.flags == (Flag.RENUMBERED,) and str(c.address) not in wanted for c in compared.changes)


def test_what_is_not_transmitted_is_told() -> None:
    """What a fragment is silent on is struck, since accepting gives the fragment; a comment says why."""
    compared = compare(DRAFT, attrs.evolve(SIGNED, provisions=SIGNED.provisions[2:4], complete=False))
    told = [lines[0] for _, _, lines in comments(written(compared))]
    for address in compared.not_transmitted:
        assert any(line.startswith(f"{address}: not transmitted in B, and so neither") for line in told)
    assert compared.not_transmitted


def one(siglum: str, passage: Passage, *, language: str = "en") -> Witness:
    """A text of one article and clause."""
    return Witness(siglum, (Provision("article", (passage,)),), language=language)


def test_gaps_are_shown_and_their_notes_are_no_changes() -> None:
    """Two translators note one gap in different words: nothing is tracked, and both notes are shown."""
    before, after = (
        one(siglum, Passage("It ends on  1941.", (Gap(Span(11, 11), note=note),)))
        for siglum, note in (("A", "date left blank"), ("B", "blank"))
    )
    data = written(compare(before, after))
    assert {run.fate for paragraph in paragraphs(data) for run in paragraph.runs} == {""}
    assert "[A: date left blank; B: blank]" in said(parts(data)["word/document.xml"])


def test_a_gap_that_was_filled_is_a_change() -> None:
    """A gap against a date: the gap goes out and the date comes in."""
    before = one("A", Passage("It ends on  1941.", (Gap(Span(11, 11), note="date left blank"),)))
    data = written(compare(before, one("B", Passage("It ends on 13 April 1941."))))
    runs = [run for paragraph in paragraphs(data) for run in paragraph.runs]
    assert ("del", "[]") in {(run.fate, run.text) for run in runs}
    assert ("ins", "13 April ") in {(run.fate, run.text) for run in runs}


def test_supplied_labels_and_restored_words_are_told_apart() -> None:
    """A label that the document does not have is in brackets; a restored word has a comment."""
    mark = Correction(Span(3, 8), "lsats", "An Editor", "high", "the scan")
    article = Provision("article", (Passage("It lasts.", (mark,)),), label=Label("Article 3", supplied=True))
    data = written(compare(Witness("A", (article,)), Witness("B", (article,))))
    assert resolved(data, ACCEPTED)[0] == ("Heading1", "[Article 3]")
    told = [lines for _, _, lines in comments(data)]
    restored = "has “lsats”, restored by An Editor (certainty: high); the damage is in the scan."
    assert told == [[f"A {restored}"], [f"B {restored}"]]


def test_what_is_set_off_differently_is_a_change_of_format() -> None:
    """Words underlined in one text alone are not tracked as words, but their form is."""
    text = "It lasts five years."
    data = written(compare(one("A", Passage(text, (Highlight(Span(3, 8), "underline"),))), one("B", Passage(text))))
    assert {run.fate for paragraph in paragraphs(data) for run in paragraph.runs} == {""}
    changes = list(parts(data)["word/document.xml"].iter(f"{W}rPrChange"))
    assert [[etree.QName(sign).localname for sign in change.iter(f"{W}u")] for change in changes] == [["u"]]


@pytest.mark.parametrize(
    ("date", "wanted"),
    [(None, None), ("1901-04", None), ("1901-04-13?", None), ("1901-04-13", "1901-04-13T00:00:00Z")],
)
def test_changes_are_tracked_in_the_name_of_the_later_text(date: str | None, wanted: str | None) -> None:
    """Their author is its siglum, their date its day, and nothing where no day is known: no clock is read."""
    later = attrs.evolve(SIGNED, date=UncertainDate(date) if date else None)
    root = parts(written(compare(DRAFT, later)))["word/document.xml"]
    tracked = [node for name in ("ins", "del", "moveFrom", "moveTo") for node in root.iter(f"{W}{name}")]
    assert {(node.get(f"{W}author"), node.get(f"{W}date")) for node in tracked} == {("B", wanted)}


def test_the_same_comparison_gives_the_same_bytes() -> None:
    """No clock, no random id, no order of sets: two runs agree, and so do processes with other hash seeds."""
    program = (
        "import sys, hashlib, treatydiff; from treatydiff.report.docx import write_comparison; "
        "print(hashlib.sha256(write_comparison(treatydiff.load().compare('K40', 'M40'), version='1')).hexdigest())"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


def test_ids_are_unique_and_relations_hold() -> None:
    """Ids of revisions and bookmarks, of comments, and the parts that the document refers to.

    Would catch: what makes Word call a file damaged: an id twice, a part that no relation or content type names.
    """
    data = written(annotate(compare(DRAFT, SIGNED), SAID))
    found = parts(data)
    root = found["word/document.xml"]
    revisions = (
        "ins",
        "del",
        "moveFrom",
        "moveTo",
        "rPrChange",
        "bookmarkStart",
        "moveFromRangeStart",
        "moveToRangeStart",
    )
    ids = [node.get(f"{W}id") for name in revisions for node in root.iter(f"{W}{name}")]
    assert len(ids) == len(set(ids)) > 0
    told = [comment.get(f"{W}id") for comment in found["word/comments.xml"]]
    for name in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        assert sorted(node.get(f"{W}id", "") for node in root.iter(f"{W}{name}")) == sorted(map(str, told))
    relations = {node.get("Id"): node.get("Target") for node in found["word/_rels/document.xml.rels"]}
    used = [
        value for node in root.iter() for key, value in node.attrib.items() if str(key).endswith("relationships}id")
    ]
    assert set(used) <= set(relations)
    assert {posixpath.normpath(f"word/{target}") for target in relations.values()} <= set(found)
    typed = {node.get("PartName", "").removeprefix("/") for node in found["[Content_Types].xml"]} - {""}
    plain = {name for name in found if name.endswith(".rels") or name.startswith("customXml/item")}
    plain -= {name for name in found if name.startswith("customXml/itemProps")}
    assert typed == set(found) - plain - {"[Content_Types].xml"}


def test_styles_that_are_used_are_there() -> None:
    """Each style that a paragraph or run names is defined; headings are Word's own, for its navigation."""
    found = parts(written(annotate(compare(DRAFT, SIGNED), SAID)))
    defined = {node.get(f"{W}styleId") for node in found["word/styles.xml"].iter(f"{W}style")}
    used = {
        node.get(f"{W}val")
        for root in found.values()
        for name in ("pStyle", "rStyle", "basedOn", "next")
        for node in root.iter(f"{W}{name}")
    }
    assert used <= defined
    names = {node.get(f"{W}styleId"): node[0].get(f"{W}val") for node in found["word/styles.xml"].iter(f"{W}style")}
    assert names["Heading1"] == "heading 1"


def test_margins_say_what_is_compared_and_that_texts_are_translations() -> None:
    """The first page says what is compared, after which sources; every page that the texts are translations."""
    source = Source(SAID[0].sources[0].work, pages="7")
    earlier = attrs.evolve(DRAFT, status=TextStatus.TRANSLATION, source=source)
    found = parts(written(compare(earlier, attrs.evolve(SIGNED, status=TextStatus.TRANSLATION))))
    first, others, foot = (said(found[f"word/{name}.xml"]) for name in ("header1", "header2", "footer1"))
    caution = "A and B are translations: a difference may be the translator's."
    assert "Draft of a treaty of fishery" in first
    assert "Rassendyll 1920" in first
    assert caution in first
    assert caution in foot
    assert "treatydiff 1.0" in foot
    assert "A (Draft of a treaty of fishery) → B (Treaty of fishery)" in others


def test_languages_are_told() -> None:
    """Words are tagged with their language where it is not the document's; Japanese for East Asian letters too."""
    before = one("A", Passage("Пакт вступает в силу."), language="ru")
    found = parts(written(compare(before, one("B", Passage("締約國ハ"), language="ja"))))
    tags = {node.get(f"{W}val") for node in found["word/document.xml"].iter(f"{W}lang")}
    assert tags == {"ru-RU"}
    default = found["word/styles.xml"].find(f"{W}docDefaults//{W}lang")
    assert default is not None
    assert (default.get(f"{W}val"), default.get(f"{W}eastAsia")) == ("ja-JP", "ja-JP")


def test_markup_in_texts_is_text() -> None:
    """A treaty full of tags and entities comes back as it is."""
    hostile = one("B", Passage("<w:p>&amp;</w:p> ]]> <script>alert(1)</script>"))
    data = written(compare(one("A", Passage("It lasts.")), hostile))
    assert resolved(data, ACCEPTED) == expected(hostile, hostile)


def test_the_command_writes_a_document(tmp_path: Path) -> None:
    """``compare A B -o x.docx`` and ``--format docx`` write the same document."""
    by_suffix, by_format = tmp_path / "a.docx", tmp_path / "b.doc"
    assert main(["compare", "K40", "M40", "-o", str(by_suffix)]) == 0
    assert main(["compare", "K40", "M40", "--format", "docx", "-o", str(by_format)]) == 0
    assert by_suffix.read_bytes() == by_format.read_bytes()
    assert zipfile.ZipFile(io.BytesIO(by_suffix.read_bytes())).testzip() is None


def test_a_terminal_gets_no_document(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Where standard output is a terminal, a Word document is refused with a hint, before anything is compared."""
    monkeypatch.setattr("treatydiff.cli.streams.in_terminal", lambda: True)
    assert main(["compare", "K40", "M40", "--format", "docx"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "-o FILE.docx" in err
