"""Accessions: texts taken into a dossier, each with its file, what was doubtful in it and what was left aside."""

from __future__ import annotations

from attrs import frozen

from treatydiff.errors import ModelError
from treatydiff.model.addresses import Address
from treatydiff.model.passages import check_characters
from treatydiff.model.witnesses import Witness


@frozen
class Origin:
    """The file that a text was read from: TEI ``sourceDesc/bibl[@type='file']``.

    Attributes:
        name: its name, without folders.
        form: what it was read as: "Word (.docx)", "plain text".
        digest: the SHA-256 of its bytes, 64 hexadecimal digits.

    Example:
        >>> Origin("draft 1.docx", form="Word (.docx)").name
        'draft 1.docx'
    """

    name: str
    form: str = ""
    digest: str = ""

    def __attrs_post_init__(self) -> None:
        for text in (self.name, self.form, self.digest):
            check_characters(text, "the name of a file")


@frozen
class Aside:
    """What stands in the file and is none of the treaty's text: TEI an ``item`` of ``list[@type='left-aside']``.

    Attributes:
        what: what it is: "a page number", "a footnote".
        words: all of it.
        line: its line in the file, from 1; 0 where that is not known. Of a Word document the paragraph, of a PDF
            the page.
        column: its column, from 1; 0 where that is not known. Of a Word document the character, of a PDF the line.
        inside: the provision that had begun last before it; ``None`` where none had.

    Example:
        >>> Aside("page number", "- 3 -", line=41, column=1).words
        '- 3 -'
    """

    what: str
    words: str
    line: int = 0
    column: int = 0
    inside: Address | None = None


@frozen
class Doubt:
    """A doubtful decision about the structure of a text: TEI ``certainty``.

    Attributes:
        what: what is doubtful, in one sentence without a final stop.
        line: where in the file it is, as `Aside.line`.
        column: likewise.
        inside: the provision that begins there, else the one that had begun last; ``None`` where none had.
        begins: whether a provision begins there; else words were taken for words that might be a heading.
        percent: how sure the decision is, 0 to 100; ``None`` where nobody said.
        reasons: what speaks for and against it.

    Example:
        >>> Doubt("article 5 may be none", line=12, column=1, percent=62).percent
        62
    """

    what: str
    line: int = 0
    column: int = 0
    inside: Address | None = None
    begins: bool = False
    percent: int | None = None
    reasons: tuple[str, ...] = ()


@frozen
class Accession:
    """One text taken into a dossier.

    Attributes:
        witness: the text.
        origin: the file that it was read from.
        asides: what was left aside, by place.
        doubts: what is doubtful in its structure, by place.
        notes: what else its reader had to say: sentences without a final stop.
        percent: how sure the recognition of its structure is, 0 to 100, the mean of its decisions; ``None`` where
            the file marks its structure itself.

    Raises:
        ModelError: something is said of another text.

    Example:
        >>> from treatydiff.model.witnesses import Witness
        >>> taken = Accession(Witness("A"), Origin("A.txt"), asides=(Aside("page number", "3"),))
        >>> taken.witness.siglum, len(taken.asides), taken.doubts
        ('A', 1, ())
    """

    witness: Witness
    origin: Origin
    asides: tuple[Aside, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    notes: tuple[str, ...] = ()
    percent: int | None = None

    def __attrs_post_init__(self) -> None:
        for place in (*(one.inside for one in self.asides), *(one.inside for one in self.doubts)):
            if place is not None and place.siglum != self.witness.siglum:
                raise ModelError(
                    f"found {place} in what is said of {self.witness.siglum}",
                    expected="an address in that text",
                )
