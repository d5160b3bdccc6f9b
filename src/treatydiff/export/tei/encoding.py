"""The encoding's description: form, options, rules, and how provisions are cited."""

from __future__ import annotations

from collections.abc import Callable

from treatydiff.collation import Collation, Options
from treatydiff.export.tei.annotations import prefixes, taxonomies
from treatydiff.export.tei.build import Element, element, witness_id
from treatydiff.export.tei.profiles import Profile
from treatydiff.model.dossiers import Level
from treatydiff.model.links import Flag, Relation
from treatydiff.normalization import Segmentation

_RELATIONS: dict[str, str] = {
    Relation.IDENTICAL: "written the same, white space aside",
    Relation.REWORDED: "corresponds, in other words",
    Relation.SPLIT: "one provision corresponds to several",
    Relation.MERGED: "several provisions correspond to one",
    Relation.PARALLEL: "corresponds by number, by structure or by an editor's word; the words were not compared",
    Relation.INSERTED: "the later text has it, the earlier has no counterpart",
    Relation.OMITTED: "the earlier text has it, the later has no counterpart; not that anybody decided to drop it",
    "not-transmitted": "one text has it, of the other nothing is known here: a fragment, or another instrument",
    Flag.MOVED: "out of order relative to the rest: outside a longest sequence that keeps its order",
    Flag.RENUMBERED: "the number printed has another value",
    Flag.REFERENCE: "nothing differs but the number of a provision referred to, which was renumbered",
}

_ALONE: dict[Segmentation, str] = {
    Segmentation.CHARACTERS: "stand each by itself",
    Segmentation.DICTIONARY: "are joined to words by a dictionary of Japanese",
}


def encoding(collation: Collation, profile: Profile, version: str) -> Element:
    """The ``encodingDesc`` of an apparatus.

    Args:
        collation: what the document holds.
        profile: the form of its apparatus.
        version: version of the software.
    """
    depth = max([len(address.steps) for w in collation.witnesses for address, _ in w.addressed()], default=1)
    return element(
        "encodingDesc",
        element("projectDesc", *(element("p", words) for words in profile.says)),
        element("schemaRef", key=f"treatydiff-{profile.value}", url="treatydiff.rng"),
        element("appInfo", _application(collation, profile, version)),
        _editorial(collation.options),
        _of_base(witness_id(collation.base), depth),
        _of_witnesses(depth),
        *prefixes(collation.annotations, frozenset(witness.siglum for witness in collation.witnesses)),
        element("classDecl", _relations(), _variants(collation.options), *taxonomies(collation.annotations)),
        element("variantEncoding", method=profile.method, location=profile.location),
    )


def _application(collation: Collation, profile: Profile, version: str) -> Element:
    options = collation.options
    record = {
        "profile": profile.value,
        "normalization": " ".join(options.normalization.rules),
        "segmentation": options.normalization.segmentation.value,
        "level": options.level.value,
        "rules": " ".join(rule.name for rule in options.rules),
        "base": collation.base,
        "witnesses": " ".join(witness.siglum for witness in collation.witnesses),
    }
    said = [element("p", f"{name}: {value}") for name, value in record.items()]
    return element("application", element("label", "treatydiff"), *said, ident="treatydiff", version=version)


def _editorial(options: Options) -> Element:
    whole = " Words were not compared." if options.level is Level.ARTICLE else ""
    alone = _ALONE[options.normalization.segmentation]
    return element(
        "editorialDecl",
        element("normalization", element("p", f"Compared are forms of words: {options.normalization.described}.")),
        element(
            "segmentation",
            element(
                "p",
                "The clauses are those of the transcriptions. A word is parted from the next by white space or "
                f"marks; ideographs and kana {alone}; white space belongs to the word before it.{whole}",
            ),
        ),
        element(
            "interpretation",
            element(
                "p",
                "Which provisions correspond was computed unless a link names another responsible; it is a "
                "hypothesis, with its degree and the rule that found it.",
            ),
            element(
                "p",
                "The type of an app is the class of the difference, given by the first rule that fits; ana points "
                "to the rule. The rules are tried in the order in which they stand below.",
            ),
        ),
    )


def _relations() -> Element:
    categories = [
        element("category", element("catDesc", words), xml_id=f"t-{n}") for n, words in _RELATIONS.items()
    ]
    return element("taxonomy", *categories, xml_id="t-relations")


def _variants(options: Options) -> Element:
    categories = [
        element("category", element("catDesc", f"{rule.variant}: {rule.says}"), xml_id=f"v-{rule.name}")
        for rule in options.rules
    ]
    return element("taxonomy", *categories, xml_id="t-variants")


_STEP = "string(replace(tokenize(@xml:id, '-')[last()], '_2d_', '-'))"
"""The last level of an address, from an id. Hyphens are the only escapes that numbers of treaties commonly need."""


def _of_base(base: str, depth: int) -> Element:
    """The base's addresses without its siglum: 3:1 is its Article 3, first clause."""
    mine = f"[starts-with(@xml:id, 'u-{base}-')]"

    def level(at: int, inner: Element | None) -> Element:
        inside = f"[count(ancestor::div{mine}) = {at}]"
        start = "/TEI/text/body/div/" if at == 0 else ""
        return _cited(
            f"{start}descendant::div{mine}{inside}",
            "/" if at else "",
            f"descendant::seg[@type = 'clause']{mine}[count(ancestor::div{mine}) = {at + 1}]",
            inner,
        )

    return element("refsDecl", _nested(depth, level), n="base", default="true")


def _of_witnesses(depth: int) -> Element:
    """Every witness's addresses, to its transcription: X/3:1."""

    def level(_: int, inner: Element | None) -> Element:
        return _cited("div", "/", "ab/seg", inner)

    top = element(
        "citeStructure",
        _nested(depth, level),
        unit="witness",
        match="/TEI/text/back/div[@type = 'transcription']",
        use="string(@n)",
    )
    return element("refsDecl", top, n="witnesses")


def of_text(depth: int) -> Element:
    """The addresses of the only text of a document without its siglum: 3:1 is its Article 3, first clause.

    Args:
        depth: how many levels of provisions it has.
    """

    def level(at: int, inner: Element | None) -> Element:
        match = "div" if at else "/TEI/text/body/div/div"
        return _cited(match, "/" if at else "", "ab/seg", inner)

    return element("refsDecl", _nested(depth, level), n="addresses", default="true")


def _nested(depth: int, level: Callable[[int, Element | None], Element]) -> Element:
    """So many levels, one in the other, one at least; each is made from its depth, from 0, and what it holds."""
    inner = level(max(depth, 1) - 1, None)
    for at in reversed(range(depth - 1)):
        inner = level(at, inner)
    return inner


def _cited(match: str, delim: str, clauses: str, inner: Element | None) -> Element:
    clause = element("citeStructure", unit="clause", match=clauses, use="string(@n)", delim=":")
    below = [clause] if inner is None else [inner, clause]
    return element("citeStructure", *below, unit="provision", match=match, use=_STEP, delim=delim)
