"""No reader says that a text is English unless the file or its words do; and what page noise and labels are."""

from __future__ import annotations

import pytest

from treatydiff.readers import read_bytes
from treatydiff.readers.recognition.clauses import clause_spans
from treatydiff.readers.recognition.lines import lines_of
from treatydiff.readers.text import read

RUSSIAN = "Стороны обязуются уважать договор."
NO_WORDS = "กขค งจฉ"
TEI = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><div type="article"><ab>{}</ab></div></body></text></TEI>'
)
FORMATS = {
    "a.txt": "{}",
    "a.md": "# 1\n\n{}",
    "a.html": "<!DOCTYPE html><html><body><p>{}</p></body></html>",
    "a.xml": TEI,
    "akn.xml": "<akomaNtoso><act><body><article><num>1</num><content><p>{}</p></content></article></body></act>"
    "</akomaNtoso>",
    "tota.xml": "<treaty><body><article number='1'>{}</article></body></treaty>",
}


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(("words", "language"), [(RUSSIAN, "ru"), (NO_WORDS, "und")])
def test_a_file_that_states_no_language_has_the_recognised_one(name: str, words: str, language: str) -> None:
    """In every format that may leave it out: the language of the words, else "und"."""
    found = read_bytes(FORMATS[name].format(words).encode(), name=name)
    assert found.witness.language == language


def test_running_heads_with_the_page_number_are_left_aside() -> None:
    """Numbers in alternate corners that count on; and a bare one between them."""
    body = "\n\n".join(f"Article {n}\n\nThe Parties keep article {n}." for n in (1, 2))
    text = f"12      TREATY SERIES\n\n{body}\n\n13\n\nMore words of it.\n\n14      TREATY SERIES\n\nThe end of it."
    assert [aside.text for aside in lines_of(text)[1]] == ["12 TREATY SERIES", "13", "14 TREATY SERIES"]


@pytest.mark.parametrize("head", ["Additional Protocol", "List of Annex"])
def test_numbered_titles_are_no_running_heads(head: str) -> None:
    """Lines that name a unit beside a number that counts on are headings, not page noise."""
    text = "\n\n".join(f"{head} {n}\n\nThe Parties keep the peace." for n in (1, 2, 3))
    assert lines_of(text)[1] == ()


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Artigo 1.º\n\n1 — As Partes cooperam.\n2 — O acordo vigora.", ["1 —", "2 —"]),
        ("Artigo 1.º\n\nÉ livre o comércio.\n\n§ 1.º O prazo é curto.\n§ 2.º O prazo é longo.", ["§ 1.º", "§ 2.º"]),
        ("第一条\n１　両国は協議する。\n２　両国は協力する。", ["１", "２"]),
        ("المادة الأولى\n\n١ - يتعهد الطرفان.\n٢ - لا يجوز ذلك.", ["١ -", "٢ -"]),
    ],
)
def test_paragraphs_as_their_countries_number_them(text: str, labels: list[str]) -> None:
    """A dash or a wide space behind the figure, a section sign before it."""
    witness = read(text.encode(), name="a.txt").witness
    assert [one.label.text for _, one in witness.addressed() if one.label and one.kind == "paragraph"] == labels


def test_sections_over_articles_stay_sections() -> None:
    """A section sign with a title is no paragraph's."""
    text = "§ 1 Allgemeines\n\nArtikel 1\n\nEs gilt.\n\n§ 2 Besonderes\n\nArtikel 2\n\nEs endet."
    witness = read(text.encode(), name="a.txt").witness
    assert [one.kind for _, one in witness.addressed() if one.kind == "section"] == ["section", "section"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("제1조(목적)\n이 협정은 교류를 촉진한다.\n\n제2조(기간)\n5년으로 한다.", "(목적)"),
        ("第一条（定義）\nこの条約において定める。\n\n第二条（期間）\n五年とする。", "（定義）"),
        ("Article 1 (Scope) The Parties agree.\n\nArticle 2 (Term) It lasts.", "(Scope)"),
    ],
)
def test_titles_in_brackets(text: str, title: str) -> None:
    """They stand behind the label, with the words under them or behind them."""
    first = next(one for _, one in read(text.encode(), name="a.txt").witness.addressed() if one.kind == "article")
    assert first.heading is not None
    assert first.heading.text == title


@pytest.mark.parametrize("text", ["по докладу тов. Лесного принято", "гр. Берг уведомлен", "гос. Инспекция решает"])
def test_russian_abbreviations_end_nothing(text: str) -> None:
    """Comrade, citizen and state, as Soviet treaties shorten them."""
    assert len(clause_spans(text, "ru")) == 1
