"""Page: what stands around the views: head with its policy, title block, navigation, controls, foot."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Sequence
from importlib.resources import files

from treatydiff.model.addresses import Address
from treatydiff.report.html.bases import LARGE
from treatydiff.report.html.build import Content, Html, inline, joined, tag
from treatydiff.report.html.edition import Edition, cited, language
from treatydiff.report.html.signs import sign, sprite
from treatydiff.report.wording import caution, counted, described

VIEWS = (
    ("overview", "Overview"),
    ("genesis", "Genesis"),
    ("synopsis", "Synopsis"),
    ("apparatus", "Apparatus"),
    ("timeline", "Timeline"),
    ("terms", "Terms"),
    ("citing", "Citing"),
)
"""The views in order, each by the name in its id, and what it is called."""
_STYLES = ("base.css", "synopsis.css", "views.css", "narrow.css", "print.css")
_RELATIONS = (
    "identical",
    "reworded",
    "inserted",
    "omitted",
    "moved",
    "renumbered",
    "reference",
    "split",
    "merged",
    "parallel",
    "not-transmitted",
)


def page(edition: Edition, views: Sequence[Html]) -> bytes:
    """The whole file: UTF-8, one line feed at its end.

    Args:
        edition: what is shown.
        views: the views in order; those with nothing to show are left out.
    """
    style = "".join(map(_asset, _STYLES)) + _footer_of(edition.title)
    script = _asset("report.js")
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    shown = [view for view in views if view.source]
    document = tag(
        "html",
        tag(
            "head",
            tag("meta", charset="utf-8"),
            tag("meta", http_equiv="Content-Security-Policy", content=policy),
            tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
            tag("meta", name="color-scheme", content="light dark"),
            tag("meta", name="referrer", content="no-referrer"),
            tag("meta", name="generator", content=f"treatydiff {edition.version}"),
            tag("title", f"{edition.title}: comparison"),
            inline("style", style),
        ),
        "\n",
        tag(
            "body",
            sprite(),
            tag("a", "Skip to the views", href="#v-overview", class_="skip"),
            tag("a", "Skip to the synopsis", href="#v-synopsis", class_="skip"),
            _front(edition),
            _navigation(edition),
            # The bar is shown at the foot of the window, and reached by Tab before a thousand links.
            tag("main", _bar(edition), _about(edition), joined(shown, "\n")),
            tag(
                "footer",
                tag("p", f"Made with treatydiff {edition.version}. One file; nothing is loaded from elsewhere."),
                class_="foot",
            ),
            inline("script", script),
            class_="long" if _size(edition) > LARGE else None,
        ),
        lang="en",
    )
    return f"<!DOCTYPE html>\n{document.source}\n".encode()


def _size(edition: Edition) -> int:
    """How many clauses the page sets beside each other."""
    return sum(1 for one in edition.comparisons for _ in (*one.earlier.clauses(), *one.later.clauses()))


def _asset(name: str) -> str:
    return files(__package__).joinpath("assets", name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    return "sha256-" + b64encode(hashlib.sha256(content.encode()).digest()).decode()


def _footer_of(title: str) -> str:
    r"""The rule that prints the title at the foot of each page; the title is of any origin.

    Example:
        >>> _footer_of('a"}</style>').partition("content:")[2]
        '"a\\22 \\7d \\3c \\2f style\\3e  · treatydiff"}}\n'
    """
    # Anything but a letter, digit or space is written by its number, so that no string can end the rule.
    safe = "".join(c if c.isalnum() or c == " " else f"\\{ord(c):x} " for c in title)
    return f'@page{{@bottom-left{{content:"{safe} · treatydiff"}}}}\n'


# The title block


def _front(edition: Edition) -> Html:
    return tag(
        "header",
        tag("p", "treatydiff ", tag("span", "comparison of treaty texts"), class_="series"),
        tag("h1", edition.title),
        class_="top",
        id=edition.claim("v-top"),
    )


def _about(edition: Edition) -> Html:
    """The texts, and what is to be known of them before reading on."""
    heads = [tag("th", name, scope="col") for name in ("Siglum", "Text", "Date and origin", "Source")]
    rows = []
    for witness in edition.witnesses.values():
        when = " · ".join(part for part in (str(witness.date or ""), witness.presented_by) if part)
        about = described(witness)
        if witness.date:
            about = about.removeprefix(str(witness.date)).removeprefix(", ")
        rows.append(
            tag(
                "tr",
                tag(
                    "th",
                    tag("a", witness.siglum, href=f"#{Address(witness.siglum).as_id}", class_="sig"),
                    scope="row",
                ),
                tag("td", tag("span", witness.title, lang=language(witness)), " ", tag("span", about, class_="sm")),
                tag("td", when),
                tag("td", cited(witness.source)),
            )
        )
    shown = edition.witnesses.values()
    warned = caution(*shown)
    whole = [witness for witness in shown if not witness.complete]
    named = {witness.siglum for one in edition.comparisons for witness in (one.earlier, one.later)}
    facts: list[Content] = [
        tag("p", tag("strong", warned)) if warned else None,
        tag(
            "p",
            "Transmitted in part only, so that silence is not omission: ",
            joined((tag("b", witness.siglum, class_="sig") for witness in whole), ", "),
            ".",
        )
        if whole
        else None,
        tag("p", "Which provision carries on which is a finding, not a fact; an editor may overrule it."),
    ]
    made = [
        ("Made with", f"treatydiff {edition.version}"),
        ("Edition", edition.record.edition if edition.record else ""),
        ("Editors", ", ".join(edition.record.editors) if edition.record else ""),
        ("Compared", f"{counted(len(edition.comparisons), 'pair')} of {counted(len(named), 'text')}"),
        ("Same word", _options(edition)),
    ]
    listed = [tag("div", tag("dt", name), tag("dd", value)) for name, value in made if value]
    return tag(
        "div",
        tag(
            "div",
            tag("h2", "Texts", class_="run"),
            tag(
                "table",
                tag("caption", "Texts of this report", class_="vh"),
                tag("thead", tag("tr", *heads)),
                tag("tbody", *rows),
                class_="wit",
            ),
        ),
        tag(
            "div",
            tag("h2", "What the texts are", class_="run"),
            *facts,
            tag("dl", *listed, class_="ver"),
            _files(edition),
            class_="colo",
        ),
        class_="front",
    )


def _options(edition: Edition) -> str:
    results = [*(one.collation for one in edition.comparisons), *edition.collations]
    return results[0].options.normalization.described if results else ""


def _files(edition: Edition) -> Html | None:
    if not edition.files:
        return None
    listed = [tag("li", tag("a", file.name, href=file.name), f" {file.what}") for file in edition.files]
    return tag("details", tag("summary", "Files of this report"), tag("ul", *listed, class_="sm"))


def _navigation(edition: Edition) -> Html:
    there = [(f"v-{name}", called) for name, called in VIEWS if edition.taken(f"v-{name}")]
    links = [tag("li", tag("a", called, href=f"#{identifier}")) for identifier, called in there]
    return tag("nav", tag("ul", *links), class_="nav", aria_label="Views")


# The bar


def _bar(edition: Edition) -> Html:
    """Controls that need the script, which shows them."""
    relations = [
        tag(
            "label",
            tag("input", type="checkbox", name="r", value=name, checked=True, autocomplete="off"),
            sign(name),
            _called(name),
        )
        for name in _RELATIONS
    ]
    kinds = list(dict.fromkeys(one.kind for one in edition.annotations))
    classes = dict.fromkeys(
        unit.variant
        for collation in (*edition.collations, *(one.collation for one in edition.comparisons))
        for group in collation.clause_groups()
        for unit in group.units
        if unit.variant
    )
    choices = [
        _choice("k", "Annotated", ["all", "annotated", *kinds]) if kinds else None,
        _choice("v", "Variants", ["all", *classes]) if len(classes) > 1 else None,
    ]
    texts = [
        tag(
            "label", tag("input", type="checkbox", name="w", value=siglum, checked=True, autocomplete="off"), siglum
        )
        for siglum in edition.witnesses
    ]
    patterns = [tag("li", pattern) for pattern in edition.references.patterns]
    filters = tag(
        "form",
        tag("fieldset", tag("legend", "Show"), *relations, class_="tools"),
        tag("fieldset", tag("legend", "Texts"), *texts, class_="tools") if len(texts) > 2 else None,
        tag("div", *choices, tag("button", "Reset", type="reset"), class_="tools"),
        id="x-filters",
        hidden=True,
    )
    return tag(
        "aside",
        filters,
        tag(
            "div",
            tag("button", "Filters", type="button", id="x-open", aria_expanded="false", aria_controls="x-filters"),
            tag("label", tag("input", type="checkbox", id="x-only", autocomplete="off"), "Hide unchanged"),
            tag("button", "Previous change", type="button", id="x-back"),
            tag("button", "Next change", type="button", id="x-next"),
            tag("span", "Nothing selected", id="x-said", role="status"),
            tag("button", "Copy citation", type="button", id="x-copy", disabled=True),
            class_="row",
        ),
        tag("ol", *patterns, id="x-patterns", hidden=True),
        id="x-bar",
        aria_label="Filters and citation",
        hidden=True,
    )


def _called(name: str) -> str:
    return {"identical": "kept", "parallel": "corresponds", "reference": "cross-reference"}.get(
        name, name.replace("-", " ")
    )


def _choice(name: str, legend: str, options: Sequence[str]) -> Html:
    listed = [tag("option", option, value=option) for option in options]
    return tag("label", f"{legend} ", tag("select", *listed, name=name, autocomplete="off"))
