"""What Versioning Machine 5 shows of our documents, its rules re-stated.

Two states of the program were read, and differ in how they come by the panel of a witness. In both the style sheet
(`vmachine.xsl`) puts the whole body into each panel.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from lxml import etree

from treatydiff.collation import Collation
from treatydiff.export.tei import Profile

TEI = "{http://www.tei-c.org/ns/1.0}"
READINGS = tuple(f"{TEI}{name}" for name in ("rdg", "lem"))
RUNNING = tuple(f"{TEI}{name}" for name in ("head", "ab", "closer", "p"))
"""Blocks of running text."""
KNOWN = (f"{TEI}div", f"{TEI}app", f"{TEI}rdgGrp", *RUNNING, *READINGS)
"""Elements of our documents for which the style sheet has a rule."""

Panel = Callable[[etree._Element, str], str]


def by_style_sheet(element: etree._Element, siglum: str) -> str:
    """The program of August 2015: the style sheet marks what to show, and all else in an apparatus stays hidden.

    A place is shown where the `wit` of one of its children contains the siglum, and a reading where its own does.
    The rules hand the siglum on; elements without a rule do not (built-in rules of XSLT 1.0 take no parameters), so
    inside them it is empty, and every `wit` contains that. Of a group of several readings the first is shown.
    """
    if element.tag in READINGS and siglum not in str(element.get("wit")):
        return ""
    if element.tag == f"{TEI}app" and not any(siglum in child.get("wit", "") for child in element):
        return ""
    if element.tag == f"{TEI}rdgGrp" and len(element) > 1:
        return "".join(map(str, element[0].itertext()))
    handed_on = siglum if element.tag in (*KNOWN, f"{TEI}body") else ""
    inner = (by_style_sheet(child, handed_on) + (child.tail or "") for child in element)
    return (element.text or "") + "".join(inner)


def by_script(body: etree._Element, siglum: str) -> str:
    """An earlier state: the script (`mssPanels`) hides what is another's, in blocks of running text only.

    There it hides readings that are empty or do not name the witness, places without a reading left, and blocks
    with nothing left.
    """
    hidden: set[etree._Element] = set()
    for block in body.iter(*RUNNING):
        shown = any(text.strip() for text in _own(block))
        for app in block.iter(f"{TEI}app"):
            kept = False
            for reading in app.iter(*READINGS):
                names = str(reading.get("wit")).replace("#", "").split()
                if siglum in names and (len(reading) or (reading.text or "").strip()):
                    kept = shown = True
                else:
                    hidden.add(reading)
            if not kept:
                hidden.add(app)
        if not shown:
            hidden.add(block)
    return "".join(_seen(body, hidden))


def _own(element: etree._Element) -> Iterator[str]:
    """The text of an element outside the boxes in it."""
    yield element.text or ""
    for child in element:
        if child.tag not in KNOWN:
            yield from _own(child)
        yield child.tail or ""


def _seen(element: etree._Element, hidden: set[etree._Element]) -> Iterator[str]:
    if element in hidden:
        return
    yield element.text or ""
    for child in element:
        yield from _seen(child, hidden)
        yield child.tail or ""


@pytest.mark.parametrize("panel", [by_style_sheet, by_script])
def test_each_panel_shows_its_witness(collation: Collation, documents: dict[Profile, Path], panel: Panel) -> None:
    """In the analysis profile, without its `seg`, a panel has the words of its witness, all of them and no others.

    Would catch: words that not all witnesses have outside readings, or in a reading outside running text; another
    element than `seg` around a place of which the style sheet knows nothing; a witness in two readings or none;
    readings in groups; a siglum inside another.
    """
    body = etree.parse(documents[Profile.ANALYSIS]).getroot().find(f".//{TEI}body")
    assert body is not None
    etree.strip_tags(body, f"{TEI}seg")
    for witness in collation.witnesses:
        labels = [p.label.text for _, p in witness.addressed() if p.label is not None and not p.label.supplied]
        texts = [*labels, *(clause.text for _, clause in witness.clauses())]
        words = sorted(word for text in texts for word in text.split())
        assert sorted(panel(body, witness.siglum).split()) == words, witness.siglum
