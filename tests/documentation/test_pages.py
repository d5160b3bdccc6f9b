"""What pages lead to is there, and what is public is described."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

import treatydiff
from treatydiff.export import schemas

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(
    page
    for page in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "benchmarks" / "README.md")
    if not page.relative_to(ROOT).as_posix().startswith("docs/_")
)


@cache
def _tokens(page: Path) -> tuple[Token, ...]:
    return tuple(MarkdownIt().enable("table").parse(page.read_text("utf-8")))


@cache
def _anchors(page: Path) -> frozenset[str]:
    """What the headings of a page are called, as GitHub and MyST call them."""
    found: list[str] = []
    for before, token in zip(_tokens(page), _tokens(page)[1:], strict=False):
        if before.type == "heading_open":
            words = "".join(part.content for part in token.children or () if part.type in {"text", "code_inline"})
            anchor = re.sub(r"[^\w\- ]", "", words.lower()).replace(" ", "-")
            found.append(f"{anchor}-{again}" if (again := found.count(anchor)) else anchor)
    return frozenset(found)


def _links(page: Path) -> list[str]:
    inner = [part for token in _tokens(page) for part in token.children or ()]
    return [
        str(part.attrGet("href") or part.attrGet("src")) for part in inner if part.type in {"link_open", "image"}
    ]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    """Each relative link of a page leads to a file or folder that is there, and to a heading that is in it.

    Sphinx looks at the pages in ``docs/`` alone, and only at what it builds; these are the links that a reader of
    the clone follows.
    """
    lost = []
    for link in _links(page):
        name, _, anchor = link.partition("#")
        if re.match(r"[a-z]+:", link):
            continue
        target = (page.parent / name).resolve() if name else page
        if not target.exists() or (anchor and target.suffix == ".md" and anchor not in _anchors(target)):
            lost.append(link)
    assert lost == []


def test_links_to_other_sites_are_addresses() -> None:
    """Each link that leaves the project is an address of the web, with a host and without a stray sign."""
    lost = []
    for page in PAGES:
        for link in _links(page):
            scheme, _, rest = link.partition(":")
            if re.match(r"[a-z]+:", link) and not (
                scheme in {"http", "https"} and re.fullmatch(r"//[a-z0-9-]+(\.[a-z0-9-]+)+(/[!-~]*)?", rest)
            ):
                lost.append((page.name, link))
    assert lost == []


def test_the_first_page_leads_to_all() -> None:
    """The documentation's first page has a link to every page but those of the API, which has a page of its own."""
    first = ROOT / "docs" / "index.md"
    pages = {*(ROOT / "docs").rglob("*.md"), *(ROOT / "docs").rglob("*.ipynb")}
    wanted = {
        page
        for page in pages
        if page.parent.name != "api" and not page.relative_to(ROOT / "docs").parts[0].startswith(("_", "jupyter"))
    }
    led = {(first.parent / link.partition("#")[0]).resolve() for link in _links(first)}
    assert sorted(wanted - led) == [first]


def test_the_page_of_schemas_names_each() -> None:
    """Each JSON Schema has its row, with a link to its file and its own description."""
    text = (ROOT / "docs" / "reference" / "schemas.md").read_text("utf-8")
    rows = re.findall(r"^\| \[([\w-]+)\]\(\S+/schemas/\1\.schema\.json\) \| (.*) \|$", text, re.MULTILINE)
    names = (*schemas.NAMES, *schemas.INPUTS)
    assert rows == [(name, schemas.schema(name)["description"]) for name in names]


def test_the_reference_describes_all_public_names() -> None:
    """Each name in ``treatydiff.__all__`` stands once on its page of the reference, and no other does.

    That the classes of which signatures speak are described too, Sphinx sees: it is told to fail where a name in a
    signature leads nowhere.
    """
    text = (ROOT / "docs" / "reference" / "api" / "treatydiff.md").read_text("utf-8")
    assert sorted(re.findall(r"auto(?:class|exception|function):: treatydiff\.(\w+)", text)) == treatydiff.__all__
