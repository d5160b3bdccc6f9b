"""What treaties share: held against answers counted in plain sets."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from itertools import combinations, groupby
from pathlib import Path
from xml.etree import ElementTree

import pyarrow.parquet as pq
import pytest

from invented_corpus import invented_corpus
from treatydiff.cli import main
from treatydiff.corpus import Corpus, Level, Workers, borrowed, build, family, related, render_heatmap
from treatydiff.corpus.listing import SHOWN, listed
from treatydiff.corpus.store import SCHEMA, read_bucket
from treatydiff.corpus.wording import word_changes


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Ten treaties."""
    folder = tmp_path_factory.mktemp("related")
    invented_corpus(folder / "texts", 5, treaties=10)
    return build(folder / "texts", folder / "store").corpus


def rows_of(corpus: Corpus) -> list[dict[str, object]]:
    """All articles as the store has them."""
    files = sorted(corpus.folder.glob("articles-*.parquet"))
    return [
        row for file in files for row in read_bucket(corpus.folder, int(file.stem[-2:]), SCHEMA.names).to_pylist()
    ]


def alike(one: object, other: object) -> bool:
    """Whether two lists of shingles share one half."""
    a, b = set(one), set(other)  # type: ignore[call-overload]
    return bool(a and b) and 2 * len(a & b) >= len(a | b)


def test_every_pair_is_found_and_no_other(corpus: Corpus) -> None:
    """Related treaties and corresponding articles are those that counting everything gives: recall is 1."""
    rows = rows_of(corpus)
    pairs = {
        frozenset(((a["treaty"], a["address"]), (b["treaty"], b["address"])))
        for a, b in combinations(rows, 2)
        if a["treaty"] != b["treaty"] and alike(a["shingles"], b["shingles"])
    }
    assert len(pairs) > 40
    found = related(corpus, level=Level.ARTICLE)
    assert pairs == {
        frozenset(((r["earlier"], r["earlier_article"]), (r["later"], r["later_article"]))) for r in found.records()
    }
    expected = {}
    for one, other in combinations(sorted({str(row["treaty"]) for row in rows}), 2):
        ends = [end for pair in pairs if {t for t, _ in pair} == {one, other} for end in pair]
        counts = [len({end for end in ends if end[0] == treaty}) for treaty in (one, other)]
        if min(counts) >= 5:
            expected[frozenset((one, other))] = min(counts)
    table = related(corpus)
    assert expected
    assert {frozenset((r["earlier"], r["later"])): r["articles"] for r in table.records()} == expected
    assert [r["articles"] for r in table.records()] == sorted(expected.values(), reverse=True)


def test_borrowed_clauses_are_those_that_counting_gives(corpus: Corpus) -> None:
    """Each clause of a treaty has each treaty that is not later and has it, earliest first, with what differs."""
    rows = rows_of(corpus)
    order = {treaty.key: number for number, treaty in enumerate(corpus.treaties)}
    treaty = corpus.treaty("t6.xml")
    expected = {
        (clause["address"], other["treaty"])
        for row in rows
        if row["treaty"] == treaty.key
        for clause in row["clauses"]  # type: ignore[attr-defined]
        for other in rows
        if other["treaty"] != treaty.key and corpus.treaty(str(other["treaty"])).before(treaty) != "no"
        for there in other["clauses"]  # type: ignore[attr-defined]
        if alike(clause["shingles"], there["shingles"])
    }
    found = list(borrowed(corpus, "t6.xml").records())
    assert expected
    assert {(row["clause"], row["source"]) for row in found} == expected
    assert all((row["order"] == "unknown") == (not row["date"]) for row in found)
    for clause in {row["clause"] for row in found}:
        places = [order[row["source"]] for row in found if row["clause"] == clause]
        assert places == sorted(places)


def test_clauses_come_with_the_words_that_differ(corpus: Corpus) -> None:
    """Clauses are compared by their words: what is given, applied to the one clause, makes the other."""
    texts = {c["address"]: c["text"] for row in rows_of(corpus) for c in row["clauses"]}  # type: ignore[attr-defined]
    table = related(corpus, level=Level.CLAUSE)
    assert table.rows
    for row in table.records():
        one, other = texts[row["earlier_clause"]], texts[row["later_clause"]]
        assert [{"before": c.before, "after": c.after} for c in word_changes(one, other)] == row["changes"]
        assert row["changes"]
        assert row["per_mille"] >= 500


def test_processes_find_the_same(corpus: Corpus) -> None:
    """Two processes give the same tables as one, found anew or kept from before."""
    for level in Level:
        (corpus.folder / "corresponding.parquet").unlink(missing_ok=True)
        assert related(corpus, level=level, workers=Workers(2)) == related(corpus, level=level)
    assert borrowed(corpus, "t6", workers=Workers(2)) == borrowed(corpus, "t6")


def test_what_was_found_in_other_texts_is_not_used(tmp_path: Path) -> None:
    """Kept pairs serve the texts they were found in alone."""
    invented_corpus(tmp_path / "texts", 6, treaties=4)
    corpus = build(tmp_path / "texts", tmp_path / "store").corpus
    before = related(corpus)
    invented_corpus(tmp_path / "texts", 7, treaties=5)
    corpus = build(tmp_path / "texts", tmp_path / "store").corpus
    after = related(corpus)
    (corpus.folder / "corresponding.parquet").write_bytes(b"damaged")
    assert after == related(corpus) != before


def test_a_family_is_all_that_can_be_reached(corpus: Corpus) -> None:
    """A family is closed under relation, and names for each treaty an earlier one that it is nearest to."""
    pairs = [{row["earlier"], row["later"]} for row in related(corpus).records()]
    found = {row["treaty"]: row for row in family(corpus, "t6").records()}
    assert found["t6.xml"]["steps"] == 0
    assert all(pair <= found.keys() or not pair & found.keys() for pair in pairs)
    for row in found.values():
        if row["after"]:
            assert {row["treaty"], row["after"]} in pairs
            assert corpus.treaty(row["after"]).before(corpus.treaty(row["treaty"])) == "yes"


def test_the_heat_map_has_a_cell_for_each_relation(corpus: Corpus) -> None:
    """The picture is SVG, the same each time, and each related pair has two cells in it."""
    table = related(corpus)
    drawn = render_heatmap(corpus, table)
    assert drawn == render_heatmap(corpus, table)
    shaded = [
        path.get("d", "")
        for path in ElementTree.fromstring(drawn).iter("{http://www.w3.org/2000/svg}path")  # noqa: S314 - ours
        if (path.get("class") or "").startswith("b")
    ]
    assert sum(d.count("M") for d in shaded) == 2 * len(table.rows)


def test_commands(corpus: Corpus, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every action of the command writes its forms, and all forms of a table say the same."""
    store = str(corpus.folder)
    for form in ("csv", "json", "parquet", "svg"):
        assert main(["corpus", "related", store, "-o", str(tmp_path / f"r.{form}"), "--processes", "1"]) == 0
    rows = json.loads((tmp_path / "r.json").read_bytes())["rows"]
    assert rows == pq.read_table(tmp_path / "r.parquet").to_pylist()
    separated = list(csv.DictReader(io.StringIO((tmp_path / "r.csv").read_text())))
    assert separated == [{name: str(value) for name, value in row.items()} for row in rows]
    capsys.readouterr()
    assert main(["corpus", "borrowed", store, "t6", "--processes", "1"]) == 0
    assert "t6/chI/1:1" in capsys.readouterr().out
    assert main(["corpus", "family", store, "t6", "--processes", "1"]) == 0
    assert "t6.xml" in capsys.readouterr().out
    assert main(["corpus", "compare", store, "t5", "t6", "--exit-code"]) == 1
    assert "Treaty 6" in capsys.readouterr().out
    assert main(["corpus", "related", store, "--level", "clause", "--format", "svg", "--processes", "1"]) == 2
    assert main(["corpus", "family", store, "t99", "--processes", "1"]) == 2


def test_build_says_what_it_did(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command names files that cannot be read, counts, and exits with 1 for them."""
    invented_corpus(tmp_path / "texts", 8, treaties=2)
    assert main(["corpus", "build", str(tmp_path / "texts"), "-o", str(tmp_path / "c"), "--processes", "1"]) == 0
    (tmp_path / "texts" / "bad.xml").write_text("<treaty>")
    assert main(["corpus", "build", str(tmp_path / "texts"), "-o", str(tmp_path / "c"), "--processes", "1"]) == 1
    said = capsys.readouterr()
    assert "bad.xml" in said.err
    assert "2 treaties" in said.out
    assert "1 file read, 2 unchanged" in said.out


def test_what_is_listed_is_what_the_table_says(corpus: Corpus) -> None:
    """Set for a person, each level names what its rows name, and says how many there are in all."""
    for level, first in ((Level.TREATY, "later"), (Level.ARTICLE, "later_article"), (Level.CLAUSE, "later_clause")):
        table = related(corpus, level=level)
        lines = listed(corpus, table)
        assert all(row[first] in lines for row in list(table.records())[:SHOWN])
        assert f"{len(table.rows):,} pairs of" in lines
        assert (f"... and {len(table.rows) - SHOWN:,} more" in lines) == (len(table.rows) > SHOWN)
    sources = borrowed(corpus, "t6")
    lines = listed(corpus, sources, asked=corpus.treaty("t6"))
    for clause, rows in groupby(sources.records(), key=lambda row: row["clause"]):
        assert clause in lines
        earliest = next(rows)
        assert earliest["source_clause"] in lines
        assert all(change["after"] in " ".join(lines.split()) for change in earliest["changes"])


def test_nothing_found_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where nothing is related or borrowed the command says so in words, and still exits with 0."""
    invented_corpus(tmp_path / "texts", 8, treaties=1)
    store = str(build(tmp_path / "texts", tmp_path / "c").corpus.folder)
    for action, said in (("related", "No two treaties"), ("borrowed", "0 of 27 clauses"), ("family", "No treaty")):
        treaty = [] if action == "related" else ["t0"]
        assert main(["corpus", action, store, *treaty, "--processes", "1"]) == 0
        assert said in capsys.readouterr().out


@pytest.mark.parametrize(("library", "extra"), [("pyarrow", "corpus"), ("distributed", "cluster")])
def test_a_missing_extra_is_named(library: str, extra: str) -> None:
    """Without what an extra brings there is one error, which says what to install."""
    program = f"""
import sys, importlib.util as u
from treatydiff.corpus import extras
extras.find_spec = lambda name: None if name == {library!r} else u.find_spec(name)
from treatydiff.corpus.extras import require
require({extra!r})
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert f"treatydiff[{extra}]" in done.stderr


def test_agreements_of_a_corpus_of_trade(shared: Path, tmp_path: Path) -> None:
    """Real agreements are read without a problem, and the join finds every pair that counting finds."""
    from treatydiff.corpus.contents import Articles
    from treatydiff.corpus.joining import alike as join
    from treatydiff.corpus.joining import counted

    folder = tmp_path / "texts"
    folder.mkdir()
    files = sorted((shared / "corpora" / "tota").glob("*.xml"), key=lambda path: path.stat().st_size)
    for path in files[:200:8]:
        (folder / path.name).symlink_to(path)
    corpus = build(folder, tmp_path / "store").corpus
    assert len(corpus.treaties) == 25
    assert not corpus.problems
    sets = Articles.of(corpus).sets
    sets = sets.taken(sets.classes()[1])
    with Workers().run(tmp_path) as run:
        pairs = join(sets, run=run, folder=tmp_path)
    one, other, _ = counted(sets, sets)
    exact = {pair for pair in zip(one.tolist(), other.tolist(), strict=True) if pair[0] < pair[1]}
    assert set(zip(pairs.one.tolist(), pairs.other.tolist(), strict=True)) == exact
