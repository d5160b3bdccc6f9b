"""Run in the environment of dapytains: all passages that a document serves by citation, as JSON.

python serve_passages.py DOCUMENT.xml
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

from dapytains.tei.document import Document  # type: ignore[import-not-found, unused-ignore]
from lxml import etree


def references(units: list[Any]) -> Iterator[str]:
    """The citations of units and of what is inside them."""
    for unit in units:
        yield unit.ref
        yield from references(unit.children)


document = Document(sys.argv[1])
json.dump(
    {
        tree: {
            reference: etree.tostring(document.get_passage(reference, tree=tree), encoding="unicode")
            for reference in references(document.get_reffs(tree))
        }
        for tree in document.citeStructure
    },
    sys.stdout,
)
