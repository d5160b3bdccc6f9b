"""How well the bundled texts are aligned, against a reader's key that is no part of the project."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import treatydiff
from treatydiff.model.kinds import Role
from treatydiff.model.links import Link
from treatydiff.model.witnesses import Witness

Pair = tuple[str, str]


@pytest.fixture(scope="module")
def key(shared: Path) -> dict[str, Any]:
    """The key: for each pair of texts, which clauses carry on which, and which links a reader may defend."""
    path = shared / "sources" / "gold_alignment.json"
    if not path.is_file():
        pytest.skip("no reference material: gold_alignment.json is not in the shared folder")
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def article(witness: Witness, clause: str) -> str:
    """The article that a clause stands in, its paragraphs left aside."""
    siglum, number, *_ = clause.partition(":")[0].split("/")
    assert witness.siglum == siglum
    return f"{siglum}/{number}"


def operative(link: Link, witness: Witness) -> bool:
    """Whether a link joins articles or clauses of articles, and no preambles or signatures."""
    return witness.provision(link.earlier[0]).role is Role.OPERATIVE


def test_clauses_of_the_key(key: dict[str, Any]) -> None:
    """Of the key's links of clauses at least 13 of 14 are found, and at most one found link is false."""
    dossier = treatydiff.load()
    wanted: set[Pair] = set()
    found: set[Pair] = set()
    allowed: set[Pair] = set()
    for texts, pairs in key["pairs"].items():
        comparison = dossier.compare(*texts.split(), links=())
        wanted |= set(map(tuple, pairs))
        allowed |= set(map(tuple, key["allowed"].get(texts, ())))
        found |= {
            (str(one), str(other))
            for link in comparison.links
            if link.of_clauses and operative(link, comparison.earlier)
            for one in link.earlier
            for other in link.later
        }
    missed, false = sorted(wanted - found), sorted(found - wanted - allowed)
    measured = f"{len(wanted) - len(missed)} of {len(wanted)} found; missed {missed}; false {false}"
    assert len(wanted) == 14, measured
    assert len(missed) <= 1, measured
    assert len(false) <= 1, measured


def test_editors_decide_what_the_key_says(key: dict[str, Any]) -> None:
    """With the decisions of the dossier's editors all links of the key are there, and no false one."""
    dossier = treatydiff.load()
    for texts, pairs in key["pairs"].items():
        comparison = dossier.compare(*texts.split())
        assert comparison.misfits == ()
        found = {
            (str(one), str(other))
            for link in comparison.links
            if link.of_clauses and operative(link, comparison.earlier)
            for one in link.earlier
            for other in link.later
        }
        wanted = set(map(tuple, pairs))
        assert wanted <= found
        assert found - wanted <= set(map(tuple, key["allowed"].get(texts, ())))


def test_articles_of_the_key(key: dict[str, Any]) -> None:
    """Articles are linked just where the key's clauses link them."""
    dossier = treatydiff.load()
    for texts, pairs in key["pairs"].items():
        comparison = dossier.compare(*texts.split(), links=())
        wanted = {(article(comparison.earlier, one), article(comparison.later, other)) for one, other in pairs}
        found = {
            (str(one), str(other))
            for link in comparison.links
            if operative(link, comparison.earlier) and not link.of_clauses
            for one in link.earlier
            for other in link.later
            if comparison.earlier.provision(one).kind == "article"
        }
        assert found == wanted, f"{texts}: missed {sorted(wanted - found)}, false {sorted(found - wanted)}"
