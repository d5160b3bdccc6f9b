"""Bibliographies: works, and the places in them that texts and annotations are taken from.

A work is an entry of a `listBibl`: a `biblStruct` or `bibl` with an ``xml:id``. A place in a work is a `bibl` that
points to such an entry. The same reading serves the sources of witnesses and those of annotations.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from treatydiff.errors import DateError, InputError, nearest
from treatydiff.model.dates import UncertainDate
from treatydiff.model.sources import Source, Work
from treatydiff.readers.tei_context import Reading, check_attributes
from treatydiff.readers.xml import attribute, tag_of, words_of

_ID = "{http://www.w3.org/XML/1998/namespace}id"
_PAGES = ("page", "pp", "")


def works_in(root: etree._Element, reading: Reading) -> Iterator[Work]:
    """The works of a document's bibliographies, in its order.

    What only points to a work, such as a page in it, is no entry.

    Args:
        root: where to look.
        reading: the document.
    """
    for entry in _entries(root):
        with reading.refusals.of("source"), reading.source.at(entry):
            yield work_of(entry, reading)


def _entries(root: etree._Element) -> Iterator[etree._Element]:
    for entry in root.iterdescendants("{*}biblStruct", "{*}bibl"):
        listed = next(entry.iterancestors("{*}listBibl"), None) is not None
        if entry.get(_ID) and listed and not attribute(entry, "corresp"):
            yield entry


def work_of(entry: etree._Element, reading: Reading, *, key: str = "") -> Work:
    """The work that an entry of a bibliography describes.

    Args:
        entry: a `biblStruct` or `bibl`.
        reading: the document.
        key: how it is cited in short where it is cited; else the entry's ``@n``, else the words of the first `ref`
            in the document that points to it, else its id.

    Raises:
        DateError: no calendar has the day in a date's attributes.
        InputError: a date's attributes and words mean different days.
    """
    own, outer = _titles(entry)
    editors = list(entry.iterdescendants("{*}editor"))
    return Work(
        key or attribute(entry, "n") or _cited_as(entry, reading) or str(entry.get(_ID) or ""),
        reference_of(entry),
        kind=attribute(entry, "type"),
        authors=_all(entry.iterdescendants("{*}author")),
        editors=_all(one for one in editors if attribute(one, "role") != "translator"),
        translators=_all(one for one in editors if attribute(one, "role") == "translator"),
        title=": ".join(own),
        container=", ".join(outer),
        place="; ".join(_all(entry.iterdescendants("{*}pubPlace"))),
        publisher="; ".join(_all(entry.iterdescendants("{*}publisher"))),
        date=next((_dated(node, reading) for node in entry.iterdescendants("{*}date")), ""),
        isbn=", ".join(_numbers(entry, "isbn")),
        url=", ".join(_numbers(entry, "url", "uri")),
        identifier=_identifier(entry),
        pages=", ".join(_all(_scopes(entry, pages=True))),
    )


def _all(nodes: Iterable[etree._Element]) -> tuple[str, ...]:
    return tuple(words for node in nodes if (words := words_of(node)))


def _titles(entry: etree._Element) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A work's titles, and those of what it stands in."""
    titles = list(entry.iterdescendants("{*}title"))
    if tag_of(entry) != "biblStruct":
        return _all(titles[:1]), _all(titles[1:])
    part = next(entry.iterchildren("{*}analytic", "{*}monogr"), None)
    return (
        _all(title for title in titles if title.getparent() is part),
        _all(title for title in titles if title.getparent() is not part),
    )


def _dated(node: etree._Element, reading: Reading) -> str:
    """A date of publication: its words where they are EDTF, else ``@when``, else the words.

    Raises:
        DateError: no calendar has what the attributes say.
        InputError: they and the words mean different days.
    """
    words = words_of(node)
    try:
        written = UncertainDate(words)
    except DateError:
        written = None
    with reading.source.at(node):
        check_attributes(node, written)
    return words if written else attribute(node, "when") or words


def _numbers(entry: etree._Element, *kinds: str) -> tuple[str, ...]:
    return _all(node for node in entry.iterdescendants("{*}idno") if attribute(node, "type").lower() in kinds)


def _scopes(entry: etree._Element, *, pages: bool) -> Iterator[etree._Element]:
    for node in entry.iterdescendants("{*}biblScope"):
        if (attribute(node, "unit") in _PAGES) == pages:
            yield node


def _identifier(entry: etree._Element) -> str:
    known = ("isbn", "url", "uri")
    other = (node for node in entry.iterdescendants("{*}idno") if attribute(node, "type").lower() not in known)
    return ", ".join((*_all(_scopes(entry, pages=False)), *_all(other)))


def _cited_as(entry: etree._Element, reading: Reading) -> str:
    pointer = f"#{entry.get(_ID)}"
    for ref in reading.source.root.iterdescendants("{*}ref"):
        if attribute(ref, "target") == pointer and next(ref.iterancestors("{*}bibl"), None) is not None:
            return words_of(ref)
    return ""


def reference_of(entry: etree._Element) -> str:
    """A bibliographic entry as plain text: its ``note[@type='reference']``, else what it says.

    That is, of a `bibl`, its words; of a `biblStruct`, author, title, editor, volume or number, translator,
    place: publisher, year, ISBN, pages.
    """
    for note in entry.iterchildren("{*}note"):
        if attribute(note, "type") == "reference":
            return words_of(note)
    if tag_of(entry) != "biblStruct":
        return words_of(entry)

    def people(*, translators: bool) -> str:
        editors = entry.iterdescendants("{*}editor")
        return " and ".join(_all(one for one in editors if (attribute(one, "role") == "translator") == translators))

    own, outer = _titles(entry)
    edited, translated = people(translators=False), people(translators=True)
    places = " and ".join(_all(entry.iterdescendants("{*}pubPlace")))
    publishers = " and ".join(_all(entry.iterdescendants("{*}publisher")))
    isbn, pages = " and ".join(_numbers(entry, "isbn")), ", ".join(_all(_scopes(entry, pages=True)))
    parts = [
        " and ".join(_all(entry.iterdescendants("{*}author"))),
        ", in ".join((*own, *outer)),
        f"edited by {edited}" if edited else "",
        _identifier(entry),
        f"translated by {translated}" if translated else "",
        ": ".join(part for part in (places, publishers) if part),
        " and ".join(_all(entry.iterdescendants("{*}date"))),
        f"ISBN {isbn}" if isbn else "",
        f"{'pp.' if any(mark in pages for mark in '-–,') else 'p.'} {pages}" if pages else "",
    ]
    return ", ".join(part for part in parts if part)


def source_of(
    bibl: etree._Element, reading: Reading, *, repository: str = "", shelfmark: str = ""
) -> Source | None:
    """The place in a work that a `bibl` names, and the archive's.

    Args:
        bibl: the `bibl`; its ``ref/@target``, or its own ``@corresp``, points to the work's entry.
        reading: the document.
        repository: the archive that keeps the document; else that of the `bibl`'s own ``msIdentifier``.
        shelfmark: likewise.

    Returns:
        ``None`` where there is nothing in it.

    Raises:
        InputError: it points to a work that is not in the bibliography.
    """
    kept = list(bibl.iterchildren("{*}msIdentifier"))
    repository = repository or "".join(_all(node for one in kept for node in one.iterdescendants("{*}repository")))
    shelfmark = shelfmark or "".join(_all(node for one in kept for node in one.iterdescendants("{*}idno")))
    work = _work(bibl, reading, kept)
    if work is None and not (repository or shelfmark):
        return None
    # A reference that stands here whole is its own name: its pages and notes would be said twice.
    whole = work is not None and work.key == words_of(bibl)
    pages = () if whole else _all(_scopes(bibl, pages=True))
    notes = () if whole else _all(bibl.iterdescendants("{*}note"))
    return Source(
        work,
        pages=pages[0] if pages else "",
        note=notes[0] if notes else "",
        repository=repository,
        shelfmark=shelfmark,
    )


def lost_sources(reading: Reading, dossier: Reading) -> Iterator[InputError]:
    """What a witness's document cites of the works of its dossier, and ``dossier.xml`` does not list.

    Args:
        reading: the witness's document.
        dossier: ``dossier.xml``.
    """
    known = [str(entry.get(_ID)) for entry in _entries(dossier.source.root)]
    for bibl in reading.source.root.iterdescendants("{*}bibl"):
        ref = next(bibl.iterdescendants("{*}ref"), None)
        pointer = (attribute(ref, "target") if ref is not None else "") or attribute(bibl, "corresp")
        file, _, identifier = pointer.partition("#")
        if file == "dossier.xml" and identifier not in known:
            near = nearest(identifier, known) or known
            such = ", such as " + ", ".join(f"dossier.xml#{one}" for one in near[:3]) if near else ""
            error = InputError(
                f"found the source {pointer}, which is not in the bibliography of the dossier",
                expected=f"the xml:id of a work that dossier.xml lists{such}",
                todo="add the work to a listBibl there, or mend the pointer",
            )
            error.at(reading.source.name, *reading.source.place(bibl if ref is None else ref))
            yield error


def _work(bibl: etree._Element, reading: Reading, kept: list[etree._Element]) -> Work | None:
    ref = next(bibl.iterdescendants("{*}ref"), None)
    pointer = (attribute(ref, "target") if ref is not None else "") or attribute(bibl, "corresp")
    key = words_of(ref)
    if pointer.startswith("#"):
        return work_of(_entry(pointer, bibl if ref is None else ref, reading), reading, key=key)
    if pointer.startswith("dossier.xml#"):
        # The dossier's reader fills in what its bibliography says.
        return Work(key or pointer.rpartition("#")[2])
    words = words_of(bibl)
    if not words or (not key and kept):
        return None
    # A reference that stands here whole, and not in a bibliography.
    return Work(key or words, words if key else pointer)


def _entry(pointer: str, node: etree._Element, reading: Reading) -> etree._Element:
    found = reading.source.ids.get(pointer.removeprefix("#"))
    if found is None:
        known = [str(entry.get(_ID)) for entry in _entries(reading.source.root)]
        near = nearest(pointer.removeprefix("#"), known) or known
        such = ", such as " + ", ".join(f"#{one}" for one in near[:3]) if near else ""
        raise InputError(
            f"found the source {pointer}, which is not in the bibliography",
            expected=f"the xml:id of a work in this file{such}",
            todo="add the work to a listBibl, or mend the pointer",
        ).at(reading.source.name, *reading.source.place(node))
    return found
