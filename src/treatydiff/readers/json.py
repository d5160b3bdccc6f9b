"""JSON of comparisons and collations: their witnesses, whole, and what was decided and said of them.

What follows from the texts (links that were computed, changes, groups, counts) is not read: it is made anew by
`treatydiff.read_comparison` and `treatydiff.read_collation`. The form is described in `treatydiff.export.json` and
`treatydiff.export.witnesses`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import evolve, frozen

from treatydiff.errors import InputError, UnknownError
from treatydiff.model.addresses import Address
from treatydiff.model.annotations import Annotation, Target
from treatydiff.model.dates import UncertainDate
from treatydiff.model.dossiers import Level
from treatydiff.model.links import EditedLink, Flag, Link, NoCounterpart, Relation
from treatydiff.model.numbers import Number
from treatydiff.model.passages import Correction, Gap, Highlight, Mark, Name, PageBreak, Passage, Span
from treatydiff.model.provisions import Label, Provision
from treatydiff.model.sources import Source, Work
from treatydiff.model.witnesses import TextStatus, Witness
from treatydiff.normalization import Normalization, Segmentation
from treatydiff.readers.decoding import decode
from treatydiff.readers.json_values import Value, parse
from treatydiff.readers.transcript import Transcript, furnish

VERSION = 2
"""The version of the forms that is read."""
COMPARISON, COLLATION = "treatydiff comparison", "treatydiff collation"
"""What the forms are called."""
_DERIVED = {
    COMPARISON: ("counts", "words", "overruled", "changes", "not_transmitted"),
    COLLATION: ("overruled", "groups"),
}
"""Keys of what follows from the rest, and is not read."""


@frozen
class Result:
    """A comparison or a collation, as far as it does not follow from its texts.

    Attributes:
        form: ``"treatydiff comparison"`` or ``"treatydiff collation"``.
        witnesses: the texts; of a comparison the earlier one first.
        base: the siglum of the witness whose order a collation follows.
        normalization: what counted as the same word.
        level: whether words were compared.
        rules: the names of the rules by which differences were classed.
        edits: an editor's decisions, those that fit and then those that do not.
        annotations: what is said of the texts and of what varies.
    """

    form: str
    witnesses: tuple[Witness, ...]
    base: str
    normalization: Normalization
    level: Level
    rules: tuple[str, ...]
    edits: tuple[EditedLink, ...]
    annotations: tuple[Annotation, ...]


def read(data: bytes, *, name: str, siglum: str | None = None) -> Transcript:
    """Read the witnesses of a comparison or collation.

    Args:
        data: the file's bytes.
        name: what errors call the file.
        siglum: a siglum for its only witness, in place of its own.

    Raises:
        InputError: it is no JSON, no JSON of a comparison or collation, or not in the form that these have; with
            line and column.
        ModelError: what it says cannot be: two provisions with one address, a siglum that is none.
    """
    result = read_result(data, name=name)
    witnesses, annotations = result.witnesses, result.annotations
    if siglum is not None:
        if len(witnesses) > 1:
            raise InputError(
                f"found {len(witnesses)} witnesses in one file, and the one siglum {siglum} for them",
                expected="a file with one witness",
                todo="leave the siglum out",
            ).at(name)
        annotations = tuple(_renamed(one, witnesses[0].siglum, siglum) for one in annotations)
        witnesses = (evolve(witnesses[0], siglum=siglum),)
    return Transcript(witnesses, annotations=annotations)


def read_result(data: bytes, *, name: str) -> Result:
    """Read a comparison or collation, as far as it does not follow from its texts.

    Raises:
        InputError: it is no JSON, no JSON of a comparison or collation, or not in the form that these have.
        ModelError: what it says cannot be.

    Example:
        >>> from treatydiff.comparison import compare
        >>> from treatydiff.export.json import write_comparison
        >>> a, b = (
        ...     Witness(siglum, (Provision("body", (Passage(text),)),))
        ...     for siglum, text in (("A", "It lasts five years."), ("B", "It lasts ten years."))
        ... )
        >>> result = read_result(write_comparison(compare(a, b), version="1.0"), name="A-B.json")
        >>> result.form, [witness.siglum for witness in result.witnesses]
        ('treatydiff comparison', ['A', 'B'])
    """
    document = parse(decode(data, name=name), name=name)
    form = document.get("schema").is_
    if not isinstance(form, str) or form not in _DERIVED:
        found = f"JSON of the form {form[:60]!r}" if isinstance(form, str) else "JSON that is not treatydiff's"
        raise document.wrong(
            f"found {found}",
            "JSON of a comparison or a collation, which hold texts",
            "write it with treatydiff compare or collate, -o FILE.json",
        )
    version = document.get("version")
    if version.is_ != VERSION:
        todo = "" if version.is_ != 1 else "write it anew: version 1 held no texts"
        raise version.wrong(f"found {form!r} in the version {str(version.is_)[:20]}", f"version {VERSION}", todo)
    texts = ("earlier", "later") if form == COMPARISON else ("base", "witnesses")
    keys = ("schema", "version", "software", "options", *texts, "links", "without_counterpart", "misfits")
    said = document.of(*keys, "annotations", and_=_DERIVED[form])
    written = [said["earlier"], said["later"]] if form == COMPARISON else said["witnesses"].items()
    witnesses: list[Witness] = []
    for one in written:
        witness = _witness(one)
        if witness.siglum in {other.siglum for other in witnesses}:
            raise one.get("siglum").wrong(
                f"found two witnesses with the siglum {witness.siglum}", "a siglum for each"
            )
        witnesses.append(witness)
    if not witnesses:
        raise said["witnesses"].wrong("found no witness", "one at least")
    sigla = [witness.siglum for witness in witnesses]
    base = sigla[0] if form == COMPARISON else said["base"].one_of(sigla)
    options = said["options"].of("level", "normalization", "segmentation", "rules")
    with said["options"].told():
        normalization = Normalization(
            options["normalization"].texts(), Segmentation(options["segmentation"].one_of(tuple(Segmentation)))
        )
    level = Level(options["level"].one_of(tuple(Level)))
    rules: list[str] = []
    for one in options["rules"].items():
        rule = one.of("name", "class", "says")["name"].text()
        if rule in rules:
            raise one.wrong(f"found two rules with the name {rule}", "a name for each")
        rules.append(rule)
    return Result(
        form,
        tuple(witnesses),
        base,
        normalization,
        level,
        tuple(rules),
        tuple(_edits(said["links"], said["without_counterpart"], said["misfits"], level)),
        tuple(
            _annotation(one, {witness.siglum: witness for witness in witnesses})
            for one in said["annotations"].items()
        ),
    )


def _witness(value: Value) -> Witness:
    """A witness; its addresses are made from kinds and numbers, and must be those that it states."""
    texts = (
        *("siglum", "title", "kind", "instrument", "language", "translator", "presented_by", "original"),
        *("filiation", "rights"),
    )
    others = ("status", "complete", "date", "source", "remarks", "provisions")
    said = value.of(*texts, *others)
    with value.told():
        described = Witness(
            **_texts(said, texts),
            status=TextStatus(said["status"].one_of(tuple(TextStatus))),
            complete=said["complete"].flag(),
            date=_date(said["date"]),
            source=None if said["source"].is_ is None else _source(said["source"]),
            remarks=said["remarks"].texts(),
        )
    written: dict[int, Value] = {}
    provisions = tuple(_provision(one, written) for one in said["provisions"].items())
    witness = furnish(
        described, provisions, name=value.name, place=lambda provision: written[id(provision)].place()
    )
    for address, provision in witness.addressed():
        one = written[id(provision)]
        _check_address(one, address)
        for number, clause in enumerate(one.get("clauses").items(), start=1):
            _check_address(clause, address.of_clause(number))
    return witness


def _texts(said: Mapping[str, Value], keys: tuple[str, ...]) -> dict[str, Any]:
    """The strings of some keys, as arguments of these names."""
    return {key: said[key].text() for key in keys}


def _check_address(value: Value, address: Address) -> None:
    stated = value.get("address")
    if stated.text() != str(address):
        raise stated.wrong(
            f"found the address {stated.text()[:60]!r}",
            f"{address}, by the kinds and numbers of the provisions",
            "mend whichever of them is wrong",
        )


def _provision(value: Value, written: dict[int, Value]) -> Provision:
    """A provision; it and what is inside it are noted with their values, by identity."""
    keys = ("address", "kind", "number", "label", "heading", "party", "clauses", "children")
    said = value.of(*keys)
    children = tuple(_provision(one, written) for one in said["children"].items())
    with value.told():
        made = Provision(
            said["kind"].text(),
            tuple(_passage(one, "address") for one in said["clauses"].items()),
            children,
            None if said["number"].is_ is None else Number(said["number"].text()),
            None if said["label"].is_ is None else _label(said["label"]),
            None if said["heading"].is_ is None else _passage(said["heading"]),
            said["party"].text(),
        )
    written[id(made)] = value
    return made


def _label(value: Value) -> Label:
    said = value.of("text", "supplied", "resp")
    return Label(said["text"].text(), said["supplied"].flag(), said["resp"].text())


def _passage(value: Value, *besides: str) -> Passage:
    said = value.of("text", "marks", *besides)
    with value.told():
        return Passage(said["text"].text(), tuple(_mark(one) for one in said["marks"].items()))


_MARKS: dict[str, tuple[type[Mark], tuple[str, ...]]] = {
    "gap": (Gap, ("reason", "note", "resp")),
    "highlight": (Highlight, ("rend", "resp")),
    "correction": (Correction, ("sic", "resp", "cert", "source")),
    "page-break": (PageBreak, ("page",)),
    "name": (Name, ()),
}
"""What a mark is called, what it is, and what it says besides its place."""


def _mark(value: Value) -> Mark:
    made, keys = _MARKS[value.get("mark").one_of(tuple(_MARKS))]
    said = value.of("mark", "start", "stop", *keys)
    with value.told():
        span = Span(said["start"].number(), said["stop"].number())
        return made(span, **_texts(said, keys))


def _date(value: Value) -> UncertainDate | None:
    if value.is_ is None:
        return None
    with value.told():
        return UncertainDate(value.text())


def _source(value: Value) -> Source:
    own = ("pages", "note", "repository", "shelfmark")
    said = value.of("work", "reference", "entry", *own)
    work = None
    with value.told():
        if said["entry"].is_ is not None:
            others = (
                *("kind", "title", "container", "place", "publisher", "date", "isbn", "url", "identifier"),
                "pages",
            )
            entry = said["entry"].of("authors", "editors", "translators", *others)
            work = Work(
                said["work"].text(),
                said["reference"].text(),
                **_texts(entry, others),
                authors=entry["authors"].texts(),
                editors=entry["editors"].texts(),
                translators=entry["translators"].texts(),
            )
        elif said["work"].text() or said["reference"].text():
            raise said["entry"].wrong("found a work without its entry", "an object: what else is known of it")
        return Source(work, **_texts(said, own))


def _annotation(value: Value, witnesses: Mapping[str, Witness]) -> Annotation:
    texts = ("id", "kind", "statement", "quote", "resp", "cert", "term", "value")
    said = value.of(*texts, "targets", "date", "actors", "sources", "conflicts_with")
    with value.told():
        return Annotation(
            **_texts(said, texts),
            targets=tuple(_target(one, witnesses) for one in said["targets"].items()),
            date=_date(said["date"]),
            actors=said["actors"].texts(),
            sources=tuple(_source(one) for one in said["sources"].items()),
            conflicts_with=said["conflicts_with"].texts(),
        )


def _target(value: Value, witnesses: Mapping[str, Witness]) -> Target:
    """What an annotation speaks of, which must be there if the text is."""
    said = value.of("address", "start", "stop", "quote")
    with value.told():
        whole = said["start"].is_ is None and said["stop"].is_ is None
        span = None if whole else Span(said["start"].number(), said["stop"].number())
        target = Target(said["address"].text(), span, said["quote"].text())
    for end in target.addresses:
        if end.siglum in witnesses and end.steps:
            try:
                found = witnesses[end.siglum].resolve(end)
            except UnknownError as error:
                raise said["address"].wrong(f"found the target {end}, which is not there", error.expected) from None
            if span is not None and span.of(witnesses[end.siglum].clause(found).text) != target.quote:
                raise said["quote"].wrong(
                    f"found words quoted of {end} that do not stand there", "those of the span"
                )
    return target


def _edits(links: Value, alone: Value, misfits: Value, level: Level) -> Iterator[EditedLink]:
    """An editor's decisions: those that fit the texts, and then those that do not."""
    for one in links.items():
        link = _link(one)
        # Where articles alone are compared, their clauses are joined by the link of the article, whoever stated it.
        if link.edited and not (level is Level.ARTICLE and link.of_clauses):
            yield link
    for one in alone.items():
        yield _no_counterpart(one)
    for one in misfits.items():
        said = one.of("edit", "what", "link", "no_counterpart")
        if (said["link"].is_ is None) == (said["no_counterpart"].is_ is None):
            raise one.wrong(
                "found a decision that is a link and none, or neither", "one of the two, the other null"
            )
        yield _no_counterpart(said["no_counterpart"]) if said["link"].is_ is None else _link(said["link"])


def _link(value: Value) -> Link:
    texts = ("rule", "resp", "cert", "reason")
    said = value.of("address", "earlier", "later", "relation", "flags", "score", "words", *texts)
    with value.told():
        return Link(
            said["earlier"].texts(),
            said["later"].texts(),
            Relation(said["relation"].one_of(tuple(Relation))),
            tuple(Flag(one.one_of(tuple(Flag))) for one in said["flags"].items()),
            said["score"].share(),
            **_texts(said, texts),
            words=said["words"].texts(),
            place=value.name,
        )


def _no_counterpart(value: Value) -> NoCounterpart:
    keys = ("address", "witness", "resp", "cert", "reason", "words")
    said = value.of(*keys)
    with value.told():
        return NoCounterpart(**_texts(said, keys), place=value.name)


def _renamed(annotation: Annotation, old: str, new: str) -> Annotation:
    """The annotation with another siglum for a text of which it speaks."""

    def other(address: Address) -> Address:
        return evolve(address, siglum=new) if address.siglum == old else address

    targets = []
    for target in annotation.targets:
        place = target.place
        if isinstance(place, Address):
            targets.append(evolve(target, place=other(place)))
            continue
        sides = [tuple(map(other, side)) for side in (place.earlier, place.later)]
        targets.append(evolve(target, place=evolve(place, earlier=sides[0], later=sides[1])))
    return evolve(annotation, targets=tuple(targets))
