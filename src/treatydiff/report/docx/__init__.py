"""Word: a comparison as one document with tracked changes.

The document holds both texts: what both have stands once, what went out is a deletion, what came in an insertion,
and what moved is at both places, marked as moved. The ends of paragraphs are tracked like words. So accepting all
changes gives the later text and rejecting all the earlier one, labels, headings, paragraphs and order included; a
last, empty paragraph ends both.

Beyond the changes of the model, white space and labels that differ in writing alone (``VI``, ``6``) are tracked,
since otherwise one of the two texts would not come back as it is. Each change of the model has a bookmark,
``change_1`` and so on in the order of `Comparison.changes`, several (``change_1_2``) where it stands at several
places.

Both texts stand in the document once more, whole and unseen, as TEI (``treatydiff.readers.docx_texts``): from there
they are read back as long as nobody has changed their words.

Changes are tracked in the name of the later text: its siglum is their author, its day their date; they have none
where the text is dated less exactly, or not at all. Comments are annotations, their author whoever acted, or else
whoever noted it; comments of ``treatydiff`` say what was split, merged, moved or is not transmitted.

The parts are written with lxml and the standard library's zip files, which leaves no clock and no template in them;
the library that others write Word documents with has no tracked changes. The same comparison gives the same bytes
on a machine; between machines the compression may differ.

Source: ECMA-376, Office Open XML File Formats, part 1, 17.13.5 (revisions) and 17.13.4 (comments).
"""

from __future__ import annotations

from treatydiff.comparison import Comparison
from treatydiff.report.docx.body import body
from treatydiff.report.docx.comments import comments, part
from treatydiff.report.docx.margins import first_header, footer, header, page
from treatydiff.report.docx.marking import marked
from treatydiff.report.docx.merging import merge
from treatydiff.report.docx.package import package
from treatydiff.report.docx.styles import styles
from treatydiff.report.docx.texts import carried
from treatydiff.report.docx.xml import w

__all__ = ["write_comparison"]


def write_comparison(comparison: Comparison, *, version: str) -> bytes:
    """A comparison as a Word document (Office Open XML) with tracked changes.

    Args:
        comparison: what to write.
        version: the version of treatydiff, which stands in the footer.

    Example:
        >>> import io, re, zipfile
        >>> from treatydiff.comparison import compare
        >>> from treatydiff.model.passages import Passage
        >>> from treatydiff.model.provisions import Provision
        >>> from treatydiff.model.witnesses import Witness
        >>> a, b = (
        ...     Witness(siglum, (Provision("article", (Passage(text),)),))
        ...     for siglum, text in (("A", "It lasts five years."), ("B", "It lasts ten years."))
        ... )
        >>> written = zipfile.ZipFile(io.BytesIO(write_comparison(compare(a, b), version="1.0")))
        >>> document = written.read("word/document.xml").decode()
        >>> re.findall("<w:(?:ins|del) .*?<w:(?:t|delText) .*?>(.*?)<", document)
        ['five ', 'ten ']
    """
    merged = merge(comparison)
    told = comments(comparison, merged)
    content = body(comparison, merged, told, marked(comparison, merged))
    content.append(page())
    earlier, later = comparison.earlier, comparison.later
    parts = {
        "word/document.xml": w("document", content),
        "word/styles.xml": styles(later.language),
        "word/comments.xml": part(told),
        "word/header1.xml": first_header(comparison),
        "word/header2.xml": header(comparison),
        "word/footer1.xml": footer(comparison, version=version),
        "customXml/item1.xml": carried(merged.earlier, version=version),
        "customXml/item2.xml": carried(merged.later, version=version),
    }
    return package(
        parts, title=f"{earlier.siglum} compared with {later.siglum}", tag=later.language, version=version
    )
