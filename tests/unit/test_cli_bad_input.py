"""Bad input on the command line, message by message: one line, exit code 2, nothing half-written."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from treatydiff.cli import main
from treatydiff.dossier import bundled_folder
from treatydiff.export import files
from treatydiff.export.files import MANIFEST

DRAFT = "Article 1\n\nThe Parties shall keep the peace.\n\nArticle 2\n\nIt lasts five years.\n"
LAUGHS = """<?xml version="1.0"?>
<!DOCTYPE TEI [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>
<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><div type="article"><p>&c;</p></div></body></text></TEI>
"""
TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>{}</body></text></TEI>'
STAND_OFF = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff>{}</standOff></TEI>'
LOOSE = TEI.format("Loose words.<div type='article' n='1'><p>It lasts.</p></div>")

Captured = pytest.CaptureFixture[str]
pytestmark = pytest.mark.usefixtures("folder")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A working folder with good and bad texts, of which none may be altered."""
    monkeypatch.chdir(tmp_path)
    written = {
        "draft.txt": DRAFT,
        "signed.txt": DRAFT.replace("five", "ten"),
        "first/pact.txt": DRAFT,
        "second/pact.txt": DRAFT,
        "empty.txt": "",
        "broken.xml": "<TEI xmlns='http://www.tei-c.org/ns/1.0'>\n  <text></TEI>\n",
        "laughs.xml": LAUGHS,
        "loose.xml": LOOSE,
        "timeline.xml": STAND_OFF.format("<listEvent/>"),
        "links.xml": STAND_OFF.format("<linkGrp type='alignment'/>"),
        "twice.xml": TEI.format(
            "<div type='article' n='1'><p>A.</p></div><div type='article' n='1'><p>B.</p></div>"
        ),
        "nobody/notes.md": "no text",
        "double/a.xml": TEI.format("<div type='article' n='1' xml:id='X-1'><p>It lasts.</p></div>"),
        "double/a.txt": DRAFT,
        "single/A.txt": DRAFT,
        "pair/A.txt": DRAFT,
        "pair/B.txt": DRAFT.replace("five", "ten"),
        "full/notes.txt": "mine",
    }
    for name, text in written.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    yield tmp_path
    for name, text in written.items():
        assert (tmp_path / name).read_text(encoding="utf-8") == text, f"{name} was altered"
    left = list(tmp_path.rglob(".treatydiff-*"))
    assert left == [], "something half-written was left"


def refused(capsys: Captured, *arguments: str) -> str:
    """The one line that the command line refuses with, without its beginning."""
    assert main(list(arguments)) == 2
    shown, complaint = capsys.readouterr()
    assert shown == ""
    assert complaint.startswith("treatydiff: error: ")
    assert complaint.endswith("\n")
    assert complaint.count("\n") == 1
    assert "Traceback" not in complaint
    return complaint.removeprefix("treatydiff: error: ").removesuffix("\n")


UNKNOWN = (
    "found no witness {!r} in the bundled dossier, and no file of this name; "
    "expected one of its sigla, such as {}; "
    "to mend it: see them all with treatydiff list, or name another dossier with --dossier"
)
MESSAGES = {
    # usage
    (): "the following arguments are required: COMMAND; see treatydiff --help",
    ("compare", "K40"): "the following arguments are required: LATER; see treatydiff compare --help",
    ("list", "--size-limit", "1e3"): (
        "argument --size-limit: found '1e3'; expected a number of bytes, such as 100000000; "
        "see treatydiff list --help"
    ),
    ("list", "--size-limit", "0"): (
        "argument --size-limit: found '0'; expected a number of bytes, such as 100000000; "
        "see treatydiff list --help"
    ),
    ("collate",): "the following arguments are required: TEXT; see treatydiff collate --help",
    ("collate", "K40", "--format", "pdf"): (
        "argument --format: invalid choice: 'pdf' (choose from 'terminal', 'tei', 'json', 'csv', 'tsv', "
        "'json-table', 'collatex', 'markdown', 'latex', 'html'); see treatydiff collate --help"
    ),
    ("collate", "draft.txt", "signed.txt", "--profile", "analysis", "--format", "csv"): (
        "found --profile with --format csv; expected --format tei, which alone has profiles; "
        "to mend it: leave one of the two out"
    ),
    ("collate", "draft.txt", "signed.txt", "--profile", "analysis", "-o", "out.json"): (
        "found --profile with -o out.json, which is json; expected --format tei, which alone has profiles; "
        "to mend it: add --format tei, or write a file .xml"
    ),
    ("validate",): "the following arguments are required: FILE; see treatydiff validate --help",
    ("report",): "the following arguments are required: -o/--output; see treatydiff report --help",
    # sigla and addresses
    ("compare", "K41", "M40"): UNKNOWN.format("K41", "P41, M41, K40"),
    ("collate", "K40", "K41"): UNKNOWN.format("K41", "P41, M41, K40"),
    ("compare", "C", "A", "--dossier", "pair"): "found no witness 'C' in the dossier; expected one of A, B",
    ("collate", "K40", "M40", "--base", "P41"): "found no witness P41 for the base; expected one of K40, M40",
    ("show", "p14"): UNKNOWN.format("p14", "P41, T40, M41"),
    ("collate", "K40"): (
        "found one text to collate, K40; expected two texts at least; "
        "to mend it: name another; treatydiff show shows one alone"
    ),
    ("collate", "nowhere.txt"): (
        "found one text to collate, nowhere.txt; expected two texts at least; "
        "to mend it: name another; treatydiff show shows one alone"
    ),
    ("compare", "K40", "K40"): "found K40 twice; expected each text once",
    ("collate", "K40", "M40", "K40"): "found K40 twice; expected each text once",
    ("show", "P41/9"): "found no P41/9 in P41; expected an address such as P41/4, P41/3, P41/2",
    ("show", "P41/3:9"): "found no P41/3:9 in P41; expected an address such as P41/3:4, P41/3:3, P41/3:2",
    ("show", "P41/"): "found an empty level in the address 'P41/'; expected a number or a kind of unit",
    ("show", "P41/3:x"): "found 'x' after ':' in 'P41/3:x'; expected a clause's number, from 1",
    ("show", "P14/3"): UNKNOWN.format("P14", "P41, T40, M41"),
    # files
    ("show", "missing.txt"): "missing.txt: found no such file; expected a file to read; to mend it: check the path",
    ("show", "first"): (
        "first: found a folder; expected a text; to mend it: name a file in it, or use it with --dossier first"
    ),
    ("show", "./first"): (
        "./first: found a folder; expected a file; to mend it: name a file in it, or read it as a dossier"
    ),
    ("compare", "draft.txt", "empty.txt"): "empty.txt: found nothing in it; expected a text",
    ("compare", "first/pact.txt", "second/pact.txt"): (
        "found the siglum pact for two texts; expected a siglum for each; "
        "to mend it: give one of them another, as in pact-2=second/pact.txt"
    ),
    ("collate", "first/pact.txt", "draft.txt", "second/pact.txt"): (
        "found the siglum pact for two texts; expected a siglum for each; "
        "to mend it: give one of them another, as in pact-2=second/pact.txt"
    ),
    ("show", "2=draft.txt"): (
        "found '2' as a siglum; expected an XML name: a letter, then letters, digits, . - _; "
        "to mend it: choose another siglum"
    ),
    ("compare", "draft.txt#other", "signed.txt"): "draft.txt: found no text 'other' in it; expected one of draft",
    ("show", "draft.txt#7"): "found no draft/7 in draft; expected an address such as draft/2, draft/1, draft/2:1",
    ("show", "draft.txt", "--size-limit", "20"): (
        f"draft.txt: found {len(DRAFT)} bytes; expected 20 at most; "
        "to mend it: raise the size limit if this is one treaty"
    ),
    # apparatus
    ("validate", "missing.xml"): (
        "missing.xml: found no such file; expected a file to read; to mend it: check the path"
    ),
    ("validate", "draft.txt"): (
        "draft.txt: found a file that is no XML; expected a TEI document; "
        "to mend it: look at a plain text with treatydiff show"
    ),
    ("validate", "empty.txt"): "empty.txt: found an empty file; expected a TEI document",
    ("validate", "loose.xml"): (
        "loose.xml: found no witness in it; expected a TEI apparatus: readings in app, witnesses in listWit; "
        "to mend it: look at a single text with treatydiff show; make an apparatus with treatydiff collate"
    ),
    ("validate", "timeline.xml"): (
        "timeline.xml: found the events of a timeline, and no apparatus to validate; "
        "expected a TEI apparatus: readings in app, witnesses in listWit; "
        "to mend it: look at a single text with treatydiff show; make an apparatus with treatydiff collate"
    ),
    ("validate", "links.xml"): (
        "links.xml: found the links of an alignment, and no apparatus to validate; "
        "expected a TEI apparatus: readings in app, witnesses in listWit; "
        "to mend it: look at a single text with treatydiff show; make an apparatus with treatydiff collate"
    ),
    ("validate", "loose.xml", "--size-limit", "20"): (
        f"loose.xml: found {len(LOOSE)} bytes; expected 20 at most; "
        "to mend it: raise the size limit if this is one treaty"
    ),
    ("validate", "loose.xml", "--schema", "missing.rng"): (
        "missing.rng: found no such file; expected a file to read; to mend it: check the path"
    ),
    ("validate", "loose.xml", "--schema", "draft.txt"): (
        "draft.txt: found a schema that cannot be used (Start tag expected, '<' not found, line 1, column 1 "
        "(draft.txt, line 1)); expected a RELAX NG schema in XML syntax, such as tei_all.rng; "
        "to mend it: check the path; convert a schema in compact syntax"
    ),
    # dossiers
    ("list", "--dossier", "missing"): (
        "missing: found no such folder; expected a dossier's folder; to mend it: check the path"
    ),
    ("list", "--dossier", "draft.txt"): (
        "draft.txt: found a file; expected a dossier's folder; "
        "to mend it: name the folder, or read the file as a witness"
    ),
    ("list", "--dossier", "nobody"): (
        "nobody: found a dossier without witnesses; expected TEI or plain text files (.xml, .txt) in the folder; "
        "to mend it: put a witness into it"
    ),
    ("report", "-o", "out", "--dossier", "single"): (
        "found a dossier that asks for no comparison or collation; expected one at least; "
        "to mend it: list it in dossier.xml, or use treatydiff compare"
    ),
    # outputs
    ("compare", "draft.txt", "signed.txt", "-o", "missing/out.txt"): (
        "missing/out.txt: found no folder 'missing'; expected one in which the file can be written; "
        "to mend it: make it first"
    ),
    ("compare", "draft.txt", "signed.txt", "-o", "first"): (
        "first: found a folder; expected a file, or nothing yet; to mend it: choose another name"
    ),
    ("compare", "draft.txt", "signed.txt", "-o", "draft.txt/out.txt"): (
        "draft.txt/out.txt: found no folder 'draft.txt'; expected one in which the file can be written; "
        "to mend it: make it first"
    ),
    ("compare", "draft.txt", "signed.txt", "-o", "draft.txt"): (
        "draft.txt: found that this is one of the texts that were read; expected another file; "
        "to mend it: choose another name"
    ),
    ("compare", "A", "B", "--dossier", "pair", "-o", "pair/A.txt"): (
        "pair/A.txt: found that this is one of the texts that were read; expected another file; "
        "to mend it: choose another name"
    ),
    ("report", "--dossier", "pair", "-o", "missing/out"): (
        "missing/out: found no folder 'missing'; expected one in which the folder can be written; "
        "to mend it: make it first"
    ),
    ("report", "--dossier", "pair", "-o", "draft.txt"): (
        "draft.txt: found a file; expected a folder, or nothing yet; to mend it: choose another name"
    ),
    ("report", "--dossier", "pair", "-o", "full"): (
        "full: found 'notes.txt' in it, which no report of treatydiff wrote; "
        "expected an empty folder, or one that holds a former report and nothing else; "
        "to mend it: choose another folder, or move that away"
    ),
    ("report", "--dossier", "pair", "-o", "pair"): (
        "pair: found 'A.txt' in it, which no report of treatydiff wrote; "
        "expected an empty folder, or one that holds a former report and nothing else; "
        "to mend it: choose another folder, or move that away"
    ),
}


@pytest.mark.parametrize(("arguments", "message"), MESSAGES.items(), ids=lambda value: str(value)[:60])
def test_message(folder: Path, capsys: Captured, arguments: tuple[str, ...], message: str | None) -> None:
    """Each bad call is refused with this message, in one line, and nothing is written."""
    before = sorted(folder.rglob("*"))
    assert refused(capsys, *arguments) == message
    assert sorted(folder.rglob("*")) == before


READERS_REFUSALS = {
    ("show", "broken.xml"): "broken.xml:2:15: found XML that is not well-formed (",
    ("show", "laughs.xml"): "laughs.xml:2:15: found declarations in the DOCTYPE, which can blow a small file up",
    ("show", "loose.xml"): "loose.xml:1:",
    ("show", "twice.xml"): "twice.xml:1:95: found two provisions with the address twice/1; expected one; ",
    ("list", "--dossier", "double"): "double/",
}


@pytest.mark.parametrize(("arguments", "start"), READERS_REFUSALS.items(), ids=lambda value: str(value)[:60])
def test_what_a_reader_refuses(capsys: Captured, arguments: tuple[str, ...], start: str) -> None:
    """What is wrong inside a file comes with file, line and column, in one line."""
    assert refused(capsys, *arguments).startswith(start)


@pytest.mark.parametrize("written", [("P41", "SZ80"), ("draft.txt", "signed.txt")])
@pytest.mark.parametrize("command", ["compare", "collate"])
@pytest.mark.parametrize("name", ["K40.xml", "dossier.xml", "README.md"])
def test_bundled_texts_are_not_written_over(
    capsys: Captured, command: str, written: tuple[str, str], name: str
) -> None:
    """No file in the folder of the bundled texts is replaced, whether it was read or not, through a link or not."""
    target = bundled_folder() / name
    before = target.read_bytes()
    Path("link").symlink_to(target)
    for output in (str(target), "link"):
        assert refused(capsys, command, *written, "-o", output) == (
            f"{output}: found that this is one of the texts that come with treatydiff; expected another file; "
            "to mend it: choose another name"
        )
    assert target.read_bytes() == before


def test_collations_that_would_share_a_file(capsys: Captured) -> None:
    """A collation called as a comparison or another collation, in other capitals, is refused."""
    refs = "<ref target='A.txt#A'/><ref target='B.txt#B'/>"
    for name, what in (("a-b", "the comparison A-B"), ("All", "the collation all")):
        items = f"<item xml:id='all'>{refs}</item><item xml:id='{name}'>{refs}</item>"
        Path("pair/dossier.xml").write_text(f"<TEI><div type='collations'>{items}</div></TEI>", encoding="utf-8")
        assert refused(capsys, *REPORT) == (
            f"found {what} and the collation {name}, which would share a file; expected names that differ in more "
            "than capitals; to mend it: change a siglum or a name, or take one of them out of the dossier's list"
        )


def test_over_the_size_limit(capsys: Captured) -> None:
    """The limit is 50 MB unless it is raised; a file of a dossier has it too."""
    with Path("large.txt").open("wb") as large:
        large.truncate(50_000_001)
    assert refused(capsys, "show", "large.txt") == (
        "large.txt: found 50,000,001 bytes; expected 50,000,000 at most; "
        "to mend it: raise the size limit if this is one treaty"
    )
    size = len(DRAFT)
    assert f"pair/A.txt: found {size} bytes; expected {size - 1} at most" in refused(
        capsys, "list", "--dossier", "pair", "--size-limit", str(size - 1)
    )
    assert main(["list", "--dossier", "pair", "--size-limit", str(size)]) == 0


# Failures of the system while something is written. Permissions would not do: root may write everywhere.

COMPARE = ("compare", "draft.txt", "signed.txt", "-o", "out.txt")
REPORT = ("report", "--dossier", "pair", "-o", "out")
FULL = OSError(28, "No space left on device")


def fail(monkeypatch: pytest.MonkeyPatch, name: str, error: BaseException, *, after: int = 0) -> None:
    """Let a function of the system fail, after so many calls that go well."""
    owner = os if name == "fsync" else Path
    real = getattr(owner, name)
    calls = iter(range(1_000))

    def sometimes(*given: object, **named: object) -> object:
        if next(calls) >= after:
            raise error
        return real(*given, **named)

    monkeypatch.setattr(owner, name, sometimes)


@pytest.mark.parametrize("name", ["fsync", "replace"])
def test_a_full_disk_leaves_the_old_file(
    folder: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """If a file cannot be written to its end, what was there before is whole, and nothing else is left."""
    (folder / "out.txt").write_text("old", encoding="utf-8")
    fail(monkeypatch, name, FULL)
    assert refused(capsys, *COMPARE) == (
        "out.txt: found that it cannot be written (No space left on device); "
        "expected a place with room and permission to write; to mend it: write somewhere else"
    )
    assert (folder / "out.txt").read_text(encoding="utf-8") == "old"


def test_a_file_that_may_not_be_written(folder: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is protected against writing is not replaced behind its owner's back."""
    (folder / "out.txt").write_text("old", encoding="utf-8")
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert refused(capsys, *COMPARE).startswith("out.txt: found that it cannot be written (Permission denied); ")
    assert (folder / "out.txt").read_text(encoding="utf-8") == "old"


def test_interruption_leaves_the_old_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Interrupted while writing, it leaves the old file whole too."""
    (folder / "out.txt").write_text("old", encoding="utf-8")
    fail(monkeypatch, "fsync", KeyboardInterrupt())
    assert main(list(COMPARE)) == 130
    assert (folder / "out.txt").read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize(
    ("name", "after"), [("fsync", 0), ("fsync", 1), ("fsync", 2), ("mkdir", 0), ("replace", 0), ("replace", 1)]
)
def test_a_first_report_that_fails_leaves_no_folder(
    folder: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch, name: str, after: int
) -> None:
    """If a first report cannot be written, its folder is not left behind half full."""
    fail(monkeypatch, name, FULL, after=after)
    assert refused(capsys, *REPORT).startswith("out: found that it cannot be written (No space left on device); ")
    assert not (folder / "out").exists(), "a folder was left behind"


@pytest.mark.parametrize("after", [0, 1, 2])
def test_a_later_report_that_fails_leaves_the_former(
    folder: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    """If a later report cannot be written, the former one is whole, and can be replaced afterwards."""
    assert main(list(REPORT)) == 0
    capsys.readouterr()
    before = {entry.name: entry.read_bytes() for entry in (folder / "out").iterdir()}
    with monkeypatch.context() as patched:
        fail(patched, "fsync", FULL, after=after)
        refused(capsys, *REPORT)
    assert {entry.name: entry.read_bytes() for entry in (folder / "out").iterdir()} == before
    assert main(list(REPORT)) == 0


@pytest.mark.parametrize("after", range(5))
def test_a_report_broken_off_can_be_done_again(
    folder: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    """Whenever it is broken off while files are exchanged, all that is there is known as a report's own."""
    assert main(list(REPORT)) == 0
    (folder / "out" / "A-B.xml").rename(folder / "out" / "A-Z.xml")
    manifest = folder / "out" / MANIFEST
    manifest.write_text(manifest.read_text(encoding="utf-8").replace("A-B", "A-Z"), encoding="utf-8")
    with monkeypatch.context() as patched:
        fail(patched, "replace", FULL, after=after)
        main(list(REPORT))
    capsys.readouterr()
    assert main(list(REPORT)) == 0
    assert sorted(entry.name for entry in (folder / "out").iterdir()) == ["A-B.xml", "index.html", MANIFEST]


def test_a_comparison_that_fails_leaves_the_former_report(
    folder: Path,
    capsys: Captured,
) -> None:
    """All documents are made before the folder is touched."""
    assert main(list(REPORT)) == 0
    capsys.readouterr()
    before = {entry.name: entry.read_bytes() for entry in (folder / "out").iterdir()}
    text = (folder / "pair" / "B.txt").read_text(encoding="utf-8")
    (folder / "pair" / "B.txt").write_text("", encoding="utf-8")
    refused(capsys, *REPORT)
    (folder / "pair" / "B.txt").write_text(text, encoding="utf-8")
    assert {entry.name: entry.read_bytes() for entry in (folder / "out").iterdir()} == before


def test_a_folder_with_a_list_that_is_not_ours(folder: Path, capsys: Captured) -> None:
    """A file that happens to be called as our list is does not make a folder ours."""
    (folder / "full" / "notes.txt").rename(folder / "full" / MANIFEST)
    assert refused(capsys, "report", "--dossier", "pair", "-o", "full").startswith(
        f"full: found {MANIFEST!r} in it"
    )
    (folder / "full" / MANIFEST).rename(folder / "full" / "notes.txt")


def test_a_list_cannot_reach_out_of_its_folder(folder: Path, capsys: Captured) -> None:
    """Names in a list that lead elsewhere, or to a folder, remove nothing."""
    assert main(list(REPORT)) == 0
    manifest = folder / "out" / MANIFEST
    with manifest.open("a", encoding="utf-8") as opened:
        opened.write("  ../draft.txt  a way out\n  ..  another\n  inner  a folder\n")
    (folder / "out" / "inner").mkdir()
    capsys.readouterr()
    assert refused(capsys, *REPORT).startswith("out: found 'inner' in it")
    (folder / "out" / "inner").rmdir()
    assert main(list(REPORT)) == 0
    assert (folder / "draft.txt").exists()


def test_what_a_file_manager_leaves_does_not_matter(folder: Path) -> None:
    """A .DS_Store in the folder is neither refused nor removed."""
    assert main(list(REPORT)) == 0
    (folder / "out" / ".DS_Store").write_bytes(b"\0")
    assert main(list(REPORT)) == 0
    assert (folder / "out" / ".DS_Store").read_bytes() == b"\0"


def test_writing_through_a_link_and_to_a_device(folder: Path) -> None:
    """A link stays a link and its file is replaced; what is no file is written to, never replaced."""
    (folder / "real.txt").write_text("old", encoding="utf-8")
    (folder / "link.txt").symlink_to("real.txt")
    files.write_file("link.txt", b"new")
    assert (folder / "link.txt").is_symlink()
    assert (folder / "real.txt").read_bytes() == b"new"
    files.write_file(os.devnull, b"new")
    assert not Path(os.devnull).is_file()


def test_permissions() -> None:
    """A new file gets the permissions of any new file; one that is replaced keeps its own."""
    previous = os.umask(0o027)
    try:
        files.write_file("fresh.txt", b"")
        Path("private.txt").touch(0o600)
        files.write_file("private.txt", b"x")
    finally:
        os.umask(previous)
    assert Path("fresh.txt").stat().st_mode & 0o777 == 0o640
    assert Path("private.txt").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "argument", ["\0", "a\0b.txt", "x" * 5000, "x" * 5000 + ".txt", "\udcff.txt", "#", "=", "", "/", "%"]
)
@pytest.mark.parametrize(
    "command", ["show", "compare", "collate", "base", "output", "report", "validate", "schema"]
)
def test_odd_arguments(capsys: Captured, command: str, argument: str) -> None:
    """No argument, however odd, ends in anything but a line and the exit code 2."""
    given = {
        "show": ["show", "--dossier", "pair", argument],
        "compare": ["compare", "--dossier", "pair", "A", argument],
        "output": ["compare", "--dossier", "pair", "A", "B", "-o", argument],
        "report": ["report", "--dossier", argument, "-o", "out"],
        "collate": ["collate", "--dossier", "pair", "A", argument],
        "base": ["collate", "--dossier", "pair", "A", "B", "--base", argument],
        "validate": ["validate", argument],
        "schema": ["validate", "loose.xml", "--schema", argument],
    }[command]
    if command == "output" and argument in "#=%" and argument:
        assert main(given) == 0
        Path(argument).unlink()
    elif command != "output" or argument != "\udcff.txt":
        refused(capsys, *given)


@pytest.mark.parametrize(
    ("given", "has"),
    [
        (("find", "peace", "-o", "out.png"), ".json, .csv or .txt"),
        (("annotations", "-o", "out.docx"), ".xml, .json, .jsonld, .csv or .txt"),
        (("timeline", "-o", "out.docx"), ".xml, .json, .csv, .tsv or .txt"),
        (("terms", "-o", "out.DOCX"), ".json, .csv, .tsv or .txt"),
        (("align", "draft.txt", "signed.txt", "-o", "out.docx"), ".xml, .json or .txt"),
        (("find", "peace", "-o", "out.html"), ".json, .csv or .txt"),
        (("trace", "A/1", "-o", "out.md"), ".json, .csv or .txt"),
        (
            ("compare", "draft.txt", "signed.txt", "-o", "out.odt"),
            ".xml, .json, .csv, .tsv, .txt, .tex, .html, .htm, .md or .docx",
        ),
        (
            ("collate", "draft.txt", "signed.txt", "-o", "out.docx"),
            ".xml, .json, .csv, .tsv, .txt, .tex, .html, .htm or .md",
        ),
        (("cite", "A/1", "-o", "out.docx"), ".json, .txt, .bib or .ris"),
    ],
    ids=lambda given: given[0] if isinstance(given, tuple) else "",
)
def test_a_suffix_of_another_form(capsys: Captured, given: tuple[str, ...], has: str) -> None:
    """A file whose suffix promises what the command does not write is refused, and nothing is written to it."""
    dossier = () if "draft.txt" in given else ("--dossier", "pair")
    message = refused(capsys, *given, *dossier)
    suffix = Path(given[-1]).suffix.casefold()
    assert message == (
        f"found the file {given[-1]}, and this command writes no {suffix}; expected {has}; "
        "to mend it: name a file with such a suffix, or say what to write with --format"
    )
    assert not Path(given[-1]).exists()


def test_a_picture_is_an_svg_file(capsys: Captured) -> None:
    """A picture has one form; a file of another is refused, and no option is named that there is not."""
    assert refused(capsys, "picture", "strip", "draft.txt", "signed.txt", "-o", "out.pdf") == (
        "found the file out.pdf, and this command writes no .pdf; expected .svg; "
        "to mend it: name a file with such a suffix"
    )


def test_a_suffix_that_says_nothing_is_no_error() -> None:
    """A suffix that is no form's, and none, leave the command's own form; and --format is above any suffix."""
    for name in ("out.foo", "out", "out.v2"):
        assert main(["timeline", "--dossier", "pair", "-o", name]) == 0
        assert Path(name).read_text(encoding="utf-8").count("B") > 0
    assert main(["timeline", "--dossier", "pair", "--format", "json", "-o", "out.docx"]) == 0
    assert Path("out.docx").read_text(encoding="utf-8").startswith("{")
