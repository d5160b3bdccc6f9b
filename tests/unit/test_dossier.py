"""The facade: collations of a dossier's witnesses."""

from __future__ import annotations

from pathlib import Path

import pytest

import treatydiff
from treatydiff.errors import ModelError, UnknownError

TEXTS = {
    "A": "Article 1\n\nIt lasts five years.\n",
    "B": "Article 1\n\nIt lasts ten years.\n",
    "C": "Article 1\n\nIt lasts twenty years.\n",
}


@pytest.fixture
def dossier(tmp_path: Path) -> treatydiff.Dossier:
    """Three texts; A and C are compared by article; of A, B and C together B is the base."""
    for siglum, text in TEXTS.items():
        (tmp_path / f"{siglum}.txt").write_text(text, encoding="utf-8")
    refs = {siglum: f"<ref target='{siglum}.txt#{siglum}'/>" for siglum in TEXTS}
    base = refs["B"].replace("/>", " ana='#base'/>")
    (tmp_path / "dossier.xml").write_text(
        f"<TEI><div type='comparisons'><item>{refs['A']}{refs['B']}</item>"
        f"<item ana='#by-article'>{refs['C']}{refs['A']}</item></div>"
        f"<div type='collations'><item xml:id='all'>{refs['A']}{base}{refs['C']}</item>"
        f"<item xml:id='two'>{refs['A']}{base}</item></div></TEI>",
        encoding="utf-8",
    )
    return treatydiff.load(tmp_path)


def test_witnesses_keep_the_order_in_which_they_are_named(dossier: treatydiff.Dossier) -> None:
    """The witnesses of the result are those named, in that order, whatever the dossier's own."""
    assert [witness.siglum for witness in dossier.collate("B", "A").witnesses] == ["B", "A"]


def test_the_base_is_the_dossiers_for_the_collations_it_asks_for(dossier: treatydiff.Dossier) -> None:
    """For just these witnesses, in any order; an explicit base goes before it; for others it is the first."""
    assert [plan.name for plan in dossier.collations] == ["all", "two"]
    assert dossier.collate("C", "A", "B").base == "B"
    assert dossier.collate("A", "B").base == "B"
    assert dossier.collate("A", "B", base="A").base == "A"
    assert dossier.collate("C", "B").base == "C"


def test_the_level_is_by_article_where_the_dossier_compares_two_of_them_so(dossier: treatydiff.Dossier) -> None:
    """Texts in two languages are not collated word by word, unless it is asked for."""
    level = treatydiff.Level
    assert dossier.collate("A", "B").options.level is level.CLAUSE
    assert dossier.collate("A", "B", "C").options.level is level.ARTICLE
    assert dossier.collate("A", "C", level=level.CLAUSE).options.level is level.CLAUSE


def test_it_is_the_pure_function_on_the_dossiers_witnesses(dossier: treatydiff.Dossier) -> None:
    """What the facade gives is what `treatydiff.collate` gives on its witnesses."""
    witnesses = [dossier.witness(siglum) for siglum in "AB"]
    assert dossier.collate("A", "B") == treatydiff.collate(witnesses, base="B")


def test_what_cannot_be_collated(dossier: treatydiff.Dossier) -> None:
    """No witness, one twice, one that is not there, a base from elsewhere: one clear error each."""
    with pytest.raises(ModelError, match="found no witness to collate"):
        dossier.collate()
    with pytest.raises(ModelError, match="found two witnesses with the siglum A"):
        dossier.collate("A", "A")
    with pytest.raises(UnknownError, match="found no witness 'X' in the dossier"):
        dossier.collate("A", "X")
    with pytest.raises(UnknownError, match="found no witness C for the base; expected one of A, B"):
        dossier.collate("A", "B", base="C")


def test_texts_in_two_languages_are_joined_in_either_order() -> None:
    """Texts in two languages correspond by article and clause, whichever is named first; nothing is a change."""
    dossier = treatydiff.load()
    for pair in (("P41", "RU45"), ("RU45", "P41")):
        comparison = dossier.compare(*pair)
        assert comparison.changes == ()
        assert {str(link.relation) for link in comparison.links} == {"parallel"}
        joined = {frozenset(map(str, (*link.earlier, *link.later))) for link in comparison.links}
        assert {frozenset({f"P41/3:{number}", f"RU45/3:{number}"}) for number in range(1, 5)} <= joined
