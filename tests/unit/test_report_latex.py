from __future__ import annotations

import re

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import treatydiff
from strategies import any_pairs
from treatydiff.annotation import annotate
from treatydiff.collation import collate
from treatydiff.model.annotations import Annotation
from treatydiff.model.witnesses import Witness
from treatydiff.report.latex import write_collation, write_comparison
from treatydiff.report.latex.writing import escape, language_name

_READ = {
    r"\textbackslash{}": "\\",
    r"\textasciicircum{}": "^",
    r"\textasciitilde{}": "~",
    r"\-": "\u00ad",
    "~": "\u00a0",
} | {f"\\{char}": char for char in "{}$&#%_"}
_TOKEN = re.compile("|".join(re.escape(written) for written in _READ) + r"|[^\\{}$&#%_^~]")


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp"))))
def test_escaped_text_is_read_back(text: str) -> None:
    """What TeX would print of escaped text is the text, white space collapsed; nothing in it is a command."""
    written = escape(text)
    tokens = _TOKEN.findall(written)
    assert "".join(tokens) == written
    assert "".join(_READ.get(token, token) for token in tokens) == re.sub("[ \t\r\n]+", " ", text)


@given(st.sampled_from(["ru", "ja", "fr-CA", "x_y", "", "en", "EN-gb", "a}b", "zh-Hant"]))
def test_no_language_tag_becomes_a_command(tag: str) -> None:
    """Only what is a BCP 47 tag names a language."""
    assert re.fullmatch(r"(language-[a-z]{2,3})?", language_name(tag))


def test_same_collation_gives_the_same_bytes() -> None:
    """Two runs write the same document, with the apparatus and with columns."""
    dossier = treatydiff.load()
    once, again = (write_collation(dossier.collate("K40", "M40", "P41"), version="1") for _ in range(2))
    assert once == again
    once, again = (write_comparison(dossier.compare("K40", "M40"), version="1") for _ in range(2))
    assert once == again


@given(any_pairs())
def test_every_address_of_a_collation_is_in_the_apparatus(pair: tuple[Witness, Witness]) -> None:
    """Each clause of each witness is named once at least: in the text, or as corresponding."""
    collation = collate(pair)
    document = write_collation(collation, version="1").decode()
    for group in collation.clause_groups():
        for member in group.members:
            assert escape("+".join(map(str, member.addresses))) in document


def test_contradicting_annotations_are_told_together() -> None:
    """An annotation that another contradicts says so at its footnote, whichever of the two states it."""
    dossier = treatydiff.load()
    document = write_collation(dossier.collate("M40", "P41"), version="1").decode()
    notes = [note for note in document.split("\\footnoteA") if "counting the five years from signature" in note]
    assert all("Contradicted by:" in note for note in notes)
    assert len(notes) >= 1


@pytest.mark.parametrize("command", ["\\input{x}", "\\end{document}", "^^41", "\\directlua{os.exit()}", "$a$"])
def test_commands_in_annotations_and_titles_are_words(command: str) -> None:
    """What an annotation, a title or a source says is escaped as the texts are."""
    dossier = treatydiff.load()
    a, b = dossier.witness("K40"), dossier.witness("M40")
    remark = Annotation("n1", "note", command, "M40/3", actors=(command,), quote=command)
    comparison = annotate(treatydiff.compare(evolve(a, title=command), b), [remark])
    document = write_comparison(comparison, version=command).decode()
    assert command not in document.partition("\\begin{document}")[2].removesuffix("\\end{document}\n")
    assert escape(command) in document
