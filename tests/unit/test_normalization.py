"""Normalizations one by one: what is one word under a rule, and what stays two."""

from __future__ import annotations

import pickle
import sys
import unicodedata

import pytest

from plain_form import witness_of
from treatydiff.cli.arguments import DEFAULT_RULES, OTHER_RULES
from treatydiff.collation import Options
from treatydiff.comparison import compare
from treatydiff.comparison.extent import extent
from treatydiff.errors import InputError, ModelError
from treatydiff.model.passages import Passage
from treatydiff.normalization import DEFAULT, RULES, Normalization, Segmentation
from treatydiff.normalization.characters import PRESENT_JAPANESE
from treatydiff.tokenization import tokenize

ALIKE = {
    "nfc": ["é e\u0301", "海 \ufa45"],
    "invisible": ["treaty tre\u200baty", "المادة \u200fالمادة", "辻 辻\U000e0100", "co\u2060op coop"],
    "width": ["GATT ＧＡＴＴ", "ガ ｶ\u3099"],
    "ligatures": ["official oﬃcial", "ĳ ij", "ǆ dž", "السلام ﺍﻟﺴﻼﻡ"],
    "cedilla": ["și şi", "ȚARA ŢARA"],
    "digits": ["1941 ١٩٤١", "1941 ۱۹۴۱", "3 ３"],
    "old-characters": ["関係 關係", "条約 條約", "弁 辯", "帰国 歸國", "独立 獨立"],
    "kana": ["は ハ", "ゔ ヴ"],
    "russian-1918": [
        "мир миръ",
        "мир міръ",
        "все всѣ",
        "Федор Ѳедоръ",
        "нового новаго",
        "общего общаго",
        "прежнего прежняго",
        "новые новыя",
        "русские русскія",
        "Договаривающегося Договаривающагося",
        "ее ея",
        "они онѣ",
        "однеми однѣми",
        "бесполезный безполезный",
        "нерассмотренный неразсмотрѣнный",
        "из-за изъ-за",
        "благо благо",
        "объект объектъ",
    ],
    "greek-1982": ["το τὸ", "ή ἢ", "η ἡ", "πού ποῦ", "που ποὺ", "λόγω λόγῳ", "Αύγουστος Αὔγουστος", "υιός υἱός"],
    "arabic-marks": ["كتب كَتَبَ", "الله اللّٰه", "محمد محـــمد"],
    "arabic-letters": ["احمد أحمد", "علي علی", "كتاب کتاب", "الى إلى"],
    "case": ["Pact PACT", "ΣΤΡΑΤΟΣ στρατος"],
    "quotes": ["Pact's Pact’s", "“ «", "' ‹", '「 "'],
    "hyphens": ["co-operate co‐operate", "1941-45 1941–45", "cooperate co\u00adoperate", "— -"],
}
APART = {
    "nfc": ["e é", "ﬁ fi"],
    "invisible": ["نامه\u200cها نامهها"],
    "width": ["1 一", "ア あ"],
    "ligatures": ["æ ae", "œ oe", "² 2"],
    "cedilla": ["ç c"],
    "digits": ["5 五", "5 Ⅴ"],
    "old-characters": ["関 開", "予 余"],
    "kana": ["は ば"],
    "russian-1918": ["нации нацие", "блага блого", "не ни", "возка воска", "наличия наличие"],
    "greek-1982": ["πότε ποτέ", "ή η"],
    "arabic-marks": ["أ ا"],
    "arabic-letters": ["ة ه"],
    "case": ["e é"],
    "quotes": ["' \""],
    "hyphens": ["co-operate cooperate"],
}


@pytest.mark.parametrize(("rule", "pair"), [(rule, pair) for rule, pairs in ALIKE.items() for pair in pairs])
def test_what_a_rule_makes_one(rule: str, pair: str) -> None:
    """Both ways of writing have one form under the rule, NFC beside it."""
    one, other = pair.split(" ")
    under = Normalization(("nfc", rule))
    assert under.form(one) == under.form(other)


@pytest.mark.parametrize(("rule", "pair"), [(rule, pair) for rule, pairs in APART.items() for pair in pairs])
def test_what_a_rule_leaves_two(rule: str, pair: str) -> None:
    """Words that differ in more than the rule speaks of stay two."""
    one, other = pair.split(" ")
    under = Normalization(("nfc", rule))
    assert under.form(one) != under.form(other)


def test_every_rule_is_tried() -> None:
    """No rule is without words that it makes one and words that it does not."""
    assert set(ALIKE) == set(APART) == set(RULES)


def test_the_table_of_japanese_characters_is_a_table_of_characters() -> None:
    """Each old form is one ideograph, each new one is, and none is both; NFC has none of them."""
    for old, new in PRESENT_JAPANESE.items():
        assert len(new) == 1
        assert ord(new) not in PRESENT_JAPANESE
        assert all(unicodedata.name(char).startswith("CJK UNIFIED") for char in (chr(old), new))


def test_the_order_of_names_makes_no_difference() -> None:
    """Rules are applied in one order, whatever the order in which they are named, each once."""
    assert Normalization(("case", "nfc", "case")) == Normalization(("nfc", "case"))
    assert pickle.loads(pickle.dumps(DEFAULT)) == DEFAULT  # noqa: S301 - our own bytes


@pytest.mark.parametrize("names", ["nonsense", "+old-caracters", "case,+quotes", ""])
def test_names_that_are_none(names: str) -> None:
    """A rule that is not there, and signs that contradict each other, are named."""
    with pytest.raises(ModelError, match="normalization"):
        DEFAULT.changed(names)


def test_the_nearest_name_is_given() -> None:
    """Who mistypes a name is told what he may have meant."""
    with pytest.raises(ModelError, match="old-characters"):
        DEFAULT.changed("+old-caracters")


def test_the_help_says_what_is_there() -> None:
    """The names in the help, which is shown without importing the rules, are the rules."""
    assert DEFAULT_RULES.split(",") == list(DEFAULT.rules)
    assert set(OTHER_RULES.split(",")) == set(RULES) - set(DEFAULT.rules)


TEXTS = {
    "old-characters": (
        "language ja\n= article 1\n兩締約國ハ兩國間ニ平和及友好ノ關係ヲ二年間維持ス\n",
        "language ja\n= article 1\n両締約国ハ両国間ニ平和及友好ノ関係ヲ三年間維持ス\n",
        "'二' -> '三'",
    ),
    "russian-1918": (
        "language ru\n= article 1\nОбѣ Договаривающіяся Стороны хранятъ мирныя отношенія въ теченіе пяти лѣтъ.\n",
        "language ru\n= article 1\nОбе Договаривающиеся Стороны хранят мирные отношения в течение десяти лет.\n",
        "'пяти' -> 'десяти'",
    ),
}


@pytest.mark.parametrize("rule", TEXTS)
def test_two_orthographies_differ_in_what_really_differs(rule: str) -> None:
    """Of two texts in old and new spelling, nothing but the word that changed differs in more than writing."""
    earlier, later, really = TEXTS[rule]
    options = Options(normalization=DEFAULT.changed(f"+{rule}"))
    comparison = compare(witness_of(earlier, "A"), witness_of(later, "B"), options=options)
    edits = [edit for change in comparison for edit in change.edits if not edit.same_forms]
    assert [str(edit) for edit in edits] == [really]
    assert extent(comparison.collation).differing == 2


def test_a_dictionary_cuts_japanese_into_words() -> None:
    """Words of Japanese are one token each, in old characters too; nothing is lost, and Latin is cut as always."""
    by_words = Normalization(segmentation=Segmentation.DICTIONARY)
    for text, wanted in (
        ("締約国は平和を保つ。", "締約|国|は|平和|を|保つ|。"),
        ("條約ハGATT第三條ニ依ル", "條約|ハ|GATT|第|三|條|ニ|依|ル"),
        (" 条 約がある", " 条 |約|が|ある"),
    ):
        tokens = tokenize(Passage(text), by_words)
        assert "".join(token.t for token in tokens) == text
        assert "|".join(token.t for token in tokens) == wanted


def test_a_missing_dictionary_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra, one error says which to install."""
    from treatydiff.tokenization.dictionaries import dictionary

    monkeypatch.setitem(sys.modules, "fugashi", None)
    dictionary.cache_clear()
    with pytest.raises(InputError, match=r"treatydiff\[japanese\]"):
        tokenize(Passage("条約"), Normalization(segmentation=Segmentation.DICTIONARY))
    dictionary.cache_clear()
