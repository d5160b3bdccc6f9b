"""Apparatus: a reading text with numbered lemmata, the readings of other witnesses at the foot of each provision.

The base is chosen by radio buttons, which a style sheet alone obeys: each base has a text of its own on the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from treatydiff.collation import ClauseGroup, Collation, ProvisionGroup
from treatydiff.report.entries import Entry, entries, reading_text, variation, varies
from treatydiff.report.html.bases import bases_of, rebased, shown
from treatydiff.report.html.build import Content, Html, joined, tag
from treatydiff.report.html.edition import Edition, language
from treatydiff.report.html.signs import sign
from treatydiff.report.wording import enumerated, title_of, without_words


def apparatus(edition: Edition) -> Html:
    """The view: for each collation, or comparison where nothing was collated, its text with the variants."""
    parts = [
        _Apparatus(edition, collation, number).render()
        for number, collation in enumerate(shown(edition), 1)
        if not without_words(collation)
    ]
    return tag(
        "section",
        tag("h2", "Apparatus", id="v-apparatus-h"),
        tag(
            "p",
            "Reading text with numbered lemmata; at the foot of each provision the readings of the other texts. A "
            "text that is not named has the words of the base.",
            class_="intro",
        ),
        *(parts or [tag("p", "No words were compared, only which provisions correspond.")]),
        id=edition.claim("v-apparatus"),
        aria_labelledby="v-apparatus-h",
    )


class _Apparatus:
    """One collation."""

    def __init__(self, edition: Edition, collation: Collation, number: int) -> None:
        self.edition = edition
        self.collation = collation
        self.number = number

    def render(self) -> Html:
        """The collation with all bases that are offered."""
        sigla = [witness.siglum for witness in self.collation.witnesses]
        bases = bases_of(self.collation)
        texts = [_Text(self, rebased(self.collation, base), n).render() for n, base in enumerate(bases)]
        several = len(shown(self.edition)) > 1
        return tag(
            "div",
            tag("h3", joined((tag("b", siglum, class_="sig") for siglum in sigla), " · ")) if several else None,
            self._choice(bases) if len(bases) > 1 else tag("p", f"Base {bases[0]}", class_="sm"),
            *texts,
            class_="apx",
            role="group",
            aria_label=f"Apparatus of {enumerated(sigla)}",
        )

    def _choice(self, bases: Sequence[str]) -> Html:
        name = f"x-base-{self.number}"
        buttons = [
            tag(
                "label",
                tag(
                    "input",
                    type="radio",
                    name=name,
                    value=base,
                    class_=f"rb{n}",
                    checked=n == 0,
                    autocomplete="off",
                ),
                tag("span", base),
            )
            for n, base in enumerate(bases)
        ]
        return tag("fieldset", tag("legend", "Base"), *buttons, class_="tools base")


class _Text:
    """A collation read along one base."""

    def __init__(self, apparatus_: _Apparatus, collation: Collation, place: int) -> None:
        self.edition = apparatus_.edition
        self.collation = collation
        self.place = place
        self.name = f"{apparatus_.number}-{place}"
        self.count = 0

    def render(self) -> Html:
        """The text, provision by provision."""
        blocks = [block for group in self.collation.groups for block in self._provision(group, frozenset())]
        return tag("div", *blocks, class_=f"ed e{self.place}")

    def _provision(self, group: ProvisionGroup, absent: frozenset[str]) -> Iterator[Html]:
        provision = self.collation.witness(group.address.siglum).provision(group.address)
        clauses = [child for child in group.children if isinstance(child, ClauseGroup)]
        inner = [child for child in group.children if isinstance(child, ProvisionGroup)]
        within = absent.union(group.omitted, group.not_transmitted)
        own = not provision.about.inner or group.label is not None or bool(group.heading)
        ours = group.address.siglum == self.collation.base
        if own or clauses:
            head = self._head(group, absent) if own else []
            yield self._block(group, head, clauses, within, ours=ours)
        for child in inner:
            yield from self._provision(child, within if own else absent)

    def _head(self, group: ProvisionGroup, absent: frozenset[str]) -> list[Content]:
        witness = self.collation.witness(group.address.siglum)
        said = self._absent(group, absent)
        return [
            tag("em", title_of(witness.provision(group.address)), lang=language(witness)),
            " ",
            tag("a", str(group.address), href=f"#{group.address.as_id}", class_="ad"),
            tag("span", said, class_="sl") if said else None,
        ]

    def _block(
        self,
        group: ProvisionGroup,
        head: list[Content],
        clauses: Sequence[ClauseGroup],
        absent: frozenset[str],
        *,
        ours: bool,
    ) -> Html:
        text: list[Content] = []
        feet: list[Content] = []
        if group.label is not None and varies(group.label, group):
            feet.append(
                self._foot(group, [*entries(self.collation, group, (group.label,), [(0, group.label)])], "label")
            )
        over = [*entries(self.collation, group, group.heading, variation(group))]
        feet += [self._foot(group, over, "title")] if over else []
        for clause in clauses:
            words, foot = self._clause(clause, absent)
            text += [words, " "]
            feet.append(foot)
        held = [foot for foot in feet if foot]
        witness = self.collation.witness(group.address.siglum)
        return tag(
            "div",
            tag("h4", *head) if head else None,
            tag("p", *text, class_="rtx", lang=language(witness)) if text else None,
            tag("div", *held, class_="ap") if held else None,
            class_="apb" if ours else "apb other",
        )

    def _clause(self, group: ClauseGroup, absent: frozenset[str]) -> tuple[Html, Html | None]:
        found = {entry.position: entry for entry in entries(self.collation, group, group.units, variation(group))}
        numbered: dict[int, int] = {}
        parts: list[Content] = []
        for position, unit in enumerate(reading_text(self.collation, group, group.units).units):
            words = "".join(unit)
            if position not in found:
                parts.append(words)
                continue
            self.count += 1
            numbered[position] = self.count
            bare = words.rstrip()
            ours, foot = f"l-{self.name}-{self.count}", f"l-{self.name}-{self.count}-f"
            link = tag("a", str(self.count), href=f"#{foot}")
            parts.append(
                tag("span", bare or None, link, id=self.edition.claim(ours), class_=None if bare else "at")
            )
            parts.append(words[len(bare) :])
        ours_too = group.address.siglum == self.collation.base
        address = str(group.address)[len(group.address.siglum) + 1 :] if ours_too else str(group.address)
        said = self._absent(group, absent)
        last = parts[-1] if parts else None
        if isinstance(last, str) and not ours_too:
            parts[-1] = last.rstrip()
        words_here = joined([tag("small", address), " ", *parts])
        # What the base lacks stands in its place, set apart.
        text = words_here if ours_too else tag("span", "[", words_here, "]", class_="alien")
        others = [
            tag("a", str(a), href=f"#{a.as_id}", class_="ad")
            for member in group.members
            if member.siglum != group.address.siglum
            for a in member.addresses
        ]
        if not found and not said:
            return text, None
        listed = [self._entry(entry, numbered[entry.position]) for entry in found.values()]
        return text, tag(
            "div",
            tag("a", str(group.address), href=f"#{group.address.as_id}", class_="ad"),
            tag("span", said, class_="sl") if said else None,
            tag("ol", *listed, class_="ape") if listed else None,
            tag("span", "also ", joined(others, " "), class_="sl") if others and not listed else None,
            class_="apc",
        )

    def _foot(self, group: ProvisionGroup, found: Sequence[Entry], what: str) -> Html:
        """The variants of what is printed over a provision, which bear no numbers."""
        listed = [self._entry(entry, 0) for entry in found]
        return tag(
            "div",
            tag("span", what, class_="sl"),
            tag("ol", *listed, class_="ape"),
            class_="apc",
        )

    def _entry(self, entry: Entry, number: int) -> Html:
        ours, foot = f"l-{self.name}-{number}", f"l-{self.name}-{number}-f"
        readings = [
            tag(
                "span",
                tag("span", one.words or "(no words)", class_="le"),
                *(part for siglum in one.sigla for part in (" ", tag("b", siglum))),
                data_w=" ".join(one.sigla),
            )
            for one in entry.variants
        ]
        if entry.omitted:
            sigla = (part for siglum in entry.omitted for part in (" ", tag("b", siglum)))
            readings.append(tag("span", tag("i", "om."), *sigla, data_w=" ".join(entry.omitted)))
        if entry.silent:
            sigla = (part for siglum in entry.silent for part in (" ", tag("b", siglum)))
            readings.append(
                tag(
                    "span",
                    sign("not transmitted"),
                    tag("i", "not transmitted"),
                    *sigla,
                    data_w=" ".join(entry.silent),
                )
            )
        link = tag("a", str(number), href=f"#{ours}") if number else None
        return tag(
            "li",
            link,
            " " if number else None,
            tag("span", f"{entry.lemma}]", class_="le"),
            " ",
            joined(readings, " · "),
            tag("i", f" {entry.variant}", class_="va") if entry.variant else None,
            id=self.edition.claim(foot) if number else None,
            data_v=entry.variant,
        )

    def _absent(self, group: ClauseGroup | ProvisionGroup, known: frozenset[str]) -> str:
        """Who lacks a group, and of whom it is not transmitted, without those of whom that is known."""
        without = [siglum for siglum in group.omitted if siglum not in known]
        silent = [siglum for siglum in group.not_transmitted if siglum not in known]
        said = [
            f"{what} {' '.join(sigla)}"
            for what, sigla in (("not in", without), ("not transmitted in", silent))
            if sigla
        ]
        return "; ".join(said)
