"""The texts that a Word document of this library carries as TEI, beside what Word shows of them.

Word knows paragraphs, and neither clauses nor what a paragraph of a treaty is. So our documents carry both texts
whole, in parts for data that Word keeps and does not show (``customXml``): `treatydiff.report.docx` writes them.
Each has the digest of its paragraphs. Where those of the document have another, somebody has edited it: then the
document counts, and not what it carries.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from attrs import frozen
from lxml import etree

from treatydiff.model.witnesses import Witness
from treatydiff.readers.decoding import decode_xml
from treatydiff.readers.xml import parse

NAMESPACE = "urn:treatydiff:texts:1"
"""The namespace of a part: ``text`` with the attribute ``digest``, and in it a ``TEI`` element."""


def digest(paragraphs: Iterable[str]) -> str:
    r"""What tells whether paragraphs are still the same: SHA-256, white space and empty paragraphs aside.

    Example:
        >>> digest(["Article 1", "", "It lasts."]) == digest(["Article\u00a01 ", "It lasts."])
        True
        >>> digest(["Article 1", "It lasts."]) == digest(["Article 1 It lasts."])
        False
    """
    words = ("".join(paragraph.split()) for paragraph in paragraphs)
    return hashlib.sha256("\n".join(filter(None, words)).encode("utf-8", "surrogatepass")).hexdigest()


@frozen
class Carried:
    """One text that a document carries.

    Attributes:
        witness: the text.
        digest: of its paragraphs, as they were written.
    """

    witness: Witness
    digest: str


def carried(data: bytes, *, name: str) -> Carried | None:
    """The text in a part; ``None`` in a part that is not ours.

    Args:
        data: the part.
        name: what errors call it.

    Raises:
        InputError, ModelError: a text in it cannot be read.
    """
    if NAMESPACE.encode() not in data[:500]:
        return None
    from treatydiff.readers import tei  # few documents carry texts

    root = parse(decode_xml(data, name=name), name=name).root
    text = next(root.iterchildren("{*}TEI"), root)
    written = etree.tostring(text, encoding="utf-8", with_tail=False)
    return Carried(tei.read(written, name=name).witness, str(root.get("digest")))
