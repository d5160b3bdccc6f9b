"""One invented treaty in English, Russian and Japanese, clause by clause, for tests of parallel texts."""

from __future__ import annotations

from collections.abc import Sequence

from treatydiff.model.numbers import Number
from treatydiff.model.passages import Passage
from treatydiff.model.provisions import Provision
from treatydiff.model.witnesses import Witness

ARTICLES = {
    "en": (
        (
            "There shall be lasting peace and friendship between the two Contracting Parties. ",
            "Disputes shall be settled by arbitration at Geneva.",
        ),
        (
            "Vessels of either Party may enter the ports of Alexandria, Odessa and Yokohama between 1 May and "
            "30 September of each year, provided that notice has been given to the harbour master not less than 14 "
            "days before arrival and that dues have been paid; ",
            "they pay the dues of the most favoured nation.",
        ),
        (
            "Each Party shall appoint a consul. ",
            "Consuls enjoy the privileges that international law accords to them, including inviolability of their "
            "archives.",
        ),
        ("Goods to the value of 250,000 dollars are free of customs duties.",),
        (
            "The present Treaty shall be ratified, and the instruments of ratification shall be exchanged at "
            "Washington as soon as possible. ",
            "It remains in force for 25 years. ",
            "Unless denounced 6 months before that date, it continues in force for a further period of 10 years.",
        ),
    ),
    "ru": (
        (
            "Между обеими Договаривающимися Сторонами устанавливаются прочный мир и дружба. ",
            "Споры подлежат разрешению арбитражем в Женеве.",
        ),
        (
            "Суда каждой из Сторон могут заходить в порты Александрия, Одесса и Иокогама с 1 мая по 30 сентября "
            "каждого года при условии, что капитан порта уведомлен об этом не менее чем за 14 дней до прибытия и "
            "что сборы уплачены; ",
            "они уплачивают сборы наиболее благоприятствуемой нации.",
        ),
        (
            "Каждая Сторона назначает консула. ",
            "Консулы пользуются привилегиями, которые предоставляет им международное право, включая "
            "неприкосновенность их архивов.",
        ),
        ("Товары на сумму 250.000 долларов освобождаются от таможенных пошлин.",),
        (
            "Настоящий Договор подлежит ратификации, и обмен ратификационными грамотами состоится в Вашингтоне в "
            "возможно короткий срок. ",
            "Он остается в силе в течение 25 лет. ",
            "Если он не будет денонсирован за 6 месяцев до этого срока, он продолжает действовать еще 10 лет.",
        ),
    ),
    "ja": (
        (
            "両締約国の間には、永久の平和及び友好関係が存在するものとする。",
            "紛争はジュネーヴにおける仲裁により解決する。",
        ),
        (
            "いずれの締約国の船舶も、到着の14日前までに港長に通告し、かつ、税金を納付することを条件として、毎年五月一日から"
            "九月三十日までの間、アレクサンドリア、オデッサ及び横浜の港に入ることができる。",
            "船舶は最恵国の税金を納付する。",
        ),
        ("各締約国は領事を任命する。", "領事は、文書の不可侵を含め、国際法により認められる特権を享有する。"),
        ("二百五十万ドルまでの物品は関税を免除される。",),
        (
            "この条約は批准されなければならず、批准書は、できる限りすみやかにワシントンで交換されるものとする。",
            "この条約は二十五年間効力を有する。",
            "その期日の六箇月前に廃棄されないときは、この条約は更に十年間引き続き効力を有する。",
        ),
    ),
}
"""The clauses of each article."""


def version(language: str, *, order: Sequence[int] = range(5), numbered: bool = True, siglum: str = "") -> Witness:
    """The treaty in a language.

    Args:
        language: en, ru or ja.
        order: which articles it has, from 0, in its order; numbers follow the order.
        numbered: whether the articles have numbers.
        siglum: its siglum; else the language in capitals.
    """
    articles = tuple(
        Provision(
            "article",
            tuple(Passage(clause) for clause in ARTICLES[language][which]),
            number=Number(str(place)) if numbered else None,
        )
        for place, which in enumerate(order, start=1)
    )
    return Witness(siglum or language.upper(), articles, language=language)
