"""The gallery of tricky cases: what is hard to get right, with the result that a reader would want.

Each file beside this one is a case. It says the situation in words and where it comes from, then the texts, each under
its siglum in brackets, in the plain form of `plain_form`; a siglum with ``from the dossier`` stands for a bundled text.
Under ``[wanted]`` stands one statement a line:

- a change as `plain_form.change_line` writes it, or ``not transmitted: A/1``; with ``nothing else`` there is no more;
- ``linked A/1:1..B/1:1`` and ``not linked A/1:1..B/1:1``; ``alone A/1:1`` where there is no counterpart;
- ``together A/1:1 B/1:1 C/1:1`` and ``apart A/1:1 C/1:1``: in one group of the collation, or not;
- ``moved A/3``: in the comparison just these provisions and clauses of the earlier text are out of order, given in one
  line; ``moved`` alone if none is;
- ``words A/1:1: 'the ' | 'pact '``: the tokens of a clause;
- ``classes A/1:1: capitals, translation``: the classes of the places of variation of the clause, in order.

With two texts they are compared, with more they are collated. A line ``Still wrong: reason`` marks a case that the
code gets wrong so far; the test fails when it no longer does, so that the line goes.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from attrs import frozen
from plain_form import comparison_lines, witness_of

import treatydiff
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
    """A tricky case as its file states it."""

    situation: str
    source: str
    still_wrong: str
    witnesses: tuple[Witness, ...]
    wanted: tuple[str, ...]


def read_case(text: str) -> Case:
    """The case that a file states."""
    head, *parts = re.split(r"^\[(\w+)\](.*)\n", text, flags=re.MULTILINE)
    said = {
        key: " ".join(words.split())
        for key, words in re.findall(
            r"^(Situation|Source|Still wrong): (.*?)(?=^\w[\w ]*: |\Z)", head, re.MULTILINE | re.DOTALL
        )
    }
    sections = list(zip(parts[::3], parts[1::3], parts[2::3], strict=True))
    witnesses = []
    wanted: tuple[str, ...] = ()
    for name, beside, body in sections:
        if name == "wanted":
            wanted = tuple(line.strip() for line in body.splitlines() if line.strip())
        elif beside.strip() == FROM_DOSSIER:
            witnesses.append(treatydiff.load().witness(name))
        else:
            witnesses.append(witness_of(body, name))
    return Case(said["Situation"], said["Source"], said.get("Still wrong", ""), tuple(witnesses), wanted)


def holds(statement: str, case: Case, collation: Collation, comparison: Comparison | None) -> bool:
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
            witness = next(w for w in case.witnesses if w.siglum == Address.parse(place).siglum)
            return " | ".join(repr(token.t) for token in tokenize(witness.clause(place))) == words
        case "classes":
            place, _, classes = rest.rpartition(": ")
            group = next(
                g for g in collation.clause_groups() for m in g.members if Address.parse(place) in m.addresses
            )
            return ", ".join(unit.variant for unit in group.units if not unit.constant) == classes
    if statement.startswith("not linked "):
        return not holds(statement.removeprefix("not "), case, collation, comparison)
    assert comparison is not None, f"{statement!r} is about two texts"
    lines = comparison_lines(comparison)
    if statement == "nothing else":
        return all(line in case.wanted for line in lines)
    return statement in lines


CASES = {path.stem: read_case(path.read_text(encoding="utf-8")) for path in FILES}


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            case, id=name, marks=[pytest.mark.xfail(reason=case.still_wrong)] if case.still_wrong else []
        )
        for name, case in CASES.items()
    ],
)
def test_case(case: Case) -> None:
    """What the case wants is what the code says, statement by statement."""
    comparison = compare(*case.witnesses) if len(case.witnesses) == 2 else None
    collation = comparison.collation if comparison else collate(case.witnesses)
    wrong = [line for line in case.wanted if not holds(line, case, collation, comparison)]
    said = comparison_lines(comparison) if comparison else [str(link.address) for link in collation.links]
    assert wrong == [], "\n".join(["said instead:", *said])


def test_cases_are_complete() -> None:
    """Each case says its situation and source, has texts, and wants something."""
    assert len(CASES) >= 15
    for name, case in CASES.items():
        assert case.situation, name
        assert case.source, name
        assert case.witnesses, name
        assert case.wanted, name
