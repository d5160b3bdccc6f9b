"""``dossier.xml``: what joins the texts of a dossier, written anew, or with further texts in its lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from treatydiff.errors import InputError
from treatydiff.export.tei.annotations import WHOLE, Surroundings, of_whole, prefixes, taxonomies
from treatydiff.export.tei.bibliography import bibliography, by_key
from treatydiff.export.tei.build import XML, Element, Register, element, serialize, witness_id
from treatydiff.model.dossiers import CollationPlan, ComparisonPlan, DossierRecord, Level
from treatydiff.model.witnesses import Witness
from treatydiff.readers.decoding import decode_xml
from treatydiff.readers.places import LINE_END
from treatydiff.readers.xml import XmlSource, attribute, parse

_DEPTHS = {
    Level.CLAUSE: "by article and clause, with the differences word by word",
    Level.ARTICLE: "by article alone, without clauses and differences of words",
}
_BASE = "the base: the apparatus follows its order, and its words are the lemmata"
_DECLARATION = re.compile(r"<\?xml[^>]*\?>")


def write_dossier(record: DossierRecord, *, licence: str = "", version: str) -> bytes:
    """What a dossier states beside its texts, each of which is named as ``SIGLUM.xml#SIGLUM``.

    Args:
        record: the dossier: title, editors, edition, texts, comparisons, collations and annotations are written.
        licence: under which licence it may be used: a URL, or words; empty where nobody said.
        version: the software's version, which the header names.

    Returns:
        UTF-8; the same dossier gives the same bytes anywhere.

    Example:
        >>> record = DossierRecord("Pact", (Witness("A"), Witness("B")), (ComparisonPlan("A", "B"),))
        >>> written = write_dossier(record, version="1.0").decode()
        >>> [line.strip() for line in written.splitlines() if "<item>" in line][-1]
        '<item><ref target="A.xml#A">A</ref> <ref target="B.xml#B">B</ref></item>'
    """
    people, works = Register("r"), Register("s")
    lists = Surroundings(frozenset(), record.annotations, people, works).lists()
    known = by_key([*record.works, *(s.work for one in record.annotations for s in one.sources if s.work)])
    off = [*bibliography(known, works), *lists]
    text = element("text", element("body", *_lists(record)))
    head = _header(record, licence, version, people)
    root = element("TEI", head, *([element("standOff", *off)] if off else []), text, xml_lang="en")
    if of_whole(record.annotations):
        root.set(f"{XML}id", WHOLE)
    return serialize(root)


def _header(record: DossierRecord, licence: str, version: str, people: Register) -> Element:
    edition = (
        [element("editionStmt", element("edition", record.edition, n=record.edition))] if record.edition else []
    )
    persons = [element("person", element("persName", name), xml_id=identifier) for name, identifier in people]
    languages = dict.fromkeys(witness.language for witness in record.witnesses)
    return element(
        "teiHeader",
        element(
            "fileDesc",
            element(
                "titleStmt",
                element("title", record.title),
                *(element("editor", name) for name in record.editors),
            ),
            *edition,
            _publication(record.editors, licence),
            element("sourceDesc", element("p", "The texts stand in files of their own, each with its source.")),
        ),
        element(
            "encodingDesc",
            element(
                "appInfo",
                element("application", element("label", "treatydiff"), ident="treatydiff", version=version),
            ),
            *prefixes(record.annotations, frozenset()),
            element(
                "classDecl",
                _taxonomy("depth", "How deep two texts are compared.", _DEPTHS),
                _taxonomy("part-in-collation", "What a text is in a collation.", {"base": _BASE}),
                *taxonomies(record.annotations, kinds=record.kinds, categories=record.term_categories),
            ),
        ),
        element(
            "profileDesc",
            element("langUsage", *(element("language", tag, ident=tag) for tag in languages)),
            *([element("particDesc", element("listPerson", *persons))] if persons else []),
        ),
    )


def _publication(editors: Sequence[str], licence: str) -> Element:
    if not licence:
        return element("publicationStmt", element("p", "Nothing is said of its publication."))
    target = licence if re.match(r"https?://\S+$", licence) else ""
    said = element("availability", element("licence", licence, target=target))
    # TEI wants somebody before the licence.
    return element("publicationStmt", element("authority", ", ".join(editors) or "the dossier's editors"), said)


def _taxonomy(identifier: str, says: str, classes: dict[Level, str] | dict[str, str]) -> Element:
    categories = [
        element("category", element("catDesc", words), xml_id=str(name)) for name, words in classes.items()
    ]
    return element("taxonomy", element("desc", says), *categories, xml_id=identifier)


def _lists(record: DossierRecord) -> Iterator[Element]:
    witnesses = (_item([_ref(witness.siglum)]) for witness in record.witnesses)
    yield _list("witnesses", "Texts, in order", witnesses)
    compared = [_compared(plan) for plan in record.comparisons]
    if compared:
        yield _list("comparisons", "Comparisons: the earlier text, then the later", compared)
    collated = [_collated(plan) for plan in record.collations]
    if collated:
        yield _list("collations", "Collations", collated)


def _list(kind: str, head: str, items: Iterable[Element]) -> Element:
    return element("div", element("head", head), element("list", *items), type=kind)


def _item(refs: Iterable[Element], **attributes: str) -> Element:
    those = list(refs)
    for one in those[:-1]:
        one.tail = " "
    return element("item", *those, **attributes)


def _ref(siglum: str, *, base: bool = False) -> Element:
    return element("ref", siglum, ana="#base" if base else "", target=_target(siglum))


def _target(siglum: str) -> str:
    return f"{siglum}.xml#{witness_id(siglum)}"


def _compared(plan: ComparisonPlan) -> Element:
    ana = f"#{plan.level}" if plan.level is not Level.CLAUSE else ""
    return _item([_ref(plan.earlier), _ref(plan.later)], ana=ana)


def _collated(plan: CollationPlan) -> Element:
    return _item((_ref(one, base=one == plan.base) for one in plan.sigla), xml_id=plan.name)


def extended(
    data: bytes, *, name: str, witnesses: Iterable[Witness], comparisons: Iterable[ComparisonPlan] = ()
) -> bytes:
    r"""A ``dossier.xml`` with more texts and comparisons at the end of its lists; nothing else in it is touched.

    A list that the file does not have says that all files, or all neighbours, are meant, and is not begun here.

    Args:
        data: the file.
        name: what errors call it.
        witnesses: the texts to add.
        comparisons: the comparisons to add.

    Returns:
        UTF-8, whatever the encoding was.

    Raises:
        InputError: it is no well-formed XML, or a list in it has no place for an item.

    Example:
        >>> data = b"<TEI><div type='witnesses'><list>\n <item><ref target='A.xml'/></item>\n</list></div></TEI>"
        >>> print(extended(data, name="dossier.xml", witnesses=[Witness("B")]).decode())
        <TEI><div type='witnesses'><list>
         <item><ref target='A.xml'/></item>
         <item><ref target="B.xml#B">B</ref></item>
        </list></div></TEI>
    """
    text = decode_xml(data, name=name)
    source = parse(text, name=name)
    starts = [0, *(found.end() for found in LINE_END.finditer(text))]
    added = {
        "witnesses": [f"<item>{_written(witness.siglum)}</item>" for witness in witnesses],
        "comparisons": [
            f"<item{_depth(plan)}>{_written(plan.earlier)} {_written(plan.later)}</item>" for plan in comparisons
        ],
    }
    pieces: list[tuple[int, str]] = []
    for kind, items in added.items():
        place = _end_of_list(source, kind) if items else None
        if place is not None:
            (line, column), indent = place
            indent = indent.replace("\n", "\r\n") if "\r\n" in text else indent
            end = len(text[: starts[line - 1] + column - 1].rstrip())
            pieces.append((end, "".join(f"{indent}{item}" for item in items)))
    for offset, piece in sorted(pieces, reverse=True):
        text = text[:offset] + piece + text[offset:]
    said = _DECLARATION.match(text)
    if said:
        text = '<?xml version="1.0" encoding="UTF-8"?>' + text[said.end() :]
    return text.encode()


def _written(siglum: str) -> str:
    return f"<ref target={quoteattr(_target(siglum))}>{escape(siglum)}</ref>"


def _depth(plan: ComparisonPlan) -> str:
    return f' ana="#{plan.level}"' if plan.level is not Level.CLAUSE else ""


def _end_of_list(source: XmlSource, kind: str) -> tuple[tuple[int, int], str] | None:
    """Behind which place the next item of a list belongs, and the space before it; ``None`` without a list."""
    divs = [div for div in source.root.iterdescendants("{*}div") if attribute(div, "type") == kind]
    if not divs:
        return None
    items = list(divs[-1].iterdescendants("{*}item"))
    if not items:
        raise InputError(
            f"found a list of {kind} without an item",
            expected="a list with an item, or none",
            todo="take the div out: without it, all are meant",
        ).at(source.name, *source.place(divs[-1]))
    before = items[-1].getprevious()
    parent = items[-1].getparent()
    space = before.tail if before is not None else parent.text if parent is not None else ""
    return source.place(items[-1], after=True), space if space and not space.strip() else "\n"


def listed_files(data: bytes, *, name: str) -> tuple[str, ...]:
    """The files that the list of texts of a ``dossier.xml`` names, in order.

    Args:
        data: the file.
        name: what errors call it.

    Raises:
        InputError: it is no well-formed XML.
    """
    root = parse(decode_xml(data, name=name), name=name).root
    divs = [div for div in root.iterdescendants("{*}div") if attribute(div, "type") == "witnesses"]
    refs = [ref for div in divs for ref in div.iterdescendants("{*}ref", "{*}ptr")]
    return tuple(dict.fromkeys(attribute(ref, "target").partition("#")[0] for ref in refs))


def ids_in(data: bytes, *, name: str) -> frozenset[str]:
    """The ids in a ``dossier.xml``, which no other element of it can have.

    Args:
        data: the file.
        name: what errors call it.

    Raises:
        InputError: it is no well-formed XML.
    """
    root = parse(decode_xml(data, name=name), name=name).root
    return frozenset(attribute(one, f"{XML}id") for one in root.iter("{*}*"))
