"""The bibliography: works with their parts, and places in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from attrs import fields

from treatydiff.export.tei.build import Element, Register, element
from treatydiff.model.dates import UncertainDate
from treatydiff.model.sources import Source, Work

_PAGES = re.compile(r"([0-9]+)(?:[-\u2013]([0-9]+))?")
_IN_PARTS = tuple(field.name for field in fields(Work) if field.name not in ("key", "reference"))


def by_key(works: Iterable[Work]) -> dict[str, Work]:
    """Works by what they are cited by; of two under one key, the first that is told in parts, else the first."""
    found: dict[str, Work] = {}
    for work in works:
        if work.key not in found or (_is_structured(work) and not _is_structured(found[work.key])):
            found[work.key] = work
    return found


def bibliography(works: Mapping[str, Work], register: Register) -> Iterator[Element]:
    """``listBibl`` with the works that were pointed to, if any was.

    Args:
        works: the works by key.
        register: their ids.
    """
    entries = [_work(works[key], identifier) for key, identifier in register]
    if entries:
        yield element("listBibl", *entries)


def _is_structured(work: Work) -> bool:
    return any(getattr(work, name) for name in _IN_PARTS)


def _work(work: Work, identifier: str) -> Element:
    if not _is_structured(work):
        return element("bibl", work.reference or work.key, xml_id=identifier)
    people = [
        *(element("author", name) for name in work.authors),
        *(element("editor", name) for name in work.editors),
        *(element("editor", name, role="translator") for name in work.translators),
    ]
    entry = element("biblStruct", xml_id=identifier, n=work.key, type="-".join(work.kind.split()))
    monograph = element("monogr")
    if work.container:
        # A title, if it is an empty one: else the container's would be taken for the work's.
        entry.append(element("analytic", *people, element("title", work.title, level="a")))
        monograph.append(element("title", work.container, level="m"))
    else:
        # TEI wants a title where there is an author.
        monograph.extend([*people, element("title", work.title, level="m")])
    for kind, said in (("ISBN", work.isbn), ("URL", work.url), ("", work.identifier)):
        if said:
            monograph.append(element("idno", said, type=kind))
    monograph.append(_imprint(work))
    entry.append(monograph)
    # An empty one says that there is none; where it does not stand, a reference would be made up from the parts.
    entry.append(element("note", work.reference, type="reference"))
    return entry


def _imprint(work: Work) -> Element:
    parts = [
        element(name, said) for name, said in (("pubPlace", work.place), ("publisher", work.publisher)) if said
    ]
    if work.date:
        plain = bool(re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", work.date)) and UncertainDate(work.date).iso
        parts.append(element("date", work.date, when=plain or ""))
    if work.pages:
        parts.append(element("biblScope", work.pages, unit="page"))
    return element("imprint", *(parts or [element("date")]))  # TEI wants something in it


def place_in_work(source: Source, register: Register) -> Element:
    """A source as ``bibl``: the work's key, pages, a note, and where the document is kept.

    Args:
        source: the source.
        register: ids of works.
    """
    bibl = element("bibl")
    parts: list[Element] = []
    if source.work is not None:
        target = register.pointer(source.work.key)
        bibl.set("corresp", target)
        parts.append(element("ref", source.work.key, target=target))
    if source.pages:
        found = _PAGES.fullmatch(source.pages)
        first, last = (found[1], found[2] or found[1]) if found else ("", "")
        parts.append(element("biblScope", source.pages, unit="page", from_=first, to=last))
    if source.note:
        parts.append(element("note", source.note))
    if source.repository or source.shelfmark:
        kept = [element("idno", source.shelfmark)] if source.shelfmark else []
        # TEI takes no shelf mark without an archive.
        parts.append(element("msIdentifier", element("repository", source.repository), *kept))
    for part in parts:
        if len(bibl):
            bibl[-1].tail = ", "
        bibl.append(part)
    return bibl
