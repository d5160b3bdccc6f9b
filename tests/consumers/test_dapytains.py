from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from lxml import etree

from treatydiff.collation import Collation
from treatydiff.export.tei import Profile
from treatydiff.model.addresses import Address

HERE = Path(__file__).resolve().parent
TEI = "{http://www.tei-c.org/ns/1.0}"


@pytest.fixture(scope="module")
def python(consumers: Path) -> Path:
    """The Python of the environment of dapytains."""
    program = consumers / "dapytains" / "bin" / "python"
    if not program.exists():
        pytest.skip("dapytains is not installed")
    return program


def clauses_of_base(passage: str) -> list[str]:
    """The base's words in each clause of a passage: what stands in lemmata and outside readings."""

    def words(node: etree._Element) -> str:
        out = node.text or ""
        for child in node:
            if child.tag not in (f"{TEI}rdg", f"{TEI}gap"):
                out += words(child)
            out += child.tail or ""
        return out

    clauses = etree.fromstring(passage).iter(f"{TEI}seg")
    of_base = (c for c in clauses if c.get("type") == "clause" and next(c.iterancestors(f"{TEI}rdg"), None) is None)
    return [words(clause) for clause in of_base]


def citation(address: Address, *, siglum: bool) -> str:
    """How an address is cited."""
    return str(address) if siglum else str(address).partition("/")[2]


@pytest.mark.parametrize("profile", list(Profile))
def test_articles_and_clauses_are_served_by_citation(
    python: Path, collation: Collation, documents: dict[Profile, Path], profile: Profile
) -> None:
    """The base's provisions and clauses by their addresses (3:1), those of all witnesses with the siglum (P41/3:1).

    Would catch: a citeStructure that does not reach provisions inside an app or paragraphs inside an article, an
    attribute in @use that dapytains cannot put into a predicate, two units under one citation.
    """
    run = subprocess.run(
        [python, HERE / "serve_passages.py", documents[profile]],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert run.returncode == 0, run.stderr
    served = json.loads(run.stdout)
    base = collation.witness(collation.base)
    joined = {a for g in collation.clause_groups() if (m := g.member(base.siglum)) for a in m.addresses[1:]}
    addresses = [a for a, _ in (*base.addressed(), *base.clauses()) if a not in joined]
    assert sorted(served["base"]) == sorted(citation(address, siglum=False) for address in addresses)
    if profile is not Profile.ANALYSIS:  # there the base's words are not told from others'
        for group in collation.clause_groups():
            if group.member(base.siglum) and group.address.siglum == base.siglum:
                passage = served["base"][citation(group.address, siglum=False)]
                assert clauses_of_base(passage) == [group.written(base.siglum)]
        for address, provision in base.addressed():
            if provision.clauses and not joined:
                passage = served["base"][citation(address, siglum=False)]
                assert [text for text in clauses_of_base(passage) if text] == [c.text for c in provision.clauses]
    for witness in collation.witnesses:
        mine = {r: p for r, p in served["witnesses"].items() if r.partition("/")[0] == witness.siglum}
        wanted = [
            witness.siglum,
            *(str(a) for a, _ in witness.addressed()),
            *(str(a) for a, _ in witness.clauses()),
        ]
        assert sorted(mine) == sorted(wanted)
        for address, clause in witness.clauses():
            assert clauses_of_base(mine[str(address)]) == [clause.text]
