"""``treatydiff align``: the alignment of two texts, the file to correct it in, and what was corrected."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from treatydiff.cli import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command line; give its exit code, output and complaints."""

    def running(*arguments: str) -> tuple[int, str, str]:
        code = main(list(arguments))
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return running


@pytest.fixture
def texts(tmp_path: Path) -> tuple[str, str]:
    """Two texts as files."""
    a, b = tmp_path / "A.txt", tmp_path / "B.txt"
    a.write_text("Article 1\nPeace lasts between the Parties.\n\nArticle 2\nIt is in force for ten years.\n")
    b.write_text("Article 1\nIt is in force for five years.\n\nArticle 2\nPeace lasts between them.\n")
    return str(a), str(b)


def test_it_prints_who_says_what(run: Run) -> None:
    """Links stand with rule and score, or with who decided and why; what gave way stands below them."""
    code, out, _ = run("align", "M41", "D41")
    assert code == 0
    said = " ".join(out.split())
    assert "M41/1:1..D41/body:1 reworded (context, 0.147)" in said
    assert (
        "M41/1:3..D41/body:2+D41/body:3 split, by the dossier's editors (certainty high): The second half" in said
    )
    assert "M41/1:3..D41/body:3 reworded (similarity, 0.439)" in said[said.index("Overruled") :]


def test_forms(run: Run, texts: tuple[str, str], tmp_path: Path) -> None:
    """JSON has links and what has no counterpart; TEI is the file to correct; --edit goes with neither."""
    read = json.loads(run("align", *texts, "--format", "json")[1])
    assert read["schema"] == "treatydiff alignment"
    assert "A/1..B/2" in [link["address"] for link in read["links"]]
    edited = tmp_path / "e.links.xml"
    assert run("align", *texts, "--edit", str(edited))[0] == 0
    assert run("align", *texts, "--format", "tei")[1] == edited.read_text()
    assert run("align", *texts, "--format", "tei", "--edit", str(edited))[0] == 2


def test_a_file_is_written_once_and_read_back(run: Run, texts: tuple[str, str], tmp_path: Path) -> None:
    """The file is written where there is none; once there it is read, and reported on, and never written over."""
    file = tmp_path / "e.links.xml"
    code, out, _ = run("align", *texts, "--edit", str(file))
    assert (code, "to be corrected there" in out) == (0, True)
    written = file.read_text()
    assert "A.txt#A-1-c1" in written, "pointers name the files"
    code, out, _ = run("align", *texts, "--edit", str(file))
    assert "0 decisions; 4 computed statements left as written" in " ".join(out.split())
    link = '<link xml:id="k-A-1..B-2" target="A.txt#A-1 B.txt#B-2" resp="#treatydiff"/>'
    clause = '<link xml:id="k-A-1-c1..B-2-c1" target="A.txt#A-1-c1 B.txt#B-2-c1" resp="#treatydiff"/>'
    other = '<link xml:id="k-A-2..B-1" target="A.txt#A-2 B.txt#B-1" resp="#treatydiff"/>'
    corrected = (
        written.replace(link, link.replace("#B-2", "#B-1").replace("#treatydiff", "#editor"))
        .replace(clause, "")
        .replace(other, other.replace("#treatydiff", "#editor").replace("#B-1", "#B-2"))
        .replace('<editor xml:id="editor"/>', '<editor xml:id="editor">N. N.</editor>')
    )
    file.write_text(corrected)
    code, out, _ = run("align", *texts, "--edit", str(file))
    said = " ".join(out.split())
    assert code == 0
    assert "2 decisions" in said
    assert "A/1..B/2 → A/1..B/1, by N. N." in said.replace("->", "→")
    assert file.read_text() == corrected
    code, out, _ = run("compare", *texts, "--links", str(file))
    assert "Linked by N. N." in out
    code, out, _ = run("collate", *texts, "--links", str(file), "--format", "terminal")
    assert "A/1..B/1" in out[out.index("Linked by an editor:") :]


def test_what_was_removed_and_what_no_longer_fits(run: Run, texts: tuple[str, str], tmp_path: Path) -> None:
    """For a link that was deleted the report says how to refuse it; a decision that no longer fits has its line."""
    file = tmp_path / "e.links.xml"
    run("align", *texts, "--edit", str(file))
    link = '<link xml:id="k-A-1..B-2" target="A.txt#A-1 B.txt#B-2" resp="#treatydiff"/>'
    clause = '<link xml:id="k-A-1-c1..B-2-c1" target="A.txt#A-1-c1 B.txt#B-2-c1" resp="#treatydiff"/>'
    file.write_text(file.read_text().replace(link, "").replace(clause, clause.replace("#treatydiff", "#editor")))
    _, out, _ = run("align", *texts, "--edit", str(file))
    said = " ".join(out.split())
    assert "A/1..B/2 (similarity" in said[said.index("Removed") :]
    assert 'ana="#no-counterpart"' in said
    Path(texts[1]).write_text("Article 1\nIt is in force for five years.\n\nArticle 2\nPeace lasts.\n")
    _, out, _ = run("align", *texts, "--edit", str(file))
    said = " ".join(out.split())
    assert "A/1:1..B/2:1: B/2:1 reads 'Peace lasts.', and read 'Peace lasts between them.'" in said
    _, out, _ = run("compare", *texts, "--links", str(file))
    assert "Warning" in out
    code, out, err = run("compare", *texts, "--links", str(file), "--format", "json")
    assert (code, json.loads(out)["misfits"][0]["edit"]) == (0, "A/1:1..B/2:1")
    line = 1 + next(
        n for n, row in enumerate(file.read_text().splitlines()) if "#editor" in row and "k-A-1-c1" in row
    )
    assert f"was not applied: {file}:{line}:" in err
    assert "to mend it: look at the places" in err


def test_a_file_of_other_texts_is_refused(run: Run, texts: tuple[str, str], tmp_path: Path) -> None:
    """A file that aligns two other texts is told apart from one of which nothing fits, in one line."""
    file = tmp_path / "e.links.xml"
    run("align", *texts, "--edit", str(file))
    code, out, err = run("align", "C=" + texts[0], texts[1], "--edit", str(file))
    assert (code, out) == (2, "")
    assert err == (
        f"treatydiff: error: {file}: found an alignment of A and B; expected one of B and C; "
        "to mend it: name its two texts, or another file\n"
    )


DECISION = (
    "<TEI><standOff><linkGrp type='alignment'><link xml:id='e' target='A.xml#A-1 B.xml#B-2'/></linkGrp>"
    "<listAnnotation><annotation motivation='editing' target='#e'><note type='words' target='A.xml#A-1'>"
    "<quote>{}</quote></note>{}</annotation></listAnnotation></standOff></TEI>"
)
OTHER_WORDS = "<note type='words' target='B.xml#B-2'><quote>War.</quote></note>"


def test_list_tells_what_no_longer_fits(run: Run, texts: tuple[str, str]) -> None:
    """Decisions of the dossier that do not fit are noted by list, with their place; those that fit are not."""
    folder = Path(texts[0]).parent / "pact"
    folder.mkdir()
    for text in texts:
        (folder / Path(text).name).write_bytes(Path(text).read_bytes())
    stated = folder / "dossier.xml"
    stated.write_text(DECISION.format("War.", OTHER_WORDS))
    code, _, err = run("list", "--dossier", str(folder))
    assert code == 0
    assert f"was not applied: {stated}:1:" in err
    assert "A/1..B/2: A/1 reads" in err
    stated.write_text("<TEI/>")
    assert run("list", "--dossier", str(folder))[2] == ""


def test_words_that_a_decision_does_not_say(run: Run, texts: tuple[str, str], tmp_path: Path) -> None:
    """The note names the place of which the words are missing, and the note to add, with its pointer."""
    file = tmp_path / "e.links.xml"
    file.write_text(DECISION.format("War.", ""))
    _, _, err = run("compare", *texts, "--links", str(file))
    assert "A/1..B/2: decided without saying what B/2 read, and so applied" in err
    assert 'add <note type="words" target="B.xml#B-2"><quote>its words</quote></note>' in err
    file.write_text(DECISION.format("War.", OTHER_WORDS))
    assert "decided without" not in run("compare", *texts, "--links", str(file))[2]


def test_both_places_of_a_contradiction(run: Run, texts: tuple[str, str], tmp_path: Path) -> None:
    """Of two decisions that contradict each other the error is at the later, and names the other."""
    file = tmp_path / "e.links.xml"
    link = "<link target='A.xml#A-1 B.xml#B-2'/>"
    file.write_text(f"<TEI><standOff><linkGrp type='alignment'>\n{link}\n{link}\n</linkGrp></standOff></TEI>")
    code, _, err = run("compare", *texts, "--links", str(file))
    assert code == 2
    assert err == (
        f"treatydiff: error: {file}:3:1: found A/1 twice in edited links; expected decisions that agree; "
        f"the other is at {file}:2:1; to mend it: take one of them back\n"
    )


def test_an_alignment_in_a_folder_without_statements(run: Run, texts: tuple[str, str]) -> None:
    """A file of links in a folder that has no dossier.xml is no text, and no note says what dossier.xml lists."""
    folder = Path(texts[0]).parent / "plain"
    folder.mkdir()
    for text in texts:
        (folder / Path(text).name).write_bytes(Path(text).read_bytes())
    assert run("align", *texts, "--edit", str(folder / "A-B.links.xml"))[0] == 0
    code, _, err = run("list", "--dossier", str(folder))
    assert (code, err) == (0, "")


@pytest.mark.parametrize(
    "content",
    ["", "no XML", "<TEI><standOff><linkGrp type='alignment'><link target='#A-1'/></linkGrp></standOff></TEI>"],
)
def test_bad_files_are_one_error(run: Run, texts: tuple[str, str], tmp_path: Path, content: str) -> None:
    """A file that is none of edited links is one line on standard error, exit code 2, and is left as it is."""
    file = tmp_path / "e.links.xml"
    file.write_text(content)
    for arguments in (("align", *texts, "--edit", str(file)), ("compare", *texts, "--links", str(file))):
        code, out, err = run(*arguments)
        assert (code, out, len(err.splitlines())) == (2, "", 1)
        assert str(file) in err
    assert file.read_text() == content
    assert run("compare", *texts, "--links", str(tmp_path / "none.xml"))[0] == 2
