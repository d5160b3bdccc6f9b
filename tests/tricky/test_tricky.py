"""The gallery of tricky cases: what is hard to get right, with the result that a reader would want.

Each file beside this one is a case. It says the situation in words and where it comes from, then the texts, each
under its siglum in brackets, in the plain form of `plain_form`; a siglum with ``from the dossier`` beside it stands
for a bundled text. Under ``[wanted]`` stands one statement a line:

- a change as `plain_form.change_line` writes it, or ``not transmitted: A/1``; ``nothing else`` if there is no more;
- ``linked A/1:1..B/1:1`` and ``not linked A/1:1..B/1:1``; ``alone A/1:1`` where there is no counterpart;
- ``together A/1:1 B/1:1 C/1:1`` and ``apart A/1:1 C/1:1``: in one group of the collation, or in different ones;
- ``moved A/3 A/4``: just these provisions and clauses of the earlier text are out of order;
- ``words A/1:1: 'the ' | 'pact '``: the tokens of a clause;
- ``classes A/1:1: capitals, translation``: the classes of the places of variation of the clause, in order.

Two texts are compared, more are collated. A line ``Still wrong: reason`` marks a case that the code gets wrong so
far; the test fails when it no longer does, so that the line goes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from attrs import frozen

import treatydiff
from plain_form import comparison_lines, witness_of
from treatydiff.collation import Collation, collate
from treatydiff.comparison import Comparison, compare
from treatydiff.model.addresses import Address, ChangeAddress
from treatydiff.model.links import Flag
from treatydiff.model.witnesses import Witness
from treatydiff.tokenization import tokenize

FILES = sorted(Path(__file__).parent.glob("*.txt"))
FROM_DOSSIER = "from the dossier"


@frozen
class Case:
    """A tricky case as its file states it; `texts` are sigla, with a text in plain form or `FROM_DOSSIER`."""

    situation: str
    source: str
    still_wrong: str
    texts: tuple[tuple[str, str], ...]
    wanted: tuple[str, ...]

    def witnesses(self) -> list[Witness]:
        """The texts as witnesses."""
        return [
            treatydiff.load().witness(siglum) if text == FROM_DOSSIER else witness_of(text, siglum)
            for siglum, text in self.texts
        ]


def read_case(text: str) -> Case:
    """The case that a file states."""
    head, *parts = re.split(r"^\[(\w+)\](.*)\n", text, flags=re.MULTILINE)
    said = {
        key: " ".join(words.split())
        for key, words in re.findall(
            r"^(Situation|Source|Still wrong): (.*?)(?=^\w[\w ]*: |\Z)", head, re.MULTILINE | re.DOTALL
        )
    }
    sections = {name: beside.strip() or body for name, beside, body in zip(*[iter(parts)] * 3, strict=True)}
    wanted = tuple(line.strip() for line in sections.pop("wanted").splitlines() if line.strip())
    return Case(said["Situation"], said["Source"], said.get("Still wrong", ""), tuple(sections.items()), wanted)


def holds(statement: str, wanted: Sequence[str], collation: Collation, comparison: Comparison | None) -> bool:
    """Whether a statement about a case is true."""
    word, _, rest = statement.partition(" ")
    match word:
        case "linked":
            return ChangeAddress.parse(rest) in [link.address for link in collation.links]
        case "together" | "apart":
            group_of = {a: n for n, g in enumerate(collation.walk()) for m in g.members for a in m.addresses}
            groups = [group_of[Address.parse(address)] for address in rest.split()]
            return len(set(groups)) == (1 if word == "together" else len(groups))
        case "alone":
            ends = {end for link in collation.links for end in (*link.earlier, *link.later)}
            return Address.parse(rest) not in ends
        case "moved":
            moved = [link.earlier for link in collation.links if Flag.MOVED in link.flags]
            return [str(address) for side in moved for address in side] == rest.split()
        case "words":
            place, _, words = rest.partition(": ")
            witness = collation.witness(Address.parse(place).siglum)
            return " | ".join(repr(token.t) for token in tokenize(witness.clause(place))) == words
        case "classes":
            place, _, classes = rest.rpartition(": ")
            group = next(
                g for g in collation.clause_groups() for m in g.members if Address.parse(place) in m.addresses
            )
            return ", ".join(unit.variant for unit in group.units if not unit.constant) == classes
    if statement.startswith("not linked "):
        return not holds(statement.removeprefix("not "), wanted, collation, comparison)
    assert comparison is not None, f"{statement!r} is about two texts"
    lines = comparison_lines(comparison)
    if statement == "nothing else":
        return all(line in wanted for line in lines)
    return statement in lines


CASES = {path.stem: read_case(path.read_text(encoding="utf-8")) for path in FILES}


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            case,
            id=name,
            marks=[pytest.mark.xfail(reason=case.still_wrong, raises=AssertionError)] if case.still_wrong else [],
        )
        for name, case in CASES.items()
    ],
)
def test_case(case: Case) -> None:
    """What the case wants is what the code says, statement by statement."""
    witnesses = case.witnesses()
    comparison = compare(*witnesses) if len(witnesses) == 2 else None
    collation = comparison.collation if comparison else collate(witnesses)
    wrong = [line for line in case.wanted if not holds(line, case.wanted, collation, comparison)]
    said = comparison_lines(comparison) if comparison else [str(link.address) for link in collation.links]
    assert wrong == [], "\n".join(["said instead:", *said])


def test_cases_are_complete() -> None:
    """Each case says its situation and source, has texts, and wants something."""
    assert len(CASES) >= 15
    for name, case in CASES.items():
        assert case.situation, name
        assert case.source, name
        assert case.texts, name
        assert case.wanted, name
