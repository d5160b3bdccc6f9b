"""Sources: the works that transmit a text, and the place in them, to the page and archive sheet."""

from __future__ import annotations

from attrs import frozen

from treatydiff.errors import ModelError
from treatydiff.model.passages import check_characters


@frozen
class Work:
    """A work that texts and facts are taken from: TEI ``biblStruct``, or ``bibl`` with an ``xml:id``.

    Attributes:
        key: how it is cited in short: "Smith 2004".
        reference: the full reference, as plain text.
        kind: ``book``, ``article``, ``chapter``, ``archival``, ``web`` or any other word: TEI ``biblStruct/@type``.
        authors: who wrote it, as printed.
        editors: who edited it.
        translators: who translated it.
        title: its title.
        container: the series, journal or collection that it stands in.
        place: where it was published.
        publisher: who published it, or the archive that keeps it.
        date: when it was published, or written where it was not: EDTF as written.
        isbn: its ISBN.
        url: where it can be read.
        identifier: its volume, number or shelf mark: "No. 256", "vol. 20", "Exhibit No. 746".
        pages: which pages of its container it takes up.

    Example:
        >>> work = Work("Smith 2004", authors=("Smith, J.",), title="Treaties", place="Strelsau", date="2004")
        >>> work.key, work.title
        ('Smith 2004', 'Treaties')
    """

    key: str
    reference: str = ""
    kind: str = ""
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    translators: tuple[str, ...] = ()
    title: str = ""
    container: str = ""
    place: str = ""
    publisher: str = ""
    date: str = ""
    isbn: str = ""
    url: str = ""
    identifier: str = ""
    pages: str = ""

    def __attrs_post_init__(self) -> None:
        people = (*self.authors, *self.editors, *self.translators)
        for text in (self.key, self.reference, self.kind, *people, *self._printed()):
            check_characters(text, "the reference of a work")

    def _printed(self) -> tuple[str, ...]:
        published = (self.title, self.container, self.place, self.publisher, self.date)
        return (*published, self.isbn, self.url, self.identifier, self.pages)


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
