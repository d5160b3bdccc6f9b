"""Edition: what all views of one page share: the texts, which ids are taken, which notes are printed where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import field, frozen, mutable

from treatydiff.annotation import Contradictions, remarks
from treatydiff.collation import Collation
from treatydiff.comparison import Comparison
from treatydiff.errors import UnknownError
from treatydiff.model.addresses import Address, ChangeAddress
from treatydiff.model.annotations import Annotation, Target
from treatydiff.model.dossiers import DossierRecord
from treatydiff.model.sources import Source
from treatydiff.model.witnesses import Witness
from treatydiff.report.html.build import NOTHING, Html, joined, tag
from treatydiff.report.html.references import References
from treatydiff.report.remarks import responsible


def change_id(address: ChangeAddress) -> str:
    """The id of a change: that of its link in TEI.

    Example:
        >>> change_id(ChangeAddress.parse("M/1:3..D/body:2+D/body:3"))
        'k-M-1-c3..D-body-c2.-D-body-c3'
    """
    return "k-" + "..".join(".-".join(end.as_id for end in side) for side in (address.earlier, address.later))


def note_id(annotation: Annotation) -> str:
    """The id of an annotation; one small letter opens ids of other things than provisions."""
    return f"n-{annotation.id}"


@frozen
class File:
    """A file that lies beside the page.

    Attributes:
        name: its name.
        what: what it is, in a few words.

    Example:
        >>> File("A-B.xml", "the comparison of A and B").name
        'A-B.xml'
    """

    name: str
    what: str


@mutable
class Edition:
    """What is shown, and what of it has its place already.

    Attributes:
        title: what stands over the page.
        comparisons: the comparisons, in order.
        collations: the collations, in order.
        record: what the dossier states; ``None`` where there is none.
        version: with what the page is made.
        files: what lies beside it.
    """

    title: str
    comparisons: Sequence[Comparison]
    collations: Sequence[Collation]
    record: DossierRecord | None
    version: str
    files: Sequence[File] = ()
    witnesses: dict[str, Witness] = field(init=False)
    annotations: tuple[Annotation, ...] = field(init=False)
    references: References = field(init=False)
    _at: dict[Address | ChangeAddress, list[Annotation]] = field(factory=dict, init=False)
    _contradictions: Contradictions = field(init=False)
    _usual: str = field(default="", init=False)
    _taken: set[str] = field(factory=set, init=False)
    _printed: set[str] = field(factory=set, init=False)

    def __attrs_post_init__(self) -> None:
        shown = [witness for one in self.comparisons for witness in (one.earlier, one.later)]
        shown += [witness for one in self.collations for witness in one.witnesses]
        # Where there is a dossier its order holds, and texts that nothing is compared with are shown as well.
        self.witnesses = {witness.siglum: witness for witness in (self.record.witnesses if self.record else shown)}
        said = {one.id: one for result in self.comparisons for one in result.annotations}
        said |= {one.id: one for result in self.collations for one in result.annotations}
        self.annotations = remarks(self.record.annotations if self.record else said.values())
        self._contradictions = Contradictions.among(self.annotations)
        self._usual = responsible(self.annotations)
        cited_from = self.record or DossierRecord(witnesses=tuple(self.witnesses.values()))
        self.references = References(cited_from, self.version)
        for one in self.annotations:
            for place in dict.fromkeys(map(self._meant, one.targets)):
                self._at.setdefault(place, []).append(one)

    # Ids

    def claim(self, identifier: str) -> str | None:
        """An id for an element, if no other has it."""
        if identifier in self._taken:
            return None
        self._taken.add(identifier)
        return identifier

    def taken(self, identifier: str) -> bool:
        """Whether an element has an id, so that a link to it leads somewhere."""
        return identifier in self._taken

    # Notes

    def number(self, annotation: Annotation) -> str:
        """What an annotation is called on the page: its place among all, from 1."""
        return str(self.annotations.index(annotation) + 1)

    def at(self, place: Address | ChangeAddress) -> tuple[Annotation, ...]:
        """The annotations that speak of just this place, or of words in it."""
        return tuple(self._at.get(place, ()))

    def _meant(self, target: Target) -> Address | ChangeAddress:
        place = target.place
        if isinstance(place, ChangeAddress):
            return ChangeAddress(place.earlier, place.later)
        witness = self.witnesses.get(place.siglum)
        if witness is None or not place.steps:
            return place
        try:
            return witness.resolve(place)
        except UnknownError:  # it was read with another edition of the text: the reader said so
            return place

    def mark(self, annotations: Iterable[Annotation]) -> Html:
        """Numbers that lead to notes."""
        return joined(
            tag("a", tag("span", "note ", class_="vh"), self.number(one), class_="nm", href=f"#{note_id(one)}")
            for one in annotations
        )

    def notes(self, annotations: Iterable[Annotation], *, about: str) -> Html:
        """The notes among these that were not printed before; nothing where all were.

        Args:
            annotations: those that belong here.
            about: what they are about, for those who do not see where they stand.
        """
        fresh = list(dict.fromkeys(one.id for one in annotations if one.id not in self._printed))
        self._printed.update(fresh)
        items = [self._note(one) for one in self.annotations if one.id in fresh]
        return tag("ol", *items, class_="notes", aria_label=f"Notes on {about}") if items else NOTHING

    def left(self) -> tuple[Annotation, ...]:
        """The annotations that were printed nowhere."""
        return tuple(one for one in self.annotations if one.id not in self._printed)

    def _note(self, one: Annotation) -> Html:
        when = str(one.date) if one.date else ""
        about = " · ".join(part for part in (", ".join(one.actors), when) if part)
        head = tag("span", tag("b", one.kind), f" · {about}" if about else None, class_="nh")
        sure = tag("i", f" ({one.cert} certainty)") if one.cert else None
        quoted = tag("q", one.quote) if one.quote else None
        against = [
            tag(
                "span",
                "Contradicted by ",
                tag("a", f"note {self.number(other)}", href=f"#{note_id(other)}"),
                f": {other.statement}",
                class_="con",
            )
            for other in self._contradictions.of(one)
        ]
        on = joined((self.link(target) for target in one.targets), ", ")
        cited = joined((_cited(source) for source in one.sources), "; ")
        foot = [cited, " — " if one.sources and one.targets else None, "on " if one.targets else None, on]
        by = f" ({one.resp})" if one.resp and one.resp != self._usual else None
        number = tag("a", self.number(one), href=f"#{note_id(one)}")
        kinds = tag("small", joined(foot), by)
        return tag(
            "li", number, head, " ", one.statement, sure, quoted, *against, kinds, id=self.claim(note_id(one))
        )

    def link(self, target: Target) -> Html:
        """What an annotation speaks of, as a link to where that stands."""
        meant = self._meant(target)
        words = f" “{target.quote}”" if target.quote and target.span else ""
        return joined([self.to(meant), words])

    def to(self, place: Address | ChangeAddress) -> Html:
        """An address as a link; as text where its text is not on the page."""
        if isinstance(place, ChangeAddress):
            known = all(end.siglum in self.witnesses for end in (*place.earlier, *place.later))
            return (
                tag("a", str(place), href=f"#{(place.later or place.earlier)[0].as_id}")
                if known
                else joined([str(place)])
            )
        known = place.siglum in self.witnesses and self._there(place)
        return tag("a", str(place), href=f"#{place.as_id}") if known else joined([str(place)])

    def _there(self, place: Address) -> bool:
        try:
            return not place.steps or bool(self.witnesses[place.siglum].resolve(place))
        except UnknownError:
            return False


def _cited(source: Source) -> Html:
    return joined([tag("cite", source.work.key) if source.work else None, _rest(source)])


def _rest(source: Source) -> str:
    said = str(source)
    return said[len(source.work.key) :] if source.work and said.startswith(source.work.key) else said


def cited(source: Source | None) -> Html:
    """A source, the work set off."""
    return _cited(source) if source else NOTHING


def language(witness: Witness) -> str | None:
    """The language of a text where it is not that of the page."""
    return witness.language if witness.language and witness.language != "en" else None


def english(witness: Witness) -> str | None:
    """The page's own language, where its words stand among a text's that has another."""
    return "en" if language(witness) else None
