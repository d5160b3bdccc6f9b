"""The two texts as TEI, in parts that Word keeps and does not show: so that they can be read back whole."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from treatydiff.export.tei.witness import write_witness
from treatydiff.model.accessions import Accession, Origin
from treatydiff.readers.docx_texts import NAMESPACE, digest
from treatydiff.report.docx.stream import Stream, What
from treatydiff.report.docx.xml import Element


def carried(stream: Stream, *, version: str) -> Element:
    """The part of a text: the text, and the digest of its paragraphs.

    Args:
        stream: the text in a row.
        version: the version of treatydiff, which the TEI names.
    """
    root = etree.Element(f"{{{NAMESPACE}}}text", nsmap={"t": NAMESPACE}, digest=digest(_paragraphs(stream)))
    root.append(etree.fromstring(write_witness(Accession(stream.witness, Origin("")), version=version)))
    return root


def _paragraphs(stream: Stream) -> Iterator[str]:
    """The paragraphs of a text, without its gaps, of which a document may say what either text notes."""
    held: list[str] = []
    for item in stream.items:
        if item.what is What.END:
            yield "".join(held)
            held = []
        elif item.what is not What.GAP:
            held.append(item.text)
