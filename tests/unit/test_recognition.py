"""What the structure recogniser makes of headings, numbers, page noise and clauses, in all its languages."""

from __future__ import annotations

import re
import time

import pytest

from treatydiff.model.numbers import value_of
from treatydiff.readers.recognition import Decision, Line, recognise, recognise_lines
from treatydiff.readers.recognition.candidates import heading_form
from treatydiff.readers.recognition.clauses import clause_spans, language_of
from treatydiff.readers.recognition.languages import LANGUAGES, LEVELS, folded, unit_names
from treatydiff.readers.recognition.lines import lines_of
from treatydiff.readers.recognition.numerals import numeral_at


def headings(text: str) -> list[tuple[str, str]]:
    """Level and value of what was taken for a label: of headings, paragraphs and points."""
    words = ("words", "heading", "preamble", "recital", "body", "closing", "signatures")
    return [
        (one.level, value_of(one.number) if one.number else "")
        for one in decisions(text)
        if not one.aside and one.level not in words
    ]


def decisions(text: str) -> tuple[Decision, ...]:
    """All decisions on a text."""
    return recognise(text).decisions


@pytest.mark.parametrize(
    ("line", "kind", "value"),
    [
        ("Article 12", "article", "12"),
        ("ARTICLE XIV.", "article", "14"),
        ("Article the fourth.", "article", "4"),
        ("The Second Article", "article", "2"),
        ("Art. 31 BIS - Scope", "article", "31bis"),
        ("ARTICLE C-07", "article", "C-07"),
        ("Articie 9", "article", "9"),
        ("CHAPTER THIRTY TWO", "chapter", "32"),
        ("Chapter Viii", "chapter", "8"),
        ("PROTOCOL C", "protocol", "C"),
        ("Annexe II", "annex", "2"),
        ("Article premier", "article", "1"),
        ("Art. 1er.", "article", "1"),
        ("PREMIÈRE PARTIE", "part", "1"),
        ("TITRE III", "title", "3"),
        ("ARTÍCULO 4°.-", "article", "4"),
        ("Articulo 3-05", "article", "3-05"),
        ("Artículo décimo primero", "article", "11"),
        ("Capítulo IV", "chapter", "4"),
        ("Artikel 7", "article", "7"),
        ("Anlage 2", "annex", "2"),
        ("Erster Abschnitt", "section", "1"),
        ("Articolo 5", "article", "5"),
        ("Capo II", "chapter", "2"),
        ("Artigo 3.º-B", "article", "3B"),
        ("Artikel 4ter", "article", "4ter"),
        ("Bijlage II bis", "annex", "2bis"),
        ("Hoofdstuk 3", "chapter", "3"),
        ("Artikkel to", "article", "2"),
        ("Articolul 6", "article", "6"),
        ("Άρθρο 8", "article", "8"),
        ("ΑΡΘΡΟ ΠΡΩΤΟ", "article", "1"),
        ("Član 3.", "article", "3"),
        ("Члан 3.", "article", "3"),
        ("Статья ІХ", "article", "9"),
        ("Статья Х", "article", "10"),
        ("СТАТЬЯ ПЕРВАЯ", "article", "1"),
        ("Отдел IV.", "section", "4"),
        ("Стаття 5", "article", "5"),
        ("第三十二條", "article", "32"),
        ("第5条", "article", "5"),
        ("第二条之三", "article", "2-3"),
        ("第二章 総則", "chapter", "2"),
        ("제12조(목적)", "article", "12"),
        ("مادة (٣)", "article", "3"),
        ("المادة الأولى", "article", "1"),
        ("### Article 4", "article", "4"),
        ("«Статья 2.", "article", "2"),
    ],
)
def test_forms_of_headings_in_all_languages(line: str, kind: str, value: str) -> None:
    """A line with a unit's name and a number says what unit it is and what its number is worth."""
    form = heading_form(line)
    assert form is not None
    assert (form.kind, value_of(form.printed)) == (kind, value)


@pytest.mark.parametrize(
    "line",
    ["(ст. 4)", "статьи третьей", "члана 12. ст. 2.", "Articles of peace", "article 5", "Particle 5", "(Art. 3)"],
)
def test_citations_have_not_the_form_of_headings(line: str) -> None:
    """Oblique cases, brackets and small letters are running text's."""
    assert heading_form(line) is None


@pytest.mark.parametrize(
    "text",
    [
        "Article 1\n\nThe Parties, as laid down in\nArticle 2 of the Charter and under\nArticle 2. They agree.",
        "Artikel 1\n\nDie Parteien handeln nach\nArtikel 2 Absatz 3 des Vertrages.",
        "第一条\n\n締約国は\n第二条の規定による。",
        "Article 1\n\nThe Parties recall\nArticle 2(3) of the Charter.",
        "Article 1\n\nThis follows\n\nArticle 2, paragraph 3, of the Charter.",
    ],
)
def test_references_at_the_beginning_of_lines_are_words(text: str) -> None:
    """A reference that a line happens to begin with opens no article, though its number follows."""
    found = recognise(text)
    assert [one.kind for one in found.provisions] == ["article"]
    assert any(one.level == "words" for one in found.decisions)


def test_the_document_decides_and_not_the_line() -> None:
    """Of two lines with one number the one is taken with which all numbers fit."""
    text = "\n\n".join(f"Article {n}\n\nThe Parties agree." for n in (1, 2, 7, 3, 4))
    taken = [(one.number, one.level) for one in decisions(text)]
    assert taken == [("1", "article"), ("2", "article"), ("7", "words"), ("3", "article"), ("4", "article")]
    missing = "\n\n".join(f"Article {n}\n\nThe Parties agree." for n in (1, 2, 4, 5))
    assert [one.level for one in decisions(missing)] == ["article"] * 4


def test_numbers_begin_anew_inside_chapters_and_annexes() -> None:
    """Articles may count from 1 in each chapter; without a chapter, a second Article 1 is words and noted."""
    first = "CHAPTER I\n\nArticle 1\n\nOne.\n\nArticle 2\n\nTwo.\n\n"
    text = first + "CHAPTER II\n\nArticle 1\n\nThree.\n\nANNEX\n\nArticle 1\n\nA."
    found = recognise(text)
    assert [(one.kind, [str(child.number) for child in one.children]) for one in found.provisions] == [
        ("chapter", ["1", "2"]),
        ("chapter", ["1"]),
        ("annex", ["1"]),
    ]


def test_a_number_that_stands_twice_is_addressed_by_its_place() -> None:
    """Two articles with one number in a row of sure ones both stay articles; the second keeps its label only."""
    text = "\n\n".join(f"ARTICLE {n}\n\nThe Parties agree." for n in (1, 2, 3, 4, 5, 5, 6, 7))
    found = recognise(text)
    assert [str(one.number) for one in found.provisions] == ["1", "2", "3", "4", "5", "None", "6", "7"]
    assert found.provisions[5].label is not None
    assert found.provisions[5].label.text == "ARTICLE 5"
    assert any("stands there twice" in what for what, _ in found.doubts)


def test_bare_numbers_and_chapters_without_a_name() -> None:
    """Numbers alone are articles where nothing names one, and chapters over a line in capitals."""
    assert headings("Chapter I\n1. The state of war ends.\n2. The sides ratify.\n")[:2] == [
        ("chapter", "1"),
        ("article", "1"),
    ]
    text = "I\nGENERAL\n\nArticle 1\n\nOne.\n\nII\nFINAL\n\nArticle 2\n\nTwo.\n"
    assert headings(text) == [("chapter", "1"), ("article", "1"), ("chapter", "2"), ("article", "2")]


def test_paragraphs_points_and_sub_points_nest_as_they_come() -> None:
    """Labels nest by form; "(i)" behind "(h)" is a letter unless "(ii)" follows it."""
    text = "Article 1\n\n1. The Parties:\n(a) keep:\n(i) peace;\n(ii) order;\n(b) trade.\n2. They agree.\n"
    provision = recognise(text).provisions[0]
    assert [str(one.number) for one in provision.children] == ["1", "2"]
    points = provision.children[0].children[1:]
    assert [[str(one.number), *(str(two.number) for two in one.children if two.number)] for one in points] == [
        ["a", "i", "ii"],
        ["b"],
    ]
    letters = "Article 1\n\nThe Parties:\n" + "".join(f"({letter}) agree;\n" for letter in "abcdefghij")
    assert [str(one.number) for one in recognise(letters).provisions[0].children[1:]] == list("abcdefghij")


def test_page_noise_is_listed_and_parts_no_paragraph() -> None:
    """Page numbers and running heads go into the asides with reasons, and the sentence around them stays whole."""
    noise = "\n\n- 7 -\n\fTHE TREATY\n\n"
    text = f"Article 1\n\nThe Parties shall keep the{noise}peace for ever.\n\nArticle 2\n\nIt lasts.\n"
    found = recognise(text)
    assert [(one.what, one.text) for one in found.asides] == [
        ("a page number", "- 7 -"),
        ("a running head", "THE TREATY"),
    ]
    assert all(one.reasons and 0 < one.confidence <= 1 for one in found.asides)
    assert found.provisions[0].clauses[0].text == "The Parties shall keep the peace for ever."


def test_parted_words_are_put_together_by_what_the_document_writes() -> None:
    """A hyphen at a line's end goes, unless the document writes the word with one."""
    text = "The non-tariff estab-\nlishment and the non-\ntariff rule.\n"
    lines, asides = lines_of(text)
    assert " ".join(line.text for line in lines) == "The non-tariff establishment and the non-tariff rule."
    assert [aside.text for aside in asides] == ["estab-/lishment"]


def test_titles_run_in_are_the_custom_of_a_document() -> None:
    """A short first sentence is a title where most articles have one, and words where they have not."""
    titled = "\n\n".join(
        f"Article {n}. {title}. The Parties shall agree." for n, title in enumerate(("Scope", "Aim", "Term"), 1)
    )
    assert [str(one.heading) for one in recognise(titled).provisions] == ["Scope.", "Aim.", "Term."]
    plain = "\n\n".join(f"Article {n}. The Parties shall agree. They shall meet." for n in (1, 2, 3))
    assert [one.heading for one in recognise(plain).provisions] == [None] * 3


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("en", "Under Art. 5 of the U.N. Charter, No. 3, they agree. They meet; they part.", 3),
        ("en", "Each Party shall notify the other, and the other shall answer.", 2),
        ("en", "The Parties agree on trade, and on peace.", 1),
        ("fr", "Selon l'art. 5 de la Charte, ils conviennent. Ils se réunissent.", 2),
        ("de", "Nach Art. 5 Abs. 2 bzw. Nr. 3 ist es so. Es bleibt.", 2),
        ("es", "Según el art. 5 y el núm. 3 es así. Queda.", 2),
        ("ru", "Согласно ст. 5 и п. 2 договора 1941 г. стороны обязуются. Договор действует.", 2),
        ("ja", "締約国は平和を保つ。条約は五年間効力を有する。", 2),
        ("zh", "缔约双方保持和平；条约有效期五年。", 2),
    ],
)
def test_clauses_by_language(language: str, text: str, count: int) -> None:
    """Abbreviations end nothing, semicolons and second obligations do; joined, the clauses are the text."""
    spans = clause_spans(text, language)
    assert len(spans) == count
    assert "".join(span.of(text) for span in spans) == text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The Parties agree on the following", "en"),
        ("Les Parties conviennent de ce qui suit", "fr"),
        ("Las Partes acuerdan lo siguiente en el artículo", "es"),
        ("Die Parteien vereinbaren in diesem Vertrag und", "de"),
        ("Le Parti convengono quanto segue nella forma della", "it"),
        ("As Partes acordam no seguinte com os termos do artigo", "pt"),
        ("De partijen komen het volgende overeen in dit artikel", "nl"),
        ("Τα μέρη συμφωνούν για την ειρήνη και το άρθρο", "el"),
        ("Стороны обязуются сохранять мир", "ru"),
        ("Сторони зобов'язуються і надалі зберігати мир", "uk"),
        ("Стране се обавезују да ће чувати мир и љубав", "sr"),
        ("締約国は平和を保つ", "ja"),
        ("缔约双方保持和平", "zh"),
        ("당사국은 평화를 유지한다", "ko"),
        ("يتعهد الطرفان بالسلام", "ar"),
    ],
)
def test_language_of_a_text(text: str, language: str) -> None:
    """A few words tell the language."""
    assert language_of(text) == language


def test_nothing_is_lost() -> None:
    """All letters and figures of a text stand, in order, in labels, titles, clauses and asides together."""
    text = (
        "TREATY\n\nThe Parties,\n\nCHAPTER I: General\n\n"
        "Article 1 – Scope\n\nThey agree:\n(a) on peace;\n\n"
        "- 1 -\n\fTREATY\n\n(b) on order.\n\n«Article 2.\nThey meet.\n\nArticle 2\n\nAgain.\n\n"
        "Done at Geneva.\n\nFor the Government of A:\nJ. Doe\n"
    )
    found = recognise(text)
    parts: list[str] = []
    for provision in found.provisions:
        for one in provision.walk():
            parts += [
                one.label.text if one.label else "",
                str(one.heading or ""),
                *(clause.text for clause in one.clauses),
            ]
    written = sorted(re.findall(r"\w|[^\w\s]", "".join([*parts, *(aside.text for aside in found.asides)])))
    assert written == sorted(re.findall(r"\w|[^\w\s]", text))


def test_lines_of_other_readers_say_what_looks_like_a_heading() -> None:
    """A line that a document sets off is a heading where its words alone would not do."""
    lines = [Line("It ends there", (1, 1), opens=True), Line("Article 1 Peace", (2, 1), opens=True, set_off=True)]
    found = recognise_lines([*lines, Line("They agree.", (3, 1), opens=True)])
    assert [one.kind for one in found.provisions][-1] == "article"


@pytest.mark.parametrize(
    "piece", ["x", "Article 1 ", "(a) ", "1. ", "A.", "-\n", "\f1\n", "第一条", "IIII", "«", "a-\nb"]
)
def test_work_grows_with_the_text_and_not_faster(piece: str) -> None:
    """Ten times the text takes about ten times as long, whatever is repeated: no rule looks back far."""

    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        start = time.process_time()
        recognise("w " + text)
        return time.process_time() - start

    assert seconds(36_000) < 40 * max(seconds(3_600), 0.01)


def test_the_table_is_sound() -> None:
    """Each word of the table names one kind in a language, levels are known, and formulas are expressions."""
    for language in LANGUAGES.values():
        kinds: dict[str, set[str]] = {}
        for kind, names in language.units.items():
            for word in names.split():
                kinds.setdefault(folded(word.rstrip(".")), set()).add(kind)
        assert all(len(found) == 1 for found in kinds.values()), language.name
        assert set(language.units) <= set(LEVELS)
        for formula in (*language.closings, *language.signings, *language.recitals):
            re.compile(formula)
    assert unit_names()["article"].languages[:2] == ("en", "fr")
    assert [
        found.value for word in ("vingt et unième", "décimo", "девятая", "twelfth") if (found := numeral_at(word))
    ] == [
        "21",
        "10",
        "9",
        "12",
    ]
