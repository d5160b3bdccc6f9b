"""Galleries of texts that are hard to divide, with the division that a reader would want.

`clauses/` has a file for each language, `words/` one for each kind of text. Each line is a text of its own, with
``‖`` where one clause, or one word with its white space, ends and the next begins. Lines with ``#`` are remarks.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from treatydiff.model.passages import Passage
from treatydiff.readers.recognition.clauses import clause_spans
from treatydiff.tokenization import tokenize

HERE = Path(__file__).parent
BORDER = "‖"


def cases(folder: str) -> list[tuple[str, str]]:
    """The lines of a gallery, each with its file's name."""
    return [
        (path.stem, line)
        for path in sorted((HERE / folder).glob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]


@pytest.mark.parametrize(("language", "line"), cases("clauses"))
def test_clauses(language: str, line: str) -> None:
    """A text is divided where its language ends a statement, and nowhere else."""
    text = line.replace(BORDER, "")
    assert BORDER.join(span.of(text) for span in clause_spans(text, language)) == line


@pytest.mark.parametrize(("kind", "line"), cases("words"))
def test_words(kind: str, line: str) -> None:
    """A text is cut where a word or mark ends, and nowhere else."""
    text = line.replace(BORDER, "")
    assert BORDER.join(token.t for token in tokenize(Passage(text))) == line, kind
