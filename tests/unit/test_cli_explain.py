"""``treatydiff show --explain``: the decisions of the recogniser as a person reads them."""

from __future__ import annotations

from pathlib import Path

import pytest

from treatydiff.cli import main
from treatydiff.model.addresses import Address
from treatydiff.readers import read_bytes
from treatydiff.report.recognition import decisions_on

TEXT = """\
PACT OF PEACE

The Parties have agreed as follows:

Article 1

The Parties shall keep the peace under
Article 5 of the Charter.

Article 2

It lasts five years.

Article 9

It may be renewed.

- 7 -
"""


@pytest.fixture
def pact(tmp_path: Path) -> str:
    """A text in a file."""
    file = tmp_path / "pact.txt"
    file.write_text(TEXT, encoding="utf-8")
    return str(file)


def test_every_decision_is_told_with_place_confidence_and_reasons(
    pact: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing the transcript decides is missing, doubtful ones have a sign and a word, the last line counts."""
    assert main(["show", pact, "--explain"]) == 0
    out = capsys.readouterr().out
    decisions = read_bytes(TEXT.encode(), name="pact.txt").decisions
    for one in decisions:
        named = f"{one.line}:{one.column}  {one.level} {one.number}".rstrip()
        assert f"{named}  {one.confidence:.2f}" in out
        assert one.reasons[0].split(";")[0] in " ".join(out.split())
    assert "? 14:1  article 9" in out
    assert "doubtful" in out
    doubtful, aside = sum(one.doubtful for one in decisions), sum(one.aside for one in decisions)
    last = out.strip().splitlines()[-1]
    assert last == f"{len(decisions)} decisions, {doubtful} of them doubtful; {aside} left aside."
    assert (doubtful, aside) == (1, 1)


def test_an_address_limits_it_to_a_provision(pact: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Only what was decided between the provision's beginning and the next one's is told."""
    assert main(["show", f"{pact}#1", "--explain"]) == 0
    out = capsys.readouterr().out
    assert "article 1" in out
    assert "words 5" in out
    assert "article 2" not in out
    assert "PACT" not in out


def test_where_nothing_was_recognised_it_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    """A text whose file marks its provisions needs no recogniser, and the command says that."""
    assert main(["show", "P41", "--explain"]) == 0
    assert "Nothing had to be recognised in P41" in capsys.readouterr().out


def test_parts_share_out_all_decisions() -> None:
    """The decisions on the provisions of the outermost level are those on the whole, each once."""
    transcript = read_bytes(TEXT.encode(), name="pact.txt")
    outermost = [address for address, _ in transcript.places if len(address.steps) == 1]
    shared = [one for address in outermost for one in decisions_on(transcript, address)]
    assert shared == list(transcript.decisions)
    assert decisions_on(transcript, Address("pact")) == transcript.decisions


def test_known_articles_hand_on_what_was_decided_inside_them() -> None:
    """In XML that marks articles and not their paragraphs, these are decisions with their places."""
    xml = "<treaty><body><article number='ARTICLE 1'>They agree:\n1. First.\n2. Second.</article></body></treaty>"
    decisions = read_bytes(xml.encode(), name="a.xml").decisions
    assert [(one.level, one.number, one.line) for one in decisions] == [
        ("paragraph", "1", 1),
        ("paragraph", "2", 1),
    ]
