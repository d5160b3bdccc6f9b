"""Margins: what stands above and below the texts, on the first page and on all others."""

from __future__ import annotations

from treatydiff.comparison import Comparison
from treatydiff.comparison.extent import extent
from treatydiff.report.docx.xml import Element, paragraph, run, w
from treatydiff.report.wording import caution, cited, counted, described, without_words

_WIDTH = 9070
"""Of the text, in twentieths of a point: a page of A4 with margins of 2.5 cm."""


def first_header(comparison: Comparison) -> Element:
    """What is compared, where it is from, what to know of it, and how to read the changes."""
    earlier, later = comparison.earlier, comparison.later
    root = w("hdr")
    for witness, role in ((earlier, "earlier"), (later, "later")):
        said = [part for part in (witness.title.strip(), described(witness), cited(witness)) if part]
        head = run(f"{witness.siglum}, the {role} text: ", style="Strong")
        root.append(paragraph("About", head, run(". ".join(said) + ".")))
    words = extent(comparison.collation)
    reading = (
        f"Changes are tracked: struck is what went out of {earlier.siglum}, underlined what came in with "
        f"{later.siglum}. Accepting all gives {later.siglum}, rejecting all {earlier.siglum}. Comments say what "
        "sources tell of a place, and what was split, merged or moved."
    )
    if words.compared:
        reading += f" {words.differing:,} of {counted(words.compared, 'word')} differ ({words.per_cent} %)."
    if wordless := without_words(comparison.collation):
        reading += f" {wordless}"
    root.append(paragraph("About", run(reading)))
    if warned := caution(earlier, later):
        root.append(paragraph("About", run(warned, style="Strong")))
    last = root[-1].find("{*}pPr")
    if last is not None:
        border = w("pBdr", w("bottom", val="single", sz=4, space=6, color="808080"))
        last.append(border)
        last.append(w("spacing", after=240))
    return root


def header(comparison: Comparison) -> Element:
    """What is compared, in a line."""
    earlier, later = comparison.earlier, comparison.later
    names = [f"{one.siglum} ({one.title.strip()})" if one.title.strip() else one.siglum for one in (earlier, later)]
    return w("hdr", paragraph("Header", run(" → ".join(names))))


def footer(comparison: Comparison, *, version: str) -> Element:
    """The caution, what made the document, and the page."""
    right = w("tabs", w("tab", val="right", pos=_WIDTH))
    line = w("p", w("pPr", w("pStyle", val="Footer"), right), run(f"treatydiff {version}"), w("r", w("tab")))
    line.extend([*_field("PAGE"), run(" / "), *_field("NUMPAGES")])
    warned = caution(comparison.earlier, comparison.later)
    return w("ftr", *([paragraph("Footer", run(warned))] if warned else []), line)


def _field(name: str) -> list[Element]:
    instruction = w("instrText")
    instruction.text = f" {name} "
    marks = [w("r", w("fldChar", fldCharType=kind)) for kind in ("begin", "separate", "end")]
    return [marks[0], w("r", instruction), marks[1], run("1"), marks[2]]


def page() -> Element:
    """The properties of the pages: A4, another header on the first."""
    return w(
        "sectPr",
        *(_reference("headerReference", kind, name) for kind, name in (("first", "rId4"), ("default", "rId5"))),
        *(_reference("footerReference", kind, "rId6") for kind in ("first", "default")),
        w("pgSz", w=11906, h=16838),
        w("pgMar", top=1418, right=1418, bottom=1418, left=1418, header=709, footer=567, gutter=0),
        w("titlePg"),
    )


def _reference(name: str, kind: str, target: str) -> Element:
    node = w(name, type=kind)
    node.set("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id", target)
    return node
