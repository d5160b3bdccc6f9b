"""Notebooks: what results show of themselves, how much of it, and that words of a text are no markup in it."""

from __future__ import annotations

import importlib
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest

import treatydiff
from treatydiff.model.dossiers import DossierRecord
from treatydiff.model.passages import Passage
from treatydiff.model.provisions import Provision
from treatydiff.model.witnesses import Witness
from treatydiff.report import notebook


class Page(HTMLParser):
    """What a reader sees of HTML: its words, those in marks, and which elements it has."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.words, self.marked, self.elements, self.open = "", dict[str, list[str]](), set[str](), list[str]()
        self.attributes: set[str] = set()
        self.feed(source)
        self.close()
        assert self.open == [], "each element is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.elements.add(tag)
        self.attributes.update(name for name, _ in attrs)
        if tag != "br":
            self.open.append(tag)
        if tag in ("del", "ins"):
            self.marked.setdefault(tag, []).append("")

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost element."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Collect words, those of the style left out."""
        if self.open[-1:] != ["style"]:
            self.words += data
            if self.open[-1:] in (["del"], ["ins"]):
                self.marked[self.open[-1]][-1] += data


ELEMENTS = {
    *("div", "style", "table", "caption", "thead", "tbody", "tr", "th", "td", "p", "br", "b", "del", "ins"),
}
ATTRIBUTES = {"class", "scope", "lang"}


def shown(dossier: treatydiff.Dossier, *sigla: str) -> dict[str, str]:
    """What each kind of result of a dossier shows of itself."""
    return {
        "dossier": notebook.render_dossier(dossier),
        "witness": notebook.render_witness(dossier.witness(sigla[1])),
        "comparison": notebook.render_comparison(dossier.compare(*sigla[:2])),
        "collation": notebook.render_collation(dossier.collate(*sigla)),
        "trace": notebook.render_trace(dossier.trace(next(dossier.witness(sigla[1]).clauses())[0])),
        "timeline": notebook.render_timeline(dossier.timeline),
        "terms": notebook.render_terms(dossier.terms()),
    }


HOSTILE = "<script>alert(1)</script>\"'&amp;<b onclick='x'>"


def hostile() -> treatydiff.Dossier:
    """A dossier in which every word is markup."""
    texts = tuple(
        Witness(
            siglum,
            (Provision("body", (Passage(f"{HOSTILE} lasts {term}"),), heading=Passage(f"{HOSTILE}{term}")),),
            title=HOSTILE,
            kind=HOSTILE,
            translator=HOSTILE,
            language='"><script>',
        )
        for siglum, term in (("A", "<i>five</i>"), ("B", "<i>ten</i>"))
    )
    return treatydiff.Dossier(DossierRecord(HOSTILE, texts))


@pytest.mark.parametrize("kind", ["dossier", "witness", "comparison", "collation", "trace", "timeline", "terms"])
def test_what_is_shown_is_sound_small_and_harmless(kind: str) -> None:
    """Each result is a closed fragment of few elements, below 40 kB, even of a dossier in which all is markup."""
    for dossier, sigla in ((treatydiff.load(), ("K40", "M40", "P41")), (hostile(), ("A", "B"))):
        source = shown(dossier, *sigla)[kind]
        page = Page(source)
        assert page.elements <= ELEMENTS
        assert page.attributes <= ATTRIBUTES
        assert len(source) < 40_000
        assert "<script" not in source
        assert "http" not in source


def test_a_comparison_marks_what_differs() -> None:
    """The words in del and ins are those of the edits, and each change is named by its address and relation."""
    comparison = treatydiff.load().compare("K40", "M40")
    page = Page(notebook.render_comparison(comparison))
    edits = [edit for change in comparison for edit in change.edits]
    assert page.marked["del"] == [edit.before.strip() for edit in edits if edit.before.strip()]
    assert page.marked["ins"] == [edit.after.strip() for edit in edits if edit.after.strip()]
    for change in comparison:
        assert f"{change.address}{change.relation}" in page.words


def test_what_is_said_several_times_is_told_in_full_once() -> None:
    """An annotation on an article is told with its first change, and named with the others."""
    words = Page(notebook.render_comparison(treatydiff.load().compare("K40", "M40"))).words
    assert words.count("Lozovskiy points to the Soviet-German model") == 1
    assert words.count("neg-1941-04-12-force") > 2


@pytest.mark.parametrize(("number", "more"), [(notebook.ROWS, 0), (notebook.ROWS + 3, 3)])
def test_a_big_dossier_is_cut_and_says_so(number: int, more: int) -> None:
    """No more than so many rows are shown, and where there are more a line says how many."""
    texts = tuple(Witness(f"A{n}", (Provision("body", (Passage("It lasts."),)),)) for n in range(number))
    source = notebook.render_dossier(treatydiff.Dossier(DossierRecord("Pact", texts)))
    assert source.count('<th scope="row">') == notebook.ROWS
    assert (f"{more} more rows are not shown here." in source) == bool(more)


class Formatter:
    """Stands for IPython's formatter of HTML."""

    def __init__(self) -> None:
        self.registered: dict[tuple[str, str], Callable[..., str]] = {}

    def for_type_by_name(self, module: str, name: str, function: Callable[..., str]) -> None:
        """Note what is registered."""
        self.registered[module, name] = function


class Shell:
    """Stands for a running IPython."""

    def __init__(self) -> None:
        self.formatter = Formatter()
        self.display_formatter: Any = self
        self.formatters = {"text/html": self.formatter}


def test_results_are_registered_by_the_names_that_they_have() -> None:
    """What is registered are the classes of the results themselves, which have no HTML of their own."""
    shell = Shell()
    treatydiff.load_ipython_extension(shell)
    dossier = treatydiff.load()
    results = [
        dossier,
        dossier.witness("P41"),
        dossier.compare("K40", "M40"),
        dossier.collate("K40", "M40"),
        dossier.trace("P41/3"),
        dossier.timeline,
        dossier.terms(),
    ]
    assert set(shell.formatter.registered) == {(type(one).__module__, type(one).__name__) for one in results}
    assert not any(hasattr(one, "_repr_html_") or hasattr(one, "_repr_mimebundle_") for one in results)


def test_every_registered_name_is_a_class() -> None:
    """Where a name is registered, the class is defined, and not only imported from somewhere else."""
    shell = Shell()
    treatydiff.load_ipython_extension(shell)
    for module, name in shell.formatter.registered:
        assert getattr(importlib.import_module(module), name).__module__ == module


@pytest.mark.parametrize(
    ("before", "wanted"),
    [
        ("", "False"),
        ("import types; sys.modules['IPython'] = types.SimpleNamespace(get_ipython=lambda: None)", "True"),
    ],
)
def test_nothing_is_imported_where_no_notebook_runs(before: str, wanted: str) -> None:
    """``import treatydiff`` imports what shows results only beside IPython, and then not what makes them."""
    program = (
        f"import sys\n{before}\nimport treatydiff\n"
        "print('treatydiff.report.notebook' in sys.modules)\n"
        "assert not {'lxml', 'attrs', 'treatydiff.dossier', 'treatydiff.comparison'} & set(sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == wanted
