"""Sources: the works that transmit a text, and the place in them, to the page and archive sheet."""

from __future__ import annotations

from attrs import frozen

from treatydiff.errors import ModelError
from treatydiff.model.passages import check_characters


@frozen
class Work:
    """A published work: TEI ``bibl`` with an ``xml:id``.

    Attributes:
        key: how it is cited in short: "Slavinsky 2004".
        reference: the full reference, as plain text.
    """

    key: str
    reference: str = ""

    def __attrs_post_init__(self) -> None:
        for text in (self.key, self.reference):
            check_characters(text, "the reference of a work")


@frozen
class Source:
    """Where a text is taken from: TEI ``surrogates/bibl`` and ``msIdentifier``.

    Attributes:
        work: the published work; ``None`` where the text comes from a file alone.
        pages: page or pages in it, as cited: "25-26".
        note: a note in it, as cited: "ch. 2 n. 48".
        repository: the archive that keeps the document, as the work abbreviates it.
        shelfmark: fond, opis, folder, file and sheets in that archive.

    Raises:
        ModelError: pages or a note of no work.

    Example:
        >>> str(Source(Work("Smith 2004"), pages="25-26", repository="AVP RF", shelfmark="F.06, ll. 19-20"))
        'Smith 2004, pp. 25-26; AVP RF, F.06, ll. 19-20'
    """

    work: Work | None = None
    pages: str = ""
    note: str = ""
    repository: str = ""
    shelfmark: str = ""

    def __attrs_post_init__(self) -> None:
        for text in (self.pages, self.note, self.repository, self.shelfmark):
            check_characters(text, "a source")
        if self.work is None and (self.pages or self.note):
            raise ModelError(
                f"found {self.pages or self.note!r} of no work",
                expected="a work",
                todo="name the work, or leave them out",
            )

    def __str__(self) -> str:
        published = [self.work.key] if self.work else []
        if self.pages:
            published.append(("pp. " if any(mark in self.pages for mark in "-–,") else "p. ") + self.pages)
        if self.note:
            published.append(self.note)
        kept = [part for part in (self.repository, self.shelfmark) if part]
        return "; ".join(part for part in (", ".join(published), ", ".join(kept)) if part)
