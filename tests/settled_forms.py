"""Witnesses without what has no meaning in TEI, so that what was read can be held against what was written."""

from __future__ import annotations

import attrs

from treatydiff.model.provisions import Provision
from treatydiff.model.sources import Source


def plain(provision: Provision) -> Provision:
    """The provision without a name of who supplies labels that nobody supplies, which means nothing."""
    label = provision.label
    if label is not None and not label.supplied:
        label = attrs.evolve(label, resp="")
    return attrs.evolve(provision, label=label, children=tuple(map(plain, provision.children)))


def settled(value: object) -> object:
    """A value of a description without what has no meaning there: runs of white space, empty remarks."""
    match value:
        case str():
            return " ".join(value.split())
        case tuple():
            return tuple(filter(None, map(settled, value)))
        case Source(work, pages, note, repository, shelfmark):
            kept = (settled(repository), settled(shelfmark))
            if work is None:  # pages and a note are those of a work; without one they say nothing
                return kept if any(kept) else None
            key, reference = settled(work.key), settled(work.reference)
            return (key, "" if reference == key else reference, settled(pages), settled(note), *kept)
        case _:
            return value
