"""The HTML report in Chromium: read by keyboard alone, filtered, linked to, printed, without network or script."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import treatydiff
from treatydiff.citation import cite
from treatydiff.comparison import compare
from treatydiff.model.numbers import Number
from treatydiff.model.passages import Passage
from treatydiff.model.provisions import Label, Provision
from treatydiff.model.witnesses import Witness
from treatydiff.report.html import render_html

HERE = Path(__file__).resolve().parent
Reader = Callable[[str, Path], Any]


@pytest.fixture(scope="module")
def read() -> Reader:
    """Does a task with a page in the browser; fails where the page asks the network for anything or complains."""
    folder = os.environ.get("TREATYDIFF_CONSUMERS")
    if not folder:
        pytest.skip("TREATYDIFF_CONSUMERS is not set; tests/consumers/install.sh installs the programs")
    modules = Path(folder).resolve() / "node" / "node_modules"
    node, chromium = shutil.which("node"), shutil.which("chromium")
    if not (modules / "axe-core").is_dir() or node is None:
        pytest.skip("axe-core is not installed")
    if chromium is None:
        pytest.skip("there is no chromium")

    def reading(task: str, page: Path) -> Any:
        command = [node, str(HERE / "report.mjs"), str(modules), chromium, task, str(page)]
        run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
        assert run.returncode == 0, run.stderr
        result = json.loads(run.stdout)
        assert result["asked"] == [], "the page asked for something from outside"
        assert result["said"] == [], "the console said something"
        return result["found"]

    return reading


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the bundled dossier."""
    dossier = treatydiff.load()
    comparisons = [dossier.compare(plan.earlier, plan.later, level=plan.level) for plan in dossier.comparisons]
    collations = [dossier.collate(*plan.sigla, base=plan.base) for plan in dossier.collations]
    path = tmp_path_factory.mktemp("whole") / "pact.html"
    path.write_bytes(render_html(comparisons, collations, record=dossier.record, version="1.0"))
    return path


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two texts of the bundled dossier, as of two files."""
    dossier = treatydiff.load()
    path = tmp_path_factory.mktemp("pair") / "pair.html"
    path.write_bytes(render_html([dossier.compare("K40", "M40")], version="1.0"))
    return path


def test_axe_finds_nothing(read: Reader, whole: Path) -> None:
    """No violation of any rule of axe-core, desktop and phone, light and dark."""
    assert read("axe", whole) == {"1400 light": [], "1400 dark": [], "390 light": [], "390 dark": []}


def test_no_width_scrolls_sideways(read: Reader, whole: Path) -> None:
    """From a desktop to a phone, and to 320 pixels, which is 400 % zoom: the page is as wide as the window."""
    for width, needed in read("widths", whole).items():
        assert needed <= int(width)


def test_everything_is_reached_by_keyboard(read: Reader, pair: Path) -> None:
    """Tab walks through all links and controls, each seen and outlined; first come a skip link and the controls."""
    found = read("keyboard", pair)
    assert found["skip"] == ["Skip to the views", True]
    assert found["skipped"] == "#v-overview"
    assert found["unseen"] == []
    assert found["controls"] < 20
    assert found["reached"] == found["wanted"] > 50


def test_filters(read: Reader, whole: Path) -> None:
    """By relation, annotation, variant class and text; the page's address says which; a reset takes all back."""
    found = read("filters", whole)
    kept = [names for names in found["all"] if set(names) <= {"identical", "parallel"}]
    assert kept
    assert not any(names in kept for names in found["changed"])
    assert 0 < len(found["changed"]) < len(found["all"])
    assert found["hash"].startswith("#?r=")
    assert found["inserted"]
    assert all("inserted" in names for names in found["inserted"])
    assert found["insertedHash"] == "#?r=inserted"
    assert found["reset"] == found["all"]
    assert found["resetHash"] == ""
    assert found["annotated"]
    assert all(found["annotated"])
    assert found["classes"] == ["punctuation"]
    assert found["texts"]
    assert not any("K40" in sigla.split() and len(sigla.split()) == 2 for sigla in found["texts"])
    assert "K40" not in found["columns"]
    assert "M40" in found["columns"]


def test_deep_links(read: Reader, whole: Path) -> None:
    """An address with state behind it opens there with that state; one that a filter hides resets the filters."""
    found = read("link", whole)
    assert found["selected"] == "M40-3-c2"
    assert found["there"]
    assert all("reworded" in names for names in found["shown"])
    assert found["hash"] == "#M40-3-c2?r=reworded"
    assert found["forced"] == [True, "Selected: K40/III:1 (filters were reset to show it)"]
    assert found["plain"]
    assert found["based"][0] == "M40"


def test_a_link_to_a_change_shows_its_words_and_its_article(read: Reader, whole: Path) -> None:
    """The line over the article is in view, and what is said of the change covers no words; without script too."""
    assert read("change", whole) == [{"heading": True, "label": True}] * 2


def test_the_citation_of_what_is_selected_is_copied(read: Reader, whole: Path) -> None:
    """The clipboard holds what `cite` gives, for a clause, an article, a change, and what has no counterpart."""
    record = treatydiff.load().record
    wanted = {
        "P41-3-c1": "P41/3:1",
        "P41-3": "P41/3",
        "k-K40-VI-c2..M40-3-c2": "K40/VI:2..M40/3:2",
        "k-K40-III..": "K40/III..",
    }
    assert read("copy", whole) == {key: cite(record, place, version="1.0") for key, place in wanted.items()}


def test_from_change_to_change(read: Reader, pair: Path) -> None:
    """The buttons go through the changes in their order, and put focus and address there."""
    found = read("step", pair)
    assert found["went"] == [[name, name] for name in found["order"][:4]]
    assert found["back"] == found["order"][2]


def test_without_a_script(read: Reader, whole: Path) -> None:
    """All views are there, the controls are not, and the base of the apparatus can be chosen all the same."""
    found = read("scriptless", whole)
    assert found["views"] == [True] * 7
    assert found["bar"] == [False]
    assert found["before"] == [True, *[False] * 5]
    assert found["after"] == [False, True, *[False] * 4]


def test_print(read: Reader, whole: Path) -> None:
    """A4 upright and across, no controls, white paper in dark mode too, links written out, no pictures."""
    found = read("print", whole)
    sizes = {tuple(size) for size in found["pages"]}
    assert sizes == {(595, 842), (842, 595)}
    assert found["controls"] == []
    assert found["paper"] == "rgb(255, 255, 255)"
    assert all("http" in written for written in found["written"])
    assert found["size"] < 3_000_000


def test_light_dark_and_motion(read: Reader, pair: Path) -> None:
    """The page follows what the reader's system asks for, and moves only where that is not unwanted."""
    found = read("schemes", pair)
    assert found["light reduce"][0] != found["dark reduce"][0]
    assert found["light reduce"][1] == "auto"
    assert found["light no-preference"][1] == "smooth"


def long_pair() -> tuple[Witness, Witness]:
    """Two treaties of 500 articles, of random words; in the later every other clause is reworded."""
    chance = random.Random(5)  # noqa: S311 - nothing secret
    parts = "ba del fi gor lu man ne ros su tik".split()
    # About as long as the words of English treaties.
    words = [*parts, *(a + b for a in parts for b in parts), *(a + b + "ation" for a in parts for b in parts[:5])]

    def clause() -> list[str]:
        return [chance.choice(words) for _ in range(chance.randint(12, 40))]

    earlier = [[clause() for _ in range(chance.randint(1, 5))] for _ in range(500)]
    later = []
    for clauses in earlier:
        kept = [one for one in clauses if chance.random() > 0.05] or [clause()]
        for n, one in enumerate(kept):
            if chance.random() < 0.5:
                kept[n] = [chance.choice(words) if chance.random() < 0.1 else word for word in one]
        later.append(kept)
    for _ in range(12):
        later.insert(chance.randrange(500), later.pop(chance.randrange(500)))

    def witness(siglum: str, articles: list[list[list[str]]]) -> Witness:
        return Witness(
            siglum,
            tuple(
                Provision(
                    "article",
                    tuple(Passage(f"{' '.join(one).capitalize()}. ") for one in clauses),
                    number=Number(str(n)),
                    label=Label(f"Article {n}"),
                )
                for n, clauses in enumerate(articles, 1)
            ),
        )

    return witness("A", earlier), witness("B", later)


def test_two_treaties_of_500_articles(read: Reader, tmp_path: Path) -> None:
    """The page takes less than ten times the room of the texts, opens, scrolls, filters and finds an article."""
    a, b = long_pair()
    page = render_html([compare(a, b)], version="1.0")
    assert len(page) < 10 * (len(a.text.encode()) + len(b.text.encode()))
    path = tmp_path / "long.html"
    path.write_bytes(page)
    found = read("scroll", path)
    assert {"v-genesis", "v-synopsis", "v-apparatus"} <= set(found["seen"])
    assert found["height"] > 50_000
    assert found["there"]
    # Far above what was measured (see docs); a page that hangs takes minutes.
    assert found["opened"] < 30_000
    assert found["slowest"] < 5_000
    assert found["filtered"] < 10_000
