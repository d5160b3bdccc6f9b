"""Taxonomies: the kinds of annotation, and the categories of terms, that a document declares."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from treatydiff.errors import InputError
from treatydiff.model.terms import TermCategory, TermForm
from treatydiff.readers.tei_context import Reading
from treatydiff.readers.xml import attribute, words_of

_ID = "{http://www.w3.org/XML/1998/namespace}id"


def class_of(pointer: str, prefix: str) -> str:
    """What a pointer to a category names, where its id begins with `prefix`; else empty.

    Example:
        >>> class_of("#kind-proposal", "kind-"), class_of("#t-kind-proposal", "kind-"), class_of("#a", "kind-")
        ('proposal', 'proposal', '')
    """
    # Exported documents keep the ids of categories apart from addresses by one letter.
    identifier = pointer.removeprefix("#").removeprefix("t-")
    return identifier.removeprefix(prefix) if identifier.startswith(prefix) else ""


def kinds_in(reading: Reading) -> dict[str, str]:
    """The kinds of annotation that a document declares, with what each means.

    They are the categories of its taxonomy ``kinds``, such as ``kind-proposal``.
    """
    return {name: _says(node) for name, node in _categories(reading, "kinds", "kind-")}


def term_categories_in(reading: Reading) -> tuple[TermCategory, ...]:
    """The categories of terms that a document declares: those of its taxonomy ``terms``, such as ``term-duration``.

    Raises:
        InputError: the form of a category's values, its ``@n``, is none.
    """
    found = []
    for name, node in _categories(reading, "terms", "term-"):
        form = attribute(node, "n") or TermForm.TEXT
        with reading.refusals.of("term"), reading.source.at(node):
            if form not in list(TermForm):
                raise InputError(
                    f"found the form {form!r} of the term {name}",
                    expected="one of " + ", ".join(TermForm),
                )
            found.append(TermCategory(name, _says(node), TermForm(form)))
    return tuple(found)


def _categories(reading: Reading, taxonomy: str, prefix: str) -> Iterator[tuple[str, etree._Element]]:
    for node in reading.source.root.iterdescendants("{*}taxonomy"):
        if str(node.get(_ID) or "").removeprefix("t-") == taxonomy:
            for category in node.iterdescendants("{*}category"):
                name = class_of(str(category.get(_ID) or ""), prefix)
                if name:
                    yield name, category


def _says(category: etree._Element) -> str:
    return words_of(next(category.iterchildren("{*}catDesc"), None))
