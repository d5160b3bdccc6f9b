from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

import treatydiff
from redline import DRAFT, GAP, SAID, SIGNED, expected
from treatydiff.annotation import annotate, remarks
from treatydiff.comparison import Comparison, compare
from treatydiff.model.witnesses import Witness
from treatydiff.readers import read_bytes
from treatydiff.report.docx import write_comparison

PAIRS = ("A B", "K40 M40", "M40 P41", "M41 D41", "P41 LZ45", "P41 K40")
"""The pair in which articles are split, moved and reworded, and pairs of the bundled dossier, one backwards."""
_LIBRARIES = (
    "http://openoffice.org/2000/library",
    '<!DOCTYPE library:{0} PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "{0}.dtd">',
)


@pytest.fixture(scope="module")
def comparisons(consumers: Path) -> dict[str, Comparison]:
    """The comparisons, by the stem of their files; only where programs that read our output are wanted."""
    assert consumers.is_dir()
    dossier = treatydiff.load()
    found = {}
    for name in PAIRS:
        earlier, later = name.split()
        of_two = annotate(compare(DRAFT, SIGNED), SAID) if earlier == "A" else dossier.compare(earlier, later)
        found[name.replace(" ", "-")] = of_two
    return found


@pytest.fixture(scope="module")
def folder(comparisons: dict[str, Comparison], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The documents."""
    folder = tmp_path_factory.mktemp("word")
    for name, comparison in comparisons.items():
        (folder / f"{name}.docx").write_bytes(write_comparison(comparison, version="1.0"))
    return folder


def lines(witness: Witness, other: Witness) -> list[str]:
    """The paragraphs of a text without styles, runs of white space as one space, gaps without what is noted."""
    return [" ".join(text.split()) for _, text in expected(witness, other)]


def without_notes(line: str, comparison: Comparison) -> str:
    """A line with each gap's note taken out of its brackets."""
    for witness in (comparison.earlier, comparison.later):
        for _, clause in witness.clauses():
            for gap in clause.gaps():
                line = line.replace(f"[{gap.note or gap.reason or 'gap'}]", GAP)
    return " ".join(line.split())


# pandoc


def pandoc(document: Path, how: str) -> Any:
    """What pandoc reads of a document."""
    program = shutil.which("pandoc")
    if program is None:
        pytest.skip("there is no pandoc")
    command: list[str | Path] = [program, f"--track-changes={how}", "--from=docx", "--to=json", document]
    return json.loads(subprocess.run(command, capture_output=True, check=True, timeout=60).stdout)


def words(node: Any) -> str:
    """The words of a part of pandoc's tree, without comments."""
    if isinstance(node, list):
        return "".join(map(words, node))
    if not isinstance(node, dict):
        return ""
    match node.get("t"):
        case "Str":
            return str(node["c"])
        case "Space" | "SoftBreak" | "LineBreak":
            return " "
        case "Span" if {"comment-start", "comment-end"} & set(node["c"][0][1]):
            return ""
    return words(node.get("c"))


def blocks(read: dict[str, Any]) -> list[str]:
    """The paragraphs; of headings that went out pandoc leaves empty ones."""
    return [text for block in read["blocks"] if (text := words(block).strip())]


@pytest.mark.parametrize("name", [name.replace(" ", "-") for name in PAIRS])
def test_pandoc_gives_either_text(folder: Path, comparisons: dict[str, Comparison], name: str) -> None:
    """Accepting all gives the later text, rejecting all the earlier one, paragraph by paragraph.

    Would catch: words or ends of paragraphs that are not tracked, or tracked the wrong way round.
    """
    comparison = comparisons[name]
    earlier, later = comparison.earlier, comparison.later
    for how, wanted in (("accept", lines(later, earlier)), ("reject", lines(earlier, later))):
        found = [without_notes(line, comparison) for line in blocks(pandoc(folder / f"{name}.docx", how))]
        assert found == wanted, how


def spans(node: Any, kind: str) -> list[dict[str, Any]]:
    """The spans of a class in pandoc's tree."""
    if isinstance(node, list):
        return [span for one in node for span in spans(one, kind)]
    if not isinstance(node, dict):
        return []
    mine = [node] if node.get("t") == "Span" and kind in node["c"][0][1] else []
    return mine + spans(node.get("c") if "c" in node else list(node.values()), kind)


def test_pandoc_sees_each_comment_with_its_author_and_date(
    folder: Path, comparisons: dict[str, Comparison]
) -> None:
    """Each annotation is a comment with who and when; changes are the later text's."""
    for name, comparison in comparisons.items():
        read = pandoc(folder / f"{name}.docx", "all")
        seen = [dict(span["c"][0][2]) for span in spans(read["blocks"], "comment-start")]
        found = sorted((one["author"], one.get("date", "")[:10]) for one in seen if one["author"] != "treatydiff")
        told = [one for one in remarks(comparison.annotations) if one.statement]
        wanted = sorted(
            (
                ", ".join(one.actors) or one.resp or "The editors",
                one.date.iso if one.date and len(one.date.iso) == 10 else "",
            )
            for one in told
            if (", ".join(one.actors) or one.resp) != "treatydiff"
        )
        assert found == wanted, name
        changed = spans(read["blocks"], "insertion") + spans(read["blocks"], "deletion")
        assert {dict(span["c"][0][2])["author"] for span in changed} == {comparison.later.siglum}


# LibreOffice

_MACRO = """
Sub Resolve(folder)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  Dim plain(1) As New com.sun.star.beans.PropertyValue
  Dim again(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  plain(0).Name = "FilterName"
  plain(0).Value = "Text (encoded)"
  plain(1).Name = "FilterOptions"
  plain(1).Value = "UTF8,LF"
  again(0).Name = "FilterName"
  again(0).Value = "MS Word 2007 XML"
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  file = Dir(folder + "/*.docx")
  Do While file &lt;&gt; ""
    For Each command In Array("Accept", "Reject")
      document = StarDesktop.loadComponentFromURL(ConvertToURL(folder + "/" + file), "_blank", 0, hidden())
      frame = document.CurrentController.Frame
      dispatcher.executeDispatch(frame, ".uno:" + command + "AllTrackedChanges", "", 0, Array())
      document.storeToURL(ConvertToURL(folder + "/" + file + "." + command + ".txt"), plain())
      document.storeToURL(ConvertToURL(folder + "/" + file + "." + command + ".saved"), again())
      document.close(True)
    Next
    file = Dir()
  Loop
End Sub
"""


@pytest.fixture(scope="module")
def resolved_by_libreoffice(folder: Path) -> Path:
    """The folder with, beside each document, what LibreOffice makes of it once all is accepted, and rejected."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("there is no LibreOffice")
    profile = folder / "profile"
    command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    # LibreOffice makes its profile at the first start, over whatever was laid there before.
    subprocess.run([*command, "--terminate_after_init"], capture_output=True, check=True, timeout=120)
    space, doctype = _LIBRARIES
    standard = profile / "user" / "basic" / "Standard"
    standard.mkdir(parents=True, exist_ok=True)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    (standard.parent / "script.xlc").write_text(
        f'{head}{doctype.format("libraries")}\n<library:libraries xmlns:library="{space}" '
        'xmlns:xlink="http://www.w3.org/1999/xlink"><library:library library:name="Standard" '
        'xlink:href="$(USER)/basic/Standard/script.xlb/" xlink:type="simple" library:link="false"/>'
        "</library:libraries>"
    )
    (standard / "script.xlb").write_text(
        f'{head}{doctype.format("library")}\n<library:library xmlns:library="{space}" library:name="Standard" '
        'library:readonly="false" library:passwordprotected="false"><library:element library:name="Redline"/>'
        "</library:library>"
    )
    (standard / "Redline.xba").write_text(
        f'{head}<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Redline" '
        f'script:language="StarBasic">{_MACRO}</script:module>'
    )
    macro = f"macro:///Standard.Redline.Resolve({folder})"
    subprocess.run([*command, macro], capture_output=True, check=True, timeout=300)
    return folder


@pytest.mark.parametrize("name", [name.replace(" ", "-") for name in PAIRS])
def test_libreoffice_gives_either_text(
    resolved_by_libreoffice: Path, comparisons: dict[str, Comparison], name: str
) -> None:
    """Accepting all gives the later text, rejecting all the earlier one, paragraph by paragraph.

    Would catch: as above, where another program joins paragraphs by rules of its own.
    """
    comparison = comparisons[name]
    earlier, later = comparison.earlier, comparison.later
    for how, wanted in (("Accept", lines(later, earlier)), ("Reject", lines(earlier, later))):
        text = (resolved_by_libreoffice / f"{name}.docx.{how}.txt").read_text("utf-8-sig")
        found = [without_notes(line, comparison) for line in text.rstrip("\n").split("\n")]
        assert found == wanted, how


@pytest.mark.parametrize("name", [name.replace(" ", "-") for name in PAIRS])
def test_what_libreoffice_saved_is_read_back_whole(
    resolved_by_libreoffice: Path, comparisons: dict[str, Comparison], name: str
) -> None:
    """Once somebody has accepted or rejected all and saved, the document is that text, whole.

    Would catch: texts that the document carries and another program drops, or paragraphs told apart by what it
    writes in another way.
    """
    comparison = comparisons[name]
    for how, wanted in (("Accept", comparison.later), ("Reject", comparison.earlier)):
        data = (resolved_by_libreoffice / f"{name}.docx.{how}.saved").read_bytes()
        found = read_bytes(data, name="a.docx").witness
        assert (found.provisions, found.title, found.date) == (wanted.provisions, wanted.title, wanted.date)
