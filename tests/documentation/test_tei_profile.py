"""The page on TEI lists what is written, no more and no less; `tests/schema` holds it against the schema."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

import treatydiff
from treatydiff.cli import main
from treatydiff.export.tei import Profile, write_annotations, write_collation, write_comparison

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "reference" / "tei-profile.md").read_text("utf-8")
XML = "{http://www.w3.org/XML/1998/namespace}"


def _listed(section: str, columns: int) -> set[str]:
    """What a table lists: ``element``, ``element/@attribute``; the last two of its first columns name them."""
    found, element = set(), ""
    for line in PAGE.partition(f"\n## {section}\n")[2].partition("\n## ")[0].splitlines():
        cells = [cell.strip(" `") for cell in line.split("|")][1:]
        if len(cells) <= columns or not line.startswith("| ") or cells[columns - 1] == "attribute":
            continue
        element = cells[columns - 2] or element
        found.add(f"{element}/@{cells[columns - 1]}" if cells[columns - 1] else element)
    return found


def _written(document: bytes) -> set[str]:
    """What a document has, in the same form."""
    found = set()
    for node in etree.fromstring(document).iter(etree.Element):
        name = etree.QName(node).localname
        found |= {name, *(f"{name}/@{key.replace(XML, 'xml:')}" for key in map(str, node.attrib))}
    return found


def _apparatus() -> Iterator[bytes]:
    dossier = treatydiff.load()
    for pair in dossier.comparisons:
        yield write_comparison(dossier.compare(pair.earlier, pair.later, level=pair.level), version="1.0")
    for plan in dossier.collations:
        collation = dossier.collate(*plan.sigla, base=plan.base)
        yield from (write_collation(collation, profile=form, version="1.0") for form in Profile)
    yield write_annotations(dossier.record, None, version="1.0")
    yield from ((ROOT / "tests" / "schema" / name).read_bytes() for name in ("edition.xml", "annotated.xml"))


def _others(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[bytes]:
    monkeypatch.chdir(folder)
    own = ROOT / "docs" / "examples" / "own"
    (folder / "plan.toml").write_text(
        '[[comparisons]]\nearlier = "webPage"\nlater = "old"\nlevel = "by-article"\n'
        '[[collations]]\nname = "both"\nwitnesses = ["webPage", "old"]\nbase = "old"\n',
        "utf-8",
    )
    files = [str(own / name) for name in ("web page.txt", "old.xml")]
    assert main(["new", "dossier", *files, "--metadata", "plan.toml"]) == 0
    assert main(["timeline", "-o", "timeline.xml"]) == 0
    assert main(["align", "M41", "D41", "-o", "alignment.xml"]) == 0
    yield from (path.read_bytes() for path in sorted(folder.rglob("*.xml")))


def test_the_page_lists_what_stands_in_an_apparatus() -> None:
    """The table of elements and attributes is that of comparisons, collations and annotations, to the last one."""
    assert _listed("Elements and attributes", 2) == set().union(*map(_written, _apparatus()))


def test_the_page_lists_what_else_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What texts, dossiers, timelines and alignments have besides stands in a table of its own, without more."""
    written = set().union(*map(_written, _others(tmp_path, monkeypatch)))
    assert written - _listed("Elements and attributes", 2) - _listed("In other documents", 3) == set()
    assert _listed("In other documents", 3) <= written
