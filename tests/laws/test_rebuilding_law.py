"""Law 4: every witness can be rebuilt from what is written of it, white space and order included."""

from __future__ import annotations

import re

from hypothesis import example, given

from strategies import any_pairs
from treatydiff.comparison import compare
from treatydiff.export.tei import write_comparison
from treatydiff.model.numbers import Number
from treatydiff.model.passages import Passage
from treatydiff.model.provisions import Label, Provision
from treatydiff.model.witnesses import Witness
from treatydiff.validation import Severity, rebuild, validate


def _written(witness: Witness) -> tuple[str, ...]:
    """Labels, titles and clauses of a witness in its order; what a narrator supplies is not its own."""
    out: list[str] = []
    for _, provision in witness.addressed():
        if provision.label is not None and not provision.label.supplied:
            out.append(provision.label.text)
        if provision.heading is not None:
            out.append(provision.heading.text)
        out += [clause.text for clause in provision.clauses]
    return tuple(out)


def _without_back(document: bytes) -> bytes:
    shorter, count = re.subn(rb"<back>.*</back>|<back/>", b"", document, flags=re.DOTALL)
    assert count == 1
    return shorter


def _witness(siglum: str, *texts: tuple[str, ...], label: str = "") -> Witness:
    return Witness(
        siglum,
        tuple(
            Provision(
                "article",
                tuple(map(Passage, clauses)),
                number=Number(str(number)),
                label=Label(label) if label else None,
            )
            for number, clauses in enumerate(texts, start=1)
        ),
    )


_SPLIT = (
    _witness("A", ("The Parties shall survey the rivers and publish the maps once a year.",)),
    _witness("B", ("The Parties shall survey the rivers ", "and publish the maps once a year.")),
)
_SILENT = (_witness("A", ("",), (" ", "")), _witness("B", ("",), ("\r\n",)))


@given(any_pairs())
@example(_SPLIT)
@example(_SPLIT[::-1])
@example(_SILENT)
def test_both_witnesses_can_be_rebuilt_without_back(pair: tuple[Witness, Witness]) -> None:
    """From a comparison's TEI without its transcriptions come labels, titles and clauses, exact and in order."""
    earlier, later = pair
    document = _without_back(write_comparison(compare(earlier, later), version="1.0"))
    assert rebuild(document) == {earlier.siglum: _written(earlier), later.siglum: _written(later)}


@given(any_pairs())
def test_what_is_written_is_sound(pair: tuple[Witness, Witness]) -> None:
    """Validation finds no error in a comparison's TEI, whatever the witnesses."""
    document = write_comparison(compare(*pair), version="1.0")
    assert [str(one) for one in validate(document, name="pair.xml") if one.severity is Severity.ERROR] == []
