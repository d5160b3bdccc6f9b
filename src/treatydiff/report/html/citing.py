"""Citing: how to cite what is on the page, and the reference of each text."""

from __future__ import annotations

from treatydiff.citation import citation_of, write_reference
from treatydiff.model.addresses import Address
from treatydiff.report.html.build import Html, joined, tag
from treatydiff.report.html.edition import Edition


def citing(edition: Edition) -> Html:
    """The view."""
    record = edition.references.record
    listed = []
    for siglum in edition.witnesses:
        reference = write_reference(citation_of(record, Address(siglum), version=edition.version))
        listed.append(tag("div", tag("dt", siglum, class_="sig"), tag("dd", reference)))
    works = [
        tag("li", tag("cite", work.key), f": {work.reference or work.title}", _read_at(work.url))
        for work in (edition.record.works if edition.record else ())
    ]
    return tag(
        "section",
        tag("h2", "Citing", id="v-citing-h"),
        tag(
            "div",
            _part(
                "A provision",
                "Each provision and clause has an address, which stands before it and is a link to itself: the "
                "siglum, the printed numbers from the outside in, and the clause after a colon. It does not change "
                "when texts are aligned anew or others come in.",
            ),
            _part(
                "A change",
                "A change is cited by what it joins: the earlier address, two full stops, the later; several on "
                "a side are joined by a plus sign, and a side is empty where there is no counterpart. After @ may "
                "stand which words, counted in the earlier text, or with a plus sign in the later.",
            ),
            _part(
                "The words",
                "After the address stands a digest of the words, the first 16 digits of a SHA-256 hash. Whoever "
                "follows the citation can see by it that the words are the same. Select a provision or a sign and "
                "copy its citation from the bar at the foot of the page, where scripts run.",
            ),
            class_="cite2",
        ),
        tag("h3", "References of the texts"),
        tag("dl", *listed, class_="refs"),
        tag("h3", "Works") if works else None,
        tag("ul", *works, class_="works") if works else None,
        id=edition.claim("v-citing"),
        aria_labelledby="v-citing-h",
    )


def _part(title: str, text: str) -> Html:
    return tag("div", tag("h3", title), tag("p", text))


def _read_at(url: str) -> Html | None:
    """A link to where a work can be read; what is no address of the web stands as text."""
    if not url:
        return None
    if not url.startswith(("https://", "http://")):
        return joined([f" {url}"])
    return joined([" ", tag("a", "read it", href=url, rel="noreferrer")])
