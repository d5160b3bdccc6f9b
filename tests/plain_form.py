"""Treaties in a plain form for people who read or write test cases, and comparisons as lines.

A unit begins with as many ``=`` as it is deep, its kind, and its number if it has one; after bars follow what is
printed over it and its title, where there are any. Every other line is a clause; clauses are parted by one space
when they are joined, in Chinese and Japanese by nothing. ``[words]`` is a gap with the words as its note. Lines
before the first unit describe the witness: ``fragment``, ``instrument Pact``, ``language ja``, ``original P``,
``status translation``. Empty lines count for nothing. So a treaty may look like this::

    language en
    instrument Pact

    = chapter I | Chapter I | General provisions
    == article 1 | Article 1
    The Parties shall live in peace.
    This Pact ends on [date left blank] 1950.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import evolve

from treatydiff.comparison import Change, Comparison
from treatydiff.model.numbers import Number
from treatydiff.model.passages import Gap, Passage, Span
from treatydiff.model.provisions import Label, Provision
from treatydiff.model.witnesses import TextStatus, Witness

_UNIT = re.compile(r"(=+) (\w+)(?: ([^|]+?))?(?: \| ([^|]*?))?(?: \| (.*))?")
_GAP = re.compile(r"\[([^\]]*)\]")


def witness_of(text: str, siglum: str) -> Witness:
    """The witness that a text in plain form describes.

    Raises:
        ValueError: a line means nothing in this form.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    start = next((n for n, line in enumerate(lines) if line.startswith("=")), len(lines))
    described = Witness(siglum)
    for line in lines[:start]:
        described = _described(described, *line.partition(" ")[::2])
    between = "" if described.language in ("ja", "zh") else " "
    return evolve(described, provisions=tuple(_units(lines[start:], 1, between)))


def _described(witness: Witness, word: str, rest: str) -> Witness:
    match word:
        case "fragment":
            return evolve(witness, complete=False)
        case "status":
            return evolve(witness, status=TextStatus(rest))
        case "instrument":
            return evolve(witness, instrument=rest)
        case "language":
            return evolve(witness, language=rest)
        case "original":
            return evolve(witness, original=rest)
        case _:
            raise ValueError(f"found {word!r} before the first unit")


def _units(lines: Sequence[str], depth: int, between: str) -> Iterator[Provision]:
    starts = [n for n, line in enumerate(lines) if re.match(f"={{{depth}}} ", line)]
    for start, stop in zip(starts, [*starts, len(lines)][1:], strict=True):
        found = _UNIT.fullmatch(lines[start])
        if found is None:
            raise ValueError(f"found {lines[start]!r}, which is no unit")
        _, kind, number, label, heading = found.groups()
        inside = lines[start + 1 : stop]
        deeper = bool(inside) and inside[0].startswith("=")
        yield Provision(
            kind,
            () if deeper else tuple(_clauses(inside, between)),
            tuple(_units(inside, depth + 1, between)) if deeper else (),
            number=Number(number) if number else None,
            label=Label(label) if label else None,
            heading=Passage(heading) if heading else None,
        )


def _clauses(lines: Sequence[str], between: str) -> Iterator[Passage]:
    for number, line in enumerate(lines, start=1):
        parts = _GAP.split(line)
        words, notes = parts[::2], parts[1::2]
        text = "".join(words) + (between if number < len(lines) else "")
        places = [len("".join(words[: n + 1])) for n in range(len(notes))]
        yield Passage(text, tuple(Gap(Span(p, p), note=note) for p, note in zip(places, notes, strict=True)))


def change_line(change: Change) -> str:
    """A change in one line: its address, relation and flags, then the words, phrase by phrase.

    Where no words changed, the words at issue stand there. Words that stand elsewhere on the other side are marked
    with a tilde.
    """
    edits = "; ".join(f"{'~' * edit.transposed}{edit}" for edit in change.edits)
    return f"{change} {edits or f'{change.earlier!r} -> {change.later!r}'}"


def comparison_lines(comparison: Comparison) -> list[str]:
    """All that a comparison says, a line each: changes, then what one of the texts does not transmit."""
    silent = [f"not transmitted: {address}" for address in comparison.not_transmitted]
    return [change_line(change) for change in comparison.changes] + silent
