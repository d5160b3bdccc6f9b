"""Pictures: what they refuse, what they do with hostile and overlong texts, and the command that draws them."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from attrs import evolve

import treatydiff
from drawn import SVG, labels, read, written
from treatydiff.cli import main
from treatydiff.comparison import compare
from treatydiff.errors import ModelError
from treatydiff.model.dates import UncertainDate
from treatydiff.model.dossiers import DossierRecord, Level
from treatydiff.model.numbers import Number
from treatydiff.model.passages import Passage
from treatydiff.model.provisions import Label, Provision
from treatydiff.model.witnesses import Witness
from treatydiff.report.pictures import render_genesis, render_ribbons, render_strip, render_timeline
from treatydiff.report.svg.columns import boxes, columns
from treatydiff.report.svg.lettering import shortened, width
from treatydiff.timeline import timeline

HOSTILE = '</text></title></style><script>alert("1")</script><![CDATA[ &amp; &#60; ]]>'


def _witness(siglum: str, *articles: str, label: str = "") -> Witness:
    """A text of articles of one clause each."""
    return Witness(
        siglum,
        tuple(
            Provision("article", (Passage(text),), number=Number(str(n)), label=Label(label or f"Article {n}"))
            for n, text in enumerate(articles, start=1)
        ),
    )


def test_hostile_texts_stay_texts() -> None:
    """A title, a label, words and a dossier's title full of markup are written as they are, in every picture."""
    a = evolve(_witness("A", HOSTILE + " one", label=HOSTILE), title=HOSTILE, kind=HOSTILE)
    b = evolve(_witness("B", HOSTILE + " two", label=HOSTILE), title=HOSTILE, date=UncertainDate("1950"))
    comparison = compare(a, b)
    record = DossierRecord(HOSTILE, (a, b))
    for picture in (
        render_ribbons([comparison]),
        render_strip([comparison]),
        render_genesis(comparison.collation),
        render_timeline(timeline(record)),
    ):
        root = read(picture)
        assert not list(root.iter("{*}script"))
        assert b"<script" not in picture
    title = read(render_timeline(timeline(record))).find(f"{SVG}title")
    assert title is not None
    assert title.text == f"Texts and events in time: {HOSTILE}"


def test_what_is_cut_off_is_a_tooltip() -> None:
    """An overlong label is cut and ends in an ellipsis; the whole of it is in the element's title."""
    long = "Article 1 on " + "very " * 40 + "much"
    root = read(render_ribbons([compare(_witness("A", "It lasts.", label=long), _witness("B", "It ends."))]))
    cut = [text for text in root.iter(f"{SVG}text") if text.find(f"{SVG}title") is not None]
    assert [text.findtext(f"{SVG}title") for text in cut] == [long]
    assert all(written(text).endswith("…") for text in cut)


def test_a_cut_text_fits_its_room() -> None:
    """In any script, unless there is no room for the ellipsis; nothing is cut from what fits."""
    for text in ("Entry into force", "Вступление в силу", "第三条は批准の日より", "e\u0301" * 30, "WWWW", ""):
        for room in range(15, 200, 7):
            cut = shortened(text, room, 11)
            assert width(cut, 11) <= room
            assert cut == text or cut.endswith("…")
        assert shortened(text, width(text, 11), 11) == text


def test_nothing_to_draw() -> None:
    """Without a comparison, with comparisons that do not follow each other, without an entry: said in one line."""
    a, b, c = (_witness(siglum, "It lasts.") for siglum in "ABC")
    for bad in ([], [compare(a, b), compare(a, c)]):
        with pytest.raises(ModelError):
            render_ribbons(bad)
    with pytest.raises(ModelError):
        render_strip([])
    with pytest.raises(ModelError):
        render_timeline(timeline(DossierRecord("Pact")))


def test_texts_without_provisions() -> None:
    """An empty text beside another is a column with its head alone."""
    root = read(render_ribbons([compare(Witness("A"), _witness("B", "It lasts."))]))
    assert [column.get("data-witness") for column in root.findall(".//*[@data-witness]")] == ["A", "B"]
    assert [one.get("data-change") for one in root.findall(".//*[@data-change]")] == ["..B/1"]
    read(render_ribbons([compare(Witness("A"), Witness("B"))]))
    read(render_strip([compare(Witness("A"), Witness("B"))]))
    read(render_genesis(compare(Witness("A"), Witness("B")).collation))


def test_what_corresponds_stands_on_one_level() -> None:
    """What did not move begins at one height in both columns, whatever stands before it in one of them."""
    a = _witness("A", "Peace shall be kept by both.", "Trade is free in all ports.")
    b = _witness("B", "Disputes go to a court.", "Peace shall be kept by both.", "Trade is free in all ports.")
    comparison = compare(a, b)
    found = columns([a, b], [comparison])
    tops = {str(address): top for address, (top, _) in found.stretches.items()}
    assert tops["A/1"] == tops["B/2"]
    assert tops["A/2"] == tops["B/3"]
    assert tops["B/1"] < tops["B/2"]


def test_boxes_follow_the_text_and_do_not_touch() -> None:
    """In each column boxes stand in the order of the text, one below another; clauses fill their box."""
    dossier = treatydiff.load()
    comparison = dossier.compare("K40", "P41")
    found = columns([comparison.earlier, comparison.later], [comparison])
    for column, witness in zip(found.boxes, (comparison.earlier, comparison.later), strict=True):
        assert column == boxes(witness)
        stretches = [found.stretches[box.address] for box in column]
        assert all(one[1] < other[0] for one, other in pairwise(stretches))
        for box, (top, bottom) in zip(column, stretches, strict=True):
            inside = [found.stretches[clause] for clause in box.clauses]
            assert (inside[0][0], inside[-1][1]) == (top, bottom)
            assert all(one[1] == other[0] for one, other in pairwise(inside))


def test_a_split_forks() -> None:
    """The ribbon of one clause with two has two paths, which leave it without overlap; the moved one has a sign."""
    dossier = treatydiff.load()
    root = read(render_ribbons([dossier.compare("M41", "D41")]))
    (fork,) = root.findall(".//*[@data-relation='split']")
    assert fork.get("data-link") == "M41/1:3..D41/body:2+D41/body:3"
    assert len(fork.findall(f"{SVG}path")) == 2


def test_words_that_were_not_compared_make_no_waist() -> None:
    """Where articles alone were linked, a band is as wide in the middle as at its ends, and the strip is empty."""
    dossier = treatydiff.load()
    comparison = dossier.compare("P41", "RU45", level=Level.ARTICLE)
    root = read(render_ribbons([comparison]))
    assert {one.get("data-relation") for one in root.findall(".//*[@data-link]")} == {"parallel"}
    cells = read(render_strip([comparison])).findall(".//*[@data-relation='parallel']")
    assert {cell.get("data-differing") for cell in cells} == {"0"}


def test_many_texts_of_one_day_have_one_mark() -> None:
    """Their sigla stand in one label over one mark on the deepest axis that has the day."""
    witnesses = tuple(Witness(siglum, date=UncertainDate("1950-03-04")) for siglum in "ABC")
    root = read(render_timeline(timeline(DossierRecord("Pact", witnesses))))
    assert [one.words for one in labels(root) if "," in one.words] == ["A, B, C"]


@pytest.mark.parametrize("kind", ["ribbons", "strip", "genesis", "timeline"])
def test_the_command_draws_each_picture(kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of the bundled dossier, the same to a file as to standard output."""
    texts = [] if kind == "timeline" else ["K40", "M40", "P41"]
    file = tmp_path / "picture.svg"
    assert main(["picture", kind, *texts, "-o", str(file)]) == 0
    assert main(["picture", kind, *texts]) == 0
    assert capsys.readouterr().out == file.read_text(encoding="utf-8")
    assert read(file.read_bytes()).tag == f"{SVG}svg"


def test_genesis_without_texts_is_the_collation_of_the_dossier(capsys: pytest.CaptureFixture[str]) -> None:
    """The first that the dossier asks for, with its base as the final text."""
    assert main(["picture", "genesis"]) == 0
    root = read(capsys.readouterr().out.encode())
    cells = root.findall(".//*[@data-row]")
    assert list(dict.fromkeys(cell.get("data-in") for cell in cells)) == ["T40", "K40", "M40", "M41", "P41", "D41"]
    assert cells[0].get("data-row", "").startswith("P41/")


def test_genesis_calls_no_translation_reworded(capsys: pytest.CaptureFixture[str]) -> None:
    """Of texts in two languages no words are compared; what corresponds says so and no more."""
    assert main(["picture", "genesis", "P41", "RU45"]) == 0
    cells = read(capsys.readouterr().out.encode()).findall(".//*[@data-row]")
    fates = {cell.get("data-fate") for cell in cells if cell.get("data-in") == "RU45"}
    assert "corresponds" in fates
    assert not fates & {"reworded", "kept"}


def test_the_command_takes_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two plain texts, without a dossier; of the genesis the last one is the final text."""
    files = []
    for siglum, years in (("A", "five"), ("B", "ten")):
        files.append(str(tmp_path / f"{siglum}.txt"))
        Path(files[-1]).write_text(f"Article 1\n\nIt lasts {years} years.\n", encoding="utf-8")
    assert main(["picture", "ribbons", *files]) == 0
    assert 'data-link="A/1:1..B/1:1" data-relation="reworded"' in capsys.readouterr().out
    assert main(["picture", "genesis", *files]) == 0
    assert 'data-row="B/1:1"' in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["ribbons"], "found no text for ribbons"),
        (["strip", "K40"], "found one text for strip"),
        (["timeline", "K40"], "found K40 with timeline"),
        (["pie", "K40"], "invalid choice"),
    ],
)
def test_what_cannot_be_drawn_is_refused(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """In one line, with exit code 2."""
    try:
        code = main(["picture", *arguments])
    except SystemExit as left:
        code = int(str(left.code))
    assert code == 2
    err = capsys.readouterr().err
    assert said in err
    assert err.count("\n") == 1
