"""The texts that a Word document of this library carries as TEI, beside what Word shows of them.

Word knows paragraphs, and neither clauses nor what a paragraph of a treaty is. So our documents carry both texts
whole, in parts for data that Word keeps and does not show (``customXml``): `treatydiff.report.docx` writes them.
Each has the digest of its paragraphs. Where those of the document have another, or other words than the TEI,
somebody has edited the one or the other: then the document counts, and not what it carries.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen
from lxml import etree

from treatydiff.model.provisions import Provision
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
    words = map(_without_space, paragraphs)
    return hashlib.sha256("\n".join(filter(None, words)).encode("utf-8", "surrogatepass")).hexdigest()


def _without_space(text: str) -> str:
    return "".join(text.split())


def printed_label(provision: Provision) -> tuple[str, bool]:
    """What our documents print over a provision, and whether it is supplied.

    A label that somebody supplies stands in brackets; so does one made of the number where that alone is known.

    Example:
        >>> from treatydiff.model.numbers import Number
        >>> printed_label(Provision("article", number=Number("3")))
        ('[Article 3]', True)
    """
    label = provision.label
    if label is not None and label.text.strip():
        return (f"[{label.text}]", True) if label.supplied else (label.text, False)
    if provision.number is None:
        return "", False
    kind = "" if provision.about.inner else f"{provision.kind.capitalize()} "
    return f"[{kind}{provision.number}]", True


@frozen
class Carried:
    """One text that a document carries.

    Attributes:
        witness: the text.
        digest: of its paragraphs, as they were written.
    """

    witness: Witness
    digest: str

    def stands_in(self, paragraphs: Sequence[str]) -> bool:
        """Whether paragraphs, without their gaps, are those that were written, and have the words of the text."""
        return self.digest == digest(paragraphs) and (
            "".join(map(_without_space, self._printed())) == "".join(map(_without_space, paragraphs))
        )

    def _printed(self) -> Iterator[str]:
        for _, provision in self.witness.addressed():
            yield printed_label(provision)[0]
            if provision.heading is not None:
                yield provision.heading.text
            yield from [clause.text for clause in provision.clauses]


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
