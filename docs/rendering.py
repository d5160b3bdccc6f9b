"""Parts of pages that are made while the site is built: what must agree with files elsewhere, and so is not copied.

A page says with ``<!-- made: NAME -->`` where the part of this name belongs. The name of a file that it shows, in
``<!-- file: NAME -->``, becomes a caption. What leads to the README leads to the first page, which is made of it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "tricky")]

import test_clauses as division  # noqa: E402 - the galleries are read as the tests read them
import test_tricky as gallery  # noqa: E402

from plain_form import comparison_lines  # noqa: E402
from treatydiff.collation import Collation, collate  # noqa: E402
from treatydiff.comparison import Comparison, compare  # noqa: E402
from treatydiff.export import schemas  # noqa: E402
from treatydiff.model.witnesses import Witness  # noqa: E402

_SPECIAL = str.maketrans({sign: "\\" + sign for sign in r"\`*_{}[]<>#|$~"})


def _plain(text: str) -> str:
    """Text in which no sign means anything to Markdown."""
    return text.translate(_SPECIAL).strip()


_WHOLE = "```{code-block} console\n:class: whole\n\n"
"""How a block of commands begins that shows errors or notes: long lines, which are to be read whole."""


def _block(lines: Iterable[str]) -> str:
    return "\n".join(["```{code-block} text", ":class: whole", "", *lines, "```", ""])


# --- Tricky cases -------------------------------------------------------------------------------------------


def _named(statements: Iterable[str]) -> set[str]:
    """The addresses in statements about a case."""
    return {one for line in statements for one in re.findall(r"\w+/[\w/.]+(?::\d+)?", line.partition(": ")[0])}


def _laid_out(witness: Witness, *, only: set[str]) -> Iterator[str]:
    """The lines of a text: what is printed over its units, and its clauses with their addresses.

    Args:
        witness: the text.
        only: addresses; articles in which none of them lies are left out. Empty for all.
    """
    articles = {"/".join(one.partition(":")[0].split("/")[:2]) for one in only}
    for address, unit in witness.addressed():
        if articles and "/".join(str(address).split("/")[:2]) not in articles:
            continue
        printed = [unit.label.text if unit.label else "", unit.heading.text if unit.heading else ""]
        if any(printed):
            yield f"*{_plain(' '.join(filter(None, printed)))}*"
        for number, clause in enumerate(unit.clauses, start=1):
            yield f"`{address}:{number}` {_plain(clause.read_out())}"


def _texts(case: gallery.Case) -> Iterator[str]:
    """The texts of a case, side by side; of the bundled ones, the articles in question."""
    named = _named(case.wanted)
    columns = [
        "<br>".join(_laid_out(witness, only=named if text == gallery.FROM_DOSSIER else set()))
        for witness, (_, text) in zip(case.witnesses(), case.texts, strict=True)
    ]
    yield f"| {' | '.join(siglum for siglum, _ in case.texts)} |"
    yield "|" + "---|" * len(columns)
    yield f"| {' | '.join(columns)} |"
    yield ""


def _said(collation: Collation, comparison: Comparison | None, *, of: set[str]) -> list[str]:
    """What treatydiff says of certain addresses, in the form of what is wanted."""
    lines = [f"linked {link.address}" for link in collation.links]
    if comparison is not None:
        lines = comparison_lines(comparison)
    return [line for line in lines if _named([line.partition(" ")[0]]) & of] or lines


def _case(name: str, case: gallery.Case) -> Iterator[str]:
    witnesses = case.witnesses()
    comparison = compare(*witnesses) if len(witnesses) == 2 else None
    collation = comparison.collation if comparison else collate(witnesses)
    missed = [line for line in case.wanted if not gallery.holds(line, case.wanted, collation, comparison)]
    yield f"### {name.replace('-', ' ').capitalize()}\n"
    yield f"{_plain(case.situation)}\n"
    yield from _texts(case)
    yield "Wanted:\n"
    yield _block(case.wanted)
    if missed:
        yield "Said instead:\n"
        yield _block(_said(collation, comparison, of=_named(missed)))
        yield f"Why: {_plain(case.still_wrong)}.\n"
    else:
        yield "Said: the same.\n"
    yield f"Source: {_plain(case.source)}.\n"


def wrong_cases() -> str:
    """The cases that treatydiff gets wrong."""
    return "\n".join(line for name, case in gallery.CASES.items() if case.still_wrong for line in _case(name, case))


def right_cases() -> str:
    """The cases that treatydiff gets right."""
    cases = gallery.CASES.items()
    return "\n".join(line for name, case in cases if not case.still_wrong for line in _case(name, case))


LANGUAGES = {
    "ar": "Arabic",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "nl": "Dutch",
    "pt": "Portuguese",
    "ru": "Russian",
    "uk": "Ukrainian",
    "zh": "Chinese",
}
"""What the languages are called whose texts are divided."""


def _divided(folder: str) -> str:
    lines = []
    for path in sorted((division.HERE / folder).glob("*.txt")):
        lines += [f"### {LANGUAGES.get(path.stem, path.stem.capitalize())}\n"]
        remarks: list[str] = []
        for line in path.read_text("utf-8").splitlines():
            if line.startswith("#"):
                remarks.append(line.removeprefix("#").strip())
                continue
            if remarks:
                lines += ["", _plain(" ".join(remarks)), ""]
                remarks = []
            if line:
                lines.append("* " + _plain(line))
        lines.append("")
    return "\n".join(lines)


def clauses() -> str:
    """Where clauses end, by language."""
    return _divided("clauses")


def words() -> str:
    """Where words end."""
    return _divided("words")


# --- Schemas ------------------------------------------------------------------------------------------------


def _type(form: str, said: dict[str, Any]) -> str:
    """What a value may be, in a few words; what is described elsewhere as a link."""
    if "$ref" in said:
        name = said["$ref"].rpartition("/")[2]
        return f"[{name}](#{form}-{name.lower()})"
    if "const" in said:
        return f"`{said['const']}`"
    if "enum" in said:
        return ", ".join(f"`{value}`" for value in said["enum"])
    for several in ("anyOf", "oneOf"):
        if several in said:
            return " or ".join(_type(form, one) for one in said[several])
    kinds = said.get("type", "any")
    if kinds == "array":
        return f"list of {_type(form, said['items'])}" if "items" in said else "list"
    return kinds if isinstance(kinds, str) else " or ".join(kinds)


def _rows(form: str, said: dict[str, Any], before: str = "") -> Iterator[str]:
    for key, value in said.get("properties", {}).items():
        must = "yes" if key in said.get("required", ()) else ""
        yield f"| `{before}{key}` | {_type(form, value)} | {must} | {_plain(value.get('description', ''))} |"
        yield from _rows(form, value, f"{before}{key}.")
        if isinstance(value.get("items"), dict):
            yield from _rows(form, value["items"], f"{before}{key}[].")


def _table(form: str, said: dict[str, Any]) -> Iterator[str]:
    if rows := list(_rows(form, said)):
        yield from ("", "| key | value | always | what |", "|---|---|---|---|", *rows, "")
    elif "$ref" not in said:
        yield f"\n{_type(form, said).capitalize()}.\n"


def schema_tables() -> str:
    """What each JSON Schema says, key by key."""
    lines: list[str] = []
    for name in (*schemas.NAMES, *schemas.INPUTS):
        schema = schemas.schema(name)
        lines += [f"## {name}\n", f"{schema['description']} `{schema['$id']}`", *_table(name, schema)]
        for inner, said in schema.get("$defs", {}).items():
            lines += [
                f"\n({name}-{inner.lower()})=\n**{inner}**: {said.get('description', '')}",
                *_table(name, said),
            ]
    return "\n".join(lines)


MADE = {
    "wrong cases": wrong_cases,
    "right cases": right_cases,
    "clauses": clauses,
    "words": words,
    "schemas": schema_tables,
}
"""The parts, by name."""


def filled(page: str) -> str:
    """The text of a page with its parts made, and its files captioned.

    Raises:
        KeyError: there is no part of a name that the page gives.
    """
    page = re.sub(r"\]\((\.\./)+README\.md", "](/index.md", page)
    page = re.sub(r"^```console\n(?=(?:(?!```).*\n)*treatydiff: )", _WHOLE, page, flags=re.MULTILINE)
    page = re.sub(r"<!-- file: (\S+) -->\n```(\w*)\n", r"```{code-block} \2\n:caption: \1\n\n", page)
    return re.sub(r"<!-- made: (.*?) -->", lambda found: MADE[found[1]](), page)
