"""Reading our own redline back: rejected it is the earlier text, accepted the later."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import assume, given, settings

import treatydiff
from redline import DRAFT, SIGNED, expected
from strategies import any_pairs
from treatydiff.comparison import compare
from treatydiff.model.provisions import Provision
from treatydiff.model.witnesses import Witness
from treatydiff.readers import Revisions, read_bytes
from treatydiff.report.docx import write_comparison

GAP = "[]"


def written(provisions: tuple[Provision, ...]) -> Iterator[str]:
    """Labels, titles and clauses in order."""
    for provision in provisions:
        if provision.label is not None:
            yield provision.label.text
        if provision.heading is not None:
            yield provision.heading.text
        yield from (clause.text for clause in provision.clauses)
        yield from written(provision.children)


def letters(texts: Iterator[str]) -> str:
    """Letters and digits, which no recogniser may lose or turn round."""
    return "".join(char for text in texts for char in text if char.isalnum())


@settings(max_examples=25)
@given(any_pairs())
def test_the_words_of_both_texts_come_back(pair: tuple[Witness, Witness]) -> None:
    """Whatever structure is recognised: every letter and digit of either text, in its order, and none else."""
    earlier, later = pair
    wanted = [letters(text for _, text in expected(*sides)) for sides in ((earlier, later), (later, earlier))]
    assume(all(wanted))
    data = write_comparison(compare(earlier, later), version="1.0")
    for revisions, letters_of_text in zip((Revisions.REJECTED, Revisions.ACCEPTED), wanted, strict=True):
        found = read_bytes(data, name="a.docx", revisions=revisions).witness
        assert letters(written(found.provisions)) == letters_of_text


def outline(witness: Witness) -> list[tuple[str, str, str]]:
    """Addresses below the siglum, labels and words of all provisions."""
    return [
        (
            str(address).partition("/")[2],
            provision.label.text if provision.label else "",
            "".join(clause.text for clause in provision.clauses),
        )
        for address, provision in witness.addressed()
    ]


def test_the_structure_of_a_treaty_comes_back() -> None:
    """Articles with titles, points, paragraphs, title, preamble and signatures of both texts, addresses and all."""
    data = write_comparison(compare(DRAFT, SIGNED), version="1.0")
    both = read_bytes(data, name="a.docx", revisions=Revisions.BOTH).witnesses
    assert [witness.siglum for witness in both] == ["a-rejected", "a-accepted"]
    for found, wanted in zip(both, (DRAFT, SIGNED), strict=True):
        assert outline(found) == outline(wanted)


@pytest.mark.parametrize(("earlier", "later"), [("K40", "M40"), ("M40", "P41"), ("K40", "P41"), ("M40", "M41")])
def test_bundled_treaties_come_back(earlier: str, later: str) -> None:
    """Of drafts and the treaty as signed: addresses, labels, words and order of all provisions, on both sides."""
    dossier = treatydiff.load()
    data = write_comparison(dossier.compare(earlier, later), version="1.0")
    for revisions, siglum in ((Revisions.REJECTED, earlier), (Revisions.ACCEPTED, later)):
        found = outline(read_bytes(data, name="a.docx", revisions=revisions).witness)
        wanted = outline(dossier.witness(siglum))
        assert [(*one, " ".join(words.split())) for *one, words in found] == [
            (*one, " ".join(words.split())) for *one, words in wanted
        ]
